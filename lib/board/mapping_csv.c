/* A mapping as a file. */
#include "board/mapping.h"

#include "text/csv.h"

enum { WHAT_COLUMN, VALUE_COLUMN, COLUMN_COUNT };

static chiso_status take_row(struct chiso__csv *csv, const size_t *columns, void *mapping,
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

static const struct chiso__heading headings[COLUMN_COUNT] = {{"what", true, CHISO__SAY_NOTHING},
                                                             {"value", true, CHISO__SAY_NOTHING}};

static const struct chiso__table rows = {headings, COLUMN_COUNT, CHISO__SAY_MAPPING_FILE_EMPTY,
                                         take_row};

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
        status = chiso__csv_read_table(&csv, &rows, mapping, error);
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
