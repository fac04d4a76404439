/* What only this room needs. */
#ifndef CHISO_LIB_SCORE_INSIDE_H
#define CHISO_LIB_SCORE_INSIDE_H

#include "score/peers.h"
#include "score/score.h"

/* Adds the points of those children of a node that are such leaves to the sums of a tile of rows,
 * and their rests to those of the rests; nothing for rows that have gaps. */
void chiso__peers_add(const struct chiso__rows *rows, const struct chiso__tree_node *node,
                      uint32_t first, uint32_t count, uint64_t *sums, uint64_t *rests);

/* Gives every row with gaps room for details, and the others none; false when memory is out. */
bool chiso__details_share(struct chiso__rows *rows, const chiso_allocator *allocator);

enum { CHISO__TILE = 4096 };

#endif
