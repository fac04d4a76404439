#include "support.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static chiso_audit *audit_tree(const char *criteria)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_audit *audit = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_audit_new_for_tree(tree, NULL, &audit, &error), CHISO_OK, "%s",
                 error.message);
    chiso_tree_free(tree);
    return audit;
}

static chiso_audit *audit_board(const char *criteria, const char *points)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = support_scored(tree, points);
    chiso_audit *audit = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_audit_new_for_board(board, NULL, &audit, &error), CHISO_OK, "%s",
                 error.message);
    chiso_board_free(board);
    chiso_tree_free(tree);
    return audit;
}

static chiso_audit *audit_table(const char *text)
{
    chiso_audit *audit = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_audit_read_csv(text, strlen(text), NULL, NULL, &audit, &error), CHISO_OK,
                 "%s\n%s", text, error.message);
    return audit;
}

/* Exactly one finding of this code and cause, or none; then the audit ends. */
static void expect_one(const char *name, chiso_audit *audit, chiso_audit_code code,
                       chiso_cause cause, const char *message)
{
    const chiso_finding *finding = chiso_audit_finding(audit, 0);

    if (code == CHISO_AUDIT_NONE) {
        cr_expect(chiso_audit_count(audit) == 0, "%s: %s", name,
                  finding == NULL ? "" : finding->message);
    } else if (chiso_audit_count(audit) != 1) {
        cr_expect(false, "%s: %u findings, %s", name, (unsigned)chiso_audit_count(audit),
                  finding == NULL ? "" : finding->message);
    } else {
        cr_expect(finding->code == code && finding->cause == cause, "%s: %s, %s: %s", name,
                  chiso_word(CHISO_WORDS_AUDIT_CODE, finding->code),
                  chiso_word(CHISO_WORDS_CAUSE, finding->cause), finding->message);
        cr_expect(strcmp(finding->message, message) == 0, "%s: \"%s\"", name, finding->message);
        cr_expect(finding->message_vi[0] != '\0' &&
                      strcmp(finding->message_vi, finding->message) != 0,
                  "%s", name);
    }
    chiso_audit_free(audit);
}

Test(audit, a_tree_is_audited_for_what_was_probably_not_meant)
{
    static const struct {
        const char *criteria;
        chiso_audit_code code;
        const char *message;
    } cases[] = {
        {"code,title,max\n1,A,10\n1.1,,6\n1.2,,4\n2,B,5\n", CHISO_AUDIT_NONE, ""},
        {"code,title,max,combine\n1,,0,mean\n1.1,,6,\n1.2,,6,\n2,,9,\n", CHISO_AUDIT_WORTHLESS,
         "criterion 1: its max is 0, so the 12 points below it count nothing"},
        {"code,title,max\n1,,0\n1.1,,0\n1.2,,0\n2,,9\n", CHISO_AUDIT_EMPTY_BRANCH,
         "criterion 1: nothing below it is worth any points"},
        {"code,title,max,rule\n1,,10,atleast 90:8 80:4\n", CHISO_AUDIT_RULE_MAX,
         "criterion 1: \"atleast 90:8 80:4\" never gives more than 8 of its max of 10"},
        {"code,title,max,min,rule\n1,,10,-5,per -1\n2,,9,,\n", CHISO_AUDIT_RULE_MAX,
         "criterion 1: \"per -1\" never gives more than 0 of its max of 10"},
        {"code,title,max,rule\n1,,10,survey 80 0\n", CHISO_AUDIT_RULE_MAX,
         "criterion 1: \"survey 80 0\" never gives more than 8 of its max of 10"},
        {"code,title,max,min,rule\n1,,10,-5,rate\n", CHISO_AUDIT_RULE_MIN,
         "criterion 1: \"rate\" never gives less than 0, its min is -5"},
        {"code,title,max,weight,combine\n.,,10,,mean\n1,,10,0.5,\n2,,10,0.3,\n3,,10,0.21,\n",
         CHISO_AUDIT_WEIGHT_SUM, "criterion .: the weights below it add up to 1.01; expected 1"},
        {"code,title,max,weight,combine\n.,,10,,mean\n1,,10,0.5,\n2,,10,0.3,\n3,,10,0.2,\n",
         CHISO_AUDIT_NONE, ""},
        {"code,title,max,weight,combine\n.,,10,,mean\n1,,10,0.5,\n2,,10,,\n",
         CHISO_AUDIT_WEIGHT_MIXED,
         "criterion .: 1 of the criteria below it state no weight; their max is taken for it"},
        {"code,title,max,combine\n.,,10,mean\n1,,10,\n2,,5,\n", CHISO_AUDIT_MEAN_UNEQUAL,
         "criterion .: a mean without weights weighs by max, and these run from 5 to 10"},
        {"code,title,max\n1,,40\n2,,30\n3,,29\n", CHISO_AUDIT_WEIGHT_SUM,
         "the maxima add up to 99; expected 100?"},
        {"code,title,max\n1,Same,4\n2,Other,3\n3,Same,2\n", CHISO_AUDIT_TITLE_TWICE,
         "criteria 1 and 3 have the same title: Same"},
        {"code,title,max\n1.2,,4\n1.1,,3\n", CHISO_AUDIT_CODE_ORDER,
         "criterion 1.1 stands behind 1.2"},
        {"code,title,max\n1.1,,4\n1.3,,3\n", CHISO_AUDIT_CODE_GAP,
         "criterion 1.3 comes right behind 1.1: is one left out?"},
        {"code,title,max,parent\n1,,4,\n1.1,,4,\n2,,6,\n2.1,,3,\n1.2,,3,2\n",
         CHISO_AUDIT_CODE_PLACE, "criterion 1.2 stands below 2, not below 1"},
        {"code,title,max\nI,,10\n1.1,,4\n1.2,,6\n", CHISO_AUDIT_OUTLINE,
         "criterion 1.1 is below I by its number, and elsewhere in the tree; where codes are "
         "numbers "
         "as I, 1, a, read the file with a mapping that says outline,yes"},
        {"code,title,max,parent\nI,,10,\n1.1,,4,I\n1.2,,6,I\n", CHISO_AUDIT_NONE, ""},
        {"code,title,max\nI,,10\nI.1,,10\nI.1.a,,4\nI.1.b,,6\nII,,4\n", CHISO_AUDIT_NONE, ""},
        {"code,title,max\nI,,10\n1,,4\nSC2,,6\n", CHISO_AUDIT_NONE, ""},
        {"code,title,max\na,,10\nA,,4\n", CHISO_AUDIT_NONE, ""},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        expect_one(cases[i].criteria, audit_tree(cases[i].criteria), cases[i].code,
                   CHISO_CAUSE_UNKNOWN, cases[i].message);
    }
}

