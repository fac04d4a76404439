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
 * figures of the block; dense ranks cost a look at all that are better, and ordinal ranks and
 * tie-breaking criteria one at the whole block where units are equal. The first rank of a node puts
 * its units in order, and from then on each change moves a unit to its new place among them.
 * Memory: 4 bytes a unit of the board, the cells and points of each unit that is changed, 32 bytes
 * a unit for each node that was asked for ranks, and 56 for each change (8 more an option for those
 * of answers).
 *
 * Rules that look at the other units (chiso_node_is_relative()) are another matter: a value there
 * may change the points of all units. Setting such a cell copies all units, once, and the next
 * reading works out all figures again, as a scoring would. Until then chiso_what_if_is_light() is
 * false. Several such cells that are set one after the other are paid for once.
 *
 * A cell that several raters gave (rating.h) is set to what they would come to; the board keeps
 * their ratings until chiso_what_if_apply() puts the value in their place.
 *
 * Reading may work out figures and put units in order, so a what-if belongs to one thread at a
 * time. The board does not: it may be read by any number of threads meanwhile, and may have any
 * number of what-ifs. Once the board changed, everything but chiso_what_if_free() is
 * #CHISO_E_STATE.
 *
 * @code{.c}
 * chiso_board *board = scored("unit,1,2.1,2.2\nhealth,17.24,14,9.56\nfinance,15.5,12,10\n");
 * chiso_what_if *what_if = NULL;
 * chiso_place place;
 *
 * must(chiso_what_if_new(board, NULL, &what_if, &error));
 * must(chiso_what_if_set(what_if, "finance", "1", "19", &error));
 * must(chiso_what_if_place(what_if, 1, CHISO_ROOT, &place));
 * printf("finance: %u of %u\n", place.rank, place.out_of);
 * must(chiso_what_if_undo(what_if, &error));
 * must(chiso_what_if_place(what_if, 1, CHISO_ROOT, &place));
 * printf("and as it is: %u\n", place.rank);
 * chiso_what_if_free(what_if);
 * chiso_board_free(board);
 * @endcode
 * @code{.unparsed}
 * finance: 1 of 2
 * and as it is: 2
 * @endcode
 */
#ifndef CHISO_WHAT_IF_H
#define CHISO_WHAT_IF_H

#include <chiso/band.h>
#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/rank.h>
#include <chiso/report.h>
#include <chiso/status.h>
#include <chiso/step.h>
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
 * @retval CHISO_E_NODE there is no such node to break ties by
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_new(const chiso_board *board,
                                                          const chiso_rank_options *options,
                                                          chiso_what_if **out_what_if,
                                                          chiso_error *error);

/** Ends a what-if. */
CHISO_API void chiso_what_if_free(chiso_what_if *what_if);

