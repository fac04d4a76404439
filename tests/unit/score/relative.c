/* Leaves whose points depend on the other units: minmax, best, percentile and zscore. */
#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { MOST_UNITS = 12 };

/* Words between single spaces, taken off a text one by one. */
static bool next_word(const char **rest, char *word, size_t size)
{
    const size_t length = strcspn(*rest, " ");

    if (length == 0) {
        return false;
    }
    cr_assert(length < size);
    memcpy(word, *rest, length);
    word[length] = '\0';
    *rest += length + ((*rest)[length] == ' ');
    return true;
}

/* A board over one leaf "a": units u0, u1 and so on, their blocks and cells as words; a cell "." is
 * missing. */
static chiso_board *relative_board(const char *max, const char *min, const char *rule,
                                   const char *round, const char *blocks, const char *cells)
{
    struct buffer criteria = {0};
    struct buffer points = {0};
    char block[16];
    char cell[64];

    buffer_print(&criteria, "code,title,max,min,rule,round\na,,%s,%s,%s,%s\n", max, min, rule,
                 round);
    buffer_print(&points, "unit,block,a\n");
    for (int i = 0; next_word(&cells, cell, sizeof(cell)); i++) {
        if (blocks == NULL || !next_word(&blocks, block, sizeof(block))) {
            block[0] = '\0';
        }
        buffer_print(&points, "u%d,%s,%s\n", i, block, strcmp(cell, ".") == 0 ? "" : cell);
    }
    chiso_tree *tree = support_tree(criteria.bytes);
    chiso_board *board = support_scored(tree, points.bytes);

    chiso_tree_free(tree);
    buffer_clear(&criteria);
    buffer_clear(&points);
    return board;
}

/* Every way to the points of a leaf tells the same: figures, cells, copies, and the sum above. */
static void expect_leaf(const char *name, const chiso_board *board, const char *points)
{
    chiso_decimal copied[MOST_UNITS];
    const uint32_t count = chiso_board_unit_count(board);
    char word[64];

    cr_assert(count <= MOST_UNITS);
    cr_assert_eq(chiso_board_copy_points(board, 1, count, copied), CHISO_OK);
    for (chiso_unit unit = 0; unit < count; unit++) {
        chiso_cell cell;
        chiso_result leaf;
        chiso_result root;

        cr_assert(next_word(&points, word, sizeof(word)), "%s", name);
        cr_assert_eq(chiso_board_cell(board, unit, 1, &cell), CHISO_OK);
        cr_assert_eq(chiso_board_result(board, unit, 1, &leaf), CHISO_OK);
        cr_assert_eq(chiso_board_result(board, unit, CHISO_ROOT, &root), CHISO_OK);
        if (strcmp(word, ".") == 0) {
            cr_expect(leaf.state == CHISO_STATE_MISSING && cell.state == CHISO_STATE_MISSING &&
                          cell.points == CHISO_ABSENT,
                      "%s, u%u", name, unit);
            cr_expect(copied[unit] == CHISO_MISSING, "%s, u%u", name, unit);
        } else if (strcmp(word, "-") == 0) {
            cr_expect(leaf.state == CHISO_STATE_NOT_APPLICABLE &&
                          cell.state == CHISO_STATE_NOT_APPLICABLE && cell.points == CHISO_ABSENT,
                      "%s, u%u", name, unit);
            cr_expect(copied[unit] == CHISO_NOT_APPLICABLE &&
                          root.state == CHISO_STATE_NOT_APPLICABLE,
                      "%s, u%u", name, unit);
        } else {
            cr_expect(leaf.state == CHISO_STATE_SCORED && leaf.achieved == decimal(word),
                      "%s, u%u: %s, expected %s", name, unit, decimal_text(leaf.achieved), word);
            cr_expect(cell.points == leaf.achieved && copied[unit] == leaf.achieved &&
                          root.achieved == (leaf.max == 0 ? CHISO_ABSENT : leaf.achieved),
                      "%s, u%u: the cell has %s, the copy %s, the root %s, the leaf %s", name, unit,
                      decimal_text(cell.points), decimal_text(copied[unit]),
                      decimal_text(root.achieved), decimal_text(leaf.achieved));
        }
    }
    cr_assert(!next_word(&points, word, sizeof(word)), "%s", name);
}

/* The cells of a leaf of some units, and the points that they get. */
struct relative {
    const char *max, *min, *rule, *round;
    const char *blocks; /* NULL for none */
    const char *cells, *points;
};

static void expect_relatives(const struct relative *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct relative *expected = &cases[i];
        chiso_board *board = relative_board(expected->max, expected->min, expected->rule,
                                            expected->round, expected->blocks, expected->cells);
        char name[160];

        snprintf(name, sizeof(name), "%s of %s, max %s, min %s", expected->rule, expected->cells,
                 expected->max, expected->min);
        expect_leaf(name, board, expected->points);
        chiso_board_free(board);
    }
}

