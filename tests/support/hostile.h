/* Texts that somebody made to do harm, and what is harm in any place where a text is written. What
 * is asked of the places stands here by itself, and not by the list that they are written from. */
#ifndef CHISO_TESTS_HOSTILE_H
#define CHISO_TESTS_HOSTILE_H

#include "support.h"

/* So many there are, and so many of them, the first, are formulas. */
enum { HOSTILE_TEXTS = 57, HOSTILE_FORMULAS = 33 };

extern const char *const hostile_texts[HOSTILE_TEXTS];

/* The number of a character of well-formed UTF-8, which is taken off a text. */
uint32_t hostile_take(const char **text);

/* Whether it does more than show. */
bool hostile_is_harmful(uint32_t character);

#endif
