/* Statistics against those of R, numpy and scipy, and against the OECD's handbook on composite
 * indicators. */
#include "golden.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { INDICATORS = 8, COUNTRIES = 23 };

static const char *const indicators[INDICATORS] = {
    "PATENTS",          "ROYALTIES",         "INTERNET",  "EXPORTS",
    "TELEPHONES_LOG10", "ELECTRICITY_LOG10", "SCHOOLING", "UNIVERSITY"};

static bool near(double got, double expected)
{
    return fabs(got - expected) <= 1e-12 * (1 + fabs(expected));
}

/* Table A.2 of the handbook, column by column. */
static void read_tai(double values[INDICATORS * COUNTRIES])
{
    struct table table = table_read("tests/golden/cases/tai23_raw.csv");

    cr_assert(table.row_count == COUNTRIES + 1, "%zu rows", table.row_count);
    for (size_t c = 0; c < INDICATORS; c++) {
        for (size_t u = 0; u < COUNTRIES; u++) {
            values[c * COUNTRIES + u] = strtod(table_cell(&table, u + 1, indicators[c]), NULL);
        }
    }
    table_clear(&table);
}

/* Coefficients above the diagonal, row by row: numpy 1.24.2 corrcoef(), scipy 1.10.1 spearmanr()
 * and kendalltau() (tau-b). R 4.2.2 cor() has the same first rows of the last two. */
static const double pearson[] = {
    0.13027633493687624,  -0.09452372195312368, 0.4532005382094691,    0.275343414430571,
    0.025878044387290043, 0.21627488687371166,  0.07588339154871215,   0.45824131929348894,
    0.24693263492397896,  0.5780302858455609,   0.32000264994952643,   0.3019566969578632,
    0.06456139063507864,  -0.4475314115396313,  0.5637945941389352,    0.8412544624913677,
    0.6287835709228107,   0.27497091716874844,  -0.004956675166767457, -0.3611816237934623,
    -0.35482273569832884, -0.03370760735653647, 0.639524835195861,     0.3014880480398437,
    0.3257072823992896,   0.6430039040205096,   0.25483345165374865,   0.08260603541995383};
static const double spearman[] = {
    0.4364804745427583,  0.1858166599845155,   0.3222139955050641,  0.49268790550338576,
    0.2631058679825926,  0.38901291841912533,  0.07414730598121602, 0.5935260868122423,
    0.152211519349018,   0.6674966490262276,   0.49950550124514764, 0.33754047119827413,
    0.2051408798813643,  -0.34584980237154156, 0.5324771779315927,  0.8583438701840357,
    0.5729843027309693,  0.2589572601911865,   0.14724927546152983, -0.31248463476746,
    -0.1860467166034926, 0.09241413674761807,  0.427687030273105,   0.27358544525109746,
    0.19092586171998338, 0.6120328501828762,   0.3014342604048688,  0.1831231295357206};
static const double kendall[] = {
    0.3055555555555555,   0.1346537293478313,   0.2693074586956626,  0.35229890979365036,
    0.17928429140015906,  0.30800985647311324,  0.06746031746031746, 0.41980280326088576,
    0.11881211413043938,  0.5142754200436045,   0.3266958198847343,  0.22000704033793803,
    0.13888888888888887,  -0.22529644268774704, 0.37989179182356714, 0.6520990734397862,
    0.3992214787700049,   0.19802019021739894,  0.08891084489487741, -0.2147155485716369,
    -0.11976644363100146, 0.06336646086956765,  0.30491836056815314, 0.19593305675648173,
    0.14982827198120763,  0.4216901476738119,   0.2270934357735348,  0.09200294414131953};

static void expect_upper(const double *matrix, const double *expected, chiso_correlation kind)
{
    size_t next = 0;

    for (size_t i = 0; i < INDICATORS; i++) {
        for (size_t j = i + 1; j < INDICATORS; j++) {
            cr_expect(near(matrix[i * INDICATORS + j], expected[next]),
                      "%s of %s and %s is %.17g, not %.17g",
                      chiso_word(CHISO_WORDS_CORRELATION, kind), indicators[i], indicators[j],
                      matrix[i * INDICATORS + j], expected[next]);
            next++;
        }
    }
}

