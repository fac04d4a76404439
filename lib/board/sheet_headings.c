/* The headings of a sheet: the row that a mapping names, or two of them joined. */
#include "board/sheet.h"

#include "text/name.h"

/* An upper row of headings, kept while the lower one is read. */
struct upper {
    struct chiso__field *fields;
    size_t count;
};

static struct chiso__span heading_at(const struct chiso__field *fields, size_t count, size_t column)
{
    return column < count ? chiso__trim(fields[column].span) : (struct chiso__span){"", 0};
}

/* Copies the fields of the current row, whose texts would go with it. */
static bool keep_upper(struct chiso__sheet *sheet, struct upper *upper)
{
    struct chiso__csv *csv = sheet->csv;

    upper->count = csv->field_count;
    upper->fields = chiso__alloc(&csv->allocator, csv->field_count, sizeof(*upper->fields));
    for (size_t i = 0; i < csv->field_count && upper->fields != NULL; i++) {
        upper->fields[i] = csv->fields[i];
        upper->fields[i].span.text =
            chiso__arena_copy(&sheet->arena, &csv->allocator, csv->fields[i].span);
        if (upper->fields[i].span.text == NULL) {
            return false;
        }
    }
    return upper->fields != NULL;
}

/* Lets the lower row be as long as the upper one. */
static bool widen(struct chiso__csv *csv, size_t width)
{
    const struct chiso__field empty = {{"", 0}, csv->at};

    while (csv->field_count < width) {
        if (!chiso__csv_add_field(csv, empty)) {
            return false;
        }
    }
    return true;
}

/* Where the columns of an upper heading end: it reaches over the empty ones to its right. */
static size_t end_of_group(const struct upper *upper, size_t width, size_t first)
{
    size_t end = first + 1;

    while (end < width && heading_at(upper->fields, upper->count, end).size == 0) {
        end++;
    }
    return end;
}

/* Of the columns of an upper heading one that has the stage as its lower one; the end for none. */
static size_t stage_column(const struct chiso__sheet *sheet, struct chiso__span stage, size_t first,
                           size_t end)
{
    size_t column = first;

    while (column < end && !chiso__names_equal(chiso__sheet_text(sheet, column), stage)) {
        column++;
    }
    return column;
}

/* Puts one heading in the place of two. Those left out for the sake of a stage are marked. */
static void join_group(struct chiso__sheet *sheet, const struct upper *upper,
                       struct chiso__span stage, size_t first, size_t end, bool *out_found)
{
    const struct chiso__span above = heading_at(upper->fields, upper->count, first);
    const size_t chosen =
        stage.size > 0 && above.size > 0 ? stage_column(sheet, stage, first, end) : end;

    for (size_t column = first; column < end; column++) {
        const bool has_lower = chiso__sheet_text(sheet, column).size > 0;

        if (chosen < end && (has_lower || column > first) && column != chosen) {
            sheet->roles[column].kind = CHISO__ROLE_IGNORED;
        } else if (column == chosen || (!has_lower && column == first && above.size > 0)) {
            sheet->csv->fields[column] = upper->fields[first];
        }
    }
    *out_found = *out_found || chosen < end;
}

/* Joins two rows of headings; those of the lower one are the fields. */
static chiso_status join(struct chiso__sheet *sheet, const struct upper *upper,
                         const struct chiso__mapping_entry *stage, chiso_error *error)
{
    const struct chiso__span name = stage == NULL ? (struct chiso__span){"", 0} : stage->name;
    const size_t width = sheet->csv->field_count;
    bool is_found = stage == NULL;

    for (size_t first = 0, end = 0; first < width; first = end) {
        end = end_of_group(upper, width, first);
        join_group(sheet, upper, name, first, end, &is_found);
    }
    if (!is_found) {
        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_SHEET_NO_STAGE,
                    CHISO__WORDS(chiso__say(name)));
        return chiso__csv_fail_field(sheet->csv, 0, CHISO_E_COLUMN, error);
    }
    return CHISO_OK;
}

