/* Leaves scored by how often each answer to a question was chosen. */
#include "support.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* CHISO_ANSWER_LIMIT */
#define MOST INT64_C(9200000000000)

/* A tree of one leaf "q". */
static chiso_tree *survey_tree(const char *max, const char *min, const char *rule)
{
    struct buffer criteria = {0};

    buffer_print(&criteria, "code,title,max,min,rule\nq,A question,%s,%s,%s\n", max, min, rule);
    chiso_tree *tree = support_tree(criteria.bytes);

    buffer_clear(&criteria);
    return tree;
}

/* A board of units "u" and "v" over such a tree, without cells. */
static chiso_board *survey_board(const char *max, const char *min, const char *rule)
{
    chiso_tree *tree = survey_tree(max, min, rule);
    chiso_board *board = support_board(tree, "unit,q\nu,\nv,\n");

    chiso_tree_free(tree);
    return board;
}

/* The counts that a cell holds, as a points file writes them. Free with buffer_clear(). */
static struct buffer counts_text(const chiso_board *board, chiso_unit unit)
{
    struct buffer text = {0};
    const int64_t *counts = NULL;
    uint32_t options = 0;

    cr_assert_eq(chiso_board_counts(board, unit, 1, &counts, &options), CHISO_OK);
    for (uint32_t i = 0; i < options; i++) {
        buffer_print(&text, "%s%s", i == 0 ? "" : "|", decimal_text(counts[i]));
    }
    return text;
}

static void expect_counts(const char *name, const chiso_board *board, chiso_unit unit,
                          const char *expected)
{
    struct buffer text = counts_text(board, unit);

    cr_expect(strcmp(text.bytes, expected) == 0, "%s: the cell holds %s, expected %s", name,
              text.bytes, expected);
    buffer_clear(&text);
}

static void expect_no_counts(const char *name, const chiso_board *board, chiso_unit unit)
{
    const int64_t *counts = NULL;
    uint32_t options = 77;

    cr_expect(chiso_board_counts(board, unit, 1, &counts, &options) == CHISO_E_EMPTY, "%s", name);
    cr_expect(counts == NULL && options == 77, "%s", name);
}

