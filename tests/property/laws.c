/* Laws of scoring that need no second scorer. */
#include "plan.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const struct plan_taste sums = {.bonus = true, .minima = true};
static const struct plan_taste plain_points = {.scaled = true, .mean = true, .capped = true};
static const struct plan_taste fixed_weights = {.mean = true, .weighted = true, .capped = true, .minima = true};
static const struct plan_taste all = {
    .scaled = true, .mean = true, .capped = true, .bonus = true, .rounded = true, .minima = true, .zeros = true};

static const struct plan_gaps some_gaps = {12, 12, 30};

/* A tree, cells for some units, and the board that holds them. */
struct scene {
    struct plan plan;
    struct random random;
    uint32_t units;
    chiso_decimal *cells;
    chiso_board *board;
};

static void scene_make(struct scene *scene, uint64_t seed, const struct plan_taste *taste, int policy)
{
    scene->random = (struct random){.state = ~seed};
    plan_make(&scene->plan, seed, taste);
    if (policy >= 0) {
        scene->plan.missing = (chiso_missing_policy)policy;
    }
    scene->units = 1 + (uint32_t)random_below(&scene->random, 6);
    scene->cells = plan_cells(&scene->plan, &scene->random, scene->units, &some_gaps);
    scene->board = plan_board(&scene->plan, scene->cells, scene->units);
}

static void scene_clear(struct scene *scene)
{
    chiso_board_free(scene->board);
    free(scene->cells);
}

static chiso_decimal figure_or_zero(chiso_decimal figure)
{
    return figure == CHISO_ABSENT ? 0 : figure;
}

/* One node under sum: what is below it is scored, missing as the policy says, or does not apply and gives nothing. */
static void expect_sum(const struct scene *scene, uint32_t unit, int node)
{
    const struct plan *plan = &scene->plan;
    const chiso_result whole = support_result(scene->board, plan_unit(unit), plan->nodes[node].code);
    chiso_decimal achieved = 0;
    chiso_decimal max = 0;

    for (int child = node + 1; child < plan->count; child++) {
        if (plan->nodes[child].parent == node) {
            const chiso_result part = support_result(scene->board, plan_unit(unit), plan->nodes[child].code);

            achieved += figure_or_zero(part.achieved);
            max += plan->nodes[child].bonus ? 0 : figure_or_zero(part.max);
        }
    }
    if (whole.achieved != CHISO_ABSENT && whole.achieved != achieved) {
        plan_fail(plan, scene->cells, unit, "\"%s\" achieved %" PRId64 ", its children %" PRId64, plan->nodes[node].code, whole.achieved,
                  achieved);
    }
    if (whole.max != CHISO_ABSENT && whole.max != max) {
        plan_fail(plan, scene->cells, unit, "\"%s\" has a max of %" PRId64 ", its children %" PRId64, plan->nodes[node].code, whole.max,
                  max);
    }
}

Test(property_laws, under_sum_the_points_and_maxima_of_the_children_add_up_to_the_parents)
{
    for (uint64_t seed = 1000000; seed < 1002000; seed++) {
        struct scene scene;

        scene_make(&scene, seed, &sums, -1);
        for (uint32_t unit = 0; unit < scene.units; unit++) {
            for (int node = 0; node < scene.plan.count; node++) {
                if (!scene.plan.nodes[node].leaf) {
                    expect_sum(&scene, unit, node);
                }
            }
        }
        scene_clear(&scene);
    }
}

static bool same_result(const chiso_result *a, const chiso_result *b)
{
    return a->state == b->state && a->achieved == b->achieved && a->max == b->max && a->percent == b->percent &&
           a->coverage == b->coverage && a->lowest == b->lowest && a->highest == b->highest;
}

static void expect_same_figures(const struct scene *scene, const chiso_board *other, const char *what)
{
    for (uint32_t unit = 0; unit < scene->units; unit++) {
        for (int node = 0; node < scene->plan.count; node++) {
            const char *code = scene->plan.nodes[node].code;
            const chiso_result a = support_result(scene->board, plan_unit(unit), code);
            const chiso_result b = support_result(other, plan_unit(unit), code);

            if (!same_result(&a, &b)) {
                plan_fail(&scene->plan, scene->cells, unit, "%s changed a figure of \"%s\"", what, code);
            }
        }
    }
}

