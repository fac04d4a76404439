/* Notes of criteria, units and cells, set by call. */
#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char CRITERIA[] = "code,title,max\n1,,\n1.1,,10\n1.2,,5\n2,,3\n";

static const char POINTS[] = "unit,name,1.1,1.2,2\nu1,One,7,5,3\nu2,Two,6,,1\nu3,Three,5,5,-\n";

static chiso_board *board_of(const char *points)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_scored(tree, points);

    chiso_tree_free(tree);
    return board;
}

static void set(chiso_board *board, chiso_unit unit, chiso_node node, const char *name,
                const char *text)
{
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_board_set_note(board, unit, node, name, text, &error) == CHISO_OK, "%s",
              error.message);
}

Test(note, stands_at_its_unit_and_node)
{
    chiso_board *board = board_of(POINTS);

    set(board, 0, CHISO_ROOT, NULL, "the whole of it");
    set(board, 0, 1, "", " \tset by hand\n");
    set(board, 1, 2, "evidence", "decision 12");
    cr_expect_str_eq(chiso_board_note(board, 0, CHISO_ROOT, ""), "the whole of it");
    cr_expect_str_eq(chiso_board_note(board, 0, CHISO_ROOT, NULL), "the whole of it");
    cr_expect_str_eq(chiso_board_note(board, 0, 1, ""), "set by hand");
    cr_expect_str_eq(chiso_board_note(board, 1, 2, "evidence"), "decision 12");
    cr_expect_str_empty(chiso_board_note(board, 1, 2, ""));
    cr_expect_str_empty(chiso_board_note(board, 0, 2, "evidence"));
    cr_expect_str_empty(chiso_board_note(board, 1, 2, "Evidence"));
    cr_expect_str_eq(chiso_board_note(board, 1, 2, " evidence "), "decision 12");
    cr_expect(chiso_board_is_scored(board));
    set(board, 0, 1, "", "another");
    cr_expect_str_eq(chiso_board_note(board, 0, 1, ""), "another");
    set(board, 0, 1, "", NULL);
    cr_expect_str_empty(chiso_board_note(board, 0, 1, ""));
    cr_expect_eq(chiso_board_note_count(board, 0, 1), 0);
    chiso_board_free(board);
}

Test(note, several_of_a_place_are_told_in_the_order_of_their_names)
{
    chiso_board *board = board_of(POINTS);
    const char *name = NULL;
    const char *text = NULL;

    set(board, 2, 3, "b", "first");
    set(board, 0, 3, "a", "of another");
    set(board, 2, 3, "", "plain");
    set(board, 2, 3, "a", "last but one");
    cr_expect_eq(chiso_board_note_count(board, 2, 3), 3);
    cr_expect(chiso_board_note_at(board, 2, 3, 0, &name, &text) == CHISO_OK);
    cr_expect(strcmp(name, "b") == 0 && strcmp(text, "first") == 0);
    cr_expect(chiso_board_note_at(board, 2, 3, 1, &name, &text) == CHISO_OK);
    cr_expect(strcmp(name, "a") == 0 && strcmp(text, "last but one") == 0);
    cr_expect(chiso_board_note_at(board, 2, 3, 2, &name, &text) == CHISO_OK);
    cr_expect(strcmp(name, "") == 0 && strcmp(text, "plain") == 0);
    cr_expect(chiso_board_note_at(board, 2, 3, 3, &name, &text) == CHISO_E_RANGE);
    cr_expect_str_eq(text, "plain");
    chiso_board_free(board);
}

