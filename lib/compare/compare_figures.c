/* The change of one unit at one node. */
#include "compare/inside.h"

bool chiso__subtract(chiso_decimal a, chiso_decimal b, chiso_decimal *out_difference)
{
    *out_difference = CHISO_ABSENT;
    return a == CHISO_ABSENT || b == CHISO_ABSENT ||
           chiso__narrow((chiso__wide)b - a, out_difference);
}

/* What a unit of before had on the predecessors of a node: points and max as they count for it, and
 * the ratio that its percent comes from. */
struct earlier {
    struct chiso__ratio counted;
    struct chiso__ratio exact;
};

static chiso_status read_earlier(const chiso_comparison *comparison, chiso_unit old,
                                 chiso_node node, struct earlier *out_earlier)
{
    const struct chiso__links *nodes = &comparison->nodes;
    struct chiso__ratio ratio = {CHISO_ABSENT, CHISO_ABSENT};
    chiso__wide achieved = 0;
    chiso__wide max = 0;
    bool applies = false;
    bool unknown = false;

    for (uint32_t i = nodes->starts[node]; i < nodes->starts[node + 1]; i++) {
        chiso__ratio_of(&comparison->before->rows, old, nodes->links[i].old, &ratio);
        if (ratio.max != CHISO_ABSENT) {
            applies = true;
            unknown = unknown || ratio.achieved == CHISO_ABSENT;
            achieved += ratio.achieved == CHISO_ABSENT
                            ? 0
                            : (chiso__wide)ratio.achieved * nodes->links[i].share;
            max += (chiso__wide)ratio.max * nodes->links[i].share;
        }
    }
    out_earlier->counted = (struct chiso__ratio){CHISO_ABSENT, CHISO_ABSENT};
    if (applies && (!chiso__narrow(chiso__divide(achieved, CHISO_DECIMAL_ONE, CHISO_ROUND_HALF_UP),
                                   &out_earlier->counted.achieved) ||
                    !chiso__narrow(chiso__divide(max, CHISO_DECIMAL_ONE, CHISO_ROUND_HALF_UP),
                                   &out_earlier->counted.max))) {
        return CHISO_E_RANGE;
    }
    if (unknown) {
        out_earlier->counted.achieved = CHISO_ABSENT;
    }
    out_earlier->exact = chiso__link_count(nodes, node) == 1 ? ratio : out_earlier->counted;
    return CHISO_OK;
}

/* The weight of a predecessor of a unit. */
static chiso_decimal weight_of(const chiso_comparison *comparison, uint32_t link)
{
    return comparison->predecessor == CHISO_PREDECESSOR_MEAN ? CHISO_DECIMAL_ONE
                                                             : comparison->units.links[link].share;
}

/* The means of points and maxima of a unit with several predecessors; parts, unless NULL, get their
 * exact ratios. */
static chiso_status read_mean(const chiso_comparison *comparison, chiso_unit unit, chiso_node node,
                              struct chiso__ratio *out_ratio, struct chiso__parts *parts)
{
    const struct chiso__links *units = &comparison->units;
    chiso__wide achieved = 0;
    chiso__wide max = 0;
    chiso__wide weights = 0;
    bool has_achieved = true;
    bool has_max = true;

    for (uint32_t i = units->starts[unit]; i < units->starts[unit + 1]; i++) {
        const chiso_decimal weight = weight_of(comparison, i);
        struct earlier earlier;
        const chiso_status status = read_earlier(comparison, units->links[i].old, node, &earlier);

        if (status != CHISO_OK) {
            return status;
        }
        has_achieved = has_achieved && earlier.counted.achieved != CHISO_ABSENT;
        has_max = has_max && earlier.counted.max != CHISO_ABSENT;
        achieved += (chiso__wide)earlier.counted.achieved * weight;
        max += (chiso__wide)earlier.counted.max * weight;
        weights += weight;
        if (parts != NULL) {
            parts->parts[parts->count++] =
                (struct chiso__child){earlier.exact.achieved, earlier.exact.max, weight};
        }
    }
    /* Means of decimals are decimals. */
    out_ratio->achieved = has_achieved
                              ? (chiso_decimal)chiso__divide(achieved, weights, CHISO_ROUND_HALF_UP)
                              : CHISO_ABSENT;
    out_ratio->max =
        has_max ? (chiso_decimal)chiso__divide(max, weights, CHISO_ROUND_HALF_UP) : CHISO_ABSENT;
    return CHISO_OK;
}

chiso_status chiso__before_ratio(const chiso_comparison *comparison, chiso_unit unit,
                                 chiso_node node, struct chiso__ratio *out_ratio)
{
    const chiso_unit old = chiso__unit_before(comparison, unit);
    struct earlier earlier = {{CHISO_ABSENT, CHISO_ABSENT}, {CHISO_ABSENT, CHISO_ABSENT}};
    chiso_status status = CHISO_OK;

    if (old == CHISO_NO_UNIT && chiso__link_count(&comparison->units, unit) > 0) {
        return read_mean(comparison, unit, node, out_ratio, NULL);
    }
    if (old != CHISO_NO_UNIT) {
        status = read_earlier(comparison, old, node, &earlier);
    }
    *out_ratio = earlier.counted;
    return status;
}

