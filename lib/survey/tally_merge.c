/* Two tallies of the same units and questions become one. */
#include "survey/inside.h"

#include "base/clones.h"

/* A tally may be merged with itself: the rows may be the same one. */
CHISO__CLONES
static void add_row(int64_t *row, const int64_t *from, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        row[i] += from[i];
    }
}

static void add_excess(struct chiso__excess *row, const struct chiso__excess *from, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        row[i].weights += from[i].weights;
        row[i].squares += from[i].squares;
    }
}

/* The first place where two lists of codes differ, or the length of both. */
static uint32_t first_difference(const struct chiso__codes *a, const struct chiso__codes *b)
{
    uint32_t at = 0;

    while (at < a->count && at < b->count && chiso__span_equal(a->codes[at], b->codes[at])) {
        at++;
    }
    return at;
}

/* How a difference is said of units and of questions. */
struct wording {
    enum chiso__message other;  /* {0}: the place, {1} and {2}: what stands there */
    enum chiso__message longer; /* {0} and {1}: how many, {2}: the first that only one side has */
};

static const struct wording of_units = {
    CHISO__SAY_TALLY_UNITS_DIFFER,
    CHISO__SAY_TALLY_UNIT_COUNTS_DIFFER,
};

static const struct wording of_questions = {
    CHISO__SAY_TALLY_QUESTIONS_DIFFER,
    CHISO__SAY_TALLY_QUESTION_COUNTS_DIFFER,
};

static chiso_status check_codes(const struct chiso__codes *a, const struct chiso__codes *b,
                                const struct wording *wording, chiso_error *error)
{
    const uint32_t at = first_difference(a, b);

    if (at == a->count && at == b->count) {
        return CHISO_OK;
    }
    if (at < a->count && at < b->count) {
        return chiso__fail(
            error, CHISO_E_SHAPE, wording->other,
            CHISO__WORDS(chiso__say_count(at), chiso__say(a->codes[at]), chiso__say(b->codes[at])));
    }
    return chiso__fail(error, CHISO_E_SHAPE, wording->longer,
                       CHISO__WORDS(chiso__say_count(a->count), chiso__say_count(b->count),
                                    chiso__say(at < a->count ? a->codes[at] : b->codes[at])));
}

static chiso_status check_options(const chiso_tally *tally, const chiso_tally *from,
                                  chiso_error *error)
{
    for (uint32_t i = 0; i < tally->questions.count; i++) {
        if (chiso__tally_option_count(tally, i) != chiso__tally_option_count(from, i)) {
            return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_TALLY_OPTIONS_DIFFER,
                               CHISO__WORDS(chiso__say(tally->questions.codes[i]),
                                            chiso__say_count(chiso__tally_option_count(tally, i)),
                                            chiso__say_count(chiso__tally_option_count(from, i))));
        }
    }
    return CHISO_OK;
}

/* Answers that one side leaves out and the other does not are not added up. */
static chiso_status check_left_out(const chiso_tally *tally, const chiso_tally *from,
                                   chiso_error *error)
{
    for (uint32_t i = 0; i < tally->questions.count; i++) {
        const uint64_t differ = tally->left_out[i] ^ from->left_out[i];

        if (differ != 0) {
            const uint32_t option = (uint32_t)__builtin_ctzll(differ);

            return chiso__fail(
                error, CHISO_E_SHAPE, CHISO__SAY_TALLY_LEFT_OUT_DIFFERS,
                CHISO__WORDS(chiso__say(tally->questions.codes[i]), chiso__say_count(option)));
        }
    }
    return CHISO_OK;
}

chiso_status chiso_tally_merge(chiso_tally *tally, const chiso_tally *from, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (tally == NULL || from == NULL) {
        return chiso__fail_null(error);
    }
    status = check_codes(&tally->units, &from->units, &of_units, error);
    if (status == CHISO_OK) {
        status = check_codes(&tally->questions, &from->questions, &of_questions, error);
    }
    if (status == CHISO_OK) {
        status = check_options(tally, from, error);
    }
    if (status == CHISO_OK) {
        status = check_left_out(tally, from, error);
    }
    if (status == CHISO_OK) {
        status = chiso__tally_check_weight(
            tally, from->total, (chiso__wide)from->total * CHISO_DECIMAL_ONE + from->total_excess,
            error);
    }
    if (status == CHISO_OK && from->excess != NULL && !chiso__tally_need_weights(tally)) {
        status = chiso__fail_memory(error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    for (uint32_t unit = 0; unit < tally->units.count; unit++) {
        add_row(tally->counters + CHISO__SPARES + (size_t)unit * tally->row_room,
                from->counters + CHISO__SPARES + (size_t)unit * from->row_room, tally->row);
        if (from->excess != NULL) {
            add_excess(tally->excess + CHISO__SPARES + (size_t)unit * tally->row_room,
                       from->excess + CHISO__SPARES + (size_t)unit * from->row_room, tally->row);
        }
    }
    tally->total_excess += from->total_excess;
    tally->total += from->total;
    return CHISO_OK;
}
