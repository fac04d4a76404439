/* Changes of points where both sides have columns of the same units in the same order, all with
 * points: subtracted as they lie in memory. */
#include "base/clones.h"
#include "base/extent.h"
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

/* A node of a side: its column, and the rests of it, in whose place a mask of 0 leaves nothing of
 * the column again. */
struct column {
    const struct chiso__tree_node *node;
    const int64_t *millionths;
    const int64_t *rests;
    int64_t mask;
};

/* The same of what may have rests, by the nearest millionth. What is near to a half, or less than
 * two millionths and not nothing, is left open: a mark stands in its place. */
CHISO__CLONES
static void subtract_carried(const struct column *now, const struct column *before, uint32_t size,
                             int64_t *restrict out, struct count *out_count)
{
    const int64_t *restrict millionths = now->millionths;
    const int64_t *restrict old_millionths = before->millionths;
    const int64_t *restrict rests = now->rests;
    const int64_t *restrict old_rests = before->rests;
    const int64_t mask = now->mask;
    const int64_t old_mask = before->mask;
    const int64_t half = INT64_C(1) << (CHISO__REST_BITS - 1);
    const int64_t near = half >> 8; /* more than a thousandth of a millionth */
    int64_t rose = 0;
    int64_t fell = 0;

    for (uint32_t i = 0; i < size; i++) {
        const int64_t change = millionths[i] - old_millionths[i];
        const int64_t rest = (rests[i] & mask) - (old_rests[i] & old_mask);
        const int64_t beyond = (rest < 0 ? -rest : rest) - half;
        const bool far = (beyond < 0 ? -beyond : beyond) > near;
        const bool up = change > 1;
        const bool down = change < -1;
        const bool clear = ((change | rest) == 0) | (far & (up | down));

        out[i] = clear ? change + (rest > half) - (rest < -half) : CHISO_ABSENT;
        rose += clear & up;
        fell += clear & down;
    }
    *out_count = (struct count){rose, fell};
}

/* The column of a node where every unit has points in it; false where that is not so. */
static bool find_column(const chiso_board *board, chiso_node node, struct column *out_column)
{
    const int64_t *millionths = NULL;
    const int64_t *rests = NULL;

    if (node == CHISO_NO_NODE || !chiso__is_full_column(&board->rows, node)) {
        return false;
    }
    millionths = chiso__column_of(&board->rows, node);
    rests = chiso__rests_of(&board->rows, node);
    *out_column = (struct column){&board->tree->nodes[node], millionths,
                                  rests == NULL ? millionths : rests, rests == NULL ? 0 : -1};
    return true;
}

/* Whether a millionth more is never near to nothing, so that signs tell who rose, and no difference
 * is beyond all decimals. */
static bool are_ordinary(const struct column *now, const struct column *before, uint32_t size)
{
    const struct chiso__tree_node *const node = now->node;
    const struct chiso__tree_node *const old = before->node;
    struct chiso__extent extents[2];

    if (node->max.millionths >= CHISO__ORDINARY_MAX || old->max.millionths >= CHISO__ORDINARY_MAX) {
        return false;
    }
    if (node->bounded && old->bounded &&
        (chiso__wide)node->reach + old->reach < CHISO_DECIMAL_MAX) {
        return true;
    }
    chiso__extent_of(now->millionths, size, &extents[0]);
    chiso__extent_of(before->millionths, size, &extents[1]);
    return (chiso__wide)extents[0].greatest - extents[1].least < CHISO_DECIMAL_MAX &&
           (chiso__wide)extents[1].greatest - extents[0].least < CHISO_DECIMAL_MAX;
}

static struct chiso__carried_ratio ratio_at(const struct column *column, uint32_t row)
{
    return (struct chiso__carried_ratio){
        {column->millionths[row], (uint64_t)(column->rests[row] & column->mask)},
        column->node->max};
}

/* Works out what was left open. Of ordinary columns no change is beyond all numbers, and of what is
 * left open none is a gap. */
static void settle(const chiso_comparison *comparison, const struct column *now,
                   const struct column *before, chiso_decimal *points, chiso_change_count *count)
{
    for (uint32_t unit = 0; unit < comparison->now->units.count; unit++) {
        if (points[unit] == CHISO_ABSENT) {
            const struct chiso__carried_ratio old = ratio_at(before, unit);
            const struct chiso__sides sides = {ratio_at(now, unit), old, old};
            struct chiso__carried change = {0, 0};

            (void)chiso__subtract(old.achieved, sides.now.achieved, &change);
            points[unit] = chiso__take_change(comparison, &sides, change, true, count);
        }
    }
}

bool chiso__subtract_columns(const chiso_comparison *comparison, chiso_node node,
                             chiso_decimal *out_points, chiso_change_count *out_count,
                             bool *out_whole)
{
    const struct chiso__links *nodes = &comparison->nodes;
    const uint32_t units = comparison->now->units.count;
    struct column now;
    struct column before;
    struct count count = {0, 0};
    chiso_change_count counted = {0, 0, 0, 0};

    if (!comparison->units.aligned || !find_column(comparison->now, node, &now) ||
        !find_column(comparison->before, chiso__node_before(comparison, node), &before) ||
        nodes->shares[nodes->starts[node]] != CHISO_DECIMAL_ONE ||
        !are_ordinary(&now, &before, units)) {
        return false;
    }
    *out_whole = (now.mask | before.mask) == 0;
    if (*out_whole) {
        subtract(now.millionths, before.millionths, units, out_points, &count);
    } else if (comparison->now->tree->rounding == CHISO_ROUND_DOWN) {
        return false;
    } else {
        subtract_carried(&now, &before, units, out_points, &count);
        settle(comparison, &now, &before, out_points, &counted);
    }
    counted.rose += (uint32_t)count.rose;
    counted.fell += (uint32_t)count.fell;
    counted.same = units - counted.rose - counted.fell;
    *out_count = counted;
    return true;
}
