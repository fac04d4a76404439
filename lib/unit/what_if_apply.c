/* What was tried, kept: the changes become cells of a board. */
#include "unit/what_if_inside.h"

/* The unit of a board that a row is of. */
static chiso_status find_unit(const chiso_what_if *what_if, uint32_t row, const chiso_board *board,
                              chiso_unit *out_unit, chiso_error *error)
{
    const struct chiso__span code = what_if->board->units.codes[what_if->units[row]];
    const int64_t found = chiso__units_find(&board->units, code);

    if (found == CHISO__NOT_FOUND) {
        return chiso__fail(error, CHISO_E_UNIT, CHISO__SAY_NO_UNIT, CHISO__WORDS(chiso__say(code)));
    }
    *out_unit = (chiso_unit)found;
    return CHISO_OK;
}

/* Whether something is known that a rule made the points of a cell of, or that there are none. */
static bool is_whole(struct chiso__value value)
{
    return chiso__carried_is_gap(value.points) || value.counts != NULL ||
           !chiso__is_absent(value.measured.value);
}

/* Whether the board has a place for a change and the rule of the cell would take it. */
static chiso_status check_change(const chiso_what_if *what_if,
                                 const struct chiso__cell_change *change, const chiso_board *board,
                                 chiso_error *error)
{
    chiso_unit unit = CHISO_NO_UNIT;
    const chiso_status status = find_unit(what_if, change->row, board, &unit, error);

    if (status != CHISO_OK || is_whole(chiso__cell_at(&what_if->rows, change->leaf, change->row))) {
        return status;
    }
    chiso__fail(error, CHISO_E_CELL, CHISO__SAY_POINTS_WITHOUT_VALUE,
                CHISO__WORDS(chiso__say_text(board->tree->nodes[change->leaf].rule.text)));
    return chiso__fail_cell(error, CHISO_E_CELL, board, unit, change->leaf);
}

static chiso_status check(const chiso_what_if *what_if, const chiso_board *board,
                          chiso_error *error)
{
    chiso_status status = chiso__what_if_check(what_if, error);

    if (status != CHISO_OK) {
        return status;
    }
    if (board == NULL) {
        return chiso__fail_null(error);
    }
    if (board->tree != what_if->board->tree) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_WHAT_IF_OTHER_TREE, NULL);
    }
    for (size_t i = 0; i < what_if->change_count && status == CHISO_OK; i++) {
        status = check_change(what_if, &what_if->changes[i], board, error);
    }
    return status;
}

/* What a change left in its cell, and the unit of the board that it is for. */
static struct chiso__value value_of(const chiso_what_if *what_if,
                                    const struct chiso__cell_change *change,
                                    const chiso_board *board, chiso_unit *out_unit)
{
    (void)find_unit(what_if, change->row, board, out_unit, NULL);
    return chiso__cell_at(&what_if->rows, change->leaf, change->row);
}

chiso_status chiso_what_if_apply(const chiso_what_if *what_if, chiso_board *board,
                                 chiso_error *error)
{
    const chiso_status status = check(what_if, board, error);
    chiso_unit unit = CHISO_NO_UNIT;

    if (status != CHISO_OK) {
        return status;
    }
    for (size_t i = 0; i < what_if->change_count; i++) {
        const struct chiso__cell_change *change = &what_if->changes[i];
        const struct chiso__value value = value_of(what_if, change, board, &unit);

        if (!chiso__cell_ready(&board->rows, &board->allocator, change->leaf, &value)) {
            return chiso__fail_memory(error);
        }
    }
    for (size_t i = 0; i < what_if->change_count; i++) {
        const struct chiso__cell_change *change = &what_if->changes[i];
        const struct chiso__value value = value_of(what_if, change, board, &unit);

        chiso__cell_put(&board->rows, unit, change->leaf, value);
        board->rounded_count += change->rounded;
    }
    return CHISO_OK;
}
