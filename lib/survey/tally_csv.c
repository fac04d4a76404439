/* Answers or counts from a file. */
#include "survey/inside.h"
#include "text/csv.h"
#include "text/name.h"

#include <string.h>

/* The columns that have a name of their own; the wide layout has only the first and the last, and
 * one a question. */
enum { COLUMN_UNIT, COLUMN_QUESTION, COLUMN_ANSWER, COLUMN_COUNT, COLUMN_WEIGHT, COLUMNS };

static const struct chiso__heading headings[COLUMNS] = {{"unit", true, CHISO__SAY_NOTHING},
                                                        {"question", true, CHISO__SAY_NOTHING},
                                                        {"answer", true, CHISO__SAY_NOTHING},
                                                        {"count", false, CHISO__SAY_NOTHING},
                                                        {"weight", false, CHISO__SAY_NOTHING}};

/* In place of a question: the column is that of the units. */
enum { NO_QUESTION = CHISO_QUESTION_LIMIT };

/* A file of answers while it is counted into a tally of its own. */
struct file {
    struct chiso__csv csv;
    chiso_tally *own;
    size_t width;
    size_t columns[COLUMNS]; /* SIZE_MAX for not there */
    uint16_t *questions;     /* of each column of the wide layout; NULL in the long layout */
    bool *seen;              /* by question: it has a column */
    int64_t weight;          /* of each answer of the row, in millionths */
    uint32_t last_unit;      /* most rows are about the same unit as the one before */
    uint32_t next_question;  /* and about the question behind the last */
};

static struct chiso__span field_of(const struct file *file, int column)
{
    return chiso__trim(file->csv.fields[file->columns[column]].span);
}

static chiso_status fail_heading(const struct file *file, size_t column, chiso_error *error)
{
    const struct chiso__codes *questions = &file->own->questions;
    const struct chiso__span heading = file->csv.fields[column].span;

    if (questions->count == 0) {
        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_UNKNOWN_TALLY_COLUMN,
                    CHISO__WORDS(chiso__say(heading)));
    } else {
        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_UNKNOWN_TALLY_COLUMN_OF,
                    CHISO__WORDS(chiso__say(heading), chiso__say(questions->codes[0]),
                                 chiso__say(questions->codes[questions->count - 1])));
    }
    return chiso__csv_fail_field(&file->csv, column, CHISO_E_COLUMN, error);
}

/* Finds what a column of the wide layout holds. */
static chiso_status read_heading(struct file *file, size_t column, chiso_error *error)
{
    const struct chiso__codes *questions = &file->own->questions;
    const struct chiso__span heading = file->csv.fields[column].span;
    int64_t found = CHISO__NOT_FOUND;

    file->questions[column] = NO_QUESTION;
    if (chiso__is_named(heading, headings[COLUMN_UNIT].word)) {
        if (file->columns[COLUMN_UNIT] != SIZE_MAX) {
            return chiso__csv_fail_twice(&file->csv, column, error);
        }
        file->columns[COLUMN_UNIT] = column;
        return CHISO_OK;
    }
    found = chiso__index_find(&questions->index, questions->codes, heading);
    if (found == CHISO__NOT_FOUND && file->columns[COLUMN_WEIGHT] == SIZE_MAX &&
        chiso__is_named(heading, headings[COLUMN_WEIGHT].word)) {
        file->columns[COLUMN_WEIGHT] = column;
        return CHISO_OK;
    }
    if (found == CHISO__NOT_FOUND) {
        return fail_heading(file, column, error);
    }
    if (file->seen[found]) {
        return chiso__csv_fail_twice(&file->csv, column, error);
    }
    file->seen[found] = true;
    file->questions[column] = (uint16_t)found;
    return CHISO_OK;
}

static chiso_status read_wide_header(struct file *file, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    file->columns[COLUMN_UNIT] = SIZE_MAX;
    file->columns[COLUMN_WEIGHT] = SIZE_MAX;
    file->questions = chiso__alloc(&file->csv.allocator, file->width, sizeof(*file->questions));
    file->seen = chiso__alloc_zero(&file->csv.allocator, (size_t)file->own->questions.count + 1,
                                   sizeof(*file->seen));
    if (file->questions == NULL || file->seen == NULL) {
        return chiso__fail_memory(error);
    }
    for (size_t column = 0; column < file->width && status == CHISO_OK; column++) {
        status = chiso__csv_check_heading(&file->csv, column, error);
        if (status == CHISO_OK) {
            status = read_heading(file, column, error);
        }
    }
    if (status == CHISO_OK && file->columns[COLUMN_UNIT] == SIZE_MAX) {
        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_NO_COLUMN,
                    CHISO__WORDS(chiso__say_text(headings[COLUMN_UNIT].word)));
        return chiso__csv_fail_field(&file->csv, 0, CHISO_E_COLUMN, error);
    }
    return status;
}

