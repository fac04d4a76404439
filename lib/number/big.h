/* Whole numbers from 0 of many bits, for what must be exact and is rare. */
#ifndef CHISO_LIB_NUMBER_BIG_H
#define CHISO_LIB_NUMBER_BIG_H

#include "number/wide.h"

#include <stdbool.h>

/* 1152 bits: who adds and multiplies sees to it that they are enough. */
enum { CHISO__BIG_LIMBS = 18 };

/* Begin with {0}; what is not used of limbs is 0. */
struct chiso__big {
    uint32_t size;
    uint64_t limbs[CHISO__BIG_LIMBS];
};

struct chiso__big chiso__big_of(struct chiso__product product);

static inline struct chiso__big chiso__big_of_wide(chiso__unsigned_wide wide)
{
    return chiso__big_of((struct chiso__product){0, wide});
}

struct chiso__big chiso__big_times(const struct chiso__big *a, const struct chiso__big *b);
void chiso__big_add(struct chiso__big *sum, const struct chiso__big *term);

/* The sign of a - b. */
int chiso__big_compare(const struct chiso__big *a, const struct chiso__big *b);

/* a - b, which is not below 0. */
struct chiso__big chiso__big_less(const struct chiso__big *a, const struct chiso__big *b);

#endif
