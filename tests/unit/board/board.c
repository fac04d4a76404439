#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A branch with points and a rate, a yes or no, and a count that is subtracted. */
static const char CRITERIA[] = "code,title,max,min,kind,rule\n"
                               "1,,,,,\n"
                               "1.1,,10,,,\n"
                               "1.2,,5,,,rate\n"
                               "2,,3,,,yesno\n"
                               "3,,0,-2,bonus,per -0.5\n";

static chiso_board *new_board(void)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = NULL;

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    chiso_tree_free(tree);
    return board;
}

static chiso_board *three_units(void)
{
    chiso_board *board = new_board();

    cr_assert_eq(chiso_board_add_unit(board, "u1", "Unit one", "north", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, "u2", NULL, "south", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, "u3", "Unit three", NULL, NULL, NULL), CHISO_OK);
    return board;
}

static chiso_node node_of(const chiso_board *board, const char *code)
{
    return support_node(chiso_board_tree(board), code);
}

static chiso_cell cell_of(const chiso_board *board, const char *unit, const char *code)
{
    chiso_cell cell;

    cr_assert_eq(chiso_board_cell(board, support_unit(board, unit), node_of(board, code), &cell),
                 CHISO_OK);
    return cell;
}

static void expect_cell(const chiso_board *board, const char *unit, const char *code,
                        chiso_state state, const char *value, const char *denominator,
                        const char *points)
{
    const chiso_cell cell = cell_of(board, unit, code);

    cr_expect(cell.state == state, "%s of %s is %s", code, unit,
              chiso_word(CHISO_WORDS_STATE, cell.state));
    cr_expect(cell.value == (value == NULL ? CHISO_ABSENT : decimal(value)), "%s of %s: value %s",
              code, unit, decimal_text(cell.value));
    cr_expect(cell.denominator == (denominator == NULL ? CHISO_ABSENT : decimal(denominator)),
              "%s of %s: denominator %s", code, unit, decimal_text(cell.denominator));
    cr_expect(cell.points == (points == NULL ? CHISO_ABSENT : decimal(points)),
              "%s of %s: points %s", code, unit, decimal_text(cell.points));
}

static void score(chiso_board *board)
{
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_board_score(board, &error), CHISO_OK, "%s", error.message);
}

Test(board, a_new_board_has_no_units)
{
    chiso_board *board = new_board();
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_board_unit_count(board), 0);
    cr_assert_eq(chiso_board_block_count(board), 0);
    cr_assert_eq(chiso_board_rounded_count(board), 0);
    cr_assert_not(chiso_board_is_scored(board));
    cr_assert_eq(chiso_board_score(board, &error), CHISO_E_EMPTY);
    cr_assert_eq(error.status, CHISO_E_EMPTY);
    chiso_board_free(board);
    chiso_board_free(NULL);
}

Test(board, a_board_that_cannot_be_made_is_null)
{
    const chiso_allocator empty = {0};
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = (chiso_board *)tree;

    cr_expect(chiso_board_new(NULL, NULL, &board, NULL) == CHISO_E_NULL && board == NULL);
    board = (chiso_board *)tree;
    cr_expect(chiso_board_new(tree, &empty, &board, NULL) == CHISO_E_NULL && board == NULL);
    cr_expect(chiso_board_new(tree, NULL, NULL, NULL) == CHISO_E_NULL);
    chiso_tree_free(tree);
}

Test(board, units_keep_their_order_names_and_blocks)
{
    chiso_board *board = three_units();
    char code[] = "u4";
    chiso_unit unit = 77;

    cr_assert_eq(chiso_board_add_unit(board, code, "Đơn vị", "north", &unit, NULL), CHISO_OK);
    cr_expect_eq(unit, 3);
    memset(code, 'x', 2);
    cr_assert_eq(chiso_board_unit_count(board), 4);
    cr_expect_str_eq(chiso_unit_code(board, 0), "u1");
    cr_expect_str_eq(chiso_unit_name(board, 0), "Unit one");
    cr_expect_str_eq(chiso_unit_name(board, 1), "u2");
    cr_expect_str_eq(chiso_unit_code(board, 3), "u4");
    cr_expect_str_eq(chiso_unit_name(board, 3), "Đơn vị");
    cr_assert_eq(chiso_board_block_count(board), 3);
    cr_expect_str_eq(chiso_board_block(board, 0), "north");
    cr_expect_str_eq(chiso_board_block(board, 1), "south");
    cr_expect_str_eq(chiso_board_block(board, 2), "");
    cr_expect(chiso_unit_block(board, 0) == 0);
    cr_expect(chiso_unit_block(board, 2) == 2);
    cr_expect(chiso_unit_block(board, 3) == 0);
    cr_expect(chiso_board_find_unit(board, "u4", &unit) == CHISO_OK && unit == 3);
    cr_expect(chiso_board_find_unit(board, "u5", &unit) == CHISO_E_UNIT && unit == 3);
    cr_expect(chiso_board_find_unit(board, "", &unit) == CHISO_E_UNIT && unit == 3);
    cr_expect(chiso_board_find_unit(board, NULL, &unit) == CHISO_E_NULL);
    cr_expect(chiso_board_find_unit(NULL, "u1", &unit) == CHISO_E_NULL);
    cr_expect(chiso_board_find_unit(board, "u1", NULL) == CHISO_E_NULL);
    chiso_board_free(board);
}

