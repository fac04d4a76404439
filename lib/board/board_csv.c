/* A points file, wide or long, read into a board of its own, so that a mistake changes nothing. */
#include "board/board_csv_inside.h"
#include "board/board_doubt.h"
#include "board/sheet.h"
#include "text/name.h"

#include <string.h>

enum { WAITING = 32 };

/* A points file while it is read into a board of its own, whose cells begin as CHISO__UNSET. */
struct file {
    struct chiso__csv csv;
    chiso_board *board;
    struct chiso__header header;
    chiso_unit last_unit;
    uint32_t next_leaf; /* the leaf behind the last one, among the leaves */
    /* Numbers on their way to their cells, and where they stand in the text. */
    struct chiso__plain waiting[WAITING];
    size_t offsets[WAITING];
    uint32_t waiting_count;
    uint32_t looks;              /* for units that are nearest to unknown ones */
    struct chiso__doubts doubts; /* looked for only where there is a list */
    struct chiso__sheet sheet;   /* without a mapping for a plain file */
};

static inline bool is_sheet(const struct file *file)
{
    return file->sheet.mapping != NULL;
}

/* A field as it is; a name keeps the blanks that were quoted. */
static struct chiso__span raw_field_of(const struct file *file, int column)
{
    return chiso__header_has(&file->header, column)
               ? file->csv.fields[file->header.columns[column]].span
               : (struct chiso__span){"", 0};
}

/* The same without the blanks; those of fields that are not quoted are off already. */
static struct chiso__span field_of(const struct file *file, int column)
{
    const struct chiso__span field = raw_field_of(file, column);

    return file->csv.quoted ? chiso__trim(field) : field;
}

/* Adds the place of the field of such a column to an error. */
static chiso_status fail_field(const struct file *file, int column, chiso_status status,
                               chiso_error *error)
{
    return chiso__csv_fail_field(&file->csv, file->header.columns[column], status, error);
}

static chiso_status read_ranked(const struct file *file, bool *out_ranked, chiso_error *error)
{
    const struct chiso__span text = field_of(file, CHISO__COLUMN_RANKED);

    *out_ranked = true;
    if (text.size == 0 || chiso__yes_no_read(text, out_ranked)) {
        return CHISO_OK;
    }
    chiso__fail(error, CHISO_E_WORD, CHISO__SAY_RANKED_NOT_YES_NO,
                CHISO__WORDS(chiso__say(field_of(file, CHISO__COLUMN_UNIT)), chiso__say(text)));
    return fail_field(file, CHISO__COLUMN_RANKED, CHISO_E_WORD, error);
}

/* Looks at a unit that was added, for who asked for the file. */
static chiso_status look_at_unit(struct file *file, struct chiso__span code, chiso_error *error)
{
    const size_t column = file->header.columns[CHISO__COLUMN_UNIT];
    chiso_status status = chiso__doubt_unit(&file->doubts, error);

    if (status == CHISO_OK) {
        status = chiso__check_limits(&file->csv, file->board, column, error);
    }
    return status == CHISO_OK && file->csv.intake->options.known_units
               ? chiso__check_known(&file->csv, file->doubts.there, code, column, &file->looks,
                                    error)
               : status;
}

/* Adds the unit of the current row. */
static chiso_status add_unit(struct file *file, chiso_error *error)
{
    struct chiso__unit_entry entry = {field_of(file, CHISO__COLUMN_UNIT),
                                      raw_field_of(file, CHISO__COLUMN_NAME),
                                      field_of(file, CHISO__COLUMN_BLOCK), true};
    const chiso_status status =
        chiso__csv_note(&file->csv, read_ranked(file, &entry.ranked, error), error);

    if (status != CHISO_OK) {
        return status;
    }
    if (file->board->units.count == CHISO_NO_UNIT - 1 ||
        !chiso__board_put_unit(file->board, entry, CHISO__UNSET)) {
        return chiso__fail_memory(error);
    }
    return file->csv.intake == NULL ? CHISO_OK : look_at_unit(file, entry.code, error);
}

static chiso_status check_unit(const struct file *file, chiso_error *error)
{
    if (field_of(file, CHISO__COLUMN_UNIT).size > 0) {
        return CHISO_OK;
    }
    chiso__fail(error, CHISO_E_CODE, CHISO__SAY_ROW_NAMES_NO_UNIT, NULL);
    return fail_field(file, CHISO__COLUMN_UNIT, CHISO_E_CODE, error);
}

static chiso_status fail_set(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                             chiso_error *error)
{
    chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_CELL_TWICE, NULL);
    return chiso__fail_cell(error, CHISO_E_DUPLICATE, board, unit, leaf);
}

/* The same of a row of the long layout whose code may have been another one. */
static chiso_status fail_twice(const struct file *file, chiso_unit unit, chiso_node leaf,
                               chiso_error *error)
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

