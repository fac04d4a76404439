/* The two ways of multiplying columns, which give the same to the last bit. */
#ifndef CHISO_LIB_STATISTICS_CORRELATION_PRODUCT_INSIDE_H
#define CHISO_LIB_STATISTICS_CORRELATION_PRODUCT_INSIDE_H

#include "statistics/inside.h"

/* So many units are summed up by themselves; how many is part of what the sums are. */
enum { CHISO__DEPTH = 192 };

/* Pair by pair. */
bool chiso__multiply_pairs(struct chiso__products *products, const chiso_allocator *allocator);

/* Many columns at once. */
bool chiso__multiply_by_panels(struct chiso__products *products, const chiso_allocator *allocator);

#endif
