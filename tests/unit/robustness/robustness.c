/* Boards that are drawn, through the public face: what is known beforehand of draws, parts that
 * make a whole, and what is refused. */
#include "support.h"

#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(call) cr_assert_eq(call, CHISO_OK)

static const char *const two_means = "code,title,max,weight,combine\n.,,,,mean\n1,,100,1,\n"
                                     "2,,100,1,\n";

static chiso_robustness *drawn(const chiso_board *board, const char *draws)
{
    chiso_robustness *robustness = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    const chiso_status status = chiso_robustness_new(board, draws, NULL, &robustness, &error);

    cr_assert_eq(status, CHISO_OK, "%s: %s", draws, error.message);
    return robustness;
}

static chiso_robust_unit unit_of(const chiso_robustness *robustness, chiso_unit unit)
{
    chiso_robust_unit told;

    CHECK(chiso_robustness_unit(robustness, unit, &told));
    return told;
}

/* In how many draws a unit had a rank. */
static uint64_t draws_at(const chiso_robustness *robustness, chiso_unit unit, int rank)
{
    for (uint32_t i = 0; i < chiso_robustness_share_count(robustness, unit); i++) {
        chiso_rank_share share;

        CHECK(chiso_robustness_share_at(robustness, unit, i, &share));
        if (share.rank == rank * CHISO_DECIMAL_ONE) {
            return share.draws;
        }
    }
    return 0;
}

static struct buffer bytes_of(const chiso_robustness *robustness)
{
    struct buffer bytes = {0};
    const chiso_sink sink = buffer_sink(&bytes);

    CHECK(chiso_robustness_write(robustness, &sink, NULL));
    return bytes;
}

static bool are_same(const chiso_robustness *a, const chiso_robustness *b)
{
    struct buffer one = bytes_of(a);
    struct buffer other = bytes_of(b);
    const bool same = one.size == other.size && memcmp(one.bytes, other.bytes, one.size) == 0;

    buffer_clear(&one);
    buffer_clear(&other);
    return same;
}

