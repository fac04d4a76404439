/* The cells of a points file. */
#include "board/board_csv_file.h"

#include <string.h>

static chiso_status fail_set(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                             chiso_error *error)
{
    chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_CELL_TWICE, NULL);
    return chiso__fail_cell(error, CHISO_E_DUPLICATE, board, unit, leaf);
}

/* The same of a row of the long layout whose code may have been another one. */
static chiso_status fail_twice(const struct chiso__points_file *file, chiso_unit unit,
                               chiso_node leaf, chiso_error *error)
{
    const chiso_board *board = file->board;
    chiso_node meant = CHISO_ROOT;

    do {
        meant = chiso__turned_leaf(board->tree, board->tree->codes[leaf], meant);
    } while (meant != CHISO_NO_NODE &&
             chiso__stored_at(&board->rows, meant, unit).millionths != CHISO__UNSET);
    if (meant == CHISO_NO_NODE || !chiso__header_is_long(&file->header)) {
        return fail_set(board, unit, leaf, error);
    }
    chiso__fail(
        error, CHISO_E_DUPLICATE, CHISO__SAY_CELL_TWICE_FOR,
        CHISO__WORDS(chiso__say(board->tree->codes[meant]), chiso__say(board->tree->codes[leaf])));
    return chiso__fail_cell(error, CHISO_E_DUPLICATE, board, unit, leaf);
}

chiso_status chiso__file_store_waiting(struct chiso__points_file *file, chiso_error *error)
{
    const uint32_t count = file->waiting_count;
    uint32_t stored = 0;

    file->waiting_count = 0;
    while (stored < count) {
        const struct chiso__plain *twice = NULL;
        chiso_status status = CHISO_OK;

        stored +=
            chiso__cells_put_plain(&file->board->rows, file->waiting + stored, count - stored);
        if (stored == count) {
            break;
        }
        twice = &file->waiting[stored];
        status = fail_twice(file, twice->row, twice->leaf, error);
        chiso__fail_at(error, status, chiso__csv_place(&file->csv, file->offsets[stored]));
        status = chiso__csv_note(&file->csv, status, error);
        if (status != CHISO_OK) {
            return status;
        }
        stored++;
    }
    return CHISO_OK;
}

/* Lets a plain number for plain points wait until its cell has come from memory: rows in any order
 * touch far places. False for any other cell. */
static inline bool let_wait(struct chiso__points_file *file, size_t column, chiso_unit unit,
                            chiso_node leaf)
{
    const struct chiso__field *field = &file->csv.fields[column];
    struct chiso__plain_limits limits;
    chiso_decimal value = 0;

    if (!chiso__limits_if_plain(&file->board->tree->nodes[leaf], &limits) ||
        !chiso__number_read_short(field->span, &file->csv.style, &value) || value < limits.min ||
        value > limits.max) {
        return false;
    }
    chiso__cell_prefetch(&file->board->rows, leaf, unit);
    file->waiting[file->waiting_count] = (struct chiso__plain){value, unit, leaf};
    file->offsets[file->waiting_count++] = field->offset;
    return true;
}

/* Reads a cell that is no plain number into its place. */
static chiso_status put_cell(struct chiso__points_file *file, size_t column, chiso_unit unit,
                             chiso_node leaf, struct chiso__number_style *style, chiso_error *error)
{
    chiso_board *board = file->board;
    int64_t counts[CHISO_OPTION_LIMIT];
    struct chiso__value value;
    bool rounded = false;
    bool is_rating = false;
    chiso_status status = chiso__file_store_waiting(file, error);

    if (status == CHISO_OK && chiso__file_is_rated(file)) {
        status = chiso__file_read_rating(file, column, unit, leaf, style, &is_rating, error);
    }
    if (status != CHISO_OK || is_rating) {
        return status;
    }
    if (chiso__stored_at(&board->rows, leaf, unit).millionths != CHISO__UNSET) {
        return chiso__csv_fail_field(&file->csv, column, fail_twice(file, unit, leaf, error),
                                     error);
    }
    status = chiso__cell_read(board->tree, leaf, file->csv.fields[column].span, style, counts,
                              &value, &rounded, error);
    if (status != CHISO_OK) {
        chiso__fail_cell(error, status, board, unit, leaf);
        return chiso__csv_fail_field(&file->csv, column, status, error);
    }
    if (!chiso__cell_ready(&board->rows, &board->allocator, leaf, &value)) {
        return chiso__fail_memory(error);
    }
    board->rounded_count += rounded;
    chiso__cell_put(&board->rows, unit, leaf, value);
    return file->csv.intake == NULL
               ? CHISO_OK
               : chiso__doubt_value(&file->doubts, column, unit, leaf, &value, rounded, error);
}

static inline chiso_status read_plain_cell(struct chiso__points_file *file, size_t column,
                                           chiso_unit unit, chiso_node leaf, chiso_error *error)
{
    if (file->csv.intake != NULL &&
        chiso__may_be_doubted(&file->doubts, file->csv.fields[column].span)) {
        const chiso_status status = chiso__doubt_text(&file->doubts, column, unit, leaf, error);

        if (status != CHISO_OK) {
            return status;
        }
    }
    if (!chiso__file_is_rated(file) && let_wait(file, column, unit, leaf)) {
        return file->waiting_count == CHISO__WAITING ? chiso__file_store_waiting(file, error)
                                                     : CHISO_OK;
    }
    return put_cell(file, column, unit, leaf, &file->csv.style, error);
}

