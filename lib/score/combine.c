/* What the figures of children make of their parent. */
#include "score/combine.h"

#include "score/combine_inside.h"

/* A sum whose criteria have factors: Σ f·a spread over what f takes from or adds to Σ m, so that
 * its max is what it is without them. Bonuses, which have no factor, are added to that. */
static bool combine_drawn(const struct chiso__tree_node *node, const struct chiso__parts *parts,
                          struct chiso__combined *combined)
{
    const struct chiso__carried one = {CHISO_DECIMAL_ONE, 0};
    struct chiso__total sums[2] = {{0, 0}, {0, 0}}; /* of points and of maxima */
    struct chiso__total max = {0, 0};
    struct chiso__total bonus = {0, 0};
    struct chiso__total achieved = {0, 0};

    for (uint32_t i = 0; i < parts->count; i++) {
        const struct chiso__child *part = &parts->parts[i];
        struct chiso__carried drawn[2] = {{0, 0}, {0, 0}};

        if (chiso__carried_is_gap(part->weight)
                ? !chiso__total_add(&bonus, part->achieved)
                : !chiso__carried_scale(part->achieved, part->weight, one, &drawn[0]) ||
                      !chiso__carried_scale(part->max, part->weight, one, &drawn[1]) ||
                      !chiso__total_add(&sums[0], drawn[0]) ||
                      !chiso__total_add(&sums[1], drawn[1]) || !chiso__total_add(&max, part->max)) {
            return false;
        }
    }
    if (!node->scaled && !chiso__total_settle(max, &combined->max)) {
        return false;
    }
    combined->hopeless = chiso__total_is_zero(sums[1]) && !chiso__carried_is_zero(combined->max);
    if (chiso__total_is_zero(sums[1])) {
        achieved = sums[0];
    } else if (!chiso__total_scale(combined->max, sums[0], sums[1], &combined->achieved) ||
               !chiso__total_add(&achieved, combined->achieved)) {
        return false;
    }
    /* Where points are scaled, those of bonuses are too, by the maxima that there are. */
    if (node->scaled && !chiso__total_is_zero(bonus) && !chiso__total_is_zero(max)) {
        struct chiso__carried scaled = {0, 0};

        if (!chiso__total_scale(combined->max, bonus, max, &scaled)) {
            return false;
        }
        bonus = (struct chiso__total){0, 0};
        if (!chiso__total_add(&bonus, scaled)) {
            return false;
        }
    }
    return chiso__total_take(&achieved, chiso__total_negate(bonus)) &&
           chiso__total_settle(achieved, &combined->achieved);
}

static bool combine_sum(const struct chiso__tree_node *node, const struct chiso__parts *parts,
                        struct chiso__combined *combined)
{
    struct chiso__total achieved = {0, 0};
    struct chiso__total max = {0, 0};

    if (node->drawn) {
        return combine_drawn(node, parts, combined);
    }
    for (uint32_t i = 0; i < parts->count; i++) {
        if (!chiso__total_add(&achieved, parts->parts[i].achieved) ||
            !chiso__total_add(&max, parts->parts[i].max)) {
            return false;
        }
    }
    if (!node->scaled) {
        return chiso__total_settle(achieved, &combined->achieved) &&
               chiso__total_settle(max, &combined->max);
    }
    if (chiso__total_is_zero(max)) {
        combined->hopeless = !chiso__carried_is_zero(node->max);
        return true;
    }
    return chiso__total_scale(node->max, achieved, max, &combined->achieved);
}

struct chiso__carried chiso__finish_points(const chiso_tree *tree,
                                           const struct chiso__tree_node *node,
                                           struct chiso__carried points, struct chiso__carried max)
{
    if (node->round >= 0) {
        points = chiso__carried_of(chiso__points_shown(points, max, node->round, tree->rounding));
    }
    return node->capped ? chiso__carried_least(points, max) : points;
}

bool chiso__combine_children(const chiso_tree *tree, const struct chiso__tree_node *node,
                             const struct chiso__parts *parts, struct chiso__combined *out_combined)
{
    struct chiso__combined combined = {{0, 0}, node->max, false};

    if (node->combine == CHISO_COMBINE_SUM ? !combine_sum(node, parts, &combined)
                                           : !chiso__combine_ratios(node, parts, &combined)) {
        return false;
    }
    combined.achieved = chiso__finish_points(tree, node, combined.achieved, combined.max);
    *out_combined = combined;
    return chiso__is_decimal(combined.achieved.millionths);
}
