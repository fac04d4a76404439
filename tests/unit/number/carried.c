/* Carried numbers and their order, from inside. */
#include "number/ratio.h"
#include "support.h"

#include <criterion/criterion.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MAX CHISO_DECIMAL_MAX
#define ONE CHISO__REST_ONE
#define MILLION (CHISO_DECIMAL_ONE * CHISO_DECIMAL_ONE)

static const struct chiso__carried UNTOUCHED = {-4242, 42};

static struct chiso__carried of(int64_t millionths, uint64_t rest)
{
    return (struct chiso__carried){millionths, rest};
}

static bool same(struct chiso__carried a, struct chiso__carried b)
{
    return a.millionths == b.millionths && a.rest == b.rest;
}

Test(carried, a_number_is_in_bounds_or_a_mark)
{
    cr_expect(chiso__is_carried(of(MAX, 0)));
    cr_expect(chiso__is_carried(of(-MAX, 0)));
    cr_expect(chiso__is_carried(of(MAX - 1, ONE - 1)));
    cr_expect(chiso__is_carried(of(-MAX, ONE - 1)));
    cr_expect(!chiso__is_carried(of(MAX, 1)));
    cr_expect(!chiso__is_carried(of(MAX + 1, 0)));
    cr_expect(!chiso__is_carried(of(-MAX - 1, ONE - 1)));
    cr_expect(!chiso__is_carried(of(0, ONE)));
    cr_expect(!chiso__is_carried(chiso__carried_of(CHISO_MISSING)));
    cr_expect(chiso__carried_is_gap(chiso__carried_of(CHISO_MISSING)));
    cr_expect(chiso__carried_is_gap(chiso__carried_of(CHISO_NOT_APPLICABLE)));
    cr_expect(!chiso__carried_is_gap(of(-MAX, 0)));
}

Test(carried, sums_carry_and_stay_in_bounds)
{
    static const struct {
        struct chiso__carried a, b, sum;
        bool fits;
    } cases[] = {
        {{1, ONE / 2}, {2, ONE / 2}, {4, 0}, true},
        {{1, ONE - 1}, {0, 1}, {2, 0}, true},
        {{-1, ONE - 1}, {0, 1}, {0, 0}, true},
        {{-1, 1}, {-1, 1}, {-2, 2}, true},
        {{MAX - 1, ONE - 1}, {0, 1}, {MAX, 0}, true},
        {{MAX - 1, ONE - 1}, {0, 2}, {0, 0}, false},
        {{MAX, 0}, {0, 1}, {0, 0}, false},
        {{MAX, 0}, {-1, ONE - 1}, {MAX - 1, ONE - 1}, true},
        {{-MAX, 0}, {-1, ONE - 1}, {0, 0}, false},
        {{-MAX, 1}, {-1, ONE - 1}, {-MAX, 0}, true},
        {{MAX, 0}, {MAX, 0}, {0, 0}, false},
        {{-MAX, 0}, {-MAX, 0}, {0, 0}, false},
        {{MAX, 0}, {-MAX, 0}, {0, 0}, true},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct chiso__carried sum = UNTOUCHED;
        struct chiso__carried difference = UNTOUCHED;
        const struct chiso__carried expected = cases[i].fits ? cases[i].sum : UNTOUCHED;

        cr_expect(chiso__carried_add(cases[i].a, cases[i].b, &sum) == cases[i].fits, "%zu", i);
        cr_expect(same(sum, expected), "%zu", i);
        cr_expect(chiso__carried_subtract(cases[i].a, chiso__carried_negate(cases[i].b),
                                          &difference) == cases[i].fits &&
                      same(difference, expected),
                  "%zu", i);
    }
}

Test(carried, negation_mirrors)
{
    cr_expect(same(chiso__carried_negate(of(0, 0)), of(0, 0)));
    cr_expect(same(chiso__carried_negate(of(3, 0)), of(-3, 0)));
    cr_expect(same(chiso__carried_negate(of(0, 1)), of(-1, ONE - 1)));
    cr_expect(same(chiso__carried_negate(of(-1, ONE - 1)), of(0, 1)));
    cr_expect(same(chiso__carried_negate(of(MAX, 0)), of(-MAX, 0)));
    cr_expect(same(chiso__carried_negate(of(-MAX, 1)), of(MAX - 1, ONE - 1)));
}

Test(carried, limits_are_met_exactly)
{
    const struct chiso__carried least = of(-2, 5);
    const struct chiso__carried most = of(3, 7);

    cr_expect(same(chiso__carried_limit(of(3, 8), least, most), most));
    cr_expect(same(chiso__carried_limit(of(3, 6), least, most), of(3, 6)));
    cr_expect(same(chiso__carried_limit(of(-2, 4), least, most), least));
    cr_expect(same(chiso__carried_limit(of(-2, 6), least, most), of(-2, 6)));
    cr_expect(same(chiso__carried_least(least, most), least));
    cr_expect(same(chiso__carried_greatest(least, most), most));
    cr_expect(chiso__carried_compare(of(-1, 2), of(-1, 1)) == 1);
    cr_expect(chiso__carried_compare(of(-2, 2), of(-1, 1)) == -1);
    cr_expect(chiso__carried_compare(most, most) == 0);
}

