/* What of two sides can be compared as it stands: like for like. */
#include "compare/bridge_inside.h"

/* Sums over the leaves that can be compared as they stand. */
struct like {
    struct chiso__total now;
    struct chiso__total before;
    struct chiso__total max;
};

/* Whether a leaf is one to one with an old one, of the same max, and no bonus. */
static bool is_like(const struct chiso__bridge_work *work, chiso_node leaf, chiso_node old)
{
    const struct chiso__tree_node *now = &work->sides[CHISO__NOW].board->tree->nodes[leaf];
    struct chiso__carried max = {0, 0};

    if (old == CHISO_NO_NODE || work->comparison->nodes.heirs[old] != 1 || now->in_bonus) {
        return false;
    }
    max = work->sides[CHISO__BEFORE].board->tree->nodes[old].max;
    return chiso__carried_order(max, now->max, chiso__carried_greatest(max, now->max)) == 0;
}

/* A sum of points as the tree of its side shows it; false when it is no decimal. */
static bool show_sum(const struct chiso__bridge_side *side, struct chiso__total sum,
                     struct chiso__carried max, chiso_decimal *out_sum)
{
    struct chiso__carried value = {0, 0};

    if (!chiso__total_settle(sum, &value)) {
        return false;
    }
    *out_sum = chiso__publish_points(side->board->tree, value, max);
    return true;
}

static bool show_like(const struct chiso__bridge_work *work, const struct like *like,
                      chiso_bridge *bridge)
{
    const struct chiso__carried full = chiso__carried_of(100 * CHISO_DECIMAL_ONE);
    const struct chiso__bridge_side *const now = &work->sides[CHISO__NOW];
    struct chiso__total moved = like->now;
    struct chiso__carried max = {0, 0};
    struct chiso__carried change = {0, 0};

    bridge->like_change = CHISO_ABSENT;
    if (!chiso__total_settle(like->max, &max) ||
        !show_sum(now, like->max, max, &bridge->like_max) ||
        !show_sum(now, like->now, max, &bridge->like_now) ||
        !show_sum(&work->sides[CHISO__BEFORE], like->before, max, &bridge->like_before)) {
        return false;
    }
    if (chiso__carried_is_zero(max)) {
        return true;
    }
    if (!chiso__total_take(&moved, like->before) ||
        !chiso__total_scale(full, moved, like->max, &change)) {
        return false;
    }
    bridge->like_change = chiso__points_decimal(change, full, now->board->tree->rounding);
    return true;
}

bool chiso__bridge_like(const struct chiso__bridge_work *work, chiso_bridge *bridge)
{
    const chiso_tree *tree = work->sides[CHISO__NOW].board->tree;
    struct like like = {{0, 0}, {0, 0}, {0, 0}};
    uint32_t count = 0;
    const chiso_node *order = chiso__order_below(tree, work->sides[CHISO__NOW].node, &count);

    for (uint32_t k = 0; k < count; k++) {
        const chiso_node leaf = order[k];
        const chiso_node old = chiso__only_link(&work->comparison->nodes, leaf);
        struct chiso__carried_ratio now;

        if (!chiso__is_leaf(&tree->nodes[leaf]) ||
            work->sides[CHISO__NOW].classes[leaf] != CHISO__LEAF_COMMON) {
            continue;
        }
        bridge->common++;
        if (!is_like(work, leaf, old)) {
            continue;
        }
        now = chiso__bridge_ratio(&work->sides[CHISO__NOW], leaf);
        bridge->like_leaves++;
        if (!chiso__total_add(&like.now, now.achieved) || !chiso__total_add(&like.max, now.max) ||
            !chiso__total_add(&like.before,
                              chiso__bridge_ratio(&work->sides[CHISO__BEFORE], old).achieved)) {
            return false;
        }
    }
    return show_like(work, &like, bridge);
}
