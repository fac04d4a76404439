/* A points file, wide or long, read into a board of its own, so that a mistake changes nothing. */
#include "board/board_csv_file.h"
#include "board/near_code.h"

#include <string.h>

/* The unit of the current row, added when it is new. Most rows of the long layout are of the same
 * unit as the one before. */
static chiso_status find_unit(struct chiso__points_file *file, chiso_unit *out_unit,
                              chiso_error *error)
{
    const struct chiso__units *units = &file->board->units;
    const struct chiso__span code = chiso__file_field(file, CHISO__COLUMN_UNIT);
    int64_t found = CHISO__NOT_FOUND;
    chiso_status status = chiso__file_check_unit(file, error);

    if (status != CHISO_OK) {
        return status;
    }
    if (file->last_unit < units->count && chiso__span_equal(units->codes[file->last_unit], code)) {
        found = file->last_unit;
    } else {
        found = chiso__units_find(units, code);
    }
    if (found == CHISO__NOT_FOUND) {
        found = units->count;
        status = chiso__file_add_unit(file, error);
    } else if (chiso__header_has(&file->header, CHISO__COLUMN_NAME) ||
               chiso__header_has(&file->header, CHISO__COLUMN_BLOCK) ||
               chiso__header_has(&file->header, CHISO__COLUMN_RANKED)) {
        status = chiso__file_check_same(file, (chiso_unit)found, error);
    }
    *out_unit = file->last_unit = (chiso_unit)found;
    return status;
}

/* The unit of a row of the wide layout: new, unless each rater has a row of it. */
static chiso_status find_wide_unit(struct chiso__points_file *file, chiso_unit *out_unit,
                                   chiso_error *error)
{
    const struct chiso__units *units = &file->board->units;
    chiso_status status = CHISO_OK;

    if (chiso__file_is_rated(file)) {
        return find_unit(file, out_unit, error);
    }
    *out_unit = units->count;
    status = chiso__file_check_unit(file, error);
    if (status == CHISO_OK &&
        chiso__units_find(units, chiso__file_field(file, CHISO__COLUMN_UNIT)) != CHISO__NOT_FOUND) {
        chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_UNIT_TWICE,
                    CHISO__WORDS(chiso__say(chiso__file_field(file, CHISO__COLUMN_UNIT))));
        return chiso__file_fail(file, CHISO__COLUMN_UNIT, CHISO_E_DUPLICATE, error);
    }
    return status == CHISO_OK ? chiso__file_add_unit(file, error) : status;
}

/* Reads what rules divide by from a row of the wide layout. */
static chiso_status read_divisors(struct chiso__points_file *file, chiso_unit unit,
                                  chiso_error *error)
{
    chiso_status status = CHISO_OK;

    for (size_t column = 0; column < file->header.width && status == CHISO_OK; column++) {
        if (file->header.divisors[column] != CHISO__NO_DIVISOR) {
            status =
                chiso__file_read_divisor(file, column, unit, file->header.divisors[column], error);
            status = chiso__csv_note(&file->csv, status, error);
        }
    }
    return status;
}

/* Notes where the row of a unit stands, which has to be found where its values cannot be treated or
 * divided; where it has several rows, the first. */
static void note_place(struct chiso__points_file *file, chiso_unit unit)
{
    struct chiso__rows *const rows = &file->board->rows;
    const size_t column = file->header.columns[CHISO__COLUMN_UNIT];

    if (file->board->tree->prepared_count > 0 && chiso__row_place(rows, unit).line == 0) {
        chiso__row_put_place(rows, unit,
                             chiso__csv_place_from(&file->csv, file->csv.fields[column].offset));
    }
}

static chiso_status read_wide_row(struct chiso__points_file *file, chiso_error *error)
{
    chiso_unit unit = 0;
    chiso_status status = find_wide_unit(file, &unit, error);

    if (status == CHISO_OK) {
        note_place(file, unit);
    }
    if (status == CHISO_OK && file->row_is_quick) {
        chiso__row_put_plain(&file->board->rows, unit, file->header.leaves, file->quick.numbers,
                             file->header.width);
    }
    for (size_t column = 0; column < file->header.width && status == CHISO_OK; column++) {
        if (file->header.leaves[column] != CHISO_NO_NODE &&
            !(file->row_is_quick && file->quick.columns[column].is_number)) {
            status = chiso__file_read_cell(file, column, unit, file->header.leaves[column], error);
            status = chiso__csv_note(&file->csv, status, error);
        }
    }
    if (status == CHISO_OK && file->header.divisors != NULL) {
        status = read_divisors(file, unit, error);
    }
    if (status == CHISO_OK) {
        status = chiso__file_read_notes(file, unit, CHISO_NO_NODE, error);
    }
    return status == CHISO_OK ? chiso__file_give_reasons(file, error) : status;
}

