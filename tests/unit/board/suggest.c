/* Mappings to start from: what is seen in a sheet. */
#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const char CRITERIA[] = "code,title,max\n1,Steering,\n1.1,Kế hoạch,20\n1.2,Kiểm tra,20\n"
                               "2,Thể chế,60\n";

static void expect_suggested_for(const char *criteria, const char *sheet, const char *expected)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_mapping *mapping = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    struct buffer written = {0};
    chiso_sink sink = buffer_sink(&written);

    cr_assert_eq(chiso_mapping_suggest(tree, sheet, strlen(sheet), NULL, &mapping, &error),
                 CHISO_OK, "%s", error.message);
    cr_assert_eq(chiso_mapping_write_csv(mapping, &sink, NULL), CHISO_OK);
    cr_expect_str_eq(written.bytes, expected);
    buffer_clear(&written);
    chiso_mapping_free(mapping);
    chiso_tree_free(tree);
}

static void expect_suggested(const char *sheet, const char *expected)
{
    expect_suggested_for(CRITERIA, sheet, expected);
}

Test(suggest, sees_what_a_sheet_of_an_office_has)
{
    expect_suggested("PHỤ LỤC II;;;;;;;;;\n(kèm theo; số 12);;;;;;;;;\n"
                     "TT;Đơn vị;\"Kế\nhoạch\";;Kiểm tra;;Thể chế;;Tổng;Hạng\n"
                     ";;Tự chấm;Thẩm định;Tự chấm;Thẩm định;Tự chấm;Thẩm định;;\n"
                     ";Khối sở, ban, ngành;;;;;;;;\n"
                     "1;Sở Y tế;10;9,5;3;2;50;49,25;60,75;1\n"
                     "2;Sở Nội vụ;11;8,5;5; -   ;40;52,5;61;2\n"
                     ";Cộng khối;;18;;2;;;;\n"
                     "3;Huyện A;11;8,5;5;5;40;40;53,5;1\n"
                     ";Trung bình;;8;;3;;40;;\n"
                     "Ghi chú: điểm đã làm tròn;;;;;;;;;\nNgười lập;;;;;;;;;\n",
                     "what,value\nheader,3-4\nstage,Thẩm định\n\"column:Kế\nhoạch\",1.1\n"
                     "column:Kiểm tra,1.2\ncolumn:Thể chế,2\ncolumn:Tổng,total\ncolumn:Hạng,rank\n"
                     "ignore,TT\n\"rows:Khối sở, ban, ngành\",block\nrows:Cộng khối,total\n"
                     "rows:Trung bình,skip\nend,Ghi chú*\ndash,0\ndecimal,comma\n");
}

Test(suggest, knows_columns_by_titles_codes_and_words)
{
    expect_suggested("Who\tKế hoach\t1.2 Kiểm tra\tThể chế (60)\tSteering\tPercent\tClass\tNotes\t"
                     "Signature\t\tKiểm tra\nHealth\t1\t2\t3\t3\t6\tA\tx\ty\tz\t\n",
                     "what,value\nheader,1\ncolumn:Kế hoach,1.1\n"
                     "column:Thể chế (60),2\ncolumn:Steering,total 1\ncolumn:Percent,percent\n"
                     "column:Class,band\ncolumn:Notes,note\ncolumn:Who,unit\n"
                     "ignore,Signature\nignore,\"#10\"\n");
}

Test(suggest, sees_merged_blocks_and_marks)
{
    expect_suggested("block,unit,1.1,1.2,2,unit,block\nb,x,\"1.234,5\",1,2,y,\n,y,1,1,2,,\n",
                     "what,value\nheader,1\nignore,\"#6\"\nignore,\"#7\"\nblock,down\n"
                     "decimal,comma\nthousands,point\n");
    expect_suggested("unit,criterion,value\nx,1.1,\"1,234,567\"\nSum,,3\n,2,4\n",
                     "what,value\nheader,1\nrows:Sum,total\nrows:2,skip\nthousands,comma\n");
    /* Above the first block there is none that could reach down. */
    expect_suggested("block,unit,1.1\n,x,1\nb,y,1\nb,z,1\n", "what,value\nheader,1\n");
}

Test(suggest, names_a_column_by_its_place_where_its_heading_looks_like_one)
{
    expect_suggested("unit,1.1,#1\na,9,x\n", "what,value\nheader,1\nignore,\"#3\"\n");
}

