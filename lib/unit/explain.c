/* The steps by which a figure came about. */
#include "unit/explain_inside.h"

/* Opens step after step: the parts of each come to stand behind all that are there. */
static chiso_status build(struct chiso__explainer *explainer, chiso_node node, uint32_t depth)
{
    chiso_explanation *explanation = explainer->explanation;
    const chiso_tree *tree = explanation->board->tree;
    chiso_status status = CHISO_OK;

    if (!chiso__steps_reserve(explanation, 1)) {
        return CHISO_E_MEMORY;
    }
    status = chiso__tell_node(explainer, node, &explanation->steps[0]);
    explanation->count = 1;
    explanation->steps[0].contribution = explanation->steps[0].achieved;
    for (uint32_t i = 0; i < explanation->count && status == CHISO_OK; i++) {
        const chiso_step *step = &explanation->steps[i];

        if (step->kind != CHISO_STEP_NODE || step->depth >= depth) {
            continue;
        }
        explainer->extra_count = 0;
        status = chiso__is_leaf(&tree->nodes[step->node]) ? chiso__open_leaf(explainer, i)
                                                          : chiso__open_inner(explainer, i);
    }
    return status;
}

static chiso_status fail(chiso_error *error, chiso_status status,
                         const chiso_explanation *explanation, chiso_node node)
{
    const struct chiso__insert *words =
        CHISO__WORDS(chiso__say_text(chiso_unit_code(explanation->board, explanation->unit)),
                     chiso__say_text(chiso_node_code(explanation->board->tree, node)));

    switch ((int)status) {
    case CHISO_OK:
        return status;
    case CHISO_E_MEMORY:
        return chiso__fail_memory(error);
    case CHISO_E_RANGE:
        return chiso__fail(error, status, CHISO__SAY_DERIVATION_TOO_LARGE, words);
    default:
        return chiso__fail(error, status, CHISO__SAY_PARTS_DO_NOT_ADD_UP, words);
    }
}

static chiso_status explain(chiso_explanation *explanation, chiso_node node, uint32_t depth,
                            chiso_error *error)
{
    const chiso_tree *tree = explanation->board->tree;
    struct chiso__explainer explainer = {.explanation = explanation};
    chiso_status status = CHISO_E_MEMORY;

    explainer.owners =
        chiso__alloc(&explanation->allocator, tree->widest, sizeof(*explainer.owners));
    explainer.shares =
        chiso__alloc(&explanation->allocator, tree->widest, sizeof(*explainer.shares));
    if (explainer.owners != NULL && explainer.shares != NULL &&
        chiso__trial_new(explanation->board, explanation->unit, node, &explainer.trial) &&
        chiso__parts_new(tree, &explanation->allocator, &explainer.parts)) {
        status = build(&explainer, node, depth);
        chiso__parts_free(&explanation->allocator, &explainer.parts);
    }
    chiso__release(&explanation->allocator, explainer.owners);
    chiso__release(&explanation->allocator, explainer.shares);
    chiso__trial_free(&explainer.trial);
    return fail(error, status, explanation, node);
}

chiso_status chiso_explanation_new(const chiso_board *board, chiso_unit unit, chiso_node node,
                                   uint32_t depth, chiso_explanation **out_explanation,
                                   chiso_error *error)
{
    chiso_explanation *explanation = NULL;
    chiso_status status = CHISO_OK;

    if (out_explanation == NULL) {
        return chiso__fail_null(error);
    }
    *out_explanation = NULL;
    status = chiso__fail_result(board, unit, node, error);
    if (status != CHISO_OK) {
        return status;
    }
    explanation = chiso__alloc_zero(&board->allocator, 1, sizeof(*explanation));
    if (explanation == NULL) {
        return chiso__fail_memory(error);
    }
    explanation->allocator = board->allocator;
    explanation->board = board;
    explanation->version = board->version;
    explanation->unit = unit;
    chiso__board_retain(board);
    status = explain(explanation, node, depth, error);
    if (status != CHISO_OK) {
        chiso_explanation_free(explanation);
        return status;
    }
    *out_explanation = explanation;
    return CHISO_OK;
}

void chiso_explanation_free(chiso_explanation *explanation)
{
    chiso_allocator allocator;

    if (explanation == NULL) {
        return;
    }
    allocator = explanation->allocator;
    chiso__release(&allocator, explanation->steps);
    chiso__arena_clear(&explanation->arena, &allocator);
    chiso__board_release(explanation->board);
    chiso__release(&allocator, explanation);
}

uint32_t chiso_explanation_count(const chiso_explanation *explanation)
{
    return explanation == NULL ? 0 : explanation->count;
}

chiso_status chiso_explanation_step(const chiso_explanation *explanation, uint32_t index,
                                    chiso_step *out_step)
{
    if (explanation == NULL || out_step == NULL) {
        return CHISO_E_NULL;
    }
    if (!chiso__is_current(explanation->board, explanation->version)) {
        return CHISO_E_STATE;
    }
    if (index >= explanation->count) {
        return CHISO_E_RANGE;
    }
    *out_step = explanation->steps[index];
    return CHISO_OK;
}
