/**
 * @file step.h
 * Steps between the children of a criterion and its figures: what is dropped, what it needs, what
 * limits it, its floor, and results that are set by hand.
 *
 * The criteria file says most of them (tree.h): `drop lowest 1` and the like behind `sum` and
 * `mean`, a share that must be scored in `needs`, a `gate`, and the `min` of an inner criterion.
 * They are taken in this order: drop, combine, `round`, `capped`, floor, gate, then the need; a
 * result that was set takes the place of all of it.
 *
 * - **Dropped**: of the children that take part, those with the lowest or the highest achieved /
 *   max, and of equals the later in the file. They count neither points nor max nor weight, and
 *   keep their own figures. Under `zero` a missing child takes part with its min, under `skip` it
 *   does not; in the bounds all that is missing does. One always stays. Bonuses, and what counts
 *   for nothing, are neither dropped nor counted. Where maxima or weights differ, more points may
 *   then cost some.
 * - **Floor**: points do not fall below the min of an inner criterion, or its max for the unit
 *   where that is less. Without a min there is none.
 * - **Gate**: where a criterion is below or above a bound, its parent has at most so many percent.
 *   With a percent sign its percent is compared, by nearness; without one its cell, exactly, or the
 *   points of an inner criterion, by nearness. What does not apply, and a bonus that is missing,
 * limits nothing; what is missing is looked at with its min under `zero`. Of several the lowest
 * limit holds. A gate to a band limits the band that is told, and no figure (band.h).
 * - **Need**: a criterion of which less is scored, by its coverage before drops, has no figures of
 *   its own; above it it is as a leaf that is missing. In the bounds all is scored.
 * - **Set**: an inner criterion has the points that somebody said, with the reason as its note. It
 *   is scored, whole in coverage, and neither rounded, limited nor lifted; its max is that of what
 *   applies below it, missing or not.
 *
 * @code{.c}
 * const char *criteria = "code,title,max,combine\n"
 *                        "1,Tests,,sum drop lowest 1\n"
 *                        "1.1,First,10,\n"
 *                        "1.2,Second,10,\n"
 *                        "1.3,Third,10,\n";
 * chiso_tree *tree = NULL;
 * chiso_board *board = NULL;
 * chiso_node node = CHISO_NO_NODE;
 * chiso_steps steps;
 *
 * must(chiso_tree_read_csv(criteria, strlen(criteria), NULL, &tree, &error));
 * must(chiso_board_new(tree, NULL, &board, &error));
 * must(chiso_board_add_unit(board, "an", NULL, NULL, NULL, &error));
 * must(chiso_board_set(board, "an", "1.1", "10", &error));
 * must(chiso_board_set(board, "an", "1.2", "4", &error));
 * must(chiso_board_set(board, "an", "1.3", "8", &error));
 * must(chiso_board_score(board, &error));
 * must(chiso_tree_find(tree, "1.2", &node));
 * must(chiso_board_steps(board, 0, node, &steps, &error));
 * printf("%s\n", steps.is_dropped ? "dropped" : "counts");
 * chiso_board_free(board);
 * chiso_tree_free(tree);
 * @endcode
 * @code{.unparsed}
 * dropped
 * @endcode
 */
#ifndef CHISO_STEP_H
#define CHISO_STEP_H

#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/decimal.h>
#include <chiso/status.h>
#include <chiso/tree.h>

/** What was done to the figures of a node of a unit beside combining its children. Points have six
 * places, percents the digits that the tree publishes. */
typedef struct chiso_steps {
    uint32_t is_dropped;            /**< 1: it takes no part in its parent. */
    uint32_t fails_need;            /**< 1: less of it is scored than it needs. */
    uint32_t is_set;                /**< 1: its result was set. */
    uint32_t is_lifted;             /**< 1: its points were lifted to its floor. */
    chiso_node limited_by;          /**< The child whose gate limits it; #CHISO_NO_NODE for none. */
    chiso_decimal computed;         /**< Points that it would have if its result were not set;
                                       #CHISO_ABSENT where it is not, or there would be none. */
    chiso_decimal computed_percent; /**< The percent of these. */
    chiso_decimal
        unlifted; /**< Points before the floor; #CHISO_ABSENT where they were not lifted. */
    chiso_decimal unlimited; /**< Points before the gate; #CHISO_ABSENT where none limits them. */
} chiso_steps;

