/* Decimals: text that is parsed is printed as the same number, and arithmetic agrees with plain
 * 128-bit integers. Numbers are mostly chosen from a short list of extremes, since random ones
 * rarely meet at the limits. */
#include "law.h"

#include <string.h>

__extension__ typedef __int128 wide;

struct input {
    const uint8_t *data;
    size_t size;
};

static uint8_t take(struct input *input)
{
    if (input->size == 0) {
        return 0;
    }
    input->size--;
    return *input->data++;
}

static chiso_decimal take_decimal(struct input *input)
{
    static const chiso_decimal extremes[] = {
        0,
        1,
        -1,
        499999,
        500000,
        500001,
        CHISO_DECIMAL_ONE,
        -CHISO_DECIMAL_ONE,
        100 * CHISO_DECIMAL_ONE,
        CHISO_DECIMAL_MAX,
        -CHISO_DECIMAL_MAX,
        CHISO_DECIMAL_MAX + 1,
        CHISO_DECIMAL_MAX / 2,
        INT64_MAX,
        INT64_MIN,
        INT64_MIN + 1,
    };
    const size_t count = sizeof extremes / sizeof extremes[0];
    const uint8_t choice = take(input);
    uint64_t bits = 0;

    if (choice < 128) {
        return extremes[choice % count];
    }
    for (int i = 0; i < choice % 9; i++) {
        bits = bits << 8 | take(input);
    }
    return (chiso_decimal)(choice % 2 == 0 ? bits : ~bits);
}

static bool is_decimal(wide value)
{
    return value >= -CHISO_DECIMAL_MAX && value <= CHISO_DECIMAL_MAX;
}

/* numerator / denominator to an integer, the way paper and pencil do it. */
static wide divide(wide numerator, wide denominator, chiso_rounding rounding)
{
    const bool negative = (numerator < 0) != (denominator < 0);
    const wide n = numerator < 0 ? -numerator : numerator;
    const wide d = denominator < 0 ? -denominator : denominator;
    wide whole = n / d;
    const wide rest = n % d;

    if (rounding == CHISO_ROUND_HALF_UP && rest >= d - rest) {
        whole++;
    }
    if (rounding == CHISO_ROUND_HALF_EVEN &&
        (rest > d - rest || (rest == d - rest && whole % 2 == 1))) {
        whole++;
    }
    return negative ? -whole : whole;
}

static void agree(chiso_status status, chiso_decimal result, bool possible, wide expected,
                  const char *name)
{
    possible = possible && is_decimal(expected);
    law(status == (possible ? CHISO_OK : CHISO_E_RANGE), name);
    law(result == (possible ? (chiso_decimal)expected : 7), name);
}

static void check_sum(chiso_decimal a, chiso_decimal b)
{
    chiso_decimal result = 7;
    const chiso_status status = chiso_decimal_add(a, b, &result);

    agree(status, result, is_decimal(a) && is_decimal(b), (wide)a + b, "a sum is exact");
}

static void check_round(chiso_decimal a, int digits, chiso_rounding rounding)
{
    static const int64_t steps[] = {1000000, 100000, 10000, 1000, 100, 10, 1};
    chiso_decimal result = 7;
    const chiso_status status = chiso_decimal_round(a, digits, rounding, &result);
    const bool possible = is_decimal(a) && digits >= 0 && digits <= CHISO_DECIMAL_PLACES;

    agree(status, result, possible,
          possible ? divide(a, steps[digits], rounding) * steps[digits] : 0,
          "a decimal is rounded once");
}

static void check_scale(chiso_decimal a, chiso_decimal b, chiso_decimal c, chiso_rounding rounding)
{
    chiso_decimal result = 7;
    const chiso_status status = chiso_decimal_scale(a, b, c, rounding, &result);
    const bool possible = is_decimal(a) && is_decimal(b) && is_decimal(c) && c != 0;

    agree(status, result, possible, possible ? divide((wide)a * b, c, rounding) : 0,
          "a product and quotient are rounded once");
}

