/* Other people's scoring, written as trees: the models of XCCDF 1.2 and the aggregations of a
 * learning platform. */
#include "golden.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>

static void expect_root(const char *what, const char *criteria, const char *points,
                        const char *achieved, const char *max, const char *percent)
{
    chiso_board *board = golden_single(criteria, points);
    const chiso_result result = support_result(board, "u", "");

    cr_expect(result.achieved == decimal(achieved) && result.max == decimal(max),
              "%s: %" PRId64 " of %" PRId64, what, result.achieved, result.max);
    cr_expect(result.percent == decimal(percent), "%s: %" PRId64, what, result.percent);
    chiso_board_free(board);
}

/* NIST IR 7275r4, 7.3.2, tables 40 and 41; the figures of the four cases follow from them by hand.
 * A rule that was not checked does not apply. */
Test(golden_models, xccdf_with_unequal_weights)
{
    chiso_board *board =
        golden_board("examples/data/xccdf/criteria-default.csv", "examples/data/xccdf/points.csv");

    cr_expect(support_result(board, "host", "").achieved == decimal("50") &&
              support_result(board, "host", "").percent == decimal("50"));
    cr_expect(support_result(board, "host", "g3").state == CHISO_STATE_NOT_APPLICABLE);
    chiso_board_free(board);
    board = golden_board("examples/data/xccdf/criteria-flat.csv", "examples/data/xccdf/points.csv");
    cr_expect(support_result(board, "host", "").achieved == decimal("21") &&
              support_result(board, "host", "").max == decimal("23"));
    chiso_board_free(board);
    board =
        golden_board("examples/data/xccdf/criteria-absolute.csv", "examples/data/xccdf/points.csv");
    cr_expect(support_result(board, "host", "").achieved == 0 &&
              support_result(board, "host", "").max == decimal("1"));
    chiso_board_free(board);
    /* The unweighted flat model counts each rule once: 3 of 4. */
    expect_root("flat, unweighted",
                "code,title,max\nr1,R,1\nr2,R,1\nr3,R,1\nr4,R,1\nr5,R,1\nr6,R,1\n",
                "unit,r1,r2,r3,r4,r5,r6\nu,1,0,NA,1,1,NA\n", "3", "4", "75");
}

/* A rule with several instances is the mean of those that apply: 2 of 3, and with a max of 3
 * exactly 2 points. */
Test(golden_models, xccdf_with_a_rule_of_several_instances)
{
    static const char instances[] = "unit,r1.1,r1.2,r1.3,r1.4,r2\nu,1,0,1,NA,1\n";

    expect_root("default",
                "code,title,max,weight,combine\n.,B,100,,mean\nr1,R,3,4,mean\nr1.1,I,1,,\nr1.2,I,1,"
                ",\nr1.3,I,1,,\nr1.4,I,1,,\nr2,R,1,1,\n",
                instances, "73.333333", "100", "73.33");
    expect_root("flat",
                "code,title,max,combine\n.,B,,\nr1,R,4,sum "
                "scaled\nr1.1,I,1,\nr1.2,I,1,\nr1.3,I,1,\nr1.4,I,1,\nr2,R,1,\n",
                instances, "3.666667", "5", "73.33");
    expect_root("flat, unweighted",
                "code,title,max,combine\n.,B,,\nr1,R,1,sum "
                "scaled\nr1.1,I,1,\nr1.2,I,1,\nr1.3,I,1,\nr1.4,I,1,\nr2,R,1,\n",
                instances, "1.666667", "2", "83.33");
    expect_root("absolute",
                "code,title,max,combine\n.,B,1,min\nr1,R,1,min\nr1.1,I,1,\nr1.2,I,1,\nr1.3,I,1,"
                "\nr1.4,I,1,\nr2,R,1,\n",
                instances, "0", "1", "0");
}

