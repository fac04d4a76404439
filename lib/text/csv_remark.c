/* Mistakes and doubts of a CSV file, in the list that its reader may have. */
#include "text/csv.h"

struct chiso__text_place chiso__csv_place_from(struct chiso__csv *csv, size_t offset)
{
    struct chiso__text_place place = {csv->told_line + 1, 1};
    size_t start = csv->told_start;

    if (offset < start) {
        return chiso__csv_place(csv, offset);
    }
    for (size_t at = start; at < offset; at++) {
        if (csv->text[at] == '\n') {
            place.line++;
            start = at + 1;
        }
    }
    if (start > 0) {
        csv->told_line = place.line - 1;
        csv->told_start = start;
        place.column +=
            (uint32_t)chiso__characters((struct chiso__span){csv->text + start, offset - start});
        return place;
    }
    return chiso__csv_place(csv, offset);
}

chiso_status chiso__csv_note(struct chiso__csv *csv, chiso_status status, chiso_error *error)
{
    if (!chiso__is_of_file(status) || csv->intake == NULL || csv->stopped) {
        return status;
    }
    if (!chiso__intake_is_full(csv->intake)) {
        if (!chiso__intake_add(csv->intake, CHISO_REMARK_MISTAKE, CHISO_DOUBT_NONE, csv->file,
                               error)) {
            return chiso__fail_memory(error);
        }
        csv->mistakes++;
    }
    csv->stopped = chiso__intake_is_full(csv->intake);
    return csv->stopped ? status : CHISO_OK;
}

chiso_status chiso__csv_doubt(struct chiso__csv *csv, chiso_doubt doubt, size_t offset,
                              chiso_error *error)
{
    if (csv->intake == NULL) {
        return CHISO_OK;
    }
    chiso__fail_at(error, CHISO_OK,
                   offset == SIZE_MAX ? (struct chiso__text_place){0, 0}
                                      : chiso__csv_place_from(csv, offset));
    return chiso__intake_add(csv->intake, CHISO_REMARK_DOUBT, doubt, csv->file, error)
               ? CHISO_OK
               : chiso__fail_memory(error);
}

chiso_status chiso__csv_end(struct chiso__csv *csv, chiso_status status, chiso_error *error)
{
    if (csv->intake == NULL || (status != CHISO_OK && !chiso__is_of_file(status))) {
        return status;
    }
    chiso__csv_note(csv, status, error);
    if (!chiso__intake_sort(csv->intake, csv->first_remark)) {
        return chiso__fail_memory(error);
    }
    for (uint32_t i = csv->first_remark; i < csv->intake->count; i++) {
        if (csv->intake->remarks[i].kind == CHISO_REMARK_MISTAKE) {
            chiso__error_of_remark(&csv->intake->remarks[i], error);
            return csv->intake->remarks[i].status;
        }
    }
    return status;
}
