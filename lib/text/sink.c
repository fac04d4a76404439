/* Sinks that are there already: a buffer that grows, and a file of C that a program opened. */
#include <chiso/sink.h>

#include "base/memory.h"

#include <stdio.h>
#include <string.h>

enum { FIRST_CAPACITY = 4096 };

/* Makes room for so many bytes and a NUL. */
static bool reserve(chiso_buffer *buffer, size_t size)
{
    chiso_allocator allocator;
    void *block = buffer->bytes;
    size_t capacity = buffer->capacity == 0 ? FIRST_CAPACITY : buffer->capacity;

    if (size < buffer->capacity) {
        return true;
    }
    while (capacity <= size) {
        if (capacity > SIZE_MAX / 2) {
            return false;
        }
        capacity *= 2;
    }
    if (!chiso__allocator_take(buffer->allocator, &allocator) ||
        !chiso__resize(&allocator, &block, capacity, 1)) {
        return false;
    }
    buffer->bytes = block;
    buffer->capacity = capacity;
    return true;
}

bool chiso_buffer_write(void *buffer, const char *bytes, size_t size)
{
    chiso_buffer *own = buffer;

    if (own == NULL || bytes == NULL || size > SIZE_MAX - own->size ||
        !reserve(own, own->size + size)) {
        return false;
    }
    memcpy(own->bytes + own->size, bytes, size);
    own->size += size;
    own->bytes[own->size] = '\0';
    return true;
}

void chiso_buffer_clear(chiso_buffer *buffer)
{
    chiso_allocator allocator;

    if (buffer == NULL) {
        return;
    }
    if (chiso__allocator_take(buffer->allocator, &allocator)) {
        chiso__release(&allocator, buffer->bytes);
    }
    buffer->bytes = NULL;
    buffer->size = 0;
    buffer->capacity = 0;
}

bool chiso_file_write(void *file, const char *bytes, size_t size)
{
    return file != NULL && bytes != NULL && fwrite(bytes, 1, size, file) == size;
}
