/* Weighted answers: what their weights, and the squares of these, add up to. */
#include "survey/inside.h"

bool chiso__tally_need_weights(chiso_tally *tally)
{
    if (tally->excess == NULL && tally->counters != NULL) {
        tally->excess =
            chiso__alloc_zero(&tally->allocator, chiso__tally_room(tally), sizeof(*tally->excess));
    }
    return tally->excess != NULL || tally->counters == NULL;
}

chiso_status chiso__tally_check_weight(const chiso_tally *tally, int64_t answers,
                                       chiso__wide weights, chiso_error *error)
{
    const chiso__wide total =
        (chiso__wide)tally->total * CHISO_DECIMAL_ONE + tally->total_excess + weights;

    if (answers > CHISO_ANSWER_LIMIT - tally->total) {
        return chiso__tally_check_total(tally, answers, error);
    }
    /* The sum of squares is at most the square of this, which has 126 bits. */
    return total <= CHISO_DECIMAL_MAX
               ? CHISO_OK
               : chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_WEIGHTS_TOO_MANY,
                             CHISO__WORDS(chiso__say_count(CHISO_ANSWER_LIMIT)));
}

void chiso__tally_count_weighted(chiso_tally *tally, size_t bin, int64_t answers, int64_t weight)
{
    const chiso__wide one = (chiso__wide)CHISO_DECIMAL_ONE * CHISO_DECIMAL_ONE;
    const int64_t more = (int64_t)((chiso__wide)answers * (weight - CHISO_DECIMAL_ONE));

    tally->counters[bin] += answers;
    tally->total += answers;
    if (more != 0) {
        tally->excess[bin].weights += more;
        tally->excess[bin].squares += answers * ((chiso__wide)weight * weight - one);
        tally->total_excess += more;
    }
}

chiso_status chiso_tally_add_weighted(chiso_tally *tally, uint32_t unit, uint32_t question,
                                      uint32_t option, chiso_decimal weight, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (tally == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__tally_check(tally, unit, question, option, error);
    if (status != CHISO_OK) {
        return status;
    }
    if (weight < 0 || weight > CHISO_DECIMAL_MAX) {
        status = chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_WEIGHT_OF_ANSWER, NULL);
    } else if (option != CHISO_NO_ANSWER) {
        status = chiso__tally_check_weight(tally, 1, weight, error);
        if (status == CHISO_OK && !chiso__tally_need_weights(tally)) {
            status = chiso__fail_memory(error);
        }
    }
    if (status != CHISO_OK) {
        return chiso__fail_within(error, status, CHISO__SAY_IN_UNIT_QUESTION,
                                  CHISO__WORDS(chiso__say(tally->units.codes[unit]),
                                               chiso__say(tally->questions.codes[question])));
    }
    if (option != CHISO_NO_ANSWER) {
        chiso__tally_count_weighted(tally, chiso__tally_bin(tally, unit, question) + option, 1,
                                    weight);
    }
    return CHISO_OK;
}

chiso_decimal chiso_tally_weight(const chiso_tally *tally, uint32_t unit, uint32_t question,
                                 uint32_t option)
{
    return tally == NULL || option == CHISO_NO_ANSWER ||
                   chiso__tally_check(tally, unit, question, option, NULL) != CHISO_OK
               ? CHISO_ABSENT
               : chiso__weight_of_bin(tally, chiso__tally_bin(tally, unit, question) + option);
}
