/* Every figure of every node against a second, plain scorer, and the same figures whatever way the
 * cells came in. */
#include "plain.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct plan_taste sums = {.minima = true};
static const struct plan_taste means = {.mean = true, .weighted = true, .minima = true};
static const struct plan_taste most = {
    .scaled = true, .mean = true, .capped = true, .rounded = true, .minima = true};
static const struct plan_taste all = {.scaled = true,
                                      .mean = true,
                                      .capped = true,
                                      .bonus = true,
                                      .rounded = true,
                                      .minima = true,
                                      .zeros = true};

static const struct plan_taste ratios = {.mean = true, .weighted = true, .ratios = true};
static const struct plan_taste whole = PLAN_EVERYTHING;

static const char *figure(chiso_decimal value, char *text)
{
    if (value == CHISO_ABSENT) {
        return "absent";
    }
    (void)snprintf(text, 32, "%" PRId64, value);
    return text;
}

/* Ends the test when a figure differs; all of them are in millionths. */
static void expect_figure(const struct plan *plan, const chiso_decimal *cells, uint32_t unit,
                          int node, const char *name, chiso_decimal got, chiso_decimal expected)
{
    if (got != expected) {
        char a[32];
        char b[32];

        plan_fail(plan, cells, unit, "%s of \"%s\" is %s millionths, expected %s", name,
                  plan->nodes[node].code, figure(got, a), figure(expected, b));
    }
}

static void expect_unit(const struct plan *plan, const chiso_decimal *cells,
                        const chiso_board *board, uint32_t unit)
{
    const chiso_unit at = support_unit(board, plan_unit(unit));
    struct plain_row rows[PLAN_NODES];

    plain_score(plan, cells + (size_t)unit * (size_t)plan->count, rows);
    for (int node = 0; node < plan->count; node++) {
        const enum plain_answer answer = rows[node].answer;
        const chiso_result expected = rows[node].result;
        chiso_result got;
        const chiso_status status = chiso_board_result(
            board, at, support_node(chiso_board_tree(board), plan->nodes[node].code), &got);

        if (answer == PLAIN_OPEN) {
            continue;
        }
        if (status != (answer == PLAIN_BEYOND ? CHISO_E_RANGE : CHISO_OK)) {
            plan_fail(plan, cells, unit, "\"%s\" is answered with %s", plan->nodes[node].code,
                      chiso_status_name(status));
        }
        if (answer == PLAIN_BEYOND) {
            continue;
        }
        expect_figure(plan, cells, unit, node, "state", (chiso_decimal)got.state,
                      (chiso_decimal)expected.state);
        expect_figure(plan, cells, unit, node, "achieved", got.achieved, expected.achieved);
        expect_figure(plan, cells, unit, node, "max", got.max, expected.max);
        expect_figure(plan, cells, unit, node, "percent", got.percent, expected.percent);
        expect_figure(plan, cells, unit, node, "coverage", got.coverage, expected.coverage);
        expect_figure(plan, cells, unit, node, "lowest", got.lowest, expected.lowest);
        expect_figure(plan, cells, unit, node, "highest", got.highest, expected.highest);
    }
}

static void expect_boards(const struct plan_taste *taste, uint64_t seed, int trees,
                          uint32_t most_units)
{
    for (int i = 0; i < trees; i += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        struct plan plan;

        plan_make(&plan, seed++, taste);
        const uint32_t units = 1 + (uint32_t)random_below(&random, most_units);
        const struct plan_gaps gaps = {
            (unsigned)random_below(&random, 40), (unsigned)random_below(&random, 40),
            random_below(&random, 3) == 0 ? 0 : 100 - (unsigned)random_below(&random, 20)};
        chiso_decimal *cells = plan_cells(&plan, &random, units, &gaps);
        chiso_board *board = plan_board(&plan, cells, units);

        for (uint32_t unit = 0; unit < units; unit++) {
            expect_unit(&plan, cells, board, unit);
        }
        chiso_board_free(board);
        free(cells);
    }
}

Test(property_scoring, every_figure_under_sum_is_the_plain_one)
{
    expect_boards(&sums, 100000, 4000, 6);
}

Test(property_scoring, every_figure_under_mean_is_the_plain_one)
{
    expect_boards(&means, 200000, 4000, 6);
}

Test(property_scoring, every_figure_of_a_mixed_tree_is_the_plain_one)
{
    expect_boards(&most, 300000, 6000, 6);
}

Test(property_scoring, every_figure_of_a_tree_with_everything_is_the_plain_one)
{
    expect_boards(&all, 400000, 6000, 6);
}

Test(property_scoring, every_figure_under_combines_of_ratios_is_the_plain_one)
{
    expect_boards(&ratios, 900000, 6000, 6);
}

