/**
 * @file robustness.h
 * How sure a rank is: the same board drawn many times with other weights, combines, rules, answers
 * or digits, and what becomes of each rank. The seventh step of the OECD handbook on composite
 * indicators.
 *
 * What is drawn is said by a text: `10000,weights:25%,seed:1` is ten thousand draws in which each
 * weight is up to a quarter of itself more or less. Behind the number of draws, 1 to 999 999 999,
 * stand words, each once and with `,` between them:
 *
 * | word | what varies, or what is asked for |
 * | --- | --- |
 * | `weights:P%` | each weight by itself, within P % of itself either way, any as likely |
 * | `dirichlet:A` | the weights of the children of each node together, the closer the greater A is
 * | | `levels:all`, `levels:1`, `levels:CODE+CODE` | whose children's: of all nodes, the root,
 * these | | `combine:CODE=mean+geometric` | the combine of a node (`.` for the root), each way as
 * likely | | `rule:minmax+percentile` | the rule of all relative leaves together | | `without:yes`
 * | one of the leaves, or none, is left out | | `answers:yes` | the answers of each unit to each
 * survey question, from their counts | | `rounding:D` | points as if each number had been printed
 * with D decimals | | `seed:N`, `from:N` | the seed, 1; the number of the first draw, 0 | |
 * `node:CODE` | the node whose ranks these are: the whole index | | `first:K` | how often a unit is
 * among the first K | | `quantiles:5+50+95` | which quantiles, in percent | | `pairs:yes` | how
 * often each unit is above each other | | `matters:yes` | what each input that varies explains of
 * the movement |
 *
 * Without a source it is `weights:25%`. A draw depends on the seed and its own number alone, not on
 * platform, order of units or how many others there are: 0 to 4 999 here and 5 000 to 9 999 there
 * (`from:5000`) are the draws 0 to 9 999. Numbers are those of Philox4x32-10.
 *
 * Every draw is scored as any board is, to the last digit: policies, gates, needs, drops, ties and
 * tie-breaking hold in it. Under a sum, whose maxima are its weights, points and max of each
 * criterion are multiplied by its factor, and the whole is spread over the max that it had; a bonus
 * is added unchanged. A result that was set by hand stays.
 *
 * It does not say that the index measures what it should, nor that weights are right: only how much
 * the ranks hang on the choices that are varied.
 *
 * @code{.c}
 * chiso_board *board = scored("unit,1,2.1,2.2\n"
 *                             "health,17.24,13,9.56\n"
 *                             "finance,18.5,12,9.4\n"
 *                             "transport,16,12,8\n");
 * chiso_robustness *sure = NULL;
 * chiso_robust_unit unit;
 *
 * must(chiso_robustness_new(board, "1000,weights:50%,seed:7", NULL, &sure, &error));
 * for (chiso_unit i = 0; i < 3; i++) {
 *     must(chiso_robustness_unit(sure, i, &unit));
 *     printf("%s: ", chiso_unit_code(board, i));
 *     show("rank", unit.rank);
 *     show("  least", unit.least);
 *     show("  greatest", unit.greatest);
 * }
 * chiso_robustness_free(sure);
 * chiso_board_free(board);
 * @endcode
 * @code{.unparsed}
 * health: rank 2
 *   least 1
 *   greatest 2
 * finance: rank 1
 *   least 1
 *   greatest 2
 * transport: rank 3
 *   least 3
 *   greatest 3
 * @endcode
 *
 * Effects of inputs are told from outputs alone, of whatever function. Two samples of its inputs
 * are drawn, each by itself, and beside the outputs of both those of the first sample with one
 * input of the second. The first-order effect of an input is the share of the variance that it
 * brings by itself, and its total effect that which it has a part in. Sums are exact and add up in
 * any order; each figure is rounded once.
 *
 * @code{.c}
 * // Twice an input and once another: each 0 or 1, in both samples, in all ways that there are.
 * chiso_decimal a[16];
 * chiso_decimal b[16];
 * chiso_decimal mixed[2 * 16];
 * chiso_effect effects[2];
 *
 * for (int k = 0; k < 16; k++) {
 *     const int x[] = {k & 1, k >> 1 & 1};
 *     const int y[] = {k >> 2 & 1, k >> 3 & 1};
 *
 *     a[k] = (2 * x[0] + x[1]) * CHISO_DECIMAL_ONE;
 *     b[k] = (2 * y[0] + y[1]) * CHISO_DECIMAL_ONE;
 *     mixed[k] = (2 * y[0] + x[1]) * CHISO_DECIMAL_ONE;
 *     mixed[16 + k] = (2 * x[0] + y[1]) * CHISO_DECIMAL_ONE;
 * }
 * must(chiso_effects(a, b, mixed, 16, 2, NULL, effects, &error));
 * show("the first", effects[0].first);
 * show("the second", effects[1].total);
 * @endcode
 * @code{.unparsed}
 * the first 0.8
 * the second 0.2
 * @endcode
 */
