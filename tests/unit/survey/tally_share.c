/* Shares against figures that others published. */
#include "support.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Whether a number, printed to the four decimals of a fraction, is the published one. */
static bool is_published(double percent, double fraction)
{
    return fabs(percent / 100 - fraction) <= 0.00005 + 1e-12;
}

/* R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in
 * Medicine 17 (1998), 857-872, table I, method 3. */
Test(tally_share, intervals_are_those_that_newcombe_printed)
{
    static const struct {
        int64_t chosen, answers;
        double low, high;
    } cases[] = {{81, 263, 0.2553, 0.3662},
                 {15, 148, 0.0624, 0.1605},
                 {0, 20, 0.0000, 0.1611},
                 {1, 29, 0.0061, 0.1718}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_share share;

        cr_assert_eq(chiso_share_of(cases[i].chosen, cases[i].answers, &share), CHISO_OK);
        cr_expect(is_published(share.low, cases[i].low) && is_published(share.high, cases[i].high),
                  "case %zu: %.6f to %.6f", i, share.low, share.high);
        /* Whoever did not choose it has the same interval from the other end. */
        cr_assert_eq(chiso_share_of(cases[i].answers - cases[i].chosen, cases[i].answers, &share),
                     CHISO_OK);
        cr_expect(is_published(share.low, 1 - cases[i].high) &&
                      is_published(share.high, 1 - cases[i].low),
                  "case %zu, the others", i);
    }
}

/* R. G. Newcombe, "Interval estimation for the difference between independent proportions",
 * Statistics in Medicine 17 (1998), 873-890, table II, method 10. */
Test(tally_share, differences_are_those_that_newcombe_printed)
{
    static const struct {
        int64_t a, a_of, b, b_of;
        double low, high;
        bool holds_zero;
    } cases[] = {
        {56, 70, 48, 80, 0.0524, 0.3339, false}, {9, 10, 3, 10, 0.1705, 0.8090, false},
        {6, 7, 2, 7, 0.0582, 0.8062, false},     {5, 56, 0, 29, -0.0381, 0.1926, true},
        {0, 10, 0, 20, -0.1611, 0.2775, true},   {0, 10, 0, 10, -0.2775, 0.2775, true},
        {10, 10, 0, 20, 0.6791, 1.0000, false},  {10, 10, 0, 10, 0.6075, 1.0000, false},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_share a;
        chiso_share b;
        chiso_share_gap gap;
        chiso_share_gap back;

        cr_assert_eq(chiso_share_of(cases[i].a, cases[i].a_of, &a), CHISO_OK);
        cr_assert_eq(chiso_share_of(cases[i].b, cases[i].b_of, &b), CHISO_OK);
        cr_assert_eq(chiso_share_difference(&a, &b, &gap), CHISO_OK);
        cr_expect(is_published(gap.low, cases[i].low) && is_published(gap.high, cases[i].high),
                  "case %zu: %.6f to %.6f", i, gap.low, gap.high);
        cr_expect(gap.holds_zero == cases[i].holds_zero, "case %zu", i);
        cr_assert_eq(chiso_share_difference(&b, &a, &back), CHISO_OK);
        cr_expect(back.points == -gap.points && fabs(back.low + gap.high) < 1e-9 &&
                      fabs(back.high + gap.low) < 1e-9,
                  "case %zu, back", i);
    }
}

Test(tally_share, a_difference_that_may_be_chance_says_so)
{
    static const struct {
        int64_t a, a_of, b, b_of;
        const char *points;
        bool holds_zero;
    } cases[] = {{56, 70, 48, 80, "20", false},
                 {1, 3, 1, 2, "-16.666667", true},
                 {0, 20, 0, 20, "0", true},
                 {20, 20, 20, 20, "0", true},
                 {CHISO_ANSWER_LIMIT, CHISO_ANSWER_LIMIT, 0, CHISO_ANSWER_LIMIT, "100", false},
                 {1, CHISO_ANSWER_LIMIT, 0, CHISO_ANSWER_LIMIT, "0", true},
                 {500, 1000, 510, 1000, "-1", true}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        /* Only the counts are read. */
        const chiso_share a = {.answers = cases[i].a_of, .chosen = cases[i].a};
        const chiso_share b = {.answers = cases[i].b_of, .chosen = cases[i].b};
        chiso_share_gap gap;

        cr_assert_eq(chiso_share_difference(&a, &b, &gap), CHISO_OK);
        cr_expect(gap.points == decimal(cases[i].points), "case %zu: %s", i,
                  decimal_text(gap.points));
        cr_expect(gap.holds_zero == cases[i].holds_zero, "case %zu: %f to %f", i, gap.low,
                  gap.high);
        cr_expect(gap.low >= -100 && gap.high <= 100 && gap.low <= gap.high, "case %zu: %f to %f",
                  i, gap.low, gap.high);
    }
}