Test(audit, a_board_is_audited_for_slips_and_gaps)
{
    static const struct {
        const char *name, *criteria, *points;
        chiso_audit_code code;
        chiso_cause cause;
        const char *message;
    } cases[] = {
        {"nothing", "code,title,max\n1,,100\n", "unit,1\na,11\nb,12\nc,14\nd,13\ne,12.5\n",
         CHISO_AUDIT_NONE, CHISO_CAUSE_UNKNOWN, ""},
        {"ten times", "code,title,max\n1,,1000\n", "unit,1\na,11\nb,12\nc,140\nd,13\ne,12.5\n",
         CHISO_AUDIT_SUSPICIOUS, CHISO_CAUSE_DECIMAL_MARK,
         "unit c, criterion 1: 140, where half of the units have 12 to 13: did the decimal mark "
         "slip?"},
        {"a tenth", "code,title,max\n1,,100\n", "unit,1\na,11\nb,12\nc,1.4\nd,13\ne,12.5\n",
         CHISO_AUDIT_SUSPICIOUS, CHISO_CAUSE_DECIMAL_MARK,
         "unit c, criterion 1: 1.4, where half of the units have 11 to 12.5: did the decimal mark "
         "slip?"},
        {"its min", "code,title,max,min\n1,,10,1\n", "unit,1\na,7\nb,8\nc,1\nd,7.5\ne,8.5\n",
         CHISO_AUDIT_NONE, CHISO_CAUSE_UNKNOWN, ""},
        {"far away", "code,title,max\n1,,100\n",
         "unit,1\na,51\nb,52\nc,53\nd,54\ne,55\nf,56\ng,57\nh,90\n", CHISO_AUDIT_OUTLIER,
         CHISO_CAUSE_UNKNOWN,
         "unit h, criterion 1: 90 is far from the others; half of them have 52 to 57"},
        {"a rate of 985 %", "code,title,max,rule\n1,,5,rate\n", "unit,1\na,985%\nb,40%\n",
         CHISO_AUDIT_RATE_LIMITED, CHISO_CAUSE_DECIMAL_MARK,
         "unit a, criterion 1: a rate of 985 % was limited to 100 %; was 98.5 % meant?"},
        {"a rate without its mark", "code,title,max,rule\n1,,5,rate from 50%\n",
         "unit,1\na,9850%\nb,60%\n", CHISO_AUDIT_RATE_LIMITED, CHISO_CAUSE_DECIMAL_MARK,
         "unit a, criterion 1: a rate of 9850 % was limited to 100 %; was 98.5 % meant?"},
        {"a rate without its sign", "code,title,max,rule\n1,,5,rate target 90%\n",
         "unit,1\na,97.8/1\nb,60%\n", CHISO_AUDIT_RATE_LIMITED, CHISO_CAUSE_UNKNOWN,
         "unit a, criterion 1: a rate of 9780 % was limited to 100 %; was 97.8 % meant?"},
        {"twice as many", "code,title,max,rule\n1,,5,rate\n", "unit,1\na,200%\nb,60%\n",
         CHISO_AUDIT_RATE_LIMITED, CHISO_CAUSE_UNKNOWN,
         "unit a, criterion 1: a rate of 200 % was limited to 100 %"},
        {"beyond any slip", "code,title,max,rule\n1,,5,rate\n", "unit,1\na,10001%\nb,60%\n",
         CHISO_AUDIT_RATE_LIMITED, CHISO_CAUSE_UNKNOWN,
         "unit a, criterion 1: a rate of 10001 % was limited to 100 %"},
        {"more than all", "code,title,max,rule\n1,,5,rate\n", "unit,1\na,12/10\nb,40%\n",
         CHISO_AUDIT_RATE_LIMITED, CHISO_CAUSE_UNKNOWN,
         "unit a, criterion 1: a rate of 120 % was limited to 100 %"},
        {"less than nothing", "code,title,max,rule\n1,,5,rate\n", "unit,1\na,-1%\nb,40%\n",
         CHISO_AUDIT_RATE_LIMITED, CHISO_CAUSE_UNKNOWN,
         "unit a, criterion 1: a rate of -1 % was limited to 0 %"},
        {"all equal", "code,title,max\n1,,5\n", "unit,1\na,3\nb,3\nc,3\n", CHISO_AUDIT_ALL_EQUAL,
         CHISO_CAUSE_UNKNOWN, "criterion 1: all units have the same points"},
        {"two are no reason", "code,title,max\n1,,5\n", "unit,1\na,3\nb,3\n", CHISO_AUDIT_NONE,
         CHISO_CAUSE_UNKNOWN, ""},
        {"half of it", "code,title,max\n1,,5\n2,,5\n", "unit,1,2\na,3,\nb,4,1\n",
         CHISO_AUDIT_COVERAGE, CHISO_CAUSE_UNKNOWN, "unit a: 50 % of what applies to it is scored"},
        {"applies to none", "code,title,max\n1,,5\n2,,5\n", "unit,1,2\na,3,-\nb,4,-\n",
         CHISO_AUDIT_UNSCORED, CHISO_CAUSE_UNKNOWN, "criterion 2 applies to none of the 2 units"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        expect_one(cases[i].name, audit_board(cases[i].criteria, cases[i].points), cases[i].code,
                   cases[i].cause, cases[i].message);
    }
}

Test(audit, a_leaf_that_nobody_is_scored_on_is_a_warning)
{
    chiso_audit *audit = audit_board("code,title,max\n1,,5\n2,,5\n", "unit,1,2\na,3,\nb,4,-\n");

    cr_assert(chiso_audit_count(audit) == 2);
    cr_expect(chiso_audit_finding(audit, 0)->code == CHISO_AUDIT_UNSCORED &&
              chiso_audit_finding(audit, 0)->node == 2);
    cr_expect_str_eq(chiso_audit_finding(audit, 0)->message,
                     "criterion 2 is scored for none of the 2 units");
    cr_expect(chiso_audit_count_of(audit, CHISO_SEVERITY_WARNING) == 1 &&
              chiso_audit_count_of(audit, CHISO_SEVERITY_NOTE) == 1);
    cr_expect(chiso_audit_finding(audit, 1)->unit == 0 &&
              chiso_audit_finding(audit, 1)->found == decimal("50"));
    cr_expect(chiso_audit_finding(audit, 2) == NULL);
    chiso_audit_free(audit);
}

Test(audit, a_leaf_that_nobody_is_scored_on_may_stand_above_others)
{
    static const char *const criteria[] = {
        "code,title,max\nx,,10\nx1,,4\nx2,,6\ny,,1\n", "code,title,max\nx,,10\nx1,,10\ny,,1\n",
        "code,title,max\nx,,10\nx1,,4\nx2,,5\nx3,,2\ny,,1\n", "code,title,max\ny,,1\nx,,5\n"};

    for (size_t i = 0; i < COUNT(criteria); i++) {
        chiso_audit *audit = audit_board(criteria[i], "unit,y\na,1\nb,0\n");
        const chiso_finding *finding = chiso_audit_finding(audit, 1);

        cr_expect_eq(chiso_audit_finding(audit, 0)->code, CHISO_AUDIT_UNSCORED);
        cr_expect_eq(finding->code == CHISO_AUDIT_OUTLINE, i == 0, "case %zu", i);
        if (i == 0) {
            cr_expect_str_eq(
                finding->message,
                "criterion x is scored for no unit, and its max of 10 is that of x1 to "
                "x2: if they are below it, read the file with a mapping that says "
                "outline,yes");
            cr_expect_eq(finding->severity, CHISO_SEVERITY_NOTE);
        }
        chiso_audit_free(audit);
    }
}

Test(audit, each_cause_of_a_printed_figure_is_told)
{
    static const struct {
        const char *text; /* a table */
        chiso_audit_code code;
        chiso_cause cause;
        const char *message;
    } cases[] = {
        {"what,achieved,max,percent\nx,17.24,19,90.74\n", CHISO_AUDIT_NONE, CHISO_CAUSE_UNKNOWN,
         ""},
        {"what,achieved,max,percent\nProcedures,23.56,29,90.62\n", CHISO_AUDIT_RATIO,
         CHISO_CAUSE_OTHER_MAX,
         "Procedures: 23.56 of 29 is 81.24 %, not 90.62 %: a max of 26 fits"},
        {"what;achieved;max;percent\nPAPI;40,62;80;50,77%\n", CHISO_AUDIT_RATIO,
         CHISO_CAUSE_TRUNCATED,
         "PAPI: 40.62 of 80 is 50.78 %, not 50.77 %: digits were cut off instead of rounded (or "
         "the half was rounded down)"},
        {"what,achieved,max,percent\na,17.24,19,90.74\nPAPI,40.62,80,50.77\n", CHISO_AUDIT_RATIO,
         CHISO_CAUSE_HALF_DOWN,
         "PAPI: 40.62 of 80 is 50.78 %, not 50.77 %: the half was rounded down, as binary floating "
         "point may do"},
        {"what,achieved,max,percent\nx,17.24,19,90.47\n", CHISO_AUDIT_RATIO,
         CHISO_CAUSE_DIGITS_SWAPPED,
         "x: 17.24 of 19 is 90.74 %, not 90.47 %: two digits are swapped"},
        {"what,achieved,max,percent\nx,17.24,19,90.14\n", CHISO_AUDIT_RATIO, CHISO_CAUSE_DIGIT,
         "x: 17.24 of 19 is 90.74 %, not 90.14 %: one digit is wrong"},
        {"what,achieved,max,percent\nx,17.24,19,9.07\n", CHISO_AUDIT_RATIO,
         CHISO_CAUSE_DECIMAL_MARK,
         "x: 17.24 of 19 is 90.74 %, not 9.07 %: the decimal mark slipped by one place"},
        {"what,achieved,max,percent\nx,17.24,19,12.39\n", CHISO_AUDIT_RATIO, CHISO_CAUSE_UNKNOWN,
         "x: 17.24 of 19 is 90.74 %, not 12.39 %"},
        {"what,achieved,previous,change\nx,17.24,14.77,2.47\n", CHISO_AUDIT_NONE,
         CHISO_CAUSE_UNKNOWN, ""},
        {"what,achieved,previous,change\nx,0.4736,0.2848,66.29%\n", CHISO_AUDIT_NONE,
         CHISO_CAUSE_UNKNOWN, ""},
        {"what,achieved,previous,change\nx,23.56,25.27,1.71\n", CHISO_AUDIT_DIFFERENCE,
         CHISO_CAUSE_SIGN,
         "x: from 25.27 to 23.56 the change is -1.71, not 1.71: the sign is the other way round"},
        {"what,percent,previous,change\nx,38.8,37.223,1.557\n", CHISO_AUDIT_DIFFERENCE,
         CHISO_CAUSE_DIGIT,
         "x: from 37.223 to 38.8 the change is 1.577, not 1.557: one digit is wrong"},
        {"what,percent,previous,change\nx,86.89,88.54,-1.66\n", CHISO_AUDIT_DIFFERENCE,
         CHISO_CAUSE_ROUNDED_PARTS,
         "x: from 88.54 to 86.89 the change is -1.65, not -1.66: it may come from figures before "
         "they were rounded"},
        {"what,achieved,max,percent,previous,change\nx,17.24,19,90.74,77.74,12.99\n",
         CHISO_AUDIT_NONE, CHISO_CAUSE_UNKNOWN, ""},
        {"what,rank,previous_rank,rank_change\nx,39,28,-11\n", CHISO_AUDIT_NONE,
         CHISO_CAUSE_UNKNOWN, ""},
        {"what,rank,previous_rank,rank_change\nx,39,28,11\n", CHISO_AUDIT_RANK_CHANGE,
         CHISO_CAUSE_SIGN,
         "x: from rank 28 to rank 39 the change is -11, not 11: the sign is the other way round, "
         "going up is positive"},
        {"what,rank,out_of\nx,64,63\n", CHISO_AUDIT_RANK, CHISO_CAUSE_UNKNOWN,
         "x: rank 64 is out of 63 only"},
        {"what,rank,out_of\nx,0,63\n", CHISO_AUDIT_RANK, CHISO_CAUSE_UNKNOWN,
         "x: rank 0 is below 1"},
        {"what,achieved\na,54.2\nb,31.59\nTotal,85.78\n", CHISO_AUDIT_SUM,
         CHISO_CAUSE_ROUNDED_PARTS,
         "Total: the parts add up to 85.79, not 85.78: it may come from figures before they were "
         "rounded"},
        {"what,achieved\n1,54.2\n1.1,50\n1.2,4.2\n2,31.59\nTổng cộng,85.79\n", CHISO_AUDIT_NONE,
         CHISO_CAUSE_UNKNOWN, ""},
        {"what,percent\na,74.85\nb,76.72\nc,84.31\nd,91.14\nmean,81.76\n", CHISO_AUDIT_NONE,
         CHISO_CAUSE_UNKNOWN, ""},
        {"what,percent\na,74.85\nb,76.72\nc,84.31\nd,91.14\nmean,81.67\n", CHISO_AUDIT_MEAN,
         CHISO_CAUSE_DIGITS_SWAPPED, "mean: the mean is 81.76, not 81.67: two digits are swapped"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        expect_one(cases[i].text, audit_table(cases[i].text), cases[i].code, cases[i].cause,
                   cases[i].message);
    }
}

Test(audit, a_table_that_cuts_off_everywhere_is_taken_to_do_so)
{
    const char text[] =
        "what,achieved,max,percent\na,2,3,66.66\nb,1,6,16.66\nc,5,6,83.33\nd,7,9,77.77\n";
    chiso_audit_options options = CHISO_AUDIT_OPTIONS_INIT;
    chiso_audit *audit = audit_table(text);

    cr_expect(chiso_audit_count(audit) == 0, "%u", (unsigned)chiso_audit_count(audit));
    chiso_audit_free(audit);
    options.rounding_is_known = true;
    cr_assert_eq(chiso_audit_read_csv(text, strlen(text), &options, NULL, &audit, NULL), CHISO_OK);
    cr_expect(chiso_audit_count(audit) == 3 && chiso_audit_finding(audit, 2)->line == 5, "%u",
              (unsigned)chiso_audit_count(audit));
    chiso_audit_free(audit);
    options.rounding = CHISO_ROUND_DOWN;
    cr_assert_eq(chiso_audit_read_csv(text, strlen(text), &options, NULL, &audit, NULL), CHISO_OK);
    cr_expect(chiso_audit_count(audit) == 0);
    chiso_audit_free(audit);
}

Test(audit, tables_that_cannot_be_read_are_refused_by_name)
{
    static const struct {
        const char *text;
        chiso_status status;
        uint32_t line, column;
        const char *names;
    } cases[] = {
        {"", CHISO_E_EMPTY, 0, 0, "what"},
        {"what,percent\n", CHISO_E_EMPTY, 0, 0, "row"},
        {"percent\n1\n", CHISO_E_COLUMN, 1, 1, "what"},
        {"what,score\nx,1\n", CHISO_E_COLUMN, 1, 6, "score"},
        {"what,percent\nx,12a\n", CHISO_E_NUMBER, 2, 3, "12a"},
        {"what,percent\nx,%\n", CHISO_E_NUMBER, 2, 3, ""},
        {"what,percent\nx,1.1234567\n", CHISO_E_RANGE, 2, 3, "six"},
        {"what,percent\nx,99999999999999\n", CHISO_E_RANGE, 2, 3, "99999999999999"},
    };
    chiso_audit_options options = CHISO_AUDIT_OPTIONS_INIT;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_audit *audit = (chiso_audit *)&error;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const chiso_status status =
            chiso_audit_read_csv(cases[i].text, strlen(cases[i].text), NULL, NULL, &audit, &error);

        cr_expect(status == cases[i].status && audit == NULL, "%s: %s", cases[i].text,
                  chiso_status_name(status));
        cr_expect(error.line == cases[i].line && error.column == cases[i].column,
                  "%s: %" PRIu32 ":%" PRIu32, cases[i].text, error.line, error.column);
        cr_expect(support_names(error.message, cases[i].names), "%s: %s", cases[i].text,
                  error.message);
    }
    options.rounding = (chiso_rounding)9;
    cr_expect(chiso_audit_read_csv("what\nx\n", 7, &options, NULL, &audit, &error) ==
              CHISO_E_RANGE);
    cr_expect(chiso_audit_read_csv(NULL, 0, NULL, NULL, &audit, &error) == CHISO_E_NULL);
    cr_expect(chiso_audit_read_csv("what\nx\n", 7, NULL, NULL, NULL, &error) == CHISO_E_NULL);
    cr_expect(chiso_audit_read_csv_file("no/such/file.csv", NULL, NULL, &audit, &error) ==
                  CHISO_E_FILE &&
              audit == NULL);
    cr_expect(chiso_audit_new_for_tree(NULL, NULL, &audit, &error) == CHISO_E_NULL);
    cr_expect(chiso_audit_new_for_board(NULL, NULL, &audit, &error) == CHISO_E_NULL);
    chiso_audit_free(NULL);
    cr_expect(chiso_audit_count(NULL) == 0 &&
              chiso_audit_count_of(NULL, CHISO_SEVERITY_NOTE) == 0 &&
              chiso_audit_finding(NULL, 0) == NULL);
}

Test(audit, what_is_not_ready_is_refused)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_audit *audit = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tree_new(NULL, NULL, &tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, "1", NULL, "5", NULL, NULL), CHISO_OK);
    cr_expect(chiso_audit_new_for_tree(tree, NULL, &audit, &error) == CHISO_E_STATE &&
              audit == NULL);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_expect(chiso_audit_new_for_board(board, NULL, &audit, &error) == CHISO_E_STATE &&
              audit == NULL);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(audit, single_figures_are_checked_within_their_range)
{
    const chiso_printed one = {decimal("1"), 0};
    const chiso_printed none = {0, 0};
    const chiso_printed broken = {decimal("1.25"), 1};
    const chiso_printed huge = {CHISO_DECIMAL_MAX, 0};
    const chiso_printed many[] = {huge, huge};
    const chiso_decimal weights[] = {CHISO_DECIMAL_MAX, CHISO_DECIMAL_MAX};
    const int32_t decimals[] = {-1, 7, 8, INT32_MAX, INT32_MIN};
    chiso_finding finding = {.line = 77};
    chiso_printed read = none;

    cr_expect(chiso_audit_ratio(one, none, one, CHISO_ROUND_HALF_UP, &finding) == CHISO_E_RANGE);
    cr_expect(chiso_audit_ratio(broken, one, one, CHISO_ROUND_HALF_UP, &finding) == CHISO_E_RANGE);
    cr_expect(chiso_audit_ratio(one, one, one, (chiso_rounding)9, &finding) == CHISO_E_RANGE);
    cr_expect(chiso_audit_ratio(huge, (chiso_printed){1, 6}, one, CHISO_ROUND_HALF_UP, &finding) ==
              CHISO_E_RANGE);
    cr_expect(chiso_audit_ratio(one, one, one, CHISO_ROUND_HALF_UP, NULL) == CHISO_E_NULL);
    cr_expect(chiso_audit_growth(one, none, one, CHISO_ROUND_HALF_UP, &finding) == CHISO_E_RANGE);
    cr_expect(chiso_audit_sum(many, 2, one, CHISO_ROUND_HALF_UP, &finding) == CHISO_E_RANGE);
    cr_expect(chiso_audit_weighted(many, weights, 2, one, CHISO_ROUND_HALF_UP, &finding) ==
              CHISO_E_RANGE);
    cr_expect(chiso_audit_sum(many, 0, one, CHISO_ROUND_HALF_UP, &finding) == CHISO_E_EMPTY);
    cr_expect(chiso_audit_sum(NULL, 1, one, CHISO_ROUND_HALF_UP, &finding) == CHISO_E_NULL);
    cr_expect(chiso_audit_weighted(many, NULL, 2, one, CHISO_ROUND_HALF_UP, &finding) ==
              CHISO_E_NULL);
    for (size_t i = 0; i < sizeof(decimals) / sizeof(decimals[0]); i++) {
        const chiso_printed parts[] = {one, {decimal("1"), decimals[i]}};

        cr_expect(chiso_audit_sum(parts, 2, one, CHISO_ROUND_HALF_UP, &finding) == CHISO_E_RANGE);
        cr_expect(chiso_audit_mean(parts, 2, one, CHISO_ROUND_HALF_UP, &finding) == CHISO_E_RANGE);
        cr_expect(chiso_audit_weighted(parts, weights, 2, one, CHISO_ROUND_HALF_UP, &finding) ==
                  CHISO_E_RANGE);
        cr_expect(chiso_audit_sum(&one, 1, parts[1], CHISO_ROUND_HALF_UP, &finding) ==
                  CHISO_E_RANGE);
    }
    cr_expect(finding.line == 77, "a finding was told by a call that failed");
    cr_expect(chiso_audit_mean(many, 2, huge, CHISO_ROUND_HALF_UP, &finding) == CHISO_OK &&
              finding.code == CHISO_AUDIT_NONE);
    cr_expect(chiso_printed_parse("87.80", '.', &read) == CHISO_OK &&
              read.value == decimal("87.8") && read.decimals == 2);
    cr_expect(chiso_printed_parse("-5", '.', &read) == CHISO_OK && read.value == decimal("-5") &&
              read.decimals == 0);
    cr_expect(chiso_printed_parse("1,1234567", ',', &read) == CHISO_E_RANGE &&
              chiso_printed_parse("x", '.', &read) == CHISO_E_NUMBER);
    cr_expect(chiso_printed_parse(NULL, '.', &read) == CHISO_E_NULL);
}

