/* The text of a rule, read and written by the table of rules. */
#include "rule/inside.h"

#include <string.h>

/* How rates are written in cells, where that is said; else as it goes without saying. */
static enum chiso__cell_kind take_measure(struct chiso__rule_reader *reader)
{
    for (int i = 0; i < CHISO__CELL_KINDS; i++) {
        if (chiso__cell_kinds[i].word != NULL &&
            chiso__rule_take_word(reader, chiso__cell_kinds[i].word)) {
            return (enum chiso__cell_kind)i;
        }
    }
    return CHISO__CELL_RATE;
}

/* Whether a word stands there that says how rates are written. */
static bool is_at_measure(const struct chiso__rule_reader *reader)
{
    bool is_at = false;

    for (int i = 0; i < CHISO__CELL_KINDS && !is_at; i++) {
        struct chiso__rule_reader ahead = *reader;

        is_at = chiso__cell_kinds[i].word != NULL &&
                chiso__rule_take_word(&ahead, chiso__cell_kinds[i].word);
    }
    return is_at;
}

/* Says that none of the words stands there that a rule begins with, or what stands before one. */
static chiso_status fail_kind(struct chiso__rule_reader *reader)
{
    const char *words[CHISO__RULE_KINDS + CHISO__TREAT_FIRSTS + 1];
    size_t count = 0;

    if (is_at_measure(reader)) {
        return chiso__rule_fail_here(reader, CHISO__SAY_RATE_BEFORE);
    }
    for (int i = 0; i < CHISO__RULE_KINDS; i++) {
        words[count++] = chiso__rules[i].word;
    }
    for (int i = 0; i < CHISO__TREAT_FIRSTS; i++) {
        words[count++] = chiso__treat_firsts[i];
    }
    words[count] = NULL;
    return chiso__rule_fail_word(reader, CHISO__SAY_ONE_OF_THE_RULES, words);
}

/* Says that the text of a rule that is read goes on. */
static chiso_status fail_end(struct chiso__rule_reader *reader, const struct chiso__rule *rule)
{
    const struct chiso__rule_row *row = chiso__rule_row_of(rule);
    const bool is_open = row->form == NULL && rule->takes == CHISO__CELL_RATE;
    const char *words[CHISO__RULE_KINDS + CHISO__CELL_KINDS + CHISO__BEHIND_KINDS + 1];
    size_t count = chiso__rule_words_behind(rule, words);

    for (int i = 0; i < CHISO__CELL_KINDS; i++) {
        if (is_open && chiso__cell_kinds[i].word != NULL) {
            words[count++] = chiso__cell_kinds[i].word;
        }
    }
    for (int i = 0; i < CHISO__RULE_KINDS; i++) {
        if (row->form == NULL && chiso__rules[i].form != NULL &&
            strcmp(chiso__rules[i].word, row->word) == 0) {
            words[count++] = chiso__rules[i].form;
        }
    }
    words[count] = NULL;
    return chiso__rule_fail_word(
        reader,
        chiso__rule_is_at(reader, "|") ? CHISO__SAY_STEPS_BEFORE_THE_RULE
        : chiso__cell_kinds[row->takes].is_rate && is_at_measure(reader) ? CHISO__SAY_WORDS_OF_RATE
        : row->goes_on == CHISO__SAY_NOTHING ? CHISO__SAY_THE_END_OF_THE_RULE
                                             : row->goes_on,
        words);
}