/**
 * Sets a cell to what a spreadsheet would hold there: chiso_board_set() on trial, with the same
 * parameters and messages, and so are those that follow.
 *
 * @param unit_code,code,text as for chiso_board_set()
 * @retval CHISO_E_RANGE the number, or a figure that comes of it, is too large
 * @return any other status: as chiso_board_set()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_set(chiso_what_if *what_if,
                                                          const char *unit_code, const char *code,
                                                          const char *text, chiso_error *error);

/**
 * chiso_board_set_text() on trial.
 *
 * @param text as for chiso_board_set()
 * @retval CHISO_E_RANGE the number, or a figure that comes of it, is too large
 * @return any other status: as chiso_board_set_text()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_set_text(chiso_what_if *what_if,
                                                               chiso_unit unit, chiso_node leaf,
                                                               const char *text,
                                                               chiso_error *error);

/**
 * chiso_board_set_value() on trial.
 *
 * @param value as for chiso_board_set_value()
 * @retval CHISO_E_RANGE the number, or a figure that comes of it, is too large
 * @return any other status: as chiso_board_set_value()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_set_value(chiso_what_if *what_if,
                                                                chiso_unit unit, chiso_node leaf,
                                                                chiso_decimal value,
                                                                chiso_error *error);

/**
 * chiso_board_set_ratio() on trial.
 *
 * @param numerator,denominator as for chiso_board_set_ratio()
 * @return any other status: as chiso_board_set_ratio()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_set_ratio(chiso_what_if *what_if,
                                                                chiso_unit unit, chiso_node leaf,
                                                                chiso_decimal numerator,
                                                                chiso_decimal denominator,
                                                                chiso_error *error);

/**
 * chiso_board_set_counts() on trial.
 *
 * @param counts,option_count as for chiso_board_set_counts()
 * @return any other status: as chiso_board_set_counts()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_set_counts(chiso_what_if *what_if,
                                                                 chiso_unit unit, chiso_node leaf,
                                                                 const int64_t *counts,
                                                                 uint32_t option_count,
                                                                 chiso_error *error);

/**
 * Gives a leaf points, whatever its rule would take to make them.
 *
 * @param leaf the leaf; its rule does not look at the other units, which make points of values only
 * together
 * @param points within its min and max, unless its rule is `unlimited`; rounded where the leaf says
 * so. #CHISO_MISSING or #CHISO_NOT_APPLICABLE as well
 * @retval CHISO_E_CELL the rule looks at the other units
 * @retval CHISO_E_POINTS the points are outside the leaf's min and max
 * @retval CHISO_E_RANGE @p points is no decimal, or a figure that comes of it is too large
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_set_points(chiso_what_if *what_if,
                                                                 chiso_unit unit, chiso_node leaf,
                                                                 chiso_decimal points,
                                                                 chiso_error *error);

/**
 * Takes the last change back, whichever cell it was.
 *
 * @retval CHISO_E_MEMORY never: nothing that takes a change back needs any
 * @retval CHISO_E_EMPTY there is no change, or none since the innermost chiso_what_if_begin()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_undo(chiso_what_if *what_if,
                                                           chiso_error *error);

/**
 * Takes changes back until so many are left: what chiso_what_if_change_count() said is a mark to
 * come back to.
 *
 * @param count how many changes are to be left
 * @retval CHISO_E_MEMORY never
 * @retval CHISO_E_RANGE there are fewer changes, or it lies before the innermost
 * chiso_what_if_begin()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_undo_to(chiso_what_if *what_if, size_t count,
                                                              chiso_error *error);

/**
 * Takes all changes back, whatever was begun.
 *
 * @retval CHISO_E_MEMORY never
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_reset(chiso_what_if *what_if,
                                                            chiso_error *error);

/** Begins a trial within the trial, to any depth. */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_begin(chiso_what_if *what_if,
                                                            chiso_error *error);

/**
 * Ends the innermost trial and keeps its changes, which are then the outer one's.
 *
 * @retval CHISO_E_MEMORY never
 * @retval CHISO_E_STATE the board changed, or nothing was begun
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_commit(chiso_what_if *what_if,
                                                             chiso_error *error);

/**
 * Ends the innermost trial and takes its changes back.
 *
 * @retval CHISO_E_MEMORY never
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
 * @param board the board of the what-if, or another over the same tree; its units are found by
 * their codes
 * @param[out] error names the cell that cannot be kept
 * @retval CHISO_OK also where there is no change: then nothing is done
 * @retval CHISO_E_SHAPE @p board is over another tree
 * @retval CHISO_E_UNIT @p board has no unit of the code of one that was changed
 * @retval CHISO_E_CELL a criterion was given points, chiso_what_if_set_points(), that its rule
 * makes of something else: no cell is known that gives them
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_apply(const chiso_what_if *what_if,
                                                            chiso_board *board, chiso_error *error);

/** How many changes there are to take back, in all trials. A cell that was set twice is two. */
CHISO_API size_t chiso_what_if_change_count(const chiso_what_if *what_if);

