/* What changed since the earlier period, as text for people. */
#ifndef SCOREBOARD_CHANGE_H
#define SCOREBOARD_CHANGE_H

#include "view.h"

/* Puts a change into text: "up 0.55", "down 0.40", "same", "-" where there is none. */
void put_change(const struct view *view, chiso_decimal change, int digits, char *text);

/* The same of a rank, in places: up is better. */
void put_move(const struct view *view, chiso_decimal places, char *text);

/* Puts how the percent and the rank of a node of a unit changed; says so where the unit, or the
 * node, is new. */
chiso_status put_changes(const struct view *view, chiso_unit unit, chiso_node node, char *change,
                         char *move);

void name_change_columns(chiso_language language, struct column *change, struct column *move);

/* Says behind a mean how it changed. */
chiso_status print_mean_change(const struct view *view, uint32_t block, struct printer *printer,
                               chiso_error *error);

/* Prints the names of units of before, one behind the other. */
void print_predecessors(const struct view *view, const chiso_unit *units, uint32_t count,
                        struct printer *printer);

/* Prints the criteria of a unit whose result was set by hand now, or before, each side behind its
 * name; how many they are, of which none may be printed. */
chiso_status print_set_nodes(const struct view *view, chiso_unit unit, const char *label,
                             struct printer *printer, uint32_t *out_count);

/* Names the units that have such criteria, and these. */
chiso_status print_all_set(const struct view *view, struct printer *printer);

/* Says below the tables what the two boards have in common, what not, and who moved most. */
chiso_status print_comparison(const struct view *view, struct printer *printer, chiso_error *error);

/* Says below the name of a unit what its percent and rank were, and what the change is made of. */
chiso_status print_unit_change(const struct view *view, chiso_unit unit, struct printer *printer,
                               chiso_error *error);

#endif
