#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A tree of one leaf "a" with a rule. */
static chiso_status ruled_tree(const char *max, const char *min, const char *rule,
                               chiso_tree **out_tree, chiso_error *error)
{
    chiso_criterion criterion = CHISO_CRITERION_INIT;
    chiso_status status;

    criterion.code = "a";
    criterion.max = max;
    criterion.min = min;
    criterion.rule = rule;
    cr_assert_eq(chiso_tree_new(NULL, NULL, out_tree, NULL), CHISO_OK);
    status = chiso_tree_add_criterion(*out_tree, &criterion, NULL, error);
    if (status != CHISO_OK) {
        chiso_tree_free(*out_tree);
        *out_tree = NULL;
    }
    return status;
}

/* A board of one unit "u" over such a tree. */
static chiso_board *ruled_board(const char *max, const char *min, const char *rule)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(ruled_tree(max, min, rule, &tree, &error), CHISO_OK, "%s: %s", rule,
                 error.message);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, &error), CHISO_OK, "%s: %s", rule,
                 error.message);
    chiso_tree_free(tree);
    cr_assert_eq(chiso_board_add_unit(board, "u", NULL, NULL, NULL, NULL), CHISO_OK);
    return board;
}

struct point {
    const char *max, *min, *rule, *cell;
    const char *points; /* NULL: refused with status */
    chiso_status status;
};

static void expect_points(const struct point *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct point *expected = &cases[i];
        chiso_board *board = ruled_board(expected->max, expected->min, expected->rule);
        chiso_error error = CHISO_ERROR_INIT;
        const chiso_status status = chiso_board_set(board, "u", "a", expected->cell, &error);
        chiso_cell cell;

        cr_expect(status == expected->status, "%s of %s: %s, %s", expected->rule, expected->cell,
                  chiso_status_name(status), error.message);
        cr_assert_eq(chiso_board_cell(board, 0, 1, &cell), CHISO_OK);
        if (expected->points == NULL) {
            cr_expect(cell.state == CHISO_STATE_MISSING, "%s of %s was set", expected->rule,
                      expected->cell);
            cr_expect(cell.value == CHISO_ABSENT && cell.denominator == CHISO_ABSENT &&
                      cell.points == CHISO_ABSENT);
            cr_expect(strstr(error.message, expected->cell) != NULL, "%s of %s: %s", expected->rule,
                      expected->cell, error.message);
            cr_expect(error.message_vi[0] != '\0', "%s of %s", expected->rule, expected->cell);
        } else if (status == CHISO_OK) {
            chiso_result result;

            cr_expect(cell.state == CHISO_STATE_SCORED, "%s of %s", expected->rule, expected->cell);
            cr_expect(cell.points == decimal(expected->points),
                      "max %s, min %s, %s of %s: %s points, expected %s", expected->max,
                      expected->min, expected->rule, expected->cell, decimal_text(cell.points),
                      expected->points);
            cr_expect(chiso_board_score(board, &error) == CHISO_OK, "%s of %s: %s", expected->rule,
                      expected->cell, error.message);
            cr_assert_eq(chiso_board_result(board, 0, 1, &result), CHISO_OK, "%s of %s",
                         expected->rule, expected->cell);
            cr_expect(result.achieved == decimal(expected->points), "%s of %s", expected->rule,
                      expected->cell);
            /* A plain sum of which only leaves of max 0 apply does not apply. */
            if (result.max != 0) {
                cr_assert_eq(chiso_board_result(board, 0, CHISO_ROOT, &result), CHISO_OK,
                             "%s of %s", expected->rule, expected->cell);
                cr_expect(result.achieved == decimal(expected->points), "%s of %s", expected->rule,
                          expected->cell);
            }
        }
        chiso_board_free(board);
    }
}

Test(rule, points_are_the_number_itself_within_min_and_max)
{
    static const struct point cases[] = {
        {"5", NULL, "points", "4.25", "4.25", CHISO_OK},
        {"5", NULL, NULL, "4.25", "4.25", CHISO_OK},
        {"5", NULL, "", "0", "0", CHISO_OK},
        {"5", NULL, "points", "5", "5", CHISO_OK},
        {"5", NULL, "points", "4.999999", "4.999999", CHISO_OK},
        {"5", NULL, "points", "5.000001", NULL, CHISO_E_POINTS},
        {"5", NULL, "points", "-0.000001", NULL, CHISO_E_POINTS},
        {"5", "1", "points", "1", "1", CHISO_OK},
        {"5", "1", "points", "0.99", NULL, CHISO_E_POINTS},
        {"0", "-2", "points", "-2", "-2", CHISO_OK},
        {"0", "-2", "points", "-2.5", NULL, CHISO_E_POINTS},
        {"0", NULL, "points", "0", "0", CHISO_OK},
        {"5", NULL, "points", "80%", NULL, CHISO_E_CELL},
        {"5", NULL, "points", "4/5", NULL, CHISO_E_CELL},
        {"9200000000000", NULL, "points", "9200000000000", "9200000000000", CHISO_OK},
        {"9200000000000", NULL, "points", "9200000000001", NULL, CHISO_E_RANGE},
    };

    expect_points(cases, COUNT(cases));
}