/* What a reader of the design computes by hand: 978/1000 stays two numbers. */
Test(carried, portions_that_come_out_even_have_no_rest)
{
    static const struct {
        int64_t whole, n, d, portion;
    } cases[] = {
        {1500000, 2, 3, 1000000},
        {1500000, -2, 3, -1000000},
        {1500000, 2, -3, -1000000},
        {-1500000, -2, -3, -1000000},
        {MAX, 1, 1, MAX},
        {MAX, MAX, MAX, MAX},
        {0, 1, 3, 0},
        {MAX, INT64_MIN, INT64_MIN, MAX},
    };
    struct chiso__carried third = {0, 0};
    struct chiso__carried sum = {0, 0};

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct chiso__carried portion = UNTOUCHED;

        cr_expect(chiso__carried_portion(chiso__carried_of(cases[i].whole), cases[i].n, cases[i].d,
                                         &portion) &&
                      same(portion, chiso__carried_of(cases[i].portion)),
                  "%zu", i);
    }
    /* A half of the last bit. */
    cr_expect(chiso__carried_portion(chiso__carried_of(1), 1, (int64_t)(2 * ONE), &sum) &&
              same(sum, of(0, 1)));
    cr_expect(chiso__carried_portion(chiso__carried_of(-1), 1, (int64_t)(2 * ONE), &sum) &&
              same(sum, of(-1, ONE - 1)));
    cr_assert(chiso__carried_portion(chiso__carried_of(CHISO_DECIMAL_ONE), 1, 3, &third));
    cr_expect(same(third, of(333333, ONE / 3)), "%llu", (unsigned long long)third.rest);
    cr_assert(chiso__carried_times(third, 3, &sum));
    cr_expect(chiso__carried_order(sum, chiso__carried_of(CHISO_DECIMAL_ONE),
                                   chiso__carried_of(CHISO_DECIMAL_ONE)) == 0);
    /* With a whole that has a rest: 3 × (10/3) / 2 of it. */
    cr_assert(chiso__carried_portion(chiso__carried_of(CHISO_DECIMAL_ONE), 10, 3, &third));
    cr_assert(chiso__carried_portion(third, 3, 2, &sum));
    cr_expect(chiso__carried_order(sum, chiso__carried_of(5000000), third) == 0);
}

Test(carried, what_is_beyond_the_bounds_is_refused)
{
    struct chiso__carried value = UNTOUCHED;
    const struct chiso__carried most = of(MAX, 0);
    const struct chiso__carried tiny = of(0, 1);

    cr_expect(!chiso__carried_portion(most, 2, 1, &value));
    cr_expect(!chiso__carried_portion(most, INT64_MAX, 1, &value));
    cr_expect(!chiso__carried_portion(most, MAX, MAX - 1, &value));
    cr_expect(!chiso__carried_portion(most, 1, 0, &value));
    cr_expect(!chiso__carried_portion(of(MAX - 1, 1), 2, 1, &value));
    cr_expect(!chiso__carried_portion(tiny, 1, 0, &value));
    cr_expect(!chiso__carried_scale(most, most, tiny, &value));
    cr_expect(!chiso__carried_scale(most, tiny, of(0, 0), &value));
    cr_expect(!chiso__carried_times(most, -2, &value));
    cr_expect(!chiso__carried_times(most, INT64_MIN, &value));
    cr_expect(!chiso__total_scale(most, chiso__total_of(most), chiso__total_of(tiny), &value));
    cr_expect(!chiso__total_scale(most, (struct chiso__total){0, INT64_MIN}, chiso__total_of(tiny),
                                  &value));
    cr_expect(same(value, UNTOUCHED));
    cr_expect(chiso__carried_scale(most, most, of(MAX, 0), &value) && same(value, most));
    cr_expect(chiso__carried_scale(of(MAX - 1, ONE - 1), most, most, &value) &&
              same(value, of(MAX - 1, ONE - 1)));
}

Test(carried, a_total_may_leave_the_bounds_on_its_way)
{
    struct chiso__total total = {0, 0};
    struct chiso__carried sum = UNTOUCHED;

    for (int i = 0; i < 4000; i++) {
        cr_assert(chiso__total_add(&total, of(MAX - 1, ONE - 1)));
    }
    cr_expect(!chiso__total_settle(total, &sum) && same(sum, UNTOUCHED));
    /* The mean of them, and their scaled sum. */
    cr_expect(chiso__total_scale(chiso__carried_of(CHISO_DECIMAL_ONE), total,
                                 chiso__total_of(chiso__carried_of(4000 * CHISO_DECIMAL_ONE)),
                                 &sum) &&
              same(sum, of(MAX - 1, ONE - 1)));
    for (int i = 0; i < 4000; i++) {
        cr_assert(chiso__total_add(&total, chiso__carried_negate(of(MAX - 1, ONE - 2))));
    }
    cr_expect(chiso__total_settle(total, &sum) && same(sum, of(0, 4000)));
}

