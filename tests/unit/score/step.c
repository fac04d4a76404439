/* Drops, needs, gates and floors, by figures that were worked out by hand. */
#include "figures.h"
#include "support.h"

#include <chiso/step.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define THREE_TENS "1.1,,10\n1.2,,10\n1.3,,10\n"
#define DROPS(options, combine)                                                                    \
    "code,title,max,combine,options\n.,,,," options "\n1,,," combine                               \
    ",\n1.1,,10,,\n1.2,,10,,\n1.3,,10,,\n"

Test(step, what_is_dropped_takes_no_part)
{
    static const struct scoring cases[] = {
        {"the lowest of three",
         DROPS("", "sum drop lowest 1"),
         "unit,1.1,1.2,1.3\nu,10,4,8\n",
         {{"1", SCORED, "18", "20", "90", "100", "90", "90"},
          {"1.2", SCORED, "4", "10", "40", "100", "40", "40"},
          {"", SCORED, "18", "20", "90", "100", "90", "90"}}},
        {"without a combine it is a sum",
         DROPS("", "DROP Lowest 1"),
         "unit,1.1,1.2,1.3\nu,10,4,8\n",
         {{"1", SCORED, "18", "20", "90", "100", "90", "90"}}},
        {"both ends of a mean",
         DROPS("", "mean drop highest 1 drop lowest 1"),
         "unit,1.1,1.2,1.3\nu,10,4,8\n",
         {{"1", SCORED, "24", "30", "80", "100", "80", "80"}}},
        {"the highest two are kept",
         DROPS("", "sum keep highest 2"),
         "unit,1.1,1.2,1.3\nu,10,4,8\n",
         {{"1", SCORED, "18", "20", "90", "100", "90", "90"}}},
        {"of the lowest two the highest goes",
         DROPS("", "sum keep lowest 2 drop highest 1"),
         "unit,1.1,1.2,1.3\nu,10,4,8\n",
         {{"1", SCORED, "4", "10", "40", "100", "40", "40"}}},
        {"what is missing goes before what is scored",
         DROPS("missing=zero", "sum drop lowest 1"),
         "unit,1.1,1.2,1.3\nu,10,8,\n",
         {{"1", SCORED, "18", "20", "90", "66.67", "90", "100"}}},
        {"what is missing takes no part",
         DROPS("missing=skip", "sum drop lowest 1"),
         "unit,1.1,1.2,1.3\nu,10,8,\n",
         {{"1", SCORED, "10", "10", "100", "66.67", "90", "100"}}},
        {"one always stays",
         DROPS("missing=skip", "sum drop lowest 2"),
         "unit,1.1,1.2,1.3\nu,7,,\n",
         {{"1", SCORED, "7", "10", "70", "33.33", "70", "100"}}},
        {"more points may cost some",
         "code,title,max,combine\n.,,,sum drop lowest 1\n1,,10,\n2,,10,\n3,,80,\n",
         "unit,1,2,3\nu,10,5,40\nv,10,5,41\n",
         {{"", SCORED, "15", "20", "75", "100", "75", "75"}}},
        {"a sum of thirds is equal to thirds",
         "code,title,max,combine,rule\n.,,,mean drop lowest 1,\n1,,10,,rate\n2,,,,\n2.1,,1,,rate\n"
         "2.2,,1,,rate\n2.3,,1,,rate\n3,,20,,\n",
         "unit,1,2.1,2.2,2.3,3\nu,1/3,1/3,1/3,1/3,20\n",
         /* 1 and 2 are equal, so the later goes: (1/3 + 2) of 30 and 20. */
         {{"", SCORED, "25.666667", "33", "77.78", "100", "77.78", "77.78"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

#define NEEDS(options)                                                                             \
    "code,title,max,needs,options\n.,,,," options "\n1,,,50%,\n1.1,,10,,\n1.2,,10,,\n1.3,,10,,\n"  \
    "2,,10,,\n"

Test(step, what_is_scored_too_little_has_no_figures)
{
    static const struct scoring cases[] = {
        {"zero",
         NEEDS("missing=zero"),
         "unit,1.1,1.2,1.3,2\nu,6,,,10\n",
         {{"1", MISSING, NULL, NULL, NULL, "33.33", "20", "86.67"},
          {"1.1", SCORED, "6", "10", "60", "100", "60", "60"},
          {"", SCORED, "10", "40", "25", "50", "40", "90"}}},
        {"skip",
         NEEDS("missing=skip"),
         "unit,1.1,1.2,1.3,2\nu,6,,,10\n",
         {{"1", MISSING, NULL, NULL, NULL, "33.33", "20", "86.67"},
          {"", SCORED, "10", "10", "100", "50", "40", "90"}}},
        {"unknown",
         NEEDS("missing=unknown"),
         "unit,1.1,1.2,1.3,2\nu,6,5,4,10\n",
         {{"1", SCORED, "15", "30", "50", "100", "50", "50"},
          {"", SCORED, "25", "40", "62.5", "100", "62.5", "62.5"}}},
        {"met exactly",
         "code,title,max,needs,options\n.,,,,missing=skip\n1,,,50%,\n1.1,,10,,\n1.2,,10,,\n",
         "unit,1.1,1.2\nu,6,\n",
         {{"1", SCORED, "6", "10", "60", "50", "30", "80"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

#define GATE(options, gate)                                                                        \
    "code,title,max,gate,options\n.,,,," options "\n1,,10," gate ",\n2,,90,,\n"

Test(step, a_gate_limits_the_percent_of_its_parent)
{
    static const struct scoring cases[] = {
        {"below",
         GATE("", "below 50%: parent at most 79.99%"),
         "unit,1,2\nu,4.99,90\n",
         {{"", SCORED, "79.99", "100", "79.99", "100", "79.99", "79.99"}}},
        {"at the bound",
         GATE("", "below 50%: parent at most 79.99%"),
         "unit,1,2\nu,5,90\n",
         {{"", SCORED, "95", "100", "95", "100", "95", "95"}}},
        {"lower than the limit",
         GATE("", "below 50%: parent at most 79.99%"),
         "unit,1,2\nu,4,20\n",
         {{"", SCORED, "24", "100", "24", "100", "24", "24"}}},
        {"cells",
         GATE("", "above 4/3: parent at most 50%"),
         "unit,1,2\nu,1.333334,90\n",
         {{"", SCORED, "50", "100", "50", "100", "50", "50"}}},
        {"the lowest of several",
         GATE("", "below 5: parent at most 60%; below 6: parent at most 40%"),
         "unit,1,2\nu,4,90\n",
         {{"", SCORED, "40", "100", "40", "100", "40", "40"}}},
        {"bounds that come out crosswise",
         GATE("missing=skip", "above 50%: parent at most 40%"),
         "unit,1,2\nu,,90\n",
         {{"", SCORED, "90", "90", "100", "90", "40", "90"}}},
        {"what is missing is looked at with its min",
         GATE("missing=zero", "below 50%: parent at most 40%"),
         "unit,1,2\nu,,90\n",
         {{"", SCORED, "40", "100", "40", "90", "40", "100"}}},
        {"a cell that is missing finds nothing",
         GATE("missing=zero", "below 5: parent at most 40%"),
         "unit,1,2\nu,,90\n",
         {{"", SCORED, "90", "100", "90", "90", "90", "100"}}},
        {"what does not apply limits nothing",
         GATE("", "below 50%: parent at most 40%"),
         "unit,1,2\nu,-,90\n",
         {{"", SCORED, "90", "90", "100", "100", "100", "100"}}},
        {"the bonus of the parent is limited too",
         "code,title,max,kind,gate\n1,,10,,below 50%: parent at most 50%\n2,,90,,\n3,,5,bonus,\n",
         "unit,1,2,3\nu,1,90,5\n",
         {{"", SCORED, "50", "100", "50", "100", "50", "50"}}},
        {"points of thirds at the bound",
         "code,title,max,combine,gate\n1,,10/3,mean,below 10/3: parent at most 50%\n1.1,,10,,\n"
         "2,,20/3,,\n",
         "unit,1.1,2\nu,10,5\n",
         {{"", SCORED, "8.333333", "10", "83.33", "100", "83.33", "83.33"}}},
        {"a bonus that is missing in part has the points that it has, in the bounds too",
         "code,title,max,kind,gate\n1,,10,,\n2,,,bonus,below 75%: parent at most 20%\n2.1,,4,,\n"
         "2.2,,4,,\n",
         "unit,1,2.1,2.2\nu,9,4,\n",
         {{"2", SCORED, "4", "8", "50", "50", "50", "100"},
          {"", SCORED, "2", "10", "20", "100", "20", "20"}}},
        {"a count",
         "code,title,max,min,kind,rule,gate\n1,,100,,,,\n"
         "2,,0,-6,bonus,per -2,above 0: parent at most 89.99%\n",
         "unit,1,2\nu,95,1\n",
         {{"", SCORED, "89.99", "100", "89.99", "100", "89.99", "89.99"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

Test(step, points_do_not_fall_below_the_floor)
{
    static const struct scoring cases[] = {
        {"penalties",
         "code,title,max,min,kind\n1,,,0,\n1.1,,4,,\n1.2,,0,-10,bonus\n2,,5,,\n",
         "unit,1.1,1.2,2\nu,3,-7,4\n",
         {{"1", SCORED, "0", "4", "0", "100", "0", "0"},
          {"", SCORED, "4", "9", "44.44", "100", "44.44", "44.44"}}},
        {"no floor",
         "code,title,max,min,kind\n1,,,,\n1.1,,4,,\n1.2,,0,-10,bonus\n2,,5,,\n",
         "unit,1.1,1.2,2\nu,3,-7,4\n",
         {{"1", SCORED, "-4", "4", "-100", "100", "-100", "-100"}}},
        {"no more than the max that is left",
         "code,title,max,min\n1,,,5\n1.1,,4,\n1.2,,6,\n",
         "unit,1.1,1.2\nu,1,-\n",
         {{"1", SCORED, "4", "4", "100", "100", "100", "100"}}},
        {"the most that a bonus takes",
         "code,title,max,min,kind\n1,,10,,\n2,,,-3,bonus\n2.1,,0,-2,\n2.2,,0,-2,\n",
         "unit,1,2.1,2.2\nu,9,-2,-2\n",
         {{"", SCORED, "6", "10", "60", "100", "60", "60"}}},
        {"what is missing below a bonus is none all the same",
         "code,title,max,min,kind\n1,,10,,\n2,,,,bonus\n2.1,,,2,\n2.1.1,,4,,\n2.2,,4,,\n",
         "unit,1,2.1.1,2.2\nu,5,,1\n",
         {{"2.1", MISSING, NULL, NULL, NULL, NULL, NULL, NULL},
          {"2", SCORED, "1", "8", "12.5", "50", "37.5", "62.5"},
          {"", SCORED, "6", "10", "60", "100", "60", "60"}}},
        {"at the root",
         "code,title,max,min,kind\n.,,,0,\n1,,10,,\n2,,0,-20,bonus\n",
         "unit,1,2\nu,9,-12\n",
         {{"", SCORED, "0", "10", "0", "100", "0", "0"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

Test(step, a_block_has_weights_of_its_own)
{
    static const struct scoring cases[] = {
        {"a weight, and none",
         "code,title,max,combine,weight,weight@district\n.,,100,mean,,\n1,,20,,2,1\n2,,10,,1,\n",
         "unit,block,1,2\nu, district ,10,9\n",
         {{"", SCORED, "70", "100", "70", "100", "70", "70"}}},
        {"another block",
         "code,title,max,combine,weight,weight@district\n.,,100,mean,,\n1,,20,,2,1\n2,,10,,1,\n",
         "unit,block,1,2\nu,department,10,9\n",
         {{"", SCORED, "63.333333", "100", "63.33", "100", "63.33", "63.33"}}},
        {"without a weight its max",
         "code,title,max,combine,weight@district\n.,,100,mean,\n1,,20,,\n2,,10,,5\n",
         "unit,block,1,2\nu,district,10,9\n",
         {{"", SCORED, "58", "100", "58", "100", "58", "58"}}},
        {"what does not apply, below a sum too",
         "code,title,max,weight@district\n1,,20,-\n1.1,,12,\n1.2,,8,\n2,,10,\n",
         "unit,block,1.1,1.2,2\nu,district,,-,9\n",
         {{"1", NA, NULL, NULL, NULL, NULL, NULL, NULL},
          {"", SCORED, "9", "10", "90", "100", "90", "90"}}},
        {"coverage goes by them",
         "code,title,max,combine,weight@district,options\n.,,100,mean,,missing=skip\n"
         "1,,10,,3,\n2,,10,,1,\n",
         "unit,block,1,2\nu,district,5,\n",
         {{"", SCORED, "50", "100", "50", "75", "37.5", "62.5"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

#define BRANCHES "code,title,max,options\n.,,,missing=unknown\n1,,,\n1.1,,10,\n1.2,,10,\n2,,30,\n"

Test(step, results_and_branches_stand_in_files)
{
    static const struct scoring cases[] = {
        {"wide, with a note of its own",
         BRANCHES,
         "unit,1.1,1.2,1,2,note:1\nu,5,,17,9,appeal\n",
         {{"1", SCORED, "17", "20", "85", "100", "85", "85"},
          {"", SCORED, "26", "50", "52", "100", "52", "52"}}},
        {"wide, with the note of the row",
         BRANCHES,
         "unit,1.1,1.2,1,2,note\nu,5,,17,9,appeal\n",
         {{"1", SCORED, "17", "20", "85", "100", "85", "85"}}},
        {"long",
         BRANCHES,
         "unit,criterion,value,note\nu,1.1,5,\nu,1,17,appeal\nu,2,9,\n",
         {{"1", SCORED, "17", "20", "85", "100", "85", "85"},
          {"", SCORED, "26", "50", "52", "100", "52", "52"}}},
        {"the whole",
         BRANCHES,
         "unit,1.1,1.2,2,.,note\nu,5,,9,40,appeal\n",
         {{"1", MISSING, NULL, NULL, NULL, "50", "25", "75"},
          {"", SCORED, "40", "50", "80", "100", "80", "80"}}},
        {"a branch that does not apply",
         BRANCHES,
         "unit,1.1,1.2,1,2\nu,,-,n/a,9\n",
         {{"1", NA, NULL, NULL, NULL, NULL, NULL, NULL},
          {"1.1", NA, NULL, NULL, NULL, NULL, NULL, NULL},
          {"", SCORED, "9", "30", "30", "100", "30", "30"}}},
        {"a branch in a long file",
         BRANCHES,
         "unit,criterion,value\nu,2,9\nu,1,-\n",
         {{"1", NA, NULL, NULL, NULL, NULL, NULL, NULL},
          {"", SCORED, "9", "30", "30", "100", "30", "30"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

Test(step, what_cannot_stand_in_a_file_is_refused_with_its_place)
{
    static const struct {
        const char *points;
        chiso_status status;
        uint32_t line, column;
        const char *unit, *criterion;
    } cases[] = {
        {"unit,1.1,1\nu,5,-\n", CHISO_E_CELL, 2, 5, "u", "1.1"},
        {"unit,1,1.2\nv,-,-\nu,-,5\n", CHISO_E_CELL, 3, 3, "u", "1.2"},
        {"unit,1,.,note\nu,12,-,why\n", CHISO_E_CELL, 2, 6, "u", "1"},
        {"unit,1.1,1\nu,5,12\n", CHISO_E_EMPTY, 2, 5, "u", "1"},
        {"unit,1.1,1,note\nu,5,21,why\n", CHISO_E_POINTS, 2, 5, "u", "1"},
        {"unit,1.1,1,note\nu,5,x,why\n", CHISO_E_NUMBER, 2, 5, "u", "1"},
        {"unit,criterion,value,note\nu,1,12,why\nu,1,13,why\n", CHISO_E_DUPLICATE, 3, 5, "u", "1"},
        {"unit,criterion,value,note\nu,1,-,\nu,1,13,why\n", CHISO_E_DUPLICATE, 3, 5, "u", "1"},
    };
    chiso_tree *tree = NULL;

    cr_assert_eq(chiso_tree_read_csv(BRANCHES, sizeof(BRANCHES) - 1, NULL, &tree, NULL), CHISO_OK);
    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_board *board = NULL;
        chiso_error error = CHISO_ERROR_INIT;

        cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
        cr_expect_eq(chiso_board_read_csv(board, cases[i].points, strlen(cases[i].points), &error),
                     cases[i].status, "%s: %s", cases[i].points, error.message);
        cr_expect(error.line == cases[i].line && error.column == cases[i].column, "%s: %u:%u %s",
                  cases[i].points, (unsigned)error.line, (unsigned)error.column, error.message);
        cr_expect_str_eq(error.unit, cases[i].unit, "%s", cases[i].points);
        cr_expect_str_eq(error.criterion, cases[i].criterion, "%s", cases[i].points);
        cr_expect_eq(chiso_board_unit_count(board), 0);
        chiso_board_free(board);
    }
    chiso_tree_free(tree);
}

Test(step, what_cannot_stand_in_a_tree_is_refused)
{
    static const struct {
        const char *criteria;
        chiso_status status;
        const char *named;
    } cases[] = {
        {"code,title,max,combine\n1,,,drop lowest 2\n1.1,,5,\n1.2,,5,\n", CHISO_E_NODE, "2 of 2"},
        {"code,title,max,combine\n1,,,keep lowest 1 drop highest 1\n1.1,,5,\n1.2,,5,\n",
         CHISO_E_NODE, "of 2"},
        {"code,title,max,combine\n1,,,max drop lowest 1\n1.1,,5,\n1.2,,5,\n", CHISO_E_NODE, "max"},
        {"code,title,max,combine\n1,,,drop 1\n1.1,,5,\n1.2,,5,\n", CHISO_E_WORD, "lowest"},
        {"code,title,max,combine\n1,,,drop lowest 0\n1.1,,5,\n1.2,,5,\n", CHISO_E_WORD, "from 1"},
        {"code,title,max,kind,combine\n1,,,bonus,drop lowest 1\n1.1,,5,,\n1.2,,5,,\n2,,3,,\n",
         CHISO_E_NODE, "bonus"},
        {"code,title,max,needs\n1,,5,50\n", CHISO_E_RANGE, "50"},
        {"code,title,max,needs\n1,,5,101%\n", CHISO_E_RANGE, "101%"},
        {"code,title,max,kind,needs\n1,,5,bonus,50%\n2,,5,,\n", CHISO_E_NODE, "bonus"},
        {"code,title,max,gate\n.,,,below 5: parent at most 5%\n1,,5,\n", CHISO_E_NODE, "root"},
        {"code,title,max,gate\n1,,5,under 5: parent at most 5%\n", CHISO_E_RULE, "below or above"},
        {"code,title,max,gate\n1,,5,below 1/2%: parent at most 5%\n", CHISO_E_RULE, "fraction"},
        {"code,title,max,gate\n1,,5,below 5% parent at most 5%\n", CHISO_E_RULE, "colon"},
        {"code,title,max,gate\n1,,5,below 5%: parent at most 101%\n", CHISO_E_RULE, "100%"},
        {"code,title,max,gate\n1,,5,below 5%: parent at most 5\n", CHISO_E_RULE, "percent sign"},
        {"code,title,max,gate\n1,,0,below 5%: parent at most 5%\n2,,5,\n", CHISO_E_NODE,
         "max is 0"},
        {"code,title,max,rule,gate\n1,,5,rate,below 5: parent at most 5%\n", CHISO_E_NODE, "rate"},
        {"code,title,max,gate\n1,,,\n1.1,,5,below 5%: parent at most band B\n", CHISO_E_NODE,
         "band \"B\""},
        {"code,title,max,weight:rural\n1,,5,1\n", CHISO_E_COLUMN, "weight@rural"},
        {"code,title,max,weight@a,weight@ a\n1,,5,1,1\n", CHISO_E_COLUMN, "weight@ a"},
        {"code,title,max,combine,weight@a\n.,,9,mean,\n1,,5,,0\n", CHISO_E_NODE, "\"a\""},
        {"code,title,max,weight@a\n1,,5,-1\n", CHISO_E_RANGE, "-1"},
        {"code,title,max,weight@a\n1,,5,x\n", CHISO_E_NUMBER, "x"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tree *tree = NULL;
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect_eq(
            chiso_tree_read_csv(cases[i].criteria, strlen(cases[i].criteria), NULL, &tree, &error),
            cases[i].status, "%s: %s", cases[i].criteria, error.message);
        cr_expect_not_null(strstr(error.message, cases[i].named), "%s: %s", cases[i].criteria,
                           error.message);
        chiso_tree_free(tree);
    }
}

Test(step, trees_are_written_as_they_were_read)
{
    static const char criteria[] =
        "code,parent,title,max,min,weight,combine,kind,rule,round,options,needs,gate,weight@a b\n"
        ".,,,,0,,mean drop lowest 1 keep highest 2,,,,missing=skip,50%,,\n"
        "1,.,,10/3,,,,,,,,,below 1/3: parent at most 79.5%; above 90%: parent at most band Top,5\n"
        "2,.,,5,,,,,,,,,,-\n3,.,,5,,,,,,,,,,\n";
    chiso_tree *tree = NULL;
    chiso_error error;
    char *written = NULL;

    cr_assert_eq(chiso_tree_read_csv(criteria, strlen(criteria), NULL, &tree, &error), CHISO_OK,
                 "%s", error.message);
    written = support_tree_csv(tree);
    cr_expect(strstr(written, "mean drop lowest 1 keep highest 2") != NULL, "%s", written);
    cr_expect(strstr(written, ",needs,gate,weight@a b\n") != NULL, "%s", written);
    cr_expect(strstr(written, "below 1/3: parent at most 79.5%; above 90%: parent at most band "
                              "Top,5\n") != NULL,
              "%s", written);
    cr_expect(strstr(written, ",-\n") != NULL, "%s", written);
    free(written);
    chiso_tree_free(tree);
}

/* Whether a node of a unit is dropped, and the points that a report says it lost. */
static bool is_dropped(const chiso_board *board, const char *unit, const char *code,
                       chiso_decimal *out_lost)
{
    const chiso_tree *tree = chiso_board_tree(board);
    const chiso_unit number = support_unit(board, unit);
    chiso_report *report = NULL;
    chiso_standing standing;
    chiso_steps steps;

    cr_assert_eq(chiso_board_steps(board, number, support_node(tree, code), &steps, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    cr_assert_eq(chiso_report_standing(report, number, support_node(tree, code), &standing),
                 CHISO_OK);
    chiso_report_free(report);
    *out_lost = standing.lost;
    return steps.is_dropped == 1;
}

Test(step, only_a_node_with_figures_of_its_children_drops_any)
{
    static const struct {
        const char *unit, *code;
        bool dropped;
    } cases[] = {
        {"all", "", false},      {"all", "1", false},   {"all", "1.1", false},
        {"all", "1.2", true},    {"gap", "1.1", false}, {"gap", "1.2", false},
        {"set", "", false},      {"set", "1", false},   {"set", "1.1", false},
        {"set", "1.2", false},   {"few", "2.1", false}, {"few", "2.2", false},
        {"enough", "2.1", true},
    };
    chiso_tree *tree = support_tree("code,title,max,combine,needs,options\n.,,,,,missing=unknown\n"
                                    "1,,,sum drop highest 1,,\n1.1,,10,,,\n1.2,,,,,\n1.2.1,,5,,,\n"
                                    "2,,,sum drop highest 1,100%,\n2.1,,4,,,\n2.2,,4,,,\n");
    chiso_board *board = support_board(tree, "unit,1.1,1.2.1,2.1,2.2\nall,5,5,4,3\ngap,,5,4,3\n"
                                             "set,5,5,4,3\nfew,5,5,4,\nenough,5,5,4,3\n");

    cr_assert_eq(chiso_board_set_result(board, 2, support_node(tree, "1"), "9", "why", NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_board_set_result(board, 2, CHISO_ROOT, "12", "why", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_decimal lost = 0;

        cr_expect_eq(is_dropped(board, cases[i].unit, cases[i].code, &lost), cases[i].dropped,
                     "%s of %s", cases[i].code, cases[i].unit);
        cr_expect(!cases[i].dropped || lost == CHISO_ABSENT, "%s of %s", cases[i].code,
                  cases[i].unit);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* A bonus that is all that is given has no share in a sum that is scaled, with steps or without. */
Test(step, what_has_no_share_gives_no_score_with_steps_either)
{
    static const char *const gates[] = {"", "below 50%: parent at most 10%"};

    for (size_t i = 0; i < COUNT(gates); i++) {
        char criteria[256];
        chiso_board *board = NULL;
        chiso_tree *tree = NULL;
        chiso_ranking *ranking = NULL;
        chiso_place place;

        snprintf(criteria, sizeof(criteria),
                 "code,title,max,combine,kind,gate,options\n.,,20,sum scaled,,,missing=skip\n"
                 "1,,,,,,\n1.1,,10,,,,\n1.2,,3,,bonus,,\n2,,10,,,%s,\n",
                 gates[i]);
        tree = support_tree(criteria);
        board = support_scored(tree, "unit,1.1,1.2,2\nu,-,3,\n");
        cr_assert_eq(chiso_ranking_new(board, support_node(tree, "1.2"), NULL, &ranking, NULL),
                     CHISO_OK);
        cr_expect_eq(chiso_ranking_place(ranking, 0, &place), CHISO_OK);
        cr_expect_eq(place.rank, 0, "%s", gates[i]);
        chiso_ranking_free(ranking);
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
}

Test(step, weights_of_a_block_that_nobody_is_in_are_doubted)
{
    static const char criteria[] =
        "code,title,max,combine,weight@huyện,weight@xã\n.,,100,mean,,\n1,,20,,2,1\n2,,10,,1,1\n";
    static const char points[] = "unit,block,1,2\nu,Huyện,1,1\nv, huyện ,1,2\n";
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_intake *intake = NULL;
    chiso_remark remark;
    chiso_error error;
    uint32_t found = 0;

    cr_assert_eq(chiso_tree_read_csv(criteria, strlen(criteria), NULL, &tree, &error), CHISO_OK);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_new(20, NULL, &intake, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_board(intake, "p.csv", points, strlen(points), board, &error),
                 CHISO_OK, "%s", error.message);
    for (uint32_t i = 0; i < chiso_intake_count(intake); i++) {
        cr_assert_eq(chiso_intake_at(intake, i, &remark), CHISO_OK);
        if (remark.doubt == CHISO_DOUBT_NO_SUCH_BLOCK) {
            cr_expect_not_null(strstr(remark.message, "xã"), "%s", remark.message);
            cr_expect_not_null(strstr(remark.message, "line 1, column 37 of the criteria file"),
                               "%s", remark.message);
            cr_expect_not_null(strstr(remark.message_vi, "dòng 1, cột 37 của tệp tiêu chí"), "%s",
                               remark.message_vi);
            found++;
        }
    }
    cr_expect_eq(found, 1);
    chiso_intake_free(intake);
    chiso_board_free(board);
    chiso_tree_free(tree);
}
