/* Results of inner criteria that are set by call, with their reason. */
#include "figures.h"

#include <chiso/intake.h>
#include <chiso/note.h>
#include <chiso/step.h>
#include <criterion/criterion.h>
#include <string.h>

static const char criteria[] = "code,title,max,min,needs,options\n.,,,,,missing=unknown\n"
                               "1,,,,50%,\n1.1,,10,,,\n1.2,,10,,,\n2,,30,,,\n";

struct scene {
    chiso_tree *tree;
    chiso_board *board;
    chiso_node one;
};

static struct scene scene_of(const char *points)
{
    struct scene scene = {NULL, NULL, CHISO_NO_NODE};
    chiso_error error;

    cr_assert_eq(chiso_tree_read_csv(criteria, strlen(criteria), NULL, &scene.tree, &error),
                 CHISO_OK, "%s", error.message);
    cr_assert_eq(chiso_board_new(scene.tree, NULL, &scene.board, &error), CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(scene.board, points, strlen(points), &error), CHISO_OK, "%s",
                 error.message);
    cr_assert_eq(chiso_tree_find(scene.tree, "1", &scene.one), CHISO_OK);
    return scene;
}

static void end(struct scene *scene)
{
    chiso_board_free(scene->board);
    chiso_tree_free(scene->tree);
}

static chiso_result result_of(const struct scene *scene, chiso_unit unit, chiso_node node)
{
    chiso_error error;
    chiso_result result;

    cr_assert_eq(chiso_board_score(scene->board, &error), CHISO_OK, "%s", error.message);
    cr_assert_eq(chiso_board_result(scene->board, unit, node, &result), CHISO_OK);
    return result;
}

#define POINTS(n) ((chiso_decimal)(n)*CHISO_DECIMAL_ONE)

Test(set_result, it_takes_the_place_of_all_that_is_computed)
{
    struct scene scene = scene_of("unit,1.1,1.2,2\na,5,,20\nb,5,6,20\n");
    chiso_error error;
    chiso_result result;
    chiso_steps steps;
    chiso_decimal set = 0;

    cr_expect_eq(chiso_board_set_result(scene.board, 0, scene.one, "17.5", "appeal", &error),
                 CHISO_OK, "%s", error.message);
    result = result_of(&scene, 0, scene.one);
    cr_expect_eq(result.state, CHISO_STATE_SCORED);
    cr_expect_eq(result.achieved, POINTS(35) / 2);
    cr_expect_eq(result.max, POINTS(20));
    cr_expect_eq(result.percent, POINTS(175) / 2);
    cr_expect_eq(result.coverage, POINTS(100));
    cr_expect_eq(result.lowest, POINTS(175) / 2);
    cr_expect_eq(result.highest, POINTS(175) / 2);
    result = result_of(&scene, 0, CHISO_ROOT);
    cr_expect_eq(result.achieved, POINTS(75) / 2);
    cr_expect_eq(result.percent, POINTS(75));
    cr_expect_eq(result_of(&scene, 1, CHISO_ROOT).achieved, POINTS(31));

    cr_expect_eq(chiso_board_steps(scene.board, 0, scene.one, &steps, &error), CHISO_OK);
    cr_expect_eq(steps.is_set, 1);
    cr_expect_eq(steps.computed, CHISO_ABSENT);
    cr_expect_eq(chiso_board_result_set(scene.board, 0, scene.one, &set), CHISO_OK);
    cr_expect_eq(set, POINTS(35) / 2);
    cr_expect_eq(chiso_board_result_set(scene.board, 1, scene.one, &set), CHISO_OK);
    cr_expect_eq(set, CHISO_ABSENT);
    cr_expect_str_eq(chiso_board_note(scene.board, 0, scene.one, ""), "appeal");

    cr_expect_eq(chiso_board_set_result(scene.board, 0, scene.one, "", NULL, &error), CHISO_OK);
    cr_expect_eq(result_of(&scene, 0, scene.one).state, CHISO_STATE_MISSING);
    end(&scene);
}

Test(set_result, what_it_takes_the_place_of_is_told)
{
    struct scene scene = scene_of("unit,1.1,1.2,2\na,5,6,20\n");
    chiso_error error;
    chiso_steps steps;

    cr_expect_eq(chiso_board_set_result(scene.board, 0, scene.one, "11", "same", &error), CHISO_OK);
    cr_expect_eq(chiso_board_set_result(scene.board, 0, CHISO_ROOT, "50", "all", &error), CHISO_OK);
    cr_expect_eq(result_of(&scene, 0, CHISO_ROOT).percent, POINTS(100));
    cr_expect_eq(result_of(&scene, 0, scene.one).percent, POINTS(55));
    cr_expect_eq(chiso_board_steps(scene.board, 0, CHISO_ROOT, &steps, &error), CHISO_OK);
    cr_expect_eq(steps.computed, POINTS(31));
    cr_expect_eq(steps.computed_percent, POINTS(62));
    end(&scene);
}

