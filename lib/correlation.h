/* Correlating the columns of a grid. */
#ifndef CHISO_LIB_CORRELATION_H
#define CHISO_LIB_CORRELATION_H

#include "statistics.h"

/* Fills the matrix, columns × columns numbers; after a failure it may hold anything. */
chiso_status chiso__correlate(const struct chiso__grid *grid, chiso_correlation kind, double *matrix, chiso_error *error);

/* A coefficient from Σ (x - x̄)², Σ (y - ȳ)² (both above 0) and Σ (x - x̄)(y - ȳ). */
double chiso__coefficient(double first, double second, double product);

/* Columns without gaps and what came of them. */
struct chiso__products {
    const double *const *columns;
    const double *means;
    size_t count;
    size_t units;
    double *sums; /* Σ (x - x̄)(y - ȳ) of columns i <= j at i × stride + j */
    size_t stride;
};

/* Multiplies each column with each. False when memory is out; else the sums are to be released by the caller. */
bool chiso__multiply_columns(struct chiso__products *products, const chiso_allocator *allocator);

/* Kendall's tau-b of each pair of columns. */
chiso_status chiso__kendall(const struct chiso__grid *grid, double *matrix, chiso_error *error);

#endif
