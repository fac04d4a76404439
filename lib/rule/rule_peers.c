/* Rules that look at the other units: what a value is worth among them. */
#include "rule/inside.h"

#include "number/logarithm.h"

chiso_status chiso__zscore_read(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    chiso_status status = chiso__rule_take_number(reader, &rule->zscore.at_mean);

    if (status == CHISO_OK &&
        (rule->zscore.at_mean < reader->limits.min || rule->zscore.at_mean > reader->limits.max)) {
        return chiso__fail(reader->error, CHISO_E_RULE, CHISO__SAY_RULE_GIVES_POINTS_AT_MEAN,
                           CHISO__WORDS(chiso__say(reader->text),
                                        chiso__say_decimal(rule->zscore.at_mean),
                                        chiso__say_decimal(reader->limits.min),
                                        chiso__say_decimal(reader->limits.max)));
    }
    if (status == CHISO_OK) {
        status = chiso__rule_take_number(reader, &rule->zscore.per_deviation);
    }
    if (status == CHISO_OK && rule->zscore.per_deviation <= 0) {
        return chiso__rule_fail_value(reader, CHISO__SAY_POINTS_FOR_A_DEVIATION);
    }
    return status;
}

void chiso__zscore_write(char **end, const struct chiso__rule *rule)
{
    chiso__rule_put(end, " ");
    chiso__rule_put_number(end, rule->zscore.at_mean, " ");
    chiso__rule_put_number(end, rule->zscore.per_deviation, "");
}

chiso_decimal chiso__best_lowest(const struct chiso__rule *rule)
{
    return rule->down ? 1 : 0;
}

/* How many values are below a value, or not above it. */
static uint32_t count_below(const struct chiso__peer_figures *peers, chiso_decimal value,
                            bool equals)
{
    uint32_t low = 0;
    uint32_t high = peers->count;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (peers->sorted[middle] < value || (equals && peers->sorted[middle] == value)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The points at the mean, and so many more a standard deviation: (n d - Σ d) / root of them. */
chiso_decimal chiso__zscore_points(const struct chiso__rule *rule, struct chiso__limits limits,
                                   const struct chiso__peer_figures *peers, chiso_decimal value)
{
    enum { BITS = 16 }; /* behind the millionths; the last of them may be wrong */
    const chiso__wide distance = chiso__distance_of(peers, value) * peers->count - peers->sum;
    chiso__wide points = 0;
    chiso_decimal settled = 0;

    if (peers->root > 0 &&
        !chiso__scale_wide((rule->down ? -distance : distance) * rule->zscore.per_deviation,
                           (chiso__wide)1 << (peers->places + BITS), peers->root, &points)) {
        return (distance < 0) == rule->down ? limits.max : limits.min;
    }
    points = chiso__settle(points + (chiso__wide)rule->zscore.at_mean * (1 << BITS), BITS, 1);
    if (!chiso__narrow(points, &settled)) {
        return points < 0 ? limits.min : limits.max;
    }
    return chiso__limit(settled, limits);
}

/* max × part / whole, a share of 0 to 1. */
static chiso_decimal share_points(struct chiso__limits limits, chiso_decimal part,
                                  chiso_decimal whole)
{
    const chiso__wide points =
        chiso__divide((chiso__wide)limits.max * part, whole, CHISO_ROUND_HALF_UP);

    return chiso__limit((chiso_decimal)points, limits);
}

chiso_decimal chiso__minmax_points(const struct chiso__rule *rule, struct chiso__limits limits,
                                   const struct chiso__peer_figures *peers, chiso_decimal value)
{
    const chiso__wide whole = (chiso__wide)peers->highest - peers->lowest;
    const chiso__wide part =
        rule->down ? (chiso__wide)peers->highest - value : (chiso__wide)value - peers->lowest;
    chiso_decimal points = limits.max;
    chiso__wide rise = 0;

    if (whole == 0 || part == whole || chiso__on_line(limits, part, whole, &points)) {
        return points;
    }
    /* Numbers whose products do not fit: the same but for where a half is rounded to below 0. */
    chiso__scale_wide((chiso__wide)limits.max - limits.min, part, whole, &rise);
    return (chiso_decimal)(limits.min + rise);
}

chiso_decimal chiso__best_points(const struct chiso__rule *rule, struct chiso__limits limits,
                                 const struct chiso__peer_figures *peers, chiso_decimal value)
{
    if (peers->highest == 0) {
        return limits.max;
    }
    return rule->down ? share_points(limits, peers->lowest, value)
                      : share_points(limits, value, peers->highest);
}

chiso_decimal chiso__percentile_points(const struct chiso__rule *rule, struct chiso__limits limits,
                                       const struct chiso__peer_figures *peers, chiso_decimal value)
{
    const uint32_t share = rule->down ? peers->count - count_below(peers, value, false)
                                      : count_below(peers, value, true);

    return share_points(limits, share, peers->count);
}
