/**
 * @file robustness.h
 * Robustness: how sure a figure is where what it is made of may vary, and which input matters.
 *
 * Effects of inputs are told from outputs alone, of whatever function. Two samples of its inputs
 * are drawn, each by itself, and beside the outputs of both those of the first sample with one
 * input of the second. The first-order effect of an input is the share of the variance that it
 * brings by itself, and its total effect that which it has a part in. Sums are exact and add up in
 * any order; each figure is rounded once.
 *
 * @code{.c}
 * // Twice an input and once another: each 0 or 1, in both samples, in all ways that there are.
 * chiso_decimal a[16];
 * chiso_decimal b[16];
 * chiso_decimal mixed[2 * 16];
 * chiso_effect effects[2];
 *
 * for (int k = 0; k < 16; k++) {
 *     const int x[] = {k & 1, k >> 1 & 1};
 *     const int y[] = {k >> 2 & 1, k >> 3 & 1};
 *
 *     a[k] = (2 * x[0] + x[1]) * CHISO_DECIMAL_ONE;
 *     b[k] = (2 * y[0] + y[1]) * CHISO_DECIMAL_ONE;
 *     mixed[k] = (2 * y[0] + x[1]) * CHISO_DECIMAL_ONE;
 *     mixed[16 + k] = (2 * x[0] + y[1]) * CHISO_DECIMAL_ONE;
 * }
 * must(chiso_effects(a, b, mixed, 16, 2, NULL, effects, &error));
 * show("the first", effects[0].first);
 * show("the second", effects[1].total);
 * @endcode
 * @code{.unparsed}
 * the first 0.8
 * the second 0.2
 * @endcode
 */
#ifndef CHISO_ROBUSTNESS_H
#define CHISO_ROBUSTNESS_H

#include <chiso/common.h>
#include <chiso/decimal.h>
#include <chiso/memory.h>
#include <chiso/status.h>

/** The most draws that there may be, 2^40. */
#define CHISO_DRAW_LIMIT INT64_C(1099511627776)

/** The effects of an input on an output, as shares of its variance. They are estimates of random
 * samples: some lie below 0 or above 1. */
typedef struct chiso_effect {
    chiso_decimal first; /**< By itself; #CHISO_ABSENT where no output differs. */
    chiso_decimal
        first_error;     /**< Its standard error; #CHISO_ABSENT of fewer than two draws too. */
    chiso_decimal total; /**< With all that it does together with others; #CHISO_ABSENT where no
                            output differs. */
    chiso_decimal
        total_error; /**< Its standard error; #CHISO_ABSENT of fewer than two draws too. */
} chiso_effect;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The first-order and total effects of inputs on an output. With the outputs a and b of both
 * samples and c of the first sample with an input of the second, m and V being mean and variance
 * (divided by their number) of all a and b together, the first-order effect is the mean of
 * (b - m) (c - a) / V (A. Saltelli et al., 2010), and the total effect the mean of (c - a)² / 2V
 * (M. J. W. Jansen, 1999). Standard errors are those of these means, V being taken as known. All
 * sums are exact, and each figure is rounded once to six places, half away from zero. Time: linear
 * in draws × inputs.
 *
 * @param a the outputs of the first sample, one a draw
 * @param b those of the second sample
 * @param mixed those of the first sample with one input of the second: all draws of the first
 * input, then those of the next
 * @param draws how many draws there are, up to #CHISO_DRAW_LIMIT; below two there are no errors
 * @param inputs how many inputs
 * @param[out] out_effects one an input
 * @retval CHISO_E_RANGE an output is no decimal, there are too many draws, or an effect is beyond
 * what a decimal holds
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_effects(
    const chiso_decimal *a, const chiso_decimal *b, const chiso_decimal *mixed, size_t draws,
    size_t inputs, const chiso_allocator *allocator, chiso_effect *out_effects, chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
