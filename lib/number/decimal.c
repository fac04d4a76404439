/* Decimals: reading and writing them, and quotients of products that are rounded once. */
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

int64_t chiso__power10(int exponent)
{
    static const int64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};

    return powers[exponent];
}

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

/* The product of two numbers of 127 bits, its upper and lower 128 bits. */
static void multiply(chiso__unsigned_wide a, chiso__unsigned_wide b, chiso__unsigned_wide *out_high,
                     chiso__unsigned_wide *out_low)
{
    const chiso__unsigned_wide a_low = (uint64_t)a;
    const chiso__unsigned_wide b_low = (uint64_t)b;
    const chiso__unsigned_wide a_high = a >> 64;
    const chiso__unsigned_wide b_high = b >> 64;
    const chiso__unsigned_wide low = a_low * b_low;
    const chiso__unsigned_wide first = a_high * b_low + (low >> 64);
    const chiso__unsigned_wide second = a_low * b_high + (uint64_t)first;

    *out_low = second << 64 | (uint64_t)low;
    *out_high = a_high * b_high + (first >> 64) + (second >> 64);
}

/* (high, low) / divisor bit by bit, high being below the divisor, and the divisor below 2^127. */
static chiso__unsigned_wide divide_long(chiso__unsigned_wide high, chiso__unsigned_wide low,
                                        chiso__unsigned_wide divisor,
                                        chiso__unsigned_wide *out_rest)
{
    chiso__unsigned_wide quotient = 0;

    for (int bit = 127; bit >= 0; bit--) {
        high = high << 1 | (low >> bit & 1);
        quotient <<= 1;
        if (high >= divisor) {
            high -= divisor;
            quotient |= 1;
        }
    }
    *out_rest = high;
    return quotient;
}

