/**
 * @file what_if.h
 * What if: cells changed on trial over a scored board, which stays as it is, and what that makes of
 * figures, ranks and bands.
 *
 * A what-if begins with the figures of the board. Cells are set as on a board and refused as there;
 * after each, every node of every unit has the figures, ranks and bands that a copy of the board
 * would have if the cells were set there and it were scored again. Changes are undone one by one,
 * back to a count of them, or as a nested trial that is begun and then committed or rolled back;
 * what can be read is then what it was, to the byte. What is to stay is kept by
 * chiso_what_if_apply(), on the board or on a copy of it.
 *
 * **Cost.** Setting a cell costs the depth of the tree: above it, sums that are not rounded, capped
 * or weighed move by the difference, and any other node is combined again from its children. A unit
 * with cells that are missing or not applicable has all nodes on that way combined again, and the
 * first such cell of a unit costs as much as scoring that unit. A rank costs a search among the
 * figures of the block; dense ranks cost a look at all that are better, and ordinal ranks one at
 * the whole block where units are equal. The first rank of a node puts its units in order, and from
 * then on each change moves a unit to its new place among them. Memory: 4 bytes a unit of the
 * board, the cells and points of each unit that is changed, 16 bytes a unit for each node that was
 * asked for ranks, and 40 for each change (8 more an option for those of answers).
 *
 * Rules that look at the other units (chiso_node_is_relative()) are another matter: a value there
 * may change the points of all units. Setting such a cell copies all units, once, and the next
 * reading works out all figures again, as a scoring would. Until then chiso_what_if_is_light() is
 * false. Several such cells that are set one after the other are paid for once.
 *
 * Reading may work out figures and put units in order, so a what-if belongs to one thread at a
 * time. The board does not: it may be read by any number of threads meanwhile, and may have any
 * number of what-ifs. Once the board changed, everything but chiso_what_if_free() is
 * #CHISO_E_STATE.
 */
#ifndef CHISO_WHAT_IF_H
#define CHISO_WHAT_IF_H

#include <chiso/band.h>
#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/rank.h>
#include <chiso/report.h>
#include <chiso/status.h>
#include <chiso/tree.h>

/** Changes on trial over a scored board. */
typedef struct chiso_what_if chiso_what_if;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Begins a what-if without any change. It counts as reading the board, and takes memory where the
 * board does. Time: linear in the number of units.
 *
 * @param board a scored board; the what-if keeps it alive
 * @param options how units are ranked, and by which percent they get their bands; NULL for
 * #CHISO_RANK_OPTIONS_INIT
 * @param[out] out_what_if the what-if, to be ended by chiso_what_if_free(); NULL on failure
 * @param[out] error may be NULL
 * @retval CHISO_OK
 * @retval CHISO_E_NULL @p board or @p out_what_if is NULL
 * @retval CHISO_E_STATE the board is not scored
 * @retval CHISO_E_NODE there is no such node to break ties by
 * @retval CHISO_E_RANGE an option is outside what it may be
 * @retval CHISO_E_MEMORY
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_new(const chiso_board *board,
                                                          const chiso_rank_options *options,
                                                          chiso_what_if **out_what_if,
                                                          chiso_error *error);

/**
 * Ends a what-if.
 *
 * @param what_if NULL does nothing
 */
CHISO_API void chiso_what_if_free(chiso_what_if *what_if);

