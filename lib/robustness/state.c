/* Which draws were counted of which units, and parts made one. */
#include "robustness/state.h"

#include "base/sort.h"

#include <chiso/board.h>

#include <string.h>

static bool stands_before(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__span *codes = context;

    return chiso__compare_bytes(codes[a], codes[b]) < 0;
}

/* Copies the codes, and puts the units in their order. */
static chiso_status take_codes(struct chiso__drawn *state, const struct chiso__span *codes,
                               chiso_error *error)
{
    uint32_t *scratch = chiso__alloc(&state->allocator, state->units, sizeof(*scratch));

    state->codes = chiso__alloc(&state->allocator, state->units, sizeof(*state->codes));
    state->order = chiso__alloc(&state->allocator, state->units, sizeof(*state->order));
    if (scratch == NULL || state->codes == NULL || state->order == NULL) {
        chiso__release(&state->allocator, scratch);
        return chiso__fail_memory(error);
    }
    for (uint32_t i = 0; i < state->units; i++) {
        const char *text = chiso__arena_copy(&state->texts, &state->allocator, codes[i]);

        if (text == NULL) {
            chiso__release(&state->allocator, scratch);
            return chiso__fail_memory(error);
        }
        state->codes[i] = (struct chiso__span){text, codes[i].size};
        state->order[i] = i;
    }
    chiso__sort_ids(state->order, scratch, state->units, stands_before, state->codes);
    chiso__release(&state->allocator, scratch);
    for (uint32_t i = 1; i < state->units; i++) {
        const struct chiso__span code = state->codes[state->order[i]];

        if (chiso__compare_bytes(state->codes[state->order[i - 1]], code) == 0) {
            return chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_STATE_SAME_UNITS,
                               CHISO__WORDS(chiso__say(code)));
        }
    }
    return CHISO_OK;
}

static chiso_status take_counts(struct chiso__drawn *state, struct chiso__beside beside,
                                chiso_error *error)
{
    state->seen = chiso__seen_new(&state->allocator, state->units, beside.bands, beside.pairs);
    state->inputs = beside.inputs;
    if (beside.inputs > 0) {
        state->effects =
            chiso__alloc_zero(&state->allocator, beside.inputs, sizeof(*state->effects));
    }
    if (state->seen == NULL || (beside.inputs > 0 && state->effects == NULL)) {
        return chiso__fail_memory(error);
    }
    return CHISO_OK;
}

chiso_status chiso__drawn_new(const chiso_allocator *allocator,
                              const uint8_t digest[CHISO__DIGEST_SIZE],
                              const struct chiso__span *codes, uint32_t units,
                              struct chiso__beside beside, struct chiso__drawn **out_state,
                              chiso_error *error)
{
    struct chiso__drawn *state = NULL;
    chiso_status status = CHISO_OK;

    *out_state = NULL;
    if (units > CHISO__SEEN_MOST) {
        return chiso__fail(
            error, CHISO_E_RANGE, CHISO__SAY_STATE_UNITS,
            CHISO__WORDS(chiso__say_count(units), chiso__say_count(CHISO__SEEN_MOST)));
    }
    state = chiso__alloc_zero(allocator, 1, sizeof(*state));
    if (state == NULL) {
        return chiso__fail_memory(error);
    }
    state->allocator = *allocator;
    state->units = units;
    memcpy(state->digest, digest, CHISO__DIGEST_SIZE);
    if (units > 0) {
        status = take_codes(state, codes, error);
    }
    if (status == CHISO_OK) {
        status = take_counts(state, beside, error);
    }
    if (status != CHISO_OK) {
        chiso__drawn_free(state);
        return status;
    }
    *out_state = state;
    return CHISO_OK;
}

void chiso__drawn_free(struct chiso__drawn *state)
{
    chiso_allocator allocator;

    if (state == NULL) {
        return;
    }
    allocator = state->allocator;
    chiso__seen_free(state->seen);
    chiso__arena_clear(&state->texts, &allocator);
    chiso__release(&allocator, state->ranges);
    chiso__release(&allocator, state->codes);
    chiso__release(&allocator, state->order);
    chiso__release(&allocator, state->effects);
    chiso__release(&allocator, state);
}

uint32_t chiso__drawn_unit(const struct chiso__drawn *state, struct chiso__span code)
{
    uint32_t low = 0;
    uint32_t high = state->units;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const int order = chiso__compare_bytes(state->codes[state->order[middle]], code);

        if (order == 0) {
            return state->order[middle];
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return CHISO_NO_UNIT;
}

/* ---- Ranges */

static chiso_status fail_overlap(struct chiso__range a, struct chiso__range b, chiso_error *error)
{
    const uint64_t from = a.from > b.from ? a.from : b.from;
    const uint64_t to = a.to < b.to ? a.to : b.to;

    return chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_STATE_DRAWN_TWICE,
                       CHISO__WORDS(chiso__say_count(from), chiso__say_count(to - 1)));
}

