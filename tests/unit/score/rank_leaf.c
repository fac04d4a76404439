/* Leaves that take the rank of another criterion: `rank CODE`. Figures are worked out by hand. */
#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Three indices made into one: they weigh nothing beside their ranks. */
static const char CRITERIA[] = "code,title,max,weight,combine,rule\n"
                               ".,One of three,100,,mean,\n"
                               "A,PAR,100,0,,\n"
                               "B,SIPAS,10,0,,\n"
                               "C,PAPI,8,0,,\n"
                               "RA,,10,,,rank A\n"
                               "RB,,10,,,Rank  B\n"
                               "RC,,20,,,rank C block\n";

/* u5 has no cell, u4 is not ranked. */
static const char POINTS[] = "unit,block,ranked,A,B,C\n"
                             "u0,x,yes,90,5,8\n"
                             "u1,x,yes,90,7,4\n"
                             "u2,y,yes,50,-,6\n"
                             "u3,y,yes,70,,6\n"
                             "u4,y,no,99,9,7\n"
                             "u5,y,yes,,,\n";

static chiso_board *new_board(void)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_scored(tree, POINTS);

    chiso_tree_free(tree);
    return board;
}

/* What a node of all units achieved, "." for who has nothing. */
static void expect_points(const chiso_board *board, const char *code, const char *expected)
{
    const chiso_node node = support_node(chiso_board_tree(board), code);
    struct buffer found = {0};

    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        chiso_result result;

        cr_assert_eq(chiso_board_result(board, unit, node, &result), CHISO_OK);
        buffer_print(&found, "%s%s", unit == 0 ? "" : " ",
                     result.state == CHISO_STATE_NOT_APPLICABLE ? "-"
                     : result.state == CHISO_STATE_MISSING      ? "."
                                                                : decimal_text(result.achieved));
    }
    cr_expect_str_eq(found.bytes, expected, "%s: %s", code, found.bytes);
    buffer_clear(&found);
}

Test(rank_leaf, points_come_from_the_rank_of_another_criterion)
{
    chiso_board *board = new_board();

    expect_points(board, "RA", "10 10 2.5 5 . .");
    /* What was not scored counts 0 and is last; what does not apply has no rank. */
    expect_points(board, "RB", "6.666667 10 . 3.333333 . .");
    expect_points(board, "RC", "20 10 20 20 . .");
    expect_points(board, ".", "91.666667 75 56.25 70.833333 . .");
    chiso_board_free(board);
}

Test(rank_leaf, a_cell_tells_the_rank_and_of_how_many)
{
    chiso_board *board = new_board();
    const chiso_node leaf = support_node(chiso_board_tree(board), "RB");
    chiso_cell cell;
    char text[CHISO_CELL_TEXT_SIZE];

    cr_assert_eq(chiso_board_cell(board, 3, leaf, &cell), CHISO_OK);
    cr_expect(cell.state == CHISO_STATE_SCORED && cell.value == decimal("3") &&
              cell.denominator == decimal("3") && cell.points == decimal("3.333333"));
    cr_assert_eq(chiso_board_cell(board, 2, leaf, &cell), CHISO_OK);
    cr_expect(cell.state == CHISO_STATE_MISSING && cell.value == CHISO_ABSENT);
    cr_assert_eq(chiso_board_text(board, 3, leaf, text), CHISO_OK);
    cr_expect_str_empty(text);
    cr_expect_str_eq(chiso_node_rule(chiso_board_tree(board), leaf), "rank B");
    chiso_board_free(board);
}

