/* The fewest leaves that reach a target, found by what each gains. */
#include "unit/target_inside.h"

#include "base/sort.h"
#include "score/result.h"
#include "unit/runs.h"

#include <string.h>

/* The effort of points; false when it is too large. */
static bool effort_of(const struct chiso__raise *raise, struct chiso__carried points,
                      struct chiso__carried *out_effort)
{
    return chiso__carried_scale(points, chiso__carried_of(raise->effort),
                                chiso__carried_of(CHISO_DECIMAL_ONE), out_effort);
}

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__raise *raises = context;
    int by = 0;

    while (by + 1 < CHISO__HELP_COUNT && raises[a].run[by] == raises[b].run[by]) {
        by++;
    }
    return raises[a].run[by] < raises[b].run[by];
}

/* Puts all leaves in order by how much they help. */
static void put_in_order(struct chiso__plan *plan)
{
    for (int by = 0; by < CHISO__HELP_COUNT; by++) {
        uint32_t *runs = plan->places + 2 * (size_t)plan->count;

        for (uint32_t i = 0; i < plan->count; i++) {
            plan->figures[i] = plan->raises[i].by[by];
        }
        chiso__number_runs(plan->figures, plan->count, chiso__plan_measure_of(plan, by),
                           plan->places, runs);
        for (uint32_t i = 0; i < plan->count; i++) {
            plan->raises[i].run[by] = runs[i];
        }
    }
    chiso__sort_ids(plan->order, plan->order + plan->count, plan->count, is_before, plan->raises);
}

/* Takes leaves by what they gain alone until the target is reached: that is what they gain
 * together, too. */
static void pick_in_order(struct chiso__plan *plan)
{
    chiso__plan_find_gains(plan);
    put_in_order(plan);
    if (!plan->efforts && plan->shape != CHISO__SHAPE_OTHER) {
        chiso__plan_find_bound(plan);
    }
    while (!chiso__plan_reaches(plan) && plan->picked < plan->count) {
        const uint32_t next = plan->order[plan->picked++];

        chiso__plan_put(plan, next, plan->raises[next].most);
    }
}

/* Whether points of the node are more than others, which it may not have at all. */
static bool is_more(const struct chiso__plan *plan, struct chiso__carried now,
                    struct chiso__carried before)
{
    return !chiso__carried_is_gap(now) && (chiso__carried_is_gap(before) ||
                                           chiso__carried_order(now, before, plan->line->max) > 0);
}

/* Takes leaves out again that cost more than they give, or that a gate begins with, where all of
 * them do not reach the target. */
static void take_out(struct chiso__plan *plan)
{
    uint32_t place = 0;

    while (place < plan->picked && !chiso__plan_reaches(plan)) {
        const uint32_t id = plan->order[place];
        const struct chiso__carried before =
            chiso__plan_worth(plan, chiso__trial_achieved(&plan->trial));
        struct chiso__carried now = {0, 0};

        chiso__plan_put(plan, id, plan->raises[id].from);
        now = chiso__plan_worth(plan, chiso__trial_achieved(&plan->trial));
        if (!chiso__plan_reaches(plan) && !is_more(plan, now, before)) {
            chiso__plan_put(plan, id, plan->raises[id].most);
            place++;
            continue;
        }
        plan->order[place] = plan->order[--plan->picked];
        plan->order[plan->picked] = id;
        /* With it gone others may be seen to cost. */
        place = 0;
    }
}

/* Takes the leaf that helps most, again and again. */
static void pick_greedily(struct chiso__plan *plan)
{
    struct chiso__picker *picker = chiso__picker_new(plan);

    while (!chiso__plan_reaches(plan) && plan->picked < plan->count) {
        uint32_t best = 0;
        uint32_t held = 0;

        if (!chiso__picker_find(picker, &best)) {
            best = chiso__plan_find_best(plan);
        }
        held = plan->order[best];
        plan->order[best] = plan->order[plan->picked];
        plan->order[plan->picked++] = held;
        chiso__plan_put(plan, held, plan->raises[held].most);
        chiso__picker_take(picker, best);
    }
    chiso__picker_free(picker);
    if (plan->may_cost) {
        take_out(plan);
    }
}

/* The greatest decimal that is not worth trying: what the leaf has, or what is just below its
 * least, where a bonus that is missing counts less than that. */
static int64_t beneath(const chiso_tree *tree, const struct chiso__raise *raise)
{
    const struct chiso__tree_node *leaf = &tree->nodes[raise->leaf];
    const struct chiso__carried least =
        chiso__line_decimal(chiso__round_points(tree, leaf, leaf->min));

    return !leaf->rule.unlimited && raise->from.millionths < least.millionths - 1
               ? least.millionths - 1
               : raise->from.millionths;
}

/* Lowers a leaf of the plan to the least decimal points that reach the target with the others as
 * they are. */
static void trim_leaf(struct chiso__plan *plan, uint32_t id)
{
    const chiso_tree *tree = plan->line->board->tree;
    const struct chiso__raise *raise = &plan->raises[id];
    const struct chiso__tree_node *leaf = &tree->nodes[raise->leaf];
    const struct chiso__carried to = raise->to;
    int64_t low = beneath(tree, raise);
    int64_t high = to.millionths;

    chiso__plan_put(plan, id, raise->from);
    if (chiso__plan_reaches(plan)) {
        return;
    }
    /* What is between two decimals stays where the lower one is not enough. */
    chiso__plan_put(plan, id, chiso__carried_of(high));
    if (!chiso__plan_reaches(plan)) {
        chiso__plan_put(plan, id, to);
        return;
    }
    while ((uint64_t)high - (uint64_t)low > 1) {
        const int64_t middle = (int64_t)((uint64_t)low + ((uint64_t)high - (uint64_t)low) / 2);

        chiso__plan_put(plan, id, chiso__round_points(tree, leaf, chiso__carried_of(middle)));
        if (chiso__plan_reaches(plan)) {
            high = middle;
        } else {
            low = middle;
        }
    }
    chiso__plan_put(plan, id, chiso__round_points(tree, leaf, chiso__carried_of(high)));
}

