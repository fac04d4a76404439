/* The change of one unit at one node. */
#include "compare/inside.h"

#include "rank/block.h"

static const struct chiso__carried_ratio none = {{CHISO_ABSENT, 0}, {CHISO_ABSENT, 0}};

/* What a unit of before had on the predecessors of a node: points and max as they count for it, and
 * the ratio that its percent comes from. */
struct earlier {
    struct chiso__carried_ratio counted;
    struct chiso__carried_ratio exact;
};

/* Whether a node that has no figures is one of which something is missing that nobody knows. */
static bool is_unknown(const struct chiso__rows *rows, chiso_unit unit, chiso_node node)
{
    return rows->tree->missing == CHISO_MISSING_UNKNOWN &&
           !chiso__carried_is_zero(chiso__applicable_max(rows, unit, node));
}

static chiso_status read_earlier(const chiso_comparison *comparison, chiso_unit old,
                                 chiso_node node, struct earlier *out_earlier)
{
    const struct chiso__links *nodes = &comparison->nodes;
    const struct chiso__rows *rows = &comparison->before->rows;
    struct earlier earlier = {none, none};
    struct chiso__carried_ratio ratio = none;
    struct chiso__total achieved = {0, 0};
    struct chiso__total max = {0, 0};
    bool applies = false;
    bool unknown = false;

    for (uint32_t i = nodes->starts[node]; i < nodes->starts[node + 1]; i++) {
        const int64_t share = nodes->shares[i];

        chiso__ratio_of(rows, old, nodes->olds[i], &ratio);
        if (chiso__carried_is_gap(ratio.achieved) || chiso__carried_is_gap(ratio.max)) {
            unknown = unknown || is_unknown(rows, old, nodes->olds[i]);
            continue;
        }
        applies = true;
        if (!chiso__add_part(&max, ratio.max, share, CHISO_DECIMAL_ONE) ||
            !chiso__add_part(&achieved, ratio.achieved, share, CHISO_DECIMAL_ONE)) {
            return CHISO_E_RANGE;
        }
    }
    if (applies && !unknown &&
        (!chiso__total_settle(max, &earlier.counted.max) ||
         !chiso__total_settle(achieved, &earlier.counted.achieved))) {
        return CHISO_E_RANGE;
    }
    earlier.exact = chiso__link_count(nodes, node) == 1 ? ratio : earlier.counted;
    *out_earlier = earlier;
    return CHISO_OK;
}

/* The weight of a predecessor of a unit. */
static chiso_decimal weight_of(const chiso_comparison *comparison, uint32_t link)
{
    return comparison->predecessor == CHISO_PREDECESSOR_MEAN ? CHISO_DECIMAL_ONE
                                                             : comparison->units.shares[link];
}

static int64_t sum_weights(const chiso_comparison *comparison, chiso_unit unit)
{
    const struct chiso__links *units = &comparison->units;
    int64_t sum = 0;

    for (uint32_t i = units->starts[unit]; i < units->starts[unit + 1]; i++) {
        sum += weight_of(comparison, i);
    }
    return sum;
}

/* A mean on the way: it is there where all that it is taken of is. */
struct mean {
    struct chiso__total sum;
    bool absent;
};

static bool add_to_mean(struct mean *mean, struct chiso__carried figure, int64_t weight,
                        int64_t weights)
{
    mean->absent = mean->absent || chiso__carried_is_gap(figure);
    return mean->absent || chiso__add_part(&mean->sum, figure, weight, weights);
}

static bool settle_mean(const struct mean *mean, struct chiso__carried *out_mean)
{
    *out_mean = none.achieved;
    return mean->absent || chiso__total_settle(mean->sum, out_mean);
}

/* The exact percent, a gap where there is none; false when it is beyond all numbers. */
static bool percent_of(const struct chiso__carried_ratio *ratio, struct chiso__carried *out_percent)
{
    *out_percent = none.achieved;
    return !chiso__has_percent(ratio) || chiso__percent_of(ratio, out_percent);
}

