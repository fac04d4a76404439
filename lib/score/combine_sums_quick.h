/* What a node makes of its children when one of them gets other points, from sums that are kept of
 * all of them. */
#ifndef CHISO_LIB_SCORE_COMBINE_SUMS_QUICK_H
#define CHISO_LIB_SCORE_COMBINE_SUMS_QUICK_H

#include "score/combine_inside.h"

/* What is kept of the children of an inner node. */
struct chiso__sums {
    /* Σ a of a sum, Σ w·a of a mean of children with one max; of another mean, of those whose
     * weight is their max; Σ of the terms of a geometric or a harmonic mean */
    struct chiso__total sum;
    chiso__wide logarithms;     /* Σ w·log2(a) of a geometric mean of children with one max */
    struct chiso__total shares; /* of the other children of that mean, what each adds */
    struct chiso__total whole;  /* Σ max of a sum, Σ weight of all else */
    struct chiso__carried own;  /* the one max that all have; its weights in millionths */
    int64_t weight;
    bool alike;
    uint32_t nothing; /* so many have what makes a whole of ratios nothing */
    uint32_t count;
    chiso_node *ranked; /* the children by their ratios, where they are asked for; else NULL */
};

/* Where the children's points stand. */
struct chiso__children {
    const chiso_tree *tree;
    struct chiso__child *parts; /* by node */
    uint32_t *places;           /* by node, ascending among siblings */
    bool *is_part;              /* by node: what its parent is made of */
};

/* Whether a combine needs the order of the children. */
static inline bool chiso__ranks_children(chiso_combine combine)
{
    return combine >= CHISO_COMBINE_GEOMETRIC;
}

/* Works the sums of a node out; ranked has room for its children where these are ranked, and
 * scratch as well. False where that needs more bits than there are. */
bool chiso__sums_make(const struct chiso__children *children, chiso_node node, uint32_t *scratch,
                      struct chiso__sums *sums);

/* The points of a node, before it is rounded and limited, when a child that is a part of it has
 * others: what chiso__combine_children() gives. False where that does, or may, need too large
 * numbers. */
bool chiso__sums_with(const struct chiso__children *children, chiso_node node,
                      const struct chiso__sums *sums, chiso_node child,
                      struct chiso__carried points, struct chiso__carried *out_achieved);

/* The same, and gives the child these points. */
bool chiso__sums_put(const struct chiso__children *children, chiso_node node,
                     struct chiso__sums *sums, chiso_node child, struct chiso__carried points,
                     struct chiso__carried *out_achieved);

#endif
