/* All units of a board at once: their texts, blocks, ranked flags and figures. */
#include "support.h"

#include <criterion/criterion.h>
#include <string.h>

static const char CRITERIA[] = "code,title,max\n1,,10\n2,,10\n";
static const char POINTS[] = "unit,name,block,ranked,1,2\n"
                             "skhcn,Sở Khoa học,so,yes,5,6\n"
                             "sxd,,so,no,1,\n"
                             "hue,Huế,huyen,yes,10,-\n";

/* A board of three units over a tree of its own. */
struct scene {
    chiso_tree *tree;
    chiso_board *board;
};

static struct scene scene_make(void)
{
    struct scene scene = {.tree = support_tree(CRITERIA)};

    scene.board = support_scored(scene.tree, POINTS);
    return scene;
}

static void scene_clear(struct scene *scene)
{
    chiso_board_free(scene->board);
    chiso_tree_free(scene->tree);
}

Test(units_all, texts_are_ended_by_nul)
{
    static const char codes[] = "skhcn\0sxd\0hue";
    static const char names[] = "Sở Khoa học\0sxd\0Huế";
    struct scene scene = scene_make();
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);

    cr_assert_eq(chiso_board_write_codes(scene.board, &sink, NULL), CHISO_OK);
    cr_assert(text.size == sizeof(codes) && memcmp(text.bytes, codes, sizeof(codes)) == 0);
    buffer_clear(&text);
    cr_assert_eq(chiso_board_write_names(scene.board, &sink, NULL), CHISO_OK);
    cr_assert(text.size == sizeof(names) && memcmp(text.bytes, names, sizeof(names)) == 0);
    buffer_clear(&text);
    scene_clear(&scene);
}

static bool refuse(void *context, const char *bytes, size_t size)
{
    (void)context;
    (void)bytes;
    (void)size;
    return false;
}

Test(units_all, texts_need_a_board_and_a_sink_that_takes_them)
{
    struct scene scene = scene_make();
    struct buffer text = {0};
    const chiso_sink good = buffer_sink(&text);
    const chiso_sink bad = {refuse, NULL};
    const chiso_sink none = {NULL, NULL};
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status (*const writers[])(const chiso_board *, const chiso_sink *, chiso_error *) = {
        chiso_board_write_codes, chiso_board_write_names};

    for (size_t i = 0; i < 2; i++) {
        cr_expect_eq(writers[i](NULL, &good, &error), CHISO_E_NULL);
        cr_expect_eq(writers[i](scene.board, NULL, NULL), CHISO_E_NULL);
        cr_expect_eq(writers[i](scene.board, &none, NULL), CHISO_E_NULL);
        cr_expect_eq(writers[i](scene.board, &bad, &error), CHISO_E_SINK);
        cr_expect_eq(error.status, CHISO_E_SINK);
    }
    cr_expect_eq(text.size, 0);
    buffer_clear(&text);
    scene_clear(&scene);
}

