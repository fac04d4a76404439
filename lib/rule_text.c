#include "rule.h"

#include "sort.h"

#include <string.h>

/* The text of a rule as it is read, and what it is read into. */
struct reader {
    struct chiso__span text;
    size_t at;
    struct chiso__limits limits;
    struct chiso__number_style *style;
    bool *rounded;
    chiso_error *error;
};

static struct chiso__span rest_of(const struct reader *reader)
{
    return (struct chiso__span){reader->text.text + reader->at, reader->text.size - reader->at};
}

static void pass_space(struct reader *reader)
{
    reader->at = reader->text.size - chiso__trim(rest_of(reader)).size;
}

static chiso_status fail_here(struct reader *reader, const char *expected, const char *expected_vi)
{
    const struct chiso__word *words =
        CHISO__WORDS(chiso__say(reader->text), chiso__say(rest_of(reader)), chiso__say_text(expected), chiso__say_text(expected_vi));
    const size_t before = chiso__characters((struct chiso__span){reader->text.text, reader->at});

    if (reader->at < reader->text.size) {
        chiso__fail(reader->error, CHISO_E_RULE, "rule \"{0}\": at \"{1}\" expected {2}", "quy tắc \"{0}\": tại \"{1}\" cần {3}", words);
    } else {
        chiso__fail(reader->error, CHISO_E_RULE, "rule \"{0}\": behind it expected {2}", "quy tắc \"{0}\": phía sau còn thiếu {3}", words);
    }
    return chiso__fail_at(reader->error, CHISO_E_RULE, (struct chiso__place){0, (uint32_t)before + 1});
}

/* The same for a value that is read but cannot be. */
static chiso_status fail_value(struct reader *reader, const char *expected, const char *expected_vi)
{
    const size_t before = chiso__characters((struct chiso__span){reader->text.text, reader->at});

    chiso__fail(reader->error, CHISO_E_RULE, "rule \"{0}\": expected {1}", "quy tắc \"{0}\": cần {2}",
                CHISO__WORDS(chiso__say(reader->text), chiso__say_text(expected), chiso__say_text(expected_vi)));
    return chiso__fail_at(reader->error, CHISO_E_RULE, (struct chiso__place){0, (uint32_t)before});
}

/* The next word if it is this one. */
static bool take_word(struct reader *reader, const char *word)
{
    struct chiso__span rest;
    struct chiso__span found;

    pass_space(reader);
    rest = rest_of(reader);
    if (!chiso__next_word(&rest, &found) || !chiso__is_word(found, word)) {
        return false;
    }
    reader->at += found.size;
    return true;
}

static bool take_literal(struct reader *reader, const char *literal)
{
    const size_t size = strlen(literal);

    pass_space(reader);
    if (reader->text.size - reader->at < size || memcmp(reader->text.text + reader->at, literal, size) != 0) {
        return false;
    }
    reader->at += size;
    return true;
}

/* How far a number goes: ".." ends it, so that 1..10 are two. */
static size_t number_size(struct chiso__span text)
{
    size_t size = 0;

    while (size < text.size) {
        const char byte = text.text[size];
        const bool mark = byte == '.' || byte == ',';

        if (!(byte >= '0' && byte <= '9') && !mark && !(size == 0 && (byte == '-' || byte == '+'))) {
            break;
        }
        if (byte == '.' && size + 1 < text.size && text.text[size + 1] == '.') {
            break;
        }
        size++;
    }
    return size;
}

static chiso_status take_number(struct reader *reader, chiso_decimal *out_value)
{
    struct chiso__span number;
    enum chiso__number result = CHISO__NUMBER_OK;

    pass_space(reader);
    number = rest_of(reader);
    number.size = number_size(number);
    if (number.size == 0) {
        return fail_here(reader, "a number", "một con số");
    }
    result = chiso__number_read(number, reader->style, out_value, reader->rounded);
    if (result != CHISO__NUMBER_OK) {
        const chiso_status status = chiso__fail_number(reader->error, result, number);
        const size_t before = chiso__characters((struct chiso__span){reader->text.text, reader->at});

        chiso__fail_within(reader->error, status, "rule \"{0}\": ", "quy tắc \"{0}\": ", CHISO__WORDS(chiso__say(reader->text)));
        return chiso__fail_at(reader->error, status, (struct chiso__place){0, (uint32_t)before + 1});
    }
    reader->at += number.size;
    return CHISO_OK;
}

