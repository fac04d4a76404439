#include "carry.h"

#include <criterion/criterion.h>

int128 carry_whole(struct chiso__carried value)
{
    return (int128)value.millionths * ((int128)1 << 52) + value.rest;
}

struct chiso__carried carry_of(int128 whole)
{
    const int128 one = (int128)1 << 52;
    const int128 rest = ((whole % one) + one) % one;

    return (struct chiso__carried){(int64_t)((whole - rest) / one), (uint64_t)rest};
}

uint128 carry_magnitude(int128 number)
{
    return number < 0 ? -(uint128)number : (uint128)number;
}

struct wide carry_product(uint128 a, uint128 b)
{
    struct wide upper = wide_of((uint64_t)(a >> 64));
    const struct wide lower = wide_of((uint64_t)a);
    struct wide whole = {{0}};

    upper = wide_times(wide_times(upper, UINT64_C(1) << 32), UINT64_C(1) << 32);
    whole = wide_plus(upper, lower);
    upper = wide_times(whole, (uint64_t)(b >> 64));
    upper = wide_times(wide_times(upper, UINT64_C(1) << 32), UINT64_C(1) << 32);
    return wide_plus(upper, wide_times(whole, (uint64_t)b));
}

static int128 clamp(int128 whole)
{
    return whole > CARRY_MOST ? CARRY_MOST : whole < -CARRY_MOST ? -CARRY_MOST : whole;
}

static int128 any_bits(struct random *random, unsigned most)
{
    const unsigned bits = 1 + (unsigned)random_below(random, most);
    const uint128 number = (uint128)random_next(random) << 64 | random_next(random);

    return (int128)(number >> (128 - bits));
}

struct chiso__carried carry_any(struct random *random)
{
    const int128 one = (int128)1 << 52;
    int128 whole = 0;

    switch (random_below(random, 8)) {
    case 0:
        whole = CARRY_MOST - (int128)random_below(random, 3);
        break;
    case 1: /* points of an office */
        whole = (int128)random_below(random, 20000) * 5000 * one;
        break;
    case 2: /* a quotient of small numbers */
        whole = (int128)(1 + random_below(random, 300)) * CHISO_DECIMAL_ONE * one /
                (int128)(1 + random_below(random, 12));
        break;
    case 3: /* a few last bits beside a millionth */
        whole = any_bits(random, 40) * one + (int128)random_below(random, 3) - 1;
        break;
    case 4:
        whole = any_bits(random, 63) * one;
        break;
    default:
        whole = any_bits(random, 116);
        break;
    }
    return carry_of(clamp(random_below(random, 2) == 0 ? whole : -whole));
}

struct chiso__carried carry_any_max(struct random *random)
{
    struct chiso__carried max = {0, 0};

    if (random_below(random, 2) == 0) {
        return chiso__carried_of((1 + (chiso_decimal)random_below(random, 200)) *
                                 CHISO_DECIMAL_ONE / (1 << random_below(random, 3)));
    }
    do {
        max = carry_any(random);
    } while (max.millionths < 0 || carry_whole(max) == 0);
    return max;
}

struct chiso__carried carry_any_achieved(struct random *random, struct chiso__carried max)
{
    const int128 whole = carry_whole(max);
    const uint64_t part = random_below(random, 16);

    switch (random_below(random, 6)) {
    case 0:
        return carry_any(random);
    case 1:
        return max;
    case 2: /* sixteenths: halves of last digits */
        return carry_of(whole / 16 * (int128)part);
    case 3:
        return carry_of(clamp(whole - (int128)random_below(random, 3) + 1));
    default:
        return carry_of(clamp(any_bits(random, 116) % (whole + whole / 8 + 1)));
    }
}

/* So much more or less than 10^-12 of a max, or than where nearness ends. */
static int128 any_near(struct random *random, int128 max)
{
    const int128 end = max >> 52 < 1024 ? max >> 52 : 1024;
    const int128 near = max / 1000000000000 + (int128)random_below(random, 5) - 2 -
                        (random_below(random, 4) == 0 ? 0 : end);

    return random_below(random, 2) == 0 ? near : -near;
}

void carry_any_pair(struct random *random, struct chiso__carried_ratio *a,
                    struct chiso__carried_ratio *b)
{
    const int128 most = (int128)1 << 113;
    int128 top = 0;
    int128 max = 0;

    a->max = carry_any_max(random);
    a->achieved = carry_any_achieved(random, a->max);
    b->max = random_below(random, 2) == 0 ? a->max : carry_any_max(random);
    b->achieved = carry_any_achieved(random, b->max);
    max = carry_whole(a->max);
    top = carry_whole(a->achieved);
    if (random_below(random, 2) == 0 || max > most || top > most || top < -most) {
        return;
    }
    if (random_below(random, 2) == 0) {
        const int128 factor = 1 + (int128)random_below(random, 3);

        b->max = carry_of(max * factor);
        b->achieved = carry_of(clamp(top * factor + any_near(random, max * factor)));
    } else if (chiso__carried_scale(a->achieved, b->max, a->max, &b->achieved)) {
        max = carry_whole(b->max);
        b->achieved = carry_of(clamp(carry_whole(b->achieved) + any_near(random, max)));
    }
}

struct chiso__carried carry_any_edge(struct random *random, struct chiso__carried max, int places)
{
    int128 unit = (int128)1 << 52;
    const int128 most = carry_whole(max);
    int128 whole = 0;

    for (int i = places; i < CHISO_DECIMAL_PLACES; i++) {
        unit *= 10;
    }
    whole = any_bits(random, 30) * unit + (random_below(random, 2) == 0 ? unit / 2 : 0);
    whole += any_near(random, random_below(random, 4) == 0 && unit / 1000 < most / 1000000000000
                                  ? unit * 1000000000
                                  : most);
    return carry_of(clamp(random_below(random, 2) == 0 ? whole : -whole));
}
