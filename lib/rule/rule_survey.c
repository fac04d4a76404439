/* Surveys: shares of answers, weighted by option. */
#include "rule/inside.h"

chiso_status chiso__survey_read(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    const chiso_decimal most = 100 * CHISO_DECIMAL_ONE;
    chiso_decimal greatest = 0;

    rule->weights = chiso__arena_take(reader->arena, reader->allocator,
                                      CHISO_OPTION_LIMIT * sizeof(*rule->weights));
    if (rule->weights == NULL) {
        return chiso__fail_memory(reader->error);
    }
    do {
        chiso_decimal weight = 0;
        const chiso_status status = chiso__rule_take_number(reader, &weight);

        if (status != CHISO_OK) {
            return status;
        }
        chiso__rule_take_literal(reader, "%");
        if (weight < 0 || weight > most) {
            return chiso__rule_fail_value(reader, CHISO__SAY_WEIGHTS_IN_PERCENT);
        }
        if (rule->option_count == CHISO_OPTION_LIMIT) {
            return chiso__rule_fail_value(reader, CHISO__SAY_OPTIONS_AT_MOST);
        }
        rule->weights[rule->option_count++] = weight;
        greatest = weight > greatest ? weight : greatest;
    } while (!chiso__rule_at_end(reader));
    /* Weights up to 1 are shares that were meant, and would hardly give any points. */
    if (rule->option_count < 2 || greatest <= CHISO_DECIMAL_ONE) {
        return chiso__rule_fail_value(reader, CHISO__SAY_A_WEIGHT_FOR_EACH_OPTION);
    }
    return CHISO_OK;
}

void chiso__survey_write(char **end, const struct chiso__rule *rule)
{
    for (uint32_t i = 0; i < rule->option_count; i++) {
        chiso__rule_put(end, " ");
        chiso__rule_put_number(end, rule->weights[i], "");
    }
}

chiso_decimal chiso__survey_most(const struct chiso__rule *rule, struct chiso__limits limits)
{
    chiso_decimal weight = 0;
    chiso_decimal most = limits.max;

    for (uint32_t i = 0; i < rule->option_count; i++) {
        weight = rule->weights[i] > weight ? rule->weights[i] : weight;
    }
    /* A share of the max is a decimal as the max is one. */
    (void)chiso__scale(limits.max, weight, CHISO__RULE_WHOLE, &most);
    return most;
}

chiso_status chiso__survey_points(const struct chiso__rule *rule, struct chiso__limits limits,
                                  const int64_t *counts, chiso_decimal *out_points,
                                  chiso_error *error)
{
    chiso__wide weighted = 0;
    chiso__wide answers = 0;
    chiso_decimal points = 0;

    for (uint32_t i = 0; i < rule->option_count; i++) {
        weighted += (chiso__wide)rule->weights[i] * counts[i];
        answers += counts[i];
    }
    if (answers == 0) {
        return chiso__fail(error, CHISO_E_CELL, CHISO__SAY_NO_ANSWER_IN_CELL, NULL);
    }
    if (!chiso__scale(weighted, limits.max, CHISO__RULE_WHOLE * answers, &points)) {
        return chiso__rule_fail_large(error);
    }
    *out_points = chiso__limit(points, limits);
    return CHISO_OK;
}
