/* Counting answers: one by one, by columns, and as counts. */
#include "survey/inside.h"

/* Counts the answers from a place on one by one, unless one is wrong. */
static bool count_each(chiso_tally *tally, const struct chiso__answers *answers, size_t at,
                       size_t count)
{
    for (size_t i = at; i < count; i++) {
        if (chiso__tally_check(tally, answers->units[i], answers->questions[i], answers->options[i],
                               NULL) != CHISO_OK) {
            return false;
        }
    }
    for (size_t i = at; i < count; i++) {
        const bool none = answers->options[i] == CHISO_NO_ANSWER;

        tally->counters[none ? 0
                             : chiso__tally_bin(tally, answers->units[i], answers->questions[i]) +
                                   answers->options[i]]++;
    }
    return true;
}

/* How many of the answers that were counted since the last call are none. */
static int64_t take_spares(chiso_tally *tally)
{
    int64_t sum = 0;

    for (int i = 0; i < CHISO__SPARES; i++) {
        sum += tally->counters[i];
        tally->counters[i] = 0;
    }
    return sum;
}

static chiso_status fail_unit(const chiso_tally *tally, uint32_t unit, chiso_error *error)
{
    if (tally->units.count == 0) {
        return chiso__fail(error, CHISO_E_UNIT, CHISO__SAY_TALLY_HAS_NO_UNITS,
                           CHISO__WORDS(chiso__say_count(unit)));
    }
    return chiso__fail(
        error, CHISO_E_UNIT, CHISO__SAY_TALLY_UNIT_RANGE,
        CHISO__WORDS(chiso__say_count(unit), chiso__say_count(tally->units.count - 1)));
}

chiso_status chiso__tally_fail_question(const chiso_tally *tally, uint32_t question,
                                        chiso_error *error)
{
    if (tally->questions.count == 0) {
        return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_TALLY_HAS_NO_QUESTIONS,
                           CHISO__WORDS(chiso__say_count(question)));
    }
    return chiso__fail(
        error, CHISO_E_NODE, CHISO__SAY_TALLY_QUESTION_RANGE,
        CHISO__WORDS(chiso__say_count(question), chiso__say_count(tally->questions.count - 1)));
}

chiso_status chiso__tally_check(const chiso_tally *tally, uint32_t unit, uint32_t question,
                                uint32_t option, chiso_error *error)
{
    if (unit >= tally->units.count) {
        return fail_unit(tally, unit, error);
    }
    if (question >= tally->questions.count) {
        return chiso__tally_fail_question(tally, question, error);
    }
    if (option >= chiso__tally_option_count(tally, question) && option != CHISO_NO_ANSWER) {
        return chiso__fail(
            error, CHISO_E_RANGE, CHISO__SAY_TALLY_OPTION_RANGE,
            CHISO__WORDS(chiso__say(tally->units.codes[unit]),
                         chiso__say(tally->questions.codes[question]), chiso__say_count(option),
                         chiso__say_count(chiso__tally_option_count(tally, question) - 1),
                         chiso__say_count(CHISO_NO_ANSWER)));
    }
    return CHISO_OK;
}

/* How many more answers of weight 1 there may be: neither they nor their weights are too many. */
int64_t chiso__tally_left(const chiso_tally *tally)
{
    const int64_t heavier =
        tally->total_excess <= 0 ? 0 : 1 + (tally->total_excess - 1) / CHISO_DECIMAL_ONE;

    return CHISO_ANSWER_LIMIT - tally->total - heavier;
}

chiso_status chiso__tally_check_total(const chiso_tally *tally, int64_t more, chiso_error *error)
{
    if (more <= chiso__tally_left(tally)) {
        return CHISO_OK;
    }
    return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_TOO_MANY_ANSWERS,
                       CHISO__WORDS(chiso__say_count((uint64_t)more),
                                    chiso__say_count((uint64_t)tally->total),
                                    chiso__say_count(CHISO_ANSWER_LIMIT)));
}

