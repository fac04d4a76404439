/* Decimals from the numbers that programs have: whole ones and doubles. */
#include "number/decimal.h"

#include <math.h>

chiso_status chiso_decimal_from_int(int64_t number, chiso_decimal *out_value)
{
    const int64_t most = CHISO_DECIMAL_MAX / CHISO_DECIMAL_ONE;

    if (out_value == NULL) {
        return CHISO_E_NULL;
    }
    if (number < -most || number > most) {
        return CHISO_E_RANGE;
    }
    *out_value = number * CHISO_DECIMAL_ONE;
    return CHISO_OK;
}

/* A double above 0 as digits / 2^places, the digits having 53 bits. */
struct binary {
    int64_t digits;
    int places;
};

enum { DIGITS = 53 };

/* Beyond so many binary places the double is less than half a millionth. */
enum { PLACES_MOST = 100 };

static struct binary take_apart(double number)
{
    struct binary binary = {0, 0};
    int exponent = 0;
    const double fraction = frexp(number, &exponent);

    binary.digits = (int64_t)ldexp(fraction, DIGITS);
    binary.places = DIGITS - exponent;
    return binary;
}

/*
 * Whether the double is the nearest one to a decimal: their distance, in units of the double's last
 * binary place, is at most a half, and just a half only for an even last digit. Below a power of
 * two the doubles lie twice as close.
 */
static bool is_nearest(struct binary binary, chiso_decimal value)
{
    const chiso__wide own = (chiso__wide)binary.digits * CHISO_DECIMAL_ONE;
    const chiso__wide other = (chiso__wide)value << binary.places;
    const bool is_power = binary.digits == INT64_C(1) << (DIGITS - 1);
    const chiso__wide distance = other > own ? other - own : (own - other) * (is_power ? 2 : 1);

    return binary.digits % 2 == 0 ? 2 * distance <= CHISO_DECIMAL_ONE
                                  : 2 * distance < CHISO_DECIMAL_ONE;
}

/* The decimal with so many places that is nearest to the double. */
static chiso_decimal nearest_with(struct binary binary, int places, chiso_rounding rounding)
{
    const chiso__wide whole = chiso__divide(binary.digits * (chiso__wide)chiso__power10(places),
                                            (chiso__wide)1 << binary.places, rounding);

    return (chiso_decimal)whole * chiso__power10(CHISO_DECIMAL_PLACES - places);
}

/* The decimal with the fewest places that the double stands for, of two the even one as libc writes
 * it; where there is none, the nearest. */
static chiso_decimal stand_for(struct binary binary, bool *out_rounded)
{
    *out_rounded = binary.places > PLACES_MOST;
    if (*out_rounded) {
        return 0;
    }
    for (int places = 0; places <= CHISO_DECIMAL_PLACES; places++) {
        const chiso_decimal value = nearest_with(binary, places, CHISO_ROUND_HALF_EVEN);

        if (is_nearest(binary, value)) {
            return value;
        }
    }
    *out_rounded = true;
    return nearest_with(binary, CHISO_DECIMAL_PLACES, CHISO_ROUND_HALF_UP);
}

chiso_status chiso_decimal_from_double(double number, chiso_decimal *out_value, bool *out_rounded)
{
    const double most = (double)(CHISO_DECIMAL_MAX / CHISO_DECIMAL_ONE);
    chiso_decimal value = 0;
    bool rounded = false;

    if (out_value == NULL) {
        return CHISO_E_NULL;
    }
    if (!(fabs(number) <= most)) {
        return CHISO_E_RANGE;
    }
    if (fabs(number) > 0) {
        value = stand_for(take_apart(fabs(number)), &rounded);
    }
    *out_value = number < 0 ? -value : value;
    if (out_rounded != NULL) {
        *out_rounded = rounded;
    }
    return CHISO_OK;
}
