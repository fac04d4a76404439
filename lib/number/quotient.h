/* Whole numbers divided many at a time. Processors divide doubles so, but not whole numbers: the
 * doubles here are whole numbers below 2^52, and what they are divided to is put right by the exact
 * rest, so the result is that of whole numbers on every platform. */
#ifndef CHISO_LIB_NUMBER_QUOTIENT_H
#define CHISO_LIB_NUMBER_QUOTIENT_H

#include "number/decimal.h"

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

#endif
