/* Points of leaves that look at the other units, for a tile. */
#include "score/inside.h"

static void add_leaf(const struct chiso__rows *rows, chiso_node leaf, uint32_t first,
                     uint32_t count, uint64_t *sums, uint64_t *rests)
{
    const chiso_decimal *values = chiso__column_of(rows, leaf) + first;

    for (uint32_t i = 0; i < count; i++) {
        if (rows->gaps[first + i] == 0 || (rows->sparse && !chiso__is_gap(values[i]))) {
            const struct chiso__carried points = chiso__points_at(rows, leaf, first + i);

            rests[i] += points.rest;
            sums[i] += (uint64_t)points.millionths + (rests[i] >> CHISO__REST_BITS);
            rests[i] &= CHISO__REST_ONE - 1;
        }
    }
}

void chiso__peers_add(const struct chiso__rows *rows, const struct chiso__tree_node *node,
                      uint32_t first, uint32_t count, uint64_t *sums, uint64_t *rests)
{
    const struct chiso__tree_node *nodes = rows->tree->nodes;

    for (chiso_node leaf = node->first_child; leaf != CHISO_NO_NODE;
         leaf = nodes[leaf].next_sibling) {
        if (chiso__is_relative_leaf(&nodes[leaf])) {
            add_leaf(rows, leaf, first, count, sums, rests);
        }
    }
}
