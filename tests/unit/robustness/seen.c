/* What is counted over draws, against a plain count of all of them; and what shares say. */
#include "robustness/seen.h"
#include "fault.h"

#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

enum { BANDS = 3, UNITS_MOST = 400 };

/* A draw, made from its number: the same units, whatever is drawn beside. */
struct scene {
    uint32_t units;
    uint32_t spread; /* how far ranks go */
    uint32_t ranks[UNITS_MOST];
    uint32_t bands[UNITS_MOST];
    uint32_t orders[UNITS_MOST];
    uint32_t groups[UNITS_MOST];
};

static void make_draw(struct scene *scene, uint64_t number)
{
    struct random random = {.state = number * 77 + 5};

    for (uint32_t i = 0; i < scene->units; i++) {
        const uint64_t rank = 2 + i / 2 + random_below(&random, scene->spread);

        scene->ranks[i] = rank > 2 * scene->units ? 0 : (uint32_t)rank;
        scene->bands[i] = (uint32_t)random_below(&random, BANDS + 1);
        scene->orders[i] = (uint32_t)random_below(&random, 3);
        scene->groups[i] = i % 2;
    }
}

static struct chiso__seen_draw draw_of(const struct scene *scene)
{
    return (struct chiso__seen_draw){scene->ranks, scene->bands, scene->orders, scene->groups};
}

static const chiso_allocator *libc(void)
{
    static struct meter meter = {.refuse_from = SIZE_MAX};
    static chiso_allocator allocator;

    allocator = meter_allocator(&meter);
    return &allocator;
}

static struct chiso__seen *count_draws(struct scene *scene, uint64_t from, uint64_t to, bool pairs)
{
    struct chiso__seen *seen = chiso__seen_new(libc(), scene->units, BANDS, pairs);

    cr_assert(seen != NULL);
    for (uint64_t k = from; k < to; k++) {
        const struct chiso__seen_draw draw = draw_of(scene);

        make_draw(scene, k);
        cr_assert(chiso__seen_add(seen, &draw));
    }
    cr_assert(chiso__seen_settle(seen));
    return seen;
}

/* Every unit's draws at each rank, counted one by one. */
static void expect_counts(const struct chiso__seen *seen, struct scene *scene, uint64_t draws)
{
    const size_t row = 2 * scene->units + 1;
    uint64_t *counts = calloc(scene->units * row, sizeof(*counts));
    uint64_t bands[UNITS_MOST][BANDS + 1] = {{0}};

    for (uint64_t k = 0; k < draws; k++) {
        make_draw(scene, k);
        for (uint32_t i = 0; i < scene->units; i++) {
            counts[i * row + scene->ranks[i]]++;
            bands[i][scene->bands[i]]++;
        }
    }
    cr_expect(seen->draws == draws);
    for (uint32_t i = 0; i < scene->units; i++) {
        const struct chiso__shares *shares = &seen->shares[i];
        uint32_t at = 0;

        for (uint32_t rank = 1; rank < row; rank++) {
            if (counts[i * row + rank] > 0) {
                cr_assert(at < shares->count && shares->entries[at].rank == rank &&
                              shares->entries[at].draws == counts[i * row + rank],
                          "unit %u, rank %u", i, rank);
                at++;
            }
        }
        cr_assert(at == shares->count, "unit %u has too many", i);
        cr_assert(chiso__shares_draws(shares) == draws - counts[i * row]);
        cr_assert(memcmp(&seen->band_draws[i * BANDS], bands[i], BANDS * sizeof(uint64_t)) == 0);
    }
    free(counts);
}

static void expect_pairs(const struct chiso__seen *seen, struct scene *scene, uint64_t draws)
{
    for (uint32_t a = 0; a < scene->units; a++) {
        for (uint32_t b = 0; b < scene->units; b++) {
            struct chiso__versus expected = {0, 0, 0};
            struct chiso__versus versus;

            for (uint64_t k = 0; k < draws && a != b; k++) {
                make_draw(scene, k);
                if (a % 2 == b % 2 && scene->ranks[a] > 0 && scene->ranks[b] > 0) {
                    expected.above += scene->orders[a] < scene->orders[b];
                    expected.below += scene->orders[a] > scene->orders[b];
                    expected.equal += scene->orders[a] == scene->orders[b];
                }
            }
            versus = a == b ? expected : chiso__seen_versus(seen, a, b);
            cr_assert(memcmp(&versus, &expected, sizeof(versus)) == 0, "%u and %u", a, b);
        }
    }
}

