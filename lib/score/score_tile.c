/* The points of an inner node for a tile of units without gaps: sums of columns. */
#include "score/inside.h"

#include "base/clones.h"
#include "score/peers.h"

#include <string.h>

/* Units with gaps hold marks instead of points here: above these sums are nonsense, may wrap, and
 * are worked out again, or have the marks taken out of them. What no gap is below is right. */

/* So many columns are added up in one pass. */
enum { TOGETHER = 4 };

/* Adds up one to four columns, and what is in sums already unless they are the first. */
CHISO__CLONES
static void add_columns(uint64_t *restrict sums, const int64_t *const *columns, int how_many,
                        bool first, uint32_t count)
{
    const int64_t *restrict a = columns[0];
    const int64_t *restrict b = columns[how_many > 1 ? 1 : 0];
    const int64_t *restrict c = columns[how_many > 2 ? 2 : 0];
    const int64_t *restrict d = columns[how_many > 3 ? 3 : 0];
    const uint64_t before = first ? 0 : UINT64_MAX;

    if (how_many == 1) {
        for (uint32_t i = 0; i < count; i++) {
            sums[i] = (sums[i] & before) + (uint64_t)a[i];
        }
    } else if (how_many == 2) {
        for (uint32_t i = 0; i < count; i++) {
            sums[i] = (sums[i] & before) + ((uint64_t)a[i] + (uint64_t)b[i]);
        }
    } else if (how_many == 3) {
        for (uint32_t i = 0; i < count; i++) {
            sums[i] = (sums[i] & before) + ((uint64_t)a[i] + (uint64_t)b[i]) + (uint64_t)c[i];
        }
    } else {
        for (uint32_t i = 0; i < count; i++) {
            sums[i] = (sums[i] & before) + ((uint64_t)a[i] + (uint64_t)b[i]) +
                      ((uint64_t)c[i] + (uint64_t)d[i]);
        }
    }
}

CHISO__CLONES
static void add_product(uint64_t *restrict sums, const int64_t *restrict a, int64_t factor,
                        uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        sums[i] += (uint64_t)a[i] * (uint64_t)factor;
    }
}

/* Some rows. */
struct tile {
    uint32_t first;
    uint32_t count;
};

CHISO__CLONES
static void add_column(uint64_t *restrict sums, const int64_t *restrict a, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        sums[i] += (uint64_t)a[i];
    }
}

/* Moves whole millionths from the rests to the sums. */
CHISO__CLONES
static void carry(uint64_t *restrict sums, uint64_t *restrict rests, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        sums[i] += rests[i] >> CHISO__REST_BITS;
        rests[i] &= CHISO__REST_ONE - 1;
    }
}

/* Adds the rests of the children to those of the leaves that look at others, which are there. */
static void add_rests(const struct chiso__rows *rows, const struct chiso__tree_node *node,
                      struct tile tile, uint64_t *sums, uint64_t *rests)
{
    uint32_t added = 1;

    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = rows->tree->nodes[child].next_sibling) {
        if (chiso__rests_of(rows, child) == NULL ||
            chiso__is_relative_leaf(&rows->tree->nodes[child])) {
            continue;
        }
        if (added == CHISO__RESTS_TOGETHER) {
            carry(sums, rests, tile.count);
            added = 1;
        }
        add_column(rests, chiso__rests_of(rows, child) + tile.first, tile.count);
        added++;
    }
    carry(sums, rests, tile.count);
}

/* Adds up the points of the children as they are, where they are there to be read; true if there
 * were any. */
static bool sum_columns(const struct chiso__rows *rows, const struct chiso__tree_node *node,
                        uint64_t *sums, uint32_t first, uint32_t count)
{
    const int64_t *waiting[TOGETHER];
    bool empty = true;
    int waits = 0;

    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = rows->tree->nodes[child].next_sibling) {
        if (chiso__is_relative_leaf(&rows->tree->nodes[child])) {
            continue;
        }
        waiting[waits++] = chiso__column_of(rows, child) + first;
        if (waits == TOGETHER) {
            add_columns(sums, waiting, waits, empty, count);
            empty = false;
            waits = 0;
        }
    }
    if (waits > 0) {
        add_columns(sums, waiting, waits, empty, count);
    }
    return !empty || waits > 0;
}

