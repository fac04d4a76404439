/* What readers of a scored board made of its figures and leave there for others that ask for the
 * same, until the board is scored again or ends. */
#ifndef CHISO_LIB_BOARD_KEPT_H
#define CHISO_LIB_BOARD_KEPT_H

#include "board/board.h"

/* Stands first in what is kept. */
struct chiso__kept {
    struct chiso__kept *next;
    void (*end)(const chiso_allocator *allocator, struct chiso__kept *kept); /* tells kinds apart */
};

/* Whether something of a kind is what is asked for. */
typedef bool (*chiso__kept_matches)(const struct chiso__kept *kept, const void *key);

/* NULL where nobody has left it yet. Any number of threads may ask, and leave something. */
struct chiso__kept *chiso__kept_find(const chiso_board *board,
                                     void (*end)(const chiso_allocator *, struct chiso__kept *),
                                     chiso__kept_matches matches, const void *key);

/* Leaves what was made, and returns it; or ends it and returns what another thread has left
 * meanwhile. */
struct chiso__kept *chiso__kept_leave(const chiso_board *board, struct chiso__kept *made,
                                      chiso__kept_matches matches, const void *key);

#endif
