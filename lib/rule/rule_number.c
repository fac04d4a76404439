/* Rules of a number alone: yes or no, a count, a place between two ends. */
#include "rule/inside.h"

#include "number/logarithm.h"

bool chiso__yesno_points(const struct chiso__rule *rule, struct chiso__limits limits,
                         struct chiso__measured measured, chiso_decimal *out_points)
{
    (void)rule;
    *out_points = measured.value == 0 ? limits.min : limits.max;
    return true;
}

chiso_status chiso__per_read(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    const struct chiso__limits limits = reader->limits;
    const chiso_status status = chiso__rule_take_number(reader, &rule->per);

    if (status != CHISO_OK || (rule->per < 0 && limits.min < 0) ||
        (rule->per > 0 && limits.max > 0)) {
        return status;
    }
    if (rule->per < 0) {
        return chiso__fail(reader->error, CHISO_E_RULE, CHISO__SAY_RULE_TAKES_NOTHING_OFF,
                           CHISO__WORDS(chiso__say(reader->text), chiso__say_decimal(limits.min)));
    }
    return chiso__fail(reader->error, CHISO_E_RULE, CHISO__SAY_RULE_GIVES_NOTHING,
                       CHISO__WORDS(chiso__say(reader->text), chiso__say_decimal(limits.max)));
}

void chiso__per_write(char **end, const struct chiso__rule *rule)
{
    chiso__rule_put(end, " ");
    chiso__rule_put_number(end, rule->per, "");
}

bool chiso__per_points(const struct chiso__rule *rule, struct chiso__limits limits,
                       struct chiso__measured measured, chiso_decimal *out_points)
{
    /* A count is whole, so the product is exact. */
    const chiso__wide product = (chiso__wide)(measured.value / CHISO_DECIMAL_ONE) * rule->per;

    *out_points = product > limits.max   ? limits.max
                  : product < limits.min ? limits.min
                                         : (chiso_decimal)product;
    return true;
}

chiso_decimal chiso__per_least(const struct chiso__rule *rule, struct chiso__limits limits)
{
    return rule->per >= 0 && limits.min < 0 ? 0 : limits.min;
}

chiso_decimal chiso__per_most(const struct chiso__rule *rule, struct chiso__limits limits)
{
    if (rule->per > 0) {
        return limits.max;
    }
    return limits.min > 0 ? limits.min : 0;
}

chiso_status chiso__range_read(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    chiso_status status = chiso__rule_take_number(reader, &rule->range.min_at);

    if (status == CHISO_OK && !chiso__rule_take_literal(reader, "..")) {
        return chiso__rule_fail_here(reader, CHISO__SAY_DOTS_AND_A_NUMBER);
    }
    if (status == CHISO_OK) {
        status = chiso__rule_take_number(reader, &rule->range.max_at);
    }
    if (status == CHISO_OK && rule->range.min_at == rule->range.max_at) {
        return chiso__rule_fail_value(reader, CHISO__SAY_TWO_DIFFERENT_ENDS);
    }
    if (status != CHISO_OK) {
        return status;
    }
    chiso__rule_take_behind(reader, rule);
    if (rule->logarithmic && (rule->range.min_at <= 0 || rule->range.max_at <= 0)) {
        return chiso__rule_fail_value(reader, CHISO__SAY_ENDS_ABOVE_0);
    }
    if (rule->logarithmic) {
        rule->range.start = chiso__log2((uint64_t)rule->range.min_at);
        rule->range.span = chiso__log2((uint64_t)rule->range.max_at) - rule->range.start;
    }
    return CHISO_OK;
}

void chiso__range_write(char **end, const struct chiso__rule *rule)
{
    chiso__rule_put(end, " ");
    chiso__rule_put_number(end, rule->range.min_at, "..");
    chiso__rule_put_number(end, rule->range.max_at, "");
}

chiso_decimal chiso__range_lowest(const struct chiso__rule *rule)
{
    return rule->logarithmic ? 1 : -CHISO_DECIMAL_MAX;
}

/* min + (max - min) × log(value / min_at) / log(max_at / min_at), all three above 0. */
static bool logarithmic_points(const struct chiso__rule *rule, struct chiso__limits limits,
                               chiso_decimal value, chiso_decimal *out_points)
{
    /* So many bits behind the millionths are worked out, and the last of them may be wrong. */
    enum { BITS = 16, DOUBT = 44 };
    const chiso__wide rise = (chiso__wide)limits.max - limits.min;
    chiso__wide part = chiso__log2((uint64_t)value) - rule->range.start;
    chiso__wide whole = rule->range.span;
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

bool chiso__range_points(const struct chiso__rule *rule, struct chiso__limits limits,
                         struct chiso__measured measured, chiso_decimal *out_points)
{
    chiso__wide part = (chiso__wide)measured.value - rule->range.min_at;
    chiso__wide whole = (chiso__wide)rule->range.max_at - rule->range.min_at;

    if (whole < 0) {
        part = -part;
        whole = -whole;
    }
    if ((!rule->unlimited && (part <= 0 || part >= whole)) || part == 0 || part == whole) {
        *out_points = part <= 0 ? limits.min : limits.max;
        return true;
    }
    return rule->logarithmic ? logarithmic_points(rule, limits, measured.value, out_points)
                             : chiso__on_line(limits, part, whole, out_points);
}