Test(suggest, sees_a_stage_that_is_there_once)
{
    expect_suggested(";Kế hoạch;;Kiểm tra\nunit;Own;Board;\na;9;8;7\n",
                     "what,value\nheader,1-2\nstage,Board\ncolumn:Kế hoạch,1.1\n"
                     "column:Kiểm tra,1.2\n");
}

Test(suggest, says_what_so_many_rows_are_and_no_more)
{
    enum { ROWS = 70, MOST = 60 };
    struct buffer sheet = {0};
    struct buffer expected = {0};

    buffer_print(&sheet, "unit,1.1,1.2\n");
    buffer_print(&expected, "what,value\nheader,1\n");
    for (int row = 0; row < ROWS; row++) {
        buffer_print(&sheet, "Group %d,,\nu%d,1,2\n", row, row);
        if (row < MOST) {
            buffer_print(&expected, "rows:Group %d,block\n", row);
        }
    }
    expect_suggested(sheet.bytes, expected.bytes);
    buffer_clear(&sheet);
    buffer_clear(&expected);
}

Test(suggest, sees_a_dash_of_any_length_that_stands_for_a_zero)
{
    static const char *const dashes[] = {" - ", "- ", " –", "— ", "\xC2\xA0-"};

    for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
        char sheet[100];

        snprintf(sheet, sizeof(sheet), "unit;1.1;1.2;2\na;1;2;3\nb;4;%s;5\n", dashes[i]);
        expect_suggested(sheet, "what,value\nheader,1\ndash,0\n");
    }
    /* Blanks are before all cells, or the dash stands alone. */
    expect_suggested("unit;1.1;1.2;2\na; 1; -; 3\nb;4;-;5\n", "what,value\nheader,1\n");
}

Test(suggest, passes_a_note_and_the_numbers_of_columns)
{
    static const char header[] = "TT;Đơn vị;1.1;1.2;2;Tổng\n";
    static const char told[] = "what,value\nheader,1\ncolumn:Tổng,total\nignore,TT\n";
    static const struct {
        const char *rows;
        const char *told;
    } cases[] = {
        {";Khối sở;;;;\n1;A;3;2;1;6\n;Ghi chú: B sáp nhập;;;;\n;Khối huyện;;;;\n1;C;2;2;2;6\n",
         "rows:Khối sở,block\nrows:Ghi chú: B sáp nhập,skip\nrows:Khối huyện,block\n"},
        {";Ghi chú chung;;;;\n;Ghi chú Bắc;;;;\n1;C;2;2;2;6\n",
         "rows:Ghi chú chung,skip\nrows:Ghi chú Bắc,block\n"},
        {"1;2;3;4;5;6\n1;A;3;2;1;6\n2;C;2;2;2;6\n", "rows:2,skip\n"},
        {";1;2;3;4;\n1;A;3;2;1;6\n2;C;2;2;2;6\n", "rows:1,skip\n"},
        {"(1);(2);(3);(4);(5);(6) = (3) + (4) + (5)\n1;A;3;2;1;6\n", "rows:(2),skip\n"},
        {"A;B;1;2;3;4 = 1 + 2 + 3\n1;A;3;2;1;6\n", "rows:B,skip\n"},
        {"(a);(b);(1);(2);(3);\n1;A;3;2;1;6\n", "rows:(b),skip\n"},
        {";A;(1);(2);;\n1;B;3;2;1;6\n", "rows:A,skip\n"},
        /* What units may be called, and then their points count by chance. */
        {";A;1;2;3;6\n1;B;3;2;1;6\n", ""},
        {"A;C;1;2;3;4\n1;B;3;2;1;6\n", ""},
        {"1;A;2;3;4;9\n2;B;3;2;1;6\n", ""},
        /* Not where another is called so, below other rows, or where it does not count. */
        {"1;2;3;4;5;6\n2;2;3;2;1;6\n", ""},
        {"1;A;3;2;1;6\n1;2;3;4;5;6\n", ""},
        {"1;2;3;4;5;7\n1;A;3;2;1;6\n", ""},
        {"1;2;3;;5;6\n1;A;3;2;1;6\n", ""},
        {"2;3;4;5;6;7\n1;A;3;2;1;6\n", ""},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char sheet[300];
        char expected[300];

        snprintf(sheet, sizeof(sheet), "%s%s", header, cases[i].rows);
        snprintf(expected, sizeof(expected), "%s%s", told, cases[i].told);
        expect_suggested(sheet, expected);
    }
}

