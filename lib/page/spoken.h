/* The units that a figure speaks of, and lists of names. */
#ifndef CHISO_LIB_PAGE_SPOKEN_H
#define CHISO_LIB_PAGE_SPOKEN_H

#include <chiso/board.h>

#include "page/wording.h"

/* CHISO_OK where the board has all units that are spoken of. */
chiso_status chiso__spoken_check(const struct chiso__canvas *canvas, const chiso_board *board,
                                 chiso_error *error);

/* The first unit that is spoken of; CHISO_NO_UNIT for none. */
chiso_unit chiso__first_spoken(const struct chiso__canvas *canvas, const chiso_board *board);

/* A list of names that grows: "A, B, C", and how many more behind the first few. Begin with {0}. */
struct chiso__names {
    const char *text;
    uint64_t count;
};

void chiso__names_add(struct chiso__canvas *canvas, struct chiso__names *names, const char *name,
                      uint64_t most);

/* The list, with how many more there are. */
const char *chiso__names_text(struct chiso__canvas *canvas, const struct chiso__names *names,
                              uint64_t most);

#endif