/**
 * How many of the changes are of a unit; 0 also once the board changed. Time: linear in the number
 * of changes.
 */
CHISO_API size_t chiso_what_if_unit_change_count(const chiso_what_if *what_if, chiso_unit unit);

/** How many trials are begun and neither committed nor rolled back. */
CHISO_API size_t chiso_what_if_depth(const chiso_what_if *what_if);

/**
 * Whether the figures are there to be read, which then costs no more than a search. They are not
 * after a cell was set, or its change undone, whose rule looks at the other units: the next reading
 * then works out all of them.
 */
CHISO_API bool chiso_what_if_is_light(const chiso_what_if *what_if);

/**
 * Works out the figures where they are not there to be read. Reading does it by itself; this says
 * why it cannot be done. Time: where chiso_what_if_is_light() none, else linear in units × nodes.
 *
 * @retval CHISO_E_RANGE a figure is beyond what a decimal holds
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_score(chiso_what_if *what_if,
                                                            chiso_error *error);

/**
 * What a cell holds as it stands: chiso_board_cell() on trial. Where only points were given,
 * chiso_what_if_set_points(), value and denominator are #CHISO_ABSENT, unless the points are the
 * value.
 *
 * @param[out] out_cell the cell, its points being those that the changes make of it
 * @return #CHISO_E_RANGE or #CHISO_E_MEMORY where the rule looks at the other units and the figures
 * cannot be worked out: chiso_what_if_score() says why
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_cell(chiso_what_if *what_if, chiso_unit unit,
                                                           chiso_node leaf, chiso_cell *out_cell);

/**
 * The figures of a node of any unit, changed or not.
 *
 * @retval CHISO_E_RANGE a percentage, or a figure that chiso_what_if_score() tells of, is beyond
 * what a decimal holds
 * @retval CHISO_E_MEMORY
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_result(chiso_what_if *what_if,
                                                             chiso_unit unit, chiso_node node,
                                                             chiso_result *out_result);

/**
 * What a node of any unit would achieve as text, with as many places as are asked for: as
 * chiso_board_points_text() tells what it did achieve.
 *
 * @param places 0 to 18; -1 for as many as there are, 18 at most, without zeros at the end
 * @param[out] out_text room for #CHISO_FIGURE_TEXT_SIZE bytes; "" where the node has no points
 * @retval CHISO_E_RANGE there are no such places, or no such mark
 * @return any other status: as chiso_what_if_result()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_points_text(chiso_what_if *what_if,
                                                                  chiso_unit unit, chiso_node node,
                                                                  int places, char mark,
                                                                  char *out_text);

/**
 * The place of any unit by a node, changed or not, among all as they stand: its rank, out of how
 * many, shared by how many.
 *
 * @retval CHISO_E_RANGE a figure that chiso_what_if_score() tells of is beyond what a decimal holds
 * @retval CHISO_E_MEMORY
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_place(chiso_what_if *what_if, chiso_unit unit,
                                                            chiso_node node,
                                                            chiso_place *out_place);

/**
 * Figures, rank and band of a node of any unit at once, as chiso_report_standing() has them with
 * points of six places.
 *
 * @param bands what names the bands; NULL for none
 * @return any other status: as chiso_what_if_result() and chiso_what_if_place()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_standing(chiso_what_if *what_if,
                                                               chiso_unit unit, chiso_node node,
                                                               const chiso_bands *bands,
                                                               chiso_standing *out_standing);

/**
 * Why other points of a leaf change nothing, or less, of any unit as it would stand: as
 * chiso_board_obstacle() tells of a board.
 *
 * @param leaf a leaf, or any other criterion
 * @return any other status: as chiso_what_if_result()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_what_if_obstacle(chiso_what_if *what_if,
                                                               chiso_unit unit, chiso_node leaf,
                                                               chiso_obstacle *out_obstacle);

#ifdef __cplusplus
}
#endif

#endif
