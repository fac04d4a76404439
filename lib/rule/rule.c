/* What the table of rules says of a value: whether it has points, and which. */
#include "number/ratio.h"
#include "rule/inside.h"

chiso_status chiso__rule_fail_large(chiso_error *error)
{
    return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_NUMBERS_TOO_LARGE, NULL);
}

bool chiso__on_line(struct chiso__limits limits, struct chiso__total part,
                    struct chiso__total whole, struct chiso__carried *out_points)
{
    struct chiso__total rest = whole;
    struct chiso__carried span = {0, 0};
    struct chiso__carried points = {0, 0};
    struct chiso__carried low = {0, 0};

    if (chiso__carried_subtract(limits.max, limits.min, &span)) {
        return chiso__total_scale(span, part, whole, &points) &&
               chiso__carried_add(points, limits.min, out_points);
    }
    /* Ends that are too far apart for a number: a share of the max and the rest of the min. */
    return chiso__total_take(&rest, part) && chiso__total_scale(limits.max, part, whole, &points) &&
           chiso__total_scale(limits.min, rest, whole, &low) &&
           chiso__carried_add(points, low, out_points);
}

int chiso__measured_compare(const struct chiso__measured *a, const struct chiso__measured *b)
{
    const struct chiso__carried_ratio first = {a->value, chiso__carried_of(a->denominator)};
    const struct chiso__carried_ratio second = {b->value, chiso__carried_of(b->denominator)};

    return chiso__ratio_compare(&first, &second);
}

static chiso_status check_value(const struct chiso__rule *rule, struct chiso__carried value,
                                chiso_error *error)
{
    const struct chiso__carried lowest =
        chiso__is_prepared(rule) && chiso__rule_has(rule, CHISO__TREATS_LOG)
            ? chiso__rule_above_0()
            : chiso__rule_lowest(rule);

    if (chiso__carried_compare(value, lowest) >= 0) {
        return CHISO_OK;
    }
    return chiso__fail(error, CHISO_E_CELL,
                       lowest.rest == 0 ? CHISO__SAY_RULE_TAKES_FROM_0
                                        : CHISO__SAY_RULE_TAKES_ABOVE_0,
                       CHISO__WORDS(chiso__say_carried(value), chiso__say_text(rule->text)));
}

chiso_status chiso__check_points(struct chiso__carried points, struct chiso__limits limits,
                                 chiso_error *error)
{
    const struct chiso__insert *words = CHISO__WORDS(
        chiso__say_carried(points), chiso__say_carried(limits.min), chiso__say_carried(limits.max));

    if (chiso__carried_order(points, limits.max, limits.max) > 0) {
        return chiso__fail(error, CHISO_E_POINTS, CHISO__SAY_POINTS_ABOVE_MAX, words);
    }
    if (chiso__carried_order(points, limits.min, limits.max) < 0) {
        return chiso__fail(error, CHISO_E_POINTS, CHISO__SAY_POINTS_BELOW_MIN, words);
    }
    return CHISO_OK;
}

chiso_status chiso__rule_takes(const struct chiso__rule *rule, struct chiso__limits limits,
                               struct chiso__measured measured, struct chiso__carried *out_value,
                               chiso_error *error)
{
    const chiso_status status = chiso__rule_row_of(rule)->is_points
                                    ? chiso__check_points(measured.value, limits, error)
                                    : check_value(rule, measured.value, error);

    if (status == CHISO_OK) {
        *out_value = measured.value;
    }
    return status;
}

chiso_status chiso__rule_points(const struct chiso__rule *rule, struct chiso__limits limits,
                                struct chiso__measured measured, struct chiso__carried *out_points,
                                chiso_error *error)
{
    const struct chiso__rule_row *row = chiso__rule_row_of(rule);
    struct chiso__carried points = measured.value;
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
