/**
 * @file ledger.h
 * Ledgers: where the points of a unit went, leaf by leaf, and what getting them back would add.
 *
 * What a leaf lost is its max less what it achieved; what that cost the node is what the node would
 * gain if the leaf had its max. Under plain sums both are the same; under weights a leaf that lost
 * much may have cost little, so the leaves stand by what they cost, and that is what is added up.
 * What closing a gap would add to the node is never estimated: the node is worked out again with
 * the leaf's points replaced, exactly as scoring would, through weights, roots, limits and
 * roundings.
 *
 * Every figure is carried as it is and rounded once, to six places or as many as are asked for, by
 * the tree's rounding, where it is shown: none is made of others that are shown, and leaves that
 * lost the same, by whatever way, are equals. What is shown may therefore miss its sum by the last
 * digit; of the totals the rest says so.
 *
 * Leaves whose rule looks at the other units (`minmax`, `best`, `percentile`, `zscore`), and those
 * whose values are treated or imputed before it, are taken by their points: it is assumed that
 * these are raised as such, while nobody else's change. To see what another value on such a leaf
 * does to everybody, set it on the board and score it again.
 *
 * @code{.c}
 * chiso_board *board = scored("unit,1,2.1,2.2\nhealth,17.24,14,9.56\nfinance,15.5,12,10\n");
 * chiso_ledger *ledger = NULL;
 * const chiso_ledger_entry *entries;
 * uint32_t count;
 *
 * must(chiso_ledger_new(board, 0, CHISO_ROOT, NULL, &ledger, &error));
 * must(chiso_ledger_entries(ledger, &entries, &count));
 * for (uint32_t i = 0; i < count; i++) {
 *     show(chiso_node_code(chiso_board_tree(board), entries[i].leaf), entries[i].lost);
 * }
 * chiso_ledger_free(ledger);
 * chiso_board_free(board);
 * @endcode
 * @code{.unparsed}
 * 2.2 2.44
 * 1 1.76
 * 2.1 0
 * @endcode
 */
#ifndef CHISO_LEDGER_H
#define CHISO_LEDGER_H

#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/explain.h>
#include <chiso/rank.h>
#include <chiso/status.h>

/** The ledger of one unit below one node. */
typedef struct chiso_ledger chiso_ledger;

/**
 * One leaf. A figure that does not exist is #CHISO_ABSENT: all of the unit's own where the leaf
 * does not apply, and where it is missing under `skip` or `unknown`, unless it is a bonus.
 */
typedef struct chiso_ledger_entry {
    chiso_node leaf;        /**< The leaf. */
    chiso_state state;      /**< Whether the unit's cell has a value. */
    chiso_decimal achieved; /**< Points got; what is missing under `zero` counts as its min, and a
                               bonus that is missing has none. */
    chiso_decimal max;      /**< Points possible. Of a bonus it is the most that it can add. */
    chiso_decimal
        lost; /**< max - achieved; 0 of what is dropped; below 0 where a rule without limits gave
                 more than the max. Of a bonus #CHISO_ABSENT: it is not part of any max. */
    chiso_decimal best;    /**< The most points of any unit compared with. */
    chiso_decimal mean;    /**< Their mean. */
    chiso_decimal median;  /**< Their median. */
    chiso_decimal to_best; /**< What the node would gain if the leaf had the best's points; 0 where
                              it has them or more. */
    chiso_decimal to_max; /**< What the leaf cost the node: what that would gain if the leaf had its
                             max, rounded where the leaf says so, and no gate limited it. Below 0 as
                             lost may be. 0 of what is dropped or below a result that was set; what
                             steps cost beside it is told of these. */
    uint32_t units; /**< How many units are compared: the ranked ones that have points on the leaf
                       and something scored that counts, this one among them if it is such. */
    chiso_unit best_unit; /**< Who has the best points, the first of equals in the order of adding;
                             #CHISO_NO_UNIT where there is nobody. */
    uint32_t best_shared; /**< How many share them. */
    uint32_t reserved;    /**< 0. */
} chiso_ledger_entry;

/** What a floor, a gate, a result that was set or a drop cost the node beside its leaves (step.h).
 */
typedef struct chiso_ledger_step {
    chiso_step_kind kind; /**< #CHISO_STEP_SET, #CHISO_STEP_LIMITED, #CHISO_STEP_FLOOR or
                             #CHISO_STEP_DROPS. */
    chiso_node node;      /**< The criterion whose points it made. */
    chiso_node by;      /**< Of what is limited: the child whose gate it is; else #CHISO_NO_NODE. */
    uint32_t reserved;  /**< 0. */
    chiso_decimal cost; /**< What the node of the ledger would gain without it, those before it
                           being away too; if a result that was set were its max. Of a drop, by
                           how much more the leaves below it would be gaining if the same children
                           were dropped whatever they have: where the highest are dropped, a leaf
                           that is raised may be one of these. Below 0 where it gave points. */
} chiso_ledger_step;

