/* Correlating the columns of a grid. */
#ifndef CHISO_LIB_STATISTICS_CORRELATION_H
#define CHISO_LIB_STATISTICS_CORRELATION_H

#include "statistics/grid.h"

/* Fills the matrix, columns × columns numbers; after a failure it may hold anything. */
chiso_status chiso__correlate(const struct chiso__grid *grid, chiso_correlation kind,
                              double *matrix, chiso_error *error);

/* A coefficient from Σ (x - x̄)², Σ (y - ȳ)² (both above 0) and Σ (x - x̄)(y - ȳ). */
double chiso__coefficient(double first, double second, double product);

/* So many units have a value on both columns, and that is not enough, or one of the two has all
 * equal. */
chiso_status chiso__fail_together(chiso_error *error, const struct chiso__grid *grid, size_t i,
                                  size_t j, size_t count);

/* Columns without gaps and what came of them. */
struct chiso__products {
    const double *const *columns;
    const double *means;
    size_t count;
    size_t units;
    double *sums; /* Σ (x - x̄)(y - ȳ) of columns i <= j at i × stride + j */
    size_t stride;
};

/* Multiplies each column with each. False when memory is out; else the sums are to be released by
 * the caller. */
bool chiso__multiply_columns(struct chiso__products *products, const chiso_allocator *allocator);

/* Spearman's rho of ranks from 1, equal ones having the mean of their places, and so the same sum
 * on both sides; false where one side has all equal. */
bool chiso__rho(const double *first, const double *second, size_t count, double *out_rho);

/* Kendall's tau-b of the orders of units on two columns, the first's above the second's in each
 * pair; false where one has all equal. The pairs are not kept; scratch has the same size. */
bool chiso__tau(uint64_t *pairs, uint64_t *scratch, size_t count, double *out_tau);

/* Kendall's tau-b of each pair of columns. */
chiso_status chiso__kendall(const struct chiso__grid *grid, double *matrix, chiso_error *error);

#endif
