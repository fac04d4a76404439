/* Sheets whose rows are respondents: the answers of each unit are counted, and come out at the end
 * as a row of the wide layout, in the order in which the units are named first. */
#include "board/sheet.h"

#include "text/name.h"

#include <string.h>

/* What is known of a unit. */
struct answered {
    struct chiso__field *fields; /* a column each; those that are not of answers */
    int64_t *counts;             /* of all options of all columns, in millionths */
};

struct chiso__answers {
    struct chiso__index index;
    struct chiso__span *codes;
    struct answered *units;
    uint32_t count;
    uint32_t capacity;
    uint32_t at;    /* the next unit to come out */
    size_t *starts; /* of each column, where its options begin among all; SIZE_MAX for none */
    size_t options; /* of all columns */
    char *texts;    /* the cells of the row that comes out */
    size_t texts_size;
    size_t weight_column; /* SIZE_MAX for none */
    int64_t weight;       /* of the row that was read, in millionths */
};

/* As many characters as a count and what separates it from the next have. */
enum { COUNT_SIZE = CHISO_DECIMAL_TEXT_SIZE };

static const struct chiso__rule *rule_of(const struct chiso__sheet *sheet, size_t column)
{
    return &sheet->board->tree->nodes[sheet->header->leaves[column]].rule;
}

/* The column of weights; SIZE_MAX for none. */
static size_t find_weight(const struct chiso__sheet *sheet)
{
    size_t column = 0;

    while (column < sheet->width && sheet->roles[column].kind != CHISO__ROLE_WEIGHT) {
        column++;
    }
    return column < sheet->width ? column : SIZE_MAX;
}

/* Refuses a column that holds, by the mapping, what such sheets do not have, and a criterion that
 * takes no answers. */
static chiso_status check_column(const struct chiso__sheet *sheet, size_t column,
                                 chiso_error *error)
{
    const struct chiso__header *header = sheet->header;
    const struct chiso__role *role = &sheet->roles[column];
    const chiso_node leaf = header->leaves[column];
    const bool is_cell = header->columns[CHISO__COLUMN_CRITERION] == column ||
                         header->columns[CHISO__COLUMN_VALUE] == column ||
                         header->columns[CHISO__COLUMN_RATER] == column;
    const struct chiso__span heading = chiso__sheet_text(sheet, column);
    const struct chiso__mapping_entry *row =
        chiso__mapping_find(sheet->mapping, CHISO__TOLD_COLUMN, (uint32_t)column + 1, heading);

    if (is_cell || role->kind == CHISO__ROLE_PRINTED ||
        chiso__header_divisor(header, column) != CHISO__NO_DIVISOR) {
        chiso__fail(
            error, CHISO_E_COLUMN, CHISO__SAY_SHEET_ROLE_ANSWERS,
            CHISO__WORDS(chiso__say(heading), chiso__say(row == NULL ? heading : row->value)));
    } else if (leaf != CHISO_NO_NODE && rule_of(sheet, column)->option_count == 0) {
        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_SHEET_NO_SURVEY,
                    CHISO__WORDS(chiso__say(heading), chiso__say(sheet->board->tree->codes[leaf])));
    } else if (role->kind == CHISO__ROLE_WEIGHT && find_weight(sheet) < column) {
        return chiso__csv_fail_twice(sheet->csv, column, error);
    } else {
        return CHISO_OK;
    }
    return chiso__csv_fail_field(sheet->csv, column, CHISO_E_COLUMN, error);
}

/* Room for what is known of columns, and for the texts of a row. */
static bool make_answers(struct chiso__sheet *sheet)
{
    const chiso_allocator *allocator = &sheet->csv->allocator;
    const size_t width = sheet->header->width;
    struct chiso__answers *answers =
        chiso__arena_take(&sheet->arena, allocator, sizeof(*sheet->answers));

    if (answers == NULL) {
        return false;
    }
    *answers = (struct chiso__answers){.weight_column = find_weight(sheet)};
    sheet->answers = answers;
    answers->starts = chiso__arena_take(&sheet->arena, allocator, width * sizeof(*answers->starts));
    for (size_t column = 0; column < width && answers->starts != NULL; column++) {
        answers->starts[column] = SIZE_MAX;
        if (sheet->header->leaves[column] != CHISO_NO_NODE) {
            answers->starts[column] = answers->options;
            answers->options += rule_of(sheet, column)->option_count;
        }
    }
    answers->texts_size = answers->options * COUNT_SIZE + 1;
    answers->texts = chiso__arena_take(&sheet->arena, allocator, answers->texts_size);
    return answers->starts != NULL && answers->texts != NULL;
}