Test(relative, minmax_is_a_line_from_the_least_to_the_greatest)
{
    static const struct relative cases[] = {
        {"10", "", "minmax", "", NULL, "5 25 15 10", "0 10 5 2.5"},
        {"10", "", "minmax down", "", NULL, "5 25 15 10", "10 0 5 7.5"},
        {"10", "2", "minmax", "", NULL, "5 25 15 10", "2 10 6 4"},
        {"10", "2", "minmax down", "", NULL, "5 25 15 10", "10 2 6 8"},
        {"10", "-10", "minmax", "", NULL, "5 25 15 10", "-10 10 0 -5"},
        {"10", "-10", "minmax down", "", NULL, "5 25 15 10", "10 -10 0 5"},
        {"10", "", "minmax", "", NULL, "-5 5 0 -2.5", "0 10 5 2.5"},
        {"10", "", "minmax", "", NULL, "-5 -25 -15", "10 0 5"},
        {"1", "", "minmax", "", NULL, "0 3 1 2", "0 1 0.333333 0.666667"},
        {"1", "", "minmax down", "", NULL, "0 3 1 2", "1 0 0.666667 0.333333"},
        /* what is missing or does not apply takes no part */
        {"10", "", "minmax", "", NULL, ". 5 - 25 . 10", ". 0 - 10 . 2.5"},
        {"10", "", "minmax", "", NULL, ". - .", ". - ."},
        {"10", "", "minmax", "", NULL, "- -", "- -"},
        /* where all are equal */
        {"10", "", "minmax", "", NULL, "7 7 7", "10 10 10"},
        {"10", "", "minmax down", "", NULL, "7 . 7", "10 . 10"},
        {"10", "3", "minmax", "", NULL, "0 0", "10 10"},
        {"10", "", "minmax", "", NULL, "-4", "10"},
        {"10", "", "minmax down", "", NULL, "- 4", "- 10"},
        /* one block for each */
        {"10", "", "minmax block", "", "x x y y x y", "0 10 100 200 5 150", "0 10 0 10 5 5"},
        {"10", "", "minmax down block", "", "x x y y x y", "0 10 100 200 5 150", "10 0 10 0 5 5"},
        {"10", "", "minmax block", "", "x x y z z", "0 10 7 . -", "0 10 10 . -"},
        {"10", "", "minmax block", "", "x x x", "0 10 5", "0 10 5"},
        {"10", "-2", "minmax block", "", "x y x y", "1 1 2 2", "-2 -2 10 10"},
        /* halves of the last place go away from zero */
        {"0.000001", "", "minmax", "", NULL, "0 1 2", "0 0.000001 0.000001"},
        {"0.000001", "", "minmax down", "", NULL, "0 1 2", "0.000001 0.000001 0"},
        {"0.000001", "-0.000002", "minmax", "", NULL, "0 1 2", "-0.000002 -0.000001 0.000001"},
        {"0.000005", "0.000002", "minmax", "", NULL, "0 1 2 3 6",
         "0.000002 0.000003 0.000003 0.000004 0.000005"},
        {"0", "-0.000003", "minmax", "", NULL, "0 1 2 3 6",
         "-0.000003 -0.000003 -0.000002 -0.000002 0"},
        {"0", "-4", "minmax down", "", NULL, "0 1 4", "0 -1 -4"},
        /* rounded in the calculation, within min and max */
        {"10", "", "minmax", "1", NULL, "0 3 1 2", "0 10 3.3 6.7"},
        {"2.5", "", "minmax", "0", NULL, "0 4 1 3 2", "0 2.5 1 2 1"},
        {"10", "0.4", "minmax", "0", NULL, "0 100 1", "0.4 10 0.4"},
        {"10", "", "minmax block", "0", "x x x", "0 3 1", "0 10 3"},
        /* huge values */
        {"10", "", "minmax", "", NULL, "-9200000000000 9200000000000 0 4600000000000",
         "0 10 5 7.5"},
        {"10", "", "minmax down", "", NULL, "-9200000000000 9200000000000 0 4600000000000",
         "10 0 5 2.5"},
        {"9200000000000", "", "minmax", "", NULL, "-9200000000000 9200000000000 0",
         "0 9200000000000 4600000000000"},
        {"9200000000000", "-9200000000000", "minmax", "", NULL,
         "-9200000000000 9200000000000 0 4600000000000",
         "-9200000000000 9200000000000 0 4600000000000"},
        {"9200000000000", "-9200000000000", "minmax down", "", NULL,
         "-9200000000000 9200000000000 0.000001", "9200000000000 -9200000000000 -0.000001"},
        {"10", "", "minmax", "", NULL, "9199999999999.999999 9200000000000 9199999999999.999998",
         "5 10 0"},
        {"0", "", "minmax", "", NULL, "1 2 3", "0 0 0"},
    };

    expect_relatives(cases, COUNT(cases));
}

Test(relative, best_is_a_share_of_the_greatest_or_of_the_least)
{
    static const struct relative cases[] = {
        {"10", "", "best", "", NULL, "4 8 2 0", "5 10 2.5 0"},
        {"10", "", "best down", "", NULL, "4 8 2", "5 2.5 10"},
        {"10", "3", "best", "", NULL, "4 8 2 0", "5 10 3 3"},
        {"10", "3", "best down", "", NULL, "4 8 2", "5 3 10"},
        {"10", "-3", "best", "", NULL, "4 8 0", "5 10 0"},
        {"0.9", "", "best", "", NULL, "1 3 2", "0.3 0.9 0.6"},
        {"1", "", "best", "", NULL, "1 3 2", "0.333333 1 0.666667"},
        {"10", "", "best", "", NULL, ". 4 - 8", ". 5 - 10"},
        {"10", "", "best", "", NULL, "7", "10"},
        {"10", "", "best down", "", NULL, "7", "10"},
        {"10", "", "best", "", NULL, "7 7 .", "10 10 ."},
        {"10", "", "best", "", NULL, "0 0 0", "10 10 10"},
        {"10", "2", "best", "", NULL, "0", "10"},
        {"10", "", "best block", "", "x y x y z", "4 4 8 5 0", "5 8 10 10 10"},
        {"10", "", "best down block", "", "x y x y z", "4 4 8 5 3", "10 10 5 8 10"},
        {"0.000001", "", "best", "", NULL, "1 2", "0.000001 0.000001"},
        {"0.000003", "", "best", "", NULL, "1 2", "0.000002 0.000003"},
        {"0.000001", "", "best", "", NULL, "0.999999 2", "0 0.000001"},
        {"10", "", "best", "0", NULL, "1 3 2", "3 10 7"},
        {"2.5", "", "best", "0", NULL, "1 1", "2.5 2.5"},
        {"9200000000000", "", "best", "", NULL, "9200000000000 4600000000000 0.000001",
         "9200000000000 4600000000000 0.000001"},
        {"9200000000000", "", "best down", "", NULL, "9200000000000 4600000000000 0.000001",
         "0.000001 0.000002 9200000000000"},
        {"0", "", "best", "", NULL, "1 2", "0 0"},
    };

    expect_relatives(cases, COUNT(cases));
}

