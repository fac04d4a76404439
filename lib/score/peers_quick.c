/* Points of leaves that look at the other units, for a tile of rows: it takes the place of the
 * divisions and searches in rule/rule_peers.c, and asks these for whatever it does not know. What
 * is one for all units is there: lines for minmax, best, zscore and percentile (peers_line.h says
 * why these give the same), and where values begin among all for percentile. Where the value itself
 * is the divisor, best down, there is a division a cell. */
#include "score/peers_quick.h"

#include "base/clones.h"
#include "number/quotient.h"

static inline struct chiso__carried point_on_line(const struct chiso__tree_node *leaf,
                                                  const struct chiso__quick_peers *quick,
                                                  struct chiso__carried value)
{
    struct chiso__carried points = {0, 0};
    uint64_t part = 0;

    (void)(quick->down ? chiso__part_between(quick, quick->start, value, &part)
                       : chiso__part_between(quick, value, quick->start, &part));
    points = chiso__line_at(&quick->line, part);
    if (leaf->rule.kind == CHISO__RULE_MINMAX) {
        /* Between the ends by itself. */
        points.millionths += leaf->min.millionths;
        return points;
    }
    return chiso__limit(points, chiso__limits_of(leaf));
}

/* at_mean and the rise, which may be below 0; there are no rests among the values. */
static inline struct chiso__carried point_of_spread(const struct chiso__tree_node *leaf,
                                                    const struct chiso__quick_peers *quick,
                                                    int64_t value)
{
    const struct chiso__carried mean = leaf->rule.zscore.at_mean.value;
    const uint64_t d = ((uint64_t)value - (uint64_t)quick->start.millionths) >> quick->peers->drop;
    const int64_t above = (int64_t)(d * quick->peers->count) - (int64_t)quick->peers->sum;
    const int64_t distance = quick->down ? -above : above;
    /* All ones below 0: who is above the mean and who is not cannot be guessed, so no branch is. */
    const uint64_t turned = 0 - (uint64_t)(distance < 0);
    const struct chiso__carried rise =
        chiso__line_at(&quick->line, ((uint64_t)distance ^ turned) - turned);
    const uint64_t millionths = ((uint64_t)rise.millionths ^ turned) - turned;
    const uint64_t rest = ((rise.rest ^ turned) - turned) & (CHISO__REST_ONE - 1);

    return chiso__carried_settle(mean.millionths +
                                     (int64_t)(millionths - (turned & (rise.rest > 0 ? 1 : 0))),
                                 mean.rest + rest);
}

/* The points before they are rounded in the calculation, in a kind that is known where it is
 * called, so that each loop has its own. */
__attribute__((always_inline)) static inline struct chiso__carried
quick_points(enum chiso__quick_kind kind, const struct chiso__tree_node *leaf,
             const struct chiso__quick_peers *quick, struct chiso__carried value, uint32_t row)
{
    struct chiso__carried points = {0, 0};

    switch (kind) {
    case CHISO__QUICK_SPREAD:
        points = point_of_spread(leaf, quick, value.millionths);
        break;
    case CHISO__QUICK_SHARE:
        points = chiso__line_at(&quick->line, quick->shares[row]);
        break;
    case CHISO__QUICK_TURNED:
        points = chiso__carried_quotient((uint64_t)leaf->max.millionths *
                                             (uint64_t)quick->peers->lowest.millionths,
                                         (uint64_t)value.millionths, quick->steps);
        break;
    case CHISO__QUICK_NOTHING:
    case CHISO__QUICK_LINE:
        return point_on_line(leaf, quick, value);
    }
    return chiso__limit(points, chiso__limits_of(leaf));
}

/* The parts of whole millionths on a line; none where a cell has no value. */
CHISO__CLONES
static void find_parts(const struct chiso__quick_peers *quick, const int64_t *restrict values,
                       uint32_t count, uint64_t *restrict parts)
{
    const uint64_t start = (uint64_t)quick->start.millionths;
    const uint64_t turned = quick->down ? UINT64_MAX : 0;

    for (uint32_t i = 0; i < count; i++) {
        const uint64_t distance = (((uint64_t)values[i] - start) ^ turned) - turned;

        parts[i] = chiso__is_gap(values[i]) ? 0 : distance;
    }
}

/* The points of parts, which are 0 for none. */
static void fill_parts(const struct chiso__line *line, const uint64_t *restrict parts,
                       uint32_t count, struct chiso__stretch *out)
{
    if (line->is_short) {
        chiso__line_fill(line, parts, count, out->millionths, out->rests);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct chiso__carried points = chiso__line_at(line, parts[i]);

        out->millionths[i] = points.millionths;
        out->rests[i] = points.rest;
    }
}

/* The commonest kind: a line of whole millionths, from the min on. */
static void fill_plain(const struct chiso__tree_node *leaf, const struct chiso__quick_peers *quick,
                       const int64_t *restrict values, uint32_t count, struct chiso__stretch *out)
{
    const int64_t min = leaf->rule.kind == CHISO__RULE_MINMAX ? leaf->min.millionths : 0;
    uint64_t parts[CHISO__STRETCH] = {0};

    find_parts(quick, values, count, parts);
    fill_parts(&quick->line, parts, count, out);
    for (uint32_t i = 0; i < count && min != 0; i++) {
        out->millionths[i] += chiso__is_gap(values[i]) ? 0 : min;
    }
}

