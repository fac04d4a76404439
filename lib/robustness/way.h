/* A board under one of the ways of the rules that are drawn. */
#ifndef CHISO_LIB_ROBUSTNESS_WAY_H
#define CHISO_LIB_ROBUSTNESS_WAY_H

#include "robustness/plan.h"

struct chiso__way {
    const chiso_board *board; /* scored */
    chiso_board *own;         /* the same, where it was made for the way, with its tree */
    chiso_tree *tree;
};

/* Makes it; nothing is kept after a failure. */
chiso_status chiso__way_begin(const chiso_board *board, const struct chiso__plan *plan,
                              uint32_t way, struct chiso__way *out_way, chiso_error *error);
void chiso__way_end(struct chiso__way *way);

#endif
