/* Logarithms, powers and roots in whole numbers, the same on every platform. */
#include "number/logarithm.h"

#include "number/inside.h"

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

chiso__wide chiso__carried_log2(struct chiso__carried number)
{
    const chiso__unsigned_wide wide = (chiso__unsigned_wide)chiso__carried_wide(number);
    const int lost = chiso__bits_of(wide) - 64;

    /* 64 bits of it are right to 2^-63 of itself. */
    if (lost <= 0) {
        return chiso__log2((uint64_t)wide);
    }
    return chiso__log2((uint64_t)(wide >> lost)) + ((chiso__wide)lost << CHISO__ROOT_BITS);
}

bool chiso__carried_times_exp2(struct chiso__carried whole, struct chiso__total power,
                               struct chiso__carried *out_value)
{
    enum { BITS = 128 };
    const uint64_t fraction = chiso__exp2(power.low & ((UINT64_C(1) << CHISO__ROOT_BITS) - 1));
    const struct chiso__product product =
        chiso__multiply((chiso__unsigned_wide)chiso__carried_wide(whole), fraction);
    const chiso__wide wide =
        (chiso__wide)((chiso__unsigned_wide)(uint64_t)power.high << 64 | power.low);
    const chiso__wide shift = CHISO__ROOT_BITS - (wide >> CHISO__ROOT_BITS);
    struct chiso__total total = {0, 0};
    chiso__unsigned_wide value = 0;

    /* The product has at most 115 + 63 bits, and the value has at most 116. */
    if (shift >= BITS) {
        value = shift - BITS < BITS ? product.high >> (shift - BITS) : 0;
    } else if (shift > 0 && product.high >> (shift - 1) == 0) {
        value = product.high << (BITS - shift) | product.low >> shift;
        value += product.low >> (shift - 1) & 1;
    } else if (shift <= 0 && product.high == 0 && shift > -BITS &&
               (product.low << -shift) >> -shift == product.low) {
        value = product.low << -shift;
    } else {
        return false;
    }
    total = (struct chiso__total){(uint64_t)value, (int64_t)(value >> 64)};
    return total.high >= 0 && chiso__total_settle(total, out_value);
}
