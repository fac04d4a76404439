/* The details of inner nodes of units with gaps: who has none has the maxima of the tree. */
#include "score/inside.h"

/* Gives each unit with gaps a row of details: the others have the maxima of the tree and no bounds.
 */
bool chiso__details_reserve(chiso_board *board)
{
    const struct chiso__units *units = &board->units;
    void *rows = board->detail_rows;
    void *details = board->details;
    uint32_t count = 0;
    size_t size = 0;

    if (!chiso__resize(&board->allocator, &rows, units->capacity, sizeof(*board->detail_rows))) {
        return false;
    }
    board->detail_rows = rows;
    for (uint32_t unit = 0; unit < units->count; unit++) {
        board->detail_rows[unit] = units->gaps[unit] == 0 ? CHISO_NO_UNIT : count++;
    }
    board->without_gaps = count == 0;
    if (count <= board->detail_capacity) {
        return true;
    }
    if (__builtin_mul_overflow((size_t)board->tree->inner_count, sizeof(*board->details), &size) ||
        !chiso__resize(&board->allocator, &details, count, size)) {
        return false;
    }
    board->details = details;
    board->detail_capacity = count;
    return true;
}

void chiso__store_details(chiso_board *board, chiso_unit unit, chiso_node node,
                          const struct chiso__figures *figures)
{
    const size_t row = (size_t)board->detail_rows[unit] * board->tree->inner_count;
    const bool has_points = figures->takes_part[CHISO__CASE_ACTUAL];
    const bool has_bounds = figures->takes_part[CHISO__CASE_LOW];
    chiso_decimal max = CHISO_ABSENT;

    if (has_points) {
        max = figures->max[CHISO__CASE_ACTUAL];
    } else if (figures->state == CHISO_STATE_MISSING &&
               board->tree->missing == CHISO_MISSING_UNKNOWN) {
        max = figures->max[CHISO__CASE_LOW];
    }
    board->columns.points[node][unit] =
        has_points ? figures->achieved[CHISO__CASE_ACTUAL] : CHISO_ABSENT;
    board->details[row + board->tree->nodes[node].inner] = (struct chiso__detail){
        .max = max,
        .low = has_bounds ? figures->achieved[CHISO__CASE_LOW] : CHISO_ABSENT,
        .high = has_bounds ? figures->achieved[CHISO__CASE_HIGH] : CHISO_ABSENT,
        .bound_max = has_bounds ? figures->max[CHISO__CASE_LOW] : CHISO_ABSENT,
        .scored = figures->scored,
        .applicable = figures->applicable,
        .state = figures->state,
    };
}
