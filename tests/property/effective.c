/* Effective weights of random trees: they add up exactly, and are what the definition says but for
 * the last place. */
#include "plan.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

static const struct plan_taste mixed = {
    .scaled = true, .mean = true, .capped = true, .bonus = true, .minima = true, .zeros = true};

/* What a child counts beside its siblings: its max under a sum, its weight under a mean. */
static double local_weight(const struct plan *plan, const double *maxima, int child)
{
    const struct plan_node *node = &plan->nodes[child];

    if (node->bonus || maxima[child] <= 0) {
        return 0;
    }
    if (plan->nodes[node->parent].combine == PLAN_MEAN && node->weight != CHISO_ABSENT) {
        return (double)node->weight;
    }
    return maxima[child];
}

static void expect_weights(const struct plan *plan, const chiso_tree *tree, const double *maxima,
                           const chiso_decimal *weights)
{
    double shares[PLAN_NODES] = {1.0};
    chiso_decimal leaves = 0;

    for (int node = 0; node < plan->count; node++) {
        const chiso_decimal own =
            weights[support_node(tree, node == 0 ? "." : plan->nodes[node].code)];
        double total = 0;
        chiso_decimal below = 0;

        for (int child = node + 1; child < plan->count; child++) {
            total += plan->nodes[child].parent == node ? local_weight(plan, maxima, child) : 0;
        }
        for (int child = node + 1; child < plan->count; child++) {
            if (plan->nodes[child].parent == node) {
                shares[child] =
                    total > 0 ? shares[node] * local_weight(plan, maxima, child) / total : 0;
                below += weights[support_node(tree, plan->nodes[child].code)];
            }
        }
        cr_assert(plan->nodes[node].leaf || below == own,
                  "seed %" PRIu64 ": what is below \"%s\" adds up to %s, it counts %s", plan->seed,
                  plan->nodes[node].code, decimal_text(below), decimal_text(own));
        if (plan->nodes[node].leaf) {
            leaves += own;
            cr_assert(fabs((double)own - shares[node] * 1e6) < 1.000001,
                      "seed %" PRIu64 ": \"%s\" counts %s, not %.9f", plan->seed,
                      plan->nodes[node].code, decimal_text(own), shares[node]);
        }
    }
    cr_assert(leaves == CHISO_DECIMAL_ONE, "seed %" PRIu64 ": the leaves add up to %s", plan->seed,
              decimal_text(leaves));
}

Test(property_effective, weights_add_up_to_1_for_the_tree_and_for_each_unit)
{
    enum { UNITS = 4 };
    const struct plan_gaps gaps = {20, 30, 20};

    for (uint64_t seed = 0; seed < 1500; seed++) {
        struct random random = {.state = ~seed};
        struct plan plan;
        chiso_decimal weights[PLAN_NODES];
        double maxima[PLAN_NODES];

        plan_make(&plan, seed, &mixed);

        chiso_decimal *cells = plan_cells(&plan, &random, UNITS, &gaps);
        chiso_board *board = plan_board(&plan, cells, UNITS);
        const chiso_tree *tree = chiso_board_tree(board);
        const size_t count = chiso_tree_node_count(tree);

        for (int node = 0; node < plan.count; node++) {
            maxima[node] = (double)plan.nodes[node].max;
        }
        if (chiso_tree_effective_weights(tree, count, weights, NULL) == CHISO_OK) {
            expect_weights(&plan, tree, maxima, weights);
        } else {
            cr_assert(plan.nodes[0].max == 0, "seed %" PRIu64, seed);
        }
        for (uint32_t unit = 0; unit < UNITS; unit++) {
            for (int node = 0; node < plan.count; node++) {
                const chiso_result result =
                    support_result(board, plan_unit(unit), node == 0 ? "" : plan.nodes[node].code);

                maxima[node] = result.max == CHISO_ABSENT ? 0 : (double)result.max;
            }
            if (chiso_board_effective_weights(board, unit, count, weights, NULL) == CHISO_OK) {
                expect_weights(&plan, tree, maxima, weights);
            } else {
                cr_assert(maxima[0] == 0, "seed %" PRIu64 ", unit %" PRIu32, seed, unit);
            }
        }
        chiso_board_free(board);
        free(cells);
    }
}
