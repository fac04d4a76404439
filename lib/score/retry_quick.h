/* The way up from a leaf by sums that are kept at each node. */
#ifndef CHISO_LIB_SCORE_RETRY_QUICK_H
#define CHISO_LIB_SCORE_RETRY_QUICK_H

#include "score/retry.h"

/* All of these do nothing, and are false, where a trial keeps no sums. */

/* What the node would achieve; false where that is not known in this way. */
bool chiso__quick_peek(struct chiso__trial *trial, chiso_node leaf, struct chiso__carried points,
                       struct chiso__carried *out_achieved);

/* chiso__trial_set(); false where it does not work in this way: then it is to be done in the other,
 * after the figures that are behind. */
bool chiso__quick_set(struct chiso__trial *trial, chiso_node leaf, struct chiso__carried points);

/* Whether figures between a leaf and the node are those of before such sets. */
bool chiso__quick_is_behind(const struct chiso__trial *trial);

/* Finds the sums again of all nodes, or of those above a leaf, when their figures are worked out;
 * no more are kept where they were not. */
void chiso__quick_renew(struct chiso__trial *trial, bool done);
void chiso__quick_renew_above(struct chiso__trial *trial, chiso_node leaf, bool done);

void chiso__quick_end(struct chiso__trial *trial);

#endif
