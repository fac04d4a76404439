/* The columns of notes of a board that is written as a points file. */
#ifndef CHISO_LIB_BOARD_BOARD_WRITE_NOTE_H
#define CHISO_LIB_BOARD_BOARD_WRITE_NOTE_H

#include "board/board.h"
#include "text/output.h"

/* A column: all notes of this name at a node. */
struct chiso__note_head {
    chiso_node node;
    uint32_t name;
    const char *heading;
};

struct chiso__note_heads {
    chiso_allocator allocator;
    const struct chiso__notes *notes;
    struct chiso__arena arena; /* the headings */
    struct chiso__note_head *list;
    uint32_t count;
    uint32_t *ids;    /* the notes, unit by unit, in the order of the columns */
    uint32_t written; /* so many of these */
};

/* Finds the columns that the notes of a board need, by name, then in the tree's order: so they are
 * read again in the order in which notes are told. False when memory is out. They are cleared in
 * either case. */
bool chiso__note_heads_make(const chiso_board *board, struct chiso__note_heads *out_heads);
void chiso__note_heads_clear(struct chiso__note_heads *heads);

/* Write the headings, and the notes of a unit, which comes behind the one before. */
void chiso__note_heads_write(const struct chiso__note_heads *heads, struct chiso__output *output);
void chiso__notes_write(struct chiso__note_heads *heads, chiso_unit unit,
                        struct chiso__output *output);

#endif
