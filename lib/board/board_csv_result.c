/* Cells of inner criteria in a points file: results that are set, and branches that do not apply.
 */
#include <chiso/note.h>

#include "board/board_csv_file.h"
#include "board/set_result.h"
#include "text/name.h"

/* A branch that does not apply is kept as a result that is a mark until the file is at its end. */
static bool is_left(const struct chiso__set_result *set)
{
    return set != NULL && chiso__carried_is_gap(set->points);
}

/* Keeps where a result stands; false when memory is out. */
static bool keep_place(struct chiso__points_file *file, size_t column, chiso_unit unit,
                       chiso_node node)
{
    enum { FIRST = 16 };
    struct chiso__read_results *own = &file->results;
    const size_t capacity = own->capacity == 0 ? FIRST : own->capacity * 2;
    void *list = own->list;

    if (own->count == own->capacity) {
        if (!chiso__resize(&file->csv.allocator, &list, capacity, sizeof(*own->list))) {
            return false;
        }
        own->list = list;
        own->capacity = capacity;
    }
    own->list[own->count++] =
        (struct chiso__read_result){unit, node, file->csv.fields[column].offset};
    return true;
}

chiso_status chiso__file_read_result(struct chiso__points_file *file, size_t column,
                                     chiso_unit unit, chiso_node node, chiso_error *error)
{
    chiso_board *board = file->board;
    const struct chiso__span text = chiso__trim(file->csv.fields[column].span);
    struct chiso__carried points = chiso__carried_of(CHISO_NOT_APPLICABLE);
    struct chiso__set_result result;
    bool rounded = false;
    chiso_status status = CHISO_OK;

    if (text.size == 0) {
        return CHISO_OK;
    }
    if (chiso__file_is_rated(file) && chiso__file_field(file, CHISO__COLUMN_RATER).size > 0) {
        chiso__fail(error, CHISO_E_CELL, CHISO__SAY_RESULT_TAKES_NO_RATER,
                    CHISO__WORDS(chiso__say(chiso__file_field(file, CHISO__COLUMN_RATER))));
        chiso__fail_cell(error, CHISO_E_CELL, board, unit, node);
        return chiso__file_fail(file, CHISO__COLUMN_RATER, CHISO_E_CELL, error);
    }
    if (chiso__set_find(&board->rows, unit, node) != NULL) {
        chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_CELL_TWICE, NULL);
        status = chiso__fail_cell(error, CHISO_E_DUPLICATE, board, unit, node);
    } else if (!chiso__means(text, CHISO__SAY_WORDS_FOR_NOT_APPLICABLE)) {
        status =
            chiso__result_read(board->tree, node, text, &file->csv.style, &points, &rounded, error);
        if (status != CHISO_OK) {
            chiso__fail_cell(error, status, board, unit, node);
        }
    }
    if (status != CHISO_OK) {
        return chiso__csv_fail_field(&file->csv, column, status, error);
    }
    result = (struct chiso__set_result){
        unit, node, points, chiso__csv_place_from(&file->csv, file->csv.fields[column].offset)};
    if (!keep_place(file, column, unit, node) ||
        !chiso__set_put(&board->rows, &board->allocator, result)) {
        return chiso__fail_memory(error);
    }
    board->rounded_count += rounded;
    return CHISO_OK;
}

/* Adds where a result stands to an error. */
static chiso_status fail_at(const struct chiso__points_file *file,
                            const struct chiso__read_result *own, chiso_status status,
                            chiso_error *error)
{
    return chiso__fail_at(error, status, chiso__csv_place(&file->csv, own->offset));
}

/* The reason of a result: its own note, or else that of its row, which becomes its own. */
static chiso_status give_reason(struct chiso__points_file *file,
                                const struct chiso__read_result *own, chiso_error *error)
{
    chiso_board *board = file->board;
    const char *of_row = chiso_board_note(board, own->unit, CHISO_ROOT, NULL);

    if (is_left(chiso__set_find(&board->rows, own->unit, own->node)) ||
        chiso_board_note(board, own->unit, own->node, NULL)[0] != '\0') {
        return CHISO_OK;
    }
    if (of_row[0] != '\0' && !chiso__header_is_long(&file->header)) {
        return chiso_board_set_note(board, own->unit, own->node, NULL, of_row, error);
    }
    chiso__fail_without_note(board, own->unit, own->node, error);
    return fail_at(file, own, CHISO_E_EMPTY, error);
}

chiso_status chiso__file_give_reasons(struct chiso__points_file *file, chiso_error *error)
{
    struct chiso__read_results *own = &file->results;
    chiso_status status = CHISO_OK;

    while (own->reasons < own->count && status == CHISO_OK) {
        status =
            chiso__csv_note(&file->csv, give_reason(file, &own->list[own->reasons], error), error);
        own->reasons++;
    }
    return status;
}

/* Refuses what stands below a branch that does not apply. */
static chiso_status check_below(const struct chiso__points_file *file,
                                const struct chiso__read_result *own, chiso_error *error)
{
    const chiso_board *board = file->board;
    uint32_t count = 0;
    const chiso_node *below = chiso__order_below(board->tree, own->node, &count);

    for (uint32_t i = 1; i < count; i++) {
        const struct chiso__set_result *set = chiso__set_find(&board->rows, own->unit, below[i]);

        if (chiso__is_leaf(&board->tree->nodes[below[i]])
                ? chiso__carried_is_gap(chiso__stored_at(&board->rows, below[i], own->unit))
                : set == NULL || is_left(set)) {
            continue;
        }
        chiso__fail(error, CHISO_E_CELL, CHISO__SAY_VALUE_BELOW_DASH,
                    CHISO__WORDS(chiso__say(board->units.codes[own->unit]),
                                 own->node == CHISO_ROOT
                                     ? chiso__say_text(".")
                                     : chiso__say(board->tree->codes[own->node]),
                                 chiso__say(board->tree->codes[below[i]])));
        return fail_at(file, own, CHISO_E_CELL, error);
    }
    return CHISO_OK;
}

chiso_status chiso__file_leave_branches(struct chiso__points_file *file, chiso_error *error)
{
    const struct chiso__read_results *own = &file->results;
    chiso_board *board = file->board;
    chiso_status status = CHISO_OK;

    for (size_t i = 0; i < own->count && status == CHISO_OK; i++) {
        if (is_left(chiso__set_find(&board->rows, own->list[i].unit, own->list[i].node))) {
            status = chiso__csv_note(&file->csv, check_below(file, &own->list[i], error), error);
        }
    }
    for (size_t i = 0; i < own->count && status == CHISO_OK; i++) {
        if (is_left(chiso__set_find(&board->rows, own->list[i].unit, own->list[i].node))) {
            chiso__branch_leave(board, own->list[i].unit, own->list[i].node);
        }
    }
    return status;
}

/* Whether a cell of a leaf says nothing, or that it does not apply. */
static bool says_nothing(struct chiso__span text)
{
    return text.size == 0 || chiso__means(text, CHISO__SAY_WORDS_FOR_NOT_APPLICABLE);
}

chiso_status chiso__file_check_left_out(const struct chiso__points_file *file, size_t column,
                                        chiso_unit unit, chiso_node leaf, chiso_error *error)
{
    if (says_nothing(chiso__trim(file->csv.fields[column].span)) ||
        !chiso__is_cell_left_out(file->board, unit, leaf)) {
        return CHISO_OK;
    }
    return chiso__csv_fail_field(&file->csv, column,
                                 chiso__fail_left_out(file->board, unit, leaf, error), error);
}
