/* A points file while it is read: its fields, its units and its cells. */
#ifndef CHISO_LIB_BOARD_BOARD_CSV_FILE_H
#define CHISO_LIB_BOARD_BOARD_CSV_FILE_H

#include "board/board_csv_inside.h"
#include "board/board_doubt.h"
#include "board/sheet.h"

enum { CHISO__WAITING = 32 };

/* Where a cell of an inner criterion stands. */
struct chiso__read_result {
    chiso_unit unit;
    chiso_node node;
    size_t offset;
};

/* Begin with {0}. */
struct chiso__read_results {
    struct chiso__read_result *list; /* in the order of the file */
    size_t count;
    size_t capacity;
    size_t reasons; /* so many have their reason */
};

/* A points file while it is read into a board of its own, whose cells begin as CHISO__UNSET. */
struct chiso__points_file {
    struct chiso__csv csv;
    chiso_board *board;
    struct chiso__header header;
    chiso_unit last_unit;
    uint32_t next_leaf; /* the leaf behind the last one, among the leaves */
    /* Numbers on their way to their cells, and where they stand in the text. */
    struct chiso__plain waiting[CHISO__WAITING];
    size_t offsets[CHISO__WAITING];
    uint32_t waiting_count;
    uint32_t looks;              /* for units that are nearest to unknown ones */
    struct chiso__doubts doubts; /* looked for only where there is a list */
    struct chiso__number_row quick;
    bool row_is_quick;     /* its numbers are taken already */
    chiso_unit quick_unit; /* the last that was looked at, and whether its code is itself */
    bool unit_is_itself;
    struct chiso__read_results results;
    /* Who gave the only note that a cell of several raters has: the name in place of a text. */
    struct chiso__notes *raters;
    struct chiso__sheet sheet;  /* without a mapping for a plain file */
    chiso_mapping *own_mapping; /* of a file that is the CSV of a report; NULL for another */
};

static inline bool chiso__file_is_sheet(const struct chiso__points_file *file)
{
    return file->sheet.mapping != NULL;
}

/* Finds out whether the headings are those of the CSV of a report, and makes the mapping that such
 * a file is read by. */
chiso_status chiso__file_know_report(struct chiso__points_file *file, const chiso_tree *tree,
                                     chiso_error *error);

/* A field as it is; a name keeps the blanks that were quoted. */
static inline struct chiso__span chiso__file_raw_field(const struct chiso__points_file *file,
                                                       int column)
{
    return chiso__header_has(&file->header, column)
               ? file->csv.fields[file->header.columns[column]].span
               : (struct chiso__span){"", 0};
}

/* The same without the blanks; those of fields that are not quoted are off already. */
static inline struct chiso__span chiso__file_field(const struct chiso__points_file *file,
                                                   int column)
{
    const struct chiso__span field = chiso__file_raw_field(file, column);

    return file->csv.quoted ? chiso__trim(field) : field;
}

/* Adds the place of the field of such a column to an error. */
static inline chiso_status chiso__file_fail(const struct chiso__points_file *file, int column,
                                            chiso_status status, chiso_error *error)
{
    return chiso__csv_fail_field(&file->csv, file->header.columns[column], status, error);
}

/* Reads whether the unit of the current row is ranked. */
chiso_status chiso__file_read_ranked(const struct chiso__points_file *file, bool *out_ranked,
                                     chiso_error *error);

/* Says what is wrong where the current row names no unit. */
chiso_status chiso__file_check_unit(const struct chiso__points_file *file, chiso_error *error);

/* Adds the unit of the current row. */
chiso_status chiso__file_add_unit(struct chiso__points_file *file, chiso_error *error);

/* A later row of a unit may leave its name, block and ranked empty, but says nothing else than the
 * first. */
chiso_status chiso__file_check_same(const struct chiso__points_file *file, chiso_unit unit,
                                    chiso_error *error);

/* The note that a rater gives of a cell, joined with what others gave: then each stands behind the
 * name of its rater. */
chiso_status chiso__file_join_note(struct chiso__points_file *file, chiso_unit unit,
                                   chiso_node leaf, struct chiso__span name,
                                   struct chiso__span *text, chiso_error *error);

/* Whether the current row has any note. */
bool chiso__file_has_notes(const struct chiso__points_file *file);

/* Takes the notes of the current row, which is of a node in the long layout. */
chiso_status chiso__file_read_notes(struct chiso__points_file *file, chiso_unit unit,
                                    chiso_node node, chiso_error *error);

/* Reads the cell of a column of the current row. */
chiso_status chiso__file_read_cell(struct chiso__points_file *file, size_t column, chiso_unit unit,
                                   chiso_node leaf, chiso_error *error);

/* Reads the number of a column that rules divide by, from a column of the current row. */
chiso_status chiso__file_read_divisor(struct chiso__points_file *file, size_t column,
                                      chiso_unit unit, uint32_t divisor, chiso_error *error);

/* Reads the cell of an inner criterion: a result that is set, or a branch that does not apply. */
chiso_status chiso__file_read_result(struct chiso__points_file *file, size_t column,
                                     chiso_unit unit, chiso_node node, chiso_error *error);

/* Looks for the reasons of results that were read, once the notes beside them are. */
chiso_status chiso__file_give_reasons(struct chiso__points_file *file, chiso_error *error);

/* At the end of the file: no leaf of a branch that does not apply has a value, and all of them get
 * the mark. */
chiso_status chiso__file_leave_branches(struct chiso__points_file *file, chiso_error *error);

/* Refuses a value of a leaf that does not apply to the block of the unit. */
chiso_status chiso__file_check_left_out(const struct chiso__points_file *file, size_t column,
                                        chiso_unit unit, chiso_node leaf, chiso_error *error);
/* Whether cells are given by raters. */
static inline bool chiso__file_is_rated(const struct chiso__points_file *file)
{
    return chiso__header_has(&file->header, CHISO__COLUMN_RATER);
}

/* Reads the cell of a column of the current row as what a rater gave; *out_taken is false, and
 * nothing is read, where it is a cell as any other: of no rater and a rule that joins none. */
chiso_status chiso__file_read_rating(struct chiso__points_file *file, size_t column,
                                     chiso_unit unit, chiso_node leaf,
                                     struct chiso__number_style *style, bool *out_taken,
                                     chiso_error *error);

/* Gives each cell that has ratings what they come to. */
chiso_status chiso__file_join_ratings(struct chiso__points_file *file, chiso_error *error);

/* Stores the plain numbers that wait. Only one for a cell that is set already is wrong. */
chiso_status chiso__file_store_waiting(struct chiso__points_file *file, chiso_error *error);

#endif
