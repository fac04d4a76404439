/* How a node makes its points of its children's by a geometric or harmonic mean, the least, the
 * greatest or the one in the middle. */
#include "figures.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A root with a max, that combines leaves of max 10 and weight 1 each. */
#define TWO_TENS(max, combine)                                                                     \
    "code,title,max,weight,combine\n.,," max ",," combine "\n1,,10,1,\n2,,10,1,\n"
#define THREE_TENS(max, combine, options)                                                          \
    "code,title,max,weight,combine,options\n.,," max ",," combine "," options                      \
    "\n1,,10,1,,\n2,,10,1,,\n3,,10,1,,\n"

/* Everything is scored: the percentage and its bounds are the same, and the coverage is whole. */
#define WHOLE(achieved, max, percent)                                                              \
    {                                                                                              \
        "", SCORED, achieved, max, percent, "100", percent, percent                                \
    }

/* The points of the root alone, of one unit. */
struct root {
    const char *name, *criteria, *points;
    const char *achieved;
};

static void expect_roots(const struct root *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        chiso_tree *tree = support_tree(cases[i].criteria);
        chiso_board *board = support_scored(tree, cases[i].points);
        chiso_decimal achieved = 0;

        /* Not chiso_board_result(): the percentage of some is beyond a decimal. */
        cr_assert_eq(chiso_board_copy_points(board, CHISO_ROOT, 1, &achieved), CHISO_OK);
        cr_expect(achieved == decimal(cases[i].achieved), "%s: achieved is %s, expected %s",
                  cases[i].name, decimal_text(achieved), cases[i].achieved);
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
}

Test(combine, the_words_of_combines_are_those_that_a_criteria_file_takes)
{
    static const char *const words[] = {"sum", "mean", "geometric", "harmonic",
                                        "min", "max",  "median"};

    for (size_t i = 0; i < COUNT(words); i++) {
        struct buffer criteria = {0};

        cr_expect_str_eq(chiso_word(CHISO_WORDS_COMBINE, (chiso_combine)i), words[i]);
        buffer_print(&criteria, "code,title,max,combine\n1,,,%s\n1.1,,5,\n", words[i]);
        chiso_tree *tree = support_tree(criteria.bytes);
        cr_expect(chiso_node_combine(tree, support_node(tree, "1")) == (chiso_combine)i, "%s",
                  words[i]);
        cr_expect(chiso_node_combine(tree, support_node(tree, "1.1")) == CHISO_COMBINE_SUM,
                  "a leaf below %s", words[i]);
        cr_expect(!chiso_node_is_capped(tree, support_node(tree, "1")), "%s", words[i]);
        chiso_tree_free(tree);
        buffer_clear(&criteria);
    }
    cr_expect(chiso_node_combine(NULL, CHISO_ROOT) == CHISO_COMBINE_SUM);
}

Test(combine, geometric_means_that_are_exact_come_out_exact)
{
    static const struct root cases[] = {
        {"4 and 9", TWO_TENS("10", "geometric"), "unit,1,2\nu,4,9\n", "6"},
        {"9 and 4", TWO_TENS("10", "geometric"), "unit,1,2\nu,9,4\n", "6"},
        {"2 and 8", TWO_TENS("100", "geometric"), "unit,1,2\nu,2,8\n", "40"},
        {"all of it", TWO_TENS("100", "geometric"), "unit,1,2\nu,10,10\n", "100"},
        {"equal ratios", TWO_TENS("7", "geometric"), "unit,1,2\nu,3,3\n", "2.1"},
        {"equal thirds of different maxima",
         "code,title,max,combine\n.,,2,geometric\n1,,9,\n2,,1.5,\n3,,0.3,\n",
         "unit,1,2,3\nu,3,0.5,0.1\n", "0.666667"},
        {"1, 2 and 4 make 2", THREE_TENS("10", "geometric", ""), "unit,1,2,3\nu,1,2,4\n", "2"},
        {"1, 3 and 9 make 3", THREE_TENS("1000", "geometric", ""), "unit,1,2,3\nu,1,3,9\n", "300"},
        {"a sixteenth and one by 1 to 3",
         "code,title,max,weight,combine\n.,,10,,geometric\n1,,16,1,\n2,,5,3,\n",
         "unit,1,2\nu,1,5\n", "5"},
        {"the max as weight", "code,title,max,combine\n1,,,geometric\n1.1,,1,\n1.2,,3,\n",
         "unit,1.1,1.2\nu,0.0625,3\n", "2"},
        {"weights of percent",
         "code,title,max,weight,combine\n.,,100,,geometric\n1,,8,0.333333,\n2,,1,0.666666,\n",
         "unit,1,2\nu,1,1\n", "50"},
        {"weights far apart",
         "code,title,max,weight,combine\n.,,100,,geometric\n1,,4,9200000000000,\n2,,4,0.000001,\n",
         "unit,1,2\nu,1,4\n", "25"},
        {"a fifth power",
         "code,title,max,weight,combine\n.,,100,,geometric\n1,,100000,1,\n2,,3,4,\n",
         "unit,1,2\nu,1,3\n", "10"},
        {"an irrational number", TWO_TENS("1000000", "geometric"), "unit,1,2\nu,1,2\n",
         "141421.356237"},
        {"the cube root of 2", THREE_TENS("10", "geometric", ""), "unit,1,2,3\nu,2,10,10\n",
         "5.848035"},
        {"all of one child", "code,title,max,combine\n.,,9,geometric\n1,,7,\n", "unit,1\nu,7\n",
         "9"},
        {"one child", "code,title,max,combine\n.,,9,geometric\n1,,7,\n", "unit,1\nu,5\n",
         "6.428571"},
        {"equal percents, rounded down",
         "code,title,max,combine,options\n.,,3.333333,geometric,rounding=down\n1,,3.333333,,\n"
         "2,,6.666666,,\n",
         "unit,1,2\nu,1.161184,2.322368\n", "1.161184"},
    };

    expect_roots(cases, COUNT(cases));
}

