/**
 * @file sink.h
 * Where writers send their bytes: a callback, so that a portal can stream what it writes, and two
 * that are there already: for a buffer that grows, and for a file of C.
 *
 * @code{.c}
 * chiso_tree *tree = NULL;
 * chiso_buffer buffer = CHISO_BUFFER_INIT;
 * const chiso_sink memory = {chiso_buffer_write, &buffer};
 * const chiso_sink out = {chiso_file_write, stdout};
 *
 * must(chiso_tree_new("PAR index", NULL, &tree, &error));
 * must(chiso_tree_add(tree, CHISO_ROOT, "1", "Steering", "19", NULL, &error));
 * must(chiso_tree_check(tree, &error));
 * must(chiso_tree_write_csv(tree, &memory, &error));
 * must(chiso_tree_write_csv(tree, &out, &error));
 * printf("%zu bytes\n", buffer.size);
 * chiso_buffer_clear(&buffer);
 * chiso_tree_free(tree);
 * @endcode
 * @code{.unparsed}
 * code,parent,title,max,min,weight,combine,kind,rule,round,options
 * .,,PAR index,,,,,,,,digits=2 missing=zero rounding=half-up
 * 1,.,Steering,19,,,,,,,
 * 147 bytes
 * @endcode
 */
#ifndef CHISO_SINK_H
#define CHISO_SINK_H

#include <chiso/common.h>
#include <chiso/memory.h>

/** Takes the bytes of a writer, a few kilobytes at a time. */
typedef struct chiso_sink {
    /**
     * Takes @p size bytes (at least 1). Returns true to go on; false ends the writing, and the
     * writer returns #CHISO_E_SINK. What was given before has been taken: a program that must not
     * leave half a file writes to a temporary one.
     */
    bool (*write)(void *context, const char *bytes, size_t size);
    /** Given to the function as its first argument. */
    void *context;
} chiso_sink;

/** Bytes that grow. Begin with #CHISO_BUFFER_INIT, end with chiso_buffer_clear(). */
typedef struct chiso_buffer {
    char *bytes;     /**< What was written, and a NUL behind it; NULL before anything was. */
    size_t size;     /**< How many bytes, the NUL not counted. */
    size_t capacity; /**< How many there is room for. */
    const chiso_allocator *allocator; /**< Where memory comes from; NULL for malloc. */
} chiso_buffer;

/** A buffer that holds nothing, over malloc. */
#define CHISO_BUFFER_INIT (CHISO_VALUE(chiso_buffer){NULL, 0, 0, NULL})

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Puts bytes at the end of a buffer: the function of a sink whose context is a #chiso_buffer.
 *
 * @param buffer a #chiso_buffer
 * @param bytes the bytes
 * @return false, and the buffer is as it was, where memory could not be had or a pointer is NULL
 */
CHISO_API bool chiso_buffer_write(void *buffer, const char *bytes, size_t size);

/**
 * Gives the memory of a buffer back. It is empty then and may be written to again.
 *
 * @param buffer NULL does nothing
 */
CHISO_API void chiso_buffer_clear(chiso_buffer *buffer);

/**
 * Writes bytes to a file that the program opened: the function of a sink whose context is a `FILE
 * *`. Closing the file, or flushing it, tells whether all of them arrived.
 *
 * @param file a `FILE *` of <stdio.h>, open for writing
 * @param bytes the bytes
 * @return false where they could not be written, or a pointer is NULL
 */
CHISO_API bool chiso_file_write(void *file, const char *bytes, size_t size);

#ifdef __cplusplus
}
#endif

#endif
