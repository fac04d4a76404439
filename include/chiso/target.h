/**
 * @file target.h
 * Targets: a rank, a band, a percent, a rise or another unit; whether it is met, by how much, and
 * the least that it takes.
 *
 * A goal (#chiso_goal) is what a unit should reach at a node, read from a text such as `rank:5` or
 * filled in by the caller. A target holds it against the figures of a scored board, the others' as
 * they stand: whoever else moves up moves the target.
 *
 * A goal is reached when
 * - `rank:5`: the rank, by the options of ranking, is 5 or better: under `competition` at most 4
 *   units stand strictly above
 * - `band:A`: the percent is in band A or a higher one
 * - `percent:90`: the percent is 90 or more
 * - `rise:2.5`: the percent is the former percent plus 2.5 or more
 * - `above:CODE`: the percent is strictly above that of the unit with the code
 *
 * Percents are compared as they are carried, those nearer than 10^-12 as equals, or as published
 * where the options of ranking say so: a goal is met exactly when rank, band or percent of the unit
 * say so. An equal unit stands before or behind by the tie-breaking criteria as they stand, and
 * under `ordinal` ranks then by the order of adding; since raising leaves can only help there too,
 * the rank after the plan is the one asked for or better. Where less is better
 * (`order=lowest`) a rank that is not reached is out of reach: raising leaves does not
 * help.
 *
 * **The plan** says which leaves to raise, from which points to which. A leaf can be raised by any
 * amount up to its max, rounded where the leaf says so. Leaves that do not apply are left alone,
 * and so is what is missing under `skip` or `unknown`; what is missing under `zero` is raised from
 * what it counts as. Bonuses count among the leaves. Without efforts the plan has the fewest
 * leaves: all but the last are raised to their max, the last as far as needed. With an effort for
 * each leaf, what raising it by one point takes, the plan has the least total effort: effort ×
 * points, added up. Either way no leaf of it can be raised by less with the others as they are.
 *
 * A plan is made of decimals, as cells that are set by number hold them: what a leaf must become
 * does reach the goal when it is set so. A leaf whose max lies between two decimals (10/3) is
 * raised to the lower one; only where the goal takes the very max of such leaves is it that, and
 * shown rounded.
 *
 * Where there are steps between leaves and the node (step.h), each leaf is tried as scoring takes
 * it, through drops, needs, gates and floors; one below a result that was set is left alone, and
 * chiso_target_obstacle() tells what is in the way. Where more points of a leaf may cost some, by
 * drops of unequal maxima or weights, needs and gates `above`, a plan that is found does reach the
 * goal, may have more leaves than needed, and a goal that is said to be out of reach was not found.
 * A gate without a percent sign is held against the number that a cell may hold to have the points:
 * of `points` these, of `per`, `range`, `atleast` and `atmost` what their rule says, so that a gate
 * `above` a count sees how many are left. Where no such number is known, points that a leaf is
 * raised to are taken to be limited by its gate. For a band also the gates that name one must let
 * it be.
 *
 * Leaves whose rule looks at the other units (`minmax`, `best`, `percentile`, `zscore`), and those
 * whose values are treated or imputed before it, are taken by their points: it is assumed that
 * these are raised as such, while nobody else's change.
 *
 * @code{.c}
 * chiso_board *board = scored("unit,1,2.1,2.2\nhealth,17.24,14,9.56\nfinance,15.5,12,10\n");
 * const chiso_tree *tree = chiso_board_tree(board);
 * chiso_target *target = NULL;
 * chiso_goal goal;
 * const chiso_target_step *steps;
 * uint32_t count;
 *
 * must(chiso_goal_parse(board, NULL, "rank:1", CHISO_ABSENT, &goal, &error));
 * must(chiso_target_new(board, 1, CHISO_ROOT, &goal, NULL, &target, &error));
 * must(chiso_target_plan(target, &steps, &count, &error));
 * for (uint32_t i = 0; i < count; i++) {
 *     printf("%s: ", chiso_node_title(tree, steps[i].leaf));
 *     show("to", steps[i].to);
 * }
 * chiso_target_free(target);
 * chiso_board_free(board);
 * @endcode
 * @code{.unparsed}
 * Steering: to 18.8
 * @endcode
 */
#ifndef CHISO_TARGET_H
#define CHISO_TARGET_H

#include <chiso/band.h>
#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/compare.h>
#include <chiso/rank.h>
#include <chiso/status.h>
#include <chiso/step.h>

/** A goal held against the figures of a unit. */
typedef struct chiso_target chiso_target;

/** What kind of goal it is. */
typedef enum chiso_goal_kind {
    CHISO_GOAL_RANK = 0,    /**< A rank or better. "rank" */
    CHISO_GOAL_BAND = 1,    /**< A band or a higher one. "band" */
    CHISO_GOAL_PERCENT = 2, /**< A percent or more. "percent" */
    CHISO_GOAL_RISE = 3,    /**< So many percent points above a former percent, or more. "rise" */
    CHISO_GOAL_ABOVE = 4    /**< Strictly above another unit. "above" */
} chiso_goal_kind;

