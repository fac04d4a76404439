/* Targets of random boards: every result by substitution. What the plan says is done on a copy of
 * the board, which is scored again; points of the node are put into a second, flat board that has
 * nothing but the totals. */
#include "plan.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const struct plan_taste sums = {.bonus = true, .minima = true, .zeros = true};
static const struct plan_taste means = {
    .scaled = true, .mean = true, .weighted = true, .minima = true};
static const struct plan_taste whole = PLAN_EVERYTHING;

static const struct plan_gaps some_gaps = {10, 10, 60};

struct scene {
    struct plan plan;
    struct random random;
    uint32_t units;
    chiso_decimal *cells;
    chiso_board *board;
    chiso_bands *bands;
    uint32_t unit;
    int node;
    chiso_goal goal;
    chiso_rank_options rank;
    chiso_target_options options;
    chiso_decimal efforts[PLAN_NODES];
    chiso_target *target;
    chiso_target_figures result;
};

static chiso_bands *make_bands(void)
{
    static const char text[] = "band,from\nA,90\nB,80\nC,50\nD,20.5\n";
    chiso_bands *bands = NULL;

    cr_assert(chiso_bands_read_csv(text, strlen(text), NULL, &bands, NULL) == CHISO_OK);
    return bands;
}

static void fail(const struct scene *scene, const char *what)
{
    plan_fail(&scene->plan, scene->cells, scene->unit,
              "%s: target %s of \"%s\", ties %d, key %d, %sachieved %s, least %s, most %s", what,
              chiso_target_text(scene->target), scene->plan.nodes[scene->node].code,
              (int)scene->rank.ties, (int)scene->rank.key,
              scene->options.efforts == NULL ? "" : "efforts, ",
              decimal_text(scene->result.achieved), decimal_text(scene->result.least),
              decimal_text(scene->result.most));
}

static chiso_node node_of(const struct scene *scene)
{
    return support_node(chiso_board_tree(scene->board), scene->plan.nodes[scene->node].code);
}

static chiso_place place_of(const chiso_board *board, uint32_t unit, chiso_node node,
                            const chiso_rank_options *options)
{
    chiso_ranking *ranking = NULL;
    chiso_place place;

    cr_assert(chiso_ranking_new(board, node, options, &ranking, NULL) == CHISO_OK);
    cr_assert(chiso_ranking_place(ranking, unit, &place) == CHISO_OK);
    chiso_ranking_free(ranking);
    return place;
}

/* Whether a unit, and all of them are ranked, has a percent that takes part in anything. */
static bool has_percent(const struct scene *scene, const chiso_board *board, uint32_t unit,
                        chiso_node node)
{
    return place_of(board, unit, node, &scene->rank).rank > 0;
}

/* Whether a percent is one or more: as it is carried, where less than 10^-12 is near, or as it is
 * published. */
static bool is_from(const struct scene *scene, const chiso_board *board, chiso_node node,
                    chiso_decimal percent)
{
    char text[CHISO_FIGURE_TEXT_SIZE];
    chiso_result result;

    if (scene->rank.key == CHISO_KEY_PUBLISHED) {
        cr_assert(chiso_board_result(board, scene->unit, node, &result) == CHISO_OK);
        return result.percent >= percent;
    }
    cr_assert(chiso_board_percent_text(board, scene->unit, node, 18, '.', text) == CHISO_OK);
    return plan_exact_of(text) + 99999900 >= plan_millionths(percent);
}

static uint32_t band_at(const struct scene *scene, const chiso_board *board, chiso_node node)
{
    uint32_t band = 0;

    cr_assert(chiso_bands_find_unit(scene->bands, board, scene->unit, node, scene->rank.key,
                                    &band) == CHISO_OK);
    return band;
}

