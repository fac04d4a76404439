/* Small things about texts: UTF-8, white space, words, and the columns of an error. */
#ifndef CHISO_LIB_BASE_TEXT_H
#define CHISO_LIB_BASE_TEXT_H

#include "base/text_quick.h"

static inline bool chiso__is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* A span of a literal or of any text ended by NUL. */
struct chiso__span chiso__span_of(const char *text);

/* The sign of the order of two texts by their bytes. */
int chiso__compare_bytes(struct chiso__span a, struct chiso__span b);

/* Whether the span is this word, upper and lower case of ASCII letters alike. */
bool chiso__is_word(struct chiso__span span, const char *word);

/* The span without blanks at its ends. */
struct chiso__span chiso__trim(struct chiso__span span);

/* The span without the characters at its ends that go. */
struct chiso__span chiso__strip(struct chiso__span span, bool (*goes)(uint32_t character));

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

/* Takes the first character off the front of a span that has one. A byte that is not UTF-8 is taken
 * by itself, as a number above all characters. */
uint32_t chiso__utf8_take(struct chiso__span *span);

/* Writes a character that was taken as the bytes it was; returns how many, four at most. */
size_t chiso__utf8_put(uint32_t character, char *out);

/* Whether a character is a blank: ASCII's white space, the no-break spaces, and those of
 * typesetters.
 */
bool chiso__is_blank(uint32_t character);

#endif
