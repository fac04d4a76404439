/* Laws of correlations and summaries, and plain definitions beside the fast ways. */
#include "support.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 20, MOST_UNITS = 300, ROUNDS = 150 };

/* Columns of small whole numbers, so with many ties, or of many different values. */
struct scene {
    uint64_t seed;
    struct random random;
    size_t columns;
    size_t units;
    double values[MOST_COLUMNS * MOST_UNITS];
    double matrix[MOST_COLUMNS * MOST_COLUMNS];
};

static void scene_make(struct scene *scene, uint64_t seed, bool gaps)
{
    scene->seed = seed;
    scene->random = (struct random){.state = seed};
    scene->columns = 2 + random_below(&scene->random, MOST_COLUMNS - 1);
    scene->units = 20 + random_below(&scene->random, MOST_UNITS - 19);
    const uint64_t spread = random_below(&scene->random, 2) == 0 ? 4 : 1000000;

    for (size_t i = 0; i < scene->columns * scene->units; i++) {
        scene->values[i] = (double)random_below(&scene->random, spread) / 4 + 100;
        if (gaps && random_below(&scene->random, 20) == 0) {
            scene->values[i] = NAN;
        }
    }
    /* A column that is not constant, whatever was drawn. */
    for (size_t c = 0; c < scene->columns; c++) {
        for (size_t u = 0; u < 8; u++) {
            scene->values[c * scene->units + u] = (double)(u * (c + 3) % 7) + 100;
        }
    }
}

static void correlate(const struct scene *scene, const double *values, chiso_correlation kind,
                      double *matrix)
{
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(
        chiso_correlation_matrix(values, scene->columns, scene->units, kind, NULL, matrix, &error),
        CHISO_OK, "seed %lu: %s", (unsigned long)scene->seed, error.message);
}

static void expect_near(const struct scene *scene, const char *law, double got, double expected)
{
    cr_expect(fabs(got - expected) < 1e-10, "seed %lu, %s: %.17g, not %.17g",
              (unsigned long)scene->seed, law, got, expected);
}

/* ---- Definitions */

static double *column_of(struct scene *scene, size_t column)
{
    return scene->values + column * scene->units;
}

static double plain_pearson(const double *first, const double *second, size_t units)
{
    double sums[5] = {0};
    size_t count = 0;

    for (size_t u = 0; u < units; u++) {
        if (!isnan(first[u]) && !isnan(second[u])) {
            sums[0] += first[u];
            sums[1] += second[u];
            count++;
        }
    }
    for (size_t u = 0; u < units; u++) {
        if (!isnan(first[u]) && !isnan(second[u])) {
            const double x = first[u] - sums[0] / (double)count;
            const double y = second[u] - sums[1] / (double)count;

            sums[2] += x * x;
            sums[3] += y * y;
            sums[4] += x * y;
        }
    }
    return sums[4] / sqrt(sums[2] * sums[3]);
}

/* Among the units that have both values: one and those below, and half of its equals. */
static double plain_rank(const double *own, const double *other, size_t units, size_t unit)
{
    double rank = 0.5;

    for (size_t u = 0; u < units; u++) {
        if (!isnan(own[u]) && !isnan(other[u])) {
            rank += own[u] < own[unit] ? 1 : own[u] > own[unit] ? 0 : 0.5;
        }
    }
    return rank;
}

static double plain_spearman(const double *first, const double *second, size_t units)
{
    double ranks[2][MOST_UNITS];

    for (size_t u = 0; u < units; u++) {
        const bool both = !isnan(first[u]) && !isnan(second[u]);

        ranks[0][u] = both ? plain_rank(first, second, units, u) : NAN;
        ranks[1][u] = both ? plain_rank(second, first, units, u) : NAN;
    }
    return plain_pearson(ranks[0], ranks[1], units);
}

static int sign_of(double value)
{
    return (value > 0) - (value < 0);
}

/* Every pair of units: +1 in the same order, -1 in the other; those tied in one are left out below.
 */
static double plain_kendall(const double *first, const double *second, size_t units)
{
    double balance = 0;
    double untied[2] = {0};

    for (size_t u = 0; u < units; u++) {
        for (size_t v = u + 1; v < units; v++) {
            const double x = first[u] - first[v];
            const double y = second[u] - second[v];

            if (!isnan(x) && !isnan(y)) {
                balance += sign_of(x) * sign_of(y);
                untied[0] += sign_of(x) != 0;
                untied[1] += sign_of(y) != 0;
            }
        }
    }
    return balance / sqrt(untied[0] * untied[1]);
}

