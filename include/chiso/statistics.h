/**
 * @file statistics.h
 * Statistics of columns: summaries, correlations and reliability, of a scored board's criteria or
 * of any numbers.
 *
 * This part computes with doubles. Points, percents, ranks and blocks do not: nothing here flows
 * back into them. Sums are taken in a fixed order, so one build of the library gives the same
 * results whatever instruction set the processor has; another compiler or libm may differ in the
 * last digits.
 *
 * Columns lie one behind the other: with n units, the value of unit u on column c is
 * `values[c*n+u]` (the transpose of a C-ordered table with a row a unit). NaN stands where a unit
 * has no value. Values are within -1e70 to 1e70: infinities and more are #CHISO_E_RANGE. A column
 * has no spread where its greatest and least value are at most 1e-70 apart. In messages, columns
 * and units are counted from 1; the calls that take a board name criteria and units by their codes.
 *
 * @code{.c}
 * chiso_board *board =
 * scored("unit,1,2.1,2.2\nhealth,17,14,9\nfinance,15,12,10\nlabour,16,11,12\n"); const chiso_node
 * nodes[] = {1, 2}; double values[2 * 3]; double matrix[2 * 2];
 *
 * must(chiso_board_values(board, nodes, 2, CHISO_MEASURE_PERCENT, CHISO_ALL_BLOCKS, values,
 *                         &error));
 * must(chiso_correlation_matrix(values, 2, 3, CHISO_CORRELATION_PEARSON, NULL, matrix, &error));
 * printf("steering and procedures: %.3f\n", matrix[1]);
 * chiso_board_free(board);
 * @endcode
 * @code{.unparsed}
 * steering and procedures: 0.866
 * @endcode
 */
#ifndef CHISO_STATISTICS_H
#define CHISO_STATISTICS_H

#include <chiso/block.h>
#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/memory.h>
#include <chiso/status.h>

/** What is taken of a node of a unit. */
typedef enum chiso_measure {
    CHISO_MEASURE_PERCENT = 0, /**< achieved / max × 100 as a double, not rounded to what the tree
                                  publishes. "percent" */
    CHISO_MEASURE_ACHIEVED = 1 /**< Points got. "achieved" */
} chiso_measure;

/** A measure of how two columns go together, from -1 to 1. */
typedef enum chiso_correlation {
    CHISO_CORRELATION_PEARSON =
        0, /**< The product-moment coefficient: along a straight line. "pearson" */
    CHISO_CORRELATION_SPEARMAN = 1, /**< Pearson's of the ranks, equals having the mean of their
                                       places: in the same order. "spearman" */
    CHISO_CORRELATION_KENDALL = 2 /**< Kendall's tau-b: pairs of units in the same order less pairs
                                     in the other. "kendall" */
} chiso_correlation;

/** The figures of one column, over the values that are not NaN. A figure that does not exist is
 * NaN. */
typedef struct chiso_column_summary {
    uint64_t count;     /**< How many values. */
    double mean;        /**< Arithmetic mean. */
    double variance_n;  /**< Mean square of the distances from the mean: divided by n. */
    double variance_n1; /**< The same divided by n - 1: the variance of what the units are a sample
                           of. Needs two values. */
    double stdev_n;     /**< Square root of variance_n. */
    double stdev_n1;    /**< Square root of variance_n1. */
    double min;         /**< The least. */
    double quartile1;   /**< First quartile, type 7: linear interpolation at (n - 1) / 4. */
    double median;      /**< Second quartile. */
    double quartile3;   /**< Third quartile, type 7. */
    double max;         /**< The greatest. */
    double skewness_g1; /**< m3 / m2^1.5 of the moments divided by n. Needs spread. */
    double skewness_adjusted; /**< Adjusted Fisher-Pearson G1 = g1 √(n (n - 1)) / (n - 2). Needs
                                 spread and three values. */
} chiso_column_summary;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Columns of a scored board: criterion by criterion, a value a unit. Units that are not ranked, or
 * are in another block, have NaN, as have those that lack the figure: so, as in
 * chiso_block_summarise(), the statistics are over the ranked units that have one.
 *
 * @param board a scored board
 * @param nodes the criteria, in any order
 * @param measure what is taken
 * @param[out] out_values @p count × chiso_board_unit_count() numbers: percents, or points, of unit
 * u on criterion c at c × units + u; the double nearest to the exact figure, or next to it
 * @retval CHISO_E_EMPTY @p count is 0
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_values(const chiso_board *board,
                                                           const chiso_node *nodes, size_t count,
                                                           chiso_measure measure, uint32_t block,
                                                           double *out_values, chiso_error *error);

