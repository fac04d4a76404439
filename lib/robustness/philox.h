/* Numbers of draws: Philox4x32-10, a generator that is a function of where a number stands, so that
 * a draw is the same wherever and beside whatever else it is computed.
 *
 * (J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, Parallel random numbers: as easy as 1, 2,
 * 3, SC 2011.)
 *
 * The key is the seed, its low half first. The counter is, its low word first: the low 32 bits of
 * the draw; bits 32 to 39 of the draw, the source from bit 8 on and the block from bit 16 on; the
 * low and the high half of the name. A block gives two numbers of 64 bits, words 0 and 1, and words
 * 2 and 3, the low half first. After 2^16 blocks of a name the block counts on into the name. */
#ifndef CHISO_LIB_ROBUSTNESS_PHILOX_H
#define CHISO_LIB_ROBUSTNESS_PHILOX_H

#include <chiso/robustness.h>

#include "base/memory.h"

/* What varies: each source has numbers of its own. */
enum chiso__source {
    CHISO__SOURCE_WEIGHTS = 1,
    CHISO__SOURCE_DIRICHLET = 2,
    CHISO__SOURCE_COMBINE = 3,
    CHISO__SOURCE_RULE = 4,
    CHISO__SOURCE_WITHOUT = 5,
    CHISO__SOURCE_ANSWERS = 6,
    CHISO__SOURCE_ROUNDING = 7
};

/* Added to a source: the second sample, which total effects take. */
enum { CHISO__SECOND_SAMPLE = 0x80 };

/* Which numbers: those of a source in a draw, whose number is below CHISO_DRAW_LIMIT. */
struct chiso__draw {
    uint64_t seed;
    uint64_t draw;
    uint8_t source;
};

/* The block of a counter and a key, four words each of the counter. */
void chiso__philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out_words[4]);

/* The numbers of a name, one after the other. */
struct chiso__stream {
    uint32_t key[2];
    uint32_t counter[4];
    uint64_t second; /* of the block that the last number is from */
    bool has_second;
};

struct chiso__stream chiso__stream_of(struct chiso__draw draw, uint64_t name);
uint64_t chiso__stream_next(struct chiso__stream *stream);

/* The first number of each of many names. */
void chiso__stream_firsts(struct chiso__draw draw, const uint64_t *restrict names, size_t count,
                          uint64_t *restrict out_numbers);

/* The name of what varies by a criterion: FNV-1a of 64 bits of its composed code. Glenn Fowler,
 * Landon Curt Noll and Phong Vo's hash, by which unlike codes have unlike names in all that is
 * likely. */
uint64_t chiso__draw_name(struct chiso__span code);

/* The name of what was named and more bytes behind it. */
uint64_t chiso__draw_name_add(uint64_t name, struct chiso__span bytes);

/* The same of what varies by unit and criterion: of both codes with U+001F between them. */
uint64_t chiso__draw_name_of_cell(struct chiso__span unit, struct chiso__span criterion);

#endif
