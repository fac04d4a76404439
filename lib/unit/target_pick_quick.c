/* Who helps most, without a try of each leaf. It takes the place of
 * chiso__plan_find_best(), which does what this cannot.
 *
 * Why that is the same: leaves stand by their gains, near ones as equals, and these by points and
 * by the order. All whose gain may be near to the greatest, or near to one that is, and so on, are
 * compared in the order as there; who is left out helps less than each of them, and decides
 * nothing. Where no leaf gains anything that is not near to nothing, all are compared by their
 * points. */
#include "unit/target_inside.h"

#include "base/sort.h"
#include "score/retry_best_quick.h"

/* So many times what is near, which doubles tell to a quarter: less is no gain; so far apart gains
 * may be near; so far below the best they are looked for; and so far below it those that are near
 * to it, and to each other, must have ended, or there may be more of them. */
static const double no_gain = 0.25;
static const double may_be_near = 1.25;
static const double looked_for = 8;
static const double must_end = 6;

struct chiso__picker {
    struct chiso__plan *plan;
    struct chiso__best *best;
    chiso_node *leaves;          /* by raise */
    struct chiso__carried *most; /* the same */
    uint32_t *places;            /* in the order, the same */
    uint32_t *ids;               /* twice as many */
    double near;                 /* so many millionths are near */
};

struct chiso__picker *chiso__picker_new(struct chiso__plan *plan)
{
    const chiso_allocator *allocator = &plan->line->board->allocator;
    struct chiso__picker *picker =
        plan->efforts || plan->count == 0 ? NULL : chiso__alloc_zero(allocator, 1, sizeof(*picker));

    if (picker == NULL) {
        return NULL;
    }
    picker->plan = plan;
    picker->near = chiso__carried_double(plan->line->max) / (double)CHISO__NEARNESS;
    picker->leaves = chiso__alloc(allocator, plan->count, sizeof(*picker->leaves));
    picker->most = chiso__alloc(allocator, plan->count, sizeof(*picker->most));
    picker->places = chiso__alloc(allocator, plan->count, sizeof(*picker->places));
    picker->ids = chiso__alloc(allocator, (size_t)plan->count * 2, sizeof(*picker->ids));
    if (picker->leaves == NULL || picker->most == NULL || picker->places == NULL ||
        picker->ids == NULL) {
        chiso__picker_free(picker);
        return NULL;
    }
    for (uint32_t i = 0; i < plan->count; i++) {
        picker->leaves[i] = plan->raises[i].leaf;
        picker->most[i] = plan->raises[i].most;
        picker->places[plan->order[i]] = i;
    }
    if (!chiso__best_new(&plan->trial, picker->leaves, picker->most, plan->count, &picker->best) ||
        picker->best == NULL) {
        chiso__picker_free(picker);
        return NULL;
    }
    return picker;
}

void chiso__picker_free(struct chiso__picker *picker)
{
    if (picker != NULL) {
        const chiso_allocator *allocator = &picker->plan->line->board->allocator;

        chiso__best_free(picker->best);
        chiso__release(allocator, picker->leaves);
        chiso__release(allocator, picker->most);
        chiso__release(allocator, picker->places);
        chiso__release(allocator, picker->ids);
        chiso__release(allocator, picker);
    }
}

static bool gains_more(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__raise *raises = context;

    return chiso__carried_compare(raises[a].by[CHISO__HELP_GAIN], raises[b].by[CHISO__HELP_GAIN]) >
           0;
}

static bool stands_first(const void *context, uint32_t a, uint32_t b)
{
    const uint32_t *places = context;

    return places[a] < places[b];
}

static double gain_of(const struct chiso__picker *picker, uint32_t id)
{
    return chiso__carried_double(picker->plan->raises[id].by[CHISO__HELP_GAIN]);
}

/* How many of those in order by gain are near to the first, or to one that is, and so on. */
static uint32_t count_near(const struct chiso__picker *picker, uint32_t count)
{
    uint32_t found = 1;

    while (found < count &&
           gain_of(picker, picker->ids[found - 1]) - gain_of(picker, picker->ids[found]) <=
               may_be_near * picker->near) {
        found++;
    }
    return found;
}

/* The place of the best of so many, each held against the best of those that stand before it. */
static uint32_t best_of(const struct chiso__picker *picker, uint32_t count)
{
    uint32_t best = 0;

    for (uint32_t i = 1; i < count; i++) {
        best = chiso__plan_helps_more(picker->plan, picker->ids[i], picker->ids[best]) ? i : best;
    }
    return picker->places[picker->ids[best]];
}

/* Where nobody gains anything: by points. */
static uint32_t best_of_all(struct chiso__picker *picker, struct chiso__carried now)
{
    struct chiso__plan *plan = picker->plan;
    uint32_t count = 0;

    for (uint32_t i = plan->picked; i < plan->count; i++) {
        chiso__plan_note_gain(plan, plan->order[i], now, now);
        picker->ids[count++] = plan->order[i];
    }
    return best_of(picker, count);
}

bool chiso__picker_find(struct chiso__picker *picker, uint32_t *out_place)
{
    const double within = picker == NULL ? 0 : looked_for * picker->near;
    const struct chiso__candidate *candidates = NULL;
    struct chiso__carried now = {0, 0};
    uint32_t count = 0;
    uint32_t near = 0;

    if (picker != NULL) {
        candidates = chiso__best_find(picker->best, within, &count);
        now = chiso__trial_achieved(&picker->plan->trial);
    }
    if (candidates == NULL || chiso__carried_is_gap(now)) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        picker->ids[i] = candidates[i].leaf;
        chiso__plan_note_gain(picker->plan, picker->ids[i], now, candidates[i].achieved);
    }
    if (gain_of(picker, picker->ids[0]) < no_gain * picker->near) {
        *out_place = best_of_all(picker, now);
        return true;
    }
    chiso__sort_ids(picker->ids, picker->ids + count, count, gains_more, picker->plan->raises);
    near = count_near(picker, count);
    if (gain_of(picker, picker->ids[0]) - gain_of(picker, picker->ids[near - 1]) >
        must_end * picker->near) {
        return false;
    }
    chiso__sort_ids(picker->ids, picker->ids + near, near, stands_first, picker->places);
    *out_place = best_of(picker, near);
    return true;
}

void chiso__picker_take(struct chiso__picker *picker, uint32_t place)
{
    if (picker != NULL) {
        const struct chiso__plan *plan = picker->plan;
        const uint32_t first = plan->picked - 1;

        picker->places[plan->order[place]] = place;
        picker->places[plan->order[first]] = first;
        chiso__best_take(picker->best, plan->order[first]);
    }
}
