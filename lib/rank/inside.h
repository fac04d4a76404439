/* What only this room needs. */
#ifndef CHISO_LIB_RANK_INSIDE_H
#define CHISO_LIB_RANK_INSIDE_H

#include "rank/groups.h"

/* Ranks a scored board by a node; NULL when memory is out. */
chiso_ranking *chiso__ranking_make(const chiso_board *board, chiso_node node,
                                   const struct chiso__rank_rule *rule);

#endif
