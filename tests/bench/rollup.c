/* Rolling up: the points of every node of very many units. */
#include "bench.h"

static chiso_board *board;
static chiso_node leaves[BENCH_LEAVES];
static int64_t expected; /* the sum of all leaves, as the root has it */

static double setup(const char *units, const char *unused)
{
    const chiso_decimal *total;

    (void)unused;
    board = bench_board(bench_number(units));
    bench_leaves(chiso_board_tree(board), leaves);
    bench_check(chiso_board_points(board, CHISO_ROOT, &total), NULL);
    for (uint32_t unit = 0; unit < chiso_board_unit_count(board); unit++) {
        expected += total[unit];
    }
    return 0;
}

static double score(const char *unused, const char *unused_too)
{
    chiso_error error;
    double start;
    double seconds;

    (void)unused;
    (void)unused_too;
    bench_touch(board, leaves[0]);
    start = bench_now();
    bench_check(chiso_board_score(board, &error), &error);
    seconds = bench_now() - start;
    return seconds;
}

static int64_t sum(const chiso_decimal *const *columns, uint32_t units)
{
    int64_t total = 0;

    for (uint32_t leaf = 0; leaf < BENCH_LEAVES; leaf++) {
        const chiso_decimal *column = columns[leaf];

        for (uint32_t unit = 0; unit < units; unit++) {
            total += column[unit];
        }
    }
    return total;
}

/* One read of the memory that scoring has to read: no way to score is faster than this. */
static double read_leaves(const char *unused, const char *unused_too)
{
    const chiso_decimal *columns[BENCH_LEAVES];
    int64_t total;
    double start;
    double seconds;

    (void)unused;
    (void)unused_too;
    for (uint32_t leaf = 0; leaf < BENCH_LEAVES; leaf++) {
        bench_check(chiso_board_points(board, leaves[leaf], &columns[leaf]), NULL);
    }
    start = bench_now();
    total = sum(columns, chiso_board_unit_count(board));
    seconds = bench_now() - start;
    bench_require(total == expected, "the leaves do not add up to the root");
    return seconds;
}

static double write_points(const char *code, const char *path)
{
    return bench_points(board, code, path);
}

const bench_command bench_rollup[] = {
    {"setup", setup},         {"score", score}, {"read", read_leaves},
    {"points", write_points}, {NULL, NULL},
};
