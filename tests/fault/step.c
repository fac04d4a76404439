/* Memory that fails while trees with steps are made and read, and while results are set, scored,
 * told and copied: what was refused changed nothing. */
#include "fault.h"

#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

static const char CRITERIA[] =
    "code,title,max,min,combine,rule,needs,gate,options\n"
    ".,An index,,0,sum,,25%,,missing=zero\n"
    "1,,,2.25,mean drop lowest 1 keep highest 2,,50%,below 1/3: parent at most 79.99%,\n"
    "1.1,,10,,,rate,,above 90%: parent at most 95%; below 5%: parent at most 20%,\n"
    "1.2,,10,,,,,\"below 2.5: parent at most 50%\nbelow 1: parent at most 30%\",\n"
    "1.3,,10,,,,,,\n"
    "2,,,,drop highest 1,,,below 10%: parent at most 60%,\n"
    "2.1,,5,,,,,,\n2.2,,5,,,,,,\n";

static const char POINTS[] = "unit,block,1.1,1.2,1.3,2.1,2.2\n"
                             "u0,north,1/3,7,5,4,5\nu1,north,,0.5,,3,\nu2,south,-,9,1,-,-\n";

static bool tree_is_read(struct fault *fault)
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
    cr_expect(status == CHISO_OK || fault->meter.alive == 0, "request %zu: what failed left blocks",
              fault->nth);
    cr_expect(status != CHISO_OK || chiso_tree_node_count(tree) == 8);
    chiso_tree_free(tree);
    return refused;
}

Test(step_memory, reading_a_tree)
{
    fail_each("reading a tree", tree_is_read);
}

/* The root and what is below it; what is there already is left out. */
static chiso_status build(chiso_tree *tree, chiso_error *error)
{
    static const char *const codes[] = {"1", "1.1", "1.2", "1.3"};
    chiso_criterion root = CHISO_CRITERION_INIT;
    chiso_status status;

    root.title = "A name of the index that is long enough not to fit where short ones do";
    root.combine = "sum capped";
    root.min = "1.5";
    root.needs = "33.3%";
    root.note = "A note of the index that is long enough not to fit where short ones do";
    status = chiso_tree_describe_root(tree, &root, error);
    for (chiso_node i = chiso_tree_node_count(tree); i <= 4 && status == CHISO_OK; i++) {
        chiso_criterion criterion = CHISO_CRITERION_INIT;

        criterion.code = codes[i - 1];
        criterion.max = i == 1 ? NULL : "10";
        criterion.combine = i == 1 ? "drop lowest 1 keep highest 1" : NULL;
        criterion.gate = "below 50%: parent at most 79.99%; above 90%: parent at most 95%";
        status = chiso_tree_add_criterion(tree, &criterion, NULL, error);
    }
    return status == CHISO_OK ? chiso_tree_check(tree, error) : status;
}

static bool tree_is_built(struct fault *fault)
{
    chiso_tree *tree = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_tree_new("index", &fault->allocator, &tree, NULL), CHISO_OK);
    arm(fault);
    status = build(tree, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    if (status != CHISO_OK) {
        const bool named = strcmp(chiso_tree_title(tree), "index") != 0;

        /* The root was described whole or not at all. */
        cr_expect(named == (chiso_node_floor(tree, CHISO_ROOT) != CHISO_ABSENT), "request %zu",
                  fault->nth);
        cr_expect(named == (chiso_tree_note(tree, CHISO_ROOT, NULL)[0] != '\0'), "request %zu",
                  fault->nth);
        cr_expect_eq(build(tree, &error), CHISO_OK, "request %zu: %s", fault->nth, error.message);
    }
    cr_expect_eq(chiso_node_drop_count(tree, 1), 2);
    cr_expect_eq(chiso_node_max(tree, CHISO_ROOT), decimal("30"));
    chiso_tree_free(tree);
    return refused;
}

Test(step_memory, building_a_tree)
{
    fail_each("building a tree", tree_is_built);
}

static chiso_board *board_of(const chiso_allocator *allocator)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tree_read_csv(CRITERIA, strlen(CRITERIA), allocator, &tree, &error),
                 CHISO_OK, "%s", error.message);
    cr_assert_eq(chiso_board_new(tree, allocator, &board, &error), CHISO_OK, "%s", error.message);
    cr_assert_eq(chiso_board_read_csv(board, POINTS, strlen(POINTS), &error), CHISO_OK, "%s",
                 error.message);
    chiso_tree_free(tree);
    return board;
}

