/* The leaves that may be raised, and what the unit reaches with some of them raised. */
#include "unit/target_inside.h"

#include "score/peers.h"

/* How the leaves act on the node. */
static enum chiso__shape shape_of(const struct chiso__trial *trial)
{
    enum chiso__shape shape = CHISO__SHAPE_ADDITIVE;

    for (uint32_t i = 0; i < trial->count; i++) {
        const struct chiso__tree_node *node = &trial->board->tree->nodes[trial->order[i]];

        if (chiso__is_leaf(node)) {
            continue;
        }
        if (node->capped || node->round >= 0 || node->stepped ||
            chiso__trial_has_set(trial, trial->order[i]) ||
            chiso__combines[node->combine].find_factors == NULL) {
            return CHISO__SHAPE_OTHER;
        }
        if (node->scaled || chiso__weighs(node->combine)) {
            shape = CHISO__SHAPE_LINEAR;
        }
    }
    return shape;
}

static void find_raises(struct chiso__plan *plan, const chiso_decimal *efforts)
{
    const chiso_tree *tree = plan->line->board->tree;

    for (uint32_t i = 0; i < plan->trial.count; i++) {
        const chiso_node id = plan->trial.order[i];
        const struct chiso__tree_node *leaf = &tree->nodes[id];
        const struct chiso__node_figures *figures = &plan->trial.figures[id];
        const struct chiso__carried from = figures->achieved[CHISO__CASE_ACTUAL];
        const struct chiso__carried most = chiso__round_points(tree, leaf, leaf->max);

        if (chiso__is_leaf(leaf) && figures->takes_part[CHISO__CASE_ACTUAL] &&
            chiso__carried_order(most, from, leaf->max) > 0 &&
            (efforts == NULL || efforts[id] != CHISO_ABSENT) &&
            !chiso__plan_is_below_set(&plan->trial, id)) {
            plan->order[plan->count] = plan->count;
            plan->raises[plan->count++] = (struct chiso__raise){
                .leaf = id,
                .cell =
                    figures->state == CHISO_STATE_SCORED ? from : chiso__carried_of(CHISO_MISSING),
                .from = from,
                .most = most,
                .to = from,
                .effort = efforts == NULL ? 0 : efforts[id]};
        }
    }
}

/* What the cell of a leaf is tried with. */
static struct chiso__carried cell_for(const struct chiso__raise *raise,
                                      struct chiso__carried points)
{
    return chiso__carried_compare(points, raise->from) == 0 ? raise->cell : points;
}

bool chiso__plan_new(const struct chiso__line *line, const struct chiso__test *test,
                     const chiso_decimal *efforts, struct chiso__plan *out_plan)
{
    const chiso_allocator *allocator = &line->board->allocator;
    struct chiso__plan plan = {.line = line, .test = test, .efforts = efforts != NULL};

    if (!chiso__trial_new(line->board, line->unit, line->node, &plan.trial)) {
        return false;
    }
    plan.raises = chiso__alloc(allocator, plan.trial.count, sizeof(*plan.raises));
    plan.order = chiso__alloc(allocator, (size_t)plan.trial.count * 2, sizeof(*plan.order));
    plan.figures = chiso__alloc(allocator, plan.trial.count, sizeof(*plan.figures));
    plan.places = chiso__alloc(allocator, (size_t)plan.trial.count * 3, sizeof(*plan.places));
    plan.shape = shape_of(&plan.trial);
    plan.may_cost = !chiso__plan_never_costs(&plan.trial);
    plan.obstacle = CHISO_NO_OBSTACLE;
    plan.leaves_bound = 1;
    if (plan.raises == NULL || plan.order == NULL || plan.figures == NULL || plan.places == NULL ||
        !chiso__trial_quicken(&plan.trial)) {
        chiso__plan_free(&plan);
        return false;
    }
    plan.least = chiso__line_least(line, test);
    find_raises(&plan, efforts);
    *out_plan = plan;
    return true;
}

void chiso__plan_free(struct chiso__plan *plan)
{
    if (plan->line != NULL) {
        const chiso_allocator *allocator = &plan->line->board->allocator;

        chiso__release(allocator, plan->raises);
        chiso__release(allocator, plan->order);
        chiso__release(allocator, plan->figures);
        chiso__release(allocator, plan->places);
        chiso__trial_free(&plan->trial);
    }
    *plan = (struct chiso__plan){0};
}

void chiso__plan_put(struct chiso__plan *plan, uint32_t raise, struct chiso__carried points)
{
    struct chiso__raise *own = &plan->raises[raise];

    own->to = points;
    (void)chiso__trial_set(&plan->trial, own->leaf, cell_for(own, points));
}

struct chiso__carried chiso__plan_peek(struct chiso__plan *plan, uint32_t raise,
                                       struct chiso__carried points)
{
    const struct chiso__raise *own = &plan->raises[raise];
    struct chiso__carried achieved = {CHISO_ABSENT, 0};

