/* Ratings: cells that several raters give, in files and by call, and what is told of them. */
#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char CRITERIA[] = "code,title,max,rule,raters\n"
                               "1,Show,10,,trimmed 1 within 20%\n"
                               "2,Depth,10,,median\n"
                               "3,Rate,10,rate,\n"
                               "4,Open,5,yesno,\n";

static const char POINTS[] = "unit,criterion,rater,value\n"
                             "a,1,An,7\na,1,Ba,8\na,1,Chi,8.5\na,1,Em,9\n"
                             "a,2,An,7\na,2,Ba,-\na,2,,8\n"
                             "a,3,An,2/3\na,3,Ba,9/10\n"
                             "a,4,,yes\n"
                             "b,1,,7\nb,2,An,-\nb,2,Ba,-\nb,3,An,97%\nb,3,Ba,\nb,4,,no\n";

static chiso_board *board_of(const char *points)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_board(tree, points);

    chiso_tree_free(tree);
    return board;
}

static void expect_cell(const chiso_board *board, const char *unit, const char *code,
                        const char *expected, uint32_t count)
{
    const chiso_unit at = support_unit(board, unit);
    const chiso_node leaf = support_node(chiso_board_tree(board), code);
    char text[CHISO_CELL_TEXT_SIZE];

    cr_assert_eq(chiso_board_text(board, at, leaf, text), CHISO_OK);
    cr_expect(strcmp(text, expected) == 0, "%s, %s: %s, not %s", unit, code, text, expected);
    cr_expect(chiso_board_rating_count(board, at, leaf) == count, "%s, %s: %u ratings", unit, code,
              (unsigned)chiso_board_rating_count(board, at, leaf));
}

static void expect_rating(const chiso_board *board, const char *unit, const char *code,
                          uint32_t index, const char *rater, const char *value)
{
    const char *name = NULL;
    char text[CHISO_CELL_TEXT_SIZE];

    cr_assert_eq(chiso_board_rating(board, support_unit(board, unit),
                                    support_node(chiso_board_tree(board), code), index, &name,
                                    text),
                 CHISO_OK);
    cr_expect(strcmp(name, rater) == 0 && strcmp(text, value) == 0, "%s: %s", name, text);
}

static chiso_raters raters_of(const chiso_board *board, const char *unit, const char *code)
{
    chiso_raters raters;

    cr_assert_eq(chiso_board_raters(board, support_unit(board, unit),
                                    support_node(chiso_board_tree(board), code), &raters),
                 CHISO_OK);
    return raters;
}

static void expect_file(const char *criteria, const char *points, chiso_status status,
                        uint32_t line, uint32_t column, const char *words)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_expect(chiso_board_read_csv(board, points, strlen(points), &error) == status, "%s: %s",
              points, error.message);
    cr_expect(error.line == line && error.column == column, "%s:%u:%u", points,
              (unsigned)error.line, (unsigned)error.column);
    cr_expect(support_names(error.message, words), "%s: %s", points, error.message);
    cr_expect(chiso_board_unit_count(board) == 0);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(ratings, cells_are_joined_before_the_rule)
{
    chiso_board *board = board_of(POINTS);

    expect_cell(board, "a", "1", "8.25", 4);
    expect_cell(board, "a", "2", "7.5", 3);
    expect_cell(board, "a", "3", "47/60", 2);
    expect_cell(board, "a", "4", "1", 0);
    expect_cell(board, "b", "1", "7", 0);
    expect_cell(board, "b", "2", "-", 2);
    expect_cell(board, "b", "3", "97%", 2);
    expect_rating(board, "a", "2", 1, "Ba", "-");
    expect_rating(board, "a", "2", 2, "", "8");
    expect_rating(board, "a", "3", 0, "An", "2/3");
    expect_rating(board, "b", "3", 1, "Ba", "");
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_expect(support_result(board, "a", "3").achieved == decimal("7.833333"));
    cr_expect(support_result(board, "b", "2").state == CHISO_STATE_NOT_APPLICABLE);
    chiso_board_free(board);
}