/* Shares of a line; a row without a value has none. */
static void fill_shares(const struct chiso__quick_peers *quick, const int64_t *restrict values,
                        uint32_t first, uint32_t count, struct chiso__stretch *out)
{
    uint64_t parts[CHISO__STRETCH] = {0};

    for (uint32_t i = 0; i < count; i++) {
        parts[i] = chiso__is_gap(values[first + i]) ? 0 : quick->shares[first + i];
    }
    fill_parts(&quick->line, parts, count, out);
}

/* best down for whole millionths above 0. */
static void fill_turned(const struct chiso__tree_node *leaf, const struct chiso__quick_peers *quick,
                        const int64_t *restrict values, uint32_t count, struct chiso__stretch *out)
{
    const uint64_t least = (uint64_t)quick->peers->lowest.millionths;
    uint64_t wholes[CHISO__STRETCH] = {0};

    for (uint32_t i = 0; i < count; i++) {
        wholes[i] = chiso__is_gap(values[i]) ? least : (uint64_t)values[i];
    }
    chiso__turned_fill((uint64_t)leaf->max.millionths * least, wholes, count, out->millionths,
                       out->rests);
    for (uint32_t i = 0; i < count; i++) {
        const uint64_t kept = chiso__is_gap(values[i]) ? 0 : UINT64_MAX;

        out->millionths[i] &= (int64_t)kept;
        out->rests[i] &= kept;
    }
}

/* A stretch of rows of one group, of a leaf of one kind. */
__attribute__((always_inline)) static inline void
fill_kind(enum chiso__quick_kind kind, const struct chiso__tree_node *leaf,
          const struct chiso__quick_peers *quick, const int64_t *restrict values, uint32_t first,
          uint32_t count, struct chiso__stretch *out)
{
    const struct chiso__tree_node own = *leaf;
    const struct chiso__quick_peers known = *quick;

    for (uint32_t i = 0; i < count; i++) {
        const struct chiso__carried value = chiso__carried_of(values[first + i]);
        struct chiso__carried points = {0, 0};

        if (!chiso__carried_is_gap(value)) {
            points = quick_points(kind, &own, &known, value, first + i);
        }
        out->millionths[i] = points.millionths;
        out->rests[i] = points.rest;
    }
}

/* Whether a loop of its own may fill a stretch: all rows have one group and values without rests,
 * and points are not rounded in the calculation. */
static bool is_plain(const struct chiso__tree_node *leaf, const struct chiso__quick_peers *quick)
{
    return !leaf->rule.in_block && !quick->fine && leaf->round < 0;
}

struct chiso__carried chiso__peers_point(const struct chiso__rows *rows,
                                         const struct chiso__quick_peers *table, chiso_node id,
                                         uint32_t row)
{
    const struct chiso__tree_node *leaf = &rows->tree->nodes[id];
    const struct chiso__quick_peers *quick = table + (size_t)leaf->relative * rows->peers->groups +
                                             (leaf->rule.in_block ? rows->blocks[row] : 0);
    const struct chiso__carried value = chiso__stored_at(rows, id, row);

    if (quick->kind == CHISO__QUICK_NOTHING || chiso__carried_is_gap(value)) {
        return chiso__points_at(rows, id, row);
    }
    return chiso__round_points(rows->tree, leaf,
                               quick_points(quick->kind, leaf, quick, value, row));
}

static void fill_each(const struct chiso__rows *rows, const struct chiso__quick_peers *table,
                      chiso_node id, uint32_t first, uint32_t count, struct chiso__stretch *out)
{
    for (uint32_t i = 0; i < count; i++) {
        struct chiso__carried points = chiso__peers_point(rows, table, id, first + i);

        points = chiso__carried_is_gap(points) ? chiso__carried_of(0) : points;
        out->millionths[i] = points.millionths;
        out->rests[i] = points.rest;
    }
}

void chiso__peers_fill(const struct chiso__rows *rows, const struct chiso__quick_peers *table,
                       chiso_node id, uint32_t first, uint32_t count, struct chiso__stretch *out)
{
    const struct chiso__tree_node *leaf = &rows->tree->nodes[id];
    const struct chiso__quick_peers *quick = table + (size_t)leaf->relative * rows->peers->groups;
    const int64_t *values = chiso__column_of(rows, id);

    switch (is_plain(leaf, quick) ? quick->kind : CHISO__QUICK_NOTHING) {
    case CHISO__QUICK_LINE:
        if (leaf->rule.kind == CHISO__RULE_BEST && leaf->min.millionths > 0) {
            fill_kind(CHISO__QUICK_LINE, leaf, quick, values, first, count, out);
            return;
        }
        fill_plain(leaf, quick, values + first, count, out);
        return;
    case CHISO__QUICK_SPREAD:
        fill_kind(CHISO__QUICK_SPREAD, leaf, quick, values, first, count, out);
        return;
    case CHISO__QUICK_SHARE:
        if (leaf->min.millionths > 0) {
            fill_kind(CHISO__QUICK_SHARE, leaf, quick, values, first, count, out);
        } else {
            fill_shares(quick, values, first, count, out);
        }
        return;
    case CHISO__QUICK_TURNED:
        if (quick->is_short && leaf->min.millionths <= 0) {
            fill_turned(leaf, quick, values + first, count, out);
        } else {
            fill_kind(CHISO__QUICK_TURNED, leaf, quick, values, first, count, out);
        }
        return;
    case CHISO__QUICK_NOTHING:
        fill_each(rows, table, id, first, count, out);
        return;
    }
}