/* The means of the points, maxima and percents of a unit with several predecessors. */
static chiso_status read_means(const chiso_comparison *comparison, chiso_unit unit, chiso_node node,
                               bool percent, struct earlier *out_earlier)
{
    const struct chiso__links *units = &comparison->units;
    const int64_t weights = sum_weights(comparison, unit);
    struct mean achieved = {{0, 0}, false};
    struct mean max = {{0, 0}, false};
    struct mean percents = {{0, 0}, !percent};
    struct earlier earlier = {none, none};

    for (uint32_t i = units->starts[unit]; i < units->starts[unit + 1]; i++) {
        const chiso_decimal weight = weight_of(comparison, i);
        struct chiso__carried one = none.achieved;
        const chiso_status status = read_earlier(comparison, units->olds[i], node, &earlier);

        if (status != CHISO_OK) {
            return status;
        }
        if (!add_to_mean(&achieved, earlier.counted.achieved, weight, weights) ||
            !add_to_mean(&max, earlier.counted.max, weight, weights) ||
            (percent && (!percent_of(&earlier.exact, &one) ||
                         !add_to_mean(&percents, one, weight, weights)))) {
            return CHISO_E_RANGE;
        }
    }
    if (!settle_mean(&achieved, &earlier.counted.achieved) ||
        !settle_mean(&max, &earlier.counted.max) ||
        !settle_mean(&percents, &earlier.exact.achieved)) {
        return CHISO_E_RANGE;
    }
    earlier.exact.max = percents.absent ? none.max : chiso__carried_of(100 * CHISO_DECIMAL_ONE);
    *out_earlier = earlier;
    return CHISO_OK;
}

chiso_status chiso__sides_of(const chiso_comparison *comparison, chiso_unit unit, chiso_node node,
                             bool percent, struct chiso__sides *out_sides)
{
    const chiso_unit old = chiso__unit_before(comparison, unit);
    struct earlier earlier = {none, none};
    chiso_status status = CHISO_OK;

    chiso__ratio_of(&comparison->now->rows, unit, node, &out_sides->now);
    if (old != CHISO_NO_UNIT) {
        status = read_earlier(comparison, old, node, &earlier);
    } else if (chiso__link_count(&comparison->units, unit) > 0) {
        status = read_means(comparison, unit, node, percent, &earlier);
    }
    out_sides->before = earlier.counted;
    out_sides->exact = earlier.exact;
    return status;
}

static bool was_scored(const chiso_comparison *comparison, chiso_unit unit)
{
    const struct chiso__links *units = &comparison->units;
    bool scored = chiso__link_count(units, unit) > 0;

    for (uint32_t i = units->starts[unit]; i < units->starts[unit + 1]; i++) {
        scored = scored && chiso__is_row_scored(&comparison->before->rows, units->olds[i]);
    }
    return scored;
}

bool chiso__is_scored_twice(const chiso_comparison *comparison, chiso_unit unit)
{
    return chiso__is_row_scored(&comparison->now->rows, unit) && was_scored(comparison, unit);
}

bool chiso__percent_change(const struct chiso__sides *sides, struct chiso__carried *out_change)
{
    struct chiso__carried now = none.achieved;
    struct chiso__carried before = none.achieved;

    return percent_of(&sides->now, &now) && percent_of(&sides->exact, &before) &&
           chiso__subtract(before, now, out_change);
}

chiso_status chiso__percent_before(const chiso_comparison *comparison, chiso_unit unit,
                                   chiso_node node, struct chiso__carried *out_percent)
{
    struct chiso__sides sides;
    const chiso_status status = chiso__sides_of(comparison, unit, node, true, &sides);

    *out_percent = none.achieved;
    if (status != CHISO_OK) {
        return status;
    }
    return percent_of(&sides.exact, out_percent) ? CHISO_OK : CHISO_E_RANGE;
}

chiso_decimal chiso__show_change(const chiso_comparison *comparison, struct chiso__carried change,
                                 struct chiso__carried max, int places)
{
    return chiso__publish_places(comparison->now->tree, change, max, places);
}

chiso_decimal chiso__show_percent_change(const chiso_comparison *comparison,
                                         struct chiso__carried change)
{
    const chiso_tree *now = comparison->now->tree;
    const chiso_tree *before = comparison->before->tree;

    return chiso__carried_is_gap(change)
               ? CHISO_ABSENT
               : chiso__points_shown(change, chiso__carried_of(100 * CHISO_DECIMAL_ONE),
                                     now->digits > before->digits ? now->digits : before->digits,
                                     now->rounding);
}

chiso_decimal chiso__take_change(const chiso_comparison *comparison,
                                 const struct chiso__sides *sides, struct chiso__carried change,
                                 bool scored, chiso_change_count *count)
{
    const struct chiso__carried max = chiso__max_of_both(sides);

    if (chiso__carried_is_gap(change) || !scored) {
        count->absent++;
    } else {
        const int order = chiso__carried_order(sides->now.achieved, sides->before.achieved, max);

        count->rose += order > 0;
        count->fell += order < 0;
        count->same += order == 0;
    }
    return chiso__show_change(comparison, change, max, comparison->point_places);
}

