#include "support.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool near(double got, double expected)
{
    return fabs(got - expected) <= 1e-12;
}

/* ---- Rounding */

Test(weights, rounding_gives_the_rest_to_those_that_lost_most)
{
    static const struct {
        const char *name;
        size_t count;
        double weights[5];
        chiso_decimal decimals[5];
    } cases[] = {
        {"one", 1, {0.3}, {1000000}},
        {"thirds", 3, {1, 1, 1}, {333334, 333333, 333333}},
        {"sixths", 3, {1, 4, 1}, {166667, 666666, 166667}},
        {"as they are", 2, {0.25, 0.75}, {250000, 750000}},
        {"adding up to more", 2, {5, 15}, {250000, 750000}},
        {"a zero", 3, {1, 0, 2}, {333333, 0, 666667}},
        {"tiny", 2, {1e-9, 1}, {0, 1000000}},
        {"far apart", 3, {1e-60, 1e60, 1e-60}, {0, 1000000, 0}},
        {"equals that are left over",
         4,
         {0.1000005, 0.1000005, 0.3999995, 0.3999995},
         {100001, 100001, 399999, 399999}},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_decimal decimals[5];
        chiso_decimal sum = 0;

        cr_assert_eq(chiso_weights_round(cases[i].weights, cases[i].count, decimals, NULL),
                     CHISO_OK, "%s", cases[i].name);
        for (size_t k = 0; k < cases[i].count; k++) {
            sum += decimals[k];
            if (i != COUNT(cases) - 1) {
                cr_expect(decimals[k] == cases[i].decimals[k], "%s: %zu is %s", cases[i].name, k,
                          decimal_text(decimals[k]));
            }
        }
        cr_expect(sum == CHISO_DECIMAL_ONE, "%s: %s", cases[i].name, decimal_text(sum));
    }
}

Test(weights, rounding_refuses_what_are_no_weights)
{
    static const struct {
        const char *name;
        double weights[3];
        const char *named; /* NULL: none */
    } cases[] = {{"negative", {1, 2, -1e-9}, "weight 3 "},
                 {"not a number", {1, NAN, 1}, "weight 2 "},
                 {"infinite", {INFINITY, 1, 1}, "weight 1 "},
                 {"nothing", {0, 0, 0}, NULL}};
    chiso_decimal decimals[3] = {-7, -7, -7};
    chiso_error error;

    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_expect_eq(chiso_weights_round(cases[i].weights, 3, decimals, &error), CHISO_E_WEIGHT,
                     "%s", cases[i].name);
        cr_expect(cases[i].named == NULL || strstr(error.message, cases[i].named) != NULL, "%s: %s",
                  cases[i].name, error.message);
        cr_expect(error.message_vi[0] != '\0', "%s", cases[i].name);
    }
    cr_expect_eq(chiso_weights_round(cases[0].weights, 0, decimals, &error), CHISO_E_EMPTY);
    cr_expect_eq(chiso_weights_round(cases[0].weights, CHISO_WEIGHTS_MAX + 1, decimals, &error),
                 CHISO_E_RANGE);
    cr_expect_eq(chiso_weights_round(NULL, 3, decimals, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_weights_round(cases[0].weights, 3, NULL, &error), CHISO_E_NULL);
    cr_expect(decimals[0] == -7 && decimals[2] == -7, "a failed call wrote");
}

/* ---- Comparison in pairs */

Test(weights, comparisons_that_fit_give_the_weights_they_were_made_of)
{
    static const struct {
        const char *name;
        size_t count;
        double matrix[9];
        double weights[3];
    } cases[] = {
        {"one", 1, {1}, {1}},
        {"two", 2, {1, 3, 1.0 / 3, 1}, {0.75, 0.25}},
        {"one third as people type it", 2, {1, 3, 0.333, 1}, {0.75, 0.25}},
        {"with two digits", 2, {1, 0.33, 3, 1}, {0.25, 0.75}},
        {"one eighth with two digits", 2, {1, 8, 0.13, 1}, {8.0 / 9, 1.0 / 9}},
        {"three", 3, {1, 2, 6, 0.5, 1, 3, 1.0 / 6, 1.0 / 3, 1}, {0.6, 0.3, 0.1}},
        {"far apart",
         3,
         {1, 1e3, 1e6, 1e-3, 1, 1e3, 1e-6, 1e-3, 1},
         {1e6 / 1001001, 1e3 / 1001001, 1.0 / 1001001}},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        double weights[3];
        chiso_consistency consistency;

        cr_assert_eq(
            chiso_weights_ahp(cases[i].matrix, cases[i].count, weights, &consistency, NULL),
            CHISO_OK, "%s", cases[i].name);
        for (size_t k = 0; k < cases[i].count; k++) {
            cr_expect(near(weights[k], cases[i].weights[k]), "%s: weight %zu is %.17g",
                      cases[i].name, k, weights[k]);
        }
        cr_expect(near(consistency.lambda_max, (double)cases[i].count) &&
                      near(consistency.index, 0) && near(consistency.ratio, 0),
                  "%s", cases[i].name);
    }
}

