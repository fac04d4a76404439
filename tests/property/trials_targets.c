/* Plans of targets against boards that were really changed and scored anew, over all that
 * frameworks of other houses bring. */
#include "trials_scene.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SETS = 300 };

/* A target of a unit, and what it is held against. */
struct aim {
    const struct trials_scene *scene;
    const chiso_board *board;
    const chiso_bands *bands;
    chiso_unit unit;
    chiso_node node;
    chiso_goal goal;
};

/* What a cell holds that makes such points; false where none does. */
static bool cell_of(const struct trials_node *leaf, chiso_decimal points,
                    char out_cell[TRIALS_CELL])
{
    const int64_t whole = points / CHISO_DECIMAL_ONE;
    const chiso_decimal max = leaf->max * CHISO_DECIMAL_ONE;

    switch (leaf->rule) {
    case TRIALS_RATE:
        (void)snprintf(out_cell, TRIALS_CELL, "%" PRId64 "/%" PRId64, points, max);
        return points >= 0;
    case TRIALS_PER:
        (void)snprintf(out_cell, TRIALS_CELL, "%" PRId64, leaf->bonus ? -whole : whole);
        return points % CHISO_DECIMAL_ONE == 0;
    case TRIALS_RANGE:
        (void)snprintf(out_cell, TRIALS_CELL, "%s",
                       decimal_text(10 * CHISO_DECIMAL_ONE - points * 10 / leaf->max));
        return points * 10 % leaf->max == 0;
    case TRIALS_TIERS:
        (void)snprintf(out_cell, TRIALS_CELL, "%d", points == max ? 6 : 2);
        return points == max || points == CHISO_DECIMAL_ONE;
    default:
        (void)snprintf(out_cell, TRIALS_CELL, "%s", decimal_text(points));
        return true;
    }
}

static int index_of(const struct trials_scene *scene, const chiso_board *board, chiso_node leaf)
{
    const char *code = chiso_node_code(chiso_board_tree(board), leaf);
    int index = 1;

    while (index < scene->count && strcmp(scene->nodes[index].code, code) != 0) {
        index++;
    }
    cr_assert(index < scene->count);
    return index;
}

/* A percent in 10^-10, nearer than which none is told from another. */
static int64_t percent_of(const struct aim *aim, const chiso_board *board)
{
    char text[CHISO_FIGURE_TEXT_SIZE];
    int64_t number = 0;

    cr_assert(chiso_board_percent_text(board, aim->unit, aim->node, 10, '.', text) == CHISO_OK);
    for (const char *at = text; *at != '\0'; at++) {
        number = *at >= '0' && *at <= '9' ? number * 10 + (*at - '0') : number;
    }
    return text[0] == '-' ? -number : number;
}

/* Whether the goal of an aim is met on a board. */
static bool is_met(const struct aim *aim, const chiso_board *board)
{
    chiso_rankings *rankings = NULL;
    chiso_result result;
    chiso_place place;
    uint32_t band = CHISO_NO_BAND;

    cr_assert(chiso_board_result(board, aim->unit, aim->node, &result) == CHISO_OK);
    if (result.percent == CHISO_ABSENT) {
        return false;
    }
    if (aim->goal.kind == CHISO_GOAL_PERCENT) {
        return percent_of(aim, board) >= aim->goal.percent * 10000;
    }
    if (aim->goal.kind == CHISO_GOAL_BAND) {
        cr_assert(chiso_bands_find_unit(aim->bands, board, aim->unit, aim->node, CHISO_KEY_EXACT,
                                        &band) == CHISO_OK);
        return band <= aim->goal.band;
    }
    cr_assert(chiso_rankings_new(board, NULL, &rankings, NULL) == CHISO_OK);
    cr_assert(chiso_ranking_place(chiso_rankings_at(rankings, aim->node), aim->unit, &place) ==
              CHISO_OK);
    chiso_rankings_free(rankings);
    return place.rank <= aim->goal.rank;
}

/* The board with some leaves of the unit at other points; NULL where no cell makes them. */
static chiso_board *board_with(const struct aim *aim, const chiso_target_step *steps,
                               uint32_t count, struct trials_scene *out_scene)
{
    chiso_error error = CHISO_ERROR_INIT;
    chiso_board *board = NULL;

    *out_scene = *aim->scene;
    for (uint32_t i = 0; i < count; i++) {
        const int index = index_of(aim->scene, aim->board, steps[i].leaf);

        if (!cell_of(&aim->scene->nodes[index], steps[i].to, out_scene->cells[aim->unit][index])) {
            return NULL;
        }
    }
    board = trials_board(out_scene, &error);
    if (board == NULL) {
        trials_fail(out_scene, "%s", error.message);
    }
    return board;
}

