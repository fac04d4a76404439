/* Lines, and many points on a short one by doubles, which processors handle several of together: in
 * place of chiso__line_at() for each.
 *
 * Why that is the same: wholes, and what is left of them, are below 2^50, so that doubles hold
 * them; a quotient is below 2^46, and a product with a double's inverse misses it by less than a
 * half. Its nearest whole number is the quotient or one more, which the exact rest tells: it is
 * below 0 then. What is left is divided for 26 bits, and for 26 more. All that decides is whole
 * numbers. */
#include "score/peers_line.h"

#include "base/clones.h"

#include <string.h>

enum { SHORT_BITS = 50, QUOTIENT_BITS = 46, STEP = 26 };

/* top / whole × 2^shift, which has 64 bits. */
static struct chiso__inverse inverse_of(chiso__unsigned_wide top, uint64_t whole, int shift)
{
    enum { BITS = 64 };

    return (struct chiso__inverse){(uint64_t)((top << shift) / whole),
                                   shift < BITS ? BITS - shift : 0,
                                   shift > BITS ? shift - BITS : 0};
}

bool chiso__line_make(chiso__unsigned_wide max, uint64_t whole, int part_bits,
                      struct chiso__line *out_line)
{
    const int bits = chiso__bits_of(whole);
    const int shift = 63 + bits - chiso__bits_of(max);

    if (bits == 0 || bits > CHISO__LINE_BITS || max == 0 || shift < 0 ||
        part_bits > CHISO__LINE_BITS || part_bits > shift) {
        return false;
    }
    *out_line = (struct chiso__line){
        .max = (uint64_t)max,
        .whole = whole,
        .first = inverse_of(max, whole, shift),
        .second = inverse_of(CHISO__REST_ONE, whole, 10 + bits),
        .is_short = bits <= SHORT_BITS && part_bits <= bits && chiso__bits_of(max) <= QUOTIENT_BITS,
    };
    if (out_line->is_short) {
        out_line->near_first = (double)(int64_t)max / (double)(int64_t)whole;
        out_line->near_second = (double)(1 << STEP) / (double)(int64_t)whole;
    }
    return true;
}

/* 2^52: a whole number below it that is added to it stands in the low bits of the double. */
static const double shift = 0x1p52;

static inline double double_of(uint64_t number)
{
    const uint64_t bits = number | UINT64_C(0x4330000000000000);
    double shifted = 0;

    memcpy(&shifted, &bits, sizeof(shifted));
    return shifted - shift;
}

/* The whole number that is nearest to one not below 0. */
static inline uint64_t nearest_to(double number)
{
    const double shifted = number + shift;
    uint64_t bits = 0;

    memcpy(&bits, &shifted, sizeof(bits));
    return bits & (CHISO__REST_ONE - 1);
}

/* What is left of a division by whole, of which second is 2^26 times the inverse, as 52 bits to the
 * nearest: added to millionths where it comes to one. */
static inline void divide_rest(uint64_t left, uint64_t whole, double second, int64_t *millionths,
                               uint64_t *out_rest)
{
    uint64_t upper = nearest_to(double_of(left) * second);
    uint64_t lower = 0;
    uint64_t below_0 = 0;

    left = (left << STEP) - upper * whole;
    below_0 = 0 - (left >> 63);
    upper += below_0;
    left += whole & below_0;
    lower = nearest_to(double_of(left) * second);
    left = (left << STEP) - lower * whole;
    below_0 = 0 - (left >> 63);
    lower += below_0;
    left += whole & below_0;
    lower += (upper << STEP) + (left + left >= whole ? 1 : 0);
    *millionths += (int64_t)(lower >> CHISO__REST_BITS);
    *out_rest = lower & (CHISO__REST_ONE - 1);
}

CHISO__CLONES
static void fill_short(const struct chiso__line *own, const uint64_t *restrict parts,
                       uint32_t count, int64_t *restrict out_millionths,
                       uint64_t *restrict out_rests)
{
    const uint64_t max = own->max;
    const uint64_t whole = own->whole;
    const double first = own->near_first;
    const double second = own->near_second;

    for (uint32_t i = 0; i < count; i++) {
        const uint64_t near = nearest_to(double_of(parts[i]) * first);
        const uint64_t left = max * parts[i] - near * whole;
        const uint64_t below_0 = 0 - (left >> 63);

        out_millionths[i] = (int64_t)(near + below_0);
        divide_rest(left + (whole & below_0), whole, second, &out_millionths[i], &out_rests[i]);
    }
}

bool chiso__turned_is_short(uint64_t max, uint64_t least, uint64_t most)
{
    return chiso__bits_of(most) <= SHORT_BITS && chiso__bits_of(max) <= QUOTIENT_BITS &&
           chiso__bits_of((chiso__unsigned_wide)max * least) <= CHISO__LINE_BITS;
}

CHISO__CLONES
static void turn_many(uint64_t top, const uint64_t *restrict wholes, uint32_t count,
                      int64_t *restrict out_millionths, uint64_t *restrict out_rests)
{
    const double near_top = (double)(int64_t)top;

    for (uint32_t i = 0; i < count; i++) {
        const double inverse = 1 / double_of(wholes[i]);
        const uint64_t near = nearest_to(near_top * inverse);
        const uint64_t left = top - near * wholes[i];
        const uint64_t below_0 = 0 - (left >> 63);

        out_millionths[i] = (int64_t)(near + below_0);
        divide_rest(left + (wholes[i] & below_0), wholes[i], inverse * (double)(1 << STEP),
                    &out_millionths[i], &out_rests[i]);
    }
}

void chiso__turned_fill(uint64_t top, const uint64_t *wholes, uint32_t count,
                        int64_t *out_millionths, uint64_t *out_rests)
{
    turn_many(top, wholes, count, out_millionths, out_rests);
}

void chiso__line_fill(const struct chiso__line *line, const uint64_t *parts, uint32_t count,
                      int64_t *out_millionths, uint64_t *out_rests)
{
    fill_short(line, parts, count, out_millionths, out_rests);
}
