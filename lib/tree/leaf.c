/* What a leaf of its own tells: the points that it may have, and how they are rounded. */
#include "tree/tree.h"

struct chiso__carried chiso__round_points(const chiso_tree *tree,
                                          const struct chiso__tree_node *leaf,
                                          struct chiso__carried points)
{
    struct chiso__carried rounded = points;

    if (leaf->round >= 0) {
        rounded =
            chiso__carried_of(chiso__points_shown(points, leaf->max, leaf->round, tree->rounding));
    }
    return leaf->round < 0 || leaf->rule.unlimited ? rounded
                                                   : chiso__limit(rounded, chiso__limits_of(leaf));
}

bool chiso__limits_if_plain(const struct chiso__tree_node *leaf,
                            struct chiso__plain_limits *out_limits)
{
    const struct chiso__rule *rule = &leaf->rule;
    struct chiso__limits limits = chiso__limits_of(leaf);

    if (chiso__is_prepared(rule)) {
        *out_limits = (struct chiso__plain_limits){0, 0};
        return false;
    }
    if (chiso__is_relative(rule)) {
        limits =
            (struct chiso__limits){chiso__rule_lowest(rule), chiso__carried_of(CHISO_DECIMAL_MAX)};
    }
    /* The decimals within them. */
    *out_limits = (struct chiso__plain_limits){
        limits.min.millionths + (limits.min.rest > 0 ? 1 : 0), limits.max.millionths};
    return chiso__is_relative(rule) || (chiso__rule_row_of(rule)->is_points && leaf->round < 0);
}
