/* Columns of notes in a file: `note` and `note:NAME`. */
#ifndef CHISO_LIB_TEXT_NOTE_COLUMN_H
#define CHISO_LIB_TEXT_NOTE_COLUMN_H

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

/* Whether a heading, or what a mapping says of one, is `note`, or `note:` with a rest behind it. */
bool chiso__is_note_word(struct chiso__span text, struct chiso__span *out_rest);

/* Adds a column whose notes are of the row, with the rest for a name; false when memory is out. */
bool chiso__note_columns_add(struct chiso__note_columns *notes, const chiso_allocator *allocator,
                             size_t column, struct chiso__span rest);

/* The first column that holds what one before it does, or SIZE_MAX; by node, codes has its code.
 * False when memory is out. */
bool chiso__note_columns_twice(struct chiso__note_columns *notes, const chiso_allocator *allocator,
                               const struct chiso__span *codes, size_t *out_twice);

void chiso__note_columns_clear(struct chiso__note_columns *notes, const chiso_allocator *allocator);

#endif
