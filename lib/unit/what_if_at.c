/* Where the figures of a unit are: on the board, or in a row of those that were tried. */
#include "unit/what_if_inside.h"

const chiso_board *chiso__what_if_board(const chiso_what_if *what_if, chiso_unit unit,
                                        chiso_unit *out_unit)
{
    const uint32_t row = what_if->rows[unit];

    *out_unit = row == CHISO_NO_UNIT ? unit : row;
    return row == CHISO_NO_UNIT ? what_if->board : what_if->own;
}
