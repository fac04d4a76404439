/* Logarithms, powers and roots in whole numbers, the same on every platform. */
#include "number/logarithm.h"

chiso__wide chiso__log2(uint64_t number)
{
    const int zeros = __builtin_clzll(number);
    uint64_t mantissa = number << zeros; /* 1 to below 2, in units of 2^-63 */
    uint64_t fraction = 0;

    /* Squaring doubles the logarithm: each time the next bit of it shows as whether the square is 2
     * or more. */
    for (int bit = 0; bit < CHISO__ROOT_BITS; bit++) {
        const chiso__unsigned_wide square = (chiso__unsigned_wide)mantissa * mantissa;
        const unsigned doubled = (unsigned)(square >> 127);

        fraction = fraction << 1 | doubled;
        mantissa = (uint64_t)(square >> (63 + doubled));
    }
    return ((chiso__wide)(63 - zeros) << CHISO__ROOT_BITS) | fraction;
}

uint64_t chiso__exp2(uint64_t power)
{
    enum { TERMS = 22 };
    const uint64_t ln2 = 0xB17217F7D1CF79AC; /* in units of 2^-64 */
    const uint64_t one = UINT64_C(1) << CHISO__ROOT_BITS;
    const uint64_t x = (uint64_t)(((chiso__unsigned_wide)power * ln2) >> 64);
    uint64_t sum = one;

    /* 1 + x (1 + x/2 (1 + x/3 (...))) */
    for (uint64_t term = TERMS; term > 0; term--) {
        sum = one + (uint64_t)(((chiso__unsigned_wide)x * sum) >> CHISO__ROOT_BITS) / term;
    }
    return sum;
}

chiso__unsigned_wide chiso__square_root(chiso__unsigned_wide square)
{
    chiso__unsigned_wide root = 0;

    for (int bit = 63; bit >= 0; bit--) {
        const chiso__unsigned_wide next = root + ((chiso__unsigned_wide)1 << bit);

        if (next * next <= square) {
            root = next;
        }
    }
    return root;
}

chiso__wide chiso__settle(chiso__wide value, int shift, chiso__wide error)
{
    const chiso__wide magnitude = value < 0 ? -value : value;
    const chiso__wide half = (chiso__wide)1 << (shift - 1);
    const chiso__wide rest = magnitude & (2 * half - 1);
    /* Where the last place itself is in doubt there is no half to be seen: the nearest will do. */
    const chiso__wide doubt = error < half ? error : 0;
    const chiso__wide quotient = (magnitude >> shift) + (rest + doubt >= half);

    return value < 0 ? -quotient : quotient;
}
