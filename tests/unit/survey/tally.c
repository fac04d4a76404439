#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Units a and b; question q1 of five options and q2 of two. */
static chiso_tally *small_tally(void)
{
    chiso_tally *tally = NULL;

    cr_assert_eq(chiso_tally_new(NULL, &tally, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_unit(tally, "a", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_question(tally, "q1", 5, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_unit(tally, "b", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_question(tally, "q2", 2, NULL, NULL), CHISO_OK);
    return tally;
}

static int64_t count_of(const chiso_tally *tally, uint32_t unit, uint32_t question, uint32_t option)
{
    cr_assert(option < chiso_tally_options(tally, question));
    return chiso_tally_counts(tally, unit, question)[option];
}

/* Both bytes and totals: a tally that a failed call was given is as it was. */
static void expect_unchanged(const chiso_tally *tally, const struct buffer *before,
                             const char *name)
{
    struct buffer after = support_tally_bytes(tally);

    cr_expect(after.size == before->size && memcmp(after.bytes, before->bytes, after.size) == 0,
              "%s: the tally changed", name);
    buffer_clear(&after);
}

static void expect_error(chiso_status got, const chiso_error *error, chiso_status status,
                         const char *named, const char *name)
{
    cr_expect(got == status && error->status == status, "%s: %s", name, chiso_status_name(got));
    cr_expect(strstr(error->message, named) != NULL, "%s: %s", name, error->message);
    cr_expect(strstr(error->message_vi, named) != NULL, "%s: %s", name, error->message_vi);
}

Test(tally, nothing_has_harmless_answers)
{
    chiso_tally *tally = NULL;
    const chiso_allocator empty = {0};

    cr_assert_eq(chiso_tally_new(NULL, &tally, NULL), CHISO_OK);
    cr_expect(chiso_tally_unit_count(tally) == 0 && chiso_tally_unit_count(NULL) == 0);
    cr_expect(chiso_tally_question_count(tally) == 0 && chiso_tally_question_count(NULL) == 0);
    cr_expect(chiso_tally_total(tally) == 0 && chiso_tally_total(NULL) == 0);
    cr_expect_str_eq(chiso_tally_unit_code(tally, 0), "");
    cr_expect_str_eq(chiso_tally_unit_code(NULL, 0), "");
    cr_expect_str_eq(chiso_tally_question_code(tally, 0), "");
    cr_expect_str_eq(chiso_tally_question_code(NULL, 0), "");
    cr_expect(chiso_tally_options(tally, 0) == 0 && chiso_tally_options(NULL, 0) == 0);
    cr_expect(chiso_tally_counts(tally, 0, 0) == NULL && chiso_tally_counts(NULL, 0, 0) == NULL);
    chiso_tally_free(tally);
    chiso_tally_free(NULL);
    tally = (chiso_tally *)&empty;
    cr_expect(chiso_tally_new(&empty, &tally, NULL) == CHISO_E_NULL && tally == NULL);
    cr_expect(chiso_tally_new(NULL, NULL, NULL) == CHISO_E_NULL);
}

Test(tally, constants_are_functions_too)
{
    /* What the header says of the bound: every count is a decimal, and exact in a double. */
    cr_expect(CHISO_ANSWER_LIMIT == CHISO_DECIMAL_MAX / CHISO_DECIMAL_ONE);
    cr_expect(CHISO_ANSWER_LIMIT < INT64_C(1) << 53);
}

Test(tally, units_and_questions_are_known_by_their_codes)
{
    chiso_tally *tally = small_tally();
    uint32_t found = 77;

    cr_expect(chiso_tally_unit_count(tally) == 2 && chiso_tally_question_count(tally) == 2);
    cr_expect_str_eq(chiso_tally_unit_code(tally, 1), "b");
    cr_expect_str_eq(chiso_tally_question_code(tally, 0), "q1");
    cr_expect(chiso_tally_options(tally, 0) == 5 && chiso_tally_options(tally, 1) == 2);
    cr_expect(chiso_tally_find_unit(tally, "b", &found) == CHISO_OK && found == 1);
    cr_expect(chiso_tally_find_question(tally, "q1", &found) == CHISO_OK && found == 0);
    found = 77;
    cr_expect(chiso_tally_find_unit(tally, "q1", &found) == CHISO_E_UNIT && found == 77);
    cr_expect(chiso_tally_find_question(tally, "a", &found) == CHISO_E_NODE && found == 77);
    cr_expect(chiso_tally_find_unit(NULL, "a", &found) == CHISO_E_NULL);
    cr_expect(chiso_tally_find_unit(tally, NULL, &found) == CHISO_E_NULL);
    cr_expect(chiso_tally_find_question(tally, "q1", NULL) == CHISO_E_NULL);
    chiso_tally_free(tally);
}

Test(tally, what_was_counted_stays_when_units_and_questions_are_added)
{
    enum { ADDED = 300 };
    chiso_tally *tally = NULL;
    char code[16];

    cr_assert_eq(chiso_tally_new(NULL, &tally, NULL), CHISO_OK);
    for (uint32_t i = 0; i < ADDED; i++) {
        snprintf(code, sizeof(code), "%u", (unsigned)i);
        cr_assert_eq(chiso_tally_add_unit(tally, code, NULL, NULL), CHISO_OK);
        cr_assert_eq(chiso_tally_add_question(tally, code, 2 + i % 63, NULL, NULL), CHISO_OK);
        cr_assert_eq(chiso_tally_add(tally, i, i, 1 + i % 63, i + 1, NULL), CHISO_OK);
        cr_assert_eq(chiso_tally_add(tally, 0, i, 0, 1000 + i, NULL), CHISO_OK);
    }
    for (uint32_t i = 0; i < ADDED; i++) {
        cr_assert_eq(count_of(tally, i, i, 1 + i % 63), i + 1, "unit %u", (unsigned)i);
        cr_assert_eq(count_of(tally, 0, i, 0), 1000 + i, "question %u", (unsigned)i);
        for (uint32_t unit = 1; unit < ADDED; unit++) {
            int64_t answers = -1;

            cr_assert_eq(chiso_tally_answers(tally, unit, i, &answers), CHISO_OK);
            cr_assert_eq(answers, unit == i ? i + 1 : 0, "unit %u, question %u", (unsigned)unit,
                         (unsigned)i);
        }
    }
    chiso_tally_free(tally);
}

Test(tally, a_unit_or_question_that_cannot_be_is_refused)
{
    static const struct {
        const char *name;
        const char *code;
        uint32_t options; /* 0: a unit */
        chiso_status status;
        const char *named;
    } cases[] = {
        {"no unit", NULL, 0, CHISO_E_NULL, ""},
        {"no question", NULL, 5, CHISO_E_NULL, ""},
        {"empty unit", "", 0, CHISO_E_CODE, ""},
        {"empty question", "", 5, CHISO_E_CODE, ""},
        {"unit twice", "b", 0, CHISO_E_DUPLICATE, "b"},
        {"question twice", "q2", 5, CHISO_E_DUPLICATE, "q2"},
        {"unit not UTF-8", "\xFF", 0, CHISO_E_ENCODING, ""},
        {"question not UTF-8", "\xFF", 5, CHISO_E_ENCODING, ""},
        {"one option", "q3", 1, CHISO_E_RANGE, "q3"},
        {"too many options", "q3", 65, CHISO_E_RANGE, "65"},
    };
    chiso_tally *tally = small_tally();
    struct buffer before = support_tally_bytes(tally);

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_error error = CHISO_ERROR_INIT;
        const chiso_status status =
            cases[i].options == 0
                ? chiso_tally_add_unit(tally, cases[i].code, NULL, &error)
                : chiso_tally_add_question(tally, cases[i].code, cases[i].options, NULL, &error);

        expect_error(status, &error, cases[i].status, cases[i].named, cases[i].name);
        expect_unchanged(tally, &before, cases[i].name);
    }
    cr_expect(chiso_tally_add_unit(NULL, "c", NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_tally_add_question(NULL, "c", 5, NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_tally_add_question(tally, "64", 64, NULL, NULL) == CHISO_OK);
    cr_expect(chiso_tally_add_unit(tally, "q1", NULL, NULL) == CHISO_OK,
              "a unit may have the code of a question");
    buffer_clear(&before);
    chiso_tally_free(tally);
}

Test(tally, what_is_added_gives_back_its_number)
{
    chiso_tally *tally = small_tally();
    uint32_t unit = 77;
    uint32_t question = 77;

    cr_expect(chiso_tally_add_unit(tally, "c", &unit, NULL) == CHISO_OK && unit == 2);
    cr_expect(chiso_tally_add_question(tally, "q3", 4, &question, NULL) == CHISO_OK &&
              question == 2);
    cr_expect_str_eq(chiso_tally_unit_code(tally, unit), "c");
    cr_expect_str_eq(chiso_tally_question_code(tally, question), "q3");
    unit = question = 77;
    cr_expect(chiso_tally_add_unit(tally, "c", &unit, NULL) == CHISO_E_DUPLICATE && unit == 77);
    cr_expect(chiso_tally_add_question(tally, "q4", 1, &question, NULL) == CHISO_E_RANGE &&
              question == 77);
    chiso_tally_free(tally);
}

Test(tally, there_are_no_more_questions_than_may_be)
{
    chiso_tally *tally = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    char code[16];

    cr_assert_eq(chiso_tally_new(NULL, &tally, NULL), CHISO_OK);
    for (uint32_t i = 0; i < CHISO_QUESTION_LIMIT; i++) {
        snprintf(code, sizeof(code), "%u", (unsigned)i);
        cr_assert_eq(chiso_tally_add_question(tally, code, CHISO_OPTION_LIMIT, NULL, NULL),
                     CHISO_OK);
    }
    expect_error(chiso_tally_add_question(tally, "x", 2, NULL, &error), &error, CHISO_E_RANGE,
                 "65535", "one question more");
    cr_expect(chiso_tally_question_count(tally) == CHISO_QUESTION_LIMIT);
    cr_expect(chiso_tally_options(tally, CHISO_QUESTION_LIMIT - 1) == CHISO_OPTION_LIMIT);
    chiso_tally_free(tally);
}

Test(tally, answers_are_counted_where_they_belong)
{
    chiso_tally *tally = small_tally();
    const int64_t *counts;
    int64_t answers = -1;

    cr_expect(chiso_tally_add(tally, 0, 0, 4, 1, NULL) == CHISO_OK);
    cr_expect(chiso_tally_add(tally, 0, 0, 4, 1, NULL) == CHISO_OK);
    cr_expect(chiso_tally_add(tally, 1, 1, 0, 1, NULL) == CHISO_OK);
    cr_expect(chiso_tally_add(tally, 1, 1, CHISO_NO_ANSWER, 1, NULL) == CHISO_OK);
    cr_expect(chiso_tally_add(tally, 0, 0, 1, 40, NULL) == CHISO_OK);
    cr_expect(chiso_tally_add(tally, 0, 0, 1, 0, NULL) == CHISO_OK);
    cr_expect(chiso_tally_add(tally, 0, 0, CHISO_NO_ANSWER, CHISO_ANSWER_LIMIT, NULL) == CHISO_OK);
    cr_expect(chiso_tally_total(tally) == 43);
    counts = chiso_tally_counts(tally, 0, 0);
    cr_assert(counts != NULL);
    cr_expect(counts[0] == 0 && counts[1] == 40 && counts[2] == 0 && counts[3] == 0 &&
              counts[4] == 2);
    cr_expect(count_of(tally, 1, 1, 0) == 1 && count_of(tally, 1, 1, 1) == 0);
    cr_expect(chiso_tally_answers(tally, 0, 0, &answers) == CHISO_OK && answers == 42);
    cr_expect(chiso_tally_answers(tally, 1, 0, &answers) == CHISO_OK && answers == 0);
    chiso_tally_free(tally);
}

Test(tally, an_answer_that_cannot_be_is_refused)
{
    static const struct {
        const char *name;
        uint32_t unit, question, option;
        int64_t count;
        chiso_status status;
        const char *named;
    } cases[] = {
        {"no such unit", 2, 0, 0, 1, CHISO_E_UNIT, "2"},
        {"no unit at all", UINT32_MAX, 0, 0, 1, CHISO_E_UNIT, "4294967295"},
        {"no such question", 0, 2, 0, 1, CHISO_E_NODE, "2"},
        {"no such option", 0, 0, 5, 1, CHISO_E_RANGE, "q1"},
        {"an option of another question", 1, 1, 2, 1, CHISO_E_RANGE, "q2"},
        {"option 256 is not 0", 0, 0, 256, 1, CHISO_E_RANGE, "256"},
        {"negative", 1, 1, 1, -7, CHISO_E_RANGE, "-7"},
        {"least", 1, 1, 1, INT64_MIN, CHISO_E_RANGE, "-9223372036854775808"},
        {"too many", 1, 1, 1, CHISO_ANSWER_LIMIT - 9, CHISO_E_RANGE, "9200000000000"},
        {"greatest", 1, 1, 1, INT64_MAX, CHISO_E_RANGE, "9223372036854775807"},
        {"no answer of a unit that is not there", 2, 0, CHISO_NO_ANSWER, 1, CHISO_E_UNIT, "2"},
    };
    chiso_tally *tally = small_tally();
    struct buffer before;
    int64_t kept = 77;

    cr_assert_eq(chiso_tally_add(tally, 0, 1, 1, 10, NULL), CHISO_OK);
    before = support_tally_bytes(tally);
    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_error error = CHISO_ERROR_INIT;

        expect_error(chiso_tally_add(tally, cases[i].unit, cases[i].question, cases[i].option,
                                     cases[i].count, &error),
                     &error, cases[i].status, cases[i].named, cases[i].name);
        expect_unchanged(tally, &before, cases[i].name);
    }
    cr_expect(chiso_tally_add(NULL, 0, 0, 0, 1, NULL) == CHISO_E_NULL);
    cr_expect(chiso_tally_answers(tally, 2, 0, &kept) == CHISO_E_UNIT);
    cr_expect(chiso_tally_answers(tally, 0, 2, &kept) == CHISO_E_NODE);
    cr_expect(chiso_tally_answers(NULL, 0, 0, &kept) == CHISO_E_NULL);
    cr_expect(kept == 77);
    cr_expect(chiso_tally_counts(tally, 2, 0) == NULL && chiso_tally_counts(tally, 0, 2) == NULL);
    buffer_clear(&before);
    chiso_tally_free(tally);
}

Test(tally, no_tally_holds_more_answers_than_may_be)
{
    static const uint32_t units[] = {1, 1};
    static const uint16_t questions[] = {0, 1};
    static const uint8_t none[] = {CHISO_NO_ANSWER, CHISO_NO_ANSWER};
    static const uint8_t one[] = {CHISO_NO_ANSWER, 1};
    chiso_tally *tally = small_tally();
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tally_add(tally, 0, 0, 0, CHISO_ANSWER_LIMIT - 1, NULL), CHISO_OK);
    cr_expect(chiso_tally_add_answers(tally, units, questions, one, 2, &error) == CHISO_OK, "%s",
              error.message);
    cr_expect(chiso_tally_total(tally) == CHISO_ANSWER_LIMIT && count_of(tally, 1, 1, 1) == 1);
    expect_error(chiso_tally_add_answers(tally, units, questions, one, 2, &error), &error,
                 CHISO_E_RANGE, "9200000000000", "an array");
    expect_error(chiso_tally_add(tally, 0, 0, 0, 1, &error), &error, CHISO_E_RANGE, "9200000000000",
                 "one");
    expect_error(chiso_tally_merge(tally, tally, &error), &error, CHISO_E_RANGE, "9200000000000",
                 "a merge");
    cr_expect(chiso_tally_add_answers(tally, units, questions, none, 2, &error) == CHISO_OK,
              "no answers are none too many");
    cr_expect(chiso_tally_total(tally) == CHISO_ANSWER_LIMIT && count_of(tally, 1, 1, 1) == 1);
    chiso_tally_free(tally);
}

/* Questions of different numbers of options are placed in another way than those of the same. */
Test(tally, an_array_is_counted_as_its_answers_one_by_one)
{
    enum { ANSWERS = 1000 };
    uint32_t units[ANSWERS];
    uint16_t questions[ANSWERS];
    uint8_t options[ANSWERS];
    struct random random = {7};

    for (int alike = 0; alike < 2; alike++) {
        chiso_tally *tally = NULL;
        chiso_tally *other = NULL;
        struct buffer expected;

        for (int i = 0; i < 2; i++) {
            chiso_tally **made = i == 0 ? &tally : &other;

            *made = small_tally();
            cr_assert_eq(chiso_tally_add_question(*made, "q3", 64, NULL, NULL), CHISO_OK);
            if (alike) {
                chiso_tally_free(*made);
                cr_assert_eq(chiso_tally_new(NULL, made, NULL), CHISO_OK);
                cr_assert_eq(chiso_tally_add_question(*made, "q1", 5, NULL, NULL), CHISO_OK);
                cr_assert_eq(chiso_tally_add_unit(*made, "a", NULL, NULL), CHISO_OK);
                cr_assert_eq(chiso_tally_add_unit(*made, "b", NULL, NULL), CHISO_OK);
                cr_assert_eq(chiso_tally_add_question(*made, "q2", 5, NULL, NULL), CHISO_OK);
                cr_assert_eq(chiso_tally_add_question(*made, "q3", 5, NULL, NULL), CHISO_OK);
            }
        }
        for (size_t i = 0; i < ANSWERS; i++) {
            units[i] = (uint32_t)random_below(&random, 2);
            questions[i] = (uint16_t)random_below(&random, 3);
            options[i] =
                (uint8_t)random_below(&random, chiso_tally_options(tally, questions[i]) + 1);
            options[i] = options[i] == chiso_tally_options(tally, questions[i]) ? CHISO_NO_ANSWER
                                                                                : options[i];
            cr_assert_eq(chiso_tally_add(other, units[i], questions[i], options[i], 1, NULL),
                         CHISO_OK);
        }
        cr_expect(chiso_tally_add_answers(tally, units, questions, options, ANSWERS, NULL) ==
                  CHISO_OK);
        cr_expect(chiso_tally_total(tally) == chiso_tally_total(other));
        expected = support_tally_bytes(other);
        expect_unchanged(tally, &expected, "counted one by one");
        buffer_clear(&expected);
        chiso_tally_free(tally);
        chiso_tally_free(other);
    }
}

Test(tally, a_wrong_answer_is_named_and_none_is_counted)
{
    enum { ANSWERS = 3000, AT = 2345 };
    static const struct {
        const char *name;
        uint32_t unit;
        uint16_t question;
        uint8_t option;
        chiso_status status;
        const char *named;
    } cases[] = {
        {"unit", 2, 1, 0, CHISO_E_UNIT, "2345"},
        {"question", 1, 2, 0, CHISO_E_NODE, "2345"},
        {"last question", 1, 65535, 0, CHISO_E_NODE, "65535"},
        {"option", 1, 1, 2, CHISO_E_RANGE, "2345"},
        {"far unit", UINT32_MAX, 0, 0, CHISO_E_UNIT, "4294967295"},
        {"option 254", 0, 0, 254, CHISO_E_RANGE, "254"},
        {"no answer about no unit", 2, 0, CHISO_NO_ANSWER, CHISO_E_UNIT, "2345"},
        {"no answer to no question", 0, 2, CHISO_NO_ANSWER, CHISO_E_NODE, "2345"},
    };
    static uint32_t units[ANSWERS];
    static uint16_t questions[ANSWERS];
    static uint8_t options[ANSWERS];

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tally *tally = small_tally();
        chiso_error error = CHISO_ERROR_INIT;
        struct buffer before;

        cr_assert_eq(chiso_tally_add(tally, 0, 0, 0, 5, NULL), CHISO_OK);
        before = support_tally_bytes(tally);
        units[AT] = cases[i].unit;
        questions[AT] = cases[i].question;
        options[AT] = cases[i].option;
        options[7] = CHISO_NO_ANSWER;
        /* A later one that is wrong is not the one that is named. */
        units[AT + 1] = 999;
        expect_error(chiso_tally_add_answers(tally, units, questions, options, ANSWERS, &error),
                     &error, cases[i].status, cases[i].named, cases[i].name);
        cr_expect(strstr(error.message, "answer 2345 ") != NULL, "%s", error.message);
        expect_unchanged(tally, &before, cases[i].name);
        /* Nothing is left behind that a later call would count. */
        units[AT] = questions[AT] = options[AT] = 0;
        units[AT + 1] = 0;
        cr_expect(chiso_tally_add_answers(tally, units, questions, options, ANSWERS, &error) ==
                      CHISO_OK,
                  "%s", error.message);
        cr_expect(chiso_tally_total(tally) == 5 + ANSWERS - 1 &&
                      count_of(tally, 0, 0, 0) == 5 + ANSWERS - 1,
                  "%s", cases[i].name);
        buffer_clear(&before);
        chiso_tally_free(tally);
    }
}

Test(tally, arrays_for_tallies_that_have_nothing)
{
    static const uint32_t units[] = {0};
    static const uint16_t questions[] = {0};
    static const uint8_t options[] = {CHISO_NO_ANSWER};
    chiso_tally *tally = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tally_new(NULL, &tally, NULL), CHISO_OK);
    cr_expect(chiso_tally_add_answers(tally, NULL, NULL, NULL, 0, NULL) == CHISO_OK);
    cr_expect(chiso_tally_add_answers(NULL, units, questions, options, 1, NULL) == CHISO_E_NULL);
    cr_expect(chiso_tally_add_answers(tally, NULL, questions, options, 1, NULL) == CHISO_E_NULL);
    cr_expect(chiso_tally_add_answers(tally, units, NULL, options, 1, NULL) == CHISO_E_NULL);
    cr_expect(chiso_tally_add_answers(tally, units, questions, NULL, 1, NULL) == CHISO_E_NULL);
    expect_error(chiso_tally_add_answers(tally, units, questions, options, 1, &error), &error,
                 CHISO_E_UNIT, "0", "no units");
    cr_assert_eq(chiso_tally_add_unit(tally, "a", NULL, NULL), CHISO_OK);
    expect_error(chiso_tally_add_answers(tally, units, questions, options, 1, &error), &error,
                 CHISO_E_NODE, "0", "no questions");
    cr_assert_eq(chiso_tally_add_question(tally, "q", 2, NULL, NULL), CHISO_OK);
    cr_expect(chiso_tally_add_answers(tally, units, questions, options, 1, &error) == CHISO_OK);
    cr_expect(chiso_tally_total(tally) == 0);
    chiso_tally_free(tally);
}

Test(tally, merging_adds_every_count)
{
    chiso_tally *tally = small_tally();
    chiso_tally *other = small_tally();

    cr_assert_eq(chiso_tally_add(tally, 0, 0, 4, 10, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add(other, 0, 0, 4, 5, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add(other, 1, 1, 1, 7, NULL), CHISO_OK);
    cr_expect(chiso_tally_merge(tally, other, NULL) == CHISO_OK);
    cr_expect(count_of(tally, 0, 0, 4) == 15 && count_of(tally, 1, 1, 1) == 7 &&
              chiso_tally_total(tally) == 22);
    cr_expect(count_of(other, 0, 0, 4) == 5 && chiso_tally_total(other) == 12, "the other stays");
    cr_expect(chiso_tally_merge(tally, tally, NULL) == CHISO_OK, "with itself");
    cr_expect(count_of(tally, 0, 0, 4) == 30 && count_of(tally, 1, 1, 1) == 14 &&
              chiso_tally_total(tally) == 44);
    cr_expect(chiso_tally_merge(NULL, tally, NULL) == CHISO_E_NULL &&
              chiso_tally_merge(tally, NULL, NULL) == CHISO_E_NULL);
    chiso_tally_free(tally);
    chiso_tally_free(other);
}

Test(tally, tallies_of_other_units_or_questions_do_not_merge)
{
    static const struct {
        const char *name;
        const char *codes[4]; /* two units and two questions */
        uint32_t options;     /* of the first question */
        const char *more;     /* a third unit */
        const char *named, *named_too;
    } cases[] = {
        {"another unit", {"a", "c", "q1", "q2"}, 5, NULL, "b", "c"},
        {"another order", {"b", "a", "q1", "q2"}, 5, NULL, "a", "b"},
        {"one unit more", {"a", "b", "q1", "q2"}, 5, "extra", "3", "extra"},
        {"another question", {"a", "b", "q1", "other"}, 5, NULL, "q2", "other"},
        {"other options", {"a", "b", "q1", "q2"}, 4, NULL, "q1", "4"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tally *tally = small_tally();
        struct buffer before = support_tally_bytes(tally);
        chiso_tally *other = NULL;
        chiso_error error = CHISO_ERROR_INIT;

        cr_assert_eq(chiso_tally_new(NULL, &other, NULL), CHISO_OK);
        cr_assert_eq(chiso_tally_add_unit(other, cases[i].codes[0], NULL, NULL), CHISO_OK);
        cr_assert_eq(chiso_tally_add_unit(other, cases[i].codes[1], NULL, NULL), CHISO_OK);
        cr_assert_eq(
            chiso_tally_add_question(other, cases[i].codes[2], cases[i].options, NULL, NULL),
            CHISO_OK);
        cr_assert_eq(chiso_tally_add_question(other, cases[i].codes[3], 2, NULL, NULL), CHISO_OK);
        cr_assert(cases[i].more == NULL ||
                  chiso_tally_add_unit(other, cases[i].more, NULL, NULL) == CHISO_OK);
        expect_error(chiso_tally_merge(tally, other, &error), &error, CHISO_E_SHAPE, cases[i].named,
                     cases[i].name);
        expect_error(chiso_tally_merge(tally, other, &error), &error, CHISO_E_SHAPE,
                     cases[i].named_too, cases[i].name);
        expect_unchanged(tally, &before, cases[i].name);
        expect_error(chiso_tally_merge(other, tally, &error), &error, CHISO_E_SHAPE,
                     cases[i].named_too, cases[i].name);
        buffer_clear(&before);
        chiso_tally_free(tally);
        chiso_tally_free(other);
    }
}
