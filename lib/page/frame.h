/* What all figures have around their marks: title and caption above, notes and the source below,
 * and rows with a name. */
#ifndef CHISO_LIB_PAGE_FRAME_H
#define CHISO_LIB_PAGE_FRAME_H

#include "page/axis.h"
#include "page/draw.h"
#include "page/wording.h"

extern const struct chiso__letters chiso__name_letters;  /* of rows */
extern const struct chiso__letters chiso__value_letters; /* at the right of rows */
extern const struct chiso__letters chiso__muted_letters; /* at the right, secondary */
extern const struct chiso__letters chiso__note_letters;

/* Draws title and caption: those of the caller, or else these. */
void chiso__frame_head(struct chiso__canvas *canvas, const char *title, const char *caption);

/* Draws a note below what is there, over as many lines as it takes; "" draws nothing. */
void chiso__frame_note(struct chiso__canvas *canvas, const char *note);

/* Draws the source that the caller gave, below all else. */
void chiso__frame_source(struct chiso__canvas *canvas);

/* Says behind a caption that an axis does not begin at 0, where it does not. */
const char *chiso__axis_caption(struct chiso__canvas *canvas, const char *caption,
                                const struct chiso__axis *axis, bool is_percent);

/* How rows of a name and marks look. Beside the marks a name has two lines at most, above them too.
 */
struct chiso__shelf {
    struct chiso__face face;
    bool above; /* names stand above the marks */
    chiso__tenth height;
    chiso__tenth name_x;
    chiso__tenth name_width;
};

struct chiso__strip {
    chiso__tenth top;
    chiso__tenth middle; /* of the marks */
    chiso__tenth height;
};

/* The row of a name from a height on. */
struct chiso__strip chiso__strip_at(const struct chiso__shelf *rows, const char *name, bool bold,
                                    chiso__tenth top);

/* Draws the name of a row. */
void chiso__strip_name(struct chiso__canvas *canvas, const struct chiso__shelf *rows,
                       const struct chiso__strip *row, const char *name, enum chiso__ink ink,
                       bool bold);

#endif
