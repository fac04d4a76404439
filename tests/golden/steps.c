/* Drops, gates, branches and panels as other houses have them: grade books, checklists, an index of
 * departments, contests. */
#include "golden.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect_node(const char *what, const chiso_board *board, const char *unit,
                        const char *code, const char *achieved, const char *max)
{
    const chiso_result result = support_result(board, unit, code);

    cr_expect(result.achieved == decimal(achieved) && result.max == decimal(max),
              "%s: %" PRId64 " of %" PRId64, what, result.achieved, result.max);
}

/* Moodle, lib/grade/tests/grade_category_test.php (commit 0c41eeda, GPL-3), the limit rules: four
 * grades, so many of the lowest dropped or of the highest kept; extra credit is not dropped. Grades
 * stand here as points of 10. Where it drops all, we refuse the tree, since one must stay; and of
 * equals it drops the one with the higher max, here it is the later. */
Test(golden_steps, moodle_drops_the_lowest_and_keeps_the_highest)
{
    static const struct {
        const char *what, *combine, *third, *grades, *achieved, *max;
    } cases[] = {
        {"two dropped", "sum drop lowest 2", "", "5.374,9.4743,2.5474,7.3754", "16.8497", "20"},
        {"one kept", "sum keep highest 1", "", "5.374,9.4743,2.5474,7.3754", "9.4743", "10"},
        {"extra credit stays", "sum drop lowest 2", "bonus", "5.374,9.4743,2.5474,7.3754",
         "12.0217", "10"},
        {"equals", "sum drop lowest 2", "", "0,5,0,0", "5", "20"},
        {"all equal beside extra credit", "sum drop lowest 1", "bonus", "1,1,1,1", "3", "20"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct buffer criteria = {0};
        struct buffer points = {0};
        chiso_board *board = NULL;

        buffer_print(&criteria,
                     "code,title,max,kind,combine\n.,Category,,,%s\n1,A,10,,\n2,B,10,,\n"
                     "3,C,10,%s,\n4,D,10,,\n",
                     cases[i].combine, cases[i].third);
        buffer_print(&points, "unit,1,2,3,4\npupil,%s\n", cases[i].grades);
        board = golden_single(criteria.bytes, points.bytes);
        expect_node(cases[i].what, board, "pupil", "", cases[i].achieved, cases[i].max);
        chiso_board_free(board);
        buffer_clear(&criteria);
        buffer_clear(&points);
    }
}

/* Quizzes of 100, 20 and 10 points. The lowest by points is 9 of 10, by percent 30 of 100. A grade
 * book that drops by points would give (30 + 15) / 120 = 37.5 %; by percent it is (15 + 9) / 30. */
Test(golden_steps, the_lowest_is_that_by_percent_where_maxima_differ)
{
    chiso_board *board = golden_single(
        "code,title,max,combine\n.,Quizzes,,sum drop lowest 1\n1,A,100,\n2,B,20,\n3,C,10,\n",
        "unit,1,2,3\npupil,30,15,9\n");

    expect_node("by percent", board, "pupil", "", "24", "30");
    cr_expect(support_result(board, "pupil", "").percent == decimal("80"));
    chiso_board_free(board);
}

/* A checklist of weighted rules with two that are critical, as security benchmarks have them: a
 * host that fails one is at most 59.99 %, however many others it passes; a rule that was not
 * checked or does not apply limits nothing. */
Test(golden_steps, a_failed_critical_rule_limits_the_host)
{
    static const char criteria[] =
        "code,title,max,rule,gate,options\n.,Host,,,,missing=skip\n"
        "1,No password for root,5,yesno,below 100%: parent at most 59.99%,\n"
        "2,Signed packages,10,yesno,below 100%: parent at most 59.99%,\n"
        "3,Banner,1,yesno,,\n4,Firewall,14,yesno,,\n5,Logging,70,yesno,,\n";
    static const char points[] = "unit,1,2,3,4,5\nsafe,yes,yes,no,yes,yes\n"
                                 "open,no,yes,yes,yes,yes\nbad,no,no,yes,no,no\n"
                                 "unchecked,,yes,yes,yes,yes\nother,yes,-,yes,no,yes\n";
    chiso_board *board = golden_single(criteria, points);

    expect_node("no rule failed that matters", board, "safe", "", "99", "100");
    expect_node("limited", board, "open", "", "59.99", "100");
    expect_node("below the limit", board, "bad", "", "1", "100");
    expect_node("not checked", board, "unchecked", "", "95", "95");
    expect_node("not applicable", board, "other", "", "76", "90");
    chiso_board_free(board);
}

/* The shape of a province's index of departments, as its guide for 2023 has it (Hà Nam): offices
 * without procedures are not assessed on field 3, of 20 points, nor on criteria 7.3, of 7, and 7.5.
 * The points are made up; a self-score stands beside its evidence. */
Test(golden_steps, whole_fields_do_not_apply_to_an_office)
{
    static const char criteria[] =
        "code,title,max\n1,Chỉ đạo điều hành,15\n2,Thể chế,10\n3,Thủ tục hành chính,\n"
        "3.1,Kiểm soát,8\n3.2,Một cửa,12\n4,Bộ máy,10\n5,Công vụ,15\n6,Tài chính,10\n"
        "7,Chính quyền số,\n7.1,Hạ tầng,3\n7.2,Văn bản,5\n7.3,Dịch vụ công,7\n7.4,Dữ liệu,2\n"
        "7.5,Thanh toán,3\n";
    static const char points[] =
        "unit,1,2,3,3.1,3.2,4,5,6,7.1,7.2,7.3,7.4,7.5,note:1:evidence\n"
        "vpubnd,14,9,-,,,9,14,9,3,5,-,2,-,QĐ 12/QĐ-UBND\n"
        "thanhtra,13,9,-,-,-,8,13,9,2,4,-,2,-,\nsnv,14,9,,7,11,9,14,9,3,5,6,2,3,\n";
    chiso_board *board = golden_single(criteria, points);

    expect_node("the province's office", board, "vpubnd", "", "65", "70");
    cr_expect(support_result(board, "vpubnd", "").percent == decimal("92.86"));
    cr_expect(support_result(board, "vpubnd", "3").state == CHISO_STATE_NOT_APPLICABLE);
    cr_expect(support_result(board, "vpubnd", "3.2").state == CHISO_STATE_NOT_APPLICABLE);
    cr_expect(support_result(board, "vpubnd", "").coverage == decimal("100"));
    expect_node("the inspectorate", board, "thanhtra", "", "60", "70");
    expect_node("a department", board, "snv", "", "92", "100");
    chiso_board_free(board);
}

/* Seven judges, the highest and the lowest mark dropped; with two of seven tied at either end one
 * of them goes. The mean of 8, 8, 8.5, 9 and 9.5 is 8.6. */
Test(golden_steps, of_seven_judges_the_highest_and_the_lowest_are_dropped)
{
    static const char criteria[] =
        "code,title,max,combine\n.,Panel,10,mean drop highest 1 drop lowest 1\n1,A,10,\n2,B,10,\n"
        "3,C,10,\n4,D,10,\n5,E,10,\n6,F,10,\n7,G,10,\n";
    static const char points[] = "unit,1,2,3,4,5,6,7\nan,8,9.5,8.5,9,8,9.5,7\n"
                                 "binh,7,7,8,8,9,9.5,9.5\nchi,9.5,8,8,9.5,8.5,7,9\n";
    chiso_board *board = golden_single(criteria, points);

    expect_node("an", board, "an", "", "8.6", "10");
    expect_node("binh", board, "binh", "", "8.3", "10");
    expect_node("chi, with the same marks in another order", board, "chi", "", "8.6", "10");
    chiso_board_free(board);
}
