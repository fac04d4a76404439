/* The least and the greatest of columns, and what is in the middle of them, are those of each row's
 * parts. */
#include "score/inside.h"
#include "support.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS = 3, ITEMS = 7, WORD = 16 };

/* What looks at the other units or weighs nothing is no part of what is quick. */
static chiso_tree *any_tree(struct random *random)
{
    static const char *const combines[] = {"min",    "max",    "min capped",   "max",
                                           "median", "median", "median capped"};
    static const char *const weights[] = {"", "", "", "", "0.2", "0.2", "0.2", "0"};
    static const char *const rules[] = {"", "", "", "", "", "", "rate", "rate", "rate", "minmax"};
    struct buffer text = {0};
    chiso_tree *tree = NULL;

    buffer_print(&text, "code,title,max,combine,rule,weight,round\n.,,100,%s,,,%s\n",
                 combines[random_below(random, 7)], random_below(random, 4) == 0 ? "1" : "");
    for (int part = 1; part <= PARTS; part++) {
        const int items = 1 + (int)random_below(random, ITEMS);

        buffer_print(&text, "%d,,100,%s,,,\n", part, combines[random_below(random, 7)]);
        for (int item = 1; item <= items; item++) {
            buffer_print(&text, "%d.%d,,%s,,%s,%s,\n", part, item,
                         random_below(random, 12) == 0 ? "50" : "100",
                         rules[random_below(random, sizeof(rules) / sizeof(*rules))],
                         /* Not all weigh nothing. */
                         item == 1 ? "" : weights[random_below(random, 8)]);
        }
    }
    tree = support_tree(text.bytes);
    buffer_clear(&text);
    return tree;
}

static chiso_board *any_board(struct random *random, chiso_tree *tree)
{
    const uint32_t units =
        1 + (uint32_t)random_below(random, random_below(random, 8) == 0 ? 200 : 30);
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_board_new(tree, NULL, &board, &error) == CHISO_OK);
    for (chiso_unit unit = 0; unit < units; unit++) {
        char word[WORD];

        (void)snprintf(word, sizeof(word), "u%u", unit);
        cr_assert(chiso_board_add_unit(board, word, NULL, NULL, NULL, &error) == CHISO_OK);
        for (uint32_t i = 0; i < tree->leaf_count; i++) {
            const chiso_node leaf = tree->leaves[i];

            if (random_below(random, 60) == 0) {
                continue;
            }
            if (tree->nodes[leaf].rule.kind == CHISO__RULE_RATE) {
                (void)snprintf(word, sizeof(word), "%u/7", (unsigned)random_below(random, 8));
            } else {
                (void)snprintf(word, sizeof(word), "%u.%02u", (unsigned)random_below(random, 50),
                               (unsigned)random_below(random, 100));
            }
            cr_assert(chiso_board_set_text(board, unit, leaf, word, &error) == CHISO_OK, "%s",
                      error.message);
        }
    }
    cr_assert(chiso_board_score(board, &error) == CHISO_OK, "%s", error.message);
    return board;
}

/* Returns how many nodes were taken by columns. */
static uint32_t expect_walk(const chiso_board *board, uint64_t seed)
{
    const chiso_tree *tree = board->tree;
    struct chiso__node_figures *figures = calloc(tree->count, sizeof(*figures));
    struct chiso__parts parts = {NULL, NULL, NULL, 0};
    const struct chiso__row_work work = {&board->rows, NULL, figures, &parts};
    chiso_node large = CHISO_NO_NODE;
    uint32_t quick = 0;

    cr_assert(figures != NULL && chiso__parts_new(tree, &board->allocator, &parts));
    for (uint32_t row = 0; row < board->units.count; row++) {
        if (board->rows.gaps[row] > 0) {
            continue;
        }
        cr_assert(chiso__row_figures(&work, row, tree->order, tree->count, &large));
        for (chiso_node id = 0; id < tree->count; id++) {
            const struct chiso__carried plain = figures[id].achieved[CHISO__CASE_ACTUAL];
            const struct chiso__carried got = chiso__stored_at(&board->rows, id, row);

            if (!chiso__is_leaf(&tree->nodes[id])) {
                quick += chiso__extremes_are_quick(&board->rows, &tree->nodes[id]);
                cr_assert(chiso__carried_compare(got, plain) == 0,
                          "seed %" PRIu64 ", unit %u, node %u: %" PRId64 ", by the walk %" PRId64,
                          seed, row, id, got.millionths, plain.millionths);
            }
        }
    }
    chiso__parts_free(&board->allocator, &parts);
    free(figures);
    return quick;
}

Test(property_extreme_quick, columns_give_what_rows_give)
{
    uint32_t quick = 0;

    for (uint64_t seed = 1; seed <= 1500; seed += SUPPORT_STRIDE) {
        struct random random = {.state = seed};
        chiso_tree *tree = any_tree(&random);
        chiso_board *board = any_board(&random, tree);

        quick += expect_walk(board, seed);
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
    cr_assert(quick > 3000 / SUPPORT_STRIDE, "%u nodes", quick);
}
