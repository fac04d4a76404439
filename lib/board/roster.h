/* The units of a block, without a look at all the others. */
#ifndef CHISO_LIB_BOARD_ROSTER_H
#define CHISO_LIB_BOARD_ROSTER_H

#include "board/board.h"

struct chiso__roster {
    const chiso_unit *units; /* in the order of adding; NULL: the units from 0 */
    uint32_t count;
};

/* The units of a block of a scored board, ranked or not, or all for CHISO_ALL_BLOCKS. Who is where
 * is found once for all blocks, and left on the board. False when memory is out. */
bool chiso__roster_of(const chiso_board *board, uint32_t block, struct chiso__roster *out_roster);

static inline chiso_unit chiso__roster_at(const struct chiso__roster *roster, uint32_t i)
{
    return roster->units == NULL ? i : roster->units[i];
}

#endif
