/* What is drawn, and how often: a text such as `10000,weights:25%,seed:1` taken apart, and then
 * held against a tree. */
#ifndef CHISO_LIB_ROBUSTNESS_PLAN_H
#define CHISO_LIB_ROBUSTNESS_PLAN_H

#include <chiso/robustness.h>

#include "board/board.h"
#include "robustness/philox.h"

enum { CHISO__SOURCE_END = CHISO__SOURCE_ROUNDING + 1 };

enum { CHISO__WAYS_MOST = 8, CHISO__PLACES_MOST = 16 };

struct chiso__plan {
    uint32_t draws;
    uint64_t from;
    uint64_t seed;
    uint32_t share; /* of weights, in millionths */
    uint32_t concentration;
    unsigned decimals; /* of rounding */
    uint32_t first;
    int64_t places[CHISO__PLACES_MOST]; /* of quantiles, in millionths of 1, in order */
    uint32_t place_count;
    bool pairs;
    bool matters;
    bool sources[CHISO__SOURCE_END];
    struct chiso__span texts[CHISO__SOURCE_END]; /* what stands behind the words that need a tree */
    struct chiso__span levels;
    struct chiso__span node_code;

    /* What a tree makes of it. */
    chiso_node node;
    bool *varied;        /* by node: the weights of its children vary */
    chiso_node combined; /* the node whose combine is drawn, and its ways */
    chiso_combine combines[CHISO__WAYS_MOST];
    uint32_t combine_count;
    struct chiso__span rules[CHISO__WAYS_MOST];
    uint32_t rule_count;
};

/* A part of a text up to a mark, which is taken off the rest with it; false where nothing is left.
 * A rest without a text is none. */
bool chiso__next_part(struct chiso__span *rest, char mark, struct chiso__span *out_part);

/* Takes a text apart; spans are of it. */
chiso_status chiso__plan_read(struct chiso__span text, struct chiso__plan *out_plan,
                              chiso_error *error);

/* Finds out what it means for a tree; chiso__plan_clear() ends what that took, also after a
 * failure. */
chiso_status chiso__plan_settle(struct chiso__plan *plan, const chiso_tree *tree,
                                const chiso_allocator *allocator, chiso_error *error);
void chiso__plan_clear(struct chiso__plan *plan, const chiso_allocator *allocator);

/* The numbers of a source in a draw. */
static inline struct chiso__draw chiso__plan_draw(const struct chiso__plan *plan, uint64_t draw,
                                                  enum chiso__draw_source source)
{
    return (struct chiso__draw){plan->seed, draw, (uint8_t)source};
}

/* The code of a node as a plan has it: `.` for the whole index. */
static inline struct chiso__span chiso__plan_code(const chiso_tree *tree, chiso_node node)
{
    return node == CHISO_ROOT ? (struct chiso__span){".", 1} : tree->codes[node];
}

/* Whether the weight of a node is drawn: a criterion that weighs, beside others, under one whose
 * children vary. */
bool chiso__is_weighed(const struct chiso__plan *plan, const chiso_tree *tree, chiso_node node);
uint32_t chiso__weighed_count(const struct chiso__plan *plan, const chiso_tree *tree);

#endif
