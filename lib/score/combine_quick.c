/* The harmonic and the geometric mean of parts that have one max, which then falls out of all
 * terms: in place of chiso__harmonic_of() and chiso__geometric_of() in combine_ratios.c, which
 * divide 256 bits a term.
 *
 * Of the first, and of one term of it, it gives the same: max × r·Σ w / Σ (w·r·(m/a)) with r = a0/m
 * is max × (a0/m)·Σ w / Σ (w·a0/a), and each term is that quotient to the nearest last bit, as it
 * is there. Of the second it gives the same to the right of 2^-58, for the logarithms are weighed
 * as they are, and their sum is divided once. */
#include "score/combine_inside.h"

#include "number/logarithm.h"
#include "number/quotient.h"

/* Whether all maxima are one, and all weights decimals; and what these add up to. */
static bool are_alike(const struct chiso__parts *parts, int64_t *out_weight)
{
    const struct chiso__carried own = parts->parts[0].max;
    int64_t weight = 0;

    for (uint32_t i = 0; i < parts->count; i++) {
        if (!chiso__is_alike(&parts->parts[i], own, &weight)) {
            return false;
        }
    }
    *out_weight = weight;
    return true;
}

/* The least of them, where all are decimals of so few bits that chiso__quotient_steps() can divide
 * by them; 0 where they are not. */
static int64_t least_of(const struct chiso__parts *parts, int64_t *out_most)
{
    int64_t least = INT64_MAX;
    int64_t most = 0;

    for (uint32_t i = 0; i < parts->count; i++) {
        const struct chiso__carried achieved = parts->parts[i].achieved;

        if (achieved.rest != 0) {
            return 0;
        }
        least = achieved.millionths < least ? achieved.millionths : least;
        most = achieved.millionths > most ? achieved.millionths : most;
    }
    *out_most = most;
    return least;
}

bool chiso__harmonic_term_of_alike(const struct chiso__child *part,
                                   const struct chiso__child *least,
                                   struct chiso__carried *out_term)
{
    const int64_t weight = part->weight.millionths;
    const int64_t achieved = part->achieved.millionths;
    const int64_t top = least->achieved.millionths;
    const int steps = chiso__quotient_steps((uint64_t)achieved);

    if ((part->weight.rest | part->achieved.rest | least->achieved.rest) != 0 || top <= 0 ||
        steps == 0 || chiso__carried_compare(part->max, least->max) != 0 ||
        !chiso__quotient_is_near((chiso__unsigned_wide)weight * (chiso__unsigned_wide)top,
                                 (uint64_t)weight)) {
        return false;
    }
    *out_term =
        chiso__carried_quotient((uint64_t)weight * (uint64_t)top, (uint64_t)achieved, steps);
    return true;
}

bool chiso__harmonic_of_alike(struct chiso__carried max, const struct chiso__parts *parts,
                              struct chiso__total weight, struct chiso__carried *out_achieved)
{
    int64_t weights = 0;
    int64_t most = 0;
    const int64_t least = are_alike(parts, &weights) ? least_of(parts, &most) : 0;
    const int steps = chiso__quotient_steps((uint64_t)most);
    struct chiso__total terms = {0, 0};

    /* No term is above its weight. */
    if (least <= 0 || steps == 0 ||
        !chiso__quotient_is_near((chiso__unsigned_wide)weights * (chiso__unsigned_wide)least,
                                 (uint64_t)weights)) {
        return false;
    }
    for (uint32_t i = 0; i < parts->count; i++) {
        const uint64_t top = (uint64_t)parts->parts[i].weight.millionths * (uint64_t)least;

        (void)chiso__total_add(
            &terms,
            chiso__carried_quotient(top, (uint64_t)parts->parts[i].achieved.millionths, steps));
    }
    return chiso__carried_proportion(max, (struct chiso__pair){chiso__carried_of(least), weight},
                                     (struct chiso__pair){parts->parts[0].max, terms},
                                     out_achieved);
}

bool chiso__geometric_of_logarithms(struct chiso__carried max, struct chiso__carried own,
                                    chiso__wide sum, int64_t weight,
                                    struct chiso__carried *out_achieved)
{
    chiso__wide whole = 0;

    if (__builtin_mul_overflow(chiso__carried_log2(own), (chiso__wide)weight, &whole) ||
        __builtin_sub_overflow(sum, whole, &sum)) {
        return false;
    }
    return chiso__carried_times_exp2(max, chiso__total_of_wide(sum / weight), out_achieved);
}

bool chiso__geometric_of_alike(struct chiso__carried max, const struct chiso__parts *parts,
                               struct chiso__carried *out_achieved)
{
    int64_t weight = 0;
    chiso__wide sum = 0;

    if (!are_alike(parts, &weight) || weight == 0) {
        return false;
    }
    for (uint32_t i = 0; i < parts->count; i++) {
        const chiso__wide logarithm = chiso__carried_log2(parts->parts[i].achieved);
        chiso__wide term = 0;

        if (__builtin_mul_overflow(logarithm, (chiso__wide)parts->parts[i].weight.millionths,
                                   &term) ||
            __builtin_add_overflow(sum, term, &sum)) {
            return false;
        }
    }
    return chiso__geometric_of_logarithms(max, parts->parts[0].max, sum, weight, out_achieved);
}
