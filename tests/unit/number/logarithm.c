/* Logarithms and powers are held against slower ways to them. */
#include "number/logarithm.h"
#include "support.h"

#include <criterion/criterion.h>

#include <inttypes.h>

#define ONE (UINT64_C(1) << CHISO__ROOT_BITS)

/* Squaring doubles a logarithm: each time its next bit shows as whether the square is 2 or more.
 * Too small by less than 4 units. */
static chiso__wide log2_by_squares(uint64_t number)
{
    const int zeros = __builtin_clzll(number);
    uint64_t mantissa = number << zeros;
    uint64_t fraction = 0;

    for (int bit = 0; bit < CHISO__ROOT_BITS; bit++) {
        const chiso__unsigned_wide square = (chiso__unsigned_wide)mantissa * mantissa;
        const unsigned doubled = (unsigned)(square >> 127);

        fraction = fraction << 1 | doubled;
        mantissa = (uint64_t)(square >> (63 + doubled));
    }
    return ((chiso__wide)(63 - zeros) << CHISO__ROOT_BITS) | fraction;
}

/* 1 + x (1 + x/2 (1 + x/3 (...))), wrong by less than 8 units. */
static uint64_t exp2_by_divisions(uint64_t power)
{
    const uint64_t x = (uint64_t)(((chiso__unsigned_wide)power * 0xB17217F7D1CF79AC) >> 64);
    uint64_t sum = ONE;

    for (uint64_t term = 22; term > 0; term--) {
        sum = ONE + (uint64_t)(((chiso__unsigned_wide)x * sum) >> CHISO__ROOT_BITS) / term;
    }
    return sum;
}

static void expect_near(uint64_t number)
{
    const chiso__wide plain = log2_by_squares(number);
    const chiso__wide difference = chiso__log2(number) - plain;

    cr_assert(difference > -2 && difference < 6, "the logarithm of %" PRIu64 " is %d units off",
              number, (int)difference);
}

Test(logarithm, of_any_number_is_what_squares_give)
{
    struct random random = {.state = 1};

    for (int i = 0; i < 20000; i += SUPPORT_STRIDE) {
        expect_near((random_below(&random, UINT64_MAX) >> random_below(&random, 64)) | 1);
    }
    for (uint64_t number = 1; number < 2000; number++) {
        expect_near(number);
    }
}

Test(logarithm, of_a_greater_number_is_not_less)
{
    for (uint64_t part = 0; part <= 32; part++) {
        const uint64_t edge = (UINT64_C(1) << 63) + (part << 58);

        for (int i = -2000; i < 2000; i++) {
            const uint64_t number = edge + (uint64_t)i;

            if (number < UINT64_C(1) << 63 || number == UINT64_MAX) {
                continue;
            }
            cr_assert(chiso__log2(number) <= chiso__log2(number + 1), "%" PRIu64, number);
        }
    }
}

Test(logarithm, of_a_power_of_2_is_exact)
{
    for (int bit = 0; bit < 64; bit++) {
        cr_assert(chiso__log2(UINT64_C(1) << bit) == (chiso__wide)bit << CHISO__ROOT_BITS);
    }
}

Test(logarithm, powers_are_those_that_divisions_give)
{
    struct random random = {.state = 2};

    cr_assert(chiso__exp2(0) == ONE);
    cr_assert(chiso__exp2(ONE / 2) == 0x5A827999FCEF3242, "the root of 2");
    for (int i = 0; i < 20000; i += SUPPORT_STRIDE) {
        const uint64_t power = random_below(&random, ONE);
        const int64_t difference = (int64_t)(chiso__exp2(power) - exp2_by_divisions(power));

        cr_assert(difference > -10 && difference < 10, "2^%" PRIu64 " is %" PRId64 " units off",
                  power, difference);
    }
}

/* What is cut off rounds up from a half on. */
Test(logarithm, halves_of_a_last_bit_are_rounded_up)
{
    static const uint64_t rests[][2] = {{1, 1}, {2, 1}, {3, 2}, {6, 3}, {7, 4}};

    for (size_t i = 0; i < sizeof(rests) / sizeof(rests[0]); i++) {
        struct chiso__carried half = {0, 0};

        cr_assert(chiso__carried_times_exp2((struct chiso__carried){5, rests[i][0]},
                                            chiso__total_of_wide(0), &half));
        cr_assert(half.millionths == 5 && half.rest == rests[i][0]);
        cr_assert(chiso__carried_times_exp2((struct chiso__carried){4, rests[i][0]},
                                            chiso__total_of_wide(-(chiso__wide)ONE), &half));
        cr_assert(half.millionths == 2 && half.rest == rests[i][1], "%" PRIu64 ": %" PRIu64,
                  rests[i][0], half.rest);
    }
}
