#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A change whose node is named by its code. */
struct named {
    int kind;
    const char *code;
    const char *text;
};

enum {
    WEIGHT = CHISO_TREE_CHANGE_WEIGHT,
    COMBINE = CHISO_TREE_CHANGE_COMBINE,
    RULE = CHISO_TREE_CHANGE_RULE,
    WITHOUT = CHISO_TREE_CHANGE_WITHOUT
};

enum { CHANGES = 4 };

/* The changes up to the first without a code. */
static chiso_status derive(const chiso_tree *tree, const struct named *named, chiso_tree **out_tree,
                           chiso_error *error)
{
    chiso_tree_change changes[CHANGES];
    size_t count = 0;

    while (count < CHANGES && named[count].code != NULL) {
        changes[count] =
            (chiso_tree_change){(chiso_tree_change_kind)named[count].kind,
                                support_node(tree, named[count].code), named[count].text};
        count++;
    }
    return chiso_tree_derive(tree, changes, count, NULL, out_tree, error);
}

/* That it is written as the tree of other criteria is. */
static void expect_like(const chiso_tree *tree, const char *criteria, const char *name)
{
    chiso_tree *expected = support_tree(criteria);
    char *a = support_tree_csv(tree);
    char *b = support_tree_csv(expected);

    cr_expect_str_eq(a, b, "%s:\n%s\nis not\n%s", name, a, b);
    chiso_tree_free(expected);
    free(a);
    free(b);
}

static const char EVERYTHING[] =
    "code,parent,title,max,min,weight,combine,kind,rule,round,options,needs,gate,weight@north,"
    "weight@a  south,raters,note,note:evidence\n"
    ".,,\"An index, with =all\",100,1.5,,mean capped drop lowest 1,,,1,digits=3 missing=skip "
    "rounding=half-even full=reached order=lowest,50%,,,,,of all,\n"
    "b,.,Late,10/3,-1,20%,,,\"range 5..60\",0,,,below 50%: parent at most 79.99%,2,-,median "
    "within 20%,its note,where it is\n"
    "a.1,a,\"=1+1\",,,,geometric,,,,,,,-,10/3,,,\n"
    "a,.,,7,,1.000000001,sum scaled,,,2,,12.5%,above 0: parent at most band B,,,,,proof\n"
    "a.1.1,a.1,,3.5,,0.5,,,rate target 90%,,,,,,,,,\n"
    "a.1.2,a.1,,3.5,,,,,over column People | impute median | minmax down block,,,,,,,,,\n"
    "a.2,a,,2,,,,,survey 100 50 0 -,,,,,,,,,\n"
    "a.3,a,,1,-2,,,bonus,per -0.5,,,,,,,,,\n"
    "c,.,,9,,,,,rank a,,,,,,,,,\n";

Test(tree_derive, without_changes_it_is_the_same_tree)
{
    const struct named none[] = {{0, NULL, NULL}};
    chiso_tree *tree = support_tree(EVERYTHING);
    chiso_tree *derived = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(derive(tree, none, &derived, &error), CHISO_OK, "%s", error.message);
    cr_expect(chiso_tree_is_checked(derived));
    expect_like(derived, EVERYTHING, "no change");
    for (chiso_node node = 0; node < chiso_tree_node_count(tree); node++) {
        cr_expect_str_eq(chiso_node_code(tree, node), chiso_node_code(derived, node));
        cr_expect_eq(chiso_node_next(tree, node), chiso_node_next(derived, node));
    }
    chiso_tree_free(tree);
    cr_expect_str_eq(chiso_tree_title(derived), "An index, with =all");
    chiso_tree_free(derived);
}