/* Lowers the leaves from the last to the first, and drops those that are not needed. */
static void trim(struct chiso__plan *plan)
{
    uint32_t *dropped = plan->places;
    uint32_t kept = 0;
    uint32_t count = 0;

    for (uint32_t i = plan->picked; i-- > 0;) {
        trim_leaf(plan, plan->order[i]);
    }
    for (uint32_t i = 0; i < plan->picked; i++) {
        const struct chiso__raise *raise = &plan->raises[plan->order[i]];

        if (chiso__carried_compare(raise->to, raise->from) == 0) {
            dropped[count++] = plan->order[i];
        } else {
            plan->order[kept++] = plan->order[i];
        }
    }
    memcpy(plan->order + kept, dropped, count * sizeof(*dropped));
    plan->picked = kept;
}

/* Whether the node would miss the target with a millionth less. */
static bool is_least(const struct chiso__plan *plan)
{
    struct chiso__carried less = {0, 0};

    return chiso__carried_subtract(chiso__trial_achieved(&plan->trial), chiso__carried_of(1),
                                   &less) &&
           chiso__carried_compare(less, plan->least) < 0;
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
        used_up = used_up &&
                  (i + 1 == plan->picked || chiso__carried_compare(raise->to, raise->most) == 0);
    }
    return free || plan->count == 1 ||
           (plan->shape == CHISO__SHAPE_ADDITIVE && used_up && is_least(plan));
}

bool chiso__plan_tries(struct chiso__plan *plan)
{
    bool reaches = false;

    if (!plan->may_cost) {
        return false;
    }
    pick_greedily(plan);
    reaches = chiso__plan_reaches(plan);
    plan->picked = 0;
    chiso__plan_put_back(plan);
    return reaches;
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
        exact = is_cheapest(plan) && !plan->may_cost;
    } else if (plan->may_cost) {
        trim(plan);
    } else {
        exact = chiso__plan_prove(plan);
        trim(plan);
    }
    plan->exactness = exact                               ? CHISO_EXACTNESS_EXACT
                      : plan->shape == CHISO__SHAPE_OTHER ? CHISO_EXACTNESS_GREEDY
                                                          : CHISO_EXACTNESS_ROUNDED;
}

/* Writes a step, and adds its effort to all; false when a number is too large. */
static bool write_step(const struct chiso__plan *plan, const struct chiso__raise *raise,
                       struct chiso__total *effort, chiso_target_step *out_step)
{
    const chiso_tree *tree = plan->line->board->tree;
    const struct chiso__carried max = tree->nodes[raise->leaf].max;
    struct chiso__carried points = {0, 0};
    struct chiso__carried own = {0, 0};

    *out_step = (chiso_target_step){raise->leaf,
                                    0,
                                    chiso__publish_points(tree, raise->from, max),
                                    chiso__publish_points(tree, raise->to, max),
                                    0,
                                    CHISO_ABSENT};
    if (!plan->efforts) {
        return true;
    }
    if (!chiso__carried_subtract(raise->to, raise->from, &points) ||
        !effort_of(raise, points, &own) || !chiso__total_add(effort, own)) {
        return false;
    }
    out_step->effort = chiso__points_decimal(own, own, tree->rounding);
    return true;
}

/* Does the steps one after the other, for what each gains; false when a number is too large. What
 * the node achieves is rounded, and not each gain: so the last digit is shared out. */
static bool write_gains(struct chiso__plan *plan, chiso_target_step *out_steps)
{
    const chiso_tree *tree = plan->line->board->tree;
    const struct chiso__carried max = plan->line->max;
    chiso_decimal before = 0;

    /* The figures hold where the plan raises leaves to: putting them back forgets that. */
    for (uint32_t i = 0; i < plan->picked; i++) {
        plan->figures[i] = plan->raises[plan->order[i]].to;
    }
    chiso__plan_put_back(plan);
    before = chiso__publish_points(tree, chiso__trial_achieved(&plan->trial), max);
    for (uint32_t i = 0; i < plan->picked; i++) {
        chiso_decimal now = 0;

        chiso__plan_put(plan, plan->order[i], plan->figures[i]);
        now = chiso__publish_points(tree, chiso__trial_achieved(&plan->trial), max);
        if (!chiso__is_decimal(now) ||
            !chiso__narrow((chiso__wide)now - before, &out_steps[i].gain)) {
            return false;
        }
        before = now;
    }
    return true;
}

bool chiso__plan_steps(struct chiso__plan *plan, chiso_target_step *out_steps,
                       chiso_decimal *out_effort)
{
    struct chiso__total total = {0, 0};
    struct chiso__carried effort = {0, 0};

    for (uint32_t i = 0; i < plan->picked; i++) {
        const struct chiso__raise *raise = &plan->raises[plan->order[i]];

        if (!write_step(plan, raise, &total, &out_steps[i])) {
            return false;
        }
    }
    if (!chiso__total_settle(total, &effort) || !write_gains(plan, out_steps)) {
        return false;
    }
    *out_effort = plan->efforts
                      ? chiso__points_decimal(effort, effort, plan->line->board->tree->rounding)
                      : CHISO_ABSENT;
    return true;
}
