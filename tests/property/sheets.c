/* A board in the dress of an office's sheet, read by the mapping that describes the dress, is the
 * board. Titles, one or two rows of headings, columns in any order, a stage beside another, running
 * numbers, blocks in rows of their own or in merged cells, means and totals between the units,
 * dashes, words, marks of thousands, a footnote: each is there or not, at random. */
#include "support.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAVES = 5, UNITS = 9, COLUMNS = LEAVES + 6, MISSING = -1, NOT_APPLICABLE = -2 };

/* What a column of the sheet holds; the numbers below are leaves. */
enum { UNIT = LEAVES, BLOCK, NUMBERING, REMARK, TOTAL, RANK };

static const char CRITERIA[] =
    "code,title,max\n1,A,30000\n2,B,30000\n3,C,30000\n4,D,30000\n5,E,30000\n";
static const char *const HEADINGS[] = {"Kế hoạch", "Kiểm\ntra",   "Thể chế", "#4",
                                       "a;b,c",    "Cơ quan",     "Nhóm",    "TT",
                                       "Khác",     "Tổng \"số\"", "Thứ hạng"};

/* How a sheet is dressed. */
struct dress {
    struct random random;
    char separator, decimal;
    const char *thousands; /* NULL for none */
    uint32_t titles;
    bool two_rows, stage, block_rows, merged, dashes, words, means, sums, end;
    uint32_t count;
    int columns[COLUMNS];
    int cells[UNITS][LEAVES]; /* hundredths */
    int blocks[UNITS];
    uint32_t units;
};

static bool flip(struct dress *dress)
{
    return random_below(&dress->random, 2) == 1;
}

static void add_column(struct dress *dress, int column)
{
    const uint64_t at = random_below(&dress->random, dress->count + 1);

    memmove(dress->columns + at + 1, dress->columns + at,
            (dress->count - at) * sizeof(*dress->columns));
    dress->columns[at] = column;
    dress->count++;
}

static void fill_cells(struct dress *dress)
{
    dress->units = 1 + (uint32_t)random_below(&dress->random, UNITS);
    for (uint32_t unit = 0; unit < dress->units; unit++) {
        const int last = unit == 0 ? 0 : dress->blocks[unit - 1];

        dress->blocks[unit] = last + (random_below(&dress->random, 3) == 0);
        for (int leaf = 0; leaf < LEAVES; leaf++) {
            const uint64_t kind = random_below(&dress->random, 8);

            dress->cells[unit][leaf] =
                kind == 0   ? MISSING
                : kind == 1 ? NOT_APPLICABLE
                : kind == 2 ? 0
                : kind == 3 ? 4200
                            : (int)random_below(&dress->random, kind == 4 ? 3000001 : 9999);
        }
    }
}

static struct dress make_dress(uint64_t seed)
{
    static const char separators[] = {',', ';', '\t'};
    struct dress dress = {.random = {.state = seed}};

    dress.separator = separators[random_below(&dress.random, 3)];
    dress.decimal = flip(&dress) ? ',' : '.';
    dress.thousands = flip(&dress) ? NULL : flip(&dress) ? " " : dress.decimal == ',' ? "." : ",";
    dress.titles = (uint32_t)random_below(&dress.random, 4);
    dress.two_rows = flip(&dress);
    dress.stage = dress.two_rows && flip(&dress);
    dress.block_rows = flip(&dress);
    dress.merged = !dress.block_rows && flip(&dress);
    dress.dashes = flip(&dress);
    dress.words = flip(&dress);
    dress.means = flip(&dress);
    dress.sums = flip(&dress);
    dress.end = flip(&dress);
    fill_cells(&dress);
    for (int column = 0; column <= RANK; column++) {
        if (column != BLOCK || !dress.block_rows) {
            add_column(&dress, column);
        }
    }
    return dress;
}

