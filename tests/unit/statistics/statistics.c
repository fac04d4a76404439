#include "support.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool near(double got, double expected)
{
    return isnan(expected) ? isnan(got) : fabs(got - expected) <= 1e-12 * (1 + fabs(expected));
}

/* ---- Columns of a board */

static const char CRITERIA[] = "code,title,max,options\n.,Index,,missing=unknown\n1,First,40,\n2,"
                               "Second,10,\n2.1,a,4,\n2.2,b,6,\n3,None,0,\n";
static const char POINTS[] = "unit,block,ranked,1,2.1,2.2,3\n"
                             "u1,x,yes,20,4,3,0\n"
                             "u2,y,yes,10,2,NA,0\n"
                             "u3,x,no,30,1,1,0\n"
                             "u4,x,yes,NA,,2,0\n"
                             "u5,x,yes,36,3,2,0\n";

static chiso_board *board_of(const char *criteria, const char *points)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = support_scored(tree, points);

    chiso_tree_free(tree);
    return board;
}

Test(statistics, values_of_a_board_stand_criterion_by_criterion)
{
    chiso_board *board = board_of(CRITERIA, POINTS);
    const chiso_tree *tree = chiso_board_tree(board);
    const chiso_node nodes[] = {support_node(tree, "2"), support_node(tree, "1"),
                                support_node(tree, "3")};
    const struct {
        const char *name;
        chiso_measure measure;
        const char *block; /* NULL for all */
        double values[15];
    } cases[] = {
        {"percents",
         CHISO_MEASURE_PERCENT,
         NULL,
         {70, 50, NAN, NAN, 50, 50, 25, NAN, NAN, 90, NAN, NAN, NAN, NAN, NAN}},
        {"points",
         CHISO_MEASURE_ACHIEVED,
         NULL,
         {7, 2, NAN, NAN, 5, 20, 10, NAN, NAN, 36, 0, 0, NAN, 0, 0}},
        {"one block",
         CHISO_MEASURE_ACHIEVED,
         "x",
         {7, NAN, NAN, NAN, 5, 20, NAN, NAN, NAN, 36, 0, NAN, NAN, 0, 0}},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        double values[15];
        uint32_t block = CHISO_ALL_BLOCKS;

        cr_assert(cases[i].block == NULL ||
                  chiso_board_find_block(board, cases[i].block, &block) == CHISO_OK);
        cr_assert_eq(chiso_board_values(board, nodes, 3, cases[i].measure, block, values, NULL),
                     CHISO_OK, "%s", cases[i].name);
        for (size_t k = 0; k < 15; k++) {
            cr_expect(near(values[k], cases[i].values[k]), "%s: value %zu is %g, not %g",
                      cases[i].name, k, values[k], cases[i].values[k]);
        }
    }
    chiso_board_free(board);
}

