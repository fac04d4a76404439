/* Passes ASCII a block at a time, which is most of every file, in place of character by character:
 * chiso__utf8_check() would find nothing wrong there either, and no character goes over the end of
 * such a block. */
#include "base/text_quick.h"

#include "base/clones.h"

/* Whether a block is all ASCII without a NUL: as signed numbers its bytes are above 0. No byte ends
 * the loop, so that compilers handle many together. */
CHISO__CLONES
static bool is_ascii_block(const char *text)
{
    int wrong = 0;

    for (size_t i = 0; i < CHISO__ASCII_BLOCK; i++) {
        wrong |= (signed char)text[i] <= 0;
    }
    return wrong == 0;
}

size_t chiso__ascii_start(struct chiso__span span)
{
    size_t at = 0;

    while (span.size - at >= CHISO__ASCII_BLOCK && is_ascii_block(span.text + at)) {
        at += CHISO__ASCII_BLOCK;
    }
    return at;
}