/* Σ factor × a, and the rests of a sum: the check of the tree saw that 64 bits are enough for units
 * without gaps. */
static void sum_up(const struct chiso__rows *rows, const struct chiso__tree_node *node,
                   struct tile tile, const struct chiso__tile_work *work, uint64_t *sums,
                   uint64_t *rests)
{
    const bool plain = node->plain_factors && sum_columns(rows, node, sums, tile.first, tile.count);

    if (!plain) {
        memset(sums, 0, tile.count * sizeof(*sums));
    }
    for (chiso_node child = node->first_child; child != CHISO_NO_NODE && !plain;
         child = rows->tree->nodes[child].next_sibling) {
        if (!chiso__is_relative_leaf(&rows->tree->nodes[child])) {
            add_product(sums, chiso__column_of(rows, child) + tile.first,
                        rows->tree->nodes[child].factor, tile.count);
        }
    }
    if (rests != NULL) {
        memset(rests, 0, tile.count * sizeof(*rests));
        chiso__peers_add(rows, node, tile.first, tile.count, work, sums, rests);
        add_rests(rows, node, tile, sums, rests);
    }
}

/* Each sum over the divisor; of nodes above a gap, anything. */
static void divide(struct chiso__rows *rows, const struct chiso__tree_node *node, chiso_node id,
                   struct tile tile)
{
    const int64_t *sums = chiso__figures_of(rows, id);

    for (uint32_t row = tile.first; row < tile.first + tile.count; row++) {
        struct chiso__carried quotient = {0, 0};

        (void)chiso__carried_portion(chiso__carried_of(sums[row]), 1, node->divisor, &quotient);
        chiso__figure_put(rows, id, row, quotient);
    }
}

/* Sums that need more than 64 bits, and factors and divisors of what has rests. */
static void combine_wide(struct chiso__rows *rows, const struct chiso__tree_node *node,
                         chiso_node id, struct tile tile)
{
    const struct chiso__tree_node *nodes = rows->tree->nodes;

    for (uint32_t row = tile.first; row < tile.first + tile.count; row++) {
        struct chiso__total sum = {0, 0};
        struct chiso__carried points = {0, 0};

        for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
             child = nodes[child].next_sibling) {
            (void)chiso__total_add_times(&sum, chiso__points_at(rows, child, row),
                                         nodes[child].factor);
        }
        (void)chiso__total_over(sum, node->divisor, &points);
        chiso__figure_put(rows, id, row, points);
    }
}

static void finish(struct chiso__rows *rows, const struct chiso__tree_node *node, chiso_node id,
                   struct tile tile)
{
    for (uint32_t row = tile.first; row < tile.first + tile.count; row++) {
        if (rows->gaps[row] == 0) {
            chiso__figure_put(
                rows, id, row,
                chiso__finish_points(rows->tree, node, chiso__stored_at(rows, id, row), node->max));
        }
    }
}

/* What is not linear is combined unit by unit. */
static bool combine_each(struct chiso__rows *rows, const struct chiso__tree_node *node,
                         chiso_node id, struct tile tile, struct chiso__parts *parts,
                         uint32_t *out_row)
{
    const struct chiso__tree_node *nodes = rows->tree->nodes;
    struct chiso__combined combined = {{0, 0}, {0, 0}, false};

    for (uint32_t row = tile.first; row < tile.first + tile.count; row++) {
        if (rows->gaps[row] > 0) {
            continue;
        }
        parts->count = 0;
        for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
             child = nodes[child].next_sibling) {
            const struct chiso__carried achieved = chiso__points_at(rows, child, row);

            if (nodes[child].kind == CHISO_KIND_BONUS) {
                chiso__bonus_add(achieved, parts);
            } else {
                chiso__part_add(node, nodes[child].weight, achieved, nodes[child].max, parts);
            }
        }
        if (!chiso__combine_children(rows->tree, node, parts, &combined)) {
            *out_row = row;
            return false;
        }
        chiso__figure_put(rows, id, row, combined.achieved);
    }
    return true;
}

