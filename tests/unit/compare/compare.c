#include "support.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Two boards and what came of comparing them. */
struct pair {
    chiso_board *now;
    chiso_board *before;
    chiso_map *criteria;
    chiso_map *units;
    chiso_comparison *comparison;
};

static chiso_board *board_of(const char *criteria, const char *points)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = support_scored(tree, points);

    chiso_tree_free(tree);
    return board;
}

static chiso_map *map_of(const char *text)
{
    chiso_map *map = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    if (text != NULL) {
        cr_assert(chiso_map_read_csv(text, strlen(text), NULL, &map, &error) == CHISO_OK, "%s",
                  error.message);
    }
    return map;
}

/* Compares with options that hold all but the maps. */
static struct pair compare_with(const char *criteria, const char *points, const char *old_criteria,
                                const char *old_points, const char *criteria_map,
                                const char *unit_map, chiso_comparison_options options)
{
    struct pair pair = {board_of(criteria, points), board_of(old_criteria, old_points),
                        map_of(criteria_map), map_of(unit_map), NULL};
    chiso_error error = CHISO_ERROR_INIT;

    options.criteria = pair.criteria;
    options.units = pair.units;
    cr_assert(chiso_comparison_new(pair.now, pair.before, &options, &pair.comparison, &error) ==
                  CHISO_OK,
              "%s", error.message);
    return pair;
}

static struct pair compare(const char *criteria, const char *points, const char *old_points)
{
    return compare_with(criteria, points, criteria, old_points, NULL, NULL,
                        CHISO_COMPARISON_OPTIONS_INIT);
}

static void pair_clear(struct pair *pair)
{
    chiso_board_free(pair->now);
    chiso_board_free(pair->before);
    chiso_map_free(pair->criteria);
    chiso_map_free(pair->units);
    chiso_comparison_free(pair->comparison);
}

static chiso_change change_of(const struct pair *pair, const char *unit, const char *code)
{
    chiso_change change;

    cr_assert(chiso_comparison_change(pair->comparison, support_unit(pair->now, unit),
                                      support_node(chiso_board_tree(pair->now), code),
                                      &change) == CHISO_OK);
    return change;
}

static bool is(chiso_decimal got, const char *expected)
{
    return got == (expected == NULL ? CHISO_ABSENT : decimal(expected));
}

/* What a unit was, by the codes of up to two predecessors; NULL for none. */
static void expect_before(const struct pair *pair, const char *unit, const char *first,
                          const char *second)
{
    const char *const expected[] = {first, second};
    const chiso_unit *before = NULL;
    uint32_t count = 7;

    cr_assert(chiso_comparison_units_before(pair->comparison, support_unit(pair->now, unit),
                                            &before, &count) == CHISO_OK);
    cr_assert_eq(count, (uint32_t)(first != NULL) + (second != NULL), "%s: %" PRIu32, unit, count);
    for (uint32_t i = 0; i < count; i++) {
        cr_expect_str_eq(chiso_unit_code(pair->before, before[i]), expected[i], "%s", unit);
    }
}

/* What a criterion was, in the same way. */
static void expect_nodes_before(const struct pair *pair, const char *code, const char *first,
                                const char *second)
{
    const chiso_node node = support_node(chiso_board_tree(pair->now), code);
    const char *const expected[] = {first, second};
    const chiso_node *before = NULL;
    uint32_t count = 7;

    cr_assert(chiso_comparison_nodes_before(pair->comparison, node, &before, &count) == CHISO_OK);
    cr_assert_eq(count, (uint32_t)(first != NULL) + (second != NULL), "%s: %" PRIu32, code, count);
    for (uint32_t i = 0; i < count; i++) {
        cr_expect_str_eq(chiso_node_code(chiso_board_tree(pair->before), before[i]), expected[i],
                         "%s", code);
    }
}

/* The four differences; NULL for one that does not exist. */
static void expect_change(const struct pair *pair, const char *unit, const char *code,
                          const char *achieved, const char *max, const char *percent,
                          const char *rank)
{
    const chiso_change change = change_of(pair, unit, code);

    cr_expect(is(change.achieved, achieved), "%s %s: achieved %s", unit, code,
              decimal_text(change.achieved));
    cr_expect(is(change.max, max), "%s %s: max %s", unit, code, decimal_text(change.max));
    cr_expect(is(change.percent, percent), "%s %s: percent %s", unit, code,
              decimal_text(change.percent));
    cr_expect(is(change.rank, rank), "%s %s: rank %s", unit, code, decimal_text(change.rank));
}

#define TWO "code,title,max\n1,,10\n2,,20\n"

Test(compare, differences_are_of_points_maxima_percents_and_ranks)
{
    struct pair pair =
        compare(TWO, "unit,1,2\na,7,15\nb,8,20\nc,1,2\n", "unit,1,2\nb,6,20\nc,10,20\na,7.25,\n");
    const chiso_change change = change_of(&pair, "b", "");

    /* a: 22 of 30 is 73.33, after 7.25 of 30, 24.17, and 14.75 of 30 is 49.17; third of three, now
     * second. */
    expect_change(&pair, "a", "", "14.75", "0", "49.17", "1");
    expect_change(&pair, "b", "", "2", "0", "6.67", "1");
    expect_change(&pair, "c", "", "-27", "0", "-90", "-2");
    expect_change(&pair, "a", "1", "-0.25", "0", "-2.5", "0");
    cr_expect(change.now.achieved == decimal("28") && change.now.max == decimal("30") &&
              change.now.percent == decimal("93.33"));
    cr_expect(change.before.achieved == decimal("26") && change.before.max == decimal("30") &&
              change.before.percent == decimal("86.67"));
    cr_expect(change.now.place.rank == 1 && change.before.place.rank == 2 &&
              change.before.place.out_of == 3);
    cr_expect(change.now.band == CHISO_NO_BAND && change.before.band == CHISO_NO_BAND);
    pair_clear(&pair);
}

