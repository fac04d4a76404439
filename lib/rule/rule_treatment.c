/* The words before a rule: `over column POPULATION | treat winsor 2 | impute median block |`. */
#include "rule/inside.h"

#include <string.h>

/* The column is all up to the next bar: its name may have blanks. */
static chiso_status read_column(struct chiso__rule_reader *reader,
                                struct chiso__treatment *treatment)
{
    const char *const start = reader->text.text + reader->at;
    const size_t rest = reader->text.size - reader->at;
    const char *const bar = rest == 0 ? NULL : memchr(start, '|', rest);
    const size_t size = bar == NULL ? rest : (size_t)(bar - start);
    const struct chiso__span name = chiso__trim((struct chiso__span){start, size});

    if (name.size == 0) {
        chiso__rule_pass_space(reader);
        return chiso__rule_fail_here(reader, CHISO__SAY_NAME_OF_A_COLUMN);
    }
    reader->at += size;
    treatment->column.text = chiso__arena_copy(reader->arena, reader->allocator, name);
    treatment->column.size = name.size;
    return treatment->column.text == NULL ? chiso__fail_memory(reader->error) : CHISO_OK;
}

/* How many values winsor may move. */
static chiso_status read_most(struct chiso__rule_reader *reader, struct chiso__treatment *treatment)
{
    struct chiso__numeral most = chiso__numeral_of(0);
    chiso_status status = CHISO_OK;

    if (!chiso__rule_is_at_number(reader)) {
        return chiso__rule_fail_here(reader, CHISO__SAY_COUNT_OF_VALUES);
    }
    status = chiso__rule_take_form(reader, 0, &most);
    if (status != CHISO_OK) {
        return status;
    }
    if (most.value.rest != 0 || most.value.millionths % CHISO_DECIMAL_ONE != 0 ||
        most.value.millionths < CHISO_DECIMAL_ONE ||
        most.value.millionths > CHISO__WINSOR_MOST * CHISO_DECIMAL_ONE) {
        return chiso__rule_fail_value(reader, CHISO__SAY_COUNT_OF_VALUES);
    }
    treatment->most = (uint32_t)(most.value.millionths / CHISO_DECIMAL_ONE);
    return CHISO_OK;
}

/* How many interquartile ranges the fences stand off. */
static chiso_status read_reach(struct chiso__rule_reader *reader,
                               struct chiso__treatment *treatment)
{
    chiso_status status = CHISO_OK;

    if (!chiso__rule_is_at_number(reader)) {
        return chiso__rule_fail_here(reader, CHISO__SAY_FENCES_OFF);
    }
    status = chiso__rule_take_form(reader, 0, &treatment->reach);
    if (status == CHISO_OK && (treatment->reach.value.millionths < 0 ||
                               treatment->reach.value.millionths > 1000 * CHISO_DECIMAL_ONE)) {
        return chiso__rule_fail_value(reader, CHISO__SAY_FENCES_OFF);
    }
    return status;
}

static chiso_status read_block(struct chiso__rule_reader *reader,
                               struct chiso__treatment *treatment)
{
    treatment->in_block = chiso__rule_take_word(reader, "block");
    return CHISO_OK;
}

static const struct {
    const char *words[2];
    unsigned bit; /* of those that a rule takes before it */
    bool once;    /* it stands before a rule once at most */
    chiso_status (*read)(struct chiso__rule_reader *reader, struct chiso__treatment *treatment);
} kinds[CHISO__TREAT_KINDS] = {
    [CHISO__TREAT_OVER] = {{"over", "column"}, CHISO__TREATS_OVER, true, read_column},
    [CHISO__TREAT_LOG] = {{"treat", "log"}, CHISO__TREATS_LOG, true, NULL},
    [CHISO__TREAT_WINSOR] = {{"treat", "winsor"}, CHISO__TREATS_FENCES, false, read_most},
    [CHISO__TREAT_IQR] = {{"treat", "iqr"}, CHISO__TREATS_FENCES, false, read_reach},
    [CHISO__TREAT_MEAN] = {{"impute", "mean"}, CHISO__TREATS_IMPUTE, true, read_block},
    [CHISO__TREAT_MEDIAN] = {{"impute", "median"}, CHISO__TREATS_IMPUTE, true, read_block},
};

const char *const chiso__treat_firsts[CHISO__TREAT_FIRSTS] = {"over", "treat", "impute"};

/* Whether the text goes on with words before a rule, and by the first of them which. */
static bool take_first_word(struct chiso__rule_reader *reader, const char **out_word)
{
    for (int i = 0; i < CHISO__TREAT_FIRSTS; i++) {
        if (chiso__rule_take_word(reader, chiso__treat_firsts[i])) {
            *out_word = chiso__treat_firsts[i];
            return true;
        }
    }
    return false;
}

/* Says that none of the words stands there that may follow the first. */
static chiso_status fail_second(struct chiso__rule_reader *reader, const char *first)
{
    const char *words[CHISO__TREAT_KINDS + 1];
    size_t count = 0;

    for (int i = 0; i < CHISO__TREAT_KINDS; i++) {
        if (strcmp(kinds[i].words[0], first) == 0) {
            words[count++] = kinds[i].words[1];
        }
    }
    words[count] = NULL;
    return chiso__rule_fail_word(reader,
                                 strcmp(first, "over") == 0    ? CHISO__SAY_WORD_COLUMN
                                 : strcmp(first, "treat") == 0 ? CHISO__SAY_WORDS_OF_TREAT
                                                               : CHISO__SAY_WORDS_OF_IMPUTE,
                                 words);
}

