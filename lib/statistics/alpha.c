/* Cronbach's alpha, raw and standardised. */
#include "statistics/inside.h"

#include <math.h>

/* A variance of the sum below so much of the columns' variances is what rounding left: of values,
 * and of coefficients. */
#define SUM_LEAST 1e-20
#define STANDARDISED_LEAST 1e-12

static chiso_status fail_sum(chiso_error *error)
{
    return chiso__fail(error, CHISO_E_SPREAD, CHISO__SAY_CRITERIA_CANCEL, NULL);
}

/* From the variances. Columns are centred before they are added up, so that large means take no
 * digits away. */
static chiso_status find_raw(const struct chiso__grid *grid, const struct chiso__look *looks,
                             double *sums, double *out_alpha, chiso_error *error)
{
    const double count = (double)grid->columns;
    double parts = 0;
    double whole = 0;

    for (size_t c = 0; c < grid->columns; c++) {
        const double *column = chiso__grid_column(grid, c);

        if (looks[c].low < looks[c].high) {
            parts += chiso__square_sum(column, grid->units, looks[c].mean);
        }
        for (size_t u = 0; u < grid->units; u++) {
            sums[u] += column[u] - looks[c].mean;
        }
    }
    whole = chiso__square_sum(sums, grid->units, 0);
    if (!(whole > parts * SUM_LEAST)) {
        return fail_sum(error);
    }
    *out_alpha = count / (count - 1) * (1 - parts / whole);
    return CHISO_OK;
}

/* From the mean of the coefficients. */
static chiso_status find_standardised(const struct chiso__grid *grid, double *matrix,
                                      double *out_alpha, chiso_error *error)
{
    const chiso_status status = chiso__correlate(grid, CHISO_CORRELATION_PEARSON, matrix, error);
    const double count = (double)grid->columns;
    double sum = 0;
    double whole = 0;

    if (status != CHISO_OK) {
        return status;
    }
    for (size_t i = 0; i < grid->columns; i++) {
        for (size_t j = i + 1; j < grid->columns; j++) {
            sum += 2 * matrix[i * grid->columns + j];
        }
    }
    /* The variance of the sum of columns whose variance is 1. */
    whole = count + sum;
    if (!(whole > count * STANDARDISED_LEAST)) {
        return fail_sum(error);
    }
    *out_alpha = count / (count - 1) * (sum / whole);
    return CHISO_OK;
}

static chiso_status find_alpha(struct chiso__grid *grid, bool standardised, double *out_alpha,
                               chiso_error *error)
{
    const chiso_allocator *allocator = &grid->allocator;
    struct chiso__look *looks = NULL;
    double *scratch = NULL;
    chiso_status status = CHISO_OK;

    if (grid->columns < 2) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_ALPHA_NEEDS_TWO, NULL);
    }
    looks = chiso__alloc(allocator, grid->columns, sizeof(*looks));
    if (looks == NULL) {
        return chiso__fail_memory(error);
    }
    status = chiso__grid_look(grid, looks, error);
    if (status == CHISO_OK) {
        status = chiso__grid_keep(grid, grid->columns, error);
    }
    if (status == CHISO_OK) {
        status = chiso__grid_look(grid, looks, error);
    }
    if (status == CHISO_OK) {
        scratch = chiso__alloc_zero(allocator, standardised ? grid->columns : grid->units,
                                    sizeof(*scratch) * (standardised ? grid->columns : 1));
        if (scratch == NULL) {
            status = chiso__fail_memory(error);
        } else {
            status = standardised ? find_standardised(grid, scratch, out_alpha, error)
                                  : find_raw(grid, looks, scratch, out_alpha, error);
        }
    }
    chiso__release(allocator, looks);
    chiso__release(allocator, scratch);
    return status;
}

chiso_status chiso_cronbach_alpha(const double *values, size_t columns, size_t units,
                                  bool standardised, const chiso_allocator *allocator,
                                  double *out_alpha, chiso_error *error)
{
    struct chiso__grid grid;
    chiso_status status = CHISO_OK;

    if (out_alpha == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__grid_take(values, columns, units, allocator, &grid, error);
    if (status == CHISO_OK) {
        status = find_alpha(&grid, standardised, out_alpha, error);
        chiso__grid_clear(&grid);
    }
    return status;
}

chiso_status chiso_board_alpha(const chiso_board *board, const chiso_node *nodes, size_t count,
                               chiso_measure measure, uint32_t block, bool standardised,
                               double *out_alpha, chiso_error *error)
{
    struct chiso__grid grid;
    chiso_status status = CHISO_OK;

    if (out_alpha == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__grid_of_board(board, nodes, count, measure, block, &grid, error);
    if (status == CHISO_OK) {
        status = find_alpha(&grid, standardised, out_alpha, error);
        chiso__grid_clear(&grid);
    }
    return status;
}
