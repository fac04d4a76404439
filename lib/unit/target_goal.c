/* The text of a goal, such as `rank:5`. */
#include <chiso/target.h>

#include "rank/band.h"
#include "text/message.h"
#include "text/name.h"
#include "text/word.h"

static chiso_status read_number(struct chiso__span text, chiso_decimal *out_number,
                                chiso_error *error)
{
    struct chiso__number_style style = {false, 0};
    enum chiso__number number = CHISO__NUMBER_OK;
    bool rounded = false;

    if (text.size > 1 && text.text[text.size - 1] == '%') {
        text.size--;
    }
    number = chiso__number_read(chiso__trim(text), &style, out_number, &rounded);
    if (number != CHISO__NUMBER_OK) {
        return chiso__fail_number(error, number, text);
    }
    /* Another goal than the one that was written would be met, or missed, in silence. */
    return rounded ? chiso__fail(error, CHISO_E_NUMBER, CHISO__SAY_TOO_MANY_DECIMALS,
                                 CHISO__WORDS(chiso__say(text)))
                   : CHISO_OK;
}

static chiso_status read_rank(struct chiso__span text, chiso_goal *goal, chiso_error *error)
{
    chiso_decimal number = 0;
    chiso_status status = read_number(text, &number, error);

    if (status != CHISO_OK) {
        return status;
    }
    if (number < CHISO_DECIMAL_ONE || number % CHISO_DECIMAL_ONE != 0 ||
        number / CHISO_DECIMAL_ONE > UINT32_MAX) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_NOT_A_RANK,
                           CHISO__WORDS(chiso__say_decimal(number)));
    }
    goal->rank = (uint32_t)(number / CHISO_DECIMAL_ONE);
    return CHISO_OK;
}

static chiso_status read_band(const chiso_bands *bands, struct chiso__span text, chiso_goal *goal,
                              chiso_error *error)
{
    if (chiso_bands_count(bands) == 0) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_NO_BANDS_TO_REACH,
                           CHISO__WORDS(chiso__say(text)));
    }
    for (uint32_t i = 0; i < bands->count; i++) {
        if (chiso__names_equal(text, chiso__span_of(bands->bands[i].name))) {
            goal->band = i;
            return CHISO_OK;
        }
    }
    return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_NO_BAND,
                       CHISO__WORDS(chiso__say(text), chiso__say_text(bands->bands[0].name),
                                    chiso__say_text(bands->bands[bands->count - 1].name)));
}

static chiso_status read_rise(struct chiso__span text, chiso_decimal former, chiso_goal *goal,
                              chiso_error *error)
{
    chiso_status status = read_number(text, &goal->percent, error);

    if (status != CHISO_OK) {
        return status;
    }
    if (goal->percent < 0) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_RISE_IS_FALL,
                           CHISO__WORDS(chiso__say_decimal(goal->percent)));
    }
    if (!chiso__is_decimal(former)) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_RISE_FROM_NOTHING, NULL);
    }
    goal->former = former;
    return CHISO_OK;
}

static chiso_status read_unit(const chiso_board *board, struct chiso__span text, chiso_goal *goal,
                              chiso_error *error)
{
    const int64_t found = chiso__index_find(&board->units.index, board->units.codes, text);

    if (found == CHISO__NOT_FOUND) {
        return chiso__fail(error, CHISO_E_UNIT, CHISO__SAY_NO_UNIT, CHISO__WORDS(chiso__say(text)));
    }
    goal->unit = (chiso_unit)found;
    return CHISO_OK;
}

chiso_status chiso_goal_parse(const chiso_board *board, const chiso_bands *bands, const char *text,
                              chiso_decimal former, chiso_goal *out_goal, chiso_error *error)
{
    struct chiso__span word;
    struct chiso__span rest;
    chiso_goal goal = {CHISO_GOAL_RANK, 0, CHISO_NO_BAND, CHISO_NO_UNIT, 0, CHISO_ABSENT};
    chiso_status status = CHISO_OK;
    int kind = -1;

    if (board == NULL || text == NULL || out_goal == NULL) {
        return chiso__fail_null(error);
    }
    word = rest = chiso__span_of(text);
    status = chiso__check_text(word, error);
    if (status != CHISO_OK) {
        return status;
    }
    word.size = strcspn(text, ":");
    rest.text += word.size + (word.size < rest.size);
    rest = chiso__trim((struct chiso__span){rest.text, rest.size - (size_t)(rest.text - text)});
    word = chiso__trim(word);
    kind = chiso__word_value(CHISO_WORDS_GOAL_KIND, word);
    if (kind < 0 || rest.size == 0) {
        return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_NOT_A_TARGET,
                           CHISO__WORDS(chiso__say_text(text)));
    }
    goal.kind = (chiso_goal_kind)kind;
    switch (goal.kind) {
    case CHISO_GOAL_RANK:
        status = read_rank(rest, &goal, error);
        break;
    case CHISO_GOAL_BAND:
        status = read_band(bands, rest, &goal, error);
        break;
    case CHISO_GOAL_PERCENT:
        status = read_number(rest, &goal.percent, error);
        break;
    case CHISO_GOAL_RISE:
        status = read_rise(rest, former, &goal, error);
        break;
    case CHISO_GOAL_ABOVE:
        status = read_unit(board, rest, &goal, error);
        break;
    }
    if (status != CHISO_OK) {
        return chiso__fail_within(error, status, CHISO__SAY_IN_TARGET,
                                  CHISO__WORDS(chiso__say(word)));
    }
    *out_goal = goal;
    return CHISO_OK;
}
