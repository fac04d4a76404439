/* Correlating the columns of a grid. */
#ifndef CHISO_LIB_STATISTICS_CORRELATION_H
#define CHISO_LIB_STATISTICS_CORRELATION_H

#include "statistics/inside.h"

/* Spearman's rho of ranks from 1, equal ones having the mean of their places, and so the same sum
 * on both sides; false where one side has all equal. */
bool chiso__rho(const double *first, const double *second, size_t count, double *out_rho);

/* Kendall's tau-b of the orders of units on two columns, the first's above the second's in each
 * pair; false where one has all equal. The pairs are not kept; scratch has the same size. */
bool chiso__tau(uint64_t *pairs, uint64_t *scratch, size_t count, double *out_tau);

#endif
