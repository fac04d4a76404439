/* The one rounding of what is shown. */
#include "number/shown.h"

#include "number/inside.h"

/* A magnitude in units of its last digit: count + rest / whole of them. What is nearer to a half,
 * or to the next digit, than near / scale is that, where nearness ends bits before; near and bits
 * have the same unit as the rest. */
struct parts {
    chiso__unsigned_wide count;
    chiso__unsigned_wide rest;
    chiso__unsigned_wide whole;
    chiso__unsigned_wide near;
    chiso__unsigned_wide bits;
    uint64_t scale;
};

static chiso__unsigned_wide power10(int exponent)
{
    const int first = exponent < CHISO__SHOWN_PLACES ? exponent : CHISO__SHOWN_PLACES;

    return (chiso__unsigned_wide)chiso__power10(first) *
           (chiso__unsigned_wide)chiso__power10(exponent - first);
}

static struct chiso__carried size_of(struct chiso__carried value)
{
    return value.millionths < 0 ? chiso__carried_negate(value) : value;
}

/* A number from 0. */
static chiso__unsigned_wide wide_of(struct chiso__carried value)
{
    return (chiso__unsigned_wide)chiso__carried_wide(value);
}

/* Whether half of a doubled distance is near; a digit has at least a thousand nearnesses. */
static bool is_near(const struct parts *parts, chiso__unsigned_wide doubled)
{
    enum { LEAST = 1000 };
    chiso__unsigned_wide scaled = 0;

    doubled += 2 * parts->bits;
    return doubled * LEAST < 2 * parts->whole &&
           !__builtin_mul_overflow(doubled, parts->scale, &scaled) && scaled < 2 * parts->near;
}

static chiso__unsigned_wide round_parts(const struct parts *parts, chiso_rounding rounding)
{
    const chiso__unsigned_wide doubled = 2 * parts->rest;
    const bool beyond = doubled > parts->whole;
    bool up = beyond;

    if (rounding == CHISO_ROUND_DOWN) {
        up = is_near(parts, 2 * (parts->whole - parts->rest));
    } else if (doubled == parts->whole ||
               is_near(parts, beyond ? doubled - parts->whole : parts->whole - doubled)) {
        up = rounding == CHISO_ROUND_HALF_UP || parts->count % 2 == 1;
    }
    return parts->count + (up ? 1 : 0);
}

/* The same in 64 bits for what is so far from all halves and whole digits that nearness does not
 * matter, which nearly all is; false for the rest. Whatever is below a part does not matter. */
static inline bool round_far(uint64_t count, uint64_t rest, uint64_t whole, chiso_rounding rounding,
                             chiso__unsigned_wide *out_count)
{
    enum { FAR = 8 }; /* 2^-8 is more than a thousandth */
    const uint64_t doubled = 2 * rest;
    const bool up = doubled > whole;
    const uint64_t distance = rounding == CHISO_ROUND_DOWN ? 2 * (whole - rest)
                              : up                         ? doubled - whole
                                                           : whole - doubled;

    *out_count = count + (up && rounding != CHISO_ROUND_DOWN ? 1 : 0);
    return distance > (whole >> FAR) + 2;
}

/* The size of a number of points, counted in 10^-places. */
static chiso__unsigned_wide round_points(struct chiso__carried points, struct chiso__carried max,
                                         int places, chiso_rounding rounding)
{
    const struct chiso__carried size = size_of(points);
    const uint64_t millionths = (uint64_t)size.millionths;
    const bool none = max.millionths < 0;
    const chiso__unsigned_wide near = none ? 0 : wide_of(max);
    struct parts parts = {
        .near = near, .bits = none ? 0 : chiso__near_bits(max), .scale = CHISO__NEARNESS};

    if (places <= CHISO_DECIMAL_PLACES) {
        const uint64_t unit = (uint64_t)chiso__power10(CHISO_DECIMAL_PLACES - places);
        chiso__unsigned_wide count = 0;

        if (unit == 1 ? round_far(millionths, size.rest, CHISO__REST_ONE, rounding, &count)
                      : round_far(millionths / unit, millionths % unit, unit, rounding, &count)) {
            return count;
        }
        parts.count = millionths / unit;
        parts.rest = (chiso__unsigned_wide)(millionths % unit) << CHISO__REST_BITS | size.rest;
        parts.whole = (chiso__unsigned_wide)unit << CHISO__REST_BITS;
    } else {
        const chiso__unsigned_wide factor = power10(places - CHISO_DECIMAL_PLACES);
        const chiso__unsigned_wide rest = size.rest * factor;
        /* More than it makes near all that is within a thousandth of the digit. */
        const chiso__unsigned_wide most = (chiso__unsigned_wide)1 << 86;

        parts.count = millionths * factor + (rest >> CHISO__REST_BITS);
        parts.rest = rest & (CHISO__REST_ONE - 1);
        parts.whole = CHISO__REST_ONE;
        parts.near = (near < most ? near : most) * factor;
        parts.bits *= factor;
    }
    return round_parts(&parts, rounding);
}

