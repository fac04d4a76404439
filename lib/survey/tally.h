/* A tally's inside, for what counts into it and what reads its counts. */
#ifndef CHISO_LIB_SURVEY_TALLY_H
#define CHISO_LIB_SURVEY_TALLY_H

#include <chiso/tally.h>

#include "number/wide.h"
#include "text/code_index.h"
#include "text/message.h"

/* Codes in the order of adding, copied into the tally's arena. */
struct chiso__codes {
    struct chiso__span *codes;
    uint32_t count;
    uint32_t room;
    struct chiso__index index;
};

/* By how much the weights of some answers, in millionths, and their squares exceed those of as many
 * answers of weight 1: what is counted without a weight adds nothing. */
struct chiso__excess {
    chiso__wide squares;
    int64_t weights;
};

struct chiso_tally {
    chiso_allocator allocator;
    struct chiso__arena arena;
    struct chiso__codes units;
    struct chiso__codes questions;
    uint32_t *layout; /* of every question its offset and options; one more, without options, at the
                         end. NULL without questions */
    uint32_t layout_room;
    uint64_t *left_out; /* of every question a bit an option that means "don't know" */
    int64_t *counters;  /* spares, then a row a unit; all that is room is 0. NULL without units */
    uint32_t unit_room; /* rows that there is memory for */
    uint32_t row;       /* counters of a unit */
    uint32_t row_room;  /* from one row to the next */
    uint32_t alike; /* the number of options that all questions have; 0 where they differ, or there
                       are none */
    int64_t total;
    struct chiso__excess *excess; /* of each counter; NULL while no answer is weighted */
    int64_t total_excess;         /* of all weights; 0 or more with the total */
};

#endif
