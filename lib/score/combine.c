/* What the figures of children make of their parent. */
#include "score/combine.h"

#include "score/combine_inside.h"

static bool combine_sum(const struct chiso__tree_node *node, const struct chiso__parts *parts,
                        struct chiso__combined *combined)
{
    struct chiso__total achieved = {0, 0};
    struct chiso__total max = {0, 0};

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
