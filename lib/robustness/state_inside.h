/* Where things stand in the bytes of a state. */
#ifndef CHISO_LIB_ROBUSTNESS_STATE_INSIDE_H
#define CHISO_LIB_ROBUSTNESS_STATE_INSIDE_H

#include "robustness/state.h"

#define CHISO__STATE_MAGIC "chisrank"

enum { CHISO__STATE_VERSION = 1 };

enum {
    CHISO__STATE_VERSION_AT = 8,
    CHISO__STATE_DIGEST_AT = 12,
    CHISO__STATE_RANGES_AT = CHISO__STATE_DIGEST_AT + CHISO__DIGEST_SIZE,
    CHISO__STATE_SUM_SIZE = 8
};

/* The bytes of the longest number. */
enum { CHISO__NUMBER_BYTES = 10 };

#endif
