/* The end of a field is where a look at each byte finds it, and fields taken in one loop are those
 * that are read one by one: what begins with a space is read so, and the space is trimmed. */
#include "support.h"
#include "text/csv_inside.h"

#include <criterion/criterion.h>

#include <string.h>

enum { CASES = 20000, MOST = 40 };

Test(csv_quick, a_field_ends_where_a_look_at_each_byte_finds_it)
{
    /* Bytes that differ from what is looked for in a bit or two, and those that are far. */
    static const char bytes[] = "a,-+.;:\n\v\t\b\x01\x7F\xAC\x8A\xFF";
    static const char separators[] = ",;\t";
    struct random random = {.state = 1};

    for (int i = 0; i < CASES; i += SUPPORT_STRIDE) {
        const char separator = separators[random_below(&random, 3)];
        const uint64_t kinds = 1 + random_below(&random, sizeof(bytes) - 1);
        char text[MOST];
        struct chiso__csv csv = {.text = text, .separator = separator};

        csv.size = (size_t)random_below(&random, MOST + 1);
        for (size_t at = 0; at < csv.size; at++) {
            text[at] = bytes[sizeof(bytes) - 2 - random_below(&random, kinds)];
        }
        for (size_t at = 0; at <= csv.size; at++) {
            size_t end = at;

            while (end < csv.size && text[end] != separator && text[end] != '\n') {
                end++;
            }
            cr_assert(chiso__csv_field_end(&csv, at) == end, "%d: from %zu of %zu to %zu, not %zu",
                      i, at, csv.size, chiso__csv_field_end(&csv, at), end);
        }
    }
}

/* The same rows twice: as they are, and with a space before each cell below the header. */
struct rows {
    struct buffer plain;
    struct buffer spaced;
    size_t columns;
    size_t shifts[4096]; /* how much further on each byte of a cell then stands */
};

static void add_both(struct rows *rows, const char *text)
{
    buffer_add(&rows->plain, text, strlen(text));
    buffer_add(&rows->spaced, text, strlen(text));
}

static void add_cell(struct random *random, struct rows *rows, char separator)
{
    static const char *const pieces[] = {
        "a",        "bc",       "7.25", "-",   "=",
        "'",        "@",        " ",    "  ",  "\v",
        "\xC3\xA9", "\xC2\xA0", "\"",   "x y", "a long text without end",
    };
    static const char *const quoted[] = {"\"\"", "\"b\"\"c\"", "\"x,;\t\ny\"", "\"'=1\" "};
    const uint64_t kinds = random_below(random, 2) == 0 ? 3 : sizeof(pieces) / sizeof(pieces[0]);
    const size_t start = rows->plain.size;
    char cell[100] = "";

    for (uint64_t i = random_below(random, 4); i > 0; i--) {
        strcat(cell, pieces[random_below(random, kinds)]);
    }
    if (random_below(random, 10) == 0 || cell[strspn(cell, " ")] == '"') {
        strcpy(cell, quoted[random_below(random, 4)]);
    }
    cr_assert(strchr(cell, separator) == NULL || cell[0] == '"');
    buffer_add(&rows->spaced, " ", 1);
    add_both(rows, cell);
    for (size_t at = start; at <= rows->plain.size; at++) {
        rows->shifts[at] = rows->spaced.size - rows->plain.size;
    }
}

static void make_rows(struct random *random, struct rows *rows, char separator)
{
    static const char *const ends[] = {"\n", "\r\n"};
    const char *end = ends[random_below(random, 2)];
    const char mark[] = {separator, '\0'};
    const uint64_t count = random_below(random, 6);

    *rows = (struct rows){.columns = 1 + (size_t)random_below(random, 6)};
    for (size_t column = 0; column < rows->columns; column++) {
        add_both(rows, column == 0 ? "" : mark);
        add_both(rows, "heading");
    }
    for (uint64_t row = 0; row < count; row++) {
        add_both(rows, end);
        for (size_t column = 0; column < rows->columns; column++) {
            add_both(rows, column == 0 ? "" : mark);
            add_cell(random, rows, separator);
        }
    }
    add_both(rows, random_below(random, 2) == 0 ? end : "");
}

static bool next(struct chiso__csv *csv, size_t columns)
{
    chiso_error error = CHISO_ERROR_INIT;
    bool more = false;

    cr_assert(chiso__csv_next_of(csv, columns, &more, &error) == CHISO_OK, "%s in %.*s",
              error.message, (int)csv->size, csv->text);
    return more;
}

static void expect_same_row(const struct rows *rows, const struct chiso__csv *plain,
                            const struct chiso__csv *spaced)
{
    for (size_t column = 0; column < plain->field_count; column++) {
        const struct chiso__field a = plain->fields[column];
        const struct chiso__field b = spaced->fields[column];
        /* An empty cell is where it begins: at its space. */
        const bool empty =
            a.span.size == 0 && (a.offset == plain->size || plain->text[a.offset] != '"');

        cr_assert(chiso__span_equal(a.span, b.span), "'%.*s', not '%.*s' in %.*s", (int)a.span.size,
                  a.span.text, (int)b.span.size, b.span.text, (int)plain->size, plain->text);
        cr_assert(a.offset + rows->shifts[a.offset] == b.offset + (empty ? 1 : 0),
                  "'%.*s' at %zu in %.*s", (int)a.span.size, a.span.text, a.offset,
                  (int)plain->size, plain->text);
    }
}

static size_t read_both(const struct rows *rows)
{
    struct chiso__csv plain;
    struct chiso__csv spaced;
    chiso_allocator allocator;
    size_t read = 0;
    bool more = false;

    cr_assert(chiso__allocator_take(NULL, &allocator));
    cr_assert(chiso__csv_open(&plain, (struct chiso__span){rows->plain.bytes, rows->plain.size},
                              NULL, &allocator, NULL) == CHISO_OK);
    cr_assert(chiso__csv_open(&spaced, (struct chiso__span){rows->spaced.bytes, rows->spaced.size},
                              NULL, &allocator, NULL) == CHISO_OK);
    cr_assert(chiso__csv_header(&plain, &more, NULL) == CHISO_OK && more);
    cr_assert(chiso__csv_header(&spaced, &more, NULL) == CHISO_OK && more);
    while (next(&plain, rows->columns)) {
        cr_assert(next(&spaced, rows->columns));
        expect_same_row(rows, &plain, &spaced);
        read++;
    }
    cr_assert(!next(&spaced, rows->columns));
    chiso__csv_close(&plain);
    chiso__csv_close(&spaced);
    return read;
}

Test(csv_quick, fields_taken_in_one_loop_are_those_read_one_by_one)
{
    static const char separators[] = ",;\t";
    struct random random = {.state = 2};
    size_t read = 0;

    for (int i = 0; i < CASES; i += SUPPORT_STRIDE) {
        static struct rows rows;

        make_rows(&random, &rows, separators[random_below(&random, 3)]);
        read += read_both(&rows);
        buffer_clear(&rows.plain);
        buffer_clear(&rows.spaced);
    }
    cr_expect(read > CASES / SUPPORT_STRIDE, "%zu rows", read);
}
