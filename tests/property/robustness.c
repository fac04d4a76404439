/* Drawing and leaving out against trees that are derived: on random trees of everything that there
 * is, the ranks without a criterion are those of a tree that does not have it; and on trees of
 * means the ranks of a draw are those of a tree that has the weights of the draw. */
#include "robustness/vary.h"

#include "plan.h"

#include <chiso/derive.h>
#include <chiso/rank.h>
#include <chiso/robustness.h>

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct plan_taste all = PLAN_EVERYTHING;
static const struct plan_taste means = {.mean = true, .weighted = true, .minima = true};
static const struct plan_taste sums = {.bonus = true, .minima = true, .scaled = true};

struct scene {
    struct plan plan;
    struct random random;
    uint32_t units;
    chiso_decimal *cells;
    chiso_board *board;
    chiso_robustness *robustness;
    chiso_rank_options ranks;
};

static void scene_make(struct scene *scene, uint64_t seed, const struct plan_taste *taste,
                       const char *draws)
{
    chiso_robustness_options options = CHISO_ROBUSTNESS_OPTIONS_INIT;
    chiso_error error = CHISO_ERROR_INIT;

    scene->random = (struct random){.state = ~seed};
    const struct plan_gaps gaps = {(unsigned)random_below(&scene->random, 12),
                                   (unsigned)random_below(&scene->random, 12), 50};
    plan_make(&scene->plan, seed, taste);
    scene->units = 2 + (uint32_t)random_below(&scene->random, 8);
    scene->cells = plan_cells(&scene->plan, &scene->random, scene->units, &gaps);
    scene->board = plan_board(&scene->plan, scene->cells, scene->units);
    scene->ranks = CHISO_RANK_OPTIONS_INIT;
    scene->ranks.ties = (chiso_ties)random_below(&scene->random, 4);
    options.ranks = &scene->ranks;
    scene->robustness = NULL;
    if (chiso_robustness_new(scene->board, draws, &options, &scene->robustness, &error) !=
        CHISO_OK) {
        cr_assert(error.status == CHISO_E_NODE, "%s", error.message);
    }
}

static void scene_clear(struct scene *scene)
{
    chiso_robustness_free(scene->robustness);
    chiso_board_free(scene->board);
    free(scene->cells);
}

/* Who has no rank on the board takes no part. */
static void leave_aside(const struct scene *scene, chiso_board *board)
{
    chiso_error error = CHISO_ERROR_INIT;

    for (chiso_unit unit = 0; unit < scene->units; unit++) {
        chiso_robust_unit own;

        cr_assert(chiso_robustness_unit(scene->robustness, unit, &own) == CHISO_OK);
        cr_assert(chiso_board_set_ranked(board, unit, own.rank != CHISO_ABSENT, &error) ==
                  CHISO_OK);
    }
}

/* The ranking of a derived board; NULL where the tree is refused. */
static chiso_ranking *rank_derived(const struct scene *scene, const chiso_tree_change *changes,
                                   size_t count)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_ranking *ranking = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    if (chiso_tree_derive(chiso_board_tree(scene->board), changes, count, NULL, &tree, &error) ==
        CHISO_OK) {
        cr_assert(chiso_board_derive(scene->board, tree, &board, &error) == CHISO_OK, "%s",
                  error.message);
        leave_aside(scene, board);
        cr_assert(chiso_board_score(board, &error) == CHISO_OK, "%s", error.message);
        cr_assert(chiso_ranking_new(board, CHISO_ROOT, &scene->ranks, &ranking, &error) ==
                  CHISO_OK);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
    return ranking;
}

static chiso_decimal rank_of(const chiso_ranking *ranking, chiso_unit unit)
{
    chiso_place place;

    cr_assert(chiso_ranking_place(ranking, unit, &place) == CHISO_OK);
    return place.rank == 0
               ? CHISO_ABSENT
               : place.rank * CHISO_DECIMAL_ONE + (place.half ? CHISO_DECIMAL_ONE / 2 : 0);
}

/* Whether nothing above a node has a max, and with it a weight, that hangs on what is below without
 * being a sum of it: that stays on a board, and is another in a file without the row. */
static bool keeps_maxima(const struct plan *plan, int node)
{
    bool keeps = true;

    for (int id = plan->nodes[node].parent; id >= 0; id = plan->nodes[id].parent) {
        keeps = keeps && (plan->nodes[id].combine == PLAN_SUM || plan->nodes[id].max_stated);
    }
    return keeps;
}

