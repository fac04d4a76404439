/**
 * @file weights.h
 * Weights of criteria, derived from judgement (pairwise comparison) or from data (how criteria
 * spread and go together).
 *
 * This part computes with doubles, as statistics.h does, and takes columns in the same form:
 * `values[c*units+u]`, NaN where a unit has no value, values within -1e70 to 1e70. Methods that
 * work from data use the units that have a value on all columns (listwise complete), at least two
 * of them. The weights are at least 0 and add up to 1, as far as doubles do; chiso_weights_round()
 * makes decimals of them that add up to 1 exactly.
 *
 * @code{.c}
 * // The first criterion is three times as important as the second, five times as the third.
 * const double judged[] = {1, 3, 5, 1.0 / 3, 1, 2, 1.0 / 5, 1.0 / 2, 1};
 * double weights[3];
 * chiso_decimal decimals[3];
 * chiso_consistency consistency;
 *
 * must(chiso_weights_ahp(judged, 3, weights, &consistency, &error));
 * must(chiso_weights_round(weights, 3, decimals, &error));
 * for (int i = 0; i < 3; i++) {
 *     show("weight", decimals[i]);
 * }
 * @endcode
 * @code{.unparsed}
 * weight 0.648329
 * weight 0.229651
 * weight 0.12202
 * @endcode
 */
#ifndef CHISO_WEIGHTS_H
#define CHISO_WEIGHTS_H

#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/decimal.h>
#include <chiso/memory.h>
#include <chiso/statistics.h>
#include <chiso/status.h>

/** The most criteria that are compared in pairs: for more there is no random index. Larger sets are
 * compared group by group. */
#define CHISO_AHP_MAX 15

/** The most weights that are rounded together. */
#define CHISO_WEIGHTS_MAX 1000000

/** How weights follow from data. */
typedef enum chiso_weights_method {
    CHISO_WEIGHTS_EQUAL = 0,     /**< All the same. "equal" */
    CHISO_WEIGHTS_ENTROPY = 1,   /**< chiso_weights_entropy(). "entropy" */
    CHISO_WEIGHTS_DEVIATION = 2, /**< chiso_weights_deviation(). "deviation" */
    CHISO_WEIGHTS_CRITIC = 3,    /**< chiso_weights_critic(). "critic" */
    CHISO_WEIGHTS_COMPONENT = 4  /**< chiso_weights_component(). "component" */
} chiso_weights_method;

/** How to weigh the criteria of a board. Begin with #CHISO_WEIGHTS_OPTIONS_INIT. */
typedef struct chiso_weights_options {
    size_t size;                 /**< sizeof(chiso_weights_options). */
    chiso_weights_method method; /**< How. */
    chiso_measure measure;       /**< What is taken of the nodes. */
    uint32_t block;              /**< Of which units: a block, or #CHISO_ALL_BLOCKS. */
    const bool *less_is_better;  /**< For #CHISO_WEIGHTS_CRITIC, one a node; NULL where more is
                                    always better. */
} chiso_weights_options;

/** Equal weights, percents, all blocks, more is better. */
#define CHISO_WEIGHTS_OPTIONS_INIT                                                                 \
    (CHISO_VALUE(chiso_weights_options){sizeof(chiso_weights_options), CHISO_WEIGHTS_EQUAL,        \
                                        CHISO_MEASURE_PERCENT, CHISO_ALL_BLOCKS, NULL})

/** How well the judgements of a pairwise comparison fit together. */
typedef struct chiso_consistency {
    double lambda_max; /**< The greatest eigenvalue; the number of criteria n if they fit exactly,
                          else more. */
    double index;      /**< (lambda_max - n) / (n - 1); 0 for one criterion. */
    /** index / random index; 0 for one or two criteria. Saaty asks for at most 0.1. */
    double ratio;
} chiso_consistency;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Weights from pairwise comparison (analytic hierarchy process): the principal eigenvector of the
 * matrix, to which high powers of it lead. Saaty, A scaling method for priorities in hierarchical
 * structures, Journal of Mathematical Psychology 15 (1977) 234-281; the random indices are those of
 * Saaty, The Analytic Hierarchy Process, 1980: 0.58
 * 0.90 1.12 1.24 1.32 1.41 1.45 1.49 1.51 1.48 1.56 1.57 1.59 for 3 to 15 criteria.
 *
 * The entry of row i and column j says how many times as important i is as j, usually from 1/9
 * to 9. Of each pair of entries the product must be 1 within 5 %: people type 0.33 or 0.333 for 1/3
 * and 0.13 for 1/8, while the neighbouring grades 1/8 and 1/9 lie 12 % apart. The greater entry of
 * the pair counts, and its exact reciprocal is taken for the other, so 0.33 beside 3 gives what 1/3
 * does.
 *
 * @param matrix @p count × @p count numbers, row by row
 * @param count how many criteria, 1 to #CHISO_AHP_MAX
 * @param[out] out_weights @p count numbers
 * @param[out] out_consistency may be NULL
 * @param[out] error names row and column (from 1), what was found and what was expected
 * @retval CHISO_E_MATRIX an entry is no number from 1e-6 to 1e6, one on the diagonal is not 1, or a
 * pair is not reciprocal
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_weights_ahp(const double *matrix, size_t count,
                                                          double *out_weights,
                                                          chiso_consistency *out_consistency,
                                                          chiso_error *error);