static void put_cell(const struct dress *dress, struct buffer *out, const char *text)
{
    buffer_print(out, "\"");
    for (; *text != '\0'; text++) {
        buffer_print(out, *text == '"' ? "\"\"" : "%c", *text);
    }
    buffer_print(out, "\"%c", dress->separator);
}

/* Each leaf has a column of another stage behind it, where there are stages. */
static bool has_other(const struct dress *dress, int column)
{
    return dress->stage && column < LEAVES;
}

static void put_headings(const struct dress *dress, struct buffer *out)
{
    for (int row = 0; row < (dress->two_rows ? 2 : 1); row++) {
        for (uint32_t i = 0; i < dress->count; i++) {
            const int column = dress->columns[i];
            /* Of two rows the heading stands in either, above the stages in the upper one. */
            const bool in_upper = !dress->two_rows || column % 2 == 0 || dress->stage;
            const char *heading = (row == 0) == in_upper ? HEADINGS[column] : "";

            put_cell(dress, out, has_other(dress, column) && row == 1 ? "Thẩm  định" : heading);
            if (has_other(dress, column)) {
                put_cell(dress, out, row == 1 ? "Tự chấm" : "");
            }
        }
        buffer_print(out, "\n");
    }
}

static void put_number(const struct dress *dress, char *out, size_t size, int64_t hundredths)
{
    const int64_t whole = hundredths / 100;
    const int64_t rest = hundredths % 100;

    if (dress->thousands != NULL && whole >= 1000) {
        snprintf(out, size, "%" PRId64 "%s%03" PRId64, whole / 1000, dress->thousands,
                 whole % 1000);
    } else {
        snprintf(out, size, "%" PRId64, whole);
    }
    if (rest > 0 || hundredths % 3 == 0) {
        snprintf(out + strlen(out), size - strlen(out), "%c%02" PRId64, dress->decimal, rest);
    }
}

static void put_value(const struct dress *dress, char *out, size_t size, int value)
{
    if (value == MISSING) {
        out[0] = '\0';
    } else if (value == NOT_APPLICABLE) {
        snprintf(out, size, "%s", dress->dashes ? "N/A" : "-");
    } else if (value == 0 && dress->dashes) {
        snprintf(out, size, " -   ");
    } else if (value == 4200 && dress->words) {
        snprintf(out, size, "Rất tốt");
    } else {
        put_number(dress, out, size, value);
    }
}

static int64_t total_of(const struct dress *dress, uint32_t unit)
{
    int64_t total = 0;

    for (int leaf = 0; leaf < LEAVES; leaf++) {
        total += dress->cells[unit][leaf] > 0 ? dress->cells[unit][leaf] : 0;
    }
    return total;
}

/* Puts the cells of a row, of a unit or UINT32_MAX for another row. */
static void put_row(struct dress *dress, struct buffer *out, uint32_t unit, const char *name,
                    const int64_t *values)
{
    char text[64];

    for (uint32_t i = 0; i < dress->count; i++) {
        const int column = dress->columns[i];

        text[0] = '\0';
        if (column == UNIT) {
            snprintf(text, sizeof(text), "%s", name);
        } else if (unit != UINT32_MAX && column < LEAVES) {
            put_value(dress, text, sizeof(text), dress->cells[unit][column]);
        } else if (values != NULL && column < LEAVES) {
            put_number(dress, text, sizeof(text), values[column]);
        } else if (unit != UINT32_MAX && column == BLOCK &&
                   !(dress->merged && unit > 0 && dress->blocks[unit] == dress->blocks[unit - 1])) {
            snprintf(text, sizeof(text), "Khối %d", dress->blocks[unit]);
        } else if (unit != UINT32_MAX && column == NUMBERING) {
            snprintf(text, sizeof(text), "%u", unit + 1);
        } else if (unit != UINT32_MAX && column == TOTAL) {
            put_number(dress, text, sizeof(text), total_of(dress, unit));
        }
        put_cell(dress, out, text);
        if (has_other(dress, column)) {
            put_cell(dress, out, unit != UINT32_MAX && flip(dress) ? "99" : "");
        }
    }
    buffer_print(out, "\n");
}

