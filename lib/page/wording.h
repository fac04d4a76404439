/* Words and numbers as figures say them. What is given back lives as long as the canvas. */
#ifndef CHISO_LIB_PAGE_WORDING_H
#define CHISO_LIB_PAGE_WORDING_H

#include <chiso/rank.h>

#include "page/canvas.h"

/* A message of the catalogue with its words put in, of any length. */
const char *chiso__phrase(struct chiso__canvas *canvas, enum chiso__message message,
                          const struct chiso__insert *words);

/* Two sentences with a blank between them; either may be "". */
const char *chiso__joined(struct chiso__canvas *canvas, const char *first, const char *second);

/* Adds a sentence to what the figure says in words. */
void chiso__describe(struct chiso__canvas *canvas, const char *sentence);

/* A figure with the digits that it was published with; a dash for none. digits -1: as many as it
 * has. The minus is the sign and no hyphen. */
const char *chiso__number_label(struct chiso__canvas *canvas, chiso_decimal value, int digits);

/* The same with a plus where it is above 0, or with the sign of percent, which stays on the line of
 * its number. */
const char *chiso__signed_label(struct chiso__canvas *canvas, chiso_decimal value, int digits);
const char *chiso__percent_label(struct chiso__canvas *canvas, chiso_decimal value, int digits);

/* A copy of a number that the board wrote, with that sign. */
const char *chiso__with_minus(struct chiso__canvas *canvas, const char *text);

const char *chiso__count_label(struct chiso__canvas *canvas, uint64_t count);

/* "2", "2,5"; with "=" in front where it is shared. */
const char *chiso__rank_label(struct chiso__canvas *canvas, chiso_place place, bool tells_shared);

/* What a rank rose by, with its arrow; "=" for none, and a dash for what cannot be compared. */
const char *chiso__places_label(struct chiso__canvas *canvas, chiso_decimal places);

/* A number without its sign. */
static inline chiso_decimal chiso__size_of(chiso_decimal value)
{
    return value < 0 ? -value : value;
}

#endif
