/* What a robustness is made of, for the parts behind it. */
#ifndef CHISO_LIB_ROBUSTNESS_ROBUSTNESS_H
#define CHISO_LIB_ROBUSTNESS_ROBUSTNESS_H

#include <chiso/robustness.h>

#include "rank/groups.h"
#include "robustness/plan.h"
#include "robustness/state.h"

struct chiso_robustness {
    chiso_allocator allocator;
    const chiso_board *board;
    uint64_t version; /* of the board's figures that it is about */
    char *text;       /* a copy of what said what is drawn, which the plan has spans of */
    struct chiso__plan plan;
    uint32_t inputs[CHISO__SOURCE_END]; /* how many a source varies */
    chiso_bands *bands;                 /* a copy; NULL for none */
    struct chiso__rank_rule rule;
    chiso_node *chain; /* of the rule */
    bool has_sets;     /* weights are those of the caller, and not drawn */
    struct chiso__drawn *state;
    uint32_t *ranks; /* by unit, as the board stands, in halves; 0 for none */
    uint64_t scored; /* draws that were scored, not told from figures */
};

/* The word of a source. */
const char *chiso__source_word(int source);

/* Whether it still is about the board's figures. */
static inline bool chiso__robustness_is_current(const chiso_robustness *robustness)
{
    return robustness != NULL && chiso__is_current(robustness->board, robustness->version);
}

#endif
