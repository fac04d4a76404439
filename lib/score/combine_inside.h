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

/* What may be left of a true 0 that came about by thirds and the like, in last bits: some 10^-18,
 * which no cell of 15 decimals comes near to. */
#define CHISO__NEXT_TO_NOTHING (UINT64_C(1) << 12)

/* Whether points have no logarithm and no reciprocal, which makes a whole of such 0. */
static inline bool chiso__is_nothing(struct chiso__carried achieved)
{
    return achieved.millionths < 0 ||
           (achieved.millionths == 0 && achieved.rest < CHISO__NEXT_TO_NOTHING);
}

/* What a part adds to the logarithm of a geometric mean, w·log2(a/m) / Σ w, and to the divisor of a
 * harmonic one, w·r·(m/a), r being the least ratio. False when it is beyond all numbers. */
bool chiso__geometric_term(const struct chiso__child *part, struct chiso__total weight,
                           struct chiso__carried *out_term);
bool chiso__harmonic_term(const struct chiso__child *part, const struct chiso__child *least,
                          struct chiso__carried *out_term);

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