/* Whether the current row of the long layout is of an inner criterion, or of the unit as a whole,
 * and has notes of it but no value. */
static bool is_note_alone(const struct chiso__points_file *file, chiso_node *out_node)
{
    const struct chiso__span code = chiso__file_field(file, CHISO__COLUMN_CRITERION);
    struct chiso__span name;

    if (file->header.notes.count == 0 || code.size == 0 ||
        chiso__file_field(file, CHISO__COLUMN_VALUE).size > 0) {
        return false;
    }
    chiso__note_place(file->board->tree, code, out_node, &name);
    return name.size == 0 && chiso__file_has_notes(file);
}

/* The codes that are named in place of one that is not there. */
enum { LISTED = 120 };

/* The leaf of the current row, or its inner criterion. In most files it is the one behind the last
 * in the tree's order. */
static chiso_status find_leaf(struct chiso__points_file *file, chiso_node *out_leaf,
                              chiso_error *error)
{
    const chiso_tree *tree = file->board->tree;
    const struct chiso__span code = chiso__file_field(file, CHISO__COLUMN_CRITERION);
    const uint32_t next = file->next_leaf < tree->leaf_count ? file->next_leaf : 0;
    int64_t found = CHISO__NOT_FOUND;
    char room[LISTED];
    chiso_status status = CHISO_OK;

    file->next_leaf = next + 1;
    if (chiso__span_equal(tree->codes[tree->leaves[next]], code)) {
        *out_leaf = tree->leaves[next];
        return CHISO_OK;
    }
    found = chiso__find_code(tree, code);
    if (found != CHISO__NOT_FOUND && chiso__is_leaf(&tree->nodes[found])) {
        *out_leaf = (chiso_node)found;
        return CHISO_OK;
    }
    if (is_note_alone(file, out_leaf)) {
        return CHISO_OK;
    }
    if (found != CHISO__NOT_FOUND && code.size > 0) {
        *out_leaf = (chiso_node)found;
        return CHISO_OK;
    }
    if (chiso__is_word(code, ".")) {
        *out_leaf = CHISO_ROOT;
        return CHISO_OK;
    }
    status = chiso__fail(
        error, CHISO_E_NODE, CHISO__SAY_UNIT_NO_CRITERION,
        CHISO__WORDS(chiso__say(chiso__file_field(file, CHISO__COLUMN_UNIT)), chiso__say(code),
                     chiso__say(chiso__list_near_codes(tree, code, room, sizeof(room)))));
    return chiso__file_fail(file, CHISO__COLUMN_CRITERION, status, error);
}

static chiso_status read_long_row(struct chiso__points_file *file, chiso_error *error)
{
    const chiso_tree *tree = file->board->tree;
    chiso_unit unit = 0;
    chiso_node leaf = 0;
    chiso_status status = find_unit(file, &unit, error);
    const int64_t divisor =
        status == CHISO_OK && tree->column_count > 0
            ? chiso__find_column(tree, chiso__file_field(file, CHISO__COLUMN_CRITERION))
            : CHISO__NOT_FOUND;

    if (status == CHISO_OK) {
        note_place(file, unit);
    }
    if (divisor != CHISO__NOT_FOUND) {
        return chiso__file_read_divisor(file, file->header.columns[CHISO__COLUMN_VALUE], unit,
                                        (uint32_t)divisor, error);
    }
    if (status == CHISO_OK) {
        status = find_leaf(file, &leaf, error);
    }
    if (status == CHISO_OK) {
        status = chiso__file_read_cell(file, file->header.columns[CHISO__COLUMN_VALUE], unit, leaf,
                                       error);
    }
    if (status == CHISO_OK) {
        status = chiso__file_read_notes(file, unit, leaf, error);
    }
    return status == CHISO_OK ? chiso__file_give_reasons(file, error) : status;
}

/* Makes room at once for as many units as the file will have if its rows are like the first, but
 * never for more than twice the bytes of the file: the first row may be unlike all others. */
static bool reserve_units(struct chiso__points_file *file)
{
    const size_t leaves = file->board->tree->leaf_count;
    const char *start = file->csv.text + file->csv.at;
    const size_t rest = file->csv.size - file->csv.at;
    const char *feed = memchr(start, '\n', rest);
    const size_t rows = feed == NULL ? 1 : rest / ((size_t)(feed - start) + 1) + 1;
    const size_t units = chiso__header_is_long(&file->header) ? rows / leaves + 1 : rows;
    const size_t most = rest / (leaves * sizeof(chiso_decimal) / 2) + 1;
    const size_t room = units + units / 16 < most ? units + units / 16 : most;

    return room >= CHISO_NO_UNIT ||
           chiso__board_make_room(file->board,
                                  chiso__most_units(&file->csv, file->board->tree, (uint32_t)room));
}

