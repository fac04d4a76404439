/* Options that mean "don't know": they are counted, and no share or mean is of them. */
#include "survey/inside.h"

static bool has_option(const chiso_tally *tally, uint32_t question, uint32_t option)
{
    return question < tally->questions.count && option < chiso__tally_option_count(tally, question);
}

static chiso_status check_option(const chiso_tally *tally, uint32_t question, uint32_t option,
                                 chiso_error *error)
{
    if (question >= tally->questions.count) {
        return chiso__tally_fail_question(tally, question, error);
    }
    if (!has_option(tally, question, option)) {
        return chiso__fail(
            error, CHISO_E_RANGE, CHISO__SAY_QUESTION_OPTION_RANGE,
            CHISO__WORDS(chiso__say(tally->questions.codes[question]), chiso__say_count(option),
                         chiso__say_count(chiso__tally_option_count(tally, question) - 1)));
    }
    return CHISO_OK;
}

bool chiso__is_left_out_set(uint64_t left_out, uint32_t options)
{
    const uint64_t all = UINT64_MAX >> (CHISO_OPTION_LIMIT - options);

    return (left_out & ~all) == 0 && left_out != all;
}

chiso_status chiso_tally_leave_out(chiso_tally *tally, uint32_t question, uint32_t option,
                                   chiso_error *error)
{
    chiso_status status = CHISO_OK;
    uint64_t left_out = 0;

    if (tally == NULL) {
        return chiso__fail_null(error);
    }
    status = check_option(tally, question, option, error);
    if (status != CHISO_OK) {
        return status;
    }
    left_out = tally->left_out[question] | UINT64_C(1) << option;
    if (!chiso__is_left_out_set(left_out, chiso__tally_option_count(tally, question))) {
        return chiso__fail(
            error, CHISO_E_RANGE, CHISO__SAY_QUESTION_LAST_OPTION,
            CHISO__WORDS(chiso__say(tally->questions.codes[question]), chiso__say_count(option)));
    }
    tally->left_out[question] = left_out;
    return CHISO_OK;
}

bool chiso_tally_leaves_out(const chiso_tally *tally, uint32_t question, uint32_t option)
{
    return tally != NULL && has_option(tally, question, option) &&
           (tally->left_out[question] >> option & 1) != 0;
}