/* Doubts about the files stand behind the findings, but for those that say the same. */
Test(audit, takes_doubts_of_files_among_the_findings)
{
    static const char criteria[] = "code,title,max,rule\n1,A,10,\n2,B,10,rate\n3,C,9,\n4,D,9,\n";
    static const char points[] =
        "unit,1,2,4\na,3,150%,1\nb,3,20%,2\nc,3,20%,3\nA,3,20%,4\ntotal,3,20%,5\n";
    chiso_tree *tree = support_tree(criteria);
    chiso_tree *other = support_tree(criteria);
    chiso_board *board = NULL;
    chiso_intake *intake = NULL;
    chiso_audit *audit = NULL;
    uint32_t before = 0;

    cr_assert_eq(chiso_intake_new(0, NULL, &intake, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_board(intake, "p.csv", points, strlen(points), board, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_audit_new_for_board(board, NULL, &audit, NULL), CHISO_OK);
    before = chiso_audit_count(audit);
    cr_expect_eq(chiso_intake_count(intake), 5);
    cr_assert_eq(chiso_audit_add_doubts(audit, intake, tree, board, NULL), CHISO_OK);
    /* The rate, the column of one value and the criterion that nobody has were found already. */
    cr_assert_eq(chiso_audit_count(audit), before + 2);
    for (uint32_t i = 0; i < 2; i++) {
        const chiso_finding *finding = chiso_audit_finding(audit, before + i);

        cr_expect(finding->code == CHISO_AUDIT_DOUBT &&
                  finding->severity == CHISO_SEVERITY_WARNING && finding->line == 5 + i &&
                  finding->column == 1 && finding->unit == 3 + i &&
                  finding->node == CHISO_NO_NODE && finding->message_vi[0] != '\0');
        cr_expect_eq(finding->doubt, i == 0 ? CHISO_DOUBT_ALIKE_CODES : CHISO_DOUBT_SUMMARY_ROW);
    }
    cr_expect(chiso_audit_add_doubts(audit, intake, other, board, NULL) == CHISO_E_SHAPE &&
              chiso_audit_add_doubts(NULL, intake, tree, board, NULL) == CHISO_E_NULL &&
              chiso_audit_add_doubts(audit, NULL, tree, board, NULL) == CHISO_E_NULL &&
              chiso_audit_add_doubts(audit, intake, NULL, board, NULL) == CHISO_E_NULL &&
              chiso_audit_count(audit) == before + 2);
    chiso_audit_free(audit);
    /* An audit of the tree looks at no cell, so that each doubt is news. */
    cr_assert_eq(chiso_audit_new_for_tree(tree, NULL, &audit, NULL), CHISO_OK);
    before = chiso_audit_count(audit);
    cr_assert_eq(chiso_audit_add_doubts(audit, intake, tree, NULL, NULL), CHISO_OK);
    cr_expect_eq(chiso_audit_count(audit), before + 5);
    chiso_audit_free(audit);
    chiso_intake_free(intake);
    chiso_board_free(board);
    chiso_tree_free(tree);
    chiso_tree_free(other);
}

/* Steps that never do anything, and limits that are printed as another figure. */
Test(audit, steps_that_never_bite_are_noted)
{
    static const struct {
        const char *criteria;
        chiso_audit_code code;
        const char *node;
        const char *says;
    } cases[] = {
        {"code,title,max,combine\n1,,,sum keep highest 2\n1.1,,10,\n1.2,,10,\n",
         CHISO_AUDIT_STEP_IDLE, "1", "keeps 2 of 2"},
        {"code,title,max,combine\n1,,,sum drop lowest 1\n1.1,,10,\n1.2,,80,\n",
         CHISO_AUDIT_DROP_UNEQUAL, "1", "cost some"},
        {"code,title,max,weight,combine\n1,,9,,mean drop lowest 1\n1.1,,10,1,\n1.2,,10,8,\n",
         CHISO_AUDIT_DROP_UNEQUAL, "1", "cost some"},
        {"code,title,max,needs\n1,,10,50%\n2,,10,\n", CHISO_AUDIT_STEP_IDLE, "1", "needs"},
        {"code,title,max,needs\n1,,,0%\n1.1,,10,\n1.2,,10,\n", CHISO_AUDIT_STEP_IDLE, "1", "0 %"},
        {"code,title,max,min\n1,,,0\n1.1,,10,\n1.2,,10,\n", CHISO_AUDIT_STEP_IDLE, "1", "floor"},
        {"code,title,max,gate\n1,,10,below 0%: parent at most 50%\n2,,10,\n", CHISO_AUDIT_STEP_IDLE,
         "1", "never hold"},
        {"code,title,max,gate\n1,,10,above 100%: parent at most 50%\n2,,10,\n",
         CHISO_AUDIT_STEP_IDLE, "1", "never hold"},
        {"code,title,max,min,kind,gate\n1,,10,5,,\n1.1,,10,,,below 50%: parent at most "
         "30%\n1.2,,0,-9,bonus,\n",
         CHISO_AUDIT_STEP_IDLE, "1.1", "below its floor 5"},
        {"code,title,max,gate,options\n.,,,,digits=1\n1,,10,below 50%: parent at most "
         "79.99%,\n2,,10,,\n",
         CHISO_AUDIT_LIMIT_DIGITS, "1", "79.99 %, which is published as 80 %"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        chiso_tree *tree = support_tree(cases[i].criteria);
        chiso_audit *audit = NULL;
        const chiso_finding *finding = NULL;

        cr_assert_eq(chiso_audit_new_for_tree(tree, NULL, &audit, NULL), CHISO_OK);
        cr_assert(chiso_audit_count(audit) == 1, "case %zu: %u findings", i,
                  (unsigned)chiso_audit_count(audit));
        finding = chiso_audit_finding(audit, 0);
        cr_expect(
            finding->code == cases[i].code && finding->node == support_node(tree, cases[i].node) &&
                strstr(finding->message, cases[i].says) != NULL && finding->message_vi[0] != '\0',
            "case %zu: %s", i, finding->message);
        chiso_audit_free(audit);
        chiso_tree_free(tree);
    }
}

Test(audit, steps_that_bite_are_not_noted)
{
    chiso_tree *tree = support_tree(
        "code,title,max,min,combine,kind,needs,gate\n1,,,0,sum drop lowest 1,,50%,below 50%: "
        "parent "
        "at most 79.99%\n1.1,,10,,,,,\n1.2,,10,,,,,\n1.3,,0,-5,,bonus,,\n2,,10,,,,,\n");
    chiso_audit *audit = NULL;

    cr_assert_eq(chiso_audit_new_for_tree(tree, NULL, &audit, NULL), CHISO_OK);
    cr_expect_eq(chiso_audit_count(audit), 0);
    chiso_audit_free(audit);
    chiso_tree_free(tree);
}