Test(golden_statistics, correlations_of_tai_are_those_of_numpy_and_scipy)
{
    const double *const expected[] = {pearson, spearman, kendall};
    double values[INDICATORS * COUNTRIES];
    double matrix[INDICATORS * INDICATORS];

    read_tai(values);
    for (int kind = CHISO_CORRELATION_PEARSON; kind <= CHISO_CORRELATION_KENDALL; kind++) {
        cr_assert_eq(chiso_correlation_matrix(values, INDICATORS, COUNTRIES,
                                              (chiso_correlation)kind, NULL, matrix, NULL),
                     CHISO_OK);
        expect_upper(matrix, expected[kind], (chiso_correlation)kind);
    }
}

/* R 4.2.2: cor(X, method = m, use = "pairwise.complete.obs") after X[c(2, 5), 1], X[7, 2] and
 * X[c(1, 2), 4] were made NA. */
Test(golden_statistics, correlations_of_tai_with_gaps_are_those_of_r)
{
    static const size_t pairs[][2] = {{0, 1}, {0, 3}, {1, 3}, {0, 2}, {2, 4}};
    static const double expected[][5] = {
        {0.29313459431690458, 0.4081641218849475, 0.1793038030600633, 0.014189917633817092,
         0.56379459413893518},
        {0.54531782720643251, 0.15945845430036371, 0.067694626825626103, 0.27996104107274533,
         0.53247717793159277},
        {0.38522561534062633, 0.12137245414841652, 0.068601821909974547, 0.18615804808104638,
         0.37989179182356714}};
    static const size_t gaps[] = {1, 4, COUNTRIES + 6, 3 * COUNTRIES, 3 * COUNTRIES + 1};
    double values[INDICATORS * COUNTRIES];
    double matrix[INDICATORS * INDICATORS];

    read_tai(values);
    for (size_t i = 0; i < sizeof(gaps) / sizeof(gaps[0]); i++) {
        values[gaps[i]] = NAN;
    }
    for (int kind = CHISO_CORRELATION_PEARSON; kind <= CHISO_CORRELATION_KENDALL; kind++) {
        cr_assert_eq(chiso_correlation_matrix(values, INDICATORS, COUNTRIES,
                                              (chiso_correlation)kind, NULL, matrix, NULL),
                     CHISO_OK);
        for (size_t i = 0; i < 5; i++) {
            const double got = matrix[pairs[i][0] * INDICATORS + pairs[i][1]];

            cr_expect(near(got, expected[kind][i]), "%s, pair %zu: %.17g",
                      chiso_word(CHISO_WORDS_CORRELATION, (chiso_correlation)kind), i, got);
        }
    }
}

/* Two years of eight departments; the figures are those that R 4.2 gave, as the file says. */
Test(golden_statistics, agreement_of_two_years_is_that_of_r)
{
    static const double expected[] = {0.95250667482126727, 0.96385542168674698,
                                      0.88888888888888884};
    struct table table = table_read("tests/golden/cases/r_rank_agreement.csv");
    double values[16];
    double matrix[4];

    cr_assert(table.row_count == 9, "%zu rows", table.row_count);
    for (size_t u = 0; u < 8; u++) {
        values[u] = strtod(table_cell(&table, u + 1, "year1"), NULL);
        values[8 + u] = strtod(table_cell(&table, u + 1, "year2"), NULL);
    }
    for (int kind = CHISO_CORRELATION_PEARSON; kind <= CHISO_CORRELATION_KENDALL; kind++) {
        cr_assert_eq(
            chiso_correlation_matrix(values, 2, 8, (chiso_correlation)kind, NULL, matrix, NULL),
            CHISO_OK);
        cr_expect(near(matrix[1], expected[kind]), "%s: %.17g",
                  chiso_word(CHISO_WORDS_CORRELATION, (chiso_correlation)kind), matrix[1]);
    }
    table_clear(&table);
}

