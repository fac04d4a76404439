/* The colours of figures, each by a class with a variable, which browsers follow, and by an
 * attribute with the colour of the light ground, for what reads no style sheet. */
#ifndef CHISO_LIB_PAGE_INK_H
#define CHISO_LIB_PAGE_INK_H

#include <chiso/chart.h>

#include "text/output.h"

enum chiso__ink {
    CHISO__INK_NONE,
    CHISO__INK_GROUND,
    CHISO__INK_TEXT,
    CHISO__INK_MUTED, /* secondary texts */
    CHISO__INK_GRID,
    CHISO__INK_DOT,  /* units that are not spoken of */
    CHISO__INK_LINE, /* lines between these */
    CHISO__INK_RISE, /* the unit that is spoken of, and what rose */
    CHISO__INK_FALL,
    CHISO__INK_SHALLOW, /* the ground of what fell */
    CHISO__INK_TINT,    /* bands and gaps */
    CHISO__INK_REFERENCE,
    CHISO__INK_SHADE_1, /* from the lowest fifth to the highest */
    CHISO__INK_SHADE_2,
    CHISO__INK_SHADE_3,
    CHISO__INK_SHADE_4,
    CHISO__INK_SHADE_5,
    CHISO__INK_ON_1, /* texts on these */
    CHISO__INK_ON_2,
    CHISO__INK_ON_3,
    CHISO__INK_ON_4,
    CHISO__INK_ON_5,
    CHISO__INK_COUNT
};

/* CHISO_E_WORD where a colour of the options is none. */
chiso_status chiso__check_inks(const chiso_chart_options *options, chiso_error *error);

/* The style element: of the figure with an id, or, where that is NULL, of a page. */
void chiso__put_style(struct chiso__output *output, const chiso_chart_options *options,
                      const char *id);

/* The attributes class, fill and stroke; none for CHISO__INK_NONE. */
void chiso__put_inks(struct chiso__output *output, const chiso_chart_options *options,
                     enum chiso__ink fill, enum chiso__ink stroke);

#endif
