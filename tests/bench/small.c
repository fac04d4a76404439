/* What a portal does when a cell changed: all figures of 63 provinces again. */
#include "bench.h"

#include <stdlib.h>

static chiso_board *board;
static chiso_node leaves[BENCH_LEAVES];

static double setup(const char *units, const char *unused)
{
    (void)unused;
    board = bench_board(bench_number(units));
    bench_leaves(chiso_board_tree(board), leaves);
    return 0;
}

static chiso_report *score_and_rank(void)
{
    chiso_report *report;
    chiso_error error;

    bench_check(chiso_board_score(board, &error), &error);
    bench_check(chiso_report_new(board, NULL, &report, &error), &error);
    return report;
}

/* Reads every node of every unit; what it returns depends on all of them, so that the compiler leaves nothing out. */
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

/* The mean of several runs: the clock is too coarse for one. Ending the report belongs to the work, as it does on the other side. */
static double measure(const char *times, bool read)
{
    const uint32_t count = bench_number(times);
    static volatile uint64_t seen;
    double seconds = 0;

    for (uint32_t i = 0; i < count; i++) {
        chiso_report *report;
        double start;

        bench_touch(board, leaves[i % BENCH_LEAVES]);
        start = bench_now();
        report = score_and_rank();
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
    return measure(times, false);
}

static double report_and_read(const char *times, const char *unused)
{
    (void)unused;
    return measure(times, true);
}

/* The ranks of all units by each node, the nodes in the tree's order. */
static double write_ranks(const char *path, const char *unused)
{
    const chiso_tree *tree = chiso_board_tree(board);
    const uint32_t units = chiso_board_unit_count(board);
    uint32_t *ranks = bench_memory((size_t)chiso_tree_node_count(tree) * units, sizeof(*ranks));
    chiso_report *report = score_and_rank();
    size_t count = 0;

    (void)unused;
    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE; node = chiso_node_next(tree, node)) {
        for (uint32_t unit = 0; unit < units; unit++) {
            chiso_place place;

            bench_check(chiso_ranking_place(chiso_report_ranking(report, node), unit, &place), NULL);
            ranks[count++] = place.rank;
        }
    }
    bench_write(path, ranks, count * sizeof(*ranks));
    chiso_report_free(report);
    free(ranks);
    return 0;
}

const bench_command bench_small[] = {
    {"setup", setup}, {"report", report_all}, {"read", report_and_read}, {"ranks", write_ranks}, {NULL, NULL},
};
