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

/* Whether a message has a code as it is shown: what does more than show is not there. */
static bool has(const char *message, const char *code)
{
    struct bytes shown = {0};
    const chiso_sink sink = bytes_sink(&shown);
    bool holds = chiso_text_safe(code, strlen(code), CHISO_MEDIUM_PLAIN, &sink, NULL) == CHISO_OK;

    holds = holds && sink.write(sink.context, "", 1) && strstr(message, shown.bytes) != NULL;
    free(shown.bytes);
    return holds;
}

/* Whether a code is ended, and is in both messages unless it is so long that they cut it. */
static bool is_named(const char *code, const chiso_error *error)
{
    const char *end = memchr(code, '\0', CHISO_ERROR_CODE_SIZE);

    return end != NULL &&
           (end - code >= 100 || (has(error->message, code) && has(error->message_vi, code)));
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
