/* A points file, wide or long, read into a board of its own, so that a mistake changes nothing. */
#include "board/inside.h"
#include "text/csv.h"

#include <string.h>

/* What a column of a points file holds; from COLUMN_LEAF on it is a leaf's. */
enum {
    COLUMN_UNIT,
    COLUMN_NAME,
    COLUMN_BLOCK,
    COLUMN_RANKED,
    COLUMN_CRITERION,
    COLUMN_VALUE,
    COLUMN_COUNT
};

static const char *const column_words[COLUMN_COUNT] = {"unit",   "name",      "block",
                                                       "ranked", "criterion", "value"};

/* A number on its way to its cell. */
struct waiting {
    chiso_decimal points;
    size_t offset;
    chiso_unit unit;
    chiso_node leaf;
};

enum { WAITING = 32 };

/* A points file while it is read into a board of its own, whose cells begin as CHISO__UNSET. */
struct file {
    struct chiso__csv csv;
    chiso_board *board;
    size_t width;
    size_t columns[COLUMN_COUNT]; /* SIZE_MAX for not there */
    chiso_node *leaves; /* of each column of the wide layout; CHISO_NO_NODE for the others */
    bool *seen;         /* by node: it has a column */
    chiso_unit last_unit;
    uint32_t next_leaf; /* the leaf behind the last one, among the leaves */
    struct waiting waiting[WAITING];
    uint32_t waiting_count;
};

static struct chiso__span field_of(const struct file *file, int column)
{
    return file->columns[column] == SIZE_MAX ? (struct chiso__span){"", 0}
                                             : file->csv.fields[file->columns[column]].span;
}

/* Says what a heading that is no leaf may be. */
static chiso_status fail_heading(const struct file *file, size_t column, chiso_node node,
                                 chiso_error *error)
{
    const chiso_tree *tree = file->board->tree;
    const chiso_node first = chiso_node_next_leaf(tree, CHISO_ROOT);
    const chiso_node last = tree->order[tree->count - 1];
    const struct chiso__word *words =
        CHISO__WORDS(chiso__say(file->csv.fields[column].span), chiso__say(tree->codes[first]),
                     chiso__say(tree->codes[last]));

    if (node != CHISO_NO_NODE) {
        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_COLUMN_OF_BRANCH, words);
    } else {
        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_UNKNOWN_BOARD_COLUMN, words);
        if (chiso__is_word(file->csv.fields[0].span, "code")) {
            chiso__fail_within(error, CHISO_E_COLUMN, CHISO__SAY_IN_CRITERIA_FILE, NULL);
        }
    }
    return chiso__csv_fail_field(&file->csv, column, CHISO_E_COLUMN, error);
}

/* Finds what a column holds. */
static chiso_status read_heading(struct file *file, size_t column, chiso_error *error)
{
    const chiso_tree *tree = file->board->tree;
    const struct chiso__span heading = file->csv.fields[column].span;
    int64_t found = CHISO__NOT_FOUND;

    file->leaves[column] = CHISO_NO_NODE;
    for (int i = 0; i < COLUMN_COUNT; i++) {
        if (chiso__is_word(heading, column_words[i])) {
            if (file->columns[i] != SIZE_MAX) {
                return chiso__csv_fail_twice(&file->csv, column, error);
            }
            file->columns[i] = column;
            return CHISO_OK;
        }
    }
    found = chiso__index_find(&tree->index, tree->codes, heading);
    if (found == CHISO__NOT_FOUND || !chiso__is_leaf(&tree->nodes[found])) {
        return fail_heading(file, column,
                            found == CHISO__NOT_FOUND ? CHISO_NO_NODE : (chiso_node)found, error);
    }
    if (file->seen[found]) {
        return chiso__csv_fail_twice(&file->csv, column, error);
    }
    file->seen[found] = true;
    file->leaves[column] = (chiso_node)found;
    return CHISO_OK;
}