#ifndef CHISO_ROBUSTNESS_H
#define CHISO_ROBUSTNESS_H

#include <chiso/band.h>
#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/decimal.h>
#include <chiso/memory.h>
#include <chiso/rank.h>
#include <chiso/sink.h>
#include <chiso/status.h>

/** The most draws that there may be, 2^40: they are numbered from 0 to below it. */
#define CHISO_DRAW_LIMIT INT64_C(1099511627776)

/** The ranks of the units of a board over many draws. */
typedef struct chiso_robustness chiso_robustness;

/** How to draw. Begin with #CHISO_ROBUSTNESS_OPTIONS_INIT. */
typedef struct chiso_robustness_options {
    size_t size; /**< sizeof(chiso_robustness_options). */
    const chiso_rank_options
        *ranks;                   /**< How to rank; NULL: as chiso_ranking_new() does for NULL. */
    const chiso_bands *bands;     /**< The bands that draws are counted by; NULL for none. */
    const chiso_decimal *weights; /**< Weights in place of those that are drawn: weight_sets rows
                                     of one for each node, draw k taking row k; NULL for none. All
                                     at least 0; those of the root, of bonuses and of leaves that
                                     have nothing beside them count for nothing. */
    size_t weight_sets;           /**< How many. */
    chiso_unit unit; /**< With `matters:yes` the unit whose rank is looked at; #CHISO_NO_UNIT: how
                        far all ranks move. */
} chiso_robustness_options;

/** Drawn weights, competition ranks within blocks, no bands. */
#define CHISO_ROBUSTNESS_OPTIONS_INIT                                                              \
    (CHISO_VALUE(chiso_robustness_options){sizeof(chiso_robustness_options), NULL, NULL, NULL, 0,  \
                                           CHISO_NO_UNIT})

/** What the draws say of a unit. Ranks are decimals, since under #CHISO_TIES_AVERAGE they may be
 * halves. */
typedef struct chiso_robust_unit {
    chiso_decimal rank;     /**< The rank on the board as it stands; #CHISO_ABSENT for none. Then
                               nothing else is counted. */
    chiso_decimal median;   /**< The least rank at or below which half of the draws lie. */
    chiso_decimal mean;     /**< The mean over the draws, rounded to six places. */
    chiso_decimal least;    /**< The best rank of any draw. */
    chiso_decimal greatest; /**< The worst. */
    chiso_decimal low;      /**< The first of the quantiles that are asked for. */
    chiso_decimal high;     /**< The last of them. */
    chiso_decimal shift;    /**< The mean of |rank in the draw - rank on the board|. */
    bool steady; /**< The 5 % and 95 % quantiles lie within one place of the rank as it stands. */
    uint64_t draws;    /**< Draws in which it has a rank. With none of them what is above is
                          #CHISO_ABSENT, but for rank. */
    uint64_t unranked; /**< Draws in which it has none. */
    uint64_t first;    /**< Draws in which it is among the first K; 0 where K was not asked for. */
} chiso_robust_unit;

/** What the draws say of all. */
typedef struct chiso_robust_summary {
    uint64_t draws;          /**< How many there are. */
    uint64_t from;           /**< The number of the first. */
    uint64_t seed;           /**< What they were drawn from. */
    chiso_node node;         /**< What was ranked by. */
    uint32_t first;          /**< K of `first:K`; 0 where it was not asked for. */
    uint32_t quantile_count; /**< How many quantiles were asked for. */
    uint32_t unit_count;     /**< Units that have a rank on the board. */
    uint32_t steady;         /**< Those of them that are steady. */
    chiso_decimal shift; /**< The mean of the units' shifts; #CHISO_ABSENT where there are none. */
} chiso_robust_summary;

/** How many draws had a rank. */
typedef struct chiso_rank_share {
    chiso_decimal rank; /**< The rank. */
    uint64_t draws;     /**< In how many draws the unit had it, 1 at least. */
} chiso_rank_share;

/** The effects of an input on an output, as shares of its variance. They are estimates of random
 * samples: some lie below 0 or above 1. */
typedef struct chiso_effect {
    chiso_decimal first; /**< By itself; #CHISO_ABSENT where no output differs. */
    chiso_decimal
        first_error;     /**< Its standard error; #CHISO_ABSENT of fewer than two draws too. */
    chiso_decimal total; /**< With all that it does together with others; #CHISO_ABSENT where no
                            output differs. */
    chiso_decimal
        total_error; /**< Its standard error; #CHISO_ABSENT of fewer than two draws too. */
} chiso_effect;

