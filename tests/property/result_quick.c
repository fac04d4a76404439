/* The figures of all rows of a node are those of the plain way, which tells them one by one: where
 * percents lie at halves of their last digit, at whole ones and beside them, under all roundings
 * and digits, with maxima of all sizes. Boards of all kinds are held against it in columns.c. */
#include "plan.h"

#include <criterion/criterion.h>

#include <stdio.h>

enum { UNITS = 40 };

/* A tree of two leaves under random options, one with a max of random size, as a sum or a mean. */
static chiso_tree *make_sharp_tree(struct random *random, chiso_decimal *out_max, int *out_digits)
{
    static const char *const roundings[] = {"half-up", "half-even", "down"};
    static const char *const missing[] = {"zero", "skip", "unknown"};
    char options[100];
    chiso_tree *tree = NULL;

    *out_max = 1;
    *out_digits = (int)random_below(random, 7);
    for (uint64_t size = random_below(random, 60); size > 0; size--) {
        *out_max = 2 * *out_max + (chiso_decimal)random_below(random, 2);
    }
    snprintf(options, sizeof(options), "digits=%d rounding=%s missing=%s full=%s", *out_digits,
             roundings[random_below(random, 3)], missing[random_below(random, 3)],
             random_below(random, 2) == 0 ? "rounded" : "reached");
    cr_assert_eq(chiso_tree_new(NULL, NULL, &tree, NULL), CHISO_OK);
    if (random_below(random, 2) == 0) {
        cr_assert_eq(chiso_tree_set_root(tree, "1000", "mean", NULL, NULL), CHISO_OK);
    }
    cr_assert_eq(chiso_tree_set_options(tree, options, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, "1", NULL, decimal_text(*out_max), NULL, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, "2", NULL, "0.000007", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_check(tree, NULL), CHISO_OK);
    return tree;
}

/* Points at a half of the last digit of a percent, at a whole digit, or beside them. */
static chiso_decimal sharp_points(struct random *random, chiso_decimal max, int digits)
{
    long double points = (long double)max * (long double)random_below(random, 400);

    if (random_below(random, 8) == 0) {
        return random_below(random, 2) == 0 ? CHISO_MISSING : CHISO_NOT_APPLICABLE;
    }
    for (int i = 0; i < digits + 2; i++) {
        points /= 10;
    }
    points = points / 2 + (long double)random_below(random, 3) - 1;
    if (random_below(random, 6) == 0) {
        points = (long double)max - (long double)random_below(random, 3);
    }
    return points < 0 ? 0 : points > (long double)max ? max : (chiso_decimal)points;
}

static void expect_columns(const chiso_board *board, chiso_node node, uint64_t seed)
{
    chiso_decimal percents[UNITS];
    chiso_decimal lowest[UNITS];
    chiso_decimal achieved[UNITS];
    chiso_decimal alone[UNITS];
    chiso_result_columns columns = CHISO_RESULT_COLUMNS_INIT;
    chiso_result_columns one = CHISO_RESULT_COLUMNS_INIT;

    one.percent = alone;
    columns.percent = percents;
    columns.lowest = lowest;
    columns.achieved = achieved;
    cr_assert_eq(chiso_board_copy_results(board, node, UNITS, &one, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_copy_results(board, node, UNITS, &columns, NULL), CHISO_OK);
    for (chiso_unit unit = 0; unit < UNITS; unit++) {
        chiso_result result;

        cr_assert_eq(chiso_board_result(board, unit, node, &result), CHISO_OK);
        cr_assert(alone[unit] == result.percent && percents[unit] == result.percent &&
                      lowest[unit] == result.lowest && achieved[unit] == result.achieved,
                  "seed %llu, node %u, unit %u: %s, expected %s", (unsigned long long)seed, node,
                  unit, decimal_text(alone[unit]), decimal_text(result.percent));
    }
}

Test(property_result_quick, rounds_as_the_plain_way_does_at_every_half)
{
    for (uint64_t seed = 0; seed < 800; seed += SUPPORT_STRIDE) {
        struct random random = {.state = seed ^ 640000};
        chiso_decimal max = 0;
        int digits = 0;
        chiso_tree *tree = make_sharp_tree(&random, &max, &digits);
        chiso_board *board = NULL;

        cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
        for (int unit = 0; unit < UNITS; unit++) {
            const chiso_decimal points = sharp_points(&random, max, digits);
            const chiso_decimal small = (chiso_decimal)random_below(&random, 8);
            chiso_unit added = 0;

            cr_assert_eq(
                chiso_board_add_unit(board, plan_unit((uint32_t)unit), NULL, NULL, &added, NULL),
                CHISO_OK);
            cr_assert_eq(chiso_board_set_value(board, added, 1, points, NULL), CHISO_OK);
            cr_assert_eq(chiso_board_set_value(board, added, 2, small, NULL), CHISO_OK);
        }
        cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
        for (chiso_node node = 0; node < 3; node++) {
            expect_columns(board, node, seed);
        }
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
}