static void check_percent(chiso_decimal a, chiso_decimal max, int digits, chiso_rounding rounding)
{
    static const int64_t steps[] = {1000000, 100000, 10000, 1000, 100, 10, 1};
    chiso_decimal result = 7;
    const chiso_status status = chiso_decimal_percent(a, max, digits, rounding, &result);
    const bool possible = is_decimal(a) && is_decimal(max) && max > 0 && digits >= 0 &&
                          digits <= CHISO_DECIMAL_PLACES;
    wide expected = 0;

    if (possible) {
        expected = divide((wide)a * 100 * (CHISO_DECIMAL_ONE / steps[digits]), max, rounding);
        /* More than a decimal holds, whatever the digits: kept small enough to multiply. */
        expected = expected > CHISO_DECIMAL_MAX || expected < -CHISO_DECIMAL_MAX
                       ? INT64_MAX
                       : expected * steps[digits];
    }
    agree(status, result, possible, expected, "a percent is rounded once");
}

static void check_ratios(chiso_decimal a, chiso_decimal a_max, chiso_decimal b, chiso_decimal b_max)
{
    int order = 7;
    const chiso_status status = chiso_decimal_compare_ratios(a, a_max, b, b_max, &order);
    const bool possible = is_decimal(a) && is_decimal(b) && is_decimal(a_max) &&
                          is_decimal(b_max) && a_max > 0 && b_max > 0;
    int expected = 7;

    if (possible) {
        const wide left = (wide)a * b_max;
        const wide right = (wide)b * a_max;

        expected = (left > right) - (left < right);
    }
    law(status == (possible ? CHISO_OK : CHISO_E_RANGE) && order == expected,
        "ratios are compared exactly");
}

static void check_text(const char *text, char mark)
{
    chiso_decimal value = 7;
    chiso_decimal again = 8;
    bool rounded = false;
    char printed[CHISO_DECIMAL_TEXT_SIZE];
    const chiso_status status = chiso_decimal_parse(text, mark, &value, &rounded);

    if (status != CHISO_OK) {
        law((status == CHISO_E_NUMBER || status == CHISO_E_RANGE) && value == 7,
            "a text that is no number changes nothing");
        return;
    }
    law(is_decimal(value), "what is parsed is a decimal");
    law(chiso_decimal_format(value, -1, CHISO_ROUND_HALF_UP, mark, printed) == CHISO_OK,
        "a decimal can be printed");
    law(memchr(printed, '\0', sizeof printed) != NULL, "the text fits");
    law(chiso_decimal_parse(printed, mark, &again, NULL) == CHISO_OK && again == value,
        "what is printed is the same number");
}

static void check_format(chiso_decimal a, int digits, chiso_rounding rounding)
{
    char printed[CHISO_DECIMAL_TEXT_SIZE];
    chiso_decimal rounded = 7;
    chiso_decimal again = 8;

    if (chiso_decimal_format(a, digits, rounding, '.', printed) != CHISO_OK) {
        return;
    }
    law(chiso_decimal_parse(printed, '.', &again, NULL) == CHISO_OK || !is_decimal(a),
        "what is printed is a number");
    if (digits >= 0 && chiso_decimal_round(a, digits, rounding, &rounded) == CHISO_OK) {
        law(again == rounded, "printing rounds as rounding does");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = {data, size};
    const int digits = take(&input) % 9 - 1;
    const chiso_rounding rounding = (chiso_rounding)(take(&input) % 3);
    const char mark = take(&input) % 2 == 0 ? '.' : ',';
    const chiso_decimal a = take_decimal(&input);
    const chiso_decimal b = take_decimal(&input);
    const chiso_decimal c = take_decimal(&input);
    const chiso_decimal d = take_decimal(&input);
    char text[64];
    const size_t length = input.size < sizeof text ? input.size : sizeof text - 1;

    check_sum(a, b);
    check_round(a, digits, rounding);
    check_scale(a, b, c, rounding);
    check_percent(a, b, digits, rounding);
    check_ratios(a, b, c, d);
    check_format(a, digits, rounding);
    if (length > 0) {
        memcpy(text, input.data, length);
    }
    text[length] = '\0';
    check_text(text, mark);
    return 0;
}
