/* Effects of outputs that the caller gives: all of them, or none where one cannot be told. */
#include "robustness/effects.h"

#include "text/message.h"

#include <string.h>

/* Outputs of a call. */
struct outputs {
    const chiso_decimal *a;
    const chiso_decimal *b;
    const chiso_decimal *mixed;
    size_t draws;
    size_t inputs;
};

static chiso_status check_column(const chiso_decimal *column, size_t draws, chiso_error *error)
{
    for (size_t k = 0; k < draws; k++) {
        if (!chiso__is_decimal(column[k])) {
            return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_EFFECTS_OUTPUT,
                               CHISO__WORDS(chiso__say_count(k + 1)));
        }
    }
    return CHISO_OK;
}

static chiso_status check_outputs(const struct outputs *outputs, chiso_error *error)
{
    size_t cells = 0;
    chiso_status status = CHISO_OK;

    if (outputs->draws > CHISO_DRAW_LIMIT ||
        __builtin_mul_overflow(outputs->draws, outputs->inputs, &cells)) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_EFFECTS_DRAWS,
                           CHISO__WORDS(chiso__say_count(outputs->draws),
                                        chiso__say_count(outputs->inputs),
                                        chiso__say_count(CHISO_DRAW_LIMIT)));
    }
    status = check_column(outputs->a, outputs->draws, error);
    if (status == CHISO_OK) {
        status = check_column(outputs->b, outputs->draws, error);
    }
    for (size_t i = 0; i < outputs->inputs && status == CHISO_OK; i++) {
        status = check_column(outputs->mixed + i * outputs->draws, outputs->draws, error);
    }
    return status;
}

static chiso_status find_effects(const struct outputs *outputs, chiso_effect *effects,
                                 chiso_error *error)
{
    struct chiso__output_sums sums = {.draws = 0};

    for (size_t k = 0; k < outputs->draws; k++) {
        chiso__output_sums_add(&sums, outputs->a[k], outputs->b[k]);
    }
    for (size_t i = 0; i < outputs->inputs; i++) {
        const chiso_decimal *mixed = outputs->mixed + i * outputs->draws;
        struct chiso__effect_sums input = {.squares = {{0}}};

        for (size_t k = 0; k < outputs->draws; k++) {
            chiso__effect_sums_add(&input, outputs->a[k], outputs->b[k], mixed[k]);
        }
        if (!chiso__effect_of(&sums, &input, &effects[i])) {
            return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_EFFECTS_BEYOND,
                               CHISO__WORDS(chiso__say_count(i + 1)));
        }
    }
    return CHISO_OK;
}

chiso_status chiso_effects(const chiso_decimal *a, const chiso_decimal *b,
                           const chiso_decimal *mixed, size_t draws, size_t inputs,
                           const chiso_allocator *allocator, chiso_effect *out_effects,
                           chiso_error *error)
{
    const struct outputs outputs = {a, b, mixed, draws, inputs};
    chiso_allocator own;
    chiso_effect *effects = NULL;
    chiso_status status = CHISO_OK;

    if (a == NULL || b == NULL || mixed == NULL || out_effects == NULL ||
        !chiso__allocator_take(allocator, &own)) {
        return chiso__fail_null(error);
    }
    status = check_outputs(&outputs, error);
    if (status != CHISO_OK || inputs == 0) {
        return status;
    }
    effects = chiso__alloc(&own, inputs, sizeof(*effects));
    if (effects == NULL) {
        return chiso__fail_memory(error);
    }
    status = find_effects(&outputs, effects, error);
    if (status == CHISO_OK) {
        memcpy(out_effects, effects, inputs * sizeof(*effects));
    }
    chiso__release(&own, effects);
    return status;
}
