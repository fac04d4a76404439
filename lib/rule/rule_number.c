/* Rules of a number alone: yes or no, a count, a place between two ends. */
#include "rule/inside.h"

#include "number/logarithm.h"

static int sign_of(struct chiso__carried value)
{
    return chiso__carried_compare(value, chiso__carried_of(0));
}

bool chiso__yesno_points(const struct chiso__rule *rule, struct chiso__limits limits,
                         struct chiso__measured measured, struct chiso__carried *out_points)
{
    (void)rule;
    *out_points = measured.value.millionths == 0 ? limits.min : limits.max;
    return true;
}

chiso_status chiso__per_read(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    const struct chiso__limits limits = reader->limits;
    const chiso_status status = chiso__rule_take_number(reader, &rule->per);
    const int sign = status == CHISO_OK ? sign_of(rule->per.value) : 0;

    if (status != CHISO_OK || (sign < 0 && sign_of(limits.min) < 0) ||
        (sign > 0 && sign_of(limits.max) > 0)) {
        return status;
    }
    if (sign < 0) {
        return chiso__fail(reader->error, CHISO_E_RULE, CHISO__SAY_RULE_TAKES_NOTHING_OFF,
                           CHISO__WORDS(chiso__say(reader->text), chiso__say_carried(limits.min)));
    }
    return chiso__fail(reader->error, CHISO_E_RULE, CHISO__SAY_RULE_GIVES_NOTHING,
                       CHISO__WORDS(chiso__say(reader->text), chiso__say_carried(limits.max)));
}

void chiso__per_write(char **end, const struct chiso__rule *rule)
{
    chiso__rule_put(end, " ");
    chiso__rule_put_number(end, &rule->per, "");
}

bool chiso__per_points(const struct chiso__rule *rule, struct chiso__limits limits,
                       struct chiso__measured measured, struct chiso__carried *out_points)
{
    const struct chiso__numeral *per = &rule->per;
    const int64_t count = measured.value.millionths / CHISO_DECIMAL_ONE;
    struct chiso__carried product = {0, 0};

    /* A product beyond all numbers is beyond the limit on its side. */
    if (per->denominator == 0
            ? chiso__carried_times(per->value, count, &product)
            : chiso__carried_portion(measured.value, per->numerator, per->denominator, &product)) {
        *out_points = chiso__limit(product, limits);
    } else {
        *out_points = sign_of(per->value) < 0 ? limits.min : limits.max;
    }
    return true;
}

struct chiso__carried chiso__per_least(const struct chiso__rule *rule, struct chiso__limits limits)
{
    return sign_of(rule->per.value) >= 0 ? chiso__carried_greatest(limits.min, chiso__carried_of(0))
                                         : limits.min;
}

struct chiso__carried chiso__per_most(const struct chiso__rule *rule, struct chiso__limits limits)
{
    return sign_of(rule->per.value) > 0 ? limits.max
                                        : chiso__carried_greatest(limits.min, chiso__carried_of(0));
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
    if (status == CHISO_OK &&
        chiso__carried_compare(rule->range.min_at.value, rule->range.max_at.value) == 0) {
        return chiso__rule_fail_value(reader, CHISO__SAY_TWO_DIFFERENT_ENDS);
    }
    if (status != CHISO_OK) {
        return status;
    }
    chiso__rule_take_behind(reader, rule);
    if (rule->logarithmic &&
        (sign_of(rule->range.min_at.value) <= 0 || sign_of(rule->range.max_at.value) <= 0)) {
        return chiso__rule_fail_value(reader, CHISO__SAY_ENDS_ABOVE_0);
    }
    if (rule->logarithmic) {
        rule->range.start = chiso__carried_log2(rule->range.min_at.value);
        rule->range.span = chiso__carried_log2(rule->range.max_at.value) - rule->range.start;
        /* Logarithms are right to some 2^-60, and points to that by the span of the ends: nearer
         * ones would leave no 13 digits of the max. log2(1.001) is a little more than 1/694. */
        if (chiso__magnitude(rule->range.span) <
            ((chiso__unsigned_wide)1 << CHISO__ROOT_BITS) / 694) {
            return chiso__rule_fail_value(reader, CHISO__SAY_ENDS_TOO_NEAR);
        }
    }
    return CHISO_OK;
}

void chiso__range_write(char **end, const struct chiso__rule *rule)
{
    chiso__rule_put(end, " ");
    chiso__rule_put_number(end, &rule->range.min_at, "..");
    chiso__rule_put_number(end, &rule->range.max_at, "");
}

struct chiso__carried chiso__range_lowest(const struct chiso__rule *rule)
{
    return rule->logarithmic ? chiso__rule_above_0() : chiso__carried_of(-CHISO_DECIMAL_MAX);
}

/* How far a value is from an end: decimals in their last places, beside a fraction, a mean of
 * decimals, or a value that something was done to, in the last bits of both. */
static struct chiso__total distance(const struct chiso__rule *rule, struct chiso__carried value,
                                    bool in_bits)
{
    const struct chiso__carried end = rule->range.min_at.value;
    struct chiso__total total = chiso__total_of(value);

    if (!in_bits) {
        return chiso__places_between(value, end);
    }
    (void)chiso__total_subtract(&total, end);
    return total;
}

bool chiso__range_points(const struct chiso__rule *rule, struct chiso__limits limits,
                         struct chiso__measured measured, struct chiso__carried *out_points)
{
    const bool in_bits = rule->range.min_at.denominator != 0 ||
                         rule->range.max_at.denominator != 0 || chiso__is_prepared(rule) ||
                         chiso__is_deep(measured.value);
    struct chiso__total part = distance(rule, measured.value, in_bits);
    struct chiso__total whole = distance(rule, rule->range.max_at.value, in_bits);
    bool begun = false;
    bool reached = false;

    if (chiso__total_is_negative(whole)) {
        part = chiso__total_negate(part);
        whole = chiso__total_negate(whole);
    }
    begun = !chiso__total_is_zero(part) && !chiso__total_is_negative(part);
    reached = chiso__total_compare(part, whole) >= 0;
    if ((!rule->unlimited && (!begun || reached)) || chiso__total_is_zero(part) ||
        chiso__total_compare(part, whole) == 0) {
        *out_points = reached ? limits.max : limits.min;
        return true;
    }
    if (rule->logarithmic) {
        part = chiso__total_of_wide(chiso__carried_log2(measured.value) - rule->range.start);
        whole = chiso__total_of_wide(rule->range.span);
    }
    return chiso__on_line(limits, part, whole, out_points);
}
