#include "score.h"

#include "clones.h"
#include "peers.h"

#include <string.h>

/* Units with gaps hold marks instead of points here; their sums are nonsense, may wrap, and are worked out again by themselves. */

CHISO__CLONES
static void add_four(uint64_t *restrict sums, const int64_t *restrict a, const int64_t *restrict b, const int64_t *restrict c,
                     const int64_t *restrict d, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        sums[i] += ((uint64_t)a[i] + (uint64_t)b[i]) + ((uint64_t)c[i] + (uint64_t)d[i]);
    }
}

CHISO__CLONES
static void add_one(uint64_t *restrict sums, const int64_t *restrict a, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        sums[i] += (uint64_t)a[i];
    }
}

CHISO__CLONES
static void add_product(uint64_t *restrict sums, const int64_t *restrict a, int64_t factor, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        sums[i] += (uint64_t)a[i] * (uint64_t)factor;
    }
}

/* What the children that look at the other units have given already, column by column. */
static void begin_sums(const struct chiso__node *node, const int64_t *out, uint64_t *sums, uint32_t count)
{
    if (node->above_relative) {
        memcpy(sums, out, count * sizeof(*sums));
    } else {
        memset(sums, 0, count * sizeof(*sums));
    }
}

void chiso__add_relative(const chiso_board *board, chiso_node id, chiso_node leaf)
{
    const int64_t factor = board->tree->nodes[leaf].factor;
    uint64_t *sums = (uint64_t *)board->columns.points[id];

    for (uint32_t first = 0; first < board->units.count; first += CHISO__TILE) {
        const uint32_t rest = board->units.count - first;
        const uint32_t count = rest < CHISO__TILE ? rest : CHISO__TILE;
        int64_t points[CHISO__TILE];

        chiso__peers_fill(board, leaf, first, count, points);
        if (factor == 1) {
            add_one(sums + first, points, count);
        } else {
            add_product(sums + first, points, factor, count);
        }
        if (rest <= CHISO__TILE) {
            break;
        }
    }
}

static void sum_plainly(const chiso_board *board, const struct chiso__node *node, uint64_t *sums, uint32_t first, uint32_t count)
{
    const int64_t *waiting[4];
    int waits = 0;

    for (chiso_node child = node->first_child; child != CHISO_NO_NODE; child = board->tree->nodes[child].next_sibling) {
        if (chiso__is_relative_leaf(&board->tree->nodes[child])) {
            continue;
        }
        waiting[waits++] = board->columns.points[child] + first;
        if (waits == 4) {
            add_four(sums, waiting[0], waiting[1], waiting[2], waiting[3], count);
            waits = 0;
        }
    }
    while (waits > 0) {
        add_one(sums, waiting[--waits], count);
    }
}

/* Σ factor × a / divisor with 64 bits: the check of the tree saw that they are enough for units without gaps. */
static void combine_narrow(const chiso_board *board, const struct chiso__node *node, int64_t *out, uint32_t first, uint32_t count)
{
    uint64_t sums[CHISO__TILE];
    const int64_t half = node->divisor / 2;

    begin_sums(node, out, sums, count);
    for (chiso_node child = node->first_child; child != CHISO_NO_NODE; child = board->tree->nodes[child].next_sibling) {
        if (chiso__is_relative_leaf(&board->tree->nodes[child])) {
            continue;
        }
        add_product(sums, board->columns.points[child] + first, board->tree->nodes[child].factor, count);
    }
    for (uint32_t i = 0; i < count; i++) {
        const int64_t sum = (int64_t)sums[i];
        /* Half away from zero; an odd divisor has no halves, and the sums of units with gaps must not overflow here either. */
        const uint64_t magnitude = (sum < 0 ? -(uint64_t)sum : (uint64_t)sum) + (uint64_t)half;
        const uint64_t quotient = magnitude / (uint64_t)node->divisor;

        out[i] = (int64_t)(sum < 0 ? -quotient : quotient);
    }
}

static void combine_wide(const chiso_board *board, const struct chiso__node *node, int64_t *out, uint32_t first, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        chiso__wide sum = 0;

        if (board->units.gaps[first + i] > 0) {
            out[i] = 0;
            continue;
        }
        for (chiso_node child = node->first_child; child != CHISO_NO_NODE; child = board->tree->nodes[child].next_sibling) {
            sum += (chiso__wide)chiso__points_at(board, child, first + i) * board->tree->nodes[child].factor;
        }
        out[i] = (int64_t)chiso__divide(sum, node->divisor, CHISO_ROUND_HALF_UP);
    }
}

static void finish(const chiso_board *board, const struct chiso__node *node, int64_t *out, uint32_t first, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (board->units.gaps[first + i] > 0) {
            continue;
        }
        if (node->round >= 0) {
            out[i] = chiso__round(out[i], node->round, board->tree->rounding);
        }
        if (node->capped && out[i] > node->max) {
            out[i] = node->max;
        }
    }
}

/* What is not linear is combined unit by unit. */
static bool combine_each(const chiso_board *board, const struct chiso__node *node, int64_t *out, uint32_t first, uint32_t count,
                         struct chiso__parts *parts, chiso_unit *out_unit)
{
    const struct chiso__node *nodes = board->tree->nodes;
    struct chiso__combined combined;

    for (uint32_t i = 0; i < count; i++) {
        if (board->units.gaps[first + i] > 0) {
            out[i] = 0;
            continue;
        }
        parts->count = 0;
        for (chiso_node child = node->first_child; child != CHISO_NO_NODE; child = nodes[child].next_sibling) {
            const chiso_decimal achieved = chiso__points_at(board, child, first + i);

            if (nodes[child].kind == CHISO_KIND_BONUS) {
                chiso__bonus_add(achieved, parts);
            } else {
                chiso__part_add(node, &nodes[child], achieved, nodes[child].max, parts);
            }
        }
        if (!chiso__combine(board->tree, node, parts, &combined)) {
            *out_unit = first + i;
            return false;
        }
        out[i] = combined.achieved;
    }
    return true;
}

bool chiso__score_tile(const chiso_board *board, chiso_node id, uint32_t first, uint32_t count, struct chiso__parts *parts,
                       chiso_unit *out_unit)
{
    const struct chiso__node *node = &board->tree->nodes[id];
    int64_t *out = board->columns.points[id] + first;

    if (!node->linear) {
        return combine_each(board, node, out, first, count, parts, out_unit);
    }
    if (node->plain_sum) {
        uint64_t sums[CHISO__TILE];

        begin_sums(node, out, sums, count);
        sum_plainly(board, node, sums, first, count);
        memcpy(out, sums, count * sizeof(*out));
    } else if (node->wide) {
        combine_wide(board, node, out, first, count);
    } else {
        combine_narrow(board, node, out, first, count);
    }
    if (node->capped || node->round >= 0) {
        finish(board, node, out, first, count);
    }
    return true;
}
