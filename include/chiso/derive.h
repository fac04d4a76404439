/**
 * @file derive.h
 * The same tree with something else in it, and a board that is scored under it without being filled
 * again: what would the ranks be with another weight, a geometric mean in place of the sum, another
 * rule, or without a criterion?
 *
 * What a tree is derived from stays as it is, and so does the board.
 *
 * @code{.c}
 * chiso_board *board = scored("unit,1,2.1,2.2\nhealth,17.24,14,9.56\ntrade,18,7,12\n");
 * const chiso_tree *tree = chiso_board_tree(board);
 * chiso_tree_change change = {CHISO_TREE_CHANGE_WITHOUT, CHISO_ROOT, NULL};
 * chiso_tree *other_tree = NULL;
 * chiso_board *other = NULL;
 * chiso_result result;
 *
 * must(chiso_tree_find(tree, "2.1", &change.node));
 * must(chiso_tree_derive(tree, &change, 1, NULL, &other_tree, &error));
 * must(chiso_board_derive(board, other_tree, &other, &error));
 * must(chiso_board_score(other, &error));
 * for (chiso_unit unit = 0; unit < chiso_board_unit_count(other); unit++) {
 *     must(chiso_board_result(other, unit, CHISO_ROOT, &result));
 *     show(chiso_unit_code(other, unit), result.percent);
 * }
 * chiso_board_free(other);
 * chiso_tree_free(other_tree);
 * chiso_board_free(board);
 * @endcode
 * @code{.unparsed}
 * health 86.45
 * trade 96.77
 * @endcode
 */
#ifndef CHISO_DERIVE_H
#define CHISO_DERIVE_H

#include <chiso/board.h>
#include <chiso/tree.h>

/** What becomes another in a tree that is derived. */
typedef enum chiso_tree_change_kind {
    CHISO_TREE_CHANGE_WEIGHT = 0,  /**< The weight of a criterion. "weight" */
    CHISO_TREE_CHANGE_COMBINE = 1, /**< How a node combines its children, with all that stands
                                      behind it: `mean drop lowest 1`. "combine" */
    CHISO_TREE_CHANGE_RULE = 2,    /**< The rule of a leaf. "rule" */
    CHISO_TREE_CHANGE_WITHOUT = 3  /**< A criterion, and all that is below it, is left out.
                                      "without" */
} chiso_tree_change_kind;

/** One change of a tree. */
typedef struct chiso_tree_change {
    chiso_tree_change_kind kind; /**< What is changed. */
    chiso_node node;             /**< Of which node of the tree that is derived from. */
    const char *text; /**< What it becomes, as its column of a criteria file has it, with a point as
                         its decimal mark; NULL or "" for the default, and of what is left out. */
} chiso_tree_change;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Makes a tree that is another one but for some changes, as if its criteria file were read with
 * these; it is checked. Titles, notes, weights by block, steps, options and the order of criteria
 * are kept.
 *
 * What is left out goes with all that is below it, with its gates, notes and weights. A criterion
 * that is left with nothing below it goes too. The others keep their weights: a mean divides by
 * what is left. Under a plain sum points and max go, and a stated max that was the sum of maxima of
 * which one is gone or less, is left out, so that it is the sum of what is left; any other stated
 * max stays. Whatever else is changed holds before: a sum that becomes a mean keeps its max. What
 * is said of a node (`drop`, `keep`, its floor) is checked against what is left below it.
 *
 * Time: that of reading the criteria file.
 *
 * @param tree a checked tree
 * @param changes so many changes, of different things; NULL for none
 * @param change_count how many
 * @param[out] out_tree the tree, which is the caller's and does not need the other
 * @retval CHISO_E_DUPLICATE a thing is changed twice, or left out twice, also by what is above it
 * @retval CHISO_E_EMPTY nothing would be left
 * @retval CHISO_E_NODE a change is of a node that is not there, of one that is left out, or of the
 * root, which cannot be left out; or the node does not take it
 * @retval CHISO_E_RULE a rule cannot be read, or one that stays takes the rank of what is left out
 * @retval CHISO_E_RANGE a change is of no kind, or has a text though it leaves out
 * @return any other status: as chiso_tree_add_criterion() and chiso_tree_check()
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_tree_derive(const chiso_tree *tree, const chiso_tree_change *changes, size_t change_count,
                  const chiso_allocator *allocator, chiso_tree **out_tree, chiso_error *error);

/**
 * Makes a board over another tree, usually a derived one, with the units of a board and, of each
 * leaf that both trees have by its code, what its cells hold: values, marks, answers and ratings.
 * Results that were set, notes and the columns that rules divide by come along where the other tree
 * has a place for them. A leaf that is new is missing. The board is not scored.
 *
 * Cells of a leaf whose rule is another are read anew, as from a points file: `0.5` is half a point
 * under `points`, and fifty times the max under `rate`, limited to it. Where rules are the same,
 * columns are copied.
 *
 * @param board a board, scored or not
 * @param tree the tree of the board that is made, which keeps it alive
 * @param[out] out_board the board, with the memory of the other's allocator
 * @retval CHISO_E_CELL a rule of the tree does not take a cell, or a value does not apply to the
 * block of its unit there; the error names both unit and criterion
 * @retval CHISO_E_POINTS a cell, or a result that was set, is outside what it may be there
 * @return any other status: as chiso_board_new() and chiso_board_set_text()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_derive(const chiso_board *board,
                                                           chiso_tree *tree,
                                                           chiso_board **out_board,
                                                           chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
