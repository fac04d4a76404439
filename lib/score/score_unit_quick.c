/* The figures of rows with gaps: of nodes that no gap is below, points alone. It takes the place of
 * working out each node of such a row as score_unit.c does, which those above a gap still need.
 *
 * Why that is the same: all but the points of a node that nothing is missing below is the same in
 * each row; it is worked out once, for a row whose leaves all have a value, and only where a node
 * takes part in every case alike is it used. Points are combined from the same parts; and those of
 * sums, and of means of children with one max, are rounded once from the exact figure by tiles and
 * one by one alike, so that what the tile stored is taken. */
#include "score/inside.h"

#include "score/mean_gaps_quick.h"
#include "score/peers.h"

struct chiso__walk {
    struct chiso__row_work work;
    struct chiso__node_figures *full; /* by node: of a row without gaps, but for the points */
    const struct chiso__quick_peers *peers;
    struct chiso__means means;
    bool *stored;   /* by node: what the tile stored where no gap is below is the node's figure */
    uint32_t *seen; /* by node: 1 + the row in which a gap is below it; 0 for none yet */
    chiso_node *inner; /* each behind those below it */
};

/* Whether all that is said of a node without gaps below is its points. */
static bool is_steady(const struct chiso__node_figures *figures)
{
    return figures->state == CHISO_STATE_SCORED && figures->alike &&
           figures->takes_part[CHISO__CASE_ACTUAL];
}

static bool find_full(struct chiso__walk *walk, const chiso_tree *tree, struct chiso__parts *parts)
{
    const struct chiso__setting setting = {tree, NULL, 0, NULL, NULL};

    for (uint32_t i = tree->count; i-- > 0;) {
        const chiso_node id = tree->order[i];
        const struct chiso__tree_node *node = &tree->nodes[id];

        if (chiso__is_leaf(node)) {
            chiso__leaf_figures(tree, node, node->max, &walk->full[id]);
        } else if (!chiso__inner_figures(&setting, id, walk->full, parts)) {
            return false;
        }
        if (node->stepped) {
            /* Its max and more may be another in each row. */
            walk->full[id].state = CHISO_STATE_MISSING;
        }
    }
    return true;
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
           (node->combine == CHISO_COMBINE_SUM || chiso__is_mean_of_alike(tree, node));
}

/* Finds out what all rows share; false when memory is out. */
static bool make_ready(struct chiso__walk *walk, struct chiso__rows *rows,
                       const chiso_allocator *allocator, struct chiso__parts *parts)
{
    const chiso_tree *tree = rows->tree;
    bool steady = find_full(walk, tree, parts);
    uint32_t inner = 0;

    if (!steady) {
        /* Points that are too large where all leaves have theirs: no node is quick. */
        for (chiso_node id = 0; id < tree->count; id++) {
            walk->full[id].state = CHISO_STATE_MISSING;
        }
    }
    for (uint32_t i = tree->count; i-- > 0;) {
        const chiso_node id = tree->order[i];

        if (!chiso__is_leaf(&tree->nodes[id])) {
            walk->inner[inner++] = id;
            walk->stored[id] = is_stored(walk, tree, &tree->nodes[id]);
            steady = steady && is_steady(&walk->full[id]);
        }
    }
    /* What is not steady has details in every row, for which sparse ones have no room. */
    return steady || !rows->sparse || chiso__details_unshare(rows, allocator);
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
    walk->inner = chiso__alloc(allocator, rows->tree->inner_count, sizeof(*walk->inner));
    walk->peers = tile->peers;
    walk->work = (struct chiso__row_work){
        rows, rows, chiso__alloc(allocator, count, sizeof(*walk->work.figures)), parts};
    if (walk->full == NULL || walk->seen == NULL || walk->stored == NULL || walk->inner == NULL ||
        walk->work.figures == NULL || !chiso__means_find(rows, allocator, &walk->means) ||
        !make_ready(walk, rows, allocator, parts)) {
        chiso__walk_end(walk, allocator);
        return false;
    }
    *out_walk = walk;
    return true;
}

void chiso__walk_end(struct chiso__walk *walk, const chiso_allocator *allocator)
{
    if (walk != NULL) {
        chiso__means_clear(allocator, &walk->means);
        chiso__release(allocator, walk->full);
        chiso__release(allocator, walk->seen);
        chiso__release(allocator, walk->stored);
        chiso__release(allocator, walk->inner);
        chiso__release(allocator, walk->work.figures);
        chiso__release(allocator, walk);
    }
}

