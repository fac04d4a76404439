/* Random ratings against whole numbers: what they come to, in whatever order the raters stand, by
 * call and by file. */
#include "support.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 3000, RATERS = 9, PLACES = 12, ALL_PARTS = 27720, TEXT = 24 };

/* A rating as so many parts of all, or of a hundredth of a point. */
struct given {
    char text[TEXT];
    int64_t parts;
};

struct panel {
    const char *raters;
    struct given given[RATERS];
    uint32_t count;
};

static const char *const ways[] = {"", "mean", "median", "trimmed 1", "trimmed 3"};

static int by_parts(const void *a, const void *b)
{
    const int64_t one = ((const struct given *)a)->parts;
    const int64_t other = ((const struct given *)b)->parts;

    return (one > other) - (one < other);
}

/* The sum of those that are joined, and how many they are, by sorting and cutting. */
static int64_t sum_of(const struct panel *panel, uint32_t *out_count)
{
    struct given sorted[RATERS];
    const uint32_t most = (panel->count - 1) / 2;
    uint32_t off = 0;
    int64_t sum = 0;

    memcpy(sorted, panel->given, sizeof(sorted));
    qsort(sorted, panel->count, sizeof(sorted[0]), by_parts);
    if (strcmp(panel->raters, "median") == 0) {
        off = most;
    } else if (strncmp(panel->raters, "trimmed", 7) == 0) {
        off = (uint32_t)(panel->raters[8] - '0') < most ? (uint32_t)(panel->raters[8] - '0') : most;
    }
    for (uint32_t i = off; i < panel->count - off; i++) {
        sum += sorted[i].parts;
    }
    *out_count = panel->count - 2 * off;
    return sum;
}

/* sum / below with so many places, a half away from zero; the sum is not below 0. */
static void quotient_text(int64_t sum, int64_t below, char *out, size_t size)
{
    char digits[PLACES + 1];
    int64_t whole = sum / below;
    int64_t rest = sum % below;

    for (int i = 0; i < PLACES; i++) {
        rest *= 10;
        digits[i] = (char)('0' + rest / below);
        rest %= below;
    }
    digits[PLACES] = '\0';
    for (int i = PLACES; 2 * rest >= below && i-- > 0;) {
        digits[i]++;
        if (digits[i] <= '9') {
            break;
        }
        digits[i] = '0';
        whole += i == 0 ? 1 : 0;
    }
    snprintf(out, size, "%" PRId64 ".%s", whole, digits);
}

static chiso_board *board_of(const char *raters, const char *rule)
{
    struct buffer criteria = {0};
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;

    buffer_print(&criteria, "code,title,max,rule,raters\n1,,10,%s,%s\n", rule, raters);
    tree = support_tree(criteria.bytes);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, "u", NULL, NULL, NULL, NULL), CHISO_OK);
    chiso_tree_free(tree);
    buffer_clear(&criteria);
    return board;
}

static void set(chiso_board *board, const struct panel *panel)
{
    static const char *const names[RATERS] = {"An", "Ba", "Chi", "", "Em", "Gi", "Ha", "Lan", "Tu"};
    chiso_rating ratings[RATERS + 2] = {{"Vy", ""}, {"Yen", "-"}};
    chiso_error error = CHISO_ERROR_INIT;

    for (uint32_t i = 0; i < panel->count; i++) {
        ratings[i + 2] = (chiso_rating){names[i], panel->given[i].text};
    }
    cr_assert(chiso_board_set_ratings(board, 0, 1, ratings, panel->count + 2, &error) == CHISO_OK,
              "%s", error.message);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
}

static void expect_points(const chiso_board *board, const char *expected, const struct panel *panel,
                          const char *when)
{
    char text[CHISO_FIGURE_TEXT_SIZE];
    char cell[CHISO_CELL_TEXT_SIZE];

    cr_assert_eq(chiso_board_points_text(board, 0, 1, PLACES, '.', text), CHISO_OK);
    cr_assert_eq(chiso_board_text(board, 0, 1, cell), CHISO_OK);
    cr_expect(strcmp(text, expected) == 0, "%s, %s of %u: %s, not %s (%s)", when, panel->raters,
              (unsigned)panel->count, text, expected, cell);
}

