/* Reading a scored board: the figures of a node of a unit, and the ratio that stands for its
 * percent. */
#ifndef CHISO_LIB_SCORE_RESULT_H
#define CHISO_LIB_SCORE_RESULT_H

#include "score/score.h"

/* Points got and possible; no percent unless the max is above 0. */
struct chiso__ratio {
    chiso_decimal achieved;
    chiso_decimal max;
};

/* The exact percent of a node of a unit of a scored board as a ratio; false when there is none. */
bool chiso__ratio_of(const chiso_board *board, chiso_unit unit, chiso_node node,
                     struct chiso__ratio *out_ratio);

/* A percentage as the tree publishes it; CHISO_ABSENT where the figures have none. */
chiso_status chiso__publish(const chiso_tree *tree, chiso_decimal part, chiso_decimal whole,
                            chiso_decimal *out_percent);

/* CHISO_OK when the board is scored and has the unit and node. */
chiso_status chiso__check_result(const chiso_board *board, chiso_unit unit, chiso_node node);

/* The same of a board that may be NULL, and says what is wrong. */
chiso_status chiso__fail_result(const chiso_board *board, chiso_unit unit, chiso_node node,
                                chiso_error *error);

/* What a cell of answers is worth in percent: counts that were checked, an option each. */
chiso_decimal chiso__weighted_percent(const struct chiso__rule *rule, const int64_t *counts);

#endif
