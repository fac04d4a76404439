#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* Tables of reports as people need them: in their language, in the order of ranks, and read in
 * again. */

#define TREE "code,title,max\n1,Steering,\n1.1,A,10\n1.2,B,10\n2,C,80\n"
#define POINTS                                                                                     \
    "unit,name,block,1.1,1.2,2\n"                                                                  \
    "d,Four,south,1,1,1\n"                                                                         \
    "a,One,north,7.5,5,60\n"                                                                       \
    "b,Two,south,7.5,5,70.125\n"                                                                   \
    "c,Three,north,8,5,60\n"                                                                       \
    "e,Five,north,7.5,5,60\n"                                                                      \
    "f,Six,north,,,\n"

static chiso_report *new_report(const char *points, chiso_report_options options)
{
    chiso_tree *tree = support_tree(TREE);
    chiso_board *board = support_scored(tree, points);
    chiso_report *report = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_report_new(board, &options, &report, &error) == CHISO_OK, "%s", error.message);
    chiso_board_free(board);
    chiso_tree_free(tree);
    return report;
}

static struct buffer csv_of(const chiso_report *report, chiso_csv_style style)
{
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_report_write_csv(report, style, &sink, &error) == CHISO_OK, "%s",
              error.message);
    return text;
}

/* The first cells of all rows but the header, without separators. */
static void expect_rows(const char *csv, const char *expected)
{
    struct buffer found = {0};
    const char *line = strchr(csv, '\n');

    for (; line != NULL && line[1] != '\0'; line = strchr(line + 1, '\n')) {
        buffer_add(&found, line + 1, 1);
    }
    cr_expect_str_eq(found.bytes, expected);
    buffer_clear(&found);
}

Test(report_csv, rows_stand_in_the_order_of_the_file_or_of_ranks_block_after_block)
{
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_rank_options overall = CHISO_RANK_OPTIONS_INIT;
    const struct {
        chiso_row_order order;
        bool overall;
        const char *rows;
    } cases[] = {{CHISO_ORDER_FILE, false, "dabcef"},
                 {CHISO_ORDER_RANK, false, "bdcaef"},
                 {CHISO_ORDER_RANK, true, "bcaedf"}};

    overall.scope = CHISO_SCOPE_OVERALL;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct buffer text;
        struct buffer json = {0};
        const chiso_sink sink = buffer_sink(&json);
        chiso_report *report = NULL;
        chiso_unit units[6];
        const char *at = NULL;

        options.order = cases[i].order;
        options.ranking = cases[i].overall ? &overall : NULL;
        report = new_report(POINTS, options);
        text = csv_of(report, CHISO_CSV_POINT);
        expect_rows(text.bytes, cases[i].rows);
        cr_assert(chiso_report_write_json(report, &sink, NULL) == CHISO_OK);
        cr_assert(chiso_report_order(report, cases[i].order, 6, units, NULL) == CHISO_OK);
        at = json.bytes;
        for (size_t row = 0; row < 6; row++) {
            cr_expect(chiso_unit_code(chiso_report_board(report), units[row])[0] ==
                      cases[i].rows[row]);
            at = strstr(at, "{ \"unit\": \"");
            cr_assert(at != NULL);
            at += strlen("{ \"unit\": \"");
            cr_expect(*at == cases[i].rows[row], "case %zu, result %zu is %c", i, row, *at);
        }
        buffer_clear(&text);
        buffer_clear(&json);
        chiso_report_free(report);
    }
}

Test(report_csv, headings_and_words_are_in_the_language_and_figures_are_the_same)
{
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = NULL;
    struct buffer text;

    options.language = CHISO_LANGUAGE_VIETNAMESE;
    report = new_report("unit,name,ranked,1.1,1.2,2\na,One,no,7.5,5,60\nb,Two,yes,,,\n", options);
    text = csv_of(report, CHISO_CSV_COMMA);
    cr_expect_str_eq(
        text.bytes,
        "\xEF\xBB\xBFMã đơn vị;Tên đơn vị;Khối;Được xếp hạng;Trạng thái;Điểm đạt;Điểm tối đa;"
        "Tỷ lệ (%);Đã chấm (%);Tỷ lệ thấp nhất (%);Tỷ lệ cao nhất (%);Hạng;Số đơn vị xếp hạng;"
        "Số đơn vị cùng hạng;Xếp loại;1;1.1;1.2;2\n"
        "a;One;;không;đã chấm;72,5;100;72,50;100,00;72,50;72,50;;;;;12,5;7,5;5;60\n"
        "b;Two;;có;chưa chấm;0;100;0,00;0,00;0,00;100,00;;;;;0;0;0;0\n");
    buffer_clear(&text);
    chiso_report_free(report);
}

