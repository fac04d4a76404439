/* Ranking: groups of units, each put in order by a node, and the places that they get. */
#ifndef CHISO_LIB_RANK_GROUPS_H
#define CHISO_LIB_RANK_GROUPS_H

#include <chiso/rank.h>

#include "rank/order.h"

/* Checked options. */
struct chiso__rank_rule {
    chiso_ties ties;
    chiso_key key;
    chiso_scope scope;
    const chiso_node *tie_break;
    size_t tie_break_count;
};

/* The ranked units of a board by group: one for each block, or one for all. */
struct chiso__groups {
    chiso_unit *members; /* group after group, each in the order of adding; NULL where it is simply
                            all units */
    uint32_t *starts;    /* where each group begins in members; one more for the end */
    uint32_t count;
    uint32_t widest;
};

/* Whether a unit is ranked with another: by its block, or overall. */
static inline bool chiso__is_ranked_with(const chiso_board *board, chiso_unit unit,
                                         chiso_unit other, chiso_scope scope)
{
    return board->units.ranked[other] &&
           (scope == CHISO_SCOPE_OVERALL || board->rows.blocks[other] == board->rows.blocks[unit]);
}

/* A ranking; its arrays are its own, or slices of a report's. */
struct chiso_ranking {
    chiso_allocator allocator;
    const chiso_board *board;
    uint64_t version; /* of the board's figures that it is about */
    uint32_t unit_count;
    uint32_t group_count;
    uint32_t block_count; /* of the board */
    uint32_t count;       /* units with a rank */
    chiso_ties ties;
    chiso_scope scope;
    chiso_unit *order;
    struct chiso__seat *seats;
    uint32_t *out_of; /* by group */
    uint32_t *groups; /* the group of each unit; NULL where there is but one */
};

chiso_status chiso__rank_rule_read(const chiso_board *board, const chiso_rank_options *options,
                                   struct chiso__rank_rule *out_rule, chiso_error *error);

/* The same rule with a chain of its own: the one that was given lives as long as a call. False when
 * memory is out. */
bool chiso__rank_rule_keep(const chiso_allocator *allocator, const struct chiso__rank_rule *rule,
                           struct chiso__rank_rule *out_rule, chiso_node **out_chain);

/* Lets the criteria of a rule's chain decide, in turn, between the equals of units in order, whose
 * runs begin where it is told: then they are told anew. */
void chiso__break_ties(const struct chiso__source *source, const struct chiso__rank_rule *rule,
                       chiso_unit *units, uint32_t count, uint32_t *scratch, uint64_t *begins);

bool chiso__groups_new(const chiso_board *board, chiso_scope scope,
                       struct chiso__groups *out_groups);
void chiso__groups_free(const chiso_board *board, struct chiso__groups *groups);

bool chiso__ranker_new(const chiso_allocator *allocator, uint32_t widest,
                       struct chiso__ranker *out_ranker);
void chiso__ranker_free(const chiso_allocator *allocator, struct chiso__ranker *ranker);

/* Ranks every group by a node. order gets the units with a percent, seats are set for all members,
 * out_of for each group. Returns how many have a rank. */
uint32_t chiso__rank_node(const chiso_board *board, chiso_node node,
                          const struct chiso__rank_rule *rule, const struct chiso__groups *groups,
                          struct chiso__ranker *ranker, chiso_unit *order,
                          struct chiso__seat *seats, uint32_t *out_of);

/* The place that a seat means. */
chiso_place chiso__place_of(struct chiso__seat seat, chiso_ties ties, uint32_t out_of);

#endif
