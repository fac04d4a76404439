/* The one reader of CSV: rows of fields in the dialects that spreadsheets write, with the place of
 * each field. */
#ifndef CHISO_LIB_TEXT_CSV_H
#define CHISO_LIB_TEXT_CSV_H

#include "text/message.h"
#include "text/remark.h"

/* One field of the current row. */
struct chiso__field {
    struct chiso__span span; /* without quotes and without white space around it unless quoted */
    size_t offset;           /* where it begins in the text */
};

struct chiso__csv {
    chiso_allocator allocator;
    const char *text;
    size_t size;
    size_t at;
    size_t first_row; /* where the text begins, behind what is no row to a spreadsheet */
    char separator;
    struct chiso__number_style style;
    struct chiso__field *fields;
    size_t field_count;
    size_t field_capacity;
    char *scratch; /* quoted fields of the row, their quotes taken off */
    size_t scratch_used;
    size_t scratch_capacity;
    char *own; /* a copy of a text that cannot be read as it lies, or NULL */
    /* The list of what is wrong or doubtful, or NULL: then the first mistake ends the reading. */
    chiso_intake *intake;
    const char *file;
    uint32_t first_remark; /* of this file */
    uint32_t mistakes;
    bool stopped;      /* no more mistakes are wanted */
    size_t ask_at;     /* where the caller is asked again whether to go on */
    size_t told_start; /* where the line of the last doubt begins */
    uint32_t told_line;
    bool quoted; /* a field of the row is in the scratch */
    bool filled; /* a field of the row is not empty */
};

/* Who asks for a file: NULL, or a list and how it names the file. */
struct chiso__desk {
    chiso_intake *intake;
    const char *file;
};

/* Checks the encoding, passes the notes before the header and finds the separator. CHISO_E_EMPTY
 * where there is no header. */
chiso_status chiso__csv_open(struct chiso__csv *csv, struct chiso__span text,
                             const struct chiso__desk *desk, const chiso_allocator *allocator,
                             chiso_error *error);

/* Puts a mistake into the list: CHISO_OK says that the reading goes on. Without a list, at its end,
 * or when memory is out it is the status, and the reading ends. */
chiso_status chiso__csv_note(struct chiso__csv *csv, chiso_status status, chiso_error *error);

/* Ends a reading whose mistakes are in the list; returns the status. */
static inline chiso_status chiso__csv_stop(struct chiso__csv *csv, chiso_status status)
{
    csv->stopped = true;
    return status;
}

/* Puts a doubt into the list, if there is one: what a filled error says, at an offset, or SIZE_MAX
 * for the file as a whole. */
chiso_status chiso__csv_doubt(struct chiso__csv *csv, chiso_doubt doubt, size_t offset,
                              chiso_error *error);

/* Codes that were read, all different, and where each of them stands. */
struct chiso__coded {
    const struct chiso__span *codes;
    uint32_t count;
    size_t (*offset_of)(const void *context, uint32_t at);
    const void *context;
    /* Says that one is alike with one before it. */
    void (*say)(chiso_error *doubt, struct chiso__span code, struct chiso__span first);
};

/* Puts a doubt into the list for each code that differs from one before it in capitals or in
 * letters that look alike only. CHISO_E_MEMORY when memory is out. Time: linear in the codes. */
chiso_status chiso__csv_doubt_codes(struct chiso__csv *csv, const struct chiso__coded *coded);

/* Ends a reading that came to a status: with a list, the error is the first mistake of the file. */
chiso_status chiso__csv_end(struct chiso__csv *csv, chiso_status status, chiso_error *error);

/* Reads the header row into fields. Columns at its end without a heading, which spreadsheet
 * programs write, are dropped. */
chiso_status chiso__csv_header(struct chiso__csv *csv, bool *out_more, chiso_error *error);

/* Goes to a row, counted from 1 as spreadsheets do, with those that are blank, and finds the
 * separator there. False, and how many rows there are, where the text ends before it. */
chiso_status chiso__csv_go_to(struct chiso__csv *csv, uint32_t row, uint32_t *out_rows,
                              bool *out_is_there, chiso_error *error);

/* Reads the row at hand, which may be blank, into fields. */
chiso_status chiso__csv_read_row(struct chiso__csv *csv, chiso_error *error);

/* Adds a field to the current row; false when memory is out. */
bool chiso__csv_add_field(struct chiso__csv *csv, struct chiso__field field);

/* Reads the next row that is not blank into fields. *out_more is false at the end. */
chiso_status chiso__csv_find_row(struct chiso__csv *csv, bool *out_more, chiso_error *error);

/* The same; lines that cannot be read are put into the list, and passed. */
chiso_status chiso__csv_next(struct chiso__csv *csv, bool *out_more, chiso_error *error);

/* Refuses the current row where it has another number of fields; empty ones at its end are nothing.
 */
chiso_status chiso__csv_check_width(struct chiso__csv *csv, size_t field_count, chiso_error *error);

/* Reads the next row that is not blank, and refuses one that has another number of fields than the
 * header; empty ones at its end are nothing. *out_more is false at the end. */
chiso_status chiso__csv_next_of(struct chiso__csv *csv, size_t field_count, bool *out_more,
                                chiso_error *error);

/* The size of the field at a place, not quoted, that needs no second look: it is empty, or begins
 * and ends with an ordinary character. False for another. */
bool chiso__csv_ordinary_size(const struct chiso__csv *csv, size_t at, size_t *out_size);

