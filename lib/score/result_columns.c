/* The figures of a node for all units, as columns. */
#include "score/result_quick.h"

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

/* The percents that columns take. */
static unsigned wanted_of(const chiso_result_columns *columns)
{
    return (columns->percent != NULL ? CHISO__WANT_PERCENT : 0U) |
           (columns->coverage != NULL ? CHISO__WANT_COVERAGE : 0U) |
           (columns->lowest != NULL || columns->highest != NULL ? CHISO__WANT_BOUNDS : 0U);
}

/* Whether percents are all that is taken. */
static bool is_percents(const chiso_result_columns *columns)
{
    return columns->percent != NULL && columns->state == NULL && columns->achieved == NULL &&
           columns->max == NULL && columns->coverage == NULL && columns->lowest == NULL &&
           columns->highest == NULL;
}

/* Puts the figures of all units into columns, once it is known that all have them. */
static chiso_status copy(const chiso_board *board, chiso_node node,
                         const chiso_result_columns *columns, chiso_error *error)
{
    struct chiso__view view;
    chiso_unit unit = 0;
    chiso_status status = CHISO_OK;

    chiso__view_begin(&view, &board->rows, node, wanted_of(columns));
    status = chiso__view_check(&view, &unit);
    if (status != CHISO_OK) {
        chiso__fail(error, status, CHISO__SAY_BEYOND_DECIMAL, NULL);
        return chiso__fail_cell(error, status, board, unit, node);
    }
    if (is_percents(columns)) {
        chiso__view_percents(&view, columns->percent);
        return CHISO_OK;
    }
    for (unit = 0; unit < board->units.count; unit++) {
        chiso_result result;

        chiso__view_ahead(&view, unit);
        (void)chiso__view_at(&view, unit, &result);
        put(columns, unit, &result);
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
    return status == CHISO_OK ? copy(board, node, &given, error) : status;
}