Test(survey, points_are_the_weighted_share_of_all_answers)
{
    static const struct {
        const char *max, *min, *rule, *cell, *points, *value;
    } cases[] = {
        {"10", "", "survey 100 60 20 0", "1|0|0|0", "10", "100"},
        {"10", "", "survey 100 60 20 0", "0|1|0|0", "6", "60"},
        {"10", "", "survey 100 60 20 0", "0|0|0|9", "0", "0"},
        /* (1200 + 1800 + 100) / 48 = 64.583333 */
        {"10", "", "survey 100 60 20 0", "12|30|5|1", "6.458333", "64.583333"},
        {"5", "", "survey 100 100 0 0", "10|20|30|40", "1.5", "30"},
        {"5", "", "survey 100 100 0 0", "3|0|1|0", "3.75", "75"},
        {"5", "", "survey 0 100", "1|3", "3.75", "75"},
        {"1", "", "survey 100 0", "1|2", "0.333333", "33.333333"},
        {"1", "", "survey 100 0", "2|1", "0.666667", "66.666667"},
        {"1.5", "", "survey 100 0", "2|1", "1", "66.666667"},
        {"10", "", "survey 80 20", "1|1", "5", "50"},
        /* weights with decimals and % signs */
        {"10", "", "survey 100% 62.5% 0%", "0|1|0", "6.25", "62.5"},
        {"10", "", "survey 100 66.666667 33.333333 0", "0|1|2|0", "4.444444", "44.444444"},
        {"10", "", "survey 100 % 50 %", "1|1", "7.5", "75"},
        /* min above 0 and below it */
        {"10", "2", "survey 100 0", "1|9", "2", "10"},
        {"10", "2", "survey 100 0", "3|7", "3", "30"},
        {"10", "2", "survey 100 0", "0|1", "2", "0"},
        {"10", "-5", "survey 100 0", "0|1", "0", "0"},
        /* halves of the last place */
        {"0.000001", "", "survey 100 0", "1|1", "0.000001", "50"},
        {"0.000001", "", "survey 100 0", "499|501", "0", "49.9"},
        {"0.000003", "", "survey 100 0", "1|1", "0.000002", "50"},
        /* as many answers as there may be, and the greatest max */
        {"9200000000000", "", "survey 100 0", "9200000000000|9200000000000", "4600000000000", "50"},
        {"9200000000000", "", "survey 100 99.999999", "0|9200000000000", "9199999908000",
         "99.999999"},
        {"10", "", "survey 100 0", "1|9200000000000", "0", "0"},
        {"10", "", "survey 100 0", "0012|0004", "7.5", "75"},
        {"0", "", "survey 100 0", "1|1", "0", "50"},
        /* of weighted answers */
        {"10", "", "survey 100 60 20 0", "0.75|1.5|0.25|0.000001", "6.799997", "67.999973"},
        {"10", "", "survey 100 0", "0.000001|0.000002", "3.333333", "33.333333"},
        {"10", "", "survey 100 0", "2.0|6.00", "2.5", "25"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_board *board = survey_board(cases[i].max, cases[i].min, cases[i].rule);
        chiso_error error = CHISO_ERROR_INIT;
        chiso_cell cell;
        chiso_result result;

        cr_assert(chiso_board_set(board, "u", "q", cases[i].cell, &error) == CHISO_OK,
                  "%s of %s: %s", cases[i].rule, cases[i].cell, error.message);
        cr_assert_eq(chiso_board_cell(board, 0, 1, &cell), CHISO_OK);
        cr_expect(cell.state == CHISO_STATE_SCORED && cell.points == decimal(cases[i].points),
                  "%s of %s: %s, expected %s", cases[i].rule, cases[i].cell,
                  decimal_text(cell.points), cases[i].points);
        cr_expect(cell.value == decimal(cases[i].value), "%s of %s: %s %%, expected %s",
                  cases[i].rule, cases[i].cell, decimal_text(cell.value), cases[i].value);
        cr_assert(chiso_board_score(board, &error) == CHISO_OK, "%s", error.message);
        result = support_result(board, "u", "");
        cr_expect(result.achieved ==
                      (result.max == CHISO_ABSENT ? CHISO_ABSENT : decimal(cases[i].points)),
                  "%s of %s: %s", cases[i].rule, cases[i].cell, decimal_text(result.achieved));
        cr_expect(support_result(board, "v", "").state ==
                  (result.max == CHISO_ABSENT ? CHISO_STATE_NOT_APPLICABLE : CHISO_STATE_MISSING));
        cr_expect(chiso_board_rounded_count(board) == 0);
        chiso_board_free(board);
    }
}

Test(survey, points_may_be_rounded_in_the_calculation)
{
    chiso_tree *tree = support_tree("code,title,max,rule,round\nq,,10,survey 100 60 20 0,2\n");
    chiso_board *board = support_scored(tree, "unit,q\nu,12|30|5|1\n");

    cr_expect(support_result(board, "u", "q").achieved == decimal("6.46"));
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(survey, a_call_sets_what_a_text_sets)
{
    static const struct {
        int64_t counts[3];
        const char *text;
    } cases[] = {
        {{12, 30, 5}, "12|30|5"},
        {{0, 0, 1}, "0|0|1"},
        {{MOST, MOST, MOST}, "9200000000000|9200000000000|9200000000000"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_board *board = survey_board("10", "1", "survey 100 60 0");
        chiso_error error = CHISO_ERROR_INIT;
        chiso_cell cells[2];

        cr_assert(chiso_board_set_counts(board, 0, 1, cases[i].counts, 3, &error) == CHISO_OK, "%s",
                  error.message);
        cr_assert(chiso_board_set(board, "v", "q", cases[i].text, &error) == CHISO_OK, "%s",
                  error.message);
        for (chiso_unit unit = 0; unit < 2; unit++) {
            cr_assert_eq(chiso_board_cell(board, unit, 1, &cells[unit]), CHISO_OK);
            expect_counts("before scoring", board, unit, cases[i].text);
        }
        cr_expect(cells[0].points == cells[1].points && cells[0].value == cells[1].value &&
                      cells[0].denominator == cells[1].denominator,
                  "%s", cases[i].text);
        cr_expect(cells[0].denominator == 100 * CHISO_DECIMAL_ONE, "%s",
                  decimal_text(cells[0].denominator));
        cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
        expect_counts("after scoring", board, 0, cases[i].text);
        cr_expect(support_result(board, "u", "q").achieved ==
                  support_result(board, "v", "q").achieved);
        chiso_board_free(board);
    }
}

Test(survey, texts_that_are_no_counts_are_refused_by_name)
{
    static const struct {
        const char *cell;
        const char *names[2];
    } cases[] = {
        {"12|30", {"12|30", "3"}},
        {"12|30|5|1", {"12|30|5|1", "3"}},
        {"12", {"12", "3"}},
        {"12|30|5|", {"12|30|5|", NULL}},
        {"|12|30|5", {"|12|30|5", NULL}},
        {"12||5", {"12||5", NULL}},
        {"||", {"||", NULL}},
        {"12|-30|5", {"-30", NULL}},
        {"12|+30|5", {"+30", NULL}},
        {"12|30.5.5|5", {"30.5.5", NULL}},
        {"12|30.|5", {"30.", NULL}},
        {"12|.5|5", {".5", NULL}},
        {"12|0.0000001|5", {"0.0000001", NULL}},
        {"12|9200000000000.000001|5", {"9200000000000.000001", NULL}},
        {"12|30,5|5", {"30,5", NULL}},
        {"12|30%|5", {"30%", NULL}},
        {"12|many|5", {"many", NULL}},
        {"12|3 0|5", {"3 0", NULL}},
        {"12|1e3|5", {"1e3", NULL}},
        {"12|9200000000001|5", {"9200000000001", NULL}},
        {"12|99999999999999999999999999|5", {"99999999999999999999999999", NULL}},
        {"12|18446744073709551617|5", {"18446744073709551617", NULL}},
        {"12/30/5", {"12/30/5", NULL}},
        {"80%", {"80%", NULL}},
        {"0|0|0", {"answer", NULL}},
        {"-|NA|5", {"-|NA|5", NULL}},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_board *board = survey_board("10", "", "survey 100 60 0");
        chiso_error error = CHISO_ERROR_INIT;
        struct buffer file = {0};

        cr_assert_eq(chiso_board_set(board, "u", "q", "1|2|3", NULL), CHISO_OK);
        cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
        cr_expect(chiso_board_set(board, "u", "q", cases[i].cell, &error) == CHISO_E_CELL, "%s: %s",
                  cases[i].cell, error.message);
        for (size_t k = 0; k < COUNT(cases[i].names) && cases[i].names[k] != NULL; k++) {
            cr_expect(strstr(error.message, cases[i].names[k]) != NULL, "%s: %s", cases[i].cell,
                      error.message);
        }
        cr_expect(strstr(error.message, "unit u") != NULL &&
                      strstr(error.message, "criterion q") != NULL && error.message_vi[0] != '\0',
                  "%s: %s", cases[i].cell, error.message);
        expect_counts(cases[i].cell, board, 0, "1|2|3");
        cr_expect(chiso_board_is_scored(board), "%s", cases[i].cell);

        buffer_print(&file, "unit,q\nv,4|5|6\nu,\"%s\"\n", cases[i].cell);
        error = CHISO_ERROR_INIT;
        cr_expect(chiso_board_read_csv(board, file.bytes, file.size, &error) == CHISO_E_CELL,
                  "%s: %s", cases[i].cell, error.message);
        cr_expect(error.line == 3 && error.column == 3, "%s: line %u, column %u", cases[i].cell,
                  error.line, error.column);
        cr_expect(strstr(error.message, "unit u") != NULL &&
                      strstr(error.message, "criterion q") != NULL,
                  "%s", error.message);
        expect_counts(cases[i].cell, board, 0, "1|2|3");
        expect_no_counts(cases[i].cell, board, 1);
        buffer_clear(&file);
        chiso_board_free(board);
    }
}

Test(survey, spaces_around_counts_do_not_matter)
{
    static const char *const texts[] = {"12 | 30 | 5", " 12|30|5 ", "12|30 |5", "12|\t30|5"};

    for (size_t i = 0; i < COUNT(texts); i++) {
        chiso_board *board = survey_board("10", "", "survey 100 60 0");
        chiso_error error = CHISO_ERROR_INIT;

        cr_assert(chiso_board_set(board, "u", "q", texts[i], &error) == CHISO_OK, "\"%s\": %s",
                  texts[i], error.message);
        expect_counts(texts[i], board, 0, "12|30|5");
        chiso_board_free(board);
    }
}

Test(survey, calls_that_cannot_be_are_refused_and_change_nothing)
{
    chiso_board *board = survey_board("10", "", "survey 100 60 0");
    chiso_error error = CHISO_ERROR_INIT;
    static const int64_t fine[] = {1, 2, 3, 4};
    static const int64_t negative[] = {1, -1, 3};
    static const int64_t least[] = {INT64_MIN, 1, 3};
    static const int64_t large[] = {1, 2, MOST + 1};
    static const int64_t greatest[] = {INT64_MAX, INT64_MAX, INT64_MAX};
    static const int64_t none[] = {0, 0, 0};
    const int64_t *counts = NULL;
    uint32_t options = 77;

    cr_assert_eq(chiso_board_set_counts(board, 0, 1, fine, 3, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_expect(chiso_board_set_counts(NULL, 0, 1, fine, 3, &error) == CHISO_E_NULL);
    cr_expect(chiso_board_set_counts(board, 0, 1, NULL, 3, &error) == CHISO_E_NULL);
    cr_expect(chiso_board_set_counts(board, 2, 1, fine, 3, &error) == CHISO_E_UNIT);
    cr_expect(chiso_board_set_counts(board, 0, 2, fine, 3, &error) == CHISO_E_NODE);
    cr_expect(chiso_board_set_counts(board, 0, CHISO_ROOT, fine, 3, &error) == CHISO_E_NODE);
    cr_expect(chiso_board_set_counts(board, 0, 1, fine, 2, &error) == CHISO_E_SHAPE);
    cr_expect(strstr(error.message, "2") != NULL && strstr(error.message, "3") != NULL, "%s",
              error.message);
    cr_expect(strstr(error.message, "unit u") != NULL &&
                  strstr(error.message, "criterion q") != NULL,
              "%s", error.message);
    cr_expect(chiso_board_set_counts(board, 0, 1, fine, 4, &error) == CHISO_E_SHAPE);
    cr_expect(chiso_board_set_counts(board, 0, 1, fine, 0, &error) == CHISO_E_SHAPE);
    cr_expect(chiso_board_set_counts(board, 0, 1, fine, UINT32_MAX, &error) == CHISO_E_SHAPE);
    cr_expect(chiso_board_set_counts(board, 0, 1, negative, 3, &error) == CHISO_E_RANGE);
    cr_expect(strstr(error.message, "unit u") != NULL &&
                  strstr(error.message, "criterion q") != NULL,
              "%s", error.message);
    cr_expect(chiso_board_set_counts(board, 0, 1, least, 3, &error) == CHISO_E_RANGE);
    cr_expect(chiso_board_set_counts(board, 0, 1, large, 3, &error) == CHISO_E_RANGE);
    cr_expect(chiso_board_set_counts(board, 0, 1, greatest, 3, &error) == CHISO_E_RANGE);
    cr_expect(chiso_board_set_counts(board, 0, 1, none, 3, &error) == CHISO_E_CELL);
    cr_expect(chiso_board_set_value(board, 0, 1, CHISO_DECIMAL_ONE, &error) == CHISO_E_CELL, "%s",
              error.message);
    cr_expect(chiso_board_set_value(board, 0, 1, 0, &error) == CHISO_E_CELL, "%s", error.message);
    cr_expect(chiso_board_set_ratio(board, 0, 1, 1, 2, &error) == CHISO_E_CELL, "%s",
              error.message);
    cr_expect(chiso_board_set_column(board, 1, (const chiso_decimal[]){5, CHISO_MISSING}, 2,
                                     &error) == CHISO_E_CELL,
              "%s", error.message);
    cr_expect(chiso_board_is_scored(board));
    expect_counts("after refusals", board, 0, "1|2|3");

    cr_expect(chiso_board_counts(NULL, 0, 1, &counts, &options) == CHISO_E_NULL);
    cr_expect(chiso_board_counts(board, 0, 1, NULL, &options) == CHISO_E_NULL);
    cr_expect(chiso_board_counts(board, 0, 1, &counts, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_counts(board, 9, 1, &counts, &options) == CHISO_E_UNIT);
    cr_expect(chiso_board_counts(board, 0, 9, &counts, &options) == CHISO_E_NODE);
    cr_expect(chiso_board_counts(board, 0, CHISO_ROOT, &counts, &options) == CHISO_E_NODE);
    cr_expect(counts == NULL && options == 77);
    expect_no_counts("a missing cell", board, 1);
    chiso_board_free(board);
}

Test(survey, leaves_of_other_rules_take_no_counts)
{
    chiso_tree *tree =
        support_tree("code,title,max,rule\n1,,10,points\n2,,10,rate\n3,,10,per 1\n4,,10,yesno\n");
    chiso_board *board = support_board(tree, "unit,1,2,3,4\nu,5,50%,5,yes\n");
    const int64_t fine[] = {1, 2};
    const int64_t *counts = NULL;
    uint32_t options = 0;

    for (chiso_node leaf = 1; leaf <= 4; leaf++) {
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect(chiso_board_set_counts(board, 0, leaf, fine, 2, &error) == CHISO_E_CELL,
                  "leaf %u", leaf);
        cr_expect(strstr(error.message, chiso_node_rule(tree, leaf)) != NULL, "%s", error.message);
        cr_expect(chiso_board_set(board, "u", chiso_node_code(tree, leaf), "1|2", &error) !=
                      CHISO_OK,
                  "leaf %u", leaf);
        cr_expect(chiso_board_counts(board, 0, leaf, &counts, &options) == CHISO_E_NODE, "leaf %u",
                  leaf);
        cr_expect(chiso_node_option_count(tree, leaf) == 0, "leaf %u", leaf);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(survey, a_cell_can_become_missing_or_not_applicable_and_be_filled_again)
{
    chiso_board *board = survey_board("10", "", "survey 100 0");
    static const int64_t counts[] = {3, 1};
    const chiso_decimal gaps[] = {CHISO_NOT_APPLICABLE, CHISO_MISSING};
    chiso_cell cell;

    cr_assert_eq(chiso_board_set(board, "u", "q", "1|1", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(board, "u", "q", "", NULL), CHISO_OK);
    expect_no_counts("emptied", board, 0);
    cr_assert_eq(chiso_board_set(board, "u", "q", "N/A", NULL), CHISO_OK);
    expect_no_counts("not applicable", board, 0);
    cr_assert_eq(chiso_board_cell(board, 0, 1, &cell), CHISO_OK);
    cr_expect(cell.state == CHISO_STATE_NOT_APPLICABLE && cell.value == CHISO_ABSENT &&
              cell.points == CHISO_ABSENT);
    cr_assert_eq(chiso_board_set_counts(board, 0, 1, counts, 2, NULL), CHISO_OK);
    expect_counts("filled", board, 0, "3|1");
    cr_assert_eq(chiso_board_set_value(board, 0, 1, CHISO_MISSING, NULL), CHISO_OK);
    expect_no_counts("missing by a call", board, 0);
    cr_assert_eq(chiso_board_set_counts(board, 0, 1, counts, 2, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set_column(board, 1, gaps, 2, NULL), CHISO_OK);
    expect_no_counts("a column of gaps", board, 0);
    expect_no_counts("a column of gaps", board, 1);
    chiso_board_free(board);
}

Test(survey, rules_are_written_as_they_read)
{
    static const struct {
        const char *rule, *written; /* NULL: refused */
        uint32_t options;
    } cases[] = {
        {"survey 100 60 20 0", "survey 100 60 20 0", 4},
        {"survey 100% 60% 20% 0%", "survey 100 60 20 0", 4},
        {"survey  100   62.50 0", "survey 100 62.5 0", 3},
        {"survey 0 100", "survey 0 100", 2},
        {"survey 50 50", "survey 50 50", 2},
        {"survey 0 50 100 -", "survey 0 50 100 -", 4},
        {"survey -  100 - 1.50% -", "survey - 100 - 1.5 -", 5},
        {"survey \xE2\x80\x93 100", "survey - 100", 2},
        {"survey - -", NULL, 0},
        {"survey - 1", NULL, 0},
        {"survey 100 -0.5", NULL, 0},
        {"survey", NULL, 0},
        {"survey 100", NULL, 0},
        {"survey 0 0", NULL, 0},
        {"survey 100 -1", NULL, 0},
        {"survey 100.000001 0", NULL, 0},
        {"survey 100 a", NULL, 0},
        {"survey 100|0", NULL, 0},
        {"survey 100 0 down", NULL, 0},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tree *tree = NULL;
        chiso_error error = CHISO_ERROR_INIT;
        chiso_status status;

        cr_assert_eq(chiso_tree_new(NULL, NULL, &tree, NULL), CHISO_OK);
        status =
            chiso_tree_add_ruled(tree, CHISO_ROOT, "q", NULL, "10", cases[i].rule, NULL, &error);
        if (cases[i].written == NULL) {
            cr_expect(status == CHISO_E_RULE, "%s: %s, %s", cases[i].rule,
                      chiso_status_name(status), error.message);
            cr_expect(strstr(error.message, cases[i].rule) != NULL && error.message_vi[0] != '\0',
                      "%s: %s", cases[i].rule, error.message);
        } else {
            cr_expect(status == CHISO_OK, "%s: %s", cases[i].rule, error.message);
            cr_expect_str_eq(chiso_node_rule(tree, 1), cases[i].written);
            cr_expect(chiso_node_option_count(tree, 1) == cases[i].options, "%s", cases[i].rule);
            cr_expect(!chiso_node_is_relative(tree, 1), "%s", cases[i].rule);
        }
        chiso_tree_free(tree);
    }
    cr_expect(chiso_node_option_count(NULL, 1) == 0);
}

Test(survey, sixty_four_options_and_no_more)
{
    for (int options = 64; options <= 65; options++) {
        chiso_tree *tree = NULL;
        chiso_board *board = NULL;
        chiso_error error = CHISO_ERROR_INIT;
        struct buffer rule = {0};
        struct buffer cell = {0};
        int64_t counts[65];
        chiso_status status;

        buffer_print(&rule, "survey");
        for (int i = 0; i < options; i++) {
            buffer_print(&rule, " %d", i + 1);
            buffer_print(&cell, "%s%d", i == 0 ? "" : "|", i % 3);
            counts[i] = i % 3;
        }
        cr_assert_eq(chiso_tree_new(NULL, NULL, &tree, NULL), CHISO_OK);
        status = chiso_tree_add_ruled(tree, CHISO_ROOT, "q", NULL, "100", rule.bytes, NULL, &error);
        if (options == 65) {
            cr_expect(status == CHISO_E_RULE && strstr(error.message, "64") != NULL, "%s: %s",
                      chiso_status_name(status), error.message);
        } else {
            chiso_cell cells[2];

            cr_assert(status == CHISO_OK, "%s", error.message);
            cr_expect(chiso_node_option_count(tree, 1) == 64 &&
                      strcmp(chiso_node_rule(tree, 1), rule.bytes) == 0);
            cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
            cr_assert_eq(chiso_board_add_unit(board, "u", NULL, NULL, NULL, NULL), CHISO_OK);
            cr_assert_eq(chiso_board_add_unit(board, "v", NULL, NULL, NULL, NULL), CHISO_OK);
            cr_assert(chiso_board_set(board, "u", "q", cell.bytes, &error) == CHISO_OK, "%s",
                      error.message);
            cr_assert(chiso_board_set_counts(board, 1, 1, counts, 64, &error) == CHISO_OK, "%s",
                      error.message);
            cr_assert(chiso_board_cell(board, 0, 1, &cells[0]) == CHISO_OK &&
                      chiso_board_cell(board, 1, 1, &cells[1]) == CHISO_OK);
            /* Σ (i + 1) × (i mod 3) over 0 to 63 is 2058 of 63 answers */
            cr_expect(cells[0].points == cells[1].points && cells[0].points == decimal("32.666667"),
                      "%s", decimal_text(cells[0].points));
            expect_counts("64 options", board, 0, cell.bytes);
        }
        chiso_board_free(board);
        chiso_tree_free(tree);
        buffer_clear(&rule);
        buffer_clear(&cell);
    }
}

/* Far more counts than any rule has options. */
Test(survey, a_cell_may_hold_any_number_of_counts_and_is_refused)
{
    static const char *const rules[] = {
        "survey 100 0",
        "survey 100 100 100 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 "
        "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0"};

    for (size_t i = 0; i < COUNT(rules); i++) {
        for (int counts = 65; counts < 5000; counts *= 3) {
            chiso_board *board = survey_board("10", "", rules[i]);
            chiso_error error = CHISO_ERROR_INIT;
            struct buffer cell = {0};

            for (int k = 0; k < counts; k++) {
                buffer_print(&cell, "%s%d", k == 0 ? "" : "|", k);
            }
            cr_expect(chiso_board_set(board, "u", "q", cell.bytes, &error) == CHISO_E_CELL,
                      "%d counts: %s", counts, error.message);
            expect_no_counts("too many", board, 0);
            buffer_clear(&cell);
            chiso_board_free(board);
        }
    }
}

static const char QUESTIONS[] =
    "code,title,max,rule\n1,,10,survey 100 60 0\n2,,10,points\n3,,5,survey 100 0\n";

Test(survey, counts_stand_in_every_layout_of_a_points_file)
{
    static const struct {
        const char *name, *file;
    } cases[] = {
        {"wide", "unit,1,2,3\nu,12|30|5,2.5,1|3\nv,NA,1,\n"},
        {"wide, quoted", "unit,1,2,3\nu,\"12|30|5\",2.5,\"1 | 3\"\nv,\"-\",1,\"\"\n"},
        {"wide, semicolons and commas", "unit;1;2;3\nu;12|30|5;2,5;1|3\nv;N/A;1;\n"},
        {"wide, tabs", "unit\t1\t2\t3\r\nu\t12|30|5\t2.5\t1|3\r\nv\t-\t1\t\r\n"},
        {"long", "unit,criterion,value\nu,1,12|30|5\nu,2,2.5\nu,3,1|3\nv,1,-\nv,2,1\n"},
        {"long, quoted",
         "unit,criterion,value\nv,3,\nu,1,\"12|30|5\"\nv,1,NA\nu,2,\"2.5\"\nv,2,1\nu,3,\" 1|3\"\n"},
        {"long, semicolons and commas",
         "criterion;unit;value\n1;u;12|30|5\n2;u;2,5\n3;u;1|3\n1;v;NA\n2;v;1\n"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tree *tree = support_tree(QUESTIONS);
        chiso_board *board = support_scored(tree, cases[i].file);
        const int64_t *counts = NULL;
        uint32_t options = 0;

        cr_assert(chiso_board_counts(board, support_unit(board, "u"), 1, &counts, &options) ==
                          CHISO_OK &&
                      options == 3,
                  "%s", cases[i].name);
        cr_expect(counts[0] == 12 * CHISO_DECIMAL_ONE && counts[1] == 30 * CHISO_DECIMAL_ONE &&
                      counts[2] == 5 * CHISO_DECIMAL_ONE,
                  "%s", cases[i].name);
        cr_assert(chiso_board_counts(board, support_unit(board, "u"), 3, &counts, &options) ==
                          CHISO_OK &&
                      options == 2,
                  "%s", cases[i].name);
        cr_expect(counts[0] == CHISO_DECIMAL_ONE && counts[1] == 3 * CHISO_DECIMAL_ONE, "%s",
                  cases[i].name);
        cr_expect(chiso_board_counts(board, support_unit(board, "v"), 1, &counts, &options) ==
                      CHISO_E_EMPTY,
                  "%s", cases[i].name);
        /* 10 × (1200 + 1800) / 4700 and 5 / 4 */
        cr_expect(support_result(board, "u", "1").achieved == decimal("6.382979"), "%s",
                  cases[i].name);
        cr_expect(support_result(board, "u", "").achieved == decimal("10.132979"), "%s",
                  cases[i].name);
        cr_expect(support_result(board, "v", "").max == decimal("15"), "%s", cases[i].name);
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
}

Test(survey, weights_with_a_decimal_comma)
{
    chiso_tree *tree = support_tree("code;title;max;rule\n1;;7,5;survey 100 62,5% 0\n");

    cr_expect_str_eq(chiso_node_rule(tree, 1), "survey 100 62.5 0");
    chiso_tree_free(tree);
}

static void expect_same_board(const char *name, const chiso_board *board)
{
    char *written = support_board_csv(board);
    char *criteria = support_tree_csv(chiso_board_tree(board));
    chiso_tree *tree = support_tree(criteria);
    chiso_board *again = support_scored(tree, written);
    char *twice = support_board_csv(again);

    cr_expect(strcmp(written, twice) == 0, "%s:\n%s\n%s", name, written, twice);
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        for (chiso_node leaf = 1; leaf <= 3; leaf++) {
            const int64_t *counts[2] = {NULL, NULL};
            uint32_t options[2] = {0, 0};
            const chiso_status status =
                chiso_board_counts(board, unit, leaf, &counts[0], &options[0]);

            cr_expect(chiso_board_counts(again, unit, leaf, &counts[1], &options[1]) == status,
                      "%s: unit %u, leaf %u", name, unit, leaf);
            cr_expect(options[0] == options[1], "%s", name);
            cr_expect(status != CHISO_OK ||
                          memcmp(counts[0], counts[1], options[0] * sizeof(*counts[0])) == 0,
                      "%s: unit %u, leaf %u", name, unit, leaf);
        }
    }
    free(written);
    free(criteria);
    free(twice);
    chiso_board_free(again);
    chiso_tree_free(tree);
}

Test(survey, a_board_that_was_written_reads_in_again_as_the_same)
{
    chiso_tree *tree = support_tree(QUESTIONS);
    chiso_board *board =
        support_board(tree, "unit,1,2,3\nu,12|30|5,2.5,1|3\nv,NA,1,\nw,0|0|9200000000000,,0|1\n");
    static const char second[] =
        "unit,criterion,value\nx,3,7|8\nu,3,0|4\nv,1,1|2|3\nw,1,\ny,1,2|0|0\n";
    chiso_error error = CHISO_ERROR_INIT;
    char *written = NULL;

    expect_same_board("one file", board);
    cr_assert(chiso_board_read_csv(board, second, strlen(second), &error) == CHISO_OK, "%s",
              error.message);
    expect_same_board("two files", board);
    written = support_board_csv(board);
    cr_expect(strstr(written, "\nu,") != NULL && strstr(written, "12|30|5,2.5,0|4") != NULL, "%s",
              written);
    cr_expect(strstr(written, "1|2|3,1,") != NULL && strstr(written, "2|0|0,,") != NULL, "%s",
              written);
    free(written);
    /* Room is made again and again. */
    for (int i = 0; i < 700; i++) {
        struct buffer file = {0};

        buffer_print(&file, "unit,1,3\nmany%d,%d|%d|1,%d|%d\nu,%d|1|1,NA\n", i, i, 2 * i, i, i + 1,
                     i);
        cr_assert(chiso_board_read_csv(board, file.bytes, file.size, &error) == CHISO_OK, "%s",
                  error.message);
        buffer_clear(&file);
    }
    expect_same_board("many files", board);
    expect_counts("the last file", board, support_unit(board, "u"), "699|1|1");
    expect_counts("the first of many", board, support_unit(board, "many0"), "0|0|1");
    expect_counts("one in between", board, support_unit(board, "many345"), "345|690|1");
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Σ w·n / Σ n of random counts and weights, in 128 bits. */
Test(survey, random_counts_are_scored_exactly)
{
    __extension__ typedef __int128 int128;
    struct random random = {.state = 31};

    for (int round = 0; round < 2000; round++) {
        const uint32_t options = 2 + (uint32_t)random_below(&random, 6);
        const chiso_decimal max =
            1 + (chiso_decimal)random_below(&random, round % 2 == 0 ? 20 : 5000000);
        chiso_decimal weights[8];
        int64_t counts[8];
        struct buffer rule = {0};
        int128 weighted = 0;
        int128 answers = 0;

        buffer_print(&rule, "survey");
        for (uint32_t i = 0; i < options; i++) {
            weights[i] = i == 0 ? 100000000 : (chiso_decimal)random_below(&random, 100000001);
            counts[i] = (int64_t)random_below(&random, round % 3 == 0 ? 4 : 1000000) + (i == 0);
            weighted += (int128)weights[i] * counts[i];
            answers += counts[i];
            buffer_print(&rule, " %s", decimal_text(weights[i]));
        }
        const int128 divisor = answers * 100000000;
        const chiso_decimal expected =
            (chiso_decimal)((2 * weighted * max + divisor) / (2 * divisor));
        chiso_board *board = survey_board(decimal_text(max), "", rule.bytes);
        chiso_cell cell;

        cr_assert_eq(chiso_board_set_counts(board, 0, 1, counts, options, NULL), CHISO_OK);
        cr_assert_eq(chiso_board_cell(board, 0, 1, &cell), CHISO_OK);
        cr_assert(cell.points == expected, "round %d, %s, max %s: %s, expected %s", round,
                  rule.bytes, decimal_text(max), decimal_text(cell.points), decimal_text(expected));
        cr_assert(cell.value == (chiso_decimal)((2 * weighted + answers) / (2 * answers)),
                  "round %d", round);
        chiso_board_free(board);
        buffer_clear(&rule);
    }
}
