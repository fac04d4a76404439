/* Sorting keys by their digits, and a few by comparing each with each, in place of merging: of keys
 * that are all different there is one order only, so it is that of chiso__sort_counting() beside.
 */
#include "base/sort.h"

#include "base/clones.h"

#include <string.h>

/* Counters of 2^11 digits take 16 KiB, half of what processors keep nearest; 64 bits then need six
 * passes at most. */
enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

enum { LANES = 16 };

/* Numbers that the processor handles together. */
typedef int32_t lanes __attribute__((vector_size(LANES * sizeof(int32_t))));

_Static_assert(CHISO__FEW % LANES == 0, "the last lanes would reach beyond");

/* How many of the first keys are below each of all, whose number is a multiple of LANES. Each of so
 * many keys is compared with each: no branch depends on a key, and for so few that costs less than
 * branches that are guessed wrong. */
CHISO__CLONES
static void count_below(const int32_t *restrict keys, uint32_t *restrict places, size_t count,
                        size_t all)
{
    for (size_t block = 0; block < all; block += LANES) {
        lanes own;
        lanes below = {0};

        memcpy(&own, keys + block, sizeof(own));
        for (size_t i = 0; i < count; i++) {
            /* A comparison that holds is -1. */
            below -= (lanes){0} + keys[i] < own;
        }
        memcpy(places + block, &below, sizeof(below));
    }
}

void chiso__count_below(int32_t *restrict keys, uint32_t *restrict places, size_t count)
{
    const size_t all = (count + LANES - 1) / LANES * LANES;

    memset(keys + count, 0, (all - count) * sizeof(*keys));
    count_below(keys, places, count, all);
}

/* The same plainly, for keys that need more bits. */
static void count_below_wide(const uint64_t *restrict keys, uint32_t *restrict places, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        places[i] = 0;
        for (size_t j = 0; j < count; j++) {
            places[i] += keys[j] < keys[i];
        }
    }
}

/* The place of each of a few keys, no two of them equal, is the number of those below it. */
static void sort_few(uint64_t *keys, uint64_t *scratch, size_t count, unsigned bits)
{
    uint32_t places[CHISO__FEW];
    int32_t small[CHISO__FEW] = {0};

    if (bits < 32) {
        for (size_t i = 0; i < count; i++) {
            small[i] = (int32_t)keys[i];
        }
        chiso__count_below(small, places, count);
    } else {
        count_below_wide(keys, places, count);
    }
    for (size_t i = 0; i < count; i++) {
        scratch[places[i]] = keys[i];
    }
    memcpy(keys, scratch, count * sizeof(*keys));
}

/* Puts keys in the order of the digit at shift; those with the same digit stay in theirs. */
static void distribute(const uint64_t *from, uint64_t *to, size_t count, unsigned shift,
                       unsigned bits)
{
    const size_t digits = (size_t)1 << bits;
    size_t places[DIGITS] = {0};
    size_t place = 0;

    for (size_t i = 0; i < count; i++) {
        places[(from[i] >> shift) & (digits - 1)]++;
    }
    for (size_t digit = 0; digit < digits; digit++) {
        const size_t size = places[digit];

        places[digit] = place;
        place += size;
    }
    for (size_t i = 0; i < count; i++) {
        to[places[(from[i] >> shift) & (digits - 1)]++] = from[i];
    }
}

void chiso__sort_keys(uint64_t *keys, uint64_t *scratch, size_t count, unsigned low_bits,
                      unsigned high_bits)
{
    uint64_t *from = keys;
    uint64_t *to = scratch;

    const unsigned passes = (high_bits + DIGIT_BITS - 1) / DIGIT_BITS;
    const unsigned bits = passes == 0 ? 0 : (high_bits + passes - 1) / passes;

    if (count <= CHISO__FEW) {
        sort_few(keys, scratch, count, low_bits + high_bits);
        return;
    }
    for (unsigned pass = 0; pass < passes; pass++) {
        uint64_t *const swap = from;

        distribute(from, to, count, low_bits + pass * bits, bits);
        from = to;
        to = swap;
    }
    if (from != keys) {
        memcpy(keys, from, count * sizeof(*keys));
    }
}
