/* Rules: how the cell of a leaf becomes points. */
#ifndef CHISO_LIB_RULE_H
#define CHISO_LIB_RULE_H

#include "message.h"

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
    CHISO__RULE_RANGE
};

/* What a rule takes. */
enum chiso__measure { CHISO__MEASURE_NUMBER, CHISO__MEASURE_RATE, CHISO__MEASURE_YESNO, CHISO__MEASURE_COUNT };

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
    chiso_decimal a;           /* percent of from, target and the lower end of between; points of per; the end of range that gives min */
    chiso_decimal b;           /* percent of the upper end of between; the end of range that gives max */
    struct chiso__step *steps; /* from the least threshold to the greatest */
    uint32_t step_count;
    const char *text; /* reads in again as the same rule */
};

/* What a rule stands in. */
struct chiso__limits {
    chiso_decimal min;
    chiso_decimal max;
};

/* Reads a rule; "" is `points`. The error's column counts the characters of the text, from 1, up to what is wrong. */
chiso_status chiso__rule_read(struct chiso__span text, struct chiso__limits limits, struct chiso__number_style *style,
                              struct chiso__arena *arena, const chiso_allocator *allocator, struct chiso__rule *out_rule, bool *out_rounded,
                              chiso_error *error);

/* Reads `97.8%`, `978/1000` or a number. */
chiso_status chiso__measured_read(struct chiso__span text, struct chiso__number_style *style, struct chiso__measured *out_measured,
                                  bool *out_rounded, chiso_error *error);

/* The points of what was measured, which is of the measure that the rule takes. */
chiso_status chiso__rule_points(const struct chiso__rule *rule, struct chiso__limits limits, struct chiso__measured measured,
                                chiso_decimal *out_points, chiso_error *error);

#endif
