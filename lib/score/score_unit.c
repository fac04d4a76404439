/* The figures of one unit, node by node, with what is missing and what does not apply. */
#include "score/score.h"

#include "score/peers.h"

void chiso__leaf_figures(const chiso_tree *tree, const struct chiso__tree_node *leaf,
                         chiso_decimal points, struct chiso__node_figures *out_figures)
{
    const bool scored = !chiso__is_gap(points);
    const bool applies = points != CHISO_NOT_APPLICABLE;
    const chiso_decimal least = chiso__round_points(tree, leaf, leaf->min);
    const chiso_decimal most = chiso__round_points(tree, leaf, leaf->max);

    *out_figures = (struct chiso__node_figures){
        .achieved = {scored                        ? points
                     : chiso__counts_nothing(leaf) ? 0
                                                   : least,
                     scored ? points : least, scored ? points : most},
        .max = {leaf->max, leaf->max, leaf->max},
        .takes_part = {scored || (applies && tree->missing == CHISO_MISSING_ZERO), applies,
                       applies},
        .scored = scored ? leaf->max : 0,
        .applicable = applies ? leaf->max : 0,
        .scored_below = scored,
        .missing_below = applies && !scored,
        .any_missing = applies && !scored,
        .state = scored    ? CHISO_STATE_SCORED
                 : applies ? CHISO_STATE_MISSING
                           : CHISO_STATE_NOT_APPLICABLE,
    };
}

/* Adds up what the children say of the leaves below. A missing bonus touches no state but that of a
 * node that has nothing else. */
static void look_below(const chiso_tree *tree, chiso_node node, struct chiso__node_figures *figures)
{
    struct chiso__node_figures *own = &figures[node];

    for (chiso_node id = tree->nodes[node].first_child; id != CHISO_NO_NODE;
         id = tree->nodes[id].next_sibling) {
        const struct chiso__node_figures *child = &figures[id];

        own->any_missing = own->any_missing || child->any_missing;
        if (tree->nodes[id].kind == CHISO_KIND_BONUS) {
            own->scored_below = own->scored_below || child->state == CHISO_STATE_SCORED;
        } else {
            own->scored_below = own->scored_below || child->scored_below;
            own->missing_below = own->missing_below || child->missing_below;
            own->scored += child->scored;
            own->applicable += child->applicable;
        }
    }
}

static chiso_state state_of(const chiso_tree *tree, chiso_node node,
                            const struct chiso__node_figures *own)
{
    const bool only_bonuses_missing = !tree->nodes[node].has_criteria && own->any_missing;

    if (own->missing_below && (!own->scored_below || tree->missing == CHISO_MISSING_UNKNOWN)) {
        return CHISO_STATE_MISSING;
    }
    if (own->scored_below) {
        return CHISO_STATE_SCORED;
    }
    return only_bonuses_missing ? CHISO_STATE_MISSING : CHISO_STATE_NOT_APPLICABLE;
}

/* A bonus counts with the points that it has, in every case; one that is missing is none. */
static chiso_decimal bonus_points(const struct chiso__node_figures *bonus)
{
    return bonus->state == CHISO_STATE_SCORED ? bonus->achieved[CHISO__CASE_ACTUAL] : 0;
}

/* The points in one case; false when a number is too large. A node with nothing that its max could
 * be spread over takes no part. */
static bool combine_case(const chiso_tree *tree, chiso_node id, struct chiso__node_figures *figures,
                         struct chiso__parts *parts, int which)
{
    const struct chiso__tree_node *node = &tree->nodes[id];
    struct chiso__node_figures *own = &figures[id];
    struct chiso__combined combined;

    parts->count = 0;
    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        if (tree->nodes[child].kind == CHISO_KIND_BONUS) {
            chiso__bonus_add(bonus_points(&figures[child]), parts);
        } else if (figures[child].takes_part[which]) {
            chiso__part_add(node, &tree->nodes[child], figures[child].achieved[which],
                            figures[child].max[which], parts);
        }
    }
    if (!chiso__combine_children(tree, node, parts, &combined)) {
        return false;
    }
    own->achieved[which] = combined.achieved;
    own->max[which] = combined.max;
    own->takes_part[which] = !combined.hopeless;
    return true;
}

bool chiso__inner_figures(const chiso_tree *tree, chiso_node node,
                          struct chiso__node_figures *figures, struct chiso__parts *parts)
{
    struct chiso__node_figures *own = &figures[node];

    *own = (struct chiso__node_figures){.state = CHISO_STATE_NOT_APPLICABLE};
    look_below(tree, node, figures);
    own->state = state_of(tree, node, own);
    own->takes_part[CHISO__CASE_LOW] = own->state != CHISO_STATE_NOT_APPLICABLE;
    own->takes_part[CHISO__CASE_HIGH] = own->takes_part[CHISO__CASE_LOW];
    own->takes_part[CHISO__CASE_ACTUAL] =
        own->state == CHISO_STATE_SCORED ||
        (own->state == CHISO_STATE_MISSING && tree->missing == CHISO_MISSING_ZERO);
    for (int which = 0; which < CHISO__CASE_COUNT; which++) {
        if (own->takes_part[which] && !combine_case(tree, node, figures, parts, which)) {
            return false;
        }
    }
    if (own->state != CHISO_STATE_NOT_APPLICABLE && !own->takes_part[CHISO__CASE_LOW]) {
        /* What applies below has no weight, and no max, that its points could be spread over. */
        *own = (struct chiso__node_figures){.state = CHISO_STATE_NOT_APPLICABLE};
    } else if (own->state == CHISO_STATE_SCORED && !own->takes_part[CHISO__CASE_ACTUAL]) {
        /* The same of what is scored; what has weight is missing. */
        own->state = CHISO_STATE_MISSING;
        own->scored_below = false;
    }
    return true;
}

bool chiso__row_figures(const struct chiso__row_work *work, uint32_t row, const chiso_node *order,
                        uint32_t count, chiso_node *out_node)
{
    const chiso_tree *tree = work->rows->tree;

    for (uint32_t i = count; i-- > 0;) {
        const chiso_node node = order[i];

        if (chiso__is_leaf(&tree->nodes[node])) {
            chiso__leaf_figures(tree, &tree->nodes[node], chiso__points_at(work->rows, node, row),
                                &work->figures[node]);
            continue;
        }
        if (!chiso__inner_figures(tree, node, work->figures, work->parts)) {
            *out_node = node;
            return false;
        }
        /* At once: columns lie far apart, and their memory is written to while the next node is
         * worked out. */
        if (work->store != NULL) {
            chiso__store_details(work->store, row, node, &work->figures[node]);
        }
    }
    return true;
}
