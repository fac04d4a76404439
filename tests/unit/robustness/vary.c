/* What random numbers make of weights, shares, answers and digits: against plain ways to the same,
 * and within what chance allows of what they should be on average. */
#include "robustness/vary.h"
#include "support.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

Test(vary, a_number_chooses_by_its_place)
{
    cr_expect(chiso__choose(0, 3) == 0 && chiso__choose(UINT64_MAX / 3, 3) == 0);
    cr_expect(chiso__choose(UINT64_MAX / 3 + 1, 3) == 1 && chiso__choose(UINT64_MAX, 3) == 2);
    cr_expect(chiso__choose(UINT64_MAX, 1) == 0);
}

Test(vary, a_factor_is_within_its_share)
{
    cr_expect(chiso__weight_factor(0, 250000) == 750000);
    cr_expect(chiso__weight_factor(UINT64_C(1) << 63, 250000) == 1000000);
    cr_expect(chiso__weight_factor(UINT64_MAX, 250000) == 1250000);
    cr_expect(chiso__weight_factor(UINT64_MAX, 0) == 1000000);
    cr_expect(chiso__weight_factor(0, 1000000) == 0);
}

Test(vary, what_was_rounded_is_within_half_a_digit)
{
    static const int64_t halves[] = {500000, 50000, 5000, 500, 50, 5, 0};

    for (unsigned decimals = 0; decimals <= 6; decimals++) {
        cr_expect(chiso__rounding_off(0, decimals) == -halves[decimals], "%u", decimals);
        cr_expect(chiso__rounding_off(UINT64_MAX, decimals) == halves[decimals], "%u", decimals);
    }
}

/* ---- Dirichlet */

static chiso_allocator no_memory_limit(struct meter *meter)
{
    *meter = (struct meter){.refuse_from = SIZE_MAX};
    return meter_allocator(meter);
}

Test(vary, parameters_go_by_the_largest_remainders_and_are_at_least_one)
{
    enum { MOST = 5 };
    static const struct {
        int64_t weights[MOST]; /* up to a 0 */
        uint32_t sum;
        uint32_t parameters[MOST];
    } cases[] = {
        {{1, 1, 1}, 10, {4, 3, 3}},
        {{1, 1, 1}, 11, {4, 4, 3}},
        {{50, 30, 20}, 10, {5, 3, 2}},
        {{33, 33, 34}, 10, {3, 3, 4}},
        {{7}, 1, {1}},
        {{1000, 1, 1}, 3, {1, 1, 1}},
        {{1000, 1, 1}, 20, {18, 1, 1}},
        {{997, 1, 1, 1}, 1000, {997, 1, 1, 1}},
        /* Quotas 0.3, 4.85, 4.85: without a least the first would get none, 5 and 5. The others
         * share 9, and of equal remainders the first gets what is left. */
        {{6, 97, 97}, 10, {1, 5, 4}},
        /* A quota below 1 that its remainder brings to 1 is not lifted. */
        {{9, 16, 15}, 4, {1, 2, 1}},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct meter meter;
        const chiso_allocator allocator = no_memory_limit(&meter);
        struct chiso__carried weights[MOST];
        uint32_t parameters[MOST] = {0};
        uint32_t count = 0;

        while (count < MOST && cases[i].weights[count] > 0) {
            weights[count] = (struct chiso__carried){cases[i].weights[count], 1};
            count++;
        }
        cr_assert(
            chiso__dirichlet_parameters(weights, count, cases[i].sum, &allocator, parameters));
        for (uint32_t k = 0; k < count; k++) {
            cr_expect(parameters[k] == cases[i].parameters[k], "case %zu: %u is %u", i, k,
                      parameters[k]);
        }
        cr_expect(meter.alive == 0);
    }
}

Test(vary, parameters_add_up_and_lie_near_their_quotas)
{
    enum { MOST = 40 };
    struct random random = {.state = 3};

    for (int round = 0; round < 2000; round += SUPPORT_STRIDE) {
        const uint32_t count = 1 + (uint32_t)random_below(&random, MOST);
        const uint32_t sum = count + (uint32_t)random_below(&random, 1000);
        const bool is_even = random_below(&random, 2) == 0;
        struct meter meter;
        const chiso_allocator allocator = no_memory_limit(&meter);
        struct chiso__carried weights[MOST];
        uint32_t parameters[MOST];
        double whole = 0;
        uint32_t got = 0;
        bool lifted = false;

        for (uint32_t i = 0; i < count; i++) {
            weights[i] = (struct chiso__carried){
                1 + (int64_t)random_below(&random, is_even ? 3 : CHISO_DECIMAL_MAX / 2),
                random_next(&random) % CHISO__REST_ONE};
            whole += chiso__carried_double(weights[i]);
        }
        cr_assert(chiso__dirichlet_parameters(weights, count, sum, &allocator, parameters));
        for (uint32_t i = 0; i < count; i++) {
            const double quota = sum * chiso__carried_double(weights[i]) / whole;

            got += parameters[i];
            lifted = lifted || (parameters[i] == 1 && quota < 1);
        }
        cr_assert(got == sum, "%u for %u", got, sum);
        for (uint32_t i = 0; i < count; i++) {
            const double quota = sum * chiso__carried_double(weights[i]) / whole;

            cr_assert(parameters[i] >= 1 && parameters[i] < quota + 1.000001, "too many");
            cr_assert(lifted || parameters[i] > quota - 1.000001, "too few");
        }
    }
}

