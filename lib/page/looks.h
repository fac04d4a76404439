/* How the options of a question look: from the best, dark, to the worst, hatched, so that paper
 * without colours tells them apart. */
#ifndef CHISO_LIB_PAGE_LOOKS_H
#define CHISO_LIB_PAGE_LOOKS_H

#include "page/draw.h"

enum { CHISO__MOST_OPTIONS = 7 };

struct chiso__look {
    enum chiso__ink fill;
    enum chiso__ink border;
    enum chiso__ink text; /* upon it */
    bool hatched;
};

/* The look of an option, from 0, of so many. */
const struct chiso__look *chiso__look_of(uint32_t options, uint32_t option);

void chiso__draw_option(struct chiso__canvas *canvas, const struct chiso__look *look,
                        chiso__tenth x, chiso__tenth y, chiso__tenth width, chiso__tenth height,
                        const struct chiso__facts *facts);

#endif
