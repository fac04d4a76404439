/* Comparing two periods: the change of points of every node, the change of the total's rank, and
 * how many rose and fell. */
#include "bench.h"

#include <stdlib.h>

static chiso_board *now;
static chiso_board *before;
static chiso_node *order; /* nodes in the tree's order */
static uint32_t nodes;
static chiso_decimal *points; /* rows of a change a unit */
static chiso_decimal *ranks;
static chiso_change_count *counts;

static double setup(const char *units, const char *unused)
{
    const uint32_t count = bench_number(units);
    const chiso_tree *tree;

    (void)unused;
    now = bench_board(count);
    before = bench_earlier_board(count);
    tree = chiso_board_tree(now);
    nodes = chiso_tree_node_count(tree);
    order = bench_memory(nodes, sizeof(*order));
    points = bench_memory((size_t)nodes * count, sizeof(*points));
    ranks = bench_memory(count, sizeof(*ranks));
    counts = bench_memory(nodes, sizeof(*counts));
    nodes = 0;
    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE; node = chiso_node_next(tree, node)) {
        order[nodes++] = node;
    }
    return 0;
}

/* The changes of each node go into a row of their own, or all into the same, as in a program that
 * is done with a node before the next. */
static void compare_all(bool keep)
{
    const uint32_t units = chiso_board_unit_count(now);
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_comparison *comparison;
    chiso_error error;

    options.ranked = CHISO_RANKED_ROOT;
    bench_check(chiso_comparison_new(now, before, &options, &comparison, &error), &error);
    for (uint32_t i = 0; i < nodes; i++) {
        bench_check(chiso_comparison_points(comparison, order[i], units,
                                            points + (keep ? (size_t)i * units : 0), &counts[i]),
                    NULL);
    }
    bench_check(chiso_comparison_ranks(comparison, CHISO_ROOT, units, ranks), NULL);
    chiso_comparison_free(comparison);
}

static double measure(const char *times, bool keep)
{
    const uint32_t count = bench_number(times);
    const double start = bench_now();

    for (uint32_t i = 0; i < count; i++) {
        compare_all(keep);
    }
    return (bench_now() - start) / count;
}

static double compare(const char *times, const char *unused)
{
    (void)unused;
    return measure(times, true);
}

static double compare_in_place(const char *times, const char *unused)
{
    (void)unused;
    return measure(times, false);
}

static double write_points(const char *path, const char *unused)
{
    (void)unused;
    bench_write(path, points, (size_t)nodes * chiso_board_unit_count(now) * sizeof(*points));
    return 0;
}

static double write_ranks(const char *path, const char *unused)
{
    (void)unused;
    bench_write(path, ranks, chiso_board_unit_count(now) * sizeof(*ranks));
    return 0;
}

static double write_counts(const char *path, const char *unused)
{
    (void)unused;
    bench_write(path, counts, nodes * sizeof(*counts));
    return 0;
}

const bench_command bench_compare[] = {
    {"setup", setup},
    {"compare", compare},
    {"in_place", compare_in_place},
    {"points", write_points},
    {"ranks", write_ranks},
    {"counts", write_counts},
    {NULL, NULL},
};
