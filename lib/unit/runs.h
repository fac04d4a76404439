/* Figures in order, with those that are one and the same as equals. */
#ifndef CHISO_LIB_UNIT_RUNS_H
#define CHISO_LIB_UNIT_RUNS_H

#include "number/ratio.h"

/* Numbers the runs of equals among figures, so many: the greatest get 0, and what is absent comes
 * last. Each is told from the first of its run, near being measured by the max. ids has room for
 * twice as many. Returns how many runs there are. */
uint32_t chiso__number_runs(const struct chiso__carried *figures, uint32_t count,
                            struct chiso__carried max, uint32_t *ids, uint32_t *out_runs);

#endif
