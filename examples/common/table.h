/*
 * Tables of text in columns that line up on a screen. A table is made twice from the same rows:
 * first each row is measured, then written, so that nothing is kept in between.
 */
#ifndef TABLE_H
#define TABLE_H

#include <chiso/sink.h>

enum { PRINTER_WORD = 256 };
enum { TABLE_COLUMNS = 16, TABLE_CELL_SIZE = 64, TABLE_WIDTH = 100 };

/* Where text goes. Spaces are held back until something follows: no line ends in one. Where there
 * is a width, lines break at a space before it and go on two columns behind where they began; begin
 * with {.sink = sink}. */
struct printer {
    const chiso_sink *sink;
    size_t spaces;
    bool refused;
    size_t width;  /* 0: lines are as long as they come */
    size_t column; /* of the line at hand */
    size_t indent; /* the spaces that the line began with */
    size_t word;   /* the columns of the word at hand, and its bytes */
    size_t held;
    char bytes[PRINTER_WORD];
};

/* Writes text as it is. */
void print_text(struct printer *printer, const char *text);

/* Writes a name or title from a file: control characters, which would break lines or speak to the
 * terminal, become spaces. */
void print_name(struct printer *printer, const char *name);

void print_line_end(struct printer *printer);

/* What is sent to it goes to the printer, which must stay where it is. */
chiso_sink printer_sink(struct printer *printer);

/* The columns that a text takes on a screen. */
size_t display_width(const char *text);

struct column {
    const char *heading; /* NULL: the column is left out */
    bool to_the_right;
    bool wraps; /* it gives way, the widest first, when the table would be wider than it may */
    int leaves; /* where that is not enough, those with the highest number are left out first; 0:
                   never */
    size_t width;
};

/* A column whose cells begin, or end, below each other, or one that wraps. */
struct column column_left(const char *heading);
struct column column_right(const char *heading);
struct column column_wrapping(const char *heading);

struct table {
    struct column columns[TABLE_COLUMNS];
    size_t width;                        /* how wide it may be; 0: TABLE_WIDTH */
    size_t whole;                        /* how wide it would be with all its columns */
    const char *left_out[TABLE_COLUMNS]; /* the headings of those that were left out */
    size_t left_out_count;
};

struct row {
    const char *cells[TABLE_COLUMNS]; /* NULL: empty */
    size_t indent;                    /* of the first cell */
    char texts[TABLE_COLUMNS][TABLE_CELL_SIZE];
};

/* Widens the columns for a row. */
void table_measure(struct table *table, const struct row *row);

/* Ends the measuring: counts the headings in, leaves out the columns that there is no room for, and
 * narrows those that wrap. */
void table_fit(struct table *table);

void table_print_heading(const struct table *table, struct printer *printer);

void table_print_row(const struct table *table, const struct row *row, struct printer *printer);

#endif
