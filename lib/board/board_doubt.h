/* What is doubtful in a points file, looked for while it is read and at its end, where somebody
 * keeps a list. */
#ifndef CHISO_LIB_BOARD_BOARD_DOUBT_H
#define CHISO_LIB_BOARD_BOARD_DOUBT_H

#include "board/board_csv_inside.h"

/* A cell that has to wait for the end of the file. */
struct chiso__doubted {
    size_t offset; /* where its text begins */
    size_t size;
    chiso_unit unit;
    chiso_node leaf;
};

struct chiso__doubted_list {
    struct chiso__doubted *items;
    uint32_t count;
    uint32_t capacity;
};

/* The bare numbers that a criterion has where its rule takes percents. */
struct chiso__shares {
    size_t first;  /* where the first that is above 0 stands */
    bool is_there; /* there is one */
    bool is_above; /* one is above 1 */
};

/* What is kept of a file for its end. */
struct chiso__doubts {
    struct chiso__csv *csv;
    const chiso_board *board;
    const chiso_board *there; /* what the file is read into */
    const struct chiso__header *header;
    size_t *units; /* where the row of each unit, its first in a long file, begins */
    uint32_t unit_capacity;
    struct chiso__doubted_list thousands; /* numbers that may have a mark of thousands */
    struct chiso__doubted_list rounded;
    uint64_t dashes; /* without blanks around them, on leaves that are no bonus */
    size_t first_dash;
    /* Of each node, the largest number without a mark under a rule that looks at other units; NULL
     * before the first. */
    chiso_decimal *largest;
    struct chiso__shares
        *shares;          /* of each node whose rule takes percents; NULL before the first */
    bool numbers_columns; /* the first row does */
    bool is_down;         /* a unit is a column */
    bool mark_is_known;   /* to be the decimal mark: a number has it elsewhere */
};

/* Whether cells are given by raters, who leave one out by a dash. */
static inline bool chiso__doubts_are_rated(const struct chiso__doubts *doubts)
{
    return chiso__header_has(doubts->header, CHISO__COLUMN_RATER);
}

/* Whether the text of a cell is worth a look: once the decimal mark is known, numbers are not. */
static inline bool chiso__may_be_doubted(const struct chiso__doubts *doubts,
                                         struct chiso__span text)
{
    return text.size > 0 && (!doubts->mark_is_known || !chiso__is_digit(text.text[0]));
}

static inline struct chiso__insert chiso__doubted_unit(const struct chiso__doubts *doubts,
                                                       chiso_unit unit)
{
    return chiso__say(doubts->board->units.codes[unit]);
}

static inline struct chiso__insert chiso__doubted_leaf(const struct chiso__doubts *doubts,
                                                       chiso_node leaf)
{
    return chiso__say(doubts->board->tree->codes[leaf]);
}

/* What is stored of a unit, and whether that is a number. */
static inline chiso_decimal chiso__doubted_value(const struct chiso__doubts *doubts,
                                                 chiso_node leaf, chiso_unit unit)
{
    return chiso__stored_at(&doubts->board->rows, leaf, unit).millionths;
}

static inline bool chiso__is_number(chiso_decimal stored)
{
    return stored != CHISO_MISSING && stored != CHISO_NOT_APPLICABLE && stored != CHISO__UNSET;
}

/* What a unit is in the file: a row, or a column. */
static inline struct chiso__insert chiso__doubted_place(const struct chiso__doubts *doubts)
{
    return chiso__say_message(doubts->is_down ? CHISO__SAY_A_COLUMN : CHISO__SAY_A_ROW);
}

/* Puts a doubt into the list where the row of a unit begins. */
static inline chiso_status chiso__doubted_row(struct chiso__doubts *doubts, chiso_doubt kind,
                                              chiso_unit unit, chiso_error *doubt)
{
    return chiso__csv_doubt(doubts->csv, kind, doubts->units[unit], doubt);
}

/* The text of a cell, which may stand in quotes. */
static inline struct chiso__span chiso__doubted_text(const struct chiso__doubts *doubts,
                                                     const struct chiso__doubted *item)
{
    const char *text = doubts->csv->text + item->offset;

    return (struct chiso__span){text + (*text == '"' ? 1 : 0), item->size};
}

/* Keeps a cell for the end; false when memory is out. */
struct chiso__doubted chiso__doubted_cell(const struct chiso__doubts *doubts, size_t column,
                                          chiso_unit unit, chiso_node leaf);
bool chiso__doubted_append(struct chiso__doubts *doubts, struct chiso__doubted_list *list,
                           struct chiso__doubted item);

/* Looks at the mark of a number, while it may be one of thousands; and at those that are kept. */
chiso_status chiso__doubt_mark(struct chiso__doubts *doubts, size_t column, chiso_unit unit,
                               chiso_node leaf, chiso_error *error);
chiso_status chiso__doubt_thousands(struct chiso__doubts *doubts);

/* Looks at the text of a cell before it is read, and at what was read. */
chiso_status chiso__doubt_text(struct chiso__doubts *doubts, size_t column, chiso_unit unit,
                               chiso_node leaf, chiso_error *error);
chiso_status chiso__doubt_value(struct chiso__doubts *doubts, size_t column, chiso_unit unit,
                                chiso_node leaf, const struct chiso__value *value, bool rounded,
                                chiso_error *error);

/* Keeps the place of a unit that was added. */
chiso_status chiso__doubt_unit(struct chiso__doubts *doubts, chiso_error *error);

/* Looks for numbers that became equal by their rounding. */
chiso_status chiso__doubt_rounded(struct chiso__doubts *doubts);

/* The value of the last decimal that is not 0, in millionths; 0 for a whole number. */
int64_t chiso__last_digit(int64_t value);

/* Whether a value, with such a last decimal, is the mean of so many that add up to a sum. */
bool chiso__is_near_mean(int64_t value, chiso__wide sum, uint32_t count, int64_t digit);

/* Whether a value is neither all nor nothing of a criterion, which many have. */
bool chiso__is_between(const struct chiso__tree_node *node, int64_t value);

/* Marks the units whose rows are the means of their blocks. */
chiso_status chiso__find_block_means(const struct chiso__doubts *doubts, bool *is_mean);

/* Looks for rows that are no units. */
chiso_status chiso__doubt_summaries(struct chiso__doubts *doubts);

/* Looks for dashes that may be zeros, and for cells that nothing is said of. */
chiso_status chiso__doubt_dashes(struct chiso__doubts *doubts);
chiso_status chiso__doubt_mentions(struct chiso__doubts *doubts);

/* Looks at a number of a criterion whose rule takes percents, and for such that may be shares. */
chiso_status chiso__doubt_share(struct chiso__doubts *doubts, size_t column, chiso_node leaf,
                                const struct chiso__value *value);
chiso_status chiso__doubt_shares(struct chiso__doubts *doubts);

/* Whether the board that the file is read into knows the cell of a unit of the file. */
bool chiso__doubted_is_there(const struct chiso__doubts *doubts, chiso_node leaf, chiso_unit unit);

/* Looks for raters who are far apart. */
chiso_status chiso__doubt_raters(struct chiso__doubts *doubts);

/* Looks at the file as a whole. */
chiso_status chiso__doubt_file(struct chiso__doubts *doubts, chiso_error *error);

void chiso__doubts_clear(struct chiso__doubts *doubts);

#endif