/** How a target stands. */
typedef enum chiso_outcome {
    CHISO_OUTCOME_MET = 0,    /**< It is reached. "met" */
    CHISO_OUTCOME_MISSED = 1, /**< It is not, but the leaves can give what it needs. "missed" */
    CHISO_OUTCOME_OUT_OF_REACH =
        2 /**< It is not, and all leaves at their max would not reach it. "out_of_reach" */
} chiso_outcome;

/**
 * How good a plan is. Under sums it is always exact, but for the effort where a leaf is rounded.
 * The fewest leaves under scaled sums and means are exact as a rule too: what each gains alone
 * shows that fewer do not do; and where that does not decide, or under other combines, all sets of
 * one leaf less are looked at if there are no more than 20 000 of them.
 */
typedef enum chiso_exactness {
    CHISO_EXACTNESS_EXACT = 0, /**< There is none with fewer leaves, or with less effort. "exact" */
    CHISO_EXACTNESS_ROUNDED = 1, /**< The same but for what the rounding of a leaf, or the last
                                    places under scaled sums and means, makes. "rounded" */
    CHISO_EXACTNESS_GREEDY = 2   /**< Leaf by leaf the one that helps most, then cut down; there may
                                    be a better one. "greedy" */
} chiso_exactness;

/** What to reach. Only the members that its kind needs are looked at. */
typedef struct chiso_goal {
    chiso_goal_kind kind;  /**< Which of them. */
    uint32_t rank;         /**< From 1. */
    uint32_t band;         /**< A band of the options' bands, from 0, the highest. */
    chiso_unit unit;       /**< The unit to be above. */
    chiso_decimal percent; /**< In percent; of a rise in percent points, from 0. */
    chiso_decimal former;  /**< Of a rise: the percent that it is counted from. */
} chiso_goal;

/** What a target is worked out with. Begin with #CHISO_TARGET_OPTIONS_INIT. */
typedef struct chiso_target_options {
    size_t size;                       /**< sizeof(chiso_target_options). */
    const chiso_rank_options *ranking; /**< How to rank, and whether exact or published percents
                                          count; NULL for #CHISO_RANK_OPTIONS_INIT. */
    const chiso_bands *bands; /**< The bands, needed for a band and for its margin; may be NULL. */
    const chiso_decimal *efforts; /**< By node: what a point more on a leaf takes, from 0;
                                     #CHISO_ABSENT where it cannot be changed. NULL: no efforts. */
    size_t effort_count;          /**< How many: chiso_tree_node_count(). */
    /** A comparison of the board with an earlier one: a rise is counted from the percent of its
       earlier side as it is carried, and not from the former percent that was rounded to be told.
       Looked at during the call only; NULL: from the former percent as it stands. */
    const chiso_comparison *comparison;
} chiso_target_options;

/** Competition ranks in the block, no bands, no efforts, no comparison. */
#define CHISO_TARGET_OPTIONS_INIT                                                                  \
    (CHISO_VALUE(chiso_target_options){sizeof(chiso_target_options), NULL, NULL, NULL, 0, NULL})

/**
 * How a target stands. Points are those of the node. Figures are carried as
 * they are and rounded once, to six places by the tree's rounding. A figure that does not exist, or
 * that no decimal holds, is #CHISO_ABSENT.
 */
typedef struct chiso_target_figures {
    chiso_outcome outcome;     /**< Met, missed or out of reach. */
    chiso_exactness exactness; /**< How good the plan is; exact where there is nothing to plan. */
    chiso_decimal achieved;    /**< Points of the node as they stand. */
    chiso_decimal max;         /**< Its max for the unit, above 0. */
    chiso_decimal least;       /**< The least points, in millionths, that reach it; absent where any
                                  points do, and where none do. */
    chiso_decimal distance;    /**< achieved - least: below 0 by what is missing, and never where it
                                  is met. */
    chiso_decimal distance_percent; /**< The same in percent points. */
    chiso_decimal needed; /**< The points that are missing; 0 where it is met; absent where no
                             points reach it. */
    /** What the node would achieve with every leaf that can be changed at its max. */
    chiso_decimal most;
    chiso_decimal short_by; /**< least - most where it is out of reach, else 0; absent where no
                               points reach it. */
    chiso_decimal short_by_percent; /**< The same in percent points. */
    /** What the node achieves by the plan; absent where it is out of reach. */
    chiso_decimal planned;
    chiso_decimal effort;      /**< Of the plan; absent without efforts, and out of reach. */
    chiso_decimal rank_margin; /**< Points that the node can lose with its rank kept: down to the
                                  least in millionths that keep it. Absent where the unit has no
                                  rank, and where even its leaves at their min would not make it
                                  fall. */
    chiso_decimal band_margin; /**< The same of the band; absent also without bands, and outside of
                                  all bands. */
    chiso_place place;         /**< The rank of the unit as it stands. */
    uint32_t steps;            /**< How many leaves the plan has. */
    uint32_t band; /**< The band as it stands; #CHISO_NO_BAND outside of all, and without bands. */
} chiso_target_figures;

