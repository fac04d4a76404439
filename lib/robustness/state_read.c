/* A state from bytes, of which nothing is believed: they are walked once without taking memory, so
 * that what is taken then is told by what is there, and every number is held against what it may
 * be. */
#include "robustness/state_inside.h"

#include <string.h>

/* Bytes that are read from the front; the check sum is behind their end. */
struct reader {
    const unsigned char *bytes;
    size_t end;
    size_t at;
    bool wrong; /* once anything is, nothing more is read */
    uint64_t draws;
};

static uint64_t fixed_at(const unsigned char *bytes, size_t size)
{
    uint64_t number = 0;

    for (size_t i = 0; i < size; i++) {
        number |= (uint64_t)bytes[i] << (8 * i);
    }
    return number;
}

/* A number up to a most. */
static uint64_t take_number(struct reader *reader, uint64_t most)
{
    uint64_t number = 0;

    for (unsigned shift = 0; !reader->wrong; shift += 7) {
        const unsigned char byte = reader->at < reader->end ? reader->bytes[reader->at] : 0x80;

        /* Ten bytes have 70 bits, of the last of which but one is of the number. */
        if (reader->at == reader->end || (shift == 63 && byte > 1)) {
            break;
        }
        reader->at++;
        number |= (uint64_t)(byte & 0x7F) << shift;
        if (byte <= 0x7F) {
            if ((byte == 0 && shift > 0) || number > most) {
                reader->at--;
                break;
            }
            return number;
        }
    }
    reader->wrong = true;
    return 0;
}

/* How many there are of what takes at least so many bytes each. */
static uint32_t take_count(struct reader *reader, uint32_t most, size_t each)
{
    const uint64_t count = take_number(reader, most);

    if (count > (reader->end - reader->at) / each) {
        reader->wrong = true;
        return 0;
    }
    return (uint32_t)count;
}

/* The next range behind an end. */
static struct chiso__range take_range(struct reader *reader, uint64_t end, bool first)
{
    const uint64_t limit = (uint64_t)CHISO_DRAW_LIMIT;
    struct chiso__range range = {end + take_number(reader, limit - end), 0};

    range.to = range.from + take_number(reader, limit - range.from);
    /* An empty one is none, and one that meets the one before is part of it. */
    if (range.to == range.from || (!first && range.from == end)) {
        reader->wrong = true;
    }
    return range;
}

static struct chiso__span take_code(struct reader *reader)
{
    const size_t size = (size_t)take_number(reader, reader->end - reader->at);
    struct chiso__span code = {(const char *)reader->bytes + reader->at, size};

    if (size == 0 || size > reader->end - reader->at) {
        reader->wrong = true;
        return (struct chiso__span){"", 0};
    }
    reader->at += size;
    return code;
}

/* ---- The parts, each into what it belongs to, or into nothing to be walked only */

/* What stands in front. */
struct front {
    uint32_t ranges;
    size_t ranges_at;
    uint32_t units;
    uint32_t bands;
    bool pairs;
    uint32_t inputs; /* known when all was walked */
};

/* Reads the ranges; NULL walks them. */
static void read_ranges(struct reader *reader, uint32_t count, struct chiso__range *ranges)
{
    uint64_t end = 0;

    reader->draws = 0;
    for (uint32_t i = 0; i < count && !reader->wrong; i++) {
        const struct chiso__range range = take_range(reader, end, i == 0);

        if (ranges != NULL) {
            ranges[i] = range;
        }
        reader->draws += range.to - range.from;
        end = range.to;
    }
}

static struct front read_front(struct reader *reader)
{
    struct front front = {0};

    front.ranges = take_count(reader, UINT32_MAX, 2);
    front.ranges_at = reader->at;
    read_ranges(reader, front.ranges, NULL);
    /* A unit takes its size, a byte of its code, and two numbers. */
    front.units = take_count(reader, CHISO__SEEN_MOST, 4);
    front.bands = (uint32_t)take_number(reader, UINT32_MAX);
    front.pairs = take_number(reader, 1) == 1;
    if (front.units > 0 && front.bands > (reader->end - reader->at) / front.units) {
        reader->wrong = true;
    }
    if (front.pairs && front.units > 1 &&
        (front.units - 1) / 2 > (reader->end - reader->at) / 3 / front.units) {
        reader->wrong = true;
    }
    return front;
}

/* Reads the shares of a unit, whose draws with and without a rank are all draws; NULL walks them.
 */
static void read_shares(struct reader *reader, uint32_t units, struct chiso__shares *shares)
{
    uint64_t left = reader->draws - take_number(reader, reader->draws);
    const uint32_t count = take_count(reader, 2 * units, 2);
    uint32_t rank = 0;

    for (uint32_t i = 0; i < count && !reader->wrong; i++) {
        const uint32_t step = (uint32_t)take_number(reader, 2 * units - rank);
        const uint64_t draws = take_number(reader, left);

        rank += step;
        left -= draws;
        reader->wrong = reader->wrong || step == 0 || rank == 1 || draws == 0;
        if (shares != NULL) {
            shares->entries[shares->count++] = (struct chiso__shares_at){rank, draws};
        }
    }
    reader->wrong = reader->wrong || left != 0;
}

