/* Memory that fails while a board is edited or copied: what was refused changed nothing. */
#include "fault.h"

#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

static const char CRITERIA[] =
    "code,title,max,weight,combine,rule\n"
    "1,,20,,mean,\n1.1,,10,1,,\n1.2,,10,2,,survey 100 50 0\n1.3,,5,1,,rate\n"
    "2,,30,,,\n2.1,,10,,,percentile block\n2.2,,10,,,zscore 5 2\n2.3,,10,,,percentile\n";

static const char POINTS[] = "unit,name,block,1.1,1.2,1.3,2.1,2.2,2.3\n"
                             "u0,A long name of the first,north,7,1|2|3,50%,4,2,1\n"
                             "u1,,south,,0|0|2,1/3,3,,2\n"
                             "u2,,north,1,-,,9,7,3\n"
                             "u3,,west,2,5|5|5,10%,,1,-\n";

static chiso_board *board_of(const chiso_allocator *allocator)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_tree_read_csv(CRITERIA, strlen(CRITERIA), allocator, &tree, &error) == CHISO_OK,
              "%s", error.message);
    cr_assert(chiso_board_new(tree, allocator, &board, &error) == CHISO_OK, "%s", error.message);
    cr_assert(chiso_board_read_csv(board, POINTS, strlen(POINTS), &error) == CHISO_OK, "%s",
              error.message);
    cr_assert(chiso_board_score(board, &error) == CHISO_OK, "%s", error.message);
    chiso_tree_free(tree);
    return board;
}

/* The edits, each of which needs memory. */
static chiso_status rename_unit(chiso_board *board, chiso_error *error)
{
    return chiso_board_rename_unit(board, 1, "another code of the second",
                                   "A name that it did not have", error);
}

static chiso_status move_to_a_new_block(chiso_board *board, chiso_error *error)
{
    return chiso_board_move_unit(board, 0, "islands", error);
}

static chiso_status empty_a_block(chiso_board *board, chiso_error *error)
{
    return chiso_board_move_unit(board, 1, "west", error);
}

static chiso_status remove_first(chiso_board *board, chiso_error *error)
{
    return chiso_board_remove_unit(board, 0, error);
}

static chiso_status add(chiso_board *board, chiso_error *error)
{
    chiso_unit unit = 77;
    const chiso_status status =
        chiso_board_add_unit(board, "u9", "Nine", "a block of its own", &unit, error);

    cr_expect(unit == (status == CHISO_OK ? 4 : 77));
    return status;
}

static chiso_status (*edit)(chiso_board *board, chiso_error *error);

/* Blocks in their order, and every unit found by its code. */
static void expect_like(const struct fault *fault, const chiso_board *board,
                        const chiso_board *expected)
{
    char *a = support_board_csv(expected);
    char *b = support_board_csv(board);

    cr_expect_str_eq(a, b, "request %zu:\n%s", fault->nth, b);
    cr_expect_eq(chiso_board_block_count(board), chiso_board_block_count(expected));
    for (uint32_t i = 0; i < chiso_board_block_count(expected); i++) {
        uint32_t block = 77;

        cr_expect_str_eq(chiso_board_block(board, i), chiso_board_block(expected, i));
        cr_expect(chiso_board_find_block(board, chiso_board_block(expected, i), &block) ==
                          CHISO_OK &&
                      block == i,
                  "request %zu", fault->nth);
    }
    for (chiso_unit i = 0; i < chiso_board_unit_count(expected); i++) {
        cr_expect_eq(support_unit(board, chiso_unit_code(expected, i)), i, "request %zu",
                     fault->nth);
    }
    free(a);
    free(b);
}

