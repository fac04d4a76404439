/**
 * @file consensus.h
 * Consensus: several rankings made into one, of several criteria, boards, years or indices.
 *
 * Rankings see places, not points: a consensus of them needs no common scale. Units are matched by
 * their codes, whatever boards they are on, and a unit that a ranking gives no place is left out of
 * it alone. With a weight for each ranking, 2 counts as if it were there twice. Every score is
 * exact; equals are equal.
 *
 * @code{.c}
 * chiso_board *board = scored("unit,1,2.1,2.2\n"
 *                             "health,17.24,13,9.56\n"
 *                             "finance,15.5,14,12\n"
 *                             "transport,16,12,8\n");
 * const chiso_node nodes[] = {1, 3, 4};
 * chiso_ranking *rankings[3];
 * chiso_consensus *consensus = NULL;
 * chiso_consensus_unit unit;
 *
 * for (int i = 0; i < 3; i++) {
 *     must(chiso_ranking_new(board, nodes[i], NULL, &rankings[i], &error));
 * }
 * must(chiso_ranking_combine((const chiso_ranking *const *)rankings, 3, NULL, &consensus, &error));
 * for (uint32_t i = 0; i < chiso_consensus_count(consensus); i++) {
 *     must(chiso_consensus_at(consensus, i, &unit));
 *     printf("%u of %u: ", unit.place.rank, unit.place.out_of);
 *     show(unit.code, unit.score);
 * }
 * chiso_consensus_free(consensus);
 * for (int i = 0; i < 3; i++) {
 *     chiso_ranking_free(rankings[i]);
 * }
 * chiso_board_free(board);
 * @endcode
 * @code{.unparsed}
 * 1 of 3: health 1.666667
 * 1 of 3: finance 1.666667
 * 3 of 3: transport 2.666667
 * @endcode
 */
#ifndef CHISO_CONSENSUS_H
#define CHISO_CONSENSUS_H

#include <chiso/common.h>
#include <chiso/decimal.h>
#include <chiso/rank.h>
#include <chiso/status.h>

/** Several rankings made into one. */
typedef struct chiso_consensus chiso_consensus;

/** How rankings are made into one. */
typedef enum chiso_consensus_rule {
    CHISO_CONSENSUS_MEAN_RANK =
        0, /**< By the mean of the ranks, the least first; equals in a ranking have the mean of the
              places that they take, whatever its own rule of ties. "mean_rank" */
    CHISO_CONSENSUS_BORDA = 1,   /**< By points, the most first: in each ranking 1 for each unit
                                    below, and 1/2 for each equal (J.-C. de Borda). "borda" */
    CHISO_CONSENSUS_COPELAND = 2 /**< By the pairs won less the pairs lost, the most first: a pair
                                    is won by who is above in more of the rankings that rank both
                                    (A. H. Copeland). "copeland" */
} chiso_consensus_rule;

/** How to make one. Begin with #CHISO_CONSENSUS_OPTIONS_INIT. */
typedef struct chiso_consensus_options {
    size_t size;               /**< sizeof(chiso_consensus_options). */
    chiso_consensus_rule rule; /**< By what. */
    chiso_ties ties; /**< What equals get; of #CHISO_TIES_ORDINAL the order is that in which
                        units first come. */
    const chiso_decimal *weights; /**< A weight for each ranking, 0 or more, one of them above 0;
                                     NULL: all weigh the same, 1. */
} chiso_consensus_options;

/** Mean ranks, all rankings weighing the same, with competition ranks. */
#define CHISO_CONSENSUS_OPTIONS_INIT                                                               \
    (CHISO_VALUE(chiso_consensus_options){                                                         \
        sizeof(chiso_consensus_options), CHISO_CONSENSUS_MEAN_RANK, CHISO_TIES_COMPETITION, NULL})

/** What a consensus says of a unit. The texts belong to the consensus. */
typedef struct chiso_consensus_unit {
    const char *code;    /**< What it is named by. */
    const char *name;    /**< Its name on the first board that has it. */
    const char *block;   /**< Its block, of rankings within blocks; else "". */
    uint32_t rankings;   /**< How many rankings of a weight above 0 give it a place. */
    chiso_decimal score; /**< What the rule goes by, rounded once to six places, half away from
                            zero; #CHISO_ABSENT where no ranking gives it a place. */
    chiso_place place;   /**< Where it stands; of rank 0 where no ranking gives it a place. */
} chiso_consensus_unit;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Makes several rankings into one. It counts as reading their boards, and keeps none of them alive.
 * Time: n log n in units × rankings; under #CHISO_CONSENSUS_COPELAND every pair of units is looked
 * at, so that it grows with rankings × units², and memory with rankings × units.
 *
 * Of rankings within blocks each block is one by itself: a unit is in the same block in all of
 * them.
 *
 * @param rankings so many rankings, of any boards and nodes, all overall or all within blocks
 * @param options how; NULL for #CHISO_CONSENSUS_OPTIONS_INIT. Looked at during the call only
 * @retval CHISO_E_EMPTY there is no ranking
 * @retval CHISO_E_STATE a board changed since it was ranked
 * @retval CHISO_E_SHAPE some rankings are overall and others are not, or a unit is in two blocks
 * @retval CHISO_E_RANGE an option or a weight is outside what it may be, or a score is beyond what
 * a decimal holds
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_ranking_combine(
    const chiso_ranking *const *rankings, size_t count, const chiso_consensus_options *options,
    chiso_consensus **out_consensus, chiso_error *error);

/** Ends a consensus. */
CHISO_API void chiso_consensus_free(chiso_consensus *consensus);

/** How many units there are: all of the boards, also those without a place. */
CHISO_API uint32_t chiso_consensus_count(const chiso_consensus *consensus);

/**
 * A unit, in the order of the ranks, within blocks block after block; equals stand as they first
 * come on the boards, and who has no place stands behind all who have one.
 *
 * @param index from 0 to chiso_consensus_count() - 1
 * @param[out] out_unit its ranks made one; its texts belong to the consensus
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_consensus_at(const chiso_consensus *consensus,
                                                           uint32_t index,
                                                           chiso_consensus_unit *out_unit);

/**
 * Finds a unit by its code, in constant time.
 *
 * @param code its code, as names are compared
 * @param[out] out_index where chiso_consensus_at() has it
 * @retval CHISO_E_UNIT there is none
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_consensus_find(const chiso_consensus *consensus,
                                                             const char *code, uint32_t *out_index);

#ifdef __cplusplus
}
#endif

#endif
