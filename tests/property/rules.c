/* Every rule against plain rational arithmetic. */
#include "support.h"
#include "wide.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS (400 / SUPPORT_STRIDE)
#define CELLS 30

/* A leaf with a rule, and a board of one unit over it. */
struct leaf {
    uint64_t seed;
    chiso_decimal max;
    chiso_decimal min;
    char rule[160];
    chiso_tree *tree;
    chiso_board *board;
};

/* A value as a fraction; numbers have a denominator of 1. All in millionths. */
struct value {
    chiso_decimal numerator;
    chiso_decimal denominator;
};

static const char *text_of(chiso_decimal value, char *text)
{
    cr_assert(chiso_decimal_format(value, -1, CHISO_ROUND_DOWN, '.', text) == CHISO_OK);
    return text;
}

static void leaf_make(struct leaf *leaf)
{
    struct buffer criteria = {0};
    char max[CHISO_DECIMAL_TEXT_SIZE];
    char min[CHISO_DECIMAL_TEXT_SIZE];

    buffer_print(&criteria, "code,title,max,min,rule\n1,Leaf,%s,%s,%s\n", text_of(leaf->max, max),
                 text_of(leaf->min, min), leaf->rule);
    leaf->tree = support_tree(criteria.bytes);
    leaf->board = support_board(leaf->tree, "unit,1\nu,\n");
    buffer_clear(&criteria);
}

static void leaf_clear(struct leaf *leaf)
{
    chiso_board_free(leaf->board);
    chiso_tree_free(leaf->tree);
}

/* The points that the library gives for a cell, also once it is scored. */
static void expect_points(const struct leaf *leaf, const char *text, chiso_decimal expected)
{
    chiso_error error = CHISO_ERROR_INIT;
    chiso_cell cell;

    cr_assert(chiso_board_set(leaf->board, "u", "1", text, &error) == CHISO_OK,
              "seed %" PRIu64 ", rule %s, cell %s: %s", leaf->seed, leaf->rule, text,
              error.message);
    cr_assert(chiso_board_cell(leaf->board, 0, 1, &cell) == CHISO_OK &&
              cell.state == CHISO_STATE_SCORED);
    cr_assert(cell.points == expected,
              "seed %" PRIu64 ", rule %s of %" PRId64 " to %" PRId64
              " millionths, cell %s: %" PRId64 " millionths, expected %" PRId64,
              leaf->seed, leaf->rule, leaf->min, leaf->max, text, cell.points, expected);
    cr_assert(chiso_board_score(leaf->board, &error) == CHISO_OK, "%s", error.message);
    cr_assert(support_result(leaf->board, "u", "1").achieved == expected,
              "seed %" PRIu64 ", rule %s, cell %s", leaf->seed, leaf->rule, text);
}

static chiso_decimal ratio(int128 numerator, int128 denominator)
{
    const bool negative = (numerator < 0) != (denominator < 0);
    const int128 above = numerator < 0 ? -numerator : numerator;
    const int128 below = denominator < 0 ? -denominator : denominator;
    const int128 quotient = above / below + (2 * (above % below) >= below);

    return (chiso_decimal)(negative ? -quotient : quotient);
}

static chiso_decimal limit(chiso_decimal points, chiso_decimal low, chiso_decimal high)
{
    return points < low ? low : points > high ? high : points;
}

static chiso_decimal any_max(struct random *random)
{
    static const chiso_decimal maxima[] = {1500000, 5000000, 3333333,   10000000,
                                           1,       1428571, 100000000, 700000};

    return maxima[random_below(random, sizeof(maxima) / sizeof(maxima[0]))];
}

static void any_bounds(struct leaf *leaf, struct random *random)
{
    leaf->max = any_max(random);
    switch (random_below(random, 4)) {
    case 0:
        leaf->min = leaf->max / 4;
        break;
    case 1:
        leaf->min = -any_max(random);
        break;
    default:
        leaf->min = 0;
        break;
    }
}

