/* A sheet that is read as a mapping says: it becomes the headings and rows of a points file, which
 * are read as those of any other. */
#ifndef CHISO_LIB_BOARD_SHEET_H
#define CHISO_LIB_BOARD_SHEET_H

#include "board/board_csv_inside.h"
#include "board/mapping.h"
#include "text/outline.h"
#include "text/printed.h"

enum { CHISO__SHEET_NUMBER = 128 };

/* What stands beside criteria and units, behind the kinds of printed figures. */
enum { CHISO__BESIDE_NOTE = CHISO__PRINTED_MAX + 1, CHISO__BESIDE_NUMBERING, CHISO__BESIDE_COUNT };

/* Which of these a heading says; CHISO__BESIDE_COUNT for none. */
int chiso__beside_of(struct chiso__span heading);

static inline bool chiso__is_beside(struct chiso__span heading)
{
    return chiso__beside_of(heading) < CHISO__BESIDE_COUNT;
}

/* The word that a mapping has for one; NULL for the numbering, which it leaves out. */
const char *chiso__beside_word(int beside);

/* A sheet whose rows are criteria and whose columns are units, which is read as the long layout:
 * each cell is a row of a unit, a criterion and a value. */
struct chiso__down {
    size_t criterion;
    size_t max;                 /* SIZE_MAX for none */
    size_t *columns;            /* of the units */
    struct chiso__field *codes; /* of the units: their headings */
    uint32_t units;
    size_t *notes;            /* columns of notes of the only unit, behind one another */
    struct chiso__field *row; /* at hand */
    struct chiso__span code;  /* of the row that was read, written out where it is numbered */
    struct chiso__span other; /* the number that it does not go with */
    enum chiso__outlined outlined;
    uint32_t at; /* the next unit of it; units for a row that is done with */
};

struct chiso__sheet {
    const chiso_mapping *mapping; /* NULL: what is read is no sheet */
    struct chiso__csv *csv;
    const chiso_board *board; /* that the units and cells go to while the file is read */
    const chiso_board *known; /* that they are read for */
    struct chiso__header *header;
    struct chiso__arena arena;
    struct chiso__role *roles; /* of each column, and of one behind them for blocks */
    bool *used;                /* of each row of the mapping: a column is what it is about */
    size_t width;              /* fields of a row of the file */
    uint32_t looks;            /* for units that are nearest to unknown ones */
    bool has_block_rows;
    bool has_rows;                    /* one below the headings was read */
    bool has_printed;                 /* a column of printed figures */
    struct chiso__field block;        /* of the rows at hand */
    uint32_t block_first;             /* the first unit of them */
    char number[CHISO__SHEET_NUMBER]; /* of a cell, without marks of thousands */
    struct chiso__prints printed;
    struct chiso__down *down; /* NULL where a row is a unit, or a cell */
    struct chiso__outline outline;
    struct chiso__answers *answers; /* NULL where a row is no respondent */
    bool is_counted;                /* all that is answered */
    bool is_report;                 /* the CSV of one, with the state of a unit in a column */
    size_t state;
};

/* Whether a cell is read as it stands. */
enum chiso__cell_source {
    CHISO__CELL_AS_IT_IS,
    CHISO__CELL_WITHOUT_MARKS, /* of thousands */
    CHISO__CELL_AS_SAID        /* by the mapping, with its own decimal mark */
};

/* Reads the headings into the fields of the file, and makes room for what columns hold. */
chiso_status chiso__sheet_headings(struct chiso__sheet *sheet, chiso_error *error);

/* Reads the headings, and finds out what the columns hold. */
chiso_status chiso__sheet_header(struct chiso__sheet *sheet, chiso_error *error);

/* Finds out what the columns hold where a row is a criterion. */
chiso_status chiso__sheet_begin_down(struct chiso__sheet *sheet, chiso_error *error);

/* Takes the next cell as a row of the long layout; *out_more is false where the row at hand has no
 * more. */
chiso_status chiso__sheet_take_down(struct chiso__sheet *sheet, bool *out_more, chiso_error *error);

