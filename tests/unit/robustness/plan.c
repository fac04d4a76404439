/* What draws are said by: texts that are refused, each with its status and its words. */
#include "support.h"

#include <criterion/criterion.h>

#include <string.h>

struct refused {
    const char *draws;
    chiso_status status;
    const char *words; /* what the message says */
};

/* Wrong whatever the tree. */
static const struct refused written[] = {
    {"", CHISO_E_RANGE, "999999999"},
    {"0", CHISO_E_RANGE, "\"0\""},
    {"1000000000", CHISO_E_RANGE, "\"1000000000\""},
    {"-5", CHISO_E_RANGE, "\"-5\""},
    {"1e3", CHISO_E_RANGE, "\"1e3\""},
    {" 10", CHISO_E_RANGE, "\" 10\""},
    {"weights:5%", CHISO_E_RANGE, "weights:5%"},
    {"10,", CHISO_E_SYNTAX, "empty"},
    {"10,,seed:1", CHISO_E_SYNTAX, "empty"},
    {"10,wheights:5%", CHISO_E_WORD, "wheights"},
    {"10, seed:1", CHISO_E_WORD, "rounding"},
    {"10,seed:1,weights:5%,seed:1", CHISO_E_DUPLICATE, "\"seed\""},
    {"10,weights:5%,weights:5%", CHISO_E_DUPLICATE, "\"weights\""},
    {"10,weights", CHISO_E_RANGE, "weights:25%"},
    {"10,weights:", CHISO_E_RANGE, "weights:25%"},
    {"10,weights:25", CHISO_E_RANGE, "weights:25%"},
    {"10,weights:101%", CHISO_E_RANGE, "weights:101%"},
    {"10,weights:100.0001%", CHISO_E_RANGE, "weights:100.0001%"},
    {"10,weights:-1%", CHISO_E_RANGE, "weights:-1%"},
    {"10,weights:1.00001%", CHISO_E_RANGE, "weights:1.00001%"},
    {"10,dirichlet:0", CHISO_E_RANGE, "dirichlet:0"},
    {"10,dirichlet:100001", CHISO_E_RANGE, "100000"},
    {"10,dirichlet:5.5", CHISO_E_RANGE, "dirichlet:5.5"},
    {"10,weights:5%,dirichlet:9", CHISO_E_RANGE, "dirichlet"},
    {"10,without:no", CHISO_E_RANGE, "without:yes"},
    {"10,answers:1", CHISO_E_RANGE, "answers:yes"},
    {"10,rounding:7", CHISO_E_RANGE, "rounding:7"},
    {"10,seed:18446744073709551616", CHISO_E_RANGE, "18446744073709551615"},
    {"10,from:1099511627776", CHISO_E_RANGE, "1099511627775"},
    {"10,from:1099511627767", CHISO_E_RANGE, "1099511627775"},
    {"10,first:0", CHISO_E_RANGE, "first:0"},
    {"10,quantiles:", CHISO_E_RANGE, "quantiles"},
    {"10,quantiles:50+5", CHISO_E_RANGE, "quantiles:50+5"},
    {"10,quantiles:50+50", CHISO_E_RANGE, "quantiles:50+50"},
    {"10,quantiles:101", CHISO_E_RANGE, "quantiles:101"},
    {"10,pairs:true", CHISO_E_RANGE, "pairs:yes"},
    {"10,matters:", CHISO_E_RANGE, "matters:yes"},
    {"10,levels:", CHISO_E_RANGE, "levels:all"},
    {"10,node:", CHISO_E_RANGE, "node:CODE"},
};

static const char *const right[] = {
    "1",
    "999999999",
    "10,weights:0%",
    "10,weights:100%",
    "10,weights:0.0001%,seed:18446744073709551615",
    "10,dirichlet:100000,levels:1",
    "10,from:1099511627766",
    "10,quantiles:0+2.5+97.5+100,first:1,pairs:yes",
    "10,without:yes,answers:yes,rounding:0,combine:.=mean+geometric,rule:minmax",
};

static void expect_refused(const struct refused *one, chiso_status status, const chiso_error *error)
{
    cr_expect_eq(status, one->status, "\"%s\": %s", one->draws, chiso_status_name(status));
    cr_expect(strstr(error->message, one->words) != NULL, "\"%s\": %s", one->draws, error->message);
    cr_expect(error->message_vi[0] != '\0' && strcmp(error->message, error->message_vi) != 0,
              "\"%s\": %s", one->draws, error->message_vi);
    cr_expect_eq(error->status, one->status);
}

