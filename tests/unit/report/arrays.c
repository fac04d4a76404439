/* Calls that fill an array of the caller's fill it whole, or leave every element as it was: also
 * where what is wrong comes late, behind elements that could have been filled. */
#include "support.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { UNITS = 5, ROOM = 32 };

/* Room for any array, of bytes that no call writes all over it. */
struct room {
    union {
        chiso_decimal decimals[ROOM];
        double doubles[ROOM];
        uint32_t numbers[ROOM];
        uint8_t bytes[ROOM];
        chiso_place places[ROOM];
        chiso_series_point points[ROOM];
    } array;
};

static struct room untouched(void)
{
    struct room room;

    memset(&room, 0x5A, sizeof(room));
    return room;
}

static void expect_untouched(struct room *room, chiso_status got, chiso_status expected,
                             const char *what)
{
    const struct room clean = untouched();

    cr_expect_eq(got, expected, "%s: %s", what, chiso_status_name(got));
    cr_expect(memcmp(room, &clean, sizeof(clean)) == 0, "%s: the array was touched", what);
    *room = clean;
}

static chiso_board *board_of(const char *criteria, const char *points)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = support_scored(tree, points);

    chiso_tree_free(tree);
    return board;
}

/* A criterion whose points may be anything, and one whose percent may be beyond all decimals. */
#define WIDE "code,title,max,min\n1,,9000000000000,-9000000000000\n2,,10,\n"
#define TINY "code,title,max,min,rule\n1,,0.000001,0,range 0..1 unlimited\n2,,1,,\n"
#define PLAIN "code,title,max\n1,,10\n2,,20\n"

/* What the changes of points of two boards answer; the last unit is beyond all numbers. */
static void expect_changes(const char *what, const char *now_points, const char *before_points,
                           const char *units)
{
    chiso_board *now = board_of(WIDE, now_points);
    chiso_board *before = board_of(WIDE, before_points);
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_change_count counts = {7, 7, 7, 7};
    chiso_comparison *comparison = NULL;
    chiso_map *map = NULL;
    struct room room = untouched();
    uint32_t moved = 7;

    if (units != NULL) {
        cr_assert(chiso_map_read_csv(units, strlen(units), NULL, &map, NULL) == CHISO_OK);
    }
    options.units = map;
    cr_assert(chiso_comparison_new(now, before, &options, &comparison, NULL) == CHISO_OK);
    expect_untouched(
        &room, chiso_comparison_points(comparison, CHISO_ROOT, 3, room.array.decimals, &counts),
        CHISO_E_RANGE, what);
    cr_expect(counts.rose == 7 && counts.fell == 7 && counts.same == 7 && counts.absent == 7, "%s",
              what);
    expect_untouched(&room,
                     chiso_comparison_movers(comparison, CHISO_ROOT, CHISO_ALL_BLOCKS,
                                             CHISO_MOVE_POINTS, false, 3, room.array.numbers,
                                             &moved, NULL),
                     CHISO_E_RANGE, what);
    cr_expect_eq(moved, 7, "%s", what);
    /* What is not beyond is all there. */
    cr_expect_eq(chiso_comparison_points(comparison, support_node(chiso_board_tree(now), "2"), 3,
                                         room.array.decimals, &counts),
                 CHISO_OK, "%s", what);
    cr_expect(room.array.decimals[0] == decimal("1") && room.array.decimals[2] == 0 &&
                  counts.rose == 2 && counts.same == 1,
              "%s", what);
    chiso_map_free(map);
    chiso_comparison_free(comparison);
    chiso_board_free(now);
    chiso_board_free(before);
}

Test(arrays, changes_of_points_are_whole_or_not_there)
{
    expect_changes("units in one order", "unit,1,2\na,5,5\nb,6,6\nc,9000000000000,1\n",
                   "unit,1,2\na,4,4\nb,5,5\nc,-9000000000000,1\n", NULL);
    expect_changes("units in another order", "unit,1,2\na,5,5\nb,6,6\nc,9000000000000,1\n",
                   "unit,1,2\nc,-9000000000000,1\nb,5,5\na,4,4\n", NULL);
    expect_changes("merged units", "unit,1,2\na,5,5\nb,6,6\nc,9000000000000,1\n",
                   "unit,1,2\na,4,4\nb,5,5\nx,-9000000000000,1\ny,-9000000000000,1\n",
                   "old,new\nx,c\ny,c\n");
}

