/* Philox4x32-10, number by number, and the names that numbers are drawn for. */
#include "robustness/philox_inside.h"

/* A round: two products, whose halves change places. */
static void mix(uint32_t words[4], const uint32_t key[2])
{
    const uint64_t even = (uint64_t)CHISO__PHILOX_EVEN * words[0];
    const uint64_t odd = (uint64_t)CHISO__PHILOX_ODD * words[2];

    words[0] = (uint32_t)(odd >> 32) ^ words[1] ^ key[0];
    words[1] = (uint32_t)odd;
    words[2] = (uint32_t)(even >> 32) ^ words[3] ^ key[1];
    words[3] = (uint32_t)even;
}

void chiso__philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out_words[4])
{
    uint32_t turned[2] = {key[0], key[1]};

    for (int i = 0; i < 4; i++) {
        out_words[i] = counter[i];
    }
    for (int round = 0; round < CHISO__PHILOX_ROUNDS; round++) {
        mix(out_words, turned);
        turned[0] += CHISO__PHILOX_TURN_LOW;
        turned[1] += CHISO__PHILOX_TURN_HIGH;
    }
}

struct chiso__stream chiso__stream_of(struct chiso__draw draw, uint64_t name)
{
    return (struct chiso__stream){.key = {(uint32_t)draw.seed, (uint32_t)(draw.seed >> 32)},
                                  .counter = {chiso__philox_low(draw), chiso__philox_high(draw),
                                              (uint32_t)name, (uint32_t)(name >> 32)}};
}

/* The next block: the upper half of word 1, and then the name, as one number. */
static void count_on(uint32_t counter[4])
{
    const uint32_t next = counter[1] + (UINT32_C(1) << 16);
    const bool carry = next < counter[1];

    counter[1] = next;
    if (carry) {
        counter[2]++;
        counter[3] += counter[2] == 0;
    }
}

uint64_t chiso__stream_next(struct chiso__stream *stream)
{
    uint32_t words[4];

    if (stream->has_second) {
        stream->has_second = false;
        return stream->second;
    }
    chiso__philox(stream->counter, stream->key, words);
    count_on(stream->counter);
    stream->second = (uint64_t)words[3] << 32 | words[2];
    stream->has_second = true;
    return (uint64_t)words[1] << 32 | words[0];
}

uint64_t chiso__draw_name_add(uint64_t name, struct chiso__span bytes)
{
    for (size_t i = 0; i < bytes.size; i++) {
        name = (name ^ (unsigned char)bytes.text[i]) * UINT64_C(0x100000001b3);
    }
    return name;
}

uint64_t chiso__draw_name(struct chiso__span code)
{
    return chiso__draw_name_add(UINT64_C(0xcbf29ce484222325), code);
}

uint64_t chiso__draw_name_of_cell(struct chiso__span unit, struct chiso__span criterion)
{
    const uint64_t name =
        chiso__draw_name_add(chiso__draw_name(unit), (struct chiso__span){"\x1F", 1});

    return chiso__draw_name_add(name, criterion);
}
