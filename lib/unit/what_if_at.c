/* Where the figures of a unit are: on the board, or in a row of those that were tried. */
#include "unit/what_if_inside.h"

const struct chiso__rows *chiso__what_if_rows(const chiso_what_if *what_if, chiso_unit unit,
                                              uint32_t *out_row)
{
    const uint32_t row = what_if->row_of[unit];

    *out_row = row == CHISO__NO_ROW ? unit : row;
    return row == CHISO__NO_ROW ? &what_if->board->rows : &what_if->rows;
}
