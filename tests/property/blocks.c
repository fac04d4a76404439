/* Summaries of blocks against their plain definitions, over fractions with a common denominator. */
#include "support.h"
#include "wide.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_UNITS 40

/* Every max that a unit can have here divides it. */
#define COMMON 2520

/* Percents of a block in units of 1/COMMON of a millionth of a percent, sorted. */
struct percents {
    uint32_t count;
    int64_t values[MOST_UNITS];
};

struct scene {
    uint64_t seed;
    int digits;
    chiso_rounding rounding;
    char *points;
    chiso_board *board;
};

/* Leaves of 1, 2 and 4 points of which some do not apply: maxima from 1 to 7, percents in sevenths,
 * sixths and fifths. */
static void scene_make(struct scene *scene, uint64_t seed, uint32_t units)
{
    static const char *const roundings[] = {"half-up", "half-even", "down"};
    struct random random = {.state = seed};
    struct buffer points = {0};
    char criteria[160];
    const uint64_t gap = 1 + random_below(&random, 8);

    *scene = (struct scene){.seed = seed,
                            .digits = (int)random_below(&random, 5),
                            .rounding = (chiso_rounding)random_below(&random, 3)};
    (void)snprintf(
        criteria, sizeof(criteria),
        "code,title,max,options\n.,Index,,digits=%d rounding=%s\n1,A,1,\n2,B,2,\n3,C,4,\n",
        scene->digits, roundings[scene->rounding]);
    buffer_print(&points, "unit,block,ranked,1,2,3");
    for (uint32_t unit = 0; unit < units; unit++) {
        buffer_print(&points, "\nu%" PRIu32 ",b%" PRIu64 ",%d", unit, random_below(&random, 2),
                     random_below(&random, 8) > 0);
        for (int leaf = 0; leaf < 3; leaf++) {
            if (random_below(&random, gap) == 0) {
                buffer_print(&points, ",NA");
            } else {
                const uint64_t quarters = random_below(&random, 5) << leaf;

                buffer_print(&points, ",%" PRIu64 ".%02" PRIu64, quarters / 4, quarters % 4 * 25);
            }
        }
    }
    buffer_print(&points, "\n");
    scene->points = points.bytes;
    chiso_tree *tree = support_tree(criteria);
    scene->board = support_scored(tree, points.bytes);
    chiso_tree_free(tree);
}

static void scene_clear(struct scene *scene)
{
    chiso_board_free(scene->board);
    free(scene->points);
}

static int by_value(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a;
    const int64_t y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static struct percents percents_of(const chiso_board *board, uint32_t block)
{
    struct percents percents = {0};

    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        chiso_result result;

        cr_assert(chiso_board_result(board, unit, CHISO_ROOT, &result) == CHISO_OK);
        if (chiso_unit_is_ranked(board, unit) && result.percent != CHISO_ABSENT &&
            (block == CHISO_ALL_BLOCKS || chiso_unit_block(board, unit) == block)) {
            cr_assert(COMMON % (result.max / CHISO_DECIMAL_ONE) == 0);
            percents.values[percents.count++] =
                result.achieved * 100 * (COMMON / (result.max / CHISO_DECIMAL_ONE));
        }
    }
    qsort(percents.values, percents.count, sizeof(percents.values[0]), by_value);
    return percents;
}

static chiso_decimal step_of(int digits)
{
    chiso_decimal step = CHISO_DECIMAL_ONE;

    for (int i = 0; i < digits; i++) {
        step /= 10;
    }
    return step;
}

/* A sum of percents over a divisor, rounded once. */
static chiso_decimal rounded(int128 sum, int128 divisor, const struct scene *scene, int digits)
{
    const int128 step = step_of(digits) * COMMON * divisor;
    int128 quotient = sum / step;
    const int128 twice = 2 * (sum % step);

    if (scene->rounding == CHISO_ROUND_HALF_UP) {
        quotient += twice >= step;
    } else if (scene->rounding == CHISO_ROUND_HALF_EVEN) {
        quotient += twice > step || (twice == step && quotient % 2 == 1);
    }
    return (chiso_decimal)quotient * step_of(digits);
}

/* A mean comes from terms of at least 15 places: one that lies nearer than that to where the
 * rounding turns may turn either way. */
