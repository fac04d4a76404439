/* What-ifs over trees with steps and results that are set, against boards scored anew. */
#include "stepped.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>

enum { UNITS = 4, CHANGES = 12 };

static const struct plan_taste mixed = PLAN_EVERYTHING;
static const struct plan_gaps some_gaps = {15, 10, 40};

static void expect_same(const struct plan *plan, chiso_what_if *what_if, const chiso_board *board,
                        int change)
{
    const chiso_tree *tree = chiso_board_tree(board);
    chiso_rankings *rankings = NULL;

    cr_assert_eq(chiso_rankings_new(board, NULL, &rankings, NULL), CHISO_OK);
    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE; node = chiso_node_next(tree, node)) {
        const chiso_ranking *ranking = chiso_rankings_at(rankings, node);

        for (chiso_unit unit = 0; unit < UNITS; unit++) {
            chiso_result then;
            chiso_result scored;
            chiso_place place;
            chiso_place ranked;

            cr_assert_eq(chiso_what_if_result(what_if, unit, node, &then), CHISO_OK);
            cr_assert_eq(chiso_board_result(board, unit, node, &scored), CHISO_OK);
            cr_assert_eq(chiso_what_if_place(what_if, unit, node, &place), CHISO_OK);
            cr_assert_eq(chiso_ranking_place(ranking, unit, &ranked), CHISO_OK);
            cr_assert(then.state == scored.state && then.achieved == scored.achieved &&
                          then.max == scored.max && then.percent == scored.percent &&
                          then.coverage == scored.coverage && then.lowest == scored.lowest &&
                          then.highest == scored.highest && place.rank == ranked.rank &&
                          place.out_of == ranked.out_of && place.tied == ranked.tied,
                      "seed %" PRIu64 ", change %d: \"%s\" of unit %u", plan->seed, change,
                      chiso_node_code(tree, node), (unsigned)unit);
        }
    }
    chiso_rankings_free(rankings);
}

/* Another value for a leaf, or a gap. */
static chiso_decimal pick_value(const struct plan_node *node, struct random *random)
{
    switch (random_below(random, 6)) {
    case 0:
        return CHISO_MISSING;
    case 1:
        return CHISO_NOT_APPLICABLE;
    case 2:
        return node->max;
    default:
        return node->min +
               (chiso_decimal)random_below(random, (uint64_t)(node->max - node->min) + 1);
    }
}

/* Changes the what-if and a board alike; what the board cannot score the what-if refuses. */
static void change(const struct plan *plan, chiso_what_if *what_if, chiso_board *board,
                   struct random *random, int number)
{
    const int index = (int)random_below(random, (uint64_t)plan->count);
    const chiso_unit unit = (chiso_unit)random_below(random, UNITS);
    chiso_node leaf = CHISO_NO_NODE;
    chiso_decimal value = 0;
    chiso_board *before = NULL;
    chiso_status status = CHISO_OK;
    chiso_error error = CHISO_ERROR_INIT;

    if (!plan->nodes[index].leaf) {
        return;
    }
    leaf = support_node(chiso_board_tree(board), plan->nodes[index].code);
    value = pick_value(&plan->nodes[index], random);
    cr_assert_eq(chiso_board_copy(board, NULL, &before, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set_value(before, unit, leaf, value, NULL), CHISO_OK);
    status = chiso_what_if_set_value(what_if, unit, leaf, value, &error);
    if (chiso_board_score(before, NULL) == CHISO_OK) {
        cr_assert_eq(status, CHISO_OK, "seed %" PRIu64 ": %s", plan->seed, error.message);
        cr_assert_eq(chiso_board_set_value(board, unit, leaf, value, NULL), CHISO_OK);
        cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    } else {
        cr_assert_eq(status, CHISO_E_POINTS, "seed %" PRIu64 ", change %d: %s", plan->seed, number,
                     error.message);
    }
    chiso_board_free(before);
}

Test(property_what_if_steps, what_is_tried_is_what_scoring_gives)
{
    for (uint64_t seed = 1; seed <= 500; seed += SUPPORT_STRIDE) {
        struct random random = {~seed};
        struct stepped stepped;

        stepped_make(&stepped, seed, &mixed);
        chiso_decimal *cells = plan_cells(&stepped.plan, &random, UNITS, &some_gaps);
        chiso_board *board = stepped_board(&stepped, cells, UNITS);
        chiso_board *changed = NULL;
        chiso_what_if *what_if = NULL;

        if (!stepped_set(&stepped, board, &random, seed % 2 == 0 ? 0 : 20)) {
            chiso_board_free(board);
            free(cells);
            continue;
        }
        cr_assert_eq(chiso_board_copy(board, NULL, &changed, NULL), CHISO_OK);
        cr_assert_eq(chiso_what_if_new(board, NULL, &what_if, NULL), CHISO_OK);
        for (int i = 0; i < CHANGES; i++) {
            change(&stepped.plan, what_if, changed, &random, i);
            expect_same(&stepped.plan, what_if, changed, i);
        }
        chiso_what_if_free(what_if);
        chiso_board_free(changed);
        chiso_board_free(board);
        free(cells);
    }
}
