/* Carried numbers against whole numbers that are wide enough for every product. */
#include "carry.h"
#include "number/number_read.h"
#include "number/shown.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define ROUNDS (100000 / SUPPORT_STRIDE)
#define NEARNESS UINT64_C(1000000000000)

static struct wide wide_whole(uint128 number)
{
    return carry_product(number, 1);
}

/* A distance and whether it goes up. */
static struct wide apart(struct wide a, struct wide b)
{
    return wide_compare(a, b) < 0 ? wide_minus(b, a) : wide_minus(a, b);
}

/* Whether value is a × b / c to the nearest, or that is beyond what can be carried. */
static bool is_nearest(bool done, int128 value, int128 a, int128 b, int128 c)
{
    const bool negative = ((a < 0) != (b < 0)) != (c < 0);
    const struct wide whole = wide_whole(carry_magnitude(c));
    const struct wide doubled =
        wide_times(carry_product(carry_magnitude(a), carry_magnitude(b)), 2);
    struct wide found;

    if (!done) {
        found = carry_product((uint128)CARRY_MOST, carry_magnitude(c));
        return wide_compare(doubled, wide_plus(wide_times(found, 2), whole)) >= 0;
    }
    found = wide_times(carry_product(carry_magnitude(value), carry_magnitude(c)), 2);
    if (value != 0 && (value < 0) != negative) {
        return false;
    }
    return wide_compare(found, doubled) < 0 ? wide_compare(wide_minus(doubled, found), whole) < 0
                                            : wide_compare(wide_minus(found, doubled), whole) <= 0;
}

Test(property_carried, quotients_are_rounded_to_the_nearest_once)
{
    struct random random = {.state = 1};

    for (int i = 0; i < ROUNDS; i++) {
        const struct chiso__carried a = carry_any(&random);
        const struct chiso__carried b = carry_any(&random);
        const struct chiso__carried c = carry_any_max(&random);
        const int64_t n = (int64_t)(random_next(&random) >> random_below(&random, 64));
        const int64_t d = 1 + (int64_t)(random_next(&random) >> (1 + random_below(&random, 63)));
        struct chiso__carried value = {0, 0};
        bool done = chiso__carried_scale(a, b, c, &value);

        cr_assert(
            is_nearest(done, carry_whole(value), carry_whole(a), carry_whole(b), carry_whole(c)),
            "scale %d", i);
        value = chiso__carried_of(0);
        done = chiso__carried_portion(a, n, d, &value);
        cr_assert(is_nearest(done, carry_whole(value), carry_whole(a), n, d), "portion %d", i);
    }
}

/* So many last bits before the bound nearness ends. */
static uint64_t spared(int128 max)
{
    return max < (int128)1024 << 52 ? (uint64_t)(max >> 52) : 1024;
}

/* The sign of a/m - b/n; *out_near: whether they differ by less than 10^-12. */
static int compare(const struct chiso__carried_ratio *a, const struct chiso__carried_ratio *b,
                   bool *out_near)
{
    const int128 max = carry_whole(a->max);
    const int128 other = carry_whole(b->max);
    const int128 top = carry_whole(a->achieved);
    const int128 second = carry_whole(b->achieved);
    const struct wide left = carry_product(carry_magnitude(top), (uint128)other);
    const struct wide right = carry_product(carry_magnitude(second), (uint128)max);
    const bool opposite = (top < 0) != (second < 0);
    const struct wide distance = opposite ? wide_plus(left, right) : apart(left, right);
    const struct wide maxima = carry_product((uint128)max, (uint128)other);

    const struct wide bits = wide_plus(carry_product(spared(max), (uint128)other),
                                       carry_product(spared(other), (uint128)max));

    *out_near = wide_compare(wide_times(wide_plus(wide_times(distance, 2), bits), NEARNESS),
                             wide_times(maxima, 2)) < 0;
    if (opposite) {
        return wide_compare(distance, wide_of(0)) == 0 ? 0 : top < 0 ? -1 : 1;
    }
    return top < 0 ? -wide_compare(left, right) : wide_compare(left, right);
}