/** What a criterion whose weight varies has to do with the ranks. */
typedef struct chiso_matter {
    chiso_node node;           /**< The criterion. */
    chiso_decimal weight;      /**< Its effective weight, in percent of the whole index. */
    chiso_decimal correlation; /**< The square of the correlation (Pearson) of its percent with that
                                  of the node, over the units that have a rank; #CHISO_ABSENT below
                                  four of them, or where either does not differ. */
    chiso_decimal ratio; /**< The correlation ratio: the variance of the means of groups over the
                            variance of all. The units are put into as many groups as the whole
                            root of their number, of sizes as near as may be, by the percent of
                            the criterion, equals going with the first of them. Absent as that
                            is. (P. Paruolo, M. Saisana and A. Saltelli, 2013.) */
    chiso_effect effect; /**< What its weight explains of how the ranks move. */
} chiso_matter;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Whether a text says draws as the page above has them, whatever the tree: a mistake in it is one
 * of writing.
 *
 * @param draws such as `10000,weights:25%`
 * @retval CHISO_E_WORD a word is unknown
 * @retval CHISO_E_DUPLICATE a word stands twice
 * @retval CHISO_E_RANGE a number is not what the word takes
 * @retval CHISO_E_SYNTAX a part is empty
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_robustness_check(const char *draws,
                                                               chiso_error *error);

/**
 * Draws a board many times and ranks it each time. It counts as reading the board, which stays as
 * it is, and takes memory where the board does. Time: linear in draws × cells.
 *
 * @param board a scored board; the robustness keeps it alive
 * @param draws what is drawn, see the page above
 * @retval CHISO_E_NODE a criterion is not there, combines nothing, or has no two children to weigh
 * @retval CHISO_E_RULE no leaf has what is to be drawn
 * @retval CHISO_E_SHAPE there are fewer sets of weights than draws up to the last
 * @retval CHISO_E_WEIGHT weights are below 0
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_robustness_new(
    const chiso_board *board, const char *draws, const chiso_robustness_options *options,
    chiso_robustness **out_robustness, chiso_error *error);

/**
 * The bytes of what was counted, from which chiso_robustness_read() makes it again: the same for
 * the same draws on every platform, however they were split and merged.
 *
 * @param sink where they go
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_robustness_write(const chiso_robustness *robustness,
                                                               const chiso_sink *sink,
                                                               chiso_error *error);

/**
 * Makes a robustness from bytes that were written of the same board under the same options: nothing
 * is drawn. How many draws there are and which is told by the bytes; what stands in the text beside
 * must be what it was.
 *
 * @param draws the text that the bytes were drawn by; the number of draws and `from` may be others
 * @param bytes so many bytes
 * @retval CHISO_E_BYTES they are not what chiso wrote, or are damaged
 * @retval CHISO_E_SHAPE they are of another tree, other cells, options or another seed
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_robustness_read(
    const chiso_board *board, const char *draws, const chiso_robustness_options *options,
    const void *bytes, size_t size, chiso_robustness **out_robustness, chiso_error *error);

/**
 * Adds the draws of another, of the same board, options and seed.
 *
 * @param other one that has none of the draws of the first; it stays as it is
 * @retval CHISO_E_DUPLICATE some draws are in both
 * @retval CHISO_E_SHAPE the other is of another tree, other cells, options or another seed
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_robustness_merge(chiso_robustness *robustness,
                                                               const chiso_robustness *other,
                                                               chiso_error *error);

/** Ends it; NULL does nothing. */
CHISO_API void chiso_robustness_free(chiso_robustness *robustness);

/**
 * What the draws say of all units.
 *
 * @param[out] out_summary what they say
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_robustness_summary(const chiso_robustness *robustness,
                                                                 chiso_robust_summary *out_summary);

/**
 * What they say of a unit.
 *
 * @param[out] out_unit ranks and counts of draws
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_robustness_unit(const chiso_robustness *robustness,
                                                              chiso_unit unit,
                                                              chiso_robust_unit *out_unit);

/**
 * A quantile of the ranks of a unit: the least rank at or below which at least a share of the draws
 * lies, counted exactly.
 *
 * @param share from 0 to 1, in millionths: 50000 for 5 %
 * @param[out] out_rank the rank; #CHISO_ABSENT where the unit has none in any draw
 * @retval CHISO_E_RANGE the share is not from 0 to 1
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_robustness_quantile(const chiso_robustness *robustness, chiso_unit unit, chiso_decimal share,
                          chiso_decimal *out_rank);

/**
 * One of the quantiles that were asked for, as a share of 1.
 *
 * @param index from 0, below quantile_count
 * @return in millionths; #CHISO_ABSENT for no such quantile
 */
