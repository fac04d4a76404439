/**
 * @file bridge.h
 * Bridges: what the change of a percent, or of a rank, is made of.
 *
 * **A percent** that was p and is q changed by q - p. The bridge takes one thing after the other
 * from the board of before to that of now; leaves are matched as the comparison matches them, leaf
 * to leaf. What was **set by hand** on either side is a part of its own: the bridge begins with
 * what is computed in place of the results set before, and ends with the results set now in place
 * of what is computed. Between these:
 *
 * 1. before, less the criteria that were **dropped**;
 * 2. less those that do not apply to the unit, or are missing where that leaves them out, on one of
 * both sides;
 * 3. the tree of now in place of that of before, which is the part **changed maxima**: other
 * maxima, weights, and ways to combine;
 * 4. the **performance** of now in place of that of before;
 * 5. and those of now that do not apply on one of both sides: with step 2 that is the part **not
 * applicable**;
 * 6. and the criteria that are **new**.
 *
 * In step 3 a leaf keeps its ratio of points to max, so 8 of 10 becomes 16 of 20. Whether 3 or 4
 * comes first makes a difference; the bridge takes the mean of both orders. Seen from the other
 * side the same steps are taken backwards: when the two boards are swapped every part changes its
 * sign, and new and dropped change places (with trees that round alike, and a map that has its
 * sides swapped too and merges and splits nothing).
 *
 * A criterion that was set, and of which nothing is computed, does not apply between these two
 * steps. Which ones were set is told by chiso_comparison_set_nodes().
 *
 * A leaf that was merged or split has the ratio of what it came from: Σ share × points / Σ share ×
 * max, and backwards of what came from it. A bonus keeps its points, and that it was not given is
 * part of the performance. A leaf of a max of 0, unless both are, a leaf that was an inner node and
 * one that became one, and a bonus that is merged or split, count as dropped and new.
 *
 * **A rank** changes by what the unit itself did and by what the others did: its own part leads
 * from its old rank to the rank that its new figure would have among the old figures of the others,
 * and the others' part from there to its new rank. Both add up to the change; backwards it is
 * another question with another answer.
 *
 * @code{.c}
 * chiso_board *now = scored("unit,1,2.1,2.2\nhealth,17.24,14,9.56\n");
 * chiso_board *before = scored("unit,1,2.1,2.2\nhealth,16,14,NA\n");
 * chiso_comparison *comparison = NULL;
 * chiso_bridge bridge;
 *
 * must(chiso_comparison_new(now, before, NULL, &comparison, &error));
 * must(chiso_comparison_bridge(comparison, 0, CHISO_ROOT, &bridge, &error));
 * show("change", bridge.change);
 * show("performance", bridge.performance);
 * show("not applicable", bridge.not_applicable);
 * chiso_comparison_free(comparison);
 * chiso_board_free(before);
 * chiso_board_free(now);
 * @endcode
 * @code{.unparsed}
 * change -0.242424
 * performance 3.757576
 * not applicable -4
 * @endcode
 */
#ifndef CHISO_BRIDGE_H
#define CHISO_BRIDGE_H

#include <chiso/common.h>
#include <chiso/compare.h>
#include <chiso/decimal.h>
#include <chiso/status.h>

/**
 * What a change of percent is made of. All parts are in percentage points,
 * carried and rounded once to six places: the change as the tree of now rounds, the parts half away
 * from zero. Performance is what the others leave of the change, so that they add up exactly, and
 * so at most three millionths away from its own exact value.
 */
typedef struct chiso_bridge {
    chiso_decimal change; /**< The percent now less the percent before, as they are carried, rounded
                             once: the sum of the five parts. */
    chiso_decimal performance;    /**< What the unit did on the criteria of both sides. */
    chiso_decimal maxima;         /**< What other maxima, weights and ways to combine did. */
    chiso_decimal added;          /**< What the new criteria did. */
    chiso_decimal dropped;        /**< What the dropped criteria did by no longer being there. */
    chiso_decimal not_applicable; /**< What criteria did that apply on one side only. */
    chiso_decimal set; /**< What results did that were set by hand, in place of what is computed. */
    uint32_t common;   /**< Leaves of now that are on both sides and count there for the unit. */
    uint32_t like_leaves;   /**< Leaves, bonuses apart, that are also one to one and have the same
                               max: like for like. */
    chiso_decimal like_max; /**< Σ of their max. */
    chiso_decimal like_now; /**< Σ of their points now. */
    chiso_decimal like_before; /**< Σ of their points before. */
    chiso_decimal like_change; /**< (now - before) / max × 100 of these as they are carried, rounded
                                  once to six places; #CHISO_ABSENT where the max is 0. */
} chiso_bridge;

/** What a change of rank is made of. Ranks are decimals, since average ranks
 * have halves; up is positive. */
typedef struct chiso_rank_bridge {
    chiso_decimal change; /**< Rank before less rank now: the sum of both parts. */
    chiso_decimal own;    /**< What the unit did. */
    chiso_decimal others; /**< What the others did, new and gone units among them. */
    chiso_decimal place;  /**< The rank of its new figure among the old figures of the others. */
} chiso_rank_bridge;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * What the change of a unit's percent on a node is made of. Both have exactly one predecessor.
 * Time: that of scoring the unit eight times, whatever the number of units.
 *
 * @retval CHISO_E_UNIT there is no such unit, or it has not exactly one predecessor
 * @retval CHISO_E_NODE there is no such node, or it has not exactly one predecessor
 * @retval CHISO_E_EMPTY the unit has no percent there on one of the sides, or no criterion that
 * counts on both
 * @retval CHISO_E_RANGE a figure is beyond what a decimal holds
 * @retval CHISO_E_RULE a leaf of one of the trees takes a rank, which moves with every unit
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_comparison_bridge(const chiso_comparison *comparison,
                                                                chiso_unit unit, chiso_node node,
                                                                chiso_bridge *out_bridge,
                                                                chiso_error *error);

/**
 * What the change of a unit's rank on a node is made of. Time: linear in the units.
 *
 * @param[out] out_bridge the parts
 * @retval CHISO_E_EMPTY the unit has no change of rank there
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_comparison_rank_bridge(const chiso_comparison *comparison, chiso_unit unit, chiso_node node,
                             chiso_rank_bridge *out_bridge, chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
