/* Which blocks there are. */
#ifndef CHISO_LIB_RANK_BLOCK_H
#define CHISO_LIB_RANK_BLOCK_H

#include <chiso/block.h>

#include "board/board.h"

/* Says what is wrong where a board has no such block; CHISO_ALL_BLOCKS is one. */
chiso_status chiso__check_block(const chiso_board *board, uint32_t block, chiso_error *error);

#endif
