#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static chiso_tree *new_tree(void)
{
    chiso_tree *tree = NULL;

    cr_assert_eq(chiso_tree_new("an index", NULL, &tree, NULL), CHISO_OK);
    return tree;
}

static void add(chiso_tree *tree, const char *parent, const char *code, const char *max)
{
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status =
        chiso_tree_add(tree, support_node(tree, parent), code, NULL, max, NULL, &error);

    cr_assert_eq(status, CHISO_OK, "%s: %s", code, error.message);
}

static chiso_status add_all(chiso_tree *tree, chiso_node parent, chiso_criterion criterion,
                            chiso_error *error)
{
    criterion.size = sizeof(criterion);
    criterion.parent = parent == CHISO_ROOT ? "." : chiso_node_code(tree, parent);
    return chiso_tree_add_criterion(tree, &criterion, NULL, error);
}

/* 1 (1.1, 1.2 (1.2.1)), 2, 3 (3.1), with 1.2.1 and 1.2 added last. */
static chiso_tree *uneven_tree(void)
{
    chiso_tree *tree = new_tree();

    add(tree, "", "1", NULL);
    add(tree, "", "2", "5");
    add(tree, "", "3", "2.5");
    add(tree, "3", "3.1", "2.5");
    add(tree, "1", "1.1", "1");
    add(tree, "1", "1.2", NULL);
    add(tree, "1.2", "1.2.1", "3");
    return tree;
}

Test(tree_build, the_root_is_described_as_a_row_does)
{
    chiso_criterion criterion = CHISO_CRITERION_INIT;
    chiso_tree *tree = new_tree();
    chiso_drop_rule drop = {0, 7, 7};
    chiso_error error;

    criterion.code = ".";
    criterion.max = "30";
    criterion.min = "2.5";
    criterion.combine = "mean capped drop highest 1 keep lowest 2";
    criterion.round = "1";
    criterion.needs = "50%";
    cr_assert_eq(chiso_tree_describe_root(tree, &criterion, &error), CHISO_OK, "%s", error.message);
    cr_expect_str_eq(chiso_tree_title(tree), "an index");
    cr_expect_eq(chiso_node_max(tree, CHISO_ROOT), 30 * CHISO_DECIMAL_ONE);
    cr_expect_eq(chiso_node_floor(tree, CHISO_ROOT), 2500000);
    cr_expect_eq(chiso_node_needs(tree, CHISO_ROOT), 50 * CHISO_DECIMAL_ONE);
    cr_expect_eq(chiso_node_combine(tree, CHISO_ROOT), CHISO_COMBINE_MEAN);
    cr_expect(chiso_node_is_capped(tree, CHISO_ROOT));
    cr_expect_eq(chiso_node_round(tree, CHISO_ROOT), 1);
    cr_assert_eq(chiso_node_drop_count(tree, CHISO_ROOT), 2);
    cr_assert_eq(chiso_node_drop_at(tree, CHISO_ROOT, 0, &drop), CHISO_OK);
    cr_expect(drop.count == 1 && drop.is_keep == 0 && drop.is_lowest == 0);
    cr_assert_eq(chiso_node_drop_at(tree, CHISO_ROOT, 1, &drop), CHISO_OK);
    cr_expect(drop.count == 2 && drop.is_keep == 1 && drop.is_lowest == 1);

    criterion = CHISO_CRITERION_INIT;
    criterion.title = "another index";
    criterion.note = "as decided";
    cr_assert_eq(chiso_tree_describe_root(tree, &criterion, NULL), CHISO_OK);
    cr_expect_str_eq(chiso_tree_note(tree, CHISO_ROOT, NULL), "as decided");
    cr_expect_str_eq(chiso_tree_title(tree), "another index");
    cr_expect_eq(chiso_node_floor(tree, CHISO_ROOT), CHISO_ABSENT);
    cr_expect_eq(chiso_node_needs(tree, CHISO_ROOT), CHISO_ABSENT);
    cr_expect_eq(chiso_node_drop_count(tree, CHISO_ROOT), 0);
    add(tree, "", "1", "10");
    add(tree, "", "2", "10");
    cr_assert_eq(chiso_tree_check(tree, &error), CHISO_OK, "%s", error.message);
    cr_expect_eq(chiso_tree_describe_root(tree, &criterion, NULL), CHISO_E_STATE);
    chiso_tree_free(tree);
}

Test(tree_build, what_no_root_has_is_refused_and_changes_nothing)
{
    static const struct {
        chiso_criterion criterion;
        chiso_status status;
    } cases[] = {
        {{.code = "1"}, CHISO_E_CODE},
        {{.code = ".", .parent = "1"}, CHISO_E_NODE},
        {{.weight = "1"}, CHISO_E_NODE},
        {{.kind = "bonus"}, CHISO_E_NODE},
        {{.rule = "points"}, CHISO_E_NODE},
        {{.gate = "below 50%: parent at most 10%"}, CHISO_E_NODE},
        {{.max = "ten"}, CHISO_E_NUMBER},
        {{.max = "-1"}, CHISO_E_RANGE},
        {{.needs = "101%"}, CHISO_E_RANGE},
        {{.combine = "sum drop lowest"}, CHISO_E_WORD},
        {{.title = "\xFF"}, CHISO_E_ENCODING},
        {{.note = "\xFF"}, CHISO_E_ENCODING},
    };
    chiso_tree *tree = new_tree();

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_criterion criterion = cases[i].criterion;
        chiso_error error = CHISO_ERROR_INIT;

        criterion.size = sizeof(criterion);
        criterion.title = criterion.title == NULL ? "not taken" : criterion.title;
        cr_expect_eq(chiso_tree_describe_root(tree, &criterion, &error), cases[i].status, "%zu: %s",
                     i, error.message);
        cr_expect(error.message[0] != '\0' && error.message_vi[0] != '\0');
        cr_expect_str_eq(chiso_tree_title(tree), "an index");
        cr_expect_eq(chiso_node_max(tree, CHISO_ROOT), CHISO_ABSENT);
    }
    cr_expect_eq(chiso_tree_describe_root(tree, NULL, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_tree_describe_root(NULL, &cases[0].criterion, NULL), CHISO_E_NULL);
    chiso_tree_free(tree);
}

