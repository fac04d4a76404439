/* Gates to a band, looked at in rows that are scored. */
#include "score/step.h"

#include "score/peers.h"
#include "score/prepare.h"

/* As much of the figures of an inner criterion as a gate looks at. */
static void inner_figures(const struct chiso__rows *rows, uint32_t row, chiso_node id,
                          struct chiso__node_figures *figures)
{
    const chiso_tree *tree = rows->tree;
    const struct chiso__tree_node *node = &tree->nodes[id];
    const struct chiso__gap_detail *detail = chiso__detail_at(rows, row, node->inner);
    struct chiso__carried points = chiso__stored_at(rows, id, row);
    struct chiso__carried max = detail == NULL ? node->max : detail->max;
    const chiso_state state = detail == NULL ? CHISO_STATE_SCORED : detail->state;

    if (chiso__carried_is_gap(points) && state == CHISO_STATE_MISSING && !node->in_bonus &&
        tree->missing == CHISO_MISSING_ZERO) {
        /* It fails its need, and is looked at with its min. */
        max = detail->bound_max;
        points =
            chiso__has_floor(node) ? chiso__carried_least(node->min, max) : chiso__carried_of(0);
    }
    *figures = (struct chiso__node_figures){
        .achieved = {points},
        .max = {max},
        .takes_part = {!chiso__carried_is_gap(points)},
        .state = state,
    };
}

static void child_figures(const struct chiso__rows *rows, uint32_t row, chiso_node id,
                          struct chiso__node_figures *figures)
{
    const struct chiso__tree_node *node = &rows->tree->nodes[id];

    if (!chiso__is_leaf(node)) {
        inner_figures(rows, row, id, figures);
        return;
    }
    chiso__leaf_figures_in(rows, id, row, chiso__points_at(rows, id, row), figures);
    figures->cell = chiso__gate_cell(rows, row, id);
}

bool chiso__next_band_gate(const struct chiso__rows *rows, uint32_t row,
                           struct chiso__band_gate *at)
{
    const struct chiso__tree_node *nodes = rows->tree->nodes;
    chiso_node child = at->child == CHISO_NO_NODE ? nodes[CHISO_ROOT].first_child : at->child;
    uint32_t first = at->child == CHISO_NO_NODE ? 0 : at->index + 1;

    for (; child != CHISO_NO_NODE; child = nodes[child].next_sibling) {
        const struct chiso__gates *gates = &nodes[child].steps.gates;
        struct chiso__node_figures figures;

        if (gates->count > first) {
            child_figures(rows, row, child, &figures);
        }
        for (uint32_t i = first; i < gates->count; i++) {
            if (gates->gates[i].band != NULL &&
                chiso__gate_limits(&nodes[child], &gates->gates[i], &figures, CHISO__CASE_ACTUAL)) {
                *at = (struct chiso__band_gate){child, i};
                return true;
            }
        }
        first = 0;
    }
    return false;
}
