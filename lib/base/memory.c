/* Checked sizes over an allocator, and arenas of texts that end together. */
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK_SIZE = 16384, ALIGNMENT = 16 };

struct chiso__chunk {
    struct chiso__chunk *next;
    size_t unused; /* keeps the bytes behind aligned */
};

static void *libc_alloc(void *context, size_t size)
{
    (void)context;
    return malloc(size);
}

static void *libc_resize(void *context, void *block, size_t size)
{
    (void)context;
    return realloc(block, size);
}

static void libc_release(void *context, void *block)
{
    (void)context;
    free(block);
}

bool chiso__allocator_take(const chiso_allocator *given, chiso_allocator *out_allocator)
{
    static const chiso_allocator libc = {libc_alloc, libc_resize, libc_release, NULL};

    if (given == NULL) {
        *out_allocator = libc;
        return true;
    }
    if (given->alloc == NULL || given->resize == NULL || given->release == NULL) {
        return false;
    }
    *out_allocator = *given;
    return true;
}

void *chiso__alloc(const chiso_allocator *allocator, size_t count, size_t size)
{
    size_t bytes = 0;

    if (__builtin_mul_overflow(count, size, &bytes) || bytes == 0) {
        return NULL;
    }
    return allocator->alloc(allocator->context, bytes);
}

void *chiso__alloc_zero(const chiso_allocator *allocator, size_t count, size_t size)
{
    void *block = chiso__alloc(allocator, count, size);

    if (block != NULL) {
        memset(block, 0, count * size);
    }
    return block;
}

bool chiso__resize(const chiso_allocator *allocator, void **block, size_t count, size_t size)
{
    void *moved = NULL;
    size_t bytes = 0;

    if (__builtin_mul_overflow(count, size, &bytes) || bytes == 0) {
        return false;
    }
    if (*block == NULL) {
        moved = allocator->alloc(allocator->context, bytes);
    } else {
        moved = allocator->resize(allocator->context, *block, bytes);
    }
    if (moved == NULL) {
        return false;
    }
    *block = moved;
    return true;
}

void chiso__release(const chiso_allocator *allocator, void *block)
{
    if (block != NULL) {
        allocator->release(allocator->context, block);
    }
}

static char *add_chunk(struct chiso__arena *arena, const chiso_allocator *allocator,
                       size_t capacity)
{
    struct chiso__chunk *chunk = NULL;

    if (capacity > SIZE_MAX - sizeof(*chunk)) {
        return NULL;
    }
    chunk = allocator->alloc(allocator->context, sizeof(*chunk) + capacity);
    if (chunk == NULL) {
        return NULL;
    }
    chunk->unused = 0;
    /* A large text gets a chunk of its own behind the one that is being filled. */
    if (capacity > CHUNK_SIZE && arena->chunks != NULL) {
        chunk->next = arena->chunks->next;
        arena->chunks->next = chunk;
    } else {
        chunk->next = arena->chunks;
        arena->chunks = chunk;
        arena->capacity = capacity;
        arena->used = 0;
    }
    return (char *)(chunk + 1);
}

static char *take_bytes(struct chiso__arena *arena, const chiso_allocator *allocator, size_t size)
{
    char *bytes = NULL;

    if (arena->chunks != NULL && size <= arena->capacity - arena->used) {
        bytes = (char *)(arena->chunks + 1) + arena->used;
        arena->used += size;
        return bytes;
    }
    if (size > CHUNK_SIZE) {
        const bool first = arena->chunks == NULL;

        bytes = add_chunk(arena, allocator, size);
        if (bytes != NULL && first) {
            arena->used = size;
        }
        return bytes;
    }
    bytes = add_chunk(arena, allocator, CHUNK_SIZE);
    if (bytes != NULL) {
        arena->used = size;
    }
    return bytes;
}

char *chiso__arena_copy(struct chiso__arena *arena, const chiso_allocator *allocator,
                        struct chiso__span span)
{
    char *copy = NULL;

    if (span.size == SIZE_MAX) {
        return NULL;
    }
    copy = take_bytes(arena, allocator, span.size + 1);
    if (copy == NULL) {
        return NULL;
    }
    if (span.size > 0) {
        memcpy(copy, span.text, span.size);
    }
    copy[span.size] = '\0';
    return copy;
}

void *chiso__arena_take(struct chiso__arena *arena, const chiso_allocator *allocator, size_t size)
{
    if (arena->used % ALIGNMENT != 0) {
        const size_t aligned = arena->used + ALIGNMENT - arena->used % ALIGNMENT;

        arena->used = aligned < arena->capacity ? aligned : arena->capacity;
    }
    return take_bytes(arena, allocator, size);
}

void chiso__arena_clear(struct chiso__arena *arena, const chiso_allocator *allocator)
{
    while (arena->chunks != NULL) {
        struct chiso__chunk *next = arena->chunks->next;

        chiso__release(allocator, arena->chunks);
        arena->chunks = next;
    }
    *arena = (struct chiso__arena){0};
}
