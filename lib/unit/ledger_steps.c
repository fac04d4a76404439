/* What a floor, a gate or a result that was set took from a node, or gave it: the node is worked
 * out again without one after the other, from the top down, so that what each makes adds up to all
 * of it. What leaves cost is found in what is left. */
#include "unit/ledger_inside.h"

#include "score/step.h"

#include <string.h>

void chiso__ledger_mark(const struct chiso__trial *trial, unsigned char *marks)
{
    const struct chiso__tree_node *nodes = trial->board->tree->nodes;

    marks[trial->node] = 0;
    for (uint32_t i = 1; i < trial->count; i++) {
        const chiso_node id = trial->order[i];
        const struct chiso__tree_node *node = &nodes[id];

        marks[id] = marks[node->parent];
        if (node->kind == CHISO_KIND_BONUS) {
            marks[id] |= CHISO__LEDGER_BONUS;
        }
        if (chiso__weighs(nodes[node->parent].combine) &&
            (chiso__carried_is_zero(chiso__weight_for(&trial->setting, id)) ||
             chiso__carried_is_zero(node->max))) {
            marks[id] |= CHISO__LEDGER_WEIGHTLESS;
        }
        if (nodes[node->parent].steps.drop_count > 0 &&
            trial->figures[id].dropped[CHISO__CASE_ACTUAL]) {
            marks[id] |= CHISO__LEDGER_DROPPED;
        }
        if (chiso__trial_has_set(trial, node->parent)) {
            marks[id] |= CHISO__LEDGER_BELOW_SET;
        }
    }
}

void chiso__ledger_bare_end(struct chiso__ledger_bare *bare)
{
    if (bare->trial.board != NULL) {
        const chiso_allocator *allocator = &bare->trial.board->allocator;

        chiso__release(allocator, bare->freed);
        chiso__release(allocator, bare->set);
        chiso__release(allocator, bare->steps);
        chiso__trial_free(&bare->trial);
    }
    *bare = (struct chiso__ledger_bare){0};
}

static void add(struct chiso__ledger_bare *bare, chiso_step_kind kind, chiso_node node,
                chiso_node by)
{
    bare->is_other = true;
    bare->steps[bare->count++] = (struct chiso__ledger_taken){kind, node, by, {0, 0}};
}

/* The steps of a node that nothing above it makes idle. */
static void find_steps(struct chiso__ledger_bare *bare, chiso_node id)
{
    struct chiso__trial *trial = &bare->trial;
    struct chiso__node_figures *own = &trial->figures[id];
    struct chiso__stages stages;

    if (chiso__trial_has_set(trial, id)) {
        add(bare, CHISO_STEP_SET, id, CHISO_NO_NODE);
        return;
    }
    if (!trial->board->tree->nodes[id].stepped || !own->takes_part[CHISO__CASE_ACTUAL] ||
        own->fails ||
        !chiso__stages_find(&trial->setting, id, trial->figures, &trial->parts, CHISO__CASE_ACTUAL,
                            &stages)) {
        return;
    }
    if (stages.gate != CHISO_NO_NODE) {
        add(bare, CHISO_STEP_LIMITED, id, stages.gate);
    } else if (trial->board->tree->nodes[id].limited) {
        /* A gate that limits nothing yet would limit what leaves could gain. */
        bare->is_other = true;
        bare->freed[id] |= CHISO__WITHOUT_GATES;
    }
    if (chiso__carried_compare(stages.lifted, stages.combined) > 0) {
        add(bare, CHISO_STEP_FLOOR, id, CHISO_NO_NODE);
    }
}

/* Takes a step away. */
static void take_away(struct chiso__ledger_bare *bare, const struct chiso__ledger_taken *step)
{
    if (step->kind != CHISO_STEP_SET) {
        bare->freed[step->node] |=
            step->kind == CHISO_STEP_LIMITED ? CHISO__WITHOUT_GATES : CHISO__WITHOUT_FLOOR;
        return;
    }
    for (uint32_t i = 0; i < bare->trial.setting.set_count; i++) {
        if (bare->set[i].node == step->node) {
            bare->set[i].points = bare->trial.figures[step->node].max[CHISO__CASE_ACTUAL];
        }
    }
}

/* Finds what each step makes; false when a number is too large. */
static bool find_costs(struct chiso__ledger_bare *bare)
{
    struct chiso__carried before = chiso__trial_achieved(&bare->trial);

    for (uint32_t i = 0; i < bare->count; i++) {
        struct chiso__carried now = {0, 0};

        take_away(bare, &bare->steps[i]);
        if (!chiso__trial_settle(&bare->trial)) {
            return false;
        }
        now = chiso__trial_achieved(&bare->trial);
        if (chiso__carried_is_gap(now) ||
            !chiso__carried_subtract(now, before, &bare->steps[i].cost)) {
            return false;
        }
        before = now;
    }
    bare->achieved = before;
    return true;
}

/* Room for the steps and what is taken away; false when memory is out. */
static bool reserve(struct chiso__ledger_bare *bare)
{
    struct chiso__trial *trial = &bare->trial;
    const chiso_allocator *allocator = &trial->board->allocator;
    const uint32_t set_count = trial->setting.set_count;

    bare->freed = chiso__alloc_zero(allocator, trial->board->tree->count, sizeof(*bare->freed));
    bare->set = chiso__alloc(allocator, (size_t)set_count + 1, sizeof(*bare->set));
    bare->steps = chiso__alloc(allocator, (size_t)trial->count * 3, sizeof(*bare->steps));
    if (bare->freed == NULL || bare->set == NULL || bare->steps == NULL) {
        return false;
    }
    if (set_count > 0) {
        memcpy(bare->set, trial->setting.set, set_count * sizeof(*bare->set));
    }
    trial->setting.set = bare->set;
    trial->setting.freed = bare->freed;
    return true;
}

chiso_status chiso__ledger_bare_begin(const struct chiso__trial *trial, const unsigned char *idle,
                                      struct chiso__ledger_bare *bare)
{
    const chiso_tree *tree = trial->board->tree;

    if (!chiso__has_steps(&trial->board->rows, trial->unit)) {
        return CHISO_OK;
    }
    if (!chiso__trial_new(trial->board, trial->unit, trial->node, &bare->trial) || !reserve(bare)) {
        return CHISO_E_MEMORY;
    }
    for (uint32_t i = 0; i < trial->count; i++) {
        const chiso_node id = trial->order[i];

        if (!chiso__is_leaf(&tree->nodes[id]) && (idle[id] & CHISO__LEDGER_IDLE) == 0) {
            find_steps(bare, id);
            bare->most += tree->nodes[id].steps.drop_count > 0 ? 1 : 0;
        }
    }
    bare->most += bare->count;
    return find_costs(bare) ? CHISO_OK : CHISO_E_RANGE;
}
