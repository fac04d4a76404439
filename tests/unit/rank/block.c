#include "support.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static chiso_block_summary summarise(const chiso_board *board, uint32_t block, int digits)
{
    chiso_block_summary summary;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_block_summarise(board, CHISO_ROOT, block, digits, &summary, &error),
                 CHISO_OK, "%s", error.message);
    return summary;
}

static void expect_figure(const char *name, const char *figure, chiso_decimal got,
                          const char *expected)
{
    cr_expect(got == (expected == NULL ? CHISO_ABSENT : decimal(expected)),
              "%s: %s is %s, expected %s", name, figure, decimal_text(got),
              expected == NULL ? "absent" : expected);
}

struct figures {
    uint32_t units;
    const char *mean, *median, *min, *max, *stdev, *quartile1, *quartile3;
};

static void expect_summary(const char *name, chiso_block_summary summary, struct figures expected)
{
    cr_expect(summary.units == expected.units, "%s: %u units", name, (unsigned)summary.units);
    expect_figure(name, "mean", summary.mean, expected.mean);
    expect_figure(name, "median", summary.median, expected.median);
    expect_figure(name, "min", summary.min, expected.min);
    expect_figure(name, "max", summary.max, expected.max);
    expect_figure(name, "stdev", summary.stdev, expected.stdev);
    expect_figure(name, "quartile1", summary.quartile1, expected.quartile1);
    expect_figure(name, "quartile3", summary.quartile3, expected.quartile3);
}

/* Quartiles as numpy's quantile() and R's type 7 give them, the deviation as numpy's std(). */
Test(block, figures_are_those_of_known_programs)
{
    static const struct {
        const char *name;
        int digits;
        const char *points; /* of units in the order of adding, of 100 */
        struct figures figures;
    } cases[] = {
        {"one", 6, "42", {1, "42", "42", "42", "42", "0", "42", "42"}},
        {"two", 6, "10 20", {2, "15", "15", "10", "20", "5", "12.5", "17.5"}},
        {"three", 6, "30 10 20", {3, "20", "20", "10", "30", "8.164966", "15", "25"}},
        {"four", 6, "40 10 30 20", {4, "25", "25", "10", "40", "11.18034", "17.5", "32.5"}},
        {"five", 6, "1 2 3 4 100", {5, "22", "3", "1", "100", "39.012818", "2", "4"}},
        {"equal",
         6,
         "33.333333 33.333333 33.333333",
         {3, "33.333333", "33.333333", "33.333333", "33.333333", "0", "33.333333", "33.333333"}},
        {"eight", 6, "2 4 4 4 5 5 7 9", {8, "5", "4.5", "2", "9", "2", "4", "5.5"}},
        {"negative", 6, "-10 10", {2, "0", "0", "-10", "10", "10", "-5", "5"}},
        {"two digits", 2, "40 10 30 20", {4, "25", "25", "10", "40", "11.18", "17.5", "32.5"}},
        {"as published", -1, "40 10 30 20", {4, "25", "25", "10", "40", "11.18", "17.5", "32.5"}},
        {"no digits", 0, "40 10 30 20", {4, "25", "25", "10", "40", "11", "18", "33"}},
        {"rounded once", 2, "0.004999 0.004999", {2, "0", "0", "0", "0", "0", "0", "0"}},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buffer points = {0};
        chiso_tree *tree = support_tree("code,title,max,min\n1,,100,-100\n");
        chiso_board *board;
        const char *rest = cases[i].points;
        int unit = 0;

        buffer_print(&points, "unit,1\n");
        while (*rest != '\0') {
            const size_t length = strcspn(rest, " ");

            buffer_print(&points, "u%d,%.*s\n", unit++, (int)length, rest);
            rest += length + (rest[length] == ' ');
        }
        board = support_scored(tree, points.bytes);
        expect_summary(cases[i].name, summarise(board, 0, cases[i].digits), cases[i].figures);
        expect_summary(cases[i].name, summarise(board, CHISO_ALL_BLOCKS, cases[i].digits),
                       cases[i].figures);
        chiso_board_free(board);
        chiso_tree_free(tree);
        buffer_clear(&points);
    }
}