Test(property_scoring, every_figure_of_a_tree_with_every_combine_is_the_plain_one)
{
    expect_boards(&whole, 910000, 8000, 6);
}

/* Boards of many units, most of them complete, run through blocks of units and through what is fast
 * for complete rows. */
Test(property_scoring, every_figure_of_a_large_board_is_the_plain_one)
{
    expect_boards(&all, 500000, 40, 300);
    expect_boards(&most, 510000, 8, 1200);
    expect_boards(&sums, 520000, 8, 1200);
    expect_boards(&whole, 530000, 40, 300);
    expect_boards(&ratios, 540000, 8, 1200);
}

static void expect_same_figures(const struct plan *plan, const chiso_decimal *cells,
                                const chiso_board *a, const chiso_board *b, uint32_t units,
                                const char *what)
{
    for (uint32_t unit = 0; unit < units; unit++) {
        for (int node = 0; node < plan->count; node++) {
            const char *code = plan->nodes[node].code;
            const chiso_result one = support_result(a, plan_unit(unit), code);
            const chiso_result other = support_result(b, plan_unit(unit), code);

            if (one.state != other.state || one.achieved != other.achieved ||
                one.max != other.max || one.percent != other.percent ||
                one.coverage != other.coverage || one.lowest != other.lowest ||
                one.highest != other.highest) {
                plan_fail(plan, cells, unit, "%s changed a figure of \"%s\"", what, code);
            }
        }
    }
}

/* The JSON of a report holds every figure and every rank. */
static char *whole_report(const chiso_board *board)
{
    chiso_report *report = NULL;
    struct buffer buffer = {0};
    const chiso_sink sink = buffer_sink(&buffer);
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_report_new(board, NULL, &report, &error) == CHISO_OK, "%s", error.message);
    cr_assert(chiso_report_write_json(report, &sink, &error) == CHISO_OK, "%s", error.message);
    chiso_report_free(report);
    return buffer.bytes;
}

static const struct plan_gaps some_gaps = {15, 15, 40};

Test(property_scoring, scoring_twice_gives_the_same_bytes)
{
    for (uint64_t seed = 600000; seed < 600450; seed += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        struct plan plan;

        plan_make(&plan, seed, seed < 600300 ? &all : &whole);
        const uint32_t units = 1 + (uint32_t)random_below(&random, 8);
        chiso_decimal *cells = plan_cells(&plan, &random, units, &some_gaps);
        chiso_board *board = plan_board(&plan, cells, units);
        char *first = whole_report(board);

        cr_assert(chiso_board_score(board, NULL) == CHISO_OK);
        char *again = whole_report(board);
        if (strcmp(first, again) != 0) {
            plan_fail(&plan, cells, 0, "scoring again changed the report");
        }
        free(first);
        free(again);
        chiso_board_free(board);
        free(cells);
    }
}

Test(property_scoring, columns_cells_and_both_layouts_of_a_file_give_the_same_board)
{
    for (uint64_t seed = 700000; seed < 700600; seed += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        struct plan plan;

        plan_make(&plan, seed, seed < 700400 ? &all : &whole);
        const uint32_t units = 1 + (uint32_t)random_below(&random, 8);
        chiso_decimal *cells = plan_cells(&plan, &random, units, &some_gaps);
        chiso_board *board = plan_board(&plan, cells, units);
        char *criteria = plan_criteria(&plan, NULL);
        char *wide = plan_points_wide(&plan, cells, 0, units, NULL, NULL);
        char *narrow = plan_points_long(&plan, cells, units, NULL, NULL);
        chiso_tree *tree = support_tree(criteria);
        chiso_board *from_wide = support_scored(tree, wide);
        chiso_board *from_long = support_scored(tree, narrow);
        char *reports[] = {whole_report(board), whole_report(from_wide), whole_report(from_long)};

        expect_same_figures(&plan, cells, board, from_wide, units, "the wide layout");
        expect_same_figures(&plan, cells, board, from_long, units, "the long layout");
        cr_assert(strcmp(reports[0], reports[1]) == 0 && strcmp(reports[0], reports[2]) == 0,
                  "seed %" PRIu64, seed);
        chiso_board_free(board);
        chiso_board_free(from_wide);
        chiso_board_free(from_long);
        chiso_tree_free(tree);
        for (size_t i = 0; i < 3; i++) {
            free(reports[i]);
        }
        free(criteria);
        free(wide);
        free(narrow);
        free(cells);
    }
}

/* One cell after the other, scored in between, ends where a board that was filled at once begins.
 */