/**
 * The totals. Where the node has figures, lost = leaves - bonuses + steps + rest, as
 * they are shown; where it has none, achieved, max, lost, leaves, steps and rest are
 * #CHISO_ABSENT.
 */
typedef struct chiso_ledger_total {
    chiso_decimal achieved; /**< Points of the node. */
    chiso_decimal max;      /**< Its max for the unit. */
    chiso_decimal lost;     /**< max - achieved. */
    chiso_decimal leaves;   /**< What the leaves cost the node: Σ to_max over those that have it,
                               rounded once. */
    chiso_decimal bonuses;  /**< Σ achieved over the bonuses and penalties that are scored, rounded
                               once; those that are dropped or below a result that was set are not
                               among them. */
    /** What these do not account for: what scaled bonuses, caps, roundings and combines in which
     * leaves do not act each by itself make, and the last digit that the others miss by being
     * rounded each by itself. But for that digit it is 0 under plain sums and under means. */
    chiso_decimal rest;
    chiso_decimal steps; /**< Σ cost over the steps, rounded once. */
} chiso_ledger_total;

/** How a ledger is made. Begin with #CHISO_LEDGER_OPTIONS_INIT. */
typedef struct chiso_ledger_options {
    size_t size;       /**< sizeof(chiso_ledger_options). */
    chiso_scope scope; /**< With whom the unit is compared: the ranked units of its block, or those
                          of the board. */
    int point_places;  /**< How many places all points but maxima have, 0 to 6: for text that shows
                          so many, since what was rounded must not be rounded again. What a report
                          writes of a ledger has six. */
} chiso_ledger_options;

/** The units of the block, points of six places. */
#define CHISO_LEDGER_OPTIONS_INIT                                                                  \
    (CHISO_VALUE(chiso_ledger_options){sizeof(chiso_ledger_options), CHISO_SCOPE_BLOCKS,           \
                                       CHISO_DECIMAL_PLACES})

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Makes the ledger of a unit, ranked or not. It counts as reading the board, and takes memory where
 * the board does; what the first ledger finds of the others on a leaf stays with the board for
 * those that come after it, until it is scored again. Time: that once, linear in leaves × units;
 * then n log n in the leaves under sums and means, flat or deep. Under `harmonic`, a leaf that
 * changes which part is the least takes as long as its siblings are many.
 *
 * @param board a scored board; the ledger keeps it alive
 * @param node the node whose leaves they are and whose points would grow: #CHISO_ROOT for the whole
 * index; a leaf is its own only entry
 * @retval CHISO_E_RULE a leaf of the tree takes a rank, which moves with every unit
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_ledger_new(const chiso_board *board, chiso_unit unit,
                                                         chiso_node node,
                                                         const chiso_ledger_options *options,
                                                         chiso_ledger **out_ledger,
                                                         chiso_error *error);

/** Ends a ledger. */
CHISO_API void chiso_ledger_free(chiso_ledger *ledger);

/**
 * The leaves by what they cost the node, the most first, equals by points lost and then in the
 * tree's order; figures nearer than 10^-12 of the node's max are equal. Those that have no such
 * figure stand behind them. Where the node has no figures
 * they stand by points lost. Bonuses are not among them.
 *
 * @param[out] out_entries the entries
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_ledger_entries(const chiso_ledger *ledger,
                                                             const chiso_ledger_entry **out_entries,
                                                             uint32_t *out_count);

/**
 * The leaves that are bonuses, or below one, by their points: what was taken off most first, equals
 * in the tree's order, and those without points behind them. Where the node itself is a bonus, this
 * is about those below it.
 *
 * @param[out] out_entries the entries
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_ledger_bonuses(const chiso_ledger *ledger,
                                                             const chiso_ledger_entry **out_entries,
                                                             uint32_t *out_count);

/**
 * What floors, gates and results that were set cost, in the tree's order, and behind these what
 * drops cost; none of a unit that has none. What they would cost above or below one another is told
 * of the outer one first.
 *
 * @param[out] out_steps them
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_ledger_steps(const chiso_ledger *ledger,
                                                           const chiso_ledger_step **out_steps,
                                                           uint32_t *out_count);

/**
 * The totals of a ledger.
 *
 * @param[out] out_total what the node lost, and what accounts for it
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_ledger_totals(const chiso_ledger *ledger,
                                                            chiso_ledger_total *out_total);

#ifdef __cplusplus
}
#endif

#endif
