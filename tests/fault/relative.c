/* Memory that fails where points depend on the other units, where combines are not linear, and
 * where cells hold counts of answers. */
#include "fault.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNITS = 70, LEAVES = 9 };

static const char CRITERIA[] = "code,title,max,min,weight,combine,kind,rule\n"
                               ".,An index,,,,geometric,,\n"
                               "1,,20,,2,harmonic,,\n"
                               "1.1,,10,,1,,,percentile\n"
                               "1.2,,10,1,3,,,zscore 5 2\n"
                               "1.3,,10,,2,,,percentile down block\n"
                               "2,,30,,1,,,\n"
                               "2.1,,10,,,,,zscore 5 2 down block\n"
                               "2.2,,20,,,,,minmax block\n"
                               "2.3,,2,-2,,,bonus,best\n"
                               "3,,15,,5,median,,\n"
                               "3.1,,5,,,,,survey 100 62.5 25 0\n"
                               "3.2,,5,,,,,survey 100 0\n"
                               "3.3,,5,,,,,range 1..100 log\n";

static const char *const LEAF_CODES[LEAVES] = {"1.1", "1.2", "1.3", "2.1", "2.2",
                                               "2.3", "3.1", "3.2", "3.3"};

static char *points(int from, int to)
{
    struct buffer text = {0};

    buffer_print(&text, "unit,block,1.1,1.2,1.3,2.1,2.2,2.3,3.1,3.2,3.3\n");
    for (int i = from; i < to; i++) {
        buffer_print(&text, "unit%d,block%d,%d,%s,%d.5,%d,-%d,%d,%d|%d|3|1,%s,%d\n", i, i % 5,
                     i * 7 % 30, i % 6 == 0 ? "" : "4.5", i % 9, i % 13, i % 17, i % 4, i, i % 3,
                     i % 8 == 0 ? "NA" : "5|6", i % 101 + 1);
    }
    return text.bytes;
}