static bool is_above(const struct scene *scene, const chiso_board *board, chiso_node node)
{
    chiso_result own;
    chiso_result other;
    int order = 0;

    cr_assert(chiso_board_compare(board, node, scene->unit, scene->goal.unit, &order) == CHISO_OK &&
              chiso_board_result(board, scene->unit, node, &own) == CHISO_OK &&
              chiso_board_result(board, scene->goal.unit, node, &other) == CHISO_OK);
    return scene->rank.key == CHISO_KEY_EXACT ? order > 0 : own.percent > other.percent;
}

/* Whether a scored board has the goal reached. */
static bool reached(const struct scene *scene, const chiso_board *board, chiso_node node)
{
    const chiso_goal *goal = &scene->goal;
    chiso_place place;

    switch (goal->kind) {
    case CHISO_GOAL_RANK:
        place = place_of(board, scene->unit, node, &scene->rank);
        return place.rank * 2 + place.half <= goal->rank * 2;
    case CHISO_GOAL_BAND:
        return band_at(scene, board, node) <= goal->band;
    case CHISO_GOAL_PERCENT:
        return is_from(scene, board, node, goal->percent);
    case CHISO_GOAL_RISE:
        return is_from(scene, board, node, goal->former + goal->percent);
    case CHISO_GOAL_ABOVE:
        return is_above(scene, board, node);
    }
    return false;
}

static bool make_goal(struct scene *scene)
{
    struct random *random = &scene->random;

    scene->goal = (chiso_goal){.kind = (chiso_goal_kind)random_below(random, 5),
                               .rank = 1 + (uint32_t)random_below(random, scene->units + 1),
                               .band = (uint32_t)random_below(random, 4),
                               .unit = (chiso_unit)random_below(random, scene->units),
                               .percent = (chiso_decimal)random_below(random, 110000000),
                               .former = (chiso_decimal)random_below(random, 30000000)};
    return scene->goal.kind != CHISO_GOAL_ABOVE ||
           (scene->goal.unit != scene->unit &&
            has_percent(scene, scene->board, scene->goal.unit, node_of(scene)));
}

static void make_options(struct scene *scene)
{
    struct random *random = &scene->random;

    scene->rank = CHISO_RANK_OPTIONS_INIT;
    scene->rank.ties = (chiso_ties)random_below(random, 5);
    scene->rank.key = (chiso_key)random_below(random, 2);
    scene->options = CHISO_TARGET_OPTIONS_INIT;
    scene->options.ranking = &scene->rank;
    scene->options.bands = scene->bands;
    for (int i = 0; i < scene->plan.count; i++) {
        const chiso_node node =
            support_node(chiso_board_tree(scene->board), scene->plan.nodes[i].code);

        scene->efforts[node] = random_below(random, 5) == 0
                                   ? CHISO_ABSENT
                                   : (chiso_decimal)random_below(random, 6) * 500000;
    }
    if (random_below(random, 2) == 0) {
        scene->options.efforts = scene->efforts;
        scene->options.effort_count = (size_t)scene->plan.count;
    }
}

typedef void (*law)(struct scene *scene);

static void expect_scene(struct scene *scene, law holds)
{
    chiso_error error = CHISO_ERROR_INIT;

    make_options(scene);
    if (!has_percent(scene, scene->board, scene->unit, node_of(scene)) || !make_goal(scene)) {
        return;
    }
    if (chiso_target_new(scene->board, scene->unit, node_of(scene), &scene->goal, &scene->options,
                         &scene->target, &error) != CHISO_OK) {
        plan_fail(&scene->plan, scene->cells, scene->unit, "%s", error.message);
    }
    cr_assert(chiso_target_result(scene->target, &scene->result) == CHISO_OK);
    holds(scene);
    chiso_target_free(scene->target);
}

