/**
 * @file share.h
 * Shares: what the counts of a survey say, with what they leave open. How many chose an answer, how
 * sure that is, and whether two differ.
 *
 * A share is counted over one unit or over all (#CHISO_ALL_UNITS), and over one question or over
 * all (#CHISO_ALL_QUESTIONS). Over all means pooled: counts are added up before anything is
 * divided, so that every answer weighs the same and a unit with more answers weighs more. Only
 * questions with the same number of options can be pooled. One person who answers several pooled
 * questions counts as several, so pooling questions makes intervals narrower than they should be.
 * Options that a question leaves out (chiso_tally_leave_out()) are neither among the answers that a
 * share is of nor in a mean; a share says how many they are.
 *
 * Percents and means are exact, rounded once to six places, half away from zero. Errors and
 * intervals are statistics, in doubles; they take no more than the four operations and square
 * roots, and are the same on every platform. The intervals hold for simple random samples.
 *
 * @code{.c}
 * chiso_share share;
 *
 * must(chiso_share_of(312, 400, &share));
 * show("percent", share.percent);
 * printf("from %.2f to %.2f\n", share.low, share.high);
 * @endcode
 * @code{.unparsed}
 * percent 78
 * from 73.68 to 81.78
 * @endcode
 */
#ifndef CHISO_SHARE_H
#define CHISO_SHARE_H

#include <chiso/common.h>
#include <chiso/decimal.h>
#include <chiso/status.h>
#include <chiso/tally.h>

/** In place of a unit: all of them, pooled. */
#define CHISO_ALL_UNITS UINT32_MAX

/** In place of a question: all of them, pooled. */
#define CHISO_ALL_QUESTIONS UINT32_MAX

/** How many of some answers are of a kind. */
typedef struct chiso_share {
    int64_t answers;       /**< How many answers there are. */
    int64_t chosen;        /**< How many of them are of the kind. */
    chiso_decimal percent; /**< chosen / answers × 100, of weighted answers by their weights. */
    double standard_error; /**< sqrt(p (1 - p) / answers) in percentage points, where p = chosen /
                              answers. */
    double low;  /**< Lower end of the 95 % interval, in percent: the score interval of Wilson. */
    double high; /**< Upper end of the interval, in percent. */
    int64_t left_out;     /**< How many more answers are left out: who gave them does not know. */
    chiso_decimal weight; /**< The weights of the answers, added up; without weights that of each is
                             1. */
    chiso_decimal chosen_weight; /**< Those of the ones that are of the kind. */
    double effective; /**< How many answers of equal weight are as good as these: (Σ w)² / Σ w²,
                         after L. Kish. The error and the interval are of so many. */
} chiso_share;

/** How far two shares are apart. */
typedef struct chiso_share_gap {
    chiso_decimal points; /**< The first share less the second, in percentage points. */
    double low; /**< Lower end of the 95 % interval, in percentage points: the hybrid score interval
                   of Newcombe. */
    double high;     /**< Upper end of the interval, in percentage points. */
    bool holds_zero; /**< Whether 0 lies in the interval: the answers do not show that the two
                        differ. */
} chiso_share_gap;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The share of some options of a question. From @p first to @p last, so that the share of one
 * option has both the same, and the two best of five options are 3 and 4. The interval is that of
 * E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
 * the American Statistical Association 22 (1927), 209-212, with z = 1.959963984540054: it never
 * leaves 0 to 100, and says something also when nobody or everybody chose the option. Time: linear
 * in the counters that are pooled.
 *
 * @param unit the unit, or #CHISO_ALL_UNITS
 * @param question the question, or #CHISO_ALL_QUESTIONS
 * @param first the first option of the kind, from 0
 * @param last the last option of the kind, not less than @p first
 * @retval CHISO_E_SHAPE questions were to be pooled that have different numbers of options, or
 * leave out different ones
 * @retval CHISO_E_RANGE the question has no such options, all of them are left out, or @p last is
 * less than @p first
 * @retval CHISO_E_EMPTY there are no answers, but those that are left out
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tally_share(const chiso_tally *tally, uint32_t unit,
                                                          uint32_t question, uint32_t first,
                                                          uint32_t last, chiso_share *out_share,
                                                          chiso_error *error);

/**
 * The share of plain counts, for surveys that come without a tally.
 *
 * @param chosen how many answers are of the kind
 * @param answers how many answers there are, at most #CHISO_ANSWER_LIMIT
 * @param[out] out_share the share, as chiso_tally_share() gives it
 * @retval CHISO_E_RANGE a count is negative, @p chosen is greater than @p answers, or @p answers
 * than it may be
 * @retval CHISO_E_EMPTY @p answers is 0
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_share_of(int64_t chosen, int64_t answers,
                                                       chiso_share *out_share);

/**
 * How far two shares of different people are apart, and whether that could be chance. The interval
 * is method 10 of R. G. Newcombe, "Interval estimation for the difference between independent
 * proportions: comparison of eleven methods", Statistics in Medicine 17 (1998), 873-890: it is put
 * together from the Wilson intervals of both.
 *
 * @param a the first share; only its two counts are read, its weights and how many answers they are
 * as good as, or, where that is 0, its counts alone
 * @param b the second share
 * @param[out] out_gap a less b
 * @retval CHISO_E_RANGE the counts of a share are not those of one
 * @retval CHISO_E_EMPTY a share has no answers
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_share_difference(const chiso_share *a,
                                                               const chiso_share *b,
                                                               chiso_share_gap *out_gap);

/**
 * The mean of the answers to a question as they are numbered on the questionnaire: from 1 to the
 * number of options.
 *
 * @param unit the unit, or #CHISO_ALL_UNITS
 * @param question the question, or #CHISO_ALL_QUESTIONS
 * @param[out] out_mean the exact mean, rounded once to six places
 * @retval CHISO_E_SHAPE questions with different numbers of options were to be pooled
 * @retval CHISO_E_EMPTY there are no answers
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tally_mean(const chiso_tally *tally, uint32_t unit,
                                                         uint32_t question, chiso_decimal *out_mean,
                                                         chiso_error *error);

/**
 * How many of a population to ask, so that shares are known to a margin: N / (1 + N e²), rounded
 * up. The formula, often given Slovin's name, is that of T. Yamane, "Statistics: an introductory
 * analysis", second edition, Harper and Row 1967; it supposes a share of 50 % and a confidence of
 * 95 %. It is computed exactly.
 *
 * @param population N, 1 to #CHISO_ANSWER_LIMIT
 * @param margin e as a fraction above 0 and below 1: the decimal 0.05 for 5 %
 * @param[out] out_size how many to ask, at most @p population
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_sample_size(int64_t population, chiso_decimal margin,
                                                          int64_t *out_size);

#ifdef __cplusplus
}
#endif

#endif