/* A rate as a cell holds it: a percentage, or two numbers. */
static struct value any_rate(struct random *random, char *text, size_t size)
{
    char above[CHISO_DECIMAL_TEXT_SIZE];
    char below[CHISO_DECIMAL_TEXT_SIZE];
    struct value rate;

    if (random_below(random, 2) == 0) {
        rate.denominator = 100 * CHISO_DECIMAL_ONE;
        rate.numerator = random_below(random, 2) == 0
                             ? (chiso_decimal)random_below(random, 130) * CHISO_DECIMAL_ONE
                             : (chiso_decimal)random_below(random, 110000000);
        (void)snprintf(text, size, "%s%%", text_of(rate.numerator, above));
    } else {
        rate.denominator = (1 + (chiso_decimal)random_below(random, 20)) * CHISO_DECIMAL_ONE;
        rate.numerator = random_below(random, 3) == 0
                             ? (chiso_decimal)random_below(random, 21000000)
                             : (chiso_decimal)random_below(random, 22) * CHISO_DECIMAL_ONE;
        (void)snprintf(text, size, "%s/%s", text_of(rate.numerator, above),
                       text_of(rate.denominator, below));
    }
    return rate;
}

/* value × 100 - percent, as a sign, and value itself times a number. */
static int128 above_percent(struct value rate, chiso_decimal percent)
{
    return (int128)rate.numerator * 100 * CHISO_DECIMAL_ONE - (int128)percent * rate.denominator;
}

static chiso_decimal times_rate(chiso_decimal points, struct value rate)
{
    return rate.numerator >= rate.denominator
               ? points
               : ratio((int128)points * rate.numerator, rate.denominator);
}

Test(property_rules, a_rate_is_the_max_times_the_rate_and_never_less_than_the_min)
{
    for (uint64_t seed = 5000000; seed < 5000000 + ROUNDS; seed++) {
        struct random random = {.state = seed};
        struct leaf leaf = {.seed = seed, .rule = "rate"};

        any_bounds(&leaf, &random);
        leaf_make(&leaf);
        for (int i = 0; i < CELLS; i++) {
            char text[64];
            const struct value rate = any_rate(&random, text, sizeof(text));

            expect_points(&leaf, text, limit(times_rate(leaf.max, rate), leaf.min, leaf.max));
        }
        leaf_clear(&leaf);
    }
}

Test(property_rules, a_rate_from_a_threshold_gives_the_min_below_it)
{
    for (uint64_t seed = 5100000; seed < 5100000 + ROUNDS; seed++) {
        struct random random = {.state = seed};
        struct leaf leaf = {.seed = seed};
        const chiso_decimal from = (chiso_decimal)random_below(&random, 101) * CHISO_DECIMAL_ONE;
        char percent[CHISO_DECIMAL_TEXT_SIZE];

        any_bounds(&leaf, &random);
        (void)snprintf(leaf.rule, sizeof(leaf.rule), "rate from %s%%", text_of(from, percent));
        leaf_make(&leaf);
        for (int i = 0; i < CELLS; i++) {
            char text[64];
            const struct value rate = any_rate(&random, text, sizeof(text));
            const chiso_decimal points = limit(times_rate(leaf.max, rate), leaf.min, leaf.max);

            expect_points(&leaf, text, above_percent(rate, from) >= 0 ? points : leaf.min);
        }
        leaf_clear(&leaf);
    }
}

