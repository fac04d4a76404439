/* Tables of what a unit should have: criteria and points as texts, and the figures of some nodes.
 */
#ifndef CHISO_TESTS_FIGURES_H
#define CHISO_TESTS_FIGURES_H

#include "support.h"

#define SCORED CHISO_STATE_SCORED
#define MISSING CHISO_STATE_MISSING
#define NA CHISO_STATE_NOT_APPLICABLE

enum { SCORING_FIGURES = 6 };

/* What a node of a unit should have; NULL for a figure that does not exist. */
struct figures {
    const char *code;
    chiso_state state;
    const char *achieved, *max, *percent, *coverage, *lowest, *highest;
};

/* One unit "u", scored: criteria and points as texts, figures of some nodes. */
struct scoring {
    const char *name;
    const char *criteria;
    const char *points;
    struct figures figures[SCORING_FIGURES];
};

void expect_result(const char *name, const chiso_board *board, const char *unit,
                   const struct figures *expected);
void expect_scorings(const struct scoring *cases, size_t count);

/* Whether two cells hold the same. */
bool same_cell(const chiso_cell *a, const chiso_cell *b);

#endif
