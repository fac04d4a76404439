/* The rows of a sheet: which of them are of the points. */
#include "board/sheet.h"

/* What a row is called: the cell of its unit, or criterion where a row is one, or, where that is
 * empty, the first that is filled. */
static size_t name_column(const struct chiso__sheet *sheet)
{
    size_t column =
        sheet->down != NULL ? sheet->down->criterion : sheet->header->columns[CHISO__COLUMN_UNIT];

    if (chiso__sheet_text(sheet, column).size > 0) {
        return column;
    }
    column = 0;
    while (column + 1 < sheet->csv->field_count && chiso__sheet_text(sheet, column).size == 0) {
        column++;
    }
    return column;
}

/* Begins another block with the rows below the current one. */
static chiso_status begin_block(struct chiso__sheet *sheet, size_t column, chiso_error *error)
{
    sheet->block.offset = sheet->csv->fields[column].offset;
    sheet->block_first = sheet->board->units.count;
    return chiso__sheet_keep_text(sheet, chiso__sheet_text(sheet, column), &sheet->block.span)
               ? CHISO_OK
               : chiso__fail_memory(error);
}

/* Gives the row a block where its own cell says none. */
static chiso_status fill_block(struct chiso__sheet *sheet, chiso_error *error)
{
    struct chiso__csv *csv = sheet->csv;
    const size_t column = sheet->header->columns[CHISO__COLUMN_BLOCK];
    struct chiso__span own;

    if (sheet->header->width > sheet->width) {
        return chiso__csv_add_field(csv, sheet->block) ? CHISO_OK : chiso__fail_memory(error);
    }
    if (column == SIZE_MAX) {
        return CHISO_OK;
    }
    own = chiso__sheet_text(sheet, column);
    if (own.size == 0) {
        csv->fields[column].span = sheet->block.span;
    } else if (sheet->mapping->words[CHISO__TOLD_BLOCK] >= 0 &&
               !chiso__span_equal(own, sheet->block.span)) {
        return begin_block(sheet, column, error);
    }
    return CHISO_OK;
}

/* Refuses a row without a unit, and one of a unit that should be known and is not. */
static chiso_status check_unit(struct chiso__sheet *sheet, chiso_error *error)
{
    const size_t column = sheet->header->columns[CHISO__COLUMN_UNIT];
    const struct chiso__span code = chiso__sheet_unit(sheet);

    if (code.size == 0) {
        chiso__fail(error, CHISO_E_CODE, CHISO__SAY_ROW_NAMES_NO_UNIT, NULL);
        return chiso__csv_fail_field(sheet->csv, column, CHISO_E_CODE, error);
    }
    /* Who has several rows is asked for once. */
    return sheet->answers == NULL ? chiso__sheet_check_known(sheet, code, column, error) : CHISO_OK;
}

/* Takes a row that is of no unit. */
static chiso_status take_other(struct chiso__sheet *sheet, const struct chiso__mapping_entry *row,
                               size_t column, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (row->word == CHISO__ROWS_BLOCK) {
        return begin_block(sheet, column, error);
    }
    if (row->word == CHISO__ROWS_TOTAL && sheet->down != NULL) {
        return chiso__sheet_totals_down(sheet, sheet->down->code, error);
    }
    if (row->word == CHISO__ROWS_TOTAL) {
        status = chiso__sheet_keep_totals(sheet, chiso__sheet_text(sheet, column), error);
        sheet->block_first = sheet->board->units.count;
    }
    return status;
}

/* What nobody scored has points in a report where it counts as its min, and nothing where it does
 * not apply: the state of the unit tells. */
static void empty_cells(struct chiso__sheet *sheet)
{
    const struct chiso__span state = chiso__sheet_text(sheet, sheet->state);
    const bool is_missing = chiso__means(state, CHISO__SAY_CELL_MISSING);
    const bool applies_not = chiso__means(state, CHISO__SAY_CELL_DOES_NOT_APPLY);

    for (size_t column = 0; column < sheet->width && (is_missing || applies_not); column++) {
        if (sheet->header->leaves[column] != CHISO_NO_NODE) {
            sheet->csv->fields[column].span = chiso__span_of(applies_not ? "-" : "");
        }
    }
}

