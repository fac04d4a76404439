/* Figures as they are carried: millionths, and a rest of further places where that is not all. */
#ifndef CHISO_LIB_NUMBER_CARRIED_H
#define CHISO_LIB_NUMBER_CARRIED_H

#include "number/decimal.h"

enum { CHISO__REST_BITS = 52 };

/* A whole millionth as a rest: rests are below it. */
#define CHISO__REST_ONE (UINT64_C(1) << CHISO__REST_BITS)

/* So many rests can be added up in 64 bits. */
#define CHISO__RESTS_TOGETHER (1 << (64 - CHISO__REST_BITS))

/* The number millionths + rest / 2^52, in millionths: the rest is added below 0 too. The whole is
 * within ±CHISO_DECIMAL_MAX, or the millionths are a mark (missing and its like) and the rest is 0.
 *
 * Rests are binary so that sums carry by a shift and a mask, in loops over columns too. 2^-52 of a
 * millionth is 2.2e-22: a number of 15 decimals comes back when it is rounded to them, texts of the
 * same value are the same carried number, and texts of different ones keep their order. */
struct chiso__carried {
    int64_t millionths;
    uint64_t rest;
};

/* A decimal or a mark as a carried number. */
static inline struct chiso__carried chiso__carried_of(chiso_decimal value)
{
    return (struct chiso__carried){value, 0};
}

static inline bool chiso__carried_is_gap(struct chiso__carried value)
{
    return value.millionths < -CHISO_DECIMAL_MAX;
}

static inline bool chiso__carried_is_zero(struct chiso__carried value)
{
    return value.millionths == 0 && value.rest == 0;
}

static inline bool chiso__is_carried(struct chiso__carried value)
{
    return value.millionths >= -CHISO_DECIMAL_MAX && value.rest < CHISO__REST_ONE &&
           (value.millionths < CHISO_DECIMAL_MAX ||
            (value.millionths == CHISO_DECIMAL_MAX && value.rest == 0));
}

/* The functions below take numbers, no marks. Those that may meet the bounds say so by false, and
 * leave their output alone. */

/* The sign of a - b, exactly. */
static inline int chiso__carried_compare(struct chiso__carried a, struct chiso__carried b)
{
    if (a.millionths != b.millionths) {
        return a.millionths < b.millionths ? -1 : 1;
    }
    return (a.rest > b.rest) - (a.rest < b.rest);
}

static inline struct chiso__carried chiso__carried_least(struct chiso__carried a,
                                                         struct chiso__carried b)
{
    return chiso__carried_compare(b, a) < 0 ? b : a;
}

static inline struct chiso__carried chiso__carried_greatest(struct chiso__carried a,
                                                            struct chiso__carried b)
{
    return chiso__carried_compare(b, a) > 0 ? b : a;
}

/* The value, or the limit that it is beyond. */
static inline struct chiso__carried chiso__carried_limit(struct chiso__carried value,
                                                         struct chiso__carried least,
                                                         struct chiso__carried most)
{
    return chiso__carried_greatest(chiso__carried_least(value, most), least);
}

static inline struct chiso__carried chiso__carried_negate(struct chiso__carried value)
{
    return (struct chiso__carried){-value.millionths - (value.rest > 0 ? 1 : 0),
                                   (0 - value.rest) & (CHISO__REST_ONE - 1)};
}

/* Sums of millionths and of rests as one number: for loops that add up both by themselves. */
static inline struct chiso__carried chiso__carried_settle(int64_t millionths, uint64_t rests)
{
    return (struct chiso__carried){millionths + (int64_t)(rests >> CHISO__REST_BITS),
                                   rests & (CHISO__REST_ONE - 1)};
}

static inline bool chiso__carried_add(struct chiso__carried a, struct chiso__carried b,
                                      struct chiso__carried *out_sum)
{
    struct chiso__carried sum = {0, 0};
    int64_t millionths = 0;

    if (__builtin_add_overflow(a.millionths, b.millionths, &millionths) ||
        millionths > CHISO_DECIMAL_MAX) {
        return false;
    }
    sum = chiso__carried_settle(millionths, a.rest + b.rest);
    if (!chiso__is_carried(sum)) {
        return false;
    }
    *out_sum = sum;
    return true;
}

static inline bool chiso__carried_subtract(struct chiso__carried a, struct chiso__carried b,
                                           struct chiso__carried *out_difference)
{
    return chiso__carried_add(a, chiso__carried_negate(b), out_difference);
}

/* value × count. */
bool chiso__carried_times(struct chiso__carried value, int64_t count,
                          struct chiso__carried *out_product);

/* whole × n / d to the nearest carried number, a half of the last bit away from zero; false for a d
 * of 0 too. */
bool chiso__carried_portion(struct chiso__carried whole, int64_t n, int64_t d,
                            struct chiso__carried *out_portion);

/* a × b / c in the same way. */
bool chiso__carried_scale(struct chiso__carried a, struct chiso__carried b, struct chiso__carried c,
                          struct chiso__carried *out_value);