Test(tally_share, the_ends_are_exact_where_nobody_or_everybody_chose)
{
    static const int64_t answers[] = {1, 2, 7, 20, 1000, 123457, CHISO_ANSWER_LIMIT};

    for (size_t i = 0; i < COUNT(answers); i++) {
        chiso_share none;
        chiso_share all;

        cr_assert_eq(chiso_share_of(0, answers[i], &none), CHISO_OK);
        cr_assert_eq(chiso_share_of(answers[i], answers[i], &all), CHISO_OK);
        cr_expect(none.percent == 0 && none.standard_error == 0 && none.low == 0 && none.high > 0 &&
                      none.high < 100,
                  "case %zu", i);
        cr_expect(all.percent == decimal("100") && all.standard_error == 0 && all.high == 100 &&
                      all.low > 0 && all.low < 100,
                  "case %zu", i);
    }
}

Test(tally_share, percents_are_exact_and_errors_are_those_of_the_formula)
{
    static const struct {
        int64_t chosen, answers;
        const char *percent;
        double standard_error;
    } cases[] = {
        {1, 2, "50", 35.35533905932738},
        {1, 3, "33.333333", 27.216552697590868},
        {2, 3, "66.666667", 27.216552697590868},
        {400, 1000, "40", 1.549193338482967},
        {1, 200000000, "0.000001", 0.00000049999999875},
        {1, 200000001, "0", 0.000000499999996},
        {CHISO_ANSWER_LIMIT / 2, CHISO_ANSWER_LIMIT, "50", 0.0000164845},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_share share;

        cr_assert_eq(chiso_share_of(cases[i].chosen, cases[i].answers, &share), CHISO_OK);
        cr_expect(share.percent == decimal(cases[i].percent), "case %zu: %s", i,
                  decimal_text(share.percent));
        cr_expect(fabs(share.standard_error - cases[i].standard_error) <=
                      1e-6 * cases[i].standard_error,
                  "case %zu: %.17g", i, share.standard_error);
        cr_expect(share.chosen == cases[i].chosen && share.answers == cases[i].answers, "case %zu",
                  i);
    }
}

Test(tally_share, counts_that_are_no_share_are_refused)
{
    static const struct {
        int64_t chosen, answers;
        chiso_status status;
    } cases[] = {{0, 0, CHISO_E_EMPTY},
                 {1, 0, CHISO_E_RANGE},
                 {-1, 5, CHISO_E_RANGE},
                 {6, 5, CHISO_E_RANGE},
                 {0, -1, CHISO_E_RANGE},
                 {INT64_MIN, INT64_MIN, CHISO_E_RANGE},
                 {0, CHISO_ANSWER_LIMIT + 1, CHISO_E_RANGE},
                 {INT64_MAX, INT64_MAX, CHISO_E_RANGE}};
    const chiso_share good = {.answers = 5, .chosen = 1};
    chiso_share_gap gap = {.points = 77};
    chiso_share share = {.answers = 77};

    for (size_t i = 0; i < COUNT(cases); i++) {
        const chiso_share bad = {.answers = cases[i].answers, .chosen = cases[i].chosen};

        cr_expect(chiso_share_of(cases[i].chosen, cases[i].answers, &share) == cases[i].status,
                  "case %zu", i);
        cr_expect(chiso_share_difference(&good, &bad, &gap) == cases[i].status, "case %zu", i);
        cr_expect(chiso_share_difference(&bad, &good, &gap) == cases[i].status, "case %zu", i);
    }
    cr_expect(share.answers == 77 && gap.points == 77, "outputs stay");
    cr_expect(chiso_share_of(1, 2, NULL) == CHISO_E_NULL);
    cr_expect(chiso_share_difference(NULL, &good, &gap) == CHISO_E_NULL &&
              chiso_share_difference(&good, NULL, &gap) == CHISO_E_NULL);
    cr_expect(chiso_share_difference(&good, &good, NULL) == CHISO_E_NULL);
}

/* Unit a: 1 2 3 4 5 to q1 and 10 0 0 0 0 to q2; unit b: 0 0 0 0 5 to q1 and none to q2. q3 has
 * other options. */