Test(ratings, the_wide_layout_has_a_row_a_rater)
{
    chiso_board *wide = board_of("unit,name,rater,1,2,3,4\n"
                                 "a,A,An,7,7,2/3,\na,,Ba,8,-,9/10,\na,,Chi,8.5,,,\n"
                                 "a,,Em,9,,,\na,,,,8,,yes\n");

    expect_cell(wide, "a", "1", "8.25", 5);
    expect_cell(wide, "a", "2", "7.5", 5);
    expect_cell(wide, "a", "3", "47/60", 5);
    expect_cell(wide, "a", "4", "1", 0);
    cr_expect_eq(chiso_board_unit_count(wide), 1);
    chiso_board_free(wide);
}

Test(ratings, what_is_told_of_raters)
{
    chiso_board *board = board_of(POINTS);
    const chiso_raters show = raters_of(board, "a", "1");
    const chiso_raters depth = raters_of(board, "a", "2");
    const chiso_raters rate = raters_of(board, "a", "3");
    const chiso_raters none = raters_of(board, "b", "2");
    const chiso_raters plain = raters_of(board, "b", "1");

    cr_expect(show.count == 4 && show.given == 4 && show.off == 1 && show.is_apart == 0);
    cr_expect(show.lowest == decimal("7") && show.highest == decimal("9") &&
              show.spread == decimal("20"));
    cr_expect(depth.count == 3 && depth.given == 2 && depth.off == 0);
    cr_expect(rate.lowest == decimal("66.666667") && rate.highest == decimal("90") &&
              rate.spread == decimal("23.333333"));
    cr_expect(none.count == 2 && none.given == 0 && none.lowest == CHISO_ABSENT &&
              none.spread == CHISO_ABSENT);
    cr_expect(plain.count == 0 && plain.highest == CHISO_ABSENT);
    chiso_board_free(board);
}

Test(ratings, written_files_have_a_row_a_rating)
{
    chiso_board *board = board_of(POINTS);
    char *text = support_board_csv(board);
    chiso_board *again = board_of(text);
    char *other = support_board_csv(again);

    cr_expect(
        strncmp(text, "unit,name,block,ranked,criterion,rater,value\na,a,,yes,1,An,7\n", 61) == 0,
        "%s", text);
    cr_expect(strstr(text, "b,b,,yes,1,,7\n") != NULL);
    cr_expect_str_eq(text, other);
    free(text);
    free(other);
    chiso_board_free(board);
    chiso_board_free(again);
}

Test(ratings, boards_without_raters_are_written_as_ever)
{
    chiso_board *board = board_of("unit,criterion,rater,value\na,1,,7\na,4,,yes\n");
    char *text = support_board_csv(board);

    cr_expect_str_eq(text, "unit,name,block,ranked,1,2,3,4\na,a,,yes,7,,,1\n");
    free(text);
    chiso_board_free(board);
}

Test(ratings, a_rater_gives_one_rating_of_a_cell)
{
    expect_file(CRITERIA, "unit,criterion,rater,value\na,1,An,7\na,1,Ba,8\na,1, An ,9\n",
                CHISO_E_DUPLICATE, 4, 6, "line 2");
    expect_file(CRITERIA, "unit,criterion,rater,value\na,1,Dũng,7\na,1,Du\xCC\x83ng,8\n",
                CHISO_E_DUPLICATE, 3, 5, "line 2");
    expect_file(CRITERIA, "unit,criterion,rater,value\na,1,,7\na,1,Ba,8\na,1,,9\n",
                CHISO_E_DUPLICATE, 4, 5, "without a rater");
    expect_file(CRITERIA, "unit,rater,1,2\na,An,7,1\na,An,8,1\n", CHISO_E_DUPLICATE, 3, 3,
                "line 2");
}

Test(ratings, rules_of_words_counts_and_answers_join_none)
{
    static const char *const rules[] = {"yesno", "per 1", "survey 100 50"};

    for (size_t i = 0; i < COUNT(rules); i++) {
        char criteria[100];
        char *points = strcmp(rules[i], "survey 100 50") == 0
                           ? "unit,criterion,rater,value\na,1,An,1|0\n"
                           : "unit,criterion,rater,value\na,1,An,1\n";

        snprintf(criteria, sizeof(criteria), "code,title,max,rule\n1,,5,%s\n", rules[i]);
        expect_file(criteria, points, CHISO_E_CELL, 2, 5, "leave the rater empty");
    }
    expect_file(CRITERIA, "unit,criterion,rater,value\na,4,,yes\na,4,,no\n", CHISO_E_DUPLICATE, 3,
                6, "twice");
    expect_file(CRITERIA, "unit,criterion,rater,value\na,1,An,11\n", CHISO_E_POINTS, 2, 8, "11");
}

