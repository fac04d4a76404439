/* Reading what would be. */
#include "unit/what_if_inside.h"

#include "rank/band.h"
#include "score/peers.h"
#include "score/step.h"

bool chiso_what_if_is_light(const chiso_what_if *what_if)
{
    return what_if != NULL && what_if->rows.scored;
}

chiso_status chiso_what_if_score(chiso_what_if *what_if, chiso_error *error)
{
    const chiso_status status = chiso__what_if_check(what_if, error);

    return status == CHISO_OK ? chiso__what_if_refresh(what_if, error) : status;
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
    const struct chiso__rows *rows = NULL;
    uint32_t row = 0;

    if (what_if == NULL || out_result == NULL) {
        return CHISO_E_NULL;
    }
    status = prepare(what_if, unit, node);
    if (status != CHISO_OK) {
        return status;
    }
    rows = chiso__what_if_rows(what_if, unit, &row);
    return chiso__result_of(rows, row, node, out_result);
}

chiso_status chiso_what_if_points_text(chiso_what_if *what_if, chiso_unit unit, chiso_node node,
                                       int places, char mark, char *out_text)
{
    const struct chiso__rows *rows = NULL;
    uint32_t row = 0;
    chiso_status status = CHISO_OK;

    if (what_if == NULL || out_text == NULL) {
        return CHISO_E_NULL;
    }
    status = chiso__check_text_of(places, mark);
    if (status == CHISO_OK) {
        status = prepare(what_if, unit, node);
    }
    if (status == CHISO_OK) {
        rows = chiso__what_if_rows(what_if, unit, &row);
        chiso__points_text_of(rows, row, node, places, mark, out_text);
    }
    return status;
}

chiso_status chiso_what_if_place(chiso_what_if *what_if, chiso_unit unit, chiso_node node,
                                 chiso_place *out_place)
{
    chiso_status status = CHISO_OK;

    if (what_if == NULL || out_place == NULL) {
        return CHISO_E_NULL;
    }
    status = prepare(what_if, unit, node);
    return status == CHISO_OK ? chiso__what_if_find_place(what_if, unit, node, out_place) : status;
}

chiso_status chiso_what_if_standing(chiso_what_if *what_if, chiso_unit unit, chiso_node node,
                                    const chiso_bands *bands, chiso_standing *out_standing)
{
    chiso_standing standing = {
        .lost = CHISO_ABSENT, .band = CHISO_NO_BAND, .band_by_percent = CHISO_NO_BAND};
    const struct chiso__rows *rows = NULL;
    uint32_t row = 0;
    chiso_status status = CHISO_OK;

    if (out_standing == NULL) {
        return CHISO_E_NULL;
    }
    status = chiso_what_if_result(what_if, unit, node, &standing.result);
    if (status == CHISO_OK) {
        status = chiso__what_if_find_place(what_if, unit, node, &standing.place);
    }
    if (status != CHISO_OK) {
        return status;
    }
    rows = chiso__what_if_rows(what_if, unit, &row);
    status = chiso__lost_of(rows, row, node, CHISO_DECIMAL_PLACES, &standing.lost);
    if (status != CHISO_OK) {
        return status;
    }
    standing.band = chiso__band_of(rows, row, node, bands, what_if->rule.key);
    standing.band_by_percent = chiso__band_by_percent(rows, row, node, bands, what_if->rule.key);
    *out_standing = standing;
    return CHISO_OK;
}

chiso_status chiso_what_if_obstacle(chiso_what_if *what_if, chiso_unit unit, chiso_node leaf,
                                    chiso_obstacle *out_obstacle)
{
    const struct chiso__rows *rows = NULL;
    uint32_t row = 0;
    chiso_status status = CHISO_OK;

    if (what_if == NULL || out_obstacle == NULL) {
        return CHISO_E_NULL;
    }
    status = prepare(what_if, unit, leaf);
    if (status != CHISO_OK) {
        return status;
    }
    rows = chiso__what_if_rows(what_if, unit, &row);
    return chiso__obstacle_of(rows, row, leaf, &what_if->allocator, out_obstacle);
}

chiso_status chiso_what_if_cell(chiso_what_if *what_if, chiso_unit unit, chiso_node leaf,
                                chiso_cell *out_cell)
{
    const struct chiso__rows *rows = NULL;
    uint32_t row = 0;
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
    rows = chiso__what_if_rows(what_if, unit, &row);
    cell = chiso__cell_of(rows, row, leaf);
    if (cell.state == CHISO_STATE_SCORED && chiso_node_is_relative(what_if->board->tree, leaf)) {
        status = chiso__what_if_refresh(what_if, NULL);
        cell = chiso__cell_of(rows, row, leaf);
    }
    if (status == CHISO_OK) {
        *out_cell = cell;
    }
    return status;
}