/* Whether a child may have rests. */
static bool has_rests(const struct chiso__rows *rows, chiso_node child)
{
    return chiso__rests_of(rows, child) != NULL ||
           chiso__is_relative_leaf(&rows->tree->nodes[child]);
}

static bool any_has_rests(const struct chiso__rows *rows, const struct chiso__tree_node *node)
{
    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = rows->tree->nodes[child].next_sibling) {
        if (has_rests(rows, child)) {
            return true;
        }
    }
    return false;
}

/* The same of rows with gaps, in which what was found for a cell may have some. */
static bool any_may_have_rests(const struct chiso__rows *rows, const struct chiso__tree_node *node)
{
    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = rows->tree->nodes[child].next_sibling) {
        if (has_rests(rows, child) || chiso__is_imputed_leaf(&rows->tree->nodes[child])) {
            return true;
        }
    }
    return false;
}

/* Room for the rests of results that were set, which no cell need have. */
static bool share_set_rests(struct chiso__rows *rows, const chiso_allocator *allocator)
{
    bool done = true;

    for (size_t i = 0; i < rows->set_count && done; i++) {
        done = rows->set[i].points.rest == 0 ||
               chiso__figures_need_rests(rows, allocator, rows->set[i].node);
    }
    return done;
}

bool chiso__rests_share(struct chiso__rows *rows, const chiso_allocator *allocator)
{
    const chiso_tree *tree = rows->tree;

    if (!share_set_rests(rows, allocator)) {
        return false;
    }
    for (uint32_t i = tree->count; i-- > 0;) {
        const chiso_node id = tree->order[i];
        const struct chiso__tree_node *node = &tree->nodes[id];
        /* A sum of decimals is one, whatever is missing. */
        const bool whole = node->linear && node->divisor == 1 && !tree->has_fractions &&
                           (rows->without_gaps || !(node->scaled || chiso__weighs(node->combine)));

        if (!chiso__is_leaf(node) && (!whole || any_may_have_rests(rows, node)) &&
            !chiso__figures_need_rests(rows, allocator, id)) {
            return false;
        }
    }
    return true;
}

bool chiso__score_tile(struct chiso__rows *rows, chiso_node id, uint32_t first, uint32_t count,
                       const struct chiso__tile_work *work, struct chiso__parts *parts,
                       uint32_t *out_row)
{
    const struct chiso__tree_node *node = &rows->tree->nodes[id];
    const struct tile tile = {first, count};
    int64_t *rests = chiso__figure_rests_of(rows, id);

    if (work != NULL && chiso__extremes_are_quick(rows, node)) {
        chiso__extremes_combine(rows, id, first, count);
    } else if (!node->linear) {
        return combine_each(rows, node, id, tile, parts, out_row);
    } else if (node->wide ||
               ((!node->plain_factors || node->divisor > 1) && any_has_rests(rows, node))) {
        if (work != NULL && chiso__rests_are_quick(rows, node)) {
            chiso__rests_combine(rows, id, first, count, work);
        } else {
            combine_wide(rows, node, id, tile);
        }
    } else {
        sum_up(rows, node, tile, work, (uint64_t *)(chiso__figures_of(rows, id) + first),
               rests == NULL ? NULL : (uint64_t *)(rests + first));
        if (node->divisor > 1) {
            divide(rows, node, id, tile);
        }
    }
    if (node->capped || node->round >= 0) {
        finish(rows, node, id, tile);
    }
    return true;
}