Test(tree_build, a_node_tells_its_steps)
{
    chiso_tree *tree = support_tree("code,title,max,min,combine,needs,gate\n"
                                    "1,,,0,keep highest 1,33.3%,\n"
                                    "1.1,,5,1,,,\"below 50%:parent at most 80%\nabove 4 : parent "
                                    "at most 90.50%\"\n1.2,,5,,,,\n2,,5,,,,\n");
    const chiso_node inner = support_node(tree, "1");
    const chiso_node leaf = support_node(tree, "1.1");
    chiso_drop_rule drop = {5, 5, 5};

    cr_expect_eq(chiso_node_floor(tree, inner), 0);
    cr_expect_eq(chiso_node_floor(tree, leaf), CHISO_ABSENT);
    cr_expect_eq(chiso_node_min(tree, leaf), CHISO_DECIMAL_ONE);
    cr_expect_eq(chiso_node_floor(tree, CHISO_ROOT), CHISO_ABSENT);
    cr_expect_eq(chiso_node_needs(tree, inner), 33300000);
    cr_expect_eq(chiso_node_needs(tree, leaf), CHISO_ABSENT);
    cr_expect_str_eq(chiso_node_gate(tree, leaf),
                     "below 50%: parent at most 80%; above 4: parent at most 90.5%");
    cr_expect_str_eq(chiso_node_gate(tree, inner), "");
    cr_expect_eq(chiso_node_drop_count(tree, inner), 1);
    cr_expect_eq(chiso_node_drop_count(tree, leaf), 0);
    cr_expect_eq(chiso_node_drop_at(tree, inner, 1, &drop), CHISO_E_RANGE);
    cr_expect_eq(chiso_node_drop_at(tree, 99, 0, &drop), CHISO_E_NODE);
    cr_expect_eq(chiso_node_drop_at(NULL, 0, 0, &drop), CHISO_E_NULL);
    cr_expect_eq(chiso_node_drop_at(tree, inner, 0, NULL), CHISO_E_NULL);
    cr_expect(drop.count == 5 && drop.is_keep == 5 && drop.is_lowest == 5);
    cr_expect_eq(chiso_node_floor(tree, 99), CHISO_ABSENT);
    cr_expect_eq(chiso_node_needs(NULL, 0), CHISO_ABSENT);
    cr_expect_str_eq(chiso_node_gate(tree, 99), "");
    cr_expect_eq(chiso_node_drop_count(tree, 99), 0);
    chiso_tree_free(tree);
}

Test(tree_build, a_new_tree_is_a_root_with_the_defaults)
{
    chiso_tree *tree = new_tree();

    cr_assert_str_eq(chiso_tree_title(tree), "an index");
    cr_assert_str_eq(chiso_node_title(tree, CHISO_ROOT), "an index");
    cr_assert_str_eq(chiso_node_code(tree, CHISO_ROOT), "");
    cr_assert_eq(chiso_tree_node_count(tree), 1);
    cr_assert_eq(chiso_tree_leaf_count(tree), 0);
    cr_assert_eq(chiso_tree_digits(tree), 2);
    cr_assert_eq(chiso_tree_rounding(tree), CHISO_ROUND_HALF_UP);
    cr_assert_eq(chiso_tree_missing(tree), CHISO_MISSING_ZERO);
    cr_assert_eq(chiso_tree_rounded_count(tree), 0);
    cr_assert_not(chiso_tree_is_checked(tree));
    cr_assert_not(chiso_node_is_leaf(tree, CHISO_ROOT));
    cr_assert_eq(chiso_node_max(tree, CHISO_ROOT), CHISO_ABSENT);
    cr_assert_eq(chiso_node_next(tree, CHISO_ROOT), CHISO_NO_NODE);
    cr_assert_eq(chiso_node_next_leaf(tree, CHISO_ROOT), CHISO_NO_NODE);
    chiso_tree_free(tree);
    cr_assert_eq(chiso_tree_new(NULL, NULL, &tree, NULL), CHISO_OK);
    cr_assert_str_eq(chiso_tree_title(tree), "");
    chiso_tree_free(tree);
    chiso_tree_free(NULL);
}

Test(tree_build, a_tree_that_cannot_be_made_is_null)
{
    const chiso_allocator empty = {0};
    struct meter meter = {.refuse_from = SIZE_MAX};
    chiso_allocator partial = meter_allocator(&meter);
    chiso_tree *tree = (chiso_tree *)&meter;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(chiso_tree_new("x", NULL, NULL, &error) == CHISO_E_NULL);
    cr_expect(error.status == CHISO_E_NULL && error.message[0] != '\0' &&
              error.message_vi[0] != '\0');
    cr_expect(chiso_tree_new("x", &empty, &tree, NULL) == CHISO_E_NULL && tree == NULL);
    tree = (chiso_tree *)&meter;
    partial.resize = NULL;
    cr_expect(chiso_tree_new("x", &partial, &tree, NULL) == CHISO_E_NULL && tree == NULL);
    tree = (chiso_tree *)&meter;
    cr_expect(chiso_tree_new("\xFF", NULL, &tree, NULL) == CHISO_E_ENCODING && tree == NULL);
    cr_expect(meter.alive == 0);
}

Test(tree_build, nodes_count_from_one_in_the_order_of_adding)
{
    static const char *const codes[] = {"", "1", "2", "3", "3.1", "1.1", "1.2", "1.2.1"};
    chiso_tree *tree = uneven_tree();

    cr_assert_eq(chiso_tree_node_count(tree), 8);
    cr_assert_eq(chiso_tree_leaf_count(tree), 4);
    for (chiso_node node = 0; node < 8; node++) {
        chiso_node found = CHISO_NO_NODE;

        cr_expect_str_eq(chiso_node_code(tree, node), codes[node]);
        cr_expect(chiso_tree_find(tree, codes[node], &found) == CHISO_OK && found == node, "%s",
                  codes[node]);
    }
    chiso_tree_free(tree);
}

Test(tree_build, adding_gives_back_the_number_of_the_new_node)
{
    chiso_tree *tree = new_tree();
    chiso_node branch = 77;
    chiso_node leaf = 77;

    cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, "a", NULL, NULL, &branch, NULL), CHISO_OK);
    cr_expect_eq(branch, 1);
    cr_assert_eq(chiso_tree_add_ruled(tree, branch, "b", NULL, "5", "yesno", &leaf, NULL),
                 CHISO_OK);
    cr_expect_eq(leaf, 2);
    cr_expect_eq(chiso_node_parent(tree, leaf), branch);
    cr_expect_eq(chiso_tree_add(tree, CHISO_ROOT, "b", NULL, "1", &leaf, NULL), CHISO_E_DUPLICATE);
    cr_expect_eq(chiso_tree_add_ruled(tree, CHISO_ROOT, "c", NULL, "1", "what", &leaf, NULL),
                 CHISO_E_RULE);
    cr_expect_eq(leaf, 2);
    chiso_tree_free(tree);
}

