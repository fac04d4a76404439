/* For mkstemp() and fdopen(). */
#define _POSIX_C_SOURCE 200809L

#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define BOM "\xEF\xBB\xBF"

static const char CRITERIA[] = "code,title,max,rule\n"
                               "1.1,,10,\n"
                               "1.2,,5,rate\n"
                               "1,,,\n"
                               "2,,3,yesno\n";

/* What the board of most tests holds, as chiso_board_write_csv() has it. */
static char *expected_csv(void)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = NULL;
    char *text;

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, "u1", "Unit, one", "north", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, "u2", "u2", "south", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, "u3", "Đơn vị", "", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set_ranked(board, 1, false, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(board, "u1", "1.1", "7.5", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(board, "u1", "1.2", "97.8%", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(board, "u1", "2", "yes", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(board, "u2", "1.1", "-", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(board, "u2", "1.2", "2/3", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(board, "u3", "1.2", "-", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(board, "u3", "2", "no", NULL), CHISO_OK);
    text = support_board_csv(board);
    chiso_board_free(board);
    chiso_tree_free(tree);
    return text;
}

Test(csv_points, layouts_and_dialects_say_the_same)
{
    static const struct {
        const char *name;
        const char *text;
    } cases[] = {
        {"wide", "unit,name,block,ranked,1.1,1.2,2\nu1,\"Unit, "
                 "one\",north,yes,7.5,97.8%,yes\nu2,,south,no,-,2/3,\nu3,Đơn vị,,yes,,-,no\n"},
        {"wide, columns in another order",
         "2,ranked,1.1,unit,block,1.2,name\nyes,1,7.5,u1,north,97.8%,\"Unit, "
         "one\"\n,0,NA,u2,south,2/3,u2\nno,1,,u3,,N/A,Đơn vị\n"},
        {"wide with semicolons and commas",
         "unit;name;block;ranked;1.1;1.2;2\nu1;Unit, "
         "one;north;có;7,5;97,8%;có\nu2;u2;south;không;NA;2/3;\nu3;Đơn vị;;có;;N/A;không\n"},
        {"wide with semicolons and points",
         "unit;name;block;ranked;1.1;1.2;2\nu1;Unit, "
         "one;north;1;7.5;97.8%;1\nu2;u2;south;0;-;2/3;\nu3;Đơn vị;;1;;-;0\n"},
        {"wide with tabs, a mark, notes and CRLF",
         BOM "# Source: \"unit,a;b\r\nunit\tname\tblock\tranked\t1.1\t1.2\t2\r\nu1\tUnit, "
             "one\tnorth\tYES\t7,5\t97,8%\tYes\r\n"
             "u2\tu2\tsouth\tNO\t-\t2/3\t\r\nu3\tĐơn vị\t\tyes\t\t-\tNo"},
        {"wide with rows without any text",
         "unit,name,block,ranked,1.1,1.2,2\n\nu1,\"Unit, "
         "one\",north,yes,7.5,97.8%,yes\n,,,,,,\nu2,,south,no,-,2/3,\n\"\",,,,,,\n"
         "u3,Đơn vị,,yes,,-,no\n,,,,,,\n\n\n"},
        {"long", "unit,criterion,value,name,block,ranked\n"
                 "u1,1.1,7.5,\"Unit, one\",north,yes\nu1,1.2,97.8%,\"Unit, "
                 "one\",north,yes\nu1,2,yes,\"Unit, one\",north,yes\n"
                 "u2,1.1,-,u2,south,no\nu2,1.2,2/3,u2,south,no\n"
                 "u3,1.2,-,Đơn vị,,yes\nu3,2,no,Đơn vị,,yes\n"},
        {"long, rows mixed, empty values",
         "value;ranked;criterion;unit;block;name\n"
         "có;1;2;u1;north;Unit, one\n2/3;0;1.2;u2;south;u2\nN/A;1;1.2;u3;;Đơn "
         "vị\n;0;2;u2;south;u2\n7,50;1;1.1;u1;north;Unit, one\n"
         "không;1;2;u3;;Đơn vị\nNA;0;1.1;u2;south;u2\n;1;1.1;u3;;Đơn "
         "vị\n97,8%;1;1.2;u1;north;Unit, one\n"},
    };
    char *expected = expected_csv();

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tree *tree = support_tree(CRITERIA);
        chiso_board *board = NULL;
        chiso_error error = CHISO_ERROR_INIT;
        char *text;

        cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
        cr_expect(chiso_board_read_csv(board, cases[i].text, strlen(cases[i].text), &error) ==
                      CHISO_OK,
                  "%s: line %u, column %u: %s", cases[i].name, (unsigned)error.line,
                  (unsigned)error.column, error.message);
        text = support_board_csv(board);
        cr_expect(strcmp(text, expected) == 0, "%s: read as\n%sexpected\n%s", cases[i].name, text,
                  expected);
        cr_expect(chiso_board_rounded_count(board) == 0, "%s", cases[i].name);
        free(text);
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
    free(expected);
}

Test(csv_points, what_spreadsheet_programs_add_is_passed)
{
    static const char *const texts[] = {
        "sep=;\r\nunit;1.1\r\nu;2,5\r\n",
        BOM "sep=,\nunit,1.1\nu,2.5\n",
        "sep=\t\nunit\t1.1\nu\t2,5\n",
        "unit;1.1;;\nu;2,5;;\n;;;\n",
        "unit;1.1;;\nu;2,5\n",
        "\n \nunit;1.1\nu;2,5\n\n",
    };

    for (size_t i = 0; i < COUNT(texts); i++) {
        chiso_tree *tree = support_tree("code,title,max\n1.1,,10\n");
        chiso_board *board = support_scored(tree, texts[i]);

        cr_expect(chiso_board_unit_count(board) == 1 &&
                      support_result(board, "u", "1.1").achieved == decimal("2.5"),
                  "text %zu", i);
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
}

/* Each byte of a text of ASCII with a byte of 0 behind it, or in front. */
static struct buffer wide_text(const char *mark, const char *text, bool big_endian)
{
    struct buffer wide = {0};

    buffer_add(&wide, mark, 2);
    for (; *text != '\0'; text++) {
        const char both[2] = {big_endian ? '\0' : *text, big_endian ? *text : '\0'};

        buffer_add(&wide, both, 2);
    }
    return wide;
}

Test(csv_points, text_of_utf_16_is_read_by_its_mark)
{
    static const char text[] = "unit\t1.1\r\nu1\t7,5\r\n";

    for (int big = 0; big < 2; big++) {
        struct buffer wide = wide_text(big ? "\xFE\xFF" : "\xFF\xFE", text, big);
        chiso_tree *tree = support_tree(CRITERIA);
        chiso_board *board = NULL;
        chiso_error error = CHISO_ERROR_INIT;
        chiso_cell cell;

        cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
        cr_assert_eq(chiso_board_read_csv(board, wide.bytes, wide.size, &error), CHISO_OK, "%s",
                     error.message);
        cr_assert_eq(chiso_board_cell(board, 0, support_node(tree, "1.1"), &cell), CHISO_OK);
        cr_expect(cell.points == decimal("7.5"));
        /* Half a character at its end, or one that is cut off. */
        cr_expect_eq(chiso_board_read_csv(board, wide.bytes, wide.size - 1, &error),
                     CHISO_E_ENCODING);
        cr_expect(error.line == 2 && error.column == 8, "%u:%u", error.line, error.column);
        wide.bytes[big ? 2 : 3] = '\xD8';
        cr_expect_eq(chiso_board_read_csv(board, wide.bytes, wide.size, &error), CHISO_E_ENCODING);
        cr_expect(error.line == 1 && error.column == 1, "%u:%u", error.line, error.column);
        buffer_clear(&wide);
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
}

Test(csv_points, lines_end_in_cr_too_and_empty_cells_at_their_ends_are_nothing)
{
    static const char *const texts[] = {
        "unit,name,1.1,1.2\ra,\"A\rb\",1,\rc,C,2,50%\r",
        "unit,name,1.1,1.2\ra,\"A\rb\",1,\rc,C,2,50%",
        "unit,name,1.1,1.2\ra,\"A\rb\",1,\nc,C,2,50%\r\n",
        "unit,name,1.1,1.2,,\na,\"A\rb\",1,,,,,\nc,C,2,50%\n,,,\n",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        chiso_tree *tree = support_tree(CRITERIA);
        chiso_board *board = support_board(tree, texts[i]);
        char *text = support_board_csv(board);

        cr_expect(strcmp(chiso_unit_name(board, 0), "A\rb") == 0, "%zu", i);
        cr_expect(strstr(text, "c,C,,yes,2,50%") != NULL, "%zu: %s", i, text);
        free(text);
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
}

Test(csv_points, headings_of_vietnamese_sheets_are_known)
{
    static const struct {
        const char *text, *code, *name, *block;
    } cases[] = {
        {"Đơn vị;Khối;1.1\nsnv;Sở;7,5\n", "snv", "snv", "Sở"},
        {"Mã;ĐƠN VỊ;Khối;1,1\nsnv;Sở Nội vụ;Sở;7,5\n", "snv", "Sở Nội vụ", "Sở"},
        {"Đơn vị;Tên;1.1\nsnv;Sở Nội vụ;7,5\n", "snv", "Sở Nội vụ", ""},
        {"unit;đơn vị;1.1\nsnv;Sở Nội vụ;7,5\n", "snv", "Sở Nội vụ", ""},
        {"Đơn vị;Tiêu chí;Điểm\nsnv;1,1;7,5\n", "snv", "snv", ""},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tree *tree =
            support_tree("Mã,Tiêu chí,ĐIỂM TỐI ĐA,Trọng số,Quy tắc\n1.1,A,10,20%,points\n");
        chiso_board *board = support_board(tree, cases[i].text);
        chiso_cell cell;

        cr_expect(strcmp(chiso_unit_code(board, 0), cases[i].code) == 0, "%zu", i);
        cr_expect(strcmp(chiso_unit_name(board, 0), cases[i].name) == 0, "%zu", i);
        cr_expect(strcmp(chiso_board_block(board, chiso_unit_block(board, 0)), cases[i].block) == 0,
                  "%zu", i);
        cr_expect(chiso_board_cell(board, 0, support_node(tree, "1.1"), &cell) == CHISO_OK &&
                      cell.points == decimal("7.5"),
                  "%zu", i);
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
}

Test(csv_points, a_criterion_whose_code_is_a_heading_of_sheets_keeps_its_column)
{
    chiso_tree *tree = support_tree("code,title,max\nTên,A,10\nKhối,B,10\n");
    chiso_board *board = support_board(tree, "unit,Tên,Khối\nu,3,4\n");
    chiso_cell cell;

    cr_expect(chiso_board_cell(board, 0, support_node(tree, "Tên"), &cell) == CHISO_OK &&
              cell.points == decimal("3"));
    cr_expect(strcmp(chiso_unit_name(board, 0), "u") == 0);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(csv_points, names_and_codes_are_the_same_however_they_are_spelled)
{
    static const char criteria[] = "code,title,max\nHu\xC3\xAA\xCC\x81,,10\n2,,3\n";
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = support_board(tree, "unit,block,\"Hue\xCC\x82\xCC\x81 \"\n"
                                             "\" Bă\xCC\x81"
                                             "c  Giang \",\"so \",4\nb,so,5\n");
    chiso_unit unit = CHISO_NO_UNIT;
    uint32_t block = 0;

    cr_expect(chiso_board_find_unit(board, "Bắc\xC2\xA0Giang", &unit) == CHISO_OK && unit == 0);
    cr_expect(strcmp(chiso_unit_code(board, 0), "Bă\xCC\x81"
                                                "c  Giang") == 0,
              "%s", chiso_unit_code(board, 0));
    cr_expect(chiso_board_find_block(board, " so", &block) == CHISO_OK &&
              block == chiso_unit_block(board, 0) && block == chiso_unit_block(board, 1));
    cr_expect(chiso_board_add_unit(board, " Bắc Giang", NULL, NULL, NULL, NULL) ==
              CHISO_E_DUPLICATE);
    cr_expect(chiso_board_add_unit(board, " \xC2\xA0", NULL, NULL, NULL, NULL) == CHISO_E_CODE);
    cr_expect(chiso_board_set(board, "Bắc Giang", "Huế", "9", NULL) == CHISO_OK);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(csv_points, columns_that_are_not_there_leave_the_defaults)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *wide = support_board(tree, "unit,2\nu1,yes\n");
    chiso_board *tall = support_board(tree, "unit,criterion,value\nu1,2,yes\n");
    const chiso_board *const boards[] = {wide, tall};

    for (size_t i = 0; i < COUNT(boards); i++) {
        chiso_cell cell;

        cr_expect_str_eq(chiso_unit_name(boards[i], 0), "u1");
        cr_expect_str_eq(chiso_board_block(boards[i], chiso_unit_block(boards[i], 0)), "");
        cr_expect(chiso_unit_is_ranked(boards[i], 0));
        cr_assert_eq(chiso_board_cell(boards[i], 0, support_node(tree, "1.1"), &cell), CHISO_OK);
        cr_expect(cell.state == CHISO_STATE_MISSING);
    }
    chiso_board_free(wide);
    chiso_board_free(tall);
    chiso_tree_free(tree);
}

Test(csv_points, one_column_is_a_file_of_units)
{
    static const char *const texts[] = {"unit\nu1\nu2\n", BOM "unit\r\nu1\r\nu2",
                                        "\"unit\"\n\"u1\"\n\nu2\n"};

    for (size_t i = 0; i < COUNT(texts); i++) {
        chiso_tree *tree = support_tree(CRITERIA);
        chiso_board *board = support_board(tree, texts[i]);

        cr_expect(chiso_board_unit_count(board) == 2, "%zu", i);
        cr_expect_str_eq(chiso_unit_code(board, 0), "u1");
        cr_expect_str_eq(chiso_unit_code(board, 1), "u2");
        cr_expect(chiso_board_score(board, NULL) == CHISO_OK);
        cr_expect(support_result(board, "u2", "").state == CHISO_STATE_MISSING);
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
}

Test(csv_points, formula_guards_are_taken_off_texts)
{
    chiso_tree *tree = support_tree("code,title,max,min\n1,,5,-5\n");
    chiso_board *board =
        support_board(tree, "unit,name,block,1\n'=u,'+name,'@block,-2\nit's,o'clock,'-x,1\n");

    cr_expect_str_eq(chiso_unit_code(board, 0), "=u");
    cr_expect_str_eq(chiso_unit_name(board, 0), "+name");
    cr_expect_str_eq(chiso_board_block(board, 0), "@block");
    cr_expect_str_eq(chiso_unit_code(board, 1), "it's");
    cr_expect_str_eq(chiso_unit_name(board, 1), "o'clock");
    cr_expect_str_eq(chiso_board_block(board, 1), "-x");
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(csv_points, headings_that_are_written_with_a_guard_are_read)
{
    chiso_tree *tree = support_tree("code,title,max\n=1,,5\n-2,,5\n'3,,5\n");
    chiso_board *board = NULL;
    chiso_board *again;
    char *first;
    char *second;

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, "u", NULL, NULL, NULL, NULL), CHISO_OK);
    for (chiso_node leaf = chiso_node_next_leaf(tree, CHISO_ROOT); leaf != CHISO_NO_NODE;
         leaf = chiso_node_next_leaf(tree, leaf)) {
        cr_assert_eq(chiso_board_set_value(board, 0, leaf, CHISO_DECIMAL_ONE, NULL), CHISO_OK);
    }
    first = support_board_csv(board);
    again = support_board(tree, first);
    second = support_board_csv(again);
    cr_expect_str_eq(first, second);
    cr_expect(strstr(first, "'-2") != NULL, "%s", first);
    free(first);
    free(second);
    chiso_board_free(board);
    chiso_board_free(again);
    chiso_tree_free(tree);
}

Test(csv_points, rows_come_in_any_order_and_units_keep_the_order_of_their_first_row)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,10\n2,,10\n");
    chiso_board *board =
        support_board(tree, "unit,criterion,value\nb,2,4\na,1,1\nb,1,3\nc,2,6\na,2,2\nc,1,5\n");
    static const char *const codes[] = {"b", "a", "c"};
    static const int values[][2] = {{3, 4}, {1, 2}, {5, 6}};

    cr_assert_eq(chiso_board_unit_count(board), 3);
    for (chiso_unit unit = 0; unit < 3; unit++) {
        cr_expect_str_eq(chiso_unit_code(board, unit), codes[unit]);
        for (chiso_node node = 1; node <= 2; node++) {
            chiso_cell cell;

            cr_assert_eq(chiso_board_cell(board, unit, node, &cell), CHISO_OK);
            cr_expect(cell.value == values[unit][node - 1] * CHISO_DECIMAL_ONE, "%s, %u",
                      codes[unit], (unsigned)node);
        }
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(csv_points, a_file_is_merged_into_the_units_that_are_there)
{
    static const char *const texts[] = {
        "unit,name,2.1,1\nu2,Second,,-\nu4,Fourth,4,2\nu1,First,9,5\n",
        "unit,criterion,value,name\nu2,2.1,,Second\nu2,1,-,Second\nu4,2.1,4,Fourth\nu1,1,5,"
        "First\nu4,1,2,Fourth\nu1,2.1,9,First\n",
    };

    for (size_t i = 0; i < COUNT(texts); i++) {
        chiso_tree *tree = support_tree("code,title,max\n1,,10\n2,,\n2.1,,10\n2.2,,10\n");
        chiso_board *board = support_scored(tree, "unit,name,block,ranked,1,2.1,2.2\nu1,One,x,no,1,"
                                                  "1,1\nu2,Two,y,yes,2,2,2\nu3,Three,x,no,3,3,3\n");
        chiso_error error = CHISO_ERROR_INIT;
        char *text;

        cr_assert_eq(chiso_board_read_csv(board, texts[i], strlen(texts[i]), &error), CHISO_OK,
                     "%s", error.message);
        cr_expect(!chiso_board_is_scored(board));
        cr_assert_eq(chiso_board_unit_count(board), 4);
        cr_expect_str_eq(chiso_unit_code(board, 0), "u1");
        cr_expect_str_eq(chiso_unit_code(board, 3), "u4");
        cr_expect_str_eq(chiso_unit_name(board, 0), "First");
        cr_expect_str_eq(chiso_unit_name(board, 1), "Second");
        cr_expect_str_eq(chiso_unit_name(board, 2), "Three");
        cr_expect_str_eq(chiso_unit_name(board, 3), "Fourth");
        /* The file says nothing of blocks and ranking. */
        cr_expect_str_eq(chiso_board_block(board, chiso_unit_block(board, 1)), "y");
        cr_expect_str_eq(chiso_board_block(board, chiso_unit_block(board, 3)), "");
        cr_expect(!chiso_unit_is_ranked(board, 0) && chiso_unit_is_ranked(board, 1) &&
                  chiso_unit_is_ranked(board, 3));
        cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
        text = support_board_csv(board);
        cr_expect(support_result(board, "u1", "1").achieved == decimal("5"), "%s", text);
        cr_expect(support_result(board, "u1", "2.1").achieved == decimal("9"), "%s", text);
        cr_expect(support_result(board, "u1", "2.2").achieved == decimal("1"), "%s", text);
        cr_expect(support_result(board, "u2", "1").state == CHISO_STATE_NOT_APPLICABLE, "%s", text);
        cr_expect(support_result(board, "u2", "2.1").state == CHISO_STATE_MISSING, "%s", text);
        cr_expect(support_result(board, "u2", "2.2").achieved == decimal("2"), "%s", text);
        cr_expect(support_result(board, "u3", "").achieved == decimal("9"), "%s", text);
        cr_expect(support_result(board, "u4", "2").achieved == decimal("4"), "%s", text);
        cr_expect(support_result(board, "u4", "2.2").state == CHISO_STATE_MISSING, "%s", text);
        free(text);
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
}

Test(csv_points, a_unit_may_move_to_another_block_and_out_of_the_ranking)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,10\n");
    chiso_board *board = support_board(tree, "unit,block,1\nu1,x,1\nu2,x,2\n");
    static const char text[] = "unit,block,ranked\nu1,y,no\n";
    chiso_error error = CHISO_ERROR_INIT;
    chiso_cell cell;

    cr_assert_eq(chiso_board_read_csv(board, text, strlen(text), &error), CHISO_OK, "%s",
                 error.message);
    cr_expect_str_eq(chiso_board_block(board, chiso_unit_block(board, 0)), "y");
    cr_expect_str_eq(chiso_board_block(board, chiso_unit_block(board, 1)), "x");
    cr_expect(!chiso_unit_is_ranked(board, 0));
    cr_assert_eq(chiso_board_cell(board, 0, 1, &cell), CHISO_OK);
    cr_expect(cell.value == decimal("1"));
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(csv_points, cells_with_more_than_15_decimals_are_counted)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board =
        support_board(tree, "unit,1.1,1.2\nu1,1.2345675000000001,33.3333333333333333%\nu2,1."
                            "50000000000000000,2/3\nu3,,-\n");
    chiso_cell cell;

    cr_expect(chiso_board_rounded_count(board) == 2, "%llu",
              (unsigned long long)chiso_board_rounded_count(board));
    cr_assert_eq(chiso_board_cell(board, 0, support_node(tree, "1.1"), &cell), CHISO_OK);
    cr_expect(cell.value == decimal("1.234568"));
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(csv_points, a_cell_of_ten_megabytes_is_read)
{
    enum { LENGTH = 10 * 1000 * 1000 };
    struct buffer text = {0};
    char *name = malloc(LENGTH + 1);
    chiso_tree *tree = support_tree("code,title,max\n1,,10\n");
    chiso_board *board;

    cr_assert_not_null(name);
    memset(name, 'x', LENGTH);
    name[LENGTH] = '\0';
    buffer_print(&text, "unit,name,1\nu1,\"");
    buffer_add(&text, name, LENGTH);
    buffer_print(&text, "\",4\nu2,two,5\n");
    board = support_board(tree, text.bytes);
    cr_expect(strcmp(chiso_unit_name(board, 0), name) == 0);
    cr_expect_str_eq(chiso_unit_name(board, 1), "two");
    free(name);
    buffer_clear(&text);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(csv_points, a_row_of_ten_thousand_cells_is_read)
{
    enum { LEAVES = 10000 };
    struct buffer criteria = {0};
    struct buffer header = {0};
    struct buffer row = {0};
    chiso_tree *tree;
    chiso_board *board;

    buffer_print(&criteria, "code,title,max\n");
    buffer_print(&header, "unit");
    buffer_print(&row, "\nu");
    for (int i = 0; i < LEAVES; i++) {
        buffer_print(&criteria, "c%d,,1\n", i);
        buffer_print(&header, ",c%d", i);
        buffer_print(&row, ",0.5");
    }
    buffer_add(&header, row.bytes, row.size);
    tree = support_tree(criteria.bytes);
    board = support_scored(tree, header.bytes);
    cr_expect(support_result(board, "u", "").achieved == decimal("5000"));
    buffer_clear(&criteria);
    buffer_clear(&header);
    buffer_clear(&row);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(csv_points, many_units_in_long_rows_are_read_in_any_order)
{
    enum { UNITS = 20000, STEP = 7919 };
    struct buffer text = {0};
    chiso_tree *tree = support_tree("code,title,max\n1,,100\n2,,100\n");
    chiso_board *board;
    size_t wrong = 0;

    buffer_print(&text, "unit,criterion,value\n");
    for (int i = 0; i < 2 * UNITS; i++) {
        const int row = (int)((long long)i * STEP % (2 * UNITS));

        buffer_print(&text, "u%d,%d,%d\n", row / 2, row % 2 + 1, row / 2 % 101);
    }
    board = support_board(tree, text.bytes);
    cr_assert_eq(chiso_board_unit_count(board), UNITS);
    for (chiso_unit unit = 0; unit < UNITS; unit++) {
        const int number = atoi(chiso_unit_code(board, unit) + 1);

        for (chiso_node leaf = 1; leaf <= 2; leaf++) {
            chiso_cell cell;

            cr_assert_eq(chiso_board_cell(board, unit, leaf, &cell), CHISO_OK);
            wrong += cell.value != number % 101 * CHISO_DECIMAL_ONE;
        }
    }
    cr_expect(wrong == 0, "%zu cells are wrong", wrong);
    buffer_clear(&text);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(csv_points, a_file_is_read_like_its_bytes)
{
    char path[] = "/tmp/chiso-test-XXXXXX";
    const int handle = mkstemp(path);
    FILE *file = fdopen(handle, "wb");
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_not_null(file);
    fputs("unit,1.1\nu1,4\n", file);
    fclose(file);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_expect(chiso_board_read_csv_file(board, path, &error) == CHISO_OK, "%s", error.message);
    cr_expect(chiso_board_unit_count(board) == 1);
    remove(path);
    cr_expect(chiso_board_read_csv_file(board, path, &error) == CHISO_E_FILE &&
              error.status == CHISO_E_FILE);
    cr_expect(strstr(error.message, path) != NULL, "%s", error.message);
    cr_expect(chiso_board_read_csv_file(board, NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_read_csv_file(NULL, path, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_read_csv(board, NULL, 0, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_read_csv(NULL, "unit", 4, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_unit_count(board) == 1);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(csv_points, a_block_that_no_unit_is_in_any_more_is_gone)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,5\n");
    chiso_board *board = NULL;
    static const char text[] = "unit,block,1\nA,North,4\nB,South,3\n";

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, "A", NULL, NULL, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(board, text, strlen(text), NULL), CHISO_OK);
    cr_expect(chiso_board_block_count(board) == 2, "%u", (unsigned)chiso_board_block_count(board));
    cr_expect_str_eq(chiso_board_block(board, chiso_unit_block(board, 0)), "North");
    cr_expect_str_eq(chiso_board_block(board, chiso_unit_block(board, 1)), "South");
    chiso_board_free(board);
    chiso_tree_free(tree);
}
