/* An error names the unit and the criterion that it is about. */
#include "support.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char criteria[] = "code,title,max,rule\n"
                               "1,Steering,10,\n"
                               "1.1,Plans,6,\n"
                               "1.2,Reports,4,rate\n"
                               "2,Answers,5,survey 100 0\n";
static const char points[] = "unit,1.1,1.2,2\nskhcn,5,80%,3|4\nsxd,6,90%,1|2\n";

static chiso_tree *tree;
static chiso_board *board;
static chiso_error error;

static void make(void)
{
    cr_assert_eq(chiso_tree_read_csv(criteria, strlen(criteria), NULL, &tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(board, points, strlen(points), NULL), CHISO_OK);
    /* What an earlier call left behind must not stay. */
    memset(&error, 'x', sizeof(error));
}

static void release(void)
{
    chiso_board_free(board);
    chiso_tree_free(tree);
}

static void expect_named(const char *what, chiso_status status, chiso_status expected,
                         const char *unit, const char *criterion)
{
    cr_expect(status == expected, "%s: %s", what, chiso_status_name(status));
    cr_expect(memchr(error.unit, '\0', sizeof(error.unit)) != NULL &&
                  memchr(error.criterion, '\0', sizeof(error.criterion)) != NULL,
              "%s", what);
    cr_expect(strcmp(error.unit, unit) == 0, "%s: unit \"%s\": %s", what, error.unit,
              error.message);
    cr_expect(strcmp(error.criterion, criterion) == 0, "%s: criterion \"%s\": %s", what,
              error.criterion, error.message);
}

TestSuite(error, .init = make, .fini = release);

Test(error, of_a_cell_names_unit_and_criterion)
{
    static const struct {
        const char *unit, *code, *text;
        chiso_status status;
        const char *named_unit, *named_criterion;
    } cases[] = {
        {"skhcn", "1.1", "7", CHISO_E_POINTS, "skhcn", "1.1"},
        {"sxd", "1.2", "x", CHISO_E_NUMBER, "sxd", "1.2"},
        {"sxd", "2", "1|2|3", CHISO_E_CELL, "sxd", "2"},
        {"nobody", "1.1", "5", CHISO_E_UNIT, "nobody", ""},
        {"sxd", "9", "5", CHISO_E_NODE, "", "9"},
        {"sxd", "1", "5", CHISO_E_NODE, "", "1"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        const chiso_status status =
            chiso_board_set(board, cases[i].unit, cases[i].code, cases[i].text, &error);

        expect_named(cases[i].code, status, cases[i].status, cases[i].named_unit,
                     cases[i].named_criterion);
    }
}

Test(error, of_a_number_or_a_pointer_names_none)
{
    expect_named("a number", chiso_board_set_value(board, 9, 2, 0, &error), CHISO_E_UNIT, "", "");
    memset(&error, 'x', sizeof(error));
    expect_named("NULL", chiso_board_set(board, NULL, "1.1", "5", &error), CHISO_E_NULL, "", "");
}

Test(error, of_a_points_file_names_unit_and_criterion)
{
    static const struct {
        const char *text;
        chiso_status status;
        const char *unit, *criterion;
    } cases[] = {
        {"unit,1.1\na,7\n", CHISO_E_POINTS, "a", "1.1"},
        {"unit,1\na,7\n", CHISO_E_EMPTY, "a", "1"},
        {"unit,9\na,7\n", CHISO_E_COLUMN, "", ""},
        {"unit,1.1\na,5\na,6\n", CHISO_E_DUPLICATE, "a", ""},
        {"unit,ranked,1.1\na,maybe,6\n", CHISO_E_WORD, "a", ""},
        {"unit,criterion,value\na,9,6\n", CHISO_E_NODE, "a", "9"},
        {"unit,criterion,value\na,1,6\n", CHISO_E_EMPTY, "a", "1"},
        {"unit,criterion,value\na,1.1,5\na,1.1,5\n", CHISO_E_DUPLICATE, "a", "1.1"},
        {"unit,criterion,value\n,1.1,5\n", CHISO_E_CODE, "", ""},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        const chiso_status status =
            chiso_board_read_csv(board, cases[i].text, strlen(cases[i].text), &error);

        expect_named(cases[i].text, status, cases[i].status, cases[i].unit, cases[i].criterion);
    }
}

Test(error, of_a_tree_names_the_criterion)
{
    static const struct {
        const char *text;
        chiso_status status;
        const char *criterion;
    } cases[] = {
        {"code,title,max\n1,A,x\n", CHISO_E_NUMBER, "1"},
        {"code,title,max\n1,A,5\n1,B,5\n", CHISO_E_DUPLICATE, "1"},
        {"code,title,max\nvalue,A,5\n", CHISO_E_CODE, "value"},
        {"code,title,max,parent\n1,A,5,2\n", CHISO_E_PARENT, "1"},
        {"code,title,max\n1,A,6\n1.1,B,5\n", CHISO_E_MAX, "1"},
        /* What is outermost: 1 is at fault, not the bonus below it. */
        {"code,title,max,combine,kind\n1,A,6,mean,\n1.1,B,6,,\n1.2,C,2,,bonus\n", CHISO_E_NODE,
         "1"},
        {"code,title,max,rule\n1,A,6,rate from x\n", CHISO_E_RULE, "1"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tree *read = NULL;
        const chiso_status status =
            chiso_tree_read_csv(cases[i].text, strlen(cases[i].text), NULL, &read, &error);

        expect_named(cases[i].text, status, cases[i].status, "", cases[i].criterion);
    }
}

Test(error, of_a_survey_names_unit_and_question)
{
    chiso_tally *tally = NULL;
    const char answers[] = "unit,q1\nskhcn,9\n";

    cr_assert_eq(chiso_tally_new(NULL, &tally, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_question(tally, "q1", 3, NULL, NULL), CHISO_OK);
    expect_named("an answer", chiso_tally_read_csv(tally, answers, strlen(answers), &error),
                 CHISO_E_RANGE, "skhcn", "q1");
    expect_named("a question", chiso_tally_add_question(tally, "q1", 3, NULL, &error),
                 CHISO_E_DUPLICATE, "", "q1");
    chiso_tally_free(tally);
}

Test(error, of_a_series_names_what_no_period_has)
{
    chiso_series *series = NULL;
    chiso_series_point point;

    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_series_new(NULL, &series, NULL), CHISO_OK);
    cr_assert_eq(chiso_series_add(series, "2024", board, NULL, NULL), CHISO_OK);
    expect_named("a unit", chiso_series_points(series, "nobody", "1", 1, &point, &error),
                 CHISO_E_UNIT, "nobody", "");
    expect_named("a criterion", chiso_series_points(series, "sxd", "9", 1, &point, &error),
                 CHISO_E_NODE, "", "9");
    chiso_series_free(series);
}

Test(error, may_be_asked_again_with_the_codes_that_it_names)
{
    expect_named("first", chiso_board_set(board, "nobody", "1.1", "5", &error), CHISO_E_UNIT,
                 "nobody", "");
    expect_named("again", chiso_board_set(board, error.unit, "1.1", "5", &error), CHISO_E_UNIT,
                 "nobody", "");
    cr_expect(strstr(error.message, "nobody") != NULL, "%s", error.message);
}

Test(error, holds_codes_as_they_are_and_cuts_long_ones_at_a_whole_character)
{
    char code[3 * CHISO_ERROR_CODE_SIZE + 1] = "";
    const size_t whole = (CHISO_ERROR_CODE_SIZE - 1) / 3;

    expect_named("a tab", chiso_board_set(board, "a\tb", "1.1", "5", &error), CHISO_E_UNIT, "a\tb",
                 "");
    expect_named("no UTF-8", chiso_board_set(board, "a\xFF", "1.1", "5", &error), CHISO_E_UNIT, "",
                 "");
    for (size_t i = 0; i < CHISO_ERROR_CODE_SIZE; i++) {
        strcat(code, "\xE1\xBA\xA1"); /* ạ */
    }
    cr_expect_eq(chiso_board_set(board, code, "1.1", "5", &error), CHISO_E_UNIT);
    cr_expect_eq(strlen(error.unit), 3 * whole);
    cr_expect(strncmp(error.unit, code, 3 * whole) == 0);
    code[CHISO_ERROR_CODE_SIZE - 1] = '\0';
    memset(code, 'k', CHISO_ERROR_CODE_SIZE - 1);
    expect_named("the longest", chiso_board_set(board, code, "1.1", "5", &error), CHISO_E_UNIT,
                 code, "");
}
