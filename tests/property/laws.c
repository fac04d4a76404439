/* Laws of scoring that need no second scorer. */
#include "plan.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const struct plan_taste sums = {.bonus = true, .minima = true};
static const struct plan_taste plain_points = {.scaled = true, .mean = true, .capped = true};
static const struct plan_taste fixed_weights = {
    .mean = true, .weighted = true, .capped = true, .minima = true};
static const struct plan_taste all = {.scaled = true,
                                      .mean = true,
                                      .capped = true,
                                      .bonus = true,
                                      .rounded = true,
                                      .minima = true,
                                      .zeros = true};

static const struct plan_taste ratios = {
    .mean = true, .weighted = true, .capped = true, .minima = true, .ratios = true};
static const struct plan_taste plain_ratios = {
    .scaled = true, .mean = true, .capped = true, .ratios = true};
static const struct plan_taste whole = PLAN_EVERYTHING;

static const struct plan_gaps some_gaps = {12, 12, 30};

/* A tree, cells for some units, and the board that holds them. */
struct scene {
    struct plan plan;
    struct random random;
    uint32_t units;
    chiso_decimal *cells;
    chiso_board *board;
};

static void scene_make(struct scene *scene, uint64_t seed, const struct plan_taste *taste,
                       int policy)
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

/* One node under sum: what is below it is scored, missing as the policy says, or does not apply and
 * gives nothing. */
static void expect_sum(const struct scene *scene, uint32_t unit, int node)
{
    const struct plan *plan = &scene->plan;
    const chiso_result whole =
        support_result(scene->board, plan_unit(unit), plan->nodes[node].code);
    chiso_decimal achieved = 0;
    chiso_decimal max = 0;

    for (int child = node + 1; child < plan->count; child++) {
        if (plan->nodes[child].parent == node) {
            const chiso_result part =
                support_result(scene->board, plan_unit(unit), plan->nodes[child].code);

            achieved += figure_or_zero(part.achieved);
            max += plan->nodes[child].bonus ? 0 : figure_or_zero(part.max);
        }
    }
    /* What is missing below a bonus has no figures, and counts 0 of its max above. */
    if (plan_is_in_bonus(plan, node)) {
        return;
    }
    if (whole.achieved != CHISO_ABSENT && whole.achieved != achieved) {
        plan_fail(plan, scene->cells, unit, "\"%s\" achieved %" PRId64 ", its children %" PRId64,
                  plan->nodes[node].code, whole.achieved, achieved);
    }
    if (whole.max != CHISO_ABSENT && whole.max != max) {
        plan_fail(plan, scene->cells, unit,
                  "\"%s\" has a max of %" PRId64 ", its children %" PRId64, plan->nodes[node].code,
                  whole.max, max);
    }
}