static void expect_same_ranks(const struct scene *scene, const chiso_board *other, const char *what)
{
    chiso_ranking *rankings[2] = {NULL, NULL};

    cr_assert(chiso_ranking_new(scene->board, CHISO_ROOT, NULL, &rankings[0], NULL) == CHISO_OK);
    cr_assert(chiso_ranking_new(other, CHISO_ROOT, NULL, &rankings[1], NULL) == CHISO_OK);
    for (uint32_t unit = 0; unit < scene->units; unit++) {
        chiso_place a;
        chiso_place b;

        cr_assert(chiso_ranking_place(rankings[0], support_unit(scene->board, plan_unit(unit)), &a) == CHISO_OK);
        cr_assert(chiso_ranking_place(rankings[1], support_unit(other, plan_unit(unit)), &b) == CHISO_OK);
        if (a.rank != b.rank || a.tied != b.tied || a.out_of != b.out_of) {
            plan_fail(&scene->plan, scene->cells, unit, "%s changed the rank of a unit", what);
        }
    }
    chiso_ranking_free(rankings[0]);
    chiso_ranking_free(rankings[1]);
}

Test(property_laws, the_order_of_criteria_units_and_columns_and_the_layout_change_no_figure)
{
    for (uint64_t seed = 1100000; seed < 1101000; seed++) {
        struct scene scene;
        int rows[PLAN_NODES];
        int columns[PLAN_NODES];
        int units[PLAN_NODES];

        scene_make(&scene, seed, &all, -1);
        plan_shuffle(&scene.random, scene.plan.count, rows);
        plan_shuffle(&scene.random, scene.plan.count, columns);
        plan_shuffle(&scene.random, (int)scene.units, units);
        char *criteria = plan_criteria(&scene.plan, rows);
        char *wide = plan_points_wide(&scene.plan, scene.cells, 0, scene.units, units, columns);
        char *narrow = plan_points_long(&scene.plan, scene.cells, scene.units, units, columns);
        chiso_tree *tree = support_tree(criteria);
        chiso_board *from_wide = support_scored(tree, wide);
        chiso_board *from_long = support_scored(tree, narrow);

        expect_same_figures(&scene, from_wide, "another order in the wide layout");
        expect_same_figures(&scene, from_long, "another order in the long layout");
        expect_same_ranks(&scene, from_wide, "another order in the wide layout");
        expect_same_ranks(&scene, from_long, "another order in the long layout");
        chiso_board_free(from_wide);
        chiso_board_free(from_long);
        chiso_tree_free(tree);
        free(criteria);
        free(wide);
        free(narrow);
        scene_clear(&scene);
    }
}

/* Raises one leaf of a unit and looks at all nodes: those above may rise, no node may fall. */
static void expect_no_fall(struct scene *scene, uint32_t unit, int leaf)
{
    struct plan *plan = &scene->plan;
    chiso_decimal *cell = &scene->cells[(size_t)unit * (size_t)plan->count + (size_t)leaf];
    chiso_result before[PLAN_NODES];

    for (int node = 0; node < plan->count; node++) {
        before[node] = support_result(scene->board, plan_unit(unit), plan->nodes[node].code);
    }
    *cell += 1 + (chiso_decimal)random_below(&scene->random, (uint64_t)(plan->nodes[leaf].max - *cell));
    cr_assert(chiso_board_set_value(scene->board, unit, support_node(chiso_board_tree(scene->board), plan->nodes[leaf].code), *cell,
                                    NULL) == CHISO_OK);
    cr_assert(chiso_board_score(scene->board, NULL) == CHISO_OK);
    for (int node = 0; node < plan->count; node++) {
        const chiso_result after = support_result(scene->board, plan_unit(unit), plan->nodes[node].code);

        if (after.achieved < before[node].achieved || after.percent < before[node].percent || after.lowest < before[node].lowest ||
            after.highest < before[node].highest || after.max != before[node].max || after.state != before[node].state) {
            plan_fail(plan, scene->cells, unit, "raising \"%s\" to %" PRId64 " lowered \"%s\"", plan->nodes[leaf].code, *cell,
                      plan->nodes[node].code);
        }
    }
}

Test(property_laws, raising_a_leaf_lowers_nothing_under_sum_and_mean_with_stated_weights)
{
    for (uint64_t seed = 1200000; seed < 1202000; seed++) {
        struct scene scene;

        scene_make(&scene, seed, &fixed_weights, (int)(seed % 3));
        for (uint32_t unit = 0; unit < scene.units; unit++) {
            const int leaf = (int)random_below(&scene.random, (uint64_t)scene.plan.count);
            const chiso_decimal cell = scene.cells[(size_t)unit * (size_t)scene.plan.count + (size_t)leaf];

            if (scene.plan.nodes[leaf].leaf && cell != CHISO_MISSING && cell != CHISO_NOT_APPLICABLE && cell < scene.plan.nodes[leaf].max) {
                expect_no_fall(&scene, unit, leaf);
            }
        }
        scene_clear(&scene);
    }
}

