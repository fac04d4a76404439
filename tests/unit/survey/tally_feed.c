#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char criteria[] =
    "code,title,max,rule\nq1,A,10,survey 100 60 20 0\nq2,B,5,survey 0 100\np,C,5,\n";

static chiso_board *empty_board(const char *text)
{
    chiso_tree *tree = support_tree(text);
    chiso_board *board = NULL;

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    chiso_tree_free(tree);
    return board;
}

static chiso_tally *tally_for(const chiso_board *board, const char *answers)
{
    chiso_tally *tally = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tally_new_for_board(board, NULL, &tally, &error), CHISO_OK, "%s",
                 error.message);
    cr_assert_eq(chiso_tally_read_csv(tally, answers, strlen(answers), &error), CHISO_OK, "%s",
                 error.message);
    return tally;
}

Test(tally_feed, a_tally_for_a_board_has_its_units_and_its_survey_leaves)
{
    chiso_board *board = empty_board(criteria);
    chiso_tally *tally = NULL;

    cr_assert_eq(chiso_board_add_unit(board, "u", NULL, NULL, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, "v", NULL, NULL, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_new_for_board(board, NULL, &tally, NULL), CHISO_OK);
    cr_expect_eq(chiso_tally_unit_count(tally), 2);
    cr_expect_str_eq(chiso_tally_unit_code(tally, 1), "v");
    cr_assert_eq(chiso_tally_question_count(tally), 2);
    cr_expect_str_eq(chiso_tally_question_code(tally, 0), "q1");
    cr_expect_eq(chiso_tally_options(tally, 0), 4);
    cr_expect_str_eq(chiso_tally_question_code(tally, 1), "q2");
    cr_expect_eq(chiso_tally_options(tally, 1), 2);
    chiso_tally_free(tally);
    chiso_board_free(board);
}

Test(tally_feed, answers_become_cells_and_points)
{
    chiso_board *board = empty_board(criteria);
    chiso_tally *tally = tally_for(board, "unit,q1,q2\nu,1,2\nu,1,1\nu,2,\nu,4,2\nv,3,\n");
    const int64_t *counts = NULL;
    uint32_t options = 0;
    chiso_cell cell;

    cr_assert_eq(chiso_tally_feed(tally, board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_unit_count(board), 2);
    cr_assert_eq(chiso_board_counts(board, 0, support_node(chiso_board_tree(board), "q1"), &counts,
                                    &options),
                 CHISO_OK);
    cr_expect(options == 4 && counts[0] == 2 * CHISO_DECIMAL_ONE &&
              counts[1] == CHISO_DECIMAL_ONE && counts[2] == 0 && counts[3] == CHISO_DECIMAL_ONE);
    /* Nobody answered q2 about v: that is missing, and not 0. */
    cr_assert_eq(chiso_board_cell(board, 1, support_node(chiso_board_tree(board), "q2"), &cell),
                 CHISO_OK);
    cr_expect_eq(cell.state, CHISO_STATE_MISSING);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    /* (2 × 100 + 60 + 0) / 4 % of 10, and 2 of 3 of 5. */
    cr_expect_eq(support_result(board, "u", "q1").achieved, decimal("6.5"));
    cr_expect_eq(support_result(board, "u", "q2").achieved, decimal("3.333333"));
    cr_expect_eq(support_result(board, "v", "q1").achieved, decimal("2"));
    chiso_tally_free(tally);
    chiso_board_free(board);
}

Test(tally_feed,
     what_the_board_has_stays_and_the_counts_of_later_answers_take_the_place_of_earlier_ones)
{
    chiso_board *board = empty_board(criteria);
    const char points[] = "unit,name,block,ranked,q1,q2,p\nv,Vee,x,no,1|1|1|1,3|1,4\n";
    chiso_tally *tally = NULL;
    const int64_t *counts = NULL;
    uint32_t options = 0;

    cr_assert_eq(chiso_board_read_csv(board, points, strlen(points), NULL), CHISO_OK);
    tally = tally_for(board, "unit,question,answer,count\nv,q1,4,7\nw,q2,2,3\n");
    cr_assert_eq(chiso_tally_feed(tally, board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_unit_count(board), 2);
    cr_expect_str_eq(chiso_unit_name(board, 0), "Vee");
    cr_expect(!chiso_unit_is_ranked(board, 0) && chiso_unit_is_ranked(board, 1));
    cr_expect_str_eq(chiso_board_block(board, chiso_unit_block(board, 0)), "x");
    cr_assert_eq(chiso_board_counts(board, 0, support_node(chiso_board_tree(board), "q1"), &counts,
                                    &options),
                 CHISO_OK);
    cr_expect(counts[0] == 0 && counts[3] == 7 * CHISO_DECIMAL_ONE);
    cr_assert_eq(chiso_board_counts(board, 0, support_node(chiso_board_tree(board), "q2"), &counts,
                                    &options),
                 CHISO_OK);
    cr_expect(counts[0] == 3 * CHISO_DECIMAL_ONE && counts[1] == CHISO_DECIMAL_ONE);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_expect_eq(support_result(board, "v", "p").achieved, decimal("4"));
    chiso_tally_free(tally);
    chiso_board_free(board);
}

Test(tally_feed, what_does_not_fit_is_refused_by_name_and_nothing_changes)
{
    chiso_board *board = empty_board(criteria);
    chiso_board *other =
        empty_board("code,title,max,rule\nq1,A,10,survey 100 50 0\nq2,B,5,survey 0 100\n");
    chiso_board *plain = empty_board("code,title,max\np,C,5\n");
    chiso_tally *tally = tally_for(board, "unit,q1,q2\nu,1,2\n");
    chiso_tally *empty = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso_tally_feed(tally, other, &error), CHISO_E_SHAPE);
    cr_expect(strstr(error.message, "q1 has 4 options") != NULL &&
                  strstr(error.message, "has 3") != NULL,
              "%s", error.message);
    cr_expect_eq(chiso_tally_feed(tally, plain, &error), CHISO_E_NODE);
    cr_expect(strstr(error.message, "question q1") != NULL, "%s", error.message);
    cr_expect(chiso_board_unit_count(other) == 0 && chiso_board_unit_count(plain) == 0);
    cr_expect_eq(chiso_tally_new_for_board(plain, NULL, &empty, &error), CHISO_E_NODE);
    cr_expect(empty == NULL && error.message_vi[0] != '\0');
    cr_assert_eq(chiso_tally_new_for_board(board, NULL, &empty, NULL), CHISO_OK);
    cr_expect_eq(chiso_tally_feed(empty, board, &error), CHISO_E_EMPTY);
    cr_expect_eq(chiso_tally_feed(NULL, board, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_tally_feed(tally, NULL, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_tally_new_for_board(board, NULL, NULL, NULL), CHISO_E_NULL);
    chiso_tally_free(empty);
    cr_expect_eq(chiso_tally_new_for_board(NULL, NULL, &empty, NULL), CHISO_E_NULL);
    cr_expect_null(empty);
    chiso_tally_free(tally);
    chiso_board_free(board);
    chiso_board_free(other);
    chiso_board_free(plain);
}

/* The same board, whether the questionnaires are counted here or were counted by hand. */
Test(tally_feed, counted_answers_and_a_file_of_counts_are_the_same_board)
{
    char *tree_text = support_read("examples/data/sipas/criteria.csv", NULL);
    char *answers = support_read("examples/data/sipas/answers.csv", NULL);
    char *points = support_read("examples/data/sipas/points.csv", NULL);
    chiso_board *counted = empty_board(tree_text);
    chiso_board *by_hand = empty_board(tree_text);
    chiso_tally *tally = NULL;

    cr_assert_eq(chiso_board_read_csv(by_hand, points, strlen(points), NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(counted, points, strlen(points), NULL), CHISO_OK);
    /* Units in the order of the file of counts, with its names, and cells from the answers alone.
     */
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(counted); unit++) {
        for (chiso_node leaf = chiso_node_next_leaf(chiso_board_tree(counted), CHISO_ROOT);
             leaf != CHISO_NO_NODE; leaf = chiso_node_next_leaf(chiso_board_tree(counted), leaf)) {
            cr_assert_eq(chiso_board_set_value(counted, unit, leaf, CHISO_MISSING, NULL), CHISO_OK);
        }
    }
    tally = tally_for(counted, answers);
    cr_assert_eq(chiso_tally_feed(tally, counted, NULL), CHISO_OK);

    char *a = support_board_csv(counted);
    char *b = support_board_csv(by_hand);

    cr_expect_str_eq(a, b);
    free(a);
    free(b);
    free(tree_text);
    free(answers);
    free(points);
    chiso_tally_free(tally);
    chiso_board_free(counted);
    chiso_board_free(by_hand);
}
