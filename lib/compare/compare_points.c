/* The changes of all units at one node, as columns. */
#include "base/clones.h"
#include "base/extent.h"
#include "compare/compare.h"
#include "compare/inside.h"

/* What one look over two columns counts. */
struct count {
    int64_t rose;
    int64_t fell;
};

CHISO__CLONES
static void subtract(const int64_t *restrict now, const int64_t *restrict before, uint32_t size,
                     int64_t *restrict out, struct count *out_count)
{
    int64_t rose = 0;
    int64_t fell = 0;

    for (uint32_t i = 0; i < size; i++) {
        const int64_t change = now[i] - before[i];

        out[i] = change;
        rose += change > 0;
        fell += change < 0;
    }
    *out_count = (struct count){rose, fell};
}

/* The column of a node where every unit has points in it; else NULL. */
static const int64_t *column_of(const chiso_board *board, chiso_node node)
{
    return chiso__is_full_column(&board->rows, node) ? chiso__column_of(&board->rows, node) : NULL;
}

/* Whether all differences of two columns are decimals. */
static bool are_near(const chiso_comparison *comparison, chiso_node node, chiso_node old,
                     const int64_t *now, const int64_t *before)
{
    const struct chiso__tree_node *a = &comparison->now->tree->nodes[node];
    const struct chiso__tree_node *b = &comparison->before->tree->nodes[old];
    struct chiso__extent extents[2];

    if (a->bounded && b->bounded && (chiso__wide)a->reach + b->reach <= CHISO_DECIMAL_MAX) {
        return true;
    }
    chiso__extent_of(now, comparison->now->units.count, &extents[0]);
    chiso__extent_of(before, comparison->now->units.count, &extents[1]);
    return (chiso__wide)extents[0].greatest - extents[1].least <= CHISO_DECIMAL_MAX &&
           (chiso__wide)extents[1].greatest - extents[0].least <= CHISO_DECIMAL_MAX;
}

/* Takes two columns as they lie in memory, which needs the same units in the same order, all with
 * points. False where that is not so. */
static bool subtract_columns(const chiso_comparison *comparison, chiso_node node,
                             int64_t *out_points, struct count *out_count)
{
    const struct chiso__links *nodes = &comparison->nodes;
    const chiso_node old = chiso__node_before(comparison, node);
    const int64_t *now = column_of(comparison->now, node);
    const int64_t *before = old == CHISO_NO_NODE ? NULL : column_of(comparison->before, old);

    if (!comparison->units.aligned || now == NULL || before == NULL ||
        nodes->links[nodes->starts[node]].share != CHISO_DECIMAL_ONE ||
        !are_near(comparison, node, old, now, before)) {
        return false;
    }
    subtract(now, before, comparison->now->units.count, out_points, out_count);
    return true;
}

static chiso_status subtract_each(const chiso_comparison *comparison, chiso_node node,
                                  int64_t *out_points, chiso_change_count *count)
{
    for (chiso_unit unit = 0; unit < comparison->now->units.count; unit++) {
        struct chiso__ratio now;
        struct chiso__ratio before;
        const chiso_status status = chiso__before_ratio(comparison, unit, node, &before);

        chiso__ratio_of(&comparison->now->rows, unit, node, &now);
        if (status != CHISO_OK ||
            !chiso__subtract(before.achieved, now.achieved, &out_points[unit])) {
            return CHISO_E_RANGE;
        }
        if (out_points[unit] == CHISO_ABSENT) {
            count->absent++;
            continue;
        }
        count->rose += out_points[unit] > 0;
        count->fell += out_points[unit] < 0;
        count->same += out_points[unit] == 0;
    }
    return CHISO_OK;
}

chiso_status chiso_comparison_points(const chiso_comparison *comparison, chiso_node node,
                                     size_t count, chiso_decimal *out_points,
                                     chiso_change_count *out_count)
{
    chiso_change_count counted = {0, 0, 0, 0};
    struct count quick = {0, 0};
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
    if (subtract_columns(comparison, node, out_points, &quick)) {
        counted.rose = (uint32_t)quick.rose;
        counted.fell = (uint32_t)quick.fell;
        counted.same = (uint32_t)count - counted.rose - counted.fell;
    } else {
        status = subtract_each(comparison, node, out_points, &counted);
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