Test(carried, a_total_that_does_not_fit_is_refused)
{
    struct chiso__total total = {0, 0};
    struct chiso__total counted = {5, 5};
    int terms = 0;

    while (terms < 10000 && chiso__total_add(&total, of(-MAX, 0))) {
        terms++;
    }
    cr_expect(terms >= 4096 && terms < 4200, "%d", terms);
    cr_expect(!chiso__total_add_times(&counted, of(MAX, 0), 5000));
    cr_expect(!chiso__total_add_times(&counted, of(-MAX, 0), INT64_MAX));
    cr_expect(counted.low == 5 && counted.high == 5);
    cr_expect(chiso__total_add_times(&counted, of(0, 3), 2) && counted.low == 11);
}

Test(carried, figures_nearer_than_a_millionth_of_a_millionth_of_the_max_are_one)
{
    const struct chiso__carried hundred = chiso__carried_of(100 * CHISO_DECIMAL_ONE);
    /* 10^-12 of 100 is 10^-4 millionths: 450359962737.0496 last bits, less 1024. */
    const struct chiso__carried_ratio a = {of(80000000, ONE / 2), hundred};
    const struct chiso__carried_ratio near = {of(80000000, ONE / 2 + UINT64_C(450359961713)),
                                              hundred};
    const struct chiso__carried_ratio far = {of(80000000, ONE / 2 + UINT64_C(450359961714)),
                                             hundred};
    /* Where 10^-12 is a millionth. */
    const struct chiso__carried million = chiso__carried_of(MILLION);

    cr_expect(chiso__ratio_order(&a, &near) == 0 && chiso__ratio_compare(&a, &near) == -1);
    cr_expect(chiso__ratio_order(&a, &far) == -1 && chiso__ratio_order(&far, &a) == 1);
    cr_expect(chiso__carried_order(of(5, 0), of(6, 0), million) == -1);
    cr_expect(chiso__carried_order(of(5, 1024), of(6, 0), million) == -1);
    cr_expect(chiso__carried_order(of(5, 1025), of(6, 0), million) == 0);
    cr_expect(chiso__carried_order(of(6, 1), of(5, 0), million) == 1);
    cr_expect(chiso__carried_order(of(5, 0), of(5, 1), chiso__carried_of(0)) == -1);
    cr_expect(chiso__carried_order(of(5, 0), of(6, 0), chiso__carried_of(CHISO_ABSENT)) == -1);
    cr_expect(chiso__carried_order(of(-MAX, 0), of(MAX, 0), of(0, 1)) == -1);
    cr_expect(chiso__carried_order(of(MAX, 0), of(-MAX, 0), of(MAX, 0)) == 1);
}

Test(carried, ratios_with_different_maxima_are_compared_without_dividing)
{
    static const struct {
        struct chiso__carried_ratio a, b;
        int exactly, by_nearness;
    } cases[] = {
        {{{72000000, 0}, {96000000, 0}}, {{75000000, 0}, {100000000, 0}}, 0, 0},
        {{{72000000, 1}, {96000000, 0}}, {{75000000, 0}, {100000000, 0}}, 1, 0},
        {{{72000001, 0}, {96000000, 0}}, {{75000000, 0}, {100000000, 0}}, 1, 1},
        {{{-72000001, 0}, {96000000, 0}}, {{-75000000, 0}, {100000000, 0}}, -1, -1},
        {{{-1, 0}, {96000000, 0}}, {{1, 0}, {100000000, 0}}, -1, -1},
        {{{0, 0}, {1, 0}}, {{0, 0}, {MAX, 0}}, 0, 0},
        {{{0, 1}, {MAX, 0}}, {{0, 0}, {1, 0}}, 1, 0},
        {{{MAX, 0}, {0, 1}}, {{MAX, 0}, {0, 2}}, 1, 1},
        {{{MAX, 0}, {MAX, 0}}, {{0, 1}, {0, 1}}, 0, 0},
        {{{MAX - 1, ONE - 1}, {MAX, 0}}, {{0, 1}, {0, 1}}, -1, 0},
        {{{-MAX, 0}, {0, 1}}, {{MAX, 0}, {0, 2}}, -1, -1},
        /* Where 10^-12 is a millionth of one max and two of the other. */
        {{{5, 0}, {MILLION, 0}}, {{8, 1536}, {2 * MILLION, 0}}, 1, 1},
        {{{5, 0}, {MILLION, 0}}, {{8, 1537}, {2 * MILLION, 0}}, 1, 0},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_expect(chiso__ratio_compare(&cases[i].a, &cases[i].b) == cases[i].exactly, "%zu", i);
        cr_expect(chiso__ratio_compare(&cases[i].b, &cases[i].a) == -cases[i].exactly, "%zu", i);
        cr_expect(chiso__ratio_order(&cases[i].a, &cases[i].b) == cases[i].by_nearness, "%zu", i);
        cr_expect(chiso__ratio_order(&cases[i].b, &cases[i].a) == -cases[i].by_nearness, "%zu", i);
    }
}
