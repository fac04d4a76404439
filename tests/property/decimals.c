/* Decimals against long division on 128 bits. */
#include "support.h"
#include "wide.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS (200000 / SUPPORT_STRIDE)

/* All sizes of numbers, and those at the edges of each. */
static chiso_decimal any_decimal(struct random *random)
{
    const uint64_t bits = 1 + random_below(random, 63);
    chiso_decimal value = (chiso_decimal)(random_next(random) >> (64 - bits));

    switch (random_below(random, 12)) {
    case 0:
        value = CHISO_DECIMAL_MAX - (chiso_decimal)random_below(random, 3);
        break;
    case 1:
        value = (chiso_decimal)random_below(random, 200) * CHISO_DECIMAL_ONE;
        break;
    case 2:
        value = (chiso_decimal)random_below(random, 1000) * 5000;
        break;
    default:
        value = value > CHISO_DECIMAL_MAX ? CHISO_DECIMAL_MAX : value;
        break;
    }
    return random_below(random, 2) == 0 ? value : -value;
}

/* numerator / denominator rounded to a whole number, away from the long way that the library may
 * take. */
static int128 divide(int128 numerator, int128 denominator, chiso_rounding rounding)
{
    const bool negative = (numerator < 0) != (denominator < 0);
    const uint128 above = numerator < 0 ? -(uint128)numerator : (uint128)numerator;
    const uint128 below = denominator < 0 ? -(uint128)denominator : (uint128)denominator;
    uint128 quotient = above / below;
    const uint128 rest = above % below;

    /* rest >= below - rest is 2 × rest >= below without the carry. */
    if (rounding == CHISO_ROUND_HALF_UP) {
        quotient += rest >= below - rest;
    } else if (rounding == CHISO_ROUND_HALF_EVEN) {
        quotient += rest > below - rest || (rest == below - rest && quotient % 2 == 1);
    }
    return negative ? -(int128)quotient : (int128)quotient;
}

static bool is_decimal(int128 value)
{
    return value <= CHISO_DECIMAL_MAX && value >= -CHISO_DECIMAL_MAX;
}

static chiso_rounding any_rounding(struct random *random)
{
    return (chiso_rounding)random_below(random, 3);
}

static chiso_decimal step_of(int digits)
{
    chiso_decimal step = CHISO_DECIMAL_ONE;

    for (int i = 0; i < digits; i++) {
        step /= 10;
    }
    return step;
}

Test(property_decimals, the_text_of_a_decimal_reads_in_again_as_the_same_decimal)
{
    struct random random = {.state = 4000000};

    for (int i = 0; i < ROUNDS; i++) {
        const chiso_decimal value = any_decimal(&random);
        const char mark = random_below(&random, 2) == 0 ? '.' : ',';
        const int digits = random_below(&random, 2) == 0 ? -1 : 6;
        char text[CHISO_DECIMAL_TEXT_SIZE];
        chiso_decimal again = 1;
        bool rounded = true;

        cr_assert(chiso_decimal_format(value, digits, any_rounding(&random), mark, text) ==
                      CHISO_OK,
                  "%" PRId64, value);
        cr_assert(strlen(text) < CHISO_DECIMAL_TEXT_SIZE, "%s", text);
        cr_assert(chiso_decimal_parse(text, mark, &again, &rounded) == CHISO_OK, "%s", text);
        cr_assert(again == value && !rounded, "%" PRId64 " is |%s| is %" PRId64, value, text,
                  again);
        if (digits < 0) {
            const char *decimals = strchr(text, mark);

            cr_assert(decimals == NULL || text[strlen(text) - 1] != '0',
                      "%s has a zero that it does not need", text);
        }
    }
}

