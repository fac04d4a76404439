/* Trying points out: the figures of one unit below a node, worked out again along the way from a
 * leaf up, exactly as scoring does. */
#ifndef CHISO_LIB_SCORE_RETRY_H
#define CHISO_LIB_SCORE_RETRY_H

#include "score/score.h"

/* Begin with {0}. */
struct chiso__trial {
    const chiso_board *board;
    chiso_unit unit;
    chiso_node node;
    struct chiso__node_figures *figures; /* by node; only those of the node and below it */
    struct chiso__parts parts;
    const chiso_node
        *order; /* the node and what is below it in the tree's order, a slice of the tree's */
    uint32_t count;
};

/* The figures as they stand on a scored board; false when memory is out, and then nothing is kept.
 */
bool chiso__trial_new(const chiso_board *board, chiso_unit unit, chiso_node node,
                      struct chiso__trial *out_trial);
void chiso__trial_free(struct chiso__trial *trial);

/* Gives a leaf below the node other points, or a mark that it has none. False when a number is too
 * large: then the figures above it are nothing until the leaf has been given others. */
bool chiso__trial_set(struct chiso__trial *trial, chiso_node leaf, struct chiso__carried points);

/* What the node achieves; a gap where it has no points. */
struct chiso__carried chiso__trial_achieved(const struct chiso__trial *trial);

#endif
