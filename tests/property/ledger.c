/* Ledgers of random trees: they add up, and what a gap adds is what scoring the changed board
 * gives. */
#include "stepped.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const struct plan_taste sums = {.bonus = true, .minima = true, .zeros = true};
static const struct plan_taste whole = PLAN_EVERYTHING;

static const struct plan_gaps some_gaps = {12, 12, 50};

struct scene {
    struct plan plan;
    uint32_t units;
    chiso_decimal *cells;
    chiso_board *board;
};

/* Each law looks at every node of one unit. */
typedef void (*law)(const struct scene *scene, uint32_t unit, int node, const chiso_ledger *ledger);

static void expect_law(law holds, const struct plan_taste *taste, uint64_t seed, int trees)
{
    for (int i = 0; i < trees; i += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        struct scene scene;

        plan_make(&scene.plan, seed++, taste);
        scene.units = 1 + (uint32_t)random_below(&random, 5);
        scene.cells = plan_cells(&scene.plan, &random, scene.units, &some_gaps);
        scene.board = plan_board(&scene.plan, scene.cells, scene.units);
        for (int node = 0; node < scene.plan.count; node++) {
            const uint32_t unit = (uint32_t)random_below(&random, scene.units);
            chiso_ledger *ledger = NULL;

            cr_assert(chiso_ledger_new(
                          scene.board, unit,
                          support_node(chiso_board_tree(scene.board), scene.plan.nodes[node].code),
                          NULL, &ledger, NULL) == CHISO_OK);
            holds(&scene, unit, node, ledger);
            chiso_ledger_free(ledger);
        }
        chiso_board_free(scene.board);
        free(scene.cells);
    }
}

/* Leaves stand by what they cost. */
static void expect_order(const struct scene *scene, uint32_t unit, int node,
                         const chiso_ledger_entry *entries, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        if (entries[i].to_max > entries[i - 1].to_max) {
            plan_fail(&scene->plan, scene->cells, unit,
                      "entry %u of \"%s\" cost more than the one before", i,
                      scene->plan.nodes[node].code);
        }
    }
}

/* Whether a leaf is dropped, or below a result that was set, on its way up to a node. */
static bool is_idle(const struct scene *scene, uint32_t unit, chiso_node node, chiso_node leaf)
{
    bool idle = false;

    while (leaf != node && chiso_board_has_steps(scene->board, unit)) {
        const chiso_node parent = chiso_node_parent(chiso_board_tree(scene->board), leaf);
        chiso_steps own;
        chiso_steps above;

        cr_assert(chiso_board_steps(scene->board, unit, leaf, &own, NULL) == CHISO_OK &&
                  chiso_board_steps(scene->board, unit, parent, &above, NULL) == CHISO_OK);
        idle = idle || own.is_dropped != 0 || above.is_set != 0;
        leaf = parent;
    }
    return idle;
}

/* Totals add up as they are shown, and each is rounded by itself: leaves and bonuses may miss the
 * sums of what is shown by a millionth each. */
static void adds_up(const struct scene *scene, uint32_t unit, int node, const chiso_ledger *ledger)
{
    const chiso_node id =
        support_node(chiso_board_tree(scene->board), scene->plan.nodes[node].code);
    const chiso_result result =
        support_result(scene->board, plan_unit(unit), scene->plan.nodes[node].code);
    const chiso_ledger_entry *entries = NULL;
    const chiso_ledger_entry *bonuses = NULL;
    uint32_t count = 0;
    uint32_t bonus_count = 0;
    chiso_decimal leaves = 0;
    chiso_decimal extra = 0;
    chiso_ledger_total total;
    bool holds = true;

    cr_assert(chiso_ledger_entries(ledger, &entries, &count) == CHISO_OK &&
              chiso_ledger_totals(ledger, &total) == CHISO_OK &&
              chiso_ledger_bonuses(ledger, &bonuses, &bonus_count) == CHISO_OK);
    expect_order(scene, unit, node, entries, count);
    for (uint32_t i = 0; i < count; i++) {
        leaves += entries[i].to_max == CHISO_ABSENT ? 0 : entries[i].to_max;
    }
    for (uint32_t i = 0; i < bonus_count; i++) {
        extra += bonuses[i].achieved == CHISO_ABSENT || is_idle(scene, unit, id, bonuses[i].leaf)
                     ? 0
                     : bonuses[i].achieved;
    }
    holds = total.achieved == result.achieved && total.bonuses - extra <= bonus_count &&
            extra - total.bonuses <= bonus_count;
    if (result.achieved == CHISO_ABSENT) {
        holds = holds && total.leaves == CHISO_ABSENT && total.rest == CHISO_ABSENT;
    } else {
        holds = holds && total.max == result.max && total.leaves - leaves <= count &&
                leaves - total.leaves <= count &&
                total.lost == total.leaves - total.bonuses + total.steps + total.rest &&
                plan_is_shown(&scene->plan,
                              plan_millionths(result.max) - plan_achieved(scene->board, unit, id),
                              result.max, total.lost);
    }
    if (!holds) {
        plan_fail(&scene->plan, scene->cells, unit, "the ledger of \"%s\" does not add up",
                  scene->plan.nodes[node].code);
    }
}