/* The weighted mean of ratios, carried as points of a max of its own; absent where one of them is.
 */
static chiso_status mean_of(const chiso_tree *tree, const struct chiso__parts *parts,
                            struct chiso__ratio *out_mean)
{
    /* Points of so large a max, or of a smaller one for ratios beyond all measure. */
    static const int64_t wholes[] = {INT64_C(1000000000000000000), INT64_C(1000000000000),
                                     CHISO_DECIMAL_ONE};
    struct chiso__tree_node node = {.combine = CHISO_COMBINE_MEAN, .round = -1};

    *out_mean = (struct chiso__ratio){CHISO_ABSENT, CHISO_ABSENT};
    for (uint32_t i = 0; i < parts->count; i++) {
        if (parts->parts[i].achieved == CHISO_ABSENT || parts->parts[i].max == CHISO_ABSENT ||
            parts->parts[i].max <= 0) {
            return CHISO_OK;
        }
    }
    for (size_t i = 0; i < sizeof(wholes) / sizeof(wholes[0]); i++) {
        struct chiso__combined combined;

        node.max = wholes[i];
        if (chiso__combine_children(tree, &node, parts, &combined)) {
            *out_mean = (struct chiso__ratio){combined.achieved, node.max};
            return CHISO_OK;
        }
    }
    return CHISO_E_RANGE;
}

/* What a unit with several predecessors had: the means of points and maxima, and that of the
 * ratios. */
static chiso_status read_means(const chiso_comparison *comparison, chiso_unit unit, chiso_node node,
                               struct chiso__ratio *out_ratio, struct chiso__ratio *out_mean)
{
    const uint32_t count = chiso__link_count(&comparison->units, unit);
    struct chiso__parts parts = {chiso__alloc(&comparison->allocator, count, sizeof(*parts.parts)),
                                 NULL, 0};
    chiso_status status =
        parts.parts == NULL ? CHISO_E_MEMORY : read_mean(comparison, unit, node, out_ratio, &parts);

    if (status == CHISO_OK) {
        status = mean_of(comparison->before->tree, &parts, out_mean);
    }
    chiso__release(&comparison->allocator, parts.parts);
    return status;
}

chiso_status chiso__exact_before(const chiso_comparison *comparison, chiso_unit unit,
                                 chiso_node node, struct chiso__ratio *out_ratio)
{
    const chiso_unit old = chiso__unit_before(comparison, unit);
    struct chiso__ratio counted;
    struct earlier earlier = {{CHISO_ABSENT, CHISO_ABSENT}, {CHISO_ABSENT, CHISO_ABSENT}};
    chiso_status status = CHISO_OK;

    if (old == CHISO_NO_UNIT && chiso__link_count(&comparison->units, unit) > 0) {
        return read_means(comparison, unit, node, &counted, out_ratio);
    }
    if (old != CHISO_NO_UNIT) {
        status = read_earlier(comparison, old, node, &earlier);
    }
    *out_ratio = earlier.exact;
    return status;
}

/* The mean percent is rounded once from at least 12 places. */
static chiso_status fill_mean(const chiso_comparison *comparison, const chiso_bands *bands,
                              chiso_unit unit, chiso_node node, chiso_figures *figures)
{
    const chiso_tree *tree = comparison->before->tree;
    struct chiso__ratio ratio;
    struct chiso__ratio mean;
    const chiso_status status = read_means(comparison, unit, node, &ratio, &mean);

    if (status != CHISO_OK) {
        return status;
    }
    figures->achieved = ratio.achieved;
    figures->max = ratio.max;
    if (mean.achieved == CHISO_ABSENT) {
        return CHISO_OK;
    }
    if (!chiso__narrow(
            chiso__divide((chiso__wide)mean.achieved * 100 * chiso__power10(tree->digits), mean.max,
                          tree->rounding) *
                chiso__power10(CHISO_DECIMAL_PLACES - tree->digits),
            &figures->percent)) {
        return CHISO_E_RANGE;
    }
    figures->band = chiso_bands_find(bands, figures->percent, 100 * CHISO_DECIMAL_ONE);
    return CHISO_OK;
}

chiso_status chiso__mean_rise(const chiso_comparison *comparison, chiso_unit unit, chiso_node node,
                              bool *out_compared, int *out_rise)
{
    struct chiso__ratio now;
    struct chiso__ratio counted;
    struct chiso__ratio mean;
    chiso__wide points = 0;
    const chiso_status status = read_means(comparison, unit, node, &counted, &mean);

    *out_compared = false;
    if (status != CHISO_OK || !chiso__ratio_of(&comparison->now->rows, unit, node, &now) ||
        mean.achieved == CHISO_ABSENT) {
        return status;
    }
    /* To as many places as the mean has: the same ratio is then the same number. */
    points = chiso__divide((chiso__wide)now.achieved * mean.max, now.max,
                           comparison->before->tree->rounding);
    *out_compared = true;
    *out_rise = (points > mean.achieved) - (points < mean.achieved);
    return CHISO_OK;
}

