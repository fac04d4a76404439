/* Changes of figures that no six decimals hold: thirds and their like, which are carried as they
 * are and rounded once, where they are shown. */
#include "support.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Two boards and what they are set against each other by. */
struct pair {
    const char *criteria, *points, *old_criteria, *old_points;
    const char *criteria_map, *unit_map;
    chiso_ties ties;
};

static chiso_map *map_of(const char *text)
{
    chiso_map *map = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(text == NULL ||
                  chiso_map_read_csv(text, strlen(text), NULL, &map, &error) == CHISO_OK,
              "%s", error.message);
    return map;
}

static chiso_comparison *compare(const struct pair *pair)
{
    chiso_tree *trees[] = {support_tree(pair->criteria), support_tree(pair->old_criteria)};
    chiso_board *boards[] = {support_scored(trees[0], pair->points),
                             support_scored(trees[1], pair->old_points)};
    chiso_map *maps[] = {map_of(pair->criteria_map), map_of(pair->unit_map)};
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
    chiso_comparison *comparison = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    ranking.ties = pair->ties;
    options.ranking = &ranking;
    options.criteria = maps[0];
    options.units = maps[1];
    cr_assert(chiso_comparison_new(boards[0], boards[1], &options, &comparison, &error) == CHISO_OK,
              "%s", error.message);
    for (int i = 0; i < 2; i++) {
        chiso_map_free(maps[i]);
        chiso_board_free(boards[i]);
        chiso_tree_free(trees[i]);
    }
    return comparison;
}

static chiso_change change_of(const chiso_comparison *comparison, const char *unit,
                              const char *code)
{
    const chiso_board *now = chiso_comparison_now(comparison);
    chiso_change change;

    cr_assert(chiso_comparison_change(comparison, support_unit(now, unit),
                                      support_node(chiso_board_tree(now), code),
                                      &change) == CHISO_OK);
    return change;
}

static void expect_change(const chiso_comparison *comparison, const char *unit, const char *code,
                          const char *achieved, const char *max, const char *percent)
{
    const chiso_change change = change_of(comparison, unit, code);

    cr_expect(change.achieved == decimal(achieved), "%s %s: achieved %s", unit, code,
              decimal_text(change.achieved));
    cr_expect(change.max == decimal(max), "%s %s: max %s", unit, code, decimal_text(change.max));
    cr_expect(change.percent == decimal(percent), "%s %s: percent %s", unit, code,
              decimal_text(change.percent));
}

#define RATE "code,title,max,rule\n1,,10,rate\n"
#define RATES "code,title,max,rule\n1,,1,rate\n2,,1,rate\n3,,1,rate\n"

Test(changes_carried, a_change_is_not_made_of_what_is_shown)
{
    /* 3.333333 and 6.666667, 33.33 % and 66.67 %: the difference is a third all the same. */
    const struct pair pair = {RATE, "unit,1\na,2/3\n", RATE, "unit,1\na,1/3\n", NULL, NULL, 0};
    chiso_comparison *comparison = compare(&pair);
    const chiso_change change = change_of(comparison, "a", "");

    cr_expect(change.now.achieved == decimal("6.666667") &&
              change.before.achieved == decimal("3.333333"));
    cr_expect(change.now.percent == decimal("66.67") && change.before.percent == decimal("33.33"));
    expect_change(comparison, "a", "", "3.333333", "0", "33.33");
    chiso_comparison_free(comparison);
}

Test(changes_carried, percents_change_by_the_digits_of_the_side_that_shows_more)
{
    static const struct {
        const char *now, *before, *percent, *mean;
    } cases[] = {{"digits=0", "digits=4", "33.3333", "33.3333"},
                 {"digits=1", "digits=0", "33.3", "33.3"},
                 {"digits=6 rounding=down", "digits=2", "33.333333", "33.333333"},
                 {"digits=2", "digits=2", "33.33", "33.33"}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buffer texts[2] = {{0}, {0}};
        struct pair pair = {.points = "unit,1\na,2/3\n", .old_points = "unit,1\na,1/3\n"};
        chiso_comparison *comparison;
        chiso_block_change block;

        buffer_print(&texts[0], "code,title,max,rule,options\n.,,,,%s\n1,,10,rate,\n",
                     cases[i].now);
        buffer_print(&texts[1], "code,title,max,rule,options\n.,,,,%s\n1,,10,rate,\n",
                     cases[i].before);
        pair.criteria = texts[0].bytes;
        pair.old_criteria = texts[1].bytes;
        comparison = compare(&pair);
        expect_change(comparison, "a", "", "3.333333", "0", cases[i].percent);
        cr_assert(chiso_comparison_block(comparison, CHISO_ROOT, CHISO_ALL_BLOCKS, &block, NULL) ==
                  CHISO_OK);
        cr_expect(block.mean == decimal(cases[i].mean), "case %zu: %s", i,
                  decimal_text(block.mean));
        chiso_comparison_free(comparison);
        buffer_clear(&texts[0]);
        buffer_clear(&texts[1]);
    }
}

