#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static chiso_map *read_map(const char *text)
{
    chiso_map *map = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_map_read_csv(text, strlen(text), NULL, &map, &error) == CHISO_OK, "%s",
              error.message);
    return map;
}

static void expect_row(const chiso_map *map, uint32_t row, const char *old_code,
                       const char *new_code, const char *share)
{
    chiso_map_row got;

    cr_assert(chiso_map_row_at(map, row, &got) == CHISO_OK, "row %u", (unsigned)row);
    cr_expect_str_eq(got.old_code, old_code);
    cr_expect_str_eq(got.new_code, new_code);
    cr_expect(got.share == decimal(share), "row %u: %s", (unsigned)row, decimal_text(got.share));
}

Test(map, rows_are_read_in_any_order_of_columns_and_with_either_decimal_mark)
{
    chiso_map *map =
        read_map("# from the decree\nshare;new;old\n0,4;x;a\n0,6;y;a\n;z;b\n;;c\n;n;\n");

    cr_expect(chiso_map_count(map) == 5);
    expect_row(map, 0, "a", "x", "0.4");
    expect_row(map, 1, "a", "y", "0.6");
    expect_row(map, 2, "b", "z", "1");
    expect_row(map, 3, "c", "", "1");
    expect_row(map, 4, "", "n", "1");
    chiso_map_free(map);
}

Test(map, a_map_is_built_by_calls)
{
    chiso_map *map = NULL;
    chiso_map_row row = {"", "", 7};
    char code[16];

    cr_assert(chiso_map_new(NULL, &map, NULL) == CHISO_OK);
    for (int i = 0; i < 100; i++) {
        snprintf(code, sizeof(code), "c%d", i);
        cr_assert(chiso_map_add(map, code, i % 2 == 0 ? "even" : NULL, i % 3 == 0 ? "0.5" : NULL,
                                NULL) == CHISO_OK);
    }
    cr_expect(chiso_map_count(map) == 100);
    expect_row(map, 98, "c98", "even", "1");
    expect_row(map, 99, "c99", "", "0.5");
    cr_expect(chiso_map_row_at(map, 100, &row) == CHISO_E_RANGE && row.share == 7);
    cr_expect(chiso_map_row_at(map, 0, NULL) == CHISO_E_NULL &&
              chiso_map_row_at(NULL, 0, &row) == CHISO_E_NULL);
    cr_expect(chiso_map_count(NULL) == 0);
    chiso_map_free(map);
    chiso_map_free(NULL);
}

Test(map, bad_rows_are_refused_by_name_and_change_nothing)
{
    static const struct {
        const char *old_code, *new_code, *share;
        chiso_status status;
        const char *named;
    } cases[] = {
        {"", "", "1", CHISO_E_CODE, "neither"},
        {NULL, NULL, NULL, CHISO_E_CODE, "neither"},
        {"a", "b", "0", CHISO_E_RANGE, "from a to b"},
        {"a", "b", "1.000001", CHISO_E_RANGE, "1.000001"},
        {"a", "b", "-1", CHISO_E_RANGE, "-1"},
        {"a", "b", "half", CHISO_E_NUMBER, "half"},
        {"a", "b", "0,5", CHISO_E_NUMBER, "0,5"},
        {"\xFF", "b", "", CHISO_E_ENCODING, "UTF-8"},
    };
    chiso_map *map = read_map("old,new\na,b\n");

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect(chiso_map_add(map, cases[i].old_code, cases[i].new_code, cases[i].share,
                                &error) == cases[i].status,
                  "case %zu: %s", i, error.message);
        cr_expect(strstr(error.message, cases[i].named) != NULL, "case %zu: %s", i, error.message);
        cr_expect(error.message_vi[0] != '\0' && chiso_map_count(map) == 1, "case %zu", i);
    }
    cr_expect(chiso_map_add(NULL, "a", "b", NULL, NULL) == CHISO_E_NULL);
    chiso_map_free(map);
}

Test(map, bad_files_are_refused_with_line_and_column)
{
    static const struct {
        const char *text;
        chiso_status status;
        uint32_t line, column;
        const char *named;
    } cases[] = {
        {"", CHISO_E_EMPTY, 0, 0, "old"},
        {"old,new\n", CHISO_E_EMPTY, 0, 0, "row"},
        {"old,share\na,1\n", CHISO_E_COLUMN, 1, 0, "new"},
        {"old,new,weight\na,b,1\n", CHISO_E_COLUMN, 1, 9, "weight"},
        {"old,new,share\na,b,1\na,c,2\n", CHISO_E_RANGE, 3, 5, "from a to c"},
        {"old,new,share\na,b,x\n", CHISO_E_NUMBER, 2, 5, "x"},
        {"old,new,share\na,b\n", CHISO_E_SYNTAX, 2, 0, ""},
        {"old,new,share\n,,1\n", CHISO_E_CODE, 2, 1, "neither"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_map *map = (chiso_map *)&map;
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect(chiso_map_read_csv(cases[i].text, strlen(cases[i].text), NULL, &map, &error) ==
                      cases[i].status,
                  "case %zu: %s %s", i, chiso_status_name(error.status), error.message);
        cr_expect(map == NULL && strstr(error.message, cases[i].named) != NULL, "case %zu: %s", i,
                  error.message);
        cr_expect((cases[i].line == 0 || error.line == cases[i].line) &&
                      (cases[i].column == 0 || error.column == cases[i].column),
                  "case %zu: %u:%u", i, (unsigned)error.line, (unsigned)error.column);
    }
}

Test(map, a_file_that_is_not_there_is_named)
{
    chiso_map *map = (chiso_map *)&map;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(chiso_map_read_csv_file("no/such/map.csv", NULL, &map, &error) == CHISO_E_FILE &&
              map == NULL);
    cr_expect(strstr(error.message, "no/such/map.csv") != NULL, "%s", error.message);
    cr_expect(chiso_map_read_csv_file("no/such/map.csv", NULL, NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_map_read_csv(NULL, 0, NULL, &map, NULL) == CHISO_E_NULL &&
              chiso_map_new(NULL, NULL, NULL) == CHISO_E_NULL);
}
