/* Rules of one cell alone: its value becomes points. */
#include "rule/rule.h"

#include "number/logarithm.h"

static const chiso__wide WHOLE = (chiso__wide)100 * CHISO_DECIMAL_ONE; /* 100 percent */

static chiso_status fail_large(chiso_error *error)
{
    return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_NUMBERS_TOO_LARGE, NULL);
}

/* Gives the rate its smallest numbers, so that the products below fit. */
static void reduce(struct chiso__measured *rate)
{
    const chiso__wide value = rate->value < 0 ? -(chiso__wide)rate->value : rate->value;
    const chiso_decimal divisor = (chiso_decimal)chiso__gcd(value, rate->denominator);

    rate->value /= divisor;
    rate->denominator /= divisor;
}

/* The sign of the rate less a percentage. */
static int compare_percent(struct chiso__measured rate, chiso_decimal percent)
{
    const chiso__wide left = rate.value * WHOLE;
    const chiso__wide right = (chiso__wide)percent * rate.denominator;

    return (left > right) - (left < right);
}

bool chiso__on_line(struct chiso__limits limits, chiso__wide part, chiso__wide whole,
                    chiso_decimal *out_points)
{
    const chiso__wide divisor = chiso__gcd(part < 0 ? -part : part, whole);
    chiso__wide base = 0;
    chiso__wide rise = 0;
    chiso__wide sum = 0;

    part /= divisor;
    whole /= divisor;
    if (__builtin_mul_overflow((chiso__wide)limits.min, whole, &base) ||
        __builtin_mul_overflow((chiso__wide)limits.max - limits.min, part, &rise) ||
        __builtin_add_overflow(base, rise, &sum)) {
        return false;
    }
    return chiso__narrow(chiso__divide(sum, whole, CHISO_ROUND_HALF_UP), out_points);
}

/* max × rate for a rate within 0 to 1. */
static bool share_of_max(struct chiso__limits limits, struct chiso__measured rate,
                         chiso_decimal *out_points)
{
    if (rate.value <= 0) {
        rate.value = 0;
    } else if (rate.value >= rate.denominator) {
        rate.value = rate.denominator;
    }
    return chiso__scale(limits.max, rate.value, rate.denominator, out_points);
}

static bool between_points(const struct chiso__rule *rule, struct chiso__limits limits,
                           struct chiso__measured rate, chiso_decimal *out_points)
{
    if (compare_percent(rate, rule->a) <= 0) {
        *out_points = limits.min;
        return true;
    }
    if (compare_percent(rate, rule->b) >= 0) {
        *out_points = limits.max;
        return true;
    }
    return chiso__on_line(limits, rate.value * WHOLE - (chiso__wide)rule->a * rate.denominator,
                          ((chiso__wide)rule->b - rule->a) * rate.denominator, out_points);
}

static bool target_points(const struct chiso__rule *rule, struct chiso__limits limits,
                          struct chiso__measured rate, chiso_decimal *out_points)
{
    if (compare_percent(rate, rule->a) >= 0) {
        *out_points = limits.max;
        return true;
    }
    if (rate.value <= 0) {
        *out_points = 0;
        return true;
    }
    return chiso__on_line((struct chiso__limits){0, limits.max}, rate.value * WHOLE,
                          (chiso__wide)rule->a * rate.denominator, out_points);
}

static bool rate_points(const struct chiso__rule *rule, struct chiso__limits limits,
                        struct chiso__measured rate, chiso_decimal *out_points)
{
    reduce(&rate);
    if (rule->kind == CHISO__RULE_RATE_FROM && compare_percent(rate, rule->a) < 0) {
        *out_points = limits.min;
        return true;
    }
    if (rule->kind == CHISO__RULE_RATE_BETWEEN) {
        return between_points(rule, limits, rate, out_points);
    }
    if (rule->kind == CHISO__RULE_RATE_TARGET) {
        return target_points(rule, limits, rate, out_points);
    }
    return share_of_max(limits, rate, out_points);
}

static chiso_decimal step_points(const struct chiso__rule *rule, chiso_decimal min,
                                 struct chiso__measured measured)
{
    const bool at_least = rule->kind == CHISO__RULE_ATLEAST;
    uint32_t low = 0;
    uint32_t high = rule->step_count;

    /* low becomes the number of thresholds below the value, those that equal it counted for
     * atleast. */
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const struct chiso__measured threshold = rule->steps[middle].threshold;
        const int order = chiso__compare(threshold.value, threshold.denominator, measured.value,
                                         measured.denominator);

