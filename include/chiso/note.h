/**
 * @file note.h
 * Notes: what people write beside the figures. A criterion may say who is
 * responsible for it, a cell what is its evidence, a result why it was set.
 *
 * A note has a place, a name and a text. Its place is a criterion of a tree or,
 * on a board, a unit and a node: a cell, an inner criterion of the unit, or
 * #CHISO_ROOT for the unit as a whole. Its name tells several notes of a place
 * apart; the plain one has the name "". Names are compared as people see them.
 * Texts are kept without the blanks around them, and a text that is empty then
 * is no note. No figure depends on them: setting one leaves a board scored.
 *
 * In a criteria file the columns `note` and `note:NAME` hold the notes of the
 * criterion of the row. In a points file in the long layout they hold those of
 * the cell of the row; where several raters write one of a cell, they are kept
 * as one, each behind the name of its rater. In the wide layout `note` and `note:NAME` hold those
 * of the unit, `note:CODE` the plain note of its cell, or inner criterion, of this code, and
 * `note:CODE:NAME` another note of it; `.` is the code of the root. A name that is the code of a
 * criterion, or that and a colon with something behind it, is taken for the code: `note:.:NAME` is
 * then a note of the unit. One that looks like the code of a criterion that is not there is
 * refused. A criterion whose own code begins so keeps its column. An empty cell leaves the note as
 * it is that a board has.
 *
 * A sheet whose rows are criteria has notes of cells where it has the column of
 * one unit; with more units nothing says whose they are, and they are left out,
 * as those of respondents are.
 *
 * @code{.c}
 * static const char news[] = "unit,1,note,note:1,note:1:evidence\n"
 *                            "health,16,moved house,late,decision 12\n";
 * chiso_board *board = scored("unit,1,2.1,2.2\nhealth,17.24,14,9.56\n");
 * chiso_note note;
 * chiso_node node = CHISO_NO_NODE;
 *
 * must(chiso_board_read_csv(board, news, strlen(news), &error));
 * must(chiso_tree_find(chiso_board_tree(board), "1", &node));
 * must(chiso_board_set_note(board, 0, node, "responsible", "Ms Hà", &error));
 * printf("%s\n", chiso_board_note(board, 0, CHISO_ROOT, ""));
 * for (uint32_t i = 0; i < chiso_board_note_count(board, 0, node); i++) {
 *     must(chiso_board_note_at(board, 0, node, i, &note));
 *     printf("%s: %s\n", note.name, note.text);
 * }
 * chiso_board_free(board);
 * @endcode
 * @code{.unparsed}
 * moved house
 * : late
 * evidence: decision 12
 * responsible: Ms Hà
 * @endcode
 */
#ifndef CHISO_NOTE_H
#define CHISO_NOTE_H

#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/status.h>
#include <chiso/tree.h>

/** A note. */
typedef struct chiso_note {
    const char *name; /**< What tells it apart from others at its place; "" for the plain one. */
    const char *text; /**< What it says. */
} chiso_note;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Sets a note of a criterion, or of the index as a whole.
 *
 * @param tree a tree that no board was made over; it may be checked
 * @param node the criterion, or #CHISO_ROOT
 * @param name what tells it apart from other notes of the criterion; NULL or ""
 * for the plain one
 * @param text the note; NULL, "" or blanks take it away
 * @retval CHISO_E_STATE a board was made over the tree
 * @retval CHISO_E_ENCODING a text is not UTF-8
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tree_set_note(chiso_tree *tree, chiso_node node,
                                                            const char *name, const char *text,
                                                            chiso_error *error);

/**
 * A note of a criterion.
 *
 * @param node the criterion, or #CHISO_ROOT
 * @param name which one; NULL or "" for the plain one
 * @return its text, which belongs to the tree until the note is set anew; ""
 * where there is none
 */
CHISO_API const char *chiso_tree_note(const chiso_tree *tree, chiso_node node, const char *name);

/** How many notes a criterion has. */
CHISO_API uint32_t chiso_tree_note_count(const chiso_tree *tree, chiso_node node);

/**
 * A note of a criterion by its number. They are counted in the order in which
 * their names came up in the tree.
 *
 * @param node the criterion, or #CHISO_ROOT
 * @param index from 0 to chiso_tree_note_count() - 1
 * @param[out] out_note its name and text, which belong to the tree
 * @retval CHISO_E_RANGE there is no such note
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tree_note_at(const chiso_tree *tree, chiso_node node,
                                                           uint32_t index, chiso_note *out_note);

/**
 * Sets a note of a unit at a node. The board stays scored, if it is.
 *
 * @param node a criterion, or #CHISO_ROOT for the unit as a whole
 * @param name what tells it apart from other notes there; NULL or "" for the
 * plain one
 * @param text the note; NULL, "" or blanks take it away
 * @retval CHISO_E_ENCODING a text is not UTF-8
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_set_note(chiso_board *board, chiso_unit unit,
                                                             chiso_node node, const char *name,
                                                             const char *text, chiso_error *error);

/**
 * A note of a unit at a node.
 *
 * @param node a criterion, or #CHISO_ROOT for the unit as a whole
 * @param name which one; NULL or "" for the plain one
 * @return its text, which belongs to the board until the note is set anew or
 * goes with its unit; "" where there is none
 */
CHISO_API const char *chiso_board_note(const chiso_board *board, chiso_unit unit, chiso_node node,
                                       const char *name);

/** How many notes a unit has at a node; of the unit as a whole at #CHISO_ROOT.
 */
CHISO_API uint32_t chiso_board_note_count(const chiso_board *board, chiso_unit unit,
                                          chiso_node node);

/**
 * A note of a unit at a node by its number. They are counted in the order in
 * which their names came up on the board.
 *
 * @param node a criterion, or #CHISO_ROOT for the unit as a whole
 * @param index from 0 to chiso_board_note_count() - 1
 * @param[out] out_note its name and text, which belong to the board
 * @retval CHISO_E_RANGE there is no such note
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_note_at(const chiso_board *board,
                                                            chiso_unit unit, chiso_node node,
                                                            uint32_t index, chiso_note *out_note);

#ifdef __cplusplus
}
#endif

#endif
