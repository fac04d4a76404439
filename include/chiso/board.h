/**
 * @file board.h
 * Boards: what many units achieved on one criteria tree, in one period and stage, and the scoring
 * of it.
 *
 * A board has a column a leaf and a row a unit. A cell holds a value, or is missing (not scored
 * yet), or is not applicable (does not concern this unit); 0 is a value. Values are checked as they
 * come in: points outside the min and max of their leaf, or a cell that the leaf's rule does not
 * take, are refused. chiso_board_score() then gives every node of every unit its figures. Changing
 * a board makes it unscored again, and asking an unscored board for results is #CHISO_E_STATE.
 *
 * Memory: 8 bytes a cell; 8 or 16 more for the cells of leaves with a rule that makes points of
 * rates, counts and the like, 8 an option for those of surveys, and 16 more for `percentile`;
 * scoring adds 8 bytes a unit and inner node, and 104 for units with cells that are missing or not
 * applicable. Where any figure of a column has more than six decimals, as those of rates and means
 * have, the column takes 8 bytes more a unit. A leaf before whose rule values are treated takes 24
 * more, one that is imputed 16 more, and 48 while the board is scored.
 *
 * A unit of which nothing that counts is scored has no rank, no band and no part in the figures of
 * blocks, whatever the policy.
 *
 * @code{.c}
 * chiso_tree *tree = NULL;
 * chiso_board *board = NULL;
 * chiso_unit health;
 * chiso_result result;
 *
 * must(chiso_tree_new("PAR index", NULL, &tree, &error));
 * must(chiso_tree_add(tree, CHISO_ROOT, "1", "Steering", "19", NULL, &error));
 * must(chiso_tree_add(tree, CHISO_ROOT, "2", "Procedures", "26", NULL, &error));
 * must(chiso_board_new(tree, NULL, &board, &error));
 * must(chiso_board_add_unit(board, "health", "Health", NULL, &health, &error));
 * must(chiso_board_set(board, "health", "1", "17.24", &error));
 * must(chiso_board_set(board, "health", "2", "23.56", &error));
 * must(chiso_board_score(board, &error));
 * must(chiso_board_result(board, health, CHISO_ROOT, &result));
 * show("percent", result.percent);
 * chiso_board_free(board);
 * chiso_tree_free(tree);
 * @endcode
 * @code{.unparsed}
 * percent 90.67
 * @endcode
 */
#ifndef CHISO_BOARD_H
#define CHISO_BOARD_H

#include <chiso/common.h>
#include <chiso/decimal.h>
#include <chiso/memory.h>
#include <chiso/sink.h>
#include <chiso/status.h>
#include <chiso/tree.h>

/** A board. */
typedef struct chiso_board chiso_board;

/** A unit of a board, counted from 0 in the order of adding; removing one moves those behind it. */
typedef uint32_t chiso_unit;

/** No unit. */
#define CHISO_NO_UNIT UINT32_MAX

/** All units of a board, in place of a block. */
#define CHISO_ALL_BLOCKS UINT32_MAX

/** In place of a cell's value: not scored yet. No decimal. */
#define CHISO_MISSING CHISO_ABSENT

/** In place of a cell's value: does not concern this unit. No decimal. */
#define CHISO_NOT_APPLICABLE (INT64_MIN + 1)

/** The size in bytes of a buffer that holds the text of any cell and a final NUL. */
#define CHISO_CELL_TEXT_SIZE 2048

/** Where a node of a unit stands, and what a cell is. */
typedef enum chiso_state {
    CHISO_STATE_SCORED = 0, /**< It has been scored. "scored" */
    CHISO_STATE_MISSING =
        1, /**< Nothing below it is scored; under `unknown`, something below it is not. "missing" */
    CHISO_STATE_NOT_APPLICABLE = 2 /**< It does not concern the unit. "not_applicable" */
} chiso_state;

