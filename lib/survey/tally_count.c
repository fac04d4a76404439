/* Counting answers: one by one, by columns, and as counts. */
#include "survey/inside.h"

#include "base/clones.h"

/* How many answers are checked and placed before they are counted. So few that the processor places
 * the next while it still counts, so many that compilers keep the loop, and always as many: they
 * then use vector code also where they are told to be careful with it. */
enum { BLOCK = 128 };

/* Answers as they are given, an array of each. */
struct answers {
    const uint32_t *units;
    const uint16_t *questions;
    const uint8_t *options;
};

/* What placing an answer needs of a tally. */
struct frame {
    uint32_t units;
    uint32_t questions;
    uint32_t row_room;
    uint32_t alike;        /* the number of options that all questions have, or 0 */
    const int32_t *layout; /* signed, as vector code wants what it gathers by and from */
};

static struct frame frame_of(const chiso_tally *tally)
{
    /* A tally without questions: none that is asked for exists. */
    static const uint32_t nothing[1] = {0};
    const uint32_t *layout = tally->layout == NULL ? nothing : tally->layout;

    return (struct frame){tally->units.count, tally->questions.count, tally->row_room, tally->alike,
                          (const int32_t *)layout};
}

/* The bin of an answer to a question of a layout. No answer goes to a spare. What does not exist
 * sets *wrong, and its bin is nonsense. */
static inline uint32_t bin_of(const struct frame *frame, uint32_t unit, uint32_t entry,
                              uint32_t option, uint32_t spare, uint32_t *wrong)
{
    const uint32_t none = option == CHISO_NO_ANSWER;

    *wrong |= (uint32_t)(unit >= frame->units) |
              ((uint32_t)(option >= (entry & CHISO__OPTION_MASK)) & (none ^ 1U));
    return none ? spare
                : CHISO__SPARES + unit * frame->row_room + (entry >> CHISO__OPTION_BITS) + option;
}

/* The bins of a block of answers, and whether all of them exist. */
CHISO__CLONES
static bool place_any(const struct frame *given, const uint32_t *restrict units,
                      const uint16_t *restrict questions, const uint8_t *restrict options,
                      uint32_t *restrict out_bins)
{
    const struct frame frame = *given;
    uint32_t wrong = 0;

    for (uint32_t i = 0; i < BLOCK; i++) {
        /* A question that does not exist has the entry behind the last. */
        const uint32_t question = questions[i] < frame.questions ? questions[i] : frame.questions;
        const uint32_t entry = (uint32_t)frame.layout[(int32_t)question];

        wrong |= question == frame.questions;
        out_bins[i] = bin_of(&frame, units[i], entry, options[i], i % CHISO__SPARES, &wrong);
    }
    return wrong == 0;
}

/* The same where all questions have the same number of options, as in most surveys: nothing is
 * looked up. */
CHISO__CLONES
static bool place_alike(const struct frame *given, const uint32_t *restrict units,
                        const uint16_t *restrict questions, const uint8_t *restrict options,
                        uint32_t *restrict out_bins)
{
    const struct frame frame = *given;
    uint32_t wrong = 0;

    for (uint32_t i = 0; i < BLOCK; i++) {
        const uint32_t question = questions[i];
        const uint32_t entry = question * frame.alike << CHISO__OPTION_BITS | frame.alike;

        wrong |= question >= frame.questions;
        out_bins[i] = bin_of(&frame, units[i], entry, options[i], i % CHISO__SPARES, &wrong);
    }
    return wrong == 0;
}

static bool place(const struct frame *frame, const struct answers *answers, size_t at,
                  uint32_t *out_bins)
{
    return (frame->alike > 0 ? place_alike : place_any)(
        frame, answers->units + at, answers->questions + at, answers->options + at, out_bins);
}

/* Counts a block, unless an answer in it is wrong. */
static bool count_block(chiso_tally *tally, const struct frame *frame,
                        const struct answers *answers, size_t at)
{
    uint32_t bins[BLOCK];

    if (!place(frame, answers, at, bins)) {
        return false;
    }
    for (int i = 0; i < BLOCK; i++) {
        tally->counters[bins[i]]++;
    }
    return true;
}

static void uncount_block(chiso_tally *tally, const struct frame *frame,
                          const struct answers *answers, size_t at)
{
    uint32_t bins[BLOCK];

    (void)place(frame, answers, at, bins);
    for (int i = 0; i < BLOCK; i++) {
        tally->counters[bins[i]]--;
    }
}

/* Counts the answers behind the last whole block, unless one is wrong. */
static bool count_rest(chiso_tally *tally, const struct answers *answers, size_t at, size_t count)
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

/* Counts block by block up to the first that holds a wrong answer. Returns where it begins, or
 * count. */
static size_t count_blocks(chiso_tally *tally, const struct frame *frame,
                           const struct answers *answers, size_t count)
{
    size_t at = 0;

    while (count - at >= BLOCK && count_block(tally, frame, answers, at)) {
        at += BLOCK;
    }
    if (count - at < BLOCK && (at == count || count_rest(tally, answers, at, count))) {
        at = count;
    }
    return at;
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

static chiso_status fail_question(const chiso_tally *tally, uint32_t question, chiso_error *error)
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
        return fail_question(tally, question, error);
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

chiso_status chiso__tally_check_total(const chiso_tally *tally, int64_t more, chiso_error *error)
{
    if (more <= CHISO_ANSWER_LIMIT - tally->total) {
        return CHISO_OK;
    }
    return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_TOO_MANY_ANSWERS,
                       CHISO__WORDS(chiso__say_count((uint64_t)more),
                                    chiso__say_count((uint64_t)tally->total),
                                    chiso__say_count(CHISO_ANSWER_LIMIT)));
}

/* Names the first wrong answer from a place on; there is one. */
static chiso_status fail_answer(const chiso_tally *tally, const struct answers *answers, size_t at,
                                chiso_error *error)
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

    if (count <= (uint64_t)(CHISO_ANSWER_LIMIT - tally->total)) {
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
    const struct answers answers = {units, questions, options};
    struct frame frame;
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
    frame = frame_of(tally);
    counted = count_blocks(tally, &frame, &answers, count);
    if (counted < count) {
        for (size_t at = 0; at < counted; at += BLOCK) {
            uncount_block(tally, &frame, &answers, at);
        }
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
