/* A tally's inside, for what counts into it and what reads its counts. */
#ifndef CHISO_LIB_SURVEY_TALLY_H
#define CHISO_LIB_SURVEY_TALLY_H

#include <chiso/tally.h>

#include "text/code_index.h"
#include "text/message.h"

/* In front of the counters stand some that nobody reads: answers that are none are counted there,
 * so that counting needs no branch. They are several so that one count need not wait for the last,
 * and 0 between calls. */
enum { CHISO__SPARES = 8 };

/* Codes in the order of adding, copied into the tally's arena. */
struct chiso__codes {
    struct chiso__span *codes;
    uint32_t count;
    uint32_t room;
    struct chiso__index index;
};

/* A question in 32 bits, so that vector code can gather it: where its counters begin in a unit's
 * row, and how many they are. */
enum { CHISO__OPTION_BITS = 7, CHISO__OPTION_MASK = (1 << CHISO__OPTION_BITS) - 1 };

struct chiso_tally {
    chiso_allocator allocator;
    struct chiso__arena arena;
    struct chiso__codes units;
    struct chiso__codes questions;
    uint32_t *layout; /* of every question its offset and options; one more, without options, at the
                         end. NULL without questions */
    uint32_t layout_room;
    int64_t *counters;  /* spares, then a row a unit; all that is room is 0. NULL without units */
    uint32_t unit_room; /* rows that there is memory for */
    uint32_t row;       /* counters of a unit */
    uint32_t row_room;  /* from one row to the next */
    uint32_t alike; /* the number of options that all questions have; 0 where they differ, or there
                       are none */
    int64_t total;
};

static inline uint32_t chiso__tally_options(const chiso_tally *tally, uint32_t question)
{
    return tally->layout[question] & CHISO__OPTION_MASK;
}

/* Where a counter stands; unit and question exist. */
static inline size_t chiso__tally_bin(const chiso_tally *tally, uint32_t unit, uint32_t question)
{
    return CHISO__SPARES + (size_t)unit * tally->row_room +
           (tally->layout[question] >> CHISO__OPTION_BITS);
}

/* Says what of an answer does not exist: unit, question, or option unless it is CHISO_NO_ANSWER. */
chiso_status chiso__tally_check(const chiso_tally *tally, uint32_t unit, uint32_t question,
                                uint32_t option, chiso_error *error);

/* Says that so many answers more would be too many; more is at least 0. */
chiso_status chiso__tally_check_total(const chiso_tally *tally, int64_t more, chiso_error *error);

/* Makes room for as many units as there will be in all, exactly so many where there was none:
 * adding them takes no more memory for counters. */
chiso_status chiso__tally_reserve(chiso_tally *tally, uint32_t units, chiso_error *error);

/* Copies the code of a unit to where the next but ahead units go. It exists when
 * chiso__tally_commit_unit() is called, which cannot fail. */
chiso_status chiso__tally_prepare_unit(chiso_tally *tally, struct chiso__span code, uint32_t ahead,
                                       chiso_error *error);
void chiso__tally_commit_unit(chiso_tally *tally);

chiso_status chiso__tally_add_unit(chiso_tally *tally, struct chiso__span code, chiso_error *error);
chiso_status chiso__tally_add_question(chiso_tally *tally, struct chiso__span code,
                                       uint32_t options, chiso_error *error);

#endif
