/* What a what-if is made of: copies of the units that it changes, standings that follow them, and
 * what undoes the changes. */
#ifndef CHISO_LIB_UNIT_WHAT_IF_H
#define CHISO_LIB_UNIT_WHAT_IF_H

#include <chiso/what_if.h>

#include "rank/groups.h"

/* What a cell was worth before a change: points, or the value where these depend on the other
 * units; and what it was given. */
struct chiso__change {
    uint32_t row;
    chiso_node leaf;
    chiso_decimal points;
    chiso_decimal value; /* of answers the weighted percentage; CHISO_ABSENT where only points were
                            given, or nothing */
    chiso_decimal denominator;
};

/* The figures of a node for all ranked units that have one, as they stand: group after group, each
 * from the greatest, with room for all its members. */
struct chiso__standings {
    struct chiso__ratio *figures; /* NULL: nobody asked for a rank yet */
    uint32_t *counts;             /* by group */
};

struct chiso_what_if {
    chiso_allocator allocator;
    const chiso_board *board;
    uint64_t version; /* of the board's figures */

    /* A board of the units that were changed, a row each, but only of their points: what reads
     * results of a board reads them. Its texts are the board's, and so is what it knows of peers
     * until it has a row for every unit. */
    chiso_board *own;
    uint32_t *rows; /* by unit; CHISO_NO_UNIT for one that was not changed */
    bool whole;     /* every unit has a row */
    bool stale; /* a leaf that looks at the other units changed: the figures of all rows are to be
                   worked out again */

    /* Rows that have, or had, cells without a value keep all figures of their inner nodes. Columns
     * of details go with them. */
    uint32_t *gap_rows; /* by row; CHISO_NO_UNIT for none */
    struct chiso__figures *gap_figures;
    uint32_t gap_count;
    uint32_t gap_capacity;
    struct chiso__figures *figures; /* to work in, by node */
    struct chiso__parts parts;

    struct chiso__rank_rule rule;
    chiso_node *tie_break;
    struct chiso__groups groups;
    struct chiso__standings *standings; /* by node */

    struct chiso__change *changes;
    size_t change_count;
    size_t change_capacity;
    size_t *marks; /* how many changes there were at each begin */
    size_t mark_count;
    size_t mark_capacity;
};

/* A row for a unit, or for all of them; false when memory is out. */
bool chiso__what_if_take(chiso_what_if *what_if, chiso_unit unit);
bool chiso__what_if_take_all(chiso_what_if *what_if);

/* Room for what a row keeps when it has cells without a value; false when memory is out. */
bool chiso__what_if_reserve_gaps(chiso_what_if *what_if, uint32_t row);

/* Gives a cell a value and all above it their figures. False, and the node, where these are too
 * large: then some of them are the new ones, and giving the cell its old value mends that. */
bool chiso__what_if_change(chiso_what_if *what_if, uint32_t row, chiso_node leaf,
                           struct chiso__value value, chiso_node *out_node);

/* Forgets all figures until they are worked out again. */
void chiso__what_if_make_stale(chiso_what_if *what_if);

/* Works them out. */
chiso_status chiso__what_if_refresh(chiso_what_if *what_if, chiso_error *error);

/* The board that a unit is to be read from, and its place there. */
const chiso_board *chiso__what_if_board(const chiso_what_if *what_if, chiso_unit unit,
                                        chiso_unit *out_unit);

/* What a unit was ranked by before a change. */
struct chiso__watch {
    bool watched;
    bool had;
    struct chiso__ratio figure;
};

/* Around every change of a node's figures in a row. */
struct chiso__watch chiso__what_if_watch(const chiso_what_if *what_if, chiso_node node,
                                         uint32_t row);
void chiso__what_if_move(chiso_what_if *what_if, chiso_node node, uint32_t row,
                         struct chiso__watch before);

/* The place of a unit by figures that are not stale. */
chiso_status chiso__what_if_place(chiso_what_if *what_if, chiso_unit unit, chiso_node node,
                                  chiso_place *out_place);

void chiso__what_if_forget_standings(chiso_what_if *what_if);

#endif
