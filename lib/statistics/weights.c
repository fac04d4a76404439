/* Weights made equal, and rounded so that they still add up. */
#include "statistics/inside.h"

#include <math.h>
#include <string.h>

enum { MILLION = CHISO_WEIGHTS_MAX };

/* ---- Rounding */

/* Millionths that a weight has a right to. */
static double share_of(double weight, double sum)
{
    return weight / sum * MILLION;
}

/* What is cut off, from 0 to below 1, as a number that grows with it: the bits of doubles that are
 * not negative are in the order of the doubles. */
static uint64_t remainder_of(double weight, double sum)
{
    const double share = share_of(weight, sum);
    const double remainder = share - floor(share);
    uint64_t bits = 0;

    memcpy(&bits, &remainder, sizeof(bits));
    return bits;
}

/* The greatest number that at least so many remainders reach. It is found bit by bit, so that no
 * memory is needed. */
static uint64_t find_bar(const double *weights, size_t count, double sum, size_t wanted)
{
    uint64_t bar = 0;

    for (int bit = 62; bit >= 0; bit--) {
        const uint64_t next = bar | (UINT64_C(1) << bit);
        size_t reached = 0;

        for (size_t i = 0; i < count; i++) {
            reached += remainder_of(weights[i], sum) >= next;
        }
        if (reached >= wanted) {
            bar = next;
        }
    }
    return bar;
}

static void round_shares(const double *weights, size_t count, double sum,
                         chiso_decimal *out_weights)
{
    size_t left = MILLION;
    size_t above = 0;
    uint64_t bar = 0;

    for (size_t i = 0; i < count; i++) {
        out_weights[i] = (chiso_decimal)floor(share_of(weights[i], sum));
        left -= (size_t)out_weights[i];
    }
    bar = find_bar(weights, count, sum, left);
    for (size_t i = 0; i < count; i++) {
        above += remainder_of(weights[i], sum) > bar;
    }
    /* Of those at the bar, the first get what those above it leave. */
    left -= above;
    for (size_t i = 0; i < count; i++) {
        const uint64_t remainder = remainder_of(weights[i], sum);

        if (remainder > bar) {
            out_weights[i]++;
        } else if (remainder == bar && left > 0) {
            out_weights[i]++;
            left--;
        }
    }
}

chiso_status chiso_weights_round(const double *weights, size_t count, chiso_decimal *out_weights,
                                 chiso_error *error)
{
    double sum = 0;

    if (weights == NULL || out_weights == NULL) {
        return chiso__fail_null(error);
    }
    if (count == 0) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_NO_WEIGHT, NULL);
    }
    if (count > CHISO_WEIGHTS_MAX) {
        return chiso__fail(
            error, CHISO_E_RANGE, CHISO__SAY_TOO_MANY_WEIGHTS,
            CHISO__WORDS(chiso__say_count(count), chiso__say_count(CHISO_WEIGHTS_MAX)));
    }
    for (size_t i = 0; i < count; i++) {
        if (!(weights[i] >= 0 && weights[i] <= CHISO__VALUE_LIMIT)) {
            return chiso__fail(error, CHISO_E_WEIGHT, CHISO__SAY_WEIGHT_RANGE,
                               CHISO__WORDS(chiso__say_count(i + 1)));
        }
        sum += weights[i];
    }
    if (sum < CHISO__SPREAD_LEAST) {
        return chiso__fail(error, CHISO_E_WEIGHT, CHISO__SAY_WEIGHTS_SUM_0, NULL);
    }
    round_shares(weights, count, sum, out_weights);
    return CHISO_OK;
}

/* ---- Methods */

void chiso__weigh_equally(size_t count, double *weights)
{
    for (size_t i = 0; i < count; i++) {
        weights[i] = 1.0 / (double)count;
    }
}
