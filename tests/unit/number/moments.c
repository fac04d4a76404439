/* Skewness and kurtosis, and what is moved by them, against sums of long doubles and figures that
 * are known. */
#include "number/moments.h"
#include "support.h"

#include <criterion/criterion.h>

#include <math.h>
#include <string.h>

enum { MOST = 40 };

static struct chiso__carried whole(int64_t number)
{
    return chiso__carried_of(number * CHISO_DECIMAL_ONE);
}

static uint32_t series(int from, int to, const int *more, size_t count,
                       struct chiso__carried *numbers)
{
    uint32_t used = 0;

    for (int i = from; i <= to; i++) {
        numbers[used++] = whole(i);
    }
    for (size_t i = 0; i < count; i++) {
        numbers[used++] = whole(more[i]);
    }
    return used;
}

/* In long doubles: 2 where they are too near to a bound to tell. */
static int plain_end(const struct chiso__carried *numbers, uint32_t count)
{
    const long double n = count;
    long double mean = 0;
    long double squares = 0;
    long double cubes = 0;
    long double fourths = 0;
    long double skew = 0;
    long double kurtosis = 0;

    for (uint32_t i = 0; i < count; i++) {
        mean += (long double)numbers[i].millionths / n;
    }
    for (uint32_t i = 0; i < count; i++) {
        const long double d = (long double)numbers[i].millionths - mean;

        squares += d * d;
        cubes += d * d * d;
        fourths += d * d * d * d;
    }
    if (count < 4 || squares < 1e-9L) {
        return 0;
    }
    skew = n * sqrtl(n - 1) / (n - 2) * cubes / (squares * sqrtl(squares));
    kurtosis = n * (n + 1) * (n - 1) / ((n - 2) * (n - 3)) * fourths / (squares * squares) -
               3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3));
    if (fabsl(fabsl(skew) - 2) < 1e-9L || fabsl(kurtosis - 3.5L) < 1e-9L) {
        return 2;
    }
    return fabsl(skew) > 2 && kurtosis > 3.5L ? (skew > 0 ? 1 : -1) : 0;
}

static void sort(struct chiso__carried *numbers, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        for (uint32_t j = i; j > 0 && chiso__carried_compare(numbers[j], numbers[j - 1]) < 0; j--) {
            const struct chiso__carried held = numbers[j];

            numbers[j] = numbers[j - 1];
            numbers[j - 1] = held;
        }
    }
}

Test(moments, ends_are_those_of_long_doubles)
{
    struct random random = {7};
    int ends[3] = {0, 0, 0};

    for (int round = 0; round < 20000; round++) {
        struct chiso__carried numbers[MOST];
        const uint32_t count = (uint32_t)random_below(&random, MOST) + 1;
        const uint64_t wide = UINT64_C(1) << random_below(&random, 50);
        int plain = 0;

        for (uint32_t i = 0; i < count; i++) {
            const uint64_t size =
                random_below(&random, random_below(&random, 9) == 0 ? wide * 64 : wide + 1);

            numbers[i] = chiso__carried_of((int64_t)size * (round % 2 == 0 ? 1 : -1));
        }
        sort(numbers, count);
        plain = plain_end(numbers, count);
        cr_assert(plain == 2 || chiso__skewed_end(numbers, count) == plain, "round %d", round);
        ends[plain == 2 ? 1 : plain + 1]++;
    }
    cr_expect(ends[0] > 100 && ends[2] > 100, "%d low, %d high", ends[0], ends[2]);
}

/* The furthest numbers that there are, and rests: no sum runs over. */
Test(moments, the_greatest_numbers_fit)
{
    struct chiso__carried numbers[1000];

    for (uint32_t i = 0; i < 999; i++) {
        numbers[i] = (struct chiso__carried){-CHISO_DECIMAL_MAX + (int64_t)(i % 3), 5};
    }
    numbers[999] = chiso__carried_of(CHISO_DECIMAL_MAX);
    sort(numbers, 999);
    cr_expect(chiso__skewed_end(numbers, 1000) == 1);
    for (uint32_t i = 0; i < 1000; i++) {
        numbers[i] =
            i == 0 ? chiso__carried_of(-CHISO_DECIMAL_MAX) : chiso__carried_of(CHISO_DECIMAL_MAX);
    }
    cr_expect(chiso__skewed_end(numbers, 1000) == -1);
    chiso__winsorise(numbers, 1000, 1);
    cr_expect(numbers[0].millionths == CHISO_DECIMAL_MAX);
}

