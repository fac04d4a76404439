/* What an explanation says of steps beside combining: what is dropped, a floor, gates, and results
 * that were set. */
#include "unit/explain_inside.h"

#include "board/set_result.h"
#include "score/step.h"

#include <chiso/note.h>

/* Gives the parts that are left their children by place: both stand in the tree's order. */
static void find_places(struct chiso__explainer *explainer, uint32_t index)
{
    const chiso_explanation *explanation = explainer->explanation;
    const chiso_step *children = &explanation->steps[explanation->steps[index].first];
    uint32_t place = 0;

    for (uint32_t i = 0; i < explainer->parts.count; i++) {
        while (children[place].node != explainer->parts.owners[i]) {
            place++;
        }
        explainer->owners[i] = place;
    }
}

/* Whether anything is dropped of a node: nothing is where its points are not worked out. */
static bool has_dropped(const struct chiso__explainer *explainer, const chiso_step *step)
{
    bool dropped = false;

    for (uint32_t i = 0; i < step->count; i++) {
        const chiso_node child = explainer->explanation->steps[step->first + i].node;

        dropped = dropped || explainer->trial.figures[child].dropped[CHISO__CASE_ACTUAL];
    }
    return dropped;
}

bool chiso__explain_computed(struct chiso__explainer *explainer, chiso_node node,
                             struct chiso__node_figures *out_figures)
{
    struct chiso__trial *trial = &explainer->trial;
    const struct chiso__setting bare = {trial->setting.tree, NULL, 0, trial->setting.weights, NULL};
    const struct chiso__node_figures own = trial->figures[node];
    const bool done = chiso__inner_figures(&bare, node, trial->figures, &trial->parts);

    *out_figures = trial->figures[node];
    trial->figures[node] = own;
    return done && out_figures->takes_part[CHISO__CASE_ACTUAL] && !out_figures->fails;
}

void chiso__explain_drops(struct chiso__explainer *explainer, uint32_t index)
{
    chiso_explanation *explanation = explainer->explanation;
    const chiso_tree *tree = explanation->board->tree;
    const chiso_step *step = &explanation->steps[index];
    const struct chiso__terms *terms = &tree->nodes[step->node].steps;
    struct chiso__node_figures *figures = explainer->trial.figures;
    struct chiso__node_figures computed;
    uint32_t among = 0;

    if (chiso__set_find(&explanation->board->rows, explanation->unit, step->node) != NULL) {
        /* Nothing is dropped where a result was set, but of what is computed. */
        (void)chiso__explain_computed(explainer, step->node, &computed);
    }
    if (!has_dropped(explainer, step)) {
        return;
    }
    among =
        chiso__mark_dropped(tree, step->node, &explainer->parts, figures, CHISO__CASE_ACTUAL, 0);
    for (uint32_t i = 0; i < terms->drop_count; i++) {
        const struct chiso__drop *drop = &terms->drops[i];
        const uint32_t left = chiso__mark_dropped(tree, step->node, &explainer->parts, figures,
                                                  CHISO__CASE_ACTUAL, i + 1);

        for (uint32_t place = 0; place < step->count; place++) {
            chiso_step *child = &explanation->steps[step->first + place];

            if (figures[child->node].dropped[CHISO__CASE_ACTUAL] &&
                child->part != CHISO_PART_DROPPED) {
                child->part = CHISO_PART_DROPPED;
                child->weight = CHISO_ABSENT;
                child->gone = among - left;
                child->among = among;
                child->is_highest = drop->lowest == drop->keep;
            }
        }
        among = left;
    }
    chiso__drop_parts(tree, step->node, &explainer->parts, figures, CHISO__CASE_ACTUAL);
    find_places(explainer, index);
}

/* Says in a step which gate of which child it comes from. */
static chiso_status tell_gate(chiso_explanation *explanation, chiso_node child, uint32_t gate,
                              chiso_step *step)
{
    const struct chiso__gates *gates = &explanation->board->tree->nodes[child].steps.gates;

    step->by = child;
    step->gate = gate;
    step->rule =
        chiso__gate_text(&gates->gates[gate], &explanation->arena, &explanation->allocator);
    return step->rule == NULL ? CHISO_E_MEMORY : CHISO_OK;
}

