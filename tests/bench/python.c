/* What the Python package is measured against: columns that are in memory into a board, which is then scored and ranked. */
#include "bench.h"

static chiso_board *board;
static chiso_node leaves[BENCH_LEAVES];
static chiso_decimal *columns;

static double setup(const char *units, const char *unused)
{
    const uint32_t count = bench_number(units);

    (void)unused;
    board = bench_board(count);
    bench_leaves(chiso_board_tree(board), leaves);
    columns = bench_memory((size_t)count * BENCH_LEAVES, sizeof(*columns));
    for (uint32_t leaf = 0; leaf < BENCH_LEAVES; leaf++) {
        bench_check(chiso_board_copy_points(board, leaves[leaf], count, columns + (size_t)leaf * count), NULL);
    }
    return 0;
}

static double whole(const char *unused, const char *unused_too)
{
    const uint32_t count = chiso_board_unit_count(board);
    chiso_ranking *ranking;
    chiso_error error;
    const double start = bench_now();
    double seconds;

    (void)unused;
    (void)unused_too;
    for (uint32_t leaf = 0; leaf < BENCH_LEAVES; leaf++) {
        bench_check(chiso_board_set_column(board, leaves[leaf], columns + (size_t)leaf * count, count, &error), &error);
    }
    bench_check(chiso_board_score(board, &error), &error);
    bench_check(chiso_ranking_new(board, CHISO_ROOT, NULL, &ranking, &error), &error);
    seconds = bench_now() - start;
    chiso_ranking_free(ranking);
    return seconds;
}

static double write_points(const char *code, const char *path)
{
    return bench_points(board, code, path);
}

const bench_command bench_python[] = {{"setup", setup}, {"whole", whole}, {"points", write_points}, {NULL, NULL}};
