/* Columns of criteria that are numbered as an outline. */
#include "board/sheet.h"

#include <string.h>

/* Whether a code ends with a number, behind a point. */
static bool ends_with(struct chiso__span code, struct chiso__span number)
{
    return code.size > number.size &&
           memcmp(code.text + code.size - number.size, number.text, number.size) == 0 &&
           code.text[code.size - number.size - 1] == '.';
}

/* The criterion whose code is a number or, where none is, the first whose code ends with it, and
 * the second. */
static void find_nodes(const chiso_tree *tree, struct chiso__span number, chiso_node *out_found,
                       chiso_node *out_other)
{
    const int64_t same = chiso__find_code(tree, number);

    if (same != CHISO__NOT_FOUND) {
        *out_found = (chiso_node)same;
        return;
    }
    for (uint32_t i = 1; i < tree->count && *out_other == CHISO_NO_NODE; i++) {
        const chiso_node node = tree->order[i];

        if (ends_with(tree->codes[node], number)) {
            *(*out_found == CHISO_NO_NODE ? out_found : out_other) = node;
        }
    }
}

chiso_status chiso__sheet_outline_column(struct chiso__sheet *sheet, size_t column,
                                         chiso_error *error)
{
    const chiso_tree *tree = sheet->board->tree;
    const struct chiso__span heading = chiso__sheet_text(sheet, column);
    const struct chiso__span number = chiso__outline_bare(heading);
    chiso_node found = CHISO_NO_NODE;
    chiso_node other = CHISO_NO_NODE;

    if (sheet->mapping->words[CHISO__TOLD_OUTLINE] != CHISO__OUTLINE_YES ||
        sheet->mapping->words[CHISO__TOLD_LAYOUT] == CHISO__LAYOUT_DOWN ||
        chiso__find_code(tree, heading) != CHISO__NOT_FOUND || !chiso__is_outline_number(heading)) {
        return CHISO_OK;
    }
    find_nodes(tree, number, &found, &other);
    if (other != CHISO_NO_NODE) {
        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_OUTLINE_HEADINGS,
                    CHISO__WORDS(chiso__say(heading), chiso__say(tree->codes[found]),
                                 chiso__say(tree->codes[other])));
        sheet->roles[column].kind = CHISO__ROLE_IGNORED;
        return chiso__csv_fail_field(sheet->csv, column, CHISO_E_COLUMN, error);
    }
    if (found != CHISO_NO_NODE && chiso__is_leaf(&tree->nodes[found])) {
        sheet->roles[column] = (struct chiso__role){.kind = CHISO__ROLE_LEAF, .node = found};
    }
    return CHISO_OK;
}