static chiso_board *new_board(struct fault *fault, int units)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    char *text = points(0, units);

    cr_assert_eq(chiso_tree_read_csv(CRITERIA, strlen(CRITERIA), &fault->allocator, &tree, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_board_new(tree, &fault->allocator, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(board, text, strlen(text), NULL), CHISO_OK);
    chiso_tree_free(tree);
    free(text);
    return board;
}

/* Every point of every node and unit, one line a node. */
static struct buffer figures(const chiso_board *board)
{
    struct buffer text = {0};
    chiso_decimal copied[2 * UNITS];
    const uint32_t units = chiso_board_unit_count(board);

    for (chiso_node node = 0; node < chiso_tree_node_count(chiso_board_tree(board)); node++) {
        cr_assert_eq(chiso_board_copy_points(board, node, units, copied), CHISO_OK);
        for (uint32_t unit = 0; unit < units; unit++) {
            buffer_print(&text, "%s ", decimal_text(copied[unit]));
        }
        buffer_print(&text, "\n");
    }
    return text;
}

static void expect_figures(const struct fault *fault, const chiso_board *board,
                           const char *expected)
{
    struct buffer text = figures(board);

    cr_expect(strcmp(text.bytes, expected) == 0, "request %zu: figures changed:\n%s\n%s",
              fault->nth, expected, text.bytes);
    buffer_clear(&text);
}

static bool tree_from_csv(struct fault *fault)
{
    chiso_tree *tree = (chiso_tree *)fault;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;

    arm(fault);
    status = chiso_tree_read_csv(CRITERIA, strlen(CRITERIA), &fault->allocator, &tree, &error);
    expect_memory(fault, status, &error);
    cr_expect((tree == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    if (status != CHISO_OK) {
        cr_expect(fault->meter.alive == 0, "request %zu: a failed reading left %zu blocks",
                  fault->nth, fault->meter.alive);
    } else {
        cr_expect(chiso_node_option_count(tree, support_node(tree, "3.1")) == 4);
    }
    chiso_tree_free(tree);
    return was_refused(fault);
}

Test(relative_memory, a_tree_with_relative_rules_and_surveys)
{
    fail_each("a tree from CSV", tree_from_csv);
}

/* Surveys that are refused must give back what they took for their weights. */
static bool refused_rules(struct fault *fault)
{
    static const char *const rules[] = {"survey 100 0 a", "survey 100", "zscore 50",
                                        "survey 100 60 0"};
    chiso_tree *tree = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    bool refused = false;

    cr_assert_eq(chiso_tree_new(NULL, &fault->allocator, &tree, NULL), CHISO_OK);
    arm(fault);
    for (size_t i = 0; i < 4; i++) {
        const chiso_status status =
            chiso_tree_add_ruled(tree, CHISO_ROOT, "q", NULL, "10", rules[i], NULL, &error);

        cr_expect(status == CHISO_E_MEMORY || status == (i < 3 ? CHISO_E_RULE : CHISO_OK),
                  "request %zu, %s: %s", fault->nth, rules[i], chiso_status_name(status));
        cr_expect(status != CHISO_E_MEMORY || was_refused(fault), "request %zu", fault->nth);
    }
    refused = was_refused(fault);
    disarm(fault);
    if (chiso_tree_node_count(tree) == 1) {
        cr_expect(chiso_tree_add_ruled(tree, CHISO_ROOT, "q", NULL, "10", rules[3], NULL, &error) ==
                      CHISO_OK,
                  "%s", error.message);
    }
    cr_expect_str_eq(chiso_node_rule(tree, 1), "survey 100 60 0");
    chiso_tree_free(tree);
    return refused;
}

Test(relative_memory, rules_that_are_refused)
{
    fail_each("refused rules", refused_rules);
}

static chiso_status fill(chiso_board *board, chiso_error *error)
{
    chiso_status status = CHISO_OK;
    chiso_decimal column[UNITS];
    char code[16];

    for (int i = (int)chiso_board_unit_count(board); status == CHISO_OK && i < UNITS; i++) {
        snprintf(code, sizeof(code), "u%d", i);
        status = chiso_board_add_unit(board, code, NULL, i % 2 == 0 ? "even" : "odd", NULL, error);
    }
    for (int i = 0; i < UNITS; i++) {
        column[i] = i % 9 == 0 ? CHISO_MISSING : (i % 20) * CHISO_DECIMAL_ONE;
    }
    for (int leaf = 0; status == CHISO_OK && leaf < 6; leaf++) {
        status = chiso_board_set_column(
            board, support_node(chiso_board_tree(board), LEAF_CODES[leaf]), column, UNITS, error);
    }
    for (int i = 0; status == CHISO_OK && i < UNITS; i++) {
        const int64_t counts[] = {i, 2, 0, 1};

        status = chiso_board_set_counts(
            board, (chiso_unit)i, support_node(chiso_board_tree(board), "3.1"), counts, 4, error);
    }
    return status == CHISO_OK ? chiso_board_set(board, "u2", "3.2", "4|5", error) : status;
}

static bool board_by_calls(struct fault *fault)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_tree_read_csv(CRITERIA, strlen(CRITERIA), &fault->allocator, &tree, NULL),
                 CHISO_OK);
    arm(fault);
    status = chiso_board_new(tree, &fault->allocator, &board, &error);
    if (status == CHISO_OK) {
        status = fill(board, &error);
    }
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    if (board == NULL) {
        cr_assert_eq(chiso_board_new(tree, &fault->allocator, &board, &error), CHISO_OK);
    }
    cr_expect(fill(board, &error) == CHISO_OK, "request %zu: %s", fault->nth, error.message);
    cr_expect(chiso_board_score(board, &error) == CHISO_OK, "request %zu: %s", fault->nth,
              error.message);
    chiso_tree_free(tree);
    chiso_board_free(board);
    return refused;
}

Test(relative_memory, a_board_filled_by_calls)
{
    fail_each("a board by calls", board_by_calls);
}

static bool board_from_file(struct fault *fault)
{
    char *text = points(0, 40);
    const bool refused = board_read_into(fault, CRITERIA, NULL, text, false);

    free(text);
    return refused;
}

static bool board_merged(struct fault *fault)
{
    char *before = points(0, 20);
    char *text = points(13, 120);
    const bool refused = board_read_into(fault, CRITERIA, before, text, true);

    free(before);
    free(text);
    return refused;
}

Test(relative_memory, a_board_from_a_file)
{
    fail_each("a board from CSV", board_from_file);
}

Test(relative_memory, a_file_into_a_board_that_has_units)
{
    fail_each("CSV merged", board_merged);
}

/* A file that brings new units and blocks and does not fit into memory: the scored board goes on
 * telling the same points. */
static bool scored_board_kept(struct fault *fault)
{
    chiso_board *board = new_board(fault, 30);
    char *text = points(10, UNITS);
    chiso_error error = CHISO_ERROR_INIT;
    struct buffer before;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    before = figures(board);
    arm(fault);
    status = chiso_board_reserve(board, 5000, &error);
    expect_memory(fault, status, &error);
    if (status == CHISO_OK) {
        cr_expect(chiso_board_is_scored(board), "request %zu", fault->nth);
        expect_figures(fault, board, before.bytes);
        status = chiso_board_read_csv(board, text, strlen(text), &error);
        expect_memory(fault, status, &error);
    }
    refused = was_refused(fault);
    disarm(fault);
    if (status != CHISO_OK) {
        cr_expect(chiso_board_is_scored(board), "request %zu", fault->nth);
        expect_figures(fault, board, before.bytes);
    }
    buffer_clear(&before);
    free(text);
    chiso_board_free(board);
    return refused;
}

Test(relative_memory, a_scored_board_that_has_no_room_for_more)
{
    fail_each("a scored board", scored_board_kept);
}

/* First, and again after a change; a board that could not be scored tells nothing, and can be
 * scored later. */
static bool board_scored(struct fault *fault)
{
    chiso_board *board = new_board(fault, UNITS);
    chiso_board *expected = new_board(fault, UNITS);
    chiso_error error = CHISO_ERROR_INIT;
    bool refused = false;

    for (int round = 0; round < 2; round++) {
        chiso_status status;
        struct buffer text;

        cr_assert_eq(chiso_board_score(expected, NULL), CHISO_OK);
        text = figures(expected);
        arm(fault);
        status = chiso_board_score(board, &error);
        expect_memory(fault, status, &error);
        refused = refused || was_refused(fault);
        disarm(fault);
        if (status != CHISO_OK) {
            chiso_peers peers;
            chiso_cell cell;

            cr_expect(!chiso_board_is_scored(board), "request %zu", fault->nth);
            cr_expect(chiso_board_peers(board, 0, support_node(chiso_board_tree(board), "1.1"),
                                        &peers) == CHISO_E_STATE);
            cr_expect(chiso_board_cell(board, 0, support_node(chiso_board_tree(board), "1.1"),
                                       &cell) == CHISO_OK &&
                      cell.points == CHISO_ABSENT);
            cr_expect(chiso_board_score(board, &error) == CHISO_OK, "request %zu: %s", fault->nth,
                      error.message);
        }
        expect_figures(fault, board, text.bytes);
        buffer_clear(&text);
        /* One more unit, in a block of its own. */
        for (int i = 0; i < 2; i++) {
            chiso_board *both[] = {board, expected};

            cr_assert_eq(chiso_board_add_unit(both[i], round == 0 ? "more" : "most", NULL,
                                              round == 0 ? "new" : "newer", NULL, NULL),
                         CHISO_OK);
            cr_assert_eq(chiso_board_set(both[i], round == 0 ? "more" : "most", "1.1", "77", NULL),
                         CHISO_OK);
        }
    }
    chiso_board_free(board);
    chiso_board_free(expected);
    return refused;
}

Test(relative_memory, scoring)
{
    fail_each("scoring", board_scored);
}

/* Boards without gaps over one leaf, so that nothing that is asked for later can fail in its stead.
 */
static bool one_leaf_scored(struct fault *fault)
{
    static const char *const rules[] = {"minmax",     "best block",
                                        "percentile", "percentile down block",
                                        "zscore 5 2", "zscore 5 2 block"};
    bool refused = false;

    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
        struct buffer criteria = {0};
        chiso_tree *tree = NULL;
        chiso_board *board = NULL;
        chiso_error error = CHISO_ERROR_INIT;
        chiso_status status;

        buffer_print(&criteria, "code,title,max,rule\n1,,10,%s\n", rules[i]);
        cr_assert_eq(
            chiso_tree_read_csv(criteria.bytes, criteria.size, &fault->allocator, &tree, NULL),
            CHISO_OK);
        cr_assert_eq(chiso_board_new(tree, &fault->allocator, &board, NULL), CHISO_OK);
        cr_assert_eq(chiso_board_read_csv(board, "unit,block,1\na,x,1\nb,x,3\nc,y,7\n", 31, NULL),
                     CHISO_OK);
        arm(fault);
        status = chiso_board_score(board, &error);
        expect_memory(fault, status, &error);
        cr_expect((status == CHISO_OK) == !was_refused(fault), "request %zu, %s", fault->nth,
                  rules[i]);
        refused = refused || was_refused(fault);
        disarm(fault);
        cr_expect(chiso_board_score(board, &error) == CHISO_OK, "request %zu: %s", fault->nth,
                  error.message);
        chiso_board_free(board);
        chiso_tree_free(tree);
        buffer_clear(&criteria);
    }
    return refused;
}