Test(property_decimals, rounding_is_long_division_by_the_step)
{
    struct random random = {.state = 4100000};

    for (int i = 0; i < ROUNDS; i++) {
        const chiso_decimal value = any_decimal(&random);
        const int digits = (int)random_below(&random, 7);
        const chiso_rounding rounding = any_rounding(&random);
        const int128 expected = divide(value, step_of(digits), rounding) * step_of(digits);
        chiso_decimal rounded = -7;
        const chiso_status status = chiso_decimal_round(value, digits, rounding, &rounded);

        if (!is_decimal(expected)) {
            cr_assert(status == CHISO_E_RANGE && rounded == -7, "%" PRId64 " to %d places", value,
                      digits);
            continue;
        }
        cr_assert(status == CHISO_OK && rounded == (chiso_decimal)expected,
                  "%" PRId64 " to %d places, %d, is %" PRId64, value, digits, (int)rounding,
                  rounded);
    }
}

Test(property_decimals, rounding_twice_is_rounding_once_and_keeps_order_and_sign)
{
    struct random random = {.state = 4200000};

    for (int i = 0; i < ROUNDS; i++) {
        const chiso_decimal a = any_decimal(&random) / 2;
        const chiso_decimal b = random_below(&random, 2) == 0
                                    ? any_decimal(&random) / 2
                                    : a + (chiso_decimal)random_below(&random, 1000000);
        const int digits = (int)random_below(&random, 7);
        const chiso_rounding rounding = any_rounding(&random);
        chiso_decimal once = 0;
        chiso_decimal twice = 0;
        chiso_decimal negative = 0;
        chiso_decimal other = 0;

        cr_assert(chiso_decimal_round(a, digits, rounding, &once) == CHISO_OK &&
                  chiso_decimal_round(once, digits, rounding, &twice) == CHISO_OK &&
                  chiso_decimal_round(-a, digits, rounding, &negative) == CHISO_OK &&
                  chiso_decimal_round(b, digits, rounding, &other) == CHISO_OK);
        cr_assert(once == twice, "%" PRId64 " to %d places", a, digits);
        cr_assert(once == -negative, "%" PRId64 " to %d places", a, digits);
        cr_assert(a <= b ? once <= other : once >= other,
                  "%" PRId64 " and %" PRId64 " to %d places", a, b, digits);
        cr_assert(llabs(once - a) <=
                      (rounding == CHISO_ROUND_DOWN ? step_of(digits) - 1 : step_of(digits) / 2),
                  "%" PRId64, a);
    }
}

Test(property_decimals, the_text_with_fewer_places_is_that_of_the_rounded_decimal)
{
    struct random random = {.state = 4300000};

    for (int i = 0; i < ROUNDS; i++) {
        const chiso_decimal value = any_decimal(&random);
        const int digits = (int)random_below(&random, 7);
        const chiso_rounding rounding = any_rounding(&random);
        const int128 expected = divide(value, step_of(digits), rounding) * step_of(digits);
        char text[CHISO_DECIMAL_TEXT_SIZE];
        char rounded_text[CHISO_DECIMAL_TEXT_SIZE];
        chiso_decimal rounded;

        if (!is_decimal(expected)) {
            continue;
        }
        cr_assert(chiso_decimal_round(value, digits, rounding, &rounded) == CHISO_OK);
        cr_assert(chiso_decimal_format(value, digits, rounding, '.', text) == CHISO_OK);
        cr_assert(chiso_decimal_format(rounded, digits, CHISO_ROUND_DOWN, '.', rounded_text) ==
                  CHISO_OK);
        cr_assert(strcmp(text, rounded_text) == 0, "%" PRId64 " to %d places: %s and %s", value,
                  digits, text, rounded_text);
        cr_assert(strcmp(text, "-0") != 0 && strcmp(text, "-0.0") != 0 &&
                      strcmp(text, "-0.00") != 0,
                  "%" PRId64, value);
        const char *mark = strchr(text, '.');
        cr_assert((mark == NULL ? 0 : (int)strlen(mark + 1)) == digits,
                  "%s does not have %d places", text, digits);
    }
}