static chiso_status read_header(struct file *file, chiso_error *error)
{
    bool more = false;
    bool is_long = false;
    const chiso_status status = chiso__csv_header(&file->csv, &more, error);

    if (status == CHISO_OK && !more) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_TALLY_FILE_EMPTY, NULL);
    }
    if (status != CHISO_OK) {
        return status;
    }
    file->width = file->csv.field_count;
    for (size_t column = 0; column < file->width; column++) {
        const struct chiso__span heading = file->csv.fields[column].span;

        is_long = is_long || chiso__is_named(heading, headings[COLUMN_QUESTION].word) ||
                  chiso__is_named(heading, headings[COLUMN_ANSWER].word);
    }
    return is_long ? chiso__csv_headings(&file->csv, headings, COLUMNS, file->columns, error)
                   : read_wide_header(file, error);
}

/* The unit of the current row, added when it is new. */
static chiso_status find_unit(struct file *file, uint32_t *out_unit, chiso_error *error)
{
    const struct chiso__codes *units = &file->own->units;
    const struct chiso__span code = field_of(file, COLUMN_UNIT);
    int64_t found = CHISO__NOT_FOUND;
    chiso_status status = CHISO_OK;

    if (code.size == 0) {
        chiso__fail(error, CHISO_E_CODE, CHISO__SAY_ROW_NAMES_NO_UNIT, NULL);
        return chiso__csv_fail_field(&file->csv, file->columns[COLUMN_UNIT], CHISO_E_CODE, error);
    }
    if (file->last_unit < units->count && chiso__span_equal(units->codes[file->last_unit], code)) {
        *out_unit = file->last_unit;
        return CHISO_OK;
    }
    found = chiso__index_find(&units->index, units->codes, code);
    if (found == CHISO__NOT_FOUND) {
        found = units->count;
        status = chiso__tally_put_unit(file->own, code, error);
    }
    if (status != CHISO_OK) {
        return chiso__csv_fail_field(&file->csv, file->columns[COLUMN_UNIT], status, error);
    }
    *out_unit = file->last_unit = (uint32_t)found;
    return CHISO_OK;
}

/* The question of the current row of the long layout. */
static chiso_status find_question(struct file *file, uint32_t *out_question, chiso_error *error)
{
    const struct chiso__codes *questions = &file->own->questions;
    const struct chiso__span code = field_of(file, COLUMN_QUESTION);
    const uint32_t next = file->next_question < questions->count ? file->next_question : 0;
    int64_t found = CHISO__NOT_FOUND;

    if (questions->count > 0 && chiso__span_equal(questions->codes[next], code)) {
        found = next;
    } else {
        found = chiso__index_find(&questions->index, questions->codes, code);
    }
    if (found == CHISO__NOT_FOUND) {
        chiso__fail(error, CHISO_E_NODE, CHISO__SAY_UNIT_NO_QUESTION,
                    CHISO__WORDS(chiso__say(field_of(file, COLUMN_UNIT)), chiso__say(code)));
        return chiso__csv_fail_field(&file->csv, file->columns[COLUMN_QUESTION], CHISO_E_NODE,
                                     error);
    }
    *out_question = (uint32_t)found;
    file->next_question = (uint32_t)found + 1;
    return CHISO_OK;
}

/* The whole number of a cell; what spreadsheets make of one, such as 3.0, is one too. CHISO_E_RANGE
 * where it is too large for a decimal. */
static chiso_status read_whole(struct file *file, struct chiso__span span, int64_t *out_number)
{
    chiso_decimal value = 0;
    bool rounded = false;
    enum chiso__number number = CHISO__NUMBER_OK;

    if (!chiso__number_read_short(span, &file->csv.style, &value)) {
        number = chiso__number_read(span, &file->csv.style, &value, &rounded);
    }
    if (number != CHISO__NUMBER_OK) {
        return number == CHISO__NUMBER_LARGE ? CHISO_E_RANGE : CHISO_E_NUMBER;
    }
    if (rounded || value % CHISO_DECIMAL_ONE != 0) {
        return CHISO_E_NUMBER;
    }
    *out_number = value / CHISO_DECIMAL_ONE;
    return CHISO_OK;
}

