/* Which characters of a text from outside do more than show: the one list of them, and what keeps a
 * spreadsheet from running a text. */
#ifndef CHISO_LIB_TEXT_UNSAFE_H
#define CHISO_LIB_TEXT_UNSAFE_H

#include "base/text.h"

/* Whether a character speaks to a terminal, turns the direction of what stands behind it, ends a
 * line, hides, or may not stand in XML at all. So is the byte that is no UTF-8. */
bool chiso__is_unsafe(uint32_t character);

/* Whether nothing is seen of a character where a text is shown, also where it does nothing. */
bool chiso__is_unseen(uint32_t character);

/* What stands for an unsafe character: a blank, or a question mark for a byte that is no UTF-8. */
char chiso__instead_of(uint32_t character);

/* Whether a character is a blank, or one that a blank stands for. */
bool chiso__shows_blank(uint32_t character);

/* How many bytes at the start of a text are safe characters, and none of those in but. */
size_t chiso__safe_start(struct chiso__span text, const char *but);

/* A cell of CSV begins where its text does, and for a spreadsheet that takes another separator also
 * behind each comma, semicolon, tab and line end in it, quoted or not. */
bool chiso__is_cell_start(char before);

/* Whether a spreadsheet would run what begins here as a formula, blanks and quotes before it or
 * not. first for the start of the whole text. */
bool chiso__is_formula(struct chiso__span text, bool first);

/* Whether an apostrophe here is a guard: one that was put before a formula. */
bool chiso__is_guard(struct chiso__span text, bool first);

/* Whether a text has a formula, or with is_there a guard, at a start of a cell but its own. */
bool chiso__has_inner(struct chiso__span text,
                      bool (*is_there)(struct chiso__span text, bool first));

/* Takes all guards off a text, in its place: how many bytes are left. */
size_t chiso__unguard(char *text, size_t size);

#endif
