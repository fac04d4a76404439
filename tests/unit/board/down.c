/* Sheets whose rows are criteria and whose columns are units. */
#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char CRITERIA[] = "code,title,max,rule\n"
                               "1,Steering,,\n1.1,Plan,20,\n1.2,Check,20,\n2,Rules,60,\n";

/* What is read and said, and the board as it is written: a line a remark. */
static void expect_read(const char *rows, const char *sheet, const char *expected)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_board(tree, "unit,1.1\nHealth,3\n");
    chiso_mapping *mapping = NULL;
    chiso_intake *intake = NULL;
    chiso_report *report = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    struct buffer text = {0};
    struct buffer said = {0};
    char *csv = NULL;

    buffer_print(&text, "what,value\nlayout,down\n%s", rows);
    mapping = support_mapping(text.bytes);
    cr_assert_eq(chiso_intake_new(0, NULL, &intake, NULL), CHISO_OK);
    buffer_print(&said, "%s", "");
    if (chiso_intake_sheet(intake, "p.csv", sheet, strlen(sheet), mapping, board, &error) ==
        CHISO_OK) {
        csv = support_board_csv(board);
        buffer_print(&said, "%s", strchr(csv, '\n') + 1);
        cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
        cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
        cr_assert_eq(chiso_report_check_printed(report, intake, "p.csv", NULL), CHISO_OK);
    }
    support_say(&said, intake);
    cr_expect_str_eq(said.bytes, expected);
    free(csv);
    chiso_report_free(report);
    chiso_intake_free(intake);
    chiso_mapping_free(mapping);
    chiso_board_free(board);
    chiso_tree_free(tree);
    buffer_clear(&text);
    buffer_clear(&said);
}

