#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static chiso_explanation *explain(const chiso_board *board, const char *unit, const char *code,
                                  uint32_t depth)
{
    chiso_explanation *explanation = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_explanation_new(board, support_unit(board, unit),
                                       support_node(chiso_board_tree(board), code), depth,
                                       &explanation, &error),
                 CHISO_OK, "%s", error.message);
    return explanation;
}

static chiso_step step_at(const chiso_explanation *explanation, uint32_t index)
{
    chiso_step step;

    cr_assert_eq(chiso_explanation_step(explanation, index, &step), CHISO_OK, "step %u",
                 (unsigned)index);
    return step;
}

/* The text of an explanation. Free with free(). */
static char *text_of(const chiso_explanation *explanation, chiso_language language, char mark)
{
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_explanation_write(explanation, language, mark, &sink, &error), CHISO_OK,
                 "%s", error.message);
    return text.bytes;
}

static void expect_text(const chiso_board *board, const char *unit, const char *code,
                        chiso_language language, const char *expected)
{
    chiso_explanation *explanation = explain(board, unit, code, UINT32_MAX);
    char *text = text_of(explanation, language, language == CHISO_LANGUAGE_ENGLISH ? '.' : ',');

    cr_expect(strcmp(text, expected) == 0, "got:\n%s\nexpected:\n%s", text, expected);
    free(text);
    chiso_explanation_free(explanation);
}

