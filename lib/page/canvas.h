/* The sheet that a figure is drawn on: its body is kept until the height is known. What fails is
 * kept too, so that a drawing goes on to its end and is told then. Places are tenths of a pixel. */
#ifndef CHISO_LIB_PAGE_CANVAS_H
#define CHISO_LIB_PAGE_CANVAS_H

#include <chiso/chart.h>

#include "page/ink.h"
#include "page/letters.h"
#include "text/output.h"

/* From this width on figures have their wide layout. */
enum { CHISO__WIDE = 560 };

struct chiso__canvas {
    chiso_chart_options options;
    chiso_allocator allocator;
    chiso_status status; /* the first that failed */
    struct chiso__arena texts;
    chiso_buffer body;
    chiso_sink into_body;
    struct chiso__output output;
    const char *id;
    char mark;
    bool wide;
    chiso__tenth width;
    chiso__tenth left; /* where texts begin, and end */
    chiso__tenth right;
    chiso__tenth bottom; /* what has been drawn ends here */
    const char *title;
    chiso_buffer words; /* the figures in words */
};

/* Begins a figure. Memory comes from where an object takes its own. */
chiso_status chiso__canvas_begin(struct chiso__canvas *canvas, const chiso_chart_options *options,
                                 const chiso_allocator *allocator, const chiso_sink *sink,
                                 chiso_error *error);

/* What became of it: what failed, or else whether the body is whole. */
chiso_status chiso__canvas_settle(struct chiso__canvas *canvas, chiso_status status,
                                  chiso_error *error);

/* Lets go of all that a canvas holds. */
void chiso__canvas_clear(struct chiso__canvas *canvas);

/* Writes the figure, if nothing failed, and ends the canvas. */
chiso_status chiso__canvas_end(struct chiso__canvas *canvas, chiso_status status,
                               const chiso_sink *sink, chiso_error *error);

/* Keeps a status that failed; returns whether it did not. */
bool chiso__canvas_keep(struct chiso__canvas *canvas, chiso_status status);

/* A copy of a text that lives as long as the canvas; "" when memory is out. */
const char *chiso__canvas_copy(struct chiso__canvas *canvas, struct chiso__span text);

/* Room for count things of a size, zero bytes, or NULL, and then the canvas has failed. */
void *chiso__canvas_room(struct chiso__canvas *canvas, size_t count, size_t size);

/* Whether a code is one of the units that are spoken of. */
bool chiso__is_spoken_of(const struct chiso__canvas *canvas, const char *code);

#endif
