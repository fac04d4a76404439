/* Telling what was done to figures beside combining children, by working a row out again. */
#include "score/step.h"

#include "score/result.h"

bool chiso__teller_begin(const struct chiso__rows *rows, const chiso_allocator *allocator,
                         struct chiso__step_teller *out_teller)
{
    struct chiso__step_teller teller = {.rows = rows, .row = CHISO__NO_ROW};

    teller.figures = chiso__alloc(allocator, rows->tree->count, sizeof(*teller.figures));
    if (teller.figures == NULL || !chiso__parts_new(rows->tree, allocator, &teller.parts)) {
        chiso__release(allocator, teller.figures);
        return false;
    }
    *out_teller = teller;
    return true;
}

void chiso__teller_end(struct chiso__step_teller *teller, const chiso_allocator *allocator)
{
    chiso__release(allocator, teller->figures);
    chiso__parts_free(allocator, &teller->parts);
}

void chiso__teller_look(struct chiso__step_teller *teller, uint32_t row)
{
    const chiso_tree *tree = teller->rows->tree;
    const struct chiso__row_work work = {teller->rows, NULL, teller->figures, &teller->parts};
    chiso_node large = CHISO_NO_NODE;

    if (teller->row != row) {
        /* The rows were scored: no number is too large. */
        (void)chiso__row_figures(&work, row, tree->order, tree->count, &large);
        teller->row = row;
    }
}

/* Whether a node has points; a bonus that is missing is none. */
static bool has_points(const chiso_tree *tree, chiso_node node,
                       const struct chiso__node_figures *own)
{
    return own->takes_part[CHISO__CASE_ACTUAL] && !own->fails &&
           !(tree->nodes[node].in_bonus && own->state == CHISO_STATE_MISSING);
}

/* What a node would have whose result was set. */
static void tell_computed(struct chiso__step_teller *teller, chiso_node node,
                          chiso_steps *out_steps)
{
    const chiso_tree *tree = teller->rows->tree;
    const struct chiso__setting bare = {tree, NULL, 0,
                                        chiso__weights_of_row(teller->rows, teller->row), NULL};
    const struct chiso__node_figures set = teller->figures[node];
    const struct chiso__node_figures *own = &teller->figures[node];

    if (chiso__inner_figures(&bare, node, teller->figures, &teller->parts) &&
        has_points(tree, node, own)) {
        out_steps->computed = chiso__publish_points(tree, own->achieved[CHISO__CASE_ACTUAL],
                                                    own->max[CHISO__CASE_ACTUAL]);
        (void)chiso__publish(tree, own->achieved[CHISO__CASE_ACTUAL], own->max[CHISO__CASE_ACTUAL],
                             &out_steps->computed_percent);
    }
    teller->figures[node] = set;
}

/* Whether the floor of a node, or a gate, is what its points come from. */
static void tell_stages(struct chiso__step_teller *teller, chiso_node node, chiso_steps *out_steps)
{
    const struct chiso__setting setting = chiso__setting_of(teller->rows, teller->row);
    const chiso_tree *tree = teller->rows->tree;
    struct chiso__stages stages;

    if (!has_points(tree, node, &teller->figures[node]) ||
        !chiso__stages_find(&setting, node, teller->figures, &teller->parts, CHISO__CASE_ACTUAL,
                            &stages)) {
        return;
    }
    if (chiso__carried_compare(stages.lifted, stages.combined) > 0) {
        out_steps->is_lifted = 1;
        out_steps->unlifted = chiso__publish_points(tree, stages.combined, stages.max);
    }
    if (stages.gate != CHISO_NO_NODE) {
        out_steps->limited_by = stages.gate;
        out_steps->unlimited = chiso__publish_points(tree, stages.lifted, stages.max);
    }
}

void chiso__teller_tell(struct chiso__step_teller *teller, chiso_node node, chiso_steps *out_steps)
{
    const struct chiso__tree_node *own = &teller->rows->tree->nodes[node];
    const struct chiso__setting setting = chiso__setting_of(teller->rows, teller->row);

    *out_steps = (chiso_steps){
        .is_dropped = chiso__is_dropped(teller->rows, teller->row, node),
        .fails_need = !chiso__is_leaf(own) && teller->figures[node].fails,
        .limited_by = CHISO_NO_NODE,
        .computed = CHISO_ABSENT,
        .computed_percent = CHISO_ABSENT,
        .unlifted = CHISO_ABSENT,
        .unlimited = CHISO_ABSENT,
    };
    for (uint32_t i = 0; i < setting.set_count; i++) {
        out_steps->is_set = out_steps->is_set || setting.set[i].node == node;
    }
    if (out_steps->is_set) {
        tell_computed(teller, node, out_steps);
    } else if (own->stepped && !chiso__is_leaf(own)) {
        tell_stages(teller, node, out_steps);
    }
}

bool chiso_board_has_steps(const chiso_board *board, chiso_unit unit)
{
    return board != NULL && unit < board->units.count && chiso__has_steps(&board->rows, unit);
}

chiso_status chiso_board_steps(const chiso_board *board, chiso_unit unit, chiso_node node,
                               chiso_steps *out_steps, chiso_error *error)
{
    struct chiso__step_teller teller;
    chiso_status status = CHISO_OK;

    if (board == NULL || out_steps == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__fail_result(board, unit, node, error);
    if (status != CHISO_OK) {
        return status;
    }
    if (!chiso__teller_begin(&board->rows, &board->allocator, &teller)) {
        return chiso__fail_memory(error);
    }
    chiso__teller_look(&teller, unit);
    chiso__teller_tell(&teller, node, out_steps);
    chiso__teller_end(&teller, &board->allocator);
    return CHISO_OK;
}
