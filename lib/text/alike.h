/* Names that look alike though they are two: in capitals and small letters, in letters of other
 * alphabets, or by characters that are not seen. */
#ifndef CHISO_LIB_TEXT_ALIKE_H
#define CHISO_LIB_TEXT_ALIKE_H

#include "text/code_index.h"

/* What is alike. */
enum chiso__likeness {
    CHISO__ALIKE_IN_LETTERS, /* capitals or not, letters that look like Latin ones, what is not seen
                              */
    CHISO__ALIKE_IN_SOUND    /* also marks or not, and blanks, hyphens and the like or not */
};

/* Names, each with a number in the order of putting. Begin with {.likeness = …}. */
struct chiso__alikes {
    enum chiso__likeness likeness;
    struct chiso__arena arena;
    struct chiso__index index;
    struct chiso__span *names; /* as they are compared */
    char *letters;             /* of one name */
    size_t letter_capacity;
    uint32_t count;
    uint32_t capacity;
};

/* Room for so many names; false when memory is out. */
bool chiso__alikes_reserve(struct chiso__alikes *alikes, const chiso_allocator *allocator,
                           uint32_t capacity);

/* Puts a name; the first that it is alike with, or CHISO__NOT_FOUND. There is room for it. False
 * when memory is out. */
bool chiso__alikes_put(struct chiso__alikes *alikes, const chiso_allocator *allocator,
                       struct chiso__span name, int64_t *out_first);

/* The first name that one is alike with, without putting it. */
bool chiso__alikes_find(struct chiso__alikes *alikes, const chiso_allocator *allocator,
                        struct chiso__span name, int64_t *out_first);

void chiso__alikes_clear(struct chiso__alikes *alikes, const chiso_allocator *allocator);

/* Marks those of some names that may be alike in letters with another; NULL where none is. False
 * when memory is out. */
bool chiso__mark_alike(const struct chiso__span *names, uint32_t count,
                       const chiso_allocator *allocator, bool **out_marks);

#endif
