/* The first numbers of many names, many at a time, in place of a stream for each: a round does
 * the same to each of them, so that vectors do it at once. The words are those of
 * chiso__philox(), of which the first two are a number. */
#include "robustness/philox_inside.h"

#include "base/clones.h"

/* Always as many: compilers then use vector code also where they are told to be careful with it. */
enum { BLOCK = 64 };

/* What a round adds: the halves of the key as they are turned by then. */
struct turned {
    uint32_t low[CHISO__PHILOX_ROUNDS];
    uint32_t high[CHISO__PHILOX_ROUNDS];
};

/* The words of so many counters, by word. */
struct words {
    uint32_t a[BLOCK];
    uint32_t b[BLOCK];
    uint32_t c[BLOCK];
    uint32_t d[BLOCK];
};

/* A round of all of them, from one place to another: a round of one waits for the round before, but
 * not for those of the others. */
static inline __attribute__((always_inline)) void
mix_block(const struct words *restrict from, struct words *restrict to, uint32_t low, uint32_t high)
{
    for (int i = 0; i < BLOCK; i++) {
        const uint64_t even = (uint64_t)from->a[i] * CHISO__PHILOX_EVEN;
        const uint64_t odd = (uint64_t)from->c[i] * CHISO__PHILOX_ODD;

        to->a[i] = (uint32_t)(odd >> 32) ^ from->b[i] ^ low;
        to->b[i] = (uint32_t)odd;
        to->c[i] = (uint32_t)(even >> 32) ^ from->d[i] ^ high;
        to->d[i] = (uint32_t)even;
    }
}

CHISO__CLONES
static void draw_block(const struct turned *key, const struct chiso__draw *draw,
                       const uint64_t *restrict names, uint64_t *restrict out_numbers)
{
    const uint32_t first = chiso__philox_low(*draw);
    const uint32_t second = chiso__philox_high(*draw);
    struct words words;
    struct words mixed;

    for (int i = 0; i < BLOCK; i++) {
        words.a[i] = first;
        words.b[i] = second;
        words.c[i] = (uint32_t)names[i];
        words.d[i] = (uint32_t)(names[i] >> 32);
    }
    for (int round = 0; round < CHISO__PHILOX_ROUNDS; round += 2) {
        mix_block(&words, &mixed, key->low[round], key->high[round]);
        mix_block(&mixed, &words, key->low[round + 1], key->high[round + 1]);
    }
    for (int i = 0; i < BLOCK; i++) {
        out_numbers[i] = (uint64_t)words.b[i] << 32 | words.a[i];
    }
}

void chiso__stream_firsts(struct chiso__draw draw, const uint64_t *restrict names, size_t count,
                          uint64_t *restrict out_numbers)
{
    uint64_t last_names[BLOCK] = {0};
    uint64_t last_numbers[BLOCK];
    struct turned key;
    size_t done = 0;

    for (uint32_t round = 0; round < CHISO__PHILOX_ROUNDS; round++) {
        key.low[round] = (uint32_t)draw.seed + round * CHISO__PHILOX_TURN_LOW;
        key.high[round] = (uint32_t)(draw.seed >> 32) + round * CHISO__PHILOX_TURN_HIGH;
    }
    for (; count - done >= BLOCK; done += BLOCK) {
        draw_block(&key, &draw, names + done, out_numbers + done);
    }
    if (done == count) {
        return;
    }
    for (size_t i = done; i < count; i++) {
        last_names[i - done] = names[i];
    }
    draw_block(&key, &draw, last_names, last_numbers);
    for (size_t i = done; i < count; i++) {
        out_numbers[i] = last_numbers[i - done];
    }
}
