/* What only this room needs. */
#ifndef CHISO_LIB_BOARD_INSIDE_H
#define CHISO_LIB_BOARD_INSIDE_H

#include "board/board.h"

/* Room for so many units. */
bool chiso__board_reserve(chiso_board *board, uint32_t capacity);

/* The block of a name, made if there is none; false when memory is out. */
bool chiso__board_block(chiso_board *board, struct chiso__span name, uint32_t *out_block);

/* Reads a cell as a spreadsheet holds it; says what is wrong, but not where. */
chiso_status chiso__cell_read(const struct chiso__node *leaf, struct chiso__span text,
                              struct chiso__number_style *style, struct chiso__value *out_value,
                              bool *out_rounded, chiso_error *error);

#endif