Test(tree_build, a_walk_meets_each_node_before_its_children_and_children_in_their_order)
{
    static const struct {
        const char *code, *parent;
        uint32_t depth, children;
        bool leaf;
    } walk[] = {
        {"", NULL, 0, 3, false},   {"1", "", 1, 2, false},       {"1.1", "1", 2, 0, true},
        {"1.2", "1", 2, 1, false}, {"1.2.1", "1.2", 3, 0, true}, {"2", "", 1, 0, true},
        {"3", "", 1, 1, false},    {"3.1", "3", 2, 0, true},
    };
    static const char *const leaves[] = {"1.1", "1.2.1", "2", "3.1"};

    for (int checked = 0; checked < 2; checked++) {
        chiso_tree *tree = uneven_tree();
        size_t met = 0;

        if (checked) {
            cr_assert_eq(chiso_tree_check(tree, NULL), CHISO_OK);
        }
        for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE;
             node = chiso_node_next(tree, node), met++) {
            cr_assert(met < COUNT(walk));
            cr_expect_str_eq(chiso_node_code(tree, node), walk[met].code);
            cr_expect(chiso_node_depth(tree, node) == walk[met].depth, "depth of \"%s\"",
                      walk[met].code);
            cr_expect(chiso_node_child_count(tree, node) == walk[met].children,
                      "children of \"%s\"", walk[met].code);
            cr_expect(chiso_node_is_leaf(tree, node) == walk[met].leaf, "leaf \"%s\"",
                      walk[met].code);
            if (walk[met].parent != NULL) {
                cr_expect_str_eq(chiso_node_code(tree, chiso_node_parent(tree, node)),
                                 walk[met].parent);
            } else {
                cr_expect(chiso_node_parent(tree, node) == CHISO_NO_NODE);
            }
        }
        cr_expect(met == COUNT(walk));
        met = 0;
        for (chiso_node node = chiso_node_next_leaf(tree, CHISO_ROOT); node != CHISO_NO_NODE;
             node = chiso_node_next_leaf(tree, node), met++) {
            cr_assert(met < COUNT(leaves));
            cr_expect_str_eq(chiso_node_code(tree, node), leaves[met]);
        }
        cr_expect(met == COUNT(leaves));
        cr_expect_str_eq(
            chiso_node_code(tree, chiso_node_next_leaf(tree, support_node(tree, "1.2"))), "1.2.1");
        cr_expect_str_eq(chiso_node_code(tree, chiso_node_first_child(tree, CHISO_ROOT)), "1");
        cr_expect_str_eq(
            chiso_node_code(tree, chiso_node_next_sibling(tree, support_node(tree, "1"))), "2");
        cr_expect(chiso_node_next_sibling(tree, support_node(tree, "3")) == CHISO_NO_NODE);
        cr_expect(chiso_node_next_sibling(tree, CHISO_ROOT) == CHISO_NO_NODE);
        cr_expect(chiso_node_first_child(tree, support_node(tree, "2")) == CHISO_NO_NODE);
        chiso_tree_free(tree);
    }
}

Test(tree_build, finding_says_what_is_not_there_and_leaves_the_output_alone)
{
    chiso_tree *tree = uneven_tree();
    chiso_node node = 77;

    cr_expect(chiso_tree_find(tree, "1.3", &node) == CHISO_E_NODE && node == 77);
    cr_expect(chiso_tree_find(tree, "1.", &node) == CHISO_E_NODE && node == 77);
    cr_expect(chiso_tree_find(tree, "1 .3", &node) == CHISO_E_NODE && node == 77);
    cr_expect(chiso_tree_find(NULL, "1", &node) == CHISO_E_NULL && node == 77);
    cr_expect(chiso_tree_find(tree, NULL, &node) == CHISO_E_NULL && node == 77);
    cr_expect(chiso_tree_find(tree, "1", NULL) == CHISO_E_NULL);
    cr_expect(chiso_tree_find(tree, "", &node) == CHISO_OK && node == CHISO_ROOT);
    node = 77;
    cr_expect(chiso_tree_find(tree, ".", &node) == CHISO_OK && node == CHISO_ROOT);
    /* Blanks at the ends are not part of a code. */
    cr_expect(chiso_tree_find(tree, " 1\xC2\xA0", &node) == CHISO_OK &&
              strcmp(chiso_node_code(tree, node), "1") == 0);
    chiso_tree_free(tree);
}

Test(tree_build, questions_about_no_node_have_harmless_answers)
{
    chiso_tree *tree = uneven_tree();
    const chiso_node wrong[] = {8, 1000, CHISO_NO_NODE, CHISO_NO_NODE - 1};

    cr_assert_eq(chiso_tree_check(tree, NULL), CHISO_OK);
    for (size_t i = 0; i < COUNT(wrong); i++) {
        cr_expect_str_eq(chiso_node_code(tree, wrong[i]), "");
        cr_expect_str_eq(chiso_node_title(tree, wrong[i]), "");
        cr_expect_str_eq(chiso_node_rule(tree, wrong[i]), "");
        cr_expect(chiso_node_parent(tree, wrong[i]) == CHISO_NO_NODE);
        cr_expect(chiso_node_first_child(tree, wrong[i]) == CHISO_NO_NODE);
        cr_expect(chiso_node_next_sibling(tree, wrong[i]) == CHISO_NO_NODE);
        cr_expect(chiso_node_next(tree, wrong[i]) == CHISO_NO_NODE);
        cr_expect(chiso_node_next_leaf(tree, wrong[i]) == CHISO_NO_NODE);
        cr_expect(chiso_node_depth(tree, wrong[i]) == 0);
        cr_expect(chiso_node_child_count(tree, wrong[i]) == 0);
        cr_expect(!chiso_node_is_leaf(tree, wrong[i]));
        cr_expect(chiso_node_max(tree, wrong[i]) == CHISO_ABSENT);
        cr_expect(chiso_node_weight(tree, wrong[i]) == CHISO_ABSENT);
        cr_expect(chiso_node_kind(tree, wrong[i]) == CHISO_KIND_CRITERION);
        cr_expect(chiso_node_combine(tree, wrong[i]) == CHISO_COMBINE_SUM);
        cr_expect(!chiso_node_is_scaled(tree, wrong[i]));
        cr_expect(!chiso_node_is_capped(tree, wrong[i]));
        cr_expect(chiso_node_round(tree, wrong[i]) == -1);
    }
    chiso_tree_free(tree);
    cr_expect_str_eq(chiso_tree_title(NULL), "");
    cr_expect(chiso_tree_node_count(NULL) == 0);
    cr_expect(chiso_tree_leaf_count(NULL) == 0);
    cr_expect(chiso_tree_digits(NULL) == 0);
    cr_expect(chiso_tree_rounding(NULL) == CHISO_ROUND_HALF_UP);
    cr_expect(chiso_tree_missing(NULL) == CHISO_MISSING_ZERO);
    cr_expect(chiso_tree_rounded_count(NULL) == 0);
    cr_expect(!chiso_tree_is_checked(NULL));
}

