/* The rows and fields of a CSV file, with their places. */
#include "text/csv.h"

#include "text/csv_inside.h"
#include "text/unsafe.h"

#include <string.h>

static bool is_end(const struct chiso__csv *csv, size_t at)
{
    return at == csv->size || csv->text[at] == '\n' ||
           (csv->text[at] == '\r' && (at + 1 == csv->size || csv->text[at + 1] == '\n'));
}

static size_t after_line(const struct chiso__csv *csv, size_t at)
{
    if (at < csv->size && csv->text[at] == '\r') {
        at++;
    }
    return at < csv->size ? at + 1 : at;
}

/* Whether a byte stands between digits, as the comma of a code such as 1,10 does. */
static bool is_between_digits(const struct chiso__csv *csv, size_t at)
{
    return at > 0 && at + 1 < csv->size && chiso__is_digit(csv->text[at - 1]) &&
           chiso__is_digit(csv->text[at + 1]);
}

/* The separator that stands most often in the header, quotes left out; a comma where none does.
 * Commas between digits separate nothing where something else may. */
static char find_separator(const struct chiso__csv *csv)
{
    static const char separators[] = {',', ';', '\t'};
    size_t counts[sizeof(separators)] = {0};
    size_t best = 0;
    bool quoted = false;
    bool is_comma = false;

    for (size_t at = csv->at; at < csv->size && (quoted || !is_end(csv, at)); at++) {
        if (csv->text[at] == '"') {
            quoted = !quoted;
        }
        for (size_t i = 0; i < sizeof(separators) && !quoted; i++) {
            counts[i] += csv->text[at] == separators[i];
        }
        is_comma = is_comma || (csv->text[at] == ',' && !quoted && !is_between_digits(csv, at));
    }
    counts[0] = is_comma ? counts[0] : 0;
    for (size_t i = 1; i < sizeof(separators); i++) {
        if (counts[i] > counts[best]) {
            best = i;
        }
    }
    return separators[best];
}

/* Where the line ends, and whether it is blank or a note. */
static bool is_passed(const struct chiso__csv *csv, size_t at, size_t *out_end)
{
    const bool note = at < csv->size && csv->text[at] == '#';
    bool blank = true;

    while (!is_end(csv, at)) {
        blank = blank && csv->text[at] == ' ';
        at++;
    }
    *out_end = at;
    return note || blank;
}

/* The header is the first line that says something: the separator is looked for there. */
static void pass_notes(struct chiso__csv *csv)
{
    size_t end = 0;

    while (csv->at < csv->size && is_passed(csv, csv->at, &end)) {
        csv->at = after_line(csv, end);
    }
}

/* The separator of a line "sep=;", as spreadsheet programs put before the header for each other; it
 * is passed. NUL where there is none. */
static char take_separator_line(struct chiso__csv *csv)
{
    static const char name[] = "sep=";
    const size_t size = sizeof(name) - 1;
    char separator = '\0';

    if (csv->size - csv->at <= size || memcmp(csv->text + csv->at, name, size) != 0 ||
        !is_end(csv, csv->at + size + 1)) {
        return '\0';
    }
    separator = csv->text[csv->at + size];
    if (separator != ',' && separator != ';' && separator != '\t') {
        return '\0';
    }
    csv->at = after_line(csv, csv->at + size + 1);
    return separator;
}

