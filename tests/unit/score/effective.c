#include "support.h"

#include <criterion/criterion.h>
#include <string.h>

enum { MOST = 32 };

static void expect_weights(const chiso_tree *tree, const chiso_decimal *weights,
                           const char *const *pairs)
{
    for (; pairs[0] != NULL; pairs += 2) {
        const chiso_node node = support_node(tree, pairs[0]);

        cr_expect(weights[node] == decimal(pairs[1]), "%s counts %s, expected %s", pairs[0],
                  decimal_text(weights[node]), pairs[1]);
    }
}

static void expect_tree(const char *criteria, const char *const *pairs)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_decimal weights[MOST];
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tree_effective_weights(tree, chiso_tree_node_count(tree), weights, &error),
                 CHISO_OK, "%s", error.message);
    expect_weights(tree, weights, pairs);
    chiso_tree_free(tree);
}

Test(effective, a_sum_counts_its_children_by_their_max)
{
    expect_tree("code,title,max,kind\n1,,,\n1.1,,10,\n1.2,,9,\n2,,26,\n3,,5,\n4,,2,bonus\n",
                (const char *const[]){".", "1", "1", "0.38", "1.1", "0.2", "1.2", "0.18", "2",
                                      "0.52", "3", "0.1", "4", "0", NULL});
}

Test(effective, what_is_lost_by_rounding_goes_to_the_largest_rests_and_the_first_of_equals)
{
    expect_tree("code,title,max\na,,1\nb,,1\nc,,1\n",
                (const char *const[]){"a", "0.333334", "b", "0.333333", "c", "0.333333", NULL});
    expect_tree("code,title,max\na,,2\nb,,4\nc,,1\n",
                (const char *const[]){"a", "0.285714", "b", "0.571429", "c", "0.142857", NULL});
    /* 1/7 = 0.142857|14, 3/7 = 0.428571|43: the rest of 0.43 is larger than that of 0.14, whatever
     * the order. */
    expect_tree("code,title,max\na,,1\nb,,3\nc,,3\n",
                (const char *const[]){"a", "0.142857", "b", "0.428572", "c", "0.428571", NULL});
}

/* x is 7/18 of 11/14, y and y2 are 11/18 of a half: all three are 11/36, and the first two get what
 * is lacking, whatever was lost on the way. */
Test(effective, shares_that_are_equal_by_different_ways_are_equal)
{
    expect_tree("code,parent,title,max,weight,combine\n.,,,10,,mean\ng,,,10,7,mean\nx,g,,1,11,\n"
                "x2,g,,1,3,\nh,,,10,11,mean\ny,h,,1,2,\ny2,h,,1,2,\n",
                (const char *const[]){"x", "0.305556", "x2", "0.083333", "y", "0.305556", "y2",
                                      "0.305555", NULL});
    expect_tree("code,parent,title,max,weight,combine\n.,,,10,,mean\nh,,,10,11,mean\ny,h,,1,2,\n"
                "y2,h,,1,2,\ng,,,10,7,mean\nx,g,,1,11,\nx2,g,,1,3,\n",
                (const char *const[]){"y", "0.305556", "y2", "0.305556", "x", "0.305555", "x2",
                                      "0.083333", NULL});
}

Test(effective, means_count_by_weight_and_gates_in_equal_shares)
{
    expect_tree("code,title,max,weight,combine\n.,,10,,mean\na,,10,3,min\na.1,,5,,\na.2,,1,9,\na.3,"
                ",4,0,\nb,,4,1,\nc,,0,5,\n",
                (const char *const[]){"a", "0.75", "a.1", "0.375", "a.2", "0.375", "a.3", "0", "b",
                                      "0.25", "c", "0", NULL});
    expect_tree("code,title,max,weight,combine\n.,,100,,geometric\na,,10,,\nb,,30,,\n",
                (const char *const[]){"a", "0.25", "b", "0.75", NULL});
    expect_tree("code,title,max,weight,combine\n.,,50,,sum scaled\na,,10,,\nb,,30,,\n",
                (const char *const[]){".", "1", "a", "0.25", "b", "0.75", NULL});
}

