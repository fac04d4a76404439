/* Decimals and counts as texts, where documents are full of them. It takes the place of
 * chiso__decimal_text() and chiso__count_text().
 *
 * Why that is the same: digits are written in pairs, from a table, instead of one by one; what has
 * to be rounded goes the plain way. */
#ifndef CHISO_LIB_NUMBER_DECIMAL_QUICK_H
#define CHISO_LIB_NUMBER_DECIMAL_QUICK_H

#include "number/decimal.h"

#include <string.h>

/* Room for a decimal, or a count. */
enum { CHISO__PUT_SIZE = CHISO__DIGITS_SIZE };

/* 00 to 99, behind each other. */
extern const char chiso__pairs[201];

static inline char *chiso__pair_put(char *at, uint64_t pair)
{
    memcpy(at, chiso__pairs + 2 * pair, 2);
    return at + 2;
}

/* What has more than four digits. */
char *chiso__long_count_put(char *at, uint64_t count);

/* A count below 100. */
static inline char *chiso__few_put(char *at, uint64_t count)
{
    if (count >= 10) {
        return chiso__pair_put(at, count);
    }
    *at = (char)('0' + count);
    return at + 1;
}

/* Writes a count; returns where it ends. No NUL is written. */
static inline char *chiso__count_put(char *at, uint64_t count)
{
    if (count >= 10000) {
        return chiso__long_count_put(at, count);
    }
    if (count >= 100) {
        const uint64_t hundreds = count / 100;

        return chiso__pair_put(chiso__few_put(at, hundreds), count - 100 * hundreds);
    }
    return chiso__few_put(at, count);
}

/* A fraction of six places, above 0, without the zeros at its end. */
static inline char *chiso__fraction_put(char *at, uint32_t fraction)
{
    if (fraction % 10000 == 0) {
        const uint32_t pair = fraction / 10000;

        chiso__pair_put(at, pair);
        return at + (pair % 10 == 0 ? 1 : 2);
    }
    at = chiso__pair_put(at, fraction / 10000);
    at = chiso__pair_put(at, fraction / 100 % 100);
    at = chiso__pair_put(at, fraction % 100);
    while (at[-1] == '0') {
        at--;
    }
    return at;
}

/* Writes a number with as many digits as needed for -1, or rounded to 0 to 6, half away from zero;
 * returns where it ends. at has room for CHISO__PUT_SIZE bytes. No NUL is written. */
static inline char *chiso__decimal_put(char *at, chiso_decimal value, int digits, char mark)
{
    const uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    const uint64_t whole = size / CHISO_DECIMAL_ONE;
    uint32_t fraction = (uint32_t)(size - whole * CHISO_DECIMAL_ONE);
    const uint32_t unit = digits < 0 ? 1 : (uint32_t)chiso__power10(CHISO_DECIMAL_PLACES - digits);

    if (digits >= 0 && fraction % unit != 0) {
        return at + chiso__decimal_text(value, digits, CHISO_ROUND_HALF_UP, mark, at);
    }
    if (value < 0) {
        *at++ = '-';
    }
    at = chiso__count_put(at, whole);
    if (digits == 2) {
        *at = mark;
        return chiso__pair_put(at + 1, fraction / 10000);
    }
    if (digits < 0) {
        if (fraction != 0) {
            *at = mark;
            at = chiso__fraction_put(at + 1, fraction);
        }
        return at;
    }
    if (digits > 0) {
        fraction /= unit;
        *at = mark;
        for (int i = digits; i > 0; i--) {
            at[i] = (char)('0' + fraction % 10);
            fraction /= 10;
        }
        at += 1 + digits;
    }
    return at;
}

#endif
