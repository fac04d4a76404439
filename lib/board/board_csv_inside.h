/* A points file while it is read: what its header row says. */
#ifndef CHISO_LIB_BOARD_BOARD_CSV_INSIDE_H
#define CHISO_LIB_BOARD_BOARD_CSV_INSIDE_H

#include "board/inside.h"
#include "board/note.h"
#include "text/csv.h"
#include "text/near.h"

/* What a column of a points file holds that is no leaf's. */
enum {
    CHISO__COLUMN_UNIT,
    CHISO__COLUMN_NAME,
    CHISO__COLUMN_BLOCK,
    CHISO__COLUMN_RANKED,
    CHISO__COLUMN_CRITERION,
    CHISO__COLUMN_VALUE,
    CHISO__COLUMN_RATER,
    CHISO__COLUMN_COUNT
};

/* The heading of such a column; and tries the headings and names of all of them. */
const char *chiso__column_word(int column);
void chiso__try_columns(struct chiso__nearest *nearest);

/* What a mapping may say of a column. */
enum chiso__role_kind {
    CHISO__ROLE_HEADED, /* nothing: it holds what its heading says */
    CHISO__ROLE_IGNORED,
    CHISO__ROLE_WORD,
    CHISO__ROLE_LEAF,
    CHISO__ROLE_DIVISOR, /* the numbers that rules divide by: a column of the tree */
    CHISO__ROLE_NOTE,
    CHISO__ROLE_PRINTED,
    CHISO__ROLE_WEIGHT /* of a respondent */
};

struct chiso__role {
    enum chiso__role_kind kind;
    int word;                /* a column that is no leaf's */
    int printed;             /* the kind of printed figure */
    chiso_node node;         /* the leaf, or the node whose figure is printed */
    struct chiso__span rest; /* of a note: what stands behind the word */
    uint32_t divisor;        /* the number of the column that rules divide by */
};

/* The header row. Begin with {0}. */
struct chiso__header {
    size_t width;
    size_t columns[CHISO__COLUMN_COUNT]; /* SIZE_MAX for not there */
    uint32_t leaf_columns;
    chiso_node *leaves; /* of each column of the wide layout; CHISO_NO_NODE for the others */
    /* The same of the columns of the tree that rules divide by; NULL where it has none. */
    uint32_t *divisors;
    struct chiso__note_columns notes;
};

/* In place of the number of such a column. */
#define CHISO__NO_DIVISOR UINT32_MAX

/* What a heading means that is no code of the tree: a column, or CHISO__COLUMN_COUNT for none; by
 * the words of the format, and by those of sheets, where a unit beside its code is the name of it.
 */
int chiso__column_of_word(struct chiso__span heading);
int chiso__column_of_sheet(struct chiso__span heading, bool has_codes);

/* The same by either. */
int chiso__column_named(struct chiso__span heading, bool has_codes);

/* The row that has the headings where the current one, the first, has none that is known; 0 where
 * it has, or no other does. */
uint32_t chiso__header_below(const struct chiso__csv *csv, const chiso_tree *tree);

/* The next leaf behind one, in the tree's order, whose code a spreadsheet turns into another, as it
 * does 1.10 into 1.1; CHISO_NO_NODE for none. */
chiso_node chiso__turned_leaf(const chiso_tree *tree, struct chiso__span code, chiso_node behind);

/* The leaf that has no column and whose code a spreadsheet turns into the heading of a column;
 * CHISO_NO_NODE for none. */
chiso_node chiso__header_turned(const struct chiso__csv *csv, size_t column,
                                const chiso_tree *tree);

/* Reads the header row, whose fields are those of the file then. */
chiso_status chiso__header_read(struct chiso__csv *csv, const chiso_tree *tree,
                                struct chiso__header *header, chiso_error *error);

/* The same of headings that are the fields of the file, which a mapping may give roles. */
chiso_status chiso__header_of(struct chiso__csv *csv, const chiso_tree *tree,
                              const struct chiso__role *roles, struct chiso__header *header,
                              chiso_error *error);

void chiso__header_clear(struct chiso__header *header, const chiso_allocator *allocator);

/* CHISO_OK, or the mistake, which ends the reading, where the last unit of what was read is beyond
 * what the caller takes; its code stands in a column of the current row. */
chiso_status chiso__check_limits(struct chiso__csv *csv, const chiso_board *read, size_t column,
                                 chiso_error *error);

/* So many units, or as many as the caller takes of them. */
uint32_t chiso__most_units(const struct chiso__csv *csv, const chiso_tree *tree, uint32_t units);

/* Notes a unit that a board does not have, and the nearest; *looks counts what was done for that.
 */
chiso_status chiso__check_known(struct chiso__csv *csv, const chiso_board *there,
                                struct chiso__span code, size_t column, uint32_t *looks,
                                chiso_error *error);

static inline bool chiso__header_has(const struct chiso__header *header, int column)
{
    return header->columns[column] != SIZE_MAX;
}

/* The column of the tree that a column holds, or CHISO__NO_DIVISOR. */
static inline uint32_t chiso__header_divisor(const struct chiso__header *header, size_t column)
{
    return header->divisors == NULL ? CHISO__NO_DIVISOR : header->divisors[column];
}

/* Whether the layout is the long one: a row a cell. */
static inline bool chiso__header_is_long(const struct chiso__header *header)
{
    return chiso__header_has(header, CHISO__COLUMN_CRITERION) ||
           chiso__header_has(header, CHISO__COLUMN_VALUE);
}

/* What is known of a column of the wide layout before its fields are read. */
struct chiso__number_column {
    bool is_number; /* of a leaf that takes plain numbers */
    struct chiso__plain_limits limits;
};

/* Rows of such numbers, and those of the current one: CHISO_MISSING for an empty field,
 * CHISO__UNSET where the column holds none. Begin with {0}. */
struct chiso__number_row {
    struct chiso__number_column *columns;
    chiso_decimal *numbers;
    size_t width;
};

/* Makes it for a header of the wide layout; false when memory is out. */
bool chiso__number_row_make(const struct chiso__header *header, const chiso_tree *tree,
                            const chiso_allocator *allocator, struct chiso__number_row *out_row);
void chiso__number_row_clear(struct chiso__number_row *row, const chiso_allocator *allocator);

/* Takes the next row in one pass, its fields as chiso__csv_next_of() and its numbers; false, and
 * nothing taken, where anything in it needs a second look. */
bool chiso__number_row_take(struct chiso__csv *csv, const struct chiso__number_row *row);

/* The same for the long layout: a column a leaf, in the tree's order. */
bool chiso__number_leaves_make(const struct chiso__csv *csv, const chiso_tree *tree,
                               const chiso_allocator *allocator, struct chiso__number_row *out_row);

/* Takes the next row of unit, criterion and value where it has these texts, which are themselves as
 * fields, and a number for the column; false, and nothing taken, for any other. */
bool chiso__number_cell_take(struct chiso__csv *csv, const struct chiso__number_column *column,
                             struct chiso__span unit, struct chiso__span code,
                             chiso_decimal *out_number);

#endif
