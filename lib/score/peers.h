/* Leaves whose points depend on the other units: their column holds values, and points are made of
 * these wherever they are read, so that no second column has to be written and read. */
#ifndef CHISO_LIB_SCORE_PEERS_H
#define CHISO_LIB_SCORE_PEERS_H

#include "board/board.h"

/* Room for what the units are like, for the blocks and units that there are; false when memory is
 * out. */
bool chiso__peers_reserve(chiso_board *board);

/* Finds out what the units are like on a leaf; false when memory is out. */
bool chiso__peers_find(chiso_board *board, chiso_node leaf);

/* The peers of a unit on a leaf. */
const struct chiso__peers *chiso__peers_of(const chiso_board *board, chiso_node leaf,
                                           chiso_unit unit);

/* The points of a value on a leaf among its peers. */
chiso_decimal chiso__peers_points(const chiso_tree *tree, const struct chiso__node *leaf,
                                  const struct chiso__peers *peers, chiso_decimal value);

/* The points of any node of a scored board, or the mark that there are none. */
static inline chiso_decimal chiso__points_at(const chiso_board *board, chiso_node node,
                                             chiso_unit unit)
{
    const chiso_decimal points = board->columns.points[node][unit];
    const struct chiso__node *leaf = &board->tree->nodes[node];

    if (!chiso__is_relative_leaf(leaf) || chiso__is_gap(points)) {
        return points;
    }
    return chiso__peers_points(board->tree, leaf, chiso__peers_of(board, node, unit), points);
}

#endif
