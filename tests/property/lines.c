/* The lines that documents and tables are full of say what chiso_report_standing() says, on boards
 * of all kinds of trees with units that have gaps. */
#include "plan.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const struct plan_taste sums = {.minima = true, .bonus = true};
static const struct plan_taste all = PLAN_EVERYTHING;

static void print_figure(struct buffer *text, chiso_decimal figure, int digits, const char *absent)
{
    char own[CHISO_DECIMAL_TEXT_SIZE] = "";

    if (figure == CHISO_ABSENT) {
        buffer_print(text, "%s", absent);
        return;
    }
    cr_assert_eq(chiso_decimal_format(figure, digits, CHISO_ROUND_HALF_UP, '.', own), CHISO_OK);
    buffer_print(text, "%s", own);
}

/* In a table a number never has exactly three decimals, which elsewhere are thousands. */
static void print_cell(struct buffer *text, chiso_decimal figure)
{
    const size_t before = text->size;
    const char *mark = NULL;

    print_figure(text, figure, -1, "");
    mark = figure == CHISO_ABSENT ? NULL : strchr(text->bytes + before, '.');
    buffer_print(text, "%s", mark != NULL && strlen(mark) == 4 ? "0" : "");
}

static void print_line(struct buffer *text, const chiso_tree *tree, chiso_node node,
                       const chiso_standing *standing)
{
    const chiso_place *place = &standing->place;

    buffer_print(
        text, "{ \"code\": \"%s\", \"state\": \"%s\", \"achieved\": ", chiso_node_code(tree, node),
        chiso_word(CHISO_WORDS_STATE, standing->result.state));
    print_figure(text, standing->result.achieved, -1, "null");
    buffer_print(text, ", \"max\": ");
    print_figure(text, standing->result.max, -1, "null");
    buffer_print(text, ", \"percent\": ");
    print_figure(text, standing->result.percent, chiso_tree_digits(tree), "null");
    if (place->rank == 0) {
        buffer_print(text, ", \"rank\": null, \"out_of\": null, \"tied\": null, \"lost\": ");
    } else {
        buffer_print(text,
                     ", \"rank\": %u%s, \"out_of\": %u, \"tied\": %u, \"lost\": ", place->rank,
                     place->half ? ".5" : "", place->out_of, place->tied);
    }
    print_figure(text, standing->lost, -1, "null");
    buffer_print(text, " }");
}

/* Finds a text behind a place, and moves that on behind it. */
static void expect_next(const char **place, const struct buffer *text, uint64_t seed)
{
    const char *const found = strstr(*place, text->bytes);

    cr_assert(found != NULL, "seed %" PRIu64 ": %s", seed, text->bytes);
    *place = found + text->size;
}

/* All lines of all units in their order, and the ends of the rows of a table. */
static void expect_report(const chiso_report *report, uint64_t seed)
{
    const chiso_board *board = chiso_report_board(report);
    const chiso_tree *tree = chiso_board_tree(board);
    struct buffer document = {0};
    struct buffer table = {0};
    const chiso_sink sinks[] = {buffer_sink(&document), buffer_sink(&table)};
    const char *line = NULL;
    const char *row = NULL;

    cr_assert_eq(chiso_report_write_json(report, &sinks[0], NULL), CHISO_OK);
    cr_assert_eq(chiso_report_write_csv(report, CHISO_CSV_POINT, &sinks[1], NULL), CHISO_OK);
    line = strstr(document.bytes, "\"results\"");
    row = table.bytes;
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        struct buffer cells = {0};

        for (chiso_node node = chiso_node_next(tree, CHISO_ROOT); node != CHISO_NO_NODE;
             node = chiso_node_next(tree, node)) {
            struct buffer text = {0};
            chiso_standing standing;

            cr_assert_eq(chiso_report_standing(report, unit, node, &standing), CHISO_OK);
            print_line(&text, tree, node, &standing);
            expect_next(&line, &text, seed);
            buffer_clear(&text);
            buffer_print(&cells, ",");
            print_cell(&cells, standing.result.achieved);
        }
        buffer_print(&cells, "\n");
        row = strchr(row, '\n') + 1;
        cr_assert(strlen(row) >= cells.size);
        const char *const tail = strchr(row, '\n') + 1 - cells.size;
        cr_assert(tail >= row && strncmp(tail, cells.bytes, cells.size) == 0,
                  "seed %" PRIu64 ": %s", seed, cells.bytes);
        buffer_clear(&cells);
    }
    buffer_clear(&document);
    buffer_clear(&table);
}

static void expect_plans(const struct plan_taste *taste, uint64_t seed, int count)
{
    for (int i = 0; i < count; i += SUPPORT_STRIDE) {
        struct random random = {.state = ~(seed + (uint64_t)i)};
        const uint32_t units = 1 + (uint32_t)random_below(&random, 20);
        const struct plan_gaps gaps = {(unsigned)random_below(&random, 30),
                                       (unsigned)random_below(&random, 30),
                                       (unsigned)random_below(&random, 100)};
        chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
        chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
        chiso_report *report = NULL;
        struct plan plan;

        plan_make(&plan, seed + (uint64_t)i, taste);
        chiso_decimal *cells = plan_cells(&plan, &random, units, &gaps);
        chiso_board *board = plan_board(&plan, cells, units);

        ranking.ties = (chiso_ties)random_below(&random, CHISO_TIES_ORDINAL + 1);
        options.ranking = &ranking;
        cr_assert_eq(chiso_report_new(board, &options, &report, NULL), CHISO_OK);
        expect_report(report, seed + (uint64_t)i);
        chiso_report_free(report);
        chiso_board_free(board);
        free(cells);
    }
}

Test(property_lines, of_sums_say_what_is_told)
{
    expect_plans(&sums, 650000, 120);
}

Test(property_lines, of_trees_with_everything_say_what_is_told)
{
    expect_plans(&all, 660000, 250);
}