/* Three thirds are one: a keeps its points, b has as many by another way, c has a third more. */
Test(changes_carried, what_is_the_same_figure_by_another_way_neither_rose_nor_fell)
{
    const struct pair pair = {
        RATES, "unit,1,2,3\na,1/3,1/3,1/3\nb,100%,0%,0%\nc,2/3,1/3,1/3\n",
        RATES, "unit,1,2,3\na,100%,0%,0%\nb,1/3,2/6,4/12\nc,1/3,1/3,1/3\n",
        NULL,  NULL,
        0,
    };
    chiso_comparison *comparison = compare(&pair);
    chiso_decimal points[3];
    chiso_change_count count;
    chiso_change_summary summary;

    expect_change(comparison, "a", "", "0", "0", "0");
    expect_change(comparison, "b", "", "0", "0", "0");
    expect_change(comparison, "c", "", "0.333333", "0", "11.11");
    cr_assert(chiso_comparison_points(comparison, CHISO_ROOT, 3, points, &count) == CHISO_OK);
    cr_expect(points[0] == 0 && points[1] == 0 && points[2] == decimal("0.333333"));
    cr_expect(count.rose == 1 && count.same == 2 && count.fell == 0 && count.absent == 0);
    /* All were first together, and a and b are second now. */
    cr_expect(change_of(comparison, "a", "").rank == decimal("-1") &&
              change_of(comparison, "c", "").rank == 0);
    cr_assert(chiso_comparison_summarise(comparison, 2, CHISO_ROOT, &summary) == CHISO_OK);
    cr_expect(summary.gain == 1 && summary.gained == decimal("0.333333") &&
              summary.loss == CHISO_NO_NODE && summary.neither == 2);
    chiso_comparison_free(comparison);
}

Test(changes_carried, the_first_of_equal_gains_and_losses_is_told)
{
    /* 2/3 - 1/3, 1/3 - 0 and 1 - 2/3 are a third each, as are the losses. */
    static const char criteria[] = "code,title,max,rule\n1,,1,rate\n2,,1,rate\n3,,1,rate\n"
                                   "4,,2,rate\n5,,1,rate\n6,,1,rate\n";
    const struct pair pair = {
        criteria, "unit,1,2,3,4,5,6\na,2/3,1/3,100%,2/6,0%,1/3\n",
        criteria, "unit,1,2,3,4,5,6\na,1/3,0%,2/3,1/2,1/3,2/3\n",
        NULL,     NULL,
        0,
    };
    chiso_comparison *comparison = compare(&pair);
    chiso_change_summary summary;

    cr_assert(chiso_comparison_summarise(comparison, 0, CHISO_ROOT, &summary) == CHISO_OK);
    cr_expect(summary.gain == 1 && summary.gained == decimal("0.333333"), "%u %s",
              (unsigned)summary.gain, decimal_text(summary.gained));
    cr_expect(summary.loss == 4 && summary.lost == decimal("-0.333333"), "%u %s",
              (unsigned)summary.loss, decimal_text(summary.lost));
    chiso_comparison_free(comparison);
}

