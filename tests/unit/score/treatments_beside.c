/* What stands before rules beside what several raters give, and beside needs, gates, drops and
 * results that were set. */
#include "figures.h"
#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define NEEDS(options, share)                                                                      \
    "code,title,max,rule,needs,options\n.,,,,," options "\n1,,,," share ",\n1.1,,10,,,\n"          \
    "1.2,,10,impute mean | points,,\n1.3,,10,impute mean | points,,\n2,,10,,,\n"
#define NEEDED "unit,1.1,1.2,1.3,2\nu,6,,,10\nv,5,8,4,5\n"

/* What was found for cells is no share that is scored. */
Test(treatments_beside, a_need_is_not_met_by_what_was_imputed)
{
    static const struct scoring cases[] = {
        {"met",
         NEEDS("missing=skip", "30%"),
         NEEDED,
         {{"1", SCORED, "18", "30", "60", "33.33", "20", "86.67"},
          {"", SCORED, "28", "40", "70", "50", "40", "90"}}},
        {"met under unknown",
         NEEDS("missing=unknown", "30%"),
         NEEDED,
         {{"1", SCORED, "18", "30", "60", "33.33", "20", "86.67"},
          {"", SCORED, "28", "40", "70", "50", "40", "90"}}},
        {"failed under skip",
         NEEDS("missing=skip", "50%"),
         NEEDED,
         {{"1", MISSING, NULL, NULL, NULL, "33.33", "20", "86.67"},
          {"1.2", MISSING, "8", "10", "80", "0", "0", "100"},
          {"", SCORED, "10", "10", "100", "50", "40", "90"}}},
        {"failed under zero",
         NEEDS("missing=zero", "50%"),
         NEEDED,
         {{"1", MISSING, NULL, NULL, NULL, "33.33", "20", "86.67"},
          {"", SCORED, "10", "40", "25", "50", "40", "90"}}},
        {"failed under unknown",
         NEEDS("missing=unknown", "50%"),
         NEEDED,
         {{"1", MISSING, NULL, NULL, NULL, "33.33", "20", "86.67"},
          {"", MISSING, NULL, NULL, NULL, "50", "40", "90"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

#define GATE(gate)                                                                                 \
    "code,title,max,rule,gate,options\n.,,,,,missing=skip\n1,,10,impute mean | points," gate       \
    ",\n2,,90,,,\n"

/* The percent of what was found is looked at as any is; a cell that is missing has no number. */
Test(treatments_beside, a_gate_looks_at_the_percent_of_what_was_imputed)
{
    static const struct scoring cases[] = {
        {"below",
         GATE("below 50%: parent at most 79.99%"),
         "unit,1,2\nu,,90\nv,4,9\n",
         {{"1", MISSING, "4", "10", "40", "0", "0", "100"},
          {"", SCORED, "79.99", "100", "79.99", "90", "79.99", "100"}}},
        {"not below",
         GATE("below 50%: parent at most 79.99%"),
         "unit,1,2\nu,,90\nv,6,9\n",
         {{"", SCORED, "96", "100", "96", "90", "79.99", "100"}}},
        {"a cell",
         GATE("below 5: parent at most 79.99%"),
         "unit,1,2\nu,,90\nv,4,9\n",
         {{"", SCORED, "94", "100", "94", "90", "90", "100"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

Test(treatments_beside, a_gate_to_a_band_looks_at_it_too)
{
    static const char text[] = "band,from\nA,80\nB,50\nC,0\n";
    chiso_tree *tree = support_tree(GATE("below 50%: parent at most band C"));
    chiso_board *board = support_scored(tree, "unit,1,2\nu,,90\nv,4,90\nw,,90\n");
    chiso_bands *bands = NULL;
    uint32_t band = CHISO_NO_BAND;

    cr_assert(chiso_bands_read_csv(text, strlen(text), NULL, &bands, NULL) == CHISO_OK);
    for (chiso_unit unit = 0; unit < 3; unit++) {
        cr_assert(chiso_bands_find_unit(bands, board, unit, CHISO_ROOT, CHISO_KEY_EXACT, &band) ==
                  CHISO_OK);
        cr_expect_str_eq(chiso_bands_name(bands, band), "C", "unit %u", unit);
    }
    chiso_bands_free(bands);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(treatments_beside, what_was_imputed_keeps_all_its_places_further_up)
{
    chiso_tree *tree =
        support_tree("code,title,max,rule\n1,,,\n1.1,,10,impute mean | points\n1.2,,10,\n2,,10,\n");
    chiso_board *board = support_scored(tree, "unit,1.1,1.2,2\nu,,2,0\na,1,,\nb,1,,\nc,2,,\n");
    char points[CHISO_FIGURE_TEXT_SIZE];

    cr_assert(chiso_board_points_text(board, 0, support_node(tree, "1"), 12, '.', points) ==
              CHISO_OK);
    cr_expect_str_eq(points, "3.333333333333");
    cr_assert(chiso_board_points_text(board, 0, CHISO_ROOT, 12, '.', points) == CHISO_OK);
    cr_expect_str_eq(points, "3.333333333333");
    chiso_board_free(board);
    chiso_tree_free(tree);
}

#define DROPS                                                                                      \
    "code,title,max,combine,rule,options\n.,,,,,missing=skip\n1,,,sum drop lowest 1,,\n1.1,,10,,," \
    "\n1.2,,10,,impute mean | points,\n1.3,,10,,,\n"

Test(treatments_beside, what_was_imputed_is_dropped_as_any_other)
{
    static const struct scoring cases[] = {
        {"the lowest",
         DROPS,
         "unit,1.1,1.2,1.3\nu,10,,8\nv,1,4,1\n",
         {{"1", SCORED, "18", "20", "90", "66.67", "90", "100"}}},
        {"not the lowest",
         DROPS,
         "unit,1.1,1.2,1.3\nu,10,,8\nv,1,9,1\n",
         {{"1", SCORED, "19", "20", "95", "66.67", "90", "100"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

Test(treatments_beside, a_result_that_was_set_stands_for_what_was_imputed)
{
    static const struct scoring cases[] = {
        {"beside what is imputed",
         "code,title,max,rule,options\n.,,,,missing=unknown\n1,,,,\n1.1,,10,,\n"
         "1.2,,10,impute mean | points,\n2,,30,,\n",
         "unit,1.1,1.2,1,2,note\nu,,,17,9,appeal\nv,5,8,,9,\n",
         {{"1", SCORED, "17", "20", "85", "100", "85", "85"},
          {"1.2", MISSING, "8", "10", "80", "0", "0", "100"},
          {"", SCORED, "26", "50", "52", "100", "52", "52"}}},
        {"of the whole",
         "code,title,max,rule,options\n.,,,,missing=unknown\n1,,10,impute mean | points,\n2,,10,"
         "impute mean | points,\n",
         "unit,1,2,.,note\nu,,,15,appeal\nv,5,8,,\n",
         {{"1", MISSING, "5", "10", "50", "0", "0", "100"},
          {"", SCORED, "15", "20", "75", "100", "75", "75"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

static const char RATED[] =
    "code,title,max,rule,raters\nA,,10,over column P | treat winsor 1 | impute mean | minmax,\n"
    "B,,10,impute median | points,trimmed 1 within 20%\n";
static const char RATINGS[] = "unit,criterion,rater,value\n"
                              "a,A,An,1\na,A,Ba,2\na,A,Chi,2\na,P,,2\n"
                              "a,B,An,7\na,B,Ba,8\na,B,Chi,8.5\na,B,Em,9\n"
                              "b,A,An,3\nb,A,Ba,4\nb,P,,7\nb,B,An,6\nb,B,Ba,6\nb,B,Chi,9\n"
                              "c,A,An,\nc,A,Ba,\nc,B,An,-\nc,B,Ba,-\n"
                              "d,A,An,2\nd,A,Ba,2\nd,A,Chi,3\nd,P,,1\nd,B,An,\nd,B,Ba,\n";

static void expect_seen(const chiso_board *board, const char *unit, const char *code,
                        const char *seen, const char *points)
{
    const chiso_node leaf = support_node(chiso_board_tree(board), code);
    char text[CHISO_CELL_TEXT_SIZE] = "";

    cr_assert(chiso_board_treated_text(board, support_unit(board, unit), leaf, text) == CHISO_OK);
    cr_expect_str_eq(text, seen, "%s, %s: %s", unit, code, text);
    cr_expect(support_result(board, unit, code).achieved == decimal(points), "%s, %s", unit, code);
}

static void expect_rated(const chiso_board *board)
{
    /* 5/3 of 2, 7/2 of 7, 7/3 of 1, and their mean for c. */
    expect_seen(board, "a", "A", "0.833333333333333", "1.818182");
    expect_seen(board, "b", "A", "0.5", "0");
    expect_seen(board, "d", "A", "2.333333333333333", "10");
    expect_seen(board, "c", "A", "1.222222222222222", "3.939394");
    expect_seen(board, "a", "B", "8.25", "8.25");
    expect_seen(board, "b", "B", "6", "6");
    expect_seen(board, "d", "B", "7.125", "7.125");
    cr_expect(support_result(board, "c", "B").state == CHISO_STATE_NOT_APPLICABLE);
    cr_expect(support_result(board, "c", "A").state == CHISO_STATE_MISSING);
    cr_expect(chiso_board_imputed_count(board, CHISO_NO_UNIT) == 2);
}

Test(treatments_beside, raters_are_joined_and_then_treated)
{
    chiso_tree *tree = support_tree(RATED);
    chiso_board *board = support_scored(tree, RATINGS);
    char *text = support_board_csv(board);
    chiso_board *again = support_scored(tree, text);
    char *other = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    expect_rated(board);
    expect_rated(again);
    cr_expect(strstr(text, "a,a,,yes,P,,2\n") != NULL, "%s", text);
    cr_expect(strstr(text, "c,c,,yes,P,") == NULL, "%s", text);
    /* What is read again is the same, beside what is there. */
    cr_assert(chiso_board_read_csv(again, text, strlen(text), &error) == CHISO_OK, "%s",
              error.message);
    cr_assert(chiso_board_score(again, &error) == CHISO_OK, "%s", error.message);
    expect_rated(again);
    other = support_board_csv(again);
    cr_expect_str_eq(text, other);
    free(other);
    free(text);
    chiso_board_free(again);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Each rater has a row of the unit: the column may say the same in all of them. */
Test(treatments_beside, a_wide_file_of_raters_has_the_column_in_any_row)
{
    static const char wide[] = "unit,rater,A,B,P\na,An,1,7,2\na,Ba,2,8,2\na,Chi,2,8.5,\na,Em,,9,2\n"
                               "b,An,3,6,\nb,Ba,4,6,7\nb,Chi,,9,\nc,An,,-,\nc,Ba,,-,\n"
                               "d,An,2,,1\nd,Ba,2,,1\nd,Chi,3,,1.0\n";
    static const char other[] = "unit,rater,A,B,P\na,An,1,7,2\na,Ba,2,8,3\n";
    chiso_tree *tree = support_tree(RATED);
    chiso_board *board = support_scored(tree, wide);
    chiso_error error = CHISO_ERROR_INIT;

    expect_rated(board);
    cr_expect(chiso_board_read_csv(board, other, strlen(other), &error) == CHISO_E_DUPLICATE);
    cr_expect(error.line == 3 && error.column == 10 && strstr(error.message, "\"P\"") != NULL,
              "%u:%u: %s", (unsigned)error.line, (unsigned)error.column, error.message);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Points of a rating by itself are none where values are treated first. */
Test(treatments_beside, raters_are_within_a_share_of_points_alone)
{
    static const char *const rules[] = {"over column P | range 0..10", "treat iqr 1 | range 0..10"};

    for (size_t i = 0; i < COUNT(rules); i++) {
        chiso_criterion row = CHISO_CRITERION_INIT;
        chiso_tree *tree = NULL;
        chiso_node leaf = CHISO_NO_NODE;
        chiso_error error = CHISO_ERROR_INIT;

        cr_assert(chiso_tree_new("raters", NULL, &tree, &error) == CHISO_OK);
        row.code = "1";
        row.max = "10";
        row.rule = rules[i];
        row.raters = "mean within 20%";
        cr_expect(chiso_tree_add_criterion(tree, &row, &leaf, &error) == CHISO_E_RULE);
        cr_expect(strstr(error.message, "treated values") != NULL, "%s", error.message);
        row.raters = "mean";
        cr_expect(chiso_tree_add_criterion(tree, &row, &leaf, &error) == CHISO_OK, "%s",
                  error.message);
        chiso_tree_free(tree);
    }
}
