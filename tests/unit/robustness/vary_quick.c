/* Factors of many numbers are those of each. */
#include "robustness/vary.h"
#include "support.h"

#include <criterion/criterion.h>

Test(vary_quick, factors_of_many_numbers_are_those_of_each)
{
    enum { MOST = 200 };
    struct random random = {.state = 1};
    uint64_t numbers[MOST];
    int64_t factors[MOST + 1];

    for (size_t count = 0; count <= MOST; count++) {
        const uint32_t share = (uint32_t)random_below(&random, 1000001);

        for (size_t i = 0; i < count; i++) {
            numbers[i] = i % 50 == 0 ? 0 : i % 50 == 1 ? UINT64_MAX : random_next(&random);
        }
        factors[count] = 7;
        chiso__weight_factors(numbers, count, share, factors);
        for (size_t i = 0; i < count; i++) {
            cr_assert(factors[i] == chiso__weight_factor(numbers[i], share), "%zu of %zu", i,
                      count);
        }
        cr_expect(factors[count] == 7, "nothing is written behind %zu", count);
    }
}
