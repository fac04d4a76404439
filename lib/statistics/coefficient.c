/* What all kinds of correlation end with: a coefficient from sums, or why there is none. */
#include "statistics/inside.h"

#include <math.h>

double chiso__coefficient(double first, double second, double product)
{
    const double value = product / sqrt(first * second);

    return value > 1 ? 1 : value < -1 ? -1 : value;
}

chiso_status chiso__fail_together(chiso_error *error, const struct chiso__grid *grid, size_t i,
                                  size_t j, size_t count)
{
    const chiso_status status =
        count < 2 ? chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_TOO_FEW_PAIRS, NULL)
                  : chiso__fail(error, CHISO_E_SPREAD, CHISO__SAY_PAIRS_ALL_EQUAL, NULL);

    return chiso__fail_pair(error, status, grid, i, j);
}
