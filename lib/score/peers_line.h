/* Points on a line: max × part / whole, the whole being one for all units, by two multiplications.
 *
 * A product with its inverse, cut off, is the quotient or one less, for the inverse is too small by
 * less than one in 2^(bits of the part); the exact rest, which 64 bits hold though the product
 * needs more, tells which, and then how to round. First come the millionths, then what they leave
 * is divided for the bits behind them. */
#ifndef CHISO_LIB_SCORE_PEERS_LINE_H
#define CHISO_LIB_SCORE_PEERS_LINE_H

#include "number/carried.h"

/* Wholes and parts have no more. */
enum { CHISO__LINE_BITS = 62 };

/* A fixed factor: number × factor × 2^up / 2^(64 + down) is the number times what it stands for,
 * cut off. */
struct chiso__inverse {
    uint64_t factor;
    int up;
    int down;
};

struct chiso__line {
    uint64_t max;   /* millionths, of which 64 bits are enough: what is made of them is a rest */
    uint64_t whole; /* 0: there is no line */
    struct chiso__inverse first;  /* max / whole */
    struct chiso__inverse second; /* 2^52 / whole */
    /* Of one that chiso__line_fill() knows: the same as doubles, of which the second has 26 bits.
     */
    bool is_short;
    double near_first;
    double near_second;
};

/* The line for parts of so many bits, where quotients have 62 at most: those up to the whole, or as
 * the caller sees to. False where 64 bits are not enough for it. */
bool chiso__line_make(chiso__unsigned_wide max, uint64_t whole, int part_bits,
                      struct chiso__line *out_line);

static inline uint64_t chiso__inverse_times(uint64_t number, struct chiso__inverse inverse)
{
    return (uint64_t)((chiso__unsigned_wide)(number << inverse.up) * inverse.factor >> 64) >>
           inverse.down;
}

/* To the nearest 2^-52 millionth, a half up. */
static inline struct chiso__carried chiso__line_at(const struct chiso__line *line, uint64_t part)
{
    uint64_t millionths = chiso__inverse_times(part, line->first);
    uint64_t left = line->max * part - millionths * line->whole;
    uint64_t more = left >= line->whole;
    uint64_t rest = 0;

    millionths += more;
    left -= line->whole & (0 - more);
    rest = chiso__inverse_times(left, line->second);
    left = (left << CHISO__REST_BITS) - rest * line->whole;
    more = left >= line->whole;
    rest += more;
    left -= line->whole & (0 - more);
    rest += left >= line->whole - left;
    return chiso__carried_settle((int64_t)millionths, rest);
}

/* The same for many parts at a time; chiso__line_at() for one that is not short. */
void chiso__line_fill(const struct chiso__line *line, const uint64_t *parts, uint32_t count,
                      int64_t *out_millionths, uint64_t *out_rests);

/* top / whole for many wholes, top being max times the least of them: to the nearest as above. And
 * whether doubles are enough for that, the wholes being up to most. */
bool chiso__turned_is_short(uint64_t max, uint64_t least, uint64_t most);
void chiso__turned_fill(uint64_t top, const uint64_t *wholes, uint32_t count,
                        int64_t *out_millionths, uint64_t *out_rests);

#endif
