/* Which unit, which leaf: finding them, and errors that name them. */
#include "board/board.h"

chiso_status chiso__fail_cell(chiso_error *error, chiso_status status, const chiso_board *board,
                              chiso_unit unit, chiso_node node)
{
    const struct chiso__span code = board->tree->codes[node];
    const struct chiso__insert *words =
        CHISO__WORDS(chiso__say(board->units.codes[unit]), chiso__say(code));

    if (code.size == 0) {
        return chiso__fail_within(error, status, CHISO__SAY_IN_UNIT_WHOLE_INDEX, words);
    }
    return chiso__fail_within(error, status, CHISO__SAY_IN_UNIT_CRITERION, words);
}

chiso_status chiso__fail_unit(chiso_error *error, uint32_t unit)
{
    return chiso__fail(error, CHISO_E_UNIT, CHISO__SAY_NO_UNIT_NUMBER,
                       CHISO__WORDS(chiso__say_count(unit)));
}

chiso_status chiso__fail_node(chiso_error *error, chiso_node node)
{
    return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_NO_NODE_NUMBER,
                       CHISO__WORDS(chiso__say_count(node)));
}

chiso_status chiso__check_leaf(const chiso_tree *tree, chiso_node leaf, chiso_error *error)
{
    if (leaf < tree->count && chiso__is_leaf(&tree->nodes[leaf])) {
        return CHISO_OK;
    }
    return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_NODE_NOT_LEAF,
                       CHISO__WORDS(chiso__say_count(leaf)));
}

chiso_status chiso__check_place(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                chiso_error *error)
{
    return unit >= board->units.count ? chiso__fail_unit(error, unit)
                                      : chiso__check_leaf(board->tree, leaf, error);
}

static chiso_status fail_code(const chiso_tree *tree, const char *code, chiso_error *error)
{
    const struct chiso__insert *words = CHISO__WORDS(chiso__say_text(code));
    chiso_node node = CHISO_NO_NODE;

    if (chiso_tree_find(tree, code, &node) == CHISO_OK) {
        return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_CRITERION_IS_BRANCH, words);
    }
    return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_NO_CRITERION, words);
}

chiso_status chiso__find_place(const chiso_board *board, const char *unit_code, const char *code,
                               chiso_unit *out_unit, chiso_node *out_leaf, chiso_error *error)
{
    const int64_t unit = chiso__units_find(&board->units, chiso__span_of(unit_code));
    chiso_node leaf = CHISO_NO_NODE;

    if (unit == CHISO__NOT_FOUND) {
        return chiso__fail(error, CHISO_E_UNIT, CHISO__SAY_NO_UNIT,
                           CHISO__WORDS(chiso__say_text(unit_code)));
    }
    if (chiso_tree_find(board->tree, code, &leaf) != CHISO_OK ||
        !chiso__is_leaf(&board->tree->nodes[leaf])) {
        return fail_code(board->tree, code, error);
    }
    *out_unit = (chiso_unit)unit;
    *out_leaf = leaf;
    return CHISO_OK;
}
