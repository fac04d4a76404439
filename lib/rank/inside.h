/* What only this room needs. */
#ifndef CHISO_LIB_RANK_INSIDE_H
#define CHISO_LIB_RANK_INSIDE_H

#include "rank/groups.h"

/* Ranks every group by a node. order gets the units with a percent, seats are set for all members,
 * out_of for each group. Returns how many have a rank. */
uint32_t chiso__rank_node(const chiso_board *board, chiso_node node,
                          const struct chiso__rank_rule *rule, const struct chiso__groups *groups,
                          struct chiso__ranker *ranker, chiso_unit *order,
                          struct chiso__seat *seats, uint32_t *out_of);

/* Ranks a scored board by a node; NULL when memory is out. */
chiso_ranking *chiso__ranking_make(const chiso_board *board, chiso_node node,
                                   const struct chiso__rank_rule *rule);

#endif
