/* Rows of titles above the headings, which a sheet has where people print it. */
#include "text/csv.h"

#include "text/csv_inside.h"

/* So many rows are looked at behind the first. */
enum { ROWS_MOST = 20 };

/* A reading of its own that begins where the text does: a spreadsheet counts notes too. */
static struct chiso__csv begin_again(const struct chiso__csv *csv)
{
    return (struct chiso__csv){
        .allocator = csv->allocator, .text = csv->text, .size = csv->size, .at = csv->first_row};
}

uint32_t chiso__csv_find_headings(const struct chiso__csv *csv, chiso__has_headings has_headings,
                                  const void *context)
{
    struct chiso__csv again = begin_again(csv);
    uint32_t found = 0;

    for (uint32_t row = 1, behind = 0; behind < ROWS_MOST && found == 0; row++) {
        /* The row that was taken for the headings ends where the reading is; what says nothing is
         * no row to it. */
        const bool is_behind = again.at >= csv->at;

        if (!chiso__csv_any_row(&again)) {
            break;
        }
        behind += is_behind && again.filled;
        found = is_behind && has_headings(context, &again) ? row : 0;
    }
    chiso__csv_close(&again);
    return found;
}

chiso_status chiso__csv_fail_title(struct chiso__csv *csv, uint32_t row, chiso_error *error)
{
    chiso_status status = chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_HEADINGS_BELOW,
                                      CHISO__WORDS(chiso__say_count(row)));

    status = chiso__csv_fail_field(csv, 0, status, error);
    return chiso__csv_note(csv, status, error) == CHISO_OK ? chiso__csv_stop(csv, status) : status;
}

/* The headings that a file may have. */
struct known {
    const struct chiso__heading *headings;
    size_t count;
};

/* One heading may be a word of a cell: a combine is "max". */
static bool has_two(const void *context, const struct chiso__csv *row)
{
    const struct known *known = context;

    return chiso__csv_count_headings(row, known->headings, known->count) > 1;
}

chiso_status chiso__csv_check_titles(struct chiso__csv *csv, const struct chiso__heading *headings,
                                     size_t count, uint32_t said, chiso_error *error)
{
    const struct known known = {headings, count};
    const uint32_t row = chiso__csv_count_headings(csv, headings, count) > 0
                             ? 0
                             : chiso__csv_find_headings(csv, has_two, &known);

    uint32_t rows = 0;
    bool is_there = false;
    chiso_status status = CHISO_OK;

    if (row == 0 || row != said) {
        return row == 0 ? CHISO_OK : chiso__csv_fail_title(csv, row, error);
    }
    status = chiso__csv_go_to(csv, row, &rows, &is_there, error);
    if (status != CHISO_OK) {
        return status;
    }
    return chiso__csv_header(csv, &is_there, error);
}
