/* Columns of values over units, taken from a caller or a board, and what is wrong with them. */
#include "statistics/inside.h"

#include "rank/block.h"
#include "score/result.h"

#include <math.h>
#include <string.h>

#define MOST_UNITS (UINT32_MAX - 1)

/* A name is said as the columns have it: a number from 1, or a criterion's code. */
static struct chiso__insert say_column(const struct chiso__grid *grid, size_t column)
{
    return grid->board == NULL ? chiso__say_count(column + 1)
                               : chiso__say(grid->board->tree->codes[grid->nodes[column]]);
}

chiso_status chiso__fail_column(chiso_error *error, chiso_status status,
                                const struct chiso__grid *grid, size_t column)
{
    const struct chiso__insert *words = CHISO__WORDS(say_column(grid, column));

    if (grid->board == NULL) {
        return chiso__fail_within(error, status, CHISO__SAY_IN_COLUMN, words);
    }
    return chiso__fail_within(error, status, CHISO__SAY_IN_CRITERION, words);
}

chiso_status chiso__fail_pair(chiso_error *error, chiso_status status,
                              const struct chiso__grid *grid, size_t first, size_t second)
{
    const struct chiso__insert *words =
        CHISO__WORDS(say_column(grid, first), say_column(grid, second));

    if (grid->board == NULL) {
        return chiso__fail_within(error, status, CHISO__SAY_IN_COLUMNS, words);
    }
    return chiso__fail_within(error, status, CHISO__SAY_IN_CRITERIA, words);
}

chiso_status chiso__fail_spread(chiso_error *error, const struct chiso__grid *grid, size_t column)
{
    chiso__fail(error, CHISO_E_SPREAD, CHISO__SAY_VALUES_ALL_EQUAL, NULL);
    return chiso__fail_column(error, CHISO_E_SPREAD, grid, column);
}

chiso_status chiso__fail_few(chiso_error *error)
{
    return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_TOO_FEW_VALUES, NULL);
}

static chiso_status fail_value(chiso_error *error, const struct chiso__grid *grid, size_t column,
                               size_t unit)
{
    chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_VALUE_BEYOND,
                CHISO__WORDS(chiso__say_count(unit + 1)));
    return chiso__fail_column(error, CHISO_E_RANGE, grid, column);
}

static chiso_status fail_no_columns(chiso_error *error)
{
    return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_GRID_EMPTY, NULL);
}

chiso_status chiso__grid_take(const double *values, size_t columns, size_t units,
                              const chiso_allocator *allocator, struct chiso__grid *out_grid,
                              chiso_error *error)
{
    struct chiso__grid grid = {.values = values, .columns = columns, .units = units};

    if (values == NULL || !chiso__allocator_take(allocator, &grid.allocator)) {
        return chiso__fail_null(error);
    }
    if (columns == 0 || units == 0) {
        return fail_no_columns(error);
    }
    if (units > MOST_UNITS || columns > SIZE_MAX / sizeof(*values) / units) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_GRID_TOO_LARGE, NULL);
    }
    *out_grid = grid;
    return CHISO_OK;
}

void chiso__grid_clear(struct chiso__grid *grid)
{
    chiso__release(&grid->allocator, grid->owned);
    grid->owned = NULL;
}

chiso_status chiso__grid_look(const struct chiso__grid *grid, struct chiso__look *out_looks,
                              chiso_error *error)
{
    for (size_t c = 0; c < grid->columns; c++) {
        if (!chiso__look_at(chiso__grid_column(grid, c), grid->units, &out_looks[c])) {
            return fail_value(error, grid, c, out_looks[c].count);
        }
    }
    return CHISO_OK;
}

/* How many units have at least so many values; their numbers come to stand at the front. */
static size_t select_units(const struct chiso__grid *grid, size_t least, size_t *counts)
{
    size_t kept = 0;

    for (size_t c = 0; c < grid->columns; c++) {
        const double *column = chiso__grid_column(grid, c);

        for (size_t u = 0; u < grid->units; u++) {
            counts[u] += isnan(column[u]) ? 0 : 1;
        }
    }
    for (size_t u = 0; u < grid->units; u++) {
        if (counts[u] >= least) {
            counts[kept++] = u;
        }
    }
    return kept;
}

/* Too few units have all values: a column that has too few by itself is named. */
static chiso_status fail_incomplete(chiso_error *error, const struct chiso__grid *grid)
{
    for (size_t c = 0; c < grid->columns; c++) {
        const double *column = chiso__grid_column(grid, c);
        size_t count = 0;

        for (size_t u = 0; u < grid->units; u++) {
            count += isnan(column[u]) ? 0 : 1;
        }
        if (count < 2) {
            return chiso__fail_column(error, chiso__fail_few(error), grid, c);
        }
    }
    return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_TOO_FEW_COMPLETE_UNITS, NULL);
}

