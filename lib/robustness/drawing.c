/* The plain way of a draw: the weights, combines and cells of a copy are changed, and it is scored
 * as any board is, node by node and unit by unit, so that every step and gap means what it means
 * there. */
#include "robustness/drawing.h"

#include "robustness/vary.h"

#include <string.h>

static const struct chiso__carried one = {CHISO_DECIMAL_ONE, 0};

/* A factor for each criterion of a sum whose children vary; what does not apply to a block stays
 * so. */
static void factor_children(struct chiso__drawing *drawing, chiso_node parent)
{
    chiso_tree *tree = drawing->tree;
    const uint32_t columns = tree->by_block.column_count;

    for (chiso_node id = tree->nodes[parent].first_child; id != CHISO_NO_NODE;
         id = tree->nodes[id].next_sibling) {
        tree->nodes[id].weight = one;
        for (uint32_t column = 0; column < columns; column++) {
            struct chiso__carried *own = &tree->by_block.weights[(size_t)column * tree->count + id];

            *own = own->millionths == CHISO__LEFT_OUT ? *own : one;
        }
    }
}

/* Every node is worked out unit by unit: what columns are quick with is the tree's as it stands. */
static void open_tree(struct chiso__drawing *drawing)
{
    chiso_tree *tree = drawing->tree;

    tree->has_steps = true;
    for (chiso_node id = 0; id < tree->count; id++) {
        struct chiso__tree_node *node = &tree->nodes[id];

        node->stepped = !chiso__is_leaf(node);
        node->linear = false;
        node->drawn = drawing->plan->varied[id] && node->combine == CHISO_COMBINE_SUM;
        if (node->drawn) {
            factor_children(drawing, id);
        }
    }
}

/* A tree that shares all but what a draw changes. */
static bool copy_tree(struct chiso__drawing *drawing)
{
    const chiso_tree *from = drawing->board->tree;
    const size_t columns = from->by_block.column_count;
    chiso_tree *tree = chiso__alloc(&drawing->allocator, 1, sizeof(*tree));

    if (tree == NULL) {
        return false;
    }
    memcpy(tree, from, sizeof(*tree));
    drawing->tree = tree;
    tree->by_block.weights = NULL;
    tree->nodes = chiso__alloc(&drawing->allocator, from->count, sizeof(*tree->nodes));
    if (tree->nodes == NULL) {
        return false;
    }
    memcpy(tree->nodes, from->nodes, from->count * sizeof(*tree->nodes));
    if (columns > 0) {
        tree->by_block.weights = chiso__alloc(&drawing->allocator, columns * from->count,
                                              sizeof(*tree->by_block.weights));
        if (tree->by_block.weights == NULL) {
            return false;
        }
        memcpy(tree->by_block.weights, from->by_block.weights,
               columns * from->count * sizeof(*tree->by_block.weights));
    }
    open_tree(drawing);
    return true;
}

/* The criteria whose weights vary, each by its name. */
static bool list_weighed(struct chiso__drawing *drawing)
{
    const chiso_tree *tree = drawing->board->tree;

    drawing->weighed = chiso__alloc(&drawing->allocator, tree->count, sizeof(*drawing->weighed));
    if (drawing->weighed == NULL) {
        return false;
    }
    for (chiso_node parent = 0; parent < tree->count; parent++) {
        for (chiso_node id = tree->nodes[parent].first_child; id != CHISO_NO_NODE;
             id = tree->nodes[id].next_sibling) {
            if (chiso__is_weighed(drawing->plan, tree, id)) {
                drawing->weighed[drawing->weighed_count++] =
                    (struct chiso__weighed){id, chiso__draw_name(tree->codes[id])};
            }
        }
    }
    return true;
}

/* How many of the weighed from one on have the same parent. */
static uint32_t siblings_from(const struct chiso__drawing *drawing, uint32_t first)
{
    const chiso_tree *tree = drawing->board->tree;
    const chiso_node parent = tree->nodes[drawing->weighed[first].node].parent;
    uint32_t end = first + 1;

    while (end < drawing->weighed_count &&
           tree->nodes[drawing->weighed[end].node].parent == parent) {
        end++;
    }
    return end - first;
}