/* One unit "u", its whole index in English. */
static void expect_case(const char *criteria, const char *points, const char *expected)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = support_scored(tree, points);

    expect_text(board, "u", "", CHISO_LANGUAGE_ENGLISH, expected);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(explain, a_criterion_reads_as_a_person_would_write_it)
{
    chiso_tree *tree = support_tree("code,title,max,kind\n2,Procedures,26,\n2.1,Simplification,15,"
                                    "\n2.2,One stop,11,\n2.3,Initiatives,2,bonus\n");
    chiso_board *board = support_scored(tree, "unit,name,2.1,2.2,2.3\nu,Science,14,9.56,\n");

    expect_text(board, "u", "2", CHISO_LANGUAGE_ENGLISH,
                "2 Procedures, Science: 23.56 of 26 points (90.62 %) = 14 (2.1) + 9.56 (2.2); 2.3: "
                "no bonus\n"
                "  2.1 Simplification: 14 of 15 points (93.33 %)\n"
                "  2.2 One stop: 9.56 of 11 points (86.91 %)\n"
                "  2.3 Initiatives: no bonus points\n");
    expect_text(board, "u", "2", CHISO_LANGUAGE_VIETNAMESE,
                "2 Procedures, Science: 23,56 trên 26 điểm (90,62 %) = 14 (2.1) + 9,56 (2.2); 2.3: "
                "không có điểm thưởng\n"
                "  2.1 Simplification: 14 trên 15 điểm (93,33 %)\n"
                "  2.2 One stop: 9,56 trên 11 điểm (86,91 %)\n"
                "  2.3 Initiatives: không có điểm thưởng\n");
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(explain, notes_stand_below_what_they_are_about)
{
    chiso_tree *tree = support_tree("code,title,max,note,note:responsible\n.,Index,,of 2025,\n"
                                    "1,A,5,,Ms Hà\n2,B,5,see page 3,\n");
    chiso_board *board = support_scored(tree, "unit,1,2,note:1,note:1:evidence,note\n"
                                              "u,2,3,\"late,\nbut right\",file 7,whole\n");

    expect_text(board, "u", "", CHISO_LANGUAGE_ENGLISH,
                "Index, u: 5 of 10 points (50.00 %) = 2 (1) + 3 (2)\n"
                "  about the criterion: of 2025\n"
                "  note: whole\n"
                "  1 A: 2 of 5 points (40.00 %)\n"
                "    responsible: Ms Hà\n"
                "    note: late, but right\n"
                "    evidence: file 7\n"
                "  2 B: 3 of 5 points (60.00 %)\n"
                "    about the criterion: see page 3\n");
    expect_text(board, "u", "2", CHISO_LANGUAGE_VIETNAMESE,
                "2 B, u: 3 trên 5 điểm (60,00 %)\n  về tiêu chí: see page 3\n");
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(explain, scaling_caps_and_penalties_are_terms_of_their_own)
{
    /* 9 of 10 is spread over 19: with the bonus of 2, 11 × 19 / 10 = 20.9, capped at 19. */
    expect_case("code,title,max,min,combine,kind\n.,Index,19,,sum scaled "
                "capped,\n1,,10,,,\n2,,9,,,\n3,,2,-2,,bonus\n",
                "unit,1,2,3\nu,9,-,2\n",
                "Index, u: 19 of 19 points (100.00 %) = 9 (1) + 2 (3, bonus) + 9.9 (scaled from 10 "
                "to 19) \xE2\x88\x92 1.9 (capped at 19); "
                "2 does not apply\n"
                "  1: 9 of 10 points (90.00 %)\n"
                "  2: does not apply\n"
                "  3: 2 bonus points\n");
    expect_case("code,title,max,min,combine,kind\n1,,10,,,\n3,,2,-2,,bonus\n",
                "unit,1,3\nu,9,-1.5\n",
                "Total, u: 7.5 of 10 points (75.00 %) = 9 (1) \xE2\x88\x92 1.5 (3, penalty)\n"
                "  1: 9 of 10 points (90.00 %)\n"
                "  3: -1.5 penalty points\n");
}

Test(explain, roundings_of_a_mean_are_terms_of_their_own)
{
    /* 10 × (1 × 2/3 + 2 × 6.85/7) / 3 = 8.746031746…; the terms are 2.222222 and 6.52381
     * (6.523809523…). */
    expect_case("code,title,max,weight,combine,rule,round\n.,Index,10,,mean,,1\n1,,3,1,,,\n2,,7,2,,"
                "rate from 80%,2\n3,,0,,,,\n",
                "unit,1,2,3\nu,2,97.83%,0\n",
                "Index, u: 8.7 of 10 points (87.00 %), weighted mean of the rates = 2.222222 (1, "
                "weight 1) + 6.52381 (2, weight 2) "
                "\xE2\x88\x92 0.046032 (rounded to 1 digit in the calculation); 3 has a max of 0\n"
                "  1: 2 of 3 points (66.67 %)\n"
                "  2: 6.85 of 7 points (97.86 %): 97.83% by rate from 80% = 6.8481 (by the rule) + "
                "0.0019 (rounded to 2 digits in the "
                "calculation)\n"
                "  3: 0 of 0 points\n");
    /* Three thirds of 10: 3.333333 each, and a millionth is left. */
    expect_case("code,title,max,combine\n.,Index,10,mean\n1,,1,\n2,,1,\n3,,1,\n",
                "unit,1,2,3\nu,1,1,1\n",
                "Index, u: 10 of 10 points (100.00 %), weighted mean of the rates = 3.333333 (1, "
                "weight 1) + 3.333333 (2, weight 1) + "
                "3.333333 (3, weight 1) + 0.000001 (rounding to six places)\n"
                "  1: 1 of 1 points (100.00 %)\n"
                "  2: 1 of 1 points (100.00 %)\n"
                "  3: 1 of 1 points (100.00 %)\n");
}

/* Points may be above a max by what is near to it, which of a great one is seen when they are
 * capped. */
Test(explain, what_is_near_to_a_great_max_is_told)
{
    expect_case("code,title,max,combine\n.,Index,10000000,mean capped\n1,,10000000,\n",
                "unit,1\nu,10000000.000009\n",
                "Index, u: 10000000 of 10000000 points (100.00 %), weighted mean of the rates = "
                "10000000.000009 (1, weight 10000000) \xE2\x88\x92 0.000009 (capped at 10000000)\n"
                "  1: 10000000.000009 of 10000000 points (100.00 %)\n");
}

/* Three times 20/3 less 20 is 0 but for a last bit, of which there is no logarithm. */
Test(explain, what_thirds_leave_of_nothing_makes_a_mean_nothing)
{
    expect_case(
        "code,title,max,min,combine,kind,rule\n.,Index,10,,geometric,,\n1,,30,,,,\n"
        "1.1,,10,,,,rate\n1.2,,10,,,,rate\n1.3,,10,,,,rate\n1.4,,0,-20,,bonus,\n"
        "2,,10,,,,\n",
        "unit,1.1,1.2,1.3,1.4,2\nu,2/3,2/3,2/3,-20,5\n",
        "Index, u: 0 of 10 points (0.00 %), geometric mean of the rates 0.00 % (1, weight 30), "
        "50.00 % (2, weight 10) = 0 (the mean times the max)\n"
        "  1: 0 of 30 points (0.00 %) = 6.666667 (1.1) + 6.666667 (1.2) + 6.666667 (1.3) "
        "\xE2\x88\x92 20 (1.4, penalty) \xE2\x88\x92 0.000001 (rounding to six places)\n"
        "    1.1: 6.666667 of 10 points (66.67 %): 2/3 by rate\n"
        "    1.2: 6.666667 of 10 points (66.67 %): 2/3 by rate\n"
        "    1.3: 6.666667 of 10 points (66.67 %): 2/3 by rate\n"
        "    1.4: -20 penalty points\n"
        "  2: 5 of 10 points (50.00 %)\n");
}

Test(explain, means_without_shares_list_what_they_are_made_of)
{
    /* (2/3 × (5.2/7)²)^(1/3) = 0.7165389; ln(2/3) / 3 = -0.1352, 2 ln(5.2/7) / 3 = -0.1982; 12 + 5
     * × 0.6 + 3 × 0.2 = 15.6 of 21 answers. */
    expect_case("code,title,max,weight,combine,rule\n.,Index,10,,geometric,\n1,,3,1,,\n2,,7,2,,"
                "survey 100 60 20 0\n",
                "unit,1,2\nu,2,12|5|3|1\n",
                "Index, u: 7.165389 of 10 points (71.65 %), geometric mean of the rates 66.67 % "
                "(1, weight 1, logarithm -0.1352), 74.29 % (2, "
                "weight 2, logarithm -0.1982) = 7.165389 (the mean times the max)\n"
                "  1: 2 of 3 points (66.67 %)\n"
                "  2: 5.2 of 7 points (74.29 %): 12|5|3|1 by survey 100 60 20 0\n");
    /* 3 / (1 × 3/2 + 2 × 7/6) = 0.7826087. */
    expect_case("code,title,max,weight,combine\n.,Index,10,,harmonic\n1,,3,1,\n2,,7,2,\n",
                "unit,1,2\nu,2,6\n",
                "Index, u: 7.826087 of 10 points (78.26 %), harmonic mean of the rates 66.67 % (1, "
                "weight 1, reciprocal 0.5000), 85.71 % (2, "
                "weight 2, reciprocal 0.7778) = 7.826087 (the mean times the max)\n"
                "  1: 2 of 3 points (66.67 %)\n"
                "  2: 6 of 7 points (85.71 %)\n");
}

Test(explain, who_decides_brings_everything)
{
    expect_case("code,title,max,combine\n.,Index,10,min\n1,,3,\n2,,7,\n", "unit,1,2\nu,2,3.5\n",
                "Index, u: 5 of 10 points (50.00 %), the lowest rate decides = 5 (2); 1: 66.67 %\n"
                "  1: 2 of 3 points (66.67 %)\n"
                "  2: 3.5 of 7 points (50.00 %)\n");
    /* The mean of 2/3 and 1/2 is 7/12: 3.333333 and 2.5 of 10, with nothing left. */
    expect_case("code,title,max,combine\n.,Index,10,median\n1,,3,\n2,,7,\n3,,1,\n4,,1,\n",
                "unit,1,2,3,4\nu,2,3.5,1,0\n",
                "Index, u: 5.833333 of 10 points (58.33 %), the middle rate decides = 3.333333 (1) "
                "+ 2.5 (2); 3: 100.00 %; 4: 0.00 %\n"
                "  1: 2 of 3 points (66.67 %)\n"
                "  2: 3.5 of 7 points (50.00 %)\n"
                "  3: 1 of 1 points (100.00 %)\n"
                "  4: 0 of 1 points (0.00 %)\n");
}

Test(explain, what_is_missing_says_what_became_of_it)
{
    expect_case("code,title,max,min\n1,,10,\n2,,5,1\n", "unit,1,2\nu,9,\n",
                "Total, u: 10 of 15 points (66.67 %) = 9 (1) + 1 (2, not scored)\n"
                "  1: 9 of 10 points (90.00 %)\n"
                "  2: 1 of 5 points (20.00 %), not scored: counts as its min\n");
    expect_case("code,title,max,options\n.,,,missing=skip\n1,,10,\n2,,5,\n", "unit,1,2\nu,9,\n",
                "Total, u: 9 of 10 points (90.00 %) = 9 (1); 2 is not scored and left out\n"
                "  1: 9 of 10 points (90.00 %)\n"
                "  2: not scored\n");
    expect_case("code,title,max,options\n.,,,missing=unknown\n1,,10,\n2,,5,\n", "unit,1,2\nu,9,\n",
                "Total, u: not scored; 2 is not scored: no points here\n"
                "  1: 9 of 10 points (90.00 %)\n"
                "  2: not scored\n");
}

/* Its points are those that it would have: it has no percent, as no target of it has one. */
Test(explain, a_unit_of_which_nothing_is_scored_has_no_percent)
{
    expect_case(
        "code,title,max,min\n1,,10,\n2,,5,1\n", "unit,1,2\nu,,\n",
        "Total, u: 1 of 15 points, and no percent, as nothing is scored = 0 (1, not scored) "
        "+ 1 (2, not scored)\n"
        "  1: 0 of 10 points, not scored: counts as its min\n"
        "  2: 1 of 5 points, not scored: counts as its min\n");
}

/* The reason is that of the figure: below a bonus nothing counts as its min, and a min may be
 * rounded; what weighs nothing may have a weight, and no max. */
Test(explain, why_a_leaf_counts_what_it_counts)
{
    expect_case("code,title,max,min,kind\n1,,10,,\n2,,5,,bonus\n2.1,,3,-1,\n2.2,,2,-2,\n",
                "unit,1,2.1,2.2\nu,9,1,\n",
                "Total, u: 10 of 10 points (100.00 %) = 9 (1) + 1 (2, bonus)\n"
                "  1: 9 of 10 points (90.00 %)\n"
                "  2: 1 bonus points = 1 (2.1) + 0 (2.2, not scored)\n"
                "    2.1: 1 of 3 points (33.33 %)\n"
                "    2.2: not scored: counts nothing below a bonus\n");
    expect_case("code,title,max,min,round\n1,,10,,\n2,,5,1.25,1\n", "unit,1,2\nu,9,\n",
                "Total, u: 10.3 of 15 points (68.67 %) = 9 (1) + 1.3 (2, not scored)\n"
                "  1: 9 of 10 points (90.00 %)\n"
                "  2: 1.3 of 5 points (26.00 %), not scored: counts as its min, rounded\n");
    expect_case(
        "code,title,max,weight,combine\n.,,10,,mean\n1,,10,2,\n2,,0,3,\n3,,5,0,\n",
        "unit,1,2,3\nu,9,0,4\n",
        "Total, u: 9 of 10 points (90.00 %), weighted mean of the rates = 9 (1, weight 2); 2 "
        "has a max of 0; 3 has no weight\n"
        "  1: 9 of 10 points (90.00 %)\n"
        "  2: 0 of 0 points\n"
        "  3: 4 of 5 points (80.00 %)\n");
}

Test(explain, a_leaf_tells_value_rule_limits_and_peers)
{
    chiso_tree *tree =
        support_tree("code,title,max,min,rule\n1,,10,2,minmax\n2,,5,,rate\n3,,5,,survey 100 0\n");
    chiso_board *board =
        support_scored(tree, "unit,1,2,3\nu,4,985%,3|1\nv,8,978/1000,1|0\nw,5.5,,1|1\n");
    chiso_explanation *explanation = explain(board, "u", "", 1);
    const chiso_step root = step_at(explanation, 0);
    const chiso_step leaf = step_at(explanation, 1);

    cr_expect(chiso_explanation_count(explanation) == 4 && root.first == 1 && root.count == 3 &&
              root.parent == CHISO_NO_STEP);
    cr_expect(root.depth == 0 && leaf.depth == 1 && leaf.parent == 0 &&
              leaf.first == CHISO_NO_STEP);
    cr_expect_str_eq(leaf.value, "4");
    cr_expect_str_eq(leaf.rule, "minmax");
    cr_expect(leaf.min == decimal("2") && leaf.max == decimal("10") &&
              leaf.achieved == decimal("2"));
    cr_expect(leaf.peers.count == 3 && leaf.peers.lowest == decimal("4") &&
              leaf.peers.highest == decimal("8"));
    cr_expect_str_eq(step_at(explanation, 2).value, "985%");
    cr_expect_str_eq(step_at(explanation, 3).value, "3|1");
    chiso_explanation_free(explanation);
    expect_text(board, "u", "1", CHISO_LANGUAGE_ENGLISH,
                "1, u: 2 of 10 points (20.00 %): 4 by minmax, among 3 units with 4 to 8, min 2\n");
    expect_text(board, "u", "2", CHISO_LANGUAGE_ENGLISH,
                "2, u: 5 of 5 points (100.00 %): 985% by rate, limited to 0..100 %\n");
    expect_text(board, "v", "2", CHISO_LANGUAGE_VIETNAMESE,
                "2, v: 4,89 trên 5 điểm (97,80 %): 978/1000 theo rate\n");
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* 2.25 of 2 to 3.5 by 1: 0.25/1.5 of 6 is 1; 3 times 0.5 is 1.5; 97.25 % of 2 is 1.945. */
Test(explain, cells_and_rules_have_the_decimal_mark_of_the_text)
{
    chiso_tree *tree = support_tree(
        "code,title,max,rule\n.,Index,,\n1,,6,range 2..3.5\n2,,5,per 0.5\n3,,2,rate from 80.5%\n");
    chiso_board *board = support_scored(tree, "unit,1,2,3\nu,2.25,3,97.25%\n");

    expect_text(board, "u", "1", CHISO_LANGUAGE_VIETNAMESE,
                "1, u: 1 trên 6 điểm (16,67 %): 2,25 theo range 2..3,5\n");
    expect_text(board, "u", "2", CHISO_LANGUAGE_VIETNAMESE,
                "2, u: 1,5 trên 5 điểm (30,00 %): 3 theo per 0,5\n");
    expect_text(board, "u", "3", CHISO_LANGUAGE_VIETNAMESE,
                "3, u: 1,945 trên 2 điểm (97,25 %): 97,25% theo rate from 80,5%\n");
    expect_text(board, "u", "1", CHISO_LANGUAGE_ENGLISH,
                "1, u: 1 of 6 points (16.67 %): 2.25 by range 2..3.5\n");
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(explain, titles_and_names_do_not_speak_to_the_terminal)
{
    chiso_tree *tree =
        support_tree("code,title,max\n1,\"\033[31mRed\xc2\x9b\nline \xc3\xa9\x7f\",2\n");
    chiso_board *board = support_scored(tree, "unit,name,1\nu,a\tb,1\n");

    expect_text(board, "u", "1", CHISO_LANGUAGE_ENGLISH,
                "1  [31mRed  line \xc3\xa9 , a b: 1 of 2 points (50.00 %)\n");
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(explain, the_depth_is_what_was_asked_for)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,3\n1.1,,2\n1.2,,1\n2,,3\n");
    chiso_board *board = support_scored(tree, "unit,1.1,1.2,2\nu,1,1,3\n");
    static const uint32_t counts[] = {1, 3, 5};

    for (uint32_t depth = 0; depth < COUNT(counts); depth++) {
        chiso_explanation *explanation = explain(board, "u", "", depth);

        cr_expect(chiso_explanation_count(explanation) == counts[depth], "depth %u: %u steps",
                  (unsigned)depth, (unsigned)chiso_explanation_count(explanation));
        chiso_explanation_free(explanation);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(explain, what_cannot_be_explained_is_refused_by_name)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,3\n");
    chiso_board *board = support_board(tree, "unit,1\nu,1\n");
    chiso_explanation *explanation = (chiso_explanation *)tree;
    chiso_error error = CHISO_ERROR_INIT;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_step step;

    cr_expect(chiso_explanation_new(board, 0, 0, 1, &explanation, &error) == CHISO_E_STATE &&
                  explanation == NULL,
              "%s", error.message);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_expect(chiso_explanation_new(board, 1, 0, 1, &explanation, &error) == CHISO_E_UNIT &&
              support_names(error.message, "1"));
    cr_expect(chiso_explanation_new(board, 0, 2, 1, &explanation, &error) == CHISO_E_NODE &&
              support_names(error.message, "2"));
    cr_expect(chiso_explanation_new(NULL, 0, 0, 1, &explanation, NULL) == CHISO_E_NULL);
    cr_expect(chiso_explanation_new(board, 0, 0, 1, NULL, NULL) == CHISO_E_NULL);
    cr_assert_eq(chiso_explanation_new(board, 0, 0, 1, &explanation, NULL), CHISO_OK);
    cr_expect(chiso_explanation_step(explanation, 2, &step) == CHISO_E_RANGE);
    cr_expect(chiso_explanation_step(explanation, 0, NULL) == CHISO_E_NULL);
    cr_expect(chiso_explanation_write(explanation, (chiso_language)7, '.', &sink, &error) ==
              CHISO_E_RANGE);
    cr_expect(chiso_explanation_write(explanation, CHISO_LANGUAGE_ENGLISH, ';', &sink, &error) ==
              CHISO_E_RANGE);
    cr_expect(chiso_explanation_write(explanation, CHISO_LANGUAGE_ENGLISH, '.', NULL, &error) ==
              CHISO_E_NULL);
    cr_assert_eq(chiso_board_set(board, "u", "1", "2", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_expect(chiso_explanation_step(explanation, 0, &step) == CHISO_E_STATE);
    cr_expect(chiso_explanation_write(explanation, CHISO_LANGUAGE_ENGLISH, '.', &sink, &error) ==
              CHISO_E_STATE);
    cr_expect(text.size == 0);
    chiso_board_free(board);
    chiso_tree_free(tree);
    chiso_explanation_free(explanation);
    chiso_explanation_free(NULL);
    cr_expect(chiso_explanation_count(NULL) == 0);
    buffer_clear(&text);
}
