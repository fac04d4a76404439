/* A mapping as a file. */
#include "board/mapping.h"

#include "text/csv.h"

enum { WHAT_COLUMN, VALUE_COLUMN, COLUMN_COUNT };

static chiso_status read_row(struct chiso__csv *csv, const size_t *columns, chiso_mapping *mapping,
                             chiso_error *error)
{
    bool value_is_wrong = false;
    const chiso_status status =
        chiso__mapping_add(mapping, csv->fields[columns[WHAT_COLUMN]].span,
                           csv->fields[columns[VALUE_COLUMN]].span, &value_is_wrong, error);

    return status == CHISO_OK || status == CHISO_E_MEMORY
               ? status
               : chiso__csv_fail_field(csv, columns[value_is_wrong ? VALUE_COLUMN : WHAT_COLUMN],
                                       status, error);
}

static chiso_status read_rows(struct chiso__csv *csv, chiso_mapping *mapping, chiso_error *error)
{
    static const struct chiso__heading headings[COLUMN_COUNT] = {
        {"what", true, CHISO__SAY_NOTHING}, {"value", true, CHISO__SAY_NOTHING}};
    size_t columns[COLUMN_COUNT];
    size_t width = 0;
    bool more = false;
    chiso_status status = chiso__csv_header(csv, &more, error);

    if (status == CHISO_OK && !more) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_MAPPING_FILE_EMPTY, NULL);
    }
    if (status == CHISO_OK) {
        width = csv->field_count;
        status = chiso__csv_headings(csv, headings, COLUMN_COUNT, columns, error);
    }
    while (status == CHISO_OK && more) {
        status = chiso__csv_next_of(csv, width, &more, error);
        if (status == CHISO_OK && more) {
            status = chiso__csv_note(csv, read_row(csv, columns, mapping, error), error);
        }
    }
    return status;
}

chiso_status chiso_mapping_read_csv(const char *text, size_t size, const chiso_allocator *allocator,
                                    chiso_mapping **out_mapping, chiso_error *error)
{
    return chiso__read_mapping(text, size, NULL, allocator, out_mapping, error);
}

chiso_status chiso__read_mapping(const char *text, size_t size, const struct chiso__desk *desk,
                                 const chiso_allocator *allocator, chiso_mapping **out_mapping,
                                 chiso_error *error)
{
    struct chiso__csv csv;
    chiso_mapping *mapping = NULL;
    chiso_status status = CHISO_OK;

    if (out_mapping == NULL) {
        return chiso__fail_null(error);
    }
    *out_mapping = NULL;
    if (text == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso_mapping_new(allocator, &mapping, error);
    if (mapping == NULL) {
        return status;
    }
    status =
        chiso__csv_open(&csv, (struct chiso__span){text, size}, desk, &mapping->allocator, error);
    if (status == CHISO_OK) {
        status = read_rows(&csv, mapping, error);
    }
    status = chiso__csv_end(&csv, status, error);
    chiso__csv_close(&csv);
    if (status != CHISO_OK) {
        chiso_mapping_free(mapping);
        return status;
    }
    *out_mapping = mapping;
    return CHISO_OK;
}
