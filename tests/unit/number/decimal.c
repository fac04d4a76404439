#include "support.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <math.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MAX CHISO_DECIMAL_MAX
#define UNTOUCHED INT64_C(-4242)

static const chiso_rounding ROUNDINGS[] = {CHISO_ROUND_HALF_UP, CHISO_ROUND_HALF_EVEN,
                                           CHISO_ROUND_DOWN};

Test(decimal, texts_become_exact_millionths)
{
    static const struct {
        const char *text;
        char mark;
        chiso_decimal value;
        bool rounded;
    } cases[] = {
        {"17.24", '.', 17240000, false},
        {"17,24", ',', 17240000, false},
        {"0", '.', 0, false},
        {"-0", '.', 0, false},
        {"+0.0", '.', 0, false},
        {"-2", '.', -2000000, false},
        {"+3", '.', 3000000, false},
        {".5", '.', 500000, false},
        {"-.5", '.', -500000, false},
        {"+,25", ',', 250000, false},
        {"007.50", '.', 7500000, false},
        {"0.000001", '.', 1, false},
        {"-0.000001", '.', -1, false},
        {"0.0000004", '.', 0, true},
        {"0.0000005", '.', 1, true},
        {"-0.0000004", '.', 0, true},
        {"-0.0000005", '.', -1, true},
        {"0.00000049999999999999999999", '.', 0, true},
        {"0.00000050000000000000000001", '.', 1, true},
        {"1.2345675", '.', 1234568, true},
        {"1.2345674999", '.', 1234567, true},
        {"0.9999995", '.', 1000000, true},
        {"1.0000000000000", '.', 1000000, false},
        {"9200000000000", '.', MAX, false},
        {"-9200000000000", '.', -MAX, false},
        {"9199999999999.999999", '.', MAX - 1, false},
        {"9199999999999.9999995", '.', MAX, true},
        {"9200000000000.000000000", '.', MAX, false},
        {"1e5", '.', 100000000000, false},
        {"1.5E+01", '.', 15000000, false},
        {"1,25e-1", ',', 125000, false},
        {"1.4e-06", '.', 1, true},
        {"1.5e-06", '.', 2, true},
        {"92e11", '.', MAX, false},
        {"0e999", '.', 0, false},
        {"1e-999", '.', 0, true},
        {"\xE2\x88\x92"
         "1.5",
         '.', -1500000, false},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_decimal value = UNTOUCHED;
        bool rounded = !cases[i].rounded;

        cr_expect(chiso_decimal_parse(cases[i].text, cases[i].mark, &value, &rounded) == CHISO_OK,
                  "\"%s\"", cases[i].text);
        cr_expect(value == cases[i].value, "\"%s\" is %lld", cases[i].text, (long long)value);
        cr_expect(rounded == cases[i].rounded, "\"%s\" rounded", cases[i].text);
        cr_expect(chiso_decimal_parse(cases[i].text, cases[i].mark, &value, NULL) == CHISO_OK,
                  "\"%s\"", cases[i].text);
    }
}