        if (order < 0 || (order == 0 && at_least)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (at_least) {
        return low == 0 ? min : rule->steps[low - 1].points;
    }
    return low == rule->step_count ? min : rule->steps[low].points;
}

/* The same with logarithms for the numbers: min + (max - min) × log(value / a) / log(b / a), all
 * three above 0. */
static bool logarithmic_points(const struct chiso__rule *rule, struct chiso__limits limits,
                               chiso_decimal value, chiso_decimal *out_points)
{
    /* So many bits behind the millionths are worked out, and the last of them may be wrong. */
    enum { BITS = 16, DOUBT = 44 };
    const chiso__wide rise = (chiso__wide)limits.max - limits.min;
    chiso__wide part = chiso__log2((uint64_t)value) - rule->start;
    chiso__wide whole = rule->span;
    chiso__wide points = 0;

    if (whole < 0) {
        part = -part;
        whole = -whole;
    }
    if (!chiso__scale_wide(rise << BITS, part, whole, &points)) {
        return false;
    }
    points += (chiso__wide)limits.min * (1 << BITS);
    return chiso__narrow(chiso__settle(points, BITS, 1 + (rise >> DOUBT)), out_points);
}

static bool range_points(const struct chiso__rule *rule, struct chiso__limits limits,
                         chiso_decimal value, chiso_decimal *out_points)
{
    chiso__wide part = (chiso__wide)value - rule->a;
    chiso__wide whole = (chiso__wide)rule->b - rule->a;

    if (whole < 0) {
        part = -part;
        whole = -whole;
    }
    if ((!rule->unlimited && (part <= 0 || part >= whole)) || part == 0 || part == whole) {
        *out_points = part <= 0 ? limits.min : limits.max;
        return true;
    }
    return rule->logarithmic ? logarithmic_points(rule, limits, value, out_points)
                             : chiso__on_line(limits, part, whole, out_points);
}

chiso_status chiso__survey_points(const struct chiso__rule *rule, struct chiso__limits limits,
                                  const int64_t *counts, chiso_decimal *out_points,
                                  chiso_error *error)
{
    chiso__wide weighted = 0;
    chiso__wide answers = 0;
    chiso_decimal points = 0;

    for (uint32_t i = 0; i < rule->option_count; i++) {
        weighted += (chiso__wide)rule->weights[i] * counts[i];
        answers += counts[i];
    }
    if (answers == 0) {
        return chiso__fail(error, CHISO_E_CELL, CHISO__SAY_NO_ANSWER_IN_CELL, NULL);
    }
    if (!chiso__scale(weighted, limits.max, WHOLE * answers, &points)) {
        return fail_large(error);
    }
    *out_points = chiso__limit(points, limits);
    return CHISO_OK;
}

/* Whether a value has points where these depend on the other units: a share of the best knows
 * nothing below 0, and divides by what is less than it. */
static chiso_status check_value(const struct chiso__rule *rule, chiso_decimal value,
                                chiso_error *error)
{
    const struct chiso__word *words =
        CHISO__WORDS(chiso__say_decimal(value), chiso__say_text(rule->text));

    if (rule->kind == CHISO__RULE_BEST && !rule->down && value < 0) {
        return chiso__fail(error, CHISO_E_CELL, CHISO__SAY_RULE_TAKES_FROM_0, words);
    }
    if (value <= 0 && ((rule->kind == CHISO__RULE_BEST && rule->down) || rule->logarithmic)) {
        return chiso__fail(error, CHISO_E_CELL, CHISO__SAY_RULE_TAKES_ABOVE_0, words);
    }
    return CHISO_OK;
}

chiso_status chiso__check_points(chiso_decimal points, struct chiso__limits limits,
                                 chiso_error *error)
{
    const struct chiso__word *words = CHISO__WORDS(
        chiso__say_decimal(points), chiso__say_decimal(limits.min), chiso__say_decimal(limits.max));

    if (points > limits.max) {
        return chiso__fail(error, CHISO_E_POINTS, CHISO__SAY_POINTS_ABOVE_MAX, words);
    }
    if (points < limits.min) {
        return chiso__fail(error, CHISO_E_POINTS, CHISO__SAY_POINTS_BELOW_MIN, words);
    }
    return CHISO_OK;
}

chiso_status chiso__rule_points(const struct chiso__rule *rule, struct chiso__limits limits,
                                struct chiso__measured measured, chiso_decimal *out_points,
                                chiso_error *error)
{
    chiso_status status = CHISO_OK;
    chiso_decimal points = measured.value;
    bool fits = true;

    switch (rule->kind) {
    case CHISO__RULE_POINTS:
        status = chiso__check_points(points, limits, error);
        break;
    case CHISO__RULE_ATLEAST:
    case CHISO__RULE_ATMOST:
        points = step_points(rule, limits.min, measured);
        break;
    case CHISO__RULE_YESNO:
        points = measured.value == 0 ? limits.min : limits.max;
        break;
    case CHISO__RULE_PER: {
        /* A count is whole, so the product is exact. */
        const chiso__wide product = (chiso__wide)(measured.value / CHISO_DECIMAL_ONE) * rule->a;

        points = product > limits.max   ? limits.max
                 : product < limits.min ? limits.min
                                        : (chiso_decimal)product;
        break;
    }
    case CHISO__RULE_RANGE:
        status = check_value(rule, measured.value, error);
        fits = status != CHISO_OK || range_points(rule, limits, measured.value, &points);
        break;
    case CHISO__RULE_MINMAX:
    case CHISO__RULE_BEST:
    case CHISO__RULE_PERCENTILE:
    case CHISO__RULE_ZSCORE:
        status = check_value(rule, measured.value, error);
        break;
    case CHISO__RULE_SURVEY:
        /* Its points are made of counts, in chiso__survey_points(). */
        break;
    case CHISO__RULE_RATE:
    case CHISO__RULE_RATE_FROM:
    case CHISO__RULE_RATE_BETWEEN:
    case CHISO__RULE_RATE_TARGET:
        fits = rate_points(rule, limits, measured, &points);
        points = fits ? chiso__limit(points, limits) : points;
        break;
    }
    if (!fits) {
        return fail_large(error);
    }
    if (status == CHISO_OK) {
        *out_points = points;
    }
    return status;
}
