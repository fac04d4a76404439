/* Values in order, for rules that look at who is below. */
#ifndef CHISO_LIB_SCORE_PEERS_SORT_H
#define CHISO_LIB_SCORE_PEERS_SORT_H

#include "score/peers.h"

/* Puts the values of each group in order, one behind the other, and tells each where its own are;
 * false when memory is out. Counts and ends of the groups are there. Where shares is not NULL it
 * gets how many values count for the share of each row that has one. */
bool chiso__peers_sort(const struct chiso__rows *rows, chiso_node leaf,
                       const chiso_allocator *allocator, struct chiso__carried *sorted,
                       struct chiso__peer_figures *line, uint32_t groups, uint32_t *shares);

/* The rows that have a value, group by group and in the order of the values, and these; false when
 * memory is out. There is room for all rows. */
bool chiso__peers_order(const struct chiso__rows *rows, chiso_node leaf,
                        const chiso_allocator *allocator, uint32_t *ids,
                        struct chiso__carried *sorted);

/* The same by sorting keys, and whether values and rows fit into these. */
bool chiso__peers_keys_fit(const struct chiso__rows *rows, chiso_node leaf,
                           const struct chiso__peer_figures *line, uint32_t groups);
bool chiso__peers_order_quickly(const struct chiso__rows *rows, chiso_node leaf,
                                const chiso_allocator *allocator,
                                const struct chiso__peer_figures *line, uint32_t groups,
                                uint32_t *ids, struct chiso__carried *sorted);

#endif
