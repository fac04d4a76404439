/* What only the reader of CSV needs. */
#ifndef CHISO_LIB_TEXT_CSV_INSIDE_H
#define CHISO_LIB_TEXT_CSV_INSIDE_H

#include "text/csv.h"

/* Checks the encoding of the text, and makes a copy of it where it cannot be read as it lies. */
chiso_status chiso__csv_take_text(struct chiso__csv *csv, chiso_error *error);

/* The next separator or line feed from a place on, or the end of the text. */
size_t chiso__csv_field_end(const struct chiso__csv *csv, size_t at);

/* Takes fields of the current row that need no second look, as long as there is room for them, up
 * to the first that may need one. True at the end of the row, which is not passed. */
bool chiso__csv_take_ordinary(struct chiso__csv *csv);

/* Goes back to the first line; the separator is the one that a line "sep=;" names, or NUL. */
void chiso__csv_restart(struct chiso__csv *csv);

/* Reads the next row, blank or not, with the separator that it has; false at the end, and where the
 * row cannot be read. */
bool chiso__csv_any_row(struct chiso__csv *csv);

#endif
