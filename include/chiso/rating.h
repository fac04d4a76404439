/**
 * @file rating.h
 * Ratings: cells that several people gave, as a panel of judges or of appraisers does.
 *
 * Each of them gives the cell of a criterion a value, and the criterion says how these are joined
 * (chiso_criterion::raters): by their mean, their median, or the mean without the lowest and the
 * highest. What is joined are the values, exactly and before the rule; the mean of the rates 2/3
 * and 9/10 is 47/60. The board keeps every rating beside what it comes to: who gave what, how many
 * they are, how far they are apart. A board that has none pays nothing for it; memory is 8 bytes a
 * unit for each criterion of which a cell has ratings, and 56 for each of these.
 *
 * In a points file a column `rater` says who gave the cell: in the long layout each rating is a row
 * of `unit`, `criterion`, `rater`, `value`; in the wide one each rater has a row of the unit. A
 * rating that is empty or `-` is left out; where all are `-` the cell is not applicable, and else,
 * where none is given, missing. Ratings without a rater are those of one more rater, a cell that
 * has nothing else is a cell as any other. No rater gives two for a cell; names are the same where
 * people see the same. What a file says of a cell takes the place of all its ratings.
 *
 * @code{.c}
 * static const char criteria[] = "code,title,max,raters\n1,Show,10,trimmed 1\n";
 * static const char points[] = "unit,criterion,rater,value\n"
 *                              "north,1,An,7\nnorth,1,Ha,8.5\nnorth,1,Tu,8\nnorth,1,Vy,10\n";
 * chiso_tree *tree = NULL;
 * chiso_board *board = NULL;
 * chiso_raters raters;
 *
 * must(chiso_tree_read_csv(criteria, strlen(criteria), NULL, &tree, &error));
 * must(chiso_board_new(tree, NULL, &board, &error));
 * must(chiso_board_read_csv(board, points, strlen(points), &error));
 * must(chiso_board_raters(board, 0, 1, &raters));
 * printf("%u raters, %u off at each end, ", (unsigned)raters.given, (unsigned)raters.off);
 * show("from", raters.lowest);
 * chiso_board_free(board);
 * chiso_tree_free(tree);
 * @endcode
 * @code{.unparsed}
 * 4 raters, 1 off at each end, from 7
 * @endcode
 */
#ifndef CHISO_RATING_H
#define CHISO_RATING_H

#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/status.h>
#include <chiso/tree.h>

/** A rating: who gave what for a cell. */
typedef struct chiso_rating {
    const char *rater; /**< Who; NULL or "" for nobody in particular. */
    const char *value; /**< What, as a points file holds it: "8.5", "97.8%", "978/1000"; "" for
                          missing, "-" for not applicable. */
} chiso_rating;

/** What the ratings of a cell are like. Numbers are as cells hold them, rates in percent, both with
 * six places. */
typedef struct chiso_raters {
    uint32_t count;        /**< How many ratings there are; 0 for a cell as any other. */
    uint32_t given;        /**< How many of them are neither missing nor not applicable. */
    uint32_t off;          /**< How many of these are left out at each end, as `trimmed` says. */
    uint32_t is_apart;     /**< 1 where they are farther apart than the criterion says, else 0. */
    chiso_decimal lowest;  /**< The least that was given; #CHISO_ABSENT where nothing was. */
    chiso_decimal highest; /**< The greatest. */
    chiso_decimal spread;  /**< How far the points that the rule gives for each are apart, in
                              percent of the max; #CHISO_ABSENT where nothing was given, the max is
                              0, or the rule looks at the other units. */
} chiso_raters;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Sets a cell by its ratings, in place of what it held. All or none of them are set. Setting a cell
 * in any other way takes its ratings off.
 *
 * @param leaf the leaf; its rule takes numbers or rates
 * @param ratings who gave what; copied
 * @param count how many, #CHISO_RATING_LIMIT at most; 0 makes the cell missing
 * @retval CHISO_E_DUPLICATE a rater gives two
 * @retval CHISO_E_CELL the rule joins no ratings, or does not take one of them
 * @retval CHISO_E_ENCODING a text is not UTF-8
 * @return any other status: as chiso_board_set_text()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_set_ratings(chiso_board *board, chiso_unit unit,
                                                                chiso_node leaf,
                                                                const chiso_rating *ratings,
                                                                uint32_t count, chiso_error *error);

/** How many ratings a cell has, those included that are missing or not applicable. */
CHISO_API uint32_t chiso_board_rating_count(const chiso_board *board, chiso_unit unit,
                                            chiso_node leaf);

/**
 * One rating of a cell, in the order of coming.
 *
 * @param index from 0 to chiso_board_rating_count() - 1
 * @param[out] out_rater who gave it, "" for nobody in particular; belongs to the board until it
 * changes; may be NULL
 * @param[out] out_text what, in #CHISO_CELL_TEXT_SIZE bytes, as chiso_board_text() tells it; may be
 * NULL
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_rating(const chiso_board *board,
                                                           chiso_unit unit, chiso_node leaf,
                                                           uint32_t index, const char **out_rater,
                                                           char *out_text);

/**
 * What the ratings of a cell are like, whether the board is scored or not.
 *
 * @param[out] out_raters a count of 0 where the cell has no ratings
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_raters(const chiso_board *board,
                                                           chiso_unit unit, chiso_node leaf,
                                                           chiso_raters *out_raters);

#ifdef __cplusplus
}
#endif

#endif