/* Begins with the cells of the row that was read. */
chiso_status chiso__sheet_row_down(struct chiso__sheet *sheet, chiso_error *error);

/* Finds out the code of the row that was read. */
chiso_status chiso__sheet_code_down(struct chiso__sheet *sheet, chiso_error *error);

/* Whether a row that the mapping calls one of printed totals is: not where it is numbered as a
 * criterion that is scored. */
bool chiso__sheet_is_total_down(const struct chiso__sheet *sheet);

/* Gives a column the criterion that its heading is the end of the code of, where criteria are
 * numbered as an outline. */
chiso_status chiso__sheet_outline_column(struct chiso__sheet *sheet, size_t column,
                                         chiso_error *error);

/* Checks that all columns may stand where a row is a respondent, and makes room for what they
 * answer. */
chiso_status chiso__sheet_begin_answers(struct chiso__sheet *sheet, chiso_error *error);

/* Counts the answers of the row that was read; *out_ended where no more units are taken. */
chiso_status chiso__sheet_count_answers(struct chiso__sheet *sheet, bool *out_ended,
                                        chiso_error *error);

/* Takes what the next unit answered as a row of the wide layout; *out_more is false where there is
 * no more unit. */
chiso_status chiso__sheet_take_answers(struct chiso__sheet *sheet, bool *out_more,
                                       chiso_error *error);

void chiso__answers_clear(struct chiso__sheet *sheet);

/* Keeps the totals that the row that was read prints of the units. */
chiso_status chiso__sheet_totals_down(struct chiso__sheet *sheet, struct chiso__span code,
                                      chiso_error *error);

/* Notes a unit that should be known and is not, in the field of a column. */
chiso_status chiso__sheet_check_known(struct chiso__sheet *sheet, struct chiso__span code,
                                      size_t column, chiso_error *error);

/* Reads the next row that is of the points; *out_more is false at the end of the table. */
chiso_status chiso__sheet_next(struct chiso__sheet *sheet, bool *out_more, chiso_error *error);

/* Lets the field of a cell be what is to be read in its place. */
enum chiso__cell_source chiso__sheet_cell(struct chiso__sheet *sheet, size_t column,
                                          chiso_node leaf);

/* A copy of a text that stays, in one line; false when memory is out. */
bool chiso__sheet_keep_text(struct chiso__sheet *sheet, struct chiso__span text,
                            struct chiso__span *out_text);

/* Copies a text without its marks of thousands; false where it has none, or is no short text. */
bool chiso__sheet_drop_marks(struct chiso__span text, int mark, char *out_text, size_t *out_size);

/* Keeps the figures that the row prints of its unit, and of a row of totals. */
chiso_status chiso__sheet_keep_printed(struct chiso__sheet *sheet, chiso_error *error);
chiso_status chiso__sheet_keep_totals(struct chiso__sheet *sheet, struct chiso__span label,
                                      chiso_error *error);

/* What is asked of the file as a whole, at its end. */
chiso_status chiso__sheet_end(struct chiso__sheet *sheet, chiso_error *error);

/* Gives cells that a long file does not mention what the mapping says: of criteria that it mentions
 * at all, or of the others. */
void chiso__sheet_settle(struct chiso__sheet *sheet, chiso_board *board, bool mentioned);

/* Gives the printed figures to the list. */
chiso_status chiso__sheet_give_printed(struct chiso__sheet *sheet, chiso_error *error);

void chiso__sheet_clear(struct chiso__sheet *sheet);

/* The text of a field without blanks around it. */
static inline struct chiso__span chiso__sheet_text(const struct chiso__sheet *sheet, size_t column)
{
    return column < sheet->csv->field_count ? chiso__trim(sheet->csv->fields[column].span)
                                            : (struct chiso__span){"", 0};
}

/* The unit's text of the current row; "" for none. */
static inline struct chiso__span chiso__sheet_unit(const struct chiso__sheet *sheet)
{
    return chiso__sheet_text(sheet, sheet->header->columns[CHISO__COLUMN_UNIT]);
}

#endif