static void expect_law(law holds, const struct plan_taste *taste, uint64_t seed, int trees)
{
    for (int i = 0; i < trees; i += SUPPORT_STRIDE) {
        struct scene scene = {.random = {.state = ~seed}};

        plan_make(&scene.plan, seed++, taste);
        scene.bands = make_bands();
        scene.units = 1 + (uint32_t)random_below(&scene.random, 7);
        scene.cells = plan_cells(&scene.plan, &scene.random, scene.units, &some_gaps);
        for (uint32_t unit = 1; unit < scene.units; unit++) {
            const size_t count = (size_t)scene.plan.count;

            if (random_below(&scene.random, 3) == 0) {
                memcpy(scene.cells + unit * count, scene.cells + (unit - 1) * count,
                       count * sizeof(*scene.cells));
            }
        }
        scene.board = plan_board(&scene.plan, scene.cells, scene.units);
        for (int round = 0; round < 4; round++) {
            scene.unit = (uint32_t)random_below(&scene.random, scene.units);
            scene.node =
                round < 2 ? 0 : (int)random_below(&scene.random, (uint64_t)scene.plan.count);
            expect_scene(&scene, holds);
        }
        chiso_board_free(scene.board);
        chiso_bands_free(scene.bands);
        free(scene.cells);
    }
}

/* --- By the leaves, on a copy of the board --- */

static void set(chiso_board *board, uint32_t unit, chiso_node leaf, chiso_decimal points)
{
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_board_set_value(board, unit, leaf, points, &error) == CHISO_OK, "%s",
              error.message);
}

static bool reached_again(const struct scene *scene, chiso_board *board)
{
    cr_assert(chiso_board_score(board, NULL) == CHISO_OK);
    return reached(scene, board, node_of(scene));
}

/* A millionth less, or the last digit of a leaf that is rounded. */
static chiso_decimal less_than(const struct scene *scene, const chiso_target_step *step)
{
    chiso_decimal digit = 1;

    for (int i = 0; i < scene->plan.count; i++) {
        if (strcmp(scene->plan.nodes[i].code,
                   chiso_node_code(chiso_board_tree(scene->board), step->leaf)) == 0 &&
            scene->plan.nodes[i].round >= 0) {
            for (int place = scene->plan.nodes[i].round; place < 6; place++) {
                digit *= 10;
            }
        }
    }
    return step->to - step->from < digit ? step->from : step->to - digit;
}

static void expect_plan(struct scene *scene)
{
    const chiso_target_step *steps = NULL;
    uint32_t count = 0;
    chiso_board *copy = plan_board(&scene->plan, scene->cells, scene->units);
    chiso_result result;
    chiso_decimal gains = 0;

    cr_assert(chiso_target_plan(scene->target, &steps, &count, NULL) == CHISO_OK &&
              count == scene->result.steps && count > 0);
    for (uint32_t i = 0; i < count; i++) {
        chiso_cell cell;

        cr_assert(chiso_board_cell(scene->board, scene->unit, steps[i].leaf, &cell) == CHISO_OK);
        if ((cell.state == CHISO_STATE_SCORED && cell.points != steps[i].from) ||
            steps[i].to <= steps[i].from ||
            (scene->options.efforts != NULL && scene->efforts[steps[i].leaf] == CHISO_ABSENT)) {
            fail(scene, "a step begins somewhere else, or changes what cannot be changed");
        }
        gains += steps[i].gain;
        set(copy, scene->unit, steps[i].leaf, steps[i].to);
    }
    if (!reached_again(scene, copy)) {
        fail(scene, "the plan does not reach it");
    }
    result = support_result(copy, plan_unit(scene->unit), scene->plan.nodes[scene->node].code);
    if (result.achieved != scene->result.planned ||
        gains != scene->result.planned - scene->result.achieved) {
        fail(scene, "the plan gives other points");
    }
    for (uint32_t i = 0; i < count; i++) {
        set(copy, scene->unit, steps[i].leaf, less_than(scene, &steps[i]));
        if (reached_again(scene, copy)) {
            fail(scene, "a leaf is raised further than it must be");
        }
        set(copy, scene->unit, steps[i].leaf, steps[i].to);
    }
    chiso_board_free(copy);
}