Test(rule, rates_are_exact_ratios)
{
    static const struct point cases[] = {
        {"5", NULL, "rate", "97.8%", "4.89", CHISO_OK},
        {"5", NULL, "rate", "978/1000", "4.89", CHISO_OK},
        {"1.5", NULL, "rate", "2/3", "1", CHISO_OK},
        {"1.5", NULL, "rate", "66.666667%", "1", CHISO_OK},
        {"1.5", NULL, "rate", "66.666600%", "0.999999", CHISO_OK},
        {"1", NULL, "rate", "1/3", "0.333333", CHISO_OK},
        {"1", NULL, "rate", "2/3", "0.666667", CHISO_OK},
        {"5", NULL, "rate", "0%", "0", CHISO_OK},
        {"5", NULL, "rate", "0/7", "0", CHISO_OK},
        {"5", NULL, "rate", "100%", "5", CHISO_OK},
        {"5", NULL, "rate", "7/7", "5", CHISO_OK},
        {"5", NULL, "rate", "120%", "5", CHISO_OK},
        {"5", NULL, "rate", "9/7", "5", CHISO_OK},
        {"5", NULL, "rate", "-5%", "0", CHISO_OK},
        {"5", NULL, "rate", "0.5/2.5", "1", CHISO_OK},
        {"9200000000000", NULL, "rate", "9199999999999/9200000000000", "9199999999999", CHISO_OK},
        /* Never under min. */
        {"5", "1", "rate", "0%", "1", CHISO_OK},
        {"5", "1", "rate", "20%", "1", CHISO_OK},
        {"5", "1", "rate", "21%", "1.05", CHISO_OK},
        {"5", NULL, "rate", "0.9", NULL, CHISO_E_CELL},
        {"5", NULL, "rate", "90", NULL, CHISO_E_CELL},
        {"5", NULL, "rate", "5/0", NULL, CHISO_E_CELL},
        {"5", NULL, "rate", "0/0", NULL, CHISO_E_CELL},
        {"5", NULL, "rate", "5/-1", NULL, CHISO_E_CELL},
    };

    expect_points(cases, COUNT(cases));
}

Test(rule, rates_may_be_bare_numbers_in_percent_or_shares)
{
    static const struct point cases[] = {
        {"5", NULL, "rate percent", "97.8", "4.89", CHISO_OK},
        {"5", NULL, "rate percent", "97.8%", "4.89", CHISO_OK},
        {"5", NULL, "rate percent", "978/1000", "4.89", CHISO_OK},
        {"5", NULL, "rate percent", "0.978", "0.0489", CHISO_OK},
        {"5", NULL, "rate percent", "100", "5", CHISO_OK},
        {"5", NULL, "rate percent", "101", "5", CHISO_OK},
        {"5", NULL, "rate percent", "0", "0", CHISO_OK},
        {"5", NULL, "rate percent", "-3", "0", CHISO_OK},
        {"5", "1", "rate percent", "20", "1", CHISO_OK},
        {"1.5", NULL, "rate percent", "66.666667", "1", CHISO_OK},
        {"5", NULL, "rate share", "0.978", "4.89", CHISO_OK},
        {"5", NULL, "rate share", "97.8%", "4.89", CHISO_OK},
        {"5", NULL, "rate share", "978/1000", "4.89", CHISO_OK},
        {"5", NULL, "rate share", "1", "5", CHISO_OK},
        {"5", NULL, "rate share", "1.1", "5", CHISO_OK},
        {"5", NULL, "rate share", "-0.1", "0", CHISO_OK},
        {"5", "1", "rate share", "0.2", "1", CHISO_OK},
        {"9200000000000", NULL, "rate share", "0.000001", "9200000", CHISO_OK},
        {"5", NULL, "rate percent from 80%", "80", "4", CHISO_OK},
        {"5", NULL, "rate percent from 80%", "79.999999", "0", CHISO_OK},
        {"5", NULL, "rate percent from 80%", "4/5", "4", CHISO_OK},
        {"5", NULL, "rate share from 80%", "0.8", "4", CHISO_OK},
        {"5", NULL, "rate share from 80%", "0.799999", "0", CHISO_OK},
        {"5", NULL, "rate percent between 50%..90%", "70", "2.5", CHISO_OK},
        {"5", NULL, "rate share between 50%..90%", "0.7", "2.5", CHISO_OK},
        {"5", NULL, "rate percent target 90%", "45", "2.5", CHISO_OK},
        {"5", NULL, "rate share target 90%", "0.45", "2.5", CHISO_OK},
        {"5", NULL, "rate percent", "90/0", NULL, CHISO_E_CELL},
        {"5", NULL, "rate percent", "9200000000001", NULL, CHISO_E_RANGE},
        {"5", NULL, "rate share", "yes", NULL, CHISO_E_NUMBER},
    };

    expect_points(cases, COUNT(cases));
}

Test(rule, a_bare_number_is_told_which_rules_take_it)
{
    static const struct {
        const char *rule;
        bool told;
    } cases[] = {{"rate", true}, {"rate from 80%", true}, {"atleast 90%:5", false}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_board *board = ruled_board("5", NULL, cases[i].rule);
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect(chiso_board_set(board, "u", "a", "97.8", &error) == CHISO_E_CELL);
        cr_expect((strstr(error.message, "rate percent") != NULL &&
                   strstr(error.message_vi, "rate share") != NULL) == cases[i].told,
                  "%s: %s", cases[i].rule, error.message);
        chiso_board_free(board);
    }
}

Test(rule, rates_from_a_threshold_give_min_below_it)
{
    static const struct point cases[] = {
        {"5", NULL, "rate from 80%", "80%", "4", CHISO_OK},
        {"5", NULL, "rate from 80%", "79.999999%", "0", CHISO_OK},
        {"5", NULL, "rate from 80%", "4/5", "4", CHISO_OK},
        {"5", NULL, "rate from 80%", "799999/1000000", "0", CHISO_OK},
        {"5", NULL, "rate from 80%", "90%", "4.5", CHISO_OK},
        {"5", NULL, "rate from 80%", "100%", "5", CHISO_OK},
        {"5", NULL, "rate from 80%", "130%", "5", CHISO_OK},
        {"5", "1", "rate from 80%", "79%", "1", CHISO_OK},
        {"5", "4.2", "rate from 80%", "80%", "4.2", CHISO_OK},
        {"5", "-1", "rate from 80%", "79%", "-1", CHISO_OK},
        {"5", NULL, "rate from 80%", "0.9", NULL, CHISO_E_CELL},
        {"5", NULL, "rate from 2/3", "66.666666666666667%", "3.333333", CHISO_OK},
        {"5", NULL, "rate from 2/3", "66.666666666666666%", "0", CHISO_OK},
        {"5", NULL, "rate from 2/3", "4/6", "3.333333", CHISO_OK},
        {"5", NULL, "rate percent from 2/3", "66.6", "0", CHISO_OK},
        {"5", NULL, "rate from 97.5%", "97.5%", "4.875", CHISO_OK},
    };

    expect_points(cases, COUNT(cases));
}

