/* What is taken out of the sums of whole columns for rows with gaps is, bit for bit, what the walk
 * over each such row works out: points with their rests, maxima, bounds, coverage and states of
 * every inner node, on random trees of plain sums, of all policies, with bonuses, minima, rounded
 * leaves, rates and leaves that look at the other units. And copies of such boards hold the same.
 */
#include "score/inside.h"

#include "score/result.h"
#include "support.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_INNER = 150, WORD = 64 };

struct scene {
    uint64_t seed;
    struct random random;
    chiso_board *board;
    uint32_t compared;
};

/* A number of millionths as text, also below 0. */
static const char *text_of(int64_t millionths, char *text)
{
    const uint64_t size = millionths < 0 ? -(uint64_t)millionths : (uint64_t)millionths;

    (void)snprintf(text, WORD, "%s%" PRIu64 ".%06" PRIu64, millionths < 0 ? "-" : "",
                   size / 1000000, size % 1000000);
    return text;
}

static void add_leaf(struct scene *scene, chiso_tree *tree, const char *parent, const char *code)
{
    static const char *const rules[] = {"points", "points", "points",      "rate",
                                        "minmax", "best",   "minmax block"};
    static const char *const rounds[] = {"0", "1", "2", "5"};
    chiso_criterion row = CHISO_CRITERION_INIT;
    char max[WORD];
    char min[WORD];
    const int64_t most = 1 + (int64_t)random_below(&scene->random, 100000000);
    chiso_error error = CHISO_ERROR_INIT;

    row.code = code;
    row.parent = parent;
    row.max = text_of(most, max);
    if (random_below(&scene->random, 3) == 0) {
        row.min = text_of((int64_t)random_below(&scene->random, (uint64_t)most) -
                              (random_below(&scene->random, 2) == 0 ? most : 0),
                          min);
    }
    row.rule = rules[random_below(&scene->random, sizeof(rules) / sizeof(*rules))];
    if (random_below(&scene->random, 5) == 0) {
        row.round = rounds[random_below(&scene->random, 4)];
    }
    if (random_below(&scene->random, 8) == 0) {
        row.kind = "bonus";
    }
    cr_assert(chiso_tree_add_criterion(tree, &row, NULL, &error) == CHISO_OK, "%s", error.message);
}

/* A tree whose nodes hang from any node before them; those that nothing hangs from get leaves. */
static chiso_tree *any_tree(struct scene *scene)
{
    static const char *const policies[] = {"missing=zero", "missing=skip", "missing=unknown"};
    const uint32_t inner = (uint32_t)random_below(
        &scene->random, random_below(&scene->random, 8) == 0 ? MOST_INNER : 12);
    chiso_tree *tree = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_tree_new("gaps", NULL, &tree, &error) == CHISO_OK);
    cr_assert(chiso_tree_set_options(tree, policies[random_below(&scene->random, 3)], &error) ==
              CHISO_OK);
    for (uint32_t i = 0; i <= inner; i++) {
        const uint32_t leaves = 1 + (uint32_t)random_below(&scene->random, 4);
        char code[WORD];
        char parent[WORD] = ".";

        (void)snprintf(code, sizeof(code), i == 0 ? "." : "n%u", i);
        if (i > 0) {
            chiso_criterion row = CHISO_CRITERION_INIT;
            const uint32_t above = (uint32_t)random_below(&scene->random, i);

            (void)snprintf(parent, sizeof(parent), above == 0 ? "." : "n%u", above);
            row.code = code;
            row.parent = parent;
            cr_assert(chiso_tree_add_criterion(tree, &row, NULL, &error) == CHISO_OK);
        }
        for (uint32_t j = 0; j < leaves; j++) {
            char leaf[WORD];

            (void)snprintf(leaf, sizeof(leaf), "l%u-%u", i, j);
            add_leaf(scene, tree, code, leaf);
        }
    }
    cr_assert(chiso_tree_check(tree, &error) == CHISO_OK, "%s", error.message);
    return tree;
}