Test(report_csv, no_number_has_exactly_three_decimals)
{
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report =
        new_report("unit,1.1,1.2,2\na,1.125,2.25,70.0625\nb,0.001,0,1\n", options);
    struct buffer text = csv_of(report, CHISO_CSV_COMMA);

    cr_expect(strstr(text.bytes, ";3,3750;1,1250;2,25;70,0625\n") != NULL, "%s", text.bytes);
    cr_expect(strstr(text.bytes, ";0,0010;0,0010;0;1\n") != NULL, "%s", text.bytes);
    buffer_clear(&text);
    chiso_report_free(report);
}

/* Reads a text as a points file and says what is wrong or doubtful. */
static chiso_status read_again(const char *text, chiso_board **out_board, struct buffer *said)
{
    chiso_tree *tree = support_tree(TREE);
    chiso_intake *intake = NULL;
    chiso_report *report = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status = CHISO_OK;

    cr_assert(chiso_board_new(tree, NULL, out_board, NULL) == CHISO_OK);
    cr_assert(chiso_intake_new(20, NULL, &intake, NULL) == CHISO_OK);
    status = chiso_intake_sheet(intake, "again.csv", text, strlen(text), NULL, *out_board, &error);
    if (status == CHISO_OK) {
        cr_assert(chiso_board_score(*out_board, NULL) == CHISO_OK);
        cr_assert(chiso_report_new(*out_board, NULL, &report, NULL) == CHISO_OK);
        cr_assert(chiso_report_check_printed(report, intake, "again.csv", NULL) == CHISO_OK);
    }
    support_say(said, intake);
    chiso_report_free(report);
    chiso_intake_free(intake);
    chiso_tree_free(tree);
    return status;
}

Test(report_csv, a_table_in_either_language_is_read_in_again_and_gives_itself)
{
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;

    for (int language = 0; language < 2; language++) {
        chiso_report *report = NULL;
        chiso_report *other = NULL;
        chiso_board *board = NULL;
        struct buffer said = {0};
        struct buffer text;
        struct buffer again;

        options.language = (chiso_language)language;
        report = new_report(POINTS, options);
        text = csv_of(report, (chiso_csv_style)language);
        cr_assert(read_again(text.bytes, &board, &said) == CHISO_OK, "%s", said.bytes);
        cr_expect(said.size == 0, "%s", said.bytes);
        cr_assert(chiso_report_new(board, &options, &other, NULL) == CHISO_OK);
        again = csv_of(other, (chiso_csv_style)language);
        cr_expect_str_eq(again.bytes, text.bytes);
        buffer_clear(&said);
        buffer_clear(&text);
        buffer_clear(&again);
        chiso_report_free(report);
        chiso_report_free(other);
        chiso_board_free(board);
    }
}

