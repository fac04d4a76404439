/* The points of an inner node for a tile of units without gaps: sums of columns. */
#include "score/inside.h"

#include "base/clones.h"
#include "number/quotient.h"
#include "score/peers.h"

#include <string.h>

/* Units with gaps hold marks instead of points here; their sums are nonsense, may wrap, and are
 * worked out again by themselves. */

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

/* Σ factor × a: the check of the tree saw that 64 bits are enough for units without gaps. */
static void sum_up(const struct chiso__rows *rows, const struct chiso__tree_node *node,
                   uint64_t *sums, uint32_t first, uint32_t count)
{
    const bool plain = node->plain_factors && sum_columns(rows, node, sums, first, count);

    if (!plain) {
        memset(sums, 0, count * sizeof(*sums));
    }
    chiso__peers_add(rows, node, first, count, sums);
    for (chiso_node child = node->first_child; child != CHISO_NO_NODE && !plain;
         child = rows->tree->nodes[child].next_sibling) {
        if (!chiso__is_relative_leaf(&rows->tree->nodes[child])) {
            add_product(sums, chiso__column_of(rows, child) + first,
                        rows->tree->nodes[child].factor, count);
        }
    }
}

/* Each sum over the divisor, half away from zero. An odd divisor has no halves, and the sums of
 * units with gaps must not overflow here either. */
static void divide(uint64_t *sums, int64_t divisor, uint32_t count)
{
    const uint64_t half = (uint64_t)divisor / 2;

    for (uint32_t i = 0; i < count; i++) {
        const bool negative = (int64_t)sums[i] < 0;
        const uint64_t quotient = ((negative ? -sums[i] : sums[i]) + half) / (uint64_t)divisor;

        sums[i] = negative ? -quotient : quotient;
    }
}

/* The same for sums that are small enough. */
CHISO__CLONES
static void divide_small(uint64_t *restrict sums, int64_t divisor, uint32_t count)
{
    const double whole = (double)divisor;
    const double inverse = chiso__inverse(whole);

    for (uint32_t i = 0; i < count; i++) {
        const uint64_t sign = (uint64_t)((int64_t)sums[i] >> 63);
        const uint64_t quotient =
            chiso__quotient((sums[i] ^ sign) - sign, 1.0, whole, inverse) - CHISO__QUOTIENT_BITS;

        sums[i] = (quotient ^ sign) - sign;
    }
}

static void combine_wide(const struct chiso__rows *rows, const struct chiso__tree_node *node,
                         int64_t *out, uint32_t first, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        chiso__wide sum = 0;

        if (rows->gaps[first + i] > 0) {
            out[i] = 0;
            continue;
        }
        for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
             child = rows->tree->nodes[child].next_sibling) {
            sum += (chiso__wide)chiso__points_at(rows, child, first + i) *
                   rows->tree->nodes[child].factor;
        }
        out[i] = (int64_t)chiso__divide(sum, node->divisor, CHISO_ROUND_HALF_UP);
    }
}

static void finish(const struct chiso__rows *rows, const struct chiso__tree_node *node,
                   int64_t *out, uint32_t first, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (rows->gaps[first + i] > 0) {
            continue;
        }
        if (node->round >= 0) {
            out[i] = chiso__round(out[i], node->round, rows->tree->rounding);
        }
        if (node->capped && out[i] > node->max) {
            out[i] = node->max;
        }
    }
}

/* What is not linear is combined unit by unit. */
static bool combine_each(const struct chiso__rows *rows, const struct chiso__tree_node *node,
                         int64_t *out, uint32_t first, uint32_t count, struct chiso__parts *parts,
                         uint32_t *out_row)
{
    const struct chiso__tree_node *nodes = rows->tree->nodes;
    struct chiso__combined combined;

    for (uint32_t i = 0; i < count; i++) {
        if (rows->gaps[first + i] > 0) {
            out[i] = 0;
            continue;
        }
        parts->count = 0;
        for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
             child = nodes[child].next_sibling) {
            const chiso_decimal achieved = chiso__points_at(rows, child, first + i);

            if (nodes[child].kind == CHISO_KIND_BONUS) {
                chiso__bonus_add(achieved, parts);
            } else {
                chiso__part_add(node, &nodes[child], achieved, nodes[child].max, parts);
            }
        }
        if (!chiso__combine_children(rows->tree, node, parts, &combined)) {
            *out_row = first + i;
            return false;
        }
        out[i] = combined.achieved;
    }
    return true;
}

bool chiso__score_tile(struct chiso__rows *rows, chiso_node id, uint32_t first, uint32_t count,
                       struct chiso__parts *parts, uint32_t *out_row)
{
    const struct chiso__tree_node *node = &rows->tree->nodes[id];
    int64_t *out = chiso__figures_of(rows, id) + first;

    if (!node->linear) {
        return combine_each(rows, node, out, first, count, parts, out_row);
    }
    if (node->wide) {
        combine_wide(rows, node, out, first, count);
    } else {
        sum_up(rows, node, (uint64_t *)out, first, count);
        if (node->divisor > 1 && chiso__quotient_fits(node->reach, node->divisor)) {
            divide_small((uint64_t *)out, node->divisor, count);
        } else if (node->divisor > 1) {
            divide((uint64_t *)out, node->divisor, count);
        }
    }
    if (node->capped || node->round >= 0) {
        finish(rows, node, out, first, count);
    }
    return true;
}
