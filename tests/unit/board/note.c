/* Notes of criteria, units and cells, set by call. */
#include "json.h"
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
    chiso_note note = {NULL, NULL};

    set(board, 2, 3, "b", "first");
    set(board, 0, 3, "a", "of another");
    set(board, 2, 3, "", "plain");
    set(board, 2, 3, "a", "last but one");
    cr_expect_eq(chiso_board_note_count(board, 2, 3), 3);
    cr_expect(chiso_board_note_at(board, 2, 3, 0, &note) == CHISO_OK);
    cr_expect(strcmp(note.name, "b") == 0 && strcmp(note.text, "first") == 0);
    cr_expect(chiso_board_note_at(board, 2, 3, 1, &note) == CHISO_OK);
    cr_expect(strcmp(note.name, "a") == 0 && strcmp(note.text, "last but one") == 0);
    cr_expect(chiso_board_note_at(board, 2, 3, 2, &note) == CHISO_OK);
    cr_expect(strcmp(note.name, "") == 0 && strcmp(note.text, "plain") == 0);
    cr_expect(chiso_board_note_at(board, 2, 3, 3, &note) == CHISO_E_RANGE);
    cr_expect_str_eq(note.text, "plain");
    chiso_board_free(board);
}

Test(note, what_is_wrong_is_named_and_changes_nothing)
{
    chiso_board *board = board_of(POINTS);
    chiso_note note = {"kept", "kept"};
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
    cr_expect(chiso_board_note_at(NULL, 0, 1, 0, &note) == CHISO_E_NULL);
    cr_expect(chiso_board_note_at(board, 0, 1, 0, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_note_at(board, 0, 1, 0, &note) == CHISO_E_RANGE);
    cr_expect(strcmp(note.name, "kept") == 0 && strcmp(note.text, "kept") == 0);
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
    chiso_note note = {NULL, NULL};

    cr_expect(chiso_tree_set_note(tree, 1, "responsible", "Ms Hà", &error) == CHISO_OK);
    cr_expect(chiso_tree_set_note(tree, 1, "", "see page 3", &error) == CHISO_OK);
    cr_expect(chiso_tree_set_note(tree, CHISO_ROOT, NULL, "2025", &error) == CHISO_OK);
    cr_expect_str_eq(chiso_tree_note(tree, 1, "responsible"), "Ms Hà");
    cr_expect_str_eq(chiso_tree_note(tree, CHISO_ROOT, ""), "2025");
    cr_expect_eq(chiso_tree_note_count(tree, 1), 2);
    cr_expect(chiso_tree_note_at(tree, 1, 1, &note) == CHISO_OK);
    cr_expect(strcmp(note.name, "") == 0 && strcmp(note.text, "see page 3") == 0);
    cr_expect(chiso_tree_note_at(tree, 1, 2, &note) == CHISO_E_RANGE);
    cr_expect(chiso_tree_note_at(NULL, 1, 0, &note) == CHISO_E_NULL);
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

/* A board of a points file over the criteria, which may be refused. */
static chiso_status read(const char *criteria, const char *points, chiso_board **out_board,
                         chiso_error *error)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_status status = chiso_board_new(tree, NULL, out_board, error);

    if (status == CHISO_OK) {
        status = chiso_board_read_csv(*out_board, points, strlen(points), error);
    }
    chiso_tree_free(tree);
    return status;
}

static chiso_board *read_well(const char *criteria, const char *points)
{
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(read(criteria, points, &board, &error) == CHISO_OK, "%s", error.message);
    return board;
}

static void expect_written(const chiso_board *board, const char *expected)
{
    char *text = support_board_csv(board);

    cr_expect_str_eq(text, expected);
    free(text);
}

Test(note, stands_in_columns_of_a_wide_file)
{
    chiso_board *board = read_well(
        CRITERIA, "unit,Note,1.1,NOTE:evidence,note:1.2,note: 2 : why,note:1:evidence,note:.:1\n"
                  "u1,whole,1, file 3 ,late,reason,branch,one\n"
                  "u2,,2,,,,,\n");

    cr_expect_str_eq(chiso_board_note(board, 0, CHISO_ROOT, ""), "whole");
    cr_expect_str_eq(chiso_board_note(board, 0, CHISO_ROOT, "evidence"), "file 3");
    cr_expect_str_eq(chiso_board_note(board, 0, 3, ""), "late");
    cr_expect_str_eq(chiso_board_note(board, 0, CHISO_ROOT, "2 : why"), "reason");
    cr_expect_str_eq(chiso_board_note(board, 0, 1, "evidence"), "branch");
    cr_expect_str_eq(chiso_board_note(board, 0, CHISO_ROOT, "1"), "one");
    cr_expect_eq(chiso_board_note_count(board, 1, CHISO_ROOT), 0);
    expect_written(board,
                   "unit,name,block,ranked,1.1,1.2,2,note,note:1.2,note:evidence,note:1: evidence,"
                   "note:2 : why,note:.: 1\n"
                   "u1,u1,,yes,1,,,whole,late,file 3,branch,reason,one\n"
                   "u2,u2,,yes,2,,,,,,,,\n");
    chiso_board_free(board);
}

Test(note, stands_beside_the_value_of_a_long_file)
{
    chiso_board *board = read_well(CRITERIA, "unit,criterion,value,note,note:1.1\n"
                                             "u1,1.1,1,late,x\nu1,2,,none,\nu2,1.1,2,,\n"
                                             "u2,1,,branch,\nu2,.,,,whole\n");

    cr_expect_str_eq(chiso_board_note(board, 0, 2, ""), "late");
    cr_expect_str_eq(chiso_board_note(board, 0, 2, "1.1"), "x");
    cr_expect_str_eq(chiso_board_note(board, 0, 4, ""), "none");
    cr_expect_str_eq(chiso_board_note(board, 1, 1, ""), "branch");
    cr_expect_str_eq(chiso_board_note(board, 1, CHISO_ROOT, "1.1"), "whole");
    cr_expect_eq(chiso_board_note_count(board, 1, 2), 0);
    chiso_board_free(board);
}

Test(note, in_a_file_that_is_wrong_is_refused_with_its_place)
{
    static const struct {
        const char *points;
        chiso_status status;
        uint32_t line, column;
        const char *named;
    } cases[] = {
        {"unit,note,note\n", CHISO_E_COLUMN, 1, 11, "note"},
        {"unit,note,note:.\n", CHISO_E_COLUMN, 1, 11, "note:."},
        {"unit,note:1:a,note:1: a\n", CHISO_E_COLUMN, 1, 15, "note:1: a"},
        {"unit,criterion,value,note:x,note: x\n", CHISO_E_COLUMN, 1, 29, "note: x"},
        {"unit,noted\n", CHISO_E_COLUMN, 1, 6, "noted"},
        {"unit,criterion,value,note\nu,1,3,\n", CHISO_E_EMPTY, 2, 5, "1"},
        {"unit,criterion,value,note\nu,9,,x\n", CHISO_E_NODE, 2, 3, "9"},
        {"unit,criterion,value,note\nu,1,,x\nu,1,,y\n", CHISO_E_DUPLICATE, 3, 6, "twice"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        chiso_board *board = NULL;
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect_eq(read(CRITERIA, cases[i].points, &board, &error), cases[i].status, "%s: %s",
                     cases[i].points, error.message);
        cr_expect(error.line == cases[i].line && error.column == cases[i].column, "%s: %u:%u",
                  cases[i].points, (unsigned)error.line, (unsigned)error.column);
        cr_expect_not_null(strstr(error.message, cases[i].named), "%s: %s", cases[i].points,
                           error.message);
        chiso_board_free(board);
    }
}

Test(note, a_criterion_that_is_called_so_keeps_its_column)
{
    static const char criteria[] = "code,title,max\nnote,,5\nnote:1,,5\n1,,5\nnote:.,,2\n";
    chiso_board *board = read_well(criteria, "unit,note,note:1,1,note:.\nu,1,2,3,1\n");

    cr_expect_eq(chiso_board_note_count(board, 0, CHISO_ROOT), 0);
    set(board, 0, CHISO_ROOT, "", "of the unit");
    set(board, 0, 3, "", "of one");
    set(board, 0, 1, "a", "named");
    expect_written(board, "unit,name,block,ranked,note,note:1,1,note:.,note: .,note: 1,"
                          "note:note: a\nu,u,,yes,1,2,3,1,of the unit,of one,named\n");
    chiso_board_free(board);
}

Test(note, takes_the_place_of_the_one_before_and_an_empty_cell_of_none)
{
    static const char news[] = "unit,1.1,note,note:1.1\nu2,2,,new\n";
    chiso_board *board = board_of(POINTS);

    set(board, 1, CHISO_ROOT, "", "stays");
    set(board, 1, 2, "", "old");
    cr_assert(chiso_board_read_csv(board, news, strlen(news), NULL) == CHISO_OK);
    cr_expect_str_eq(chiso_board_note(board, 1, CHISO_ROOT, ""), "stays");
    cr_expect_str_eq(chiso_board_note(board, 1, 2, ""), "new");
    chiso_board_free(board);
}

/* A board of a sheet. */
static chiso_board *read_sheet(const char *rows, const char *points)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_mapping *mapping = NULL;
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_mapping_read_csv(rows, strlen(rows), NULL, &mapping, &error) == CHISO_OK);
    cr_assert(chiso_board_new(tree, NULL, &board, &error) == CHISO_OK);
    cr_assert(chiso_board_read_sheet(board, points, strlen(points), mapping, &error) == CHISO_OK,
              "%s", error.message);
    chiso_mapping_free(mapping);
    chiso_tree_free(tree);
    return board;
}

