/* The list of what is wrong or doubtful in files, which readers add to while they go on. */
#ifndef CHISO_LIB_TEXT_REMARK_H
#define CHISO_LIB_TEXT_REMARK_H

#include <chiso/intake.h>

#include "text/message.h"

struct chiso__prints;

struct chiso_intake {
    chiso_allocator allocator;
    struct chiso__prints *printed; /* what sheets print that was not compared yet */
    struct chiso__arena arena;     /* the texts of the remarks */
    chiso_remark *remarks;
    uint32_t count;
    uint32_t capacity;
    uint32_t mistakes; /* how many of them are mistakes */
    uint32_t limit;    /* the most mistakes there may be */
};

static inline bool chiso__intake_is_full(const chiso_intake *intake)
{
    return intake->mistakes >= intake->limit;
}

/* Adds what an error says about a file; false when memory is out. */
bool chiso__intake_add(chiso_intake *intake, chiso_remark_kind kind, chiso_doubt doubt,
                       const char *file, const chiso_error *error);

/* Puts the remarks from the first on in the order of their places; those of a file as a whole
 * stand last. False when memory is out. */
bool chiso__intake_sort(chiso_intake *intake, uint32_t first);

/* Makes an error of a remark. */
void chiso__error_of_remark(const chiso_remark *remark, chiso_error *error);

#endif