/* What a leaf counts with; a bonus that is missing counts nothing, and could be given. */
static chiso_decimal counted_at(const struct scene *scene, int node)
{
    const chiso_result result =
        support_result(scene->board, plan_unit(scene->unit), scene->plan.nodes[node].code);

    return result.state == CHISO_STATE_MISSING && plan_is_in_bonus(&scene->plan, node)
               ? 0
               : result.achieved;
}

/* Leaves that can be raised on a copy of the board: those that count, by figures. */
static uint32_t raisable(const struct scene *scene, chiso_node *leaves, chiso_decimal *maxima)
{
    const chiso_tree *tree = chiso_board_tree(scene->board);
    uint32_t count = 0;

    for (int i = 0; i < scene->plan.count; i++) {
        const struct plan_node *node = &scene->plan.nodes[i];
        const chiso_node leaf = support_node(tree, node->code);
        const chiso_decimal counted = counted_at(scene, i);
        int above = i;

        while (above > 0 && above != scene->node) {
            above = scene->plan.nodes[above].parent;
        }
        if (node->leaf && above == scene->node && counted != CHISO_ABSENT && counted < node->max &&
            (scene->options.efforts == NULL || scene->efforts[leaf] != CHISO_ABSENT)) {
            leaves[count] = leaf;
            maxima[count++] = node->max;
        }
    }
    return count;
}

static void expect_short(struct scene *scene)
{
    chiso_node leaves[PLAN_NODES];
    chiso_decimal maxima[PLAN_NODES];
    const uint32_t count = raisable(scene, leaves, maxima);
    chiso_board *copy = plan_board(&scene->plan, scene->cells, scene->units);
    const chiso_target_step *steps = NULL;
    uint32_t step_count = 77;
    chiso_result result;

    for (uint32_t i = 0; i < count; i++) {
        set(copy, scene->unit, leaves[i], maxima[i]);
    }
    if (reached_again(scene, copy)) {
        fail(scene, "it is within reach");
    }
    result = support_result(copy, plan_unit(scene->unit), scene->plan.nodes[scene->node].code);
    if (result.achieved != scene->result.most ||
        (scene->result.least == CHISO_ABSENT
             ? scene->result.short_by != CHISO_ABSENT
             : !plan_is_shown(&scene->plan,
                              plan_millionths(scene->result.least) -
                                  plan_achieved(copy, scene->unit, node_of(scene)),
                              result.max, scene->result.short_by))) {
        fail(scene, "it falls short by another figure");
    }
    cr_assert(chiso_target_plan(scene->target, &steps, &step_count, NULL) == CHISO_E_RANGE &&
              steps == NULL && step_count == 77);
    chiso_board_free(copy);
}

static void is_right_on_a_copy(struct scene *scene)
{
    const bool met = reached(scene, scene->board, node_of(scene));

    if (met != (scene->result.outcome == CHISO_OUTCOME_MET)) {
        fail(scene, "met or not is wrong");
    }
    if (scene->result.outcome == CHISO_OUTCOME_MISSED) {
        expect_plan(scene);
    } else if (scene->result.outcome == CHISO_OUTCOME_OUT_OF_REACH) {
        expect_short(scene);
    }
}

Test(property_target, the_plan_reaches_it_and_nothing_less_does_under_sums)
{
    expect_law(is_right_on_a_copy, &sums, 10000, 700);
}

Test(property_target, the_plan_reaches_it_and_nothing_less_does_under_means)
{
    expect_law(is_right_on_a_copy, &means, 20000, 600);
}

Test(property_target, the_plan_reaches_it_and_nothing_less_does_under_any_combine)
{
    expect_law(is_right_on_a_copy, &whole, 30000, 900);
}

/* --- By the points of the node, on a flat board --- */

/* A unit has one leaf of its own that is worth its max at the node, and a bonus for what is beyond;
 * nothing else applies to it. */
