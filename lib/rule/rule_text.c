/* The text of a rule, read and checked. */
#include "number/logarithm.h"
#include "rule/inside.h"

#include "base/sort.h"

#include <string.h>

static chiso_status take_measured(struct chiso__rule_reader *reader,
                                  struct chiso__measured *out_measured)
{
    chiso_status status = CHISO_OK;

    *out_measured = (struct chiso__measured){0, CHISO_DECIMAL_ONE, false, false};
    status = chiso__rule_take_number(reader, &out_measured->value);
    if (status != CHISO_OK) {
        return status;
    }
    if (chiso__rule_take_literal(reader, "%")) {
        out_measured->percent = true;
        out_measured->denominator = 100 * CHISO_DECIMAL_ONE;
    } else if (chiso__rule_take_literal(reader, "/")) {
        out_measured->ratio = true;
        status = chiso__rule_take_number(reader, &out_measured->denominator);
        if (status == CHISO_OK && out_measured->denominator <= 0) {
            return chiso__rule_fail_value(reader, CHISO__SAY_A_DENOMINATOR);
        }
    }
    return status;
}

static bool is_rate(const struct chiso__step *step)
{
    return step->threshold.percent || step->threshold.ratio;
}

/* Reads one T:P behind those that are there. */
static chiso_status take_step(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    struct chiso__step step = {{0, 0, false, false}, 0};
    chiso_status status = take_measured(reader, &step.threshold);

    if (status != CHISO_OK) {
        return status;
    }
    if (!chiso__rule_take_literal(reader, ":")) {
        return chiso__rule_fail_here(reader, CHISO__SAY_A_COLON_AND_POINTS);
    }
    status = chiso__rule_take_number(reader, &step.points);
    if (status != CHISO_OK) {
        return status;
    }
    if (step.points < reader->limits.min || step.points > reader->limits.max) {
        return chiso__fail(reader->error, CHISO_E_RULE, CHISO__SAY_RULE_GIVES_POINTS,
                           CHISO__WORDS(chiso__say(reader->text), chiso__say_decimal(step.points),
                                        chiso__say_decimal(reader->limits.min),
                                        chiso__say_decimal(reader->limits.max)));
    }
    if (rule->step_count > 0 && is_rate(&step) != is_rate(&rule->steps[0])) {
        return chiso__rule_fail_value(reader, CHISO__SAY_THRESHOLDS_OF_ONE_FORM);
    }
    rule->steps[rule->step_count++] = step;
    return CHISO_OK;
}

static int compare_steps(const struct chiso__step *a, const struct chiso__step *b)
{
    return chiso__compare(a->threshold.value, a->threshold.denominator, b->threshold.value,
                          b->threshold.denominator);
}

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__step *steps = context;

    return compare_steps(&steps[a], &steps[b]) < 0;
}

/* Puts the steps in order, from the least threshold to the greatest; no two are the same. */
static chiso_status sort_steps(struct chiso__rule_reader *reader, struct chiso__arena *arena,
                               const chiso_allocator *allocator, struct chiso__rule *rule)
{
    const size_t count = rule->step_count;
    struct chiso__step *sorted = chiso__arena_take(arena, allocator, count * sizeof(*sorted));
    uint32_t *ids = chiso__alloc(allocator, 2 * count, sizeof(*ids));
    chiso_status status = CHISO_OK;

    if (sorted == NULL || ids == NULL) {
        chiso__release(allocator, ids);
        return chiso__fail_memory(reader->error);
    }
    for (uint32_t i = 0; i < count; i++) {
        ids[i] = i;
    }
    chiso__sort_ids(ids, ids + count, count, is_before, rule->steps);
    for (uint32_t i = 0; i < count && status == CHISO_OK; i++) {
        sorted[i] = rule->steps[ids[i]];
        if (i > 0 && compare_steps(&sorted[i - 1], &sorted[i]) == 0) {
            status = chiso__fail(reader->error, CHISO_E_RULE, CHISO__SAY_RULE_THRESHOLD_TWICE,
                                 CHISO__WORDS(chiso__say(reader->text)));
        }
    }
    chiso__release(allocator, ids);
    rule->steps = sorted;
    return status;
}

