/* Targets: the line that a unit's figures are held against, and the plan that gets it there. */
#ifndef CHISO_LIB_UNIT_TARGET_INSIDE_H
#define CHISO_LIB_UNIT_TARGET_INSIDE_H

#include <chiso/target.h>

#include "rank/groups.h"
#include "score/retry.h"

/* Another unit that is ranked with the one at hand. */
struct chiso__rival {
    struct chiso__ratio ratio; /* what it is ranked by */
    chiso_unit unit;
    bool before; /* under ordinal ranks: it stands before the unit if they are equals */
};

/* What a unit's points at a node are held against: the others' figures as they stand. Begin with
 * {0}. */
struct chiso__line {
    const chiso_board *board;
    chiso_unit unit;
    chiso_node node;
    chiso_decimal max; /* of the node, for the unit */
    struct chiso__rank_rule rule;
    struct chiso__rival *rivals; /* the greatest first */
    uint32_t *distinct;          /* how many different ratios the first rivals have, by how many */
    uint32_t *before;            /* how many of the first rivals stand before it if equal */
    uint32_t count;
};

/* What points must pass: a rank (twice it, because of halves), or a ratio. */
struct chiso__test {
    uint64_t twice_rank; /* 0: it is a ratio */
    struct chiso__ratio ratio;
    bool strict; /* the ratio itself is not enough */
};

/* What a target is asked: who is to reach what, at which node. */
struct chiso__aim {
    const chiso_board *board;
    chiso_unit unit;
    chiso_node node;
    const chiso_goal *goal;
    const chiso_bands *bands;
    chiso_key key;
};

/* CHISO_OK where a unit of a scored board has a percent at a node. */
chiso_status chiso__target_check_unit(const chiso_board *board, chiso_unit unit, chiso_node node,
                                      chiso_error *error);

/* The test that a goal means, into one of {0}. */
chiso_status chiso__target_test(const struct chiso__aim *aim, struct chiso__test *test,
                                chiso_error *error);

/* False when memory is out; then nothing is kept. */
bool chiso__line_new(const chiso_board *board, chiso_unit unit, chiso_node node,
                     const struct chiso__rank_rule *rule, struct chiso__line *out_line);
void chiso__line_free(struct chiso__line *line);

/* Points of the node as they are compared: an exact ratio, or a published percent. */
struct chiso__ratio chiso__line_ratio(const struct chiso__line *line, chiso_decimal achieved);

/* Twice the rank that the unit would have with such points. */
uint64_t chiso__line_twice_rank(const struct chiso__line *line, chiso_decimal achieved);

/* That rank as a place among the rivals. */
chiso_place chiso__line_place(const struct chiso__line *line, chiso_decimal achieved);

bool chiso__line_passes(const struct chiso__line *line, const struct chiso__test *test,
                        chiso_decimal achieved);

/* The least points that pass, if they are neither any nor none: then CHISO_ABSENT. */
chiso_decimal chiso__line_least(const struct chiso__line *line, const struct chiso__test *test);

/* A leaf that can be raised. */
struct chiso__raise {
    chiso_node leaf;
    chiso_decimal cell; /* what it has: points, or the mark that they are missing */
    chiso_decimal from;
    chiso_decimal most;
    chiso_decimal to;
    chiso_decimal effort; /* of a point */
    chiso_decimal gain;   /* of the node, if this leaf alone goes from here to the most */
};

/* How leaves act on the node: their points are added up, or added up times something, or else. */
enum chiso__shape { CHISO__SHAPE_ADDITIVE, CHISO__SHAPE_LINEAR, CHISO__SHAPE_OTHER };

/* Begin with {0}. */
struct chiso__plan {
    const struct chiso__line *line;
    const struct chiso__test *test;
    struct chiso__trial trial;
    struct chiso__raise *raises; /* in the tree's order */
    uint32_t *order;             /* of the raises, twice as many; those of the plan first */
    uint32_t count;
    uint32_t picked;
    bool efforts;
    enum chiso__shape shape;
    chiso_decimal least; /* the points to reach */
    chiso__wide slack;   /* where leaves act linearly: rounding makes the node no more than so many
                            millionths wrong */
    uint32_t leaves_bound; /* no fewer leaves can do it: known from what each gains alone */
    chiso_exactness exactness;
};

/* Finds the leaves that can be raised; efforts may be NULL. False when memory is out. */
bool chiso__plan_new(const struct chiso__line *line, const struct chiso__test *test,
                     const chiso_decimal *efforts, struct chiso__plan *out_plan);
void chiso__plan_free(struct chiso__plan *plan);

/* What the node achieves with every leaf that can be raised at its most; CHISO_ABSENT when a number
 * is too large. */
chiso_decimal chiso__plan_most(struct chiso__plan *plan);

/* What it achieves with every leaf at its least; CHISO_ABSENT when there is no least. */
chiso_decimal chiso__plan_floor(struct chiso__plan *plan);

/* Makes the plan: the most must reach the target. */
void chiso__plan_make(struct chiso__plan *plan);

/* Writes the steps of the plan, and the effort of all; false when a number is too large. */
bool chiso__plan_steps(struct chiso__plan *plan, chiso_target_step *out_steps,
                       chiso_decimal *out_effort);

/* Gives a leaf points; and whether the node now reaches the target. */
void chiso__plan_put(struct chiso__plan *plan, uint32_t raise, chiso_decimal points);
bool chiso__plan_reaches(const struct chiso__plan *plan);

/* Gives all leaves back the points that they have. */
void chiso__plan_put_back(struct chiso__plan *plan);

/* Finds the slack; false when memory is out. */
bool chiso__plan_find_slack(struct chiso__plan *plan);

/* Finds the bound from gains, the greatest first in the plan's order. */
void chiso__plan_find_bound(struct chiso__plan *plan);

/* Looks for a plan of fewer leaves among all that there are, if they are few enough to be looked
 * at: true when the plan is then known to have the fewest. */
bool chiso__plan_prove(struct chiso__plan *plan);

#endif