Test(property_rules, a_rate_between_two_thresholds_runs_on_a_line_from_min_to_max)
{
    for (uint64_t seed = 5200000; seed < 5200000 + ROUNDS; seed++) {
        struct random random = {.state = seed};
        struct leaf leaf = {.seed = seed};
        const chiso_decimal low = (chiso_decimal)random_below(&random, 90) * CHISO_DECIMAL_ONE;
        const chiso_decimal high =
            low + 1 +
            (chiso_decimal)random_below(&random, (uint64_t)(100 * CHISO_DECIMAL_ONE - low));
        char from[CHISO_DECIMAL_TEXT_SIZE];
        char to[CHISO_DECIMAL_TEXT_SIZE];

        any_bounds(&leaf, &random);
        (void)snprintf(leaf.rule, sizeof(leaf.rule), "rate between %s%%..%s%%", text_of(low, from),
                       text_of(high, to));
        leaf_make(&leaf);
        for (int i = 0; i < CELLS; i++) {
            char text[64];
            const struct value rate = any_rate(&random, text, sizeof(text));
            chiso_decimal points = above_percent(rate, low) <= 0 ? leaf.min : leaf.max;

            if (above_percent(rate, low) > 0 && above_percent(rate, high) < 0) {
                /* min + (max - min) × (rate - low) / (high - low) over one denominator. */
                const int128 width = (int128)(high - low) * rate.denominator;

                points = ratio((int128)leaf.min * width +
                                   (int128)(leaf.max - leaf.min) * above_percent(rate, low),
                               width);
            }
            expect_points(&leaf, text, points);
        }
        leaf_clear(&leaf);
    }
}

Test(property_rules, a_rate_with_a_target_gives_the_max_from_it_on)
{
    for (uint64_t seed = 5300000; seed < 5300000 + ROUNDS; seed++) {
        struct random random = {.state = seed};
        struct leaf leaf = {.seed = seed};
        const chiso_decimal target =
            1 + (chiso_decimal)random_below(&random, 100 * CHISO_DECIMAL_ONE);
        char percent[CHISO_DECIMAL_TEXT_SIZE];

        any_bounds(&leaf, &random);
        (void)snprintf(leaf.rule, sizeof(leaf.rule), "rate target %s%%", text_of(target, percent));
        leaf_make(&leaf);
        for (int i = 0; i < CELLS; i++) {
            char text[64];
            const struct value rate = any_rate(&random, text, sizeof(text));
            chiso_decimal points = leaf.max;

            if (above_percent(rate, target) < 0) {
                points = ratio((int128)leaf.max * rate.numerator * 100 * CHISO_DECIMAL_ONE,
                               (int128)rate.denominator * target);
            }
            expect_points(&leaf, text, limit(points, leaf.min, leaf.max));
        }
        leaf_clear(&leaf);
    }
}

/* The points of a cell by themselves. */
static chiso_decimal points_of(const struct leaf *leaf, const char *text)
{
    chiso_error error = CHISO_ERROR_INIT;
    chiso_cell cell;

    cr_assert(chiso_board_set(leaf->board, "u", "1", text, &error) == CHISO_OK,
              "seed %" PRIu64 ", rule %s, cell %s: %s", leaf->seed, leaf->rule, text,
              error.message);
    cr_assert(chiso_board_cell(leaf->board, 0, 1, &cell) == CHISO_OK);
    return cell.points;
}

/* A bare number in percent, or a share, is the rate that is the same number with its sign. */
static void expect_bare(uint64_t seed, bool percent)
{
    static const char *const forms[] = {"", " from 40%", " between 20%..70%", " target 90%"};
    struct random random = {.state = seed};
    const char *form = forms[random_below(&random, 4)];
    struct leaf signed_leaf = {.seed = seed};
    struct leaf bare_leaf = {.seed = seed};

    any_bounds(&signed_leaf, &random);
    bare_leaf.max = signed_leaf.max;
    bare_leaf.min = signed_leaf.min;
    (void)snprintf(signed_leaf.rule, sizeof(signed_leaf.rule), "rate%s", form);
    (void)snprintf(bare_leaf.rule, sizeof(bare_leaf.rule), "rate %s%s",
                   percent ? "percent" : "share", form);
    leaf_make(&signed_leaf);
    leaf_make(&bare_leaf);
    for (int i = 0; i < CELLS; i++) {
        const chiso_decimal number = (chiso_decimal)random_below(&random, 1200000) - 50000;
        char bare[CHISO_DECIMAL_TEXT_SIZE];
        char written[CHISO_DECIMAL_TEXT_SIZE + 2];
        char any[64];

        /* A share of 0.978 is 97.8 %: the same decimal with its mark two places on. */
        (void)snprintf(written, sizeof(written), "%s%%", text_of(number * 100, bare));
        (void)text_of(percent ? number * 100 : number, bare);
        cr_assert(points_of(&bare_leaf, bare) == points_of(&signed_leaf, written),
                  "seed %" PRIu64 ", rule %s, cell %s", seed, bare_leaf.rule, bare);
        (void)any_rate(&random, any, sizeof(any));
        cr_assert(points_of(&bare_leaf, any) == points_of(&signed_leaf, any),
                  "seed %" PRIu64 ", rule %s, cell %s", seed, bare_leaf.rule, any);
    }
    leaf_clear(&bare_leaf);
    leaf_clear(&signed_leaf);
}

