/* How a node gets its points from its children: the one place for it, whatever the case and the
 * unit. */
#ifndef CHISO_LIB_SCORE_COMBINE_H
#define CHISO_LIB_SCORE_COMBINE_H

#include "tree/tree.h"

/* What a child gives. */
struct chiso__child {
    struct chiso__carried achieved;
    struct chiso__carried max;    /* 0 for a bonus */
    struct chiso__carried weight; /* of a sum only where it is drawn; a gap for a bonus */
};

/* The parts of one node at a time. */
struct chiso__parts {
    struct chiso__child *parts;
    uint32_t *order;    /* twice as many: the second half is for sorting */
    chiso_node *owners; /* the child of each, where something is dropped */
    uint32_t count;
};

/* What comes of it. */
struct chiso__combined {
    struct chiso__carried achieved;
    struct chiso__carried max;
    bool hopeless; /* nothing has a weight, or a max, that the node's max could be spread over */
};

/* Room for the children of the widest node; false when memory is out, and then nothing is kept. */
bool chiso__parts_new(const chiso_tree *tree, const chiso_allocator *allocator,
                      struct chiso__parts *out_parts);
void chiso__parts_free(const chiso_allocator *allocator, struct chiso__parts *parts);

/* What a weight comes to for a unit: its max for a gap, and where trees are drawn a factor of the
 * max for a number below 0, which no weight is. */
struct chiso__carried chiso__weight_or_max(struct chiso__carried weight, struct chiso__carried max);

/* Adds what a child, a criterion that applies, gives to its parent by its weight, or a gap where
 * that is its max: nothing where a combine that weighs finds no weight or max. */
void chiso__part_add(const struct chiso__tree_node *parent, struct chiso__carried weight,
                     struct chiso__carried achieved, struct chiso__carried max,
                     struct chiso__parts *parts);

/* Adds the points of a bonus. */
void chiso__bonus_add(struct chiso__carried achieved, struct chiso__parts *parts);

/* The sum of the weights. */
struct chiso__total chiso__weigh_parts(const struct chiso__parts *parts);

/* What a child adds to a mean: max × w·(a/m) / Σ w. False when it is beyond all numbers. */
bool chiso__mean_share(struct chiso__carried max, const struct chiso__child *part,
                       struct chiso__total weight, struct chiso__carried *out_share);

/* What may be left of a true 0 that came about by thirds and the like, in last bits: some 10^-18,
 * which no cell of 15 decimals comes near to. */
#define CHISO__NEXT_TO_NOTHING (UINT64_C(1) << 12)

/* Whether points have no logarithm and no reciprocal, which makes a whole of such 0. */
static inline bool chiso__is_nothing(struct chiso__carried achieved)
{
    return achieved.millionths < 0 ||
           (achieved.millionths == 0 && achieved.rest < CHISO__NEXT_TO_NOTHING);
}

/* The sign of the a/m of one part less that of another. */
int chiso__parts_compare(const struct chiso__child *a, const struct chiso__child *b);

/* Points rounded in the calculation and limited as an inner node says. */
struct chiso__carried chiso__finish_points(const chiso_tree *tree,
                                           const struct chiso__tree_node *node,
                                           struct chiso__carried points, struct chiso__carried max);

/* Combines the parts, rounds and limits as the node says; false when a number is too large. */
bool chiso__combine_children(const chiso_tree *tree, const struct chiso__tree_node *node,
                             const struct chiso__parts *parts,
                             struct chiso__combined *out_combined);

#endif
