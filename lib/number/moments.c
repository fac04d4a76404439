/* Sums of powers of whole numbers, in as many bits as they need. */
#include "number/moments.h"

#include "number/big.h"

/* A distance of two numbers has 117 bits at most, and n is below 2^32: a sum of them has 149, that
 * of their fourth powers 500. The square of what the cubes give, the longest, has 900 bits, with
 * its factor 964. */
enum { POWERS = 4 };

/* Σ x^k of distances from the lowest number, k being 1 to 4. */
struct sums {
    struct chiso__carried lowest;
    int shift; /* bits that all distances end with and that are left out */
    chiso__unsigned_wide count;
    struct chiso__big powers[POWERS + 1]; /* the first is not used */
};

static chiso__unsigned_wide distance(struct chiso__carried number, struct chiso__carried lowest)
{
    struct chiso__total total = chiso__total_of(number);

    /* Two numbers within their bounds are no further apart than 128 bits. */
    (void)chiso__total_take(&total, chiso__total_of(lowest));
    return (chiso__unsigned_wide)(uint64_t)total.high << 64 | total.low;
}

static struct chiso__big big_of_number(const struct sums *sums, struct chiso__carried number)
{
    return chiso__big_of_wide(distance(number, sums->lowest) >> sums->shift);
}

/* Takes so many numbers in, or out. */
static void take(struct sums *sums, struct chiso__carried number, uint32_t count, bool out)
{
    const struct chiso__big size = big_of_number(sums, number);
    struct chiso__big power = chiso__big_of_wide(count);

    for (int k = 1; k <= POWERS; k++) {
        power = chiso__big_times(&power, &size);
        if (out) {
            sums->powers[k] = chiso__big_less(&sums->powers[k], &power);
        } else {
            chiso__big_add(&sums->powers[k], &power);
        }
    }
}

static void begin(const struct chiso__carried *sorted, uint32_t count, struct sums *sums)
{
    chiso__unsigned_wide all = 0;

    *sums = (struct sums){.lowest = sorted[0], .count = count};
    for (uint32_t i = 0; i < count; i++) {
        all |= distance(sorted[i], sums->lowest);
    }
    while (all != 0 && (all >> sums->shift & 1) == 0) {
        sums->shift++;
    }
    for (uint32_t i = 0; i < count; i++) {
        take(sums, sorted[i], 1, false);
    }
}

/* factor × a × b. */
static struct chiso__big product(chiso__unsigned_wide factor, const struct chiso__big *a,
                                 const struct chiso__big *b)
{
    const struct chiso__big big = chiso__big_of_wide(factor);
    const struct chiso__big both = chiso__big_times(a, b);

    return chiso__big_times(&both, &big);
}

/* Σ (x - mean)^k, times n^k: n (n S2 - S1^2), n (n^2 S3 - 3 n S1 S2 + 2 S1^3) as its size and sign,
 * n (n^3 S4 - 4 n^2 S1 S3 + 6 n S1^2 S2 - 3 S1^4), each without the n in front. */
struct central {
    struct chiso__big squares;
    struct chiso__big cubes;
    int sign;
    struct chiso__big fourths;
};

static void find_central(const struct sums *sums, struct central *out)
{
    const struct chiso__big *s = sums->powers;
    const struct chiso__big unit = chiso__big_of_wide(1);
    const struct chiso__big square = chiso__big_times(&s[1], &s[1]);
    const chiso__unsigned_wide n = sums->count;
    struct chiso__big plus = product(n, &s[2], &unit);
    struct chiso__big minus = square;
    struct chiso__big term;

    out->squares = chiso__big_less(&plus, &minus);
    plus = product(n * n, &s[3], &unit);
    term = product(2, &square, &s[1]);
    chiso__big_add(&plus, &term);
    minus = product(3 * n, &s[1], &s[2]);
    out->sign = chiso__big_compare(&plus, &minus);
    out->cubes = out->sign < 0 ? chiso__big_less(&minus, &plus) : chiso__big_less(&plus, &minus);
    plus = product(n * n * n, &s[4], &unit);
    term = product(6 * n, &square, &s[2]);
    chiso__big_add(&plus, &term);
    minus = product(4 * n * n, &s[1], &s[3]);
    term = product(3, &square, &square);
    chiso__big_add(&minus, &term);
    out->fourths = chiso__big_less(&plus, &minus);
}

/* |G1| above 2: n^2 (n - 1) (Σ y^3)^2 above 4 (n - 2)^2 (Σ y^2)^3, y being n (x - mean); n^3 of it
 * is in what is left out of the sums. */
static bool is_skewed(const struct central *central, chiso__unsigned_wide n)
{
    const struct chiso__big left = product(n * (n - 1), &central->cubes, &central->cubes);
    const struct chiso__big squared =
        product(4 * (n - 2) * (n - 2), &central->squares, &central->squares);
    const struct chiso__big right = chiso__big_times(&squared, &central->squares);

    return chiso__big_compare(&left, &right) > 0;
}

/* G2 above 7/2: 2 n (n + 1) (n - 1) Σ y^4 above (7 (n - 2) (n - 3) + 6 (n - 1)^2) (Σ y^2)^2. */
static bool is_peaked(const struct central *central, chiso__unsigned_wide n)
{
    const struct chiso__big unit = chiso__big_of_wide(1);
    const struct chiso__big left = product(2 * (n + 1) * (n - 1), &central->fourths, &unit);
    const struct chiso__big right = product(7 * (n - 2) * (n - 3) + 6 * (n - 1) * (n - 1),
                                            &central->squares, &central->squares);

    return chiso__big_compare(&left, &right) > 0;
}

static int end_of(const struct sums *sums)
{
    struct central central;

    find_central(sums, &central);
    return is_skewed(&central, sums->count) && is_peaked(&central, sums->count) ? central.sign : 0;
}

enum { FEWEST = 4 };

int chiso__skewed_end(const struct chiso__carried *sorted, uint32_t count)
{
    struct sums sums;

    if (count < FEWEST) {
        return 0;
    }
    begin(sorted, count, &sums);
    return end_of(&sums);
}

/* How many numbers at an end are the one that stands there. */
static uint32_t count_equal(const struct chiso__carried *sorted, uint32_t count, bool high)
{
    const struct chiso__carried last = sorted[high ? count - 1 : 0];
    uint32_t equal = 1;

    while (equal < count &&
           chiso__carried_compare(sorted[high ? count - 1 - equal : equal], last) == 0) {
        equal++;
    }
    return equal;
}

void chiso__winsorise(struct chiso__carried *sorted, uint32_t count, uint32_t most)
{
    uint32_t moved[2] = {0, 0}; /* at the low end, and at the high one */
    struct sums sums;
    int end = 0;

    if (count < FEWEST) {
        return;
    }
    begin(sorted, count, &sums);
    for (end = end_of(&sums); end != 0; end = end_of(&sums)) {
        const bool high = end > 0;
        const uint32_t equal = count_equal(sorted, count, high);
        const uint32_t first = high ? count - equal : 0;
        struct chiso__carried next = {0, 0};

        if (equal == count || (uint64_t)equal + moved[!high] > most) {
            return;
        }
        next = sorted[high ? first - 1 : equal];
        take(&sums, sorted[first], equal, true);
        take(&sums, next, equal, false);
        for (uint32_t i = first; i < first + equal; i++) {
            sorted[i] = next;
        }
        moved[high] = equal;
    }
}
