#include "figures.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

Test(score, sums_add_up_all_the_way)
{
    static const struct scoring cases[] = {
        {"even",
         "code,title,max\n1,,\n1.1,,19\n1.2,,14.5\n2,,66.5\n",
         "unit,1.1,1.2,2\nu,17.24,14.5,50\n",
         {{"1.1", SCORED, "17.24", "19", "90.74", "100", "90.74", "90.74"},
          {"1", SCORED, "31.74", "33.5", "94.75", "100", "94.75", "94.75"},
          {"", SCORED, "81.74", "100", "81.74", "100", "81.74", "81.74"}}},
        {"published",
         "code,title,max\n1,,26\n2,,80\n3,,1\n",
         "unit,1,2,3\nu,23.56,40.62,0.8\n",
         {{"1", SCORED, "23.56", "26", "90.62", "100", "90.62", "90.62"},
          {"2", SCORED, "40.62", "80", "50.78", "100", "50.78", "50.78"},
          {"3", SCORED, "0.8", "1", "80", "100", "80", "80"}}},
        {"published, cut off",
         "code,title,max,options\n.,,,rounding=down\n2,,80,\n",
         "unit,2\nu,40.62\n",
         {{"2", SCORED, "40.62", "80", "50.77", "100", "50.77", "50.77"}}},
        {"six digits",
         "code,title,max,options\n.,,,digits=6\n2,,3,\n",
         "unit,2\nu,2\n",
         {{"2", SCORED, "2", "3", "66.666667", "100", "66.666667", "66.666667"}}},
        {"no digits",
         "code,title,max,options\n.,,,digits=0\n2,,3,\n",
         "unit,2\nu,2\n",
         {{"2", SCORED, "2", "3", "67", "100", "67", "67"}}},
        {"two thirds of 1.5 points",
         "code,title,max,rule\n1,,1.5,rate\n",
         "unit,1\nu,2/3\n",
         {{"", SCORED, "1", "1.5", "66.67", "100", "66.67", "66.67"}}},
        {"tenths that binary floating point cannot add",
         "code,title,max\n1,,0.1\n2,,0.2\n3,,0.3\n",
         "unit,1,2,3\nu,0.1,0.2,0.3\n",
         {{"", SCORED, "0.6", "0.6", "100", "100", "100", "100"}}},
        {"a min that is taken off",
         "code,title,max,min\n1,,5,-5\n2,,10,\n",
         "unit,1,2\nu,-5,4\n",
         {{"1", SCORED, "-5", "5", "-100", "100", "-100", "-100"},
          {"", SCORED, "-1", "15", "-6.67", "100", "-6.67", "-6.67"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

Test(score, what_is_missing_counts_as_the_policy_says)
{
#define THREE_LEAVES "1,,2,\n2,,3,\n3,,5,\n"
    static const struct scoring cases[] = {
        {"zero",
         "code,title,max,options\n.,,,missing=zero\n" THREE_LEAVES,
         "unit,1,2,3\nu,2,,4\n",
         {{"", SCORED, "6", "10", "60", "70", "60", "90"},
          {"1", SCORED, "2", "2", "100", "100", "100", "100"},
          {"2", MISSING, "0", "3", "0", "0", "0", "100"}}},
        {"skip",
         "code,title,max,options\n.,,,missing=skip\n" THREE_LEAVES,
         "unit,1,2,3\nu,2,,4\n",
         {{"", SCORED, "6", "7", "85.71", "70", "60", "90"},
          {"3", SCORED, "4", "5", "80", "100", "80", "80"}}},
        {"unknown",
         "code,title,max,options\n.,,,missing=unknown\n" THREE_LEAVES,
         "unit,1,2,3\nu,2,,4\n",
         {{"", MISSING, NULL, NULL, NULL, "70", "60", "90"},
          {"1", SCORED, "2", "2", "100", "100", "100", "100"}}},
        {"zero, nothing scored",
         "code,title,max,options\n.,,,missing=zero\n" THREE_LEAVES,
         "unit,1,2,3\nu,,,\n",
         {{"", MISSING, "0", "10", "0", "0", "0", "100"}}},
        {"unknown, nothing scored",
         "code,title,max,options\n.,,,missing=unknown\n" THREE_LEAVES,
         "unit,1,2,3\nu,,,\n",
         {{"", MISSING, NULL, NULL, NULL, "0", "0", "100"}}},
        {"zero, with a column that the file does not have",
         "code,title,max,options\n.,,,missing=zero\n" THREE_LEAVES,
         "unit,1,3\nu,2,4\n",
         {{"", SCORED, "6", "10", "60", "70", "60", "90"}}},
        {"unknown, everything scored",
         "code,title,max,options\n.,,,missing=unknown\n" THREE_LEAVES,
         "unit,1,2,3\nu,2,0,4\n",
         {{"", SCORED, "6", "10", "60", "100", "60", "60"}}},
        {"unknown, one branch whole",
         "code,title,max,options\n.,,,missing=unknown\n1,,,\n1.1,,4,\n1.2,,6,\n2,,,\n2.1,,5,\n2.2,,"
         "5,\n",
         "unit,1.1,1.2,2.1,2.2\nu,3,3,1,\n",
         {{"", MISSING, NULL, NULL, NULL, "75", "35", "60"},
          {"1", SCORED, "6", "10", "60", "100", "60", "60"},
          {"2", MISSING, NULL, NULL, NULL, "50", "10", "60"}}},
        {"zero with a min",
         "code,title,max,min\n1,,4,1\n2,,6,-2\n3,,10,\n",
         "unit,1,2,3\nu,,,5\n",
         {{"", SCORED, "4", "20", "20", "50", "20", "75"},
          {"1", MISSING, "1", "4", "25", "0", "25", "100"}}},
        {"skip with a min",
         "code,title,max,min,options\n.,,,,missing=skip\n1,,4,1,\n2,,6,-2,\n3,,10,,\n",
         "unit,1,2,3\nu,,,5\n",
         {{"", SCORED, "5", "10", "50", "50", "20", "75"}}},
        {"skip, one branch without anything",
         "code,title,max,options\n.,,,missing=skip\n1,,,\n1.1,,4,\n1.2,,6,\n2,,10,\n",
         "unit,1.1,1.2,2\nu,,,5\n",
         {{"", SCORED, "5", "10", "50", "50", "25", "75"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

Test(score, under_skip_what_is_missing_has_no_points_and_no_max)
{
    chiso_tree *tree =
        support_tree("code,title,max,options\n.,,,missing=skip\n1,,,\n1.1,,4,\n1.2,,6,\n2,,10,\n");
    chiso_board *board = support_scored(tree, "unit,1.1,1.2,2\nu,,,5\nv,,,\n");
    static const char *const codes[] = {"1.1", "1.2", "1"};

    for (size_t i = 0; i < COUNT(codes); i++) {
        const chiso_result result = support_result(board, "u", codes[i]);

        cr_expect(result.state == CHISO_STATE_MISSING, "%s", codes[i]);
        cr_expect(result.achieved == CHISO_ABSENT && result.percent == CHISO_ABSENT, "%s: %s",
                  codes[i], decimal_text(result.achieved));
        cr_expect(result.coverage == 0, "%s: %s", codes[i], decimal_text(result.coverage));
    }
    cr_expect(support_result(board, "v", "").state == CHISO_STATE_MISSING);
    cr_expect(support_result(board, "v", "").percent == CHISO_ABSENT);
    cr_expect(support_result(board, "v", "").coverage == 0);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(score, what_does_not_apply_leaves_the_max_all_the_way_up)
{
    static const struct scoring cases[] = {
        {"four points",
         "code,title,max\n1,,\n1.1,,4\n1.2,,26\n2,,70\n",
         "unit,1.1,1.2,2\nu,-,12,60\n",
         {{"", SCORED, "72", "96", "75", "100", "75", "75"},
          {"1", SCORED, "12", "26", "46.15", "100", "46.15", "46.15"},
          {"1.1", NA, NULL, NULL, NULL, NULL, NULL, NULL}}},
        {"a whole branch",
         "code,title,max\n1,,\n1.1,,4\n1.2,,26\n2,,70\n",
         "unit,1.1,1.2,2\nu,-,-,35\n",
         {{"", SCORED, "35", "70", "50", "100", "50", "50"},
          {"1", NA, NULL, NULL, NULL, NULL, NULL, NULL}}},
        {"everything",
         "code,title,max\n1,,\n1.1,,4\n1.2,,26\n2,,70\n",
         "unit,1.1,1.2,2\nu,-,-,-\n",
         {{"", NA, NULL, NULL, NULL, NULL, NULL, NULL},
          {"2", NA, NULL, NULL, NULL, NULL, NULL, NULL}}},
        {"everything, under a declared max",
         "code,title,max,combine\n.,,100,mean\n1,,4,\n2,,26,\n",
         "unit,1,2\nu,-,-\n",
         {{"", NA, NULL, NULL, NULL, NULL, NULL, NULL}}},
        {"beside what is missing, zero",
         "code,title,max\n1,,4\n2,,6\n3,,10\n",
         "unit,1,2,3\nu,-,,8\n",
         {{"", SCORED, "8", "16", "50", "62.5", "50", "87.5"}}},
        {"beside what is missing, skip",
         "code,title,max,options\n.,,,missing=skip\n1,,4,\n2,,6,\n3,,10,\n",
         "unit,1,2,3\nu,-,,8\n",
         {{"", SCORED, "8", "10", "80", "62.5", "50", "87.5"}}},
        {"beside what is missing, unknown",
         "code,title,max,options\n.,,,missing=unknown\n1,,4,\n2,,6,\n3,,10,\n",
         "unit,1,2,3\nu,-,,8\n",
         {{"", MISSING, NULL, NULL, NULL, "62.5", "50", "87.5"}}},
        {"only beside what is missing",
         "code,title,max\n1,,4\n2,,6\n",
         "unit,1,2\nu,-,\n",
         {{"", MISSING, "0", "6", "0", "0", "0", "100"}}},
        {"not applicable is known under unknown",
         "code,title,max,options\n.,,,missing=unknown\n1,,4,\n2,,6,\n",
         "unit,1,2\nu,-,3\n",
         {{"", SCORED, "3", "6", "50", "100", "50", "50"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

Test(score, bonuses_add_to_the_points_and_leave_the_max_alone)
{
#define WITH_BONUS(combine)                                                                        \
    "code,title,max,min,kind,combine\n.,,,,," combine "\n1,,100,,,\n2,,5,-5,bonus,\n"
    static const struct scoring cases[] = {
        {"a bonus of 1.5 on 99",
         WITH_BONUS("sum"),
         "unit,1,2\nu,99,1.5\n",
         {{"", SCORED, "100.5", "100", "100.5", "100", "100.5", "100.5"}}},
        {"the same, capped",
         WITH_BONUS("sum capped"),
         "unit,1,2\nu,99,1.5\n",
         {{"", SCORED, "100", "100", "100", "100", "100", "100"}}},
        {"capped but below",
         WITH_BONUS("sum capped"),
         "unit,1,2\nu,98,1.5\n",
         {{"", SCORED, "99.5", "100", "99.5", "100", "99.5", "99.5"}}},
        {"a penalty of 2",
         WITH_BONUS("sum"),
         "unit,1,2\nu,99,-2\n",
         {{"", SCORED, "97", "100", "97", "100", "97", "97"}}},
        {"a missing bonus is none",
         WITH_BONUS("sum"),
         "unit,1,2\nu,99,\n",
         {{"", SCORED, "99", "100", "99", "100", "99", "99"}}},
        {"a bonus that does not apply is none",
         WITH_BONUS("sum"),
         "unit,1,2\nu,99,-\n",
         {{"", SCORED, "99", "100", "99", "100", "99", "99"}}},
        {"a missing bonus under unknown",
         "code,title,max,min,kind,options\n.,,,,,missing=unknown\n1,,100,,,\n2,,5,-5,bonus,\n",
         "unit,1,2\nu,99,\n",
         {{"", SCORED, "99", "100", "99", "100", "99", "99"}}},
        {"a missing bonus under skip",
         "code,title,max,min,kind,options\n.,,,,,missing=skip\n1,,100,,,\n2,,5,-5,bonus,\n",
         "unit,1,2\nu,99,\n",
         {{"", SCORED, "99", "100", "99", "100", "99", "99"}}},
        {"a penalty by count",
         "code,title,max,min,kind,rule\n1,,100,,,\n2,,0,-2,bonus,per -0.5\n",
         "unit,1,2\nu,99,3\n",
         {{"", SCORED, "97.5", "100", "97.5", "100", "97.5", "97.5"},
          {"2", SCORED, "-1.5", "0", NULL, NULL, NULL, NULL}}},
        {"a branch of bonuses",
         "code,title,max,kind\n1,,100,\nB,,,bonus\nB.1,,2,\nB.2,,3,\n",
         "unit,1,B.1,B.2\nu,90,1,0\n",
         {{"", SCORED, "91", "100", "91", "100", "91", "91"}}},
        {"a leaf that is missing below a bonus is none",
         "code,title,max,min,kind\n1,,100,,\nB,,,,bonus\nB.1,,2,,\nB.2,,3,-3,\n",
         "unit,1,B.1,B.2\nu,90,1,\n",
         {{"", SCORED, "91", "100", "91", "100", "91", "91"}}},
        {"a branch of bonuses that is missing, under unknown",
         "code,title,max,kind,options\n.,,,,missing=unknown\n1,,100,,\nB,,,bonus,\nB.1,,2,,\nB.2,,"
         "3,,\n",
         "unit,1,B.1,B.2\nu,90,,\n",
         {{"", SCORED, "90", "100", "90", "100", "90", "90"}}},
        {"a bonus deep inside",
         "code,title,max,kind\n1,,,\n1.1,,10,\n1.2,,1,bonus\n2,,10,\n",
         "unit,1.1,1.2,2\nu,10,1,5\n",
         {{"1", SCORED, "11", "10", "110", "100", "110", "110"},
          {"", SCORED, "16", "20", "80", "100", "80", "80"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

Test(score, a_bonus_counts_beside_what_is_missing)
{
    chiso_tree *tree = support_tree("code,title,max,kind\n1,,100,\n2,,5,bonus\n");
    chiso_board *board = support_scored(tree, "unit,1,2\nu,,3\n");
    const chiso_result result = support_result(board, "u", "");

    cr_expect(result.achieved == decimal("3") && result.max == decimal("100"));
    cr_expect(result.coverage == 0 && result.lowest == decimal("3") &&
              result.highest == decimal("103"));
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(score, what_does_not_apply_is_no_gap_of_what_is_above_it)
{
    static const struct scoring cases[] = {
        {"what has no max to scale",
         "code,title,max,combine,options\n.,,,,missing=unknown\n1,,0,sum scaled,\n1.1,,0,mean,\n"
         "1.1.1,,4,,\n2,,10,,\n",
         "unit,1.1.1,2\nu,,5\n",
         {{"1.1", MISSING, NULL, NULL, NULL, "0", NULL, NULL},
          {"1", NA, NULL, NULL, NULL, NULL, NULL, NULL},
          {"", SCORED, "5", "10", "50", "100", "50", "50"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

Test(score, scaled_sums_spread_what_does_not_apply_over_the_rest)
{
#define SCALED "code,title,max,combine\n.,,100,sum scaled\n1,,4,\n2,,96,\n"
    static const struct scoring cases[] = {
        {"all apply",
         SCALED,
         "unit,1,2\nu,4,72\n",
         {{"", SCORED, "76", "100", "76", "100", "76", "76"}}},
        {"one does not",
         SCALED,
         "unit,1,2\nu,-,72\n",
         {{"", SCORED, "75", "100", "75", "100", "75", "75"}}},
        {"to another max",
         "code,title,max,combine\n.,,10,sum scaled\n1,,30,\n2,,60,\n",
         "unit,1,2\nu,15,30\n",
         {{"", SCORED, "5", "10", "50", "100", "50", "50"}}},
        {"a third",
         "code,title,max,combine\n.,,10,sum scaled\n1,,3,\n2,,3,\n",
         "unit,1,2\nu,1,-\n",
         {{"", SCORED, "3.333333", "10", "33.33", "100", "33.33", "33.33"}}},
        {"a bonus is scaled too",
         "code,title,max,combine,kind\n.,,100,sum scaled,\n1,,50,,\n2,,5,,bonus\n",
         "unit,1,2\nu,25,5\n",
         {{"", SCORED, "60", "100", "60", "100", "60", "60"}}},
        {"capped",
         "code,title,max,combine,kind\n.,,100,sum scaled capped,\n1,,50,,\n2,,5,,bonus\n",
         "unit,1,2\nu,49,5\n",
         {{"", SCORED, "100", "100", "100", "100", "100", "100"}}},
        {"inside a sum, which keeps its whole max",
         "code,title,max,combine\n1,,20,sum scaled\n1.1,,10,\n1.2,,10,\n2,,80,\n",
         "unit,1.1,1.2,2\nu,5,-,40\n",
         {{"1", SCORED, "10", "20", "50", "100", "50", "50"},
          {"", SCORED, "50", "100", "50", "100", "50", "50"}}},
        {"a max left out is the sum of all",
         "code,title,max,combine\n1,,,sum scaled\n1.1,,10,\n1.2,,10,\n",
         "unit,1.1,1.2\nu,5,-\n",
         {{"1", SCORED, "10", "20", "50", "100", "50", "50"}}},
        {"missing, skip",
         "code,title,max,combine,options\n.,,100,sum scaled,missing=skip\n1,,4,,\n2,,96,,\n",
         "unit,1,2\nu,,72\n",
         {{"", SCORED, "75", "100", "75", "96", "72", "76"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

Test(score, means_weigh_the_ratios)
{
#define MEAN "code,title,max,weight,combine\n.,,100,,mean\n1,,10,1,\n2,,20,3,\n"
    static const struct scoring cases[] = {
        {"two weights",
         MEAN,
         "unit,1,2\nu,5,20\n",
         {{"", SCORED, "87.5", "100", "87.5", "100", "87.5", "87.5"}}},
        {"one does not apply",
         MEAN,
         "unit,1,2\nu,5,-\n",
         {{"", SCORED, "50", "100", "50", "100", "50", "50"}}},
        {"one is missing",
         MEAN,
         "unit,1,2\nu,5,\n",
         {{"", SCORED, "12.5", "100", "12.5", "25", "12.5", "87.5"}}},
        {"the max as weight",
         "code,title,max,combine\n.,,100,mean\n1,,10,\n2,,30,\n",
         "unit,1,2\nu,5,30\n",
         {{"", SCORED, "87.5", "100", "87.5", "100", "87.5", "87.5"}}},
        {"a max of 0 takes no part",
         "code,title,max,weight,combine\n.,,100,,mean\n1,,10,1,\n2,,0,99,\n",
         "unit,1,2\nu,5,0\n",
         {{"", SCORED, "50", "100", "50", "100", "50", "50"}}},
        {"a weight of 0 counts nothing",
         "code,title,max,weight,combine\n.,,100,,mean\n1,,10,1,\n2,,10,0,\n",
         "unit,1,2\nu,5,10\n",
         {{"", SCORED, "50", "100", "50", "100", "50", "50"}}},
        {"thirds that add up to one half",
         "code,title,max,weight,combine\n.,,1,,mean\n1,,3,1,\n2,,3,1,\n",
         "unit,1,2\nu,1,2\n",
         {{"", SCORED, "0.5", "1", "50", "100", "50", "50"}}},
        {"sevenths that add up to one half",
         "code,title,max,weight,combine,options\n.,,10,,mean,digits=6\n1,,7,1,,\n2,,7,1,,\n3,,7,1,,"
         "\n4,,7,1,,\n5,,7,1,,\n6,,7,1,,\n",
         "unit,1,2,3,4,5,6\nu,1,2,3,4,5,6\n",
         {{"", SCORED, "5", "10", "50", "100", "50", "50"}}},
        {"one rounding",
         "code,title,max,weight,combine,options\n.,,10,,mean,digits=6\n1,,3,1,,\n2,,7,1,,\n3,,11,1,"
         ",\n",
         "unit,1,2,3\nu,1,1,1\n",
         /* 10/3 × (1/3 + 1/7 + 1/11) = 10/3 × 131/231 = 1.890331890… */
         {{"", SCORED, "1.890332", "10", "18.903319", "100", "18.903319", "18.903319"}}},
        {"weights far apart",
         "code,title,max,weight,combine\n.,,100,,mean\n1,,1,9000000000000,\n2,,1,0.000001,\n",
         "unit,1,2\nu,1,0\n",
         {{"", SCORED, "100", "100", "100", "100", "100", "100"}}},
        {"greatest figures",
         "code,title,max,weight,combine\n.,,9200000000000,,mean\n1,,4600000000000,9200000000000,"
         "\n2,,4600000000000,9200000000000,\n",
         "unit,1,2\nu,4600000000000,2300000000000\n",
         {{"", SCORED, "6900000000000", "9200000000000", "75", "100", "75", "75"}}},
        {"means of means",
         "code,title,max,weight,combine\n.,,100,,mean\nA,,,1,mean\nA.1,,3,1,\nA.2,,6,1,\nB,,,3,"
         "mean\nB.1,,5,2,\nB.2,,5,1,\n",
         "unit,A.1,A.2,B.1,B.2\nu,3,3,5,-\n",
         /* A: 9 × (1 + 1/2) / 2 = 6.75; B: 10 × 1; root: 100 × (0.75 + 3) / 4 */
         {{"A", SCORED, "6.75", "9", "75", "100", "75", "75"},
          {"B", SCORED, "10", "10", "100", "100", "100", "100"},
          {"", SCORED, "93.75", "100", "93.75", "100", "93.75", "93.75"}}},
        {"a sum inside, with less max for the unit",
         "code,title,max,weight,combine\n.,,100,,mean\nA,,,1,\nA.1,,4,,\nA.2,,16,,\nB,,10,1,\n",
         "unit,A.1,A.2,B\nu,-,8,10\n",
         {{"A", SCORED, "8", "16", "50", "100", "50", "50"},
          {"", SCORED, "75", "100", "75", "100", "75", "75"}}},
        {"the max for the unit as weight",
         "code,title,max,combine\n.,,100,mean\nA,,,\nA.1,,4,\nA.2,,16,\nB,,16,\n",
         "unit,A.1,A.2,B\nu,-,8,16\n",
         {{"", SCORED, "75", "100", "75", "100", "75", "75"}}},
        {"a branch that does not apply",
         "code,title,max,weight,combine\n.,,100,,mean\nA,,,1,\nA.1,,4,,\nA.2,,16,,\nB,,10,1,\n",
         "unit,A.1,A.2,B\nu,-,-,4\n",
         {{"", SCORED, "40", "100", "40", "100", "40", "40"}}},
        {"capped",
         "code,title,max,weight,combine,kind\n.,,100,,mean "
         "capped,\nA,,,1,,\nA.1,,10,,,\nA.2,,5,,,bonus\nB,,10,1,,\n",
         "unit,A.1,A.2,B\nu,10,5,10\n",
         {{"", SCORED, "100", "100", "100", "100", "100", "100"}}},
        {"not capped",
         "code,title,max,weight,combine,kind\n.,,100,,mean,\nA,,,1,,\nA.1,,10,,,\nA.2,,5,,,"
         "bonus\nB,,10,1,,\n",
         "unit,A.1,A.2,B\nu,10,5,10\n",
         {{"", SCORED, "125", "100", "125", "100", "125", "125"}}},
        {"an inner max of 0",
         "code,title,max,weight,combine\n.,,100,,mean\nA,,,1,\nA.1,,0,,\nB,,10,1,\n",
         "unit,A.1,B\nu,0,4\n",
         {{"A", NA, NULL, NULL, NULL, NULL, NULL, NULL},
          {"", SCORED, "40", "100", "40", "100", "40", "40"}}},
        {"skip",
         "code,title,max,weight,combine,options\n.,,100,,mean,missing=skip\n1,,10,1,,\n2,,20,3,,\n",
         "unit,1,2\nu,5,\n",
         {{"", SCORED, "50", "100", "50", "25", "12.5", "87.5"}}},
        {"unknown",
         "code,title,max,weight,combine,options\n.,,100,,mean,missing=unknown\n1,,10,1,,\n2,,20,3,,"
         "\n",
         "unit,1,2\nu,5,\n",
         {{"", MISSING, NULL, NULL, NULL, "25", "12.5", "87.5"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

/* Computed with exact fractions. No two of the maxima have a common factor worth speaking of, so no
 * small common denominator helps. */
Test(score, means_of_awkward_ratios_are_right_to_the_last_place)
{
    static const struct {
        const char *max, *weight, *points;
    } leaves[] = {
        {"9999.999967", "1", "1234.567891"},
        {"9999.999943", "2.5", "9999.999943"},
        {"9999.999931", "0.333333", "0.000001"},
        {"9999.999889", "7", "5000"},
        {"9999.999877", "1000000", "7777.777777"},
        {"9999.999833", "3.141593", "-0.5"},
        {"9999.999787", "9200000000000", "4242.424242"},
    };
    static const struct {
        size_t count;
        const char *achieved;
    } cases[] = {{3, "68.438009"}, {5, "77.777548"}, {7, "42.424247"}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buffer criteria = {0};
        struct buffer header = {0};
        struct buffer row = {0};
        chiso_tree *tree;
        chiso_board *board;

        buffer_print(&criteria, "code,title,max,min,weight,combine,options\nm,,100,,,mean,\nx,,1,,,"
                                ",\n.,,,,,,digits=6\n");
        buffer_print(&header, "unit,x");
        for (size_t k = 0; k < cases[i].count; k++) {
            buffer_print(&criteria, "m.%zu,,%s,-1,%s,,\n", k, leaves[k].max, leaves[k].weight);
            buffer_print(&header, ",m.%zu", k);
            buffer_print(&row, ",%s", leaves[k].points);
        }
        /* The same with nothing, with something missing and with something that does not apply
         * elsewhere. */
        buffer_print(&header, "\nu,1%s\nv,%s\nw,-%s\n", row.bytes, row.bytes, row.bytes);
        tree = support_tree(criteria.bytes);
        board = support_scored(tree, header.bytes);
        for (chiso_unit unit = 0; unit < 3; unit++) {
            const chiso_result result = support_result(board, chiso_unit_code(board, unit), "m");

            cr_expect(result.achieved == decimal(cases[i].achieved), "%zu leaves, unit %u: %s",
                      cases[i].count, (unsigned)unit, decimal_text(result.achieved));
            cr_expect(result.percent == decimal(cases[i].achieved), "%zu leaves, unit %u: %s %%",
                      cases[i].count, (unsigned)unit, decimal_text(result.percent));
        }
        chiso_board_free(board);
        chiso_tree_free(tree);
        buffer_clear(&criteria);
        buffer_clear(&header);
        buffer_clear(&row);
    }
}

Test(score, what_is_missing_elsewhere_changes_no_figure_of_a_node)
{
    static const char criteria[] = "code,title,max,min,weight,combine,round,options\n"
                                   ".,,,,,,,digits=6 rounding=half-even\n"
                                   "x,,1,,,,,\n"
                                   "m,,9.7,,,mean,,\n"
                                   "m.1,,3,-3,1,,,\n"
                                   "m.2,,7,-7,2.5,,,\n"
                                   "m.3,,11.5,-11.5,,,,\n"
                                   "s,,17,,,sum scaled,,\n"
                                   "s.1,,3,-3,,,,\n"
                                   "s.2,,10,-10,,,,\n"
                                   "r,,13,,,mean capped,2,\n"
                                   "r.1,,9,-9,,,1,\n"
                                   "r.2,,5,-5,,,,\n"
                                   "p,,,,,sum,0,\n"
                                   "p.1,,9,-9,,,,\n"
                                   "p.2,,5,-5,,,,\n";
    static const char *const nodes[] = {"m", "s", "r", "p", "r.1"};
    static const int maxima[] = {3, 7, 11, 3, 10, 9, 5, 9, 5};
    enum { UNITS = 400 };
    struct buffer points = {0};
    struct random random = {.state = 11};
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board;

    buffer_print(&points, "unit,x,m.1,m.2,m.3,s.1,s.2,r.1,r.2,p.1,p.2\n");
    for (int i = 0; i < UNITS; i++) {
        struct buffer row = {0};

        for (size_t k = 0; k < COUNT(maxima); k++) {
            buffer_print(&row, ",%s%d.%0*d", random_below(&random, 2) == 0 ? "-" : "",
                         (int)random_below(&random, (uint64_t)maxima[k]), i % 2 == 0 ? 1 : 6,
                         (int)random_below(&random, i % 2 == 0 ? 10 : 1000000));
        }
        buffer_print(&points, "a%d,1%s\nb%d,%s\nc%d,-%s\n", i, row.bytes, i, row.bytes, i,
                     row.bytes);
        buffer_clear(&row);
    }
    board = support_scored(tree, points.bytes);
    for (chiso_unit unit = 0; unit < 3 * UNITS; unit += 3) {
        for (size_t k = 0; k < COUNT(nodes); k++) {
            const chiso_result a = support_result(board, chiso_unit_code(board, unit), nodes[k]);

            for (chiso_unit other = 1; other < 3; other++) {
                const chiso_result b =
                    support_result(board, chiso_unit_code(board, unit + other), nodes[k]);

                cr_expect(a.achieved == b.achieved && a.max == b.max && a.percent == b.percent &&
                              a.lowest == b.lowest && a.highest == b.highest &&
                              a.coverage == b.coverage && a.state == b.state,
                          "%s of %s: %s and %s", nodes[k], chiso_unit_code(board, unit),
                          decimal_text(a.achieved), decimal_text(b.achieved));
            }
        }
    }
    buffer_clear(&points);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(score, points_are_rounded_in_the_calculation_where_a_node_says_so)
{
    static const struct scoring cases[] = {
        {"a branch",
         "code,title,max,round\n1,,,0\n1.1,,5,\n1.2,,5,\n2,,10,\n",
         "unit,1.1,1.2,2\nu,1.4,1.4,1.4\n",
         {{"1", SCORED, "3", "10", "30", "100", "30", "30"},
          {"", SCORED, "4.4", "20", "22", "100", "22", "22"}}},
        {"half up",
         "code,title,max,round\n1,,,0\n1.1,,5,\n",
         "unit,1.1\nu,2.5\n",
         {{"1", SCORED, "3", "5", "60", "100", "60", "60"}}},
        {"half even",
         "code,title,max,round,options\n.,,,,rounding=half-even\n1,,,0,\n1.1,,5,,\n",
         "unit,1.1\nu,2.5\n",
         {{"1", SCORED, "2", "5", "40", "100", "40", "40"}}},
        {"down",
         "code,title,max,round,options\n.,,,,rounding=down\n1,,,1,\n1.1,,5,,\n",
         "unit,1.1\nu,2.59\n",
         {{"1", SCORED, "2.5", "5", "50", "100", "50", "50"}}},
        {"a leaf with a rule",
         "code,title,max,round,rule\n1,,5,1,rate\n2,,5,,rate\n",
         "unit,1,2\nu,1/3,1/3\n",
         {{"1", SCORED, "1.7", "5", "34", "100", "34", "34"},
          {"2", SCORED, "1.666667", "5", "33.33", "100", "33.33", "33.33"},
          {"", SCORED, "3.366667", "10", "33.67", "100", "33.67", "33.67"}}},
        {"a leaf with points",
         "code,title,max,round\n1,,5,1\n2,,5,\n",
         "unit,1,2\nu,1.25,1.25\n",
         {{"1", SCORED, "1.3", "5", "26", "100", "26", "26"},
          {"", SCORED, "2.55", "10", "25.5", "100", "25.5", "25.5"}}},
        {"the root",
         "code,title,max,round\n.,,,1\n1,,5,\n2,,5,\n",
         "unit,1,2\nu,1.25,1.11\n",
         {{"", SCORED, "2.4", "10", "24", "100", "24", "24"}}},
        {"a mean",
         "code,title,max,weight,combine,round\n.,,10,,mean,2\n1,,3,1,,\n2,,3,1,,\n",
         "unit,1,2\nu,1,0\n",
         {{"", SCORED, "1.67", "10", "16.7", "100", "16.7", "16.7"}}},
        {"a leaf at its max, which rounding does not pass",
         "code,title,max,min,round\n1,,2.5,-2.5,0\n2,,7.5,,\n",
         "unit,1,2\nu,2.5,0\n",
         {{"1", SCORED, "2.5", "2.5", "100", "100", "100", "100"},
          {"", SCORED, "2.5", "10", "25", "100", "25", "25"}}},
        {"a leaf at its min, which rounding does not pass",
         "code,title,max,min,round\n1,,2.5,-2.5,0\n2,,7.5,,\n",
         "unit,1,2\nu,-2.5,3\n",
         {{"1", SCORED, "-2.5", "2.5", "-100", "100", "-100", "-100"},
          {"", SCORED, "0.5", "10", "5", "100", "5", "5"}}},
        {"a capped node at its max",
         "code,title,max,combine,round\n1,,2.5,sum capped,0\n1.1,,2.5,,\n",
         "unit,1.1\nu,2.5\n",
         {{"1", SCORED, "2.5", "2.5", "100", "100", "100", "100"}}},
        {"a node at its max that is not capped",
         "code,title,max,combine,round\n1,,2.5,sum,0\n1.1,,2.5,,\n",
         "unit,1.1\nu,2.5\n",
         {{"1", SCORED, "3", "2.5", "120", "100", "120", "120"}}},
        {"a scaled sum",
         "code,title,max,combine,round\n.,,10,sum scaled,1\n1,,3,,\n2,,3,,\n",
         "unit,1,2\nu,1,-\n",
         {{"", SCORED, "3.3", "10", "33", "100", "33", "33"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

Test(score, a_max_of_zero_has_points_but_no_percent)
{
    static const struct scoring cases[] = {
        {"a leaf beside others",
         "code,title,max\n1,,0\n2,,10\n",
         "unit,1,2\nu,0,4\n",
         {{"1", SCORED, "0", "0", NULL, NULL, NULL, NULL},
          {"", SCORED, "4", "10", "40", "100", "40", "40"}}},
        {"the whole index",
         "code,title,max\n1,,0\n",
         "unit,1\nu,0\n",
         {{"1", SCORED, "0", "0", NULL, NULL, NULL, NULL},
          {"", NA, NULL, NULL, NULL, NULL, NULL, NULL}}},
        {"for this unit",
         "code,title,max\n1,,0\n2,,10\n",
         "unit,1,2\nu,0,-\n",
         {{"1", SCORED, "0", "0", NULL, NULL, NULL, NULL},
          {"", NA, NULL, NULL, NULL, NULL, NULL, NULL}}},
    };

    expect_scorings(cases, COUNT(cases));
}

Test(score, a_unit_that_got_72_of_96_ties_with_one_that_got_75_of_100)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,4\n2,,96\n");
    chiso_board *board = support_scored(tree, "unit,1,2\na,-,72\nb,3,72\n");
    const chiso_result a = support_result(board, "a", "");
    const chiso_result b = support_result(board, "b", "");
    int order = 42;

    cr_expect(a.percent == decimal("75") && b.percent == decimal("75"));
    cr_expect(chiso_decimal_compare_ratios(a.achieved, a.max, b.achieved, b.max, &order) ==
                  CHISO_OK &&
              order == 0);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(score, a_figure_beyond_what_a_decimal_holds_is_refused_by_name)
{
    chiso_tree *tree = support_tree("code,title,max,rule\nbranch7,,,\nbranch7.1,,1,range 0..1 "
                                    "unlimited\nbranch7.2,,1,range 0..1 unlimited\nother,,1,\n");
    chiso_board *board = support_board(
        tree, "unit,branch7.1,branch7.2,other\nfine,1,1,1\nunit9,9000000000000,9000000000000,1\n");
    char *before = support_board_csv(board);
    char *after;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(chiso_board_score(board, &error) == CHISO_E_RANGE);
    cr_expect(error.status == CHISO_E_RANGE);
    cr_expect(strstr(error.message, "unit9") != NULL && strstr(error.message, "branch7") != NULL,
              "%s", error.message);
    cr_expect(strstr(error.message_vi, "unit9") != NULL &&
                  strstr(error.message_vi, "branch7") != NULL,
              "%s", error.message_vi);
    cr_expect(!chiso_board_is_scored(board));
    after = support_board_csv(board);
    cr_expect_str_eq(before, after);
    /* Put right, it is scored. */
    cr_expect(chiso_board_set(board, "unit9", "branch7.2", "0.5", NULL) == CHISO_OK);
    cr_expect(chiso_board_set(board, "unit9", "branch7.1", "0.5", NULL) == CHISO_OK);
    cr_expect(chiso_board_score(board, &error) == CHISO_OK, "%s", error.message);
    cr_expect(support_result(board, "unit9", "").achieved == decimal("2"));
    free(before);
    free(after);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(score, points_that_are_scaled_up_too_far_are_refused_by_name)
{
    chiso_tree *tree = support_tree("code,title,max,combine,kind\ns7,,9200000000000,sum "
                                    "scaled,\ns7.1,,0.000001,,\ns7.2,,5,,bonus\n");
    chiso_board *board = support_board(tree, "unit,s7.1,s7.2\nfine,0.000001,0\nunit9,0.000001,5\n");
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(chiso_board_score(board, &error) == CHISO_E_RANGE && error.status == CHISO_E_RANGE);
    cr_expect(strstr(error.message, "unit9") != NULL && strstr(error.message, "s7") != NULL, "%s",
              error.message);
    cr_expect(!chiso_board_is_scored(board));
    cr_expect(chiso_board_set(board, "unit9", "s7.2", "0", NULL) == CHISO_OK);
    cr_expect(chiso_board_score(board, &error) == CHISO_OK, "%s", error.message);
    cr_expect(support_result(board, "unit9", "").percent == decimal("100"));
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(score, sums_that_are_too_large_on_the_way_but_not_at_the_end_are_exact)
{
    chiso_tree *tree = support_tree("code,title,max,rule\n1,,1,range 0..1 unlimited\n2,,1,range "
                                    "0..1 unlimited\n3,,1,range 0..1 unlimited\n");
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, "u", NULL, NULL, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(board, "u", "1", "9000000000000", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(board, "u", "2", "9000000000000", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(board, "u", "3", "-9000000000000", NULL), CHISO_OK);
    /* 9e12 points of 3 are 3e14 percent, which no decimal holds: points are there, percents are
     * not. */
    if (chiso_board_score(board, &error) == CHISO_OK) {
        chiso_decimal points = 0;
        chiso_result result = {.percent = 42};

        cr_assert_eq(chiso_board_copy_points(board, CHISO_ROOT, 1, &points), CHISO_OK);
        cr_expect(points == decimal("9000000000000"), "%s", decimal_text(points));
        cr_expect(chiso_board_result(board, 0, CHISO_ROOT, &result) == CHISO_E_RANGE);
        cr_expect(result.percent == 42);
    } else {
        cr_expect(error.status == CHISO_E_RANGE, "%s", error.message);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(score, a_percentage_that_no_decimal_holds_is_an_error_of_the_result)
{
    chiso_tree *tree = support_tree("code,title,max,rule\n1,,0.000001,range 0..1 unlimited\n");
    chiso_board *board = support_board(tree, "unit,1\nu,9000000000000\n");
    chiso_error error = CHISO_ERROR_INIT;
    chiso_result result = {.percent = 42};

    /* 9000000 points of a millionth. */
    cr_assert_eq(chiso_board_score(board, &error), CHISO_OK, "%s", error.message);
    cr_expect(chiso_board_result(board, 0, CHISO_ROOT, &result) == CHISO_E_RANGE &&
              result.percent == 42);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Boards of many units */

#define BRANCHES 3
#define LEAVES 4

/* Three branches of four leaves, one of them a bonus, as the criteria say. */
static void add_criteria(struct buffer *text, const char *policy, bool mean)
{
    buffer_print(text, "code,title,max,kind,combine,options\n.,,,,,missing=%s\n", policy);
    for (int i = 1; i <= BRANCHES; i++) {
        buffer_print(text, "%d,,%s,,%s,\n", i, mean && i == 2 ? "30" : "",
                     mean && i == 2 ? "mean" : "");
        for (int k = 1; k <= LEAVES; k++) {
            buffer_print(text, "%d.%d,,%d.5,%s,,\n", i, k, i + k,
                         k == LEAVES && !(mean && i == 2) ? "bonus" : "");
        }
    }
}

/* A cell of a unit: mostly points, here and there missing or not applicable; some units have
 * nothing else. */
static void add_cell(struct buffer *text, struct random *random, uint32_t unit, int branch,
                     int leaf)
{
    const uint64_t dice = random_below(random, 40);

    if (unit % 97 == 5 || dice == 0) {
        buffer_print(text, ",-");
    } else if (unit % 97 == 6 || dice == 1) {
        buffer_print(text, ",");
    } else {
        buffer_print(text, ",%d.%02d", (int)random_below(random, (uint64_t)(branch + leaf)),
                     (int)random_below(random, 100));
    }
}

static void add_unit_row(struct buffer *text, uint32_t unit)
{
    struct random random = {.state = unit};

    buffer_print(text, "u%u", (unsigned)unit);
    for (int i = 1; i <= BRANCHES; i++) {
        for (int k = 1; k <= LEAVES; k++) {
            add_cell(text, &random, unit, i, k);
        }
    }
    buffer_print(text, "\n");
}

static void add_header(struct buffer *text)
{
    buffer_print(text, "unit");
    for (int i = 1; i <= BRANCHES; i++) {
        for (int k = 1; k <= LEAVES; k++) {
            buffer_print(text, ",%d.%d", i, k);
        }
    }
    buffer_print(text, "\n");
}

static void expect_same_results(const chiso_board *many, chiso_unit unit, const chiso_board *one,
                                uint32_t units)
{
    const uint32_t nodes = chiso_tree_node_count(chiso_board_tree(many));

    for (chiso_node node = 0; node < nodes; node++) {
        chiso_result a;
        chiso_result b;

        cr_assert_eq(chiso_board_result(many, unit, node, &a), CHISO_OK);
        cr_assert_eq(chiso_board_result(one, 0, node, &b), CHISO_OK);
        cr_expect(a.state == b.state && a.achieved == b.achieved && a.max == b.max &&
                      a.percent == b.percent && a.coverage == b.coverage && a.lowest == b.lowest &&
                      a.highest == b.highest,
                  "unit %u of %u, \"%s\": %s of %s and %s of %s", (unsigned)unit, (unsigned)units,
                  chiso_node_code(chiso_board_tree(many), node), decimal_text(a.achieved),
                  decimal_text(a.max), decimal_text(b.achieved), decimal_text(b.max));
    }
}

/* The sum of one branch, as a person would add it up; false if nothing of it applies. */
static bool add_up(const chiso_board *board, chiso_unit unit, int branch, chiso_decimal *achieved,
                   chiso_decimal *max)
{
    bool applies = false;

    *achieved = 0;
    *max = 0;
    for (int k = 1; k <= LEAVES; k++) {
        char code[16];
        chiso_node leaf;
        chiso_cell cell;

        snprintf(code, sizeof(code), "%d.%d", branch, k);
        leaf = support_node(chiso_board_tree(board), code);
        cr_assert_eq(chiso_board_cell(board, unit, leaf, &cell), CHISO_OK);
        if (cell.state != CHISO_STATE_NOT_APPLICABLE) {
            *achieved += cell.state == CHISO_STATE_SCORED ? cell.points : 0;
            if (chiso_node_kind(chiso_board_tree(board), leaf) == CHISO_KIND_CRITERION) {
                *max += chiso_node_max(chiso_board_tree(board), leaf);
                applies = true;
            }
        }
    }
    return applies;
}

Test(score, boards_of_any_size_have_the_figures_of_their_units_alone)
{
    static const uint32_t sizes[] = {1, 2, 511, 512, 513, 1500};
    static const char *const policies[] = {"zero", "skip", "unknown"};

    for (size_t p = 0; p < COUNT(policies); p++) {
        struct buffer criteria = {0};
        chiso_tree *tree;

        add_criteria(&criteria, policies[p], p != 0);
        tree = support_tree(criteria.bytes);
        for (size_t i = 0; i < COUNT(sizes); i++) {
            struct buffer points = {0};
            chiso_board *many;

            add_header(&points);
            for (uint32_t unit = 0; unit < sizes[i]; unit++) {
                add_unit_row(&points, unit);
            }
            many = support_scored(tree, points.bytes);
            for (uint32_t unit = 0; unit<sizes[i]; unit += sizes[i]> 600 ? 7 : 3) {
                struct buffer row = {0};
                chiso_board *one;

                add_header(&row);
                add_unit_row(&row, unit);
                one = support_scored(tree, row.bytes);
                expect_same_results(many, unit, one, sizes[i]);
                chiso_board_free(one);
                buffer_clear(&row);
            }
            chiso_board_free(many);
            buffer_clear(&points);
        }
        chiso_tree_free(tree);
        buffer_clear(&criteria);
    }
}

Test(score, boards_of_any_size_add_up)
{
    static const uint32_t sizes[] = {1, 511, 512, 513, 1500};
    struct buffer criteria = {0};
    chiso_tree *tree;

    add_criteria(&criteria, "zero", false);
    tree = support_tree(criteria.bytes);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct buffer points = {0};
        chiso_board *board;

        add_header(&points);
        for (uint32_t unit = 0; unit < sizes[i]; unit++) {
            add_unit_row(&points, unit);
        }
        board = support_scored(tree, points.bytes);
        for (uint32_t unit = 0; unit < sizes[i]; unit++) {
            chiso_decimal achieved = 0;
            chiso_decimal max = 0;
            bool applies = false;
            chiso_result result;

            for (int branch = 1; branch <= BRANCHES; branch++) {
                char code[16];
                chiso_decimal a;
                chiso_decimal m;

                snprintf(code, sizeof(code), "%d", branch);
                if (add_up(board, unit, branch, &a, &m)) {
                    result = support_result(board, chiso_unit_code(board, unit), code);
                    cr_expect(result.achieved == a && result.max == m,
                              "unit %u of %u, branch %d: %s of %s", (unsigned)unit,
                              (unsigned)sizes[i], branch, decimal_text(result.achieved),
                              decimal_text(result.max));
                    applies = true;
                    achieved += a;
                    max += m;
                }
            }
            cr_assert_eq(chiso_board_result(board, unit, CHISO_ROOT, &result), CHISO_OK);
            if (applies && max == chiso_node_max(tree, CHISO_ROOT)) {
                cr_expect(result.achieved == achieved && result.max == max,
                          "unit %u of %u: %s of %s", (unsigned)unit, (unsigned)sizes[i],
                          decimal_text(result.achieved), decimal_text(result.max));
            }
        }
        chiso_board_free(board);
        buffer_clear(&points);
    }
    chiso_tree_free(tree);
    buffer_clear(&criteria);
}

Test(score, options_that_change_between_scorings_of_two_boards_hold_for_each)
{
    static const char text[] = "code,title,max\n1,,3\n";
    chiso_tree *two = support_tree(text);
    chiso_tree *four = support_tree(text);
    chiso_board *a;
    chiso_board *b;

    cr_assert_eq(chiso_tree_set_options(four, "digits=4 rounding=down", NULL), CHISO_OK);
    a = support_scored(two, "unit,1\nu,2\n");
    b = support_scored(four, "unit,1\nu,2\n");
    cr_expect(support_result(a, "u", "").percent == decimal("66.67"));
    cr_expect(support_result(b, "u", "").percent == decimal("66.6666"));
    chiso_board_free(a);
    chiso_board_free(b);
    chiso_tree_free(two);
    chiso_tree_free(four);
}

Test(score, a_bonus_that_is_given_in_part_is_scored_and_counts_where_all_else_does_not_apply)
{
    chiso_tree *tree = support_tree("code,title,max,kind,options\n.,,,,missing=unknown\n1,,1,,\n2,,"
                                    "2,bonus,\n2.1,,1,,\n2.2,,1,,\n");
    chiso_board *board = support_scored(tree, "unit,1,2.1,2.2\na,-,1,\nb,-,,\nc,-,1,0\n");

    cr_expect_eq(support_result(board, "a", "2").state, CHISO_STATE_SCORED);
    cr_expect_eq(support_result(board, "a", "").state, CHISO_STATE_SCORED);
    cr_expect_eq(support_result(board, "a", "").achieved, decimal("1"));
    cr_expect_eq(support_result(board, "b", "").state, CHISO_STATE_NOT_APPLICABLE);
    cr_expect_eq(support_result(board, "c", "").state, CHISO_STATE_SCORED);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* A mean's max may be less than that of every leaf, and what is missing makes its points greater
 * than those of any row without gaps. */
Test(score, columns_have_no_figure_that_a_row_has_not)
{
    static const char *const criteria[] = {
        "code,title,max,min,combine\n.,I,0.000001,,mean\n1,,1,-900000000000,\n2,,1,,\n3,,1,,\n",
        "code,title,max,min,combine,weight\n.,I,,,mean,\n1,,1,-1500000000000,,0.001\n2,,1,,,1\n",
    };
    static const char *const points[] = {
        "unit,1,2,3\nu,-900000000000,1,\nv,1,1,1\n",
        "unit,1,2\nv,1,1\nu,-1500000000000,-\n",
    };

    for (size_t i = 0; i < sizeof(criteria) / sizeof(criteria[0]); i++) {
        chiso_tree *tree = support_tree(criteria[i]);
        chiso_board *board = support_scored(tree, points[i]);
        const chiso_unit unit = support_unit(board, "u");
        chiso_decimal percents[2] = {5, 5};
        chiso_result_columns columns = CHISO_RESULT_COLUMNS_INIT;
        chiso_error error = CHISO_ERROR_INIT;
        chiso_result result;

        columns.percent = percents;
        cr_expect_eq(chiso_board_result(board, unit, CHISO_ROOT, &result), CHISO_E_RANGE);
        cr_expect_eq(chiso_board_copy_results(board, CHISO_ROOT, 2, &columns, &error),
                     CHISO_E_RANGE);
        cr_expect(percents[0] == 5 && percents[1] == 5 && support_names(error.message, "u"), "%s",
                  error.message);
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
}
