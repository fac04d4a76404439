/* Reading the numbers that people and spreadsheets write. */
#ifndef CHISO_LIB_NUMBER_NUMBER_READ_H
#define CHISO_LIB_NUMBER_NUMBER_READ_H

#include "number/carried.h"

/* How a number may be written beside a sign (-, + or U+2212) and digits with one decimal mark. */
enum {
    CHISO__FORM_EXPONENT = 1, /* 1.4e-06, 1,5E+01 */
    CHISO__FORM_FRACTION = 2, /* 10/3 */
    CHISO__FORM_PERCENT = 4   /* 20%, which is 20; no fraction stands before the sign */
};

/* A number that was read. */
struct chiso__numeral {
    struct chiso__carried value;
    /* Behind the mark, after the exponent is applied, up to the last that is not 0. What is beyond
     * CHISO__NUMERAL_PLACES was rounded, half away from zero. */
    size_t decimals;
    /* Of a fraction, whose value is the carried number nearest to it; else the denominator is 0. */
    int64_t numerator;
    int64_t denominator;
};

enum { CHISO__NUMERAL_PLACES = 15 };

/* Reads a number of the forms given. What is no number leaves style and output alone. */
enum chiso__number chiso__numeral_read(struct chiso__span span, struct chiso__number_style *style,
                                       unsigned forms, struct chiso__numeral *out_numeral);

/* A number that was not read from a text. */
static inline struct chiso__numeral chiso__numeral_of(chiso_decimal value)
{
    return (struct chiso__numeral){{value, 0}, 0, 0, 0};
}

/* The text of a carried number with all its decimals, up to 15; and that of a numeral, which reads
 * in again as the same: a fraction as such. out_text has CHISO__NUMERAL_SIZE bytes. They return the
 * size. */
enum { CHISO__NUMERAL_SIZE = CHISO__DIGITS_SIZE };
size_t chiso__carried_text(struct chiso__carried value, char mark, char *out_text);
size_t chiso__numeral_text(const struct chiso__numeral *numeral, char mark, char *out_text);

#endif
