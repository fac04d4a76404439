/* What only this room needs. */
#ifndef CHISO_LIB_RULE_INSIDE_H
#define CHISO_LIB_RULE_INSIDE_H

#include "rule/rule.h"

/* 100 percent. */
#define CHISO__RULE_WHOLE (100 * CHISO_DECIMAL_ONE)

/* The text of a rule as it is read, and what it is read into. */
struct chiso__rule_reader {
    enum chiso__message subject; /* what messages call the text */
    struct chiso__span text;
    size_t at;
    size_t numbers; /* that were read */
    struct chiso__limits limits;
    struct chiso__number_style *style;
    struct chiso__arena *arena;
    const chiso_allocator *allocator;
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

/* The same where words were expected, of a list that ends with NULL: asks for the one that a
 * mistyped one may mean. */
chiso_status chiso__rule_fail_word(struct chiso__rule_reader *reader, enum chiso__message expected,
                                   const char *const *words);

/* The same for a value that is read but cannot be. */
chiso_status chiso__rule_fail_value(struct chiso__rule_reader *reader,
                                    enum chiso__message expected);

/* The next word, or the next characters, if they are these. */
bool chiso__rule_take_word(struct chiso__rule_reader *reader, const char *word);
bool chiso__rule_take_any_word(struct chiso__rule_reader *reader, struct chiso__span *out_word);
bool chiso__rule_take_literal(struct chiso__rule_reader *reader, const char *literal);

/* A number of these forms; fractions may stand for all but percentages and thresholds. */
chiso_status chiso__rule_take_form(struct chiso__rule_reader *reader, unsigned forms,
                                   struct chiso__numeral *out_numeral);

static inline chiso_status chiso__rule_take_number(struct chiso__rule_reader *reader,
                                                   struct chiso__numeral *out_numeral)
{
    return chiso__rule_take_form(reader, CHISO__FORM_EXPONENT | CHISO__FORM_FRACTION, out_numeral);
}

/* A threshold: a number, a percentage or a/b. */
chiso_status chiso__rule_take_measured(struct chiso__rule_reader *reader,
                                       struct chiso__measured *out_measured);

/* Writes it, and a text behind it. */
void chiso__rule_put_measured(char **end, const struct chiso__measured *measured,
                              const char *behind);

/* The sign of a - b, exactly. */
int chiso__measured_compare(const struct chiso__measured *a, const struct chiso__measured *b);

static inline bool chiso__is_rate(const struct chiso__measured *measured)
{
    return measured->percent || measured->ratio;
}

/* Whether the text goes on so. */
bool chiso__rule_is_at(struct chiso__rule_reader *reader, const char *literal);

/* Whether it goes on with a number, or what begins as one. */
bool chiso__rule_is_at_number(struct chiso__rule_reader *reader);

/* The words that what stands before a rule begins with. */
enum { CHISO__TREAT_FIRSTS = 3 };
extern const char *const chiso__treat_firsts[CHISO__TREAT_FIRSTS];

/* Takes the words that may stand before a rule, and says where the rule does not take them. */
chiso_status chiso__treatments_read(struct chiso__rule_reader *reader, struct chiso__rule *rule);
chiso_status chiso__treatments_check(const struct chiso__rule_reader *reader,
                                     const struct chiso__rule *rule);

/* Takes the words that may stand behind a rule, in any order, each at most once. */
void chiso__rule_take_behind(struct chiso__rule_reader *reader, struct chiso__rule *rule);

/* Those that a rule may have; returns how many. */
enum { CHISO__BEHIND_KINDS = 5 };
size_t chiso__rule_words_behind(const struct chiso__rule *rule, const char **out_words);

/* Writes those that were taken. */
void chiso__rule_put_behind(char **end, const struct chiso__rule *rule);

/* Writes a piece of a rule's text, or a number and what stands behind it, where there is room. */
void chiso__rule_put(char **end, const char *text);
void chiso__rule_put_number(char **end, const struct chiso__numeral *numeral, const char *behind);
void chiso__rule_put_carried(char **end, struct chiso__carried value, const char *behind);

chiso_status chiso__rule_fail_large(chiso_error *error);

/* min + (max - min) × part / whole; whole is not 0. False when it is beyond all numbers, which it
 * is not for a part within the whole. */
bool chiso__on_line(struct chiso__limits limits, struct chiso__total part,
                    struct chiso__total whole, struct chiso__carried *out_points);

/* Words that may stand behind a rule, written in this order. */
enum {
    CHISO__BEHIND_LOG = 1 << 0,
    CHISO__BEHIND_UNLIMITED = 1 << 1,
    CHISO__BEHIND_POPULATION = 1 << 2,
    CHISO__BEHIND_DOWN = 1 << 3,
    CHISO__BEHIND_BLOCK = 1 << 4
};

/* What the rows are made of. */
chiso__rule_reads chiso__from_read, chiso__between_read, chiso__target_read, chiso__tiers_read,
    chiso__per_read, chiso__range_read, chiso__zscore_read, chiso__survey_read, chiso__rank_read;
chiso__rule_writes chiso__from_write, chiso__between_write, chiso__target_write, chiso__tiers_write,
    chiso__per_write, chiso__range_write, chiso__zscore_write, chiso__survey_write,
    chiso__rank_write;
chiso__rule_gives chiso__rate_points, chiso__from_points, chiso__between_points,
    chiso__target_points, chiso__atleast_points, chiso__atmost_points, chiso__yesno_points,
    chiso__per_points, chiso__range_points, chiso__rank_points;
chiso__rule_compares chiso__minmax_points, chiso__best_points, chiso__percentile_points,
    chiso__zscore_points;
chiso__rule_goes_back chiso__per_back, chiso__range_back, chiso__tiers_back;
chiso__rule_bounds chiso__per_least, chiso__per_most, chiso__tiers_most, chiso__survey_most;
struct chiso__carried chiso__range_lowest(const struct chiso__rule *rule);
struct chiso__carried chiso__best_lowest(const struct chiso__rule *rule);

/* The least number above 0. */
static inline struct chiso__carried chiso__rule_above_0(void)
{
    return (struct chiso__carried){0, 1};
}

#endif