/* Stores the plain numbers that wait. Only one for a cell that is set already is wrong. */
static chiso_status store_waiting(struct file *file, chiso_error *error)
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
static inline bool let_wait(struct file *file, size_t column, chiso_unit unit, chiso_node leaf)
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
static chiso_status put_cell(struct file *file, size_t column, chiso_unit unit, chiso_node leaf,
                             struct chiso__number_style *style, chiso_error *error)
{
    chiso_board *board = file->board;
    int64_t counts[CHISO_OPTION_LIMIT];
    struct chiso__value value;
    bool rounded = false;
    chiso_status status = store_waiting(file, error);

    if (status != CHISO_OK) {
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
    return file->csv.intake == NULL ? CHISO_OK
                                    : chiso__doubt_value(&file->doubts, column, unit, leaf,
                                                         &value.measured, rounded, error);
}

static inline chiso_status read_plain_cell(struct file *file, size_t column, chiso_unit unit,
                                           chiso_node leaf, chiso_error *error)
{
    if (file->csv.intake != NULL &&
        chiso__may_be_doubted(&file->doubts, file->csv.fields[column].span)) {
        const chiso_status status = chiso__doubt_text(&file->doubts, column, unit, leaf, error);

        if (status != CHISO_OK) {
            return status;
        }
    }
    if (let_wait(file, column, unit, leaf)) {
        return file->waiting_count == WAITING ? store_waiting(file, error) : CHISO_OK;
    }
    return put_cell(file, column, unit, leaf, &file->csv.style, error);
}

static chiso_status read_sheet_cell(struct file *file, size_t column, chiso_unit unit,
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

static inline chiso_status read_cell(struct file *file, size_t column, chiso_unit unit,
                                     chiso_node leaf, chiso_error *error)
{
    return is_sheet(file) ? read_sheet_cell(file, column, unit, leaf, error)
                          : read_plain_cell(file, column, unit, leaf, error);
}

static chiso_status read_wide_row(struct file *file, chiso_error *error)
{
    const struct chiso__units *units = &file->board->units;
    const chiso_unit unit = units->count;
    chiso_status status = check_unit(file, error);

    if (status == CHISO_OK &&
        chiso__units_find(units, field_of(file, CHISO__COLUMN_UNIT)) != CHISO__NOT_FOUND) {
        chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_UNIT_TWICE,
                    CHISO__WORDS(chiso__say(field_of(file, CHISO__COLUMN_UNIT))));
        return fail_field(file, CHISO__COLUMN_UNIT, CHISO_E_DUPLICATE, error);
    }
    if (status == CHISO_OK) {
        status = add_unit(file, error);
    }
    for (size_t column = 0; column < file->header.width && status == CHISO_OK; column++) {
        if (file->header.leaves[column] != CHISO_NO_NODE) {
            status = read_cell(file, column, unit, file->header.leaves[column], error);
            status = chiso__csv_note(&file->csv, status, error);
        }
    }
    return status;
}

/* A later row of a unit may leave its name, block and ranked empty, but says nothing else than the
 * first. */
static chiso_status check_same(const struct file *file, chiso_unit unit, chiso_error *error)
{
    const struct chiso__units *units = &file->board->units;
    const struct chiso__span name = field_of(file, CHISO__COLUMN_NAME);
    const struct chiso__span block = field_of(file, CHISO__COLUMN_BLOCK);
    const struct chiso__span known_name = chiso__span_of(units->names[unit]);
    const struct chiso__span known_block = units->block_names[file->board->rows.blocks[unit]];
    int column = CHISO__COLUMN_COUNT;
    bool ranked = true;
    chiso_status status = CHISO_OK;

    if (name.size > 0 && !chiso__names_equal(name, known_name)) {
        column = CHISO__COLUMN_NAME;
    } else if (block.size > 0 && !chiso__names_equal(block, known_block)) {
        column = CHISO__COLUMN_BLOCK;
    } else if (field_of(file, CHISO__COLUMN_RANKED).size > 0) {
        status = read_ranked(file, &ranked, error);
        column = status == CHISO_OK && ranked != units->ranked[unit] ? CHISO__COLUMN_RANKED
                                                                     : CHISO__COLUMN_COUNT;
    }
    if (column == CHISO__COLUMN_COUNT) {
        return status;
    }
    status = chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_UNIT_FIELD_DIFFERS,
                         CHISO__WORDS(chiso__say(units->codes[unit]),
                                      chiso__say_text(chiso__column_word(column)),
                                      chiso__say(field_of(file, column))));
    return fail_field(file, column, status, error);
}

/* The unit of the current row of the long layout, added when it is new. Most rows are of the same
 * unit as the one before. */
