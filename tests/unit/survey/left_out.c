/* Options that mean "don't know": counted and shown, and left out of what is scored and shared. */
#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static chiso_board *board_of(const char *rule, const char *missing, const char *points)
{
    struct buffer criteria = {0};
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;

    buffer_print(&criteria,
                 "code,title,max,rule,options\n.,S,,,missing=%s\nq,Asked,10,%s,\np,Plan,10,,\n",
                 missing, rule);
    tree = support_tree(criteria.bytes);
    board = support_scored(tree, points);
    chiso_tree_free(tree);
    buffer_clear(&criteria);
    return board;
}

Test(left_out, points_are_the_share_among_those_who_know)
{
    static const struct {
        const char *rule, *cell, *points;
    } cases[] = {
        {"survey 0 50 100 -", "2|3|5|10", "6.5"},
        {"survey 0 50 100 -", "2|3|5|0", "6.5"},
        {"survey - 0 50 100", "9200000000000|2|3|5", "6.5"},
        {"survey - 100 - 0 -", "7|1|8|2|9", "3.333333"},
        {"survey 100 -", "1|99", "10"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_board *board = board_of(cases[i].rule, "zero", "unit,q,p\nu,,5\n");
        chiso_error error = CHISO_ERROR_INIT;
        chiso_cell cell;

        cr_assert(chiso_board_set(board, "u", "q", cases[i].cell, &error) == CHISO_OK, "%s",
                  error.message);
        cr_assert_eq(chiso_board_cell(board, 0, 1, &cell), CHISO_OK);
        cr_expect(cell.points == decimal(cases[i].points), "%s of %s: %s", cases[i].rule,
                  cases[i].cell, decimal_text(cell.points));
        chiso_board_free(board);
    }
}

Test(left_out, an_option_that_is_left_out_has_no_weight)
{
    chiso_tree *tree = support_tree("code,title,max,rule\nq,,10,survey 0 - 100\n");

    cr_expect(chiso_node_option_count(tree, 1) == 3);
    cr_expect(chiso_node_option_weight(tree, 1, 0) == 0 &&
              chiso_node_option_weight(tree, 1, 1) == CHISO_ABSENT &&
              chiso_node_option_weight(tree, 1, 2) == decimal("100"));
    chiso_tree_free(tree);
}

static void expect_held(const char *what, const chiso_board *board, const char *expected)
{
    char text[CHISO_CELL_TEXT_SIZE];

    cr_assert_eq(chiso_board_text(board, 0, 1, text), CHISO_OK);
    cr_expect(strcmp(text, expected) == 0, "%s: %s", what, text);
}

Test(left_out, a_cell_of_nobody_who_knows_is_missing_and_keeps_its_counts)
{
    static const char *const policies[] = {"zero", "skip", "unknown"};

    for (size_t i = 0; i < COUNT(policies); i++) {
        chiso_board *board =
            board_of("survey 100 0 -", policies[i], "unit,q,p\nu,0|0|9,5\nv,,5\nw,1|0|9,5\n");
        const chiso_result u = support_result(board, "u", "");
        const chiso_result v = support_result(board, "v", "");
        const int64_t *counts = NULL;
        uint32_t options = 0;
        chiso_cell cell;
        chiso_board *again = NULL;
        char *csv = support_board_csv(board);

        cr_expect(memcmp(&u, &v, sizeof(u)) == 0, "%s", policies[i]);
        cr_expect(support_result(board, "u", "q").state == CHISO_STATE_MISSING);
        cr_assert_eq(chiso_board_cell(board, 0, 1, &cell), CHISO_OK);
        cr_expect(cell.state == CHISO_STATE_MISSING && cell.value == CHISO_ABSENT &&
                  cell.points == CHISO_ABSENT);
        cr_expect(chiso_board_counts(board, 0, 1, &counts, &options) == CHISO_OK && options == 3 &&
                  counts[2] == 9 * CHISO_DECIMAL_ONE);
        cr_expect(chiso_board_counts(board, 1, 1, &counts, &options) == CHISO_E_EMPTY);
        cr_expect_not_null(strstr(csv, "u,u,,yes,0|0|9,5\n"));
        expect_held("as read", board, "0|0|9");
        /* It stays so in a copy and in a file that is read over it. */
        cr_assert_eq(chiso_board_copy(board, NULL, &again, NULL), CHISO_OK);
        expect_held("a copy", again, "0|0|9");
        cr_assert_eq(chiso_board_read_csv(again, "unit,p\nu,4\n", 11, NULL), CHISO_OK);
        expect_held("beside another cell", again, "0|0|9");
        cr_assert_eq(chiso_board_read_csv(again, "unit,q\nu,\n", 10, NULL), CHISO_OK);
        expect_held("an empty cell", again, "");
        cr_assert_eq(chiso_board_set(again, "u", "q", "-", NULL), CHISO_OK);
        expect_held("not applicable", again, "-");
        free(csv);
        chiso_board_free(again);
        chiso_board_free(board);
    }
}

Test(left_out, no_answer_at_all_is_refused)
{
    chiso_board *board = board_of("survey 100 0 -", "zero", "unit,q,p\nu,0|0|9,5\n");
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(chiso_board_set(board, "u", "q", "0|0|0", &error) == CHISO_E_CELL);
    cr_expect_not_null(strstr(error.message, "no answer at all"));
    cr_expect(chiso_board_set(board, "u", "q", "0|0", &error) == CHISO_E_CELL);
    expect_held("as it was", board, "0|0|9");
    chiso_board_free(board);
}

static void expect_told(const chiso_board *board, const char *unit, int64_t left_out,
                        const char *english, const char *vietnamese)
{
    const chiso_unit number = support_unit(board, unit);
    const chiso_language languages[] = {CHISO_LANGUAGE_ENGLISH, CHISO_LANGUAGE_VIETNAMESE};
    chiso_explanation *explanation = NULL;
    chiso_step step;

    cr_assert_eq(chiso_explanation_new(board, number, 1, 0, &explanation, NULL), CHISO_OK);
    cr_assert_eq(chiso_explanation_step(explanation, 0, &step), CHISO_OK);
    cr_expect(step.left_out == left_out * CHISO_DECIMAL_ONE);
    for (int i = 0; i < 2; i++) {
        struct buffer text = {0};
        const chiso_sink sink = buffer_sink(&text);

        cr_assert_eq(
            chiso_explanation_write(explanation, languages[i], i == 0 ? '.' : ',', &sink, NULL),
            CHISO_OK);
        cr_expect_str_eq(text.bytes, i == 0 ? english : vietnamese);
        buffer_clear(&text);
    }
    chiso_explanation_free(explanation);
}

Test(left_out, an_explanation_tells_how_many)
{
    chiso_board *board =
        board_of("survey 0 50 100 -", "zero", "unit,q,p\nu,2|3|5|10,\nv,2|3|5|0,\nw,0|0|0|4,5\n");

    expect_told(board, "u", 10,
                "q Asked, u: 6.5 of 10 points (65.00 %): 2|3|5|10 by survey 0 50 100 -, left out: "
                "10\n",
                "q Asked, u: 6,5 trên 10 điểm (65,00 %): 2|3|5|10 theo survey 0 50 100 -, không "
                "tính: 10\n");
    expect_told(board, "v", 0,
                "q Asked, v: 6.5 of 10 points (65.00 %): 2|3|5|0 by survey 0 50 100 -\n",
                "q Asked, v: 6,5 trên 10 điểm (65,00 %): 2|3|5|0 theo survey 0 50 100 -\n");
    expect_told(board, "w", 4,
                "q Asked, w: 0 of 10 points (0.00 %), not scored: counts as its min; 0|0|0|4, left "
                "out: 4\n",
                "q Asked, w: 0 trên 10 điểm (0,00 %), chưa chấm: tính bằng điểm tối thiểu; "
                "0|0|0|4, không tính: 4\n");
    chiso_board_free(board);
}

Test(left_out, the_document_of_a_unit_tells_how_many)
{
    chiso_board *board = board_of("survey 0 50 100 -", "zero", "unit,q,p\nu,2|3|5|10,5\n");
    chiso_detail detail = CHISO_DETAIL_INIT;
    chiso_explanation *explanation = NULL;
    chiso_report *report = NULL;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);

    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    cr_assert_eq(chiso_explanation_new(board, 0, CHISO_ROOT, 1, &explanation, NULL), CHISO_OK);
    detail.explanation = explanation;
    cr_assert_eq(chiso_report_write_unit_json(report, 0, &detail, &sink, NULL), CHISO_OK);
    cr_expect_not_null(strstr(text.bytes, "\"value\": \"2|3|5|10\", \"left_out\": 10,"));
    buffer_clear(&text);
    chiso_explanation_free(explanation);
    chiso_report_free(report);
    chiso_board_free(board);
}

