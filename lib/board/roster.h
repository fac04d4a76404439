/* The units of a block, without a look at all the others; and units in groups. */
#ifndef CHISO_LIB_BOARD_ROSTER_H
#define CHISO_LIB_BOARD_ROSTER_H

#include <chiso/rank.h>

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

/* The number of the group that a unit is in: its block, or the one that all are in. */
static inline uint32_t chiso__group_of(const chiso_board *board, chiso_unit unit, chiso_scope scope)
{
    return scope == CHISO_SCOPE_OVERALL ? 0 : board->rows.blocks[unit];
}

/* Puts those units that take part behind each other, group after group and each in the order of
 * adding. Of so many groups it tells where they begin, and behind them where the last ends: starts
 * has room for two more, and is all 0. Inline, since it is asked of every unit twice. */
static inline void chiso__fill_groups(const chiso_board *board, chiso_scope scope,
                                      bool (*takes_part)(const chiso_board *, chiso_unit),
                                      uint32_t count, uint32_t *starts, chiso_unit *units)
{
    /* Counts stand two places further on, so that filling moves each start to where it belongs. */
    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        starts[chiso__group_of(board, unit, scope) + 2] += takes_part(board, unit);
    }
    for (uint32_t group = 0; group < count; group++) {
        starts[group + 2] += starts[group + 1];
    }
    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        if (takes_part(board, unit)) {
            units[starts[chiso__group_of(board, unit, scope) + 1]++] = unit;
        }
    }
}

#endif