Test(plan, is_refused_as_it_is_written)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,9\n2,,9\n");
    chiso_board *board = support_scored(tree, "unit,1,2\na,5,6\n");

    for (size_t i = 0; i < sizeof(written) / sizeof(written[0]); i++) {
        chiso_robustness *robustness = (chiso_robustness *)board;
        chiso_error error = CHISO_ERROR_INIT;

        expect_refused(&written[i], chiso_robustness_check(written[i].draws, &error), &error);
        expect_refused(&written[i],
                       chiso_robustness_new(board, written[i].draws, NULL, &robustness, &error),
                       &error);
        cr_expect_null(robustness);
    }
    for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
        cr_expect_eq(chiso_robustness_check(right[i], NULL), CHISO_OK, "%s", right[i]);
    }
    cr_expect_eq(chiso_robustness_check(NULL, NULL), CHISO_E_NULL);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* A tree of two levels, without surveys and rules that look at other units. */
static const char *const two_levels =
    "code,title,max,combine\n.,,,mean\n1,,,mean\n1.1,,9,\n1.2,,9,\n"
    "2,,,min\n2.1,,9,\n2.2,,9,\n3,,9,\n";

static const struct refused on_a_tree[] = {
    {"10,node:4", CHISO_E_NODE, "4"},
    {"10,dirichlet:1,levels:1", CHISO_E_RANGE, "criteria below ."},
    {"10,node:1.1", CHISO_E_NODE, "1.1"},
    {"10,levels:4", CHISO_E_NODE, "4"},
    {"10,levels:1+4", CHISO_E_NODE, "4"},
    {"10,levels:2", CHISO_E_NODE, "2"},
    {"10,levels:3", CHISO_E_NODE, "3"},
    {"10,combine:4=mean", CHISO_E_NODE, "4"},
    {"10,combine:3=mean", CHISO_E_NODE, "3"},
    {"10,combine:1", CHISO_E_WORD, "combine:CODE=mean+geometric"},
    {"10,combine:1=", CHISO_E_WORD, "combine:CODE=mean+geometric"},
    {"10,combine:1=mean+", CHISO_E_WORD, "combine:CODE=mean+geometric"},
    {"10,combine:1=mean+middle", CHISO_E_WORD, "middle"},
    {"10,rule:minmax", CHISO_E_RULE, "minmax"},
    {"10,answers:yes", CHISO_E_RULE, "survey"},
    {"10,dirichlet:2", CHISO_E_RANGE, "dirichlet:2"},
    {"10,matters:yes,answers:yes", CHISO_E_RANGE, "matters"},
    {"10,matters:yes,dirichlet:9", CHISO_E_RANGE, "matters"},
};

/* A bonus is taken by a sum alone. */
static const struct refused with_a_bonus[] = {
    {"10,combine:.=sum+mean", CHISO_E_NODE, "bonus"},
    {"10,combine:.=max", CHISO_E_NODE, "bonus"},
};

/* A single leaf of counts: nothing to weigh, and no number of points. */
static const struct refused on_a_leaf[] = {
    {"10", CHISO_E_NODE, "answers:yes"},          {"10,weights:5%", CHISO_E_NODE, "answers:yes"},
    {"10,levels:1", CHISO_E_NODE, "answers:yes"}, {"10,dirichlet:9", CHISO_E_NODE, "answers:yes"},
    {"10,rounding:2", CHISO_E_RULE, "points"},
};

static void refuse_all(const char *criteria, const char *points, const struct refused *cases,
                       size_t count)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = support_scored(tree, points);

    for (size_t i = 0; i < count; i++) {
        chiso_robustness *robustness = (chiso_robustness *)board;
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect_eq(chiso_robustness_check(cases[i].draws, NULL), CHISO_OK, "%s", cases[i].draws);
        expect_refused(&cases[i],
                       chiso_robustness_new(board, cases[i].draws, NULL, &robustness, &error),
                       &error);
        cr_expect_null(robustness);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(plan, is_refused_of_a_tree_that_has_no_such_thing)
{
    refuse_all(two_levels, "unit,1.1,1.2,2.1,2.2,3\na,5,6,7,8,9\n", on_a_tree,
               sizeof(on_a_tree) / sizeof(on_a_tree[0]));
    refuse_all("code,title,max,kind\n1,,9,\n2,,9,\n3,,1,bonus\n", "unit,1,2,3\na,5,6,1\n",
               with_a_bonus, sizeof(with_a_bonus) / sizeof(with_a_bonus[0]));
    refuse_all("code,title,max,rule\n1,,9,survey 100 0\n", "unit,1\na,5|6\n", on_a_leaf,
               sizeof(on_a_leaf) / sizeof(on_a_leaf[0]));
}