chiso_status chiso__sheet_begin_answers(struct chiso__sheet *sheet, chiso_error *error)
{
    chiso_status status = CHISO_OK;
    chiso_status first = CHISO_OK;

    /* Headings that are refused may have no columns. */
    if (sheet->csv->stopped) {
        return CHISO_OK;
    }
    /* What respondents remark is of no unit. */
    sheet->header->notes.count = 0;
    for (size_t column = 0; column < sheet->width && status == CHISO_OK; column++) {
        status = check_column(sheet, column, error);
        first = first == CHISO_OK ? status : first;
        status = chiso__csv_note(sheet->csv, status, error);
    }
    if (status != CHISO_OK || first != CHISO_OK) {
        return status == CHISO_OK ? chiso__csv_stop(sheet->csv, first) : status;
    }
    return make_answers(sheet) ? CHISO_OK : chiso__fail_memory(error);
}

/* Makes room for one unit more. */
static bool reserve_unit(struct chiso__sheet *sheet)
{
    struct chiso__answers *answers = sheet->answers;
    const chiso_allocator *allocator = &sheet->csv->allocator;
    const uint32_t capacity = answers->capacity == 0 ? 16 : answers->capacity * 2;
    void *codes = answers->codes;
    void *units = answers->units;

    if (!chiso__index_reserve(&answers->index, allocator, (size_t)answers->count + 1)) {
        return false;
    }
    if (answers->count < answers->capacity) {
        return true;
    }
    if (capacity > INT32_MAX ||
        !chiso__resize(allocator, &codes, capacity, sizeof(*answers->codes))) {
        return false;
    }
    answers->codes = codes;
    if (!chiso__resize(allocator, &units, capacity, sizeof(*answers->units))) {
        return false;
    }
    answers->units = units;
    answers->capacity = capacity;
    return true;
}

/* Adds the unit of the row that was read. */
static bool add_unit(struct chiso__sheet *sheet, struct chiso__span code)
{
    struct chiso__answers *answers = sheet->answers;
    const chiso_allocator *allocator = &sheet->csv->allocator;
    const size_t width = sheet->header->width;
    struct answered unit = {NULL, NULL};

    if (!reserve_unit(sheet)) {
        return false;
    }
    unit.fields = chiso__arena_take(&sheet->arena, allocator, width * sizeof(*unit.fields));
    unit.counts =
        chiso__arena_take(&sheet->arena, allocator, (answers->options + 1) * sizeof(*unit.counts));
    if (unit.fields == NULL || unit.counts == NULL) {
        return false;
    }
    for (size_t i = 0; i <= answers->options; i++) {
        unit.counts[i] = 0;
    }
    for (size_t column = 0; column < width; column++) {
        struct chiso__field field = sheet->csv->fields[column];

        if (answers->starts[column] == SIZE_MAX &&
            !chiso__sheet_keep_text(sheet, chiso__trim(field.span), &field.span)) {
            return false;
        }
        unit.fields[column] = field;
        /* The text goes with the row. */
        if (answers->starts[column] != SIZE_MAX) {
            unit.fields[column].span = (struct chiso__span){"", 0};
        }
    }
    if (!chiso__sheet_keep_text(sheet, code, &code)) {
        return false;
    }
    answers->codes[answers->count] = code;
    answers->units[answers->count] = unit;
    chiso__index_add(&answers->index, code, answers->count++);
    return true;
}

/* Refuses a name, a block or whether it is ranked that is another than in a row before; what was
 * empty there is what it is here. */