/* Puts a row of sums of the units before one. */
static void put_sums(struct dress *dress, struct buffer *out, uint32_t units)
{
    int64_t sums[LEAVES] = {0};

    for (uint32_t unit = 0; unit < units; unit++) {
        for (int leaf = 0; leaf < LEAVES; leaf++) {
            sums[leaf] += dress->cells[unit][leaf] > 0 ? dress->cells[unit][leaf] : 0;
        }
    }
    for (int leaf = 0; leaf < LEAVES; leaf++) {
        /* A sum of more than one mark of thousands is not what this test prints. */
        sums[leaf] = sums[leaf] < 100000000 ? sums[leaf] : 0;
    }
    put_row(dress, out, UINT32_MAX, "Cộng  các sở", sums);
}

static void put_sheet(struct dress *dress, struct buffer *out)
{
    static const int64_t means[LEAVES] = {1, 2, 3, 4, 5};
    char name[32];

    for (uint32_t i = 0; i < dress->titles; i++) {
        buffer_print(out, i == 0 ? "\"Kết quả,\n;năm\"\n" : i == 1 ? "\n" : "# x\n");
    }
    put_headings(dress, out);
    for (uint32_t unit = 0; unit < dress->units; unit++) {
        if (dress->block_rows && (unit == 0 || dress->blocks[unit] != dress->blocks[unit - 1])) {
            snprintf(name, sizeof(name), "Khối %d", dress->blocks[unit]);
            put_row(dress, out, UINT32_MAX, name, NULL);
        }
        snprintf(name, sizeof(name), "Sở %u", unit);
        put_row(dress, out, unit, name, NULL);
        if (dress->means && flip(dress)) {
            put_row(dress, out, UINT32_MAX, "Trung bình", means);
        }
    }
    if (dress->sums) {
        put_sums(dress, out, dress->units);
    }
    if (dress->end) {
        buffer_print(out, "\"Ghi chú: xong\"\n\"never closed\n");
    }
}

static void put_mapping(const struct dress *dress, struct buffer *out)
{
    static const char *const held[] = {"1",     "2",  "3",  "4",     "5",   "unit",
                                       "block", NULL, NULL, "total", "rank"};
    const uint32_t row = dress->titles + 1;
    uint32_t place = 1;

    buffer_print(out, dress->two_rows ? "what;value\nheader;%u-%u\n" : "what;value\nheader;%u\n",
                 row, row + 1);
    for (uint32_t i = 0; i < dress->count; i++) {
        const int column = dress->columns[i];

        if (held[column] == NULL) {
            buffer_print(out, "ignore;%s\n", HEADINGS[column]);
        } else if (column == 3) {
            buffer_print(out, "column:#%u;4\n", place);
        } else if (column == TOTAL) {
            buffer_print(out, "\"column:Tổng \"\"số\"\"\";total\n");
        } else {
            buffer_print(out, "\"column:%s\";%s\n", HEADINGS[column], held[column]);
        }
        place += has_other(dress, column) ? 2 : 1;
    }
    buffer_print(out, "%s%s%s%s%s%s%s%s", dress->stage ? "stage;Thẩm định\n" : "",
                 dress->block_rows ? "rows:Khối *;block\n" : "",
                 dress->merged ? "block;down\n" : "", dress->dashes ? "dash;0\n" : "",
                 dress->words ? "cell:Rất tốt;42.00\n" : "",
                 dress->means ? "rows:Trung bình;skip\n" : "",
                 dress->sums ? "rows:Cộng *;total\n" : "", dress->end ? "end;Ghi chú*\n" : "");
    buffer_print(out, "decimal;%s\n", dress->decimal == ',' ? "comma" : "point");
    if (dress->thousands != NULL) {
        buffer_print(out, "thousands;%s\n",
                     dress->thousands[0] == ' '   ? "space"
                     : dress->thousands[0] == ',' ? "comma"
                                                  : "point");
    }
}

