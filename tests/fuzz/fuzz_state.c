/* Bytes of a state of draws: what is read is written as the same bytes, and merges with a state
 * that has none of its draws. Bytes that end with eight zeros get the check sum that fits, so that
 * what is behind it is reached. */
#include "law.h"

#include "robustness/state.h"

#include <stdlib.h>
#include <string.h>

enum { SUM = 8 };

static chiso_allocator libc(void)
{
    chiso_allocator allocator;

    law(chiso__allocator_take(NULL, &allocator), "there is an allocator");
    return allocator;
}

/* A copy, sealed where it asks for it. */
static uint8_t *copy_of(const uint8_t *data, size_t size)
{
    static const uint8_t zeros[SUM] = {0};
    uint8_t *copy = malloc(size > 0 ? size : 1);

    law(copy != NULL, "there is memory");
    if (size > 0) {
        memcpy(copy, data, size);
    }
    if (size >= SUM && memcmp(copy + size - SUM, zeros, SUM) == 0) {
        const struct chiso__span before = {(const char *)copy, size - SUM};
        const uint64_t sum = chiso__draw_name(before);

        for (int i = 0; i < SUM; i++) {
            copy[size - SUM + (size_t)i] = (uint8_t)(sum >> (8 * i));
        }
    }
    return copy;
}

/* Whatever sums are read, effects come of them or are too large. */
static void find_effects(const struct chiso__drawn *state)
{
    for (uint32_t i = 0; i < state->inputs; i++) {
        chiso_effect effect = {7, 7, 7, 7};

        law(chiso__effect_of(&state->outputs, &state->effects[i], &effect) || effect.first == 7,
            "an effect that cannot be told changes nothing");
    }
}

static void write_state(const struct chiso__drawn *state, struct bytes *out)
{
    const chiso_sink sink = bytes_sink(out);

    law(chiso__drawn_write(state, &sink, NULL) == CHISO_OK, "a state that was read is written");
}

/* A state of the same units that has drawn nothing, and takes what was read. */
static void merge_into_none(const struct chiso__drawn *state, const struct bytes *expected)
{
    const chiso_allocator allocator = libc();
    const struct chiso__beside beside = {state->seen->bands, state->seen->versus != NULL,
                                         state->inputs};
    struct chiso__drawn *none = NULL;
    struct bytes found = {0};

    law(chiso__drawn_new(&allocator, state->digest, state->codes, state->units, beside, &none,
                         NULL) == CHISO_OK,
        "its units make a state");
    law(chiso__drawn_merge(none, state, NULL) == CHISO_OK, "a state merges with none");
    write_state(none, &found);
    law(bytes_equal(&found, expected), "with none it stays what it was");
    law(state->range_count == 0 || chiso__drawn_merge(none, state, NULL) == CHISO_E_DUPLICATE,
        "the same draws are refused");
    free(found.bytes);
    chiso__drawn_free(none);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const chiso_allocator allocator = libc();
    uint8_t *copy = copy_of(data, size);
    struct chiso__drawn *state = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    const chiso_status status = chiso__drawn_read(copy, size, &allocator, &state, &error);

    if (status == CHISO_OK) {
        struct bytes found = {0};

        write_state(state, &found);
        law(found.size == size && memcmp(found.bytes, copy, size) == 0,
            "what is read is written as the same bytes");
        merge_into_none(state, &found);
        find_effects(state);
        free(found.bytes);
    } else {
        law(status == CHISO_E_BYTES && state == NULL, "bytes are the only fault");
        law_error(status, &error);
    }
    chiso__drawn_free(state);
    free(copy);
    return 0;
}