/* No cell of the board has more than six decimals. */
Test(set_result, it_keeps_fifteen_decimals)
{
    struct scene scene = scene_of("unit,1.1,1.2,2\na,5,6,20\nb,5,6,20\n");
    char text[CHISO_FIGURE_TEXT_SIZE];
    chiso_error error;

    cr_assert_eq(
        chiso_board_set_result(scene.board, 1, scene.one, "11.000000000000001", "why", &error),
        CHISO_OK);
    cr_assert_eq(chiso_board_score(scene.board, &error), CHISO_OK);
    cr_expect_eq(chiso_board_points_text(scene.board, 1, scene.one, -1, '.', text), CHISO_OK);
    cr_expect_str_eq(text, "11.000000000000001");
    cr_expect_eq(chiso_board_points_text(scene.board, 1, CHISO_ROOT, -1, '.', text), CHISO_OK);
    cr_expect_str_eq(text, "31.000000000000001");
    cr_expect_eq(chiso_board_points_text(scene.board, 0, CHISO_ROOT, -1, '.', text), CHISO_OK);
    cr_expect_str_eq(text, "31");
    end(&scene);
}

/* Nothing of it has a max, and so it has no share of what is scaled. */
Test(set_result, of_what_does_not_apply_it_is_0_of_0)
{
    chiso_tree *tree = support_tree("code,title,max,combine\n1,,20,sum scaled\n1.1,,10,mean\n"
                                    "1.1.1,,4,\n1.2,,10,\n2,,10,\n");
    chiso_board *board = support_board(tree, "unit,1.1.1,1.2,2\nu,-,-,5\n");
    const chiso_node node = support_node(tree, "1.1");
    chiso_result result;

    cr_assert_eq(chiso_board_set_result(board, 0, node, "0", "why", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_result(board, 0, node, &result), CHISO_OK);
    cr_expect_eq(result.state, CHISO_STATE_SCORED);
    cr_expect_eq(result.max, 0);
    cr_expect_eq(result.percent, CHISO_ABSENT);
    cr_assert_eq(chiso_board_result(board, 0, support_node(tree, "1"), &result), CHISO_OK);
    cr_expect_eq(result.state, CHISO_STATE_NOT_APPLICABLE);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* A bonus that is missing would have no points without it. */
Test(set_result, of_a_bonus_that_is_missing_nothing_is_computed)
{
    chiso_tree *tree = support_tree("code,title,max,kind\n1,,10,\n2,,,bonus\n2.1,,5,\n");
    chiso_board *board = support_board(tree, "unit,1,2.1\nu,5,\n");
    chiso_steps steps;

    cr_assert_eq(chiso_board_set_result(board, 0, support_node(tree, "2"), "3", "why", NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_steps(board, 0, support_node(tree, "2"), &steps, NULL), CHISO_OK);
    cr_expect_eq(steps.is_set, 1);
    cr_expect_eq(steps.computed, CHISO_ABSENT);
    cr_expect_eq(support_result(board, "u", "").achieved, POINTS(8));
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(set_result, it_goes_where_its_unit_goes)
{
    struct scene scene = scene_of("unit,1.1,1.2,2\na,5,6,20\nb,5,6,20\nc,1,1,1\n");
    chiso_error error;
    chiso_board *copy = NULL;
    chiso_decimal set = 0;

    cr_assert_eq(chiso_board_set_result(scene.board, 2, scene.one, "3", "c", &error), CHISO_OK);
    cr_assert_eq(chiso_board_set_result(scene.board, 1, scene.one, "2", "b", &error), CHISO_OK);
    cr_assert_eq(chiso_board_set_result(scene.board, 0, scene.one, "1", "a", &error), CHISO_OK);
    cr_assert_eq(chiso_board_remove_unit(scene.board, 1, &error), CHISO_OK);
    cr_assert_eq(chiso_board_copy(scene.board, NULL, &copy, &error), CHISO_OK);
    cr_expect_eq(chiso_board_result_set(copy, 0, scene.one, &set), CHISO_OK);
    cr_expect_eq(set, POINTS(1));
    cr_expect_eq(chiso_board_result_set(copy, 1, scene.one, &set), CHISO_OK);
    cr_expect_eq(set, POINTS(3));
    cr_expect_eq(chiso_board_read_csv(copy, "unit,1.1\nd,9\na,9\n", 17, &error), CHISO_OK, "%s",
                 error.message);
    cr_expect_eq(chiso_board_result_set(copy, 0, scene.one, &set), CHISO_OK);
    cr_expect_eq(set, POINTS(1));
    cr_expect_eq(chiso_board_result_set(copy, 1, scene.one, &set), CHISO_OK);
    cr_expect_eq(set, POINTS(3));
    chiso_board_free(copy);
    end(&scene);
}

Test(set_result, what_is_wrong_changes_nothing)
{
    static const struct {
        const char *points;
        const char *note;
        chiso_status status;
    } cases[] = {
        {"12", NULL, CHISO_E_EMPTY},       {"12", "  ", CHISO_E_EMPTY},
        {"20.5", "why", CHISO_E_POINTS},   {"-1", "why", CHISO_E_POINTS},
        {"twelve", "why", CHISO_E_NUMBER}, {"5/2", "why", CHISO_E_NUMBER},
        {"1", "\xFF", CHISO_E_ENCODING},
    };
    struct scene scene = scene_of("unit,1.1,1.2,2\na,5,6,20\n");
    chiso_node leaf = CHISO_NO_NODE;
    chiso_error error;
    chiso_decimal set = 0;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        cr_expect_eq(chiso_board_set_result(scene.board, 0, scene.one, cases[i].points,
                                            cases[i].note, &error),
                     cases[i].status, "%s: %s", cases[i].points, error.message);
        cr_expect_eq(chiso_board_result_set(scene.board, 0, scene.one, &set), CHISO_OK);
        cr_expect_eq(set, CHISO_ABSENT, "%s", cases[i].points);
    }
    cr_assert_eq(chiso_tree_find(scene.tree, "2", &leaf), CHISO_OK);
    cr_expect_eq(chiso_board_set_result(scene.board, 0, leaf, "1", "why", &error), CHISO_E_NODE);
    cr_expect_eq(chiso_board_set_result(scene.board, 7, scene.one, "1", "why", &error),
                 CHISO_E_UNIT);
    cr_expect_eq(chiso_board_set_result(scene.board, 0, 99, "1", "why", &error), CHISO_E_NODE);
    cr_expect_eq(chiso_board_set_result(NULL, 0, 0, "1", "why", &error), CHISO_E_NULL);
    end(&scene);
}

Test(set_result, it_stands_beside_what_applies)
{
    struct scene scene = scene_of("unit,1.1,1.2,2\na,5,-,20\n");
    chiso_error error;

    cr_assert_eq(chiso_board_set_result(scene.board, 0, scene.one, "11", "why", &error), CHISO_OK);
    cr_expect_eq(chiso_board_score(scene.board, &error), CHISO_E_POINTS);
    cr_expect(strstr(error.message, "11") != NULL && strstr(error.message, "10") != NULL, "%s",
              error.message);
    cr_expect_str_eq(error.unit, "a");
    cr_expect_str_eq(error.criterion, "1");
    cr_assert_eq(chiso_board_set_result(scene.board, 0, scene.one, "10", "why", &error), CHISO_OK);
    cr_expect_eq(result_of(&scene, 0, scene.one).percent, POINTS(100));
    end(&scene);
}

Test(set_result, a_branch_that_does_not_apply_is_each_of_its_leaves)
{
    struct scene scene = scene_of("unit,1.1,1.2,2\na,5,6,20\n");
    chiso_error error;
    chiso_decimal set = 0;

    cr_assert_eq(chiso_board_set_result(scene.board, 0, scene.one, "11", "why", &error), CHISO_OK);
    cr_assert_eq(chiso_board_set_not_applicable(scene.board, 0, scene.one, &error), CHISO_OK);
    cr_expect_eq(chiso_board_result_set(scene.board, 0, scene.one, &set), CHISO_OK);
    cr_expect_eq(set, CHISO_ABSENT);
    cr_expect_eq(result_of(&scene, 0, scene.one).state, CHISO_STATE_NOT_APPLICABLE);
    cr_expect_eq(result_of(&scene, 0, CHISO_ROOT).max, POINTS(30));
    end(&scene);
}

Test(set_result, it_is_told_before_it_is_taken)
{
    static const char points[] = "unit,1.1,1,note:1\na,5,11,appeal\nb,,12,twice\n";
    struct scene scene = scene_of("unit,1.1,1.2,2\na,5,6,20\nb,5,6,20\n");
    chiso_intake *intake = NULL;
    chiso_error error;
    chiso_edit edit;
    uint32_t results = 0;

    cr_assert_eq(chiso_board_set_result(scene.board, 1, scene.one, "12", "once", &error), CHISO_OK);
    cr_assert_eq(chiso_intake_new(20, NULL, &intake, NULL), CHISO_OK);
    cr_assert_eq(
        chiso_intake_read_board(intake, "p.csv", points, strlen(points), scene.board, &error),
        CHISO_OK, "%s", error.message);
    for (uint32_t i = 0; i < chiso_intake_edit_count(intake); i++) {
        cr_assert_eq(chiso_intake_edit_at(intake, i, &edit), CHISO_OK);
        if (edit.kind == CHISO_EDIT_RESULT) {
            cr_expect_str_eq(edit.unit, "a");
            cr_expect_str_eq(edit.criterion, "1");
            cr_expect_str_eq(edit.was, "");
            cr_expect_str_eq(edit.becomes, "11");
            results++;
        }
    }
    cr_expect_eq(results, 1);
    cr_assert_eq(chiso_intake_take(intake, scene.board, &error), CHISO_OK);
    cr_expect_eq(result_of(&scene, 0, scene.one).achieved, POINTS(11));
    chiso_intake_free(intake);
    end(&scene);
}
