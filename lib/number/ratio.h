/* The order of ratios: exactly, and with those as equals that are one and the same figure. */
#ifndef CHISO_LIB_NUMBER_RATIO_H
#define CHISO_LIB_NUMBER_RATIO_H

#include "number/carried.h"

/* So much achieved of a max above 0. */
struct chiso__carried_ratio {
    struct chiso__carried achieved;
    struct chiso__carried max;
};

/* The exact second looks of the functions below. */
int chiso__carried_order_exactly(struct chiso__carried a, struct chiso__carried b,
                                 struct chiso__carried max);
int chiso__ratio_compare_exactly(const struct chiso__carried_ratio *a,
                                 const struct chiso__carried_ratio *b);
int chiso__ratio_order_exactly(const struct chiso__carried_ratio *a,
                               const struct chiso__carried_ratio *b);

/* The max up to which what is near is nearer than a millionth. */
#define CHISO__ORDINARY_MAX ((int64_t)CHISO_DECIMAL_ONE * CHISO_DECIMAL_ONE)

/* The sign of a - b, 0 where they are nearer than 10^-12 of the max. A max of 0 or less leaves only
 * what is equal near. */
static inline int chiso__carried_order(struct chiso__carried a, struct chiso__carried b,
                                       struct chiso__carried max)
{
    if (max.millionths < CHISO__ORDINARY_MAX) {
        const int order = (a.millionths > b.millionths) - (a.millionths < b.millionths);

        if ((a.rest | b.rest) == 0 ||
            (uint64_t)a.millionths - (uint64_t)b.millionths + 1 > UINT64_C(2)) {
            return order;
        }
    }
    return chiso__carried_order_exactly(a, b, max);
}

/* What doubles can tell of the order of two ratios: its sign, or 0 for near ones, or
 * CHISO__DOUBTFUL where only an exact look can tell. The products are right to less than 2^-49 of
 * themselves, and nearness ends less than 2^-12 of itself before the bound, so that nothing they
 * tell is wrong, on any platform. */
enum { CHISO__DOUBTFUL = 2 };

static inline int chiso__ratio_glance(const struct chiso__carried_ratio *a,
                                      const struct chiso__carried_ratio *b, double nearness)
{
    const double a_max = chiso__carried_double(a->max);
    const double b_max = chiso__carried_double(b->max);
    const double left = chiso__carried_double(a->achieved) * b_max;
    const double right = chiso__carried_double(b->achieved) * a_max;
    const double distance = left < right ? right - left : left - right;
    const double near = a_max * b_max * nearness;
    const double doubt =
        ((left < 0 ? -left : left) + (right < 0 ? -right : right) + near) * 0x1p-46;

    if (distance > near + doubt) {
        return left < right ? -1 : 1;
    }
    return distance < near * (1 - 0x1p-11) - doubt ? 0 : CHISO__DOUBTFUL;
}

/* The sign of a.achieved / a.max - b.achieved / b.max, exactly. */
static inline int chiso__ratio_compare(const struct chiso__carried_ratio *a,
                                       const struct chiso__carried_ratio *b)
{
    int order = 0;

    if (chiso__carried_compare(a->max, b->max) == 0) {
        return chiso__carried_compare(a->achieved, b->achieved);
    }
    order = chiso__ratio_glance(a, b, 0.0);
    return order != CHISO__DOUBTFUL ? order : chiso__ratio_compare_exactly(a, b);
}

/* The same with near ratios as equals: what all that decides goes by. */
static inline int chiso__ratio_order(const struct chiso__carried_ratio *a,
                                     const struct chiso__carried_ratio *b)
{
    int order = 0;

    if (chiso__carried_compare(a->max, b->max) == 0) {
        return chiso__carried_order(a->achieved, b->achieved, a->max);
    }
    order = chiso__ratio_glance(a, b, 1e-12);
    return order != CHISO__DOUBTFUL ? order : chiso__ratio_order_exactly(a, b);
}

#endif
