/* Figures of one unit that no six places hold: thirds, by hand and by what they must come to. */
#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void expect(const char *what, chiso_decimal got, const char *expected)
{
    cr_expect(got == (expected == NULL ? CHISO_ABSENT : decimal(expected)), "%s is %s, expected %s",
              what, decimal_text(got), expected == NULL ? "absent" : expected);
}

/* --- Ledgers --- */

static chiso_ledger *ledger_of(const chiso_board *board, const char *unit)
{
    chiso_ledger *ledger = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_ledger_new(board, support_unit(board, unit), CHISO_ROOT, NULL, &ledger,
                               &error) == CHISO_OK,
              "%s", error.message);
    return ledger;
}

static void expect_total(const chiso_ledger *ledger, const char *achieved, const char *lost,
                         const char *leaves, const char *bonuses, const char *rest)
{
    chiso_ledger_total total;

    cr_assert(chiso_ledger_totals(ledger, &total) == CHISO_OK);
    expect("achieved", total.achieved, achieved);
    expect("lost", total.lost, lost);
    expect("leaves", total.leaves, leaves);
    expect("bonuses", total.bonuses, bonuses);
    expect("rest", total.rest, rest);
}

/* Three thirds are one point, and what is left of three is two. */
Test(thirds, losses_of_thirds_add_up_to_what_was_lost)
{
    chiso_tree *tree = support_tree("code,title,max,rule\n1,,1,rate\n2,,1,rate\n3,,1,rate\n");
    chiso_board *board =
        support_scored(tree, "unit,1,2,3\nu,1/3,1/3,1/3\nv,2/6,0/3,33.333333333333333%\n");
    chiso_ledger *ledger = ledger_of(board, "u");
    const chiso_ledger_entry *entries = NULL;
    uint32_t count = 0;

    cr_assert(chiso_ledger_entries(ledger, &entries, &count) == CHISO_OK && count == 3);
    for (uint32_t i = 0; i < count; i++) {
        cr_expect_str_eq(chiso_node_code(tree, entries[i].leaf), i == 0 ? "1" : i == 1 ? "2" : "3");
        expect("lost", entries[i].lost, "0.666667");
        expect("to max", entries[i].to_max, "0.666667");
        expect("best", entries[i].best, "0.333333");
        /* Of a sixth and a third: a third of a point is one and the same, however it is written;
         * and 33.333333333333333 % is as near to it as 10^-12 asks for. */
        cr_expect(entries[i].best_shared == (i == 1 ? 1 : 2) && entries[i].best_unit == 0,
                  "%u share %u", (unsigned)entries[i].best_shared, (unsigned)i);
        expect("to best", entries[i].to_best, "0");
        expect("mean", entries[i].mean, i == 1 ? "0.166667" : "0.333333");
        expect("median", entries[i].median, i == 1 ? "0.166667" : "0.333333");
    }
    expect_total(ledger, "1", "2", "2", "0", "0");
    chiso_ledger_free(ledger);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* 2/3 of 1 and a bonus of 2/3: -1/3 was lost, 1/3 on the leaf, 2/3 were given. What is shown misses
 * its sum by the last digit, and the rest says so. */
Test(thirds, the_rest_of_a_ledger_says_the_last_digit)
{
    chiso_tree *tree = support_tree("code,title,max,kind,rule\n1,,1,,rate\n2,,1,bonus,rate\n");
    chiso_board *board = support_scored(tree, "unit,1,2\nu,2/3,2/3\n");
    chiso_ledger *ledger = ledger_of(board, "u");
    const chiso_ledger_entry *entries = NULL;
    uint32_t count = 0;

    expect_total(ledger, "1.333333", "-0.333333", "0.333333", "0.666667", "0.000001");
    cr_assert(chiso_ledger_entries(ledger, &entries, &count) == CHISO_OK && count == 1);
    expect("best", entries[0].best, "0.666667");
    expect("mean", entries[0].mean, "0.666667");
    expect("median", entries[0].median, "0.666667");
    chiso_ledger_free(ledger);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* 3 cost a little more than 2/3, which 1 and 2 cost alike: 3 comes first, and then they as they
 * stand in the tree, though 2 costs more of its own. */
Test(thirds, leaves_that_cost_the_same_stand_as_in_the_tree)
{
    chiso_tree *tree =
        support_tree("code,title,max,rule\n1,,1,rate\n2,,1,range 0..3\n3,,1,\n4,,1,rate\n");
    chiso_board *board = support_scored(tree, "unit,1,2,3,4\nu,2/6,1,0.333333,1/1\n");
    chiso_ledger *ledger = ledger_of(board, "u");
    const chiso_ledger_entry *entries = NULL;
    static const char *const order[] = {"3", "1", "2", "4"};
    uint32_t count = 0;

    cr_assert(chiso_ledger_entries(ledger, &entries, &count) == CHISO_OK && count == 4);
    for (uint32_t i = 0; i < count; i++) {
        cr_expect_str_eq(chiso_node_code(tree, entries[i].leaf), order[i]);
        expect("lost", entries[i].lost, i == 3 ? "0" : "0.666667");
    }
    expect_total(ledger, "2", "2", "2", "0", "0");
    chiso_ledger_free(ledger);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* A third of either, at the same weight: both cost 10 × 2/3 / 2, whatever the last bits say that
 * they are worked out with, and so the one that lost more points of its own comes first. */
Test(thirds, equal_costs_under_weights_are_equal)
{
    chiso_tree *tree =
        support_tree("code,title,max,weight,combine,rule\n.,,10,,mean,\n1,,1,1,,rate\n2,,3,1,,\n");
    chiso_board *board = support_scored(tree, "unit,1,2\nu,1/3,1\n");
    chiso_ledger *ledger = ledger_of(board, "u");
    const chiso_ledger_entry *entries = NULL;
    uint32_t count = 0;

    cr_assert(chiso_ledger_entries(ledger, &entries, &count) == CHISO_OK && count == 2);
    cr_expect_str_eq(chiso_node_code(tree, entries[0].leaf), "2");
    for (uint32_t i = 0; i < count; i++) {
        expect("to max", entries[i].to_max, "3.333333");
        expect("lost", entries[i].lost, i == 0 ? "2" : "0.666667");
    }
    expect_total(ledger, "3.333333", "6.666667", "6.666667", "0", "0");
    chiso_ledger_free(ledger);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* A unit of which nothing is scored counts 0 in its own figures, and in nobody's mean. */
Test(thirds, a_unit_without_a_scored_cell_is_compared_with_by_nobody)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,10\n2,,5\n");
    chiso_board *board = support_scored(tree, "unit,1,2\nu,4,\nv,,\nw,8,3\n");
    chiso_ledger *ledger = ledger_of(board, "u");
    const chiso_ledger_entry *entries = NULL;
    uint32_t count = 0;

    cr_assert(chiso_ledger_entries(ledger, &entries, &count) == CHISO_OK && count == 2);
    cr_expect(entries[0].units == 2 && entries[1].units == 2);
    expect("mean", entries[0].mean, "6");
    expect("mean", entries[1].mean, "1.5");
    chiso_ledger_free(ledger);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* --- Targets --- */

static chiso_target *target_of(const chiso_board *board, const char *unit, const char *text)
{
    static const char names[] = "band,from\nA,90\nB,80\nC,200/3\n";
    chiso_target_options options = CHISO_TARGET_OPTIONS_INIT;
    chiso_bands *bands = NULL;
    chiso_target *target = NULL;
    chiso_goal goal;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_bands_read_csv(names, strlen(names), NULL, &bands, NULL) == CHISO_OK);
    options.bands = bands;
    cr_assert(chiso_goal_parse(board, bands, text, CHISO_ABSENT, &goal, &error) == CHISO_OK, "%s",
              error.message);
    cr_assert(chiso_target_new(board, support_unit(board, unit), CHISO_ROOT, &goal, &options,
                               &target, &error) == CHISO_OK,
              "%s", error.message);
    chiso_bands_free(bands);
    return target;
}

static chiso_target_figures figures_of(const chiso_target *target)
{
    chiso_target_figures figures;

    cr_assert(chiso_target_result(target, &figures) == CHISO_OK);
    return figures;
}

static const char TEN[] = "code,title,max,rule\n1,,10,rate\n2,,10,rate\n3,,10,rate\n4,,10,rate\n"
                          "5,,10,rate\n6,,10,rate\n7,,10,rate\n8,,10,rate\n9,,10,rate\n"
                          "10,,10,rate\n";

/* x has 3 × 10/3 + 7 × 10, and y the same 80 points; z has two thirds of everything. */
Test(thirds, a_target_is_met_exactly_when_it_is_reached)
{
    static const struct {
        const char *unit, *text;
        chiso_outcome outcome;
        const char *distance, *needed;
    } cases[] = {
        {"x", "band:B", CHISO_OUTCOME_MET, "0", "0"},
        {"x", "percent:80", CHISO_OUTCOME_MET, "0", "0"},
        {"x", "rank:1", CHISO_OUTCOME_MET, "0", "0"},
        {"y", "rank:1", CHISO_OUTCOME_MET, "0", "0"},
        {"x", "above:y", CHISO_OUTCOME_MISSED, "-0.000001", "0.000001"},
        {"y", "above:x", CHISO_OUTCOME_MISSED, "-0.000001", "0.000001"},
        {"x", "percent:80.000001", CHISO_OUTCOME_MISSED, "-0.000001", "0.000001"},
        {"x", "percent:79.999999", CHISO_OUTCOME_MET, "0.000001", "0"},
        /* The band is from 200/3: the least decimal that is in it is 66.666667, which z, that has
         * just this, need not have. */
        {"z", "band:C", CHISO_OUTCOME_MET, "0", "0"},
        {"z", "rank:2", CHISO_OUTCOME_MISSED, "-13.333333", "13.333333"},
        {"w", "band:C", CHISO_OUTCOME_MISSED, "-0.000001", "0.000001"},
    };
    chiso_tree *tree = support_tree(TEN);
    chiso_board *board = support_scored(tree, "unit,1,2,3,4,5,6,7,8,9,10\n"
                                              "x,1/3,1/3,1/3,7/7,7/7,7/7,7/7,7/7,7/7,7/7\n"
                                              "y,0/3,3/3,0/3,7/7,7/7,7/7,7/7,7/7,7/7,7/7\n"
                                              "z,2/3,2/3,2/3,2/3,2/3,2/3,2/3,2/3,2/3,2/3\n"
                                              "w,66.66666%,2/3,2/3,2/3,2/3,2/3,2/3,2/3,2/3,2/3\n");

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_target *target = target_of(board, cases[i].unit, cases[i].text);
        const chiso_target_figures figures = figures_of(target);

        cr_expect(figures.outcome == cases[i].outcome, "%s of %s: %s", cases[i].text, cases[i].unit,
                  chiso_word(CHISO_WORDS_OUTCOME, figures.outcome));
        expect(cases[i].text, figures.distance, cases[i].distance);
        expect(cases[i].text, figures.needed, cases[i].needed);
        chiso_target_free(target);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Margins: x may lose nothing of its band, nor of its rank, and z 6.666667 of its rank: w2 has 60.
 */
Test(thirds, margins_are_rounded_once)
{
    chiso_tree *tree = support_tree(TEN);
    chiso_board *board = support_scored(tree, "unit,1,2,3,4,5,6,7,8,9,10\n"
                                              "x,1/3,1/3,1/3,7/7,7/7,7/7,7/7,7/7,7/7,7/7\n"
                                              "y,0/3,3/3,0/3,7/7,7/7,7/7,7/7,7/7,7/7,7/7\n"
                                              "z,2/3,2/3,2/3,2/3,2/3,2/3,2/3,2/3,2/3,2/3\n"
                                              "w,3/5,3/5,3/5,3/5,3/5,3/5,3/5,3/5,3/5,3/5\n");
    chiso_target *target = target_of(board, "x", "band:B");

    expect("band margin", figures_of(target).band_margin, "0");
    expect("rank margin", figures_of(target).rank_margin, "0");
    cr_expect(figures_of(target).place.rank == 1 && figures_of(target).place.tied == 2);
    chiso_target_free(target);
    target = target_of(board, "z", "band:C");
    expect("band margin", figures_of(target).band_margin, "0");
    expect("rank margin", figures_of(target).rank_margin, "6.666667");
    chiso_target_free(target);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* The plan as "leaf from-to +gain", and that the leaves reach the goal when they are set so. */
static void expect_plan(const chiso_board *board, const char *text, const char *planned,
                        const char *expected)
{
    const chiso_tree *tree = chiso_board_tree(board);
    chiso_target *target = target_of(board, "u", text);
    const chiso_target_step *steps = NULL;
    struct buffer plan = {0};
    uint32_t count = 0;

    cr_assert(chiso_target_plan(target, &steps, &count, NULL) == CHISO_OK, "%s", text);
    buffer_print(&plan, "%s", "");
    for (uint32_t i = 0; i < count; i++) {
        buffer_print(&plan, "%s%s %s-%s +%s", i == 0 ? "" : ", ",
                     chiso_node_code(tree, steps[i].leaf), decimal_text(steps[i].from),
                     decimal_text(steps[i].to), decimal_text(steps[i].gain));
    }
    cr_expect(strcmp(plan.bytes, expected) == 0, "%s: %s, expected %s", text, plan.bytes, expected);
    expect("planned", figures_of(target).planned, planned);
    buffer_clear(&plan);
    chiso_target_free(target);
}

/* Maxima of 10/3: raised to 3.333333, which a cell can hold, as long as that is enough. Gains add
 * up to what is planned. */
Test(thirds, plans_are_decimals_where_these_are_enough)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,10/3\n2,,10/3\n3,,10/3\n");
    chiso_board *board = support_scored(tree, "unit,1,2,3\nu,0,0,0\n");
    chiso_what_if *what_if = NULL;
    chiso_result result;

    expect_plan(board, "percent:90", "9",
                "1 0-3.333333 +3.333333, 2 0-3.333333 +3.333333, 3 0-2.333334 +2.333334");
    cr_assert(chiso_what_if_new(board, NULL, &what_if, NULL) == CHISO_OK);
    cr_assert(chiso_what_if_set(what_if, "u", "1", "3.333333", NULL) == CHISO_OK &&
              chiso_what_if_set(what_if, "u", "2", "3.333333", NULL) == CHISO_OK &&
              chiso_what_if_set(what_if, "u", "3", "2.333334", NULL) == CHISO_OK);
    cr_assert(chiso_what_if_result(what_if, 0, CHISO_ROOT, &result) == CHISO_OK);
    expect("percent", result.percent, "90");
    chiso_what_if_free(what_if);
    /* Only all of the three give 10. */
    expect_plan(board, "percent:100", "10",
                "1 0-3.333333 +3.333333, 2 0-3.333333 +3.333334, 3 0-3.333333 +3.333333");
    chiso_board_free(board);
    chiso_tree_free(tree);
    /* Three times 10/3 and 2 would be enough, but no decimal is 10/3. */
    tree = support_tree("code,title,max\n1,,10/3\n2,,10/3\n3,,10/3\n4,,3\n5,,7\n");
    board = support_scored(tree, "unit,1,2,3,4,5\nu,0,0,0,0,7\n");
    expect_plan(board, "percent:95", "19",
                "1 0-3.333333 +3.333333, 2 0-3.333333 +3.333333, 3 0-3.333333 +3.333333, "
                "4 0-2.000001 +2.000001");
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* From a third on: half a point more than 5 × 1/3 is needed for 13/6 of 5. */
Test(thirds, plans_begin_where_leaves_are)
{
    chiso_tree *tree = support_tree(
        "code,title,max,rule\n1,,1,rate\n2,,1,rate\n3,,1,rate\n4,,1,rate\n5,,1,rate\n");
    chiso_board *board = support_scored(tree, "unit,1,2,3,4,5\nu,1/3,1/3,1/3,1/3,1/3\n");

    expect_plan(board, "percent:43.333333", "2.166667", "1 0.333333-0.833334 +0.5");
    expect_plan(board, "percent:100", "5",
                "1 0.333333-1 +0.666666, 2 0.333333-1 +0.666667, 3 0.333333-1 +0.666667, "
                "4 0.333333-1 +0.666666, 5 0.333333-1 +0.666667");
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Less is better: who is second cannot be first by more points; who is first keeps it with less. */
Test(thirds, where_less_is_better_raising_leaves_reaches_no_rank)
{
    chiso_tree *tree = support_tree("code,title,max,options\n.,,,order=lowest\n1,,10,\n");
    chiso_board *board = support_scored(tree, "unit,1\nu,4\nv,2\n");
    chiso_target *target = target_of(board, "u", "rank:1");

    cr_expect(figures_of(target).outcome == CHISO_OUTCOME_OUT_OF_REACH);
    expect("least", figures_of(target).least, NULL);
    cr_expect(figures_of(target).place.rank == 2);
    chiso_target_free(target);
    target = target_of(board, "v", "rank:1");
    cr_expect(figures_of(target).outcome == CHISO_OUTCOME_MET);
    expect("margin", figures_of(target).rank_margin, NULL);
    chiso_target_free(target);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* --- What-ifs --- */

static void expect_place(chiso_what_if *what_if, chiso_unit unit, const char *achieved,
                         uint32_t rank, uint32_t tied)
{
    chiso_standing standing;

    cr_assert(chiso_what_if_standing(what_if, unit, CHISO_ROOT, NULL, &standing) == CHISO_OK);
    expect("achieved", standing.result.achieved, achieved);
    cr_expect(standing.place.rank == rank && standing.place.tied == tied,
              "unit %u has rank %u, shared by %u", (unsigned)unit, (unsigned)standing.place.rank,
              (unsigned)standing.place.tied);
}

/* A board of points has no rests, until one is tried; then real ties are ties, and all is undone.
 */
Test(thirds, thirds_that_are_tried_tie_with_what_is_there)
{
    chiso_tree *tree = support_tree("code,title,max,rule\n1,,1,rate\n2,,1,rate\n3,,1,rate\n");
    chiso_board *board =
        support_scored(tree, "unit,1,2,3\na,1/1,0/1,0/1\nb,0/1,0/1,0/1\nc,1/1,1/1,0/1\n");
    chiso_what_if *what_if = NULL;

    cr_assert(chiso_what_if_new(board, NULL, &what_if, NULL) == CHISO_OK);
    expect_place(what_if, 1, "0", 3, 1);
    for (int round = 0; round < 2; round++) {
        cr_assert(chiso_what_if_set(what_if, "b", "1", "1/3", NULL) == CHISO_OK &&
                  chiso_what_if_set(what_if, "b", "2", "2/6", NULL) == CHISO_OK);
        expect_place(what_if, 1, "0.666667", 3, 1);
        cr_assert(chiso_what_if_set(what_if, "b", "3", "3/9", NULL) == CHISO_OK);
        expect_place(what_if, 1, "1", 2, 2);
        expect_place(what_if, 0, "1", 2, 2);
        cr_assert(chiso_what_if_set(what_if, "c", "2", "", NULL) == CHISO_OK);
        expect_place(what_if, 2, "1", 1, 3);
        expect_place(what_if, 1, "1", 1, 3);
        cr_assert(chiso_what_if_reset(what_if, NULL) == CHISO_OK);
        expect_place(what_if, 1, "0", 3, 1);
        expect_place(what_if, 2, "2", 1, 1);
    }
    chiso_what_if_free(what_if);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Under `zero` a unit without anything scored is ranked by no node; one cell makes it ranked by
 * all, those above which nothing changed too. */
Test(thirds, a_first_score_ranks_a_unit_by_every_node)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,\n1.1,,3\n2,,\n2.1,,3\n");
    chiso_board *board = support_scored(tree, "unit,1.1,2.1\na,1,2\nb,,\n");
    const chiso_node second = support_node(tree, "2");
    chiso_what_if *what_if = NULL;
    chiso_place place;

    cr_assert(chiso_what_if_new(board, NULL, &what_if, NULL) == CHISO_OK);
    cr_assert(chiso_what_if_place(what_if, 1, second, &place) == CHISO_OK && place.rank == 0);
    cr_assert(chiso_what_if_place(what_if, 0, second, &place) == CHISO_OK && place.out_of == 1);
    cr_assert(chiso_what_if_set(what_if, "b", "1.1", "2", NULL) == CHISO_OK);
    cr_assert(chiso_what_if_place(what_if, 1, second, &place) == CHISO_OK);
    cr_expect(place.rank == 2 && place.out_of == 2);
    cr_assert(chiso_what_if_undo(what_if, NULL) == CHISO_OK);
    cr_assert(chiso_what_if_place(what_if, 1, second, &place) == CHISO_OK && place.rank == 0);
    cr_assert(chiso_what_if_place(what_if, 0, second, &place) == CHISO_OK && place.out_of == 1);
    chiso_what_if_free(what_if);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* --- Explanations --- */

/* One unit "u", its whole index in English. */
static void expect_text(const char *criteria, const char *points, const char *expected)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = support_scored(tree, points);
    chiso_explanation *explanation = NULL;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_explanation_new(board, support_unit(board, "u"), CHISO_ROOT, UINT32_MAX,
                                    &explanation, &error) == CHISO_OK,
              "%s", error.message);
    cr_assert(chiso_explanation_write(explanation, CHISO_LANGUAGE_ENGLISH, '.', &sink, NULL) ==
              CHISO_OK);
    cr_expect(strcmp(text.bytes, expected) == 0, "got:\n%s\nexpected:\n%s", text.bytes, expected);
    buffer_clear(&text);
    chiso_explanation_free(explanation);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(thirds, explanations_say_what_rounding_leaves)
{
    expect_text("code,title,max,rule\n1,,1,rate\n2,,1,rate\n3,,1,rate\n",
                "unit,1,2,3\nu,1/3,1/3,1/3\n",
                "Total, u: 1 of 3 points (33.33 %) = 0.333333 (1) + 0.333333 (2) + 0.333333 (3) + "
                "0.000001 (rounding to six places)\n"
                "  1: 0.333333 of 1 points (33.33 %): 1/3 by rate\n"
                "  2: 0.333333 of 1 points (33.33 %): 1/3 by rate\n"
                "  3: 0.333333 of 1 points (33.33 %): 1/3 by rate\n");
    /* 10 × (10/3 × 1/2 + 5/3 × 1) / 5 is 6.666667: two halves. */
    expect_text("code,title,max,weight,combine\n.,,10,,mean\n1,,4,10/3,\n2,,3,5/3,\n",
                "unit,1,2\nu,2,3\n",
                "Total, u: 6.666667 of 10 points (66.67 %), weighted mean of the rates = 3.333333 "
                "(1, weight 10/3) + 3.333333 (2, weight 5/3) + 0.000001 (rounding to six places)\n"
                "  1: 2 of 4 points (50.00 %)\n"
                "  2: 3 of 3 points (100.00 %)\n");
    /* What was rounded in the calculation is not what is rounded where it is shown. */
    expect_text("code,title,max,rule,round\n1,,1,rate,2\n2,,1,rate,\n", "unit,1,2\nu,1/3,1/3\n",
                "Total, u: 0.663333 of 2 points (33.17 %) = 0.33 (1) + 0.333333 (2)\n"
                "  1: 0.33 of 1 points (33.00 %): 1/3 by rate = 0.333333 (by the rule) "
                "\xE2\x88\x92 0.003333 (rounded to 2 digits in the calculation)\n"
                "  2: 0.333333 of 1 points (33.33 %): 1/3 by rate\n");
    /* 4 of 6 that apply, scaled to 10. */
    expect_text("code,title,max,combine\n.,,10,sum scaled\n1,,3,\n2,,3,\n3,,3,\n",
                "unit,1,2,3\nu,2,2,-\n",
                "Total, u: 6.666667 of 10 points (66.67 %) = 2 (1) + 2 (2) + 2.666667 (scaled from "
                "6 to 10); 3 does not apply\n"
                "  1: 2 of 3 points (66.67 %)\n"
                "  2: 2 of 3 points (66.67 %)\n"
                "  3: does not apply\n");
    /* Cells have all their decimals. */
    expect_text("code,title,max,rule\n1,,1,minmax\n",
                "unit,1\nu,0.0000014\nv,0.0000024\nw,0.000001\n",
                "Total, u: 0.285714 of 1 points (28.57 %) = 0.285714 (1)\n"
                "  1: 0.285714 of 1 points (28.57 %): 0.0000014 by minmax, among 3 units with "
                "0.000001 to 0.0000024\n");
}