/** A cell: one leaf of one unit. */
typedef struct chiso_cell {
    chiso_state state;   /**< Whether it has a value. */
    chiso_decimal value; /**< The value, or a rate's numerator, with six decimals (all that there
                            are: chiso_board_text()); 1 or 0 for yes or no; of answers the weighted
                            percentage; #CHISO_ABSENT unless scored. */
    chiso_decimal denominator; /**< A rate's denominator (100 for a percentage, and of answers),
                                  else 1; #CHISO_ABSENT unless scored. */
    chiso_decimal points; /**< What the rule made of it; #CHISO_ABSENT unless scored, and where it
                             looks at the other units unless the board is. */
} chiso_cell;

/**
 * The figures of one node of one unit, each carried as it is and rounded once: points to six
 * places, percentages to the digits that the tree publishes, both by its rounding. More places are
 * told by chiso_board_points_text() and chiso_board_percent_text(). A figure that does not exist is
 * #CHISO_ABSENT: all of them where the node is not applicable or a bonus that is missing, the
 * percent of a max of 0, what is missing under `skip` or `unknown`.
 */
typedef struct chiso_result {
    chiso_state state;      /**< Where it stands. */
    chiso_decimal achieved; /**< Points got. */
    /** Points possible for this unit. Under `skip`, what is missing has none. */
    chiso_decimal max;
    chiso_decimal percent;  /**< achieved / max × 100. */
    chiso_decimal coverage; /**< Percent: how much of what applies and counts below the node is
                               scored, each leaf by its effective weight in the node (its max under
                               plain sums), bonuses apart. */
    chiso_decimal lowest;   /**< The percent if all that is missing were at its min. */
    chiso_decimal highest;  /**< The percent if all that is missing were at its max. */
} chiso_result;

/**
 * Where chiso_board_copy_results() puts the figures of all units, each in a column. A member is
 * NULL for what is not wanted, or has room for a figure for each unit, in the order of adding.
 * Begin with #CHISO_RESULT_COLUMNS_INIT.
 */
typedef struct chiso_result_columns {
    size_t size; /**< sizeof(chiso_result_columns): a library of a later release reads no more than
                    this. */
    chiso_state *state;      /**< Where each stands. */
    chiso_decimal *achieved; /**< Points got. */
    chiso_decimal *max;      /**< Points possible for the unit. */
    chiso_decimal *percent;  /**< achieved / max × 100, as published. */
    chiso_decimal *coverage; /**< How much is scored, in percent. */
    chiso_decimal *lowest;   /**< The percent if all that is missing were at its min. */
    chiso_decimal *highest;  /**< The percent if all that is missing were at its max. */
} chiso_result_columns;

/** No columns yet. */
#define CHISO_RESULT_COLUMNS_INIT                                                                  \
    (CHISO_VALUE(chiso_result_columns){sizeof(chiso_result_columns), NULL, NULL, NULL, NULL, NULL, \
                                       NULL, NULL})

/** What a rule that looks at the other units saw on a leaf: those of all units, or of a block, that
 * have a value there. */
typedef struct chiso_peers {
    uint32_t count;        /**< How many they are. */
    chiso_decimal lowest;  /**< The least value; #CHISO_ABSENT where there is none. */
    chiso_decimal highest; /**< The greatest value; the same as the least where all are equal. */
} chiso_peers;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Makes a board without units over a tree, which is checked if it was not. Over a tree that is
 * checked, several threads may make boards at once.
 *
 * @param tree the tree; the board keeps it alive, and it cannot be changed any more
 * @return any other status: as chiso_tree_check()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_new(chiso_tree *tree,
                                                        const chiso_allocator *allocator,
                                                        chiso_board **out_board,
                                                        chiso_error *error);

/**
 * Makes a copy of a board, scored or not: the same units, cells and, if it is scored, figures, over
 * the same tree, which the copy keeps alive. From then on neither knows of the other. It counts as
 * reading the board. Time: linear in units × nodes.
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_copy(const chiso_board *board,
                                                         const chiso_allocator *allocator,
                                                         chiso_board **out_board,
                                                         chiso_error *error);

/**
 * Makes one board of several over the same tree: all their units, part after part, with their
 * cells. So the parts of a large file may be read in threads, each into a board of its own. The
 * parts stay as they are, and the board is not scored yet: rules may look at all its units. Time:
 * linear in units × leaves.
 *
 * @param parts boards over one tree, scored or not
 * @param count how many, at least 1
 * @retval CHISO_E_EMPTY there is no part
 * @retval CHISO_E_SHAPE two parts are over different trees, be these alike
 * @retval CHISO_E_DUPLICATE a unit is in two parts
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_join(const chiso_board *const *parts,
                                                         size_t count,
                                                         const chiso_allocator *allocator,
                                                         chiso_board **out_board,
                                                         chiso_error *error);

/** Ends a board. Rankings and reports over it keep what they need. */
CHISO_API void chiso_board_free(chiso_board *board);