/* The weight of a criterion as it is written, which a Dirichlet's parameters go by. */
static struct chiso__carried weight_of(const chiso_tree *tree, chiso_node id)
{
    const struct chiso__tree_node *node = &tree->nodes[id];
    const bool is_max = chiso__carried_is_gap(node->weight) ||
                        tree->nodes[node->parent].combine == CHISO_COMBINE_SUM;

    return is_max ? node->max : node->weight;
}

static bool find_parameters(struct chiso__drawing *drawing)
{
    const chiso_allocator *allocator = &drawing->allocator;
    const chiso_tree *tree = drawing->board->tree;
    const uint32_t sum = drawing->plan->concentration;
    const uint32_t room = drawing->weighed_count;
    uint32_t count = 0;
    bool done = true;

    drawing->weights = chiso__alloc(allocator, room, sizeof(*drawing->weights));
    drawing->parameters = chiso__alloc(allocator, room, sizeof(*drawing->parameters));
    drawing->shares = chiso__alloc(allocator, tree->widest, sizeof(*drawing->shares));
    drawing->gaps = chiso__alloc(allocator, (size_t)sum * 2, sizeof(*drawing->gaps));
    if (drawing->weights == NULL || drawing->parameters == NULL || drawing->shares == NULL ||
        drawing->gaps == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < room; i++) {
        drawing->weights[i] = weight_of(tree, drawing->weighed[i].node);
    }
    for (uint32_t first = 0; first < room && done; first += count) {
        count = siblings_from(drawing, first);
        done = chiso__dirichlet_parameters(drawing->weights + first, count, sum, allocator,
                                           drawing->parameters + first);
    }
    return done;
}

chiso_status chiso__drawing_begin(const chiso_board *board, const struct chiso__plan *plan,
                                  struct chiso__drawing *drawing, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    *drawing = (struct chiso__drawing){.board = board, .plan = plan, .allocator = board->allocator};
    if (!copy_tree(drawing) || !list_weighed(drawing) || !chiso__cells_begin(drawing) ||
        (plan->sources[CHISO__SOURCE_DIRICHLET] && !find_parameters(drawing))) {
        return chiso__fail_memory(error);
    }
    status = chiso_board_copy(board, &board->allocator, &drawing->scratch, error);
    if (status != CHISO_OK) {
        return status;
    }
    drawing->scratch->tree = drawing->tree;
    drawing->scratch->rows.tree = drawing->tree;
    drawing->scratch->rows.scored = false;
    return CHISO_OK;
}

void chiso__drawing_end(struct chiso__drawing *drawing)
{
    const chiso_allocator *allocator = &drawing->allocator;

    if (drawing->scratch != NULL) {
        drawing->scratch->tree = drawing->board->tree;
        drawing->scratch->rows.tree = drawing->board->tree;
        chiso_board_free(drawing->scratch);
    }
    if (drawing->tree != NULL) {
        chiso__release(allocator, drawing->tree->nodes);
        chiso__release(allocator, drawing->tree->by_block.weights);
        chiso__release(allocator, drawing->tree);
    }
    chiso__release(allocator, drawing->weighed);
    chiso__release(allocator, drawing->weights);
    chiso__release(allocator, drawing->parameters);
    chiso__release(allocator, drawing->shares);
    chiso__release(allocator, drawing->gaps);
    chiso__cells_end(drawing);
}

/* A weight times a factor; of the max for the unit where no weight is stated. The product of a
 * decimal and a factor has twelve decimals: the carried number next to it is nearer than anything
 * that is told apart. */
static struct chiso__carried times(struct chiso__carried weight, struct chiso__carried factor)
{
    if (chiso__carried_is_gap(weight)) {
        return chiso__carried_negate(factor);
    }
    (void)chiso__carried_scale(weight, factor, one, &weight);
    return weight;
}

