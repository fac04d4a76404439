/* What only this room needs. */
#ifndef CHISO_LIB_SURVEY_INSIDE_H
#define CHISO_LIB_SURVEY_INSIDE_H

#include "survey/tally.h"

/* In front of the counters stand some that nobody reads: answers that are none are counted there,
 * so that counting needs no branch. They are several so that one count need not wait for the last,
 * and 0 between calls. */
enum { CHISO__SPARES = 8 };

/* A question in 32 bits, so that vector code can gather it: where its counters begin in a unit's
 * row, and how many they are. */
enum { CHISO__OPTION_BITS = 7, CHISO__OPTION_MASK = (1 << CHISO__OPTION_BITS) - 1 };

static inline uint32_t chiso__tally_option_count(const chiso_tally *tally, uint32_t question)
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

/* Says that there is no such question. */
chiso_status chiso__tally_fail_question(const chiso_tally *tally, uint32_t question,
                                        chiso_error *error);

/* Whether bits can be those of the options of a question that are left out: one remains. */
bool chiso__is_left_out_set(uint64_t left_out, uint32_t options);

/* Says that so many answers more would be too many; more is at least 0. */
chiso_status chiso__tally_check_total(const chiso_tally *tally, int64_t more, chiso_error *error);

/* Answers as they are given, an array of each. */
struct chiso__answers {
    const uint32_t *units;
    const uint16_t *questions;
    const uint8_t *options;
};

/* Counts whole blocks of answers, up to the first that holds a wrong one. Returns how many answers
 * those are. */
size_t chiso__tally_count_blocks(chiso_tally *tally, const struct chiso__answers *answers,
                                 size_t count);

/* Takes back as many as it counted. */
void chiso__tally_uncount_blocks(chiso_tally *tally, const struct chiso__answers *answers,
                                 size_t counted);

/* Makes room for as many units as there will be in all, exactly so many where there was none:
 * adding them takes no more memory for counters. */
chiso_status chiso__tally_reserve(chiso_tally *tally, uint32_t units, chiso_error *error);

/* Copies the code of a unit to where the next but ahead units go. It exists when
 * chiso__tally_commit_unit() is called, which cannot fail. */
chiso_status chiso__tally_prepare_unit(chiso_tally *tally, struct chiso__span code, uint32_t ahead,
                                       chiso_error *error);
void chiso__tally_commit_unit(chiso_tally *tally);

chiso_status chiso__tally_put_unit(chiso_tally *tally, struct chiso__span code, chiso_error *error);
chiso_status chiso__tally_put_question(chiso_tally *tally, struct chiso__span code,
                                       uint32_t options, chiso_error *error);

#endif
