/* Reading scored rows: the figures of a node of a row, the ratio that stands for its percent, and
 * what a cell holds. */
#ifndef CHISO_LIB_SCORE_RESULT_H
#define CHISO_LIB_SCORE_RESULT_H

#include "score/score.h"

/* Points got and possible; no percent unless the max is above 0. */
struct chiso__ratio {
    chiso_decimal achieved;
    chiso_decimal max;
};

/* The exact percent of a node of a row as a ratio; false when there is none. */
bool chiso__ratio_of(const struct chiso__rows *rows, uint32_t row, chiso_node node,
                     struct chiso__ratio *out_ratio);

/* All figures of a node of a row; CHISO_E_RANGE where a percentage is no decimal. */
chiso_status chiso__result_of(const struct chiso__rows *rows, uint32_t row, chiso_node node,
                              chiso_result *out_result);

/* What a cell holds; where points depend on the other units they are absent unless the rows are
 * scored. */
chiso_cell chiso__cell_of(const struct chiso__rows *rows, uint32_t row, chiso_node leaf);

/* A percentage as the tree publishes it; CHISO_ABSENT where the figures have none. */
chiso_status chiso__publish(const chiso_tree *tree, chiso_decimal part, chiso_decimal whole,
                            chiso_decimal *out_percent);

/* CHISO_OK when the board is scored and has the unit and node. */
chiso_status chiso__check_result(const chiso_board *board, chiso_unit unit, chiso_node node);

/* The same of a board that may be NULL, and says what is wrong. */
chiso_status chiso__fail_result(const chiso_board *board, chiso_unit unit, chiso_node node,
                                chiso_error *error);

#endif
