/**
 * @file compare.h
 * Comparison: a scored board, now, set against an earlier one: two years, two stages, or two trees.
 *
 * Units and criteria are matched by their codes, or by a map (map.h) where codes changed. Of each
 * unit and node there is a #chiso_change: what it was, what it is, and the difference, which is now
 * less before; of ranks it is before less now, so that up is positive. A figure that one side does
 * not have is #CHISO_ABSENT in the difference too.
 *
 * **Rounding**: a difference is that of the figures as they are carried, rounded once, by the tree
 * of now: from 2/3 of 10 points to 10 it is 3.333333, and from 33.33 % to 66.67 % it may be 33.33.
 * Points have six places or as many as are asked for (#chiso_comparison_options), maxima six,
 * percents the digits of the side that shows more. What the difference of percents is made of is
 * told by chiso_comparison_bridge(). Who rose, fell, or moved most is told by what is carried too:
 * figures nearer than 10^-12 of their max, the greater one of both sides, are one and the same.
 *
 * **A unit without a score**, of which nothing that counts is scored, on one of the sides: its
 * figures there are what it would have, and so are its differences; but it has no change of rank
 * and no score to compare, and is in no count, no mean and no order of changes.
 *
 * **Criteria whose max changed** are listed (#CHISO_DIFFERENCE_MAX), counted where they take part
 * (#chiso_change_summary), and in no largest gain or loss: their points cannot be compared.
 *
 * **A criterion with several predecessors** had the sum of share × points and of share × max of
 * those that applied; one that was split off has its share of both, and the percent and rank of the
 * whole.
 *
 * **A unit with several predecessors** had the mean of their points, of their maxima and of their
 * percents, as they are carried, plain or weighted by the shares of the map (#chiso_predecessor);
 * it has that figure only where all of them do. A rank it had not: which of several is meant nobody
 * can say. A unit that was split off has the figures and the rank of the whole. A unit without a
 * predecessor is not comparable: all of its changes are absent.
 *
 * **Ranks within blocks** are compared only where the block has the same name on both sides.
 *
 * Units, nodes and blocks that a call takes are those of the board of now.
 *
 * @code{.c}
 * chiso_board *now = scored("unit,1,2.1,2.2\nhealth,17.24,14,9.56\nfinance,15.5,12,10\n");
 * chiso_board *before = scored("unit,1,2.1,2.2\nhealth,14,12,9\nfinance,15,12,10\n");
 * chiso_comparison *comparison = NULL;
 * chiso_change change;
 *
 * must(chiso_comparison_new(now, before, NULL, &comparison, &error));
 * must(chiso_comparison_change(comparison, 0, CHISO_ROOT, &change));
 * show("points", change.achieved);
 * show("percent", change.percent);
 * show("places up", change.rank);
 * chiso_comparison_free(comparison);
 * chiso_board_free(before);
 * chiso_board_free(now);
 * @endcode
 * @code{.unparsed}
 * points 5.8
 * percent 12.89
 * places up 1
 * @endcode
 */
#ifndef CHISO_COMPARE_H
#define CHISO_COMPARE_H

#include <chiso/band.h>
#include <chiso/block.h>
#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/decimal.h>
#include <chiso/map.h>
#include <chiso/rank.h>
#include <chiso/status.h>
#include <chiso/tree.h>

/** A comparison of two boards. */
typedef struct chiso_comparison chiso_comparison;

/** What a unit with several predecessors had. */
typedef enum chiso_predecessor {
    CHISO_PREDECESSOR_SHARES = 0, /**< Their mean weighted by the shares of the map, which is the
                                     plain one where no share is given. "shares" */
    CHISO_PREDECESSOR_MEAN = 1    /**< Their plain mean. "mean" */
} chiso_predecessor;

/** Which nodes are ranked. */
typedef enum chiso_ranked_nodes {
    CHISO_RANKED_ALL = 0, /**< Every node. "all" */
    CHISO_RANKED_ROOT = 1 /**< The whole index only, which is much quicker for many units: other
                             nodes have no rank. "root" */
} chiso_ranked_nodes;

