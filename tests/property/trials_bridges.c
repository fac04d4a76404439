/* Bridges over all that frameworks of other houses bring: their ends are the figures of the two
 * boards, their parts add up, and of one tree on both sides all of it is performance, or was set by
 * hand. */
#include "trials_scene.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Two boards, and both ways from one to the other. */
struct pair {
    struct trials_scene scenes[2];
    chiso_board *boards[2];
    chiso_comparison *there;
    chiso_comparison *back;
};

/* Another max, weight or gate, and a leaf that is another. */
static void change_tree(struct trials_scene *scene, struct random *random)
{
    for (int i = 1; i < scene->count; i++) {
        struct trials_node *node = &scene->nodes[i];
        const int what = (int)random_below(random, 20);

        if (what == 0 && node->leaf && !node->bonus && node->rule != TRIALS_TIERS) {
            node->max++;
        } else if (what == 1) {
            node->gate[0] = '\0';
        } else if (what == 2 && !node->bonus) {
            (void)snprintf(node->weights, sizeof(node->weights), "2,5");
        } else if (what == 3 && node->leaf) {
            node->code[strlen(node->code) - 1] = '8';
        } else if (what == 4 && !node->leaf) {
            node->floor[0] = node->needs[0] = '\0';
        }
    }
}

/* False where a board of the pair is refused, or nothing can be compared. */
static bool pair_make(struct pair *pair, uint64_t seed, const struct trials_taste *taste,
                      bool changed)
{
    struct random random = {~seed};

    *pair = (struct pair){.there = NULL};
    trials_tree(&pair->scenes[0], seed, taste);
    pair->scenes[1] = pair->scenes[0];
    if (changed) {
        change_tree(&pair->scenes[1], &random);
    }
    for (int i = 0; i < 2; i++) {
        trials_fill(&pair->scenes[i], &random, taste);
        pair->boards[i] = trials_mended(&pair->scenes[i]);
    }
    return pair->boards[0] != NULL && pair->boards[1] != NULL &&
           chiso_comparison_new(pair->boards[1], pair->boards[0], NULL, &pair->there, NULL) ==
               CHISO_OK &&
           chiso_comparison_new(pair->boards[0], pair->boards[1], NULL, &pair->back, NULL) ==
               CHISO_OK;
}

static void pair_clear(struct pair *pair)
{
    chiso_comparison_free(pair->there);
    chiso_comparison_free(pair->back);
    for (int i = 0; i < 2; i++) {
        chiso_board_free(pair->boards[i]);
    }
}

static void fail(const struct pair *pair, chiso_unit unit, chiso_node node,
                 const chiso_bridge *bridge, const char *law)
{
    char *before = trials_criteria(&pair->scenes[0]);
    char *points = trials_points(&pair->scenes[0]);

    trials_fail(&pair->scenes[1],
                "%s: \"%s\" of %s: change %s, performance %s, maxima %s, new %s, dropped %s, not "
                "applicable %s, set %s; before\n%s\n%s",
                law, chiso_node_code(chiso_board_tree(pair->boards[1]), node), trials_unit(unit),
                decimal_text(bridge->change), decimal_text(bridge->performance),
                decimal_text(bridge->maxima), decimal_text(bridge->added),
                decimal_text(bridge->dropped), decimal_text(bridge->not_applicable),
                decimal_text(bridge->set), before, points);
}

static chiso_decimal sum_of(const chiso_bridge *bridge)
{
    return bridge->performance + bridge->maxima + bridge->added + bridge->dropped +
           bridge->not_applicable + bridge->set;
}

/* How many results of a unit are set on either side. */
static uint32_t count_set(const struct pair *pair, chiso_unit unit)
{
    uint32_t now = 0;
    uint32_t before = 0;

    cr_assert(chiso_comparison_set_nodes(pair->there, unit, false, 0, NULL, &now) == CHISO_OK);
    cr_assert(chiso_comparison_set_nodes(pair->there, unit, true, 0, NULL, &before) == CHISO_OK);
    return now + before;
}

static void expect_bridge(const struct pair *pair, chiso_unit unit, chiso_node node, bool changed,
                          uint32_t *bridges)
{
    const chiso_tree *before = chiso_board_tree(pair->boards[0]);
    const char *code = chiso_node_code(chiso_board_tree(pair->boards[1]), node);
    chiso_bridge bridge;
    chiso_bridge back;
    chiso_result results[2];
    chiso_node old = CHISO_NO_NODE;
    chiso_decimal change = 0;

    if (chiso_comparison_bridge(pair->there, unit, node, &bridge, NULL) != CHISO_OK) {
        return;
    }
    *bridges += 1;
    cr_assert(chiso_tree_find(before, code, &old) == CHISO_OK);
    cr_assert(chiso_board_result(pair->boards[0], unit, old, &results[0]) == CHISO_OK);
    cr_assert(chiso_board_result(pair->boards[1], unit, node, &results[1]) == CHISO_OK);
    change = results[1].percent - results[0].percent - bridge.change;
    /* Three figures, each rounded once. */
    if (change < -1 || change > 1) {
        fail(pair, unit, node, &bridge, "its ends are those of the boards");
    }
    if (sum_of(&bridge) != bridge.change) {
        fail(pair, unit, node, &bridge, "the parts add up");
    }
    if (!changed && (bridge.maxima != 0 || bridge.added != 0 || bridge.dropped != 0)) {
        fail(pair, unit, node, &bridge, "one tree is no change");
    }
    if (bridge.set != 0 && count_set(pair, unit) == 0) {
        fail(pair, unit, node, &bridge, "nothing is set");
    }
    if (chiso_comparison_bridge(pair->back, unit, old, &back, NULL) != CHISO_OK ||
        back.change != -bridge.change || back.performance != -bridge.performance ||
        back.maxima != -bridge.maxima || back.added != -bridge.dropped ||
        back.dropped != -bridge.added || back.not_applicable != -bridge.not_applicable ||
        back.set != -bridge.set) {
        fail(pair, unit, node, &bridge, "backwards");
    }
}

static uint32_t try_bridges(uint64_t usual, const struct trials_taste *taste, bool changed)
{
    uint32_t bridges = 0;

    for (uint64_t seed = trials_first(); seed < trials_end(usual); seed += SUPPORT_STRIDE) {
        struct pair pair;

        if (pair_make(&pair, seed, taste, changed)) {
            const uint32_t nodes = chiso_tree_node_count(chiso_board_tree(pair.boards[1]));

            for (chiso_unit unit = 0; unit < TRIALS_UNITS; unit++) {
                for (chiso_node node = 0; node < nodes; node++) {
                    expect_bridge(&pair, unit, node, changed, &bridges);
                }
            }
        }
        pair_clear(&pair);
    }
    return bridges;
}

Test(property_trials_bridges, of_one_tree_all_is_performance)
{
    static const struct trials_taste taste = {.relative = true, .set = true, .above = true};
    const uint32_t bridges = try_bridges(600, &taste, false);

    cr_expect(bridges > 3000 / SUPPORT_STRIDE, "%u bridges", bridges);
}

Test(property_trials_bridges, ends_parts_and_the_way_back)
{
    static const struct trials_taste taste = {.relative = true, .set = true, .above = true};
    const uint32_t bridges = try_bridges(600, &taste, true);

    cr_expect(bridges > 2000 / SUPPORT_STRIDE, "%u bridges", bridges);
}
