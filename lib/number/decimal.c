/* Decimals: writing and rounding them, and quotients of products that are rounded once. */
#include "number/decimal.h"

#include <string.h>

static bool is_rounding(chiso_rounding rounding)
{
    return (int)rounding >= CHISO_ROUND_HALF_UP && (int)rounding <= CHISO_ROUND_DOWN;
}

static bool is_digits(int digits)
{
    return digits >= 0 && digits <= CHISO_DECIMAL_PLACES;
}

const int64_t chiso__powers10[] = {1,
                                   10,
                                   100,
                                   1000,
                                   10000,
                                   100000,
                                   1000000,
                                   10000000,
                                   100000000,
                                   1000000000,
                                   10000000000,
                                   100000000000,
                                   1000000000000,
                                   10000000000000,
                                   100000000000000,
                                   1000000000000000,
                                   10000000000000000,
                                   100000000000000000,
                                   1000000000000000000};

chiso__wide chiso__divide(chiso__wide numerator, chiso__wide denominator, chiso_rounding rounding)
{
    const bool negative = numerator < 0;
    const chiso__unsigned_wide n =
        negative ? -(chiso__unsigned_wide)numerator : (chiso__unsigned_wide)numerator;
    const chiso__unsigned_wide d = (chiso__unsigned_wide)denominator;
    chiso__unsigned_wide quotient = 0;
    chiso__unsigned_wide rest = 0;

    /* The division of 64 bits is several times quicker, and nearly always enough. */
    if (n <= UINT64_MAX && d <= UINT64_MAX) {
        quotient = (uint64_t)n / (uint64_t)d;
        rest = (uint64_t)n % (uint64_t)d;
    } else {
        quotient = n / d;
        rest = n % d;
    }
    if (rounding != CHISO_ROUND_DOWN) {
        const chiso__unsigned_wide other = d - rest;

        if (rest > other ||
            (rest == other && (rounding == CHISO_ROUND_HALF_UP || quotient % 2 == 1))) {
            quotient++;
        }
    }
    return negative ? -(chiso__wide)quotient : (chiso__wide)quotient;
}

bool chiso__scale_wide(chiso__wide a, chiso__wide b, chiso__wide c, chiso__wide *out_value)
{
    const chiso__unsigned_wide most = (chiso__unsigned_wide)1 << 126;
    const chiso__unsigned_wide divisor = (chiso__unsigned_wide)c;
    const bool negative = (a < 0) != (b < 0);
    struct chiso__product product = {0, 0};
    chiso__wide narrow = 0;
    chiso__unsigned_wide rest = 0;
    chiso__unsigned_wide quotient = 0;

    if (!__builtin_mul_overflow(a, b, &narrow)) {
        *out_value = chiso__divide(narrow, c, CHISO_ROUND_HALF_UP);
        return true;
    }
    product = chiso__multiply(chiso__magnitude(a), chiso__magnitude(b));
    if (product.high >= divisor) {
        return false;
    }
    quotient = chiso__divide_product(product, divisor, &rest);
    quotient += quotient < most && rest >= divisor - rest;
    if (quotient >= most) {
        return false;
    }
    *out_value = negative ? -(chiso__wide)quotient : (chiso__wide)quotient;
    return true;
}

bool chiso__scale(chiso__wide a, chiso__wide b, chiso__wide c, chiso_decimal *out_value)
{
    chiso__wide value = 0;

    return chiso__scale_wide(a, b, c, &value) && chiso__narrow(value, out_value);
}

chiso_decimal chiso__round(chiso_decimal value, int digits, chiso_rounding rounding)
{
    const int64_t unit = chiso__power10(CHISO_DECIMAL_PLACES - digits);

    return (chiso_decimal)(chiso__divide(value, unit, rounding) * unit);
}

