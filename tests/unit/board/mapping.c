/* Mappings: what each row says, and what is refused, of the mapping and of the sheet. */
#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char CRITERIA[] = "code,title,max,rule\n"
                               "1,Steering,,\n1.1,Plan,20,\n1.2,Check,20,\n2,Rules,60,\n";

/* What a sheet reads as, over criteria; the board is there, with what it holds. Free with free().
 */
static char *read_sheet(const char *criteria, const char *there, const char *mapping_text,
                        const char *sheet)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = NULL;
    chiso_mapping *mapping = support_mapping(mapping_text);
    chiso_error error = CHISO_ERROR_INIT;
    char *csv;

    if (there == NULL) {
        cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    } else {
        board = support_board(tree, there);
    }
    cr_expect_eq(chiso_board_read_sheet(board, sheet, strlen(sheet), mapping, &error), CHISO_OK,
                 "%u:%u: %s", error.line, error.column, error.message);
    csv = support_board_csv(board);
    chiso_mapping_free(mapping);
    chiso_board_free(board);
    chiso_tree_free(tree);
    return csv;
}

/* A sheet with its mapping is what a plain file is. */
static void expect_as(const char *mapping, const char *sheet, const char *plain)
{
    char *read = read_sheet(CRITERIA, NULL, mapping, sheet);
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_board(tree, plain);
    char *expected = support_board_csv(board);

    cr_expect_str_eq(read, expected);
    free(read);
    free(expected);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* A sheet is refused at a place with words in its message, the same with a list and without. */
static void expect_refused(const char *mapping_text, const char *sheet, chiso_status status,
                           uint32_t line, uint32_t column, const char *named)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_mapping *mapping = support_mapping(mapping_text);
    chiso_board *board = support_board(tree, "unit,1.1\nold office,3\n");
    chiso_intake *intake = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_error listed = CHISO_ERROR_INIT;

    cr_expect_eq(chiso_board_read_sheet(board, sheet, strlen(sheet), mapping, &error), status);
    cr_expect(error.status == status && error.line == line && error.column == column,
              "%s at %u:%u, expected %u:%u: %s", chiso_status_name(error.status), error.line,
              error.column, line, column, error.message);
    cr_expect(support_names(error.message, named) && error.message_vi[0] != '\0', "%s",
              error.message);
    cr_assert_eq(chiso_intake_new(0, NULL, &intake, NULL), CHISO_OK);
    cr_expect_eq(chiso_intake_sheet(intake, "p.csv", sheet, strlen(sheet), mapping, board, &listed),
                 status);
    cr_expect(chiso_intake_mistake_count(intake) > 0 && strcmp(listed.message, error.message) == 0,
              "%s", listed.message);
    cr_expect_eq(chiso_board_unit_count(board), 1);
    chiso_intake_free(intake);
    chiso_board_free(board);
    chiso_mapping_free(mapping);
    chiso_tree_free(tree);
}

Test(mapping, keeps_its_rows)
{
    chiso_mapping *mapping = NULL;
    chiso_mapping *again = NULL;
    chiso_mapping_row row;
    struct buffer written = {0};
    chiso_sink sink = buffer_sink(&written);

    cr_assert_eq(chiso_mapping_new(NULL, &mapping, NULL), CHISO_OK);
    cr_expect_eq(chiso_mapping_count(mapping), 0);
    cr_expect_eq(chiso_mapping_set(mapping, " Header ", "3 - 4", NULL), CHISO_OK);
    cr_expect_eq(chiso_mapping_set(mapping, "column:a, \"b\"\nc", "=1", NULL), CHISO_OK);
    cr_expect_eq(chiso_mapping_set(mapping, "cell:none", NULL, NULL), CHISO_OK);
    cr_expect_eq(chiso_mapping_set(mapping, "rows:Khối *", " SKIP ", NULL), CHISO_OK);
    cr_assert_eq(chiso_mapping_count(mapping), 4);
    cr_assert_eq(chiso_mapping_row_at(mapping, 0, &row), CHISO_OK);
    cr_expect(strcmp(row.what, " Header ") == 0 && strcmp(row.value, "3 - 4") == 0);
    cr_assert_eq(chiso_mapping_row_at(mapping, 2, &row), CHISO_OK);
    cr_expect(strcmp(row.what, "cell:none") == 0 && strcmp(row.value, "") == 0);
    cr_expect_eq(chiso_mapping_row_at(mapping, 4, &row), CHISO_E_RANGE);
    cr_assert_eq(chiso_mapping_write_csv(mapping, &sink, NULL), CHISO_OK);
    again = support_mapping(written.bytes);
    cr_assert_eq(chiso_mapping_count(again), 4);
    for (uint32_t i = 1; i < 3; i++) {
        chiso_mapping_row copy;

        cr_assert_eq(chiso_mapping_row_at(mapping, i, &row), CHISO_OK);
        cr_assert_eq(chiso_mapping_row_at(again, i, &copy), CHISO_OK);
        cr_expect(strcmp(row.what, copy.what) == 0 && strcmp(row.value, copy.value) == 0, "%s,%s",
                  copy.what, copy.value);
    }
    buffer_clear(&written);
    chiso_mapping_free(again);
    chiso_mapping_free(mapping);
}