/* size × factor / max rounded in 64 bits, where these are enough; else false. */
static bool divide_far(struct chiso__carried size, chiso__unsigned_wide factor,
                       struct chiso__carried max, chiso_rounding rounding,
                       chiso__unsigned_wide *out_count)
{
    const uint64_t whole = (uint64_t)max.millionths;
    chiso__unsigned_wide product = 0;

    if (max.rest != 0 || factor > UINT32_MAX) {
        return false;
    }
    product = (uint64_t)size.millionths * factor + (size.rest * factor >> CHISO__REST_BITS);
    return product <= UINT64_MAX && round_far((uint64_t)product / whole, (uint64_t)product % whole,
                                              whole, rounding, out_count);
}

/* The same in 256 bits; false when that is beyond 128. */
static bool divide_near(struct chiso__carried size, chiso__unsigned_wide factor,
                        struct chiso__carried max, int places, chiso_rounding rounding,
                        chiso__unsigned_wide *out_count)
{
    enum { NEAR = 10 }; /* 10^-12 is the tenth place of a percent */
    const struct chiso__product product = chiso__multiply(wide_of(size), factor);
    struct parts parts = {
        .whole = wide_of(max),
        .near = wide_of(max),
        .bits = chiso__near_bits(max) * factor,
        .scale = (uint64_t)chiso__power10(places < NEAR ? NEAR - places : 0),
    };

    if (product.high >= parts.whole) {
        return false;
    }
    parts.count = chiso__divide_product(product, parts.whole, &parts.rest);
    *out_count = round_parts(&parts, rounding);
    return *out_count >= parts.count;
}

/* The size of a percent, counted in 10^-places; false when it is beyond the greatest decimal. */
static bool round_percent(const struct chiso__carried_ratio *ratio, int places,
                          chiso_rounding rounding, bool full_reached,
                          chiso__unsigned_wide *out_count)
{
    const struct chiso__carried size = size_of(ratio->achieved);
    const chiso__unsigned_wide full = power10(places + 2);
    const chiso__unsigned_wide most = (chiso__unsigned_wide)(CHISO_DECIMAL_MAX / CHISO_DECIMAL_ONE);
    chiso__unsigned_wide count = 0;

    if (chiso__carried_compare(ratio->max, chiso__carried_of(0)) <= 0 ||
        (!divide_far(size, full, ratio->max, rounding, &count) &&
         !divide_near(size, full, ratio->max, places, rounding, &count))) {
        return false;
    }
    if (full_reached && count == full && ratio->achieved.millionths >= 0 &&
        chiso__carried_order(ratio->achieved, ratio->max, ratio->max) < 0) {
        count--;
    }
    *out_count = count;
    return count <= most * power10(places);
}

/* A count of 10^-places as text. */
static size_t write_count(bool negative, chiso__unsigned_wide count,
                          const struct chiso__shown *shown, char *out_text)
{
    struct chiso__digits digits = {.negative = negative && count > 0, .places = shown->places};

    digits.whole = (uint64_t)chiso__divide_short(count, (uint64_t)chiso__power10(shown->places),
                                                 &digits.fraction);
    return chiso__digits_text(&digits, shown->trimmed, shown->mark, out_text);
}

chiso_decimal chiso__points_shown(struct chiso__carried points, struct chiso__carried max,
                                  int digits, chiso_rounding rounding)
{
    const int64_t size = (int64_t)round_points(points, max, digits, rounding) *
                         chiso__power10(CHISO_DECIMAL_PLACES - digits);

    return points.millionths < 0 ? -size : size;
}

bool chiso__percent_shown(const struct chiso__carried_ratio *ratio, int digits,
                          chiso_rounding rounding, bool full_reached, chiso_decimal *out_percent)
{
    chiso__unsigned_wide count = 0;
    int64_t size = 0;

    if (!round_percent(ratio, digits, rounding, full_reached, &count)) {
        return false;
    }
    size = (int64_t)count * chiso__power10(CHISO_DECIMAL_PLACES - digits);
    *out_percent = ratio->achieved.millionths < 0 ? -size : size;
    return true;
}

size_t chiso__points_text(struct chiso__carried points, struct chiso__carried max,
                          const struct chiso__shown *shown, char *out_text)
{
    return write_count(points.millionths < 0,
                       round_points(points, max, shown->places, shown->rounding), shown, out_text);
}

size_t chiso__percent_text(const struct chiso__carried_ratio *ratio,
                           const struct chiso__shown *shown, char *out_text)
{
    chiso__unsigned_wide count = 0;

    if (!round_percent(ratio, shown->places, shown->rounding, shown->full_reached, &count)) {
        return 0;
    }
    return write_count(ratio->achieved.millionths < 0, count, shown, out_text);
}
