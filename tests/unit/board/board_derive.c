#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char CRITERIA[] = "code,title,max,rule,combine,raters,weight@west\n"
                               "1,,10,,,,\n"
                               "2,,,,mean,,\n"
                               "2.1,,3,rate,,,\n"
                               "2.2,,3,survey 100 50 -,,,\n"
                               "2.3,,3,over column People | minmax,,,\n"
                               "3,,6,,,median,\n"
                               "4,,6,,,,-\n"
                               "5,,2,rank 3,,,\n"
                               "6,,2,impute mean | points,,,\n";

static const char POINTS[] =
    "unit,name,block,ranked,rater,1,2,2.1,2.2,2.3,3,4,5,6,People,note,note:2,note:6:why\n"
    "a,Alpha,north,yes,,1.23456789,2.5,1/3,1|2|3,2,,2,,2,7,of a,set by hand,\n"
    "a,,,,x,,,,,,4,,,,,,,\n"
    "a,,,,y,,,,,,1,,,,,,,\n"
    "b,Beta,west,no,,10,,97.8%,,4,2.5,,-,,3,,,because\n"
    "c,,north,yes,,,,-,0|0|9,1,-,0.000000001,,-,1,,,\n"
    "d,,south,yes,,3,-,,,,,,,,,,,\n";

/* That two boards are written alike, and scored alike where they can be. */
static void expect_like(chiso_board *board, chiso_board *expected, const char *name)
{
    char *a = support_board_csv(board);
    char *b = support_board_csv(expected);
    chiso_error error = CHISO_ERROR_INIT;
    const chiso_tree *tree = chiso_board_tree(board);

    cr_expect_str_eq(a, b, "%s:\n%s\nis not\n%s", name, a, b);
    cr_expect_eq(chiso_board_rounded_count(board), chiso_board_rounded_count(expected));
    cr_assert_eq(chiso_board_score(board, &error), CHISO_OK, "%s: %s", name, error.message);
    cr_assert_eq(chiso_board_score(expected, &error), CHISO_OK, "%s: %s", name, error.message);
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        for (chiso_node node = 0; node < chiso_tree_node_count(tree); node++) {
            chiso_result one;
            chiso_result other;

            cr_assert_eq(chiso_board_result(board, unit, node, &one), CHISO_OK);
            cr_assert_eq(chiso_board_result(expected, unit, node, &other), CHISO_OK);
            cr_expect(one.state == other.state && one.achieved == other.achieved &&
                          one.max == other.max && one.percent == other.percent &&
                          one.coverage == other.coverage && one.lowest == other.lowest &&
                          one.highest == other.highest,
                      "%s: unit %s, criterion %s", name, chiso_unit_code(board, unit),
                      chiso_node_code(tree, node));
        }
    }
    free(a);
    free(b);
}

static chiso_tree *derived_tree(const chiso_tree *tree, chiso_tree_change_kind kind,
                                const char *code, const char *text)
{
    const chiso_tree_change change = {kind, support_node(tree, code), text};
    chiso_tree *derived = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tree_derive(tree, &change, 1, NULL, &derived, &error), CHISO_OK, "%s",
                 error.message);
    return derived;
}

static chiso_board *derived_board(const chiso_board *board, chiso_tree *tree)
{
    chiso_board *derived = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_board_derive(board, tree, &derived, &error), CHISO_OK, "%s", error.message);
    return derived;
}

Test(board_derive, over_the_same_tree_it_is_a_copy_that_is_not_scored)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_scored(tree, POINTS);
    chiso_board *derived = derived_board(board, tree);

    cr_expect(chiso_board_is_scored(board));
    cr_expect(!chiso_board_is_scored(derived));
    expect_like(derived, board, "the same tree");
    chiso_board_free(board);
    chiso_tree_free(tree);
    cr_expect_str_eq(chiso_unit_name(derived, 0), "Alpha");
    chiso_board_free(derived);
}

static const struct {
    const char *name;
    chiso_tree_change_kind kind;
    const char *code;
    const char *text;
} taken[] = {
    {"a weight", CHISO_TREE_CHANGE_WEIGHT, "2.1", "7"},
    {"a combine", CHISO_TREE_CHANGE_COMBINE, "2", "geometric"},
    {"a rule of other points", CHISO_TREE_CHANGE_RULE, "2.1", "rate between 10%..90%"},
    {"a rule of other steps", CHISO_TREE_CHANGE_RULE, "2.3", "over column People | range 0..2"},
    {"a rule without the column", CHISO_TREE_CHANGE_RULE, "2.3", "zscore 2 1"},
    {"a rule of other answers", CHISO_TREE_CHANGE_RULE, "2.2", "survey 10 - 0"},
    {"a rule of raters", CHISO_TREE_CHANGE_RULE, "3", "percentile"},
    {"a rank", CHISO_TREE_CHANGE_RULE, "5", "rank 2 block"},
    {"no rank any more", CHISO_TREE_CHANGE_RULE, "5", "yesno"},
    {"nothing imputed", CHISO_TREE_CHANGE_RULE, "6", ""},
    {"another column", CHISO_TREE_CHANGE_RULE, "1", "impute mean | minmax"},
};

