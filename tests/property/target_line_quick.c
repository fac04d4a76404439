/* A line that stands on what is left on the board gives every rank that one does for which the
 * others are put in order: among equals and near ones, with and without a chain, under every rule
 * of ties. */
#include "plan.h"
#include "unit/target_inside.h"

#include "score/result.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct scene {
    uint64_t seed;
    struct random random;
    chiso_board *board;
    struct chiso__line quick;
    struct chiso__line plain;
    uint32_t compared; /* while the line stood on the board */
};

static void expect_same(struct scene *scene, struct chiso__carried achieved)
{
    const chiso_place got = chiso__line_place(&scene->quick, achieved);
    const chiso_place expected = chiso__line_place(&scene->plain, achieved);

    cr_assert(got.rank == expected.rank && got.half == expected.half &&
                  got.out_of == expected.out_of && got.tied == expected.tied &&
                  chiso__line_twice_rank(&scene->quick, achieved) ==
                      chiso__line_twice_rank(&scene->plain, achieved),
              "seed %" PRIu64 ", unit %u, node %u, ties %d: %" PRId64 " and %" PRIu64
              " are rank %u of %u, put in order %u of %u",
              scene->seed, scene->quick.unit, scene->quick.node, (int)scene->quick.rule.ties,
              achieved.millionths, achieved.rest, got.rank, got.out_of, expected.rank,
              expected.out_of);
    scene->compared += scene->quick.lineup != NULL;
}

/* Points of the others and what is next to them, and any. */
static void expect_ranks(struct scene *scene)
{
    for (chiso_unit unit = 0; unit < scene->board->units.count; unit++) {
        const struct chiso__carried points =
            chiso__achieved_of(&scene->board->rows, unit, scene->quick.node);

        if (!chiso__carried_is_gap(points)) {
            expect_same(scene, points);
            expect_same(scene, (struct chiso__carried){points.millionths + 1, points.rest});
            expect_same(scene, (struct chiso__carried){points.millionths - 1, points.rest});
            expect_same(scene, (struct chiso__carried){points.millionths, points.rest ^ 1});
        }
    }
    for (int i = 0; i < 8; i++) {
        expect_same(scene, chiso__carried_of(
                               (chiso_decimal)random_below(&scene->random, 200000000) - 50000000));
    }
}

static void expect_line(struct scene *scene)
{
    const chiso_tree *tree = scene->board->tree;
    const chiso_node chain[] = {(chiso_node)random_below(&scene->random, tree->count),
                                (chiso_node)random_below(&scene->random, tree->count)};
    const struct chiso__rank_rule rule = {
        (chiso_ties)random_below(&scene->random, 5), (chiso_key)random_below(&scene->random, 2),
        (chiso_scope)random_below(&scene->random, 2), chain, random_below(&scene->random, 3)};
    const chiso_unit unit = (chiso_unit)random_below(&scene->random, scene->board->units.count);
    const chiso_node node = (chiso_node)random_below(&scene->random, tree->count);
    struct chiso__carried_ratio own;

    if (!chiso__ratio_of(&scene->board->rows, unit, node, &own)) {
        return;
    }
    cr_assert(chiso__line_new(scene->board, unit, node, &rule, &scene->quick) &&
              chiso__line_new_plainly(scene->board, unit, node, &rule, &scene->plain));
    expect_ranks(scene);
    chiso__line_free(&scene->quick);
    chiso__line_free(&scene->plain);
}

/* Some units have the cells of others; blocks and who is ranked are as they come. */
static chiso_board *new_board(struct plan *plan, struct random *random)
{
    const struct plan_gaps gaps = {(unsigned)random_below(random, 20),
                                   (unsigned)random_below(random, 20), 60};
    const uint32_t units = 1 + (uint32_t)random_below(random, 24);
    const size_t row = (size_t)plan->count;
    chiso_decimal *cells = plan_cells(plan, random, units, &gaps);
    chiso_board *board = NULL;

    for (uint32_t unit = 1; unit < units; unit++) {
        if (random_below(random, 2) == 0) {
            memcpy(cells + unit * row, cells + random_below(random, unit) * row,
                   row * sizeof(*cells));
        }
    }
    board = plan_board(plan, cells, units);
    for (chiso_unit unit = 0; unit < units; unit++) {
        cr_assert(chiso_board_move_unit(board, unit, random_below(random, 2) == 0 ? "x" : "y",
                                        NULL) == CHISO_OK);
        cr_assert(chiso_board_set_ranked(board, unit, random_below(random, 8) > 0, NULL) ==
                  CHISO_OK);
    }
    cr_assert(chiso_board_score(board, NULL) == CHISO_OK);
    free(cells);
    return board;
}

Test(property_target_line_quick, a_line_on_the_board_ranks_as_one_that_is_put_in_order)
{
    static const struct plan_taste tastes[] = {
        {.bonus = true, .minima = true}, {.mean = true, .weighted = true}, PLAN_EVERYTHING};
    uint32_t compared = 0;

    for (uint64_t seed = 1; seed <= 600; seed += SUPPORT_STRIDE) {
        struct scene scene = {.seed = seed, .random = {.state = ~seed}};
        struct plan plan;

        plan_make(&plan, seed, &tastes[seed % (sizeof(tastes) / sizeof(*tastes))]);
        scene.board = new_board(&plan, &scene.random);
        for (int i = 0; i < 12; i++) {
            expect_line(&scene);
        }
        compared += scene.compared;
        chiso_board_free(scene.board);
    }
    cr_assert(compared > 200 * 600 / SUPPORT_STRIDE, "%u", compared);
}