Test(board, questions_about_no_unit_have_harmless_answers)
{
    chiso_board *board = three_units();
    const chiso_unit wrong[] = {3, 1000, CHISO_NO_UNIT};

    for (size_t i = 0; i < COUNT(wrong); i++) {
        cr_expect_str_eq(chiso_unit_code(board, wrong[i]), "");
        cr_expect_str_eq(chiso_unit_name(board, wrong[i]), "");
        cr_expect(chiso_unit_block(board, wrong[i]) == UINT32_MAX);
        cr_expect(!chiso_unit_is_ranked(board, wrong[i]));
        cr_expect_str_eq(chiso_board_block(board, wrong[i]), "");
        cr_expect(chiso_board_set_ranked(board, wrong[i], false, NULL) == CHISO_E_UNIT);
    }
    cr_expect(chiso_board_tree(NULL) == NULL);
    cr_expect(chiso_board_unit_count(NULL) == 0);
    cr_expect(chiso_board_block_count(NULL) == 0);
    cr_expect(chiso_board_rounded_count(NULL) == 0);
    cr_expect(!chiso_board_is_scored(NULL));
    cr_expect(chiso_board_score(NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_set_ranked(NULL, 0, false, NULL) == CHISO_E_NULL);
    chiso_board_free(board);
}

Test(board, a_unit_that_cannot_be_is_refused_and_the_board_stays)
{
    static const struct {
        const char *name;
        const char *code, *unit_name, *block;
        chiso_status status;
        const char *named;
    } cases[] = {
        {"no code", NULL, NULL, NULL, CHISO_E_NULL, ""},
        {"empty code", "", NULL, NULL, CHISO_E_CODE, ""},
        {"duplicate code", "u2", "another", "elsewhere", CHISO_E_DUPLICATE, "u2"},
        {"code not UTF-8", "\xFF", NULL, NULL, CHISO_E_ENCODING, ""},
        {"name not UTF-8", "u4", "\xC3(", NULL, CHISO_E_ENCODING, ""},
        {"block not UTF-8", "u4", NULL, "\xE1\xBB", CHISO_E_ENCODING, ""},
    };
    chiso_board *board = three_units();
    char *before = support_board_csv(board);

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_error error = CHISO_ERROR_INIT;
        chiso_unit unit = 77;
        char *after;

        cr_expect(chiso_board_add_unit(board, cases[i].code, cases[i].unit_name, cases[i].block,
                                       &unit, &error) == cases[i].status,
                  "%s", cases[i].name);
        cr_expect(unit == 77, "%s", cases[i].name);
        cr_expect(error.status == cases[i].status && error.message[0] != '\0' &&
                      error.message_vi[0] != '\0',
                  "%s", cases[i].name);
        cr_expect(strstr(error.message, cases[i].named) != NULL &&
                      strstr(error.message_vi, cases[i].named) != NULL,
                  "%s: %s", cases[i].name, error.message);
        after = support_board_csv(board);
        cr_expect(strcmp(before, after) == 0, "%s", cases[i].name);
        cr_expect(chiso_board_unit_count(board) == 3 && chiso_board_block_count(board) == 3, "%s",
                  cases[i].name);
        free(after);
    }
    cr_expect(chiso_board_add_unit(NULL, "u4", NULL, NULL, NULL, NULL) == CHISO_E_NULL);
    free(before);
    chiso_board_free(board);
}

Test(board, units_are_ranked_unless_it_is_said)
{
    chiso_board *board = three_units();

    cr_expect(chiso_unit_is_ranked(board, 1));
    cr_expect(chiso_board_set_ranked(board, 1, false, NULL) == CHISO_OK);
    cr_expect(!chiso_unit_is_ranked(board, 1) && chiso_unit_is_ranked(board, 0));
    cr_expect(chiso_board_set_ranked(board, 1, true, NULL) == CHISO_OK);
    cr_expect(chiso_unit_is_ranked(board, 1));
    chiso_board_free(board);
}

