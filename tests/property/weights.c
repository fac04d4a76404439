/* Laws of weights. */
#include "support.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { MOST = 15, UNITS = 30, ROUNDS = 300, METHODS = 4 };

static double fraction(struct random *random)
{
    return (double)(1 + random_below(random, 1000000)) / 1000000;
}

static double sum_of(const double *weights, size_t count)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        sum += weights[i];
    }
    return sum;
}

Test(laws_of_weights, rounded_weights_add_up_to_one_and_stay_within_a_millionth)
{
    struct random random = {.state = 3};

    for (int round = 0; round < 3000; round += SUPPORT_STRIDE) {
        double weights[200];
        chiso_decimal decimals[200];
        chiso_decimal again[200];
        chiso_decimal total = 0;
        const size_t count = 1 + random_below(&random, 200);

        for (size_t i = 0; i < count; i++) {
            weights[i] = random_below(&random, 5) == 0 ? 0 : pow(fraction(&random), 1 + round % 6);
        }
        weights[random_below(&random, count)] += 0.1;
        cr_assert_eq(chiso_weights_round(weights, count, decimals, NULL), CHISO_OK);
        const double sum = sum_of(weights, count);

        for (size_t i = 0; i < count; i++) {
            const double exact = weights[i] / sum;

            total += decimals[i];
            cr_expect(fabs((double)decimals[i] - exact * 1e6) < 1 + 1e-6,
                      "round %d, weight %zu: %.17g", round, i, exact);
        }
        cr_expect(total == CHISO_DECIMAL_ONE, "round %d: %s", round, decimal_text(total));
        /* Decimals that add up to 1 are their own. */
        for (size_t i = 0; i < count; i++) {
            weights[i] = (double)decimals[i] / 1e6;
        }
        cr_assert_eq(chiso_weights_round(weights, count, again, NULL), CHISO_OK);
        cr_expect(memcmp(again, decimals, count * sizeof(*again)) == 0, "round %d", round);
    }
}

/* Of two weights the greater never gets less, and of equals the first gets no less. */
Test(laws_of_weights, rounding_keeps_the_order)
{
    struct random random = {.state = 5};

    for (int round = 0; round < ROUNDS; round += SUPPORT_STRIDE) {
        double weights[50];
        chiso_decimal decimals[50];

        for (size_t i = 0; i < 50; i++) {
            weights[i] = (double)(1 + random_below(&random, 12)) / 7;
        }
        cr_assert_eq(chiso_weights_round(weights, 50, decimals, NULL), CHISO_OK);
        for (size_t i = 0; i < 50; i++) {
            for (size_t j = i + 1; j < 50; j++) {
                cr_expect(weights[i] < weights[j] ? decimals[i] <= decimals[j]
                                                  : decimals[i] >= decimals[j],
                          "round %d: %zu and %zu", round, i, j);
            }
        }
    }
}

Test(laws_of_weights, comparisons_that_fit_give_back_what_they_were_made_of)
{
    struct random random = {.state = 9};

    for (int round = 0; round < ROUNDS; round += SUPPORT_STRIDE) {
        const size_t count = 1 + random_below(&random, MOST);
        double made[MOST];
        double matrix[MOST * MOST];
        double weights[MOST];
        chiso_consistency consistency;

        for (size_t i = 0; i < count; i++) {
            made[i] = fraction(&random) + 0.01;
        }
        for (size_t i = 0; i < count * count; i++) {
            matrix[i] = made[i / count] / made[i % count];
        }
        cr_assert_eq(chiso_weights_ahp(matrix, count, weights, &consistency, NULL), CHISO_OK);
        const double sum = sum_of(made, count);

        for (size_t i = 0; i < count; i++) {
            cr_expect(fabs(weights[i] - made[i] / sum) < 1e-14, "round %d: %.17g, not %.17g", round,
                      weights[i], made[i] / sum);
        }
        cr_expect(consistency.index >= 0 && consistency.index < 1e-13 && consistency.ratio < 1e-12,
                  "round %d: %g", round, consistency.ratio);
    }
}

/* Whatever the judgements are, the weights are an eigenvector of the matrix, and its eigenvalue is
 * no less than the number of criteria. */
