/* What only this room needs. */
#ifndef CHISO_LIB_SCORE_INSIDE_H
#define CHISO_LIB_SCORE_INSIDE_H

#include "score/peers.h"
#include "score/score.h"

/* Adds the points of those children of a node that are such leaves to the sums of a tile of rows,
 * and their rests to those of the rests; nothing for rows that have gaps. */
void chiso__peers_add(const struct chiso__rows *rows, const struct chiso__tree_node *node,
                      uint32_t first, uint32_t count, uint64_t *sums, uint64_t *rests);

/* Gives every row with gaps room for details, and the others none; false when memory is out. Says
 * whether they are sparse: then they are stored by what is below. */
bool chiso__details_share(struct chiso__rows *rows, const chiso_allocator *allocator);

enum { CHISO__TILE = 4096 };

/* Whether the figures of rows with gaps are those of columns less what is missing. */
bool chiso__gaps_are_quick(const chiso_tree *tree);

struct chiso__gap_work;

/* Begins work on rows that are sparse; NULL when memory is out. */
struct chiso__gap_work *chiso__gaps_begin(struct chiso__rows *rows,
                                          const chiso_allocator *allocator);
void chiso__gaps_end(struct chiso__gap_work *work, const chiso_allocator *allocator);

/* Begins a tile of rows; takes the gaps of a node's leaves out of its sums, which are there and in
 * which they are marks; stores the details of all nodes above a gap once all sums are there. */
void chiso__gaps_begin_tile(struct chiso__gap_work *work, uint32_t first, uint32_t count);
void chiso__gaps_take_out(struct chiso__gap_work *work, chiso_node id);
void chiso__gaps_store(struct chiso__gap_work *work);

#endif