Test(robustness, has_what_dominates_first_and_equals_equal)
{
    static const char *const sources[] = {
        "200,weights:100%", "200,dirichlet:2",         "200,combine:.=mean+geometric+harmonic",
        "200,without:yes",  "200,weights:50%,first:2", "200,weights:25%,combine:.=mean+max"};
    chiso_tree *tree = support_tree(two_means);
    chiso_board *board = support_scored(tree, "unit,1,2\nlow,20,30\ntop,90,80\nalso,20,30\n"
                                              "mid,10,70\nnone,,\n");

    for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
        chiso_robustness *robustness = drawn(board, sources[i]);
        const chiso_robust_unit top = unit_of(robustness, 1);
        const chiso_robust_unit low = unit_of(robustness, 0);
        const chiso_robust_unit also = unit_of(robustness, 2);

        cr_expect_eq(top.greatest, CHISO_DECIMAL_ONE, "%s", sources[i]);
        cr_expect_eq(top.draws, 200);
        cr_expect_eq(top.shift, 0);
        cr_expect(top.steady);
        cr_expect_eq(memcmp(&low, &also, sizeof(low)), 0, "%s", sources[i]);
        chiso_robustness_free(robustness);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(robustness, of_weights_that_cannot_matter_is_the_board)
{
    chiso_tree *tree = support_tree(two_means);
    chiso_board *board = support_scored(tree, "unit,1,2\na,20,30\nb,30,20\nc,50,10\nd,7,7\n");
    chiso_robustness *robustness = drawn(board, "50,weights:0%,pairs:yes,first:2");
    chiso_robust_summary summary;
    uint64_t above = 9;
    uint64_t equal = 9;

    for (chiso_unit unit = 0; unit < 4; unit++) {
        const chiso_robust_unit told = unit_of(robustness, unit);

        cr_expect_eq(told.least, told.rank);
        cr_expect_eq(told.greatest, told.rank);
        cr_expect_eq(told.mean, told.rank);
        cr_expect_eq(told.shift, 0);
        cr_expect_eq(told.first, told.rank <= 2 * CHISO_DECIMAL_ONE ? 50 : 0);
    }
    CHECK(chiso_robustness_pair(robustness, 0, 1, &above, &equal));
    cr_expect_eq(above, 0);
    cr_expect_eq(equal, 50);
    CHECK(chiso_robustness_pair(robustness, 2, 1, &above, &equal));
    cr_expect_eq(above, 50);
    cr_expect_eq(equal, 0);
    CHECK(chiso_robustness_summary(robustness, &summary));
    cr_expect_eq(summary.draws, 50);
    cr_expect_eq(summary.from, 0);
    cr_expect_eq(summary.seed, 1);
    cr_expect_eq(summary.first, 2);
    cr_expect_eq(summary.unit_count, 4);
    cr_expect_eq(summary.steady, 4);
    cr_expect_eq(summary.shift, 0);
    cr_expect_eq(chiso_robustness_input_count(robustness, "weights"), 2);
    cr_expect_eq(chiso_robustness_input_count(robustness, "answers"), 0);
    chiso_robustness_free(robustness);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Weights u and v are even in 0.5 to 1.5. Units a (60, 30) and c (45, 60) change places where
 * u > 2 v, a triangle of 1/16; a and b (50, 40) where u > v, a half; c is above b wherever u < 4 v,
 * always; d is last. So a is 1st in 1/16, 2nd in 7/16 and 3rd in 1/2. Of 10 000 draws a share p
 * lies within four standard deviations, 4 √(10 000 p (1 - p)): 200 of a half, 199 of 7/16, 97 of
 * 1/16. */
Test(robustness, has_shares_that_are_known)
{
    static const struct {
        chiso_unit unit;
        int rank;
        int expected;
        int within;
    } known[] = {{0, 1, 625, 97},   {0, 2, 4375, 199}, {0, 3, 5000, 200}, {1, 2, 5000, 200},
                 {1, 3, 5000, 200}, {2, 1, 9375, 97},  {2, 2, 625, 97},   {3, 4, 10000, 0}};
    chiso_tree *tree = support_tree(two_means);
    chiso_board *board = support_scored(tree, "unit,1,2\na,60,30\nb,50,40\nc,45,60\nd,0,0\n");
    chiso_robustness *robustness = drawn(board, "10000,weights:50%,pairs:yes");
    uint64_t above = 0;
    uint64_t equal = 0;

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        const int found = (int)draws_at(robustness, known[i].unit, known[i].rank);

        cr_expect(abs(found - known[i].expected) <= known[i].within, "unit %u at %d: %d",
                  known[i].unit, known[i].rank, found);
    }
    CHECK(chiso_robustness_pair(robustness, 0, 2, &above, &equal));
    cr_expect_eq(above, draws_at(robustness, 0, 1));
    cr_expect_eq(unit_of(robustness, 0).least, CHISO_DECIMAL_ONE);
    cr_expect_eq(unit_of(robustness, 0).high, 3 * CHISO_DECIMAL_ONE);
    chiso_robustness_free(robustness);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

static const char *const mixed = "code,title,max,combine,rule\n.,,,mean,\n1,,,sum,\n1.1,,10,,\n"
                                 "1.2,,20,,\n2,,,geometric,\n2.1,,10,,minmax\n2.2,,9,,\n"
                                 "3,,10,,survey 100 50 0\n";
static const char *const mixed_points =
    "unit,block,1.1,1.2,2.1,2.2,3\n"
    "a,x,5,12,7,8,3|4|5\nb,x,7,9,6,7,9|0|2\nc,y,4,18,3,9,1|1|1\n"
    "d,y,9,11,9,5,0|7|3\ne,x,5,14,8,,4|4|4\n";

Test(robustness, in_parts_is_what_it_is_in_one_piece)
{
    static const char *const what[] = {"", ",dirichlet:40", ",answers:yes,rounding:0",
                                       ",without:yes,combine:2=geometric+harmonic,pairs:yes",
                                       ",weights:30%,matters:yes"};
    chiso_tree *tree = support_tree(mixed);
    chiso_board *board = support_scored(tree, mixed_points);

    for (size_t i = 0; i < sizeof(what) / sizeof(what[0]); i++) {
        chiso_robustness *parts[3];
        chiso_robustness *whole;
        char draws[3][128];
        char text[128];

        for (int k = 0; k < 3; k++) {
            snprintf(draws[k], sizeof(draws[k]), "%d,from:%d%s", k == 1 ? 50 : 25,
                     k == 0 ? 0 : 25 + 50 * (k - 1), what[i]);
        }
        snprintf(text, sizeof(text), "100%s", what[i]);
        whole = drawn(board, text);
        for (int first = 0; first < 3; first++) {
            for (int k = 0; k < 3; k++) {
                parts[k] = drawn(board, draws[k]);
            }
            CHECK(chiso_robustness_merge(parts[first], parts[(first + 2) % 3], NULL));
            cr_expect_not(are_same(parts[first], whole));
            CHECK(chiso_robustness_merge(parts[first], parts[(first + 1) % 3], NULL));
            cr_expect(are_same(parts[first], whole), "%s from part %d", text, first);
            for (int k = 0; k < 3; k++) {
                chiso_robustness_free(parts[k]);
            }
        }
        chiso_robustness_free(whole);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(robustness, does_not_hang_on_the_order_of_units)
{
    chiso_tree *tree = support_tree(mixed);
    chiso_board *board = support_scored(tree, mixed_points);
    chiso_board *other = support_scored(tree, "unit,block,1.1,1.2,2.1,2.2,3\n"
                                              "e,x,5,14,8,,4|4|4\nd,y,9,11,9,5,0|7|3\n"
                                              "b,x,7,9,6,7,9|0|2\na,x,5,12,7,8,3|4|5\n"
                                              "c,y,4,18,3,9,1|1|1\n");
    static const char draws[] = "80,weights:40%,answers:yes,rounding:1,pairs:yes";
    chiso_robustness *one = drawn(board, draws);
    chiso_robustness *two = drawn(other, draws);

    cr_expect(are_same(one, two));
    for (chiso_unit unit = 0; unit < 5; unit++) {
        const chiso_robust_unit here = unit_of(one, unit);
        const chiso_robust_unit there =
            unit_of(two, support_unit(other, chiso_unit_code(board, unit)));

        cr_expect_eq(memcmp(&here, &there, sizeof(here)), 0, "%s", chiso_unit_code(board, unit));
    }
    chiso_robustness_free(one);
    chiso_robustness_free(two);
    chiso_board_free(other);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(robustness, is_read_back_and_of_no_other_board)
{
    chiso_tree *tree = support_tree(two_means);
    chiso_board *board = support_scored(tree, "unit,1,2\na,60,30\nb,50,40\n");
    chiso_board *other = support_scored(tree, "unit,1,2\na,60,30\nb,50,41\n");
    chiso_robustness *robustness = drawn(board, "60,weights:20%,seed:9");
    chiso_robustness *read = NULL;
    struct buffer bytes = bytes_of(robustness);
    chiso_error error = CHISO_ERROR_INIT;

    CHECK(chiso_robustness_read(board, "1,weights:20%,seed:9", NULL, bytes.bytes, bytes.size, &read,
                                NULL));
    cr_expect(are_same(robustness, read));
    cr_expect_eq(chiso_robustness_merge(read, robustness, &error), CHISO_E_DUPLICATE);
    cr_expect(are_same(robustness, read));
    cr_expect_eq(chiso_robustness_merge(read, read, &error), CHISO_E_DUPLICATE);
    chiso_robustness_free(read);
    cr_expect_eq(chiso_robustness_read(other, "1,weights:20%,seed:9", NULL, bytes.bytes, bytes.size,
                                       &read, &error),
                 CHISO_E_SHAPE);
    cr_expect_null(read);
    cr_expect_eq(chiso_robustness_read(board, "1,weights:21%,seed:9", NULL, bytes.bytes, bytes.size,
                                       &read, &error),
                 CHISO_E_SHAPE);
    cr_expect_eq(chiso_robustness_read(board, "1,weights:20%,seed:8", NULL, bytes.bytes, bytes.size,
                                       &read, &error),
                 CHISO_E_SHAPE);
    for (size_t size = 0; size < bytes.size; size++) {
        cr_expect_eq(chiso_robustness_read(board, "1,weights:20%,seed:9", NULL, bytes.bytes, size,
                                           &read, &error),
                     CHISO_E_BYTES, "%zu of the bytes", size);
        cr_expect_null(read);
    }
    buffer_clear(&bytes);
    chiso_robustness_free(robustness);
    chiso_board_free(other);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(robustness, of_a_board_that_changed_tells_nothing)
{
    chiso_tree *tree = support_tree(two_means);
    chiso_board *board = support_scored(tree, "unit,1,2\na,60,30\nb,50,40\n");
    chiso_robustness *robustness = drawn(board, "10,pairs:yes");
    chiso_decimal ranks[6] = {7, 7, 7, 7, 7, 7};
    chiso_robust_unit unit = {.rank = 7};
    chiso_robust_summary summary = {.draws = 7};
    chiso_error error = CHISO_ERROR_INIT;
    uint64_t above = 7;
    uint64_t equal = 7;

    CHECK(chiso_robustness_leave_out(robustness, 6, ranks, NULL, NULL));
    cr_expect_eq(chiso_robustness_leave_out(robustness, 5, ranks, NULL, &error), CHISO_E_RANGE);
    cr_expect_eq(chiso_robustness_unit(robustness, 2, &unit), CHISO_E_UNIT);
    cr_expect_eq(chiso_robustness_band(robustness, 0, 0, &above), CHISO_E_RANGE);
    cr_expect_eq(chiso_robustness_pair(robustness, 0, 0, &above, &equal), CHISO_E_RANGE);
    CHECK(chiso_board_set(board, "a", "1", "61", &error));
    CHECK(chiso_board_score(board, NULL));
    cr_expect_eq(chiso_robustness_unit(robustness, 0, &unit), CHISO_E_STATE);
    cr_expect_eq(chiso_robustness_summary(robustness, &summary), CHISO_E_STATE);
    cr_expect_eq(chiso_robustness_pair(robustness, 0, 1, &above, &equal), CHISO_E_STATE);
    cr_expect_eq(chiso_robustness_leave_out(robustness, 6, ranks, NULL, &error), CHISO_E_STATE);
    cr_expect_eq(chiso_robustness_share_count(robustness, 0), 0);
    cr_expect_eq(unit.rank, 7);
    cr_expect_eq(summary.draws, 7);
    cr_expect_eq(above, 7);
    chiso_robustness_free(robustness);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* A sum that is drawn as a mean goes by what its criteria can give to the unit: a has 1 of 10 and 9
 * of 10, of which each is half. */
Test(robustness, of_a_sum_as_a_mean_goes_by_the_maxima_of_the_unit)
{
    chiso_tree *tree = support_tree("code,title,max,weight@x\n1,,,\n1.1,,10,\n1.2,,30,\n"
                                    "2,,10,77\n");
    chiso_board *board = support_scored(tree, "unit,block,1.1,1.2,2\na,,1,-,9\nb,,5,15,4.9\n"
                                              "c,x,1,-,9\n");
    chiso_rank_options ranks = CHISO_RANK_OPTIONS_INIT;
    chiso_robustness_options options = CHISO_ROBUSTNESS_OPTIONS_INIT;
    chiso_robustness *robustness = NULL;

    ranks.scope = CHISO_SCOPE_OVERALL;
    options.ranks = &ranks;
    CHECK(chiso_robustness_new(board, "1,combine:.=mean", &options, &robustness, NULL));
    cr_expect_eq(unit_of(robustness, 0).least, CHISO_DECIMAL_ONE);
    cr_expect_eq(unit_of(robustness, 2).least, CHISO_DECIMAL_ONE);
    cr_expect_eq(unit_of(robustness, 1).least, 3 * CHISO_DECIMAL_ONE);
    chiso_robustness_free(robustness);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(robustness, takes_weights_of_the_caller)
{
    chiso_tree *tree = support_tree(two_means);
    chiso_board *board = support_scored(tree, "unit,1,2\na,60,30\nb,50,40\n");
    chiso_decimal weights[] = {0, 3000000, 1000000, 0, 1, 5, 0, 1000000, 1000000};
    chiso_robustness_options options = CHISO_ROBUSTNESS_OPTIONS_INIT;
    chiso_robustness *robustness = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    options.weights = weights;
    options.weight_sets = 3;
    CHECK(chiso_robustness_new(board, "3", &options, &robustness, &error));
    cr_expect_eq(draws_at(robustness, 0, 1), 2);
    cr_expect_eq(draws_at(robustness, 1, 1), 2);
    chiso_robustness_free(robustness);
    cr_expect_eq(chiso_robustness_new(board, "4", &options, &robustness, &error), CHISO_E_SHAPE);
    weights[4] = -1;
    cr_expect_eq(chiso_robustness_new(board, "3", &options, &robustness, &error), CHISO_E_WEIGHT);
    cr_expect_null(robustness);
    chiso_board_free(board);
    chiso_tree_free(tree);
}