/* Whether a cell that is set changes what is found for others. */
static bool moves_others(const struct aim *aim, const chiso_target_step *steps, uint32_t count)
{
    bool moves = false;

    for (uint32_t i = 0; i < count; i++) {
        const enum trials_rule rule =
            aim->scene->nodes[index_of(aim->scene, aim->board, steps[i].leaf)].rule;

        moves = moves || rule == TRIALS_IMPUTE_MEAN || rule == TRIALS_IMPUTE_MEDIAN;
    }
    return moves && aim->goal.kind == CHISO_GOAL_RANK;
}

/* Whether more points of a leaf may be fewer of the whole, or nothing is known of that. */
static bool may_cost(const struct trials_scene *scene)
{
    bool may = false;

    for (int i = 0; i < scene->count; i++) {
        const struct trials_node *node = &scene->nodes[i];

        may = may || node->needs[0] != '\0' || strstr(node->gate, "above") != NULL ||
              (node->gate[0] != '\0' && (node->bonus || strstr(node->gate, "%:") == NULL)) ||
              strstr(node->combine, "drop") != NULL || strstr(node->combine, "keep") != NULL;
    }
    return may;
}

/* No leaf of a plan can be raised by less, where more never costs. */
static void expect_least(const struct aim *aim, const chiso_target_step *steps, uint32_t count)
{
    chiso_target_step less[TRIALS_NODES];

    for (uint32_t i = 0; i < count; i++) {
        const struct trials_node *leaf =
            &aim->scene->nodes[index_of(aim->scene, aim->board, steps[i].leaf)];
        struct trials_scene scene;
        chiso_board *board = NULL;

        if (leaf->round >= 0 || steps[i].to - 1 < leaf->min * CHISO_DECIMAL_ONE) {
            continue;
        }
        memcpy(less, steps, count * sizeof(*steps));
        less[i].to--;
        board = board_with(aim, less, count, &scene);
        if (board != NULL && is_met(aim, board)) {
            trials_fail(aim->scene, "unit %s reaches %s already with %s of \"%s\"",
                        trials_unit(aim->unit), decimal_text(aim->goal.percent),
                        decimal_text(less[i].to), leaf->code);
        }
        chiso_board_free(board);
    }
}

/* Whether the result of a node above a leaf of the unit was set. */
static bool is_below_set(const struct aim *aim, int index)
{
    bool is = false;

    for (int above = aim->scene->nodes[index].parent; above >= 0;
         above = aim->scene->nodes[above].parent) {
        is = is || aim->scene->cells[aim->unit][above][0] != '\0';
    }
    return is;
}

/* The leaves that can be raised, each to its most. */
static uint32_t find_raises(const struct aim *aim, chiso_target_step *out_steps)
{
    const chiso_tree *tree = chiso_board_tree(aim->board);
    uint32_t count = 0;

    for (int i = 1; i < aim->scene->count; i++) {
        const struct trials_node *node = &aim->scene->nodes[i];
        const chiso_decimal most = node->max * CHISO_DECIMAL_ONE;
        chiso_result result;

        if (!node->leaf || is_below_set(aim, i)) {
            continue;
        }
        out_steps[count] = (chiso_target_step){.leaf = support_node(tree, node->code), .to = most};
        cr_assert(chiso_board_result(aim->board, aim->unit, out_steps[count].leaf, &result) ==
                  CHISO_OK);
        count += result.state != CHISO_STATE_NOT_APPLICABLE && result.achieved != CHISO_ABSENT &&
                 result.achieved < most;
    }
    return count;
}

/* Of all sets of so many leaves, each at its most, none reaches the goal. */
static void expect_no_fewer(const struct aim *aim, uint32_t size)
{
    chiso_target_step all[TRIALS_NODES];
    chiso_target_step some[TRIALS_NODES];
    const uint32_t count = find_raises(aim, all);
    int sets = 0;

    for (uint32_t set = 0; set < 1U << count && sets < MOST_SETS; set++) {
        struct trials_scene scene;
        chiso_board *board = NULL;
        uint32_t taken = 0;

        for (uint32_t i = 0; i < count; i++) {
            if ((set >> i & 1) != 0) {
                some[taken++] = all[i];
            }
        }
        if (taken != size) {
            continue;
        }
        sets++;
        board = board_with(aim, some, taken, &scene);
        if (board != NULL && is_met(aim, board)) {
            trials_fail(&scene, "unit %s reaches it with %u leaves", trials_unit(aim->unit), size);
        }
        chiso_board_free(board);
    }
}

