/*
 * A table whose cells all wrap, each in a column of its own width.
 */
#ifndef DOCUMENTS_WRAPPED_TABLE_H
#define DOCUMENTS_WRAPPED_TABLE_H

enum { DOCUMENT_COLUMNS = 5 };

/* Prints a row, over as many lines as its longest cell takes. */
void print_cells(const char *const *cells);

/* Prints a text on a line of its own. As in the cells, control characters become spaces. */
void print_sentence(const char *text);

/* Prints a line across the table. */
void print_line(void);

#endif
