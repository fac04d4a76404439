/* A composite index of very many units: indicators by min-max, their means into sub-indices, and
 * the mean of these. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>

enum { SUB_INDICES = 10, INDICATORS = 12, LEVELS = 10001 };

static chiso_board *board;

static chiso_tree *composite_tree(void)
{
    chiso_tree *tree;
    chiso_error error;

    bench_check(chiso_tree_new("composite", NULL, &tree, &error), &error);
    bench_check(chiso_tree_set_root(tree, "10", "mean", NULL, &error), &error);
    for (uint32_t sub = 0; sub < SUB_INDICES; sub++) {
        char code[BENCH_CODE_SIZE];
        chiso_criterion row = CHISO_CRITERION_INIT;

        snprintf(code, sizeof(code), "%u", sub + 1);
        row.code = code;
        row.max = "10";
        row.combine = "mean";
        bench_check(chiso_tree_add_criterion(tree, &row, NULL, &error), &error);
        for (uint32_t indicator = 0; indicator < INDICATORS; indicator++) {
            chiso_criterion leaf = CHISO_CRITERION_INIT;

            snprintf(code, sizeof(code), "%u.%u", sub + 1, indicator + 1);
            leaf.code = code;
            leaf.max = "10";
            leaf.min = "1";
            leaf.rule = "minmax";
            bench_check(chiso_tree_add_criterion(tree, &leaf, NULL, &error), &error);
        }
    }
    return tree;
}

static double setup(const char *units_word, const char *unused)
{
    const uint32_t units = bench_number(units_word);
    chiso_tree *tree = composite_tree();
    chiso_decimal *column = bench_memory(units, sizeof(*column));
    uint32_t count = 0;
    chiso_error error;

    (void)unused;
    bench_check(chiso_board_new(tree, NULL, &board, &error), &error);
    bench_add_units(board, units);
    for (chiso_node leaf = chiso_node_next_leaf(tree, CHISO_ROOT); leaf != CHISO_NO_NODE;
         leaf = chiso_node_next_leaf(tree, leaf)) {
        for (uint32_t unit = 0; unit < units; unit++) {
            column[unit] =
                (chiso_decimal)(bench_mix((uint64_t)unit * BENCH_LEAVES + count) % LEVELS) *
                BENCH_STEP;
        }
        bench_check(chiso_board_set_column(board, leaf, column, units, &error), &error);
        count++;
    }
    bench_check(chiso_board_score(board, &error), &error);
    free(column);
    chiso_tree_free(tree);
    return 0;
}

static double score(const char *unused, const char *unused_too)
{
    chiso_error error;
    double start;

    (void)unused;
    (void)unused_too;
    bench_touch(board, bench_node(chiso_board_tree(board), "1.1"));
    start = bench_now();
    bench_check(chiso_board_score(board, &error), &error);
    return bench_now() - start;
}

static double write_points(const char *code, const char *path)
{
    return bench_points(board, code, path);
}

const bench_command bench_composite[] = {
    {"setup", setup}, {"score", score}, {"points", write_points}, {NULL, NULL}};