static void turn(struct panel *panel, struct random *random)
{
    for (uint32_t i = panel->count; i-- > 1;) {
        const uint32_t other = (uint32_t)random_below(random, i + 1);
        const struct given moved = panel->given[i];

        panel->given[i] = panel->given[other];
        panel->given[other] = moved;
    }
}

/* What the file of a board reads as is the same board. */
static void expect_read_again(const chiso_board *board)
{
    char *text = support_board_csv(board);
    chiso_board *again = NULL;
    char *other = NULL;

    cr_assert_eq(
        chiso_board_new((chiso_tree *)(uintptr_t)chiso_board_tree(board), NULL, &again, NULL),
        CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(again, text, strlen(text), NULL), CHISO_OK);
    other = support_board_csv(again);
    cr_expect_str_eq(other, text);
    chiso_board_free(again);
    free(other);
    free(text);
}

static void try_panel(struct panel *panel, const char *rule, int64_t below, struct random *random)
{
    chiso_board *board = board_of(panel->raters, rule);
    char expected[64];
    char first[CHISO_CELL_TEXT_SIZE];
    char second[CHISO_CELL_TEXT_SIZE];
    uint32_t count = 0;
    const int64_t sum = sum_of(panel, &count);

    quotient_text(sum, below * count, expected, sizeof(expected));
    set(board, panel);
    expect_points(board, expected, panel, "as given");
    cr_assert_eq(chiso_board_text(board, 0, 1, first), CHISO_OK);
    expect_read_again(board);
    turn(panel, random);
    set(board, panel);
    expect_points(board, expected, panel, "turned");
    cr_assert_eq(chiso_board_text(board, 0, 1, second), CHISO_OK);
    cr_expect_str_eq(first, second);
    chiso_board_free(board);
}

static struct panel panel_of(struct random *random)
{
    struct panel panel = {.raters = ways[random_below(random, sizeof(ways) / sizeof(ways[0]))]};

    panel.count = (uint32_t)random_below(random, RATERS) + 1;
    return panel;
}

Test(ratings, points_are_joined_as_they_are)
{
    struct random random = {15};

    for (uint32_t i = 0; i < CASES; i += SUPPORT_STRIDE) {
        struct panel panel = panel_of(&random);

        for (uint32_t rater = 0; rater < panel.count; rater++) {
            struct given *given = &panel.given[rater];

            given->parts = (int64_t)random_below(&random, 1001);
            snprintf(given->text, TEXT, "%" PRId64 ".%02" PRId64, given->parts / 100,
                     given->parts % 100);
        }
        try_panel(&panel, "points", 100, &random);
    }
}

/* 10 points × the mean of n / d: over all parts, ten times the parts. */
Test(ratings, rates_are_joined_as_fractions)
{
    struct random random = {16};

    for (uint32_t i = 0; i < CASES; i += SUPPORT_STRIDE) {
        struct panel panel = panel_of(&random);

        for (uint32_t rater = 0; rater < panel.count; rater++) {
            struct given *given = &panel.given[rater];
            const int64_t below = (int64_t)random_below(&random, 12) + 1;
            const int64_t above = (int64_t)random_below(&random, (uint64_t)below + 1);

            given->parts = 10 * above * (ALL_PARTS / below);
            snprintf(given->text, TEXT, "%" PRId64 "/%" PRId64, above, below);
        }
        try_panel(&panel, "rate", ALL_PARTS, &random);
    }
}

/* A mean of thirds and the like that is a threshold meets it. */
Test(ratings, a_mean_that_is_a_threshold_reaches_it)
{
    static const char *const thirds[][3] = {
        {"66%", "67%", "67%"},
        {"1/3", "2/3", "1/1"},
        {"1/6", "5/6", "1/1"},
        {"0.5/1", "1/2", "100%"},
    };

    for (size_t i = 0; i < sizeof(thirds) / sizeof(thirds[0]); i++) {
        chiso_board *board = board_of("", "atleast 2/3:10");
        const chiso_rating ratings[] = {
            {"An", thirds[i][0]}, {"Ba", thirds[i][1]}, {"Chi", thirds[i][2]}};

        cr_assert_eq(chiso_board_set_ratings(board, 0, 1, ratings, 3, NULL), CHISO_OK);
        cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
        cr_expect(support_result(board, "u", "1").achieved == decimal("10"), "%zu", i);
        chiso_board_free(board);
    }
}