Test(arrays, ranks_and_places_are_whole_or_not_there)
{
    chiso_board *board = board_of(PLAIN, "unit,1,2\na,7,15\nb,1,1\n");
    const chiso_decimal scores[] = {3, 2, 1, INT64_MAX};
    chiso_comparison *comparison = NULL;
    chiso_ranking *ranking = NULL;
    struct room room = untouched();

    cr_assert(chiso_comparison_new(board, board, NULL, &comparison, NULL) == CHISO_OK);
    cr_assert(chiso_ranking_new(board, CHISO_ROOT, NULL, &ranking, NULL) == CHISO_OK);
    expect_untouched(&room, chiso_comparison_ranks(comparison, 0, 3, room.array.decimals),
                     CHISO_E_RANGE, "changes of ranks, no room");
    expect_untouched(&room, chiso_ranking_places(ranking, 1, room.array.places), CHISO_E_RANGE,
                     "places, no room");
    expect_untouched(
        &room,
        chiso_rank_decimals(scores, COUNT(scores), CHISO_TIES_COMPETITION, NULL, room.array.places),
        CHISO_E_RANGE, "the last score is no decimal");
    cr_assert(chiso_board_set(board, "b", "2", "2", NULL) == CHISO_OK);
    expect_untouched(&room, chiso_comparison_ranks(comparison, 0, 2, room.array.decimals),
                     CHISO_E_STATE, "changes of ranks, stale");
    expect_untouched(&room, chiso_ranking_places(ranking, 2, room.array.places), CHISO_E_STATE,
                     "places, stale");
    chiso_ranking_free(ranking);
    chiso_comparison_free(comparison);
    chiso_board_free(board);
}

Test(arrays, periods_of_a_series_are_whole_or_not_there)
{
    static const char *const labels[] = {"2019", "2020", "2021"};
    chiso_board *boards[] = {board_of(TINY, "unit,1,2\na,0,1\n"),
                             board_of(TINY, "unit,1,2\nb,0,1\n"),
                             board_of(TINY, "unit,1,2\na,9000000000000,1\n")};
    chiso_series *series = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    struct room room = untouched();

    cr_assert(chiso_series_new(NULL, &series, NULL) == CHISO_OK);
    for (size_t i = 0; i < COUNT(boards); i++) {
        cr_assert(chiso_series_add(series, labels[i], boards[i], NULL, &error) == CHISO_OK, "%s",
                  error.message);
    }
    expect_untouched(&room, chiso_series_points(series, "a", "1", 3, room.array.points, &error),
                     CHISO_E_RANGE, "a percent of the last period");
    cr_expect(support_names(error.message, "2021") && support_names(error.message_vi, "2021"));
    cr_expect(chiso_series_points(series, "a", "2", 3, room.array.points, NULL) == CHISO_OK &&
              room.array.points[2].achieved == decimal("1") && !room.array.points[1].has_unit);
    room = untouched();
    cr_assert(chiso_board_set(boards[2], "a", "2", "0", NULL) == CHISO_OK);
    expect_untouched(&room, chiso_series_points(series, "a", "2", 3, room.array.points, &error),
                     CHISO_E_STATE, "the last period is stale");
    chiso_series_free(series);
    for (size_t i = 0; i < COUNT(boards); i++) {
        chiso_board_free(boards[i]);
    }
}

Test(arrays, columns_of_a_board_are_whole_or_not_there)
{
    chiso_board *board = board_of(TINY, "unit,1,2\na,0,1\nb,0,1\nc,9000000000000,1\n");
    struct room room = untouched();
    chiso_result_columns columns = CHISO_RESULT_COLUMNS_INIT;
    chiso_bands *bands = NULL;
    const chiso_node nodes[] = {1, 2, 99};

    columns.percent = room.array.decimals;
    cr_assert(chiso_bands_read_csv("band,from\nA,50\nB,0\n", 19, NULL, &bands, NULL) == CHISO_OK);
    expect_untouched(&room, chiso_board_copy_results(board, 1, 3, &columns, NULL), CHISO_E_RANGE,
                     "a percent of the last unit");
    expect_untouched(&room, chiso_board_copy_matrix(board, NULL, 2, 3, 4, &columns, NULL),
                     CHISO_E_RANGE, "a percent of the last unit on the last node");
    expect_untouched(&room, chiso_board_copy_points(board, 1, 2, room.array.decimals),
                     CHISO_E_RANGE, "points, no room");
    expect_untouched(&room, chiso_board_copy_points(board, 9, 3, room.array.decimals), CHISO_E_NODE,
                     "points of nothing");
    expect_untouched(&room, chiso_board_copy_units(board, 2, room.array.numbers, NULL),
                     CHISO_E_RANGE, "blocks of units, no room");
    expect_untouched(&room,
                     chiso_board_values(board, nodes, COUNT(nodes), CHISO_MEASURE_ACHIEVED,
                                        CHISO_ALL_BLOCKS, room.array.doubles, NULL),
                     CHISO_E_NODE, "the last column is of nothing");
    expect_untouched(&room,
                     chiso_block_quarters(board, 1, CHISO_ALL_BLOCKS, 2, room.array.bytes, NULL),
                     CHISO_E_RANGE, "quarters, no room");
    expect_untouched(&room,
                     chiso_block_quarters(board, 1, CHISO_ALL_BLOCKS, 3, room.array.bytes, NULL),
                     CHISO_E_RANGE, "quarters of what the last unit has");
    expect_untouched(
        &room,
        chiso_block_count_bands(board, 1, 3, bands, CHISO_KEY_EXACT, room.array.numbers, NULL),
        CHISO_E_RANGE, "bands of no block");
    expect_untouched(&room, chiso_board_effective_weights(board, 0, 9, room.array.decimals, NULL),
                     CHISO_E_RANGE, "effective weights, no room");
    expect_untouched(
        &room, chiso_tree_effective_weights(chiso_board_tree(board), 9, room.array.decimals, NULL),
        CHISO_E_RANGE, "effective weights of a tree, no room");
    cr_assert(chiso_board_set(board, "a", "2", "0", NULL) == CHISO_OK);
    expect_untouched(&room, chiso_board_copy_points(board, 1, 3, room.array.decimals),
                     CHISO_E_STATE, "points, not scored");
    chiso_bands_free(bands);
    chiso_board_free(board);
}

