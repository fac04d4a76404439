/* One look over a column of numbers. */
#ifndef CHISO_LIB_BASE_EXTENT_H
#define CHISO_LIB_BASE_EXTENT_H

#include <stdint.h>

struct chiso__extent {
    int64_t least;
    int64_t greatest;
    uint64_t differing; /* the bits in which any number is away from the first */
};

/* Of one number or more. */
void chiso__extent_of(const int64_t *column, uint32_t size, struct chiso__extent *out_extent);

#endif