Test(vary, what_are_no_weights_is_refused_and_so_is_a_sum_that_cannot_be)
{
    struct meter meter;
    const chiso_allocator allocator = no_memory_limit(&meter);
    struct chiso__carried weights[] = {{1, 0}, {2, 0}};
    uint32_t parameters[] = {7, 7};

    cr_expect(!chiso__dirichlet_parameters(weights, 2, 1, &allocator, parameters));
    cr_expect(!chiso__dirichlet_parameters(weights, 0, 1, &allocator, parameters));
    cr_expect(!chiso__dirichlet_parameters(weights, 2, 100001, &allocator, parameters));
    weights[1] = chiso__carried_of(0);
    cr_expect(!chiso__dirichlet_parameters(weights, 2, 5, &allocator, parameters));
    weights[1] = chiso__carried_of(-1);
    cr_expect(!chiso__dirichlet_parameters(weights, 2, 5, &allocator, parameters));
    cr_expect(parameters[0] == 7 && parameters[1] == 7 && meter.requests == 0);
}

Test(vary, parameters_without_memory_are_refused)
{
    const struct chiso__carried weights[] = {{1, 0}, {2, 0}};

    for (size_t nth = 0; nth < 2; nth++) {
        struct meter meter = {.refuse_from = nth};
        const chiso_allocator allocator = meter_allocator(&meter);
        uint32_t parameters[] = {7, 7};

        cr_expect(!chiso__dirichlet_parameters(weights, 2, 5, &allocator, parameters));
        cr_expect(parameters[0] == 7 && parameters[1] == 7 && meter.alive == 0);
    }
}