static bool is_long(const struct file *file)
{
    return file->columns[COLUMN_CRITERION] != SIZE_MAX || file->columns[COLUMN_VALUE] != SIZE_MAX;
}

/* The long layout has a criterion and a value and no leaf of its own. */
static chiso_status check_layout(const struct file *file, chiso_error *error)
{
    chiso_status status = CHISO_OK;
    int missing = COLUMN_COUNT;

    if (file->columns[COLUMN_UNIT] == SIZE_MAX) {
        missing = COLUMN_UNIT;
    } else if (is_long(file) && file->columns[COLUMN_CRITERION] == SIZE_MAX) {
        missing = COLUMN_CRITERION;
    } else if (is_long(file) && file->columns[COLUMN_VALUE] == SIZE_MAX) {
        missing = COLUMN_VALUE;
    }
    if (missing < COLUMN_COUNT) {
        status = chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_NO_COLUMN,
                             CHISO__WORDS(chiso__say_text(column_words[missing])));
        return chiso__csv_fail_field(&file->csv, 0, status, error);
    }
    for (size_t column = 0; column < file->width && is_long(file); column++) {
        if (file->leaves[column] != CHISO_NO_NODE) {
            status = chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_COLUMN_OF_OTHER_LAYOUT,
                                 CHISO__WORDS(chiso__say(file->csv.fields[column].span)));
            return chiso__csv_fail_field(&file->csv, column, status, error);
        }
    }
    return CHISO_OK;
}

static chiso_status read_header(struct file *file, chiso_error *error)
{
    bool more = false;
    chiso_status status = chiso__csv_header(&file->csv, &more, error);

    if (status == CHISO_OK && !more) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_BOARD_FILE_EMPTY, NULL);
    }
    if (status != CHISO_OK) {
        return status;
    }
    for (int i = 0; i < COLUMN_COUNT; i++) {
        file->columns[i] = SIZE_MAX;
    }
    file->width = file->csv.field_count;
    file->leaves = chiso__alloc(&file->csv.allocator, file->width, sizeof(*file->leaves));
    file->seen =
        chiso__alloc_zero(&file->csv.allocator, file->board->tree->count, sizeof(*file->seen));
    if (file->leaves == NULL || file->seen == NULL) {
        return chiso__fail_memory(error);
    }
    for (size_t column = 0; column < file->width && status == CHISO_OK; column++) {
        status = chiso__csv_check_heading(&file->csv, column, error);
        if (status == CHISO_OK) {
            status = read_heading(file, column, error);
        }
    }
    return status == CHISO_OK ? check_layout(file, error) : status;
}

static chiso_status read_ranked(const struct file *file, bool *out_ranked, chiso_error *error)
{
    const struct chiso__span text = field_of(file, COLUMN_RANKED);

    *out_ranked = true;
    if (text.size == 0 || chiso__yes_no_read(text, out_ranked)) {
        return CHISO_OK;
    }
    chiso__fail(error, CHISO_E_WORD, CHISO__SAY_RANKED_NOT_YES_NO,
                CHISO__WORDS(chiso__say(field_of(file, COLUMN_UNIT)), chiso__say(text)));
    return chiso__csv_fail_field(&file->csv, file->columns[COLUMN_RANKED], CHISO_E_WORD, error);
}

/* Adds the unit of the current row. */
static chiso_status add_unit(struct file *file, chiso_error *error)
{
    bool ranked = true;
    const chiso_status status = read_ranked(file, &ranked, error);

    if (status != CHISO_OK) {
        return status;
    }
    if (file->board->units.count == CHISO_NO_UNIT - 1 ||
        !chiso__board_add_unit(file->board, field_of(file, COLUMN_UNIT),
                               field_of(file, COLUMN_NAME), field_of(file, COLUMN_BLOCK), ranked,
                               CHISO__UNSET)) {
        return chiso__fail_memory(error);
    }
    return CHISO_OK;
}

