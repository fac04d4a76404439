/* Logarithms and powers in whole numbers, the same on every platform: floating point has a last bit
 * that differs between them. */
#ifndef CHISO_LIB_NUMBER_LOGARITHM_H
#define CHISO_LIB_NUMBER_LOGARITHM_H

#include "number/carried.h"

/* Places, in bits, behind the point of what is computed here. */
enum { CHISO__ROOT_BITS = 62 };

/* The binary logarithm of a number from 1, in units of 2^-62, wrong by less than 2 of them; that of
 * a greater number is not less, and that of a power of 2 is exact. */
chiso__wide chiso__log2(uint64_t number);

/* The same of a carried number above 0, counted in its last bits. */
chiso__wide chiso__carried_log2(struct chiso__carried number);

/* whole × 2^power, the power in units of 2^-62: right to 2^-58 of itself and the last bit; false
 * beyond the bounds. */
bool chiso__carried_times_exp2(struct chiso__carried whole, struct chiso__total power,
                               struct chiso__carried *out_value);

/* 2 to a power from 0 to below 1, both in units of 2^-62; wrong by less than 8 of them. */
uint64_t chiso__exp2(uint64_t power);

/* The greatest whole number whose square is not above it. */
chiso__unsigned_wide chiso__square_root(chiso__unsigned_wide square);

#endif