Test(rank_leaf, near_figures_share_a_rank)
{
    chiso_tree *tree = support_tree("code,title,max,rule\n1,,3,\n1.1,,1,rate\n1.2,,1,rate\n"
                                    "1.3,,1,rate\n2,,12,rank 1\n");
    chiso_board *board = support_scored(tree, "unit,1.1,1.2,1.3\na,1/3,1/3,1/3\nb,3/3,0/3,0/3\n"
                                              "c,999999/1000000,0/3,0/3\nd,1/7,2/7,4/7\n");

    expect_points(board, "2", "12 12 3 12");
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(rank_leaf, less_is_better_where_the_tree_says_so)
{
    chiso_tree *tree =
        support_tree("code,title,max,rule,options\n.,,,,order=lowest\n1,,10,,\n2,,12,rank 1,\n");
    chiso_board *board = support_scored(tree, "unit,1\na,3\nb,1\nc,2\nd,1\n");

    expect_points(board, "2", "3 12 6 12");
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* 4 is the rank of 3, which has that of 2 in it, which has that of 1; 5 stands before them all. */
Test(rank_leaf, ranks_of_ranks_are_told_one_after_the_other)
{
    chiso_tree *tree = support_tree("code,title,max,rule,round,min\n"
                                    "5,,6,rank 4,,\n4,,6,rank 3,,\n3,,,,,\n3.1,,6,rank 2,,\n"
                                    "3.2,,4,,,\n2,,,,,\n2.1,,4,,,\n2.2,,6,rank 1,0,4\n1,,9,,,\n");
    chiso_board *board =
        support_scored(tree, "unit,1,2.1,3.2\na,9,0,0\nb,8,4,1\nc,7,1,4\nd,1,4,4\n");

    /* 6, 4.5 and 3 and 1.5 that are at least 4, rounded. */
    expect_points(board, "2.2", "6 5 4 4");
    expect_points(board, "2", "6 9 5 8");
    expect_points(board, "3.1", "3 6 1.5 4.5");
    expect_points(board, "3", "3 7 5.5 8.5");
    expect_points(board, "4", "1.5 4.5 3 6");
    expect_points(board, "5", "1.5 4.5 3 6");
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(rank_leaf, what_is_ranked_must_be_there_and_need_no_rank_of_it)
{
    static const struct {
        const char *criteria;
        const char *criterion;
        uint32_t line;
        uint32_t column;
        const char *says;
    } wrong[] = {
        {"code,title,max,rule\n1,,10,\n2,,5,rank 9\n", "2", 3, 6, "\"9\", which is not there"},
        {"code,title,max,rule\n1,,10,\n2,,5,rank .\n", "2", 3, 6, "whole index"},
        {"code,title,max,rule\n1,,10,\n2,,5,rank 2\n", "2", 3, 6, "its own criterion"},
        {"code,title,max,rule\n1,,,\n1.1,,5,rank 1\n1.2,,5,\n", "1.1", 3, 8, "a circle"},
        {"code,title,max,rule\n1,,5,rank 2\n2,,5,rank 1\n", "2", 3, 6, "a circle"},
        {"code,title,max,rule\n1,,5,rank 2\n2,,,\n2.1,,5,rank 3\n3,,5,rank 1\n", "3", 5, 6,
         "the rank of criterion 1, whose"},
        {"code,title,max,rule,kind\n1,,5,rank 2,\n2,,5,,bonus\n", "1", 2, 6, "a bonus"},
        {"code,title,max,rule\n1,,10,\n2,,5,rank\n", "2", 3, 10, "the code of the criterion"},
        {"code,title,max,rule\n1,,10,\n2,,5,rank 1 down\n", "2", 3, 13, "block, or the end"},
        {"code,title,max,rule,raters\n1,,10,,\n2,,5,rank 1,median\n", "2", 3, 13, "rater"},
    };

    for (size_t i = 0; i < COUNT(wrong); i++) {
        chiso_tree *tree = NULL;
        chiso_error error = CHISO_ERROR_INIT;
        chiso_intake *intake = NULL;
        chiso_remark remark;

        cr_expect_eq(
            chiso_tree_read_csv(wrong[i].criteria, strlen(wrong[i].criteria), NULL, &tree, &error),
            CHISO_E_RULE, "%zu: %s", i, error.message);
        cr_expect(error.line == wrong[i].line && error.column == wrong[i].column,
                  "%zu: line %u, column %u: %s", i, error.line, error.column, error.message);
        cr_expect_str_eq(error.criterion, wrong[i].criterion);
        cr_expect(strstr(error.message, wrong[i].says) != NULL, "%zu: %s", i, error.message);
        cr_assert_eq(chiso_intake_new(20, NULL, &intake, NULL), CHISO_OK);
        cr_expect_eq(chiso_intake_tree(intake, NULL, wrong[i].criteria, strlen(wrong[i].criteria),
                                       NULL, &tree, NULL),
                     CHISO_E_RULE);
        cr_assert_eq(chiso_intake_at(intake, 0, &remark), CHISO_OK);
        cr_expect_str_eq(remark.message, error.message);
        cr_expect(remark.line == wrong[i].line, "%zu: line %u", i, remark.line);
        chiso_intake_free(intake);
    }
}

/* A tree that fails its check can be mended. */
Test(rank_leaf, what_is_ranked_may_be_added_later)
{
    chiso_tree *tree = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tree_new("An index", NULL, &tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_add_ruled(tree, CHISO_ROOT, "R", NULL, "5", "rank 1", NULL, &error),
                 CHISO_OK);
    cr_expect_eq(chiso_tree_check(tree, &error), CHISO_E_RULE);
    cr_expect_str_eq(error.criterion, "R");
    cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, "1", NULL, "5", NULL, &error), CHISO_OK);
    cr_expect_eq(chiso_tree_check(tree, &error), CHISO_OK, "%s", error.message);
    chiso_tree_free(tree);
}

static void expect_refused(chiso_status status, const chiso_error *error)
{
    cr_expect_eq(status, CHISO_E_CELL);
    cr_expect_str_eq(error->criterion, "RA");
    cr_expect_str_eq(error->unit, "u1");
    cr_expect(strstr(error->message, "leave the cell empty") != NULL, "%s", error->message);
}

Test(rank_leaf, its_cell_takes_nothing_by_call)
{
    static const chiso_decimal numbers[] = {CHISO_MISSING, 7, CHISO_MISSING,
                                            CHISO_MISSING, 7, CHISO_MISSING};
    static const chiso_decimal wholes[] = {8, 8, 8, 8, 8, 8};
    const int64_t counts[] = {1, 2};
    chiso_board *board = new_board();
    const chiso_node leaf = support_node(chiso_board_tree(board), "RA");
    const chiso_rating rating = {"judge", "7"};
    chiso_error error = CHISO_ERROR_INIT;
    char *before = support_board_csv(board);
    char *after = NULL;

    expect_refused(chiso_board_set(board, "u1", "RA", "7", &error), &error);
    expect_refused(chiso_board_set_text(board, 1, leaf, "97%", &error), &error);
    expect_refused(chiso_board_set_value(board, 1, leaf, 7, &error), &error);
    expect_refused(chiso_board_set_ratio(board, 1, leaf, 7, 8, &error), &error);
    expect_refused(chiso_board_set_counts(board, 1, leaf, counts, 2, &error), &error);
    expect_refused(chiso_board_set_column(board, leaf, numbers, 6, &error), &error);
    cr_expect_eq(chiso_board_set_ratio_column(board, leaf, numbers, wholes, 6, &error),
                 CHISO_E_CELL);
    cr_expect_eq(chiso_board_set_ratings(board, 1, leaf, &rating, 1, &error), CHISO_E_CELL);
    cr_expect(chiso_board_is_scored(board));
    after = support_board_csv(board);
    cr_expect_str_eq(after, before);
    free(before);
    free(after);
    chiso_board_free(board);
}

Test(rank_leaf, its_cell_takes_nothing_in_a_file)
{
    static const struct {
        const char *points;
        uint32_t line;
        uint32_t column;
    } wrong[] = {{"unit,A,B,C,RA\nu1,90,5,8,\nu2,90,5,8,1\n", 3, 11},
                 {"unit,criterion,value\nu1,A,90\nu1,RA,90\n", 3, 7}};
    chiso_tree *tree = support_tree(CRITERIA);

    for (size_t i = 0; i < COUNT(wrong); i++) {
        chiso_board *board = NULL;
        chiso_error error = CHISO_ERROR_INIT;

        cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
        cr_expect_eq(chiso_board_read_csv(board, wrong[i].points, strlen(wrong[i].points), &error),
                     CHISO_E_CELL);
        cr_expect(error.line == wrong[i].line && error.column == wrong[i].column,
                  "%zu: line %u, column %u: %s", i, error.line, error.column, error.message);
        cr_expect(strstr(error.message, "its column out") != NULL, "%s", error.message);
        chiso_board_free(board);
    }
    chiso_tree_free(tree);
}

/* Reads points with a list; how many remarks there are. */
static uint32_t remarks_of(chiso_tree *tree, const char *points)
{
    chiso_board *board = NULL;
    chiso_intake *intake = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    uint32_t count = 0;

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_new(20, NULL, &intake, NULL), CHISO_OK);
    cr_expect_eq(chiso_intake_board(intake, NULL, points, strlen(points), board, &error), CHISO_OK,
                 "%s", error.message);
    count = chiso_intake_count(intake);
    chiso_intake_free(intake);
    chiso_board_free(board);
    return count;
}

