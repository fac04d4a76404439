/* Memory that fails while effective weights and quarters are found, and while a tally is made for a
 * board and feeds it. */
#include "fault.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { NODES = 5, UNITS = 60 };

static const char CRITERIA[] =
    "code,title,max,rule\n1,,,\n1.1,,7,\n1.2,,3,\nq,,5,survey 100 50 0\n";

static chiso_board *board_of(struct fault *fault, int units)
{
    struct buffer points = {0};
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;

    buffer_print(&points, "unit,block,1.1,1.2,q\n");
    for (int i = 0; i < units; i++) {
        buffer_print(&points, "unit%d,b%d,%d,%d,%d|2|3\n", i, i % 3, i % 8, i % 4, i);
    }
    cr_assert_eq(chiso_tree_read_csv(CRITERIA, strlen(CRITERIA), &fault->allocator, &tree, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_board_new(tree, &fault->allocator, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(board, points.bytes, points.size, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    chiso_tree_free(tree);
    buffer_clear(&points);
    return board;
}

static bool effective_weights(struct fault *fault)
{
    chiso_board *board = board_of(fault, 2);
    chiso_decimal weights[NODES] = {42, 42, 42, 42, 42};
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_tree_effective_weights(chiso_board_tree(board), NODES, weights, &error);
    expect_memory(fault, status, &error);
    cr_expect((weights[0] == 42) == (status != CHISO_OK), "request %zu", fault->nth);
    refused = was_refused(fault);
    disarm(fault);
    weights[0] = 42;
    arm(fault);
    status = chiso_board_effective_weights(board, 1, NODES, weights, &error);
    expect_memory(fault, status, &error);
    cr_expect((weights[0] == 42) == (status != CHISO_OK), "request %zu", fault->nth);
    refused = was_refused(fault) || refused;
    disarm(fault);
    cr_expect_eq(chiso_board_effective_weights(board, 1, NODES, weights, &error), CHISO_OK);
    chiso_board_free(board);
    return refused;
}

static bool quarters(struct fault *fault)
{
    chiso_board *board = board_of(fault, UNITS);
    uint8_t groups[UNITS];
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    memset(groups, 9, sizeof(groups));
    arm(fault);
    status = chiso_block_quarters(board, CHISO_ROOT, CHISO_ALL_BLOCKS, UNITS, groups, &error);
    expect_memory(fault, status, &error);
    for (int i = 0; i < UNITS && status != CHISO_OK; i++) {
        cr_expect(groups[i] == 9, "request %zu", fault->nth);
    }
    refused = was_refused(fault);
    disarm(fault);
    chiso_board_free(board);
    return refused;
}

static bool tally_for_a_board(struct fault *fault)
{
    chiso_board *board = board_of(fault, UNITS);
    chiso_tally *tally = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_tally_new_for_board(board, &fault->allocator, &tally, &error);
    expect_memory(fault, status, &error);
    cr_expect((tally == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    refused = was_refused(fault);
    disarm(fault);
    chiso_tally_free(tally);
    chiso_board_free(board);
    return refused;
}

/* A feed that fails leaves the board as it was, scored, and does all of it when there is memory
 * again. */
static bool feed(struct fault *fault)
{
    const char answers[] = "unit,q\nunit1,1\nunit1,3\nanother,2\n";
    chiso_board *board = board_of(fault, UNITS);
    chiso_tally *tally = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    char *before = support_board_csv(board);
    char *after = NULL;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_tally_new_for_board(board, &fault->allocator, &tally, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_read_csv(tally, answers, strlen(answers), NULL), CHISO_OK);
    arm(fault);
    status = chiso_tally_feed(tally, board, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    if (status != CHISO_OK) {
        after = support_board_csv(board);
        cr_expect(strcmp(before, after) == 0 && chiso_board_is_scored(board),
                  "request %zu: the board changed", fault->nth);
        free(after);
        cr_expect_eq(chiso_tally_feed(tally, board, &error), CHISO_OK);
    }
    cr_expect(chiso_board_unit_count(board) == UNITS + 1, "request %zu", fault->nth);
    free(before);
    chiso_tally_free(tally);
    chiso_board_free(board);
    return refused;
}

Test(fault_effective, weights_and_quarters_are_found_whole_or_not_at_all)
{
    fail_each("effective weights", effective_weights);
    fail_each("quarters", quarters);
}

Test(fault_effective, a_tally_is_made_for_a_board_and_feeds_it_whole_or_not_at_all)
{
    fail_each("a tally for a board", tally_for_a_board);
    fail_each("feeding a board", feed);
}
