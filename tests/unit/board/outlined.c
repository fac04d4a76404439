/* Files whose criteria are numbered as an outline: I, 1, a. */
#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char CRITERIA[] = "code,title,max\n"
                               ".,PAR,\n"
                               "I,Steering,40\n"
                               ",what counts here,\n"
                               "1.,Plan,20\n"
                               "2.,Check,20\n"
                               "a),Often,5\n"
                               "b),Well,15\n"
                               "II,Rules,60\n"
                               "1.,Kept,60\n"
                               "Total,,100\n"
                               "Note: of 2025\n";
static const char MAPPING[] = "what,value\noutline,yes\nrows:Total,total\nend,Note*\n";

/* The codes and parents of a criteria file that is read by a mapping, or what is said of it. */
static void expect_tree(const char *rows, const char *criteria, const char *expected)
{
    chiso_mapping *mapping = support_mapping(rows);
    chiso_intake *intake = NULL;
    chiso_tree *tree = NULL;
    chiso_tree *same = NULL;
    struct buffer said = {0};
    chiso_error error = CHISO_ERROR_INIT;
    chiso_error first = CHISO_ERROR_INIT;
    chiso_status status;

    cr_assert_eq(chiso_intake_new(0, NULL, &intake, NULL), CHISO_OK);
    status = chiso_intake_tree_sheet(intake, "c.csv", criteria, strlen(criteria), mapping, NULL,
                                     &tree, &error);
    cr_expect_eq(chiso_tree_read_sheet(criteria, strlen(criteria), mapping, NULL, &same, &first),
                 status);
    cr_expect_str_eq(first.message, error.message);
    buffer_print(&said, "%s", "");
    for (chiso_node node = CHISO_ROOT;
         status == CHISO_OK && (node = chiso_node_next(tree, node)) != CHISO_NO_NODE;) {
        const chiso_node parent = chiso_node_parent(tree, node);

        buffer_print(&said, "%s below \"%s\"\n", chiso_node_code(tree, node),
                     chiso_node_code(tree, parent));
    }
    support_say(&said, intake);
    cr_expect_str_eq(said.bytes, expected);
    chiso_tree_free(tree);
    chiso_tree_free(same);
    chiso_intake_free(intake);
    chiso_mapping_free(mapping);
    buffer_clear(&said);
}

Test(outlined, is_the_tree_that_the_rows_make)
{
    expect_tree(MAPPING, CRITERIA,
                "I below \"\"\nI.1 below \"I\"\nI.2 below \"I\"\nI.2.a below \"I.2\"\n"
                "I.2.b below \"I.2\"\nII below \"\"\nII.1 below \"II\"\n");
    expect_tree("what,value\noutline,yes\n", "code,title,max\nI,A,10\n1.1,B,4\n1.2,C,6\n",
                "I below \"\"\nI.1.1 below \"I\"\nI.1.2 below \"I\"\n");
    expect_tree("what,value\noutline,yes\n", "code,title,max\nI,A,10\nI.1.,B,4\nI.2.,C,6\n",
                "I below \"\"\nI.1 below \"I\"\nI.2 below \"I\"\n");
}

Test(outlined, is_not_asked_for_by_other_mappings)
{
    expect_tree("what,value\nrows:1,total\nend,I\n", "code,title,max\nI,A,10\n1,B,4\n",
                "I below \"\"\n1 below \"\"\n");
    expect_tree("what,value\n", "code,title,max\nI,A,10\n1,B,4\nII,C,4\n1,D,4\n",
                "5:1 code \"1\" is there already, in line 3; where numbers begin anew below each "
                "criterion, as I, 1, a, read the file with a mapping that says outline,yes\n");
    expect_tree("what,value\n", "code,title,max\nSC1,A,10\nSC1,B,4\n",
                "3:1 code \"SC1\" is there already, in line 2\n");
    expect_tree("what,value\noutline,yes\n", "code,title,max\n1,A,\n1.1,B,4\n1.1,C,6\n",
                "4:1 code \"1.1\" is there already, in line 3\n");
}

Test(outlined, leaves_out_what_the_mapping_says)
{
    expect_tree("what,value\noutline,yes\nrows:II,skip\nrows:Khối *,block\nrows:I,total\n",
                "code,title,max\nI,A,4\n1,B,4\nKhối sở,,\nII,C,5\n1,D,5\n",
                "I below \"\"\nI.1 below \"I\"\nII.1 below \"\"\n");
}

Test(outlined, has_titles_above_it)
{
    static const char sheet[] =
        "\"Decision\n12\";;;;\n\nI;;;;\nMã;Tiêu chí;Điểm tối đa;;\nI;A;\"4,5\"\n"
        "1;B;4,5;;\n";

    expect_tree("what,value\noutline,yes\nheader,4\n", sheet, "I below \"\"\nI.1 below \"I\"\n");
    expect_tree("what,value\nheader,4\n", sheet, "I below \"\"\n1 below \"\"\n");
    expect_tree("what,value\nheader,3\n", sheet,
                "1:1 the first row has no heading that is known here, but row 4 has; take the rows "
                "above it out, or read the file with a mapping that says header,4\n");
    /* What is said of the sheet of points does not matter where the first row has them. */
    expect_tree("what,value\nheader,2\n", "code,title,max\n1,A,3\n", "1 below \"\"\n");
}