/** What to compare and how. Begin with #CHISO_COMPARISON_OPTIONS_INIT. */
typedef struct chiso_comparison_options {
    size_t size;               /**< sizeof(chiso_comparison_options). */
    const chiso_map *criteria; /**< Which criteria became which; NULL: those with the same code.
                                  Looked at during the call only. */
    const chiso_map *units; /**< Which units became which; NULL: those with the same code. Looked at
                               during the call only. */
    /** How both sides are ranked; NULL for #CHISO_RANK_OPTIONS_INIT. Its nodes are those of the
     * board of now. Looked at during the call only. */
    const chiso_rank_options *ranking;
    chiso_bands *bands; /**< The bands, which the comparison keeps alive; NULL for none. */
    chiso_predecessor predecessor; /**< What a unit with several predecessors had. */
    /** Which nodes are ranked, on a side without rankings of its own. */
    chiso_ranked_nodes ranked;
    /** Ranks of the board of now that are there already, which the comparison keeps alive; NULL: it
       ranks. With them and @c ranking NULL, their rule is that of both sides. */
    chiso_rankings *rankings;
    chiso_rankings *rankings_before; /**< The same of the board of before; ties broken by the
                                        predecessors of the nodes that break them now. */
    /** How many places points achieved and their changes have, 0 to 6, in
       chiso_comparison_change(), chiso_comparison_summarise() and chiso_comparison_points(): for
       text that shows so many, since what was rounded must not be rounded again. Maxima, bridges,
       and all that a report writes as JSON or CSV, have six. */
    int point_places;
} chiso_comparison_options;

/** By code, ranks of every node within blocks by the exact percent, no bands, points of six places.
 */
#define CHISO_COMPARISON_OPTIONS_INIT                                                              \
    (CHISO_VALUE(chiso_comparison_options){sizeof(chiso_comparison_options), NULL, NULL, NULL,     \
                                           NULL, CHISO_PREDECESSOR_SHARES, CHISO_RANKED_ALL, NULL, \
                                           NULL, CHISO_DECIMAL_PLACES})

/** What a node of a unit achieved on one side. */
typedef struct chiso_figures {
    chiso_decimal achieved; /**< Points; #CHISO_ABSENT for none, as the others. */
    chiso_decimal max;      /**< Points possible for the unit. */
    chiso_decimal percent;  /**< As published. */
    chiso_place place;      /**< Its rank; of 0 for none. */
    uint32_t band;          /**< Its band, from 0, the highest; #CHISO_NO_BAND for none. */
} chiso_figures;

/** How a node of a unit changed. */
typedef struct chiso_change {
    chiso_decimal achieved; /**< Points now less points before; #CHISO_ABSENT where there is no
                               difference, as the others. */
    chiso_decimal max;      /**< Max now less max before. */
    chiso_decimal percent;  /**< Percent now less percent before, as they are carried. */
    chiso_decimal rank;     /**< Rank before less rank now: up is positive. A decimal, since average
                               ranks have halves: 3 000 000 is three places. */
    chiso_figures now;      /**< What it is. */
    chiso_figures before;   /**< What it was. */
} chiso_change;

/**
 * How a node of a unit changed, and how many of its children did. A child rose
 * in score when its percent as it is carried is higher than it was, or its points where neither
 * side has a percent, as of a bonus without a max; it rose in rank when its rank is better.
 */
typedef struct chiso_change_summary {
    chiso_decimal achieved; /**< As in #chiso_change, of the node itself. */
    chiso_decimal percent;  /**< The same. */
    chiso_decimal rank;     /**< The same. */
    uint32_t both;          /**< Children that rose in score and in rank. */
    uint32_t score_only;    /**< In score only. */
    uint32_t rank_only;     /**< In rank only. */
    uint32_t neither;       /**< In neither, though they have a score on both sides. */
    uint32_t uncompared; /**< Children without a score on one of the sides, those that are new among
                            them, and all where the unit has none: they are in none of the four
                            counts. */
    uint32_t max_changed; /**< How many of the four counts have another max than before. */
    chiso_node gain; /**< The child that gained the most points, the first of equals; #CHISO_NO_NODE
                        where none did. */
    chiso_node loss; /**< The child that lost the most points; #CHISO_NO_NODE where none did. */
    chiso_decimal gained; /**< How many, above 0; #CHISO_ABSENT for none. */
    chiso_decimal lost;   /**< How many, below 0; #CHISO_ABSENT for none. */
} chiso_change_summary;

/** How many units did what on a node. */
typedef struct chiso_change_count {
    uint32_t rose;   /**< Points are more than before. */
    uint32_t fell;   /**< Points are less. */
    uint32_t same;   /**< Points are the same. */
    uint32_t absent; /**< There is no difference, or none of a score. */
} chiso_change_count;

/**
 * How a block changed. A mean is that of the percents of ranked units, as they
 * are carried, and is shown as its tree publishes percents; #CHISO_ABSENT for none, as the change.
 *
 * Where not all units are in both, the difference of the means of each side tells who came and
 * went: the change is over the units of both alone.
 */
