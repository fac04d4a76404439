/* Weights from the columns of a grid; the grid may own new values afterwards. What they write is
 * nonsense when they fail. */
#ifndef CHISO_LIB_STATISTICS_WEIGHTS_H
#define CHISO_LIB_STATISTICS_WEIGHTS_H

#include <chiso/weights.h>

#include "statistics/correlation.h"

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

#endif
