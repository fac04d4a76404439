/*
 * Each request for memory fails in turn, and all behind it. A call then says CHISO_E_MEMORY, its
 * object is as it was and works when there is memory again; and in the end nothing is alive that
 * was asked for.
 */
#include "fault.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char CRITERIA[] =
    "code,title,max,kind,rule,combine,options\n"
    ".,An index,,,,,digits=3\n"
    "2.1,\"Later, parent\",10,,,,\n"
    "1,First,,,,mean,\n"
    "1.1,A title that is long enough not to fit where short ones do,4,,rate from 80%,,\n"
    "1.2,,6,,atleast 90:6 80:4 70:2.5,,\n"
    "1.3,,3,,yesno,,\n"
    "2,Second,,,,sum capped,\n"
    "2.2,,2,bonus,,,\n"
    "3,,5,,range 0..9,,\n";

/* Enough units for several blocks of memory. */
static char *points_wide(int from, int to)
{
    struct buffer text = {0};

    buffer_print(&text, "unit,name,block,ranked,1.1,1.2,1.3,2.1,2.2,3\n");
    for (int i = from; i < to; i++) {
        buffer_print(&text, "unit%d,\"Name, of %d\",block%d,%s,%d%%,%d,%s,%d,,%s\n", i, i, i % 3,
                     i % 7 == 0 ? "no" : "yes", i % 101, i % 100, i % 2 == 0 ? "yes" : "-", i % 11,
                     i % 5 == 0 ? "" : "4.5");
    }
    return text.bytes;
}

static char *points_long(int from, int to)
{
    struct buffer text = {0};

    buffer_print(&text, "criterion,unit,value,block\n");
    for (int leaf = 0; leaf < 2; leaf++) {
        for (int i = from; i < to; i++) {
            buffer_print(&text, "%s,unit%d,%s,block%d\n", leaf == 0 ? "1.1" : "2.1", i,
                         leaf == 0 ? "2/3" : "7.5", i % 4);
        }
    }
    return text.bytes;
}

/* Trees */

static chiso_status build(chiso_tree *tree, chiso_error *error)
{
    chiso_status status = CHISO_OK;
    char code[16];
    chiso_criterion criterion = CHISO_CRITERION_INIT;

    for (int i = (int)chiso_tree_node_count(tree); status == CHISO_OK && i <= 40; i++) {
        snprintf(code, sizeof(code), "c%d", i);
        criterion.code = code;
        criterion.title = "A title that is long enough not to fit where short ones do";
        criterion.max = i < 3 ? NULL : "2.5";
        criterion.rule = i < 3        ? NULL
                         : i % 2 == 0 ? "atleast 90%:2.5 80%:2 70%:1"
                                      : "rate between 50%..90%";
        criterion.parent = i < 3 ? "." : i % 2 == 0 ? "c1" : "c2";
        status = chiso_tree_add_criterion(tree, &criterion, NULL, error);
    }
    if (status == CHISO_OK) {
        status = chiso_tree_set_root(tree, NULL, "mean capped", "2", error);
    }
    return status == CHISO_OK ? chiso_tree_check(tree, error) : status;
}

