/* Memory that fails while notes are set, read, carried along and written: what was refused changed
 * nothing. */
#include "fault.h"

#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

static const char CRITERIA[] = "code,title,max,note,note:responsible\n"
                               ".,All,,of 2025,\n1,,,,\n1.1,,5,,Ms Hà\n1.2,,5,see page 3,Mr An\n";

static const char POINTS[] = "unit,1.1,1.2,note,note:1,note:1.2:evidence\n"
                             "a,1,2,whole,,file 1\nb,2,3,,branch,\nc,3,4,,,file 3\n";

static chiso_board *board_of(const chiso_allocator *allocator)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;

    cr_assert(chiso_tree_read_csv(CRITERIA, strlen(CRITERIA), allocator, &tree, NULL) == CHISO_OK);
    cr_assert(chiso_board_new(tree, allocator, &board, NULL) == CHISO_OK);
    cr_assert(chiso_board_read_csv(board, POINTS, strlen(POINTS), NULL) == CHISO_OK);
    chiso_tree_free(tree);
    return board;
}

static chiso_status set(chiso_board *board, int number, chiso_error *error)
{
    const char name[] = {(char)('a' + number), '\0'};

    return chiso_board_set_note(board, 1, (chiso_node)(number % 3), name, "a note", error);
}

/* So many notes are there already: each number of them is one at which something may grow. */
static int there;

static bool set_fails(struct fault *fault)
{
    chiso_board *board = board_of(&fault->allocator);
    chiso_board *expected = board_of(NULL);
    char *before = NULL;
    char *after = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    for (int i = 0; i < there; i++) {
        cr_assert(set(board, i, NULL) == CHISO_OK && set(expected, i, NULL) == CHISO_OK);
    }
    arm(fault);
    status = set(board, there, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_assert(status != CHISO_OK || set(expected, there, NULL) == CHISO_OK);
    before = support_board_csv(expected);
    after = support_board_csv(board);
    cr_expect_str_eq(after, before, "request %zu", fault->nth);
    free(after);
    free(before);
    chiso_board_free(board);
    chiso_board_free(expected);
    return refused;
}

Test(note_memory, setting)
{
    for (there = 0; there < 16; there++) {
        fail_each("setting", set_fails);
    }
}

static bool reading_fails(struct fault *fault)
{
    return board_read_into(fault, CRITERIA, POINTS,
                           "unit,1.1,note:a,note:b,note:c,note:d,note:1.1,note\n"
                           "d,4,1,2,3,4,5,6\nb,1,x,,,,y,z\n",
                           false);
}

Test(note_memory, reading)
{
    fail_each("reading", reading_fails);
}

static bool criteria_fail(struct fault *fault)
{
    chiso_tree *tree = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_tree_read_csv(CRITERIA, strlen(CRITERIA), &fault->allocator, &tree, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect((tree == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    cr_expect(status == CHISO_OK || fault->meter.alive == 0, "request %zu", fault->nth);
    if (status == CHISO_OK) {
        cr_expect_str_eq(chiso_tree_note(tree, 3, "responsible"), "Mr An");
    }
    chiso_tree_free(tree);
    return refused;
}

Test(note_memory, reading_criteria)
{
    fail_each("reading criteria", criteria_fail);
}

static bool adding_fails(struct fault *fault)
{
    chiso_tree *tree = NULL;
    chiso_criterion criterion = CHISO_CRITERION_INIT;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert(chiso_tree_new("t", &fault->allocator, &tree, NULL) == CHISO_OK);
    criterion.code = "1";
    criterion.max = "5";
    criterion.note = "a note";
    arm(fault);
    status = chiso_tree_add_criterion(tree, &criterion, NULL, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect_eq(chiso_tree_node_count(tree), status == CHISO_OK ? 2 : 1);
    cr_expect_str_eq(chiso_tree_note(tree, 1, ""), status == CHISO_OK ? "a note" : "");
    chiso_tree_free(tree);
    return refused;
}

Test(note_memory, adding_a_criterion)
{
    fail_each("adding a criterion", adding_fails);
}

static bool copies_fail(struct fault *fault)
{
    chiso_board *board = board_of(NULL);
    chiso_board *made = NULL;
    char *expected = support_board_csv(board);
    const chiso_board *const parts[] = {board};
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_board_copy(board, &fault->allocator, &made, &error);
    if (status == CHISO_OK) {
        chiso_board_free(made);
        made = NULL;
        status = chiso_board_join(parts, 1, &fault->allocator, &made, &error);
    }
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect(status == CHISO_OK || fault->meter.alive == 0, "request %zu", fault->nth);
    if (status == CHISO_OK) {
        char *text = support_board_csv(made);

        cr_expect_str_eq(text, expected);
        free(text);
    }
    free(expected);
    chiso_board_free(made);
    chiso_board_free(board);
    return refused;
}

Test(note_memory, copying_and_joining)
{
    fail_each("copying and joining", copies_fail);
}

static bool writing_fails(struct fault *fault)
{
    chiso_board *board = board_of(&fault->allocator);
    struct buffer file = {0};
    const chiso_sink sink = buffer_sink(&file);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_tree_write_csv(chiso_board_tree(board), &sink, &error);
    if (status == CHISO_OK) {
        status = chiso_board_write_csv(board, &sink, &error);
    }
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    buffer_clear(&file);
    chiso_board_free(board);
    return refused;
}

Test(note_memory, writing)
{
    fail_each("writing", writing_fails);
}