Test(rule, rates_between_two_bounds_lie_on_a_line)
{
    static const struct point cases[] = {
        {"5", NULL, "rate between 50%..90%", "50%", "0", CHISO_OK},
        {"5", NULL, "rate between 50%..90%", "90%", "5", CHISO_OK},
        {"5", NULL, "rate between 50%..90%", "70%", "2.5", CHISO_OK},
        {"5", NULL, "rate between 50%..90%", "7/10", "2.5", CHISO_OK},
        {"5", NULL, "rate between 50%..90%", "49%", "0", CHISO_OK},
        {"5", NULL, "rate between 50%..90%", "10%", "0", CHISO_OK},
        {"5", NULL, "rate between 50%..90%", "95%", "5", CHISO_OK},
        {"5", NULL, "rate between 50%..90%", "200%", "5", CHISO_OK},
        {"5", "1", "rate between 50%..90%", "50%", "1", CHISO_OK},
        {"5", "1", "rate between 50%..90%", "70%", "3", CHISO_OK},
        {"5", "1", "rate between 50%..90%", "90%", "5", CHISO_OK},
        /* (2/3 - 1/2) / (1/2) = 1/3, exactly: a third of 1.5 is 0.5. */
        {"1.5", NULL, "rate between 50%..100%", "2/3", "0.5", CHISO_OK},
        {"1", NULL, "rate between 0%..30%", "10%", "0.333333", CHISO_OK},
        {"1", NULL, "rate between 0%..30%", "20%", "0.666667", CHISO_OK},
        {"5", NULL, "rate between 50%..90%", "70", NULL, CHISO_E_CELL},
        {"3", NULL, "rate between 1/3..2/3", "1/2", "1.5", CHISO_OK},
        {"3", NULL, "rate between 1/3..2/3", "1/3", "0", CHISO_OK},
        {"3", NULL, "rate between 1/3..2/3", "4/6", "3", CHISO_OK},
        {"3", NULL, "rate between 25%..3/4", "50%", "1.5", CHISO_OK},
    };

    expect_points(cases, COUNT(cases));
}

Test(rule, rates_towards_a_target_reach_max_there)
{
    static const struct point cases[] = {
        {"5", NULL, "rate target 90%", "90%", "5", CHISO_OK},
        {"5", NULL, "rate target 90%", "9/10", "5", CHISO_OK},
        {"5", NULL, "rate target 90%", "100%", "5", CHISO_OK},
        {"5", NULL, "rate target 90%", "150%", "5", CHISO_OK},
        {"5", NULL, "rate target 90%", "45%", "2.5", CHISO_OK},
        {"5", NULL, "rate target 90%", "30%", "1.666667", CHISO_OK},
        {"5", NULL, "rate target 90%", "0%", "0", CHISO_OK},
        {"5", "2", "rate target 90%", "30%", "2", CHISO_OK},
        {"4.5", NULL, "rate target 90%", "2/3", "3.333333", CHISO_OK},
        {"5", NULL, "rate target 90%", "-10%", "0", CHISO_OK},
        {"5", NULL, "rate target 90%", "0.9", NULL, CHISO_E_CELL},
        {"6", NULL, "rate target 6/7", "12/14", "6", CHISO_OK},
        {"6", NULL, "rate target 6/7", "3/7", "3", CHISO_OK},
        {"7", NULL, "rate share target 6/7", "0.6", "4.9", CHISO_OK},
    };

    expect_points(cases, COUNT(cases));
}

Test(rule, atleast_gives_the_points_of_the_greatest_threshold_reached)
{
    static const struct point cases[] = {
        {"5", NULL, "atleast 90:5 80:3 50:1", "95", "5", CHISO_OK},
        {"5", NULL, "atleast 90:5 80:3 50:1", "90", "5", CHISO_OK},
        {"5", NULL, "atleast 90:5 80:3 50:1", "89.999999", "3", CHISO_OK},
        {"5", NULL, "atleast 90:5 80:3 50:1", "80", "3", CHISO_OK},
        {"5", NULL, "atleast 90:5 80:3 50:1", "50", "1", CHISO_OK},
        {"5", NULL, "atleast 90:5 80:3 50:1", "49.999999", "0", CHISO_OK},
        {"5", NULL, "atleast 90:5 80:3 50:1", "-3", "0", CHISO_OK},
        {"5", NULL, "atleast 50:1 90:5 80:3", "85", "3", CHISO_OK},
        {"5", "1", "atleast 90:5 80:3", "10", "1", CHISO_OK},
        {"5", "-1", "atleast 90:5 80:0", "80", "0", CHISO_OK},
        {"5", "-1", "atleast 90:5 80:0", "79", "-1", CHISO_OK},
        {"5", NULL, "atleast -5:2 0.5:4.5", "-5", "2", CHISO_OK},
        {"5", NULL, "atleast -5:2 0.5:4.5", "-5.1", "0", CHISO_OK},
        {"5", NULL, "atleast -5:2 0.5:4.5", "0.5", "4.5", CHISO_OK},
        {"5", NULL, "atleast 90:5", "90%", "5", CHISO_OK},
        {"5", NULL, "atleast 90:5", "89.9 %", "0", CHISO_OK},
        {"5", NULL, "atleast 90:5", "9/10", NULL, CHISO_E_CELL},
        /* Rates, where the thresholds are. */
        {"5", NULL, "atleast 90%:5 80%:3", "90%", "5", CHISO_OK},
        {"5", NULL, "atleast 90%:5 80%:3", "89.9%", "3", CHISO_OK},
        {"5", NULL, "atleast 90%:5 80%:3", "9/10", "5", CHISO_OK},
        {"5", NULL, "atleast 90%:5 80%:3", "899999/1000000", "3", CHISO_OK},
        {"5", NULL, "atleast 90%:5 80%:3", "110%", "5", CHISO_OK},
        {"5", NULL, "atleast 90%:5 80%:3", "0.9", NULL, CHISO_E_CELL},
        {"5", NULL, "atleast 90%:5 80%:3", "90", NULL, CHISO_E_CELL},
        {"5", NULL, "atleast 90%:5 80%:3", "9/0", NULL, CHISO_E_CELL},
        {"5", NULL, "atleast 2/3:5 1/3:2", "2/3", "5", CHISO_OK},
        {"5", NULL, "atleast 2/3:5 1/3:2", "4/6", "5", CHISO_OK},
        {"5", NULL, "atleast 2/3:5 1/3:2", "66.666666%", "2", CHISO_OK},
        {"5", NULL, "atleast 2/3:5 1/3:2", "33.333333%", "0", CHISO_OK},
        {"5", NULL, "atleast 2/3:5 1/3:2", "33.333334%", "2", CHISO_OK},
        {"5", NULL, "atleast 2/3:5 1/3:2", "0.7", NULL, CHISO_E_CELL},
    };

    expect_points(cases, COUNT(cases));
}