/* Without each node in turn. */
static uint32_t check_left_out(struct scene *scene)
{
    const uint32_t nodes = chiso_tree_node_count(chiso_board_tree(scene->board));
    const size_t count = (size_t)nodes * scene->units;
    chiso_decimal *ranks = malloc(count * sizeof(*ranks));
    chiso_error error = CHISO_ERROR_INIT;
    uint32_t compared = 0;

    cr_assert(ranks != NULL);
    cr_assert(chiso_robustness_leave_out(scene->robustness, count, ranks, NULL, &error) == CHISO_OK,
              "%s", error.message);
    for (int i = 1; i < scene->plan.count; i++) {
        const chiso_node node =
            support_node(chiso_board_tree(scene->board), scene->plan.nodes[i].code);
        const chiso_tree_change change = {CHISO_TREE_CHANGE_WITHOUT, node, NULL};
        chiso_ranking *ranking =
            keeps_maxima(&scene->plan, i) ? rank_derived(scene, &change, 1) : NULL;

        for (chiso_unit unit = 0; ranking != NULL && unit < scene->units; unit++) {
            const chiso_decimal was = ranks[unit];
            const chiso_decimal rank = ranks[(size_t)node * scene->units + unit];

            if (was != CHISO_ABSENT && rank != rank_of(ranking, unit)) {
                plan_fail(&scene->plan, scene->cells, unit,
                          "without %s rank %" PRId64 ", and of a tree without it %" PRId64,
                          chiso_node_code(chiso_board_tree(scene->board), node), rank,
                          rank_of(ranking, unit));
            }
            compared++;
        }
        chiso_ranking_free(ranking);
    }
    free(ranks);
    return compared;
}

Test(robustness, without_a_criterion_is_a_tree_without_it)
{
    static const struct plan_taste *const tastes[] = {&all, &means, &sums};
    uint64_t compared = 0;

    for (uint64_t seed = 0; seed < 900; seed += SUPPORT_STRIDE) {
        struct scene scene;

        scene_make(&scene, seed, tastes[seed % 3], "1,weights:0%");
        if (scene.robustness != NULL) {
            compared += check_left_out(&scene);
        }
        scene_clear(&scene);
    }
    cr_assert(compared > 10000 / SUPPORT_STRIDE, "%" PRIu64 " compared", compared);
}

/* A weight times a factor of millionths, as text: twelve decimals. */
static void write_weight(chiso_decimal weight, int64_t factor, char *text, size_t size)
{
    const plan_exact product = (plan_exact)weight * factor;
    const plan_exact one = (plan_exact)CHISO_DECIMAL_ONE * CHISO_DECIMAL_ONE;

    (void)snprintf(text, size, "%" PRId64 ".%012" PRId64, (int64_t)(product / one),
                   (int64_t)(product % one));
}

/* A draw of a tree of means all of whose weights are stated. */
static void check_draw(struct scene *scene, uint64_t draw)
{
    enum { ROOM = 64 };
    const chiso_tree *tree = chiso_board_tree(scene->board);
    const struct chiso__draw numbers = {1, draw, CHISO__SOURCE_WEIGHTS};
    chiso_tree_change changes[PLAN_NODES];
    char texts[PLAN_NODES][ROOM];
    size_t count = 0;
    chiso_ranking *ranking = NULL;

    for (chiso_node node = 1; node < chiso_tree_node_count(tree); node++) {
        const char *code = chiso_node_code(tree, node);
        const struct chiso__span span = {code, strlen(code)};
        struct chiso__stream stream = chiso__stream_of(numbers, chiso__draw_name(span));
        const chiso_decimal weight = chiso_node_weight(tree, node);

        if (weight == CHISO_ABSENT ||
            chiso_node_child_count(tree, chiso_node_parent(tree, node)) < 2) {
            continue;
        }
        write_weight(weight, chiso__weight_factor(chiso__stream_next(&stream), 250000),
                     texts[count], ROOM);
        changes[count] = (chiso_tree_change){CHISO_TREE_CHANGE_WEIGHT, node, texts[count]};
        count++;
    }
    ranking = rank_derived(scene, changes, count);
    cr_assert(ranking != NULL);
    for (chiso_unit unit = 0; unit < scene->units; unit++) {
        chiso_robust_unit own;

        cr_assert(chiso_robustness_unit(scene->robustness, unit, &own) == CHISO_OK);
        if (own.rank != CHISO_ABSENT && own.least != rank_of(ranking, unit)) {
            plan_fail(&scene->plan, scene->cells, unit,
                      "rank %" PRId64 ", and of a tree with the weights %" PRId64, own.least,
                      rank_of(ranking, unit));
        }
    }
    chiso_ranking_free(ranking);
}

/* Sums have no weights to write. */
static bool has_no_sums(const struct plan *plan)
{
    bool none = true;

    for (int i = 0; i < plan->count; i++) {
        none = none && (plan->nodes[i].leaf || plan->nodes[i].combine == PLAN_MEAN);
    }
    return none;
}

Test(robustness, a_draw_is_a_tree_with_its_weights)
{
    for (uint64_t seed = 0; seed < 3000; seed += SUPPORT_STRIDE) {
        struct scene scene;
        char draws[64];

        (void)snprintf(draws, sizeof(draws), "1,from:%" PRIu64, seed);
        scene_make(&scene, seed, &means, draws);
        if (scene.robustness != NULL && has_no_sums(&scene.plan)) {
            check_draw(&scene, seed);
        }
        scene_clear(&scene);
    }
}
