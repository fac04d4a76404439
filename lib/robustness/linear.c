/* Finding out that a node is linear in its leaves, unit by unit, from the figures of a scored
 * board: what takes part and what it weighs is read off these, not worked out again. */
#include "robustness/linear.h"

#include "score/result.h"
#include "score/score.h"

#include <string.h>

/* What one unit is looked at with. */
struct look {
    const chiso_board *board;
    const struct chiso__plan *plan;
    struct chiso__node_figures *figures; /* by node */
    struct chiso__parts parts;
    const chiso_node *below;
    uint32_t below_count;
    uint32_t *edge_of; /* by node, plus one */
    double *ratios;    /* of the leaves, in the order of edges */
    bool has_missing;
};

/* What nodes must be for that. */
static bool is_plain(const chiso_tree *tree, chiso_node id)
{
    const struct chiso__tree_node *node = &tree->nodes[id];

    if (chiso__is_leaf(node)) {
        return !chiso__takes_rank(node);
    }
    return (node->combine == CHISO_COMBINE_SUM || node->combine == CHISO_COMBINE_MEAN) &&
           !node->capped && node->round < 0 && !node->stepped && !node->in_bonus;
}

/* Whether only weights vary, and never to 0, so that what takes part does so in every draw. */
static bool may_be_linear(const struct look *look)
{
    const chiso_board *board = look->board;
    const struct chiso__plan *plan = look->plan;
    bool may = board->rows.set_count == 0 && board->tree->by_block.column_count == 0 &&
               plan->share < CHISO_DECIMAL_ONE;

    for (int source = CHISO__SOURCE_DIRICHLET; source < CHISO__SOURCE_END; source++) {
        may = may && !plan->sources[source];
    }
    for (uint32_t i = 0; i < look->below_count; i++) {
        may = may && is_plain(board->tree, look->below[i]);
    }
    return may;
}

static double double_of(struct chiso__carried value)
{
    return chiso__carried_double(value);
}

/* What a criterion that takes part weighs beside its siblings. */
static double weight_of(const struct look *look, chiso_node id)
{
    const struct chiso__tree_node *node = &look->board->tree->nodes[id];
    const struct chiso__carried max = look->figures[id].max[CHISO__CASE_ACTUAL];

    return double_of(chiso__weight_in(&look->board->tree->nodes[node->parent], node->weight, max));
}

static bool is_plain_sum(const struct chiso__tree_node *node)
{
    return node->child_count > 0 && node->combine == CHISO_COMBINE_SUM && !node->scaled;
}

/* Whether a criterion counts beside its siblings as its max for the unit says. */
static bool weighs_by_max(const chiso_tree *tree, chiso_node id)
{
    const struct chiso__tree_node *node = &tree->nodes[id];

    return tree->nodes[node->parent].combine == CHISO_COMBINE_SUM ||
           chiso__carried_is_gap(node->weight);
}

/* The edge of a criterion of a unit; false where it has none. */
static bool find_edge(const struct look *look, chiso_node id, struct chiso__edge *out_edge)
{
    const struct chiso__tree_node *node = &look->board->tree->nodes[id];
    const struct chiso__node_figures *own = &look->figures[id];
    const bool bonus = node->kind == CHISO_KIND_BONUS;
    const double max = double_of(look->figures[node->parent].max[CHISO__CASE_ACTUAL]);

    *out_edge =
        (struct chiso__edge){id, look->edge_of[node->parent], UINT32_MAX, 0.0, bonus, false, false};
    if (bonus) {
        out_edge->weight = 1.0 / max;
        return own->state == CHISO_STATE_SCORED;
    }
    if (!own->takes_part[CHISO__CASE_ACTUAL] ||
        chiso__carried_is_zero(own->max[CHISO__CASE_ACTUAL])) {
        return false;
    }
    out_edge->weight = weight_of(look, id);
    out_edge->plain = is_plain_sum(node);
    out_edge->summed = out_edge->plain && weighs_by_max(look->board->tree, id);
    return out_edge->weight > 0.0;
}