Test(golden_models, xccdf_with_a_rule_of_weight_0)
{
    static const char rules[] = "unit,r1,r2\nu,0,1\n";

    expect_root("default", "code,title,max,weight,combine\n.,B,100,,mean\nr1,R,1,0,\nr2,R,1,2,\n",
                rules, "100", "100", "100");
    expect_root("flat", "code,title,max,rule\nr1,R,0,yesno\nr2,R,2,yesno\n", rules, "2", "2",
                "100");
    expect_root("absolute", "code,title,max,weight,combine\n.,B,1,,min\nr1,R,1,0,\nr2,R,1,2,\n",
                rules, "1", "1", "100");
}

/* The standard leaves the default model undefined and calls 0 of 0 absolute; here all of it is not
 * applicable, and a figure that does not exist is none. */
Test(golden_models, xccdf_with_nothing_that_applies_has_no_figures)
{
    static const char *const combines[] = {"mean", "sum", "min"};

    for (size_t i = 0; i < sizeof(combines) / sizeof(combines[0]); i++) {
        struct buffer criteria = {0};

        buffer_print(&criteria, "code,title,max,combine\n.,B,1,%s\nr1,R,1,\n", combines[i]);
        chiso_board *board = golden_single(criteria.bytes, "unit,r1\nu,NA\n");
        const chiso_result result = support_result(board, "u", "");

        cr_expect(result.state == CHISO_STATE_NOT_APPLICABLE && result.achieved == CHISO_ABSENT &&
                      result.percent == CHISO_ABSENT,
                  "%s", combines[i]);
        chiso_board_free(board);
        buffer_clear(&criteria);
    }
}

/* Moodle, help page on aggregation (lang/en_utf8/help/grade/aggregation.html): 70 of 100, 20 of 80
 * and 10 of 10. The page's own 25 for the median is an error that its authors mended later
 * (MDL-15075). */
Test(golden_models, the_aggregations_of_moodle_are_combines)
{
    static const char *const expected[][3] = {
        {"mean", "65", "100"},    {"weighted", "62.5", "100"}, {"simple", "52.631579", "100"},
        {"median", "70", "100"},  {"lowest", "25", "100"},     {"highest", "100", "100"},
        {"natural", "100", "190"}};
    chiso_board *board =
        golden_board("examples/data/moodle/criteria.csv", "examples/data/moodle/points.csv");

    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        const chiso_result result = support_result(board, "pupil", expected[i][0]);

        cr_expect(result.achieved == decimal(expected[i][1]) &&
                      result.max == decimal(expected[i][2]),
                  "%s: %s", expected[i][0], decimal_text(result.achieved));
    }
    chiso_board_free(board);
}

/* Moodle, lib/grade/tests/grade_category_test.php: 2, 4 and 6 of 10 in a category of 20. */
Test(golden_models, a_category_of_20_over_three_grades_of_10)
{
    static const char *const expected[][2] = {
        {"median", "8"}, {"max", "12"}, {"mean", "8"}, {"min", "4"}};

    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        struct buffer criteria = {0};

        buffer_print(&criteria,
                     "code,title,max,combine\n.,Category,20,%s\na1,A,10,\na2,A,10,\na3,A,10,\n",
                     expected[i][0]);
        chiso_board *board = golden_single(criteria.bytes, "unit,a1,a2,a3\nu,2,4,6\n");

        cr_expect(support_result(board, "u", "").achieved == decimal(expected[i][1]), "%s",
                  expected[i][0]);
        chiso_board_free(board);
        buffer_clear(&criteria);
    }
    expect_root("sum", "code,title,max\na1,A,10\na2,A,10\na3,A,10\n", "unit,a1,a2,a3\nu,2,4,6\n",
                "12", "30", "40");
    expect_root(
        "weights 0, 1 and 2",
        "code,title,max,weight,combine\n.,Category,20,,mean\na1,A,10,0,\na2,A,10,1,\na3,A,10,2,\n",
        "unit,a1,a2,a3\nu,2,4,6\n", "10.666667", "20", "53.33");
}