static chiso_board *flat_board(const struct scene *scene)
{
    static const char *const roundings[] = {"half-up", "half-even", "down"};
    struct buffer criteria = {0};
    chiso_board *board = NULL;
    chiso_tree *tree = NULL;

    buffer_print(&criteria,
                 "code,title,max,min,kind,options\n.,,,,,missing=skip digits=%d rounding=%s\n",
                 scene->plan.digits, roundings[scene->plan.rounding]);
    for (uint32_t unit = 0; unit < scene->units; unit++) {
        const chiso_result result =
            support_result(scene->board, plan_unit(unit), scene->plan.nodes[scene->node].code);

        buffer_print(&criteria, "m%u,,%s,,,\n", (unsigned)unit,
                     has_percent(scene, scene->board, unit, node_of(scene))
                         ? decimal_text(result.max)
                         : "1");
    }
    buffer_print(&criteria, "more,,9000000000000,-9000000000000,bonus,\n");
    tree = support_tree(criteria.bytes);
    cr_assert(chiso_board_new(tree, NULL, &board, NULL) == CHISO_OK);
    for (uint32_t unit = 0; unit < scene->units; unit++) {
        cr_assert(chiso_board_add_unit(board, plan_unit(unit), NULL, NULL, NULL, NULL) == CHISO_OK);
    }
    chiso_tree_free(tree);
    buffer_clear(&criteria);
    return board;
}

/* Points as text, with as many decimals as a cell keeps; NULL for none. */
static void set_flat(const struct scene *scene, chiso_board *board, uint32_t unit,
                     const char *achieved)
{
    const chiso_tree *tree = chiso_board_tree(board);
    const chiso_node more = support_node(tree, "more");
    struct buffer code = {0};
    chiso_error error = CHISO_ERROR_INIT;

    for (uint32_t other = 0; other < scene->units; other++) {
        buffer_clear(&code);
        buffer_print(&code, "m%u", (unsigned)other);
        set(board, unit, support_node(tree, code.bytes),
            other == unit && achieved != NULL ? 0 : CHISO_NOT_APPLICABLE);
    }
    cr_assert(chiso_board_set_text(board, unit, more, achieved == NULL ? "-" : achieved, &error) ==
                  CHISO_OK,
              "%s", error.message);
    buffer_clear(&code);
}

static bool is_worse(chiso_place place, chiso_place than)
{
    return place.rank * 2 + place.half > than.rank * 2 + than.half;
}

/* Whether points keep the unit's rank on the flat board, or its band. */
static bool is_kept(const struct scene *scene, chiso_board *flat, chiso_decimal points, bool band)
{
    set_flat(scene, flat, scene->unit, decimal_text(points));
    cr_assert(chiso_board_score(flat, NULL) == CHISO_OK);
    return band ? band_at(scene, flat, CHISO_ROOT) <= scene->result.band
                : !is_worse(place_of(flat, scene->unit, CHISO_ROOT, &scene->rank),
                            scene->result.place);
}

/* A margin reaches down to the least decimal that keeps what there is: which is no more than the
 * last digit away from what is shown. */
static void expect_margin(struct scene *scene, chiso_board *flat, chiso_decimal margin, bool band)
{
    const plan_exact achieved = plan_achieved(scene->board, scene->unit, node_of(scene));
    bool right = margin == CHISO_ABSENT;

    for (int away = -1; away <= 1 && !right; away++) {
        const chiso_decimal least = scene->result.achieved - margin + away;
        const plan_exact lead = achieved - plan_millionths(least);

        right = is_kept(scene, flat, least, band) && !is_kept(scene, flat, least - 1, band) &&
                plan_is_shown(&scene->plan, lead < 0 ? 0 : lead, scene->result.max, margin);
    }
    if (!right) {
        fail(scene, band ? "the margin of the band is wrong" : "the margin of the rank is wrong");
    }
}