Test(compare, bands_of_both_sides_are_told)
{
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_bands *bands = NULL;
    struct pair pair;

    cr_assert(chiso_bands_new(NULL, &bands, NULL) == CHISO_OK);
    cr_assert(chiso_bands_add(bands, "A", "90", NULL) == CHISO_OK &&
              chiso_bands_add(bands, "B", "80", NULL) == CHISO_OK);
    options.bands = bands;
    pair = compare_with(TWO, "unit,1,2\na,7,20\nb,8,20\n", TWO, "unit,1,2\na,10,20\nb,0,20\n", NULL,
                        NULL, options);
    chiso_bands_free(bands);
    cr_expect(change_of(&pair, "a", "").now.band == 0 &&
              change_of(&pair, "a", "").before.band == 0);
    cr_expect(change_of(&pair, "b", "").now.band == 0 &&
              change_of(&pair, "b", "").before.band == CHISO_NO_BAND);
    cr_expect(change_of(&pair, "b", "1").now.band == 1);
    pair_clear(&pair);
}

Test(compare, what_one_side_does_not_have_is_absent_and_listed)
{
    struct pair pair = compare_with(
        "code,title,max\n1,,10\n2,,25\n4,,5\n", "unit,1,2,4\nb,1,1,1\na,2,2,\nnew,3,3,3\n",
        "code,title,max\n1,,10\n2,,20\n3,,10\n", "unit,1,2,3\na,1,2,3\ngone,1,1,1\nb,-,1,1\n", NULL,
        NULL, CHISO_COMPARISON_OPTIONS_INIT);
    static const char *const expected[][2] = {
        {"new", NULL}, {"gone", NULL}, {"4", NULL}, {"3", NULL}, {"2", NULL}};

    for (int which = CHISO_DIFFERENCE_UNITS_NEW; which <= CHISO_DIFFERENCE_MAX; which++) {
        const bool old =
            which == CHISO_DIFFERENCE_UNITS_GONE || which == CHISO_DIFFERENCE_NODES_GONE;
        const chiso_board *board = old ? pair.before : pair.now;
        const uint32_t *ids = NULL;
        uint32_t count = 0;

        cr_assert(chiso_comparison_difference(pair.comparison, (chiso_difference)which, &ids,
                                              &count) == CHISO_OK);
        cr_assert(count == 1, "%s: %" PRIu32,
                  chiso_word(CHISO_WORDS_DIFFERENCE, (chiso_difference)which), count);
        cr_expect_str_eq(which < CHISO_DIFFERENCE_NODES_NEW
                             ? chiso_unit_code(board, ids[0])
                             : chiso_node_code(chiso_board_tree(board), ids[0]),
                         expected[which][0]);
    }
    expect_change(&pair, "new", "", NULL, NULL, NULL, NULL);
    expect_change(&pair, "a", "4", NULL, NULL, NULL, NULL);
    expect_change(&pair, "b", "1", NULL, NULL, NULL, NULL);
    expect_change(&pair, "a", "2", "0", "5", "-2", "-1");
    cr_expect(change_of(&pair, "b", "1").now.achieved == decimal("1"));
    expect_before(&pair, "new", NULL, NULL);
    expect_before(&pair, "a", "a", NULL);
    expect_nodes_before(&pair, "", "", NULL);
    expect_nodes_before(&pair, "2", "2", NULL);
    expect_nodes_before(&pair, "4", NULL, NULL);
    pair_clear(&pair);
}

Test(compare, average_ranks_change_by_halves)
{
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
    struct pair pair;

    ranking.ties = CHISO_TIES_AVERAGE;
    options.ranking = &ranking;
    pair = compare_with(TWO, "unit,1,2\na,5,5\nb,5,5\nc,9,9\n", TWO,
                        "unit,1,2\na,9,9\nb,8,8\nc,1,1\n", NULL, NULL, options);
    expect_change(&pair, "a", "", "-8", "0", "-26.67", "-1.5");
    expect_change(&pair, "b", "", "-6", "0", "-20", "-0.5");
    expect_change(&pair, "c", "", "16", "0", "53.33", "2");
    pair_clear(&pair);
}

Test(compare, ranks_of_different_blocks_are_not_compared)
{
    static const char now[] = "unit,block,1,2\na,east,5,5\nb,east,6,5\nc,west,9,9\n";
    static const char before[] = "unit,block,1,2\na,west,5,5\nb,east,5,5\nc,west,9,9\n";
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
    struct pair pair = compare(TWO, now, before);

    expect_change(&pair, "a", "", "0", "0", "0", NULL);
    expect_change(&pair, "b", "", "1", "0", "3.33", "0");
    expect_change(&pair, "c", "", "0", "0", "0", "0");
    pair_clear(&pair);
    ranking.scope = CHISO_SCOPE_OVERALL;
    options.ranking = &ranking;
    pair = compare_with(TWO, now, TWO, before, NULL, NULL, options);
    expect_change(&pair, "a", "", "0", "0", "0", "-1");
    pair_clear(&pair);
}