Test(property_carried, ratios_are_ordered_exactly_and_by_nearness)
{
    struct random random = {.state = 2};
    int counts[2] = {0, 0};

    for (int i = 0; i < ROUNDS; i++) {
        struct chiso__carried_ratio a;
        struct chiso__carried_ratio b;
        bool near = false;
        int order = 0;

        carry_any_pair(&random, &a, &b);
        order = compare(&a, &b, &near);
        counts[near && order != 0 ? 1 : 0]++;
        cr_assert(chiso__ratio_compare(&a, &b) == order && chiso__ratio_compare(&b, &a) == -order,
                  "%d", i);
        cr_assert(chiso__ratio_compare_exactly(&a, &b) == order, "%d", i);
        order = near ? 0 : order;
        cr_assert(chiso__ratio_order(&a, &b) == order && chiso__ratio_order(&b, &a) == -order, "%d",
                  i);
        cr_assert(chiso__ratio_order_exactly(&a, &b) == order, "%d", i);
        b.max = a.max;
        order = compare(&a, &b, &near);
        order = near ? 0 : order;
        cr_assert(chiso__carried_order(a.achieved, b.achieved, a.max) == order, "%d", i);
        cr_assert(chiso__carried_order_exactly(a.achieved, b.achieved, a.max) == order, "%d", i);
    }
    cr_assert(counts[0] > ROUNDS / 10 && counts[1] > ROUNDS / 10);
}

/* How far twice a rest is from what it is near to, all in parts of the whole of a digit; true when
 * that is below nearness, in the same parts and times NEARNESS, and a thousandth of the digit. */
static bool is_near(struct wide doubled, struct wide whole, struct wide nearness)
{
    return wide_compare(wide_times(doubled, 1000), wide_times(whole, 2)) < 0 &&
           wide_compare(wide_times(doubled, NEARNESS), wide_times(nearness, 2)) < 0;
}

/* above / below rounded as figures are; nearness ends so many parts before its bound. */
static int64_t round_slowly(struct wide above, struct wide below, struct wide nearness,
                            struct wide before, chiso_rounding rounding)
{
    int64_t count = wide_ratio(above, wide_of(0), below, CHISO_ROUND_DOWN);
    const struct wide rest = wide_minus(above, wide_times(below, (uint64_t)count));
    const struct wide doubled = wide_times(rest, 2);
    const int half = wide_compare(doubled, below);

    if (rounding == CHISO_ROUND_DOWN) {
        return count +
               is_near(wide_times(wide_plus(wide_minus(below, rest), before), 2), below, nearness);
    }
    if (half == 0 ||
        is_near(wide_plus(apart(doubled, below), wide_times(before, 2)), below, nearness)) {
        return count + (rounding == CHISO_ROUND_HALF_UP || count % 2 == 1);
    }
    return count + (half > 0);
}

static uint64_t power10(int exponent)
{
    uint64_t power = 1;

    while (exponent-- > 0) {
        power *= 10;
    }
    return power;
}

Test(property_carried, points_are_rounded_once_with_what_is_near_a_half_as_that)
{
    struct random random = {.state = 3};

    for (int i = 0; i < ROUNDS; i++) {
        const struct chiso__carried max = carry_any_max(&random);
        const int digits = (int)random_below(&random, 7);
        const struct chiso__carried points = random_below(&random, 4) > 0
                                                 ? carry_any_edge(&random, max, digits)
                                                 : carry_any_achieved(&random, max);
        const uint64_t unit = power10(CHISO_DECIMAL_PLACES - digits);
        const struct wide below = carry_product((uint128)unit, (uint128)1 << 52);

        for (int rounding = 0; rounding < 3; rounding++) {
            int64_t expected =
                round_slowly(wide_whole(carry_magnitude(carry_whole(points))), below,
                             wide_whole((uint128)carry_whole(max)),
                             wide_of(spared(carry_whole(max))), (chiso_rounding)rounding);
            const chiso_decimal found =
                chiso__points_shown(points, max, digits, (chiso_rounding)rounding);

            expected *= (int64_t)unit;
            cr_assert(found == (points.millionths < 0 ? -expected : expected),
                      "%" PRId64 ":%" PRIu64 " of %" PRId64 ":%" PRIu64 ", %d, %d: %" PRId64,
                      points.millionths, points.rest, max.millionths, max.rest, digits, rounding,
                      found);
        }
    }
}

