/* What only this room needs. */
#ifndef CHISO_LIB_UNIT_WHAT_IF_INSIDE_H
#define CHISO_LIB_UNIT_WHAT_IF_INSIDE_H

#include "unit/what_if.h"

/* The figures of a node for all ranked units that have one, as they stand: group after group, each
 * from the greatest, with room for all its members. */
struct chiso__standings {
    struct chiso__carried_ratio *figures; /* NULL: nobody asked for a rank yet */
    uint32_t *counts;                     /* by group */
};

/* CHISO_OK for a what-if whose board has not changed. */
chiso_status chiso__what_if_check(const chiso_what_if *what_if, chiso_error *error);

/* Room for more of something: at least twice as much as before. */
bool chiso__what_if_grow(const chiso_what_if *what_if, void **block, size_t *capacity,
                         size_t needed, size_t size);

/* Makes the change of an entry that was checked. */
chiso_status chiso__what_if_enter(chiso_what_if *what_if, const struct chiso__entry *entry,
                                  chiso_error *error);

/* Takes the last change back. */
void chiso__what_if_take_back(chiso_what_if *what_if);

/* A row for a unit, or for all of them; false when memory is out. */
bool chiso__what_if_take(chiso_what_if *what_if, chiso_unit unit);
bool chiso__what_if_take_all(chiso_what_if *what_if);

/* Room for what a row keeps when it has cells without a value; false when memory is out. */
bool chiso__what_if_reserve_gaps(chiso_what_if *what_if, uint32_t row);

/* Room for what a cell that gets a value, and all above it, will have behind their millionths;
 * false when memory is out. */
bool chiso__what_if_make_ready(chiso_what_if *what_if, chiso_node leaf,
                               const struct chiso__value *value);

/* Gives a cell a value that there is room for and all above it their figures. False, and the node,
 * where these are too large: then some of them are the new ones, and giving the cell its old value
 * mends that. */
bool chiso__what_if_change(chiso_what_if *what_if, uint32_t row, chiso_node leaf,
                           struct chiso__value value, chiso_node *out_node);

/* Forgets all figures until they are worked out again. */
void chiso__what_if_make_stale(chiso_what_if *what_if);

/* Works them out. */
chiso_status chiso__what_if_refresh(chiso_what_if *what_if, chiso_error *error);

/* The rows that a unit is to be read from, and its place there. */
const struct chiso__rows *chiso__what_if_rows(const chiso_what_if *what_if, chiso_unit unit,
                                              uint32_t *out_row);

/* What a unit was ranked by before a change. */
struct chiso__watch {
    bool watched;
    bool had;
    struct chiso__carried_ratio figure;
};

/* Around every change of a node's figures in a row. */
struct chiso__watch chiso__what_if_watch(const chiso_what_if *what_if, chiso_node node,
                                         uint32_t row);
void chiso__what_if_move(chiso_what_if *what_if, chiso_node node, uint32_t row,
                         struct chiso__watch before);

/* Around every change of all figures of a row. */
void chiso__what_if_step_out(chiso_what_if *what_if, uint32_t row);
void chiso__what_if_step_in(chiso_what_if *what_if, uint32_t row);

/* The place of a unit by figures that are not stale. */
chiso_status chiso__what_if_find_place(chiso_what_if *what_if, chiso_unit unit, chiso_node node,
                                       chiso_place *out_place);

void chiso__what_if_forget_standings(chiso_what_if *what_if);

#endif
