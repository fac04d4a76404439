/* What only the comparing of names needs: letters and marks. */
#ifndef CHISO_LIB_TEXT_NAME_INSIDE_H
#define CHISO_LIB_TEXT_NAME_INSIDE_H

#include "base/text.h"

/* The class of a mark; 0 for what is none. */
unsigned chiso__mark_order(uint32_t mark);

/* What a letter and a mark make together, or 0. */
uint32_t chiso__compose(uint32_t letter, uint32_t mark);

/* The letter below the last mark of a letter, or 0 where it has none. */
uint32_t chiso__decompose(uint32_t letter, uint32_t *out_mark);

#endif
