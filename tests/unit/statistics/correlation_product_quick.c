/* Products of columns made many at once are those made pair by pair, to the last bit. */
#include "statistics/correlation_product_inside.h"
#include "support.h"

#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

enum { CASES = 400, COLUMNS = 20, UNITS = 3 * CHISO__DEPTH };

/* Numbers whose sums round: of like sizes, of sizes far apart, or a few alike. */
static double any_number(struct random *random, uint64_t kind)
{
    const double number = (double)(random_next(random) >> 11) / 9007199254740992.0 - 0.5;

    switch (kind) {
    case 0:
        return number;
    case 1:
        return ldexp(number, (int)random_below(random, 200) - 100);
    default:
        return (double)random_below(random, 5) / 8;
    }
}

static double *make_columns(struct random *random, struct chiso__products *products,
                            const double *columns[COLUMNS], double means[COLUMNS])
{
    const uint64_t kind = random_below(random, 3);
    double *values = NULL;

    products->count = 1 + (size_t)random_below(random, COLUMNS);
    products->units = 2 + (size_t)random_below(random, UNITS - 1);
    if (random_below(random, 4) == 0) {
        products->units = CHISO__DEPTH - 1 + (size_t)random_below(random, 3);
    }
    values = malloc(products->count * products->units * sizeof(*values));
    cr_assert(values != NULL);
    for (size_t i = 0; i < products->count; i++) {
        columns[i] = values + i * products->units;
        means[i] = 0;
        for (size_t unit = 0; unit < products->units; unit++) {
            values[i * products->units + unit] = any_number(random, kind);
            means[i] += values[i * products->units + unit] / (double)products->units;
        }
    }
    products->columns = columns;
    products->means = means;
    return values;
}

Test(correlation_product_quick, products_made_many_at_once_are_those_made_pair_by_pair)
{
    struct random random = {.state = 1};
    chiso_allocator allocator;

    cr_assert(chiso__allocator_take(NULL, &allocator));
    for (int k = 0; k < CASES; k += SUPPORT_STRIDE) {
        const double *columns[COLUMNS];
        double means[COLUMNS];
        struct chiso__products quick = {.sums = NULL};
        double *values = make_columns(&random, &quick, columns, means);
        struct chiso__products plain = quick;

        cr_assert(chiso__multiply_by_panels(&quick, &allocator));
        cr_assert(chiso__multiply_pairs(&plain, &allocator));
        for (size_t i = 0; i < quick.count; i++) {
            for (size_t j = i; j < quick.count; j++) {
                const double a = quick.sums[i * quick.stride + j];
                const double b = plain.sums[i * plain.stride + j];

                cr_assert(memcmp(&a, &b, sizeof(a)) == 0,
                          "%d: %zu and %zu of %zu columns of %zu units: %a, not %a", k, i, j,
                          quick.count, quick.units, a, b);
            }
        }
        free(values);
        free(quick.sums);
        free(plain.sums);
    }
}