Test(seen, counts_are_those_of_a_plain_count)
{
    static const struct {
        uint32_t units;
        uint32_t spread;
        uint64_t draws;
    } cases[] = {{1, 1, 5},    {7, 9, 1000}, {63, 20, 600},  {63, 140, 255},
                 {63, 5, 256}, {63, 5, 257}, {400, 700, 900}};

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct scene scene = {.units = cases[i].units, .spread = cases[i].spread};
        struct chiso__seen *seen = count_draws(&scene, 0, cases[i].draws, false);

        expect_counts(seen, &scene, cases[i].draws);
        chiso__seen_free(seen);
    }
}

Test(seen, pairs_are_those_of_a_plain_count)
{
    struct scene scene = {.units = 9, .spread = 19};
    struct chiso__seen *seen = count_draws(&scene, 0, 300, true);

    expect_pairs(seen, &scene, 300);
    chiso__seen_free(seen);
}

Test(seen, parts_come_to_the_same_as_the_whole)
{
    static const uint64_t cuts[] = {0, 1, 150, 299, 300};
    struct scene scene = {.units = 9, .spread = 19};

    for (size_t i = 0; i < sizeof(cuts) / sizeof(*cuts); i++) {
        struct chiso__seen *first = count_draws(&scene, 0, cuts[i], true);
        struct chiso__seen *second = count_draws(&scene, cuts[i], 300, true);
        uint32_t places[9];

        for (uint32_t k = 0; k < 9; k++) {
            places[k] = k;
        }
        cr_assert(chiso__seen_merge(first, second, places));
        expect_counts(first, &scene, 300);
        expect_pairs(first, &scene, 300);
        chiso__seen_free(first);
        chiso__seen_free(second);
    }
}

Test(seen, a_rank_that_cannot_be_is_not_added)
{
    struct chiso__seen *seen = chiso__seen_new(libc(), 2, 0, false);
    const uint32_t beyond[] = {2, 5};
    const uint32_t below[] = {1, 2};

    cr_expect(!chiso__seen_add(seen, &(struct chiso__seen_draw){.ranks = beyond}));
    cr_expect(!chiso__seen_add(seen, &(struct chiso__seen_draw){.ranks = below}));
    cr_expect(seen->draws == 0 && chiso__seen_settle(seen) && seen->shares[0].count == 0);
    chiso__seen_free(seen);
    cr_expect(chiso__seen_new(libc(), CHISO__SEEN_MOST + 1, 0, false) == NULL);
    chiso__seen_free(NULL);
}

Test(seen, no_units_are_counted_too)
{
    struct chiso__seen *seen = chiso__seen_new(libc(), 0, 2, true);
    struct chiso__seen *other = chiso__seen_new(libc(), 0, 2, true);

    cr_assert(seen != NULL && other != NULL);
    cr_expect(chiso__seen_add(seen, &(struct chiso__seen_draw){NULL, NULL, NULL, NULL}));
    cr_expect(chiso__seen_settle(seen) && chiso__seen_merge(seen, other, NULL));
    cr_expect(seen->draws == 1);
    chiso__seen_free(seen);
    chiso__seen_free(other);
}

/* Draws are added while memory fails, and again until they all are. */
static bool counting(struct fault *fault)
{
    struct scene scene = {.units = 5, .spread = 9};
    struct chiso__seen *seen = NULL;
    struct chiso__seen *more = NULL;
    const uint32_t places[] = {0, 1, 2, 3, 4};
    bool refused = false;

    arm(fault);
    seen = chiso__seen_new(&fault->allocator, 5, BANDS, true);
    if (seen == NULL) {
        refused = was_refused(fault);
        disarm(fault);
        cr_expect(refused);
        return true;
    }
    for (uint64_t k = 0; k < 600; k++) {
        const struct chiso__seen_draw draw = draw_of(&scene);

        make_draw(&scene, k);
        if (k == 300 && !chiso__seen_settle(seen)) {
            cr_assert(was_refused(fault));
        }
        if (!chiso__seen_add(seen, &draw)) {
            cr_assert(was_refused(fault) && seen->draws == k);
            refused = true;
            disarm(fault);
            cr_assert(chiso__seen_add(seen, &draw));
        }
    }
    if (!chiso__seen_settle(seen)) {
        refused = true;
    }
    disarm(fault);
    cr_assert(chiso__seen_settle(seen));
    expect_counts(seen, &scene, 600);
    more = count_draws(&scene, 600, 900, true);
    arm(fault);
    if (!chiso__seen_merge(seen, more, places)) {
        cr_assert(was_refused(fault));
        refused = true;
        disarm(fault);
        expect_counts(seen, &scene, 600);
        cr_assert(chiso__seen_merge(seen, more, places));
    }
    refused = refused || was_refused(fault);
    disarm(fault);
    expect_counts(seen, &scene, 900);
    expect_pairs(seen, &scene, 900);
    chiso__seen_free(seen);
    chiso__seen_free(more);
    return refused;
}

