/* Laws of what is dropped, limited, set or does not apply, that need no second scorer. */
#include "stepped.h"

#include <chiso/step.h>
#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Shares grow where the least of them goes only without bonuses, and without a rounding of points,
 * which is coarser where the max is less. */
static const struct plan_taste shares = {
    .scaled = true, .mean = true, .capped = true, .minima = true};
static const struct plan_taste sums = {.capped = true, .minima = true};
static const struct plan_taste everything = PLAN_EVERYTHING;

static const struct plan_gaps some_gaps = {8, 8, 40};
static const struct plan_gaps none_missing = {0, 15, 40};

struct scene {
    struct stepped stepped;
    struct random random;
    uint32_t units;
    chiso_decimal *cells;
    chiso_board *board;
};

static void clear_steps(struct stepped *stepped)
{
    memset(stepped->drops, 0, sizeof(stepped->drops));
    memset(stepped->needs, 0, sizeof(stepped->needs));
    memset(stepped->gates, 0, sizeof(stepped->gates));
    memset(stepped->floors, 0, sizeof(stepped->floors));
}

static chiso_board *scored(const struct scene *scene)
{
    chiso_board *board = stepped_board(&scene->stepped, scene->cells, scene->units);
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_board_score(board, &error) == CHISO_OK, "seed %" PRIu64 ": %s",
              scene->stepped.plan.seed, error.message);
    return board;
}

static void scene_make(struct scene *scene, uint64_t seed, const struct plan_taste *taste,
                       bool has_steps, const struct plan_gaps *gaps)
{
    scene->random = (struct random){~seed};
    stepped_make(&scene->stepped, seed, taste);
    if (!has_steps) {
        clear_steps(&scene->stepped);
    }
    scene->units = 1 + (uint32_t)random_below(&scene->random, 4);
    scene->cells = plan_cells(&scene->stepped.plan, &scene->random, scene->units, gaps);
    for (size_t i = 0; i < (size_t)scene->units * (size_t)scene->stepped.plan.count; i++) {
        if (gaps->missing == 0 && scene->cells[i] == CHISO_MISSING) {
            scene->cells[i] = CHISO_NOT_APPLICABLE;
        }
    }
    scene->board = scored(scene);
}

static void scene_clear(struct scene *scene)
{
    chiso_board_free(scene->board);
    free(scene->cells);
}

static chiso_result figures(const struct scene *scene, const chiso_board *board, uint32_t unit,
                            int node)
{
    return support_result(board, plan_unit(unit), scene->stepped.plan.nodes[node].code);
}

static bool same(const chiso_result *a, const chiso_result *b)
{
    return a->state == b->state && a->achieved == b->achieved && a->max == b->max &&
           a->percent == b->percent && a->coverage == b->coverage && a->lowest == b->lowest &&
           a->highest == b->highest;
}

static void expect_same(const struct scene *scene, const chiso_board *other, const char *what)
{
    for (uint32_t unit = 0; unit < scene->units; unit++) {
        for (int node = 0; node < scene->stepped.plan.count; node++) {
            const chiso_result a = figures(scene, scene->board, unit, node);
            const chiso_result b = figures(scene, other, unit, node);

            if (!same(&a, &b)) {
                plan_fail(&scene->stepped.plan, scene->cells, unit,
                          "%s changes \"%s\": %s%% of %s becomes %s%% of %s", what,
                          scene->stepped.plan.nodes[node].code, decimal_text(a.percent),
                          decimal_text(a.max), decimal_text(b.percent), decimal_text(b.max));
            }
        }
    }
}

/* How many children of a node a drop chooses among. */
static int countable(const struct plan *plan, int parent)
{
    int count = 0;

    for (int node = parent + 1; node < plan->count; node++) {
        count += plan->nodes[node].parent == parent && !plan->nodes[node].bonus &&
                 plan->nodes[node].max > 0 &&
                 (plan->nodes[node].weight != 0 || plan->nodes[parent].combine != PLAN_MEAN);
    }
    return count;
}