static chiso_status take_percent(struct reader *reader, chiso_decimal *out_percent)
{
    const chiso_status status = take_number(reader, out_percent);

    if (status != CHISO_OK) {
        return status;
    }
    return take_literal(reader, "%") ? CHISO_OK : fail_here(reader, "a percent sign, as in 80%", "dấu phần trăm, như 80%");
}

static chiso_status take_measured(struct reader *reader, struct chiso__measured *out_measured)
{
    chiso_status status = CHISO_OK;

    *out_measured = (struct chiso__measured){0, CHISO_DECIMAL_ONE, false, false};
    status = take_number(reader, &out_measured->value);
    if (status != CHISO_OK) {
        return status;
    }
    if (take_literal(reader, "%")) {
        out_measured->percent = true;
        out_measured->denominator = 100 * CHISO_DECIMAL_ONE;
    } else if (take_literal(reader, "/")) {
        out_measured->ratio = true;
        status = take_number(reader, &out_measured->denominator);
        if (status == CHISO_OK && out_measured->denominator <= 0) {
            return fail_value(reader, "a denominator above 0", "mẫu số lớn hơn 0");
        }
    }
    return status;
}

static bool is_rate(const struct chiso__step *step)
{
    return step->threshold.percent || step->threshold.ratio;
}

/* Reads one T:P behind those that are there. */
static chiso_status take_step(struct reader *reader, struct chiso__rule *rule)
{
    struct chiso__step step = {{0, 0, false, false}, 0};
    chiso_status status = take_measured(reader, &step.threshold);

    if (status != CHISO_OK) {
        return status;
    }
    if (!take_literal(reader, ":")) {
        return fail_here(reader, "a colon and points, as in 90:5", "dấu hai chấm và số điểm, như 90:5");
    }
    status = take_number(reader, &step.points);
    if (status != CHISO_OK) {
        return status;
    }
    if (step.points < reader->limits.min || step.points > reader->limits.max) {
        return chiso__fail(reader->error, CHISO_E_RULE,
                           "rule \"{0}\" gives {1} points; expected {2} to {3}, the min and max of its criterion",
                           "quy tắc \"{0}\" cho {1} điểm; phải từ {2} đến {3}, là điểm tối thiểu và tối đa của tiêu chí",
                           CHISO__WORDS(chiso__say(reader->text), chiso__say_decimal(step.points), chiso__say_decimal(reader->limits.min),
                                        chiso__say_decimal(reader->limits.max)));
    }
    if (rule->step_count > 0 && is_rate(&step) != is_rate(&rule->steps[0])) {
        return fail_value(reader, "thresholds of one form: all numbers, or all rates",
                          "các ngưỡng cùng một dạng: đều là số, hoặc đều là tỷ lệ");
    }
    rule->steps[rule->step_count++] = step;
    return CHISO_OK;
}

static int compare_steps(const struct chiso__step *a, const struct chiso__step *b)
{
    return chiso__compare(a->threshold.value, a->threshold.denominator, b->threshold.value, b->threshold.denominator);
}

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__step *steps = context;

    return compare_steps(&steps[a], &steps[b]) < 0;
}

/* Puts the steps in order, from the least threshold to the greatest; no two are the same. */
static chiso_status sort_steps(struct reader *reader, struct chiso__arena *arena, const chiso_allocator *allocator,
                               struct chiso__rule *rule)
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
            status = chiso__fail(reader->error, CHISO_E_RULE, "rule \"{0}\" has the same threshold twice",
                                 "quy tắc \"{0}\" có ngưỡng bị lặp lại", CHISO__WORDS(chiso__say(reader->text)));
        }
    }
    chiso__release(allocator, ids);
    rule->steps = sorted;
    return status;
}

static chiso_status take_steps(struct reader *reader, struct chiso__arena *arena, const chiso_allocator *allocator,
                               struct chiso__rule *rule)
{
    size_t colons = 0;

