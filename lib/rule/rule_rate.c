/* Rates: what a rate makes of the max. */
#include "number/ratio.h"
#include "rule/inside.h"

chiso_status chiso__from_read(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    return chiso__rule_take_percent(reader, &rule->from);
}

void chiso__from_write(char **end, const struct chiso__rule *rule)
{
    chiso__rule_put(end, " ");
    chiso__rule_put_carried(end, rule->from, "%");
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
    if (status == CHISO_OK && chiso__carried_compare(rule->between.low, rule->between.high) >= 0) {
        return chiso__rule_fail_value(reader, CHISO__SAY_A_HIGHER_PERCENTAGE);
    }
    return status;
}

void chiso__between_write(char **end, const struct chiso__rule *rule)
{
    chiso__rule_put(end, " ");
    chiso__rule_put_carried(end, rule->between.low, "%..");
    chiso__rule_put_carried(end, rule->between.high, "%");
}

chiso_status chiso__target_read(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    const chiso_status status = chiso__rule_take_percent(reader, &rule->target);

    if (status == CHISO_OK && chiso__carried_compare(rule->target, chiso__carried_of(0)) <= 0) {
        return chiso__rule_fail_value(reader, CHISO__SAY_A_TARGET_ABOVE_0);
    }
    return status;
}

void chiso__target_write(char **end, const struct chiso__rule *rule)
{
    chiso__rule_put(end, " ");
    chiso__rule_put_carried(end, rule->target, "%");
}

static bool is_above_0(struct chiso__carried value)
{
    return chiso__carried_compare(value, chiso__carried_of(0)) > 0;
}

/* The sign of the rate less a percentage, exactly. */
static int compare_percent(struct chiso__measured rate, struct chiso__carried percent)
{
    const struct chiso__carried_ratio own = {rate.value, chiso__carried_of(rate.denominator)};
    const struct chiso__carried_ratio other = {percent, chiso__carried_of(CHISO__RULE_WHOLE)};

    return chiso__ratio_compare(&own, &other);
}

/* The rate in percent; false when it is beyond all numbers. */
static bool percent_of(struct chiso__measured rate, struct chiso__carried *out_percent)
{
    return chiso__carried_scale(chiso__carried_of(CHISO__RULE_WHOLE), rate.value,
                                chiso__carried_of(rate.denominator), out_percent);
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
    if (compare_percent(rate, rule->from) < 0) {
        *out_points = limits.min;
        return true;
    }
    return chiso__rate_points(rule, limits, rate, out_points);
}

bool chiso__between_points(const struct chiso__rule *rule, struct chiso__limits limits,
                           struct chiso__measured rate, struct chiso__carried *out_points)
{
    const struct chiso__carried low = rule->between.low;
    const struct chiso__carried high = rule->between.high;
    struct chiso__carried percent = {0, 0};
    struct chiso__total part = {0, 0};
    struct chiso__total whole = chiso__total_of(high);

    if (compare_percent(rate, low) <= 0) {
        *out_points = limits.min;
        return true;
    }
    if (compare_percent(rate, high) >= 0) {
        *out_points = limits.max;
        return true;
    }
    if (!percent_of(rate, &percent)) {
        return false;
    }
    part = chiso__total_of(percent);
    return chiso__total_subtract(&part, low) && chiso__total_subtract(&whole, low) &&
           chiso__on_line(limits, part, whole, out_points);
}

bool chiso__target_points(const struct chiso__rule *rule, struct chiso__limits limits,
                          struct chiso__measured rate, struct chiso__carried *out_points)
{
    struct chiso__carried points = limits.max;
    struct chiso__carried percent = {0, 0};

    if (!is_above_0(rate.value)) {
        points = chiso__carried_of(0);
    } else if (compare_percent(rate, rule->target) < 0 &&
               !(percent_of(rate, &percent) &&
                 chiso__carried_scale(limits.max, percent, rule->target, &points))) {
        return false;
    }
    *out_points = chiso__limit(points, limits);
    return true;
}