Test(arrays, weights_of_what_does_not_apply_leave_the_array)
{
    chiso_board *board = board_of(PLAIN, "unit,1,2\na,-,-\nb,1,1\n");
    struct room room = untouched();

    expect_untouched(&room, chiso_board_effective_weights(board, 0, 3, room.array.decimals, NULL),
                     CHISO_E_WEIGHT, "nothing applies");
    chiso_board_free(board);
}

/* Columns of which the last is wrong, or goes with no other. */
Test(arrays, statistics_and_weights_are_whole_or_not_there)
{
    const double none = (double)NAN;
    const double flat[] = {1, 2, 3, 4, 5, 2, 1, 4, 3, 6, 7, 7, 7, 7, 7};
    const double apart[] = {1, 2, 3, none, none, 2, 1, 4, 3, 6, none, none, 3, 4, 5};
    const double negative[] = {1, 2, 3, 4, 5, 2, 1, 4, 3, 6, 1, 2, 3, 4, -5};
    const double crooked[] = {1, 2, 4, 0.5, 1, 2, 0.25, 3, 1};
    const double weights[] = {0.5, 0.25, -1};
    struct room room = untouched();
    double *const out = room.array.doubles;

    for (int kind = CHISO_CORRELATION_PEARSON; kind <= CHISO_CORRELATION_KENDALL; kind++) {
        expect_untouched(
            &room,
            chiso_correlation_matrix(flat, 3, UNITS, (chiso_correlation)kind, NULL, out, NULL),
            CHISO_E_SPREAD, "the last column is flat");
        expect_untouched(
            &room,
            chiso_correlation_matrix(apart, 3, UNITS, (chiso_correlation)kind, NULL, out, NULL),
            CHISO_E_EMPTY, "the last column has but one unit with the first");
    }
    expect_untouched(&room, chiso_weights_entropy(negative, 3, UNITS, NULL, out, NULL),
                     CHISO_E_RANGE, "entropy");
    expect_untouched(&room, chiso_weights_deviation(flat, 3, UNITS, NULL, out, NULL),
                     CHISO_E_SPREAD, "deviation");
    expect_untouched(&room, chiso_weights_critic(flat, 3, UNITS, NULL, NULL, out, NULL),
                     CHISO_E_SPREAD, "critic");
    expect_untouched(&room, chiso_weights_component(flat, 3, UNITS, NULL, out, NULL, NULL),
                     CHISO_E_SPREAD, "component");
    expect_untouched(&room, chiso_weights_ahp(crooked, 3, out, NULL, NULL), CHISO_E_MATRIX,
                     "pairs, the last of which is not reciprocal");
    expect_untouched(&room, chiso_weights_round(weights, 3, room.array.decimals, NULL),
                     CHISO_E_WEIGHT, "the last weight is negative");
}

Test(arrays, statistics_of_a_board_are_whole_or_not_there)
{
    chiso_board *board = board_of(PLAIN, "unit,1,2\na,7,5\nb,1,5\nc,2,5\n");
    const chiso_node nodes[] = {1, 2};
    chiso_weights_options options = CHISO_WEIGHTS_OPTIONS_INIT;
    struct room room = untouched();

    options.method = CHISO_WEIGHTS_DEVIATION;
    expect_untouched(&room,
                     chiso_board_correlation(board, nodes, COUNT(nodes), CHISO_MEASURE_PERCENT,
                                             CHISO_ALL_BLOCKS, CHISO_CORRELATION_SPEARMAN,
                                             room.array.doubles, NULL),
                     CHISO_E_SPREAD, "correlation");
    expect_untouched(
        &room, chiso_board_weights(board, nodes, COUNT(nodes), &options, room.array.decimals, NULL),
        CHISO_E_SPREAD, "weights");
    chiso_board_free(board);
}