Test(rule, atmost_gives_the_points_of_the_smallest_threshold_kept)
{
    static const struct point cases[] = {
        {"5", NULL, "atmost 2:5 4:3", "0", "5", CHISO_OK},
        {"5", NULL, "atmost 2:5 4:3", "2", "5", CHISO_OK},
        {"5", NULL, "atmost 2:5 4:3", "2.000001", "3", CHISO_OK},
        {"5", NULL, "atmost 2:5 4:3", "4", "3", CHISO_OK},
        {"5", NULL, "atmost 2:5 4:3", "4.000001", "0", CHISO_OK},
        {"5", NULL, "atmost 4:3 2:5", "1", "5", CHISO_OK},
        {"5", NULL, "atmost 2:5 4:3", "-7", "5", CHISO_OK},
        {"5", "1", "atmost 2:5 4:3", "9", "1", CHISO_OK},
        {"5", NULL, "atmost 5%:5 10%:2", "5%", "5", CHISO_OK},
        {"5", NULL, "atmost 5%:5 10%:2", "1/20", "5", CHISO_OK},
        {"5", NULL, "atmost 5%:5 10%:2", "7%", "2", CHISO_OK},
        {"5", NULL, "atmost 5%:5 10%:2", "10.1%", "0", CHISO_OK},
        {"5", NULL, "atmost 5%:5 10%:2", "0.05", NULL, CHISO_E_CELL},
        {"5", NULL, "atmost 1/3:5", "1/3", "5", CHISO_OK},
        {"5", NULL, "atmost 1/3:5", "33.333334%", "0", CHISO_OK},
        {"5", NULL, "atmost 2:5", "2%", "5", CHISO_OK},
    };

    expect_points(cases, COUNT(cases));
}

Test(rule, yes_and_no_are_read_in_every_spelling)
{
    /* U+0301 and U+0302 are the combining acute and circumflex: so writes a Macintosh. */
    static const char *const yes[] = {
        "yes", "Yes",  "YES",  "có", "Có", "CÓ", "co\xCC\x81", "Co\xCC\x81", "CO\xCC\x81",
        "1",   "TRUE", "true", "x",  "X",  "✓",  "đạt",        "Đạt",        "ĐẠT"};
    static const char *const no[] = {"no",
                                     "No",
                                     "NO",
                                     "không",
                                     "Không",
                                     "KHÔNG",
                                     "kho\xCC\x82ng",
                                     "Kho\xCC\x82ng",
                                     "KHO\xCC\x82NG",
                                     "0",
                                     "FALSE",
                                     "không đạt",
                                     "KHÔNG  ĐẠT",
                                     "khong",
                                     "✗"};
    static const char *const wrong[] = {"maybe", "2",    "-1", "0.5", "100%",      "1/1",
                                        "truth", "yess", "ye", "not", "không đạtt"};
    chiso_board *board = ruled_board("5", "1", "yesno");
    chiso_cell cell;

    for (size_t i = 0; i < COUNT(yes); i++) {
        cr_expect(chiso_board_set(board, "u", "a", yes[i], NULL) == CHISO_OK, "%s", yes[i]);
        cr_assert_eq(chiso_board_cell(board, 0, 1, &cell), CHISO_OK);
        cr_expect(cell.state == CHISO_STATE_SCORED && cell.points == decimal("5") &&
                      cell.value == CHISO_DECIMAL_ONE && cell.denominator == CHISO_DECIMAL_ONE,
                  "%s", yes[i]);
        cr_expect(chiso_board_set(board, "u", "a", "", NULL) == CHISO_OK);
    }
    for (size_t i = 0; i < COUNT(no); i++) {
        cr_expect(chiso_board_set(board, "u", "a", no[i], NULL) == CHISO_OK, "%s", no[i]);
        cr_assert_eq(chiso_board_cell(board, 0, 1, &cell), CHISO_OK);
        cr_expect(cell.state == CHISO_STATE_SCORED && cell.points == decimal("1") &&
                      cell.value == 0,
                  "%s", no[i]);
        cr_expect(chiso_board_set(board, "u", "a", "", NULL) == CHISO_OK);
    }
    for (size_t i = 0; i < COUNT(wrong); i++) {
        chiso_error error = CHISO_ERROR_INIT;
        const chiso_status status = chiso_board_set(board, "u", "a", wrong[i], &error);

        cr_expect(status == CHISO_E_CELL, "%s: %s", wrong[i], chiso_status_name(status));
        cr_expect(strstr(error.message, wrong[i]) != NULL, "%s: %s", wrong[i], error.message);
        cr_assert_eq(chiso_board_cell(board, 0, 1, &cell), CHISO_OK);
        cr_expect(cell.state == CHISO_STATE_MISSING, "%s", wrong[i]);
    }
    chiso_board_free(board);
}

