/* What only the reader of outlines needs: numbers as they are. */
#ifndef CHISO_LIB_TEXT_OUTLINE_INSIDE_H
#define CHISO_LIB_TEXT_OUTLINE_INSIDE_H

#include "text/outline.h"

enum chiso__outline_style {
    CHISO__OUTLINE_DIGITS,
    CHISO__OUTLINE_LARGE_ROMAN,
    CHISO__OUTLINE_SMALL_ROMAN,
    CHISO__OUTLINE_LARGE_LETTER,
    CHISO__OUTLINE_SMALL_LETTER,
    CHISO__OUTLINE_NO_STYLE
};

/* A part of a number: what it is worth in each style that it may be of, 0 for none. */
struct chiso__outline_part {
    int32_t values[CHISO__OUTLINE_STYLES];
};

struct chiso__outline_number {
    struct chiso__span text; /* without marks around it */
    struct chiso__span head; /* all parts but the last */
    struct chiso__span tail; /* the last part */
    size_t parts;
    struct chiso__outline_part first;
    struct chiso__outline_part last;
};

/* Reads a number; false where it is none. */
bool chiso__outline_number_read(struct chiso__span text, struct chiso__outline_number *out_number);

/* Whether a number of a style comes right behind another: some lists leave out letters that are not
 * of the language. */
bool chiso__outline_is_next(enum chiso__outline_style style, int32_t one, int32_t next);

#endif
