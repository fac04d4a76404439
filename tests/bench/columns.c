/* Figures of all units as columns, and beside them a plain loop over the points for the percents
 * alone. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

enum { NODES = BENCH_LEAVES + BENCH_FIELDS * (1 + BENCH_CRITERIA) + 1 };

static chiso_board *boards[2]; /* without and with gaps */
static chiso_decimal *percents;

static double setup(const char *units_word, const char *unused)
{
    const uint32_t units = bench_number(units_word);

    (void)unused;
    boards[0] = bench_board(units);
    boards[1] = bench_board(units);
    bench_add_gaps(boards[1]);
    percents = bench_memory((size_t)units * NODES, sizeof(*percents));
    return 0;
}

static chiso_board *board_of(const char *kind)
{
    return boards[strcmp(kind, "gaps") == 0];
}

/* The percents of the root, or of every node for "all". */
static double copy(const char *kind, const char *which)
{
    const chiso_board *board = board_of(kind);
    const uint32_t units = chiso_board_unit_count(board);
    const uint32_t nodes = strcmp(which, "all") == 0 ? NODES : 1;
    chiso_result_columns columns = CHISO_RESULT_COLUMNS_INIT;
    const double start = bench_now();
    chiso_error error;

    columns.percent = percents;
    bench_check(chiso_board_copy_matrix(board, NULL, nodes, units, units, &columns, &error),
                &error);
    return bench_now() - start;
}

/* A number that the compiler cannot know, as a max is none that it knows. */
static volatile chiso_decimal top;

static void kernel_column(const chiso_decimal *points, uint32_t units, chiso_decimal *out)
{
    const chiso_decimal max = top;

    for (uint32_t unit = 0; unit < units; unit++) {
        out[unit] =
            points[unit] < 0 ? points[unit] : (2 * points[unit] * 10000 + max) / (2 * max) * 10000;
    }
}

/* The same by a loop that knows that all is small and nothing is near. */
static double kernel(const char *kind, const char *which)
{
    const chiso_board *board = board_of(kind);
    const uint32_t units = chiso_board_unit_count(board);
    const uint32_t nodes = strcmp(which, "all") == 0 ? NODES : 1;
    const double start = bench_now();

    for (chiso_node node = 0; node < nodes; node++) {
        const chiso_decimal *points;

        bench_check(chiso_board_points(board, node, &points), NULL);
        top = chiso_node_max(chiso_board_tree(board), node);
        kernel_column(points, units, percents + (size_t)node * units);
    }
    return bench_now() - start;
}

const bench_command bench_columns[] = {
    {"setup", setup}, {"copy", copy}, {"kernel", kernel}, {NULL, NULL}};