typedef struct chiso_block_change {
    uint32_t units;        /**< Ranked units with a percent now. */
    uint32_t units_before; /**< The same before; 0 where there was no block of this name. */
    uint32_t both;         /**< Those of now whose predecessors, one or several, are all among those
                              of before. */
    uint32_t reserved;     /**< 0. */
    chiso_decimal now;     /**< Mean percent of the units that it has. */
    chiso_decimal before;  /**< Mean percent of the units that it had. */
    chiso_decimal both_now;    /**< Mean percent now of the units of both. */
    chiso_decimal both_before; /**< Mean of the percents that they had, as in #chiso_change. */
    chiso_decimal mean;        /**< The difference of these two, rounded once. */
} chiso_block_change;

/** By what units are put in order. */
typedef enum chiso_move {
    CHISO_MOVE_RANK = 0,   /**< By the change of rank. "rank" */
    CHISO_MOVE_POINTS = 1, /**< By the change of points. "points" */
    CHISO_MOVE_PERCENT = 2 /**< By the change of percent, as it is carried. "percent" */
} chiso_move;

/** How much two rankings agree. */
typedef struct chiso_agreement {
    uint32_t units;  /**< Units with exactly one predecessor that have a rank on both sides. */
    double spearman; /**< Spearman's rho: Pearson's correlation of their average ranks among each
                        other; NaN where one side has all equal. */
    double kendall;  /**< Kendall's tau-b, which counts ties; NaN where one side has all equal. */
    double rank_change; /**< The mean of |change of rank| over those whose ranks can be compared;
                           NaN for none. */
} chiso_agreement;

/** What the two boards do not have in common. */
typedef enum chiso_difference {
    CHISO_DIFFERENCE_UNITS_NEW = 0, /**< Units of now without a predecessor. "units_new" */
    CHISO_DIFFERENCE_UNITS_GONE =
        1, /**< Units of before, by their numbers there, that nothing came from. "units_gone" */
    CHISO_DIFFERENCE_NODES_NEW = 2, /**< Criteria of now without a predecessor. "nodes_new" */
    CHISO_DIFFERENCE_NODES_GONE =
        3, /**< Criteria of before, by their numbers there, that nothing came from. "nodes_gone" */
    CHISO_DIFFERENCE_MAX = 4 /**< Criteria of now, the root among them, that have predecessors and
                                another max than these. "max" */
} chiso_difference;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Compares two boards. It counts as reading both, and takes memory where the board of now does: 12
 * bytes a unit and node of both, less the side whose rankings are there already. Time: that of two
 * reports, less the same.
 *
 * @param now a scored board; the comparison keeps it alive
 * @param before a scored board, which may be the same; the comparison keeps it alive
 * @param options what and how; NULL for #CHISO_COMPARISON_OPTIONS_INIT
 * @retval CHISO_E_STATE a board is not scored, or changed since its rankings were made
 * @retval CHISO_E_SHAPE the boards have no unit, or no criterion, in common; or rankings are those
 * of another board, or follow another rule
 * @retval CHISO_E_UNIT the map of units names one that is not there
 * @retval CHISO_E_NODE the map of criteria names one that is not there; or there is no such node to
 * break ties by, or it has not exactly one predecessor
 * @retval CHISO_E_WEIGHT the shares of a map do not add up to 1
 * @retval CHISO_E_DUPLICATE a map says the same twice, or says of a code that it has a predecessor
 * and that it has none
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_comparison_new(
    const chiso_board *now, const chiso_board *before, const chiso_comparison_options *options,
    chiso_comparison **out_comparison, chiso_error *error);

/** Ends a comparison. A report that shows it keeps it alive. */
CHISO_API void chiso_comparison_free(chiso_comparison *comparison);

/** The board of now. */
CHISO_API const chiso_board *chiso_comparison_now(const chiso_comparison *comparison);

/** The board of before. */
CHISO_API const chiso_board *chiso_comparison_before(const chiso_comparison *comparison);