Test(report_csv, a_table_that_was_changed_is_doubted_and_points_of_a_rule_are_no_cells)
{
    static const char head[] = "unit,name,block,ranked,state,achieved,max,percent,coverage,lowest,"
                               "highest,rank,out_of,tied,band,1,1.1,1.2,2\n";
    struct buffer text = {0};
    struct buffer said = {0};
    chiso_board *board = NULL;
    chiso_tree *ruled = support_tree("code,title,max,rule\n1,A,10,rate\n2,B,10,points\n");
    chiso_error error = CHISO_ERROR_INIT;

    buffer_print(&text,
                 "%sa,One,,yes,scored,72.5,100,72.50,100.00,72.50,72.50,1,1,1,,12.5,7.5,5,61\n",
                 head);
    cr_assert(read_again(text.bytes, &board, &said) == CHISO_OK);
    cr_expect(strstr(said.bytes, "72.5") != NULL && strstr(said.bytes, "73.5") != NULL, "%s",
              said.bytes);
    chiso_board_free(board);
    /* A 0 may stand for what was not scored: the coverage tells of it. */
    text.size = 0;
    buffer_clear(&said);
    buffer_print(&text, "%sa,One,,yes,scored,60,100,60.00,80.00,60.00,80.00,1,1,1,,0,0,0,60\n",
                 head);
    cr_assert(read_again(text.bytes, &board, &said) == CHISO_OK);
    cr_expect(strstr(said.bytes, "coverage") != NULL && strstr(said.bytes, "80.00") != NULL, "%s",
              said.bytes);
    chiso_board_free(board);
    cr_assert(chiso_board_new(ruled, NULL, &board, NULL) == CHISO_OK);
    text.size = 0;
    buffer_print(&text, "unit,state,achieved,max,percent,coverage,lowest,highest,rank,out_of,tied,"
                        "band,1,2\na,scored,15,20,75.00,100,75,75,1,1,1,,9,6\n");
    cr_expect(chiso_board_read_csv(board, text.bytes, text.size, &error) == CHISO_E_RULE);
    cr_expect(error.line == 1 && strstr(error.message, "criterion 1") != NULL &&
                  strstr(error.message, "rate") != NULL,
              "%s", error.message);
    cr_expect_str_eq(error.criterion, "1");
    chiso_board_free(board);
    chiso_tree_free(ruled);
    buffer_clear(&text);
    buffer_clear(&said);
}

Test(report_csv, a_criterion_may_be_called_as_a_heading_is)
{
    chiso_tree *tree = support_tree("code,title,max\nmax,A,10\nrank,B,10\n");
    chiso_board *board = support_scored(tree, "unit,max,rank\na,3,4\n");
    chiso_board *other = NULL;
    chiso_report *report = NULL;
    struct buffer text;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_report_new(board, NULL, &report, NULL) == CHISO_OK);
    text = csv_of(report, CHISO_CSV_POINT);
    cr_assert(chiso_board_new(tree, NULL, &other, NULL) == CHISO_OK);
    cr_assert(chiso_board_read_csv(other, text.bytes, text.size, &error) == CHISO_OK, "%s",
              error.message);
    cr_assert(chiso_board_score(other, NULL) == CHISO_OK);
    cr_expect(support_result(other, "a", "max").achieved == decimal("3") &&
              support_result(other, "a", "rank").achieved == decimal("4"));
    buffer_clear(&text);
    chiso_report_free(report);
    chiso_board_free(board);
    chiso_board_free(other);
    chiso_tree_free(tree);
}

Test(report_csv, what_is_no_language_or_order_is_refused)
{
    chiso_tree *tree = support_tree(TREE);
    chiso_board *board = support_scored(tree, POINTS);
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = NULL;
    chiso_unit units[6] = {77};
    chiso_error error = CHISO_ERROR_INIT;

    options.language = (chiso_language)2;
    cr_expect(chiso_report_new(board, &options, &report, &error) == CHISO_E_RANGE &&
              report == NULL && strstr(error.message, "language") != NULL);
    options.language = CHISO_LANGUAGE_ENGLISH;
    options.order = (chiso_row_order)-1;
    cr_expect(chiso_report_new(board, &options, &report, NULL) == CHISO_E_RANGE);
    cr_assert(chiso_report_new(board, NULL, &report, NULL) == CHISO_OK);
    cr_expect(chiso_report_order(report, (chiso_row_order)2, 6, units, NULL) == CHISO_E_RANGE);
    cr_expect(chiso_report_order(report, CHISO_ORDER_RANK, 5, units, &error) == CHISO_E_RANGE &&
              strstr(error.message, "6") != NULL && units[0] == 77);
    cr_expect(chiso_report_order(NULL, CHISO_ORDER_RANK, 6, units, NULL) == CHISO_E_NULL);
    cr_expect(chiso_report_order(report, CHISO_ORDER_RANK, 6, NULL, NULL) == CHISO_E_NULL);
    chiso_report_free(report);
    chiso_board_free(board);
    chiso_tree_free(tree);
}
