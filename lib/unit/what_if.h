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

#endif