Test(suggest, prefers_the_very_title_wherever_it_stands)
{
    static const char criteria[] = "code,title,max\n1,Kế hoạch,10\n2,Kế hoạch năm,10\n3,Thu,10\n";

    expect_suggested_for(criteria,
                         "Đơn vị;Số kế hoạch;Kế hoạch năm;Kế hoạch;Thu hút;3\nA;2;9;3;8;7\n",
                         "what,value\nheader,1\nignore,Số kế hoạch\ncolumn:Kế hoạch năm,2\n"
                         "column:Kế hoạch,1\nignore,Thu hút\n");
    /* What says more of a heading is what it says. */
    expect_suggested_for(criteria, "Đơn vị;Kế hoạch năm (10);Kế hoạch (10);Thu\nA;2;9;3\n",
                         "what,value\nheader,1\ncolumn:Kế hoạch năm (10),2\n"
                         "column:Kế hoạch (10),1\ncolumn:Thu,3\n");
    /* Also where the shorter title stands behind the longer one. */
    expect_suggested_for("code,title,max\n1,Kế hoạch năm,10\n2,Kế hoạch,10\n",
                         "Đơn vị;Kế hoạch năm (10);Kế hoạch (10)\nA;9;3\n",
                         "what,value\nheader,1\ncolumn:Kế hoạch năm (10),1\n"
                         "column:Kế hoạch (10),2\n");
}

/* A sheet whose suggested mapping leaves two columns open: reading by it refuses both. */
static void expect_open(const char *sheet, const char *expected, const char *first,
                        const char *second)
{
    static const char criteria[] = "code,title,max\n1,Kế hoạch,10\n2,Báo cáo,10\n";
    chiso_tree *tree = support_tree(criteria);
    chiso_mapping *mapping = NULL;
    chiso_board *board = NULL;
    chiso_intake *intake = NULL;
    chiso_remark remark;
    chiso_error error = CHISO_ERROR_INIT;

    expect_suggested_for(criteria, sheet, expected);
    cr_assert_eq(chiso_mapping_suggest(tree, sheet, strlen(sheet), NULL, &mapping, &error),
                 CHISO_OK);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, &error), CHISO_OK);
    cr_assert_eq(chiso_intake_new(0, NULL, &intake, &error), CHISO_OK);
    cr_expect_eq(chiso_intake_sheet(intake, "p.csv", sheet, strlen(sheet), mapping, board, &error),
                 CHISO_E_COLUMN);
    cr_assert_eq(chiso_intake_mistake_count(intake), 2);
    cr_assert_eq(chiso_intake_at(intake, 0, &remark), CHISO_OK);
    cr_expect(strstr(remark.message, first) != NULL, "%s", remark.message);
    cr_assert_eq(chiso_intake_at(intake, 1, &remark), CHISO_OK);
    cr_expect(strstr(remark.message, second) != NULL, "%s", remark.message);
    chiso_intake_free(intake);
    chiso_board_free(board);
    chiso_mapping_free(mapping);
    chiso_tree_free(tree);
}

Test(suggest, settles_no_choice_between_equals)
{
    expect_open("TT;Đơn vị;Kế hoạch (tự chấm);Kế hoạch (thẩm định);Báo cáo\n1;A;10;9;8\n",
                "what,value\nheader,1\ncolumn:Báo cáo,2\nignore,TT\n",
                "column:Kế hoạch (tự chấm), or ignore", "column:Kế hoạch (thẩm định), or ignore");
    expect_open("Đơn vị;Kế hoạch 2024;Báo cáo;Kế hoạch 2025\nA;10;9;8\n",
                "what,value\nheader,1\ncolumn:Báo cáo,2\n", "Kế hoạch 2024", "Kế hoạch 2025");
    expect_open("Đơn vị;Kế hoạch;Báo cáo;Kế hoạch\nA;10;9;8\n",
                "what,value\nheader,1\ncolumn:Báo cáo,2\n", "column:#2, or ignore,#2",
                "column:#4, or ignore,#4");
}