/* There is a margin where all leaves at their min make it fall, and only there. */
static void expect_floor(struct scene *scene)
{
    chiso_board *copy = plan_board(&scene->plan, scene->cells, scene->units);
    chiso_place place;

    for (int i = 0; i < scene->plan.count; i++) {
        const struct plan_node *node = &scene->plan.nodes[i];

        if (node->leaf && counted_at(scene, i) != CHISO_ABSENT) {
            set(copy, scene->unit, support_node(chiso_board_tree(copy), node->code), node->min);
        }
    }
    cr_assert(chiso_board_score(copy, NULL) == CHISO_OK);
    place = place_of(copy, scene->unit, node_of(scene), &scene->rank);
    if ((scene->result.rank_margin == CHISO_ABSENT) == is_worse(place, scene->result.place)) {
        fail(scene, "whether there is a margin of the rank is wrong");
    }
    if (scene->result.band != CHISO_NO_BAND &&
        (scene->result.band_margin == CHISO_ABSENT) ==
            (band_at(scene, copy, node_of(scene)) > scene->result.band)) {
        fail(scene, "whether there is a margin of the band is wrong");
    }
    chiso_board_free(copy);
}

static void is_right_by_points(struct scene *scene)
{
    const chiso_decimal limit = decimal("8000000000000");
    const chiso_target_figures *result = &scene->result;
    const chiso_place place = place_of(scene->board, scene->unit, node_of(scene), &scene->rank);
    chiso_board *flat = flat_board(scene);

    if (place.rank != result->place.rank || place.half != result->place.half ||
        place.out_of != result->place.out_of || place.tied != result->place.tied) {
        fail(scene, "the rank is another");
    }
    for (uint32_t unit = 0; unit < scene->units; unit++) {
        char text[CHISO_FIGURE_TEXT_SIZE];

        cr_assert(chiso_board_points_text(scene->board, unit, node_of(scene), 15, '.', text) ==
                  CHISO_OK);
        set_flat(scene, flat, unit,
                 has_percent(scene, scene->board, unit, node_of(scene)) ? text : NULL);
    }
    if (result->least != CHISO_ABSENT && result->least < limit && result->least > -limit) {
        for (int less = 0; less < 2; less++) {
            set_flat(scene, flat, scene->unit, decimal_text(result->least - less));
            cr_assert(chiso_board_score(flat, NULL) == CHISO_OK);
            if (reached(scene, flat, CHISO_ROOT) != (less == 0)) {
                fail(scene, "the least points are wrong");
            }
        }
    }
    expect_margin(scene, flat, result->rank_margin, false);
    expect_margin(scene, flat, result->band_margin, true);
    expect_floor(scene);
    chiso_board_free(flat);
}

Test(property_target, least_points_and_margins_are_those_of_a_board_that_has_them)
{
    expect_law(is_right_by_points, &sums, 40000, 500);
    expect_law(is_right_by_points, &whole, 50000, 500);
}

/* --- Fewest leaves and least effort, against all that there are --- */

static void has_the_fewest(struct scene *scene)
{
    chiso_node leaves[PLAN_NODES];
    chiso_decimal maxima[PLAN_NODES];
    const uint32_t count = raisable(scene, leaves, maxima);

    if (scene->options.efforts != NULL || scene->result.outcome != CHISO_OUTCOME_MISSED ||
        count > 7 || scene->result.exactness != CHISO_EXACTNESS_EXACT) {
        return;
    }
    for (unsigned chosen = 0; chosen < 1U << count; chosen++) {
        if ((uint32_t)__builtin_popcount(chosen) + 1 == scene->result.steps) {
            chiso_board *copy = plan_board(&scene->plan, scene->cells, scene->units);

            for (uint32_t i = 0; i < count; i++) {
                if ((chosen >> i & 1) != 0) {
                    set(copy, scene->unit, leaves[i], maxima[i]);
                }
            }
            if (reached_again(scene, copy)) {
                fail(scene, "fewer leaves do it");
            }
            chiso_board_free(copy);
        }
    }
}

