/* Tables with a row an item, which ledger, target and what-if print. */
#ifndef SCOREBOARD_ITEMS_H
#define SCOREBOARD_ITEMS_H

#include "view.h"

/* Puts what a table shows of one of its items into a row. */
typedef chiso_status fill_row(const struct view *view, const void *items, uint32_t index,
                              struct row *row);

/* Prints a table of so many items. */
chiso_status print_items(const struct view *view, const void *items, uint32_t count, fill_row *fill,
                         struct table *table, struct printer *printer);

/* Puts the code and the title of a node into two cells of a row. */
void name_node(const struct view *view, chiso_node node, size_t code, size_t title,
               struct row *row);

/* The word behind a number of points. */
const char *points_word(const struct view *view, chiso_decimal points);

#endif