Test(suggest, takes_no_unit_for_a_row_of_sums)
{
    /* Names that begin with a word of sums, and the rows that are meant by these. */
    expect_suggested("unit,1.1,1.2,2\nCộng Hòa,8,7,1\nTổng Cọt,7,8,1\nTrung Thành,7,8,1\n"
                     "Sum Valley,7,8,1\nTổng: I + II,2,2,1\nCộng (khối),1,1,1\n"
                     "Trung bình chung,1,1,1\nBình quân khối,1,1,1\nMean of all,1,1,1\n",
                     "what,value\nheader,1\nrows:Tổng: I + II,total\nrows:Cộng (khối),total\n"
                     "rows:Trung bình chung,skip\nrows:Bình quân khối,skip\n"
                     "rows:Mean of all,skip\n");
    /* A running number tells a unit, also one that handed in nothing, and at the end. */
    expect_suggested("STT,Đơn vị,1.1,1.2,2\n,Khối sở,,,\n1,Trung Bình,8,7,1\n2,Sở B,,,\n"
                     ",Trung bình,7,7,1\n3.,Cộng,7,8,1\n04,Sở C,,,\nI,Ghi chú,,,\n",
                     "what,value\nheader,1\nignore,STT\nrows:Khối sở,block\n"
                     "rows:Trung bình,skip\nend,Ghi chú*\n");
}

Test(suggest, takes_a_place_that_is_called_as_a_mean_for_a_unit_where_no_row_has_a_number)
{
    expect_suggested("Đơn vị,1.1,1.2,2\nTrung Bình,8,7,1\nHòa An,7,8,1\nTrung bình,7,7,1\n"
                     "TRUNG BÌNH,7,7,1\nTổng Cộng,7,8,1\n",
                     "what,value\nheader,1\nrows:Trung bình,skip\nrows:TRUNG BÌNH,skip\n"
                     "rows:Tổng Cộng,total\n");
    expect_suggested("STT,Đơn vị,1.1,1.2,2\n1,Hòa An,8,7,1\n,Trung Bình,7,8,1\n",
                     "what,value\nheader,1\nignore,STT\nrows:Trung Bình,skip\n");
}

Test(suggest, takes_points_of_no_criterion_for_the_printed_total)
{
    expect_suggested("Đơn vị,1.1,1.2,2,Điểm\nHòa An,8,7,1,16\nHòa Bình,7,8,1,16\n",
                     "what,value\nheader,1\ncolumn:Điểm,total\n");
    expect_suggested("Đơn vị,Tiêu chí,Điểm\nHòa An,1.1,8\nHòa An,1.2,8\nHòa Bình,2,7\n",
                     "what,value\nheader,1\n");
}

Test(suggest, turns_codes_back_that_lost_a_zero)
{
    static const char criteria[] =
        "code,title,max\n1,Chỉ đạo,\n1.1,Kế hoạch,2\n1.2,Báo cáo,3\n1.10,Tuyên truyền,4\n"
        "2,Thủ tục,\n2.1,A,4\n2.10,B,4\n2.100,C,4\n";

    expect_suggested_for(criteria, "Đơn vị;1.1;1.2;1.1\nA;2;3;4\n",
                         "what,value\nheader,1\ncolumn:#4,1.10\n");
    expect_suggested_for(criteria, "Đơn vị;1,1;1,2;1.1\nA;2;3;4\n",
                         "what,value\nheader,1\ncolumn:1.1,1.10\n");
    /* Not where that has a column, where a heading is no code, or where others may be meant. */
    expect_suggested_for(criteria, "Đơn vị;1.1;1.10;1.1\nA;2;3;4\n", "what,value\nheader,1\n");
    expect_suggested_for(criteria, "Đơn vị;1.1;Tuyên truyền;1.1\nA;2;3;4\n",
                         "what,value\nheader,1\ncolumn:Tuyên truyền,1.10\n");
    expect_suggested_for(criteria, "Đơn vị;1.1;Kế hoạch\nA;2;3\n", "what,value\nheader,1\n");
    expect_suggested_for(criteria, "Đơn vị;2.1;2.1\nA;2;3\n", "what,value\nheader,1\n");
    expect_suggested_for(criteria, "Đơn vị;1.1;1.1;1.1\nA;2;3;1\n", "what,value\nheader,1\n");
}