Test(tree_build, everything_that_is_said_of_a_criterion_is_kept)
{
    chiso_tree *tree = new_tree();
    chiso_criterion branch = CHISO_CRITERION_INIT;
    chiso_criterion leaf = CHISO_CRITERION_INIT;
    char code[] = "1.1";
    char title[] = "Tỷ lệ hồ sơ đúng hạn";
    chiso_node node = CHISO_NO_NODE;

    branch.code = "1";
    branch.title = "Cải cách thủ tục";
    branch.max = "10";
    branch.combine = "mean capped";
    branch.weight = "0";
    cr_assert_eq(chiso_tree_add_criterion(tree, &branch, &node, NULL), CHISO_OK);
    cr_assert_eq(node, 1);
    leaf.code = code;
    leaf.title = title;
    leaf.max = "4.5";
    leaf.min = "-1";
    leaf.weight = "0.25";
    leaf.rule = "range 5..60";
    leaf.round = "1";
    cr_assert_eq(chiso_tree_add_criterion(tree, &leaf, &node, NULL), CHISO_OK);
    cr_assert_eq(node, 2);
    /* Texts are copied. */
    memset(code, 'x', sizeof(code) - 1);
    memset(title, 'x', sizeof(title) - 1);
    cr_expect_str_eq(chiso_node_code(tree, 2), "1.1");
    cr_expect_str_eq(chiso_node_title(tree, 2), "Tỷ lệ hồ sơ đúng hạn");
    cr_expect_str_eq(chiso_node_title(tree, 1), "Cải cách thủ tục");
    cr_expect(chiso_node_max(tree, 2) == decimal("4.5"));
    cr_expect(chiso_node_min(tree, 2) == decimal("-1"));
    cr_expect(chiso_node_weight(tree, 2) == decimal("0.25"));
    cr_expect(chiso_node_round(tree, 2) == 1);
    cr_expect_str_eq(chiso_node_rule(tree, 2), "range 5..60");
    cr_expect(chiso_node_kind(tree, 2) == CHISO_KIND_CRITERION);
    cr_expect(chiso_node_max(tree, 1) == decimal("10"));
    cr_expect(chiso_node_weight(tree, 1) == 0);
    cr_expect(chiso_node_round(tree, 1) == -1);
    cr_expect(chiso_node_combine(tree, 1) == CHISO_COMBINE_MEAN);
    cr_expect(chiso_node_is_capped(tree, 1));
    cr_expect(!chiso_node_is_scaled(tree, 1));
    cr_expect_str_eq(chiso_node_rule(tree, 1), "");
    chiso_tree_free(tree);
}

Test(tree_build, defaults_stand_for_null_and_for_nothing)
{
    for (int empty = 0; empty < 2; empty++) {
        const char *nothing = empty ? "" : NULL;
        chiso_tree *tree = new_tree();

        cr_assert_eq(add_all(tree, CHISO_ROOT,
                             (chiso_criterion){.code = "a",
                                               .title = nothing,
                                               .max = "3",
                                               .min = nothing,
                                               .weight = nothing,
                                               .combine = nothing,
                                               .kind = nothing,
                                               .rule = nothing,
                                               .round = nothing},
                             NULL),
                     CHISO_OK);
        cr_assert_eq(chiso_tree_set_root(tree, nothing, nothing, nothing, NULL), CHISO_OK);
        cr_assert_eq(chiso_tree_check(tree, NULL), CHISO_OK);
        cr_expect_str_eq(chiso_node_title(tree, 1), "");
        cr_expect(chiso_node_min(tree, 1) == 0);
        cr_expect(chiso_node_weight(tree, 1) == CHISO_ABSENT);
        cr_expect(chiso_node_combine(tree, 1) == CHISO_COMBINE_SUM);
        cr_expect(chiso_node_kind(tree, 1) == CHISO_KIND_CRITERION);
        cr_expect_str_eq(chiso_node_rule(tree, 1), "points");
        cr_expect(chiso_node_round(tree, 1) == -1);
        cr_expect(chiso_node_combine(tree, CHISO_ROOT) == CHISO_COMBINE_SUM);
        cr_expect(chiso_node_round(tree, CHISO_ROOT) == -1);
        cr_expect(chiso_node_max(tree, CHISO_ROOT) == decimal("3"));
        chiso_tree_free(tree);
    }
}

Test(tree_build, combine_words_say_scaled_and_capped)
{
    static const struct {
        const char *words;
        chiso_combine combine;
        bool scaled, capped;
    } cases[] = {
        {"sum", CHISO_COMBINE_SUM, false, false},
        {"sum capped", CHISO_COMBINE_SUM, false, true},
        {"sum scaled", CHISO_COMBINE_SUM, true, false},
        {"sum scaled capped", CHISO_COMBINE_SUM, true, true},
        {"mean", CHISO_COMBINE_MEAN, false, false},
        {"mean capped", CHISO_COMBINE_MEAN, false, true},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tree *tree = new_tree();

        cr_expect(add_all(tree, CHISO_ROOT,
                          (chiso_criterion){.code = "a", .combine = cases[i].words},
                          NULL) == CHISO_OK,
                  "%s", cases[i].words);
        cr_expect(chiso_tree_set_root(tree, NULL, cases[i].words, NULL, NULL) == CHISO_OK, "%s",
                  cases[i].words);
        for (chiso_node node = 0; node < 2; node++) {
            cr_expect(chiso_node_combine(tree, node) == cases[i].combine, "%s", cases[i].words);
            cr_expect(chiso_node_is_scaled(tree, node) == cases[i].scaled, "%s", cases[i].words);
            cr_expect(chiso_node_is_capped(tree, node) == cases[i].capped, "%s", cases[i].words);
        }
        chiso_tree_free(tree);
    }
}

