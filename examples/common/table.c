/* Tables of text for a screen: widths as a screen counts them, wrapping, and spaces held back. */
#include "table.h"

#include <chiso/text.h>

#include <string.h>

enum { GAP = 2, LEAST_WRAPPED = 12 };

/* The next character of UTF-8 text; all text in a board was checked, so this need not be. */
static uint32_t next_character(const char **text)
{
    const unsigned char *bytes = (const unsigned char *)*text;
    const int more = bytes[0] < 0x80 ? 0 : bytes[0] < 0xe0 ? 1 : bytes[0] < 0xf0 ? 2 : 3;
    uint32_t character = more == 0 ? bytes[0] : bytes[0] & (0x3fU >> more);

    (*text)++;
    for (int i = 0; i < more && ((unsigned char)**text & 0xc0) == 0x80; i++) {
        character = character << 6 | ((unsigned char)**text & 0x3fU);
        (*text)++;
    }
    return character;
}

/* The columns that terminals give a character: none where it joins the one before or shows nothing,
 * two for the scripts of East Asia and for pictures. What is unsafe is printed as a blank. */
static size_t character_width(uint32_t character)
{
    const bool combining = (character >= 0x300 && character <= 0x36f) ||
                           (character >= 0x200b && character <= 0x200d) || character == 0xfeff;
    const bool wide = (character >= 0x1100 && character <= 0x115f) ||
                      (character >= 0x2e80 && character <= 0xa4cf) ||
                      (character >= 0xac00 && character <= 0xd7a3) ||
                      (character >= 0xf900 && character <= 0xfaff) ||
                      (character >= 0xff01 && character <= 0xff60) ||
                      (character >= 0x1f300 && character <= 0x1faff) ||
                      (character >= 0x20000 && character <= 0x3fffd);

    return combining ? 0 : wide ? 2 : 1;
}

size_t display_width(const char *text)
{
    size_t width = 0;

    while (*text != '\0') {
        width += character_width(next_character(&text));
    }
    return width;
}

static void send(struct printer *printer, const char *bytes, size_t size)
{
    if (size > 0 && !printer->refused) {
        printer->refused = !printer->sink->write(printer->sink->context, bytes, size);
    }
}

static void send_spaces(struct printer *printer, size_t count)
{
    static const char blank[] = "                                ";

    while (count > 0 && !printer->refused) {
        const size_t some = count < sizeof(blank) - 1 ? count : sizeof(blank) - 1;

        send(printer, blank, some);
        count -= some;
    }
}

/* Writes the word at hand, and the spaces before it: on a line of its own where it would end behind
 * the width. */
static void flush_word(struct printer *printer)
{
    enum { FURTHER = 2 };
    const size_t indent = printer->indent + FURTHER;

    if (printer->held == 0) {
        return;
    }
    if (printer->column == 0) {
        printer->indent = printer->spaces;
    } else if (printer->column + printer->spaces + printer->word > printer->width &&
               printer->spaces > 0 && indent < printer->width / 2) {
        send(printer, "\n", 1);
        printer->column = 0;
        printer->spaces = indent;
    }
    send_spaces(printer, printer->spaces);
    send(printer, printer->bytes, printer->held);
    printer->column += printer->spaces + printer->word;
    printer->spaces = 0;
    printer->word = 0;
    printer->held = 0;
}

/* Takes bytes word by word. */
static void take_words(struct printer *printer, const char *bytes, size_t size)
{
    const char *const end = bytes + size;

    while (bytes < end) {
        const char *const before = bytes;
        const uint32_t character = next_character(&bytes);

        if (character == ' ' || character == '\n') {
            flush_word(printer);
            printer->spaces = character == ' ' ? printer->spaces + 1 : 0;
        }
        if (character == '\n') {
            send(printer, "\n", 1);
            printer->column = 0;
        } else if (character != ' ') {
            if (printer->held + (size_t)(bytes - before) > sizeof(printer->bytes)) {
                flush_word(printer);
            }
            memcpy(printer->bytes + printer->held, before, (size_t)(bytes - before));
            printer->held += (size_t)(bytes - before);
            printer->word += character_width(character);
        }
    }
}

