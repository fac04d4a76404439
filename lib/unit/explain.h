/* What an explanation is made of, for its parts. */
#ifndef CHISO_LIB_UNIT_EXPLAIN_H
#define CHISO_LIB_UNIT_EXPLAIN_H

#include <chiso/explain.h>

#include "score/result.h"

struct chiso_explanation {
    chiso_allocator allocator;
    const chiso_board *board;
    uint64_t version; /* of the board's figures that it is about */
    chiso_unit unit;
    struct chiso__arena arena;
    chiso_step *steps;
    uint32_t count;
    uint32_t capacity;
};

/* Steps that have no figures yet. */
chiso_step chiso__step_of(chiso_step_kind kind, chiso_node node);

/* Gives the children of an inner node their contributions. parts are those that take part, owners
 * the step of each among children; raw is what combining them gives before the node's own rounding
 * and cap. *out_rest is what the contributions leave of it. False when a number is too large. */
bool chiso__contributions(const struct chiso__node *node, const struct chiso__parts *parts,
                          const uint32_t *owners, chiso_step *children, chiso_decimal raw,
                          chiso_decimal *out_rest);

#endif