/* Results, the last of which has more decimals than any cell. */
static chiso_status set_results(chiso_board *board, chiso_error *error)
{
    const chiso_tree *tree = chiso_board_tree(board);
    const chiso_node one = support_node(tree, "1");
    chiso_status status =
        chiso_board_set_result(board, 1, one, "12.5", "As the panel decided on appeal", error);

    if (status == CHISO_OK) {
        status = chiso_board_set_result(board, 0, CHISO_ROOT, "20", "The whole", error);
    }
    return status == CHISO_OK
               ? chiso_board_set_result(board, 0, one, "12.000000000000001", "Of part 1", error)
               : status;
}

static chiso_status leave_out(chiso_board *board, chiso_error *error)
{
    return chiso_board_set_not_applicable(board, 2, support_node(chiso_board_tree(board), "1"),
                                          error);
}

static chiso_status score(chiso_board *board, chiso_error *error)
{
    return chiso_board_score(board, error);
}

static chiso_status tell(chiso_board *board, chiso_error *error)
{
    const chiso_node two = support_node(chiso_board_tree(board), "2.2");
    chiso_steps steps;
    chiso_status status = chiso_board_score(board, error);

    if (status == CHISO_OK) {
        status = chiso_board_steps(board, 0, two, &steps, error);
    }
    return status;
}

static chiso_status try_cells(chiso_board *board, chiso_error *error)
{
    chiso_what_if *what_if = NULL;
    chiso_status status = chiso_board_score(board, error);

    if (status == CHISO_OK) {
        status = chiso_what_if_new(board, NULL, &what_if, error);
    }
    if (status == CHISO_OK) {
        status = chiso_what_if_set(what_if, "u1", "2.2", "4.5", error);
    }
    chiso_what_if_free(what_if);
    return status;
}

static chiso_status (*action)(chiso_board *board, chiso_error *error);
static bool sets_first;

static void expect_like(const struct fault *fault, chiso_board *board, chiso_board *expected)
{
    char *a = support_board_csv(expected);
    char *b = support_board_csv(board);

    cr_expect_str_eq(a, b, "request %zu:\n%s", fault->nth, b);
    free(a);
    free(b);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(expected, NULL), CHISO_OK);
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(expected); unit++) {
        for (chiso_node node = 0; node < chiso_tree_node_count(chiso_board_tree(expected));
             node++) {
            chiso_result first;
            chiso_result second;

            cr_assert_eq(chiso_board_result(board, unit, node, &first), CHISO_OK);
            cr_assert_eq(chiso_board_result(expected, unit, node, &second), CHISO_OK);
            cr_expect(first.achieved == second.achieved && first.max == second.max &&
                          first.state == second.state && first.lowest == second.lowest,
                      "request %zu: unit %u, node %u", fault->nth, (unsigned)unit, (unsigned)node);
        }
    }
}

/* A call that fails leaves a board on which it works when there is memory again. */
static bool action_fails(struct fault *fault)
{
    chiso_board *board = board_of(&fault->allocator);
    chiso_board *expected = board_of(NULL);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    if (sets_first) {
        cr_assert_eq(set_results(board, NULL), CHISO_OK);
        cr_assert_eq(set_results(expected, NULL), CHISO_OK);
    }
    arm(fault);
    status = action(board, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_assert_eq(action(expected, NULL), CHISO_OK);
    if (status != CHISO_OK) {
        cr_assert_eq(action(board, &error), CHISO_OK, "%s", error.message);
    }
    expect_like(fault, board, expected);
    chiso_board_free(board);
    chiso_board_free(expected);
    return refused;
}

Test(step_memory, setting_results)
{
    action = set_results;
    fail_each("setting results", action_fails);
    action = leave_out;
    sets_first = true;
    fail_each("leaving a branch out", action_fails);
}

Test(step_memory, scoring_and_telling)
{
    action = score;
    fail_each("scoring steps", action_fails);
    sets_first = true;
    fail_each("scoring results", action_fails);
    action = tell;
    fail_each("telling", action_fails);
    action = try_cells;
    fail_each("trying", action_fails);
}

static bool copy_fails(struct fault *fault)
{
    chiso_board *board = board_of(NULL);
    chiso_board *copy = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert_eq(set_results(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    arm(fault);
    status = chiso_board_copy(board, &fault->allocator, &copy, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect((copy == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    cr_expect(status == CHISO_OK || fault->meter.alive == 0, "request %zu: what failed left blocks",
              fault->nth);
    if (status == CHISO_OK) {
        expect_like(fault, copy, board);
    }
    chiso_board_free(copy);
    chiso_board_free(board);
    return refused;
}

Test(step_memory, copying)
{
    fail_each("copying results", copy_fails);
}

static bool report_fails(struct fault *fault)
{
    chiso_board *board = board_of(&fault->allocator);
    chiso_report *report = NULL;
    bool refused;

    cr_assert_eq(set_results(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    refused = report_is_written(fault, report, 0);
    chiso_report_free(report);
    chiso_board_free(board);
    return refused;
}

Test(step_memory, reporting)
{
    fail_each("reporting results", report_fails);
}
