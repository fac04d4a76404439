/* The exact second looks at the order of ratios that are near each other. */
#include "number/ratio.h"

#include "number/inside.h"

int chiso__carried_order_exactly(struct chiso__carried a, struct chiso__carried b,
                                 struct chiso__carried max)
{
    const chiso__wide difference = chiso__carried_wide(a) - chiso__carried_wide(b);
    const chiso__wide whole = chiso__carried_wide(max);
    chiso__unsigned_wide distance = 0;

    if (whole > 0 &&
        !__builtin_mul_overflow(chiso__magnitude(difference) + chiso__near_bits(max),
                                CHISO__NEARNESS, &distance) &&
        distance < (chiso__unsigned_wide)whole) {
        return 0;
    }
    return (difference > 0) - (difference < 0);
}

static int compare_products(struct chiso__product a, struct chiso__product b)
{
    if (a.high != b.high) {
        return a.high < b.high ? -1 : 1;
    }
    return (a.low > b.low) - (a.low < b.low);
}

static struct chiso__product add(struct chiso__product a, struct chiso__product b)
{
    const chiso__unsigned_wide low = a.low + b.low;

    return (struct chiso__product){a.high + b.high + (low < a.low), low};
}

static struct chiso__product subtract(struct chiso__product a, struct chiso__product b)
{
    return (struct chiso__product){a.high - b.high - (a.low < b.low), a.low - b.low};
}

/* The sign of a/m - b/n, and |a·n - b·m|. */
static int cross(const struct chiso__carried_ratio *a, const struct chiso__carried_ratio *b,
                 struct chiso__product *out_distance)
{
    const chiso__wide top = chiso__carried_wide(a->achieved);
    const chiso__wide other = chiso__carried_wide(b->achieved);
    const struct chiso__product left =
        chiso__multiply(chiso__magnitude(top), chiso__magnitude(chiso__carried_wide(b->max)));
    const struct chiso__product right =
        chiso__multiply(chiso__magnitude(other), chiso__magnitude(chiso__carried_wide(a->max)));
    const int order = compare_products(left, right);

    if ((top < 0) != (other < 0)) {
        *out_distance = add(left, right);
        return top < 0 ? -1 : 1;
    }
    *out_distance = order < 0 ? subtract(right, left) : subtract(left, right);
    return top < 0 ? -order : order;
}

int chiso__ratio_compare_exactly(const struct chiso__carried_ratio *a,
                                 const struct chiso__carried_ratio *b)
{
    struct chiso__product distance;

    return cross(a, b, &distance);
}

/* Whether distance × 10^12 < whole, which is below 2^231: what is above 2^216 is not near, and what
 * is not can be multiplied. */
static bool is_near(struct chiso__product distance, struct chiso__product whole)
{
    const struct chiso__product low = chiso__multiply(distance.low, CHISO__NEARNESS);

    if (distance.high >> 88 != 0) {
        return false;
    }
    distance = (struct chiso__product){distance.high * CHISO__NEARNESS + low.high, low.low};
    return compare_products(distance, whole) < 0;
}

int chiso__ratio_order_exactly(const struct chiso__carried_ratio *a,
                               const struct chiso__carried_ratio *b)
{
    const chiso__unsigned_wide max = chiso__magnitude(chiso__carried_wide(a->max));
    const chiso__unsigned_wide other = chiso__magnitude(chiso__carried_wide(b->max));
    const struct chiso__product whole = chiso__multiply(max, other);
    struct chiso__product distance;
    const int order = cross(a, b, &distance);

    /* Both sides doubled, for half of the bits of either max. */
    distance = add(add(distance, distance), add(chiso__multiply(other, chiso__near_bits(a->max)),
                                                chiso__multiply(max, chiso__near_bits(b->max))));
    return is_near(distance, add(whole, whole)) ? 0 : order;
}
