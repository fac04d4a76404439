/* What only this room needs. */
#ifndef CHISO_LIB_UNIT_EXPLAIN_INSIDE_H
#define CHISO_LIB_UNIT_EXPLAIN_INSIDE_H

#include "unit/explain.h"

/* Steps that have no figures yet. */
chiso_step chiso__step_of(chiso_step_kind kind, chiso_node node);

/* How a combine is told. */
struct chiso__told_combine {
    /* Gives the parts their contributions to raw; false when a number is too large. */
    bool (*share_out)(const struct chiso__tree_node *node, const struct chiso__parts *parts,
                      const uint32_t *owners, chiso_step *children, chiso_decimal raw);
    /* A mean of what this makes of ratios, which has no exact shares; NULL for others. */
    double (*curve)(double ratio);
    enum chiso__message curved; /* what that is called */
    enum chiso__message how;    /* the terms were found; CHISO__SAY_NOTHING where they say it */
};

extern const struct chiso__told_combine chiso__told_combines[];

/* Gives the children of an inner node their contributions. parts are those that take part, owners
 * the step of each among children; raw is what combining them gives before the node's own rounding
 * and cap. *out_rest is what the contributions leave of it. False when a number is too large. */
bool chiso__contributions(const struct chiso__tree_node *node, const struct chiso__parts *parts,
                          const uint32_t *owners, chiso_step *children, chiso_decimal raw,
                          chiso_decimal *out_rest);

#endif