Test(block, percents_are_not_rounded_before_they_are_summed)
{
    /* Thirds: the mean of 1/3 and 2/3 is one half, the mean of 1/3, 1/3 and 2/3 is 4/9. */
    chiso_tree *tree = support_tree("code,title,max\n1,,3\n");
    chiso_board *two = support_scored(tree, "unit,1\na,1\nb,2\n");
    chiso_board *three = support_scored(tree, "unit,1\na,1\nb,2\nc,1\n");

    expect_summary("two", summarise(two, 0, 6),
                   (struct figures){2, "50", "50", "33.333333", "66.666667", "16.666667",
                                    "41.666667", "58.333333"});
    expect_summary("three", summarise(three, 0, 6),
                   (struct figures){3, "44.444444", "33.333333", "33.333333", "66.666667",
                                    "15.713484", "33.333333", "50"});
    chiso_board_free(two);
    chiso_board_free(three);
    chiso_tree_free(tree);
}

Test(block, a_mean_of_many_thirds_is_carried_far_enough)
{
    /* 2999 units with 1 of 3 and one with 0: 2999/9000 = 33.3222…, to six digits. */
    enum { UNITS = 3000 };
    struct buffer points = {0};
    chiso_tree *tree = support_tree("code,title,max\n1,,3\n");
    chiso_board *board;
    chiso_block_summary summary;

    buffer_print(&points, "unit,1\n");
    for (int i = 0; i < UNITS; i++) {
        buffer_print(&points, "u%d,%d\n", i, i != 1234);
    }
    board = support_scored(tree, points.bytes);
    summary = summarise(board, 0, 6);
    expect_figure("many", "mean", summary.mean, "33.322222");
    expect_figure("many", "median", summary.median, "33.333333");
    chiso_board_free(board);
    chiso_tree_free(tree);
    buffer_clear(&points);
}

/* Computed with exact fractions and a root of 50 places. Each unit has another max, and the maxima
 * have no common factor. */
