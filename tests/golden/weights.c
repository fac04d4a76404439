/* Weights against numpy's. What each number was computed with stands beside it; no code is shared
 * with the library. */
#include "golden.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { MOST = 8 };

static void expect_weights(const char *name, size_t count, const double *got,
                           const double *expected)
{
    for (size_t i = 0; i < count; i++) {
        cr_expect(fabs(got[i] - expected[i]) < 1e-12, "%s: weight %zu is %.17g, not %.17g", name,
                  i + 1, got[i], expected[i]);
    }
}

/* ---- Comparison in pairs: numpy 1.24.2 linalg.eig(), the eigenvector of the greatest eigenvalue
 * scaled to add up to 1 */

struct comparison {
    const char *name;
    size_t count;
    double upper[21]; /* above the diagonal, row by row; the rest is 1 and the reciprocals */
    double weights[7];
    double lambda_max;
    double ratio; /* (lambda_max - n) / (n - 1) / random index */
};

static const struct comparison comparisons[] = {
    /* Grades 3, 5 and 3: the smallest example there is of judgements that do not quite fit. */
    {"three criteria",
     3,
     {3.0, 5.0, 3.0},
     {0.6369855717447568, 0.2582849943744952, 0.10472943388074796},
     3.0385110905581727,
     0.03319921599842474},
    /* The wealth of seven nations, as Saaty compared them by judgement. */
    {"wealth of seven nations",
     7,
     {4.0,     9.0,     6.0,     6.0,     5.0, 5.0,     7.0,     5.0,     5.0,     3.0, 4.0,
      1.0 / 5, 1.0 / 5, 1.0 / 7, 1.0 / 5, 1.0, 1.0 / 3, 1.0 / 3, 1.0 / 3, 1.0 / 3, 2.0},
     {0.427115021746627, 0.2302931902615256, 0.02083841089648017, 0.052385620869166934,
      0.052385620869166934, 0.12271940076039975, 0.09426273459663366},
     7.6077202688596035,
     0.07673235717924286},
    /* Six aims of a school, after Saaty: judgements that contradict each other more than he would
       accept. */
    {"six aims of a school",
     6,
     {4.0, 3.0, 1.0, 3.0, 4.0, 7.0, 3.0, 1.0 / 5, 1.0, 1.0 / 5, 1.0 / 5, 1.0 / 6, 1.0, 1.0 / 3,
      3.0},
     {0.3207701832631065, 0.13950274542094138, 0.034768307699655665, 0.12848601846309246,
      0.23738999474001626, 0.13908275041318766},
     7.419870101921269,
     0.22901130676149503},
};

Test(golden_weights, comparisons_have_the_eigenvectors_of_numpy)
{
    for (size_t c = 0; c < COUNT(comparisons); c++) {
        const struct comparison *comparison = &comparisons[c];
        const size_t count = comparison->count;
        double matrix[49];
        double weights[7];
        chiso_consistency consistency;
        size_t next = 0;

        for (size_t i = 0; i < count; i++) {
            matrix[i * count + i] = 1;
            for (size_t j = i + 1; j < count; j++) {
                matrix[i * count + j] = comparison->upper[next];
                matrix[j * count + i] = 1 / comparison->upper[next++];
            }
        }
        cr_assert_eq(chiso_weights_ahp(matrix, count, weights, &consistency, NULL), CHISO_OK);
        expect_weights(comparison->name, count, weights, comparison->weights);
        cr_expect(fabs(consistency.lambda_max - comparison->lambda_max) < 1e-12, "%s: %.17g",
                  comparison->name, consistency.lambda_max);
        cr_expect(fabs(consistency.index -
                       (comparison->lambda_max - (double)count) / (double)(count - 1)) < 1e-12,
                  "%s", comparison->name);
        cr_expect(fabs(consistency.ratio - comparison->ratio) < 1e-12, "%s: %.17g",
                  comparison->name, consistency.ratio);
    }
}

/* ---- Data: computed with numpy 1.24.2, with R the columns brought to 0..1 and turned around where
 * less is better: entropy    p = A / A.sum(1); d = 1 + (p * log(p)).sum(1) / log(n); d / d.sum()
 * deviation  s = R.std(1); s / s.sum()
 * critic     c = R.std(1, ddof=1) * (1 - corrcoef(R)).sum(1); c / c.sum()
 * component  eigh(corrcoef(A))[1][:, -1] ** 2 */