/* A value of a leaf: of some digits more than a decimal has, or a rate. */
static void any_value(struct scene *scene, chiso_unit unit, chiso_node leaf)
{
    const struct chiso__tree_node *node = &scene->board->tree->nodes[leaf];
    char text[2 * WORD];
    char number[WORD];
    chiso_error error = CHISO_ERROR_INIT;

    if (node->rule.takes == CHISO__CELL_RATE) {
        const unsigned below = 1 + (unsigned)random_below(&scene->random, 12);

        (void)snprintf(text, sizeof(text), "%u/%u",
                       (unsigned)random_below(&scene->random, below + 1), below);
    } else if (chiso__is_default_rule(&node->rule)) {
        const int64_t min = node->min.millionths;
        const int64_t points =
            min + (int64_t)random_below(&scene->random, (uint64_t)(node->max.millionths - min));

        (void)snprintf(text, sizeof(text), "%s%s", text_of(points, number),
                       points > 0 && random_below(&scene->random, 3) == 0 ? "123456789" : "");
    } else {
        (void)snprintf(text, sizeof(text), "%u", 1 + (unsigned)random_below(&scene->random, 100));
    }
    cr_assert(chiso_board_set_text(scene->board, unit, leaf, text, &error) == CHISO_OK, "%s: %s",
              text, error.message);
}

static void fill(struct scene *scene, uint32_t units)
{
    const chiso_tree *tree = scene->board->tree;
    const uint64_t gaps = random_below(&scene->random, 2) == 0
                              ? 3
                              : random_below(&scene->random, 101); /* of a hundred */
    chiso_error error = CHISO_ERROR_INIT;

    for (uint32_t unit = 0; unit < units; unit++) {
        const uint64_t own = random_below(&scene->random, 10) == 0 ? 95 : gaps;
        char code[WORD];

        (void)snprintf(code, sizeof(code), "u%u", unit);
        cr_assert(chiso_board_add_unit(scene->board, code, NULL, unit % 3 == 0 ? "a" : "b", NULL,
                                       &error) == CHISO_OK);
        for (uint32_t i = 0; i < tree->leaf_count; i++) {
            if (random_below(&scene->random, 100) >= own) {
                any_value(scene, unit, tree->leaves[i]);
            } else if (random_below(&scene->random, 2) == 0) {
                cr_assert(chiso_board_set_text(scene->board, unit, tree->leaves[i], "n/a",
                                               &error) == CHISO_OK);
            }
        }
    }
}

static void expect_same(const struct scene *scene, uint32_t row, chiso_node node, const char *what,
                        struct chiso__carried got, struct chiso__carried expected)
{
    cr_assert(got.millionths == expected.millionths && got.rest == expected.rest,
              "seed %" PRIu64 ", unit %u, node %u: %s is %" PRId64 " and %" PRIu64
              ", by the walk %" PRId64 " and %" PRIu64,
              scene->seed, row, node, what, got.millionths, got.rest, expected.millionths,
              expected.rest);
}