static bool tree_by_calls(struct fault *fault)
{
    chiso_tree *tree = (chiso_tree *)fault;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_tree_new("An index with a title that is long enough", &fault->allocator, &tree,
                            &error);
    cr_expect((tree == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    if (status == CHISO_OK) {
        uint32_t count;

        status = build(tree, &error);
        count = chiso_tree_node_count(tree);
        expect_memory(fault, status, &error);
        refused = was_refused(fault);
        disarm(fault);
        cr_expect(status == CHISO_OK || !chiso_tree_is_checked(tree), "request %zu", fault->nth);
        if (status != CHISO_OK) {
            char code[16];
            chiso_node node;

            /* What was refused is not there, what was there before is. */
            snprintf(code, sizeof(code), "c%u", (unsigned)count);
            cr_expect(chiso_tree_find(tree, code, &node) == CHISO_E_NODE, "request %zu",
                      fault->nth);
            for (chiso_node i = 1; i < count; i++) {
                snprintf(code, sizeof(code), "c%u", (unsigned)i);
                cr_expect(chiso_tree_find(tree, code, &node) == CHISO_OK && node == i,
                          "request %zu", fault->nth);
            }
            cr_expect(build(tree, &error) == CHISO_OK, "request %zu: %s", fault->nth,
                      error.message);
        }
        cr_expect(chiso_tree_node_count(tree) == 41 && chiso_tree_is_checked(tree), "request %zu",
                  fault->nth);
        cr_expect(chiso_node_max(tree, CHISO_ROOT) == decimal("95"), "request %zu", fault->nth);
    } else {
        expect_memory(fault, status, &error);
        refused = was_refused(fault);
    }
    chiso_tree_free(tree);
    return refused;
}

Test(memory, a_tree_built_by_calls)
{
    fail_each("a tree by calls", tree_by_calls);
}

static bool tree_from_csv(struct fault *fault)
{
    chiso_tree *tree = (chiso_tree *)fault;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_tree_read_csv(CRITERIA, strlen(CRITERIA), &fault->allocator, &tree, &error);
    expect_memory(fault, status, &error);
    cr_expect((tree == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    refused = was_refused(fault);
    if (status == CHISO_OK) {
        cr_expect(chiso_tree_node_count(tree) == 9);
    } else {
        cr_expect(fault->meter.alive == 0, "request %zu: a failed reading left %zu blocks",
                  fault->nth, fault->meter.alive);
    }
    chiso_tree_free(tree);
    return refused;
}

Test(memory, a_tree_from_a_file)
{
    fail_each("a tree from CSV", tree_from_csv);
}

static bool bad_tree_from_csv(struct fault *fault)
{
    static const char text[] = "code,title,max\n1,A title,10\n1.1,,4\n1.2,,5\n";
    chiso_tree *tree = (chiso_tree *)fault;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;

    /* Bad input is found whether or not memory is short, or memory is what is said to be short:
     * nothing else. */
    arm(fault);
    status = chiso_tree_read_csv(text, strlen(text), &fault->allocator, &tree, &error);
    cr_expect(status == CHISO_E_MAX || status == CHISO_E_MEMORY, "request %zu: %s", fault->nth,
              chiso_status_name(status));
    cr_expect(status == CHISO_E_MAX || was_refused(fault), "request %zu", fault->nth);
    cr_expect(tree == NULL, "request %zu", fault->nth);
    return was_refused(fault);
}

Test(memory, a_tree_from_a_file_that_is_wrong)
{
    fail_each("a wrong tree from CSV", bad_tree_from_csv);
}

static chiso_tree *new_tree(struct fault *fault)
{
    chiso_tree *tree = NULL;

    cr_assert_eq(chiso_tree_read_csv(CRITERIA, strlen(CRITERIA), &fault->allocator, &tree, NULL),
                 CHISO_OK);
    return tree;
}

static bool tree_written(struct fault *fault)
{
    chiso_tree *tree = new_tree(fault);
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_tree_write_csv(tree, &sink, &error);
    refused = was_refused(fault);
    /* The manual says nothing of memory: it takes none. */
    cr_expect(status == CHISO_OK && !refused, "request %zu: %s", fault->nth,
              chiso_status_name(status));
    buffer_clear(&text);
    chiso_tree_free(tree);
    return refused;
}

Test(memory, a_tree_that_is_written)
{
    fail_each("a tree written", tree_written);
}

/* Boards */

enum { UNITS = 70 };

static chiso_status fill(chiso_board *board, chiso_error *error)
{
    static chiso_decimal numerators[UNITS];
    static chiso_decimal denominators[UNITS];
    chiso_status status = CHISO_OK;
    char code[16];

    for (int i = (int)chiso_board_unit_count(board); status == CHISO_OK && i < UNITS; i++) {
        snprintf(code, sizeof(code), "u%d", i);
        status = chiso_board_add_unit(board, code, "A name that is long enough not to fit",
                                      i % 2 == 0 ? "even" : "odd", NULL, error);
    }
    for (int i = 0; i < UNITS; i++) {
        numerators[i] = i % 9 == 0 ? CHISO_NOT_APPLICABLE : i * CHISO_DECIMAL_ONE;
        denominators[i] = UNITS * CHISO_DECIMAL_ONE;
    }
    if (status == CHISO_OK) {
        status = chiso_board_set_ratio_column(board, support_node(chiso_board_tree(board), "1.1"),
                                              numerators, denominators, UNITS, error);
    }
    if (status == CHISO_OK) {
        status = chiso_board_set_column(board, support_node(chiso_board_tree(board), "1.2"),
                                        numerators, UNITS, error);
    }
    for (int i = 0; status == CHISO_OK && i < UNITS; i++) {
        status = chiso_board_set_value(board, (chiso_unit)i,
                                       support_node(chiso_board_tree(board), "2.1"),
                                       CHISO_DECIMAL_ONE, error);
    }
    if (status == CHISO_OK) {
        status = chiso_board_set_ratio(board, 1, support_node(chiso_board_tree(board), "1.1"), 1, 2,
                                       error);
    }
    if (status == CHISO_OK) {
        status = chiso_board_set(board, "u2", "1.3", "yes", error);
    }
    return status == CHISO_OK ? chiso_board_set_ranked(board, 3, false, error) : status;
}

static bool board_by_calls(struct fault *fault)
{
    chiso_tree *tree = new_tree(fault);
    chiso_board *board = (chiso_board *)fault;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_board_new(tree, &fault->allocator, &board, &error);
    cr_expect((board == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
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
    cr_expect(chiso_board_unit_count(board) == UNITS && chiso_board_block_count(board) == 2,
              "request %zu", fault->nth);
    cr_expect(chiso_board_score(board, &error) == CHISO_OK, "request %zu: %s", fault->nth,
              error.message);
    chiso_tree_free(tree);
    chiso_board_free(board);
    return refused;
}

Test(memory, a_board_filled_by_calls)
{
    fail_each("a board by calls", board_by_calls);
}

static bool board_reserved(struct fault *fault)
{
    chiso_tree *tree = new_tree(fault);
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_board_new(tree, &fault->allocator, &board, NULL), CHISO_OK);
    arm(fault);
    status = chiso_board_reserve(board, 5000, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect(chiso_board_unit_count(board) == 0);
    cr_expect(fill(board, &error) == CHISO_OK, "request %zu: %s", fault->nth, error.message);
    chiso_tree_free(tree);
    chiso_board_free(board);
    return refused;
}

Test(memory, a_board_with_room_made_at_once)
{
    fail_each("a board reserved", board_reserved);
}

/* A board of a tree that is not checked: making it checks the tree. */
static bool board_of_an_open_tree(struct fault *fault)
{
    chiso_tree *tree = NULL;
    chiso_board *board = (chiso_board *)fault;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_tree_new("x", &fault->allocator, &tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, "a", NULL, "5", NULL, NULL), CHISO_OK);
    arm(fault);
    status = chiso_board_new(tree, &fault->allocator, &board, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    if (status != CHISO_OK) {
        cr_expect(board == NULL, "request %zu", fault->nth);
        cr_expect(!chiso_tree_is_checked(tree),
                  "request %zu: the tree was closed by a call that failed", fault->nth);
        cr_expect(chiso_tree_add(tree, CHISO_ROOT, "b", NULL, "5", NULL, NULL) == CHISO_OK,
                  "request %zu", fault->nth);
        cr_expect(chiso_board_new(tree, &fault->allocator, &board, &error) == CHISO_OK,
                  "request %zu: %s", fault->nth, error.message);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
    return refused;
}

Test(memory, a_board_of_a_tree_that_is_not_checked_yet)
{
    fail_each("a board of an open tree", board_of_an_open_tree);
}

static bool board_from_wide(struct fault *fault)
{
    char *text = points_wide(0, 40);
    const bool refused = board_read_into(fault, CRITERIA, NULL, text, false);

    free(text);
    return refused;
}

static bool board_from_long(struct fault *fault)
{
    char *text = points_long(0, 40);
    const bool refused = board_read_into(fault, CRITERIA, NULL, text, false);

    free(text);
    return refused;
}

static bool board_merged_wide(struct fault *fault)
{
    char *before = points_wide(0, 20);
    char *text = points_wide(13, 150);
    const bool refused = board_read_into(fault, CRITERIA, before, text, true);

    free(before);
    free(text);
    return refused;
}

static bool board_merged_long(struct fault *fault)
{
    char *before = points_wide(0, 20);
    char *text = points_long(13, 150);
    const bool refused = board_read_into(fault, CRITERIA, before, text, true);

    free(before);
    free(text);
    return refused;
}

Test(memory, a_board_from_a_wide_file)
{
    fail_each("a board from wide CSV", board_from_wide);
}

Test(memory, a_board_from_a_long_file)
{
    fail_each("a board from long CSV", board_from_long);
}

Test(memory, a_wide_file_into_a_board_that_has_units)
{
    fail_each("wide CSV merged", board_merged_wide);
}

Test(memory, a_long_file_into_a_board_that_has_units)
{
    fail_each("long CSV merged", board_merged_long);
}

static chiso_board *new_board(struct fault *fault, bool scored)
{
    chiso_tree *tree = new_tree(fault);
    chiso_board *board = NULL;
    char *text = points_wide(0, 60);

    cr_assert_eq(chiso_board_new(tree, &fault->allocator, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(board, text, strlen(text), NULL), CHISO_OK);
    if (scored) {
        cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    }
    free(text);
    chiso_tree_free(tree);
    return board;
}

static bool board_written(struct fault *fault)
{
    chiso_board *board = new_board(fault, false);
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_board_write_csv(board, &sink, NULL);
    refused = was_refused(fault);
    cr_expect(status == CHISO_OK && !refused, "request %zu: %s", fault->nth,
              chiso_status_name(status));
    buffer_clear(&text);
    chiso_board_free(board);
    return refused;
}

Test(memory, a_board_that_is_written)
{
    fail_each("a board written", board_written);
}

static bool board_scored(struct fault *fault)
{
    chiso_board *board = new_board(fault, false);
    char *old = support_board_csv(board);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;
    char *new;

    arm(fault);
    status = chiso_board_score(board, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect(chiso_board_is_scored(board) == (status == CHISO_OK), "request %zu", fault->nth);
    new = support_board_csv(board);
    cr_expect(strcmp(old, new) == 0, "request %zu: scoring changed a cell", fault->nth);
    cr_expect(chiso_board_score(board, &error) == CHISO_OK, "request %zu: %s", fault->nth,
              error.message);
    cr_expect(support_result(board, "unit44", "2.1").achieved == 0, "request %zu", fault->nth);
    free(old);
    free(new);
    chiso_board_free(board);
    return refused;
}

Test(memory, scoring)
{
    fail_each("scoring", board_scored);
}

/* Rankings, summaries, bands, reports */

static bool ranking_of_a_board(struct fault *fault)
{
    chiso_board *board = new_board(fault, true);
    const chiso_node tie_break[] = {support_node(chiso_board_tree(board), "1"),
                                    support_node(chiso_board_tree(board), "2.1")};
    bool refused = false;

    for (int ties = CHISO_TIES_COMPETITION; ties <= CHISO_TIES_ORDINAL; ties++) {
        chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
        chiso_ranking *ranking = (chiso_ranking *)fault;
        chiso_error error = CHISO_ERROR_INIT;
        chiso_status status;

        options.ties = (chiso_ties)ties;
        options.scope = ties % 2 == 0 ? CHISO_SCOPE_BLOCKS : CHISO_SCOPE_OVERALL;
        options.tie_break = tie_break;
        options.tie_break_count = COUNT(tie_break);
        arm(fault);
        status = chiso_ranking_new(board, CHISO_ROOT, &options, &ranking, &error);
        expect_memory(fault, status, &error);
        refused = was_refused(fault) || refused;
        disarm(fault);
        cr_expect((ranking == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
        chiso_ranking_free(ranking);
    }
    cr_expect(chiso_board_is_scored(board), "request %zu", fault->nth);
    chiso_board_free(board);
    return refused;
}

Test(memory, rankings)
{
    fail_each("rankings", ranking_of_a_board);
}

static bool numbers_ranked(struct fault *fault)
{
    chiso_decimal scores[50];
    chiso_place places[COUNT(scores)];
    chiso_status status;
    bool refused;

    for (size_t i = 0; i < COUNT(scores); i++) {
        scores[i] = (chiso_decimal)(i * 7 % 13);
        places[i] = (chiso_place){.rank = 77};
    }
    arm(fault);
    status =
        chiso_rank_decimals(scores, COUNT(scores), CHISO_TIES_AVERAGE, &fault->allocator, places);
    refused = was_refused(fault);
    cr_expect(status == (refused ? CHISO_E_MEMORY : CHISO_OK) || status == CHISO_OK,
              "request %zu: %s", fault->nth, chiso_status_name(status));
    for (size_t i = 0; status != CHISO_OK && i < COUNT(scores); i++) {
        cr_expect(places[i].rank == 77, "request %zu", fault->nth);
    }
    return refused;
}

Test(memory, ranks_of_plain_numbers)
{
    fail_each("ranks of plain numbers", numbers_ranked);
}

static bool block_summarised(struct fault *fault)
{
    chiso_board *board = new_board(fault, true);
    chiso_block_summary summary = {.units = 77};
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_block_summarise(board, CHISO_ROOT, 1, 4, &summary, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect(status == CHISO_OK || summary.units == 77, "request %zu", fault->nth);
    cr_expect(chiso_block_summarise(board, CHISO_ROOT, CHISO_ALL_BLOCKS, 4, &summary, &error) ==
                  CHISO_OK,
              "request %zu", fault->nth);
    chiso_board_free(board);
    return refused;
}

Test(memory, summaries_of_blocks)
{
    fail_each("a summary", block_summarised);
}

static const char BANDS[] = "band,from\nA name that is long enough not to fit,90\nB,80\nC,0\n";

static bool bands_from_csv(struct fault *fault)
{
    chiso_bands *bands = (chiso_bands *)fault;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;

    arm(fault);
    status = chiso_bands_read_csv(BANDS, strlen(BANDS), &fault->allocator, &bands, &error);
    expect_memory(fault, status, &error);
    cr_expect((bands == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    chiso_bands_free(bands);
    return was_refused(fault);
}

Test(memory, bands_from_a_file)
{
    fail_each("bands from CSV", bands_from_csv);
}

static chiso_status add_bands(chiso_bands *bands, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    for (int i = (int)chiso_bands_count(bands); status == CHISO_OK && i < 30; i++) {
        char name[64];
        char from[16];

        snprintf(name, sizeof(name), "A name that is long enough not to fit %d", i);
        snprintf(from, sizeof(from), "%d.5", i);
        status = chiso_bands_add(bands, name, from, error);
    }
    return status;
}

static bool bands_by_calls(struct fault *fault)
{
    chiso_bands *bands = (chiso_bands *)fault;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_bands_new(&fault->allocator, &bands, &error);
    cr_expect((bands == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    if (status == CHISO_OK) {
        status = add_bands(bands, &error);
    }
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    if (bands != NULL) {
        const uint32_t count = chiso_bands_count(bands);

        cr_expect(count == 0 ||
                      chiso_bands_from(bands, 0) ==
                          (chiso_decimal)(count - 1) * CHISO_DECIMAL_ONE + CHISO_DECIMAL_ONE / 2,
                  "request %zu", fault->nth);
        cr_expect(add_bands(bands, &error) == CHISO_OK, "request %zu: %s", fault->nth,
                  error.message);
        cr_expect(chiso_bands_count(bands) == 30, "request %zu", fault->nth);
    }
    chiso_bands_free(bands);
    return refused;
}

Test(memory, bands_by_calls)
{
    fail_each("bands by calls", bands_by_calls);
}

static bool report_of_a_board(struct fault *fault)
{
    chiso_board *board = new_board(fault, true);
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = (chiso_report *)fault;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert_eq(
        chiso_bands_read_csv(BANDS, strlen(BANDS), &fault->allocator, &options.bands, NULL),
        CHISO_OK);
    arm(fault);
    status = chiso_report_new(board, &options, &report, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect((report == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    if (status != CHISO_OK) {
        /* Neither the board nor the bands are in use by a report that is not there. */
        cr_expect(chiso_bands_add(options.bands, "later", "50", &error) == CHISO_OK,
                  "request %zu: %s", fault->nth, error.message);
        cr_expect(chiso_report_new(board, &options, &report, &error) == CHISO_OK, "request %zu: %s",
                  fault->nth, error.message);
    }
    chiso_bands_free(options.bands);
    chiso_board_free(board);
    chiso_report_free(report);
    return refused;
}

Test(memory, reports)
{
    fail_each("a report", report_of_a_board);
}

static bool report_written(struct fault *fault)
{
    chiso_board *board = new_board(fault, true);
    chiso_report *report = NULL;
    bool refused = false;

    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    chiso_board_free(board);
    refused = report_is_written(fault, report, 7);
    chiso_report_free(report);
    return refused;
}

Test(memory, reports_that_are_written)
{
    fail_each("a report written", report_written);
}

/* The first question about a node has it ranked; from then on standings and results take no memory,
 * and a report answers when there is none left. */
static bool report_asked(struct fault *fault)
{
    chiso_board *board = new_board(fault, true);
    chiso_report *report = NULL;
    chiso_standing standing;
    chiso_result result;
    chiso_status status = CHISO_OK;
    bool refused;

    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    arm(fault);
    status = chiso_report_standing(report, 3, CHISO_ROOT, &standing);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect(status == (refused ? CHISO_E_MEMORY : CHISO_OK), "request %zu: %s", fault->nth,
              chiso_status_name(status));
    cr_expect(chiso_report_standing(report, 3, CHISO_ROOT, &standing) == CHISO_OK, "request %zu",
              fault->nth);
    const size_t requests = fault->meter.requests;
    cr_expect(chiso_report_standing(report, 2, CHISO_ROOT, &standing) == CHISO_OK, "request %zu",
              fault->nth);
    cr_expect(chiso_board_result(board, 3, CHISO_ROOT, &result) == CHISO_OK, "request %zu",
              fault->nth);
    cr_expect(chiso_report_ranking(report, CHISO_ROOT) != NULL);
    cr_expect_eq(fault->meter.requests, requests);
    chiso_report_free(report);
    chiso_board_free(board);
    return refused;
}

Test(memory, questions_take_memory_once)
{
    fail_each("questions", report_asked);
}

/* Figures and places of all units on all nodes at once go into memory of the caller's. */
static bool matrices_copied(struct fault *fault)
{
    chiso_board *board = new_board(fault, true);
    const uint32_t nodes = chiso_tree_node_count(chiso_board_tree(board));
    const uint32_t units = chiso_board_unit_count(board);
    chiso_decimal *percents = calloc((size_t)nodes * units, sizeof(*percents));
    chiso_place *places = calloc((size_t)nodes * units, sizeof(*places));
    chiso_result_columns columns = CHISO_RESULT_COLUMNS_INIT;
    chiso_rankings *rankings = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert(percents != NULL && places != NULL);
    columns.percent = percents;
    arm(fault);
    cr_expect_eq(chiso_board_copy_matrix(board, NULL, nodes, units, units, &columns, NULL),
                 CHISO_OK);
    status = chiso_rankings_new(board, NULL, &rankings, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    if (status == CHISO_OK) {
        cr_expect_eq(chiso_rankings_places(rankings, NULL, nodes, units, units, places), CHISO_OK);
    }
    cr_expect_eq(was_refused(fault), refused);
    disarm(fault);
    chiso_rankings_free(rankings);
    chiso_board_free(board);
    free(percents);
    free(places);
    return refused;
}

Test(memory, matrices_take_none)
{
    fail_each("matrices", matrices_copied);
}

/* A sink that refuses, and memory that fails while it does. */
static bool refuse(void *context, const char *bytes, size_t size)
{
    (void)context;
    (void)bytes;
    (void)size;
    return false;
}

static bool report_refused(struct fault *fault)
{
    const chiso_sink sink = {.write = refuse};
    chiso_board *board = new_board(fault, true);
    chiso_report *report = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    arm(fault);
    status = chiso_report_write_json(report, &sink, &error);
    refused = was_refused(fault);
    cr_expect(status == CHISO_E_SINK || (refused && status == CHISO_E_MEMORY), "request %zu: %s",
              fault->nth, chiso_status_name(status));
    chiso_report_free(report);
    chiso_board_free(board);
    return refused;
}

Test(memory, reports_that_a_sink_refuses)
{
    fail_each("a report refused", report_refused);
}

/* Columns of leaves whose rules make other points of a value need memory to work in. */
static bool doubles_set(struct fault *fault)
{
    chiso_board *board = new_board(fault, false);
    const chiso_tree *tree = chiso_board_tree(board);
    const chiso_node leaves[] = {support_node(tree, "1.3"), support_node(tree, "2.1"),
                                 support_node(tree, "3")};
    const size_t units = chiso_board_unit_count(board);
    double *numbers = calloc(units, sizeof(*numbers));
    char *before = support_board_csv(board);
    char *after = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert(numbers != NULL);
    arm(fault);
    status = chiso_board_set_doubles(board, leaves, COUNT(leaves), numbers, units, 1, 0, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    after = support_board_csv(board);
    cr_expect((strcmp(before, after) == 0) == (status != CHISO_OK), "request %zu", fault->nth);
    free(before);
    free(after);
    free(numbers);
    chiso_board_free(board);
    return refused;
}

Test(memory, doubles_into_a_board)
{
    fail_each("doubles", doubles_set);
}
