/* One look over a column of doubles: its sum, least and greatest, and its squares. */
#include "statistics/inside.h"

#include "base/clones.h"

#include <math.h>

/* So many sums are taken side by side: none waits for the one before, and processors add several at
 * once. How many says in which order values are added up, so it is the same for all of them. */
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
