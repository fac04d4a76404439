/* The units of a board, and their blocks. */
#include "board/inside.h"

/* CHISO_OK for a code that a unit may have which no other unit has. */
static chiso_status check_code(const chiso_board *board, chiso_unit unit, struct chiso__span code,
                               chiso_error *error)
{
    int64_t found = CHISO__NOT_FOUND;

    if (code.size == 0) {
        return chiso__fail(error, CHISO_E_CODE, CHISO__SAY_UNIT_CODE_EMPTY, NULL);
    }
    found = chiso__units_find(&board->units, code);
    return found == CHISO__NOT_FOUND || found == unit
               ? CHISO_OK
               : chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_UNIT_THERE_ALREADY,
                             CHISO__WORDS(chiso__say(code)));
}

static chiso_status check_texts(const struct chiso__span *texts, size_t count, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    for (size_t i = 0; i < count && status == CHISO_OK; i++) {
        status = chiso__check_text(texts[i], error);
    }
    return status;
}

chiso_status chiso_board_add_unit(chiso_board *board, const char *code, const char *name,
                                  const char *block, chiso_unit *out_unit, chiso_error *error)
{
    struct chiso__span texts[3];
    chiso_status status = CHISO_OK;

    if (board == NULL || code == NULL) {
        return chiso__fail_null(error);
    }
    texts[0] = chiso__trim(chiso__span_of(code));
    texts[1] = chiso__span_of(name == NULL ? "" : name);
    texts[2] = chiso__trim(chiso__span_of(block == NULL ? "" : block));
    status = check_texts(texts, 3, error);
    if (status == CHISO_OK) {
        status = check_code(board, CHISO_NO_UNIT, texts[0], error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    if (board->units.count == CHISO_NO_UNIT - 1) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_TOO_MANY_UNITS,
                           CHISO__WORDS(chiso__say_count(CHISO_NO_UNIT)));
    }
    if (!chiso__board_put_unit(
            board, (struct chiso__unit_entry){texts[0], texts[1], texts[2], true}, CHISO_MISSING)) {
        return chiso__fail_memory(error);
    }
    if (out_unit != NULL) {
        *out_unit = board->units.count - 1;
    }
    return CHISO_OK;
}

/* Says what is wrong where there is no such board or unit. */
static chiso_status check_unit(const chiso_board *board, chiso_unit unit, chiso_error *error)
{
    if (board == NULL) {
        return chiso__fail_null(error);
    }
    return unit < board->units.count ? CHISO_OK : chiso__fail_unit(error, unit);
}

chiso_status chiso_board_rename_unit(chiso_board *board, chiso_unit unit, const char *code,
                                     const char *name, chiso_error *error)
{
    struct chiso__span texts[2];
    chiso_status status = check_unit(board, unit, error);

    if (status != CHISO_OK) {
        return status;
    }
    texts[0] = code == NULL ? board->units.codes[unit] : chiso__trim(chiso__span_of(code));
    texts[1] = name == NULL ? chiso__units_name(&board->units, unit) : chiso__span_of(name);
    status = check_texts(texts, 2, error);
    if (status == CHISO_OK) {
        status = check_code(board, unit, texts[0], error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    if (!chiso__units_rename(&board->units, &board->allocator, unit, texts[0], texts[1])) {
        return chiso__fail_memory(error);
    }
    board->rows.scored = false;
    return CHISO_OK;
}

chiso_status chiso_board_move_unit(chiso_board *board, chiso_unit unit, const char *block,
                                   chiso_error *error)
{
    const struct chiso__span name = chiso__trim(chiso__span_of(block == NULL ? "" : block));
    struct chiso__span before = {"", 0};
    chiso_status status = check_unit(board, unit, error);

    if (status == CHISO_OK) {
        status = chiso__check_text(name, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    before = board->units.block_names[board->rows.blocks[unit]];
    if (!chiso__units_move(&board->units, &board->allocator, board->rows.blocks, unit, name)) {
        return chiso__fail_memory(error);
    }
    chiso__board_take_in(board, unit, before);
    board->rows.scored = false;
    return CHISO_OK;
}

chiso_status chiso_board_remove_unit(chiso_board *board, chiso_unit unit, chiso_error *error)
{
    const chiso_status status = check_unit(board, unit, error);

    if (status != CHISO_OK) {
        return status;
    }
    if (!chiso__units_remove(&board->units, &board->allocator, board->rows.blocks, unit)) {
        return chiso__fail_memory(error);
    }
    chiso__rows_remove(&board->rows, unit);
    chiso__notes_remove_unit(board->notes, &board->allocator, unit);
    return CHISO_OK;
}

chiso_status chiso_board_set_ranked(chiso_board *board, chiso_unit unit, bool ranked,
                                    chiso_error *error)
{
    const chiso_status status = check_unit(board, unit, error);

    if (status == CHISO_OK) {
        board->units.ranked[unit] = ranked;
        board->rows.scored = false;
    }
    return status;
}

uint32_t chiso_board_unit_count(const chiso_board *board)
{
    return board == NULL ? 0 : board->units.count;
}

chiso_status chiso_board_find_unit(const chiso_board *board, const char *code, chiso_unit *out_unit)
{
    int64_t found = CHISO__NOT_FOUND;

    if (board == NULL || code == NULL || out_unit == NULL) {
        return CHISO_E_NULL;
    }
    found = chiso__units_find(&board->units, chiso__span_of(code));
    if (found == CHISO__NOT_FOUND) {
        return CHISO_E_UNIT;
    }
    *out_unit = (chiso_unit)found;
    return CHISO_OK;
}

static bool has_unit(const chiso_board *board, chiso_unit unit)
{
    return board != NULL && unit < board->units.count;
}

const char *chiso_unit_code(const chiso_board *board, chiso_unit unit)
{
    return has_unit(board, unit) ? board->units.codes[unit].text : "";
}

const char *chiso_unit_name(const chiso_board *board, chiso_unit unit)
{
    return has_unit(board, unit) ? board->units.names[unit] : "";
}

uint32_t chiso_unit_block(const chiso_board *board, chiso_unit unit)
{
    return has_unit(board, unit) ? board->rows.blocks[unit] : UINT32_MAX;
}

bool chiso_unit_is_ranked(const chiso_board *board, chiso_unit unit)
{
    return has_unit(board, unit) && board->units.ranked[unit];
}

uint32_t chiso_board_block_count(const chiso_board *board)
{
    return board == NULL ? 0 : board->units.block_count;
}

const char *chiso_board_block(const chiso_board *board, uint32_t block)
{
    return board != NULL && block < board->units.block_count ? board->units.block_names[block].text
                                                             : "";
}

chiso_status chiso_board_find_block(const chiso_board *board, const char *name, uint32_t *out_block)
{
    int64_t found = CHISO__NOT_FOUND;

    if (board == NULL || name == NULL || out_block == NULL) {
        return CHISO_E_NULL;
    }
    found = chiso__index_find(&board->units.block_index, board->units.block_names,
                              chiso__span_of(name));
    if (found == CHISO__NOT_FOUND) {
        return CHISO_E_UNIT;
    }
    *out_block = (uint32_t)found;
    return CHISO_OK;
}
