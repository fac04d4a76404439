/* A node worked out from sums of its children gives, bit for bit, what combining all of them does:
 * of any combine, while one child after the other gets other points, equals and nothings among
 * them. */
#include "score/combine_sums_quick.h"
#include "plan.h"

#include "board/board.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>

struct scene {
    uint64_t seed;
    struct random random;
    struct chiso__children children;
    struct chiso__parts parts; /* to combine all */
    uint32_t *scratch;
    chiso_node *ranked;
    uint32_t compared;
};

/* Points of a child: a part of its max in hundredths, or in steps of a quarter, or with a rest. */
static struct chiso__carried random_points(struct scene *scene, chiso_node id)
{
    struct chiso__carried points = scene->children.parts[id].max;
    const bool few = random_below(&scene->random, 2) == 0;

    (void)chiso__carried_portion(points, (int64_t)random_below(&scene->random, few ? 5 : 101),
                                 few ? 4 : 100, &points);
    return random_below(&scene->random, 4) > 0 ? chiso__carried_of(points.millionths) : points;
}

/* Finds the parts of a node, as scoring a unit of which all applies does. Returns how many. */
static uint32_t find_parts(struct scene *scene, chiso_node node)
{
    const struct chiso__tree_node *nodes = scene->children.tree->nodes;
    uint32_t count = 0;

    for (chiso_node id = nodes[node].first_child; id != CHISO_NO_NODE;
         id = nodes[id].next_sibling) {
        const struct chiso__tree_node *own = &nodes[id];
        const bool weighs = chiso__weighs(nodes[node].combine);
        struct chiso__child *part = &scene->children.parts[id];

        scene->children.places[id] = count;
        scene->children.is_part[id] =
            own->kind != CHISO_KIND_BONUS && !chiso__carried_is_gap(own->max) &&
            !(weighs && (chiso__carried_is_zero(own->max) || chiso__carried_is_zero(own->weight)));
        part->max = own->max;
        part->weight = chiso__carried_is_gap(own->weight) ? own->max : own->weight;
        part->achieved = random_points(scene, id);
        count += scene->children.is_part[id];
    }
    return count;
}

/* All of them, one with other points. */
static bool combine(struct scene *scene, chiso_node node, chiso_node child,
                    struct chiso__carried points, struct chiso__carried *out_achieved)
{
    const struct chiso__tree_node *nodes = scene->children.tree->nodes;
    struct chiso__tree_node plain = nodes[node];
    struct chiso__combined combined;

    plain.round = -1;
    plain.capped = false;
    scene->parts.count = 0;
    for (chiso_node id = plain.first_child; id != CHISO_NO_NODE; id = nodes[id].next_sibling) {
        if (scene->children.is_part[id]) {
            struct chiso__child part = scene->children.parts[id];

            part.achieved = id == child ? points : part.achieved;
            scene->parts.parts[scene->parts.count++] = part;
        }
    }
    if (!chiso__combine_children(scene->children.tree, &plain, &scene->parts, &combined)) {
        return false;
    }
    *out_achieved = combined.achieved;
    return !combined.hopeless;
}

static void expect_node(struct scene *scene, chiso_node node)
{
    const struct chiso__tree_node *nodes = scene->children.tree->nodes;
    const uint32_t count = find_parts(scene, node);
    struct chiso__sums sums = {.ranked = chiso__ranks_children(nodes[node].combine) ? scene->ranked
                                                                                    : NULL};

    if (count == 0 || !chiso__sums_make(&scene->children, node, scene->scratch, &sums)) {
        return;
    }
    for (int i = 0; i < 20; i++) {
        chiso_node child = nodes[node].first_child;
        struct chiso__carried points = {0, 0};
        struct chiso__carried expected = {0, 0};
        struct chiso__carried got = {0, 0};

        for (uint64_t step = random_below(&scene->random, nodes[node].child_count);
             step > 0 || !scene->children.is_part[child]; step -= step > 0) {
            child = nodes[child].next_sibling == CHISO_NO_NODE ? nodes[node].first_child
                                                               : nodes[child].next_sibling;
        }
        points = random_points(scene, child);
        if (!combine(scene, node, child, points, &expected)) {
            return;
        }
        cr_assert(chiso__sums_with(&scene->children, node, &sums, child, points, &got),
                  "seed %" PRIu64 ", node %u", scene->seed, node);
        cr_assert(chiso__carried_compare(got, expected) == 0,
                  "seed %" PRIu64 ", node %u, combine %d: %" PRId64 " and %" PRIu64
                  ", of all %" PRId64 " and %" PRIu64,
                  scene->seed, node, (int)nodes[node].combine, got.millionths, got.rest,
                  expected.millionths, expected.rest);
        if (i % 2 == 1) {
            cr_assert(chiso__sums_put(&scene->children, node, &sums, child, points, &got) &&
                      chiso__carried_compare(got, expected) == 0);
        }
        scene->compared++;
    }
}

Test(property_combine_sums_quick, sums_of_children_make_what_all_of_them_do)
{
    uint32_t compared = 0;

    for (uint64_t seed = 1; seed <= 1200; seed += SUPPORT_STRIDE) {
        static const struct plan_taste tastes[] = {
            {.scaled = true, .mean = true, .weighted = true, .ratios = true}, PLAN_EVERYTHING};
        struct scene scene = {.seed = seed, .random = {.state = seed}};
        const struct plan_gaps gaps = {0, 0, 100};
        struct plan plan;

        plan_make(&plan, seed, &tastes[seed % 2]);
        chiso_decimal *cells = plan_cells(&plan, &scene.random, 1, &gaps);
        chiso_board *board = plan_board(&plan, cells, 1);
        const uint32_t nodes = board->tree->count;

        scene.children =
            (struct chiso__children){board->tree, calloc(nodes, sizeof(struct chiso__child)),
                                     calloc(nodes, sizeof(uint32_t)), calloc(nodes, sizeof(bool))};
        scene.scratch = calloc(nodes, sizeof(uint32_t));
        scene.ranked = calloc(nodes, sizeof(chiso_node));
        cr_assert(chiso__parts_new(board->tree, &board->allocator, &scene.parts));
        for (chiso_node node = 0; node < nodes; node++) {
            if (board->tree->nodes[node].child_count > 0) {
                expect_node(&scene, node);
            }
        }
        compared += scene.compared;
        chiso__parts_free(&board->allocator, &scene.parts);
        free(scene.children.parts);
        free(scene.children.places);
        free(scene.children.is_part);
        free(scene.scratch);
        free(scene.ranked);
        chiso_board_free(board);
        free(cells);
    }
    cr_assert(compared > 30 * 1200 / SUPPORT_STRIDE, "%u", compared);
}