/** The tree of a board. */
CHISO_API const chiso_tree *chiso_board_tree(const chiso_board *board);

/**
 * Makes room for a number of units at once.
 *
 * @param units how many it will have in all, less than #CHISO_NO_UNIT
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_reserve(chiso_board *board, uint32_t units,
                                                            chiso_error *error);

/**
 * Adds a unit, ranked, with every cell missing.
 *
 * @param code what it is named by; unique, not empty
 * @param name what people call it; NULL for the same as the code
 * @param block the set of units it is ranked with; NULL for ""
 * @param[out] out_unit the new unit, which is the last; may be NULL
 * @retval CHISO_E_CODE @p code is empty
 * @retval CHISO_E_DUPLICATE another unit has this code
 * @retval CHISO_E_ENCODING a text is not UTF-8
 * @retval CHISO_E_RANGE there are #CHISO_NO_UNIT - 1 units already
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_add_unit(chiso_board *board, const char *code,
                                                             const char *name, const char *block,
                                                             chiso_unit *out_unit,
                                                             chiso_error *error);

/**
 * Says whether a unit is ranked. One that is not is scored all the same; it gets no rank and is in
 * no summary of its block.
 *
 * @param ranked whether
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_set_ranked(chiso_board *board, chiso_unit unit,
                                                               bool ranked, chiso_error *error);

/**
 * Gives a unit another code, another name, or both. Its cells stay.
 *
 * @param code what it is named by from now on, as for chiso_board_add_unit(); NULL for as before
 * @param name what people call it from now on, "" for the same as the code; NULL for as before: the
 * name that it was given, or the code, whichever that is now
 * @retval CHISO_E_CODE @p code is empty
 * @retval CHISO_E_DUPLICATE another unit has this code
 * @retval CHISO_E_ENCODING a text is not UTF-8
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_rename_unit(chiso_board *board, chiso_unit unit,
                                                                const char *code, const char *name,
                                                                chiso_error *error);

/**
 * Moves a unit to another block, which is made if there is none of that name; one that no unit is
 * left in is forgotten. Blocks are then counted again in the order in which units bring them. Time:
 * linear in units.
 *
 * @param unit the unit; it keeps its number
 * @param block the name of the block; NULL for ""
 * @retval CHISO_E_ENCODING @p block is not UTF-8
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_move_unit(chiso_board *board, chiso_unit unit,
                                                              const char *block,
                                                              chiso_error *error);

/**
 * Removes a unit and its cells. The units behind it are then counted one less, and blocks again as
 * after chiso_board_move_unit(). Time: linear in units × leaves.
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_remove_unit(chiso_board *board, chiso_unit unit,
                                                                chiso_error *error);

/** How many units there are. */
CHISO_API uint32_t chiso_board_unit_count(const chiso_board *board);

/**
 * The unit of a code. Time: constant.
 *
 * @param code the code
 * @retval CHISO_E_UNIT no unit has this code
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_find_unit(const chiso_board *board,
                                                              const char *code,
                                                              chiso_unit *out_unit);

/** The code of a unit. */
CHISO_API const char *chiso_unit_code(const chiso_board *board, chiso_unit unit);

/**
 * The name of a unit: its code where no name was given. Like any text of a spreadsheet it may hold
 * line breaks.
 */
CHISO_API const char *chiso_unit_name(const chiso_board *board, chiso_unit unit);

/**
 * The block of a unit, to be used with chiso_board_block().
 *
 * @return UINT32_MAX where there is no such unit
 */
CHISO_API uint32_t chiso_unit_block(const chiso_board *board, chiso_unit unit);

/** Whether a unit is ranked. */
CHISO_API bool chiso_unit_is_ranked(const chiso_board *board, chiso_unit unit);

