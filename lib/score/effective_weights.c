/* What a leaf counts in the whole: the product of the shares on its way to the root. */
#include "base/sort.h"
#include "score/result.h"

/* The whole index, and a unit of the sixth place, in the places that weights are carried to. */
static const chiso__wide WHOLE =
    (chiso__wide)CHISO_DECIMAL_ONE * CHISO_DECIMAL_ONE * CHISO_DECIMAL_ONE;
static const int64_t UNIT = (int64_t)CHISO_DECIMAL_ONE * CHISO_DECIMAL_ONE;

/* Shares that are the same may differ by a unit of the last place a level, by the way that each of
 * them was worked out on: what is as near as this is the same. */
static const int64_t NEAR = 1000;

/* What weights are worked out from: the maxima of the tree, or those of a unit of a board. */
struct source {
    const chiso_tree *tree;
    const chiso_board *board; /* NULL for the tree's own */
    chiso_unit unit;
};

static struct chiso__carried max_of(const struct source *source, chiso_node node)
{
    return source->board == NULL ? source->tree->nodes[node].max
                                 : chiso__applicable_max(&source->board->rows, source->unit, node);
}

/* Whether it is dropped as the unit stands; a tree's own weights are those without drops. */
static bool is_dropped(const struct source *source, chiso_node child)
{
    return source->board != NULL && source->board->rows.dropped != NULL &&
           chiso__is_dropped(&source->board->rows, source->unit, child);
}

/* How much a child counts beside its siblings. */
static struct chiso__carried weight_of(const struct source *source,
                                       const struct chiso__tree_node *parent, chiso_node child)
{
    const struct chiso__tree_node *node = &source->tree->nodes[child];

    const struct chiso__carried *weights =
        source->board == NULL ? NULL : chiso__weights_of_row(&source->board->rows, source->unit);

    return node->kind == CHISO_KIND_BONUS || is_dropped(source, child)
               ? chiso__carried_of(0)
               : chiso__weight_in(parent, weights == NULL ? node->weight : weights[child],
                                  max_of(source, child));
}

/* Shares what each node counts among its children; false where nothing counts at all. */
static bool share(const struct source *source, int64_t *carried)
{
    const chiso_tree *tree = source->tree;

    carried[CHISO_ROOT] = (int64_t)WHOLE;
    for (uint32_t i = 0; i < tree->count; i++) {
        const chiso_node id = tree->order[i];
        const struct chiso__tree_node *node = &tree->nodes[id];
        struct chiso__total total = {0, 0};

        for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
             child = tree->nodes[child].next_sibling) {
            /* The check of the tree saw that the weights of children add up. */
            (void)chiso__total_add(&total, weight_of(source, node, child));
        }
        if (id == CHISO_ROOT && chiso__total_is_zero(total)) {
            return false;
        }
        for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
             child = tree->nodes[child].next_sibling) {
            const struct chiso__carried weight = weight_of(source, node, child);
            struct chiso__carried share = {0, 0};

            (void)chiso__total_scale(chiso__carried_of(carried[id]), chiso__total_of(weight), total,
                                     &share);
            carried[child] = share.millionths;
        }
    }
    return true;
}

static chiso_status fail_room(chiso_error *error, size_t count, uint32_t nodes)
{
    return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_WEIGHT_ROOM,
                       CHISO__WORDS(chiso__say_count(count), chiso__say_count(nodes)));
}

/* Leaves, by their number in the tree's order, and what they have behind the sixth place. */
struct rests {
    const chiso_tree *tree;
    const int64_t *carried; /* by node */
};

static int64_t rest_of(const struct rests *rests, uint32_t leaf)
{
    return rests->carried[rests->tree->leaves[leaf]] % UNIT;
}

static bool has_larger_rest(const void *context, uint32_t a, uint32_t b)
{
    return rest_of(context, a) > rest_of(context, b);
}

static bool stands_before(const void *context, uint32_t a, uint32_t b)
{
    (void)context;
    return a < b;
}

/* Puts leaves of the same rest, which sorting left side by side, into the tree's order: each is
 * compared with the first of its run. */
