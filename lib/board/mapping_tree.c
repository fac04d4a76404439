/* A criteria file that is read as a mapping says. */
#include "board/mapping.h"

#include "text/outline.h"
#include "tree/tree.h"

/* What becomes of a row by a mapping. A row of printed totals that is numbered is a criterion. */
static enum chiso__row_use use_of(const void *context, struct chiso__span code,
                                  struct chiso__span cell)
{
    const chiso_mapping *mapping = context;
    const struct chiso__mapping_entry *row = NULL;

    if (chiso__mapping_fitting(mapping, CHISO__TOLD_END, cell) != NULL) {
        return CHISO__ROW_ENDS;
    }
    row = chiso__mapping_row_of(mapping, code, cell);
    return row == NULL || (row->word == CHISO__ROWS_TOTAL && chiso__is_outline_number(cell))
               ? CHISO__ROW_READ
               : CHISO__ROW_LEFT_OUT;
}

chiso_status chiso__read_tree_sheet(const char *text, size_t size, const chiso_mapping *mapping,
                                    const struct chiso__desk *desk,
                                    const chiso_allocator *allocator, chiso_tree **out_tree,
                                    chiso_error *error)
{
    struct chiso__criteria_rows rows = {0, NULL, mapping};

    if (mapping != NULL) {
        rows.header = mapping->header;
        rows.use_of = mapping->words[CHISO__TOLD_OUTLINE] == CHISO__OUTLINE_YES ? use_of : NULL;
    }
    return chiso__read_tree(text, size, desk, &rows, allocator, out_tree, error);
}

chiso_status chiso_tree_read_sheet(const char *text, size_t size, const chiso_mapping *mapping,
                                   const chiso_allocator *allocator, chiso_tree **out_tree,
                                   chiso_error *error)
{
    return chiso__read_tree_sheet(text, size, mapping, NULL, allocator, out_tree, error);
}