/* Whether a criterion has points that a percent does not tell: of no max. */
static bool has_points_beside(const struct look *look, chiso_node id)
{
    const struct chiso__node_figures *own = &look->figures[id];

    return own->takes_part[CHISO__CASE_ACTUAL] &&
           chiso__carried_is_zero(own->max[CHISO__CASE_ACTUAL]) &&
           !chiso__carried_is_zero(own->achieved[CHISO__CASE_ACTUAL]);
}

/* The edges of a unit, behind each other; false where its figures are none of that kind. */
static bool find_edges(struct look *look, struct chiso__edge *edges, uint32_t *out_count,
                       uint32_t *out_leaves)
{
    const chiso_tree *tree = look->board->tree;
    uint32_t count = 0;
    uint32_t leaves = 0;

    look->edge_of[look->plan->node] = 0;
    for (uint32_t i = 1; i < look->below_count; i++) {
        const chiso_node id = look->below[i];
        const chiso_node parent = tree->nodes[id].parent;
        const bool reached = parent == look->plan->node || look->edge_of[parent] > 0;

        look->edge_of[id] = 0;
        if (has_points_beside(look, id)) {
            return false;
        }
        if (!reached || !find_edge(look, id, &edges[count])) {
            continue;
        }
        if (chiso__is_leaf(&tree->nodes[id])) {
            const struct chiso__node_figures *own = &look->figures[id];
            const double points = double_of(own->achieved[CHISO__CASE_ACTUAL]);

            look->has_missing = look->has_missing || own->state != CHISO_STATE_SCORED;
            edges[count].place = leaves;
            look->ratios[leaves++] =
                edges[count].bonus ? points : points / double_of(own->max[CHISO__CASE_ACTUAL]);
        }
        look->edge_of[id] = ++count;
    }
    *out_count = count;
    *out_leaves = leaves;
    return true;
}

/* Whether sums of so many terms of such ratios stay near enough to the true ones: each operation is
 * right to 2^-53, and weights come by a product, a quotient and a conversion a level. */
static bool is_near_enough(const struct look *look, const double *ratios, uint32_t leaves)
{
    const double terms = (double)leaves + 8.0 * (double)look->below_count / (leaves + 1.0) + 64.0;
    double greatest = 1.0;

    for (uint32_t i = 0; i < leaves; i++) {
        const double size = ratios[i] < 0 ? -ratios[i] : ratios[i];

        greatest = size > greatest ? size : greatest;
    }
    return terms * greatest * 0x1p-52 < CHISO__LINEAR_ERROR;
}

static bool same_edges(const struct chiso__pattern *pattern, const struct chiso__edge *edges,
                       uint32_t count)
{
    bool same = pattern->edge_count == count;

    for (uint32_t i = 0; i < count && same; i++) {
        const struct chiso__edge *own = &pattern->edges[i];

        same = own->node == edges[i].node && own->parent == edges[i].parent &&
               !(own->weight < edges[i].weight) && !(own->weight > edges[i].weight);
    }
    return same;
}

/* More patterns than this are not looked through for each unit. */
enum { PATTERNS_MOST = 512 };

/* The pattern of edges, a new one if there is none; -1 when memory is out, or they are too many. */
static int64_t pattern_of(struct chiso__linear *linear, const struct chiso__edge *edges,
                          uint32_t count, uint32_t leaves)
{
    struct chiso__pattern *added = NULL;

    for (uint32_t i = 0; i < linear->pattern_count; i++) {
        if (same_edges(&linear->patterns[i], edges, count)) {
            return i;
        }
    }
    if (linear->pattern_count == PATTERNS_MOST) {
        return -1;
    }
    added = &linear->patterns[linear->pattern_count];
    *added = (struct chiso__pattern){.edge_count = count, .leaf_count = leaves};
    added->edges = chiso__alloc(&linear->allocator, count, sizeof(*added->edges));
    if (added->edges == NULL) {
        return -1;
    }
    memcpy(added->edges, edges, count * sizeof(*edges));
    return linear->pattern_count++;
}

/* What is found unit by unit, before units are put in the order of patterns. */
struct found {
    struct chiso__edge *edges; /* of one unit */
    double *ratios;            /* unit by unit, as many as there are leaves */
    uint32_t *pattern_of;
};