/* A circle of judgements has equal weights, and the eigenvalue 1 + k + 1/k. Plain iteration would
 * not come to an end here. */
Test(weights, comparisons_that_contradict_each_other_still_have_weights)
{
    static const double grades[] = {2, 9, 1000, 1e6};

    for (size_t i = 0; i < COUNT(grades); i++) {
        const double k = grades[i];
        const double matrix[] = {1, k, 1 / k, 1 / k, 1, k, k, 1 / k, 1};
        double weights[3];
        chiso_consistency consistency;

        cr_assert_eq(chiso_weights_ahp(matrix, 3, weights, &consistency, NULL), CHISO_OK);
        for (size_t w = 0; w < 3; w++) {
            cr_expect(near(weights[w], 1.0 / 3), "grade %g: %.17g", k, weights[w]);
        }
        cr_expect(fabs(consistency.lambda_max / (1 + k + 1 / k) - 1) < 1e-12, "grade %g: %.17g", k,
                  consistency.lambda_max);
        cr_expect(fabs(consistency.ratio / ((k + 1 / k - 2) / 2 / 0.58) - 1) < 1e-12,
                  "grade %g: %.17g", k, consistency.ratio);
    }
}

Test(weights, a_matrix_that_is_not_reciprocal_is_refused_with_its_place)
{
    static const struct {
        const char *name;
        double matrix[9];
        const char *named[4]; /* English */
    } cases[] = {
        {"zero", {1, 2, 0, 0.5, 1, 3, 0.25, 1.0 / 3, 1}, {"row 1, column 3", "is 0;"}},
        {"negative", {1, 2, 4, 0.5, 1, 3, -0.25, 1.0 / 3, 1}, {"row 3, column 1", "is -0.25;"}},
        {"not a number", {1, NAN, 4, 0.5, 1, 3, 0.25, 1.0 / 3, 1}, {"row 1, column 2", "NaN"}},
        {"infinite",
         {1, 2, INFINITY, 0.5, 1, 3, 0.25, 1.0 / 3, 1},
         {"row 1, column 3", ">1000000"}},
        {"minus infinite",
         {1, 2, -INFINITY, 0.5, 1, 3, 0.25, 1.0 / 3, 1},
         {"row 1, column 3", "<-1000000"}},
        {"diagonal",
         {1, 2, 4, 0.5, 3, 3, 0.25, 1.0 / 3, 1},
         {"row 2, column 2", "is 3;", "expected 1"}},
        {"diagonal not a number",
         {1, 2, 4, 0.5, 1, 3, 0.25, 1.0 / 3, NAN},
         {"row 3, column 3", "NaN", "expected 1"}},
        {"not reciprocal",
         {1, 2, 4, 0.5, 1, 3, 0.25, 0.5, 1},
         {"row 3, column 2", "is 0.5;", "expected 0.333333", "column 3 is 3"}},
        {"forgotten",
         {1, 2, 4, 0.5, 1, 3, 4, 1.0 / 3, 1},
         {"row 3, column 1", "is 4;", "expected 0.25"}},
        {"just too far",
         {1, 2, 4, 0.5, 1, 3, 0.263, 1.0 / 3, 1},
         {"row 3, column 1", "is 0.263;", "expected 0.25"}},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        double weights[3] = {-7, -7, -7};
        chiso_consistency consistency = {-7, -7, -7};
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect_eq(chiso_weights_ahp(cases[i].matrix, 3, weights, &consistency, &error),
                     CHISO_E_MATRIX, "%s", cases[i].name);
        for (size_t k = 0; k < 4 && cases[i].named[k] != NULL; k++) {
            cr_expect(strstr(error.message, cases[i].named[k]) != NULL, "%s: %s", cases[i].name,
                      error.message);
        }
        cr_expect(strstr(error.message_vi, "hàng") != NULL, "%s: %s", cases[i].name,
                  error.message_vi);
        cr_expect(weights[0] == -7 && consistency.ratio == -7, "%s: a failed call wrote",
                  cases[i].name);
    }
}