static void read_bands(struct reader *reader, uint32_t bands, uint64_t *out_draws)
{
    uint64_t left = reader->draws;

    for (uint32_t band = 0; band < bands && !reader->wrong; band++) {
        const uint64_t draws = take_number(reader, left);

        left -= draws;
        if (out_draws != NULL) {
            out_draws[band] = draws;
        }
    }
}

static struct chiso__versus read_pair(struct reader *reader)
{
    struct chiso__versus versus;

    versus.above = take_number(reader, reader->draws);
    versus.below = take_number(reader, reader->draws - versus.above);
    versus.equal = take_number(reader, reader->draws - versus.above - versus.below);
    return versus;
}

/* Of a sum that is there. */
static struct chiso__sum take_sum(struct reader *reader)
{
    struct chiso__sum sum = {{0}};

    for (int i = 0; i < CHISO__SUM_LIMBS; i++) {
        sum.limbs[i] = fixed_at(reader->bytes + reader->at, sizeof(sum.limbs[i]));
        reader->at += sizeof(sum.limbs[i]);
    }
    return sum;
}

static struct chiso__effect_sums take_effect(struct reader *reader)
{
    struct chiso__effect_sums sums;

    sums.differences = take_sum(reader);
    sums.squares = take_sum(reader);
    sums.fourths = take_sum(reader);
    sums.products = take_sum(reader);
    sums.square_products = take_sum(reader);
    sums.product_squares = take_sum(reader);
    return sums;
}

static struct chiso__output_sums take_outputs(struct reader *reader)
{
    struct chiso__output_sums sums = {.draws = reader->draws};

    sums.values = take_sum(reader);
    sums.squares = take_sum(reader);
    return sums;
}

/* Walks the sums of effects; returns of how many inputs. */
static uint32_t walk_effects(struct reader *reader)
{
    const uint32_t inputs = take_count(reader, UINT32_MAX, sizeof(struct chiso__effect_sums));

    if (inputs > 0 &&
        reader->end - reader->at !=
            2 * sizeof(struct chiso__sum) + inputs * (size_t)sizeof(struct chiso__effect_sums)) {
        reader->wrong = true;
    }
    if (inputs > 0 && !reader->wrong) {
        const struct chiso__output_sums outputs = take_outputs(reader);

        reader->wrong = !chiso__are_output_sums(&outputs);
    }
    for (uint32_t i = 0; i < inputs && !reader->wrong; i++) {
        const struct chiso__effect_sums sums = take_effect(reader);

        reader->wrong = !chiso__are_effect_sums(&sums, reader->draws);
    }
    return inputs;
}

/* Walks all that is behind the front, and tells of the inputs at its end; codes must go up. */
static void walk(struct reader *reader, struct front *front)
{
    struct chiso__span before = {"", 0};

    for (uint32_t i = 0; i < front->units && !reader->wrong; i++) {
        const size_t at = reader->at;
        const struct chiso__span code = take_code(reader);

        if (!reader->wrong && chiso__compare_bytes(before, code) >= 0) {
            reader->at = at;
            reader->wrong = true;
        }
        before = code;
        read_shares(reader, front->units, NULL);
        read_bands(reader, front->bands, NULL);
    }
    for (uint64_t i = 0;
         front->pairs && !reader->wrong && i < (uint64_t)front->units * (front->units - 1) / 2;
         i++) {
        (void)read_pair(reader);
    }
    front->inputs = walk_effects(reader);
    reader->wrong = reader->wrong || reader->at < reader->end;
}

/* ---- The whole */

/* What is in front of and behind the numbers. */
static chiso_status check_frame(const unsigned char *bytes, size_t size, chiso_error *error)
{
    enum { LEAST = CHISO__STATE_RANGES_AT + 5 + CHISO__STATE_SUM_SIZE };
    uint64_t version = 0;
    struct chiso__span before = {(const char *)bytes, 0};

    if (size < LEAST || memcmp(bytes, CHISO__STATE_MAGIC, CHISO__STATE_VERSION_AT) != 0) {
        return chiso__fail(error, CHISO_E_BYTES, CHISO__SAY_STATE_NO_STATE,
                           CHISO__WORDS(chiso__say_text(CHISO__STATE_MAGIC)));
    }
    version =
        fixed_at(bytes + CHISO__STATE_VERSION_AT, CHISO__STATE_DIGEST_AT - CHISO__STATE_VERSION_AT);
    if (version != CHISO__STATE_VERSION) {
        return chiso__fail(
            error, CHISO_E_BYTES, CHISO__SAY_STATE_VERSION_UNKNOWN,
            CHISO__WORDS(chiso__say_count(version), chiso__say_count(CHISO__STATE_VERSION)));
    }
    before.size = size - CHISO__STATE_SUM_SIZE;
    if (fixed_at(bytes + before.size, CHISO__STATE_SUM_SIZE) != chiso__draw_name(before)) {
        return chiso__fail(error, CHISO_E_BYTES, CHISO__SAY_BYTES_CHECK_SUM,
                           CHISO__WORDS(chiso__say_count(before.size + 1)));
    }
    return CHISO_OK;
}

