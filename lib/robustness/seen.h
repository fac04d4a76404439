/* What is seen of units over many draws: how often each has which rank and which band, and how
 * often one of two is above the other. All else that is told of ranks follows from the first. */
#ifndef CHISO_LIB_ROBUSTNESS_SEEN_H
#define CHISO_LIB_ROBUSTNESS_SEEN_H

#include <chiso/tree.h>

#include "number/decimal.h"

/* More units than a board has: ranks in halves then fit 32 bits. */
#define CHISO__SEEN_MOST (UINT32_C(1) << 30)

/* A rank in halves (under average ranks equals may share 2.5), and in how many draws it was. */
struct chiso__shares_at {
    uint32_t rank;
    uint64_t draws;
};

/* The shares of a unit, by rank. */
struct chiso__shares {
    struct chiso__shares_at *entries;
    uint32_t count;
};

/* How often each of two units is above the other, and how often they are equal. */
struct chiso__versus {
    uint64_t above;
    uint64_t below;
    uint64_t equal;
};

/* What is counted. Draws are kept as they come, and go into the shares when there are many. */
struct chiso__seen {
    chiso_allocator allocator;
    uint32_t units;
    uint32_t bands;               /* 0: not counted */
    uint64_t draws;               /* all that were added */
    struct chiso__shares *shares; /* by unit */
    uint64_t *band_draws;         /* by unit and band */
    struct chiso__versus *versus; /* of i < j, row by row; NULL: not counted */
    uint32_t *kept;               /* ranks of draws that are in no shares yet, by draw and unit */
    uint32_t kept_room;
    uint32_t kept_draws;
    uint32_t settled; /* the units that have those draws in their shares already */
    uint64_t *marks;  /* scratch: which ranks there are, */
    uint32_t *counts; /* and how often */
};

/* One draw, by unit. */
struct chiso__seen_draw {
    const uint32_t *ranks;  /* in halves, from 2 to twice the units; 0: without a rank */
    const uint32_t *bands;  /* from 0; beyond the last: in none. NULL where they are not counted */
    const uint32_t *orders; /* for pairs: the less, the higher; equals have the same */
    const uint32_t *groups; /* for pairs: units of different ones, or without a rank, are none */
};

/* NULL when memory is out, or there are more units than may be. */
struct chiso__seen *chiso__seen_new(const chiso_allocator *allocator, uint32_t units,
                                    uint32_t bands, bool pairs);
void chiso__seen_free(struct chiso__seen *seen);

/* Adds a draw. False when memory is out or a rank is beyond those that there are; the draw is not
 * added then. */
bool chiso__seen_add(struct chiso__seen *seen, const struct chiso__seen_draw *draw);

/* Brings all draws into the shares, which is to be done before they are asked for. False when
 * memory is out; nothing is lost then. */
bool chiso__seen_settle(struct chiso__seen *seen);

/* Adds what other draws gave: unit i is there unit places[i]. Both are settled, and count the same
 * of as many units. False when memory is out; nothing is added then. */
bool chiso__seen_merge(struct chiso__seen *seen, const struct chiso__seen *other,
                       const uint32_t *places);

/* How often unit a stands above unit b, two that are not the same, where pairs are counted. */
struct chiso__versus chiso__seen_versus(const struct chiso__seen *seen, uint32_t a, uint32_t b);

/* Where the pair i < j stands in versus. */
size_t chiso__seen_pair(const struct chiso__seen *seen, uint32_t i, uint32_t j);

/* ---- What shares say. They are those of any unit that is settled. */

/* The draws with a rank. */
uint64_t chiso__shares_draws(const struct chiso__shares *shares);

/* The draws with a rank of at most so much, in halves. */
uint64_t chiso__shares_within(const struct chiso__shares *shares, uint32_t rank);

/* The least and the greatest rank, in halves; 0 where there is none. */
uint32_t chiso__shares_least(const struct chiso__shares *shares);
uint32_t chiso__shares_greatest(const struct chiso__shares *shares);

/* The least rank, in halves, at or below which a share of at least q millionths of the draws with a
 * rank lies: one that occurred. 0 where there is none. */
uint32_t chiso__shares_quantile(const struct chiso__shares *shares, uint32_t q);

/* The mean rank, six places, half away from zero; CHISO_ABSENT where there is none. */
chiso_decimal chiso__shares_mean(const struct chiso__shares *shares);

/* The sum over draws of the distances to a rank, in halves. */
chiso__unsigned_wide chiso__shares_distance(const struct chiso__shares *shares, uint32_t rank);

/* A sum of distances in halves over so many: their mean in ranks, rounded once to six places, half
 * away from zero; CHISO_ABSENT of none. The shift of a unit is that of its distance to its rank on
 * the board over its draws with a rank. */
chiso_decimal chiso__mean_distance(chiso__unsigned_wide distance, uint64_t count);

/* Whether the ranks at 5 and at 95 % both lie within one place of a rank, which is in halves. */
bool chiso__shares_steady(const struct chiso__shares *shares, uint32_t rank);

#endif
