/* Leaves whose points come from the rank of another criterion. */
#ifndef CHISO_LIB_SCORE_RANK_LEAF_H
#define CHISO_LIB_SCORE_RANK_LEAF_H

#include "board/board.h"
#include "number/ratio.h"

/* What the ranks of a board are found with: NULL where no leaf takes any. */
struct chiso__rank_work {
    chiso_board *board;
    bool *takes_part; /* by unit: it is ranked, and something is said of it */
    struct chiso__carried_ratio *ratios;
    uint32_t *ids;
    uint32_t *scratch;
};

/* Begins: what ranks there were is gone, and their cells are missing. False when memory is out;
 * chiso__ranks_end() ends what there is. */
bool chiso__ranks_begin(struct chiso__rank_work *work);
void chiso__ranks_end(struct chiso__rank_work *work);

/* Puts the ranks of a stage into their cells, with all that they need worked out. */
chiso_status chiso__ranks_put(struct chiso__rank_work *work, uint32_t stage, chiso_error *error);

/* CHISO_OK where no leaf takes a rank, for what asks how the figures of one unit change while those
 * of all others stay. */
chiso_status chiso__check_no_ranks(const chiso_tree *tree, chiso_error *error);

#endif
