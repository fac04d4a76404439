/* Carried numbers for tests: as whole numbers of 2^-52 millionths, and chosen where it matters. */
#ifndef CHISO_TESTS_CARRY_H
#define CHISO_TESTS_CARRY_H

#include "number/ratio.h"
#include "support.h"
#include "wide.h"

/* The greatest carried number as a whole number of 2^-52 millionths. */
#define CARRY_MOST ((int128)CHISO_DECIMAL_MAX << 52)

int128 carry_whole(struct chiso__carried value);
struct chiso__carried carry_of(int128 whole);

/* Of any size and sign, with a rest or without; some at the edges, some near each other. */
struct chiso__carried carry_any(struct random *random);

/* The same, above 0. */
struct chiso__carried carry_any_max(struct random *random);

/* What is achieved of a max, mostly within it. */
struct chiso__carried carry_any_achieved(struct random *random, struct chiso__carried max);

/* Two ratios; half of the pairs lie at the bound of nearness or within a few last bits of it. */
void carry_any_pair(struct random *random, struct chiso__carried_ratio *a,
                    struct chiso__carried_ratio *b);

/* Points that lie at a half of the last digit, or at a whole one, or at the bound of what is near
 * to them; a place above 6 is as good as 6. */
struct chiso__carried carry_any_edge(struct random *random, struct chiso__carried max, int places);

/* The product of two magnitudes. */
struct wide carry_product(uint128 a, uint128 b);

uint128 carry_magnitude(int128 number);

#endif