/* An exact sum that may leave the bounds on the way: what it comes to does not depend on the order
 * of its terms. high × 2^64 + low, in 2^-52 millionths; 4096 numbers of any size fit. Begin with
 * {0, 0}. */
struct chiso__total {
    uint64_t low;
    int64_t high;
};

static inline struct chiso__total chiso__total_of(struct chiso__carried value)
{
    return (struct chiso__total){(uint64_t)value.millionths << CHISO__REST_BITS | value.rest,
                                 value.millionths >> (64 - CHISO__REST_BITS)};
}

static inline struct chiso__total chiso__total_of_wide(chiso__wide wide)
{
    return (struct chiso__total){(uint64_t)wide, (int64_t)(wide >> 64)};
}

/* False where the sum has more than 128 bits; the total is no sum then. */
static inline bool chiso__total_add(struct chiso__total *total, struct chiso__carried value)
{
    const struct chiso__total term = chiso__total_of(value);
    const bool carry = __builtin_add_overflow(total->low, term.low, &total->low);
    const bool beyond = __builtin_add_overflow(total->high, term.high, &total->high);

    return !(__builtin_add_overflow(total->high, carry ? 1 : 0, &total->high) | beyond);
}

/* The same of value × count. */
bool chiso__total_add_times(struct chiso__total *total, struct chiso__carried value, int64_t count);

/* The total of -value: what is taken off a total. */
static inline bool chiso__total_subtract(struct chiso__total *total, struct chiso__carried value)
{
    return chiso__total_add(total, chiso__carried_negate(value));
}

static inline struct chiso__total chiso__total_negate(struct chiso__total total)
{
    return (struct chiso__total){0 - total.low,
                                 (int64_t)(0 - (uint64_t)total.high - (total.low != 0))};
}

/* total - other; false where that has more than 128 bits. */
static inline bool chiso__total_take(struct chiso__total *total, struct chiso__total other)
{
    const bool borrow = __builtin_sub_overflow(total->low, other.low, &total->low);
    const bool beyond = __builtin_sub_overflow(total->high, other.high, &total->high);

    return !(__builtin_sub_overflow(total->high, borrow ? 1 : 0, &total->high) | beyond);
}

/* The sign of a - b. */
static inline int chiso__total_compare(struct chiso__total a, struct chiso__total b)
{
    if (a.high != b.high) {
        return a.high < b.high ? -1 : 1;
    }
    return (a.low > b.low) - (a.low < b.low);
}

static inline bool chiso__total_is_zero(struct chiso__total total)
{
    return total.low == 0 && total.high == 0;
}

static inline bool chiso__total_is_negative(struct chiso__total total)
{
    return total.high < 0;
}

/* Whether a number has more than 15 decimals, as a mean of such numbers may have: it is more than a
 * last bit away from one with 15. */
bool chiso__is_deep(struct chiso__carried value);

/* a - b of numbers that were read with 15 decimals, counted in these exactly: however near they
 * are to each other, their distances are in the right proportion. */
struct chiso__total chiso__places_between(struct chiso__carried a, struct chiso__carried b);

/* The sum as a carried number; false beyond the bounds. */
bool chiso__total_settle(struct chiso__total total, struct chiso__carried *out_sum);

/* The same of a sum over a divisor above 0. */
bool chiso__total_over(struct chiso__total total, int64_t divisor,
                       struct chiso__carried *out_value);

/* whole × part / all in the same way: a scaled sum, a survey, a mean. */
bool chiso__total_scale(struct chiso__carried whole, struct chiso__total part,
                        struct chiso__total all, struct chiso__carried *out_value);

/* a × b of a proportion. */
struct chiso__pair {
    struct chiso__carried a;
    struct chiso__total b;
};

/* whole × above / below, all numbers being above 0: right to 2^-110 of itself and the last bit. */
bool chiso__carried_proportion(struct chiso__carried whole, struct chiso__pair above,
                               struct chiso__pair below, struct chiso__carried *out_value);

/* The standard deviation of numbers, that of all there are: right to 2^-40 of their range with a
 * million of them, and more with fewer. */
struct chiso__carried chiso__carried_deviation(const struct chiso__carried *numbers,
                                               uint32_t count);

/* Figures are near, and one and the same, where they differ by less than 10^-12 of their max. A sum
 * of quotients misses its true value by some last bits, which must decide nothing where the
 * difference is that bound, as between decimals it may be: so nearness ends as many last bits
 * before it. It is one for each millionth of the max, about 1 of 4500, and with 1024, for as many
 * terms, it is still finer than what 15 decimals of a figure and six of its max can tell. */
enum { CHISO__NEAR_BITS = 1024 };

#define CHISO__NEARNESS UINT64_C(1000000000000) /* 1 / 10^-12 */

static inline uint64_t chiso__near_bits(struct chiso__carried max)
{
    return max.millionths < CHISO__NEAR_BITS ? (uint64_t)max.millionths : CHISO__NEAR_BITS;
}

/* The number in millionths as a double, right to 2^-52 of itself: for a first look, and for
 * statistics. */
static inline double chiso__carried_double(struct chiso__carried value)
{
    return (double)value.millionths + (double)(int64_t)value.rest * 0x1p-52;
}

#endif
