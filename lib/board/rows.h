/* Rows of cells and figures: a row a unit, a column a node of the tree. A board has such rows, and
 * a what-if others for the units that it changes. How a cell and a figure are kept is known here,
 * in rows.c and in rows_copy.c alone; all others go through these functions. */
#ifndef CHISO_LIB_BOARD_ROWS_H
#define CHISO_LIB_BOARD_ROWS_H

#include <chiso/board.h>

#include "board/ratings.h"
#include "tree/tree.h"

/* In a cell that is being read: nothing has been said of it yet. No decimal. */
#define CHISO__UNSET (INT64_MIN + 2)

/* In place of a row's number: there is none. */
#define CHISO__NO_ROW UINT32_MAX

/* What goes into a cell and comes out of it. */
struct chiso__value {
    struct chiso__carried points; /* or CHISO_MISSING, CHISO_NOT_APPLICABLE; of a rule that looks at
                                     the other units, the value that they are made of */
    struct chiso__measured measured; /* CHISO_ABSENT where only points were given */
    const int64_t *counts; /* of answers, in millionths, one an option; else NULL. Points are
                              missing where all of them are left out */
};

/* The peers on every leaf that looks at the other units. */
struct chiso__peer_table {
    struct chiso__peer_figures
        *peers;      /* a line for each such leaf, its places one a block or one in all */
    uint32_t groups; /* places in a line */
    struct chiso__carried *
        *sorted; /* by line, what peers' sorted lie in; NULL where no order is needed */
};

/* Figures of an inner node of a row with gaps, beside what it achieved. */
struct chiso__gap_detail {
    struct chiso__carried max; /* a gap when it has none */
    struct chiso__carried low; /* achieved if all that is missing were at its min, and at its max */
    struct chiso__carried high;
    struct chiso__carried bound_max; /* max in both of these cases */
    struct chiso__carried scored;    /* so much of what applies below is scored, by weight */
    struct chiso__carried applicable;
    chiso_state state;
    bool any_scored; /* something that counts is scored below it */
};

/* What an inner node achieves because somebody said so. */
struct chiso__set_result {
    uint32_t row;
    chiso_node node;
    struct chiso__carried points;
    struct chiso__text_place place; /* in the file that said so; 0, 0 for a call */
};

struct chiso__rows {
    const chiso_tree *tree;
    uint32_t count;
    uint32_t capacity;
    uint32_t *blocks; /* of each row: where its peers are, if a rule says so */
    uint32_t *gaps;   /* how many cells of each row hold no value */

    /* Columns by node. */
    chiso_decimal **points; /* what chiso__stored_at() gives */
    chiso_decimal **values; /* of a leaf whose rule makes other points of a value; else NULL */
    /* What both have behind their millionths: NULL where no row has had any. */
    int64_t **rests;
    int64_t **value_rests;
    chiso_decimal **denominators; /* of a leaf that takes rates or a rank; else NULL */
    int64_t **counts; /* of a leaf that takes answers, a row of a count an option, in millionths;
                         else NULL */
    /* Numbers beside the cells: those that values are divided by, a column of the tree each, and
     * behind them what was found for missing cells, a leaf that is imputed each. Two columns a
     * number: millionths, or CHISO_ABSENT for none, and rests. */
    int64_t **further;
    struct chiso__ratings *ratings; /* that cells were joined of; NULL where no cell ever was */
    bool joined; /* there are some, here or where rows were copied from: values may have more than
                    15 decimals */

    uint32_t figure_capacity; /* rows that figures of inner nodes have room for */
    /* Details of rows with gaps: rows of inner_count, or, where rows are sparse, those of the nodes
     * above a gap alone, one behind the other. */
    struct chiso__gap_detail *details;
    uint32_t *detail_rows; /* of each row; CHISO__NO_ROW for one without gaps */
    uint32_t detail_count;
    uint32_t detail_capacity; /* rows that there is room for */
    bool sparse;
    uint64_t *detail_marks; /* by row of sparse details: where they begin, and a bit an inner node
                               that has some */
    size_t sparse_count;
    size_t sparse_capacity;
    uint32_t mark_capacity;
    /* Where something is dropped, beside details that are not sparse: the max of each inner node if
     * all that is missing were at its max, and a bit a node that is dropped. */
    struct chiso__carried *high_maxima;
    uint64_t *dropped;
    /* By block: the weights that its units have of their own, which belong to the tree, or NULL. */
    const struct chiso__carried **block_weights;
    uint32_t block_weight_count;
    struct chiso__set_result *set; /* in the order of rows, and in that of nodes */
    size_t set_count;
    size_t set_capacity;
    const struct chiso__peer_table *peers; /* of whoever the rows belong to */
    bool scored; /* the figures are those of the cells: false from the next change of one on */
    bool without_gaps; /* scored, and no row has details */
};

