/* Weights from data: which method it is. */
#include "statistics/inside.h"

chiso_status chiso__weigh(struct chiso__grid *grid, chiso_weights_method method,
                          const bool *less_is_better, double *weights, double *out_share,
                          chiso_error *error)
{
    struct chiso__complete complete = {NULL, NULL};
    chiso_status status = CHISO_OK;

    if (method == CHISO_WEIGHTS_EQUAL) {
        chiso__weigh_equally(grid->columns, weights);
        return CHISO_OK;
    }
    status = chiso__complete_new(grid, method != CHISO_WEIGHTS_ENTROPY, &complete, error);
    if (status != CHISO_OK) {
        return status;
    }
    if (method == CHISO_WEIGHTS_ENTROPY) {
        status = chiso__weigh_entropy(&complete, weights, error);
    } else if (method == CHISO_WEIGHTS_DEVIATION) {
        chiso__weigh_deviation(&complete, weights);
    } else if (method == CHISO_WEIGHTS_CRITIC) {
        status = chiso__weigh_critic(&complete, less_is_better, weights, error);
    } else {
        status = chiso__weigh_component(&complete, weights, out_share, error);
    }
    chiso__complete_free(&complete);
    return status;
}

/* Weighs aside, so that the caller's memory is not touched by what fails. */
static chiso_status weigh_values(const double *values, size_t columns, size_t units,
                                 chiso_weights_method method, const bool *less_is_better,
                                 const chiso_allocator *allocator, double *out_weights,
                                 double *out_share, chiso_error *error)
{
    struct chiso__grid grid;
    double *weights = NULL;
    double share = 0;
    chiso_status status = CHISO_OK;

    if (out_weights == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__grid_take(values, columns, units, allocator, &grid, error);
    if (status != CHISO_OK) {
        return status;
    }
    weights = chiso__alloc(&grid.allocator, columns, sizeof(*weights));
    if (weights == NULL) {
        return chiso__fail_memory(error);
    }
    status = chiso__weigh(&grid, method, less_is_better, weights, &share, error);
    if (status == CHISO_OK) {
        memcpy(out_weights, weights, columns * sizeof(*weights));
        if (out_share != NULL) {
            *out_share = share;
        }
    }
    chiso__release(&grid.allocator, weights);
    chiso__grid_clear(&grid);
    return status;
}

/* ---- Calls with columns */

chiso_status chiso_weights_entropy(const double *values, size_t columns, size_t units,
                                   const chiso_allocator *allocator, double *out_weights,
                                   chiso_error *error)
{
    return weigh_values(values, columns, units, CHISO_WEIGHTS_ENTROPY, NULL, allocator, out_weights,
                        NULL, error);
}

chiso_status chiso_weights_deviation(const double *values, size_t columns, size_t units,
                                     const chiso_allocator *allocator, double *out_weights,
                                     chiso_error *error)
{
    return weigh_values(values, columns, units, CHISO_WEIGHTS_DEVIATION, NULL, allocator,
                        out_weights, NULL, error);
}

chiso_status chiso_weights_critic(const double *values, size_t columns, size_t units,
                                  const bool *less_is_better, const chiso_allocator *allocator,
                                  double *out_weights, chiso_error *error)
{
    return weigh_values(values, columns, units, CHISO_WEIGHTS_CRITIC, less_is_better, allocator,
                        out_weights, NULL, error);
}

chiso_status chiso_weights_component(const double *values, size_t columns, size_t units,
                                     const chiso_allocator *allocator, double *out_weights,
                                     double *out_share, chiso_error *error)
{
    return weigh_values(values, columns, units, CHISO_WEIGHTS_COMPONENT, NULL, allocator,
                        out_weights, out_share, error);
}
