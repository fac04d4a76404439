/* Pairs of units: who stands above whom in more of the rankings. */
#include "rank/consensus_inside.h"

#include "base/clones.h"

/* So many units are held against one: what is read and written of them stays near the processor. */
enum { TILE = 1024 };

/* Adds a ranking's weight to the margin of a unit over each of some others that it stands above,
 * and takes it off where it stands below; who has no place is in no pair. */
CHISO__CLONES
static void add_margins(uint32_t place, int64_t weight, const uint32_t *restrict others,
                        uint32_t count, int64_t *restrict margins)
{
    for (uint32_t i = 0; i < count; i++) {
        const int64_t above = (int64_t)(others[i] > place);
        const int64_t below = (int64_t)(others[i] < place) & (int64_t)(others[i] != 0);

        margins[i] += (above - below) * weight;
    }
}

/* The pairs of a unit with those of a tile. */
static void count_tile(const struct chiso__ballots *ballots, uint32_t unit, uint32_t from,
                       uint32_t to, int64_t *margins, chiso__wide *scores)
{
    const uint32_t count = to - from;

    for (uint32_t i = 0; i < count; i++) {
        margins[i] = 0;
    }
    for (size_t row = 0; row < ballots->rows; row++) {
        const uint32_t *places = ballots->doubled + row * ballots->units;

        if (places[unit] != 0) {
            add_margins(places[unit], ballots->weights[row], places + from, count, margins);
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        const int won = (margins[i] > 0) - (margins[i] < 0);

        scores[unit] += won;
        scores[from + i] -= won;
    }
}

void chiso__count_pairs(const struct chiso__ballots *ballots, uint32_t from, uint32_t to,
                        int64_t *margins, chiso__wide *scores)
{
    for (uint32_t start = from; start < to; start += TILE) {
        const uint32_t end = to - start > TILE ? start + TILE : to;

        /* Each pair once, with the one that comes first. */
        for (uint32_t unit = from; unit < end; unit++) {
            count_tile(ballots, unit, unit < start ? start : unit + 1, end, margins, scores);
        }
    }
}