static bool edit_fails(struct fault *fault)
{
    chiso_board *board = board_of(&fault->allocator);
    chiso_board *expected = board_of(NULL);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = edit(board, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect(chiso_board_is_scored(board) == (status != CHISO_OK), "request %zu", fault->nth);
    if (status != CHISO_OK) {
        expect_like(fault, board, expected);
        cr_assert_eq(edit(board, NULL), CHISO_OK);
    }
    cr_assert_eq(edit(expected, NULL), CHISO_OK);
    expect_like(fault, board, expected);
    cr_expect_eq(chiso_board_score(board, NULL), CHISO_OK);
    chiso_board_free(board);
    chiso_board_free(expected);
    return refused;
}

Test(edit_memory, renaming)
{
    edit = rename_unit;
    fail_each("renaming", edit_fails);
}

Test(edit_memory, moving)
{
    edit = move_to_a_new_block;
    fail_each("moving to a new block", edit_fails);
    edit = empty_a_block;
    fail_each("emptying a block", edit_fails);
}

Test(edit_memory, removing)
{
    edit = remove_first;
    fail_each("removing", edit_fails);
}

Test(edit_memory, adding)
{
    edit = add;
    fail_each("adding", edit_fails);
}

static bool copy_fails(struct fault *fault)
{
    chiso_board *board = board_of(NULL);
    chiso_board *copy = board;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_board_copy(board, &fault->allocator, &copy, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect((copy == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    cr_expect(status == CHISO_OK || fault->meter.alive == 0,
              "request %zu: a failed copy left blocks", fault->nth);
    if (status == CHISO_OK) {
        expect_like(fault, copy, board);
        cr_expect(chiso_board_is_scored(copy));
    }
    chiso_board_free(copy);
    chiso_board_free(board);
    return refused;
}

Test(edit_memory, copying)
{
    fail_each("copying", copy_fails);
}

static bool join_fails(struct fault *fault)
{
    chiso_tree *tree = support_tree("code,title,max,rule\n1,,10,rate\n2,,1,yesno\n");
    chiso_board *const parts[] = {support_board(tree, "unit,1,2\na,1/3,yes\n"),
                                  support_board(tree, "unit,1,2\nb,2/3,no\nc,,\n")};
    chiso_board *joined = parts[0];
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status =
        chiso_board_join((const chiso_board *const *)parts, 2, &fault->allocator, &joined, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect((joined == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    cr_expect(status == CHISO_OK || fault->meter.alive == 0, "request %zu: what failed left blocks",
              fault->nth);
    cr_expect(status != CHISO_OK || chiso_board_unit_count(joined) == 3);
    chiso_board_free(joined);
    chiso_board_free(parts[0]);
    chiso_board_free(parts[1]);
    chiso_tree_free(tree);
    return refused;
}

Test(edit_memory, joining)
{
    fail_each("joining", join_fails);
}

/* Keeping what was tried needs no memory. */
static bool apply_needs_none(struct fault *fault)
{
    chiso_board *board = board_of(&fault->allocator);
    chiso_what_if *what_if = NULL;

    cr_assert_eq(chiso_what_if_new(board, NULL, &what_if, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_set(what_if, "u3", "1.2", "9|0|0", NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_set(what_if, "u0", "2.1", "-", NULL), CHISO_OK);
    arm(fault);
    cr_expect_eq(chiso_what_if_apply(what_if, board, NULL), CHISO_OK);
    cr_expect(!was_refused(fault));
    disarm(fault);
    chiso_what_if_free(what_if);
    chiso_board_free(board);
    return false;
}

Test(edit_memory, applying_a_what_if_needs_none)
{
    fail_each("applying", apply_needs_none);
}

/* But for the first decimals beyond six that a criterion of the board gets: where there is no room
 * for them nothing is kept. */
static bool apply_fails(struct fault *fault)
{
    chiso_board *board = board_of(&fault->allocator);
    chiso_board *expected = board_of(NULL);
    chiso_what_if *what_if = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_what_if_new(board, NULL, &what_if, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_set(what_if, "u0", "1.1", "5", NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_set(what_if, "u2", "1.1", "1.000000001", NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_set(what_if, "u1", "2.2", "1.000000001", NULL), CHISO_OK);
    arm(fault);
    status = chiso_what_if_apply(what_if, board, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect(chiso_board_is_scored(board) == (status != CHISO_OK), "request %zu", fault->nth);
    if (status != CHISO_OK) {
        expect_like(fault, board, expected);
        cr_assert_eq(chiso_what_if_apply(what_if, board, NULL), CHISO_OK);
    }
    cr_assert_eq(chiso_board_set(expected, "u0", "1.1", "5", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(expected, "u2", "1.1", "1.000000001", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(expected, "u1", "2.2", "1.000000001", NULL), CHISO_OK);
    expect_like(fault, board, expected);
    chiso_what_if_free(what_if);
    chiso_board_free(board);
    chiso_board_free(expected);
    return refused;
}

Test(edit_memory, applying_more_decimals_than_there_were)
{
    fail_each("applying more decimals", apply_fails);
}