static double plainly(const double *first, const double *second, size_t units, int kind)
{
    return kind == CHISO_CORRELATION_PEARSON    ? plain_pearson(first, second, units)
           : kind == CHISO_CORRELATION_SPEARMAN ? plain_spearman(first, second, units)
                                                : plain_kendall(first, second, units);
}

Test(laws_of_statistics, each_coefficient_is_what_it_is_defined_as)
{
    static struct scene scene;

    for (uint64_t seed = 0; seed < ROUNDS; seed += SUPPORT_STRIDE) {
        const int kind = (int)(seed % 3);

        scene_make(&scene, seed, seed % 2 == 1);
        correlate(&scene, scene.values, (chiso_correlation)kind, scene.matrix);
        for (size_t i = 0; i < scene.columns; i++) {
            const size_t j = random_below(&scene.random, scene.columns);

            if (i != j) {
                expect_near(&scene, chiso_word(CHISO_WORDS_CORRELATION, (chiso_correlation)kind),
                            scene.matrix[i * scene.columns + j],
                            plainly(column_of(&scene, i), column_of(&scene, j), scene.units, kind));
            }
        }
    }
}

/* ---- Laws */

Test(laws_of_statistics, a_matrix_is_symmetric_and_within_one)
{
    static struct scene scene;

    for (uint64_t seed = 0; seed < ROUNDS; seed += SUPPORT_STRIDE) {
        scene_make(&scene, seed, seed % 2 == 1);
        /* Columns along one line, which rounding could take beyond 1. */
        for (size_t u = 0; u < scene.units; u++) {
            column_of(&scene, 1)[u] = 0.1 * column_of(&scene, 0)[u] + 0.3;
        }
        correlate(&scene, scene.values, (chiso_correlation)(seed % 3), scene.matrix);
        expect_near(&scene, "along a line", scene.matrix[1], 1);
        for (size_t i = 0; i < scene.columns; i++) {
            cr_expect(scene.matrix[i * scene.columns + i] == 1, "seed %lu", (unsigned long)seed);
            for (size_t j = 0; j < i; j++) {
                const double value = scene.matrix[i * scene.columns + j];

                cr_expect(value >= -1 && value <= 1 && value == scene.matrix[j * scene.columns + i],
                          "seed %lu: %.17g", (unsigned long)seed, value);
            }
        }
    }
}

Test(laws_of_statistics, positive_lines_change_nothing_and_turning_around_changes_the_sign)
{
    static struct scene scene;
    static double other[MOST_COLUMNS * MOST_UNITS];
    double matrix[MOST_COLUMNS * MOST_COLUMNS];

    for (uint64_t seed = 0; seed < ROUNDS; seed += SUPPORT_STRIDE) {
        const chiso_correlation kind = (chiso_correlation)(seed % 3);

        scene_make(&scene, seed, seed % 2 == 1);
        for (size_t i = 0; i < scene.columns * scene.units; i++) {
            /* Powers of two keep ties and orders as they are. */
            other[i] = i < scene.units ? -scene.values[i] : scene.values[i] * 8 - 64;
        }
        correlate(&scene, scene.values, kind, scene.matrix);
        correlate(&scene, other, kind, matrix);
        for (size_t i = 0; i < scene.columns; i++) {
            for (size_t j = i + 1; j < scene.columns; j++) {
                const size_t cell = i * scene.columns + j;

                expect_near(&scene, "lines", matrix[cell],
                            i == 0 ? -scene.matrix[cell] : scene.matrix[cell]);
            }
        }
    }
}

Test(laws_of_statistics, the_order_of_units_and_columns_does_not_matter)
{
    static struct scene scene;
    static double other[MOST_COLUMNS * MOST_UNITS];
    double matrix[MOST_COLUMNS * MOST_COLUMNS];

    for (uint64_t seed = 0; seed < ROUNDS; seed += SUPPORT_STRIDE) {
        const chiso_correlation kind = (chiso_correlation)(seed % 3);

        scene_make(&scene, seed, seed % 2 == 1);
        correlate(&scene, scene.values, kind, scene.matrix);
        for (size_t i = 0; i < scene.columns * scene.units; i++) {
            const size_t column = scene.columns - 1 - i / scene.units;
            const size_t unit = (i % scene.units + seed) % scene.units;

            other[column * scene.units + unit] = scene.values[i];
        }
        correlate(&scene, other, kind, matrix);
        for (size_t i = 0; i < scene.columns * scene.columns; i++) {
            expect_near(&scene, "order", matrix[scene.columns * scene.columns - 1 - i],
                        scene.matrix[i]);
        }
    }
}