Test(left_out, a_file_in_which_nobody_knows_is_doubted)
{
    static const char points[] = "unit,q,p\nu,2|3|5|10,5\nv,0|0|0|4,\n";
    chiso_tree *tree = support_tree("code,title,max,rule\nq,,10,survey 0 50 100 -\np,,10,\n");
    chiso_board *board = NULL;
    chiso_intake *intake = NULL;
    chiso_remark remark;

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_new(0, NULL, &intake, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_board(intake, "p.csv", points, sizeof(points) - 1, board, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_intake_count(intake), 1);
    cr_assert_eq(chiso_intake_at(intake, 0, &remark), CHISO_OK);
    cr_expect(remark.doubt == CHISO_DOUBT_NOBODY_KNOWS && remark.line == 3 && remark.column == 3);
    cr_expect_str_eq(remark.unit, "v");
    cr_expect_str_eq(remark.criterion, "q");
    cr_expect_not_null(strstr(remark.message, "\"0|0|0|4\""));
    chiso_intake_free(intake);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Reads a sheet of answers with such rows in its mapping. */
static chiso_status read_answers(const char *rule, const char *rows, const char *sheet,
                                 const char *expected, chiso_error *error)
{
    chiso_board *board = board_of(rule, "zero", "unit,q,p\nu,,5\n");
    struct buffer text = {0};
    chiso_mapping *mapping = NULL;
    chiso_status status;

    buffer_print(&text, "what,value\nlayout,answers\nanswer:Yes,1\nanswer:No,2\n%s", rows);
    mapping = support_mapping(text.bytes);
    status = chiso_board_read_sheet(board, sheet, strlen(sheet), mapping, error);
    if (status == CHISO_OK) {
        expect_held(rows, board, expected);
    }
    chiso_mapping_free(mapping);
    buffer_clear(&text);
    chiso_board_free(board);
    return status;
}

Test(left_out, a_dash_in_a_mapping_is_the_option_that_is_left_out)
{
    static const char sheet[] = "unit,q\nu,Yes\nu,?\nu,No\nu,\nu,?\nu,Yes\n";
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(read_answers("survey 100 0 -", "answer:?,-\n", sheet, "2|1|2", &error), CHISO_OK);
    cr_expect_eq(read_answers("survey 100 0 - -", "answer:?,4\n", sheet, "2|1|0|2", &error),
                 CHISO_OK);
    /* Where there is none it is no answer. */
    cr_expect_eq(read_answers("survey 100 0", "answer:?,-\n", sheet, "2|1", &error), CHISO_OK);
    cr_expect_eq(read_answers("survey 100 0 - -", "answer:?,-\n", sheet, "", &error),
                 CHISO_E_RANGE);
    cr_expect_str_eq(error.message, "unit u, criterion q: the mapping says that \"?\" is left out, "
                                    "and 2 options are; say which by its place, as answer:?, 3");
    cr_expect(error.line == 3 && error.column == 3);
}

static bool is_same(const chiso_result *a, const chiso_result *b)
{
    return a->state == b->state && a->achieved == b->achieved && a->max == b->max &&
           a->percent == b->percent && a->coverage == b->coverage && a->lowest == b->lowest &&
           a->highest == b->highest;
}

Test(left_out, a_trial_of_nobody_who_knows_is_one_without_a_score)
{
    static const char *const policies[] = {"zero", "skip", "unknown"};

    for (size_t i = 0; i < COUNT(policies); i++) {
        chiso_board *board =
            board_of("survey 100 0 -", policies[i], "unit,q,p\nu,1|3|9,5\nv,3|1|0,5\n");
        chiso_board *scored =
            board_of("survey 100 0 -", policies[i], "unit,q,p\nu,0|0|7,5\nv,3|1|0,5\n");
        const chiso_result before = support_result(board, "u", "");
        const chiso_result wanted = support_result(scored, "u", "");
        chiso_what_if *what_if = NULL;
        chiso_board *copy = NULL;
        chiso_result found;

        cr_assert_eq(chiso_what_if_new(board, NULL, &what_if, NULL), CHISO_OK);
        cr_assert_eq(chiso_what_if_set(what_if, "u", "q", "0|0|7", NULL), CHISO_OK);
        cr_assert_eq(chiso_what_if_result(what_if, 0, CHISO_ROOT, &found), CHISO_OK);
        cr_expect(is_same(&found, &wanted), "%s", policies[i]);
        /* From one such cell to another and back again, and kept. */
        cr_assert_eq(chiso_what_if_set(what_if, "u", "q", "0|0|5", NULL), CHISO_OK);
        cr_assert_eq(chiso_what_if_undo(what_if, NULL), CHISO_OK);
        cr_assert_eq(chiso_what_if_result(what_if, 0, CHISO_ROOT, &found), CHISO_OK);
        cr_expect(is_same(&found, &wanted), "%s", policies[i]);
        cr_assert_eq(chiso_board_copy(board, NULL, &copy, NULL), CHISO_OK);
        cr_assert_eq(chiso_what_if_apply(what_if, copy, NULL), CHISO_OK);
        expect_held("applied", copy, "0|0|7");
        chiso_board_free(copy);
        cr_assert_eq(chiso_what_if_undo_to(what_if, 0, NULL), CHISO_OK);
        cr_assert_eq(chiso_what_if_result(what_if, 0, CHISO_ROOT, &found), CHISO_OK);
        cr_expect(is_same(&found, &before), "%s", policies[i]);
        chiso_what_if_free(what_if);
        chiso_board_free(scored);
        chiso_board_free(board);
    }
}

static chiso_tally *tally_of(uint32_t left_out)
{
    chiso_tally *tally = NULL;

    cr_assert_eq(chiso_tally_new(NULL, &tally, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_unit(tally, "u", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_question(tally, "p", 4, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_question(tally, "q", 4, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_leave_out(tally, 1, left_out, NULL), CHISO_OK);
    for (uint32_t i = 0; i < 4; i++) {
        cr_assert_eq(chiso_tally_add(tally, 0, 1, i, 2 + i, NULL), CHISO_OK);
    }
    return tally;
}

Test(left_out, shares_and_means_are_of_the_others)
{
    chiso_tally *tally = tally_of(3);
    chiso_share share;
    chiso_share plain;
    chiso_decimal mean = 0;
    int64_t answers = 0;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(chiso_tally_leaves_out(tally, 1, 3) && !chiso_tally_leaves_out(tally, 1, 2) &&
              !chiso_tally_leaves_out(tally, 0, 3) && !chiso_tally_leaves_out(tally, 2, 3) &&
              !chiso_tally_leaves_out(tally, 1, 4) && !chiso_tally_leaves_out(NULL, 1, 3));
    cr_assert_eq(chiso_tally_share(tally, 0, 1, 1, 3, &share, &error), CHISO_OK);
    cr_assert_eq(chiso_share_of(7, 9, &plain), CHISO_OK);
    cr_expect(share.chosen == 7 && share.answers == 9 && share.left_out == 5 &&
              share.percent == plain.percent && share.low == plain.low &&
              share.high == plain.high && share.standard_error == plain.standard_error);
    cr_expect(plain.left_out == 0);
    cr_assert_eq(chiso_tally_mean(tally, 0, 1, &mean, NULL), CHISO_OK);
    cr_expect(mean == decimal("2.222222"), "%s", decimal_text(mean));
    /* Counted all the same. */
    cr_expect(chiso_tally_answers(tally, 0, 1, &answers) == CHISO_OK && answers == 14 &&
              chiso_tally_counts(tally, 0, 1)[3] == 5 && chiso_tally_total(tally) == 14);
    cr_expect_eq(chiso_tally_share(tally, 0, 1, 3, 3, &share, &error), CHISO_E_RANGE);
    cr_expect_str_eq(error.message,
                     "question q: all options 3 to 3 are left out; a share is of the others");
    cr_expect_eq(chiso_tally_share(tally, 0, CHISO_ALL_QUESTIONS, 0, 1, &share, &error),
                 CHISO_E_SHAPE);
    cr_expect_str_eq(error.message, "question p and question q leave other options out; only "
                                    "questions that leave out the same can be pooled");
    chiso_tally_free(tally);
}

Test(left_out, nobody_who_knows_has_no_share)
{
    chiso_tally *tally = NULL;
    chiso_share share;
    chiso_decimal mean = 7;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tally_new(NULL, &tally, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_unit(tally, "u", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_question(tally, "q", 2, NULL, NULL), CHISO_OK);
    cr_expect_eq(chiso_tally_leave_out(tally, 1, 0, &error), CHISO_E_NODE);
    cr_expect_eq(chiso_tally_leave_out(tally, 0, 2, &error), CHISO_E_RANGE);
    cr_expect_str_eq(error.message, "question q has no option 2; expected 0 to 1");
    cr_expect_eq(chiso_tally_leave_out(NULL, 0, 1, &error), CHISO_E_NULL);
    cr_assert_eq(chiso_tally_leave_out(tally, 0, 1, &error), CHISO_OK);
    cr_expect_eq(chiso_tally_leave_out(tally, 0, 0, &error), CHISO_E_RANGE);
    cr_expect_str_eq(error.message,
                     "question q: option 0 is the last that is not left out; one must remain");
    cr_assert_eq(chiso_tally_add(tally, 0, 0, 1, 6, NULL), CHISO_OK);
    cr_expect_eq(chiso_tally_share(tally, 0, 0, 0, 0, &share, &error), CHISO_E_EMPTY);
    cr_expect_str_eq(error.message,
                     "unit u, question q: there are no answers but 6 that are left out");
    cr_expect_eq(chiso_tally_mean(tally, 0, 0, &mean, &error), CHISO_E_EMPTY);
    cr_expect_eq(mean, 7);
    chiso_tally_free(tally);
}

Test(left_out, tallies_are_merged_where_they_leave_out_the_same)
{
    chiso_tally *tally = tally_of(3);
    chiso_tally *same = tally_of(3);
    chiso_tally *other = tally_of(2);
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso_tally_merge(tally, other, &error), CHISO_E_SHAPE);
    cr_expect_str_eq(error.message, "question q: option 2 is left out in one of the two tallies; "
                                    "expected the same options");
    cr_expect_eq(chiso_tally_merge(tally, same, &error), CHISO_OK);
    cr_expect_eq(chiso_tally_counts(tally, 0, 1)[3], 10);
    chiso_tally_free(tally);
    chiso_tally_free(same);
    chiso_tally_free(other);
}

Test(left_out, a_tally_of_a_board_leaves_out_what_its_rules_do)
{
    chiso_board *board = board_of("survey 0 50 100 -", "zero", "unit,q,p\nu,,5\n");
    chiso_tally *tally = NULL;
    chiso_tally *plain = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tally_new_for_board(board, NULL, &tally, NULL), CHISO_OK);
    cr_expect(chiso_tally_leaves_out(tally, 0, 3) && !chiso_tally_leaves_out(tally, 0, 0));
    cr_assert_eq(chiso_tally_read_csv(tally, "unit,q\nu,4\nu,4\n", 15, &error), CHISO_OK, "%s",
                 error.message);
    cr_assert_eq(chiso_tally_feed(tally, board, &error), CHISO_OK, "%s", error.message);
    expect_held("fed", board, "0|0|0|2");
    cr_assert_eq(chiso_tally_new(NULL, &plain, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_unit(plain, "u", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_question(plain, "q", 4, NULL, NULL), CHISO_OK);
    cr_expect_eq(chiso_tally_feed(plain, board, &error), CHISO_E_SHAPE);
    cr_expect_str_eq(error.message, "question q: option 3 is left out either in the tally or by "
                                    "the rule \"survey 0 50 100 -\" of the criterion, and not by "
                                    "both");
    chiso_tally_free(plain);
    chiso_tally_free(tally);
    chiso_board_free(board);
}

Test(left_out, bytes_keep_what_is_left_out)
{
    chiso_tally *tally = tally_of(3);
    struct buffer bytes = support_tally_bytes(tally);
    chiso_tally *read = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(bytes.bytes[8] == 2);
    cr_assert_eq(chiso_tally_read(bytes.bytes, bytes.size, NULL, &read, &error), CHISO_OK, "%s",
                 error.message);
    cr_expect(chiso_tally_leaves_out(read, 1, 3) && !chiso_tally_leaves_out(read, 1, 2) &&
              !chiso_tally_leaves_out(read, 0, 3) && chiso_tally_counts(read, 0, 1)[3] == 5);
    chiso_tally_free(read);
    /* Cut, lengthened, and each byte changed. */
    for (size_t size = 0; size < bytes.size; size++) {
        read = tally;
        cr_expect_eq(chiso_tally_read(bytes.bytes, size, NULL, &read, &error), CHISO_E_BYTES);
        cr_expect_null(read);
    }
    for (size_t i = 0; i < bytes.size; i++) {
        bytes.bytes[i] ^= 0x10;
        cr_expect_eq(chiso_tally_read(bytes.bytes, bytes.size, NULL, &read, &error), CHISO_E_BYTES,
                     "byte %zu", i);
        bytes.bytes[i] ^= 0x10;
    }
    buffer_clear(&bytes);
    chiso_tally_free(tally);
}