Test(suggest, knows_shortened_titles)
{
    expect_suggested("unit,Kế,Thể\na,1,2\n", "what,value\nheader,1\ncolumn:Kế,1.1\n"
                                             "column:Thể,2\n");
    /* Not where two titles begin so. */
    expect_suggested_for("code,title,max\n1,Báo cáo năm,10\n2,Báo cáo quý,10\n3,Thu,10\n",
                         "unit,Báo cáo,Thu\na,1,2\n",
                         "what,value\nheader,1\ncolumn:Thu,3\nignore,Báo cáo\n");
}

Test(suggest, sees_that_rows_are_criteria)
{
    expect_suggested(
        "Bảng;;;;;\nTT;Mã;Tên;Điểm tối đa;Sở A;Sở B;Ghi chú\nI;1;Steering;40;19,5;13;\n"
        "1;1.1;Kế hoạch;20;9,5;8;x\n2;1.2;Kiểm tra;20; - ;5;\nII;2;Thể chế;60;50;40;\n"
        ";Tổng điểm;;100;59,5;53;\n;Xếp hạng;;;1;2;\n;Người lập;;;;;\n",
        "what,value\nheader,2\nlayout,down\nignore,TT\ncolumn:Mã,criterion\nignore,Tên\n"
        "column:Điểm tối đa,max\nignore,Ghi chú\n"
        "rows:1,total\nrows:Tổng điểm,total\nrows:Xếp hạng,skip\nend,Người lập*\n"
        "dash,0\ndecimal,comma\n");
    expect_suggested("criterion,max,a\n1.1,20,2\n1.2,20,3\n",
                     "what,value\nheader,1\nlayout,down\ncolumn:max,max\n");
}

Test(suggest, takes_running_numbers_for_codes_where_titles_agree)
{
    static const char criteria[] = "code,title,max\n1,Plans,4\n2,Inspections,6\n";

    expect_suggested_for(
        criteria,
        "No.,Criterion,Max,Science,Finance\n1,Plans,4,4,3\n2,Inspections,6,5,4.5\nTotal,,10,9,7."
        "5\n",
        "what,value\nheader,1\nlayout,down\ncolumn:No.,criterion\nignore,Criterion\n"
        "column:Max,max\nrows:Total,total\n");
    /* The mean of the units is none, and a row of ranks has no headings. */
    expect_suggested_for(
        criteria,
        "STT,Tiêu chí,Sở A,Sở B,Trung bình\n1,Plans,4,3,3.5\n2,Inspection,6,5,5.5\n"
        ",Tổng cộng,10,8,9\n,Xếp hạng,1,2,\n",
        "what,value\nheader,1\nlayout,down\ncolumn:STT,criterion\nignore,Tiêu chí\n"
        "ignore,Trung bình\nrows:Tổng cộng,total\nrows:Xếp hạng,skip\n");
    /* Other titles: the numbers are no codes. */
    expect_suggested_for(criteria, "No.,Criterion,unit,Total\n1,Revenue,a,4\n2,Spending,b,3\n",
                         "what,value\nheader,1\ncolumn:Total,total\nignore,No.\n");
}

Test(suggest, knows_offices)
{
    expect_suggested("Results\nOffice,1.1,Mã,unit\na,1,,\n",
                     "what,value\nheader,2\ncolumn:Office,unit\nignore,Mã\nignore,unit\n");
}