Test(relative_memory, scoring_one_leaf_of_units_without_gaps)
{
    fail_each("one leaf", one_leaf_scored);
}

static bool board_ranked_and_reported(struct fault *fault)
{
    chiso_board *board = new_board(fault, UNITS);
    chiso_ranking *ranking = NULL;
    chiso_report *report = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    arm(fault);
    status = chiso_ranking_new(board, support_node(chiso_board_tree(board), "1.3"), NULL, &ranking,
                               &error);
    expect_memory(fault, status, &error);
    cr_expect((ranking == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    if (status == CHISO_OK) {
        status = chiso_report_new(board, NULL, &report, &error);
        expect_memory(fault, status, &error);
    }
    if (status == CHISO_OK) {
        status = chiso_report_write_json(report, &sink, &error);
        expect_memory(fault, status, &error);
    }
    refused = was_refused(fault);
    disarm(fault);
    chiso_report_free(report);
    chiso_ranking_free(ranking);
    chiso_board_free(board);
    buffer_clear(&text);
    return refused;
}

Test(relative_memory, ranks_and_reports)
{
    fail_each("ranks and reports", board_ranked_and_reported);
}

/* Questions and copies are answered from what there is. */
static bool board_asked(struct fault *fault)
{
    chiso_board *board = new_board(fault, UNITS);
    struct buffer text;
    bool refused;

    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    arm(fault);
    text = figures(board);
    for (chiso_unit unit = 0; unit < UNITS; unit++) {
        for (int i = 0; i < LEAVES; i++) {
            const chiso_node leaf = support_node(chiso_board_tree(board), LEAF_CODES[i]);
            const int64_t *counts = NULL;
            uint32_t options = 0;
            chiso_peers peers;
            chiso_cell cell;
            chiso_result result;

            cr_expect(chiso_board_peers(board, unit, leaf, &peers) ==
                          (i < 6 ? CHISO_OK : CHISO_E_NODE),
                      "%s", LEAF_CODES[i]);
            cr_expect(chiso_board_cell(board, unit, leaf, &cell) == CHISO_OK &&
                      chiso_board_result(board, unit, leaf, &result) == CHISO_OK);
            cr_expect(chiso_board_counts(board, unit, leaf, &counts, &options) != CHISO_E_MEMORY);
        }
    }
    refused = was_refused(fault);
    cr_expect(!refused, "request %zu", fault->nth);
    buffer_clear(&text);
    chiso_board_free(board);
    return refused;
}

Test(relative_memory, questions_take_no_memory)
{
    fail_each("questions", board_asked);
}
