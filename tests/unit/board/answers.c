/* Sheets whose rows are respondents: the answers of each unit are counted. */
#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char CRITERIA[] = "code,title,max,rule\n"
                               "1,Doors,10,survey 100 50 0\n2,Hours,10,survey 100 0\n3,Paper,10,\n";
#define ANSWERS "answer:Good,1\nanswer:Fair,2\nanswer:Bad,3\nanswer:Don't know,-\n"

static void expect_read(const char *rows, const char *sheet, const chiso_intake_options *options,
                        const char *expected)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_board(tree, "unit,3\nHealth,3\n");
    chiso_mapping *mapping = NULL;
    chiso_intake *intake = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_error first = CHISO_ERROR_INIT;
    struct buffer text = {0};
    struct buffer said = {0};
    chiso_status status;

    buffer_print(&text, "what,value\nlayout,answers\n%s", rows);
    mapping = support_mapping(text.bytes);
    cr_assert_eq(chiso_intake_new(0, NULL, &intake, NULL), CHISO_OK);
    if (options != NULL) {
        cr_assert_eq(chiso_intake_set_options(intake, options, NULL), CHISO_OK);
    } else {
        chiso_board *other = support_board(tree, "unit,3\nHealth,3\n");

        status = chiso_board_read_sheet(other, sheet, strlen(sheet), mapping, &first);
        cr_expect(status != CHISO_E_MEMORY);
        chiso_board_free(other);
    }
    buffer_print(&said, "%s", "");
    status = chiso_intake_sheet(intake, "p.csv", sheet, strlen(sheet), mapping, board, &error);
    if (options == NULL) {
        cr_expect_str_eq(first.message, error.message);
    }
    if (status == CHISO_OK) {
        char *csv = support_board_csv(board);

        buffer_print(&said, "%s", strchr(csv, '\n') + 1);
        free(csv);
    }
    support_say(&said, intake);
    cr_expect_str_eq(said.bytes, expected);
    chiso_intake_free(intake);
    chiso_mapping_free(mapping);
    chiso_board_free(board);
    chiso_tree_free(tree);
    buffer_clear(&text);
    buffer_clear(&said);
}

Test(answers, are_counted_by_unit)
{
    expect_read("header,2\ncolumn:Office,unit\ncolumn:Doors,1\ncolumn:Hours,2\nignore,When\n"
                "rows:Sum,total\nend,Note*\n" ANSWERS,
                "Answers;;;\n"
                "When;Office;Doors;Hours\n"
                "1;Culture;Good;\n"
                "2;Health;Fair;Good\n"
                "3;Culture; bad ;Fair\n"
                "4;Culture;Bad;Don't  know\n"
                ";Sum;4;5\n"
                "5;Labour;Don't know;\n"
                "6;Culture;;\n"
                "7;Health;Fair;Good\n"
                ";Note: x;y;\n",
                NULL,
                "5:12 unit Culture, criterion 1: \"bad\" is no answer that the mapping knows; say "
                "which option it is, as answer:bad, 1, or answer:bad, - where it is to be left "
                "out\n");
    expect_read(ANSWERS,
                "unit,1,2\nCulture,Good,\nHealth,Fair,Good\nCulture,Bad ,Fair\n"
                "Culture,Bad,Don't  know\nLabour,Don't know,\nCulture,,\nHealth,Fair,Good\n",
                NULL,
                "Health,Health,,yes,0|2|0,2|0,3\nCulture,Culture,,yes,1|0|2,0|1,\n"
                "Labour,Labour,,yes,,,\n");
}

Test(answers, keep_what_is_said_of_a_unit)
{
    expect_read("rows:Block *,block\n" ANSWERS,
                "unit,name,1\nBlock A,,\na,,Good\na,The a,Bad\nBlock B,,\nb,The b,Good\n", NULL,
                "Health,Health,,yes,,,3\na,The a,Block A,yes,1|0|1,,\nb,The b,Block B,yes,"
                "1|0|0,,\n");
    expect_read(ANSWERS, "unit,name,block,ranked,1\na,A,x,no,Good\na,B,x,no,Bad\na,A,y,,Bad\n",
                NULL,
                "3:3 unit a: name is \"B\" here and \"A\" in a row before\n"
                "4:5 unit a: block is \"y\" here and \"x\" in a row before\n");
    expect_read("rows:Block *,block\n" ANSWERS, "unit,1\nBlock A,\na,Good\nBlock B,\na,Good\n",
                NULL, "4:1 unit a: block is \"Block B\" here and \"Block A\" in a row before\n");
    expect_read("block,down\n" ANSWERS, "unit,block,1\na,x,Good\nb,,Bad\na,x,Bad\n", NULL,
                "Health,Health,,yes,,,3\na,a,x,yes,1|0|1,,\nb,b,x,yes,0|0|1,,\n");
}

