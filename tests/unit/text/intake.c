/* All mistakes of a file in one reading, each with its place, its unit and its criterion; the first
 * is what is returned, and what was to be read is as it was. */
#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A remark as a test expects it: "" for no unit or criterion, and what its message names. */
struct expected {
    chiso_status status;
    uint32_t line, column;
    const char *unit, *criterion, *named;
};

static chiso_intake *new_intake(uint32_t limit)
{
    chiso_intake *intake = NULL;

    cr_assert_eq(chiso_intake_new(limit, NULL, &intake, NULL), CHISO_OK);
    return intake;
}

static void expect_mistakes(const chiso_intake *intake, const char *file,
                            const struct expected *expected, uint32_t count)
{
    cr_expect_eq(chiso_intake_count(intake), count, "%u remarks", chiso_intake_count(intake));
    cr_expect_eq(chiso_intake_mistake_count(intake), count);
    for (uint32_t i = 0; i < chiso_intake_count(intake); i++) {
        chiso_remark found;

        cr_assert_eq(chiso_intake_at(intake, i, &found), CHISO_OK);
        if (i >= count) {
            cr_expect(false, "%u:%u: %s", found.line, found.column, found.message);
            continue;
        }
        cr_expect(found.kind == CHISO_REMARK_MISTAKE && found.doubt == CHISO_DOUBT_NONE);
        cr_expect(found.status == expected[i].status && found.line == expected[i].line &&
                      found.column == expected[i].column,
                  "%u: %s at %u:%u, expected %s at %u:%u: %s", i, chiso_status_name(found.status),
                  found.line, found.column, chiso_status_name(expected[i].status), expected[i].line,
                  expected[i].column, found.message);
        cr_expect(strcmp(found.unit, expected[i].unit) == 0 &&
                      strcmp(found.criterion, expected[i].criterion) == 0,
                  "%u: unit '%s', criterion '%s': %s", i, found.unit, found.criterion,
                  found.message);
        cr_expect(strstr(found.message, expected[i].named) != NULL, "%u: %s", i, found.message);
        cr_expect(found.message_vi[0] != '\0' && strcmp(found.file, file) == 0);
    }
}

static const char CRITERIA[] = "code,title,max,rule\n1.1,,10,\n1.2,,5,rate\n2,,3,yesno\n";

/* Reads points into a board of a unit that it keeps, and expects these mistakes and no others. */
static void expect_board(const char *text, const struct expected *expected, uint32_t count)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_board(tree, "unit,1.1\nold,3\n");
    chiso_intake *intake = new_intake(0);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_error first = CHISO_ERROR_INIT;
    chiso_status status;

    status = chiso_intake_board(intake, "p.csv", text, strlen(text), board, &error);
    expect_mistakes(intake, "p.csv", expected, count);
    cr_expect(status == expected[0].status && error.status == status &&
                  error.line == expected[0].line && error.column == expected[0].column,
              "%s: %s", chiso_status_name(status), error.message);
    cr_expect_eq(chiso_board_unit_count(board), 1);
    /* Without a list it is the first of them. */
    cr_expect(chiso_board_read_csv(board, text, strlen(text), &first) != CHISO_OK);
    cr_expect(memcmp(&first, &error, sizeof(first)) == 0 || count > 1, "%s", first.message);
    chiso_intake_free(intake);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(intake, finds_all_mistakes_of_wide_rows)
{
    static const struct expected expected[] = {
        {CHISO_E_COLUMN, 1, 17, "", "", "\"1.4\""}, {CHISO_E_COLUMN, 1, 27, "", "", "\"2\""},
        {CHISO_E_NUMBER, 2, 7, "a", "1.1", "ten"},  {CHISO_E_CELL, 2, 13, "a", "1.2", "0.5"},
        {CHISO_E_WORD, 3, 3, "b", "", "maybe"},     {CHISO_E_POINTS, 3, 9, "b", "1.1", "11"},
        {CHISO_E_CODE, 4, 1, "", "", "rows:"},      {CHISO_E_SYNTAX, 5, 18, "", "", "8 cells"},
        {CHISO_E_DUPLICATE, 6, 1, "a", "", "a"},    {CHISO_E_SYNTAX, 7, 4, "", "", "quote"},
        {CHISO_E_CELL, 8, 13, "d", "2", "perhaps"}, {CHISO_E_SYNTAX, 10, 3, "", "", "never closed"},
    };

    expect_board("unit,ranked,1.1,1.4,1.2,2,2\n"
                 "a,yes,ten,3,0.5,no,x\n"
                 "b,maybe,11,3,50%,no,\n"
                 ",yes,1,,,,\n"
                 "c,yes,1,2,3%,1,1,9\n"
                 "a,yes,1,,,,\n"
                 "\"x\"y,yes,1,,,,\n"
                 "d,yes,1,,5%,perhaps,\n"
                 "e,yes,1,,,,\n"
                 "f,\"yes,1,,,,\n",
                 expected, COUNT(expected));
}

