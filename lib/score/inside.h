/* What only this room needs. */
#ifndef CHISO_LIB_SCORE_INSIDE_H
#define CHISO_LIB_SCORE_INSIDE_H

#include "score/peers.h"
#include "score/score.h"

/* Adds the points of those children of a node that are such leaves, times their factors, to the
 * sums of a tile of units; of units that have no value, anything. */
void chiso__peers_add(const chiso_board *board, const struct chiso__node *node, uint32_t first,
                      uint32_t count, uint64_t *sums);

/* Room for a row of details of each unit with gaps; false when memory is out. */
bool chiso__details_reserve(chiso_board *board);

enum { CHISO__TILE = 4096 };

#endif
