/* The standard deviation in whole numbers, the same in every order and on every platform. */
#include "number/inside.h"
#include "number/logarithm.h"

enum { BITS = 62, ROOM = 124 };

/* The least and the greatest. */
static void find_ends(const struct chiso__carried *numbers, uint32_t count,
                      struct chiso__carried *out_least, struct chiso__carried *out_greatest)
{
    *out_least = *out_greatest = numbers[0];
    for (uint32_t i = 1; i < count; i++) {
        *out_least = chiso__carried_least(*out_least, numbers[i]);
        *out_greatest = chiso__carried_greatest(*out_greatest, numbers[i]);
    }
}

/* magnitude × 2^shift / divisor, its last bit rounded. */
static struct chiso__carried settle(chiso__unsigned_wide magnitude, int shift, uint64_t divisor)
{
    struct chiso__carried value = {0, 0};
    chiso__unsigned_wide whole = 0;
    uint64_t rest = 0;

    whole = chiso__divide_short(shift > 0 ? magnitude << shift : magnitude, divisor, &rest);
    if (shift < 0) {
        whole = (whole + ((chiso__unsigned_wide)1 << (-shift - 1))) >> -shift;
    }
    (void)chiso__total_settle((struct chiso__total){(uint64_t)whole, (int64_t)(whole >> 64)},
                              &value);
    return value;
}

struct chiso__carried chiso__carried_deviation(const struct chiso__carried *numbers, uint32_t count)
{
    struct chiso__carried least = {0, 0};
    struct chiso__carried greatest = {0, 0};
    chiso__unsigned_wide sum = 0;
    chiso__unsigned_wide squares = 0;
    chiso__unsigned_wide spread = 0;
    int drop = 0;
    int places = 0;

    if (count == 0) {
        return least;
    }
    find_ends(numbers, count, &least, &greatest);
    /* Distances lose the bits that their squares, n times, have no room for. */
    drop = chiso__bits_of(
               (chiso__unsigned_wide)(chiso__carried_wide(greatest) - chiso__carried_wide(least))) +
           chiso__bits_of(count) - BITS;
    drop = drop > 0 ? drop : 0;
    for (uint32_t i = 0; i < count; i++) {
        const chiso__unsigned_wide distance =
            (chiso__unsigned_wide)(chiso__carried_wide(numbers[i]) - chiso__carried_wide(least));
        const chiso__unsigned_wide kept =
            drop == 0 ? distance : (distance + ((chiso__unsigned_wide)1 << (drop - 1))) >> drop;

        sum += kept;
        squares += kept * kept;
    }
    spread = squares * count - sum * sum;
    if (spread == 0) {
        return chiso__carried_of(0);
    }
    while (spread >> (ROOM - 2) == 0) {
        spread <<= 2;
        places++;
    }
    return settle(chiso__square_root(spread), drop - places, count);
}
