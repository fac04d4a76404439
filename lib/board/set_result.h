/* Results of inner criteria that were set by hand: few, so that they are kept one by one. */
#ifndef CHISO_LIB_BOARD_SET_RESULT_H
#define CHISO_LIB_BOARD_SET_RESULT_H

#include "board/board.h"

/* The one of a node of a row, or NULL. */
const struct chiso__set_result *chiso__set_find(const struct chiso__rows *rows, uint32_t row,
                                                chiso_node node);

/* Sets a result in the place of one that may be there; false when memory is out. */
bool chiso__set_put(struct chiso__rows *rows, const chiso_allocator *allocator,
                    struct chiso__set_result result);

/* Takes one back, if there is one. */
void chiso__set_remove(struct chiso__rows *rows, uint32_t row, chiso_node node);

/* The points that a result may have, beside a max. */
struct chiso__limits chiso__result_limits(const struct chiso__tree_node *node,
                                          struct chiso__carried max);

/* Reads the points of one. */
chiso_status chiso__result_read(const chiso_tree *tree, chiso_node node, struct chiso__span text,
                                struct chiso__number_style *style,
                                struct chiso__carried *out_points, bool *out_rounded,
                                chiso_error *error);

/* Says that nobody said why a result is set. */
chiso_status chiso__fail_without_note(const chiso_board *board, chiso_unit unit, chiso_node node,
                                      chiso_error *error);

/* No leaf below a node applies to a unit any more. */
void chiso__branch_leave(chiso_board *board, chiso_unit unit, chiso_node node);

#endif
