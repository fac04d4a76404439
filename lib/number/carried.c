/* Products and quotients of carried numbers, with 256 bits inside and one rounding. */
#include "number/inside.h"

/* A total as a whole number of 2^-52 millionths. */
static chiso__wide wide_of(struct chiso__total total)
{
    return (chiso__wide)((chiso__unsigned_wide)(uint64_t)total.high << 64 | total.low);
}

/* The number that has this magnitude; false beyond the bounds. */
static bool narrow_signed(chiso__unsigned_wide magnitude, bool negative,
                          struct chiso__carried *out_value)
{
    const chiso__unsigned_wide most = (chiso__unsigned_wide)CHISO_DECIMAL_MAX << CHISO__REST_BITS;
    const struct chiso__carried size = {(int64_t)(magnitude >> CHISO__REST_BITS),
                                        (uint64_t)magnitude & (CHISO__REST_ONE - 1)};

    if (magnitude > most) {
        return false;
    }
    *out_value = negative ? chiso__carried_negate(size) : size;
    return true;
}

static bool narrow(chiso__wide wide, struct chiso__carried *out_value)
{
    return narrow_signed(chiso__magnitude(wide), wide < 0, out_value);
}

/* Takes the bits of whole millionths off a numerator and a divisor that both have nothing behind
 * them: the quotient is the same, and nearly always short then. */
static void reduce(chiso__unsigned_wide *numerator, chiso__unsigned_wide *divisor)
{
    if (((*numerator | *divisor) & (CHISO__REST_ONE - 1)) == 0) {
        *numerator >>= CHISO__REST_BITS;
        *divisor >>= CHISO__REST_BITS;
    }
}

/* a × b / divisor and what is left of it; false when the quotient needs more than 128 bits. */
static bool divide(chiso__unsigned_wide a, chiso__unsigned_wide b, chiso__unsigned_wide divisor,
                   chiso__unsigned_wide *out_quotient, chiso__unsigned_wide *out_rest)
{
    enum { BITS = 128 };
    struct chiso__product product;
    uint64_t rest = 0;

    if (divisor <= UINT64_MAX && chiso__bits_of(a) + chiso__bits_of(b) <= BITS) {
        *out_quotient = chiso__divide_short(a * b, (uint64_t)divisor, &rest);
        *out_rest = rest;
        return true;
    }
    product = chiso__multiply(a, b);
    if (product.high >= divisor) {
        return false;
    }
    *out_quotient = chiso__divide_product(product, divisor, out_rest);
    return true;
}

/* a × b / c to the nearest, in magnitudes. */
static bool scale(chiso__wide a, chiso__wide b, chiso__wide c, struct chiso__carried *out_value)
{
    const bool negative = ((a < 0) != (b < 0)) != (c < 0);
    chiso__unsigned_wide first = chiso__magnitude(a);
    chiso__unsigned_wide second = chiso__magnitude(b);
    chiso__unsigned_wide divisor = chiso__magnitude(c);
    chiso__unsigned_wide rest = 0;
    chiso__unsigned_wide quotient = 0;

    if (divisor == 0) {
        return false;
    }
    if (a == c) {
        return narrow(b, out_value);
    }
    reduce(&second, &divisor);
    reduce(&first, &divisor);
    if (!divide(first, second, divisor, &quotient, &rest)) {
        return false;
    }
    /* A quotient of all ones is out of bounds, and must not wrap on its way to being found so. */
    if (rest >= divisor - rest && ~quotient != 0) {
        quotient++;
    }
    return narrow_signed(quotient, negative, out_value);
}

bool chiso__carried_times(struct chiso__carried value, int64_t count,
                          struct chiso__carried *out_product)
{
    chiso__wide product = 0;

    return !__builtin_mul_overflow(chiso__carried_wide(value), (chiso__wide)count, &product) &&
           narrow(product, out_product);
}

/* The quotient of millionths is the millionths, and what is left of it makes the rest: two short
 * divisions. */
static bool portion_of_millionths(int64_t whole, int64_t n, int64_t d,
                                  struct chiso__carried *out_portion)
{
    const bool negative = ((whole < 0) != (n < 0)) != (d < 0);
    const chiso__unsigned_wide product = chiso__magnitude(whole) * chiso__magnitude(n);
    const uint64_t divisor = (uint64_t)chiso__magnitude(d);
    chiso__unsigned_wide quotient = 0;
    uint64_t left = 0;
    uint64_t rest = 0;

    if (divisor == 0) {
        return false;
    }
    quotient = chiso__divide_short(product, divisor, &left);
    if (quotient > (uint64_t)CHISO_DECIMAL_MAX) {
        return false;
    }
    if (left > 0) {
        rest = (uint64_t)chiso__divide_short((chiso__unsigned_wide)left << CHISO__REST_BITS,
                                             divisor, &left);
        rest += left >= divisor - left;
    }
    return narrow_signed((quotient << CHISO__REST_BITS) + rest, negative, out_portion);
}

bool chiso__carried_portion(struct chiso__carried whole, int64_t n, int64_t d,
                            struct chiso__carried *out_portion)
{
    return whole.rest == 0 ? portion_of_millionths(whole.millionths, n, d, out_portion)
                           : scale(chiso__carried_wide(whole), n, d, out_portion);
}