Test(rank_leaf, a_file_says_nothing_of_it_and_no_doubt_is_raised)
{
    chiso_tree *tree = support_tree(CRITERIA);

    cr_expect_eq(remarks_of(tree, "unit,A,B,C\nu1,90,5,8\nu2,80,5,8\n"), 0);
    cr_expect_eq(remarks_of(tree, "unit,A,B,C,RA,RB,RC\nu1,90,5,8,,,\nu2,80,5,8,,,\n"), 0);
    cr_expect_eq(remarks_of(tree, "unit,criterion,value\nu1,A,9\nu1,B,9\nu1,C,7\n"
                                  "u2,A,9\nu2,B,7\nu2,C,7\nu1,RA,\n"),
                 0);
    /* Of what takes cells it is. */
    cr_expect_eq(remarks_of(tree, "unit,A,B\nu1,90,5\nu2,80,5\n"), 1);
    chiso_tree_free(tree);
}

Test(rank_leaf, a_board_is_written_without_its_ranks_and_reads_in_as_the_same)
{
    chiso_board *board = new_board();
    char *tree_csv = support_tree_csv(chiso_board_tree(board));
    char *board_csv = support_board_csv(board);
    chiso_tree *tree = support_tree(tree_csv);
    chiso_board *again = support_scored(tree, board_csv);
    char *second = support_board_csv(again);

    cr_expect(strstr(tree_csv, "rank C block") != NULL, "%s", tree_csv);
    cr_expect(strstr(board_csv, "\nu0,u0,x,yes,90,5,8,,,\n") != NULL, "%s", board_csv);
    cr_expect_str_eq(second, board_csv);
    expect_points(again, ".", "91.666667 75 56.25 70.833333 . .");
    free(tree_csv);
    free(board_csv);
    free(second);
    chiso_tree_free(tree);
    chiso_board_free(again);
    chiso_board_free(board);
}

