/* What a board is made of, for the parts behind it. */
#ifndef CHISO_LIB_BOARD_BOARD_H
#define CHISO_LIB_BOARD_BOARD_H

#include <chiso/board.h>
#include <chiso/intake.h>
#include <chiso/rating.h>

#include "board/rows.h"
#include "board/units.h"
#include "tree/tree.h"

struct chiso__kept;

struct chiso_board {
    chiso_allocator allocator;
    atomic_uint references;
    chiso_tree *tree;
    struct chiso__units units;
    struct chiso__rows rows; /* one a unit, in the same order */
    struct chiso__peer_table peers;
    struct chiso__notes *notes; /* NULL where there never was one */
    uint64_t rounded_count;
    uint64_t version; /* grows with each scoring: who keeps something of it knows whether it still
                         holds */
    _Atomic(struct chiso__kept *) kept; /* what readers leave for others, of this version */
};

/* A value that was checked, on its way to a cell. */
struct chiso__entry {
    chiso_unit unit;
    chiso_node leaf;
    bool rounded; /* the text had more than six decimals */
    struct chiso__value value;
    int64_t *counts; /* of answers, in millionths: room for as many as there can be, given by who
                        asks */
};

/* Makes a board over a checked tree. */
chiso_status chiso__board_make(chiso_tree *tree, const chiso_allocator *allocator,
                               chiso_board **out_board, chiso_error *error);

/* Adds a unit whose cells begin as the mark; the texts are UTF-8, the code is new and not empty. */
bool chiso__board_put_unit(chiso_board *board, struct chiso__unit_entry entry, chiso_decimal mark);

/* One more, and one less, that keeps the board alive. */
void chiso__board_retain(const chiso_board *board);
void chiso__board_release(const chiso_board *board);

/* Ends what readers left: its figures are to be others. */
void chiso__kept_clear(chiso_board *board);

/* What chiso_board_set() and its like do before they store: a value for a cell, or an error that
 * names unit and criterion. The denominator is CHISO_ABSENT for a number. */
chiso_status chiso__entry_of_codes(const chiso_board *board, const char *unit_code,
                                   const char *code, const char *text,
                                   struct chiso__entry *out_entry, chiso_error *error);
chiso_status chiso__entry_of_text(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                  const char *text, struct chiso__entry *out_entry,
                                  chiso_error *error);
chiso_status chiso__entry_of_number(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                    chiso_decimal number, chiso_decimal denominator,
                                    struct chiso__entry *out_entry, chiso_error *error);
chiso_status chiso__entry_of_counts(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                    const int64_t *counts, uint32_t option_count,
                                    struct chiso__entry *out_entry, chiso_error *error);

/* Ends making an entry by hand, whose unit and leaf are there: what does not apply to the block of
 * the unit takes no value, and an empty cell of it is not missing. The others do so themselves. */
chiso_status chiso__entry_settle(const chiso_board *board, struct chiso__entry *entry,
                                 chiso_error *error);

/* Makes a value of counts of answers in millionths, an option each, that it then points to. */
chiso_status chiso__counts_value(const chiso_tree *tree, chiso_node leaf, const int64_t *counts,
                                 uint32_t option_count, struct chiso__value *out_value,
                                 chiso_error *error);

/* What a points file says of a unit beside its cells. */
struct chiso__told {
    bool name;
    bool block;
    bool ranked;
};

/* Puts what was read into a board; false, and nothing changed, when memory is out. What was read is
 * not to be used any more. */
bool chiso__board_take(chiso_board *board, chiso_board *read, struct chiso__told told);

/* Writes a cell as a points file holds it: nothing for a missing one. */
struct chiso__output;
void chiso__put_cell(struct chiso__output *output, const chiso_board *board, chiso_unit unit,
                     chiso_node leaf);

/* The same of a value that a rule takes, or of a mark in place of one. */
void chiso__put_measured(struct chiso__output *output, const struct chiso__rule *rule,
                         const struct chiso__measured *measured);

/* What chiso_board_raters() tells of a cell that is there. */
void chiso__raters_of(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                      chiso_raters *out_raters);

/* CHISO_OK where there is such a leaf, and such a unit. */
chiso_status chiso__check_leaf(const chiso_tree *tree, chiso_node leaf, chiso_error *error);
chiso_status chiso__check_place(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                chiso_error *error);

/* The place that codes name. */
chiso_status chiso__find_place(const chiso_board *board, const char *unit_code, const char *code,
                               chiso_unit *out_unit, chiso_node *out_leaf, chiso_error *error);

/* Adds to an error which unit and node it is about. */
chiso_status chiso__fail_cell(chiso_error *error, chiso_status status, const chiso_board *board,
                              chiso_unit unit, chiso_node node);

chiso_status chiso__fail_unit(chiso_error *error, uint32_t unit);
chiso_status chiso__fail_node(chiso_error *error, chiso_node node);
chiso_status chiso__fail_unscored(chiso_error *error);

/* Says what is wrong where a board is NULL or not scored. */
chiso_status chiso__check_scored(const chiso_board *board, chiso_error *error);

/* Whether what was made of a version of the board's figures still is about them. */
static inline bool chiso__is_current(const chiso_board *board, uint64_t version)
{
    return board->rows.scored && board->version == version;
}

/* chiso_board_read_csv() and chiso_board_read_sheet(), for a desk, or for none. */
struct chiso__desk;
struct chiso_mapping;
chiso_status chiso__read_board(chiso_board *board, const char *text, size_t size,
                               const struct chiso_mapping *mapping, const struct chiso__desk *desk,
                               chiso_error *error);

/* Reads a points file for a board, which stays as it is, into an intake that holds nothing. */
chiso_status chiso__intake_hold(chiso_intake *intake, const chiso_board *board, const char *text,
                                size_t size, const struct chiso_mapping *mapping,
                                const struct chiso__desk *desk, chiso_error *error);

/* Finds the weights that blocks have of their own, for rows that are to be scored; false when
 * memory is out. */
bool chiso__board_find_weights(chiso_board *board);

/* Whether a leaf does not apply to the units of a block, by its name. */
bool chiso__is_out_of_block(const chiso_tree *tree, struct chiso__span block, chiso_node leaf);

/* Whether a leaf does not apply to the block of a unit, and who says that it holds a value. */
bool chiso__is_cell_left_out(const chiso_board *board, chiso_unit unit, chiso_node leaf);
chiso_status chiso__fail_left_out(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                  chiso_error *error);

/* Marks what does not apply to the blocks of units, whose weights are found. */
chiso_status chiso__board_leave_out(chiso_board *board, chiso_error *error);

/* The same of cells that are missing, before they are scored; values stay, to be refused then. */
void chiso__board_mark_left_out(chiso_board *board);

/* What did not apply to the block that a unit was in is missing where it applies to its own. */
void chiso__board_take_in(chiso_board *board, chiso_unit unit, struct chiso__span before);

#endif
