/* Explanations of what is dropped, needed, limited, lifted and set, by sentences written by hand.
 */
#include "support.h"

#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

static char *text_of(const chiso_board *board, chiso_language language)
{
    chiso_explanation *explanation = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    const char mark = language == CHISO_LANGUAGE_ENGLISH ? '.' : ',';

    cr_assert_eq(chiso_explanation_new(board, 0, CHISO_ROOT, UINT32_MAX, &explanation, &error),
                 CHISO_OK, "%s", error.message);
    cr_assert_eq(chiso_explanation_write(explanation, language, mark, &sink, NULL), CHISO_OK);
    chiso_explanation_free(explanation);
    return text.bytes;
}

/* The lines of the whole index of the first unit, in both languages. */
static void expect_lines(const chiso_board *board, const char *english, const char *vietnamese)
{
    char *first = text_of(board, CHISO_LANGUAGE_ENGLISH);
    char *second = text_of(board, CHISO_LANGUAGE_VIETNAMESE);

    cr_expect(strcmp(first, english) == 0, "got:\n%s\nexpected:\n%s", first, english);
    cr_expect(strcmp(second, vietnamese) == 0, "got:\n%s\nexpected:\n%s", second, vietnamese);
    free(first);
    free(second);
}

static chiso_board *board_of(const char *criteria, const char *points)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = support_scored(tree, points);

    chiso_tree_free(tree);
    return board;
}

Test(explain_step, what_is_dropped_says_why)
{
    chiso_board *board =
        board_of("code,title,max,combine\n.,Quizzes,,sum drop lowest 1\n1,,10,\n2,,10,\n3,,10,\n",
                 "unit,1,2,3\nan,10,4,8\n");

    expect_lines(board,
                 "Quizzes, an: 18 of 20 points (90.00 %) = 10 (1) + 8 (3); 2: 40.00 %, dropped as "
                 "the lowest of 3\n"
                 "  1: 10 of 10 points (100.00 %)\n"
                 "  2: 4 of 10 points (40.00 %)\n"
                 "  3: 8 of 10 points (80.00 %)\n",
                 "Quizzes, an: 18 trên 20 điểm (90,00 %) = 10 (1) + 8 (3); 2: 40,00 %, bỏ vì thấp "
                 "nhất trong 3\n"
                 "  1: 10 trên 10 điểm (100,00 %)\n"
                 "  2: 4 trên 10 điểm (40,00 %)\n"
                 "  3: 8 trên 10 điểm (80,00 %)\n");
    chiso_board_free(board);
}

Test(explain_step, each_drop_acts_on_what_the_one_before_left)
{
    chiso_board *board = board_of("code,title,max,combine\n.,Judges,10,mean drop highest 1 drop "
                                  "lowest 2\n1,,10,\n2,,10,\n3,,10,\n4,,10,\n",
                                  "unit,1,2,3,4\nan,9,6,7,10\n");

    expect_lines(board,
                 "Judges, an: 9 of 10 points (90.00 %), weighted mean of the rates = 9 (1, weight "
                 "10); 2: 60.00 %, dropped as one of the lowest 2 of 3; 3: 70.00 %, dropped as one "
                 "of the lowest 2 of 3; 4: 100.00 %, dropped as the highest of 4\n"
                 "  1: 9 of 10 points (90.00 %)\n"
                 "  2: 6 of 10 points (60.00 %)\n"
                 "  3: 7 of 10 points (70.00 %)\n"
                 "  4: 10 of 10 points (100.00 %)\n",
                 "Judges, an: 9 trên 10 điểm (90,00 %), trung bình có trọng số của các tỷ lệ = "
                 "9 (1, trọng số 10); 2: 60,00 %, bỏ vì thuộc số thấp nhất: 2 trong 3; 3: 70,00 %, "
                 "bỏ vì thuộc số thấp nhất: 2 trong 3; 4: 100,00 %, bỏ vì cao nhất trong 4\n"
                 "  1: 9 trên 10 điểm (90,00 %)\n"
                 "  2: 6 trên 10 điểm (60,00 %)\n"
                 "  3: 7 trên 10 điểm (70,00 %)\n"
                 "  4: 10 trên 10 điểm (100,00 %)\n");
    chiso_board_free(board);
}

