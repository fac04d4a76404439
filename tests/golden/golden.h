/* What the golden programs share: cells of a table by heading, ranks and figures by code, and what
 * to do without the large tables. */
#ifndef CHISO_TESTS_GOLDEN_H
#define CHISO_TESTS_GOLDEN_H

#include "support.h"

/* The cell of a row (1 is the first below the header) under a heading. */
const char *table_cell(const struct table *table, size_t row, const char *heading);

/* The place of a unit on a node, ranked as said. */
chiso_place golden_place(const chiso_board *board, const char *unit_code, const char *node_code,
                         chiso_rank_options options);

/* A place as a table prints it: "3", "2.5", "" without a rank. */
const char *golden_place_text(chiso_place place, char *text, size_t size);

/* A board of one criterion, a row of points a unit. */
chiso_board *golden_single(const char *criteria_csv, const char *points_csv);

/* The text of a file below the source folder as a scored board over the criteria of another. */
chiso_board *golden_board(const char *criteria_path, const char *points_path);

/* A large table, or the end of the test as skipped, with a line that says so. Free with free(). */
char *golden_table_or_skip(const char *name);

#endif