Test(rule, counts_are_multiplied_and_limited)
{
    static const struct point cases[] = {
        {"2", NULL, "per 0.5", "0", "0", CHISO_OK},
        {"2", NULL, "per 0.5", "3", "1.5", CHISO_OK},
        {"2", NULL, "per 0.5", "4", "2", CHISO_OK},
        {"2", NULL, "per 0.5", "9", "2", CHISO_OK},
        {"2", NULL, "per 0.5", "9200000000000", "2", CHISO_OK},
        {"2", "1", "per 0.5", "1", "1", CHISO_OK},
        {"0", "-2", "per -0.5", "0", "0", CHISO_OK},
        {"0", "-2", "per -0.5", "1", "-0.5", CHISO_OK},
        {"0", "-2", "per -0.5", "3", "-1.5", CHISO_OK},
        {"0", "-2", "per -0.5", "4", "-2", CHISO_OK},
        {"0", "-2", "per -0.5", "5", "-2", CHISO_OK},
        {"0", "-2", "per -0.5", "9200000000000", "-2", CHISO_OK},
        {"9200000000000", NULL, "per 9200000000000", "9200000000000", "9200000000000", CHISO_OK},
        {"2", NULL, "per 0.5", "1.5", NULL, CHISO_E_CELL},
        {"2", NULL, "per 0.5", "-1", NULL, CHISO_E_CELL},
        {"2", NULL, "per 0.5", "10%", NULL, CHISO_E_CELL},
        {"2", NULL, "per 0.5", "1/2", NULL, CHISO_E_CELL},
        {"2", NULL, "per 0.5", "9200000000001", NULL, CHISO_E_RANGE},
    };

    expect_points(cases, COUNT(cases));
}

Test(rule, ranges_go_both_ways_with_and_without_limits)
{
    static const struct point cases[] = {
        {"10", NULL, "range 5..60", "5", "0", CHISO_OK},
        {"10", NULL, "range 5..60", "60", "10", CHISO_OK},
        {"10", NULL, "range 5..60", "32.5", "5", CHISO_OK},
        {"10", NULL, "range 5..60", "0", "0", CHISO_OK},
        {"10", NULL, "range 5..60", "-100", "0", CHISO_OK},
        {"10", NULL, "range 5..60", "100", "10", CHISO_OK},
        {"10", "2", "range 5..60", "5", "2", CHISO_OK},
        {"10", "2", "range 5..60", "32.5", "6", CHISO_OK},
        {"10", NULL, "range 60..5", "60", "0", CHISO_OK},
        {"10", NULL, "range 60..5", "5", "10", CHISO_OK},
        {"10", NULL, "range 60..5", "16", "8", CHISO_OK},
        {"10", NULL, "range 60..5", "61", "0", CHISO_OK},
        {"10", NULL, "range 60..5", "4", "10", CHISO_OK},
        {"1", NULL, "range 0..3", "1", "0.333333", CHISO_OK},
        {"1", NULL, "range 0..3", "2", "0.666667", CHISO_OK},
        {"1", NULL, "range 3..0", "1", "0.666667", CHISO_OK},
        {"4", NULL, "range -10..10", "-5", "1", CHISO_OK},
        {"4", NULL, "range -1.5..-0.5", "-1", "2", CHISO_OK},
        {"10", NULL, "range 5..60 unlimited", "60", "10", CHISO_OK},
        {"10", NULL, "range 5..60 unlimited", "115", "20", CHISO_OK},
        {"10", NULL, "range 5..60 unlimited", "-50", "-10", CHISO_OK},
        {"10", "2", "range 5..60 unlimited", "-50", "-6", CHISO_OK},
        {"10", NULL, "range 60..5 unlimited", "115", "-10", CHISO_OK},
        {"10", NULL, "range 60..5 unlimited", "-50", "20", CHISO_OK},
        {"9200000000000", NULL, "range -9200000000000..9200000000000", "0", "4600000000000",
         CHISO_OK},
        {"9200000000000", NULL, "range -9200000000000..9200000000000", "9200000000000",
         "9200000000000", CHISO_OK},
        {"9200000000000", NULL, "range 0..0.000001", "9200000000000", "9200000000000", CHISO_OK},
        {"10", NULL, "range 5..60", "32.5%", "5", CHISO_OK},
        {"10", NULL, "range 5..60", "1/2", NULL, CHISO_E_CELL},
    };

    expect_points(cases, COUNT(cases));
}

Test(rule, a_text_that_is_no_value_at_all_is_refused_by_every_rule)
{
    static const char *const rules[] = {
        "points",      "rate",         "rate from 80%", "rate between 50%..90%", "rate target 90%",
        "atleast 9:5", "atleast 9%:5", "atmost 9:5",    "rate percent",          "rate share",
        "yesno",       "per 0.5",      "range 5..60"};
    static const char *const texts[] = {"abc", "1.2.3", "1,5", "--1", "%",    "/",  "1/",
                                        "/2",  "1/2/3", "1%%", "1e",  "5 %%", "1 2"};

    for (size_t i = 0; i < COUNT(rules); i++) {
        chiso_board *board = ruled_board("5", NULL, rules[i]);

        for (size_t k = 0; k < COUNT(texts); k++) {
            chiso_error error = CHISO_ERROR_INIT;
            const chiso_status status = chiso_board_set(board, "u", "a", texts[k], &error);
            chiso_cell cell;

            cr_expect(status == CHISO_E_NUMBER || status == CHISO_E_CELL, "%s of \"%s\": %s",
                      rules[i], texts[k], chiso_status_name(status));
            cr_expect(error.message[0] != '\0' && error.message_vi[0] != '\0', "%s of \"%s\"",
                      rules[i], texts[k]);
            cr_expect(chiso_board_cell(board, 0, 1, &cell) == CHISO_OK &&
                          cell.state == CHISO_STATE_MISSING,
                      "%s of \"%s\"", rules[i], texts[k]);
        }
        chiso_board_free(board);
    }
}

