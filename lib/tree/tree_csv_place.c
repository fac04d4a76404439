/* Where a criteria file says what is wrong or doubtful. */
#include "tree/tree_csv_inside.h"

size_t chiso__criteria_offset(const struct chiso__criteria_file *file, uint32_t line, int column,
                              bool is_within, uint32_t behind)
{
    const struct chiso__csv *csv = &file->csv;
    size_t offset = file->lines[line].offsets[column];

    if (is_within && offset < csv->size && csv->text[offset] == '"') {
        offset++;
    }
    /* A cell may go on over lines. */
    for (; behind > 0 && offset < csv->size; behind--) {
        struct chiso__span rest = {csv->text + offset, csv->size - offset};

        chiso__utf8_take(&rest);
        offset = csv->size - rest.size;
    }
    return offset;
}

chiso_status chiso__criteria_fail(const struct chiso__criteria_file *file, uint32_t line,
                                  int column, chiso_status status, chiso_error *error)
{
    /* Within a rule the error already counts characters. */
    const uint32_t behind = error != NULL && error->column > 0 ? error->column - 1 : 0;
    const bool is_within = error != NULL && error->column > 0;

    return chiso__fail_at(error, status,
                          chiso__csv_place(&file->csv, chiso__criteria_offset(file, line, column,
                                                                              is_within, behind)));
}
