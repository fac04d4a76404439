/* Boards that are edited: units renamed, moved and removed, cells as texts by number, and copies.
 */
#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char CRITERIA[] = "code,title,max,min,kind,rule\n"
                               "1,,,,,\n"
                               "1.1,,10,,,\n"
                               "1.2,,5,,,rate\n"
                               "2,,3,,,yesno\n"
                               "3,,0,-2,bonus,per -0.5\n"
                               "4,,5,,,survey 100 50 0\n"
                               "5,,5,,,percentile block\n";

static const char POINTS[] = "unit,name,block,ranked,1.1,1.2,2,3,4,5\n"
                             "u1,Unit one,north,yes,7.25,97.8%,yes,1,12|30|5,17\n"
                             "u2,,south,no,-,978/1000,no,0,,4\n"
                             "u3,u3,north,yes,,,,,-,1\n";

static chiso_board *board_of(const char *points)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_scored(tree, points);

    chiso_tree_free(tree);
    return board;
}

static void expect_csv(const chiso_board *board, const char *expected, const char *when)
{
    char *text = support_board_csv(board);

    cr_expect_str_eq(text, expected, "%s:\n%s", when, text);
    free(text);
}

static void expect_unit(const chiso_board *board, chiso_unit unit, const char *code,
                        const char *name, const char *block)
{
    chiso_unit found = CHISO_NO_UNIT;

    cr_expect_str_eq(chiso_unit_code(board, unit), code);
    cr_expect_str_eq(chiso_unit_name(board, unit), name);
    cr_expect_str_eq(chiso_board_block(board, chiso_unit_block(board, unit)), block);
    cr_expect(chiso_board_find_unit(board, code, &found) == CHISO_OK && found == unit, "%s", code);
}

Test(edit, a_unit_gets_another_code_and_another_name)
{
    chiso_board *board = board_of(POINTS);
    chiso_unit unit = 77;

    cr_assert_eq(chiso_board_rename_unit(board, 0, "hue", NULL, NULL), CHISO_OK);
    expect_unit(board, 0, "hue", "Unit one", "north");
    cr_expect(chiso_board_find_unit(board, "u1", &unit) == CHISO_E_UNIT);
    cr_expect(!chiso_board_is_scored(board));
    cr_assert_eq(chiso_board_rename_unit(board, 0, NULL, "Huế", NULL), CHISO_OK);
    expect_unit(board, 0, "hue", "Huế", "north");
    cr_assert_eq(chiso_board_rename_unit(board, 0, "u1", "", NULL), CHISO_OK);
    expect_unit(board, 0, "u1", "u1", "north");
    /* Its own code is no duplicate, and nothing is nothing. */
    cr_expect(chiso_board_rename_unit(board, 0, "u1", NULL, NULL) == CHISO_OK);
    cr_expect(chiso_board_rename_unit(board, 0, NULL, NULL, NULL) == CHISO_OK);
    expect_unit(board, 0, "u1", "u1", "north");
    expect_unit(board, 2, "u3", "u3", "north");
    chiso_board_free(board);
}

Test(edit, a_name_that_was_not_given_follows_the_code_and_one_that_was_stays)
{
    chiso_board *board = board_of(POINTS);

    cr_assert_eq(chiso_board_rename_unit(board, 1, "v", NULL, NULL), CHISO_OK);
    expect_unit(board, 1, "v", "v", "south");
    cr_assert_eq(chiso_board_rename_unit(board, 2, "w", NULL, NULL), CHISO_OK);
    expect_unit(board, 2, "w", "u3", "north");
    chiso_board_free(board);
}

Test(edit, cells_that_a_file_adds_later_leave_a_name_that_was_not_given_to_the_code)
{
    static const char more[] = "unit,1.1\nu2,3\n";
    chiso_board *board = board_of(POINTS);

    cr_assert_eq(chiso_board_read_csv(board, more, strlen(more), NULL), CHISO_OK);
    cr_assert_eq(chiso_board_rename_unit(board, 1, "v", NULL, NULL), CHISO_OK);
    expect_unit(board, 1, "v", "v", "south");
    chiso_board_free(board);
}

