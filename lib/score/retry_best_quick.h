/* Which leaf helps a node most when it is raised, without a try of every leaf. */
#ifndef CHISO_LIB_SCORE_RETRY_BEST_QUICK_H
#define CHISO_LIB_SCORE_RETRY_BEST_QUICK_H

#include "score/retry.h"

struct chiso__best;

/* A leaf that may be the best, and what the node achieves with it alone raised. */
struct chiso__candidate {
    uint32_t leaf; /* its number among those given */
    struct chiso__carried achieved;
};

/* Begins for a trial that keeps sums, and leaves that may be raised, each to its most. NULL in
 * *out_best where the trial is none of which the best is known in this way; false when memory is
 * out. */
bool chiso__best_new(struct chiso__trial *trial, const chiso_node *leaves,
                     const struct chiso__carried *most, uint32_t count,
                     struct chiso__best **out_best);
void chiso__best_free(struct chiso__best *best);

/* Finds those with which the node achieves no more than so many millionths less than with any, and
 * one with the most as the first; NULL where that is not known any more. The list belongs to the
 * best. */
const struct chiso__candidate *chiso__best_find(struct chiso__best *best, double within,
                                                uint32_t *out_count);

/* A leaf was raised in the trial, and is so for good. */
void chiso__best_take(struct chiso__best *best, uint32_t leaf);

#endif
