/* Whether fewer leaves could not do it: the sets of leaves, tried one by one. */
#include "unit/target_inside.h"

/* What the gains of a node may be wrong by: less than what makes its figures one and the same. */
static struct chiso__carried slack_of(struct chiso__carried max)
{
    struct chiso__carried slack = {0, 1};

    (void)chiso__carried_portion(max, 1, CHISO__NEARNESS, &slack);
    return slack;
}

/* So many leaves together gain no more than each alone, but for twice the slack on each gain and on
 * theirs together. */
void chiso__plan_find_bound(struct chiso__plan *plan)
{
    const struct chiso__carried slack = slack_of(plan->line->max);
    struct chiso__total missing = chiso__total_of(plan->least);
    bool fits = chiso__total_subtract(&missing, chiso__trial_achieved(&plan->trial)) &&
                chiso__total_add_times(&missing, slack, -2);

    plan->leaves_bound = 1;
    while (fits && plan->leaves_bound < plan->count) {
        const struct chiso__raise *raise = &plan->raises[plan->order[plan->leaves_bound - 1]];

        fits = chiso__total_subtract(&missing, raise->by[CHISO__HELP_GAIN]) &&
               chiso__total_add_times(&missing, slack, -2);
        if (!fits || chiso__total_compare(missing, (struct chiso__total){0, 0}) <= 0) {
            return;
        }
        plan->leaves_bound++;
    }
}

/* So many sets of leaves are looked at, and no more. */
enum { MOST_SETS = 20000 };

/* How many sets of so many leaves there are, or MOST_SETS + 1 if there are more than that. */
static uint64_t count_sets(uint32_t count, uint32_t size)
{
    uint64_t sets = 1;

    size = size > count - size ? count - size : size;
    for (uint32_t i = 1; i <= size; i++) {
        sets = sets * (count - size + i) / i;
        if (sets > MOST_SETS) {
            return MOST_SETS + 1;
        }
    }
    return sets;
}

/* Leaves by their place in the plan's order, all of a set raised to their most. */
static void raise_at(struct chiso__plan *plan, uint32_t place)
{
    const uint32_t id = plan->order[place];

    chiso__plan_put(plan, id, plan->raises[id].most);
}

static void lower_at(struct chiso__plan *plan, uint32_t place)
{
    const uint32_t id = plan->order[place];

    chiso__plan_put(plan, id, plan->raises[id].from);
}

/* The next set in the order of dictionaries; false when it was the last. */
static bool next_set(struct chiso__plan *plan, uint32_t *set, uint32_t size)
{
    uint32_t i = size;

    while (i > 0 && set[i - 1] == plan->count - size + i - 1) {
        i--;
    }
    if (i == 0) {
        return false;
    }
    for (uint32_t j = i - 1; j < size; j++) {
        lower_at(plan, set[j]);
    }
    set[i - 1]++;
    raise_at(plan, set[i - 1]);
    for (uint32_t j = i; j < size; j++) {
        set[j] = set[j - 1] + 1;
        raise_at(plan, set[j]);
    }
    return true;
}

/* Puts a set of places, in ascending order, to the front of the order: no place before one of the
 * set is touched again. */
static void bring_forward(struct chiso__plan *plan, const uint32_t *set, uint32_t size)
{
    for (uint32_t i = 0; i < size; i++) {
        const uint32_t id = plan->order[set[i]];

        plan->order[set[i]] = plan->order[i];
        plan->order[i] = id;
    }
    plan->picked = size;
}

/* Looks for so many leaves that reach the target; the set is in the second half of the order. */
static bool find_set(struct chiso__plan *plan, uint32_t size)
{
    uint32_t *set = plan->order + plan->count;
    bool found = false;
    bool more = true;

    for (uint32_t i = 0; i < plan->count; i++) {
        lower_at(plan, i);
    }
    for (uint32_t i = 0; i < size; i++) {
        set[i] = i;
        raise_at(plan, i);
    }
    while (more && !found) {
        found = chiso__plan_reaches(plan);
        more = !found && next_set(plan, set, size);
    }
    if (found) {
        bring_forward(plan, set, size);
    }
    return found;
}

/* Back to the plan that there was. */
static void put_plan(struct chiso__plan *plan)
{
    for (uint32_t i = 0; i < plan->count; i++) {
        lower_at(plan, i);
    }
    for (uint32_t i = 0; i < plan->picked; i++) {
        raise_at(plan, i);
    }
}

/* Whether all other leaves together do not do without any one of the plan, as under a mean of
 * reciprocals or where the least counts: then fewer cannot, and no set need be tried. */
static bool is_each_needed(struct chiso__plan *plan)
{
    /* Where steps stand between, more points may do less. */
    bool needed = !plan->line->board->tree->has_steps;

    for (uint32_t i = 0; i < plan->count && needed; i++) {
        raise_at(plan, i);
    }
    for (uint32_t i = 0; i < plan->picked && needed; i++) {
        lower_at(plan, i);
        needed = !chiso__plan_reaches(plan);
        raise_at(plan, i);
    }
    return needed;
}

bool chiso__plan_prove(struct chiso__plan *plan)
{
    while (plan->picked > plan->leaves_bound) {
        if (count_sets(plan->count, plan->picked - 1) > MOST_SETS) {
            return false;
        }
        if (is_each_needed(plan) || !find_set(plan, plan->picked - 1)) {
            /* No fewer can do what so many cannot. */
            put_plan(plan);
            return true;
        }
    }
    return true;
}