Test(explain_step, a_floor_and_a_gate_are_terms_of_their_own)
{
    chiso_board *board = board_of("code,title,max,min,kind,gate\n1,Work,10,0,,\n1.1,,10,,,\n1.2,,0,"
                                  "-15,bonus,\n2,Safety,90,,,below 99.5%: parent at most 79.99%\n",
                                  "unit,1.1,1.2,2\nan,9,-12,88.2\n");

    expect_lines(board,
                 "Total, an: 79.99 of 100 points (79.99 %) = 0 (1) + 88.2 (2) \xE2\x88\x92 8.21 "
                 "(limited to 79.99 % as 2 is below 99.5 %)\n"
                 "  1 Work: 0 of 10 points (0.00 %) = 9 (1.1) \xE2\x88\x92 12 (1.2, penalty) + 3 "
                 "(lifted to its floor of 0)\n"
                 "    1.1: 9 of 10 points (90.00 %)\n"
                 "    1.2: -12 penalty points\n"
                 "  2 Safety: 88.2 of 90 points (98.00 %)\n",
                 "Tổng, an: 79,99 trên 100 điểm (79,99 %) = 0 (1) + 88,2 (2) \xE2\x88\x92 8,21 "
                 "(khống chế ở 79,99 % vì 2 dưới 99,5 %)\n"
                 "  1 Work: 0 trên 10 điểm (0,00 %) = 9 (1.1) \xE2\x88\x92 12 (1.2, điểm trừ) + 3 "
                 "(nâng lên mức sàn 0)\n"
                 "    1.1: 9 trên 10 điểm (90,00 %)\n"
                 "    1.2: -12 điểm trừ\n"
                 "  2 Safety: 88,2 trên 90 điểm (98,00 %)\n");
    chiso_board_free(board);
}

Test(explain_step, a_need_that_fails_says_how_much_there_is)
{
    chiso_board *board = board_of("code,title,max,needs\n1,Scale,,50%\n1.1,,10,\n1.2,,10,\n1.3,,10,"
                                  "\n2,,10,\n",
                                  "unit,1.1,1.2,1.3,2\nan,6,,,10\n");

    expect_lines(board,
                 "Total, an: 10 of 40 points (25.00 %) = 0 (1, not scored) + 10 (2)\n"
                 "  1 Scale: not scored enough: 33.33 % of it is scored, 50 % is needed\n"
                 "    1.1: 6 of 10 points (60.00 %)\n"
                 "    1.2: 0 of 10 points (0.00 %), not scored: counts as its min\n"
                 "    1.3: 0 of 10 points (0.00 %), not scored: counts as its min\n"
                 "  2: 10 of 10 points (100.00 %)\n",
                 "Tổng, an: 10 trên 40 điểm (25,00 %) = 0 (1, chưa chấm) + 10 (2)\n"
                 "  1 Scale: chưa chấm đủ: mới chấm 33,33 %, cần 50 % thì mới có điểm\n"
                 "    1.1: 6 trên 10 điểm (60,00 %)\n"
                 "    1.2: 0 trên 10 điểm (0,00 %), chưa chấm: tính bằng điểm tối thiểu\n"
                 "    1.3: 0 trên 10 điểm (0,00 %), chưa chấm: tính bằng điểm tối thiểu\n"
                 "  2: 10 trên 10 điểm (100,00 %)\n");
    chiso_board_free(board);
}

