/* Decimals and counts that are written in pairs of digits are those of the plain way, of all sizes,
 * with all digits, and where they have to be rounded. */
#include "number/decimal_quick.h"
#include "base/text.h"
#include "support.h"

#include <criterion/criterion.h>

#include <string.h>

enum { CASES = 20000, BEHIND = 0x5a };

/* A number of random size, often one that is whole or has few decimals. */
static chiso_decimal make_decimal(struct random *random)
{
    static const int64_t steps[] = {1, 1, 10, 100, 1000, 10000, 100000, 1000000, 1000000};
    const int64_t step = steps[random_below(random, sizeof(steps) / sizeof(steps[0]))];
    const uint64_t size = random_next(random) >> random_below(random, 64);
    const int64_t value = (int64_t)(size % (uint64_t)CHISO_DECIMAL_MAX) / step * step;

    return random_below(random, 3) == 0 ? -value : value;
}

static void expect_decimal(chiso_decimal value, int digits, char mark)
{
    char plain[CHISO_DECIMAL_TEXT_SIZE];
    char quick[CHISO__PUT_SIZE + 1];
    const size_t size = chiso__decimal_text(value, digits, CHISO_ROUND_HALF_UP, mark, plain);
    const char *end = NULL;

    memset(quick, BEHIND, sizeof(quick));
    end = chiso__decimal_put(quick, value, digits, mark);
    cr_assert((size_t)(end - quick) == size && memcmp(quick, plain, size) == 0, "%s, expected %s",
              quick, plain);
    cr_assert_eq(quick[CHISO__PUT_SIZE], BEHIND);
}

Test(decimal_quick, writes_what_the_plain_way_writes)
{
    struct random random = {.state = 170000};

    for (int i = 0; i < CASES; i++) {
        expect_decimal(make_decimal(&random), (int)random_below(&random, 8) - 1,
                       random_below(&random, 2) == 0 ? '.' : ',');
    }
    for (int digits = -1; digits <= CHISO_DECIMAL_PLACES; digits++) {
        for (chiso_decimal value = -1200000; value <= 1200000; value += 101) {
            expect_decimal(value, digits, '.');
        }
        expect_decimal(CHISO_DECIMAL_MAX, digits, '.');
        expect_decimal(-CHISO_DECIMAL_MAX, digits, '.');
        expect_decimal(-1, digits, '.');
        expect_decimal(999999, digits, '.');
    }
}

static void expect_count(uint64_t count)
{
    char digits[CHISO__COUNT_SIZE];
    char quick[CHISO__PUT_SIZE];
    const struct chiso__span plain = chiso__count_text(count, digits);
    const char *end = chiso__count_put(quick, count);

    cr_assert((size_t)(end - quick) == plain.size && memcmp(quick, plain.text, plain.size) == 0);
}

Test(decimal_quick, counts_as_the_plain_way_does)
{
    struct random random = {.state = 180000};

    for (uint64_t count = 0; count < 20000; count++) {
        expect_count(count);
    }
    for (int i = 0; i < CASES; i++) {
        expect_count(random_next(&random) >> random_below(&random, 64));
    }
    expect_count(UINT64_MAX);
}