Test(units_all, blocks_and_ranked_are_copied_as_wanted)
{
    struct scene scene = scene_make();
    uint32_t blocks[4] = {9, 9, 9, 9};
    bool ranked[4] = {false, true, false, true};

    cr_expect_eq(chiso_board_copy_units(NULL, 3, blocks, ranked), CHISO_E_NULL);
    cr_expect_eq(chiso_board_copy_units(scene.board, 2, blocks, ranked), CHISO_E_RANGE);
    cr_expect_eq(chiso_board_copy_units(scene.board, 4, blocks, ranked), CHISO_E_RANGE);
    cr_expect(blocks[0] == 9 && !ranked[0] && ranked[1]);
    cr_expect_eq(chiso_board_copy_units(scene.board, 3, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_copy_units(scene.board, 3, blocks, NULL), CHISO_OK);
    cr_expect(blocks[0] == 0 && blocks[1] == 0 && blocks[2] == 1 && blocks[3] == 9);
    cr_expect(!ranked[0] && ranked[1] && !ranked[2]);
    cr_assert_eq(chiso_board_copy_units(scene.board, 3, NULL, ranked), CHISO_OK);
    cr_expect(ranked[0] && !ranked[1] && ranked[2] && ranked[3]);
    scene_clear(&scene);
}

Test(units_all, of_a_board_without_units_are_none)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = NULL;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    uint32_t block = 9;
    bool ranked = true;

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_expect_eq(chiso_board_write_codes(board, &sink, NULL), CHISO_OK);
    cr_expect_eq(chiso_board_write_names(board, &sink, NULL), CHISO_OK);
    cr_expect_eq(text.size, 0);
    cr_expect_eq(chiso_board_copy_units(board, 0, &block, &ranked), CHISO_OK);
    cr_expect(block == 9 && ranked);
    buffer_clear(&text);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(units_all, figures_go_into_the_columns_that_are_wanted)
{
    struct scene scene = scene_make();
    chiso_result_columns columns = CHISO_RESULT_COLUMNS_INIT;
    chiso_state state[3];
    chiso_decimal figures[3][3];

    columns.state = state;
    columns.achieved = figures[0];
    columns.percent = figures[1];
    columns.highest = figures[2];
    cr_assert_eq(chiso_board_copy_results(scene.board, CHISO_ROOT, 3, &columns, NULL), CHISO_OK);
    cr_expect(figures[0][0] == decimal("11") && figures[0][1] == decimal("1") &&
              figures[0][2] == decimal("10"));
    cr_expect(figures[1][0] == decimal("55") && figures[1][1] == decimal("5") &&
              figures[1][2] == decimal("100"));
    cr_expect(figures[2][0] == decimal("55") && figures[2][1] == decimal("55"));
    cr_expect(state[0] == CHISO_STATE_SCORED && state[2] == CHISO_STATE_SCORED);
    cr_assert_eq(chiso_board_copy_results(scene.board, 2, 3, &columns, NULL), CHISO_OK);
    cr_expect(state[1] == CHISO_STATE_MISSING && state[2] == CHISO_STATE_NOT_APPLICABLE);
    cr_expect(figures[0][2] == CHISO_ABSENT && figures[1][2] == CHISO_ABSENT);
    scene_clear(&scene);
}

Test(units_all, figures_are_refused_where_there_are_none_or_no_room)
{
    struct scene scene = scene_make();
    chiso_decimal percents[4] = {1, 2, 3, 4};
    chiso_result_columns columns = CHISO_RESULT_COLUMNS_INIT;
    chiso_error error = CHISO_ERROR_INIT;

    columns.percent = percents;
    cr_expect_eq(chiso_board_copy_results(NULL, 0, 3, &columns, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_board_copy_results(scene.board, 0, 3, NULL, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_board_copy_results(scene.board, 3, 3, &columns, &error), CHISO_E_NODE);
    cr_expect_eq(chiso_board_copy_results(scene.board, 0, 2, &columns, &error), CHISO_E_RANGE);
    cr_expect(support_names(error.message, "3") && support_names(error.message_vi, "3"));
    cr_expect_eq(chiso_board_copy_results(scene.board, 0, 4, &columns, NULL), CHISO_E_RANGE);
    cr_assert_eq(chiso_board_set(scene.board, "sxd", "1", "2", NULL), CHISO_OK);
    cr_expect_eq(chiso_board_copy_results(scene.board, 0, 3, &columns, &error), CHISO_E_STATE);
    cr_expect(percents[0] == 1 && percents[1] == 2 && percents[2] == 3 && percents[3] == 4);
    scene_clear(&scene);
}

Test(units_all, figures_beyond_a_decimal_are_named_in_both_languages)
{
    chiso_tree *tree = support_tree("code,title,max,kind\n1,,0.000001,\n2,,900000000000,bonus\n");
    chiso_board *board = support_scored(tree, "unit,1,2\na,0.000001,0\nb,0,900000000000\n");
    chiso_decimal percents[2] = {1, 2};
    chiso_result_columns columns = CHISO_RESULT_COLUMNS_INIT;
    chiso_error error = CHISO_ERROR_INIT;

    columns.percent = percents;
    cr_expect_eq(chiso_board_copy_results(board, 0, 2, &columns, &error), CHISO_E_RANGE);
    cr_expect_str_eq(error.message,
                     "unit b, the whole index: a number is beyond what a decimal holds");
    cr_expect(strstr(error.message_vi, "đơn vị b") != NULL);
    cr_expect(percents[0] == 1 && percents[1] == 2);
    cr_expect_eq(chiso_board_copy_results(board, 0, 2, &columns, NULL), CHISO_E_RANGE);
    cr_expect_eq(chiso_board_copy_results(board, 1, 2, &columns, &error), CHISO_OK);
    cr_expect(percents[0] == decimal("100") && percents[1] == 0);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* What is not to be written is as it was. */
enum { MARK = 0x5a5a5a5a };

Test(units_all, figures_of_nodes_go_into_a_matrix_of_any_stride)
{
    struct scene scene = scene_make();
    const chiso_node nodes[] = {2, CHISO_ROOT, 2};
    chiso_result_columns columns = CHISO_RESULT_COLUMNS_INIT;
    chiso_decimal percents[3 * 4];
    chiso_decimal coverage[3 * 3];

    for (size_t i = 0; i < sizeof(percents) / sizeof(percents[0]); i++) {
        percents[i] = MARK;
    }
    columns.percent = percents;
    cr_assert_eq(chiso_board_copy_matrix(scene.board, nodes, 3, 3, 4, &columns, NULL), CHISO_OK);
    cr_expect(percents[0] == decimal("60") && percents[1] == 0 && percents[2] == CHISO_ABSENT);
    cr_expect(percents[4] == decimal("55") && percents[5] == decimal("5") &&
              percents[6] == decimal("100"));
    cr_expect(percents[8] == decimal("60") && percents[10] == CHISO_ABSENT);
    cr_expect(percents[3] == MARK && percents[7] == MARK && percents[11] == MARK);
    columns.percent = NULL;
    columns.coverage = coverage;
    cr_assert_eq(chiso_board_copy_matrix(scene.board, NULL, 3, 3, 3, &columns, NULL), CHISO_OK);
    cr_expect(coverage[1] == decimal("50") && coverage[3] == decimal("100") && coverage[7] == 0 &&
              coverage[8] == CHISO_ABSENT);
    scene_clear(&scene);
}

Test(units_all, a_matrix_is_refused_where_there_is_none_or_no_room)
{
    struct scene scene = scene_make();
    const chiso_node nodes[] = {1, 3};
    chiso_decimal percents[6] = {MARK, MARK, MARK, MARK, MARK, MARK};
    chiso_result_columns columns = CHISO_RESULT_COLUMNS_INIT;
    chiso_error error = CHISO_ERROR_INIT;
    const chiso_board *board = scene.board;

    columns.percent = percents;
    cr_expect_eq(chiso_board_copy_matrix(NULL, nodes, 2, 3, 3, &columns, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_board_copy_matrix(board, nodes, 2, 3, 3, NULL, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_board_copy_matrix(board, nodes, 2, 3, 3, &columns, &error), CHISO_E_NODE);
    cr_expect_eq(chiso_board_copy_matrix(board, NULL, 4, 3, 3, &columns, &error), CHISO_E_NODE);
    cr_expect_eq(chiso_board_copy_matrix(board, nodes, 1, 2, 3, &columns, &error), CHISO_E_RANGE);
    cr_expect(support_names(error.message, "2") && support_names(error.message, "3"));
    cr_expect_eq(chiso_board_copy_matrix(board, NULL, 2, 3, 2, &columns, &error), CHISO_E_RANGE);
    cr_expect_str_eq(error.message, "columns 2 places apart for 3 units; expected at least 3, and "
                                    "2 of them in memory");
    cr_expect(strstr(error.message_vi, "cách nhau 2") != NULL);
    cr_expect_eq(chiso_board_copy_matrix(board, NULL, 2, 3, SIZE_MAX / 2 + 1, &columns, NULL),
                 CHISO_E_RANGE);
    cr_expect_eq(chiso_board_copy_matrix(board, NULL, 2, 3, SIZE_MAX / 16 + 1, &columns, NULL),
                 CHISO_E_RANGE);
    cr_expect_eq(chiso_board_copy_matrix(board, nodes, 0, 3, 3, &columns, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(scene.board, "sxd", "1", "2", NULL), CHISO_OK);
    cr_expect_eq(chiso_board_copy_matrix(board, NULL, 2, 3, 3, &columns, &error), CHISO_E_STATE);
    for (int i = 0; i < 6; i++) {
        cr_expect(percents[i] == MARK);
    }
    scene_clear(&scene);
}

/* The last node of the list has a percent beyond a decimal: those before it are left as they were.
 */
Test(units_all, a_matrix_is_whole_or_left_as_it_was)
{
    chiso_tree *tree = support_tree("code,title,max,kind\n1,,0.000001,\n2,,900000000000,bonus\n");
    chiso_board *board = support_scored(tree, "unit,1,2\na,0.000001,0\nb,0,900000000000\n");
    const chiso_node nodes[] = {1, 2, CHISO_ROOT};
    chiso_decimal percents[6] = {MARK, MARK, MARK, MARK, MARK, MARK};
    chiso_result_columns columns = CHISO_RESULT_COLUMNS_INIT;
    chiso_error error = CHISO_ERROR_INIT;

    columns.percent = percents;
    cr_expect_eq(chiso_board_copy_matrix(board, nodes, 3, 2, 2, &columns, &error), CHISO_E_RANGE);
    cr_expect(support_names(error.message, "b") && percents[0] == MARK && percents[3] == MARK);
    cr_expect_eq(chiso_board_copy_matrix(board, nodes, 2, 2, 2, &columns, NULL), CHISO_OK);
    cr_expect(percents[0] == decimal("100") && percents[2] == 0 && percents[4] == MARK);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Bounds of what is dropped or limited are no quotients of what is kept beside points. */
Test(units_all, a_matrix_of_a_tree_with_steps_is_what_is_told_one_by_one)
{
    enum { NODES = 5, UNITS = 3 };
    chiso_tree *tree = support_tree("code,title,max,combine,gate\n"
                                    "1,,,sum drop lowest 1,\n"
                                    "1.1,,10,,\n1.2,,10,,\n1.3,,20,,above 5: parent at most 30%\n");
    chiso_board *board = support_scored(tree, "unit,1.1,1.2,1.3\na,5,,4\nb,,,20\nc,1,-,\n");
    chiso_decimal figures[4][NODES * UNITS];
    chiso_result_columns columns = CHISO_RESULT_COLUMNS_INIT;

    columns.percent = figures[0];
    columns.lowest = figures[1];
    columns.highest = figures[2];
    columns.coverage = figures[3];
    cr_assert_eq(chiso_board_copy_matrix(board, NULL, NODES, UNITS, UNITS, &columns, NULL),
                 CHISO_OK);
    for (chiso_node node = 0; node < NODES; node++) {
        for (chiso_unit unit = 0; unit < UNITS; unit++) {
            const size_t at = (size_t)node * UNITS + unit;
            chiso_result result;

            cr_assert_eq(chiso_board_result(board, unit, node, &result), CHISO_OK);
            cr_expect(figures[0][at] == result.percent && figures[1][at] == result.lowest &&
                          figures[2][at] == result.highest && figures[3][at] == result.coverage,
                      "node %u, unit %u", node, unit);
        }
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}