Test(property_laws, under_sum_the_points_and_maxima_of_the_children_add_up_to_the_parents)
{
    for (uint64_t seed = 1000000; seed < 1002000; seed += SUPPORT_STRIDE) {
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
    return a->state == b->state && a->achieved == b->achieved && a->max == b->max &&
           a->percent == b->percent && a->coverage == b->coverage && a->lowest == b->lowest &&
           a->highest == b->highest;
}

static void expect_same_figures(const struct scene *scene, const chiso_board *other,
                                const char *what)
{
    for (uint32_t unit = 0; unit < scene->units; unit++) {
        for (int node = 0; node < scene->plan.count; node++) {
            const char *code = scene->plan.nodes[node].code;
            const chiso_result a = support_result(scene->board, plan_unit(unit), code);
            const chiso_result b = support_result(other, plan_unit(unit), code);

            if (!same_result(&a, &b)) {
                plan_fail(&scene->plan, scene->cells, unit, "%s changed a figure of \"%s\"", what,
                          code);
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

        cr_assert(chiso_ranking_place(rankings[0], support_unit(scene->board, plan_unit(unit)),
                                      &a) == CHISO_OK);
        cr_assert(chiso_ranking_place(rankings[1], support_unit(other, plan_unit(unit)), &b) ==
                  CHISO_OK);
        if (a.rank != b.rank || a.tied != b.tied || a.out_of != b.out_of) {
            plan_fail(&scene->plan, scene->cells, unit, "%s changed the rank of a unit", what);
        }
    }
    chiso_ranking_free(rankings[0]);
    chiso_ranking_free(rankings[1]);
}

Test(property_laws, the_order_of_criteria_units_and_columns_and_the_layout_change_no_figure)
{
    for (uint64_t seed = 1100000; seed < 1102000; seed += SUPPORT_STRIDE) {
        struct scene scene;
        int rows[PLAN_NODES];
        int columns[PLAN_NODES];
        int units[PLAN_NODES];

        scene_make(&scene, seed, seed < 1101000 ? &all : &whole, -1);
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
    *cell +=
        1 + (chiso_decimal)random_below(&scene->random, (uint64_t)(plan->nodes[leaf].max - *cell));
    cr_assert(
        chiso_board_set_value(scene->board, unit,
                              support_node(chiso_board_tree(scene->board), plan->nodes[leaf].code),
                              *cell, NULL) == CHISO_OK);
    cr_assert(chiso_board_score(scene->board, NULL) == CHISO_OK);
    for (int node = 0; node < plan->count; node++) {
        const chiso_result after =
            support_result(scene->board, plan_unit(unit), plan->nodes[node].code);

        if (after.achieved < before[node].achieved || after.percent < before[node].percent ||
            after.lowest < before[node].lowest || after.highest < before[node].highest ||
            after.max != before[node].max || after.state != before[node].state) {
            plan_fail(plan, scene->cells, unit, "raising \"%s\" to %" PRId64 " lowered \"%s\"",
                      plan->nodes[leaf].code, *cell, plan->nodes[node].code);
        }
    }
}

Test(property_laws, raising_a_leaf_lowers_nothing_under_any_combine_with_stated_weights)
{
    for (uint64_t seed = 1200000; seed < 1205000; seed += SUPPORT_STRIDE) {
        struct scene scene;

        scene_make(&scene, seed, seed < 1202000 ? &fixed_weights : &ratios, (int)(seed % 3));
        for (uint32_t unit = 0; unit < scene.units; unit++) {
            const int leaf = (int)random_below(&scene.random, (uint64_t)scene.plan.count);
            const chiso_decimal cell =
                scene.cells[(size_t)unit * (size_t)scene.plan.count + (size_t)leaf];

            if (scene.plan.nodes[leaf].leaf && cell != CHISO_MISSING &&
                cell != CHISO_NOT_APPLICABLE && cell < scene.plan.nodes[leaf].max) {
                expect_no_fall(&scene, unit, leaf);
            }
        }
        scene_clear(&scene);
    }
}

Test(property_laws, the_percent_lies_within_its_bounds_and_the_coverage_in_0_to_100)
{
    const chiso_decimal hundred = 100 * CHISO_DECIMAL_ONE;

    for (uint64_t seed = 1300000; seed < 1304000; seed += SUPPORT_STRIDE) {
        struct scene scene;

        scene_make(&scene, seed, seed < 1302000 ? &plain_points : &plain_ratios,
                   CHISO_MISSING_ZERO);
        for (uint32_t unit = 0; unit < scene.units; unit++) {
            for (int node = 0; node < scene.plan.count; node++) {
                const chiso_result result =
                    support_result(scene.board, plan_unit(unit), scene.plan.nodes[node].code);
                const bool within =
                    result.lowest <= result.percent && result.percent <= result.highest;

                if (result.state == CHISO_STATE_NOT_APPLICABLE) {
                    cr_assert(result.percent == CHISO_ABSENT && result.lowest == CHISO_ABSENT &&
                              result.highest == CHISO_ABSENT);
                } else if (!within || result.lowest < 0 || result.highest > hundred ||
                           result.coverage < 0 || result.coverage > hundred) {
                    plan_fail(&scene.plan, scene.cells, unit,
                              "\"%s\": lowest %" PRId64 ", percent %" PRId64 ", highest %" PRId64
                              ", coverage %" PRId64,
                              scene.plan.nodes[node].code, result.lowest, result.percent,
                              result.highest, result.coverage);
                }
            }
        }
        scene_clear(&scene);
    }
}

/* What is missing may become anything between its min and its max: the percent of then lies in the
 * bounds of now, with any policy. A bonus that is missing stays away: it is in no bounds. */
Test(property_laws, whatever_is_filled_in_later_the_percent_lands_within_the_bounds)
{
    for (uint64_t seed = 1400000; seed < 1402500; seed += SUPPORT_STRIDE) {
        struct scene scene;

        scene_make(&scene, seed, seed < 1401000 ? &all : &whole, (int)(seed % 3));
        const size_t count = (size_t)scene.units * (size_t)scene.plan.count;
        chiso_decimal *filled = malloc(count * sizeof(*filled));

        cr_assert(filled != NULL);
        for (size_t i = 0; i < count; i++) {
            const struct plan_node *node = &scene.plan.nodes[i % (size_t)scene.plan.count];

            filled[i] = scene.cells[i];
            if (node->leaf && !plan_is_in_bonus(&scene.plan, (int)(i % (size_t)scene.plan.count)) &&
                filled[i] == CHISO_MISSING) {
                filled[i] = node->min + (chiso_decimal)random_below(
                                            &scene.random, (uint64_t)(node->max - node->min) + 1);
            }
        }
        chiso_board *later = plan_board(&scene.plan, filled, scene.units);
        for (uint32_t unit = 0; unit < scene.units; unit++) {
            for (int node = 0; node < scene.plan.count; node++) {
                const chiso_result now =
                    support_result(scene.board, plan_unit(unit), scene.plan.nodes[node].code);
                const chiso_result then =
                    support_result(later, plan_unit(unit), scene.plan.nodes[node].code);

                if (!plan_is_in_bonus(&scene.plan, node) &&
                    (then.percent < now.lowest || then.percent > now.highest)) {
                    plan_fail(&scene.plan, scene.cells, unit,
                              "\"%s\" was between %" PRId64 " and %" PRId64 " and became %" PRId64,
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
    for (uint64_t seed = 1500000; seed < 1503500; seed += SUPPORT_STRIDE) {
        struct scene scene;

        scene_make(&scene, seed, seed < 1502000 ? &all : &whole, (int)(seed % 3));
        for (uint32_t unit = 0; unit < scene.units; unit++) {
            for (int node = 0; node < scene.plan.count; node++) {
                const char *code = scene.plan.nodes[node].code;
                const chiso_result r = support_result(scene.board, plan_unit(unit), code);
                const bool none = r.achieved == CHISO_ABSENT && r.max == CHISO_ABSENT &&
                                  r.percent == CHISO_ABSENT && r.coverage == CHISO_ABSENT &&
                                  r.lowest == CHISO_ABSENT && r.highest == CHISO_ABSENT;

                if (r.state == CHISO_STATE_NOT_APPLICABLE && !none) {
                    plan_fail(&scene.plan, scene.cells, unit,
                              "\"%s\" does not apply and has figures", code);
                }
                if (r.state != CHISO_STATE_NOT_APPLICABLE &&
                    scene.plan.missing == CHISO_MISSING_ZERO &&
                    !(r.state == CHISO_STATE_MISSING && plan_is_in_bonus(&scene.plan, node)) &&
                    (r.achieved == CHISO_ABSENT || r.max == CHISO_ABSENT)) {
                    plan_fail(&scene.plan, scene.cells, unit, "\"%s\" applies and has no points",
                              code);
                }
                if ((r.percent == CHISO_ABSENT) !=
                    (r.achieved == CHISO_ABSENT || r.max == CHISO_ABSENT || r.max == 0)) {
                    plan_fail(&scene.plan, scene.cells, unit,
                              "\"%s\" has points and a max above 0 but no percent, or the other "
                              "way round",
                              code);
                }
            }
        }
        scene_clear(&scene);
    }
}

/* The same children under every combine. */
struct siblings {
    int count;
    chiso_decimal maxima[PLAN_CHILDREN];
    chiso_decimal points[PLAN_CHILDREN];
    chiso_decimal weights[PLAN_CHILDREN];
};

static void siblings_make(struct siblings *siblings, struct random *random)
{
    siblings->count = 1 + (int)random_below(random, PLAN_CHILDREN);
    for (int i = 0; i < siblings->count; i++) {
        const uint64_t bits = 1 + random_below(random, 40);

        siblings->maxima[i] = 1 + (chiso_decimal)random_below(random, UINT64_C(1) << bits);
        siblings->points[i] =
            (chiso_decimal)random_below(random, (uint64_t)siblings->maxima[i] + 1);
        siblings->weights[i] =
            1 + (chiso_decimal)random_below(random, UINT64_C(1) << (1 + random_below(random, 40)));
        if (random_below(random, 8) == 0) {
            siblings->points[i] = siblings->maxima[i];
        }
    }
}

/* Points of 1000 that siblings get, in an order, with all of them multiplied by a factor. */
static chiso_decimal combined(const struct siblings *siblings, const char *combine, bool weighted,
                              const int *order, int64_t factor)
{
    struct buffer criteria = {0};
    struct buffer points = {0};

    buffer_print(&criteria, "code,title,max,weight,combine\n.,,1000,,%s\n", combine);
    buffer_print(&points, "unit,criterion,value\n");
    for (int k = 0; k < siblings->count; k++) {
        const int i = order[k];

        buffer_print(&criteria, "c%d,,%s,", i, decimal_text(siblings->maxima[i] * factor));
        buffer_print(&criteria, "%s,\n",
                     weighted ? decimal_text(siblings->weights[i] * factor) : "");
        buffer_print(&points, "u,c%d,%s\n", i, decimal_text(siblings->points[i] * factor));
    }
    chiso_tree *tree = support_tree(criteria.bytes);
    chiso_board *board = support_scored(tree, points.bytes);
    const chiso_decimal achieved = support_result(board, "u", "").achieved;

    chiso_board_free(board);
    chiso_tree_free(tree);
    buffer_clear(&criteria);
    buffer_clear(&points);
    return achieved;
}

static const char *const by_size[] = {"min", "harmonic", "geometric", "mean", "max"};

enum { BY_SIZE = sizeof(by_size) / sizeof(by_size[0]) };

Test(property_laws, of_the_same_children_min_harmonic_geometric_mean_and_max_grow_in_this_order)
{
    static const int order[] = {0, 1, 2, 3, 4};

    for (uint64_t seed = 1600000; seed < 1602500; seed += SUPPORT_STRIDE) {
        struct random random = {.state = seed};
        struct siblings siblings;
        chiso_decimal points[BY_SIZE];
        chiso_decimal median;

        siblings_make(&siblings, &random);
        for (int i = 0; i < BY_SIZE; i++) {
            points[i] = combined(&siblings, by_size[i], seed % 2 == 0, order, 1);
            cr_assert(i == 0 || points[i - 1] <= points[i], "seed %" PRIu64 ": %s is %s, %s is %s",
                      seed, by_size[i - (i > 0)], decimal_text(points[i - (i > 0)]), by_size[i],
                      decimal_text(points[i]));
        }
        median = combined(&siblings, "median", seed % 2 == 0, order, 1);
        cr_assert(points[0] <= median && median <= points[BY_SIZE - 1],
                  "seed %" PRIu64 ": the median is %s", seed, decimal_text(median));
        cr_assert(siblings.count > 1 || points[0] == points[BY_SIZE - 1], "seed %" PRIu64, seed);
    }
}

Test(property_laws,
     the_order_and_the_scale_of_the_children_do_not_matter_to_what_is_made_of_their_ratios)
{
    static const int order[] = {0, 1, 2, 3, 4};
    static const int64_t factors[] = {2, 3, 10, 1000, 7};

    for (uint64_t seed = 1700000; seed < 1701500; seed += SUPPORT_STRIDE) {
        struct random random = {.state = seed};
        const char *combine = seed % 6 == 5 ? "median" : by_size[seed % 6];
        const bool weighted = random_below(&random, 2) == 0;
        struct siblings siblings;
        int other[PLAN_CHILDREN];

        siblings_make(&siblings, &random);
        plan_shuffle(&random, siblings.count, other);
        const chiso_decimal points = combined(&siblings, combine, weighted, order, 1);
        const chiso_decimal shuffled = combined(&siblings, combine, weighted, other, 1);
        const chiso_decimal scaled =
            combined(&siblings, combine, weighted, order, factors[random_below(&random, 5)]);

        cr_assert(points == shuffled, "seed %" PRIu64 ": another order made %s of %s under %s",
                  seed, decimal_text(shuffled), decimal_text(points), combine);
        cr_assert(points == scaled, "seed %" PRIu64 ": another scale made %s of %s under %s", seed,
                  decimal_text(scaled), decimal_text(points), combine);
    }
}
