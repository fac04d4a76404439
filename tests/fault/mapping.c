/* Mappings, each request for memory failing in turn: a mapping is whole or not there, a sheet is
 * read or the board is as it was, and what it prints is compared or kept. */
#include "fault.h"

#include <criterion/criterion.h>
#include <string.h>

static const char CRITERIA[] = "code,title,max,rule\n1,Plan,20,\n2,Check,20,rate\n3,Rules,60,\n";
static const char MAPPING[] =
    "what,value\nheader,2-3\nstage,Final\nignore,#1\ncolumn:Office,unit\ncolumn:Plan,1\n"
    "column:Check,2\ncolumn:Rules,3\ncolumn:Total,total\ncolumn:Rank,rank\ncolumn:Nowhere,note\n"
    "rows:Block *,block\nrows:Sum,total\nend,Note*\ndash,0\ncell:Green,50\nthousands,point\n";
static const char SHEET[] = "Results;;;;;;\n"
                            "No;Office;Plan;;Check;Rules;\"To\"\"tal\";Rank;Total\n"
                            ";;Self;Final;;;;;\n"
                            ";\"Block \"\"A\"\"\";;;;;;;\n"
                            "1;Health;1;10,5;50%;Green;;2;70,6\n"
                            ";Block B;;;;;;;\n"
                            "2;Culture;2; - ;75%;40;;2;55\n"
                            ";Sum;;10,5;;90;;;\n"
                            ";Note: x;;;;;;;\n";

static bool read_mapping(struct fault *fault)
{
    chiso_mapping *mapping = (chiso_mapping *)fault;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_mapping_read_csv(MAPPING, strlen(MAPPING), &fault->allocator, &mapping, &error);
    if (status == CHISO_OK) {
        status = chiso_mapping_set(mapping, "rows:more", "skip", &error);
        cr_expect_eq(chiso_mapping_count(mapping), status == CHISO_OK ? 17 : 16);
    } else {
        cr_expect_null(mapping);
    }
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    chiso_mapping_free(mapping);
    return refused;
}

Test(mapping, reading_one)
{
    fail_each("reading a mapping", read_mapping);
}

static bool read_sheet(struct fault *fault)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_mapping *mapping = support_mapping(MAPPING);
    chiso_board *board = NULL;
    chiso_intake *intake = NULL;
    chiso_report *report = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_mapping_set(mapping, "ignore", "#7", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_new(tree, &fault->allocator, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_new(0, &fault->allocator, &intake, NULL), CHISO_OK);
    arm(fault);
    status = chiso_intake_sheet(intake, "p.csv", SHEET, strlen(SHEET), mapping, board, &error);
    cr_expect_eq(chiso_board_unit_count(board), status == CHISO_OK ? 2 : 0);
    if (status == CHISO_OK) {
        status = chiso_board_score(board, &error);
    }
    if (status == CHISO_OK) {
        status = chiso_report_new(board, NULL, &report, &error);
    }
    if (status == CHISO_OK) {
        status = chiso_report_check_printed(report, intake, "p.csv", &error);
        /* A column that is not there, a total and two ranks. */
        cr_expect(status != CHISO_OK || chiso_intake_count(intake) == 4, "%u remarks",
                  chiso_intake_count(intake));
    }
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    chiso_report_free(report);
    chiso_intake_free(intake);
    chiso_board_free(board);
    chiso_mapping_free(mapping);
    chiso_tree_free(tree);
    return refused;
}

Test(mapping, reading_a_sheet_and_what_it_prints)
{
    fail_each("reading a sheet", read_sheet);
}

/* Reads a sheet by the mapping that its criteria are read by, too. */
static bool read_both(struct fault *fault, const char *rows, const char *criteria,
                      const char *sheet)
{
    chiso_tree *tree = (chiso_tree *)fault;
    chiso_mapping *mapping = support_mapping(rows);
    chiso_board *board = NULL;
    chiso_intake *intake = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_intake_new(0, &fault->allocator, &intake, NULL), CHISO_OK);
    arm(fault);
    status = chiso_intake_tree_sheet(intake, "c.csv", criteria, strlen(criteria), mapping,
                                     &fault->allocator, &tree, &error);
    cr_expect((status == CHISO_OK) == (tree != NULL));
    if (status == CHISO_OK) {
        status = chiso_board_new(tree, &fault->allocator, &board, &error);
    }
    if (status == CHISO_OK) {
        status = chiso_intake_sheet(intake, "p.csv", sheet, strlen(sheet), mapping, board, &error);
        cr_expect_eq(chiso_board_unit_count(board), status == CHISO_OK ? 2 : 0);
    }
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    chiso_board_free(board);
    chiso_tree_free(tree);
    chiso_intake_free(intake);
    chiso_mapping_free(mapping);
    return refused;
}

