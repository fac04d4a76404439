/* What draws gave, with which draws these were, as bytes: parts that are drawn apart are merged,
 * and come to the same bytes in any split and order.
 *
 * The bytes, all numbers but those of a told size being of 7 bits a byte, the low ones first, each
 * byte but the last with its top bit set, and none longer than it must be:
 *
 *     "chisrank"; the version, 4 bytes, the low one first; the digest, 16 bytes
 *     the number of ranges; of each its first draw, counted from the end of the one before, and its
 *         size
 *     the number of units; of bands; 1 where pairs are counted, else 0
 *     of each unit, in the order of their codes' bytes: the size of its code, the code; the draws
 *         without a rank; the number of different ranks; of each its distance in halves to the one
 *         before, and its draws; of each band its draws
 *     of each pair of units, row by row: the draws in which the first is above, and below, and in
 *         which they are equal
 *     the number of inputs whose effects are summed up; where there are any, the sums of the
 * outputs and then those of each input as effects.h has them, 48 bytes each, the low one first a
 * check sum, 8 bytes: FNV-1a of 64 bits of all bytes before */
#ifndef CHISO_LIB_ROBUSTNESS_STATE_H
#define CHISO_LIB_ROBUSTNESS_STATE_H

#include <chiso/sink.h>

#include "robustness/effects.h"
#include "robustness/philox.h"
#include "robustness/seen.h"
#include "text/message.h"

enum { CHISO__DIGEST_SIZE = 16 };

/* Draws from one to before another. */
struct chiso__range {
    uint64_t from;
    uint64_t to;
};

/* What is counted beside ranks. */
struct chiso__beside {
    uint32_t bands;  /* 0: none */
    bool pairs;      /* each two units */
    uint32_t inputs; /* whose effects are summed up; 0: none */
};

struct chiso__drawn {
    chiso_allocator allocator;
    uint8_t digest[CHISO__DIGEST_SIZE]; /* of all that is drawn from */
    struct chiso__range *ranges;        /* in order, apart from each other */
    uint32_t range_count;
    uint32_t units;
    struct chiso__span *codes; /* by unit */
    uint32_t *order;           /* units by their codes' bytes */
    struct chiso__arena texts;
    struct chiso__seen *seen; /* by unit; all of its draws are those of the ranges */
    uint32_t inputs;
    struct chiso__output_sums outputs;  /* where there are inputs, of all draws too */
    struct chiso__effect_sums *effects; /* by input */
};

/* Nothing drawn yet. The codes, no two alike and none empty, are copied, and stay in their order.
 * CHISO_E_RANGE where there are too many units, CHISO_E_DUPLICATE of codes that are alike. */
chiso_status chiso__drawn_new(const chiso_allocator *allocator,
                              const uint8_t digest[CHISO__DIGEST_SIZE],
                              const struct chiso__span *codes, uint32_t units,
                              struct chiso__beside beside, struct chiso__drawn **out_state,
                              chiso_error *error);
void chiso__drawn_free(struct chiso__drawn *state);

/* Says which draws were added to what is seen: the range joins those that it meets. CHISO_E_RANGE
 * where it is none or beyond the limit, CHISO_E_DUPLICATE where some of it are there already. */
chiso_status chiso__drawn_add_range(struct chiso__drawn *state, struct chiso__range range,
                                    chiso_error *error);

/* The unit of a code, or CHISO_NO_UNIT. */
uint32_t chiso__drawn_unit(const struct chiso__drawn *state, struct chiso__span code);

/* Adds what other draws gave. CHISO_E_SHAPE where they are of another digest, or units, bands or
 * pairs are not the same, CHISO_E_DUPLICATE where some draws are in both. The units keep the order
 * that they have here. */
chiso_status chiso__drawn_merge(struct chiso__drawn *state, const struct chiso__drawn *other,
                                chiso_error *error);

/* Writes the bytes of a state whose counts are settled. CHISO_E_STATE where the ranges are not as
 * many draws as were added. */
chiso_status chiso__drawn_write(const struct chiso__drawn *state, const chiso_sink *sink,
                                chiso_error *error);

/* Reads them; units then are in the order of their codes' bytes. Whatever the bytes are, no more
 * memory is taken than some times their size. CHISO_E_BYTES where they are not what was written. */
chiso_status chiso__drawn_read(const void *bytes, size_t size, const chiso_allocator *allocator,
                               struct chiso__drawn **out_state, chiso_error *error);

#endif