/* Ratios at halves of a digit of the percent, at and below 100 %, and any. */
static struct chiso__carried_ratio any_percent(struct random *random, int digits)
{
    const struct chiso__carried hundred = chiso__carried_of(100 * CHISO_DECIMAL_ONE);
    const struct chiso__carried max = carry_any_max(random);
    struct chiso__carried achieved = carry_any_achieved(random, max);
    const uint64_t part = 200 * power10(digits) + random_below(random, 3) - 1;

    switch (random_below(random, 4)) {
    case 0:
        achieved = carry_of(carry_whole(max) - carry_whole(max) / (int128)part);
        break;
    case 1:
        break;
    default:
        (void)chiso__carried_scale(carry_any_edge(random, hundred, digits), max, hundred,
                                   &achieved);
        break;
    }
    return (struct chiso__carried_ratio){achieved, max};
}

Test(property_carried, percents_are_rounded_once_and_full_is_kept_for_what_reaches_it)
{
    struct random random = {.state = 4};
    int kept = 0;

    for (int i = 0; i < ROUNDS; i++) {
        const int digits = (int)random_below(&random, 7);
        const uint64_t full = 100 * power10(digits);
        const bool full_reached = random_below(&random, 2) == 0;
        const chiso_rounding rounding = (chiso_rounding)random_below(&random, 3);
        const struct chiso__carried_ratio ratio = any_percent(&random, digits);
        const int128 achieved = carry_whole(ratio.achieved);
        const struct wide max = wide_whole((uint128)carry_whole(ratio.max));
        chiso_decimal found = 0;
        int64_t expected = 0;

        if (!chiso__percent_shown(&ratio, digits, rounding, full_reached, &found)) {
            cr_assert(carry_magnitude(achieved) / 90000000000 > (uint128)carry_whole(ratio.max));
            continue;
        }
        expected = round_slowly(
            wide_times(wide_whole(carry_magnitude(achieved)), full), max, wide_times(max, full),
            wide_times(wide_of(spared(carry_whole(ratio.max))), full), rounding);
        if (full_reached && expected == (int64_t)full && achieved >= 0 &&
            chiso__carried_order(ratio.achieved, ratio.max, ratio.max) < 0) {
            expected--;
            kept++;
        }
        expected *= (int64_t)power10(CHISO_DECIMAL_PLACES - digits);
        cr_assert(found == (achieved < 0 ? -expected : expected),
                  "%" PRId64 ":%" PRIu64 " of %" PRId64 ":%" PRIu64 ", %d, %d: %" PRId64,
                  ratio.achieved.millionths, ratio.achieved.rest, ratio.max.millionths,
                  ratio.max.rest, digits, (int)rounding, found);
    }
    cr_assert(kept > 100 / SUPPORT_STRIDE);
}

static struct chiso__carried read(const char *text)
{
    struct chiso__number_style style = {.comma_allowed = false};
    struct chiso__numeral numeral = {.decimals = 0};

    cr_assert(chiso__numeral_read((struct chiso__span){text, strlen(text)}, &style,
                                  CHISO__FORM_EXPONENT, &numeral) == CHISO__NUMBER_OK,
              "%s", text);
    return numeral.value;
}

/* A number of up to 15 decimals as a count of 10^-15, and its text. */
static int128 any_numeral(struct random *random, int places, char *text)
{
    const uint64_t whole =
        random_below(random, CHISO_DECIMAL_MAX / CHISO_DECIMAL_ONE) >> random_below(random, 43);
    const uint64_t fraction = random_below(random, power10(places));
    const bool negative = random_below(random, 2) == 0 && (whole | fraction) != 0;
    const int128 size =
        (int128)whole * (int128)power10(15) + (int128)fraction * (int128)power10(15 - places);

    if (places == 0) {
        snprintf(text, 64, "%s%" PRIu64, negative ? "-" : "", whole);
    } else {
        snprintf(text, 64, "%s%" PRIu64 ".%0*" PRIu64, negative ? "-" : "", whole, places,
                 fraction);
    }
    return negative ? -size : size;
}

