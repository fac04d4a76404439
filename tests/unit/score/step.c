/* Drops, needs, gates and floors, by figures that were worked out by hand. */
#include "figures.h"

#include <criterion/criterion.h>

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
        {"at the root",
         "code,title,max,min,kind\n.,,,0,\n1,,10,,\n2,,0,-20,bonus\n",
         "unit,1,2\nu,9,-12\n",
         {{"", SCORED, "0", "10", "0", "100", "0", "0"}}},
    };

    expect_scorings(cases, COUNT(cases));
}