static inline bool chiso__is_gap(chiso_decimal points)
{
    return points < -CHISO_DECIMAL_MAX;
}

/* A mark, or nothing, as a carried number. */
static inline bool chiso__is_absent(struct chiso__carried value)
{
    return value.millionths == CHISO_ABSENT;
}

static inline bool chiso__is_relative_leaf(const struct chiso__tree_node *node)
{
    return chiso__is_relative(&node->rule);
}

/* Whether what a leaf is scored with may change with a cell of another unit. */
static inline bool chiso__looks_at_others(const struct chiso__tree_node *node)
{
    return chiso__is_relative_leaf(node) || chiso__is_prepared(&node->rule);
}

static inline struct chiso__carried chiso__in_columns(const chiso_decimal *column,
                                                      const int64_t *rests, uint32_t row)
{
    return (struct chiso__carried){column[row], rests == NULL ? 0 : (uint64_t)rests[row]};
}

/* What the column of a node holds. Of a leaf: points, or a mark that there is no value; where
 * points depend on the other units the value, of which chiso__points_at() makes points. Of an inner
 * node, once scored: what it achieved, or the mark that it has no points. */
static inline struct chiso__carried chiso__stored_at(const struct chiso__rows *rows,
                                                     chiso_node node, uint32_t row)
{
    return chiso__in_columns(rows->points[node], rows->rests[node], row);
}

/* The same of all rows, as they lie in memory: the millionths, and the rests or NULL. */
static inline const chiso_decimal *chiso__column_of(const struct chiso__rows *rows, chiso_node node)
{
    return rows->points[node];
}

static inline const int64_t *chiso__rests_of(const struct chiso__rows *rows, chiso_node node)
{
    return rows->rests[node];
}

/* Where what an inner node achieves is stored by those who work it out. */
static inline chiso_decimal *chiso__figures_of(struct chiso__rows *rows, chiso_node inner)
{
    return rows->points[inner];
}

static inline int64_t *chiso__figure_rests_of(struct chiso__rows *rows, chiso_node inner)
{
    return rows->rests[inner];
}

static inline void chiso__figure_put(struct chiso__rows *rows, chiso_node inner, uint32_t row,
                                     struct chiso__carried figure)
{
    rows->points[inner][row] = figure.millionths;
    if (rows->rests[inner] != NULL) {
        rows->rests[inner][row] = (int64_t)figure.rest;
    }
}

/* Whether every row has points in the column of a node. */
static inline bool chiso__is_full_column(const struct chiso__rows *rows, chiso_node node)
{
    return rows->without_gaps && !chiso__is_relative_leaf(&rows->tree->nodes[node]);
}

/* The results of a row that were set by hand, and those of others behind the rows that are there;
 * room for so many in all; and what becomes of them when a row is taken out. */
const struct chiso__set_result *chiso__set_of_row(const struct chiso__rows *rows, uint32_t row,
                                                  uint32_t *out_count);
bool chiso__set_reserve(struct chiso__rows *rows, const chiso_allocator *allocator, size_t count);
void chiso__set_append(struct chiso__rows *rows, const struct chiso__rows *from);
void chiso__set_copy(struct chiso__rows *rows, uint32_t row, const struct chiso__rows *from,
                     uint32_t from_row);
void chiso__set_close(struct chiso__rows *rows, uint32_t row);

/* The weights of their own that the units of a row's block have, by node, or NULL. */
static inline const struct chiso__carried *chiso__weights_of_row(const struct chiso__rows *rows,
                                                                 uint32_t row)
{
    return rows->blocks[row] < rows->block_weight_count ? rows->block_weights[rows->blocks[row]]
                                                        : NULL;
}