Test(compare, criteria_are_matched_by_the_map_merged_and_split)
{
    /* 1 and 2 were merged into m, 3 was split into x and y, 4 is now called 3, 5 was dropped, n is
     * new though the old tree has such a code. */
    struct pair pair = compare_with("code,title,max\nm,,12\nx,,4\ny,,6\n3,,5\nn,,2\n",
                                    "unit,m,x,y,3,n\na,10,2,5,4,1\nb,6,-,5,4,2\n",
                                    "code,title,max\n1,,4\n2,,8\n3,,10\n4,,5\n5,,1\nn,,2\n",
                                    "unit,1,2,3,4,5,n\na,3,6,7,3,1,0\nb,-,6,7,3,1,0\n",
                                    "old,new,share\n1,m,\n2,m,\n3,x,0.4\n3,y,0.6\n4,3,\n5,,\n,n,\n",
                                    NULL, CHISO_COMPARISON_OPTIONS_INIT);

    expect_change(&pair, "a", "m", "1", "0", "8.33", NULL);
    expect_change(&pair, "b", "m", "0", "4", "-25", NULL);
    expect_change(&pair, "a", "x", "-0.8", "0", "-20", "0");
    expect_change(&pair, "b", "x", NULL, NULL, NULL, NULL);
    expect_change(&pair, "a", "y", "0.8", "0", "13.33", "0");
    expect_change(&pair, "a", "3", "1", "0", "20", "0");
    expect_change(&pair, "a", "n", NULL, NULL, NULL, NULL);
    expect_nodes_before(&pair, "m", "1", "2");
    expect_nodes_before(&pair, "x", "3", NULL);
    expect_nodes_before(&pair, "3", "4", NULL);
    expect_nodes_before(&pair, "n", NULL, NULL);
    pair_clear(&pair);
}

Test(compare, a_merged_unit_is_set_against_the_mean_of_its_predecessors)
{
    static const char now[] = "unit,1,2\nm,7,15\nx,8,8\ny,9,9\nc,1,2\n";
    static const char before[] = "unit,1,2\na,6,12\nb,3,-\nc,1,2\nd,5,5\n";
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    struct pair pair = compare_with(TWO, now, TWO, before, NULL,
                                    "old,new,share\na,m,\nb,m,\nd,x,0.5\nd,y,0.5\n", options);

    /* a had 18 of 30, b 3 of 10: 10.5 points of 20, and 45 %. */
    expect_change(&pair, "m", "", "11.5", "10", "28.33", NULL);
    expect_change(&pair, "m", "1", "2.5", "0", "25", NULL);
    expect_change(&pair, "m", "2", NULL, NULL, NULL, NULL);
    expect_before(&pair, "m", "a", "b");
    expect_before(&pair, "y", "d", NULL);
    expect_before(&pair, "c", "c", NULL);
    expect_change(&pair, "x", "", "6", "0", "20", "-1");
    expect_change(&pair, "c", "", "0", "0", "0", "0");
    pair_clear(&pair);
    pair =
        compare_with(TWO, now, TWO, before, NULL, "old,new,share\na,m,0.75\nb,m,0.25\n", options);
    /* 0.75 × 18 + 0.25 × 3 = 14.25, of 25; 0.75 × 60 % + 0.25 × 30 % = 52.5 %. */
    expect_change(&pair, "m", "", "7.75", "5", "20.83", NULL);
    pair_clear(&pair);
    options.predecessor = CHISO_PREDECESSOR_MEAN;
    pair =
        compare_with(TWO, now, TWO, before, NULL, "old,new,share\na,m,0.75\nb,m,0.25\n", options);
    expect_change(&pair, "m", "", "11.5", "10", "28.33", NULL);
    expect_change(&pair, "x", "", NULL, NULL, NULL, NULL);
    pair_clear(&pair);
}

Test(compare, children_are_counted_by_what_rose_with_the_largest_gain_and_loss)
{
    /* 1 rises past b, 2 rises alone, 3 falls while the other falls more, 4 stays; the bonus has no
     * percent and rises by its points. */
    struct pair pair =
        compare("code,title,max,min,kind\n1,,10,,\n2,,10,,\n3,,10,,\n4,,10,,\nb,,2,-2,bonus\n",
                "unit,1,2,3,4,b\na,8,5,5,5,1\nb,7,9,4,9,0\n",
                "unit,1,2,3,4,b\na,5,4,6,5,-1\nb,7,9,8,9,0\n");
    chiso_change_summary summary;

    cr_assert(chiso_comparison_summarise(pair.comparison, 0, CHISO_ROOT, &summary) == CHISO_OK);
    /* The bonus has a max of 2, so it has a percent and a rank: from -100 %, second, to 50 %,
     * first. */
    cr_expect(summary.both == 2 && summary.score_only == 1 && summary.rank_only == 1 &&
              summary.neither == 1 && summary.uncompared == 0);
    cr_expect(summary.gain == 1 && summary.gained == decimal("3") && summary.loss == 3 &&
              summary.lost == decimal("-1"));
    cr_expect(summary.achieved == decimal("5") && summary.percent == decimal("12.5") &&
              summary.rank == 0 && summary.max_changed == 0);
    cr_assert(chiso_comparison_summarise(pair.comparison, 0, 1, &summary) == CHISO_OK);
    cr_expect(summary.both + summary.score_only + summary.rank_only + summary.neither == 0 &&
              summary.rank == decimal("1"));
    cr_expect(summary.gain == CHISO_NO_NODE && summary.loss == CHISO_NO_NODE &&
              summary.gained == CHISO_ABSENT && summary.lost == CHISO_ABSENT);
    pair_clear(&pair);
}

