/* Points on a line, one by one and many at a time, are max × part / whole. */
#include "score/peers_line.h"
#include "support.h"

#include <criterion/criterion.h>

#include <inttypes.h>

enum { PARTS = 67 };

/* A number of up to so many bits, not 0; now and then one below or at a power of 2. */
static uint64_t any(struct random *random, unsigned most_bits)
{
    const unsigned bits = 1 + (unsigned)random_below(random, most_bits);
    const uint64_t number = (uint64_t)1 << (bits - 1);

    switch (random_below(random, 8)) {
    case 0:
        return number;
    case 1:
        return number + (number - 1);
    default:
        return number | random_below(random, number);
    }
}

static uint32_t expect_points(uint64_t seed)
{
    struct random random = {.state = seed};
    const uint64_t max = any(&random, 50);
    const uint64_t whole = any(&random, CHISO__LINE_BITS);
    /* Parts are up to the whole, or up to what so many bits hold. */
    const int whole_bits = chiso__bits_of(whole);
    const int bits = seed % 2 == 0 ? 1 + (int)random_below(&random, CHISO__LINE_BITS) : whole_bits;
    const uint64_t most = seed % 2 == 0 ? (UINT64_C(1) << bits) - 1 : whole;
    struct chiso__line line;
    uint64_t parts[PARTS];
    int64_t millionths[PARTS];
    uint64_t rests[PARTS];

    if (!chiso__line_make(max, whole, bits, &line)) {
        return 0;
    }
    for (int i = 0; i < PARTS; i++) {
        parts[i] = i == 0 ? most : random_below(&random, most);
    }
    if (line.is_short) {
        chiso__line_fill(&line, parts, PARTS, millionths, rests);
    }
    for (int i = 0; i < PARTS; i++) {
        const struct chiso__carried point = chiso__line_at(&line, parts[i]);
        struct chiso__carried plain = {0, 0};

        if (!chiso__carried_portion(chiso__carried_of((int64_t)max), (int64_t)parts[i],
                                    (int64_t)whole, &plain)) {
            cr_assert(parts[i] > whole);
            continue;
        }
        cr_assert(chiso__carried_compare(point, plain) == 0,
                  "seed %" PRIu64 ": %" PRIu64 " × %" PRIu64 " / %" PRIu64, seed, max, parts[i],
                  whole);
        cr_assert(!line.is_short || (millionths[i] == plain.millionths && rests[i] == plain.rest),
                  "seed %" PRIu64 ": %" PRIu64 " × %" PRIu64 " / %" PRIu64 " of many", seed, max,
                  parts[i], whole);
    }
    return line.is_short;
}

Test(property_peers_line_quick, points_are_the_plain_quotients)
{
    uint32_t many = 0;

    for (uint64_t seed = 1; seed <= 20000; seed += SUPPORT_STRIDE) {
        many += expect_points(seed);
    }
    cr_assert(many > 8000 / SUPPORT_STRIDE, "%u lines are short", many);
}

Test(property_peers_line_quick, quotients_by_many_divisors_are_the_plain_ones)
{
    uint32_t many = 0;

    for (uint64_t seed = 1; seed <= 20000; seed += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        const uint64_t max = any(&random, 47);
        const uint64_t least = any(&random, 40);
        const uint64_t most = least + random_below(&random, any(&random, CHISO__LINE_BITS - 1));
        uint64_t wholes[PARTS];
        int64_t millionths[PARTS];
        uint64_t rests[PARTS];

        if (!chiso__turned_is_short(max, least, most)) {
            continue;
        }
        many++;
        for (int i = 0; i < PARTS; i++) {
            wholes[i] = i == 0 ? least : least + random_below(&random, most - least + 1);
        }
        chiso__turned_fill(max * least, wholes, PARTS, millionths, rests);
        for (int i = 0; i < PARTS; i++) {
            struct chiso__carried plain = {0, 0};

            cr_assert(chiso__carried_portion(chiso__carried_of((int64_t)max), (int64_t)least,
                                             (int64_t)wholes[i], &plain));
            cr_assert(millionths[i] == plain.millionths && rests[i] == plain.rest,
                      "seed %" PRIu64 ": %" PRIu64 " × %" PRIu64 " / %" PRIu64, seed, max, least,
                      wholes[i]);
        }
    }
    cr_assert(many > 5000 / SUPPORT_STRIDE, "%u are short", many);
}