static int by_size(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a;
    const uint64_t y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

Test(vary, shares_are_gaps_between_sorted_numbers)
{
    static const uint32_t parameters[] = {3, 1, 4, 2};
    uint64_t scratch[20];
    uint64_t sorted[11];
    uint64_t shares[4];

    for (uint64_t draw = 0; draw < 200; draw++) {
        struct chiso__stream stream = chiso__stream_of((struct chiso__draw){1, draw, 2}, 99);
        struct chiso__stream same = stream;
        uint64_t sum = 0;
        int gap = 0;

        sorted[0] = 0;
        for (int i = 1; i < 10; i++) {
            sorted[i] = chiso__stream_next(&same) >> 4;
        }
        sorted[10] = UINT64_C(1) << 60;
        qsort(sorted, 11, sizeof(*sorted), by_size);
        chiso__dirichlet_shares(&stream, parameters, 4, scratch, shares);
        for (int i = 0; i < 4; i++) {
            uint64_t expected = 0;

            for (uint32_t k = 0; k < parameters[i]; k++, gap++) {
                expected += sorted[gap + 1] - sorted[gap];
            }
            cr_assert(shares[i] == expected, "draw %d, share %d", (int)draw, i);
            sum += shares[i];
        }
        cr_assert(sum == UINT64_C(1) << 60);
    }
}

Test(vary, shares_have_the_mean_and_the_variance_of_dirichlet)
{
    enum { DRAWS = 20000 };
    static const uint32_t parameters[] = {1, 5, 14};
    const double sum = 20;
    uint64_t scratch[40];
    uint64_t shares[3];
    double means[3] = {0};
    double squares[3] = {0};

    for (uint64_t draw = 0; draw < DRAWS; draw++) {
        struct chiso__stream stream = chiso__stream_of((struct chiso__draw){7, draw, 2}, 5);

        chiso__dirichlet_shares(&stream, parameters, 3, scratch, shares);
        for (int i = 0; i < 3; i++) {
            const double share = (double)shares[i] * 0x1p-60;

            means[i] += share / DRAWS;
            squares[i] += share * share / DRAWS;
        }
    }
    for (int i = 0; i < 3; i++) {
        const double mean = parameters[i] / sum;
        const double variance = mean * (1 - mean) / (sum + 1);

        /* Five standard errors of the mean; the variance within a tenth. */
        cr_expect(fabs(means[i] - mean) < 5 * sqrt(variance / DRAWS), "%d: %g", i, means[i]);
        cr_expect(fabs(squares[i] - means[i] * means[i] - variance) < variance / 10, "%d", i);
    }
}

Test(vary, an_only_child_has_all)
{
    static const uint32_t one[] = {1};
    struct chiso__stream stream = chiso__stream_of((struct chiso__draw){1, 1, 2}, 1);
    uint64_t scratch[2];
    uint64_t share = 0;

    chiso__dirichlet_shares(&stream, one, 1, scratch, &share);
    cr_expect(share == UINT64_C(1) << 60);
}

/* ---- Answers */

/* The same trial by trial, each of its bits where the rule says that they are. */
static int64_t plain_binomial(struct chiso__stream *stream, int64_t trials, uint64_t chance)
{
    bool *decided = calloc((size_t)trials + 1, sizeof(*decided));
    int64_t successes = 0;
    int64_t undecided = trials;

    for (int bit = 63; bit >= 0 && undecided > 0; bit--) {
        const int in_chance = (int)(chance >> bit & 1);
        uint64_t number = 0;
        int used = 64;

        for (int64_t i = 0; i < trials; i++) {
            int drawn = 0;

            if (decided[i]) {
                continue;
            }
            if (used == 64) {
                number = chiso__stream_next(stream);
                used = 0;
            }
            drawn = (int)(number >> used++ & 1);
            if (drawn != in_chance) {
                decided[i] = true;
                undecided--;
                successes += in_chance;
            }
        }
    }
    free(decided);
    return successes;
}

Test(vary, a_binomial_is_that_of_its_trials_one_by_one)
{
    struct random random = {.state = 5};

    for (int round = 0; round < 2000; round += SUPPORT_STRIDE) {
        const int64_t trials = (int64_t)random_below(&random, round % 2 == 0 ? 10 : 400);
        const uint64_t chance = round % 7 == 0   ? 0
                                : round % 7 == 1 ? UINT64_MAX
                                : round % 7 == 2 ? UINT64_C(1) << 63
                                                 : random_next(&random);
        struct chiso__stream stream =
            chiso__stream_of((struct chiso__draw){2, (uint64_t)round, 6}, 3);
        struct chiso__stream same = stream;

        cr_assert(chiso__binomial(&stream, trials, chance) == plain_binomial(&same, trials, chance),
                  "round %d", round);
        cr_assert(chiso__stream_next(&stream) == chiso__stream_next(&same),
                  "round %d: as many numbers are taken", round);
    }
}

Test(vary, answers_are_as_many_as_there_were_and_as_likely)
{
    enum { DRAWS = 5000 };
    static const int64_t counts[] = {500, 0, 300, 199, 1, 0};
    double means[6] = {0};
    double squares[6] = {0};

    for (uint64_t draw = 0; draw < DRAWS; draw++) {
        struct chiso__stream stream = chiso__stream_of((struct chiso__draw){3, draw, 6}, 8);
        int64_t drawn[6];
        int64_t sum = 0;

        cr_assert(chiso__draw_answers(&stream, counts, 6, drawn));
        for (int i = 0; i < 6; i++) {
            cr_assert(drawn[i] >= 0 && (counts[i] > 0 || drawn[i] == 0), "option %d", i);
            sum += drawn[i];
            means[i] += (double)drawn[i] / DRAWS;
            squares[i] += (double)(drawn[i] * drawn[i]) / DRAWS;
        }
        cr_assert(sum == 1000);
    }
    for (int i = 0; i < 6; i++) {
        const double variance = (double)counts[i] * (1 - (double)counts[i] / 1000);

        cr_expect(fabs(means[i] - (double)counts[i]) <= 5 * sqrt(variance / DRAWS), "%d: %g", i,
                  means[i]);
        cr_expect(fabs(squares[i] - means[i] * means[i] - variance) <= variance / 6, "%d", i);
    }
}

Test(vary, no_answers_are_drawn_as_none_and_one_option_as_all)
{
    static const int64_t none[] = {0, 0};
    static const int64_t one[] = {0, 9};
    static const int64_t too_many[] = {INT64_MAX, 1};
    static const int64_t below[] = {-1, 4};
    struct chiso__stream stream = chiso__stream_of((struct chiso__draw){3, 1, 6}, 8);
    int64_t drawn[] = {7, 7};

    cr_expect(!chiso__draw_answers(&stream, too_many, 2, drawn));
    cr_expect(!chiso__draw_answers(&stream, below, 2, drawn));
    cr_expect(drawn[0] == 7 && drawn[1] == 7);
    cr_expect(chiso__draw_answers(&stream, none, 2, drawn) && drawn[0] == 0 && drawn[1] == 0);
    cr_expect(chiso__draw_answers(&stream, one, 2, drawn) && drawn[0] == 0 && drawn[1] == 9);
}