Test(compare, criteria_whose_max_changed_rise_by_percent_and_gain_nothing)
{
    struct pair pair = compare_with("code,title,max\n1,,20\n2,,10\n3,,5\n", "unit,1,2,3\na,9,6,1\n",
                                    "code,title,max\n1,,10\n2,,10\n", "unit,1,2\na,5,5\n", NULL,
                                    NULL, CHISO_COMPARISON_OPTIONS_INIT);
    chiso_change_summary summary;

    cr_assert(chiso_comparison_summarise(pair.comparison, 0, CHISO_ROOT, &summary) == CHISO_OK);
    cr_expect(summary.both == 0 && summary.score_only == 1 && summary.neither == 1 &&
              summary.uncompared == 1 && summary.max_changed == 1);
    cr_expect(summary.gain == 2 && summary.gained == decimal("1") && summary.loss == CHISO_NO_NODE);
    pair_clear(&pair);
}

Test(compare, changes_of_all_units_are_those_of_each)
{
    static const char *const before[] = {"unit,1,2\na,7,15\nb,8,20\nc,1,2\n",
                                         "unit,1,2\nc,1,2\na,7,16\nb,8,20\n",
                                         "unit,1,2\na,,15\nb,-,20\nc,1,1\n", "unit,1,2\nb,1,1\n"};

    for (size_t i = 0; i < COUNT(before); i++) {
        struct pair pair = compare(TWO, "unit,1,2\na,7,15\nb,9,20\nc,1,1\n", before[i]);

        for (chiso_node node = 0; node < 3; node++) {
            chiso_decimal points[3];
            chiso_decimal ranks[3];
            chiso_change_count expected = {0, 0, 0, 0};
            chiso_change_count count;

            cr_assert(chiso_comparison_points(pair.comparison, node, 3, points, &count) ==
                      CHISO_OK);
            cr_assert(chiso_comparison_ranks(pair.comparison, node, 3, ranks) == CHISO_OK);
            for (chiso_unit unit = 0; unit < 3; unit++) {
                chiso_change change;

                cr_assert(chiso_comparison_change(pair.comparison, unit, node, &change) ==
                          CHISO_OK);
                cr_expect(points[unit] == change.achieved && ranks[unit] == change.rank,
                          "case %zu, node %u, unit %u", i, node, unit);
                expected.absent += change.achieved == CHISO_ABSENT;
                expected.rose += change.achieved != CHISO_ABSENT && change.achieved > 0;
                expected.fell += change.achieved != CHISO_ABSENT && change.achieved < 0;
                expected.same += change.achieved == 0;
            }
            cr_expect(memcmp(&count, &expected, sizeof(count)) == 0, "case %zu, node %u", i, node);
        }
        pair_clear(&pair);
    }
}

/* What a block's change should be; NULL for a figure that does not exist. */
struct block_case {
    uint32_t block, units, units_before, both;
    const char *now, *before, *both_now, *both_before, *mean;
};

static void expect_blocks(const chiso_comparison *comparison, const struct block_case *cases,
                          size_t count)
{
    for (size_t i = 0; i < count; i++) {
        chiso_block_change change;
        chiso_error error = CHISO_ERROR_INIT;

        cr_assert(chiso_comparison_block(comparison, CHISO_ROOT, cases[i].block, &change, &error) ==
                      CHISO_OK,
                  "%s", error.message);
        cr_expect(change.units == cases[i].units && change.units_before == cases[i].units_before &&
                      change.both == cases[i].both,
                  "case %zu: %u, %u, %u", i, (unsigned)change.units, (unsigned)change.units_before,
                  (unsigned)change.both);
        cr_expect(is(change.now, cases[i].now) && is(change.before, cases[i].before), "case %zu",
                  i);
        cr_expect(is(change.both_now, cases[i].both_now) &&
                      is(change.both_before, cases[i].both_before) &&
                      is(change.mean, cases[i].mean),
                  "case %zu: %s %s %s", i, decimal_text(change.both_now),
                  decimal_text(change.both_before), decimal_text(change.mean));
    }
}

/* East lost e, which had nothing, and got b: its units rose by 3.33, not by 50. */
Test(compare, a_block_changes_by_the_published_means_of_the_units_of_both)
{
    static const struct block_case cases[] = {
        {0, 2, 2, 1, "85", "35", "73.33", "70", "3.33"},
        {1, 1, 1, 1, "6.67", "10", "6.67", "10", "-3.33"},
        {2, 1, 0, 0, "20", NULL, NULL, NULL, NULL},
        {CHISO_ALL_BLOCKS, 4, 3, 2, "49.17", "26.67", "40", "40", "0"},
    };
    struct pair pair =
        compare(TWO, "unit,block,1,2\na,east,7,15\nb,east,9,20\nc,west,1,1\nd,north,3,3\n",
                "unit,block,1,2\nc,west,1,2\na,east,6,15\ne,east,0,0\n");

    expect_blocks(pair.comparison, cases, COUNT(cases));
    pair_clear(&pair);
}

/* Of both are neither those that were not ranked, or had no percent, nor those of another block. */
Test(compare, a_unit_of_both_sides_is_ranked_in_the_block_with_a_percent_on_both)
{
    static const struct block_case cases[] = {
        {0, 5, 2, 2, "70", "40", "70", "40", "30"},
        {1, 0, 1, 0, NULL, "80", NULL, NULL, NULL},
        {CHISO_ALL_BLOCKS, 5, 3, 3, "70", "53.33", "70", "53.33", "16.67"},
    };
    struct pair pair = compare("code,title,max\n1,,10\n2,,20\n",
                               "unit,block,ranked,1,2\na,x,yes,7,14\nb,x,yes,7,14\n"
                               "unranked,x,yes,7,14\nabsent,x,yes,7,14\nmoved,x,yes,7,14\n"
                               "gone,y,no,1,1\n",
                               "unit,block,ranked,1,2\na,x,yes,3,6\nb,x,yes,5,10\n"
                               "unranked,x,no,1,1\nabsent,x,yes,-,-\nmoved,y,yes,8,16\n");

    expect_blocks(pair.comparison, cases, COUNT(cases));
    pair_clear(&pair);
}

