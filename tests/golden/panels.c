/* Panels of judges and of appraisers, as those who hold them say how they count: the figures follow
 * from their rules by hand. */
#include "golden.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void expect_points(const chiso_board *board, const char *unit, const char *code,
                          const char *points)
{
    char text[CHISO_FIGURE_TEXT_SIZE];

    cr_assert_eq(chiso_board_points_text(board, support_unit(board, unit),
                                         support_node(chiso_board_tree(board), code), -1, '.',
                                         text),
                 CHISO_OK);
    cr_expect(strcmp(text, points) == 0, "%s, %s: %s, not %s", unit, code, text, points);
}

/* Seven judges of whom the highest and the lowest mark are left out and the other five averaged, as
 * skating counts its components (ISU Special Regulations, Single & Pair Skating, rule 353): of two
 * that gave the same highest mark one goes. Two skaters come to the same by different marks. */
Test(golden_panels, seven_judges_without_the_highest_and_the_lowest)
{
    static const char criteria[] = "code,title,max,raters\n1,Composition,10,trimmed 1\n";
    static const char points[] =
        "unit;criterion;rater;value\n"
        "An;1;J1;8.25\nAn;1;J2;9\nAn;1;J3;8.5\nAn;1;J4;7.75\nAn;1;J5;8.75\nAn;1;J6;9\nAn;1;J7;8.5\n"
        "Bo;1;J1;8.5\nBo;1;J2;9.5\nBo;1;J3;8.5\nBo;1;J4;8\nBo;1;J5;8.75\nBo;1;J6;8.75\nBo;1;J7;8."
        "5\n"
        "Cy;1;J1;8.5\nCy;1;J2;8.5\nCy;1;J3;8.5\nCy;1;J4;8.5\nCy;1;J5;8.5\nCy;1;J6;8.75\nCy;1;J7;"
        "9\n";
    chiso_board *board = golden_single(criteria, points);
    const chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
    char text[16];

    expect_points(board, "An", "1", "8.6");
    expect_points(board, "Bo", "1", "8.6");
    expect_points(board, "Cy", "1", "8.55");
    cr_expect_str_eq(golden_place_text(golden_place(board, "An", "", options), text, sizeof(text)),
                     "1");
    cr_expect_str_eq(golden_place_text(golden_place(board, "Bo", "", options), text, sizeof(text)),
                     "1");
    cr_expect_str_eq(golden_place_text(golden_place(board, "Cy", "", options), text, sizeof(text)),
                     "3");
    chiso_board_free(board);
}

/* Seven judges of a dive: the two highest and the two lowest awards are cancelled, the other three
 * added up and multiplied by the degree of difficulty, 3.2 (World Aquatics Competition Regulations,
 * diving): 8 + 8 + 8.5 = 24.5, × 3.2 = 78.4. Three thirds of it are exactly that. */
Test(golden_panels, a_dive_of_seven_awards)
{
    chiso_board *board = golden_single("code,title,max,rule,raters\n"
                                       "1,Dive,96,range 0..10,trimmed 2\n",
                                       "unit,rater,1\nAn,J1,7.5\nAn,J2,8\nAn,J3,8\nAn,J4,8\n"
                                       "An,J5,8.5\nAn,J6,8.5\nAn,J7,9\n");

    expect_points(board, "An", "1", "78.4");
    chiso_board_free(board);
}

/* Marks of a panel's score sheet where one judge is away: of six, the median is the mean of both in
 * the middle. */
Test(golden_panels, the_median_of_a_panel)
{
    chiso_board *board = golden_single("code,title,max,raters\n1,Sound,20,median\n",
                                       "unit,rater,1\nAn,J1,17.5\nAn,J2,19\nAn,J3,-\nAn,J4,12\n"
                                       "An,J5,18\nAn,J6,18.5\nAn,J7,20\n"
                                       "Bo,J1,15\nBo,J2,16\nBo,J3,20\nBo,J4,15.5\nBo,J5,\n");

    expect_points(board, "An", "1", "18.25");
    expect_points(board, "Bo", "1", "15.75");
    chiso_board_free(board);
}

/* A council of five that appraises what departments gave themselves: the mean of the members that
 * were there, to one decimal; and a rate that two inspectors counted each in files of their own. */
Test(golden_panels, a_council_of_appraisers)
{
    static const char criteria[] = "code;title;max;rule;round;raters\n"
                                   "1;Chỉ đạo điều hành;20;;1;mean within 20%\n"
                                   "2;Hồ sơ đúng hạn;30;rate;;\n";
    static const char points[] =
        "Đơn vị;Tiêu chí;Giám khảo;Điểm\n"
        "SKHCN;1;Ông A;17,25\nSKHCN;1;Bà B;18\nSKHCN;1;Ông C;16,5\n"
        "SKHCN;1;Bà D;18,5\nSKHCN;1;Ông E;\n"
        "SKHCN;2;Tổ 1;2/3\nSKHCN;2;Tổ 2;9/10\n"
        "SXD;1;Ông A;15\nSXD;1;Bà B;15\nSXD;1;Ông C;15,5\nSXD;1;Bà D;15,5\n"
        "SXD;1;Ông E;15\nSXD;2;Tổ 1;97,5%\n";
    chiso_board *board = golden_single(criteria, points);

    expect_points(board, "SKHCN", "1", "17.6");
    expect_points(board, "SKHCN", "2", "23.5");
    expect_points(board, "SXD", "1", "15.2");
    expect_points(board, "SXD", "2", "29.25");
    chiso_board_free(board);
}
