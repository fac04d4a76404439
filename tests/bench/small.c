/* What a portal does when a cell changed: all figures of 63 provinces again, and set against those
 * of another period. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

static chiso_board *board;
static chiso_board *before; /* the other period, whose ranks are known */
static chiso_rankings *before_ranks;
static chiso_decimal *points; /* rows of a change a unit, in the order of the nodes' numbers */
static chiso_decimal *ranks;
static chiso_node leaves[BENCH_LEAVES];

static double setup(const char *units, const char *unused)
{
    (void)unused;
    chiso_error error;
    size_t count;

    board = bench_board(bench_number(units));
    before = bench_earlier_board(bench_number(units));
    bench_check(chiso_rankings_new(before, NULL, &before_ranks, &error), &error);
    bench_leaves(chiso_board_tree(board), leaves);
    count = (size_t)chiso_tree_node_count(chiso_board_tree(board)) * bench_number(units);
    points = bench_memory(count, sizeof(*points));
    ranks = bench_memory(count, sizeof(*ranks));
    return 0;
}

static chiso_report *score_and_rank(void)
{
    chiso_report *report;
    chiso_error error;

    bench_check(chiso_board_score(board, &error), &error);
    bench_check(chiso_report_new(board, NULL, &report, &error), &error);
    for (chiso_node node = 0; node < chiso_tree_node_count(chiso_board_tree(board)); node++) {
        bench_check(chiso_report_ranking(report, node) == NULL ? CHISO_E_MEMORY : CHISO_OK, NULL);
    }
    return report;
}

/* Reads every node of every unit; what it returns depends on all of them, so that the compiler
 * leaves nothing out. */
static uint64_t read_standings(const chiso_report *report)
{
    const uint32_t nodes = chiso_tree_node_count(chiso_board_tree(board));
    uint64_t seen = 0;

    for (uint32_t unit = 0; unit < chiso_board_unit_count(board); unit++) {
        for (uint32_t node = 0; node < nodes; node++) {
            chiso_standing standing;

            bench_check(chiso_report_standing(report, unit, node, &standing), NULL);
            seen += (uint64_t)standing.result.percent + standing.place.rank;
        }
    }
    return seen;
}

/* Everything: scores, ranks every node, and sets all of it against the other period. */
static chiso_report *score_rank_and_compare(void)
{
    const uint32_t nodes = chiso_tree_node_count(chiso_board_tree(board));
    const uint32_t units = chiso_board_unit_count(board);
    chiso_comparison_options comparing = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report;
    chiso_error error;

    bench_check(chiso_board_score(board, &error), &error);
    comparing.rankings_before = before_ranks;
    bench_check(chiso_comparison_new(board, before, &comparing, &options.comparison, &error),
                &error);
    bench_check(chiso_report_new(board, &options, &report, &error), &error);
    for (chiso_node node = 0; node < nodes; node++) {
        bench_check(chiso_comparison_points(options.comparison, node, units,
                                            points + (size_t)node * units, NULL),
                    NULL);
        bench_check(
            chiso_comparison_ranks(options.comparison, node, units, ranks + (size_t)node * units),
            NULL);
    }
    chiso_comparison_free(options.comparison);
    return report;
}

/* The mean of several runs: the clock is too coarse for one. Ending the report belongs to the work,
 * as it does on the other side. */
static double measure(const char *times, chiso_report *(*make)(void), bool read)
{
    const uint32_t count = bench_number(times);
    static volatile uint64_t seen;
    double seconds = 0;

    for (uint32_t i = 0; i < count; i++) {
        chiso_report *report;
        double start;

        bench_touch(board, leaves[i % BENCH_LEAVES]);
        start = bench_now();
        report = make();
        if (read) {
            seen += read_standings(report);
        }
        chiso_report_free(report);
        seconds += bench_now() - start;
    }
    return seconds / count;
}

static double report_all(const char *times, const char *unused)
{
    (void)unused;
    return measure(times, score_and_rank, false);
}

static double report_and_read(const char *times, const char *unused)
{
    (void)unused;
    return measure(times, score_and_rank, true);
}

static double report_two_periods(const char *times, const char *unused)
{
    (void)unused;
    return measure(times, score_rank_and_compare, false);
}

/* The changes of all units, the nodes in the tree's order. */
static double write_changes(const char *path, const chiso_decimal *changes)
{
    const chiso_tree *tree = chiso_board_tree(board);
    const uint32_t units = chiso_board_unit_count(board);
    chiso_decimal *ordered =
        bench_memory((size_t)chiso_tree_node_count(tree) * units, sizeof(*ordered));
    size_t count = 0;

    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE; node = chiso_node_next(tree, node)) {
        memcpy(ordered + count, changes + (size_t)node * units, units * sizeof(*ordered));
        count += units;
    }
    bench_write(path, ordered, count * sizeof(*ordered));
    free(ordered);
    return 0;
}

static double write_point_changes(const char *path, const char *unused)
{
    (void)unused;
    return write_changes(path, points);
}

static double write_rank_changes(const char *path, const char *unused)
{
    (void)unused;
    return write_changes(path, ranks);
}

/* The ranks of all units by each node, the nodes in the tree's order. */
static double write_ranks(const char *path, const char *unused)
{
    const chiso_tree *tree = chiso_board_tree(board);
    const uint32_t units = chiso_board_unit_count(board);
    uint32_t *places = bench_memory((size_t)chiso_tree_node_count(tree) * units, sizeof(*places));
    chiso_report *report = score_and_rank();
    size_t count = 0;

    (void)unused;
    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE; node = chiso_node_next(tree, node)) {
        for (uint32_t unit = 0; unit < units; unit++) {
            chiso_place place;

            bench_check(chiso_ranking_place(chiso_report_ranking(report, node), unit, &place),
                        NULL);
            places[count++] = place.rank;
        }
    }
    bench_write(path, places, count * sizeof(*places));
    chiso_report_free(report);
    free(places);
    return 0;
}

const bench_command bench_small[] = {
    {"setup", setup},
    {"report", report_all},
    {"read", report_and_read},
    {"ranks", write_ranks},
    {"periods", report_two_periods},
    {"point_changes", write_point_changes},
    {"rank_changes", write_rank_changes},
    {NULL, NULL},
};
