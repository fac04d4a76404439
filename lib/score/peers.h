/* Leaves whose points depend on the other units: their column holds values, and points are made of
 * these wherever they are read, so that no second column has to be written and read. */
#ifndef CHISO_LIB_SCORE_PEERS_H
#define CHISO_LIB_SCORE_PEERS_H

#include "board/board.h"

/* Room in a table for what rows are like that are in so many blocks; false when memory is out. */
bool chiso__peers_reserve(const struct chiso__rows *rows, uint32_t block_count,
                          const chiso_allocator *allocator, struct chiso__peer_table *table);

/* Finds out what rows are like, into a table that has room for it; false when memory is out. Where
 * shares is not NULL it gets a column for each leaf that looks at who is below, in the tree's
 * order: how many values count for the share of each row. */
bool chiso__peers_find(const struct chiso__rows *rows, const chiso_allocator *allocator,
                       struct chiso__peer_table *table, uint32_t *shares);

/* The peers of a row on a leaf. */
static inline const struct chiso__peer_figures *chiso__peers_of(const struct chiso__rows *rows,
                                                                chiso_node leaf, uint32_t row)
{
    const struct chiso__tree_node *node = &rows->tree->nodes[leaf];

    return rows->peers->peers + (size_t)node->relative * rows->peers->groups +
           (node->rule.in_block ? rows->blocks[row] : 0);
}

/* The value that a row has among those of a leaf: its own, or what was found for it, or a mark. */
static inline struct chiso__carried chiso__peer_value(const struct chiso__rows *rows,
                                                      chiso_node leaf, uint32_t row)
{
    const struct chiso__carried value = chiso__stored_at(rows, leaf, row);

    return value.millionths == CHISO_MISSING && chiso__is_imputed_leaf(&rows->tree->nodes[leaf])
               ? chiso__imputed_at(rows, leaf, row)
               : value;
}

/* The points of a value on a leaf among its peers. */
struct chiso__carried chiso__peers_points(const chiso_tree *tree,
                                          const struct chiso__tree_node *leaf,
                                          const struct chiso__peer_figures *peers,
                                          struct chiso__carried value);

/* The points of any node of scored rows, or the mark that there are none. */
static inline struct chiso__carried chiso__points_at(const struct chiso__rows *rows,
                                                     chiso_node node, uint32_t row)
{
    const struct chiso__carried points = chiso__stored_at(rows, node, row);
    const struct chiso__tree_node *leaf = &rows->tree->nodes[node];

    if (!chiso__is_relative_leaf(leaf) || chiso__carried_is_gap(points)) {
        return points;
    }
    return chiso__peers_points(rows->tree, leaf, chiso__peers_of(rows, node, row), points);
}

#endif
