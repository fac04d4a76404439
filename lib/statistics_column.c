#include "statistics.h"

#include "clones.h"

#include <math.h>

/* So many sums are taken side by side. How many says in which order values are added up, so it is
 * the same for every processor. */
enum { LANES = 16 };

/* Σ, least and greatest of whole rows of lanes; nonsense where a value is NaN or infinite, but then
 * the sum is not finite. */
CHISO__CLONES
static double add_rows(const double *restrict values, size_t rows, double *restrict low,
                       double *restrict high)
{
    double sums[LANES] = {0};
    double lows[LANES];
    double highs[LANES];
    double sum = 0;

    for (int lane = 0; lane < LANES; lane++) {
        lows[lane] = *low;
        highs[lane] = *high;
    }
    for (size_t row = 0; row < rows; row++) {
        for (int lane = 0; lane < LANES; lane++) {
            const double own = values[row * LANES + (size_t)lane];

            sums[lane] += own;
            lows[lane] = own < lows[lane] ? own : lows[lane];
            highs[lane] = own > highs[lane] ? own : highs[lane];
        }
    }
    for (int lane = 0; lane < LANES; lane++) {
        sum += sums[lane];
        *low = lows[lane] < *low ? lows[lane] : *low;
        *high = highs[lane] > *high ? highs[lane] : *high;
    }
    return sum;
}

static bool look_with_gaps(const double *values, size_t units, struct chiso__look *out_look)
{
    struct chiso__look look = {0, HUGE_VAL, -HUGE_VAL, 0};
    double sum = 0;

    for (size_t u = 0; u < units; u++) {
        const double value = values[u];

        if (isnan(value)) {
            continue;
        }
        if (!(fabs(value) <= CHISO__VALUE_LIMIT)) {
            out_look->count = u;
            return false;
        }
        sum += value;
        look.count++;
        look.low = value < look.low ? value : look.low;
        look.high = value > look.high ? value : look.high;
    }
    look.mean = look.count == 0 ? CHISO__NONE : sum / (double)look.count;
    *out_look = look;
    return true;
}

bool chiso__look_at(const double *values, size_t units, struct chiso__look *out_look)
{
    struct chiso__look look = {units, values[0], values[0], 0};
    const size_t rows = units / LANES;
    double sum = add_rows(values, rows, &look.low, &look.high);

    for (size_t u = rows * LANES; u < units; u++) {
        sum += values[u];
        look.low = values[u] < look.low ? values[u] : look.low;
        look.high = values[u] > look.high ? values[u] : look.high;
    }
    if (!isfinite(sum) || look.low < -CHISO__VALUE_LIMIT || look.high > CHISO__VALUE_LIMIT) {
        return look_with_gaps(values, units, out_look);
    }
    look.mean = sum / (double)units;
    *out_look = look;
    return true;
}

double chiso__square_sum(const double *values, size_t units, double mean)
{
    double sum = 0;
    double squares = 0;

    for (size_t u = 0; u < units; u++) {
        const double distance = values[u] - mean;

        sum += distance;
        squares += distance * distance;
    }
    return squares - sum * sum / (double)units;
}

/* ---- Summaries */

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

size_t chiso_column_summary_size(void)
{
    return sizeof(chiso_column_summary);
}
