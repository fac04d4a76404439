/* The numbers that rules divide values by: a column of the points file each. */
#include "board/inside.h"

#include "text/message.h"

/* Reads one; *out_value is absent for an empty text. */
chiso_status chiso__divisor_read(struct chiso__span text, struct chiso__number_style *style,
                                 struct chiso__carried *out_value, bool *out_rounded,
                                 chiso_error *error)
{
    struct chiso__numeral numeral = chiso__numeral_of(0);
    enum chiso__number number = CHISO__NUMBER_OK;

    text = chiso__trim(text);
    *out_value = (struct chiso__carried){CHISO_ABSENT, 0};
    if (text.size == 0 || chiso__means(text, CHISO__SAY_WORDS_FOR_NOT_APPLICABLE)) {
        return CHISO_OK;
    }
    number = chiso__numeral_read(text, style, CHISO__FORM_EXPONENT, &numeral);
    if (number != CHISO__NUMBER_OK) {
        return chiso__fail_number(error, number, text);
    }
    if (numeral.value.millionths < 0 || chiso__carried_is_zero(numeral.value)) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_DIVISOR_NOT_ABOVE_0,
                           CHISO__WORDS(chiso__say_carried(numeral.value)));
    }
    *out_rounded = *out_rounded || numeral.decimals > CHISO__NUMERAL_PLACES;
    *out_value = numeral.value;
    return CHISO_OK;
}

chiso_status chiso__fail_divisor(chiso_error *error, chiso_status status, const chiso_board *board,
                                 chiso_unit unit, uint32_t divisor)
{
    return chiso__fail_within(error, status, CHISO__SAY_IN_UNIT_COLUMN,
                              CHISO__WORDS(chiso__say(board->units.codes[unit]),
                                           chiso__say(board->tree->columns[divisor])));
}

chiso_status chiso_board_set_denominator(chiso_board *board, chiso_unit unit, const char *column,
                                         const char *text, chiso_error *error)
{
    struct chiso__number_style style = {false, 0};
    struct chiso__carried value = {0, 0};
    int64_t divisor = CHISO__NOT_FOUND;
    bool rounded = false;
    chiso_status status = CHISO_OK;

    if (board == NULL || column == NULL || text == NULL) {
        return chiso__fail_null(error);
    }
    if (unit >= board->units.count) {
        return chiso__fail_unit(error, unit);
    }
    divisor = chiso__find_column(board->tree, chiso__trim(chiso__span_of(column)));
    if (divisor == CHISO__NOT_FOUND) {
        return chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_NO_RULE_DIVIDES_BY,
                           CHISO__WORDS(chiso__say_text(column)));
    }
    status = chiso__check_text(chiso__span_of(text), error);
    if (status == CHISO_OK) {
        status = chiso__divisor_read(chiso__span_of(text), &style, &value, &rounded, error);
    }
    if (status != CHISO_OK) {
        return chiso__fail_divisor(error, status, board, unit, (uint32_t)divisor);
    }
    chiso__further_put(&board->rows, (uint32_t)divisor, unit, value);
    board->rounded_count += rounded;
    board->rows.scored = false;
    return CHISO_OK;
}

chiso_status chiso_board_denominator(const chiso_board *board, chiso_unit unit, uint32_t column,
                                     chiso_decimal *out_value)
{
    struct chiso__carried value = {0, 0};

    if (board == NULL || out_value == NULL) {
        return CHISO_E_NULL;
    }
    if (unit >= board->units.count) {
        return CHISO_E_UNIT;
    }
    if (column >= board->tree->column_count) {
        return CHISO_E_COLUMN;
    }
    value = chiso__further_at(&board->rows, column, unit);
    *out_value = chiso__max_decimal(board->tree, value);
    return CHISO_OK;
}