/**
 * Sets a cell to what a spreadsheet would hold there: chiso_board_set() on trial.
 *
 * @param what_if the what-if; as it was on failure
 * @param unit_code the unit
 * @param code the leaf
 * @param text as chiso_board_set() takes it: "" for missing; "-", "NA" or "N/A" for not applicable
 * @param[out] error may be NULL
 * @retval CHISO_OK
 * @retval CHISO_E_STATE the board changed
 * @retval CHISO_E_RANGE the number, or a figure that comes of it, is too large
 * @retval CHISO_E_MEMORY
 * @return any other status: as chiso_board_set(), with the same message
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_set(chiso_what_if *what_if,
                                                          const char *unit_code, const char *code,
                                                          const char *text, chiso_error *error);

/**
 * The same for a unit and a leaf by their numbers: chiso_board_set_text() on trial.
 *
 * @param what_if the what-if; as it was on failure
 * @param unit the unit
 * @param leaf the leaf
 * @param text as for chiso_board_set()
 * @param[out] error may be NULL
 * @retval CHISO_OK
 * @retval CHISO_E_STATE the board changed
 * @retval CHISO_E_RANGE the number, or a figure that comes of it, is too large
 * @retval CHISO_E_MEMORY
 * @return any other status: as chiso_board_set_text(), with the same message
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_set_text(chiso_what_if *what_if,
                                                               chiso_unit unit, chiso_node leaf,
                                                               const char *text,
                                                               chiso_error *error);

/**
 * Sets a cell to a number: chiso_board_set_value() on trial.
 *
 * @param what_if the what-if; as it was on failure
 * @param unit the unit
 * @param leaf the leaf; its rule takes a number, a count, or yes (1) and no (0)
 * @param value the number in millionths: 9 is nine of them, 9 * #CHISO_DECIMAL_ONE is nine; or
 * #CHISO_MISSING or #CHISO_NOT_APPLICABLE
 * @param[out] error may be NULL
 * @retval CHISO_OK
 * @retval CHISO_E_STATE the board changed
 * @retval CHISO_E_RANGE the number, or a figure that comes of it, is too large
 * @return any other status: as chiso_board_set_value(), with the same message
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_set_value(chiso_what_if *what_if,
                                                                chiso_unit unit, chiso_node leaf,
                                                                chiso_decimal value,
                                                                chiso_error *error);

/**
 * Sets a cell to a rate: chiso_board_set_ratio() on trial.
 *
 * @param what_if the what-if; as it was on failure
 * @param unit the unit
 * @param leaf the leaf; its rule takes a rate
 * @param numerator any decimal
 * @param denominator above 0
 * @param[out] error may be NULL
 * @retval CHISO_OK
 * @retval CHISO_E_STATE the board changed
 * @return any other status: as chiso_board_set_ratio(), with the same message
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_set_ratio(chiso_what_if *what_if,
                                                                chiso_unit unit, chiso_node leaf,
                                                                chiso_decimal numerator,
                                                                chiso_decimal denominator,
                                                                chiso_error *error);

/**
 * Sets a cell to counts of answers: chiso_board_set_counts() on trial.
 *
 * @param what_if the what-if; as it was on failure
 * @param unit the unit
 * @param leaf the leaf; its rule is `survey`
 * @param counts how often each option was chosen
 * @param option_count how many options: chiso_node_option_count()
 * @param[out] error may be NULL
 * @retval CHISO_OK
 * @retval CHISO_E_STATE the board changed
 * @retval CHISO_E_MEMORY
 * @return any other status: as chiso_board_set_counts(), with the same message
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_set_counts(chiso_what_if *what_if,
                                                                 chiso_unit unit, chiso_node leaf,
                                                                 const int64_t *counts,
                                                                 uint32_t option_count,
                                                                 chiso_error *error);

/**
 * Gives a leaf points, whatever its rule would take to make them.
 *
 * @param what_if the what-if; as it was on failure
 * @param unit the unit
 * @param leaf the leaf; its rule does not look at the other units, which make points of values only
 * together
 * @param points within its min and max, unless its rule is `unlimited`; rounded where the leaf says
 * so. #CHISO_MISSING or #CHISO_NOT_APPLICABLE as well
 * @param[out] error may be NULL
 * @retval CHISO_OK
 * @retval CHISO_E_NULL @p what_if is NULL
 * @retval CHISO_E_STATE the board changed
 * @retval CHISO_E_UNIT there is no such unit
 * @retval CHISO_E_NODE there is no such leaf
 * @retval CHISO_E_CELL the rule looks at the other units
 * @retval CHISO_E_POINTS the points are outside the leaf's min and max
 * @retval CHISO_E_RANGE @p points is no decimal, or a figure that comes of it is too large
 * @retval CHISO_E_MEMORY
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_set_points(chiso_what_if *what_if,
                                                                 chiso_unit unit, chiso_node leaf,
                                                                 chiso_decimal points,
                                                                 chiso_error *error);

/**
 * Takes the last change back, whichever cell it was.
 *
 * @param what_if the what-if
 * @param[out] error may be NULL
 * @retval CHISO_OK
 * @retval CHISO_E_NULL @p what_if is NULL
 * @retval CHISO_E_STATE the board changed
 * @retval CHISO_E_EMPTY there is no change, or none since the innermost chiso_what_if_begin()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_undo(chiso_what_if *what_if,
                                                           chiso_error *error);

/**
 * Takes changes back until so many are left: what chiso_what_if_change_count() said is a mark to
 * come back to.
 *
 * @param what_if the what-if
 * @param count how many changes are to be left
 * @param[out] error may be NULL
 * @retval CHISO_OK
 * @retval CHISO_E_NULL @p what_if is NULL
 * @retval CHISO_E_STATE the board changed
 * @retval CHISO_E_RANGE there are fewer changes, or it lies before the innermost
 * chiso_what_if_begin()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_undo_to(chiso_what_if *what_if, size_t count,
                                                              chiso_error *error);

/**
 * Takes all changes back, whatever was begun.
 *
 * @param what_if the what-if
 * @param[out] error may be NULL
 * @retval CHISO_OK
 * @retval CHISO_E_NULL @p what_if is NULL
 * @retval CHISO_E_STATE the board changed
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_reset(chiso_what_if *what_if,
                                                            chiso_error *error);

/**
 * Begins a trial within the trial, to any depth.
 *
 * @param what_if the what-if
 * @param[out] error may be NULL
 * @retval CHISO_OK
 * @retval CHISO_E_NULL @p what_if is NULL
 * @retval CHISO_E_STATE the board changed
 * @retval CHISO_E_MEMORY
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_begin(chiso_what_if *what_if,
                                                            chiso_error *error);

/**
 * Ends the innermost trial and keeps its changes, which are then the outer one's.
 *
 * @param what_if the what-if
 * @param[out] error may be NULL
 * @retval CHISO_OK
 * @retval CHISO_E_NULL @p what_if is NULL
 * @retval CHISO_E_STATE the board changed, or nothing was begun
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_commit(chiso_what_if *what_if,
                                                             chiso_error *error);

/**
 * Ends the innermost trial and takes its changes back.
 *
 * @param what_if the what-if
 * @param[out] error may be NULL
 * @retval CHISO_OK
 * @retval CHISO_E_NULL @p what_if is NULL
 * @retval CHISO_E_STATE the board changed, or nothing was begun
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_rollback(chiso_what_if *what_if,
                                                               chiso_error *error);

/**
 * Keeps what was tried: gives cells of a board, all or none of them, what the changes left in them.
 * The board is then unscored. If it is the one that the what-if was begun over, the what-if is over
 * with that, as after any other change of it; to keep that board as it is, apply the what-if to a
 * copy of it (chiso_board_copy()).
 *
 * @param what_if the what-if
 * @param board the board of the what-if, or another over the same tree; its units are found by
 * their codes
 * @param[out] error names the cell that cannot be kept; may be NULL
 * @retval CHISO_OK also where there is no change: then nothing is done
 * @retval CHISO_E_NULL @p what_if or @p board is NULL
 * @retval CHISO_E_STATE the board of the what-if changed
 * @retval CHISO_E_SHAPE @p board is over another tree
 * @retval CHISO_E_UNIT @p board has no unit of the code of one that was changed
 * @retval CHISO_E_CELL a criterion was given points, chiso_what_if_set_points(), that its rule
 * makes of something else: no cell is known that gives them
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_apply(const chiso_what_if *what_if,
                                                            chiso_board *board, chiso_error *error);

/**
 * How many changes there are to take back, in all trials. A cell that was set twice is two.
 *
 * @param what_if the what-if; NULL has none
 * @return the number
 */