static void order_equals(const struct rests *rests, uint32_t *ids)
{
    const uint32_t count = rests->tree->leaf_count;
    uint32_t first = 0;

    for (uint32_t next = 1; next <= count; next++) {
        if (next == count || rest_of(rests, ids[first]) - rest_of(rests, ids[next]) > NEAR) {
            chiso__sort_ids(ids + first, ids + count, next - first, stands_before, NULL);
            first = next;
        }
    }
}

/* Rounds the leaves so that they add up to 1: down, and what is then lacking goes to the largest
 * rests, the first ones of equals. */
static void round_leaves(const chiso_tree *tree, int64_t *carried, uint32_t *ids,
                         chiso_decimal *weights)
{
    const struct rests rests = {tree, carried};
    int64_t lacking = CHISO_DECIMAL_ONE;

    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        const chiso_node leaf = tree->leaves[i];

        ids[i] = i;
        /* What is next to nothing below a whole last digit is that digit. */
        carried[leaf] += NEAR;
        weights[leaf] = carried[leaf] / UNIT;
        lacking -= weights[leaf];
    }
    chiso__sort_ids(ids, ids + tree->leaf_count, tree->leaf_count, has_larger_rest, &rests);
    order_equals(&rests, ids);
    for (uint32_t i = 0; i < tree->leaf_count && lacking > 0; i++) {
        weights[tree->leaves[ids[i]]]++;
        lacking--;
    }
}

static void add_up(const chiso_tree *tree, chiso_decimal *weights)
{
    for (uint32_t i = tree->count; i-- > 0;) {
        const struct chiso__tree_node *node = &tree->nodes[tree->order[i]];

        for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
             child = tree->nodes[child].next_sibling) {
            weights[tree->order[i]] += weights[child];
        }
    }
}

static chiso_status find_weights(const struct source *source, const chiso_allocator *allocator,
                                 chiso_decimal *out_weights, chiso_error *error)
{
    const chiso_tree *tree = source->tree;
    int64_t *carried = chiso__alloc(allocator, tree->count, sizeof(*carried));
    uint32_t *ids = chiso__alloc(allocator, (size_t)tree->leaf_count * 2, sizeof(*ids));
    chiso_status status = CHISO_OK;

    if (carried == NULL || ids == NULL) {
        status = chiso__fail_memory(error);
    } else if (!share(source, carried)) {
        status = chiso__fail(error, CHISO_E_WEIGHT, CHISO__SAY_INDEX_WITHOUT_WEIGHT, NULL);
    } else {
        for (chiso_node node = 0; node < tree->count; node++) {
            out_weights[node] = 0;
        }
        round_leaves(tree, carried, ids, out_weights);
        add_up(tree, out_weights);
    }
    chiso__release(allocator, carried);
    chiso__release(allocator, ids);
    return status;
}

chiso_status chiso_tree_effective_weights(const chiso_tree *tree, size_t count,
                                          chiso_decimal *out_weights, chiso_error *error)
{
    const struct source source = {tree, NULL, 0};

    if (tree == NULL || out_weights == NULL) {
        return chiso__fail_null(error);
    }
    if (!tree->checked) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_TREE_NOT_CHECKED, NULL);
    }
    if (count != tree->count) {
        return fail_room(error, count, tree->count);
    }
    return find_weights(&source, &tree->allocator, out_weights, error);
}

chiso_status chiso_board_effective_weights(const chiso_board *board, chiso_unit unit, size_t count,
                                           chiso_decimal *out_weights, chiso_error *error)
{
    struct source source = {NULL, board, unit};
    chiso_status status = CHISO_OK;

    if (board == NULL || out_weights == NULL) {
        return chiso__fail_null(error);
    }
    if (!board->rows.scored) {
        return chiso__fail_unscored(error);
    }
    if (unit >= board->units.count) {
        return chiso__fail_unit(error, unit);
    }
    if (count != board->tree->count) {
        return fail_room(error, count, board->tree->count);
    }
    source.tree = board->tree;
    status = find_weights(&source, &board->allocator, out_weights, error);
    return status == CHISO_E_WEIGHT
               ? chiso__fail_within(error, status, CHISO__SAY_IN_UNIT,
                                    CHISO__WORDS(chiso__say(board->units.codes[unit])))
               : status;
}