/* Whether plain numbers need no look at their texts. */
static bool is_quick(const struct chiso__points_file *file)
{
    return file->quick.width > 0 && (file->csv.intake == NULL || file->doubts.mark_is_known);
}

/* Takes rows of a long file as long as they go on with the last unit and the next criterion. */
static chiso_status take_quick_cells(struct chiso__points_file *file, chiso_error *error)
{
    const chiso_tree *tree = file->board->tree;
    const chiso_unit unit = file->last_unit;
    struct chiso__rows *rows = &file->board->rows;
    chiso_decimal number = 0;

    if (file->quick_unit != unit) {
        file->quick_unit = unit;
        file->unit_is_itself = chiso__csv_is_itself(&file->csv, file->board->units.codes[unit]);
    }
    for (uint32_t next = file->next_leaf; file->unit_is_itself && next < tree->leaf_count; next++) {
        const chiso_node leaf = tree->leaves[next];
        const size_t start = file->csv.at;
        chiso_status status = CHISO_OK;

        if (!file->quick.columns[next].is_number ||
            !chiso__number_cell_take(&file->csv, &file->quick.columns[next],
                                     file->board->units.codes[unit], tree->codes[leaf], &number)) {
            break;
        }
        /* What waits for its cell goes first: it may be for this one. */
        status = chiso__file_store_waiting(file, error);
        if (status != CHISO_OK) {
            return status;
        }
        if (chiso__stored_at(rows, leaf, unit).millionths != CHISO__UNSET) {
            file->csv.at = start;
            break;
        }
        chiso__row_put_plain(rows, unit, &leaf, &number, 1);
        file->next_leaf = next + 1;
    }
    return CHISO_OK;
}

static chiso_status next_row(struct chiso__points_file *file, bool *out_more, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    file->row_is_quick = false;
    if (chiso__file_is_sheet(file)) {
        return chiso__sheet_next(&file->sheet, out_more, error);
    }
    if (is_quick(file) && !chiso__header_is_long(&file->header)) {
        file->row_is_quick = chiso__number_row_take(&file->csv, &file->quick);
        if (file->row_is_quick) {
            return CHISO_OK;
        }
    } else if (is_quick(file) && file->last_unit < file->board->units.count) {
        status = take_quick_cells(file, error);
    }
    return status == CHISO_OK ? chiso__csv_next_of(&file->csv, file->header.width, out_more, error)
                              : status;
}

/* Whether a long file has unit, criterion and value alone, in this order. */
static bool is_plainly_long(const struct chiso__header *header)
{
    return header->width == 3 && header->columns[CHISO__COLUMN_UNIT] == 0 &&
           header->columns[CHISO__COLUMN_CRITERION] == 1 &&
           header->columns[CHISO__COLUMN_VALUE] == 2;
}

static bool make_ready(struct chiso__points_file *file)
{
    const chiso_tree *tree = file->board->tree;
    const chiso_allocator *allocator = &file->board->allocator;

    if (!reserve_units(file) ||
        !chiso__note_columns_know(&file->header.notes, allocator, &file->board->notes)) {
        return false;
    }
    if (chiso__file_is_sheet(file) || tree->has_left_out) {
        /* Each cell is looked at by itself. */
        return true;
    }
    if (is_plainly_long(&file->header)) {
        return chiso__number_leaves_make(&file->csv, tree, allocator, &file->quick);
    }
    return chiso__header_is_long(&file->header) || chiso__file_is_rated(file) ||
           chiso__number_row_make(&file->header, tree, allocator, &file->quick);
}

static chiso_status read_rows(struct chiso__points_file *file, chiso_error *error)
{
    bool more = true;
    chiso_status status =
        chiso__file_is_sheet(file)
            ? chiso__sheet_header(&file->sheet, error)
            : chiso__header_read(&file->csv, file->board->tree, &file->header, error);

    if (status == CHISO_OK && !make_ready(file)) {
        status = chiso__fail_memory(error);
    }
    while (status == CHISO_OK && more) {
        status = next_row(file, &more, error);
        if (status == CHISO_OK && more) {
            status = chiso__header_is_long(&file->header) ? read_long_row(file, error)
                                                          : read_wide_row(file, error);
            status = chiso__csv_note(&file->csv, status, error);
        }
    }
    /* What waits stands before what failed: if it is wrong, that is the first error. */
    if (file->waiting_count > 0) {
        const chiso_status waiting = chiso__file_store_waiting(file, error);

        status = waiting == CHISO_OK ? status : waiting;
    }
    if (status == CHISO_OK) {
        status = chiso__file_join_ratings(file, error);
    }
    if (status == CHISO_OK && file->csv.mistakes == 0 && file->board->units.count == 0) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_NO_UNIT_BELOW_HEADER, NULL);
    }
    return status;
}