static chiso_status check_unit(const struct file *file, chiso_error *error)
{
    if (field_of(file, COLUMN_UNIT).size > 0) {
        return CHISO_OK;
    }
    chiso__fail(error, CHISO_E_CODE, CHISO__SAY_ROW_NAMES_NO_UNIT, NULL);
    return chiso__csv_fail_field(&file->csv, file->columns[COLUMN_UNIT], CHISO_E_CODE, error);
}

static chiso_status fail_set(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                             chiso_error *error)
{
    chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_CELL_TWICE, NULL);
    return chiso__fail_cell(error, CHISO_E_DUPLICATE, board->units.codes[unit],
                            board->tree->codes[leaf]);
}

/* Stores the plain numbers that wait. Only one for a cell that is set already is wrong. */
static chiso_status store_waiting(struct file *file, chiso_error *error)
{
    chiso_board *board = file->board;
    const uint32_t count = file->waiting_count;

    file->waiting_count = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct waiting waiting = file->waiting[i];
        chiso_decimal *points = &board->columns.points[waiting.leaf][waiting.unit];

        if (*points != CHISO__UNSET) {
            const chiso_status status = fail_set(board, waiting.unit, waiting.leaf, error);

            return chiso__fail_at(error, status, chiso__csv_place(&file->csv, waiting.offset));
        }
        *points = waiting.points;
        board->units.gaps[waiting.unit]--;
    }
    return CHISO_OK;
}

/* Lets a plain number for plain points wait until its cell has come from memory: rows in any order
 * touch far places. False for any other cell. */
static inline bool let_wait(struct file *file, size_t column, chiso_unit unit, chiso_node leaf)
{
    const struct chiso__field *field = &file->csv.fields[column];
    struct chiso__limits limits;
    chiso_decimal value = 0;

    if (!chiso__plain_limits(&file->board->tree->nodes[leaf], &limits) ||
        !chiso__number_read_short(field->span, &file->csv.style, &value) || value < limits.min ||
        value > limits.max) {
        return false;
    }
    __builtin_prefetch(&file->board->columns.points[leaf][unit], 1);
    file->waiting[file->waiting_count++] = (struct waiting){value, field->offset, unit, leaf};
    return true;
}

static chiso_status read_cell(struct file *file, size_t column, chiso_unit unit, chiso_node leaf,
                              chiso_error *error)
{
    chiso_board *board = file->board;
    int64_t counts[CHISO_OPTION_LIMIT];
    struct chiso__value value = {CHISO_MISSING, {CHISO_ABSENT, CHISO_ABSENT, false, false}, counts};
    bool rounded = false;
    chiso_status status = CHISO_OK;

    if (let_wait(file, column, unit, leaf)) {
        return file->waiting_count == WAITING ? store_waiting(file, error) : CHISO_OK;
    }
    status = store_waiting(file, error);
    if (status != CHISO_OK) {
        return status;
    }
    if (board->columns.points[leaf][unit] != CHISO__UNSET) {
        return chiso__csv_fail_field(&file->csv, column, fail_set(board, unit, leaf, error), error);
    }
    status = chiso__cell_read(&board->tree->nodes[leaf], file->csv.fields[column].span,
                              &file->csv.style, &value, &rounded, error);
    if (status != CHISO_OK) {
        chiso__fail_cell(error, status, board->units.codes[unit], board->tree->codes[leaf]);
        return chiso__csv_fail_field(&file->csv, column, status, error);
    }
    board->rounded_count += rounded;
    chiso__board_put(board, unit, leaf, value);
    return CHISO_OK;
}