static bool may_drop(const struct plan *plan, int node)
{
    return !plan->nodes[node].leaf && plan->nodes[node].combine <= PLAN_MEAN &&
           !plan_is_in_bonus(plan, node) && countable(plan, node) > 1;
}

/* Sets one node's drop and compares its own percent; other nodes have none. */
static int expect_raised(struct scene *scene, int node, const char *drop)
{
    chiso_board *other = NULL;
    int raised = 0;

    (void)snprintf(scene->stepped.drops[node], sizeof(scene->stepped.drops[node]), "%s", drop);
    other = scored(scene);
    scene->stepped.drops[node][0] = '\0';
    for (uint32_t unit = 0; unit < scene->units; unit++) {
        const chiso_result before = figures(scene, scene->board, unit, node);
        const chiso_result after = figures(scene, other, unit, node);

        if ((before.percent == CHISO_ABSENT) != (after.percent == CHISO_ABSENT) ||
            after.percent < before.percent) {
            plan_fail(&scene->stepped.plan, scene->cells, unit, "\"%s\" with%s: %s%% becomes %s%%",
                      scene->stepped.plan.nodes[node].code, drop, decimal_text(before.percent),
                      decimal_text(after.percent));
        }
        raised += after.percent > before.percent;
    }
    chiso_board_free(other);
    return raised;
}

Test(step_laws, what_is_lowest_goes_and_no_percent_falls)
{
    int raised = 0;

    for (uint64_t seed = 5000000; seed < 5000800; seed += SUPPORT_STRIDE) {
        struct scene scene;

        scene_make(&scene, seed, &shares, false, &some_gaps);
        for (int node = 0; node < scene.stepped.plan.count; node++) {
            if (may_drop(&scene.stepped.plan, node)) {
                const int count = countable(&scene.stepped.plan, node);
                const int some = 1 + (int)random_below(&scene.random, (uint64_t)count - 1);
                char drop[32];

                (void)snprintf(drop, sizeof(drop), " drop lowest %d", some);
                raised += expect_raised(&scene, node, drop);
                (void)snprintf(drop, sizeof(drop), " keep highest %d", some);
                raised += expect_raised(&scene, node, drop);
            }
        }
        scene_clear(&scene);
    }
    cr_expect(raised > 0);
}

Test(step_laws, to_keep_all_is_plain)
{
    for (uint64_t seed = 5010000; seed < 5011000; seed += SUPPORT_STRIDE) {
        struct scene scene;
        chiso_board *other = NULL;

        scene_make(&scene, seed, &everything, false, &some_gaps);
        for (int node = 0; node < scene.stepped.plan.count; node++) {
            if (may_drop(&scene.stepped.plan, node)) {
                (void)snprintf(scene.stepped.drops[node], sizeof(scene.stepped.drops[node]),
                               " keep %s %d",
                               random_below(&scene.random, 2) == 0 ? "lowest" : "highest",
                               countable(&scene.stepped.plan, node));
            }
        }
        other = scored(&scene);
        expect_same(&scene, other, "to keep all");
        chiso_board_free(other);
        scene_clear(&scene);
    }
}

/* A gate of one unit that its percent, whatever is missing, does not fall below or rise above. */
static void put_met_gate(struct scene *scene, int node)
{
    const struct plan *plan = &scene->stepped.plan;
    const chiso_result result = figures(scene, scene->board, 0, node);
    char *gate = scene->stepped.gates[node];
    const size_t size = sizeof(scene->stepped.gates[node]);
    int64_t below = 0;

    if (node == 0 || plan->nodes[node].max <= 0 || plan->nodes[plan->nodes[node].parent].max <= 0 ||
        plan_is_in_bonus(plan, node) || result.lowest == CHISO_ABSENT || result.lowest < 0 ||
        result.percent == CHISO_ABSENT || result.percent < result.lowest) {
        return;
    }
    /* With no digits published a percent may be shown half a percent higher than it is. */
    below = result.lowest / 1000000 - 1;
    if (below > 0) {
        (void)snprintf(gate, size, "below %" PRId64 "%%: parent at most %d%%", below,
                       (int)random_below(&scene->random, 100));
    }
}

