/* What several raters gave, joined exactly. */
#include "base/sort.h"
#include "rule/inside.h"
#include "rule/raters.h"

/* A fraction, below which stands a number above 0. */
struct fraction {
    chiso__wide above;
    chiso__wide below;
};

/* 15 decimals of a number, behind the millionths that it is counted in. */
enum { PLACES_OF_MILLIONTH = 1000000000 };

static chiso__unsigned_wide common_divisor(chiso__unsigned_wide a, chiso__unsigned_wide b)
{
    while (b != 0) {
        const chiso__unsigned_wide rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

static void reduce(struct fraction *fraction)
{
    const chiso__unsigned_wide divisor =
        common_divisor(chiso__magnitude(fraction->above), (chiso__unsigned_wide)fraction->below);

    fraction->above /= (chiso__wide)divisor;
    fraction->below /= (chiso__wide)divisor;
}

/* Values are read with 15 decimals: counted in them they are whole. */
static chiso__wide places_of(struct chiso__carried value)
{
    const struct chiso__total places = chiso__places_between(value, chiso__carried_of(0));

    return (chiso__wide)((chiso__unsigned_wide)(chiso__wide)places.high << 64 | places.low);
}

/* sum += term; false where the numbers have more than 127 bits. */
static bool add(struct fraction *sum, struct fraction term)
{
    const chiso__unsigned_wide common =
        common_divisor((chiso__unsigned_wide)sum->below, (chiso__unsigned_wide)term.below);
    /* Both are above 0. */
    const chiso__wide divisor = common == 0 ? 1 : (chiso__wide)common;
    chiso__wide added = 0;

    if (__builtin_mul_overflow(sum->above, term.below / divisor, &sum->above) ||
        __builtin_mul_overflow(term.above, sum->below / divisor, &added) ||
        __builtin_add_overflow(sum->above, added, &sum->above) ||
        __builtin_mul_overflow(sum->below, term.below / divisor, &sum->below)) {
        return false;
    }
    reduce(sum);
    return true;
}

/* Those that are joined: of what was given, in order, the ones from one place up to another. */
struct chosen {
    const struct chiso__measured *const *given;
    const uint32_t *ids;
    uint32_t count;
};

static const struct chiso__measured *chosen_at(const struct chosen *chosen, uint32_t i)
{
    return chosen->given[chosen->ids[i]];
}

/* The mean as a fraction whose parts fit; whole numbers where they do. */
static bool mean_of_fractions(const struct chosen *chosen, struct chiso__measured *out_mean)
{
    struct fraction sum = {0, 1};
    chiso__wide unit = CHISO_DECIMAL_ONE;

    for (uint32_t i = 0; i < chosen->count; i++) {
        const struct chiso__measured *one = chosen_at(chosen, i);
        struct fraction term = {places_of(one->value),
                                (chiso__wide)one->denominator * PLACES_OF_MILLIONTH};

        reduce(&term);
        if (!add(&sum, term)) {
            return false;
        }
    }
    if (__builtin_mul_overflow(sum.below, (chiso__wide)chosen->count, &sum.below)) {
        return false;
    }
    reduce(&sum);
    if (sum.below > CHISO_DECIMAL_MAX || chiso__magnitude(sum.above) > CHISO_DECIMAL_MAX) {
        return false;
    }
    if (sum.below > CHISO_DECIMAL_MAX / unit ||
        chiso__magnitude(sum.above) > (chiso__unsigned_wide)(CHISO_DECIMAL_MAX / unit)) {
        unit = 1;
    }
    out_mean->value = chiso__carried_of((chiso_decimal)(sum.above * unit));
    out_mean->denominator = (chiso_decimal)(sum.below * unit);
    return true;
}

/* The mean in percent, to the last place that is carried. */
static bool mean_of_percents(const struct chosen *chosen, struct chiso__measured *out_mean)
{
    struct chiso__total sum = {0, 0};

    for (uint32_t i = 0; i < chosen->count; i++) {
        const struct chiso__measured *one = chosen_at(chosen, i);
        struct chiso__carried percent = {0, 0};

        if (!chiso__carried_scale(chiso__carried_of(CHISO__RULE_WHOLE), one->value,
                                  chiso__carried_of(one->denominator), &percent) ||
            !chiso__total_add(&sum, percent)) {
            return false;
        }
    }
    out_mean->denominator = CHISO__RULE_WHOLE;
    return chiso__total_over(sum, chosen->count, &out_mean->value);
}

/* The mean of numbers, or of rates of one denominator; *out_is_whole where 15 decimals hold it. */
static bool mean_of_values(const struct chosen *chosen, struct chiso__measured *out_mean,
                           bool *out_is_whole)
{
    const struct chiso__carried one = {1, 0};
    chiso__wide sum = 0;

    if (chosen->count == 0) {
        return false;
    }
    /* So many of the greatest numbers need 113 bits. */
    for (uint32_t i = 0; i < chosen->count; i++) {
        sum += places_of(chosen_at(chosen, i)->value);
    }
    *out_is_whole = sum % chosen->count == 0;
    out_mean->denominator = chosen_at(chosen, 0)->denominator;
    return chiso__total_scale(
        one, chiso__total_of_wide(sum),
        chiso__total_of_wide((chiso__wide)chosen->count * PLACES_OF_MILLIONTH), &out_mean->value);
}

static bool have_one_denominator(const struct chosen *chosen)
{
    for (uint32_t i = 1; i < chosen->count; i++) {
        if (chosen_at(chosen, i)->denominator != chosen_at(chosen, 0)->denominator) {
            return false;
        }
    }
    return true;
}

static bool mean_of(const struct chosen *chosen, bool is_rate, struct chiso__measured *out_mean)
{
    bool is_whole = false;

    *out_mean = *chosen_at(chosen, 0);
    if (chosen->count == 1) {
        return true;
    }
    if (have_one_denominator(chosen)) {
        if (!mean_of_values(chosen, out_mean, &is_whole)) {
            return false;
        }
        if (is_whole || !is_rate) {
            return true;
        }
    }
    return mean_of_fractions(chosen, out_mean) || mean_of_percents(chosen, out_mean);
}

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__measured *const *given = context;

    const int order = chiso__measured_compare(given[a], given[b]);

    /* Of equal rates the one with less below it, so that no order of raters is another. */
    return order != 0 ? order < 0 : given[a]->denominator < given[b]->denominator;
}

uint32_t chiso__raters_off(const struct chiso__panel *raters, uint32_t count)
{
    const uint32_t most = count == 0 ? 0 : (count - 1) / 2;

    if (raters->joining == CHISO__JOINING_MEAN) {
        return 0;
    }
    return raters->joining == CHISO__JOINING_TRIMMED && raters->off < most ? raters->off : most;
}

bool chiso__raters_join(const struct chiso__panel *raters, const struct chiso__rule *rule,
                        const struct chiso__measured *const *given, uint32_t count,
                        struct chiso__measured *out_joined)
{
    const uint32_t off = chiso__raters_off(raters, count);
    uint32_t ids[2 * CHISO_RATING_LIMIT];
    const struct chosen chosen = {given, ids + off, count - 2 * off};

    if (count == 0) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        ids[i] = i;
    }
    if (off > 0 || chiso__cell_kinds[rule->takes].is_rate) {
        chiso__sort_ids(ids, ids + count, count, is_before, given);
    }
    return mean_of(&chosen, chiso__cell_kinds[rule->takes].is_rate, out_joined);
}
