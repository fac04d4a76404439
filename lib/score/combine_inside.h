/* The combines, by the files that know them. */
#ifndef CHISO_LIB_SCORE_COMBINE_INSIDE_H
#define CHISO_LIB_SCORE_COMBINE_INSIDE_H

#include "score/combine.h"

/* Combines the ratios of parts under anything but a sum; false when a number is too large. */
bool chiso__combine_ratios(const struct chiso__tree_node *node, const struct chiso__parts *parts,
                           struct chiso__combined *combined);

/* Whether a part has the max of all before it, and a weight that is a decimal, which is added to
 * theirs. Where all parts do, the max falls out of what they make. */
static inline bool chiso__is_alike(const struct chiso__child *part, struct chiso__carried own,
                                   int64_t *weight)
{
    return part->weight.rest == 0 && chiso__carried_compare(part->max, own) == 0 &&
           !__builtin_add_overflow(*weight, part->weight.millionths, weight);
}

/* What such parts, of this max, make of a sum over them: Σ w·a of a mean, Σ w·log2(a) of a
 * geometric one, which may be too large. */
bool chiso__mean_of_alike(struct chiso__carried max, struct chiso__carried own,
                          struct chiso__total sum, int64_t weight,
                          struct chiso__carried *out_achieved);
bool chiso__geometric_of_logarithms(struct chiso__carried max, struct chiso__carried own,
                                    chiso__wide sum, int64_t weight,
                                    struct chiso__carried *out_achieved);

/* The mean of the ratios of both parts that are in the middle, or of the one twice. */
bool chiso__median_between(struct chiso__carried max, const struct chiso__child *lower,
                           const struct chiso__child *upper, struct chiso__carried *out_achieved);

/* The mean of parts, whose weights add up to so much. */
bool chiso__combine_mean(struct chiso__carried max, const struct chiso__parts *parts,
                         struct chiso__total weight, struct chiso__carried *out_achieved);

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

/* chiso__harmonic_term() of parts above 0, of which the least is not above the other; false in the
 * same way. */
bool chiso__harmonic_term_of_alike(const struct chiso__child *part,
                                   const struct chiso__child *least,
                                   struct chiso__carried *out_term);

#endif