/* Takes the rows of a long file out that are about a criterion, or a column. */
static void take_out(char *points, const char *what)
{
    char *to = points;

    for (char *line = points; *line != '\0';) {
        const size_t size = strcspn(line, "\n") + 1;
        char *next = line + size;
        const char *found = strstr(line, what);

        if (found == NULL || found >= next) {
            memmove(to, line, size);
            to += size;
        }
        line = next;
    }
    *to = '\0';
}

Test(board_derive, cells_are_what_reading_the_file_would_give)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_scored(tree, POINTS);

    for (size_t i = 0; i < COUNT(taken); i++) {
        chiso_tree *other = derived_tree(tree, taken[i].kind, taken[i].code, taken[i].text);
        chiso_board *derived = derived_board(board, other);
        char *points = support_board_csv(board);
        chiso_board *expected = NULL;
        chiso_error error = CHISO_ERROR_INIT;

        cr_assert_eq(chiso_board_new(other, NULL, &expected, NULL), CHISO_OK);
        if (chiso_tree_column_count(other) == 0) {
            take_out(points, ",People,");
        }
        cr_assert_eq(chiso_board_read_csv(expected, points, strlen(points), &error), CHISO_OK,
                     "%s: %s", taken[i].name, error.message);
        expect_like(derived, expected, taken[i].name);
        chiso_board_free(derived);
        chiso_board_free(expected);
        chiso_tree_free(other);
        free(points);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* What the cells of a leaf hold depends on more than its rule. */
Test(board_derive, leaves_of_another_max_min_round_rounding_or_raters_are_read_anew)
{
    static const char *const criteria[] = {
        "code,title,max,min,rule,round,raters,options\n.,,,,,,,\n1,,10,1,rate,,median,\n",
        "code,title,max,min,rule,round,raters,options\n.,,,,,,,\n1,,9,1,rate,,median,\n",
        "code,title,max,min,rule,round,raters,options\n.,,,,,,,\n1,,10,2,rate,,median,\n",
        "code,title,max,min,rule,round,raters,options\n.,,,,,,,\n1,,10,1,rate,0,median,\n",
        "code,title,max,min,rule,round,raters,options\n.,,,,,,,rounding=down\n1,,10,1,rate,0,"
        "median,\n",
        "code,title,max,min,rule,round,raters,options\n.,,,,,,,\n1,,10,1,rate,,mean,\n",
        "code,title,max,min,rule,round,raters,options\n.,,,,,,,\n1,,10,1,rate between 20%..60%,0,,"
        "\n"};
    static const char points[] = "unit,rater,1\na,x,1/3\na,y,1/7\na,z,0.5%\nb,,86%\nc,,1%\n";

    for (size_t from = 0; from < COUNT(criteria); from++) {
        for (size_t to = 0; to < COUNT(criteria); to++) {
            chiso_tree *tree = support_tree(criteria[from]);
            chiso_tree *other = support_tree(criteria[to]);
            chiso_board *board = support_board(tree, points);
            chiso_board *expected = support_board(other, points);
            chiso_board *derived = derived_board(board, other);

            expect_like(derived, expected, criteria[to]);
            chiso_board_free(board);
            chiso_board_free(expected);
            chiso_board_free(derived);
            chiso_tree_free(tree);
            chiso_tree_free(other);
        }
    }
}

Test(board_derive, what_the_other_tree_has_no_place_for_stays_behind)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_scored(tree, POINTS);
    chiso_tree *other = support_tree("code,title,max,rule\n2,,3,\n1,,,\n1.1,,4,\n6,,2,\n");
    chiso_board *derived = derived_board(board, other);
    chiso_cell cell;
    chiso_decimal points = 0;

    cr_expect_eq(chiso_board_unit_count(derived), 4);
    for (chiso_unit unit = 0; unit < 4; unit++) {
        /* An inner criterion there is no leaf here, and a leaf no inner one. */
        cr_assert_eq(chiso_board_cell(derived, unit, support_node(other, "2"), &cell), CHISO_OK);
        cr_expect_eq(cell.state, CHISO_STATE_MISSING);
        cr_assert_eq(chiso_board_cell(derived, unit, support_node(other, "1.1"), &cell), CHISO_OK);
        cr_expect_eq(cell.state, CHISO_STATE_MISSING);
        cr_assert_eq(chiso_board_result_set(derived, unit, support_node(other, "1"), &points),
                     CHISO_OK);
        cr_expect_eq(points, CHISO_ABSENT);
    }
    cr_assert_eq(chiso_board_cell(derived, 0, support_node(other, "6"), &cell), CHISO_OK);
    cr_expect_eq(cell.points, 2 * CHISO_DECIMAL_ONE);
    cr_assert_eq(chiso_board_cell(derived, 2, support_node(other, "6"), &cell), CHISO_OK);
    cr_expect_eq(cell.state, CHISO_STATE_NOT_APPLICABLE);
    cr_expect_str_eq(chiso_board_note(derived, 1, support_node(other, "6"), "why"), "because");
    cr_expect_str_eq(chiso_board_note(derived, 0, CHISO_ROOT, NULL), "of a");
    chiso_board_free(derived);
    chiso_board_free(board);
    chiso_tree_free(other);
    chiso_tree_free(tree);
}