Test(property_target, no_fewer_leaves_reach_it)
{
    expect_law(has_the_fewest, &sums, 60000, 300);
    expect_law(has_the_fewest, &means, 70000, 300);
    expect_law(has_the_fewest, &whole, 80000, 400);
}

enum { LEAVES = 6 };

/* The least effort under sums lies where leaves are used up one after the other: in some order.
 * Efforts times points, in millionths of millionths. */
static int64_t least_effort(const chiso_decimal *room, const chiso_decimal *efforts, unsigned used,
                            chiso_decimal needed)
{
    int64_t least = INT64_MAX;

    if (needed <= 0) {
        return 0;
    }
    for (int i = 0; i < LEAVES; i++) {
        if ((used >> i & 1) == 0 && efforts[i] != CHISO_ABSENT) {
            const chiso_decimal taken = room[i] < needed ? room[i] : needed;
            const int64_t rest = least_effort(room, efforts, used | 1U << i, needed - taken);

            if (rest != INT64_MAX && rest + taken * efforts[i] < least) {
                least = rest + taken * efforts[i];
            }
        }
    }
    return least;
}

Test(property_target, no_plan_takes_less_effort)
{
    struct random random = {.state = 4711};
    chiso_tree *tree =
        support_tree("code,title,max\n1,,7\n2,,3\n3,,10\n4,,2.5\n5,,40\n6,,3.333333\n");
    static const chiso_decimal maxima[LEAVES] = {7000000, 3000000,  10000000,
                                                 2500000, 40000000, 3333333};

    for (int i = 0; i < 400; i++) {
        chiso_board *board = NULL;
        chiso_decimal room[LEAVES];
        chiso_decimal efforts[LEAVES + 1] = {0};
        chiso_goal goal = {.kind = CHISO_GOAL_PERCENT,
                           .percent = (chiso_decimal)random_below(&random, 100000000)};
        chiso_target_options options = CHISO_TARGET_OPTIONS_INIT;
        chiso_target *target = NULL;
        chiso_target_figures result;

        cr_assert(chiso_board_new(tree, NULL, &board, NULL) == CHISO_OK &&
                  chiso_board_add_unit(board, "u", NULL, NULL, NULL, NULL) == CHISO_OK);
        for (uint32_t leaf = 0; leaf < LEAVES; leaf++) {
            const chiso_decimal points =
                (chiso_decimal)random_below(&random, (uint64_t)maxima[leaf]);

            room[leaf] = maxima[leaf] - points;
            efforts[leaf + 1] = random_below(&random, 6) == 0
                                    ? CHISO_ABSENT
                                    : (chiso_decimal)random_below(&random, 9000);
            set(board, 0, leaf + 1, points);
        }
        options.efforts = efforts;
        options.effort_count = LEAVES + 1;
        cr_assert(chiso_board_score(board, NULL) == CHISO_OK &&
                  chiso_target_new(board, 0, CHISO_ROOT, &goal, &options, &target, NULL) ==
                      CHISO_OK &&
                  chiso_target_result(target, &result) == CHISO_OK);
        if (result.outcome == CHISO_OUTCOME_MISSED) {
            const int64_t least = least_effort(room, efforts + 1, 0, result.needed);

            cr_assert(result.exactness == CHISO_EXACTNESS_EXACT);
            cr_assert(result.effort == (least + 500000) / 1000000,
                      "case %d: %s where %" PRId64 " is enough", i, decimal_text(result.effort),
                      least);
        }
        chiso_target_free(target);
        chiso_board_free(board);
    }
    chiso_tree_free(tree);
}

/* What a unit reaches when leaves are raised one after the other in an order, each to its max and
 * the last as far as needed, by scoring the board; the effort, in millionths of millionths. */
