/* Memory of an object: checked sizes over its allocator, and an arena for the texts that live as
 * long as it. */
#ifndef CHISO_LIB_BASE_MEMORY_H
#define CHISO_LIB_BASE_MEMORY_H

#include <chiso/memory.h>

/* A text with a size; not always ended by NUL. */
struct chiso__span {
    const char *text;
    size_t size;
};

struct chiso__chunk;

/* Texts that are only ever added. Begin with {0}. */
struct chiso__arena {
    struct chiso__chunk *chunks;
    size_t used;
    size_t capacity;
};

/* Copies what was given, or libc's functions for NULL. False when one of the three functions is
 * missing. */
bool chiso__allocator_take(const chiso_allocator *given, chiso_allocator *out_allocator);

/* Room for count × size bytes, or NULL; both above 0. */
void *chiso__alloc(const chiso_allocator *allocator, size_t count, size_t size);

/* The same, filled with zero bytes. */
void *chiso__alloc_zero(const chiso_allocator *allocator, size_t count, size_t size);

/* Makes *block (or NULL) count × size bytes large. False, and the block is as it was, when memory
 * is out. */
bool chiso__resize(const chiso_allocator *allocator, void **block, size_t count, size_t size);

/* NULL does nothing. */
void chiso__release(const chiso_allocator *allocator, void *block);

/* A copy of the text, ended by NUL, or NULL. */
char *chiso__arena_copy(struct chiso__arena *arena, const chiso_allocator *allocator,
                        struct chiso__span span);

/* Room for size bytes, aligned for any number, or NULL. */
void *chiso__arena_take(struct chiso__arena *arena, const chiso_allocator *allocator, size_t size);

void chiso__arena_clear(struct chiso__arena *arena, const chiso_allocator *allocator);

#endif
