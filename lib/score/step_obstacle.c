/* What keeps the points of a leaf from the nodes above it. */
#include "score/result.h"
#include "score/step.h"

void chiso__teller_obstacle(struct chiso__step_teller *teller, chiso_node leaf,
                            chiso_obstacle *out_obstacle)
{
    const struct chiso__tree_node *nodes = teller->rows->tree->nodes;
    chiso_obstacle obstacle = CHISO_NO_OBSTACLE;

    for (chiso_node node = leaf; nodes[node].parent != CHISO_NO_NODE; node = nodes[node].parent) {
        const chiso_node parent = nodes[node].parent;
        chiso_steps steps;

        if (obstacle.dropped == CHISO_NO_NODE &&
            chiso__is_dropped(teller->rows, teller->row, node)) {
            obstacle.dropped = node;
        }
        chiso__teller_tell(teller, parent, &steps);
        if (obstacle.set == CHISO_NO_NODE && steps.is_set != 0) {
            obstacle.set = parent;
        }
        /* A gate on the way is lifted by what is below it. */
        if (obstacle.limited == CHISO_NO_NODE && steps.limited_by != CHISO_NO_NODE &&
            steps.limited_by != node) {
            obstacle.limited = parent;
            obstacle.limited_by = steps.limited_by;
        }
    }
    *out_obstacle = obstacle;
}

chiso_status chiso__obstacle_of(const struct chiso__rows *rows, uint32_t row, chiso_node leaf,
                                const chiso_allocator *allocator, chiso_obstacle *out_obstacle)
{
    struct chiso__step_teller teller;

    *out_obstacle = CHISO_NO_OBSTACLE;
    if (!chiso__has_steps(rows, row)) {
        return CHISO_OK;
    }
    if (!chiso__teller_begin(rows, allocator, &teller)) {
        return CHISO_E_MEMORY;
    }
    chiso__teller_look(&teller, row);
    chiso__teller_obstacle(&teller, leaf, out_obstacle);
    chiso__teller_end(&teller, allocator);
    return CHISO_OK;
}

chiso_status chiso_board_obstacle(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                  chiso_obstacle *out_obstacle, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (board == NULL || out_obstacle == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__fail_result(board, unit, leaf, error);
    if (status != CHISO_OK) {
        return status;
    }
    status = chiso__obstacle_of(&board->rows, unit, leaf, &board->allocator, out_obstacle);
    return status == CHISO_OK ? CHISO_OK : chiso__fail_memory(error);
}