static chiso_status check_same(struct chiso__sheet *sheet, struct answered *unit,
                               chiso_error *error)
{
    for (int word = CHISO__COLUMN_NAME; word <= CHISO__COLUMN_RANKED; word++) {
        const size_t column = sheet->header->columns[word];
        const struct chiso__span text =
            column == SIZE_MAX ? (struct chiso__span){"", 0} : chiso__sheet_text(sheet, column);

        if (text.size == 0 || chiso__names_equal(text, unit->fields[column].span)) {
            continue;
        }
        if (unit->fields[column].span.size == 0) {
            if (!chiso__sheet_keep_text(sheet, text, &unit->fields[column].span)) {
                return chiso__fail_memory(error);
            }
            continue;
        }
        chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_UNIT_FIELD_DIFFERS,
                    CHISO__WORDS(chiso__say(chiso__sheet_unit(sheet)),
                                 chiso__say_text(chiso__column_word(word)), chiso__say(text),
                                 chiso__say(unit->fields[column].span)));
        return chiso__csv_fail_field(sheet->csv, column, CHISO_E_DUPLICATE, error);
    }
    return CHISO_OK;
}

/* How many options of a rule are left out, and the first of them, from 1; 0 for none. */
static uint32_t left_out_of(const struct chiso__rule *rule, uint32_t *out_first)
{
    uint32_t count = 0;

    *out_first = 0;
    for (uint32_t option = rule->option_count; option > 0; option--) {
        if (chiso__leaves_out(rule, option - 1)) {
            *out_first = option;
            count++;
        }
    }
    return count;
}

/* The option that an answer is, from 1: a dash is the one that is left out, or none. */
static chiso_status find_option(const struct chiso__sheet *sheet, size_t column,
                                const struct chiso__mapping_entry *row, uint32_t *out_option,
                                chiso_error *error)
{
    const struct chiso__rule *rule = rule_of(sheet, column);
    const struct chiso__insert unit = chiso__say(chiso__sheet_unit(sheet));
    const struct chiso__insert code =
        chiso__say(sheet->board->tree->codes[sheet->header->leaves[column]]);
    const struct chiso__insert text = chiso__say(chiso__sheet_text(sheet, column));

    *out_option = (uint32_t)row->word;
    if (row->word == 0) {
        const uint32_t left_out = left_out_of(rule, out_option);

        if (left_out > 1) {
            chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_SHEET_ANSWER_WHICH,
                        CHISO__WORDS(unit, code, text, chiso__say_count(left_out),
                                     chiso__say_count(*out_option)));
            return chiso__csv_fail_field(sheet->csv, column, CHISO_E_RANGE, error);
        }
    }
    if (*out_option > rule->option_count) {
        chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_SHEET_ANSWER_BEYOND,
                    CHISO__WORDS(unit, code, text, chiso__say_count(*out_option),
                                 chiso__say_count(rule->option_count)));
        return chiso__csv_fail_field(sheet->csv, column, CHISO_E_RANGE, error);
    }
    return CHISO_OK;
}

/* Counts the answer in a column. */
static chiso_status count_answer(struct chiso__sheet *sheet, size_t column, int64_t *counts,
                                 chiso_error *error)
{
    const chiso_node leaf = sheet->header->leaves[column];
    const struct chiso__span text = chiso__sheet_text(sheet, column);
    const struct chiso__mapping_entry *row =
        text.size == 0 ? NULL : chiso__mapping_find(sheet->mapping, CHISO__TOLD_ANSWER, 0, text);
    chiso_status status = CHISO_OK;
    uint32_t option = 0;

    if (text.size == 0) {
        return CHISO_OK;
    }
    if (row == NULL) {
        chiso__fail(error, CHISO_E_WORD, CHISO__SAY_SHEET_NO_ANSWER,
                    CHISO__WORDS(chiso__say(chiso__sheet_unit(sheet)),
                                 chiso__say(sheet->board->tree->codes[leaf]), chiso__say(text)));
        return chiso__csv_fail_field(sheet->csv, column, CHISO_E_WORD, error);
    }
    status = find_option(sheet, column, row, &option, error);
    if (status != CHISO_OK || option == 0) {
        return status;
    }
    if (sheet->answers->weight > CHISO_DECIMAL_MAX - counts[option - 1]) {
        chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_WEIGHTS_TOO_MANY,
                    CHISO__WORDS(chiso__say_count(CHISO_ANSWER_LIMIT)));
        return chiso__csv_fail_field(sheet->csv, column, CHISO_E_RANGE, error);
    }
    counts[option - 1] += sheet->answers->weight;
    return CHISO_OK;
}