static void expect_tree(const char *raters, const char *rule, chiso_status status,
                        const char *words)
{
    char criteria[200];
    chiso_tree *tree = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    snprintf(criteria, sizeof(criteria), "code,title,max,rule,raters\n1,,10,%s,%s\n", rule, raters);
    cr_expect(chiso_tree_read_csv(criteria, strlen(criteria), NULL, &tree, &error) == status,
              "%s: %s", criteria, error.message);
    cr_expect(status == CHISO_OK || (error.line == 2 && error.column == 8 + strlen(rule)),
              "%s: %u:%u", criteria, (unsigned)error.line, (unsigned)error.column);
    cr_expect(status == CHISO_OK || support_names(error.message, words), "%s: %s", criteria,
              error.message);
    if (tree != NULL) {
        cr_expect_str_eq(chiso_node_raters(tree, 1), words);
    }
    chiso_tree_free(tree);
}

Test(ratings, what_a_criterion_says_of_its_raters)
{
    static const struct {
        const char *said;
        const char *rule;
        const char *read;
    } good[] = {
        {"mean", "", "mean"},
        {"Median", "rate", "median"},
        {"trimmed  2", "minmax", "trimmed 2"},
        {"within 12.50 %", "range 1..5", "mean within 12.5%"},
        {"TRIMMED 1 within 20%", "atleast 2:5", "trimmed 1 within 20%"},
    };
    static const struct {
        const char *said;
        const char *rule;
        chiso_status status;
        const char *words;
    } bad[] = {
        {"mode", "", CHISO_E_WORD, "mean, median or trimmed 1"},
        {"trimmed", "", CHISO_E_WORD, "1 to 499"},
        {"trimmed 0", "", CHISO_E_WORD, "1 to 499"},
        {"trimmed 1.5", "", CHISO_E_WORD, "1 to 499"},
        {"trimmed 500", "", CHISO_E_WORD, "1 to 499"},
        {"mean within", "", CHISO_E_WORD, "within 20%"},
        {"mean within 20", "", CHISO_E_WORD, "within 20%"},
        {"mean within -1%", "", CHISO_E_WORD, "within 20%"},
        {"mean within x%", "", CHISO_E_NUMBER, "x"},
        {"mean 20%", "", CHISO_E_WORD, "20%"},
        {"mean", "yesno", CHISO_E_RULE, "leave raters empty"},
        {"median", "survey 100 50", CHISO_E_RULE, "survey"},
        {"median", "per 1", CHISO_E_RULE, "per 1"},
        {"median within 5%", "best", CHISO_E_RULE, "leave within out"},
    };

    for (size_t i = 0; i < COUNT(good); i++) {
        expect_tree(good[i].said, good[i].rule, CHISO_OK, good[i].read);
    }
    for (size_t i = 0; i < COUNT(bad); i++) {
        expect_tree(bad[i].said, bad[i].rule, bad[i].status, bad[i].words);
    }
}

Test(ratings, only_leaves_have_raters)
{
    static const char *const texts[] = {"code,title,max,raters\n1,,,mean\n1.1,,5,\n",
                                        "code,title,max,raters\n.,,,mean\n1,,5,\n"};

    for (size_t i = 0; i < COUNT(texts); i++) {
        chiso_tree *tree = NULL;
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect_eq(chiso_tree_read_csv(texts[i], strlen(texts[i]), NULL, &tree, &error),
                     CHISO_E_NODE);
        cr_expect_eq(error.line, 2);
    }
}

Test(ratings, criteria_files_keep_what_is_said)
{
    chiso_tree *tree = support_tree(CRITERIA);
    char *text = support_tree_csv(tree);
    chiso_tree *again = support_tree(text);
    chiso_tree *plain = support_tree("code,title,max\n1,,5\n");
    char *silent = support_tree_csv(plain);

    cr_expect_str_eq(chiso_node_raters(again, support_node(again, "1")), "trimmed 1 within 20%");
    cr_expect_str_eq(chiso_node_raters(again, support_node(again, "3")), "");
    cr_expect_str_eq(chiso_node_raters(again, CHISO_ROOT), "");
    cr_expect_null(strstr(silent, "raters"));
    free(text);
    free(silent);
    chiso_tree_free(tree);
    chiso_tree_free(again);
    chiso_tree_free(plain);
}

