/* Trying points out: the figures of one unit below a node, worked out again along the way from a
 * leaf up, exactly as scoring does. */
#ifndef CHISO_LIB_SCORE_RETRY_H
#define CHISO_LIB_SCORE_RETRY_H

#include "score/score.h"

struct chiso__quick_trial;

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
    struct chiso__setting setting;    /* what was set of the unit */
    struct chiso__quick_trial *quick; /* NULL: every node on the way up is combined anew */
};

/* The figures as they stand on a scored board; false when memory is out, and then nothing is kept.
 */
bool chiso__trial_new(const chiso_board *board, chiso_unit unit, chiso_node node,
                      struct chiso__trial *out_trial);
void chiso__trial_free(struct chiso__trial *trial);

/* Gives a leaf below the node other points, or a mark that it has none. False when a number is too
 * large: then the figures above it are nothing until the leaf has been given others. */
bool chiso__trial_set(struct chiso__trial *trial, chiso_node leaf, struct chiso__carried points);

/* Keeps sums, so that trying a leaf takes no longer the more siblings there are: for many leaves.
 * What is tried comes to the same. False when memory is out. */
bool chiso__trial_quicken(struct chiso__trial *trial);

/* What the node would achieve if a leaf had other points; a gap where it would have none, or a
 * number is too large. All stays as it is. */
struct chiso__carried chiso__trial_peek(struct chiso__trial *trial, chiso_node leaf,
                                        struct chiso__carried points);

/* Gives a leaf other points as chiso__trial_set() does, but for the nodes above it, which
 * chiso__trial_settle() works out for all leaves at once. False when a number is too large. */
void chiso__trial_put(struct chiso__trial *trial, chiso_node leaf, struct chiso__carried points);
bool chiso__trial_settle(struct chiso__trial *trial);

/* Whether the result of a node of the unit was set. */
static inline bool chiso__trial_has_set(const struct chiso__trial *trial, chiso_node node)
{
    bool has_set = false;

    for (uint32_t i = 0; i < trial->setting.set_count; i++) {
        has_set = has_set || trial->setting.set[i].node == node;
    }
    return has_set;
}

/* What the node achieves; a gap where it has no points. */
static inline struct chiso__carried chiso__trial_achieved(const struct chiso__trial *trial)
{
    const struct chiso__node_figures *figures = &trial->figures[trial->node];

    return figures->takes_part[CHISO__CASE_ACTUAL] ? figures->achieved[CHISO__CASE_ACTUAL]
                                                   : (struct chiso__carried){CHISO_ABSENT, 0};
}

#endif
