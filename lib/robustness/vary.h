/* What random numbers make of what varies: whole numbers all the way, so that a draw is the same on
 * every platform. A number r of 64 bits chooses one of m by ⌊r m / 2^64⌋. */
#ifndef CHISO_LIB_ROBUSTNESS_VARY_H
#define CHISO_LIB_ROBUSTNESS_VARY_H

#include "number/carried.h"
#include "robustness/philox.h"

/* One of so many, from 0 on. What some are likelier than others is below count / 2^64. */
static inline uint64_t chiso__choose(uint64_t number, uint64_t count)
{
    return (uint64_t)((chiso__unsigned_wide)number * count >> 64);
}

/* A whole number within so much of 0, each as likely. */
static inline int64_t chiso__choose_within(uint64_t number, uint32_t most)
{
    return (int64_t)chiso__choose(number, 2 * (uint64_t)most + 1) - (int64_t)most;
}

/* What a weight is multiplied by, in millionths: within the share of 1, which is in millionths too
 * and not above 1. */
static inline int64_t chiso__weight_factor(uint64_t number, uint32_t share)
{
    return CHISO_DECIMAL_ONE + chiso__choose_within(number, share);
}

/* The same of many numbers. */
void chiso__weight_factors(const uint64_t *restrict numbers, size_t count, uint32_t share,
                           int64_t *restrict out_factors);

/* What is added to a number that was printed with so many decimals, in millionths: within half of
 * its last digit. */
int64_t chiso__rounding_off(uint64_t number, unsigned decimals);

/* The bits of a share of what a Dirichlet draw shares out. */
enum { CHISO__SHARE_BITS = 60 };

/* The greatest sum of whole parameters. */
enum { CHISO__PARAMETERS_MOST = 100000 };

/* Whole parameters of a sum, from count to CHISO__PARAMETERS_MOST, by weights above 0: as many as
 * the largest remainders give, of equal ones the first. Where that leaves any of them none, these
 * get 1, and the others share the rest in the same way. False, and nothing told, where the weights
 * are no such weights, or memory is out. */
bool chiso__dirichlet_parameters(const struct chiso__carried *weights, uint32_t count, uint32_t sum,
                                 const chiso_allocator *allocator, uint32_t *out_parameters);

/* Shares that add up to 2^60: numbers, one less than the sum of the parameters, part the whole into
 * gaps when they are sorted, and each share is as many of them as its parameter says, which is
 * Dirichlet's distribution (L. Devroye, Non-Uniform Random Variate Generation, 1986, V.2).
 * scratch has room for twice the sum of the parameters. */
void chiso__dirichlet_shares(struct chiso__stream *stream, const uint32_t *parameters,
                             uint32_t count, uint64_t *scratch, uint64_t *out_shares);

/* How many of so many trials succeed, each with chance / 2^64. A trial is a random number below the
 * chance, of which no more bits are drawn, from the highest on, than it takes to tell: of all that
 * are not told yet one bit each, 64 of a number from its low bits on, and what is left of the last
 * number is dropped. About trials / 32 + 8 numbers. */
int64_t chiso__binomial(struct chiso__stream *stream, int64_t trials, uint64_t chance);

/* Answers drawn again, as many as there were, by how many each option had: option by option a
 * binomial of those that are left, by its part of what is left of the counts, cut to 64 bits; where
 * that is all of it they all go there, and nothing is drawn. False, and nothing told, where a count
 * is below 0 or their sum has more than 63 bits. Time: linear in the answers. */
bool chiso__draw_answers(struct chiso__stream *stream, const int64_t *counts, uint32_t count,
                         int64_t *out_counts);

#endif
