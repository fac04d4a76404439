/* What is told of cells that several raters gave: doubts, edits, findings, explanations, documents.
 */
#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char CRITERIA[] = "code,title,max,rule,raters\n"
                               "1,Show,10,,trimmed 1 within 20%\n"
                               "2,Rate,10,rate,median within 50%\n"
                               "3,Open,5,yesno,\n";

static const char POINTS[] = "unit,criterion,rater,value\n"
                             "a,1,An,7\na,1,Ba,8\na,1,Chi,8.5\na,1,Em,9.5\n"
                             "a,2,An,10%\na,2,Ba,90%\na,2,Chi,50%\na,3,,yes\n"
                             "b,1,An,8\nb,1,Ba,8.5\nb,1,Chi,10\nb,2,An,1/3\nb,2,Ba,1/2\n"
                             "b,3,,yes\n";

/* The remarks of reading the points file, and the board that it became. */
static chiso_board *read_for_list(const char *points, const chiso_mapping *mapping,
                                  struct buffer *out)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = NULL;
    chiso_intake *intake = NULL;

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_new(0, NULL, &intake, NULL), CHISO_OK);
    cr_assert(chiso_intake_sheet(intake, "p.csv", points, strlen(points), mapping, board, NULL) !=
              CHISO_E_MEMORY);
    for (uint32_t i = 0; i < chiso_intake_count(intake); i++) {
        chiso_remark remark;

        cr_assert_eq(chiso_intake_at(intake, i, &remark), CHISO_OK);
        if (remark.doubt == CHISO_DOUBT_RATERS_APART || remark.kind == CHISO_REMARK_MISTAKE) {
            buffer_print(out, "%u:%u %s %s %s\n", (unsigned)remark.line, (unsigned)remark.column,
                         remark.unit, remark.criterion, remark.message);
        }
    }
    chiso_intake_free(intake);
    chiso_tree_free(tree);
    return board;
}

Test(rated, raters_far_apart_are_a_doubt)
{
    struct buffer out = {0};
    chiso_board *board = read_for_list(POINTS, NULL, &out);

    cr_expect_str_eq(out.bytes,
                     "5:8 a 1 unit a, criterion 1: raters An and Em are 25 % of the max apart, "
                     "more than 20 %; check both ratings\n"
                     "7:8 a 2 unit a, criterion 2: raters An and Ba are 80 % of the max apart, "
                     "more than 50 %; check both ratings\n");
    buffer_clear(&out);
    chiso_board_free(board);
}

Test(rated, every_mistake_is_in_the_list)
{
    struct buffer out = {0};
    chiso_board *board = read_for_list("unit,criterion,rater,value\na,1,An,7\na,1,An,8\n"
                                       "a,1,Ba,77\na,3,An,yes\na,3,Ba,\n",
                                       NULL, &out);

    cr_expect(strstr(out.bytes, "3:5 a 1") != NULL, "%s", out.bytes);
    cr_expect(strstr(out.bytes, "4:8 a 1") != NULL, "%s", out.bytes);
    cr_expect(strstr(out.bytes, "5:5 a 3") != NULL, "%s", out.bytes);
    cr_expect_null(strstr(out.bytes, "6:"));
    buffer_clear(&out);
    chiso_board_free(board);
}

Test(rated, sheets_say_who_in_their_own_words)
{
    static const char *const headings[][2] = {
        {"Giám khảo", ""},
        {"Người chấm", ""},
        {"Rater", ""},
        {"Thành viên", "what,value\ncolumn:Thành viên,rater\n"}};

    for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++) {
        struct buffer points = {0};
        struct buffer out = {0};
        chiso_mapping *mapping = *headings[i][1] == '\0' ? NULL : support_mapping(headings[i][1]);
        chiso_board *board = NULL;

        buffer_print(&points, "Đơn vị,Tiêu chí,%s,Điểm\na,1,An,7\na,1,Ba,8\n", headings[i][0]);
        board = read_for_list(points.bytes, mapping, &out);
        cr_expect(out.size == 0, "%s", out.bytes);
        cr_expect_eq(chiso_board_rating_count(board, 0, 1), 2, "%s", headings[i][0]);
        buffer_clear(&points);
        buffer_clear(&out);
        chiso_mapping_free(mapping);
        chiso_board_free(board);
    }
}

