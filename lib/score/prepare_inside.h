/* What preparing leaves works with. */
#ifndef CHISO_LIB_SCORE_PREPARE_INSIDE_H
#define CHISO_LIB_SCORE_PREPARE_INSIDE_H

#include "score/prepare.h"

struct chiso__preparing {
    const struct chiso__rows *rows;
    const chiso_allocator *allocator;
    struct chiso__unprepared *why;
    chiso_node leaf;
    uint32_t row;                  /* that is looked at */
    struct chiso__carried *values; /* by row, as far as they are treated, and marks */
    struct chiso__carried *before; /* those before a treatment; NULL where nobody looks */
    /* Rows that have a value, in the order of it, and these values. */
    uint32_t *ids;
    uint32_t *scratch;
    struct chiso__carried *sorted;
    uint32_t count;
    bool grouped; /* they are in order block by block */
};

/* Notes why the leaf cannot be prepared; false. */
bool chiso__prepare_fail(struct chiso__preparing *work, enum chiso__unprepared_kind kind,
                         uint32_t row);

/* The natural logarithm of a number above 0, right to 2^-60. */
struct chiso__carried chiso__natural_log(struct chiso__carried number);

/* The quartiles of values in order (type 7), and so many of their distance beyond each; false when
 * a number is too large. */
bool chiso__quartile_fences(const struct chiso__carried *sorted, uint32_t count,
                            struct chiso__carried reach, struct chiso__carried *out_low,
                            struct chiso__carried *out_high);

/* Whether quotients and logarithms are far enough from each other for their places to tell points
 * to 10^-13 of their max; notes why where they are not. */
bool chiso__told_apart(struct chiso__preparing *work);

#endif
