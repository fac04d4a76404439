/* What a leaf of its own tells: the points that it may have, and how they are rounded. */
#include "tree/tree.h"

chiso_decimal chiso__round_points(const chiso_tree *tree, const struct chiso__tree_node *leaf,
                                  chiso_decimal points)
{
    chiso_decimal rounded = 0;

    if (leaf->round < 0) {
        return points;
    }
    rounded = chiso__round(points, leaf->round, tree->rounding);
    if (!leaf->rule.unlimited && rounded > leaf->max) {
        return leaf->max;
    }
    return !leaf->rule.unlimited && rounded < leaf->min ? leaf->min : rounded;
}

bool chiso__plain_limits(const struct chiso__tree_node *leaf, struct chiso__limits *out_limits)
{
    const struct chiso__rule *rule = &leaf->rule;

    if (chiso__is_relative(rule)) {
        *out_limits = (struct chiso__limits){chiso__rule_lowest(rule), CHISO_DECIMAL_MAX};
        return true;
    }
    *out_limits = chiso__limits_of(leaf);
    return chiso__rule_row_of(rule)->is_points && leaf->round < 0;
}