/* Marks what was set in a row, and all above it. */
static void mark_set(struct chiso__walk *walk, uint32_t row)
{
    const struct chiso__setting setting = chiso__setting_of(walk->work.rows, row);

    for (uint32_t i = 0; i < setting.set_count; i++) {
        for (chiso_node above = setting.set[i].node;
             above != CHISO_NO_NODE && walk->seen[above] != row + 1;
             above = setting.tree->nodes[above].parent) {
            walk->seen[above] = row + 1;
        }
    }
}

/* Marks what is above the gaps of a row: those nodes have details where rows are sparse. */
static void mark_above(struct chiso__walk *walk, const uint32_t *gaps, uint32_t row)
{
    enum { BITS = 64 };
    struct chiso__rows *rows = walk->work.store;
    const chiso_tree *tree = rows->tree;
    uint64_t *marks = NULL;

    if (rows->sparse) {
        chiso__details_mark(rows, row, &marks);
    }
    for (uint32_t i = 0; i < rows->gaps[row]; i++) {
        for (chiso_node above = tree->nodes[tree->leaves[gaps[i] / 2]].parent;
             above != CHISO_NO_NODE && walk->seen[above] != row + 1;
             above = tree->nodes[above].parent) {
            const uint32_t inner = tree->nodes[above].inner;

            walk->seen[above] = row + 1;
            if (marks != NULL) {
                marks[inner / BITS] |= UINT64_C(1) << inner % BITS;
                rows->sparse_count++;
            }
        }
    }
}

/* Begins a look at what a node is made of in a row. */
static void look_at(const struct chiso__walk *walk, chiso_node id, uint32_t row)
{
    const struct chiso__rows *rows = walk->work.rows;
    const struct chiso__tree_node *nodes = rows->tree->nodes;
    const struct chiso__mean_child *const children = walk->means.children + walk->means.first[id];

    if (walk->means.quick[id]) {
        for (uint32_t i = 0; i < nodes[id].child_count; i++) {
            __builtin_prefetch(children[i].points + row);
        }
        return;
    }
    for (chiso_node child = nodes[id].first_child; child != CHISO_NO_NODE;
         child = nodes[child].next_sibling) {
        __builtin_prefetch(chiso__column_of(rows, child) + row);
    }
}

/* Begins that of the nodes right above the gaps of a row: columns lie far apart, and of most rows
 * nobody reads them. */
static void look_ahead(const struct chiso__walk *walk, const uint32_t *gaps, uint32_t row)
{
    const chiso_tree *tree = walk->work.rows->tree;

    for (uint32_t i = 0; i < walk->work.rows->gaps[row]; i++) {
        look_at(walk, tree->nodes[tree->leaves[gaps[i] / 2]].parent, row);
    }
}

/* Whether nothing but its points is to be found of a node in a row. */
static inline bool is_full(const struct chiso__walk *walk, uint32_t row, chiso_node id)
{
    return walk->seen[id] != row + 1 && is_steady(&walk->full[id]);
}

static inline struct chiso__carried leaf_points(const struct chiso__walk *walk, chiso_node leaf,
                                                uint32_t row)
{
    return chiso__is_relative_leaf(&walk->work.rows->tree->nodes[leaf])
               ? chiso__peers_point(walk->work.rows, walk->peers, leaf, row)
               : chiso__stored_at(walk->work.rows, leaf, row);
}

/* Adds what a child gives to a node that no gap is below: nor is one below the child. */
static void add_child(struct chiso__walk *walk, uint32_t row, const struct chiso__tree_node *node,
                      chiso_node id)
{
    const struct chiso__tree_node *child = &walk->work.rows->tree->nodes[id];
    const struct chiso__node_figures *figures = &walk->full[id];
    struct chiso__parts *parts = walk->work.parts;
    struct chiso__carried points = {0, 0};

    if (chiso__is_leaf(child)) {
        points = leaf_points(walk, id, row);
    } else if (is_steady(figures)) {
        points = chiso__stored_at(walk->work.rows, id, row);
    } else {
        figures = &walk->work.figures[id];
        points = figures->achieved[CHISO__CASE_ACTUAL];
    }
    if (child->kind == CHISO_KIND_BONUS) {
        chiso__bonus_add(chiso__is_leaf(child) || figures->state == CHISO_STATE_SCORED
                             ? points
                             : chiso__carried_of(0),
                         parts);
    } else if (chiso__is_leaf(child) || figures->takes_part[CHISO__CASE_ACTUAL]) {
        chiso__part_add(node, child->weight, points,
                        chiso__is_leaf(child) ? child->max : figures->max[CHISO__CASE_ACTUAL],
                        parts);
    }
}

