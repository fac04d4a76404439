/* Means of parts that have one max are those of parts of any. */
#include "score/combine_inside.h"
#include "support.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <math.h>

enum { MOST = 12 };

/* A number of up to so many decimal digits, above 0. */
static int64_t any(struct random *random, unsigned most_digits)
{
    uint64_t bound = 1;

    for (uint64_t digits = 1 + random_below(random, most_digits); digits > 0; digits--) {
        bound *= 10;
    }
    return 1 + (int64_t)random_below(random, bound);
}

static struct chiso__parts any_parts(struct random *random, struct chiso__child *room)
{
    struct chiso__parts parts = {room, NULL, NULL, 1 + (uint32_t)random_below(random, MOST)};
    const struct chiso__carried max = {any(random, 12),
                                       random_below(random, 4) == 0 ? random_below(random, 9) : 0};
    const unsigned digits = 1 + (unsigned)random_below(random, 15);

    for (uint32_t i = 0; i < parts.count; i++) {
        room[i] = (struct chiso__child){chiso__carried_of(any(random, digits)), max,
                                        chiso__carried_of(any(random, 9))};
        /* A max of thirds that is the weight, too: that is not known. */
        room[i].weight.rest = random_below(random, 40) == 0 ? CHISO__REST_ONE / 3 : 0;
    }
    return parts;
}

static void fail(uint64_t seed, struct chiso__carried quick, struct chiso__carried plain)
{
    cr_assert_fail("seed %" PRIu64 ": %" PRId64 " and %" PRIu64 ", plainly %" PRId64
                   " and %" PRIu64,
                   seed, quick.millionths, quick.rest, plain.millionths, plain.rest);
}

Test(property_combine_quick, harmonic_means_are_the_plain_ones)
{
    uint32_t known = 0;

    for (uint64_t seed = 1; seed <= 40000; seed += SUPPORT_STRIDE) {
        struct random random = {.state = seed};
        struct chiso__child room[MOST];
        const struct chiso__parts parts = any_parts(&random, room);
        const struct chiso__carried max = chiso__carried_of(any(&random, 10));
        struct chiso__carried quick = {0, 0};
        struct chiso__carried plain = {0, 0};

        if (chiso__harmonic_of_alike(max, &parts, chiso__weigh_parts(&parts), &quick)) {
            known++;
            cr_assert(chiso__harmonic_of(max, &parts, chiso__weigh_parts(&parts), &plain));
            if (chiso__carried_compare(quick, plain) != 0) {
                fail(seed, quick, plain);
            }
        }
    }
    cr_assert(known > 20000 / SUPPORT_STRIDE, "%u are known", known);
}

Test(property_combine_quick, harmonic_terms_are_the_plain_ones)
{
    uint32_t known = 0;

    for (uint64_t seed = 1; seed <= 40000; seed += SUPPORT_STRIDE) {
        struct random random = {.state = seed ^ 550000};
        struct chiso__child room[MOST];
        const struct chiso__parts parts = any_parts(&random, room);
        const struct chiso__child *least = &room[0];

        for (uint32_t i = 1; i < parts.count; i++) {
            least = chiso__parts_compare(&room[i], least) < 0 ? &room[i] : least;
        }
        for (uint32_t i = 0; i < parts.count && !chiso__is_nothing(least->achieved); i++) {
            struct chiso__carried quick = {0, 0};
            struct chiso__carried plain = {0, 0};

            if (chiso__harmonic_term_of_alike(&room[i], least, &quick)) {
                known++;
                cr_assert(chiso__harmonic_term(&room[i], least, &plain));
                if (chiso__carried_compare(quick, plain) != 0) {
                    fail(seed, quick, plain);
                }
            }
        }
    }
    cr_assert(known > 20000 / SUPPORT_STRIDE, "%u are known", known);
}

Test(property_combine_quick, geometric_means_are_the_plain_ones_but_for_last_bits)
{
    for (uint64_t seed = 1; seed <= 40000; seed += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        struct chiso__child room[MOST];
        const struct chiso__parts parts = any_parts(&random, room);
        const struct chiso__carried max = chiso__carried_of(any(&random, 10));
        struct chiso__carried quick = {0, 0};
        struct chiso__carried plain = {0, 0};
        struct chiso__carried difference = {0, 0};

        if (!chiso__geometric_of_alike(max, &parts, &quick)) {
            continue;
        }
        cr_assert(chiso__geometric_of(max, &parts, chiso__weigh_parts(&parts), &plain));
        cr_assert(chiso__carried_subtract(quick, plain, &difference));
        if (fabs(chiso__carried_double(difference)) >
            0x1p-56 * chiso__carried_double(plain) + 0x1p-50) {
            fail(seed, quick, plain);
        }
    }
}
