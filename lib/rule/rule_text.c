/* The text of a rule, read and written by the table of rules. */
#include "rule/inside.h"

#include <string.h>

/* Takes the words that say which rule it is. */
static chiso_status take_kind(struct chiso__rule_reader *reader, enum chiso__rule_kind *out_kind)
{
    int first = 0;

    while (first < CHISO__RULE_KINDS &&
           (chiso__rules[first].form != NULL ||
            !chiso__rule_take_word(reader, chiso__rules[first].word))) {
        first++;
    }
    if (first == CHISO__RULE_KINDS) {
        return chiso__rule_fail_here(reader, CHISO__SAY_ONE_OF_THE_RULES);
    }
    *out_kind = (enum chiso__rule_kind)first;
    for (int i = 0; i < CHISO__RULE_KINDS; i++) {
        if (chiso__rules[i].form != NULL &&
            strcmp(chiso__rules[i].word, chiso__rules[first].word) == 0 &&
            chiso__rule_take_word(reader, chiso__rules[i].form)) {
            *out_kind = (enum chiso__rule_kind)i;
            break;
        }
    }
    return CHISO_OK;
}

static chiso_status take_rule(struct chiso__rule_reader *reader, struct chiso__rule *out_rule)
{
    enum chiso__rule_kind kind = CHISO__RULE_POINTS;
    chiso_status status = take_kind(reader, &kind);
    const struct chiso__rule_row *row = &chiso__rules[kind];

    if (status != CHISO_OK) {
        return status;
    }
    *out_rule = (struct chiso__rule){.kind = kind, .takes = row->takes, .regards = row->regards};
    if (row->read != NULL) {
        status = row->read(reader, out_rule);
    }
    if (status != CHISO_OK) {
        return status;
    }
    chiso__rule_take_behind(reader, out_rule);
    if (chiso__rule_at_end(reader)) {
        return CHISO_OK;
    }
    return chiso__rule_fail_here(
        reader, row->goes_on == CHISO__SAY_NOTHING ? CHISO__SAY_THE_END_OF_THE_RULE : row->goes_on);
}

static void write_rule(const struct chiso__rule *rule, char *end)
{
    const struct chiso__rule_row *row = chiso__rule_row_of(rule);

    chiso__rule_put(&end, row->word);
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
    enum { WORDS = 100, NUMBER = 2 * CHISO_DECIMAL_TEXT_SIZE };
    struct chiso__rule_reader reader = {.text = chiso__trim(text),
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
    written = chiso__arena_take(arena, allocator, WORDS + reader.numbers * NUMBER);
    if (written == NULL) {
        return chiso__fail_memory(error);
    }
    write_rule(&rule, written);
    rule.text = written;
    *out_rule = rule;
    return CHISO_OK;
}