bool chiso__scale_wide(chiso__wide a, chiso__wide b, chiso__wide c, chiso__wide *out_value)
{
    const chiso__unsigned_wide most = (chiso__unsigned_wide)1 << 126;
    const bool negative = (a < 0) != (b < 0);
    chiso__wide product = 0;
    chiso__unsigned_wide high = 0;
    chiso__unsigned_wide low = 0;
    chiso__unsigned_wide rest = 0;
    chiso__unsigned_wide quotient = 0;

    if (!__builtin_mul_overflow(a, b, &product)) {
        *out_value = chiso__divide(product, c, CHISO_ROUND_HALF_UP);
        return true;
    }
    multiply(a < 0 ? -(chiso__unsigned_wide)a : (chiso__unsigned_wide)a,
             b < 0 ? -(chiso__unsigned_wide)b : (chiso__unsigned_wide)b, &high, &low);
    if (high >= (chiso__unsigned_wide)c) {
        return false;
    }
    quotient = divide_long(high, low, (chiso__unsigned_wide)c, &rest);
    quotient += quotient < most && rest >= (chiso__unsigned_wide)c - rest;
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

/* Digits of a number as they are read: the value in millionths, and where the mark stood. */
struct digits {
    uint64_t value;
    int places;  /* -1 before the mark */
    int seventh; /* the digit after the sixth place, -1 for none */
    bool any;
    bool lost;
    bool large;
};

static void take_digit(struct digits *digits, unsigned digit)
{
    digits->any = true;
    if (digits->places == CHISO_DECIMAL_PLACES) {
        if (digits->seventh < 0) {
            digits->seventh = (int)digit;
        }
        digits->lost = digits->lost || digit != 0;
        return;
    }
    if (digits->value > (uint64_t)CHISO_DECIMAL_MAX / 10) {
        digits->large = true;
        return;
    }
    digits->value = digits->value * 10 + digit;
    if (digits->places >= 0) {
        digits->places++;
    }
}

static enum chiso__number finish(struct digits *digits, bool negative, chiso_decimal *out_value,
                                 bool *out_rounded)
{
    uint64_t value = digits->value;

    for (int place = digits->places < 0 ? 0 : digits->places; place < CHISO_DECIMAL_PLACES;
         place++) {
        if (value > (uint64_t)CHISO_DECIMAL_MAX / 10) {
            return CHISO__NUMBER_LARGE;
        }
        value *= 10;
    }
    if (digits->seventh >= 5) {
        value++;
    }
    if (digits->large || value > (uint64_t)CHISO_DECIMAL_MAX) {
        return CHISO__NUMBER_LARGE;
    }
    if (digits->lost) {
        *out_rounded = true;
    }
    *out_value = negative ? -(chiso_decimal)value : (chiso_decimal)value;
    return CHISO__NUMBER_OK;
}

enum chiso__number chiso__number_read(struct chiso__span span, struct chiso__number_style *style,
                                      chiso_decimal *out_value, bool *out_rounded)
{
    const bool negative = span.size > 0 && span.text[0] == '-';
    const size_t start = span.size > 0 && (negative || span.text[0] == '+') ? 1 : 0;
    struct digits digits = {.places = -1, .seventh = -1};
    enum chiso__number number = CHISO__NUMBER_OK;
    char mark = 0;

    for (size_t i = start; i < span.size; i++) {
        const char byte = span.text[i];

        if (byte >= '0' && byte <= '9') {
            take_digit(&digits, (unsigned)(byte - '0'));
        } else if (byte != '.' && byte != ',') {
            return CHISO__NUMBER_FORM;
        } else if (mark != 0) {
            number = CHISO__NUMBER_MARKS;
        } else {
            mark = byte;
            digits.places = 0;
        }
    }
    if (!digits.any) {
        return CHISO__NUMBER_FORM;
    }
    if (number == CHISO__NUMBER_OK && mark == ',' && !style->comma_allowed) {
        number = CHISO__NUMBER_COMMA;
    }
    if (number == CHISO__NUMBER_OK && mark != 0 && style->seen != 0 && mark != style->seen) {
        number = CHISO__NUMBER_MIXED;
    }
    if (number != CHISO__NUMBER_OK) {
        return number;
    }
    number = finish(&digits, negative, out_value, out_rounded);
    if (number == CHISO__NUMBER_OK && mark != 0) {
        style->seen = mark;
    }
    return number;
}

size_t chiso__decimal_text(chiso_decimal value, int digits, chiso_rounding rounding, char mark,
                           char *out_text)
{
    const chiso_decimal rounded = digits < 0 ? value : chiso__round(value, digits, rounding);
    uint64_t rest = rounded < 0 ? -(uint64_t)rounded : (uint64_t)rounded;
    char reversed[CHISO_DECIMAL_TEXT_SIZE];
    size_t count = 0;
    size_t size = 0;
    int places = CHISO_DECIMAL_PLACES;

    while (places > 0 && (digits < 0 ? rest % 10 == 0 : places > digits)) {
        rest /= 10;
        places--;
    }
    for (int i = 0; i < places; i++) {
        reversed[count++] = (char)('0' + rest % 10);
        rest /= 10;
    }
    if (places > 0) {
        reversed[count++] = mark;
    }
    do {
        reversed[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (rounded < 0) {
        reversed[count++] = '-';
    }
    while (count > 0) {
        out_text[size++] = reversed[--count];
    }
    out_text[size] = '\0';
    return size;
}

chiso_status chiso_decimal_parse(const char *text, char mark, chiso_decimal *out_value,
                                 bool *out_rounded)
{
    struct chiso__number_style style = {mark == ',', mark};
    bool rounded = false;

    if (text == NULL || out_value == NULL) {
        return CHISO_E_NULL;
    }
    if (mark != '.' && mark != ',') {
        return CHISO_E_RANGE;
    }
    switch (
        chiso__number_read((struct chiso__span){text, strlen(text)}, &style, out_value, &rounded)) {
    case CHISO__NUMBER_OK:
        break;
    case CHISO__NUMBER_LARGE:
        return CHISO_E_RANGE;
    case CHISO__NUMBER_FORM:
    case CHISO__NUMBER_MARKS:
    case CHISO__NUMBER_COMMA:
    case CHISO__NUMBER_MIXED:
        return CHISO_E_NUMBER;
    }
    if (out_rounded != NULL) {
        *out_rounded = rounded;
    }
    return CHISO_OK;
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
