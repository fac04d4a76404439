/* Targets: the line that a unit's figures are held against, and the plan that gets it there. */
#ifndef CHISO_LIB_UNIT_TARGET_INSIDE_H
#define CHISO_LIB_UNIT_TARGET_INSIDE_H

#include <chiso/step.h>
#include <chiso/target.h>

#include "rank/groups.h"
#include "score/retry.h"

/* Others that are ranked with the unit at hand and are equals. How the unit stands among them,
 * where it is their equal, does not depend on its points. */
struct chiso__line_run {
    struct chiso__carried_ratio head; /* what the first of them is ranked by */
    uint32_t above;                   /* so many stand before all of them */
    uint32_t distinct;        /* at so many ranks, if equals get one and the next the next */
    uint32_t before;          /* so many of them the chain puts before the unit */
    uint32_t before_distinct; /* at so many ranks */
    uint32_t same;            /* so many it leaves equal to it */
    uint32_t same_before;     /* and so many of these were added before it */
};

/* A run that was looked at, and which one it is. */
struct chiso__line_seen {
    struct chiso__line_run run;
    uint32_t at;
};

struct chiso__lineup;

/* What a unit's points at a node are held against: the others' figures as they stand. Begin with
 * {0}. */
struct chiso__line {
    const chiso_board *board;
    chiso_unit unit;
    chiso_node node;
    struct chiso__carried max; /* of the node, for the unit */
    struct chiso__rank_rule rule;
    bool lowest_first;
    struct chiso__line_run *runs; /* the best first, and one more behind the last */
    uint32_t run_count;
    uint32_t count; /* how many others */
    /* In place of the runs: those of all units, of which a slice is of those that this one is
     * ranked with, it being among them in one, or in none. */
    const struct chiso__lineup *lineup;
    uint32_t first_run;
    uint32_t own_run; /* counted from the first */
    bool is_alone;    /* in its run */
    /* To look at a run with, with its units and this one. */
    struct chiso__source source;
    chiso_unit *equals;
    uint64_t *splits; /* where the chain divides these */
    uint32_t *scratch;
    struct chiso__line_seen *seen; /* a few of those that were looked at */
};