Test(edit, a_text_of_the_board_itself_can_be_given)
{
    chiso_board *board = board_of(POINTS);

    cr_assert_eq(chiso_board_rename_unit(board, 1, NULL, chiso_unit_name(board, 0), NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_board_move_unit(board, 1, chiso_board_block(board, 0), NULL), CHISO_OK);
    expect_unit(board, 1, "u2", "Unit one", "north");
    chiso_board_free(board);
}

Test(edit, a_unit_moves_to_a_block_that_is_there_or_new_and_an_empty_one_is_forgotten)
{
    chiso_board *board = board_of(POINTS);
    uint32_t block = 77;

    cr_assert_eq(chiso_board_move_unit(board, 0, "south", NULL), CHISO_OK);
    cr_expect(!chiso_board_is_scored(board));
    /* As units bring them: the south is the first now. */
    cr_expect_eq(chiso_board_block_count(board), 2);
    cr_expect_str_eq(chiso_board_block(board, 0), "south");
    cr_expect_str_eq(chiso_board_block(board, 1), "north");
    expect_unit(board, 0, "u1", "Unit one", "south");
    expect_unit(board, 2, "u3", "u3", "north");
    cr_assert_eq(chiso_board_move_unit(board, 2, "islands", NULL), CHISO_OK);
    cr_expect_eq(chiso_board_block_count(board), 2);
    cr_expect(chiso_board_find_block(board, "north", &block) == CHISO_E_UNIT && block == 77);
    cr_expect(chiso_board_find_block(board, "islands", &block) == CHISO_OK && block == 1);
    cr_assert_eq(chiso_board_move_unit(board, 2, NULL, NULL), CHISO_OK);
    cr_expect_str_eq(chiso_board_block(board, 1), "");
    chiso_board_free(board);
}

Test(edit, a_move_changes_what_rules_that_look_at_the_block_see)
{
    chiso_board *board = board_of(POINTS);
    chiso_node leaf = support_node(chiso_board_tree(board), "5");
    chiso_peers peers;

    cr_assert_eq(chiso_board_peers(board, 1, leaf, &peers), CHISO_OK);
    cr_expect_eq(peers.count, 1);
    cr_assert_eq(chiso_board_move_unit(board, 1, "north", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_peers(board, 1, leaf, &peers), CHISO_OK);
    cr_expect_eq(peers.count, 3);
    cr_expect_eq(support_result(board, "u2", "5").achieved, decimal("3.333333"));
    chiso_board_free(board);
}

Test(edit, a_removed_unit_is_gone_and_those_behind_it_move_up)
{
    chiso_board *board = board_of(POINTS);
    chiso_unit unit = 77;

    cr_assert_eq(chiso_board_remove_unit(board, 0, NULL), CHISO_OK);
    cr_expect(!chiso_board_is_scored(board));
    cr_expect_eq(chiso_board_unit_count(board), 2);
    cr_expect(chiso_board_find_unit(board, "u1", &unit) == CHISO_E_UNIT);
    expect_unit(board, 0, "u2", "u2", "south");
    expect_unit(board, 1, "u3", "u3", "north");
    cr_expect_str_eq(chiso_board_block(board, 0), "south");
    expect_csv(board,
               "unit,name,block,ranked,1.1,1.2,2,3,4,5\n"
               "u2,u2,south,no,-,978/1000,0,0,,4\n"
               "u3,u3,north,yes,,,,,-,1\n",
               "without u1");
    cr_assert_eq(chiso_board_remove_unit(board, 1, NULL), CHISO_OK);
    cr_expect_eq(chiso_board_block_count(board), 1);
    cr_assert_eq(chiso_board_remove_unit(board, 0, NULL), CHISO_OK);
    cr_expect_eq(chiso_board_unit_count(board), 0);
    cr_expect_eq(chiso_board_block_count(board), 0);
    cr_expect_eq(chiso_board_score(board, NULL), CHISO_E_EMPTY);
    cr_assert_eq(chiso_board_add_unit(board, "u1", NULL, "north", &unit, NULL), CHISO_OK);
    cr_expect_eq(unit, 0);
    chiso_board_free(board);
}

Test(edit, what_cannot_be_edited_is_refused_and_the_board_stays)
{
    static const struct {
        const char *name;
        chiso_unit unit;
        const char *code, *unit_name;
        chiso_status status;
        const char *named;
    } renames[] = {
        {"no such unit", 3, "v", NULL, CHISO_E_UNIT, "3"},
        {"empty code", 0, "", NULL, CHISO_E_CODE, ""},
        {"code of another", 0, "u2", NULL, CHISO_E_DUPLICATE, "u2"},
        {"code not UTF-8", 0, "\xFF", NULL, CHISO_E_ENCODING, ""},
        {"name not UTF-8", 0, NULL, "\xC3(", CHISO_E_ENCODING, ""},
    };
    chiso_board *board = board_of(POINTS);
    char *before = support_board_csv(board);
    chiso_error error = CHISO_ERROR_INIT;

    for (size_t i = 0; i < COUNT(renames); i++) {
        cr_expect(chiso_board_rename_unit(board, renames[i].unit, renames[i].code,
                                          renames[i].unit_name, &error) == renames[i].status,
                  "%s", renames[i].name);
        cr_expect(error.status == renames[i].status &&
                      strstr(error.message, renames[i].named) != NULL &&
                      strstr(error.message_vi, renames[i].named) != NULL &&
                      error.message[0] != '\0' && error.message_vi[0] != '\0',
                  "%s: %s", renames[i].name, error.message);
    }
    cr_expect(chiso_board_move_unit(board, 3, "north", &error) == CHISO_E_UNIT);
    cr_expect(chiso_board_move_unit(board, 0, "\xE1\xBB", &error) == CHISO_E_ENCODING);
    cr_expect(chiso_board_remove_unit(board, CHISO_NO_UNIT, &error) == CHISO_E_UNIT);
    cr_expect(chiso_board_rename_unit(NULL, 0, "v", NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_move_unit(NULL, 0, "north", NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_remove_unit(NULL, 0, NULL) == CHISO_E_NULL);
    cr_expect(chiso_board_is_scored(board) && chiso_board_block_count(board) == 2);
    expect_csv(board, before, "refused");
    free(before);
    chiso_board_free(board);
}

Test(edit, a_cell_is_set_and_read_as_text_by_number)
{
    static const struct {
        const char *code, *given, *text;
    } cells[] = {
        {"1.1", " 17e-1 ", NULL},
        {"1.1", "7.250", "7.25"},
        {"1.1", "", ""},
        {"1.1", "NA", "-"},
        {"1.2", "97.80%", "97.8%"},
        {"1.2", "978/1000", "978/1000"},
        {"2", "có", "1"},
        {"2", "no", "0"},
        {"3", "3", "3"},
        {"4", "12|30|5", "12|30|5"},
        {"4", "0 | 9200000000000|0", NULL},
        {"5", "-3.5", "-3.5"},
        {"4", "", ""},
        {"4", "-", "-"},
    };
    chiso_board *board = board_of(POINTS);

    for (size_t i = 0; i < COUNT(cells); i++) {
        const chiso_node leaf = support_node(chiso_board_tree(board), cells[i].code);
        char text[CHISO_CELL_TEXT_SIZE] = "untouched";
        chiso_error error = CHISO_ERROR_INIT;
        chiso_status status = chiso_board_set_text(board, 2, leaf, cells[i].given, &error);
        chiso_board *other = board_of(POINTS);

        cr_expect_eq(status, chiso_board_set(other, "u3", cells[i].code, cells[i].given, NULL),
                     "|%s|: %s", cells[i].given, error.message);
        cr_assert_eq(chiso_board_text(board, 2, leaf, text), CHISO_OK);
        if (cells[i].text != NULL) {
            cr_expect_str_eq(text, cells[i].text, "|%s|: |%s|", cells[i].given, text);
        }
        chiso_board_free(other);
    }
    chiso_board_free(board);
}

Test(edit, the_longest_cell_has_room)
{
    struct buffer rule = {0};
    struct buffer cell = {0};
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_node leaf = CHISO_NO_NODE;
    char text[CHISO_CELL_TEXT_SIZE];

    buffer_print(&rule, "survey");
    for (int option = 0; option < CHISO_OPTION_LIMIT; option++) {
        buffer_print(&rule, " %d", option % 2 == 0 ? 100 : 0);
        buffer_print(&cell, "%s%lld", option == 0 ? "" : "|", 100000000000 + (long long)option);
    }
    cr_assert_eq(chiso_tree_new("", NULL, &tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_add_ruled(tree, CHISO_ROOT, "1", NULL, "5", rule.bytes, &leaf, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, "u", NULL, NULL, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set_text(board, 0, leaf, cell.bytes, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_text(board, 0, leaf, text), CHISO_OK);
    cr_expect_str_eq(text, cell.bytes);
    chiso_board_free(board);
    chiso_tree_free(tree);
    buffer_clear(&rule);
    buffer_clear(&cell);
}

Test(edit, a_text_or_a_place_that_cannot_be_is_refused)
{
    chiso_board *board = board_of(POINTS);
    const chiso_node leaf = support_node(chiso_board_tree(board), "1.1");
    const chiso_node inner = support_node(chiso_board_tree(board), "1");
    char text[CHISO_CELL_TEXT_SIZE] = "untouched";
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso_board_set_text(board, 0, leaf, "11", &error), CHISO_E_POINTS);
    cr_expect(strstr(error.message, "unit u1, criterion 1.1") != NULL, "%s", error.message);
    cr_expect_eq(chiso_board_set_text(board, 0, leaf, "seven", &error), CHISO_E_NUMBER);
    cr_expect_eq(chiso_board_set_text(board, 0, leaf, "\xFF", &error), CHISO_E_ENCODING);
    cr_expect_eq(chiso_board_set_text(board, 3, leaf, "7", &error), CHISO_E_UNIT);
    cr_expect_eq(chiso_board_set_text(board, 0, inner, "7", &error), CHISO_E_NODE);
    cr_expect_eq(chiso_board_set_text(board, 0, 99, "7", &error), CHISO_E_NODE);
    cr_expect_eq(chiso_board_set_text(board, 0, leaf, NULL, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_board_set_text(NULL, 0, leaf, "7", &error), CHISO_E_NULL);
    cr_expect(chiso_board_is_scored(board));
    cr_expect_eq(chiso_board_text(board, 3, leaf, text), CHISO_E_UNIT);
    cr_expect_eq(chiso_board_text(board, 0, inner, text), CHISO_E_NODE);
    cr_expect_eq(chiso_board_text(NULL, 0, leaf, text), CHISO_E_NULL);
    cr_expect_str_eq(text, "untouched");
    cr_expect_eq(chiso_board_text(board, 0, leaf, NULL), CHISO_E_NULL);
    chiso_board_free(board);
}

Test(edit, a_copy_has_everything_and_knows_nothing_of_its_board)
{
    chiso_board *board = board_of(POINTS);
    char *before = NULL;
    chiso_board *copy = NULL;
    const int64_t *counts = NULL;
    uint32_t options = 0;

    cr_assert_eq(chiso_board_set(board, "u1", "1.1", "1.2345678901234567", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    before = support_board_csv(board);
    cr_assert_eq(chiso_board_copy(board, NULL, &copy, NULL), CHISO_OK);
    cr_expect(chiso_board_tree(copy) == chiso_board_tree(board));
    cr_expect(chiso_board_is_scored(copy));
    cr_expect_eq(chiso_board_rounded_count(copy), 1);
    expect_csv(copy, before, "copied");
    for (chiso_unit unit = 0; unit < 3; unit++) {
        for (chiso_node node = 0; node < chiso_tree_node_count(chiso_board_tree(board)); node++) {
            chiso_result a;
            chiso_result b;

            cr_assert_eq(chiso_board_result(board, unit, node, &a), CHISO_OK);
            cr_assert_eq(chiso_board_result(copy, unit, node, &b), CHISO_OK);
            cr_expect(a.state == b.state && a.achieved == b.achieved && a.max == b.max &&
                          a.percent == b.percent && a.coverage == b.coverage &&
                          a.lowest == b.lowest && a.highest == b.highest,
                      "node %u of unit %u", (unsigned)node, (unsigned)unit);
        }
    }
    cr_assert_eq(chiso_board_set(copy, "u1", "4", "1|0|0", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_remove_unit(copy, 1, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_rename_unit(copy, 0, "v", "V", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_move_unit(copy, 0, "west", NULL), CHISO_OK);
    cr_expect(chiso_board_is_scored(board));
    expect_csv(board, before, "after the copy was changed");
    cr_assert_eq(
        chiso_board_counts(board, 0, support_node(chiso_board_tree(board), "4"), &counts, &options),
        CHISO_OK);
    cr_expect(options == 3 && counts[1] == 30 * CHISO_DECIMAL_ONE);
    /* The board may go first. */
    chiso_board_free(board);
    cr_expect_eq(chiso_board_score(copy, NULL), CHISO_OK);
    expect_unit(copy, 0, "v", "V", "west");
    chiso_board_free(copy);
    free(before);
}

Test(edit, a_copy_of_an_unscored_or_an_empty_board_is_one)
{
    chiso_board *board = board_of(POINTS);
    chiso_board *copy = NULL;
    chiso_result result;

    cr_assert_eq(chiso_board_set(board, "u1", "1.1", "3", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_copy(board, NULL, &copy, NULL), CHISO_OK);
    cr_expect(!chiso_board_is_scored(copy));
    cr_expect_eq(chiso_board_result(copy, 0, CHISO_ROOT, &result), CHISO_E_STATE);
    chiso_board_free(copy);
    while (chiso_board_unit_count(board) > 0) {
        cr_assert_eq(chiso_board_remove_unit(board, 0, NULL), CHISO_OK);
    }
    cr_assert_eq(chiso_board_copy(board, NULL, &copy, NULL), CHISO_OK);
    cr_expect_eq(chiso_board_unit_count(copy), 0);
    cr_expect_eq(chiso_board_score(copy, NULL), CHISO_E_EMPTY);
    cr_assert_eq(chiso_board_add_unit(copy, "u1", NULL, NULL, NULL, NULL), CHISO_OK);
    chiso_board_free(copy);
    chiso_board_free(board);
}

Test(edit, a_copy_that_cannot_be_made_is_null)
{
    const chiso_allocator empty = {0};
    chiso_board *board = board_of(POINTS);
    chiso_board *copy = board;

    cr_expect(chiso_board_copy(NULL, NULL, &copy, NULL) == CHISO_E_NULL && copy == NULL);
    copy = board;
    cr_expect(chiso_board_copy(board, &empty, &copy, NULL) == CHISO_E_NULL && copy == NULL);
    cr_expect(chiso_board_copy(board, NULL, NULL, NULL) == CHISO_E_NULL);
    chiso_board_free(board);
}

Test(edit, a_copy_takes_its_memory_where_it_is_told)
{
    struct meter meter = {.refuse_from = SIZE_MAX};
    const chiso_allocator allocator = meter_allocator(&meter);
    chiso_board *board = board_of(POINTS);
    chiso_board *copy = NULL;

    cr_assert_eq(chiso_board_copy(board, &allocator, &copy, NULL), CHISO_OK);
    cr_expect_gt(meter.alive, 0);
    chiso_board_free(copy);
    cr_expect_eq(meter.alive, 0);
    chiso_board_free(board);
}

Test(edit, parts_make_one_board)
{
    static const char HEAD[] = "unit,name,block,ranked,1.1,1.2,2,3,4,5\n";
    static const char *const rows[] = {
        "u1,Unit one,north,yes,7.25,97.8%,yes,1,12|30|5,17\nu2,,south,no,-,978/1000,no,0,,4\n",
        "u3,u3,north,yes,,,,,-,1.000000000000001\n",
    };
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *parts[3] = {NULL, NULL, NULL};
    chiso_board *whole = NULL;
    chiso_board *joined = NULL;
    struct buffer text = {0};
    chiso_error error = CHISO_ERROR_INIT;

    for (size_t i = 0; i < 2; i++) {
        buffer_clear(&text);
        buffer_print(&text, "%s%s", HEAD, rows[i]);
        parts[i] = i == 0 ? support_scored(tree, text.bytes) : support_board(tree, text.bytes);
    }
    cr_assert_eq(chiso_board_new(tree, NULL, &parts[2], NULL), CHISO_OK);
    buffer_clear(&text);
    buffer_print(&text, "%s%s%s", HEAD, rows[0], rows[1]);
    whole = support_board(tree, text.bytes);
    cr_assert_eq(chiso_board_join((const chiso_board *const *)parts, 3, NULL, &joined, &error),
                 CHISO_OK, "%s", error.message);
    cr_expect(!chiso_board_is_scored(joined));
    char *expected = support_board_csv(whole);
    expect_csv(joined, expected, "joined");
    free(expected);
    cr_expect_eq(chiso_board_score(joined, NULL), CHISO_OK);
    chiso_board_free(joined);

    /* The one with rests in front. */
    const chiso_board *const turned[] = {parts[1], parts[0]};
    chiso_board_free(whole);
    buffer_clear(&text);
    buffer_print(&text, "%s%s%s", HEAD, rows[1], rows[0]);
    whole = support_board(tree, text.bytes);
    cr_assert_eq(chiso_board_join(turned, 2, NULL, &joined, &error), CHISO_OK, "%s", error.message);
    expected = support_board_csv(whole);
    expect_csv(joined, expected, "joined the other way round");
    free(expected);
    chiso_board_free(joined);

    /* A part twice, a board over another tree, nothing at all. */
    const chiso_board *const twice[] = {parts[0], parts[1], parts[0]};
    joined = whole;
    cr_expect(chiso_board_join(twice, 3, NULL, &joined, &error) == CHISO_E_DUPLICATE &&
              joined == NULL && strcmp(error.unit, "u1") == 0);
    chiso_board *other = board_of(POINTS);
    const chiso_board *const mixed[] = {parts[0], other};
    cr_expect(chiso_board_join(mixed, 2, NULL, &joined, &error) == CHISO_E_SHAPE);
    const chiso_board *const holes[] = {parts[0], NULL};
    cr_expect(chiso_board_join(holes, 2, NULL, &joined, &error) == CHISO_E_NULL);
    cr_expect(chiso_board_join(NULL, 2, NULL, &joined, &error) == CHISO_E_NULL);
    cr_expect(chiso_board_join(twice, 2, NULL, NULL, &error) == CHISO_E_NULL);
    cr_expect(chiso_board_join(twice, 0, NULL, &joined, &error) == CHISO_E_EMPTY);

    chiso_board_free(other);
    for (size_t i = 0; i < 3; i++) {
        chiso_board_free(parts[i]);
    }
    chiso_board_free(whole);
    chiso_tree_free(tree);
    buffer_clear(&text);
}

Test(edit, ten_thousand_units_that_come_and_go_are_all_found)
{
    enum { UNITS = 10000 };
    chiso_board *board = board_of(POINTS);
    char code[16];

    for (int i = 0; i < UNITS; i++) {
        (void)snprintf(code, sizeof(code), "c%d", i);
        cr_assert_eq(chiso_board_add_unit(board, code, NULL, NULL, NULL, NULL), CHISO_OK);
    }
    for (int i = 0; i < UNITS; i += 2) {
        (void)snprintf(code, sizeof(code), "renamed%d", i);
        cr_assert_eq(chiso_board_rename_unit(board, (chiso_unit)(i + 3), code, NULL, NULL),
                     CHISO_OK);
    }
    for (int i = 0; i < UNITS; i++) {
        chiso_unit unit = CHISO_NO_UNIT;

        (void)snprintf(code, sizeof(code), i % 2 == 0 ? "renamed%d" : "c%d", i);
        cr_assert(chiso_board_find_unit(board, code, &unit) == CHISO_OK &&
                      unit == (chiso_unit)(i + 3),
                  "%s", code);
        (void)snprintf(code, sizeof(code), "c%d", i);
        cr_assert_eq(chiso_board_find_unit(board, code, &unit),
                     i % 2 == 0 ? CHISO_E_UNIT : CHISO_OK);
    }
    chiso_board_free(board);
}