Test(note, stands_where_a_mapping_says)
{
    chiso_board *board =
        read_sheet("what,value\ncolumn:Ghi chú,note\ncolumn:Minh chứng,note:evidence\n"
                   "column:Lý do,note:1.1\n",
                   "unit,Ghi chú,1.1,Minh chứng,Lý do,note:2\nu,a,1,b,c,d\n");

    expect_written(board, "unit,name,block,ranked,1.1,1.2,2,note,note:1.1,note:2,note:evidence\n"
                          "u,u,,yes,1,,,a,c,d,b\n");
    chiso_board_free(board);
}

Test(note, of_a_sheet_of_criteria_in_rows_is_that_of_its_only_unit)
{
    static const char rows[] = "what,value\nlayout,down\ncolumn:Mã,criterion\n"
                               "column:Minh chứng,note:evidence\ncolumn:Ghi chú,note\n";
    chiso_board *board =
        read_sheet(rows, "Mã,Sở A,Minh chứng,Ghi chú\n1,,,all of it\n1.1,5,file 1,\n1.2,4,,x\n");

    expect_written(board, "unit,name,block,ranked,1.1,1.2,2,note:1.1: evidence,note:1,note:1.2\n"
                          "Sở A,Sở A,,yes,5,4,,file 1,all of it,x\n");
    chiso_board_free(board);
    board = read_sheet(rows, "Mã,Sở A,Minh chứng,Ghi chú,Sở B\n1.1,5,file 1,,6\n");
    expect_written(board, "unit,name,block,ranked,1.1,1.2,2\nSở A,Sở A,,yes,5,,\n"
                          "Sở B,Sở B,,yes,6,,\n");
    chiso_board_free(board);
}

