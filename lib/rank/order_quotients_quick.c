/* Putting units in order by quotients that are nearly right: by keys in place of comparing, for
 * numbers of any width, with rests and with different maxima. It takes the place of comparing them
 * all in order.c, which then compares exactly what stands too near together to be told apart here.
 *
 * Why that is the same: a quotient of doubles, made a whole number of steps, keeps the order of
 * what is further apart than its error, and tells by how many steps are between two keys when they
 * are further apart than error and nearness together. There what stands before is before all that
 * stands behind, and near to none of it. All operations are those of IEEE 754, and wherever they
 * round otherwise more is compared, and the result is no other. */
#include "rank/order_inside.h"

#include "base/sort.h"

#include <string.h>

/* Keys of so few bits go the quick way of few. */
enum { FEW_BITS = 31, KEY_BITS = 52, WORD_BITS = 64 };

/* How numbers become steps. */
struct steps {
    double first; /* of the number that ranks begin with */
    double scale; /* steps of 1 */
    double apart; /* numbers of so many steps are told apart */
};

/* What a unit of those with one max achieved beyond the least of them. */
static double number_of(const struct chiso__order_survey *survey, struct chiso__carried achieved)
{
    const uint64_t distance = (uint64_t)achieved.millionths - (uint64_t)survey->least;

    return (double)distance + (double)(int64_t)achieved.rest * 0x1p-52;
}

static double size_of(double number)
{
    return number < 0 ? -number : number;
}

/* Numbers are right to 2^-50 of themselves, and distances from the first to as much again; what is
 * near is nearer than 10^-12 of the max. */
static struct steps steps_between(const struct chiso__order_survey *survey, double least,
                                  double greatest, bool lowest_first, unsigned bits)
{
    const double near = survey->same_max ? 1e-12 * chiso__carried_double(survey->max) : 1e-12;
    const double error = (size_of(least) + size_of(greatest)) * 0x1p-48;
    const double range = greatest - least;
    struct steps steps = {lowest_first ? least : greatest, 0.0, 0.0};

    /* Steps of nearly nothing could be beyond all doubles: then all are compared. */
    if (range > 0x1p-60) {
        steps.scale = (double)(((uint64_t)1 << bits) - 1) / range * (1 - 0x1p-50);
    }
    steps.apart = (near * (1 + 0x1p-40) + error) * steps.scale + 2;
    return steps;
}

/* Makes keys of the numbers in scratch, and below each the place among the members. */
static uint32_t make_keys(const struct chiso__ordering *job, const struct steps *steps,
                          unsigned low_bits)
{
    const double *numbers = (const double *)(const void *)job->ranker->scratch;
    uint64_t *keys = job->ranker->keys;
    uint32_t count = 0;

    for (uint32_t i = 0; i < job->size; i++) {
        if (keys[i] != 0) {
            const double distance =
                job->source->lowest_first ? numbers[i] - steps->first : steps->first - numbers[i];

            keys[count++] = (uint64_t)(distance * steps->scale) << low_bits | i;
        }
    }
    return count;
}

/* Puts the numbers into scratch, and into keys whether there is one. */
static void find_numbers(const struct chiso__ordering *job,
                         const struct chiso__order_survey *survey)
{
    double *numbers = (double *)(void *)job->ranker->scratch;

    for (uint32_t i = 0; i < job->size; i++) {
        struct chiso__carried_ratio ratio;

        job->ranker->keys[i] = chiso__number_at(job->source, chiso__member_at(job, i), &ratio);
        numbers[i] = job->ranker->keys[i] != 0 ? number_of(survey, ratio.achieved) : 0;
    }
}

static void find_ends(const struct chiso__ordering *job, double *out_least, double *out_greatest)
{
    const double *numbers = (const double *)(const void *)job->ranker->scratch;
    bool first = true;

    for (uint32_t i = 0; i < job->size; i++) {
        if (job->ranker->keys[i] != 0) {
            *out_least = first || numbers[i] < *out_least ? numbers[i] : *out_least;
            *out_greatest = first || numbers[i] > *out_greatest ? numbers[i] : *out_greatest;
            first = false;
        }
    }
}

void chiso__order_by_quotients(const struct chiso__ordering *job,
                               const struct chiso__order_survey *survey)
{
    const unsigned low_bits = (unsigned)chiso__bits_of(job->size);
    const unsigned all = job->size <= CHISO__FEW ? FEW_BITS : WORD_BITS;
    const unsigned bits = all - low_bits < KEY_BITS ? all - low_bits : KEY_BITS;
    const uint64_t mask = (UINT64_C(1) << low_bits) - 1;
    uint64_t *keys = job->ranker->keys;
    double least = 0;
    double greatest = 0;
    uint64_t before = 0;
    struct steps steps;
    uint32_t count = 0;

    if (survey->same_max) {
        find_numbers(job, survey);
    }
    find_ends(job, &least, &greatest);
    steps = steps_between(survey, least, greatest, job->source->lowest_first, bits);
    count = make_keys(job, &steps, low_bits);
    chiso__sort_keys(keys, job->ranker->scratch, count, low_bits, bits);
    for (uint32_t i = 0; i < count; i++) {
        const uint64_t key = keys[i] >> low_bits;

        job->order[i] = chiso__member_at(job, (uint32_t)(keys[i] & mask));
        keys[i] = i == 0 || (double)(key - before) > steps.apart;
        before = key;
    }
}
