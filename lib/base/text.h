/* Small things about texts: UTF-8, white space, words, and the columns of an error. */
#ifndef CHISO_LIB_BASE_TEXT_H
#define CHISO_LIB_BASE_TEXT_H

#include "base/memory.h"

#include <string.h>

/* A span of a literal or of any text ended by NUL. */
struct chiso__span chiso__span_of(const char *text);

/* Codes are short: comparing them must not cost a call. */
static inline bool chiso__span_equal(struct chiso__span a, struct chiso__span b)
{
    uint32_t heads[2];
    uint32_t tails[2];

    if (a.size != b.size) {
        return false;
    }
    if (a.size > 2 * sizeof(heads[0])) {
        return memcmp(a.text, b.text, a.size) == 0;
    }
    if (a.size < sizeof(heads[0])) {
        for (size_t i = 0; i < a.size; i++) {
            if (a.text[i] != b.text[i]) {
                return false;
            }
        }
        return true;
    }
    /* The first four bytes and the last four, which overlap in most. */
    memcpy(&heads[0], a.text, sizeof(heads[0]));
    memcpy(&heads[1], b.text, sizeof(heads[1]));
    memcpy(&tails[0], a.text + a.size - sizeof(tails[0]), sizeof(tails[0]));
    memcpy(&tails[1], b.text + b.size - sizeof(tails[1]), sizeof(tails[1]));
    return heads[0] == heads[1] && tails[0] == tails[1];
}

/* Whether the span is this word, upper and lower case of ASCII letters alike. */
bool chiso__is_word(struct chiso__span span, const char *word);

/* The same of several words, with | between them. */
bool chiso__is_one_of(struct chiso__span span, const char *words);

/* The span without white space at its ends: ASCII's and the no-break space. */
struct chiso__span chiso__trim(struct chiso__span span);

/* Takes the next word off the front of *rest, words being separated by white space. False when
 * there is none. */
bool chiso__next_word(struct chiso__span *rest, struct chiso__span *out_word);

/* As many digits as a count may have. */
enum { CHISO__COUNT_SIZE = 20 };

/* A count in digits, which lie in the room given. */
struct chiso__span chiso__count_text(uint64_t count, char digits[CHISO__COUNT_SIZE]);

/* The first byte that is not UTF-8, or a NUL; span.size when all is well. */
size_t chiso__utf8_check(struct chiso__span span);

/* How many characters begin in the span. */
size_t chiso__characters(struct chiso__span span);

#endif