Test(moments, fewer_than_four_and_equals_are_within)
{
    struct chiso__carried numbers[4] = {whole(1), whole(1), whole(1), whole(1)};

    cr_expect(chiso__skewed_end(numbers, 4) == 0);
    numbers[2] = whole(1000);
    cr_expect(chiso__skewed_end(numbers, 3) == 0);
    numbers[2] = whole(1);
    numbers[3] = whole(1000);
    /* Skewness 2 and kurtosis 4 of four numbers of which one is apart: not beyond 2. */
    cr_expect(chiso__skewed_end(numbers, 4) == 0);
}

static void expect(uint32_t count, const struct chiso__carried *numbers, int from_end, int64_t is)
{
    const uint32_t at = from_end > 0 ? count - (uint32_t)from_end : (uint32_t)(-from_end - 1);

    cr_expect(numbers[at].millionths == is * CHISO_DECIMAL_ONE, "%d is %s, expected %d", from_end,
              decimal_text(numbers[at].millionths), (int)is);
}

Test(moments, the_furthest_are_moved_to_the_next)
{
    struct chiso__carried numbers[MOST];
    uint32_t count = series(1, 20, (const int[]){100, 200}, 2, numbers);

    chiso__winsorise(numbers, count, 1);
    expect(count, numbers, 1, 100);
    chiso__winsorise(numbers, count, 1);
    expect(count, numbers, 1, 100); /* two are one there: more than may be moved */
    chiso__winsorise(numbers, count, 2);
    expect(count, numbers, 1, 20);
    expect(count, numbers, 2, 20);
    expect(count, numbers, 3, 20);
    expect(count, numbers, 4, 19);
    count = series(-100, -100, NULL, 0, numbers);
    count += series(1, 10, NULL, 0, numbers + 1);
    chiso__winsorise(numbers, count, 5);
    expect(count, numbers, -1, 1);
    expect(count, numbers, -2, 1);
    expect(count, numbers, -3, 2);
}

/* Moving is what looking anew each time would do. */
Test(moments, sums_that_follow_are_those_made_anew)
{
    struct random random = {11};

    for (int round = 0; round < 3000; round++) {
        struct chiso__carried quick[MOST];
        struct chiso__carried plain[MOST];
        const uint32_t count = (uint32_t)random_below(&random, MOST - 5) + 5;
        const uint32_t most = (uint32_t)random_below(&random, 6) + 1;
        uint32_t moved[2] = {0, 0};

        for (uint32_t i = 0; i < count; i++) {
            const int64_t size = (int64_t)random_below(&random, 20) * (i % 5 == 0 ? 100 : 1);

            plain[i] =
                (struct chiso__carried){round % 2 == 0 ? size : -size, random_below(&random, 3)};
        }
        sort(plain, count);
        memcpy(quick, plain, sizeof(quick));
        for (int end = chiso__skewed_end(plain, count); end != 0;
             end = chiso__skewed_end(plain, count)) {
            const struct chiso__carried last = plain[end > 0 ? count - 1 : 0];
            struct chiso__carried next = last;
            uint32_t equal = 0;

            for (uint32_t i = 0; i < count; i++) {
                const struct chiso__carried *one = &plain[end > 0 ? count - 1 - i : i];

                equal += chiso__carried_compare(*one, last) == 0;
                if (chiso__carried_compare(*one, last) != 0) {
                    next = *one;
                    break;
                }
            }
            if (equal + moved[end < 0] > most) {
                break;
            }
            moved[end > 0] = equal;
            for (uint32_t i = 0; i < equal; i++) {
                plain[end > 0 ? count - 1 - i : i] = next;
            }
        }
        chiso__winsorise(quick, count, most);
        for (uint32_t i = 0; i < count; i++) {
            cr_assert(chiso__carried_compare(quick[i], plain[i]) == 0, "round %d, %u", round, i);
        }
    }
}
