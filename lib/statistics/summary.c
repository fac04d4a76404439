/* The summary of one column of values. */
#include "statistics/inside.h"

#include <math.h>

static double find_quantile(const struct chiso__sorted *sorted, size_t count, unsigned quarters)
{
    const uint64_t place = (uint64_t)(count - 1) * quarters;
    const double part = (double)(place % 4) / 4;
    const double low = sorted[place / 4].value;

    return part > 0 ? low + (sorted[place / 4 + 1].value - low) * part : low;
}

/* Moments of the values around their mean. */
static void find_moments(const struct chiso__sorted *sorted, struct chiso__look look,
                         chiso_column_summary *summary)
{
    const double count = (double)look.count;
    double first = 0;
    double second = 0;
    double third = 0;

    for (size_t i = 0; i < look.count; i++) {
        first += sorted[i].value - look.mean;
    }
    summary->mean = look.mean + first / count;
    first = 0;
    for (size_t i = 0; i < look.count; i++) {
        const double distance = sorted[i].value - summary->mean;

        first += distance;
        second += distance * distance;
        third += distance * distance * distance;
    }
    /* Taken around the exact mean, which the rounded one misses by so much. */
    const double drift = first / count;

    third -= drift * (3 * second - 2 * count * drift * drift);
    second -= first * drift;
    summary->variance_n = second / count;
    if (look.count > 1) {
        summary->variance_n1 = second / (count - 1);
    }
    if (chiso__has_spread(&look)) {
        summary->skewness_g1 = third / count / (summary->variance_n * sqrt(summary->variance_n));
        if (look.count > 2) {
            summary->skewness_adjusted =
                summary->skewness_g1 * sqrt(count * (count - 1)) / (count - 2);
        }
    }
}

static void summarise(const struct chiso__sorted *sorted, struct chiso__look look,
                      chiso_column_summary *summary)
{
    summary->count = look.count;
    if (look.count == 0) {
        return;
    }
    if (look.low < look.high) {
        find_moments(sorted, look, summary);
    } else {
        /* Equal values have no variance, not even that of a mean that was rounded. */
        summary->mean = look.low;
        summary->variance_n = 0;
        summary->variance_n1 = look.count > 1 ? 0 : CHISO__NONE;
    }
    summary->stdev_n = sqrt(summary->variance_n);
    summary->stdev_n1 = sqrt(summary->variance_n1);
    summary->min = look.low;
    summary->quartile1 = find_quantile(sorted, look.count, 1);
    summary->median = find_quantile(sorted, look.count, 2);
    summary->quartile3 = find_quantile(sorted, look.count, 3);
    summary->max = look.high;
}

chiso_status chiso_column_summarise(const double *values, size_t units,
                                    const chiso_allocator *allocator,
                                    chiso_column_summary *out_summary, chiso_error *error)
{
    chiso_column_summary summary = {0,           CHISO__NONE, CHISO__NONE, CHISO__NONE, CHISO__NONE,
                                    CHISO__NONE, CHISO__NONE, CHISO__NONE, CHISO__NONE, CHISO__NONE,
                                    CHISO__NONE, CHISO__NONE, CHISO__NONE};
    struct chiso__grid grid;
    struct chiso__look look;
    struct chiso__sorted *entries = NULL;
    chiso_status status = CHISO_OK;
    size_t count = 0;

    if (out_summary == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__grid_take(values, 1, units, allocator, &grid, error);
    if (status == CHISO_OK) {
        status = chiso__grid_look(&grid, &look, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    /* The second half is for the sorting. */
    entries = chiso__alloc(&grid.allocator, units * 2, sizeof(*entries));
    if (entries == NULL) {
        return chiso__fail_memory(error);
    }
    for (size_t u = 0; u < units; u++) {
        if (!isnan(values[u])) {
            entries[count++] = (struct chiso__sorted){values[u], (uint32_t)u};
        }
    }
    chiso__sort_entries(entries, entries + units, count);
    summarise(entries, look, &summary);
    chiso__release(&grid.allocator, entries);
    *out_summary = summary;
    return CHISO_OK;
}