Test(mapping, refuses_rows_that_say_nothing)
{
    static const struct {
        const char *what, *value;
        chiso_status status;
        const char *named;
    } rows[] = {
        {"heading", "3", CHISO_E_WORD, "did you mean \"header\""},
        {"what", "3", CHISO_E_WORD, "missing-row"},
        {"", "3", CHISO_E_WORD, "missing-row"},
        {"header:3", "3", CHISO_E_WORD, "header:3"},
        {"header", "0", CHISO_E_WORD, "\"0\""},
        {"header", "3-5", CHISO_E_WORD, "3-5"},
        {"header", "4-3", CHISO_E_WORD, "4-3"},
        {"header", "99999999999999999999", CHISO_E_WORD, "as 3"},
        {"header", "three", CHISO_E_WORD, "three"},
        {"column", "unit", CHISO_E_WORD, "names nothing"},
        {"column: ", "unit", CHISO_E_WORD, "names nothing"},
        {"column:A", " ", CHISO_E_WORD, "column:A"},
        {"ignore", "", CHISO_E_WORD, "no value"},
        {"stage", "", CHISO_E_WORD, "no value"},
        {"end", "", CHISO_E_WORD, "no value"},
        {"rows:A", "drop", CHISO_E_WORD, "skip, block, total"},
        {"rows", "skip", CHISO_E_WORD, "names nothing"},
        {"block", "up", CHISO_E_WORD, "down"},
        {"dash", "1", CHISO_E_WORD, "0, not-applicable"},
        {"cell:", "1", CHISO_E_WORD, "names nothing"},
        {"decimal", "space", CHISO_E_WORD, "point, comma"},
        {"thousands", "dot", CHISO_E_WORD, "point, comma, space"},
        {"units", "some", CHISO_E_WORD, "known, all"},
        {"columns", "", CHISO_E_WORD, "known, all"},
        {"missing-row", "0", CHISO_E_WORD, "not-applicable, missing"},
        {"dash", "not-applicable", CHISO_E_DUPLICATE, "\"dash\", \"0\""},
        {"column:Total", "total", CHISO_E_DUPLICATE, "ignore"},
        {"rows: Mean", "total", CHISO_E_DUPLICATE, "rows:Mean"},
        {"thousands", "comma", CHISO_E_DUPLICATE, "one mark"},
        {"end", "\xFF", CHISO_E_ENCODING, ""},
    };
    chiso_mapping *mapping = support_mapping(
        "what,value\ndash,0\nignore,Total\nrows:Mean,skip\ndecimal,comma\nthousands,point\n"
        "column:#2,name\n");

    for (size_t i = 0; i < COUNT(rows); i++) {
        chiso_error error = CHISO_ERROR_INIT;
        const chiso_status status = chiso_mapping_set(mapping, rows[i].what, rows[i].value, &error);

        /* Both marks are said already, so this one is said in another mapping. */
        if (strcmp(rows[i].named, "one mark") == 0) {
            cr_expect_eq(status, CHISO_E_DUPLICATE);
            continue;
        }
        cr_expect(status == rows[i].status && support_names(error.message, rows[i].named),
                  "%s,%s: %s: %s", rows[i].what, rows[i].value, chiso_status_name(status),
                  error.message);
    }
    cr_expect_eq(chiso_mapping_count(mapping), 6);
    chiso_mapping_free(mapping);
}

Test(mapping, needs_two_marks)
{
    chiso_mapping *mapping = support_mapping("what,value\nthousands,comma\n");
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso_mapping_set(mapping, "decimal", "comma", &error), CHISO_E_DUPLICATE);
    cr_expect(support_names(error.message, "one mark"), "%s", error.message);
    cr_expect_eq(chiso_mapping_set(mapping, "decimal", "point", &error), CHISO_OK);
    chiso_mapping_free(mapping);
}

