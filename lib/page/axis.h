/* Axes of numbers: where values lie, and where lines stand. */
#ifndef CHISO_LIB_PAGE_AXIS_H
#define CHISO_LIB_PAGE_AXIS_H

#include "page/draw.h"
#include "page/wording.h"

struct chiso__axis {
    chiso_decimal low;
    chiso_decimal high;
    chiso_decimal step; /* from a line to the next */
    chiso__tenth from;  /* where low lies */
    chiso__tenth to;
    bool is_percent; /* its first label says so */
    bool is_signed;
};

/* An axis over values from low to high, whose ends are lines: of as many lines as have room for
 * their labels. */
struct chiso__axis chiso__axis_over(struct chiso__canvas *canvas, chiso_decimal low,
                                    chiso_decimal high, chiso__tenth from, chiso__tenth to);

/* The same of at most so many lines, 2 or more, whatever their labels are. */
struct chiso__axis chiso__axis_of(chiso_decimal low, chiso_decimal high, uint64_t most,
                                  chiso__tenth from, chiso__tenth to);

/* Where a value lies, to the tenth of a pixel; one beyond an end lies there. */
chiso__tenth chiso__axis_at(const struct chiso__axis *axis, chiso_decimal value);

/* The labels of the lines, their middles at a height. */
void chiso__axis_labels(struct chiso__canvas *canvas, const struct chiso__axis *axis,
                        chiso__tenth middle);

/* The lines from top to bottom, as a part of a path. */
void chiso__axis_lines_between(struct chiso__canvas *canvas, const struct chiso__axis *axis,
                               chiso__tenth top, chiso__tenth bottom);

#endif
