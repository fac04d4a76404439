/* Ranks by keys, by counting and for few units are those of comparing all of them, with rests and
 * without, the highest first or the lowest. */
#include "rank/order.h"
#include "support.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>

enum { CASES = 2000, MOST = 600 };

struct league {
    uint64_t seed;
    uint32_t units;
    chiso_decimal numbers[MOST];
    int64_t rests[MOST];
    struct chiso__source source;
};

static struct chiso__carried at(const struct league *league, uint32_t unit)
{
    return (struct chiso__carried){
        league->numbers[unit], league->source.rests == NULL ? 0 : (uint64_t)league->rests[unit]};
}

/* Small steps, wide numbers, thirds that miss each other by a last bit, and near ones. */
static void make(struct league *league, uint64_t seed)
{
    static const int64_t maxima[] = {1, 3000000, 100000000, INT64_C(2000000000000)};
    struct random random = {.state = seed};
    const unsigned kind = (unsigned)(seed % 4);

    league->seed = seed;
    league->units = 1 + (uint32_t)random_below(&random, seed % 3 == 0 ? MOST : 20);
    league->source = (struct chiso__source){.column = league->numbers,
                                            .rests = seed % 2 == 0 ? NULL : league->rests,
                                            .max = {maxima[kind], 0},
                                            .lowest_first = seed % 5 == 0};
    for (uint32_t unit = 0; unit < league->units; unit++) {
        const uint64_t third = (CHISO__REST_ONE - 1) / 3 * random_below(&random, 3);

        league->numbers[unit] = (int64_t)random_below(&random, UINT64_C(1) << (2 + seed % 45)) - 2;
        league->rests[unit] = (int64_t)(third + random_below(&random, 3));
        if (random_below(&random, 20) == 0) {
            league->numbers[unit] = CHISO_MISSING;
            league->rests[unit] = 0;
        }
    }
}

/* The exact order, and by it the ranks of competition: a run begins with what is not near to the
 * first of the one before. */
static void rank_plainly(const struct league *league, uint32_t *ranks)
{
    const int sign = league->source.lowest_first ? -1 : 1;
    chiso_unit sorted[MOST];
    uint32_t count = 0;
    uint32_t first = 0;

    for (chiso_unit unit = 0; unit < league->units; unit++) {
        uint32_t place = count;

        ranks[unit] = 0;
        if (league->numbers[unit] == CHISO_MISSING) {
            continue;
        }
        for (; place > 0 &&
               sign * chiso__carried_compare(at(league, unit), at(league, sorted[place - 1])) > 0;
             place--) {
            sorted[place] = sorted[place - 1];
        }
        sorted[place] = unit;
        count++;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (chiso__carried_order(at(league, sorted[first]), at(league, sorted[i]),
                                 league->source.max) != 0) {
            first = i;
        }
        ranks[sorted[i]] = first + 1;
    }
}

static void expect_places(const struct league *league, const chiso_unit *order,
                          const struct chiso__seat *seats, uint32_t count)
{
    uint32_t ranks[MOST];

    rank_plainly(league, ranks);
    for (chiso_unit unit = 0; unit < league->units; unit++) {
        cr_assert(seats[unit].rank == ranks[unit],
                  "seed %" PRIu64 ", unit %" PRIu32 ": rank %" PRIu32 ", expected %" PRIu32,
                  league->seed, unit, seats[unit].rank, ranks[unit]);
    }
    for (uint32_t i = 1; i < count; i++) {
        cr_assert(ranks[order[i - 1]] < ranks[order[i]] ||
                      (ranks[order[i - 1]] == ranks[order[i]] && order[i - 1] < order[i]),
                  "seed %" PRIu64 ", place %" PRIu32, league->seed, i);
    }
}

Test(order_quick, ranks_are_those_of_comparing)
{
    static uint64_t keys[MOST];
    static uint64_t scratch[MOST];
    static struct league league;
    struct chiso__ranker ranker = {keys, scratch};
    chiso_unit order[MOST];
    struct chiso__seat seats[MOST];

    for (uint64_t seed = 1; seed <= CASES; seed += SUPPORT_STRIDE) {
        uint32_t ranked = 0;

        make(&league, seed);
        for (uint32_t unit = 0; unit < league.units; unit++) {
            ranked += league.numbers[unit] != CHISO_MISSING;
        }
        cr_assert_eq(chiso__rank_members(&league.source, NULL, league.units, CHISO_TIES_COMPETITION,
                                         &ranker, order, seats),
                     ranked);
        expect_places(&league, order, seats, ranked);
    }
}
