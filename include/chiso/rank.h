/**
 * @file rank.h
 * Ranks: the order of units by the percent of a node, over all units or within their blocks.
 *
 * Percents are compared as they are carried, or as published (rounded): both are official practice
 * somewhere. Figures nearer than 10^-12 of the max to the first of a run of equals are its equals.
 * Units that are not ranked, have no percent, or of which nothing that counts is scored, get no
 * rank. The highest percent comes first, or the lowest where the tree says `order=lowest`.
 *
 * @code{.c}
 * chiso_board *board = scored("unit,1,2.1,2.2\n"
 *                             "health,17.24,14,9.56\n"
 *                             "finance,15.5,12,10\n"
 *                             "transport,17.24,14,9.56\n");
 * chiso_ranking *ranking = NULL;
 * chiso_place place;
 *
 * must(chiso_ranking_new(board, CHISO_ROOT, NULL, &ranking, &error));
 * for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
 *     must(chiso_ranking_place(ranking, unit, &place));
 *     printf("%s: %u of %u\n", chiso_unit_code(board, unit), place.rank, place.out_of);
 * }
 * chiso_ranking_free(ranking);
 * chiso_board_free(board);
 * @endcode
 * @code{.unparsed}
 * health: 1 of 3
 * finance: 3 of 3
 * transport: 1 of 3
 * @endcode
 */
#ifndef CHISO_RANK_H
#define CHISO_RANK_H

#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/status.h>
#include <chiso/tree.h>

/** A ranking of the units of a board by one node. */
typedef struct chiso_ranking chiso_ranking;

/** The rankings of a board by every node. */
typedef struct chiso_rankings chiso_rankings;

/** What rank equals get. */
typedef enum chiso_ties {
    CHISO_TIES_COMPETITION = 0, /**< The best of the places they take: 1 2 2 4. "competition" */
    CHISO_TIES_DENSE = 1,       /**< The next number: 1 2 2 3. "dense" */
    CHISO_TIES_MODIFIED = 2,    /**< The last of the places they take: 1 3 3 4. "modified" */
    CHISO_TIES_AVERAGE = 3,     /**< The mean of the places they take: 1 2.5 2.5 4. "average" */
    CHISO_TIES_ORDINAL = 4      /**< A place each, by the order of adding: 1 2 3 4. "ordinal" */
} chiso_ties;

/** What is compared. */
typedef enum chiso_key {
    CHISO_KEY_EXACT = 0,    /**< achieved / max, as it is carried. "exact" */
    CHISO_KEY_PUBLISHED = 1 /**< The percent as it is published. "published" */
} chiso_key;

/** Among whom. */
typedef enum chiso_scope {
    CHISO_SCOPE_BLOCKS = 0, /**< Each block for itself. "blocks" */
    CHISO_SCOPE_OVERALL = 1 /**< All units of the board. "overall" */
} chiso_scope;

/** How to rank. Begin with #CHISO_RANK_OPTIONS_INIT. */
typedef struct chiso_rank_options {
    size_t size;                 /**< sizeof(chiso_rank_options). */
    chiso_ties ties;             /**< What equals get. */
    chiso_key key;               /**< What is compared. */
    chiso_scope scope;           /**< Among whom. */
    const chiso_node *tie_break; /**< The nodes whose percents decide between equals, in this order,
                                    before the rule of ties does; none of them a bonus. A unit
                                    without a percent there stands last. */
    size_t tie_break_count;      /**< How many. */
} chiso_rank_options;

/** Competition ranks by the exact percent within blocks. */
#define CHISO_RANK_OPTIONS_INIT                                                                    \
    (CHISO_VALUE(chiso_rank_options){sizeof(chiso_rank_options), CHISO_TIES_COMPETITION,           \
                                     CHISO_KEY_EXACT, CHISO_SCOPE_BLOCKS, NULL, 0})

/** The place of a unit. */
typedef struct chiso_place {
    uint32_t rank;   /**< From 1, the best; 0 for a unit without a rank. */
    bool half;       /**< Under #CHISO_TIES_AVERAGE: half a place more, so 2.5 is 2 and half. */
    uint32_t out_of; /**< How many units have a rank in the block, or overall; 0 for a unit without
                        a rank. */
    uint32_t
        tied; /**< How many units share the rank, this one included; 0 for a unit without a rank. */
} chiso_place;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Ranks the units of a board by a node. It counts as reading the board, and takes memory where the
 * board does. Time: n log n in the number of units at worst, linear where they all have the same
 * max.
 *
 * @param board a scored board; the ranking keeps it alive
 * @retval CHISO_E_NODE there is no such node, or no such node to break ties by
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_ranking_new(const chiso_board *board, chiso_node node,
                                                          const chiso_rank_options *options,
                                                          chiso_ranking **out_ranking,
                                                          chiso_error *error);

