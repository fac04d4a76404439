/* Targets where there are steps between leaves and the node: what its points are worth when its max
 * changes with what is dropped, whether more points may cost some, and what is in the way. */
#include "unit/target_inside.h"

#include "rank/band.h"
#include "score/step.h"

struct chiso__carried chiso__plan_worth(const struct chiso__plan *plan,
                                        struct chiso__carried achieved)
{
    const struct chiso__carried own = plan->trial.figures[plan->trial.node].max[CHISO__CASE_ACTUAL];
    struct chiso__carried worth = {CHISO_ABSENT, 0};

    if (chiso__carried_is_gap(achieved) || chiso__carried_compare(own, plan->line->max) == 0) {
        return achieved;
    }
    /* As many percent of the max that the others are held against it with. */
    if (chiso__carried_compare(own, chiso__carried_of(0)) <= 0 ||
        !chiso__carried_scale(plan->line->max, achieved, own, &worth)) {
        return chiso__carried_of(CHISO_ABSENT);
    }
    return worth;
}

/* Whether all that may be dropped of a node has one max and one weight, whatever is scored. */
static bool is_alike(const chiso_tree *tree, const struct chiso__tree_node *node)
{
    const struct chiso__tree_node *first = NULL;

    for (chiso_node id = node->first_child; id != CHISO_NO_NODE;
         id = tree->nodes[id].next_sibling) {
        const struct chiso__tree_node *child = &tree->nodes[id];

        if (child->kind == CHISO_KIND_BONUS) {
            return false;
        }
        first = first == NULL ? child : first;
        if (!chiso__is_leaf(child) || chiso__carried_compare(child->max, first->max) != 0 ||
            chiso__carried_compare(child->weight, first->weight) != 0) {
            return false;
        }
    }
    return true;
}

/* Whether a gate may limit once a criterion has more points. Where it does not look at what is
 * missing it may begin to, once that is scored: the percent of what is no bonus is looked at in any
 * case. And more points may be a lower number in the cell. */
static bool may_begin(const struct chiso__tree_node *node, const struct chiso__gate *gate,
                      const struct chiso__node_figures *figures)
{
    const bool of_cell = !gate->of_percent && chiso__is_leaf(node);

    return gate->above || (of_cell && !chiso__rule_row_of(&node->rule)->is_points) ||
           (figures->state != CHISO_STATE_SCORED &&
            (!gate->of_percent || node->kind == CHISO_KIND_BONUS));
}

bool chiso__plan_never_costs(const struct chiso__trial *trial)
{
    const chiso_tree *tree = trial->board->tree;

    for (uint32_t i = 0; i < trial->count; i++) {
        const struct chiso__tree_node *node = &tree->nodes[trial->order[i]];

        /* Those of the node itself act above it. */
        for (uint32_t j = 0; j < node->steps.gates.count && i > 0; j++) {
            const struct chiso__gate *gate = &node->steps.gates.gates[j];

            if (may_begin(node, gate, &trial->figures[trial->order[i]])) {
                return false;
            }
        }
        if (!chiso__carried_is_gap(node->steps.needs) ||
            (node->steps.drop_count > 0 &&
             (!is_alike(tree, node) || trial->setting.weights != NULL))) {
            return false;
        }
    }
    return true;
}

bool chiso__plan_is_below_set(const struct chiso__trial *trial, chiso_node leaf)
{
    const struct chiso__tree_node *nodes = trial->board->tree->nodes;

    for (chiso_node id = leaf; id != trial->node; id = nodes[id].parent) {
        if (chiso__trial_has_set(trial, nodes[id].parent)) {
            return true;
        }
    }
    return false;
}

/* The child whose gate keeps the unit from its goal's band; CHISO_NO_NODE where none does. */
static chiso_node find_band_gate(const struct chiso__plan *plan)
{
    const struct chiso__tree_node *nodes = plan->line->board->tree->nodes;

    if (plan->bands == NULL || plan->trial.node != CHISO_ROOT) {
        return CHISO_NO_NODE;
    }
    for (chiso_node id = nodes[CHISO_ROOT].first_child; id != CHISO_NO_NODE;
         id = nodes[id].next_sibling) {
        const struct chiso__gates *gates = &nodes[id].steps.gates;

        for (uint32_t i = 0; i < gates->count; i++) {
            const struct chiso__gate *gate = &gates->gates[i];

            if (gate->band != NULL && chiso__band_place(plan->bands, gate->band) > plan->band &&
                chiso__gate_limits(&nodes[id], gate, &plan->trial.figures[id],
                                   CHISO__CASE_ACTUAL)) {
                return id;
            }
        }
    }
    return CHISO_NO_NODE;
}

