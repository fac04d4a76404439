/* The known word that a mistyped one may mean. */
#ifndef CHISO_LIB_TEXT_NEAR_H
#define CHISO_LIB_TEXT_NEAR_H

#include "base/text.h"

/* How many letters must change to make one text of the other, capitals and small letters alike:
 * Levenshtein's distance of their beginnings. */
size_t chiso__letters_apart(struct chiso__span a, struct chiso__span b);

/* How far apart a text and what it may mean are at most; 0 for one that nothing is near to: what
 * has digits is a number of its own, and no slip. */
size_t chiso__reach_of(struct chiso__span text);

#endif
