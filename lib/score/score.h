/* Scoring: the figures of nodes, unit by unit where cells have no value, and by columns where all
 * do. */
#ifndef CHISO_LIB_SCORE_SCORE_H
#define CHISO_LIB_SCORE_SCORE_H

#include "board/board.h"
#include "score/combine.h"

/* The cases in which a node's points are worked out: as it is, and with all that is missing at its
 * min, and at its max. */
enum { CHISO__CASE_ACTUAL, CHISO__CASE_LOW, CHISO__CASE_HIGH, CHISO__CASE_COUNT };

/* Everything of one node of one unit. */
struct chiso__node_figures {
    struct chiso__carried achieved[CHISO__CASE_COUNT];
    struct chiso__carried max[CHISO__CASE_COUNT];
    bool takes_part[CHISO__CASE_COUNT]; /* whether it has points in that case */
    bool imputed; /* it is missing, and its points were found; or such a leaf counts below it */
    bool alike;   /* nothing below it tells the cases apart: it has the same points in all of them,
                   if it takes part */
    /* What is scored of what applies below, by weight: their quotient is the coverage. */
    struct chiso__carried scored;
    struct chiso__carried applicable;
    bool applies_below; /* something that counts applies below it, is scored, is missing */
    bool scored_below;
    bool missing_below;
    chiso_state state;

    /* Beside the steps of a node or its parent. */
    struct chiso__carried whole; /* of an inner node: the max of all that applies, before drops */
    struct chiso__carried cell;  /* of a leaf: the number in its cell, where a gate compares it */
    bool unknown_cell;           /* its points are tried, and no number is known that gives them: a
                                    gate that compares it may limit */
    bool any_scored;             /* a leaf that counts is scored below, whatever else is said */
    bool any_share;              /* and what is scored of it has a max */
    bool dropped[CHISO__CASE_COUNT];
    bool fails; /* less of it is scored than it needs: it has no figures of its own */
};

/* What the figures of one row are made with, beside those of its leaves. */
struct chiso__setting {
    const chiso_tree *tree;
    const struct chiso__set_result *set; /* those of the row */
    uint32_t set_count;
    const struct chiso__carried *weights; /* by node, where the block of the row has its own */
    const unsigned char *freed;           /* by node, of what it is freed; NULL for nothing */
};

/* What figures may be worked out without; and with children dropped that are said, whatever they
 * have: the node does so, and these are. */
enum {
    CHISO__WITHOUT_FLOOR = 1,
    CHISO__WITHOUT_GATES = 2,
    CHISO__WITH_DROPS_HELD = 4,
    CHISO__HELD_DROPPED = 8
};

static inline struct chiso__setting chiso__setting_of(const struct chiso__rows *rows, uint32_t row)
{
    struct chiso__setting setting = {rows->tree, NULL, 0, chiso__weights_of_row(rows, row), NULL};

    if (rows->set_count > 0) {
        setting.set = chiso__set_of_row(rows, row, &setting.set_count);
    }
    return setting;
}

/* Whether a leaf that is not scored, where it counts at all, counts nothing: a bonus that was not
 * given, and what is below one, is none. Any other leaf counts as its min. */
static inline bool chiso__counts_nothing(const struct chiso__tree_node *leaf)
{
    return leaf->in_bonus;
}

/* Whether a leaf that is missing takes part all the same: below a bonus with nothing, and as its
 * min under zero and, where it makes no gap, under unknown. */
bool chiso__has_least(const chiso_tree *tree, const struct chiso__tree_node *leaf);

/* The weight that a node has for the row: a gap for its max. */
static inline struct chiso__carried chiso__weight_for(const struct chiso__setting *setting,
                                                      chiso_node node)
{
    return setting->weights == NULL ? setting->tree->nodes[node].weight : setting->weights[node];
}

/* How much a child that applies, with this weight and max, counts beside its siblings: 0 where
 * nothing. */
struct chiso__carried chiso__weight_in(const struct chiso__tree_node *parent,
                                       struct chiso__carried weight, struct chiso__carried max);

/* The figures of a leaf from what its cell holds, points or a mark, apart from the number that a
 * gate compares. */
void chiso__leaf_figures(const chiso_tree *tree, const struct chiso__tree_node *leaf,
                         struct chiso__carried points, struct chiso__node_figures *out_figures);

/* So much is scored of so much. */
struct chiso__coverage {
    struct chiso__total scored;
    struct chiso__total applicable;
};

/* Adds the coverage of a child, times its weight, to that of its parent; and keeps it, as a share
 * of 1 where the sums are beyond all numbers. */
void chiso__coverage_add(const struct chiso__node_figures *child, struct chiso__carried weight,
                         struct chiso__coverage *coverage);
void chiso__coverage_keep(const struct chiso__coverage *coverage, struct chiso__node_figures *own);

/* From what is said of the leaves below a node: its state, and the cases that it takes part in; and
 * what becomes of these once the points of all cases are there. */
void chiso__cases_begin(const chiso_tree *tree, chiso_node node, struct chiso__node_figures *own);
void chiso__cases_end(struct chiso__node_figures *own);

/* The figures of an inner node from its children's, figures being indexed by node; false when a
 * number is too large. */
bool chiso__inner_figures(const struct chiso__setting *setting, chiso_node node,
                          struct chiso__node_figures *figures, struct chiso__parts *parts);

/* The number in the cell of a leaf that has gates, a gap where there is none or none looks. */
struct chiso__carried chiso__gate_cell(const struct chiso__rows *rows, uint32_t row,
                                       chiso_node leaf);

/* What the figures of a row are worked out with. */
struct chiso__row_work {
    const struct chiso__rows *rows;
    struct chiso__rows *store; /* the same rows where they store the details of inner nodes, else
                                  NULL */
    struct chiso__node_figures *figures; /* by node */
    struct chiso__parts *parts;
};

/* The figures of a row on some nodes, each behind its parent, as the tree's order and slices of it
 * are. False, and the node, when a number is too large: those before it then have none. */
bool chiso__row_figures(const struct chiso__row_work *work, uint32_t row, const chiso_node *order,
                        uint32_t count, chiso_node *out_node);

/* Room for the rests of the inner nodes that may have any; false when memory is out. */
bool chiso__rests_share(struct chiso__rows *rows, const chiso_allocator *allocator);

struct chiso__tile_work;

/* The achieved points of an inner node for a tile of rows, those that have gaps aside; false, and
 * the row, when a number is too large. The work may be NULL: for a row or two. */
bool chiso__score_tile(struct chiso__rows *rows, chiso_node node, uint32_t first, uint32_t count,
                       const struct chiso__tile_work *work, struct chiso__parts *parts,
                       uint32_t *out_row);

/* Room for so many rows of details; false when memory is out. */
bool chiso__details_reserve(struct chiso__rows *rows, const chiso_allocator *allocator,
                            uint32_t capacity);

/* Stores the figures of an inner node of a row that has details. */
void chiso__store_details(struct chiso__rows *rows, uint32_t row, chiso_node node,
                          const struct chiso__node_figures *figures);

/* CHISO_OK where results that were set in a scored row, which is a unit's, lie within what applies
 * below them. */
chiso_status chiso__check_set_results(const chiso_board *board, const struct chiso__rows *rows,
                                      uint32_t row, chiso_unit unit, chiso_error *error);

/* Says that the points of a node are too large. */
chiso_status chiso__fail_large(const chiso_board *board, chiso_unit unit, chiso_node node,
                               chiso_error *error);

#endif
