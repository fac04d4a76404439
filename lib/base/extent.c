/* The least and greatest of a column, and the bits in which its numbers differ, in one pass. */
#include "base/extent.h"

#include "base/clones.h"

CHISO__CLONES
static void look(const int64_t *restrict column, uint32_t size, struct chiso__extent *out_extent)
{
    int64_t least = INT64_MAX;
    int64_t greatest = INT64_MIN;
    uint64_t differing = 0;

    for (uint32_t i = 0; i < size; i++) {
        least = column[i] < least ? column[i] : least;
        greatest = column[i] > greatest ? column[i] : greatest;
        differing |= (uint64_t)column[i] - (uint64_t)column[0];
    }
    *out_extent = (struct chiso__extent){least, greatest, differing};
}

void chiso__extent_of(const int64_t *column, uint32_t size, struct chiso__extent *out_extent)
{
    look(column, size, out_extent);
}