Test(ratings, equal_ratings_are_that_one_however_they_are_joined)
{
    static const char *const values[] = {"7.123456789012345", "0", "10"};

    for (size_t way = 0; way < sizeof(ways) / sizeof(ways[0]); way++) {
        for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
            chiso_board *board = board_of(ways[way], "points");
            const chiso_rating ratings[] = {
                {"An", values[i]}, {"Ba", values[i]}, {"Chi", values[i]}, {NULL, values[i]}};
            char text[CHISO_CELL_TEXT_SIZE];

            cr_assert_eq(chiso_board_set_ratings(board, 0, 1, ratings, 4, NULL), CHISO_OK);
            cr_assert_eq(chiso_board_text(board, 0, 1, text), CHISO_OK);
            cr_expect_str_eq(text, values[i]);
            chiso_board_free(board);
        }
    }
}

/* Denominators that have nothing in common make no fraction that fits; it is carried then. */
Test(ratings, fractions_that_do_not_fit_are_carried)
{
    chiso_board *board = board_of("", "rate");
    const chiso_rating ratings[] = {{"An", "1/8999999999999"},
                                    {"Ba", "1/8999999999997"},
                                    {"Chi", "8999999999991/8999999999992"},
                                    {"Em", "1/3"}};
    char first[CHISO_FIGURE_TEXT_SIZE];

    cr_assert_eq(chiso_board_set_ratings(board, 0, 1, ratings, 4, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_points_text(board, 0, 1, PLACES, '.', first), CHISO_OK);
    /* 10 × (1 1/3 + 2 / 9e12 - 1 / 9e12) / 4, to twelve places. */
    cr_expect_str_eq(first, "3.333333333334");
    chiso_board_free(board);
}

/* A third of the way between two values is a third of the max, however near to each other these
 * are; and so for a share of the best, and a range. */
Test(ratings, means_among_near_values_are_where_they_are)
{
    static const struct {
        const char *rule;
        const char *rate; /* the same by a rate */
    } rules[] = {
        {"minmax", "1/3"},
        {"minmax block", "1/3"},
        {"minmax down", "2/3"},
        {"best", "2/3"},
        {"best down", "3/4"},
        {"range 0.000001..0.000002", "1/3"},
        {"range 0.000002..0.000001", "2/3"},
    };
    static const chiso_rating third[] = {
        {"An", "0.000001"}, {"Ba", "0.000001"}, {"Chi", "0.000002"}};

    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
        struct buffer criteria = {0};
        struct buffer points = {0};
        chiso_tree *tree = NULL;
        chiso_board *board = NULL;
        char one[CHISO_FIGURE_TEXT_SIZE];
        char other[CHISO_FIGURE_TEXT_SIZE];

        buffer_print(&criteria, "code,title,max,rule\n1,,10,%s\n2,,10,rate\n", rules[i].rule);
        buffer_print(&points, "unit,1,2\na,,0%%\nb,-,%s\nc,0.000001,\nd,0.000002,\n",
                     rules[i].rate);
        tree = support_tree(criteria.bytes);
        board = support_board(tree, points.bytes);
        cr_assert_eq(chiso_board_set_ratings(board, 0, 1, third, 3, NULL), CHISO_OK);
        cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
        cr_assert_eq(chiso_board_points_text(board, 0, 1, 14, '.', one), CHISO_OK);
        cr_assert_eq(chiso_board_points_text(board, 1, 2, 14, '.', other), CHISO_OK);
        cr_expect(strcmp(one, other) == 0, "%s: %s, not %s", rules[i].rule, one, other);
        chiso_board_free(board);
        chiso_tree_free(tree);
        buffer_clear(&criteria);
        buffer_clear(&points);
    }
}
