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

/* What a node below the trial's is to what its points are in the sums of. */
struct chiso__quick_view {
    chiso_node above;
    chiso_combine combine; /* of that */
    uint32_t nothing;      /* so many of its children have what makes a mean of ratios nothing */
    bool is_part;
    const struct chiso__child *part;
};
struct chiso__quick_view chiso__quick_view(const struct chiso__trial *trial, chiso_node id);

/* Whether there are sums, and views of them. */
bool chiso__quick_is_ready(struct chiso__trial *trial);

/* The number of children of a node with nothing, of more than one 2. */
uint32_t chiso__quick_nothing(const struct chiso__trial *trial, chiso_node id);

/* What the node above would have if a part of it had these points; false where a number is too
 * large. */
bool chiso__quick_raise(const struct chiso__trial *trial, chiso_node id,
                        struct chiso__carried points, struct chiso__carried *out_achieved);

void chiso__quick_end(struct chiso__trial *trial);

#endif
