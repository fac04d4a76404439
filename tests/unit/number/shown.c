/* Carried figures as they are shown, from inside. */
#include "number/shown.h"
#include "number/number_read.h"
#include "support.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MAX CHISO_DECIMAL_MAX

static struct chiso__carried carried(const char *text)
{
    struct chiso__number_style style = {.comma_allowed = false};
    struct chiso__numeral numeral = {.decimals = 0};

    cr_assert(chiso__numeral_read((struct chiso__span){text, strlen(text)}, &style,
                                  CHISO__FORM_EXPONENT | CHISO__FORM_FRACTION,
                                  &numeral) == CHISO__NUMBER_OK,
              "%s", text);
    return numeral.value;
}

/* half up, half even, down */
struct rounded {
    const char *figure;
    const char *max;
    int digits;
    const char *texts[3];
};

/* 10^-12 of 100 is 10^-10. */
static const struct rounded POINTS[] = {
    {"83.645", "100", 2, {"83.65", "83.64", "83.64"}},
    {"83.6449999999", "100", 2, {"83.64", "83.64", "83.64"}},
    {"83.64499999991", "100", 2, {"83.65", "83.64", "83.64"}},
    {"83.64500000009", "100", 2, {"83.65", "83.64", "83.64"}},
    {"83.6450000002", "100", 2, {"83.65", "83.65", "83.64"}},
    {"-83.64499999991", "100", 2, {"-83.65", "-83.64", "-83.64"}},
    {"-83.6449999998", "100", 2, {"-83.64", "-83.64", "-83.64"}},
    {"83.64999999991", "100", 2, {"83.65", "83.65", "83.65"}},
    {"83.6499999998", "100", 2, {"83.65", "83.65", "83.64"}},
    {"-83.64999999991", "100", 2, {"-83.65", "-83.65", "-83.65"}},
    {"-83.65000000009", "100", 2, {"-83.65", "-83.65", "-83.65"}},
    {"0.99999999999", "100", 0, {"1", "1", "1"}},
    {"-0.99999999999", "100", 0, {"-1", "-1", "-1"}},
    {"-0.00000000001", "100", 2, {"0.00", "0.00", "0.00"}},
    {"-0.4", "100", 0, {"0", "0", "0"}},
    /* Without a max nothing is near anything. */
    {"83.64499999999999", "0", 2, {"83.64", "83.64", "83.64"}},
    {"83.645", "0", 2, {"83.65", "83.64", "83.64"}},
    {"0.999999999999999", "0", 0, {"1", "1", "0"}},
    /* A thousandth of the digit is the most that is near. */
    {"3.4999990001", "9000000", 0, {"4", "4", "3"}},
    {"3.49999", "9000000", 0, {"3", "3", "3"}},
    {"0.0000014999999999", "9000000", 6, {"0.000002", "0.000002", "0.000001"}},
    {"0.000001498", "9000000", 6, {"0.000001", "0.000001", "0.000001"}},
    {"10/3", "10/3", 6, {"3.333333", "3.333333", "3.333333"}},
    {"2/3", "1", 6, {"0.666667", "0.666667", "0.666666"}},
    {"0.0000005", "1", 6, {"0.000001", "0.000000", "0.000000"}},
    {"-0.0000015", "1", 6, {"-0.000002", "-0.000002", "-0.000001"}},
    {"1/3", "1", 15, {"0.333333333333333", "0.333333333333333", "0.333333333333333"}},
    {"2/3", "1", 15, {"0.666666666666667", "0.666666666666667", "0.666666666666666"}},
    {"1/3", "1", 18, {"0.333333333333333333", "0.333333333333333333", "0.333333333333333333"}},
    {"-2/3", "1", 18, {"-0.666666666666666667", "-0.666666666666666667", "-0.666666666666666666"}},
    {"0.0000000000000005", "1", 14, {"0.00000000000000", "0.00000000000000", "0.00000000000000"}},
    {"9200000000000",
     "1",
     18,
     {"9200000000000.000000000000000000", "9200000000000.000000000000000000",
      "9200000000000.000000000000000000"}},
    {"9199999999999.999999999999999",
     "1",
     2,
     {"9200000000000.00", "9200000000000.00", "9200000000000.00"}},
    {"-9199999999999.999999999999999",
     "0.0001",
     0,
     {"-9200000000000", "-9200000000000", "-9199999999999"}},
};