/** A leaf to be raised. */
typedef struct chiso_target_step {
    chiso_node leaf;    /**< The leaf. */
    uint32_t reserved;  /**< 0. */
    chiso_decimal from; /**< Its points. */
    chiso_decimal to;   /**< What they must become. */
    /** What the node gains by it, with the steps before it done: its points as shown with it less
     * those without, so that the gains of a plan add up. */
    chiso_decimal gain;
    chiso_decimal effort; /**< What it takes; #CHISO_ABSENT without efforts. */
} chiso_target_step;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Reads a goal: `rank:5`, `band:A`, `percent:90`, `above:CODE`, `rise:2.5`. The word before the
 * colon may have capitals; a percent sign behind a number is fine; the decimal mark is a point.
 *
 * @param board the board, for the codes of its units
 * @param bands the bands, for their names; may be NULL, and then there are none
 * @param text the text
 * @param former the former percent that a rise is counted from; #CHISO_ABSENT for none
 * @retval CHISO_E_ENCODING @p text is not UTF-8
 * @retval CHISO_E_WORD the word before the colon is no goal, or the one behind it no band
 * @retval CHISO_E_NUMBER what should be a number is none, or has more than six decimals
 * @retval CHISO_E_RANGE a rank is not from 1, a rise is below 0, or a number is too large
 * @retval CHISO_E_UNIT there is no such unit
 * @retval CHISO_E_EMPTY a rise without a former percent, or a band without bands
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_goal_parse(const chiso_board *board,
                                                         const chiso_bands *bands, const char *text,
                                                         chiso_decimal former, chiso_goal *out_goal,
                                                         chiso_error *error);

/**
 * Holds a goal against the figures of a unit and makes the plan. It counts as reading the board,
 * and takes memory where the board does; how all units stand at the node stays with the board for
 * the targets that come after, until it is scored again. Time: that once, n log n in the units;
 * then n log n in the leaves under sums and means, geometric ones too, flat or deep. Quadratic in
 * the leaves are plans of many of them under `harmonic`, under `min`, `max` and `median`, caps and
 * roundings of inner nodes, and with efforts under means of ratios. Where ties are broken by
 * criteria, a unit also takes as long as its equals are many.
 *
 * @param board a scored board; the target keeps it alive
 * @param goal what to reach
 * @retval CHISO_OK also where it is out of reach
 * @retval CHISO_E_UNIT there is no such unit, or it is not ranked and the goal is a rank, or it is
 * to be above itself
 * @retval CHISO_E_EMPTY the unit, or the one to be above, has no percent at the node; a band is
 * asked for and there are no bands
 * @retval CHISO_E_RANGE an option or a member of the goal is outside what it may be, or a figure is
 * beyond what a decimal holds
 * @retval CHISO_E_SHAPE the goal is a rise, and the comparison is of another board
 * @retval CHISO_E_STATE a board of that comparison changed since it was made
 * @retval CHISO_E_RULE a leaf of the tree takes a rank, which moves with every unit
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_target_new(const chiso_board *board, chiso_unit unit,
                                                         chiso_node node, const chiso_goal *goal,
                                                         const chiso_target_options *options,
                                                         chiso_target **out_target,
                                                         chiso_error *error);

/** Ends a target. */
CHISO_API void chiso_target_free(chiso_target *target);

/** The goal as text, such as `rank:5` or `band:A`; it reads in again as the same goal. */
CHISO_API const char *chiso_target_text(const chiso_target *target);

/**
 * What is in the way of a target that is not met: what still keeps the node from more with every
 * leaf that can be raised at its most.
 *
 * @param[out] out_obstacle the first results that are set below their max, and the first node that
 * a gate limits, in the tree's order, with that gate's child; for a band also the root, where a
 * gate keeps the unit from it. Nothing is said to be dropped
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_target_obstacle(const chiso_target *target,
                                                              chiso_obstacle *out_obstacle);

/**
 * How a target stands.
 *
 * @param[out] out_result the figures
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_target_result(const chiso_target *target,
                                                            chiso_target_figures *out_result);

/**
 * The plan: the leaves to be raised, in the order that they help. Its gains add up to planned -
 * achieved. There are none where the target is met.
 *
 * @param[out] out_steps the leaves
 * @param[out] error by how much it falls short
 * @retval CHISO_E_RANGE it is out of reach
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_target_plan(const chiso_target *target,
                                                          const chiso_target_step **out_steps,
                                                          uint32_t *out_count, chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