static chiso_status find_unit(struct file *file, chiso_unit *out_unit, chiso_error *error)
{
    const struct chiso__units *units = &file->board->units;
    const struct chiso__span code = field_of(file, CHISO__COLUMN_UNIT);
    int64_t found = CHISO__NOT_FOUND;
    chiso_status status = check_unit(file, error);

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
        status = add_unit(file, error);
    } else if (chiso__header_has(&file->header, CHISO__COLUMN_NAME) ||
               chiso__header_has(&file->header, CHISO__COLUMN_BLOCK) ||
               chiso__header_has(&file->header, CHISO__COLUMN_RANKED)) {
        status = check_same(file, (chiso_unit)found, error);
    }
    *out_unit = file->last_unit = (chiso_unit)found;
    return status;
}

/* The leaf of the current row. In most files it is the one behind the last in the tree's order. */
static chiso_status find_leaf(struct file *file, chiso_node *out_leaf, chiso_error *error)
{
    const chiso_tree *tree = file->board->tree;
    const struct chiso__span code = field_of(file, CHISO__COLUMN_CRITERION);
    const uint32_t next = file->next_leaf < tree->leaf_count ? file->next_leaf : 0;
    int64_t found = CHISO__NOT_FOUND;
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
    if (found == CHISO__NOT_FOUND || code.size == 0) {
        status = chiso__fail(
            error, CHISO_E_NODE, CHISO__SAY_UNIT_NO_CRITERION,
            CHISO__WORDS(chiso__say(field_of(file, CHISO__COLUMN_UNIT)), chiso__say(code)));
    } else {
        status = chiso__fail(
            error, CHISO_E_NODE, CHISO__SAY_UNIT_CELL_OF_BRANCH,
            CHISO__WORDS(chiso__say(field_of(file, CHISO__COLUMN_UNIT)), chiso__say(code)));
    }
    return fail_field(file, CHISO__COLUMN_CRITERION, status, error);
}

static chiso_status read_long_row(struct file *file, chiso_error *error)
{
    chiso_unit unit = 0;
    chiso_node leaf = 0;
    chiso_status status = find_unit(file, &unit, error);

    if (status == CHISO_OK) {
        status = find_leaf(file, &leaf, error);
    }
    return status == CHISO_OK
               ? read_cell(file, file->header.columns[CHISO__COLUMN_VALUE], unit, leaf, error)
               : status;
}

/* Makes room at once for as many units as the file will have if its rows are like the first, but
 * never for more than twice the bytes of the file: the first row may be unlike all others. */
static bool reserve_units(struct file *file)
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

static chiso_status read_rows(struct file *file, chiso_error *error)
{
    bool more = true;
    chiso_status status =
        is_sheet(file) ? chiso__sheet_header(&file->sheet, error)
                       : chiso__header_read(&file->csv, file->board->tree, &file->header, error);

    if (status == CHISO_OK && !reserve_units(file)) {
        status = chiso__fail_memory(error);
    }
    while (status == CHISO_OK && more) {
        status = is_sheet(file) ? chiso__sheet_next(&file->sheet, &more, error)
                                : chiso__csv_next_of(&file->csv, file->header.width, &more, error);
        if (status == CHISO_OK && more) {
            status = chiso__header_is_long(&file->header) ? read_long_row(file, error)
                                                          : read_wide_row(file, error);
            status = chiso__csv_note(&file->csv, status, error);
        }
    }
    /* What waits stands before what failed: if it is wrong, that is the first error. */
    if (file->waiting_count > 0) {
        const chiso_status waiting = store_waiting(file, error);

        status = waiting == CHISO_OK ? status : waiting;
    }
    if (status == CHISO_OK && file->csv.mistakes == 0 && file->board->units.count == 0) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_NO_UNIT_BELOW_HEADER, NULL);
    }
    return status;
}

/* What a mapping asks of the file as a whole, and what is doubtful in it. */
static chiso_status look_at_whole(struct file *file, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (is_sheet(file)) {
        status = chiso__sheet_end(&file->sheet, error);
        chiso__sheet_settle(&file->sheet, file->board, true);
    }
    if (status == CHISO_OK && file->csv.intake != NULL && file->csv.mistakes == 0) {
        status = chiso__doubt_file(&file->doubts, error);
    }
    if (status == CHISO_OK && is_sheet(file) && file->csv.mistakes == 0) {
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
static void join_parts(struct file *file, const chiso_board *board, const chiso_mapping *mapping)
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
    struct file file = {.last_unit = CHISO_NO_UNIT};
    chiso_status status = chiso__csv_open(&file.csv, (struct chiso__span){text, size}, desk,
                                          &board->allocator, error);

    if (status == CHISO_OK) {
        status = chiso__board_make(board->tree, &board->allocator, &file.board, error);
    }
    if (status == CHISO_OK) {
        join_parts(&file, board, mapping);
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
    chiso__release(&board->allocator, file.header.leaves);
    chiso__doubts_clear(&file.doubts);
    chiso__sheet_clear(&file.sheet);
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
