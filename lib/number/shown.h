/* Carried figures as they are shown: rounded once, in points or in percent. */
#ifndef CHISO_LIB_NUMBER_SHOWN_H
#define CHISO_LIB_NUMBER_SHOWN_H

#include "number/ratio.h"

/* A figure that is nearer to a half of the last digit than 10^-12 of its max, and than a thousandth
 * of that digit, is that half; under CHISO_ROUND_DOWN one that is so near below a whole digit is
 * that digit. A max of 0 or less makes nothing near. */

/* Points with 0 to 6 digits. */
chiso_decimal chiso__points_shown(struct chiso__carried points, struct chiso__carried max,
                                  int digits, chiso_rounding rounding);

/* The same with six digits: what goes out through the interface. */
static inline chiso_decimal chiso__points_decimal(struct chiso__carried points,
                                                  struct chiso__carried max,
                                                  chiso_rounding rounding)
{
    return points.rest == 0 ? points.millionths
                            : chiso__points_shown(points, max, CHISO_DECIMAL_PLACES, rounding);
}

/* How a text is rounded and written. */
struct chiso__shown {
    int places; /* 0 to 18 */
    chiso_rounding rounding;
    /* 100 % is shown of nothing that does not reach it: the greatest figure below is */
    bool full_reached;
    bool trimmed; /* without zeros at the end, and without a mark that has nothing behind it */
    char mark;
};

enum { CHISO__SHOWN_PLACES = 18, CHISO__SHOWN_SIZE = CHISO__DIGITS_SIZE };

/* achieved / max in percent with 0 to 6 digits; false for a max of 0 or less, and when the percent
 * is beyond the greatest decimal. */
bool chiso__percent_shown(const struct chiso__carried_ratio *ratio, int digits,
                          chiso_rounding rounding, bool full_reached, chiso_decimal *out_percent);

/* The texts of both; they return the size, which is 0 where a percent has no figure. */
size_t chiso__points_text(struct chiso__carried points, struct chiso__carried max,
                          const struct chiso__shown *shown, char *out_text);
size_t chiso__percent_text(const struct chiso__carried_ratio *ratio,
                           const struct chiso__shown *shown, char *out_text);

#endif