/* Columns at the end that neither a heading nor the mapping names are none. */
static void drop_empty(const struct chiso__sheet *sheet, const struct upper *upper)
{
    struct chiso__csv *csv = sheet->csv;
    size_t named = 0;

    for (uint32_t i = 0; i < sheet->mapping->count; i++) {
        const uint32_t place = sheet->mapping->rows[i].place;

        named = place > named ? place : named;
    }
    while (csv->field_count > named &&
           heading_at(csv->fields, csv->field_count, csv->field_count - 1).size == 0 &&
           heading_at(upper->fields, upper->count, csv->field_count - 1).size == 0) {
        csv->field_count--;
    }
}

/* Goes to the row of the headings. */
static chiso_status go_to_header(struct chiso__sheet *sheet, chiso_error *error)
{
    const uint32_t row = sheet->mapping->header;
    uint32_t rows = 0;
    bool is_there = false;
    const chiso_status status = chiso__csv_go_to(sheet->csv, row, &rows, &is_there, error);

    if (status != CHISO_OK || is_there) {
        return status;
    }
    return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_SHEET_NO_ROW,
                       CHISO__WORDS(chiso__say_count(row), chiso__say_count(rows)));
}

/* Room for what columns hold, and for one more. */
static chiso_status make_roles(struct chiso__sheet *sheet, chiso_error *error)
{
    sheet->width = sheet->csv->field_count;
    sheet->roles =
        chiso__alloc_zero(&sheet->csv->allocator, sheet->width + 1, sizeof(*sheet->roles));
    return sheet->roles == NULL ? chiso__fail_memory(error) : CHISO_OK;
}

/* Reads the row of headings that a mapping names, or two of them. */
static chiso_status read_named(struct chiso__sheet *sheet, struct upper *upper,
                               const struct chiso__mapping_entry *stage, chiso_error *error)
{
    struct chiso__csv *csv = sheet->csv;
    const bool is_double = sheet->mapping->header_rows == 2;
    chiso_status status = go_to_header(sheet, error);

    if (status == CHISO_OK) {
        status = chiso__csv_read_row(csv, error);
    }
    if (status == CHISO_OK && is_double) {
        if (!keep_upper(sheet, upper)) {
            return chiso__fail_memory(error);
        }
        csv->field_count = 0;
        status = csv->at < csv->size ? chiso__csv_read_row(csv, error) : CHISO_OK;
    }
    if (status == CHISO_OK && !widen(csv, upper->count)) {
        return chiso__fail_memory(error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    drop_empty(sheet, upper);
    if (csv->field_count == 0) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_SHEET_NO_HEADINGS,
                           CHISO__WORDS(chiso__say_count(sheet->mapping->header)));
    }
    status = make_roles(sheet, error);
    return status == CHISO_OK && is_double ? join(sheet, upper, stage, error) : status;
}

/* Reads the first row that says something, as without a mapping. */
static chiso_status read_first(struct chiso__sheet *sheet, chiso_error *error)
{
    bool more = false;
    const chiso_status status = chiso__csv_find_row(sheet->csv, &more, error);

    if (status != CHISO_OK) {
        return status;
    }
    if (!more) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_BOARD_FILE_EMPTY, NULL);
    }
    drop_empty(sheet, &(struct upper){NULL, 0});
    return make_roles(sheet, error);
}

chiso_status chiso__sheet_headings(struct chiso__sheet *sheet, chiso_error *error)
{
    const struct chiso__mapping_entry *stage = NULL;
    struct upper upper = {NULL, 0};
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < sheet->mapping->count; i++) {
        if (sheet->mapping->rows[i].told == CHISO__TOLD_STAGE) {
            stage = &sheet->mapping->rows[i];
        }
    }
    if (stage != NULL && sheet->mapping->header_rows != 2) {
        return chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_SHEET_STAGE_ALONE,
                           CHISO__WORDS(chiso__say(stage->name)));
    }
    status = sheet->mapping->header == 0 ? read_first(sheet, error)
                                         : read_named(sheet, &upper, stage, error);
    chiso__release(&sheet->csv->allocator, upper.fields);
    return status;
}