Test(property_scoring, cells_that_are_set_one_by_one_end_in_the_same_figures)
{
    for (uint64_t seed = 800000; seed < 800220; seed += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        struct plan plan;

        plan_make(&plan, seed, seed < 800150 ? &all : &whole);
        const uint32_t units = 1 + (uint32_t)random_below(&random, 4);
        chiso_decimal *before = plan_cells(&plan, &random, units, &some_gaps);
        chiso_decimal *cells = plan_cells(&plan, &random, units, &some_gaps);
        chiso_board *board = plan_board(&plan, before, units);
        chiso_board *expected = plan_board(&plan, cells, units);

        for (uint32_t unit = 0; unit < units; unit++) {
            for (int node = 0; node < plan.count; node++) {
                if (plan.nodes[node].leaf) {
                    const chiso_node leaf =
                        support_node(chiso_board_tree(board), plan.nodes[node].code);
                    const chiso_decimal cell =
                        cells[(size_t)unit * (size_t)plan.count + (size_t)node];

                    cr_assert(chiso_board_set_value(board, unit, leaf, cell, NULL) == CHISO_OK);
                    cr_assert(!chiso_board_is_scored(board));
                }
            }
            cr_assert(chiso_board_score(board, NULL) == CHISO_OK);
        }
        expect_same_figures(&plan, cells, board, expected, units, "setting cells one by one");
        chiso_board_free(board);
        chiso_board_free(expected);
        free(before);
        free(cells);
    }
}

/* The mean of equal maxima is Σ a / k, rounded half away from zero: of few units and many, near the
 * ends of what is divided many at a time. */
static void expect_means(int children, chiso_decimal max, uint64_t seed)
{
    enum { UNITS = 2600 };
    struct random random = {.state = seed};
    struct buffer criteria = {0};
    chiso_decimal *sums = calloc(UNITS, sizeof(*sums));
    chiso_decimal *column = calloc(UNITS, sizeof(*column));
    chiso_board *board = NULL;

    buffer_print(&criteria, "code,title,max,min,combine\n.,,%s,,mean\n", decimal_text(max));
    for (int child = 0; child < children; child++) {
        buffer_print(&criteria, "%d,,%s,", child, decimal_text(max));
        buffer_print(&criteria, "%s,\n", decimal_text(-max));
    }
    chiso_tree *tree = support_tree(criteria.bytes);

    cr_assert(sums != NULL && column != NULL &&
              chiso_board_new(tree, NULL, &board, NULL) == CHISO_OK);
    for (uint32_t unit = 0; unit < UNITS; unit++) {
        cr_assert(chiso_board_add_unit(board, plan_unit(unit), NULL, NULL, NULL, NULL) == CHISO_OK);
    }
    for (int child = 0; child < children; child++) {
        for (uint32_t unit = 0; unit < UNITS; unit++) {
            const chiso_decimal step = (chiso_decimal)random_below(&random, 3) - 1;

            /* Near the ends, near 0, and anywhere. */
            column[unit] = unit % 3 == 0 ? (unit % 2 == 0 ? max - 1 : 1 - max) + step
                           : unit % 3 == 1
                               ? step
                               : (chiso_decimal)random_below(&random, 2 * (uint64_t)max) - max;
            sums[unit] += column[unit];
        }
        cr_assert(chiso_board_set_column(
                      board, support_node(tree, chiso_node_code(tree, (chiso_node)child + 1)),
                      column, UNITS, NULL) == CHISO_OK);
    }
    cr_assert(chiso_board_score(board, NULL) == CHISO_OK);
    for (uint32_t unit = 0; unit < UNITS; unit++) {
        const chiso_decimal amount = sums[unit] < 0 ? -sums[unit] : sums[unit];
        const chiso_decimal mean = (2 * amount + children) / (2 * children);
        const chiso_result result = support_result(board, plan_unit(unit), "");

        cr_assert(result.achieved == (sums[unit] < 0 ? -mean : mean),
                  "%d children of %s: the mean of %s is %s", children, decimal_text(max),
                  decimal_text(sums[unit]), decimal_text(result.achieved));
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
    buffer_clear(&criteria);
    free(sums);
    free(column);
}

Test(property_scoring, means_of_large_points_are_exact)
{
    enum { PARTS = 4, BITS = 18, CHILDREN = 8 };

    for (int i = 0; i < PARTS * BITS * CHILDREN; i += SUPPORT_STRIDE) {
        const int part = 4 + i % PARTS;
        const int bits = 40 + i / PARTS % BITS;
        const int children = 2 + i / (PARTS * BITS);

        expect_means(children, part * (INT64_C(1) << (bits - 2)) - 3,
                     (uint64_t)(children * 1000 + bits * 10 + part));
    }
}