static chiso_status read_wide_row(struct file *file, chiso_error *error)
{
    const struct chiso__units *units = &file->board->units;
    const chiso_unit unit = units->count;
    chiso_status status = check_unit(file, error);

    if (status == CHISO_OK && chiso__index_find(&units->index, units->codes,
                                                field_of(file, COLUMN_UNIT)) != CHISO__NOT_FOUND) {
        chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_UNIT_TWICE,
                    CHISO__WORDS(chiso__say(field_of(file, COLUMN_UNIT))));
        return chiso__csv_fail_field(&file->csv, file->columns[COLUMN_UNIT], CHISO_E_DUPLICATE,
                                     error);
    }
    if (status == CHISO_OK) {
        status = add_unit(file, error);
    }
    for (size_t column = 0; column < file->width && status == CHISO_OK; column++) {
        if (file->leaves[column] != CHISO_NO_NODE) {
            status = read_cell(file, column, unit, file->leaves[column], error);
        }
    }
    return status;
}

/* A later row of a unit may leave its name, block and ranked empty, but says nothing else than the
 * first. */
static chiso_status check_same(const struct file *file, chiso_unit unit, chiso_error *error)
{
    const struct chiso__units *units = &file->board->units;
    const struct chiso__span name = field_of(file, COLUMN_NAME);
    const struct chiso__span block = field_of(file, COLUMN_BLOCK);
    const struct chiso__span known_name = chiso__span_of(units->names[unit]);
    const struct chiso__span known_block = units->block_names[units->blocks[unit]];
    int column = COLUMN_COUNT;
    bool ranked = true;
    chiso_status status = CHISO_OK;

    if (name.size > 0 && !chiso__span_equal(name, known_name)) {
        column = COLUMN_NAME;
    } else if (block.size > 0 && !chiso__span_equal(block, known_block)) {
        column = COLUMN_BLOCK;
    } else if (field_of(file, COLUMN_RANKED).size > 0) {
        status = read_ranked(file, &ranked, error);
        column = status == CHISO_OK && ranked != units->ranked[unit] ? COLUMN_RANKED : COLUMN_COUNT;
    }
    if (column == COLUMN_COUNT) {
        return status;
    }
    status = chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_UNIT_FIELD_DIFFERS,
                         CHISO__WORDS(chiso__say(units->codes[unit]),
                                      chiso__say_text(column_words[column]),
                                      chiso__say(field_of(file, column))));
    return chiso__csv_fail_field(&file->csv, file->columns[column], status, error);
}

/* The unit of the current row of the long layout, added when it is new. Most rows are of the same
 * unit as the one before. */
static chiso_status find_unit(struct file *file, chiso_unit *out_unit, chiso_error *error)
{
    const struct chiso__units *units = &file->board->units;
    const struct chiso__span code = field_of(file, COLUMN_UNIT);
    int64_t found = CHISO__NOT_FOUND;
    chiso_status status = check_unit(file, error);

    if (status != CHISO_OK) {
        return status;
    }
    if (file->last_unit < units->count && chiso__span_equal(units->codes[file->last_unit], code)) {
        found = file->last_unit;
    } else {
        found = chiso__index_find(&units->index, units->codes, code);
    }
    if (found == CHISO__NOT_FOUND) {
        found = units->count;
        status = add_unit(file, error);
    } else if (file->columns[COLUMN_NAME] != SIZE_MAX || file->columns[COLUMN_BLOCK] != SIZE_MAX ||
               file->columns[COLUMN_RANKED] != SIZE_MAX) {
        status = check_same(file, (chiso_unit)found, error);
    }
    *out_unit = file->last_unit = (chiso_unit)found;
    return status;
}