static bool is_among(const struct chiso__treatment *read, uint32_t count, unsigned bit)
{
    for (uint32_t i = 0; i < count; i++) {
        if (kinds[read[i].kind].bit == bit) {
            return true;
        }
    }
    return false;
}

/* Reads one step whose first word is taken. */
static chiso_status read_step(struct chiso__rule_reader *reader, const char *first,
                              const struct chiso__treatment *read, uint32_t count,
                              struct chiso__treatment *treatment)
{
    int kind = 0;

    while (kind < CHISO__TREAT_KINDS && (strcmp(kinds[kind].words[0], first) != 0 ||
                                         !chiso__rule_take_word(reader, kinds[kind].words[1]))) {
        kind++;
    }
    if (kind == CHISO__TREAT_KINDS) {
        return fail_second(reader, first);
    }
    treatment->kind = (enum chiso__treatment_kind)kind;
    if (count > 0 && kind == CHISO__TREAT_OVER) {
        return chiso__rule_fail_value(reader, CHISO__SAY_OVER_FIRST);
    }
    if (kinds[kind].once && is_among(read, count, kinds[kind].bit)) {
        return chiso__rule_fail_value(reader, CHISO__SAY_TREATMENT_ONCE);
    }
    return kinds[kind].read == NULL ? CHISO_OK : kinds[kind].read(reader, treatment);
}

chiso_status chiso__treatments_read(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    struct chiso__treatment read[CHISO__TREATMENTS_MOST];
    struct chiso__treatment *kept = NULL;
    const char *first = NULL;
    uint32_t count = 0;

    while (take_first_word(reader, &first)) {
        chiso_status status = CHISO_OK;

        if (count == CHISO__TREATMENTS_MOST) {
            return chiso__rule_fail_value(reader, CHISO__SAY_TREATMENTS_TOO_MANY);
        }
        read[count] = (struct chiso__treatment){.column = {"", 0}};
        status = read_step(reader, first, read, count, &read[count]);
        if (status != CHISO_OK) {
            return status;
        }
        count++;
        if (!chiso__rule_take_literal(reader, "|")) {
            return chiso__rule_fail_here(reader, CHISO__SAY_A_BAR_AND_THE_RULE);
        }
    }
    if (count == 0) {
        return CHISO_OK;
    }
    kept = chiso__arena_take(reader->arena, reader->allocator, count * sizeof(*kept));
    if (kept == NULL) {
        return chiso__fail_memory(reader->error);
    }
    memcpy(kept, read, count * sizeof(*kept));
    rule->treatments = kept;
    rule->treatment_count = count;
    return CHISO_OK;
}

chiso_status chiso__treatments_check(const struct chiso__rule_reader *reader,
                                     const struct chiso__rule *rule)
{
    const struct chiso__rule_row *row = chiso__rule_row_of(rule);

    for (uint32_t i = 0; i < rule->treatment_count; i++) {
        const unsigned bit = kinds[rule->treatments[i].kind].bit;
        const enum chiso__message takers = bit == CHISO__TREATS_IMPUTE ? CHISO__SAY_IMPUTE_TAKERS
                                           : bit == CHISO__TREATS_LOG  ? CHISO__SAY_LOG_TAKERS
                                                                       : CHISO__SAY_TREAT_TAKERS;

        if ((row->treatments & bit) == 0 || rule->takes != CHISO__CELL_NUMBER) {
            return chiso__fail(
                reader->error, CHISO_E_RULE, CHISO__SAY_RULE_TAKES_NO_TREATMENT,
                CHISO__WORDS(chiso__say(reader->text),
                             chiso__say_text(kinds[rule->treatments[i].kind].words[0]),
                             chiso__say_text(row->word), chiso__say_message(takers)));
        }
    }
    return CHISO_OK;
}

void chiso__treatment_put(char **end, const struct chiso__treatment *treatment)
{
    chiso__rule_put(end, kinds[treatment->kind].words[0]);
    chiso__rule_put(end, " ");
    chiso__rule_put(end, kinds[treatment->kind].words[1]);
    if (treatment->kind == CHISO__TREAT_OVER) {
        chiso__rule_put(end, " ");
        chiso__rule_put(end, treatment->column.text);
    } else if (treatment->kind == CHISO__TREAT_WINSOR) {
        chiso__rule_put(end, " ");
        chiso__rule_put_carried(
            end, chiso__carried_of((chiso_decimal)treatment->most * CHISO_DECIMAL_ONE), "");
    } else if (treatment->kind == CHISO__TREAT_IQR) {
        chiso__rule_put(end, " ");
        chiso__rule_put_number(end, &treatment->reach, "");
    }
    if (treatment->in_block) {
        chiso__rule_put(end, " block");
    }
}

bool chiso__rule_has(const struct chiso__rule *rule, unsigned bits)
{
    for (uint32_t i = 0; i < rule->treatment_count; i++) {
        if ((kinds[rule->treatments[i].kind].bit & bits) != 0) {
            return true;
        }
    }
    return false;
}
