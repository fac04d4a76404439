/* Reading scored rows: the figures of a node of a row, the ratio that stands for its percent, and
 * what a cell holds. */
#ifndef CHISO_LIB_SCORE_RESULT_H
#define CHISO_LIB_SCORE_RESULT_H

#include "number/ratio.h"
#include "score/score.h"

/* The exact percent of a node of a row as a ratio, its parts being gaps where there are none; false
 * when there is no percent, or none that takes part in anything: that of a unit of which nothing
 * that counts is scored. */
bool chiso__ratio_of(const struct chiso__rows *rows, uint32_t row, chiso_node node,
                     struct chiso__carried_ratio *out_ratio);

/* The same of a unit whatever is scored of it. */
bool chiso__own_ratio_of(const struct chiso__rows *rows, uint32_t row, chiso_node node,
                         struct chiso__carried_ratio *out_ratio);

/* Begin to fetch where the details of a row are kept; and, once that is there, what the ratio of a
 * node is made of. */
void chiso__detail_ahead(const struct chiso__rows *rows, uint32_t row);
void chiso__ratio_ahead(const struct chiso__rows *rows, uint32_t row, chiso_node node);

/* The points that a node of a row counts with, also what is missing under `zero`; a gap where it
 * has none. */
struct chiso__carried chiso__achieved_of(const struct chiso__rows *rows, uint32_t row,
                                         chiso_node node);

/* Whether anything that counts is scored of a row, anywhere in the tree. */
bool chiso__is_row_scored(const struct chiso__rows *rows, uint32_t row);

/* The max of all that applies of a node of a row, missing or not; 0 where nothing does. */
struct chiso__carried chiso__applicable_max(const struct chiso__rows *rows, uint32_t row,
                                            chiso_node node);

/* Points of a node with this max as they go out: a decimal, or the mark that there are none. */
chiso_decimal chiso__publish_points(const chiso_tree *tree, struct chiso__carried points,
                                    struct chiso__carried max);

/* The same with 0 to 6 places: the figure as it is carried, rounded once. */
chiso_decimal chiso__publish_places(const chiso_tree *tree, struct chiso__carried points,
                                    struct chiso__carried max, int places);

/* CHISO_OK, or says that points cannot be told with so many places. */
chiso_status chiso__check_places(int places, chiso_error *error);

/* The points that a node of a row lost, shown with 0 to 6 places; CHISO_ABSENT for a bonus, for
 * what is dropped and where there are no points. CHISO_E_RANGE where that is no decimal. */
chiso_status chiso__lost_of(const struct chiso__rows *rows, uint32_t row, chiso_node node,
                            int places, chiso_decimal *out_lost);

/* All figures of a node of a row; CHISO_E_RANGE where a percentage is no decimal. */
chiso_status chiso__result_of(const struct chiso__rows *rows, uint32_t row, chiso_node node,
                              chiso_result *out_result);

/* The same of a leaf whose cell holds a mark that there is no value: they are those of all rows. */
chiso_status chiso__gap_result(const chiso_tree *tree, chiso_node leaf, chiso_decimal mark,
                               chiso_result *out_result);

/* The points of a node of a row as text, with -1 to 18 places; "" where there are none. */
void chiso__points_text_of(const struct chiso__rows *rows, uint32_t row, chiso_node node,
                           int places, char mark, char *out_text);

/* CHISO_OK when texts have such places and such a mark. */
chiso_status chiso__check_text_of(int places, char mark);

/* What a cell holds; where points depend on the other units they are absent unless the rows are
 * scored. */
chiso_cell chiso__cell_of(const struct chiso__rows *rows, uint32_t row, chiso_node leaf);

/* A percentage as the tree publishes it; CHISO_ABSENT where the figures have none. */
chiso_status chiso__publish(const chiso_tree *tree, struct chiso__carried part,
                            struct chiso__carried whole, chiso_decimal *out_percent);

/* CHISO_OK when the board is scored and has the unit and node. */
chiso_status chiso__check_result(const chiso_board *board, chiso_unit unit, chiso_node node);

/* The same of a board that may be NULL, and says what is wrong. */
chiso_status chiso__fail_result(const chiso_board *board, chiso_unit unit, chiso_node node,
                                chiso_error *error);

#endif
