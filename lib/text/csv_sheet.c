/* The rows of a CSV file as a spreadsheet counts them, for headings that stand anywhere. */
#include "text/csv_inside.h"

/* Passes rows with the separator at hand; how many there were. */
static chiso_status pass_rows(struct chiso__csv *csv, uint32_t rows, uint32_t *out_passed,
                              chiso_error *error)
{
    chiso_status status = CHISO_OK;

    *out_passed = 0;
    while (*out_passed < rows && csv->at < csv->size && status == CHISO_OK) {
        status = chiso__csv_read_row(csv, error);
        *out_passed += status == CHISO_OK;
    }
    return status;
}

/* How many fields a row has where a character is the separator; 0 where there is no such row. */
static chiso_status count_fields(struct chiso__csv *csv, char separator, uint32_t row,
                                 size_t *out_count, chiso_error *error)
{
    uint32_t passed = 0;
    chiso_status status = CHISO_OK;

    *out_count = 0;
    chiso__csv_restart(csv);
    csv->separator = separator;
    status = pass_rows(csv, row, &passed, error);
    if (status == CHISO_OK && passed == row) {
        *out_count = csv->field_count;
    }
    return status;
}

/* The separator that parts a row into most fields. Where a quote is never closed with one, it is
 * not that; CHISO_E_SYNTAX where that is so with each. */
static chiso_status find_separator(struct chiso__csv *csv, uint32_t row, char *out_separator,
                                   chiso_error *error)
{
    static const char separators[] = {',', ';', '\t'};
    chiso_error first = CHISO_ERROR_INIT;
    size_t most = 0;
    bool is_found = false;

    for (size_t i = 0; i < sizeof(separators); i++) {
        size_t count = 0;
        chiso_error own = CHISO_ERROR_INIT;
        const chiso_status status = count_fields(csv, separators[i], row, &count, &own);

        if (status == CHISO_E_MEMORY) {
            return chiso__fail_memory(error);
        }
        if (status != CHISO_OK && i == 0) {
            first = own;
        }
        if (status == CHISO_OK && (!is_found || count > most)) {
            is_found = true;
            most = count;
            *out_separator = separators[i];
        }
    }
    if (!is_found && error != NULL) {
        *error = first;
    }
    return is_found ? CHISO_OK : CHISO_E_SYNTAX;
}

chiso_status chiso__csv_go_to(struct chiso__csv *csv, uint32_t row, uint32_t *out_rows,
                              bool *out_is_there, chiso_error *error)
{
    char separator = '\0';
    chiso_status status = CHISO_OK;

    chiso__csv_restart(csv);
    separator = csv->separator;
    if (separator == '\0') {
        status = find_separator(csv, row, &separator, error);
        chiso__csv_restart(csv);
        csv->separator = separator;
    }
    if (status == CHISO_OK) {
        csv->style.comma_allowed = separator != ',';
        status = pass_rows(csv, row - 1, out_rows, error);
    }
    *out_is_there = csv->at < csv->size;
    return status;
}