Test(step_laws, a_gate_that_is_met_changes_nothing)
{
    int gates = 0;

    for (uint64_t seed = 5020000; seed < 5021000; seed += SUPPORT_STRIDE) {
        struct scene scene;
        chiso_board *other = NULL;

        scene_make(&scene, seed, &everything, false, &some_gaps);
        scene.units = 1;
        for (int node = 0; node < scene.stepped.plan.count; node++) {
            put_met_gate(&scene, node);
            gates += scene.stepped.gates[node][0] != '\0';
        }
        other = scored(&scene);
        expect_same(&scene, other, "a gate that is met");
        chiso_board_free(other);
        scene_clear(&scene);
    }
    cr_expect(gates > 100);
}

/* Whether two children of a node that drops some have equal shares as they are shown: which of them
 * goes is a matter of order. */
static bool has_equals(const struct scene *scene)
{
    const struct plan *plan = &scene->stepped.plan;

    for (int a = 1; a < plan->count; a++) {
        for (int b = a + 1; b < plan->count; b++) {
            if (plan->nodes[a].parent != plan->nodes[b].parent ||
                scene->stepped.drops[plan->nodes[a].parent][0] == '\0') {
                continue;
            }
            for (uint32_t unit = 0; unit < scene->units; unit++) {
                const chiso_result first = figures(scene, scene->board, unit, a);
                const chiso_result second = figures(scene, scene->board, unit, b);

                /* In the bounds what is missing is at its min or at its max: alike. */
                if (first.percent == second.percent || first.lowest == second.lowest ||
                    first.highest == second.highest) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* The lines of a text behind the first in an order; false where they are not as many. */
static bool put_in_order(const char *text, const int *order, int count, struct buffer *out)
{
    const char *lines[PLAN_NODES + 1];
    int found = 0;

    for (const char *at = strchr(text, '\n') + 1; *at != '\0'; at = strchr(at, '\n') + 1) {
        if (found > count) {
            return false;
        }
        lines[found++] = at;
    }
    buffer_add(out, text, strcspn(text, "\n") + 1);
    for (int i = 0; i < count && found == count; i++) {
        buffer_add(out, lines[order[i]], strcspn(lines[order[i]], "\n") + 1);
    }
    return found == count;
}

Test(step_laws, the_order_of_criteria_names_equals_and_changes_no_figure)
{
    int seen = 0;

    for (uint64_t seed = 5030000; seed < 5031000; seed += SUPPORT_STRIDE) {
        struct scene scene;
        struct buffer text = {0};
        int order[PLAN_NODES];
        char *criteria = NULL;

        scene_make(&scene, seed, &everything, true, &some_gaps);
        criteria = stepped_criteria(&scene.stepped);
        plan_shuffle(&scene.random, scene.stepped.plan.count, order);
        if (put_in_order(criteria, order, scene.stepped.plan.count, &text) && !has_equals(&scene)) {
            char *points = support_board_csv(scene.board);
            chiso_tree *tree = support_tree(text.bytes);
            chiso_board *other = support_scored(tree, points);

            expect_same(&scene, other, "another order of criteria");
            seen++;
            chiso_board_free(other);
            chiso_tree_free(tree);
            free(points);
        }
        buffer_clear(&text);
        free(criteria);
        scene_clear(&scene);
    }
    cr_expect(seen > 500 / SUPPORT_STRIDE, "%d", seen);
}

static bool is_below(const struct plan *plan, int node, int branch)
{
    while (node > branch) {
        node = plan->nodes[node].parent;
    }
    return node == branch;
}

Test(step_laws, a_branch_that_does_not_apply_is_each_of_its_leaves)
{
    for (uint64_t seed = 5040000; seed < 5040600; seed += SUPPORT_STRIDE) {
        struct scene scene;
        const struct plan *plan = &scene.stepped.plan;
        int branch = 0;
        struct buffer points = {0};
        chiso_tree *tree = NULL;
        chiso_board *other = NULL;

        scene_make(&scene, seed, &everything, true, &some_gaps);
        chiso_board_free(scene.board);
        branch = (int)random_below(&scene.random, (uint64_t)plan->count);
        branch = plan->nodes[branch].leaf ? plan->nodes[branch].parent : branch;
        buffer_print(&points, "unit,criterion,value\n");
        for (uint32_t unit = 0; unit < scene.units; unit++) {
            chiso_decimal *row = scene.cells + (size_t)unit * (size_t)plan->count;

            buffer_print(&points, "%s,%s,-\n", plan_unit(unit),
                         branch == 0 ? "." : plan->nodes[branch].code);
            for (int node = 0; node < plan->count; node++) {
                if (plan->nodes[node].leaf && is_below(plan, node, branch)) {
                    row[node] = CHISO_NOT_APPLICABLE;
                } else if (plan->nodes[node].leaf && row[node] != CHISO_MISSING) {
                    buffer_print(&points, "%s,%s,%s\n", plan_unit(unit), plan->nodes[node].code,
                                 row[node] == CHISO_NOT_APPLICABLE ? "-" : decimal_text(row[node]));
                }
            }
        }
        scene.board = scored(&scene);
        char *criteria = stepped_criteria(&scene.stepped);
        tree = support_tree(criteria);
        other = support_scored(tree, points.bytes);
        expect_same(&scene, other, "a dash for a branch");
        chiso_board_free(other);
        chiso_tree_free(tree);
        free(criteria);
        buffer_clear(&points);
        scene_clear(&scene);
    }
}

/* Sets what a node has. Only results that are shown as they are carried can be said again. */
static bool set_again(const struct scene *scene, chiso_board *board, uint32_t unit, int node)
{
    const chiso_result result = figures(scene, scene->board, unit, node);
    const chiso_tree *tree = chiso_board_tree(board);
    const chiso_unit found = support_unit(board, plan_unit(unit));
    const chiso_node id = support_node(tree, scene->stepped.plan.nodes[node].code);

    if (result.state != CHISO_STATE_SCORED || result.coverage != decimal("100") ||
        result.achieved < 0 || result.achieved > result.max ||
        plan_achieved(scene->board, found, id) != plan_millionths(result.achieved)) {
        return false;
    }
    cr_assert(chiso_board_set_result(board, found, id, decimal_text(result.achieved), "as it was",
                                     NULL) == CHISO_OK);
    return true;
}

Test(step_laws, a_result_set_to_what_it_is_leaves_a_trace_alone)
{
    int set = 0;

    for (uint64_t seed = 5050000; seed < 5051000; seed += SUPPORT_STRIDE) {
        struct scene scene;
        const struct plan *plan = &scene.stepped.plan;
        chiso_board *other = NULL;

        scene_make(&scene, seed, &sums, false, &none_missing);
        other = scored(&scene);
        for (uint32_t unit = 0; unit < scene.units; unit++) {
            const int node = (int)random_below(&scene.random, (uint64_t)plan->count);

            if (!plan->nodes[node].leaf && !plan_is_in_bonus(plan, node)) {
                set += set_again(&scene, other, unit, node);
            }
        }
        cr_assert(chiso_board_score(other, NULL) == CHISO_OK);
        for (uint32_t unit = 0; unit < scene.units; unit++) {
            chiso_steps steps;

            cr_assert(chiso_board_steps(other, support_unit(other, plan_unit(unit)), CHISO_ROOT,
                                        &steps, NULL) == CHISO_OK);
            cr_expect(!steps.is_set ||
                      steps.computed == figures(&scene, scene.board, unit, 0).achieved);
        }
        expect_same(&scene, other, "what was set as it is");
        chiso_board_free(other);
        scene_clear(&scene);
    }
    cr_expect(set > 100 / SUPPORT_STRIDE, "%d", set);
}
