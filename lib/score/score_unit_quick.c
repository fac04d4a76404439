/* The figures of rows with gaps: of nodes that no gap is below, points alone. It takes the place of
 * working out each node of such a row as score_unit.c does, which those above a gap still need.
 *
 * Why that is the same: all but the points of a node that nothing is missing below is the same in
 * each row; it is worked out once, for a row whose leaves all have a value, and only where a node
 * takes part in every case alike is it used. Points are combined from the same parts; and those of
 * sums, and of means of children with one max, are rounded once from the exact figure by tiles and
 * one by one alike, so that what the tile stored is taken. */
#include "score/inside.h"

#include "score/peers.h"

struct chiso__walk {
    struct chiso__row_work work;
    struct chiso__node_figures *full; /* by node: of a row without gaps, but for the points */
    const struct chiso__quick_peers *peers;
    bool *stored;   /* by node: what the tile stored where no gap is below is the node's figure */
    uint32_t *seen; /* by node: 1 + the row in which a gap is below it; 0 for none yet */
};

/* Whether all that is said of a node without gaps below is its points. */
static bool is_steady(const struct chiso__node_figures *figures)
{
    return figures->state == CHISO_STATE_SCORED && figures->alike &&
           figures->takes_part[CHISO__CASE_ACTUAL];
}

static bool find_full(struct chiso__walk *walk, const chiso_tree *tree, struct chiso__parts *parts)
{
    for (uint32_t i = tree->count; i-- > 0;) {
        const chiso_node id = tree->order[i];
        const struct chiso__tree_node *node = &tree->nodes[id];

        if (chiso__is_leaf(node)) {
            chiso__leaf_figures(tree, node, node->max, &walk->full[id]);
        } else if (!chiso__inner_figures(tree, id, walk->full, parts)) {
            return false;
        }
    }
    return true;
}

/* Whether the children of a mean that is linear, whose weights are decimals then, have one max, and
 * numbers are small enough for mean_of_alike() of combine.c. */
static bool is_mean_of_alike(const chiso_tree *tree, const struct chiso__tree_node *node)
{
    const chiso__wide most = (chiso__wide)1 << 72;
    chiso__wide weights = 0;
    int64_t max = 0;
    int64_t reach = 0;

    for (chiso_node id = node->first_child; id != CHISO_NO_NODE;
         id = tree->nodes[id].next_sibling) {
        const struct chiso__tree_node *child = &tree->nodes[id];
        const struct chiso__carried weight =
            chiso__carried_is_gap(child->weight) ? child->max : child->weight;

        if (child->max.millionths == 0 || chiso__carried_is_zero(weight)) {
            continue;
        }
        if (max != 0 && child->max.millionths != max) {
            return false;
        }
        max = child->max.millionths;
        weights += weight.millionths;
        reach = child->reach > reach ? child->reach : reach;
    }
    return max > 0 && weights < INT64_MAX && weights * (reach > max ? reach : max) < most;
}

static bool is_stored(const struct chiso__walk *walk, const chiso_tree *tree,
                      const struct chiso__tree_node *node)
{
    for (chiso_node id = node->first_child; id != CHISO_NO_NODE;
         id = tree->nodes[id].next_sibling) {
        /* What does not take part is in the sums of tiles all the same. */
        if (!chiso__is_leaf(&tree->nodes[id]) &&
            !(walk->stored[id] && is_steady(&walk->full[id]))) {
            return false;
        }
    }
    return node->linear && !node->capped && node->round < 0 && !tree->has_fractions &&
           (node->combine == CHISO_COMBINE_SUM || is_mean_of_alike(tree, node));
}

bool chiso__walk_begin(struct chiso__rows *rows, const chiso_allocator *allocator,
                       const struct chiso__tile_work *tile, struct chiso__parts *parts,
                       struct chiso__walk **out_walk)
{
    const uint32_t count = rows->tree->count;
    struct chiso__walk *walk = chiso__alloc_zero(allocator, 1, sizeof(*walk));

    if (walk == NULL) {
        return false;
    }
    walk->full = chiso__alloc(allocator, count, sizeof(*walk->full));
    walk->seen = chiso__alloc_zero(allocator, count, sizeof(*walk->seen));
    walk->stored = chiso__alloc_zero(allocator, count, sizeof(*walk->stored));
    walk->peers = tile->peers;
    walk->work = (struct chiso__row_work){
        rows, rows, chiso__alloc(allocator, count, sizeof(*walk->work.figures)), parts};
    if (walk->full == NULL || walk->seen == NULL || walk->stored == NULL ||
        walk->work.figures == NULL) {
        chiso__walk_end(walk, allocator);
        return false;
    }
    if (!find_full(walk, rows->tree, parts)) {
        /* Points that are too large where all leaves have theirs: no node is quick. */
        for (chiso_node id = 0; id < count; id++) {
            walk->full[id].state = CHISO_STATE_MISSING;
        }
    }
    for (uint32_t i = count; i-- > 0;) {
        const chiso_node id = rows->tree->order[i];

        walk->stored[id] = is_stored(walk, rows->tree, &rows->tree->nodes[id]);
    }
    *out_walk = walk;
    return true;
}