struct data {
    const char *name;
    size_t columns;
    size_t units;
    const double *values;
    bool less_is_better[MOST];
    double entropy[MOST];
    double deviation[MOST];
    double critic[MOST];
    double component[MOST];
    double share; /* eigh(corrcoef(A))[0][-1] / columns */
};

static void expect_data(const struct data *data)
{
    double weights[MOST];
    double share = 0;

    cr_assert_eq(
        chiso_weights_entropy(data->values, data->columns, data->units, NULL, weights, NULL),
        CHISO_OK);
    expect_weights("entropy", data->columns, weights, data->entropy);
    cr_assert_eq(
        chiso_weights_deviation(data->values, data->columns, data->units, NULL, weights, NULL),
        CHISO_OK);
    expect_weights("deviation", data->columns, weights, data->deviation);
    cr_assert_eq(chiso_weights_critic(data->values, data->columns, data->units,
                                      data->less_is_better, NULL, weights, NULL),
                 CHISO_OK);
    expect_weights("critic", data->columns, weights, data->critic);
    cr_assert_eq(chiso_weights_component(data->values, data->columns, data->units, NULL, weights,
                                         &share, NULL),
                 CHISO_OK);
    expect_weights("component", data->columns, weights, data->component);
    cr_expect(fabs(share - data->share) < 1e-12, "%s: %.17g", data->name, share);
}

/* The five telephones of the examples of RMCDA, a package of R; of the first column, the price,
 * less is better. */
Test(golden_weights, weights_of_a_small_table)
{
    static const double values[] = {250, 200, 300, 275, 225, 16, 16, 32, 32, 16,
                                    12,  8,   16,  8,   16,  5,  3,  4,  4,  2};
    static const struct data data = {
        .name = "telephones",
        .columns = 4,
        .units = 5,
        .values = values,
        .less_is_better = {true},
        .entropy = {0.06391538399045828, 0.3788312783411814, 0.2879206127537567,
                    0.2693327249146037},
        .deviation = {0.2168241653799048, 0.30044037659736955, 0.2742632857462108,
                      0.20847217227651482},
        .critic = {0.27156958983563706, 0.28167162026165193, 0.25638458541134085,
                   0.19037420449137019},
        .component = {0.43646607351415656, 0.3549715298372276, 0.008522928445261787,
                      0.200039468203354},
        .share = 0.5501795739616047,
    };

    expect_data(&data);
}

/* The handbook's Table 16 prints 41.9 % for the first eigenvalue of these data. */
Test(golden_weights, weights_of_tai)
{
    static const char *const indicators[] = {"PATENTS",   "ROYALTIES",        "INTERNET",
                                             "EXPORTS",   "TELEPHONES_LOG10", "ELECTRICITY_LOG10",
                                             "SCHOOLING", "UNIVERSITY"};
    struct table table = table_read("tests/golden/cases/tai23_raw.csv");
    double values[8 * 23];
    const struct data data = {
        .name = "TAI",
        .columns = 8,
        .units = 23,
        .values = values,
        .entropy = {0.4000723211983986, 0.3173146033510068, 0.18901510194774193,
                    0.040550822473891544, 0.0003666516128631298, 0.0010725008786117434,
                    0.00926027872826381, 0.042347719809222424},
        .deviation = {0.1088010947931674, 0.15571455725927597, 0.13767635349531543,
                      0.11390888541526825, 0.11157215833053427, 0.10516135780689868,
                      0.14440739634127386, 0.12275819655826622},
        .critic = {0.11994882843664544, 0.14214690006652317, 0.12247455742093728,
                   0.15920281697272448, 0.0898171294560595, 0.09083974860771053, 0.139376931928038,
                   0.13619308711136158},
        .component = {0.0032618928123609495, 0.09378632653958077, 0.24992048981615322,
                      0.03684665641607772, 0.17206287335487694, 0.24405473371567032,
                      0.16152084388099494, 0.038546183464284664},
        .share = 0.41929515091100017,
    };

    cr_assert(table.row_count == 24, "%zu rows", table.row_count);
    for (size_t i = 0; i < COUNT(values); i++) {
        values[i] = strtod(table_cell(&table, i % 23 + 1, indicators[i / 23]), NULL);
    }
    expect_data(&data);
    cr_expect(fabs(data.share - 0.419) < 0.0005, "the share that the handbook prints");
    table_clear(&table);
}