/* The leaf of the current row. In most files it is the one behind the last in the tree's order. */
static chiso_status find_leaf(struct file *file, chiso_node *out_leaf, chiso_error *error)
{
    const chiso_tree *tree = file->board->tree;
    const struct chiso__span code = field_of(file, COLUMN_CRITERION);
    const uint32_t next = file->next_leaf < tree->leaf_count ? file->next_leaf : 0;
    int64_t found = CHISO__NOT_FOUND;
    chiso_status status = CHISO_OK;

    file->next_leaf = next + 1;
    if (chiso__span_equal(tree->codes[tree->leaves[next]], code)) {
        *out_leaf = tree->leaves[next];
        return CHISO_OK;
    }
    found = chiso__index_find(&tree->index, tree->codes, code);
    if (found != CHISO__NOT_FOUND && chiso__is_leaf(&tree->nodes[found])) {
        *out_leaf = (chiso_node)found;
        return CHISO_OK;
    }
    if (found == CHISO__NOT_FOUND || code.size == 0) {
        status =
            chiso__fail(error, CHISO_E_NODE, CHISO__SAY_UNIT_NO_CRITERION,
                        CHISO__WORDS(chiso__say(field_of(file, COLUMN_UNIT)), chiso__say(code)));
    } else {
        status =
            chiso__fail(error, CHISO_E_NODE, CHISO__SAY_UNIT_CELL_OF_BRANCH,
                        CHISO__WORDS(chiso__say(field_of(file, COLUMN_UNIT)), chiso__say(code)));
    }
    return chiso__csv_fail_field(&file->csv, file->columns[COLUMN_CRITERION], status, error);
}

static chiso_status read_long_row(struct file *file, chiso_error *error)
{
    chiso_unit unit = 0;
    chiso_node leaf = 0;
    chiso_status status = find_unit(file, &unit, error);

    if (status == CHISO_OK) {
        status = find_leaf(file, &leaf, error);
    }
    return status == CHISO_OK ? read_cell(file, file->columns[COLUMN_VALUE], unit, leaf, error)
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
    const size_t units = is_long(file) ? rows / leaves + 1 : rows;
    const size_t most = rest / (leaves * sizeof(chiso_decimal) / 2) + 1;
    const size_t room = units + units / 16 < most ? units + units / 16 : most;

    return room >= CHISO_NO_UNIT || chiso__board_reserve(file->board, (uint32_t)room);
}

static chiso_status read_rows(struct file *file, chiso_error *error)
{
    bool more = true;
    chiso_status status = read_header(file, error);

    if (status == CHISO_OK && !reserve_units(file)) {
        status = chiso__fail_memory(error);
    }
    while (status == CHISO_OK && more) {
        status = chiso__csv_next_of(&file->csv, file->width, &more, error);
        if (status == CHISO_OK && more) {
            status = is_long(file) ? read_long_row(file, error) : read_wide_row(file, error);
        }
    }
    /* What waits stands before what failed: if it is wrong, that is the first error. */
    if (file->waiting_count > 0) {
        const chiso_status waiting = store_waiting(file, error);

        status = waiting == CHISO_OK ? status : waiting;
    }
    if (status == CHISO_OK && file->board->units.count == 0) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_NO_UNIT_BELOW_HEADER, NULL);
    }
    return status;
}

chiso_status chiso_board_read_csv(chiso_board *board, const char *text, size_t size,
                                  chiso_error *error)
{
    struct file file = {.last_unit = CHISO_NO_UNIT};
    chiso_status status = CHISO_OK;

    if (board == NULL || text == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__csv_open(&file.csv, (struct chiso__span){text, size}, &board->allocator, error);
    if (status == CHISO_OK) {
        status = chiso__board_new(board->tree, &board->allocator, &file.board, error);
    }
    if (status == CHISO_OK) {
        status = read_rows(&file, error);
    }
    if (status == CHISO_OK) {
        const struct chiso__told told = {file.columns[COLUMN_NAME] != SIZE_MAX,
                                         file.columns[COLUMN_BLOCK] != SIZE_MAX,
                                         file.columns[COLUMN_RANKED] != SIZE_MAX};

        status = chiso__board_take(board, file.board, told) ? CHISO_OK : chiso__fail_memory(error);
    }
    chiso__release(&board->allocator, file.leaves);
    chiso__release(&board->allocator, file.seen);
    chiso__csv_close(&file.csv);
    chiso_board_free(file.board);
    return status;
}