/* Both lists as one in the room given, which has place for all; ranges that meet are joined. */
static chiso_status join_ranges(const struct chiso__range *a, uint32_t a_count,
                                const struct chiso__range *b, uint32_t b_count,
                                struct chiso__range *joined, uint32_t *out_count,
                                chiso_error *error)
{
    uint32_t count = 0;
    uint32_t i = 0;
    uint32_t j = 0;

    while (i < a_count || j < b_count) {
        const bool from_a = j == b_count || (i < a_count && a[i].from < b[j].from);
        const struct chiso__range next = from_a ? a[i] : b[j];

        if (count > 0 && next.from < joined[count - 1].to) {
            return fail_overlap(next, joined[count - 1], error);
        }
        if (count > 0 && next.from == joined[count - 1].to) {
            joined[count - 1].to = next.to;
        } else {
            joined[count++] = next;
        }
        i += from_a;
        j += !from_a;
    }
    *out_count = count;
    return CHISO_OK;
}

/* The ranges of the state and others as one list, to be released, which is not the state's yet. */
static chiso_status plan_ranges(const struct chiso__drawn *state, const struct chiso__range *others,
                                uint32_t count, struct chiso__range **out_ranges,
                                uint32_t *out_count, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    *out_count = 0;
    *out_ranges = chiso__alloc(&state->allocator, (size_t)state->range_count + count + 1,
                               sizeof(**out_ranges));
    if (*out_ranges == NULL) {
        return chiso__fail_memory(error);
    }
    status = join_ranges(state->ranges, state->range_count, others, count, *out_ranges, out_count,
                         error);
    if (status != CHISO_OK) {
        chiso__release(&state->allocator, *out_ranges);
        *out_ranges = NULL;
    }
    return status;
}

static void take_ranges(struct chiso__drawn *state, struct chiso__range *ranges, uint32_t count)
{
    chiso__release(&state->allocator, state->ranges);
    state->ranges = ranges;
    state->range_count = count;
}

chiso_status chiso__drawn_add_range(struct chiso__drawn *state, struct chiso__range range,
                                    chiso_error *error)
{
    struct chiso__range *ranges = NULL;
    uint32_t count = 0;
    chiso_status status = CHISO_OK;

    if (range.from >= range.to || range.to > (uint64_t)CHISO_DRAW_LIMIT) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_STATE_RANGE,
                           CHISO__WORDS(chiso__say_count(range.from), chiso__say_count(range.to),
                                        chiso__say_count((uint64_t)CHISO_DRAW_LIMIT)));
    }
    status = plan_ranges(state, &range, 1, &ranges, &count, error);
    if (status == CHISO_OK) {
        take_ranges(state, ranges, count);
    }
    return status;
}

/* ---- Parts */

/* Where each unit is in the other state; CHISO_E_SHAPE where it is not the same units. */
static chiso_status find_places(const struct chiso__drawn *state, const struct chiso__drawn *other,
                                uint32_t *places, chiso_error *error)
{
    for (uint32_t i = 0; i < state->units; i++) {
        const uint32_t own = state->order[i];
        const uint32_t theirs = other->order[i];

        if (chiso__compare_bytes(state->codes[own], other->codes[theirs]) != 0) {
            return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_STATE_OTHER_UNITS,
                               CHISO__WORDS(chiso__say(state->codes[own])));
        }
        places[own] = theirs;
    }
    return CHISO_OK;
}

static chiso_status check_alike(const struct chiso__drawn *state, const struct chiso__drawn *other,
                                chiso_error *error)
{
    if (memcmp(state->digest, other->digest, CHISO__DIGEST_SIZE) != 0) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_STATE_OTHER_DRAWS, NULL);
    }
    if (state->units != other->units || state->inputs != other->inputs ||
        state->seen->bands != other->seen->bands ||
        (state->seen->versus == NULL) != (other->seen->versus == NULL)) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_STATE_OTHER_COUNTS, NULL);
    }
    return CHISO_OK;
}

/* Merges counts and ranges, for which places has room. */
static chiso_status merge_into(struct chiso__drawn *state, const struct chiso__drawn *other,
                               uint32_t *places, chiso_error *error)
{
    struct chiso__range *ranges = NULL;
    uint32_t count = 0;
    chiso_status status = find_places(state, other, places, error);

    if (status == CHISO_OK) {
        status = plan_ranges(state, other->ranges, other->range_count, &ranges, &count, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    if (!chiso__seen_merge(state->seen, other->seen, places)) {
        chiso__release(&state->allocator, ranges);
        return chiso__fail_memory(error);
    }
    take_ranges(state, ranges, count);
    chiso__output_sums_merge(&state->outputs, &other->outputs);
    for (uint32_t i = 0; i < state->inputs; i++) {
        chiso__effect_sums_merge(&state->effects[i], &other->effects[i]);
    }
    return CHISO_OK;
}

chiso_status chiso__drawn_merge(struct chiso__drawn *state, const struct chiso__drawn *other,
                                chiso_error *error)
{
    chiso_status status = check_alike(state, other, error);
    uint32_t *places = NULL;

    if (status != CHISO_OK) {
        return status;
    }
    places = chiso__alloc(&state->allocator, (size_t)state->units + 1, sizeof(*places));
    if (places == NULL) {
        return chiso__fail_memory(error);
    }
    status = merge_into(state, other, places, error);
    chiso__release(&state->allocator, places);
    return status;
}