/** What is between a leaf, or any criterion, and the nodes above it, so that other points of it may
 * change nothing there: each #CHISO_NO_NODE where there is no such. */
typedef struct chiso_obstacle {
    chiso_node set;     /**< The nearest node above it whose result is set: nothing below counts. */
    chiso_node limited; /**< The nearest node above it that the gate of another child limits: more
                           points add nothing. */
    chiso_node limited_by; /**< That child. */
    chiso_node dropped;    /**< It, or the nearest node above it, that is dropped. */
    uint32_t by_cell; /**< 1: that child has all its points, and it is the number in its cell that
                         its gate looks at and that would have to be another. Of targets alone. */
} chiso_obstacle;

/** Nothing. */
#define CHISO_OBSTACLE_INIT                                                                        \
    (CHISO_VALUE(chiso_obstacle){CHISO_NO_NODE, CHISO_NO_NODE, CHISO_NO_NODE, CHISO_NO_NODE, 0})

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Sets the result of an inner criterion of a unit, or takes it back. The board is to be scored
 * anew; that fails with #CHISO_E_POINTS where the points are more than what applies below.
 *
 * @param node an inner criterion, or #CHISO_ROOT
 * @param points a number from its floor, or 0, to its max; "" or NULL takes a result back
 * @param note why it is set, kept as the plain note of the unit there (note.h); NULL keeps the one
 * that is there
 * @retval CHISO_E_NODE there is no such criterion, or it has no sub-criteria
 * @retval CHISO_E_NUMBER @p points is not a number
 * @retval CHISO_E_POINTS the points are outside its floor and its max
 * @retval CHISO_E_EMPTY there is no note
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_set_result(chiso_board *board, chiso_unit unit,
                                                               chiso_node node, const char *points,
                                                               const char *note,
                                                               chiso_error *error);

/**
 * Says that an inner criterion does not apply to a unit: none of the leaves below it does. A result
 * that was set on it or below is taken back.
 *
 * @param node an inner criterion, or #CHISO_ROOT
 * @retval CHISO_E_NODE there is no such criterion, or it has no sub-criteria
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_set_not_applicable(chiso_board *board,
                                                                       chiso_unit unit,
                                                                       chiso_node node,
                                                                       chiso_error *error);

/**
 * The points that were set of an inner criterion of a unit, whether the board is scored or not.
 *
 * @param node any criterion, or #CHISO_ROOT
 * @param[out] out_points the points, to six places; #CHISO_ABSENT where none were set
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_result_set(const chiso_board *board,
                                                               chiso_unit unit, chiso_node node,
                                                               chiso_decimal *out_points);

/**
 * Whether anything may have been done to figures of a unit beside combining: its tree has steps, or
 * a result of it is set. Where nothing may, chiso_board_steps() need not be asked.
 *
 * @return also false where there is no such unit
 */
CHISO_API bool chiso_board_has_steps(const chiso_board *board, chiso_unit unit);

/**
 * What was done to the figures of a node of a unit beside combining its children.
 *
 * @param node any criterion, or #CHISO_ROOT
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_steps(const chiso_board *board, chiso_unit unit,
                                                          chiso_node node, chiso_steps *out_steps,
                                                          chiso_error *error);

/**
 * What is in the way of a leaf of a unit as it stands.
 *
 * @param leaf a leaf, or any other criterion
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_obstacle(const chiso_board *board,
                                                             chiso_unit unit, chiso_node leaf,
                                                             chiso_obstacle *out_obstacle,
                                                             chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
