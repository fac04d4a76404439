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
        count < 2
            ? chiso__fail(error, CHISO_E_EMPTY, "fewer than two units have both values",
                          "có ít hơn hai đơn vị có cả hai giá trị", NULL)
            : chiso__fail(error, CHISO_E_SPREAD,
                          "the units that have both values are all equal in one of them",
                          "các đơn vị có đủ cả hai giá trị đều bằng nhau ở một trong hai", NULL);

    return chiso__fail_pair(error, status, grid, i, j);
}