Test(property_carried, texts_of_fifteen_decimals_come_back_and_keep_their_order)
{
    struct random random = {.state = 5};
    struct chiso__carried last = {0, 0};
    int128 last_count = 0;

    for (int i = 0; i < ROUNDS; i++) {
        struct chiso__shown shown = {.places = (int)random_below(&random, 16), .mark = '.'};
        const struct chiso__carried max = carry_any_max(&random);
        char text[64];
        char again[CHISO__SHOWN_SIZE];
        int128 count = any_numeral(&random, shown.places, text);
        struct chiso__carried value = read(text);

        shown.rounding = (chiso_rounding)random_below(&random, 2);
        chiso__points_text(value, chiso__carried_of(0), &shown, again);
        cr_assert_str_eq(again, text);
        /* More places show nothing else, whatever the max. */
        shown.places += (int)random_below(&random, (uint64_t)(19 - shown.places));
        chiso__points_text(value, max, &shown, again);
        cr_assert(strncmp(again, text, strlen(text)) == 0 &&
                      again[strlen(text) + strspn(again + strlen(text), ".0")] == '\0',
                  "%s is %s", text, again);
        cr_assert((count > last_count) - (count < last_count) ==
                      chiso__carried_compare(value, last),
                  "%s", text);
        if (i % 2 == 0) {
            last = value;
            last_count = count;
        }
        /* The next number there is, as near as two can be. */
        if (count < CARRY_MOST >> 20) {
            shown = (struct chiso__shown){.places = 15, .mark = '.'};
            value = carry_of(carry_whole(value) + (((int128)1 << 52) + 500000000) / 1000000000);
            chiso__points_text(value, chiso__carried_of(0), &shown, again);
            cr_assert(carry_whole(read(again)) - carry_whole(read(text)) > 0, "%s and %s", text,
                      again);
        }
    }
}

/* A count of 10^-15 as a number. */
static struct chiso__carried written(int128 count)
{
    const int128 size = (int128)carry_magnitude(count);
    char text[64];

    snprintf(text, sizeof(text), "%s%" PRId64 ".%015" PRId64, count < 0 ? "-" : "",
             (int64_t)(size / (int128)power10(15)), (int64_t)(size % (int128)power10(15)));
    return read(text);
}

/* Last bits decide nothing between decimals: neither those that their texts lose, nor those that a
 * sum of thirds does, not even where the difference is 10^-12 exactly. */
Test(property_carried, nearness_is_that_of_the_decimals_that_were_written)
{
    struct random random = {.state = 9};
    int counts[2] = {0, 0};

    for (int i = 0; i < ROUNDS; i++) {
        /* In millionths: 10^-12 of it is so many 10^-18. */
        const int64_t max = i % 2 == 0
                                ? 1000 * (1 + (int64_t)random_below(&random, 1000000))
                                : 2000 + (int64_t)random_below(&random, CHISO_DECIMAL_ONE * 1000);
        const int128 count = (int128)random_below(&random, power10(17));
        const int128 distance = max / 1000 + (int128)random_below(&random, 3) - 1;
        const struct chiso__carried a = written(count);
        const struct chiso__carried b = written(count + distance);
        const struct chiso__carried_ratio twice = {written(2 * (count + distance)),
                                                   chiso__carried_of(2 * max)};
        const struct chiso__carried_ratio ratio = {a, chiso__carried_of(max)};
        const bool near = distance * 1000 < max;
        const uint64_t terms = 1 + random_below(&random, 300);
        struct chiso__total total = {0, 0};
        struct chiso__carried sum = {0, 0};
        struct chiso__carried part = {0, 0};

        counts[near ? 1 : 0]++;
        cr_assert(chiso__carried_order(a, b, ratio.max) == (near ? 0 : -1));
        cr_assert(chiso__ratio_order(&twice, &ratio) == (near ? 0 : 1));
        cr_assert(chiso__carried_portion(a, 1, (int64_t)terms, &part) &&
                  chiso__total_add_times(&total, part, (int64_t)terms) &&
                  chiso__total_settle(total, &sum));
        cr_assert(chiso__carried_order(sum, b, ratio.max) == (near ? 0 : -1));
    }
    cr_assert(counts[0] > ROUNDS / 10 && counts[1] > ROUNDS / 10);
}

