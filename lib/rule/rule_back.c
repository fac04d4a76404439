/* The way back: a number that a cell may hold to have points. */
#include "rule/inside.h"

static const struct chiso__carried none = {CHISO_ABSENT, 0};

/* A whole number gives points, and any that is beyond gives the limit on its side. */
struct chiso__carried chiso__per_back(const struct chiso__rule *rule, struct chiso__limits limits,
                                      struct chiso__carried points)
{
    const struct chiso__carried zero = {0, 0};
    const struct chiso__carried one = {CHISO_DECIMAL_ONE, 0};
    const int sign = chiso__carried_compare(rule->per.value, zero);
    const struct chiso__carried limit = sign < 0 ? limits.min : limits.max;
    struct chiso__carried count = {0, 0};
    int64_t whole = 0;

    if (sign == 0 || !chiso__carried_scale(points, one, rule->per.value, &count) ||
        chiso__carried_compare(count, zero) < 0) {
        return none;
    }
    whole = count.millionths / CHISO_DECIMAL_ONE;
    if (count.millionths % CHISO_DECIMAL_ONE != 0 || count.rest != 0) {
        if (chiso__carried_compare(points, limit) != 0) {
            return none;
        }
        whole++;
    }
    return chiso__carried_of(whole * CHISO_DECIMAL_ONE);
}

struct chiso__carried chiso__range_back(const struct chiso__rule *rule, struct chiso__limits limits,
                                        struct chiso__carried points)
{
    const struct chiso__carried from = rule->range.min_at.value;
    struct chiso__carried part = {0, 0};
    struct chiso__carried whole = {0, 0};
    struct chiso__carried ends = {0, 0};
    struct chiso__carried way = {0, 0};
    struct chiso__carried cell = {0, 0};

    if (rule->logarithmic || !chiso__carried_subtract(points, limits.min, &part) ||
        !chiso__carried_subtract(limits.max, limits.min, &whole) ||
        !chiso__carried_subtract(rule->range.max_at.value, from, &ends) ||
        chiso__carried_is_zero(whole) || !chiso__carried_scale(ends, part, whole, &way) ||
        !chiso__carried_add(from, way, &cell)) {
        return none;
    }
    return cell;
}

/* The threshold of tiers that such points stand behind; rates are no number. */
struct chiso__carried chiso__tiers_back(const struct chiso__rule *rule, struct chiso__limits limits,
                                        struct chiso__carried points)
{
    (void)limits;
    for (uint32_t i = 0; i < rule->tiers.count; i++) {
        const struct chiso__tier *step = &rule->tiers.steps[i];

        if (chiso__carried_compare(step->points.value, points) == 0) {
            return chiso__is_rate(&step->threshold) ? none : step->threshold.value;
        }
    }
    return none;
}

struct chiso__carried chiso__rule_cell_for(const struct chiso__rule *rule,
                                           struct chiso__limits limits,
                                           struct chiso__carried points)
{
    const struct chiso__rule_row *row = chiso__rule_row_of(rule);

    if (row->is_points) {
        return points;
    }
    return row->cell == NULL || chiso__is_prepared(rule) ? none : row->cell(rule, limits, points);
}
