/* Whole numbers of 128 bits, and products of two of them divided by a third. */
#ifndef CHISO_LIB_NUMBER_WIDE_H
#define CHISO_LIB_NUMBER_WIDE_H

#include <stdint.h>

__extension__ typedef __int128 chiso__wide;
__extension__ typedef unsigned __int128 chiso__unsigned_wide;

/* A product of 256 bits. */
struct chiso__product {
    chiso__unsigned_wide high;
    chiso__unsigned_wide low;
};

static inline chiso__unsigned_wide chiso__magnitude(chiso__wide number)
{
    return number < 0 ? -(chiso__unsigned_wide)number : (chiso__unsigned_wide)number;
}

static inline struct chiso__product chiso__multiply(chiso__unsigned_wide a, chiso__unsigned_wide b)
{
    const chiso__unsigned_wide a_low = (uint64_t)a;
    const chiso__unsigned_wide b_low = (uint64_t)b;
    const chiso__unsigned_wide a_high = a >> 64;
    const chiso__unsigned_wide b_high = b >> 64;
    const chiso__unsigned_wide low = a_low * b_low;
    const chiso__unsigned_wide first = a_high * b_low + (low >> 64);
    const chiso__unsigned_wide second = a_low * b_high + (uint64_t)first;

    return (struct chiso__product){a_high * b_high + (first >> 64) + (second >> 64),
                                   second << 64 | (uint64_t)low};
}

/* number / divisor and what is left of it. The division of 64 bits is several times quicker, and
 * nearly always enough. */
static inline chiso__unsigned_wide chiso__divide_short(chiso__unsigned_wide number,
                                                       uint64_t divisor, uint64_t *out_rest)
{
    const chiso__unsigned_wide quotient =
        number <= UINT64_MAX ? (uint64_t)number / divisor : number / divisor;

    *out_rest = (uint64_t)number - (uint64_t)quotient * divisor;
    return quotient;
}

/* product / divisor and what is left of it; product.high is below the divisor, so that the quotient
 * has 128 bits at most. */
chiso__unsigned_wide chiso__divide_product(struct chiso__product product,
                                           chiso__unsigned_wide divisor,
                                           chiso__unsigned_wide *out_rest);

/* How many bits a number has: 0 for 0. */
static inline int chiso__bits_of(chiso__unsigned_wide number)
{
    const uint64_t high = (uint64_t)(number >> 64);
    const uint64_t low = (uint64_t)number;

    if (high != 0) {
        return 128 - __builtin_clzll(high);
    }
    return low == 0 ? 0 : 64 - __builtin_clzll(low);
}

#endif
