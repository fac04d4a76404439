/* What was tried, kept on the board or on a copy of it. */
#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char CRITERIA[] = "code,title,max,rule,round\n"
                               "1,,10,,\n"
                               "2,,5,rate,\n"
                               "3,,5,survey 100 50 0,\n"
                               "4,,5,percentile,\n"
                               "5,,5,,1\n";

static const char POINTS[] = "unit,1,2,3,4,5\n"
                             "u1,7,50%,1|1|1,17,3\n"
                             "u2,8,1/3,,4,2\n"
                             "u3,9,-,5|0|0,1,1\n";

struct trial {
    chiso_tree *tree;
    chiso_board *board;
    chiso_what_if *what_if;
};

static struct trial begin(void)
{
    struct trial trial = {support_tree(CRITERIA), NULL, NULL};

    trial.board = support_scored(trial.tree, POINTS);
    cr_assert_eq(chiso_what_if_new(trial.board, NULL, &trial.what_if, NULL), CHISO_OK);
    return trial;
}

static void end(struct trial *trial)
{
    chiso_what_if_free(trial->what_if);
    chiso_board_free(trial->board);
    chiso_tree_free(trial->tree);
}

static void try(struct trial *trial, const char *unit, const char *code, const char *text)
{
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_what_if_set(trial->what_if, unit, code, text, &error), CHISO_OK, "%s",
                 error.message);
}

static void expect_csv(const chiso_board *board, const char *expected)
{
    char *text = support_board_csv(board);

    cr_expect_str_eq(text, expected, "%s", text);
    free(text);
}

Test(what_if_apply, what_was_tried_becomes_cells_of_the_board)
{
    struct trial trial = begin();
    chiso_result result;
    chiso_standing standing;

    try(&trial, "u1", "1", "9.5");
    try(&trial, "u1", "1", "10");
    try(&trial, "u1", "2", "978/1000");
    try(&trial, "u2", "3", "3|0|1");
    try(&trial, "u2", "4", "30");
    try(&trial, "u3", "1", "");
    try(&trial, "u3", "3", "NA");
    cr_assert_eq(chiso_what_if_standing(trial.what_if, 1, CHISO_ROOT, NULL, &standing), CHISO_OK);
    cr_assert_eq(chiso_what_if_apply(trial.what_if, trial.board, NULL), CHISO_OK);
    expect_csv(trial.board, "unit,name,block,ranked,1,2,3,4,5\n"
                            "u1,u1,,yes,10,978/1000,1|1|1,17,3\n"
                            "u2,u2,,yes,8,1/3,3|0|1,30,2\n"
                            "u3,u3,,yes,,-,-,1,1\n");
    cr_expect(!chiso_board_is_scored(trial.board));
    cr_expect_eq(chiso_what_if_result(trial.what_if, 0, CHISO_ROOT, &result), CHISO_E_STATE);
    cr_assert_eq(chiso_board_score(trial.board, NULL), CHISO_OK);
    result = support_result(trial.board, "u2", "");
    cr_expect(result.achieved == standing.result.achieved &&
              result.percent == standing.result.percent);
    end(&trial);
}