/* Under sums of decimals nothing is rounded. */
static void leaves_nothing_over(const struct scene *scene, uint32_t unit, int node,
                                const chiso_ledger *ledger)
{
    const chiso_ledger_entry *entries = NULL;
    uint32_t count = 0;
    chiso_decimal leaves = 0;
    chiso_ledger_total total;

    adds_up(scene, unit, node, ledger);
    cr_assert(chiso_ledger_totals(ledger, &total) == CHISO_OK &&
              chiso_ledger_entries(ledger, &entries, &count) == CHISO_OK);
    if (total.achieved == CHISO_ABSENT) {
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        leaves += entries[i].to_max == CHISO_ABSENT ? 0 : entries[i].to_max;
        if (i > 0 && entries[i].to_max == entries[i - 1].to_max &&
            entries[i].lost > entries[i - 1].lost) {
            plan_fail(&scene->plan, scene->cells, unit,
                      "entry %u of \"%s\" lost more than the one before", i,
                      scene->plan.nodes[node].code);
        }
    }
    if (total.rest != 0 || total.leaves != leaves) {
        plan_fail(&scene->plan, scene->cells, unit, "the losses of \"%s\" leave %" PRId64 " over",
                  scene->plan.nodes[node].code, total.rest);
    }
}

Test(property_ledger, losses_add_up_to_what_a_node_lost_under_sums)
{
    expect_law(leaves_nothing_over, &sums, 10000, 700);
}

Test(property_ledger, losses_and_rest_add_up_under_any_combine)
{
    expect_law(adds_up, &whole, 20000, 1200);
}

/* Sets the leaf on the board and scores it again. */
static void expect_gain(const struct scene *scene, uint32_t unit, int node,
                        const chiso_ledger_entry *entry, chiso_decimal points, chiso_decimal gain)
{
    const char *code = scene->plan.nodes[node].code;
    const chiso_node id = support_node(chiso_board_tree(scene->board), code);
    const plan_exact before = plan_achieved(scene->board, unit, id);
    chiso_board *board = plan_board(&scene->plan, scene->cells, scene->units);
    plan_exact after = 0;

    cr_assert(chiso_board_set_value(board, unit, entry->leaf, points, NULL) == CHISO_OK &&
              chiso_board_score(board, NULL) == CHISO_OK);
    after = plan_achieved(board, unit, id);
    if (!plan_is_shown(&scene->plan, after - before,
                       support_result(board, plan_unit(unit), code).max, gain)) {
        plan_fail(&scene->plan, scene->cells, unit,
                  "\"%s\" gains %" PRId64 " times 10^-18 by \"%s\" at %s, the ledger says %s", code,
                  (int64_t)(after - before), chiso_node_code(chiso_board_tree(board), entry->leaf),
                  decimal_text(points), decimal_text(gain));
    }
    chiso_board_free(board);
}

static void gains_are_those_of_scoring(const struct scene *scene, uint32_t unit, int node,
                                       const chiso_ledger *ledger)
{
    const chiso_ledger_entry *lists[2] = {NULL, NULL};
    uint32_t counts[2] = {0, 0};

    cr_assert(chiso_ledger_entries(ledger, &lists[0], &counts[0]) == CHISO_OK &&
              chiso_ledger_bonuses(ledger, &lists[1], &counts[1]) == CHISO_OK);
    for (int list = 0; list < 2; list++) {
        for (uint32_t i = 0; i < counts[list]; i++) {
            const chiso_ledger_entry *entry = &lists[list][i];
            /* A bonus that is missing is none. */
            const chiso_decimal counted = entry->achieved == CHISO_ABSENT ? 0 : entry->achieved;

            if (entry->to_best != CHISO_ABSENT && entry->best > counted) {
                expect_gain(scene, unit, node, entry, entry->best, entry->to_best);
            }
            if (entry->to_max != CHISO_ABSENT && entry->max > counted) {
                expect_gain(scene, unit, node, entry, entry->max, entry->to_max);
            }
        }
    }
}

