/* Putting units in order by exact figures, in the quickest way that these allow. */
#include "rank/order.h"

#include "base/clones.h"
#include "base/extent.h"
#include "base/sort.h"

#include <string.h>

struct chiso__source chiso__source_of(const struct chiso__rows *rows, chiso_node node,
                                      chiso_key key)
{
    struct chiso__source source = {.rows = rows, .node = node, .key = key};

    if (chiso__is_full_column(rows, node) && key == CHISO_KEY_EXACT &&
        rows->tree->nodes[node].max > 0) {
        source.column = chiso__column_of(rows, node);
        source.max = rows->tree->nodes[node].max;
    }
    return source;
}

struct chiso__ratio chiso__published(const chiso_tree *tree, struct chiso__ratio ratio)
{
    if (chiso_decimal_percent(ratio.achieved, ratio.max, tree->digits, tree->rounding,
                              &ratio.achieved) == CHISO_OK) {
        ratio.max = 100 * CHISO_DECIMAL_ONE;
    }
    return ratio;
}

/* What a unit is ranked by; false when it has none. */
static inline bool ratio_at(const struct chiso__source *source, uint32_t unit,
                            struct chiso__ratio *out_ratio)
{
    if (source->column != NULL) {
        *out_ratio = (struct chiso__ratio){source->column[unit], source->max};
        return !chiso__is_gap(source->column[unit]);
    }
    if (!chiso__ratio_of(source->rows, unit, source->node, out_ratio)) {
        return false;
    }
    if (source->key == CHISO_KEY_PUBLISHED) {
        *out_ratio = chiso__published(source->rows->tree, *out_ratio);
    }
    return true;
}

bool chiso__figure_at(const struct chiso__source *source, uint32_t unit,
                      struct chiso__ratio *out_ratio)
{
    return ratio_at(source, unit, out_ratio);
}

bool chiso__has_more(const struct chiso__source *source, uint32_t a, uint32_t b)
{
    struct chiso__ratio left;
    struct chiso__ratio right;

    if (!ratio_at(source, a, &left)) {
        return false;
    }
    return !ratio_at(source, b, &right) ||
           chiso__compare(left.achieved, left.max, right.achieved, right.max) > 0;
}

static bool before(const void *context, uint32_t a, uint32_t b)
{
    return chiso__has_more(context, a, b);
}

/* The units that are to be put in order, where their places go, and memory to work in. */
struct job {
    const struct chiso__source *source;
    const chiso_unit *members; /* NULL: the units from 0 */
    uint32_t size;
    chiso_ties ties;
    struct chiso__ranker *ranker;
    chiso_unit *order;
    struct chiso__seat *seats;
    /* all units from 0, each with a number in a column: then loops need no questions */
    bool simple;
};

static inline chiso_unit member_at(const struct job *job, uint32_t i)
{
    return job->members == NULL ? i : job->members[i];
}

/* What one look over the units finds. */
struct survey {
    uint32_t count; /* units that have a number */
    bool same_max;
    chiso_decimal max;
    chiso_decimal least;
    chiso_decimal greatest;
    unsigned zeros; /* binary zeros that all distances from the greatest end in */
};

static struct survey look_over_each(const struct job *job)
{
    struct survey survey = {0, true, 0, INT64_MAX, INT64_MIN, 0};
    uint64_t first = 0;
    uint64_t differing = 0;

    for (uint32_t i = 0; i < job->size; i++) {
        struct chiso__ratio ratio;

        if (!ratio_at(job->source, member_at(job, i), &ratio)) {
            job->seats[member_at(job, i)] = (struct chiso__seat){0, 0};
            continue;
        }
        survey.same_max = survey.same_max && (survey.count == 0 || ratio.max == survey.max);
        survey.max = ratio.max;
        first = survey.count == 0 ? (uint64_t)ratio.achieved : first;
        differing |= (uint64_t)ratio.achieved - first;
        survey.least = ratio.achieved < survey.least ? ratio.achieved : survey.least;
        survey.greatest = ratio.achieved > survey.greatest ? ratio.achieved : survey.greatest;
        survey.count++;
    }
    survey.zeros = differing == 0 ? 0 : (unsigned)__builtin_ctzll(differing);
    return survey;
}

/* Looks the units over, and sees whether the job is simple. */
static struct survey look_over(struct job *job)
{
    struct survey survey = {job->size, true, job->source->max, 0, 0, 0};
    struct chiso__extent extent;

    if (job->source->column == NULL || job->members != NULL || job->size == 0) {
        return look_over_each(job);
    }
    chiso__extent_of(job->source->column, job->size, &extent);
    if (chiso__is_gap(extent.least)) {
        return look_over_each(job);
    }
    job->simple = true;
    survey.least = extent.least;
    survey.greatest = extent.greatest;
    survey.zeros = extent.differing == 0 ? 0 : (unsigned)__builtin_ctzll(extent.differing);
    return survey;
}

/* How far the number of a unit is from the greatest, without the zeros; false when it has none. */
static inline bool distance_at(const struct job *job, const struct survey *survey, bool simple,
                               uint32_t i, uint64_t *out_distance)
{
    struct chiso__ratio ratio = {0, 0};

    if (simple) {
        ratio.achieved = job->source->column[i];
    } else if (!ratio_at(job->source, member_at(job, i), &ratio)) {
        return false;
    }
    *out_distance = ((uint64_t)survey->greatest - (uint64_t)ratio.achieved) >> survey->zeros;
    return true;
}

static uint64_t widest_distance(const struct survey *survey)
{
    return ((uint64_t)survey->greatest - (uint64_t)survey->least) >> survey->zeros;
}

