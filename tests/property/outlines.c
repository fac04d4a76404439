/* A tree in the dress of an outline, read by a mapping that says so, is the tree; and so are the
 * rows of a sheet. Levels are numbered by digits, Roman numbers or letters, begin anew below each
 * criterion or go on, are written with the number above them or alone, with marks around them, and
 * between them stand rows that are no criteria: each is so or not, at random. */
#include "support.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEVELS = 4, ROWS = 40, CHILDREN = 5, TEXT = 80 };
enum { DIGITS, LARGE_ROMAN, LARGE_LETTER, SMALL_LETTER, STYLES };

struct row {
    int level;
    bool is_leaf;
    char code[TEXT];   /* written out */
    char number[TEXT]; /* as it stands in the file */
};

struct dress {
    struct random random;
    int styles[LEVELS];
    bool is_long[LEVELS]; /* the number above stands in front: 1.1 below 1 */
    bool goes_on[LEVELS]; /* from one criterion to the next */
    int last[LEVELS];     /* where they go on from */
    struct row rows[ROWS];
    uint32_t count;
};

static uint64_t below(struct dress *dress, uint64_t limit)
{
    return random_below(&dress->random, limit);
}

/* Writes a number up to 40 in a style. */
static void put_number(char *out, size_t size, int style, int number)
{
    static const char *const ones[] = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};

    if (style == DIGITS) {
        snprintf(out, size, "%d", number);
    } else if (style == LARGE_ROMAN) {
        snprintf(out, size, "%.*s%s", number / 10, "XXXX", ones[number % 10]);
    } else {
        snprintf(out, size, "%c", (style == LARGE_LETTER ? 'A' : 'a') + number - 1);
    }
}

static void put_marks(struct dress *dress, struct row *row)
{
    static const char *const before[] = {"", "", "", " ", "("};
    static const char *const behind[] = {"", ".", ")", ". ", ")"};
    const uint64_t kind = below(dress, 5);
    char bare[TEXT];

    memcpy(bare, row->number, sizeof(bare));
    snprintf(row->number, sizeof(row->number), "%s%.60s%s", before[kind], bare, behind[kind]);
}

/* Adds a criterion, and what is below it; its number is the bare one of the one above. */
static void add_row(struct dress *dress, const struct row *above, int level, int number)
{
    struct row *row = &dress->rows[dress->count++];
    char part[16];

    *row = (struct row){.level = level, .is_leaf = true};
    put_number(part, sizeof(part), dress->styles[level], number);
    if (above == NULL) {
        snprintf(row->code, sizeof(row->code), "%s", part);
        snprintf(row->number, sizeof(row->number), "%s", part);
        return;
    }
    snprintf(row->code, sizeof(row->code), "%.60s.%s", above->code, part);
    if (dress->is_long[level]) {
        snprintf(row->number, sizeof(row->number), "%.60s.%s", above->number, part);
    } else {
        snprintf(row->number, sizeof(row->number), "%s", part);
    }
}

/* Fills a level below a row, in the order of the file. */
static void fill(struct dress *dress, struct row *above, int level)
{
    const int children = 1 + (int)below(dress, CHILDREN);
    const int start = dress->goes_on[level] ? dress->last[level] : 0;

    for (int i = 1; i <= children && dress->count < ROWS; i++) {
        struct row *row = &dress->rows[dress->count];
        /* Numbers of a style have an end. */
        const int number = start + i <= 20 ? start + i : 0;

        if (number == 0) {
            return;
        }
        add_row(dress, above, level, number);
        dress->last[level] = number;
        if (above != NULL) {
            above->is_leaf = false;
        }
        if (level + 1 < LEVELS && below(dress, 2) == 0) {
            fill(dress, row, level + 1);
        }
    }
}

static struct dress make_dress(uint64_t seed)
{
    struct dress dress = {.random = {.state = seed}};
    bool used[STYLES] = {false};

    for (int level = 0; level < LEVELS; level++) {
        /* Of two levels with one style the lower is written with the number above. */
        dress.styles[level] = (int)below(&dress, STYLES);
        dress.is_long[level] = level > 0 && (used[dress.styles[level]] || below(&dress, 4) == 0);
        used[dress.styles[level]] = used[dress.styles[level]] || !dress.is_long[level];
        dress.goes_on[level] = level > 0 && dress.styles[level] == DIGITS && below(&dress, 3) == 0;
    }
    fill(&dress, NULL, 0);
    for (uint32_t i = 0; i < dress.count; i++) {
        put_marks(&dress, &dress.rows[i]);
    }
    return dress;
}