Test(block, percents_of_awkward_maxima_are_summed_exactly_enough)
{
    static const struct {
        const char *max, *points;
    } leaves[] = {{"9999.999967", "1234.567891"}, {"9999.999943", "9999.999943"},
                  {"9999.999931", "0.000001"},    {"9999.999889", "5000"},
                  {"9999.999877", "7777.777777"}, {"9999.999833", "-0.5"},
                  {"9999.999787", "4242.424242"}};
    struct buffer criteria = {0};
    struct buffer points = {0};
    chiso_tree *tree;
    chiso_board *board;

    buffer_print(&criteria, "code,title,max,min\n");
    buffer_print(&points, "unit");
    for (size_t i = 0; i < COUNT(leaves); i++) {
        buffer_print(&criteria, "%zu,,%s,-1\n", i, leaves[i].max);
        buffer_print(&points, ",%zu", i);
    }
    for (size_t i = 0; i < COUNT(leaves); i++) {
        buffer_print(&points, "\nu%zu", i);
        for (size_t k = 0; k < COUNT(leaves); k++) {
            buffer_print(&points, ",%s", i == k ? leaves[k].points : "-");
        }
    }
    tree = support_tree(criteria.bytes);
    board = support_scored(tree, points.bytes);
    expect_summary("awkward", summarise(board, 0, 6),
                   (struct figures){7, "40.363243", "42.424243", "-0.005", "100", "36.050115",
                                    "6.172839", "63.88889"});
    buffer_clear(&criteria);
    buffer_clear(&points);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(block, the_rounding_of_the_tree_holds)
{
    static const struct {
        const char *options;
        const char *mean;
    } cases[] = {
        {"rounding=half-up", "10.02"}, {"rounding=half-even", "10.02"}, {"rounding=down", "10.01"}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tree *tree = support_tree("code,title,max\n1,,100\n");
        chiso_board *board;

        cr_assert_eq(chiso_tree_set_options(tree, cases[i].options, NULL), CHISO_OK);
        board = support_scored(tree, "unit,1\na,10.01\nb,10.02\n");
        expect_figure(cases[i].options, "mean", summarise(board, 0, 2).mean, cases[i].mean);
        expect_figure(cases[i].options, "median", summarise(board, 0, 2).median, cases[i].mean);
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
}

Test(block, only_ranked_units_with_a_percent_count)
{
    chiso_tree *tree = support_tree("code,title,max,options\n.,,,missing=unknown\n1,,100,\n");
    chiso_board *board = support_scored(
        tree, "unit,block,ranked,1\na,x,yes,50\nb,x,no,99\nc,x,yes,\nd,x,yes,-\ne,x,yes,60\n"
              "f,y,no,10\ng,y,yes,\nh,z,yes,5\n");

    cr_assert_eq(chiso_board_block_count(board), 3);
    expect_summary("x", summarise(board, 0, 2),
                   (struct figures){2, "55", "55", "50", "60", "5", "52.5", "57.5"});
    expect_summary("y, where nobody counts", summarise(board, 1, 2),
                   (struct figures){0, NULL, NULL, NULL, NULL, NULL, NULL, NULL});
    expect_summary("z", summarise(board, 2, 2),
                   (struct figures){1, "5", "5", "5", "5", "0", "5", "5"});
    expect_summary("all", summarise(board, CHISO_ALL_BLOCKS, 2),
                   (struct figures){3, "38.33", "50", "5", "60", "23.92", "27.5", "55"});
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(block, any_node_can_be_summarised)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,\n1.1,,10\n1.2,,10\n2,,0\n");
    chiso_board *board = support_scored(tree, "unit,1.1,1.2,2\na,5,10,0\nb,10,10,0\n");
    chiso_block_summary summary;

    cr_assert_eq(chiso_block_summarise(board, support_node(tree, "1.1"), 0, 2, &summary, NULL),
                 CHISO_OK);
    expect_figure("leaf", "mean", summary.mean, "75");
    cr_assert_eq(chiso_block_summarise(board, support_node(tree, "1"), 0, 2, &summary, NULL),
                 CHISO_OK);
    expect_figure("branch", "mean", summary.mean, "87.5");
    cr_assert_eq(chiso_block_summarise(board, support_node(tree, "2"), 0, 2, &summary, NULL),
                 CHISO_OK);
    expect_summary("max 0", summary, (struct figures){0, NULL, NULL, NULL, NULL, NULL, NULL, NULL});
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(block, units_are_counted_by_band)
{
    chiso_tree *tree = support_tree("code,title,max,options\n.,,,missing=unknown\n1,,100,\n");
    chiso_board *board = support_scored(tree, "unit,block,ranked,1\na,x,yes,90\nb,x,yes,89.999\nc,"
                                              "x,no,95\nd,x,yes,80\ne,x,yes,10\nf,x,yes,\n"
                                              "g,y,yes,99\n");
    chiso_bands *bands = NULL;
    uint32_t counts[2] = {77, 77};

    cr_assert_eq(chiso_bands_new(NULL, &bands, NULL), CHISO_OK);
    cr_assert_eq(chiso_bands_add(bands, "A", "90", NULL), CHISO_OK);
    cr_assert_eq(chiso_bands_add(bands, "B", "80", NULL), CHISO_OK);
    cr_assert_eq(
        chiso_block_count_bands(board, CHISO_ROOT, 0, bands, CHISO_KEY_EXACT, counts, NULL),
        CHISO_OK);
    cr_expect(counts[0] == 1 && counts[1] == 2, "exact: %u and %u", (unsigned)counts[0],
              (unsigned)counts[1]);
    cr_assert_eq(
        chiso_block_count_bands(board, CHISO_ROOT, 0, bands, CHISO_KEY_PUBLISHED, counts, NULL),
        CHISO_OK);
    cr_expect(counts[0] == 2 && counts[1] == 1, "published: %u and %u", (unsigned)counts[0],
              (unsigned)counts[1]);
    cr_assert_eq(chiso_block_count_bands(board, CHISO_ROOT, CHISO_ALL_BLOCKS, bands,
                                         CHISO_KEY_EXACT, counts, NULL),
                 CHISO_OK);
    cr_expect(counts[0] == 2 && counts[1] == 2, "all: %u and %u", (unsigned)counts[0],
              (unsigned)counts[1]);
    counts[0] = counts[1] = 77;
    cr_expect(chiso_block_count_bands(board, 99, 0, bands, CHISO_KEY_EXACT, counts, NULL) ==
              CHISO_E_NODE);
    cr_expect(chiso_block_count_bands(board, CHISO_ROOT, 2, bands, CHISO_KEY_EXACT, counts, NULL) ==
              CHISO_E_RANGE);
    cr_expect(chiso_block_count_bands(board, CHISO_ROOT, 0, bands, (chiso_key)2, counts, NULL) ==
              CHISO_E_RANGE);
    cr_expect(chiso_block_count_bands(NULL, CHISO_ROOT, 0, bands, CHISO_KEY_EXACT, counts, NULL) ==
              CHISO_E_NULL);
    cr_expect(chiso_block_count_bands(board, CHISO_ROOT, 0, NULL, CHISO_KEY_EXACT, counts, NULL) ==
              CHISO_E_NULL);
    cr_expect(chiso_block_count_bands(board, CHISO_ROOT, 0, bands, CHISO_KEY_EXACT, NULL, NULL) ==
              CHISO_E_NULL);
    cr_assert_eq(chiso_board_set(board, "a", "1", "1", NULL), CHISO_OK);
    cr_expect(chiso_block_count_bands(board, CHISO_ROOT, 0, bands, CHISO_KEY_EXACT, counts, NULL) ==
              CHISO_E_STATE);
    cr_expect(counts[0] == 77 && counts[1] == 77);
    chiso_bands_free(bands);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(block, a_summary_that_cannot_be_is_refused)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,100\n");
    chiso_board *board = support_board(tree, "unit,1\na,90\n");
    chiso_block_summary summary = {.units = 77};
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(chiso_block_summarise(board, CHISO_ROOT, 0, 2, &summary, &error) == CHISO_E_STATE &&
              error.status == CHISO_E_STATE);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_expect(chiso_block_summarise(NULL, CHISO_ROOT, 0, 2, &summary, NULL) == CHISO_E_NULL);
    cr_expect(chiso_block_summarise(board, CHISO_ROOT, 0, 2, NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_block_summarise(board, 2, 0, 2, &summary, NULL) == CHISO_E_NODE);
    cr_expect(chiso_block_summarise(board, CHISO_ROOT, 1, 2, &summary, NULL) == CHISO_E_RANGE);
    cr_expect(chiso_block_summarise(board, CHISO_ROOT, 0, 7, &summary, NULL) == CHISO_E_RANGE);
    cr_expect(chiso_block_summarise(board, CHISO_ROOT, 0, -2, &summary, NULL) == CHISO_E_RANGE);
    cr_expect(summary.units == 77);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(block, quartiles_between_units_of_different_maxima_are_rounded_once)
{
    /* A has 1/3 and B 40.02 %, or exactly 40 %: the first quartiles are 35.005 and 35. */
    static const struct {
        const char *rounding, *b, *quartile;
    } cases[] = {{"half-up", "38019", "35.01"}, {"down", "38000", "35"}};

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char criteria[128];
        char points[64];
        chiso_block_summary summary;

        (void)snprintf(criteria, sizeof(criteria),
                       "code,title,max,options\n.,,,rounding=%s\n1,,99999,\n2,,95000,\n",
                       cases[i].rounding);
        (void)snprintf(points, sizeof(points), "unit,1,2\nA,33333,-\nB,-,%s\n", cases[i].b);
        chiso_tree *tree = support_tree(criteria);
        chiso_board *board = support_scored(tree, points);

        cr_assert_eq(chiso_block_summarise(board, CHISO_ROOT, 0, -1, &summary, NULL), CHISO_OK);
        cr_expect(summary.quartile1 == decimal(cases[i].quartile), "%s: %" PRId64,
                  cases[i].rounding, summary.quartile1);
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
}

static void expect_quarters(const char *points, const char *expected)
{
    chiso_tree *tree = support_tree("code,title,max,options\n.,,,missing=skip\na,A,10,\n");
    chiso_board *board = support_scored(tree, points);
    const uint32_t units = chiso_board_unit_count(board);
    uint8_t quarters[32];

    memset(quarters, 9, sizeof(quarters));
    cr_assert_eq(units, strlen(expected));
    cr_assert_eq(chiso_block_quarters(board, CHISO_ROOT, CHISO_ALL_BLOCKS, units, quarters, NULL),
                 CHISO_OK);
    for (uint32_t unit = 0; unit < units; unit++) {
        cr_expect(quarters[unit] == expected[unit] - '0', "unit %u of %s: %u", (unsigned)unit,
                  points, (unsigned)quarters[unit]);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(block, quarters_are_at_or_above_quartiles_of_type_7)
{
    /* 5 units: the quartiles are the second, third and fourth of them. */
    expect_quarters("unit,a\nv,1\nw,2\nx,3\ny,4\nz,5\n", "43211");
    /* 4 units: they lie between two units each. */
    expect_quarters("unit,a\nw,4\nx,3\ny,2\nz,1\n", "1234");
    expect_quarters("unit,a\nw,4\nx,4\ny,4\nz,4\n", "1111");
    expect_quarters("unit,a\nw,1\nx,4\ny,4\nz,4\n", "4111");
    expect_quarters("unit,a\nw,7\n", "1");
    expect_quarters("unit,a\nw,7\nx,3\n", "14");
    /* What has no percent, or is not ranked, is in no group and moves none. */
    expect_quarters(
        "unit,ranked,a\nv,yes,1\nq,no,10\nw,yes,2\nr,yes,\nx,yes,3\ns,yes,-\ny,yes,4\nz,yes,5\n",
        "40302011");
}

Test(block, quarters_of_one_block_leave_the_others_alone)
{
    chiso_tree *tree = support_tree("code,title,max\na,A,10\n");
    chiso_board *board = support_scored(tree, "unit,block,a\np,x,1\nq,y,2\nr,x,3\ns,y,4\n");
    uint8_t quarters[] = {7, 7, 7, 7};
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_block_quarters(board, CHISO_ROOT, 1, 4, quarters, NULL), CHISO_OK);
    cr_expect(quarters[0] == 7 && quarters[1] == 4 && quarters[2] == 7 && quarters[3] == 1);
    cr_expect_eq(chiso_block_quarters(board, CHISO_ROOT, 2, 4, quarters, NULL), CHISO_E_RANGE);
    cr_expect_eq(chiso_block_quarters(board, CHISO_ROOT, 0, 3, quarters, &error), CHISO_E_RANGE);
    cr_expect(strstr(error.message, "expected 4") != NULL, "%s", error.message);
    cr_expect_eq(chiso_block_quarters(board, 9, 0, 4, quarters, NULL), CHISO_E_NODE);
    cr_expect_eq(chiso_block_quarters(NULL, 0, 0, 4, quarters, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_block_quarters(board, 0, 0, 4, NULL, NULL), CHISO_E_NULL);
    cr_assert_eq(chiso_board_set(board, "p", "a", "2", NULL), CHISO_OK);
    cr_expect_eq(chiso_block_quarters(board, CHISO_ROOT, 0, 4, quarters, NULL), CHISO_E_STATE);
    cr_expect(quarters[0] == 7 && quarters[2] == 7);
    chiso_board_free(board);
    chiso_tree_free(tree);
}
