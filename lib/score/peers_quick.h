/* How points come from values among their peers, as it was found for quick loops. */
#ifndef CHISO_LIB_SCORE_PEERS_QUICK_H
#define CHISO_LIB_SCORE_PEERS_QUICK_H

#include "score/inside.h"
#include "score/peers_line.h"

/* How the points of a leaf come from values in a group of rows. */
enum chiso__quick_kind {
    CHISO__QUICK_NOTHING, /* it is not known */
    CHISO__QUICK_LINE,
    CHISO__QUICK_SPREAD,
    CHISO__QUICK_SHARE,
    CHISO__QUICK_TURNED /* best down */
};

struct chiso__quick_peers {
    enum chiso__quick_kind kind;
    bool fine; /* parts are counted in 10^-15, else in millionths: some value has a rest */
    bool down; /* they are counted from the highest value, not from the start */
    struct chiso__carried start; /* the lowest value for CHISO__QUICK_SPREAD */
    struct chiso__line line;     /* of CHISO__QUICK_SPREAD: points for a distance from the mean */
    const struct chiso__peer_figures *peers;
    const uint32_t *shares; /* of CHISO__QUICK_SHARE: how many values count, by row */
    bool is_short;          /* of CHISO__QUICK_TURNED: doubles are enough */
    int steps;              /* of CHISO__QUICK_TURNED: so many bits of a quotient at a time */
};

/* How far a is above b, which is not above it, as a part; false when that needs too many bits. */
static inline bool chiso__part_between(const struct chiso__quick_peers *quick,
                                       struct chiso__carried a, struct chiso__carried b,
                                       uint64_t *out_part)
{
    struct chiso__total part;

    if (!quick->fine) {
        *out_part = (uint64_t)a.millionths - (uint64_t)b.millionths;
        return *out_part >> CHISO__LINE_BITS == 0;
    }
    part = chiso__places_between(a, b);
    *out_part = part.low;
    return part.high == 0 && part.low >> CHISO__LINE_BITS == 0;
}

#endif