/* What a sheet of the criteria reads as, and what is said of it. */
static void expect_passed(const char *mapping_text, const char *there, const char *sheet,
                          const char *rows, const char *said)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_mapping *mapping = support_mapping(mapping_text);
    chiso_board *board = there == NULL ? NULL : support_board(tree, there);
    chiso_intake *intake = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_remark remark;
    char *csv = NULL;

    cr_assert(board != NULL || chiso_board_new(tree, NULL, &board, NULL) == CHISO_OK);
    cr_assert_eq(chiso_intake_new(0, NULL, &intake, NULL), CHISO_OK);
    cr_expect_eq(chiso_intake_sheet(intake, "p.csv", sheet, strlen(sheet), mapping, board, &error),
                 CHISO_OK, "%s", error.message);
    csv = support_board_csv(board);
    cr_expect(support_names(csv, rows), "%s: %s", sheet, csv);
    cr_assert_eq(chiso_intake_count(intake), said == NULL ? 0 : 1, "%s", sheet);
    if (said != NULL) {
        cr_assert_eq(chiso_intake_at(intake, 0, &remark), CHISO_OK);
        cr_expect(remark.doubt == CHISO_DOUBT_SUMMARY_ROW && remark.line == 2 &&
                      support_names(remark.message, said),
                  "%u:%u: %s", remark.line, remark.column, remark.message);
    }
    free(csv);
    chiso_intake_free(intake);
    chiso_board_free(board);
    chiso_mapping_free(mapping);
    chiso_tree_free(tree);
}

Test(mapping, leaves_out_a_first_row_that_counts_the_columns)
{
    static const char rules[] = "what,value\ncolumn:TT,ignore\n";
    static const char told[] = "what,value\ncolumn:TT,ignore\nrows:B,skip\n";
    static const char down[] = "what,value\nlayout,down\n";
    static const char said[] = "left out; if it is a unit";

    expect_passed(rules, NULL, "TT,unit,1.1,1.2,2\nA,B,1,2,3\n1,x,4,5,6\n",
                  "ranked,1.1,1.2,2\nx,x,,yes,4,5,6\n", said);
    expect_passed(rules, NULL, "TT,unit,1.1,1.2,2\n(1),(2),(3),(4),(5)\n1,x,4,5,6\n",
                  "ranked,1.1,1.2,2\nx,x,,yes,4,5,6\n", said);
    expect_passed("what,value\nheader,1\n", NULL, "unit,1.1,1.2,2\n1,2,3,4\nx,4,5,6\n",
                  "ranked,1.1,1.2,2\nx,x,,yes,4,5,6\n", said);
    expect_passed(down, NULL, "criterion,x,y\n(1),(2),(3)\n1.1,4,5\n1.2,1,1\n2,2,2\n",
                  "ranked,1.1,1.2,2\nx,x,,yes,4,1,2\n", said);
    /* The mapping tells, and so does the board. */
    expect_passed(told, NULL, "TT,unit,1.1,1.2,2\nA,B,1,2,3\n1,x,4,5,6\n",
                  "ranked,1.1,1.2,2\nx,x,,yes,4,5,6\n", NULL);
    expect_passed(rules, "unit,1.1\nB,7\n", "TT,unit,1.1,1.2,2\nA,B,1,2,3\n1,x,4,5,6\n",
                  "ranked,1.1,1.2,2\nB,B,,yes,1,2,3\nx,x,,yes,4,5,6\n", "counts the columns");
    /* Below other rows it is one of the points. */
    expect_passed(rules, NULL, "TT,unit,1.1,1.2,2\n1,x,4,5,6\nA,B,1,2,3\n",
                  "ranked,1.1,1.2,2\nx,x,,yes,4,5,6\nB,B,,yes,1,2,3\n", NULL);
}

Test(mapping, has_a_limit)
{
    chiso_mapping *mapping = NULL;
    struct buffer text = {0};
    chiso_error error = CHISO_ERROR_INIT;

    buffer_print(&text, "what,value\n");
    for (int i = 0; i < CHISO_MAPPING_LIMIT; i++) {
        buffer_print(&text, "cell:%d,1\n", i);
    }
    mapping = support_mapping(text.bytes);
    cr_expect_eq(chiso_mapping_count(mapping), CHISO_MAPPING_LIMIT);
    cr_expect_eq(chiso_mapping_set(mapping, "dash", "0", &error), CHISO_E_RANGE);
    cr_expect(support_names(error.message, "1000"), "%s", error.message);
    chiso_mapping_free(mapping);
    buffer_clear(&text);
}

Test(mapping, finds_all_mistakes_of_a_file)
{
    static const char text[] = "value;what\n3;header\nunit;columns:A\n;ignore\n0;dash\n0;dash\n"
                               "x;y;z\n1;cell:a\n";
    static const struct {
        chiso_status status;
        uint32_t line, column;
    } expected[] = {{CHISO_E_WORD, 3, 6},
                    {CHISO_E_WORD, 4, 1},
                    {CHISO_E_DUPLICATE, 6, 3},
                    {CHISO_E_SYNTAX, 7, 5}};
    chiso_intake *intake = NULL;
    chiso_mapping *mapping = (chiso_mapping *)text;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_intake_new(0, NULL, &intake, NULL), CHISO_OK);
    cr_expect_eq(chiso_intake_mapping(intake, "m.csv", text, strlen(text), NULL, &mapping, &error),
                 CHISO_E_WORD);
    cr_expect(mapping == NULL && error.line == 3);
    cr_assert_eq(chiso_intake_count(intake), COUNT(expected));
    for (uint32_t i = 0; i < COUNT(expected); i++) {
        chiso_remark remark;

        cr_assert_eq(chiso_intake_at(intake, i, &remark), CHISO_OK);
        cr_expect(remark.status == expected[i].status && remark.line == expected[i].line &&
                      remark.column == expected[i].column,
                  "%u:%u: %s", remark.line, remark.column, remark.message);
    }
    cr_expect_eq(chiso_mapping_read_csv("", 0, NULL, &mapping, &error), CHISO_E_EMPTY);
    cr_expect_eq(chiso_mapping_read_csv("what\n", 5, NULL, &mapping, &error), CHISO_E_COLUMN);
    cr_expect_eq(chiso_mapping_read_csv("what,value\n", 11, NULL, &mapping, &error), CHISO_OK);
    cr_expect_eq(chiso_mapping_count(mapping), 0);
    chiso_mapping_free(mapping);
    chiso_intake_free(intake);
}

