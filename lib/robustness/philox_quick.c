/* The first numbers of many names, sixteen at a time, in place of a stream for each: a round does
 * the same to each of them, so that vectors do it at once. The words are those of
 * chiso__philox(), of which the first two are a number. */
#include "robustness/philox_inside.h"

#include "base/clones.h"

/* As many as fill a vector of 64 bytes. */
enum { LANES = 16 };

/* The words of so many counters, by word. */
struct lanes {
    uint32_t words[4][LANES];
};

static inline void mix_lanes(struct lanes *lanes, uint32_t low, uint32_t high)
{
    for (int i = 0; i < LANES; i++) {
        const uint64_t even = (uint64_t)CHISO__PHILOX_EVEN * lanes->words[0][i];
        const uint64_t odd = (uint64_t)CHISO__PHILOX_ODD * lanes->words[2][i];

        lanes->words[0][i] = (uint32_t)(odd >> 32) ^ lanes->words[1][i] ^ low;
        lanes->words[1][i] = (uint32_t)odd;
        lanes->words[2][i] = (uint32_t)(even >> 32) ^ lanes->words[3][i] ^ high;
        lanes->words[3][i] = (uint32_t)even;
    }
}

CHISO__CLONES
static void draw_lanes(const struct chiso__draw *draw, const uint64_t *restrict names,
                       uint64_t *restrict out_numbers)
{
    uint32_t low = (uint32_t)draw->seed;
    uint32_t high = (uint32_t)(draw->seed >> 32);
    struct lanes lanes;

    for (int i = 0; i < LANES; i++) {
        lanes.words[0][i] = chiso__philox_low(*draw);
        lanes.words[1][i] = chiso__philox_high(*draw);
        lanes.words[2][i] = (uint32_t)names[i];
        lanes.words[3][i] = (uint32_t)(names[i] >> 32);
    }
    for (int round = 0; round < CHISO__PHILOX_ROUNDS; round++) {
        mix_lanes(&lanes, low, high);
        low += CHISO__PHILOX_TURN_LOW;
        high += CHISO__PHILOX_TURN_HIGH;
    }
    for (int i = 0; i < LANES; i++) {
        out_numbers[i] = (uint64_t)lanes.words[1][i] << 32 | lanes.words[0][i];
    }
}

void chiso__stream_firsts(struct chiso__draw draw, const uint64_t *restrict names, size_t count,
                          uint64_t *restrict out_numbers)
{
    uint64_t last_names[LANES] = {0};
    uint64_t last_numbers[LANES];
    size_t done = 0;

    for (; count - done >= LANES; done += LANES) {
        draw_lanes(&draw, names + done, out_numbers + done);
    }
    if (done == count) {
        return;
    }
    for (size_t i = done; i < count; i++) {
        last_names[i - done] = names[i];
    }
    draw_lanes(&draw, last_names, last_numbers);
    for (size_t i = done; i < count; i++) {
        out_numbers[i] = last_numbers[i - done];
    }
}
