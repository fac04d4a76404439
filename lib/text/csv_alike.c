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

chiso_status chiso__csv_doubt_codes(struct chiso__csv *csv, const struct chiso__coded *coded)
{
    struct chiso__alikes alikes = {.likeness = CHISO__ALIKE_IN_LETTERS};
    chiso_status status = CHISO_OK;
    bool is_done = false;

    if (csv->intake == NULL || !chiso__may_be_alike(coded->codes, coded->count)) {
        return CHISO_OK;
    }
    is_done = chiso__alikes_reserve(&alikes, &csv->allocator, coded->count);
    for (uint32_t at = 0; at < coded->count && is_done && status == CHISO_OK; at++) {
        int64_t first = CHISO__NOT_FOUND;

        is_done = chiso__alikes_put(&alikes, &csv->allocator, coded->codes[at], &first);
        if (first != CHISO__NOT_FOUND) {
            status = say_alike(csv, coded, at, (uint32_t)first);
        }
    }
    chiso__alikes_clear(&alikes, &csv->allocator);
    return is_done ? status : CHISO_E_MEMORY;
}
