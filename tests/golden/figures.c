/* Small trees whose figures can be checked by hand: what does not apply, what is missing, what is
 * added and taken. */
#include "golden.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

Test(golden_figures, the_shares_of_a_departments_report_are_those_it_printed)
{
    chiso_board *board = golden_single("code,title,max\n1,Steering,19\n2,Procedures,26\n3,"
                                       "Initiatives,2\n4,Results,5\n5,Training,1\n6,The rest,47\n",
                                       "unit,1,2,3,4,5,6\nskhcn,17.24,23.56,1,3,0.8,42.2\n");
    static const char *const expected[][2] = {{"1", "90.74"}, {"2", "90.62"}, {"3", "50"},
                                              {"4", "60"},    {"5", "80"},    {"", "87.8"}};

    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        const chiso_result result = support_result(board, "skhcn", expected[i][0]);

        cr_expect(result.percent == decimal(expected[i][1]), "\"%s\" has %" PRId64 " millionths",
                  expected[i][0], result.percent);
    }
    chiso_board_free(board);
}

Test(golden_figures, two_thirds_of_one_and_a_half_points_is_one_point)
{
    chiso_board *board =
        golden_single("code,title,max,rule\n1,On time,1.5,rate\n", "unit,1\nu,2/3\n");
    const chiso_result result = support_result(board, "u", "1");

    cr_expect(result.achieved == decimal("1"), "%" PRId64, result.achieved);
    cr_expect(result.percent == decimal("66.67"), "%" PRId64, result.percent);
    chiso_board_free(board);
}

Test(golden_figures, seventy_two_of_the_96_points_that_apply_tie_with_75_of_100)
{
    chiso_board *board = golden_single("code,title,max\n1,May not apply,4\n2,The rest,96\n",
                                       "unit,1,2\na,NA,72\nb,3,72\nc,3,71.999999\n");
    const chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
    const chiso_result a = support_result(board, "a", "");
    const chiso_result b = support_result(board, "b", "");

    cr_expect(a.achieved == decimal("72") && a.max == decimal("96") && a.percent == decimal("75"));
    cr_expect(b.achieved == decimal("75") && b.max == decimal("100") && b.percent == decimal("75"));
    cr_expect(support_result(board, "a", "1").state == CHISO_STATE_NOT_APPLICABLE);
    cr_expect(a.state == CHISO_STATE_SCORED && a.coverage == decimal("100"));
    cr_expect(golden_place(board, "a", "", options).rank == 1 &&
              golden_place(board, "a", "", options).tied == 2);
    cr_expect(golden_place(board, "b", "", options).rank == 1 &&
              golden_place(board, "b", "", options).tied == 2);
    cr_expect(golden_place(board, "c", "", options).rank == 3 &&
              golden_place(board, "c", "", options).tied == 1);
    cr_expect(golden_place(board, "a", "1", options).rank == 0);
    chiso_board_free(board);
}

struct policy_case {
    const char *policy;
    const char *achieved;
    const char *max;
    const char *percent;
    chiso_state state;
    uint32_t rank;
};

Test(golden_figures, a_missing_leaf_counts_as_each_policy_says_within_the_same_bounds)
{
    static const struct policy_case cases[] = {
        {"zero", "6", "10", "60", CHISO_STATE_SCORED, 1},
        {"skip", "6", "7", "85.71", CHISO_STATE_SCORED, 1},
        {"unknown", NULL, NULL, NULL, CHISO_STATE_MISSING, 0}};
    const chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char criteria[128];

        (void)snprintf(criteria, sizeof(criteria),
                       "code,title,max,options\n.,Three,,missing=%s\n1,A,2,\n2,B,3,\n3,C,5,\n",
                       cases[i].policy);
        chiso_board *board = golden_single(criteria, "unit,1,2,3\nu,2,,4\n");
        const chiso_result result = support_result(board, "u", "");
        const chiso_place place = golden_place(board, "u", "", options);

        cr_expect(result.state == cases[i].state, "%s", cases[i].policy);
        cr_expect(result.achieved ==
                      (cases[i].achieved == NULL ? CHISO_ABSENT : decimal(cases[i].achieved)),
                  "%s", cases[i].policy);
        cr_expect(result.max == (cases[i].max == NULL ? CHISO_ABSENT : decimal(cases[i].max)),
                  "%s: max %" PRId64, cases[i].policy, result.max);
        cr_expect(result.percent ==
                      (cases[i].percent == NULL ? CHISO_ABSENT : decimal(cases[i].percent)),
                  "%s", cases[i].policy);
        cr_expect(result.lowest == decimal("60") && result.highest == decimal("90"), "%s",
                  cases[i].policy);
        cr_expect(result.coverage == decimal("70"), "%s", cases[i].policy);
        cr_expect(place.rank == cases[i].rank && place.out_of == cases[i].rank, "%s",
                  cases[i].policy);
        chiso_board_free(board);
    }
}

struct bonus_case {
    const char *combine;
    const char *cell;
    const char *achieved;
    const char *percent;
};