Test(decimal, what_is_no_number_is_refused_and_leaves_the_output_alone)
{
    static const struct {
        const char *text;
        char mark;
        chiso_status status;
    } cases[] = {
        {"", '.', CHISO_E_NUMBER},
        {"-", '.', CHISO_E_NUMBER},
        {"+", '.', CHISO_E_NUMBER},
        {".", '.', CHISO_E_NUMBER},
        {"-.", '.', CHISO_E_NUMBER},
        {"1e", '.', CHISO_E_NUMBER},
        {"e5", '.', CHISO_E_NUMBER},
        {"1E+", '.', CHISO_E_NUMBER},
        {"1e5.0", '.', CHISO_E_NUMBER},
        {" 1", '.', CHISO_E_NUMBER},
        {"1 ", '.', CHISO_E_NUMBER},
        {"1 000", '.', CHISO_E_NUMBER},
        {"1\n", '.', CHISO_E_NUMBER},
        {"1,5", '.', CHISO_E_NUMBER},
        {"1.5", ',', CHISO_E_NUMBER},
        {"1.2.3", '.', CHISO_E_NUMBER},
        {"1,234.5", '.', CHISO_E_NUMBER},
        {"1,234.5", ',', CHISO_E_NUMBER},
        {"1.234,5", ',', CHISO_E_NUMBER},
        {"--1", '.', CHISO_E_NUMBER},
        {"+-1", '.', CHISO_E_NUMBER},
        {"1-", '.', CHISO_E_NUMBER},
        {"1_000", '.', CHISO_E_NUMBER},
        {"0x10", '.', CHISO_E_NUMBER},
        {"1%", '.', CHISO_E_NUMBER},
        {"1/2", '.', CHISO_E_NUMBER},
        {"inf", '.', CHISO_E_NUMBER},
        {"nan", '.', CHISO_E_NUMBER},
        {"NA", '.', CHISO_E_NUMBER},
        {"\xEF\xBC\x91", '.', CHISO_E_NUMBER},
        {"\xE2\x88\x92", '.', CHISO_E_NUMBER},
        {"9200000000000.000001", '.', CHISO_E_RANGE},
        {"9200000000001", '.', CHISO_E_RANGE},
        {"-9200000000001", '.', CHISO_E_RANGE},
        {"9223372036854.775807", '.', CHISO_E_RANGE},
        {"18446744073709551616", '.', CHISO_E_RANGE},
        {"18446744073709551617000000", '.', CHISO_E_RANGE},
        {"99999999999999999999999999999999999999999999", '.', CHISO_E_RANGE},
        {"-99999999999999999999999999999999999999999999", '.', CHISO_E_RANGE},
        {"99999999999999999999999999999999999999999999x", '.', CHISO_E_NUMBER},
        {"1e13", '.', CHISO_E_RANGE},
        {"1e999", '.', CHISO_E_RANGE},
        {"1e-1000", '.', CHISO_E_RANGE},
        {"1", ';', CHISO_E_RANGE},
        {"1", '\0', CHISO_E_RANGE},
        {"1", '5', CHISO_E_RANGE},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_decimal value = UNTOUCHED;
        bool rounded = true;
        const chiso_status status =
            chiso_decimal_parse(cases[i].text, cases[i].mark, &value, &rounded);

        cr_expect(status == cases[i].status, "\"%s\" with '%c': %s", cases[i].text, cases[i].mark,
                  chiso_status_name(status));
        cr_expect(value == UNTOUCHED && rounded, "\"%s\" with '%c' changed an output",
                  cases[i].text, cases[i].mark);
    }
    {
        chiso_decimal value = UNTOUCHED;

        cr_expect(chiso_decimal_parse(NULL, '.', &value, NULL) == CHISO_E_NULL);
        cr_expect(chiso_decimal_parse("1", '.', NULL, NULL) == CHISO_E_NULL);
        cr_assert_eq(value, UNTOUCHED);
    }
}

Test(decimal, a_thousand_zeros_change_nothing)
{
    struct buffer front = {0};
    struct buffer behind = {0};
    chiso_decimal value = UNTOUCHED;
    bool rounded = false;

    for (size_t i = 0; i < 1000; i++) {
        buffer_print(&front, "0");
    }
    buffer_print(&front, "12.5");
    buffer_print(&behind, "12.5");
    for (size_t i = 0; i < 1000; i++) {
        buffer_print(&behind, "0");
    }
    cr_expect(chiso_decimal_parse(front.bytes, '.', &value, &rounded) == CHISO_OK &&
              value == 12500000 && !rounded);
    cr_expect(chiso_decimal_parse(behind.bytes, '.', &value, &rounded) == CHISO_OK &&
              value == 12500000 && !rounded);
    buffer_print(&behind, "1");
    cr_expect(chiso_decimal_parse(behind.bytes, '.', &value, &rounded) == CHISO_OK &&
              value == 12500000 && rounded);
    buffer_clear(&front);
    buffer_clear(&behind);
}

