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

/* What is copied, and where to. */
struct copy {
    const chiso_board *board;
    const chiso_node *nodes; /* NULL for the first ones, by their numbers */
    size_t node_count;
    size_t stride;
    chiso_result_columns columns; /* of the first node */
};

static chiso_node node_at(const struct copy *copy, size_t which)
{
    return copy->nodes == NULL ? (chiso_node)which : copy->nodes[which];
}

static chiso_decimal *moved(chiso_decimal *column, size_t places)
{
    return column == NULL ? NULL : column + places;
}

/* The columns of one of the nodes. */
static chiso_result_columns columns_at(const struct copy *copy, size_t which)
{
    const chiso_result_columns *const first = &copy->columns;
    const size_t places = which * copy->stride;

    return (chiso_result_columns){first->size,
                                  first->state == NULL ? NULL : first->state + places,
                                  moved(first->achieved, places),
                                  moved(first->max, places),
                                  moved(first->percent, places),
                                  moved(first->coverage, places),
                                  moved(first->lowest, places),
                                  moved(first->highest, places)};
}

/* Whether all units have figures on all nodes. */
static chiso_status check_figures(const struct copy *copy, chiso_error *error)
{
    const struct chiso__rows *const rows = &copy->board->rows;
    const struct chiso__view_reach reach = chiso__view_reach_of(rows);

    for (size_t i = 0; i < copy->node_count; i++) {
        struct chiso__view view;
        chiso_unit unit = 0;
        chiso_status status = CHISO_OK;

        chiso__view_begin(&view, rows, node_at(copy, i), CHISO__WANT_POINTS);
        status = chiso__view_check(&view, &reach, &unit);
        if (status != CHISO_OK) {
            chiso__fail(error, status, CHISO__SAY_BEYOND_DECIMAL, NULL);
            return chiso__fail_cell(error, status, copy->board, unit, node_at(copy, i));
        }
    }
    return CHISO_OK;
}

/* Puts the figures of some units into columns, all units having them. */
static void copy_some(struct chiso__view *view, const chiso_result_columns *columns,
                      chiso_unit first, chiso_unit end)
{
    if (is_percents(columns)) {
        chiso__view_percents(view, first, end, columns->percent);
        return;
    }
    for (chiso_unit unit = first; unit < end; unit++) {
        chiso_result result;

        chiso__view_ahead(view, unit);
        (void)chiso__view_at(view, unit, &result);
        put(columns, unit, &result);
    }
}

/* All nodes of some units before the next units: what is kept of units with gaps lies together. */
static void copy_all(const struct copy *copy)
{
    enum { TOGETHER = 1024 };
    const chiso_unit count = copy->board->units.count;
    const chiso_unit step =
        copy->node_count > 1 && !copy->board->rows.without_gaps ? TOGETHER : count;
    const unsigned wanted = wanted_of(&copy->columns);
    chiso_unit end = 0;

    for (chiso_unit first = 0; first < count; first = end) {
        end = count - first > step ? first + step : count;
        for (size_t i = 0; i < copy->node_count; i++) {
            const chiso_result_columns columns = columns_at(copy, i);
            struct chiso__view view;

            chiso__view_begin(&view, &copy->board->rows, node_at(copy, i), wanted);
            copy_some(&view, &columns, first, end);
        }
    }
}

/* Whether the nodes are there, and the columns of each have room for the units. */
static chiso_status check_shape(const struct copy *copy, size_t count, chiso_error *error)
{
    const uint32_t units = copy->board->units.count;
    size_t most = 0;
    chiso_status status = CHISO_OK;

    for (size_t i = 0; i < copy->node_count && status == CHISO_OK; i++) {
        status = chiso__fail_result(copy->board, 0, node_at(copy, i), error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    if (count != units) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_COLUMN_SIZE,
                           CHISO__WORDS(chiso__say_count(count), chiso__say_count(units)));
    }
    if (copy->stride < count || __builtin_mul_overflow(copy->stride, copy->node_count, &most) ||
        most > SIZE_MAX / sizeof(chiso_decimal)) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_COLUMN_STRIDE,
                           CHISO__WORDS(chiso__say_count(copy->stride),
                                        chiso__say_count(copy->node_count),
                                        chiso__say_count(units)));
    }
    return CHISO_OK;
}

chiso_status chiso_board_copy_matrix(const chiso_board *board, const chiso_node *nodes,
                                     size_t node_count, size_t count, size_t stride,
                                     const chiso_result_columns *columns, chiso_error *error)
{
    struct copy copy = {board, nodes, node_count, stride, CHISO_RESULT_COLUMNS_INIT};
    chiso_status status = chiso__check_scored(board, error);

    if (status == CHISO_OK && columns == NULL) {
        status = chiso__fail_null(error);
    }
    if (status == CHISO_OK) {
        status = CHISO__TAKE(columns, chiso_result_columns, highest, CHISO_RESULT_COLUMNS_INIT,
                             &copy.columns, error);
    }
    if (status == CHISO_OK) {
        status = check_shape(&copy, count, error);
    }
    if (status == CHISO_OK) {
        status = check_figures(&copy, error);
    }
    if (status == CHISO_OK) {
        copy_all(&copy);
    }
    return status;
}

chiso_status chiso_board_copy_results(const chiso_board *board, chiso_node node, size_t count,
                                      const chiso_result_columns *columns, chiso_error *error)
{
    return chiso_board_copy_matrix(board, &node, 1, count, count, columns, error);
}