Test(effective, what_does_not_apply_to_a_unit_is_taken_out)
{
    chiso_tree *tree = support_tree("code,title,max,weight,combine,options\n.,,10,,mean,missing="
                                    "skip\na,,10,2,,\nb,,10,1,,\nc,,10,1,,\nd,,,"
                                    "4,,\nd.1,,1,,,\nd.2,,3,,,\n");
    chiso_board *board = support_scored(
        tree, "unit,a,b,c,d.1,d.2\nx,1,1,1,1,1\ny,1,-,1,-,1\nz,1,,-,-,-\nn,-,-,-,-,-\n");
    chiso_decimal weights[MOST];
    const size_t count = chiso_tree_node_count(tree);
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_board_effective_weights(board, 0, count, weights, NULL), CHISO_OK);
    expect_weights(tree, weights,
                   (const char *const[]){"a", "0.25", "b", "0.125", "c", "0.125", "d", "0.5", "d.1",
                                         "0.125", "d.2", "0.375", NULL});
    cr_assert_eq(chiso_board_effective_weights(board, 1, count, weights, NULL), CHISO_OK);
    expect_weights(tree, weights,
                   (const char *const[]){".", "1", "a", "0.285714", "b", "0", "c", "0.142857", "d",
                                         "0.571429", "d.1", "0", "d.2", "0.571429", NULL});
    cr_assert_eq(chiso_board_effective_weights(board, 2, count, weights, NULL), CHISO_OK);
    expect_weights(
        tree, weights,
        (const char *const[]){"a", "0.666667", "b", "0.333333", "c", "0", "d", "0", NULL});
    weights[0] = 42;
    cr_expect_eq(chiso_board_effective_weights(board, 3, count, weights, &error), CHISO_E_WEIGHT);
    cr_expect(strstr(error.message, "unit n") != NULL, "%s", error.message);
    cr_expect_eq(weights[0], 42);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(effective, wrong_calls_are_refused)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_decimal weights[MOST] = {7};

    cr_assert_eq(chiso_tree_new(NULL, NULL, &tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, "a", NULL, "0", NULL, NULL), CHISO_OK);
    cr_expect_eq(chiso_tree_effective_weights(tree, 2, weights, NULL), CHISO_E_STATE);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, "u", NULL, NULL, NULL, NULL), CHISO_OK);
    cr_expect_eq(chiso_tree_effective_weights(tree, 2, weights, NULL), CHISO_E_WEIGHT);
    cr_expect_eq(chiso_tree_effective_weights(tree, 1, weights, NULL), CHISO_E_RANGE);
    cr_expect_eq(chiso_tree_effective_weights(NULL, 2, weights, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_tree_effective_weights(tree, 2, NULL, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_board_effective_weights(board, 0, 2, weights, NULL), CHISO_E_STATE);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_expect_eq(chiso_board_effective_weights(board, 1, 2, weights, NULL), CHISO_E_UNIT);
    cr_expect_eq(chiso_board_effective_weights(board, 0, 3, weights, NULL), CHISO_E_RANGE);
    cr_expect_eq(chiso_board_effective_weights(board, 0, 2, NULL, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_board_effective_weights(NULL, 0, 2, weights, NULL), CHISO_E_NULL);
    cr_expect_eq(weights[0], 7);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* What is dropped of a unit counts nothing in it; of a tree all count. */
Test(effective, what_is_dropped_counts_nothing)
{
    chiso_tree *tree = support_tree(
        "code,title,max,combine\n1,,,sum drop lowest 1\n1.1,,10,\n1.2,,10,\n1.3,,10,\n2,,20,\n");
    chiso_board *board = support_scored(tree, "unit,1.1,1.2,1.3,2\nu,10,4,8,5\n");
    chiso_decimal weights[6];

    cr_assert_eq(chiso_board_effective_weights(board, 0, 6, weights, NULL), CHISO_OK);
    cr_expect_eq(weights[support_node(tree, "1")], decimal("0.5"));
    cr_expect_eq(weights[support_node(tree, "1.1")], decimal("0.25"));
    cr_expect_eq(weights[support_node(tree, "1.2")], 0);
    cr_expect_eq(weights[support_node(tree, "1.3")], decimal("0.25"));
    cr_expect_eq(weights[support_node(tree, "2")], decimal("0.5"));
    cr_assert_eq(chiso_tree_effective_weights(tree, 6, weights, NULL), CHISO_OK);
    cr_expect_eq(weights[support_node(tree, "1.2")], decimal("0.2"));
    cr_expect_eq(weights[support_node(tree, "1")], decimal("0.6"));
    chiso_board_free(board);
    chiso_tree_free(tree);
}