Test(note, what_is_wrong_is_named_and_changes_nothing)
{
    chiso_board *board = board_of(POINTS);
    const char *name = "kept";
    const char *text = "kept";
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(chiso_board_set_note(NULL, 0, 0, "", "x", &error) == CHISO_E_NULL);
    cr_expect(chiso_board_set_note(board, 3, 0, "", "x", &error) == CHISO_E_UNIT);
    cr_expect_not_null(strstr(error.message, "3"));
    cr_expect(chiso_board_set_note(board, 0, 5, "", "x", &error) == CHISO_E_NODE);
    cr_expect(chiso_board_set_note(board, 0, 1, "\xff", "x", &error) == CHISO_E_ENCODING);
    cr_expect(chiso_board_set_note(board, 0, 1, "", "\xff", &error) == CHISO_E_ENCODING);
    cr_expect_eq(chiso_board_note_count(board, 0, 1), 0);
    cr_expect_eq(chiso_board_note_count(NULL, 0, 1), 0);
    cr_expect_str_empty(chiso_board_note(NULL, 0, 1, ""));
    cr_expect_str_empty(chiso_board_note(board, 99, 99, ""));
    cr_expect(chiso_board_note_at(NULL, 0, 1, 0, &name, &text) == CHISO_E_NULL);
    cr_expect(chiso_board_note_at(board, 0, 1, 0, NULL, &text) == CHISO_E_NULL);
    cr_expect(chiso_board_note_at(board, 0, 1, 0, &name, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_note_at(board, 0, 1, 0, &name, &text) == CHISO_E_RANGE);
    cr_expect(strcmp(name, "kept") == 0 && strcmp(text, "kept") == 0);
    chiso_board_free(board);
}

Test(note, goes_where_its_unit_goes)
{
    chiso_board *board = board_of(POINTS);
    chiso_board *copy = NULL;

    set(board, 0, 1, "", "of one");
    set(board, 1, 1, "x", "of two");
    set(board, 2, CHISO_ROOT, "", "of three");
    cr_assert(chiso_board_copy(board, NULL, &copy, NULL) == CHISO_OK);
    cr_assert(chiso_board_rename_unit(board, 1, "v", NULL, NULL) == CHISO_OK);
    cr_assert(chiso_board_move_unit(board, 2, "north", NULL) == CHISO_OK);
    cr_assert(chiso_board_remove_unit(board, 0, NULL) == CHISO_OK);
    cr_expect_str_eq(chiso_board_note(board, 0, 1, "x"), "of two");
    cr_expect_str_empty(chiso_board_note(board, 0, 1, ""));
    cr_expect_str_eq(chiso_board_note(board, 1, CHISO_ROOT, ""), "of three");
    cr_expect_str_eq(chiso_board_note(copy, 0, 1, ""), "of one");
    cr_expect_str_eq(chiso_board_note(copy, 1, 1, "x"), "of two");
    chiso_board_free(board);
    chiso_board_free(copy);
}

Test(note, comes_along_when_boards_are_joined)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *parts[2] = {support_scored(tree, "unit,1.1\na,1\nb,2\n"),
                             support_scored(tree, "unit,1.1\nc,1\nd,2\n")};
    chiso_board *joined = NULL;

    set(parts[0], 1, 2, "", "of b");
    set(parts[1], 0, 2, "", "of c");
    set(parts[1], 1, 2, "y", "of d");
    cr_assert(chiso_board_join((const chiso_board *const *)parts, 2, NULL, &joined, NULL) ==
              CHISO_OK);
    cr_expect_str_empty(chiso_board_note(joined, 0, 2, ""));
    cr_expect_str_eq(chiso_board_note(joined, 1, 2, ""), "of b");
    cr_expect_str_eq(chiso_board_note(joined, 2, 2, ""), "of c");
    cr_expect_str_eq(chiso_board_note(joined, 3, 2, "y"), "of d");
    chiso_board_free(joined);
    chiso_board_free(parts[0]);
    chiso_board_free(parts[1]);
    chiso_tree_free(tree);
}

Test(note, stays_when_a_file_says_nothing_of_it)
{
    static const char news[] = "unit,1.1\nu4,1\nu2,2\n";
    chiso_board *board = board_of(POINTS);

    set(board, 1, 1, "", "of two");
    set(board, 2, 1, "", "of three");
    cr_assert(chiso_board_read_csv(board, news, strlen(news), NULL) == CHISO_OK);
    cr_expect_str_eq(chiso_board_note(board, 1, 1, ""), "of two");
    cr_expect_str_eq(chiso_board_note(board, 2, 1, ""), "of three");
    chiso_board_free(board);
}

Test(note, a_tree_has_notes_of_its_criteria)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    const char *name = NULL;
    const char *text = NULL;

    cr_expect(chiso_tree_set_note(tree, 1, "responsible", "Ms Hà", &error) == CHISO_OK);
    cr_expect(chiso_tree_set_note(tree, 1, "", "see page 3", &error) == CHISO_OK);
    cr_expect(chiso_tree_set_note(tree, CHISO_ROOT, NULL, "2025", &error) == CHISO_OK);
    cr_expect_str_eq(chiso_tree_note(tree, 1, "responsible"), "Ms Hà");
    cr_expect_str_eq(chiso_tree_note(tree, CHISO_ROOT, ""), "2025");
    cr_expect_eq(chiso_tree_note_count(tree, 1), 2);
    cr_expect(chiso_tree_note_at(tree, 1, 1, &name, &text) == CHISO_OK);
    cr_expect(strcmp(name, "") == 0 && strcmp(text, "see page 3") == 0);
    cr_expect(chiso_tree_note_at(tree, 1, 2, &name, &text) == CHISO_E_RANGE);
    cr_expect(chiso_tree_note_at(NULL, 1, 0, &name, &text) == CHISO_E_NULL);
    cr_expect(chiso_tree_set_note(NULL, 1, "", "x", &error) == CHISO_E_NULL);
    cr_expect(chiso_tree_set_note(tree, 9, "", "x", &error) == CHISO_E_NODE);
    cr_expect(chiso_tree_set_note(tree, 1, "", "\xff", &error) == CHISO_E_ENCODING);
    cr_expect(chiso_tree_set_note(tree, 1, "\xff", "x", &error) == CHISO_E_ENCODING);
    cr_expect_str_empty(chiso_tree_note(NULL, 1, ""));
    cr_expect_eq(chiso_tree_note_count(NULL, 1), 0);
    cr_assert(chiso_board_new(tree, NULL, &board, &error) == CHISO_OK);
    cr_expect(chiso_tree_set_note(tree, 1, "", "late", &error) == CHISO_E_STATE);
    cr_expect_str_eq(chiso_tree_note(tree, 1, ""), "see page 3");
    chiso_board_free(board);
    chiso_tree_free(tree);
}