Test(explain_step, a_result_that_was_set_stands_beside_what_is_computed)
{
    chiso_board *board =
        board_of("code,title,max\n1,,20\n1.1,,12\n1.2,,8\n", "unit,1.1,1.2\nan,6,8\n");
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_board_set_result(board, 0, support_node(chiso_board_tree(board), "1"), "16",
                                        "appeal\nof May", &error),
                 CHISO_OK, "%s", error.message);
    cr_assert_eq(chiso_board_score(board, &error), CHISO_OK);
    expect_lines(board,
                 "Total, an: 16 of 20 points (80.00 %) = 16 (1)\n"
                 "  1: 16 of 20 points (80.00 %) = 6 (1.1) + 8 (1.2) + 2 (set by hand in place of "
                 "14 of 20 points (70.00 %): appeal of May)\n"
                 "    1.1: 6 of 12 points (50.00 %)\n"
                 "    1.2: 8 of 8 points (100.00 %)\n",
                 "Tổng, an: 16 trên 20 điểm (80,00 %) = 16 (1)\n"
                 "  1: 16 trên 20 điểm (80,00 %) = 6 (1.1) + 8 (1.2) + 2 (ấn định thay cho 14 trên "
                 "20 điểm (70,00 %): appeal of May)\n"
                 "    1.1: 6 trên 12 điểm (50,00 %)\n"
                 "    1.2: 8 trên 8 điểm (100,00 %)\n");
    chiso_board_free(board);
}

Test(explain_step, a_result_may_be_set_where_nothing_is_computed)
{
    chiso_board *board =
        board_of("code,title,max,combine,options\n.,,,,missing=unknown\n1,,20,mean,\n1.1,,12,,\n"
                 "1.2,,8,,\n",
                 "unit,1.1,1.2\nan,6,\n");

    cr_assert_eq(chiso_board_set_result(board, 0, support_node(chiso_board_tree(board), "1"), "16",
                                        "appeal", NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    expect_lines(board,
                 "Total, an: 16 of 20 points (80.00 %) = 16 (1)\n"
                 "  1: 16 of 20 points (80.00 %) = 16 (set by hand where nothing is computed: "
                 "appeal); 1.1: 50.00 %; 1.2 is not scored: no points here\n"
                 "    1.1: 6 of 12 points (50.00 %)\n"
                 "    1.2: not scored\n",
                 "Tổng, an: 16 trên 20 điểm (80,00 %) = 16 (1)\n"
                 "  1: 16 trên 20 điểm (80,00 %) = 16 (ấn định khi chưa tính được điểm: appeal); "
                 "1.1: 50,00 %; 1.2 chưa chấm: ở đây chưa có điểm\n"
                 "    1.1: 6 trên 12 điểm (50,00 %)\n"
                 "    1.2: chưa chấm\n");
    chiso_board_free(board);
}

Test(explain_step, a_gate_to_a_band_is_told_and_takes_no_points)
{
    chiso_board *board = board_of("code,title,max,min,kind,rule,gate\n1,,10,,,,\n2,,0,-5,bonus,per "
                                  "-1,above 0: parent at most band Khá\n",
                                  "unit,1,2\nan,9.5,3\n");

    expect_lines(board,
                 "Total, an: 6.5 of 10 points (65.00 %) = 9.5 (1) \xE2\x88\x92 3 (2, penalty); the "
                 "band is at most Khá as 2 is above 0\n"
                 "  1: 9.5 of 10 points (95.00 %)\n"
                 "  2: -3 penalty points: 3 by per -1, min -5\n",
                 "Tổng, an: 6,5 trên 10 điểm (65,00 %) = 9,5 (1) \xE2\x88\x92 3 (2, điểm trừ); xếp "
                 "loại không quá Khá vì 2 trên 0\n"
                 "  1: 9,5 trên 10 điểm (95,00 %)\n"
                 "  2: -3 điểm trừ: 3 theo per -1, tối thiểu -5\n");
    chiso_board_free(board);
}
