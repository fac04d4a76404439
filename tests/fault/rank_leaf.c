/* Memory that fails where leaves take the ranks of other criteria. */
#include "fault.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char CRITERIA[] = "code,title,max,weight,combine,rule\n"
                               ".,An index,100,,mean,\n"
                               "1,,,0,,\n"
                               "1.1,,10,,,\n"
                               "1.2,,6,,,rank 2\n"
                               "2,,9,0,,\n"
                               "3,,12,,,rank 1\n"
                               "4,,7,,,rank 2 block\n";

static const char POINTS[] = "unit,block,1.1,2\na,x,3,1\nb,y,10,4\nc,x,,4\nd,y,7,-\ne,y,2,3\n";

static const char NEWS[] = "unit,1.1,4\na,9,\nf,8,-\n";

static bool tree_from_csv(struct fault *fault)
{
    chiso_tree *tree = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;

    arm(fault);
    status = chiso_tree_read_csv(CRITERIA, strlen(CRITERIA), &fault->allocator, &tree, &error);
    expect_memory(fault, status, &error);
    cr_expect((tree == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    cr_expect(status == CHISO_OK || fault->meter.alive == 0, "request %zu: %zu blocks are left",
              fault->nth, fault->meter.alive);
    chiso_tree_free(tree);
    return was_refused(fault);
}

Test(rank_memory, a_tree_with_ranks)
{
    fail_each("a tree from CSV", tree_from_csv);
}

/* A check that fails for want of memory can be made again. */
static bool tree_is_checked(struct fault *fault)
{
    chiso_tree *tree = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused = false;

    cr_assert_eq(chiso_tree_new(NULL, &fault->allocator, &tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_add_ruled(tree, CHISO_ROOT, "1", NULL, "10", "rank 2", NULL, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, "2", NULL, "5", NULL, NULL), CHISO_OK);
    arm(fault);
    status = chiso_tree_check(tree, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect_eq(chiso_tree_check(tree, &error), CHISO_OK, "request %zu: %s", fault->nth,
                 error.message);
    chiso_tree_free(tree);
    return refused;
}

Test(rank_memory, a_check_that_is_made_again)
{
    fail_each("a check", tree_is_checked);
}

/* Every point of every node and unit. */
static struct buffer figures(const chiso_board *board)
{
    struct buffer text = {0};

    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        for (chiso_node node = 0; node < chiso_tree_node_count(chiso_board_tree(board)); node++) {
            chiso_result result;

            cr_assert_eq(chiso_board_result(board, unit, node, &result), CHISO_OK);
            buffer_print(&text, "%d %s\n", (int)result.state, decimal_text(result.achieved));
        }
    }
    return text;
}

static chiso_board *new_board(struct fault *fault)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;

    cr_assert_eq(chiso_tree_read_csv(CRITERIA, strlen(CRITERIA), &fault->allocator, &tree, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_board_new(tree, &fault->allocator, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(board, POINTS, strlen(POINTS), NULL), CHISO_OK);
    chiso_tree_free(tree);
    return board;
}

/* A scoring that failed half-way, perhaps with some ranks told, can be made again. */
static bool board_is_scored(struct fault *fault)
{
    chiso_board *board = new_board(fault);
    chiso_board *plain = NULL;
    struct buffer expected;
    struct buffer found;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused = false;

    arm(fault);
    status = chiso_board_score(board, &error);
    expect_memory(fault, status, &error);
    cr_expect_eq(chiso_board_is_scored(board), status == CHISO_OK);
    refused = was_refused(fault);
    disarm(fault);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    plain = new_board(fault);
    cr_assert_eq(chiso_board_score(plain, NULL), CHISO_OK);
    expected = figures(plain);
    found = figures(board);
    cr_expect_str_eq(found.bytes, expected.bytes, "request %zu", fault->nth);
    buffer_clear(&expected);
    buffer_clear(&found);
    chiso_board_free(plain);
    chiso_board_free(board);
    return refused;
}

Test(rank_memory, a_board_with_ranks)
{
    fail_each("a scoring", board_is_scored);
}

static bool file_is_read(struct fault *fault)
{
    return board_read_into(fault, CRITERIA, POINTS, NEWS, true);
}

Test(rank_memory, a_file_into_a_board_with_ranks)
{
    fail_each("a file into a board", file_is_read);
}

static bool rank_is_explained(struct fault *fault)
{
    chiso_board *board = new_board(fault);
    chiso_explanation *explanation = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused = false;

    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    arm(fault);
    status = chiso_explanation_new(board, 0, CHISO_ROOT, UINT32_MAX, &explanation, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    chiso_explanation_free(explanation);
    chiso_board_free(board);
    return refused;
}

Test(rank_memory, an_explanation_with_ranks)
{
    fail_each("an explanation", rank_is_explained);
}
