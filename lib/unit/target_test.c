/* Which test the points of a target must pass. */
#include "unit/target_inside.h"

#include "compare/compare.h"
#include "rank/band.h"

static const struct chiso__carried_ratio whole = {{0, 0}, {100 * CHISO_DECIMAL_ONE, 0}};

static chiso_status fail_without_percent(const chiso_board *board, chiso_unit unit, chiso_node node,
                                         chiso_error *error)
{
    chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_NO_PERCENT, NULL);
    return chiso__fail_cell(error, CHISO_E_EMPTY, board, unit, node);
}

chiso_status chiso__target_check_unit(const chiso_board *board, chiso_unit unit, chiso_node node,
                                      chiso_error *error)
{
    struct chiso__carried_ratio ratio;
    chiso_status status = chiso__fail_result(board, unit, node, error);

    if (status == CHISO_OK && !chiso__ratio_of(&board->rows, unit, node, &ratio)) {
        status = fail_without_percent(board, unit, node, error);
    }
    return status;
}

static chiso_status rank_test(const struct chiso__aim *aim, struct chiso__test *test,
                              chiso_error *error)
{
    if (aim->goal->rank == 0) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_RANK_NOT_WHOLE, NULL);
    }
    if (!aim->board->units.ranked[aim->unit]) {
        return chiso__fail(error, CHISO_E_UNIT, CHISO__SAY_UNIT_NOT_RANKED,
                           CHISO__WORDS(chiso__say(aim->board->units.codes[aim->unit])));
    }
    test->twice_rank = (uint64_t)aim->goal->rank * 2;
    return CHISO_OK;
}

static chiso_status percent_test(struct chiso__carried percent, struct chiso__test *test,
                                 chiso_error *error)
{
    test->ratio = whole;
    test->ratio.achieved = percent;
    return chiso__is_carried(percent)
               ? CHISO_OK
               : chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_TARGET_PERCENT_BEYOND,
                             CHISO__WORDS(chiso__say_decimal(CHISO_DECIMAL_MAX)));
}

static chiso_status band_test(const struct chiso__aim *aim, struct chiso__test *test,
                              chiso_error *error)
{
    const chiso_bands *bands = aim->bands;

    if (chiso_bands_count(bands) == 0) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_NO_BANDS, NULL);
    }
    if (aim->goal->band >= chiso_bands_count(bands)) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_NO_BAND_NUMBER,
                           CHISO__WORDS(chiso__say_count(aim->goal->band)));
    }
    return percent_test(bands->bands[aim->goal->band].from.value, test, error);
}

static chiso_status above_test(const struct chiso__aim *aim, struct chiso__test *test,
                               chiso_error *error)
{
    chiso_status status = chiso__target_check_unit(aim->board, aim->goal->unit, aim->node, error);

    if (status == CHISO_OK && aim->goal->unit == aim->unit) {
        status = chiso__fail(error, CHISO_E_UNIT, CHISO__SAY_UNIT_ABOVE_ITSELF,
                             CHISO__WORDS(chiso__say(aim->board->units.codes[aim->unit])));
    }
    if (status == CHISO_OK) {
        (void)chiso__ratio_of(&aim->board->rows, aim->goal->unit, aim->node, &test->ratio);
        test->ratio = aim->key == CHISO_KEY_PUBLISHED
                          ? chiso__published(aim->board->tree, test->ratio)
                          : test->ratio;
        test->strict = true;
    }
    return status;
}

/* What a rise is counted from: where percents count as they are carried, that of the comparison. */
static chiso_status find_former(const struct chiso__aim *aim, struct chiso__carried *out_former,
                                chiso_error *error)
{
    chiso_status status = CHISO_OK;

    *out_former = chiso__carried_of(aim->goal->former);
    if (aim->comparison == NULL || aim->key == CHISO_KEY_PUBLISHED) {
        return CHISO_OK;
    }
    if (aim->comparison->now != aim->board) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_COMPARISON_OF_OTHER_BOARD, NULL);
    }
    status = chiso__comparison_check(aim->comparison, error);
    if (status == CHISO_OK) {
        status = chiso__percent_before(aim->comparison, aim->unit, aim->node, out_former);
    }
    if (status == CHISO_OK && chiso__carried_is_gap(*out_former)) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_RISE_FROM_NOTHING, NULL);
    }
    return status == CHISO_E_RANGE
               ? chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_TARGET_PERCENT_BEYOND,
                             CHISO__WORDS(chiso__say_decimal(CHISO_DECIMAL_MAX)))
               : status;
}

static chiso_status rise_test(const struct chiso__aim *aim, struct chiso__test *test,
                              chiso_error *error)
{
    const chiso_goal *goal = aim->goal;
    struct chiso__carried former = {0, 0};
    struct chiso__carried percent = {CHISO_ABSENT, 0};
    chiso_status status = CHISO_OK;

    if (goal->percent < 0 || !chiso__is_decimal(goal->former)) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_RISE_RANGE, NULL);
    }
    status = find_former(aim, &former, error);
    if (status != CHISO_OK) {
        return status;
    }
    if (!chiso__is_decimal(goal->percent) ||
        !chiso__carried_add(former, chiso__carried_of(goal->percent), &percent)) {
        percent = chiso__carried_of(CHISO_ABSENT);
    }
    return percent_test(percent, test, error);
}

chiso_status chiso__target_test(const struct chiso__aim *aim, struct chiso__test *test,
                                chiso_error *error)
{
    const chiso_goal *goal = aim->goal;

    switch (goal->kind) {
    case CHISO_GOAL_RANK:
        return rank_test(aim, test, error);
    case CHISO_GOAL_BAND:
        return band_test(aim, test, error);
    case CHISO_GOAL_PERCENT:
        return percent_test(chiso__carried_of(goal->percent), test, error);
    case CHISO_GOAL_RISE:
        return rise_test(aim, test, error);
    case CHISO_GOAL_ABOVE:
        return above_test(aim, test, error);
    }
    return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_UNKNOWN_GOAL, NULL);
}
