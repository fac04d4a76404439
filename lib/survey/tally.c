/* A tally: units, questions and a counter for each option. */
#include "survey/inside.h"

#include <string.h>

chiso_status chiso_tally_new(const chiso_allocator *allocator, chiso_tally **out_tally,
                             chiso_error *error)
{
    chiso_allocator taken;
    chiso_tally *tally = NULL;

    if (out_tally == NULL) {
        return chiso__fail_null(error);
    }
    *out_tally = NULL;
    if (!chiso__allocator_take(allocator, &taken)) {
        return chiso__fail_null(error);
    }
    tally = chiso__alloc_zero(&taken, 1, sizeof(*tally));
    if (tally == NULL) {
        return chiso__fail_memory(error);
    }
    tally->allocator = taken;
    *out_tally = tally;
    return CHISO_OK;
}

static void clear_codes(struct chiso__codes *codes, const chiso_allocator *allocator)
{
    chiso__release(allocator, codes->codes);
    chiso__index_clear(&codes->index, allocator);
}

void chiso_tally_free(chiso_tally *tally)
{
    chiso_allocator allocator;

    if (tally == NULL) {
        return;
    }
    allocator = tally->allocator;
    clear_codes(&tally->units, &allocator);
    clear_codes(&tally->questions, &allocator);
    chiso__release(&allocator, tally->layout);
    chiso__release(&allocator, tally->left_out);
    chiso__release(&allocator, tally->counters);
    chiso__release(&allocator, tally->excess);
    chiso__arena_clear(&tally->arena, &allocator);
    chiso__release(&allocator, tally);
}

/* Half as much again, so that adding one by one is linear; at least what is needed and at most what
 * may be. */
static uint32_t grown(uint32_t room, uint64_t needed, uint64_t most)
{
    const uint64_t half_more = (uint64_t)room + room / 2;
    const uint64_t larger = half_more > needed ? half_more : needed;

    return (uint32_t)(larger < most ? larger : most);
}

static bool reserve_codes(struct chiso__codes *codes, const chiso_allocator *allocator,
                          uint32_t count)
{
    void *block = codes->codes;
    const uint32_t room = grown(codes->room, count, UINT32_MAX);

    if (!chiso__index_reserve(&codes->index, allocator, count)) {
        return false;
    }
    if (count <= codes->room) {
        return true;
    }
    if (!chiso__resize(allocator, &block, room, sizeof(*codes->codes))) {
        return false;
    }
    codes->codes = block;
    codes->room = room;
    return true;
}

static chiso_status fail_counters(uint64_t units, uint64_t row, chiso_error *error)
{
    return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_TOO_MANY_COUNTERS,
                       CHISO__WORDS(chiso__say_count(units), chiso__say_count(row),
                                    chiso__say_count(CHISO_COUNTER_LIMIT)));
}

/* Lets there be an excess for so many counters. */
static bool grow_excess(chiso_tally *tally, size_t count)
{
    void *block = tally->excess;
    const size_t used = chiso__tally_room(tally);

    if (!chiso__resize(&tally->allocator, &block, count, sizeof(*tally->excess))) {
        return false;
    }
    tally->excess = block;
    memset(tally->excess + used, 0, (count - used) * sizeof(*tally->excess));
    return true;
}

chiso_status chiso__tally_reserve(chiso_tally *tally, uint32_t units, chiso_error *error)
{
    const uint32_t row_room = tally->counters == NULL ? tally->row : tally->row_room;
    const uint64_t most = row_room == 0 ? CHISO_COUNTER_LIMIT : CHISO_COUNTER_LIMIT / row_room;
    void *block = tally->counters;
    uint32_t room = 0;
    size_t used = 0;

    if (units <= tally->unit_room) {
        return CHISO_OK;
    }
    if (units > most) {
        return fail_counters(units, tally->row, error);
    }
    room = grown(tally->unit_room, units, most);
    used = chiso__tally_room(tally);
    if (tally->excess != NULL && !grow_excess(tally, CHISO__SPARES + (size_t)room * row_room)) {
        return chiso__fail_memory(error);
    }
    if (!chiso__resize(&tally->allocator, &block, CHISO__SPARES + (size_t)room * row_room,
                       sizeof(*tally->counters))) {
        return chiso__fail_memory(error);
    }
    tally->counters = block;
    memset(tally->counters + used, 0,
           (CHISO__SPARES + (size_t)room * row_room - used) * sizeof(*tally->counters));
    tally->row_room = row_room;
    tally->unit_room = room;
    return CHISO_OK;
}