Test(suggest, knows_the_headings_of_units)
{
    static const char *const headings[] = {"Tên đơn vị",      "Tên sở, ngành", "Tên xã/phường",
                                           "Huyện, thị xã",   "Tên cơ quan",   "Tên Huyện/Thị xã",
                                           "Sở, ban,  ngành", "Tên phường"};

    for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++) {
        char sheet[200];
        char expected[200];

        snprintf(sheet, sizeof(sheet), "TT;Cụm;%s;1.1;1.2\n1;x;A;9;8\n2;;B;8;8\n", headings[i]);
        snprintf(expected, sizeof(expected),
                 "what,value\nheader,1\n\"column:%s\",unit\nignore,TT\nignore,Cụm\n", headings[i]);
        if (strchr(headings[i], ',') == NULL) {
            snprintf(expected, sizeof(expected),
                     "what,value\nheader,1\ncolumn:%s,unit\nignore,TT\nignore,Cụm\n", headings[i]);
        }
        expect_suggested(sheet, expected);
    }
    /* Beside the units they are their names, wherever these stand. */
    expect_suggested("Tên đơn vị;Đơn vị;1.1\nA;a;9\n", "what,value\nheader,1\n");
    expect_suggested("Tên đơn vị;Mã đơn vị;1.1\nA;a;9\n", "what,value\nheader,1\n");
    /* Numbers say nothing of rows. */
    expect_suggested("TT;Đơn vị;1.1;1.2\n1;A;9;8\n2;;8;8\n3;;;\n4;B;8;8\n",
                     "what,value\nheader,1\nignore,TT\nrows:3,skip\n");
    expect_suggested("TT;1.1;1.2\n1;9;8\n2;8;8\n", "what,value\nheader,1\nignore,TT\n");
}

Test(suggest, says_nothing_of_a_plain_file)
{
    expect_suggested("unit,1.1,1.2,2\na,1,2,3\n", "what,value\nheader,1\n");
}

Test(suggest, needs_headings)
{
    static const char sheet[] = "a,b\n8,9\n";
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_mapping *mapping = (chiso_mapping *)tree;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso_mapping_suggest(tree, sheet, strlen(sheet), NULL, &mapping, &error),
                 CHISO_E_EMPTY);
    cr_expect(mapping == NULL && strstr(error.message, "first 20 rows") != NULL, "%s",
              error.message);
    cr_expect_eq(chiso_mapping_suggest(tree, "", 0, NULL, &mapping, &error), CHISO_E_EMPTY);
    cr_expect_eq(chiso_mapping_suggest(tree, "\xFF", 1, NULL, &mapping, &error), CHISO_E_ENCODING);
    cr_expect_eq(chiso_mapping_suggest(tree, "unit,2\n\"a", 9, NULL, &mapping, &error),
                 CHISO_E_SYNTAX);
    cr_expect_eq(chiso_mapping_suggest(NULL, "", 0, NULL, &mapping, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_mapping_suggest(tree, NULL, 0, NULL, &mapping, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_mapping_suggest(tree, "", 0, NULL, NULL, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_mapping_suggest_file(tree, "no/such/file", NULL, &mapping, &error),
                 CHISO_E_FILE);
    chiso_tree_free(tree);
}

Test(suggest, sees_an_outline_and_answers)
{
    static const char outline[] =
        "code,title,max\nI,Chỉ đạo,\nI.1,Kế hoạch,4\nI.2,Kiểm tra,\nI.2.a,Đã làm,3\nI.2.b,Xử lý,3\n"
        "II,Hài lòng,\nII.1,Khảo sát,9\n";

    expect_suggested_for(
        outline,
        "TT;Nội dung;Điểm tối đa;Sở Y tế;Sở Nội vụ\nI;Chỉ đạo;;;\n1.;Kế hoạch;4;3;2\n"
        "2.;Kiểm tra;6;5;6\na);Đã làm;3;2;3\nb);Xử lý;3;3;3\n;chú thích;;;\nII;Hài "
        "lòng;;;\n1.;Khảo sát;9;8;7\n"
        "Tổng;;19;16;15\n",
        "what,value\nheader,1\nlayout,down\noutline,yes\ncolumn:TT,criterion\n"
        "ignore,Nội dung\ncolumn:Điểm tối đa,max\nrows:I.2,total\n"
        "rows:chú thích,skip\nrows:Tổng,total\n");
    /* Running numbers are no outline. */
    expect_suggested_for("code,title,max\n1,A,5\n2,B,5\n3,C,5\n",
                         "TT;Đơn vị;1;2;3\n1;x;1;1;1\n2;y;1;1;1\n3;z;2;2;2\n",
                         "what,value\nheader,1\nignore,TT\n");
    expect_suggested_for(
        "code,title,max,rule\n1,Doors,5,survey 100 0\n2,B,5,\n",
        "When;Office;Doors;B\n1;x;Good;\n2;y;Bad;\n3;x;;\n4;Mean;Bad;\n",
        "what,value\nheader,1\ncolumn:Office,unit\ncolumn:Doors,1\ncolumn:B,2\nignore,When\n"
        "layout,answers\nrows:Mean,skip\n");
}
