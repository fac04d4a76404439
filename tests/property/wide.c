#include "wide.h"

#include <criterion/criterion.h>

/* Criterion counts what it asserts, which takes longer than the arithmetic. */
static inline void must_hold(bool holds, const char *what)
{
    if (!holds) {
        cr_assert_fail("%s", what);
    }
}

struct wide wide_of(uint64_t value)
{
    return (struct wide){{(uint32_t)value, (uint32_t)(value >> 32)}};
}

struct wide wide_of_128(uint128 value)
{
    struct wide wide = wide_of((uint64_t)value);

    wide.limbs[2] = (uint32_t)(value >> 64);
    wide.limbs[3] = (uint32_t)(value >> 96);
    return wide;
}

uint128 wide_to_128(struct wide value)
{
    uint128 low = 0;

    for (int i = WIDE_LIMBS; i-- > 0;) {
        must_hold(i < 4 || value.limbs[i] == 0, "a number is too wide");
        low = i < 4 ? low << 32 | value.limbs[i] : 0;
    }
    return low;
}

struct wide wide_plus(struct wide a, struct wide b)
{
    uint64_t carry = 0;

    for (int i = 0; i < WIDE_LIMBS; i++) {
        carry += (uint64_t)a.limbs[i] + b.limbs[i];
        a.limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    must_hold(carry == 0, "a sum is too wide");
    return a;
}

struct wide wide_minus(struct wide a, struct wide b)
{
    int64_t borrow = 0;

    for (int i = 0; i < WIDE_LIMBS; i++) {
        borrow += (int64_t)a.limbs[i] - b.limbs[i];
        a.limbs[i] = (uint32_t)borrow;
        borrow = borrow < 0 ? -1 : 0;
    }
    must_hold(borrow == 0, "a difference is below 0");
    return a;
}

static struct wide times_limb(struct wide a, uint32_t b, int shift)
{
    struct wide product = {{0}};
    uint64_t carry = 0;

    for (int i = 0; i < WIDE_LIMBS; i++) {
        carry += (uint64_t)a.limbs[i] * b;
        if (i + shift < WIDE_LIMBS) {
            product.limbs[i + shift] = (uint32_t)carry;
        } else {
            must_hold((uint32_t)carry == 0, "a product is too wide");
        }
        carry >>= 32;
    }
    must_hold(carry == 0, "a product is too wide");
    return product;
}

struct wide wide_times(struct wide a, uint64_t b)
{
    return wide_plus(times_limb(a, (uint32_t)b, 0), times_limb(a, (uint32_t)(b >> 32), 1));
}

int wide_compare(struct wide a, struct wide b)
{
    for (int i = WIDE_LIMBS; i-- > 0;) {
        if (a.limbs[i] != b.limbs[i]) {
            return a.limbs[i] < b.limbs[i] ? -1 : 1;
        }
    }
    return 0;
}

int64_t wide_ratio(struct wide plus, struct wide minus, struct wide divisor,
                   chiso_rounding rounding)
{
    const bool negative = wide_compare(plus, minus) < 0;
    struct wide rest = negative ? wide_minus(minus, plus) : wide_minus(plus, minus);
    struct wide steps[63];
    uint64_t quotient = 0;

    steps[0] = divisor;
    for (int bit = 1; bit < 63; bit++) {
        steps[bit] = wide_plus(steps[bit - 1], steps[bit - 1]);
    }
    for (int bit = 63; bit-- > 0;) {
        if (wide_compare(rest, steps[bit]) >= 0) {
            rest = wide_minus(rest, steps[bit]);
            quotient |= UINT64_C(1) << bit;
        }
    }
    must_hold(wide_compare(rest, divisor) < 0, "a quotient is too wide");
    const int half = wide_compare(wide_plus(rest, rest), divisor);
    if (rounding == CHISO_ROUND_HALF_UP) {
        quotient += half >= 0;
    } else if (rounding == CHISO_ROUND_HALF_EVEN) {
        quotient += half > 0 || (half == 0 && quotient % 2 == 1);
    }
    return negative ? -(int64_t)quotient : (int64_t)quotient;
}

/* How many bits a number has. */
static int width(const struct wide *value)
{
    for (int i = WIDE_LIMBS; i-- > 0;) {
        if (value->limbs[i] != 0) {
            return 32 * i + 32 - __builtin_clz(value->limbs[i]);
        }
    }
    return 0;
}

static struct wide twice(struct wide value, uint32_t carry)
{
    for (int i = 0; i < WIDE_LIMBS; i++) {
        const uint32_t out = value.limbs[i] >> 31;

        value.limbs[i] = value.limbs[i] << 1 | carry;
        carry = out;
    }
    must_hold(carry == 0, "a number is too wide");
    return value;
}

struct wide wide_quotient(struct wide dividend, struct wide divisor)
{
    struct wide quotient = {{0}};
    struct wide rest = {{0}};
    int bit = width(&dividend);

    if (bit <= 127 && width(&divisor) <= 127) {
        const uint128 a = wide_to_128(dividend);
        const uint128 b = wide_to_128(divisor);

        return wide_of_128(a / b + (a % b >= b - a % b));
    }
    while (bit-- > 0) {
        rest = twice(rest, dividend.limbs[bit / 32] >> (bit % 32) & 1);
        if (wide_compare(rest, divisor) >= 0) {
            rest = wide_minus(rest, divisor);
            quotient.limbs[bit / 32] |= UINT32_C(1) << (bit % 32);
        }
    }
    return wide_compare(twice(rest, 0), divisor) < 0 ? quotient : wide_plus(quotient, wide_of(1));
}
