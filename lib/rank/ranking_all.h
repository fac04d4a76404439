/* The ranks of many nodes of a board, in one piece, or each made when it is asked for. */
#ifndef CHISO_LIB_RANK_RANKING_ALL_H
#define CHISO_LIB_RANK_RANKING_ALL_H

#include "rank/groups.h"

struct chiso_rankings {
    chiso_allocator allocator;
    atomic_uint references;
    const chiso_board *board;
    uint64_t version; /* of the board's figures that they are about */
    struct chiso__rank_rule rule;
    chiso_node *chain;           /* what the rule breaks ties by; NULL for nothing */
    struct chiso_ranking *nodes; /* by node; their arrays are slices of those below */
    uint32_t count;              /* nodes that are ranked, from the root on */
    chiso_unit *orders;
    struct chiso__seat *seats;
    uint32_t *out_of;
    uint32_t *groups; /* the group of each unit; NULL where there is but one */
    /* by node, NULL until asked for; in place of nodes and the arrays above */
    _Atomic(struct chiso_ranking *) *late;
};

/* Ranks the first nodes of a scored board, the root being the first; NULL when memory is out. */
chiso_rankings *chiso__rankings_make(const chiso_board *board, uint32_t count,
                                     const struct chiso__rank_rule *rule);

/* Will rank any node of a scored board when it is asked for; NULL when memory is out. */
chiso_rankings *chiso__rankings_make_late(const chiso_board *board,
                                          const struct chiso__rank_rule *rule);

/* The ranking of a node, which such rankings make now if need be; NULL when memory is out. Any
 * number of threads may ask. */
const chiso_ranking *chiso__rankings_want(const chiso_rankings *rankings, chiso_node node);

/* Keeps rankings alive until chiso_rankings_free(). */
chiso_rankings *chiso__rankings_retain(chiso_rankings *rankings);

/* CHISO_OK when rankings are of a board as it is now and follow a rule. */
chiso_status chiso__rankings_check(const chiso_rankings *rankings, const chiso_board *board,
                                   const struct chiso__rank_rule *rule, chiso_error *error);

/* Whether two rules give the same ranks on any board. */
bool chiso__rank_rules_equal(const struct chiso__rank_rule *a, const struct chiso__rank_rule *b);

/* The place of a unit on a node; of rank 0 where the node is not ranked. */
chiso_place chiso__rankings_place(const chiso_rankings *rankings, chiso_node node, chiso_unit unit);

#endif