Test(decimal, texts_of_decimals_have_the_digits_asked_for)
{
    static const struct {
        chiso_decimal value;
        int digits;
        chiso_rounding rounding;
        char mark;
        const char *text;
    } cases[] = {
        {87800000, -1, CHISO_ROUND_HALF_UP, '.', "87.8"},
        {19000000, -1, CHISO_ROUND_HALF_UP, '.', "19"},
        {0, -1, CHISO_ROUND_HALF_UP, '.', "0"},
        {-500000, -1, CHISO_ROUND_HALF_UP, '.', "-0.5"},
        {1, -1, CHISO_ROUND_HALF_UP, '.', "0.000001"},
        {-1, -1, CHISO_ROUND_HALF_UP, ',', "-0,000001"},
        {123456789, -1, CHISO_ROUND_DOWN, ',', "123,456789"},
        {87800000, 2, CHISO_ROUND_HALF_UP, '.', "87.80"},
        {87800000, 2, CHISO_ROUND_HALF_UP, ',', "87,80"},
        {87800000, 0, CHISO_ROUND_HALF_UP, '.', "88"},
        {87800000, 6, CHISO_ROUND_HALF_UP, '.', "87.800000"},
        {87500000, 0, CHISO_ROUND_DOWN, '.', "87"},
        {50775000, 2, CHISO_ROUND_HALF_UP, '.', "50.78"},
        {50765000, 2, CHISO_ROUND_HALF_EVEN, '.', "50.76"},
        {99995000, 2, CHISO_ROUND_HALF_UP, '.', "100.00"},
        {-99995000, 2, CHISO_ROUND_HALF_UP, ',', "-100,00"},
        {0, 0, CHISO_ROUND_HALF_UP, '.', "0"},
        {0, 2, CHISO_ROUND_HALF_UP, '.', "0.00"},
        {50000, 1, CHISO_ROUND_HALF_UP, '.', "0.1"},
        /* What is rounded to nothing has no sign. */
        {-1, 2, CHISO_ROUND_HALF_UP, '.', "0.00"},
        {-999999, 0, CHISO_ROUND_DOWN, '.', "0"},
        {-500000, 0, CHISO_ROUND_HALF_EVEN, '.', "0"},
        {MAX, 6, CHISO_ROUND_HALF_UP, '.', "9200000000000.000000"},
        {-MAX, 6, CHISO_ROUND_HALF_UP, '.', "-9200000000000.000000"},
        {MAX - 1, -1, CHISO_ROUND_HALF_UP, '.', "9199999999999.999999"},
        {MAX - 1, 2, CHISO_ROUND_HALF_UP, '.', "9200000000000.00"},
        {1 - MAX, 2, CHISO_ROUND_DOWN, '.', "-9199999999999.99"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[CHISO_DECIMAL_TEXT_SIZE];

        memset(text, 'x', sizeof(text));
        cr_expect(chiso_decimal_format(cases[i].value, cases[i].digits, cases[i].rounding,
                                       cases[i].mark, text) == CHISO_OK,
                  "%s", cases[i].text);
        cr_expect_str_eq(text, cases[i].text, "%lld with %d digits is \"%.*s\"",
                         (long long)cases[i].value, cases[i].digits, (int)sizeof(text), text);
    }
}

Test(decimal, formatting_refuses_what_it_cannot_show)
{
    static const struct {
        const char *name;
        chiso_decimal value;
        int digits;
        int rounding;
        char mark;
    } cases[] = {
        {"seven digits", 0, 7, 0, '.'},
        {"minus two digits", 0, -2, 0, '.'},
        {"the most digits", 0, INT_MAX, 0, '.'},
        {"the least digits", 0, INT_MIN, 0, '.'},
        {"beyond the greatest", MAX + 1, 2, 0, '.'},
        {"beyond the least", -MAX - 1, 2, 0, '.'},
        {"absent", CHISO_ABSENT, 2, 0, '.'},
        {"not applicable", CHISO_NOT_APPLICABLE, 2, 0, '.'},
        {"another rounding", 0, 2, 3, '.'},
        {"a negative rounding", 0, 2, -1, '.'},
        {"another mark", 0, 2, 0, ';'},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[CHISO_DECIMAL_TEXT_SIZE] = "as it was";

        cr_expect(chiso_decimal_format(cases[i].value, cases[i].digits,
                                       (chiso_rounding)cases[i].rounding, cases[i].mark,
                                       text) == CHISO_E_RANGE,
                  "%s", cases[i].name);
        cr_expect_str_eq(text, "as it was", "%s", cases[i].name);
    }
    cr_expect(chiso_decimal_format(0, 2, CHISO_ROUND_HALF_UP, '.', NULL) == CHISO_E_NULL);
}

Test(decimal, what_is_formatted_reads_in_again)
{
    struct random random = {.state = 1};

    for (size_t i = 0; i < 20000; i++) {
        const unsigned shift = (unsigned)random_below(&random, 60);
        const chiso_decimal size =
            (chiso_decimal)((random_next(&random) >> 1) % (uint64_t)MAX) >> shift;
        const chiso_decimal value = i % 2 == 0 ? size : -size;
        const char mark = i % 3 == 0 ? ',' : '.';
        char text[CHISO_DECIMAL_TEXT_SIZE];
        chiso_decimal again = UNTOUCHED;
        bool rounded = true;

        cr_assert_eq(
            chiso_decimal_format(value, i % 5 == 0 ? 6 : -1, CHISO_ROUND_HALF_UP, mark, text),
            CHISO_OK);
        cr_assert_eq(chiso_decimal_parse(text, mark, &again, &rounded), CHISO_OK, "%s", text);
        cr_assert(again == value && !rounded, "%s", text);
    }
}

/* Source: exact decimal rounding, as against what binary floating point prints: printf gives
 * 0.12, 2.67 and 1.00 for the first ones. */
Test(decimal, rounding_is_exact_where_binary_floating_point_is_not)
{
    static const struct {
        const char *value;
        int digits;
        const char *rounded[3]; /* half up, half even, down */
    } cases[] = {
        {"0.125", 2, {"0.13", "0.12", "0.12"}},
        {"0.375", 2, {"0.38", "0.38", "0.37"}},
        {"2.675", 2, {"2.68", "2.68", "2.67"}},
        {"1.005", 2, {"1.01", "1.00", "1.00"}},
        {"83.645", 2, {"83.65", "83.64", "83.64"}},
        {"86.885", 2, {"86.89", "86.88", "86.88"}},
        {"50.775", 2, {"50.78", "50.78", "50.77"}},
        {"99.995", 2, {"100.00", "100.00", "99.99"}},
        {"0.5", 0, {"1", "0", "0"}},
        {"1.5", 0, {"2", "2", "1"}},
        {"2.5", 0, {"3", "2", "2"}},
        {"-1.005", 2, {"-1.01", "-1.00", "-1.00"}},
        {"-2.5", 0, {"-3", "-2", "-2"}},
        {"-0.125", 2, {"-0.13", "-0.12", "-0.12"}},
        {"0.129", 2, {"0.13", "0.13", "0.12"}},
        {"-0.129", 2, {"-0.13", "-0.13", "-0.12"}},
        {"0.1250001", 2, {"0.13", "0.12", "0.12"}},
        {"0.125001", 2, {"0.13", "0.13", "0.12"}},
        {"0.124999", 2, {"0.12", "0.12", "0.12"}},
        {"1.234567", 6, {"1.234567", "1.234567", "1.234567"}},
        {"1.234565", 5, {"1.23457", "1.23456", "1.23456"}},
        {"0", 3, {"0", "0", "0"}},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        for (size_t k = 0; k < COUNT(ROUNDINGS); k++) {
            chiso_decimal value = UNTOUCHED;
            char text[CHISO_DECIMAL_TEXT_SIZE];

            cr_expect(chiso_decimal_round(decimal(cases[i].value), cases[i].digits, ROUNDINGS[k],
                                          &value) == CHISO_OK,
                      "%s", cases[i].value);
            cr_expect(value == decimal(cases[i].rounded[k]), "%s, rounding %zu: %s", cases[i].value,
                      k, decimal_text(value));
            cr_expect(chiso_decimal_format(decimal(cases[i].value), cases[i].digits, ROUNDINGS[k],
                                           '.', text) == CHISO_OK);
            cr_expect(decimal(text) == decimal(cases[i].rounded[k]), "%s, rounding %zu: \"%s\"",
                      cases[i].value, k, text);
        }
    }
}

Test(decimal, rounding_holds_at_the_limits)
{
    for (size_t k = 0; k < COUNT(ROUNDINGS); k++) {
        for (int digits = 0; digits <= 6; digits++) {
            chiso_decimal value = UNTOUCHED;

            cr_expect(chiso_decimal_round(MAX, digits, ROUNDINGS[k], &value) == CHISO_OK &&
                      value == MAX);
            cr_expect(chiso_decimal_round(-MAX, digits, ROUNDINGS[k], &value) == CHISO_OK &&
                      value == -MAX);
        }
    }
    {
        static const chiso_decimal wrong[] = {MAX + 1, -MAX - 1, INT64_MAX, CHISO_ABSENT,
                                              CHISO_NOT_APPLICABLE};
        chiso_decimal value = UNTOUCHED;

        for (size_t i = 0; i < COUNT(wrong); i++) {
            cr_expect(chiso_decimal_round(wrong[i], 2, CHISO_ROUND_HALF_UP, &value) ==
                          CHISO_E_RANGE,
                      "%zu", i);
        }
        cr_expect(chiso_decimal_round(0, 7, CHISO_ROUND_HALF_UP, &value) == CHISO_E_RANGE);
        cr_expect(chiso_decimal_round(0, -1, CHISO_ROUND_HALF_UP, &value) == CHISO_E_RANGE);
        cr_expect(chiso_decimal_round(0, 2, (chiso_rounding)3, &value) == CHISO_E_RANGE);
        cr_expect(chiso_decimal_round(0, 2, CHISO_ROUND_HALF_UP, NULL) == CHISO_E_NULL);
        cr_assert_eq(value, UNTOUCHED);
    }
}

Test(decimal, sums_are_exact_or_refused)
{
    static const struct {
        chiso_decimal a, b, sum;
        chiso_status status;
    } cases[] = {
        {100000, 200000, 300000, CHISO_OK},
        {MAX, 0, MAX, CHISO_OK},
        {MAX, -MAX, 0, CHISO_OK},
        {MAX - 1, 1, MAX, CHISO_OK},
        {1 - MAX, -1, -MAX, CHISO_OK},
        {MAX, 1, 0, CHISO_E_RANGE},
        {-MAX, -1, 0, CHISO_E_RANGE},
        {MAX, MAX, 0, CHISO_E_RANGE},
        {-MAX, -MAX, 0, CHISO_E_RANGE},
        {CHISO_ABSENT, 1, 0, CHISO_E_RANGE},
        {1, CHISO_NOT_APPLICABLE, 0, CHISO_E_RANGE},
        {INT64_MAX, -MAX, 0, CHISO_E_RANGE},
    };
    chiso_decimal sum = UNTOUCHED;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const chiso_status status = chiso_decimal_add(cases[i].a, cases[i].b, &sum);

        cr_expect(status == cases[i].status, "%zu", i);
        cr_expect(sum == (status == CHISO_OK ? cases[i].sum : UNTOUCHED), "%zu", i);
        sum = UNTOUCHED;
    }
    cr_expect(chiso_decimal_add(1, 1, NULL) == CHISO_E_NULL);
}

