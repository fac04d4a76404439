/* A state on its way to bytes. */
#include "robustness/state_inside.h"

#include "text/output.h"

/* Bytes on their way out, and their check sum so far. */
struct writer {
    struct chiso__output output;
    uint64_t sum;
};

static void put(struct writer *writer, struct chiso__span bytes)
{
    writer->sum = chiso__draw_name_add(writer->sum, bytes);
    chiso__put(&writer->output, bytes);
}

/* So many low bytes of a number, the lowest first. */
static void put_fixed(struct writer *writer, uint64_t number, size_t size)
{
    char bytes[sizeof(number)];

    for (size_t i = 0; i < size; i++) {
        bytes[i] = (char)(unsigned char)(number >> (8 * i));
    }
    put(writer, (struct chiso__span){bytes, size});
}

static void put_number(struct writer *writer, uint64_t number)
{
    char bytes[CHISO__NUMBER_BYTES];
    size_t size = 0;

    for (; number > 0x7F; number >>= 7) {
        bytes[size++] = (char)(unsigned char)(number | 0x80);
    }
    bytes[size++] = (char)number;
    put(writer, (struct chiso__span){bytes, size});
}

static void put_front(struct writer *writer, const struct chiso__drawn *state)
{
    uint64_t end = 0;

    put(writer, (struct chiso__span){CHISO__STATE_MAGIC, CHISO__STATE_VERSION_AT});
    put_fixed(writer, CHISO__STATE_VERSION, CHISO__STATE_DIGEST_AT - CHISO__STATE_VERSION_AT);
    put(writer, (struct chiso__span){(const char *)state->digest, CHISO__DIGEST_SIZE});
    put_number(writer, state->range_count);
    for (uint32_t i = 0; i < state->range_count; i++) {
        const struct chiso__range range = state->ranges[i];

        put_number(writer, range.from - end);
        put_number(writer, range.to - range.from);
        end = range.to;
    }
    put_number(writer, state->units);
    put_number(writer, state->seen->bands);
    put_number(writer, state->seen->versus != NULL);
}

static void put_unit(struct writer *writer, const struct chiso__drawn *state, uint32_t unit)
{
    const struct chiso__seen *seen = state->seen;
    const struct chiso__shares *shares = &seen->shares[unit];
    uint32_t before = 0;

    put_number(writer, state->codes[unit].size);
    put(writer, state->codes[unit]);
    put_number(writer, seen->draws - chiso__shares_draws(shares));
    put_number(writer, shares->count);
    for (uint32_t i = 0; i < shares->count; i++) {
        put_number(writer, shares->entries[i].rank - before);
        put_number(writer, shares->entries[i].draws);
        before = shares->entries[i].rank;
    }
    for (uint32_t band = 0; band < seen->bands; band++) {
        put_number(writer, seen->band_draws[(size_t)unit * seen->bands + band]);
    }
}

static void put_pairs(struct writer *writer, const struct chiso__drawn *state)
{
    for (uint32_t i = 0; i < state->units; i++) {
        for (uint32_t j = i + 1; j < state->units; j++) {
            const struct chiso__versus versus =
                chiso__seen_versus(state->seen, state->order[i], state->order[j]);

            put_number(writer, versus.above);
            put_number(writer, versus.below);
            put_number(writer, versus.equal);
        }
    }
}

static void put_sum(struct writer *writer, const struct chiso__sum *sum)
{
    for (int i = 0; i < CHISO__SUM_LIMBS; i++) {
        put_fixed(writer, sum->limbs[i], sizeof(sum->limbs[i]));
    }
}

static void put_effects(struct writer *writer, const struct chiso__drawn *state)
{
    put_number(writer, state->inputs);
    if (state->inputs > 0) {
        put_sum(writer, &state->outputs.values);
        put_sum(writer, &state->outputs.squares);
    }
    for (uint32_t i = 0; i < state->inputs; i++) {
        const struct chiso__effect_sums *sums = &state->effects[i];

        put_sum(writer, &sums->differences);
        put_sum(writer, &sums->squares);
        put_sum(writer, &sums->fourths);
        put_sum(writer, &sums->products);
        put_sum(writer, &sums->square_products);
        put_sum(writer, &sums->product_squares);
    }
}

/* Whether the ranges are the draws that were counted. */
static bool are_all_counted(const struct chiso__drawn *state, uint64_t draws)
{
    return draws == state->seen->draws && state->seen->kept_draws == 0 &&
           (state->inputs == 0 || draws == state->outputs.draws);
}

chiso_status chiso__drawn_write(const struct chiso__drawn *state, const chiso_sink *sink,
                                chiso_error *error)
{
    struct writer writer;
    uint64_t draws = 0;

    for (uint32_t i = 0; i < state->range_count; i++) {
        draws += state->ranges[i].to - state->ranges[i].from;
    }
    if (!are_all_counted(state, draws)) {
        return chiso__fail(
            error, CHISO_E_STATE, CHISO__SAY_STATE_DRAWS,
            CHISO__WORDS(chiso__say_count(draws), chiso__say_count(state->seen->draws)));
    }
    chiso__output_begin(&writer.output, sink);
    writer.sum = chiso__draw_name((struct chiso__span){"", 0});
    put_front(&writer, state);
    for (uint32_t i = 0; i < state->units; i++) {
        put_unit(&writer, state, state->order[i]);
    }
    if (state->seen->versus != NULL) {
        put_pairs(&writer, state);
    }
    put_effects(&writer, state);
    put_fixed(&writer, writer.sum, CHISO__STATE_SUM_SIZE);
    return chiso__output_end(&writer.output, error);
}