Test(answers, refuse_other_columns)
{
    expect_read("column:Sum,total\ncolumn:c,criterion\n" ANSWERS, "unit,1,3,Sum,c\na,Good,2,3,1\n",
                NULL, "1:1 there is no column \"value\"\n");
    expect_read(
        "column:Sum,total\n" ANSWERS, "unit,1,3,Sum\na,Good,2,3\n", NULL,
        "1:8 column \"3\" holds answers, and criterion 3 has no rule survey\n"
        "1:10 the mapping says that column \"Sum\" holds \"total\"; where a row holds "
        "answers, expected unit, name, block, ranked, weight, note, ignore or the code of a "
        "criterion\n");
    expect_read(
        ANSWERS, "unit,criterion,value\na,1,Good\n", NULL,
        "1:6 the mapping says that column \"criterion\" holds \"criterion\"; where a row "
        "holds answers, expected unit, name, block, ranked, weight, note, ignore or the code of a "
        "criterion\n"
        "1:16 the mapping says that column \"value\" holds \"value\"; where a row holds "
        "answers, expected unit, name, block, ranked, weight, note, ignore or the code of a "
        "criterion\n");
}

Test(answers, refuse_what_is_no_option)
{
    expect_read(
        ANSWERS, "unit,1,2\na,1,Bad\n,Good,\nb,-,Good\n", NULL,
        "2:3 unit a, criterion 1: \"1\" is no answer that the mapping knows; say which option "
        "it is, as answer:1, 1, or answer:1, - where it is to be left out\n"
        "2:5 unit a, criterion 2: the mapping says that \"Bad\" is option 3, and there are "
        "2\n"
        "3:1 this row has cells but names no unit; if it is a heading, a total or a footnote, take "
        "it "
        "out, or read the file with a mapping that says so: rows: for such rows, end where the "
        "table ends\n"
        "4:3 unit b, criterion 1: \"-\" is no answer that the mapping knows; say which option "
        "it is, as answer:-, 1, or answer:-, - where it is to be left out\n");
    expect_read("units,known\n" ANSWERS, "unit,1\nHealt,Good\nHealt,Bad\nHealth,Good\n", NULL,
                "2:1 unit Healt is not known; did you mean Health?\n");
    expect_read(ANSWERS, "unit,1\n", NULL, "0:0 there is no unit below the header\n");
}

Test(answers, stop_at_the_limits)
{
    chiso_intake_options options = CHISO_INTAKE_OPTIONS_INIT;

    options.units = 2;
    expect_read(ANSWERS, "unit,1\na,Good\nb,Good\na,Good\nc,Good\nd,x\n", &options,
                "5:1 unit c is beyond the 2 units that are taken\n");
    expect_read(ANSWERS, "unit,1\na,Good\nb,Good\na,Bad\n", &options,
                "Health,Health,,yes,,,3\na,a,,yes,1|0|1,,\nb,b,,yes,1|0|0,,\n");
}

Test(answers, say_which_option_they_are)
{
    static const char *const wrong[] = {"0", "65", "1.5", "x", "1-"};
    chiso_mapping *mapping = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_mapping_new(NULL, &mapping, NULL), CHISO_OK);
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        cr_expect_eq(chiso_mapping_set(mapping, "answer:Good", wrong[i], &error), CHISO_E_WORD);
        cr_expect_not_null(strstr(error.message, "expected the place of an option, 1 to 64, or -"));
    }
    cr_expect_eq(chiso_mapping_set(mapping, "answer:Good", "64", &error), CHISO_OK);
    cr_expect_eq(chiso_mapping_set(mapping, "answer: Good", "-", &error), CHISO_E_DUPLICATE);
    cr_expect_eq(chiso_mapping_set(mapping, "answer", "1", &error), CHISO_E_WORD);
    chiso_mapping_free(mapping);
}