bool chiso__carried_scale(struct chiso__carried a, struct chiso__carried b, struct chiso__carried c,
                          struct chiso__carried *out_value)
{
    if (b.rest == 0 && c.rest == 0 && chiso__carried_compare(a, c) != 0) {
        return chiso__carried_portion(a, b.millionths, c.millionths, out_value);
    }
    return scale(chiso__carried_wide(a), chiso__carried_wide(b), chiso__carried_wide(c), out_value);
}

bool chiso__total_add_times(struct chiso__total *total, struct chiso__carried value, int64_t count)
{
    chiso__wide sum = 0;

    if (__builtin_mul_overflow(chiso__carried_wide(value), (chiso__wide)count, &sum) ||
        __builtin_add_overflow(sum, wide_of(*total), &sum)) {
        return false;
    }
    *total = (struct chiso__total){(uint64_t)sum, (int64_t)(sum >> 64)};
    return true;
}

bool chiso__total_settle(struct chiso__total total, struct chiso__carried *out_sum)
{
    return narrow(wide_of(total), out_sum);
}

bool chiso__total_over(struct chiso__total total, int64_t divisor, struct chiso__carried *out_value)
{
    return scale(wide_of(total), 1, divisor, out_value);
}

bool chiso__total_scale(struct chiso__carried whole, struct chiso__total part,
                        struct chiso__total all, struct chiso__carried *out_value)
{
    return scale(chiso__carried_wide(whole), wide_of(part), wide_of(all), out_value);
}

bool chiso__is_deep(struct chiso__carried value)
{
    const chiso__unsigned_wide unit = 1000000000;
    const chiso__unsigned_wide half = CHISO__REST_ONE / 2;
    const chiso__unsigned_wide places = (value.rest * unit + half) >> CHISO__REST_BITS;
    const uint64_t rest = (uint64_t)(((places << CHISO__REST_BITS) + unit / 2) / unit);
    const uint64_t apart = rest > value.rest ? rest - value.rest : value.rest - rest;

    return value.rest != 0 && apart > 1;
}

struct chiso__total chiso__places_between(struct chiso__carried a, struct chiso__carried b)
{
    const chiso__unsigned_wide unit = 1000000000;
    const chiso__unsigned_wide half = CHISO__REST_ONE / 2;
    const chiso__wide a_places = (chiso__wide)a.millionths * 1000000000 +
                                 (chiso__wide)((a.rest * unit + half) >> CHISO__REST_BITS);
    const chiso__wide b_places = (chiso__wide)b.millionths * 1000000000 +
                                 (chiso__wide)((b.rest * unit + half) >> CHISO__REST_BITS);
    const chiso__wide difference = a_places - b_places;

    return (struct chiso__total){(uint64_t)difference, (int64_t)(difference >> 64)};
}

/* The highest bits of a product of numbers above 0, as many as 120, and how many are left out. */
static chiso__unsigned_wide highest_bits(struct chiso__pair pair, int *out_lost)
{
    enum { KEPT = 120, BITS = 128 };
    const struct chiso__product product = chiso__multiply(
        (chiso__unsigned_wide)chiso__carried_wide(pair.a), (chiso__unsigned_wide)wide_of(pair.b));
    const int bits =
        product.high == 0 ? chiso__bits_of(product.low) : BITS + chiso__bits_of(product.high);
    const int lost = bits > KEPT ? bits - KEPT : 0;

    *out_lost = lost;
    if (lost == 0) {
        return product.low;
    }
    return lost >= BITS ? product.high >> (lost - BITS)
                        : product.high << (BITS - lost) | product.low >> lost;
}

bool chiso__carried_proportion(struct chiso__carried whole, struct chiso__pair above,
                               struct chiso__pair below, struct chiso__carried *out_value)
{
    enum { BITS = 128 };
    int above_lost = 0;
    int below_lost = 0;
    const chiso__unsigned_wide top = highest_bits(above, &above_lost);
    const chiso__unsigned_wide bottom = highest_bits(below, &below_lost);
    struct chiso__product product =
        chiso__multiply((chiso__unsigned_wide)chiso__carried_wide(whole), top);
    int shift = below_lost - above_lost;
    chiso__unsigned_wide quotient = 0;
    chiso__unsigned_wide rest = 0;

    if (bottom == 0) {
        return false;
    }
    if (shift < 0) {
        /* What leaves 256 bits by this is beyond all bounds. */
        if (-shift >= BITS || product.high >> (BITS + shift) != 0) {
            return false;
        }
        product.high = product.high << -shift | product.low >> (BITS + shift);
        product.low <<= -shift;
        shift = 0;
    }
    if (product.high >= bottom) {
        return false;
    }
    quotient = chiso__divide_product(product, bottom, &rest);
    if (shift >= BITS) {
        quotient = 0;
    } else if (shift > 0) {
        quotient = (quotient >> shift) + (quotient >> (shift - 1) & 1);
    } else if (rest >= bottom - rest && ~quotient != 0) {
        quotient++;
    }
    return narrow_signed(quotient, false, out_value);
}
