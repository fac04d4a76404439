/* First-order and total effects of inputs on an output, from whole sums over draws, which add up
 * from parts. */
#ifndef CHISO_LIB_ROBUSTNESS_EFFECTS_H
#define CHISO_LIB_ROBUSTNESS_EFFECTS_H

#include <chiso/robustness.h>

#include "number/decimal.h"
#include "robustness/philox.h"

/* A whole number of 384 bits, below 0 as the complement of two. What is added up below takes 296 of
 * them in CHISO_DRAW_LIMIT draws: fourth powers of differences of decimals have 256. */
enum { CHISO__SUM_LIMBS = 6 };

struct chiso__sum {
    uint64_t limbs[CHISO__SUM_LIMBS]; /* the low ones first */
};

void chiso__sum_add(struct chiso__sum *sum, const struct chiso__sum *other);

/* Of the outputs a and b of both samples. Begin with {.draws = 0}. */
struct chiso__output_sums {
    uint64_t draws;
    struct chiso__sum values;  /* a + b */
    struct chiso__sum squares; /* a² + b² */
};

/* Of an input: d is the output of the first sample with this input of the second, less a. Begin
 * with {.draws = 0}. */
struct chiso__effect_sums {
    struct chiso__sum differences;     /* d */
    struct chiso__sum squares;         /* d² */
    struct chiso__sum fourths;         /* d⁴ */
    struct chiso__sum products;        /* b d */
    struct chiso__sum square_products; /* b d² */
    struct chiso__sum product_squares; /* b² d² */
};

/* A draw; outputs are decimals. */
void chiso__output_sums_add(struct chiso__output_sums *sums, chiso_decimal a, chiso_decimal b);
void chiso__effect_sums_add(struct chiso__effect_sums *sums, chiso_decimal a, chiso_decimal b,
                            chiso_decimal mixed);

/* The sums of other draws. */
void chiso__output_sums_merge(struct chiso__output_sums *sums,
                              const struct chiso__output_sums *other);
void chiso__effect_sums_merge(struct chiso__effect_sums *sums,
                              const struct chiso__effect_sums *other);

/* Whether sums that come from outside can be those of so many draws: what is made of them then has
 * the bits that it may have. */
bool chiso__are_output_sums(const struct chiso__output_sums *sums);
bool chiso__are_effect_sums(const struct chiso__effect_sums *sums, uint64_t draws);

/* What the sums come to. False, and nothing told, where an effect is beyond what a decimal holds.
 */
bool chiso__effect_of(const struct chiso__output_sums *outputs,
                      const struct chiso__effect_sums *sums, chiso_effect *out_effect);

#endif