Test(decimal, a_ratio_of_a_decimal_is_rounded_once)
{
    static const struct {
        const char *value, *numerator, *denominator;
        const char *scaled[3]; /* half up, half even, down */
    } cases[] = {
        {"1.5", "2", "3", {"1", "1", "1"}},
        {"5", "978", "1000", {"4.89", "4.89", "4.89"}},
        {"1", "1", "3", {"0.333333", "0.333333", "0.333333"}},
        {"1", "2", "3", {"0.666667", "0.666667", "0.666666"}},
        {"1", "-2", "3", {"-0.666667", "-0.666667", "-0.666666"}},
        {"1", "2", "-3", {"-0.666667", "-0.666667", "-0.666666"}},
        {"-1", "-2", "3", {"0.666667", "0.666667", "0.666666"}},
        {"-1", "-2", "-3", {"-0.666667", "-0.666667", "-0.666666"}},
        {"0.000001", "1", "2", {"0.000001", "0", "0"}},
        {"-0.000001", "1", "2", {"-0.000001", "0", "0"}},
        {"0.000003", "1", "2", {"0.000002", "0.000002", "0.000001"}},
        {"0.000005", "1", "2", {"0.000003", "0.000002", "0.000002"}},
        {"0", "5", "7", {"0", "0", "0"}},
        {"7", "0", "7", {"0", "0", "0"}},
        {"9200000000000",
         "9200000000000",
         "9200000000000",
         {"9200000000000", "9200000000000", "9200000000000"}},
        {"-9200000000000",
         "9200000000000",
         "9200000000000",
         {"-9200000000000", "-9200000000000", "-9200000000000"}},
        {"9199999999999.999999",
         "9199999999999.999998",
         "9199999999999.999999",
         {"9199999999999.999998", "9199999999999.999998", "9199999999999.999998"}},
        {"0.000001", "0.000001", "9200000000000", {"0", "0", "0"}},
    };
    static const struct {
        const char *name;
        chiso_decimal value, numerator, denominator;
        int rounding;
    } refused[] = {
        {"by zero", 1000000, 1000000, 0, 0},
        {"doubled greatest", MAX, 2000000, 1000000, 0},
        {"doubled least", -MAX, 2000000, 1000000, 0},
        {"by a millionth", MAX, 1000000, 1, 0},
        {"squared greatest", MAX, MAX, 1, 0},
        {"just beyond", MAX, MAX, MAX - 1, 0},
        {"absent value", CHISO_ABSENT, 1000000, 1000000, 0},
        {"absent numerator", 1000000, CHISO_ABSENT, 1000000, 0},
        {"absent denominator", 1000000, 1000000, CHISO_ABSENT, 0},
        {"another rounding", 1000000, 1000000, 1000000, 3},
    };
    chiso_decimal value = UNTOUCHED;

    for (size_t i = 0; i < COUNT(cases); i++) {
        for (size_t k = 0; k < COUNT(ROUNDINGS); k++) {
            cr_expect(chiso_decimal_scale(decimal(cases[i].value), decimal(cases[i].numerator),
                                          decimal(cases[i].denominator), ROUNDINGS[k],
                                          &value) == CHISO_OK,
                      "%zu", i);
            cr_expect(value == decimal(cases[i].scaled[k]), "%s × %s / %s, rounding %zu: %s",
                      cases[i].value, cases[i].numerator, cases[i].denominator, k,
                      decimal_text(value));
        }
    }
    value = UNTOUCHED;
    for (size_t i = 0; i < COUNT(refused); i++) {
        cr_expect(chiso_decimal_scale(refused[i].value, refused[i].numerator,
                                      refused[i].denominator, (chiso_rounding)refused[i].rounding,
                                      &value) == CHISO_E_RANGE,
                  "%s", refused[i].name);
        cr_expect(value == UNTOUCHED, "%s", refused[i].name);
    }
    cr_expect(chiso_decimal_scale(1, 1, 1, CHISO_ROUND_HALF_UP, NULL) == CHISO_E_NULL);
}

