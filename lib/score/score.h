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
struct chiso__figures {
    chiso_decimal achieved[CHISO__CASE_COUNT];
    chiso_decimal max[CHISO__CASE_COUNT];
    bool takes_part[CHISO__CASE_COUNT]; /* whether it has points in that case */
    chiso_decimal scored; /* Σ max of the scored leaves below, and of the applicable ones */
    chiso_decimal applicable;
    bool scored_below;  /* a leaf below is scored, be it a bonus or not */
    bool missing_below; /* a leaf below is missing, bonuses apart */
    bool any_missing;   /* a leaf below is missing, be it a bonus or not */
    chiso_state state;
};

/* Whether a leaf that is not scored, where it counts at all, counts nothing: a bonus that was not
 * given, and what is below one, is none. Any other leaf counts as its min. */
static inline bool chiso__counts_nothing(const struct chiso__node *leaf)
{
    return leaf->in_bonus;
}

/* The figures of a leaf from what its cell holds. */
void chiso__leaf_figures(const chiso_tree *tree, const struct chiso__node *leaf,
                         chiso_decimal points, struct chiso__figures *out_figures);

/* The figures of an inner node from its children's, figures being indexed by node; false when a
 * number is too large. */
bool chiso__inner_figures(const chiso_tree *tree, chiso_node node, struct chiso__figures *figures,
                          struct chiso__parts *parts);

/* What the figures of a unit are worked out with. */
struct chiso__unit_work {
    const chiso_board *board;
    chiso_board *store; /* the same board where it stores the details of inner nodes, else NULL */
    struct chiso__figures *figures; /* by node */
    struct chiso__parts *parts;
};

/* The figures of a unit on some nodes, each behind its parent, as the tree's order and slices of it
 * are. False, and the node, when a number is too large: those before it then have none. */
bool chiso__unit_figures(const struct chiso__unit_work *work, chiso_unit unit,
                         const chiso_node *order, uint32_t count, chiso_node *out_node);

/* The achieved points of a node for a tile of units, those that have gaps aside; false, and the
 * unit, when a number is too large. */
bool chiso__score_tile(const chiso_board *board, chiso_node node, uint32_t first, uint32_t count,
                       struct chiso__parts *parts, chiso_unit *out_unit);

/* Stores the figures of an inner node of a unit that has a row of details. */
void chiso__store_details(chiso_board *board, chiso_unit unit, chiso_node node,
                          const struct chiso__figures *figures);

/* Says that the points of a node are too large. */
chiso_status chiso__fail_large(const chiso_board *board, chiso_unit unit, chiso_node node,
                               chiso_error *error);

#endif
