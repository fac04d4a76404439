/* Carried numbers as the whole numbers of 128 bits that this room computes with. */
#ifndef CHISO_LIB_NUMBER_INSIDE_H
#define CHISO_LIB_NUMBER_INSIDE_H

#include "number/carried.h"

/* In 2^-52 millionths, below 2^116. */
static inline chiso__wide chiso__carried_wide(struct chiso__carried value)
{
    return (chiso__wide)((chiso__unsigned_wide)value.millionths << CHISO__REST_BITS) + value.rest;
}

#endif