/*
 * Source: published pages. 40.62 of 80 stands as 50.77 % (truncated) on baobariavungtau.com.vn,
 * July 2022, PAPI 2021; 17.24 of 19 as 90.74 % and 23.56 of 26 as 90.62 % in the 2020 index of a
 * department of science and technology (printed there with 29, which would be 81.24 %); 83.64 of
 * 100 is the administrative reform index of Quảng Trị 2020.
 */
Test(decimal, percents_are_those_of_published_pages)
{
    static const struct {
        const char *achieved, *max;
        int digits;
        const char *percent[3]; /* half up, half even, down */
    } cases[] = {
        {"40.62", "80", 2, {"50.78", "50.78", "50.77"}},
        {"17.24", "19", 2, {"90.74", "90.74", "90.73"}},
        {"23.56", "29", 2, {"81.24", "81.24", "81.24"}},
        {"23.56", "26", 2, {"90.62", "90.62", "90.61"}},
        {"1", "2", 2, {"50", "50", "50"}},
        {"3", "5", 2, {"60", "60", "60"}},
        {"0.8", "1", 2, {"80", "80", "80"}},
        {"83.64", "100", 2, {"83.64", "83.64", "83.64"}},
        {"1", "3", 6, {"33.333333", "33.333333", "33.333333"}},
        {"2", "3", 6, {"66.666667", "66.666667", "66.666666"}},
        {"2", "3", 0, {"67", "67", "66"}},
        {"1", "800", 2, {"0.13", "0.12", "0.12"}},
        {"3", "800", 2, {"0.38", "0.38", "0.37"}},
        {"-1", "3", 2, {"-33.33", "-33.33", "-33.33"}},
        {"-1", "800", 2, {"-0.13", "-0.12", "-0.12"}},
        {"0", "7", 2, {"0", "0", "0"}},
        {"100.5", "100", 2, {"100.5", "100.5", "100.5"}},
        {"9200000000000", "9200000000000", 6, {"100", "100", "100"}},
        /* 0.00499999996 %: rounded to six places first it would be 0.005, and then 0.01. */
        {"499999.996", "10000000000", 2, {"0", "0", "0"}},
        {"899.99", "1000", 2, {"90", "90", "89.99"}},
    };
    static const struct {
        const char *name;
        chiso_decimal achieved, max;
        int digits;
        int rounding;
    } refused[] = {
        {"max 0", 1000000, 0, 2, 0},
        {"0 of 0", 0, 0, 2, 0},
        {"negative max", 1000000, -1000000, 2, 0},
        {"too large", MAX, 1000000, 2, 0},
        {"too small", -MAX, 1000000, 2, 0},
        {"of a millionth", MAX, 1, 2, 0},
        {"absent points", CHISO_ABSENT, 1000000, 2, 0},
        {"absent max", 1000000, CHISO_ABSENT, 2, 0},
        {"seven digits", 1000000, 1000000, 7, 0},
        {"minus one digit", 1000000, 1000000, -1, 0},
        {"another rounding", 1000000, 1000000, 2, 3},
    };
    chiso_decimal percent = UNTOUCHED;

    for (size_t i = 0; i < COUNT(cases); i++) {
        for (size_t k = 0; k < COUNT(ROUNDINGS); k++) {
            cr_expect(chiso_decimal_percent(decimal(cases[i].achieved), decimal(cases[i].max),
                                            cases[i].digits, ROUNDINGS[k], &percent) == CHISO_OK,
                      "%s of %s", cases[i].achieved, cases[i].max);
            cr_expect(percent == decimal(cases[i].percent[k]), "%s of %s, rounding %zu: %s",
                      cases[i].achieved, cases[i].max, k, decimal_text(percent));
        }
    }
    percent = UNTOUCHED;
    for (size_t i = 0; i < COUNT(refused); i++) {
        cr_expect(chiso_decimal_percent(refused[i].achieved, refused[i].max, refused[i].digits,
                                        (chiso_rounding)refused[i].rounding,
                                        &percent) == CHISO_E_RANGE,
                  "%s", refused[i].name);
        cr_expect(percent == UNTOUCHED, "%s", refused[i].name);
    }
    cr_expect(chiso_decimal_percent(1, 1, 2, CHISO_ROUND_HALF_UP, NULL) == CHISO_E_NULL);
}