Test(shown, points_are_rounded_with_what_is_near_a_half_as_that_half)
{
    for (size_t i = 0; i < COUNT(POINTS); i++) {
        const struct chiso__carried figure = carried(POINTS[i].figure);
        const struct chiso__carried max = carried(POINTS[i].max);

        for (int rounding = 0; rounding < 3; rounding++) {
            const struct chiso__shown shown = {
                .places = POINTS[i].digits, .rounding = (chiso_rounding)rounding, .mark = '.'};
            char text[CHISO__SHOWN_SIZE];

            cr_expect(chiso__points_text(figure, max, &shown, text) == strlen(text));
            cr_expect_str_eq(text, POINTS[i].texts[rounding], "%s of %s: %s", POINTS[i].figure,
                             POINTS[i].max, text);
            if (POINTS[i].digits <= CHISO_DECIMAL_PLACES) {
                cr_expect(chiso__points_shown(figure, max, shown.places, shown.rounding) ==
                              decimal(POINTS[i].texts[rounding]),
                          "%s", POINTS[i].figure);
            }
            if (POINTS[i].digits == CHISO_DECIMAL_PLACES) {
                cr_expect(chiso__points_decimal(figure, max, shown.rounding) ==
                          decimal(POINTS[i].texts[rounding]));
            }
        }
    }
    /* Where 10^-12 of the max is a millionth. */
    cr_expect(chiso__points_shown((struct chiso__carried){499999, 1024}, carried("1000000"), 0,
                                  CHISO_ROUND_HALF_UP) == 0);
    cr_expect(chiso__points_shown((struct chiso__carried){499999, 1025}, carried("1000000"), 0,
                                  CHISO_ROUND_HALF_UP) == CHISO_DECIMAL_ONE);
    cr_expect(chiso__points_decimal(chiso__carried_of(17240000), chiso__carried_of(0),
                                    CHISO_ROUND_HALF_UP) == 17240000);
}

static const struct rounded PERCENTS[] = {
    {"40.62", "80", 2, {"50.78", "50.78", "50.77"}},
    {"23.56", "29", 2, {"81.24", "81.24", "81.24"}},
    {"1/3", "1", 2, {"33.33", "33.33", "33.33"}},
    {"10/3", "5", 2, {"66.67", "66.67", "66.66"}},
    {"10/3", "10/3", 2, {"100.00", "100.00", "100.00"}},
    {"0.123450000000001", "1", 2, {"12.35", "12.34", "12.34"}},
    {"0.12345", "1", 2, {"12.35", "12.34", "12.34"}},
    {"0.123449999999", "1", 2, {"12.34", "12.34", "12.34"}},
    {"0.1234499999991", "1", 2, {"12.35", "12.34", "12.34"}},
    {"-0.1234499999991", "1", 2, {"-12.35", "-12.34", "-12.34"}},
    {"0.1234999999991", "1", 2, {"12.35", "12.35", "12.35"}},
    {"0.123499999999", "1", 2, {"12.35", "12.35", "12.34"}},
    {"0.000000000000001", "1", 6, {"0.000000", "0.000000", "0.000000"}},
    {"0.000000000000001", "1", 13, {"0.0000000000001", "0.0000000000001", "0.0000000000001"}},
    {"1", "7", 18, {"14.285714285714285714", "14.285714285714285714", "14.285714285714285714"}},
    {"-0.001", "100", 2, {"0.00", "0.00", "0.00"}},
    {"0", "100", 0, {"0", "0", "0"}},
    {"9200000000000", "100", 2, {"9200000000000.00", "9200000000000.00", "9200000000000.00"}},
};