/* Takes a row of a unit. */
static chiso_status take_row(struct chiso__sheet *sheet, chiso_error *error)
{
    chiso_status status = chiso__csv_check_width(sheet->csv, sheet->width, error);

    if (status == CHISO_OK && sheet->down != NULL) {
        return chiso__sheet_row_down(sheet, error);
    }
    if (status == CHISO_OK) {
        status = check_unit(sheet, error);
    }
    if (status == CHISO_OK) {
        status = fill_block(sheet, error);
    }
    if (status == CHISO_OK && sheet->is_report) {
        empty_cells(sheet);
    }
    return status == CHISO_OK && sheet->answers == NULL ? chiso__sheet_keep_printed(sheet, error)
                                                        : status;
}

/* The row of the mapping that the current row is told by; NULL for one of the points. */
static const struct chiso__mapping_entry *find_other(const struct chiso__sheet *sheet,
                                                     struct chiso__span name)
{
    const struct chiso__span code =
        sheet->down == NULL ? (struct chiso__span){"", 0} : sheet->down->code;
    const struct chiso__mapping_entry *row = chiso__mapping_row_of(sheet->mapping, code, name);

    return row != NULL && sheet->down != NULL && row->word == CHISO__ROWS_TOTAL &&
                   !chiso__sheet_is_total_down(sheet)
               ? NULL
               : row;
}

/* Whether the first row below the headings does nothing but count the columns, and the mapping says
 * nothing of it. A unit that the board has, or a criterion, may be called as the first column is.
 */
static bool numbers_columns(struct chiso__sheet *sheet, struct chiso__span name)
{
    const chiso_tree *tree = sheet->board->tree;

    if (sheet->has_rows || sheet->answers != NULL ||
        (sheet->down == NULL && chiso__header_is_long(sheet->header)) ||
        !chiso__csv_numbers_columns(sheet->csv) ||
        chiso__mapping_fitting(sheet->mapping, CHISO__TOLD_ROWS, name) != NULL) {
        return false;
    }
    return sheet->down == NULL ? chiso__units_find(&sheet->known->units, name) == CHISO__NOT_FOUND
                               : chiso__find_code(tree, name) == CHISO__NOT_FOUND &&
                                     chiso__find_column(tree, name) == CHISO__NOT_FOUND;
}

/* Says of such a row that it is left out. */
static chiso_status pass_numbers(struct chiso__sheet *sheet, size_t column, chiso_error *error)
{
    chiso_error doubt = CHISO_ERROR_INIT;

    chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_NUMBERS_PASSED,
                CHISO__WORDS(chiso__say(chiso__sheet_text(sheet, column))));
    return chiso__csv_doubt(sheet->csv, CHISO_DOUBT_SUMMARY_ROW, sheet->csv->fields[column].offset,
                            &doubt) == CHISO_OK
               ? CHISO_OK
               : chiso__fail_memory(error);
}

/* Reads the next row of the file; *out_taken where it is one of the points, *out_more is false
 * behind the table. */
static chiso_status read_row(struct chiso__sheet *sheet, bool *out_taken, bool *out_more,
                             chiso_error *error)
{
    const struct chiso__mapping_entry *other = NULL;
    struct chiso__span name;
    size_t column = 0;
    bool ended = false;
    chiso_status status = chiso__csv_next(sheet->csv, out_more, error);

    if (status != CHISO_OK || !*out_more) {
        return status;
    }
    column = name_column(sheet);
    name = chiso__sheet_text(sheet, column);
    if (chiso__mapping_fitting(sheet->mapping, CHISO__TOLD_END, name) != NULL) {
        *out_more = false;
        return CHISO_OK;
    }
    if (numbers_columns(sheet, name)) {
        sheet->has_rows = true;
        return pass_numbers(sheet, column, error);
    }
    sheet->has_rows = true;
    if (sheet->down != NULL) {
        status = chiso__sheet_code_down(sheet, error);
    }
    if (status == CHISO_OK) {
        other = find_other(sheet, name);
        status = other == NULL ? take_row(sheet, error) : take_other(sheet, other, column, error);
    }
    if (status == CHISO_OK && other == NULL && sheet->answers != NULL) {
        status = chiso__sheet_count_answers(sheet, &ended, error);
        *out_more = !ended;
    }
    *out_taken =
        status == CHISO_OK && other == NULL && sheet->down == NULL && sheet->answers == NULL;
    return chiso__csv_note(sheet->csv, status, error);
}

chiso_status chiso__sheet_next(struct chiso__sheet *sheet, bool *out_more, chiso_error *error)
{
    chiso_status status = CHISO_OK;
    bool is_taken = false;

    *out_more = !sheet->is_counted;
    while (status == CHISO_OK && *out_more && !is_taken) {
        if (sheet->down != NULL) {
            status = chiso__sheet_take_down(sheet, &is_taken, error);
        }
        if (status == CHISO_OK && !is_taken) {
            status = read_row(sheet, &is_taken, out_more, error);
        }
    }
    /* What was answered is known at the end. */
    sheet->is_counted = sheet->answers != NULL;
    return status == CHISO_OK && sheet->answers != NULL
               ? chiso__sheet_take_answers(sheet, out_more, error)
               : status;
}