Test(tree_derive, criteria_keep_their_numbers_where_a_parent_was_added_late)
{
    chiso_tree *tree = NULL;
    chiso_tree *derived = NULL;
    chiso_criterion criterion = CHISO_CRITERION_INIT;

    cr_assert_eq(chiso_tree_new("late", NULL, &tree, NULL), CHISO_OK);
    criterion.code = "x.1";
    criterion.parent = "x";
    criterion.max = "2";
    cr_assert_eq(chiso_tree_add_criterion(tree, &criterion, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, "y", NULL, "3", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, "x", NULL, NULL, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_check(tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_derive(tree, NULL, 0, NULL, &derived, NULL), CHISO_OK);
    for (chiso_node node = 0; node < 4; node++) {
        cr_expect_str_eq(chiso_node_code(tree, node), chiso_node_code(derived, node));
        cr_expect_eq(chiso_node_parent(tree, node), chiso_node_parent(derived, node));
    }
    chiso_tree_free(tree);
    chiso_tree_free(derived);
}

Test(tree_derive, what_is_told_of_the_file_that_was_read_is_kept)
{
    static const char criteria[] = "code,title,max,gate\n1,,5.0000000000000001,\n"
                                   "2,,5,below 5%: parent at most band B\n";
    const struct named change[] = {{WEIGHT, "1", "0.12345678901234567"}, {0, NULL, NULL}};
    chiso_tree *tree = support_tree(criteria);
    chiso_tree *derived = NULL;
    chiso_board *board = NULL;
    chiso_report *report = NULL;
    chiso_bands *bands = NULL;
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(derive(tree, change, &derived, &error), CHISO_OK, "%s", error.message);
    cr_expect_eq(chiso_tree_rounded_count(tree), 1);
    cr_expect_eq(chiso_tree_rounded_count(derived), 2);
    cr_assert_eq(chiso_bands_read_csv("band,from\nA,50\n", 15, NULL, &bands, NULL), CHISO_OK);
    board = support_scored(derived, "unit,1,2\na,1,2\n");
    options.bands = bands;
    cr_expect_eq(chiso_report_new(board, &options, &report, &error), CHISO_E_SHAPE);
    cr_expect(error.line == 3 && error.column == 36, "%u:%u", error.line, error.column);
    chiso_bands_free(bands);
    chiso_board_free(board);
    chiso_tree_free(derived);
    chiso_tree_free(tree);
}

static const char SUMS[] = "code,title,max,weight,combine,rule,kind,min,note\n"
                           ".,,30,,,,,,\n"
                           "1,,20,3,,,,,\n"
                           "1.1,,12,,,,,,first\n"
                           "1.2,,8,,,rate,,,second\n"
                           "1.3,,0,,,,,,\n"
                           "1.4,,5,,,,bonus,,\n"
                           "2,,10,2,mean,,,,\n"
                           "2.1,,1,1,,,,,\n"
                           "2.2,,1,4,,,,,\n";

static const struct {
    const char *name;
    struct named changes[CHANGES];
    const char *criteria;
} right[] = {
    {"weights, a rule and a combine",
     {{WEIGHT, "2.1", " 10/3 "},
      {WEIGHT, "2.2", NULL},
      {RULE, "1.2", "atleast 5:8"},
      {COMBINE, "2", "Geometric Capped"}},
     "code,title,max,weight,combine,rule,kind,note\n.,,30,,,,,\n1,,20,3,,,,\n1.1,,12,,,,,first\n"
     "1.2,,8,,,atleast 5:8,,second\n1.3,,0,,,,,\n1.4,,5,,,,bonus,\n2,,10,2,geometric capped,,,\n"
     "2.1,,1,10/3,,,,\n2.2,,1,,,,,\n"},
    {"the default of all",
     {{WEIGHT, "2.1", NULL}, {RULE, "1.2", ""}, {COMBINE, "2", "mean"}},
     "code,title,max,weight,combine,rule,kind,note\n.,,30,,,,,\n1,,20,3,,,,\n1.1,,12,,,,,first\n"
     "1.2,,8,,,,,second\n1.3,,0,,,,,\n1.4,,5,,,,bonus,\n2,,10,2,mean,,,\n2.1,,1,,,,,\n"
     "2.2,,1,4,,,,\n"},
    {"a leaf of a sum takes the stated maxima above it along",
     {{WITHOUT, "1.1", NULL}},
     "code,title,max,weight,combine,rule,kind,note\n.,,,,,,,\n1,,,3,,,,\n"
     "1.2,,8,,,rate,,second\n1.3,,0,,,,,\n1.4,,5,,,,bonus,\n2,,10,2,mean,,,\n2.1,,1,1,,,,\n"
     "2.2,,1,4,,,,\n"},
    {"a leaf of a mean leaves the max of that and of all above",
     {{WITHOUT, "2.2", ""}},
     "code,title,max,weight,combine,rule,kind,note\n.,,30,,,,,\n1,,20,3,,,,\n1.1,,12,,,,,first\n"
     "1.2,,8,,,rate,,second\n1.3,,0,,,,,\n1.4,,5,,,,bonus,\n2,,10,2,mean,,,\n2.1,,1,1,,,,\n"},
    {"a bonus and what is worth nothing leave all maxima",
     {{WITHOUT, "1.3", NULL}, {WITHOUT, "1.4", NULL}},
     "code,title,max,weight,combine,rule,kind,note\n.,,30,,,,,\n1,,20,3,,,,\n1.1,,12,,,,,first\n"
     "1.2,,8,,,rate,,second\n2,,10,2,mean,,,\n2.1,,1,1,,,,\n2.2,,1,4,,,,\n"},
    {"what is left with nothing goes too",
     {{WITHOUT, "2.1", NULL}, {WITHOUT, "2.2", NULL}},
     "code,title,max,weight,combine,rule,kind,note\n.,,,,,,,\n1,,20,3,,,,\n1.1,,12,,,,,first\n"
     "1.2,,8,,,rate,,second\n1.3,,0,,,,,\n1.4,,5,,,,bonus,\n"},
    {"a branch",
     {{WITHOUT, "1", NULL}},
     "code,title,max,weight,combine,rule,kind,note\n.,,,,,,,\n2,,10,2,mean,,,\n2.1,,1,1,,,,\n"
     "2.2,,1,4,,,,\n"},
    {"a sum that is scaled now keeps its max",
     {{COMBINE, "1", "sum scaled"}, {WITHOUT, "1.1", NULL}},
     "code,title,max,weight,combine,rule,kind,note\n.,,30,,,,,\n1,,20,3,sum scaled,,,\n"
     "1.2,,8,,,rate,,second\n1.3,,0,,,,,\n1.4,,5,,,,bonus,\n2,,10,2,mean,,,\n2.1,,1,1,,,,\n"
     "2.2,,1,4,,,,\n"},
};

Test(tree_derive, it_is_what_a_file_with_the_changes_would_give)
{
    for (size_t i = 0; i < COUNT(right); i++) {
        chiso_tree *tree = support_tree(SUMS);
        chiso_tree *derived = NULL;
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect_eq(derive(tree, right[i].changes, &derived, &error), CHISO_OK, "%s: %s",
                     right[i].name, error.message);
        if (derived != NULL) {
            expect_like(derived, right[i].criteria, right[i].name);
        }
        expect_like(tree, SUMS, "the tree that is derived from");
        chiso_tree_free(tree);
        chiso_tree_free(derived);
    }
}

Test(tree_derive, a_stated_max_that_would_not_add_up_after_a_combine_alone_is_still_refused)
{
    static const char criteria[] = "code,title,max,combine\n1,,5,mean\n1.1,,1,\n1.2,,1,\n"
                                   "2,,2,mean\n2.1,,1,\n2.2,,1,\n";
    const struct named no_sum[] = {{COMBINE, "1", "sum"}, {WITHOUT, "1.1", NULL}, {0, NULL, NULL}};
    const struct named sum[] = {{COMBINE, "2", "sum"}, {WITHOUT, "2.1", NULL}, {0, NULL, NULL}};
    chiso_tree *tree = support_tree(criteria);
    chiso_tree *derived = tree;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(derive(tree, no_sum, &derived, &error), CHISO_E_MAX);
    cr_expect_null(derived);
    cr_expect_str_eq(error.criterion, "1");
    cr_expect_eq(derive(tree, sum, &derived, &error), CHISO_OK, "%s", error.message);
    expect_like(derived, "code,title,max,combine\n1,,5,mean\n1.1,,1,\n1.2,,1,\n2,,,\n2.2,,1,\n",
                "a sum that it was already");
    chiso_tree_free(derived);
    chiso_tree_free(tree);
}

static const char STEPS[] = "code,title,max,weight,combine,rule,gate,min,weight@north,note\n"
                            "1,,,,sum drop lowest 1,,,4,,\n"
                            "1.1,,5,,,,below 50%: parent at most 79.99%,,7,gone\n"
                            "1.2,,5,,,,,,-,stays\n"
                            "2,,3,,,rank 1.1,,,,\n"
                            "3,,3,,,rank 1.1,,,,\n"
                            "4,,3,,,rank 1,,,,\n"
                            "5,,,,,,,,,\n"
                            "5.1,,3,,,rank 4 block,,,,\n";

Test(tree_derive, gates_notes_and_weights_go_with_what_is_left_out)
{
    const struct named changes[] = {
        {WITHOUT, "1.1", NULL}, {WITHOUT, "2", NULL}, {RULE, "3", "rank 1.2"}, {COMBINE, "1", ""}};
    chiso_tree *tree = support_tree(STEPS);
    chiso_tree *derived = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(derive(tree, changes, &derived, &error), CHISO_OK, "%s", error.message);
    expect_like(derived,
                "code,title,max,min,rule,weight@north,note\n1,,,4,,,\n1.2,,5,,,-,stays\n"
                "3,,3,,rank 1.2,,\n4,,3,,rank 1,,\n5,,,,,,\n5.1,,3,,rank 4 block,,\n",
                "steps");
    chiso_tree_free(derived);
    chiso_tree_free(tree);
}

static const struct {
    struct named changes[CHANGES];
    chiso_status status;
    const char *criterion;
    const char *message;
} wrong[] = {
    {{{WITHOUT, "1.1", NULL}, {COMBINE, "1", ""}}, CHISO_E_RULE, "1.1", "taken by 2, 3;"},
    {{{WITHOUT, "1.1", NULL}, {WITHOUT, "2", NULL}}, CHISO_E_RULE, "1.1", "taken by 3;"},
    {{{WITHOUT, "4", NULL}}, CHISO_E_RULE, "4", "taken by 5.1;"},
    {{{WITHOUT, "1", NULL}, {WITHOUT, "2", NULL}, {WITHOUT, "3", NULL}},
     CHISO_E_RULE,
     "1",
     "by 4;"},
    {{{WITHOUT, "1.2", NULL}}, CHISO_E_NODE, "1", "drop"},
    {{{WITHOUT, "1.2", NULL}, {COMBINE, "1", "sum keep highest 1"}, {WITHOUT, "1.2", NULL}},
     CHISO_E_DUPLICATE,
     "1.2",
     "left out twice"},
    {{{WITHOUT, "5.1", NULL}, {WITHOUT, "5", NULL}}, CHISO_E_DUPLICATE, "5.1", "left out twice"},
    {{{WEIGHT, "2", "1"}, {RULE, "2", ""}, {WEIGHT, "2", "1"}},
     CHISO_E_DUPLICATE,
     "2",
     "weight is changed twice"},
    {{{COMBINE, "5", "mean"}, {WITHOUT, "5.1", NULL}}, CHISO_E_NODE, "5", "combine cannot"},
    {{{WITHOUT, "5", NULL}, {RULE, "5.1", ""}}, CHISO_E_NODE, "5.1", "rule cannot"},
    {{{WITHOUT, ".", NULL}}, CHISO_E_NODE, "", "the whole index: it cannot be left out"},
    {{{WITHOUT, "5", "yes"}}, CHISO_E_RANGE, "5", "\"yes\""},
    {{{WEIGHT, ".", "1"}}, CHISO_E_NODE, "", "the whole index: the root takes no weight"},
    {{{RULE, ".", "rate"}}, CHISO_E_NODE, "", "the whole index: the root takes no rule"},
    {{{WEIGHT, "2", "-1"}}, CHISO_E_RANGE, "2", "below 0"},
    {{{WEIGHT, "2", "0,5"}}, CHISO_E_NUMBER, "2", "0,5"},
    {{{WEIGHT, "2", "much"}}, CHISO_E_NUMBER, "2", "criterion 2, weight"},
    {{{COMBINE, "5", "most"}}, CHISO_E_WORD, "5", "most"},
    {{{COMBINE, "2", "mean"}}, CHISO_E_NODE, "2", "no combine"},
    {{{RULE, "5", "rate"}}, CHISO_E_NODE, "5", "rate"},
    {{{RULE, "2", "rank 9"}}, CHISO_E_RULE, "2", "which is not there"},
    {{{RULE, "2", "atleast 5"}}, CHISO_E_RULE, "2", "atleast 5"},
    {{{RULE, "2", "\xff"}}, CHISO_E_ENCODING, "2", "UTF-8"},
};

Test(tree_derive, what_does_not_fit_is_refused_and_names_the_criterion)
{
    chiso_tree *tree = support_tree(STEPS);

    for (size_t i = 0; i < COUNT(wrong); i++) {
        chiso_tree *derived = tree;
        chiso_error error = CHISO_ERROR_INIT;
        const chiso_status status = derive(tree, wrong[i].changes, &derived, &error);

        cr_expect_eq(status, wrong[i].status, "%zu: %s: %s", i, chiso_status_name(status),
                     error.message);
        cr_expect_null(derived, "%zu", i);
        cr_expect(strstr(error.message, wrong[i].message) != NULL, "%zu: %s", i, error.message);
        cr_expect_str_eq(error.criterion, wrong[i].criterion, "%zu: %s", i, error.message);
        cr_expect(strcmp(error.message, error.message_vi) != 0, "%zu: %s", i, error.message_vi);
    }
    expect_like(tree, STEPS, "the tree that is derived from");
    chiso_tree_free(tree);
}

Test(tree_derive, nothing_that_is_left_is_refused)
{
    const struct named all[] = {{WITHOUT, "1.1", NULL}, {WITHOUT, "2", NULL}, {0, NULL, NULL}};
    chiso_tree *tree = support_tree("code,title,max\n1,,5\n1.1,,5\n2,,3\n");
    chiso_tree *derived = tree;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(derive(tree, all, &derived, &error), CHISO_E_EMPTY);
    cr_expect_null(derived);
    cr_expect_str_eq(error.message, "no criterion would be left in the tree");
    chiso_tree_free(tree);
}

Test(tree_derive, pointers_kinds_and_nodes_are_looked_at)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,5\n2,,3\n");
    chiso_tree *open = NULL;
    chiso_tree *derived = tree;
    chiso_tree_change change = {CHISO_TREE_CHANGE_WEIGHT, 3, "1"};
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso_tree_derive(tree, &change, 1, NULL, &derived, &error), CHISO_E_NODE);
    cr_expect_null(derived);
    change.node = 1;
    change.kind = (chiso_tree_change_kind)4;
    cr_expect_eq(chiso_tree_derive(tree, &change, 1, NULL, &derived, &error), CHISO_E_RANGE);
    change.kind = (chiso_tree_change_kind)-1;
    cr_expect_eq(chiso_tree_derive(tree, &change, 1, NULL, &derived, &error), CHISO_E_RANGE);
    cr_expect(strstr(error.message, "change 1 ") != NULL, "%s", error.message);
    derived = tree;
    cr_expect_eq(chiso_tree_derive(NULL, &change, 1, NULL, &derived, &error), CHISO_E_NULL);
    cr_expect_null(derived);
    cr_expect_eq(chiso_tree_derive(tree, NULL, 1, NULL, &derived, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_tree_derive(tree, NULL, 0, NULL, NULL, NULL), CHISO_E_NULL);
    cr_assert_eq(chiso_tree_new("open", NULL, &open, NULL), CHISO_OK);
    cr_expect_eq(chiso_tree_derive(open, NULL, 0, NULL, &derived, &error), CHISO_E_STATE);
    chiso_tree_free(open);
    chiso_tree_free(tree);
}
