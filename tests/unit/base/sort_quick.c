/* Keys sorted by digits, and few of them by counting, stand as merging puts them. */
#include "base/sort.h"
#include "support.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 3000, MOST = 1200 };

static uint64_t bits(struct random *random, unsigned count)
{
    return count == 0 ? 0 : random_next(random) >> (64 - count);
}

/* How many keys: few, around the bound of few, or many. */
static size_t any_count(struct random *random)
{
    switch (random_below(random, 3)) {
    case 0:
        return (size_t)random_below(random, 8);
    case 1:
        return CHISO__FEW - 4 + (size_t)random_below(random, 8);
    default:
        return (size_t)random_below(random, MOST + 1);
    }
}

/* Keys as units have them: in their low bits they count, above those a few values or any. */
static void make_keys(struct random *random, uint64_t *keys, size_t count, unsigned low_bits,
                      unsigned high_bits)
{
    const bool few = random_below(random, 2) == 0;
    uint64_t highs[4];

    for (int i = 0; i < 4; i++) {
        highs[i] = i == 0 ? 0 : i == 1 ? bits(random, high_bits) : bits(random, high_bits / 2);
    }
    highs[3] = high_bits == 0 ? 0 : UINT64_MAX >> (64 - high_bits);
    for (size_t i = 0; i < count; i++) {
        const uint64_t high = few ? highs[random_below(random, 4)] : bits(random, high_bits);

        keys[i] = (high_bits == 0 ? 0 : high << low_bits) | i;
    }
}

Test(sort_quick, keys_stand_as_merging_puts_them)
{
    static uint64_t keys[MOST];
    static uint64_t merged[MOST];
    static uint64_t scratch[MOST];
    struct random random = {.state = 1};

    for (int i = 0; i < CASES; i += SUPPORT_STRIDE) {
        const size_t count = any_count(&random);
        const unsigned low_bits = 11 + (unsigned)random_below(&random, 22);
        const unsigned high_bits = (unsigned)random_below(&random, 65 - low_bits);

        make_keys(&random, keys, count, low_bits, high_bits);
        memcpy(merged, keys, sizeof(merged));
        chiso__sort_keys(keys, scratch, count, low_bits, high_bits);
        chiso__sort_counting(merged, scratch, count);
        cr_assert(memcmp(keys, merged, count * sizeof(*keys)) == 0,
                  "%d: %zu keys of %u bits above %u", i, count, high_bits, low_bits);
    }
}

Test(sort_quick, as_many_are_below_as_comparing_says)
{
    struct random random = {.state = 2};

    for (int i = 0; i < CASES; i += SUPPORT_STRIDE) {
        const size_t count = (size_t)random_below(&random, CHISO__FEW + 1);
        const uint64_t bound = random_below(&random, 2) == 0 ? 10 : INT32_MAX;
        int32_t keys[CHISO__FEW];
        uint32_t places[CHISO__FEW];

        for (size_t k = 0; k < count; k++) {
            keys[k] = (int32_t)random_below(&random, bound + 1);
        }
        chiso__count_below(keys, places, count);
        for (size_t k = 0; k < count; k++) {
            uint32_t below = 0;

            for (size_t other = 0; other < count; other++) {
                below += keys[other] < keys[k];
            }
            cr_assert(places[k] == below, "%d: %" PRIu32 " of %zu are below", i, places[k], count);
        }
    }
}