Test(property_rules, a_bare_rate_is_the_rate_that_is_written_with_its_sign)
{
    for (uint64_t seed = 5350000; seed < 5350000 + ROUNDS; seed++) {
        expect_bare(seed, true);
        expect_bare(seed, false);
    }
}

#define TIERS 4

/* Thresholds in the rule's order, with any points between min and max behind them. */
static void make_tiers(struct leaf *leaf, struct random *random, const char *word, bool percent,
                       chiso_decimal *thresholds, chiso_decimal *points)
{
    struct buffer rule = {0};
    chiso_decimal next = (chiso_decimal)random_below(random, 10000000);

    buffer_print(&rule, "%s", word);
    for (int i = 0; i < TIERS; i++) {
        next += 1 + (chiso_decimal)random_below(random, 20000000);
        thresholds[i] = next;
        points[i] =
            leaf->min + (chiso_decimal)random_below(random, (uint64_t)(leaf->max - leaf->min) + 1);
    }
    for (int i = 0; i < TIERS; i++) {
        const int at = word[2] == 'l' ? TIERS - 1 - i : i;
        char threshold[CHISO_DECIMAL_TEXT_SIZE];
        char behind[CHISO_DECIMAL_TEXT_SIZE];

        buffer_print(&rule, " %s%s:%s", text_of(thresholds[at], threshold), percent ? "%" : "",
                     text_of(points[at], behind));
    }
    cr_assert(rule.size < sizeof(leaf->rule));
    (void)memcpy(leaf->rule, rule.bytes, rule.size + 1);
    buffer_clear(&rule);
}

static void expect_tiers(uint64_t seed, const char *word, bool percent)
{
    struct random random = {.state = seed};
    struct leaf leaf = {.seed = seed};
    chiso_decimal thresholds[TIERS];
    chiso_decimal points[TIERS];

    any_bounds(&leaf, &random);
    make_tiers(&leaf, &random, word, percent, thresholds, points);
    leaf_make(&leaf);
    for (int i = 0; i < CELLS; i++) {
        const chiso_decimal near =
            thresholds[random_below(&random, TIERS)] + (chiso_decimal)random_below(&random, 3) - 1;
        const chiso_decimal number =
            random_below(&random, 2) == 0 ? near : (chiso_decimal)random_below(&random, 100000000);
        struct value value = {number, 100 * CHISO_DECIMAL_ONE};
        chiso_decimal expected = leaf.min;
        char text[64];

        (void)text_of(number, text);
        if (percent && random_below(&random, 2) == 0) {
            value = any_rate(&random, text, sizeof(text));
        } else if (percent) {
            (void)strcat(text, "%");
        }
        for (int tier = 0; tier < TIERS; tier++) {
            const int at = word[2] == 'l' ? tier : TIERS - 1 - tier;
            const int128 above = above_percent(value, thresholds[at]);

            if (word[2] == 'l' ? above >= 0 : above <= 0) {
                expected = points[at];
            }
        }
        expect_points(&leaf, text, expected);
    }
    leaf_clear(&leaf);
}