CHISO_API chiso_decimal chiso_robustness_quantile_at(const chiso_robustness *robustness,
                                                     uint32_t index);

/** How many ranks a unit had in any draw; 0 for no such unit. */
CHISO_API uint32_t chiso_robustness_share_count(const chiso_robustness *robustness,
                                                chiso_unit unit);

/**
 * A rank that a unit had, and in how many draws; the best first.
 *
 * @param index from 0, below chiso_robustness_share_count()
 * @param[out] out_share the rank and its draws
 * @retval CHISO_E_RANGE there is no such index
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_robustness_share_at(const chiso_robustness *robustness, chiso_unit unit, uint32_t index,
                          chiso_rank_share *out_share);

/**
 * In how many draws a unit was in a band.
 *
 * @param band its number among the bands
 * @param[out] out_draws in how many, up to all
 * @retval CHISO_E_RANGE there is no such band, or there are none
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_robustness_band(const chiso_robustness *robustness,
                                                              chiso_unit unit, uint32_t band,
                                                              uint64_t *out_draws);

/**
 * In how many draws one unit was strictly above another, and in how many they were equal.
 *
 * @param above the one
 * @param below the other
 * @param[out] out_above in how many the one was strictly above
 * @param[out] out_equal in how many neither was above the other
 * @retval CHISO_E_STATE pairs were not asked for
 * @retval CHISO_E_RANGE they are not ranked with each other
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_robustness_pair(const chiso_robustness *robustness,
                                                              chiso_unit above, chiso_unit below,
                                                              uint64_t *out_above,
                                                              uint64_t *out_equal);

/** How many criteria have weights that vary, where `matters:yes` asked for them; else 0. */
CHISO_API uint32_t chiso_robustness_matter_count(const chiso_robustness *robustness);

/**
 * What such a criterion has to do with the ranks. Time: n log n in units.
 *
 * @param index from 0, below chiso_robustness_matter_count(), children of a node together
 * @retval CHISO_E_RANGE there is no such index
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_robustness_matter_at(const chiso_robustness *robustness, uint32_t index,
                           chiso_matter *out_matter, chiso_error *error);

/**
 * The ranks without a criterion, for each of them in turn, on the board as it stands: no draws. The
 * other criteria keep their weights, under a sum points and max go, and a criterion that is left
 * with nothing goes too. Ranks are among the units that still have a figure. Time: linear in nodes
 * × cells.
 *
 * @param count how many ranks there is room for: nodes × units
 * @param[out] out_ranks by node and unit, those of the whole index first, which are the ranks as
 * they stand; #CHISO_ABSENT for none. NULL: not wanted
 * @param[out] out_shifts by node the mean of |rank without it - rank on the board| over the units
 * that have both, rounded to six places; #CHISO_ABSENT where no unit has. NULL: not wanted
 * @retval CHISO_E_RANGE count is another number
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_robustness_leave_out(const chiso_robustness *robustness, size_t count,
                           chiso_decimal *out_ranks, chiso_decimal *out_shifts, chiso_error *error);

/**
 * How many inputs a source varies; 0 where it does not vary.
 *
 * @param source `weights`, `dirichlet`, `combine`, `rule`, `without`, `answers` or `rounding`
 */
CHISO_API uint32_t chiso_robustness_input_count(const chiso_robustness *robustness,
                                                const char *source);

/**
 * The first-order and total effects of inputs on an output. With the outputs a and b of both
 * samples and c of the first sample with an input of the second, m and V being mean and variance
 * (divided by their number) of all a and b together, the first-order effect is the mean of
 * (b - m) (c - a) / V (A. Saltelli et al., 2010), and the total effect the mean of (c - a)² / 2V
 * (M. J. W. Jansen, 1999). Standard errors are those of these means, V being taken as known. All
 * sums are exact, and each figure is rounded once to six places, half away from zero. Time: linear
 * in draws × inputs.
 *
 * @param a the outputs of the first sample, one a draw
 * @param b those of the second sample
 * @param mixed those of the first sample with one input of the second: all draws of the first
 * input, then those of the next
 * @param draws how many draws there are, up to #CHISO_DRAW_LIMIT; below two there are no errors
 * @param inputs how many inputs
 * @param[out] out_effects one an input
 * @retval CHISO_E_RANGE an output is no decimal, there are too many draws, or an effect is beyond
 * what a decimal holds
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_effects(
    const chiso_decimal *a, const chiso_decimal *b, const chiso_decimal *mixed, size_t draws,
    size_t inputs, const chiso_allocator *allocator, chiso_effect *out_effects, chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