Test(relative, percentile_is_the_share_of_units_that_are_not_better)
{
    static const struct relative cases[] = {
        {"10", "", "percentile", "", NULL, "5 1 3 3", "10 2.5 7.5 7.5"},
        {"10", "", "percentile down", "", NULL, "5 1 3 3", "2.5 10 7.5 7.5"},
        {"1", "", "percentile", "", NULL, "1 2 3", "0.333333 0.666667 1"},
        {"10", "4", "percentile", "", NULL, "5 1 3 3", "10 4 7.5 7.5"},
        {"10", "-4", "percentile", "", NULL, "5 1 3 3", "10 2.5 7.5 7.5"},
        {"10", "", "percentile", "", NULL, "-5 0 -7 .", "6.666667 10 3.333333 ."},
        {"10", "", "percentile", "", NULL, ". - 5 1", ". - 10 5"},
        {"10", "", "percentile", "", NULL, "7", "10"},
        {"10", "", "percentile down", "", NULL, "7", "10"},
        {"10", "", "percentile", "", NULL, "7 7 7", "10 10 10"},
        {"10", "", "percentile down", "", NULL, "7 7 7", "10 10 10"},
        {"10", "", "percentile", "", NULL, "- .", "- ."},
        {"10", "", "percentile block", "", "x y x y x y y", "1 1 2 2 2 3 4",
         "3.333333 2.5 10 5 10 7.5 10"},
        {"10", "", "percentile down block", "", "x y x y x y y", "1 1 2 2 2 3 4",
         "10 10 6.666667 7.5 6.666667 5 2.5"},
        {"10", "", "percentile block", "", "x y x z", "1 . 2 -", "5 . 10 -"},
        {"0.000001", "", "percentile", "", NULL, "1 2", "0.000001 0.000001"},
        {"0.000001", "", "percentile", "", NULL, "1 2 3", "0 0.000001 0.000001"},
        {"10", "", "percentile", "0", NULL, "1 2 3", "3 7 10"},
        {"9200000000000", "", "percentile", "", NULL, "9200000000000 -9200000000000",
         "9200000000000 4600000000000"},
    };

    expect_relatives(cases, COUNT(cases));
}

Test(relative, zscore_is_a_line_in_the_standard_score)
{
    static const struct relative cases[] = {
        /* mean 5, deviation 2 */
        {"100", "", "zscore 50 10 population", "", NULL, "2 4 4 4 5 5 7 9",
         "35 45 45 45 50 50 60 70"},
        {"100", "", "zscore 50 10 population down", "", NULL, "2 4 4 4 5 5 7 9",
         "65 55 55 55 50 50 40 30"},
        {"100", "", "zscore 50 10 population", "", NULL, "-2 -4 -4 -4 -5 -5 -7 -9",
         "65 55 55 55 50 50 40 30"},
        {"60", "40", "zscore 50 10 population", "", NULL, "2 4 4 4 5 5 7 9",
         "40 45 45 45 50 50 60 60"},
        {"100", "", "zscore 50 10 population", "", NULL, "1 3", "40 60"},
        {"100", "", "zscore 50 10 population", "", NULL, "1 . 3 -", "40 . 60 -"},
        {"100", "", "zscore 50 10 population", "", NULL, "0 0 3", "42.928932 42.928932 64.142136"},
        {"100", "", "zscore 50 10 population down", "", NULL, "0 0 3",
         "57.071068 57.071068 35.857864"},
        {"100", "-100", "zscore 0 10 population", "", NULL, "0 0 3",
         "-7.071068 -7.071068 14.142136"},
        {"100", "", "zscore 50 10 population", "", NULL, "7", "50"},
        {"100", "", "zscore 50 10 population down", "", NULL, "7 7 .", "50 50 ."},
        {"100", "", "zscore 50 10 population", "", NULL, ". -", ". -"},
        {"100", "", "zscore 0 10 population", "", NULL, "1 3", "0 10"},
        {"100", "", "zscore 100 10 population", "", NULL, "1 3 2", "87.752551 100 100"},
        {"100", "", "zscore 50 10 population block", "", "x y x y z", "1 100 3 300 8",
         "40 40 60 60 50"},
        {"100", "", "zscore 50 10 population down block", "", "x y x y z", "1 100 3 300 8",
         "60 60 40 40 50"},
        {"100", "", "zscore 50 10 population", "0", NULL, "0 0 3", "43 43 64"},
        {"100", "", "zscore 50.5 0.5 population", "", NULL, "1 3", "50 51"},
        /* a half of the last place goes away from zero */
        {"100", "-100", "zscore 0 0.000003 population", "", NULL, "2 4 4 4 5 5 7 9",
         "-0.000005 -0.000002 -0.000002 -0.000002 0 0 0.000003 0.000006"},
        {"100", "", "zscore 50 10 population", "", NULL, "-9200000000000 9200000000000", "40 60"},
        {"100", "", "zscore 50 10 population", "", NULL, "9199999999999.999998 9200000000000",
         "40 60"},
        {"9200000000000", "-9200000000000", "zscore 0 9200000000000 population", "", NULL,
         "1 3 1 3", "-9200000000000 9200000000000 -9200000000000 9200000000000"},
        {"9200000000000", "-9200000000000", "zscore 0 9200000000000 population", "", NULL,
         "1 1 1 9",
         "-5311622476544.557034 -5311622476544.557034 "
         "-5311622476544.557034 9200000000000"},
        /* Divided by n - 1, as it is unless said otherwise: deviations of 2 and √2. */
        {"100", "", "zscore 50 10", "", NULL, "1 5 3", "40 60 50"},
        {"100", "", "zscore 50 10 down", "", NULL, "1 5 3", "60 40 50"},
        {"100", "", "zscore 50 10", "", NULL, "1 3", "42.928932 57.071068"},
        {"100", "", "zscore 50 10 block", "", "x y x y z", "1 100 3 300 8",
         "42.928932 42.928932 57.071068 57.071068 50"},
        {"100", "", "zscore 50 10", "", NULL, "7", "50"},
        {"100", "", "zscore 50 10", "", NULL, "7 7 7 .", "50 50 50 ."},
        {"100", "", "zscore 50 10", "", NULL, "-9200000000000 9200000000000",
         "42.928932 57.071068"},
    };

    expect_relatives(cases, COUNT(cases));
}

