/**
 * @file decimal.h
 * Decimals: exact numbers with six decimal places, and the few operations that scoring needs.
 *
 * A decimal counts millionths: 17.24 is 17 240 000. Sums are exact. Products and quotients are
 * computed with 128 bits and rounded once. Nothing wraps, clamps or depends on the locale: what
 * does not fit is #CHISO_E_RANGE.
 *
 * @code{.c}
 * chiso_decimal points;
 * chiso_decimal percent;
 * char text[CHISO_DECIMAL_TEXT_SIZE];
 *
 * must(chiso_decimal_parse("40,62", ',', &points, NULL));
 * must(chiso_decimal_percent(points, 80 * CHISO_DECIMAL_ONE, 2, CHISO_ROUND_HALF_UP, &percent));
 * must(chiso_decimal_format(percent, 1, CHISO_ROUND_HALF_UP, ',', text));
 * printf("%s %%\n", text);
 * @endcode
 * @code{.unparsed}
 * 50,8 %
 * @endcode
 */
#ifndef CHISO_DECIMAL_H
#define CHISO_DECIMAL_H

#include <chiso/common.h>
#include <chiso/status.h>

/** A number in millionths, from -#CHISO_DECIMAL_MAX to #CHISO_DECIMAL_MAX. */
typedef int64_t chiso_decimal;

/** The decimal 1. */
#define CHISO_DECIMAL_ONE INT64_C(1000000)

/** The greatest decimal: 9 200 000 000 000. The least is its negative. */
#define CHISO_DECIMAL_MAX INT64_C(9200000000000000000)

/** How many decimal places a decimal has. */
#define CHISO_DECIMAL_PLACES 6

/** The bytes that the text of any decimal needs, its NUL included. */
#define CHISO_DECIMAL_TEXT_SIZE 24

/** How a number loses decimals. */
typedef enum chiso_rounding {
    CHISO_ROUND_HALF_UP =
        0, /**< To the nearest, a half away from zero: 0.125 is 0.13, -0.125 is -0.13. "half-up" */
    CHISO_ROUND_HALF_EVEN = 1, /**< To the nearest, a half to the even digit: 0.125 is 0.12, 0.375
                                  is 0.38. "half-even" */
    CHISO_ROUND_DOWN = 2       /**< Towards zero, as by cutting digits off: 0.129 is 0.12. "down" */
} chiso_rounding;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The decimal that a text holds: an optional sign (-, + or the minus sign U+2212), digits, at most
 * one decimal mark, digits, and an optional exponent as spreadsheets write it. No separators of
 * thousands, no white space. Decimals beyond the sixth, counted once the exponent is applied, are
 * rounded, half away from zero.
 *
 * @param text the number, such as "17.24", "-2", ".5" or "1.4e-05"
 * @param[out] out_value the number
 * @param[out] out_rounded whether decimals were lost; may be NULL
 * @retval CHISO_E_NUMBER @p text has another form
 * @retval CHISO_E_RANGE the number is beyond #CHISO_DECIMAL_MAX, its exponent beyond -999 to 999,
 * or @p mark is another character
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_decimal_parse(const char *text, char mark,
                                                            chiso_decimal *out_value,
                                                            bool *out_rounded);

/**
 * The decimal of a whole number: 17 is 17 000 000.
 *
 * @param number not beyond #CHISO_DECIMAL_MAX
 * @param[out] out_value the decimal
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_decimal_from_int(int64_t number,
                                                               chiso_decimal *out_value);

/**
 * The decimal that a double stands for: 0.1, which no double holds, is 0.1. Of the decimals that
 * the double is the nearest one to, it is that with the fewest places; where there is none, the
 * nearest decimal, a half away from zero.
 *
 * @param number any double
 * @param[out] out_value the decimal
 * @param[out] out_rounded whether there was none, as of 1.0 / 3: the double means a number with
 * more than six places; may be NULL
 * @retval CHISO_E_RANGE the number is beyond #CHISO_DECIMAL_MAX, infinite or no number
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_decimal_from_double(double number,
                                                                  chiso_decimal *out_value,
                                                                  bool *out_rounded);

/**
 * The decimals that many doubles stand for, those of a matrix in any layout: of each what
 * chiso_decimal_from_double() tells where that loses nothing. Time: linear in their number, about a
 * nanosecond each.
 *
 *     status = chiso_decimal_from_doubles(numbers, count, 1, 1, 0, values, &untold);
 *
 * @param numbers where the first row of the first column is
 * @param rows how many there are in each column
 * @param columns how many columns there are
 * @param row_step so many numbers on is the next row; any number, also below 0
 * @param column_step the same for columns
 * @param[out] out_values room for rows × columns, one column behind the other; #CHISO_ABSENT for
 * what is no number, and INT64_MAX, which is no decimal, for one that is infinite, beyond
 * #CHISO_DECIMAL_MAX, or means a number with more than six places
 * @param[out] out_untold how many INT64_MAX there are
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_decimal_from_doubles(const double *numbers, size_t rows, size_t columns, int64_t row_step,
                           int64_t column_step, chiso_decimal *out_values, size_t *out_untold);

/**
 * The text of a decimal.
 *
 * @param value any decimal
 * @param digits decimal places, 0 to 6, or -1 for as many as the value needs ("87.8", "19")
 * @param rounding how to lose decimals beyond @p digits
 * @param[out] out_text #CHISO_DECIMAL_TEXT_SIZE bytes, ended by NUL
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_decimal_format(chiso_decimal value, int digits,
                                                             chiso_rounding rounding, char mark,
                                                             char *out_text);

/**
 * A decimal rounded to fewer places.
 *
 * @param value any decimal
 * @param digits decimal places, 0 to 6
 * @param rounding how
 * @param[out] out_value the rounded decimal
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_decimal_round(chiso_decimal value, int digits,
                                                            chiso_rounding rounding,
                                                            chiso_decimal *out_value);

/**
 * The exact sum of two decimals; a difference is the sum with the negative.
 *
 * @param a,b any decimal
 * @param[out] out_sum a + b
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_decimal_add(chiso_decimal a, chiso_decimal b,
                                                          chiso_decimal *out_sum);

/**
 * A decimal times a ratio, rounded once to six places: 1.5 × 2/3 is 1.
 *
 * @param value,numerator any decimal
 * @param denominator any decimal but 0
 * @param rounding how the seventh place is lost
 * @param[out] out_value value × numerator / denominator
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_decimal_scale(chiso_decimal value,
                                                            chiso_decimal numerator,
                                                            chiso_decimal denominator,
                                                            chiso_rounding rounding,
                                                            chiso_decimal *out_value);

/**
 * The percentage achieved / max × 100, rounded once: 40.62 of 80 is 50.78.
 *
 * @param achieved points got, any decimal
 * @param max points possible, above 0
 * @param digits decimal places of the result, 0 to 6
 * @param rounding how
 * @param[out] out_percent in percent: 90.74 stands for 90.74 %
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_decimal_percent(chiso_decimal achieved,
                                                              chiso_decimal max, int digits,
                                                              chiso_rounding rounding,
                                                              chiso_decimal *out_percent);

/**
 * Compares two ratios exactly, by cross-multiplication: 72/96 equals 75/100.
 *
 * @param a,b the numerators, any decimals
 * @param a_max,b_max their denominators, above 0
 * @param[out] out_order -1, 0 or 1: the first ratio is less than, equal to or greater than the
 * second
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_decimal_compare_ratios(
    chiso_decimal a, chiso_decimal a_max, chiso_decimal b, chiso_decimal b_max, int *out_order);

#ifdef __cplusplus
}
#endif

#endif