Test(property_rules, atleast_and_atmost_give_what_stands_behind_the_nearest_threshold)
{
    for (uint64_t seed = 5400000; seed < 5400000 + ROUNDS; seed++) {
        expect_tiers(seed, "atleast", false);
        expect_tiers(seed + ROUNDS, "atleast", true);
        expect_tiers(seed + 2 * ROUNDS, "atmost", false);
        expect_tiers(seed + 3 * ROUNDS, "atmost", true);
    }
}

Test(property_rules, yes_is_the_max_and_no_is_the_min)
{
    static const char *const yes[] = {"yes", "có", "1"};
    static const char *const no[] = {"no", "không", "0"};

    for (uint64_t seed = 5500000; seed < 5500000 + ROUNDS; seed++) {
        struct random random = {.state = seed};
        struct leaf leaf = {.seed = seed, .rule = "yesno"};

        any_bounds(&leaf, &random);
        leaf_make(&leaf);
        for (size_t i = 0; i < 3; i++) {
            expect_points(&leaf, yes[i], leaf.max);
            expect_points(&leaf, no[i], leaf.min);
        }
        leaf_clear(&leaf);
    }
}

Test(property_rules, per_is_the_count_times_the_points_within_min_and_max)
{
    for (uint64_t seed = 5600000; seed < 5600000 + ROUNDS; seed++) {
        struct random random = {.state = seed};
        struct leaf leaf = {.seed = seed};
        chiso_decimal per = 1 + (chiso_decimal)random_below(&random, 2000000);
        char text[CHISO_DECIMAL_TEXT_SIZE];

        any_bounds(&leaf, &random);
        if (leaf.min < 0 && random_below(&random, 2) == 0) {
            per = -per;
        }
        (void)snprintf(leaf.rule, sizeof(leaf.rule), "per %s", text_of(per, text));
        leaf_make(&leaf);
        for (int i = 0; i < CELLS; i++) {
            const chiso_decimal count =
                (chiso_decimal)random_below(&random, random_below(&random, 2) == 0 ? 5 : 100000);

            expect_points(&leaf, text_of(count * CHISO_DECIMAL_ONE, text),
                          limit(count * per, leaf.min, leaf.max));
        }
        leaf_clear(&leaf);
    }
}

static void expect_range(uint64_t seed, bool unlimited)
{
    struct random random = {.state = seed};
    struct leaf leaf = {.seed = seed};
    const chiso_decimal a = (chiso_decimal)random_below(&random, 200000000) - 100000000;
    const chiso_decimal width =
        1 + (chiso_decimal)random_below(&random, random_below(&random, 2) == 0 ? 100 : 90000000);
    const chiso_decimal b = random_below(&random, 2) == 0 ? a + width : a - width;
    char from[CHISO_DECIMAL_TEXT_SIZE];
    char to[CHISO_DECIMAL_TEXT_SIZE];

    any_bounds(&leaf, &random);
    (void)snprintf(leaf.rule, sizeof(leaf.rule), "range %s..%s%s", text_of(a, from), text_of(b, to),
                   unlimited ? " unlimited" : "");
    leaf_make(&leaf);
    for (int i = 0; i < CELLS; i++) {
        const chiso_decimal low = a < b ? a : b;
        const chiso_decimal value =
            low - width + (chiso_decimal)random_below(&random, 3 * (uint64_t)width + 1);
        const int128 share = (int128)(leaf.max - leaf.min) * (value - a);
        const chiso_decimal points = ratio((int128)leaf.min * (b - a) + share, b - a);

        expect_points(&leaf, text_of(value, from),
                      unlimited ? points : limit(points, leaf.min, leaf.max));
    }
    leaf_clear(&leaf);
}

Test(property_rules, a_range_runs_on_a_line_from_its_first_bound_to_its_second)
{
    for (uint64_t seed = 5700000; seed < 5700000 + ROUNDS; seed++) {
        expect_range(seed, false);
        expect_range(seed + ROUNDS, true);
    }
}

