/* Products of all pairs of columns. */
#include "statistics/correlation_product_inside.h"

/* The product of two columns: as much as a block of units adds to it is summed up by itself. */
static double product_of(const struct chiso__products *products, size_t i, size_t j)
{
    double sum = 0;
    double first_drift = 0;
    double second_drift = 0;

    for (size_t start = 0; start < products->units; start += CHISO__DEPTH) {
        double sums[3] = {0, 0, 0};

        for (size_t unit = start; unit < products->units && unit < start + CHISO__DEPTH; unit++) {
            const double first = products->columns[i][unit] - products->means[i];
            const double second = products->columns[j][unit] - products->means[j];

            sums[0] += first * second;
            sums[1] += first;
            sums[2] += second;
        }
        sum += sums[0];
        first_drift += sums[1];
        second_drift += sums[2];
    }
    /* Less what rounded means left. */
    return sum - first_drift * second_drift / (double)products->units;
}

bool chiso__multiply_pairs(struct chiso__products *products, const chiso_allocator *allocator)
{
    double *sums = chiso__alloc_zero(allocator, products->count, products->count * sizeof(*sums));

    if (sums == NULL) {
        return false;
    }
    for (size_t i = 0; i < products->count; i++) {
        for (size_t j = i; j < products->count; j++) {
            sums[i * products->count + j] = product_of(products, i, j);
        }
    }
    products->sums = sums;
    products->stride = products->count;
    return true;
}

/* Panels take as long for one column as for eight: up to here pairs are quicker. */
enum { FEW = 3 };

bool chiso__multiply_columns(struct chiso__products *products, const chiso_allocator *allocator)
{
    return products->count <= FEW ? chiso__multiply_pairs(products, allocator)
                                  : chiso__multiply_by_panels(products, allocator);
}