Test(property_laws, the_percent_lies_within_its_bounds_and_the_coverage_in_0_to_100)
{
    const chiso_decimal hundred = 100 * CHISO_DECIMAL_ONE;

    for (uint64_t seed = 1300000; seed < 1302000; seed++) {
        struct scene scene;

        scene_make(&scene, seed, &plain_points, CHISO_MISSING_ZERO);
        for (uint32_t unit = 0; unit < scene.units; unit++) {
            for (int node = 0; node < scene.plan.count; node++) {
                const chiso_result result = support_result(scene.board, plan_unit(unit), scene.plan.nodes[node].code);
                const bool within = result.lowest <= result.percent && result.percent <= result.highest;

                if (result.state == CHISO_STATE_NOT_APPLICABLE) {
                    cr_assert(result.percent == CHISO_ABSENT && result.lowest == CHISO_ABSENT && result.highest == CHISO_ABSENT);
                } else if (!within || result.lowest < 0 || result.highest > hundred || result.coverage < 0 || result.coverage > hundred) {
                    plan_fail(&scene.plan, scene.cells, unit,
                              "\"%s\": lowest %" PRId64 ", percent %" PRId64 ", highest %" PRId64 ", coverage %" PRId64,
                              scene.plan.nodes[node].code, result.lowest, result.percent, result.highest, result.coverage);
                }
            }
        }
        scene_clear(&scene);
    }
}

/* What is missing may become anything between its min and its max: the percent of then lies in the bounds of now, with any policy. A bonus
   that is missing stays away: it is in no bounds. */
Test(property_laws, whatever_is_filled_in_later_the_percent_lands_within_the_bounds)
{
    for (uint64_t seed = 1400000; seed < 1401000; seed++) {
        struct scene scene;

        scene_make(&scene, seed, &all, (int)(seed % 3));
        const size_t count = (size_t)scene.units * (size_t)scene.plan.count;
        chiso_decimal *filled = malloc(count * sizeof(*filled));

        cr_assert(filled != NULL);
        for (size_t i = 0; i < count; i++) {
            const struct plan_node *node = &scene.plan.nodes[i % (size_t)scene.plan.count];

            filled[i] = scene.cells[i];
            if (node->leaf && !plan_is_in_bonus(&scene.plan, (int)(i % (size_t)scene.plan.count)) && filled[i] == CHISO_MISSING) {
                filled[i] = node->min + (chiso_decimal)random_below(&scene.random, (uint64_t)(node->max - node->min) + 1);
            }
        }
        chiso_board *later = plan_board(&scene.plan, filled, scene.units);
        for (uint32_t unit = 0; unit < scene.units; unit++) {
            for (int node = 0; node < scene.plan.count; node++) {
                const chiso_result now = support_result(scene.board, plan_unit(unit), scene.plan.nodes[node].code);
                const chiso_result then = support_result(later, plan_unit(unit), scene.plan.nodes[node].code);

                if (!plan_is_in_bonus(&scene.plan, node) && (then.percent < now.lowest || then.percent > now.highest)) {
                    plan_fail(&scene.plan, scene.cells, unit, "\"%s\" was between %" PRId64 " and %" PRId64 " and became %" PRId64,
                              scene.plan.nodes[node].code, now.lowest, now.highest, then.percent);
                }
            }
        }
        chiso_board_free(later);
        free(filled);
        scene_clear(&scene);
    }
}

Test(property_laws, what_does_not_apply_has_no_figures_and_under_zero_all_else_has_points)
{
    for (uint64_t seed = 1500000; seed < 1502000; seed++) {
        struct scene scene;

        scene_make(&scene, seed, &all, (int)(seed % 3));
        for (uint32_t unit = 0; unit < scene.units; unit++) {
            for (int node = 0; node < scene.plan.count; node++) {
                const char *code = scene.plan.nodes[node].code;
                const chiso_result r = support_result(scene.board, plan_unit(unit), code);
                const bool none = r.achieved == CHISO_ABSENT && r.max == CHISO_ABSENT && r.percent == CHISO_ABSENT &&
                                  r.coverage == CHISO_ABSENT && r.lowest == CHISO_ABSENT && r.highest == CHISO_ABSENT;

                if (r.state == CHISO_STATE_NOT_APPLICABLE && !none) {
                    plan_fail(&scene.plan, scene.cells, unit, "\"%s\" does not apply and has figures", code);
                }
                if (r.state != CHISO_STATE_NOT_APPLICABLE && scene.plan.missing == CHISO_MISSING_ZERO &&
                    (r.achieved == CHISO_ABSENT || r.max == CHISO_ABSENT)) {
                    plan_fail(&scene.plan, scene.cells, unit, "\"%s\" applies and has no points", code);
                }
                if ((r.percent == CHISO_ABSENT) != (r.achieved == CHISO_ABSENT || r.max == CHISO_ABSENT || r.max == 0)) {
                    plan_fail(&scene.plan, scene.cells, unit, "\"%s\" has points and a max above 0 but no percent, or the other way round",
                              code);
                }
            }
        }
        scene_clear(&scene);
    }
}