Test(changes_carried, equal_moves_by_other_ways_stand_in_the_order_of_adding)
{
    const struct pair pair = {
        RATES, "unit,1,2,3\na,100%,0%,0%\nb,1/3,1/3,1/3\nc,100%,1/3,0%\nd,0%,0%,0%\ne,1/6,1/6,0%\n",
        RATES, "unit,1,2,3\na,0%,0%,0%\nb,0%,0%,0%\nc,1/9,1/9,1/9\nd,1/3,0%,0%\ne,2/3,0%,0%\n",
        NULL,  NULL,
        0,
    };
    static const struct {
        chiso_move by;
        bool fallers;
        const char *units;
    } cases[] = {{CHISO_MOVE_POINTS, false, "abcde"},
                 {CHISO_MOVE_POINTS, true, "deabc"},
                 {CHISO_MOVE_PERCENT, false, "abcde"},
                 {CHISO_MOVE_PERCENT, true, "deabc"}};
    chiso_comparison *comparison = compare(&pair);

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_unit units[5];
        uint32_t count = 0;

        cr_assert(chiso_comparison_movers(comparison, CHISO_ROOT, CHISO_ALL_BLOCKS, cases[i].by,
                                          cases[i].fallers, 5, units, &count, NULL) == CHISO_OK);
        cr_assert(count == 5);
        for (uint32_t k = 0; k < count; k++) {
            cr_expect("abcde"[units[k]] == cases[i].units[k], "case %zu, place %u: %c", i,
                      (unsigned)k, "abcde"[units[k]]);
        }
    }
    chiso_comparison_free(comparison);
}

Test(changes_carried, a_mean_of_predecessors_is_carried)
{
    /* 0, 0 and 1 of 1 are a third on average; with the shares a third of 2/3 and two of 1/3 more
     * than that. */
    static const char before[] = "unit,1\na,0%\nb,0%\nc,100%\nd,2/3\ne,1/3\n";
    static const char criteria[] = "code,title,max,rule\n1,,1,rate\n";
    const struct pair pair = {
        criteria, "unit,1\nm,1/3\nn,1/2\n",
        criteria, before,
        NULL,     "old,new,share\na,m,\nb,m,\nc,m,\nd,n,0.5\ne,n,0.5\n",
        0,
    };
    chiso_comparison *comparison = compare(&pair);
    chiso_decimal points[2];
    chiso_change_count count;

    expect_change(comparison, "m", "", "0", "0", "0");
    expect_change(comparison, "n", "", "0", "0", "0");
    cr_expect(change_of(comparison, "m", "").before.achieved == decimal("0.333333"));
    cr_expect(change_of(comparison, "m", "").before.percent == decimal("33.33"));
    cr_assert(chiso_comparison_points(comparison, CHISO_ROOT, 2, points, &count) == CHISO_OK);
    cr_expect(count.same == 2);
    for (chiso_unit unit = 0; unit < 2; unit++) {
        chiso_change_summary summary;

        cr_assert(chiso_comparison_summarise(comparison, unit, CHISO_ROOT, &summary) == CHISO_OK);
        cr_expect(summary.neither == 1 && summary.gain == CHISO_NO_NODE &&
                  summary.loss == CHISO_NO_NODE);
    }
    chiso_comparison_free(comparison);
}

/* Three criteria of 10/3 were merged into one of 10; one of 10/3 was split into halves of 5/3. */
Test(changes_carried, maxima_of_thirds_add_up)
{
    const struct pair pair = {
        "code,title,max,rule\nm,,10,rate\nx,,5/3,rate\ny,,5/3,rate\n",
        "unit,m,x,y\na,2/3,1/2,100%\n",
        "code,title,max,rule\n1,,10/3,rate\n2,,10/3,rate\n3,,10/3,rate\n4,,10/3,rate\n",
        "unit,1,2,3,4\na,1/3,2/3,100%,100%\n",
        "old,new,share\n1,m,\n2,m,\n3,m,\n4,x,0.5\n4,y,0.5\n",
        NULL,
        0,
    };
    chiso_comparison *comparison = compare(&pair);
    const uint32_t *ids = NULL;
    uint32_t count = 7;
    chiso_change_summary summary;

    expect_change(comparison, "a", "m", "0", "0", "0");
    expect_change(comparison, "a", "x", "-0.833333", "0", "-50");
    expect_change(comparison, "a", "y", "0", "0", "0");
    cr_assert(chiso_comparison_difference(comparison, CHISO_DIFFERENCE_MAX, &ids, &count) ==
              CHISO_OK);
    cr_expect(count == 0, "%u other maxima", (unsigned)count);
    cr_assert(chiso_comparison_summarise(comparison, 0, CHISO_ROOT, &summary) == CHISO_OK);
    cr_expect(summary.max_changed == 0 && summary.neither == 3 &&
              summary.loss ==
                  support_node(chiso_board_tree(chiso_comparison_now(comparison)), "x"));
    chiso_comparison_free(comparison);
}

