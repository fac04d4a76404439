#include "target.h"

#include "peers.h"
#include "sort.h"

/* How the leaves act on the node. */
static enum chiso__shape shape_of(const struct chiso__trial *trial)
{
    enum chiso__shape shape = CHISO__SHAPE_ADDITIVE;

    for (uint32_t i = 0; i < trial->count; i++) {
        const struct chiso__node *node = &trial->board->tree->nodes[trial->order[i]];

        if (chiso__is_leaf(node)) {
            continue;
        }
        if (node->capped || node->round >= 0 ||
            (node->combine != CHISO_COMBINE_SUM && node->combine != CHISO_COMBINE_MEAN)) {
            return CHISO__SHAPE_OTHER;
        }
        if (node->scaled || node->combine == CHISO_COMBINE_MEAN) {
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
        const struct chiso__node *leaf = &tree->nodes[id];
        const struct chiso__figures *figures = &plan->trial.figures[id];
        const chiso_decimal from = figures->achieved[CHISO__CASE_ACTUAL];
        const chiso_decimal most = chiso__round_points(tree, leaf, leaf->max);

        if (chiso__is_leaf(leaf) && figures->takes_part[CHISO__CASE_ACTUAL] && most > from &&
            (efforts == NULL || efforts[id] != CHISO_ABSENT)) {
            plan->order[plan->count] = plan->count;
            plan->raises[plan->count++] = (struct chiso__raise){
                id,   figures->state == CHISO_STATE_SCORED ? from : CHISO_MISSING,
                from, most,
                from, efforts == NULL ? 0 : efforts[id],
                0};
        }
    }
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
    plan.shape = shape_of(&plan.trial);
    plan.leaves_bound = 1;
    if (plan.raises == NULL || plan.order == NULL || !chiso__plan_find_slack(&plan)) {
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
        chiso__release(&plan->line->board->allocator, plan->raises);
        chiso__release(&plan->line->board->allocator, plan->order);
        chiso__trial_free(&plan->trial);
    }
    *plan = (struct chiso__plan){0};
}

void chiso__plan_put(struct chiso__plan *plan, uint32_t raise, chiso_decimal points)
{
    struct chiso__raise *own = &plan->raises[raise];

    own->to = points;
    (void)chiso__trial_set(&plan->trial, own->leaf, points == own->from ? own->cell : points);
}

bool chiso__plan_reaches(const struct chiso__plan *plan)
{
    const chiso_decimal achieved = chiso__trial_achieved(&plan->trial);

    return achieved != CHISO_ABSENT && chiso__line_passes(plan->line, plan->test, achieved);
}

/* Everything as it was. */
static void put_back(struct chiso__plan *plan)
{
    for (uint32_t i = 0; i < plan->count; i++) {
        if (plan->raises[i].to != plan->raises[i].from) {
            chiso__plan_put(plan, i, plan->raises[i].from);
        }
    }
}

chiso_decimal chiso__plan_most(struct chiso__plan *plan)
{
    chiso_decimal most = 0;

    for (uint32_t i = 0; i < plan->count; i++) {
        chiso__plan_put(plan, i, plan->raises[i].most);
    }
    most = chiso__trial_achieved(&plan->trial);
    put_back(plan);
    return most;
}

chiso_decimal chiso__plan_floor(struct chiso__plan *plan)
{
    const chiso_tree *tree = plan->line->board->tree;
    struct chiso__trial *trial = &plan->trial;
    chiso_decimal floor = CHISO_ABSENT;
    bool bounded = true;

    for (uint32_t i = 0; i < trial->count; i++) {
        const struct chiso__node *leaf = &tree->nodes[trial->order[i]];
        const struct chiso__figures *figures = &trial->figures[trial->order[i]];

        if (chiso__is_leaf(leaf) && figures->takes_part[CHISO__CASE_ACTUAL]) {
            const chiso_decimal least = chiso__round_points(tree, leaf, leaf->min);

            bounded = bounded && !leaf->rule.unlimited;
            (void)chiso__trial_set(trial, trial->order[i], least);
        }
    }
    floor = bounded ? chiso__trial_achieved(trial) : CHISO_ABSENT;
    for (uint32_t i = 0; i < trial->count; i++) {
        if (chiso__is_leaf(&tree->nodes[trial->order[i]])) {
            (void)chiso__trial_set(
                trial, trial->order[i],
                chiso__points_at(plan->line->board, trial->order[i], trial->unit));
        }
    }
    return floor;
}

/* What the node has gained on what it had; false, and nothing, when a number is too large. */
static bool gain_on(const struct chiso__plan *plan, chiso_decimal before, chiso_decimal *out_gain)
{
    const chiso_decimal now = chiso__trial_achieved(&plan->trial);

    *out_gain = 0;
    return now != CHISO_ABSENT && chiso__narrow((chiso__wide)now - before, out_gain);
}

/* What each leaf that is not in the plan yet would add. */
static void find_gains(struct chiso__plan *plan)
{
    const chiso_decimal now = chiso__trial_achieved(&plan->trial);

    for (uint32_t i = plan->picked; i < plan->count; i++) {
        struct chiso__raise *raise = &plan->raises[plan->order[i]];

        chiso__plan_put(plan, plan->order[i], raise->most);
        if (!gain_on(plan, now, &raise->gain)) {
            /* Nothing is known of it: no bound holds. */
            plan->shape = CHISO__SHAPE_OTHER;
        }
        chiso__plan_put(plan, plan->order[i], raise->from);
    }
}

/* The sign of a/b - c/d, none below 0, b and d above it. Products would not fit; the whole parts
 * decide, or those of the reciprocals of the rests. */
static int compare_fractions(chiso__wide a, chiso__wide b, chiso__wide c, chiso__wide d)
{
    for (;;) {
        const chiso__wide rest_of_a = a % b;
        const chiso__wide rest_of_c = c % d;
        const chiso__wide held = b;

        if (a / b != c / d) {
            return a / b > c / d ? 1 : -1;
        }
        if (rest_of_a == 0 || rest_of_c == 0) {
            return (rest_of_a != 0) - (rest_of_c != 0);
        }
        a = d;
        b = rest_of_c;
        c = held;
        d = rest_of_a;
    }
}

/* Whether a leaf helps more than another: with the greater gain, or with less effort for what it
 * gains; of equals with fewer points of its own. */
static bool helps_more(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__plan *plan = context;
    const struct chiso__raise *one = &plan->raises[a];
    const struct chiso__raise *other = &plan->raises[b];
    int order = 0;

    if (plan->efforts && one->gain > 0 && other->gain > 0) {
        order = compare_fractions(
            (chiso__wide)one->effort * ((chiso__wide)one->most - one->from), one->gain,
            (chiso__wide)other->effort * ((chiso__wide)other->most - other->from), other->gain);
    }
    if (order != 0 || one->gain != other->gain) {
        return order != 0 ? order < 0 : one->gain > other->gain;
    }
    return (chiso__wide)one->most - one->from < (chiso__wide)other->most - other->from;
}

/* Takes leaves by what they gain alone until the target is reached: that is what they gain
 * together, too. */
static void pick_in_order(struct chiso__plan *plan)
{
    find_gains(plan);
    chiso__sort_ids(plan->order, plan->order + plan->count, plan->count, helps_more, plan);
    if (!plan->efforts && plan->shape != CHISO__SHAPE_OTHER) {
        chiso__plan_find_bound(plan);
    }
    while (!chiso__plan_reaches(plan) && plan->picked < plan->count) {
        const uint32_t next = plan->order[plan->picked++];

        chiso__plan_put(plan, next, plan->raises[next].most);
    }
}

/* Takes the leaf that helps most with those taken before it, again and again. */
static void pick_greedily(struct chiso__plan *plan)
{
    while (!chiso__plan_reaches(plan) && plan->picked < plan->count) {
        uint32_t best = plan->picked;
        uint32_t held = 0;

        find_gains(plan);
        for (uint32_t i = plan->picked + 1; i < plan->count; i++) {
            best = helps_more(plan, plan->order[i], plan->order[best]) ? i : best;
        }
        held = plan->order[best];
        plan->order[best] = plan->order[plan->picked];
        plan->order[plan->picked++] = held;
        chiso__plan_put(plan, held, plan->raises[held].most);
    }
}

/* Lowers a leaf of the plan to the least points that reach the target with the others as they are.
 */
static void trim_leaf(struct chiso__plan *plan, uint32_t id)
{
    const chiso_tree *tree = plan->line->board->tree;
    const struct chiso__raise *raise = &plan->raises[id];
    const struct chiso__node *leaf = &tree->nodes[raise->leaf];
    chiso_decimal low = raise->from;
    chiso_decimal high = raise->to;

    chiso__plan_put(plan, id, low);
    if (chiso__plan_reaches(plan)) {
        return;
    }
    while ((uint64_t)high - (uint64_t)low > 1) {
        const chiso_decimal middle =
            (chiso_decimal)((uint64_t)low + ((uint64_t)high - (uint64_t)low) / 2);

        chiso__plan_put(plan, id, chiso__round_points(tree, leaf, middle));
        if (chiso__plan_reaches(plan)) {
            high = middle;
        } else {
            low = middle;
        }
    }
    chiso__plan_put(plan, id, chiso__round_points(tree, leaf, high));
}

/* Lowers the leaves from the last to the first, and drops those that are not needed. */
static void trim(struct chiso__plan *plan)
{
    for (uint32_t i = plan->picked; i-- > 0;) {
        const uint32_t id = plan->order[i];

        trim_leaf(plan, id);
        if (plan->raises[id].to == plan->raises[id].from) {
            for (uint32_t j = i; j + 1 < plan->picked; j++) {
                plan->order[j] = plan->order[j + 1];
            }
            plan->order[--plan->picked] = id;
        }
    }
}

/* Whether efforts are known to be the least: the cheapest leaves are used up, and no point is given
 * in vain. */
static bool is_cheapest(const struct chiso__plan *plan)
{
    bool free = true;
    bool used_up = true;

    for (uint32_t i = 0; i < plan->picked; i++) {
        const struct chiso__raise *raise = &plan->raises[plan->order[i]];

        free = free && raise->effort == 0;
        used_up = used_up && (i + 1 == plan->picked || raise->to == raise->most);
    }
    return free || plan->count == 1 ||
           (plan->shape == CHISO__SHAPE_ADDITIVE && used_up &&
            chiso__trial_achieved(&plan->trial) == plan->least);
}

void chiso__plan_make(struct chiso__plan *plan)
{
    bool exact = false;

    if (plan->shape == CHISO__SHAPE_OTHER) {
        pick_greedily(plan);
    } else {
        pick_in_order(plan);
    }
    trim(plan);
    if (plan->efforts) {
        exact = is_cheapest(plan);
    } else {
        exact = chiso__plan_prove(plan);
        trim(plan);
    }
    plan->exactness = exact                               ? CHISO_EXACTNESS_EXACT
                      : plan->shape == CHISO__SHAPE_OTHER ? CHISO_EXACTNESS_GREEDY
                                                          : CHISO_EXACTNESS_ROUNDED;
}

bool chiso__plan_steps(struct chiso__plan *plan, chiso_target_step *out_steps,
                       chiso_decimal *out_effort)
{
    const chiso_rounding rounding = plan->line->board->tree->rounding;
    chiso__wide total = 0;
    chiso_decimal before = 0;

    for (uint32_t i = 0; i < plan->picked; i++) {
        const struct chiso__raise *raise = &plan->raises[plan->order[i]];

        out_steps[i] = (chiso_target_step){raise->leaf, 0, raise->from, raise->to, 0, CHISO_ABSENT};
    }
    put_back(plan);
    before = chiso__trial_achieved(&plan->trial);
    for (uint32_t i = 0; i < plan->picked; i++) {
        const chiso_decimal to = out_steps[i].to;
        const chiso__wide effort = (chiso__wide)plan->raises[plan->order[i]].effort *
                                   ((chiso__wide)to - out_steps[i].from);

        chiso__plan_put(plan, plan->order[i], to);
        if (!gain_on(plan, before, &out_steps[i].gain) ||
            __builtin_add_overflow(total, effort, &total) ||
            (plan->efforts && !chiso__narrow(chiso__divide(effort, CHISO_DECIMAL_ONE, rounding),
                                             &out_steps[i].effort))) {
            return false;
        }
        before = chiso__trial_achieved(&plan->trial);
    }
    *out_effort = CHISO_ABSENT;
    return !plan->efforts ||
           chiso__narrow(chiso__divide(total, CHISO_DECIMAL_ONE, rounding), out_effort);
}