static chiso_status read_sheet_cell(struct chiso__points_file *file, size_t column, chiso_unit unit,
                                    chiso_node leaf, chiso_error *error)
{
    struct chiso__number_style own = {true, 0};

    /* What does not stand in the file is not doubted as it stands. */
    switch (chiso__sheet_cell(&file->sheet, column, leaf)) {
    case CHISO__CELL_AS_SAID:
        return put_cell(file, column, unit, leaf, &own, error);
    case CHISO__CELL_WITHOUT_MARKS:
        return put_cell(file, column, unit, leaf, &file->csv.style, error);
    case CHISO__CELL_AS_IT_IS:
        break;
    }
    return read_plain_cell(file, column, unit, leaf, error);
}

/* Whether a number stands there already: where each rater has a row, it may be in all of them. */
static bool is_there(const struct chiso__points_file *file, struct chiso__carried value,
                     struct chiso__carried there)
{
    return !chiso__is_absent(value) && !chiso__is_absent(there) &&
           !(chiso__file_is_rated(file) && chiso__carried_compare(value, there) == 0);
}

chiso_status chiso__file_read_divisor(struct chiso__points_file *file, size_t column,
                                      chiso_unit unit, uint32_t divisor, chiso_error *error)
{
    chiso_board *board = file->board;
    struct chiso__span text = chiso__trim(file->csv.fields[column].span);
    struct chiso__carried value = {0, 0};
    bool rounded = false;
    size_t size = 0;
    chiso_status status = CHISO_OK;

    if (chiso__file_is_sheet(file) && file->sheet.mapping->words[CHISO__TOLD_THOUSANDS] >= 0 &&
        chiso__sheet_drop_marks(text, file->sheet.mapping->words[CHISO__TOLD_THOUSANDS],
                                file->sheet.number, &size)) {
        text = (struct chiso__span){file->sheet.number, size};
    }
    status = chiso__divisor_read(text, &file->csv.style, &value, &rounded, error);
    if (status == CHISO_OK &&
        is_there(file, value, chiso__further_at(&board->rows, divisor, unit))) {
        status = chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_CELL_TWICE, NULL);
    }
    if (status != CHISO_OK) {
        chiso__fail_divisor(error, status, board, unit, divisor);
        return chiso__csv_fail_field(&file->csv, column, status, error);
    }
    if (!chiso__is_absent(value)) {
        chiso__further_put(&board->rows, divisor, unit, value);
        board->rounded_count += rounded;
    }
    return CHISO_OK;
}

chiso_status chiso__file_read_cell(struct chiso__points_file *file, size_t column, chiso_unit unit,
                                   chiso_node leaf, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (!chiso__is_leaf(&file->board->tree->nodes[leaf])) {
        return chiso__file_read_result(file, column, unit, leaf, error);
    }
    if (file->board->tree->has_left_out) {
        status = chiso__file_check_left_out(file, column, unit, leaf, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    return chiso__file_is_sheet(file) ? read_sheet_cell(file, column, unit, leaf, error)
                                      : read_plain_cell(file, column, unit, leaf, error);
}

bool chiso__file_has_notes(const struct chiso__points_file *file)
{
    bool has = false;

    for (size_t i = 0; i < file->header.notes.count && !has; i++) {
        has = chiso__note_text(&file->header.notes.list[i], &file->csv).size > 0;
    }
    return has;
}

chiso_status chiso__file_read_notes(struct chiso__points_file *file, chiso_unit unit,
                                    chiso_node node, chiso_error *error)
{
    chiso_board *board = file->board;
    /* A cell that stands there twice is refused for its value. */
    const bool is_twice = node != CHISO_NO_NODE && !chiso__is_leaf(&board->tree->nodes[node]) &&
                          chiso__notes_first(board->notes, unit, node) != NULL;

    for (size_t i = 0; i < file->header.notes.count; i++) {
        const struct chiso__note_column *own = &file->header.notes.list[i];
        const chiso_node place = own->node == CHISO_NO_NODE ? node : own->node;
        struct chiso__span text = chiso__note_text(own, &file->csv);
        chiso_status status = CHISO_OK;

        if (text.size == 0) {
            continue;
        }
        if (is_twice) {
            return chiso__csv_fail_field(&file->csv, own->column,
                                         fail_set(board, unit, place, error), error);
        }
        status = chiso__file_is_rated(file) && node != CHISO_NO_NODE
                     ? chiso__file_join_note(file, unit, place, own->name, &text, error)
                     : CHISO_OK;
        if (status == CHISO_OK &&
            !chiso__notes_set(&board->notes, &board->allocator, unit, place, own->name, text)) {
            status = chiso__fail_memory(error);
        }
        if (status != CHISO_OK) {
            return status;
        }
    }
    return CHISO_OK;
}