Test(property_ledger, closing_a_gap_adds_what_scoring_the_changed_board_adds)
{
    expect_law(gains_are_those_of_scoring, &sums, 30000, 12);
    expect_law(gains_are_those_of_scoring, &whole, 40000, 60);
}

/* What is dropped, or below a result that was set, costs nothing, and the totals add up. */
static void stepped_adds_up(const struct scene *scene, uint32_t unit, int node,
                            const chiso_ledger *ledger)
{
    const chiso_node id =
        support_node(chiso_board_tree(scene->board), scene->plan.nodes[node].code);
    const chiso_ledger_entry *entries = NULL;
    const chiso_ledger_step *steps = NULL;
    uint32_t count = 0;
    uint32_t step_count = 0;
    chiso_decimal cost = 0;
    chiso_ledger_total total;

    adds_up(scene, unit, node, ledger);
    cr_assert(chiso_ledger_entries(ledger, &entries, &count) == CHISO_OK &&
              chiso_ledger_steps(ledger, &steps, &step_count) == CHISO_OK &&
              chiso_ledger_totals(ledger, &total) == CHISO_OK);
    for (uint32_t i = 0; i < count; i++) {
        cr_assert(entries[i].to_max == CHISO_ABSENT || entries[i].to_max == 0 ||
                      !is_idle(scene, unit, id, entries[i].leaf),
                  "seed %" PRIu64, scene->plan.seed);
    }
    for (uint32_t i = 0; i < step_count; i++) {
        cost += steps[i].cost;
    }
    cr_assert(total.achieved == CHISO_ABSENT ||
                  (total.steps - cost <= step_count && cost - total.steps <= step_count),
              "seed %" PRIu64, scene->plan.seed);
}

Test(property_ledger, losses_steps_and_rest_add_up)
{
    for (uint64_t seed = 50000; seed < 51200; seed += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        struct stepped stepped;
        struct scene scene;

        stepped_make(&stepped, seed, &whole);
        scene.plan = stepped.plan;
        scene.units = 1 + (uint32_t)random_below(&random, 3);
        scene.cells = plan_cells(&scene.plan, &random, scene.units, &some_gaps);
        scene.board = stepped_board(&stepped, scene.cells, scene.units);
        const bool is_scored = stepped_set(&stepped, scene.board, &random, seed % 2 == 0 ? 0 : 20);

        for (int node = 0; node < scene.plan.count && is_scored; node++) {
            const uint32_t unit = (uint32_t)random_below(&random, scene.units);
            chiso_ledger *ledger = NULL;

            cr_assert(chiso_ledger_new(
                          scene.board, unit,
                          support_node(chiso_board_tree(scene.board), scene.plan.nodes[node].code),
                          NULL, &ledger, NULL) == CHISO_OK);
            stepped_adds_up(&scene, unit, node, ledger);
            chiso_ledger_free(ledger);
        }
        chiso_board_free(scene.board);
        free(scene.cells);
    }
}

/* Sums of sums whose criteria have gates, above and below, in percent and by their cells. */
static chiso_board *gated_board(struct random *random)
{
    static const char *const gates[] = {"",
                                        "below 50%: parent at most 60%",
                                        "above 70%: parent at most 40%",
                                        "below 4: parent at most 75.5%",
                                        "above 2: parent at most 30%",
                                        ""};
    char criteria[512];
    char points[128];
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;

#define GATE gates[random_below(random, 6)]
#define POINTS (unsigned)random_below(random, 11)
    (void)snprintf(criteria, sizeof(criteria),
                   "code,title,max,gate\n1,,,%s\n1.1,,10,%s\n1.2,,10,%s\n2,,,%s\n2.1,,,%s\n"
                   "2.1.1,,10,%s\n2.1.2,,10,%s\n2.2,,10,%s\n3,,10,%s\n",
                   GATE, GATE, GATE, GATE, GATE, GATE, GATE, GATE, GATE);
    (void)snprintf(points, sizeof(points), "unit,1.1,1.2,2.1.1,2.1.2,2.2,3\nu,%u,%u,%u,%u,%u,%u\n",
                   POINTS, POINTS, POINTS, POINTS, POINTS, POINTS);
#undef GATE
#undef POINTS
    tree = support_tree(criteria);
    board = support_scored(tree, points);
    chiso_tree_free(tree);
    return board;
}

