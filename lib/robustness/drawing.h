/* A board whose tree and cells are other ones in each draw: a copy of it that is scored again. */
#ifndef CHISO_LIB_ROBUSTNESS_DRAWING_H
#define CHISO_LIB_ROBUSTNESS_DRAWING_H

#include "rank/groups.h"
#include "robustness/plan.h"

/* A criterion whose weight varies. */
struct chiso__weighed {
    chiso_node node;
    uint64_t name;
};

/* The leaves whose cells vary, and room for the counts of answers. */
struct chiso__drawn_cells {
    chiso_node *answered;
    uint32_t answered_count;
    chiso_node *rounded;
    uint32_t rounded_count;
    int64_t *counts;
    int64_t *drawn;
    chiso_node left_out; /* in the draw before, or CHISO_NO_NODE */
};

struct chiso__drawing {
    const chiso_board *board;
    const struct chiso__plan *plan;
    chiso_allocator allocator;
    chiso_tree *tree;     /* the tree of the board with nodes and weights by block of its own; what
                             else it holds is that of the board's */
    chiso_board *scratch; /* over it */
    struct chiso__weighed *weighed; /* children of a node stand together */
    uint32_t weighed_count;
    /* To make shares of the children of a node in, by a Dirichlet distribution: of each the weight
     * and the parameter. */
    struct chiso__carried *weights;
    uint32_t *parameters;
    uint64_t *gaps;
    uint64_t *shares;
    struct chiso__drawn_cells cells;
};

/* Makes it; chiso__drawing_end() ends what there is, also after a failure. */
chiso_status chiso__drawing_begin(const chiso_board *board, const struct chiso__plan *plan,
                                  struct chiso__drawing *drawing, chiso_error *error);
void chiso__drawing_end(struct chiso__drawing *drawing);

/* Lets what is weighed have factors, in millionths, in the order of the list. */
void chiso__drawing_factor(struct chiso__drawing *drawing, const int64_t *factors);

/* Lets weights be those of a set that the caller gave, by node. */
void chiso__drawing_weigh_by(struct chiso__drawing *drawing, const chiso_decimal *weights);

/* What a draw of a combine makes of its node. */
void chiso__draw_combine(struct chiso__drawing *drawing, uint64_t draw);

/* Whether cells vary; finds out which, false when memory is out; and lets them be those of a draw.
 */
bool chiso__draws_cells(const struct chiso__plan *plan);
bool chiso__cells_begin(struct chiso__drawing *drawing);
void chiso__cells_end(struct chiso__drawing *drawing);
chiso_status chiso__draw_cells(struct chiso__drawing *drawing, uint64_t draw, chiso_error *error);

/* Takes a criterion and all below it out of the scratch board, for every unit, and puts it back. */
void chiso__drawing_leave_out(struct chiso__drawing *drawing, chiso_node node);
chiso_status chiso__drawing_put_back(struct chiso__drawing *drawing, chiso_node node,
                                     chiso_error *error);

/* Scores the scratch board by the draw, with all that varies but for weights that are there. */
chiso_status chiso__drawing_score(struct chiso__drawing *drawing, uint64_t draw,
                                  chiso_error *error);

#endif