Test(down, a_column_that_sums_others_up_is_one)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = NULL;
    chiso_mapping *mapping = support_mapping("what,value\nlayout,down\n");
    chiso_intake *intake = NULL;
    static const char sheet[] = "criterion,A,B,Average\n1.1,5,6,5.5\n1.2,3,4,3.5\n2,10,30,20\n";
    chiso_remark remark;

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_new(0, NULL, &intake, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_sheet(intake, "p.csv", sheet, strlen(sheet), mapping, board, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_intake_count(intake), 1);
    cr_assert_eq(chiso_intake_at(intake, 0, &remark), CHISO_OK);
    cr_expect(remark.doubt == CHISO_DOUBT_SUMMARY_ROW && remark.line == 1 && remark.column == 15);
    cr_expect_not_null(strstr(remark.message, "take the column out"), "%s", remark.message);
    cr_expect_null(strstr(remark.message, "row"), "%s", remark.message);
    chiso_intake_free(intake);
    chiso_mapping_free(mapping);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(down, is_read_as_the_board_that_it_is)
{
    expect_read(
        "header,2-3\nstage,Final\nignore,No.\nignore,Title\ncolumn:Code,criterion\n"
        "column:Max,max\nrows:Total,total\nrows:Mean,skip\nend,Note*\ndash,0\ncell:Good,50\n",
        "Results;;;;;;\n"
        "No.;Code;Title;Max;Health;;\"Culture\nand sport\"\n"
        ";;;;Self;Final;Final\n"
        "I;1;Steering;40;;;\n"
        "1;1.1;Plan;20,0;9;\"7,5\"; - \n"
        "2;1.2;Check;20;;;4\n"
        ";Mean;;;;1;2\n"
        "II;2;Rules;60;;Good;\n"
        ";Total;;;;57,5;4,5\n"
        ";Note: x;;;;;\n",
        "Health,Health,,yes,7.5,,50\nCulture and sport,Culture and sport,,yes,0,4,\n"
        "10:16 unit Culture and sport: the total is printed as \"4,5\", and comes out as 4\n");
}

Test(down, compares_totals_of_criteria)
{
    expect_read("rows:1,total\nrows:Sum,total\n",
                "criterion,Health,new\n1,5,3\n1.1,2,1\n1.2,3,\nSum,5,1\n",
                "Health,Health,,yes,2,3,\nnew,new,,yes,1,,\n"
                "2:5 unit new, criterion 1: the total is printed as \"3\", and comes out as 1\n");
}

Test(down, says_what_is_not_mentioned)
{
    expect_read("missing-row,not-applicable\n", "Tiêu chí,b\n1.1,2\n2,\n",
                "Health,Health,,yes,3,,\nb,b,,yes,2,-,\n");
}

Test(down, refuses_columns_that_are_no_units)
{
    expect_read(
        "column:Code,criterion\ncolumn:x,1.1\ncolumn:y,name\ncolumn:TT,unit\n",
        "Code,x,y,STT,Tổng,TT,,Tiêu chí,a,a\n1.1,1,1,1,1,1,1,1,1,1\n",
        "1:6 the mapping says that column \"x\" holds \"1.1\"; where a row is a criterion, "
        "expected criterion, unit, max, note or ignore\n"
        "1:8 the mapping says that column \"y\" holds \"name\"; where a row is a criterion, "
        "expected criterion, unit, max, note or ignore\n"
        "1:10 column \"STT\" is not known; say what it holds in the mapping, as column:STT, "
        "or ignore,STT\n"
        "1:14 column \"Tổng\" is not known; say what it holds in the mapping, as "
        "column:Tổng, or ignore,Tổng\n"
        "1:22 column 7 has no heading; say what it holds in the mapping, as column:#7, or "
        "ignore,#7\n"
        "1:23 column \"Tiêu chí\" is not known; say what it holds in the mapping, as "
        "column:Tiêu chí, or ignore,Tiêu chí\n"
        "1:34 unit a stands in the file twice\n");
    expect_read("", "Code,a\n1.1,1\n", "1:1 there is no column \"criterion\"\n");
    expect_read("", "criterion,Ghi chú\n1.1,1\n",
                "1:1 there is no column \"unit\"\n"
                "1:11 column \"Ghi chú\" is not known; say what it holds in the mapping, as "
                "column:Ghi chú, or ignore,Ghi chú\n");
    expect_read("", "criterion,criterion,a\n1.1,1.1,1\n",
                "1:11 column \"criterion\" is there twice\n");
    expect_read("units,known\n", "criterion,Health,Healt\n1.1,1,2\n",
                "1:18 unit Healt is not known; did you mean Health?\n");
}

Test(down, refuses_rows_that_are_no_criteria)
{
    expect_read(
        "column:m,max\n",
        "criterion,m,a\n1,41,\n1.1,20,x\n7,,1\n,,2\n1.2,20.5,30\n1,40,5\n2,,1\n2,,1\n",
        "2:3 criterion 1: the sheet has the max 41, and the criteria file 40\n"
        "3:8 unit a, criterion 1.1: \"x\" is not a number; expected digits with at most one "
        "decimal mark, such as 17.24\n"
        "4:1 there is no criterion \"7\" in this tree\n"
        "5:1 this row names no criterion; where it is none, say rows:... in the mapping, or "
        "end where the table ends before it\n"
        "6:5 criterion 1.2: the sheet has the max 20.5, and the criteria file 20\n"
        "6:10 unit a, criterion 1.2: 30 is above the max of 20; expected 0 to 20\n"
        "7:6 unit a, criterion 1: a result of a criterion with sub-criteria takes the place of "
        "what is computed and needs a note that says why, in the column note of the row or "
        "note:CODE; where it is a printed sum, a mapping says so: total CODE for a column, total "
        "for a row\n"
        "9:4 unit a, criterion 2: this cell stands in the file twice\n");
    expect_read("columns,all\n", "criterion,a\n1.1,1\n2,1\n",
                "0:0 the file has no column of criterion 1.2\n");
}

Test(down, has_one_column_of_maxima)
{
    expect_read("column:A,max\ncolumn:B,max\n", "criterion,A,B,Health\n1.1,20,20,3\n",
                "1:13 column \"B\" is there twice\n");
}
