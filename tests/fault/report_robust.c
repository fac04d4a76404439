/* Memory that fails while a report with a robustness is written: leaving criteria out takes it for
 * a while. */
#include "fault.h"

#include <criterion/criterion.h>

#include <string.h>

static const char CRITERIA[] = "code,title,max\n1,,20\n1.1,,10\n1.2,,10\n2,,80\n";
static const char POINTS[] = "unit,1.1,1.2,2\na,10,10,80\nb,5,5,40\nc,5,4,41\n";

static chiso_board *new_board(struct fault *fault)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;

    cr_assert_eq(chiso_tree_read_csv(CRITERIA, strlen(CRITERIA), &fault->allocator, &tree, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_board_new(tree, &fault->allocator, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(board, POINTS, strlen(POINTS), NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    chiso_tree_free(tree);
    return board;
}

static bool written(struct fault *fault)
{
    chiso_board *board = new_board(fault);
    chiso_robustness *robustness = NULL;
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = NULL;
    bool refused = false;

    cr_assert_eq(chiso_robustness_new(board, "5,pairs:yes", NULL, &robustness, NULL), CHISO_OK);
    options.robustness = robustness;
    cr_assert_eq(chiso_report_new(board, &options, &report, NULL), CHISO_OK);
    refused = report_is_written(fault, report, 0);
    chiso_report_free(report);
    chiso_robustness_free(robustness);
    chiso_board_free(board);
    return refused;
}

Test(report_robust_memory, reports_that_are_written)
{
    fail_each("a report with a robustness written", written);
}

/* The robustness keeps a copy of the text that says what is drawn. */
static bool drawn(struct fault *fault)
{
    chiso_board *board = new_board(fault);
    chiso_robustness *robustness = (chiso_robustness *)fault;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused = false;

    arm(fault);
    status = chiso_robustness_new(board, "5,levels:1", NULL, &robustness, &error);
    expect_memory(fault, status, &error);
    cr_expect((robustness == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    refused = was_refused(fault);
    disarm(fault);
    chiso_robustness_free(robustness);
    chiso_board_free(board);
    return refused;
}

Test(report_robust_memory, draws_that_a_report_is_to_show)
{
    fail_each("draws", drawn);
}
