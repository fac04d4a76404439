/* Columns of notes in a file: `note` and `note:NAME`. */
#ifndef CHISO_LIB_TEXT_NOTE_COLUMN_H
#define CHISO_LIB_TEXT_NOTE_COLUMN_H

#include "text/csv.h"
#include "text/notes.h"

/* A column that holds notes. */
struct chiso__note_column {
    size_t column;
    uint32_t node; /* UINT32_MAX for that of the row */
    struct chiso__span name;
};

/* All of a file. Begin with {0}. */
struct chiso__note_columns {
    struct chiso__note_column *list;
    size_t count;
    size_t capacity;
    struct chiso__arena arena; /* the names */
};

/* What such a heading is called where one is mistyped. */
extern const struct chiso__marked_heading chiso__note_heading_words;

/* Whether a heading, or what a mapping says of one, is `note`, or `note:` with a rest behind it. */
bool chiso__is_note_word(struct chiso__span text, struct chiso__span *out_rest);

/* Adds a column whose notes are of the row, with the rest for a name. */
chiso_status chiso__note_columns_add(struct chiso__note_columns *notes,
                                     const struct chiso__csv *csv, size_t column,
                                     struct chiso__span rest, chiso_error *error);

/* Refuses the first column that holds what one before it does; by node, codes has its code. */
chiso_status chiso__note_columns_check(struct chiso__note_columns *notes, struct chiso__csv *csv,
                                       const struct chiso__span *codes, chiso_error *error);

/* Makes the names known in the order of their columns; false when memory is out. */
bool chiso__note_columns_know(const struct chiso__note_columns *columns,
                              const chiso_allocator *allocator, struct chiso__notes **notes);

/* The note that a column has in the current row; "" for none. */
static inline struct chiso__span chiso__note_text(const struct chiso__note_column *own,
                                                  const struct chiso__csv *csv)
{
    return chiso__trim(csv->fields[own->column].span);
}

void chiso__note_columns_clear(struct chiso__note_columns *notes, const chiso_allocator *allocator);

#endif