Test(ratings, setting_by_call_is_all_or_nothing)
{
    chiso_board *board = board_of(POINTS);
    const chiso_unit unit = support_unit(board, "b");
    static const chiso_rating good[] = {{"Lan", "5"}, {NULL, "6"}, {"Tu", NULL}};
    static const chiso_rating twice[] = {{"Lan", "5"}, {" Lan", "6"}};
    static const chiso_rating above[] = {{"Lan", "5"}, {"Tu", "11"}};
    static const chiso_rating bytes[] = {{"\xFF", "5"}};
    static const chiso_rating unnamed[] = {{"", "4.5"}};
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_board_set_ratings(board, unit, 1, good, 3, &error), CHISO_OK);
    expect_cell(board, "b", "1", "5.5", 3);
    cr_expect_eq(chiso_board_set_ratings(board, unit, 1, twice, 2, &error), CHISO_E_DUPLICATE);
    cr_expect(support_names(error.message, "Lan"), "%s", error.message);
    cr_expect_eq(chiso_board_set_ratings(board, unit, 1, above, 2, &error), CHISO_E_POINTS);
    cr_expect_eq(chiso_board_set_ratings(board, unit, 1, bytes, 1, &error), CHISO_E_ENCODING);
    cr_expect_eq(chiso_board_set_ratings(board, unit, 1, good, 1001, &error), CHISO_E_RANGE);
    cr_expect_eq(chiso_board_set_ratings(board, unit, 4, good, 1, &error), CHISO_E_CELL);
    cr_expect_str_eq(error.criterion, "4");
    cr_expect_eq(chiso_board_set_ratings(board, unit, CHISO_ROOT, good, 1, NULL), CHISO_E_NODE);
    cr_expect_eq(chiso_board_set_ratings(board, 9, 1, good, 1, NULL), CHISO_E_UNIT);
    cr_expect_eq(chiso_board_set_ratings(board, unit, 1, NULL, 1, NULL), CHISO_E_NULL);
    expect_cell(board, "b", "1", "5.5", 3);
    cr_assert_eq(chiso_board_set_ratings(board, unit, 1, unnamed, 1, NULL), CHISO_OK);
    expect_cell(board, "b", "1", "4.5", 0);
    cr_assert_eq(chiso_board_set_ratings(board, unit, 1, NULL, 0, NULL), CHISO_OK);
    expect_cell(board, "b", "1", "", 0);
    cr_expect_eq(chiso_board_rating(board, unit, 1, 0, NULL, NULL), CHISO_E_RANGE);
    cr_expect_eq(chiso_board_rating(board, 9, 1, 0, NULL, NULL), CHISO_E_UNIT);
    cr_expect_eq(chiso_board_rating(NULL, unit, 1, 0, NULL, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_board_rating_count(NULL, unit, 1), 0);
    cr_expect_eq(chiso_board_raters(board, unit, 1, NULL), CHISO_E_NULL);
    chiso_board_free(board);
}

Test(ratings, any_other_setting_takes_them_off)
{
    chiso_board *board = board_of(POINTS);
    const chiso_decimal column[] = {decimal("3"), decimal("4")};
    chiso_what_if *what_if = NULL;

    cr_assert_eq(chiso_board_set(board, "a", "1", "8", NULL), CHISO_OK);
    expect_cell(board, "a", "1", "8", 0);
    cr_assert_eq(chiso_board_set_column(board, 2, column, 2, NULL), CHISO_OK);
    expect_cell(board, "a", "2", "3", 0);
    expect_cell(board, "b", "2", "4", 0);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_new(board, NULL, &what_if, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_set(what_if, "a", "3", "50%", NULL), CHISO_OK);
    expect_cell(board, "a", "3", "47/60", 2);
    cr_assert_eq(chiso_what_if_apply(what_if, board, NULL), CHISO_OK);
    expect_cell(board, "a", "3", "50%", 0);
    chiso_what_if_free(what_if);
    chiso_board_free(board);
}

