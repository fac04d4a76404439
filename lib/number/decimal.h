/* Exact arithmetic behind decimals: 128 bits inside, one rounding. */
#ifndef CHISO_LIB_NUMBER_DECIMAL_H
#define CHISO_LIB_NUMBER_DECIMAL_H

#include <chiso/decimal.h>

#include "base/memory.h"
#include "number/wide.h"

/* Which decimal marks a text may use. A file keeps to the mark that it used first. */
struct chiso__number_style {
    bool comma_allowed;
    char seen; /* '.', ',' or 0 for neither yet */
};

/* How the reading of a number went. */
enum chiso__number {
    CHISO__NUMBER_OK,
    CHISO__NUMBER_FORM,  /* not digits with one mark */
    CHISO__NUMBER_MARKS, /* more than one mark */
    CHISO__NUMBER_COMMA, /* a comma where only a point may stand */
    CHISO__NUMBER_MIXED, /* the other mark than before */
    CHISO__NUMBER_LARGE,
    CHISO__NUMBER_EXPONENT, /* an exponent beyond any number */
    CHISO__NUMBER_FRACTION, /* a fraction whose parts are not whole */
    CHISO__NUMBER_ZERO      /* a fraction with 0 below */
};

static inline bool chiso__is_decimal(chiso_decimal value)
{
    return value >= -CHISO_DECIMAL_MAX && value <= CHISO_DECIMAL_MAX;
}

/* Stores a wide number of millionths; false when it is no decimal. */
static inline bool chiso__narrow(chiso__wide wide, chiso_decimal *out_value)
{
    if (wide < -(chiso__wide)CHISO_DECIMAL_MAX || wide > (chiso__wide)CHISO_DECIMAL_MAX) {
        return false;
    }
    *out_value = (chiso_decimal)wide;
    return true;
}

/* Reads a number; *out_rounded is set when decimals were lost and is else left alone. */
enum chiso__number chiso__number_read(struct chiso__span span, struct chiso__number_style *style,
                                      chiso_decimal *out_value, bool *out_rounded);

/* The same for the numbers that files are full of, a few digits with a point or none; false, and
 * nothing done, for any other text. */
static inline bool chiso__number_read_short(struct chiso__span span,
                                            struct chiso__number_style *style,
                                            chiso_decimal *out_value)
{
    enum { LONGEST = 12 };
    static const int32_t units[] = {1000000, 100000, 10000, 1000, 100, 10, 1};
    int64_t value = 0;
    size_t mark = span.size;

    if (span.size == 0 || span.size > LONGEST || style->seen == ',') {
        return false;
    }
    for (size_t i = 0; i < span.size; i++) {
        const unsigned digit = (unsigned)(unsigned char)span.text[i] - '0';

        if (digit <= 9) {
            value = value * 10 + digit;
        } else if (span.text[i] == '.' && mark == span.size && i > 0) {
            mark = i;
        } else {
            return false;
        }
    }
    if (mark < span.size) {
        const size_t places = span.size - mark - 1;

        if (places >= sizeof(units) / sizeof(units[0])) {
            return false;
        }
        style->seen = '.';
        *out_value = value * units[places];
        return true;
    }
    *out_value = value * CHISO_DECIMAL_ONE;
    return true;
}

/* The decimals of so many doubles, so many numbers apart: of each what
 * chiso_decimal_from_doubles() gives. Returns how many have none. */
size_t chiso__doubles_tell(const double *numbers, size_t count, int64_t step,
                           chiso_decimal *out_values);

/* numerator / denominator, rounded to a whole number; the denominator is above 0. */
chiso__wide chiso__divide(chiso__wide numerator, chiso__wide denominator, chiso_rounding rounding);

/* a × b / c rounded half away from zero, c above 0; false when the result has more than 126 bits.
 * The product may have 254. */
bool chiso__scale_wide(chiso__wide a, chiso__wide b, chiso__wide c, chiso__wide *out_value);

/* The same for a result that is a decimal; false when it is none. */
bool chiso__scale(chiso__wide a, chiso__wide b, chiso__wide c, chiso_decimal *out_value);

/* The same value rounded to 0 to 6 digits. */
chiso_decimal chiso__round(chiso_decimal value, int digits, chiso_rounding rounding);

/* The sign of a/m - b/n, m and n above 0: the products always fit. */
static inline int chiso__compare(chiso_decimal a, chiso_decimal m, chiso_decimal b, chiso_decimal n)
{
    const chiso__wide left = (chiso__wide)a * n;
    const chiso__wide right = (chiso__wide)b * m;

    return (left > right) - (left < right);
}

/* The greatest common divisor; both at least 0. */
chiso__wide chiso__gcd(chiso__wide a, chiso__wide b);

/* What a text says: a whole number, and a fraction of so many places, 0 to 18. */
struct chiso__digits {
    bool negative;
    uint64_t whole;
    uint64_t fraction;
    int places;
};

enum { CHISO__DIGITS_SIZE = 48 };

/* The text of digits, which has CHISO__DIGITS_SIZE bytes at most; trimmed without zeros at its end,
 * and without a mark that has nothing behind it. Returns its size. */
size_t chiso__digits_text(const struct chiso__digits *digits, bool trimmed, char mark,
                          char *out_text);

/* The text with as many digits as needed; out_text has CHISO_DECIMAL_TEXT_SIZE bytes. Returns its
 * size. */
size_t chiso__decimal_text(chiso_decimal value, int digits, chiso_rounding rounding, char mark,
                           char *out_text);

extern const int64_t chiso__powers10[19];

/* 10 to the power of 0 to 18. */
static inline int64_t chiso__power10(int exponent)
{
    return chiso__powers10[exponent];
}

#endif