static void expect_tree_written(const chiso_tree *tree, const char *expected)
{
    char *text = support_tree_csv(tree);

    cr_expect_str_eq(text, expected);
    free(text);
}

Test(note, stands_in_columns_of_a_criteria_file)
{
    static const char twice[] = "code,title,max,note,Note\n1,,2,,\n";
    static const char written[] =
        "code,parent,title,max,min,weight,combine,kind,rule,round,options,note:responsible,note\n"
        ".,,All,,,,,,,,digits=2 missing=zero rounding=half-up,,of 2025\n"
        "1,.,A,5,,,,,,,,Ms Hà,\n"
        "2,.,B,5,,,,,,,,\"Mr \"\"X\"\", Y\",plain\n";
    chiso_tree *tree =
        support_tree("code,note:responsible,title,max,note,NOTE:unused\n.,,All,,of 2025,\n"
                     "1, Ms Hà ,A,5,,\n2,\"Mr \"\"X\"\", Y\",B,5,plain,\n");

    cr_expect_str_eq(chiso_tree_note(tree, CHISO_ROOT, ""), "of 2025");
    cr_expect_str_eq(chiso_tree_note(tree, 1, "responsible"), "Ms Hà");
    cr_expect_str_eq(chiso_tree_note(tree, 2, ""), "plain");
    cr_expect_eq(chiso_tree_note_count(tree, 1), 1);
    expect_tree_written(tree, written);
    chiso_tree_free(tree);
    tree = support_tree(written);
    expect_tree_written(tree, written);
    chiso_tree_free(tree);
    tree = NULL;
    cr_expect(chiso_tree_read_csv(twice, strlen(twice), NULL, &tree, NULL) == CHISO_E_COLUMN);
    cr_expect_null(tree);
}