/* One sheet of an office with all that such a sheet has. */
Test(mapping, reads_the_sheet_of_an_office)
{
    expect_as("what,value\nheader,3-4\nstage,Thẩm định\nignore,TT\ncolumn:Đơn vị,unit\n"
              "column:Kế hoạch,1.1\ncolumn:Kiểm tra,1.2\ncolumn:#8,2\ncolumn:Tổng,total\n"
              "column:Hạng,rank\nrows:Khối *,block\nrows:Cộng *,total\nrows:Trung bình,skip\n"
              "end,Ghi chú*\ndash,0\ncell:Xanh,52.5\ndecimal,comma\n",
              "PHỤ LỤC II;;;;;;;;;\n"
              "(kèm theo quyết định 12, ngày 3, tháng 4, năm 2025);;;;;;;;;\n"
              "TT;Đơn vị;\"Kế\nhoạch\";;Kiểm tra;;Thể chế;;Tổng;Hạng\n"
              ";;Tự chấm;Thẩm định;Tự chấm;Thẩm định;Tự chấm;Thẩm định;;\n"
              ";Khối sở, ban, ngành;;;;;;;;\n"
              "1;Sở Y tế;10;9,5;3;2;50;49,25;60,75;1\n"
              "2;Sở Nội vụ;11;8,5;5; -   ;40;Xanh;61;2\n"
              ";Cộng khối;;18;;2;;;;\n"
              ";Khối huyện;;;;;;;;\n"
              "3;Huyện A;11;8,5;5;5;40;40;53,5;1\n"
              ";Trung bình;;8;;3;;40;;\n"
              "Ghi chú: điểm đã làm tròn;;;;;;;;;\n"
              "rubbish \"x;;\n",
              "unit,block,1.1,1.2,2\n"
              "Sở Y tế,\"Khối sở, ban, ngành\",9.5,2,49.25\n"
              "Sở Nội vụ,\"Khối sở, ban, ngành\",8.5,0,52.5\n"
              "Huyện A,Khối huyện,8.5,5,40\n");
}

Test(mapping, counts_rows_as_a_spreadsheet_does)
{
    static const char plain[] = "unit,1.1\na,3\n";

    /* A line break in a cell, an empty row, a note, and another separator in the titles. */
    expect_as("what,value\nheader,4\n", "\"a\nb, c, d\";e\n;\n# x;y\nunit;1.1\na;3\n", plain);
    expect_as("what,value\nheader,1\n", "\xEF\xBB\xBFunit\t1.1\na\t3\n", plain);
    expect_as("what,value\nheader,2\n", "sep=;\na,b,c\nunit;1.1\na;3\n", plain);
    expect_as("what,value\nheader,2\n", "5\" pipe, and so on\nunit;1.1\na;3\n", plain);
    expect_refused("what,value\nheader,4\n", "a\nb\nunit,1.1\n", CHISO_E_EMPTY, 0, 0, "3 rows");
    expect_refused("what,value\nheader,2\n", "a\n,\nunit,1.1\n", CHISO_E_EMPTY, 0, 0, "row 2");
    /* Nor is a title taken for the headings where the mapping does not say where these are. */
    expect_refused("what,value\ndash,0\n", "Results\nunit;1.1\na;3\n", CHISO_E_COLUMN, 1, 1,
                   "row 2");
    expect_refused("what,value\nheader,2\n", "", CHISO_E_EMPTY, 0, 0, "0 rows");
    expect_refused("what,value\nheader,2\n", "\"a\n", CHISO_E_SYNTAX, 1, 1, "never closed");
}

