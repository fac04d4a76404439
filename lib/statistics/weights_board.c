/* Weights of the criteria of a board, from its figures. */
#include "statistics/inside.h"

/* Puts what was given in place of what the options begin with. */
static chiso_status read_options(const chiso_weights_options *given, chiso_weights_options *options,
                                 chiso_error *error)
{
    const chiso_status status = CHISO__TAKE(given, chiso_weights_options, less_is_better,
                                            CHISO_WEIGHTS_OPTIONS_INIT, options, error);

    if (status != CHISO_OK) {
        return status;
    }
    if ((int)options->method < CHISO_WEIGHTS_EQUAL ||
        (int)options->method > CHISO_WEIGHTS_COMPONENT) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_WEIGHTS_OPTIONS, NULL);
    }
    return CHISO_OK;
}

chiso_status chiso_board_weights(const chiso_board *board, const chiso_node *nodes, size_t count,
                                 const chiso_weights_options *options, chiso_decimal *out_weights,
                                 chiso_error *error)
{
    chiso_weights_options given = CHISO_WEIGHTS_OPTIONS_INIT;
    struct chiso__grid grid;
    double *weights = NULL;
    double share = 0;
    chiso_status status = CHISO_OK;

    if (out_weights == NULL) {
        return chiso__fail_null(error);
    }
    status = read_options(options, &given, error);
    if (status == CHISO_OK) {
        status =
            chiso__grid_of_board(board, nodes, count, given.measure, given.block, &grid, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    weights = chiso__alloc(&grid.allocator, count, sizeof(*weights));
    if (weights == NULL) {
        chiso__grid_clear(&grid);
        return chiso__fail_memory(error);
    }
    status = chiso__weigh(&grid, given.method, given.less_is_better, weights, &share, error);
    if (status == CHISO_OK) {
        status = chiso_weights_round(weights, count, out_weights, error);
    }
    chiso__release(&grid.allocator, weights);
    chiso__grid_clear(&grid);
    return status;
}
