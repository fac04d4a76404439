/* Boards of leaves that look at the other units, under weighted means and sums. */
#include "tile_scene.h"

#include "board/board.h"

#include <criterion/criterion.h>

#include <stdio.h>

enum { WORD = 64, MOST_LEAVES = 9, GROUPS = 3 };

/* A decimal of any size, now and then with more places than a decimal holds. */
static const char *any_number(struct random *random, bool negative, unsigned most_digits,
                              char *text)
{
    const unsigned digits = 1 + (unsigned)random_below(random, most_digits);
    const unsigned places = random_below(random, 3) == 0 ? (unsigned)random_below(random, 16)
                                                         : (unsigned)random_below(random, 3);
    int at = snprintf(text, WORD, "%s", negative && random_below(random, 2) == 0 ? "-" : "");

    for (unsigned i = 0; i < digits; i++) {
        at += snprintf(text + at, WORD - (size_t)at, "%u", (unsigned)random_below(random, 10));
    }
    for (unsigned i = 0; i < places; i++) {
        at += snprintf(text + at, WORD - (size_t)at, "%s%u", i == 0 ? "." : "",
                       (unsigned)random_below(random, 10));
    }
    return text;
}

static void add_leaf(struct random *random, chiso_tree *tree, const char *parent, const char *code,
                     bool alike)
{
    static const char *const rules[] = {"minmax",
                                        "minmax down",
                                        "minmax block",
                                        "best",
                                        "best down",
                                        "best block",
                                        "percentile",
                                        "zscore 0 1",
                                        "zscore 3 2 down",
                                        "percentile down",
                                        "percentile block",
                                        "zscore 0 1/3 block",
                                        "minmax",
                                        "points",
                                        "rate",
                                        "minmax down",
                                        "minmax block"};
    static const char *const mins[] = {NULL, NULL, NULL, "0.5", "-3.25", "-0.000001"};
    chiso_criterion row = CHISO_CRITERION_INIT;
    char max[WORD];
    char weight[WORD];
    chiso_error error = CHISO_ERROR_INIT;

    row.code = code;
    row.parent = parent;
    row.rule = rules[random_below(random, sizeof(rules) / sizeof(*rules))];
    row.min = mins[random_below(random, sizeof(mins) / sizeof(*mins))];
    row.max = alike || random_below(random, 2) == 0 ? "100" : any_number(random, false, 8, max);
    row.weight = random_below(random, 3) == 0 ? NULL : any_number(random, false, 2, weight);
    row.round = random_below(random, 8) == 0 ? "2" : NULL;
    if (chiso_tree_add_criterion(tree, &row, NULL, &error) != CHISO_OK) {
        /* A max below the min, or zscore's 0 out of it: there is one that is not. */
        row.min = NULL;
        row.max = "7";
        cr_assert(chiso_tree_add_criterion(tree, &row, NULL, &error) == CHISO_OK, "%s",
                  error.message);
    }
}

static chiso_tree *any_tree(struct random *random)
{
    static const char *const combines[] = {"mean", "mean", "sum", "sum scaled"};
    const uint32_t parts = 1 + (uint32_t)random_below(random, 4);
    chiso_tree *tree = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_tree_new("tiles", NULL, &tree, &error) == CHISO_OK);
    cr_assert(chiso_tree_set_root(tree, "100", "mean", NULL, &error) == CHISO_OK);
    for (uint32_t i = 0; i < parts; i++) {
        const uint32_t leaves = 1 + (uint32_t)random_below(random, MOST_LEAVES);
        const bool alike = random_below(random, 2) == 0;
        chiso_criterion row = CHISO_CRITERION_INIT;
        char code[WORD];

        (void)snprintf(code, sizeof(code), "n%u", i);
        row.code = code;
        row.parent = ".";
        row.combine = combines[random_below(random, 4)];
        row.max = row.combine[0] == 'm' || row.combine[3] != '\0' ? "30" : NULL;
        cr_assert(chiso_tree_add_criterion(tree, &row, NULL, &error) == CHISO_OK);
        for (uint32_t j = 0; j < leaves; j++) {
            char leaf[WORD];

            (void)snprintf(leaf, sizeof(leaf), "l%u-%u", i, j);
            add_leaf(random, tree, code, leaf, alike);
        }
    }
    if (chiso_tree_check(tree, &error) != CHISO_OK) {
        /* Nothing below a mean that counts, or nothing to scale. */
        chiso_tree_free(tree);
        return NULL;
    }
    return tree;
}

static void fill(struct random *random, chiso_board *board, uint32_t units, uint64_t gaps)
{
    const chiso_tree *tree = board->tree;
    static const char *const blocks[GROUPS] = {"a", "b", "c"};
    unsigned digits[MOST_LEAVES * 4];
    char text[WORD];
    chiso_error error = CHISO_ERROR_INIT;

    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        digits[i] = 1 + (unsigned)random_below(random, random_below(random, 4) == 0 ? 12 : 3);
    }
    for (uint32_t unit = 0; unit < units; unit++) {
        char code[WORD];

        (void)snprintf(code, sizeof(code), "u%u", unit);
        cr_assert(chiso_board_add_unit(board, code, NULL, blocks[random_below(random, GROUPS)],
                                       NULL, &error) == CHISO_OK);
        for (uint32_t i = 0; i < tree->leaf_count; i++) {
            const struct chiso__rule *rule = &tree->nodes[tree->leaves[i]].rule;

            if (unit > 0 && random_below(random, 100) < gaps) {
                continue;
            }
            if (rule->kind == CHISO__RULE_POINTS) {
                (void)snprintf(text, sizeof(text), "0.%u", (unsigned)random_below(random, 500000));
            } else if (rule->kind == CHISO__RULE_RATE) {
                (void)snprintf(text, sizeof(text), "%u/7", (unsigned)random_below(random, 8));
            } else {
                (void)any_number(random, rule->kind != CHISO__RULE_BEST, digits[i], text);
            }
            /* What a leaf does not take is left out. */
            (void)!chiso_board_set_text(board, unit, tree->leaves[i], text, &error);
        }
    }
}

chiso_board *tile_board(struct random *random, uint32_t most_units, uint64_t gaps)
{
    chiso_tree *tree = any_tree(random);
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    if (tree == NULL) {
        return NULL;
    }
    cr_assert(chiso_board_new(tree, NULL, &board, &error) == CHISO_OK);
    chiso_tree_free(tree);
    fill(random, board, 1 + (uint32_t)random_below(random, most_units), gaps);
    cr_assert(chiso_board_score(board, &error) == CHISO_OK, "%s", error.message);
    return board;
}
