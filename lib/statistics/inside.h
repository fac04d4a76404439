/* Columns of doubles, what is common to two of them, and weights that are made of them. */
#ifndef CHISO_LIB_STATISTICS_INSIDE_H
#define CHISO_LIB_STATISTICS_INSIDE_H

#include <chiso/statistics.h>
#include <chiso/weights.h>
#include <math.h>

#include "base/sort.h"
#include "statistics/correlation.h"
#include "text/message.h"

/* What lies no further apart is equal: the squares of what does are far from 0. */
#define CHISO__SPREAD_LEAST 1e-70

/* Columns, one behind the other, and what they are called where one is named. */
struct chiso__grid {
    chiso_allocator allocator;
    const double *values;
    size_t columns;
    size_t units;
    const chiso_board *board; /* of whose nodes they are; NULL for columns with numbers only */
    const chiso_node *nodes;
    double *owned; /* the values, where the grid has to free them */
};

/* What one look at a column tells; without values only the count. */
struct chiso__look {
    size_t count; /* of values that are not NaN */
    double low;
    double high;
    double mean;
};

/* A grid of a caller's values; it owns nothing. */
chiso_status chiso__grid_take(const double *values, size_t columns, size_t units,
                              const chiso_allocator *allocator, struct chiso__grid *out_grid,
                              chiso_error *error);

/* A grid of the values of nodes, to be ended by chiso__grid_clear(). */
chiso_status chiso__grid_of_board(const chiso_board *board, const chiso_node *nodes, size_t count,
                                  chiso_measure measure, uint32_t block,
                                  struct chiso__grid *out_grid, chiso_error *error);

void chiso__grid_clear(struct chiso__grid *grid);

/* Looks at every column; fails for a value that is too large. */
chiso_status chiso__grid_look(const struct chiso__grid *grid, struct chiso__look *out_looks,
                              chiso_error *error);

/* Leaves out the units that have fewer than least values. The grid may keep its values or own new
 * ones; at least two units are left, or it fails. */
chiso_status chiso__grid_keep(struct chiso__grid *grid, size_t least, chiso_error *error);

static inline const double *chiso__grid_column(const struct chiso__grid *grid, size_t column)
{
    return grid->values + column * grid->units;
}

static inline bool chiso__has_spread(const struct chiso__look *look)
{
    return look->high - look->low > CHISO__SPREAD_LEAST;
}

/* Looks at one column of values that are NaN or within the limit. False for a value that is not:
 * the look's count is then its place. */
bool chiso__look_at(const double *values, size_t units, struct chiso__look *out_look);

/* Σ (x - mean)² over values without NaN, less what a mean that is not exact adds. */
double chiso__square_sum(const double *values, size_t units, double mean);

/* Failures: of all columns, of one, and of two together. A column's message goes on behind its
 * name. Few are fewer than two units. */
chiso_status chiso__fail_column(chiso_error *error, chiso_status status,
                                const struct chiso__grid *grid, size_t column);
chiso_status chiso__fail_pair(chiso_error *error, chiso_status status,
                              const struct chiso__grid *grid, size_t first, size_t second);
chiso_status chiso__fail_few(chiso_error *error);
chiso_status chiso__fail_spread(chiso_error *error, const struct chiso__grid *grid, size_t column);

/* Columns over the units that have all values, and what a look at them tells. */
struct chiso__complete {
    struct chiso__grid *grid;
    struct chiso__look *looks;
};

/* Leaves the incomplete units out and looks at the rest; the looks are to be released. A method
 * that divides by spread says so. */
chiso_status chiso__complete_new(struct chiso__grid *grid, bool needs_spread,
                                 struct chiso__complete *out_complete, chiso_error *error);
void chiso__complete_free(struct chiso__complete *complete);

void chiso__weigh_equally(size_t count, double *weights);
chiso_status chiso__weigh_entropy(const struct chiso__complete *complete, double *weights,
                                  chiso_error *error);
void chiso__weigh_deviation(const struct chiso__complete *complete, double *weights);
chiso_status chiso__weigh_critic(const struct chiso__complete *complete, const bool *less_is_better,
                                 double *weights, chiso_error *error);
chiso_status chiso__weigh_component(const struct chiso__complete *complete, double *weights,
                                    double *out_share, chiso_error *error);

/* One of the methods, over a grid. */
chiso_status chiso__weigh(struct chiso__grid *grid, chiso_weights_method method,
                          const bool *less_is_better, double *weights, double *out_share,
                          chiso_error *error);

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

/* Kendall's tau-b of each pair of columns. */
chiso_status chiso__kendall(const struct chiso__grid *grid, double *matrix, chiso_error *error);

/* NaN is a float in C, and some compilers say so. */
#define CHISO__NONE ((double)NAN)

/* No value is larger: squares of squares then are far from overflow. */
#define CHISO__VALUE_LIMIT 1e70

#endif