static bool is_mean(const struct percents *percents, chiso_decimal mean, const struct scene *scene,
                    int digits)
{
    const int128 fine = 1000000000;
    int128 sum = 0;

    for (uint32_t i = 0; i < percents->count; i++) {
        sum += percents->values[i] * fine;
    }
    for (int side = -1; side <= 1; side++) {
        const int128 moved = sum + side * COMMON * (int128)percents->count;

        if (moved >= 0 && mean == rounded(moved, percents->count * fine, scene, digits)) {
            return true;
        }
    }
    return false;
}

/* Type 7: the value at (n - 1) × quarter / 4, on a line between its neighbours. */
static chiso_decimal quartile(const struct percents *percents, uint32_t quarter,
                              const struct scene *scene, int digits)
{
    const uint32_t at = (percents->count - 1) * quarter;
    const uint32_t whole = at / 4;
    const uint32_t part = at % 4;
    const int64_t low = percents->values[whole];
    const int64_t high = part == 0 ? low : percents->values[whole + 1];

    return rounded((int128)low * (4 - part) + (int128)high * part, 4, scene, digits);
}

/* The deviation is the rounded root of n Σ x² - (Σ x)² over n²: its neighbours' squares lie on the
 * right sides of that. */
static bool is_deviation(const struct percents *percents, chiso_decimal stdev,
                         const struct scene *scene, int digits)
{
    const uint64_t step = (uint64_t)step_of(digits);
    struct wide squares = wide_of(0);
    struct wide sum = wide_of(0);
    uint64_t total = 0;
    const bool down = scene->rounding == CHISO_ROUND_DOWN;

    for (uint32_t i = 0; i < percents->count; i++) {
        const uint64_t value = (uint64_t)percents->values[i];

        squares = wide_plus(squares, wide_times(wide_of(value), value));
        total += value;
    }
    sum = wide_times(wide_of(total), total);
    /* In thousandths of half a millionth: what is nearer to a bound than 10^-9 percent may be on
     * either side of it. */
    enum { FINE = 1000, NEAR = 2 };
    /* Twice the deviation, squared. */
    const struct wide exact =
        wide_times(wide_minus(wide_times(squares, percents->count), sum), 4 * FINE * FINE);
    const uint64_t least = 2 * (uint64_t)stdev - (down || stdev == 0 ? 0 : step);
    const uint64_t low = least == 0 ? 0 : least * FINE - NEAR;
    const uint64_t high = (2 * (uint64_t)stdev + (down ? 2 * step : step)) * FINE + NEAR;
    const uint64_t scale = (uint64_t)COMMON * percents->count;
    const struct wide below = wide_times(wide_times(wide_times(wide_of(low), low), scale), scale);
    const struct wide above = wide_times(wide_times(wide_times(wide_of(high), high), scale), scale);

    return wide_compare(below, exact) <= 0 &&
           (down ? wide_compare(exact, above) < 0 : wide_compare(exact, above) <= 0);
}

static void expect_figure(const struct scene *scene, uint32_t block, const char *name,
                          chiso_decimal got, chiso_decimal expected)
{
    cr_assert(got == expected,
              "seed %" PRIu64 ", block %" PRIu32 ", rounding %d: the %s is %" PRId64
              " millionths, expected %" PRId64 "\n%s",
              scene->seed, block, (int)scene->rounding, name, got, expected, scene->points);
}