    for (size_t i = reader->at; i < reader->text.size; i++) {
        colons += reader->text.text[i] == ':';
    }
    if (colons == 0) {
        pass_space(reader);
        return fail_here(reader, "thresholds and points, as in 90:5 80:3", "các ngưỡng và số điểm, như 90:5 80:3");
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
        pass_space(reader);
    } while (reader->at < reader->text.size);
    rule->takes = is_rate(&rule->steps[0]) ? CHISO__MEASURE_RATE : CHISO__MEASURE_NUMBER;
    return sort_steps(reader, arena, allocator, rule);
}

static chiso_status take_rate(struct reader *reader, struct chiso__rule *rule)
{
    chiso_status status = CHISO_OK;

    rule->takes = CHISO__MEASURE_RATE;
    if (take_word(reader, "from")) {
        rule->kind = CHISO__RULE_RATE_FROM;
        status = take_percent(reader, &rule->a);
    } else if (take_word(reader, "between")) {
        rule->kind = CHISO__RULE_RATE_BETWEEN;
        status = take_percent(reader, &rule->a);
        if (status == CHISO_OK && !take_literal(reader, "..")) {
            return fail_here(reader, "two points and a percentage, as in 50%..90%", "hai dấu chấm và một tỷ lệ, như 50%..90%");
        }
        if (status == CHISO_OK) {
            status = take_percent(reader, &rule->b);
        }
        if (status == CHISO_OK && rule->a >= rule->b) {
            return fail_value(reader, "a higher percentage at the end than at the beginning", "tỷ lệ cuối cao hơn tỷ lệ đầu");
        }
    } else if (take_word(reader, "target")) {
        rule->kind = CHISO__RULE_RATE_TARGET;
        status = take_percent(reader, &rule->a);
        if (status == CHISO_OK && rule->a <= 0) {
            return fail_value(reader, "a target above 0%", "mục tiêu lớn hơn 0%");
        }
    } else {
        rule->kind = CHISO__RULE_RATE;
        pass_space(reader);
        if (reader->at < reader->text.size) {
            return fail_here(reader, "from, between or target", "from, between hoặc target");
        }
    }
    return status;
}

static chiso_status take_range(struct reader *reader, struct chiso__rule *rule)
{
    chiso_status status = take_number(reader, &rule->a);

    rule->kind = CHISO__RULE_RANGE;
    if (status == CHISO_OK && !take_literal(reader, "..")) {
        return fail_here(reader, "two points and a number, as in 5..60", "hai dấu chấm và một số, như 5..60");
    }
    if (status == CHISO_OK) {
        status = take_number(reader, &rule->b);
    }
    if (status == CHISO_OK && rule->a == rule->b) {
        return fail_value(reader, "two different ends", "hai đầu mút khác nhau");
    }
    rule->unlimited = status == CHISO_OK && take_word(reader, "unlimited");
    return status;
}

static chiso_status take_per(struct reader *reader, struct chiso__rule *rule)
{
    const struct chiso__limits limits = reader->limits;
    chiso_status status = CHISO_OK;

    rule->kind = CHISO__RULE_PER;
    rule->takes = CHISO__MEASURE_COUNT;
    status = take_number(reader, &rule->a);
    if (status != CHISO_OK || (rule->a < 0 && limits.min < 0) || (rule->a > 0 && limits.max > 0)) {
        return status;
    }
    if (rule->a < 0) {
        return chiso__fail(reader->error, CHISO_E_RULE,
                           "rule \"{0}\" can take nothing off, since the min is {1}; state a min below 0, such as -5",
                           "quy tắc \"{0}\" không bao giờ trừ điểm vì điểm tối thiểu là {1}; ghi điểm tối thiểu nhỏ hơn 0, như -5",
                           CHISO__WORDS(chiso__say(reader->text), chiso__say_decimal(limits.min)));
    }
    return chiso__fail(reader->error, CHISO_E_RULE, "rule \"{0}\" can give nothing, since the max is {1}",
                       "quy tắc \"{0}\" không bao giờ cho điểm vì điểm tối đa là {1}",
                       CHISO__WORDS(chiso__say(reader->text), chiso__say_decimal(limits.max)));
}