Test(decimal, ratios_are_compared_without_dividing)
{
    static const struct {
        const char *name;
        chiso_decimal a, a_max, b, b_max;
        int order;
    } cases[] = {
        {"72/96 and 75/100", 72000000, 96000000, 75000000, 100000000, 0},
        {"2/3 and 0.666667", 2000000, 3000000, 666667, 1000000, -1},
        {"2/3 and 0.666666", 2000000, 3000000, 666666, 1000000, 1},
        {"0/1 and 0/5", 0, 1000000, 0, 5000000, 0},
        {"-1/2 and -1/3", -1000000, 2000000, -1000000, 3000000, -1},
        {"-1/3 and -1/2", -1000000, 3000000, -1000000, 2000000, 1},
        {"-1/3 and 0", -1000000, 3000000, 0, 1, -1},
        {"1/3 and -1/2", 1000000, 3000000, -1000000, 2000000, 1},
        {"the greatest ones, nearly equal", MAX - 1, MAX, MAX - 2, MAX - 1, 1},
        {"the least ones, nearly equal", 1 - MAX, MAX, 2 - MAX, MAX - 1, -1},
        {"the greatest ratio and the least", MAX, 1, -MAX, 1, 1},
        {"equal greatest ratios", MAX, 1, MAX, 1, 0},
        {"a millionth of the greatest", 1, MAX, 0, MAX, 1},
    };
    int order = 42;

    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_expect(chiso_decimal_compare_ratios(cases[i].a, cases[i].a_max, cases[i].b,
                                               cases[i].b_max, &order) == CHISO_OK,
                  "%s", cases[i].name);
        cr_expect(order == cases[i].order, "%s: %d", cases[i].name, order);
        cr_expect(chiso_decimal_compare_ratios(cases[i].b, cases[i].b_max, cases[i].a,
                                               cases[i].a_max, &order) == CHISO_OK,
                  "%s", cases[i].name);
        cr_expect(order == -cases[i].order, "%s, the other way round: %d", cases[i].name, order);
    }
    order = 42;
    cr_expect(chiso_decimal_compare_ratios(1, 0, 1, 1, &order) == CHISO_E_RANGE);
    cr_expect(chiso_decimal_compare_ratios(1, 1, 1, 0, &order) == CHISO_E_RANGE);
    cr_expect(chiso_decimal_compare_ratios(1, -1, 1, 1, &order) == CHISO_E_RANGE);
    cr_expect(chiso_decimal_compare_ratios(CHISO_ABSENT, 1, 1, 1, &order) == CHISO_E_RANGE);
    cr_expect(chiso_decimal_compare_ratios(1, 1, CHISO_NOT_APPLICABLE, 1, &order) == CHISO_E_RANGE);
    cr_expect(chiso_decimal_compare_ratios(1, INT64_MAX, 1, 1, &order) == CHISO_E_RANGE);
    cr_assert_eq(order, 42);
    cr_expect(chiso_decimal_compare_ratios(1, 1, 1, 1, NULL) == CHISO_E_NULL);
}