void chiso__csv_restart(struct chiso__csv *csv)
{
    csv->at = csv->size >= 3 && memcmp(csv->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    csv->separator = take_separator_line(csv);
}

chiso_status chiso__csv_open(struct chiso__csv *csv, struct chiso__span text,
                             const struct chiso__desk *desk, const chiso_allocator *allocator,
                             chiso_error *error)
{
    chiso_status status = CHISO_OK;

    *csv = (struct chiso__csv){.allocator = *allocator, .text = text.text, .size = text.size};
    if (desk != NULL) {
        csv->intake = desk->intake;
        csv->file = desk->file;
        csv->first_remark = desk->intake->count;
    }
    status = chiso__csv_take_text(csv, error);
    if (status != CHISO_OK) {
        return status;
    }
    chiso__csv_restart(csv);
    csv->first_row = csv->at;
    pass_notes(csv);
    if (csv->separator == '\0') {
        csv->separator = find_separator(csv);
    }
    csv->style.comma_allowed = csv->separator != ',';
    return CHISO_OK;
}

void chiso__csv_close(struct chiso__csv *csv)
{
    chiso__release(&csv->allocator, csv->fields);
    chiso__release(&csv->allocator, csv->scratch);
    chiso__release(&csv->allocator, csv->own);
    csv->own = NULL;
    csv->fields = NULL;
    csv->scratch = NULL;
}

static chiso_status fail_here(const struct chiso__csv *csv, size_t offset,
                              enum chiso__message message, chiso_error *error)
{
    chiso__fail(error, CHISO_E_SYNTAX, message, NULL);
    return chiso__fail_at(error, CHISO_E_SYNTAX, chiso__csv_place(csv, offset));
}

static bool grow_fields(struct chiso__csv *csv)
{
    const size_t capacity = csv->field_capacity == 0 ? 64 : csv->field_capacity * 2;
    void *block = csv->fields;

    if (!chiso__resize(&csv->allocator, &block, capacity, sizeof(*csv->fields))) {
        return false;
    }
    csv->fields = block;
    csv->field_capacity = capacity;
    return true;
}

static inline bool add_field(struct chiso__csv *csv, struct chiso__field field)
{
    if (csv->field_count == csv->field_capacity && !grow_fields(csv)) {
        return false;
    }
    csv->fields[csv->field_count++] = field;
    csv->filled = csv->filled || field.span.size > 0;
    return true;
}

bool chiso__csv_add_field(struct chiso__csv *csv, struct chiso__field field)
{
    return add_field(csv, field);
}

/* The end of a quoted field: the closing quote. SIZE_MAX where it is never closed. */
static size_t closing_quote(const struct chiso__csv *csv, size_t at)
{
    for (;;) {
        const char *quote = memchr(csv->text + at, '"', csv->size - at);

        if (quote == NULL) {
            return SIZE_MAX;
        }
        at = (size_t)(quote - csv->text);
        if (at + 1 == csv->size || csv->text[at + 1] != '"') {
            return at;
        }
        at += 2;
    }
}

/* Copies the inside of a quoted field, doubled quotes made single. Only the first byte's place in
 * the scratch is kept: it may still move. */
static bool unquote(struct chiso__csv *csv, size_t start, size_t end, struct chiso__span *out_span)
{
    const size_t most = end - start;

    if (csv->scratch == NULL || csv->scratch_capacity - csv->scratch_used < most) {
        void *block = csv->scratch;
        const size_t capacity = (csv->scratch_capacity + most) * 2 + 64;

        if (!chiso__resize(&csv->allocator, &block, capacity, 1)) {
            return false;
        }
        csv->scratch = block;
        csv->scratch_capacity = capacity;
    }
    *out_span = (struct chiso__span){NULL, 0};
    for (size_t i = start; i < end; i++) {
        csv->scratch[csv->scratch_used + out_span->size++] = csv->text[i];
        if (csv->text[i] == '"') {
            i++;
        }
    }
    csv->scratch_used += out_span->size;
    return true;
}

/* Takes off the apostrophe that keeps a spreadsheet from running a text as a formula. */
static void take_guard_off(struct chiso__span *span)
{
    if (chiso__is_guard(*span, true)) {
        *span = (struct chiso__span){span->text + 1, span->size - 1};
    }
}

/* Whether a quoted text has to be changed to be read: quotes that are there twice, or guards behind
 * what another spreadsheet takes for separators. */
static bool needs_change(struct chiso__span span)
{
    return memchr(span.text, '"', span.size) != NULL ||
           (memchr(span.text, '\'', span.size) != NULL && chiso__has_inner(span, chiso__is_guard));
}

static chiso_status read_quoted(struct chiso__csv *csv, chiso_error *error)
{
    const size_t start = csv->at;
    const size_t end = closing_quote(csv, start + 1);
    struct chiso__field field = {{csv->text + start + 1, 0}, start};

    if (end == SIZE_MAX) {
        return fail_here(csv, start, CHISO__SAY_QUOTE_NOT_CLOSED, error);
    }
    field.span.size = end - start - 1;
    if (!needs_change(field.span)) {
        take_guard_off(&field.span);
    } else if (!unquote(csv, start + 1, end, &field.span)) {
        return chiso__fail_memory(error);
    }
    csv->at = end + 1;
    while (csv->at < csv->size && csv->text[csv->at] == ' ') {
        csv->at++;
    }
    if (!is_end(csv, csv->at) && csv->text[csv->at] != csv->separator) {
        return fail_here(csv, csv->at, CHISO__SAY_TEXT_BEHIND_QUOTE, error);
    }
    return add_field(csv, field) ? CHISO_OK : chiso__fail_memory(error);
}

/* A field without quotes. */
static chiso_status read_plain(struct chiso__csv *csv, chiso_error *error)
{
    const size_t start = csv->at;
    const size_t end = chiso__csv_field_end(csv, start);
    struct chiso__field field = {{csv->text + start, end - start}, start};

    csv->at = end;
    /* What belongs to a line end "\r\n" is white space to the trimming. */
    field.span = chiso__trim(field.span);
    field.offset = field.span.size > 0 ? (size_t)(field.span.text - csv->text) : start;
    take_guard_off(&field.span);
    return add_field(csv, field) ? CHISO_OK : chiso__fail_memory(error);
}

/* Once a row is read the scratch moves no more, and the fields in it get their addresses. */
static void settle(struct chiso__csv *csv)
{
    size_t used = 0;

    for (size_t i = 0; i < csv->field_count; i++) {
        struct chiso__span *span = &csv->fields[i].span;

        if (span->text == NULL && span->size > 0) {
            char *const text = csv->scratch + used;

            used += span->size;
            *span = (struct chiso__span){text, chiso__unguard(text, span->size)};
        }
    }
}

/* Whether the next field is quoted; white space before the quote is passed then. */
static inline bool at_quote(struct chiso__csv *csv)
{
    size_t at = csv->at;

    while (at < csv->size && csv->text[at] == ' ') {
        at++;
    }
    if (at == csv->size || csv->text[at] != '"') {
        return false;
    }
    csv->at = at;
    return true;
}

static inline chiso_status read_row(struct chiso__csv *csv, chiso_error *error)
{
    csv->field_count = 0;
    csv->scratch_used = 0;
    csv->quoted = false;
    csv->filled = false;
    while (!chiso__csv_take_ordinary(csv)) {
        const bool quoted = at_quote(csv);
        const chiso_status status = quoted ? read_quoted(csv, error) : read_plain(csv, error);

        if (status != CHISO_OK) {
            return status;
        }
        csv->quoted = csv->quoted || quoted;
        if (is_end(csv, csv->at)) {
            break;
        }
        csv->at++;
    }
    csv->at = after_line(csv, csv->at);
    if (csv->quoted) {
        settle(csv);
    }
    return CHISO_OK;
}

bool chiso__csv_any_row(struct chiso__csv *csv)
{
    if (csv->at >= csv->size) {
        return false;
    }
    csv->separator = find_separator(csv);
    return read_row(csv, NULL) == CHISO_OK;
}

/* How many bytes may be read before the caller is asked whether to go on. */
enum { ASK_EVERY = 65536 };

/* CHISO_OK where the caller lets the reading go on. */
static inline chiso_status ask(struct chiso__csv *csv, chiso_error *error)
{
    if (csv->at < csv->ask_at || csv->intake == NULL) {
        return CHISO_OK;
    }
    csv->ask_at = csv->at + ASK_EVERY;
    return chiso__intake_ask(csv->intake, csv->at, csv->size, error);
}

static inline chiso_status next_row(struct chiso__csv *csv, bool *out_more, chiso_error *error)
{
    while (csv->at < csv->size) {
        chiso_status status = ask(csv, error);

        if (status == CHISO_OK) {
            status = read_row(csv, error);
        }

        if (status != CHISO_OK) {
            return status;
        }
        if (csv->filled) {
            *out_more = true;
            return CHISO_OK;
        }
    }
    *out_more = false;
    return CHISO_OK;
}

chiso_status chiso__csv_read_row(struct chiso__csv *csv, chiso_error *error)
{
    return read_row(csv, error);
}

chiso_status chiso__csv_find_row(struct chiso__csv *csv, bool *out_more, chiso_error *error)
{
    return next_row(csv, out_more, error);
}

chiso_status chiso__csv_header(struct chiso__csv *csv, bool *out_more, chiso_error *error)
{
    const chiso_status status = chiso__csv_find_row(csv, out_more, error);

    if (status == CHISO_OK && *out_more) {
        while (csv->fields[csv->field_count - 1].span.size == 0) {
            csv->field_count--;
        }
    }
    return status;
}

/* Refuses a row that has another number of fields than the header. */
static inline chiso_status check_width(struct chiso__csv *csv, size_t field_count,
                                       chiso_error *error)
{
    while (csv->field_count > field_count && csv->fields[csv->field_count - 1].span.size == 0) {
        csv->field_count--;
    }
    if (csv->field_count == field_count) {
        return CHISO_OK;
    }
    if (csv->field_count < field_count) {
        chiso__fail(
            error, CHISO_E_SYNTAX, CHISO__SAY_ROW_CELL_COUNT,
            CHISO__WORDS(chiso__say_count(csv->field_count), chiso__say_count(field_count)));
    } else {
        chiso__fail(error, CHISO_E_SYNTAX, CHISO__SAY_ROW_CELL_COUNT_MORE,
                    CHISO__WORDS(chiso__say_count(csv->field_count), chiso__say_count(field_count),
                                 csv->separator == '\t'
                                     ? chiso__say_message(CHISO__SAY_A_TAB)
                                     : chiso__say((struct chiso__span){&csv->separator, 1})));
    }
    return chiso__fail_at(
        error, CHISO_E_SYNTAX,
        chiso__csv_place(
            csv, csv->fields[csv->field_count < field_count ? csv->field_count - 1 : field_count]
                     .offset));
}

chiso_status chiso__csv_check_width(struct chiso__csv *csv, size_t field_count, chiso_error *error)
{
    return check_width(csv, field_count, error);
}

/* Goes on behind a line that could not be read; at the end of the text where a quote is never
 * closed. */
static void pass_line(struct chiso__csv *csv)
{
    size_t at = csv->at;

    if (at < csv->size && csv->text[at] == '"' && closing_quote(csv, at + 1) == SIZE_MAX) {
        csv->at = csv->size;
        return;
    }
    while (!is_end(csv, at)) {
        at++;
    }
    csv->at = after_line(csv, at);
}

/* Reads the next row; where a line cannot be read and the reading goes on, it is passed. */
static inline chiso_status next_readable(struct chiso__csv *csv, bool *out_more, chiso_error *error)
{
    chiso_status status = next_row(csv, out_more, error);

    while (status != CHISO_OK) {
        status = chiso__csv_note(csv, status, error);
        if (status != CHISO_OK) {
            return status;
        }
        pass_line(csv);
        status = next_row(csv, out_more, error);
    }
    return CHISO_OK;
}

chiso_status chiso__csv_next(struct chiso__csv *csv, bool *out_more, chiso_error *error)
{
    return next_readable(csv, out_more, error);
}

chiso_status chiso__csv_next_of(struct chiso__csv *csv, size_t field_count, bool *out_more,
                                chiso_error *error)
{
    chiso_status status = CHISO_OK;

    do {
        status = next_readable(csv, out_more, error);
        if (status == CHISO_OK && *out_more) {
            status = check_width(csv, field_count, error);
            if (status == CHISO_OK) {
                return CHISO_OK;
            }
            status = chiso__csv_note(csv, status, error);
        }
    } while (status == CHISO_OK && *out_more);
    return status;
}
