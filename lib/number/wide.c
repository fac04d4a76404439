/* Products of 256 bits divided by numbers of 128. */
#include "number/wide.h"

/* The next 64 bits of a quotient: (rest, next) / divisor, rest being below the divisor, whose top
 * bit is set. Leaves the new rest. (Knuth, The Art of Computer Programming, 4.3.1, algorithm D.) */
static uint64_t divide_step(chiso__unsigned_wide *rest, uint64_t next, chiso__unsigned_wide divisor)
{
    const uint64_t top = (uint64_t)(divisor >> 64);
    const uint64_t bottom = (uint64_t)divisor;
    const chiso__unsigned_wide guess = *rest >> 64 >= top ? UINT64_MAX : *rest / top;
    chiso__unsigned_wide quotient = guess;
    chiso__unsigned_wide left = *rest - guess * top;

    /* The guess is at most 2 too large. */
    while (left >> 64 == 0 && quotient * bottom > (left << 64 | next)) {
        quotient--;
        left += top;
    }
    *rest = (*rest << 64 | next) - quotient * divisor;
    return (uint64_t)quotient;
}

chiso__unsigned_wide chiso__divide_product(struct chiso__product product,
                                           chiso__unsigned_wide divisor,
                                           chiso__unsigned_wide *out_rest)
{
    const int shift = 128 - chiso__bits_of(divisor);
    chiso__unsigned_wide rest = product.high;
    uint64_t upper = 0;
    uint64_t lower = 0;

    if (product.high == 0) {
        *out_rest = product.low % divisor;
        return product.low / divisor;
    }
    if (shift >= 64) {
        const uint64_t whole = (uint64_t)divisor;

        rest = rest << 64 | (uint64_t)(product.low >> 64);
        upper = (uint64_t)(rest / whole);
        rest = rest % whole << 64 | (uint64_t)product.low;
        *out_rest = rest % whole;
        return (chiso__unsigned_wide)upper << 64 | (uint64_t)(rest / whole);
    }
    if (shift > 0) {
        rest = rest << shift | product.low >> (128 - shift);
        product.low <<= shift;
        divisor <<= shift;
    }
    upper = divide_step(&rest, (uint64_t)(product.low >> 64), divisor);
    lower = divide_step(&rest, (uint64_t)product.low, divisor);
    *out_rest = rest >> shift;
    return (chiso__unsigned_wide)upper << 64 | lower;
}
