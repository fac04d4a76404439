/* The figures of a node for all units, as columns. */
#include "score/result.h"

static void put_figure(chiso_decimal *column, chiso_unit unit, chiso_decimal figure)
{
    if (column != NULL) {
        column[unit] = figure;
    }
}

static void put(const chiso_result_columns *columns, chiso_unit unit, const chiso_result *result)
{
    if (columns->state != NULL) {
        columns->state[unit] = result->state;
    }
    put_figure(columns->achieved, unit, result->achieved);
    put_figure(columns->max, unit, result->max);
    put_figure(columns->percent, unit, result->percent);
    put_figure(columns->coverage, unit, result->coverage);
    put_figure(columns->lowest, unit, result->lowest);
    put_figure(columns->highest, unit, result->highest);
}

/* Puts the figures of all units into columns, or only looks for one that has none where there are
 * no columns. */
static chiso_status each_result(const chiso_board *board, chiso_node node,
                                const chiso_result_columns *columns, chiso_error *error)
{
    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        chiso_result result;
        const chiso_status status = chiso__result_of(&board->rows, unit, node, &result);

        if (status != CHISO_OK) {
            chiso__fail(error, status, CHISO__SAY_BEYOND_DECIMAL, NULL);
            return chiso__fail_cell(error, status, board, unit, node);
        }
        if (columns != NULL) {
            put(columns, unit, &result);
        }
    }
    return CHISO_OK;
}

chiso_status chiso_board_copy_results(const chiso_board *board, chiso_node node, size_t count,
                                      const chiso_result_columns *columns, chiso_error *error)
{
    chiso_result_columns given = CHISO_RESULT_COLUMNS_INIT;
    chiso_status status = chiso__check_scored(board, error);

    if (status == CHISO_OK && columns == NULL) {
        status = chiso__fail_null(error);
    }
    if (status == CHISO_OK) {
        status = CHISO__TAKE(columns, chiso_result_columns, highest, CHISO_RESULT_COLUMNS_INIT,
                             &given, error);
    }
    if (status == CHISO_OK) {
        status = chiso__fail_result(board, 0, node, error);
    }
    if (status == CHISO_OK && count != board->units.count) {
        status = chiso__fail(
            error, CHISO_E_RANGE, CHISO__SAY_COLUMN_SIZE,
            CHISO__WORDS(chiso__say_count(count), chiso__say_count(board->units.count)));
    }
    if (status == CHISO_OK) {
        status = each_result(board, node, NULL, error);
    }
    return status == CHISO_OK ? each_result(board, node, &given, error) : status;
}
