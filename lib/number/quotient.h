/* Whole numbers divided many at a time. Processors divide doubles so, but not whole numbers: the
 * doubles here are whole numbers below 2^52, and what they are divided to is put right by the exact
 * rest, so the result is that of whole numbers on every platform. */
#ifndef CHISO_LIB_NUMBER_QUOTIENT_H
#define CHISO_LIB_NUMBER_QUOTIENT_H

#include "number/carried.h"

#include <string.h>

/* Whether quotients up to most, of products up to most × whole, are right: the products must be
 * exact, and the quotients come out less than a half too small. */
static inline bool chiso__quotient_fits(chiso__wide most, chiso__wide whole)
{
    return most < (chiso__wide)1 << 48 && most * whole < (chiso__wide)1 << 51;
}

/* The bits of 2^52: a whole number below it, added to it, stands in the low bits of the double. */
#define CHISO__QUOTIENT_BITS UINT64_C(0x4330000000000000)

/* A little less than 1 / whole, so that no quotient comes out too large. */
static inline double chiso__inverse(double whole)
{
    return (1.0 - 0x1p-50) / whole;
}

/* number × rise / whole, which is not below 0, rounded half up, plus CHISO__QUOTIENT_BITS; the
 * number is whole and may be below 0, and so may rise. All but the product with the inverse is
 * exact; that one is a little too small, and the rest tells where it was too small to round up. */
static inline uint64_t chiso__quotient(uint64_t number, double rise, double whole, double inverse)
{
    const double zero =
        6755399441055744.0; /* 1.5 × 2^52: numbers on both sides of it show in the low bits */
    const double shift = 4503599627370496.0;
    const uint64_t number_bits = number + UINT64_C(0x4338000000000000);
    uint64_t bits = 0;
    double product = 0.0;
    double shifted = 0.0;

    memcpy(&product, &number_bits, sizeof(product));
    product = (product - zero) * rise;
    shifted = product * inverse + shift;
    memcpy(&bits, &shifted, sizeof(bits));
    return bits + (product - (shifted - shift) * whole >= 0.5 * whole ? 1 : 0);
}

/* Quotients with rests are divided in steps: the millionths, and then so many bits at a time that
 * what is divided has 62 at most. */

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