/* The option that a cell chooses, or CHISO_NO_ANSWER. */
static chiso_status read_answer(struct file *file, size_t column, uint32_t question,
                                uint32_t *out_option, chiso_error *error)
{
    const struct chiso__span span = file->csv.fields[column].span;
    const uint32_t options = chiso__tally_option_count(file->own, question);
    int64_t answer = 0;
    chiso_status status = CHISO_OK;

    if (span.size == 0 || (span.size == 1 && span.text[0] == '-')) {
        *out_option = CHISO_NO_ANSWER;
        return CHISO_OK;
    }
    status = read_whole(file, span, &answer);
    if (status == CHISO_OK && answer >= 1 && answer <= options) {
        *out_option = (uint32_t)(answer - 1);
        return CHISO_OK;
    }
    status = status == CHISO_OK ? CHISO_E_RANGE : status;
    chiso__fail(error, status, CHISO__SAY_ANSWER_NOT_NUMBER,
                CHISO__WORDS(chiso__say(field_of(file, COLUMN_UNIT)),
                             chiso__say(file->own->questions.codes[question]), chiso__say(span),
                             chiso__say_count(options)));
    return chiso__csv_fail_field(&file->csv, column, status, error);
}

static chiso_status read_count(struct file *file, uint32_t question, int64_t *out_count,
                               chiso_error *error)
{
    chiso_status status = CHISO_OK;

    *out_count = 1;
    if (file->columns[COLUMN_COUNT] == SIZE_MAX) {
        return CHISO_OK;
    }
    status = read_whole(file, field_of(file, COLUMN_COUNT), out_count);
    if (status == CHISO_OK && *out_count >= 0) {
        return CHISO_OK;
    }
    status = status == CHISO_OK ? CHISO_E_RANGE : status;
    chiso__fail(error, status, CHISO__SAY_COUNT_NOT_NUMBER,
                CHISO__WORDS(chiso__say(field_of(file, COLUMN_UNIT)),
                             chiso__say(file->own->questions.codes[question]),
                             chiso__say(field_of(file, COLUMN_COUNT)),
                             chiso__say_count(CHISO_ANSWER_LIMIT)));
    return chiso__csv_fail_field(&file->csv, file->columns[COLUMN_COUNT], status, error);
}

/* The weight of the respondent of the current row. */
static chiso_status read_weight(struct file *file, chiso_error *error)
{
    bool rounded = false;
    enum chiso__number number = CHISO__NUMBER_OK;

    file->weight = CHISO_DECIMAL_ONE;
    if (file->columns[COLUMN_WEIGHT] == SIZE_MAX) {
        return CHISO_OK;
    }
    number = chiso__number_read(field_of(file, COLUMN_WEIGHT), &file->csv.style, &file->weight,
                                &rounded);
    if (number == CHISO__NUMBER_OK && !rounded && file->weight >= 0) {
        return CHISO_OK;
    }
    chiso__fail(error, CHISO_E_NUMBER, CHISO__SAY_WEIGHT_NOT_NUMBER,
                CHISO__WORDS(chiso__say(field_of(file, COLUMN_UNIT)),
                             chiso__say(field_of(file, COLUMN_WEIGHT))));
    return chiso__csv_fail_field(&file->csv, file->columns[COLUMN_WEIGHT], CHISO_E_NUMBER, error);
}

static chiso_status count_cell(struct file *file, size_t column, uint32_t unit, uint32_t question,
                               int64_t count, chiso_error *error)
{
    uint32_t option = CHISO_NO_ANSWER;
    chiso_status status = read_answer(file, column, question, &option, error);

    if (status != CHISO_OK || option == CHISO_NO_ANSWER) {
        return status;
    }
    status = chiso__tally_check_weight(file->own, count, (chiso__wide)count * file->weight, error);
    if (status == CHISO_OK && file->weight != CHISO_DECIMAL_ONE &&
        !chiso__tally_need_weights(file->own)) {
        return chiso__fail_memory(error);
    }
    if (status != CHISO_OK) {
        chiso__fail_within(error, status, CHISO__SAY_IN_UNIT_QUESTION,
                           CHISO__WORDS(chiso__say(field_of(file, COLUMN_UNIT)),
                                        chiso__say(file->own->questions.codes[question])));
        return chiso__csv_fail_field(&file->csv, column, status, error);
    }
    chiso__tally_count_weighted(file->own, chiso__tally_bin(file->own, unit, question) + option,
                                count, file->weight);
    return CHISO_OK;
}

