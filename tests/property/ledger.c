/* Ledgers of random trees: they add up, and what a gap adds is what scoring the changed board
 * gives. */
#include "plan.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>

static const struct plan_taste sums = {.bonus = true, .minima = true, .zeros = true};
static const struct plan_taste whole = {.scaled = true,
                                        .mean = true,
                                        .capped = true,
                                        .bonus = true,
                                        .rounded = true,
                                        .minima = true,
                                        .zeros = true,
                                        .ratios = true};

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
    for (int i = 0; i < trees; i++) {
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

static void adds_up(const struct scene *scene, uint32_t unit, int node, const chiso_ledger *ledger)
{
    const chiso_result result =
        support_result(scene->board, plan_unit(unit), scene->plan.nodes[node].code);
    const chiso_ledger_entry *entries = NULL;
    const chiso_ledger_entry *bonuses = NULL;
    uint32_t count = 0;
    uint32_t bonus_count = 0;
    chiso_decimal leaves = 0;
    chiso_decimal extra = 0;
    chiso_ledger_total total;

    cr_assert(chiso_ledger_entries(ledger, &entries, &count) == CHISO_OK &&
              chiso_ledger_totals(ledger, &total) == CHISO_OK &&
              chiso_ledger_bonuses(ledger, &bonuses, &bonus_count) == CHISO_OK);
    for (uint32_t i = 0; i < count; i++) {
        leaves += entries[i].to_max == CHISO_ABSENT ? 0 : entries[i].to_max;
        if (i > 0 && (entries[i].to_max > entries[i - 1].to_max ||
                      (entries[i].to_max == entries[i - 1].to_max &&
                       entries[i].lost > entries[i - 1].lost))) {
            plan_fail(&scene->plan, scene->cells, unit,
                      "entry %u of \"%s\" cost more than the one before", i,
                      scene->plan.nodes[node].code);
        }
    }
    for (uint32_t i = 0; i < bonus_count; i++) {
        extra += bonuses[i].achieved == CHISO_ABSENT ? 0 : bonuses[i].achieved;
    }
    leaves = result.achieved == CHISO_ABSENT ? CHISO_ABSENT : leaves;
    if (total.leaves != leaves || total.bonuses != extra || total.achieved != result.achieved ||
        (result.achieved != CHISO_ABSENT &&
         (total.lost != result.max - result.achieved || total.max != result.max ||
          total.lost != leaves - extra + total.rest))) {
        plan_fail(&scene->plan, scene->cells, unit, "the ledger of \"%s\" does not add up",
                  scene->plan.nodes[node].code);
    }
}

static void leaves_nothing_over(const struct scene *scene, uint32_t unit, int node,
                                const chiso_ledger *ledger)
{
    chiso_ledger_total total;

    adds_up(scene, unit, node, ledger);
    cr_assert(chiso_ledger_totals(ledger, &total) == CHISO_OK);
    /* Under `unknown` a bonus of several leaves counts nothing while one of them is missing. */
    if (total.achieved != CHISO_ABSENT && total.rest != 0 &&
        (scene->plan.missing != CHISO_MISSING_UNKNOWN || total.bonuses == 0)) {
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
    const chiso_result before = support_result(scene->board, plan_unit(unit), code);
    chiso_board *board = plan_board(&scene->plan, scene->cells, scene->units);
    chiso_result after;

    cr_assert(chiso_board_set_value(board, unit, entry->leaf, points, NULL) == CHISO_OK &&
              chiso_board_score(board, NULL) == CHISO_OK);
    after = support_result(board, plan_unit(unit), code);
    if (after.achieved - before.achieved != gain) {
        plan_fail(&scene->plan, scene->cells, unit,
                  "\"%s\" gains %s by \"%s\" at %s, the ledger says %s", code,
                  decimal_text(after.achieved - before.achieved),
                  chiso_node_code(chiso_board_tree(board), entry->leaf), decimal_text(points),
                  decimal_text(gain));
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

            if (entry->to_best != CHISO_ABSENT && entry->best > entry->achieved) {
                expect_gain(scene, unit, node, entry, entry->best, entry->to_best);
            }
            if (entry->to_max != CHISO_ABSENT && entry->max > entry->achieved) {
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