/**
 * Weights from entropy: columns whose sum is spread over few units weigh more. With p = x / Σ x of
 * each column over n units, the weight is in proportion to 1 + Σ p ln p / ln n. Hwang and Yoon,
 * Multiple Attribute Decision Making, 1981; Zeleny, Multiple Criteria Decision Making, 1982. A
 * column whose values are all equal weighs 0.
 *
 * @param values c × units + u, at least 0, each column's sum above 0
 * @param columns how many columns, from 1
 * @param units how many units
 * @param[out] out_weights @p columns numbers
 * @param[out] error names the column
 * @retval CHISO_E_EMPTY there is no column, or fewer than two units have all values
 * @retval CHISO_E_RANGE a value is negative or beyond 1e70, all values of a column are 0, or there
 * are too many
 * @retval CHISO_E_WEIGHT every column's values are all equal, so that all weights would be 0
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_weights_entropy(const double *values, size_t columns,
                                                              size_t units,
                                                              const chiso_allocator *allocator,
                                                              double *out_weights,
                                                              chiso_error *error);

/**
 * Weights from standard deviations of columns brought to 0..1 (least to greatest value): columns
 * that part the units more weigh more. Whether more or less is better makes no difference.
 * Diakoulaki, Mavrotas and Papayannakis, Computers & Operations Research 22 (1995) 763-770, who
 * compare it with CRITIC.
 *
 * @param values c × units + u
 * @param columns how many columns, from 1
 * @param units how many units
 * @param[out] out_weights @p columns numbers
 * @param[out] error names the column
 * @retval CHISO_E_EMPTY there is no column, or fewer than two units have all values
 * @retval CHISO_E_SPREAD all values of a column are equal
 * @retval CHISO_E_RANGE a value is beyond 1e70, or there are too many
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_weights_deviation(const double *values,
                                                                size_t columns, size_t units,
                                                                const chiso_allocator *allocator,
                                                                double *out_weights,
                                                                chiso_error *error);

/**
 * CRITIC weights (criteria importance through intercriteria correlation): columns that part the
 * units more, and say what others do not, weigh more. With s the standard deviation of a column
 * brought to 0..1 and r Pearson's coefficient, the weight of column j is in proportion to s_j Σ (1
 * - r_jk) over all k. Diakoulaki, Mavrotas and Papayannakis, Determining objective weights in
 * multiple criteria problems: the CRITIC method, Computers & Operations Research 22 (1995) 763-770.
 *
 * @param values c × units + u
 * @param columns how many columns; one weighs 1
 * @param units how many units
 * @param less_is_better whether to turn a column around, @p columns of them; NULL for none
 * @param[out] out_weights @p columns numbers
 * @param[out] error names the column
 * @retval CHISO_E_EMPTY there is no column, or fewer than two units have all values
 * @retval CHISO_E_SPREAD all values of a column are equal
 * @retval CHISO_E_WEIGHT all columns go together entirely (all 1 - r below 1e-12), so that all
 * weights would be 0
 * @retval CHISO_E_RANGE a value is beyond 1e70, or there are too many
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_weights_critic(const double *values, size_t columns, size_t units, const bool *less_is_better,
                     const chiso_allocator *allocator, double *out_weights, chiso_error *error);

/**
 * Weights from the first principal component of the correlation matrix: its squared loadings,
 * scaled to add up to 1. OECD and EC-JRC (Nardo et al.), Handbook on Constructing Composite
 * Indicators, 2008, of whose factors it takes the first, unrotated. Eigenvalues by Jacobi's method;
 * time: the cube of the columns.
 *
 * @param values c × units + u
 * @param columns how many columns; one weighs 1
 * @param units how many units
 * @param[out] out_weights @p columns numbers
 * @param[out] out_share the share of the variance that the component explains, 0 to 1: its
 * eigenvalue / @p columns; may be NULL
 * @param[out] error names the column
 * @retval CHISO_E_EMPTY there is no column, or fewer than two units have all values
 * @retval CHISO_E_SPREAD all values of a column are equal, or no component is the first: the two
 * greatest eigenvalues are within 1e-9 of each other
 * @retval CHISO_E_RANGE a value is beyond 1e70, or there are too many
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_weights_component(
    const double *values, size_t columns, size_t units, const chiso_allocator *allocator,
    double *out_weights, double *out_share, chiso_error *error);

/**
 * Decimals in the proportion of weights that add up to 1 exactly: each is cut off at the sixth
 * place, and what is left goes by millionths to those that lost most, the first of equals first
 * (method of the largest remainder). None is a millionth or more away from its share.
 *
 * @param weights at least 0; they may add up to anything above 0
 * @param count how many, to #CHISO_WEIGHTS_MAX
 * @param[out] out_weights @p count decimals
 * @param[out] error names the weight, from 1
 * @retval CHISO_E_EMPTY @p count is 0
 * @retval CHISO_E_RANGE @p count is too large
 * @retval CHISO_E_WEIGHT a weight is negative, NaN or beyond 1e70, or they add up to less than
 * 1e-70
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_weights_round(const double *weights, size_t count,
                                                            chiso_decimal *out_weights,
                                                            chiso_error *error);

/**
 * Weights of criteria from a scored board: of chiso_board_values() by a method, then
 * chiso_weights_round(). Takes memory where the board does.
 *
 * @param board a scored board
 * @param nodes the criteria
 * @param count how many, to #CHISO_WEIGHTS_MAX
 * @param[out] out_weights @p count decimals that add up to 1 exactly, such as
 * chiso_tree_add_criterion() takes as weights
 * @param[out] error names the criterion by its code
 * @retval CHISO_E_RANGE an option is outside what it may be, or as the method says
 * @return any other status: as chiso_board_values() and the method
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_weights(const chiso_board *board,
                                                            const chiso_node *nodes, size_t count,
                                                            const chiso_weights_options *options,
                                                            chiso_decimal *out_weights,
                                                            chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
