/* A node whose percent is Σ coefficient × a/m over leaves, as under sums and means it is: then a
 * draw of weights is other coefficients, and figures need no scoring. */
#ifndef CHISO_LIB_ROBUSTNESS_LINEAR_H
#define CHISO_LIB_ROBUSTNESS_LINEAR_H

#include "robustness/plan.h"

/* How far a figure may be from the true one, and how far apart two of them must be to be told to be
 * others, or equals: nearness, 10^-12, with these on either side of it. */
#define CHISO__LINEAR_ERROR 1e-13
#define CHISO__LINEAR_NEAR (1e-12 - 3 * CHISO__LINEAR_ERROR)
#define CHISO__LINEAR_FAR (1e-12 + 3 * CHISO__LINEAR_ERROR)

/* A child that takes part, behind those of the nodes above it. */
struct chiso__edge {
    chiso_node node;
    uint32_t parent; /* the edge of its parent, plus one; 0: the node that ranks are of */
    uint32_t place;  /* of a leaf its place among these; UINT32_MAX for an inner node */
    double weight;   /* beside its siblings, before it is drawn; of a bonus 1 / max of its parent,
                        its ratio being its points */
    bool bonus;
    bool plain;  /* a plain sum, whose max is what is below it */
    bool summed; /* and its weight too */
};

/* How many units vectors are filled with. */
enum { CHISO__LANES = 8 };

/* The units that have the same edges: they stand together. */
struct chiso__pattern {
    struct chiso__edge *edges;
    uint32_t edge_count;
    uint32_t leaf_count;
    uint32_t first; /* of its units in the order of patterns */
    uint32_t unit_count;
    uint32_t stride; /* the units, and as many more as fill vectors: these have ratios of 0 */
    double *ratios;  /* leaf by leaf */
};

struct chiso__linear {
    chiso_allocator allocator;
    struct chiso__pattern *patterns;
    uint32_t pattern_count;
    bool plain;        /* the node is a plain sum */
    bool has_missing;  /* a leaf takes part though nobody scored it */
    chiso_unit *units; /* in the order of patterns */
    uint32_t unit_count;
    double *weights;      /* by edge, of one pattern at a time: what it weighs in a draw */
    double *sums;         /* by edge plus one: of the weights of its children */
    double *coefficients; /* by leaf */
    double *lanes;        /* figures of one pattern, as many as its stride */
    double *figures;      /* in the order of patterns */
};

/* Makes it for the units that have a rank, by unit, where the node of a plan is linear in a scored
 * board and doubles are near enough; *out_linear is NULL where that is not so. False when memory is
 * out. */
bool chiso__linear_new(const chiso_board *board, const struct chiso__plan *plan,
                       const uint32_t *ranks, struct chiso__linear **out_linear);
void chiso__linear_free(struct chiso__linear *linear);

/* The figures of all units where weights are multiplied by factors, by node. */
void chiso__linear_figure(struct chiso__linear *linear, const double *factors);

/* The figures of all units without a node: its points and max go, and those of what it was all of.
 * What is left with nothing has no figure, which is no number then. */
void chiso__linear_leave_out(struct chiso__linear *linear, chiso_node node);

#endif