/**
 * Writes the codes of all units in the order of adding, each ended by NUL: what chiso_unit_code()
 * tells one by one, for a language that makes texts of its own of all of them at once.
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_write_codes(const chiso_board *board,
                                                                const chiso_sink *sink,
                                                                chiso_error *error);

/**
 * Writes the names of all units, as chiso_board_write_codes() does their codes: what
 * chiso_unit_name() tells one by one.
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_write_names(const chiso_board *board,
                                                                const chiso_sink *sink,
                                                                chiso_error *error);

/**
 * The blocks of all units, and which of them are ranked: what chiso_unit_block() and
 * chiso_unit_is_ranked() tell one by one.
 *
 * @param count how many units there is room for: their number
 * @param[out] out_blocks the block of each unit in the order of adding; NULL for not wanted
 * @param[out] out_ranked whether each unit is ranked; NULL for not wanted
 * @retval CHISO_E_RANGE @p count is not the number of units
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_copy_units(const chiso_board *board,
                                                               size_t count, uint32_t *out_blocks,
                                                               bool *out_ranked);

/** How many blocks the units are in; those without a block are in one named "". */
CHISO_API uint32_t chiso_board_block_count(const chiso_board *board);

/**
 * The name of a block, in the order in which units brought them.
 *
 * @param block from 0 to chiso_board_block_count() - 1
 */
CHISO_API const char *chiso_board_block(const chiso_board *board, uint32_t block);

