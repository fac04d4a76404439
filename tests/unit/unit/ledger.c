/* Where points went, by hand. */
#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* What an entry should have; NULL for a figure that does not exist. */
struct expected {
    const char *code;
    const char *achieved, *max, *lost, *best, *mean, *median, *to_best, *to_max;
    const char *best_unit;
    uint32_t shared;
    uint32_t units;
};

static chiso_ledger *ledger_of(const chiso_board *board, const char *unit, const char *node,
                               chiso_scope scope)
{
    chiso_ledger_options options = CHISO_LEDGER_OPTIONS_INIT;
    chiso_ledger *ledger = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    options.scope = scope;
    cr_assert(chiso_ledger_new(board, support_unit(board, unit),
                               support_node(chiso_board_tree(board), node), &options, &ledger,
                               &error) == CHISO_OK,
              "%s", error.message);
    return ledger;
}

static void expect_figure(const char *code, const char *figure, chiso_decimal got,
                          const char *expected)
{
    cr_expect(got == (expected == NULL ? CHISO_ABSENT : decimal(expected)),
              "%s: %s is %s, expected %s", code, figure, decimal_text(got),
              expected == NULL ? "absent" : expected);
}

static void expect_entry(const chiso_board *board, const chiso_ledger_entry *entry,
                         const struct expected *expected)
{
    const char *code = chiso_node_code(chiso_board_tree(board), entry->leaf);

    cr_expect(strcmp(code, expected->code) == 0, "%s where %s was expected", code, expected->code);
    expect_figure(code, "achieved", entry->achieved, expected->achieved);
    expect_figure(code, "max", entry->max, expected->max);
    expect_figure(code, "lost", entry->lost, expected->lost);
    expect_figure(code, "best", entry->best, expected->best);
    expect_figure(code, "mean", entry->mean, expected->mean);
    expect_figure(code, "median", entry->median, expected->median);
    expect_figure(code, "to_best", entry->to_best, expected->to_best);
    expect_figure(code, "to_max", entry->to_max, expected->to_max);
    cr_expect(strcmp(chiso_unit_code(board, entry->best_unit), expected->best_unit) == 0,
              "%s: best is %s", code, chiso_unit_code(board, entry->best_unit));
    cr_expect(entry->best_shared == expected->shared, "%s: shared by %u", code,
              (unsigned)entry->best_shared);
    cr_expect(entry->units == expected->units, "%s: %u units", code, (unsigned)entry->units);
}

static void expect_total(const chiso_ledger *ledger, const char *achieved, const char *max,
                         const char *lost, const char *leaves, const char *bonuses,
                         const char *rest)
{
    chiso_ledger_total total;

    cr_assert(chiso_ledger_totals(ledger, &total) == CHISO_OK);
    expect_figure("total", "achieved", total.achieved, achieved);
    expect_figure("total", "max", total.max, max);
    expect_figure("total", "lost", total.lost, lost);
    expect_figure("total", "leaves", total.leaves, leaves);
    expect_figure("total", "bonuses", total.bonuses, bonuses);
    expect_figure("total", "rest", total.rest, rest);
}

static const chiso_ledger_entry *entries_of(const chiso_ledger *ledger, uint32_t count)
{
    const chiso_ledger_entry *entries = NULL;
    uint32_t got = 0;

    cr_assert(chiso_ledger_entries(ledger, &entries, &got) == CHISO_OK && got == count,
              "%u entries", (unsigned)got);
    return entries;
}

/* The department of science and technology of 2020 lost most on procedures; maxima and points of
 * five criteria are what its report prints. */
