/* Trying points out by sums that are kept gives, bit for bit, what combining every node above the
 * leaf anew does, on trees of all combines, of all states, and of leaves that look at others. */
#include "score/retry_quick.h"
#include "plan.h"
#include "tile_scene.h"

#include "score/peers.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>

struct twins {
    uint64_t seed;
    struct random random;
    struct chiso__trial plain;
    struct chiso__trial quick;
    uint32_t compared; /* while sums were kept */
};

static void expect_same(struct twins *twins, const char *what, struct chiso__carried got)
{
    const struct chiso__carried expected = chiso__trial_achieved(&twins->plain);

    cr_assert(got.millionths == expected.millionths && got.rest == expected.rest,
              "seed %" PRIu64 ", unit %u, node %u: %s is %" PRId64 " and %" PRIu64
              ", combined anew %" PRId64 " and %" PRIu64,
              twins->seed, twins->plain.unit, twins->plain.node, what, got.millionths, got.rest,
              expected.millionths, expected.rest);
    twins->compared += twins->quick.quick != NULL;
}

static chiso_node random_leaf(struct twins *twins)
{
    const chiso_tree *tree = twins->plain.board->tree;
    chiso_node id = CHISO_ROOT;

    do {
        id = twins->plain.order[random_below(&twins->random, twins->plain.count)];
    } while (!chiso__is_leaf(&tree->nodes[id]));
    return id;
}

/* Points that a leaf may have, between two decimals too; or that it has none. */
static struct chiso__carried random_points(struct twins *twins, chiso_node leaf)
{
    const chiso_board *board = twins->plain.board;
    const struct chiso__tree_node *node = &board->tree->nodes[leaf];
    struct chiso__carried points = node->max;

    switch (random_below(&twins->random, 8)) {
    case 0:
        return chiso__round_points(board->tree, node, node->max);
    case 1:
        return chiso__round_points(board->tree, node, node->min);
    case 2:
        return chiso__carried_of(CHISO_MISSING);
    case 3:
        return chiso__points_at(&board->rows, leaf,
                                (uint32_t)random_below(&twins->random, board->units.count));
    default:
        (void)chiso__carried_portion(node->max, (int64_t)random_below(&twins->random, 100), 99,
                                     &points);
        return chiso__carried_limit(points, node->min, node->max);
    }
}

static struct chiso__carried held_by(const struct chiso__trial *trial, chiso_node leaf)
{
    const struct chiso__node_figures *figures = &trial->figures[leaf];

    return figures->state == CHISO_STATE_SCORED    ? figures->achieved[CHISO__CASE_ACTUAL]
           : figures->state == CHISO_STATE_MISSING ? chiso__carried_of(CHISO_MISSING)
                                                   : chiso__carried_of(CHISO_NOT_APPLICABLE);
}

/* One try on both sides; false when a number is too large, after which nothing is promised. */
static bool try_once(struct twins *twins)
{
    const chiso_node leaf = random_leaf(twins);
    const struct chiso__carried points = random_points(twins, leaf);
    const struct chiso__carried held = held_by(&twins->plain, leaf);
    bool fits = true;

    switch (random_below(&twins->random, 4)) {
    case 0:
        fits = chiso__trial_set(&twins->plain, leaf, points);
        cr_assert(chiso__trial_set(&twins->quick, leaf, points) == fits);
        break;
    case 1:
        fits = chiso__trial_set(&twins->plain, leaf, points);
        chiso__trial_put(&twins->quick, leaf, points);
        cr_assert(chiso__trial_settle(&twins->quick) == fits);
        break;
    default:
        if (held.millionths == CHISO_NOT_APPLICABLE) {
            return true;
        }
        fits = chiso__trial_set(&twins->plain, leaf, points);
        if (fits) {
            expect_same(twins, "what a leaf would make",
                        chiso__trial_peek(&twins->quick, leaf, points));
        }
        fits = fits && chiso__trial_set(&twins->plain, leaf, held);
        break;
    }
    if (fits) {
        expect_same(twins, "what it makes", chiso__trial_achieved(&twins->quick));
    }
    return fits;
}

static uint32_t expect_twins(const chiso_board *board, uint64_t seed)
{
    struct twins twins = {.seed = seed, .random = {.state = seed}};
    const chiso_unit unit = (chiso_unit)random_below(&twins.random, board->units.count);
    const chiso_node node = random_below(&twins.random, 3) > 0
                                ? CHISO_ROOT
                                : (chiso_node)random_below(&twins.random, board->tree->count);

    cr_assert(chiso__trial_new(board, unit, node, &twins.plain) &&
              chiso__trial_new(board, unit, node, &twins.quick) &&
              chiso__trial_quicken(&twins.quick));
    for (int i = 0; i < 60 && try_once(&twins); i++) {
    }
    chiso__trial_free(&twins.plain);
    chiso__trial_free(&twins.quick);
    return twins.compared;
}

Test(property_retry_quick, sums_that_are_kept_make_what_combining_anew_does)
{
    static const struct plan_taste tastes[] = {
        {.bonus = true, .minima = true, .zeros = true},
        {.scaled = true, .mean = true, .weighted = true, .minima = true},
        {.scaled = true, .capped = true, .bonus = true, .rounded = true, .minima = true},
        PLAN_EVERYTHING,
        PLAN_EVERYTHING,
    };
    uint32_t compared = 0;

    for (uint64_t seed = 1; seed <= 2000; seed += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        struct plan plan;

        plan_make(&plan, seed, &tastes[seed % (sizeof(tastes) / sizeof(*tastes))]);
        const uint32_t units = 1 + (uint32_t)random_below(&random, 5);
        const struct plan_gaps gaps = {(unsigned)random_below(&random, 20),
                                       (unsigned)random_below(&random, 20), 50};
        chiso_decimal *cells = plan_cells(&plan, &random, units, &gaps);
        chiso_board *board = plan_board(&plan, cells, units);

        compared += expect_twins(board, seed);
        chiso_board_free(board);
        free(cells);
    }
    cr_assert(compared > 40 * 2000 / SUPPORT_STRIDE, "%u", compared);
}

Test(property_retry_quick, so_they_do_of_values_of_all_sizes)
{
    uint32_t compared = 0;

    for (uint64_t seed = 1; seed <= 1000; seed += SUPPORT_STRIDE) {
        struct random random = {.state = seed};
        chiso_board *board = tile_board(&random, 5, 20);

        if (board != NULL) {
            compared += expect_twins(board, seed);
            chiso_board_free(board);
        }
    }
    cr_assert(compared > 10 * 1000 / SUPPORT_STRIDE, "%u", compared);
}
