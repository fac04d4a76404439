/* Other people's scoring, written as trees: the models of XCCDF 1.2 and the aggregations of a learning platform. */
#include "golden.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>

static void expect_root(const char *what, const char *criteria, const char *points, const char *achieved, const char *max,
                        const char *percent)
{
    chiso_board *board = golden_single(criteria, points);
    const chiso_result result = support_result(board, "u", "");

    cr_expect(result.achieved == decimal(achieved) && result.max == decimal(max), "%s: %" PRId64 " of %" PRId64, what, result.achieved,
              result.max);
    cr_expect(result.percent == decimal(percent), "%s: %" PRId64, what, result.percent);
    chiso_board_free(board);
}

/* NIST IR 7275r4, 7.3.2, tables 40 and 41; the figures follow from them by hand. A rule that was not checked does not apply. */
Test(golden_models, the_default_and_flat_models_of_xccdf_are_means_and_sums)
{
    static const char rules[] = "unit,r1,r2,r3,r4,r5,r6\nu,1,0,NA,1,1,NA\n";

    expect_root(
        "default",
        "code,parent,title,max,weight,combine\n.,,Benchmark,100,,mean\ng1,,G,100,3,mean\ng2,,G,100,1,mean\ng3,,G,100,7,mean\nr1,g1,R,1,1,\n"
        "r2,g1,R,1,2,\nr3,g1,R,1,5,\nr4,g2,R,1,10,\nr5,g2,R,1,10,\nr6,g3,R,1,4,\n",
        rules, "50", "100", "50");
    expect_root(
        "flat",
        "code,title,max,rule\n.,Benchmark,,\nr1,R,1,yesno\nr2,R,2,yesno\nr3,R,5,yesno\nr4,R,10,yesno\nr5,R,10,yesno\nr6,R,4,yesno\n", rules,
        "21", "23", "91.3");
    expect_root("weight 0", "code,title,max,weight,combine\n.,Benchmark,100,,mean\nr1,R,1,0,\nr2,R,1,2,\n", "unit,r1,r2\nu,0,1\n", "100",
                "100", "100");
}

/* Moodle, help page on aggregation (lang/en_utf8/help/grade/aggregation.html): 70 of 100, 20 of 80 and 10 of 10. */
Test(golden_models, the_aggregations_of_moodle_are_means_and_sums)
{
    static const char grades[] = "unit,a1,a2,a3\nu,70,20,10\n";

    expect_root("mean of grades", "code,title,max,weight,combine\n.,Category,100,,mean\na1,A,100,1,\na2,A,80,1,\na3,A,10,1,\n", grades,
                "65", "100", "65");
    expect_root("weighted mean", "code,title,max,weight,combine\n.,Category,100,,mean\na1,A,100,10,\na2,A,80,5,\na3,A,10,3,\n", grades,
                "62.5", "100", "62.5");
    expect_root("simple weighted mean", "code,title,max,combine\n.,Category,100,mean\na1,A,100,\na2,A,80,\na3,A,10,\n", grades, "52.631579",
                "100", "52.63");
    expect_root("natural", "code,title,max\na1,A,100\na2,A,80\na3,A,10\n", grades, "100", "190", "52.63");
    expect_root("weights 0, 1 and 2", "code,title,max,weight,combine\n.,Category,20,,mean\na1,A,10,0,\na2,A,10,1,\na3,A,10,2,\n",
                "unit,a1,a2,a3\nu,2,4,6\n", "10.666667", "20", "53.33");
}