/* Where a column stands does not change a bit of what is computed without gaps: each sum takes the
 * units in their order. */
Test(laws_of_statistics, moving_columns_changes_no_bit)
{
    static struct scene scene;
    static double other[MOST_COLUMNS * MOST_UNITS];
    double matrix[MOST_COLUMNS * MOST_COLUMNS];

    for (uint64_t seed = 0; seed < ROUNDS; seed += SUPPORT_STRIDE) {
        scene_make(&scene, seed, false);
        correlate(&scene, scene.values, CHISO_CORRELATION_PEARSON, scene.matrix);
        for (size_t c = 0; c < scene.columns; c++) {
            memcpy(other + (c + 1) % scene.columns * scene.units, column_of(&scene, c),
                   scene.units * sizeof(double));
        }
        correlate(&scene, other, CHISO_CORRELATION_PEARSON, matrix);
        for (size_t i = 0; i < scene.columns * scene.columns; i++) {
            const size_t row = (i / scene.columns + 1) % scene.columns;
            const size_t column = (i % scene.columns + 1) % scene.columns;

            cr_expect(matrix[row * scene.columns + column] == scene.matrix[i], "seed %lu",
                      (unsigned long)seed);
        }
    }
}

/* Units without any value, and a column of its own with gaps, leave the others as they are. */
Test(laws_of_statistics, gaps_touch_only_their_columns)
{
    static struct scene scene;
    static double other[MOST_COLUMNS * (MOST_UNITS + 9)];
    double matrix[MOST_COLUMNS * MOST_COLUMNS];

    for (uint64_t seed = 0; seed < ROUNDS; seed += SUPPORT_STRIDE) {
        const chiso_correlation kind = (chiso_correlation)(seed % 3);
        const size_t units = scene.units;

        scene_make(&scene, seed, false);
        correlate(&scene, scene.values, kind, scene.matrix);
        for (size_t i = 0; i < scene.columns * (scene.units + 9); i++) {
            const size_t unit = i % (scene.units + 9);

            other[i] = unit < scene.units ? column_of(&scene, i / (scene.units + 9))[unit] : NAN;
        }
        other[9] = NAN;
        cr_assert_eq(chiso_correlation_matrix(other, scene.columns, scene.units + 9, kind, NULL,
                                              matrix, NULL),
                     CHISO_OK);
        for (size_t i = scene.columns; i < scene.columns * scene.columns; i++) {
            if (i % scene.columns > 0) {
                cr_expect(matrix[i] == scene.matrix[i], "seed %lu, %zu units", (unsigned long)seed,
                          units);
            }
        }
    }
}

static int compare(const void *a, const void *b)
{
    return sign_of(*(const double *)a - *(const double *)b);
}

Test(laws_of_statistics, a_summary_is_what_it_is_defined_as)
{
    static struct scene scene;

    for (uint64_t seed = 0; seed < ROUNDS; seed += SUPPORT_STRIDE) {
        chiso_column_summary summary;
        double sorted[MOST_UNITS];
        double moments[4] = {0};
        size_t count = 0;

        scene_make(&scene, seed, seed % 2 == 1);
        for (size_t u = 0; u < scene.units; u++) {
            if (!isnan(scene.values[u])) {
                sorted[count++] = scene.values[u];
            }
        }
        qsort(sorted, count, sizeof(*sorted), compare);
        for (size_t i = 0; i < count; i++) {
            moments[1] += sorted[i] / (double)count;
        }
        for (size_t i = 0; i < count; i++) {
            moments[2] += pow(sorted[i] - moments[1], 2) / (double)count;
            moments[3] += pow(sorted[i] - moments[1], 3) / (double)count;
        }
        cr_assert_eq(chiso_column_summarise(scene.values, scene.units, NULL, &summary, NULL),
                     CHISO_OK);
        const double place = (double)(count - 1) / 4;
        const size_t low = (size_t)place;

        expect_near(&scene, "mean", summary.mean / moments[1], 1);
        expect_near(&scene, "variance", summary.variance_n / moments[2], 1);
        expect_near(&scene, "variance of a sample",
                    summary.variance_n1 / (moments[2] * (double)count / (double)(count - 1)), 1);
        expect_near(&scene, "skewness", summary.skewness_g1, moments[3] / pow(moments[2], 1.5));
        expect_near(&scene, "quartile", summary.quartile1,
                    sorted[low] + (place - (double)low) * (sorted[low + 1] - sorted[low]));
        cr_expect(summary.count == count && summary.min == sorted[0] &&
                      summary.max == sorted[count - 1],
                  "seed %lu", (unsigned long)seed);
    }
}