/** Ends a ranking. */
CHISO_API void chiso_ranking_free(chiso_ranking *ranking);

/** The place of a unit: its rank, out of how many, shared by how many. */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_ranking_place(const chiso_ranking *ranking,
                                                            chiso_unit unit,
                                                            chiso_place *out_place);

/**
 * The places of all units at once. Time: linear in units.
 *
 * @param count how many there is room for: the number of units of the board
 * @param[out] out_places the place of each unit in the order of adding
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_ranking_places(const chiso_ranking *ranking,
                                                             size_t count, chiso_place *out_places);

/**
 * The units in the order of their ranks, the best first, those without a rank left out. Equals
 * stand in the order of adding, or as the tie-breaking criteria say.
 *
 * @param block from 0 to chiso_board_block_count() - 1, of a ranking within blocks; or
 * #CHISO_ALL_BLOCKS for all units, which within blocks stand block after block
 * @param[out] out_units the units; they belong to the ranking
 * @retval CHISO_E_RANGE there is no such block, or the ranking is overall and there are several
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_ranking_order(const chiso_ranking *ranking,
                                                            uint32_t block,
                                                            const chiso_unit **out_units,
                                                            uint32_t *out_count);

/**
 * Ranks the units of a board by every node, once for all that ask for it: comparisons (compare.h)
 * may take rankings that are there already, and keep them alive. It counts as reading the board,
 * and takes memory where the board does: 12 bytes a unit and node. Time: that of
 * chiso_ranking_new() for each node.
 *
 * @param board a scored board; the rankings keep it alive
 * @param options how; NULL for #CHISO_RANK_OPTIONS_INIT. Looked at during the call only
 * @return any other status: as chiso_ranking_new()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_rankings_new(const chiso_board *board,
                                                           const chiso_rank_options *options,
                                                           chiso_rankings **out_rankings,
                                                           chiso_error *error);

/** Ends rankings. Comparisons and reports that use them keep what they need. */
CHISO_API void chiso_rankings_free(chiso_rankings *rankings);

/** The board that was ranked. */
CHISO_API const chiso_board *chiso_rankings_board(const chiso_rankings *rankings);

/** The ranking by a node; NULL also once the board changed. */
CHISO_API const chiso_ranking *chiso_rankings_at(const chiso_rankings *rankings, chiso_node node);

/**
 * The places of all units on several nodes, or on all: what chiso_ranking_places() tells a node at
 * a time. A matrix with a column a node: the place of unit u on node @p nodes[i] stands at
 * i × @p stride + u, as the figures of chiso_board_copy_matrix() do. Time: linear in units × nodes.
 *
 * @param rankings the rankings of every node
 * @param nodes the nodes, in any order, and more than once if need be; NULL for the first
 * @p node_count by their numbers: for all, with chiso_tree_node_count()
 * @param node_count how many
 * @param count how many units there is room for in each column: their number
 * @param stride how many places each column begins behind the one before it: at least @p count
 * @param[out] out_places room for (@p node_count - 1) × @p stride + @p count places
 * @retval CHISO_E_STATE the board changed meanwhile
 * @retval CHISO_E_NODE one of the nodes is not there
 * @retval CHISO_E_RANGE @p count is not the number of units, @p stride is less, or the matrix is
 * larger than memory
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_rankings_places(const chiso_rankings *rankings,
                                                              const chiso_node *nodes,
                                                              size_t node_count, size_t count,
                                                              size_t stride,
                                                              chiso_place *out_places);

/**
 * Ranks plain numbers, the greatest first: for totals that come without a tree.
 *
 * @param scores the numbers; #CHISO_MISSING and #CHISO_NOT_APPLICABLE get no place
 * @param ties what equals get
 * @param[out] out_places @p count places
 * @retval CHISO_E_RANGE @p ties is no #chiso_ties, a score is no decimal, or there are UINT32_MAX
 * or more
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_rank_decimals(const chiso_decimal *scores,
                                                            size_t count, chiso_ties ties,
                                                            const chiso_allocator *allocator,
                                                            chiso_place *out_places);

#ifdef __cplusplus
}
#endif

#endif
