/* What the Python package is measured against: columns that are in memory into a board, which is
 * then scored and ranked. */
#include "bench.h"

static chiso_tree *tree;
static chiso_board *board;
static chiso_node leaves[BENCH_LEAVES];
static chiso_decimal *columns;

static double setup(const char *units, const char *unused)
{
    const uint32_t count = bench_number(units);

    (void)unused;
    tree = bench_tree();
    board = bench_board(count);
    bench_leaves(chiso_board_tree(board), leaves);
    columns = bench_memory((size_t)count * BENCH_LEAVES, sizeof(*columns));
    for (uint32_t leaf = 0; leaf < BENCH_LEAVES; leaf++) {
        bench_check(
            chiso_board_copy_points(board, leaves[leaf], count, columns + (size_t)leaf * count),
            NULL);
    }
    return 0;
}

/* Columns into a board, which is scored and ranked. */
static void fill_and_rank(chiso_board *filled)
{
    const uint32_t count = chiso_board_unit_count(filled);
    chiso_ranking *ranking;
    chiso_error error;

    for (uint32_t leaf = 0; leaf < BENCH_LEAVES; leaf++) {
        bench_check(chiso_board_set_column(filled, leaves[leaf], columns + (size_t)leaf * count,
                                           count, &error),
                    &error);
    }
    bench_check(chiso_board_score(filled, &error), &error);
    bench_check(chiso_ranking_new(filled, CHISO_ROOT, NULL, &ranking, &error), &error);
    chiso_ranking_free(ranking);
}

static double whole(const char *unused, const char *unused_too)
{
    const double start = bench_now();

    (void)unused;
    (void)unused_too;
    fill_and_rank(board);
    return bench_now() - start;
}

/* The same from the start: a new board, and its units. */
static double fresh(const char *unused, const char *unused_too)
{
    const double start = bench_now();
    chiso_board *made;
    chiso_error error;
    double seconds;

    (void)unused;
    (void)unused_too;
    bench_check(chiso_board_new(tree, NULL, &made, &error), &error);
    bench_add_units(made, chiso_board_unit_count(board));
    fill_and_rank(made);
    seconds = bench_now() - start;
    chiso_board_free(made);
    return seconds;
}

static double write_points(const char *code, const char *path)
{
    return bench_points(board, code, path);
}

const bench_command bench_python[] = {
    {"setup", setup}, {"whole", whole}, {"fresh", fresh}, {"points", write_points}, {NULL, NULL},
};