static chiso_status take_steps(struct chiso__rule_reader *reader, struct chiso__arena *arena,
                               const chiso_allocator *allocator, struct chiso__rule *rule)
{
    size_t colons = 0;

    for (size_t i = reader->at; i < reader->text.size; i++) {
        colons += reader->text.text[i] == ':';
    }
    if (colons == 0) {
        chiso__rule_pass_space(reader);
        return chiso__rule_fail_here(reader, CHISO__SAY_THRESHOLDS_AND_POINTS);
    }
    rule->steps = chiso__arena_take(arena, allocator, colons * sizeof(*rule->steps));
    if (rule->steps == NULL) {
        return chiso__fail_memory(reader->error);
    }
    do {
        const chiso_status status = take_step(reader, rule);

        if (status != CHISO_OK) {
            return status;
        }
    } while (!chiso__rule_at_end(reader));
    rule->takes = is_rate(&rule->steps[0]) ? CHISO__MEASURE_RATE : CHISO__MEASURE_NUMBER;
    return sort_steps(reader, arena, allocator, rule);
}

static chiso_status take_rate(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    chiso_status status = CHISO_OK;

    rule->takes = CHISO__MEASURE_RATE;
    if (chiso__rule_take_word(reader, "from")) {
        rule->kind = CHISO__RULE_RATE_FROM;
        status = chiso__rule_take_percent(reader, &rule->a);
    } else if (chiso__rule_take_word(reader, "between")) {
        rule->kind = CHISO__RULE_RATE_BETWEEN;
        status = chiso__rule_take_percent(reader, &rule->a);
        if (status == CHISO_OK && !chiso__rule_take_literal(reader, "..")) {
            return chiso__rule_fail_here(reader, CHISO__SAY_DOTS_AND_A_PERCENTAGE);
        }
        if (status == CHISO_OK) {
            status = chiso__rule_take_percent(reader, &rule->b);
        }
        if (status == CHISO_OK && rule->a >= rule->b) {
            return chiso__rule_fail_value(reader, CHISO__SAY_A_HIGHER_PERCENTAGE);
        }
    } else if (chiso__rule_take_word(reader, "target")) {
        rule->kind = CHISO__RULE_RATE_TARGET;
        status = chiso__rule_take_percent(reader, &rule->a);
        if (status == CHISO_OK && rule->a <= 0) {
            return chiso__rule_fail_value(reader, CHISO__SAY_A_TARGET_ABOVE_0);
        }
    } else {
        rule->kind = CHISO__RULE_RATE;
        if (!chiso__rule_at_end(reader)) {
            return chiso__rule_fail_here(reader, CHISO__SAY_FROM_BETWEEN_OR_TARGET);
        }
    }
    return status;
}

static chiso_status take_range(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    chiso_status status = chiso__rule_take_number(reader, &rule->a);

    rule->kind = CHISO__RULE_RANGE;
    if (status == CHISO_OK && !chiso__rule_take_literal(reader, "..")) {
        return chiso__rule_fail_here(reader, CHISO__SAY_DOTS_AND_A_NUMBER);
    }
    if (status == CHISO_OK) {
        status = chiso__rule_take_number(reader, &rule->b);
    }
    if (status == CHISO_OK && rule->a == rule->b) {
        return chiso__rule_fail_value(reader, CHISO__SAY_TWO_DIFFERENT_ENDS);
    }
    if (status != CHISO_OK) {
        return status;
    }
    rule->logarithmic = chiso__rule_take_word(reader, "log");
    rule->unlimited = chiso__rule_take_word(reader, "unlimited");
    rule->logarithmic = rule->logarithmic || chiso__rule_take_word(reader, "log");
    if (rule->logarithmic && (rule->a <= 0 || rule->b <= 0)) {
        return chiso__rule_fail_value(reader, CHISO__SAY_ENDS_ABOVE_0);
    }
    if (rule->logarithmic) {
        rule->start = chiso__log2((uint64_t)rule->a);
        rule->span = chiso__log2((uint64_t)rule->b) - rule->start;
    }
    return CHISO_OK;
}

