/* Points of leaves that look at the other units, for a tile: by a product instead of a quotient. */
#include "score/inside.h"

#include "base/clones.h"
#include "number/quotient.h"

/* A straight line for many values: add + round(rise × distance / whole), the distance being that
 * from the value which gives nothing. */
struct line {
    const int64_t *values;
    uint64_t start;
    uint64_t add;
    double rise; /* below 0 where less is better: the distances are as well */
    double whole;
    double inverse;
};

/* So many columns come from memory at the same time: one alone would have to be waited for. */
enum { TOGETHER = 4 };

static inline uint64_t quotient_at(const struct line *line, const int64_t *restrict values,
                                   uint32_t i)
{
    return chiso__quotient((uint64_t)values[i] - line->start, line->rise, line->whole,
                           line->inverse);
}

/* Adds the points of four leaves to sums. */
CHISO__CLONES
static void add_four(const struct line *lines, uint32_t count, uint64_t *restrict sums)
{
    const struct line a = lines[0];
    const struct line b = lines[1];
    const struct line c = lines[2];
    const struct line d = lines[3];
    const uint64_t add = a.add + b.add + c.add + d.add;

    for (uint32_t i = 0; i < count; i++) {
        sums[i] += (quotient_at(&a, a.values, i) + quotient_at(&b, b.values, i)) +
                   (quotient_at(&c, c.values, i) + quotient_at(&d, d.values, i)) + add;
    }
}

CHISO__CLONES
static void add_one(const struct line *line, uint32_t count, uint64_t *restrict sums)
{
    const struct line a = *line;

    for (uint32_t i = 0; i < count; i++) {
        sums[i] += quotient_at(&a, a.values, i) + a.add;
    }
}

/* The line of a leaf, if it has one that all is exact and not below 0 on. */
static bool line_of(const struct chiso__tree_node *leaf, const struct chiso__peer_figures *peers,
                    struct line *out_line)
{
    const struct chiso__rule *rule = &leaf->rule;
    const bool minmax = rule->kind == CHISO__RULE_MINMAX;
    const chiso__wide whole = minmax ? (chiso__wide)peers->highest - peers->lowest : peers->highest;
    const chiso__wide rise = minmax ? (chiso__wide)leaf->max - leaf->min : leaf->max;

    if (rule->in_block || leaf->round >= 0 || leaf->min < 0 || leaf->factor != 1 ||
        peers->count == 0 || whole <= 0 ||
        !(minmax || (rule->kind == CHISO__RULE_BEST && !rule->down && leaf->min == 0)) ||
        !chiso__quotient_fits(rise, whole)) {
        return false;
    }
    *out_line = (struct line){
        .start = !minmax ? 0 : (uint64_t)(rule->down ? peers->highest : peers->lowest),
        .add = (minmax ? (uint64_t)leaf->min : 0) - CHISO__QUOTIENT_BITS,
        .rise = rule->down ? -(double)(int64_t)rise : (double)(int64_t)rise,
        .whole = (double)(int64_t)whole,
        .inverse = chiso__inverse((double)(int64_t)whole),
    };
    return true;
}

static void add_each(const struct chiso__rows *rows, chiso_node leaf, uint32_t first,
                     uint32_t count, uint64_t *sums)
{
    const uint64_t factor = (uint64_t)rows->tree->nodes[leaf].factor;

    for (uint32_t i = 0; i < count; i++) {
        sums[i] += (uint64_t)chiso__points_at(rows, leaf, first + i) * factor;
    }
}

void chiso__peers_add(const struct chiso__rows *rows, const struct chiso__tree_node *node,
                      uint32_t first, uint32_t count, uint64_t *sums)
{
    const struct chiso__tree_node *nodes = rows->tree->nodes;
    struct line lines[TOGETHER];
    uint32_t waits = 0;

    for (chiso_node leaf = node->first_child; leaf != CHISO_NO_NODE;
         leaf = nodes[leaf].next_sibling) {
        if (!chiso__is_relative_leaf(&nodes[leaf])) {
            continue;
        }
        if (!line_of(&nodes[leaf], chiso__peers_of(rows, leaf, first), &lines[waits])) {
            add_each(rows, leaf, first, count, sums);
            continue;
        }
        lines[waits++].values = chiso__column_of(rows, leaf) + first;
        if (waits == TOGETHER) {
            add_four(lines, count, sums);
            waits = 0;
        }
    }
    while (waits > 0) {
        add_one(&lines[--waits], count, sums);
    }
}
