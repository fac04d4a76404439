/* Weights from the spread of the data: entropy, deviation, CRITIC (Diakoulaki 1995). */
#include "statistics/inside.h"

#include <math.h>
#include <string.h>

/* A 1 - r below this is what rounding left of two columns that go together entirely. */
#define CONFLICT_LEAST 1e-12

/* ---- Columns */

static chiso_status look_and_check(const struct chiso__grid *grid, bool needs_spread,
                                   struct chiso__look *looks, chiso_error *error)
{
    const chiso_status status = chiso__grid_look(grid, looks, error);

    for (size_t c = 0; status == CHISO_OK && needs_spread && c < grid->columns; c++) {
        if (!chiso__has_spread(&looks[c])) {
            return chiso__fail_spread(error, grid, c);
        }
    }
    return status;
}

chiso_status chiso__complete_new(struct chiso__grid *grid, bool needs_spread,
                                 struct chiso__complete *out_complete, chiso_error *error)
{
    struct chiso__look *looks = chiso__alloc(&grid->allocator, grid->columns, sizeof(*looks));
    chiso_status status = CHISO_OK;

    if (looks == NULL) {
        return chiso__fail_memory(error);
    }
    status = chiso__grid_look(grid, looks, error);
    if (status == CHISO_OK) {
        status = chiso__grid_keep(grid, grid->columns, error);
    }
    if (status == CHISO_OK) {
        status = look_and_check(grid, needs_spread, looks, error);
    }
    if (status != CHISO_OK) {
        chiso__release(&grid->allocator, looks);
        return status;
    }
    *out_complete = (struct chiso__complete){grid, looks};
    return CHISO_OK;
}

void chiso__complete_free(struct chiso__complete *complete)
{
    chiso__release(&complete->grid->allocator, complete->looks);
}

/* ---- Methods */

/* Makes weights that add up to 1 of numbers that are in proportion to them; false when all are 0.
 */
static bool normalise(size_t count, double *weights)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        sum += weights[i];
    }
    for (size_t i = 0; sum > 0 && i < count; i++) {
        weights[i] /= sum;
    }
    return sum > 0;
}

/* 1 + Σ p ln p / ln n with p = x / Σ x. With t = x / mean - 1, whose sum is 0, it is Σ ((1 + t) ln
 * (1 + t) - t) / (n ln n): no term is negative, and values close to each other lose no digits. */
static double find_divergence(const double *column, size_t units, const struct chiso__look *look)
{
    double sum = 0;

    if (!chiso__has_spread(look)) {
        return 0;
    }
    for (size_t u = 0; u < units; u++) {
        const double away = (column[u] - look->mean) / look->mean;
        const double term = column[u] > 0 ? (1 + away) * log1p(away) - away : 1;

        sum += term > 0 ? term : 0;
    }
    return sum / ((double)units * log((double)units));
}

chiso_status chiso__weigh_entropy(const struct chiso__complete *complete, double *weights,
                                  chiso_error *error)
{
    const struct chiso__grid *grid = complete->grid;

    for (size_t c = 0; c < grid->columns; c++) {
        const struct chiso__look *look = &complete->looks[c];

        if (look->low < 0) {
            chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_SHARE_OF_NEGATIVE, NULL);
            return chiso__fail_column(error, CHISO_E_RANGE, grid, c);
        }
        if (!(look->mean > CHISO__SPREAD_LEAST)) {
            chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_SHARE_OF_ZEROS, NULL);
            return chiso__fail_column(error, CHISO_E_RANGE, grid, c);
        }
        weights[c] = find_divergence(chiso__grid_column(grid, c), grid->units, look);
    }
    if (!normalise(grid->columns, weights)) {
        return chiso__fail(error, CHISO_E_WEIGHT, CHISO__SAY_CRITERIA_ALL_CONSTANT, NULL);
    }
    return CHISO_OK;
}

/* Standard deviations of the columns brought to 0..1. */
static void find_deviations(const struct chiso__complete *complete, double *deviations)
{
    const struct chiso__grid *grid = complete->grid;

    for (size_t c = 0; c < grid->columns; c++) {
        const struct chiso__look *look = &complete->looks[c];
        const double squares =
            chiso__square_sum(chiso__grid_column(grid, c), grid->units, look->mean);

        deviations[c] = sqrt(squares / (double)grid->units) / (look->high - look->low);
    }
}

void chiso__weigh_deviation(const struct chiso__complete *complete, double *weights)
{
    find_deviations(complete, weights);
    normalise(complete->grid->columns, weights);
}

/* Σ (1 - r) over the other columns. */
static double find_conflict(const double *matrix, size_t columns, size_t column,
                            const bool *less_is_better)
{
    double sum = 0;

    for (size_t k = 0; k < columns; k++) {
        const bool turned = less_is_better != NULL && less_is_better[k] != less_is_better[column];
        const double apart =
            1 - (turned ? -matrix[column * columns + k] : matrix[column * columns + k]);

        if (k != column && apart > CONFLICT_LEAST) {
            sum += apart;
        }
    }
    return sum;
}

chiso_status chiso__weigh_critic(const struct chiso__complete *complete, const bool *less_is_better,
                                 double *weights, chiso_error *error)
{
    const struct chiso__grid *grid = complete->grid;
    double *matrix = NULL;
    chiso_status status = CHISO_OK;

    if (grid->columns == 1) {
        weights[0] = 1;
        return CHISO_OK;
    }
    matrix = chiso__alloc(&grid->allocator, grid->columns, grid->columns * sizeof(*matrix));
    if (matrix == NULL) {
        return chiso__fail_memory(error);
    }
    status = chiso__correlate(grid, CHISO_CORRELATION_PEARSON, matrix, error);
    if (status == CHISO_OK) {
        find_deviations(complete, weights);
        for (size_t c = 0; c < grid->columns; c++) {
            weights[c] *= find_conflict(matrix, grid->columns, c, less_is_better);
        }
        if (!normalise(grid->columns, weights)) {
            status = chiso__fail(error, CHISO_E_WEIGHT, CHISO__SAY_CRITERIA_GO_TOGETHER, NULL);
        }
    }
    chiso__release(&grid->allocator, matrix);
    return status;
}