/* A result that is exactly x.xxxxxx5 goes away from zero, although it was made of logarithms. */
Test(combine, halves_of_the_last_place_are_rounded_away_from_zero_by_every_combine)
{
    static const char *const combines[] = {"geometric", "harmonic", "min", "max", "median", "mean"};
    static const struct {
        const char *maxima[2], *points, *root, *achieved;
    } cases[] = {
        {{"2", "2"}, "0.000001,0.000001", "1", "0.000001"},
        {{"2", "4"}, "0.246913,0.493826", "1", "0.123457"},
        {{"2", "2"}, "1.999999,1.999999", "1", "1"},
        {{"8", "8"}, "0.000004,0.000004", "1", "0.000001"},
        {{"8", "8"}, "0.000003,0.000003", "1", "0"},
        {{"200", "200"}, "123.456789,123.456789", "1", "0.617284"},
        {{"200", "200"}, "123.4567,123.4567", "1", "0.617284"},
        {{"8", "4"}, "7.00001,3.500005", "1.3", "1.137502"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        for (size_t k = 0; k < COUNT(combines); k++) {
            struct buffer criteria = {0};
            struct buffer points = {0};

            buffer_print(&criteria,
                         "code,title,max,weight,combine,options\n.,,%s,,%s,\n1,,%s,1,,"
                         "\n2,,%s,1,,\n",
                         cases[i].root, combines[k], cases[i].maxima[0], cases[i].maxima[1]);
            buffer_print(&points, "unit,1,2\nu,%s\n", cases[i].points);
            const struct root root = {combines[k], criteria.bytes, points.bytes, cases[i].achieved};
            expect_roots(&root, 1);
            buffer_clear(&criteria);
            buffer_clear(&points);
        }
    }
}

Test(combine, a_geometric_half_of_different_ratios_is_a_half)
{
    static const struct root cases[] = {
        /* 4x and x/4 for x = 0.1234565 */
        {"four times and a quarter",
         "code,title,max,weight,combine\n.,,1,,geometric\n1,,1,1,\n2,,8,1,\n",
         "unit,1,2\nu,0.493826,0.246913\n", "0.123457"},
        /* just below it */
        {"a little less", "code,title,max,weight,combine\n.,,1,,geometric\n1,,1,1,\n2,,8,1,\n",
         "unit,1,2\nu,0.493826,0.246912\n", "0.123456"},
        {"1, 2 and 4 of 2000000",
         "code,title,max,weight,combine\n.,,1,,geometric\n1,,4000000,1,\n2,,4000000,1,\n3,,4000000,"
         "1,\n",
         "unit,1,2,3\nu,1,2,4\n", "0.000001"},
        {"a little less than that",
         "code,title,max,weight,combine\n.,,1,,geometric\n1,,4000000,1,\n2,,4000000,1,\n3,,4000000,"
         "1,\n",
         "unit,1,2,3\nu,1,2,3.99\n", "0"},
        /* nearer to the half than 10^-12 of the max */
        {"next to nothing less than that",
         "code,title,max,weight,combine\n.,,1,,geometric\n1,,4000000,1,\n2,,4000000,1,\n3,,4000000,"
         "1,\n",
         "unit,1,2,3\nu,1,2,3.999999\n", "0.000001"},
    };

    expect_roots(cases, COUNT(cases));
}

Test(combine, harmonic_means_weigh_the_reciprocals)
{
    static const struct root cases[] = {
        {"a half and a quarter", TWO_TENS("3", "harmonic"), "unit,1,2\nu,5,2.5\n", "1"},
        {"3 and 6", TWO_TENS("100", "harmonic"), "unit,1,2\nu,3,6\n", "40"},
        {"three to one", "code,title,max,weight,combine\n.,,10,,harmonic\n1,,10,3,\n2,,10,1,\n",
         "unit,1,2\nu,6,3\n", "4.8"},
        {"the max as weight", "code,title,max,combine\n1,,,harmonic\n1.1,,10,\n1.2,,30,\n",
         "unit,1.1,1.2\nu,10,10\n", "16"},
        {"equal thirds", "code,title,max,combine\n.,,2,harmonic\n1,,9,\n2,,1.5,\n3,,0.3,\n",
         "unit,1,2,3\nu,3,0.5,0.1\n", "0.666667"},
        {"one child", "code,title,max,combine\n.,,9,harmonic\n1,,7,\n", "unit,1\nu,5\n",
         "6.428571"},
        /* 10 × 3 / (3 + 7 + 11) */
        {"three primes",
         "code,title,max,weight,combine\n.,,10,,harmonic\n1,,3,1,\n2,,7,1,\n3,,11,1,\n",
         "unit,1,2,3\nu,1,1,1\n", "1.428571"},
        {"a half of the last place of different ratios",
         /* 2 / (1/0.000001 + 1/0.00000033…) = 2 / (1000000 + 3000000) */
         "code,title,max,weight,combine\n.,,1,,harmonic\n1,,1,1,\n2,,3,1,\n",
         "unit,1,2\nu,0.000001,0.000001\n", "0.000001"},
        {"weights far apart",
         "code,title,max,weight,combine\n.,,100,,harmonic\n1,,4,9200000000000,\n2,,4,0.000001,\n",
         "unit,1,2\nu,1,4\n", "25"},
    };

    expect_roots(cases, COUNT(cases));
}

Test(combine, min_max_and_median_compare_ratios_and_not_points)
{
    static const struct root cases[] = {
        {"the least ratio has most points", "code,title,max,combine\n.,,10,min\n1,,100,\n2,,2,\n",
         "unit,1,2\nu,30,1\n", "3"},
        {"the greatest ratio has fewest points",
         "code,title,max,combine\n.,,10,max\n1,,100,\n2,,2,\n", "unit,1,2\nu,30,1\n", "5"},
        {"weights do not matter",
         "code,title,max,weight,combine\n.,,10,,min\n1,,10,1,\n2,,10,0.000001,\n",
         "unit,1,2\nu,8,2\n", "2"},
        {"weights do not matter for the median",
         "code,title,max,weight,combine\n.,,10,,median\n1,,10,99,\n2,,10,1,\n3,,10,1,\n",
         "unit,1,2,3\nu,9,2,1\n", "2"},
        {"the middle of three", THREE_TENS("20", "median", ""), "unit,1,2,3\nu,9,1,4\n", "8"},
        {"the middle of three where two are equal", THREE_TENS("20", "median", ""),
         "unit,1,2,3\nu,9,4,4\n", "8"},
        {"both in the middle", "code,title,max,combine\n.,,12,median\n1,,2,\n2,,3,\n3,,4,\n4,,5,\n",
         /* 1/2, 1/3, 0, 1: 12 × (1/2 + 1/3) / 2 */
         "unit,1,2,3,4\nu,1,1,0,5\n", "5"},
        {"the mean of two", TWO_TENS("10", "median"), "unit,1,2\nu,4,9\n", "6.5"},
        {"one child, min", "code,title,max,combine\n.,,9,min\n1,,7,\n", "unit,1\nu,5\n",
         "6.428571"},
        {"one child, max", "code,title,max,combine\n.,,9,max\n1,,7,\n", "unit,1\nu,5\n",
         "6.428571"},
        {"one child, median", "code,title,max,combine\n.,,9,median\n1,,7,\n", "unit,1\nu,5\n",
         "6.428571"},
        /* 0.333333 is less than one third of 1 */
        {"ratios that are almost equal, min",
         "code,title,max,combine\n.,,3000000,min\n1,,1,\n2,,3,\n", "unit,1,2\nu,0.333333,1\n",
         "999999"},
        {"ratios that are almost equal, max",
         "code,title,max,combine\n.,,3000000,max\n1,,1,\n2,,3,\n", "unit,1,2\nu,0.333333,1\n",
         "1000000"},
        {"huge numbers that differ in the last place",
         "code,title,max,combine\n.,,4600000000000,max\n1,,4600000000000,\n2,,4599999999999,\n",
         "unit,1,2\nu,4599999999999.999999,4599999999998.999998\n", "4599999999999.999999"},
    };

    expect_roots(cases, COUNT(cases));
}

Test(combine, nothing_and_less_than_nothing)
{
#define WITH_MIN(combine)                                                                          \
    "code,title,max,min,weight,combine\n.,,10,,," combine                                          \
    "\n1,,10,-10,1,\n2,,10,-10,1,\n3,,10,-10,1,\n"
    static const struct root cases[] = {
        {"geometric of 0", WITH_MIN("geometric"), "unit,1,2,3\nu,0,10,10\n", "0"},
        {"geometric below 0", WITH_MIN("geometric"), "unit,1,2,3\nu,-1,10,10\n", "0"},
        {"geometric of two below 0", WITH_MIN("geometric"), "unit,1,2,3\nu,-4,-9,10\n", "0"},
        {"geometric of all below 0", WITH_MIN("geometric"), "unit,1,2,3\nu,-8,-8,-8\n", "0"},
        {"harmonic of 0", WITH_MIN("harmonic"), "unit,1,2,3\nu,0,10,10\n", "0"},
        {"harmonic below 0", WITH_MIN("harmonic"), "unit,1,2,3\nu,-1,10,10\n", "0"},
        {"harmonic of all below 0", WITH_MIN("harmonic"), "unit,1,2,3\nu,-8,-8,-8\n", "0"},
        {"min below 0", WITH_MIN("min"), "unit,1,2,3\nu,-4,-9,10\n", "-9"},
        {"max below 0", WITH_MIN("max"), "unit,1,2,3\nu,-4,-9,-5\n", "-4"},
        {"median below 0", WITH_MIN("median"), "unit,1,2,3\nu,-4,-9,-5\n", "-5"},
        {"min of 0", WITH_MIN("min"), "unit,1,2,3\nu,0,3,10\n", "0"},
        {"max of 0", WITH_MIN("max"), "unit,1,2,3\nu,0,-3,-10\n", "0"},
        {"median of both sides of 0", WITH_MIN("median"), "unit,1,2,3\nu,-2,NA,9\n", "3.5"},
        {"a half below 0 goes away from it",
         "code,title,max,min,combine\n.,,1,,min\n1,,2,-2,\n2,,2,,\n", "unit,1,2\nu,-0.000001,1\n",
         "-0.000001"},
        {"a half of a median below 0 goes away from it",
         "code,title,max,min,combine\n.,,1,,median\n1,,1,-2,\n2,,1,-2,\n",
         "unit,1,2\nu,-0.000001,-0.000002\n", "-0.000002"},
        {"the least that there is, geometric", TWO_TENS("10", "geometric"),
         "unit,1,2\nu,0.000001,0.000001\n", "0.000001"},
        {"the least that there is, harmonic", TWO_TENS("10", "harmonic"),
         "unit,1,2\nu,0.000001,0.000001\n", "0.000001"},
    };

    expect_roots(cases, COUNT(cases));
}

Test(combine, children_of_no_max_or_no_weight_take_no_part)
{
    static const char *const combines[] = {"geometric", "harmonic", "min", "max", "median"};
    /* Were the second or the third child to take part, each combine would give something else than
     * the first alone. */
    static const char *const points[] = {"2,0,0", "2,0,10", "2,0,1"};

    for (size_t i = 0; i < COUNT(combines); i++) {
        for (size_t k = 0; k < COUNT(points); k++) {
            struct buffer criteria = {0};
            struct buffer text = {0};
            chiso_result result;

            buffer_print(&criteria,
                         "code,title,max,weight,combine\n.,,50,,%s\n1,,10,1,\n2,,0,7,\n3,,10,0,\n",
                         combines[i]);
            buffer_print(&text, "unit,1,2,3\nu,%s\n", points[k]);
            chiso_tree *tree = support_tree(criteria.bytes);
            chiso_board *board = support_scored(tree, text.bytes);
            result = support_result(board, "u", "");
            cr_expect(result.achieved == decimal("10") && result.max == decimal("50"),
                      "%s of %s: %s", combines[i], points[k], decimal_text(result.achieved));
            chiso_board_free(board);
            chiso_tree_free(tree);
            buffer_clear(&criteria);
            buffer_clear(&text);
        }
    }
}

Test(combine, what_is_missing_counts_as_the_policy_says)
{
    /* 4 and 9 of 10, and one that is missing. */
    static const struct scoring cases[] = {
        {"geometric, zero",
         THREE_TENS("10", "geometric", "missing=zero"),
         "unit,1,2,3\nu,4,,9\n",
         /* the cube root of 0.36 */
         {{"", SCORED, "0", "10", "0", "66.67", "0", "71.14"}}},
        {"geometric, skip",
         THREE_TENS("10", "geometric", "missing=skip"),
         "unit,1,2,3\nu,4,,9\n",
         {{"", SCORED, "6", "10", "60", "66.67", "0", "71.14"}}},
        {"geometric, unknown",
         THREE_TENS("10", "geometric", "missing=unknown"),
         "unit,1,2,3\nu,4,,9\n",
         {{"", MISSING, NULL, NULL, NULL, "66.67", "0", "71.14"}}},
        {"harmonic, zero",
         THREE_TENS("10", "harmonic", "missing=zero"),
         "unit,1,2,3\nu,4,,9\n",
         /* 3 / (2.5 + 10/9 + 1) = 54/83 */
         {{"", SCORED, "0", "10", "0", "66.67", "0", "65.06"}}},
        {"harmonic, skip",
         THREE_TENS("10", "harmonic", "missing=skip"),
         "unit,1,2,3\nu,4,,9\n",
         /* 20 / (65/18) */
         {{"", SCORED, "5.538462", "10", "55.38", "66.67", "0", "65.06"}}},
        {"harmonic, unknown",
         THREE_TENS("10", "harmonic", "missing=unknown"),
         "unit,1,2,3\nu,4,,9\n",
         {{"", MISSING, NULL, NULL, NULL, "66.67", "0", "65.06"}}},
        {"min, zero",
         THREE_TENS("10", "min", "missing=zero"),
         "unit,1,2,3\nu,4,,9\n",
         {{"", SCORED, "0", "10", "0", "66.67", "0", "40"}}},
        {"min, skip",
         THREE_TENS("10", "min", "missing=skip"),
         "unit,1,2,3\nu,4,,9\n",
         {{"", SCORED, "4", "10", "40", "66.67", "0", "40"}}},
        {"min, unknown",
         THREE_TENS("10", "min", "missing=unknown"),
         "unit,1,2,3\nu,4,,9\n",
         {{"", MISSING, NULL, NULL, NULL, "66.67", "0", "40"}}},
        {"max, zero",
         THREE_TENS("10", "max", "missing=zero"),
         "unit,1,2,3\nu,4,,9\n",
         {{"", SCORED, "9", "10", "90", "66.67", "90", "100"}}},
        {"max, skip",
         THREE_TENS("10", "max", "missing=skip"),
         "unit,1,2,3\nu,4,,9\n",
         {{"", SCORED, "9", "10", "90", "66.67", "90", "100"}}},
        {"max, unknown",
         THREE_TENS("10", "max", "missing=unknown"),
         "unit,1,2,3\nu,4,,9\n",
         {{"", MISSING, NULL, NULL, NULL, "66.67", "90", "100"}}},
        {"median, zero",
         THREE_TENS("10", "median", "missing=zero"),
         "unit,1,2,3\nu,4,,9\n",
         {{"", SCORED, "4", "10", "40", "66.67", "40", "90"}}},
        {"median, skip",
         THREE_TENS("10", "median", "missing=skip"),
         "unit,1,2,3\nu,4,,9\n",
         {{"", SCORED, "6.5", "10", "65", "66.67", "40", "90"}}},
        {"median, unknown",
         THREE_TENS("10", "median", "missing=unknown"),
         "unit,1,2,3\nu,4,,9\n",
         {{"", MISSING, NULL, NULL, NULL, "66.67", "40", "90"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

Test(combine, what_does_not_apply_takes_no_part)
{
    static const struct scoring cases[] = {
        {"geometric",
         THREE_TENS("10", "geometric", ""),
         "unit,1,2,3\nu,4,-,9\n",
         {WHOLE("6", "10", "60")}},
        {"harmonic",
         THREE_TENS("10", "harmonic", ""),
         "unit,1,2,3\nu,3,-,6\n",
         {WHOLE("4", "10", "40")}},
        {"min", THREE_TENS("10", "min", ""), "unit,1,2,3\nu,4,-,9\n", {WHOLE("4", "10", "40")}},
        {"max", THREE_TENS("10", "max", ""), "unit,1,2,3\nu,4,-,9\n", {WHOLE("9", "10", "90")}},
        {"median",
         THREE_TENS("10", "median", ""),
         "unit,1,2,3\nu,4,-,9\n",
         {WHOLE("6.5", "10", "65")}},
        {"only one applies",
         THREE_TENS("20", "geometric", ""),
         "unit,1,2,3\nu,-,4,-\n",
         {WHOLE("8", "20", "40")}},
        {"nothing applies, geometric",
         THREE_TENS("10", "geometric", ""),
         "unit,1,2,3\nu,-,-,-\n",
         {{"", NA, NULL, NULL, NULL, NULL, NULL, NULL}}},
        {"nothing applies, harmonic",
         THREE_TENS("10", "harmonic", ""),
         "unit,1,2,3\nu,-,-,-\n",
         {{"", NA, NULL, NULL, NULL, NULL, NULL, NULL}}},
        {"nothing applies, min",
         THREE_TENS("10", "min", ""),
         "unit,1,2,3\nu,-,-,-\n",
         {{"", NA, NULL, NULL, NULL, NULL, NULL, NULL}}},
        {"nothing applies, max",
         THREE_TENS("10", "max", ""),
         "unit,1,2,3\nu,-,-,-\n",
         {{"", NA, NULL, NULL, NULL, NULL, NULL, NULL}}},
        {"nothing applies, median",
         THREE_TENS("10", "median", ""),
         "unit,1,2,3\nu,-,-,-\n",
         {{"", NA, NULL, NULL, NULL, NULL, NULL, NULL}}},
        {"the rest is missing",
         THREE_TENS("10", "geometric", ""),
         "unit,1,2,3\nu,-,-,\n",
         {{"", MISSING, "0", "10", "0", "0", "0", "100"}}},
        {"the rest is missing, skip",
         THREE_TENS("10", "median", "missing=skip"),
         "unit,1,2,3\nu,-,-,\n",
         {{"", MISSING, NULL, NULL, NULL, "0", "0", "100"}}},
        {"inside a sum, a branch leaves the max",
         "code,title,max,combine\n1,,20,geometric\n1.1,,5,\n1.2,,5,\n2,,80,\n",
         "unit,1.1,1.2,2\nu,-,-,40\n",
         {{"1", NA, NULL, NULL, NULL, NULL, NULL, NULL}, WHOLE("40", "80", "50")}},
        {"inside a sum, a branch keeps its declared max",
         "code,title,max,combine\n1,,20,geometric\n1.1,,5,\n1.2,,5,\n2,,80,\n",
         "unit,1.1,1.2,2\nu,-,2.5,40\n",
         {{"1", SCORED, "10", "20", "50", "100", "50", "50"}, WHOLE("50", "100", "50")}},
        {"the max for the unit as weight",
         "code,title,max,combine\n.,,100,harmonic\nA,,,\nA.1,,4,\nA.2,,16,\nB,,16,\n",
         "unit,A.1,A.2,B\nu,-,4,12\n",
         /* a quarter and three quarters, both of weight 16 */
         {{"A", SCORED, "4", "16", "25", "100", "25", "25"}, WHOLE("37.5", "100", "37.5")}},
    };

    expect_scorings(cases, COUNT(cases));
}

Test(combine, a_min_above_0_is_what_is_missing_under_zero_and_the_lowest_under_all)
{
#define MIN_OF_4(combine, missing)                                                                 \
    "code,title,max,min,weight,combine,options\n.,,10,,," combine ",missing=" missing              \
    "\n1,,10,,1,,\n2,,10,4,1,,\n"
    static const struct scoring cases[] = {
        {"geometric, zero",
         MIN_OF_4("geometric", "zero"),
         "unit,1,2\nu,9,\n",
         {{"", SCORED, "6", "10", "60", "50", "60", "94.87"}}},
        {"geometric, skip",
         MIN_OF_4("geometric", "skip"),
         "unit,1,2\nu,9,\n",
         {{"", SCORED, "9", "10", "90", "50", "60", "94.87"}}},
        {"min, zero",
         MIN_OF_4("min", "zero"),
         "unit,1,2\nu,9,\n",
         {{"", SCORED, "4", "10", "40", "50", "40", "90"}}},
        {"max, unknown",
         MIN_OF_4("max", "unknown"),
         "unit,1,2\nu,2,\n",
         {{"", MISSING, NULL, NULL, NULL, "50", "40", "100"}}},
    };

    expect_scorings(cases, COUNT(cases));
}

Test(combine, capped_and_round_stand_behind_every_combine)
{
/* A branch that reaches 12 of 10 by a bonus, beside one of 7.5 of 10. */
#define BEYOND(combine, round)                                                                     \
    "code,title,max,weight,combine,kind,round\n.,,10,," combine ",," round                         \
    "\nA,,,1,,,\nA.1,,10,,,,\nA.2,,5,,,bonus,\nB,,10,1,,,\n"
    static const struct root cases[] = {
        {"max", BEYOND("max", ""), "unit,A.1,A.2,B\nu,10,2,7.5\n", "12"},
        {"max capped", BEYOND("max capped", ""), "unit,A.1,A.2,B\nu,10,2,7.5\n", "10"},
        {"min", BEYOND("min capped", ""), "unit,A.1,A.2,B\nu,10,2,7.5\n", "7.5"},
        {"geometric", BEYOND("geometric", ""), "unit,A.1,A.2,B\nu,10,2,10\n", "10.954451"},
        {"geometric capped", BEYOND("geometric capped", ""), "unit,A.1,A.2,B\nu,10,2,10\n", "10"},
        {"geometric capped, but below", BEYOND("geometric capped", ""),
         "unit,A.1,A.2,B\nu,10,2,3\n", "6"},
        {"harmonic", BEYOND("harmonic", ""), "unit,A.1,A.2,B\nu,10,5,10\n", "12"},
        {"harmonic capped", BEYOND("harmonic capped", ""), "unit,A.1,A.2,B\nu,10,5,10\n", "10"},
        {"median", BEYOND("median", ""), "unit,A.1,A.2,B\nu,10,2,9\n", "10.5"},
        {"median capped", BEYOND("median capped", ""), "unit,A.1,A.2,B\nu,10,2,9\n", "10"},
        {"geometric, rounded", BEYOND("geometric", "2"), "unit,A.1,A.2,B\nu,10,2,10\n", "10.95"},
        {"harmonic, rounded", BEYOND("harmonic", "0"), "unit,A.1,A.2,B\nu,10,5,7.5\n", "10"},
        {"min, rounded", BEYOND("min", "0"), "unit,A.1,A.2,B\nu,10,2,7.5\n", "8"},
        {"max, rounded and capped", BEYOND("max capped", "0"), "unit,A.1,A.2,B\nu,10,2,7.5\n",
         "10"},
        {"median, rounded", BEYOND("median", "1"), "unit,A.1,A.2,B\nu,10,2,7.5\n", "9.8"},
    };

    expect_roots(cases, COUNT(cases));
}

Test(combine, combines_stand_below_each_other)
{
    static const struct scoring cases[] = {
        {"a gate over two means",
         "code,title,max,weight,combine\n.,,100,,min\nA,,10,,geometric\nA.1,,10,1,\nA.2,,10,1,\nB,,"
         "10,,harmonic\nB.1,,10,1,\nB.2,,10,1,\n",
         "unit,A.1,A.2,B.1,B.2\nu,4,9,5,2.5\n",
         {{"A", SCORED, "6", "10", "60", "100", "60", "60"},
          {"B", SCORED, "3.333333", "10", "33.33", "100", "33.33", "33.33"},
          WHOLE("33.333333", "100", "33.33")}},
        {"a max left out is the sum of the children's",
         "code,title,max,combine\nA,,,median\nA.1,,10,\nA.2,,20,\nA.3,,30,\n",
         "unit,A.1,A.2,A.3\nu,1,4,9\n",
         {{"A", SCORED, "12", "60", "20", "100", "20", "20"}, WHOLE("12", "60", "20")}},
        {"a max of 0",
         "code,title,max,combine\nA,,0,geometric\nA.1,,10,\nB,,10,\n",
         "unit,A.1,B\nu,5,5\n",
         {{"A", SCORED, "0", "0", NULL, "100", NULL, NULL}, WHOLE("5", "10", "50")}},
    };

    expect_scorings(cases, COUNT(cases));
}

Test(combine, huge_and_tiny_numbers)
{
    static const struct root cases[] = {
        {"huge maxima, harmonic",
         "code,title,max,weight,combine\n.,,9200000000000,,harmonic\n1,,4000000000000,"
         "9200000000000,\n2,,4000000000000,9200000000000,\n",
         "unit,1,2\nu,4000000000000,2000000000000\n", "6133333333333.333333"},
        {"huge maxima, median",
         "code,title,max,combine\n.,,9200000000000,median\n1,,4600000000000,\n2,,4600000000000,\n",
         "unit,1,2\nu,4600000000000,0.000001\n", "4600000000000.000001"},
        {"tiny maxima, geometric",
         "code,title,max,combine\n.,,0.000004,geometric\n1,,0.000001,\n2,,0.000004,\n3,,0.000001,"
         "\n",
         /* weights 1, 4, 1: (1/4)^(4/6) × 4 = 1.587 */
         "unit,1,2,3\nu,0.000001,0.000001,0.000001\n", "0.000002"},
        {"tiny maxima, harmonic",
         "code,title,max,weight,combine\n.,,0.000004,,harmonic\n1,,0.000001,1,\n2,,0.000004,1,\n",
         "unit,1,2\nu,0.000001,0.000002\n",
         /* 4 × 2 / 3 */
         "0.000003"},
        {"a tiny share of a huge max",
         "code,title,max,combine\n.,,9000000000000,geometric\n1,,4500000000000,\n2,,4500000000000,"
         "\n",
         "unit,1,2\nu,0.000001,0.000001\n", "0.000002"},
        {"a huge max from a tiny share of a huge one",
         "code,title,max,combine\n.,,1,geometric\n1,,4500000000000,\n2,,4500000000000,\n",
         "unit,1,2\nu,0.000001,0.000001\n", "0"},
        {"a huge ratio",
         "code,title,max,combine,rule\n.,,0.000001,geometric,\n1,,0.000001,,range 0..0.000001 "
         "unlimited\n",
         "unit,1\nu,1000000000000\n", "1000000000000"},
        {"a ratio beyond 2 to the 60, median",
         "code,title,max,combine,rule\n.,,0.000001,median,\n1,,0.000001,,range 0..0.000001 "
         "unlimited\n",
         "unit,1\nu,8000000000000\n", "8000000000000"},
    };

    expect_roots(cases, COUNT(cases));
}

/* As many digits as a geometric mean has, of numbers that have more. */
Test(combine, a_huge_geometric_mean_is_right_to_16_digits)
{
    static const struct root cases[] = {
        {"huge maxima and weights",
         "code,title,max,weight,combine\n.,,9200000000000,,geometric\n1,,4000000000000,"
         "9200000000000,\n2,,4000000000000,9200000000000,\n",
         "unit,1,2\nu,4000000000000,1000000000000\n", "4600000000000"},
        {"a ratio beyond 2 to the 60, of a tiny max",
         "code,title,max,combine,rule\n.,,0.000001,geometric,\n1,,0.000001,,range 0..0.000001 "
         "unlimited\n",
         "unit,1\nu,8000000000000\n", "8000000000000"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tree *tree = support_tree(cases[i].criteria);
        chiso_board *board = support_scored(tree, cases[i].points);
        const chiso_decimal expected = decimal(cases[i].achieved);
        chiso_decimal achieved = 0;

        cr_assert_eq(chiso_board_copy_points(board, CHISO_ROOT, 1, &achieved), CHISO_OK);
        cr_expect(achieved - expected <= expected / 10000000000000000 &&
                      expected - achieved <= expected / 10000000000000000,
                  "%s: %s", cases[i].name, decimal_text(achieved));
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
}

/* Whoever has everything gets the max, and no millionth more, however huge it is. */
Test(combine, all_of_a_huge_max_is_the_max)
{
    static const char *const maxima[] = {"1000000000",    "30000000000",   "50000000000",
                                         "1000000000000", "4600000000000", "9200000000000"};
    static const char *const combines[] = {"geometric", "harmonic", "min", "max", "median", "mean"};

    for (size_t i = 0; i < COUNT(maxima); i++) {
        for (size_t k = 0; k < COUNT(combines); k++) {
            struct buffer criteria = {0};

            buffer_print(&criteria,
                         "code,title,max,combine\n.,,%s,%s\n1,,7,\n2,,0.3,\n3,,12345678.901234,\n",
                         maxima[i], combines[k]);
            const struct root root = {combines[k], criteria.bytes,
                                      "unit,1,2,3\nu,7,0.3,12345678.901234\n", maxima[i]};
            expect_roots(&root, 1);
            buffer_clear(&criteria);
        }
    }
}

/* Primes, so that no common denominator helps: 1 / 1.0000001 and so on; computed with fractions. */
Test(combine, harmonic_means_of_awkward_ratios_are_right_to_the_last_place)
{
    static const struct root cases[] = {
        {"six primes",
         "code,title,max,weight,combine\n.,,1000000,,harmonic\n1,,9999.999967,1.000003,\n2,,9999."
         "999943,1.000033,\n3,,9999.999929,1.000037,"
         "\n"
         "4,,9999.999883,1.000039,\n5,,9999.999879,1.000081,\n6,,9999.999769,1.000099,\n",
         "unit,1,2,3,4,5,6\nu,1234.567891,2345.678917,3456.789013,4567.890121,5678.901233,6789."
         "012343\n",
         "290153.322269"},
        {"six primes of tiny weights",
         "code,title,max,weight,combine\n.,,1000000,,harmonic\n1,,9999.999967,0.000001,\n2,,9999."
         "999943,0.000002,\n3,,9999.999929,0.000003,"
         "\n"
         "4,,9999.999883,0.000004,\n5,,9999.999879,0.000005,\n6,,9999.999769,0.000006,\n",
         "unit,1,2,3,4,5,6\nu,1234.567891,2345.678917,3456.789013,4567.890121,5678.901233,6789."
         "012343\n",
         "406158.147795"},
        {"a thousand million times the max",
         "code,title,max,weight,combine,rule\n.,,1,,harmonic,\n1,,1,0.000001,,range 0..1 "
         "unlimited\n2,,1,0.000001,,range 0..1 "
         "unlimited\n3,,1,0.000001,,range 0..1 unlimited\n4,,1,0.000001,,range 0..1 "
         "unlimited\n5,,1,0.000001,,range 0..1 unlimited\n",
         "unit,1,2,3,4,5\nu,1234567567.567891,2345678678.678917,3456789789.789013,4567890890."
         "890121,5678901901.901233\n",
         "2603337385.791719"},
        {"huge weights and maxima of next to nothing",
         "code,title,max,weight,combine\n.,,3000000000000,,harmonic\n1,,999999999999.999967,"
         "9200000000000,\n2,,999999999999.999943,"
         "9100000000000.000001,\n3,,999999999999.999929,9000000000000.000003,\n4,,999999999999."
         "999883,8900000000000.000007,\n5,,"
         "999999999999.999879,8800000000000.000009,\n",
         "unit,1,2,3,4,5\nu,0.000103,0.000107,0.000109,0.000113,0.000127\n", "0.000333"},
        {"huge weights and all but everything",
         "code,title,max,weight,combine\n.,,3000000000000,,harmonic\n1,,999999999999.999967,"
         "9200000000000,\n2,,999999999999.999943,"
         "9100000000000.000001,\n3,,999999999999.999929,9000000000000.000003,\n4,,999999999999."
         "999883,8900000000000.000007,\n5,,"
         "999999999999.999879,8800000000000.000009,\n",
         "unit,1,2,3,4,5\nu,899999999999.999967,799999999999.999943,699999999999.999929,"
         "599999999999.999883,499999999999.999879\n",
         "2018308346731.372653"},
    };

    expect_roots(cases, COUNT(cases));
}

Test(combine, a_figure_beyond_a_decimal_names_unit_and_criterion)
{
    static const char *const combines[] = {"geometric", "harmonic", "min", "max", "median"};

    for (size_t i = 0; i < COUNT(combines); i++) {
        struct buffer criteria = {0};
        chiso_error error = CHISO_ERROR_INIT;

        buffer_print(
            &criteria,
            "code,title,max,combine,rule\nnode,,100,%s,\nnode.1,,1,,range 0..1 unlimited\n",
            combines[i]);
        chiso_tree *tree = support_tree(criteria.bytes);
        chiso_board *board = support_board(tree, "unit,node.1\nfine,1\nbad,9000000000000\n");
        cr_expect(chiso_board_score(board, &error) == CHISO_E_RANGE, "%s", combines[i]);
        cr_expect(strstr(error.message, "bad") != NULL && strstr(error.message, "node") != NULL,
                  "%s: %s", combines[i], error.message);
        cr_expect(error.message_vi[0] != '\0', "%s", combines[i]);
        cr_expect(!chiso_board_is_scored(board), "%s", combines[i]);
        cr_expect(chiso_board_set(board, "bad", "node.1", "2", &error) == CHISO_OK &&
                      chiso_board_score(board, &error) == CHISO_OK,
                  "%s", error.message);
        cr_expect(support_result(board, "bad", "node").achieved == decimal("200"), "%s",
                  combines[i]);
        chiso_board_free(board);
        chiso_tree_free(tree);
        buffer_clear(&criteria);
    }
}

/* A criteria file that is refused, with what its message names. */
struct refusal {
    const char *criteria;
    chiso_status status;
    const char *names[3];
};

Test(combine, what_a_combine_cannot_take_is_refused_by_name)
{
    static const struct refusal cases[] = {
        {"code,title,max,combine,kind\nnode,,,geometric,\nnode.1,,5,,\nextra,,2,,bonus\n",
         CHISO_OK,
         {NULL}},
        {"code,title,max,combine,kind\nnode,,,geometric,\nnode.1,,5,,\nnode.x,,2,,bonus\n",
         CHISO_E_NODE,
         {"node", "node.x", "geometric"}},
        {"code,title,max,combine,kind\nnode,,,harmonic,\nnode.1,,5,,\nnode.x,,2,,bonus\n",
         CHISO_E_NODE,
         {"node", "node.x", "harmonic"}},
        {"code,title,max,combine,kind\nnode,,,min,\nnode.1,,5,,\nnode.x,,2,,bonus\n",
         CHISO_E_NODE,
         {"node", "node.x", "min"}},
        {"code,title,max,combine,kind\nnode,,,max capped,\nnode.1,,5,,\nnode.x,,2,,bonus\n",
         CHISO_E_NODE,
         {"node", "node.x", "max"}},
        {"code,title,max,combine,kind\nnode,,,median,\nnode.1,,5,,\nnode.x,,2,,bonus\n",
         CHISO_E_NODE,
         {"node", "node.x", "median"}},
        {"code,title,max,combine\nnode,,,cubic\nnode.1,,5,\n",
         CHISO_E_WORD,
         {"cubic", "geometric", "median"}},
        {"code,title,max,combine\nnode,,,geometric scaled\nnode.1,,5,\n",
         CHISO_E_WORD,
         {"geometric scaled"}},
        {"code,title,max,combine\nnode,,,median capped capped\nnode.1,,5,\n",
         CHISO_E_WORD,
         {"median capped capped"}},
        {"code,title,max,weight,combine\nnode,,10,,geometric\nnode.1,,5,0,\n",
         CHISO_E_NODE,
         {"node"}},
        {"code,title,max,weight,combine\nnode,,10,,median\nnode.1,,0,3,\n", CHISO_E_NODE, {"node"}},
        {"code,title,max,combine\nleaf,,10,harmonic\n", CHISO_E_NODE, {"leaf"}},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tree *tree = NULL;
        chiso_error error = CHISO_ERROR_INIT;
        const chiso_status status =
            chiso_tree_read_csv(cases[i].criteria, strlen(cases[i].criteria), NULL, &tree, &error);

        cr_expect(status == cases[i].status, "%s%s: %s", cases[i].criteria,
                  chiso_status_name(status), error.message);
        for (size_t k = 0; k < COUNT(cases[i].names) && cases[i].names[k] != NULL; k++) {
            cr_expect(strstr(error.message, cases[i].names[k]) != NULL, "%s does not name %s",
                      error.message, cases[i].names[k]);
        }
        cr_expect(status == CHISO_OK || (error.line > 0 && error.message_vi[0] != '\0'), "%s",
                  error.message);
        chiso_tree_free(tree);
    }
}

Test(combine, the_root_takes_a_combine_by_a_call)
{
    chiso_tree *tree = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tree_new(NULL, NULL, &tree, NULL), CHISO_OK);
    cr_expect(chiso_tree_set_root(tree, "10", "arithmetic", NULL, &error) == CHISO_E_WORD);
    cr_expect(strstr(error.message, "arithmetic") != NULL, "%s", error.message);
    cr_expect(chiso_node_combine(tree, CHISO_ROOT) == CHISO_COMBINE_SUM);
    cr_expect(chiso_tree_set_root(tree, "10", "harmonic capped", "3", &error) == CHISO_OK, "%s",
              error.message);
    cr_expect(chiso_node_combine(tree, CHISO_ROOT) == CHISO_COMBINE_HARMONIC &&
              chiso_node_is_capped(tree, CHISO_ROOT));
    chiso_tree_free(tree);
}

Test(combine, a_tree_that_was_written_reads_in_again_as_the_same)
{
    static const char *const words[] = {
        "mean",       "geometric",  "harmonic",         "min",
        "max",        "median",     "geometric capped", "harmonic capped",
        "min capped", "max capped", "median capped"};

    for (size_t i = 0; i < COUNT(words); i++) {
        struct buffer criteria = {0};

        buffer_print(&criteria,
                     "code,title,max,weight,combine,round\n.,,12,,%s,3\n1,,4,0.5,,\n2,,8,,%s,\n2.1,"
                     ",1,,,\n2.2,,3,,,\n",
                     words[i], words[i]);
        chiso_tree *tree = support_tree(criteria.bytes);
        char *written = support_tree_csv(tree);
        chiso_tree *again = support_tree(written);
        char *twice = support_tree_csv(again);

        cr_expect(strstr(written, words[i]) != NULL, "%s is not in\n%s", words[i], written);
        cr_expect(strcmp(written, twice) == 0, "%s:\n%s", words[i], twice);
        for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE;
             node = chiso_node_next(tree, node)) {
            cr_expect(chiso_node_combine(tree, node) == chiso_node_combine(again, node), "%s",
                      words[i]);
            cr_expect(chiso_node_is_capped(tree, node) == chiso_node_is_capped(again, node), "%s",
                      words[i]);
            cr_expect(chiso_node_max(tree, node) == chiso_node_max(again, node), "%s", words[i]);
        }
        free(written);
        free(twice);
        chiso_tree_free(tree);
        chiso_tree_free(again);
        buffer_clear(&criteria);
    }
}

/* 1/3 + 1/3 + 1/3 - 1 is 0, whatever its rest. */
Test(combine, what_cancels_out_is_nothing)
{
    static const char *const combines[] = {"geometric", "harmonic"};

    for (size_t i = 0; i < 2; i++) {
        struct buffer criteria = {0};
        chiso_tree *tree = NULL;
        chiso_board *board = NULL;
        chiso_result result;

        buffer_print(&criteria,
                     "code,title,max,min,weight,combine,kind,rule\n.,,10,,,%s,,\n1,,,,,sum,,\n"
                     "1.1,,1,,,,,rate\n1.2,,1,,,,,rate\n1.3,,1,,,,,rate\n1.4,,1,-1,,,bonus,\n"
                     "2,,10,,9999,,,\n",
                     combines[i]);
        tree = support_tree(criteria.bytes);
        board = support_scored(tree, "unit,1.1,1.2,1.3,1.4,2\nu,1/3,1/3,1/3,-1,10\n"
                                     "v,1/3,1/3,1/3,-0.999999999999999,10\n");
        cr_assert_eq(chiso_board_result(board, 0, CHISO_ROOT, &result), CHISO_OK);
        cr_expect_eq(result.achieved, 0, "%s: %s", combines[i], decimal_text(result.achieved));
        cr_assert_eq(chiso_board_result(board, 1, CHISO_ROOT, &result), CHISO_OK);
        /* A reciprocal of so little leaves less than a millionth. */
        cr_expect(i == 1 || result.achieved > 0, "%s", combines[i]);
        chiso_board_free(board);
        chiso_tree_free(tree);
        buffer_clear(&criteria);
    }
}
