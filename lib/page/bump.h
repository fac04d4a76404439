/* The ranks of all units over the periods, while the figure is made. */
#ifndef CHISO_LIB_PAGE_BUMP_H
#define CHISO_LIB_PAGE_BUMP_H

#include "page/places.h"
#include "page/time.h"

struct chiso__bump {
    struct chiso__canvas *canvas;
    struct chiso__time time;
    const char *block; /* whose units are shown; NULL for all */
    struct chiso__course *courses;
    size_t count;
    uint32_t rows;             /* the last rank */
    chiso__tenth top;          /* the height of the first rank */
    struct chiso__boxes boxes; /* of the ranks on discs */
};

static inline bool chiso__has_rank(const struct chiso__course *course, uint32_t slot)
{
    return course->points[slot].place.rank > 0;
}

/* Reads the ranks of all units. */
chiso_status chiso__bump_read(struct chiso__bump *bump, chiso_error *error);

/* Title and caption, and the ranks in words. */
void chiso__bump_head(struct chiso__bump *bump);

#endif