/* The earlier band of what has several predecessors, by the percent that ranks go by. */
static uint32_t band_of_several(const chiso_comparison *comparison, const chiso_bands *bands,
                                chiso_unit unit, const struct chiso__carried_ratio *exact)
{
    struct chiso__carried_ratio ratio = *exact;

    if (!chiso__has_percent(exact) || !was_scored(comparison, unit)) {
        return CHISO_NO_BAND;
    }
    if (comparison->key == CHISO_KEY_PUBLISHED) {
        ratio = chiso__published(comparison->before->tree, ratio);
    }
    return chiso__band_find(bands, &ratio);
}

static chiso_status fill_before(const chiso_comparison *comparison, const chiso_bands *bands,
                                chiso_unit unit, chiso_node node, const struct chiso__sides *sides,
                                int places, chiso_figures *figures)
{
    const chiso_board *before = comparison->before;
    const chiso_unit old = chiso__unit_before(comparison, unit);
    const chiso_node old_node = chiso__node_before(comparison, node);

    figures->achieved =
        chiso__publish_places(before->tree, sides->before.achieved, sides->before.max, places);
    figures->max = chiso__publish_points(before->tree, sides->before.max, sides->before.max);
    if (old != CHISO_NO_UNIT && old_node != CHISO_NO_NODE) {
        figures->place = chiso__rankings_place(comparison->before_ranks, old_node, old);
        figures->band = chiso__band_of(&before->rows, old, old_node, bands, comparison->key);
    } else {
        figures->band = band_of_several(comparison, bands, unit, &sides->exact);
    }
    return chiso__publish(before->tree, sides->exact.achieved, sides->exact.max, &figures->percent);
}

static chiso_status fill_now(const chiso_comparison *comparison, const chiso_bands *bands,
                             chiso_unit unit, chiso_node node,
                             const struct chiso__carried_ratio *ratio, int places,
                             chiso_figures *figures)
{
    const chiso_tree *tree = comparison->now->tree;

    figures->achieved = chiso__publish_places(tree, ratio->achieved, ratio->max, places);
    figures->max = chiso__publish_points(tree, ratio->max, ratio->max);
    figures->place = chiso__rankings_place(comparison->now_ranks, node, unit);
    figures->band = chiso__band_of(&comparison->now->rows, unit, node, bands, comparison->key);
    return chiso__publish(tree, ratio->achieved, ratio->max, &figures->percent);
}

/* The differences of points, maxima and percents. Maxima have all their places. */
static bool fill_differences(const chiso_comparison *comparison, const struct chiso__sides *sides,
                             int places, chiso_change *change)
{
    const struct chiso__carried most = chiso__max_of_both(sides);
    struct chiso__carried achieved = none.achieved;
    struct chiso__carried max = none.max;
    struct chiso__carried percent = none.achieved;

    if (!chiso__subtract(sides->before.achieved, sides->now.achieved, &achieved) ||
        !chiso__subtract(sides->before.max, sides->now.max, &max) ||
        !chiso__percent_change(sides, &percent)) {
        return false;
    }
    change->achieved = chiso__show_change(comparison, achieved, most, places);
    change->max = chiso__show_change(comparison, max, most, CHISO_DECIMAL_PLACES);
    change->percent = chiso__show_percent_change(comparison, percent);
    return true;
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
                              chiso_unit unit, chiso_node node, int places,
                              chiso_change *out_change)
{
    const chiso_figures nothing = {
        CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT, {0, false, 0, 0}, CHISO_NO_BAND};
    chiso_change change = {CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT,
                           CHISO_ABSENT, nothing,      nothing};
    struct chiso__sides sides = {none, none, none};
    chiso_status status = chiso__comparison_check(comparison, NULL);

    if (status == CHISO_OK) {
        status = chiso__check_result(comparison->now, unit, node);
    }
    if (status == CHISO_OK) {
        status = chiso__sides_of(comparison, unit, node, true, &sides);
    }
    if (status == CHISO_OK) {
        status = fill_now(comparison, bands, unit, node, &sides.now, places, &change.now);
    }
    if (status == CHISO_OK) {
        status = fill_before(comparison, bands, unit, node, &sides, places, &change.before);
    }
    if (status != CHISO_OK) {
        return status;
    }
    if (!fill_differences(comparison, &sides, places, &change)) {
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
    return chiso__change_of(comparison, comparison->bands, unit, node, comparison->point_places,
                            out_change);
}