Test(laws_of_weights, comparisons_give_an_eigenvector)
{
    struct random random = {.state = 13};

    for (int round = 0; round < ROUNDS; round += SUPPORT_STRIDE) {
        const size_t count = 2 + random_below(&random, MOST - 1);
        double matrix[MOST * MOST];
        double weights[MOST];
        chiso_consistency consistency;

        for (size_t i = 0; i < count * count; i++) {
            const size_t row = i / count;
            const size_t column = i % count;

            if (row <= column) {
                const double grade = row == column ? 1 : (double)(1 + random_below(&random, 9));

                matrix[i] = random_below(&random, 2) == 0 ? grade : 1 / grade;
                matrix[column * count + row] = 1 / matrix[i];
            }
        }
        cr_assert_eq(chiso_weights_ahp(matrix, count, weights, &consistency, NULL), CHISO_OK);
        cr_expect(consistency.lambda_max >= (double)count, "round %d", round);
        cr_expect(fabs(sum_of(weights, count) - 1) < 1e-14, "round %d", round);
        for (size_t i = 0; i < count; i++) {
            double product = 0;

            for (size_t j = 0; j < count; j++) {
                product += matrix[i * count + j] * weights[j];
            }
            cr_expect(weights[i] > 0 &&
                          fabs(product / (consistency.lambda_max * weights[i]) - 1) < 1e-13,
                      "round %d: %zu", round, i);
        }
    }
}

static chiso_status weigh(int method, const double *values, size_t columns, const bool *less,
                          double *weights)
{
    switch (method) {
    case 0:
        return chiso_weights_entropy(values, columns, UNITS, NULL, weights, NULL);
    case 1:
        return chiso_weights_deviation(values, columns, UNITS, NULL, weights, NULL);
    case 2:
        return chiso_weights_critic(values, columns, UNITS, less, NULL, weights, NULL);
    default:
        return chiso_weights_component(values, columns, UNITS, NULL, weights, NULL, NULL);
    }
}

Test(laws_of_weights, weights_add_up_to_one_and_go_with_their_columns)
{
    struct random random = {.state = 17};

    for (int round = 0; round < ROUNDS; round += SUPPORT_STRIDE) {
        const size_t columns = 3 + random_below(&random, MOST - 2);
        double values[MOST * UNITS];
        double moved[MOST * UNITS];
        bool less[MOST];
        bool less_moved[MOST];
        double weights[MOST];
        double others[MOST];

        for (size_t i = 0; i < columns * UNITS; i++) {
            values[i] =
                fraction(&random) * 10 + (i >= UNITS && i / UNITS < 3 ? values[i - UNITS] : 0);
        }
        for (size_t c = 0; c < columns; c++) {
            less[c] = random_below(&random, 2) == 0;
            less_moved[(c + 1) % columns] = less[c];
            memcpy(moved + (c + 1) % columns * UNITS, values + c * UNITS, UNITS * sizeof(double));
        }
        for (int method = 0; method < METHODS; method++) {
            cr_assert_eq(weigh(method, values, columns, less, weights), CHISO_OK,
                         "round %d, method %d", round, method);
            cr_assert_eq(weigh(method, moved, columns, less_moved, others), CHISO_OK,
                         "round %d, method %d", round, method);
            cr_expect(fabs(sum_of(weights, columns) - 1) < 1e-14, "round %d, method %d", round,
                      method);
            for (size_t c = 0; c < columns; c++) {
                cr_expect(weights[c] >= 0 && fabs(weights[c] - others[(c + 1) % columns]) < 1e-10,
                          "round %d, method %d: %.17g and %.17g", round, method, weights[c],
                          others[(c + 1) % columns]);
            }
        }
    }
}

/* Units of measure do not matter: other scales give the same weights; of the entropy only the
 * scale, of the others also where it begins. */
Test(laws_of_weights, scales_do_not_matter)
{
    struct random random = {.state = 19};

    for (int round = 0; round < ROUNDS; round += SUPPORT_STRIDE) {
        double values[4 * UNITS];
        double scaled[4 * UNITS];
        double weights[4];
        double others[4];

        for (size_t i = 0; i < 4 * UNITS; i++) {
            values[i] = fraction(&random) + (i >= UNITS ? values[i - UNITS] : 0);
        }
        for (int method = 0; method < METHODS; method++) {
            for (size_t i = 0; i < 4 * UNITS; i++) {
                scaled[i] = values[i] * (double)(1 + i / UNITS) * 10 + (method == 0 ? 0 : 3);
            }
            cr_assert_eq(weigh(method, values, 4, NULL, weights), CHISO_OK);
            cr_assert_eq(weigh(method, scaled, 4, NULL, others), CHISO_OK);
            for (size_t c = 0; c < 4; c++) {
                cr_expect(fabs(weights[c] - others[c]) < 1e-10,
                          "round %d, method %d: %.17g and %.17g", round, method, weights[c],
                          others[c]);
            }
        }
    }
}
