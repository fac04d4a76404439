/* What was done to values before rules, for who asks. */
#include "score/prepare.h"

static bool has_place(const chiso_board *board, chiso_unit unit, chiso_node leaf)
{
    return board != NULL && board->rows.scored && unit < board->units.count &&
           leaf < board->tree->count && chiso__is_leaf(&board->tree->nodes[leaf]);
}

bool chiso_board_is_imputed(const chiso_board *board, chiso_unit unit, chiso_node leaf)
{
    return has_place(board, unit, leaf) && chiso__is_imputed_leaf(&board->tree->nodes[leaf]) &&
           !chiso__is_absent(chiso__imputed_at(&board->rows, leaf, unit));
}

uint64_t chiso_board_imputed_count(const chiso_board *board, chiso_unit unit)
{
    const chiso_tree *tree = board == NULL ? NULL : board->tree;
    const chiso_unit first = unit == CHISO_NO_UNIT ? 0 : unit;
    uint64_t count = 0;

    if (tree == NULL || tree->imputing_count == 0) {
        return 0;
    }
    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        for (chiso_unit row = first;
             row < board->units.count && (row == first || unit == CHISO_NO_UNIT); row++) {
            count += chiso_board_is_imputed(board, row, tree->leaves[i]);
        }
    }
    return count;
}

chiso_status chiso_board_treated_text(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                      char *out_text)
{
    struct chiso__treated treated[CHISO__TREATMENTS_MOST];
    const struct chiso__rule *rule = NULL;
    struct chiso__carried value = {0, 0};

    if (board == NULL || out_text == NULL) {
        return CHISO_E_NULL;
    }
    if (!board->rows.scored) {
        return CHISO_E_STATE;
    }
    if (unit >= board->units.count) {
        return CHISO_E_UNIT;
    }
    if (!has_place(board, unit, leaf) || !chiso__is_prepared(&board->tree->nodes[leaf].rule)) {
        return CHISO_E_NODE;
    }
    rule = &board->tree->nodes[leaf].rule;
    if (!chiso__prepare_again(&board->rows, &board->allocator, leaf, unit, treated)) {
        return CHISO_E_MEMORY;
    }
    value = treated[rule->treatment_count - 1].is;
    out_text[0] = '\0';
    if (!chiso__carried_is_gap(value)) {
        out_text[chiso__carried_text(value, '.', out_text)] = '\0';
    }
    return CHISO_OK;
}
