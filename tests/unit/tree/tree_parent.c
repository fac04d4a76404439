/* Parents that are named by codes, in any order. */
#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static chiso_tree *new_tree(void)
{
    chiso_tree *tree = NULL;

    cr_assert_eq(chiso_tree_new("an index", NULL, &tree, NULL), CHISO_OK);
    return tree;
}

static chiso_status add_below(chiso_tree *tree, const char *parent, const char *code,
                              const char *max, chiso_error *error)
{
    chiso_criterion criterion = CHISO_CRITERION_INIT;

    criterion.code = code;
    criterion.parent = parent;
    criterion.max = max;
    return chiso_tree_add_criterion(tree, &criterion, NULL, error);
}

static void expect_parent(const chiso_tree *tree, const char *code, const char *parent)
{
    const chiso_node above = chiso_node_parent(tree, support_node(tree, code));

    cr_expect(above != CHISO_NO_NODE && strcmp(chiso_node_code(tree, above), parent) == 0,
              "%s is below \"%s\", expected \"%s\"", code, chiso_node_code(tree, above), parent);
}

/* The tree's order as codes with spaces between them. */
static void expect_order(const chiso_tree *tree, const char *expected)
{
    struct buffer order = {0};

    for (chiso_node node = chiso_node_next(tree, CHISO_ROOT); node != CHISO_NO_NODE;
         node = chiso_node_next(tree, node)) {
        buffer_print(&order, " %s", chiso_node_code(tree, node));
    }
    cr_expect_str_eq(order.bytes, expected);
    buffer_clear(&order);
}

Test(tree_parent, a_parent_may_be_added_after_its_children)
{
    static const char *const rows[][3] = {
        {"1", "c", "3"},   {NULL, "2.1.9", "4"}, {"b", "d", "5"},   {"a", "b", NULL},
        {".", "2.5", "6"}, {NULL, "2.1", NULL},  {NULL, "1", NULL}, {"", "a", NULL},
        {NULL, "2", NULL}, {"2", "e", "7"},
    };
    chiso_tree *tree = new_tree();
    chiso_error error = CHISO_ERROR_INIT;

    for (size_t i = 0; i < COUNT(rows); i++) {
        cr_assert_eq(add_below(tree, rows[i][0], rows[i][1], rows[i][2], &error), CHISO_OK, "%s",
                     error.message);
    }
    /* Until the check each hangs below what was there when it came. */
    expect_parent(tree, "c", "");
    expect_parent(tree, "2.1.9", "");
    expect_parent(tree, "d", "");
    expect_parent(tree, "e", "2");
    cr_assert_eq(chiso_tree_check(tree, &error), CHISO_OK, "%s", error.message);
    expect_parent(tree, "c", "1");
    expect_parent(tree, "2.1.9", "2.1");
    expect_parent(tree, "2.1", "2");
    expect_parent(tree, "d", "b");
    expect_parent(tree, "b", "a");
    expect_parent(tree, "2.5", "");
    expect_order(tree, " 2.5 1 c a b d 2 2.1 2.1.9 e");
    cr_expect(chiso_tree_leaf_count(tree) == 5 && chiso_node_depth(tree, 2) == 3 &&
              chiso_node_depth(tree, support_node(tree, "d")) == 3);
    cr_expect(chiso_node_max(tree, support_node(tree, "2")) == decimal("11") &&
              chiso_node_max(tree, CHISO_ROOT) == decimal("25"));
    chiso_tree_free(tree);
}

/* Whatever the order of the calls, the tree is that of the file with the same rows. */
Test(tree_parent, rows_in_any_order_make_the_tree_of_the_file)
{
    static const char *const codes[] = {"1",     "1.1",     "1.2", "1.2.1", "1.2.1.7", "2",
                                        "2.0.5", "2.0.5.1", "x",   "3.1",   "3.10",    "3.10.2"};
    struct random random = {7};

    for (int round = 0; round < 200; round++) {
        size_t order[COUNT(codes)];
        struct buffer file = {0};
        chiso_tree *tree = new_tree();
        chiso_tree *read = NULL;
        char *written = NULL;
        char *expected = NULL;

        buffer_print(&file, "code,title,max\n.,an index,\n");
        for (size_t i = 0; i < COUNT(codes); i++) {
            const size_t k = (size_t)random_below(&random, i + 1);

            order[i] = order[k];
            order[k] = i;
        }
        for (size_t i = 0; i < COUNT(codes); i++) {
            const char *code = codes[order[i]];
            const bool is_leaf = strcmp(code, "1.1") == 0 || strcmp(code, "1.2.1.7") == 0 ||
                                 strcmp(code, "2.0.5.1") == 0 || strcmp(code, "x") == 0 ||
                                 strcmp(code, "3.1") == 0 || strcmp(code, "3.10.2") == 0;

            buffer_print(&file, "%s,,%s\n", code, is_leaf ? "2" : "");
            cr_assert_eq(add_below(tree, NULL, code, is_leaf ? "2" : NULL, NULL), CHISO_OK);
        }
        cr_assert_eq(chiso_tree_check(tree, NULL), CHISO_OK);
        read = support_tree(file.bytes);
        written = support_tree_csv(tree);
        expected = support_tree_csv(read);
        cr_expect_str_eq(written, expected);
        free(written);
        free(expected);
        chiso_tree_free(tree);
        chiso_tree_free(read);
        buffer_clear(&file);
    }
}

