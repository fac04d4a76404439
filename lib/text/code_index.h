/* Finds ids by their codes in constant time, codes being the same that look the same
 * (text/name.h). The codes stay with the object as they were given; the index keeps hashes. */
#ifndef CHISO_LIB_TEXT_CODE_INDEX_H
#define CHISO_LIB_TEXT_CODE_INDEX_H

#include "base/memory.h"

/* Begin with {0}. */
struct chiso__index {
    struct chiso__slot *slots;
    size_t slot_count; /* 0 or a power of two */
    uint64_t seed;
};

enum { CHISO__NOT_FOUND = -1 };

/* Makes room for so many codes in all; adding them then cannot fail. */
bool chiso__index_reserve(struct chiso__index *index, const chiso_allocator *allocator,
                          size_t count);

/* Adds an id whose code is not there yet; there is room for it. */
void chiso__index_add(struct chiso__index *index, struct chiso__span code, uint32_t id);

/* Takes an id out that is there with this code. */
void chiso__index_remove(struct chiso__index *index, struct chiso__span code, uint32_t id);

/* Lets the ids above one that was taken out move up by one. */
void chiso__index_close(struct chiso__index *index, uint32_t id);

/* Takes out all ids; the room for them stays. */
void chiso__index_empty(struct chiso__index *index);

/* The id of a code, or CHISO__NOT_FOUND; codes[id] is the code of each id that was added. */
int64_t chiso__index_find(const struct chiso__index *index, const struct chiso__span *codes,
                          struct chiso__span code);

void chiso__index_clear(struct chiso__index *index, const chiso_allocator *allocator);

#endif
