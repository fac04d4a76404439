/* The steps of an explanation: what is told of a node, and the list that they stand in. */
#include "unit/explain_inside.h"

#include "text/output.h"

chiso_step chiso__step_of(chiso_step_kind kind, chiso_node node)
{
    return (chiso_step){
        .kind = kind,
        .node = node,
        .parent = CHISO_NO_STEP,
        .first = CHISO_NO_STEP,
        .achieved = CHISO_ABSENT,
        .max = CHISO_ABSENT,
        .min = CHISO_ABSENT,
        .percent = CHISO_ABSENT,
        .weight = CHISO_ABSENT,
        .from = CHISO_ABSENT,
        .to = CHISO_ABSENT,
        .rule = "",
        .value = "",
        .peers = {0, CHISO_ABSENT, CHISO_ABSENT},
        .coverage = CHISO_ABSENT,
        .needed = CHISO_ABSENT,
        .by = CHISO_NO_NODE,
        .note = "",
        .raters = {0, 0, 0, 0, CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT},
    };
}

/* The rule of a leaf, the value that it was given and what it saw of the other units. */
static chiso_status tell_leaf(chiso_explanation *explanation, chiso_step *step)
{
    const chiso_board *board = explanation->board;
    const struct chiso__tree_node *leaf = &board->tree->nodes[step->node];
    const struct chiso__value value = chiso__cell_at(&board->rows, step->node, explanation->unit);
    struct chiso__output output;

    step->min = chiso__publish_points(board->tree, leaf->min, leaf->max);
    step->rule = leaf->rule.text;
    chiso__raters_of(board, explanation->unit, step->node, &step->raters);
    if (chiso__is_relative_leaf(leaf)) {
        const chiso_status status =
            chiso_board_peers(board, explanation->unit, step->node, &step->peers);

        if (status != CHISO_OK) {
            return status;
        }
    }
    if (value.counts != NULL) {
        step->left_out = chiso__survey_left_out(&leaf->rule, value.counts);
    }
    if (step->state == CHISO_STATE_SCORED || value.counts != NULL) {
        /* The longest cell has 64 counts: it stays in the output, which needs no sink. */
        chiso__output_begin(&output, NULL);
        chiso__put_cell(&output, board, explanation->unit, step->node);
        step->value = chiso__arena_copy(&explanation->arena, &explanation->allocator,
                                        (struct chiso__span){output.bytes, output.used});
    }
    return step->value == NULL ? CHISO_E_MEMORY : CHISO_OK;
}

chiso_status chiso__tell_node(const struct chiso__explainer *explainer, chiso_node node,
                              chiso_step *out_step)
{
    chiso_explanation *explanation = explainer->explanation;
    const chiso_tree *tree = explanation->board->tree;
    chiso_result result;
    const chiso_status status =
        chiso_board_result(explanation->board, explanation->unit, node, &result);

    if (status != CHISO_OK) {
        return status;
    }
    *out_step = chiso__step_of(CHISO_STEP_NODE, node);
    out_step->state = result.state;
    out_step->achieved = result.achieved;
    out_step->max = result.max;
    out_step->percent = result.percent;
    out_step->is_bonus = tree->nodes[node].kind == CHISO_KIND_BONUS;
    if (!chiso__is_leaf(&tree->nodes[node]) && explainer->trial.figures[node].fails) {
        out_step->coverage = result.coverage;
        out_step->needed = chiso__max_decimal(tree, tree->nodes[node].steps.needs);
    }
    return chiso__is_leaf(&tree->nodes[node]) ? tell_leaf(explanation, out_step) : CHISO_OK;
}

bool chiso__steps_reserve(chiso_explanation *explanation, uint32_t parts)
{
    void *steps = explanation->steps;
    uint32_t capacity = explanation->capacity;

    if (explanation->capacity - explanation->count >= parts) {
        return true;
    }
    capacity = capacity < 16 ? 16 : capacity + capacity / 2;
    capacity = capacity - explanation->count < parts ? explanation->count + parts : capacity;
    if (!chiso__resize(&explanation->allocator, &steps, capacity, sizeof(*explanation->steps))) {
        return false;
    }
    explanation->steps = steps;
    explanation->capacity = capacity;
    return true;
}

void chiso__step_add(chiso_explanation *explanation, uint32_t parent, chiso_step part)
{
    chiso_step *owner = &explanation->steps[parent];

    if (owner->count++ == 0) {
        owner->first = explanation->count;
    }
    part.parent = parent;
    part.depth = owner->depth + 1;
    explanation->steps[explanation->count++] = part;
}

bool chiso__note_change(struct chiso__explainer *explainer, uint32_t index, chiso_step_kind kind,
                        struct chiso__carried from, struct chiso__carried to,
                        struct chiso__carried max)
{
    const chiso_tree *tree = explainer->explanation->board->tree;
    chiso_step step = chiso__step_of(kind, explainer->explanation->steps[index].node);
    struct chiso__carried change = {0, 0};

    step.from = chiso__publish_points(tree, from, max);
    step.to = chiso__publish_points(tree, to, max);
    if (chiso__carried_order(from, to, max) == 0 && step.from == step.to) {
        return true;
    }
    if (!chiso__carried_subtract(to, from, &change)) {
        return false;
    }
    step.contribution = chiso__publish_points(tree, change, max);
    step.digits = kind == CHISO_STEP_ROUNDED ? (uint32_t)tree->nodes[step.node].round : 0;
    explainer->extras[explainer->extra_count++] = step;
    return true;
}