Test(what_if_apply, a_copy_takes_the_changes_and_the_board_goes_on)
{
    struct trial trial = begin();
    chiso_board *copy = NULL;
    char *before = support_board_csv(trial.board);
    chiso_result result;

    try(&trial, "u2", "3", "0|0|2");
    cr_assert_eq(chiso_board_copy(trial.board, NULL, &copy, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_apply(trial.what_if, copy, NULL), CHISO_OK);
    expect_csv(trial.board, before);
    cr_expect(chiso_board_is_scored(trial.board) && !chiso_board_is_scored(copy));
    cr_expect_eq(chiso_what_if_result(trial.what_if, 1, CHISO_ROOT, &result), CHISO_OK);
    cr_assert_eq(chiso_board_score(copy, NULL), CHISO_OK);
    cr_expect_eq(support_result(copy, "u2", "").achieved, result.achieved);
    /* What is changed and undone later is applied again, on top. */
    cr_assert_eq(chiso_what_if_undo(trial.what_if, NULL), CHISO_OK);
    try(&trial, "u1", "1", "1");
    cr_assert_eq(chiso_what_if_apply(trial.what_if, copy, NULL), CHISO_OK);
    expect_csv(copy, "unit,name,block,ranked,1,2,3,4,5\n"
                     "u1,u1,,yes,1,50%,1|1|1,17,3\n"
                     "u2,u2,,yes,8,1/3,0|0|2,4,2\n"
                     "u3,u3,,yes,9,-,5|0|0,1,1\n");
    chiso_board_free(copy);
    free(before);
    end(&trial);
}

Test(what_if_apply, nothing_tried_is_nothing_done)
{
    struct trial trial = begin();

    try(&trial, "u1", "1", "1");
    cr_assert_eq(chiso_what_if_undo(trial.what_if, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_apply(trial.what_if, trial.board, NULL), CHISO_OK);
    cr_expect(chiso_board_is_scored(trial.board));
    end(&trial);
}

Test(what_if_apply, units_are_found_by_their_codes)
{
    static const char others[] = "unit,name,1\nu9,Nine,1\nu2,Two,2\n";
    struct trial trial = begin();
    chiso_board *other = support_scored(trial.tree, others);

    try(&trial, "u2", "1", "6");
    cr_assert_eq(chiso_what_if_apply(trial.what_if, other, NULL), CHISO_OK);
    expect_csv(other, "unit,name,block,ranked,1,2,3,4,5\n"
                      "u9,Nine,,yes,1,,,,\n"
                      "u2,Two,,yes,6,,,,\n");
    chiso_board_free(other);
    end(&trial);
}

Test(what_if_apply, rounded_texts_are_counted_where_they_are_kept)
{
    struct trial trial = begin();

    try(&trial, "u1", "1", "1.2345678901234567");
    try(&trial, "u1", "1", "1.5");
    try(&trial, "u2", "1", "2.3456789012345678");
    cr_assert_eq(chiso_what_if_undo(trial.what_if, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_apply(trial.what_if, trial.board, NULL), CHISO_OK);
    cr_expect_eq(chiso_board_rounded_count(trial.board), 1);
    end(&trial);
}

Test(what_if_apply, points_are_kept_where_they_are_the_value)
{
    struct trial trial = begin();
    chiso_cell cell;

    cr_assert_eq(chiso_what_if_set_points(trial.what_if, 0, support_node(trial.tree, "1"),
                                          decimal("4.5"), NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_what_if_set_points(trial.what_if, 1, support_node(trial.tree, "5"),
                                          decimal("4.44"), NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_what_if_set_points(trial.what_if, 2, support_node(trial.tree, "3"),
                                          CHISO_MISSING, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_what_if_cell(trial.what_if, 1, support_node(trial.tree, "5"), &cell),
                 CHISO_OK);
    cr_expect(cell.value == decimal("4.44") && cell.points == decimal("4.4"));
    cr_assert_eq(chiso_what_if_apply(trial.what_if, trial.board, NULL), CHISO_OK);
    expect_csv(trial.board, "unit,name,block,ranked,1,2,3,4,5\n"
                            "u1,u1,,yes,4.5,50%,1|1|1,17,3\n"
                            "u2,u2,,yes,8,1/3,,4,4.44\n"
                            "u3,u3,,yes,9,-,,1,1\n");
    end(&trial);
}

Test(what_if_apply, points_that_no_cell_is_known_to_give_are_refused_and_the_board_stays)
{
    static const char *const codes[] = {"2", "3"};

    for (int i = 0; i < 2; i++) {
        struct trial trial = begin();
        chiso_error error = CHISO_ERROR_INIT;
        char *before = support_board_csv(trial.board);

        try(&trial, "u1", "1", "1");
        cr_assert_eq(chiso_what_if_set_points(trial.what_if, 1, support_node(trial.tree, codes[i]),
                                              decimal("2.5"), NULL),
                     CHISO_OK);
        cr_expect_eq(chiso_what_if_apply(trial.what_if, trial.board, &error), CHISO_E_CELL);
        cr_expect(strstr(error.message, "unit u2, criterion") != NULL &&
                      strstr(error.message, codes[i]) != NULL &&
                      strstr(error.message_vi, codes[i]) != NULL,
                  "%s", error.message);
        cr_expect(chiso_board_is_scored(trial.board));
        expect_csv(trial.board, before);
        /* A value on top of them can be kept again. */
        try(&trial, "u2", codes[i], i == 0 ? "70%" : "1|0|0");
        cr_expect_eq(chiso_what_if_apply(trial.what_if, trial.board, &error), CHISO_OK, "%s",
                     error.message);
        free(before);
        end(&trial);
    }
}

Test(what_if_apply, points_that_are_taken_back_leave_the_counts_that_were_there)
{
    struct trial trial = begin();
    const chiso_node leaf = support_node(trial.tree, "3");
    chiso_cell before;
    chiso_cell cell;

    cr_assert_eq(chiso_board_cell(trial.board, 0, leaf, &before), CHISO_OK);
    cr_assert_eq(chiso_what_if_set_points(trial.what_if, 0, leaf, decimal("1.25"), NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_cell(trial.what_if, 0, leaf, &cell), CHISO_OK);
    cr_expect(cell.points == decimal("1.25") && cell.value == CHISO_ABSENT &&
              cell.denominator == CHISO_ABSENT);
    try(&trial, "u1", "3", "0|0|7");
    cr_assert_eq(chiso_what_if_undo(trial.what_if, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_cell(trial.what_if, 0, leaf, &cell), CHISO_OK);
    cr_expect(cell.points == decimal("1.25") && cell.value == CHISO_ABSENT);
    cr_assert_eq(chiso_what_if_undo(trial.what_if, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_cell(trial.what_if, 0, leaf, &cell), CHISO_OK);
    cr_expect(cell.points == before.points && cell.value == before.value &&
              cell.denominator == before.denominator);
    end(&trial);
}

Test(what_if_apply, a_board_that_does_not_fit_is_refused_and_stays)
{
    struct trial trial = begin();
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *elsewhere = support_scored(tree, POINTS);
    chiso_board *fewer = support_scored(trial.tree, "unit,1\nu1,1\n");
    chiso_error error = CHISO_ERROR_INIT;

    try(&trial, "u1", "1", "2");
    try(&trial, "u2", "1", "2");
    cr_expect_eq(chiso_what_if_apply(trial.what_if, elsewhere, &error), CHISO_E_SHAPE);
    cr_expect(error.message[0] != '\0' && error.message_vi[0] != '\0');
    cr_expect_eq(chiso_what_if_apply(trial.what_if, fewer, &error), CHISO_E_UNIT);
    cr_expect(strstr(error.message, "u2") != NULL && strstr(error.message_vi, "u2") != NULL, "%s",
              error.message);
    cr_expect_eq(chiso_what_if_apply(NULL, fewer, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_apply(trial.what_if, NULL, &error), CHISO_E_NULL);
    cr_expect(chiso_board_is_scored(elsewhere) && chiso_board_is_scored(fewer));
    cr_assert_eq(chiso_board_set_ranked(trial.board, 0, true, NULL), CHISO_OK);
    cr_expect_eq(chiso_what_if_apply(trial.what_if, trial.board, &error), CHISO_E_STATE);
    chiso_board_free(elsewhere);
    chiso_board_free(fewer);
    chiso_tree_free(tree);
    end(&trial);
}

Test(what_if_apply, a_cell_is_tried_as_text_by_number)
{
    struct trial trial = begin();
    const chiso_node leaf = support_node(trial.tree, "2");
    chiso_error error = CHISO_ERROR_INIT;
    chiso_cell cell;

    cr_assert_eq(chiso_what_if_set_text(trial.what_if, 0, leaf, "3/4", NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_cell(trial.what_if, 0, leaf, &cell), CHISO_OK);
    cr_expect(cell.value == decimal("3") && cell.denominator == decimal("4") &&
              cell.points == decimal("3.75"));
    cr_expect_eq(chiso_what_if_set_text(trial.what_if, 0, leaf, "3", &error), CHISO_E_CELL);
    cr_expect(strstr(error.message, "unit u1, criterion 2") != NULL, "%s", error.message);
    cr_expect_eq(chiso_what_if_set_text(trial.what_if, 3, leaf, "1%", NULL), CHISO_E_UNIT);
    cr_expect_eq(chiso_what_if_set_text(trial.what_if, 0, CHISO_ROOT, "1%", NULL), CHISO_E_NODE);
    cr_expect_eq(chiso_what_if_set_text(trial.what_if, 0, leaf, NULL, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_set_text(NULL, 0, leaf, "1%", NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_change_count(trial.what_if), 1);
    end(&trial);
}