static bool begin_look(struct look *look, struct found *found, uint32_t count)
{
    const chiso_allocator *allocator = &look->board->allocator;
    const chiso_tree *tree = look->board->tree;

    look->below = chiso__order_below(tree, look->plan->node, &look->below_count);
    look->figures = chiso__alloc(allocator, tree->count, sizeof(*look->figures));
    look->edge_of = chiso__alloc(allocator, tree->count, sizeof(*look->edge_of));
    found->edges = chiso__alloc(allocator, tree->count, sizeof(*found->edges));
    found->ratios =
        chiso__alloc(allocator, (size_t)count * tree->leaf_count, sizeof(*found->ratios));
    found->pattern_of = chiso__alloc(allocator, count, sizeof(*found->pattern_of));
    return look->figures != NULL && look->edge_of != NULL && found->edges != NULL &&
           found->ratios != NULL && found->pattern_of != NULL &&
           chiso__parts_new(tree, allocator, &look->parts);
}

static void end_look(struct look *look, struct found *found)
{
    const chiso_allocator *allocator = &look->board->allocator;

    chiso__parts_free(allocator, &look->parts);
    chiso__release(allocator, look->figures);
    chiso__release(allocator, look->edge_of);
    chiso__release(allocator, found->edges);
    chiso__release(allocator, found->ratios);
    chiso__release(allocator, found->pattern_of);
}

/* Looks at all units; false where one is not linear. */
static bool look_at_units(struct look *look, const chiso_unit *units, uint32_t count,
                          struct chiso__linear *linear, struct found *found)
{
    const struct chiso__row_work work = {&look->board->rows, NULL, look->figures, &look->parts};
    bool is_linear = may_be_linear(look);

    for (uint32_t i = 0; i < count && is_linear; i++) {
        chiso_node large = CHISO_NO_NODE;
        uint32_t edges = 0;
        uint32_t leaves = 0;
        int64_t pattern = -1;

        look->ratios = found->ratios + (size_t)i * look->board->tree->leaf_count;
        is_linear = chiso__row_figures(&work, units[i], look->below, look->below_count, &large) &&
                    find_edges(look, found->edges, &edges, &leaves) &&
                    is_near_enough(look, look->ratios, leaves);
        if (is_linear) {
            pattern = pattern_of(linear, found->edges, edges, leaves);
            is_linear = pattern >= 0;
        }
        if (is_linear) {
            found->pattern_of[i] = (uint32_t)pattern;
            linear->patterns[pattern].unit_count++;
        }
    }
    return is_linear;
}

/* Puts the units in the order of patterns, and their ratios leaf by leaf; false when memory is out.
 */
static bool put_in_order(struct chiso__linear *linear, const struct found *found,
                         const chiso_unit *units, uint32_t count, uint32_t leaf_count)
{
    uint32_t place = 0;

    for (uint32_t p = 0; p < linear->pattern_count; p++) {
        struct chiso__pattern *pattern = &linear->patterns[p];
        uint32_t own = 0;

        pattern->first = place;
        pattern->stride = (pattern->unit_count + CHISO__LANES - 1) / CHISO__LANES * CHISO__LANES;
        pattern->ratios =
            chiso__alloc_zero(&linear->allocator, (size_t)pattern->leaf_count * pattern->stride,
                              sizeof(*pattern->ratios));
        if (pattern->ratios == NULL) {
            return false;
        }
        for (uint32_t i = 0; i < count; i++) {
            if (found->pattern_of[i] != p) {
                continue;
            }
            for (uint32_t leaf = 0; leaf < pattern->leaf_count; leaf++) {
                pattern->ratios[(size_t)leaf * pattern->stride + own] =
                    found->ratios[(size_t)i * leaf_count + leaf];
            }
            linear->units[place + own++] = units[i];
        }
        place += own;
    }
    return true;
}

