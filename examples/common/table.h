/*
 * Tables of text in columns that line up on a screen. A table is made twice from the same rows:
 * first each row is measured, then written, so that nothing is kept in between.
 */
#ifndef TABLE_H
#define TABLE_H

#include <chiso/sink.h>

enum { TABLE_COLUMNS = 14, TABLE_CELL_SIZE = 64, TABLE_WIDTH = 100 };

/* Where text goes. Spaces are held back until something follows: no line ends in one. */
struct printer {
    const chiso_sink *sink;
    size_t spaces;
    bool refused;
};

/* Writes text as it is. */
void print_text(struct printer *printer, const char *text);

/* Writes a name or title from a file: control characters, which would break lines or speak to the
 * terminal, become spaces. */
void print_name(struct printer *printer, const char *name);

void print_line_end(struct printer *printer);

/* The columns that a text takes on a screen. */
size_t display_width(const char *text);

struct column {
    const char *heading; /* NULL: the column is left out */
    bool to_the_right;
    bool wraps; /* it gives way, the widest first, when the table would be wider than TABLE_WIDTH */
    size_t width;
};

/* A column whose cells begin, or end, below each other, or one that wraps. */
struct column column_left(const char *heading);
struct column column_right(const char *heading);
struct column column_wrapping(const char *heading);

struct table {
    struct column columns[TABLE_COLUMNS];
};

struct row {
    const char *cells[TABLE_COLUMNS]; /* NULL: empty */
    size_t indent;                    /* of the first cell */
    char texts[TABLE_COLUMNS][TABLE_CELL_SIZE];
};

/* Widens the columns for a row. */
void table_measure(struct table *table, const struct row *row);

/* Ends the measuring: counts the headings in and narrows the column that wraps. */
void table_fit(struct table *table);

void table_print_heading(const struct table *table, struct printer *printer);

void table_print_row(const struct table *table, const struct row *row, struct printer *printer);

#endif
