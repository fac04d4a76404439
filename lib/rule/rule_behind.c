/* The words that may stand behind a rule: minmax down block. */
#include "rule/inside.h"

#include <stddef.h>

/* The words that may stand behind a rule, by their bits, and what they set. */
static const struct {
    const char *word;
    size_t member;
} behind[] = {
    {"log", offsetof(struct chiso__rule, logarithmic)},
    {"unlimited", offsetof(struct chiso__rule, unlimited)},
    {"population", offsetof(struct chiso__rule, population)},
    {"down", offsetof(struct chiso__rule, down)},
    {"block", offsetof(struct chiso__rule, in_block)},
};

_Static_assert(sizeof(behind) / sizeof(behind[0]) == CHISO__BEHIND_KINDS, "all are counted");
_Static_assert(CHISO__BEHIND_BLOCK == 1 << (CHISO__BEHIND_KINDS - 1), "each word has a bit");

static bool is_said(const struct chiso__rule *rule, int word)
{
    return *(const bool *)((const char *)rule + behind[word].member);
}

void chiso__rule_take_behind(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    const unsigned allowed = chiso__rule_row_of(rule)->behind;
    bool more = true;

    while (more) {
        more = false;
        for (int i = 0; i < CHISO__BEHIND_KINDS; i++) {
            if ((allowed >> i & 1) != 0 && !is_said(rule, i) &&
                chiso__rule_take_word(reader, behind[i].word)) {
                *(bool *)((char *)rule + behind[i].member) = more = true;
            }
        }
    }
}

size_t chiso__rule_words_behind(const struct chiso__rule *rule, const char **out_words)
{
    const unsigned allowed = chiso__rule_row_of(rule)->behind;
    size_t count = 0;

    for (int i = 0; i < CHISO__BEHIND_KINDS; i++) {
        if ((allowed >> i & 1) != 0) {
            out_words[count++] = behind[i].word;
        }
    }
    return count;
}

void chiso__rule_put_behind(char **end, const struct chiso__rule *rule)
{
    for (int i = 0; i < CHISO__BEHIND_KINDS; i++) {
        if (is_said(rule, i)) {
            chiso__rule_put(end, " ");
            chiso__rule_put(end, behind[i].word);
        }
    }
}
