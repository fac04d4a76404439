/* Surveys: shares of answers, weighted by option. */
#include "rule/inside.h"

chiso_status chiso__survey_read(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    const struct chiso__carried most = chiso__carried_of(CHISO__RULE_WHOLE);
    struct chiso__carried greatest = {0, 0};

    rule->weights = chiso__arena_take(reader->arena, reader->allocator,
                                      CHISO_OPTION_LIMIT * sizeof(*rule->weights));
    if (rule->weights == NULL) {
        return chiso__fail_memory(reader->error);
    }
    do {
        struct chiso__numeral weight;
        const chiso_status status = chiso__rule_take_number(reader, &weight);

        if (status != CHISO_OK) {
            return status;
        }
        if (weight.denominator == 0) {
            chiso__rule_take_literal(reader, "%");
        }
        if (weight.value.millionths < 0 || chiso__carried_compare(weight.value, most) > 0) {
            return chiso__rule_fail_value(reader, CHISO__SAY_WEIGHTS_IN_PERCENT);
        }
        if (rule->option_count == CHISO_OPTION_LIMIT) {
            return chiso__rule_fail_value(reader, CHISO__SAY_OPTIONS_AT_MOST);
        }
        rule->weights[rule->option_count++] = weight;
        greatest = chiso__carried_greatest(greatest, weight.value);
    } while (!chiso__rule_at_end(reader));
    /* Weights up to 1 are shares that were meant, and would hardly give any points. */
    if (rule->option_count < 2 ||
        chiso__carried_compare(greatest, chiso__carried_of(CHISO_DECIMAL_ONE)) <= 0) {
        return chiso__rule_fail_value(reader, CHISO__SAY_A_WEIGHT_FOR_EACH_OPTION);
    }
    return CHISO_OK;
}

void chiso__survey_write(char **end, const struct chiso__rule *rule)
{
    for (uint32_t i = 0; i < rule->option_count; i++) {
        chiso__rule_put(end, " ");
        chiso__rule_put_number(end, &rule->weights[i], "");
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

chiso_status chiso__survey_points(const struct chiso__rule *rule, struct chiso__limits limits,
                                  const int64_t *counts, struct chiso__carried *out_points,
                                  chiso_error *error)
{
    struct chiso__total weighted = {0, 0};
    struct chiso__total answers = {0, 0};
    struct chiso__carried points = {0, 0};
    bool fits = true;

    for (uint32_t i = 0; i < rule->option_count; i++) {
        fits = fits && chiso__total_add_times(&weighted, rule->weights[i].value, counts[i]) &&
               chiso__total_add_times(&answers, chiso__carried_of(CHISO__RULE_WHOLE), counts[i]);
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
