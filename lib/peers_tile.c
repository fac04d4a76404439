#include "peers.h"

#include "clones.h"

#include <string.h>

/* A straight line for many values: add + round(rise × distance / whole), the distance being from the value that gives nothing. */
struct line {
    uint64_t start;
    uint64_t sign; /* all ones where less is better: (distance ^ sign) - sign turns it round */
    int64_t add;
    double rise;
    double whole;
};

/* rise × whole stays below this, so that doubles hold every number exactly. */
static const chiso__wide EXACT = (chiso__wide)1 << 51;

/* The doubles are whole numbers below 2^52: what they divide to is put right by the exact rest, so the result is that of whole numbers. They are here
   because processors divide them many at a time. Adding 2^52 shows a whole number in the low bits of a double. */
CHISO__CLONES
static void fill_line(const int64_t *restrict values, uint32_t count, struct line line, int64_t *restrict out)
{
    const double shift = 4503599627370496.0;
    const uint64_t shift_bits = UINT64_C(0x4330000000000000);
    const double inverse = 1.0 / line.whole;

    for (uint32_t i = 0; i < count; i++) {
        const uint64_t distance = (((uint64_t)values[i] - line.start) ^ line.sign) - line.sign;
        const uint64_t distance_bits = (distance & (shift_bits - 1)) | shift_bits;
        uint64_t quotient_bits = 0;
        double product = 0.0;
        double quotient = 0.0;
        double rest = 0.0;

        memcpy(&product, &distance_bits, sizeof(product));
        product = (product - shift) * line.rise;
        quotient = (product * inverse + shift) - shift;
        rest = 2.0 * (product - quotient * line.whole);
        quotient += rest >= line.whole ? 1.0 : 0.0;
        quotient -= rest < -line.whole ? 1.0 : 0.0;
        quotient += shift;
        memcpy(&quotient_bits, &quotient, sizeof(quotient_bits));
        out[i] = (int64_t)((uint64_t)line.add + (quotient_bits - shift_bits));
    }
}

/* The line of a leaf, if it has one that all is exact and not below 0 on. */
static bool line_of(const struct chiso__node *leaf, const struct chiso__peers *peers, struct line *out_line)
{
    const struct chiso__rule *rule = &leaf->rule;
    const bool minmax = rule->kind == CHISO__RULE_MINMAX;
    const chiso__wide whole = minmax ? (chiso__wide)peers->highest - peers->lowest : peers->highest;
    const chiso__wide rise = minmax ? (chiso__wide)leaf->max - leaf->min : leaf->max;

    if (rule->in_block || leaf->round >= 0 || leaf->min < 0 || peers->count == 0 || whole <= 0 ||
        !(minmax || (rule->kind == CHISO__RULE_BEST && !rule->down && leaf->min == 0)) || rise * whole >= EXACT) {
        return false;
    }
    *out_line = (struct line){
        .start = !minmax ? 0 : (uint64_t)(rule->down ? peers->highest : peers->lowest),
        .sign = rule->down ? UINT64_MAX : 0,
        .add = minmax ? leaf->min : 0,
        .rise = (double)(int64_t)rise,
        .whole = (double)(int64_t)whole,
    };
    return true;
}

void chiso__peers_fill(const chiso_board *board, chiso_node leaf, uint32_t first, uint32_t count, chiso_decimal *out_points)
{
    const chiso_decimal *values = board->columns.points[leaf] + first;
    struct line line;

    if (line_of(&board->tree->nodes[leaf], chiso__peers_of(board, leaf, first), &line)) {
        fill_line(values, count, line, out_points);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        out_points[i] = chiso__points_at(board, leaf, first + i);
    }
}