static chiso_status take_rule(struct reader *reader, struct chiso__arena *arena, const chiso_allocator *allocator, struct chiso__rule *rule)
{
    if (take_word(reader, "points")) {
        return CHISO_OK;
    }
    if (take_word(reader, "rate")) {
        return take_rate(reader, rule);
    }
    if (take_word(reader, "atleast")) {
        rule->kind = CHISO__RULE_ATLEAST;
        return take_steps(reader, arena, allocator, rule);
    }
    if (take_word(reader, "atmost")) {
        rule->kind = CHISO__RULE_ATMOST;
        return take_steps(reader, arena, allocator, rule);
    }
    if (take_word(reader, "yesno")) {
        rule->kind = CHISO__RULE_YESNO;
        rule->takes = CHISO__MEASURE_YESNO;
        return CHISO_OK;
    }
    if (take_word(reader, "per")) {
        return take_per(reader, rule);
    }
    if (take_word(reader, "range")) {
        return take_range(reader, rule);
    }
    return fail_here(reader, "one of points, rate, atleast, atmost, yesno, per, range",
                     "một trong các quy tắc points, rate, atleast, atmost, yesno, per, range");
}

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
        const struct chiso__step *step = &rule->steps[rule->kind == CHISO__RULE_ATMOST ? i : rule->step_count - 1 - i];

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

static void append_rule(char *end, const struct chiso__rule *rule)
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
    };

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
        append_number(&end, rule->b, rule->unlimited ? " unlimited" : "");
    }
    append_steps(&end, rule);
}

chiso_status chiso__rule_read(struct chiso__span text, struct chiso__limits limits, struct chiso__number_style *style,
                              struct chiso__arena *arena, const chiso_allocator *allocator, struct chiso__rule *out_rule, bool *out_rounded,
                              chiso_error *error)
{
    struct reader reader = {chiso__trim(text), 0, limits, style, out_rounded, error};
    struct chiso__rule rule = {.kind = CHISO__RULE_POINTS, .takes = CHISO__MEASURE_NUMBER, .text = "points"};
    chiso_status status = CHISO_OK;
    char *written = NULL;

    if (reader.text.size > 0) {
        status = take_rule(&reader, arena, allocator, &rule);
        pass_space(&reader);
        if (status == CHISO_OK && reader.at < reader.text.size) {
            status = fail_here(&reader, "the end of the rule", "kết thúc quy tắc");
        }
    }
    if (status != CHISO_OK) {
        return status;
    }
    written = chiso__arena_take(arena, allocator, ((size_t)rule.step_count + 2) * 4 * CHISO_DECIMAL_TEXT_SIZE);
    if (written == NULL) {
        return chiso__fail_memory(error);
    }
    append_rule(written, &rule);
    rule.text = written;
    *out_rule = rule;
    return CHISO_OK;
}

chiso_status chiso__measured_read(struct chiso__span text, struct chiso__number_style *style, struct chiso__measured *out_measured,
                                  bool *out_rounded, chiso_error *error)
{
    const char *slash = memchr(text.text, '/', text.size);
    struct chiso__measured measured = {0, CHISO_DECIMAL_ONE, false, slash != NULL};
    struct chiso__span number = text;
    enum chiso__number result = CHISO__NUMBER_OK;

    if (slash != NULL) {
        number.size = (size_t)(slash - text.text);
    } else if (text.size > 0 && text.text[text.size - 1] == '%') {
        measured.percent = true;
        measured.denominator = 100 * CHISO_DECIMAL_ONE;
        number.size--;
    }
    number = chiso__trim(number);
    result = chiso__number_read(number, style, &measured.value, out_rounded);
    if (result == CHISO__NUMBER_OK && slash != NULL) {
        number = chiso__trim((struct chiso__span){slash + 1, text.size - (size_t)(slash + 1 - text.text)});
        result = chiso__number_read(number, style, &measured.denominator, out_rounded);
    }
    if (result != CHISO__NUMBER_OK) {
        return chiso__fail_number(error, result, number);
    }
    if (measured.denominator <= 0) {
        return chiso__fail(error, CHISO_E_CELL, "\"{0}\" has a denominator that is not above 0; write - where nothing was to be done",
                           "\"{0}\" có mẫu số không hợp lệ (phải lớn hơn 0); ghi - nếu không có gì để thực hiện",
                           CHISO__WORDS(chiso__say(text)));
    }
    *out_measured = measured;
    return CHISO_OK;
}
