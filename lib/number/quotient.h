/* Whole numbers divided to a carried number by the processor's doubles, which it divides quicker
 * than whole numbers: a double guesses, and what it guesses is put right by the exact rest, so the
 * result is that of whole numbers on every platform.
 *
 * The millionths are divided, and then so many bits at a time that what is divided has 62 at
 * most. */
#ifndef CHISO_LIB_NUMBER_QUOTIENT_H
#define CHISO_LIB_NUMBER_QUOTIENT_H

#include "number/carried.h"

/* The bits of a step for divisors up to most; 0 where they have too many. */
static inline int chiso__quotient_steps(uint64_t most)
{
    if (most >> 36 == 0) {
        return 26;
    }
    return most >> 49 == 0 ? 13 : 0;
}

/* Whether the millionths of a quotient are right where what is divided is up to top, and they are
 * up to most: a double must guess them to one. */
static inline bool chiso__quotient_is_near(chiso__unsigned_wide top, uint64_t most)
{
    return top >> 62 == 0 && most >> 48 == 0;
}

/* number / divisor, and what it leaves: the double guesses, and is wrong by one at most, since the
 * quotient has no more than 48 bits. */
static inline uint64_t chiso__divide_near(uint64_t number, uint64_t divisor, double inverse,
                                          uint64_t *out_left)
{
    uint64_t quotient = (uint64_t)(int64_t)((double)(int64_t)number * inverse);
    uint64_t left = number - quotient * divisor;
    uint64_t off = left >> 63; /* below 0 */

    quotient -= off;
    left += divisor & (0 - off);
    off = left >= divisor;
    quotient += off;
    *out_left = left - (divisor & (0 - off));
    return quotient;
}

/* top / divisor to the nearest last bit, a half up, where the functions above say that it can be.
 */
static inline struct chiso__carried chiso__carried_quotient(uint64_t top, uint64_t divisor,
                                                            int steps)
{
    const double inverse = 1 / (double)(int64_t)divisor;
    uint64_t left = 0;
    const uint64_t millionths = chiso__divide_near(top, divisor, inverse, &left);
    uint64_t rest = 0;

    for (int bits = 0; bits < CHISO__REST_BITS; bits += steps) {
        rest = rest << steps | chiso__divide_near(left << steps, divisor, inverse, &left);
    }
    rest += left >= divisor - left;
    return chiso__carried_settle((int64_t)millionths, rest);
}

#endif
