/* The details of inner nodes of rows with gaps: who has none has the maxima of the tree. */
#include "score/inside.h"

bool chiso__details_reserve(struct chiso__rows *rows, const chiso_allocator *allocator,
                            uint32_t capacity)
{
    void *details = rows->details;
    size_t size = 0;

    if (capacity <= rows->detail_capacity) {
        return true;
    }
    if (__builtin_mul_overflow((size_t)rows->tree->inner_count, sizeof(*rows->details), &size) ||
        !chiso__resize(allocator, &details, capacity, size)) {
        return false;
    }
    rows->details = details;
    rows->detail_capacity = capacity;
    return true;
}

bool chiso__details_share(struct chiso__rows *rows, const chiso_allocator *allocator)
{
    uint32_t count = 0;

    for (uint32_t row = 0; row < rows->count; row++) {
        rows->detail_rows[row] = rows->gaps[row] == 0 ? CHISO__NO_ROW : count++;
    }
    rows->detail_count = count;
    rows->without_gaps = count == 0;
    return chiso__details_reserve(rows, allocator, count);
}

void chiso__store_details(struct chiso__rows *rows, uint32_t row, chiso_node node,
                          const struct chiso__node_figures *figures)
{
    const chiso_tree *tree = rows->tree;
    const size_t start = (size_t)rows->detail_rows[row] * tree->inner_count;
    const bool has_points = figures->takes_part[CHISO__CASE_ACTUAL];
    const bool has_bounds = figures->takes_part[CHISO__CASE_LOW];
    chiso_decimal max = CHISO_ABSENT;

    if (has_points) {
        max = figures->max[CHISO__CASE_ACTUAL];
    } else if (figures->state == CHISO_STATE_MISSING && tree->missing == CHISO_MISSING_UNKNOWN) {
        max = figures->max[CHISO__CASE_LOW];
    }
    chiso__figures_of(rows, node)[row] =
        has_points ? figures->achieved[CHISO__CASE_ACTUAL] : CHISO_ABSENT;
    rows->details[start + tree->nodes[node].inner] = (struct chiso__gap_detail){
        .max = max,
        .low = has_bounds ? figures->achieved[CHISO__CASE_LOW] : CHISO_ABSENT,
        .high = has_bounds ? figures->achieved[CHISO__CASE_HIGH] : CHISO_ABSENT,
        .bound_max = has_bounds ? figures->max[CHISO__CASE_LOW] : CHISO_ABSENT,
        .scored = figures->scored,
        .applicable = figures->applicable,
        .state = figures->state,
    };
}
