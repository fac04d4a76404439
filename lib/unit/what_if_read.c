/* Reading what would be. */
#include "unit/what_if_inside.h"

#include "rank/band.h"
#include "score/peers.h"

bool chiso_what_if_is_light(const chiso_what_if *what_if)
{
    return what_if != NULL && !what_if->stale;
}

chiso_status chiso_what_if_score(chiso_what_if *what_if, chiso_error *error)
{
    if (what_if == NULL) {
        return chiso__fail_null(error);
    }
    if (!chiso__is_current(what_if->board, what_if->version)) {
        return chiso__fail_unscored(error);
    }
    return chiso__what_if_refresh(what_if, error);
}

/* Whether a figure can be read, and that it is there to be read. */
static chiso_status prepare(chiso_what_if *what_if, chiso_unit unit, chiso_node node)
{
    chiso_status status = CHISO_OK;

    if (!chiso__is_current(what_if->board, what_if->version)) {
        return CHISO_E_STATE;
    }
    status = chiso__check_result(what_if->board, unit, node);
    return status == CHISO_OK ? chiso__what_if_refresh(what_if, NULL) : status;
}

chiso_status chiso_what_if_result(chiso_what_if *what_if, chiso_unit unit, chiso_node node,
                                  chiso_result *out_result)
{
    chiso_status status = CHISO_OK;
    const chiso_board *board = NULL;
    chiso_unit at = 0;

    if (what_if == NULL || out_result == NULL) {
        return CHISO_E_NULL;
    }
    status = prepare(what_if, unit, node);
    if (status != CHISO_OK) {
        return status;
    }
    board = chiso__what_if_board(what_if, unit, &at);
    return chiso_board_result(board, at, node, out_result);
}

chiso_status chiso_what_if_place(chiso_what_if *what_if, chiso_unit unit, chiso_node node,
                                 chiso_place *out_place)
{
    chiso_status status = CHISO_OK;

    if (what_if == NULL || out_place == NULL) {
        return CHISO_E_NULL;
    }
    status = prepare(what_if, unit, node);
    return status == CHISO_OK ? chiso__what_if_place(what_if, unit, node, out_place) : status;
}

chiso_status chiso_what_if_standing(chiso_what_if *what_if, chiso_unit unit, chiso_node node,
                                    const chiso_bands *bands, chiso_standing *out_standing)
{
    chiso_standing standing = {.lost = CHISO_ABSENT, .band = CHISO_NO_BAND};
    const chiso_board *board = NULL;
    chiso_unit at = 0;
    chiso_status status = CHISO_OK;

    if (out_standing == NULL) {
        return CHISO_E_NULL;
    }
    status = chiso_what_if_result(what_if, unit, node, &standing.result);
    if (status == CHISO_OK) {
        status = chiso__what_if_place(what_if, unit, node, &standing.place);
    }
    if (status != CHISO_OK) {
        return status;
    }
    if (standing.result.achieved != CHISO_ABSENT && standing.result.max != CHISO_ABSENT &&
        !chiso__narrow((chiso__wide)standing.result.max - standing.result.achieved,
                       &standing.lost)) {
        return CHISO_E_RANGE;
    }
    board = chiso__what_if_board(what_if, unit, &at);
    standing.band = chiso__band_of(board, at, node, bands, what_if->rule.key);
    *out_standing = standing;
    return CHISO_OK;
}

/* The last change of a cell; NULL for one that was not changed. */
static const struct chiso__change *last_change(const chiso_what_if *what_if, chiso_unit unit,
                                               chiso_node leaf)
{
    const uint32_t row = what_if->rows[unit];

    for (size_t i = what_if->change_count; row != CHISO_NO_UNIT && i-- > 0;) {
        if (what_if->changes[i].row == row && what_if->changes[i].leaf == leaf) {
            return &what_if->changes[i];
        }
    }
    return NULL;
}

/* What a changed cell holds, the points of rules that look at the other units aside. */
static chiso_cell cell_of(const chiso_what_if *what_if, const struct chiso__change *change)
{
    const struct chiso__columns *columns = &what_if->board->columns;
    const chiso_decimal points = what_if->own->columns.points[change->leaf][change->row];

    if (chiso__is_gap(points)) {
        return (chiso_cell){points == CHISO_MISSING ? CHISO_STATE_MISSING
                                                    : CHISO_STATE_NOT_APPLICABLE,
                            CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT};
    }
    /* A board keeps no value where it is the points, and no denominator where all are 1. */
    if (columns->values[change->leaf] == NULL && columns->counts[change->leaf] == NULL) {
        return (chiso_cell){CHISO_STATE_SCORED, points, CHISO_DECIMAL_ONE, points};
    }
    return (chiso_cell){CHISO_STATE_SCORED, change->value, change->denominator, points};
}

chiso_status chiso_what_if_cell(chiso_what_if *what_if, chiso_unit unit, chiso_node leaf,
                                chiso_cell *out_cell)
{
    const struct chiso__change *change = NULL;
    chiso_cell cell;
    chiso_status status = CHISO_OK;

    if (what_if == NULL || out_cell == NULL) {
        return CHISO_E_NULL;
    }
    if (!chiso__is_current(what_if->board, what_if->version)) {
        return CHISO_E_STATE;
    }
    status = chiso_board_cell(what_if->board, unit, leaf, &cell);
    if (status != CHISO_OK) {
        return status;
    }
    change = last_change(what_if, unit, leaf);
    if (change != NULL) {
        cell = cell_of(what_if, change);
    }
    if (cell.state == CHISO_STATE_SCORED && chiso_node_is_relative(what_if->board->tree, leaf)) {
        const chiso_board *board = NULL;
        chiso_unit at = 0;

        status = chiso__what_if_refresh(what_if, NULL);
        board = chiso__what_if_board(what_if, unit, &at);
        cell.points = status == CHISO_OK ? chiso__points_at(board, leaf, at) : CHISO_ABSENT;
    }
    if (status == CHISO_OK) {
        *out_cell = cell;
    }
    return status;
}
