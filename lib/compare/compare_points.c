/* The changes of all units at one node, as columns. */
#include "base/clones.h"
#include "compare/inside.h"

#include <string.h>

static chiso_status subtract_each(const chiso_comparison *comparison, chiso_node node,
                                  chiso_decimal *points, chiso_change_count *count)
{
    for (chiso_unit unit = 0; unit < comparison->now->units.count; unit++) {
        struct chiso__carried change;
        struct chiso__sides sides;

        if (chiso__sides_of(comparison, unit, node, false, &sides) != CHISO_OK ||
            !chiso__subtract(sides.before.achieved, sides.now.achieved, &change)) {
            return CHISO_E_RANGE;
        }
        points[unit] = chiso__take_change(comparison, &sides, change,
                                          chiso__is_scored_twice(comparison, unit), count);
    }
    return CHISO_OK;
}

/* Subtracts into memory of its own, so that the caller's is not touched by what fails: to look for
 * that first would take as long as the work. */
static chiso_status subtract_aside(const chiso_comparison *comparison, chiso_node node,
                                   chiso_decimal *out_points, chiso_change_count *count)
{
    const size_t units = comparison->now->units.count;
    chiso_decimal *points = chiso__alloc(&comparison->allocator, units, sizeof(*points));
    const chiso_status status =
        points == NULL ? CHISO_E_MEMORY : subtract_each(comparison, node, points, count);

    if (status == CHISO_OK) {
        memcpy(out_points, points, units * sizeof(*points));
    }
    chiso__release(&comparison->allocator, points);
    return status;
}

chiso_status chiso_comparison_points(const chiso_comparison *comparison, chiso_node node,
                                     size_t count, chiso_decimal *out_points,
                                     chiso_change_count *out_count)
{
    chiso_change_count counted = {0, 0, 0, 0};
    bool whole = false;
    chiso_status status = CHISO_OK;

    if (comparison == NULL || out_points == NULL) {
        return CHISO_E_NULL;
    }
    status = chiso__comparison_check_node(comparison, node, NULL);
    if (status == CHISO_OK && count != comparison->now->units.count) {
        status = CHISO_E_RANGE;
    }
    if (status != CHISO_OK) {
        return status;
    }
    /* The columns are subtracted with all places. */
    if (comparison->point_places < CHISO_DECIMAL_PLACES ||
        !chiso__subtract_columns(comparison, node, out_points, &counted, &whole)) {
        status = subtract_aside(comparison, node, out_points, &counted);
    }
    if (status == CHISO_OK && out_count != NULL) {
        *out_count = counted;
    }
    return status;
}

CHISO__CLONES
static void subtract_seats(const struct chiso__seat *restrict now,
                           const struct chiso__seat *restrict before, uint32_t size, bool average,
                           chiso_decimal *restrict out_ranks)
{
    for (uint32_t i = 0; i < size; i++) {
        const int64_t change =
            chiso__twice_rank(before[i], average) - chiso__twice_rank(now[i], average);

        const bool none = (now[i].rank == 0) | (before[i].rank == 0);

        out_ranks[i] = none ? CHISO_ABSENT : change * (CHISO_DECIMAL_ONE / 2);
    }
}

/* Takes two rows of seats as they lie in memory, which needs the same units in the same order,
 * ranked among the same. False where that is not so. */
static bool subtract_ranks(const chiso_comparison *comparison, chiso_node node,
                           chiso_decimal *out_ranks)
{
    const chiso_rankings *now = comparison->now_ranks;
    const chiso_rankings *before = comparison->before_ranks;
    const chiso_node old = chiso__node_before(comparison, node);

    if (!comparison->in_place || node >= now->count || old >= before->count) {
        return false;
    }
    if (comparison->ties == CHISO_TIES_AVERAGE) {
        subtract_seats(now->nodes[node].seats, before->nodes[old].seats,
                       comparison->now->units.count, true, out_ranks);
    } else {
        subtract_seats(now->nodes[node].seats, before->nodes[old].seats,
                       comparison->now->units.count, false, out_ranks);
    }
    return true;
}

chiso_status chiso_comparison_ranks(const chiso_comparison *comparison, chiso_node node,
                                    size_t count, chiso_decimal *out_ranks)
{
    chiso_status status = CHISO_OK;

    if (comparison == NULL || out_ranks == NULL) {
        return CHISO_E_NULL;
    }
    status = chiso__comparison_check_node(comparison, node, NULL);
    if (status == CHISO_OK && count != comparison->now->units.count) {
        status = CHISO_E_RANGE;
    }
    if (status != CHISO_OK || subtract_ranks(comparison, node, out_ranks)) {
        return status;
    }
    for (chiso_unit unit = 0; unit < comparison->now->units.count; unit++) {
        out_ranks[unit] = chiso__rank_change(comparison, unit, node);
    }
    return status;
}