Test(shown, percents_are_rounded_with_what_is_near_a_half_as_that_half)
{
    for (size_t i = 0; i < COUNT(PERCENTS); i++) {
        const struct chiso__carried_ratio ratio = {carried(PERCENTS[i].figure),
                                                   carried(PERCENTS[i].max)};

        for (int rounding = 0; rounding < 3; rounding++) {
            const struct chiso__shown shown = {
                .places = PERCENTS[i].digits, .rounding = (chiso_rounding)rounding, .mark = '.'};
            char text[CHISO__SHOWN_SIZE];
            chiso_decimal percent = -1;

            cr_expect(chiso__percent_text(&ratio, &shown, text) == strlen(text));
            cr_expect_str_eq(text, PERCENTS[i].texts[rounding], "%s of %s: %s", PERCENTS[i].figure,
                             PERCENTS[i].max, text);
            if (PERCENTS[i].digits <= CHISO_DECIMAL_PLACES) {
                cr_expect(
                    chiso__percent_shown(&ratio, shown.places, shown.rounding, false, &percent) &&
                        percent == decimal(PERCENTS[i].texts[rounding]),
                    "%s", PERCENTS[i].figure);
            }
        }
    }
}

Test(shown, full_is_kept_for_what_reaches_it)
{
    static const struct {
        const char *achieved;
        int digits;
        const char *percent;
    } cases[] = {
        {"99.996", 2, "99.99"},        {"99.9999", 0, "99"},         {"99.99999999", 2, "99.99"},
        {"99.9999999999", 2, "99.99"}, {"99.99999999991", 2, "100"}, {"100", 2, "100"},
        {"100.004", 2, "100"},         {"100.005", 2, "100.01"},     {"99.994", 2, "99.99"},
        {"-100", 2, "-100"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct chiso__carried_ratio ratio = {carried(cases[i].achieved), carried("100")};
        const struct chiso__shown shown = {
            .places = cases[i].digits, .full_reached = true, .trimmed = true, .mark = ','};
        char text[CHISO__SHOWN_SIZE];
        char *mark = NULL;
        chiso_decimal percent = -1;

        cr_expect(
            chiso__percent_shown(&ratio, cases[i].digits, CHISO_ROUND_HALF_UP, true, &percent) &&
                percent == decimal(cases[i].percent),
            "%s", cases[i].achieved);
        chiso__percent_text(&ratio, &shown, text);
        mark = strchr(text, ',');
        if (mark != NULL) {
            *mark = '.';
        }
        cr_expect_str_eq(text, cases[i].percent);
    }
}

Test(shown, a_percent_that_is_none_is_refused)
{
    static const struct chiso__carried_ratio ratios[] = {
        {{1, 0}, {0, 0}},          {{1, 0}, {-1, 0}},         {{1, 0}, {CHISO_ABSENT, 0}},
        {{MAX, 0}, {1000000, 0}},  {{-MAX, 0}, {1000000, 0}}, {{MAX, 0}, {0, 1}},
        {{MAX, 0}, {99999999, 0}},
    };
    const struct chiso__shown shown = {.places = 18, .mark = '.'};

    for (size_t i = 0; i < COUNT(ratios); i++) {
        chiso_decimal percent = -42;
        char text[CHISO__SHOWN_SIZE] = "as it was";

        cr_expect(!chiso__percent_shown(&ratios[i], 2, CHISO_ROUND_HALF_UP, false, &percent));
        cr_expect(percent == -42, "%zu", i);
        cr_expect(chiso__percent_text(&ratios[i], &shown, text) == 0);
        cr_expect_str_eq(text, "as it was");
    }
}

Test(shown, texts_are_trimmed_where_that_is_wanted)
{
    static const struct {
        const char *figure;
        int places;
        const char *text;
    } cases[] = {
        {"87.8", 18, "87,8"},
        {"19", 18, "19"},
        {"1900", 0, "1900"},
        {"0", 15, "0"},
        {"-0.000000000000005", 15, "-0,000000000000005"},
        {"1.4e-06", 18, "0,0000014"},
        {"0.100000000000001", 15, "0,100000000000001"},
        {"0.1", 3, "0,1"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct chiso__shown shown = {.places = cases[i].places, .trimmed = true, .mark = ','};
        char text[CHISO__SHOWN_SIZE];

        chiso__points_text(carried(cases[i].figure), carried("100"), &shown, text);
        cr_expect_str_eq(text, cases[i].text);
    }
}