/* 1 and 2 became m, and of b nobody knows 2; of c it did not apply. */
Test(changes_carried, what_was_merged_of_something_unknown_had_nothing)
{
    const struct pair pair = {"code,title,max,options\n.,,,missing=unknown\nm,,10,\n",
                              "unit,m\na,8\nb,8\nc,8\n",
                              "code,title,max,options\n.,,,missing=unknown\n1,,4,\n2,,6,\n",
                              "unit,1,2\na,3,4\nb,3,\nc,3,-\n",
                              "old,new\n1,m\n2,m\n",
                              NULL,
                              0};
    chiso_comparison *comparison = compare(&pair);
    const chiso_change change = change_of(comparison, "b", "m");

    expect_change(comparison, "a", "m", "1", "0", "10");
    expect_change(comparison, "c", "m", "5", "6", "5");
    cr_expect(change.achieved == CHISO_ABSENT && change.max == CHISO_ABSENT &&
              change.percent == CHISO_ABSENT && change.before.achieved == CHISO_ABSENT &&
              change.before.max == CHISO_ABSENT);
    chiso_comparison_free(comparison);
}

/* Of b nothing was scored before, of c nothing is now: they have the figures that they would have,
 * but neither rose nor fell. */
Test(changes_carried, a_unit_without_a_score_takes_part_in_no_count)
{
    const struct pair pair = {"code,title,max\n1,,10\n2,,10\n",
                              "unit,1,2\na,8,5\nb,8,5\nc,,\nd,3,4\n",
                              "code,title,max\n1,,10\n2,,10\n",
                              "unit,1,2\na,6,5\nb,,\nc,6,5\nd,4,\n",
                              NULL,
                              NULL,
                              0};
    static const uint32_t uncompared[] = {0, 2, 2, 0};
    chiso_comparison *comparison = compare(&pair);
    chiso_decimal points[4];
    chiso_change_count count;
    chiso_block_change block;
    chiso_unit units[4];
    uint32_t movers = 0;

    cr_assert(chiso_comparison_points(comparison, CHISO_ROOT, 4, points, &count) == CHISO_OK);
    cr_expect(count.rose == 2 && count.fell == 0 && count.same == 0 && count.absent == 2);
    cr_expect(points[1] == decimal("13") && points[2] == decimal("-11"));
    for (chiso_unit unit = 0; unit < 4; unit++) {
        chiso_change_summary summary;

        cr_assert(chiso_comparison_summarise(comparison, unit, CHISO_ROOT, &summary) == CHISO_OK);
        cr_expect(summary.uncompared == uncompared[unit], "unit %u: %u", (unsigned)unit,
                  (unsigned)summary.uncompared);
        cr_expect((summary.rank == CHISO_ABSENT) == (uncompared[unit] > 0));
        cr_expect(uncompared[unit] == 0 ||
                  (summary.gain == CHISO_NO_NODE && summary.loss == CHISO_NO_NODE));
    }
    for (int by = CHISO_MOVE_RANK; by <= CHISO_MOVE_PERCENT; by++) {
        cr_assert(chiso_comparison_movers(comparison, CHISO_ROOT, CHISO_ALL_BLOCKS, (chiso_move)by,
                                          false, 4, units, &movers, NULL) == CHISO_OK);
        cr_expect(movers == 2, "by %d: %u", by, (unsigned)movers);
    }
    cr_assert(chiso_comparison_block(comparison, CHISO_ROOT, CHISO_ALL_BLOCKS, &block, NULL) ==
              CHISO_OK);
    cr_expect(block.units == 3 && block.units_before == 3 && block.both == 2);
    /* 65 and 35, which were 55 and 20. */
    cr_expect(block.both_now == decimal("50") && block.both_before == decimal("37.5") &&
              block.mean == decimal("12.5"));
    chiso_comparison_free(comparison);
}

/* Means of 33.333… and 66.666… are shown as 33.33 and 66.67, and differ by 33.33. */
Test(changes_carried, a_block_changes_by_the_carried_means)
{
    const struct pair pair = {
        RATE, "unit,1\na,100%\nb,1/3\nc,2/3\n", RATE, "unit,1\na,1/3\nb,1/3\nc,1/3\n", NULL, NULL,
        0};
    chiso_comparison *comparison = compare(&pair);
    chiso_block_change block;

    cr_assert(chiso_comparison_block(comparison, CHISO_ROOT, CHISO_ALL_BLOCKS, &block, NULL) ==
              CHISO_OK);
    cr_expect(block.both_now == decimal("66.67") && block.both_before == decimal("33.33") &&
                  block.mean == decimal("33.33"),
              "%s", decimal_text(block.mean));
    chiso_comparison_free(comparison);
}