static void put_criteria(struct dress *dress, bool is_dressed, struct buffer *out)
{
    buffer_print(out, "code,title,max\n");
    for (uint32_t i = 0; i < dress->count; i++) {
        const struct row *row = &dress->rows[i];

        if (is_dressed && below(dress, 6) == 0) {
            buffer_print(out, below(dress, 2) == 0 ? ",of which,\n" : "Cộng,,10\n");
        }
        buffer_print(out, "\"%s\",T%u,%s\n", is_dressed ? row->number : row->code, i,
                     row->is_leaf ? "10" : "");
    }
    if (is_dressed) {
        buffer_print(out, "Ghi chú: x\nnothing\n");
    }
}

/* The rows of a sheet with two units, or of the long layout. */
static void put_points(struct dress *dress, bool is_dressed, struct buffer *out)
{
    buffer_print(out, is_dressed ? "criterion,a,b\n" : "unit,criterion,value\n");
    for (uint32_t i = 0; i < dress->count; i++) {
        const struct row *row = &dress->rows[i];

        if (is_dressed && row->is_leaf) {
            buffer_print(out, "\"%s\",%u,%u\n", row->number, i % 11, i % 7);
        } else if (is_dressed) {
            buffer_print(out, "\"%s\",,\n", row->number);
        } else if (row->is_leaf) {
            buffer_print(out, "a,%s,%u\nb,%s,%u\n", row->code, i % 11, row->code, i % 7);
        }
    }
}

static chiso_mapping *make_mapping(void)
{
    static const char rows[] = "what,value\noutline,yes\nlayout,down\nrows:Cộng,total\n"
                               "end,Ghi chú*\n";

    return support_mapping(rows);
}

static char *written(const chiso_tree *tree)
{
    struct buffer out = {0};
    const chiso_sink sink = buffer_sink(&out);

    cr_assert_eq(chiso_tree_write_csv(tree, &sink, NULL), CHISO_OK);
    return out.bytes;
}

static void try_dress(uint64_t seed)
{
    struct dress dress = make_dress(seed);
    struct buffer dressed = {0};
    struct buffer plain = {0};
    struct buffer sheet = {0};
    struct buffer rows = {0};
    chiso_mapping *mapping = make_mapping();
    chiso_tree *tree = NULL;
    chiso_tree *expected = NULL;
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    put_criteria(&dress, true, &dressed);
    put_criteria(&dress, false, &plain);
    put_points(&dress, true, &sheet);
    put_points(&dress, false, &rows);
    cr_assert_eq(chiso_tree_read_sheet(dressed.bytes, dressed.size, mapping, NULL, &tree, &error),
                 CHISO_OK, "seed %" PRIu64 ": %u:%u: %s\n%s%s", seed, error.line, error.column,
                 error.message, dressed.bytes, plain.bytes);
    expected = support_tree(plain.bytes);

    char *read = written(tree);
    char *wanted = written(expected);

    cr_assert(strcmp(read, wanted) == 0, "seed %" PRIu64 "\n%s\n%s\n%s", seed, dressed.bytes, read,
              wanted);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_sheet(board, sheet.bytes, sheet.size, mapping, &error), CHISO_OK,
                 "seed %" PRIu64 ": %u:%u: %s\n%s", seed, error.line, error.column, error.message,
                 sheet.bytes);

    chiso_board *same = support_board(tree, rows.bytes);
    char *cells = support_board_csv(board);
    char *wanted_cells = support_board_csv(same);

    cr_assert(strcmp(cells, wanted_cells) == 0, "seed %" PRIu64 "\n%s\n%s\n%s", seed, sheet.bytes,
              cells, wanted_cells);
    free(read);
    free(wanted);
    free(cells);
    free(wanted_cells);
    chiso_board_free(board);
    chiso_board_free(same);
    chiso_mapping_free(mapping);
    chiso_tree_free(tree);
    chiso_tree_free(expected);
    buffer_clear(&dressed);
    buffer_clear(&plain);
    buffer_clear(&sheet);
    buffer_clear(&rows);
}

Test(property_outlines, a_tree_in_the_dress_of_an_outline_is_the_tree)
{
    for (uint64_t seed = 1; seed <= 600; seed += SUPPORT_STRIDE) {
        try_dress(seed);
    }
}
