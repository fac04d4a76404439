#include "law.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void law(bool holds, const char *name)
{
    if (!holds) {
        fprintf(stderr, "law broken: %s\n", name);
        abort();
    }
}

static bool is_sentence(const char *message)
{
    return message[0] != '\0' && memchr(message, '\0', CHISO_MESSAGE_SIZE) != NULL;
}

/* Whether a code is ended, and is in both messages, where they have it as it is: no control
 * character, and not too long. */
static bool is_named(const char *code, const chiso_error *error)
{
    const char *end = memchr(code, '\0', CHISO_ERROR_CODE_SIZE);
    const size_t size = end == NULL ? CHISO_ERROR_CODE_SIZE : (size_t)(end - code);
    bool is_plain = size < 100;

    for (size_t i = 0; i < size && is_plain; i++) {
        is_plain = (unsigned char)code[i] >= ' ' && code[i] != 0x7F;
    }
    return size < CHISO_ERROR_CODE_SIZE && (!is_plain || (strstr(error->message, code) != NULL &&
                                                          strstr(error->message_vi, code) != NULL));
}

void law_error(chiso_status status, const chiso_error *error)
{
    law(error->status == status, "the error holds the status of the call");
    law(is_sentence(error->message) && is_sentence(error->message_vi), "an error has its messages");
    law(is_named(error->unit, error) && is_named(error->criterion, error),
        "the codes of an error are those of its messages");
    law((error->line == 0) == (error->column == 0), "an error has both line and column or neither");
}

static bool keep(void *context, const char *bytes, size_t size)
{
    struct bytes *kept = context;

    law(size > 0, "a sink gets at least one byte");
    if (size > kept->capacity - kept->size) {
        const size_t capacity = 2 * (kept->size + size);
        char *larger = realloc(kept->bytes, capacity);

        law(larger != NULL, "there is memory");
        kept->bytes = larger;
        kept->capacity = capacity;
    }
    memcpy(kept->bytes + kept->size, bytes, size);
    kept->size += size;
    return true;
}

chiso_sink bytes_sink(struct bytes *bytes)
{
    return (chiso_sink){keep, bytes};
}

static bool drop(void *context, const char *bytes, size_t size)
{
    (void)context;
    law(size > 0 && memchr(bytes, '\0', size) == NULL, "text without NUL bytes");
    return true;
}

chiso_sink null_sink(void)
{
    return (chiso_sink){drop, NULL};
}

bool bytes_equal(const struct bytes *a, const struct bytes *b)
{
    return a->size == b->size && (a->size == 0 || memcmp(a->bytes, b->bytes, a->size) == 0);
}