/* A node of a row against what the walk made of it. */
static void expect_node(struct scene *scene, const struct chiso__rows *rows, uint32_t row,
                        chiso_node id, const struct chiso__node_figures *figures)
{
    const struct chiso__tree_node *node = &rows->tree->nodes[id];
    const struct chiso__gap_detail *got = chiso__detail_at(rows, row, node->inner);
    const struct chiso__carried absent = {CHISO_ABSENT, 0};
    const bool has_points = figures->takes_part[CHISO__CASE_ACTUAL];
    const bool has_bounds = figures->takes_part[CHISO__CASE_LOW];

    expect_same(scene, row, id, "points", chiso__stored_at(rows, id, row),
                has_points ? figures->achieved[CHISO__CASE_ACTUAL] : absent);
    if (got == NULL) {
        /* As a row without gaps has them. */
        cr_assert(figures->state == CHISO_STATE_SCORED && !figures->missing_below);
        expect_same(scene, row, id, "max", node->max, figures->max[CHISO__CASE_ACTUAL]);
        expect_same(scene, row, id, "low", chiso__stored_at(rows, id, row),
                    figures->achieved[CHISO__CASE_LOW]);
        expect_same(scene, row, id, "scored", figures->scored, figures->applicable);
        return;
    }
    expect_same(scene, row, id, "max", got->max,
                has_points ? figures->max[CHISO__CASE_ACTUAL] : absent);
    expect_same(scene, row, id, "low", got->low,
                has_bounds ? figures->achieved[CHISO__CASE_LOW] : absent);
    expect_same(scene, row, id, "high", got->high,
                has_bounds ? figures->achieved[CHISO__CASE_HIGH] : absent);
    expect_same(scene, row, id, "bound max", got->bound_max,
                has_bounds ? figures->max[CHISO__CASE_LOW] : absent);
    expect_same(scene, row, id, "scored", got->scored, figures->scored);
    expect_same(scene, row, id, "applicable", got->applicable, figures->applicable);
    cr_assert(got->state == figures->state && got->any_scored == figures->scored_below,
              "seed %" PRIu64 ", unit %u, node %u: state", scene->seed, row, id);
    scene->compared++;
}

static void expect_board(struct scene *scene, const chiso_board *board)
{
    const chiso_tree *tree = board->tree;
    struct chiso__node_figures *figures = calloc(tree->count, sizeof(*figures));
    struct chiso__parts parts = {NULL, NULL, NULL, 0};
    const struct chiso__row_work work = {&board->rows, NULL, figures, &parts};
    chiso_node large = CHISO_NO_NODE;

    cr_assert(figures != NULL && chiso__parts_new(tree, &board->allocator, &parts));
    for (uint32_t row = 0; row < board->units.count; row++) {
        if (board->rows.detail_rows[row] == CHISO__NO_ROW) {
            continue;
        }
        cr_assert(chiso__row_figures(&work, row, tree->order, tree->count, &large));
        for (chiso_node id = 0; id < tree->count; id++) {
            if (!chiso__is_leaf(&tree->nodes[id])) {
                expect_node(scene, &board->rows, row, id, &figures[id]);
            }
        }
    }
    chiso__parts_free(&board->allocator, &parts);
    free(figures);
}

static void expect_scene(uint64_t seed, uint32_t most_units, uint32_t *compared)
{
    struct scene scene = {.seed = seed, .random = {.state = seed}};
    chiso_tree *tree = any_tree(&scene);
    chiso_board *copy = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso__gaps_are_quick(tree), "seed %" PRIu64, seed);
    cr_assert(chiso_board_new(tree, NULL, &scene.board, &error) == CHISO_OK);
    chiso_tree_free(tree);
    fill(&scene, 1 + (uint32_t)random_below(&scene.random, most_units));
    for (int turn = 0; turn < 2; turn++) {
        /* Scored once more, what was there before is in the way of nothing. */
        cr_assert(chiso_board_score(scene.board, &error) == CHISO_OK, "seed %" PRIu64 ": %s", seed,
                  error.message);
        expect_board(&scene, scene.board);
        cr_assert(chiso_board_copy(scene.board, NULL, &copy, &error) == CHISO_OK);
        expect_board(&scene, copy);
        chiso_board_free(copy);
        any_value(&scene, 0, scene.board->tree->leaves[0]);
    }
    chiso_board_free(scene.board);
    *compared += scene.compared;
}

Test(property_gaps_quick, figures_are_those_of_the_walk)
{
    uint32_t compared = 0;

    for (uint64_t seed = 1; seed <= 1500; seed += SUPPORT_STRIDE) {
        expect_scene(seed, 70, &compared);
    }
    cr_assert(compared > 10000, "%u nodes", compared);
}

Test(property_gaps_quick, figures_of_several_tiles_are_those_of_the_walk)
{
    uint32_t compared = 0;

    for (uint64_t seed = 5000; seed < 5004; seed++) {
        expect_scene(seed, 2 * CHISO__TILE + 100, &compared);
    }
    cr_assert(compared > 0);
}
