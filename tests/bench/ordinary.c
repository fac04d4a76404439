/* The ordinary case: what the marks are set for. Maxima of 100, weights such as 0.05 and 0.20,
 * cells of two decimals, and one in a hundred missing or not applicable. Several boards at a time,
 * each of a kind, so that what one costs stands beside what another does. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS = 10, ITEMS = BENCH_LEAVES / PARTS, HUNDRED = 100, LEVELS = 100 * HUNDRED };

/* What a board is made of. */
struct kind {
    const char *name;
    const char *combine;
    const char *rule;
    bool gaps;
    bool ratios; /* cells are n/d with d up to 12 */
};

static const struct kind kinds[] = {{"points", "sum", "", false, false},
                                    {"points-gaps", "sum", "", true, false},
                                    {"rates", "sum", "rate", false, true},
                                    {"rates-gaps", "sum", "rate", true, true},
                                    {"means", "mean", "", false, false},
                                    {"means-gaps", "mean", "", true, false},
                                    {"minmax", "mean", "minmax", false, false},
                                    {"minmax-gaps", "mean", "minmax", true, false},
                                    {"best", "mean", "best", false, false},
                                    {"best-down", "mean", "best down", false, false},
                                    {"percentile", "mean", "percentile", false, false},
                                    {"zscore", "mean", "zscore 50 15", false, false},
                                    {"range", "mean", "range 0.5..99.5", false, false},
                                    {"range-log", "mean", "range 0.5..99.5 log", false, false},
                                    {"harmonic", "harmonic", "", false, false},
                                    {"geometric", "geometric", "", false, false},
                                    {"min", "min", "", false, false},
                                    {"max", "max", "", false, false},
                                    {"median", "median", "", false, false}};

enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

static chiso_board *boards[KINDS];

static const char *const weights[] = {"0.05", "0.20", "0.10", "0.15", "0.25"};

static size_t find_kind(const char *name)
{
    size_t kind = 0;

    while (kind < KINDS && strcmp(kinds[kind].name, name) != 0) {
        kind++;
    }
    bench_require(kind < KINDS, "there is no such kind of board");
    return kind;
}

static void add_row(chiso_tree *tree, const struct kind *kind, uint32_t part, uint32_t item)
{
    chiso_criterion row = CHISO_CRITERION_INIT;
    char code[BENCH_CODE_SIZE];
    const bool leaf = item > 0;
    const bool sum = strcmp(kind->combine, "sum") == 0;
    chiso_error error;

    snprintf(code, sizeof(code), leaf ? "%u.%u" : "%u", part, item);
    row.code = code;
    row.max = leaf || !sum ? "100" : NULL;
    row.weight = sum ? NULL : weights[(leaf ? item : part) % 5];
    if (leaf) {
        row.rule = kind->rule;
    } else {
        row.combine = kind->combine;
    }
    bench_check(chiso_tree_add_criterion(tree, &row, NULL, &error), &error);
}

static chiso_tree *make_tree(const struct kind *kind)
{
    chiso_tree *tree;
    chiso_error error;

    bench_check(chiso_tree_new("ordinary", NULL, &tree, &error), &error);
    if (strcmp(kind->combine, "sum") != 0) {
        bench_check(chiso_tree_set_root(tree, "100", kind->combine, NULL, &error), &error);
    }
    for (uint32_t part = 1; part <= PARTS; part++) {
        for (uint32_t item = 0; item <= ITEMS; item++) {
            add_row(tree, kind, part, item);
        }
    }
    return tree;
}

/* The hundredths of a cell, or the mark that there are none. */
static chiso_decimal cell_of(const struct kind *kind, uint64_t number)
{
    const uint64_t bits = bench_mix(number);

    if (kind->gaps && (bits >> 32) % HUNDRED == 0) {
        return bits >> 63 == 0 ? CHISO_MISSING : CHISO_NOT_APPLICABLE;
    }
    return (chiso_decimal)(1 + bits % LEVELS) * BENCH_STEP;
}

static void fill(chiso_board *board, const struct kind *kind, uint32_t units)
{
    chiso_decimal *column = bench_memory(units, sizeof(*column));
    chiso_decimal *below = bench_memory(units, sizeof(*below));
    uint32_t count = 0;
    chiso_error error;

    for (chiso_node leaf = chiso_node_next_leaf(chiso_board_tree(board), CHISO_ROOT);
         leaf != CHISO_NO_NODE; leaf = chiso_node_next_leaf(chiso_board_tree(board), leaf)) {
        for (uint32_t unit = 0; unit < units; unit++) {
            const uint64_t number = (uint64_t)unit * BENCH_LEAVES + count;
            const uint64_t bits = bench_mix(~number);

            column[unit] = cell_of(kind, number);
            below[unit] = (chiso_decimal)(1 + bits % 12) * CHISO_DECIMAL_ONE;
            if (kind->ratios && column[unit] >= 0) {
                column[unit] = (chiso_decimal)(bits / 12 % (1 + bits % 12)) * CHISO_DECIMAL_ONE;
            }
        }
        if (kind->ratios) {
            bench_check(chiso_board_set_ratio_column(board, leaf, column, below, units, &error),
                        &error);
        } else {
            bench_check(chiso_board_set_column(board, leaf, column, units, &error), &error);
        }
        count++;
    }
    free(column);
    free(below);
}

static double setup(const char *name, const char *units_word)
{
    const struct kind *kind = &kinds[find_kind(name)];
    const uint32_t units = bench_number(units_word);
    chiso_tree *tree = make_tree(kind);
    chiso_board *board;
    chiso_error error;

    bench_check(chiso_board_new(tree, NULL, &board, &error), &error);
    bench_add_units(board, units);
    fill(board, kind, units);
    bench_check(chiso_board_score(board, &error), &error);
    chiso_tree_free(tree);
    chiso_board_free(boards[find_kind(name)]);
    boards[find_kind(name)] = board;
    return 0;
}

static double score(const char *name, const char *unused)
{
    chiso_board *board = boards[find_kind(name)];
    const chiso_node leaf = bench_node(chiso_board_tree(board), "1.1");
    chiso_error error;
    double start;

    (void)unused;
    /* A cell of a unit that has a value: the first may be a gap. */
    bench_check(
        chiso_board_set_text(board, 0, leaf, kinds[find_kind(name)].ratios ? "1/3" : "50", &error),
        &error);
    start = bench_now();
    bench_check(chiso_board_score(board, &error), &error);
    return bench_now() - start;
}

static double rank(const char *name, const char *unused)
{
    chiso_ranking *ranking;
    const double start = bench_now();
    chiso_error error;
    double seconds;

    (void)unused;
    bench_check(chiso_ranking_new(boards[find_kind(name)], CHISO_ROOT, NULL, &ranking, &error),
                &error);
    seconds = bench_now() - start;
    chiso_ranking_free(ranking);
    return seconds;
}

const bench_command bench_ordinary[] = {
    {"setup", setup}, {"score", score}, {"rank", rank}, {NULL, NULL}};
