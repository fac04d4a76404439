/* Numbers as offices write them in front of criteria: I, 1, a; 1., 1.1, a). Where one stands in the
 * outline is told from the numbers above it, and written out as a code: I.1.a. */
#ifndef CHISO_LIB_TEXT_OUTLINE_H
#define CHISO_LIB_TEXT_OUTLINE_H

#include "text/message.h"

enum { CHISO__OUTLINE_STYLES = 5 }; /* digits, Roman numbers and letters, both large and small */

/* An outline while it is read. Begin with {0}. */
struct chiso__outline {
    struct chiso__arena arena;
    struct chiso__outline_row *open; /* what the next row may be below, the outermost first */
    size_t count;
    size_t capacity;
    int32_t last[CHISO__OUTLINE_STYLES]; /* of numbers of one part, the last of each style */
};

/* What a text is in an outline. */
enum chiso__outlined {
    CHISO__OUTLINED,
    CHISO__OUTLINED_NOT,    /* it is no number */
    CHISO__OUTLINED_BEHIND, /* it does not come behind the one that is told */
    CHISO__OUTLINED_ALONE,  /* the number that it goes on from, which is told, is not above it */
    CHISO__OUTLINED_EITHER, /* it may go on from the one that is told, or begin below it */
    CHISO__OUTLINED_MEMORY
};

/* Reads the number of the next row. *out_code is the code written out, which stays as long as the
 * outline; else *out_other is the number that it does not go with. */
enum chiso__outlined chiso__outline_next(struct chiso__outline *outline,
                                         const chiso_allocator *allocator, struct chiso__span text,
                                         struct chiso__span *out_code,
                                         struct chiso__span *out_other);

/* Says why a text is not read, or not there. Returns the status. */
chiso_status chiso__outline_fail(enum chiso__outlined outlined, struct chiso__span text,
                                 struct chiso__span other, chiso_error *error);

/* What a Roman number of large or of small letters is worth; 0 for another text. */
int32_t chiso__roman_number(struct chiso__span text);

/* Whether a text is a number of an outline at all. */
bool chiso__is_outline_number(struct chiso__span text);

/* A number without the blanks and marks around it: a for (a). */
struct chiso__span chiso__outline_bare(struct chiso__span text);

void chiso__outline_clear(struct chiso__outline *outline, const chiso_allocator *allocator);

#endif