static inline bool chiso__has_set(const struct chiso__rows *rows, uint32_t row)
{
    uint32_t count = 0;

    if (rows->set_count > 0) {
        (void)chiso__set_of_row(rows, row, &count);
    }
    return count > 0;
}

/* Whether details are those of all inner nodes: where more than a gap makes some. */
static inline bool chiso__details_are_whole(const struct chiso__rows *rows)
{
    return rows->tree->has_worthless || rows->tree->has_steps || rows->set_count > 0;
}

/* Whether the figures of every row are worked out by themselves. */
static inline bool chiso__all_have_details(const chiso_tree *tree)
{
    return tree->has_worthless || tree->has_steps;
}

/* Whether the figures of a row are worked out by themselves, and more of them are kept: it has
 * gaps, or nodes do not apply though all cells hold values, or there are steps on the way. */
static inline bool chiso__has_details(const struct chiso__rows *rows, uint32_t row)
{
    return rows->gaps[row] > 0 || chiso__all_have_details(rows->tree) || chiso__has_set(rows, row);
}

/* Words of the bits of nodes that are dropped, for a row. */
static inline size_t chiso__dropped_words(const chiso_tree *tree)
{
    enum { BITS = 64 };

    return (size_t)(tree->count + BITS - 1) / BITS;
}

/* Whether a node of a scored row is dropped by its parent. */
static inline bool chiso__is_dropped(const struct chiso__rows *rows, uint32_t row, chiso_node node)
{
    enum { BITS = 64 };
    const uint32_t at = rows->detail_rows[row];

    return rows->dropped != NULL && at != CHISO__NO_ROW &&
           (rows->dropped[at * chiso__dropped_words(rows->tree) + node / BITS] >> node % BITS &
            1) != 0;
}

/* Words of detail_marks for a row. */
static inline size_t chiso__mark_words(const chiso_tree *tree)
{
    enum { BITS = 64 };

    return 1 + (size_t)(tree->inner_count + BITS - 1) / BITS;
}

/* How many bits are set: in line, which is quicker than a call where the processor is not known to
 * count them itself. */
