/* Surveys: shares of answers, weighted by option. */
#include "rule/inside.h"

/* An option that means "don't know". */
static bool take_dash(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    if (!chiso__rule_take_word(reader, "-") && !chiso__rule_take_word(reader, "\xE2\x80\x93")) {
        return false;
    }
    /* It is written again, as a number is. */
    reader->numbers++;
    rule->weights[rule->option_count] = chiso__numeral_of(0);
    rule->left_out |= UINT64_C(1) << rule->option_count;
    return true;
}

/* The weight of an option, in percent. */
static chiso_status take_weight(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    struct chiso__numeral *weight = &rule->weights[rule->option_count];
    chiso_status status = CHISO_OK;

    if (!chiso__rule_is_at_number(reader)) {
        return chiso__rule_fail_here(reader, CHISO__SAY_A_WEIGHT_FOR_EACH_OPTION);
    }
    status = chiso__rule_take_number(reader, weight);
    if (status != CHISO_OK) {
        return status;
    }
    if (weight->denominator == 0) {
        chiso__rule_take_literal(reader, "%");
    }
    return weight->value.millionths < 0 ||
                   chiso__carried_compare(weight->value, chiso__carried_of(CHISO__RULE_WHOLE)) > 0
               ? chiso__rule_fail_value(reader, CHISO__SAY_WEIGHTS_IN_PERCENT)
               : CHISO_OK;
}

chiso_status chiso__survey_read(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    struct chiso__carried greatest = {0, 0};

    rule->weights = chiso__arena_take(reader->arena, reader->allocator,
                                      ((size_t)CHISO_OPTION_LIMIT + 1) * sizeof(*rule->weights));
    if (rule->weights == NULL) {
        return chiso__fail_memory(reader->error);
    }
    do {
        const chiso_status status =
            rule->option_count < CHISO_OPTION_LIMIT && take_dash(reader, rule)
                ? CHISO_OK
                : take_weight(reader, rule);

        if (status != CHISO_OK) {
            return status;
        }
        if (rule->option_count == CHISO_OPTION_LIMIT) {
            return chiso__rule_fail_value(reader, CHISO__SAY_OPTIONS_AT_MOST);
        }
        greatest = chiso__carried_greatest(greatest, rule->weights[rule->option_count].value);
        rule->option_count++;
    } while (!chiso__rule_at_end(reader));
    /* Weights up to 1 are shares that were meant, and would hardly give any points. */
    if (rule->option_count < 2 ||
        chiso__carried_compare(greatest, chiso__carried_of(CHISO_DECIMAL_ONE)) <= 0) {
        return chiso__rule_fail_value(reader, rule->option_count < 2
                                                  ? CHISO__SAY_A_WEIGHT_FOR_EACH_OPTION
                                                  : CHISO__SAY_A_WEIGHT_ABOVE_1);
    }
    return CHISO_OK;
}

void chiso__survey_write(char **end, const struct chiso__rule *rule)
{
    for (uint32_t i = 0; i < rule->option_count; i++) {
        chiso__rule_put(end, " ");
        if (chiso__leaves_out(rule, i)) {
            chiso__rule_put(end, "-");
        } else {
            chiso__rule_put_number(end, &rule->weights[i], "");
        }
    }
}

struct chiso__carried chiso__survey_most(const struct chiso__rule *rule,
                                         struct chiso__limits limits)
{
    struct chiso__carried weight = {0, 0};
    struct chiso__carried most = limits.max;

    for (uint32_t i = 0; i < rule->option_count; i++) {
        weight = chiso__carried_greatest(weight, rule->weights[i].value);
    }
    /* A share of the max is a number as the max is one. */
    (void)chiso__carried_scale(limits.max, weight, chiso__carried_of(CHISO__RULE_WHOLE), &most);
    return most;
}

int64_t chiso__survey_left_out(const struct chiso__rule *rule, const int64_t *counts)
{
    int64_t sum = 0;

    for (uint32_t i = 0; i < rule->option_count; i++) {
        /* Beyond the limit it is as good as the limit: each count is within it. */
        sum = !chiso__leaves_out(rule, i)           ? sum
              : counts[i] > CHISO_DECIMAL_MAX - sum ? CHISO_DECIMAL_MAX
                                                    : sum + counts[i];
    }
    return sum;
}

/* What all counts are divided by to be small numbers: only their ratios matter. */
static int64_t unit_of(const struct chiso__rule *rule, const int64_t *counts)
{
    int64_t unit = CHISO_DECIMAL_ONE;

    for (uint32_t i = 0; i < rule->option_count; i++) {
        while (counts[i] % unit != 0) {
            unit /= 10;
        }
    }
    return unit;
}

chiso_status chiso__survey_points(const struct chiso__rule *rule, struct chiso__limits limits,
                                  const int64_t *counts, struct chiso__carried *out_points,
                                  chiso_error *error)
{
    struct chiso__total weighted = {0, 0};
    struct chiso__total answers = {0, 0};
    struct chiso__carried points = {0, 0};
    const int64_t unit = unit_of(rule, counts);
    bool fits = true;

    for (uint32_t i = 0; i < rule->option_count; i++) {
        const int64_t count = counts[i] / unit;

        if (chiso__leaves_out(rule, i)) {
            continue;
        }
        fits = fits && chiso__total_add_times(&weighted, rule->weights[i].value, count) &&
               chiso__total_add_times(&answers, chiso__carried_of(CHISO__RULE_WHOLE), count);
    }
    if (fits && chiso__total_is_zero(answers) && chiso__survey_left_out(rule, counts) > 0) {
        *out_points = chiso__carried_of(CHISO_ABSENT);
        return CHISO_OK;
    }
    if (fits && chiso__total_is_zero(answers)) {
        return chiso__fail(error, CHISO_E_CELL, CHISO__SAY_NO_ANSWER_IN_CELL, NULL);
    }
    if (!fits || !chiso__total_scale(limits.max, weighted, answers, &points)) {
        return chiso__rule_fail_large(error);
    }
    *out_points = chiso__limit(points, limits);
    return CHISO_OK;
}
