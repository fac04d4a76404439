/* Putting units in order by their millionths: by counting and by keys in place of comparing, for
 * numbers that have one max. order.c is the plain way; where numbers have rests it puts right what
 * is left in here. */
#include "rank/order_inside.h"

#include "base/clones.h"
#include "base/sort.h"

#include <string.h>

/* How far the number of a unit is from the end that ranks begin with, without the zeros; false when
 * it has none. */
static inline bool distance_at(const struct chiso__ordering *job,
                               const struct chiso__order_survey *survey, bool simple, uint32_t i,
                               uint64_t *out_distance)
{
    struct chiso__carried_ratio ratio = {{0, 0}, {0, 0}};

    if (simple) {
        ratio.achieved.millionths = job->source->column[i];
    } else if (!chiso__number_at(job->source, chiso__member_at(job, i), &ratio)) {
        return false;
    }
    *out_distance = (job->source->lowest_first
                         ? (uint64_t)ratio.achieved.millionths - (uint64_t)survey->least
                         : (uint64_t)survey->greatest - (uint64_t)ratio.achieved.millionths) >>
                    survey->zeros;
    return true;
}

static uint64_t widest_distance(const struct chiso__order_survey *survey)
{
    return ((uint64_t)survey->greatest - (uint64_t)survey->least) >> survey->zeros;
}

/* Gives the units from start to before end of the order, which are equals, their seats. */
static void seat_run(const struct chiso__ordering *job, uint32_t start, uint32_t end,
                     uint32_t dense)
{
    struct chiso__seat seat = chiso__seat_of_run(end - start, start, dense, job->ties);

    for (uint32_t i = start; i < end; i++) {
        job->seats[job->order[i]] = seat;
        seat.rank += job->ties == CHISO_TIES_ORDINAL;
    }
}

/* A step that all distances are multiples of: distance × inverse is their quotient, and more than
 * most for what is no multiple. */
struct step {
    uint64_t odd;
    uint64_t inverse;
    uint64_t most;
};

/* How many distances are looked at for a first guess. */
enum { SAMPLES = 256 };

static struct step step_of(uint64_t odd)
{
    struct step step = {odd, odd, UINT64_MAX / odd};

    /* Newton's method doubles the bits that are right, from 3. */
    for (int i = 0; i < 5; i++) {
        step.inverse *= 2 - odd * step.inverse;
    }
    return step;
}

static uint64_t odd_part(uint64_t number)
{
    return number >> __builtin_ctzll(number);
}

/* The greatest step of every stride-th distance. False when there would be more steps than units:
 * then counting is no use. */
static inline bool find_step(const struct chiso__ordering *job,
                             const struct chiso__order_survey *survey, bool simple, uint32_t stride,
                             struct step *out_step)
{
    const uint64_t widest = widest_distance(survey);
    struct step step = step_of(widest == 0 ? 1 : odd_part(widest));

    for (uint64_t i = 0; i < job->size; i += stride) {
        uint64_t distance = 0;

        if (!distance_at(job, survey, simple, (uint32_t)i, &distance) ||
            distance * step.inverse <= step.most) {
            continue;
        }
        step = step_of((uint64_t)chiso__gcd(odd_part(distance), step.odd));
        if (widest / step.odd >= survey->count) {
            return false;
        }
    }
    *out_step = step;
    return widest / step.odd < survey->count;
}

/* Counts the units at each step. False when a distance is no multiple of it. */
static inline bool count_steps(const struct chiso__ordering *job,
                               const struct chiso__order_survey *survey, bool simple,
                               struct step step, uint32_t *next)
{
    memset(next, 0, (widest_distance(survey) / step.odd + 1) * sizeof(*next));
    for (uint32_t i = 0; i < job->size; i++) {
        uint64_t distance = 0;

        if (distance_at(job, survey, simple, i, &distance)) {
            const uint64_t at = distance * step.inverse;

            if (at > step.most) {
                return false;
            }
            next[at]++;
        }
    }
    return true;
}

/* Turns how many units are at each step into where their places begin, and gives each step its
 * seat. */
static void place_steps(uint32_t *next, struct chiso__seat *seats, uint64_t steps, chiso_ties ties)
{
    uint32_t place = 0;
    uint32_t dense = 1;

    for (uint64_t i = 0; i < steps; i++) {
        const uint32_t size = next[i];

        next[i] = place;
        if (size > 0) {
            seats[i] = chiso__seat_of_run(size, place, dense++, ties);
            place += size;
        }
    }
}

/* Puts units in order by counting how many are how many steps from the greatest: for many units
 * with few different numbers. A few of them nearly always show the step; the counting finds out
 * when they did not. False when counting is no use. */
static inline bool rank_by_steps(const struct chiso__ordering *job,
                                 const struct chiso__order_survey *survey, bool simple)
{
    struct chiso__seat *seats = (struct chiso__seat *)job->ranker->keys;
    uint32_t *next = (uint32_t *)job->ranker->scratch;
    struct step step = {1, 1, 0};

    if (!find_step(job, survey, simple, job->size / SAMPLES + 1, &step)) {
        return false;
    }
    if (!count_steps(job, survey, simple, step, next) &&
        (!find_step(job, survey, simple, 1, &step) ||
         !count_steps(job, survey, simple, step, next))) {
        return false;
    }
    place_steps(next, seats, widest_distance(survey) / step.odd + 1, job->ties);
    for (uint32_t i = 0; i < job->size; i++) {
        uint64_t distance = 0;

        if (distance_at(job, survey, simple, i, &distance)) {
            const uint64_t at = distance * step.inverse;
            const chiso_unit unit = simple ? i : chiso__member_at(job, i);

            job->order[next[at]++] = unit;
            job->seats[unit] = seats[at];
            seats[at].rank += job->ties == CHISO_TIES_ORDINAL;
        }
    }
    return true;
}

