/* What every row of a file does with its texts. */
#ifndef CHISO_LIB_BASE_TEXT_QUICK_H
#define CHISO_LIB_BASE_TEXT_QUICK_H

#include "base/memory.h"

#include <string.h>

/* Whether two spans are equal, without the call of memcmp() for those of eight bytes or less:
 * nearly all codes are. */
static inline bool chiso__span_equal(struct chiso__span a, struct chiso__span b)
{
    uint32_t heads[2];
    uint32_t tails[2];

    if (a.size != b.size) {
        return false;
    }
    if (a.size > 2 * sizeof(heads[0])) {
        return memcmp(a.text, b.text, a.size) == 0;
    }
    if (a.size < sizeof(heads[0])) {
        for (size_t i = 0; i < a.size; i++) {
            if (a.text[i] != b.text[i]) {
                return false;
            }
        }
        return true;
    }
    /* The first four bytes and the last four, which overlap in most. */
    memcpy(&heads[0], a.text, sizeof(heads[0]));
    memcpy(&heads[1], b.text, sizeof(heads[1]));
    memcpy(&tails[0], a.text + a.size - sizeof(tails[0]), sizeof(tails[0]));
    memcpy(&tails[1], b.text + b.size - sizeof(tails[1]), sizeof(tails[1]));
    return heads[0] == heads[1] && tails[0] == tails[1];
}

enum { CHISO__ASCII_BLOCK = 256 };

/* The size of the whole blocks at the start that are ASCII without a NUL. */
size_t chiso__ascii_start(struct chiso__span span);

#endif
