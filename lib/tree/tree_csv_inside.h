/* A criteria file while it is read: its lines, before they are a tree. */
#ifndef CHISO_LIB_TREE_TREE_CSV_INSIDE_H
#define CHISO_LIB_TREE_TREE_CSV_INSIDE_H

#include "text/csv.h"
#include "text/note_column.h"
#include "text/outline.h"
#include "tree/inside.h"
#include "tree/tree.h"

/* The columns of a criteria file: the members of a criterion, and two that are about its place. */
enum {
    CHISO__CRITERIA_PARENT = CHISO__MEMBER_COUNT,
    CHISO__CRITERIA_OPTIONS,
    CHISO__CRITERIA_COUNT
};

/* A row of the file, and where it hangs among the others. */
struct chiso__criteria_line {
    struct chiso__span cells[CHISO__CRITERIA_COUNT];
    size_t offsets[CHISO__CRITERIA_COUNT];
    uint32_t parent;      /* a line, or CHISO__ROOT_LINE */
    uint32_t first_child; /* a line, or CHISO__NO_LINE */
    uint32_t last_child;
    uint32_t next_sibling;
    chiso_node node; /* CHISO_NO_NODE until it is added */
    bool wrong;      /* a mistake in it is in the list */
};

#define CHISO__NO_LINE UINT32_MAX
enum { CHISO__ROOT_LINE = 0 };

/* A column of weights for a block, and what stands in it. */
struct chiso__weight_column {
    size_t column;
    struct chiso__span block;
    struct chiso__text_place place; /* of its heading */
};

struct chiso__weight_cell {
    uint32_t line;
    uint32_t column; /* by its number among those of weights */
    struct chiso__span text;
    size_t offset;
};

/* Begin with {0}. */
struct chiso__weight_columns {
    struct chiso__weight_column *list;
    size_t count;
    struct chiso__weight_cell *cells; /* that hold anything */
    size_t cell_count;
    size_t cell_capacity;
};

/* The file while it is read. Line 0 is the root's, whether the file has one or not. */
struct chiso__criteria_file {
    struct chiso__csv csv;
    struct chiso__arena arena; /* the cells */
    struct chiso__criteria_line *lines;
    struct chiso__span *codes;
    uint32_t count;
    uint32_t capacity;
    struct chiso__index index;
    size_t columns[CHISO__CRITERIA_COUNT];
    bool root_read;
    struct chiso__criteria_rows rows;
    struct chiso__outline outline;
    struct chiso__note_columns note_columns;
    struct chiso__notes *notes; /* by line in place of a node */
    struct chiso__weight_columns weight_columns;
    const chiso_tree *tree; /* that was made of the lines, while it is checked */
};

/* Reads the headings, notes among them. */
chiso_status chiso__criteria_headings(struct chiso__criteria_file *file,
                                      const struct chiso__heading *headings, chiso_error *error);

/* Keeps the notes of the current row for a line; gives those of all lines to their nodes. False
 * when memory is out. */
bool chiso__criteria_keep_notes(struct chiso__criteria_file *file, uint32_t line);
bool chiso__criteria_give_notes(const struct chiso__criteria_file *file, chiso_tree *tree);

void chiso__criteria_clear_notes(struct chiso__criteria_file *file,
                                 const chiso_allocator *allocator);

/* What such a heading is called where one is mistyped. */
extern const struct chiso__marked_heading chiso__weight_heading_words;

/* Takes a heading that is one of weights for a block; keeps those of the current row for a line;
 * and gives those of all lines to their nodes. */
chiso_status chiso__criteria_weight_heading(struct chiso__criteria_file *file, size_t column,
                                            bool *out_taken, chiso_error *error);
bool chiso__criteria_keep_weights(struct chiso__criteria_file *file, uint32_t line);
chiso_status chiso__criteria_give_weights(struct chiso__criteria_file *file, chiso_tree *tree,
                                          chiso_error *error);
void chiso__criteria_clear_weights(struct chiso__criteria_file *file,
                                   const chiso_allocator *allocator);

/* Tells what the current row is, and its code written out, where rows are numbered as an outline.
 */
chiso_status chiso__criteria_outline(struct chiso__criteria_file *file,
                                     struct chiso__span *out_code, enum chiso__row_use *out_use,
                                     chiso_error *error);

/* Where the column of a line stands or, within it, what has so many characters before it. */
size_t chiso__criteria_offset(const struct chiso__criteria_file *file, uint32_t line, int column,
                              bool is_within, uint32_t behind);

/* Adds to an error where it is: a column of a line, and within that the column that the error has.
 * Returns the status it is given. */
chiso_status chiso__criteria_fail(const struct chiso__criteria_file *file, uint32_t line,
                                  int column, chiso_status status, chiso_error *error);

/* Looks for gates that are doubtful. */
chiso_status chiso__criteria_doubt_gates(struct chiso__criteria_file *file, chiso_error *error);

/* Checks the tree that was made of the lines, and looks for what is doubtful in it. */
chiso_status chiso__criteria_check(struct chiso__criteria_file *file, chiso_tree *tree,
                                   chiso_error *error);

#endif