/* What may stand behind a rule that looks at the other units, in any order. */
static void take_direction(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    const bool zscore = rule->kind == CHISO__RULE_ZSCORE;

    for (int i = 0; i < 3; i++) {
        rule->down = rule->down || chiso__rule_take_word(reader, "down");
        rule->in_block = rule->in_block || chiso__rule_take_word(reader, "block");
        rule->population =
            rule->population || (zscore && chiso__rule_take_word(reader, "population"));
    }
}

static chiso_status take_zscore(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    chiso_status status = chiso__rule_take_number(reader, &rule->a);

    rule->kind = CHISO__RULE_ZSCORE;
    if (status == CHISO_OK && (rule->a < reader->limits.min || rule->a > reader->limits.max)) {
        return chiso__fail(reader->error, CHISO_E_RULE, CHISO__SAY_RULE_GIVES_POINTS_AT_MEAN,
                           CHISO__WORDS(chiso__say(reader->text), chiso__say_decimal(rule->a),
                                        chiso__say_decimal(reader->limits.min),
                                        chiso__say_decimal(reader->limits.max)));
    }
    if (status == CHISO_OK) {
        status = chiso__rule_take_number(reader, &rule->b);
    }
    if (status == CHISO_OK && rule->b <= 0) {
        return chiso__rule_fail_value(reader, CHISO__SAY_POINTS_FOR_A_DEVIATION);
    }
    return status;
}

