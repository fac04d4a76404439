/**
 * @file note.h
 * Notes: what people write beside the figures. A criterion may say who is responsible for it, a
 * cell what is its evidence, a result why it was set.
 *
 * A note has a place, a name and a text. Its place is a criterion of a tree or, on a board, a unit
 * and a node: a cell, an inner criterion of the unit, or #CHISO_ROOT for the unit as a whole. Its
 * name tells several notes of a place apart; the plain one has the name "". Names are compared as
 * people see them. Texts are kept without the blanks around them, and a text that is empty then is
 * no note. No figure depends on them: setting one leaves a board scored.
 *
 * @code{.c}
 * chiso_board *board = scored("unit,1,2.1,2.2\nhealth,17.24,14,9.56\n");
 * const char *name = NULL;
 * const char *text = NULL;
 * chiso_node node = CHISO_NO_NODE;
 *
 * must(chiso_tree_find(chiso_board_tree(board), "1", &node));
 * must(chiso_board_set_note(board, 0, node, "", "late", &error));
 * must(chiso_board_set_note(board, 0, node, "evidence", "decision 12", &error));
 * printf("%s\n", chiso_board_note(board, 0, node, ""));
 * for (uint32_t i = 0; i < chiso_board_note_count(board, 0, node); i++) {
 *     must(chiso_board_note_at(board, 0, node, i, &name, &text));
 *     printf("\"%s\" %s\n", name, text);
 * }
 * chiso_board_free(board);
 * @endcode
 * @code{.unparsed}
 * late
 * "" late
 * "evidence" decision 12
 * @endcode
 */
#ifndef CHISO_NOTE_H
#define CHISO_NOTE_H

#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/status.h>
#include <chiso/tree.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Sets a note of a criterion, or of the index as a whole.
 *
 * @param tree a tree that no board was made over; it may be checked
 * @param node the criterion, or #CHISO_ROOT
 * @param name what tells it apart from other notes of the criterion; NULL or "" for the plain one
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
 * @return its text, which belongs to the tree until the note is set anew; "" where there is none
 */
CHISO_API const char *chiso_tree_note(const chiso_tree *tree, chiso_node node, const char *name);

/** How many notes a criterion has. */
CHISO_API uint32_t chiso_tree_note_count(const chiso_tree *tree, chiso_node node);

/**
 * A note of a criterion by its number. They are counted in the order in which their names came up
 * in the tree.
 *
 * @param node the criterion, or #CHISO_ROOT
 * @param index from 0 to chiso_tree_note_count() - 1
 * @param[out] out_name its name; it belongs to the tree, as the text does
 * @param[out] out_text its text
 * @retval CHISO_E_RANGE there is no such note
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tree_note_at(const chiso_tree *tree, chiso_node node,
                                                           uint32_t index, const char **out_name,
                                                           const char **out_text);

/**
 * Sets a note of a unit at a node. The board stays scored, if it is.
 *
 * @param node a criterion, or #CHISO_ROOT for the unit as a whole
 * @param name what tells it apart from other notes there; NULL or "" for the plain one
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
 * @return its text, which belongs to the board until the note is set anew or goes with its unit; ""
 * where there is none
 */
CHISO_API const char *chiso_board_note(const chiso_board *board, chiso_unit unit, chiso_node node,
                                       const char *name);

/** How many notes a unit has at a node; of the unit as a whole at #CHISO_ROOT. */
CHISO_API uint32_t chiso_board_note_count(const chiso_board *board, chiso_unit unit,
                                          chiso_node node);

/**
 * A note of a unit at a node by its number. They are counted in the order in which their names came
 * up on the board.
 *
 * @param node a criterion, or #CHISO_ROOT for the unit as a whole
 * @param index from 0 to chiso_board_note_count() - 1
 * @param[out] out_name its name; it belongs to the board, as the text does
 * @param[out] out_text its text
 * @retval CHISO_E_RANGE there is no such note
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_note_at(const chiso_board *board,
                                                            chiso_unit unit, chiso_node node,
                                                            uint32_t index, const char **out_name,
                                                            const char **out_text);

#ifdef __cplusplus
}
#endif

#endif
