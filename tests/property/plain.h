/* A second scorer, slow and plain: written from what the figures mean, one unit at a time. Points
 * are carried as whole numbers of 2^-60 millionths, and rounded once where they are shown. */
#ifndef CHISO_TESTS_PLAIN_H
#define CHISO_TESTS_PLAIN_H

#include "plan.h"

/* What there is to say of a node. */
enum plain_answer {
    PLAIN_FIGURES,
    PLAIN_BEYOND, /* a percentage is no decimal */
    PLAIN_OPEN    /* a root lies where the last of its digits decides what is shown */
};

struct plain_row {
    enum plain_answer answer;
    chiso_result result;
};

/* The figures of all nodes, from a row of cells: one a node, values for the leaves. */
void plain_score(const struct plan *plan, const chiso_decimal *row, struct plain_row *out_rows);

#endif