Test(rule, values_that_are_set_as_numbers_are_checked_by_the_rule_too)
{
    static const struct {
        const char *rule;
        const char *value, *denominator;
        chiso_status status;
        const char *points;
    } cases[] = {
        {"points", "4.5", NULL, CHISO_OK, "4.5"},
        {"points", "5.1", NULL, CHISO_E_POINTS, NULL},
        {"points", "1", "2", CHISO_E_CELL, NULL},
        {"rate", "0.9", NULL, CHISO_E_CELL, NULL},
        {"rate", "2", "3", CHISO_OK, "3.333333"},
        {"rate", "97.8", "100", CHISO_OK, "4.89"},
        {"rate", "1", "0", CHISO_E_CELL, NULL},
        {"rate", "1", "-2", CHISO_E_CELL, NULL},
        {"rate", "-1", "2", CHISO_OK, "0"},
        {"rate percent", "978", "1000", CHISO_OK, "4.89"},
        {"rate share", "0.978", NULL, CHISO_OK, "4.89"},
        {"rate share from 80%", "97.8", "100", CHISO_OK, "4.89"},
        {"rate from 80%", "799", "1000", CHISO_OK, "0"},
        {"rate between 50%..90%", "7", "10", CHISO_OK, "2.5"},
        {"rate target 90%", "45", "100", CHISO_OK, "2.5"},
        {"atleast 9:5 8:3", "8.5", NULL, CHISO_OK, "3"},
        {"atleast 9:5 8:3", "9", "10", CHISO_E_CELL, NULL},
        {"atleast 90%:5", "9", "10", CHISO_OK, "5"},
        {"atleast 90%:5", "0.9", NULL, CHISO_E_CELL, NULL},
        {"atmost 9:5 10:3", "9.5", NULL, CHISO_OK, "3"},
        {"atmost 1/3:5", "1", "3", CHISO_OK, "5"},
        {"yesno", "1", NULL, CHISO_OK, "5"},
        {"yesno", "0", NULL, CHISO_OK, "0"},
        {"yesno", "2", NULL, CHISO_E_CELL, NULL},
        {"yesno", "1", "1", CHISO_E_CELL, NULL},
        {"per 0.5", "3", NULL, CHISO_OK, "1.5"},
        {"per 0.5", "3.5", NULL, CHISO_E_CELL, NULL},
        {"per 0.5", "-3", NULL, CHISO_E_CELL, NULL},
        {"range 5..60", "32.5", NULL, CHISO_OK, "2.5"},
        {"range 5..60", "1", "2", CHISO_E_CELL, NULL},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_board *board = ruled_board("5", NULL, cases[i].rule);
        const chiso_decimal value = decimal(cases[i].value);
        chiso_status status;
        chiso_cell cell;

        if (cases[i].denominator == NULL) {
            status = chiso_board_set_value(board, 0, 1, value, NULL);
        } else {
            status = chiso_board_set_ratio(board, 0, 1, value, decimal(cases[i].denominator), NULL);
        }
        cr_expect(status == cases[i].status, "%zu: %s of %s: %s", i, cases[i].rule, cases[i].value,
                  chiso_status_name(status));
        cr_assert_eq(chiso_board_cell(board, 0, 1, &cell), CHISO_OK);
        if (status == CHISO_OK && cases[i].points != NULL) {
            cr_expect(cell.points == decimal(cases[i].points), "%s of %s: %s", cases[i].rule,
                      cases[i].value, decimal_text(cell.points));
            cr_expect(cell.value == value, "%s of %s", cases[i].rule, cases[i].value);
            cr_expect(cell.denominator == (cases[i].denominator == NULL
                                               ? CHISO_DECIMAL_ONE
                                               : decimal(cases[i].denominator)),
                      "%s of %s", cases[i].rule, cases[i].value);
        }
        chiso_board_free(board);
    }
}

