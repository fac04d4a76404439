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
    chiso_intake_options options;
    char *fetched; /* what a source gave */
    /* What was read and not taken yet, and who knows how to end it. */
    struct chiso__held *held;
    void (*free_held)(struct chiso__held *held);
};

/* Ends what is held. */
void chiso__intake_drop(chiso_intake *intake);

/* Puts what an error says of a file as a whole into the list, and returns the status: which it does
 * not where the file is not to blame. */
chiso_status chiso__intake_refuse(chiso_intake *intake, const char *path, chiso_status status,
                                  chiso_error *error);

/* Whether the caller lets a reading go on; CHISO_E_STOPPED where not. */
chiso_status chiso__intake_ask(const chiso_intake *intake, size_t read, size_t size,
                               chiso_error *error);

/* CHISO_OK, or the error for so many bytes. */
chiso_status chiso__intake_check_bytes(const chiso_intake *intake, size_t size, chiso_error *error);

/* Whether a mistake is one of the file; else it is no remark, and ends everything. */
static inline bool chiso__is_of_file(chiso_status status)
{
    return status != CHISO_OK && status != CHISO_E_MEMORY && status != CHISO_E_STOPPED;
}

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