Test(tree_build, a_criterion_that_cannot_be_is_refused_and_the_tree_stays)
{
    static const struct {
        const char *name;
        chiso_criterion criterion;
        chiso_status status;
        const char *named;
    } cases[] = {
        {"no code", {.code = NULL, .max = "1"}, CHISO_E_NULL, ""},
        {"empty code", {.code = "", .max = "1"}, CHISO_E_CODE, ""},
        {"code with a space", {.code = "a b", .max = "1"}, CHISO_E_CODE, "a b"},
        {"code with a tab", {.code = "a\tb", .max = "1"}, CHISO_E_CODE, ""},
        {"code with a control inside", {.code = "a\x18z", .max = "1"}, CHISO_E_CODE, "a z"},
        {"code with a no-break blank inside", {.code = "a\xC2\xA0z", .max = "1"}, CHISO_E_CODE, ""},
        {"code with a turn of direction", {.code = "a\xE2\x80\xAE", .max = "1"}, CHISO_E_CODE, ""},
        {"code with a line end", {.code = "a\n", .max = "1"}, CHISO_E_CODE, ""},
        {"code with a space in front", {.code = " a", .max = "1"}, CHISO_E_CODE, ""},
        {"code with a control",
         {.code = "a\x01"
                  "b",
          .max = "1"},
         CHISO_E_CODE,
         ""},
        {"code with a mark of direction", {.code = "1\xE2\x80\x8E", .max = "1"}, CHISO_E_CODE, ""},
        {"code of the root", {.code = ".", .max = "1"}, CHISO_E_CODE, "."},
        {"heading unit", {.code = "unit", .max = "1"}, CHISO_E_CODE, "unit"},
        {"heading name", {.code = "name", .max = "1"}, CHISO_E_CODE, "name"},
        {"heading block", {.code = "block", .max = "1"}, CHISO_E_CODE, "block"},
        {"heading ranked", {.code = "ranked", .max = "1"}, CHISO_E_CODE, "ranked"},
        {"heading criterion", {.code = "criterion", .max = "1"}, CHISO_E_CODE, "criterion"},
        {"heading value", {.code = "value", .max = "1"}, CHISO_E_CODE, "value"},
        {"duplicate code", {.code = "known", .max = "1"}, CHISO_E_DUPLICATE, "known"},
        {"max no number", {.code = "b", .max = "ten"}, CHISO_E_NUMBER, "ten"},
        {"max with a comma", {.code = "b", .max = "1,5"}, CHISO_E_NUMBER, "1,5"},
        {"negative max", {.code = "b", .max = "-1"}, CHISO_E_RANGE, "-1"},
        {"max too large", {.code = "b", .max = "9200000000001"}, CHISO_E_RANGE, "9200000000001"},
        {"min no number", {.code = "b", .max = "1", .min = "x"}, CHISO_E_NUMBER, "x"},
        {"min above max", {.code = "b", .max = "1", .min = "2"}, CHISO_E_RANGE, "2"},
        {"weight no number", {.code = "b", .max = "1", .weight = "5%%"}, CHISO_E_NUMBER, "5%%"},
        {"a fraction in percent",
         {.code = "b", .max = "1", .weight = "10/2%"},
         CHISO_E_NUMBER,
         "10/2"},
        {"negative weight", {.code = "b", .max = "1", .weight = "-0.1"}, CHISO_E_RANGE, "-0.1"},
        {"round no number", {.code = "b", .max = "1", .round = "x"}, CHISO_E_NUMBER, "x"},
        {"round 7", {.code = "b", .max = "1", .round = "7"}, CHISO_E_RANGE, "7"},
        {"round -1", {.code = "b", .max = "1", .round = "-1"}, CHISO_E_RANGE, "-1"},
        {"combine unknown", {.code = "b", .combine = "average"}, CHISO_E_WORD, "average"},
        {"combine in another order",
         {.code = "b", .combine = "capped sum"},
         CHISO_E_WORD,
         "capped"},
        {"combine with more behind",
         {.code = "b", .combine = "sum capped now"},
         CHISO_E_WORD,
         "now"},
        {"combine twice capped",
         {.code = "b", .combine = "sum capped capped"},
         CHISO_E_WORD,
         "capped"},
        {"mean scaled", {.code = "b", .combine = "mean scaled"}, CHISO_E_WORD, "scaled"},
        {"kind unknown", {.code = "b", .max = "1", .kind = "malus"}, CHISO_E_WORD, "malus"},
        {"rule unknown", {.code = "b", .max = "1", .rule = "guess"}, CHISO_E_RULE, "guess"},
        {"rule beyond max", {.code = "b", .max = "1", .rule = "atleast 5:2"}, CHISO_E_RULE, "2"},
        {"code not UTF-8", {.code = "b\xFF", .max = "1"}, CHISO_E_ENCODING, ""},
        {"code cut off", {.code = "b\xC3", .max = "1"}, CHISO_E_ENCODING, ""},
        {"title overlong", {.code = "b", .title = "\xC0\x80", .max = "1"}, CHISO_E_ENCODING, ""},
        {"title overlong in three",
         {.code = "b", .title = "\xE0\x80\x80", .max = "1"},
         CHISO_E_ENCODING,
         ""},
        {"title a surrogate",
         {.code = "b", .title = "\xED\xA0\x80", .max = "1"},
         CHISO_E_ENCODING,
         ""},
        {"title beyond the last character",
         {.code = "b", .title = "\xF4\x90\x80\x80", .max = "1"},
         CHISO_E_ENCODING,
         ""},
        {"title with a lone tail",
         {.code = "b", .title = "x\x80", .max = "1"},
         CHISO_E_ENCODING,
         ""},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tree *tree = new_tree();
        chiso_criterion criterion = cases[i].criterion;
        chiso_error error = CHISO_ERROR_INIT;
        chiso_node node = 77;
        chiso_status status;

        add(tree, "", "known", "1");
        criterion.size = sizeof(criterion);
        status = chiso_tree_add_criterion(tree, &criterion, &node, &error);
        cr_expect(status == cases[i].status, "%s: %s, %s", cases[i].name, chiso_status_name(status),
                  error.message);
        cr_expect(error.status == status, "%s", cases[i].name);
        cr_expect(error.line == 0, "%s: line %u", cases[i].name, (unsigned)error.line);
        cr_expect(strstr(error.message, cases[i].named) != NULL, "%s: \"%s\"", cases[i].name,
                  error.message);
        cr_expect(support_names(error.message_vi, cases[i].named), "%s: \"%s\"", cases[i].name,
                  error.message_vi);
        cr_expect(error.message[0] != '\0' && error.message_vi[0] != '\0', "%s", cases[i].name);
        cr_expect(node == 77, "%s", cases[i].name);
        cr_expect(chiso_tree_node_count(tree) == 2, "%s", cases[i].name);
        cr_expect(chiso_tree_add_criterion(tree, &criterion, NULL, NULL) == cases[i].status,
                  "%s, without an error", cases[i].name);
        /* No trace is left: the code is free. */
        add(tree, "", "b", "1");
        cr_expect(chiso_tree_check(tree, NULL) == CHISO_OK, "%s", cases[i].name);
        cr_expect(chiso_node_max(tree, CHISO_ROOT) == decimal("2"), "%s", cases[i].name);
        chiso_tree_free(tree);
    }
}