static void expect_summary(const struct scene *scene, uint32_t block, int digits)
{
    const struct percents percents = percents_of(scene->board, block);
    const int places = digits < 0 ? scene->digits : digits;
    chiso_block_summary summary;

    cr_assert(chiso_block_summarise(scene->board, CHISO_ROOT, block, digits, &summary, NULL) ==
              CHISO_OK);
    cr_assert(summary.units == percents.count, "seed %" PRIu64, scene->seed);
    if (percents.count == 0) {
        cr_assert(summary.mean == CHISO_ABSENT && summary.median == CHISO_ABSENT &&
                      summary.min == CHISO_ABSENT && summary.max == CHISO_ABSENT &&
                      summary.stdev == CHISO_ABSENT && summary.quartile1 == CHISO_ABSENT &&
                      summary.quartile3 == CHISO_ABSENT,
                  "seed %" PRIu64, scene->seed);
        return;
    }
    cr_assert(is_mean(&percents, summary.mean, scene, places),
              "seed %" PRIu64 ", block %" PRIu32 ", rounding %d: the mean is %" PRId64
              " millionths to %d places\n%s",
              scene->seed, block, (int)scene->rounding, summary.mean, places, scene->points);
    expect_figure(scene, block, "min", summary.min, rounded(percents.values[0], 1, scene, places));
    expect_figure(scene, block, "max", summary.max,
                  rounded(percents.values[percents.count - 1], 1, scene, places));
    expect_figure(scene, block, "first quartile", summary.quartile1,
                  quartile(&percents, 1, scene, places));
    expect_figure(scene, block, "median", summary.median, quartile(&percents, 2, scene, places));
    expect_figure(scene, block, "third quartile", summary.quartile3,
                  quartile(&percents, 3, scene, places));
    cr_assert(is_deviation(&percents, summary.stdev, scene, places),
              "seed %" PRIu64 ", block %" PRIu32 ", rounding %d: the standard deviation is %" PRId64
              " millionths to %d places\n%s",
              scene->seed, block, (int)scene->rounding, summary.stdev, places, scene->points);
}

Test(property_blocks, every_summary_is_its_plain_definition_rounded_once)
{
    for (uint64_t seed = 6000000; seed < 6003000; seed += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        struct scene scene;

        scene_make(&scene, seed, 1 + (uint32_t)random_below(&random, MOST_UNITS));
        for (uint32_t block = 0; block < chiso_board_block_count(scene.board); block++) {
            expect_summary(&scene, block, -1);
            expect_summary(&scene, block, (int)random_below(&random, 7));
        }
        expect_summary(&scene, CHISO_ALL_BLOCKS, -1);
        expect_summary(&scene, CHISO_ALL_BLOCKS, (int)random_below(&random, 7));
        scene_clear(&scene);
    }
}

Test(property_blocks, bands_count_every_ranked_unit_by_its_exact_or_published_percent)
{
    static const int64_t bounds[] = {100, 75, 50, 25};
    static const char bands_csv[] = "band,from\nlow,25\ntop,100\nhalf,50\nupper,75\n";

    for (uint64_t seed = 6100000; seed < 6101000; seed += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        struct scene scene;
        chiso_bands *bands = NULL;
        uint32_t exact[4] = {0};
        uint32_t published[4] = {0};
        uint32_t expected_exact[4] = {0};
        uint32_t expected_published[4] = {0};

        cr_assert(chiso_bands_read_csv(bands_csv, strlen(bands_csv), NULL, &bands, NULL) ==
                  CHISO_OK);
        scene_make(&scene, seed, 1 + (uint32_t)random_below(&random, MOST_UNITS));
        const struct percents percents = percents_of(scene.board, CHISO_ALL_BLOCKS);
        for (uint32_t i = 0; i < percents.count; i++) {
            const chiso_decimal print = rounded(percents.values[i], 1, &scene, scene.digits);
            int band = 0;
            int print_band = 0;

            while (band < 4 && percents.values[i] < bounds[band] * CHISO_DECIMAL_ONE * COMMON) {
                band++;
            }
            while (print_band < 4 && print < bounds[print_band] * CHISO_DECIMAL_ONE) {
                print_band++;
            }
            if (band < 4) {
                expected_exact[band]++;
            }
            if (print_band < 4) {
                expected_published[print_band]++;
            }
        }
        cr_assert(chiso_block_count_bands(scene.board, CHISO_ROOT, CHISO_ALL_BLOCKS, bands,
                                          CHISO_KEY_EXACT, exact, NULL) == CHISO_OK);
        cr_assert(chiso_block_count_bands(scene.board, CHISO_ROOT, CHISO_ALL_BLOCKS, bands,
                                          CHISO_KEY_PUBLISHED, published, NULL) == CHISO_OK);
        for (int band = 0; band < 4; band++) {
            cr_assert(exact[band] == expected_exact[band] &&
                          published[band] == expected_published[band],
                      "seed %" PRIu64 ", band %d\n%s", seed, band, scene.points);
        }
        chiso_bands_free(bands);
        scene_clear(&scene);
    }
}