/* Makes the rows longer. Room for units that are not there is given up. */
static chiso_status widen(chiso_tally *tally, uint32_t row, chiso_error *error)
{
    const uint32_t units = tally->units.count;
    int64_t *counters = NULL;
    struct chiso__excess *excess = NULL;
    uint32_t room = 0;

    if (tally->counters == NULL || row <= tally->row_room) {
        return CHISO_OK;
    }
    if (units > 0 && row > CHISO_COUNTER_LIMIT / units) {
        return fail_counters(units, row, error);
    }
    room = grown(tally->row_room, row, units == 0 ? row : CHISO_COUNTER_LIMIT / units);
    counters = chiso__alloc_zero(&tally->allocator, CHISO__SPARES + (size_t)units * room,
                                 sizeof(*counters));
    if (counters != NULL && tally->excess != NULL) {
        excess = chiso__alloc_zero(&tally->allocator, CHISO__SPARES + (size_t)units * room,
                                   sizeof(*excess));
    }
    if (counters == NULL || (tally->excess != NULL && excess == NULL)) {
        chiso__release(&tally->allocator, counters);
        return chiso__fail_memory(error);
    }
    for (uint32_t unit = 0; unit < units && tally->row > 0; unit++) {
        const size_t to = CHISO__SPARES + (size_t)unit * room;
        const size_t from = CHISO__SPARES + (size_t)unit * tally->row_room;

        if (tally->counters != NULL) {
            memcpy(counters + to, tally->counters + from, tally->row * sizeof(*counters));
        }
        if (excess != NULL && tally->excess != NULL) {
            memcpy(excess + to, tally->excess + from, tally->row * sizeof(*excess));
        }
    }
    chiso__release(&tally->allocator, tally->counters);
    chiso__release(&tally->allocator, tally->excess);
    tally->counters = counters;
    tally->excess = excess;
    tally->row_room = room;
    tally->unit_room = units;
    return CHISO_OK;
}

chiso_status chiso__tally_prepare_unit(chiso_tally *tally, struct chiso__span code, uint32_t ahead,
                                       chiso_error *error)
{
    const uint32_t unit = tally->units.count + ahead;
    const char *copy = NULL;
    const chiso_status status = chiso__tally_reserve(tally, unit + 1, error);

    if (status != CHISO_OK) {
        return status;
    }
    if (reserve_codes(&tally->units, &tally->allocator, unit + 1)) {
        copy = chiso__arena_copy(&tally->arena, &tally->allocator, code);
    }
    if (copy == NULL) {
        return chiso__fail_memory(error);
    }
    tally->units.codes[unit] = (struct chiso__span){copy, code.size};
    return CHISO_OK;
}

void chiso__tally_commit_unit(chiso_tally *tally)
{
    chiso__index_add(&tally->units.index, tally->units.codes[tally->units.count],
                     tally->units.count);
    tally->units.count++;
}

/* The codes of units and those of questions are checked alike, but said differently. */
static chiso_status check_unit_code(const chiso_tally *tally, struct chiso__span code,
                                    chiso_error *error)
{
    if (code.size == 0) {
        return chiso__fail(error, CHISO_E_CODE, CHISO__SAY_UNIT_NO_CODE, NULL);
    }
    if (chiso__index_find(&tally->units.index, tally->units.codes, code) != CHISO__NOT_FOUND) {
        return chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_UNIT_THERE_ALREADY,
                           CHISO__WORDS(chiso__say(code)));
    }
    return chiso__check_text(code, error);
}

static chiso_status check_question(const chiso_tally *tally, struct chiso__span code,
                                   uint32_t options, chiso_error *error)
{
    if (code.size == 0) {
        return chiso__fail(error, CHISO_E_CODE, CHISO__SAY_QUESTION_NO_CODE, NULL);
    }
    if (chiso__index_find(&tally->questions.index, tally->questions.codes, code) !=
        CHISO__NOT_FOUND) {
        return chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_QUESTION_THERE_ALREADY,
                           CHISO__WORDS(chiso__say(code)));
    }
    if (options < 2 || options > CHISO_OPTION_LIMIT) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_QUESTION_OPTION_COUNT,
                           CHISO__WORDS(chiso__say(code), chiso__say_count(options),
                                        chiso__say_count(CHISO_OPTION_LIMIT)));
    }
    if (tally->questions.count == CHISO_QUESTION_LIMIT) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_TOO_MANY_QUESTIONS,
                           CHISO__WORDS(chiso__say(code), chiso__say_count(CHISO_QUESTION_LIMIT)));
    }
    return chiso__check_text(code, error);
}

