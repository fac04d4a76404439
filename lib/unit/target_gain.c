/* What the leaves of a plan would add, and which of them helps most. */
#include "unit/target_inside.h"

/* What a leaf takes for each point of the node: more than all numbers where it is too large. */
static struct chiso__carried effort_for_gain(const struct chiso__raise *raise,
                                             struct chiso__carried points)
{
    const struct chiso__carried gain = raise->by[CHISO__HELP_GAIN];
    struct chiso__carried effort = chiso__carried_of(CHISO_DECIMAL_MAX);

    if (!chiso__carried_scale(points, chiso__carried_of(raise->effort), gain, &effort)) {
        effort = chiso__carried_of(CHISO_DECIMAL_MAX);
    }
    return chiso__carried_negate(effort);
}

void chiso__plan_note_gain(struct chiso__plan *plan, uint32_t id, struct chiso__carried before,
                           struct chiso__carried now)
{
    struct chiso__raise *raise = &plan->raises[id];
    struct chiso__carried *by = raise->by;
    struct chiso__carried points = {0, 0};

    by[CHISO__HELP_GAIN] = chiso__carried_of(0);
    if (chiso__carried_is_gap(now) ||
        !chiso__carried_subtract(now, before, &by[CHISO__HELP_GAIN])) {
        /* Nothing is known of it: no bound holds. */
        plan->shape = CHISO__SHAPE_OTHER;
    }
    (void)chiso__carried_subtract(raise->most, raise->from, &points);
    by[CHISO__HELP_POINTS] = chiso__carried_negate(points);
    by[CHISO__HELP_EFFORT] = chiso__carried_of(0);
    if (plan->efforts) {
        by[CHISO__HELP_EFFORT] =
            chiso__carried_compare(by[CHISO__HELP_GAIN], chiso__carried_of(0)) > 0
                ? effort_for_gain(raise, points)
                : chiso__carried_of(CHISO_ABSENT);
    }
}

void chiso__plan_find_gains(struct chiso__plan *plan)
{
    const struct chiso__carried before =
        chiso__plan_worth(plan, chiso__trial_achieved(&plan->trial));

    for (uint32_t i = plan->picked; i < plan->count; i++) {
        const uint32_t id = plan->order[i];

        chiso__plan_note_gain(plan, id, before, chiso__plan_peek(plan, id, plan->raises[id].most));
    }
}

struct chiso__carried chiso__plan_measure_of(const struct chiso__plan *plan, int by)
{
    return by == CHISO__HELP_EFFORT ? chiso__carried_of(100 * CHISO_DECIMAL_ONE) : plan->line->max;
}

bool chiso__plan_helps_more(const struct chiso__plan *plan, uint32_t a, uint32_t b)
{
    int order = 0;

    for (int by = 0; by < CHISO__HELP_COUNT && order == 0; by++) {
        order = chiso__carried_order(plan->raises[a].by[by], plan->raises[b].by[by],
                                     chiso__plan_measure_of(plan, by));
    }
    return order > 0;
}

uint32_t chiso__plan_find_best(struct chiso__plan *plan)
{
    uint32_t best = plan->picked;

    chiso__plan_find_gains(plan);
    for (uint32_t i = plan->picked + 1; i < plan->count; i++) {
        best = chiso__plan_helps_more(plan, plan->order[i], plan->order[best]) ? i : best;
    }
    return best;
}