Test(intake, finds_all_mistakes_of_long_rows)
{
    static const struct expected expected[] = {
        {CHISO_E_POINTS, 3, 7, "a", "1.1", "20"},   {CHISO_E_NODE, 4, 3, "a", "1", "1"},
        {CHISO_E_DUPLICATE, 6, 7, "b", "1.1", ""},  {CHISO_E_NODE, 7, 3, "b", "9", "9"},
        {CHISO_E_DUPLICATE, 8, 7, "b", "1.1", ""},  {CHISO_E_DUPLICATE, 9, 10, "b", "", "south"},
        {CHISO_E_DUPLICATE, 12, 7, "b", "1.2", ""},
    };

    expect_board("unit,criterion,value,block\n"
                 "a,2,yes,north\n"
                 "a,1.1,20,\n"
                 "a,1,3,\n"
                 "b,1.1,3,north\n"
                 "b,1.1,4,\n"
                 "b,9,4,\n"
                 "b,1.1,5,\n"
                 "b,1.2,5%,south\n"
                 "b,2,yes,\n"
                 "b,1.2,5%,\n"
                 "b,1.2,6%,\n",
                 expected, COUNT(expected));
}

Test(intake, says_all_that_is_wrong_with_a_layout)
{
    static const struct expected none[] = {{CHISO_E_COLUMN, 1, 1, "", "", "\"unit\""},
                                           {CHISO_E_COLUMN, 1, 1, "", "", "\"units\""}};
    static const struct expected both[] = {{CHISO_E_COLUMN, 1, 22, "", "", "1.1"}};
    static const struct expected empty[] = {{CHISO_E_EMPTY, 0, 0, "", "", "empty"}};
    static const struct expected coded[] = {{CHISO_E_ENCODING, 2, 1, "", "", "UTF-8"}};

    static const struct expected down[] = {
        {CHISO_E_COLUMN, 1, 1, "", "",
         "\"unit\"; where a row is a criterion and a column a unit, read"},
        {CHISO_E_COLUMN, 1, 1, "", "", "layout,down"},
        {CHISO_E_COLUMN, 1, 1, "", "", "\"value\"; where a row is a criterion"}};

    expect_board("units,1.1\na,3\n", (const struct expected[]){none[1], none[0]}, 2);
    expect_board("Tiêu chí\n1.1\n", &down[0], 1);
    expect_board("criterion\n1.1\n", &down[1], 1);
    expect_board("Mã,Tiêu chí\n1.1,A\n", &down[2], 1);
    expect_board("unit,criterion,value,1.1\na,1.1,x,4\n", both, 1);
    expect_board("", empty, 1);
    expect_board("unit,1.1\n\xFF,3\n", coded, 1);
}

Test(intake, names_the_column_that_may_be_meant)
{
    static const struct expected slips[] = {
        {CHISO_E_COLUMN, 1, 1, "", "", "there is no column \"unit\""},
        {CHISO_E_COLUMN, 1, 1, "", "", "\"Untis\"; did you mean \"unit\"?"},
        {CHISO_E_COLUMN, 1, 7, "", "", "\"blcok\"; did you mean \"block\"?"},
        {CHISO_E_COLUMN, 1, 13, "", "", "\"1.3\"; expected"},
        {CHISO_E_COLUMN, 1, 17, "", "", "\"remarks\"; did you mean \"note\"?"},
    };
    struct expected sorted[COUNT(slips)];

    /* What is missing is found behind what is there, at the same place. */
    memcpy(sorted, slips, sizeof(slips));
    sorted[0] = slips[1];
    sorted[1] = slips[0];
    expect_board("Untis,blcok,1.3,remarks\na,x,1,\n", sorted, COUNT(sorted));
}

/* Titles above the headings are one mistake, which names the row of these as a spreadsheet counts:
 * notes and blank rows count, line breaks within a cell do not, separators may be others there. */