Test(rated, other_ratings_that_come_to_the_same_are_a_change)
{
    static const char news[] = "unit,criterion,rater,value\na,1,An,7\na,1,Ba,8\na,1,Chi,8.5\n"
                               "a,1,Em,9\nb,2,Ba,1/2\nb,2,An,1/3\n";
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_board(tree, POINTS);
    chiso_intake *intake = NULL;
    chiso_edit edit;

    cr_assert_eq(chiso_intake_new(0, NULL, &intake, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_read_board(intake, "n.csv", news, strlen(news), board, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_intake_edit_count(intake), 1);
    cr_assert_eq(chiso_intake_edit_at(intake, 0, &edit), CHISO_OK);
    cr_expect(edit.kind == CHISO_EDIT_CELL && strcmp(edit.criterion, "1") == 0 &&
              strcmp(edit.was, "8.25") == 0 && strcmp(edit.becomes, "8.25") == 0);
    cr_assert_eq(chiso_intake_take(intake, board, NULL), CHISO_OK);
    cr_expect_eq(chiso_board_rating_count(board, 0, 1), 4);
    chiso_intake_free(intake);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(rated, an_explanation_says_how_they_were_joined)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_scored(tree, POINTS);
    chiso_explanation *explanation = NULL;
    struct buffer out = {0};
    const chiso_sink sink = buffer_sink(&out);
    chiso_step step;

    cr_assert_eq(chiso_explanation_new(board, 0, CHISO_ROOT, 1, &explanation, NULL), CHISO_OK);
    cr_assert_eq(chiso_explanation_write(explanation, CHISO_LANGUAGE_ENGLISH, '.', &sink, NULL),
                 CHISO_OK);
    cr_expect(strstr(out.bytes, "1 Show: 8.25 of 10 points (82.50 %): mean of 4 raters, 1 off at "
                                "each end, from 7 to 9.5: 8.25\n") != NULL,
              "%s", out.bytes);
    cr_expect(strstr(out.bytes,
                     "2 Rate: 5 of 10 points (50.00 %): median of 3 raters, from 10 % to "
                     "90 %: 50% by rate\n") != NULL,
              "%s", out.bytes);
    buffer_clear(&out);
    cr_assert_eq(chiso_explanation_write(explanation, CHISO_LANGUAGE_VIETNAMESE, ',', &sink, NULL),
                 CHISO_OK);
    cr_expect(strstr(out.bytes,
                     "trung bình của 4 người chấm, bỏ 1 ở mỗi đầu, từ 7 đến 9,5: 8,25") != NULL,
              "%s", out.bytes);
    cr_assert_eq(chiso_explanation_step(explanation, 1, &step), CHISO_OK);
    cr_expect(step.raters.count == 4 && step.raters.off == 1);
    cr_assert_eq(chiso_explanation_step(explanation, 3, &step), CHISO_OK);
    cr_expect(step.raters.count == 0 && step.raters.lowest == CHISO_ABSENT);
    buffer_clear(&out);
    chiso_explanation_free(explanation);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(rated, documents_tell_of_raters_where_there_are_any)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_scored(tree, POINTS);
    chiso_report *report = NULL;
    chiso_explanation *explanation = NULL;
    chiso_detail detail = CHISO_DETAIL_INIT;
    struct buffer out = {0};
    const chiso_sink sink = buffer_sink(&out);

    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    cr_assert_eq(chiso_explanation_new(board, 0, 1, 0, &explanation, NULL), CHISO_OK);
    detail.explanation = explanation;
    cr_assert_eq(chiso_report_write_unit_json(report, 0, &detail, &sink, NULL), CHISO_OK);
    cr_expect(strstr(out.bytes,
                     "\"lost\": 1.75, \"raters\": { \"count\": 4, \"given\": 4, \"off\": "
                     "1, \"lowest\": 7, \"highest\": 9.5, \"spread\": 25, \"apart\": "
                     "true } }") != NULL,
              "%s", out.bytes);
    cr_expect(strstr(out.bytes, "\"value\": \"8.25\", \"raters\": { \"count\": 4") != NULL, "%s",
              out.bytes);
    cr_expect(strstr(out.bytes, "\"lost\": 0 }") != NULL, "%s", out.bytes);
    buffer_clear(&out);
    chiso_explanation_free(explanation);
    chiso_report_free(report);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* The findings about raters, a line each. */
static void list(const chiso_audit *audit, struct buffer *out)
{
    for (uint32_t i = 0; i < chiso_audit_count(audit); i++) {
        const chiso_finding *finding = chiso_audit_finding(audit, i);

        if (finding->code == CHISO_AUDIT_RATERS_IDLE || finding->code == CHISO_AUDIT_RATERS_APART) {
            buffer_print(out, "%s: %s\n", chiso_word(CHISO_WORDS_AUDIT_CODE, finding->code),
                         finding->message);
        }
    }
}

Test(rated, an_audit_says_what_can_never_matter)
{
    chiso_tree *tree = support_tree("code,title,max,min,rule,raters\n"
                                    "1,,10,,,within 100%\n2,,10,-5,,within 120%\n"
                                    "3,,10,,atleast 5:4,within 40%\n4,,10,,,within 99%\n"
                                    "5,,10,,range 0..1 unlimited,within 100%\n");
    chiso_audit *audit = NULL;
    struct buffer out = {0};

    cr_assert_eq(chiso_audit_new_for_tree(tree, NULL, &audit, NULL), CHISO_OK);
    list(audit, &out);
    cr_expect_str_eq(
        out.bytes,
        "raters_idle: criterion 1: raters \"mean within 100%\" can never be a doubt, "
        "since no two of them can be farther apart; ask for less, or leave within out\n"
        "raters_idle: criterion 3: raters \"mean within 40%\" can never be a doubt, "
        "since no two of them can be farther apart; ask for less, or leave within out\n");
    buffer_clear(&out);
    chiso_audit_free(audit);
    chiso_tree_free(tree);
}

Test(rated, an_audit_of_a_board_says_what_never_mattered_and_who_is_apart)
{
    chiso_tree *tree = support_tree("code,title,max,raters\n1,,10,trimmed 2 within 20%\n"
                                    "2,,10,median\n3,,10,trimmed 1\n4,,10,\n");
    chiso_board *board = support_scored(tree, "unit,rater,1,2,3,4\na,An,1,2,3,4\na,Ba,2,,4,5\n"
                                              "a,Chi,3,-,5,6\na,Em,4,-,,\n");
    chiso_audit *audit = NULL;
    struct buffer out = {0};

    cr_assert_eq(chiso_audit_new_for_board(board, NULL, &audit, NULL), CHISO_OK);
    list(audit, &out);
    cr_expect_str_eq(out.bytes,
                     "raters_apart: unit a, criterion 1: its raters gave 1 to 4, which is more "
                     "than 20 % of the max apart; check the ratings\n"
                     "raters_idle: criterion 1: raters \"trimmed 2 within 20%\" never goes so far, "
                     "since no unit has more than 4 ratings\n"
                     "raters_idle: criterion 2: raters \"median\" joins nothing, since no unit has "
                     "two ratings there\n");
    buffer_clear(&out);
    chiso_audit_free(audit);
    chiso_board_free(board);
    chiso_tree_free(tree);
}