Test(board, room_can_be_made_at_once)
{
    chiso_board *board = new_board();
    char code[16];

    cr_expect(chiso_board_reserve(board, 1000, NULL) == CHISO_OK);
    cr_expect(chiso_board_unit_count(board) == 0);
    for (int i = 0; i < 1500; i++) {
        snprintf(code, sizeof(code), "u%d", i);
        cr_assert_eq(chiso_board_add_unit(board, code, NULL, NULL, NULL, NULL), CHISO_OK);
        cr_assert_eq(chiso_board_set(board, code, "1.1", i % 2 == 0 ? "1" : "2", NULL), CHISO_OK);
    }
    cr_expect(chiso_board_reserve(board, 10, NULL) == CHISO_OK);
    cr_expect(chiso_board_unit_count(board) == 1500);
    expect_cell(board, "u1499", "1.1", CHISO_STATE_SCORED, "2", "1", "2");
    expect_cell(board, "u1499", "1.2", CHISO_STATE_MISSING, NULL, NULL, NULL);
    cr_expect(chiso_board_reserve(board, CHISO_NO_UNIT, NULL) == CHISO_E_RANGE);
    cr_expect(chiso_board_reserve(NULL, 1, NULL) == CHISO_E_NULL);
    chiso_board_free(board);
}

Test(board, missing_not_applicable_and_zero_are_three_things)
{
    chiso_board *board = three_units();
    static const char *const words[] = {"-", "NA", "N/A"};
    static const char *const codes[] = {"1.1", "1.2", "2", "3"};
    static const char *const zeros[] = {"0", "0%", "no", "0"};
    static const char *const denominators[] = {"1", "100", "1", "1"};

    for (size_t k = 0; k < COUNT(codes); k++) {
        expect_cell(board, "u1", codes[k], CHISO_STATE_MISSING, NULL, NULL, NULL);
        cr_expect(chiso_board_set(board, "u1", codes[k], zeros[k], NULL) == CHISO_OK);
        expect_cell(board, "u1", codes[k], CHISO_STATE_SCORED, "0", denominators[k], "0");
        for (size_t i = 0; i < COUNT(words); i++) {
            cr_expect(chiso_board_set(board, "u1", codes[k], words[i], NULL) == CHISO_OK);
            expect_cell(board, "u1", codes[k], CHISO_STATE_NOT_APPLICABLE, NULL, NULL, NULL);
            cr_expect(chiso_board_set(board, "u1", codes[k], "", NULL) == CHISO_OK);
            expect_cell(board, "u1", codes[k], CHISO_STATE_MISSING, NULL, NULL, NULL);
        }
        cr_expect(chiso_board_set_value(board, 0, node_of(board, codes[k]), CHISO_NOT_APPLICABLE,
                                        NULL) == CHISO_OK);
        expect_cell(board, "u1", codes[k], CHISO_STATE_NOT_APPLICABLE, NULL, NULL, NULL);
        cr_expect(chiso_board_set_value(board, 0, node_of(board, codes[k]), CHISO_MISSING, NULL) ==
                  CHISO_OK);
        expect_cell(board, "u1", codes[k], CHISO_STATE_MISSING, NULL, NULL, NULL);
    }
    /* The neighbours saw nothing of it. */
    expect_cell(board, "u2", "1.1", CHISO_STATE_MISSING, NULL, NULL, NULL);
    chiso_board_free(board);
}

Test(board, cells_hold_what_they_were_given)
{
    chiso_board *board = three_units();

    cr_expect(chiso_board_set(board, "u1", "1.1", "7.25", NULL) == CHISO_OK);
    expect_cell(board, "u1", "1.1", CHISO_STATE_SCORED, "7.25", "1", "7.25");
    cr_expect(chiso_board_set(board, "u1", "1.2", "97.8%", NULL) == CHISO_OK);
    expect_cell(board, "u1", "1.2", CHISO_STATE_SCORED, "97.8", "100", "4.89");
    cr_expect(chiso_board_set(board, "u1", "1.2", "978/1000", NULL) == CHISO_OK);
    expect_cell(board, "u1", "1.2", CHISO_STATE_SCORED, "978", "1000", "4.89");
    cr_expect(chiso_board_set(board, "u1", "2", "có", NULL) == CHISO_OK);
    expect_cell(board, "u1", "2", CHISO_STATE_SCORED, "1", "1", "3");
    cr_expect(chiso_board_set(board, "u1", "3", "3", NULL) == CHISO_OK);
    expect_cell(board, "u1", "3", CHISO_STATE_SCORED, "3", "1", "-1.5");
    cr_expect(chiso_board_set_value(board, 1, node_of(board, "1.1"), decimal("0.000001"), NULL) ==
              CHISO_OK);
    expect_cell(board, "u2", "1.1", CHISO_STATE_SCORED, "0.000001", "1", "0.000001");
    cr_expect(chiso_board_set_ratio(board, 1, node_of(board, "1.2"), decimal("2"), decimal("3"),
                                    NULL) == CHISO_OK);
    expect_cell(board, "u2", "1.2", CHISO_STATE_SCORED, "2", "3", "3.333333");
    chiso_board_free(board);
}

