/* A second scorer, slow and plain: written from what the figures mean, one unit and one node at a
 * time, with long whole numbers. */
#ifndef CHISO_TESTS_PLAIN_H
#define CHISO_TESTS_PLAIN_H

#include "plan.h"

/* What there is to say of a node. */
enum plain_answer {
    PLAIN_FIGURES,
    PLAIN_BEYOND, /* a percentage is no decimal */
    PLAIN_OPEN /* nothing says: what applies below a node that is scaled, or a mean, has no max or
                  weight at all */
};

/* The figures of a node, from a row of cells: one a node, values for the leaves. */
enum plain_answer plain_result(const struct plan *plan, const chiso_decimal *row, int node,
                               chiso_result *out_result);

#endif
