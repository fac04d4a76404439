/**
 * @file explain.h
 * Explanations: how one number of a scored board came about, step by step, as a structure and as
 * text.
 *
 * An explanation is a list of steps. The first is the number: a node of a unit. The parts of a node
 * stand side by side: its children in the tree's order, and behind them what else was done to reach
 * its points: scaling, rounding, a cap, a floor, a gate, a result that was set (step.h). **The
 * contributions of the parts of a node add up to its achieved points, to the millionth**; the
 * library checks it, and that combining the parts that are listed gives the number that the board
 * holds.
 *
 * Every figure is carried as it is and rounded once, to six places by the tree's rounding, where it
 * is shown. What parts that are each rounded by themselves leave of the number is a part of its
 * own, #CHISO_STEP_PLACES: 1 is 0.333333 three times and 0.000001 for rounding.
 *
 * What a child contributes:
 *
 * - `sum`: its points; scaling is a part of its own, #CHISO_STEP_SCALED
 * - `mean`: max × w·(a/m) / Σ w
 * - `min`, `max`: everything by the child with the least, or the greatest, ratio (of equals the
 *   first), nothing by the others
 * - `median`: everything by the child in the middle, or half a ratio each by both that are
 * - `geometric`, `harmonic`: none by itself: #CHISO_STEP_COMBINED has all of it, and each child a
 *   chiso_step::share. A child with 0 points or less decides alone: the whole is 0
 *
 * What stands before a rule, a denominator, a treatment or an imputation, is told word by word as
 * parts of the leaf, #CHISO_STEP_TREATED, each with the value before and behind, and how many
 * values of the board it changed; the points are a part behind them. Such a leaf takes as long to
 * explain as its values take to be treated anew.
 *
 * The text has the notes (note.h) of a criterion and those of its cell below its line.
 *
 * What is missing, does not apply or is dropped is listed with a contribution of 0, so that
 * everything below a node is there. The figures of a unit of which nothing that counts is scored
 * are those that it would have; the text says that it has no percent.
 *
 * @code{.c}
 * chiso_board *board = scored("unit,1,2.1,2.2\nhealth,17.24,14,9.56\n");
 * const chiso_sink out = {chiso_file_write, stdout};
 * chiso_explanation *explanation = NULL;
 *
 * must(chiso_explanation_new(board, 0, CHISO_ROOT, 2, &explanation, &error));
 * must(chiso_explanation_write(explanation, CHISO_LANGUAGE_ENGLISH, '.', &out, &error));
 * chiso_explanation_free(explanation);
 * chiso_board_free(board);
 * @endcode
 * @code{.unparsed}
 * Total, health: 40.8 of 45 points (90.67 %) = 17.24 (1) + 23.56 (2)
 *   1 Steering: 17.24 of 19 points (90.74 %)
 *   2 Procedures: 23.56 of 26 points (90.62 %) = 14 (2.1) + 9.56 (2.2)
 *     2.1 One-stop shops: 14 of 14 points (100.00 %)
 *     2.2 Online services: 9.56 of 12 points (79.67 %)
 * @endcode
 */
#ifndef CHISO_EXPLAIN_H
#define CHISO_EXPLAIN_H

#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/language.h>
#include <chiso/rating.h>
#include <chiso/sink.h>
#include <chiso/status.h>
#include <chiso/tree.h>

/** An explanation. */
typedef struct chiso_explanation chiso_explanation;

/** What a step is. */
typedef enum chiso_step_kind {
    CHISO_STEP_NODE = 0, /**< A criterion with its figures. "node" */
    CHISO_STEP_RULE =
        1, /**< Of a leaf that is rounded: the points that its rule gave before. "rule" */
    CHISO_STEP_COMBINED =
        2, /**< What a geometric or harmonic mean of the children gives. "combined" */
    CHISO_STEP_PLACES = 3,   /**< What showing the parts with six places leaves. "places" */
    CHISO_STEP_SCALED = 4,   /**< Scaled from the sum of the children's max to the declared max.
                                "scaled" */
    CHISO_STEP_ROUNDED = 5,  /**< Rounded in the calculation, as the node states. "rounded" */
    CHISO_STEP_CAPPED = 6,   /**< Limited to the max. "capped" */
    CHISO_STEP_FLOOR = 7,    /**< Lifted to the floor. "floor" */
    CHISO_STEP_LIMITED = 8,  /**< Limited by the gate of a child. "limited" */
    CHISO_STEP_SET = 9,      /**< Set by hand, whatever was computed. "set" */
    CHISO_STEP_BAND = 10,    /**< The gate of a child limits the band, and no points. "band" */
    CHISO_STEP_TREATED = 11, /**< Of a leaf: what was done to its value before its rule, which
                                brings no points. "treated" */
    CHISO_STEP_DROPS = 12    /**< Of a ledger alone: what dropping some of the children costs beside
                                what these cost. "drops" */
} chiso_step_kind;

/** How a node takes part in its parent. */
typedef enum chiso_part {
    CHISO_PART_COUNTS =
        0, /**< With its points, or what they are taken for while it is missing. "counts" */
    CHISO_PART_DECIDES = 1, /**< It is the one that `min`, `max` or `median` takes, or that makes a
                               mean 0. "decides" */
    CHISO_PART_ASIDE = 2,   /**< It was looked at, and another one decides. "aside" */
    CHISO_PART_WEIGHTLESS = 3, /**< Under all but `sum`: its max or weight is 0. "weightless" */
    CHISO_PART_MISSING = 4, /**< Not scored, and without points: under `skip` it is left out, under
                               `unknown` its parent has none; a bonus is none. "missing" */
    CHISO_PART_NOT_APPLICABLE = 5, /**< It does not concern the unit. "not_applicable" */
    CHISO_PART_DROPPED = 6         /**< It is one of the lowest or the highest that are left out.
                                      "dropped" */
} chiso_part;

