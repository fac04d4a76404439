/* Rules that look at the other units: what a value is worth among them. */
#include "rule/inside.h"

chiso_status chiso__zscore_read(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    chiso_status status = chiso__rule_take_number(reader, &rule->zscore.at_mean);

    if (status == CHISO_OK &&
        chiso__check_points(rule->zscore.at_mean.value, reader->limits, NULL) != CHISO_OK) {
        return chiso__fail(reader->error, CHISO_E_RULE, CHISO__SAY_RULE_GIVES_POINTS_AT_MEAN,
                           CHISO__WORDS(chiso__say(reader->text),
                                        chiso__say_carried(rule->zscore.at_mean.value),
                                        chiso__say_carried(reader->limits.min),
                                        chiso__say_carried(reader->limits.max)));
    }
    if (status == CHISO_OK) {
        status = chiso__rule_take_number(reader, &rule->zscore.per_deviation);
    }
    if (status == CHISO_OK &&
        chiso__carried_compare(rule->zscore.per_deviation.value, chiso__carried_of(0)) <= 0) {
        return chiso__rule_fail_value(reader, CHISO__SAY_POINTS_FOR_A_DEVIATION);
    }
    return status;
}

void chiso__zscore_write(char **end, const struct chiso__rule *rule)
{
    chiso__rule_put(end, " ");
    chiso__rule_put_number(end, &rule->zscore.at_mean, " ");
    chiso__rule_put_number(end, &rule->zscore.per_deviation, "");
}

struct chiso__carried chiso__best_lowest(const struct chiso__rule *rule)
{
    return rule->down ? chiso__rule_above_0() : chiso__carried_of(0);
}

/* How far a value is above another: decimals in their last places, means of them and what was done
 * to them in last bits. */
static struct chiso__total between(const struct chiso__peer_figures *peers, struct chiso__carried a,
                                   struct chiso__carried b)
{
    struct chiso__total total = chiso__total_of(a);

    if (!peers->deep) {
        return chiso__places_between(a, b);
    }
    (void)chiso__total_take(&total, chiso__total_of(b));
    return total;
}

chiso__wide chiso__distance_of(const struct chiso__peer_figures *peers, struct chiso__carried value)
{
    struct chiso__total total = {0, 0};

    if (!peers->fine) {
        return (chiso__wide)(((uint64_t)value.millionths - (uint64_t)peers->lowest.millionths) >>
                             peers->drop);
    }
    total = between(peers, value, peers->lowest);
    return ((chiso__wide)total.high << 64 | total.low) >> peers->drop;
}

/* How many values are below a value, or not above it. */
static uint32_t count_below(const struct chiso__peer_figures *peers, struct chiso__carried value,
                            bool equals)
{
    uint32_t low = 0;
    uint32_t high = peers->count;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const int order = chiso__carried_compare(peers->sorted[middle], value);

        if (order < 0 || (equals && order == 0)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The points at the mean, and so many more a standard deviation: (n d - Σ d) / root of them. */
struct chiso__carried chiso__zscore_points(const struct chiso__rule *rule,
                                           struct chiso__limits limits,
                                           const struct chiso__peer_figures *peers,
                                           struct chiso__carried value)
{
    const chiso__wide above = chiso__distance_of(peers, value) * peers->count - peers->sum;
    const chiso__wide distance = rule->down ? -above : above;
    struct chiso__carried points = rule->zscore.at_mean.value;
    struct chiso__carried rise = {0, 0};

    if (peers->root == 0) {
        return points;
    }
    if (!chiso__total_scale(rule->zscore.per_deviation.value,
                            chiso__total_of_wide(distance * ((chiso__wide)1 << peers->places)),
                            chiso__total_of_wide(peers->root), &rise) ||
        !chiso__carried_add(points, rise, &points)) {
        return distance < 0 ? limits.min : limits.max;
    }
    return chiso__limit(points, limits);
}

/* a - b as a whole number of millionths; false where they are none, or too far apart for 63 bits.
 */
static bool millionths_between(struct chiso__carried a, struct chiso__carried b, int64_t *out_part)
{
    return (a.rest | b.rest) == 0 && !__builtin_sub_overflow(a.millionths, b.millionths, out_part);
}

struct chiso__carried chiso__minmax_points(const struct chiso__rule *rule,
                                           struct chiso__limits limits,
                                           const struct chiso__peer_figures *peers,
                                           struct chiso__carried value)
{
    const struct chiso__carried from = rule->down ? peers->highest : value;
    const struct chiso__carried to = rule->down ? value : peers->lowest;
    struct chiso__carried points = limits.max;
    struct chiso__total whole;
    struct chiso__total part;
    int64_t own = 0;
    int64_t all = 0;

    /* The same proportion in shorter numbers. */
    if (chiso__carried_is_zero(limits.min) && millionths_between(from, to, &own) &&
        millionths_between(peers->highest, peers->lowest, &all)) {
        if (own != all) {
            (void)chiso__carried_portion(limits.max, own, all, &points);
        }
        return points;
    }
    whole = between(peers, peers->highest, peers->lowest);
    part = between(peers, from, to);
    if (!chiso__total_is_zero(whole) && chiso__total_compare(part, whole) != 0) {
        /* A part of the whole cannot lead beyond its ends. */
        (void)chiso__on_line(limits, part, whole, &points);
    }
    return points;
}

/* max × part / whole, a share of 0 to 1. */
static struct chiso__carried share_points(struct chiso__limits limits,
                                          const struct chiso__peer_figures *peers,
                                          struct chiso__carried part, struct chiso__carried whole)
{
    const struct chiso__carried zero = {0, 0};
    struct chiso__carried points = limits.max;

    if ((part.rest | whole.rest) == 0) {
        (void)chiso__carried_portion(limits.max, part.millionths, whole.millionths, &points);
    } else {
        (void)chiso__total_scale(limits.max, between(peers, part, zero),
                                 between(peers, whole, zero), &points);
    }
    return chiso__limit(points, limits);
}

struct chiso__carried chiso__best_points(const struct chiso__rule *rule,
                                         struct chiso__limits limits,
                                         const struct chiso__peer_figures *peers,
                                         struct chiso__carried value)
{
    if (chiso__carried_compare(peers->highest, chiso__carried_of(0)) == 0) {
        return limits.max;
    }
    return rule->down ? share_points(limits, peers, peers->lowest, value)
                      : share_points(limits, peers, value, peers->highest);
}

struct chiso__carried chiso__percentile_points(const struct chiso__rule *rule,
                                               struct chiso__limits limits,
                                               const struct chiso__peer_figures *peers,
                                               struct chiso__carried value)
{
    const uint32_t share = rule->down ? peers->count - count_below(peers, value, false)
                                      : count_below(peers, value, true);
    struct chiso__carried points = limits.max;

    (void)chiso__carried_portion(limits.max, share, peers->count, &points);
    return chiso__limit(points, limits);
}