void chiso__walk_end(struct chiso__walk *walk, const chiso_allocator *allocator)
{
    if (walk != NULL) {
        chiso__release(allocator, walk->full);
        chiso__release(allocator, walk->seen);
        chiso__release(allocator, walk->stored);
        chiso__release(allocator, walk->work.figures);
        chiso__release(allocator, walk);
    }
}

/* Marks what is above the gaps of a row. */
static void mark_above(struct chiso__walk *walk, const uint32_t *gaps, uint32_t row)
{
    const struct chiso__rows *rows = walk->work.rows;
    const chiso_tree *tree = rows->tree;

    for (uint32_t i = 0; i < rows->gaps[row]; i++) {
        for (chiso_node above = tree->nodes[tree->leaves[gaps[i] / 2]].parent;
             above != CHISO_NO_NODE && walk->seen[above] != row + 1;
             above = tree->nodes[above].parent) {
            walk->seen[above] = row + 1;
        }
    }
}

static inline struct chiso__carried leaf_points(const struct chiso__walk *walk, chiso_node leaf,
                                                uint32_t row)
{
    return chiso__is_relative_leaf(&walk->work.rows->tree->nodes[leaf])
               ? chiso__peers_point(walk->work.rows, walk->peers, leaf, row)
               : chiso__stored_at(walk->work.rows, leaf, row);
}

/* The points of a node that no gap is below. */
static bool combine_points(struct chiso__walk *walk, uint32_t row, chiso_node id,
                           struct chiso__combined *out_combined)
{
    const struct chiso__tree_node *nodes = walk->work.rows->tree->nodes;
    const struct chiso__tree_node *node = &nodes[id];
    const struct chiso__node_figures *figures = walk->work.figures;
    struct chiso__parts *parts = walk->work.parts;

    parts->count = 0;
    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = nodes[child].next_sibling) {
        const bool leaf = chiso__is_leaf(&nodes[child]);
        const struct chiso__carried points =
            leaf ? leaf_points(walk, child, row) : figures[child].achieved[CHISO__CASE_ACTUAL];

        if (nodes[child].kind == CHISO_KIND_BONUS) {
            chiso__bonus_add(
                leaf || figures[child].state == CHISO_STATE_SCORED ? points : chiso__carried_of(0),
                parts);
        } else if (leaf || figures[child].takes_part[CHISO__CASE_ACTUAL]) {
            chiso__part_add(node, &nodes[child], points,
                            leaf ? nodes[child].max : figures[child].max[CHISO__CASE_ACTUAL],
                            parts);
        }
    }
    return chiso__combine_children(walk->work.rows->tree, node, parts, out_combined);
}

static bool combine_full(struct chiso__walk *walk, uint32_t row, chiso_node id)
{
    struct chiso__node_figures *own = &walk->work.figures[id];
    struct chiso__combined combined = {chiso__stored_at(walk->work.rows, id, row),
                                       walk->full[id].max[CHISO__CASE_ACTUAL], false};

    if (!walk->stored[id] && !combine_points(walk, row, id, &combined)) {
        return false;
    }
    *own = walk->full[id];
    for (int which = 0; which < CHISO__CASE_COUNT; which++) {
        own->achieved[which] = combined.achieved;
    }
    return true;
}

/* A node above a gap. */
static bool combine_with_gaps(struct chiso__walk *walk, uint32_t row, chiso_node id)
{
    const chiso_tree *tree = walk->work.rows->tree;

    for (chiso_node child = tree->nodes[id].first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        if (chiso__is_leaf(&tree->nodes[child])) {
            chiso__leaf_figures(tree, &tree->nodes[child], leaf_points(walk, child, row),
                                &walk->work.figures[child]);
        }
    }
    return chiso__inner_figures(tree, id, walk->work.figures, walk->work.parts);
}

bool chiso__walk_row(struct chiso__walk *walk, const struct chiso__gap_work *gaps, uint32_t row,
                     chiso_node *out_node)
{
    const chiso_tree *tree = walk->work.rows->tree;

    mark_above(walk, chiso__gaps_of(gaps, row), row);
    for (uint32_t i = tree->count; i-- > 0;) {
        const chiso_node id = tree->order[i];

        if (chiso__is_leaf(&tree->nodes[id])) {
            continue;
        }
        if (walk->seen[id] != row + 1 && is_steady(&walk->full[id])
                ? !combine_full(walk, row, id)
                : !combine_with_gaps(walk, row, id)) {
            *out_node = id;
            return false;
        }
        /* At once: columns lie far apart, and their memory is written to while the next node is
         * worked out. */
        chiso__store_details(walk->work.store, row, id, &walk->work.figures[id]);
    }
    return true;
}