Test(golden_figures, a_bonus_adds_and_a_penalty_takes_and_the_max_stays)
{
    static const struct bonus_case cases[] = {
        {"", "1.5", "100.5", "100.5"}, {"sum capped", "1.5", "100", "100"},
        {"", "-2", "97", "97"},        {"sum capped", "-2", "97", "97"},
        {"", "", "99", "99"},          {"", "NA", "99", "99"}};

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char criteria[192];
        char points[64];

        (void)snprintf(criteria, sizeof(criteria),
                       "code,title,max,min,combine,kind\n.,Index,100,,%s,\n1,Criteria,100,,,\nb,"
                       "Bonus,10,-10,,bonus\n",
                       cases[i].combine);
        (void)snprintf(points, sizeof(points), "unit,1,b\nu,99,%s\n", cases[i].cell);
        chiso_board *board = golden_single(criteria, points);
        const chiso_result result = support_result(board, "u", "");

        cr_expect(result.achieved == decimal(cases[i].achieved), "case %zu: %" PRId64, i,
                  result.achieved);
        cr_expect(result.max == decimal("100"), "case %zu", i);
        cr_expect(result.percent == decimal(cases[i].percent), "case %zu", i);
        cr_expect(result.coverage == decimal("100") && result.state == CHISO_STATE_SCORED,
                  "case %zu", i);
        cr_expect(result.lowest == result.percent && result.highest == result.percent, "case %zu",
                  i);
        chiso_board_free(board);
    }
}

/* Five readings of what is said of bonuses, caps and roundings, each with figures that can be
 * checked by hand. */

Test(golden_figures, a_bonus_that_was_given_counts_where_no_criterion_beside_it_does)
{
    static const char *const cells[] = {"NA", ""};

    for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
        char points[64];

        (void)snprintf(points, sizeof(points), "unit,1,2.1,2.b\nu,80,%s,2\n", cells[i]);
        chiso_board *board = golden_single("code,title,max,kind,options\n.,Index,,,missing=skip\n1,"
                                           "Field,90,,\n2,Field,10,,\n2.1,Criterion,10,,\n"
                                           "2.b,Bonus,5,bonus,\n",
                                           points);
        const chiso_result whole = support_result(board, "u", "");
        const chiso_result field = support_result(board, "u", "2");

        cr_expect(whole.achieved == decimal("82") && whole.max == decimal("90"),
                  "\"%s\": %" PRId64 " of %" PRId64, cells[i], whole.achieved, whole.max);
        cr_expect(field.state == CHISO_STATE_SCORED && field.achieved == decimal("2"),
                  "\"%s\": %" PRId64, cells[i], field.achieved);
        cr_expect(field.max == 0 && field.percent == CHISO_ABSENT, "\"%s\": max %" PRId64, cells[i],
                  field.max);
        chiso_board_free(board);
    }
}

Test(golden_figures, a_bonus_that_is_missing_leaves_the_unit_its_rank_under_unknown)
{
    static const char *const rows[] = {"u,90,2,\n", "u,90,,\n", "u,90,NA,\n"};
    static const char *const achieved[] = {"92", "90", "90"};
    const chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char points[64];

        (void)snprintf(points, sizeof(points), "unit,1,2.1,2.2\n%s", rows[i]);
        chiso_board *board = golden_single("code,title,max,min,kind,options\n.,Index,,,,missing="
                                           "unknown\n1,Criteria,100,,,\n2,Added and taken,,,,\n"
                                           "2.1,Bonus,5,,bonus,\n2.2,Penalty,0,-5,bonus,\n",
                                           points);
        const chiso_result whole = support_result(board, "u", "");

        cr_expect(whole.state == CHISO_STATE_SCORED && whole.achieved == decimal(achieved[i]),
                  "row %zu: %" PRId64, i, whole.achieved);
        cr_expect(golden_place(board, "u", "", options).rank == 1, "row %zu", i);
        chiso_board_free(board);
    }
}

Test(golden_figures, a_group_of_penalties_that_is_missing_takes_nothing)
{
    chiso_board *board = golden_single("code,title,max,min,kind\n1,Criteria,100,,\n2,Penalties,,,"
                                       "bonus\n2.1,Late,0,-5,\n2.2,Wrong,0,-5,\n",
                                       "unit,1,2.1,2.2\nu,90,,\nv,90,-1,0\n");

    cr_expect(support_result(board, "u", "").achieved == decimal("90"), "%" PRId64,
              support_result(board, "u", "").achieved);
    cr_expect(support_result(board, "u", "").percent == decimal("90"));
    cr_expect(support_result(board, "v", "").achieved == decimal("89"), "%" PRId64,
              support_result(board, "v", "").achieved);
    chiso_board_free(board);
}

Test(golden_figures, a_capped_node_is_not_above_its_max_however_it_is_rounded)
{
    chiso_board *board = golden_single("code,title,max,combine,kind,round\n1,Field,2.5,sum "
                                       "capped,,0\n1.1,Criterion,2.5,,,\n1.b,Bonus,1,,bonus,\n",
                                       "unit,1.1,1.b\nu,2.5,1\n");
    const chiso_result field = support_result(board, "u", "1");

    cr_expect(field.achieved == decimal("2.5") && field.percent == decimal("100"), "%" PRId64,
              field.achieved);
    chiso_board_free(board);
}

Test(golden_figures, the_bounds_of_a_rounded_leaf_are_what_its_min_and_max_become)
{
    chiso_board *board = golden_single("code,title,max,min,round\n1,Leaf,4.6,1.4,0\n",
                                       "unit,1\nmissing,\nleast,1.4\nmost,4.6\n");
    const chiso_result missing = support_result(board, "missing", "");
    const chiso_result least = support_result(board, "least", "");
    const chiso_result most = support_result(board, "most", "");

    cr_expect(least.achieved == decimal("1.4") && most.achieved == decimal("4.6"),
              "rounding takes no points out of their range");
    cr_expect(missing.lowest == least.percent, "%" PRId64 " and %" PRId64, missing.lowest,
              least.percent);
    cr_expect(missing.highest == most.percent, "%" PRId64 " and %" PRId64, missing.highest,
              most.percent);
    cr_expect(missing.achieved == least.achieved, "%" PRId64, missing.achieved);
    chiso_board_free(board);
}
