/* Units over the periods, while they are drawn. */
#ifndef CHISO_LIB_PAGE_YEARS_H
#define CHISO_LIB_PAGE_YEARS_H

#include "page/places.h"
#include "page/time.h"

/* So far are labels of ends from each other. */
enum { CHISO__END_APART = 170 };

struct chiso__years {
    struct chiso__canvas *canvas;
    struct chiso__time time;
    const char *node;
    struct chiso__course *courses;
    uint32_t count;
    struct chiso__axis axis; /* upwards */
    chiso__tenth top;
    chiso__tenth bottom;
    chiso__tenth from; /* the plot, from left to right */
    chiso__tenth to;
    struct chiso__boxes boxes;
    bool in_full; /* ends tell values beside names */
};

/* The percent of a unit in a slot as it is published. */
const char *chiso__years_value(const struct chiso__years *years, const struct chiso__course *course,
                               uint32_t slot);

/* Draws the lines and their points, what stands beside points, and the labels of ends. */
void chiso__years_marks(struct chiso__years *years);

#endif
