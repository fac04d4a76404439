/* Changes of boards of rates n/d: shown, counted and put in order as fractions say. */
#include "scene.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <string.h>

/* Figures are counted in parts of a leaf that all denominators divide. */
enum { UNITS = 60, LEAVES = 3, PARTS = 16, COMMON_MULTIPLE = 720720 };

struct league {
    chiso_decimal max; /* of each leaf: one so small that halves of millionths come up, or 1 */
    const char *rounding;
    int64_t figures[2][UNITS];
    chiso_board *boards[2];
};

/* Rates of which many are the same number in other words. */
static int64_t add_rate(struct random *random, struct buffer *points)
{
    const int64_t d = 1 + (int64_t)random_below(random, PARTS);
    const int64_t n = (int64_t)random_below(random, (uint64_t)d + 1);

    buffer_print(points, ",%" PRId64 "/%" PRId64, n, d);
    return n * (COMMON_MULTIPLE / d);
}

static void league_make(struct league *league, struct random *random)
{
    const char *max = decimal_text(league->max);

    for (int side = 0; side < 2; side++) {
        struct buffer criteria = {0};
        struct buffer points = {0};
        chiso_tree *tree;

        buffer_print(&criteria,
                     "code,title,max,rule,options\n.,,,,digits=%d rounding=%s\n"
                     "1,,%s,rate,\n2,,%s,rate,\n3,,%s,rate,\n",
                     side == 0 ? 6 : 0, league->rounding, max, max, max);
        buffer_print(&points, "unit,1,2,3");
        for (int unit = 0; unit < UNITS; unit++) {
            league->figures[side][unit] = 0;
            buffer_print(&points, "\n%s", plan_unit((uint32_t)unit));
            for (int k = 0; k < LEAVES; k++) {
                league->figures[side][unit] += add_rate(random, &points);
            }
        }
        tree = support_tree(criteria.bytes);
        league->boards[side] = support_scored(tree, points.bytes);
        chiso_tree_free(tree);
        buffer_clear(&criteria);
        buffer_clear(&points);
    }
}

/* whole × n / d as the tree rounds. */
static int64_t rounded(const struct league *league, int64_t whole, int64_t n, int64_t d)
{
    const int64_t size = whole * (n < 0 ? -n : n);
    const int64_t rest = size % d;
    const bool odd = size / d % 2 == 1;
    const bool up = league->rounding[0] == 'd' ? false
                    : 2 * rest == d            ? strcmp(league->rounding, "half-up") == 0 || odd
                                               : 2 * rest > d;
    const int64_t quotient = size / d + (up ? 1 : 0);

    return n < 0 ? -quotient : quotient;
}

static void expect_order(const struct league *league, const chiso_comparison *comparison,
                         chiso_move by, bool fallers, uint64_t seed)
{
    chiso_unit units[UNITS];
    uint32_t count = 0;

    cr_assert(chiso_comparison_movers(comparison, CHISO_ROOT, CHISO_ALL_BLOCKS, by, fallers, UNITS,
                                      units, &count, NULL) == CHISO_OK);
    cr_assert(count == UNITS);
    for (uint32_t i = 1; i < UNITS; i++) {
        const int64_t last = league->figures[1][units[i - 1]] - league->figures[0][units[i - 1]];
        const int64_t next = league->figures[1][units[i]] - league->figures[0][units[i]];

        cr_assert(last == next ? units[i - 1] < units[i] : (last > next) != fallers,
                  "seed %" PRIu64 ": place %u", seed, (unsigned)i);
    }
}

static void expect_changes(const struct league *league, const chiso_comparison *comparison,
                           uint64_t seed)
{
    chiso_change_count expected = {0, 0, 0, 0};
    chiso_change_count count;
    chiso_decimal points[UNITS];

    cr_assert(chiso_comparison_points(comparison, CHISO_ROOT, UNITS, points, &count) == CHISO_OK);
    for (chiso_unit unit = 0; unit < UNITS; unit++) {
        const int64_t moved = league->figures[1][unit] - league->figures[0][unit];
        chiso_change change;

        cr_assert(chiso_comparison_change(comparison, unit, CHISO_ROOT, &change) == CHISO_OK);
        cr_assert(points[unit] == rounded(league, league->max, moved, COMMON_MULTIPLE) &&
                      change.achieved == points[unit],
                  "seed %" PRIu64 ", unit %u: %s", seed, (unsigned)unit,
                  decimal_text(points[unit]));
        cr_assert(change.percent == rounded(league, 100 * (int64_t)CHISO_DECIMAL_ONE, moved,
                                            (int64_t)LEAVES * COMMON_MULTIPLE),
                  "seed %" PRIu64 ", unit %u: %s %%", seed, (unsigned)unit,
                  decimal_text(change.percent));
        expected.rose += moved > 0;
        expected.fell += moved < 0;
        expected.same += moved == 0;
    }
    cr_assert(count.rose == expected.rose && count.fell == expected.fell &&
                  count.same == expected.same && count.absent == 0,
              "seed %" PRIu64, seed);
}

Test(property_changes, changes_of_rates_are_those_of_fractions)
{
    static const char *const roundings[] = {"half-up", "half-even", "down"};
    uint32_t same = 0;

    for (uint64_t seed = 4800000; seed < 4800600; seed += SUPPORT_STRIDE) {
        struct random random = {.state = seed};
        struct league league = {.max = seed % 2 == 0 ? CHISO_DECIMAL_ONE : 3000,
                                .rounding = roundings[seed % 3]};
        chiso_comparison *comparison;

        league_make(&league, &random);
        comparison = scene_compare(league.boards[1], league.boards[0], NULL);
        expect_changes(&league, comparison, seed);
        for (int by = CHISO_MOVE_POINTS; by <= CHISO_MOVE_PERCENT; by++) {
            expect_order(&league, comparison, (chiso_move)by, false, seed);
            expect_order(&league, comparison, (chiso_move)by, true, seed);
        }
        for (int unit = 0; unit < UNITS; unit++) {
            same += league.figures[0][unit] == league.figures[1][unit];
        }
        chiso_comparison_free(comparison);
        chiso_board_free(league.boards[0]);
        chiso_board_free(league.boards[1]);
    }
    cr_expect(same >= 50 / SUPPORT_STRIDE, "only %u units stayed as they were", (unsigned)same);
}
