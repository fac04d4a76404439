/**
 * @file block.h
 * Summaries of a block: what its units have in common and how far they lie apart.
 *
 * @code{.c}
 * chiso_board *board = scored("unit,block,1,2.1,2.2\n"
 *                             "health,departments,17.24,14,9.56\n"
 *                             "finance,departments,15.5,12,10\n"
 *                             "Ba Vi,districts,16,13,8\n");
 * chiso_block_summary summary;
 *
 * must(chiso_block_summarise(board, CHISO_ROOT, 0, -1, &summary, &error));
 * printf("%s\n", chiso_board_block(board, 0));
 * show("mean", summary.mean);
 * show("least", summary.min);
 * chiso_board_free(board);
 * @endcode
 * @code{.unparsed}
 * departments
 * mean 87
 * least 83.33
 * @endcode
 */
#ifndef CHISO_BLOCK_H
#define CHISO_BLOCK_H

#include <chiso/band.h>
#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/rank.h>
#include <chiso/status.h>

/**
 * The percents of the ranked units of a block that have one, and of which something that counts is
 * scored. Each figure is carried and rounded once, by the tree's rounding, to the digits that were
 * asked for; all are #CHISO_ABSENT where there is no such
 * unit.
 */
typedef struct chiso_block_summary {
    uint32_t units;          /**< How many they are. */
    chiso_decimal mean;      /**< Arithmetic mean, from terms of at least 15 places. */
    chiso_decimal median;    /**< Half of them are at or below it: the second quartile. */
    chiso_decimal min;       /**< The least. */
    chiso_decimal max;       /**< The greatest. */
    chiso_decimal stdev;     /**< Standard deviation of the whole block, divided by n: right to nine
                                places, and what is nearer to a half than that is that half. */
    chiso_decimal quartile1; /**< First quartile, type 7: linear interpolation at (n - 1) / 4. */
    chiso_decimal quartile3; /**< Third quartile, type 7. */
} chiso_block_summary;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Summarises the percents of a node in a block. Time: n log n in the number of its units; who is in
 * which block is found once, by this or the calls below, and stays with the board until it is
 * scored again. Type 7 quantiles: Hyndman and Fan, Sample Quantiles in Statistical Packages, The
 * American Statistician 50 (1996) 361-365.
 *
 * @param board a scored board
 * @param digits decimal places of the figures, 0 to 6, or -1 for what the tree publishes
 * @param[out] out_summary the figures
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_block_summarise(const chiso_board *board,
                                                              chiso_node node, uint32_t block,
                                                              int digits,
                                                              chiso_block_summary *out_summary,
                                                              chiso_error *error);

/**
 * Puts the ranked units of a block into four groups by its quartiles (type 7, as in
 * #chiso_block_summary) of the percents of a node: 1 for those at or above the third quartile, 2
 * for the others at or above the median, 3 at or above the first quartile, 4 below it, which is how
 * PAPI presents provinces. Percents are compared exactly. Time: n log n in the units of the block.
 *
 * @param board a scored board
 * @param count how many there is room for: the number of units of the board
 * @param[out] out_quarters the group of each unit of the block: 1 to 4, or 0 for one that is not
 * ranked or has no percent; those of other units stay as they are, so that one array takes block
 * after block
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_block_quarters(const chiso_board *board,
                                                             chiso_node node, uint32_t block,
                                                             size_t count, uint8_t *out_quarters,
                                                             chiso_error *error);

/**
 * Counts the ranked units of a block by the band of their percent on a node. Time: linear in the
 * units of the block × the logarithm of the number of bands.
 *
 * @param board a scored board
 * @param key whether the exact or the published percent decides
 * @param[out] out_counts chiso_bands_count() numbers; units in no band are in none of them
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_block_count_bands(const chiso_board *board,
                                                                chiso_node node, uint32_t block,
                                                                const chiso_bands *bands,
                                                                chiso_key key, uint32_t *out_counts,
                                                                chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