Test(property_decimals, sums_are_exact_or_refused)
{
    struct random random = {.state = 4400000};

    for (int i = 0; i < ROUNDS; i++) {
        const chiso_decimal a = any_decimal(&random);
        const chiso_decimal b = any_decimal(&random);
        const int128 expected = (int128)a + b;
        chiso_decimal sum = -7;
        const chiso_status status = chiso_decimal_add(a, b, &sum);

        if (is_decimal(expected)) {
            cr_assert(status == CHISO_OK && sum == (chiso_decimal)expected,
                      "%" PRId64 " + %" PRId64, a, b);
        } else {
            cr_assert(status == CHISO_E_RANGE && sum == -7, "%" PRId64 " + %" PRId64, a, b);
        }
    }
}

Test(property_decimals, scaling_is_long_division_of_the_whole_product)
{
    struct random random = {.state = 4500000};

    for (int i = 0; i < ROUNDS; i++) {
        const chiso_decimal value = any_decimal(&random);
        const chiso_decimal numerator = any_decimal(&random);
        const chiso_decimal denominator = any_decimal(&random);
        const chiso_rounding rounding = any_rounding(&random);
        chiso_decimal scaled = -7;
        const chiso_status status =
            chiso_decimal_scale(value, numerator, denominator, rounding, &scaled);

        if (denominator == 0) {
            cr_assert(status == CHISO_E_RANGE && scaled == -7);
            continue;
        }
        const int128 expected = divide((int128)value * numerator, denominator, rounding);
        if (is_decimal(expected)) {
            cr_assert(status == CHISO_OK && scaled == (chiso_decimal)expected,
                      "%" PRId64 " × %" PRId64 " / %" PRId64 ", %d, is %" PRId64, value, numerator,
                      denominator, (int)rounding, scaled);
        } else {
            cr_assert(status == CHISO_E_RANGE && scaled == -7,
                      "%" PRId64 " × %" PRId64 " / %" PRId64, value, numerator, denominator);
        }
    }
}

Test(property_decimals, a_percentage_is_rounded_once)
{
    struct random random = {.state = 4600000};

    for (int i = 0; i < ROUNDS; i++) {
        const chiso_decimal achieved = any_decimal(&random);
        const chiso_decimal max = any_decimal(&random);
        const int digits = (int)random_below(&random, 7);
        const chiso_rounding rounding = any_rounding(&random);
        const chiso_decimal step = step_of(digits);
        chiso_decimal percent = -7;
        const chiso_status status =
            chiso_decimal_percent(achieved, max, digits, rounding, &percent);

        if (max <= 0) {
            cr_assert(status == CHISO_E_RANGE && percent == -7);
            continue;
        }
        const int128 expected =
            divide((int128)achieved * 100 * (CHISO_DECIMAL_ONE / step), max, rounding) * step;
        if (is_decimal(expected)) {
            cr_assert(status == CHISO_OK && percent == (chiso_decimal)expected,
                      "%" PRId64 " of %" PRId64 " to %d places, %d, is %" PRId64, achieved, max,
                      digits, (int)rounding, percent);
        } else {
            cr_assert(status == CHISO_E_RANGE && percent == -7, "%" PRId64 " of %" PRId64, achieved,
                      max);
        }
    }
}

Test(property_decimals, ratios_compare_as_their_cross_products)
{
    struct random random = {.state = 4700000};

    for (int i = 0; i < ROUNDS; i++) {
        chiso_decimal a = any_decimal(&random);
        chiso_decimal a_max = any_decimal(&random);
        chiso_decimal b = any_decimal(&random);
        chiso_decimal b_max = any_decimal(&random);
        int order = -7;

        if (random_below(&random, 3) == 0) {
            const chiso_decimal times = 1 + (chiso_decimal)random_below(&random, 7);

            a /= times;
            a_max /= times;
            b = a * times;
            b_max = a_max * times;
        }
        const chiso_status status = chiso_decimal_compare_ratios(a, a_max, b, b_max, &order);
        if (a_max <= 0 || b_max <= 0) {
            cr_assert(status == CHISO_E_RANGE && order == -7);
            continue;
        }
        const int128 left = (int128)a * b_max;
        const int128 right = (int128)b * a_max;
        cr_assert(status == CHISO_OK && order == (left > right) - (left < right),
                  "%" PRId64 "/%" PRId64 " and %" PRId64 "/%" PRId64, a, a_max, b, b_max);
    }
}