Test(mapping, joins_two_rows_of_headings)
{
    /* The lower cell, or the upper where that is empty; rows of any width. */
    expect_as("what,value\nheader,1-2\n", "unit,Điểm,,2\n,1.1,1.2\na,1,2,3\n",
              "unit,1.1,1.2,2\na,1,2,3\n");
    expect_as("what,value\nheader,1-2\n", "unit\n\"\",1.1\na,1\n", "unit,1.1\na,1\n");
    /* A group without the stage, and columns with one heading, are read as ever. */
    expect_as("what,value\nheader,1-2\nstage,Final\n",
              "Who,,1.1,,Rest,,1.2\nunit,name,Self,Final,2,block,\na,A,9,1,3,x,2\n",
              "unit,name,1.1,2,block,1.2\na,A,1,3,x,2\n");
    expect_as("what,value\nheader,1-2\nstage,Final\ncolumn:#3,1.2\n",
              "unit,1.1,,\n,Final,Self,\na,1,9,\n", "unit,1.1,1.2\na,1,9\n");
    expect_refused("what,value\nheader,1-2\nstage,Final\n", "unit,1.1,\n,Self,Finale\na,1,2\n",
                   CHISO_E_COLUMN, 1, 1, "\"Final\"");
    expect_refused("what,value\nheader,1\nstage,Final\n", "unit,1.1\na,1\n", CHISO_E_COLUMN, 0, 0,
                   "two");
    expect_refused("what,value\nstage,Final\n", "unit,1.1\na,1\n", CHISO_E_COLUMN, 0, 0, "two");
}

Test(mapping, says_what_columns_hold)
{
    expect_as("what,value\ncolumn:Sở  ngành,unit\ncolumn:Họ tên,name\ncolumn:Nhóm,block\n"
              "column:Xét,ranked\ncolumn:A,1.1\ncolumn:Note,note:evidence\ncolumn:T,total\n"
              "column:T1,total 1\ncolumn:P,percent\ncolumn:R,rank\ncolumn:B,band\ncolumn:M,max\n"
              "column:I,ignore\nignore,#15\n",
              "\"Sở\nngành\",Họ tên,Nhóm,Xét,A,Note,T,T1,P,R,B,M,I,1.2,1.1\n"
              "a,An,x,no,3,n,1,1,1,1,A,1,1,4,5\n",
              "unit,name,block,ranked,1.1,1.2,note:evidence\na,An,x,no,3,4,n\n");
    expect_as("what,value\ncolumn:a,unit\ncolumn:b,criterion\ncolumn:c,value\n",
              "a,b,c\nx,1.1,3\nx,2,4\n", "unit,1.1,2\nx,3,4\n");
    /* A place comes before a heading, and names a column without one. */
    expect_as("what,value\ncolumn:1.1,1.2\ncolumn:#2,1.1\ncolumn:#4,2\n",
              "unit,1.1,1.1,,\na,1,2,3,\n", "unit,1.1,1.2,2\na,1,2,3\n");
    expect_refused("what,value\ncolumn:A,3\n", "unit,A\na,1\n", CHISO_E_COLUMN, 1, 6, "\"3\"");
    expect_refused("what,value\ncolumn:A,1\n", "unit,A\na,1\n", CHISO_E_EMPTY, 2, 3, "total CODE");
    expect_refused("what,value\ncolumn:A,total 7\n", "unit,A\na,1\n", CHISO_E_COLUMN, 1, 6,
                   "total 7");
    expect_refused("what,value\ncolumn:A,1.1\n", "unit,1.1,A\na,1,2\n", CHISO_E_COLUMN, 1, 10,
                   "1.1");
    expect_refused("what,value\ncolumn:A,unit\ncolumn:B,unit\n", "A,B\na,1\n", CHISO_E_COLUMN, 1, 3,
                   "unit");
    expect_refused("what,value\n", "unit,A\na,1\n", CHISO_E_COLUMN, 1, 6, "ignore,A");
    expect_refused("what,value\nheader,1\n", "unit,,1.1\na,1,2\n", CHISO_E_COLUMN, 1, 6, "#2");
    expect_refused("what,value\nignore,unit\n", "unit,1.1\na,1\n", CHISO_E_COLUMN, 1, 1, "unit");
}

Test(mapping, passes_rows_that_are_no_units)
{
    static const char plain[] = "unit,1.1\na,3\nb,4\n";

    expect_as("what,value\nrows:Mean,skip\nrows:Sum *,total\nend,* x\nignore,n\n",
              "n,unit,1.1\n1,a,3\nSum of all,,7,8\n,Mean,5\n2,b,4\nx,* x,\n3,c,5\n", plain);
    /* The first filled cell, ignored columns included, where that of the unit is empty. */
    expect_as("what,value\nrows:Mean,skip\nignore,n\nend,Sum*\n",
              "n,unit,1.1\nMean,a,3\nMean,,5\n2,b,4\nSummary,,\n", plain);
    /* The first row of the mapping that fits decides. */
    expect_as("what,value\nrows:A *,block\nrows:A b,skip\n", "unit,1.1\nA b,\nx,1\nA,\ny,1\nAb,3\n",
              "unit,block,1.1\nx,A b,1\ny,A,1\nAb,A,3\n");
}

