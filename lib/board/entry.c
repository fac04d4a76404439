/* A checked value and the cell that it is for: what setting a cell begins with, on a board and on
 * trial. */
#include "board/inside.h"

#include <string.h>

chiso_status chiso__entry_settle(const chiso_board *board, struct chiso__entry *entry,
                                 chiso_error *error)
{
    if (!chiso__is_cell_left_out(board, entry->unit, entry->leaf)) {
        return CHISO_OK;
    }
    if (!chiso__carried_is_gap(entry->value.points)) {
        return chiso__fail_left_out(board, entry->unit, entry->leaf, error);
    }
    entry->value.points = chiso__carried_of(CHISO_NOT_APPLICABLE);
    return CHISO_OK;
}

/* Ends making an entry, whose unit and leaf are there. */
static chiso_status finish(const chiso_board *board, struct chiso__entry *entry,
                           chiso_status status, chiso_error *error)
{
    return status == CHISO_OK ? chiso__entry_settle(board, entry, error)
                              : chiso__fail_cell(error, status, board, entry->unit, entry->leaf);
}

chiso_status chiso__entry_of_text(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                  const char *text, struct chiso__entry *out_entry,
                                  chiso_error *error)
{
    struct chiso__number_style style = {false, 0};
    chiso_status status = CHISO_OK;

    if (text == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__check_place(board, unit, leaf, error);
    if (status != CHISO_OK) {
        return status;
    }
    out_entry->unit = unit;
    out_entry->leaf = leaf;
    out_entry->rounded = false;
    status = chiso__check_text(chiso__span_of(text), error);
    if (status == CHISO_OK) {
        status = chiso__cell_read(board->tree, leaf, chiso__span_of(text), &style,
                                  out_entry->counts, &out_entry->value, &out_entry->rounded, error);
    }
    return finish(board, out_entry, status, error);
}

chiso_status chiso__entry_of_codes(const chiso_board *board, const char *unit_code,
                                   const char *code, const char *text,
                                   struct chiso__entry *out_entry, chiso_error *error)
{
    chiso_unit unit = CHISO_NO_UNIT;
    chiso_node leaf = CHISO_NO_NODE;
    chiso_status status = CHISO_OK;

    if (unit_code == NULL || code == NULL || text == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__find_place(board, unit_code, code, &unit, &leaf, error);
    return status == CHISO_OK ? chiso__entry_of_text(board, unit, leaf, text, out_entry, error)
                              : status;
}

chiso_status chiso__entry_of_number(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                    chiso_decimal number, chiso_decimal denominator,
                                    struct chiso__entry *out_entry, chiso_error *error)
{
    chiso_status status = chiso__check_place(board, unit, leaf, error);

    if (status != CHISO_OK) {
        return status;
    }
    out_entry->unit = unit;
    out_entry->leaf = leaf;
    out_entry->rounded = false;
    status = chiso__number_value(board->tree, leaf, number, denominator, &out_entry->value, error);
    return finish(board, out_entry, status, error);
}

chiso_status chiso__entry_of_counts(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                    const int64_t *counts, uint32_t option_count,
                                    struct chiso__entry *out_entry, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (counts == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__check_place(board, unit, leaf, error);
    if (status != CHISO_OK) {
        return status;
    }
    out_entry->unit = unit;
    out_entry->leaf = leaf;
    out_entry->rounded = false;
    /* More than there can be are refused before they are looked at, and -1 is as wrong as they. */
    for (uint32_t i = 0; i < option_count && option_count <= CHISO_OPTION_LIMIT; i++) {
        out_entry->counts[i] =
            counts[i] < 0 || counts[i] > CHISO_ANSWER_LIMIT ? -1 : counts[i] * CHISO_DECIMAL_ONE;
    }
    status = chiso__counts_value(board->tree, leaf, out_entry->counts, option_count,
                                 &out_entry->value, error);
    return finish(board, out_entry, status, error);
}