/* What a mapping asks of the file as a whole, and what is doubtful in it. */
static chiso_status look_at_whole(struct chiso__points_file *file, chiso_error *error)
{
    chiso_status status = chiso__file_leave_branches(file, error);

    if (status == CHISO_OK && chiso__file_is_sheet(file)) {
        status = chiso__sheet_end(&file->sheet, error);
        chiso__sheet_settle(&file->sheet, file->board, true);
    }
    file->doubts.is_down = file->sheet.down != NULL;
    if (status == CHISO_OK && file->csv.intake != NULL && file->csv.mistakes == 0) {
        status = chiso__doubt_file(&file->doubts, error);
    }
    if (status == CHISO_OK && chiso__file_is_sheet(file) && file->csv.mistakes == 0) {
        chiso__sheet_settle(&file->sheet, file->board, false);
        status = chiso__sheet_give_printed(&file->sheet, error);
    }
    return status;
}

chiso_status chiso_board_read_csv(chiso_board *board, const char *text, size_t size,
                                  chiso_error *error)
{
    return chiso__read_board(board, text, size, NULL, NULL, error);
}

chiso_status chiso_board_read_sheet(chiso_board *board, const char *text, size_t size,
                                    const chiso_mapping *mapping, chiso_error *error)
{
    return chiso__read_board(board, text, size, mapping, NULL, error);
}

/* Tells the parts of a reading of each other. */
static void join_parts(struct chiso__points_file *file, const chiso_board *board,
                       const chiso_mapping *mapping)
{
    file->doubts.csv = &file->csv;
    file->doubts.board = file->board;
    file->doubts.there = board;
    file->doubts.header = &file->header;
    file->sheet.mapping = mapping;
    file->sheet.csv = &file->csv;
    file->sheet.board = file->board;
    file->sheet.known = board;
    file->sheet.header = &file->header;
    file->sheet.block.span.text = "";
    if (mapping != NULL) {
        file->doubts.mark_is_known =
            mapping->words[CHISO__TOLD_DECIMAL] >= 0 || mapping->words[CHISO__TOLD_THOUSANDS] >= 0;
    }
}

chiso_status chiso__read_for(const chiso_board *board, const char *text, size_t size,
                             const chiso_mapping *mapping, const struct chiso__desk *desk,
                             chiso_board **out_read, struct chiso__told *out_told,
                             chiso_error *error)
{
    struct chiso__points_file file = {.last_unit = CHISO_NO_UNIT, .quick_unit = CHISO_NO_UNIT};
    chiso_status status = chiso__csv_open(&file.csv, (struct chiso__span){text, size}, desk,
                                          &board->allocator, error);

    if (status == CHISO_OK) {
        status = chiso__board_make(board->tree, &board->allocator, &file.board, error);
    }
    if (status == CHISO_OK && mapping == NULL) {
        status = chiso__file_know_report(&file, board->tree, error);
    }
    if (status == CHISO_OK) {
        join_parts(&file, board, mapping == NULL ? file.own_mapping : mapping);
        status = read_rows(&file, error);
    }
    if (status == CHISO_OK) {
        status = look_at_whole(&file, error);
    }
    status = chiso__csv_end(&file.csv, status, error);
    if (status == CHISO_OK) {
        *out_told = (struct chiso__told){chiso__header_has(&file.header, CHISO__COLUMN_NAME),
                                         chiso__header_has(&file.header, CHISO__COLUMN_BLOCK),
                                         chiso__header_has(&file.header, CHISO__COLUMN_RANKED)};
        *out_read = file.board;
        file.board = NULL;
    }
    chiso__header_clear(&file.header, &board->allocator);
    chiso__release(&board->allocator, file.results.list);
    chiso__notes_clear(&file.raters, &board->allocator);
    chiso__number_row_clear(&file.quick, &board->allocator);
    chiso__doubts_clear(&file.doubts);
    chiso__sheet_clear(&file.sheet);
    chiso_mapping_free(file.own_mapping);
    chiso__csv_close(&file.csv);
    chiso_board_free(file.board);
    return status;
}

chiso_status chiso__read_board(chiso_board *board, const char *text, size_t size,
                               const chiso_mapping *mapping, const struct chiso__desk *desk,
                               chiso_error *error)
{
    struct chiso__told told = {false, false, false};
    chiso_board *read = NULL;
    chiso_status status =
        board == NULL || text == NULL
            ? chiso__fail_null(error)
            : chiso__read_for(board, text, size, mapping, desk, &read, &told, error);

    if (status == CHISO_OK && !chiso__board_take(board, read, told)) {
        status = chiso__fail_memory(error);
    }
    chiso_board_free(read);
    return status;
}
