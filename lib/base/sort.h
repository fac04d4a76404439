/* Sorting without qsort: stable, with a context, and linear for numbers. */
#ifndef CHISO_LIB_BASE_SORT_H
#define CHISO_LIB_BASE_SORT_H

#include "base/memory.h"

/* So many are put in order by comparing each with each other. */
enum { CHISO__FEW = 128 };

/* Sorts keys ascending, no two of them equal. They come in the order of their low_bits, and
 * high_bits are in use above those. scratch has the same size. */
void chiso__sort_keys(uint64_t *keys, uint64_t *scratch, size_t count, unsigned low_bits,
                      unsigned high_bits);

/* How many of a few keys, CHISO__FEW at most, are below each of them. Both arrays have room for
 * CHISO__FEW; what is behind count is overwritten. */
void chiso__count_below(int32_t *restrict keys, uint32_t *restrict places, size_t count);

/* Whether a must stand before b. */
typedef bool (*chiso__before)(const void *context, uint32_t a, uint32_t b);

/* Sorts ids by merging; stable. scratch has the same size. */
void chiso__sort_ids(uint32_t *ids, uint32_t *scratch, size_t count, chiso__before before,
                     const void *context);

/* A value of a unit. */
struct chiso__sorted {
    double value;
    uint32_t unit;
};

/* Sorts by value, none of them NaN; stable. scratch has the same size. */
void chiso__sort_entries(struct chiso__sorted *entries, struct chiso__sorted *scratch,
                         size_t count);

/* Sorts keys ascending, of which some may be equal, and returns how many exchanges of neighbours
 * that stands for. scratch has the same size. */
uint64_t chiso__sort_counting(uint64_t *keys, uint64_t *scratch, size_t count);

#endif
