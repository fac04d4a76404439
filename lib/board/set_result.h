/* Results of inner criteria that were set by hand: few, so that they are kept one by one. */
#ifndef CHISO_LIB_BOARD_SET_RESULT_H
#define CHISO_LIB_BOARD_SET_RESULT_H

#include "board/rows.h"

/* The one of a node of a row, or NULL. */
const struct chiso__set_result *chiso__set_find(const struct chiso__rows *rows, uint32_t row,
                                                chiso_node node);

/* Sets a result in the place of one that may be there; false when memory is out. */
bool chiso__set_put(struct chiso__rows *rows, const chiso_allocator *allocator, uint32_t row,
                    chiso_node node, struct chiso__carried points);

/* Takes one back, if there is one. */
void chiso__set_remove(struct chiso__rows *rows, uint32_t row, chiso_node node);

#endif
