/* Texts that somebody made to do harm, in each place where a text is written. */
#include "hostile.h"
#include "json.h"
#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void expect_harmless(const char *text, const char *but, const char *given)
{
    while (*text != '\0') {
        const char *const at = text;

        if (hostile_is_harmful(hostile_take(&text))) {
            cr_expect(strchr(but, *at) != NULL, "|%s| is in |%s|", given, at);
        }
    }
}

static char *safe(const char *text, chiso_medium place)
{
    struct buffer buffer = {0};
    const chiso_sink sink = {chiso_buffer_write, &(chiso_buffer){NULL, 0, 0, NULL}};
    chiso_buffer *const out = sink.context;

    cr_assert_eq(chiso_text_safe(text, strlen(text), place, &sink, NULL), CHISO_OK);
    buffer_print(&buffer, "%s", out->bytes == NULL ? "" : out->bytes);
    chiso_buffer_clear(out);
    return buffer.bytes;
}

static bool is_passed(uint32_t c)
{
    return c == ' ' || c == 0xA0 || c == 0xFEFF || c == '"' || c == 0x3000 ||
           (c >= 0x2000 && c <= 0x200D) || c == '\r';
}

/* Whether a spreadsheet would run a cell. */
static bool runs(const char *cell)
{
    uint32_t c = ' ';

    while (is_passed(c)) {
        c = hostile_take(&cell);
    }
    return c != 0 && c < 0x80 ? strchr("=+-@", (int)c) != NULL
                              : c == 0xFF1D || c == 0xFF0B || c == 0xFF0D || c == 0xFF20 ||
                                    (c >= 0xFE62 && c <= 0xFE66) || c == 0xFE6B;
}

/* Splits a row as a spreadsheet does that takes this separator: quotes count at the start of a
 * cell, and a line end outside of them ends the row. */
static void expect_no_formula(const char *row, char separator, const char *given)
{
    while (*row != '\0') {
        struct buffer cell = {0};
        bool quoted = *row == '"';

        row += quoted;
        while (*row != '\0' && (quoted || (*row != separator && *row != '\n' && *row != '\r'))) {
            if (quoted && row[0] == '"' && row[1] == '"') {
                row++;
            } else if (quoted && row[0] == '"') {
                quoted = false;
                row++;
                continue;
            }
            buffer_add(&cell, row++, 1);
        }
        cr_expect(cell.size == 0 || !runs(cell.bytes), "|%s| behind '%c': |%s|", given, separator,
                  cell.bytes);
        buffer_clear(&cell);
        row += *row != '\0';
    }
}

static void expect_csv(const char *csv, const char *given)
{
    static const char separators[] = ",;\t";

    expect_harmless(csv, "\t\r\n", given);
    for (size_t i = 0; i < 3; i++) {
        expect_no_formula(csv, separators[i], given);
    }
}

Test(safe, a_line_for_people_shows_and_does_nothing_else)
{
    for (size_t i = 0; i < HOSTILE_TEXTS; i++) {
        char *text = safe(hostile_texts[i], CHISO_MEDIUM_PLAIN);

        expect_harmless(text, "", hostile_texts[i]);
        free(text);
    }
}

Test(safe, a_cell_of_csv_is_one_cell_and_no_formula)
{
    for (size_t i = 0; i < HOSTILE_TEXTS; i++) {
        for (int style = CHISO_MEDIUM_CSV_POINT; style <= CHISO_MEDIUM_CSV_COMMA; style++) {
            char *text = safe(hostile_texts[i], (chiso_medium)style);
            struct buffer row = {0};

            expect_csv(text, hostile_texts[i]);
            buffer_print(&row, "skhcn%c%s%c5\n", style == CHISO_MEDIUM_CSV_POINT ? ',' : ';', text,
                         style == CHISO_MEDIUM_CSV_POINT ? ',' : ';');
            expect_csv(row.bytes, hostile_texts[i]);
            buffer_clear(&row);
            free(text);
        }
    }
}

