/* Rates: what a rate makes of the max. */
#include "rule/inside.h"

chiso_status chiso__from_read(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    return chiso__rule_take_percent(reader, &rule->from);
}

void chiso__from_write(char **end, const struct chiso__rule *rule)
{
    chiso__rule_put(end, " ");
    chiso__rule_put_number(end, rule->from, "%");
}

chiso_status chiso__between_read(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    chiso_status status = chiso__rule_take_percent(reader, &rule->between.low);

    if (status == CHISO_OK && !chiso__rule_take_literal(reader, "..")) {
        return chiso__rule_fail_here(reader, CHISO__SAY_DOTS_AND_A_PERCENTAGE);
    }
    if (status == CHISO_OK) {
        status = chiso__rule_take_percent(reader, &rule->between.high);
    }
    if (status == CHISO_OK && rule->between.low >= rule->between.high) {
        return chiso__rule_fail_value(reader, CHISO__SAY_A_HIGHER_PERCENTAGE);
    }
    return status;
}

void chiso__between_write(char **end, const struct chiso__rule *rule)
{
    chiso__rule_put(end, " ");
    chiso__rule_put_number(end, rule->between.low, "%..");
    chiso__rule_put_number(end, rule->between.high, "%");
}

chiso_status chiso__target_read(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    const chiso_status status = chiso__rule_take_percent(reader, &rule->target);

    if (status == CHISO_OK && rule->target <= 0) {
        return chiso__rule_fail_value(reader, CHISO__SAY_A_TARGET_ABOVE_0);
    }
    return status;
}

void chiso__target_write(char **end, const struct chiso__rule *rule)
{
    chiso__rule_put(end, " ");
    chiso__rule_put_number(end, rule->target, "%");
}

/* The rate in its smallest numbers, so that the products below fit. */
static struct chiso__measured reduced(struct chiso__measured rate)
{
    const chiso__wide value = rate.value < 0 ? -(chiso__wide)rate.value : rate.value;
    const chiso_decimal divisor = (chiso_decimal)chiso__gcd(value, rate.denominator);

    rate.value /= divisor;
    rate.denominator /= divisor;
    return rate;
}

/* The sign of the rate less a percentage. */
static int compare_percent(struct chiso__measured rate, chiso_decimal percent)
{
    const chiso__wide left = rate.value * CHISO__RULE_WHOLE;
    const chiso__wide right = (chiso__wide)percent * rate.denominator;

    return (left > right) - (left < right);
}

/* max × rate for a rate within 0 to 1, never less than the min. */
static bool share_of_max(struct chiso__limits limits, struct chiso__measured rate,
                         chiso_decimal *out_points)
{
    if (rate.value <= 0) {
        rate.value = 0;
    } else if (rate.value >= rate.denominator) {
        rate.value = rate.denominator;
    }
    if (!chiso__scale(limits.max, rate.value, rate.denominator, out_points)) {
        return false;
    }
    *out_points = chiso__limit(*out_points, limits);
    return true;
}

bool chiso__rate_points(const struct chiso__rule *rule, struct chiso__limits limits,
                        struct chiso__measured rate, chiso_decimal *out_points)
{
    (void)rule;
    return share_of_max(limits, reduced(rate), out_points);
}

bool chiso__from_points(const struct chiso__rule *rule, struct chiso__limits limits,
                        struct chiso__measured measured, chiso_decimal *out_points)
{
    const struct chiso__measured rate = reduced(measured);

    if (compare_percent(rate, rule->from) < 0) {
        *out_points = limits.min;
        return true;
    }
    return share_of_max(limits, rate, out_points);
}

bool chiso__between_points(const struct chiso__rule *rule, struct chiso__limits limits,
                           struct chiso__measured measured, chiso_decimal *out_points)
{
    const struct chiso__measured rate = reduced(measured);
    const chiso_decimal low = rule->between.low;
    const chiso_decimal high = rule->between.high;

    if (compare_percent(rate, low) <= 0) {
        *out_points = limits.min;
        return true;
    }
    if (compare_percent(rate, high) >= 0) {
        *out_points = limits.max;
        return true;
    }
    return chiso__on_line(limits,
                          rate.value * CHISO__RULE_WHOLE - (chiso__wide)low * rate.denominator,
                          ((chiso__wide)high - low) * rate.denominator, out_points);
}

bool chiso__target_points(const struct chiso__rule *rule, struct chiso__limits limits,
                          struct chiso__measured measured, chiso_decimal *out_points)
{
    const struct chiso__measured rate = reduced(measured);
    bool fits = true;

    if (compare_percent(rate, rule->target) >= 0) {
        *out_points = limits.max;
    } else if (rate.value <= 0) {
        *out_points = 0;
    } else {
        fits = chiso__on_line((struct chiso__limits){0, limits.max}, rate.value * CHISO__RULE_WHOLE,
                              (chiso__wide)rule->target * rate.denominator, out_points);
    }
    *out_points = fits ? chiso__limit(*out_points, limits) : *out_points;
    return fits;
}
