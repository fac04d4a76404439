/* Headings of a points file that are not where, or not what, they should be: below rows of titles,
 * and turned into other codes by a spreadsheet. */
#include "board/board_csv_inside.h"

#include <string.h>

/* Fewer codes than this may stand in a row of cells too. */
enum { LEAST_CODES = 3 };

static bool has_word(const struct chiso__csv *row)
{
    for (size_t column = 0; column < row->field_count; column++) {
        const struct chiso__span text = row->fields[column].span;

        if (chiso__column_of_word(text) < CHISO__COLUMN_COUNT ||
            chiso__column_of_sheet(text, false) < CHISO__COLUMN_COUNT) {
            return true;
        }
    }
    return false;
}

/* How many fields of a row are codes of leaves, or with is_any of any criteria. */
static size_t count_codes(const chiso_tree *tree, const struct chiso__csv *row, bool is_any)
{
    size_t count = 0;

    for (size_t column = 0; column < row->field_count; column++) {
        const struct chiso__span text = row->fields[column].span;
        const int64_t found = text.size == 0 ? CHISO__NOT_FOUND : chiso__find_code(tree, text);

        count +=
            found != CHISO__NOT_FOUND && (is_any || chiso__is_leaf(&tree->nodes[found])) ? 1 : 0;
    }
    return count;
}

/* Cells look like codes: a row without a word has headings only where it has most of the codes. */
static bool has_headings(const void *context, const struct chiso__csv *row)
{
    const chiso_tree *tree = context;
    const size_t codes = has_word(row) ? SIZE_MAX : count_codes(tree, row, false);

    return codes >= LEAST_CODES && codes > tree->leaf_count / 2;
}

uint32_t chiso__header_below(const struct chiso__csv *csv, const chiso_tree *tree)
{
    return has_word(csv) || count_codes(tree, csv, true) > 0
               ? 0
               : chiso__csv_find_headings(csv, has_headings, tree);
}

/* Whether a code is a heading with zeros behind it, which a number loses. */
static bool is_turned_into(struct chiso__span code, struct chiso__span heading)
{
    if (code.size <= heading.size) {
        return false;
    }
    for (size_t i = 0; i < heading.size; i++) {
        if (code.text[i] != heading.text[i] && (code.text[i] != '.' || heading.text[i] != ',')) {
            return false;
        }
    }
    for (size_t i = heading.size; i < code.size; i++) {
        if (code.text[i] != '0') {
            return false;
        }
    }
    return memchr(code.text, '.', heading.size) != NULL;
}

chiso_node chiso__turned_leaf(const chiso_tree *tree, struct chiso__span code, chiso_node behind)
{
    for (chiso_node leaf = chiso_node_next_leaf(tree, behind); leaf != CHISO_NO_NODE;
         leaf = chiso_node_next_leaf(tree, leaf)) {
        if (is_turned_into(tree->codes[leaf], code)) {
            return leaf;
        }
    }
    return CHISO_NO_NODE;
}

static bool has_column(const struct chiso__csv *csv, const chiso_tree *tree, chiso_node leaf)
{
    for (size_t column = 0; column < csv->field_count; column++) {
        if (chiso__find_code(tree, csv->fields[column].span) == (int64_t)leaf) {
            return true;
        }
    }
    return false;
}

chiso_node chiso__header_turned(const struct chiso__csv *csv, size_t column, const chiso_tree *tree)
{
    const struct chiso__span heading = csv->fields[column].span;
    chiso_node leaf = chiso__turned_leaf(tree, heading, CHISO_ROOT);

    while (leaf != CHISO_NO_NODE && has_column(csv, tree, leaf)) {
        leaf = chiso__turned_leaf(tree, heading, leaf);
    }
    return leaf;
}