/**
 * The block of a name. Time: constant.
 *
 * @param name the name, "" for the units without a block
 * @param[out] out_block the block
 * @retval CHISO_E_UNIT no unit is in such a block
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_find_block(const chiso_board *board,
                                                               const char *name,
                                                               uint32_t *out_block);

/**
 * Sets a cell to what a spreadsheet would hold there.
 *
 * @param unit_code the unit
 * @param code the leaf
 * @param text a value as the leaf's rule takes it, with a point as decimal mark; "" for missing;
 * "-", "NA" or "N/A" for not applicable
 * @retval CHISO_E_NODE there is no such criterion, or it has sub-criteria
 * @retval CHISO_E_NUMBER @p text is not a number
 * @retval CHISO_E_CELL the rule does not take @p text
 * @retval CHISO_E_POINTS the points are outside the leaf's min and max
 * @retval CHISO_E_RANGE the number is too large
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_set(chiso_board *board, const char *unit_code,
                                                        const char *code, const char *text,
                                                        chiso_error *error);

/**
 * The same for a unit and a leaf by their numbers.
 *
 * @param text as for chiso_board_set()
 * @return any other status: as chiso_board_set()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_set_text(chiso_board *board, chiso_unit unit,
                                                             chiso_node leaf, const char *text,
                                                             chiso_error *error);

/**
 * What a cell holds as a points file holds it: chiso_board_set_text() takes it and sets the same.
 * The board may be scored or not.
 *
 * @param[out] out_text #CHISO_CELL_TEXT_SIZE bytes, ended by NUL: "17.24", "97.8%", "978/1000",
 * "12|30|5", "1" or "0" for yes or no; "" for missing, "-" for not applicable
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_text(const chiso_board *board, chiso_unit unit,
                                                         chiso_node leaf, char *out_text);

/**
 * Sets a cell to a number.
 *
 * @param leaf the leaf; its rule takes a number, a count, yes (1) and no (0), or a rate as a bare
 * number (`rate percent`, `rate share`)
 * @param value the number in millionths: 9 is nine of them, 9 * #CHISO_DECIMAL_ONE is nine; or
 * #CHISO_MISSING or #CHISO_NOT_APPLICABLE
 * @retval CHISO_E_CELL the rule does not take this number
 * @retval CHISO_E_POINTS the points are outside the leaf's min and max
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_set_value(chiso_board *board, chiso_unit unit,
                                                              chiso_node leaf, chiso_decimal value,
                                                              chiso_error *error);

/**
 * Sets a cell to a rate: 978 of 1000, or 97.8 of 100 for a percentage.
 *
 * @param leaf the leaf; its rule takes a rate
 * @param numerator any decimal
 * @param denominator above 0
 * @retval CHISO_E_CELL the rule takes no rate, or @p denominator is not above 0
 * @retval CHISO_E_RANGE an argument is no decimal, or the numbers are too large to compute with
 * exactly
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_set_ratio(chiso_board *board, chiso_unit unit,
                                                              chiso_node leaf,
                                                              chiso_decimal numerator,
                                                              chiso_decimal denominator,
                                                              chiso_error *error);

/**
 * Sets the cells of a leaf for all units at once: the fast way in. All or none of them are set.
 *
 * @param leaf the leaf; its rule takes what chiso_board_set_value() gives it
 * @param values a number, #CHISO_MISSING or #CHISO_NOT_APPLICABLE for each unit, in the order of
 * adding
 * @param count the number of units
 * @param[out] error names the first unit that is wrong
 * @return any other status: as chiso_board_set_value()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_set_column(chiso_board *board, chiso_node leaf,
                                                               const chiso_decimal *values,
                                                               size_t count, chiso_error *error);

/**
 * Sets the cells of several leaves from doubles, a matrix in any layout: each stands for a decimal
 * as in chiso_decimal_from_double(), and NaN is missing. All or none of them are set, and memory
 * for a column is taken only for a leaf whose rule makes other points of a value.
 *
 *     status = chiso_board_set_doubles(board, leaves, leaf_count, matrix, units, leaf_count, 1,
 *                                      &error);
 *
 * @param leaves a leaf for each column of the matrix
 * @param leaf_count the number of these
 * @param numbers the first unit's number of the first leaf
 * @param count the number of units
 * @param unit_step so many numbers on is the next unit's; any number, also below 0
 * @param leaf_step the same for leaves
 * @param[out] error names the first unit that is wrong of the first leaf of which one is
 * @retval CHISO_E_NUMBER a double is infinite or means a number with more than six places
 * @return any other status: as chiso_board_set_column()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_set_doubles(
    chiso_board *board, const chiso_node *leaves, size_t leaf_count, const double *numbers,
    size_t count, int64_t unit_step, int64_t leaf_step, chiso_error *error);

/**
 * Sets the cells of a leaf to rates, for all units at once. All or none of them are set.
 *
 * @param leaf the leaf; its rule takes a rate
 * @param numerators a number, #CHISO_MISSING or #CHISO_NOT_APPLICABLE for each unit, in the order
 * of adding
 * @param denominators above 0; not looked at where the numerator is #CHISO_MISSING or
 * #CHISO_NOT_APPLICABLE
 * @param count the number of units
 * @param[out] error names the first unit that is wrong
 * @return any other status: as chiso_board_set_ratio()
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_board_set_ratio_column(chiso_board *board, chiso_node leaf, const chiso_decimal *numerators,
                             const chiso_decimal *denominators, size_t count, chiso_error *error);

/**
 * Sets a cell to counts of answers, whole numbers; those of weighted answers go in as text:
 * `2.5|3|0.75`.
 *
 * @param leaf the leaf; its rule is `survey`
 * @param counts how often each option was chosen, in the order of the rule's weights: 0 to
 * #CHISO_ANSWER_LIMIT each, and not all 0. Where only options that the rule leaves out were chosen
 * the cell is missing, and keeps its counts
 * @param option_count how many options: chiso_node_option_count()
 * @retval CHISO_E_CELL the rule takes no counts, or there is no answer at all
 * @retval CHISO_E_SHAPE the rule has another number of options
 * @retval CHISO_E_RANGE a count is negative or too large
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_set_counts(chiso_board *board, chiso_unit unit,
                                                               chiso_node leaf,
                                                               const int64_t *counts,
                                                               uint32_t option_count,
                                                               chiso_error *error);

/**
 * The counts of answers that a cell holds, whether the board is scored or not, as decimals: those
 * of weighted answers are no whole numbers.
 *
 * @param leaf the leaf; its rule is `survey`
 * @param[out] out_counts the counts of each option; they belong to the board until it changes
 * @param[out] out_option_count how many options
 * @retval CHISO_E_NODE there is no such leaf, or its rule takes no counts
 * @retval CHISO_E_EMPTY the cell holds none: it is missing, or not applicable
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_counts(const chiso_board *board,
                                                           chiso_unit unit, chiso_node leaf,
                                                           const chiso_decimal **out_counts,
                                                           uint32_t *out_option_count);

/**
 * Sets the number of a unit that values are divided by before their rules: `over column
 * POPULATION`. In a points file it stands in a column of that name, in the long layout in a row
 * whose criterion is the name.
 *
 * @param column the name of the column, as chiso_tree_column() gives it
 * @param text a number above 0; "" or "-" for none
 * @retval CHISO_E_COLUMN no rule divides by such a column
 * @retval CHISO_E_RANGE the number is not above 0
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_set_denominator(
    chiso_board *board, chiso_unit unit, const char *column, const char *text, chiso_error *error);

/**
 * The number of a unit that values are divided by, with six decimals.
 *
 * @param column from 0 to chiso_tree_column_count() - 1
 * @param out_value gets it; #CHISO_ABSENT where none was given
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_denominator(const chiso_board *board,
                                                                chiso_unit unit, uint32_t column,
                                                                chiso_decimal *out_value);

/**
 * Whether a cell is missing and a value was found for it: its rule says `impute`. It is scored as
 * if it stood there, but not for coverage, state and bounds.
 *
 * @param board a scored board; one that is not gives false
 */