Test(intake, names_the_row_of_headings_below_titles)
{
    static const struct expected third[] = {
        {CHISO_E_COLUMN, 1, 1, "", "", "row 3 has; take the rows above it out"}};
    static const struct expected sixth[] = {{CHISO_E_COLUMN, 3, 1, "", "", "header,6"}};
    static const struct expected codes[] = {{CHISO_E_COLUMN, 1, 1, "", "", "header,2"}};
    static const struct expected last[] = {{CHISO_E_COLUMN, 1, 1, "", "", "header,21"}};
    char far[256] = "Table,\n";

    expect_board("Table of 2024,,\n,,\nunit,1.1,2\na,3,yes\n", third, 1);
    expect_board(
        "# note\n\n\"Table,\nof 2024\"\n;;\n(points)\n\u0110\u01a1n v\u1ecb;1.1;2\na;3;yes\n",
        sixth, 1);
    /* Without a word, most codes; the code of a row is none. */
    expect_board("Table,,,\nOffice,1.1,1.2,2\na,3,5%,yes\n", codes, 1);
    for (int i = 0; i < 19; i++) {
        strcat(far, "x,\n");
    }
    strcat(far, "unit,2\n");
    expect_board(far, last, 1);
}

Test(intake, looks_no_farther_than_twenty_rows_for_headings)
{
    static const struct expected far_off[] = {{CHISO_E_COLUMN, 1, 1, "", "", "\"Table\"; expected"},
                                              {CHISO_E_COLUMN, 1, 7, "", "", "\"2024\"; expected"},
                                              {CHISO_E_COLUMN, 1, 1, "", "", "no column \"unit\""}};
    static const struct expected first[] = {{CHISO_E_COLUMN, 1, 1, "", "", "\"Office\""},
                                            {CHISO_E_COLUMN, 1, 1, "", "", "no column \"unit\""}};
    struct expected sorted[] = {far_off[0], far_off[2], far_off[1]};
    char far[256] = "Table,2024\n";

    for (int i = 0; i < 20; i++) {
        strcat(far, "x,\n");
    }
    strcat(far, "unit,2\n");
    expect_board(far, sorted, COUNT(sorted));
    /* A first row with a heading is the row of headings, whatever else it has. */
    expect_board("Office,1.1\nunit,1.1\n", first, COUNT(first));
}

Test(intake, takes_a_comma_in_a_code_for_a_point)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *wide = support_board(tree, "unit,\"1,1\",\"1,2\"\na,3,5%\n");
    chiso_board *tall = support_board(tree, "unit;criterion;value\na;1,1;3\na;1,2;5%\n");
    chiso_board *const boards[] = {wide, tall};

    for (size_t i = 0; i < COUNT(boards); i++) {
        chiso_cell cell;

        cr_expect(chiso_board_cell(boards[i], 0, support_node(tree, "1.1"), &cell) == CHISO_OK &&
                  cell.points == 3 * CHISO_DECIMAL_ONE);
        cr_expect(chiso_board_cell(boards[i], 0, support_node(tree, "1.2"), &cell) == CHISO_OK &&
                  cell.state == CHISO_STATE_SCORED);
        chiso_board_free(boards[i]);
    }
    chiso_tree_free(tree);
}

/* A spreadsheet makes 1.1 of 1.10: where 1.1 is there twice, the refusal names whose column the
 * other one may be, unless that has one. */
Test(intake, names_the_code_that_a_spreadsheet_turned)
{
    static const char criteria[] =
        "code,title,max\n1.1,,5\n1.2,,5\n1.10,,5\n1.100,,5\n2,,5\n20,,5\n";
    static const struct {
        const char *points, *named;
        uint32_t column;
    } files[] = {
        {"unit,1.1,1.2,1.1\na,1,2,3\n", "\"1.1\" is there twice, and criterion 1.10 has none", 14},
        {"unit,1.1,1.1,1.2,1.10\na,1,2,3,4\n", "and criterion 1.100 has none", 10},
        {"unit;1,1;1,2;1,1\na;1;2;3\n", "spreadsheets make 1,1 of 1.10", 14},
        {"unit,1.2,1.2\na,1,2\n", "column \"1.2\" is there twice", 10},
        {"unit,2,2\na,1,2\n", "column \"2\" is there twice", 8},
        {"unit,criterion,value\na,1.1,1\na,1.1,2\n", "of 1.10, which", 7},
        {"unit,criterion,value\na,1.1,1\na,1.10,1\na,1.1,2\n", "of 1.100, which", 7},
        {"unit,criterion,value\na,1.2,1\na,1.2,2\n", "stands in the file twice", 7},
    };
    chiso_tree *tree = support_tree(criteria);

    for (size_t i = 0; i < COUNT(files); i++) {
        chiso_board *board = NULL;
        chiso_error error = CHISO_ERROR_INIT;

        cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
        cr_expect(chiso_board_read_csv(board, files[i].points, strlen(files[i].points), &error) !=
                          CHISO_OK &&
                      error.column == files[i].column &&
                      strstr(error.message, files[i].named) != NULL,
                  "%u: %s", error.column, error.message);
        chiso_board_free(board);
    }
    chiso_tree_free(tree);
}

