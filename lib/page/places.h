/* Labels that must not meet: boxes that were placed, and rows of labels pushed apart. */
#ifndef CHISO_LIB_PAGE_PLACES_H
#define CHISO_LIB_PAGE_PLACES_H

#include "page/draw.h"

struct chiso__box {
    chiso__tenth left;
    chiso__tenth top;
    chiso__tenth right;
    chiso__tenth bottom;
};

/* The boxes of a figure that are there; begin with {0}, with room for as many as are added. */
struct chiso__boxes {
    struct chiso__box *boxes;
    size_t count;
    size_t room;
};

/* The box of a text whose line has its middle there. */
struct chiso__box chiso__text_box(const struct chiso__letters *letters, const char *text,
                                  chiso__tenth x, chiso__tenth middle);

/* The box around two others. */
struct chiso__box chiso__box_around(struct chiso__box a, struct chiso__box b);

/* Adds a box, unless it meets one that is there or comes nearer than so much: false then. */
bool chiso__boxes_take(struct chiso__boxes *boxes, struct chiso__box box, chiso__tenth apart);

/* A label at the end of a line. */
struct chiso__end {
    chiso__tenth wanted; /* the height of its point */
    chiso__tenth middle; /* where it stands */
    uint32_t id;
};

/* Puts labels in the order of their points, so far apart, those that would meet around the middle
 * of what they want, all between top and bottom if they can be. */
void chiso__push_apart(struct chiso__end *ends, size_t count, chiso__tenth apart, chiso__tenth top,
                       chiso__tenth bottom);

#endif
