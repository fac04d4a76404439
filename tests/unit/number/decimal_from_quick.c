/* The decimals of many doubles are those of the plain way, which tells them one by one: short
 * decimals and their neighbours, numbers of many places, of any bits, and what is none; in any
 * layout. */
#include "number/decimal.h"
#include "support.h"

#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 30000 };

static double any_bits(struct random *random)
{
    const uint64_t bits = random_next(random);
    double number = 0;

    memcpy(&number, &bits, sizeof(number));
    return number;
}

/* Mostly a decimal of few places and of random size. */
static double make_double(struct random *random)
{
    static const double steps[] = {1, 10, 100, 1000, 1e4, 1e5, 1e6, 1e7, 1e9};
    const double whole = (double)(random_next(random) >> random_below(random, 64));
    const double number = whole / steps[random_below(random, sizeof(steps) / sizeof(steps[0]))];
    const double signed_number = random_below(random, 3) == 0 ? -number : number;

    switch (random_below(random, 12)) {
    case 0:
        return any_bits(random);
    case 1:
        return nextafter(signed_number, INFINITY);
    case 2:
        return nextafter(signed_number, -INFINITY);
    case 3:
        return random_below(random, 2) == 0 ? NAN : -NAN;
    case 4:
        return random_below(random, 2) == 0 ? -0.0 : 0.0;
    default:
        return signed_number;
    }
}

/* By the plain way; INT64_MAX for what has none. */
static chiso_decimal plain(double number)
{
    chiso_decimal value = 0;
    bool rounded = false;

    if (isnan(number)) {
        return CHISO_ABSENT;
    }
    return chiso_decimal_from_double(number, &value, &rounded) == CHISO_OK && !rounded ? value
                                                                                       : INT64_MAX;
}

static double *make_doubles(struct random *random, size_t count)
{
    double *numbers = malloc((count + 1) * sizeof(*numbers));

    cr_assert(numbers != NULL);
    for (size_t i = 0; i < count; i++) {
        numbers[i] = make_double(random);
    }
    return numbers;
}

/* A matrix that lies by rows or by columns, forwards or backwards. */
static void expect_matrix(struct random *random, size_t rows, size_t columns)
{
    const int64_t sign = random_below(random, 3) == 0 ? -1 : 1;
    const bool by_rows = random_below(random, 2) == 0;
    const int64_t row_step = sign * (by_rows ? (int64_t)columns : 1);
    const int64_t column_step = sign * (by_rows ? 1 : (int64_t)rows);
    double *numbers = make_doubles(random, rows * columns);
    const double *first = sign > 0 || rows * columns == 0 ? numbers : numbers + rows * columns - 1;
    chiso_decimal *values = malloc((rows * columns + 1) * sizeof(*values));
    size_t expected = 0;
    size_t untold = SIZE_MAX;

    cr_assert(values != NULL);
    values[rows * columns] = 77;
    cr_assert_eq(
        chiso_decimal_from_doubles(first, rows, columns, row_step, column_step, values, &untold),
        CHISO_OK);
    for (size_t i = 0; i < rows * columns; i++) {
        const double number =
            first[(int64_t)(i % rows) * row_step + (int64_t)(i / rows) * column_step];

        cr_assert(values[i] == plain(number), "%.17g is %lld, expected %lld", number,
                  (long long)values[i], (long long)plain(number));
        expected += values[i] == INT64_MAX;
    }
    cr_assert(untold == expected && values[rows * columns] == 77);
    free(values);
    free(numbers);
}

Test(decimal_from_quick, tells_what_the_plain_way_tells)
{
    struct random random = {.state = 190000};

    expect_matrix(&random, CASES, 1);
    expect_matrix(&random, 3, 500);
    for (int i = 0; i < 60; i++) {
        expect_matrix(&random, random_below(&random, 600), random_below(&random, 7));
    }
}

/* All decimals of six places around bounds, and the doubles beside them. */
Test(decimal_from_quick, tells_every_decimal_beside_a_bound)
{
    static const double bounds[] = {0,      1e-6,   0x1p29, 0x1p30,          0x1p31,
                                    0x1p32, 0x1p33, 0x1p42, 9200000000000.0, 1e300};

    for (size_t i = 0; i < sizeof(bounds) / sizeof(bounds[0]); i++) {
        for (int step = -300; step <= 300; step++) {
            const double decimal = bounds[i] + step / 1e6;
            const double tried[] = {decimal, nextafter(decimal, INFINITY),
                                    nextafter(decimal, -INFINITY), -decimal};
            chiso_decimal values[4];
            size_t untold = 0;

            cr_assert_eq(chiso_decimal_from_doubles(tried, 4, 1, 1, 0, values, &untold), CHISO_OK);
            for (int k = 0; k < 4; k++) {
                cr_assert(values[k] == plain(tried[k]), "%.17g", tried[k]);
            }
        }
    }
}

Test(decimal_from_quick, refuses_what_is_not_there)
{
    const double number = 1;
    chiso_decimal value = 5;
    size_t untold = 5;

    cr_expect_eq(chiso_decimal_from_doubles(NULL, 1, 1, 1, 1, &value, &untold), CHISO_E_NULL);
    cr_expect_eq(chiso_decimal_from_doubles(&number, 1, 1, 1, 1, NULL, &untold), CHISO_E_NULL);
    cr_expect_eq(chiso_decimal_from_doubles(&number, 1, 1, 1, 1, &value, NULL), CHISO_E_NULL);
    cr_expect(value == 5 && untold == 5);
}
