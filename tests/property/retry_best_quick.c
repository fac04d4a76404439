/* Who is near to the most that raising one leaf makes of a node is among those that heaps find, and
 * the first of these is one that makes the most, as a try of every leaf tells: while one leaf after
 * the other is raised. */
#include "score/retry_best_quick.h"
#include "plan.h"

#include "score/peers.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>

enum { MOST_LEAVES = PLAN_NODES };

struct scene {
    uint64_t seed;
    struct chiso__trial trial;
    chiso_node leaves[MOST_LEAVES];
    struct chiso__carried most[MOST_LEAVES];
    bool taken[MOST_LEAVES];
    uint32_t count;
    double near;
};

/* Leaves that are not at their max. */
static void find_leaves(struct scene *scene)
{
    const chiso_tree *tree = scene->trial.board->tree;

    for (uint32_t i = 0; i < scene->trial.count; i++) {
        const chiso_node id = scene->trial.order[i];
        const struct chiso__tree_node *node = &tree->nodes[id];
        const struct chiso__node_figures *figures = &scene->trial.figures[id];
        const struct chiso__carried most = chiso__round_points(tree, node, node->max);

        if (chiso__is_leaf(node) && figures->takes_part[CHISO__CASE_ACTUAL] &&
            chiso__carried_compare(most, figures->achieved[CHISO__CASE_ACTUAL]) > 0) {
            scene->leaves[scene->count] = id;
            scene->most[scene->count++] = most;
        }
    }
}

static bool is_listed(const struct chiso__candidate *list, uint32_t count, uint32_t leaf)
{
    for (uint32_t i = 0; i < count; i++) {
        if (list[i].leaf == leaf) {
            return true;
        }
    }
    return false;
}

/* Holds a list against a try of every leaf. */
static void expect_list(struct scene *scene, const struct chiso__candidate *list, uint32_t count)
{
    double achieved[MOST_LEAVES];
    double most = -1e300;

    for (uint32_t i = 0; i < scene->count; i++) {
        if (!scene->taken[i]) {
            achieved[i] = chiso__carried_double(
                chiso__trial_peek(&scene->trial, scene->leaves[i], scene->most[i]));
            most = achieved[i] > most ? achieved[i] : most;
        }
    }
    cr_assert(chiso__carried_double(list[0].achieved) >= most - scene->near / 8,
              "seed %" PRIu64 ": the first is not the best", scene->seed);
    for (uint32_t i = 0; i < scene->count; i++) {
        cr_assert(scene->taken[i] || achieved[i] < most - 7 * scene->near ||
                      is_listed(list, count, i),
                  "seed %" PRIu64 ": leaf %u is not among those near to the best", scene->seed,
                  scene->leaves[i]);
    }
}

/* Raises leaves in any order. Returns how many lists were held. */
static uint32_t expect_lists(struct scene *scene, struct random *random)
{
    struct chiso__best *best = NULL;
    uint32_t held = 0;

    cr_assert(chiso__trial_quicken(&scene->trial));
    cr_assert(chiso__best_new(&scene->trial, scene->leaves, scene->most, scene->count, &best));
    for (uint32_t left = scene->count; best != NULL && left > 0; left--) {
        uint32_t count = 0;
        const struct chiso__candidate *list = chiso__best_find(best, 8 * scene->near, &count);
        uint32_t leaf = 0;

        cr_assert(list != NULL && count <= left, "seed %" PRIu64, scene->seed);
        expect_list(scene, list, count);
        held++;
        do {
            leaf = (uint32_t)random_below(random, scene->count);
        } while (scene->taken[leaf]);
        leaf = random_below(random, 2) == 0 ? list[0].leaf : leaf;
        scene->taken[leaf] = true;
        cr_assert(chiso__trial_set(&scene->trial, scene->leaves[leaf], scene->most[leaf]));
        chiso__best_take(best, leaf);
    }
    chiso__best_free(best);
    return held;
}

Test(property_retry_best_quick, heaps_find_all_that_are_near_to_the_best)
{
    static const struct plan_taste tastes[] = {
        {.mean = true, .weighted = true, .minima = true},
        {.scaled = true, .mean = true, .bonus = true, .zeros = true},
        {.mean = true, .ratios = true},
    };
    uint32_t held = 0;

    for (uint64_t seed = 1; seed <= 900; seed += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        const struct plan_gaps gaps = {(unsigned)random_below(&random, 10),
                                       (unsigned)random_below(&random, 10), 70};
        struct scene scene = {.seed = seed};
        struct plan plan;

        plan_make(&plan, seed, &tastes[seed % (sizeof(tastes) / sizeof(*tastes))]);
        for (int i = 0; i < plan.count; i++) {
            plan.nodes[i].combine =
                plan.nodes[i].combine > PLAN_HARMONIC ? PLAN_GEOMETRIC : plan.nodes[i].combine;
        }
        chiso_decimal *cells = plan_cells(&plan, &random, 1, &gaps);
        chiso_board *board = plan_board(&plan, cells, 1);

        cr_assert(chiso__trial_new(board, 0, CHISO_ROOT, &scene.trial));
        scene.near = chiso__carried_double(board->tree->nodes[CHISO_ROOT].max) * 1e-12;
        find_leaves(&scene);
        if (!chiso__carried_is_gap(chiso__trial_achieved(&scene.trial)) && scene.count > 0) {
            held += expect_lists(&scene, &random);
        }
        chiso__trial_free(&scene.trial);
        chiso_board_free(board);
        free(cells);
    }
    cr_assert(held > 3 * 900 / SUPPORT_STRIDE, "%u", held);
}