static chiso_status take_survey(struct chiso__rule_reader *reader, struct chiso__arena *arena,
                                const chiso_allocator *allocator, struct chiso__rule *rule)
{
    const chiso_decimal most = 100 * CHISO_DECIMAL_ONE;
    chiso_decimal greatest = 0;

    rule->kind = CHISO__RULE_SURVEY;
    rule->takes = CHISO__MEASURE_ANSWERS;
    rule->weights =
        chiso__arena_take(arena, allocator, CHISO_OPTION_LIMIT * sizeof(*rule->weights));
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

static chiso_status take_per(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    const struct chiso__limits limits = reader->limits;
    chiso_status status = CHISO_OK;

    rule->kind = CHISO__RULE_PER;
    rule->takes = CHISO__MEASURE_COUNT;
    status = chiso__rule_take_number(reader, &rule->a);
    if (status != CHISO_OK || (rule->a < 0 && limits.min < 0) || (rule->a > 0 && limits.max > 0)) {
        return status;
    }
    if (rule->a < 0) {
        return chiso__fail(reader->error, CHISO_E_RULE, CHISO__SAY_RULE_TAKES_NOTHING_OFF,
                           CHISO__WORDS(chiso__say(reader->text), chiso__say_decimal(limits.min)));
    }
    return chiso__fail(reader->error, CHISO_E_RULE, CHISO__SAY_RULE_GIVES_NOTHING,
                       CHISO__WORDS(chiso__say(reader->text), chiso__say_decimal(limits.max)));
}

/* The rules that look at the other units; false for any other. */
static bool take_relative(struct chiso__rule_reader *reader, struct chiso__rule *rule,
                          chiso_status *out_status)
{
    *out_status = CHISO_OK;
    if (chiso__rule_take_word(reader, "minmax")) {
        rule->kind = CHISO__RULE_MINMAX;
    } else if (chiso__rule_take_word(reader, "best")) {
        rule->kind = CHISO__RULE_BEST;
    } else if (chiso__rule_take_word(reader, "percentile")) {
        rule->kind = CHISO__RULE_PERCENTILE;
    } else if (chiso__rule_take_word(reader, "zscore")) {
        *out_status = take_zscore(reader, rule);
    } else {
        return false;
    }
    take_direction(reader, rule);
    return true;
}

static chiso_status take_rule(struct chiso__rule_reader *reader, struct chiso__arena *arena,
                              const chiso_allocator *allocator, struct chiso__rule *rule)
{
    chiso_status status = CHISO_OK;

    if (chiso__rule_take_word(reader, "points")) {
        return CHISO_OK;
    }
    if (chiso__rule_take_word(reader, "rate")) {
        return take_rate(reader, rule);
    }
    if (chiso__rule_take_word(reader, "atleast")) {
        rule->kind = CHISO__RULE_ATLEAST;
        return take_steps(reader, arena, allocator, rule);
    }
    if (chiso__rule_take_word(reader, "atmost")) {
        rule->kind = CHISO__RULE_ATMOST;
        return take_steps(reader, arena, allocator, rule);
    }
    if (chiso__rule_take_word(reader, "yesno")) {
        rule->kind = CHISO__RULE_YESNO;
        rule->takes = CHISO__MEASURE_YESNO;
        return CHISO_OK;
    }
    if (chiso__rule_take_word(reader, "per")) {
        return take_per(reader, rule);
    }
    if (chiso__rule_take_word(reader, "range")) {
        return take_range(reader, rule);
    }
    if (chiso__rule_take_word(reader, "survey")) {
        return take_survey(reader, arena, allocator, rule);
    }
    if (take_relative(reader, rule, &status)) {
        return status;
    }
    return chiso__rule_fail_here(reader, CHISO__SAY_ONE_OF_THE_RULES);
}

/* What could still stand where a rule goes on. */
static chiso_status fail_behind(struct chiso__rule_reader *reader, const struct chiso__rule *rule)
{
    if (rule->kind == CHISO__RULE_RANGE) {
        return chiso__rule_fail_here(reader, CHISO__SAY_WORDS_OF_RANGE);
    }
    if (rule->kind == CHISO__RULE_ZSCORE) {
        return chiso__rule_fail_here(reader, CHISO__SAY_WORDS_OF_ZSCORE);
    }
    if (chiso__is_relative(rule)) {
        return chiso__rule_fail_here(reader, CHISO__SAY_WORDS_OF_RELATIVE);
    }
    return chiso__rule_fail_here(reader, CHISO__SAY_THE_END_OF_THE_RULE);
}

chiso_status chiso__rule_read(struct chiso__span text, struct chiso__limits limits,
                              struct chiso__number_style *style, struct chiso__arena *arena,
                              const chiso_allocator *allocator, struct chiso__rule *out_rule,
                              bool *out_rounded, chiso_error *error)
{
    struct chiso__rule_reader reader = {chiso__trim(text), 0, limits, style, out_rounded, error};
    struct chiso__rule rule = {
        .kind = CHISO__RULE_POINTS, .takes = CHISO__MEASURE_NUMBER, .text = "points"};
    chiso_status status = CHISO_OK;
    char *written = NULL;

    if (reader.text.size > 0) {
        status = take_rule(&reader, arena, allocator, &rule);
        if (status == CHISO_OK && !chiso__rule_at_end(&reader)) {
            status = fail_behind(&reader, &rule);
        }
    }
    if (status != CHISO_OK) {
        return status;
    }
    written = chiso__arena_take(arena, allocator,
                                ((size_t)rule.step_count + rule.option_count + 2) * 4 *
                                    CHISO_DECIMAL_TEXT_SIZE);
    if (written == NULL) {
        return chiso__fail_memory(error);
    }
    chiso__rule_write(&rule, written);
    rule.text = written;
    *out_rule = rule;
    return CHISO_OK;
}
