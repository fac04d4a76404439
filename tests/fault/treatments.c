/* Memory that fails where something is done to values before their rules. */
#include "fault.h"

#include <criterion/criterion.h>
#include <string.h>

static const char CRITERIA[] =
    "code,title,max,rule\n1,,10,over column P | treat winsor 2 | impute median block | minmax\n"
    "2,,10,treat log | percentile\n3,,10,over column Q | impute mean | range 0..9\n"
    "4,,10,impute mean | points\n";
static const char POINTS[] = "unit,block,1,2,3,4,P,Q\na,x,1,2,3,4,5,6\nb,x,2,3,,5,6,7\n"
                             "c,y,,4,5,,7,8\nd,y,100,5,6,7,1,3\ne,x,3,6,,1,2,\n";

static bool tree_from_csv(struct fault *fault)
{
    chiso_tree *tree = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused = false;

    arm(fault);
    status = chiso_tree_read_csv(CRITERIA, strlen(CRITERIA), &fault->allocator, &tree, &error);
    refused = was_refused(fault);
    expect_memory(fault, status, &error);
    disarm(fault);
    chiso_tree_free(tree);
    cr_expect(fault->meter.alive == 0, "request %zu: %zu blocks are left", fault->nth,
              fault->meter.alive);
    return refused;
}

Test(treatments_memory, a_tree)
{
    fail_each("a tree with treatments", tree_from_csv);
}

static bool board_read(struct fault *fault)
{
    return board_read_into(fault, CRITERIA, "unit,1,2,3,4,P,Q\na,9,9,9,9,9,9\n", POINTS, true);
}

Test(treatments_memory, a_board_read_into)
{
    fail_each("a board with denominators", board_read);
}

static chiso_board *new_board(struct fault *fault)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;

    cr_assert(chiso_tree_read_csv(CRITERIA, strlen(CRITERIA), &fault->allocator, &tree, NULL) ==
              CHISO_OK);
    cr_assert(chiso_board_new(tree, &fault->allocator, &board, NULL) == CHISO_OK);
    cr_assert(chiso_board_read_csv(board, POINTS, strlen(POINTS), NULL) == CHISO_OK);
    chiso_tree_free(tree);
    return board;
}

/* Scored in the end, with the figures of a board that lacked nothing. */
static bool scored(struct fault *fault)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *plain = support_scored(tree, POINTS);
    chiso_board *board = new_board(fault);
    chiso_error error = CHISO_ERROR_INIT;
    char text[CHISO_CELL_TEXT_SIZE];
    chiso_explanation *explanation = NULL;
    chiso_board *copied = NULL;
    chiso_what_if *what_if = NULL;
    chiso_result result;
    chiso_status status;
    bool refused = false;

    arm(fault);
    status = chiso_board_score(board, &error);
    expect_memory(fault, status, &error);
    if (status == CHISO_OK) {
        status = chiso_board_treated_text(board, 2, 1, text);
        cr_expect(status == CHISO_OK || status == CHISO_E_MEMORY);
        status = chiso_explanation_new(board, 3, CHISO_ROOT, UINT32_MAX, &explanation, &error);
        expect_memory(fault, status, &error);
        status = chiso_board_copy(board, &fault->allocator, &copied, &error);
        expect_memory(fault, status, &error);
        status = chiso_what_if_new(board, NULL, &what_if, &error);
        expect_memory(fault, status, &error);
        if (status == CHISO_OK) {
            status = chiso_what_if_set(what_if, "d", "1", "50", &error);
            expect_memory(fault, status, &error);
            status = chiso_what_if_result(what_if, 2, CHISO_ROOT, &result);
            cr_expect(status == CHISO_OK || status == CHISO_E_MEMORY);
        }
    }
    refused = was_refused(fault);
    disarm(fault);
    cr_assert(chiso_board_score(board, &error) == CHISO_OK, "request %zu: %s", fault->nth,
              error.message);
    for (chiso_unit unit = 0; unit < 5; unit++) {
        cr_expect(support_result(board, chiso_unit_code(board, unit), "").achieved ==
                      support_result(plain, chiso_unit_code(plain, unit), "").achieved,
                  "request %zu", fault->nth);
    }
    chiso_what_if_free(what_if);
    chiso_explanation_free(explanation);
    chiso_board_free(copied);
    chiso_board_free(board);
    chiso_board_free(plain);
    chiso_tree_free(tree);
    return refused;
}

Test(treatments_memory, scoring_and_what_follows)
{
    fail_each("scoring with treatments", scored);
}
