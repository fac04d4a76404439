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

/* The weights of the answers of a counter, in millionths; without weights that of each is 1. */
static inline int64_t chiso__weight_of_bin(const chiso_tally *tally, size_t bin)
{
    return tally->counters[bin] * CHISO_DECIMAL_ONE +
           (tally->excess == NULL ? 0 : tally->excess[bin].weights);
}

/* Their squares, each in millionths of millionths. */
static inline chiso__wide chiso__squares_of_bin(const chiso_tally *tally, size_t bin)
{
    return (chiso__wide)tally->counters[bin] * CHISO_DECIMAL_ONE * CHISO_DECIMAL_ONE +
           (tally->excess == NULL ? 0 : tally->excess[bin].squares);
}

/* How many counters there is room for; 0 for none. */
static inline size_t chiso__tally_room(const chiso_tally *tally)
{
    return tally->counters == NULL ? 0 : CHISO__SPARES + (size_t)tally->unit_room * tally->row_room;
}

/* Makes room for weights; false when memory is out. */
bool chiso__tally_need_weights(chiso_tally *tally);

/* Says that so many answers of such a weight together, in millionths, would be too many. */
chiso_status chiso__tally_check_weight(const chiso_tally *tally, int64_t answers,
                                       chiso__wide weights, chiso_error *error);

/* Counts equal answers of a weight in millionths; there is room for it, and none is too much. */
void chiso__tally_count_weighted(chiso_tally *tally, size_t bin, int64_t answers, int64_t weight);

/* Says what of an answer does not exist: unit, question, or option unless it is CHISO_NO_ANSWER. */
chiso_status chiso__tally_check(const chiso_tally *tally, uint32_t unit, uint32_t question,
                                uint32_t option, chiso_error *error);

/* Says that there is no such question. */
chiso_status chiso__tally_fail_question(const chiso_tally *tally, uint32_t question,
                                        chiso_error *error);

/* Whether bits can be those of the options of a question that are left out: one remains. */
bool chiso__is_left_out_set(uint64_t left_out, uint32_t options);

int64_t chiso__tally_left(const chiso_tally *tally);

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