/* The points of a node that no gap is below. */
static bool combine_full(struct chiso__walk *walk, uint32_t row, chiso_node id)
{
    const chiso_tree *tree = walk->work.rows->tree;
    struct chiso__combined combined = {{0, 0}, {0, 0}, false};

    if (walk->stored[id]) {
        return true;
    }
    walk->work.parts->count = 0;
    for (chiso_node child = tree->nodes[id].first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        add_child(walk, row, &tree->nodes[id], child);
    }
    if (!chiso__combine_children(tree, &tree->nodes[id], walk->work.parts, &combined)) {
        return false;
    }
    chiso__figure_put(walk->work.store, id, row, combined.achieved);
    return true;
}

/* A node above a gap, or of which more than its points is to be found. */
static bool combine_with_gaps(struct chiso__walk *walk, uint32_t row, chiso_node id)
{
    const struct chiso__setting setting = chiso__setting_of(walk->work.rows, row);
    const chiso_tree *tree = setting.tree;

    for (chiso_node child = tree->nodes[id].first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        struct chiso__node_figures *figures = &walk->work.figures[child];

        if (chiso__is_leaf(&tree->nodes[child])) {
            chiso__leaf_figures(tree, &tree->nodes[child], leaf_points(walk, child, row), figures);
            figures->cell = chiso__gate_cell(walk->work.rows, row, child);
        } else if (is_full(walk, row, child)) {
            *figures = walk->full[child];
            for (int which = 0; which < CHISO__CASE_COUNT; which++) {
                figures->achieved[which] = chiso__stored_at(walk->work.rows, child, row);
            }
        }
    }
    return chiso__inner_figures(&setting, id, walk->work.figures, walk->work.parts);
}

/* A mean above a gap, where that is quick; false where only the plain way can tell. */
static bool sum_with_gaps(struct chiso__walk *walk, uint32_t row, chiso_node id)
{
    const chiso_tree *tree = walk->work.rows->tree;
    const struct chiso__mean_child *child = walk->means.children + walk->means.first[id];
    const struct chiso__mean_child *const end = child + tree->nodes[id].child_count;
    struct chiso__node_figures *own = &walk->work.figures[id];
    struct chiso__mean_sums sums;
    bool quick = walk->means.quick[id];

    chiso__mean_begin(&sums, own);
    for (; child < end && quick; child++) {
        struct chiso__carried points = {0, 0};

        if (child->is_leaf) {
            points = child->is_relative ? leaf_points(walk, child->id, row)
                                        : chiso__in_columns(child->points, child->rests, row);
        } else if (is_full(walk, row, child->id)) {
            points = chiso__in_columns(child->points, child->rests, row);
        } else {
            quick = chiso__mean_add(tree, child, &walk->work.figures[child->id], &sums, own);
            continue;
        }
        if (!chiso__carried_is_gap(points)) {
            chiso__mean_sum_add(&sums.full, child->weight, points);
        } else {
            struct chiso__node_figures figures;

            chiso__leaf_figures(tree, &tree->nodes[child->id], points, &figures);
            quick = chiso__mean_add(tree, child, &figures, &sums, own);
        }
    }
    return quick && chiso__mean_finish(tree, id, &sums, own);
}

/* Rows that are not sparse keep details of every node. */
static void store_full(struct chiso__walk *walk, uint32_t row, chiso_node id)
{
    struct chiso__node_figures *own = &walk->work.figures[id];

    *own = walk->full[id];
    for (int which = 0; which < CHISO__CASE_COUNT; which++) {
        own->achieved[which] = chiso__stored_at(walk->work.rows, id, row);
    }
    chiso__store_details(walk->work.store, row, id, own);
}

bool chiso__walk_row(struct chiso__walk *walk, const struct chiso__gap_work *gaps, uint32_t row,
                     uint32_t end, chiso_node *out_node)
{
    const uint32_t count = walk->work.rows->tree->inner_count;
    enum { AHEAD = 3 };

    if (end - row > AHEAD) {
        look_ahead(walk, chiso__gaps_of(gaps, row + AHEAD), row + AHEAD);
    }
    mark_above(walk, chiso__gaps_of(gaps, row), row);
    mark_set(walk, row);
    for (uint32_t i = 0; i < count; i++) {
        const chiso_node id = walk->inner[i];
        const bool full = is_full(walk, row, id);

        if (full ? !combine_full(walk, row, id)
                 : !sum_with_gaps(walk, row, id) && !combine_with_gaps(walk, row, id)) {
            *out_node = id;
            return false;
        }
        if (!full) {
            chiso__store_details(walk->work.store, row, id, &walk->work.figures[id]);
        } else if (!walk->work.store->sparse) {
            store_full(walk, row, id);
        }
    }
    return true;
}