/* Names the first wrong answer from a place on; there is one. */
static chiso_status fail_answer(const chiso_tally *tally, const struct chiso__answers *answers,
                                size_t at, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    while (chiso__tally_check(tally, answers->units[at], answers->questions[at],
                              answers->options[at], NULL) == CHISO_OK) {
        at++;
    }
    status = chiso__tally_check(tally, answers->units[at], answers->questions[at],
                                answers->options[at], error);
    return chiso__fail_within(error, status, CHISO__SAY_IN_ANSWER,
                              CHISO__WORDS(chiso__say_count(at),
                                           chiso__say_count(answers->units[at]),
                                           chiso__say_count(answers->questions[at]),
                                           chiso__say_count(answers->options[at])));
}

/* Holds the answers of an array that are any against what the tally may hold. Only near that bound
 * is it worth counting them. */
static chiso_status check_room(const chiso_tally *tally, const uint8_t *options, size_t count,
                               chiso_error *error)
{
    int64_t more = 0;

    if (count <= (uint64_t)chiso__tally_left(tally)) {
        return CHISO_OK;
    }
    for (size_t i = 0; i < count; i++) {
        more += options[i] != CHISO_NO_ANSWER;
    }
    return chiso__tally_check_total(tally, more, error);
}

chiso_status chiso_tally_add_answers(chiso_tally *tally, const uint32_t *units,
                                     const uint16_t *questions, const uint8_t *options,
                                     size_t count, chiso_error *error)
{
    const struct chiso__answers answers = {units, questions, options};
    chiso_status status = CHISO_OK;
    size_t counted = 0;

    if (tally == NULL || (count > 0 && (units == NULL || questions == NULL || options == NULL))) {
        return chiso__fail_null(error);
    }
    if (count == 0) {
        return CHISO_OK;
    }
    status = check_room(tally, options, count, error);
    if (status != CHISO_OK) {
        return status;
    }
    counted = chiso__tally_count_blocks(tally, &answers, count);
    if (!count_each(tally, &answers, counted, count)) {
        chiso__tally_uncount_blocks(tally, &answers, counted);
        return fail_answer(tally, &answers, counted, error);
    }
    tally->total += (int64_t)count - take_spares(tally);
    return CHISO_OK;
}

chiso_status chiso_tally_add(chiso_tally *tally, uint32_t unit, uint32_t question, uint32_t option,
                             int64_t count, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (tally == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__tally_check(tally, unit, question, option, error);
    if (status != CHISO_OK) {
        return status;
    }
    if (count < 0) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_COUNT_NEGATIVE,
                           CHISO__WORDS(chiso__say(tally->units.codes[unit]),
                                        chiso__say(tally->questions.codes[question]),
                                        chiso__say_count(-(uint64_t)count)));
    }
    if (option == CHISO_NO_ANSWER) {
        return CHISO_OK;
    }
    status = chiso__tally_check_total(tally, count, error);
    if (status == CHISO_OK) {
        tally->counters[chiso__tally_bin(tally, unit, question) + option] += count;
        tally->total += count;
    }
    return status == CHISO_OK
               ? status
               : chiso__fail_within(error, status, CHISO__SAY_IN_UNIT_QUESTION,
                                    CHISO__WORDS(chiso__say(tally->units.codes[unit]),
                                                 chiso__say(tally->questions.codes[question])));
}

const int64_t *chiso_tally_counts(const chiso_tally *tally, uint32_t unit, uint32_t question)
{
    if (tally == NULL || unit >= tally->units.count || question >= tally->questions.count) {
        return NULL;
    }
    return tally->counters + chiso__tally_bin(tally, unit, question);
}

chiso_status chiso_tally_answers(const chiso_tally *tally, uint32_t unit, uint32_t question,
                                 int64_t *out_answers)
{
    chiso_status status = CHISO_OK;
    int64_t sum = 0;

    if (tally == NULL || out_answers == NULL) {
        return CHISO_E_NULL;
    }
    status = chiso__tally_check(tally, unit, question, 0, NULL);
    if (status != CHISO_OK) {
        return status;
    }
    for (uint32_t option = 0; option < chiso__tally_option_count(tally, question); option++) {
        sum += tally->counters[chiso__tally_bin(tally, unit, question) + option];
    }
    *out_answers = sum;
    return CHISO_OK;
}

int64_t chiso_tally_total(const chiso_tally *tally)
{
    return tally == NULL ? 0 : tally->total;
}
