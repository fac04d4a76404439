/* Runs of equals: near is not transitive, so each figure is held against the first of its run. */
#include "unit/runs.h"

#include "base/sort.h"

static bool is_greater(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__carried *figures = context;

    return chiso__carried_compare(figures[a], figures[b]) > 0;
}

uint32_t chiso__number_runs(const struct chiso__carried *figures, uint32_t count,
                            struct chiso__carried max, uint32_t *ids, uint32_t *out_runs)
{
    uint32_t run = 0;
    uint32_t first = 0;

    for (uint32_t i = 0; i < count; i++) {
        ids[i] = i;
    }
    chiso__sort_ids(ids, ids + count, count, is_greater, figures);
    for (uint32_t i = 0; i < count; i++) {
        if (chiso__carried_order(figures[ids[first]], figures[ids[i]], max) != 0) {
            first = i;
            run++;
        }
        out_runs[ids[i]] = run;
    }
    return count == 0 ? 0 : run + 1;
}
