/* What is worked out for a tile of rows by fixed factors is, bit for bit, what rules and combines
 * work out one by one: points of leaves that look at the other units, with values and limits of all
 * sizes, places and signs, with blocks and gaps; and weighted means and sums of what has rests. */
#include "score/inside.h"

#include "score/result.h"
#include "support.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

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

static void add_leaf(struct random *random, chiso_tree *tree, const char *parent, const char *code)
{
    static const char *const rules[] = {"minmax",      "minmax down", "minmax block", "best",
                                        "best down",   "best block",  "percentile",   "zscore 0 1",
                                        "minmax",      "points",      "rate",         "minmax down",
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
    row.max = random_below(random, 2) == 0 ? "100" : any_number(random, false, 8, max);
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
            add_leaf(random, tree, code, leaf);
        }
    }
    if (chiso_tree_check(tree, &error) != CHISO_OK) {
        /* Nothing below a mean that counts, or nothing to scale. */
        chiso_tree_free(tree);
        return NULL;
    }
    return tree;
}

static void fill(struct random *random, chiso_board *board, uint32_t units)
{
    const chiso_tree *tree = board->tree;
    static const char *const blocks[GROUPS] = {"a", "b", "c"};
    const uint64_t gaps = random_below(random, 2) == 0 ? 0 : 20;
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

static void expect_points(const struct chiso__rows *rows, const struct chiso__tile_work *work,
                          chiso_node leaf, uint64_t seed)
{
    struct chiso__stretch points;

    cr_assert(rows->count <= CHISO__STRETCH);
    chiso__peers_fill(rows, work->peers, leaf, 0, rows->count, &points);
    for (uint32_t row = 0; row < rows->count; row++) {
        const struct chiso__carried plain = chiso__points_at(rows, leaf, row);
        const struct chiso__carried expected =
            chiso__carried_is_gap(plain) ? chiso__carried_of(0) : plain;

        cr_assert(points.millionths[row] == expected.millionths &&
                      points.rests[row] == expected.rest,
                  "seed %" PRIu64 ", leaf %u (%s), unit %u: %" PRId64 " and %" PRIu64
                  ", one by one %" PRId64 " and %" PRIu64,
                  seed, leaf, rows->tree->nodes[leaf].rule.text, row, points.millionths[row],
                  points.rests[row], expected.millionths, expected.rest);
    }
}

/* Scores a copy's inner nodes once more, without a tile. */
static void expect_nodes(const chiso_board *board, chiso_board *copy, uint64_t seed)
{
    const chiso_tree *tree = board->tree;
    struct chiso__parts parts = {NULL, NULL, 0};
    uint32_t large = 0;

    cr_assert(chiso__parts_new(tree, &board->allocator, &parts));
    for (uint32_t i = tree->count; i-- > 0;) {
        const chiso_node id = tree->order[i];

        if (chiso__is_leaf(&tree->nodes[id])) {
            continue;
        }
        cr_assert(chiso__score_tile(&copy->rows, id, 0, copy->units.count, NULL, &parts, &large));
        for (uint32_t row = 0; row < board->units.count; row++) {
            const struct chiso__carried got = chiso__stored_at(&board->rows, id, row);
            const struct chiso__carried plain = chiso__stored_at(&copy->rows, id, row);

            cr_assert(board->rows.detail_rows[row] != CHISO__NO_ROW ||
                          (got.millionths == plain.millionths && got.rest == plain.rest),
                      "seed %" PRIu64 ", node %u, unit %u: %" PRId64 " and %" PRIu64
                      ", without a tile %" PRId64 " and %" PRIu64,
                      seed, id, row, got.millionths, got.rest, plain.millionths, plain.rest);
        }
    }
    chiso__parts_free(&board->allocator, &parts);
}

static uint32_t expect_scene(uint64_t seed, uint32_t units)
{
    struct random random = {.state = seed};
    chiso_tree *tree = any_tree(&random);
    struct chiso__tile_work work;
    chiso_board *board = NULL;
    chiso_board *copy = NULL;
    uint32_t leaves = 0;
    chiso_error error = CHISO_ERROR_INIT;

    if (tree == NULL) {
        return 0;
    }
    cr_assert(chiso_board_new(tree, NULL, &board, &error) == CHISO_OK);
    chiso_tree_free(tree);
    fill(&random, board, 1 + (uint32_t)random_below(&random, units));
    cr_assert(chiso_board_score(board, &error) == CHISO_OK, "seed %" PRIu64 ": %s", seed,
              error.message);
    cr_assert(chiso_board_copy(board, NULL, &copy, &error) == CHISO_OK);
    cr_assert(chiso__tile_begin(&board->rows, &board->allocator, &work));
    for (uint32_t i = 0; i < board->tree->leaf_count; i++) {
        if (chiso__is_relative_leaf(&board->tree->nodes[board->tree->leaves[i]])) {
            expect_points(&board->rows, &work, board->tree->leaves[i], seed);
            leaves++;
        }
    }
    expect_nodes(board, copy, seed);
    chiso__tile_end(&work, &board->allocator);
    chiso_board_free(copy);
    chiso_board_free(board);
    return leaves;
}

Test(property_tiles, points_and_means_are_those_worked_out_one_by_one)
{
    uint32_t leaves = 0;

    for (uint64_t seed = 1; seed <= 3000; seed += SUPPORT_STRIDE) {
        leaves += expect_scene(seed, 60);
    }
    cr_assert(leaves > 3000 / SUPPORT_STRIDE, "%u leaves", leaves);
}

Test(property_tiles, a_half_of_the_last_bit_is_rounded_up)
{
    /* 2^53 millionths between the ends: a millionth is a half of the last bit of a max of one. */
    chiso_tree *tree = support_tree("code,title,max,rule\n1,,0.000001,minmax\n2,,0.000003,best\n");
    chiso_board *board =
        support_scored(tree, "unit,1,2\na,0,0\nb,9007199254.740992,9007199254.740992\n"
                             "c,0.000001,0.000001\nd,0.000003,5.000001\ne,77.000007,0.000003\n");
    struct chiso__tile_work work;

    cr_assert(chiso__tile_begin(&board->rows, &board->allocator, &work));
    expect_points(&board->rows, &work, 1, 0);
    expect_points(&board->rows, &work, 2, 0);
    chiso__tile_end(&work, &board->allocator);
    chiso_board_free(board);
    chiso_tree_free(tree);
}
