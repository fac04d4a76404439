/* What making rankings into one is made of. */
#ifndef CHISO_LIB_RANK_CONSENSUS_INSIDE_H
#define CHISO_LIB_RANK_CONSENSUS_INSIDE_H

#include <chiso/consensus.h>

#include "rank/groups.h"
#include "text/code_index.h"

struct chiso_consensus {
    chiso_allocator allocator;
    struct chiso__arena arena;
    struct chiso__index index;
    struct chiso__span *codes; /* in the order in which units first come */
    chiso_consensus_unit *units;
    uint32_t *order; /* of units by group and rank */
    uint32_t *seats; /* where each unit stands there */
    uint32_t count;
};

/* What is known of a unit while rankings are added up. */
struct chiso__candidate {
    chiso__wide sum;   /* Σ weight × what its rule counts, doubled; or pairs won less lost */
    int64_t weight;    /* Σ weight of the rankings that give it a place */
    chiso__wide whole; /* sum / divisor, and what is left */
    chiso__wide rest;
    int64_t divisor;
    uint32_t group;
    uint32_t rankings;
};

/* A consensus in the making. */
struct chiso__poll {
    const chiso_ranking *const *rankings;
    size_t count;
    chiso_consensus_options options;
    chiso_consensus *consensus;
    struct chiso__index blocks;
    struct chiso__span *block_names;
    uint32_t block_count;
    uint32_t room;             /* units of all boards, each as often as it may be there */
    uint32_t *ids;             /* of a board's units */
    const chiso_board *ids_of; /* NULL before the first */
    struct chiso__candidate *candidates;
    uint32_t *scratch; /* to sort in */
};

static inline int64_t chiso__poll_weight(const struct chiso__poll *poll, size_t ranking)
{
    return poll->options.weights == NULL ? CHISO_DECIMAL_ONE : poll->options.weights[ranking];
}

/* Matches the units of all boards and adds up what the rankings say of them. */
chiso_status chiso__poll_gather(struct chiso__poll *poll, chiso_error *error);

/* Puts the units in order and gives them their scores and places. */
chiso_status chiso__poll_settle(struct chiso__poll *poll, chiso_error *error);

/* Where the rankings put units: a row a ranking of a weight above 0. */
struct chiso__ballots {
    uint32_t *doubled; /* twice the mean of the places that it takes, from 1; 0 for no place */
    int64_t *weights;  /* of a row */
    size_t rows;
    uint32_t units; /* of a row */
};

/* Adds to each unit's score the pairs that it won less those that it lost, among the units from one
 * to another; margins has room for a number for each of them. */
void chiso__count_pairs(const struct chiso__ballots *ballots, uint32_t from, uint32_t to,
                        int64_t *margins, chiso__wide *scores);

#endif