chiso_status chiso__tally_put_unit(chiso_tally *tally, struct chiso__span code, chiso_error *error)
{
    chiso_status status = check_unit_code(tally, code, error);

    if (status == CHISO_OK) {
        status = chiso__tally_prepare_unit(tally, code, 0, error);
    }
    if (status == CHISO_OK) {
        chiso__tally_commit_unit(tally);
    }
    return status;
}

/* The layout has one more than there is room for questions. */
static bool reserve_layout(chiso_tally *tally)
{
    void *block = tally->left_out;

    if (tally->layout_room > tally->questions.room) {
        return true;
    }
    if (!chiso__resize(&tally->allocator, &block, (size_t)tally->questions.room + 1,
                       sizeof(*tally->left_out))) {
        return false;
    }
    tally->left_out = block;
    block = tally->layout;
    if (!chiso__resize(&tally->allocator, &block, (size_t)tally->questions.room + 1,
                       sizeof(*tally->layout))) {
        return false;
    }
    tally->layout = block;
    tally->layout_room = tally->questions.room + 1;
    return true;
}

chiso_status chiso__tally_put_question(chiso_tally *tally, struct chiso__span code,
                                       uint32_t options, chiso_error *error)
{
    const uint32_t question = tally->questions.count;
    const char *copy = NULL;
    chiso_status status = check_question(tally, code, options, error);

    if (status == CHISO_OK) {
        status = widen(tally, tally->row + options, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    if (reserve_codes(&tally->questions, &tally->allocator, question + 1) &&
        reserve_layout(tally)) {
        copy = chiso__arena_copy(&tally->arena, &tally->allocator, code);
    }
    if (copy == NULL) {
        return chiso__fail_memory(error);
    }
    tally->questions.codes[question] = (struct chiso__span){copy, code.size};
    chiso__index_add(&tally->questions.index, tally->questions.codes[question], question);
    tally->layout[question] = tally->row << CHISO__OPTION_BITS | options;
    tally->layout[question + 1] = 0;
    tally->left_out[question] = 0;
    tally->alike = question == 0 || tally->alike == options ? options : 0;
    tally->row += options;
    tally->questions.count++;
    return CHISO_OK;
}

/* Tells what was added, which is the last of so many. */
static chiso_status tell_last(chiso_status status, uint32_t count, uint32_t *out_number)
{
    if (status == CHISO_OK && out_number != NULL) {
        *out_number = count - 1;
    }
    return status;
}

chiso_status chiso_tally_add_unit(chiso_tally *tally, const char *code, uint32_t *out_unit,
                                  chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (tally == NULL || code == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__tally_put_unit(tally, chiso__span_of(code), error);
    return tell_last(status, tally->units.count, out_unit);
}

chiso_status chiso_tally_add_question(chiso_tally *tally, const char *code, uint32_t options,
                                      uint32_t *out_question, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (tally == NULL || code == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__tally_put_question(tally, chiso__span_of(code), options, error);
    return tell_last(status, tally->questions.count, out_question);
}

uint32_t chiso_tally_unit_count(const chiso_tally *tally)
{
    return tally == NULL ? 0 : tally->units.count;
}

uint32_t chiso_tally_question_count(const chiso_tally *tally)
{
    return tally == NULL ? 0 : tally->questions.count;
}

const char *chiso_tally_unit_code(const chiso_tally *tally, uint32_t unit)
{
    return tally != NULL && unit < tally->units.count ? tally->units.codes[unit].text : "";
}

const char *chiso_tally_question_code(const chiso_tally *tally, uint32_t question)
{
    return tally != NULL && question < tally->questions.count
               ? tally->questions.codes[question].text
               : "";
}

uint32_t chiso_tally_options(const chiso_tally *tally, uint32_t question)
{
    return tally != NULL && question < tally->questions.count
               ? chiso__tally_option_count(tally, question)
               : 0;
}

static chiso_status find(const struct chiso__codes *codes, const char *code, chiso_status otherwise,
                         uint32_t *out_id)
{
    const int64_t found = chiso__index_find(&codes->index, codes->codes, chiso__span_of(code));

    if (found == CHISO__NOT_FOUND) {
        return otherwise;
    }
    *out_id = (uint32_t)found;
    return CHISO_OK;
}

chiso_status chiso_tally_find_unit(const chiso_tally *tally, const char *code, uint32_t *out_unit)
{
    return tally == NULL || code == NULL || out_unit == NULL
               ? CHISO_E_NULL
               : find(&tally->units, code, CHISO_E_UNIT, out_unit);
}

chiso_status chiso_tally_find_question(const chiso_tally *tally, const char *code,
                                       uint32_t *out_question)
{
    return tally == NULL || code == NULL || out_question == NULL
               ? CHISO_E_NULL
               : find(&tally->questions, code, CHISO_E_NODE, out_question);
}