Test(mapping, names_blocks)
{
    /* In rows of their own; a cell of the unit goes first. */
    expect_as("what,value\nrows:B*,block\n",
              "unit,1.1,block\nx,1,\nB1,,\ny,1,\nz,1,own\nB2,,\nw,1,",
              "unit,block,1.1\nx,,1\ny,B1,1\nz,own,1\nw,B2,1\n");
    /* As merged cells are saved. */
    expect_as("what,value\nblock,down\n", "block,unit,1.1\nb,x,1\n,y,1\nc,z,1\n\" \",w,1\n",
              "unit,block,1.1\nx,b,1\ny,b,1\nz,c,1\nw,c,1\n");
    expect_as("what,value\nblock,down\n", "Khối,unit,criterion,value\nb,x,1.1,1\n,x,2,1\n",
              "unit,block,1.1,2\nx,b,1,1\n");
}

Test(mapping, says_what_cells_mean)
{
    expect_as("what,value\ndash,0\n",
              "unit;1.1;1.2;2\na; - ;–;—\nb;\xE2\x88\x92;;NA\n"
              "c;\xE2\x80\x92;\xE2\x80\x95;-\n",
              "unit,1.1,1.2,2\na,0,0,0\nb,0,,NA\nc,0,0,0\n");
    expect_as("what,value\ndash,not-applicable\n", "unit;1.1;1.2;2\na; - ;–;1\n",
              "unit,1.1,1.2,2\na,-,-,1\n");
    /* The mapping has a decimal mark of its own. */
    expect_as("what,value\ncell:Xanh,7.5\ncell:Đỏ,\ncell:-,\"1,5\"\ncell:Đẹp lắm,-\n",
              "unit;1.1;1.2;2\na;3,5;Xanh;Đỏ\nb;- ;\"Đẹp\n lắm\";Xanh\n",
              "unit,1.1,1.2,2\na,3.5,7.5,\nb,1.5,-,7.5\n");
    expect_refused("what,value\ncell:Xanh,7.5\n", "unit,1.1\na,xanh\n", CHISO_E_NUMBER, 2, 3,
                   "\"xanh\"");
    expect_refused("what,value\ncell:Xanh,75\n", "unit,1.1\na,Xanh\n", CHISO_E_POINTS, 2, 3, "75");
}

Test(mapping, reads_a_dash_as_nothing_of_any_rule)
{
    char *csv = read_sheet("code,title,max,rule\n1,,10,rate\n2,,10,yesno\n3,,10,rate percent\n"
                           "4,,10,range 0..5\n5,,10,per 2\n6,,10,rate share\n",
                           NULL, "what,value\ndash,0\n", "unit,1,2,3,4,5,6\na,-,-,-,-,-,-\n");

    cr_expect(strstr(csv, "a,,,yes,0%,0,0,0,0,0\n") != NULL ||
                  strstr(csv, "a,a,,yes,0%,0,0,0,0,0\n") != NULL,
              "%s", csv);
    free(csv);
}

Test(mapping, settles_marks)
{
    static const char plain[] = "unit,2\na,1.234\nb,12.5\n";

    expect_as("what,value\ndecimal,comma\n", "unit,2\na,\"1,234\"\nb,\"12,5\"\n", plain);
    expect_as("what,value\ndecimal,point\n", "unit;2\na;1.234\nb;12.5\n", plain);
    expect_as("what,value\nthousands,point\n", "unit;2\na;1,234\nb;12,5\n", plain);
    expect_as("what,value\nthousands,comma\n", "unit;2\na;1.234\nb;12.5\n", plain);
    expect_as("what,value\nthousands,space\n", "unit;2\na;1,234\nb;12,5\n", plain);
    expect_refused("what,value\ndecimal,point\n", "unit;2\na;1,2\n", CHISO_E_NUMBER, 2, 3, "1,2");
    expect_refused("what,value\ndecimal,comma\n", "unit;2\na;1.2\n", CHISO_E_NUMBER, 2, 3, "1.2");
    expect_refused("what,value\nthousands,point\n", "unit;2\na;1.2\n", CHISO_E_NUMBER, 2, 3, "1.2");
    expect_refused("what,value\nthousands,comma\n", "unit;2\na;1,2\n", CHISO_E_NUMBER, 2, 3, "1,2");
    expect_refused("what,value\nthousands,space\n", "unit;2\na;1 23\n", CHISO_E_NUMBER, 2, 3,
                   "1 23");
}

