/* The factors of many weights, in place of chiso__weight_factor() for each. The product of 64 and
 * 21 bits is made of two halves, so that vectors can make it: of the low one only what it carries
 * into the high one counts, so it is the same. */
#include "robustness/vary.h"

#include "base/clones.h"

/* Always as many: compilers then use vector code also where they are told to be careful with it. */
enum { BLOCK = 16 };

/* A factor of so many from a least one on. */
static inline int64_t factor_of(uint64_t number, uint64_t many, int64_t least)
{
    const uint64_t high = (number >> 32) * many;
    const uint64_t low = (number & UINT32_MAX) * many;

    return least + (int64_t)((high + (low >> 32)) >> 32);
}

CHISO__CLONES
static void find_block(const uint64_t *restrict numbers, uint64_t many, int64_t least,
                       int64_t *restrict out_factors)
{
    for (int i = 0; i < BLOCK; i++) {
        out_factors[i] = factor_of(numbers[i], many, least);
    }
}

void chiso__weight_factors(const uint64_t *restrict numbers, size_t count, uint32_t share,
                           int64_t *restrict out_factors)
{
    const uint64_t many = 2 * (uint64_t)share + 1;
    const int64_t least = CHISO_DECIMAL_ONE - (int64_t)share;
    size_t done = 0;

    for (; count - done >= BLOCK; done += BLOCK) {
        find_block(numbers + done, many, least, out_factors + done);
    }
    for (; done < count; done++) {
        out_factors[done] = factor_of(numbers[done], many, least);
    }
}
