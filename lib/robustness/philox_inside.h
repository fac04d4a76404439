/* The constants of Philox4x32-10, and the words of its counter that a draw makes. */
#ifndef CHISO_LIB_ROBUSTNESS_PHILOX_INSIDE_H
#define CHISO_LIB_ROBUSTNESS_PHILOX_INSIDE_H

#include "robustness/philox.h"

enum { CHISO__PHILOX_ROUNDS = 10 };

/* What words 0 and 2 are multiplied by, and what is added to the key after each round. */
#define CHISO__PHILOX_EVEN UINT32_C(0xD2511F53)
#define CHISO__PHILOX_ODD UINT32_C(0xCD9E8D57)
#define CHISO__PHILOX_TURN_LOW UINT32_C(0x9E3779B9)
#define CHISO__PHILOX_TURN_HIGH UINT32_C(0xBB67AE85)

static inline uint32_t chiso__philox_low(struct chiso__draw draw)
{
    return (uint32_t)draw.draw;
}

/* Of block 0. */
static inline uint32_t chiso__philox_high(struct chiso__draw draw)
{
    return (uint32_t)(draw.draw >> 32 & 0xFF) | (uint32_t)draw.source << 8;
}

#endif