chiso_status chiso__grid_keep(struct chiso__grid *grid, size_t least, chiso_error *error)
{
    size_t *units = chiso__alloc_zero(&grid->allocator, grid->units, sizeof(*units));
    size_t kept = 0;
    double *values = NULL;

    if (units == NULL) {
        return chiso__fail_memory(error);
    }
    kept = select_units(grid, least, units);
    if (kept < 2) {
        chiso__release(&grid->allocator, units);
        return fail_incomplete(error, grid);
    }
    if (kept < grid->units) {
        values = chiso__alloc(&grid->allocator, kept * grid->columns, sizeof(*values));
        if (values == NULL) {
            chiso__release(&grid->allocator, units);
            return chiso__fail_memory(error);
        }
        for (size_t i = 0; i < kept * grid->columns; i++) {
            values[i] = chiso__grid_column(grid, i / kept)[units[i % kept]];
        }
        chiso__grid_clear(grid);
        grid->values = grid->owned = values;
        grid->units = kept;
    }
    chiso__release(&grid->allocator, units);
    return CHISO_OK;
}

/* ---- Boards */

static chiso_status check_board(const chiso_board *board, const chiso_node *nodes, size_t count,
                                chiso_measure measure, uint32_t block, chiso_error *error)
{
    if (board == NULL || nodes == NULL) {
        return chiso__fail_null(error);
    }
    if (!board->rows.scored) {
        return chiso__fail_unscored(error);
    }
    if (count == 0) {
        return fail_no_columns(error);
    }
    if ((int)measure != CHISO_MEASURE_PERCENT && (int)measure != CHISO_MEASURE_ACHIEVED) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_MEASURE_UNKNOWN, NULL);
    }
    for (size_t i = 0; i < count; i++) {
        if (nodes[i] >= board->tree->count) {
            return chiso__fail_node(error, nodes[i]);
        }
    }
    return chiso__check_block(board, block, error);
}

static double value_of(const chiso_board *board, chiso_unit unit, chiso_node node,
                       chiso_measure measure)
{
    struct chiso__carried_ratio ratio;
    const bool has_percent = chiso__ratio_of(&board->rows, unit, node, &ratio);

    if (measure == CHISO_MEASURE_ACHIEVED) {
        return chiso__carried_is_gap(ratio.achieved)
                   ? CHISO__NONE
                   : chiso__carried_double(ratio.achieved) / (double)CHISO_DECIMAL_ONE;
    }
    return has_percent
               ? chiso__carried_double(ratio.achieved) * 100.0 / chiso__carried_double(ratio.max)
               : CHISO__NONE;
}

static void fill(const chiso_board *board, const chiso_node *nodes, size_t count,
                 chiso_measure measure, uint32_t block, double *out_values)
{
    const struct chiso__units *units = &board->units;

    for (size_t c = 0; c < count; c++) {
        for (chiso_unit unit = 0; unit < units->count; unit++) {
            const bool belongs = units->ranked[unit] &&
                                 (block == CHISO_ALL_BLOCKS || board->rows.blocks[unit] == block);

            *out_values++ = belongs ? value_of(board, unit, nodes[c], measure) : CHISO__NONE;
        }
    }
}

chiso_status chiso_board_values(const chiso_board *board, const chiso_node *nodes, size_t count,
                                chiso_measure measure, uint32_t block, double *out_values,
                                chiso_error *error)
{
    const chiso_status status = out_values == NULL
                                    ? chiso__fail_null(error)
                                    : check_board(board, nodes, count, measure, block, error);

    if (status == CHISO_OK) {
        fill(board, nodes, count, measure, block, out_values);
    }
    return status;
}

chiso_status chiso__grid_of_board(const chiso_board *board, const chiso_node *nodes, size_t count,
                                  chiso_measure measure, uint32_t block,
                                  struct chiso__grid *out_grid, chiso_error *error)
{
    const chiso_status status = check_board(board, nodes, count, measure, block, error);
    struct chiso__grid grid = {.columns = count, .board = board, .nodes = nodes};

    if (status != CHISO_OK) {
        return status;
    }
    grid.allocator = board->allocator;
    grid.units = board->units.count;
    if (count <= SIZE_MAX / grid.units) {
        grid.owned = chiso__alloc(&grid.allocator, count * grid.units, sizeof(*grid.owned));
    }
    if (grid.owned == NULL) {
        return chiso__fail_memory(error);
    }
    fill(board, nodes, count, measure, block, grid.owned);
    grid.values = grid.owned;
    *out_grid = grid;
    return CHISO_OK;
}
