/* What an explanation is made of, for its parts. */
#ifndef CHISO_LIB_UNIT_EXPLAIN_H
#define CHISO_LIB_UNIT_EXPLAIN_H

#include <chiso/explain.h>

#include "score/result.h"

struct chiso_explanation {
    chiso_allocator allocator;
    const chiso_board *board;
    uint64_t version; /* of the board's figures that it is about */
    chiso_unit unit;
    struct chiso__arena arena;
    chiso_step *steps;
    uint32_t count;
    uint32_t capacity;
};

#endif
