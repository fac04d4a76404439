/* For mkstemp(). */
#define _POSIX_C_SOURCE 200809L

#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Unit a is known; q1 has five options, q2 two. */
static chiso_tally *new_tally(void)
{
    chiso_tally *tally = NULL;

    cr_assert_eq(chiso_tally_new(NULL, &tally, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_question(tally, "q1", 5, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_question(tally, "q2", 2, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_unit(tally, "a", NULL, NULL), CHISO_OK);
    return tally;
}

static chiso_tally *read_tally(const char *text)
{
    chiso_tally *tally = new_tally();
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tally_read_csv(tally, text, strlen(text), &error), CHISO_OK,
                 "%s: line %u, column %u: %s", text, (unsigned)error.line, (unsigned)error.column,
                 error.message);
    return tally;
}

static int64_t count_of(const chiso_tally *tally, const char *unit, const char *question,
                        uint32_t option)
{
    uint32_t at = 0;
    uint32_t of = 0;

    cr_assert_eq(chiso_tally_find_unit(tally, unit, &at), CHISO_OK, "no unit %s", unit);
    cr_assert_eq(chiso_tally_find_question(tally, question, &of), CHISO_OK);
    cr_assert(option < chiso_tally_options(tally, of));
    return chiso_tally_counts(tally, at, of)[option];
}

/* Three sheets of unit a, one of b: to q1 5, 5, none and 1; to q2 1, none, 2 and none. */
static const char *const same[] = {
    "unit,question,answer\na,q1,5\na,q2,1\na,q1,5\na,q2,\na,q1,-\na,q2,2\nb,q1,1\nb,q2,-\n",
    "unit,question,answer,count\na,q1,5,2\na,q2,1,1\nb,q1,1,1\na,q2,2,1\na,q1,3,0\na,q1,,70\n",
    "count;answer;question;unit\r\n2;5;q1;a\r\n1;1,0;q2;a\r\n1,0;1;q1;b\r\n+1;2;q2;a\r\n",
    "unit,q1,q2\na,5,1\na,5,\na,-,2\nb,1,-\n",
    "q2\tunit\tq1\n1\ta\t5\n\ta\t5.0\n2\ta\t\n\tb\t1\n",
    "\xEF\xBB\xBF# a survey\n\"unit\",\"q2\",\"q1\"\n\"a\",\"1\",\"5\"\na,,5\n\na,2,\"-\"\nb,-,1\n",
    "sep=;\nUNIT;q1;q2\nb;1;\na;5;2\na;;1\na;05;\n",
};

Test(tally_csv, both_layouts_in_every_dialect_say_the_same)
{
    for (size_t i = 0; i < COUNT(same); i++) {
        chiso_tally *tally = read_tally(same[i]);

        cr_expect(chiso_tally_unit_count(tally) == 2 && chiso_tally_total(tally) == 5, "file %zu",
                  i);
        cr_expect_str_eq(chiso_tally_unit_code(tally, 0), "a", "file %zu", i);
        cr_expect_str_eq(chiso_tally_unit_code(tally, 1), "b", "file %zu", i);
        cr_expect(count_of(tally, "a", "q1", 4) == 2, "file %zu", i);
        cr_expect(count_of(tally, "a", "q2", 0) == 1, "file %zu", i);
        cr_expect(count_of(tally, "a", "q2", 1) == 1, "file %zu", i);
        cr_expect(count_of(tally, "b", "q1", 0) == 1, "file %zu", i);
        chiso_tally_free(tally);
    }
}

Test(tally_csv, files_add_to_what_was_counted)
{
    static const char text[] = "unit,q1\nnew,1\na,2\nalso new,2\nnew,3\n";
    chiso_tally *tally = new_tally();

    cr_assert_eq(chiso_tally_add(tally, 0, 0, 1, 10, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_read_csv(tally, text, strlen(text), NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_read_csv(tally, text, strlen(text), NULL), CHISO_OK);
    cr_expect(chiso_tally_unit_count(tally) == 3 && chiso_tally_total(tally) == 18);
    /* In the order of the file. */
    cr_expect_str_eq(chiso_tally_unit_code(tally, 1), "new");
    cr_expect_str_eq(chiso_tally_unit_code(tally, 2), "also new");
    cr_expect(count_of(tally, "a", "q1", 1) == 12 && count_of(tally, "new", "q1", 0) == 2 &&
              count_of(tally, "new", "q1", 2) == 2);
    chiso_tally_free(tally);
}

Test(tally_csv, a_file_of_units_alone_adds_them)
{
    chiso_tally *tally = read_tally("unit\nx\ny\nx\n");

    cr_expect(chiso_tally_unit_count(tally) == 3 && chiso_tally_total(tally) == 0);
    chiso_tally_free(tally);
}

Test(tally_csv, many_units_and_sheets)
{
    enum { UNITS = 200, SHEETS = 2000 };
    struct buffer text = {0};
    chiso_tally *tally;

    buffer_print(&text, "unit,q2,q1\n");
    for (int i = 0; i < SHEETS; i++) {
        buffer_print(&text, "unit %d,%d,%d\n", i % UNITS, 1 + i % 2, 1 + i % 5);
    }
    tally = read_tally(text.bytes);
    cr_expect(chiso_tally_unit_count(tally) == UNITS + 1 && chiso_tally_total(tally) == 2 * SHEETS);
    cr_expect(count_of(tally, "unit 7", "q1", 2) == SHEETS / UNITS &&
              count_of(tally, "unit 7", "q2", 1) == SHEETS / UNITS);
    cr_expect(count_of(tally, "a", "q1", 0) == 0);
    buffer_clear(&text);
    chiso_tally_free(tally);
}

Test(tally_csv, files_that_cannot_be_counted_change_nothing)
{
    static const struct {
        const char *name;
        const char *text;
        chiso_status status;
        uint32_t line, column; /* 0: no place */
        const char *named;
    } cases[] = {
        {"empty", "", CHISO_E_EMPTY, 0, 0, ""},
        {"only a header", "unit,q1\n", CHISO_E_EMPTY, 0, 0, ""},
        {"not UTF-8", "unit,q1\nb\xFF,1\n", CHISO_E_ENCODING, 2, 2, ""},
        {"unknown column", "unit,q1,q9\nb,1,1\n", CHISO_E_COLUMN, 1, 9, "q9"},
        {"no unit column", "q1,q2\n1,1\n", CHISO_E_COLUMN, 1, 1, "unit"},
        {"question column twice", "unit,q1,q1\nb,1,1\n", CHISO_E_COLUMN, 1, 9, "q1"},
        {"unit column twice", "unit,q1,unit\nb,1,b\n", CHISO_E_COLUMN, 1, 9, "unit"},
        {"count beside sheets", "unit,q1,count\nb,1,1\n", CHISO_E_COLUMN, 1, 9, "count"},
        {"both layouts", "unit,question,answer,q1\nb,q1,1,1\n", CHISO_E_COLUMN, 1, 22, "q1"},
        {"no answer column", "unit,question\nb,q1\n", CHISO_E_COLUMN, 1, 1, "answer"},
        {"no question column", "unit,answer\nb,1\n", CHISO_E_COLUMN, 1, 1, "question"},
        {"no heading", "unit,,q1\nb,1,1\n", CHISO_E_COLUMN, 1, 6, "2"},
        {"no unit", "unit,q1\nb,1\n,1\n", CHISO_E_CODE, 3, 1, ""},
        {"unknown question", "unit,question,answer\nb,q1,1\nb,q9,1\n", CHISO_E_NODE, 3, 3, "q9"},
        {"no question", "unit,question,answer\nb,,1\n", CHISO_E_NODE, 2, 3, "b"},
        {"answer 0", "unit,q1\nb,1\nb,0\n", CHISO_E_RANGE, 3, 3, "1"},
        {"answer 6 of 5", "unit,q1\nb,1\nb,6\n", CHISO_E_RANGE, 3, 3, "5"},
        {"answer 3 of 2", "unit,q1,q2\nb,1,3\n", CHISO_E_RANGE, 2, 5, "q2"},
        {"negative answer", "unit,q1\nb,-1\n", CHISO_E_RANGE, 2, 3, "-1"},
        {"no number", "unit,q1\nb,often\n", CHISO_E_NUMBER, 2, 3, "often"},
        {"half an answer", "unit,q1\nb,1.5\n", CHISO_E_NUMBER, 2, 3, "1.5"},
        {"nearly an answer", "unit,q1\nb,1.0000001\n", CHISO_E_NUMBER, 2, 3, "1.0000001"},
        {"a large answer", "unit,q1\nb,99999999999999999999\n", CHISO_E_RANGE, 2, 3,
         "99999999999999999999"},
        {"a wrong answer of nobody", "unit,question,answer,count\nb,q1,9,0\n", CHISO_E_RANGE, 2, 6,
         "9"},
        {"half a count", "unit,question,answer,count\nb,q1,1,1.5\n", CHISO_E_NUMBER, 2, 8, "1.5"},
        {"no count", "unit,question,answer,count\nb,q1,1,\n", CHISO_E_NUMBER, 2, 8, "q1"},
        {"negative count", "unit,question,answer,count\nb,q1,1,-2\n", CHISO_E_RANGE, 2, 8, "-2"},
        {"a wrong count of no answer", "unit,question,answer,count\nb,q1,,x\n", CHISO_E_NUMBER, 2,
         7, "x"},
        {"too many", "unit,question,answer,count\nb,q1,1,9200000000000\nb,q1,1,1\n", CHISO_E_RANGE,
         3, 6, "q1"},
        {"too many with what is there", "unit,question,answer,count\nb,q1,1,9200000000000\n",
         CHISO_E_RANGE, 0, 0, "9200000000000"},
        {"a cell too many", "unit,q1\nb,1\nb,1,1\n", CHISO_E_SYNTAX, 3, 5, "3"},
        {"a cell too few", "unit,q1\nb,1\nb\n", CHISO_E_SYNTAX, 3, 1, "1"},
        {"open quote", "unit,q1\n\"b,1\n", CHISO_E_SYNTAX, 2, 1, ""},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tally *tally = new_tally();
        chiso_error error = CHISO_ERROR_INIT;
        struct buffer before;
        struct buffer after;
        chiso_status status;

        cr_assert_eq(chiso_tally_add(tally, 0, 0, 0, 1, NULL), CHISO_OK);
        before = support_tally_bytes(tally);
        status = chiso_tally_read_csv(tally, cases[i].text, strlen(cases[i].text), &error);
        cr_expect(status == cases[i].status && error.status == status, "%s: %s", cases[i].name,
                  chiso_status_name(status));
        cr_expect(error.line == cases[i].line && error.column == cases[i].column, "%s: %u:%u",
                  cases[i].name, (unsigned)error.line, (unsigned)error.column);
        cr_expect(support_names(error.message, cases[i].named), "%s: %s", cases[i].name,
                  error.message);
        cr_expect(support_names(error.message_vi, cases[i].named), "%s: %s", cases[i].name,
                  error.message_vi);
        after = support_tally_bytes(tally);
        cr_expect(after.size == before.size && memcmp(after.bytes, before.bytes, after.size) == 0,
                  "%s: the tally changed", cases[i].name);
        buffer_clear(&before);
        buffer_clear(&after);
        chiso_tally_free(tally);
    }
}

Test(tally_csv, a_tally_without_questions_says_so)
{
    chiso_tally *tally = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tally_new(NULL, &tally, NULL), CHISO_OK);
    cr_expect(chiso_tally_read_csv(tally, "unit,q1\na,1\n", 12, &error) == CHISO_E_COLUMN);
    cr_expect(strstr(error.message, "q1") != NULL && strstr(error.message, "no questions") != NULL,
              "%s", error.message);
    cr_expect(chiso_tally_read_csv(tally, "unit,question,answer\na,q1,1\n", 28, &error) ==
              CHISO_E_NODE);
    cr_expect(chiso_tally_read_csv(tally, NULL, 1, NULL) == CHISO_E_NULL &&
              chiso_tally_read_csv(NULL, "x", 1, NULL) == CHISO_E_NULL);
    chiso_tally_free(tally);
}

Test(tally_csv, files_are_read_by_their_names)
{
    char path[] = "/tmp/chiso_tally_XXXXXX";
    const int made = mkstemp(path);
    chiso_tally *tally = new_tally();
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(made >= 0);
    cr_assert(write(made, same[0], strlen(same[0])) == (ssize_t)strlen(same[0]));
    close(made);
    cr_expect(chiso_tally_read_csv_file(tally, path, &error) == CHISO_OK, "%s", error.message);
    cr_expect(count_of(tally, "a", "q1", 4) == 2);
    unlink(path);
    cr_expect(chiso_tally_read_csv_file(tally, path, &error) == CHISO_E_FILE &&
              strstr(error.message, path) != NULL);
    cr_expect(chiso_tally_read_csv_file(tally, NULL, NULL) == CHISO_E_NULL &&
              chiso_tally_read_csv_file(NULL, path, NULL) == CHISO_E_NULL);
    cr_expect(chiso_tally_total(tally) == 5);
    chiso_tally_free(tally);
}