/* Lets a criterion have a factor: as its weight below a sum, in front of its weight elsewhere. */
static void put_factor(struct chiso__drawing *drawing, chiso_node id, struct chiso__carried factor)
{
    const chiso_tree *from = drawing->board->tree;
    chiso_tree *tree = drawing->tree;
    const bool drawn = tree->nodes[from->nodes[id].parent].drawn;

    tree->nodes[id].weight = drawn ? factor : times(from->nodes[id].weight, factor);
    for (uint32_t column = 0; column < tree->by_block.column_count; column++) {
        const size_t at = (size_t)column * tree->count + id;
        const struct chiso__carried weight = from->by_block.weights[at];

        if (weight.millionths != CHISO__LEFT_OUT) {
            tree->by_block.weights[at] = drawn ? factor : times(weight, factor);
        }
    }
}

void chiso__drawing_factor(struct chiso__drawing *drawing, const int64_t *factors)
{
    for (uint32_t i = 0; i < drawing->weighed_count; i++) {
        put_factor(drawing, drawing->weighed[i].node, chiso__carried_of(factors[i]));
    }
}

/* The children of a node have shares in place of weights: as factors, shares × Σ weights / weight.
 */
static void share_out(struct chiso__drawing *drawing, struct chiso__draw draw, chiso_node parent,
                      uint32_t first, uint32_t count)
{
    struct chiso__stream stream =
        chiso__stream_of(draw, chiso__draw_name(drawing->board->tree->codes[parent]));
    struct chiso__total sum = {0, 0};

    for (uint32_t i = 0; i < count; i++) {
        (void)chiso__total_add(&sum, drawing->weights[first + i]);
    }
    chiso__dirichlet_shares(&stream, drawing->parameters + first, count, drawing->gaps,
                            drawing->shares);
    for (uint32_t i = 0; i < count; i++) {
        struct chiso__carried factor = one;

        if (chiso__total_scale(one, sum, chiso__total_of(drawing->weights[first + i]), &factor) &&
            chiso__carried_portion(factor, (int64_t)drawing->shares[i],
                                   INT64_C(1) << CHISO__SHARE_BITS, &factor)) {
            put_factor(drawing, drawing->weighed[first + i].node, factor);
        }
    }
}

static void weigh_by_dirichlet(struct chiso__drawing *drawing, struct chiso__draw draw)
{
    const chiso_tree *tree = drawing->board->tree;
    uint32_t count = 0;

    for (uint32_t first = 0; first < drawing->weighed_count; first += count) {
        count = siblings_from(drawing, first);
        share_out(drawing, draw, tree->nodes[drawing->weighed[first].node].parent, first, count);
    }
}

void chiso__drawing_weigh_by(struct chiso__drawing *drawing, const chiso_decimal *weights)
{
    const chiso_tree *from = drawing->board->tree;
    chiso_tree *tree = drawing->tree;

    for (uint32_t i = 0; i < drawing->weighed_count; i++) {
        const chiso_node id = drawing->weighed[i].node;
        struct chiso__carried weight = chiso__carried_of(weights[id]);

        /* Below a sum a weight takes the place of the max. */
        if (tree->nodes[from->nodes[id].parent].drawn) {
            (void)chiso__carried_scale(weight, one, from->nodes[id].max, &weight);
        }
        tree->nodes[id].weight = weight;
        for (uint32_t column = 0; column < tree->by_block.column_count; column++) {
            struct chiso__carried *own = &tree->by_block.weights[(size_t)column * tree->count + id];

            *own = own->millionths == CHISO__LEFT_OUT ? *own : weight;
        }
    }
}

chiso_status chiso__drawing_score(struct chiso__drawing *drawing, uint64_t draw, chiso_error *error)
{
    const struct chiso__plan *plan = drawing->plan;
    chiso_status status = CHISO_OK;

    if (plan->sources[CHISO__SOURCE_DIRICHLET]) {
        weigh_by_dirichlet(drawing, chiso__plan_draw(plan, draw, CHISO__SOURCE_DIRICHLET));
    }
    if (plan->sources[CHISO__SOURCE_COMBINE]) {
        chiso__draw_combine(drawing, draw);
    }
    if (status == CHISO_OK && chiso__draws_cells(plan)) {
        status = chiso__draw_cells(drawing, draw, error);
    }
    drawing->scratch->rows.scored = false;
    return status == CHISO_OK ? chiso_board_score(drawing->scratch, error) : status;
}