/* The handbook gives 0.70 for the TAI of these 23 countries: that is the standardised one. To more
 * digits, and for the raw figures, k / (k - 1) * (1 - sum(diag(C)) / sum(C)) of R's cor() and
 * cov(). */
Test(golden_statistics, alpha_of_tai_is_that_of_the_handbook)
{
    double values[INDICATORS * COUNTRIES];
    double standardised;
    double raw;

    read_tai(values);
    cr_assert_eq(
        chiso_cronbach_alpha(values, INDICATORS, COUNTRIES, true, NULL, &standardised, NULL),
        CHISO_OK);
    cr_assert_eq(chiso_cronbach_alpha(values, INDICATORS, COUNTRIES, false, NULL, &raw, NULL),
                 CHISO_OK);
    cr_expect(fabs(standardised - 0.70) < 0.005, "%.17g", standardised);
    cr_expect(near(standardised, 0.70354275795849119), "%.17g", standardised);
    cr_expect(near(raw, 0.11889183477545626), "%.17g", raw);
}

/* numpy 1.24.2 mean(), var(), std() and quantile(), scipy 1.10.1 skew() with and without bias. */
static const chiso_column_summary summaries[INDICATORS] = {
    {23, 181.82608695652175, 54674.49149338375, 57159.69565217392, 233.82577166211544,
     239.08093954176672, 8.0, 57.0, 103.0, 197.0, 994.0, 2.4502816090402186, 2.624653421276515},
    {23, 53.613043478260856, 2682.451568998109, 2804.3811857707506, 51.79238910301502,
     52.956408354143036, 4.0, 11.4, 33.6, 92.1, 156.6, 0.8438379924804389, 0.9038888696693217},
    {23, 79.54782608695652, 3438.2085822306235, 3594.4907905138334, 58.636239495985954,
     59.95407234303466, 4.8, 33.4, 57.4, 125.85, 200.2, 0.7259335907944557, 0.7775939204981968},
    {23, 52.165217391304346, 263.6544423440454, 275.6387351778656, 16.237439525493095,
     16.602371372122285, 15.4, 49.1, 51.7, 62.7, 80.8, -0.8866835292465703, -0.9497834657209586},
    {23, 2.9530434782608697, 0.00899508506616258, 0.00940395256916997, 0.09484242229172861,
     0.09697397882509498, 2.73, 2.925, 2.97, 3.0, 3.12, -0.5992671465568594, -0.6419133868801197},
    {23, 3.8417391304347825, 0.045440453686200366, 0.04750592885375493, 0.21316766566766257,
     0.21795854847597726, 3.46, 3.6950000000000003, 3.79, 3.925, 4.39, 0.7959271260368718,
     0.8525684748773587},
    {23, 9.595652173913043, 2.3786767485822304, 2.486798418972332, 1.542295934178078,
     1.5769585977356324, 7.1, 8.75, 9.5, 10.850000000000001, 12.0, -0.11919403825212155,
     -0.1276763614190191},
    {23, 14.556521739130437, 27.784196597353496, 29.047114624505927, 5.271071674465592,
     5.3895375148992075, 7.7, 11.1, 13.6, 15.100000000000001, 27.4, 1.1658502432357711,
     1.2488167965327934},
};

Test(golden_statistics, summaries_of_tai_are_those_of_numpy_and_scipy)
{
    double values[INDICATORS * COUNTRIES];

    read_tai(values);
    for (size_t c = 0; c < INDICATORS; c++) {
        chiso_column_summary summary;

        cr_assert_eq(
            chiso_column_summarise(values + c * COUNTRIES, COUNTRIES, NULL, &summary, NULL),
            CHISO_OK);
        cr_expect(summary.count == COUNTRIES);
        for (size_t k = 0; k < 12; k++) {
            cr_expect(near((&summary.mean)[k], (&summaries[c].mean)[k]), "%s: figure %zu is %.17g",
                      indicators[c], k, (&summary.mean)[k]);
        }
    }
}
