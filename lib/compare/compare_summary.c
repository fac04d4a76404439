/* Changes of a unit as a whole, how many criteria rose; and who moved most. */
#include "compare/inside.h"

#include "rank/block.h"

/* Whether a child rose in score, and whether there is any to compare. */
static bool score_rose(const struct chiso__sides *sides, bool *out_compared)
{
    const bool has_now = chiso__has_percent(&sides->now);
    const bool has_before = chiso__has_percent(&sides->exact);

    if (has_now && has_before) {
        *out_compared = true;
        return chiso__ratio_order(&sides->now, &sides->exact) > 0;
    }
    *out_compared = !has_now && !has_before && !chiso__carried_is_gap(sides->now.achieved) &&
                    !chiso__carried_is_gap(sides->before.achieved);
    return *out_compared && chiso__carried_order(sides->now.achieved, sides->before.achieved,
                                                 chiso__max_of_both(sides)) > 0;
}

/* The greatest move so far in one direction. */
struct most {
    chiso_node child;
    struct chiso__carried moved; /* above 0 */
    struct chiso__carried max;
};

/* Takes a move that is greater than the one that there is; of equals the first stays. */
static void take_move(struct most *most, chiso_node child, struct chiso__carried moved,
                      struct chiso__carried max)
{
    if (chiso__carried_order(moved, most->moved, chiso__carried_greatest(max, most->max)) > 0) {
        *most = (struct most){child, moved, max};
    }
}

/* What the children of a node tell: the counts, and the greatest moves up and down. */
struct children {
    chiso_change_summary *summary;
    struct most gain;
    struct most loss;
};

/* Adds a child that can be compared; false when a number is too large. */
static bool add_child(const struct chiso__sides *sides, chiso_node child, bool rose, bool rank_rose,
                      struct children *children)
{
    chiso_change_summary *const summary = children->summary;
    const struct chiso__carried max = chiso__max_of_both(sides);
    struct chiso__carried moved;

    summary->both += rose && rank_rose;
    summary->score_only += rose && !rank_rose;
    summary->rank_only += !rose && rank_rose;
    summary->neither += !rose && !rank_rose;
    if (chiso__carried_order(sides->now.max, sides->before.max, max) != 0) {
        summary->max_changed++;
        return true;
    }
    if (!chiso__subtract(sides->before.achieved, sides->now.achieved, &moved)) {
        return false;
    }
    take_move(&children->gain, child, moved, max);
    take_move(&children->loss, child, chiso__carried_negate(moved), max);
    return true;
}

static chiso_status add_children(const chiso_comparison *comparison, chiso_unit unit,
                                 chiso_node node, struct children *children)
{
    const struct chiso__tree_node *const nodes = comparison->now->tree->nodes;
    const bool scored = chiso__is_scored_twice(comparison, unit);

    for (chiso_node child = nodes[node].first_child; child != CHISO_NO_NODE;
         child = nodes[child].next_sibling) {
        const chiso_decimal rank = chiso__rank_change(comparison, unit, child);
        struct chiso__sides sides;
        bool compared = false;
        const chiso_status status = chiso__sides_of(comparison, unit, child, true, &sides);
        const bool rose = status == CHISO_OK && score_rose(&sides, &compared);

        if (status != CHISO_OK) {
            return status;
        }
        if (!compared || !scored) {
            children->summary->uncompared++;
        } else if (!add_child(&sides, child, rose, rank != CHISO_ABSENT && rank > 0, children)) {
            return CHISO_E_RANGE;
        }
    }
    return CHISO_OK;
}

chiso_status chiso__summarise(const chiso_comparison *comparison, chiso_unit unit, chiso_node node,
                              int places, chiso_change_summary *out_summary)
{
    const struct chiso__carried nothing = {0, 0};
    chiso_change_summary summary = {.gained = CHISO_ABSENT, .lost = CHISO_ABSENT};
    struct children children = {
        &summary, {CHISO_NO_NODE, nothing, nothing}, {CHISO_NO_NODE, nothing, nothing}};
    chiso_change change;
    chiso_status status =
        chiso__change_of(comparison, comparison->bands, unit, node, places, &change);

    if (status == CHISO_OK && !chiso__comparison_ranks_all(comparison)) {
        status = CHISO_E_STATE;
    }
    if (status == CHISO_OK) {
        status = add_children(comparison, unit, node, &children);
    }
    if (status != CHISO_OK) {
        return status;
    }
    summary.achieved = change.achieved;
    summary.percent = change.percent;
    summary.rank = change.rank;
    summary.gain = children.gain.child;
    summary.loss = children.loss.child;
    if (summary.gain != CHISO_NO_NODE) {
        summary.gained =
            chiso__show_change(comparison, children.gain.moved, children.gain.max, places);
    }
    if (summary.loss != CHISO_NO_NODE) {
        summary.lost = chiso__show_change(comparison, chiso__carried_negate(children.loss.moved),
                                          children.loss.max, places);
    }
    *out_summary = summary;
    return CHISO_OK;
}

chiso_status chiso_comparison_summarise(const chiso_comparison *comparison, chiso_unit unit,
                                        chiso_node node, chiso_change_summary *out_summary)
{
    if (comparison == NULL || out_summary == NULL) {
        return CHISO_E_NULL;
    }
    return chiso__summarise(comparison, unit, node, comparison->point_places, out_summary);
}

chiso_status chiso__comparison_check_block(const chiso_comparison *comparison, chiso_node node,
                                           uint32_t block, chiso_error *error)
{
    const chiso_status status = chiso__comparison_check_node(comparison, node, error);

    return status == CHISO_OK ? chiso__check_block(comparison->now, block, error) : status;
}
