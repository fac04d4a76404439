/* Memory that fails while numbers are explained and figures audited: nothing is there, nothing
 * leaks, and the board goes on. */
#include "fault.h"

#include <criterion/criterion.h>
#include <string.h>

static const char CRITERIA[] =
    "code,title,max,weight,combine,rule,round\n"
    ".,An index,30,,mean,,1\n"
    "1,First,10,1,median,,\n1.1,,5,,,minmax,\n1.2,,5,,,rate,1\n1.3,,5,,,survey 100 50 0,\n"
    "2,Second,10,2,geometric,,\n2.1,,5,1,,,\n2.3,,5,2,,per "
    "0.5,\n2.4,,5,2,,,\n2.5,,5,2,,,\n2.6,,5,2,,,\n"
    "3,Third,10,2,harmonic,,\n3.1,,5,1,,,\n3.2,,5,2,,,\n3.3,,5,2,,,\n3.4,,5,2,,,\n3.5,,5,2,,,\n3.6,"
    ",5,2,,,\n";
static const char POINTS[] = "unit,1.1,1.2,1.3,2.1,2.3,2.4,2.5,2.6,3.1,3.2,3.3,3.4,3.5,3.6\n"
                             "a,1,97.35%,1|2|3,4,5,1,2,3,4,5,1,2,3,4\n"
                             "b,2,985%,1|2|3,4,5,1,2,3,4,5,,2,-,4\n";

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