CHISO_API bool chiso_board_is_imputed(const chiso_board *board, chiso_unit unit, chiso_node leaf);

/**
 * How many cells of a unit are imputed.
 *
 * @param board a scored board; one that is not gives 0
 * @param unit the unit, or #CHISO_NO_UNIT for all of them
 * @return how many
 */
CHISO_API uint64_t chiso_board_imputed_count(const chiso_board *board, chiso_unit unit);

/**
 * The value that the rule of a leaf saw, behind all that is done before it (`over`, `treat`,
 * `impute`), with all its decimals; "" where it saw none. Time: that of treating the values of the
 * leaf anew.
 *
 * @param board a scored board
 * @param leaf a leaf whose rule has something before it
 * @param[out] out_text gets it; it has room for #CHISO_CELL_TEXT_SIZE bytes
 * @retval CHISO_E_STATE the board is not scored
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_treated_text(const chiso_board *board,
                                                                 chiso_unit unit, chiso_node leaf,
                                                                 char *out_text);

/** What a cell holds, whether the board is scored or not. */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_cell(const chiso_board *board, chiso_unit unit,
                                                         chiso_node leaf, chiso_cell *out_cell);

/**
 * Reads units and cells from the text of a points file into a board. Units that the board has keep
 * their place and get the file's cells, and its name, block and ranked where the file has those
 * columns; other units are added.
 *
 * Two layouts, told apart by the header: wide, `unit` and optionally `name`, `block`, `ranked`, and
 * one column a leaf, headed by its code; or long, `unit`, `criterion`, `value` and optionally
 * `name`, `block`, `ranked`. In either, a column `rater` says which of several people gave the
 * cells (rating.h), and there may be columns `note` and `note:…` (note.h). The separator is a
 * comma, a semicolon or a tab; the decimal mark is a point, or with the latter two a comma, one of
 * them in the whole file. An empty cell is missing; `-`, `NA` and `N/A` are not applicable.
 * `ranked` is yes/no, có/không or 1/0, and empty it is yes; an empty `name` or `block` says nothing
 * new of a unit that the board has. A line `sep=;` at the top is obeyed, lines before the header
 * that start with `#` are passed, and so are rows and columns at the end without any text. A line
 * may end in LF, CRLF or CR.
 *
 * @param text the file's bytes, which may be a file in mapped memory: they are read once and not
 * kept, and need no NUL behind them
 * @param size how many they are
 * @retval CHISO_E_EMPTY there is no header row, or no unit below it
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_read_csv(chiso_board *board, const char *text,
                                                             size_t size, chiso_error *error);

/** Reads a points file: chiso_board_read_csv() of its bytes. */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_read_csv_file(chiso_board *board,
                                                                  const char *path,
                                                                  chiso_error *error);

/**
 * Writes units and cells, scored or not, as a points file, which reads in again as the same board,
 * notes included: in the wide layout, or, where any cell has ratings (rating.h), in the long one
 * with a column `rater` and a row a rating.
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_write_csv(const chiso_board *board,
                                                              const chiso_sink *sink,
                                                              chiso_error *error);

/**
 * How many cells that were given as text, in all texts so far, had more than 15 decimals and were
 * rounded.
 */
