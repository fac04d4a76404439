/* What only this room needs. */
#ifndef CHISO_LIB_BOARD_INSIDE_H
#define CHISO_LIB_BOARD_INSIDE_H

#include "board/board.h"

/* Room for so many units. */
bool chiso__board_make_room(chiso_board *board, uint32_t capacity);

/* Reads a cell as a spreadsheet holds it, counts of answers into the room for them; says what is
 * wrong, but not where. */
chiso_status chiso__cell_read(const chiso_tree *tree, chiso_node leaf, struct chiso__span text,
                              struct chiso__number_style *style, int64_t *counts,
                              struct chiso__value *out_value, bool *out_rounded,
                              chiso_error *error);

/* Makes a value of a number or a rate that came without text; the denominator is CHISO_ABSENT for a
 * number. */
chiso_status chiso__number_value(const chiso_tree *tree, chiso_node leaf, chiso_decimal number,
                                 chiso_decimal denominator, struct chiso__value *out_value,
                                 chiso_error *error);

/* Works the cells of a leaf out from numbers, or rates, that came without text, and makes room for
 * what they have behind their millionths; names the first that is wrong. */
chiso_status chiso__work_column_out(chiso_board *board, chiso_node leaf,
                                    const chiso_decimal *values, const chiso_decimal *denominators,
                                    size_t count, struct chiso__value *made, chiso_error *error);

#endif