static chiso_tally *survey(void)
{
    chiso_tally *tally = NULL;
    static const char text[] = "unit,question,answer,count\na,q1,1,1\na,q1,2,2\na,q1,3,3\na,q1,4,"
                               "4\na,q1,5,5\na,q2,1,10\nb,q1,5,5\n";

    cr_assert_eq(chiso_tally_new(NULL, &tally, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_question(tally, "q1", 5, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_question(tally, "q2", 5, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_read_csv(tally, text, strlen(text), NULL), CHISO_OK);
    return tally;
}

Test(tally_share, shares_and_means_of_one_and_of_all)
{
    static const struct {
        const char *name;
        uint32_t unit, question, first, last;
        int64_t chosen, answers;
        const char *mean;
    } cases[] = {
        {"one option", 0, 0, 4, 4, 5, 15, "3.666667"},
        {"the two best", 0, 0, 3, 4, 9, 15, "3.666667"},
        {"all options", 0, 0, 0, 4, 15, 15, "3.666667"},
        {"the last unit", 1, 0, 4, 4, 5, 5, "5"},
        {"both units", CHISO_ALL_UNITS, 0, 4, 4, 10, 20, "4"},
        {"both questions", 0, CHISO_ALL_QUESTIONS, 0, 0, 11, 25, "2.6"},
        {"all of both", CHISO_ALL_UNITS, CHISO_ALL_QUESTIONS, 4, 4, 10, 30, "3"},
        {"the second question", CHISO_ALL_UNITS, 1, 0, 0, 10, 10, "1"},
    };
    chiso_tally *tally = survey();

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_share share;
        chiso_share plain;
        chiso_decimal mean = 0;

        cr_assert_eq(chiso_tally_share(tally, cases[i].unit, cases[i].question, cases[i].first,
                                       cases[i].last, &share, NULL),
                     CHISO_OK, "%s", cases[i].name);
        cr_assert_eq(chiso_share_of(cases[i].chosen, cases[i].answers, &plain), CHISO_OK);
        cr_expect(share.chosen == cases[i].chosen && share.answers == cases[i].answers, "%s",
                  cases[i].name);
        cr_expect(share.percent == plain.percent && share.low == plain.low &&
                      share.high == plain.high,
                  "%s", cases[i].name);
        cr_assert_eq(chiso_tally_mean(tally, cases[i].unit, cases[i].question, &mean, NULL),
                     CHISO_OK, "%s", cases[i].name);
        cr_expect(mean == decimal(cases[i].mean), "%s: %s", cases[i].name, decimal_text(mean));
    }
    chiso_tally_free(tally);
}

Test(tally_share, who_got_no_answers_is_named)
{
    static const struct {
        uint32_t unit, question;
        const char *english, *vietnamese;
    } cases[] = {
        {0, 0, "unit a, question q: there are no answers",
         "đơn vị a, câu hỏi q: không có câu trả lời nào"},
        {0, CHISO_ALL_QUESTIONS, "unit a: there are no answers",
         "đơn vị a: không có câu trả lời nào"},
        {CHISO_ALL_UNITS, 0, "question q: there are no answers",
         "câu hỏi q: không có câu trả lời nào"},
        {CHISO_ALL_UNITS, CHISO_ALL_QUESTIONS, "there are no answers", "không có câu trả lời nào"},
    };
    chiso_tally *tally = NULL;
    chiso_share share;
    chiso_decimal mean = 0;

    cr_assert_eq(chiso_tally_new(NULL, &tally, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_unit(tally, "a", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_question(tally, "q", 5, NULL, NULL), CHISO_OK);
    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect(chiso_tally_share(tally, cases[i].unit, cases[i].question, 0, 0, &share,
                                    &error) == CHISO_E_EMPTY);
        cr_expect_str_eq(error.message, cases[i].english);
        cr_expect(chiso_tally_mean(tally, cases[i].unit, cases[i].question, &mean, &error) ==
                  CHISO_E_EMPTY);
        cr_expect_str_eq(error.message_vi, cases[i].vietnamese);
    }
    chiso_tally_free(tally);
}

Test(tally_share, what_has_no_share_is_refused)
{
    static const struct {
        const char *name;
        uint32_t unit, question, first, last;
        chiso_status status;
        const char *named;
    } cases[] = {
        {"no answers", 1, 1, 0, 0, CHISO_E_EMPTY, "unit b, question q2: there are no answers"},
        {"no such unit", 2, 0, 0, 0, CHISO_E_UNIT, "2"},
        {"no such question", 0, 3, 0, 0, CHISO_E_NODE, "3"},
        {"other options", 0, CHISO_ALL_QUESTIONS, 0, 0, CHISO_E_SHAPE, "q3"},
        {"no such option", 0, 0, 0, 5, CHISO_E_RANGE, "q1"},
        {"the wrong way round", 0, 0, 2, 1, CHISO_E_RANGE, "q1"},
        {"not an option", 0, 0, CHISO_NO_ANSWER, CHISO_NO_ANSWER, CHISO_E_RANGE, "255"},
        {"far beyond", 0, 0, UINT32_MAX, UINT32_MAX, CHISO_E_RANGE, "q1"},
    };
    chiso_tally *tally = survey();
    chiso_tally *empty = NULL;
    chiso_share share = {.answers = 77};
    chiso_decimal mean = 77;

    cr_assert_eq(chiso_tally_add_question(tally, "q3", 2, NULL, NULL), CHISO_OK);
    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect(chiso_tally_share(tally, cases[i].unit, cases[i].question, cases[i].first,
                                    cases[i].last, &share, &error) == cases[i].status,
                  "%s", cases[i].name);
        cr_expect(error.status == cases[i].status &&
                      strstr(error.message, cases[i].named) != NULL && error.message_vi[0] != '\0',
                  "%s: %s", cases[i].name, error.message);
        if (cases[i].status != CHISO_E_RANGE) {
            cr_expect(chiso_tally_mean(tally, cases[i].unit, cases[i].question, &mean, &error) ==
                          cases[i].status,
                      "%s", cases[i].name);
        }
    }
    cr_expect(chiso_tally_share(NULL, 0, 0, 0, 0, &share, NULL) == CHISO_E_NULL);
    cr_expect(chiso_tally_share(tally, 0, 0, 0, 0, NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_tally_mean(NULL, 0, 0, &mean, NULL) == CHISO_E_NULL &&
              chiso_tally_mean(tally, 0, 0, NULL, NULL) == CHISO_E_NULL);
    cr_assert_eq(chiso_tally_new(NULL, &empty, NULL), CHISO_OK);
    cr_expect(chiso_tally_share(empty, CHISO_ALL_UNITS, CHISO_ALL_QUESTIONS, 0, 0, &share, NULL) ==
              CHISO_E_EMPTY);
    cr_expect(chiso_tally_share(empty, 0, 0, 0, 0, &share, NULL) == CHISO_E_UNIT);
    cr_expect(share.answers == 77 && mean == 77, "outputs stay");
    chiso_tally_free(empty);
    chiso_tally_free(tally);
}

/* T. Yamane 1967; what its tables round to the nearest (222, 286, 333, 385 and 398 for ±5 %) is
 * rounded up here. */
Test(tally_share, samples_are_those_of_yamane)
{
    static const struct {
        int64_t population;
        const char *margin;
        int64_t size;
    } cases[] = {
        {500, "0.05", 223},
        {1000, "0.05", 286},
        {2000, "0.05", 334},
        {10000, "0.05", 385},
        {100000, "0.05", 399},
        {10000, "0.01", 5000},
        {400, "0.05", 200},
        {1, "0.05", 1},
        {1, "0.999999", 1},
        {99, "0.000001", 99},
        {CHISO_ANSWER_LIMIT, "0.05", 400},
        {CHISO_ANSWER_LIMIT, "0.000001", 901960784314},
    };
    static const struct {
        int64_t population;
        const char *margin;
    } wrong[] = {{0, "0.05"},         {-1, "0.05"}, {CHISO_ANSWER_LIMIT + 1, "0.05"},
                 {INT64_MAX, "0.05"}, {100, "0"},   {100, "-0.05"},
                 {100, "1"},          {100, "5"}};
    int64_t size = 0;

    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_assert_eq(chiso_sample_size(cases[i].population, decimal(cases[i].margin), &size),
                     CHISO_OK);
        cr_expect(size == cases[i].size, "case %zu: %lld", i, (long long)size);
    }
    size = 77;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        cr_expect(chiso_sample_size(wrong[i].population, decimal(wrong[i].margin), &size) ==
                          CHISO_E_RANGE &&
                      size == 77,
                  "wrong %zu", i);
    }
    cr_expect(chiso_sample_size(100, decimal("0.05"), NULL) == CHISO_E_NULL);
}