Test(tree_build, a_parent_or_a_root_that_cannot_be_is_refused_and_the_tree_stays)
{
    chiso_tree *tree = new_tree();

    add(tree, "", "known", "1");
    cr_expect(chiso_tree_add_criterion(tree, NULL, NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_tree_add(NULL, CHISO_ROOT, "b", NULL, "1", NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_tree_add(tree, 2, "b", NULL, "1", NULL, NULL) == CHISO_E_PARENT);
    cr_expect(chiso_tree_add(tree, CHISO_NO_NODE, "b", NULL, "1", NULL, NULL) == CHISO_E_PARENT);
    cr_expect(chiso_tree_add_ruled(tree, CHISO_ROOT, "b", NULL, "1", "rate from", NULL, NULL) ==
              CHISO_E_RULE);
    cr_expect(chiso_tree_set_root(NULL, NULL, NULL, NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_tree_set_root(tree, "x", NULL, NULL, NULL) == CHISO_E_NUMBER);
    cr_expect(chiso_tree_set_root(tree, "-5", NULL, NULL, NULL) == CHISO_E_RANGE);
    cr_expect(chiso_tree_set_root(tree, NULL, "median?", NULL, NULL) == CHISO_E_WORD);
    cr_expect(chiso_tree_set_root(tree, NULL, NULL, "7", NULL) == CHISO_E_RANGE);
    cr_expect(chiso_tree_set_root(tree, "99", "mean", "9", NULL) == CHISO_E_RANGE);
    cr_expect(chiso_node_combine(tree, CHISO_ROOT) == CHISO_COMBINE_SUM &&
              chiso_node_max(tree, CHISO_ROOT) == CHISO_ABSENT);
    add(tree, "", "b", "1");
    cr_expect(chiso_tree_check(tree, NULL) == CHISO_OK);
    cr_expect(chiso_node_max(tree, CHISO_ROOT) == decimal("2"));
    chiso_tree_free(tree);
}

Test(tree_build, codes_are_free_text_without_white_space)
{
    static const char *const codes[] = {"2.b",      "SC11", "Điểm-thưởng", "a,b;c", "\"q\"",
                                        "=SUM(A1)", "'x",   "..",          ".a",    "-",
                                        "NA",       "#1",   "日本"};
    chiso_tree *tree = new_tree();

    for (size_t i = 0; i < COUNT(codes); i++) {
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect(chiso_tree_add(tree, CHISO_ROOT, codes[i], codes[i], "1", NULL, &error) ==
                      CHISO_OK,
                  "%s: %s", codes[i], error.message);
    }
    cr_expect(chiso_tree_check(tree, NULL) == CHISO_OK);
    for (size_t i = 0; i < COUNT(codes); i++) {
        cr_expect_str_eq(chiso_node_code(tree, support_node(tree, codes[i])), codes[i]);
    }
    chiso_tree_free(tree);
}

Test(tree_build, checking_fills_in_the_maxima_that_were_left_out)
{
    chiso_tree *tree = uneven_tree();

    cr_expect(add_all(tree, CHISO_ROOT,
                      (chiso_criterion){.code = "bonus", .max = "7", .kind = "bonus"},
                      NULL) == CHISO_OK);
    cr_expect(add_all(tree, CHISO_ROOT, (chiso_criterion){.code = "m", .combine = "mean"}, NULL) ==
              CHISO_OK);
    add(tree, "m", "m1", "2");
    add(tree, "m", "m2", "0.5");
    cr_expect(chiso_node_max(tree, support_node(tree, "1")) == CHISO_ABSENT);
    cr_expect(chiso_node_max(tree, CHISO_ROOT) == CHISO_ABSENT);
    cr_assert_eq(chiso_tree_check(tree, NULL), CHISO_OK);
    cr_assert(chiso_tree_is_checked(tree));
    cr_expect(chiso_node_max(tree, support_node(tree, "1.2")) == decimal("3"));
    cr_expect(chiso_node_max(tree, support_node(tree, "1")) == decimal("4"));
    cr_expect(chiso_node_max(tree, support_node(tree, "m")) == decimal("2.5"));
    cr_expect(chiso_node_kind(tree, support_node(tree, "bonus")) == CHISO_KIND_BONUS);
    /* 4 + 5 + 2.5 + 2.5; the bonus is no part of it. */
    cr_expect(chiso_node_max(tree, CHISO_ROOT) == decimal("14"));
    cr_expect(chiso_tree_check(tree, NULL) == CHISO_OK);
    chiso_tree_free(tree);
}

Test(tree_build, a_checked_tree_is_closed)
{
    chiso_tree *tree = uneven_tree();
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tree_check(tree, NULL), CHISO_OK);
    cr_expect(chiso_tree_add(tree, CHISO_ROOT, "9", NULL, "1", NULL, &error) == CHISO_E_STATE);
    cr_expect(error.status == CHISO_E_STATE && error.message[0] != '\0' &&
              error.message_vi[0] != '\0');
    cr_expect(chiso_tree_add_ruled(tree, CHISO_ROOT, "9", NULL, "1", "yesno", NULL, NULL) ==
              CHISO_E_STATE);
    cr_expect(add_all(tree, CHISO_ROOT, (chiso_criterion){.code = "9", .max = "1"}, NULL) ==
              CHISO_E_STATE);
    cr_expect(chiso_tree_set_root(tree, NULL, "sum capped", NULL, NULL) == CHISO_E_STATE);
    cr_expect(chiso_tree_node_count(tree) == 8);
    cr_expect(!chiso_node_is_capped(tree, CHISO_ROOT));
    chiso_tree_free(tree);
}

Test(tree_build, options_may_change_until_a_board_uses_the_tree)
{
    chiso_tree *tree = uneven_tree();
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(chiso_tree_set_options(tree, "digits=3", NULL) == CHISO_OK);
    cr_assert_eq(chiso_tree_check(tree, NULL), CHISO_OK);
    cr_expect(chiso_tree_set_options(tree, "missing=skip", NULL) == CHISO_OK);
    cr_expect(chiso_tree_digits(tree) == 3 && chiso_tree_missing(tree) == CHISO_MISSING_SKIP);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_expect(chiso_tree_set_options(tree, "digits=1", &error) == CHISO_E_STATE);
    cr_expect(error.status == CHISO_E_STATE);
    cr_expect(chiso_tree_digits(tree) == 3);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(tree_build, a_board_checks_and_closes_its_tree)
{
    chiso_tree *tree = uneven_tree();
    chiso_board *board = NULL;

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert(chiso_tree_is_checked(tree));
    cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, "9", NULL, "1", NULL, NULL), CHISO_E_STATE);
    chiso_tree_free(tree);
    /* The board keeps it. */
    cr_assert_str_eq(chiso_tree_title(chiso_board_tree(board)), "an index");
    chiso_board_free(board);
}

Test(tree_build, options_are_words)
{
    static const struct {
        const char *words;
        chiso_status status;
        int digits;
        chiso_missing_policy missing;
        chiso_rounding rounding;
        const char *named;
    } cases[] = {
        {"", CHISO_OK, 2, CHISO_MISSING_ZERO, CHISO_ROUND_HALF_UP, NULL},
        {"digits=0", CHISO_OK, 0, CHISO_MISSING_ZERO, CHISO_ROUND_HALF_UP, NULL},
        {"digits=6", CHISO_OK, 6, CHISO_MISSING_ZERO, CHISO_ROUND_HALF_UP, NULL},
        {"missing=zero", CHISO_OK, 2, CHISO_MISSING_ZERO, CHISO_ROUND_HALF_UP, NULL},
        {"missing=skip", CHISO_OK, 2, CHISO_MISSING_SKIP, CHISO_ROUND_HALF_UP, NULL},
        {"missing=unknown", CHISO_OK, 2, CHISO_MISSING_UNKNOWN, CHISO_ROUND_HALF_UP, NULL},
        {"rounding=half-up", CHISO_OK, 2, CHISO_MISSING_ZERO, CHISO_ROUND_HALF_UP, NULL},
        {"rounding=half-even", CHISO_OK, 2, CHISO_MISSING_ZERO, CHISO_ROUND_HALF_EVEN, NULL},
        {"rounding=down", CHISO_OK, 2, CHISO_MISSING_ZERO, CHISO_ROUND_DOWN, NULL},
        {"rounding=down missing=skip digits=4", CHISO_OK, 4, CHISO_MISSING_SKIP, CHISO_ROUND_DOWN,
         NULL},
        {"  digits=1   missing=unknown ", CHISO_OK, 1, CHISO_MISSING_UNKNOWN, CHISO_ROUND_HALF_UP,
         NULL},
        /* An option that cannot be leaves all of them alone. */
        {"digits=7", CHISO_E_WORD, 2, CHISO_MISSING_ZERO, CHISO_ROUND_HALF_UP, "7"},
        {"digits=-1", CHISO_E_WORD, 2, CHISO_MISSING_ZERO, CHISO_ROUND_HALF_UP, "-1"},
        {"digits=", CHISO_E_WORD, 2, CHISO_MISSING_ZERO, CHISO_ROUND_HALF_UP, "digits"},
        {"digits", CHISO_E_WORD, 2, CHISO_MISSING_ZERO, CHISO_ROUND_HALF_UP, "digits"},
        {"digits=22", CHISO_E_WORD, 2, CHISO_MISSING_ZERO, CHISO_ROUND_HALF_UP, "22"},
        {"missing=never", CHISO_E_WORD, 2, CHISO_MISSING_ZERO, CHISO_ROUND_HALF_UP, "never"},
        {"rounding=up", CHISO_E_WORD, 2, CHISO_MISSING_ZERO, CHISO_ROUND_HALF_UP, "up"},
        {"colour=red", CHISO_E_WORD, 2, CHISO_MISSING_ZERO, CHISO_ROUND_HALF_UP, "colour"},
        {"digits=4 missing=skip colour=red", CHISO_E_WORD, 2, CHISO_MISSING_ZERO,
         CHISO_ROUND_HALF_UP, "colour"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tree *tree = new_tree();
        chiso_error error = CHISO_ERROR_INIT;
        const chiso_status status = chiso_tree_set_options(tree, cases[i].words, &error);

        cr_expect(status == cases[i].status, "\"%s\": %s", cases[i].words,
                  chiso_status_name(status));
        cr_expect(chiso_tree_digits(tree) == cases[i].digits, "\"%s\"", cases[i].words);
        cr_expect(chiso_tree_missing(tree) == cases[i].missing, "\"%s\"", cases[i].words);
        cr_expect(chiso_tree_rounding(tree) == cases[i].rounding, "\"%s\"", cases[i].words);
        if (cases[i].named != NULL) {
            cr_expect(strstr(error.message, cases[i].named) != NULL, "\"%s\": %s", cases[i].words,
                      error.message);
            cr_expect(strstr(error.message_vi, cases[i].named) != NULL, "\"%s\": %s",
                      cases[i].words, error.message_vi);
        }
        chiso_tree_free(tree);
    }
    {
        chiso_tree *tree = new_tree();

        cr_expect(chiso_tree_set_options(tree, "missing=skip", NULL) == CHISO_OK);
        cr_expect(chiso_tree_set_options(tree, "digits=1", NULL) == CHISO_OK);
        cr_expect(chiso_tree_missing(tree) == CHISO_MISSING_SKIP);
        cr_expect(chiso_tree_set_options(tree, NULL, NULL) == CHISO_E_NULL);
        cr_expect(chiso_tree_set_options(NULL, "digits=1", NULL) == CHISO_E_NULL);
        chiso_tree_free(tree);
    }
}

Test(tree_build, a_tree_that_does_not_fit_together_fails_its_check_and_stays_open)
{
    enum { ROWS = 4 };
    static const struct {
        const char *name;
        const char *root_max, *root_combine;
        struct {
            const char *parent;
            chiso_criterion criterion;
        } rows[ROWS];
        chiso_status status;
        const char *named[3];
    } cases[] = {
        {"nothing", NULL, NULL, {{0}}, CHISO_E_EMPTY, {0}},
        {"a leaf without max", NULL, NULL, {{"", {.code = "thing"}}}, CHISO_E_MAX, {"thing"}},
        {"a branch without leaves",
         NULL,
         NULL,
         {{"", {.code = "a"}}, {"a", {.code = "thing"}}},
         CHISO_E_MAX,
         {"thing"}},
        {"a sum that does not fit",
         NULL,
         NULL,
         {{"", {.code = "thing", .max = "10"}},
          {"thing", {.code = "t1", .max = "4"}},
          {"thing", {.code = "t2", .max = "5.5"}}},
         CHISO_E_MAX,
         {"thing", "10", "9.5"}},
        {"a bonus in a sum",
         NULL,
         NULL,
         {{"", {.code = "thing", .max = "10"}},
          {"thing", {.code = "t1", .max = "8"}},
          {"thing", {.code = "t2", .max = "2", .kind = "bonus"}}},
         CHISO_E_MAX,
         {"thing", "10", "8"}},
        {"a root that does not fit",
         "100",
         NULL,
         {{"", {.code = "a", .max = "99.75"}}},
         CHISO_E_MAX,
         {"100", "99.75"}},
        {"a rule on a branch",
         NULL,
         NULL,
         {{"", {.code = "thing", .max = "4", .rule = "yesno"}},
          {"thing", {.code = "t1", .max = "4"}}},
         CHISO_E_NODE,
         {"thing"}},
        {"a floor above the max of a branch",
         NULL,
         NULL,
         {{"", {.code = "thing", .min = "5"}}, {"thing", {.code = "t1", .max = "4"}}},
         CHISO_E_RANGE,
         {"thing"}},
        {"a bonus in a mean",
         NULL,
         NULL,
         {{"", {.code = "m", .combine = "mean"}},
          {"m", {.code = "t1", .max = "4"}},
          {"m", {.code = "extra", .max = "4", .kind = "bonus"}}},
         CHISO_E_NODE,
         {"m"}},
        {"a bonus in the root's mean",
         NULL,
         "mean",
         {{"", {.code = "t1", .max = "4"}}, {"", {.code = "extra", .max = "4", .kind = "bonus"}}},
         CHISO_E_NODE,
         {0}},
        {"a mean without weight",
         NULL,
         NULL,
         {{"", {.code = "thing", .combine = "mean"}},
          {"thing", {.code = "t1", .max = "4", .weight = "0"}},
          {"thing", {.code = "t2", .max = "4", .weight = "0"}}},
         CHISO_E_NODE,
         {"thing"}},
        {"maxima beyond what a decimal holds",
         NULL,
         NULL,
         {{"", {.code = "a", .max = "9200000000000"}}, {"", {.code = "b", .max = "0.000001"}}},
         CHISO_E_RANGE,
         {0}},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tree *tree = new_tree();
        chiso_board *board = (chiso_board *)tree;
        chiso_error error = CHISO_ERROR_INIT;
        chiso_status status;
        uint32_t count;

        cr_expect(chiso_tree_set_root(tree, cases[i].root_max, cases[i].root_combine, NULL, NULL) ==
                      CHISO_OK,
                  "%s", cases[i].name);
        for (size_t k = 0; k < ROWS && cases[i].rows[k].parent != NULL; k++) {
            status = add_all(tree, support_node(tree, cases[i].rows[k].parent),
                             cases[i].rows[k].criterion, &error);
            cr_expect(status == CHISO_OK, "%s, row %zu: %s", cases[i].name, k, error.message);
        }
        count = chiso_tree_node_count(tree);
        status = chiso_tree_check(tree, &error);
        cr_expect(status == cases[i].status, "%s: %s", cases[i].name, chiso_status_name(status));
        cr_expect(error.status == status && error.message[0] != '\0' && error.message_vi[0] != '\0',
                  "%s", cases[i].name);
        for (size_t k = 0; k < COUNT(cases[i].named) && cases[i].named[k] != NULL; k++) {
            cr_expect(strstr(error.message, cases[i].named[k]) != NULL,
                      "%s: \"%s\" does not name %s", cases[i].name, error.message,
                      cases[i].named[k]);
        }
        cr_expect(!chiso_tree_is_checked(tree), "%s", cases[i].name);
        cr_expect(chiso_board_new(tree, NULL, &board, NULL) == cases[i].status && board == NULL,
                  "%s", cases[i].name);
        cr_expect(chiso_tree_add(tree, CHISO_ROOT, "later", NULL, "1", NULL, NULL) == CHISO_OK,
                  "%s", cases[i].name);
        cr_expect(chiso_tree_node_count(tree) == count + 1, "%s", cases[i].name);
        chiso_tree_free(tree);
    }
    cr_expect(chiso_tree_check(NULL, NULL) == CHISO_E_NULL);
}

Test(tree_build, what_a_check_found_can_be_put_right)
{
    chiso_tree *tree = new_tree();
    chiso_error error = CHISO_ERROR_INIT;

    add(tree, "", "a", "10");
    add(tree, "a", "a1", "4");
    cr_assert_eq(chiso_tree_check(tree, NULL), CHISO_E_MAX);
    add(tree, "a", "a2", "6");
    cr_assert_eq(chiso_tree_check(tree, &error), CHISO_OK, "%s", error.message);
    cr_assert_eq(chiso_node_max(tree, CHISO_ROOT), decimal("10"));
    chiso_tree_free(tree);
}

Test(tree_build, scaled_and_mean_nodes_may_declare_another_max)
{
    chiso_tree *tree = new_tree();
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tree_set_root(tree, "100", "sum scaled", NULL, NULL), CHISO_OK);
    cr_assert_eq(add_all(tree, CHISO_ROOT,
                         (chiso_criterion){.code = "m", .max = "60", .combine = "mean"}, NULL),
                 CHISO_OK);
    add(tree, "m", "m1", "7");
    add(tree, "", "b", "3");
    cr_assert_eq(chiso_tree_check(tree, &error), CHISO_OK, "%s", error.message);
    cr_assert_eq(chiso_node_max(tree, CHISO_ROOT), decimal("100"));
    cr_assert_eq(chiso_node_max(tree, support_node(tree, "m")), decimal("60"));
    chiso_tree_free(tree);
}

Test(tree_build, a_max_of_zero_is_legal)
{
    chiso_tree *tree = new_tree();

    add(tree, "", "a", "0");
    add(tree, "", "b", "0");
    cr_assert_eq(chiso_tree_check(tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_node_max(tree, CHISO_ROOT), 0);
    chiso_tree_free(tree);
}

Test(tree_build, the_greatest_maxima_fit)
{
    chiso_tree *tree = new_tree();

    add(tree, "", "a", "9199999999999.999999");
    add(tree, "", "b", "0.000001");
    cr_assert_eq(chiso_tree_check(tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_node_max(tree, CHISO_ROOT), CHISO_DECIMAL_MAX);
    chiso_tree_free(tree);
}

Test(tree_build, a_hundred_thousand_levels_are_a_tree_like_any_other)
{
    enum { LEVELS = 100000 };
    chiso_tree *tree = new_tree();
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    char code[16];
    chiso_node node = CHISO_ROOT;
    chiso_result result;
    size_t met = 0;

    for (uint32_t i = 1; i <= LEVELS; i++) {
        snprintf(code, sizeof(code), "n%u", (unsigned)i);
        cr_assert_eq(chiso_tree_add(tree, node, code, NULL, i == LEVELS ? "2" : NULL, NULL, &error),
                     CHISO_OK, "%s", error.message);
        node = i;
    }
    cr_assert_eq(chiso_tree_check(tree, &error), CHISO_OK, "%s", error.message);
    cr_assert_eq(chiso_node_depth(tree, node), LEVELS);
    cr_assert_eq(chiso_tree_leaf_count(tree), 1);
    cr_assert_eq(chiso_node_max(tree, CHISO_ROOT), decimal("2"));
    for (chiso_node walk = CHISO_ROOT; walk != CHISO_NO_NODE; walk = chiso_node_next(tree, walk)) {
        met++;
    }
    cr_assert_eq(met, LEVELS + 1);
    cr_assert_eq(chiso_node_next_leaf(tree, CHISO_ROOT), node);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, "u", NULL, NULL, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(board, "u", code, "1.5", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, &error), CHISO_OK, "%s", error.message);
    for (uint32_t i = 0; i <= LEVELS; i += 10000) {
        cr_assert_eq(chiso_board_result(board, 0, i, &result), CHISO_OK);
        cr_expect(result.achieved == decimal("1.5") && result.max == decimal("2") &&
                      result.percent == decimal("75"),
                  "level %u", (unsigned)i);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(tree_build, a_hundred_thousand_children_are_found_and_walked)
{
    enum { CHILDREN = 100000 };
    chiso_tree *tree = new_tree();
    chiso_error error = CHISO_ERROR_INIT;
    char code[16];
    chiso_node child;

    for (uint32_t i = 1; i <= CHILDREN; i++) {
        snprintf(code, sizeof(code), "%u", (unsigned)i);
        cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, code, NULL, "0.5", NULL, &error), CHISO_OK,
                     "%s", error.message);
    }
    cr_assert_eq(chiso_tree_check(tree, &error), CHISO_OK, "%s", error.message);
    cr_assert_eq(chiso_node_child_count(tree, CHISO_ROOT), CHILDREN);
    cr_assert_eq(chiso_tree_leaf_count(tree), CHILDREN);
    cr_assert_eq(chiso_node_max(tree, CHISO_ROOT), decimal("50000"));
    child = chiso_node_first_child(tree, CHISO_ROOT);
    for (uint32_t i = 1; i <= CHILDREN; i++) {
        chiso_node found = CHISO_NO_NODE;

        cr_assert_eq(child, i);
        snprintf(code, sizeof(code), "%u", (unsigned)i);
        cr_assert_eq(chiso_tree_find(tree, code, &found), CHISO_OK);
        cr_assert_eq(found, i);
        child = chiso_node_next_sibling(tree, child);
    }
    cr_assert_eq(child, CHISO_NO_NODE);
    chiso_tree_free(tree);
}
