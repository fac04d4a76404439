/* The leaf that helps most, as heaps know it, is the one that is found by a try of each: step by
 * step until all are raised, under all combines that are smooth, with equals, near ones and
 * nothings among the leaves. */
#include "plan.h"
#include "unit/target_inside.h"

#include "score/result.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>

/* How often heaps knew. */
struct counts {
    uint32_t steps;
    uint32_t known;
};

static void take(struct chiso__plan *plan, struct chiso__picker *picker, uint32_t place)
{
    const uint32_t held = plan->order[place];

    plan->order[place] = plan->order[plan->picked];
    plan->order[plan->picked++] = held;
    chiso__plan_put(plan, held, plan->raises[held].most);
    chiso__picker_take(picker, place);
}

static void expect_steps(struct chiso__plan *plan, uint64_t seed, struct counts *counts)
{
    struct chiso__picker *picker = chiso__picker_new(plan);

    while (plan->picked < plan->count) {
        const uint32_t expected = chiso__plan_find_best(plan);
        uint32_t got = expected;

        counts->steps++;
        counts->known += chiso__picker_find(picker, &got);
        cr_assert(got == expected,
                  "seed %" PRIu64 ", unit %u, node %u, step %u: leaf %u, by a try of each %u", seed,
                  plan->trial.unit, plan->trial.node, plan->picked,
                  plan->raises[plan->order[got]].leaf, plan->raises[plan->order[expected]].leaf);
        take(plan, picker, expected);
    }
    chiso__picker_free(picker);
}

static void expect_plans(const chiso_board *board, uint64_t seed, struct counts *counts)
{
    static const struct chiso__rank_rule rule = {CHISO_TIES_COMPETITION, CHISO_KEY_EXACT,
                                                 CHISO_SCOPE_OVERALL, NULL, 0};
    const struct chiso__test test = {
        0, {{99 * CHISO_DECIMAL_ONE, 0}, {100 * CHISO_DECIMAL_ONE, 0}}, false};

    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        struct chiso__carried_ratio own;
        struct chiso__line line = {0};
        struct chiso__plan plan = {0};

        if (!chiso__ratio_of(&board->rows, unit, CHISO_ROOT, &own)) {
            continue;
        }
        cr_assert(chiso__line_new(board, unit, CHISO_ROOT, &rule, &line) &&
                  chiso__plan_new(&line, &test, NULL, &plan));
        expect_steps(&plan, seed, counts);
        chiso__plan_free(&plan);
        chiso__line_free(&line);
    }
}

/* Leaves no step, and no extreme, above the leaves. */
static void make_smooth(struct plan *plan)
{
    for (int i = 0; i < plan->count; i++) {
        struct plan_node *node = &plan->nodes[i];

        node->capped = false;
        node->round = node->leaf ? node->round : -1;
        node->combine = node->combine > PLAN_HARMONIC ? PLAN_GEOMETRIC : node->combine;
    }
}

/* Every leaf has thirds of its max, or some of them any points. */
static void make_equals(const struct plan *plan, struct random *random, uint32_t units,
                        chiso_decimal *cells)
{
    for (uint32_t i = 0; i < units * (uint32_t)plan->count; i++) {
        const struct plan_node *leaf = &plan->nodes[i % (uint32_t)plan->count];
        const chiso_decimal points = leaf->max / 3 * (chiso_decimal)random_below(random, 4);

        if (cells[i] >= leaf->min && points >= leaf->min && random_below(random, 3) > 0) {
            cells[i] = points;
        }
    }
}

Test(property_target_pick_quick, heaps_find_the_leaf_that_a_try_of_each_finds)
{
    static const struct plan_taste tastes[] = {
        {.mean = true, .ratios = true, .weighted = true},
        {.scaled = true, .mean = true, .bonus = true, .ratios = true, .zeros = true},
        PLAN_EVERYTHING,
    };
    struct counts counts = {0, 0};

    for (uint64_t seed = 1; seed <= 900; seed += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        const struct plan_gaps gaps = {(unsigned)random_below(&random, 10),
                                       (unsigned)random_below(&random, 10), 60};
        struct plan plan;

        plan_make(&plan, seed, &tastes[seed % (sizeof(tastes) / sizeof(*tastes))]);
        if (seed % 4 > 0) {
            make_smooth(&plan);
        }
        chiso_decimal *cells = plan_cells(&plan, &random, 4, &gaps);

        if (seed % 2 == 0) {
            make_equals(&plan, &random, 4, cells);
        }
        chiso_board *board = plan_board(&plan, cells, 4);

        expect_plans(board, seed, &counts);
        chiso_board_free(board);
        free(cells);
    }
    cr_assert(counts.known > counts.steps / 3 && counts.known > 900 / SUPPORT_STRIDE,
              "%u of %u steps", counts.known, counts.steps);
}