    if (!plan->may_cost) {
        return chiso__trial_peek(&plan->trial, own->leaf, cell_for(own, points));
    }
    if (chiso__trial_set(&plan->trial, own->leaf, cell_for(own, points))) {
        achieved = chiso__plan_worth(plan, chiso__trial_achieved(&plan->trial));
    }
    (void)chiso__trial_set(&plan->trial, own->leaf, cell_for(own, own->to));
    return achieved;
}

bool chiso__plan_reaches(const struct chiso__plan *plan)
{
    const struct chiso__carried achieved =
        chiso__plan_worth(plan, chiso__trial_achieved(&plan->trial));

    return !chiso__carried_is_gap(achieved) &&
           chiso__line_passes(plan->line, plan->test, achieved) && chiso__plan_band_is_free(plan);
}

/* Gives all leaves points at once: those that they have, or the most, or the most decimal. */
static void put_all(struct chiso__plan *plan,
                    struct chiso__carried (*points_of)(const struct chiso__raise *))
{
    for (uint32_t i = 0; i < plan->count; i++) {
        struct chiso__raise *own = &plan->raises[i];

        own->to = points_of(own);
        chiso__trial_put(&plan->trial, own->leaf, cell_for(own, own->to));
    }
    (void)chiso__trial_settle(&plan->trial);
}

static struct chiso__carried as_it_is(const struct chiso__raise *raise)
{
    return raise->from;
}

static struct chiso__carried most_of(const struct chiso__raise *raise)
{
    return raise->most;
}

void chiso__plan_put_back(struct chiso__plan *plan)
{
    put_all(plan, as_it_is);
}

struct chiso__carried chiso__plan_most(struct chiso__plan *plan)
{
    struct chiso__carried most = {0, 0};

    put_all(plan, most_of);
    most = chiso__plan_worth(plan, chiso__trial_achieved(&plan->trial));
    chiso__plan_put_back(plan);
    return most;
}

bool chiso__plan_most_reaches(struct chiso__plan *plan)
{
    bool reaches = false;

    put_all(plan, most_of);
    reaches = chiso__plan_reaches(plan);
    plan->obstacle = chiso__plan_obstacle(plan);
    chiso__plan_put_back(plan);
    return reaches;
}

/* The most decimal points that a leaf can be raised to; what it has where there are none. */
static struct chiso__carried most_decimal(const struct chiso__raise *raise)
{
    return chiso__carried_greatest(chiso__carried_of(raise->most.millionths), raise->from);
}

/* Whether every leaf can be raised to a decimal as it is. */
static bool are_decimals(const struct chiso__plan *plan)
{
    uint64_t rests = 0;

    for (uint32_t i = 0; i < plan->count; i++) {
        rests |= plan->raises[i].most.rest;
    }
    return rests == 0;
}

void chiso__plan_take_decimals(struct chiso__plan *plan)
{
    uint32_t kept = 0;
    bool enough = false;

    if (are_decimals(plan)) {
        return;
    }
    put_all(plan, most_decimal);
    enough = chiso__plan_reaches(plan);
    chiso__plan_put_back(plan);
    for (uint32_t i = 0; i < plan->count && enough; i++) {
        struct chiso__raise raise = plan->raises[i];

        raise.most = most_decimal(&raise);
        if (chiso__carried_compare(raise.most, raise.from) > 0) {
            plan->raises[kept++] = raise;
        }
    }
    plan->count = enough ? kept : plan->count;
}

struct chiso__carried chiso__plan_floor(struct chiso__plan *plan)
{
    const chiso_tree *tree = plan->line->board->tree;
    struct chiso__trial *trial = &plan->trial;
    struct chiso__carried floor = {CHISO_ABSENT, 0};
    bool bounded = true;

    for (uint32_t i = 0; i < trial->count; i++) {
        const struct chiso__tree_node *leaf = &tree->nodes[trial->order[i]];
        const struct chiso__node_figures *figures = &trial->figures[trial->order[i]];

        if (chiso__is_leaf(leaf) && figures->takes_part[CHISO__CASE_ACTUAL]) {
            const struct chiso__carried least = chiso__round_points(tree, leaf, leaf->min);

            bounded = bounded && !leaf->rule.unlimited;
            chiso__trial_put(trial, trial->order[i], least);
        }
    }
    (void)chiso__trial_settle(trial);
    floor = bounded ? chiso__trial_achieved(trial) : floor;
    for (uint32_t i = 0; i < trial->count; i++) {
        if (chiso__is_leaf(&tree->nodes[trial->order[i]])) {
            chiso__trial_put(
                trial, trial->order[i],
                chiso__points_at(&plan->line->board->rows, trial->order[i], trial->unit));
        }
    }
    (void)chiso__trial_settle(trial);
    return floor;
}
