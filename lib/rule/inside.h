/* What only this room needs. */
#ifndef CHISO_LIB_RULE_INSIDE_H
#define CHISO_LIB_RULE_INSIDE_H

#include "rule/rule.h"

/* Writes a rule's text, which has room for it, so that it reads in again as the same rule. */
void chiso__rule_write(const struct chiso__rule *rule, char *out_text);

/* The text of a rule as it is read, and what it is read into. */
struct chiso__rule_reader {
    struct chiso__span text;
    size_t at;
    struct chiso__limits limits;
    struct chiso__number_style *style;
    bool *rounded;
    chiso_error *error;
};

void chiso__rule_pass_space(struct chiso__rule_reader *reader);

static inline bool chiso__rule_at_end(struct chiso__rule_reader *reader)
{
    chiso__rule_pass_space(reader);
    return reader->at >= reader->text.size;
}

/* Says what was expected at the place that is reached. */
chiso_status chiso__rule_fail_here(struct chiso__rule_reader *reader, enum chiso__message expected);

/* The same for a value that is read but cannot be. */
chiso_status chiso__rule_fail_value(struct chiso__rule_reader *reader,
                                    enum chiso__message expected);

/* The next word, or the next characters, if they are these. */
bool chiso__rule_take_word(struct chiso__rule_reader *reader, const char *word);
bool chiso__rule_take_literal(struct chiso__rule_reader *reader, const char *literal);

chiso_status chiso__rule_take_number(struct chiso__rule_reader *reader, chiso_decimal *out_value);
chiso_status chiso__rule_take_percent(struct chiso__rule_reader *reader,
                                      chiso_decimal *out_percent);

#endif