/* Spaces are written once something follows them: no line ends in any. */
static void print_bytes(struct printer *printer, const char *bytes, size_t size)
{
    if (printer->width > 0) {
        take_words(printer, bytes, size);
    } else if (size > 0) {
        send_spaces(printer, printer->spaces);
        printer->spaces = 0;
        send(printer, bytes, size);
    }
}

void print_text(struct printer *printer, const char *text)
{
    print_bytes(printer, text, strlen(text));
}

static bool take_all(void *context, const char *bytes, size_t size)
{
    struct printer *const printer = context;

    print_bytes(printer, bytes, size);
    return !printer->refused;
}

chiso_sink printer_sink(struct printer *printer)
{
    return (chiso_sink){take_all, printer};
}

/* Takes a text of which blanks may have come in the place of something: they are held back too. */
static bool take_safe(void *context, const char *bytes, size_t size)
{
    struct printer *const printer = context;
    size_t shown = size;

    while (shown > 0 && bytes[shown - 1] == ' ' && printer->width == 0) {
        shown--;
    }
    print_bytes(printer, bytes, shown);
    printer->spaces += size - shown;
    return !printer->refused;
}

/* Writes so many bytes of a name, a blank in place of what is not to be printed. */
static void print_part(struct printer *printer, const char *name, size_t size)
{
    const chiso_sink sink = {take_safe, printer};

    if (chiso_text_safe(name, size, CHISO_MEDIUM_PLAIN, &sink, NULL) != CHISO_OK) {
        printer->refused = true;
    }
}

void print_name(struct printer *printer, const char *name)
{
    print_part(printer, name, strlen(name));
}

void print_line_end(struct printer *printer)
{
    flush_word(printer);
    printer->spaces = 0;
    printer->column = 0;
    send(printer, "\n", 1);
}

struct column column_left(const char *heading)
{
    return (struct column){.heading = heading};
}

struct column column_right(const char *heading)
{
    return (struct column){.heading = heading, .to_the_right = true};
}

struct column column_wrapping(const char *heading)
{
    return (struct column){.heading = heading, .wraps = true};
}

void table_measure(struct table *table, const struct row *row)
{
    for (size_t i = 0; i < TABLE_COLUMNS; i++) {
        struct column *const column = &table->columns[i];

        if (column->heading != NULL && row->cells[i] != NULL) {
            const size_t width = display_width(row->cells[i]) + (i == 0 ? row->indent : 0);

            column->width = width > column->width ? width : column->width;
        }
    }
}

/* The widest of the columns that wrap and may still give way; NULL for none. */
static struct column *widest_wrapping(struct table *table)
{
    struct column *widest = NULL;

    for (size_t i = 0; i < TABLE_COLUMNS; i++) {
        struct column *const column = &table->columns[i];

        if (column->heading != NULL && column->wraps && column->width > LEAST_WRAPPED &&
            (widest == NULL || column->width > widest->width)) {
            widest = column;
        }
    }
    return widest;
}

/* How wide the table is, or would be with what wraps as narrow as it may be. */
static size_t width_of(const struct table *table, bool narrow)
{
    size_t total = 0;

    for (size_t i = 0; i < TABLE_COLUMNS; i++) {
        const struct column *const column = &table->columns[i];
        const bool gives_way = narrow && column->wraps && column->width > LEAST_WRAPPED;

        if (column->heading != NULL) {
            total += (gives_way ? LEAST_WRAPPED : column->width) + (total > 0 ? GAP : 0);
        }
    }
    return total;
}

/* The column that is left out next; NULL for none. Where no column says when, they are left out
 * from the right, but the first two and those that wrap. */
static struct column *next_to_leave(struct table *table, bool is_told)
{
    struct column *next = NULL;

    for (size_t i = 0; i < TABLE_COLUMNS; i++) {
        struct column *const column = &table->columns[i];

        if (column->heading != NULL &&
            (is_told ? column->leaves > 0 && (next == NULL || column->leaves > next->leaves)
                     : i > 1 && !column->wraps)) {
            next = column;
        }
    }
    return next;
}

