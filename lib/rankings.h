/* The ranks of many nodes of a board, in one piece. */
#ifndef CHISO_LIB_RANKINGS_H
#define CHISO_LIB_RANKINGS_H

#include "rank.h"

struct chiso__rankings {
    struct chiso_ranking *nodes; /* by node; their arrays are slices of those below */
    uint32_t count;              /* nodes that are ranked, from the root on */
    chiso_unit *orders;
    struct chiso__seat *seats;
    uint32_t *out_of;
    uint32_t *groups; /* the group of each unit; NULL where there is but one */
};

/* Ranks the first nodes of a board, the root being the first; false when memory is out, and then nothing is kept. */
bool chiso__rankings_new(const chiso_board *board, uint32_t count, const struct chiso__rank_rule *rule,
                         struct chiso__rankings *out_rankings);
/* The place of a unit on a node; of rank 0 where the node is not ranked. */
chiso_place chiso__rankings_place(const struct chiso__rankings *rankings, chiso_node node, chiso_unit unit);

void chiso__rankings_free(const chiso_allocator *allocator, struct chiso__rankings *rankings);

#endif