static int64_t effort_in_order(chiso_board *board, const chiso_decimal *points,
                               const chiso_decimal *maxima, const chiso_decimal *efforts,
                               const int *order, chiso_decimal percent)
{
    int64_t effort = 0;
    bool done = false;

    for (int i = 0; i < LEAVES; i++) {
        set(board, 0, (chiso_node)order[i] + 1, points[order[i]]);
    }
    for (int i = 0; i < LEAVES && !done; i++) {
        const int leaf = order[i];
        chiso_decimal low = points[leaf];
        chiso_decimal high = maxima[leaf];

        while (high - low > 1 || !done) {
            const chiso_decimal middle = done ? low + (high - low) / 2 : high;
            chiso_result result;
            int sign = 0;

            set(board, 0, (chiso_node)leaf + 1, middle);
            cr_assert(chiso_board_score(board, NULL) == CHISO_OK &&
                      chiso_board_result(board, 0, CHISO_ROOT, &result) == CHISO_OK);
            cr_assert(chiso_decimal_compare_ratios(result.achieved, result.max, percent,
                                                   decimal("100"), &sign) == CHISO_OK);
            if (sign < 0 && !done) {
                break;
            }
            done = true;
            high = sign < 0 ? high : middle;
            low = sign < 0 ? middle : low;
        }
        effort += (high - points[leaf]) * efforts[leaf];
    }
    return done ? effort : INT64_MAX;
}

/* Under a mean the least lies there too, but for what rounding to six places makes: no more than a
 * few millionths of a leaf. */
Test(property_target, under_means_no_order_takes_less_effort_but_for_rounding)
{
    struct random random = {.state = 815};
    chiso_tree *tree = support_tree("code,title,max,weight,combine\n.,,100,,mean\n1,,7,1,\n2,,3,2,"
                                    "\n3,,10,0.5,\n4,,2.5,1,\n5,,40,3,\n6,,3.333333,1.5,\n");
    static const chiso_decimal maxima[LEAVES] = {7000000, 3000000,  10000000,
                                                 2500000, 40000000, 3333333};

    for (int i = 0; i < 40; i++) {
        chiso_board *board = NULL;
        chiso_decimal points[LEAVES];
        chiso_decimal efforts[LEAVES + 1] = {0};
        const chiso_goal goal = {.kind = CHISO_GOAL_PERCENT,
                                 .percent =
                                     50000000 + (chiso_decimal)random_below(&random, 49000000)};
        chiso_target_options options = CHISO_TARGET_OPTIONS_INIT;
        chiso_target *target = NULL;
        chiso_target_figures result;

        cr_assert(chiso_board_new(tree, NULL, &board, NULL) == CHISO_OK &&
                  chiso_board_add_unit(board, "u", NULL, NULL, NULL, NULL) == CHISO_OK);
        for (uint32_t leaf = 0; leaf < LEAVES; leaf++) {
            points[leaf] = (chiso_decimal)random_below(&random, (uint64_t)maxima[leaf]);
            efforts[leaf + 1] = (chiso_decimal)random_below(&random, 9) * 1000000;
            set(board, 0, leaf + 1, points[leaf]);
        }
        options.efforts = efforts;
        options.effort_count = LEAVES + 1;
        cr_assert(chiso_board_score(board, NULL) == CHISO_OK &&
                  chiso_target_new(board, 0, CHISO_ROOT, &goal, &options, &target, NULL) ==
                      CHISO_OK &&
                  chiso_target_result(target, &result) == CHISO_OK);
        chiso_target_free(target);
        cr_assert(result.outcome != CHISO_OUTCOME_MISSED ||
                  result.exactness != CHISO_EXACTNESS_GREEDY);
        for (int tried = 0; tried < 60 && result.outcome == CHISO_OUTCOME_MISSED; tried++) {
            int order[LEAVES];

            plan_shuffle(&random, LEAVES, order);
            cr_assert(effort_in_order(board, points, maxima, efforts + 1, order, goal.percent) /
                              1000000 >=
                          result.effort - 100,
                      "case %d: %s is not the least", i, decimal_text(result.effort));
        }
        chiso_board_free(board);
    }
    chiso_tree_free(tree);
}