Test(ratings, files_take_the_place_of_all_ratings_of_a_cell)
{
    static const char news[] = "unit,criterion,rater,value\na,1,Vy,5\nc,1,An,4\nc,1,Vy,6\n";
    static const char plain[] = "unit,3\na,50%\n";
    chiso_board *board = board_of(POINTS);

    cr_assert_eq(chiso_board_read_csv(board, news, strlen(news), NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(board, plain, strlen(plain), NULL), CHISO_OK);
    expect_cell(board, "a", "1", "5", 1);
    expect_cell(board, "a", "2", "7.5", 3);
    expect_cell(board, "a", "3", "50%", 0);
    expect_cell(board, "c", "1", "5", 2);
    chiso_board_free(board);
}

Test(ratings, copies_and_units_that_move_keep_them)
{
    chiso_board *board = board_of(POINTS);
    chiso_tree *tree = (chiso_tree *)(uintptr_t)chiso_board_tree(board);
    chiso_board *parts[2] = {NULL, support_board(tree, "unit,criterion,rater,value\n"
                                                       "c,3,Zu,1/2\nc,3,An,1/3\n")};
    chiso_board *joined = NULL;
    char *before = support_board_csv(board);
    char *after = NULL;

    cr_assert_eq(chiso_board_copy(board, NULL, &parts[0], NULL), CHISO_OK);
    after = support_board_csv(parts[0]);
    cr_expect_str_eq(before, after);
    cr_assert_eq(chiso_board_join((const chiso_board *const *)parts, 2, NULL, &joined, NULL),
                 CHISO_OK);
    expect_cell(joined, "c", "3", "5/12", 2);
    expect_rating(joined, "c", "3", 0, "Zu", "1/2");
    cr_assert_eq(chiso_board_rename_unit(joined, 1, "bb", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_move_unit(joined, 2, "north", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_remove_unit(joined, 0, NULL), CHISO_OK);
    expect_cell(joined, "bb", "3", "97%", 2);
    expect_cell(joined, "c", "3", "5/12", 2);
    for (int i = 0; i < 200; i++) {
        char code[8];

        snprintf(code, sizeof(code), "n%d", i);
        cr_assert_eq(chiso_board_add_unit(joined, code, NULL, NULL, NULL, NULL), CHISO_OK);
    }
    expect_cell(joined, "c", "3", "5/12", 2);
    expect_cell(joined, "n150", "3", "", 0);
    free(before);
    free(after);
    chiso_board_free(joined);
    chiso_board_free(parts[0]);
    chiso_board_free(parts[1]);
    chiso_board_free(board);
}

Test(ratings, a_cell_has_a_thousand_at_the_most)
{
    struct buffer points = {0};
    chiso_tree *tree = support_tree("code,title,max,raters\n1,,10,trimmed 499\n");
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    buffer_print(&points, "unit,criterion,rater,value\n");
    for (int i = 1; i <= 1000; i++) {
        buffer_print(&points, "a,1,r%d,%d.%03d\n", i, i / 1000, i % 1000);
    }
    board = support_board(tree, points.bytes);
    expect_cell(board, "a", "1", "0.5005", 1000);
    buffer_print(&points, "a,1,one more,1\n");
    cr_expect_eq(chiso_board_read_csv(board, points.bytes, points.size, &error), CHISO_E_RANGE);
    cr_expect_eq(error.line, 1002);
    buffer_clear(&points);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(ratings, notes_and_results_stand_beside_them_in_a_file)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,\n1.1,,10\n1.2,,5\n2,,10\n");
    chiso_board *board = support_board(tree, "unit,criterion,rater,value,note,note:evidence\n"
                                             "a,1.1,An,7,,seen\na,1.1,Ba,8,,\na,1.2,,3,late,\n"
                                             "a,1,,9,by the council,\na,2,,1,,\n"
                                             "b,.,,,of b,\nb,1.1,,4,,\nb,2,An,5,,\nb,2,Ba,5.5,,\n");
    char *text = support_board_csv(board);
    chiso_board *again = support_board(tree, text);
    char *other = support_board_csv(again);

    cr_expect_str_eq(text, other);
    cr_expect(strstr(text, "a,a,,yes,1,,9,") != NULL, "%s", text);
    cr_expect(strstr(text, "by the council") != NULL && strstr(text, "seen") != NULL &&
                  strstr(text, "of b") != NULL,
              "%s", text);
    expect_cell(again, "a", "1.1", "7.5", 2);
    expect_cell(again, "b", "2", "5.25", 2);
    free(text);
    free(other);
    chiso_board_free(board);
    chiso_board_free(again);
    chiso_tree_free(tree);
}