/* Units of the board that the file does not have, where all are asked for. */
static chiso_status check_units(struct chiso__sheet *sheet, chiso_error *error)
{
    const struct chiso__units *known = &sheet->known->units;
    chiso_status status = CHISO_OK;

    for (chiso_unit unit = 0; unit < known->count && status == CHISO_OK; unit++) {
        if (chiso__units_find(&sheet->board->units, known->codes[unit]) == CHISO__NOT_FOUND) {
            status = chiso__fail(error, CHISO_E_UNIT, CHISO__SAY_SHEET_UNIT_MISSING,
                                 CHISO__WORDS(chiso__say(known->codes[unit])));
            status = chiso__csv_note(sheet->csv, status, error);
        }
    }
    return status;
}

static bool is_mentioned(const chiso_board *board, chiso_node leaf)
{
    bool is_there = false;

    for (chiso_unit unit = 0; unit < board->units.count && !is_there; unit++) {
        is_there = chiso__stored_at(&board->rows, leaf, unit).millionths != CHISO__UNSET;
    }
    return is_there;
}

/* Criteria that a long file does not mention, where all are asked for. */
static chiso_status check_criteria(struct chiso__sheet *sheet, chiso_error *error)
{
    const chiso_tree *tree = sheet->board->tree;
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < tree->leaf_count && status == CHISO_OK; i++) {
        if (!chiso__takes_rank(&tree->nodes[tree->leaves[i]]) &&
            !is_mentioned(sheet->board, tree->leaves[i])) {
            status = chiso__fail(error, CHISO_E_NODE, CHISO__SAY_SHEET_CRITERION_MISSING,
                                 CHISO__WORDS(chiso__say(tree->codes[tree->leaves[i]])));
            status = chiso__csv_note(sheet->csv, status, error);
        }
    }
    return status;
}

chiso_status chiso__sheet_end(struct chiso__sheet *sheet, chiso_error *error)
{
    const int *words = sheet->mapping->words;
    chiso_status status = CHISO_OK;

    if (sheet->csv->mistakes > 0) {
        return CHISO_OK;
    }
    if (words[CHISO__TOLD_UNITS] == CHISO__ASKED_ALL) {
        status = check_units(sheet, error);
    }
    return status == CHISO_OK && words[CHISO__TOLD_COLUMNS] == CHISO__ASKED_ALL &&
                   chiso__header_is_long(sheet->header)
               ? check_criteria(sheet, error)
               : status;
}

void chiso__sheet_settle(struct chiso__sheet *sheet, chiso_board *board, bool mentioned)
{
    const chiso_tree *tree = board->tree;
    const int word = sheet->mapping->words[CHISO__TOLD_MISSING_ROW];
    struct chiso__value value = {
        {CHISO_MISSING, 0}, {{CHISO_ABSENT, 0}, CHISO_ABSENT, false, false}, NULL};

    if (word < 0 || !chiso__header_is_long(sheet->header)) {
        return;
    }
    if (word == CHISO__MISSING_ROW_NOT_APPLICABLE) {
        value.points.millionths = CHISO_NOT_APPLICABLE;
    }
    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        const chiso_node leaf = tree->leaves[i];
        const bool is_asked =
            !chiso__takes_rank(&tree->nodes[leaf]) && is_mentioned(board, leaf) == mentioned;

        for (chiso_unit unit = 0; unit < board->units.count && is_asked; unit++) {
            if (chiso__stored_at(&board->rows, leaf, unit).millionths == CHISO__UNSET) {
                chiso__cell_put(&board->rows, unit, leaf, value);
            }
        }
    }
}

void chiso__sheet_clear(struct chiso__sheet *sheet)
{
    if (sheet->mapping == NULL) {
        return;
    }
    if (sheet->csv->intake != NULL) {
        chiso__printed_clear(&sheet->printed, &sheet->csv->intake->allocator);
    }
    chiso__answers_clear(sheet);
    chiso__outline_clear(&sheet->outline, &sheet->csv->allocator);
    chiso__release(&sheet->csv->allocator, sheet->roles);
    chiso__release(&sheet->csv->allocator, sheet->used);
    chiso__arena_clear(&sheet->arena, &sheet->csv->allocator);
}