static void expect_tree(const char *text, const struct expected *expected, uint32_t count)
{
    chiso_intake *intake = new_intake(0);
    chiso_tree *tree = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    const chiso_status status =
        chiso_intake_tree(intake, "c.csv", text, strlen(text), NULL, &tree, &error);

    expect_mistakes(intake, "c.csv", expected, count);
    cr_expect(tree == NULL && status == expected[0].status && error.status == status, "%s",
              error.message);
    cr_expect(chiso_tree_read_csv(text, strlen(text), NULL, &tree, &error) != CHISO_OK);
    chiso_intake_free(intake);
}

Test(intake, finds_all_mistakes_of_a_criteria_file)
{
    static const struct expected expected[] = {
        {CHISO_E_COLUMN, 1, 43, "", "", "whim"},   {CHISO_E_WORD, 2, 9, "", "", "digits=9"},
        {CHISO_E_NUMBER, 4, 7, "1.1", "", "ten"},  {CHISO_E_NUMBER, 4, 11, "1.1", "", "heavy"},
        {CHISO_E_RULE, 4, 17, "1.1", "", "rates"}, {CHISO_E_MAX, 6, 5, "2", "", "11"},
        {CHISO_E_DUPLICATE, 9, 1, "2.1", "", "7"}, {CHISO_E_CODE, 10, 1, "a b", "", "space"},
        {CHISO_E_PARENT, 11, 9, "4", "", "x"},     {CHISO_E_PARENT, 12, 9, "5", "", "5"},
        {CHISO_E_MAX, 14, 5, "6", "", "max"},
    };
    struct expected mine[COUNT(expected)];

    /* The codes that messages about criteria name are those of criteria. */
    for (size_t i = 0; i < COUNT(expected); i++) {
        mine[i] = expected[i];
        mine[i].criterion = expected[i].unit;
        mine[i].unit = "";
    }
    expect_tree("code,title,max,weight,rule,parent,options,whim\n"
                ".,T,,,,,digits=9,\n"
                "1,A,,,,,,\n"
                "1.1,a,ten,heavy,rates,,,\n"
                "1.2,a,5,,,,,\n"
                "2,B,11,,,,,\n"
                "2.1,b,4,,,,,\n"
                "2.2,b,6,,,,,\n"
                "2.1,b,5,,,,,\n"
                "a b,c,5,,,,,\n"
                "4,d,5,,,x,,\n"
                "5,e,5,,,5,,\n"
                "7,f,5,,,,,\n"
                "6,f,,,,,,\n",
                mine, COUNT(mine));
}

Test(intake, says_of_another_file_only_that)
{
    static const struct expected points[] = {
        {CHISO_E_COLUMN, 1, 1, "", "", "this looks like a points file"}};
    static const struct expected below[] = {{CHISO_E_COLUMN, 1, 1, "", "", "header,3"}};
    static const struct expected unknown[] = {{CHISO_E_COLUMN, 1, 1, "", "", "\"Criteria\""},
                                              {CHISO_E_COLUMN, 1, 1, "", "", "no column \"code\""},
                                              {CHISO_E_COLUMN, 1, 1, "", "", "no column \"title\""},
                                              {CHISO_E_COLUMN, 1, 1, "", "", "no column \"max\""}};
    static const struct expected slip[] = {
        {CHISO_E_COLUMN, 1, 12, "", "", "\"maximum\"; known ones are code"},
        {CHISO_E_COLUMN, 1, 20, "", "", "\"wieght\"; did you mean \"weight\"?"}};

    expect_tree("unit,name,1.1,1.2\na,A,1,2\n", points, 1);
    expect_tree("Criteria of 2024,,\n,,\ncode,title,max\n1,A,5\n", below, 1);
    /* One word may be that of a cell. */
    expect_tree("Criteria\n1\nmax\n", unknown, COUNT(unknown));
    expect_tree("code,title,maximum,wieght,max\na,A,1,2,3\n", slip, 2);
}