static void expect_plan(const struct aim *aim, const chiso_target *target,
                        const chiso_target_figures *figures, uint32_t *plans)
{
    const chiso_target_step *steps = NULL;
    struct trials_scene scene;
    chiso_board *board = NULL;
    chiso_result result;
    chiso_decimal gained = 0;
    uint32_t count = 0;

    cr_assert(chiso_target_plan(target, &steps, &count, NULL) == CHISO_OK);
    board = moves_others(aim, steps, count) ? NULL : board_with(aim, steps, count, &scene);
    if (board == NULL) {
        return;
    }
    *plans += 1;
    cr_assert(chiso_board_result(board, aim->unit, aim->node, &result) == CHISO_OK);
    if (!is_met(aim, board)) {
        trials_fail(&scene, "the plan of %s does not reach %s %u: %s", trials_unit(aim->unit),
                    decimal_text(aim->goal.percent), aim->goal.band, decimal_text(result.percent));
    }
    for (uint32_t i = 0; i < count; i++) {
        gained += steps[i].gain;
    }
    if (figures->planned != result.achieved || gained != result.achieved - figures->achieved) {
        trials_fail(&scene, "%s of %s planned", decimal_text(figures->planned),
                    decimal_text(result.achieved));
    }
    chiso_board_free(board);
    if (!may_cost(aim->scene)) {
        expect_least(aim, steps, count);
    }
    if (figures->exactness == CHISO_EXACTNESS_EXACT && count > 1) {
        expect_no_fewer(aim, count - 1);
    }
}

/* Whether all leaves at their most reach the goal. */
static bool most_reaches(const struct aim *aim)
{
    chiso_target_step all[TRIALS_NODES];
    const uint32_t count = find_raises(aim, all);
    struct trials_scene scene;
    chiso_board *board = moves_others(aim, all, count) ? NULL : board_with(aim, all, count, &scene);
    const bool met = board != NULL && is_met(aim, board);

    chiso_board_free(board);
    return met;
}

static chiso_goal pick_goal(struct random *random)
{
    const int kind = (int)random_below(random, 10);
    const chiso_decimal percent = (chiso_decimal)random_below(random, 101) * CHISO_DECIMAL_ONE;
    const uint32_t number = (uint32_t)random_below(random, 3);

    return kind < 6   ? (chiso_goal){.kind = CHISO_GOAL_PERCENT, .percent = percent}
           : kind < 9 ? (chiso_goal){.kind = CHISO_GOAL_BAND, .band = number}
                      : (chiso_goal){.kind = CHISO_GOAL_RANK, .rank = number + 1};
}

static void try_target(struct aim *aim, struct random *random, uint32_t *plans)
{
    chiso_target_options options = CHISO_TARGET_OPTIONS_INIT;
    chiso_target_figures figures;
    chiso_target *target = NULL;

    const bool whole = random_below(random, 3) > 0;
    const uint32_t nodes = chiso_tree_node_count(chiso_board_tree(aim->board));
    const chiso_node node = (chiso_node)random_below(random, nodes);

    options.bands = aim->bands;
    aim->goal = pick_goal(random);
    aim->node = whole || chiso_node_is_leaf(chiso_board_tree(aim->board), node) ? CHISO_ROOT : node;
    if (chiso_target_new(aim->board, aim->unit, aim->node, &aim->goal, &options, &target, NULL) !=
        CHISO_OK) {
        return;
    }
    cr_assert(chiso_target_result(target, &figures) == CHISO_OK);
    if ((figures.outcome == CHISO_OUTCOME_MET) != is_met(aim, aim->board)) {
        trials_fail(aim->scene, "%s: met or not", trials_unit(aim->unit));
    }
    if (figures.outcome == CHISO_OUTCOME_MISSED) {
        expect_plan(aim, target, &figures, plans);
    } else if (figures.outcome == CHISO_OUTCOME_OUT_OF_REACH && most_reaches(aim)) {
        trials_fail(aim->scene, "%s can reach %s %u", trials_unit(aim->unit),
                    decimal_text(aim->goal.percent), aim->goal.band);
    }
    chiso_target_free(target);
}

Test(property_trials_targets, a_plan_does_what_it_says)
{
    static const struct trials_taste taste = {.set = true, .above = true};
    chiso_bands *bands = trials_bands();
    uint32_t plans = 0;

    for (uint64_t seed = trials_first(); seed < trials_end(500); seed += SUPPORT_STRIDE) {
        struct random random = {~seed};
        struct trials_scene scene;
        chiso_board *board = NULL;

        trials_tree(&scene, seed, &taste);
        trials_fill(&scene, &random, &taste);
        board = trials_mended(&scene);
        for (chiso_unit unit = 0; unit < TRIALS_UNITS && board != NULL; unit++) {
            struct aim aim = {.scene = &scene, .board = board, .bands = bands, .unit = unit};

            try_target(&aim, &random, &plans);
        }
        chiso_board_free(board);
    }
    cr_expect(plans > 300 / SUPPORT_STRIDE, "%u plans", plans);
    chiso_bands_free(bands);
}
