/* The fewest leaves that reach a target, found by what each gains. */
#include "unit/target_inside.h"

#include "base/sort.h"
#include "score/peers.h"

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
    const struct chiso__tree_node *leaf = &tree->nodes[raise->leaf];
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
    chiso__plan_put_back(plan);
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
