/* The combines, by the files that know them. */
#ifndef CHISO_LIB_SCORE_COMBINE_INSIDE_H
#define CHISO_LIB_SCORE_COMBINE_INSIDE_H

#include "score/combine.h"

/* Combines the ratios of parts under anything but a sum; false when a number is too large. */
bool chiso__combine_ratios(const struct chiso__tree_node *node, const struct chiso__parts *parts,
                           struct chiso__combined *combined);

/* The mean of parts, whose weights add up to so much. */
bool chiso__combine_mean(struct chiso__carried max, const struct chiso__parts *parts,
                         struct chiso__total weight, struct chiso__carried *out_achieved);

/* The harmonic and the geometric mean of parts that are above 0; false when a number is too large.
 */
bool chiso__harmonic_of(struct chiso__carried max, const struct chiso__parts *parts,
                        struct chiso__total weight, struct chiso__carried *out_achieved);
bool chiso__geometric_of(struct chiso__carried max, const struct chiso__parts *parts,
                         struct chiso__total weight, struct chiso__carried *out_achieved);

/* The harmonic and the geometric mean of parts that have one max and are above 0, by whole numbers
 * of 64 bits and products of two; false where these are not enough, or maxima differ. The weights
 * add up to so much. */
bool chiso__harmonic_of_alike(struct chiso__carried max, const struct chiso__parts *parts,
                              struct chiso__total weight, struct chiso__carried *out_achieved);
bool chiso__geometric_of_alike(struct chiso__carried max, const struct chiso__parts *parts,
                               struct chiso__carried *out_achieved);

#endif