/* Takes the words that say which rule it is, and what a cell holds. */
static chiso_status take_kind(struct chiso__rule_reader *reader, struct chiso__rule *out_rule)
{
    int first = 0;

    while (first < CHISO__RULE_KINDS &&
           (chiso__rules[first].form != NULL ||
            !chiso__rule_take_word(reader, chiso__rules[first].word))) {
        first++;
    }
    if (first == CHISO__RULE_KINDS) {
        return fail_kind(reader);
    }
    out_rule->kind = (enum chiso__rule_kind)first;
    out_rule->takes = chiso__rules[first].takes;
    if (out_rule->takes == CHISO__CELL_RATE) {
        out_rule->takes = take_measure(reader);
    }
    for (int i = 0; i < CHISO__RULE_KINDS; i++) {
        if (chiso__rules[i].form != NULL &&
            strcmp(chiso__rules[i].word, chiso__rules[first].word) == 0 &&
            chiso__rule_take_word(reader, chiso__rules[i].form)) {
            out_rule->kind = (enum chiso__rule_kind)i;
            break;
        }
    }
    out_rule->regards = chiso__rule_row_of(out_rule)->regards;
    return CHISO_OK;
}

static chiso_status take_rule(struct chiso__rule_reader *reader, struct chiso__rule *out_rule)
{
    const struct chiso__rule_row *row = NULL;
    chiso_status status = chiso__treatments_read(reader, out_rule);

    if (status == CHISO_OK) {
        status = take_kind(reader, out_rule);
    }
    if (status != CHISO_OK) {
        return status;
    }
    row = chiso__rule_row_of(out_rule);
    if (row->read != NULL) {
        status = row->read(reader, out_rule);
    }
    if (status == CHISO_OK) {
        status = chiso__treatments_check(reader, out_rule);
    }
    if (status != CHISO_OK) {
        return status;
    }
    chiso__rule_take_behind(reader, out_rule);
    return chiso__rule_at_end(reader) ? CHISO_OK : fail_end(reader, out_rule);
}

/* Room for the code that a rule names. */
static size_t code_size(const struct chiso__rule *rule)
{
    return rule->kind == CHISO__RULE_RANK ? rule->ranked.size : 0;
}

static void write_rule(const struct chiso__rule *rule, char *end)
{
    const struct chiso__rule_row *row = chiso__rule_row_of(rule);

    for (uint32_t i = 0; i < rule->treatment_count; i++) {
        chiso__treatment_put(&end, &rule->treatments[i]);
        chiso__rule_put(&end, " | ");
    }
    chiso__rule_put(&end, row->word);
    if (chiso__cell_kinds[rule->takes].word != NULL) {
        chiso__rule_put(&end, " ");
        chiso__rule_put(&end, chiso__cell_kinds[rule->takes].word);
    }
    if (row->form != NULL) {
        chiso__rule_put(&end, " ");
        chiso__rule_put(&end, row->form);
    }
    if (row->write != NULL) {
        row->write(&end, rule);
    }
    chiso__rule_put_behind(&end, rule);
}

chiso_status chiso__rule_read(struct chiso__span text, struct chiso__limits limits,
                              struct chiso__number_style *style, struct chiso__arena *arena,
                              const chiso_allocator *allocator, struct chiso__rule *out_rule,
                              bool *out_rounded, chiso_error *error)
{
    /* More than all words of a rule, and than a number with what stands around it. */
    enum { WORDS = 100, NUMBER = 2 * CHISO__NUMERAL_SIZE, STEP = 32 + CHISO__NUMERAL_SIZE };
    struct chiso__rule_reader reader = {.subject = CHISO__SAY_WORDS_FOR_RULE,
                                        .text = chiso__trim(text),
                                        .limits = limits,
                                        .style = style,
                                        .arena = arena,
                                        .allocator = allocator,
                                        .rounded = out_rounded,
                                        .error = error};
    struct chiso__rule rule = chiso__rule_default();
    chiso_status status = CHISO_OK;
    char *written = NULL;

    if (reader.text.size > 0) {
        status = take_rule(&reader, &rule);
    }
    if (status != CHISO_OK) {
        return status;
    }
    written = chiso__arena_take(arena, allocator,
                                WORDS + reader.numbers * NUMBER + reader.text.size +
                                    (size_t)rule.treatment_count * STEP + code_size(&rule));
    if (written == NULL) {
        return chiso__fail_memory(error);
    }
    write_rule(&rule, written);
    rule.text = written;
    *out_rule = rule;
    return CHISO_OK;
}
