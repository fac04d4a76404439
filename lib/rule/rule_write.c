/* A rule as a text that reads in again as the same rule. */
#include "rule/inside.h"

#include <string.h>

/* Text that is written in pieces into a buffer that is large enough. */
static void append(char **end, const char *text)
{
    const size_t size = strlen(text);

    memcpy(*end, text, size + 1);
    *end += size;
}

static void append_number(char **end, chiso_decimal value, const char *behind)
{
    *end += chiso__decimal_text(value, -1, CHISO_ROUND_HALF_UP, '.', *end);
    append(end, behind);
}

static void append_steps(char **end, const struct chiso__rule *rule)
{
    /* The first threshold is the one that is hardest to reach. */
    for (uint32_t i = 0; i < rule->step_count; i++) {
        const struct chiso__step *step =
            &rule->steps[rule->kind == CHISO__RULE_ATMOST ? i : rule->step_count - 1 - i];

        append(end, " ");
        if (step->threshold.percent) {
            append_number(end, step->threshold.value, "%:");
        } else if (step->threshold.ratio) {
            append_number(end, step->threshold.value, "/");
            append_number(end, step->threshold.denominator, ":");
        } else {
            append_number(end, step->threshold.value, ":");
        }
        append_number(end, step->points, "");
    }
}

static void append_weights(char **end, const struct chiso__rule *rule)
{
    for (uint32_t i = 0; i < rule->option_count; i++) {
        append(end, " ");
        append_number(end, rule->weights[i], "");
    }
}

void chiso__rule_write(const struct chiso__rule *rule, char *out_text)
{
    static const char *const words[] = {
        [CHISO__RULE_POINTS] = "points",
        [CHISO__RULE_RATE] = "rate",
        [CHISO__RULE_RATE_FROM] = "rate from ",
        [CHISO__RULE_RATE_BETWEEN] = "rate between ",
        [CHISO__RULE_RATE_TARGET] = "rate target ",
        [CHISO__RULE_ATLEAST] = "atleast",
        [CHISO__RULE_ATMOST] = "atmost",
        [CHISO__RULE_YESNO] = "yesno",
        [CHISO__RULE_PER] = "per ",
        [CHISO__RULE_RANGE] = "range ",
        [CHISO__RULE_MINMAX] = "minmax",
        [CHISO__RULE_BEST] = "best",
        [CHISO__RULE_PERCENTILE] = "percentile",
        [CHISO__RULE_ZSCORE] = "zscore ",
        [CHISO__RULE_SURVEY] = "survey",
    };

    char *end = out_text;

    append(&end, words[rule->kind]);
    if (rule->kind == CHISO__RULE_RATE_FROM || rule->kind == CHISO__RULE_RATE_TARGET) {
        append_number(&end, rule->a, "%");
    } else if (rule->kind == CHISO__RULE_RATE_BETWEEN) {
        append_number(&end, rule->a, "%..");
        append_number(&end, rule->b, "%");
    } else if (rule->kind == CHISO__RULE_PER) {
        append_number(&end, rule->a, "");
    } else if (rule->kind == CHISO__RULE_RANGE) {
        append_number(&end, rule->a, "..");
        append_number(&end, rule->b, rule->logarithmic ? " log" : "");
        append(&end, rule->unlimited ? " unlimited" : "");
    } else if (rule->kind == CHISO__RULE_ZSCORE) {
        append_number(&end, rule->a, " ");
        append_number(&end, rule->b, "");
    }
    append(&end, rule->population ? " population" : "");
    append(&end, rule->down ? " down" : "");
    append(&end, rule->in_block ? " block" : "");
    append_steps(&end, rule);
    append_weights(&end, rule);
}