Test(statistics, what_a_board_has_not_is_refused)
{
    chiso_board *board = board_of(CRITERIA, POINTS);
    const chiso_node nodes[] = {1, 2};
    const chiso_node none[] = {1, 77};
    double values[10] = {-7};
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(
        chiso_board_values(NULL, nodes, 2, CHISO_MEASURE_PERCENT, CHISO_ALL_BLOCKS, values, NULL),
        CHISO_E_NULL);
    cr_expect_eq(
        chiso_board_values(board, NULL, 2, CHISO_MEASURE_PERCENT, CHISO_ALL_BLOCKS, values, NULL),
        CHISO_E_NULL);
    cr_expect_eq(
        chiso_board_values(board, nodes, 2, CHISO_MEASURE_PERCENT, CHISO_ALL_BLOCKS, NULL, NULL),
        CHISO_E_NULL);
    cr_expect_eq(
        chiso_board_values(board, nodes, 0, CHISO_MEASURE_PERCENT, CHISO_ALL_BLOCKS, values, NULL),
        CHISO_E_EMPTY);
    cr_expect_eq(
        chiso_board_values(board, none, 2, CHISO_MEASURE_PERCENT, CHISO_ALL_BLOCKS, values, &error),
        CHISO_E_NODE);
    cr_expect(support_names(error.message, "77"), "%s", error.message);
    cr_expect_eq(
        chiso_board_values(board, nodes, 2, (chiso_measure)2, CHISO_ALL_BLOCKS, values, NULL),
        CHISO_E_RANGE);
    cr_expect_eq(chiso_board_values(board, nodes, 2, CHISO_MEASURE_PERCENT, 2, values, &error),
                 CHISO_E_RANGE);
    cr_expect(support_names(error.message, "2"), "%s", error.message);
    cr_assert_eq(chiso_board_set_ranked(board, 0, false, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(board, "u1", "1", "1", NULL), CHISO_OK);
    cr_expect_eq(chiso_board_values(board, nodes, 2, CHISO_MEASURE_PERCENT, CHISO_ALL_BLOCKS,
                                    values, &error),
                 CHISO_E_STATE);
    cr_expect(near(values[0], -7), "a failed call wrote");
    chiso_board_free(board);
}

Test(statistics, errors_of_a_board_name_criteria_by_code)
{
    chiso_board *board = board_of("code,title,max\nA1,a,10\nB2,b,10\nC3,c,10\n",
                                  "unit,A1,B2,C3\nu,1,5,NA\nv,2,5,2\nw,4,5,NA\nx,NA,5,4\n");
    const chiso_node nodes[] = {support_node(chiso_board_tree(board), "A1"),
                                support_node(chiso_board_tree(board), "B2"),
                                support_node(chiso_board_tree(board), "C3")};
    const chiso_node apart[] = {nodes[0], nodes[2]};
    double matrix[9] = {-7};
    double alpha = -7;
    chiso_error error;

    cr_expect_eq(chiso_board_correlation(board, nodes, 2, CHISO_MEASURE_PERCENT, CHISO_ALL_BLOCKS,
                                         CHISO_CORRELATION_PEARSON, matrix, &error),
                 CHISO_E_SPREAD);
    cr_expect(support_names(error.message, "criterion B2") && support_names(error.message_vi, "B2"),
              "%s", error.message);
    cr_expect_eq(chiso_board_correlation(board, apart, 2, CHISO_MEASURE_PERCENT, CHISO_ALL_BLOCKS,
                                         CHISO_CORRELATION_PEARSON, matrix, &error),
                 CHISO_E_EMPTY);
    cr_expect(support_names(error.message, "criteria A1 and C3") &&
                  support_names(error.message_vi, "C3"),
              "%s", error.message);
    cr_expect_eq(chiso_board_alpha(board, nodes, 2, CHISO_MEASURE_PERCENT, CHISO_ALL_BLOCKS, true,
                                   &alpha, &error),
                 CHISO_E_SPREAD);
    cr_expect(support_names(error.message, "criterion B2"), "%s", error.message);
    cr_expect_eq(chiso_board_alpha(board, apart, 2, CHISO_MEASURE_PERCENT, CHISO_ALL_BLOCKS, false,
                                   &alpha, &error),
                 CHISO_E_EMPTY);
    cr_expect_eq(chiso_board_alpha(board, nodes, 1, CHISO_MEASURE_PERCENT, CHISO_ALL_BLOCKS, false,
                                   &alpha, &error),
                 CHISO_E_RANGE);
    cr_expect_eq(chiso_board_alpha(board, nodes, 2, CHISO_MEASURE_PERCENT, CHISO_ALL_BLOCKS, false,
                                   &alpha, &error),
                 CHISO_OK);
    /* A constant adds no variance: 2 × (1 - v / v). */
    cr_expect(near(alpha, 0), "%g", alpha);
    cr_expect(near(matrix[0], -7), "a failed call wrote");
    chiso_board_free(board);
}

Test(statistics, a_board_and_its_values_correlate_the_same)
{
    chiso_board *board = board_of(CRITERIA, POINTS);
    const chiso_node nodes[] = {support_node(chiso_board_tree(board), "1"),
                                support_node(chiso_board_tree(board), "2")};
    double values[10];
    double expected[4];
    double matrix[4];
    double alphas[2];

    cr_assert_eq(
        chiso_board_values(board, nodes, 2, CHISO_MEASURE_ACHIEVED, CHISO_ALL_BLOCKS, values, NULL),
        CHISO_OK);
    for (int kind = CHISO_CORRELATION_PEARSON; kind <= CHISO_CORRELATION_KENDALL; kind++) {
        cr_assert_eq(
            chiso_correlation_matrix(values, 2, 5, (chiso_correlation)kind, NULL, expected, NULL),
            CHISO_OK);
        cr_assert_eq(chiso_board_correlation(board, nodes, 2, CHISO_MEASURE_ACHIEVED,
                                             CHISO_ALL_BLOCKS, (chiso_correlation)kind, matrix,
                                             NULL),
                     CHISO_OK);
        cr_expect(memcmp(matrix, expected, sizeof(matrix)) == 0, "kind %d", kind);
    }
    cr_assert_eq(chiso_cronbach_alpha(values, 2, 5, false, NULL, &alphas[0], NULL), CHISO_OK);
    cr_assert_eq(chiso_board_alpha(board, nodes, 2, CHISO_MEASURE_ACHIEVED, CHISO_ALL_BLOCKS, false,
                                   &alphas[1], NULL),
                 CHISO_OK);
    cr_expect(memcmp(&alphas[0], &alphas[1], sizeof(double)) == 0);
    chiso_board_free(board);
}

/* ---- Summaries */

/* As numpy's mean, var, std and quantile, and scipy's skew with and without bias, give them. */
Test(statistics, summaries_are_those_of_known_programs)
{
    static const struct {
        const char *name;
        size_t units;
        double values[9];
        chiso_column_summary summary;
    } cases[] = {
        {"eight",
         8,
         {2, 4, 4, 4, 5, 5, 7, 9},
         {8, 5, 4, 32.0 / 7, 2, 2.138089935299395, 2, 4, 4.5, 5.5, 9, 0.65625, 0.8184875533567997}},
        {"with gaps",
         5,
         {NAN, 3, NAN, 1, 2},
         {3, 2, 2.0 / 3, 1, 0.816496580927726, 1, 1, 1.5, 2, 2.5, 3, 0, 0}},
        {"two",
         2,
         {10, 20},
         {2, 15, 25, 50, 5, 7.0710678118654755, 10, 12.5, 15, 17.5, 20, 0, NAN}},
        {"one", 1, {-3}, {1, -3, 0, NAN, 0, NAN, -3, -3, -3, -3, -3, NAN, NAN}},
        {"equal", 3, {0.1, 0.1, 0.1}, {3, 0.1, 0, 0, 0, 0, 0.1, 0.1, 0.1, 0.1, 0.1, NAN, NAN}},
        {"far from 0",
         3,
         {1e9 + 1, 1e9 + 2, 1e9 + 4},
         {3, 1e9 + 7.0 / 3, 14.0 / 9, 7.0 / 3, 1.247219128924647, 1.5275252316519468, 1e9 + 1,
          1e9 + 1.5, 1e9 + 2, 1e9 + 3, 1e9 + 4, 0.3818017741606063, 0.9352195295828244}},
        {"none", 2, {NAN, NAN}, {0, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN}},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_column_summary got;

        cr_assert_eq(chiso_column_summarise(cases[i].values, cases[i].units, NULL, &got, NULL),
                     CHISO_OK, "%s", cases[i].name);
        cr_expect(got.count == cases[i].summary.count, "%s: %lu values", cases[i].name,
                  (unsigned long)got.count);
        for (size_t k = 0; k < 12; k++) {
            const double figure = (&got.mean)[k];
            const double expected = (&cases[i].summary.mean)[k];

            cr_expect(near(figure, expected), "%s: figure %zu is %.17g, not %.17g", cases[i].name,
                      k, figure, expected);
        }
    }
}

Test(statistics, a_summary_refuses_what_is_no_column)
{
    const double values[] = {1, INFINITY, 3};
    const double large[] = {1, 2, -1.1e70};
    chiso_column_summary summary = {.count = 77};
    chiso_error error;

    cr_expect_eq(chiso_column_summarise(NULL, 3, NULL, &summary, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_column_summarise(values, 3, NULL, NULL, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_column_summarise(values, 0, NULL, &summary, &error), CHISO_E_EMPTY);
    cr_expect_eq(chiso_column_summarise(values, 3, NULL, &summary, &error), CHISO_E_RANGE);
    cr_expect(support_names(error.message, "column 1") && support_names(error.message, "unit 2"),
              "%s", error.message);
    cr_expect_eq(chiso_column_summarise(large, 3, NULL, &summary, &error), CHISO_E_RANGE);
    cr_expect(support_names(error.message, "unit 3"), "%s", error.message);
    cr_expect_eq(chiso_column_summarise(values, (size_t)UINT32_MAX, NULL, &summary, &error),
                 CHISO_E_RANGE);
    cr_expect(summary.count == 77, "a failed call wrote");
}

/* ---- Correlations */

Test(statistics, small_correlations_are_what_they_must_be)
{
    static const struct {
        const char *name;
        size_t units;
        double first[6];
        double second[6];
        double expected[3]; /* Pearson, Spearman, Kendall */
    } cases[] = {
        {"the same", 4, {1, 2, 2, 7}, {1, 2, 2, 7}, {1, 1, 1}},
        {"along a line", 4, {1, 2, 2, 7}, {3.5, 4, 4, 6.5}, {1, 1, 1}},
        {"the other way", 4, {1, 2, 3, 4}, {8, 6, 4, 2}, {-1, -1, -1}},
        {"same order only", 4, {1, 2, 3, 4}, {1, 10, 100, 1000}, {0.824140716620699, 1, 1}},
        {"two units", 2, {1, 2}, {5, 3}, {-1, -1, -1}},
        {"ties in one",
         4,
         {1, 1, 2, 2},
         {1, 2, 3, 4},
         {0.8944271909999159, 0.8944271909999159, 0.816496580927726}},
        {"unrelated", 4, {1, 1, 2, 2}, {1, 2, 1, 2}, {0, 0, 0}},
        {"gaps", 6, {1, NAN, 2, 3, NAN, 4}, {8, 5, 6, 4, NAN, 2}, {-1, -1, -1}},
        {"tiny", 3, {1e-60, 2e-60, 4e-60}, {1e60, 2e60, 4e60}, {1, 1, 1}},
        {"far from 0", 3, {1e15 + 1, 1e15 + 2, 1e15 + 3}, {1, 2, 3}, {1, 1, 1}},
        {"far from 0, with gaps",
         4,
         {1e15 + 1, NAN, 1e15 + 2, 1e15 + 4},
         {1e15 + 4, 7, 1e15 + 2, 1e15 + 1},
         {-13.0 / 14, -1, -1}},
        /* Steps of 1/8 are the finest there, so the mean is rounded. */
        {"far from 0, with a mean in between",
         3,
         {1e15 + 1, 1e15 + 2, 1e15 + 4},
         {1, 2, 3},
         {0.9819805060619657, 1, 1}},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        for (int kind = CHISO_CORRELATION_PEARSON; kind <= CHISO_CORRELATION_KENDALL; kind++) {
            double values[12];
            double matrix[4];

            memcpy(values, cases[i].first, cases[i].units * sizeof(double));
            memcpy(values + cases[i].units, cases[i].second, cases[i].units * sizeof(double));
            cr_assert_eq(chiso_correlation_matrix(values, 2, cases[i].units,
                                                  (chiso_correlation)kind, NULL, matrix, NULL),
                         CHISO_OK, "%s", cases[i].name);
            cr_expect(near(matrix[1], cases[i].expected[kind]), "%s, %s: %.17g", cases[i].name,
                      chiso_word(CHISO_WORDS_CORRELATION, (chiso_correlation)kind), matrix[1]);
            cr_expect(matrix[0] == 1 && matrix[3] == 1 && matrix[1] == matrix[2], "%s",
                      cases[i].name);
        }
    }
}

Test(statistics, columns_that_cannot_be_correlated_are_named)
{
    static const struct {
        const char *name;
        double values[12]; /* three columns of four units */
        chiso_status status;
        const char *named;
    } cases[] = {
        {"constant", {1, 2, 3, 4, 5, 5, 5, 5, 1, 3, 2, 4}, CHISO_E_SPREAD, "column 2: "},
        {"constant but for gaps",
         {1, 2, 3, 4, 1, 2, 4, 3, 0.1, NAN, 0.1, NAN},
         CHISO_E_SPREAD,
         "column 3: "},
        {"one value", {NAN, 2, NAN, NAN, 1, 2, 4, 3, 1, 2, 4, 4}, CHISO_E_EMPTY, "column 1: "},
        {"no value", {1, 2, 3, 4, NAN, NAN, NAN, NAN, 1, 2, 4, 4}, CHISO_E_EMPTY, "column 2: "},
        {"infinite", {1, 2, 3, 4, 1, 2, INFINITY, 4, 1, 2, 4, 4}, CHISO_E_RANGE, "column 2: "},
        {"infinite beside a gap",
         {1, 2, 3, 4, NAN, 2, -INFINITY, 4, 1, 2, 4, 4},
         CHISO_E_RANGE,
         "unit 3 "},
        {"beyond the limit", {1, 2, 3, 4, 1, 2, 3, 4, 2e70, 2, 4, 4}, CHISO_E_RANGE, "column 3: "},
        {"nothing together",
         {1, 2, NAN, NAN, 1, 2, 4, 3, NAN, NAN, 1, 2},
         CHISO_E_EMPTY,
         "columns 1 and 3: "},
        {"constant together",
         {1, 1, 2, NAN, 1, 2, 4, 3, 1, 2, NAN, 5},
         CHISO_E_SPREAD,
         "columns 1 and 3: "},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        for (int kind = CHISO_CORRELATION_PEARSON; kind <= CHISO_CORRELATION_KENDALL; kind++) {
            double matrix[9] = {-7, -7, -7, -7, -7, -7, -7, -7, -7};
            chiso_error error = CHISO_ERROR_INIT;

            cr_expect_eq(chiso_correlation_matrix(cases[i].values, 3, 4, (chiso_correlation)kind,
                                                  NULL, matrix, &error),
                         cases[i].status, "%s, kind %d: %s", cases[i].name, kind, error.message);
            cr_expect(strstr(error.message, cases[i].named) != NULL && error.message_vi[0] != '\0',
                      "%s: %s", cases[i].name, error.message);
            for (size_t k = 0; k < 9; k++) {
                cr_expect(matrix[k] == -7, "%s: a failed call wrote", cases[i].name);
            }
        }
    }
}

Test(statistics, correlation_refuses_wrong_arguments)
{
    const double values[] = {1, 2, 2, 1};
    double matrix[4];

    cr_expect_eq(
        chiso_correlation_matrix(NULL, 2, 2, CHISO_CORRELATION_PEARSON, NULL, matrix, NULL),
        CHISO_E_NULL);
    cr_expect_eq(
        chiso_correlation_matrix(values, 2, 2, CHISO_CORRELATION_PEARSON, NULL, NULL, NULL),
        CHISO_E_NULL);
    cr_expect_eq(
        chiso_correlation_matrix(values, 0, 2, CHISO_CORRELATION_PEARSON, NULL, matrix, NULL),
        CHISO_E_EMPTY);
    cr_expect_eq(
        chiso_correlation_matrix(values, 2, 0, CHISO_CORRELATION_PEARSON, NULL, matrix, NULL),
        CHISO_E_EMPTY);
    cr_expect_eq(chiso_correlation_matrix(values, SIZE_MAX / 4, 8, CHISO_CORRELATION_PEARSON, NULL,
                                          matrix, NULL),
                 CHISO_E_RANGE);
    cr_expect_eq(chiso_correlation_matrix(values, 2, 2, (chiso_correlation)3, NULL, matrix, NULL),
                 CHISO_E_RANGE);
    cr_expect_eq(chiso_correlation_matrix(values, 2, 2, (chiso_correlation)-1, NULL, matrix, NULL),
                 CHISO_E_RANGE);
    cr_expect_eq(
        chiso_correlation_matrix(values, 1, 4, CHISO_CORRELATION_KENDALL, NULL, matrix, NULL),
        CHISO_OK);
    cr_expect(matrix[0] == 1, "one column");
}

/* ---- Alpha */

Test(statistics, alpha_of_small_tables)
{
    static const struct {
        const char *name;
        double values[9]; /* three columns of three units */
        bool standardised;
        double alpha;
    } cases[] = {
        {"the same thrice", {1, 2, 4, 1, 2, 4, 1, 2, 4}, false, 1},
        {"the same thrice, standardised", {1, 2, 4, 1, 2, 4, 1, 2, 4}, true, 1},
        {"other units of measure", {1, 2, 4, 10, 20, 40, 100, 200, 400}, true, 1},
        {"other units of measure, as they are",
         {1, 2, 4, 10, 20, 40, 100, 200, 400},
         false,
         1.5 * (1 - 10101.0 / 12321)},
        /* Deviations (-1, 0, 1) twice and (1, 0, -1): each variance 1, the sum's 1. */
        {"one against two", {1, 2, 3, 4, 5, 6, 3, 2, 1}, false, -3},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        double alpha = -7;

        cr_assert_eq(
            chiso_cronbach_alpha(cases[i].values, 3, 3, cases[i].standardised, NULL, &alpha, NULL),
            CHISO_OK, "%s", cases[i].name);
        cr_expect(near(alpha, cases[i].alpha), "%s: %.17g, not %.17g", cases[i].name, alpha,
                  cases[i].alpha);
    }
}

Test(statistics, alpha_leaves_incomplete_units_out)
{
    const double gaps[] = {1, 7, 2, 4, NAN, 2, NAN, 3, 5, 1};
    const double complete[] = {1, 2, 4, 2, 3, 5};
    double first;
    double second;

    cr_assert_eq(chiso_cronbach_alpha(gaps, 2, 5, false, NULL, &first, NULL), CHISO_OK);
    cr_assert_eq(chiso_cronbach_alpha(complete, 2, 3, false, NULL, &second, NULL), CHISO_OK);
    cr_expect(near(first, second), "%g and %g", first, second);
}

Test(statistics, alpha_refuses_what_has_none)
{
    const double opposed[] = {0.1, 0.2, 0.3, 0.9, 0.8, 0.7};
    const double gaps[] = {1, NAN, 3, NAN, 2, 3};
    double alpha = -7;
    chiso_error error;

    cr_expect_eq(chiso_cronbach_alpha(opposed, 2, 3, false, NULL, &alpha, &error), CHISO_E_SPREAD);
    cr_expect(error.message[0] != '\0' && error.message_vi[0] != '\0');
    cr_expect_eq(chiso_cronbach_alpha(opposed, 2, 3, true, NULL, &alpha, &error), CHISO_E_SPREAD);
    cr_expect_eq(chiso_cronbach_alpha(gaps, 2, 3, false, NULL, &alpha, &error), CHISO_E_EMPTY);
    cr_expect_eq(chiso_cronbach_alpha(opposed, 1, 6, false, NULL, &alpha, &error), CHISO_E_RANGE);
    cr_expect_eq(chiso_cronbach_alpha(NULL, 2, 3, false, NULL, &alpha, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_cronbach_alpha(opposed, 2, 3, false, NULL, NULL, &error), CHISO_E_NULL);
    cr_expect(near(alpha, -7), "a failed call wrote");
}