CHISO_API uint64_t chiso_board_rounded_count(const chiso_board *board);

/**
 * Gives every node of every unit its figures, in one pass over the columns. Time: linear in units ×
 * nodes.
 *
 * @param board a board with at least one unit
 * @retval CHISO_E_EMPTY there is no unit
 * @retval CHISO_E_CELL a unit has a value and no number that a rule divides it by, or what comes of
 * treating values is none that the rule takes
 * @retval CHISO_E_RANGE a figure is beyond what a decimal holds, which takes a rule without limits,
 * or points that are scaled up from a tiny max
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_score(chiso_board *board, chiso_error *error);

/** Whether the board has been scored and not changed since: results can be read. */
CHISO_API bool chiso_board_is_scored(const chiso_board *board);

/**
 * The figures of one node of one unit.
 *
 * @param board a scored board
 * @retval CHISO_E_RANGE a percentage is beyond what a decimal holds
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_result(const chiso_board *board,
                                                           chiso_unit unit, chiso_node node,
                                                           chiso_result *out_result);

/** The bytes of a figure as text, its NUL included. */
#define CHISO_FIGURE_TEXT_SIZE 48

/**
 * What a node of a unit achieved as text, with as many places as are asked for: more than the six
 * of a decimal where a third, a mean or the like has more. Rounded once, by the tree's rounding.
 *
 * @param board a scored board
 * @param places 0 to 18; -1 for as many as there are, 18 at most, without zeros at the end
 * @param[out] out_text room for #CHISO_FIGURE_TEXT_SIZE bytes; "" where the node has no points
 * @retval CHISO_E_RANGE there are no such places, or no such mark
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_points_text(const chiso_board *board,
                                                                chiso_unit unit, chiso_node node,
                                                                int places, char mark,
                                                                char *out_text);

/**
 * The percent of a node of a unit as text, in the same way.
 *
 * @param board a scored board
 * @param places 0 to 18; -1 for as many as there are, 18 at most, without zeros at the end
 * @param[out] out_text room for #CHISO_FIGURE_TEXT_SIZE bytes; "" where the node has no percent
 * @retval CHISO_E_RANGE there are no such places, or no such mark, or the percent is beyond what a
 * decimal holds
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_percent_text(const chiso_board *board,
                                                                 chiso_unit unit, chiso_node node,
                                                                 int places, char mark,
                                                                 char *out_text);

/**
 * Which of two units has the greater percent at a node, as ranks see it: by the carried figures,
 * and equal where these are nearer than 10^-12 of the max. A unit without a percent, or of which
 * nothing that counts is scored, is below all that have one.
 *
 * @param board a scored board
 * @param a a unit
 * @param b a unit
 * @param[out] out_order -1 where a is below b, 0 where they are equal, 1 where a is above b
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_compare(const chiso_board *board,
                                                            chiso_node node, chiso_unit a,
                                                            chiso_unit b, int *out_order);

/**
 * The achieved points of a node for all units, as they lie in memory: where all of them are whole
 * millionths.
 *
 * @param board a scored board
 * @param[out] out_points points of each unit in the order of adding, #CHISO_MISSING and
 * #CHISO_NOT_APPLICABLE where a leaf has no value, and #CHISO_ABSENT where an inner node has no
 * points; belongs to the board until it changes or makes room
 * @retval CHISO_E_NODE there is no such node, or its points are not whole millionths, as those
 * of rates, means and all above them are not, or they are made as they are read, as those of leaves
 * that look at the other units are: chiso_board_copy_points() has them rounded
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_points(const chiso_board *board,
                                                           chiso_node node,
                                                           const chiso_decimal **out_points);

/**
 * The achieved points of a node for all units, copied, and rounded to millionths by the tree's
 * rounding. Time: linear in units.
 *
 * @param board a scored board
 * @param count how many there is room for: the number of units
 * @param[out] out_points as chiso_board_points() gives them
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_copy_points(const chiso_board *board,
                                                                chiso_node node, size_t count,
                                                                chiso_decimal *out_points);

/**
 * The figures of a node for all units, each in a column of its own: what chiso_board_result() tells
 * one by one. Time: linear in units.
 *
 *     chiso_result_columns columns = CHISO_RESULT_COLUMNS_INIT;
 *     columns.percent = percents;
 *     status = chiso_board_copy_results(board, CHISO_ROOT, count, &columns, &error);
 *
 * @param count how many units there is room for in each column: their number
 * @param columns where the figures go; as they were on failure
 * @param[out] error may be NULL
 * @retval CHISO_E_NULL @p board or @p columns is NULL
 * @retval CHISO_E_RANGE @p count is not the number of units, the size of @p columns is outside what
 * it may be, or a percentage of a unit, which @p error names, is beyond what a decimal holds
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_board_copy_results(const chiso_board *board, chiso_node node, size_t count,
                         const chiso_result_columns *columns, chiso_error *error);

/**
 * The figures of several nodes, or of all, for all units: what chiso_board_copy_results() tells a
 * node at a time, sooner. Each member of @p columns that is not NULL is then a matrix with a column
 * a node, one behind the other: the figure of unit u on node @p nodes[i] stands at place
 * i × @p stride + u, and what lies between the columns is left as it is. Time: linear in units ×
 * nodes. No memory is taken.
 *
 *     chiso_decimal *percents = malloc(nodes * units * sizeof(*percents));
 *     chiso_result_columns columns = CHISO_RESULT_COLUMNS_INIT;
 *     columns.percent = percents;
 *     status = chiso_board_copy_matrix(board, NULL, nodes, units, units, &columns, &error);
 *
 * @param nodes the nodes, in any order, and more than once if need be; NULL for the first
 * @p node_count by their numbers: for all, with chiso_tree_node_count()
 * @param node_count how many
 * @param count how many units there is room for in each column: their number
 * @param stride how many places each column begins behind the one before it: at least @p count
 * @param columns where the figures go, each member with room for (@p node_count - 1) × @p stride +
 * @p count; as they were on failure
 * @param[out] error may be NULL
 * @retval CHISO_E_NULL @p board or @p columns is NULL
 * @retval CHISO_E_NODE one of the nodes is not there
 * @retval CHISO_E_RANGE @p count is not the number of units, @p stride is less or the matrix larger
 * than memory, the size of @p columns is outside what it may be, or a percentage of a unit, which
 * @p error names with the node, is beyond what a decimal holds
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_copy_matrix(
    const chiso_board *board, const chiso_node *nodes, size_t node_count, size_t count,
    size_t stride, const chiso_result_columns *columns, chiso_error *error);

/**
 * What a rule that looks at the other units saw when the board was scored.
 *
 * @param board a scored board
 * @param unit the unit whose peers they are: with `block` behind the rule, those of its block
 * @param leaf a leaf of which chiso_node_is_relative() is true
 * @param[out] out_peers how many there are, and their least and greatest value
 * @retval CHISO_E_NODE there is no such leaf, or its points do not depend on the other units
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_peers(const chiso_board *board, chiso_unit unit,
                                                          chiso_node leaf, chiso_peers *out_peers);

/**
 * The weight that a criterion has for a unit, as it was said: that of the unit's block, or else its
 * own. The board may be scored or not.
 *
 * @return #CHISO_ABSENT where none was said, so that its max is its weight;
 * #CHISO_NOT_APPLICABLE where it does not apply to the block of the unit
 */
CHISO_API chiso_decimal chiso_unit_weight(const chiso_board *board, chiso_unit unit,
                                          chiso_node node);

/**
 * What every node counts in the whole index of a unit: as chiso_tree_effective_weights(), with what
 * does not apply to the unit taken out: it counts 0. What is missing is left in.
 *
 * @param board a scored board
 * @param count how many there is room for: chiso_tree_node_count()
 * @param[out] out_weights the share of each node, by its number; the leaves add up to 1 exactly
 * @retval CHISO_E_WEIGHT nothing that is worth anything applies to the unit
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_board_effective_weights(const chiso_board *board,
                                                                      chiso_unit unit, size_t count,
                                                                      chiso_decimal *out_weights,
                                                                      chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