/* What points must pass: a rank (twice it, because of halves), or a ratio. */
struct chiso__test {
    uint64_t twice_rank; /* 0: it is a ratio */
    struct chiso__carried_ratio ratio;
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
    const chiso_comparison *comparison; /* where a rise is counted from; may be NULL */
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

/* The same, with the others put in order for this unit alone. */
bool chiso__line_new_plainly(const chiso_board *board, chiso_unit unit, chiso_node node,
                             const struct chiso__rank_rule *rule, struct chiso__line *out_line);

/* Lets a line stand on what is worked out of all units once and left on the board. False where
 * memory is out, and nothing done where the others do not stand the same without the unit. */
bool chiso__line_quicken(struct chiso__line *line);

/* What the first of a run is ranked by; how many stand before it, and at how many ranks: of the
 * place behind the last run, too. */
struct chiso__carried_ratio chiso__line_head(const struct chiso__line *line, uint32_t at);
struct chiso__line_run chiso__line_before(const struct chiso__line *line, uint32_t at);

/* All of a run. */
struct chiso__line_run chiso__line_run_at(const struct chiso__line *line, uint32_t at);

/* Finds how the unit would stand among rivals of a run, in the order of the board. Returns at how
 * many ranks all of them are, and the unit. */
uint32_t chiso__line_look(const struct chiso__line *line, const chiso_unit *rivals, uint32_t size,
                          struct chiso__line_run *run);

/* Room to look at runs of so many units; false when memory is out. */
bool chiso__line_reserve(struct chiso__line *line, uint32_t widest);

/* Twice the rank that the unit would have with such points. */
uint64_t chiso__line_twice_rank(const struct chiso__line *line, struct chiso__carried achieved);

/* That rank as a place among the rivals. */
chiso_place chiso__line_place(const struct chiso__line *line, struct chiso__carried achieved);

bool chiso__line_passes(const struct chiso__line *line, const struct chiso__test *test,
                        struct chiso__carried achieved);

/* The least points that pass, near ones too; a gap where any do or none. */
struct chiso__carried chiso__line_least(const struct chiso__line *line,
                                        const struct chiso__test *test);

/* The least decimal that is not below a number. */
static inline struct chiso__carried chiso__line_decimal(struct chiso__carried number)
{
    return chiso__carried_of(number.millionths + (number.rest > 0));
}

/* By what a leaf helps more than another: the first of these that differs, the greater. */
enum {
    CHISO__HELP_EFFORT, /* what a point of the node takes, negated; a gap where it gains nothing */
    CHISO__HELP_GAIN,
    CHISO__HELP_POINTS, /* of its own, negated */
    CHISO__HELP_COUNT
};

/* A leaf that can be raised. */
struct chiso__raise {
    chiso_node leaf;
    struct chiso__carried cell; /* what it has: points, or the mark that they are missing */
    struct chiso__carried from;
    struct chiso__carried most;
    struct chiso__carried to;
    chiso_decimal effort; /* of a point */
    /* of the node, if this leaf alone goes from here to the most: by[CHISO__HELP_GAIN] */
    struct chiso__carried by[CHISO__HELP_COUNT];
    uint32_t run[CHISO__HELP_COUNT]; /* of equals by each of them */
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
    bool may_cost;            /* more points on a leaf may be fewer of the node */
    const chiso_bands *bands; /* where the goal is a band that gates may keep it from; else NULL */
    uint32_t band;
    chiso_obstacle obstacle;        /* with all leaves at their most */
    struct chiso__carried least;    /* the points to reach */
    struct chiso__carried *figures; /* to put the raises in order, and places for that: three times
                                       as many */
    uint32_t *places;
    uint32_t leaves_bound; /* no fewer leaves can do it: known from what each gains alone */
    chiso_exactness exactness;
};

/* Finds the leaves that can be raised; efforts may be NULL. False when memory is out. */
bool chiso__plan_new(const struct chiso__line *line, const struct chiso__test *test,
                     const chiso_decimal *efforts, struct chiso__plan *out_plan);
void chiso__plan_free(struct chiso__plan *plan);

/* What the node achieves with every leaf that can be raised at its most; a gap when a number is too
 * large. */
struct chiso__carried chiso__plan_most(struct chiso__plan *plan);

/* What it achieves with every leaf at its least; a gap when there is no least. */
struct chiso__carried chiso__plan_floor(struct chiso__plan *plan);

/* Lets leaves be raised to decimals only, as a cell that is set by number takes them, where that is
 * enough: a max of 10/3 is between two. */
void chiso__plan_take_decimals(struct chiso__plan *plan);

/* Makes the plan: the most must reach the target. */
void chiso__plan_make(struct chiso__plan *plan);

/* Writes the steps of the plan, and the effort of all; false when a number is too large. What the
 * steps gain, as shown, adds up to what the node achieves as shown. */
bool chiso__plan_steps(struct chiso__plan *plan, chiso_target_step *out_steps,
                       chiso_decimal *out_effort);

/* Points of the node as it now stands, as percents of its own max are so many of the line's. */
struct chiso__carried chiso__plan_worth(const struct chiso__plan *plan,
                                        struct chiso__carried achieved);

/* Whether more points of a leaf are never fewer of the node, nor another max, for all steps. */
bool chiso__plan_never_costs(const struct chiso__trial *trial);

/* Whether the result of a node above a leaf, up to that of the trial, was set. */
bool chiso__plan_is_below_set(const struct chiso__trial *trial, chiso_node leaf);

/* Whether no gate keeps the unit from the band that is its goal. */
bool chiso__plan_band_is_free(const struct chiso__plan *plan);

/* What is in the way as the leaves stand. */
chiso_obstacle chiso__plan_obstacle(struct chiso__plan *plan);

/* Whether taking one leaf after the other reaches the target, where all of them do not. */
bool chiso__plan_tries(struct chiso__plan *plan);

/* Whether the node reaches the target with every leaf at its most; notes what is in the way then.
 */
bool chiso__plan_most_reaches(struct chiso__plan *plan);

/* Gives a leaf points; what the node would achieve with them; and whether it now reaches the
 * target.
 */
void chiso__plan_put(struct chiso__plan *plan, uint32_t raise, struct chiso__carried points);
struct chiso__carried chiso__plan_peek(struct chiso__plan *plan, uint32_t raise,
                                       struct chiso__carried points);
bool chiso__plan_reaches(const struct chiso__plan *plan);

/* Notes what raising a leaf alone would add to what the node has now, and take. */
void chiso__plan_note_gain(struct chiso__plan *plan, uint32_t id, struct chiso__carried before,
                           struct chiso__carried now);

/* Whether a leaf helps more than another: with the greater gain, or with less effort for what it
 * gains; of equals with fewer points of its own. */
bool chiso__plan_helps_more(const struct chiso__plan *plan, uint32_t a, uint32_t b);

/* What each leaf that is not in the plan yet would add, and take. */
void chiso__plan_find_gains(struct chiso__plan *plan);

/* What near is measured by: points by the node's max, efforts by a percentage. */
struct chiso__carried chiso__plan_measure_of(const struct chiso__plan *plan, int by);

/* The place in the order of the leaf that helps most with those taken before it: each is tried. */
uint32_t chiso__plan_find_best(struct chiso__plan *plan);

struct chiso__picker;

/* What finds the best leaf of a plan without a try of each; NULL where that is not known, or memory
 * is out: all of these take it. */
struct chiso__picker *chiso__picker_new(struct chiso__plan *plan);
void chiso__picker_free(struct chiso__picker *picker);

/* The same place; false where each must be tried. */
bool chiso__picker_find(struct chiso__picker *picker, uint32_t *out_place);

/* The leaf that was at a place was taken, and changed places with the first that is not. */
void chiso__picker_take(struct chiso__picker *picker, uint32_t place);

/* Gives all leaves back the points that they have. */
void chiso__plan_put_back(struct chiso__plan *plan);

/* Finds the bound from gains, the greatest first in the plan's order. */
void chiso__plan_find_bound(struct chiso__plan *plan);

/* Looks for a plan of fewer leaves among all that there are, if they are few enough to be looked
 * at: true when the plan is then known to have the fewest. */
bool chiso__plan_prove(struct chiso__plan *plan);

#endif
