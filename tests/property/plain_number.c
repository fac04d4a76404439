#include "plain_number.h"

uint128 plain_size(int128 value)
{
    return value < 0 ? -(uint128)value : (uint128)value;
}

int128 plain_portion(int128 value, chiso_decimal n, chiso_decimal times, chiso_decimal d,
                     chiso_decimal parts)
{
    const struct wide dividend =
        wide_times(wide_times(wide_of_128(plain_size(value)), (uint64_t)n), (uint64_t)times);
    const struct wide divisor = wide_times(wide_of((uint64_t)d), (uint64_t)parts);
    const uint128 size = wide_to_128(wide_quotient(dividend, divisor));

    return value < 0 ? -(int128)size : (int128)size;
}

/* Whether a distance is nearness; near its bound the last digits of a root decide. */
static bool is_near(struct plain_judge *judge, int128 distance, int128 near)
{
    const int128 off = distance < near ? near - distance : distance - near;

    judge->is_open = judge->is_open || (judge->has_roots && off < near / 3);
    return distance < near || distance == 0;
}

/* What is nearer to a half than 10^-12 of the max is that half, and what is cut off and is as near
 * below a whole digit is that digit; but never by more than a thousandth of the digit. */
chiso_decimal plain_shown(struct plain_judge *judge, int128 value, chiso_decimal max, int digits)
{
    const int64_t thousands = 1000000;
    int128 last = PLAIN_MILLIONTH;

    for (int i = digits; i < CHISO_DECIMAL_PLACES; i++) {
        last *= 10;
    }
    const int128 share = max * (PLAIN_MILLIONTH / thousands) / (PLAIN_NEAR / thousands);
    const int128 near = share < last / 1000 ? share : last / 1000;
    const int128 rest = (int128)(plain_size(value) % (uint128)last);
    const int128 off = rest - last / 2;
    int128 count = (int128)(plain_size(value) / (uint128)last);

    if (judge->rounding == CHISO_ROUND_DOWN) {
        count += rest > 0 && is_near(judge, last - rest, near);
    } else if (is_near(judge, off < 0 ? -off : off, near)) {
        count += judge->rounding == CHISO_ROUND_HALF_UP || count % 2 == 1;
    } else {
        count += off > 0;
    }
    return (chiso_decimal)((value < 0 ? -count : count) * (last / PLAIN_MILLIONTH));
}

chiso_decimal plain_percent(struct plain_judge *judge, int128 achieved, chiso_decimal max,
                            int digits)
{
    const chiso_decimal hundred = 100 * CHISO_DECIMAL_ONE;
    const struct wide percent = wide_quotient(
        wide_times(wide_of_128(plain_size(achieved)), (uint64_t)hundred), wide_of((uint64_t)max));

    if (wide_compare(percent, wide_of_128((uint128)CHISO_DECIMAL_MAX << PLAIN_REST_BITS)) > 0) {
        return PLAIN_NO_DECIMAL;
    }
    const int128 size = (int128)wide_to_128(percent);
    return plain_shown(judge, achieved < 0 ? -size : size, hundred, digits);
}
