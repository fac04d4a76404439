/* Rules: how the cell of a leaf becomes points. */
#ifndef CHISO_LIB_RULE_RULE_H
#define CHISO_LIB_RULE_RULE_H

#include <chiso/tree.h>

#include "text/message.h"

enum chiso__rule_kind {
    CHISO__RULE_POINTS,
    CHISO__RULE_RATE,
    CHISO__RULE_RATE_FROM,
    CHISO__RULE_RATE_BETWEEN,
    CHISO__RULE_RATE_TARGET,
    CHISO__RULE_ATLEAST,
    CHISO__RULE_ATMOST,
    CHISO__RULE_YESNO,
    CHISO__RULE_PER,
    CHISO__RULE_RANGE,
    CHISO__RULE_MINMAX,
    CHISO__RULE_BEST,
    CHISO__RULE_PERCENTILE,
    CHISO__RULE_ZSCORE,
    CHISO__RULE_SURVEY
};

/* What a rule takes. */
enum chiso__measure {
    CHISO__MEASURE_NUMBER,
    CHISO__MEASURE_RATE,
    CHISO__MEASURE_YESNO,
    CHISO__MEASURE_COUNT,
    CHISO__MEASURE_ANSWERS
};

/* A number, or two that make a rate: 97.8 % has the denominator 100. */
struct chiso__measured {
    chiso_decimal value;
    chiso_decimal denominator; /* CHISO_DECIMAL_ONE for a number */
    bool percent;              /* it was written with a percent sign */
    bool ratio;                /* it was written as a/b */
};

/* A threshold of atleast and atmost, and its points. */
struct chiso__step {
    struct chiso__measured threshold;
    chiso_decimal points;
};

struct chiso__rule {
    enum chiso__rule_kind kind;
    enum chiso__measure takes;
    bool unlimited;
    bool logarithmic; /* range takes logarithms first */
    bool down;        /* of what looks at the other units: less is better */
    bool in_block;    /* of the same: at those of the unit's block only */
    bool population; /* of zscore: the standard deviation is that of all there are, divided by n and
                        not by n - 1 */
    chiso_decimal a; /* percent of from, target and the lower end of between; points of per; the end
                        of range that gives min; points at the mean */
    chiso_decimal b; /* percent of the upper end of between; the end of range that gives max; points
                        a standard deviation */
    /* of a logarithmic range: the logarithm of a, and how far that of b is from it */
    chiso__wide start;
    chiso__wide span;
    chiso_decimal *weights; /* of the options of survey, in percent */
    uint32_t option_count;
    struct chiso__step *steps; /* from the least threshold to the greatest */
    uint32_t step_count;
    const char *text; /* reads in again as the same rule */
};

/* What a rule stands in. */
struct chiso__limits {
    chiso_decimal min;
    chiso_decimal max;
};

/* Whether the points of a value depend on those of the other units. */
static inline bool chiso__is_relative(const struct chiso__rule *rule)
{
    return rule->kind >= CHISO__RULE_MINMAX && rule->kind <= CHISO__RULE_ZSCORE;
}

/* Reads a rule; "" is `points`. The error's column counts the characters of the text, from 1, up to
 * what is wrong. */
chiso_status chiso__rule_read(struct chiso__span text, struct chiso__limits limits,
                              struct chiso__number_style *style, struct chiso__arena *arena,
                              const chiso_allocator *allocator, struct chiso__rule *out_rule,
                              bool *out_rounded, chiso_error *error);

/* Reads `97.8%`, `978/1000` or a number. */
chiso_status chiso__measured_read(struct chiso__span text, struct chiso__number_style *style,
                                  struct chiso__measured *out_measured, bool *out_rounded,
                                  chiso_error *error);

/* Reads `12|30|5`, a count an option. */
chiso_status chiso__counts_read(struct chiso__span text, uint32_t option_count, int64_t *out_counts,
                                chiso_error *error);

/* min + (max - min) × part / whole, rounded once; whole is above 0. False when it is no decimal. */
bool chiso__on_line(struct chiso__limits limits, chiso__wide part, chiso__wide whole,
                    chiso_decimal *out_points);

static inline chiso_decimal chiso__limit(chiso_decimal points, struct chiso__limits limits)
{
    if (points < limits.min) {
        return limits.min;
    }
    return points > limits.max ? limits.max : points;
}

/* The points of counts of answers, an option each, none of them beyond the limit. */
chiso_status chiso__survey_points(const struct chiso__rule *rule, struct chiso__limits limits,
                                  const int64_t *counts, chiso_decimal *out_points,
                                  chiso_error *error);

/* CHISO_OK for points within the limits. */
chiso_status chiso__check_points(chiso_decimal points, struct chiso__limits limits,
                                 chiso_error *error);

/* The points of what was measured, which is of the measure that the rule takes. Where they depend
 * on the other units it is the value itself, checked to be one that has points. */
chiso_status chiso__rule_points(const struct chiso__rule *rule, struct chiso__limits limits,
                                struct chiso__measured measured, chiso_decimal *out_points,
                                chiso_error *error);

#endif