Test(safe, a_string_of_json_is_the_text_again)
{
    for (size_t i = 0; i < HOSTILE_TEXTS; i++) {
        char *text = safe(hostile_texts[i], CHISO_MEDIUM_JSON);
        struct buffer document = {0};
        struct buffer lines;
        struct buffer expected = {0};

        expect_harmless(text, "", hostile_texts[i]);
        cr_expect(strstr(text, "</") == NULL && strstr(text, "<!") == NULL &&
                      strstr(text, "<s") == NULL && strstr(text, "<?") == NULL,
                  "%s", text);
        if (strncmp(hostile_texts[i], "\xF0\x9F\xBF\xBE", 4) == 0) {
            cr_expect_str_eq(text, "\"\\ud83f\\udffe\\ufff9\"");
        } else if (strncmp(hostile_texts[i], "\xF3\xA0", 2) == 0) {
            cr_expect_str_eq(text, "\"\\udb40\\udc41\\udb40\\udc20tag\"");
        } else {
            buffer_print(&document, "{\"a\": %s}", text);
            lines = json_lines(&document);
            buffer_print(&expected, "a\t\"%s\"\n", hostile_texts[i]);
            cr_expect(strstr(lines.bytes, expected.bytes) != NULL, "%s\n%s", lines.bytes,
                      expected.bytes);
            buffer_clear(&lines);
        }
        buffer_clear(&document);
        buffer_clear(&expected);
        free(text);
    }
}

Test(safe, markup_is_text_between_tags_and_in_attributes)
{
    for (size_t i = 0; i < HOSTILE_TEXTS; i++) {
        char *text = safe(hostile_texts[i], CHISO_MEDIUM_MARKUP);

        expect_harmless(text, "", hostile_texts[i]);
        cr_expect(strpbrk(text, "<>\"'") == NULL, "%s", text);
        for (const char *at = strchr(text, '&'); at != NULL; at = strchr(at + 1, '&')) {
            cr_expect(strncmp(at, "&lt;", 4) == 0 || strncmp(at, "&gt;", 4) == 0 ||
                          strncmp(at, "&amp;", 5) == 0 || strncmp(at, "&quot;", 6) == 0 ||
                          strncmp(at, "&#39;", 5) == 0,
                      "%s", text);
        }
        free(text);
    }
}