Test(board, a_cell_that_cannot_be_is_refused_and_keeps_what_it_held)
{
    static const struct {
        const char *name;
        const char *unit, *code, *text;
        chiso_status status;
        const char *named[4];
    } cases[] = {
        {"no such unit", "u9", "1.1", "1", CHISO_E_UNIT, {"u9"}},
        {"no such criterion", "u1", "9", "1", CHISO_E_NODE, {"9"}},
        {"a branch", "u1", "1", "1", CHISO_E_NODE, {"1"}},
        {"the root", "u1", "", "1", CHISO_E_NODE, {0}},
        {"above max", "u1", "1.1", "10.5", CHISO_E_POINTS, {"u1", "1.1", "10.5", "10"}},
        {"below min", "u1", "1.1", "-0.5", CHISO_E_POINTS, {"u1", "1.1", "-0.5", "0"}},
        {"no number", "u1", "1.1", "ten", CHISO_E_NUMBER, {"u1", "1.1", "ten"}},
        {"a comma", "u1", "1.1", "1,5", CHISO_E_NUMBER, {"u1", "1.1", "1,5"}},
        {"two marks", "u1", "1.1", "1.2.3", CHISO_E_NUMBER, {"u1", "1.1", "1.2.3"}},
        {"a rate where points are due", "u1", "1.1", "50%", CHISO_E_CELL, {"u1", "1.1", "50%"}},
        {"a number where a rate is due",
         "u1",
         "1.2",
         "0.9",
         CHISO_E_CELL,
         {"u1", "1.2", "0.9", "%"}},
        {"a half where yes or no is due",
         "u1",
         "2",
         "0.5",
         CHISO_E_CELL,
         {"u1", "2", "0.5", "yes"}},
        {"half a count", "u1", "3", "1.5", CHISO_E_CELL, {"u1", "3", "1.5"}},
        {"too large",
         "u1",
         "1.1",
         "99999999999999",
         CHISO_E_RANGE,
         {"u1", "1.1", "99999999999999"}},
        {"words", "u1", "1.1", "not applicable", CHISO_E_NUMBER, {"u1", "1.1", "not applicable"}},
    };
    chiso_board *board = three_units();
    char *before;

    cr_expect(chiso_board_set(board, "u1", "1.1", "7.25", NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "u1", "1.2", "2/3", NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "u1", "2", "yes", NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "u1", "3", "-", NULL) == CHISO_OK);
    score(board);
    before = support_board_csv(board);
    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_error error = CHISO_ERROR_INIT;
        const chiso_status status =
            chiso_board_set(board, cases[i].unit, cases[i].code, cases[i].text, &error);
        char *after = support_board_csv(board);

        cr_expect(status == cases[i].status, "%s: %s", cases[i].name, chiso_status_name(status));
        cr_expect(error.status == status && error.message_vi[0] != '\0', "%s", cases[i].name);
        for (size_t k = 0; k < COUNT(cases[i].named) && cases[i].named[k] != NULL; k++) {
            cr_expect(strstr(error.message, cases[i].named[k]) != NULL,
                      "%s: \"%s\" does not name %s", cases[i].name, error.message,
                      cases[i].named[k]);
        }
        cr_expect(strcmp(before, after) == 0, "%s", cases[i].name);
        cr_expect(chiso_board_is_scored(board), "%s", cases[i].name);
        free(after);
    }
    cr_expect(chiso_board_set(NULL, "u1", "1.1", "1", NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_set(board, NULL, "1.1", "1", NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_set(board, "u1", NULL, "1", NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_set(board, "u1", "1.1", NULL, NULL) == CHISO_E_NULL);
    free(before);
    chiso_board_free(board);
}

Test(board, values_and_ratios_that_cannot_be_are_refused)
{
    chiso_board *board = three_units();
    const chiso_node points = node_of(board, "1.1");
    const chiso_node rate = node_of(board, "1.2");
    chiso_error error = CHISO_ERROR_INIT;
    chiso_cell cell = {.points = 42};

    cr_expect(chiso_board_set_value(NULL, 0, points, 0, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_set_value(board, 3, points, 0, NULL) == CHISO_E_UNIT);
    cr_expect(chiso_board_set_value(board, CHISO_NO_UNIT, points, 0, NULL) == CHISO_E_UNIT);
    cr_expect(chiso_board_set_value(board, 0, CHISO_ROOT, 0, NULL) == CHISO_E_NODE);
    cr_expect(chiso_board_set_value(board, 0, node_of(board, "1"), 0, NULL) == CHISO_E_NODE);
    cr_expect(chiso_board_set_value(board, 0, 99, 0, NULL) == CHISO_E_NODE);
    cr_expect(chiso_board_set_value(board, 0, CHISO_NO_NODE, 0, NULL) == CHISO_E_NODE);
    cr_expect(chiso_board_set_value(board, 0, points, CHISO_DECIMAL_MAX + 1, NULL) ==
              CHISO_E_RANGE);
    cr_expect(chiso_board_set_value(board, 0, points, INT64_MIN + 2, NULL) == CHISO_E_RANGE);
    cr_expect(chiso_board_set_value(board, 1, points, decimal("10.000001"), &error) ==
              CHISO_E_POINTS);
    cr_expect(strstr(error.message, "u2") != NULL && strstr(error.message, "1.1") != NULL &&
                  strstr(error.message, "10.000001") != NULL,
              "%s", error.message);
    cr_expect(chiso_board_set_value(board, 0, rate, decimal("0.5"), NULL) == CHISO_E_CELL);
    cr_expect(chiso_board_set_ratio(NULL, 0, rate, 1, 2, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_set_ratio(board, 3, rate, 1, 2, NULL) == CHISO_E_UNIT);
    cr_expect(chiso_board_set_ratio(board, 0, CHISO_ROOT, 1, 2, NULL) == CHISO_E_NODE);
    cr_expect(chiso_board_set_ratio(board, 0, points, 1, 2, NULL) == CHISO_E_CELL);
    cr_expect(chiso_board_set_ratio(board, 0, rate, 1, 0, NULL) == CHISO_E_CELL);
    cr_expect(chiso_board_set_ratio(board, 0, rate, 1, -1, NULL) == CHISO_E_CELL);
    cr_expect(chiso_board_set_ratio(board, 0, rate, CHISO_DECIMAL_MAX + 1, 2, NULL) ==
              CHISO_E_RANGE);
    cr_expect(chiso_board_set_ratio(board, 0, rate, 1, CHISO_DECIMAL_MAX + 1, NULL) ==
              CHISO_E_RANGE);
    expect_cell(board, "u1", "1.1", CHISO_STATE_MISSING, NULL, NULL, NULL);
    expect_cell(board, "u1", "1.2", CHISO_STATE_MISSING, NULL, NULL, NULL);
    cr_expect(chiso_board_cell(NULL, 0, points, &cell) == CHISO_E_NULL);
    cr_expect(chiso_board_cell(board, 0, points, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_cell(board, 3, points, &cell) == CHISO_E_UNIT);
    cr_expect(chiso_board_cell(board, 0, CHISO_ROOT, &cell) == CHISO_E_NODE);
    cr_expect(chiso_board_cell(board, 0, node_of(board, "1"), &cell) == CHISO_E_NODE);
    cr_expect(cell.points == 42);
    chiso_board_free(board);
}

Test(board, a_column_sets_a_leaf_for_all_units)
{
    chiso_board *board = three_units();
    const chiso_decimal points[] = {decimal("1"), CHISO_MISSING, CHISO_NOT_APPLICABLE};
    const chiso_decimal counts[] = {CHISO_NOT_APPLICABLE, decimal("3"), 0};
    const chiso_decimal yes[] = {CHISO_DECIMAL_ONE, 0, CHISO_MISSING};
    const chiso_decimal numerators[] = {decimal("2"), CHISO_MISSING, CHISO_NOT_APPLICABLE};
    const chiso_decimal denominators[] = {decimal("3"), 0, -7};

    cr_expect(chiso_board_set(board, "u2", "1.1", "9", NULL) == CHISO_OK);
    cr_expect(chiso_board_set_column(board, node_of(board, "1.1"), points, 3, NULL) == CHISO_OK);
    cr_expect(chiso_board_set_column(board, node_of(board, "3"), counts, 3, NULL) == CHISO_OK);
    cr_expect(chiso_board_set_column(board, node_of(board, "2"), yes, 3, NULL) == CHISO_OK);
    cr_expect(chiso_board_set_ratio_column(board, node_of(board, "1.2"), numerators, denominators,
                                           3, NULL) == CHISO_OK);
    expect_cell(board, "u1", "1.1", CHISO_STATE_SCORED, "1", "1", "1");
    expect_cell(board, "u2", "1.1", CHISO_STATE_MISSING, NULL, NULL, NULL);
    expect_cell(board, "u3", "1.1", CHISO_STATE_NOT_APPLICABLE, NULL, NULL, NULL);
    expect_cell(board, "u1", "3", CHISO_STATE_NOT_APPLICABLE, NULL, NULL, NULL);
    expect_cell(board, "u2", "3", CHISO_STATE_SCORED, "3", "1", "-1.5");
    expect_cell(board, "u3", "3", CHISO_STATE_SCORED, "0", "1", "0");
    expect_cell(board, "u1", "2", CHISO_STATE_SCORED, "1", "1", "3");
    expect_cell(board, "u2", "2", CHISO_STATE_SCORED, "0", "1", "0");
    expect_cell(board, "u3", "2", CHISO_STATE_MISSING, NULL, NULL, NULL);
    expect_cell(board, "u1", "1.2", CHISO_STATE_SCORED, "2", "3", "3.333333");
    expect_cell(board, "u2", "1.2", CHISO_STATE_MISSING, NULL, NULL, NULL);
    expect_cell(board, "u3", "1.2", CHISO_STATE_NOT_APPLICABLE, NULL, NULL, NULL);
    chiso_board_free(board);
}

Test(board, a_column_of_no_units_is_empty_whatever_the_rule)
{
    chiso_board *three = three_units();
    chiso_board *board = NULL;
    const chiso_decimal none[] = {0};

    cr_assert(chiso_board_new((chiso_tree *)chiso_board_tree(three), NULL, &board, NULL) ==
              CHISO_OK);
    cr_expect(chiso_board_set_column(board, node_of(board, "1.1"), none, 0, NULL) == CHISO_OK);
    cr_expect(chiso_board_set_column(board, node_of(board, "3"), none, 0, NULL) == CHISO_OK);
    cr_expect(chiso_board_set_ratio_column(board, node_of(board, "1.2"), none, none, 0, NULL) ==
              CHISO_OK);
    cr_expect(chiso_board_set_ratio_column(board, node_of(board, "1.2"), none, none, 1, NULL) ==
              CHISO_E_RANGE);
    chiso_board_free(board);
    chiso_board_free(three);
}

Test(board, a_refused_column_leaves_every_cell_as_it_was)
{
    const chiso_decimal one = CHISO_DECIMAL_ONE;
    const struct {
        const char *name;
        const char *code;
        bool ratio;
        size_t count;
        chiso_decimal values[4];
        chiso_decimal denominators[4];
        chiso_status status;
        const char *named;
    } cases[] = {
        {"too few", "1.1", false, 2, {one, one}, {0}, CHISO_E_RANGE, ""},
        {"too many", "1.1", false, 4, {one, one, one, one}, {0}, CHISO_E_RANGE, ""},
        {"none", "1.1", false, 0, {0}, {0}, CHISO_E_RANGE, ""},
        {"the last above max", "1.1", false, 3, {one, one, 11 * one}, {0}, CHISO_E_POINTS, "u3"},
        {"the second below min", "1.1", false, 3, {one, -one, 11 * one}, {0}, CHISO_E_POINTS, "u2"},
        {"no decimal", "1.1", false, 3, {one, one, INT64_MAX}, {0}, CHISO_E_RANGE, "u3"},
        {"half a count", "3", false, 3, {one, one / 2, one}, {0}, CHISO_E_CELL, "u2"},
        {"two for yes", "2", false, 3, {one, 0, 2 * one}, {0}, CHISO_E_CELL, "u3"},
        {"numbers where rates are due", "1.2", false, 3, {one, one, one}, {0}, CHISO_E_CELL, ""},
        {"rates where numbers are due",
         "1.1",
         true,
         3,
         {one, one, one},
         {one, one, one},
         CHISO_E_CELL,
         ""},
        {"a denominator of 0", "1.2", true, 3, {one, one, one}, {one, one, 0}, CHISO_E_CELL, "u3"},
        {"a negative denominator",
         "1.2",
         true,
         3,
         {one, one, one},
         {one, -one, one},
         CHISO_E_CELL,
         "u2"},
        {"a branch", "1", false, 3, {one, one, one}, {0}, CHISO_E_NODE, ""},
        {"the root", "", true, 3, {one, one, one}, {one, one, one}, CHISO_E_NODE, ""},
    };
    chiso_board *board = three_units();
    char *before;

    cr_expect(chiso_board_set(board, "u1", "1.1", "7.25", NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "u2", "1.2", "2/3", NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "u3", "2", "-", NULL) == CHISO_OK);
    score(board);
    before = support_board_csv(board);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const chiso_node leaf = node_of(board, cases[i].code);
        chiso_error error = CHISO_ERROR_INIT;
        chiso_status status;
        char *after;

        if (cases[i].ratio) {
            status = chiso_board_set_ratio_column(board, leaf, cases[i].values,
                                                  cases[i].denominators, cases[i].count, &error);
        } else {
            status = chiso_board_set_column(board, leaf, cases[i].values, cases[i].count, &error);
        }
        after = support_board_csv(board);
        cr_expect(status == cases[i].status, "%s: %s", cases[i].name, chiso_status_name(status));
        cr_expect(error.status == status, "%s", cases[i].name);
        cr_expect(strstr(error.message, cases[i].named) != NULL &&
                      strstr(error.message_vi, cases[i].named) != NULL,
                  "%s: %s", cases[i].name, error.message);
        cr_expect(strcmp(before, after) == 0, "%s", cases[i].name);
        cr_expect(chiso_board_is_scored(board), "%s", cases[i].name);
        free(after);
    }
    cr_expect(chiso_board_set_column(NULL, 2, cases[0].values, 3, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_set_column(board, node_of(board, "1.1"), NULL, 3, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_set_ratio_column(board, node_of(board, "1.2"), NULL, cases[0].values, 3,
                                           NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_set_ratio_column(board, node_of(board, "1.2"), cases[0].values, NULL, 3,
                                           NULL) == CHISO_E_NULL);
    free(before);
    chiso_board_free(board);
}

Test(board, results_are_there_only_after_scoring)
{
    chiso_board *board = three_units();
    const chiso_decimal *points = NULL;
    chiso_result result = {.percent = 42};

    cr_expect(chiso_board_result(board, 0, CHISO_ROOT, &result) == CHISO_E_STATE &&
              result.percent == 42);
    cr_expect(chiso_board_points(board, CHISO_ROOT, &points) == CHISO_E_STATE && points == NULL);
    score(board);
    cr_expect(chiso_board_is_scored(board));
    cr_expect(chiso_board_result(board, 3, CHISO_ROOT, &result) == CHISO_E_UNIT &&
              result.percent == 42);
    cr_expect(chiso_board_result(board, 0, 99, &result) == CHISO_E_NODE && result.percent == 42);
    cr_expect(chiso_board_result(board, 0, CHISO_NO_NODE, &result) == CHISO_E_NODE &&
              result.percent == 42);
    cr_expect(chiso_board_result(NULL, 0, CHISO_ROOT, &result) == CHISO_E_NULL &&
              result.percent == 42);
    cr_expect(chiso_board_result(board, 0, CHISO_ROOT, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_points(board, 99, &points) == CHISO_E_NODE && points == NULL);
    cr_expect(chiso_board_points(NULL, CHISO_ROOT, &points) == CHISO_E_NULL);
    cr_expect(chiso_board_points(board, CHISO_ROOT, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_result(board, 0, CHISO_ROOT, &result) == CHISO_OK);
    score(board);
    cr_expect(chiso_board_result(board, 0, CHISO_ROOT, &result) == CHISO_OK);
    chiso_board_free(board);
}

Test(board, every_change_makes_a_board_unscored)
{
    enum { CHANGES = 9 };

    for (int change = 0; change < CHANGES; change++) {
        chiso_board *board = three_units();
        const chiso_decimal column[] = {CHISO_DECIMAL_ONE, CHISO_DECIMAL_ONE, CHISO_DECIMAL_ONE};
        const char *text = "unit,1.1\nu1,3\n";
        chiso_status status = CHISO_E_STATE;
        chiso_result result;

        score(board);
        switch (change) {
        case 0:
            status = chiso_board_add_unit(board, "u4", NULL, NULL, NULL, NULL);
            break;
        case 1:
            status = chiso_board_set(board, "u1", "1.1", "3", NULL);
            break;
        case 2:
            status = chiso_board_set(board, "u1", "1.1", "-", NULL);
            break;
        case 3:
            status =
                chiso_board_set_value(board, 0, node_of(board, "1.1"), CHISO_DECIMAL_ONE, NULL);
            break;
        case 4:
            status = chiso_board_set_ratio(board, 0, node_of(board, "1.2"), 1, 2, NULL);
            break;
        case 5:
            status = chiso_board_set_column(board, node_of(board, "1.1"), column, 3, NULL);
            break;
        case 6:
            status =
                chiso_board_set_ratio_column(board, node_of(board, "1.2"), column, column, 3, NULL);
            break;
        case 7:
            status = chiso_board_read_csv(board, text, strlen(text), NULL);
            break;
        default:
            status = chiso_board_set_ranked(board, 0, false, NULL);
            break;
        }
        cr_expect(status == CHISO_OK, "change %d: %s", change, chiso_status_name(status));
        cr_expect(!chiso_board_is_scored(board), "change %d", change);
        cr_expect(chiso_board_result(board, 0, CHISO_ROOT, &result) == CHISO_E_STATE, "change %d",
                  change);
        score(board);
        cr_expect(chiso_board_result(board, 0, CHISO_ROOT, &result) == CHISO_OK, "change %d",
                  change);
        chiso_board_free(board);
    }
}

Test(board, points_of_all_units_lie_side_by_side)
{
    chiso_board *board = three_units();
    const chiso_decimal *points = NULL;

    cr_expect(chiso_board_set(board, "u1", "1.1", "7.25", NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "u1", "1.2", "50%", NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "u2", "1.1", "-", NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "u2", "1.2", "-", NULL) == CHISO_OK);
    score(board);
    cr_assert_eq(chiso_board_points(board, node_of(board, "1.1"), &points), CHISO_OK);
    cr_expect(points[0] == decimal("7.25") && points[1] == CHISO_NOT_APPLICABLE &&
              points[2] == CHISO_MISSING);
    cr_assert_eq(chiso_board_points(board, node_of(board, "1.2"), &points), CHISO_OK);
    cr_expect(points[0] == decimal("2.5") && points[1] == CHISO_NOT_APPLICABLE &&
              points[2] == CHISO_MISSING);
    cr_assert_eq(chiso_board_points(board, node_of(board, "1"), &points), CHISO_OK);
    cr_expect(points[0] == decimal("9.75") && points[1] == CHISO_ABSENT && points[2] == 0);
    cr_assert_eq(chiso_board_points(board, CHISO_ROOT, &points), CHISO_OK);
    cr_expect(points[0] == decimal("9.75") && points[1] == 0 && points[2] == 0);
    chiso_board_free(board);
}

Test(board, two_boards_share_a_tree_and_know_nothing_of_each_other)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *a = support_scored(tree, "unit,1.1\nu1,3\n");
    chiso_board *b = support_scored(tree, "unit,1.1\nu1,4\n");

    chiso_tree_free(tree);
    cr_expect(support_result(a, "u1", "1.1").achieved == decimal("3"));
    chiso_board_free(a);
    cr_expect(support_result(b, "u1", "1.1").achieved == decimal("4"));
    chiso_board_free(b);
}

Test(board, what_is_written_reads_in_again)
{
    chiso_board *board = three_units();
    chiso_board *again = NULL;
    chiso_tree *tree = support_tree(CRITERIA);
    char *first;
    char *second;

    cr_assert_eq(
        chiso_board_add_unit(board, "=u4", "@name, \"quoted\"\nand more", "-block", NULL, NULL),
        CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, "'u5", "'=name", "", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, " u 6 ", " name ", " ", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, "-", NULL, "NA", NULL, NULL), CHISO_OK);
    cr_expect(chiso_board_set_ranked(board, 1, false, NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "u1", "1.1", "7.25", NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "u2", "1.1", "-", NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "u1", "1.2", "97.8%", NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "u2", "1.2", "2/3", NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "u3", "1.2", "2/100", NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "=u4", "1.2", "-1/3", NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "u1", "2", "có", NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "u2", "2", "no", NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "u1", "3", "3", NULL) == CHISO_OK);
    first = support_board_csv(board);
    cr_expect(strstr(first, "'@name") != NULL && strstr(first, "'=u4") != NULL &&
                  strstr(first, "'-block") != NULL,
              "%s", first);
    again = support_board(tree, first);
    second = support_board_csv(again);
    cr_expect_str_eq(first, second);
    cr_assert_eq(chiso_board_unit_count(again), chiso_board_unit_count(board));
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        cr_expect_str_eq(chiso_unit_code(again, unit), chiso_unit_code(board, unit));
        cr_expect_str_eq(chiso_unit_name(again, unit), chiso_unit_name(board, unit));
        cr_expect_str_eq(chiso_board_block(again, chiso_unit_block(again, unit)),
                         chiso_board_block(board, chiso_unit_block(board, unit)));
        cr_expect(chiso_unit_is_ranked(again, unit) == chiso_unit_is_ranked(board, unit));
        for (chiso_node leaf = chiso_node_next_leaf(tree, CHISO_ROOT); leaf != CHISO_NO_NODE;
             leaf = chiso_node_next_leaf(tree, leaf)) {
            chiso_cell a;
            chiso_cell b;

            cr_assert_eq(chiso_board_cell(board, unit, leaf, &a), CHISO_OK);
            cr_assert_eq(chiso_board_cell(again, unit, leaf, &b), CHISO_OK);
            cr_expect(a.state == b.state && a.value == b.value && a.denominator == b.denominator &&
                          a.points == b.points,
                      "%s of %s: %s/%s and %s/%s", chiso_node_code(tree, leaf),
                      chiso_unit_code(board, unit), decimal_text(a.value),
                      decimal_text(a.denominator), decimal_text(b.value),
                      decimal_text(b.denominator));
        }
    }
    free(first);
    free(second);
    chiso_tree_free(tree);
    chiso_board_free(board);
    chiso_board_free(again);
}

static bool refuse(void *context, const char *bytes, size_t size)
{
    (void)context;
    (void)bytes;
    (void)size;
    return false;
}

Test(board, a_sink_may_refuse)
{
    const chiso_sink sink = {.write = refuse};
    const chiso_sink broken = {0};
    chiso_board *board = three_units();
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(chiso_board_write_csv(board, &sink, &error) == CHISO_E_SINK);
    cr_expect(error.status == CHISO_E_SINK && error.message[0] != '\0' &&
              error.message_vi[0] != '\0');
    cr_expect(chiso_board_write_csv(board, &broken, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_write_csv(board, NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_write_csv(NULL, &sink, NULL) == CHISO_E_NULL);
    chiso_board_free(board);
}

Test(board, texts_with_more_than_15_decimals_are_counted)
{
    chiso_board *board = three_units();

    cr_expect(chiso_board_set(board, "u1", "1.1", "1.2345678901234567", NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "u1", "1.1", "1.2345670000000000000", NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "u1", "1.2", "33.3333333333333333%", NULL) == CHISO_OK);
    cr_expect(chiso_board_rounded_count(board) == 2, "%llu",
              (unsigned long long)chiso_board_rounded_count(board));
    chiso_board_free(board);
}
