/* Memory that fails while a tree or a board is derived: nothing is left, and what it is derived
 * from stays as it was. */
#include "fault.h"

#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

static const char CRITERIA[] =
    "code,title,max,weight,combine,rule,raters,needs,gate,weight@west,note,note:why\n"
    "1,First,20,,mean drop lowest 1,,,50%,,,of the first,\n"
    "1.1,,10/3,1.5,,,median,,below 10%: parent at most 50%,2,,since ever\n"
    "1.2,,10,2,,survey 100 50 0,,,,,,\n1.3,,5,1,,rate,,,,-,,\n"
    "2,,30,,,,,,,,,\n2.1,,10,,,over column People | percentile block,,,,,,\n"
    "2.2,,10,,,impute mean | zscore 5 2,,,,,,\n2.3,,10,,,rank 1.2,,,,,,\n";

static const char POINTS[] =
    "unit,name,block,rater,1,1.1,1.2,1.3,2.1,2.2,2.3,People,note,note:1\n"
    "u0,A long name of the first,north,,7,,1|2|3,1/3,4.000000001,2,,3,of u0,by hand\n"
    "u0,,,x,,1.5,,,,,,,,\nu0,,,y,,2.000000005,,,,,,,,\n"
    "u1,,south,,,1,0|0|2,1/3,3,,-,5,,\nu2,,north,,,1,-,,9,7,,7,,\nu3,,west,,,2,5|5|5,,,1,-,1,,\n";

static chiso_tree *tree;
static chiso_board *board;

static void open_board(void)
{
    tree = support_tree(CRITERIA);
    board = support_scored(tree, POINTS);
}

static void close_board(void)
{
    chiso_board_free(board);
    chiso_tree_free(tree);
}

static chiso_tree_change change_of(chiso_tree_change_kind kind, const char *code, const char *text)
{
    return (chiso_tree_change){kind, support_node(tree, code), text};
}

static bool tree_fails(struct fault *fault)
{
    const chiso_tree_change changes[] = {
        change_of(CHISO_TREE_CHANGE_WEIGHT, "1.1", "1/7"),
        change_of(CHISO_TREE_CHANGE_RULE, "2.2", "treat winsor 1 | minmax"),
        change_of(CHISO_TREE_CHANGE_COMBINE, "2", "sum capped drop highest 1"),
        change_of(CHISO_TREE_CHANGE_WITHOUT, "1.3", NULL),
    };
    chiso_tree *derived = tree;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_tree_derive(tree, changes, 4, &fault->allocator, &derived, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect((derived == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    cr_expect(status == CHISO_OK || fault->meter.alive == 0, "request %zu: what failed left blocks",
              fault->nth);
    cr_expect(status != CHISO_OK || chiso_tree_node_count(derived) == 8);
    chiso_tree_free(derived);
    return refused;
}

Test(derive_memory, a_tree, .init = open_board, .fini = close_board)
{
    fail_each("deriving a tree", tree_fails);
}

/* What is said of a tree that does not fit needs memory too. */
static bool refusal_fails(struct fault *fault)
{
    const chiso_tree_change change = change_of(CHISO_TREE_CHANGE_WITHOUT, "1.2", NULL);
    chiso_tree *derived = tree;
    chiso_error error = CHISO_ERROR_INIT;
    bool refused;
    chiso_status status;

    arm(fault);
    status = chiso_tree_derive(tree, &change, 1, &fault->allocator, &derived, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect(status == (refused ? CHISO_E_MEMORY : CHISO_E_RULE), "request %zu: %s", fault->nth,
              error.message);
    cr_expect_null(derived);
    return refused;
}

Test(derive_memory, a_tree_that_does_not_fit, .init = open_board, .fini = close_board)
{
    fail_each("refusing a tree", refusal_fails);
}

/* A board takes its memory where the other does. */
static bool board_fails_over(struct fault *fault, const chiso_tree_change *changes, size_t count)
{
    chiso_tree *other = NULL;
    chiso_board *own = NULL;
    chiso_board *derived = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    char *before = support_board_csv(board);
    char *after = NULL;
    bool refused;

    cr_assert_eq(chiso_tree_derive(tree, changes, count, NULL, &other, &error), CHISO_OK, "%s",
                 error.message);
    cr_assert_eq(chiso_board_copy(board, &fault->allocator, &own, NULL), CHISO_OK);
    derived = own;
    arm(fault);
    status = chiso_board_derive(own, other, &derived, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect((derived == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    after = support_board_csv(own);
    cr_expect_str_eq(before, after, "request %zu", fault->nth);
    cr_expect(chiso_board_is_scored(own));
    cr_expect(status != CHISO_OK || chiso_board_score(derived, NULL) == CHISO_OK);
    chiso_board_free(derived);
    chiso_board_free(own);
    chiso_tree_free(other);
    free(before);
    free(after);
    return refused;
}

static bool board_fails(struct fault *fault)
{
    const chiso_tree_change weight = change_of(CHISO_TREE_CHANGE_WEIGHT, "1.1", "1/7");

    return board_fails_over(fault, &weight, 1);
}

static bool rules_fail(struct fault *fault)
{
    const chiso_tree_change changes[] = {
        change_of(CHISO_TREE_CHANGE_RULE, "1.1", "range 0..2"),
        change_of(CHISO_TREE_CHANGE_RULE, "1.2", "survey 50 20 -"),
        change_of(CHISO_TREE_CHANGE_RULE, "2.1", "over column People | range 1..30 log unlimited"),
    };

    return board_fails_over(fault, changes, 3);
}

Test(derive_memory, a_board, .init = open_board, .fini = close_board)
{
    fail_each("deriving a board", board_fails);
    fail_each("deriving a board under other rules", rules_fail);
}
