/* What a what-if is made of: rows of the units that it changes, standings that follow them, and
 * what undoes the changes. */
#ifndef CHISO_LIB_UNIT_WHAT_IF_H
#define CHISO_LIB_UNIT_WHAT_IF_H

#include <chiso/what_if.h>

#include "rank/groups.h"

/* What a cell held before a change. Its counts of answers lie apart. */
struct chiso__cell_change {
    uint32_t row;
    chiso_node leaf;
    struct chiso__carried points;
    struct chiso__carried value;
    chiso_decimal denominator;
    bool rounded; /* the text that it was given had more decimals than cells keep */
};

struct chiso_what_if {
    chiso_allocator allocator;
    const chiso_board *board;
    uint64_t version; /* of the board's figures */

    /* One for each unit that was changed; or for every unit, which then have peers of their own.
     * Not scored: a leaf that looks at the other units changed, and the figures of all of them are
     * to be worked out again. */
    struct chiso__rows rows;
    struct chiso__peer_table peers;
    bool whole;        /* every unit has a row */
    bool rests_shared; /* inner nodes have room for the rests that their leaves bring */
    uint32_t *row_of;  /* by unit; CHISO__NO_ROW for one that was not changed */
    chiso_unit *units; /* by row */

    /* Rows that have, or had, cells without a value keep all figures of their inner nodes, beside
     * the details of the same number. */
    uint32_t *gap_rows; /* by row; CHISO__NO_ROW for none */
    struct chiso__node_figures *gap_figures;
    struct chiso__node_figures *figures; /* to work in, by node */
    struct chiso__parts parts;

    struct chiso__rank_rule rule;
    chiso_node *tie_break;
    struct chiso__groups groups;
    struct chiso__standings *standings; /* by node */

    struct chiso__cell_change *changes;
    size_t change_count;
    size_t change_capacity;
    int64_t *old_counts; /* of the changes of cells of answers, one behind the other */
    size_t old_counts_used;
    size_t old_counts_capacity;
    size_t *marks; /* how many changes there were at each begin */
    size_t mark_count;
    size_t mark_capacity;
};

#endif