Test(changes_carried, ranks_that_agree_are_those_of_carried_figures)
{
    /* The same ties on both sides, each by another way. */
    const struct pair pair = {
        RATES, "unit,1,2,3\na,1/3,1/3,1/3\nb,100%,0%,0%\nc,1/6,1/6,1/3\nd,2/3,0%,0%\n",
        RATES, "unit,1,2,3\na,0%,100%,0%\nb,1/7,3/7,3/7\nc,0%,1/3,0%\nd,1/9,1/9,1/9\n",
        NULL,  NULL,
        0,
    };
    chiso_comparison *comparison = compare(&pair);
    chiso_agreement agreement;

    cr_assert(chiso_comparison_agreement(comparison, CHISO_ROOT, CHISO_ALL_BLOCKS, &agreement,
                                         NULL) == CHISO_OK);
    cr_expect(agreement.spearman == 1 && agreement.kendall == 1 && agreement.rank_change == 0,
              "%.17g %.17g", agreement.spearman, agreement.kendall);
    chiso_comparison_free(comparison);
}

Test(changes_carried, points_of_a_series_are_rounded_once)
{
    chiso_tree *tree = support_tree(RATES);
    chiso_board *board = support_scored(tree, "unit,1,2,3\na,1/3,1/3,1/3\nb,2/3,0%,0%\n");
    chiso_series *series = NULL;
    chiso_series_point point;

    cr_assert(chiso_series_new(NULL, &series, NULL) == CHISO_OK);
    cr_assert(chiso_series_add(series, "2020", board, NULL, NULL) == CHISO_OK);
    cr_assert(chiso_series_at(series, 0, "a", "", &point) == CHISO_OK);
    cr_expect(point.achieved == decimal("1") && point.max == decimal("3") &&
              point.percent == decimal("33.33"));
    cr_assert(chiso_series_at(series, 0, "b", "", &point) == CHISO_OK);
    cr_expect(point.achieved == decimal("0.666667") && point.place.rank == 2);
    chiso_series_free(series);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* What each way to read the change of unit 0 on a criterion answers. */
static void expect_beyond(const chiso_comparison *comparison, const char *code)
{
    const chiso_node node = support_node(chiso_board_tree(chiso_comparison_now(comparison)), code);
    chiso_change change = {.achieved = 7};
    chiso_change_summary summary = {.both = 7};
    chiso_unit units[1] = {7};
    uint32_t count = 7;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(chiso_comparison_change(comparison, 0, node, &change) == CHISO_E_RANGE &&
              change.achieved == 7);
    cr_expect(chiso_comparison_summarise(comparison, 0, CHISO_ROOT, &summary) == CHISO_E_RANGE &&
              summary.both == 7);
    cr_expect(chiso_comparison_movers(comparison, node, CHISO_ALL_BLOCKS, CHISO_MOVE_PERCENT, false,
                                      1, units, &count, &error) == CHISO_E_RANGE &&
              count == 7);
    cr_expect(error.message[0] != '\0' && error.message_vi[0] != '\0');
}

/* A criterion and the one below it became one, and no number holds their maxima; the percent of b
 * is none either. */
Test(changes_carried, what_is_beyond_all_numbers_is_refused)
{
    static const char tiny[] =
        "code,title,max,min,rule\n1,,0.000001,0,range 0..1 unlimited\n2,,1,,\n";
    const struct pair merged = {"code,title,max\nm,,9000000000000\n",
                                "unit,m\na,1\n",
                                "code,title,max\n1,,\n1.1,,5000000000000\n",
                                "unit,1.1\na,1\n",
                                "old,new\n1,m\n1.1,m\n",
                                NULL,
                                0};
    const struct pair percents = {
        tiny, "unit,1,2\na,1,1\n",   tiny, "unit,1,2\nb,9000000000000,1\nc,1,1\n",
        NULL, "old,new\nb,a\nc,a\n", 0};
    chiso_comparison *comparison = compare(&merged);
    const uint32_t *ids = NULL;
    uint32_t count = 0;

    expect_beyond(comparison, "m");
    cr_expect(chiso_comparison_difference(comparison, CHISO_DIFFERENCE_MAX, &ids, &count) ==
                  CHISO_OK &&
              count == 2 && ids[1] == 1);
    chiso_comparison_free(comparison);
    comparison = compare(&percents);
    expect_beyond(comparison, "1");
    chiso_comparison_free(comparison);
}