/* The seat of a run of equals that begins at a place, from 0; dense counts the runs, from 1. */
static inline struct chiso__seat seat_of(uint32_t size, uint32_t place, uint32_t dense,
                                         chiso_ties ties)
{
    switch (ties) {
    case CHISO_TIES_DENSE:
        return (struct chiso__seat){dense, size};
    case CHISO_TIES_MODIFIED:
        return (struct chiso__seat){place + size, size};
    case CHISO_TIES_AVERAGE:
        /* A half is seen from how many share it. */
        return (struct chiso__seat){place + 1 + (size - 1) / 2, size};
    case CHISO_TIES_ORDINAL:
        return (struct chiso__seat){place + 1, 1};
    case CHISO_TIES_COMPETITION:
        break;
    }
    return (struct chiso__seat){place + 1, size};
}

struct chiso__seat chiso__seat_of(uint32_t size, uint32_t place, uint32_t dense, chiso_ties ties)
{
    return seat_of(size, place, dense, ties);
}

/* Gives the units from start to before end of the order, which are equals, their seats. */
static void seat_run(const struct job *job, uint32_t start, uint32_t end, uint32_t dense)
{
    struct chiso__seat seat = seat_of(end - start, start, dense, job->ties);

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
static inline bool find_step(const struct job *job, const struct survey *survey, bool simple,
                             uint32_t stride, struct step *out_step)
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
static inline bool count_steps(const struct job *job, const struct survey *survey, bool simple,
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
            seats[i] = seat_of(size, place, dense++, ties);
            place += size;
        }
    }
}

/* Puts units in order by counting how many are how many steps from the greatest: for many units
 * with few different numbers. A few of them nearly always show the step; the counting finds out
 * when they did not. False when counting is no use. */
static inline bool rank_by_steps(const struct job *job, const struct survey *survey, bool simple)
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
            const chiso_unit unit = simple ? i : member_at(job, i);

            job->order[next[at]++] = unit;
            job->seats[unit] = seats[at];
            seats[at].rank += job->ties == CHISO_TIES_ORDINAL;
        }
    }
    return true;
}

CHISO__CLONES
static void narrow_distances(const int64_t *restrict column, uint32_t size, int64_t greatest,
                             unsigned zeros, int32_t *restrict distances)
{
    for (uint32_t i = 0; i < size; i++) {
        distances[i] = (int32_t)(((uint64_t)greatest - (uint64_t)column[i]) >> zeros);
    }
}

/* Which units there are to put in order, and how far each is from the greatest. Returns how many.
 */
static uint32_t gather_few(const struct job *job, const struct survey *survey, chiso_unit *units,
                           int32_t *distances)
{
    uint64_t distance = 0;
    uint32_t count = 0;

    if (job->simple) {
        for (uint32_t i = 0; i < job->size; i++) {
            units[i] = i;
        }
        narrow_distances(job->source->column, job->size, survey->greatest, survey->zeros,
                         distances);
        return job->size;
    }
    for (uint32_t i = 0; i < job->size; i++) {
        if (distance_at(job, survey, false, i, &distance)) {
            units[count] = member_at(job, i);
            distances[count++] = (int32_t)distance;
        }
    }
    return count;
}

/* Puts a few units in order: how many are less far from the greatest is where each begins. There is
 * no branch on figures, which would be guessed wrong at every other tie. */
static void rank_few(const struct job *job, const struct survey *survey)
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
        seats[place] = seat_of(sizes[place], place, dense, job->ties);
    }
    for (uint32_t i = 0; i < count; i++) {
        out_seats[units[i]] = seats[starts[i]];
        seats[starts[i]].rank += job->ties == CHISO_TIES_ORDINAL;
    }
}

/* Sorts units by keys that hold the distance, and below it the place among the members. */
static void rank_by_keys(const struct job *job, const struct survey *survey)
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
        job->order[i] = member_at(job, (uint32_t)(keys[i] & mask));
        if (i + 1 == count || keys[i + 1] >> low_bits != keys[i] >> low_bits) {
            seat_run(job, start, i + 1, dense++);
            start = i + 1;
        }
    }
}

static void rank_by_ratios(const struct job *job)
{
    struct chiso__ratio ratio;
    uint32_t count = 0;
    uint32_t start = 0;
    uint32_t dense = 1;

    for (uint32_t i = 0; i < job->size; i++) {
        if (ratio_at(job->source, member_at(job, i), &ratio)) {
            job->order[count++] = member_at(job, i);
        }
    }
    chiso__sort_ids(job->order, (uint32_t *)job->ranker->scratch, count, before, job->source);
    for (uint32_t i = 0; i < count; i++) {
        if (i + 1 == count || chiso__has_more(job->source, job->order[i], job->order[i + 1])) {
            seat_run(job, start, i + 1, dense++);
            start = i + 1;
        }
    }
}

uint32_t chiso__rank_members(const struct chiso__source *source, const chiso_unit *members,
                             uint32_t size, chiso_ties ties, struct chiso__ranker *ranker,
                             chiso_unit *order, struct chiso__seat *seats)
{
    struct job job = {source, members, size, ties, ranker, order, seats, false};
    const struct survey survey = look_over(&job);
    bool done = survey.count == 0;

    if (!done && survey.same_max && size > CHISO__FEW) {
        done =
            job.simple ? rank_by_steps(&job, &survey, true) : rank_by_steps(&job, &survey, false);
    }
    if (!done && survey.same_max && size <= CHISO__FEW &&
        chiso__bits_of(widest_distance(&survey)) < 32) {
        rank_few(&job, &survey);
        done = true;
    }
    if (!done && survey.same_max &&
        chiso__bits_of(widest_distance(&survey)) + chiso__bits_of(size) <= 64) {
        rank_by_keys(&job, &survey);
    } else if (!done) {
        rank_by_ratios(&job);
    }
    return survey.count;
}