static chiso_decimal any_positive(struct random *random)
{
    return 1 + (chiso_decimal)(random_next(random) >> (2 + random_below(random, 60))) %
                   CHISO_DECIMAL_MAX;
}

/* Logarithms of the machine, which have some digits more than the 16 bits behind the sixth place
 * that are promised. */
static void expect_logarithmic(uint64_t seed, bool unlimited)
{
    struct random random = {.state = seed};
    struct leaf leaf = {.seed = seed};
    const chiso_decimal a = any_positive(&random);
    const chiso_decimal b = any_positive(&random);
    char from[CHISO_DECIMAL_TEXT_SIZE];
    char to[CHISO_DECIMAL_TEXT_SIZE];

    if (a == b) {
        return;
    }
    any_bounds(&leaf, &random);
    (void)snprintf(leaf.rule, sizeof(leaf.rule), "range %s..%s log%s", text_of(a, from),
                   text_of(b, to), unlimited ? " unlimited" : "");
    leaf_make(&leaf);
    for (int i = 0; i < CELLS; i++) {
        const chiso_decimal value = i == 0 ? a : i == 1 ? b : any_positive(&random);
        const long double start = logl((long double)a);
        const long double share =
            (logl((long double)value) - start) / (logl((long double)b) - start);
        const long double exact =
            (long double)leaf.min + (long double)(leaf.max - leaf.min) * share;
        const long double low =
            unlimited || exact > (long double)leaf.min ? exact : (long double)leaf.min;
        const long double near =
            unlimited || low < (long double)leaf.max ? low : (long double)leaf.max;
        chiso_error error = CHISO_ERROR_INIT;
        chiso_cell cell;

        if (fabsl(near) > 1e14L) {
            continue;
        }
        cr_assert(chiso_board_set(leaf.board, "u", "1", text_of(value, from), &error) == CHISO_OK,
                  "seed %" PRIu64 ": %s", seed, error.message);
        cr_assert(chiso_board_cell(leaf.board, 0, 1, &cell) == CHISO_OK);
        cr_assert(fabsl((long double)cell.points - near) <= 0.5L + 1.0L / 32768,
                  "seed %" PRIu64 ", rule %s of %" PRId64 " to %" PRId64
                  " millionths, cell %s: %" PRId64 " millionths, expected %Lf",
                  seed, leaf.rule, leaf.min, leaf.max, from, cell.points, near);
    }
    leaf_clear(&leaf);
}

Test(property_rules, a_range_of_logarithms_runs_on_a_line_of_them)
{
    for (uint64_t seed = 5900000; seed < 5900000 + ROUNDS; seed++) {
        expect_logarithmic(seed, false);
        expect_logarithmic(seed + ROUNDS, true);
    }
}

Test(property_rules, a_rate_that_is_set_as_two_numbers_is_the_rate_that_is_written)
{
    for (uint64_t seed = 5800000; seed < 5800000 + ROUNDS; seed++) {
        struct random random = {.state = seed};
        struct leaf leaf = {.seed = seed, .rule = "rate from 40%"};

        any_bounds(&leaf, &random);
        leaf_make(&leaf);
        for (int i = 0; i < CELLS; i++) {
            char text[64];
            const struct value rate = any_rate(&random, text, sizeof(text));
            chiso_cell written;
            chiso_cell set;

            cr_assert(chiso_board_set(leaf.board, "u", "1", text, NULL) == CHISO_OK &&
                      chiso_board_cell(leaf.board, 0, 1, &written) == CHISO_OK);
            cr_assert(chiso_board_set_ratio(leaf.board, 0, 1, rate.numerator, rate.denominator,
                                            NULL) == CHISO_OK);
            cr_assert(chiso_board_cell(leaf.board, 0, 1, &set) == CHISO_OK);
            cr_assert(written.points == set.points && written.value == set.value &&
                          written.denominator == set.denominator,
                      "seed %" PRIu64 ", cell %s", seed, text);
        }
        leaf_clear(&leaf);
    }
}