Test(tree_parent, a_parent_that_never_came_is_named_and_the_tree_stays_open)
{
    chiso_tree *tree = new_tree();
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(add_below(tree, "late", "a", "1", NULL), CHISO_OK);
    cr_assert_eq(add_below(tree, "b", "c", "1", NULL), CHISO_OK);
    cr_assert_eq(add_below(tree, NULL, "b", NULL, NULL), CHISO_OK);
    for (int i = 0; i < 2; i++) {
        cr_expect_eq(chiso_tree_check(tree, &error), CHISO_E_PARENT);
        cr_expect(support_names(error.message, "criterion a") &&
                      support_names(error.message, "\"late\"") &&
                      support_names(error.message_vi, "\"late\""),
                  "%s", error.message);
        expect_order(tree, " a c b");
        cr_expect(chiso_node_depth(tree, support_node(tree, "c")) == 1 &&
                  chiso_tree_leaf_count(tree) == 3);
    }
    cr_assert_eq(add_below(tree, NULL, "late", NULL, NULL), CHISO_OK);
    cr_expect_eq(chiso_tree_check(tree, &error), CHISO_OK, "%s", error.message);
    expect_order(tree, " b c late a");
    chiso_tree_free(tree);
}

Test(tree_parent, a_criterion_that_is_its_own_ancestor_is_named)
{
    static const char *const circles[][4][2] = {
        {{"a", "a"}},
        {{"b", "a"}, {"a", "b"}},
        {{"c", "hangs"}, {"b", "c"}, {"d", "b"}, {"c", "d"}},
    };

    for (size_t i = 0; i < COUNT(circles); i++) {
        chiso_tree *tree = new_tree();
        uint32_t children = 0;
        chiso_error error = CHISO_ERROR_INIT;

        cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, "fine", NULL, "1", NULL, NULL), CHISO_OK);
        for (size_t k = 0; k < 4 && circles[i][k][0] != NULL; k++) {
            cr_assert_eq(add_below(tree, circles[i][k][0], circles[i][k][1], "1", NULL), CHISO_OK);
        }
        children = chiso_node_child_count(tree, CHISO_ROOT);
        cr_expect_eq(chiso_tree_check(tree, &error), CHISO_E_PARENT);
        cr_expect(support_names(error.message, "is its own ancestor") &&
                      strstr(error.message, "hangs") == NULL,
                  "%s", error.message);
        cr_expect_eq(chiso_node_child_count(tree, CHISO_ROOT), children);
        chiso_tree_free(tree);
    }
}

/* What fails behind the parents, such as a max, puts them back too. */
Test(tree_parent, a_failed_check_leaves_late_criteria_where_they_were)
{
    chiso_tree *tree = new_tree();
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(add_below(tree, "b", "a", "1", NULL), CHISO_OK);
    cr_assert_eq(add_below(tree, NULL, "b", "5", NULL), CHISO_OK);
    cr_expect_eq(chiso_tree_check(tree, &error), CHISO_E_MAX, "%s", error.message);
    expect_order(tree, " a b");
    cr_assert_eq(add_below(tree, "b", "c", "4", NULL), CHISO_OK);
    cr_expect_eq(chiso_tree_check(tree, &error), CHISO_OK, "%s", error.message);
    expect_order(tree, " b a c");
    chiso_tree_free(tree);
}

Test(tree_parent, a_bonus_that_comes_late_is_one_for_all_below_it)
{
    chiso_tree *tree = new_tree();
    chiso_criterion bonus = CHISO_CRITERION_INIT;
    chiso_board *board = NULL;

    bonus.code = "b";
    bonus.kind = "bonus";
    cr_assert_eq(add_below(tree, "b", "b1", "3", NULL), CHISO_OK);
    cr_assert_eq(add_below(tree, NULL, "a", "10", NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_add_criterion(tree, &bonus, NULL, NULL), CHISO_OK);
    board = support_scored(tree, "unit,a,b1\nu,8,\nv,8,2\n");
    cr_expect(support_result(board, "u", "").max == decimal("10") &&
              support_result(board, "u", "").coverage == decimal("100") &&
              support_result(board, "v", "").achieved == decimal("10"));
    chiso_board_free(board);
    chiso_tree_free(tree);
}