Test(compare, climbers_and_fallers_come_in_the_order_of_their_changes)
{
    struct pair pair =
        compare(TWO, "unit,block,1,2\na,x,7,15\nb,x,9,20\nc,x,1,1\nd,y,3,3\nnew,x,1,1\n",
                "unit,block,1,2\na,x,7,14\nb,x,5,5\nc,x,10,20\nd,y,3,2\n");
    static const struct {
        uint32_t block, limit;
        chiso_move by;
        bool fallers;
        const char *units;
    } cases[] = {
        {CHISO_ALL_BLOCKS, 9, CHISO_MOVE_POINTS, false, "badc"},
        {CHISO_ALL_BLOCKS, 9, CHISO_MOVE_POINTS, true, "cadb"},
        {0, 2, CHISO_MOVE_POINTS, false, "ba"},
        {0, 9, CHISO_MOVE_RANK, false, "bac"},
        {0, 1, CHISO_MOVE_RANK, true, "c"},
        {1, 9, CHISO_MOVE_PERCENT, true, "d"},
        {0, 0, CHISO_MOVE_PERCENT, true, ""},
        {0, 3, CHISO_MOVE_PERCENT, false, "bac"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_unit units[9];
        uint32_t count = 77;
        chiso_error error = CHISO_ERROR_INIT;

        cr_assert(chiso_comparison_movers(pair.comparison, CHISO_ROOT, cases[i].block, cases[i].by,
                                          cases[i].fallers, cases[i].limit, units, &count,
                                          &error) == CHISO_OK,
                  "%s", error.message);
        cr_assert(count == strlen(cases[i].units), "case %zu: %u", i, (unsigned)count);
        for (uint32_t k = 0; k < count; k++) {
            cr_expect(chiso_unit_code(pair.now, units[k])[0] == cases[i].units[k],
                      "case %zu, place %u", i, (unsigned)k);
        }
    }
    pair_clear(&pair);
}

/* Figures of R's stats::cor(method = "spearman") and "kendall" (tau-b). */
Test(compare, agreement_is_that_of_r)
{
    static const char now[] =
        "unit,1\na,88\nb,88\nc,86.1\nd,89.95\ne,79\nf,76.5\ng,83.64\nh,81.32\n";
    static const char before[] =
        "unit,1\na,86.89\nb,88.54\nc,85.8\nd,90.1\ne,77.25\nf,77.25\ng,81.32\nh,83.64\nlost,1\n";
    struct pair pair = compare("code,title,max\n1,,100\n", now, before);
    chiso_agreement agreement;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_comparison_agreement(pair.comparison, CHISO_ROOT, CHISO_ALL_BLOCKS, &agreement,
                                         &error) == CHISO_OK,
              "%s", error.message);
    cr_expect(agreement.units == 8);
    cr_expect(fabs(agreement.spearman - 0.96385542168674698) < 1e-15, "%.17g", agreement.spearman);
    cr_expect(fabs(agreement.kendall - 0.88888888888888884) < 1e-15, "%.17g", agreement.kendall);
    cr_expect(agreement.rank_change == 0.5, "%.17g", agreement.rank_change);
    pair_clear(&pair);
    pair = compare("code,title,max\n1,,100\n", "unit,1\na,1\nb,2\n", "unit,1\na,5\nb,5\n");
    cr_assert(chiso_comparison_agreement(pair.comparison, CHISO_ROOT, 0, &agreement, NULL) ==
              CHISO_OK);
    cr_expect(isnan(agreement.spearman) && isnan(agreement.kendall) &&
              agreement.rank_change == 0.5);
    pair_clear(&pair);
}

Test(compare, with_ranks_of_the_root_only_the_other_nodes_have_none)
{
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_change_summary summary = {.both = 7};
    struct pair pair;

    options.ranked = CHISO_RANKED_ROOT;
    pair = compare_with(TWO, "unit,1,2\na,7,15\nb,9,20\n", TWO, "unit,1,2\na,9,20\nb,7,15\n", NULL,
                        NULL, options);
    expect_change(&pair, "a", "", "-7", "0", "-23.33", "-1");
    expect_change(&pair, "a", "1", "-2", "0", "-20", NULL);
    cr_expect(chiso_comparison_summarise(pair.comparison, 0, CHISO_ROOT, &summary) ==
                  CHISO_E_STATE &&
              summary.both == 7);
    pair_clear(&pair);
}

Test(compare, ties_are_broken_by_the_predecessors_of_the_nodes_that_break_them)
{
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
    chiso_node chain = 2;
    struct pair pair;

    ranking.ties = CHISO_TIES_ORDINAL;
    ranking.tie_break = &chain;
    ranking.tie_break_count = 1;
    options.ranking = &ranking;
    /* Equal totals on both sides; the criterion that is now 2 was 1. */
    pair = compare_with("code,title,max\n1,,10\n2,,10\n", "unit,1,2\na,5,5\nb,4,6\n",
                        "code,title,max\n1,,10\n2,,10\n", "unit,1,2\na,6,4\nb,5,5\n",
                        "old,new\n1,2\n2,1\n", NULL, options);
    expect_change(&pair, "a", "", "0", "0", "0", "-1");
    expect_change(&pair, "b", "", "0", "0", "0", "1");
    pair_clear(&pair);
}

