/* Small things about texts: UTF-8, white space, words, and the columns of an error. */
#ifndef CHISO_LIB_TEXT_H
#define CHISO_LIB_TEXT_H

#include "memory.h"

#include <string.h>

/* A span of a literal or of any text ended by NUL. */
struct chiso__span chiso__span_of(const char *text);

static inline bool chiso__span_equal(struct chiso__span a, struct chiso__span b)
{
    return a.size == b.size && (a.size == 0 || (a.text[0] == b.text[0] && memcmp(a.text, b.text, a.size) == 0));
}

/* Whether the span is this word, upper and lower case of ASCII letters alike. */
bool chiso__is_word(struct chiso__span span, const char *word);

/* The span without white space at its ends: ASCII's and the no-break space. */
struct chiso__span chiso__trim(struct chiso__span span);

/* Takes the next word off the front of *rest, words being separated by white space. False when there is none. */
bool chiso__next_word(struct chiso__span *rest, struct chiso__span *out_word);

/* The first byte that is not UTF-8, or a NUL; span.size when all is well. */
size_t chiso__utf8_check(struct chiso__span span);

/* How many characters begin in the span. */
size_t chiso__characters(struct chiso__span span);

#endif
