/* A unit's figures worked out again with other points on some leaves; the board stays as it is. */
#include "score/retry_quick.h"

#include "score/peers.h"
#include "score/prepare.h"

bool chiso__trial_new(const chiso_board *board, chiso_unit unit, chiso_node node,
                      struct chiso__trial *out_trial)
{
    const chiso_tree *tree = board->tree;
    struct chiso__trial trial = {.board = board,
                                 .unit = unit,
                                 .node = node,
                                 .setting = chiso__setting_of(&board->rows, unit)};
    chiso_node large = CHISO_NO_NODE;

    trial.figures = chiso__alloc(&board->allocator, tree->count, sizeof(*trial.figures));
    if (trial.figures == NULL || !chiso__parts_new(tree, &board->allocator, &trial.parts)) {
        chiso__trial_free(&trial);
        return false;
    }
    trial.order = chiso__order_below(tree, node, &trial.count);
    /* The board was scored: no number is too large. */
    (void)chiso__row_figures(
        &(struct chiso__row_work){&board->rows, NULL, trial.figures, &trial.parts}, unit,
        trial.order, trial.count, &large);
    *out_trial = trial;
    return true;
}

void chiso__trial_free(struct chiso__trial *trial)
{
    if (trial->board != NULL) {
        chiso__quick_end(trial);
        chiso__release(&trial->board->allocator, trial->figures);
        chiso__parts_free(&trial->board->allocator, &trial->parts);
    }
    *trial = (struct chiso__trial){0};
}

/* Works out the nodes above a leaf. */
static bool climb(struct chiso__trial *trial, chiso_node leaf)
{
    while (leaf != trial->node) {
        leaf = trial->board->tree->nodes[leaf].parent;
        if (!chiso__inner_figures(&trial->setting, leaf, trial->figures, &trial->parts)) {
            trial->figures[trial->node].takes_part[CHISO__CASE_ACTUAL] = false;
            return false;
        }
    }
    return true;
}

/* Works out all inner nodes. */
static bool work_out(struct chiso__trial *trial)
{
    const chiso_tree *tree = trial->board->tree;

    for (uint32_t i = trial->count; i-- > 0;) {
        if (!chiso__is_leaf(&tree->nodes[trial->order[i]]) &&
            !chiso__inner_figures(&trial->setting, trial->order[i], trial->figures,
                                  &trial->parts)) {
            trial->figures[trial->node].takes_part[CHISO__CASE_ACTUAL] = false;
            return false;
        }
    }
    return true;
}

void chiso__trial_put(struct chiso__trial *trial, chiso_node leaf, struct chiso__carried points)
{
    const struct chiso__rows *rows = &trial->board->rows;
    const struct chiso__tree_node *node = &trial->board->tree->nodes[leaf];
    struct chiso__node_figures *own = &trial->figures[leaf];

    chiso__leaf_figures_in(rows, leaf, trial->unit, points, own);
    /* What the cell holds may have been rounded to its points. */
    if (node->steps.gates.count == 0 ||
        chiso__carried_compare(points, chiso__points_at(rows, leaf, trial->unit)) == 0) {
        own->cell = chiso__gate_cell(rows, trial->unit, leaf);
    } else if (!chiso__carried_is_gap(points)) {
        own->cell = chiso__rule_cell_for(&node->rule, chiso__limits_of(node), points);
        own->unknown_cell = chiso__carried_is_gap(own->cell);
    }
}

bool chiso__trial_settle(struct chiso__trial *trial)
{
    const bool done = work_out(trial);

    chiso__quick_renew(trial, done);
    return done;
}

bool chiso__trial_set(struct chiso__trial *trial, chiso_node leaf, struct chiso__carried points)
{
    bool done = true;

    if (chiso__quick_set(trial, leaf, points)) {
        return true;
    }
    if (chiso__quick_is_behind(trial)) {
        done = work_out(trial);
    }
    chiso__trial_put(trial, leaf, points);
    done = climb(trial, leaf) && done;
    chiso__quick_renew_above(trial, leaf, done);
    return done;
}

struct chiso__carried chiso__trial_peek(struct chiso__trial *trial, chiso_node leaf,
                                        struct chiso__carried points)
{
    const struct chiso__node_figures *own = &trial->figures[leaf];
    const struct chiso__carried before =
        own->state == CHISO_STATE_SCORED    ? own->achieved[CHISO__CASE_ACTUAL]
        : own->state == CHISO_STATE_MISSING ? chiso__carried_of(CHISO_MISSING)
                                            : chiso__carried_of(CHISO_NOT_APPLICABLE);
    struct chiso__carried achieved = {CHISO_ABSENT, 0};

    if (!chiso__quick_peek(trial, leaf, points, &achieved)) {
        if (chiso__trial_set(trial, leaf, points)) {
            achieved = chiso__trial_achieved(trial);
        }
        (void)chiso__trial_set(trial, leaf, before);
    }
    return achieved;
}