Test(seen, nothing_is_lost_where_memory_fails)
{
    fail_each("counting", counting);
}

/* ---- What shares say */

static struct chiso__shares shares_of(struct chiso__shares_at *entries, uint32_t count)
{
    return (struct chiso__shares){entries, count};
}

Test(seen, quantiles_are_ranks_that_occurred)
{
    /* 2 in half of the draws and 3 in the other. */
    struct chiso__shares_at halves[] = {{4, 2000}, {6, 2000}};
    struct chiso__shares_at some[] = {{2, 5}, {5, 90}, {40, 5}};
    struct chiso__shares shares = shares_of(halves, 2);

    cr_expect(chiso__shares_quantile(&shares, 500000) == 4);
    cr_expect(chiso__shares_quantile(&shares, 500001) == 6);
    cr_expect(chiso__shares_quantile(&shares, 0) == 4);
    cr_expect(chiso__shares_quantile(&shares, 1000000) == 6);
    shares = shares_of(some, 3);
    cr_expect(chiso__shares_quantile(&shares, 50000) == 2);
    cr_expect(chiso__shares_quantile(&shares, 50001) == 5);
    cr_expect(chiso__shares_quantile(&shares, 950000) == 5);
    cr_expect(chiso__shares_quantile(&shares, 950001) == 40);
    cr_expect(chiso__shares_least(&shares) == 2 && chiso__shares_greatest(&shares) == 40);
    cr_expect(chiso__shares_within(&shares, 4) == 5 && chiso__shares_within(&shares, 5) == 95 &&
              chiso__shares_within(&shares, 1) == 0);
}

Test(seen, means_are_rounded_once_half_away_from_zero)
{
    struct chiso__shares_at entries[] = {{4, 1987}, {6, 2013}};
    struct chiso__shares_at third[] = {{2, 2}, {4, 1}};
    struct chiso__shares shares = shares_of(entries, 2);

    cr_expect(chiso__shares_mean(&shares) == 2503250);
    cr_expect(chiso__shares_distance(&shares, 6) == 2 * 1987);
    cr_expect(chiso__mean_distance(chiso__shares_distance(&shares, 6), 4000) == 496750);
    shares = shares_of(third, 2);
    cr_expect(chiso__shares_mean(&shares) == 1333333);
    cr_expect(chiso__mean_distance(1, 1000000) == 1, "half a millionth goes up");
    cr_expect(chiso__mean_distance(1, 1000001) == 0);
    cr_expect(chiso__mean_distance(0, 7) == 0 && chiso__mean_distance(0, 0) == CHISO_ABSENT);
}

Test(seen, the_greatest_sums_fit)
{
    struct chiso__shares_at entries[] = {{2 * CHISO__SEEN_MOST, UINT64_C(1) << 40}};
    const struct chiso__shares shares = shares_of(entries, 1);

    cr_expect(chiso__shares_mean(&shares) == (chiso_decimal)CHISO__SEEN_MOST * CHISO_DECIMAL_ONE);
    cr_expect(chiso__shares_quantile(&shares, 1000000) == 2 * CHISO__SEEN_MOST);
}

Test(seen, a_rank_is_steady_within_one_place)
{
    struct chiso__shares_at entries[] = {{2, 4}, {4, 46}, {6, 46}, {8, 4}};
    struct chiso__shares shares = shares_of(entries, 4);

    cr_expect(chiso__shares_steady(&shares, 4) && chiso__shares_steady(&shares, 6));
    cr_expect(!chiso__shares_steady(&shares, 3) && !chiso__shares_steady(&shares, 8));
    entries[0].draws = 5;
    entries[1].draws = 45;
    cr_expect(!chiso__shares_steady(&shares, 6) && chiso__shares_steady(&shares, 4));
    shares.count = 0;
    cr_expect(!chiso__shares_steady(&shares, 2) && chiso__shares_quantile(&shares, 500000) == 0);
    cr_expect(chiso__shares_mean(&shares) == CHISO_ABSENT && chiso__shares_least(&shares) == 0 &&
              chiso__shares_greatest(&shares) == 0);
}