/* Whether a text, which is not empty, is read as itself where it stands as a field without quotes.
 */
bool chiso__csv_is_itself(const struct chiso__csv *csv, struct chiso__span text);

/* Line and column of an offset. Time: linear in the text; for errors only. */
struct chiso__text_place chiso__csv_place(const struct chiso__csv *csv, size_t offset);

/* The same for one that is mostly behind the last that was asked for. Time: linear in what is
 * between them. */
struct chiso__text_place chiso__csv_place_from(struct chiso__csv *csv, size_t offset);

void chiso__csv_close(struct chiso__csv *csv);

/* A heading that a file may have. */
struct chiso__heading {
    const char *word;
    bool required;
    enum chiso__message names; /* other words for it; CHISO__SAY_NOTHING for none */
};

/* Where each heading stands in the header row, SIZE_MAX for not there. Unknown, repeated and
 * missing ones are refused. */
chiso_status chiso__csv_headings(struct chiso__csv *csv, const struct chiso__heading *headings,
                                 size_t count, size_t *out_columns, chiso_error *error);

/* A heading with a name of the file's own behind a mark, as weight@BLOCK. */
struct chiso__marked_heading {
    const char *word;
    char mark;
    enum chiso__message names; /* other words for it; CHISO__SAY_NOTHING for none */
};

/* The part of a heading in front of its first mark of these, and what is behind; false where it has
 * none. */
bool chiso__csv_split_heading(struct chiso__span text, struct chiso__span *out_word, char *out_mark,
                              struct chiso__span *out_name);

/* Tries the word of one that may go without a name, and the other words for it. */
struct chiso__nearest;
void chiso__csv_try_marked(struct chiso__nearest *nearest,
                           const struct chiso__marked_heading *marked);

/* What a mistyped heading of this kind that has a mark may mean, written into the room that is
 * given; {NULL, 0} for none that is near. */
struct chiso__span chiso__csv_marked_meant(struct chiso__span text,
                                           const struct chiso__marked_heading *marked, size_t count,
                                           char *room, size_t size);

/* The same of a file with other headings too: takes one, or says that it is none. */
struct chiso__other_headings {
    const struct chiso__marked_heading *marked; /* for who has mistyped one */
    size_t count;
    const char *listed; /* all of them, for who knows none */
    chiso_status (*take)(void *context, const struct chiso__csv *csv, size_t column,
                         bool *out_taken, chiso_error *error);
    void *context;
};
chiso_status chiso__csv_headings_and(struct chiso__csv *csv, const struct chiso__heading *headings,
                                     size_t count, const struct chiso__other_headings *others,
                                     size_t *out_columns, chiso_error *error);

/* A file of which each row says something by itself. */
enum { CHISO__TABLE_COLUMNS_MOST = 16 };
struct chiso__table {
    const struct chiso__heading *headings;
    size_t count;              /* at most CHISO__TABLE_COLUMNS_MOST */
    enum chiso__message empty; /* what is said of a file without headings */
    /* Takes the row that was read, in whose columns the headings stand. */
    chiso_status (*take)(struct chiso__csv *csv, const size_t *columns, void *context,
                         chiso_error *error);
};

/* Reads the headings and each row. */
chiso_status chiso__csv_read_table(struct chiso__csv *csv, const struct chiso__table *table,
                                   void *context, chiso_error *error);

/* How many of the headings the current row has. */
size_t chiso__csv_count_headings(const struct chiso__csv *csv,
                                 const struct chiso__heading *headings, size_t count);

/* Adds the place of a field of the current row to an error. */
chiso_status chiso__csv_fail_field(const struct chiso__csv *csv, size_t column, chiso_status status,
                                   chiso_error *error);

/* Says that a heading is there twice. */
chiso_status chiso__csv_fail_twice(const struct chiso__csv *csv, size_t column, chiso_error *error);

/* Whether the current row of a reading has the headings of a file. */
typedef bool (*chiso__has_headings)(const void *context, const struct chiso__csv *row);

/* The first of the twenty rows behind the current one that has the headings, counted from 1 as a
 * spreadsheet counts its rows; 0 for none. */
uint32_t chiso__csv_find_headings(const struct chiso__csv *csv, chiso__has_headings has_headings,
                                  const void *context);

/* Says that the headings stand in such a row, which ends the reading: that is all that is wrong
 * with what stands above them. */
chiso_status chiso__csv_fail_title(struct chiso__csv *csv, uint32_t row, chiso_error *error);

/* The same where the current row, the first, has none of these headings and one of the next has;
 * where that is the row that is said to have them, it is the current one then. */
chiso_status chiso__csv_check_titles(struct chiso__csv *csv, const struct chiso__heading *headings,
                                     size_t count, uint32_t said, chiso_error *error);

/* Refuses an empty heading. */
chiso_status chiso__csv_check_heading(struct chiso__csv *csv, size_t column, chiso_error *error);

/* Whether the cells of the row that was read number the columns, as tables have it below their
 * headings: 1, 2, 3 or (1), (2), (3) or 5 = 3 + 4, also behind letters (A, B, 1, 2, 3); four at
 * least, or three in parentheses. */
bool chiso__csv_numbers_columns(const struct chiso__csv *csv);

/* Whether a text is a dash of any length, and nothing else. */
bool chiso__is_dash(struct chiso__span text);

/* Whether a field is a dash with a blank, also one that does not break, on either side, as
 * spreadsheets show a zero. */
bool chiso__is_padded_dash(const struct chiso__csv *csv, const struct chiso__field *field);

#endif
