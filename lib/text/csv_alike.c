/* Codes of a file that look alike though they are two. */
#include "text/alike.h"
#include "text/csv.h"

static chiso_status say_alike(struct chiso__csv *csv, const struct chiso__coded *coded, uint32_t at,
                              uint32_t first)
{
    chiso_error doubt = CHISO_ERROR_INIT;

    coded->say(&doubt, coded->codes[at], coded->codes[first]);
    return chiso__csv_doubt(csv, CHISO_DOUBT_ALIKE_CODES, coded->offset_of(coded->context, at),
                            &doubt);
}

/* Looks at those that may be alike; the others are no names to it. */
static chiso_status look_at_marked(struct chiso__csv *csv, const struct chiso__coded *coded,
                                   const bool *marks)
{
    struct chiso__alikes alikes = {.likeness = CHISO__ALIKE_IN_LETTERS};
    uint32_t *numbers = NULL;
    chiso_status status = CHISO_OK;
    uint32_t count = 0;
    bool is_done = false;

    for (uint32_t at = 0; at < coded->count; at++) {
        count += marks[at] ? 1 : 0;
    }
    numbers = chiso__alloc(&csv->allocator, count + (size_t)1, sizeof(*numbers));
    is_done = numbers != NULL && chiso__alikes_reserve(&alikes, &csv->allocator, count);
    for (uint32_t at = 0; at < coded->count && is_done && status == CHISO_OK; at++) {
        int64_t first = CHISO__NOT_FOUND;

        if (!marks[at]) {
            continue;
        }
        numbers[alikes.count] = at;
        is_done = chiso__alikes_put(&alikes, &csv->allocator, coded->codes[at], &first);
        if (first != CHISO__NOT_FOUND) {
            status = say_alike(csv, coded, at, numbers[first]);
        }
    }
    chiso__alikes_clear(&alikes, &csv->allocator);
    chiso__release(&csv->allocator, numbers);
    return is_done ? status : CHISO_E_MEMORY;
}

chiso_status chiso__csv_doubt_codes(struct chiso__csv *csv, const struct chiso__coded *coded)
{
    chiso_status status = CHISO_OK;
    bool *marks = NULL;

    if (csv->intake == NULL || coded->count == 0) {
        return CHISO_OK;
    }
    if (!chiso__mark_alike(coded->codes, coded->count, &csv->allocator, &marks)) {
        return CHISO_E_MEMORY;
    }
    if (marks != NULL) {
        status = look_at_marked(csv, coded, marks);
    }
    chiso__release(&csv->allocator, marks);
    return status;
}
