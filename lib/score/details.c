/* The details of inner nodes of rows with gaps: who has none has the maxima of the tree. */
#include "score/inside.h"

#include <string.h>

/* Room for what is kept beside details where something is dropped. */
static bool reserve_drops(struct chiso__rows *rows, const chiso_allocator *allocator,
                          uint32_t capacity)
{
    void *maxima = rows->high_maxima;
    void *dropped = rows->dropped;

    if (!chiso__resize(allocator, &maxima, capacity,
                       (size_t)rows->tree->inner_count * sizeof(*rows->high_maxima))) {
        return false;
    }
    rows->high_maxima = maxima;
    if (!chiso__resize(allocator, &dropped, capacity,
                       chiso__dropped_words(rows->tree) * sizeof(*rows->dropped))) {
        return false;
    }
    rows->dropped = dropped;
    return true;
}

bool chiso__details_reserve(struct chiso__rows *rows, const chiso_allocator *allocator,
                            uint32_t capacity)
{
    void *details = rows->details;
    size_t size = 0;

    if (capacity <= rows->detail_capacity) {
        return true;
    }
    if (rows->tree->has_drops && !reserve_drops(rows, allocator, capacity)) {
        return false;
    }
    if (__builtin_mul_overflow((size_t)rows->tree->inner_count, sizeof(*rows->details), &size) ||
        !chiso__resize(allocator, &details, capacity, size)) {
        return false;
    }
    rows->details = details;
    rows->detail_capacity = capacity;
    rows->sparse_capacity = 0;
    return true;
}

/* Room for the marks of so many rows, and so many details in all. */
static bool reserve_sparse(struct chiso__rows *rows, const chiso_allocator *allocator,
                           uint32_t count, size_t most)
{
    void *marks = rows->detail_marks;
    void *details = rows->details;

    if (count > rows->mark_capacity) {
        if (!chiso__resize(allocator, &marks, count,
                           chiso__mark_words(rows->tree) * sizeof(*rows->detail_marks))) {
            return false;
        }
        rows->detail_marks = marks;
        rows->mark_capacity = count;
    }
    if (most > rows->sparse_capacity) {
        if (!chiso__resize(allocator, &details, most, sizeof(*rows->details))) {
            return false;
        }
        rows->details = details;
        rows->sparse_capacity = most;
        /* Room for one kind is not counted as room for the other. */
        rows->detail_capacity = 0;
    }
    return true;
}

/* How deep the deepest leaf is: so many nodes are above it. */
static uint32_t deepest(const chiso_tree *tree)
{
    uint32_t depth = 1;

    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        const uint32_t own = tree->nodes[tree->leaves[i]].depth;

        depth = own > depth ? own : depth;
    }
    return depth;
}

bool chiso__gaps_are_quick(const chiso_tree *tree)
{
    bool quick = !tree->has_worthless && !tree->has_steps && !tree->has_fractions &&
                 tree->imputing_count == 0;

    for (chiso_node id = 0; id < tree->count && quick; id++) {
        const struct chiso__tree_node *node = &tree->nodes[id];

        if (chiso__is_leaf(node)) {
            /* What is below a bonus counts where it is, but not above it: those nodes are walked.
             */
            quick = node->in_bonus ? node->kind == CHISO_KIND_BONUS : node->max.millionths > 0;
        } else {
            quick = node->combine == CHISO_COMBINE_SUM && node->linear && node->plain_factors &&
                    !node->wide && node->divisor == 1 && !node->scaled && !node->capped &&
                    node->round < 0 && !node->in_bonus &&
                    node->max.millionths == node->leaf_max.millionths;
        }
    }
    return quick;
}

/* The most details that rows can have of nodes above a gap alone. */
static uint64_t most_details(const struct chiso__rows *rows)
{
    const uint64_t inner = rows->tree->inner_count;
    const uint64_t depth = deepest(rows->tree);
    uint64_t most = 0;

    for (uint32_t row = 0; row < rows->count; row++) {
        const uint64_t above = rows->gaps[row] * depth;

        most += above < inner ? above : inner;
    }
    return most;
}