Test(ledger, leaves_stand_by_what_they_cost_beside_the_best_of_the_block)
{
    chiso_tree *tree = support_tree("code,title,max\n1,Steering,19\n2,Procedures,29\n3,Initiatives,"
                                    "2\n4,Results,5\n5,Training,1\n");
    chiso_board *board = support_scored(tree, "unit,block,1,2,3,4,5\n"
                                              "skhcn,so,17.24,23.56,1,3,0.8\n"
                                              "a,so,16,26,2,5,1\n"
                                              "b,so,16.5,26,2,4,0.5\n"
                                              "far,huyen,19,29,2,5,1\n");
    chiso_ledger *ledger = ledger_of(board, "skhcn", "", CHISO_SCOPE_BLOCKS);
    const chiso_ledger_entry *entries = entries_of(ledger, 5);
    static const struct expected expected[] = {
        {"2", "23.56", "29", "5.44", "26", "25.186667", "26", "2.44", "5.44", "a", 2, 3},
        {"4", "3", "5", "2", "5", "4", "4", "2", "2", "a", 1, 3},
        {"1", "17.24", "19", "1.76", "17.24", "16.58", "16.5", "0", "1.76", "skhcn", 1, 3},
        {"3", "1", "2", "1", "2", "1.666667", "2", "1", "1", "a", 2, 3},
        {"5", "0.8", "1", "0.2", "1", "0.766667", "0.8", "0.2", "0.2", "a", 1, 3},
    };

    for (size_t i = 0; i < 5; i++) {
        expect_entry(board, &entries[i], &expected[i]);
    }
    expect_total(ledger, "45.6", "56", "10.4", "10.4", "0", "0");
    chiso_ledger_free(ledger);
    ledger = ledger_of(board, "skhcn", "2", CHISO_SCOPE_OVERALL);
    expect_entry(board, entries_of(ledger, 1),
                 &(struct expected){"2", "23.56", "29", "5.44", "29", "26.14", "26", "5.44", "5.44",
                                    "far", 1, 4});
    expect_total(ledger, "23.56", "29", "5.44", "5.44", "0", "0");
    chiso_ledger_free(ledger);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* A max of 100 from a mean of 1 to 10 with weights 1 and 3: a point on the second is 100 × 3/4 / 10
 * = 7.5. */
Test(ledger, what_a_gap_adds_is_worked_out_through_means_roots_and_caps)
{
    static const struct {
        const char *root;
        const char *to_best,
            *to_max; /* of 2, which has 4 of 10 and whose best is 9; 1 has 9 of 10 */
        const char *achieved, *leaves, *rest;
    } cases[] = {
        {".,,100,mean,", "37.5", "45", "52.5", "47.5", "0"},
        {".,,100,mean capped,", "37.5", "45", "52.5", "47.5", "0"},
        /* 100 × (0.9 × 0.4³)^¼ = 48.989795, × (0.9 × 0.9³)^¼ = 90, × 0.9^¼ = 97.400375. */
        {".,,100,geometric,", "41.010205", "48.41058", "48.989795", "49.718122", "1.292083"},
        {".,,100,min,", "50", "50", "40", "50", "10"},
        {".,,100,max,", "0", "10", "90", "20", "-10"},
        {".,,100,median,", "25", "30", "65", "35", "0"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct buffer criteria = {0};
        chiso_tree *tree;
        chiso_board *board;
        chiso_ledger *ledger;
        const chiso_ledger_entry *entries;

        buffer_print(&criteria, "code,title,max,combine,weight\n%s\n1,,10,,1\n2,,10,,3\n",
                     cases[i].root);
        tree = support_tree(criteria.bytes);
        board = support_scored(tree, "unit,1,2\nu,9,4\nv,9,9\n");
        ledger = ledger_of(board, "u", "", CHISO_SCOPE_BLOCKS);
        entries = entries_of(ledger, 2);
        expect_entry(board, &entries[0],
                     &(struct expected){"2", "4", "10", "6", "9", "6.5", "6.5", cases[i].to_best,
                                        cases[i].to_max, "v", 1, 2});
        expect_total(ledger, cases[i].achieved, "100",
                     decimal_text(decimal("100") - decimal(cases[i].achieved)), cases[i].leaves,
                     "0", cases[i].rest);
        chiso_ledger_free(ledger);
        chiso_board_free(board);
        chiso_tree_free(tree);
        buffer_clear(&criteria);
    }
}

/* 4 of 10 at a weight of 1 cost 6 of 100, half of 20 at a weight of 9 cost 45. */
Test(ledger, a_leaf_that_lost_less_may_have_cost_more)
{
    chiso_tree *tree =
        support_tree("code,title,max,combine,weight\n.,,100,mean,\n1,,100,,1\n2,,20,,9\n");
    chiso_board *board = support_scored(tree, "unit,1,2\nu,40,10\n");
    chiso_ledger *ledger = ledger_of(board, "u", "", CHISO_SCOPE_BLOCKS);
    const chiso_ledger_entry *entries = entries_of(ledger, 2);

    expect_entry(board, &entries[0],
                 &(struct expected){"2", "10", "20", "10", "10", "10", "10", "0", "45", "u", 1, 1});
    expect_entry(board, &entries[1],
                 &(struct expected){"1", "40", "100", "60", "40", "40", "40", "0", "6", "u", 1, 1});
    expect_total(ledger, "49", "100", "51", "51", "0", "0");
    chiso_ledger_free(ledger);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(ledger, bonuses_and_penalties_stand_apart_from_losses)
{
    chiso_tree *tree =
        support_tree("code,title,max,min,kind\n1,,10,,\n2,,5,,bonus\n3,,0,-4,bonus\n4,,3,,bonus\n");
    chiso_board *board = support_scored(tree, "unit,1,2,3,4\nu,7,1.5,-2,\nv,9,5,0,1\n");
    chiso_ledger *ledger = ledger_of(board, "u", "", CHISO_SCOPE_BLOCKS);
    const chiso_ledger_entry *bonuses = NULL;
    uint32_t count = 0;

    expect_entry(board, entries_of(ledger, 1),
                 &(struct expected){"1", "7", "10", "3", "9", "8", "8", "2", "3", "v", 1, 2});
    cr_assert(chiso_ledger_bonuses(ledger, &bonuses, &count) == CHISO_OK && count == 3);
    expect_entry(board, &bonuses[0],
                 &(struct expected){"3", "-2", "0", NULL, "0", "-1", "-1", "2", "2", "v", 1, 2});
    expect_entry(
        board, &bonuses[1],
        &(struct expected){"2", "1.5", "5", NULL, "5", "3.25", "3.25", "3.5", "3.5", "v", 1, 2});
    /* One that is missing is none, and nobody's points; it could still be given. */
    expect_entry(board, &bonuses[2],
                 &(struct expected){"4", NULL, "3", NULL, "1", "1", "1", "1", "3", "v", 1, 1});
    expect_total(ledger, "6.5", "10", "3.5", "3", "-0.5", "0");
    chiso_ledger_free(ledger);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(ledger, what_is_missing_or_does_not_apply_is_listed_with_its_state)
{
    static const struct {
        const char *policy;
        struct expected missing;
        const char *total[6];
    } cases[] = {
        {"zero",
         {"2", "1", "5", "4", "3", "2", "2", "2", "4", "v", 1, 2},
         {"5", "9", "4", "4", "0", "0"}},
        {"skip",
         {"2", NULL, NULL, NULL, "3", "3", "3", NULL, NULL, "v", 1, 1},
         {"4", "4", "0", "0", "0", "0"}},
        {"unknown",
         {"2", NULL, NULL, NULL, "3", "3", "3", NULL, NULL, "v", 1, 1},
         {NULL, NULL, NULL, NULL, "0", NULL}},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct buffer criteria = {0};
        chiso_tree *tree;
        chiso_board *board;
        chiso_ledger *ledger;
        const chiso_ledger_entry *entries;
        const int at = i == 0 ? 0 : 1;

        buffer_print(&criteria,
                     "code,title,max,min,options\n.,,,,missing=%s\n1,,4,,\n2,,5,1,\n3,,6,,\n",
                     cases[i].policy);
        tree = support_tree(criteria.bytes);
        board = support_scored(tree, "unit,1,2,3\nu,4,,NA\nv,4,3,6\n");
        ledger = ledger_of(board, "u", "", CHISO_SCOPE_BLOCKS);
        entries = entries_of(ledger, 3);
        expect_entry(board, &entries[at], &cases[i].missing);
        cr_expect(entries[at].state == CHISO_STATE_MISSING &&
                  entries[1 - at].state == CHISO_STATE_SCORED);
        expect_entry(
            board, &entries[2],
            &(struct expected){"3", NULL, NULL, NULL, "6", "6", "6", NULL, NULL, "v", 1, 1});
        cr_expect(entries[2].state == CHISO_STATE_NOT_APPLICABLE);
        expect_total(ledger, cases[i].total[0], cases[i].total[1], cases[i].total[2],
                     cases[i].total[3], cases[i].total[4], cases[i].total[5]);
        chiso_ledger_free(ledger);
        chiso_board_free(board);
        chiso_tree_free(tree);
        buffer_clear(&criteria);
    }
}

/* A unit that is not ranked is compared with those that are; where nobody is, there is nobody to
 * compare with. */
Test(ledger, only_ranked_units_are_compared_with)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,10\n");
    chiso_board *board =
        support_scored(tree, "unit,block,ranked,1\nu,a,no,2\nv,a,yes,5\nw,b,no,9\n");
    chiso_ledger *ledger = ledger_of(board, "u", "", CHISO_SCOPE_BLOCKS);

    expect_entry(board, entries_of(ledger, 1),
                 &(struct expected){"1", "2", "10", "8", "5", "5", "5", "3", "8", "v", 1, 1});
    chiso_ledger_free(ledger);
    ledger = ledger_of(board, "w", "", CHISO_SCOPE_BLOCKS);
    expect_entry(board, entries_of(ledger, 1),
                 &(struct expected){"1", "9", "10", "1", NULL, NULL, NULL, NULL, "1", "", 0, 0});
    chiso_ledger_free(ledger);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* A leaf that is rounded can get no more than its max rounded; a rule without limits can give more
 * than the max. */
Test(ledger, rounded_leaves_and_leaves_without_limits)
{
    chiso_tree *tree =
        support_tree("code,title,max,round,rule\n1,,3.333,2,\n2,,10,,range 0..10 unlimited\n");
    chiso_board *board = support_scored(tree, "unit,1,2\nu,1,12\nv,2,15\n");
    chiso_ledger *ledger = ledger_of(board, "u", "", CHISO_SCOPE_BLOCKS);
    const chiso_ledger_entry *entries = entries_of(ledger, 2);

    expect_entry(
        board, &entries[0],
        &(struct expected){"1", "1", "3.333", "2.333", "2", "1.5", "1.5", "1", "2.33", "v", 1, 2});
    expect_entry(
        board, &entries[1],
        &(struct expected){"2", "12", "10", "-2", "15", "13.5", "13.5", "3", "-2", "v", 1, 2});
    expect_total(ledger, "13", "13.333", "0.333", "0.33", "0", "0.003");
    chiso_ledger_free(ledger);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Points among the others are raised as such: 4 of 2..6 is 5 of 10, and the node gains what is
 * between. */
Test(ledger, leaves_that_look_at_the_other_units_are_taken_by_their_points)
{
    chiso_tree *tree = support_tree("code,title,max,rule\n1,,10,minmax\n2,,30,\n");
    chiso_board *board = support_scored(tree, "unit,1,2\nu,4,28\nv,2,30\nw,6,\n");
    chiso_ledger *ledger = ledger_of(board, "u", "", CHISO_SCOPE_BLOCKS);
    const chiso_ledger_entry *entries = entries_of(ledger, 2);

    expect_entry(board, &entries[0],
                 &(struct expected){"1", "5", "10", "5", "10", "5", "5", "5", "5", "w", 1, 3});
    expect_entry(
        board, &entries[1],
        &(struct expected){"2", "28", "30", "2", "30", "19.333333", "28", "2", "2", "v", 1, 3});
    expect_total(ledger, "33", "40", "7", "7", "0", "0");
    chiso_ledger_free(ledger);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Losses that no decimal holds. */
Test(ledger, losses_beyond_what_a_decimal_holds_are_refused)
{
    chiso_tree *tree = support_tree("code,title,max,min\n1,,9200000000000,-9200000000000\n");
    chiso_board *board = support_scored(tree, "unit,1\nu,-9200000000000\n");
    chiso_ledger *ledger = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(chiso_ledger_new(board, 0, CHISO_ROOT, NULL, &ledger, &error) == CHISO_E_RANGE &&
              ledger == NULL);
    cr_expect(support_names(error.message, "unit u") && support_names(error.message_vi, "u"), "%s",
              error.message);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(ledger, bad_input_is_named_and_makes_nothing)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,10\n");
    chiso_board *board = support_scored(tree, "unit,1\nu,2\n");
    chiso_board *unscored = support_board(tree, "unit,1\nu,2\n");
    chiso_ledger *ledger = (chiso_ledger *)board;
    const chiso_ledger_entry *entries = NULL;
    uint32_t count = 7;
    chiso_ledger_total total;
    chiso_ledger_options options = CHISO_LEDGER_OPTIONS_INIT;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(chiso_ledger_new(NULL, 0, CHISO_ROOT, NULL, &ledger, &error) == CHISO_E_NULL &&
              ledger == NULL);
    cr_expect(chiso_ledger_new(board, 0, CHISO_ROOT, NULL, NULL, &error) == CHISO_E_NULL);
    cr_expect(chiso_ledger_new(unscored, 0, CHISO_ROOT, NULL, &ledger, &error) == CHISO_E_STATE);
    cr_expect(chiso_ledger_new(board, 1, CHISO_ROOT, NULL, &ledger, &error) == CHISO_E_UNIT);
    cr_expect(support_names(error.message, "1") && support_names(error.message_vi, "1"), "%s",
              error.message);
    cr_expect(chiso_ledger_new(board, 0, 5, NULL, &ledger, &error) == CHISO_E_NODE);
    cr_expect(support_names(error.message, "5"), "%s", error.message);
    options.scope = (chiso_scope)2;
    cr_expect(chiso_ledger_new(board, 0, CHISO_ROOT, &options, &ledger, &error) == CHISO_E_RANGE);
    cr_expect(ledger == NULL);
    cr_expect(chiso_ledger_entries(NULL, &entries, &count) == CHISO_E_NULL &&
              chiso_ledger_bonuses(NULL, &entries, &count) == CHISO_E_NULL &&
              chiso_ledger_totals(NULL, &total) == CHISO_E_NULL);
    chiso_ledger_free(NULL);
    cr_assert(chiso_ledger_new(board, 0, CHISO_ROOT, NULL, &ledger, NULL) == CHISO_OK);
    cr_expect(chiso_ledger_entries(ledger, NULL, &count) == CHISO_E_NULL &&
              chiso_ledger_bonuses(ledger, &entries, NULL) == CHISO_E_NULL &&
              chiso_ledger_totals(ledger, NULL) == CHISO_E_NULL);
    cr_assert(chiso_board_set(board, "u", "1", "3", NULL) == CHISO_OK &&
              chiso_board_score(board, NULL) == CHISO_OK);
    cr_expect(chiso_ledger_entries(ledger, &entries, &count) == CHISO_E_STATE &&
              chiso_ledger_bonuses(ledger, &entries, &count) == CHISO_E_STATE &&
              chiso_ledger_totals(ledger, &total) == CHISO_E_STATE);
    cr_expect(entries == NULL && count == 7);
    chiso_board_free(board);
    chiso_ledger_free(ledger);
    chiso_board_free(unscored);
    chiso_tree_free(tree);
}

/* A ledger, a target and the figures of a block. */
static void look_at(const chiso_board *board, chiso_unit unit)
{
    const chiso_goal goal = {.kind = CHISO_GOAL_RANK, .rank = 1};
    chiso_ledger *ledger = NULL;
    chiso_target *target = NULL;
    chiso_block_summary summary;

    cr_assert(chiso_ledger_new(board, unit, CHISO_ROOT, NULL, &ledger, NULL) == CHISO_OK &&
              chiso_target_new(board, unit, CHISO_ROOT, &goal, NULL, &target, NULL) == CHISO_OK &&
              chiso_block_summarise(board, CHISO_ROOT, unit % 2, 6, &summary, NULL) == CHISO_OK);
    chiso_ledger_free(ledger);
    chiso_target_free(target);
}

Test(ledger, what_stays_with_a_board_is_made_once_and_ends_when_it_is_scored_again)
{
    struct meter meter = {.refuse_from = SIZE_MAX};
    const chiso_allocator allocator = meter_allocator(&meter);
    chiso_tree *tree = support_tree("code,title,max\n1,,10\n2,,20\n");
    struct buffer points = {0};
    chiso_board *board = NULL;
    size_t scored = 0;
    size_t looked_at = 0;

    buffer_print(&points, "unit,block,1,2\n");
    for (int i = 0; i < 60; i++) {
        buffer_print(&points, "u%d,b%d,%d,%d\n", i, i % 2, i % 11, i % 7);
    }
    cr_assert(chiso_board_new(tree, &allocator, &board, NULL) == CHISO_OK &&
              chiso_board_read_csv(board, points.bytes, strlen(points.bytes), NULL) == CHISO_OK &&
              chiso_board_score(board, NULL) == CHISO_OK);
    scored = meter.alive;
    look_at(board, 0);
    look_at(board, 1);
    looked_at = meter.alive;
    cr_expect(looked_at > scored);
    for (chiso_unit unit = 0; unit < 60; unit++) {
        look_at(board, unit);
    }
    cr_expect(meter.alive == looked_at);
    cr_assert(chiso_board_set_value(board, 0, chiso_node_next_leaf(tree, CHISO_ROOT), decimal("9"),
                                    NULL) == CHISO_OK &&
              chiso_board_score(board, NULL) == CHISO_OK);
    cr_expect(meter.alive == scored);
    look_at(board, 0);
    chiso_board_free(board);
    chiso_tree_free(tree);
    cr_expect(meter.alive == 0);
    buffer_clear(&points);
}

Test(ledger, steps_hold_what_the_leaves_did_not_lose)
{
    chiso_tree *tree = support_tree(
        "code,title,max,min,combine,kind,gate\n.,,,,,,\n1,,,,sum drop lowest 1,,\n1.1,,10,,,,\n"
        "1.2,,10,,,,\n2,,20,0,,,\n2.1,,20,,,,below 90%: parent at most 60%\n2.2,,0,-30,,bonus,\n"
        "3,,,,,,\n3.1,,6,,,,\n3.2,,6,,,,\n4,,10,0,,,\n4.1,,10,,,,\n4.2,,0,-30,,bonus,\n");
    chiso_board *board =
        support_board(tree, "unit,1.1,1.2,2.1,2.2,3.1,3.2,4.1,4.2\nu,8,3,16,-1,4,,7,-12\n");
    const chiso_ledger_step *steps = NULL;
    chiso_ledger_total total;
    chiso_ledger *ledger = NULL;
    uint32_t count = 0;

    cr_assert_eq(chiso_board_set_result(board, 0, support_node(tree, "3"), "9", "appeal", NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_ledger_new(board, 0, CHISO_ROOT, NULL, &ledger, NULL), CHISO_OK);
    cr_assert_eq(chiso_ledger_steps(ledger, &steps, &count), CHISO_OK);
    cr_assert_eq(chiso_ledger_totals(ledger, &total), CHISO_OK);
    /* 8 of 10, 15 limited to 12 of 20, 9 of 12, -5 lifted to 0 of 10: 29 of 52. */
    cr_expect_eq(total.achieved, decimal("29"));
    cr_expect_eq(total.lost, decimal("23"));
    cr_expect_eq(total.leaves, decimal("9"));
    cr_expect_eq(total.bonuses, decimal("-13"));
    cr_expect_eq(total.steps, decimal("1"));
    cr_expect_eq(total.rest, 0);
    cr_assert_eq(count, 3);
    cr_expect(steps[0].kind == CHISO_STEP_LIMITED && steps[0].node == support_node(tree, "2") &&
              steps[0].by == support_node(tree, "2.1") && steps[0].cost == decimal("3"));
    cr_expect(steps[1].kind == CHISO_STEP_SET && steps[1].node == support_node(tree, "3") &&
              steps[1].by == CHISO_NO_NODE && steps[1].cost == decimal("3"));
    cr_expect(steps[2].kind == CHISO_STEP_FLOOR && steps[2].cost == decimal("-5"));
    cr_expect_eq(chiso_ledger_steps(NULL, &steps, &count), CHISO_E_NULL);
    chiso_ledger_free(ledger);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Of two of three criteria that count, each raised to its max is dropped in place of the highest.
 */
Test(ledger, what_drops_keep_leaves_from_gaining_is_a_step)
{
    chiso_tree *tree = support_tree("code,title,max,combine\n.,,,\n1,,,sum drop highest 1\n"
                                    "1.1,,10,\n1.2,,10,\n1.3,,10,\n2,,30,mean keep lowest 2\n"
                                    "2.1,,10,\n2.2,,10,\n2.3,,10,\n3,,,sum drop lowest 1\n"
                                    "3.1,,10,\n3.2,,10,\n");
    chiso_board *board =
        support_scored(tree, "unit,1.1,1.2,1.3,2.1,2.2,2.3,3.1,3.2\nu,8,5,2,9,5,3,4,6\n");
    const chiso_ledger_step *steps = NULL;
    const chiso_ledger_entry *entries = NULL;
    chiso_ledger_total total;
    chiso_ledger *ledger = NULL;
    uint32_t count = 0;

    cr_assert_eq(chiso_ledger_new(board, 0, CHISO_ROOT, NULL, &ledger, NULL), CHISO_OK);
    cr_assert_eq(chiso_ledger_totals(ledger, &total), CHISO_OK);
    cr_assert_eq(chiso_ledger_entries(ledger, &entries, &count), CHISO_OK);
    /* 7 of 20, 12 of 30, 6 of 10. What 2.3 would gain: 9 and 5 in place of 5 and 3. */
    cr_expect_eq(total.lost, decimal("35"));
    cr_expect(entries[0].leaf == support_node(tree, "2.3") && entries[0].to_max == decimal("9"));
    cr_expect_eq(total.leaves, decimal("28"));
    cr_expect_eq(total.rest, 0);
    cr_assert_eq(chiso_ledger_steps(ledger, &steps, &count), CHISO_OK);
    cr_assert_eq(count, 2);
    cr_expect(steps[0].kind == CHISO_STEP_DROPS && steps[0].node == support_node(tree, "1") &&
              steps[0].by == CHISO_NO_NODE && steps[0].cost == decimal("4"));
    cr_expect(steps[1].kind == CHISO_STEP_DROPS && steps[1].node == support_node(tree, "2") &&
              steps[1].cost == decimal("3"));
    chiso_ledger_free(ledger);
    chiso_board_free(board);
    chiso_tree_free(tree);
}
