/* Codes of a tree that are near to one that is not there. */
#ifndef CHISO_LIB_BOARD_NEAR_CODE_H
#define CHISO_LIB_BOARD_NEAR_CODE_H

#include "tree/tree.h"

/* So many are told. */
enum { CHISO__NEAR_CODES = 3 };

/* The codes that are nearest to a text, the nearest first. */
struct chiso__near_codes {
    chiso_node nodes[CHISO__NEAR_CODES];
    size_t apart[CHISO__NEAR_CODES];
    size_t count;
};

struct chiso__near_codes chiso__near_codes_of(const chiso_tree *tree, struct chiso__span text);

/* The same as a text, written into the room that is given. */
struct chiso__span chiso__list_near_codes(const chiso_tree *tree, struct chiso__span text,
                                          char *room, size_t size);

#endif