/* A board whose names are one of the texts. */
static chiso_board *named(const char *text)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_unit unit = CHISO_NO_UNIT;

    cr_assert_eq(chiso_tree_new(text, NULL, &tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, "1", text, "10", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_check(tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, "u", text, text, &unit, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(board, "u", "1", "5", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    chiso_tree_free(tree);
    return board;
}

static void expect_written(const chiso_board *board, const char *given)
{
    chiso_buffer buffer = CHISO_BUFFER_INIT;
    const chiso_sink sink = {chiso_buffer_write, &buffer};
    chiso_report *report = NULL;
    chiso_explanation *explanation = NULL;

    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    for (int style = CHISO_CSV_POINT; style <= CHISO_CSV_COMMA; style++) {
        cr_assert_eq(chiso_report_write_csv(report, (chiso_csv_style)style, &sink, NULL), CHISO_OK);
        expect_csv(buffer.bytes, given);
        chiso_buffer_clear(&buffer);
    }
    cr_assert_eq(chiso_board_write_csv(board, &sink, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_write_csv(chiso_board_tree(board), &sink, NULL), CHISO_OK);
    expect_csv(buffer.bytes, given);
    chiso_buffer_clear(&buffer);
    cr_assert_eq(chiso_report_write_json(report, &sink, NULL), CHISO_OK);
    cr_assert_eq(chiso_explanation_new(board, 0, CHISO_ROOT, 9, &explanation, NULL), CHISO_OK);
    cr_assert_eq(chiso_explanation_write(explanation, CHISO_LANGUAGE_VIETNAMESE, ',', &sink, NULL),
                 CHISO_OK);
    expect_harmless(buffer.bytes, "\n", given);
    chiso_buffer_clear(&buffer);
    chiso_explanation_free(explanation);
    chiso_report_free(report);
}

Test(safe, all_writers_and_messages_keep_to_it)
{
    for (size_t i = 0; i < HOSTILE_TEXTS; i++) {
        chiso_board *board = named(hostile_texts[i]);
        chiso_error error = CHISO_ERROR_INIT;

        expect_written(board, hostile_texts[i]);
        cr_expect(chiso_board_set(board, hostile_texts[i], "1", "5", &error) != CHISO_OK);
        expect_harmless(error.message, "", hostile_texts[i]);
        expect_harmless(error.message_vi, "", hostile_texts[i]);
        cr_expect(chiso_board_set(board, "u", "1", hostile_texts[i], &error) != CHISO_OK);
        expect_harmless(error.message, "", hostile_texts[i]);
        chiso_board_free(board);
    }
}

Test(safe, what_guards_a_formula_is_taken_off_again)
{
    for (size_t i = 0; i < HOSTILE_FORMULAS; i++) {
        chiso_board *board = named(hostile_texts[i]);
        char *csv = support_tree_csv(chiso_board_tree(board));
        chiso_tree *again = support_tree(csv);

        cr_expect_str_eq(chiso_node_title(again, support_node(again, "1")), hostile_texts[i]);
        free(csv);
        chiso_tree_free(again);
        chiso_board_free(board);
    }
}

/* Files of a tree and a board with a text wherever one may stand are the same once they were read.
 */
static void expect_same_again(const char *text)
{
    chiso_board *board = named(text);
    chiso_tree *tree = NULL;
    chiso_board *again = NULL;
    char *criteria = NULL;
    char *points = NULL;
    char *written = NULL;

    cr_assert_eq(chiso_board_set_note(board, 0, support_node(chiso_board_tree(board), "1"), "why",
                                      text, NULL),
                 CHISO_OK);
    criteria = support_tree_csv(chiso_board_tree(board));
    points = support_board_csv(board);
    tree = support_tree(criteria);
    written = support_tree_csv(tree);
    cr_expect_str_eq(written, criteria);
    free(written);
    again = support_board(tree, points);
    written = support_board_csv(again);
    cr_expect_str_eq(written, points);
    free(written);
    free(criteria);
    free(points);
    chiso_board_free(again);
    chiso_tree_free(tree);
    chiso_board_free(board);
}

/* A space that stood at an end for what is not safe would be trimmed. */
Test(safe, what_is_written_again_is_the_same)
{
    static const char *const ends[] = {
        "a\x17",  "\x17 a", "a \x7F", "a\xE2\x80\xAE", "\xEF\xBF\xBE\xC2\xA0\x01z",
        "a\x17z", " a ",    "\x17",   "\x17 b \x17"};

    for (size_t i = 0; i < COUNT(ends); i++) {
        expect_same_again(ends[i]);
    }
    for (size_t i = 0; i < HOSTILE_TEXTS; i++) {
        expect_same_again(hostile_texts[i]);
    }
}

Test(safe, clean_texts_are_written_as_they_are)
{
    static const char *const clean[] = {
        "Sở Kế hoạch và Đầu tư", "R/D 5 m² – 6 ‰",  "a < b", "5-7", "a=b", "(-1)", "1.5",
        "\xF0\x9F\x98\x80 x",    "x \xE2\x80\x8D y"};

    for (size_t i = 0; i < COUNT(clean); i++) {
        char *plain = safe(clean[i], CHISO_MEDIUM_PLAIN);
        char *cell = safe(clean[i], CHISO_MEDIUM_CSV_POINT);
        char *json = safe(clean[i], CHISO_MEDIUM_JSON);

        cr_expect_str_eq(plain, clean[i]);
        cr_expect_str_eq(cell, clean[i]);
        cr_expect(strlen(json) == strlen(clean[i]) + 2 &&
                  strncmp(json + 1, clean[i], strlen(clean[i])) == 0);
        free(plain);
        free(cell);
        free(json);
    }
}

Test(safe, bytes_that_are_no_text_become_question_marks)
{
    char *text = safe("a\xFF\xC3", CHISO_MEDIUM_PLAIN);
    char *cell = safe("a\xFF\xC3", CHISO_MEDIUM_CSV_COMMA);
    char *json = safe("a\xFF\xC3", CHISO_MEDIUM_JSON);
    char *markup = safe("a\xFF\xC3", CHISO_MEDIUM_MARKUP);

    cr_expect_str_eq(text, "a??");
    cr_expect_str_eq(cell, "a??");
    cr_expect_str_eq(json, "\"a??\"");
    cr_expect_str_eq(markup, "a??");
    free(text);
    free(cell);
    free(json);
    free(markup);
}

static bool refuse(void *context, const char *bytes, size_t size)
{
    (void)context;
    (void)bytes;
    (void)size;
    return false;
}

Test(safe, what_cannot_be_written_is_told)
{
    const chiso_sink sink = {refuse, NULL};
    const chiso_sink none = {NULL, NULL};
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso_text_safe("a", 1, CHISO_MEDIUM_PLAIN, &sink, &error), CHISO_E_SINK);
    cr_expect_eq(chiso_text_safe("a", 1, CHISO_MEDIUM_PLAIN, &none, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_text_safe("a", 1, CHISO_MEDIUM_PLAIN, NULL, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_text_safe(NULL, 1, CHISO_MEDIUM_PLAIN, &sink, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_text_safe(NULL, 0, CHISO_MEDIUM_PLAIN, &sink, &error), CHISO_OK);
    cr_expect_eq(chiso_text_safe("a", 1, (chiso_medium)5, &sink, &error), CHISO_E_RANGE);
    cr_expect_eq(chiso_text_safe("a", 1, (chiso_medium)-1, &sink, &error), CHISO_E_RANGE);
}
