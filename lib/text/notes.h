/* Texts that people write beside figures. Each stands at a place, which is two numbers, a unit and
 * a node, and has a name there, "" for the plain one. */
#ifndef CHISO_LIB_TEXT_NOTES_H
#define CHISO_LIB_TEXT_NOTES_H

#include "base/text.h"
#include "text/code_index.h"

/* No note, or no name. */
#define CHISO__NO_NOTE UINT32_MAX

struct chiso__noted {
    uint32_t unit;
    uint32_t node;
    uint32_t name; /* by its number among the names, in the order in which they came */
    uint32_t next; /* the next of the place, by name; CHISO__NO_NOTE for none */
    uint32_t last; /* of the first of the place: the last of it, since most come in order */
    char *text;    /* not empty */
};

/* Nothing is kept where there is no note: who has none has NULL. */
struct chiso__notes {
    struct chiso__arena arena; /* the names */
    struct chiso__span *names;
    uint32_t name_count;
    uint32_t name_capacity;
    struct chiso__index name_index;
    struct chiso__noted *list; /* in no order */
    uint32_t count;
    uint32_t capacity;
    uint32_t *slots; /* a hash table of the first note of each place, counted from 1 */
    size_t slot_count;
    uint64_t seed;
};

/* Sets a note; an empty text takes it away, and so blanks are. The name is taken without the blanks
 * around it. False, and nothing changed, when memory is out. */
bool chiso__notes_set(struct chiso__notes **notes, const chiso_allocator *allocator, uint32_t unit,
                      uint32_t node, struct chiso__span name, struct chiso__span text);

/* Makes names known in the order in which notes are to be told, before any has one; false when
 * memory is out. */
bool chiso__notes_know(struct chiso__notes **notes, const chiso_allocator *allocator,
                       struct chiso__span name);
bool chiso__notes_know_all(struct chiso__notes **notes, const chiso_allocator *allocator,
                           const struct chiso__notes *from);

/* The text of a note, "" for none; notes may be NULL, here and below. */
const char *chiso__notes_find(const struct chiso__notes *notes, uint32_t unit, uint32_t node,
                              struct chiso__span name);

/* The first note of a place, the others by its next; NULL for none. */
const struct chiso__noted *chiso__notes_first(const struct chiso__notes *notes, uint32_t unit,
                                              uint32_t node);
static inline const struct chiso__noted *chiso__notes_next(const struct chiso__notes *notes,
                                                           const struct chiso__noted *note)
{
    return note->next == CHISO__NO_NOTE ? NULL : &notes->list[note->next];
}

/* How many notes a place has, and one of them by its number; NULL for none. */
uint32_t chiso__notes_count_at(const struct chiso__notes *notes, uint32_t unit, uint32_t node);
const struct chiso__noted *chiso__notes_at(const struct chiso__notes *notes, uint32_t unit,
                                           uint32_t node, uint32_t index);

static inline const char *chiso__note_name(const struct chiso__notes *notes,
                                           const struct chiso__noted *note)
{
    return notes->names[note->name].text;
}

static inline uint32_t chiso__notes_count(const struct chiso__notes *notes)
{
    return notes == NULL ? 0 : notes->count;
}

/* Takes away all notes of a unit; those of the units behind it move up by one. */
void chiso__notes_remove_unit(struct chiso__notes *notes, const chiso_allocator *allocator,
                              uint32_t unit);

/* Adds copies of all notes of others, whose units are so many behind here. A note that is there is
 * replaced. False when memory is out; what was copied by then stays. */
bool chiso__notes_add(struct chiso__notes **notes, const chiso_allocator *allocator,
                      const struct chiso__notes *from, uint32_t behind);

/* Ends all of them; the pointer is NULL then. */
void chiso__notes_clear(struct chiso__notes **notes, const chiso_allocator *allocator);

#endif