Test(rank_leaf, a_change_moves_the_ranks_of_all_with_the_next_scoring)
{
    chiso_board *board = new_board();
    chiso_board *copied = NULL;
    const chiso_node leaf = support_node(chiso_board_tree(board), "RA");
    chiso_cell cell;

    cr_assert_eq(chiso_board_copy(board, NULL, &copied, NULL), CHISO_OK);
    expect_points(copied, "RA", "10 10 2.5 5 . .");
    cr_assert_eq(chiso_board_set(board, "u2", "A", "95", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_cell(board, 0, leaf, &cell), CHISO_OK);
    cr_expect_eq(cell.state, CHISO_STATE_MISSING);
    chiso_board_free(copied);
    cr_assert_eq(chiso_board_copy(board, NULL, &copied, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(copied, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    expect_points(board, "RA", "7.5 7.5 10 2.5 . .");
    expect_points(copied, "RA", "7.5 7.5 10 2.5 . .");
    cr_assert_eq(chiso_board_remove_unit(board, 2, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    expect_points(board, "RA", "10 10 3.333333 . .");
    chiso_board_free(copied);
    chiso_board_free(board);
}

Test(rank_leaf, what_does_not_apply_has_no_rank_there)
{
    chiso_tree *tree = support_tree("code,title,max,rule,weight@y\n1,,10,,\n2,,12,rank 1,-\n"
                                    "3,,6,rank 1,\n");
    chiso_board *board = support_scored(tree, "unit,block,1,3\na,x,3,\nb,y,9,\nc,x,2,-\nd,x,1,\n");
    char *written = NULL;

    /* Their own rank is missing, and counts for the others all the same. */
    expect_points(board, "2", "9 - 6 3");
    expect_points(board, "3", "4.5 6 - 1.5");
    written = support_board_csv(board);
    cr_expect(strstr(written, "\nb,b,y,yes,9,-,\nc,c,x,yes,2,,-\n") != NULL, "%s", written);
    free(written);
    cr_assert_eq(chiso_board_move_unit(board, 0, "y", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_move_unit(board, 1, "x", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    expect_points(board, "2", "- 12 6 3");
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(rank_leaf, is_explained_by_the_rank)
{
    static const struct {
        chiso_language language;
        const char *code;
        const char *says;
    } told[] = {
        {CHISO_LANGUAGE_ENGLISH, "RA", ": rank 4 of 4 of criterion A\n"},
        {CHISO_LANGUAGE_ENGLISH, "RC", ": rank 1 of 2 of criterion C in its block\n"},
        {CHISO_LANGUAGE_VIETNAMESE, "RA", ": hạng 4 trên 4 của tiêu chí A\n"},
        {CHISO_LANGUAGE_VIETNAMESE, "RC", ": hạng 1 trên 2 của tiêu chí C trong khối\n"},
    };
    chiso_board *board = new_board();

    for (size_t i = 0; i < COUNT(told); i++) {
        struct buffer text = {0};
        const chiso_sink sink = buffer_sink(&text);
        chiso_explanation *explanation = NULL;
        chiso_step step;

        cr_assert_eq(chiso_explanation_new(board, 2,
                                           support_node(chiso_board_tree(board), told[i].code),
                                           UINT32_MAX, &explanation, NULL),
                     CHISO_OK);
        cr_assert_eq(chiso_explanation_write(explanation, told[i].language, '.', &sink, NULL),
                     CHISO_OK);
        cr_expect(strstr(text.bytes, told[i].says) != NULL, "%s", text.bytes);
        cr_assert_eq(chiso_explanation_step(explanation, 0, &step), CHISO_OK);
        cr_expect_str_eq(step.value, i % 2 == 0 ? "4/4" : "1/2");
        chiso_explanation_free(explanation);
        buffer_clear(&text);
    }
    chiso_board_free(board);
}

/* What asks for the figures of one unit while those of all others stay. */
Test(rank_leaf, there_is_no_ledger_target_what_if_or_bridge)
{
    static const chiso_goal goal = {.kind = CHISO_GOAL_PERCENT, .percent = 99};
    chiso_board *board = new_board();
    chiso_board *before = new_board();
    chiso_ledger *ledger = NULL;
    chiso_target *target = NULL;
    chiso_what_if *what_if = NULL;
    chiso_comparison *comparison = NULL;
    chiso_bridge bridge;
    chiso_error errors[4];

    cr_assert_eq(chiso_comparison_new(board, before, NULL, &comparison, NULL), CHISO_OK);
    cr_expect_eq(chiso_ledger_new(board, 0, CHISO_ROOT, NULL, &ledger, &errors[0]), CHISO_E_RULE);
    cr_expect_eq(chiso_target_new(board, 0, CHISO_ROOT, &goal, NULL, &target, &errors[1]),
                 CHISO_E_RULE);
    cr_expect_eq(chiso_what_if_new(board, NULL, &what_if, &errors[2]), CHISO_E_RULE);
    cr_expect_eq(chiso_comparison_bridge(comparison, 0, CHISO_ROOT, &bridge, &errors[3]),
                 CHISO_E_RULE);
    for (size_t i = 0; i < COUNT(errors); i++) {
        cr_expect_str_eq(errors[i].criterion, "RA");
        cr_expect(strstr(errors[i].message, "on a copy of the board") != NULL, "%s",
                  errors[i].message);
    }
    cr_expect(ledger == NULL && target == NULL && what_if == NULL);
    chiso_comparison_free(comparison);
    chiso_board_free(before);
    chiso_board_free(board);
}

Test(rank_leaf, an_audit_has_nothing_to_say_of_it)
{
    chiso_tree *tree = support_tree("code,title,max,rule\n1,,10,\n2,,12,rank 1\n");
    chiso_board *board = support_scored(tree, "unit,1\na,3\nb,3\nc,3\nd,3\ne,3\nf,3\n");
    chiso_audit *audit = NULL;

    cr_assert_eq(chiso_audit_new_for_board(board, NULL, &audit, NULL), CHISO_OK);
    for (uint32_t i = 0; i < chiso_audit_count(audit); i++) {
        cr_expect(chiso_audit_finding(audit, i)->node != 2);
    }
    chiso_audit_free(audit);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* A result that was set is ranked as any other, also that of a unit without cells. */
Test(rank_leaf, a_result_that_was_set_is_ranked)
{
    chiso_tree *tree = support_tree("code,title,max,rule\n1,,,\n1.1,,10,\n2,,12,rank 1\n");
    chiso_board *board = support_scored(tree, "unit,1.1\na,3\nb,5\nc,\n");

    expect_points(board, "2", "6 12 .");
    cr_assert_eq(chiso_board_set_result(board, 2, support_node(tree, "1"), "4", "seen", NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    expect_points(board, "2", "4 12 8");
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* A file that is read into a scored board changes no rank by leaving its cell empty. */
Test(rank_leaf, an_empty_cell_is_no_edit)
{
    static const char news[] = "unit,A,RA,RB\nu0,90,,\nu1,91,,-\n";
    chiso_board *board = new_board();
    chiso_intake *intake = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_edit edit;

    cr_assert_eq(chiso_intake_new(20, NULL, &intake, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_read_board(intake, NULL, news, strlen(news), board, &error), CHISO_OK,
                 "%s", error.message);
    cr_assert_eq(chiso_intake_edit_count(intake), 2);
    cr_assert_eq(chiso_intake_edit_at(intake, 0, &edit), CHISO_OK);
    cr_expect(strcmp(edit.unit, "u1") == 0 && strcmp(edit.criterion, "A") == 0);
    cr_assert_eq(chiso_intake_edit_at(intake, 1, &edit), CHISO_OK);
    cr_expect(strcmp(edit.criterion, "RB") == 0 && strcmp(edit.was, "") == 0 &&
              strcmp(edit.becomes, "-") == 0);
    cr_assert_eq(chiso_intake_take(intake, board, &error), CHISO_OK, "%s", error.message);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    expect_points(board, "RA", "7.5 10 2.5 5 . .");
    expect_points(board, "RB", "6.666667 - . 3.333333 . .");
    chiso_intake_free(intake);
    chiso_board_free(board);
}

/* Nor where a mapping asks for all columns, or says what a row that is not there means. */
Test(rank_leaf, a_sheet_needs_no_column_of_it)
{
    static const struct {
        const char *mapping;
        const char *points;
    } sheets[] = {
        {"what,value\ncolumns,all\n", "unit,A,B,C\nu0,9,5,4\nu1,5,6,7\n"},
        {"what,value\ncolumns,all\nmissing-row,not-applicable\n",
         "unit,criterion,value\nu0,A,9\nu1,A,5\nu0,B,5\nu1,B,6\nu0,C,4\nu1,C,7\n"},
    };
    chiso_tree *tree = support_tree(CRITERIA);

    for (size_t i = 0; i < COUNT(sheets); i++) {
        chiso_mapping *mapping = support_mapping(sheets[i].mapping);
        chiso_board *board = NULL;
        chiso_error error = CHISO_ERROR_INIT;

        cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
        cr_assert_eq(chiso_board_read_sheet(board, sheets[i].points, strlen(sheets[i].points),
                                            mapping, &error),
                     CHISO_OK, "%zu: %s", i, error.message);
        cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
        expect_points(board, "RA", "10 5");
        expect_points(board, "RB", "5 10");
        chiso_mapping_free(mapping);
        chiso_board_free(board);
    }
    chiso_tree_free(tree);
}
