/* Putting units in order: by exact numbers, and the quickest way that these allow. */
#ifndef CHISO_LIB_RANK_ORDER_H
#define CHISO_LIB_RANK_ORDER_H

#include <chiso/rank.h>

#include "score/result.h"

/* What a unit gets: rank 0 for none. Half a rank more where an average is shared by an even number.
 */
struct chiso__seat {
    uint32_t rank;
    uint32_t tied;
};

/* Memory to work in, a number for each unit of the largest group. */
struct chiso__ranker {
    uint64_t *keys;
    uint64_t *scratch;
};

/* Where the numbers come from: a node of rows by exact or published percents, or a column of
 * numbers that all have one max. */
struct chiso__source {
    const struct chiso__rows *rows;
    chiso_node node;
    chiso_key key;
    const chiso_decimal
        *column;          /* NULL for none; marks that there is no value in it have no number */
    const int64_t *rests; /* of the column; NULL for none */
    struct chiso__carried max;
    bool lowest_first; /* less is better */
    /* The rows of a unit and its place there, where not all units are in the same; NULL: they are
     * in rows in their order. */
    const struct chiso__rows *(*rows_of)(const void *context, uint32_t unit, uint32_t *out_row);
    const void *context;
};

/* The percent of a ratio as the tree publishes it; one whose percent no decimal holds stands for
 * itself. */
struct chiso__carried_ratio chiso__published(const chiso_tree *tree,
                                             struct chiso__carried_ratio ratio);

struct chiso__source chiso__source_of(const struct chiso__rows *rows, chiso_node node,
                                      chiso_key key);

/* The same units by another node. */
struct chiso__source chiso__source_beside(const struct chiso__source *source, chiso_node node);

/* What a row is ranked by, as a ratio; false when it has none. */
bool chiso__figure_at(const struct chiso__source *source, uint32_t row,
                      struct chiso__carried_ratio *out_ratio);

/* The seat of a run of equals, so many, that begins at a place, from 0; dense counts the runs,
 * from 1. */
struct chiso__seat chiso__seat_of(uint32_t size, uint32_t place, uint32_t dense, chiso_ties ties);

/* Whether a stands before b: not as its equal, nor as what is near enough to be one. Who has no
 * number stands behind all who have one. */
bool chiso__stands_before(const struct chiso__source *source, uint32_t a, uint32_t b);

/* Puts units in order, equals as they come on the board, and tells by 1 and 0 where runs of equals
 * begin. Returns how many runs there are. */
uint32_t chiso__sort_run(const struct chiso__source *source, chiso_unit *units, uint32_t size,
                         uint32_t *scratch, uint64_t *begins);

/* Gives the units in order, of runs that begin where it is told, their seats. */
void chiso__seat_runs(const chiso_unit *order, uint32_t count, const uint64_t *begins,
                      chiso_ties ties, struct chiso__seat *seats);

/* Puts the members, or the units from 0 for NULL, in order, equals as they come, and gives them
 * seats. Those without a number get no place in the order and a seat of 0. Returns how many have
 * one. */
uint32_t chiso__rank_members(const struct chiso__source *source, const chiso_unit *members,
                             uint32_t size, chiso_ties ties, struct chiso__ranker *ranker,
                             chiso_unit *order, struct chiso__seat *seats);

#endif