Test(outlined, says_all_that_is_wrong)
{
    expect_tree(
        "what,value\noutline,yes\n",
        "code,title,max\n1,A,3\n2,B,3\nTotal,,6\n1,C,3\n,D,3\nx\n3.,E,3,9\n",
        "4:1 \"Total\" is no number of an outline, such as I, 1, 1.1 or a); where this row is "
        "no criterion, say rows:..., skip in the mapping\n"
        "5:1 \"1\" does not come behind \"2\"; expected numbers in their order\n"
        "6:1 this row has no number; where it is no criterion, say rows:..., skip in the "
        "mapping, or end where the table ends before it\n"
        "7:1 \"x\" does not come behind \"2\"; expected numbers in their order\n"
        "8:8 this row has 4 cells; the header has 3; where a cell holds a , of its own, put the "
        "cell in double quotes\n");
}

/* What is read and said, and the board as it is written: a line a remark. */
static void expect_board(const char *rows, const char *sheet, const char *expected)
{
    chiso_mapping *criteria = support_mapping(MAPPING);
    chiso_mapping *mapping = support_mapping(rows);
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_intake *intake = NULL;
    chiso_report *report = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    struct buffer said = {0};
    char *csv = NULL;

    cr_assert_eq(chiso_tree_read_sheet(CRITERIA, strlen(CRITERIA), criteria, NULL, &tree, &error),
                 CHISO_OK, "%s", error.message);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_new(0, NULL, &intake, NULL), CHISO_OK);
    buffer_print(&said, "%s", "");
    if (chiso_intake_sheet(intake, "p.csv", sheet, strlen(sheet), mapping, board, &error) ==
        CHISO_OK) {
        csv = support_board_csv(board);
        buffer_print(&said, "%s", csv);
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
    chiso_mapping_free(criteria);
    chiso_board_free(board);
    chiso_tree_free(tree);
    buffer_clear(&said);
}

Test(outlined, stands_in_the_rows_of_a_sheet)
{
    expect_board("what,value\nlayout,down\noutline,yes\ncolumn:TT,criterion\nignore,Title\n"
                 "column:Max,max\nrows:I,total\nrows:I.2,total\nrows:Sum,total\n",
                 "TT,Title,Max,a,b\nI,x,40,3,4\n1,x,20,1,2\n2,x,20,2,3\na),x,5,1,1\nb),x,15,1,1\n"
                 ",of these,,,\nII,x,60,,\n1,x,60,5,6\nSum,,100,8,9\n",
                 "unit,name,block,ranked,I.1,I.2.a,I.2.b,II.1\na,a,,yes,1,1,1,5\nb,b,,yes,2,1,1,6\n"
                 "4:10 unit b, criterion I.2: the total is printed as \"3\", and comes out as 2\n"
                 "10:12 unit b: the total is printed as \"9\", and comes out as 10\n");
    /* A row of totals does not speak of a criterion that is scored. */
    expect_board("what,value\nlayout,down\noutline,yes\nrows:1,total\n",
                 "criterion,a\nI,\n1,1\nII,\n1,5\n",
                 "unit,name,block,ranked,I.1,I.2.a,I.2.b,II.1\na,a,,yes,1,,,5\n");
}

Test(outlined, is_said_where_rows_are_out_of_order)
{
    expect_board(
        "what,value\nlayout,down\noutline,yes\n", "criterion,a\nI,\n2,\n1,1\nIII,1\nx.1,1\n,3\n",
        "4:1 \"1\" does not come behind \"2\"; expected numbers in their order\n"
        "5:1 there is no criterion \"III\" in this tree\n"
        "6:1 \"x.1\" goes on from \"x\", which does not stand above it\n"
        "7:1 this row names no criterion; where it is none, say rows:... in the mapping, or "
        "end where the table ends before it\n");
}

Test(outlined, heads_columns)
{
    expect_board("what,value\noutline,yes\n", "unit,I.1.,b),2.a,II.1\na,1,2,3,4\n",
                 "unit,name,block,ranked,I.1,I.2.a,I.2.b,II.1\na,a,,yes,1,3,2,4\n");
    expect_board("what,value\noutline,yes\n", "unit,1,2\na,1,2\n",
                 "1:6 \"1\" may be criterion I.1 or II.1; write the code out\n"
                 "1:8 column \"2\" is not known; say what it holds in the mapping, as column:2, or "
                 "ignore,2\n");
    expect_board(
        "what,value\n", "unit,b)\na,1\n",
        "1:6 column \"b)\" is not known; say what it holds in the mapping, as column:b), or "
        "ignore,b)\n");
}