Test(relative, units_that_are_not_ranked_take_part)
{
    static const char *const rules[] = {"minmax", "best", "percentile", "zscore 5 2 population"};
    static const char *const points[] = {"2", "2", "6.666667", "4.07418"};

    for (size_t i = 0; i < COUNT(rules); i++) {
        struct buffer criteria = {0};
        chiso_peers peers;

        buffer_print(&criteria, "code,title,max,rule\na,,10,%s\n", rules[i]);
        chiso_tree *tree = support_tree(criteria.bytes);
        chiso_board *board = support_scored(tree, "unit,ranked,a\nu,yes,2\nv,no,10\nw,no,0\n");
        const chiso_result result = support_result(board, "u", "a");

        cr_expect(result.achieved == decimal(points[i]), "%s: %s", rules[i],
                  decimal_text(result.achieved));
        cr_assert_eq(chiso_board_peers(board, 0, 1, &peers), CHISO_OK);
        cr_expect(peers.count == 3 && peers.lowest == 0 && peers.highest == decimal("10"), "%s",
                  rules[i]);
        chiso_board_free(board);
        chiso_tree_free(tree);
        buffer_clear(&criteria);
    }
}

Test(relative, peers_are_those_that_have_a_value)
{
    chiso_board *all = relative_board("10", "", "minmax", "", "x y x y z", "5 7 - 25 .");
    chiso_board *block =
        relative_board("10", "", "percentile down block", "", "x y x y z", "5 7 - -25 .");
    static const char *const lowest[] = {"5", "-25", "5", "-25"};
    static const char *const highest[] = {"5", "7", "5", "7"};
    chiso_peers peers = {77, 1, 2};

    for (chiso_unit unit = 0; unit < 5; unit++) {
        cr_assert_eq(chiso_board_peers(all, unit, 1, &peers), CHISO_OK);
        cr_expect(peers.count == 3 && peers.lowest == decimal("5") &&
                      peers.highest == decimal("25"),
                  "unit %u", unit);
    }
    for (chiso_unit unit = 0; unit < 4; unit++) {
        cr_assert_eq(chiso_board_peers(block, unit, 1, &peers), CHISO_OK);
        cr_expect(peers.count == (unit % 2 == 0 ? 1 : 2), "unit %u: %u", unit, peers.count);
        cr_expect(peers.lowest == decimal(lowest[unit]) && peers.highest == decimal(highest[unit]),
                  "unit %u: %s to %s", unit, decimal_text(peers.lowest),
                  decimal_text(peers.highest));
    }
    cr_assert_eq(chiso_board_peers(block, 4, 1, &peers), CHISO_OK);
    cr_expect(peers.count == 0 && peers.lowest == CHISO_ABSENT && peers.highest == CHISO_ABSENT);

    peers = (chiso_peers){77, 1, 2};
    cr_expect(chiso_board_peers(NULL, 0, 1, &peers) == CHISO_E_NULL &&
              chiso_board_peers(all, 0, 1, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_peers(all, 5, 1, &peers) == CHISO_E_UNIT &&
              chiso_board_peers(all, CHISO_NO_UNIT, 1, &peers) == CHISO_E_UNIT);
    cr_expect(chiso_board_peers(all, 0, 2, &peers) == CHISO_E_NODE &&
              chiso_board_peers(all, 0, CHISO_ROOT, &peers) == CHISO_E_NODE);
    cr_expect(chiso_board_set(all, "u0", "a", "6", NULL) == CHISO_OK);
    cr_expect(chiso_board_peers(all, 0, 1, &peers) == CHISO_E_STATE);
    cr_expect(peers.count == 77 && peers.lowest == 1 && peers.highest == 2);
    chiso_board_free(all);
    chiso_board_free(block);
}

static const char MIXED[] = "code,title,max,min,rule,combine,weight\n"
                            "1,,,,,sum,\n"
                            "1.1,,10,,minmax,,\n"
                            "1.2,,10,,points,,\n"
                            "2,,20,,,mean,\n"
                            "2.1,,10,,percentile,,1\n"
                            "2.2,,10,,best down,,3\n"
                            "3,,10,,range 0..100,,\n";

Test(relative, a_tree_tells_which_leaves_are_relative)
{
    static const struct {
        const char *code;
        bool relative;
    } cases[] = {{"", false},  {"1", false},  {"1.1", true}, {"1.2", false},
                 {"2", false}, {"2.1", true}, {"2.2", true}, {"3", false}};
    chiso_tree *tree = support_tree(MIXED);

    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_expect(chiso_node_is_relative(tree, support_node(tree, cases[i].code)) ==
                      cases[i].relative,
                  "%s", cases[i].code);
        cr_expect(chiso_node_option_count(tree, support_node(tree, cases[i].code)) == 0, "%s",
                  cases[i].code);
    }
    cr_expect(!chiso_node_is_relative(tree, 99) && !chiso_node_is_relative(tree, CHISO_NO_NODE) &&
              !chiso_node_is_relative(NULL, 1));
    chiso_tree_free(tree);
}