Test(note, comes_with_a_criterion_that_is_added)
{
    chiso_tree *tree = NULL;
    chiso_criterion criterion = CHISO_CRITERION_INIT;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_node node = CHISO_NO_NODE;

    cr_assert(chiso_tree_new("t", NULL, &tree, &error) == CHISO_OK);
    criterion.code = "1";
    criterion.max = "x";
    criterion.note = "lost";
    cr_expect(chiso_tree_add_criterion(tree, &criterion, &node, &error) == CHISO_E_NUMBER);
    cr_expect_str_empty(chiso_tree_note(tree, 1, ""));
    criterion.max = "5";
    criterion.note = "\xff";
    cr_expect(chiso_tree_add_criterion(tree, &criterion, &node, &error) == CHISO_E_ENCODING);
    criterion.note = " kept ";
    cr_expect(chiso_tree_add_criterion(tree, &criterion, &node, &error) == CHISO_OK);
    cr_expect_str_eq(chiso_tree_note(tree, node, ""), "kept");
    cr_assert(chiso_tree_check(tree, &error) == CHISO_OK);
    cr_expect(chiso_tree_add_criterion(tree, &criterion, &node, &error) == CHISO_E_STATE);
    cr_expect_str_empty(chiso_tree_note(tree, 2, ""));
    cr_expect_str_eq(chiso_tree_note(tree, 1, ""), "kept");
    chiso_tree_free(tree);
}

Test(note, stands_in_the_json_of_what_it_is_about)
{
    static const char *const expected[][2] = {
        {"notes.", "\"of 2025\""},
        {"nodes[0].notes", "(none)"},
        {"nodes[1].notes.responsible", "\"Ms Hà\""},
        {"results[0].notes.", "\"whole\""},
        {"results[0].notes.a \"b\"", "\"named\""},
        {"results[0].nodes[0].notes.", "\"branch\""},
        {"results[0].nodes[1].notes.evidence", "\"two\nlines\""},
        {"results[0].nodes[2].notes", "(none)"},
        {"results[1].notes", "(none)"},
    };
    chiso_tree *tree = support_tree("code,title,max,note,note:responsible\n.,,,of 2025,\n1,,,,\n"
                                    "1.1,,10,,Ms Hà\n1.2,,5,,\n2,,3,,\n");
    chiso_board *board = support_scored(tree, POINTS);
    chiso_report *report = NULL;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    struct buffer lines;

    set(board, 0, CHISO_ROOT, "", "whole");
    set(board, 0, CHISO_ROOT, "a \"b\"", "named");
    set(board, 0, 1, "", "branch");
    set(board, 0, 2, "evidence", "two\nlines");
    cr_assert(chiso_report_new(board, NULL, &report, NULL) == CHISO_OK);
    cr_assert(chiso_report_write_json(report, &sink, NULL) == CHISO_OK);
    lines = json_lines(&text);
    expect_json_all(&lines, expected, sizeof(expected) / sizeof(expected[0]));
    buffer_clear(&lines);
    buffer_clear(&text);
    chiso_report_free(report);
    chiso_board_free(board);
    chiso_tree_free(tree);
}
