/* A table whose cells all wrap, each in a column of its own width. */
#include "wrapped_table.h"

#include "../common/table.h"

#include <chiso/status.h>
#include <stdio.h>
#include <string.h>

static const size_t widths[DOCUMENT_COLUMNS] = {11, 27, 25, 31, 18};

enum { GAP = 2 };

/* How many bytes of a text, in whole words, fit into a width; a wider word stands alone. */
static size_t fitting(const char *text, size_t width)
{
    size_t size = 0;
    size_t used = 0;

    while (text[size] != '\0') {
        const size_t next =
            size + strspn(text + size, " ") + strcspn(text + size + strspn(text + size, " "), " ");
        char word[CHISO_MESSAGE_SIZE];

        (void)snprintf(word, sizeof(word), "%.*s", (int)(next - size), text + size);
        used += display_width(word);
        if (used > width && size > 0) {
            break;
        }
        size = next;
    }
    return size;
}

/* Prints the next line of a cell and answers what is left of it. */
static const char *print_cell(struct printer *printer, const char *cell, size_t width)
{
    const size_t size = fitting(cell, width);
    char line[CHISO_MESSAGE_SIZE];
    size_t used = 0;

    (void)snprintf(line, sizeof(line), "%.*s", (int)size, cell);
    used = display_width(line);
    print_name(printer, line);
    printer->spaces += (width > used ? width - used : 0) + GAP;
    return cell + size + strspn(cell + size, " ");
}

void print_cells(const char *const *cells)
{
    const chiso_sink sink = {chiso_file_write, stdout};
    const char *rest[DOCUMENT_COLUMNS];
    bool more = true;

    memcpy(rest, cells, sizeof(rest));
    while (more) {
        struct printer printer = {.sink = &sink};

        more = false;
        for (size_t i = 0; i < DOCUMENT_COLUMNS; i++) {
            rest[i] = print_cell(&printer, rest[i], widths[i]);
            more = more || rest[i][0] != '\0';
        }
        print_line_end(&printer);
    }
}

void print_sentence(const char *text)
{
    const chiso_sink sink = {chiso_file_write, stdout};
    struct printer printer = {.sink = &sink};

    print_name(&printer, text);
    print_line_end(&printer);
}

void print_line(void)
{
    size_t width = 0;

    for (size_t i = 0; i < DOCUMENT_COLUMNS; i++) {
        width += widths[i] + (i > 0 ? GAP : 0);
    }
    while (width-- > 0) {
        putchar('-');
    }
    putchar('\n');
}