static bool read_down(struct fault *fault)
{
    return read_both(fault, "what,value\nlayout,down\nrows:Sum,total\ncolumn:m,max\n", CRITERIA,
                     "criterion;m;\"a\nb\";c\n1;20;\"1\";2\n3;60;4;5\nSum;;5;8\n");
}

Test(mapping, reading_a_sheet_of_units_in_columns)
{
    fail_each("reading a sheet of units in columns", read_down);
}

static bool read_outline(struct fault *fault)
{
    return read_both(
        fault, "what,value\noutline,yes\nlayout,down\nrows:Sum,total\nrows:I,total\n",
        "code,title,max\n.,T,\nI,A,30\n1.,B,10\na),C,5\n\"b)\",D,5\n2.,E,20\nSum,,30\n",
        "criterion,Health,Culture\nI,3,6\n1,,\na,1,2\nb,1,3\n2,1,1\nSum,3,6\n");
}

Test(mapping, reading_what_is_numbered_as_an_outline)
{
    fail_each("reading an outline", read_outline);
}

static bool read_outline_columns(struct fault *fault)
{
    return read_both(fault, "what,value\noutline,yes\n",
                     "code,title,max\nI,A,30\n1.,B,10\n2.,E,20\n",
                     "unit,I.1.,2\nHealth,3,4\nCulture,6,4\n");
}

Test(mapping, reading_columns_that_are_numbered_as_an_outline)
{
    fail_each("reading columns of an outline", read_outline_columns);
}

static bool read_answers(struct fault *fault)
{
    return read_both(
        fault, "what,value\nlayout,answers\nanswer:Good,1\nanswer:Bad,2\nrows:Block *,block\n",
        "code,title,max,rule\n1,A,30,survey 100 0\n2,B,5,survey 100 50 0\n",
        "unit,name,1,2\nBlock A,,,\na,,Good,Bad\nb,\"B, b\",Bad,\na,The a,Bad,Good\n");
}

Test(mapping, reading_answers)
{
    fail_each("reading answers", read_answers);
}

static bool suggest_for(struct fault *fault, const char *criteria, const char *sheet)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_mapping *mapping = (chiso_mapping *)fault;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_mapping_suggest(tree, sheet, strlen(sheet), &fault->allocator, &mapping, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    cr_expect((status == CHISO_OK) == (mapping != NULL));
    cr_expect(status != CHISO_OK || refused || chiso_mapping_count(mapping) > 5);
    disarm(fault);
    chiso_mapping_free(mapping);
    chiso_tree_free(tree);
    return refused;
}

static bool suggest(struct fault *fault)
{
    return suggest_for(fault, CRITERIA, SHEET);
}

static bool suggest_outline(struct fault *fault)
{
    return suggest_for(fault, "code,title,max\nI,A,\nI.1,Plan,5\nI.2,Check,5\nII,B,3\n",
                       "TT,Title,Max,Health\nI,A,10,9\n1.,Plan,5,5\n2.,Check,5,4\nII,B,3,3\n");
}

Test(mapping, suggesting_an_outline)
{
    fail_each("suggesting an outline", suggest_outline);
}

static bool suggest_numbered(struct fault *fault)
{
    return suggest_for(fault, "code,title,max\n1,Plan,5\n2,Check,5\n",
                       "No,Office,Plan,Check,Total\n1,2,3,4,5\n1,Health,5,3,8\n");
}

Test(mapping, suggesting_what_passes_the_numbers_of_columns)
{
    fail_each("suggesting beside numbers", suggest_numbered);
}

Test(mapping, suggesting_one)
{
    fail_each("suggesting a mapping", suggest);
}