static bool make_room(struct chiso__linear *linear, uint32_t count, uint32_t nodes)
{
    const chiso_allocator *allocator = &linear->allocator;
    const uint32_t patterns = count < PATTERNS_MOST ? count : PATTERNS_MOST;

    linear->unit_count = count;
    linear->patterns = chiso__alloc_zero(allocator, patterns, sizeof(*linear->patterns));
    linear->units = chiso__alloc(allocator, count, sizeof(*linear->units));
    linear->figures = chiso__alloc(allocator, count, sizeof(*linear->figures));
    linear->lanes = chiso__alloc(allocator, (size_t)count + CHISO__LANES, sizeof(*linear->lanes));
    linear->weights = chiso__alloc(allocator, nodes, sizeof(*linear->weights));
    linear->sums = chiso__alloc(allocator, (size_t)nodes + 1, sizeof(*linear->sums));
    linear->coefficients = chiso__alloc(allocator, nodes, sizeof(*linear->coefficients));
    return linear->patterns != NULL && linear->units != NULL && linear->figures != NULL &&
           linear->lanes != NULL && linear->weights != NULL && linear->sums != NULL &&
           linear->coefficients != NULL;
}

/* Whether the figures without any draw are those of the board: what was read off it is all there
 * is to them. */
static bool is_true(struct chiso__linear *linear, const struct look *look, double *factors)
{
    bool same = true;

    for (chiso_node id = 0; id < look->board->tree->count; id++) {
        factors[id] = 1.0;
    }
    chiso__linear_figure(linear, factors);
    for (uint32_t i = 0; i < linear->unit_count && same; i++) {
        struct chiso__carried_ratio ratio;
        double figure = 0.0;

        same = chiso__ratio_of(&look->board->rows, linear->units[i], look->plan->node, &ratio);
        figure = double_of(ratio.achieved) / double_of(ratio.max) - linear->figures[i];
        same = same && figure < CHISO__LINEAR_ERROR && figure > -CHISO__LINEAR_ERROR;
    }
    return same;
}

/* chiso__linear_new() for units that are listed. */
static bool make_linear(const chiso_board *board, const struct chiso__plan *plan,
                        const chiso_unit *units, uint32_t count, struct chiso__linear **out_linear)
{
    const chiso_allocator *allocator = &board->allocator;
    struct chiso__linear *linear = chiso__alloc_zero(allocator, 1, sizeof(*linear));
    struct look look = {.board = board, .plan = plan};
    struct found found = {NULL, NULL, NULL};
    double *factors = chiso__alloc(allocator, board->tree->count, sizeof(*factors));
    bool is_linear = false;
    bool done = false;

    if (linear != NULL) {
        linear->allocator = *allocator;
        linear->plain = is_plain_sum(&board->tree->nodes[plan->node]);
        done = factors != NULL && begin_look(&look, &found, count) &&
               make_room(linear, count, board->tree->count);
    }
    if (done && look_at_units(&look, units, count, linear, &found)) {
        done = put_in_order(linear, &found, units, count, board->tree->leaf_count);
        linear->has_missing = look.has_missing;
        is_linear = done && is_true(linear, &look, factors);
    }
    end_look(&look, &found);
    chiso__release(allocator, factors);
    if (is_linear) {
        *out_linear = linear;
    } else {
        chiso__linear_free(linear);
    }
    return done;
}

bool chiso__linear_new(const chiso_board *board, const struct chiso__plan *plan,
                       const uint32_t *ranks, struct chiso__linear **out_linear)
{
    chiso_unit *units = chiso__alloc(&board->allocator, board->units.count, sizeof(*units));
    uint32_t count = 0;
    bool done = units != NULL;

    *out_linear = NULL;
    for (chiso_unit unit = 0; done && unit < board->units.count; unit++) {
        if (ranks[unit] > 0) {
            units[count++] = unit;
        }
    }
    if (done && count > 0) {
        done = make_linear(board, plan, units, count, out_linear);
    }
    chiso__release(&board->allocator, units);
    return done;
}

void chiso__linear_free(struct chiso__linear *linear)
{
    chiso_allocator allocator;

    if (linear == NULL) {
        return;
    }
    allocator = linear->allocator;
    for (uint32_t p = 0; p < linear->pattern_count; p++) {
        chiso__release(&allocator, linear->patterns[p].edges);
        chiso__release(&allocator, linear->patterns[p].ratios);
    }
    chiso__release(&allocator, linear->patterns);
    chiso__release(&allocator, linear->units);
    chiso__release(&allocator, linear->figures);
    chiso__release(&allocator, linear->lanes);
    chiso__release(&allocator, linear->weights);
    chiso__release(&allocator, linear->sums);
    chiso__release(&allocator, linear->coefficients);
    chiso__release(&allocator, linear);
}