Test(rule, a_column_of_bare_rates_is_set_as_numbers)
{
    chiso_board *board = ruled_board("5", NULL, "rate percent from 80%");
    const chiso_decimal percents[] = {decimal("97.8"), decimal("79"), CHISO_MISSING};
    chiso_cell cell;

    cr_assert_eq(chiso_board_add_unit(board, "v", NULL, NULL, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, "w", NULL, NULL, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set_column(board, 1, percents, COUNT(percents), NULL), CHISO_OK);
    cr_assert_eq(chiso_board_cell(board, 0, 1, &cell), CHISO_OK);
    cr_expect(cell.value == percents[0] && cell.denominator == decimal("100") &&
              cell.points == decimal("4.89"));
    cr_assert_eq(chiso_board_cell(board, 1, 1, &cell), CHISO_OK);
    cr_expect(cell.value == percents[1] && cell.points == 0);
    cr_assert_eq(chiso_board_cell(board, 2, 1, &cell), CHISO_OK);
    cr_expect(cell.state == CHISO_STATE_MISSING);
    chiso_board_free(board);
}

/* Rules, and between which of their characters the error must point; where a rule is well formed
 * but cannot work, anywhere in it. */
static const struct {
    const char *rule;
    unsigned from, to;
} MALFORMED[] = {
    {"guess", 1, 1},
    {"point", 1, 1},
    {"points 5", 8, 8},
    {"pointss", 1, 8},
    {"rates", 1, 6},
    {"rate 80%", 6, 6},
    {"rate from", 1, 10},
    {"rate from 80", 11, 13},
    {"rate from 0.8", 11, 14},
    {"rate from x%", 11, 13},
    {"rate from 80% 90%", 15, 15},
    {"rate between 50%", 14, 17},
    {"rate between 50% 90%", 14, 18},
    {"rate between 50%-90%", 14, 21},
    {"rate between 50%..90", 14, 21},
    {"rate between 50..90%", 14, 21},
    {"rate between 90%..50%", 14, 22},
    {"rate between 50%..50%", 14, 22},
    {"rate between 50%..90% 100%", 23, 23},
    {"rate target", 1, 12},
    {"rate target 0%", 13, 15},
    {"rate target -5%", 13, 16},
    {"rate target 6/0", 13, 16},
    {"rate target 0/7", 13, 16},
    {"rate between 2/3..1/3", 19, 22},
    {"rate target 90", 13, 15},
    {"rate to 90%", 6, 6},
    {"rate percent 80", 14, 14},
    {"rate percent share", 14, 14},
    {"rate share percent", 12, 12},
    {"rate percent from 80", 19, 21},
    {"rate from 80% percent", 15, 15},
    {"rate percents", 6, 6},
    {"atleast percent 90:5", 9, 9},
    {"atleast", 1, 8},
    {"atleast 90", 9, 11},
    {"atleast 90:", 9, 12},
    {"atleast :5", 9, 10},
    {"atleast 90:x", 9, 13},
    {"atleast x:5", 9, 12},
    {"atleast 90:5 80-3", 14, 18},
    {"atleast 90:5 80", 14, 16},
    {"atleast 90:5:3", 9, 15},
    {"atleast 90%:5 80:3", 15, 19},
    {"atleast 90:5 80%:3", 14, 19},
    {"atleast 90:5 90:3", 1, 18},
    {"atleast 1/0:5", 9, 14},
    {"atleast 90:5.5", 1, 15},
    {"atleast 90:-1", 1, 14},
    {"atmost", 1, 7},
    {"atmost 2", 8, 9},
    {"atmost 2:5 x", 12, 13},
    {"atmost 2:6", 1, 11},
    {"atmost 2:5 4%:3", 12, 16},
    {"yesno maybe", 7, 7},
    {"yes", 1, 4},
    {"per", 1, 4},
    {"per x", 5, 6},
    {"per 5%", 5, 7},
    {"per 1 2", 7, 7},
    {"range", 1, 6},
    {"range 5", 7, 8},
    {"range 5..", 7, 10},
    {"range ..5", 7, 10},
    {"range 5..5", 7, 11},
    {"range 5-60", 7, 11},
    {"range a..60", 7, 12},
    {"range 5..b", 7, 11},
    {"range 5%..60%", 7, 14},
    {"range 5..60 limited", 13, 13},
    {"range 5..60 unlimited 3", 23, 23},
    {"range 0..60 log", 11, 16},
    {"range 5..60 log 3", 17, 17},
    {"range 5..5.004 log", 14, 19},
    {"range 0.500001..0.5 log unlimited", 20, 34},
    {"minmax up", 8, 8},
    {"minmax down down", 13, 13},
    {"best down 3", 11, 11},
    {"percentile 5", 12, 12},
    {"zscore", 1, 7},
    {"zscore 4", 8, 9},
    {"zscore 4 0", 9, 11},
    {"zscore 4 -1", 9, 12},
    {"zscore 5.5 1", 1, 10},
    {"zscore 4 1 5", 12, 12},
    {"survey", 1, 7},
    {"survey 100", 8, 11},
    {"survey 0 0", 8, 11},
    {"survey 1 0.5 0", 8, 15},
    {"survey 100 101", 12, 15},
    {"survey 100 -1", 12, 14},
    {"survey 100 x", 12, 12},
};

Test(rule, a_malformed_rule_is_refused_by_calls)
{
    for (size_t i = 0; i < COUNT(MALFORMED); i++) {
        chiso_tree *tree = NULL;
        chiso_error error = CHISO_ERROR_INIT;
        const chiso_status status = ruled_tree("5", NULL, MALFORMED[i].rule, &tree, &error);

        cr_expect(status == CHISO_E_RULE, "%s: %s", MALFORMED[i].rule, chiso_status_name(status));
        cr_expect(error.status == status && error.message[0] != '\0' && error.message_vi[0] != '\0',
                  "%s", MALFORMED[i].rule);
        chiso_tree_free(tree);
    }
}

Test(rule, a_word_too_many_is_told_which_words_there_are)
{
    static const struct {
        const char *rule;
        const char *english, *vietnamese;
    } cases[] = {
        {"minmax up", "at \"up\" expected down or block, each",
         "tại \"up\" cần down hoặc block, mỗi"},
        {"percentile down down", "at \"down\" expected down or block, each at most once",
         "mỗi từ nhiều nhất một lần"},
        {"zscore 4 1 sample", "expected down, block or population, each",
         "cần down, block hoặc population, mỗi"},
        {"range 5..60 ln", "expected log or unlimited, each", "cần log hoặc unlimited, mỗi"},
        {"yesno maybe", "at \"maybe\" expected the end of the rule",
         "tại \"maybe\" cần kết thúc quy tắc"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tree *tree = NULL;
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect(ruled_tree("5", NULL, cases[i].rule, &tree, &error) == CHISO_E_RULE, "%s",
                  cases[i].rule);
        cr_expect(strstr(error.message, cases[i].english) != NULL, "%s: %s", cases[i].rule,
                  error.message);
        cr_expect(strstr(error.message_vi, cases[i].vietnamese) != NULL, "%s: %s", cases[i].rule,
                  error.message_vi);
        chiso_tree_free(tree);
    }
}

Test(rule, a_malformed_rule_of_a_file_is_refused_where_it_goes_wrong)
{
    for (size_t i = 0; i < COUNT(MALFORMED); i++) {
        struct buffer text = {0};
        chiso_tree *tree = NULL;
        chiso_error error = CHISO_ERROR_INIT;
        chiso_status status;

        /* The rule begins in column 10: columns count characters, and "Điể" is three of them in six
         * bytes. */
        buffer_print(&text, "code,title,max,rule\nok,,5,\nq7,%s,5,%s\n", i % 2 == 0 ? "xyz" : "Điể",
                     MALFORMED[i].rule);
        status = chiso_tree_read_csv(text.bytes, text.size, NULL, &tree, &error);
        cr_expect(status == CHISO_E_RULE, "%s: %s", MALFORMED[i].rule, chiso_status_name(status));
        cr_expect(tree == NULL, "%s", MALFORMED[i].rule);
        cr_expect(error.line == 3, "%s: line %u", MALFORMED[i].rule, (unsigned)error.line);
        cr_expect(error.column >= 9 + MALFORMED[i].from && error.column <= 9 + MALFORMED[i].to,
                  "%s: column %u is character %d of the rule: %s", MALFORMED[i].rule,
                  (unsigned)error.column, (int)error.column - 9, error.message);
        cr_expect(strstr(error.message, "q7") != NULL, "%s: %s", MALFORMED[i].rule, error.message);
        buffer_clear(&text);
        chiso_tree_free(tree);
    }
}

Test(rule, a_rule_reads_in_again_from_its_text)
{
    static const struct {
        const char *rule;
        const char *cells[4];
    } cases[] = {
        {"points", {"0", "4.5"}},
        {"rate", {"97.8%", "2/3"}},
        {"rate from 80%", {"79.999999%", "4/5"}},
        {"rate from 97.5%", {"97.5%", "97.4%"}},
        {"rate between 50%..90%", {"70%", "2/3"}},
        {"rate between 33.333333%..66.666667%", {"1/3", "2/3"}},
        {"rate target 90%", {"45%", "9/10"}},
        {"rate percent", {"97.8", "97.8%", "2/3"}},
        {"rate share from 80%", {"0.978", "97.8%", "2/3"}},
        {"atleast 90:5 80:3 50:1", {"85", "49"}},
        {"atleast 50:1 80:3 90:5", {"85", "49"}},
        {"atleast -5:2 0.5:4.5", {"-5", "0.25", "0.5"}},
        {"atleast 90%:5 80%:3", {"85%", "9/10"}},
        {"atleast 2/3:5 1/3:2", {"2/3", "66.666666%", "1/3", "33.333333%"}},
        {"atmost 2:5 4:3", {"2", "3", "5"}},
        {"atmost 5%:5 10%:2.5", {"1/20", "10%"}},
        {"yesno", {"yes", "không"}},
        {"per 0.5", {"3", "100"}},
        {"per -0.5", {"0", "3"}},
        {"range 5..60", {"32.5", "100"}},
        {"range 60..5", {"32.5", "100"}},
        {"range -1.5..-0.5", {"-1", "0"}},
        {"range 5..60 unlimited", {"32.5", "100", "-3"}},
        {"  rate   from   80%  ", {"79%", "81%"}},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_board *first = ruled_board("5", "-5", cases[i].rule);
        const char *text = chiso_node_rule(chiso_board_tree(first), 1);
        chiso_board *second = ruled_board("5", "-5", text);

        cr_expect_str_eq(chiso_node_rule(chiso_board_tree(second), 1), text);
        for (size_t k = 0; k < COUNT(cases[i].cells) && cases[i].cells[k] != NULL; k++) {
            chiso_cell a, b;

            cr_expect(chiso_board_set(first, "u", "a", cases[i].cells[k], NULL) == CHISO_OK,
                      "%s of %s", cases[i].rule, cases[i].cells[k]);
            cr_expect(chiso_board_set(second, "u", "a", cases[i].cells[k], NULL) == CHISO_OK,
                      "%s of %s", text, cases[i].cells[k]);
            cr_assert_eq(chiso_board_cell(first, 0, 1, &a), CHISO_OK);
            cr_assert_eq(chiso_board_cell(second, 0, 1, &b), CHISO_OK);
            cr_expect(a.points == b.points && a.value == b.value && a.denominator == b.denominator,
                      "%s of %s", text, cases[i].cells[k]);
        }
        chiso_board_free(first);
        chiso_board_free(second);
    }
}

Test(rule, the_rules_of_the_manual_are_their_own_text)
{
    static const char *const rules[] = {"points",          "rate",
                                        "rate from 80%",   "rate between 50%..90%",
                                        "rate target 90%", "atleast 90:5 80:3",
                                        "rate percent",    "rate share target 90%",
                                        "atmost 4:3",      "yesno",
                                        "per -0.5",        "range 5..60",
                                        "range 60..5",     "range 5..60 unlimited",
                                        "rate target 6/7", "rate between 1/3..66.666%"};

    for (size_t i = 0; i < COUNT(rules); i++) {
        chiso_tree *tree = NULL;
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect(ruled_tree("5", "-5", rules[i], &tree, &error) == CHISO_OK, "%s: %s", rules[i],
                  error.message);
        cr_expect_str_eq(chiso_node_rule(tree, 1), rules[i]);
        chiso_tree_free(tree);
    }
}

Test(rule, a_count_that_could_never_change_the_points_is_refused)
{
    static const struct {
        const char *max, *min, *rule;
        bool works;
    } cases[] = {
        {"2", NULL, "per -0.5", false}, {"0", NULL, "per -0.5", false},
        {"2", "1", "per -1", false},    {"0", "-2", "per 0.5", false},
        {"2", NULL, "per 0", false},    {"0", "-2", "per -0.5", true},
        {"2", "-2", "per 1", true},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tree *tree = NULL;
        chiso_error error = CHISO_ERROR_INIT;
        const chiso_status status =
            ruled_tree(cases[i].max, cases[i].min, cases[i].rule, &tree, &error);

        cr_expect(status == (cases[i].works ? CHISO_OK : CHISO_E_RULE), "case %zu: %s", i,
                  error.message);
        cr_expect(cases[i].works || strstr(error.message, cases[i].rule) != NULL, "case %zu: %s", i,
                  error.message);
        chiso_tree_free(tree);
    }
}
