/**
 * @file sink.h
 * Where writers send their bytes: a callback, so that a portal can stream what it writes.
 */
#ifndef CHISO_SINK_H
#define CHISO_SINK_H

#include <chiso/common.h>

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

#endif
