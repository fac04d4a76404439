/* What a bridge is made of, for its parts. */
#ifndef CHISO_LIB_COMPARE_BRIDGE_INSIDE_H
#define CHISO_LIB_COMPARE_BRIDGE_INSIDE_H

#include <chiso/bridge.h>

#include "compare/inside.h"
#include "score/peers.h"

/* What a leaf is to the change. */
enum chiso__leaf_class {
    CHISO__LEAF_ALONE, /* dropped, or new */
    CHISO__LEAF_COMMON,
    CHISO__LEAF_UNUSED /* it counts on one side only, or on none */
};

/* What a leaf of one side would have with the ratio of the other: points / max, on the way. */
struct chiso__brought {
    struct chiso__total points;
    struct chiso__total max;
    struct chiso__carried cell; /* the number that a gate compares; a gap where none is known */
    bool scored;                /* a value was there, and not only what is missing */
    bool found;                 /* something was found for what is missing */
};

/* One board at work, the unit on it, and its leaves by node. */
struct chiso__bridge_side {
    const chiso_board *board;
    chiso_unit unit;
    chiso_node node;
    uint8_t *classes;
    struct chiso__brought *brought;
    struct chiso__node_figures *figures;
    struct chiso__parts parts;
};

enum { CHISO__BEFORE, CHISO__NOW, CHISO__SIDES };

struct chiso__bridge_work {
    const chiso_comparison *comparison;
    struct chiso__bridge_side sides[CHISO__SIDES];
};

/* What a side has of a node. */
static inline struct chiso__carried_ratio chiso__bridge_ratio(const struct chiso__bridge_side *side,
                                                              chiso_node node)
{
    struct chiso__carried_ratio ratio;

    chiso__ratio_of(&side->board->rows, side->unit, node, &ratio);
    return ratio;
}

/* What the cell of a leaf comes to: points, or a mark. */
static inline struct chiso__carried chiso__bridge_points(const struct chiso__bridge_side *side,
                                                         chiso_node leaf)
{
    return chiso__points_at(&side->board->rows, leaf, side->unit);
}

/* Brings the ratios of each side to the other; false when a number is too large. */
bool chiso__bridge_bring(struct chiso__bridge_work *work);

/* The figures of a leaf with what was brought to it; false when a number is too large. */
bool chiso__bridge_brought(const struct chiso__bridge_side *side, chiso_node leaf,
                           struct chiso__node_figures *out_figures);

/* Fills what can be compared as it stands; false when a number is too large. */
bool chiso__bridge_like(const struct chiso__bridge_work *work, chiso_bridge *bridge);

#endif