/* A gate that limits is a step, and one that limits nothing yet does not touch what leaves lost:
 * under sums nothing is left. */
Test(property_ledger, gates_leave_no_rest_under_sums)
{
    uint32_t limited = 0;

    for (uint64_t seed = 1; seed <= 1500; seed += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        chiso_board *board = gated_board(&random);

        for (chiso_node node = 0; node < chiso_tree_node_count(chiso_board_tree(board)); node++) {
            const chiso_ledger_step *steps = NULL;
            chiso_ledger *ledger = NULL;
            chiso_ledger_total total;
            uint32_t count = 0;

            cr_assert(chiso_ledger_new(board, 0, node, NULL, &ledger, NULL) == CHISO_OK);
            cr_assert(chiso_ledger_totals(ledger, &total) == CHISO_OK &&
                      chiso_ledger_steps(ledger, &steps, &count) == CHISO_OK);
            /* The last digit of the parts. */
            cr_assert(total.rest >= -3 && total.rest <= 3, "seed %" PRIu64 ", \"%s\": %s is left",
                      seed, chiso_node_code(chiso_board_tree(board), node),
                      decimal_text(total.rest));
            limited += count;
            chiso_ledger_free(ledger);
        }
        chiso_board_free(board);
    }
    cr_expect(limited > 500 / SUPPORT_STRIDE, "only %u gates limit", (unsigned)limited);
}

/* Criteria that drop some of their children, below one another, some with a floor. */
static chiso_tree *dropping_tree(struct random *random)
{
    static const char *const combines[] = {"sum",
                                           "sum drop highest 1",
                                           "mean drop highest 1",
                                           "mean keep lowest 2",
                                           "sum drop lowest 1 drop highest 1",
                                           "mean drop lowest 1"};
    struct buffer text = {0};
    chiso_tree *tree = NULL;

    buffer_print(&text, "code,title,max,min,combine,rule\n.,,100,,mean drop highest %d,\n",
                 1 + (int)random_below(random, 2));
    for (int node = 1; node <= 5; node++) {
        const char *combine = combines[random_below(random, 6)];

        buffer_print(&text, "%d,,%s,%s,%s,\n", node, *combine == 's' ? "" : "30",
                     random_below(random, 4) == 0 ? "9" : "", combine);
        for (int leaf = 1; leaf <= 4; leaf++) {
            buffer_print(&text, "%d.%d,,%d,,,rate\n", node, leaf, 8 + (int)random_below(random, 3));
        }
    }
    tree = support_tree(text.bytes);
    buffer_clear(&text);
    return tree;
}

Test(property_ledger, what_drops_cost_leaves_nothing_over)
{
    uint32_t drops = 0;

    for (uint64_t seed = 1; seed < 300; seed += SUPPORT_STRIDE) {
        struct random random = {.state = seed};
        chiso_tree *tree = dropping_tree(&random);
        struct buffer points = {0};
        const chiso_ledger_step *steps = NULL;
        chiso_board *board = NULL;
        chiso_ledger *ledger = NULL;
        chiso_ledger_total total;
        uint32_t count = 0;

        buffer_print(&points, "unit,criterion,value\n");
        for (int leaf = 0; leaf < 20; leaf++) {
            buffer_print(&points, "u,%d.%d,%d/7\n", leaf / 4 + 1, leaf % 4 + 1,
                         (int)random_below(&random, 8));
        }
        board = support_scored(tree, points.bytes);
        cr_assert(chiso_ledger_new(board, 0, CHISO_ROOT, NULL, &ledger, NULL) == CHISO_OK &&
                  chiso_ledger_totals(ledger, &total) == CHISO_OK &&
                  chiso_ledger_steps(ledger, &steps, &count) == CHISO_OK);
        cr_expect(total.rest >= -2 && total.rest <= 2, "seed %" PRIu64 ": %s over", seed,
                  decimal_text(total.rest));
        for (uint32_t i = 0; i < count; i++) {
            drops += steps[i].kind == CHISO_STEP_DROPS;
        }
        chiso_ledger_free(ledger);
        chiso_board_free(board);
        chiso_tree_free(tree);
        buffer_clear(&points);
    }
    cr_expect_gt(drops, 20);
}
