/* Raters: how what several people gave for one cell becomes the value that its rule takes. */
#ifndef CHISO_LIB_RULE_RATERS_H
#define CHISO_LIB_RULE_RATERS_H

#include "rule/rule.h"

/* Each has a word in raters.c. */
enum chiso__joining {
    CHISO__JOINING_MEAN,
    CHISO__JOINING_MEDIAN,
    CHISO__JOINING_TRIMMED,
    CHISO__JOINING_KINDS
};

/* The most that trimmed takes off at each end: of a full cell two stay. */
enum { CHISO__TRIMMED_MOST = CHISO_RATING_LIMIT / 2 - 1 };

/* What a criterion says of its raters. */
struct chiso__panel {
    enum chiso__joining joining;
    uint32_t off; /* of trimmed: so many at each end */
    bool has_within;
    struct chiso__numeral within; /* in percent of the max: what is farther apart is doubtful */
    const char *text;             /* reads in again as the same; "" where nothing is said */
};

/* Those of a criterion that says nothing of them. */
static inline struct chiso__panel chiso__raters_default(void)
{
    return (struct chiso__panel){.joining = CHISO__JOINING_MEAN, .text = ""};
}

static inline bool chiso__has_raters(const struct chiso__panel *raters)
{
    return raters->text[0] != '\0';
}

/* Whether a rule takes what can be joined: numbers and rates, no words, counts or answers. */
bool chiso__rule_joins(const struct chiso__rule *rule);

/* Reads `trimmed 1 within 20%` for a rule; "" is the default. */
chiso_status chiso__raters_read(struct chiso__span text, const struct chiso__rule *rule,
                                struct chiso__number_style *style, struct chiso__arena *arena,
                                const chiso_allocator *allocator, struct chiso__panel *out_raters,
                                bool *out_rounded, chiso_error *error);

/* How many are taken off at each end of so many that were given: one or two always stay. */
uint32_t chiso__raters_off(const struct chiso__panel *raters, uint32_t count);

/* Joins what was given, from 1 to CHISO_RATING_LIMIT values of what the rule takes, in any order.
 * Numbers and rates of one denominator are added up as they are; other rates become a fraction,
 * which is exact where both of its parts fit, and is else carried in percent. False when a number
 * is too large. */
bool chiso__raters_join(const struct chiso__panel *raters, const struct chiso__rule *rule,
                        const struct chiso__measured *const *given, uint32_t count,
                        struct chiso__measured *out_joined);

/* How far the points that a rule gives for each are apart; false for a rule that looks at the other
 * units, and when a number is too large. */
bool chiso__raters_spread(const struct chiso__rule *rule, struct chiso__limits limits,
                          const struct chiso__measured *const *given, uint32_t count,
                          struct chiso__carried *out_spread);

/* Whether a spread is more than the raters of a criterion with this max should be apart. */
bool chiso__raters_are_apart(const struct chiso__panel *raters, struct chiso__carried max,
                             struct chiso__carried spread);

/* The least and the greatest of what was given; there is one at least. */
void chiso__raters_ends(const struct chiso__measured *const *given, uint32_t count,
                        const struct chiso__measured **out_least,
                        const struct chiso__measured **out_greatest);

/* The word for a way of joining. */
const char *chiso__joining_word(enum chiso__joining joining);

#endif
