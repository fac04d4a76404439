/* Which blocks there are, who is in them, and means of percents. */
#ifndef CHISO_LIB_RANK_BLOCK_H
#define CHISO_LIB_RANK_BLOCK_H

#include <chiso/block.h>

#include "score/result.h"

/* Says what is wrong where a board has no such block; CHISO_ALL_BLOCKS is one. */
chiso_status chiso__check_block(const chiso_board *board, uint32_t block, chiso_error *error);

/* Whether a unit is ranked, and in a block; CHISO_ALL_BLOCKS has all. */
bool chiso__belongs(const chiso_board *board, chiso_unit unit, uint32_t block);

/* A ratio in percent, and the mean of some of them, one at least; false when they are beyond all
 * numbers. */
bool chiso__percent_of(const struct chiso__carried_ratio *ratio,
                       struct chiso__carried *out_percent);
bool chiso__mean_percent(const struct chiso__carried_ratio *ratios, uint32_t count,
                         struct chiso__carried *out_mean);

#endif
