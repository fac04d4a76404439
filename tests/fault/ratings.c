/* Memory that fails while cells are given by raters: what was refused changed nothing. */
#include "fault.h"

#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

static const char CRITERIA[] = "code,title,max,rule,raters\n1,,10,,trimmed 1 within 20%\n"
                               "2,,10,rate,median\n3,,10,zscore 5 2,mean\n4,,1,yesno,\n";

static const char POINTS[] = "unit,criterion,rater,value\n"
                             "a,1,An,7\na,1,Ba,8.5\na,1,Chi,10\na,1,Em,9\na,1,Giang,8\na,2,An,2/3\n"
                             "a,2,Ba,9/10\na,3,An,1\na,3,Ba,1\na,3,Chi,2\na,4,,yes\n"
                             "b,1,,7\nb,2,An,-\nb,3,An,4\nb,4,,no\n";

static const char BEFORE[] = "unit,criterion,rater,value\nb,1,Vy,5\nb,1,Zu,6\nc,2,Vy,1/2\n";

static bool file_is_read(struct fault *fault)
{
    return board_read_into(fault, CRITERIA, NULL, POINTS, false);
}

static bool file_is_added(struct fault *fault)
{
    return board_read_into(fault, CRITERIA, BEFORE, POINTS, true);
}

Test(ratings_memory, reading)
{
    fail_each("reading ratings", file_is_read);
    fail_each("adding ratings", file_is_added);
}

static chiso_board *board_of(const chiso_allocator *allocator, const char *points)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;

    cr_assert_eq(chiso_tree_read_csv(CRITERIA, strlen(CRITERIA), allocator, &tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_new(tree, allocator, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(board, points, strlen(points), NULL), CHISO_OK);
    chiso_tree_free(tree);
    return board;
}

static void expect_like(const struct fault *fault, const chiso_board *board, const char *expected)
{
    char *text = support_board_csv(board);

    cr_expect_str_eq(text, expected, "request %zu", fault->nth);
    free(text);
}

static bool set_fails(struct fault *fault)
{
    static const chiso_rating ratings[] = {{"a rater whose name is long", "1"},
                                           {"Ba", "2.25"},
                                           {"Chi", "3.123456789"},
                                           {"Du", "-"},
                                           {"Em", "4"},
                                           {"Gi", "5"}};
    chiso_board *board = board_of(&fault->allocator, "unit,1,2,3,4\na,7,50%,3,yes\nb,8,1/3,4,no\n");
    char *before = support_board_csv(board);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_board_set_ratings(board, 1, 1, ratings, 6, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect_eq(chiso_board_rating_count(board, 1, 1), status == CHISO_OK ? 6 : 0);
    if (status != CHISO_OK) {
        expect_like(fault, board, before);
        cr_assert_eq(chiso_board_set_ratings(board, 1, 1, ratings, 6, NULL), CHISO_OK);
    }
    free(before);
    chiso_board_free(board);
    return refused;
}

Test(ratings_memory, setting)
{
    fail_each("setting ratings", set_fails);
}

/* A board with ratings makes room for them with its units. */
static bool growing_fails(struct fault *fault)
{
    chiso_board *board = board_of(&fault->allocator, POINTS);
    char *before = support_board_csv(board);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_board_reserve(board, 500, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    expect_like(fault, board, before);
    cr_expect_eq(chiso_board_reserve(board, 500, NULL), CHISO_OK);
    expect_like(fault, board, before);
    free(before);
    chiso_board_free(board);
    return refused;
}

Test(ratings_memory, growing)
{
    fail_each("growing", growing_fails);
}

static bool copy_fails(struct fault *fault)
{
    chiso_board *board = board_of(NULL, POINTS);
    chiso_board *copy = NULL;
    char *before = support_board_csv(board);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    arm(fault);
    status = chiso_board_copy(board, &fault->allocator, &copy, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect(status == CHISO_OK || (copy == NULL && fault->meter.alive == 0),
              "request %zu: a failed copy left blocks", fault->nth);
    if (status == CHISO_OK) {
        expect_like(fault, copy, before);
    }
    free(before);
    chiso_board_free(copy);
    chiso_board_free(board);
    return refused;
}

static bool join_fails(struct fault *fault)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *const parts[] = {support_board(tree, POINTS),
                                  support_board(tree, "unit,criterion,rater,value\n"
                                                      "c,1,Zu,7\nc,1,An,8.5\nc,2,Zu,1/3\n")};
    chiso_board *joined = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status =
        chiso_board_join((const chiso_board *const *)parts, 2, &fault->allocator, &joined, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect(status == CHISO_OK || (joined == NULL && fault->meter.alive == 0),
              "request %zu: what failed left blocks", fault->nth);
    cr_expect(status != CHISO_OK || chiso_board_rating_count(joined, 2, 1) == 2);
    chiso_board_free(joined);
    chiso_board_free(parts[0]);
    chiso_board_free(parts[1]);
    chiso_tree_free(tree);
    return refused;
}

Test(ratings_memory, copying_and_joining)
{
    fail_each("copying ratings", copy_fails);
    fail_each("joining ratings", join_fails);
}

/* What is told of them: doubts, findings, an explanation, a document. */
static bool telling_fails(struct fault *fault)
{
    chiso_board *board = board_of(&fault->allocator, POINTS);
    chiso_audit *audit = NULL;
    chiso_explanation *explanation = NULL;
    chiso_report *report = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    arm(fault);
    status = chiso_audit_new_for_board(board, &fault->allocator, &audit, &error);
    expect_memory(fault, status, &error);
    if (status == CHISO_OK) {
        status = chiso_explanation_new(board, 0, CHISO_ROOT, UINT32_MAX, &explanation, &error);
        expect_memory(fault, status, &error);
    }
    refused = was_refused(fault);
    disarm(fault);
    refused = report_is_written(fault, report, 0) || refused;
    chiso_explanation_free(explanation);
    chiso_audit_free(audit);
    chiso_report_free(report);
    chiso_board_free(board);
    return refused;
}

Test(ratings_memory, telling)
{
    fail_each("telling of raters", telling_fails);
}

static bool intake_fails(struct fault *fault)
{
    chiso_board *board = board_of(&fault->allocator, BEFORE);
    chiso_intake *intake = NULL;
    char *before = support_board_csv(board);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_intake_new(0, &fault->allocator, &intake, NULL), CHISO_OK);
    arm(fault);
    status = chiso_intake_read_board(intake, "p.csv", POINTS, strlen(POINTS), board, &error);
    expect_memory(fault, status, &error);
    if (status == CHISO_OK) {
        status = chiso_intake_take(intake, board, &error);
        expect_memory(fault, status, &error);
    }
    refused = was_refused(fault);
    disarm(fault);
    if (status != CHISO_OK) {
        expect_like(fault, board, before);
    }
    free(before);
    chiso_intake_free(intake);
    chiso_board_free(board);
    return refused;
}

Test(ratings_memory, taking)
{
    fail_each("taking ratings", intake_fails);
}