Test(property_carried, an_exponent_moves_the_mark)
{
    struct random random = {.state = 6};

    for (int i = 0; i < ROUNDS / 4; i++) {
        const int places = (int)random_below(&random, 16);
        const int shift = (int)random_below(&random, 16);
        const uint64_t digits = random_below(&random, power10(12));
        char plain[96];
        char moved[96];

        snprintf(plain, sizeof(plain), "%" PRIu64 "e-%d", digits, places);
        snprintf(moved, sizeof(moved), "%" PRIu64 ".%0*de%d", digits, shift, 0, -places);
        cr_assert(chiso__carried_compare(read(plain), read(moved)) == 0, "%s, %s", plain, moved);
        snprintf(moved, sizeof(moved), "0.%0*d%" PRIu64 "E%d", shift, 0, digits,
                 shift - places + snprintf(NULL, 0, "%" PRIu64, digits) + (shift == 0));
        cr_assert(chiso__carried_compare(read(plain), read(moved)) == 0, "%s, %s", plain, moved);
    }
}

Test(property_carried, sums_are_the_same_in_any_order_and_by_columns)
{
    enum { TERMS = 64 };
    struct random random = {.state = 7};

    for (int i = 0; i < ROUNDS / TERMS; i++) {
        struct chiso__carried terms[TERMS];
        struct chiso__total forwards = {0, 0};
        struct chiso__total backwards = {0, 0};
        struct chiso__carried sum = {0, 0};
        struct chiso__carried settled = {0, 0};
        uint64_t millionths = 0;
        uint64_t rests = 0;
        int128 whole = 0;

        for (int k = 0; k < TERMS; k++) {
            terms[k] = carry_any(&random);
            whole += carry_whole(terms[k]);
            millionths += (uint64_t)terms[k].millionths;
            rests += terms[k].rest;
            cr_assert(chiso__total_add(&forwards, terms[k]));
        }
        for (int k = TERMS; k-- > 0;) {
            cr_assert(chiso__total_add(&backwards, terms[k]));
        }
        cr_assert(forwards.low == backwards.low && forwards.high == backwards.high);
        if (whole > CARRY_MOST || whole < -CARRY_MOST) {
            cr_assert(!chiso__total_settle(forwards, &sum));
            continue;
        }
        cr_assert(chiso__total_settle(forwards, &sum) && carry_whole(sum) == whole);
        settled = chiso__carried_settle((int64_t)millionths, rests);
        cr_assert(chiso__carried_compare(settled, sum) == 0);
    }
}

/* What is shared out in ratios, however these are written, and added up again is the whole. */
Test(property_carried, portions_of_a_whole_add_up_to_the_same_figure)
{
    struct random random = {.state = 8};

    for (int i = 0; i < ROUNDS / 50; i++) {
        const struct chiso__carried max = carry_any_max(&random);
        const int64_t d = 1 + (int64_t)random_below(&random, 100);
        struct chiso__total total = {0, 0};
        struct chiso__carried sum = {0, 0};
        int64_t left = d;

        if (carry_whole(max) < (int128)1 << 50 || carry_whole(max) > CARRY_MOST / 2) {
            continue; /* so small that a last bit is more than near, or too large by that bit */
        }
        while (left > 0) {
            const int64_t n = 1 + (int64_t)random_below(&random, (uint64_t)left);
            const int64_t factor = 1 + (int64_t)random_below(&random, 1000);
            struct chiso__carried part = {0, 0};

            cr_assert(chiso__carried_portion(max, n * factor, d * factor, &part));
            cr_assert(chiso__total_add(&total, part));
            left -= n;
        }
        cr_assert(chiso__total_settle(total, &sum));
        cr_assert(chiso__carried_order(sum, max, max) == 0, "%" PRId64, d);
    }
}
