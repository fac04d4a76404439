/* Answers that weigh more or less than one: their sums, shares, bytes and cells. */
#include "support.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static chiso_tally *empty_tally(void)
{
    chiso_tally *tally = NULL;

    cr_assert_eq(chiso_tally_new(NULL, &tally, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_unit(tally, "u", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_unit(tally, "v", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_question(tally, "q", 3, NULL, NULL), CHISO_OK);
    return tally;
}

static void add(chiso_tally *tally, uint32_t unit, uint32_t option, const char *weight)
{
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tally_add_weighted(tally, unit, 0, option, decimal(weight), &error),
                 CHISO_OK, "%s", error.message);
}

static chiso_share share_of(const chiso_tally *tally, uint32_t unit, uint32_t option)
{
    chiso_share share;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tally_share(tally, unit, 0, option, option, &share, &error), CHISO_OK, "%s",
                 error.message);
    return share;
}

/* A square root, without the library of such functions. */
static double root_of(double square)
{
    double root = 1 + square;

    for (int i = 0; i < 100; i++) {
        root = (root + square / root) / 2;
    }
    return root;
}

static bool is_near(double a, double b)
{
    return fabs(a - b) <= 1e-9 * (1 + fabs(b));
}

/* Weights of 2, 1, 0.5 and 0.5: their sum is 4, that of their squares 5.5, and 16 / 5.5 answers are
 * as good. Wilson's interval of a half of so many. */
Test(tally_weight, shares_are_by_weights_and_intervals_of_the_effective_number)
{
    chiso_tally *tally = empty_tally();
    const double n = 16 / 5.5;
    const double z = 1.959963984540054;
    const double half = z * root_of(0.25 / n + z * z / (4 * n * n)) / (1 + z * z / n);
    chiso_share share;
    chiso_decimal mean = 0;

    add(tally, 0, 0, "2");
    add(tally, 0, 1, "1");
    add(tally, 0, 1, "0.5");
    add(tally, 0, 1, "0.5");
    share = share_of(tally, 0, 0);
    cr_expect(share.answers == 4 && share.chosen == 1 && share.left_out == 0);
    cr_expect(share.weight == decimal("4") && share.chosen_weight == decimal("2") &&
              share.percent == decimal("50"));
    cr_expect(is_near(share.effective, n), "%f", share.effective);
    cr_expect(is_near(share.standard_error, 100 * root_of(0.25 / n)), "%f", share.standard_error);
    cr_expect(is_near(share.low, 50 - 100 * half) && is_near(share.high, 50 + 100 * half),
              "%f to %f", share.low, share.high);
    cr_assert_eq(chiso_tally_mean(tally, 0, 0, &mean, NULL), CHISO_OK);
    cr_expect(mean == decimal("1.5"), "%s", decimal_text(mean));
    share = share_of(tally, 0, 2);
    cr_expect(share.percent == 0 && share.low == 0 && share.high > 0 && share.high < 100);
    cr_expect(chiso_tally_weight(tally, 0, 0, 1) == decimal("2") &&
              chiso_tally_weight(tally, 1, 0, 1) == 0 &&
              chiso_tally_weight(tally, 2, 0, 1) == CHISO_ABSENT &&
              chiso_tally_weight(tally, 0, 1, 1) == CHISO_ABSENT &&
              chiso_tally_weight(tally, 0, 0, 3) == CHISO_ABSENT &&
              chiso_tally_weight(tally, 0, 0, CHISO_NO_ANSWER) == CHISO_ABSENT &&
              chiso_tally_weight(NULL, 0, 0, 1) == CHISO_ABSENT);
    cr_expect(chiso_tally_counts(tally, 0, 0)[1] == 3 && chiso_tally_total(tally) == 4);
    chiso_tally_free(tally);
}

Test(tally_weight, who_does_not_know_is_in_no_effective_number)
{
    chiso_tally *tally = empty_tally();
    chiso_share without;
    chiso_share with;

    add(tally, 0, 0, "2");
    add(tally, 0, 1, "0.5");
    without = share_of(tally, 0, 0);
    add(tally, 0, 2, "7");
    cr_assert_eq(chiso_tally_leave_out(tally, 0, 2, NULL), CHISO_OK);
    with = share_of(tally, 0, 0);
    cr_expect(with.left_out == 1);
    with.left_out = 0;
    cr_expect(memcmp(&with, &without, sizeof(with)) == 0);
    chiso_tally_free(tally);
}

Test(tally_weight, weights_of_one_are_as_none)
{
    chiso_tally *tally = empty_tally();
    chiso_tally *plain = empty_tally();
    struct buffer bytes;
    struct buffer plain_bytes;
    chiso_share share;
    chiso_share plain_share;

    add(tally, 0, 0, "1");
    add(tally, 0, 1, "1");
    add(tally, 0, 1, "1");
    cr_assert_eq(chiso_tally_add(plain, 0, 0, 0, 1, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add(plain, 0, 0, 1, 2, NULL), CHISO_OK);
    bytes = support_tally_bytes(tally);
    plain_bytes = support_tally_bytes(plain);
    cr_expect(bytes.size == plain_bytes.size && bytes.bytes[8] == 1 &&
              memcmp(bytes.bytes, plain_bytes.bytes, bytes.size) == 0);
    share = share_of(tally, 0, 0);
    plain_share = share_of(plain, 0, 0);
    cr_expect(share.percent == plain_share.percent && is_near(share.low, plain_share.low) &&
              is_near(share.high, plain_share.high) &&
              is_near(share.effective, plain_share.effective) && plain_share.effective == 3 &&
              share.weight == plain_share.weight);
    buffer_clear(&bytes);
    buffer_clear(&plain_bytes);
    chiso_tally_free(tally);
    chiso_tally_free(plain);
}

/* The law of a weight that all have: nothing but the sums is another. */
Test(tally_weight, a_weight_that_all_have_changes_no_share)
{
    static const char *const weights[] = {"0.000001", "0.5", "3", "1000000"};

    for (size_t i = 0; i < COUNT(weights); i++) {
        chiso_tally *tally = empty_tally();
        chiso_share share;
        chiso_share plain;

        for (int answer = 0; answer < 9; answer++) {
            add(tally, 0, answer < 4 ? 0 : 2, weights[i]);
        }
        share = share_of(tally, 0, 0);
        cr_assert_eq(chiso_share_of(4, 9, &plain), CHISO_OK);
        cr_expect(share.percent == plain.percent && is_near(share.effective, 9) &&
                      is_near(share.low, plain.low) && is_near(share.high, plain.high),
                  "%s: %f to %f", weights[i], share.low, share.high);
        chiso_tally_free(tally);
    }
}

Test(tally_weight, differences_are_by_weights)
{
    chiso_tally *tally = empty_tally();
    chiso_share a;
    chiso_share b;
    chiso_share_gap gap;

    add(tally, 0, 0, "2");
    add(tally, 0, 1, "0.5");
    add(tally, 1, 0, "1");
    add(tally, 1, 1, "2");
    a = share_of(tally, 0, 0);
    b = share_of(tally, 1, 0);
    cr_assert_eq(chiso_share_difference(&a, &b, &gap), CHISO_OK);
    cr_expect(gap.points == decimal("46.666667"), "%s", decimal_text(gap.points));
    cr_expect(
        is_near(gap.low, 100 * (0.8 - 1.0 / 3 -
                                root_of((0.8 - a.low / 100) * (0.8 - a.low / 100) +
                                        (b.high / 100 - 1.0 / 3) * (b.high / 100 - 1.0 / 3)))),
        "%f", gap.low);
    cr_expect(gap.holds_zero);
    a.chosen_weight = a.weight + 1;
    cr_expect_eq(chiso_share_difference(&a, &b, &gap), CHISO_E_RANGE);
    a.chosen_weight = 0;
    a.effective = 3;
    cr_expect_eq(chiso_share_difference(&a, &b, &gap), CHISO_E_RANGE);
    a.effective = NAN;
    cr_expect_eq(chiso_share_difference(&a, &b, &gap), CHISO_OK);
    chiso_tally_free(tally);
}

Test(tally_weight, sums_are_exact_up_to_the_bound)
{
    chiso_tally *tally = empty_tally();
    chiso_error error = CHISO_ERROR_INIT;
    chiso_share share;

    add(tally, 0, 0, "9199999999999.999998");
    add(tally, 0, 1, "0.000001");
    share = share_of(tally, 0, 0);
    cr_expect(share.percent == decimal("100") && share.chosen == 1);
    cr_expect(chiso_tally_add_weighted(tally, 0, 0, 0, 2, &error) == CHISO_E_RANGE);
    cr_expect_str_eq(error.message, "unit u, question q: the weights of all answers would add up "
                                    "to more than 9200000000000");
    cr_expect_eq(chiso_tally_add_weighted(tally, 0, 0, 0, -1, &error), CHISO_E_RANGE);
    cr_expect_eq(chiso_tally_add_weighted(tally, 0, 0, 0, CHISO_ABSENT, &error), CHISO_E_RANGE);
    cr_expect_eq(chiso_tally_add_weighted(tally, 0, 0, 3, 1, &error), CHISO_E_RANGE);
    cr_expect_eq(chiso_tally_add_weighted(tally, 2, 0, 0, 1, &error), CHISO_E_UNIT);
    cr_expect_eq(chiso_tally_add_weighted(NULL, 0, 0, 0, 1, &error), CHISO_E_NULL);
    /* An answer without a weight is one too many as well. */
    cr_expect_eq(chiso_tally_add(tally, 0, 0, 0, 1, &error), CHISO_E_RANGE);
    cr_expect_eq(chiso_tally_add_answers(tally, (const uint32_t[]){0}, (const uint16_t[]){0},
                                         (const uint8_t[]){0}, 1, &error),
                 CHISO_E_RANGE);
    cr_expect_eq(chiso_tally_add_weighted(tally, 0, 0, CHISO_NO_ANSWER, decimal("5"), &error),
                 CHISO_OK);
    add(tally, 0, 2, "0");
    add(tally, 0, 1, "0.000001");
    cr_expect(chiso_tally_weight(tally, 0, 0, 1) == 2 && chiso_tally_weight(tally, 0, 0, 2) == 0 &&
              chiso_tally_total(tally) == 4);
    cr_expect_eq(chiso_tally_merge(tally, tally, &error), CHISO_E_RANGE);
    chiso_tally_free(tally);
}

Test(tally_weight, who_weighs_nothing_has_no_share)
{
    chiso_tally *tally = empty_tally();
    chiso_share share;
    chiso_decimal mean;

    add(tally, 0, 0, "0");
    cr_expect_eq(chiso_tally_share(tally, 0, 0, 0, 0, &share, NULL), CHISO_E_EMPTY);
    cr_expect_eq(chiso_tally_mean(tally, 0, 0, &mean, NULL), CHISO_E_EMPTY);
    chiso_tally_free(tally);
}

Test(tally_weight, units_and_questions_that_are_added_leave_weights_where_they_are)
{
    chiso_tally *tally = empty_tally();
    char code[16];

    add(tally, 1, 2, "2.5");
    for (int i = 0; i < 40; i++) {
        snprintf(code, sizeof(code), "%d", i);
        cr_assert_eq(chiso_tally_add_unit(tally, code, NULL, NULL), CHISO_OK);
        cr_assert_eq(chiso_tally_add_question(tally, code, 5, NULL, NULL), CHISO_OK);
        cr_expect(chiso_tally_weight(tally, 1, 0, 2) == decimal("2.5") &&
                      chiso_tally_weight(tally, (uint32_t)i + 2, (uint32_t)i + 1, 4) == 0,
                  "%d", i);
    }
    cr_expect(share_of(tally, CHISO_ALL_UNITS, 2).weight == decimal("2.5"));
    chiso_tally_free(tally);
}

Test(tally_weight, parts_merge_and_bytes_keep_them)
{
    chiso_tally *first = empty_tally();
    chiso_tally *second = empty_tally();
    chiso_tally *whole = empty_tally();
    chiso_tally *read = NULL;
    struct buffer bytes;
    struct buffer expected;
    chiso_error error = CHISO_ERROR_INIT;

    add(first, 0, 0, "0.5");
    add(whole, 0, 0, "0.5");
    /* Two that weigh 2 together are not told by the sum of weights, but by that of squares. */
    add(second, 1, 2, "0.25");
    add(second, 1, 2, "1.75");
    add(whole, 1, 2, "1.75");
    add(whole, 1, 2, "0.25");
    cr_assert_eq(chiso_tally_add(second, 0, 0, 1, 3, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add(whole, 0, 0, 1, 3, NULL), CHISO_OK);
    bytes = support_tally_bytes(second);
    cr_assert_eq(chiso_tally_read(bytes.bytes, bytes.size, NULL, &read, &error), CHISO_OK, "%s",
                 error.message);
    cr_expect(chiso_tally_weight(read, 1, 0, 2) == decimal("2") &&
              is_near(share_of(read, 1, 2).effective, 4 / 3.125));
    /* The first of both has weights, and the second alone, and neither. */
    cr_assert_eq(chiso_tally_merge(first, read, &error), CHISO_OK, "%s", error.message);
    buffer_clear(&bytes);
    bytes = support_tally_bytes(first);
    expected = support_tally_bytes(whole);
    cr_expect(bytes.size == expected.size && memcmp(bytes.bytes, expected.bytes, bytes.size) == 0);
    chiso_tally_free(read);
    for (size_t i = 0; i < bytes.size; i++) {
        bytes.bytes[i] ^= 0x20;
        cr_expect_eq(chiso_tally_read(bytes.bytes, bytes.size, NULL, &read, &error), CHISO_E_BYTES,
                     "byte %zu", i);
        bytes.bytes[i] ^= 0x20;
        cr_expect_eq(chiso_tally_read(bytes.bytes, i, NULL, &read, &error), CHISO_E_BYTES);
    }
    chiso_tally_free(first);
    first = empty_tally();
    cr_assert_eq(chiso_tally_merge(first, whole, &error), CHISO_OK);
    buffer_clear(&bytes);
    bytes = support_tally_bytes(first);
    cr_expect(bytes.size == expected.size && memcmp(bytes.bytes, expected.bytes, bytes.size) == 0);
    buffer_clear(&bytes);
    buffer_clear(&expected);
    chiso_tally_free(first);
    chiso_tally_free(second);
    chiso_tally_free(whole);
}

Test(tally_weight, files_have_a_column_of_weights)
{
    static const char *const files[] = {
        "unit,q,weight\nu,1,2\nu,2,0.5\nv,,9\nu,2,1\n",
        "unit;weight;q\nu;2,0;1\nu;0,5;2\nv;9;-\nu;1;2\n",
        "unit,question,answer,count,weight\nu,q,1,4,0.5\nu,q,2,3,0.5\nv,q,,1,3\n",
    };

    for (size_t i = 0; i < COUNT(files); i++) {
        chiso_tally *tally = empty_tally();
        chiso_error error = CHISO_ERROR_INIT;

        add(tally, 1, 0, "0.75");
        cr_assert_eq(chiso_tally_read_csv(tally, files[i], strlen(files[i]), &error), CHISO_OK,
                     "%s: %s", files[i], error.message);
        cr_expect(chiso_tally_weight(tally, 0, 0, 0) == decimal("2") &&
                      chiso_tally_weight(tally, 0, 0, 1) == decimal("1.5") &&
                      chiso_tally_weight(tally, 1, 0, 0) == decimal("0.75"),
                  "%s", files[i]);
        chiso_tally_free(tally);
    }
}

Test(tally_weight, weights_of_files_are_numbers_from_0)
{
    static const struct {
        const char *file, *named;
        uint32_t column;
    } cases[] = {
        {"unit,q,weight\nu,1,\n", "unit u: the weight is \"\"", 5},
        {"unit,weight,q\nu,-0.5,1\n", "unit u: the weight is \"-0.5\"", 3},
        {"unit,q,weight\nu,1,x\n", "unit u: the weight is \"x\"", 5},
        {"unit,question,answer,weight\nu,q,1,0.0000001\n", "\"0.0000001\"", 7},
        {"unit,q,weight\nu,1,9200000000000\nu,1,0.5\n", "more than 9200000000000", 0},
        {"unit,q,weight,weight\nu,1,1,1\n", "weight", 0},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tally *tally = empty_tally();
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect(chiso_tally_read_csv(tally, cases[i].file, strlen(cases[i].file), &error) !=
                  CHISO_OK);
        cr_expect(strstr(error.message, cases[i].named) != NULL, "%s", error.message);
        cr_expect(cases[i].column == 0 || error.column == cases[i].column, "%s: column %u",
                  cases[i].file, (unsigned)error.column);
        cr_expect(chiso_tally_total(tally) == 0);
        chiso_tally_free(tally);
    }
    /* A question may be called so. */
    chiso_tally *tally = empty_tally();

    cr_assert_eq(chiso_tally_add_question(tally, "weight", 2, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_read_csv(tally, "unit,weight\nu,2\n", 16, NULL), CHISO_OK);
    cr_expect(chiso_tally_counts(tally, 0, 1)[1] == 1);
    chiso_tally_free(tally);
}

/* The cells of a board, and what they are written as. */
static void expect_cells(const chiso_board *board, const char *expected)
{
    char *csv = support_board_csv(board);

    cr_expect_str_eq(strchr(csv, '\n') + 1, expected);
    free(csv);
}

Test(tally_weight, a_board_is_fed_with_weights)
{
    chiso_tree *tree = support_tree("code,title,max,rule\nq,,10,survey 100 0 -\n");
    chiso_board *board = NULL;
    chiso_tally *tally = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, "u", NULL, NULL, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_new_for_board(board, NULL, &tally, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_weighted(tally, 0, 0, 0, decimal("0.75"), NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_weighted(tally, 0, 0, 1, decimal("0.25"), NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_weighted(tally, 0, 0, 2, decimal("7.5"), NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_feed(tally, board, &error), CHISO_OK, "%s", error.message);
    expect_cells(board, "u,u,,yes,0.75|0.25|7.5\n");
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_expect(support_result(board, "u", "").achieved == decimal("7.5"));
    chiso_tally_free(tally);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

static chiso_status read_sheet(const char *rows, const char *sheet, const char *expected,
                               chiso_error *error)
{
    chiso_tree *tree = support_tree("code,title,max,rule\nq,,10,survey 100 0 -\np,,5,\n");
    chiso_board *board = NULL;
    chiso_mapping *mapping = NULL;
    struct buffer text = {0};
    chiso_status status;

    buffer_print(&text, "what,value\nanswer:Yes,1\nanswer:No,2\nanswer:?,-\n%s", rows);
    mapping = support_mapping(text.bytes);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    status = chiso_board_read_sheet(board, sheet, strlen(sheet), mapping, error);
    if (status == CHISO_OK) {
        expect_cells(board, expected);
    }
    chiso_mapping_free(mapping);
    buffer_clear(&text);
    chiso_board_free(board);
    chiso_tree_free(tree);
    return status;
}

Test(tally_weight, a_sheet_of_answers_has_a_column_of_weights)
{
    static const char mapped[] = "layout,answers\ncolumn:Trọng số,weight\n";
    static const char expected[] = "u,u,,yes,1.75|0|0.5,\nv,v,,yes,,\n";
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(read_sheet(mapped,
                            "unit,Trọng số,q\nu,1.25,Yes\nv,3,\nu,0.5,?\nu,0.5,Yes\nu,0,No\n",
                            expected, &error),
                 CHISO_OK, "%s", error.message);
    cr_expect_eq(read_sheet(mapped,
                            "unit;Trọng số;q\nu;1,25;Yes\nv;3;\nu;0,5;?\nu;0,5;Yes\nu;0;No\n",
                            expected, &error),
                 CHISO_OK, "%s", error.message);
    cr_expect_eq(read_sheet(mapped, "unit,Trọng số,q\nu,,Yes\n", "", &error), CHISO_E_NUMBER);
    cr_expect_str_eq(error.message, "unit u: the weight is \"\"; expected a number from 0, with "
                                    "six decimals at most");
    cr_expect(error.line == 2 && error.column == 3);
    cr_expect_eq(read_sheet(mapped, "unit,Trọng số,q\nu,-1,Yes\n", "", &error), CHISO_E_NUMBER);
    cr_expect_eq(read_sheet(mapped, "unit,Trọng số,q\nu,9200000000000,Yes\nu,1,Yes\n", "", &error),
                 CHISO_E_RANGE);
    cr_expect_eq(read_sheet("layout,answers\ncolumn:a,weight\ncolumn:b,weight\n",
                            "unit,a,b,q\nu,1,1,Yes\n", "", &error),
                 CHISO_E_COLUMN);
    /* Where a row is no respondent it weighs nothing. */
    cr_expect_eq(read_sheet("column:Trọng số,weight\n", "unit,Trọng số,q\nu,1,1|2|3\n", "", &error),
                 CHISO_E_COLUMN);
}
