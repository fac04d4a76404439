/* What only this room needs. */
#ifndef CHISO_LIB_SCORE_INSIDE_H
#define CHISO_LIB_SCORE_INSIDE_H

#include "score/peers.h"
#include "score/score.h"

/* A tile is worked at in stretches of so many rows where room is needed beside the columns. */
enum { CHISO__STRETCH = 512 };

/* Points of a stretch of rows; 0 where a cell has no value. */
struct chiso__stretch {
    int64_t millionths[CHISO__STRETCH];
    uint64_t rests[CHISO__STRETCH];
};

struct chiso__quick_peers;

/* What tiles are worked out with, beside the rows. */
struct chiso__tile_work {
    struct chiso__quick_peers *peers; /* NULL where no leaf looks at others */
    uint32_t *shares;                 /* a column for each that looks at who is below */
};

/* Finds out what the rows are like, into a table that has room for it, and begins it; false when
 * memory is out, and then chiso__tile_end() ends what there is. */
bool chiso__tile_begin(const struct chiso__rows *rows, const chiso_allocator *allocator,
                       struct chiso__peer_table *table, struct chiso__tile_work *work);
void chiso__tile_end(struct chiso__tile_work *work, const chiso_allocator *allocator);

/* A line for each leaf that looks at others and each group; NULL when memory is out. */
struct chiso__quick_peers *chiso__peers_quicken(const struct chiso__rows *rows,
                                                const chiso_allocator *allocator,
                                                const uint32_t *shares);

/* The points of such a leaf for a row, or the mark that there are none. */
struct chiso__carried chiso__peers_point(const struct chiso__rows *rows,
                                         const struct chiso__quick_peers *table, chiso_node id,
                                         uint32_t row);

/* The same for a stretch of rows. */
void chiso__peers_fill(const struct chiso__rows *rows, const struct chiso__quick_peers *table,
                       chiso_node id, uint32_t first, uint32_t count, struct chiso__stretch *out);

/* Adds the points of those children of a node that are such leaves to the sums of a tile of rows,
 * and their rests to those of the rests; nothing for cells without a value. */
void chiso__peers_add(const struct chiso__rows *rows, const struct chiso__tree_node *node,
                      uint32_t first, uint32_t count, const struct chiso__tile_work *work,
                      uint64_t *sums, uint64_t *rests);

/* Whether 64 bits are enough for the points of a linear node with rests, and these for a tile of
 * rows; of rows with gaps, anything. */
bool chiso__rests_are_quick(const struct chiso__rows *rows, const struct chiso__tree_node *node);
void chiso__rests_combine(struct chiso__rows *rows, chiso_node id, uint32_t first, uint32_t count,
                          const struct chiso__tile_work *work);

/* Whether the least, the greatest or the middle of columns is what a node has, and that for a tile
 * of rows; of rows with gaps, anything. */
bool chiso__extremes_are_quick(const struct chiso__rows *rows, const struct chiso__tree_node *node);
void chiso__extremes_combine(struct chiso__rows *rows, chiso_node id, uint32_t first,
                             uint32_t count);

/* Gives every row with gaps room for details, and the others none; false when memory is out. Says
 * whether they are sparse: those of the nodes above a gap alone. */
bool chiso__details_share(struct chiso__rows *rows, const chiso_allocator *allocator);

/* Makes them no longer sparse, before any is stored; false when memory is out. */
bool chiso__details_unshare(struct chiso__rows *rows, const chiso_allocator *allocator);

/* Begins the details of a row that are sparse: a bit of the marks for each inner node that is to
 * have some, by its number, is then set by who stores them. */
void chiso__details_mark(struct chiso__rows *rows, uint32_t row, uint64_t **out_marks);

enum { CHISO__TILE = 4096 };

struct chiso__gap_work;
struct chiso__walk;

/* Begins work on rows with gaps, one by one; false when memory is out. */
bool chiso__walk_begin(struct chiso__rows *rows, const chiso_allocator *allocator,
                       const struct chiso__tile_work *tile, struct chiso__parts *parts,
                       struct chiso__walk **out_walk);
void chiso__walk_end(struct chiso__walk *walk, const chiso_allocator *allocator);

/* Works out, and stores, the figures of all inner nodes of a row that has details, of a tile that
 * ends before a row: those that chiso__row_figures() gives. False, and the node, when a number is
 * too large. */
bool chiso__walk_row(struct chiso__walk *walk, const struct chiso__gap_work *gaps, uint32_t row,
                     uint32_t end, chiso_node *out_node);

/* Whether the figures of rows with gaps are those of columns less what is missing. */
bool chiso__gaps_are_quick(const chiso_tree *tree);

/* Begins work on rows of which some have gaps; NULL when memory is out. */
struct chiso__gap_work *chiso__gaps_begin(struct chiso__rows *rows,
                                          const chiso_allocator *allocator);
void chiso__gaps_end(struct chiso__gap_work *work, const chiso_allocator *allocator);

/* Begins a tile of rows; finds the gaps of a node's leaves and, where that makes its figures, takes
 * them out of its sums, which are there and in which they are marks. */
void chiso__gaps_begin_tile(struct chiso__gap_work *work, uint32_t first, uint32_t count);
void chiso__gaps_take_out(struct chiso__gap_work *work, chiso_node id);

/* Those of a row of the tile once all are found, as many as it has: twice the number of a leaf, and
 * one more where it does not apply. */
const uint32_t *chiso__gaps_of(const struct chiso__gap_work *work, uint32_t row);

/* Whether they are: then the details of all nodes above a gap are stored once all sums are there.
 */
bool chiso__gaps_are_taken_out(const struct chiso__gap_work *work);
void chiso__gaps_store(struct chiso__gap_work *work);

#endif
