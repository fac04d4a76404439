/* Setting the result of an inner criterion, and taking a whole branch out. */
#include <chiso/note.h>
#include <chiso/step.h>

#include "board/inside.h"
#include "board/set_result.h"

/* CHISO_OK for an inner criterion of a unit. */
static chiso_status check_inner(const chiso_board *board, chiso_unit unit, chiso_node node,
                                chiso_error *error)
{
    if (unit >= board->units.count) {
        return chiso__fail_unit(error, unit);
    }
    if (node >= board->tree->count) {
        return chiso__fail_node(error, node);
    }
    return chiso__is_leaf(&board->tree->nodes[node])
               ? chiso__fail(error, CHISO_E_NODE, CHISO__SAY_LEAF_IS_NOT_SET,
                             CHISO__WORDS(chiso__say(board->tree->codes[node])))
               : CHISO_OK;
}

struct chiso__limits chiso__result_limits(const struct chiso__tree_node *node,
                                          struct chiso__carried max)
{
    return (struct chiso__limits){chiso__has_floor(node) ? node->min : chiso__carried_of(0), max};
}

chiso_status chiso__result_read(const chiso_tree *tree, chiso_node node, struct chiso__span text,
                                struct chiso__number_style *style,
                                struct chiso__carried *out_points, bool *out_rounded,
                                chiso_error *error)
{
    struct chiso__numeral numeral = chiso__numeral_of(0);
    const enum chiso__number number =
        chiso__numeral_read(text, style, CHISO__FORM_EXPONENT, &numeral);
    chiso_status status = CHISO_OK;

    if (number != CHISO__NUMBER_OK) {
        return chiso__fail_cell_text(text, chiso__fail_number(error, number, text), error);
    }
    status = chiso__check_points(
        numeral.value, chiso__result_limits(&tree->nodes[node], tree->nodes[node].max), error);
    if (status == CHISO_OK) {
        *out_rounded = numeral.decimals > CHISO__NUMERAL_PLACES;
        *out_points = numeral.value;
    }
    return status;
}

chiso_status chiso__fail_without_note(const chiso_board *board, chiso_unit unit, chiso_node node,
                                      chiso_error *error)
{
    chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_RESULT_WITHOUT_NOTE, NULL);
    return chiso__fail_cell(error, CHISO_E_EMPTY, board, unit, node);
}

/* Sets a result that was read, with its reason. */
static chiso_status set(chiso_board *board, chiso_unit unit, chiso_node node,
                        struct chiso__carried points, const char *note, chiso_error *error)
{
    const bool said = note != NULL && chiso__trim(chiso__span_of(note)).size > 0;
    chiso_status status = CHISO_OK;

    if (!said && chiso_board_note(board, unit, node, NULL)[0] == '\0') {
        return chiso__fail_without_note(board, unit, node, error);
    }
    if (!chiso__set_reserve(&board->rows, &board->allocator, board->rows.set_count + 1)) {
        return chiso__fail_memory(error);
    }
    if (said) {
        status = chiso_board_set_note(board, unit, node, NULL, note, error);
    }
    if (status == CHISO_OK) {
        /* There is room for it. */
        (void)chiso__set_put(&board->rows, &board->allocator,
                             (struct chiso__set_result){unit, node, points, {0, 0}});
    }
    return status;
}

chiso_status chiso_board_set_result(chiso_board *board, chiso_unit unit, chiso_node node,
                                    const char *points, const char *note, chiso_error *error)
{
    const struct chiso__span text = chiso__trim(chiso__span_of(points == NULL ? "" : points));
    struct chiso__number_style style = {false, '.'};
    struct chiso__carried value = {0, 0};
    bool rounded = false;
    chiso_status status = CHISO_OK;

    if (board == NULL) {
        return chiso__fail_null(error);
    }
    status = check_inner(board, unit, node, error);
    if (status == CHISO_OK) {
        status = chiso__check_text(text, error);
    }
    if (status != CHISO_OK || text.size == 0) {
        if (status == CHISO_OK) {
            chiso__set_remove(&board->rows, unit, node);
        }
        return status;
    }
    status = chiso__result_read(board->tree, node, text, &style, &value, &rounded, error);
    if (status != CHISO_OK) {
        return chiso__fail_cell(error, status, board, unit, node);
    }
    status = set(board, unit, node, value, note, error);
    board->rounded_count += status == CHISO_OK && rounded;
    return status;
}

void chiso__branch_leave(chiso_board *board, chiso_unit unit, chiso_node node)
{
    const struct chiso__value none = {
        {CHISO_NOT_APPLICABLE, 0}, {{CHISO_ABSENT, 0}, CHISO_ABSENT, false, false}, NULL};
    uint32_t count = 0;
    const chiso_node *below = chiso__order_below(board->tree, node, &count);

    for (uint32_t i = 0; i < count; i++) {
        if (chiso__is_leaf(&board->tree->nodes[below[i]])) {
            chiso__cell_put(&board->rows, unit, below[i], none);
        } else {
            chiso__set_remove(&board->rows, unit, below[i]);
        }
    }
}

chiso_status chiso_board_set_not_applicable(chiso_board *board, chiso_unit unit, chiso_node node,
                                            chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (board == NULL) {
        return chiso__fail_null(error);
    }
    status = check_inner(board, unit, node, error);
    if (status == CHISO_OK) {
        chiso__branch_leave(board, unit, node);
    }
    return status;
}

chiso_status chiso_board_result_set(const chiso_board *board, chiso_unit unit, chiso_node node,
                                    chiso_decimal *out_points)
{
    const struct chiso__set_result *set = NULL;

    if (board == NULL || out_points == NULL) {
        return CHISO_E_NULL;
    }
    if (unit >= board->units.count) {
        return CHISO_E_UNIT;
    }
    if (node >= board->tree->count) {
        return CHISO_E_NODE;
    }
    set = chiso__set_find(&board->rows, unit, node);
    *out_points = set == NULL ? CHISO_ABSENT
                              : chiso__points_decimal(set->points, board->tree->nodes[node].max,
                                                      board->tree->rounding);
    return CHISO_OK;
}