/**
 * Summarises a column. Time: n log n. Type 7 quantiles: Hyndman and Fan, The American Statistician
 * 50 (1996) 361-365. Skewness g1 and G1: Joanes and Gill, The Statistician 47 (1998) 183-189. The
 * variance is computed in two passes.
 *
 * @param values a value a unit, NaN where there is none
 * @param units how many, from 1 to 4 294 967 294
 * @param[out] out_summary the figures; count 0 and NaN where all values are NaN
 * @retval CHISO_E_EMPTY @p units is 0
 * @retval CHISO_E_RANGE a value is beyond 1e70, or there are too many
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_column_summarise(const double *values, size_t units,
                                                               const chiso_allocator *allocator,
                                                               chiso_column_summary *out_summary,
                                                               chiso_error *error);

/**
 * Correlates each column with each. Two columns are compared over the units that have a value on
 * both (pairwise complete), ranks being those among these units. Time for c columns of n units:
 * Pearson c² n, in blocks that stay in the cache for columns without gaps; Spearman the same and c
 * n log n, with gaps c² n log n; Kendall c² n log n.
 *
 * Kendall's tau-b: Kendall, Biometrika 33 (1945) 239-251, by the algorithm of Knight, Journal of
 * the American Statistical Association 61 (1966) 436-439.
 *
 * @param values c × units + u, NaN where there is none
 * @param columns how many columns, from 1
 * @param units how many units, to 4 294 967 294
 * @param kind which coefficient
 * @param[out] out_matrix @p columns × @p columns numbers from -1 to 1, symmetric to the last bit,
 * the diagonal exactly 1
 * @param[out] error names the column or the pair of columns
 * @retval CHISO_E_EMPTY there is no column; a column has fewer than two values, or a pair of
 * columns fewer than two units with both
 * @retval CHISO_E_SPREAD all values of a column are equal, or those that it has together with
 * another column
 * @retval CHISO_E_RANGE a value is beyond 1e70, there are too many, or there is no such @p kind
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_correlation_matrix(const double *values, size_t columns, size_t units, chiso_correlation kind,
                         const chiso_allocator *allocator, double *out_matrix, chiso_error *error);

/**
 * Correlates criteria of a scored board: chiso_correlation_matrix() of chiso_board_values(). Takes
 * memory where the board does.
 *
 * @param board a scored board
 * @param nodes the criteria
 * @param measure what is taken of them
 * @param kind which coefficient
 * @param[out] out_matrix @p count × @p count numbers
 * @param[out] error names the criterion, or both
 * @return any other status: as chiso_board_values() and chiso_correlation_matrix()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_correlation(
    const chiso_board *board, const chiso_node *nodes, size_t count, chiso_measure measure,
    uint32_t block, chiso_correlation kind, double *out_matrix, chiso_error *error);

/**
 * Cronbach's alpha: how far columns measure one thing. k / (k - 1) × (1 - Σ variance of each column
 * / variance of their sum), over the units that have a value on all of them (listwise complete). At
 * most 1, and negative where columns work against each other. Cronbach, Psychometrika 16 (1951)
 * 297-334.
 *
 * @param values c × units + u, NaN where there is none; turn columns around first on which less is
 * better
 * @param columns how many columns k, from 2
 * @param units how many units, to 4 294 967 294
 * @param standardised whether columns are first brought to the same variance: then it is k r / (1 +
 * (k - 1) r), r being the mean of Pearson's coefficients; for columns in different units of measure
 * this is the one that makes sense
 * @param[out] out_alpha the coefficient
 * @retval CHISO_E_EMPTY fewer than two units have all values
 * @retval CHISO_E_SPREAD the sum is the same for all units (its deviation is below 1e-10 of the
 * columns', or 1e-6 if @p standardised), or, if @p standardised, a column is
 * @retval CHISO_E_RANGE there are fewer than two columns, a value is beyond 1e70, or there are too
 * many
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_cronbach_alpha(const double *values, size_t columns,
                                                             size_t units, bool standardised,
                                                             const chiso_allocator *allocator,
                                                             double *out_alpha, chiso_error *error);

/**
 * Cronbach's alpha of criteria of a scored board: chiso_cronbach_alpha() of chiso_board_values().
 * Takes memory where the board does.
 *
 * @param board a scored board
 * @param nodes the criteria, at least two
 * @param measure what is taken of them
 * @param standardised whether criteria are first brought to the same variance
 * @param[out] out_alpha the coefficient
 * @return any other status: as chiso_board_values() and chiso_cronbach_alpha()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_alpha(const chiso_board *board,
                                                          const chiso_node *nodes, size_t count,
                                                          chiso_measure measure, uint32_t block,
                                                          bool standardised, double *out_alpha,
                                                          chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