void table_fit(struct table *table)
{
    const size_t most = table->width > 0 ? table->width : TABLE_WIDTH;
    struct column *column = NULL;
    bool is_told = false;
    size_t total = 0;

    for (size_t i = 0; i < TABLE_COLUMNS; i++) {
        column = &table->columns[i];
        is_told = is_told || column->leaves > 0;
        if (column->heading != NULL) {
            const size_t width = display_width(column->heading);

            column->width = width > column->width ? width : column->width;
        }
    }
    table->whole = width_of(table, true);
    while (width_of(table, true) > most && (column = next_to_leave(table, is_told)) != NULL) {
        table->left_out[table->left_out_count++] = column->heading;
        column->heading = NULL;
    }
    total = width_of(table, false);
    for (; total > most && (column = widest_wrapping(table)) != NULL; total--) {
        column->width--;
    }
}

/* How many bytes of a text stand on one line of a column: up to the last space that fits, or as
 * many characters as fit. */
static size_t line_size(const char *text, size_t width)
{
    const char *at = text;
    const char *space = NULL;
    size_t used = 0;

    while (*at != '\0') {
        const char *const before = at;
        const uint32_t character = next_character(&at);

        if (character == ' ') {
            space = before;
        }
        used += character_width(character);
        if (used > width) {
            return (size_t)((space != NULL && space > text ? space
                             : before > text               ? before
                                                           : at) -
                            text);
        }
    }
    return (size_t)(at - text);
}

static void print_cell(const struct column *column, const char *cell, size_t size, size_t width,
                       struct printer *printer)
{
    const size_t blank = column->width > width ? column->width - width : 0;

    printer->spaces += column->to_the_right ? blank : 0;
    print_part(printer, cell, size);
    printer->spaces += column->to_the_right ? 0 : blank;
}

static size_t part_width(const char *text, size_t size)
{
    const char *const end = text + size;
    size_t width = 0;

    while (text < end) {
        width += character_width(next_character(&text));
    }
    return width;
}

/* A line of a row: of cells that wrap what fits, which moves their rests on; of others all, on the
 * first line. */
static void print_line(const struct table *table, const struct row *row,
                       const char *rests[TABLE_COLUMNS], bool first_line, struct printer *printer)
{
    bool first = true;

    for (size_t i = 0; i < TABLE_COLUMNS; i++) {
        const struct column *const column = &table->columns[i];
        const char *const cell = column->wraps || first_line ? rests[i] : "";
        const size_t indent = i == 0 && first_line ? row->indent : 0;
        const size_t size = column->wraps ? line_size(cell, column->width) : strlen(cell);

        if (column->heading == NULL) {
            continue;
        }
        printer->spaces += (first ? 0 : GAP) + indent;
        first = false;
        rests[i] = cell + size + strspn(cell + size, " ");
        print_cell(column, cell, size, part_width(cell, size) + indent, printer);
    }
    print_line_end(printer);
}

void table_print_row(const struct table *table, const struct row *row, struct printer *printer)
{
    const char *rests[TABLE_COLUMNS];
    const size_t width = printer->width;
    bool first_line = true;
    bool any = true;

    /* Rows are as wide as they are. */
    printer->width = 0;

    for (size_t i = 0; i < TABLE_COLUMNS; i++) {
        rests[i] = row->cells[i] != NULL ? row->cells[i] : "";
    }
    while (any) {
        print_line(table, row, rests, first_line, printer);
        first_line = false;
        any = false;
        for (size_t i = 0; i < TABLE_COLUMNS; i++) {
            any = any || (table->columns[i].heading != NULL && *rests[i] != '\0');
        }
    }
    printer->width = width;
}

static void print_dashes(size_t count, struct printer *printer)
{
    for (size_t i = 0; i < count; i++) {
        print_text(printer, "-");
    }
}

void table_print_heading(const struct table *table, struct printer *printer)
{
    struct row row = {.indent = 0};
    const size_t width = printer->width;
    bool first = true;

    for (size_t i = 0; i < TABLE_COLUMNS; i++) {
        row.cells[i] = table->columns[i].heading;
    }
    table_print_row(table, &row, printer);
    printer->width = 0;
    for (size_t i = 0; i < TABLE_COLUMNS; i++) {
        if (table->columns[i].heading != NULL) {
            printer->spaces += first ? 0 : GAP;
            first = false;
            print_dashes(table->columns[i].width, printer);
        }
    }
    printer->width = width;
    print_line_end(printer);
}
