/* What the fuzz targets share. */
#ifndef CHISO_TESTS_LAW_H
#define CHISO_TESTS_LAW_H

#include <chiso/chiso.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Called with each input, by libFuzzer or by replay.c. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the process where a law does not hold, so that the fuzzer keeps the input. */
void law(bool holds, const char *name);

/* A failed call says what it returned, where, and why, in both languages. */
void law_error(chiso_status status, const chiso_error *error);

/* Bytes that grow; begin with {0}, end with free(bytes). */
struct bytes {
    char *bytes;
    size_t size;
    size_t capacity;
};

/* A sink that keeps the bytes, and one that only checks them. */
chiso_sink bytes_sink(struct bytes *bytes);
chiso_sink null_sink(void);

bool bytes_equal(const struct bytes *a, const struct bytes *b);

#endif