static inline size_t chiso__count_bits(uint64_t bits, bool by_processor)
{
    if (by_processor) {
        return (size_t)__builtin_popcountll(bits);
    }
    bits -= bits >> 1 & UINT64_C(0x5555555555555555);
    bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
    bits = (bits + (bits >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return (size_t)(bits * UINT64_C(0x0101010101010101) >> 56);
}

/* The details of an inner node of a row; NULL where they are those of a row without gaps. */
static inline const struct chiso__gap_detail *
chiso__detail_found(const struct chiso__rows *rows, uint32_t at, uint32_t inner, bool by_processor)
{
    enum { BITS = 64 };
    const uint64_t *marks = NULL;
    size_t place = 0;

    if (!rows->sparse) {
        return &rows->details[(size_t)at * rows->tree->inner_count + inner];
    }
    marks = rows->detail_marks + (size_t)at * chiso__mark_words(rows->tree);
    place = marks[0];
    for (marks++; inner >= BITS; inner -= BITS) {
        place += chiso__count_bits(*marks++, by_processor);
    }
    if ((*marks >> inner & 1) == 0) {
        return NULL;
    }
    place += chiso__count_bits(*marks & ((UINT64_C(1) << inner) - 1), by_processor);
    return &rows->details[place];
}

static inline const struct chiso__gap_detail *chiso__detail_at(const struct chiso__rows *rows,
                                                               uint32_t row, uint32_t inner)
{
    const uint32_t at = rows->detail_rows[row];

    return at == CHISO__NO_ROW ? NULL : chiso__detail_found(rows, at, inner, false);
}

/* Where the counts of a cell lie, of a leaf that takes answers. */
static inline int64_t *chiso__counts_at(const struct chiso__rows *rows, chiso_node leaf,
                                        uint32_t row)
{
    return rows->counts[leaf] + (size_t)row * rows->tree->nodes[leaf].rule.option_count;
}

/* How many numbers stand beside the cells of a row: what rules divide by, what is imputed, and
 * where anything is done before a rule also the place of the row in its file, the last of them. */
static inline uint32_t chiso__further_count(const chiso_tree *tree)
{
    return tree->column_count + tree->imputing_count + (tree->prepared_count > 0 ? 1 : 0);
}

static inline struct chiso__carried chiso__further_at(const struct chiso__rows *rows,
                                                      uint32_t number, uint32_t row)
{
    return chiso__in_columns(rows->further[(size_t)2 * number],
                             rows->further[(size_t)2 * number + 1], row);
}

static inline void chiso__further_put(struct chiso__rows *rows, uint32_t number, uint32_t row,
                                      struct chiso__carried value)
{
    rows->further[(size_t)2 * number][row] = value.millionths;
    rows->further[(size_t)2 * number + 1][row] = (int64_t)value.rest;
}

/* Where a row was read from, of a board where anything is done before a rule; 0, 0 for a call. */
static inline struct chiso__text_place chiso__row_place(const struct chiso__rows *rows,
                                                        uint32_t row)
{
    const struct chiso__carried place =
        chiso__further_at(rows, chiso__further_count(rows->tree) - 1, row);

    return chiso__is_absent(place)
               ? (struct chiso__text_place){0, 0}
               : (struct chiso__text_place){(uint32_t)place.millionths, (uint32_t)place.rest};
}

static inline void chiso__row_put_place(struct chiso__rows *rows, uint32_t row,
                                        struct chiso__text_place place)
{
    chiso__further_put(rows, chiso__further_count(rows->tree) - 1, row,
                       (struct chiso__carried){place.line, place.column});
}

/* Whether a leaf is imputed where it is missing. */
static inline bool chiso__is_imputed_leaf(const struct chiso__tree_node *leaf)
{
    return leaf->rule.treatment_count > 0 && chiso__rule_has(&leaf->rule, CHISO__TREATS_IMPUTE);
}

/* What was found for a missing cell of such a leaf when the rows were scored; CHISO_ABSENT for
 * nothing. As chiso__stored_at(), it is points, or where these depend on the other units the value
 * that they are made of. */
static inline struct chiso__carried chiso__imputed_at(const struct chiso__rows *rows,
                                                      chiso_node leaf, uint32_t row)
{
    return chiso__further_at(rows, rows->tree->column_count + rows->tree->nodes[leaf].imputing,
                             row);
}

/* Begins a look at a cell that is about to be written: it may be far away. */
static inline void chiso__cell_prefetch(const struct chiso__rows *rows, chiso_node leaf,
                                        uint32_t row)
{
    __builtin_prefetch(&rows->points[leaf][row], 1);
}

/* What a cell holds; the counts belong to the rows. */
struct chiso__value chiso__cell_at(const struct chiso__rows *rows, chiso_node leaf, uint32_t row);

/* The numbers beside the cells, as the functions of rows below treat the cells. */
bool chiso__further_new(struct chiso__rows *rows, const chiso_allocator *allocator);
bool chiso__further_reserve(struct chiso__rows *rows, const chiso_allocator *allocator,
                            uint32_t capacity);
void chiso__further_add(struct chiso__rows *rows, uint32_t row);
void chiso__further_copy(struct chiso__rows *rows, uint32_t row, const struct chiso__rows *from,
                         uint32_t from_row, uint32_t count);
void chiso__further_remove(struct chiso__rows *rows, uint32_t row);
void chiso__further_clear(struct chiso__rows *rows, const chiso_allocator *allocator);

/* Makes a copy of the table of scored rows; false when memory is out, and then nothing is kept. */
bool chiso__peer_table_copy(const struct chiso__rows *rows, const chiso_allocator *allocator,
                            struct chiso__peer_table *out_table);

/* Ends a table, which was made over a tree. */
void chiso__peer_table_clear(const chiso_tree *tree, const chiso_allocator *allocator,
                             struct chiso__peer_table *table);

/* Makes rows without any over a checked tree; false when memory is out, and then nothing is kept.
 */
bool chiso__rows_new(const chiso_tree *tree, const chiso_allocator *allocator,
                     struct chiso__rows *out_rows);
void chiso__rows_clear(struct chiso__rows *rows, const chiso_allocator *allocator);

/* Room for so many rows, and for the figures of all that there is room for; false when memory is
 * out. */
bool chiso__rows_reserve(struct chiso__rows *rows, const chiso_allocator *allocator,
                         uint32_t capacity);
bool chiso__rows_reserve_figures(struct chiso__rows *rows, const chiso_allocator *allocator);

/* Adds a row whose cells all hold a mark; there is room for it. */
void chiso__rows_add(struct chiso__rows *rows, uint32_t block, chiso_decimal mark);

/* Adds a copy of a scored row of others over the same tree, details apart; there is room for it,
 * its figures and what was set in it. */
void chiso__rows_add_copy(struct chiso__rows *rows, const struct chiso__rows *from, uint32_t row);

/* Adds copies of all cells of others over the same tree, whose rests match and whose blocks are
 * known; there is room for the rows. */
void chiso__rows_append(struct chiso__rows *rows, const struct chiso__rows *from);

/* Adds copies of all rows of others over the same tree to none, with their figures if they are
 * scored; there is room for the rows. False when memory is out. */
bool chiso__rows_copy(struct chiso__rows *rows, const chiso_allocator *allocator,
                      const struct chiso__rows *from);

/* Copies the cells of a leaf of others, which have as many rows, to one of the same rule; ratings
 * apart. False when memory is out. */
bool chiso__column_copy(struct chiso__rows *rows, const chiso_allocator *allocator, chiso_node leaf,
                        const struct chiso__rows *from, chiso_node from_leaf);

/* A place for the ratings of cells, made if there is none; NULL when memory is out. */
struct chiso__ratings *chiso__rows_ratings(struct chiso__rows *rows,
                                           const chiso_allocator *allocator);

/* Whether a cell of the rows has ratings. */
bool chiso__rows_are_rated(const struct chiso__rows *rows);

/* Adds copies of all ratings of others over the same tree, for the rows that
 * chiso__rows_append() is to add; false when memory is out. */
bool chiso__rows_append_ratings(struct chiso__rows *rows, const chiso_allocator *allocator,
                                const struct chiso__rows *from);

/* Takes a row out, blocks apart; those behind it move up. */
void chiso__rows_remove(struct chiso__rows *rows, uint32_t row);

/* Room for the rests of what a node achieves; false when memory is out. */
bool chiso__figures_need_rests(struct chiso__rows *rows, const chiso_allocator *allocator,
                               chiso_node inner);

/* Room for as many rests as other rows over the same tree have, and for the results that were set
 * in them; false when memory is out. */
bool chiso__rows_match_rests(struct chiso__rows *rows, const chiso_allocator *allocator,
                             const struct chiso__rows *from);

/* Room for what a value has behind its millionths, before it is put; false when memory is out. */
bool chiso__cell_ready(struct chiso__rows *rows, const chiso_allocator *allocator, chiso_node leaf,
                       const struct chiso__value *value);

/* Gives a cell a value that there is room for; ratings that it had are gone. */
void chiso__cell_put(struct chiso__rows *rows, uint32_t row, chiso_node leaf,
                     struct chiso__value value);

/* Gives it the value that its ratings come to, which stay. */
void chiso__cell_put_joined(struct chiso__rows *rows, uint32_t row, chiso_node leaf,
                            struct chiso__value value);

/* Gives a cell that has a value the points that were made of it, or what they are made of; false
 * when memory is out. The cell stays as it is said. */
bool chiso__points_put(struct chiso__rows *rows, const chiso_allocator *allocator, chiso_node leaf,
                       uint32_t row, struct chiso__carried points);

/* A number that is the points of its cell. */
struct chiso__plain {
    chiso_decimal points;
    uint32_t row;
    chiso_node leaf;
};

/* Gives cells of which nothing has been said such numbers; stops before one of which something has.
 * Returns how many it gave. */
uint32_t chiso__cells_put_plain(struct chiso__rows *rows, const struct chiso__plain *cells,
                                uint32_t count);

/* Gives cells of a row, of which nothing has been said, such numbers or CHISO_MISSING; nothing
 * where a number is CHISO__UNSET. leaves has so many. */
void chiso__row_put_plain(struct chiso__rows *rows, uint32_t row, const chiso_node *leaves,
                          const chiso_decimal *numbers, size_t count);

/* Gives so many cells of a leaf, from a row on, such numbers, or marks. */
void chiso__column_put_plain(struct chiso__rows *rows, chiso_node leaf, uint32_t first,
                             uint32_t count, const chiso_decimal *points);

/* Makes cells missing of which nothing has been said. */
void chiso__rows_settle(struct chiso__rows *rows);

#endif
