/* Stable sorts without recursion: of ids by a comparison, of numbers by their digits. */
#include "base/sort.h"

#include "base/clones.h"

#include <string.h>

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

enum { LANES = 16 };

/* Numbers that the processor handles together. */
typedef int32_t lanes __attribute__((vector_size(LANES * sizeof(int32_t))));

_Static_assert(CHISO__FEW % LANES == 0, "the last lanes would reach beyond");

/* How many of the first keys are below each of all, whose number is a multiple of LANES. */
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

/* The same for keys that need more bits. */
static void count_below_wide(const uint64_t *restrict keys, uint32_t *restrict places, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        places[i] = 0;
        for (size_t j = 0; j < count; j++) {
            places[i] += keys[j] < keys[i];
        }
    }
}

static void sort_few(uint64_t *keys, uint64_t *scratch, size_t count, unsigned bits)
{
    uint32_t places[CHISO__FEW];
    int32_t small[CHISO__FEW] = {0};

    if (bits < 32) {
        for (size_t i = 0; i < count; i++) {
            small[i] = (int32_t)keys[i];
        }
        /* The place of each of a few keys, no two of them equal, is the number of those below it.
         */
        chiso__count_below(small, places, count);
    } else {
        count_below_wide(keys, places, count);
    }
    for (size_t i = 0; i < count; i++) {
        scratch[places[i]] = keys[i];
    }
    memcpy(keys, scratch, count * sizeof(*keys));
}

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

/* Whether the item at a must stand before the one at b. */
typedef bool (*item_before)(const void *context, const void *a, const void *b);

/* Merges runs that grow; stable. Written once for items of every size: with the size and the order
 * known where it is called, each becomes a loop of its own. Returns how many times an item passed
 * one that stood before it: so many neighbours had to change places. */
__attribute__((always_inline)) static inline uint64_t merge_sort(void *items, void *scratch,
                                                                 size_t size, size_t count,
                                                                 item_before before,
                                                                 const void *context)
{
    char *from = items;
    char *to = scratch;
    uint64_t passed = 0;

    for (size_t run = 1; run < count; run *= 2) {
        char *const swap = from;

        for (size_t start = 0; start < count; start += 2 * run) {
            const size_t middle = start + run < count ? start + run : count;
            const size_t end = start + 2 * run < count ? start + 2 * run : count;
            size_t left = start;
            size_t right = middle;

            for (size_t i = start; i < end; i++) {
                const bool take_right =
                    right < end &&
                    (left == middle || before(context, from + right * size, from + left * size));

                passed += take_right ? middle - left : 0;
                memcpy(to + i * size, from + (take_right ? right++ : left++) * size, size);
            }
        }
        from = to;
        to = swap;
    }
    if (from != items) {
        memcpy(items, from, count * size);
    }
    return passed;
}

/* An order of ids as one of items. */
struct id_order {
    chiso__before before;
    const void *context;
};

static bool is_id_before(const void *context, const void *a, const void *b)
{
    const struct id_order *order = context;

    return order->before(order->context, *(const uint32_t *)a, *(const uint32_t *)b);
}

void chiso__sort_ids(uint32_t *ids, uint32_t *scratch, size_t count, chiso__before before,
                     const void *context)
{
    const struct id_order order = {before, context};

    (void)merge_sort(ids, scratch, sizeof(*ids), count, is_id_before, &order);
}

static bool is_value_before(const void *context, const void *a, const void *b)
{
    (void)context;
    return ((const struct chiso__sorted *)a)->value < ((const struct chiso__sorted *)b)->value;
}

void chiso__sort_entries(struct chiso__sorted *entries, struct chiso__sorted *scratch, size_t count)
{
    (void)merge_sort(entries, scratch, sizeof(*entries), count, is_value_before, NULL);
}

static bool is_key_before(const void *context, const void *a, const void *b)
{
    (void)context;
    return *(const uint64_t *)a < *(const uint64_t *)b;
}

uint64_t chiso__sort_counting(uint64_t *keys, uint64_t *scratch, size_t count)
{
    return merge_sort(keys, scratch, sizeof(*keys), count, is_key_before, NULL);
}
