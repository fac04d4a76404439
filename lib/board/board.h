/* What a board is made of, for the parts behind it. */
#ifndef CHISO_LIB_BOARD_BOARD_H
#define CHISO_LIB_BOARD_BOARD_H

#include <chiso/board.h>

#include "tree/tree.h"

/* In a cell of a board that is being read: the file has not said anything of it yet. No decimal. */
#define CHISO__UNSET (INT64_MIN + 2)

/* Who is scored. */
struct chiso__units {
    struct chiso__arena arena;
    struct chiso__span *codes;
    const char **names;
    uint32_t *blocks;
    bool *ranked;
    uint32_t *gaps; /* how many cells of the unit hold no value */
    uint32_t count;
    uint32_t capacity;
    struct chiso__index index;
    struct chiso__span *block_names;
    uint32_t block_count;
    uint32_t block_capacity;
    struct chiso__index block_index;
};

/* Columns by node, each with the capacity of the units. */
struct chiso__columns {
    chiso_decimal **points; /* of a leaf: points, or a mark that there is no value; of an inner
                               node: what it achieved, once scored. Where points depend on the other
                               units it is the value, and chiso__points_at() makes points of it. */
    /* of a leaf whose rule makes other points of a value: the value; else NULL */
    chiso_decimal **values;
    chiso_decimal **denominators; /* of a leaf that takes rates: the denominator; else NULL */
    int64_t **counts;       /* of a leaf that takes answers: rows of a count an option; else NULL */
    chiso_decimal **sorted; /* of a leaf by percentile, once scored: the values of each group of
                               units from the least; else NULL */
};

/* Figures of an inner node of a unit with gaps, beside what it achieved. */
struct chiso__detail {
    chiso_decimal max; /* CHISO_ABSENT when it has none */
    chiso_decimal low; /* achieved if all that is missing were at its min, and at its max */
    chiso_decimal high;
    chiso_decimal bound_max; /* max in both of these cases */
    chiso_decimal scored;    /* Σ max of the scored leaves below, and of the applicable ones */
    chiso_decimal applicable;
    chiso_state state;
};

struct chiso_board {
    chiso_allocator allocator;
    atomic_uint references;
    chiso_tree *tree;
    struct chiso__units units;
    struct chiso__columns columns;
    struct chiso__detail *details; /* rows of inner_count */
    uint32_t *detail_rows;         /* of each unit; CHISO_NO_UNIT for one without gaps */
    uint32_t detail_capacity;      /* rows */
    struct chiso__peers *peers; /* once scored: a row for each leaf that looks at the other units,
                                   its places one a block or one in all */
    uint32_t peer_groups;       /* places in a row */
    uint32_t scored_capacity;   /* units that the columns of inner nodes have room for */
    uint64_t rounded_count;
    uint64_t version; /* grows with each scoring: who keeps something of it knows whether it still
                         holds */
    bool scored;
    bool without_gaps; /* scored, and no unit has a row of details */
};

/* What goes into a cell. */
struct chiso__value {
    chiso_decimal points; /* or CHISO_MISSING, CHISO_NOT_APPLICABLE */
    struct chiso__measured measured;
    int64_t *counts; /* of answers: room for as many as there can be, given by who reads */
};

/* A value that was checked, on its way to a cell. */
struct chiso__entry {
    chiso_unit unit;
    chiso_node leaf;
    bool rounded; /* the text had more than six decimals */
    struct chiso__value value;
    int64_t *counts; /* of answers: room for as many as there can be, given by who asks */
};

/* Makes a board over a checked tree. */
chiso_status chiso__board_new(chiso_tree *tree, const chiso_allocator *allocator,
                              chiso_board **out_board, chiso_error *error);

/* Adds a unit whose cells begin as the mark; the texts are UTF-8, the code is new and not empty. An
 * empty name is the code. */
bool chiso__board_add_unit(chiso_board *board, struct chiso__span code, struct chiso__span name,
                           struct chiso__span block, bool ranked, chiso_decimal mark);

/* One more, and one less, that keeps the board alive. */
void chiso__board_retain(const chiso_board *board);
void chiso__board_release(const chiso_board *board);

/* What chiso_board_set() and its like do before they store: a value for a cell, or an error that
 * names unit and criterion. The denominator is CHISO_ABSENT for a number. */
chiso_status chiso__entry_of_text(const chiso_board *board, const char *unit_code, const char *code,
                                  const char *text, struct chiso__entry *out_entry,
                                  chiso_error *error);
chiso_status chiso__entry_of_number(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                    chiso_decimal number, chiso_decimal denominator,
                                    struct chiso__entry *out_entry, chiso_error *error);
chiso_status chiso__entry_of_counts(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                    const int64_t *counts, uint32_t option_count,
                                    struct chiso__entry *out_entry, chiso_error *error);

/* CHISO_OK where there is such a unit and such a leaf. */
chiso_status chiso__check_place(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                chiso_error *error);

/* Stores a value. */
void chiso__board_put(chiso_board *board, chiso_unit unit, chiso_node leaf,
                      struct chiso__value value);

/* Makes a value of counts of answers, an option each. */
chiso_status chiso__counts_value(const struct chiso__node *leaf, int64_t *counts,
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

/* Adds to an error whose cell it was. */
chiso_status chiso__fail_cell(chiso_error *error, chiso_status status, struct chiso__span unit,
                              struct chiso__span code);

chiso_status chiso__fail_unit(chiso_error *error, uint32_t unit);
chiso_status chiso__fail_node(chiso_error *error, chiso_node node);
chiso_status chiso__fail_unscored(chiso_error *error);

/* Says what is wrong where a board is NULL or not scored. */
chiso_status chiso__check_scored(const chiso_board *board, chiso_error *error);

/* Whether what was made of a version of the board's figures still is about them. */
static inline bool chiso__is_current(const chiso_board *board, uint64_t version)
{
    return board->scored && board->version == version;
}

static inline bool chiso__is_gap(chiso_decimal points)
{
    return points < -CHISO_DECIMAL_MAX;
}

static inline bool chiso__is_relative_leaf(const struct chiso__node *node)
{
    return chiso__is_relative(&node->rule);
}

#endif