static chiso_status read_wide_row(struct file *file, chiso_error *error)
{
    uint32_t unit = 0;
    chiso_status status = find_unit(file, &unit, error);

    if (status == CHISO_OK) {
        status = read_weight(file, error);
    }
    for (size_t column = 0; column < file->width && status == CHISO_OK; column++) {
        if (file->questions[column] != NO_QUESTION) {
            status = count_cell(file, column, unit, file->questions[column], 1, error);
        }
    }
    return status;
}

static chiso_status read_long_row(struct file *file, chiso_error *error)
{
    uint32_t unit = 0;
    uint32_t question = 0;
    int64_t count = 0;
    chiso_status status = find_unit(file, &unit, error);

    if (status == CHISO_OK) {
        status = find_question(file, &question, error);
    }
    if (status == CHISO_OK) {
        status = read_count(file, question, &count, error);
    }
    if (status == CHISO_OK) {
        status = read_weight(file, error);
    }
    return status == CHISO_OK
               ? count_cell(file, file->columns[COLUMN_ANSWER], unit, question, count, error)
               : status;
}

static chiso_status read_rows(struct file *file, chiso_error *error)
{
    bool more = true;
    bool any = false;
    chiso_status status = read_header(file, error);

    while (status == CHISO_OK && more) {
        status = chiso__csv_next_of(&file->csv, file->width, &more, error);
        if (status == CHISO_OK && more) {
            any = true;
            status =
                file->questions == NULL ? read_long_row(file, error) : read_wide_row(file, error);
        }
    }
    if (status == CHISO_OK && !any) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_NO_ANSWER_BELOW_HEADER, NULL);
    }
    return status;
}

/* A tally of the same questions without units. */
static chiso_status new_alike(const chiso_tally *tally, chiso_tally **out_own, chiso_error *error)
{
    chiso_status status = chiso_tally_new(&tally->allocator, out_own, error);

    for (uint32_t i = 0; i < tally->questions.count && status == CHISO_OK; i++) {
        status = chiso__tally_put_question(*out_own, tally->questions.codes[i],
                                           chiso__tally_option_count(tally, i), error);
        if (status == CHISO_OK) {
            (*out_own)->left_out[i] = tally->left_out[i];
        }
    }
    return status;
}

/* Adds the units and the counts of a file's tally. What can fail comes first, and shows nowhere. */
static chiso_status take(chiso_tally *tally, const chiso_tally *own, chiso_error *error)
{
    uint32_t ahead = 0;
    chiso_status status = chiso__tally_check_weight(
        tally, own->total, (chiso__wide)own->total * CHISO_DECIMAL_ONE + own->total_excess, error);

    for (uint32_t i = 0; i < own->units.count && status == CHISO_OK; i++) {
        if (chiso__index_find(&tally->units.index, tally->units.codes, own->units.codes[i]) ==
            CHISO__NOT_FOUND) {
            status = chiso__tally_prepare_unit(tally, own->units.codes[i], ahead++, error);
        }
    }
    if (status == CHISO_OK && own->excess != NULL && !chiso__tally_need_weights(tally)) {
        status = chiso__fail_memory(error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    while (ahead-- > 0) {
        chiso__tally_commit_unit(tally);
    }
    for (uint32_t i = 0; i < own->units.count; i++) {
        const int64_t unit =
            chiso__index_find(&tally->units.index, tally->units.codes, own->units.codes[i]);

        for (uint32_t bin = 0; bin < own->row; bin++) {
            const size_t to = CHISO__SPARES + (size_t)unit * tally->row_room + bin;
            const size_t from = CHISO__SPARES + (size_t)i * own->row_room + bin;

            tally->counters[to] += own->counters[from];
            if (own->excess != NULL) {
                tally->excess[to].weights += own->excess[from].weights;
                tally->excess[to].squares += own->excess[from].squares;
            }
        }
    }
    tally->total += own->total;
    tally->total_excess += own->total_excess;
    return CHISO_OK;
}

chiso_status chiso_tally_read_csv(chiso_tally *tally, const char *text, size_t size,
                                  chiso_error *error)
{
    struct file file = {.last_unit = 0};
    chiso_status status = CHISO_OK;

    if (tally == NULL || text == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__csv_open(&file.csv, (struct chiso__span){text, size}, NULL, &tally->allocator,
                             error);
    if (status == CHISO_OK) {
        status = new_alike(tally, &file.own, error);
    }
    if (status == CHISO_OK) {
        status = read_rows(&file, error);
    }
    if (status == CHISO_OK) {
        status = take(tally, file.own, error);
    }
    chiso__release(&tally->allocator, file.questions);
    chiso__release(&tally->allocator, file.seen);
    chiso__csv_close(&file.csv);
    chiso_tally_free(file.own);
    return status;
}