/* Reads how much the respondent of a row weighs. */
static chiso_status read_weight(struct chiso__sheet *sheet, chiso_error *error)
{
    struct chiso__answers *answers = sheet->answers;
    const size_t column = answers->weight_column;
    struct chiso__span text = {"", 0};
    bool rounded = false;
    enum chiso__number number = CHISO__NUMBER_OK;

    answers->weight = CHISO_DECIMAL_ONE;
    if (column == SIZE_MAX) {
        return CHISO_OK;
    }
    text = chiso__sheet_text(sheet, column);
    number = chiso__number_read(text, &sheet->csv->style, &answers->weight, &rounded);
    if (number == CHISO__NUMBER_OK && !rounded && answers->weight >= 0) {
        return CHISO_OK;
    }
    chiso__fail(error, CHISO_E_NUMBER, CHISO__SAY_WEIGHT_NOT_NUMBER,
                CHISO__WORDS(chiso__say(chiso__sheet_unit(sheet)), chiso__say(text)));
    return chiso__csv_fail_field(sheet->csv, column, CHISO_E_NUMBER, error);
}

chiso_status chiso__sheet_count_answers(struct chiso__sheet *sheet, bool *out_ended,
                                        chiso_error *error)
{
    struct chiso__answers *answers = sheet->answers;
    const struct chiso__span code = chiso__sheet_unit(sheet);
    int64_t found = chiso__index_find(&answers->index, answers->codes, code);
    chiso_status status = CHISO_OK;

    if (found == CHISO__NOT_FOUND) {
        found = answers->count;
        if (!add_unit(sheet, code)) {
            return chiso__fail_memory(error);
        }
        /* One unit more than is taken is refused when it comes out. */
        *out_ended =
            chiso__most_units(sheet->csv, sheet->board->tree, answers->count) < answers->count;
        status = chiso__sheet_check_known(sheet, code, sheet->header->columns[CHISO__COLUMN_UNIT],
                                          error);
    } else {
        status = check_same(sheet, &answers->units[found], error);
    }
    if (status == CHISO_OK) {
        status = read_weight(sheet, error);
    }
    for (size_t column = 0; column < sheet->header->width && status == CHISO_OK; column++) {
        if (answers->starts[column] != SIZE_MAX) {
            status = count_answer(sheet, column,
                                  answers->units[found].counts + answers->starts[column], error);
            status = chiso__csv_note(sheet->csv, status, error);
        }
    }
    return status;
}

/* Writes the counts of a column as a cell: 2|3|5; nothing where nobody answered. */
static struct chiso__span write_counts(const struct chiso__sheet *sheet, size_t column,
                                       const int64_t *counts, char *out)
{
    const uint32_t options = rule_of(sheet, column)->option_count;
    const char mark = sheet->csv->style.seen == 0 ? '.' : sheet->csv->style.seen;
    bool any = false;
    char *end = out;

    for (uint32_t option = 0; option < options; option++) {
        any = any || counts[option] > 0;
        if (option > 0) {
            *end++ = '|';
        }
        chiso__decimal_text(counts[option], -1, CHISO_ROUND_HALF_UP, mark, end);
        end += strlen(end);
    }
    return (struct chiso__span){out, any ? (size_t)(end - out) : 0};
}

chiso_status chiso__sheet_take_answers(struct chiso__sheet *sheet, bool *out_more,
                                       chiso_error *error)
{
    struct chiso__answers *answers = sheet->answers;
    struct chiso__csv *csv = sheet->csv;
    const struct answered *unit = NULL;
    char *text = answers->texts;

    /* What is answered is not known where a mistake is. */
    *out_more = answers->at < answers->count && csv->mistakes == 0;
    if (!*out_more) {
        return CHISO_OK;
    }
    unit = &answers->units[answers->at++];
    csv->field_count = 0;
    for (size_t column = 0; column < sheet->header->width; column++) {
        struct chiso__field field = unit->fields[column];

        if (answers->starts[column] != SIZE_MAX) {
            field.span = write_counts(sheet, column, unit->counts + answers->starts[column], text);
            text += field.span.size;
        }
        if (!chiso__csv_add_field(csv, field)) {
            return chiso__fail_memory(error);
        }
    }
    return CHISO_OK;
}

void chiso__answers_clear(struct chiso__sheet *sheet)
{
    const chiso_allocator *allocator = &sheet->csv->allocator;

    if (sheet->answers != NULL) {
        chiso__index_clear(&sheet->answers->index, allocator);
        chiso__release(allocator, sheet->answers->codes);
        chiso__release(allocator, sheet->answers->units);
    }
}
