/* Setting cells of a board: one, or all of a leaf. */
#include "board/inside.h"

static chiso_status store(chiso_board *board, const struct chiso__entry *entry, chiso_error *error)
{
    if (!chiso__cell_ready(&board->rows, &board->allocator, entry->leaf, &entry->value)) {
        return chiso__fail_memory(error);
    }
    board->rounded_count += entry->rounded;
    chiso__cell_put(&board->rows, entry->unit, entry->leaf, entry->value);
    return CHISO_OK;
}

chiso_status chiso_board_set(chiso_board *board, const char *unit_code, const char *code,
                             const char *text, chiso_error *error)
{
    int64_t own[CHISO_OPTION_LIMIT];
    struct chiso__entry entry = {.counts = own};
    chiso_status status = CHISO_OK;

    if (board == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__entry_of_codes(board, unit_code, code, text, &entry, error);
    return status == CHISO_OK ? store(board, &entry, error) : status;
}

chiso_status chiso_board_set_text(chiso_board *board, chiso_unit unit, chiso_node leaf,
                                  const char *text, chiso_error *error)
{
    int64_t own[CHISO_OPTION_LIMIT];
    struct chiso__entry entry = {.counts = own};
    chiso_status status = CHISO_OK;

    if (board == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__entry_of_text(board, unit, leaf, text, &entry, error);
    return status == CHISO_OK ? store(board, &entry, error) : status;
}

static chiso_status set_one(chiso_board *board, chiso_unit unit, chiso_node leaf,
                            chiso_decimal number, chiso_decimal denominator, chiso_error *error)
{
    struct chiso__entry entry = {.counts = NULL};
    chiso_status status = CHISO_OK;

    if (board == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__entry_of_number(board, unit, leaf, number, denominator, &entry, error);
    return status == CHISO_OK ? store(board, &entry, error) : status;
}

chiso_status chiso_board_set_value(chiso_board *board, chiso_unit unit, chiso_node leaf,
                                   chiso_decimal value, chiso_error *error)
{
    return set_one(board, unit, leaf, value, CHISO_ABSENT, error);
}

chiso_status chiso_board_set_ratio(chiso_board *board, chiso_unit unit, chiso_node leaf,
                                   chiso_decimal numerator, chiso_decimal denominator,
                                   chiso_error *error)
{
    /* CHISO_ABSENT would mean that there is none. */
    return set_one(board, unit, leaf, numerator, denominator == CHISO_ABSENT ? 0 : denominator,
                   error);
}

chiso_status chiso_board_set_counts(chiso_board *board, chiso_unit unit, chiso_node leaf,
                                    const int64_t *counts, uint32_t option_count,
                                    chiso_error *error)
{
    int64_t own[CHISO_OPTION_LIMIT];
    struct chiso__entry entry = {.counts = own};
    chiso_status status = CHISO_OK;

    if (board == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__entry_of_counts(board, unit, leaf, counts, option_count, &entry, error);
    return status == CHISO_OK ? store(board, &entry, error) : status;
}

static chiso_decimal denominator_at(const chiso_decimal *denominators, size_t i)
{
    if (denominators == NULL) {
        return CHISO_ABSENT;
    }
    return denominators[i] == CHISO_ABSENT ? 0 : denominators[i];
}

/* Whether all values are stored as they come, as nearly all columns are. */
static bool are_plain(const chiso_board *board, chiso_node leaf, const chiso_decimal *values,
                      size_t count)
{
    struct chiso__plain_limits limits;
    size_t wrong = 0;

    if (!chiso__limits_if_plain(&board->tree->nodes[leaf], &limits)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        wrong +=
            (values[i] < limits.min || values[i] > limits.max) & (values[i] > CHISO_NOT_APPLICABLE);
    }
    return wrong == 0;
}

chiso_status chiso__work_column_out(chiso_board *board, chiso_node leaf,
                                    const chiso_decimal *values, const chiso_decimal *denominators,
                                    size_t count, struct chiso__value *made, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    for (size_t i = 0; i < count && status == CHISO_OK; i++) {
        status = chiso__number_value(board->tree, leaf, values[i], denominator_at(denominators, i),
                                     &made[i], error);
        if (status != CHISO_OK) {
            chiso__fail_cell(error, status, board, (chiso_unit)i, leaf);
        } else if (!chiso__cell_ready(&board->rows, &board->allocator, leaf, &made[i])) {
            status = chiso__fail_memory(error);
        }
    }
    return status;
}

/* Works the cells of a column out and stores them once every one has been seen to be right. */
static chiso_status set_by_rule(chiso_board *board, chiso_node leaf, const chiso_decimal *values,
                                const chiso_decimal *denominators, size_t count, chiso_error *error)
{
    struct chiso__value *made = chiso__alloc(&board->allocator, count, sizeof(*made));
    chiso_status status = CHISO_OK;

    if (made == NULL) {
        return chiso__fail_memory(error);
    }
    status = chiso__work_column_out(board, leaf, values, denominators, count, made, error);
    for (size_t i = 0; i < count && status == CHISO_OK; i++) {
        chiso__cell_put(&board->rows, (chiso_unit)i, leaf, made[i]);
    }
    chiso__release(&board->allocator, made);
    return status;
}

static chiso_status set_column(chiso_board *board, chiso_node leaf, const chiso_decimal *values,
                               const chiso_decimal *denominators, size_t count, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (count != board->units.count) {
        return chiso__fail(
            error, CHISO_E_RANGE, CHISO__SAY_COLUMN_SIZE,
            CHISO__WORDS(chiso__say_count(count), chiso__say_count(board->units.count)));
    }
    status = chiso__check_leaf(board->tree, leaf, error);
    if (status != CHISO_OK) {
        return status;
    }
    if (count == 0 || (denominators == NULL && are_plain(board, leaf, values, count))) {
        chiso__column_put_plain(&board->rows, leaf, 0, (uint32_t)count, values);
        return CHISO_OK;
    }
    return set_by_rule(board, leaf, values, denominators, count, error);
}

chiso_status chiso_board_set_column(chiso_board *board, chiso_node leaf,
                                    const chiso_decimal *values, size_t count, chiso_error *error)
{
    if (board == NULL || values == NULL) {
        return chiso__fail_null(error);
    }
    return set_column(board, leaf, values, NULL, count, error);
}

chiso_status chiso_board_set_ratio_column(chiso_board *board, chiso_node leaf,
                                          const chiso_decimal *numerators,
                                          const chiso_decimal *denominators, size_t count,
                                          chiso_error *error)
{
    if (board == NULL || numerators == NULL || denominators == NULL) {
        return chiso__fail_null(error);
    }
    return set_column(board, leaf, numerators, denominators, count, error);
}