chiso_status chiso__explain_limits(struct chiso__explainer *explainer, uint32_t index,
                                   struct chiso__carried max, struct chiso__carried *points)
{
    chiso_explanation *explanation = explainer->explanation;
    const chiso_tree *tree = explanation->board->tree;
    const chiso_node id = explanation->steps[index].node;
    const struct chiso__carried lifted = chiso__lift_points(&tree->nodes[id], *points, max);
    const struct chiso__gate *gate = NULL;
    chiso_node child = CHISO_NO_NODE;
    uint32_t before = 0;

    if (!chiso__note_change(explainer, index, CHISO_STEP_FLOOR, *points, lifted, max)) {
        return CHISO_E_RANGE;
    }
    *points = lifted;
    if (tree->nodes[id].limited) {
        gate = chiso__gate_of(tree, id, explainer->trial.figures, CHISO__CASE_ACTUAL, &child);
    }
    if (gate == NULL) {
        return CHISO_OK;
    }
    before = explainer->extra_count;
    if (!chiso__limit_points(gate, lifted, max, points) ||
        !chiso__note_change(explainer, index, CHISO_STEP_LIMITED, lifted, *points, max)) {
        return CHISO_E_RANGE;
    }
    return explainer->extra_count == before
               ? CHISO_OK
               : tell_gate(explanation, child,
                           (uint32_t)(gate - tree->nodes[child].steps.gates.gates),
                           &explainer->extras[before]);
}

chiso_status chiso__explain_set(struct chiso__explainer *explainer, uint32_t index,
                                const struct chiso__node_figures *computed)
{
    chiso_explanation *explanation = explainer->explanation;
    const chiso_board *board = explanation->board;
    const chiso_tree *tree = board->tree;
    chiso_step step = chiso__step_of(CHISO_STEP_SET, explanation->steps[index].node);
    chiso_status status = CHISO_OK;

    step.to = explanation->steps[index].achieved;
    step.contribution = step.to;
    if (computed != NULL) {
        const struct chiso__carried points = computed->achieved[CHISO__CASE_ACTUAL];
        const struct chiso__carried max = computed->max[CHISO__CASE_ACTUAL];

        step.from = chiso__publish_points(tree, points, max);
        step.max = chiso__publish_points(tree, max, max);
        status = chiso__publish(tree, points, max, &step.percent);
        if (status != CHISO_OK || __builtin_sub_overflow(step.to, step.from, &step.contribution) ||
            !chiso__is_decimal(step.contribution)) {
            return CHISO_E_RANGE;
        }
    }
    step.note = chiso__arena_copy(
        &explanation->arena, &explanation->allocator,
        chiso__span_of(chiso_board_note(board, explanation->unit, step.node, "")));
    explainer->extras[explainer->extra_count++] = step;
    return step.note == NULL ? CHISO_E_MEMORY : CHISO_OK;
}

chiso_status chiso__explain_bands(struct chiso__explainer *explainer, uint32_t index)
{
    chiso_explanation *explanation = explainer->explanation;
    const chiso_tree *tree = explanation->board->tree;
    struct chiso__band_gate at = CHISO__NO_BAND_GATE;

    while (tree->has_band_gates &&
           chiso__next_band_gate(&explanation->board->rows, explanation->unit, &at)) {
        chiso_step step = chiso__step_of(CHISO_STEP_BAND, CHISO_ROOT);
        const chiso_status status = tell_gate(explanation, at.child, at.index, &step);

        if (status != CHISO_OK || !chiso__steps_reserve(explanation, 1)) {
            return CHISO_E_MEMORY;
        }
        step.note = tree->nodes[at.child].steps.gates.gates[at.index].band;
        chiso__step_add(explanation, index, step);
    }
    return CHISO_OK;
}