Test(intake, finds_all_mistakes_of_bands_and_maps)
{
    static const char bands_csv[] = "band,from\nA,ninety\n,80\nB,80\nC,80\nD,6,5\n";
    static const char map_csv[] = "old,new,share\na,b,2\n,,\nc,d,x\ne,f,\n";
    static const struct expected of_bands[] = {
        {CHISO_E_NUMBER, 2, 3, "", "", "ninety"},
        {CHISO_E_CODE, 3, 1, "", "", "name"},
        {CHISO_E_DUPLICATE, 5, 1, "", "", "80"},
        {CHISO_E_SYNTAX, 6, 5, "", "", "3 cells"},
    };
    static const struct expected of_map[] = {
        {CHISO_E_RANGE, 2, 5, "", "", "2"},
        {CHISO_E_NUMBER, 4, 5, "", "", "x"},
    };
    chiso_intake *intake = new_intake(0);
    chiso_bands *bands = NULL;
    chiso_map *map = NULL;

    cr_expect(chiso_intake_bands(intake, "b.csv", bands_csv, strlen(bands_csv), NULL, &bands,
                                 NULL) == CHISO_E_NUMBER &&
              bands == NULL);
    expect_mistakes(intake, "b.csv", of_bands, COUNT(of_bands));
    chiso_intake_free(intake);
    intake = new_intake(0);
    cr_expect(chiso_intake_map(intake, "m.csv", map_csv, strlen(map_csv), NULL, &map, NULL) ==
                  CHISO_E_RANGE &&
              map == NULL);
    expect_mistakes(intake, "m.csv", of_map, COUNT(of_map));
    chiso_intake_free(intake);
}

Test(intake, keeps_as_many_as_are_wanted_of_all_files_together)
{
    static const char points[] = "unit,1.1\na,x\nb,y\nc,z\nd,1\n";
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = NULL;
    chiso_intake *intake = new_intake(4);

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    for (int i = 0; i < 3; i++) {
        cr_expect(chiso_intake_board(intake, "p.csv", points, strlen(points), board, NULL) ==
                      CHISO_E_NUMBER ||
                  i == 2);
        cr_expect_eq(chiso_intake_mistake_count(intake), i == 0 ? 3 : 4);
        cr_expect_eq(chiso_board_unit_count(board), 0);
    }
    chiso_intake_free(intake);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(intake, reads_what_is_right)
{
    chiso_intake *intake = new_intake(20);
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_remark remark = {.line = 77};

    cr_assert_eq(chiso_intake_tree(intake, NULL, CRITERIA, strlen(CRITERIA), NULL, &tree, &error),
                 CHISO_OK, "%s", error.message);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_board(intake, NULL, "unit,1.1,1.2,2\na,3,5%,yes\nb,4,6%,no\n", 36,
                                    board, &error),
                 CHISO_OK, "%s", error.message);
    cr_expect_eq(chiso_board_unit_count(board), 2);
    cr_expect_eq(chiso_intake_count(intake), 0);
    cr_expect(chiso_intake_at(intake, 0, &remark) == CHISO_E_RANGE && remark.line == 77);
    cr_expect(chiso_intake_at(NULL, 0, &remark) == CHISO_E_NULL);
    cr_expect(chiso_intake_count(NULL) == 0 && chiso_intake_mistake_count(NULL) == 0);
    chiso_intake_free(NULL);
    chiso_intake_free(intake);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(intake, reads_files_by_their_names)
{
    chiso_intake *intake = new_intake(20);
    chiso_tree *tree = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_remark remark;

    cr_expect_eq(chiso_intake_tree(intake, "no/such/file.csv", NULL, 0, NULL, &tree, &error),
                 CHISO_E_FILE);
    cr_assert_eq(chiso_intake_at(intake, 0, &remark), CHISO_OK);
    cr_expect(remark.status == CHISO_E_FILE && remark.line == 0 &&
              strcmp(remark.file, "no/such/file.csv") == 0 &&
              strcmp(remark.message, error.message) == 0);
    cr_expect_eq(chiso_intake_tree(intake, NULL, NULL, 0, NULL, &tree, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_intake_tree(NULL, "x", NULL, 0, NULL, &tree, &error), CHISO_E_NULL);
    chiso_intake_free(intake);
}