Test(relative, points_are_not_in_memory_but_are_copied)
{
    chiso_tree *tree = support_tree(MIXED);
    chiso_board *board =
        support_scored(tree, "unit,1.1,1.2,2.1,2.2,3\na,0,1,5,2,10\nb,10,2,7,4,NA\nc,5,,7,8,30\n");
    /* Leaves that look at others, and what is above them. */
    static const char *const relative[] = {"1.1", "2.1", "2.2", "1", "2", ""};
    static const char *const others[] = {"1.2", "3"};
    chiso_decimal copied[4] = {1, 2, 3, 4};
    const chiso_decimal *points = NULL;

    for (size_t i = 0; i < COUNT(relative); i++) {
        cr_expect(chiso_board_points(board, support_node(tree, relative[i]), &points) ==
                      CHISO_E_NODE,
                  "%s", relative[i]);
        cr_expect(points == NULL, "%s", relative[i]);
    }
    for (size_t i = 0; i < COUNT(others); i++) {
        const chiso_node node = support_node(tree, others[i]);

        cr_assert(chiso_board_points(board, node, &points) == CHISO_OK, "%s", others[i]);
        cr_assert(chiso_board_copy_points(board, node, 3, copied) == CHISO_OK, "%s", others[i]);
        cr_expect(memcmp(points, copied, 3 * sizeof(*copied)) == 0, "%s", others[i]);
        cr_expect(copied[3] == 4, "%s", others[i]);
    }
    cr_assert_eq(chiso_board_copy_points(board, support_node(tree, "2.2"), 3, copied), CHISO_OK);
    cr_expect(copied[0] == decimal("10") && copied[1] == decimal("5") &&
              copied[2] == decimal("2.5") && copied[3] == 4);

    /* a: 0 + 1; 20 × (0.3333333 + 3) / 4 = 16.6666665 */
    cr_expect(support_result(board, "a", "1").achieved == decimal("1"));
    cr_expect(support_result(board, "a", "2").achieved == decimal("16.666667"));
    cr_expect(support_result(board, "b", "2").achieved == decimal("12.5"));
    cr_expect(support_result(board, "c", "1").achieved == decimal("5") &&
              support_result(board, "c", "1").coverage == decimal("50"));

    const chiso_decimal kept[4] = {copied[0], copied[1], copied[2], copied[3]};
    cr_expect(chiso_board_copy_points(board, 1, 2, copied) == CHISO_E_RANGE &&
              chiso_board_copy_points(board, 1, 4, copied) == CHISO_E_RANGE);
    cr_expect(chiso_board_copy_points(board, 99, 3, copied) == CHISO_E_NODE);
    cr_expect(chiso_board_copy_points(NULL, 1, 3, copied) == CHISO_E_NULL &&
              chiso_board_copy_points(board, 1, 3, NULL) == CHISO_E_NULL);
    cr_assert_eq(chiso_board_set(board, "a", "3", "50", NULL), CHISO_OK);
    cr_expect(chiso_board_copy_points(board, 1, 3, copied) == CHISO_E_STATE);
    cr_expect(memcmp(kept, copied, sizeof(kept)) == 0);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(relative, a_cell_has_points_once_the_board_is_scored)
{
    chiso_board *board = relative_board("10", "", "minmax", "", NULL, "5 25 10");
    chiso_cell cell;

    cr_assert_eq(chiso_board_cell(board, 2, 1, &cell), CHISO_OK);
    cr_expect(cell.state == CHISO_STATE_SCORED && cell.value == decimal("10") &&
              cell.denominator == CHISO_DECIMAL_ONE && cell.points == decimal("2.5"));
    /* Any other cell may change what this one is worth. */
    cr_assert_eq(chiso_board_set(board, "u0", "a", "0", NULL), CHISO_OK);
    cr_expect(!chiso_board_is_scored(board));
    for (chiso_unit unit = 0; unit < 3; unit++) {
        cr_assert_eq(chiso_board_cell(board, unit, 1, &cell), CHISO_OK);
        cr_expect(cell.state == CHISO_STATE_SCORED && cell.value != CHISO_ABSENT &&
                      cell.points == CHISO_ABSENT,
                  "unit %u", unit);
    }
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    expect_leaf("after another cell was set", board, "0 10 4");
    cr_assert_eq(chiso_board_set(board, "u1", "a", "", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    expect_leaf("after a cell was emptied", board, "0 . 10");
    cr_assert_eq(chiso_board_add_unit(board, "v", NULL, NULL, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set_value(board, 3, 1, decimal("-10"), NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    expect_leaf("after a unit was added", board, "5 . 10 0");
    const chiso_decimal column[] = {decimal("4"), CHISO_NOT_APPLICABLE, decimal("2"), decimal("3")};
    cr_assert_eq(chiso_board_set_column(board, 1, column, 4, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    expect_leaf("after a column was set", board, "10 - 0 5");
    chiso_board_free(board);
}

Test(relative, a_second_file_changes_what_the_units_are_measured_against)
{
    static const char *const rules[] = {"minmax",     "minmax block", "best",
                                        "best block", "percentile",   "percentile block"};
    static const char *const before[] = {"0 10", "0 10", "4 10", "4 10", "5 10", "5 10"};
    /* u0 moves to y, u1 gets 20, u2 (x) has 10 and u3 (y) 8 */
    static const char *const after[] = {"0 10 3.75 2.5", "0 10 0 10",    "2 10 5 4",
                                        "5 10 5 10",     "2.5 10 7.5 5", "5 10 5 10"};

    for (size_t i = 0; i < COUNT(rules); i++) {
        chiso_board *board = relative_board("10", "", rules[i], "", "x x", "4 10");
        static const char file[] = "unit,block,a\nu3,y,8\nu2,x,10\nu1,,20\nu0,y,4\n";
        chiso_error error = CHISO_ERROR_INIT;
        chiso_decimal copied[4];
        const char *rest = after[i];
        char word[32];

        expect_leaf(rules[i], board, before[i]);
        cr_assert(chiso_board_read_csv(board, file, strlen(file), &error) == CHISO_OK, "%s",
                  error.message);
        cr_expect(!chiso_board_is_scored(board));
        cr_assert(chiso_board_score(board, &error) == CHISO_OK, "%s", error.message);
        cr_assert_eq(chiso_board_copy_points(board, 1, 4, copied), CHISO_OK);
        for (const char *unit = "0123"; *unit != '\0'; unit++) {
            const char code[] = {'u', *unit, '\0'};

            cr_assert(next_word(&rest, word, sizeof(word)));
            cr_expect(copied[support_unit(board, code)] == decimal(word),
                      "%s: %s of %s, expected %s", rules[i], code,
                      decimal_text(copied[support_unit(board, code)]), word);
        }
        chiso_board_free(board);
    }
}

Test(relative, files_that_are_refused_leave_the_board_scored)
{
    chiso_board *board = relative_board("10", "", "percentile block", "", "x x y", "4 10 3");
    static const char file[] = "unit,block,a\nu0,y,8\nu9,z,10\nu1,,twenty\n";
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(chiso_board_read_csv(board, file, strlen(file), &error) == CHISO_E_NUMBER);
    cr_expect(error.line == 4, "%s", error.message);
    cr_expect(chiso_board_is_scored(board));
    expect_leaf("after a failed reading", board, "5 10 10");
    chiso_board_free(board);
}

/* A cell that a rule does not take: the message names unit, criterion and cell, by text, number,
 * column and file. */
Test(relative, cells_that_a_rule_cannot_take_are_refused_by_name)
{
    static const struct {
        const char *rule, *cell;
        chiso_status status;
    } cases[] = {
        {"best", "-0.000001", CHISO_E_CELL},      {"best", "-5", CHISO_E_CELL},
        {"best block", "-5", CHISO_E_CELL},       {"best down", "0", CHISO_E_CELL},
        {"best down", "-1", CHISO_E_CELL},        {"range 1..100 log", "0", CHISO_E_CELL},
        {"range 1..100 log", "-7", CHISO_E_CELL}, {"range 1..100 log unlimited", "0", CHISO_E_CELL},
        {"minmax", "4/5", CHISO_E_CELL},          {"percentile", "4/5", CHISO_E_CELL},
        {"zscore 50 10", "4/5", CHISO_E_CELL},    {"minmax", "many", CHISO_E_NUMBER},
        {"best", "9200000000001", CHISO_E_RANGE},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tree *tree = NULL;
        chiso_error error = CHISO_ERROR_INIT;
        struct buffer criteria = {0};
        struct buffer file = {0};
        chiso_cell cell;

        buffer_print(&criteria, "code,title,max,rule\nthe.leaf,,100,%s\n", cases[i].rule);
        tree = support_tree(criteria.bytes);
        chiso_board *board = support_board(tree, "unit,the.leaf\nfirst,3\nsecond,4\n");

        cr_expect(chiso_board_set(board, "second", "the.leaf", cases[i].cell, &error) ==
                      cases[i].status,
                  "%s of %s: %s", cases[i].rule, cases[i].cell, error.message);
        cr_expect(strstr(error.message, "second") != NULL &&
                      strstr(error.message, "the.leaf") != NULL &&
                      strstr(error.message, cases[i].cell) != NULL && error.message_vi[0] != '\0',
                  "%s of %s: %s", cases[i].rule, cases[i].cell, error.message);
        buffer_print(&file, "unit,the.leaf\nfirst,5\nsecond,%s\n", cases[i].cell);
        error = CHISO_ERROR_INIT;
        cr_expect(chiso_board_read_csv(board, file.bytes, file.size, &error) == cases[i].status,
                  "%s of %s: %s", cases[i].rule, cases[i].cell, error.message);
        cr_expect(error.line == 3 && error.column == 8 && strstr(error.message, "second") != NULL,
                  "%s of %s: %s", cases[i].rule, cases[i].cell, error.message);
        if (cases[i].status == CHISO_E_CELL && strpbrk(cases[i].cell, "%/") == NULL) {
            const chiso_decimal column[] = {decimal("9"), decimal(cases[i].cell)};

            error = CHISO_ERROR_INIT;
            cr_expect(chiso_board_set_value(board, 1, 1, decimal(cases[i].cell), &error) ==
                          CHISO_E_CELL,
                      "%s", cases[i].rule);
            cr_expect(strstr(error.message, "second") != NULL &&
                          strstr(error.message, "the.leaf") != NULL,
                      "%s", error.message);
            error = CHISO_ERROR_INIT;
            cr_expect(chiso_board_set_column(board, 1, column, 2, &error) == CHISO_E_CELL, "%s",
                      cases[i].rule);
            cr_expect(strstr(error.message, "second") != NULL &&
                          strstr(error.message, "the.leaf") != NULL,
                      "%s", error.message);
        }
        for (chiso_unit unit = 0; unit < 2; unit++) {
            cr_assert_eq(chiso_board_cell(board, unit, 1, &cell), CHISO_OK);
            cr_expect(cell.value == decimal(unit == 0 ? "3" : "4"), "%s of %s changed unit %u",
                      cases[i].rule, cases[i].cell, unit);
        }
        chiso_board_free(board);
        chiso_tree_free(tree);
        buffer_clear(&criteria);
        buffer_clear(&file);
    }
}

Test(relative, ratios_are_refused_where_numbers_belong)
{
    static const char *const rules[] = {"minmax", "best", "best down block", "percentile",
                                        "zscore 50 10"};

    for (size_t i = 0; i < COUNT(rules); i++) {
        chiso_board *board = relative_board("100", "", rules[i], "", NULL, "3 4");
        const int64_t counts[] = {1, 2};

        cr_expect(chiso_board_set_ratio(board, 0, 1, 1, 2, NULL) == CHISO_E_CELL, "%s", rules[i]);
        cr_expect(chiso_board_set_counts(board, 0, 1, counts, 2, NULL) == CHISO_E_CELL, "%s",
                  rules[i]);
        cr_expect(chiso_board_is_scored(board), "%s", rules[i]);
        chiso_board_free(board);
    }
}

Test(relative, rules_are_written_as_they_read)
{
    static const struct {
        const char *rule, *written; /* NULL: refused */
    } cases[] = {
        {"minmax", "minmax"},
        {"minmax down", "minmax down"},
        {"minmax block", "minmax block"},
        {"minmax down block", "minmax down block"},
        {"  minmax   down  block ", "minmax down block"},
        {"best", "best"},
        {"best down", "best down"},
        {"best down block", "best down block"},
        {"best block", "best block"},
        {"percentile", "percentile"},
        {"percentile down block", "percentile down block"},
        {"zscore 50 10", "zscore 50 10"},
        {"zscore 1.5 0.25", "zscore 1.5 0.25"},
        {"zscore 50 10 down block", "zscore 50 10 down block"},
        {"zscore 50 10 block down population", "zscore 50 10 population down block"},
        {"range 5..60 log", "range 5..60 log"},
        {"range 60..5 log unlimited", "range 60..5 log unlimited"},
        {"minmax up", NULL},
        {"minmax down down", NULL},
        {"minmax 5", NULL},
        {"best down block now", NULL},
        {"zscore", NULL},
        {"zscore 50", NULL},
        {"zscore 50 0", NULL},
        {"zscore 50 -10", NULL},
        {"zscore 50 10 20", NULL},
        {"range 0..60 log", NULL},
        {"range -5..60 log", NULL},
        {"range 5..5 log", NULL},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tree *tree = NULL;
        chiso_error error = CHISO_ERROR_INIT;
        chiso_status status;

        cr_assert_eq(chiso_tree_new(NULL, NULL, &tree, NULL), CHISO_OK);
        status =
            chiso_tree_add_ruled(tree, CHISO_ROOT, "a", NULL, "100", cases[i].rule, NULL, &error);
        if (cases[i].written == NULL) {
            cr_expect(status == CHISO_E_RULE, "%s: %s, %s", cases[i].rule,
                      chiso_status_name(status), error.message);
            cr_expect(strstr(error.message, cases[i].rule) != NULL && error.message_vi[0] != '\0',
                      "%s: %s", cases[i].rule, error.message);
        } else {
            cr_expect(status == CHISO_OK, "%s: %s", cases[i].rule, error.message);
            cr_expect_str_eq(chiso_node_rule(tree, 1), cases[i].written);
        }
        chiso_tree_free(tree);
    }
}

Test(relative, logarithms_of_a_range)
{
    static const struct {
        const char *max, *min, *rule, *cell, *points;
    } cases[] = {
        {"10", "", "range 1..100 log", "1", "0"},
        {"10", "", "range 1..100 log", "10", "5"},
        {"10", "", "range 1..100 log", "100", "10"},
        {"10", "", "range 1..100 log", "1000", "10"},
        {"10", "", "range 1..100 log", "0.000001", "0"},
        {"10", "", "range 1..100 log unlimited", "1000", "15"},
        {"10", "", "range 1..100 log unlimited", "0.1", "-5"},
        {"10", "", "range 100..1 log", "10", "5"},
        {"10", "", "range 100..1 log", "100", "0"},
        {"10", "", "range 100..1 log", "1", "10"},
        {"10", "2", "range 1..100 log", "10", "6"},
        {"10", "-10", "range 1..100 log", "10", "0"},
        {"3", "", "range 2..16 log", "4", "1"},
        {"3", "", "range 2..16 log", "8", "2"},
        {"10", "", "range 0.000001..1000000 log", "1", "5"},
        {"10", "", "range 1..100 log", "2", "1.505150"},
        {"10", "", "range 1..100 log", "3", "2.385606"},
        {"1", "", "range 1..9200000000000 log", "3033150.177621", "0.5"},
        {"0.000001", "", "range 1..4 log", "2", "0.000001"},
        {"0.000001", "", "range 1..4 log", "1.999", "0"},
        {"0.000002", "-0.000001", "range 1..4 log", "1.999", "0"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_board *board =
            relative_board(cases[i].max, cases[i].min, cases[i].rule, "", NULL, cases[i].cell);

        expect_leaf(cases[i].rule, board, cases[i].points);
        cr_expect(!chiso_node_is_relative(chiso_board_tree(board), 1));
        chiso_board_free(board);
    }
}

Test(relative, leaves_are_ranked_and_reported_by_their_points_and_not_by_their_values)
{
    /* minmax down: the least value is the best */
    chiso_board *board = relative_board("10", "", "minmax down", "", "x x x y y", "9 5 7 5 .");
    static const uint32_t ranks[] = {4, 1, 3, 1};
    chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
    chiso_ranking *ranking = NULL;
    chiso_report *report = NULL;
    struct buffer json = {0};
    const chiso_sink sink = buffer_sink(&json);
    chiso_place place;

    options.scope = CHISO_SCOPE_OVERALL;
    cr_assert_eq(chiso_ranking_new(board, 1, &options, &ranking, NULL), CHISO_OK);
    for (chiso_unit unit = 0; unit < COUNT(ranks); unit++) {
        cr_assert_eq(chiso_ranking_place(ranking, unit, &place), CHISO_OK);
        cr_expect(place.rank == ranks[unit], "unit %u: %u", unit, place.rank);
    }
    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    cr_assert_eq(chiso_report_write_json(report, &sink, NULL), CHISO_OK);
    cr_expect(strstr(json.bytes, "\"unit\": \"u2\"") != NULL);
    cr_expect(strstr(strstr(json.bytes, "\"unit\": \"u2\""),
                     "{ \"code\": \"a\", \"state\": \"scored\", \"achieved\": 5, \"max\": 10, "
                     "\"percent\": 50.00, \"rank\": 2, "
                     "\"out_of\": 3, \"tied\": 1, \"lost\": 5 }") != NULL,
              "%s", json.bytes);
    chiso_report_free(report);
    chiso_ranking_free(ranking);
    chiso_board_free(board);
    buffer_clear(&json);
}

Test(relative, a_board_that_was_written_reads_in_again_with_the_same_points)
{
    static const char *const rules[] = {"minmax down block", "best", "percentile",
                                        "zscore 5 2 block"};

    for (size_t i = 0; i < COUNT(rules); i++) {
        chiso_board *board = relative_board("10", "1", rules[i], "", "x y x y x", "5 7.25 - 2 .");
        char *criteria = support_tree_csv(chiso_board_tree(board));
        chiso_tree *tree = support_tree(criteria);
        char *written = support_board_csv(board);
        chiso_board *again = support_scored(tree, written);
        chiso_decimal points[2][5];

        cr_expect(strstr(written, "7.25") != NULL, "%s", written);
        cr_assert_eq(chiso_board_copy_points(board, 1, 5, points[0]), CHISO_OK);
        cr_assert_eq(chiso_board_copy_points(again, 1, 5, points[1]), CHISO_OK);
        cr_expect(memcmp(points[0], points[1], sizeof(points[0])) == 0, "%s", rules[i]);
        free(criteria);
        free(written);
        chiso_board_free(board);
        chiso_board_free(again);
        chiso_tree_free(tree);
    }
}

Test(relative, what_is_missing_has_the_bounds_of_its_leaf)
{
    static const struct {
        const char *policy;
        chiso_state state;
        const char *achieved, *percent;
    } cases[] = {
        {"zero", CHISO_STATE_SCORED, "7", "35"},
        {"skip", CHISO_STATE_SCORED, "5", "50"},
        {"unknown", CHISO_STATE_MISSING, NULL, NULL},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buffer criteria = {0};

        buffer_print(
            &criteria,
            "code,title,max,min,rule,options\n.,,,,,missing=%s\n1,,10,2,minmax,\n2,,10,,points,\n",
            cases[i].policy);
        chiso_tree *tree = support_tree(criteria.bytes);
        chiso_board *board = support_scored(tree, "unit,1,2\nu,,5\nv,1,5\nw,2,5\n");
        const chiso_result result = support_result(board, "u", "");

        cr_expect(result.state == cases[i].state, "%s", cases[i].policy);
        cr_expect(result.achieved ==
                      (cases[i].achieved == NULL ? CHISO_ABSENT : decimal(cases[i].achieved)),
                  "%s: %s", cases[i].policy, decimal_text(result.achieved));
        cr_expect(result.percent ==
                      (cases[i].percent == NULL ? CHISO_ABSENT : decimal(cases[i].percent)),
                  "%s: %s", cases[i].policy, decimal_text(result.percent));
        cr_expect(result.lowest == decimal("35") && result.highest == decimal("75") &&
                      result.coverage == decimal("50"),
                  "%s", cases[i].policy);
        cr_expect(support_result(board, "v", "1").achieved == decimal("2") &&
                  support_result(board, "w", "1").achieved == decimal("10"));
        chiso_board_free(board);
        chiso_tree_free(tree);
        buffer_clear(&criteria);
    }
}

/* Sums in the upper half of what a decimal holds. */
Test(relative, huge_points_add_up_beside_others)
{
    chiso_tree *tree = support_tree(
        "code,title,max,min,rule\n1,,4000000000000,1000000000000,best\n2,,3000000000000,,minmax\n"
        "3,,100000000000,,points\n");
    chiso_board *board = support_scored(
        tree, "unit,1,2,3\nu,1,7,50000000000\nv,8,5,100000000000\nw,4,6,0.000001\nx,8,,0\n");
    static const char *const achieved[] = {"4050000000000", "4100000000000", "3500000000000.000001",
                                           "4000000000000"};

    for (chiso_unit unit = 0; unit < COUNT(achieved); unit++) {
        const chiso_result result = support_result(board, chiso_unit_code(board, unit), "");

        cr_expect(result.achieved == decimal(achieved[unit]), "unit %u: %s, expected %s", unit,
                  decimal_text(result.achieved), achieved[unit]);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(relative, a_bonus_may_be_relative)
{
    chiso_tree *tree =
        support_tree("code,title,max,min,kind,rule\n1,,10,,,\n2,,2,-2,bonus,minmax\n");
    chiso_board *board = support_scored(tree, "unit,1,2\nu,5,10\nv,5,20\nw,5,\nx,5,15\n");

    cr_expect(support_result(board, "u", "").achieved == decimal("3") &&
              support_result(board, "v", "").achieved == decimal("7"));
    cr_expect(support_result(board, "w", "").achieved == decimal("5") &&
              support_result(board, "x", "").achieved == decimal("5"));
    cr_expect(support_result(board, "v", "").max == decimal("10"));
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Memory that adds up what was asked for. */
static void *greedy_alloc(void *context, size_t size)
{
    *(size_t *)context += size;
    return malloc(size);
}

static void *greedy_resize(void *context, void *block, size_t size)
{
    *(size_t *)context += size;
    return realloc(block, size);
}

static void greedy_release(void *context, void *block)
{
    (void)context;
    free(block);
}

/* What scoring takes for units that have a block each. */
static size_t memory_of(const char *rule)
{
    enum { UNITS = 1000 };
    size_t asked = 0;
    const chiso_allocator allocator = {.alloc = greedy_alloc,
                                       .resize = greedy_resize,
                                       .release = greedy_release,
                                       .context = &asked};
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;

    cr_assert(chiso_tree_new(NULL, NULL, &tree, NULL) == CHISO_OK);
    cr_assert(chiso_tree_add_ruled(tree, CHISO_ROOT, "a", "", "10", rule, NULL, NULL) == CHISO_OK);
    cr_assert(chiso_board_new(tree, &allocator, &board, NULL) == CHISO_OK);
    for (chiso_unit unit = 0; unit < UNITS; unit++) {
        char code[16];

        (void)snprintf(code, sizeof(code), "u%d", (int)unit);
        cr_assert(chiso_board_add_unit(board, code, NULL, code, NULL, NULL) == CHISO_OK);
        cr_assert(chiso_board_set_value(board, unit, support_node(tree, "a"), (chiso_decimal)unit,
                                        NULL) == CHISO_OK);
    }
    asked = 0;
    cr_assert(chiso_board_score(board, NULL) == CHISO_OK);
    chiso_board_free(board);
    chiso_tree_free(tree);
    return asked / UNITS;
}

Test(relative, blocks_that_no_rule_looks_at_take_no_memory)
{
    /* The points of the root, and which row of details a unit has; twice that, for room to grow. */
    cr_expect(memory_of("minmax") <= 2 * (sizeof(chiso_decimal) + sizeof(uint32_t)),
              "%zu bytes a unit", memory_of("minmax"));
    cr_expect(memory_of("minmax block") > memory_of("minmax"));
}