/**
 * The predecessors of a unit: units of before. Time: constant.
 *
 * @param[out] out_before the predecessors, as they stand in the map; they belong to the comparison
 * @param[out] out_count how many they are; 0 for a unit that is not comparable
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_comparison_units_before(const chiso_comparison *comparison, chiso_unit unit,
                              const chiso_unit **out_before, uint32_t *out_count);

/**
 * The predecessors of a criterion: nodes of before. Time: constant.
 *
 * @param[out] out_before the predecessors, as they stand in the map; they belong to the comparison
 * @param[out] out_count how many they are; 0 for a criterion that is new
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_comparison_nodes_before(const chiso_comparison *comparison, chiso_node node,
                              const chiso_node **out_before, uint32_t *out_count);

/**
 * The criteria of a unit whose result was set by hand: the figures of a comparison are those that
 * count, and these are not computed. Time: that of the nodes, where anything was set.
 *
 * @param unit a unit of now
 * @param before false: its own results, true: those of its predecessors
 * @param limit how many criteria there is room for
 * @param[out] out_nodes the first of them, in the order of the tree, the root among them: nodes of
 * now, or of before; may be NULL where @p limit is 0
 * @param[out] out_count how many there are, which may be more than @p limit
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_comparison_set_nodes(const chiso_comparison *comparison, chiso_unit unit, bool before,
                           uint32_t limit, chiso_node *out_nodes, uint32_t *out_count);

/**
 * How a node of a unit changed. Time: that of its predecessors.
 *
 * @retval CHISO_E_RANGE a figure is beyond what a decimal holds
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_comparison_change(const chiso_comparison *comparison,
                                                                chiso_unit unit, chiso_node node,
                                                                chiso_change *out_change);

/**
 * How a node of a unit changed, with the four counts over its children and the largest gain and
 * loss among them; of a leaf all counts are 0. Of the root it is the `change` of a report.
 *
 * @param comparison the comparison, with ranks of every node
 * @param[out] out_summary the summary
 * @retval CHISO_E_STATE a board changed since the comparison was made, or only the root is ranked
 * @return any other status: as chiso_comparison_change()
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_comparison_summarise(const chiso_comparison *comparison, chiso_unit unit, chiso_node node,
                           chiso_change_summary *out_summary);

/**
 * The change of points of a node for all units at once, and how many of them rose and fell: the
 * fast way. Time: linear in the units.
 *
 * @param count how many there is room for: the number of units of now
 * @param[out] out_points the change of each unit, as in #chiso_change
 * @param[out] out_count how many units did what; may be NULL
 * @retval CHISO_E_RANGE @p count is not the number of units, or a figure is beyond what a decimal
 * holds
 * @retval CHISO_E_MEMORY
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_comparison_points(const chiso_comparison *comparison,
                                                                chiso_node node, size_t count,
                                                                chiso_decimal *out_points,
                                                                chiso_change_count *out_count);

/**
 * The change of rank on a node for all units at once. Time: linear in the units.
 *
 * @param count how many there is room for: the number of units of now
 * @param[out] out_ranks the change of each unit, as in #chiso_change
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_comparison_ranks(const chiso_comparison *comparison,
                                                               chiso_node node, size_t count,
                                                               chiso_decimal *out_ranks);

/**
 * How the mean of a block changed. A block is matched by its name. Of a node without exactly one
 * predecessor there is no mean before. Time: linear in the units of the boards.
 *
 * @param[out] out_change the change
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_comparison_block(const chiso_comparison *comparison,
                                                               chiso_node node, uint32_t block,
                                                               chiso_block_change *out_change,
                                                               chiso_error *error);

/**
 * The units of a block in the order of their changes: the largest climbers, or the largest fallers.
 * Units without a change, or without a score, are left out; equals stand in the order of adding.
 * Time: n log n in the units.
 *
 * @param by what decides
 * @param fallers false: the greatest change first; true: the least first
 * @param limit how many units there is room for
 * @param[out] out_units the first of them
 * @param[out] out_count how many were written: @p limit, or fewer where there are no more
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_comparison_movers(
    const chiso_comparison *comparison, chiso_node node, uint32_t block, chiso_move by,
    bool fallers, uint32_t limit, chiso_unit *out_units, uint32_t *out_count, chiso_error *error);

/**
 * How much the rankings of both sides agree, on a node with exactly one predecessor. M. G. Kendall,
 * "The treatment of ties in ranking problems", Biometrika 33 (1945), 239-251. Time: n log n for the
 * units of the block.
 *
 * @retval CHISO_E_NODE there is no such node, or it has not exactly one predecessor
 * @retval CHISO_E_EMPTY fewer than two units of the block have a rank on both sides
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_comparison_agreement(const chiso_comparison *comparison, chiso_node node, uint32_t block,
                           chiso_agreement *out_agreement, chiso_error *error);

/**
 * What the two boards do not have in common.
 *
 * @param which what
 * @param[out] out_ids units or nodes in the order of adding; they belong to the comparison
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_comparison_difference(const chiso_comparison *comparison, chiso_difference which,
                            const uint32_t **out_ids, uint32_t *out_count);

#ifdef __cplusplus
}
#endif

#endif
