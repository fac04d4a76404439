/* How far roundings may take a node from what it would be without them. */
#include "unit/target_inside.h"

/* What a child gives to a parent; false where it takes no part. */
static bool part_of(struct chiso__trial *trial, const struct chiso__tree_node *parent,
                    chiso_node child, struct chiso__child *out_part)
{
    const struct chiso__tree_node *node = &trial->board->tree->nodes[child];
    const struct chiso__node_figures *figures = &trial->figures[child];

    trial->parts.count = 0;
    if (node->kind == CHISO_KIND_BONUS) {
        chiso__bonus_add(0, &trial->parts);
    } else if (figures->takes_part[CHISO__CASE_ACTUAL]) {
        chiso__part_add(parent, node, 0, figures->max[CHISO__CASE_ACTUAL], &trial->parts);
    }
    *out_part = trial->parts.parts[0];
    return trial->parts.count > 0;
}

/* Slacks are no more than this, which is more than any points, and can still be added up. */
static chiso__wide limited(chiso__wide slack)
{
    const chiso__wide huge = (chiso__wide)1 << 90;

    return slack < huge ? slack : huge;
}

/* a × slack / c or a little more. */
static chiso__wide scaled(chiso__wide a, chiso__wide slack, chiso__wide c)
{
    chiso__wide value = 0;

    if (slack == 0) {
        return 0;
    }
    return limited(chiso__scale_wide(a, slack, c, &value) ? limited(value) + 1
                                                          : INT64_MAX * (chiso__wide)INT64_MAX);
}

/* How many millionths a node may be away from what it would be if nothing were rounded: what its
 * children are away, times what they count, and its own rounding. */
static chiso__wide slack_of(struct chiso__trial *trial, chiso_node id, const chiso__wide *slacks)
{
    const chiso_tree *tree = trial->board->tree;
    const struct chiso__tree_node *node = &tree->nodes[id];
    struct chiso__child part;
    chiso__wide weight = 0;
    chiso__wide max = 0;
    chiso__wide slack = 0;

    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        if (part_of(trial, node, child, &part)) {
            weight += part.weight;
            max += part.max;
        }
    }
    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        if (!part_of(trial, node, child, &part)) {
            continue;
        }
        if (chiso__weighs(node->combine)) {
            slack = limited(
                slack + scaled(part.weight, scaled(node->max, slacks[child], part.max), weight));
        } else {
            slack = limited(slack + (node->scaled && max > 0 ? scaled(node->max, slacks[child], max)
                                                             : slacks[child]));
        }
    }
    return slack + (chiso__weighs(node->combine) || node->scaled);
}

bool chiso__plan_find_slack(struct chiso__plan *plan)
{
    struct chiso__trial *trial = &plan->trial;
    const chiso_board *board = plan->line->board;
    chiso__wide *slacks = NULL;

    if (plan->shape != CHISO__SHAPE_LINEAR) {
        return true;
    }
    slacks = chiso__alloc_zero(&board->allocator, board->tree->count, sizeof(*slacks));
    if (slacks == NULL) {
        return false;
    }
    for (uint32_t i = trial->count; i-- > 0;) {
        if (!chiso__is_leaf(&board->tree->nodes[trial->order[i]])) {
            slacks[trial->order[i]] = slack_of(trial, trial->order[i], slacks);
        }
    }
    plan->slack = slacks[trial->node];
    chiso__release(&board->allocator, slacks);
    return true;
}