Test(mapping, takes_marks_of_thousands_out)
{
    static const char criteria[] = "code,title,max,rule\n1,,100,range 0..10000000\n2,,10,rate\n";
    static const struct {
        const char *mapping, *cell, *value;
    } cells[] = {
        {"thousands,point\n", "1.234.567,5", "1234567.5"},
        {"thousands,point\n", "-12.345", "-12345"},
        {"thousands,comma\n", "1,234,567.25", "1234567.25"},
        {"thousands,space\n", "1 234 567,5", "1234567.5"},
        {"thousands,space\n",
         "1\xC2\xA0"
         "234\xE2\x80\xAF"
         "567",
         "1234567"},
        {"thousands,space\ndecimal,comma\n", "123 456,789", "123456.789"},
        {"thousands,point\n", "1.234,567", "1234.567"},
    };

    for (size_t i = 0; i < COUNT(cells); i++) {
        struct buffer mapping = {0};
        struct buffer sheet = {0};
        char expected[64];
        char *csv;

        buffer_print(&mapping, "what,value\n%s", cells[i].mapping);
        buffer_print(&sheet, "unit;1;2\na;%s;50%%\n", cells[i].cell);
        snprintf(expected, sizeof(expected), ",%s,50%%\n", cells[i].value);
        csv = read_sheet(criteria, NULL, mapping.bytes, sheet.bytes);
        cr_expect(strstr(csv, expected) != NULL, "%s: %s", cells[i].cell, csv);
        free(csv);
        buffer_clear(&mapping);
        buffer_clear(&sheet);
    }
}

/* A mark of thousands has one to three digits in front and three behind, before any decimal mark.
 */
Test(mapping, refuses_marks_that_are_none_of_thousands)
{
    static const struct {
        const char *mapping, *cell;
    } cells[] = {
        {"what,value\nthousands,point\n", "1.2345"},
        {"what,value\nthousands,point\n", "1.23"},
        {"what,value\nthousands,point\n", "1234.567"},
        {"what,value\nthousands,point\n", ".567"},
        {"what,value\nthousands,point\n", "2,123.456"},
        {"what,value\nthousands,comma\n", "2.123,456"},
    };

    for (size_t i = 0; i < COUNT(cells); i++) {
        struct buffer sheet = {0};

        buffer_print(&sheet, "unit;2\na;%s\n", cells[i].cell);
        expect_refused(cells[i].mapping, sheet.bytes, CHISO_E_NUMBER, 2, 3, cells[i].cell);
        buffer_clear(&sheet);
    }
}

Test(mapping, hears_of_a_place_before_a_heading)
{
    static const char plain[] = "unit,2\na,5\n";

    expect_as("what,value\nignore,Rules\ncolumn:#2,2\n", "unit,Rules\na,5\n", plain);
    expect_as("what,value\ncolumn:Total,total\nignore,#3\n", "unit,2,Total\na,5,x\n", plain);
}

Test(mapping, asks_for_known_units_and_all_criteria)
{
    static const char known[] = "what,value\nunits,known\n";
    char *csv =
        read_sheet(CRITERIA, "unit,1.1\nhealth,3\nculture,4\n", known, "unit,1.2\nculture,5\n");

    cr_expect(strstr(csv, "health,health,,yes,3,,") != NULL ||
                  strstr(csv, "health,,,yes,3,,") != NULL,
              "%s", csv);
    free(csv);
    expect_refused(known, "unit,1.1\nold ofice,1\n", CHISO_E_UNIT, 2, 1, "mean old office");
    expect_refused(known, "unit,1.1\nelsewhere,1\n", CHISO_E_UNIT, 2, 1, "elsewhere");
    expect_refused("what,value\nunits,all\n", "unit,1.1\nnew,1\n", CHISO_E_UNIT, 0, 0, "old");
    expect_refused("what,value\ncolumns,known\n", "unit,1.1,9\na,1,2\n", CHISO_E_COLUMN, 1, 10,
                   "\"9\"");
    expect_refused("what,value\ncolumns,all\n", "unit,1.1,1.2\na,1,2\n", CHISO_E_COLUMN, 1, 1,
                   "criterion 2");
    expect_refused("what,value\ncolumns,all\n", "unit,criterion,value\na,1.1,1\na,2,1\n",
                   CHISO_E_NODE, 0, 0, "criterion 1.2");
    expect_as("what,value\ncolumns,all\n", "unit,1.1,1.2,2\na,1,2,3\n",
              "unit,1.1,1.2,2\na,1,2,3\n");
}

Test(mapping, needs_units_to_know)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_mapping *mapping = support_mapping("what,value\nunits,known\n");
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_expect_eq(chiso_board_read_sheet(board, "unit,2\na,1\n", 11, mapping, &error), CHISO_E_UNIT);
    cr_expect(support_names(error.message, "the board has none"), "%s", error.message);
    chiso_board_free(board);
    chiso_mapping_free(mapping);
    chiso_tree_free(tree);
}