static bool number_explained(struct fault *fault)
{
    chiso_board *board = new_board(fault);
    chiso_explanation *explanation = (chiso_explanation *)board;
    chiso_error error = CHISO_ERROR_INIT;
    const size_t alive = fault->meter.alive;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_explanation_new(board, 0, CHISO_ROOT, UINT32_MAX, &explanation, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    if (status != CHISO_OK) {
        cr_expect(explanation == NULL && fault->meter.alive == alive,
                  "request %zu: %zu blocks left", fault->nth, fault->meter.alive);
        cr_expect(chiso_board_is_scored(board), "request %zu", fault->nth);
    }
    chiso_board_free(board);
    if (status == CHISO_OK) {
        cr_expect(chiso_explanation_count(explanation) > 18);
    }
    chiso_explanation_free(explanation);
    return refused;
}

/* With everything that is told of a limit, of what is dropped and of a result that was set. */
static chiso_board *stepped_board(struct fault *fault)
{
    static const char points[] = "unit,1.1,1.2,2\na,9,8,9\n";
    chiso_tree *tree = support_tree("code,title,max,combine,gate\n1,,,sum drop lowest 1,above 1%: "
                                    "parent at most 50%; above 1%: parent at most band B\n"
                                    "1.1,,10,,\n1.2,,10,,\n2,,10,,\n");
    chiso_board *board = NULL;

    cr_assert_eq(chiso_board_new(tree, &fault->allocator, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(board, points, strlen(points), NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set_result(board, 0, support_node(tree, "1"), "8", "appeal", NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    chiso_tree_free(tree);
    return board;
}

static bool steps_explained(struct fault *fault)
{
    chiso_board *board = stepped_board(fault);
    chiso_explanation *explanation = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_explanation_new(board, 0, CHISO_ROOT, UINT32_MAX, &explanation, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    chiso_explanation_free(explanation);
    chiso_board_free(board);
    return refused;
}

static bool steps_booked(struct fault *fault)
{
    chiso_board *board = stepped_board(fault);
    chiso_ledger *ledger = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_ledger_new(board, 0, CHISO_ROOT, NULL, &ledger, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    chiso_ledger_free(ledger);
    chiso_board_free(board);
    return refused;
}

Test(explain_memory, steps_are_booked)
{
    fail_each("a ledger of steps", steps_booked);
}

Test(explain_memory, steps_are_explained)
{
    fail_each("an explanation of steps", steps_explained);
}

Test(explain_memory, a_number_is_explained)
{
    fail_each("an explanation", number_explained);
}

/* An audit that ends or gives all memory back. */
static bool audited(struct fault *fault, chiso_status status, chiso_audit *audit,
                    const chiso_error *error, size_t alive, uint32_t least)
{
    bool refused;

    expect_memory(fault, status, error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect((audit == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    cr_expect(status != CHISO_OK || chiso_audit_count(audit) >= least, "request %zu: %u findings",
              fault->nth, (unsigned)chiso_audit_count(audit));
    chiso_audit_free(audit);
    cr_expect(fault->meter.alive == alive, "request %zu: %zu blocks left", fault->nth,
              fault->meter.alive);
    return refused;
}

static bool board_audited(struct fault *fault)
{
    chiso_board *board = new_board(fault);
    const size_t alive = fault->meter.alive;
    chiso_audit *audit = (chiso_audit *)board;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_audit_new_for_board(board, &fault->allocator, &audit, &error);
    refused = audited(fault, status, audit, &error, alive, 2);
    chiso_board_free(board);
    return refused;
}

/* Doubts that cannot all be added leave the findings as they were. */
static bool doubts_audited(struct fault *fault)
{
    static const char points[] = "unit,1\na,1\nA,2\nb,3\nB,4\nc,5\nC,6\nd,7\nD,8\ne,1\nE,2\n"
                                 "f,3\nF,4\ng,1\nG,2\nh,1\nH,2\ni,1\nI,2\n";
    chiso_tree *tree = support_tree("code,title,max\n1,A,10\n");
    chiso_board *board = NULL;
    chiso_intake *intake = NULL;
    chiso_audit *audit = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_new(0, NULL, &intake, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_board(intake, "p", points, strlen(points), board, NULL), CHISO_OK);
    cr_assert_eq(chiso_audit_new_for_tree(tree, &fault->allocator, &audit, NULL), CHISO_OK);
    arm(fault);
    status = chiso_audit_add_doubts(audit, intake, tree, board, &error);
    expect_memory(fault, status, &error);
    cr_expect_eq(chiso_audit_count(audit), status == CHISO_OK ? 9 : 0);
    refused = was_refused(fault);
    disarm(fault);
    chiso_audit_free(audit);
    chiso_intake_free(intake);
    chiso_board_free(board);
    chiso_tree_free(tree);
    return refused;
}

Test(explain_memory, doubts_are_audited)
{
    fail_each("an audit of doubts", doubts_audited);
}

static bool tree_audited(struct fault *fault)
{
    static const char criteria[] = "code,title,max\n1,a,40\n3,a,30\n4,a,5\n5,a,5\n6,a,5\n7,a,5\n8,"
                                   "a,5\n9,a,4\n12,a,0.5\n14,a,0.5\n";
    chiso_tree *tree = NULL;
    chiso_audit *audit = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    size_t alive;
    bool refused;

    cr_assert_eq(chiso_tree_read_csv(criteria, strlen(criteria), &fault->allocator, &tree, NULL),
                 CHISO_OK);
    alive = fault->meter.alive;
    arm(fault);
    status = chiso_audit_new_for_tree(tree, &fault->allocator, &audit, &error);
    refused = audited(fault, status, audit, &error, alive, 4);
    chiso_tree_free(tree);
    return refused;
}

static bool table_audited(struct fault *fault)
{
    struct buffer text = {0};
    chiso_audit *audit = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    buffer_print(&text, "what,achieved,max,percent,rank,out_of\n");
    for (int i = 0; i < 40; i++) {
        buffer_print(&text, "\"criterion, %d\",%d,97,12.34,%d,5\n", i, i, i % 9);
    }
    arm(fault);
    status = chiso_audit_read_csv(text.bytes, text.size, NULL, &fault->allocator, &audit, &error);
    refused = audited(fault, status, audit, &error, 0, 40);
    buffer_clear(&text);
    return refused;
}

Test(explain_memory, boards_trees_and_tables_are_audited)
{
    fail_each("an audit of a board", board_audited);
    fail_each("an audit of a tree", tree_audited);
    fail_each("an audit of a table", table_audited);
}

/* A what-if takes memory while it is read, and keeps it for the next time; a bridge takes it anew.
 */
static bool detail_written(struct fault *fault)
{
    chiso_board *board = new_board(fault);
    chiso_report *report = NULL;
    chiso_comparison *comparison = NULL;
    chiso_detail detail = CHISO_DETAIL_INIT;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_new(board, NULL, &detail.what_if, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_set(detail.what_if, "a", "1.1", "3", NULL), CHISO_OK);
    cr_assert_eq(chiso_comparison_new(board, board, NULL, &comparison, NULL), CHISO_OK);
    detail.comparison = comparison;
    arm(fault);
    status = chiso_report_write_unit_json(report, 0, &detail, &sink, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    if (status != CHISO_OK) {
        buffer_clear(&text);
        cr_expect_eq(chiso_report_write_unit_json(report, 0, &detail, &sink, &error), CHISO_OK);
    }
    cr_expect(strstr(text.bytes, "\"what_if\": { \"changes\": 1") != NULL);
    cr_expect(strstr(text.bytes, "\"bridge\": { \"change\": 0") != NULL);
    buffer_clear(&text);
    chiso_comparison_free(comparison);
    chiso_what_if_free(detail.what_if);
    chiso_report_free(report);
    chiso_board_free(board);
    return refused;
}

Test(explain_memory, a_detail_is_written)
{
    fail_each("a detail", detail_written);
}