/* A comparison that is refused. */
struct refused {
    const char *name;
    const char *criteria, *points, *old_criteria, *old_points, *criteria_map, *unit_map;
    chiso_status status;
    const char *named;
};

Test(compare, boards_and_maps_that_do_not_fit_are_refused_by_name)
{
    static const struct refused cases[] = {
        {"no unit", TWO, "unit,1,2\na,1,1\n", TWO, "unit,1,2\nb,1,1\n", NULL, NULL, CHISO_E_SHAPE,
         "unit"},
        {"no criterion", TWO, "unit,1,2\na,1,1\n", "code,title,max\nx,,1\n", "unit,x\na,1\n", NULL,
         NULL, CHISO_E_SHAPE, "criterion"},
        {"a new criterion", TWO, "unit,1,2\na,1,1\n", TWO, "unit,1,2\na,1,1\n", "old,new\n1,9\n",
         NULL, CHISO_E_NODE, "9"},
        {"an old criterion", TWO, "unit,1,2\na,1,1\n", TWO, "unit,1,2\na,1,1\n", "old,new\n8,1\n",
         NULL, CHISO_E_NODE, "8"},
        {"an old unit", TWO, "unit,1,2\na,1,1\n", TWO, "unit,1,2\na,1,1\n", NULL, "old,new\nq,a\n",
         CHISO_E_UNIT, "q"},
        {"a new unit", TWO, "unit,1,2\na,1,1\n", TWO, "unit,1,2\na,1,1\n", NULL, "old,new\na,r\n",
         CHISO_E_UNIT, "r"},
        {"a split", TWO, "unit,1,2\na,1,1\nb,1,1\n", TWO, "unit,1,2\na,1,1\n", NULL,
         "old,new,share\na,a,0.5\na,b,0.4\n", CHISO_E_WEIGHT, "of a add up to 0.9"},
        {"a split without shares", TWO, "unit,1,2\na,1,1\nb,1,1\n", TWO, "unit,1,2\na,1,1\n", NULL,
         "old,new\na,a\na,b\n", CHISO_E_WEIGHT, "of a add up to 2"},
        {"a part of one", TWO, "unit,1,2\na,1,1\nb,1,1\n", TWO, "unit,1,2\na,1,1\n", NULL,
         "old,new,share\na,b,0.5\n", CHISO_E_WEIGHT, "of a add up to 0.5"},
        {"a merger", TWO, "unit,1,2\nm,1,1\n", TWO, "unit,1,2\na,1,1\nb,1,1\n", NULL,
         "old,new,share\na,m,0.5\nb,m,0.6\n", CHISO_E_WEIGHT, "into m add up to 1.1"},
        {"a row twice", TWO, "unit,1,2\nm,1,1\n", TWO, "unit,1,2\na,1,1\nb,1,1\n", NULL,
         "old,new,share\na,m,0.5\na,m,0.5\n", CHISO_E_DUPLICATE, "from a to m"},
        {"two rows twice, the first of the file", TWO, "unit,1,2\nm,1,1\nn,1,1\n", TWO,
         "unit,1,2\na,1,1\nb,1,1\n", NULL, "old,new,share\nb,n,0.5\na,m,0.5\nb,n,0.5\na,m,0.5\n",
         CHISO_E_DUPLICATE, "from b to n"},
        {"new and not new", TWO, "unit,1,2\nm,1,1\n", TWO, "unit,1,2\na,1,1\n", NULL,
         "old,new\na,m\n,m\n", CHISO_E_DUPLICATE, "m"},
        {"not new and new", TWO, "unit,1,2\nm,1,1\n", TWO, "unit,1,2\na,1,1\n", NULL,
         "old,new\n,m\na,m\n", CHISO_E_DUPLICATE, "m"},
        {"the root", TWO, "unit,1,2\na,1,1\n", TWO, "unit,1,2\na,1,1\n", "old,new\n.,1\n", NULL,
         CHISO_E_NODE, "."},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct refused *c = &cases[i];
        chiso_board *now = board_of(c->criteria, c->points);
        chiso_board *before = board_of(c->old_criteria, c->old_points);
        chiso_map *maps[] = {map_of(c->criteria_map), map_of(c->unit_map)};
        chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
        chiso_comparison *comparison = (chiso_comparison *)&comparison;
        chiso_error error = CHISO_ERROR_INIT;

        options.criteria = maps[0];
        options.units = maps[1];
        cr_expect(chiso_comparison_new(now, before, &options, &comparison, &error) == c->status,
                  "%s: %s %s", c->name, chiso_status_name(error.status), error.message);
        cr_expect(comparison == NULL && strstr(error.message, c->named) != NULL, "%s: %s", c->name,
                  error.message);
        cr_expect(error.message_vi[0] != '\0' && error.status == c->status, "%s", c->name);
        chiso_comparison_free(comparison);
        chiso_board_free(now);
        chiso_board_free(before);
        chiso_map_free(maps[0]);
        chiso_map_free(maps[1]);
    }
}

