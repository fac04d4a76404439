/* Effective weights of random trees: they add up exactly, and are what the definition says but for
 * the last place. */
#include "stepped.h"

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

/* The max of what applies to a unit, missing or not. */
static double applicable_max(const struct plan *plan, const chiso_decimal *cells, int node)
{
    double max = 0;
    bool applies = false;

    if (plan->nodes[node].leaf) {
        return cells[node] == CHISO_NOT_APPLICABLE ? 0 : (double)plan->nodes[node].max;
    }
    for (int child = node + 1; child < plan->count; child++) {
        if (plan->nodes[child].parent == node && !plan->nodes[child].bonus) {
            const double below = applicable_max(plan, cells, child);

            max += below;
            applies = applies || (below > 0 && (plan->nodes[node].combine != PLAN_MEAN ||
                                                plan->nodes[child].weight != 0));
        }
    }
    if (plan->nodes[node].combine == PLAN_SUM) {
        return max;
    }
    return applies ? (double)plan->nodes[node].max : 0;
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

    for (uint64_t seed = 0; seed < 1500; seed += SUPPORT_STRIDE) {
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
                maxima[node] =
                    applicable_max(&plan, cells + (size_t)unit * (size_t)plan.count, node);
            }
            if (chiso_board_effective_weights(board, unit, count, weights, NULL) == CHISO_OK) {
                expect_weights(&plan, tree, maxima, weights);
            } else {
                cr_assert(maxima[0] == 0 || support_result(board, plan_unit(unit), "").state ==
                                                CHISO_STATE_NOT_APPLICABLE,
                          "seed %" PRIu64 ", unit %" PRIu32, seed, unit);
            }
        }
        chiso_board_free(board);
        free(cells);
    }
}

/* Weights of a tree of two branches with two leaves each: x and x2 below the first. */
static void weigh(const int *weights, chiso_decimal *out_x, chiso_decimal *out_y)
{
    struct buffer criteria = {0};
    chiso_decimal found[7];
    chiso_tree *tree;

    buffer_print(&criteria,
                 "code,parent,title,max,weight,combine\n.,,,10,,mean\ng,,,10,%d,mean\n"
                 "x,g,,1,%d,\nx2,g,,1,%d,\nh,,,10,%d,mean\ny,h,,1,%d,\ny2,h,,1,%d,\n",
                 weights[0], weights[1], weights[2], weights[3], weights[4], weights[5]);
    tree = support_tree(criteria.bytes);
    cr_assert_eq(chiso_tree_effective_weights(tree, 7, found, NULL), CHISO_OK);
    *out_x = found[support_node(tree, "x")];
    *out_y = found[support_node(tree, "y")];
    chiso_tree_free(tree);
    buffer_clear(&criteria);
}

/* Where two leaves count the same, exactly, the later one never gets more. */
Test(property_effective, the_first_of_equals_counts_no_less)
{
    static const int choices[] = {1, 2, 3, 6, 7, 9, 11, 13, 18};
    enum { CHOICES = 9, ALL = CHOICES * CHOICES * CHOICES * CHOICES * CHOICES * CHOICES };
    uint32_t equals = 0;

    for (int tree = 0; tree < ALL; tree++) {
        int weights[6];
        int rest = tree;
        chiso_decimal x = 0;
        chiso_decimal y = 0;

        for (int i = 0; i < 6; i++, rest /= CHOICES) {
            weights[i] = choices[rest % CHOICES];
        }
        if (weights[0] * weights[1] * (weights[4] + weights[5]) !=
            weights[3] * weights[4] * (weights[1] + weights[2])) {
            continue;
        }
        weigh(weights, &x, &y);
        cr_assert(x == y || x == y + 1, "tree %d: %s and %s", tree, decimal_text(x),
                  decimal_text(y));
        equals++;
    }
    cr_assert(equals > 1000 / SUPPORT_STRIDE, "%u", (unsigned)equals);
}

/* What is dropped of a unit counts nothing in it, and the others add up to 1. */
Test(property_effective, what_is_dropped_counts_nothing)
{
    static const struct plan_taste mixed = PLAN_EVERYTHING;
    static const struct plan_gaps gaps = {15, 10, 40};

    for (uint64_t seed = 1; seed <= 1000; seed += SUPPORT_STRIDE) {
        struct random random = {~seed};
        struct stepped stepped;

        stepped_make(&stepped, seed, &mixed);
        chiso_decimal *cells = plan_cells(&stepped.plan, &random, 2, &gaps);
        chiso_board *board = stepped_board(&stepped, cells, 2);
        const chiso_tree *tree = chiso_board_tree(board);

        if (!stepped_set(&stepped, board, &random, seed % 2 == 0 ? 0 : 15)) {
            chiso_board_free(board);
            free(cells);
            continue;
        }
        for (chiso_unit unit = 0; unit < 2; unit++) {
            chiso_decimal weights[PLAN_NODES];
            chiso_decimal sum = 0;

            if (chiso_board_effective_weights(board, unit, chiso_tree_node_count(tree), weights,
                                              NULL) != CHISO_OK) {
                continue;
            }
            for (chiso_node node = 0; node < chiso_tree_node_count(tree); node++) {
                chiso_steps steps;

                cr_assert_eq(chiso_board_steps(board, unit, node, &steps, NULL), CHISO_OK);
                cr_assert(weights[node] >= 0 && (weights[node] == 0 || steps.is_dropped == 0),
                          "seed %" PRIu64 ": \"%s\"", seed, chiso_node_code(tree, node));
                sum += chiso_node_is_leaf(tree, node) ? weights[node] : 0;
            }
            cr_assert(sum == CHISO_DECIMAL_ONE, "seed %" PRIu64 ": %s", seed, decimal_text(sum));
        }
        chiso_board_free(board);
        free(cells);
    }
}