/* Distances from the greatest, or, turned, from the least. */
CHISO__CLONES
static void narrow_distances(const int64_t *restrict column, uint32_t size, int64_t end,
                             uint64_t turned, unsigned zeros, int32_t *restrict distances)
{
    for (uint32_t i = 0; i < size; i++) {
        const uint64_t distance = (uint64_t)end - (uint64_t)column[i];

        distances[i] = (int32_t)(((distance ^ turned) - turned) >> zeros);
    }
}

/* Which units there are to put in order, and how far each is from the greatest. Returns how many.
 */
static uint32_t gather_few(const struct chiso__ordering *job,
                           const struct chiso__order_survey *survey, chiso_unit *units,
                           int32_t *distances)
{
    uint64_t distance = 0;
    uint32_t count = 0;

    if (job->simple) {
        for (uint32_t i = 0; i < job->size; i++) {
            units[i] = i;
        }
        if (job->source->lowest_first) {
            narrow_distances(job->source->column, job->size, survey->least, UINT64_MAX,
                             survey->zeros, distances);
        } else {
            narrow_distances(job->source->column, job->size, survey->greatest, 0, survey->zeros,
                             distances);
        }
        return job->size;
    }
    for (uint32_t i = 0; i < job->size; i++) {
        if (distance_at(job, survey, false, i, &distance)) {
            units[count] = chiso__member_at(job, i);
            distances[count++] = (int32_t)distance;
        }
    }
    return count;
}

/* Puts a few units in order: how many are less far from the greatest is where each begins. There is
 * no branch on figures, which would be guessed wrong at every other tie. */
static void rank_few(const struct chiso__ordering *job, const struct chiso__order_survey *survey)
{
    chiso_unit *order = job->order;
    struct chiso__seat *out_seats = job->seats;
    struct chiso__seat seats[CHISO__FEW];
    chiso_unit units[CHISO__FEW];
    int32_t distances[CHISO__FEW];
    uint32_t starts[CHISO__FEW];
    uint32_t sizes[CHISO__FEW];
    const uint32_t count = gather_few(job, survey, units, distances);
    uint32_t dense = 0;

    memset(sizes, 0, count * sizeof(*sizes));
    chiso__count_below(distances, starts, count);
    for (uint32_t i = 0; i < count; i++) {
        order[starts[i] + sizes[starts[i]]++] = units[i];
    }
    if (job->ties == CHISO_TIES_COMPETITION) {
        for (uint32_t i = 0; i < count; i++) {
            out_seats[units[i]] = (struct chiso__seat){starts[i] + 1, sizes[starts[i]]};
        }
        return;
    }
    for (uint32_t place = 0; place < count; place++) {
        /* A place that no run begins at gets a seat that nobody takes. */
        dense += sizes[place] > 0;
        seats[place] = chiso__seat_of_run(sizes[place], place, dense, job->ties);
    }
    for (uint32_t i = 0; i < count; i++) {
        out_seats[units[i]] = seats[starts[i]];
        seats[starts[i]].rank += job->ties == CHISO_TIES_ORDINAL;
    }
}

/* Sorts units by keys that hold the distance, and below it the place among the members. */
static void rank_by_keys(const struct chiso__ordering *job,
                         const struct chiso__order_survey *survey)
{
    const unsigned low_bits = (unsigned)chiso__bits_of(job->size);
    const uint64_t mask = (UINT64_C(1) << low_bits) - 1;
    uint64_t *keys = job->ranker->keys;
    uint64_t distance = 0;
    uint32_t count = 0;
    uint32_t start = 0;
    uint32_t dense = 1;

    for (uint32_t i = 0; i < job->size; i++) {
        if (distance_at(job, survey, job->simple, i, &distance)) {
            keys[count++] = distance << low_bits | i;
        }
    }
    chiso__sort_keys(keys, job->ranker->scratch, count, low_bits,
                     (unsigned)chiso__bits_of(widest_distance(survey)));
    for (uint32_t i = 0; i < count; i++) {
        job->order[i] = chiso__member_at(job, (uint32_t)(keys[i] & mask));
        if (i + 1 == count || keys[i + 1] >> low_bits != keys[i] >> low_bits) {
            seat_run(job, start, i + 1, dense++);
            start = i + 1;
        }
    }
}

bool chiso__order_quickly(const struct chiso__ordering *job,
                          const struct chiso__order_survey *survey)
{
    const int bits = chiso__bits_of(widest_distance(survey));

    if (!survey->same_max) {
        return false;
    }
    if (survey->whole && job->size > CHISO__FEW &&
        (job->simple ? rank_by_steps(job, survey, true) : rank_by_steps(job, survey, false))) {
        return true;
    }
    if (job->size <= CHISO__FEW && bits < 32) {
        rank_few(job, survey);
        return true;
    }
    if (bits + chiso__bits_of(job->size) > 64) {
        return false;
    }
    rank_by_keys(job, survey);
    return true;
}
