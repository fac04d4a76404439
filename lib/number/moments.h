/* Skewness and kurtosis held against what indices take, exactly: no double decides.
 *
 * Skewness is G1 = n / ((n - 1) (n - 2)) Σ ((x - mean) / s)^3, and kurtosis
 * G2 = n (n + 1) / ((n - 1) (n - 2) (n - 3)) Σ ((x - mean) / s)^4 - 3 (n - 1)^2 / ((n - 2) (n -
 * 3)), s being the standard deviation of a sample: SKEW() and KURT() of spreadsheets. */
#ifndef CHISO_LIB_NUMBER_MOMENTS_H
#define CHISO_LIB_NUMBER_MOMENTS_H

#include "number/carried.h"

/* The end that numbers in order reach out to too far: 1 for the high one, -1 for the low one, and 0
 * where their skewness is not beyond 2 on either side, or their kurtosis not above 3.5, or they are
 * fewer than four. */
int chiso__skewed_end(const struct chiso__carried *sorted, uint32_t count);

/* Moves the furthest of numbers in order to the next, one after the other, while they reach out too
 * far at their end: so many at most in all, and those that are equal together or not at all. */
void chiso__winsorise(struct chiso__carried *sorted, uint32_t count, uint32_t most);

#endif