/** No step: the parent of the first one. */
#define CHISO_NO_STEP UINT32_MAX

/**
 * One step. Figures that a step does not have are #CHISO_ABSENT, texts "". Texts belong to the
 * explanation.
 */
typedef struct chiso_step {
    chiso_step_kind kind; /**< What it is. */
    chiso_part part;      /**< Of a node. The first step counts. */
    chiso_state state;    /**< Of a node. */
    chiso_node node;      /**< The node; of a step that is none, the node that it is a part of. */
    uint32_t depth;       /**< Of the first step 0, of its parts 1. */
    uint32_t parent;      /**< The step that it is a part of; #CHISO_NO_STEP for the first. */
    uint32_t first;       /**< Its parts are the steps from this one on; #CHISO_NO_STEP for none. */
    uint32_t count;       /**< How many parts. */

    chiso_decimal contribution; /**< What it brings to its parent's achieved points; of the first
                                   step all of it. */
    chiso_decimal achieved;     /**< Of a node. */
    chiso_decimal max;          /**< Of a node, for this unit. */
    chiso_decimal min;          /**< Of a leaf. */
    chiso_decimal percent;      /**< Of a node, as it is published. */
    chiso_decimal weight;       /**< Of a node that takes part in a parent that weighs; the text
                                   has it as it was stated, such as 10/3. */
    chiso_decimal from; /**< Scaled: Σ max of the children that apply. Rounded, capped, floor and
                           limited: the points before. Set: the points that are computed, of
                           chiso_step::max and with chiso_step::percent; absent where none are.
                           Treated: the value before; #CHISO_ABSENT for none. */
    chiso_decimal to;   /**< Scaled: the declared max. Rounded, floor, limited and set: the points
                           behind. Capped: the max. Treated: the value behind, with six decimals. */
    /**
     * Of a child in a geometric mean w·ln(a/m) / Σ w, in a harmonic one (w·m/a) / Σ w, else 0. It
     * is for reading only: the exact figure is the combine of the achieved, max and weight that are
     * listed.
     */
    double share;

    const char *rule;  /**< Of a leaf: what made points of the value. Of what is limited, also of a
                          band: the gate, "below 50%: parent at most 79.99%". Treated: its words,
                          such as "treat winsor 2". */
    const char *value; /**< Of a leaf that is scored, or of whose answers all are left out: its
                          cell, as a points file holds it: "14", "97.8%", "978/1000", "12|30|5|1".
                          Treated: the value behind, with all its decimals. */
    chiso_peers peers; /**< Of a leaf whose rule looks at the other units: what it saw; else a count
                          of 0. */
    /** Of a leaf that takes counts of answers: how many of them its rule leaves out. Else 0. */
    chiso_decimal left_out;
    uint32_t digits;     /**< Of what is rounded: to how many decimal places. */
    uint32_t is_bonus;   /**< 1 for a bonus, else 0. */
    uint32_t is_imputed; /**< Of a leaf: 1 where it is missing and a value was found for it, else
                            0. */
    uint32_t changed;    /**< Treated: how many values of the board became others, or were found. */
    chiso_raters raters; /**< Of a leaf whose cell has ratings: what they are like; else a count of
                            0. */
    chiso_decimal coverage; /**< Of a node that has no figures as less of it is scored than it
                               needs: its coverage, in percent. */
    chiso_decimal needed;   /**< Of such a node: the percent that it needs. */
    uint32_t gone;       /**< Of a dropped node: so many were dropped with it, itself included. */
    uint32_t among;      /**< Of a dropped node: of so many, */
    uint32_t is_highest; /**< 1 where these were the highest, 0 where they were the lowest. */
    chiso_node by; /**< Of what is limited, also of a band: the child that the gate stands at; else
                      #CHISO_NO_NODE. */
    uint32_t gate; /**< Of the same: which of the gates of the child, from 0. */
    const char *note; /**< Of what is set: why. Of a band that is limited: the best that it may be.
                       */
} chiso_step;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Explains a number. It counts as reading the board, and takes memory where the board does. Time:
 * linear in the steps and in what is below the node.
 *
 * @param board a scored board; the explanation keeps it alive
 * @param depth how many levels below the node: 0 for the node alone, 1 for its children, UINT32_MAX
 * for all
 * @retval CHISO_E_RANGE a figure is beyond what a decimal holds
 * @retval CHISO_E_SHAPE the parts do not add up to the number: a fault of the library, never shown
 * as an explanation
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_explanation_new(const chiso_board *board,
                                                              chiso_unit unit, chiso_node node,
                                                              uint32_t depth,
                                                              chiso_explanation **out_explanation,
                                                              chiso_error *error);

/** Ends an explanation. */
CHISO_API void chiso_explanation_free(chiso_explanation *explanation);

/** How many steps there are: at least 1. */
CHISO_API uint32_t chiso_explanation_count(const chiso_explanation *explanation);

/**
 * One step. The parts of a step stand side by side, behind it; the number that is explained is step
 * 0.
 *
 * @param index from 0 to chiso_explanation_count() - 1
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_explanation_step(const chiso_explanation *explanation,
                                                               uint32_t index,
                                                               chiso_step *out_step);

/**
 * Writes the explanation for people, a line a node, what is below it indented: `2 Procedures: 23.56
 * of 26 points (90.62 %) = 14 (2.1) + 9.56 (2.2)`.
 *
 * @param language the language
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_explanation_write(const chiso_explanation *explanation, chiso_language language, char mark,
                        const chiso_sink *sink, chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