Test(compare, calls_that_make_no_sense_are_refused_and_change_nothing)
{
    struct pair pair = compare(TWO, "unit,1,2\na,7,15\n", "unit,1,2\na,9,20\n");
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_comparison *other = NULL;
    chiso_change change = {.achieved = 7};
    chiso_change_summary summary = {.both = 7};
    chiso_block_change block = {.units = 7};
    chiso_agreement agreement = {.units = 7};
    chiso_unit units[1] = {7};
    chiso_decimal points[2] = {7, 7};
    const uint32_t *ids = NULL;
    uint32_t count = 7;

    options.predecessor = (chiso_predecessor)2;
    cr_expect(chiso_comparison_new(pair.now, pair.before, &options, &other, NULL) ==
                  CHISO_E_RANGE &&
              other == NULL);
    cr_expect(chiso_comparison_new(NULL, pair.before, NULL, &other, NULL) == CHISO_E_NULL);
    cr_expect(chiso_comparison_new(pair.now, NULL, NULL, &other, NULL) == CHISO_E_NULL);
    cr_expect(chiso_comparison_new(pair.now, pair.before, NULL, NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_comparison_change(pair.comparison, 1, 0, &change) == CHISO_E_UNIT);
    cr_expect(chiso_comparison_change(pair.comparison, 0, 3, &change) == CHISO_E_NODE &&
              change.achieved == 7);
    cr_expect(chiso_comparison_summarise(pair.comparison, 0, 3, &summary) == CHISO_E_NODE &&
              summary.both == 7);
    cr_expect(chiso_comparison_points(pair.comparison, 0, 2, points, NULL) == CHISO_E_RANGE);
    cr_expect(chiso_comparison_points(pair.comparison, 3, 1, points, NULL) == CHISO_E_NODE);
    cr_expect(chiso_comparison_ranks(pair.comparison, 0, 2, points) == CHISO_E_RANGE &&
              points[0] == 7);
    cr_expect(chiso_comparison_block(pair.comparison, 0, 1, &block, NULL) == CHISO_E_RANGE &&
              block.units == 7);
    cr_expect(chiso_comparison_movers(pair.comparison, 0, 0, (chiso_move)3, false, 1, units, &count,
                                      NULL) == CHISO_E_RANGE);
    cr_expect(chiso_comparison_movers(pair.comparison, 0, 1, CHISO_MOVE_RANK, false, 1, units,
                                      &count, NULL) == CHISO_E_RANGE);
    cr_expect(count == 7 && units[0] == 7);
    cr_expect(chiso_comparison_agreement(pair.comparison, 0, 0, &agreement, NULL) ==
                  CHISO_E_EMPTY &&
              agreement.units == 7);
    cr_expect(chiso_comparison_difference(pair.comparison, (chiso_difference)5, &ids, &count) ==
                  CHISO_E_RANGE &&
              ids == NULL);
    cr_assert(chiso_board_set(pair.before, "a", "1", "1", NULL) == CHISO_OK);
    cr_expect(chiso_comparison_new(pair.now, pair.before, NULL, &other, NULL) == CHISO_E_STATE &&
              other == NULL);
    pair_clear(&pair);
}

/* Every way to read a comparison; none of them touches what it was given where it fails. */
static void expect_stale(const chiso_comparison *comparison, const char *when)
{
    chiso_decimal figures[1] = {7};
    chiso_change_count counts = {.rose = 7};
    chiso_change change = {.achieved = 7};
    chiso_change_summary summary = {.both = 7};
    chiso_block_change block = {.units = 7};
    chiso_agreement agreement = {.units = 7};
    chiso_bridge bridge = {.change = 7};
    chiso_rank_bridge ranks = {.change = 7};
    const uint32_t *ids = NULL;
    uint32_t count = 7;
    chiso_unit units[1] = {7};
    chiso_error error = CHISO_ERROR_INIT;
    const chiso_status statuses[] = {
        chiso_comparison_units_before(comparison, 0, &ids, &count),
        chiso_comparison_nodes_before(comparison, 0, &ids, &count),
        chiso_comparison_difference(comparison, CHISO_DIFFERENCE_UNITS_GONE, &ids, &count),
        chiso_comparison_change(comparison, 0, 0, &change),
        chiso_comparison_summarise(comparison, 0, 0, &summary),
        chiso_comparison_points(comparison, 0, 1, figures, &counts),
        chiso_comparison_ranks(comparison, 0, 1, figures),
        chiso_comparison_block(comparison, 0, 0, &block, &error),
        chiso_comparison_movers(comparison, 0, 0, CHISO_MOVE_RANK, false, 1, units, &count, &error),
        chiso_comparison_agreement(comparison, 0, 0, &agreement, &error),
        chiso_comparison_bridge(comparison, 0, 0, &bridge, &error),
        chiso_comparison_rank_bridge(comparison, 0, 0, &ranks, &error),
        /* Whatever else is wrong, that a board changed comes first. */
        chiso_comparison_units_before(comparison, 99, &ids, &count),
        chiso_comparison_nodes_before(comparison, 99, &ids, &count),
        chiso_comparison_change(comparison, 99, 99, &change),
        chiso_comparison_points(comparison, 99, 99, figures, NULL),
        chiso_comparison_ranks(comparison, 99, 99, figures),
        chiso_comparison_movers(comparison, 99, 99, (chiso_move)9, false, 1, units, &count, NULL),
    };

    for (size_t i = 0; i < COUNT(statuses); i++) {
        cr_expect_eq(statuses[i], CHISO_E_STATE, "%s, call %zu: %s", when, i,
                     chiso_status_name(statuses[i]));
    }
    cr_expect(ids == NULL && count == 7 && units[0] == 7 && figures[0] == 7 && counts.rose == 7,
              "%s", when);
    cr_expect(change.achieved == 7 && summary.both == 7 && block.units == 7 &&
                  agreement.units == 7 && bridge.change == 7 && ranks.change == 7,
              "%s", when);
    cr_expect(error.message[0] != '\0' && error.message_vi[0] != '\0', "%s", when);
    cr_expect(chiso_comparison_now(comparison) != NULL &&
                  chiso_comparison_before(comparison) != NULL,
              "%s", when);
}

Test(compare, nothing_is_read_of_boards_that_changed_since)
{
    for (int side = 0; side < 2; side++) {
        struct pair pair = compare(TWO, "unit,1,2\na,7,15\nb,1,1\n", "unit,1,2\na,9,20\nb,2,2\n");
        chiso_board *board = side == 0 ? pair.now : pair.before;
        const char *name = side == 0 ? "now" : "before";

        cr_assert(chiso_board_set(board, "a", "1", "1", NULL) == CHISO_OK);
        expect_stale(pair.comparison, name);
        cr_assert(chiso_board_score(board, NULL) == CHISO_OK);
        expect_stale(pair.comparison, name);
        /* With one unit, as the calls above have room for. */
        cr_assert(chiso_board_remove_unit(board, 1, NULL) == CHISO_OK &&
                  chiso_board_score(board, NULL) == CHISO_OK);
        expect_stale(pair.comparison, name);
        pair_clear(&pair);
    }
}

Test(compare, predecessors_are_refused_where_there_is_nobody)
{
    struct pair pair = compare(TWO, "unit,1,2\na,7,15\n", "unit,1,2\na,9,20\n");
    const uint32_t *ids = NULL;
    uint32_t count = 7;

    cr_expect(chiso_comparison_units_before(pair.comparison, 1, &ids, &count) == CHISO_E_UNIT);
    cr_expect(chiso_comparison_nodes_before(pair.comparison, 3, &ids, &count) == CHISO_E_NODE);
    cr_expect(chiso_comparison_units_before(NULL, 0, &ids, &count) == CHISO_E_NULL);
    cr_expect(chiso_comparison_nodes_before(NULL, 0, &ids, &count) == CHISO_E_NULL);
    cr_expect(chiso_comparison_units_before(pair.comparison, 0, NULL, &count) == CHISO_E_NULL);
    cr_expect(chiso_comparison_nodes_before(pair.comparison, 0, NULL, &count) == CHISO_E_NULL);
    cr_expect(chiso_comparison_units_before(pair.comparison, 0, &ids, NULL) == CHISO_E_NULL);
    cr_expect(chiso_comparison_nodes_before(pair.comparison, 0, &ids, NULL) == CHISO_E_NULL);
    cr_expect(ids == NULL && count == 7);
    pair_clear(&pair);
}

Test(compare, a_comparison_keeps_its_boards_alive)
{
    struct pair pair = compare(TWO, "unit,1,2\na,7,15\n", "unit,1,2\na,9,20\n");
    chiso_change change;

    chiso_board_free(pair.now);
    chiso_board_free(pair.before);
    pair.now = pair.before = NULL;
    cr_expect(chiso_comparison_change(pair.comparison, 0, 0, &change) == CHISO_OK &&
              change.achieved == decimal("-7"));
    cr_expect(chiso_board_unit_count(chiso_comparison_now(pair.comparison)) == 1);
    cr_expect(chiso_board_unit_count(chiso_comparison_before(pair.comparison)) == 1);
    cr_expect(chiso_comparison_now(NULL) == NULL && chiso_comparison_before(NULL) == NULL);
    pair_clear(&pair);
}

Test(compare, differences_beyond_what_a_decimal_holds_are_refused)
{
    struct pair pair = compare("code,title,max,min\n1,,9000000000000,-9000000000000\n",
                               "unit,1\na,9000000000000\nb,1\n", "unit,1\na,-9000000000000\nb,1\n");
    chiso_change change = {.achieved = 7};
    chiso_decimal points[2];

    cr_expect(chiso_comparison_change(pair.comparison, 0, CHISO_ROOT, &change) == CHISO_E_RANGE &&
              change.achieved == 7);
    cr_expect(chiso_comparison_points(pair.comparison, CHISO_ROOT, 2, points, NULL) ==
              CHISO_E_RANGE);
    cr_expect(chiso_comparison_change(pair.comparison, 1, CHISO_ROOT, &change) == CHISO_OK &&
              change.achieved == 0);
    pair_clear(&pair);
}

/* Criterion 1 of x was 9 of 10, 90 %, and of y 50 of 100, 50 %: 70 % on average. 60 of 100 is less,
 * though it is more than 59 of 110. */
Test(compare, a_merged_unit_rose_where_it_is_above_the_mean_of_the_percents)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,100\n1.1,,10\n1.2,,90\n2,,10\n3,,10\n");
    chiso_board *before = support_scored(tree, "unit,1.1,1.2,2,3\nx,9,-,3,-\ny,5,45,4,4\n");
    chiso_board *now = support_scored(tree, "unit,1.1,1.2,2,3\nm,6,54,4,5\nn,6,54,3.5,5\n");
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_comparison *comparison = NULL;
    chiso_change_summary summary;
    chiso_map *map = NULL;

    cr_assert_eq(chiso_map_read_csv("old,new\nx,m\ny,m\n", 16, NULL, &map, NULL), CHISO_OK);
    options.units = map;
    cr_assert_eq(chiso_comparison_new(now, before, &options, &comparison, NULL), CHISO_OK);
    cr_assert_eq(chiso_comparison_summarise(comparison, 0, CHISO_ROOT, &summary), CHISO_OK);
    cr_expect_eq(summary.score_only, 1, "criterion 2");
    cr_expect_eq(summary.neither, 1, "criterion 1");
    cr_expect_eq(summary.uncompared, 1, "criterion 3, which x did not have");
    chiso_comparison_free(comparison);
    chiso_map_free(map);
    chiso_board_free(now);
    chiso_board_free(before);
    chiso_tree_free(tree);
}
