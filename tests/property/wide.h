/* Non-negative whole numbers of up to 448 bits, for a plain scorer that rounds only where it
 * should. */
#ifndef CHISO_TESTS_WIDE_H
#define CHISO_TESTS_WIDE_H

#include <chiso/chiso.h>

#include <stdint.h>

#define WIDE_LIMBS 14

/* Beyond the standard, in the compilers that the library builds with. */
__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

struct wide {
    uint32_t limbs[WIDE_LIMBS]; /* the least first */
};

struct wide wide_of(uint64_t value);
struct wide wide_of_128(uint128 value);
uint128 wide_to_128(struct wide value); /* which fits */
struct wide wide_times(struct wide a, uint64_t b);
struct wide wide_plus(struct wide a, struct wide b);
struct wide wide_minus(struct wide a, struct wide b); /* a is at least b */
int wide_compare(struct wide a, struct wide b);

/* To the nearest whole number, a half up; the divisor is above 0. */
struct wide wide_quotient(struct wide dividend, struct wide divisor);

/* (plus - minus) / divisor, rounded once; the divisor is above 0 and the result fits. */
int64_t wide_ratio(struct wide plus, struct wide minus, struct wide divisor,
                   chiso_rounding rounding);

#endif
