/* Random criteria trees and points for them: described plainly, written as the CSV that the library
 * reads. */
#ifndef CHISO_TESTS_PLAN_H
#define CHISO_TESTS_PLAN_H

#include "support.h"

#define PLAN_NODES 40
#define PLAN_CHILDREN 5
#define PLAN_DEPTH 4

/* From PLAN_MEAN on they are made of ratios: no bonus child, and the max may be any. */
enum plan_combine {
    PLAN_SUM,
    PLAN_SCALED,
    PLAN_MEAN,
    PLAN_GEOMETRIC,
    PLAN_HARMONIC,
    PLAN_MIN,
    PLAN_MAX,
    PLAN_MEDIAN
};

/* What a tree may have in it beside sums of leaves that are worth something. */
struct plan_taste {
    bool scaled;
    bool mean;
    bool capped;
    bool bonus;
    bool rounded;
    bool minima;   /* leaves with a min above or below 0 */
    bool zeros;    /* leaves worth nothing, weights of 0 */
    bool weighted; /* every child of a mean has a stated weight */
    bool ratios;   /* every other combine as well */
};

/* All of it but stated weights throughout. */
#define PLAN_EVERYTHING                                                                            \
    {                                                                                              \
        .scaled = true, .mean = true, .capped = true, .bonus = true, .rounded = true,              \
        .minima = true, .zeros = true, .ratios = true                                              \
    }

struct plan_node {
    char code[32];
    int parent; /* -1 for the root, which is node 0; a parent stands before its children */
    int depth;
    bool leaf;
    bool bonus;
    bool capped;
    bool max_stated;
    enum plan_combine combine;
    int round;            /* -1: not rounded */
    chiso_decimal max;    /* stated, or the sum below */
    chiso_decimal min;    /* of a leaf */
    chiso_decimal weight; /* CHISO_ABSENT: not stated */
    const char *title;    /* NULL for none */
    const char *rule;     /* of a leaf; NULL for points */
};

struct plan {
    uint64_t seed;
    int count;
    bool dotted; /* codes tell the parents; else a column does */
    int digits;
    chiso_rounding rounding;
    chiso_missing_policy missing;
    struct plan_node nodes[PLAN_NODES];
};

/* Shares of cells in percent that hold no value. */
struct plan_gaps {
    unsigned missing;
    unsigned not_applicable;
    unsigned complete_rows; /* units without any gap */
};

void plan_make(struct plan *plan, uint64_t seed, const struct plan_taste *taste);

/* Whether a node is a bonus or below one. */
bool plan_is_in_bonus(const struct plan *plan, int node);

/* A cell a unit and node, units × count: values for the leaves, gaps among them. Free with free().
 */
chiso_decimal *plan_cells(const struct plan *plan, struct random *random, uint32_t units,
                          const struct plan_gaps *gaps);

/* 0 to count - 1 in a random order. */
void plan_shuffle(struct random *random, int count, int *order);

/* A criteria file; rows in an order, or as they stand. Free with free(). */
char *plan_criteria(const struct plan *plan, const int *order);

/* A points file in the wide layout or the long one, of the units from first on; orders may be NULL.
 * Free with free(). */
char *plan_points_wide(const struct plan *plan, const chiso_decimal *cells, uint32_t first,
                       uint32_t count, const int *unit_order, const int *node_order);
char *plan_points_long(const struct plan *plan, const chiso_decimal *cells, uint32_t units,
                       const int *unit_order, const int *node_order);

/* A scored board filled by columns. */
chiso_board *plan_board(const struct plan *plan, const chiso_decimal *cells, uint32_t units);

/* What a node of a unit achieved in 10^-18, as the library carries it. */
__extension__ typedef __int128 plan_exact;
plan_exact plan_achieved(const chiso_board *board, chiso_unit unit, chiso_node node);

/* A text of 18 places. */
plan_exact plan_exact_of(const char *text);

/* Millionths in 10^-18. */
plan_exact plan_millionths(chiso_decimal value);

/* Whether a figure of a max is shown as its exact value rounded once to six places; nearer to a
 * half than 10^-12 of the max it may be rounded either way. */
bool plan_is_shown(const struct plan *plan, plan_exact value, chiso_decimal max,
                   chiso_decimal shown);

/* What one needs to replay a case: seed, criteria and the points of a unit. Free with free(). */
char *plan_replay(const struct plan *plan, const chiso_decimal *cells, uint32_t unit);

/* Ends the test with the sentence that failed and what one needs to replay it. */
void plan_fail(const struct plan *plan, const chiso_decimal *cells, uint32_t unit,
               const char *format, ...) __attribute__((format(printf, 4, 5)));

/* "u12" for unit 12; one text at a time. */
const char *plan_unit(uint32_t unit);

#endif
