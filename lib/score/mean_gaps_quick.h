/* The figures of means above a gap, in one pass over their children. It takes the place of
 * chiso__inner_figures(), and of making figures of each child for it, where
 * chiso__means_are_quick() says so.
 *
 * Why that is the same: all children have one max and weights that are decimals, so a mean is
 * max × Σ w·a / (m Σ w), rounded once from the exact sums, as combine_parts.c has it. What has no
 * gap adds the same to the sums of all cases, and says that it is scored and applies; only what is
 * left is asked for its figures. Sums stay within 128 bits, for points within the reach of each
 * child do, and what lies beyond is left to the plain way. */
#ifndef CHISO_LIB_SCORE_MEAN_GAPS_QUICK_H
#define CHISO_LIB_SCORE_MEAN_GAPS_QUICK_H

#include "score/score.h"

/* A child of such a mean. */
struct chiso__mean_child {
    const chiso_decimal *points; /* its column */
    const int64_t *rests;        /* NULL for none */
    int64_t weight;
    int64_t reach;
    chiso_node id;
    bool is_leaf;
    bool is_relative;
};

/* The children of each such mean. */
struct chiso__means {
    struct chiso__mean_child *children; /* those of a node behind each other */
    uint32_t *first;                    /* by node */
    bool *quick;                        /* by node */
};

/* Σ w·a, in last bits, and Σ w. */
struct chiso__mean_sum {
    chiso__wide points;
    int64_t weight;
};

/* What the children of one of them add up to. */
struct chiso__mean_sums {
    struct chiso__mean_sum full;                     /* what is the same in all cases */
    struct chiso__mean_sum cases[CHISO__CASE_COUNT]; /* of the others */
    struct chiso__coverage coverage;
};

/* Whether the children of a mean have one max, weights that are decimals, and numbers small enough
 * for mean_where_alike() of combine_parts.c: what tiles divide is then what that rounds. */
bool chiso__is_mean_of_alike(const chiso_tree *tree, const struct chiso__tree_node *node);

/* Whether the figures of a node are found that way: where no row has steps, results that were set,
 * or weights of its own. */
bool chiso__means_are_quick(const struct chiso__rows *rows, const struct chiso__tree_node *node);

/* Looks up the means of rows that have room for their figures; false when memory is out, and then
 * chiso__means_clear() ends what there is. */
bool chiso__means_find(const struct chiso__rows *rows, const chiso_allocator *allocator,
                       struct chiso__means *means);
void chiso__means_clear(const chiso_allocator *allocator, struct chiso__means *means);

/* Begins with nothing: member by member, which is quicker than all at once. */
static inline void chiso__mean_begin(struct chiso__mean_sums *sums, struct chiso__node_figures *own)
{
    const struct chiso__carried none = {0, 0};

    sums->full = (struct chiso__mean_sum){0, 0};
    sums->coverage = (struct chiso__coverage){{0, 0}, {0, 0}};
    for (int which = 0; which < CHISO__CASE_COUNT; which++) {
        sums->cases[which] = (struct chiso__mean_sum){0, 0};
        own->achieved[which] = none;
        own->max[which] = none;
    }
    own->alike = true;
    own->applies_below = false;
    own->scored_below = false;
    own->missing_below = false;
    own->imputed = false;
}

/* Adds the points of a child: to the sum of all cases, if it has no gap. */
static inline void chiso__mean_sum_add(struct chiso__mean_sum *sum, int64_t weight,
                                       struct chiso__carried points)
{
    sum->points += (chiso__wide)points.millionths * weight * (chiso__wide)CHISO__REST_ONE +
                   (chiso__wide)points.rest * weight;
    sum->weight += weight;
}

/* Adds the figures of any other child; false where its points are beyond its reach. */
bool chiso__mean_add(const chiso_tree *tree, const struct chiso__mean_child *child,
                     const struct chiso__node_figures *figures, struct chiso__mean_sums *sums,
                     struct chiso__node_figures *own);

/* The figures of the mean from those of its children; false where only the plain way can tell. */
bool chiso__mean_finish(const chiso_tree *tree, chiso_node id, struct chiso__mean_sums *sums,
                        struct chiso__node_figures *own);

#endif