Test(mapping, says_what_a_long_file_does_not_mention)
{
    static const char sheet[] = "unit,criterion,value\na,1.1,1\nb,2,3\n";

    expect_as("what,value\nmissing-row,not-applicable\n", sheet,
              "unit,1.1,1.2,2\na,1,-,-\nb,-,-,3\n");
    expect_as("what,value\nmissing-row,missing\n", sheet, "unit,1.1,1.2,2\na,1,,\nb,,,3\n");
    expect_as("what,value\nmissing-row,not-applicable\n", "unit,1.1\na,1\n", "unit,1.1\na,1\n");
}

Test(mapping, refuses_rows_without_a_unit)
{
    expect_refused("what,value\nignore,n\n", "n,unit,1.1\n1,a,1\nNote,,\n", CHISO_E_CODE, 3, 6,
                   "rows:");
    expect_refused("what,value\nignore,n\n", "n,unit,1.1\n1,a\n", CHISO_E_SYNTAX, 2, 3, "2 cells");
    expect_refused("what,value\nrows:*,skip\n", "unit,1.1\na,1\n", CHISO_E_EMPTY, 0, 0, "no unit");
}

Test(mapping, reads_a_plain_file_as_without_it)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = NULL;
    chiso_mapping *mapping = NULL;
    char *csv;

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_sheet(board, "Đơn vị;2\na;1,5\n", 19, NULL, NULL), CHISO_OK);
    csv = support_board_csv(board);
    chiso_board_free(board);
    chiso_tree_free(tree);
    expect_as("what,value\n", "Đơn vị;2\na;1,5\n", csv);
    free(csv);
    cr_expect_eq(chiso_mapping_new(NULL, NULL, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_mapping_set(NULL, "dash", "0", NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_mapping_read_csv(NULL, 0, NULL, &mapping, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_mapping_write_csv(NULL, NULL, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_mapping_row_at(NULL, 0, NULL), CHISO_E_NULL);
    chiso_mapping_free(NULL);
}

/* Rows about columns that the sheet does not have are doubts. */
Test(mapping, tells_what_it_found_nothing_of)
{
    static const char sheet[] = "unit,1.1,1.2,2,Total,x\na,1,2,3,6,\n";
    static const char *const named[] = {"\"Totals\"", "\"#9\"", "\"Elsewhere\""};
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = NULL;
    chiso_intake *intake = NULL;
    chiso_mapping *mapping = support_mapping("what,value\ncolumn:Totals,total\nignore,#9\n"
                                             "ignore,Elsewhere\ncolumn:#5,total\nignore,x\n"
                                             "rows:nobody,skip\nend,nowhere\n");

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_new(0, NULL, &intake, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_sheet(intake, NULL, sheet, strlen(sheet), mapping, board, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_intake_count(intake), COUNT(named));
    for (uint32_t i = 0; i < COUNT(named); i++) {
        chiso_remark remark;

        cr_assert_eq(chiso_intake_at(intake, i, &remark), CHISO_OK);
        cr_expect(remark.doubt == CHISO_DOUBT_UNUSED && support_names(remark.message, named[i]),
                  "%s", remark.message);
        cr_expect_eq(strstr(remark.message, "did you mean \"Total\"") != NULL, i == 0);
    }
    chiso_intake_free(intake);
    chiso_mapping_free(mapping);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* A sheet may be held until it is taken, and known units be asked for by who reads it. */
Test(mapping, reads_a_sheet_that_is_taken_later)
{
    static const char sheet[] = "Office;A\nHealth;-\nMean;3\n";
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_board(tree, "unit,1.1\nHealth,3\n");
    chiso_mapping *mapping = support_mapping("what,value\ncolumn:Office,unit\ncolumn:A,1.1\n"
                                             "dash,0\nrows:Mean,skip\nunits,known\n");
    chiso_intake_options options = CHISO_INTAKE_OPTIONS_INIT;
    chiso_intake *intake = NULL;
    chiso_edit edit;
    char *csv = NULL;

    options.known_units = true;
    cr_assert_eq(chiso_intake_new(0, NULL, &intake, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_set_options(intake, &options, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_read_sheet(intake, "p", sheet, strlen(sheet), mapping, board, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_intake_edit_count(intake), 1);
    cr_assert_eq(chiso_intake_edit_at(intake, 0, &edit), CHISO_OK);
    cr_expect(strcmp(edit.was, "3") == 0 && strcmp(edit.becomes, "0") == 0, "%s", edit.becomes);
    cr_assert_eq(chiso_intake_take(intake, board, NULL), CHISO_OK);
    csv = support_board_csv(board);
    cr_expect(strstr(csv, "Health,Health,,yes,0,,") != NULL, "%s", csv);
    free(csv);
    /* What both ask for is said once. */
    cr_expect_eq(
        chiso_intake_read_sheet(intake, "p", "Office;A\nWealth;1\n", 18, mapping, board, NULL),
        CHISO_E_UNIT);
    cr_expect_eq(chiso_intake_mistake_count(intake), 1);
    chiso_intake_free(intake);
    chiso_mapping_free(mapping);
    chiso_board_free(board);
    chiso_tree_free(tree);
}