static chiso_status fill_before(const chiso_comparison *comparison, const chiso_bands *bands,
                                chiso_unit unit, chiso_node node, chiso_figures *figures)
{
    const chiso_board *before = comparison->before;
    const chiso_unit old = chiso__unit_before(comparison, unit);
    const chiso_node old_node = chiso__node_before(comparison, node);
    struct earlier earlier;
    chiso_status status = CHISO_OK;

    if (chiso__link_count(&comparison->units, unit) == 0 ||
        chiso__link_count(&comparison->nodes, node) == 0) {
        return CHISO_OK;
    }
    if (old == CHISO_NO_UNIT) {
        return fill_mean(comparison, bands, unit, node, figures);
    }
    status = read_earlier(comparison, old, node, &earlier);
    if (status != CHISO_OK) {
        return status;
    }
    figures->achieved = earlier.counted.achieved;
    figures->max = earlier.counted.max;
    if (old_node != CHISO_NO_NODE) {
        figures->place = chiso__rankings_place(comparison->before_ranks, old_node, old);
        figures->band = chiso__band_of(&before->rows, old, old_node, bands, comparison->key);
    } else {
        figures->band = chiso_bands_find(bands, earlier.exact.achieved, earlier.exact.max);
    }
    return chiso__publish(before->tree, earlier.exact.achieved, earlier.exact.max,
                          &figures->percent);
}

static chiso_status fill_now(const chiso_comparison *comparison, const chiso_bands *bands,
                             chiso_unit unit, chiso_node node, chiso_figures *figures)
{
    struct chiso__ratio ratio;

    chiso__ratio_of(&comparison->now->rows, unit, node, &ratio);
    figures->achieved = ratio.achieved;
    figures->max = ratio.max;
    figures->place = chiso__rankings_place(comparison->now_ranks, node, unit);
    figures->band = chiso__band_of(&comparison->now->rows, unit, node, bands, comparison->key);
    return chiso__publish(comparison->now->tree, ratio.achieved, ratio.max, &figures->percent);
}

static int64_t twice_rank(const chiso_rankings *rankings, chiso_unit unit, chiso_node node)
{
    return node < rankings->count ? chiso__twice_rank(rankings->nodes[node].seats[unit],
                                                      rankings->rule.ties == CHISO_TIES_AVERAGE)
                                  : 0;
}

chiso_decimal chiso__rank_change(const chiso_comparison *comparison, chiso_unit unit,
                                 chiso_node node)
{
    const chiso_unit old = chiso__unit_before(comparison, unit);
    const chiso_node old_node = chiso__node_before(comparison, node);
    int64_t now = 0;
    int64_t before = 0;

    if (old == CHISO_NO_UNIT || old_node == CHISO_NO_NODE ||
        !chiso__is_ranked_alike(comparison, unit, old)) {
        return CHISO_ABSENT;
    }
    now = twice_rank(comparison->now_ranks, unit, node);
    before = twice_rank(comparison->before_ranks, old, old_node);
    return now == 0 || before == 0 ? CHISO_ABSENT : (before - now) * (CHISO_DECIMAL_ONE / 2);
}

chiso_status chiso__change_of(const chiso_comparison *comparison, const chiso_bands *bands,
                              chiso_unit unit, chiso_node node, chiso_change *out_change)
{
    const chiso_figures none = {
        CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT, {0, false, 0, 0}, CHISO_NO_BAND};
    chiso_change change = {CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT, none, none};
    chiso_status status = chiso__comparison_check(comparison, NULL);

    if (status == CHISO_OK) {
        status = chiso__check_result(comparison->now, unit, node);
    }
    if (status == CHISO_OK) {
        status = fill_now(comparison, bands, unit, node, &change.now);
    }
    if (status == CHISO_OK) {
        status = fill_before(comparison, bands, unit, node, &change.before);
    }
    if (status != CHISO_OK) {
        return status;
    }
    if (!chiso__subtract(change.before.achieved, change.now.achieved, &change.achieved) ||
        !chiso__subtract(change.before.max, change.now.max, &change.max) ||
        !chiso__subtract(change.before.percent, change.now.percent, &change.percent)) {
        return CHISO_E_RANGE;
    }
    change.rank = chiso__rank_change(comparison, unit, node);
    *out_change = change;
    return CHISO_OK;
}

chiso_status chiso_comparison_change(const chiso_comparison *comparison, chiso_unit unit,
                                     chiso_node node, chiso_change *out_change)
{
    if (comparison == NULL || out_change == NULL) {
        return CHISO_E_NULL;
    }
    return chiso__change_of(comparison, comparison->bands, unit, node, out_change);
}
