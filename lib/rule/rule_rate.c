/* Rates: what a rate makes of the max. */
#include "number/ratio.h"
#include "rule/inside.h"

static bool is_above_0(struct chiso__carried value)
{
    return chiso__carried_compare(value, chiso__carried_of(0)) > 0;
}

/* A threshold that is written as a rate. */
static chiso_status take_rate(struct chiso__rule_reader *reader, struct chiso__measured *out_rate)
{
    const chiso_status status = chiso__rule_take_measured(reader, out_rate);

    return status == CHISO_OK && !chiso__is_rate(out_rate)
               ? chiso__rule_fail_here(reader, CHISO__SAY_A_PERCENT_SIGN)
               : status;
}

chiso_status chiso__from_read(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    return take_rate(reader, &rule->from);
}

void chiso__from_write(char **end, const struct chiso__rule *rule)
{
    chiso__rule_put(end, " ");
    chiso__rule_put_measured(end, &rule->from, "");
}

chiso_status chiso__between_read(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    chiso_status status = take_rate(reader, &rule->between.low);

    if (status == CHISO_OK && !chiso__rule_take_literal(reader, "..")) {
        return chiso__rule_fail_here(reader, CHISO__SAY_DOTS_AND_A_PERCENTAGE);
    }
    if (status == CHISO_OK) {
        status = take_rate(reader, &rule->between.high);
    }
    if (status == CHISO_OK &&
        chiso__measured_compare(&rule->between.low, &rule->between.high) >= 0) {
        return chiso__rule_fail_value(reader, CHISO__SAY_A_HIGHER_PERCENTAGE);
    }
    return status;
}

void chiso__between_write(char **end, const struct chiso__rule *rule)
{
    chiso__rule_put(end, " ");
    chiso__rule_put_measured(end, &rule->between.low, "..");
    chiso__rule_put_measured(end, &rule->between.high, "");
}

chiso_status chiso__target_read(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    const chiso_status status = take_rate(reader, &rule->target);

    if (status == CHISO_OK && !is_above_0(rule->target.value)) {
        return chiso__rule_fail_value(reader, CHISO__SAY_A_TARGET_ABOVE_0);
    }
    return status;
}

void chiso__target_write(char **end, const struct chiso__rule *rule)
{
    chiso__rule_put(end, " ");
    chiso__rule_put_measured(end, &rule->target, "");
}

/* The rate in percent; false when it is beyond all numbers. */
static bool percent_of(const struct chiso__measured *rate, struct chiso__carried *out_percent)
{
    if (rate->denominator == CHISO__RULE_WHOLE) {
        *out_percent = rate->value;
        return true;
    }
    return chiso__carried_scale(chiso__carried_of(CHISO__RULE_WHOLE), rate->value,
                                chiso__carried_of(rate->denominator), out_percent);
}

/* max × rate for a rate within 0 to 1, never less than the min. */
bool chiso__rate_points(const struct chiso__rule *rule, struct chiso__limits limits,
                        struct chiso__measured rate, struct chiso__carried *out_points)
{
    const struct chiso__carried whole = chiso__carried_of(rate.denominator);
    struct chiso__carried points = limits.max;

    (void)rule;
    if (!is_above_0(rate.value)) {
        points = chiso__carried_of(0);
    } else if (chiso__carried_compare(rate.value, whole) < 0 &&
               !chiso__carried_scale(limits.max, rate.value, whole, &points)) {
        return false;
    }
    *out_points = chiso__limit(points, limits);
    return true;
}

bool chiso__from_points(const struct chiso__rule *rule, struct chiso__limits limits,
                        struct chiso__measured rate, struct chiso__carried *out_points)
{
    if (chiso__measured_compare(&rate, &rule->from) < 0) {
        *out_points = limits.min;
        return true;
    }
    return chiso__rate_points(rule, limits, rate, out_points);
}

bool chiso__between_points(const struct chiso__rule *rule, struct chiso__limits limits,
                           struct chiso__measured rate, struct chiso__carried *out_points)
{
    struct chiso__carried low = {0, 0};
    struct chiso__carried high = {0, 0};
    struct chiso__carried percent = {0, 0};
    struct chiso__total part = {0, 0};
    struct chiso__total whole = {0, 0};

    if (chiso__measured_compare(&rate, &rule->between.low) <= 0) {
        *out_points = limits.min;
        return true;
    }
    if (chiso__measured_compare(&rate, &rule->between.high) >= 0) {
        *out_points = limits.max;
        return true;
    }
    if (!percent_of(&rate, &percent) || !percent_of(&rule->between.low, &low) ||
        !percent_of(&rule->between.high, &high)) {
        return false;
    }
    part = chiso__total_of(percent);
    whole = chiso__total_of(high);
    return chiso__total_subtract(&part, low) && chiso__total_subtract(&whole, low) &&
           chiso__on_line(limits, part, whole, out_points);
}

bool chiso__target_points(const struct chiso__rule *rule, struct chiso__limits limits,
                          struct chiso__measured rate, struct chiso__carried *out_points)
{
    struct chiso__carried points = limits.max;
    struct chiso__carried percent = {0, 0};
    struct chiso__carried target = {0, 0};

    if (!is_above_0(rate.value)) {
        points = chiso__carried_of(0);
    } else if (chiso__measured_compare(&rate, &rule->target) < 0 &&
               !(percent_of(&rate, &percent) && percent_of(&rule->target, &target) &&
                 chiso__carried_scale(limits.max, percent, target, &points))) {
        return false;
    }
    *out_points = chiso__limit(points, limits);
    return true;
}