Test(decimal, constants_never_change)
{
    cr_assert_eq(CHISO_DECIMAL_ONE, INT64_C(1000000));
    cr_assert_eq(CHISO_DECIMAL_MAX, INT64_C(9200000000000000000));
}

Test(decimal, whole_numbers_become_decimals)
{
    const int64_t most = MAX / CHISO_DECIMAL_ONE;
    const int64_t wrong[] = {most + 1, -most - 1, INT64_MAX, INT64_MIN};
    chiso_decimal value = UNTOUCHED;

    cr_expect(chiso_decimal_from_int(17, &value) == CHISO_OK && value == 17000000);
    cr_expect(chiso_decimal_from_int(0, &value) == CHISO_OK && value == 0);
    cr_expect(chiso_decimal_from_int(most, &value) == CHISO_OK && value == MAX);
    cr_expect(chiso_decimal_from_int(-most, &value) == CHISO_OK && value == -MAX);
    value = UNTOUCHED;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        cr_expect(chiso_decimal_from_int(wrong[i], &value) == CHISO_E_RANGE && value == UNTOUCHED);
    }
    cr_expect(chiso_decimal_from_int(1, NULL) == CHISO_E_NULL);
}

Test(decimal, doubles_become_what_they_stand_for)
{
    static const struct {
        double number;
        chiso_decimal value;
        bool rounded;
    } cases[] = {
        {0, 0, false},
        {-0.0, 0, false},
        {0.1, 100000, false},
        {-17.24, -17240000, false},
        {97.8, 97800000, false},
        {0.000001, 1, false},
        {1e-7, 0, true},
        {0.0000005, 0, true}, /* the double is a little less than half a millionth */
        {4.9406564584124654e-324, 0, true},
        {1.0 / 3, 333333, true},
        {-2.0 / 3, -666667, true},
        {0.1 + 0.2, 300000, true},
        {0.0000019073486328125, 2, true}, /* 2^-19 */
        {0.0078125, 7813, true},          /* 2^-7: half of a millionth goes away from zero */
        {-0.0078125, -7813, true},
        {0.5, 500000, false},
        {4096, 4096000000, false},
        {4503599627.370496, 4503599627370496, false},
        /* Doubles lie a thousandth apart here: the one with the fewest places is meant. */
        {1000000000000.1, 1000000000000100000, false},
        {4398046511104, 4398046511104000000, false},
        {9200000000000, MAX, false},
        {-9200000000000, -MAX, false},
        {9199999999999.998, 9199999999999998000, false},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_decimal value = UNTOUCHED;
        bool rounded = !cases[i].rounded;

        cr_expect(chiso_decimal_from_double(cases[i].number, &value, &rounded) == CHISO_OK &&
                      value == cases[i].value && rounded == cases[i].rounded,
                  "%.17g is %lld, %s", cases[i].number, (long long)value,
                  rounded ? "rounded" : "not rounded");
        cr_expect(chiso_decimal_from_double(cases[i].number, &value, NULL) == CHISO_OK);
    }
}

Test(decimal, doubles_that_are_none_are_refused)
{
    const double wrong[] = {9200000000000.002, -9200000000000.002, 1e300, INFINITY, -INFINITY, NAN};
    chiso_decimal value = UNTOUCHED;
    bool rounded = true;

    for (size_t i = 0; i < COUNT(wrong); i++) {
        cr_expect(chiso_decimal_from_double(wrong[i], &value, &rounded) == CHISO_E_RANGE &&
                  value == UNTOUCHED && rounded);
    }
    cr_expect(chiso_decimal_from_double(1, NULL, &rounded) == CHISO_E_NULL && rounded);
}
