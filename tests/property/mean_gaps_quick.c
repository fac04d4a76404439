/* Means above a gap are, bit for bit, what the whole walk makes of them: of children that have one
 * max, with weights and without, below each other and above other combines, under all policies, of
 * leaves with rests, with minima far below 0, of such as look at the other units, and of such as
 * are imputed. */
#include "score/mean_gaps_quick.h"
#include "support.h"
#include "walk.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>

enum { MOST_INNER = 8, WORD = 64 };

struct scene {
    struct random random;
    chiso_tree *tree;
    const char *maxima[MOST_INNER + 1]; /* of the children of each inner node */
};

static const char *any_of(struct random *random, const char *const *words, size_t count)
{
    return words[random_below(random, count)];
}

#define ANY_OF(random, words) any_of(random, words, sizeof(words) / sizeof(*(words)))

static void add_row(struct scene *scene, uint32_t above, const char *code, bool leaf)
{
    static const char *const weights[] = {"0.05", "0.20", "1", "3", "12.5", "900000"};
    static const char *const combines[] = {"mean", "mean",   "mean", "min",
                                           "mean", "median", "sum",  "geometric"};
    static const char *const rules[] = {
        "points", "points",     "points", "rate",
        "minmax", "best",       "yesno",  "impute mean | points",
        "points", "percentile", "rate",   "impute median | minmax",
    };
    struct random *random = &scene->random;
    chiso_criterion row = CHISO_CRITERION_INIT;
    char parent[WORD] = ".";
    char min[WORD];
    chiso_error error;

    if (above > 0) {
        (void)snprintf(parent, sizeof(parent), "n%u", above);
    }
    row.parent = parent;
    row.code = code;
    row.max = scene->maxima[above];
    row.weight = random_below(random, 3) == 0 ? NULL : ANY_OF(random, weights);
    if (leaf) {
        row.rule = ANY_OF(random, rules);
        if (random_below(random, 6) == 0) {
            (void)snprintf(min, sizeof(min), "-%s", row.max);
            row.min = random_below(random, 2) == 0 ? min : "-900000";
        }
    } else {
        row.combine = ANY_OF(random, combines);
        if (row.combine[0] == 's') {
            row.combine = "sum scaled";
        }
    }
    cr_assert(chiso_tree_add_criterion(scene->tree, &row, NULL, &error) == CHISO_OK, "%s",
              error.message);
}

/* A tree whose nodes hang from any node before them, each with some leaves. */
static void make_tree(struct scene *scene)
{
    static const char *const maxima[] = {"100", "10", "1", "0.000001", "3", "33.3", "7000000"};
    static const char *const policies[] = {"missing=zero", "missing=skip", "missing=unknown"};
    struct random *random = &scene->random;
    const uint32_t inner = (uint32_t)random_below(random, MOST_INNER + 1);
    chiso_error error;

    cr_assert(chiso_tree_new("means", NULL, &scene->tree, &error) == CHISO_OK);
    cr_assert(chiso_tree_set_options(scene->tree, ANY_OF(random, policies), &error) == CHISO_OK);
    cr_assert(chiso_tree_set_root(scene->tree, ANY_OF(random, maxima), "mean", NULL, &error) ==
              CHISO_OK);
    for (uint32_t i = 0; i <= inner; i++) {
        char code[WORD];

        scene->maxima[i] = ANY_OF(random, maxima);
        if (i > 0) {
            (void)snprintf(code, sizeof(code), "n%u", i);
            add_row(scene, (uint32_t)random_below(random, i), code, false);
        }
        for (uint64_t leaf = 0; leaf <= random_below(random, 5); leaf++) {
            (void)snprintf(code, sizeof(code), "l%u-%" PRIu64, i, leaf);
            add_row(scene, i, code, true);
        }
    }
}

/* A cell that the rule of a leaf takes. */
static void any_cell(struct scene *scene, chiso_board *board, chiso_unit unit, chiso_node leaf)
{
    const struct chiso__tree_node *node = &board->tree->nodes[leaf];
    const unsigned below = 1 + (unsigned)random_below(&scene->random, 12);
    const unsigned above = (unsigned)random_below(&scene->random, below + 1);
    char text[WORD];
    chiso_error error;

    if (node->rule.takes == CHISO__CELL_RATE) {
        (void)snprintf(text, sizeof(text), "%u/%u", above, below);
    } else if (node->rule.takes == CHISO__CELL_YESNO) {
        (void)snprintf(text, sizeof(text), "%s", above % 2 == 0 ? "yes" : "no");
    } else if (node->rule.kind == CHISO__RULE_POINTS) {
        (void)snprintf(text, sizeof(text), "%.15f",
                       (double)node->max.millionths / 1e6 * above / below);
    } else {
        (void)snprintf(text, sizeof(text), "%u.%u", 1 + above, below);
    }
    cr_assert(chiso_board_set_text(board, unit, leaf, text, &error) == CHISO_OK, "%s: %s", text,
              error.message);
}

/* A scored board; NULL where points are beyond all decimals. */
static chiso_board *make_board(struct scene *scene, uint32_t units)
{
    const uint64_t gaps = random_below(&scene->random, 100);
    chiso_board *board = NULL;
    chiso_error error;

    cr_assert(chiso_board_new(scene->tree, NULL, &board, &error) == CHISO_OK, "%s", error.message);
    for (uint32_t unit = 0; unit < units; unit++) {
        char code[WORD];

        (void)snprintf(code, sizeof(code), "u%u", unit);
        cr_assert(chiso_board_add_unit(board, code, NULL, NULL, NULL, &error) == CHISO_OK);
        for (uint32_t i = 0; i < board->tree->leaf_count; i++) {
            const chiso_node leaf = board->tree->leaves[i];

            if (random_below(&scene->random, 100) >= gaps) {
                any_cell(scene, board, unit, leaf);
            } else if (random_below(&scene->random, 2) == 0) {
                cr_assert(chiso_board_set_text(board, unit, leaf, "n/a", &error) == CHISO_OK);
            }
        }
    }
    if (chiso_board_score(board, &error) != CHISO_OK) {
        cr_assert(error.status == CHISO_E_RANGE, "%s", error.message);
        chiso_board_free(board);
        return NULL;
    }
    return board;
}

Test(property_mean_gaps_quick, figures_are_those_of_the_whole_walk)
{
    uint32_t compared = 0;
    uint32_t quick = 0;

    for (uint64_t seed = 1; seed <= 8000; seed += SUPPORT_STRIDE) {
        struct scene scene = {.random = {.state = seed ^ 770000}};
        chiso_board *board = NULL;

        make_tree(&scene);
        board = make_board(&scene, 1 + (uint32_t)random_below(&scene.random, 20));
        for (chiso_node id = 0; id < scene.tree->count && board != NULL; id++) {
            const struct chiso__tree_node *node = &scene.tree->nodes[id];

            quick += !chiso__is_leaf(node) && chiso__means_are_quick(&board->rows, node);
        }
        compared += board == NULL ? 0 : walk_expect(board, seed);
        chiso_board_free(board);
        chiso_tree_free(scene.tree);
    }
    cr_assert(compared > 16000 / SUPPORT_STRIDE && quick > 4000 / SUPPORT_STRIDE,
              "%u nodes, %u of the trees quick", compared, quick);
}