chiso__wide chiso__gcd(chiso__wide a, chiso__wide b)
{
    while (b != 0) {
        const chiso__wide rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

/* Digits before at, so many or as many as there are; returns where they begin. */
static inline char *write_back(char *at, uint64_t number, int places)
{
    do {
        *--at = (char)('0' + number % 10);
        number /= 10;
    } while (--places > 0 || (places < 0 && number > 0));
    return at;
}

size_t chiso__digits_text(const struct chiso__digits *digits, bool trimmed, char mark,
                          char *out_text)
{
    char text[CHISO__DIGITS_SIZE];
    char *const end = text + sizeof(text);
    char *at = end;
    uint64_t fraction = digits->fraction;
    int places = digits->places;

    for (; trimmed && places > 0 && fraction % 10 == 0; places--) {
        fraction /= 10;
    }
    if (places > 0) {
        at = write_back(at, fraction, places);
        *--at = mark;
    }
    at = write_back(at, digits->whole, 0);
    if (digits->negative) {
        *--at = '-';
    }
    memcpy(out_text, at, (size_t)(end - at));
    out_text[end - at] = '\0';
    return (size_t)(end - at);
}

size_t chiso__decimal_text(chiso_decimal value, int digits, chiso_rounding rounding, char mark,
                           char *out_text)
{
    const int places = digits < 0 ? CHISO_DECIMAL_PLACES : digits;
    const chiso_decimal rounded = digits < 0 ? value : chiso__round(value, digits, rounding);
    const uint64_t size = rounded < 0 ? -(uint64_t)rounded : (uint64_t)rounded;
    const uint64_t one = (uint64_t)CHISO_DECIMAL_ONE;
    struct chiso__digits parts = {rounded < 0, size / one, size % one, places};

    for (int place = CHISO_DECIMAL_PLACES; place > places; place--) {
        parts.fraction /= 10;
    }
    return chiso__digits_text(&parts, digits < 0, mark, out_text);
}

chiso_status chiso_decimal_format(chiso_decimal value, int digits, chiso_rounding rounding,
                                  char mark, char *out_text)
{
    if (out_text == NULL) {
        return CHISO_E_NULL;
    }
    if (!chiso__is_decimal(value) || (digits != -1 && !is_digits(digits)) ||
        !is_rounding(rounding) || (mark != '.' && mark != ',')) {
        return CHISO_E_RANGE;
    }
    chiso__decimal_text(value, digits, rounding, mark, out_text);
    return CHISO_OK;
}

chiso_status chiso_decimal_round(chiso_decimal value, int digits, chiso_rounding rounding,
                                 chiso_decimal *out_value)
{
    if (out_value == NULL) {
        return CHISO_E_NULL;
    }
    if (!chiso__is_decimal(value) || !is_digits(digits) || !is_rounding(rounding)) {
        return CHISO_E_RANGE;
    }
    return chiso__narrow(chiso__round(value, digits, rounding), out_value) ? CHISO_OK
                                                                           : CHISO_E_RANGE;
}

chiso_status chiso_decimal_add(chiso_decimal a, chiso_decimal b, chiso_decimal *out_sum)
{
    if (out_sum == NULL) {
        return CHISO_E_NULL;
    }
    if (!chiso__is_decimal(a) || !chiso__is_decimal(b)) {
        return CHISO_E_RANGE;
    }
    return chiso__narrow((chiso__wide)a + b, out_sum) ? CHISO_OK : CHISO_E_RANGE;
}

chiso_status chiso_decimal_scale(chiso_decimal value, chiso_decimal numerator,
                                 chiso_decimal denominator, chiso_rounding rounding,
                                 chiso_decimal *out_value)
{
    chiso__wide product = 0;

    if (out_value == NULL) {
        return CHISO_E_NULL;
    }
    if (!chiso__is_decimal(value) || !chiso__is_decimal(numerator) ||
        !chiso__is_decimal(denominator) || denominator == 0 || !is_rounding(rounding)) {
        return CHISO_E_RANGE;
    }
    product = (chiso__wide)value * numerator;
    if (denominator < 0) {
        product = -product;
        denominator = -denominator;
    }
    return chiso__narrow(chiso__divide(product, denominator, rounding), out_value) ? CHISO_OK
                                                                                   : CHISO_E_RANGE;
}

chiso_status chiso_decimal_percent(chiso_decimal achieved, chiso_decimal max, int digits,
                                   chiso_rounding rounding, chiso_decimal *out_percent)
{
    chiso__wide percent = 0;

    if (out_percent == NULL) {
        return CHISO_E_NULL;
    }
    if (!chiso__is_decimal(achieved) || !chiso__is_decimal(max) || max <= 0 || !is_digits(digits) ||
        !is_rounding(rounding)) {
        return CHISO_E_RANGE;
    }
    percent = chiso__divide((chiso__wide)achieved * 100 * chiso__power10(digits), max, rounding);
    return chiso__narrow(percent * chiso__power10(CHISO_DECIMAL_PLACES - digits), out_percent)
               ? CHISO_OK
               : CHISO_E_RANGE;
}

chiso_status chiso_decimal_compare_ratios(chiso_decimal a, chiso_decimal a_max, chiso_decimal b,
                                          chiso_decimal b_max, int *out_order)
{
    if (out_order == NULL) {
        return CHISO_E_NULL;
    }
    if (!chiso__is_decimal(a) || !chiso__is_decimal(b) || a_max <= 0 || b_max <= 0 ||
        !chiso__is_decimal(a_max) || !chiso__is_decimal(b_max)) {
        return CHISO_E_RANGE;
    }
    *out_order = chiso__compare(a, a_max, b, b_max);
    return CHISO_OK;
}