Test(board_derive, what_did_not_apply_to_a_block_is_missing_where_it_does)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_scored(tree, POINTS);
    chiso_tree *other = support_tree("code,title,max,weight@south\n4,,6,\n1,,10,-\n");
    chiso_board *derived = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_cell cell;

    /* 1 holds a value for d, which is in the south. */
    cr_expect_eq(chiso_board_derive(board, other, &derived, &error), CHISO_E_CELL);
    cr_expect_null(derived);
    cr_expect_str_eq(error.unit, "d");
    cr_expect_str_eq(error.criterion, "1");
    cr_assert_eq(chiso_board_set(board, "d", "1", "", NULL), CHISO_OK);
    derived = derived_board(board, other);
    cr_assert_eq(chiso_board_cell(derived, 1, support_node(other, "4"), &cell), CHISO_OK);
    cr_expect_eq(cell.state, CHISO_STATE_MISSING);
    cr_assert_eq(chiso_board_cell(derived, 3, support_node(other, "1"), &cell), CHISO_OK);
    cr_expect_eq(cell.state, CHISO_STATE_NOT_APPLICABLE);
    chiso_board_free(derived);
    chiso_board_free(board);
    chiso_tree_free(other);
    chiso_tree_free(tree);
}

static const struct {
    const char *criteria;
    chiso_status status;
    const char *unit;
    const char *criterion;
} wrong[] = {
    {"code,title,max\n2,,,\n2.1,,3\n2.2,,3\n", CHISO_E_CELL, "a", "2.1"},
    {"code,title,max,rule\n2.2,,3,survey 100 0\n", CHISO_E_CELL, "a", "2.2"},
    {"code,title,max\n1,,9\n", CHISO_E_POINTS, "b", "1"},
    {"code,title,max,rule\n3,,6,yesno\n", CHISO_E_CELL, "a", "3"},
    {"code,title,max\n2,,\n2.9,,2\n", CHISO_E_POINTS, "a", "2"},
};

Test(board_derive, what_a_rule_does_not_take_is_refused_and_named)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_scored(tree, POINTS);
    char *before = support_board_csv(board);
    char *after = NULL;

    for (size_t i = 0; i < COUNT(wrong); i++) {
        chiso_tree *other = NULL;
        chiso_board *derived = board;
        chiso_error error = CHISO_ERROR_INIT;
        chiso_status status;

        cr_assert_eq(
            chiso_tree_read_csv(wrong[i].criteria, strlen(wrong[i].criteria), NULL, &other, &error),
            CHISO_OK, "%zu: %s", i, error.message);
        status = chiso_board_derive(board, other, &derived, &error);
        cr_expect_eq(status, wrong[i].status, "%zu: %s: %s", i, chiso_status_name(status),
                     error.message);
        cr_expect_null(derived);
        cr_expect_str_eq(error.unit, wrong[i].unit, "%zu: %s", i, error.message);
        cr_expect_str_eq(error.criterion, wrong[i].criterion, "%zu: %s", i, error.message);
        chiso_tree_free(other);
    }
    after = support_board_csv(board);
    cr_expect_str_eq(before, after);
    cr_expect(chiso_board_is_scored(board));
    free(before);
    free(after);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(board_derive, a_tree_is_checked_for_it_and_open_again_where_that_fails)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,10\n");
    chiso_board *board = support_board(tree, "unit,1\na,9\n");
    chiso_board *derived = board;
    chiso_tree *other = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tree_new("", NULL, &other, NULL), CHISO_OK);
    cr_expect_eq(chiso_board_derive(board, other, &derived, &error), CHISO_E_EMPTY);
    cr_expect_null(derived);
    cr_assert_eq(chiso_tree_add(other, CHISO_ROOT, "1", NULL, "8", NULL, NULL), CHISO_OK);
    cr_expect_eq(chiso_board_derive(board, other, &derived, &error), CHISO_E_POINTS);
    cr_expect(!chiso_tree_is_checked(other));
    cr_expect_eq(chiso_tree_set_options(other, "digits=1", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(board, "a", "1", "8", NULL), CHISO_OK);
    cr_expect_eq(chiso_board_derive(board, other, &derived, &error), CHISO_OK);
    cr_expect(chiso_tree_is_checked(other));
    cr_expect_eq(chiso_tree_set_options(other, "digits=1", NULL), CHISO_E_STATE);
    chiso_board_free(derived);
    derived = board;
    cr_expect_eq(chiso_board_derive(NULL, other, &derived, &error), CHISO_E_NULL);
    cr_expect_null(derived);
    cr_expect_eq(chiso_board_derive(board, NULL, &derived, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_board_derive(board, other, NULL, &error), CHISO_E_NULL);
    chiso_board_free(board);
    chiso_tree_free(other);
    chiso_tree_free(tree);
}