Test(property_decimals, a_text_with_more_places_is_rounded_half_away_from_zero)
{
    struct random random = {.state = 4800000};

    for (int i = 0; i < ROUNDS; i++) {
        /* Nine places: a number of thousand-millionths. */
        const uint64_t fine = random_below(&random, 2) == 0
                                  ? random_below(&random, UINT64_C(100000000000))
                                  : random_below(&random, 1000) * 500;
        const bool negative = random_below(&random, 2) == 0;
        char text[48];
        chiso_decimal value = -7;
        bool rounded = false;

        (void)snprintf(text, sizeof(text), "%s%" PRIu64 ".%09" PRIu64, negative ? "-" : "",
                       fine / 1000000000, fine % 1000000000);
        const chiso_decimal expected = (chiso_decimal)divide(
            negative ? -(int128)fine : (int128)fine, 1000, CHISO_ROUND_HALF_UP);
        cr_assert(chiso_decimal_parse(text, '.', &value, &rounded) == CHISO_OK && value == expected,
                  "%s is %" PRId64, text, value);
        cr_assert(rounded == (fine % 1000 != 0), "%s", text);
    }
}

/* A double of any size that a decimal may have, often one that a person would write. */
static double any_double(struct random *random)
{
    const uint64_t bits = 1 + random_below(random, 53);
    const double digits = (double)(random_next(random) >> (64 - bits));

    if (random_below(random, 2) == 0) {
        return digits / (double)(UINT64_C(1) << random_below(random, 60));
    }
    return (double)any_decimal(random) / (random_below(random, 2) == 0 ? 1e6 : 1e9);
}

/* The text with the fewest digits that libc reads back as the double, and the exact one. */
static void shortest_text(double number, char *text, size_t size)
{
    for (int digits = 0; digits < 20; digits++) {
        snprintf(text, size, "%.*f", digits, number);
        if (strtod(text, NULL) == number) {
            return;
        }
    }
    snprintf(text, size, "%.150f", number);
}

/* As libc writes and reads doubles: with the fewest places that read back as the double, and where
 * these are more than six, what the exact text is rounded to. */
Test(decimals, a_double_is_the_decimal_of_its_shortest_text)
{
    struct random random = {31};
    uint32_t short_ones = 0;

    for (int round = 0; round < ROUNDS; round++) {
        const double number = any_double(&random);
        char text[256];
        chiso_decimal expected = 0;
        chiso_decimal value = 0;
        bool loses = false;
        bool rounded = false;

        shortest_text(number, text, sizeof(text));
        if (chiso_decimal_parse(text, '.', &expected, &loses) == CHISO_OK && loses) {
            snprintf(text, sizeof(text), "%.150f", number);
            cr_assert(chiso_decimal_parse(text, '.', &expected, NULL) == CHISO_OK);
        }
        if (number > 9.2e12 || number < -9.2e12) {
            cr_assert(chiso_decimal_from_double(number, &value, NULL) == CHISO_E_RANGE);
            continue;
        }
        cr_assert(chiso_decimal_from_double(number, &value, &rounded) == CHISO_OK &&
                      value == expected && rounded == loses,
                  "%.17g is %" PRId64 ", expected %" PRId64, number, value, expected);
        short_ones += !rounded;
    }
    cr_expect(short_ones > ROUNDS / 5 && short_ones < ROUNDS - ROUNDS / 5, "%u", short_ones);
}