Test(weights, comparison_refuses_wrong_arguments)
{
    const double matrix[] = {1};
    double weights[1];
    chiso_error error;

    cr_expect_eq(chiso_weights_ahp(NULL, 1, weights, NULL, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_weights_ahp(matrix, 1, NULL, NULL, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_weights_ahp(matrix, 0, weights, NULL, NULL), CHISO_E_RANGE);
    cr_expect_eq(chiso_weights_ahp(matrix, CHISO_AHP_MAX + 1, weights, NULL, &error),
                 CHISO_E_RANGE);
    cr_expect(support_names(error.message, "16") && support_names(error.message, "15"), "%s",
              error.message);
    cr_expect_eq(chiso_weights_ahp(matrix, 1, weights, NULL, NULL), CHISO_OK);
}

/* ---- Data */

enum { ENTROPY, DEVIATION, CRITIC, COMPONENT, METHODS };

static chiso_status weigh(int method, const double *values, size_t columns, size_t units,
                          double *weights, chiso_error *error)
{
    switch (method) {
    case ENTROPY:
        return chiso_weights_entropy(values, columns, units, NULL, weights, error);
    case DEVIATION:
        return chiso_weights_deviation(values, columns, units, NULL, weights, error);
    case CRITIC:
        return chiso_weights_critic(values, columns, units, NULL, NULL, weights, error);
    default:
        return chiso_weights_component(values, columns, units, NULL, weights, NULL, error);
    }
}

Test(weights, weights_that_can_be_worked_out_by_hand)
{
    static const struct {
        const char *name;
        int method;
        double values[8]; /* two columns of four units */
        double weights[2];
    } cases[] = {
        /* All in one unit: entropy 0; half of the units: entropy ln 2 / ln 4 = 1/2. */
        {"entropy", ENTROPY, {5, 0, 0, 0, 3, 0, 3, 0}, {2.0 / 3, 1.0 / 3}},
        {"entropy of what is equal", ENTROPY, {5, 0, 0, 0, 0.1, 0.1, 0.1, 0.1}, {1, 0}},
        /* Brought to 0..1: halves at the ends deviate by 1/2, one of four by √3 / 4. */
        {"deviation",
         DEVIATION,
         {0, 0, 7, 7, 1, 1, 1, 5},
         {0.5 / (0.5 + 0.4330127018922193), 0.4330127018922193 / (0.5 + 0.4330127018922193)}},
        {"critic", CRITIC, {0, 0, 7, 7, 5, 1, 5, 1}, {0.5, 0.5}},
        {"component", COMPONENT, {1, 2, 3, 4, 1, 2, 3, 5}, {0.5, 0.5}},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        double weights[2];

        cr_assert_eq(weigh(cases[i].method, cases[i].values, 2, 4, weights, NULL), CHISO_OK, "%s",
                     cases[i].name);
        cr_expect(near(weights[0], cases[i].weights[0]) && near(weights[1], cases[i].weights[1]),
                  "%s: %.17g %.17g", cases[i].name, weights[0], weights[1]);
    }
}

/* Turning a column around by hand and by the call is the same for CRITIC; the direction matters
 * there. */
Test(weights, critic_turns_columns_around)
{
    const double values[] = {1, 2, 4, 8, 1, 3, 2, 5, 9, 7, 3, 1};
    double turned[12];
    const bool less[] = {false, false, true};
    double plain[3];
    double by_call[3];
    double by_hand[3];

    memcpy(turned, values, sizeof(values));
    for (size_t u = 8; u < 12; u++) {
        turned[u] = 10 - values[u];
    }
    cr_assert_eq(chiso_weights_critic(values, 3, 4, NULL, NULL, plain, NULL), CHISO_OK);
    cr_assert_eq(chiso_weights_critic(values, 3, 4, less, NULL, by_call, NULL), CHISO_OK);
    cr_assert_eq(chiso_weights_critic(turned, 3, 4, NULL, NULL, by_hand, NULL), CHISO_OK);
    for (size_t i = 0; i < 3; i++) {
        cr_expect(near(by_call[i], by_hand[i]), "%zu: %g and %g", i, by_call[i], by_hand[i]);
    }
    cr_expect(fabs(plain[2] - by_call[2]) > 0.01, "%g and %g", plain[2], by_call[2]);
}

Test(weights, one_column_weighs_one)
{
    const double values[] = {1, 2, 4, 4};

    for (int method = ENTROPY; method < METHODS; method++) {
        double weight = -7;

        cr_expect_eq(weigh(method, values, 1, 4, &weight, NULL), CHISO_OK, "method %d", method);
        cr_expect(near(weight, 1), "method %d: %g", method, weight);
    }
}

Test(weights, incomplete_units_are_left_out)
{
    const double gaps[] = {1, NAN, 2, 4, 9, 3, 3, 1, 4, 4, 8, NAN, 5, 6, 6, 7, NAN, 2};
    const double complete[] = {1, 2, 4, 3, 4, 4, 5, 6, 7};

    for (int method = ENTROPY; method < METHODS; method++) {
        double first[3];
        double second[3];

        cr_assert_eq(weigh(method, gaps, 3, 6, first, NULL), CHISO_OK, "method %d", method);
        cr_assert_eq(weigh(method, complete, 3, 3, second, NULL), CHISO_OK, "method %d", method);
        for (size_t i = 0; i < 3; i++) {
            cr_expect(near(first[i], second[i]), "method %d: %g and %g", method, first[i],
                      second[i]);
        }
    }
}

Test(weights, columns_that_cannot_be_weighed_are_named)
{
    static const struct {
        const char *name;
        double values[8];
        chiso_status statuses[METHODS];
        const char *named;
    } cases[] = {
        {"constant",
         {1, 2, 3, 4, 5, 5, 5, 5},
         {CHISO_OK, CHISO_E_SPREAD, CHISO_E_SPREAD, CHISO_E_SPREAD},
         "column 2: "},
        {"negative",
         {1, 2, 3, 4, 3, -2, 3, 4},
         {CHISO_E_RANGE, CHISO_OK, CHISO_OK, CHISO_OK},
         "column 2: "},
        {"nothing but 0",
         {0, 0, 0, 0, 3, 2, 3, 4},
         {CHISO_E_RANGE, CHISO_E_SPREAD, CHISO_E_SPREAD, CHISO_E_SPREAD},
         "column 1: "},
        {"infinite",
         {1, 2, 3, 4, 3, INFINITY, 3, 4},
         {CHISO_E_RANGE, CHISO_E_RANGE, CHISO_E_RANGE, CHISO_E_RANGE},
         "column 2: "},
        {"few",
         {1, NAN, 3, NAN, 3, 1, NAN, 4},
         {CHISO_E_EMPTY, CHISO_E_EMPTY, CHISO_E_EMPTY, CHISO_E_EMPTY},
         "fewer than two units have a value on every"},
        {"nobody",
         {1, 2, 3, 4, NAN, NAN, NAN, 4},
         {CHISO_E_EMPTY, CHISO_E_EMPTY, CHISO_E_EMPTY, CHISO_E_EMPTY},
         "column 2: fewer than two units"},
        {"all equal",
         {2, 2, 2, 2, 1, 1, 1, 1},
         {CHISO_E_WEIGHT, CHISO_E_SPREAD, CHISO_E_SPREAD, CHISO_E_SPREAD},
         ""},
        {"together",
         {1, 2, 3, 4, 2, 4, 6, 8},
         {CHISO_OK, CHISO_OK, CHISO_E_WEIGHT, CHISO_OK},
         "go together"},
        {"unrelated",
         {1, 1, 2, 2, 1, 2, 1, 2},
         {CHISO_OK, CHISO_OK, CHISO_OK, CHISO_E_SPREAD},
         "no component"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        for (int method = ENTROPY; method < METHODS; method++) {
            double weights[2] = {-7, -7};
            chiso_error error = CHISO_ERROR_INIT;
            const chiso_status status = weigh(method, cases[i].values, 2, 4, weights, &error);

            cr_expect_eq(status, cases[i].statuses[method], "%s, method %d: %s", cases[i].name,
                         method, error.message);
            if (status != CHISO_OK) {
                cr_expect(strstr(error.message, cases[i].named) != NULL &&
                              error.message_vi[0] != '\0',
                          "%s: %s", cases[i].name, error.message);
                cr_expect(weights[0] == -7 && weights[1] == -7,
                          "%s, method %d: a failed call wrote", cases[i].name, method);
            }
        }
    }
}

Test(weights, data_methods_refuse_wrong_arguments)
{
    const double values[] = {1, 2, 2, 1};
    double weights[2];

    for (int method = ENTROPY; method < METHODS; method++) {
        cr_expect_eq(weigh(method, NULL, 2, 2, weights, NULL), CHISO_E_NULL, "method %d", method);
        cr_expect_eq(weigh(method, values, 2, 2, NULL, NULL), CHISO_E_NULL, "method %d", method);
        cr_expect_eq(weigh(method, values, 0, 2, weights, NULL), CHISO_E_EMPTY, "method %d",
                     method);
        cr_expect_eq(weigh(method, values, 2, 0, weights, NULL), CHISO_E_EMPTY, "method %d",
                     method);
    }
}

/* ---- Boards */

static chiso_board *make_board(void)
{
    chiso_tree *tree = support_tree("code,title,max\nA1,a,10\nB2,b,10\nC3,c,10\nD4,d,10\n");
    chiso_board *board = support_scored(
        tree, "unit,A1,B2,C3,D4\nu,1,5,3,6\nv,2,6,9,6\nw,4,5,NA,6\nx,7,1,1,6\ny,3,3,3,6\n");

    chiso_tree_free(tree);
    return board;
}

Test(weights, weights_of_a_board_add_up_to_one_exactly)
{
    chiso_board *board = make_board();
    const chiso_tree *tree = chiso_board_tree(board);
    const chiso_node nodes[] = {support_node(tree, "A1"), support_node(tree, "B2"),
                                support_node(tree, "C3")};
    double values[15];

    cr_assert_eq(
        chiso_board_values(board, nodes, 3, CHISO_MEASURE_PERCENT, CHISO_ALL_BLOCKS, values, NULL),
        CHISO_OK);
    for (int method = CHISO_WEIGHTS_EQUAL; method <= CHISO_WEIGHTS_COMPONENT; method++) {
        chiso_weights_options options = CHISO_WEIGHTS_OPTIONS_INIT;
        chiso_decimal weights[3];
        chiso_decimal expected[3];
        double doubles[3] = {1, 1, 1};

        options.method = (chiso_weights_method)method;
        cr_assert(method == CHISO_WEIGHTS_EQUAL ||
                  weigh(method - 1, values, 3, 5, doubles, NULL) == CHISO_OK);
        cr_assert_eq(chiso_weights_round(doubles, 3, expected, NULL), CHISO_OK);
        cr_assert_eq(chiso_board_weights(board, nodes, 3, &options, weights, NULL), CHISO_OK);
        cr_expect(weights[0] + weights[1] + weights[2] == CHISO_DECIMAL_ONE, "method %d", method);
        cr_expect(memcmp(weights, expected, sizeof(weights)) == 0, "method %d: %s %s %s", method,
                  decimal_text(weights[0]), decimal_text(weights[1]), decimal_text(weights[2]));
    }
    chiso_board_free(board);
}

Test(weights, errors_of_board_weights_name_the_criterion)
{
    chiso_board *board = make_board();
    const chiso_node nodes[] = {support_node(chiso_board_tree(board), "A1"),
                                support_node(chiso_board_tree(board), "D4")};
    chiso_weights_options options = CHISO_WEIGHTS_OPTIONS_INIT;
    chiso_decimal weights[2] = {-7, -7};
    chiso_error error;

    for (int method = CHISO_WEIGHTS_DEVIATION; method <= CHISO_WEIGHTS_COMPONENT; method++) {
        options.method = (chiso_weights_method)method;
        cr_expect_eq(chiso_board_weights(board, nodes, 2, &options, weights, &error),
                     CHISO_E_SPREAD, "method %d", method);
        cr_expect(support_names(error.message, "criterion D4") &&
                      support_names(error.message_vi, "D4"),
                  "%s", error.message);
    }
    options.method = (chiso_weights_method)5;
    cr_expect_eq(chiso_board_weights(board, nodes, 2, &options, weights, &error), CHISO_E_RANGE);
    cr_expect_eq(chiso_board_weights(board, nodes, 0, NULL, weights, &error), CHISO_E_EMPTY);
    cr_expect_eq(chiso_board_weights(NULL, nodes, 2, NULL, weights, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_board_weights(board, NULL, 2, NULL, weights, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_board_weights(board, nodes, 2, NULL, NULL, &error), CHISO_E_NULL);
    cr_expect(weights[0] == -7 && weights[1] == -7, "a failed call wrote");
    cr_expect_eq(chiso_board_weights(board, nodes, 2, NULL, weights, &error), CHISO_OK);
    cr_expect(weights[0] == decimal("0.5") && weights[1] == decimal("0.5"), "equal by default");
    chiso_board_free(board);
}