CHISO_API size_t chiso_what_if_change_count(const chiso_what_if *what_if);

/**
 * How many of the changes are of a unit. Time: linear in the number of changes.
 *
 * @param what_if the what-if; NULL has none
 * @param unit the unit
 * @return the number; 0 also where there is no such unit, and once the board changed
 */
CHISO_API size_t chiso_what_if_unit_change_count(const chiso_what_if *what_if, chiso_unit unit);

/**
 * How many trials are begun and neither committed nor rolled back.
 *
 * @param what_if the what-if; NULL has none
 * @return the number
 */
CHISO_API size_t chiso_what_if_depth(const chiso_what_if *what_if);

/**
 * Whether the figures are there to be read. They are not after a cell was set, or its change
 * undone, whose rule looks at the other units: the next reading then works out all of them.
 *
 * @param what_if the what-if; NULL is not
 * @return true when reading costs no more than a search
 */
CHISO_API bool chiso_what_if_is_light(const chiso_what_if *what_if);

/**
 * Works out the figures where they are not there to be read. Reading does it by itself; this says
 * why it cannot be done. Time: where chiso_what_if_is_light() none, else linear in units × nodes.
 *
 * @param what_if the what-if
 * @param[out] error which unit and criterion, and why; may be NULL
 * @retval CHISO_OK
 * @retval CHISO_E_NULL @p what_if is NULL
 * @retval CHISO_E_STATE the board changed
 * @retval CHISO_E_RANGE a figure is beyond what a decimal holds
 * @retval CHISO_E_MEMORY
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_score(chiso_what_if *what_if,
                                                            chiso_error *error);

/**
 * What a cell holds as it stands: chiso_board_cell() on trial. Where only points were given,
 * chiso_what_if_set_points(), value and denominator are #CHISO_ABSENT, unless the points are the
 * value.
 *
 * @param what_if the what-if
 * @param unit the unit
 * @param leaf the leaf
 * @param[out] out_cell the cell, its points being those that the changes make of it
 * @retval CHISO_OK
 * @retval CHISO_E_NULL a pointer is NULL
 * @retval CHISO_E_STATE the board changed
 * @retval CHISO_E_UNIT there is no such unit
 * @retval CHISO_E_NODE there is no such leaf
 * @return #CHISO_E_RANGE or #CHISO_E_MEMORY where the rule looks at the other units and the figures
 * cannot be worked out: chiso_what_if_score() says why
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_cell(chiso_what_if *what_if, chiso_unit unit,
                                                           chiso_node leaf, chiso_cell *out_cell);

/**
 * The figures of a node of any unit, changed or not.
 *
 * @param what_if the what-if
 * @param unit the unit
 * @param node the node, #CHISO_ROOT for the whole index
 * @param[out] out_result the figures
 * @retval CHISO_OK
 * @retval CHISO_E_NULL a pointer is NULL
 * @retval CHISO_E_STATE the board changed
 * @retval CHISO_E_UNIT there is no such unit
 * @retval CHISO_E_NODE there is no such node
 * @retval CHISO_E_RANGE a percentage, or a figure that chiso_what_if_score() tells of, is beyond
 * what a decimal holds
 * @retval CHISO_E_MEMORY
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_result(chiso_what_if *what_if,
                                                             chiso_unit unit, chiso_node node,
                                                             chiso_result *out_result);

/**
 * The place of any unit by a node, changed or not, among all as they stand.
 *
 * @param what_if the what-if
 * @param unit the unit
 * @param node the node, #CHISO_ROOT for the whole index
 * @param[out] out_place its rank, out of how many, shared by how many
 * @retval CHISO_OK
 * @retval CHISO_E_NULL a pointer is NULL
 * @retval CHISO_E_STATE the board changed
 * @retval CHISO_E_UNIT there is no such unit
 * @retval CHISO_E_NODE there is no such node
 * @retval CHISO_E_RANGE a figure that chiso_what_if_score() tells of is beyond what a decimal holds
 * @retval CHISO_E_MEMORY
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_place(chiso_what_if *what_if, chiso_unit unit,
                                                            chiso_node node,
                                                            chiso_place *out_place);

/**
 * Figures, rank and band of a node of any unit at once, as chiso_report_standing() has them.
 *
 * @param what_if the what-if
 * @param unit the unit
 * @param node the node, #CHISO_ROOT for the whole index
 * @param bands what names the bands; NULL for none
 * @param[out] out_standing where it stands
 * @retval CHISO_OK
 * @return any other status: as chiso_what_if_result() and chiso_what_if_place()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_standing(chiso_what_if *what_if,
                                                               chiso_unit unit, chiso_node node,
                                                               const chiso_bands *bands,
                                                               chiso_standing *out_standing);

#ifdef __cplusplus
}
#endif

#endif