/* Reads the codes alone, of bytes that were walked. */
static void read_codes(struct reader reader, const struct front *front, struct chiso__span *codes)
{
    for (uint32_t i = 0; i < front->units; i++) {
        codes[i] = take_code(&reader);
        read_shares(&reader, front->units, NULL);
        read_bands(&reader, front->bands, NULL);
    }
}

/* Reads counts of bytes that were walked. */
static bool read_counts(struct reader *reader, const struct front *front, struct chiso__seen *seen)
{
    for (uint32_t i = 0; i < front->units; i++) {
        struct reader ahead;
        uint32_t count = 0;

        (void)take_code(reader);
        ahead = *reader;
        (void)take_number(&ahead, UINT64_MAX);
        count = (uint32_t)take_number(&ahead, UINT64_MAX);
        if (count > 0) {
            seen->shares[i].entries =
                chiso__alloc(&seen->allocator, count, sizeof(*seen->shares[i].entries));
            if (seen->shares[i].entries == NULL) {
                return false;
            }
        }
        read_shares(reader, front->units, &seen->shares[i]);
        read_bands(reader, front->bands,
                   front->bands == 0 ? NULL : &seen->band_draws[(size_t)i * front->bands]);
    }
    for (size_t i = 0; front->pairs && i < (size_t)front->units * (front->units - 1) / 2; i++) {
        seen->versus[i] = read_pair(reader);
    }
    seen->draws = reader->draws;
    return true;
}

static void read_effects(struct reader *reader, struct chiso__drawn *state)
{
    (void)take_number(reader, UINT32_MAX);
    if (state->inputs > 0) {
        state->outputs = take_outputs(reader);
    }
    for (uint32_t i = 0; i < state->inputs; i++) {
        state->effects[i] = take_effect(reader);
    }
}

static chiso_status fill(struct reader *reader, const struct front *front,
                         struct chiso__drawn *state, chiso_error *error)
{
    struct reader ranges = *reader;

    if (front->ranges > 0) {
        state->ranges = chiso__alloc(&state->allocator, front->ranges, sizeof(*state->ranges));
        if (state->ranges == NULL) {
            return chiso__fail_memory(error);
        }
        ranges.at = front->ranges_at;
        read_ranges(&ranges, front->ranges, state->ranges);
        state->range_count = front->ranges;
    }
    if (!read_counts(reader, front, state->seen)) {
        return chiso__fail_memory(error);
    }
    read_effects(reader, state);
    return CHISO_OK;
}

/* Makes a state of bytes that were walked; the reader stands behind the front. */
static chiso_status make(struct reader *reader, const struct front *front,
                         const chiso_allocator *allocator, struct chiso__drawn **out_state,
                         chiso_error *error)
{
    struct chiso__span *codes = chiso__alloc(allocator, (size_t)front->units + 1, sizeof(*codes));
    const struct chiso__beside beside = {front->bands, front->pairs, front->inputs};
    chiso_status status = CHISO_OK;

    if (codes == NULL) {
        return chiso__fail_memory(error);
    }
    read_codes(*reader, front, codes);
    status = chiso__drawn_new(allocator, reader->bytes + CHISO__STATE_DIGEST_AT, codes,
                              front->units, beside, out_state, error);
    chiso__release(allocator, codes);
    if (status == CHISO_OK) {
        status = fill(reader, front, *out_state, error);
    }
    if (status != CHISO_OK) {
        chiso__drawn_free(*out_state);
        *out_state = NULL;
    }
    return status;
}

chiso_status chiso__drawn_read(const void *bytes, size_t size, const chiso_allocator *allocator,
                               struct chiso__drawn **out_state, chiso_error *error)
{
    struct reader reader = {.bytes = bytes, .at = CHISO__STATE_RANGES_AT};
    struct reader walker;
    struct front front;
    chiso_status status = check_frame(bytes, size, error);

    *out_state = NULL;
    if (status != CHISO_OK) {
        return status;
    }
    reader.end = size - CHISO__STATE_SUM_SIZE;
    front = read_front(&reader);
    walker = reader;
    walk(&walker, &front);
    if (walker.wrong) {
        return chiso__fail(error, CHISO_E_BYTES, CHISO__SAY_STATE_BYTE,
                           CHISO__WORDS(chiso__say_count(walker.at + 1)));
    }
    return make(&reader, &front, allocator, out_state, error);
}
