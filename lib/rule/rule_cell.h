/* What cells hold: numbers, rates, counts, answers. */
#ifndef CHISO_LIB_RULE_RULE_CELL_H
#define CHISO_LIB_RULE_RULE_CELL_H

#include "text/message.h"

/* Each has a row of chiso__cell_kinds. */
enum chiso__cell_kind {
    CHISO__CELL_NUMBER,
    CHISO__CELL_RATE,
    CHISO__CELL_PERCENT,
    CHISO__CELL_SHARE,
    CHISO__CELL_YESNO,
    CHISO__CELL_COUNT,
    CHISO__CELL_ANSWERS,
    CHISO__CELL_KINDS
};

/* A number, or two that make a rate: 97.8 % has the denominator 100. */
struct chiso__measured {
    struct chiso__carried value;
    chiso_decimal denominator; /* CHISO_DECIMAL_ONE for a number */
    bool percent;              /* it was written with a percent sign */
    bool ratio;                /* it was written as a/b */
};

/* All that is known of a measure. */
struct chiso__measure_row {
    const char *word; /* said behind the word of a rule that takes rates; NULL: not said */
    /* What a bare number is a rate of: 100 where it is one in percent, 1 for a number; 0: a bare
     * number is refused. */
    chiso_decimal whole;
    bool (*fits)(struct chiso__carried value); /* which bare numbers are taken; NULL: all */
    enum chiso__message refusal;               /* {0} is what was found, {1} the rule */
    bool is_rate;                              /* 97.8% and 978/1000 are taken */
    bool in_words;                             /* it is read as yes or no */
};

extern const struct chiso__measure_row chiso__cell_kinds[];

/* Reads yes or no, in each spelling; false for anything else. */
bool chiso__yes_no_read(struct chiso__span text, bool *out_yes);

/* Reads `12|30|5`, a count an option, in millionths: those of weighted answers are no whole
 * numbers.
 */
chiso_status chiso__counts_read(struct chiso__span text, struct chiso__number_style *style,
                                uint32_t option_count, int64_t *out_counts, chiso_error *error);

/* Reads the text of a cell that holds no answers as what the rule takes. */
struct chiso__rule;
chiso_status chiso__measure_read(const struct chiso__rule *rule, struct chiso__span text,
                                 struct chiso__number_style *style,
                                 struct chiso__measured *out_measured, bool *out_rounded,
                                 chiso_error *error);

/* Takes a number, or a numerator and its denominator, as what the rule takes. */
chiso_status chiso__measure_number(const struct chiso__rule *rule, chiso_decimal value,
                                   struct chiso__measured *out_measured, chiso_error *error);
chiso_status chiso__measure_ratio(const struct chiso__rule *rule, chiso_decimal numerator,
                                  chiso_decimal denominator, struct chiso__measured *out_measured,
                                  chiso_error *error);

/* Says what the rule takes instead of what was found. */
chiso_status chiso__fail_measure(const struct chiso__rule *rule, struct chiso__span found,
                                 chiso_error *error);

#endif
