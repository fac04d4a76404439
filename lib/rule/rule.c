/* What the table of rules says of a value: whether it has points, and which. */
#include "rule/inside.h"

chiso_status chiso__rule_fail_large(chiso_error *error)
{
    return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_NUMBERS_TOO_LARGE, NULL);
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

static chiso_status check_value(const struct chiso__rule *rule, chiso_decimal value,
                                chiso_error *error)
{
    const chiso_decimal lowest = chiso__rule_lowest(rule);

    if (value >= lowest) {
        return CHISO_OK;
    }
    return chiso__fail(error, CHISO_E_CELL,
                       lowest == 0 ? CHISO__SAY_RULE_TAKES_FROM_0 : CHISO__SAY_RULE_TAKES_ABOVE_0,
                       CHISO__WORDS(chiso__say_decimal(value), chiso__say_text(rule->text)));
}

chiso_status chiso__check_points(chiso_decimal points, struct chiso__limits limits,
                                 chiso_error *error)
{
    const struct chiso__insert *words = CHISO__WORDS(
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
    const struct chiso__rule_row *row = chiso__rule_row_of(rule);
    chiso_decimal points = measured.value;
    chiso_status status = CHISO_OK;

    if (row->is_points) {
        status = chiso__check_points(points, limits, error);
    } else if (row->lowest != NULL) {
        status = check_value(rule, measured.value, error);
    }
    if (status == CHISO_OK && row->points != NULL &&
        !row->points(rule, limits, measured, &points)) {
        return chiso__rule_fail_large(error);
    }
    if (status == CHISO_OK) {
        *out_points = points;
    }
    return status;
}