bool chiso__details_share(struct chiso__rows *rows, const chiso_allocator *allocator)
{
    uint32_t count = 0;

    for (uint32_t row = 0; row < rows->count; row++) {
        rows->detail_rows[row] = chiso__has_details(rows, row) ? count++ : CHISO__NO_ROW;
    }
    rows->detail_count = count;
    rows->without_gaps = count == 0;
    rows->sparse = count > 0 && !chiso__details_are_whole(rows);
    rows->sparse_count = 0;
    return rows->sparse ? reserve_sparse(rows, allocator, count, (size_t)most_details(rows))
                        : chiso__details_reserve(rows, allocator, count);
}

bool chiso__details_unshare(struct chiso__rows *rows, const chiso_allocator *allocator)
{
    rows->sparse = false;
    return chiso__details_reserve(rows, allocator, rows->detail_count);
}

void chiso__details_mark(struct chiso__rows *rows, uint32_t row, uint64_t **out_marks)
{
    const size_t words = chiso__mark_words(rows->tree);
    uint64_t *marks = rows->detail_marks + rows->detail_rows[row] * words;

    memset(marks, 0, words * sizeof(*marks));
    marks[0] = rows->sparse_count;
    *out_marks = marks + 1;
}

/* Notes what is dropped of a node, whose figures lie among those of all by node. */
static void store_drops(struct chiso__rows *rows, uint32_t row, chiso_node node,
                        const struct chiso__node_figures *figures)
{
    enum { BITS = 64 };
    const struct chiso__tree_node *nodes = rows->tree->nodes;
    const uint32_t at = rows->detail_rows[row];
    uint64_t *bits = rows->dropped + at * chiso__dropped_words(rows->tree);

    rows->high_maxima[(size_t)at * rows->tree->inner_count + nodes[node].inner] =
        figures->max[CHISO__CASE_HIGH];
    if (node == CHISO_ROOT) {
        /* Nothing goes without it, and no parent says so. */
        bits[CHISO_ROOT / BITS] &= ~(UINT64_C(1) << CHISO_ROOT % BITS);
    }
    for (chiso_node child = nodes[node].first_child; child != CHISO_NO_NODE;
         child = nodes[child].next_sibling) {
        const struct chiso__node_figures *below = figures + ((ptrdiff_t)child - (ptrdiff_t)node);
        const uint64_t bit = UINT64_C(1) << child % BITS;

        /* What was set stands whatever it would have been made of. */
        bits[child / BITS] = nodes[node].steps.drop_count > 0 && below->dropped[CHISO__CASE_ACTUAL]
                                 ? bits[child / BITS] | bit
                                 : bits[child / BITS] & ~bit;
    }
}

void chiso__store_details(struct chiso__rows *rows, uint32_t row, chiso_node node,
                          const struct chiso__node_figures *figures)
{
    const chiso_tree *tree = rows->tree;
    const struct chiso__gap_detail *place =
        chiso__detail_found(rows, rows->detail_rows[row], tree->nodes[node].inner, false);
    const struct chiso__carried absent = {CHISO_ABSENT, 0};
    /* A bonus that is missing is none; what is above it counts it as 0. */
    const bool is_none = tree->nodes[node].in_bonus && figures->state == CHISO_STATE_MISSING;
    const bool has_points = figures->takes_part[CHISO__CASE_ACTUAL] && !is_none && !figures->fails;
    const bool has_bounds = figures->takes_part[CHISO__CASE_LOW] && !is_none;

    chiso__figure_put(rows, node, row, has_points ? figures->achieved[CHISO__CASE_ACTUAL] : absent);
    rows->details[place - rows->details] = (struct chiso__gap_detail){
        .max = has_points ? figures->max[CHISO__CASE_ACTUAL] : absent,
        .low = has_bounds ? figures->achieved[CHISO__CASE_LOW] : absent,
        .high = has_bounds ? figures->achieved[CHISO__CASE_HIGH] : absent,
        .bound_max = has_bounds ? figures->max[CHISO__CASE_LOW] : absent,
        .scored = is_none ? chiso__carried_of(0) : figures->scored,
        .applicable = is_none ? chiso__carried_of(0) : figures->applicable,
        .state = figures->state,
        .any_scored = figures->any_scored,
    };
    if (tree->has_drops) {
        store_drops(rows, row, node, figures);
    }
}
