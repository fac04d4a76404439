/* How wide texts are, without a font: by a table that is never below what the fonts of the figures
 * take. Lengths are tenths of a pixel, sizes whole pixels. */
#ifndef CHISO_LIB_PAGE_LETTERS_H
#define CHISO_LIB_PAGE_LETTERS_H

#include <stdint.h>

#include "base/text.h"

/* A length or a place in tenths of a pixel. */
typedef int64_t chiso__tenth;

/* How letters are set. */
struct chiso__face {
    int size;
    bool bold;
};

chiso__tenth chiso__text_width(struct chiso__span text, struct chiso__face face);

/* Takes the next line off a text: words up to a width, at least one, which is broken only where it
 * alone is wider. False where nothing is left. */
bool chiso__take_line(struct chiso__span *rest, struct chiso__face face, chiso__tenth width,
                      struct chiso__span *out_line);

/* How many lines a text takes, and the least width, in whole pixels, that takes no more. */
size_t chiso__line_count(struct chiso__span text, struct chiso__face face, chiso__tenth width);
chiso__tenth chiso__balanced_width(struct chiso__span text, struct chiso__face face,
                                   chiso__tenth width);

/* How many bytes of a text stand before the three dots where all of it does not fit; its size where
 * it does. */
size_t chiso__fitting(struct chiso__span text, struct chiso__face face, chiso__tenth width);

#endif
