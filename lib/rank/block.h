/* Which blocks there are, who is in them, and means of percents. */
#ifndef CHISO_LIB_RANK_BLOCK_H
#define CHISO_LIB_RANK_BLOCK_H

#include <chiso/block.h>

#include "score/result.h"

/* Says what is wrong where a board has no such block; CHISO_ALL_BLOCKS is one. */
chiso_status chiso__check_block(const chiso_board *board, uint32_t block, chiso_error *error);

/* Whether a unit is ranked, and in a block; CHISO_ALL_BLOCKS has all. */
bool chiso__belongs(const chiso_board *board, chiso_unit unit, uint32_t block);

/* The mean of ratios in percent, from terms of at least 15 places; CHISO_ABSENT for none. The
 * ratios come to be in their smallest numbers. Fails where memory is out, or the mean is no
 * decimal. */
chiso_status chiso__mean_percent(const chiso_allocator *allocator, struct chiso__ratio *ratios,
                                 uint32_t count, int digits, chiso_rounding rounding,
                                 chiso_decimal *out_mean);

#endif