bool chiso__plan_band_is_free(const struct chiso__plan *plan)
{
    return find_band_gate(plan) == CHISO_NO_NODE;
}

/* Notes the first node that a gate limits as the figures are. */
static void note_gate(struct chiso__plan *plan, chiso_node id, chiso_obstacle *obstacle)
{
    struct chiso__trial *trial = &plan->trial;
    struct chiso__stages stages;

    if (obstacle->limited != CHISO_NO_NODE || !trial->board->tree->nodes[id].limited ||
        chiso__trial_has_set(trial, id) || !trial->figures[id].takes_part[CHISO__CASE_ACTUAL] ||
        !chiso__stages_find(&trial->setting, id, trial->figures, &trial->parts, CHISO__CASE_ACTUAL,
                            &stages) ||
        stages.gate == CHISO_NO_NODE) {
        return;
    }
    obstacle->limited = id;
    obstacle->limited_by = stages.gate;
}

/* Whether a gate that limits looks at a number that its criterion's points say nothing of: they are
 * rounded, or made by a rule, and are all that there are. */
static bool looks_behind(const struct chiso__plan *plan, chiso_node leaf,
                         const struct chiso__gate *gate)
{
    const struct chiso__tree_node *node = &plan->trial.board->tree->nodes[leaf];
    struct chiso__node_figures figures = plan->trial.figures[leaf];

    if (gate->of_percent || !chiso__gate_limits(node, gate, &figures, CHISO__CASE_ACTUAL)) {
        return false;
    }
    if (figures.unknown_cell || !chiso__rule_row_of(&node->rule)->is_points) {
        return true;
    }
    if (chiso__carried_compare(figures.cell, figures.achieved[CHISO__CASE_ACTUAL]) == 0) {
        return false;
    }
    /* No cell holds more than the max. */
    figures.cell = node->max;
    return gate->above || !chiso__gate_limits(node, gate, &figures, CHISO__CASE_ACTUAL);
}

static bool is_by_cell(const struct chiso__plan *plan, chiso_node by)
{
    const chiso_tree *tree = plan->trial.board->tree;
    const struct chiso__tree_node *node = NULL;

    if (by == CHISO_NO_NODE || !chiso__is_leaf(&tree->nodes[by])) {
        return false;
    }
    node = &tree->nodes[by];
    if (chiso__carried_order(chiso__round_points(tree, node, node->max),
                             plan->trial.figures[by].achieved[CHISO__CASE_ACTUAL], node->max) > 0) {
        return false;
    }
    for (uint32_t i = 0; i < node->steps.gates.count; i++) {
        if (looks_behind(plan, by, &node->steps.gates.gates[i])) {
            return true;
        }
    }
    return false;
}

chiso_obstacle chiso__plan_obstacle(struct chiso__plan *plan)
{
    struct chiso__trial *trial = &plan->trial;
    const chiso_node by = find_band_gate(plan);
    chiso_obstacle obstacle = CHISO_OBSTACLE_INIT;

    if (by != CHISO_NO_NODE) {
        obstacle.limited = CHISO_ROOT;
        obstacle.limited_by = by;
    }
    for (uint32_t i = 0; i < trial->count; i++) {
        const chiso_node id = trial->order[i];
        const struct chiso__node_figures *figures = &trial->figures[id];

        if (chiso__is_leaf(&trial->board->tree->nodes[id])) {
            continue;
        }
        if (obstacle.set == CHISO_NO_NODE && chiso__trial_has_set(trial, id) &&
            chiso__carried_compare(figures->achieved[CHISO__CASE_ACTUAL],
                                   figures->max[CHISO__CASE_ACTUAL]) < 0) {
            obstacle.set = id;
        }
        note_gate(plan, id, &obstacle);
    }
    obstacle.by_cell = is_by_cell(plan, obstacle.limited_by);
    return obstacle;
}