/* The board without any dress. */
static void put_plain(const struct dress *dress, struct buffer *out)
{
    buffer_print(out, "unit,block,1,2,3,4,5\n");
    for (uint32_t unit = 0; unit < dress->units; unit++) {
        buffer_print(out, "Sở %u,Khối %d", unit, dress->blocks[unit]);
        for (int leaf = 0; leaf < LEAVES; leaf++) {
            const int value = dress->cells[unit][leaf];

            if (value < 0) {
                buffer_print(out, value == MISSING ? "," : ",-");
            } else {
                buffer_print(out, ",%d.%02d", value / 100, value % 100);
            }
        }
        buffer_print(out, "\n");
    }
}

static void expect_silent(const chiso_intake *intake, const char *sheet, uint64_t seed)
{
    for (uint32_t i = 0; i < chiso_intake_count(intake); i++) {
        chiso_remark remark;

        cr_assert_eq(chiso_intake_at(intake, i, &remark), CHISO_OK);
        cr_assert(remark.doubt != CHISO_DOUBT_PRINTED && remark.doubt != CHISO_DOUBT_UNUSED &&
                      remark.doubt != CHISO_DOUBT_THOUSANDS &&
                      remark.doubt != CHISO_DOUBT_PADDED_DASH,
                  "seed %" PRIu64 ": %u:%u: %s\n%s", seed, remark.line, remark.column,
                  remark.message, sheet);
    }
}

static void try_dress(uint64_t seed)
{
    struct dress dress = make_dress(seed);
    struct buffer sheet = {0};
    struct buffer rows = {0};
    struct buffer plain = {0};
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_mapping *mapping = NULL;
    chiso_board *board = NULL;
    chiso_board *expected = NULL;
    chiso_intake *intake = NULL;
    chiso_report *report = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    put_sheet(&dress, &sheet);
    put_mapping(&dress, &rows);
    put_plain(&dress, &plain);
    cr_assert_eq(chiso_mapping_read_csv(rows.bytes, rows.size, NULL, &mapping, &error), CHISO_OK,
                 "seed %" PRIu64 ": %s\n%s", seed, error.message, rows.bytes);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_new(0, NULL, &intake, NULL), CHISO_OK);
    cr_assert_eq(
        chiso_intake_sheet(intake, "p.csv", sheet.bytes, sheet.size, mapping, board, &error),
        CHISO_OK, "seed %" PRIu64 ": %u:%u: %s\n%s\n%s", seed, error.line, error.column,
        error.message, rows.bytes, sheet.bytes);
    expected = support_scored(tree, plain.bytes);

    char *read = support_board_csv(board);
    char *wanted = support_board_csv(expected);

    cr_assert(strcmp(read, wanted) == 0, "seed %" PRIu64 "\n%s\n%s\n%s\n%s", seed, rows.bytes,
              sheet.bytes, read, wanted);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    cr_assert_eq(chiso_report_check_printed(report, intake, "p.csv", NULL), CHISO_OK);
    expect_silent(intake, sheet.bytes, seed);
    free(read);
    free(wanted);
    chiso_report_free(report);
    chiso_intake_free(intake);
    chiso_board_free(board);
    chiso_board_free(expected);
    chiso_mapping_free(mapping);
    chiso_tree_free(tree);
    buffer_clear(&sheet);
    buffer_clear(&rows);
    buffer_clear(&plain);
}

Test(property_sheets, a_board_in_the_dress_of_a_sheet_is_the_board)
{
    for (uint64_t seed = 1; seed <= 600; seed += SUPPORT_STRIDE) {
        try_dress(seed);
    }
}
