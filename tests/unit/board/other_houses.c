/* Mistakes in what rules of other houses are written in, told with place, criterion and a way out.
 */
#include "support.h"

#include <chiso/band.h>
#include <chiso/intake.h>
#include <chiso/note.h>
#include <chiso/report.h>
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A file that is refused, and what must be said of it in both languages. */
struct refusal {
    const char *text;
    uint32_t line;
    uint32_t column;
    const char *criterion;
    const char *said;
    const char *said_vi;
};

static void expect_refusal(const struct refusal *refusal, const chiso_error *error)
{
    cr_expect(error->line == refusal->line && error->column == refusal->column, "%s: %u:%u %s",
              refusal->text, (unsigned)error->line, (unsigned)error->column, error->message);
    cr_expect_str_eq(error->criterion, refusal->criterion, "%s: %s", refusal->text, error->message);
    cr_expect_not_null(strstr(error->message, refusal->said), "%s: %s", refusal->text,
                       error->message);
    cr_expect_not_null(strstr(error->message_vi, refusal->said_vi), "%s: %s", refusal->text,
                       error->message_vi);
}

static void expect_criteria_refused(const struct refusal *refusals, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *text = refusals[i].text;
        chiso_tree *tree = NULL;
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect_neq(chiso_tree_read_csv(text, strlen(text), NULL, &tree, &error), CHISO_OK, "%s",
                      text);
        expect_refusal(&refusals[i], &error);
        chiso_tree_free(tree);
    }
}

static void expect_points_refused(const char *criteria, const struct refusal *refusals,
                                  size_t count)
{
    chiso_tree *tree = support_tree(criteria);

    for (size_t i = 0; i < count; i++) {
        const char *text = refusals[i].text;
        chiso_board *board = NULL;
        chiso_error error = CHISO_ERROR_INIT;
        chiso_status status = CHISO_OK;

        cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
        status = chiso_board_read_csv(board, text, strlen(text), &error);
        if (status == CHISO_OK) {
            status = chiso_board_score(board, &error);
        }
        cr_expect_neq(status, CHISO_OK, "%s", text);
        expect_refusal(&refusals[i], &error);
        chiso_board_free(board);
    }
    chiso_tree_free(tree);
}

Test(other_houses, a_mistyped_word_of_a_rule_is_asked_for)
{
    static const struct refusal refusals[] = {
        {"code,title,max,rule\n1,,5,treatt winsor 2 | minmax\n", 2, 6, "1", "did you mean treat?",
         "có phải là treat?"},
        {"code,title,max,rule\n1,,5,treat winsr 2 | minmax\n", 2, 12, "1", "did you mean winsor?",
         "có phải là winsor?"},
        {"code,title,max,rule\n1,,5,treat winsor | minmax\n", 2, 19, "1", "as in winsor 2",
         "như winsor 2"},
        {"code,title,max,rule\n1,,5,treat iqr | minmax\n", 2, 16, "1", "as in iqr 1.5",
         "như iqr 1.5"},
        {"code,title,max,rule\n1,,5,over POP | minmax\n", 2, 11, "1", "over column POPULATION",
         "over column"},
        {"code,title,max,rule\n1,,5,over column | minmax\n", 2, 18, "1",
         "the name of a column of the points file", "tên một cột của tệp điểm"},
        {"code,title,max,rule\n1,,5,imput mean | minmax\n", 2, 6, "1", "did you mean impute?",
         "có phải là impute?"},
        {"code,title,max,rule\n1,,5,minmax | treat log\n", 2, 13, "1", "stands before it",
         "đứng trước quy tắc"},
        {"code,title,max,rule\n1,,5,rate percnt\n", 2, 11, "1", "did you mean percent?",
         "có phải là percent?"},
        {"code,title,max,rule\n1,,5,percent from 80%\n", 2, 6, "1", "rate before it",
         "rate đứng trước"},
        {"code,title,max,rule\n1,,5,rate from 80% percent\n", 2, 20, "1", "percent or share first",
         "percent hoặc share trước"},
        {"code,title,max,rule\n1,,5,minmax dwn\n", 2, 13, "1", "did you mean down?",
         "có phải là down?"},
        {"code,title,max,rule\n1,,5,survey 0 0 -\n", 2, 17, "1", "at least one weight above 1",
         "ít nhất một trọng số lớn hơn 1"},
        {"code,title,max,rule\n1,,5,survey 100 x 0\n", 2, 17, "1", "a weight in percent",
         "trọng số phần trăm"},
        {"code,title,max,raters\n1,,5,trimed 1\n", 2, 6, "1", "did you mean trimmed?",
         "có phải là trimmed?"},
        {"code,title,max,raters\n1,,5,mean witin 20%\n", 2, 6, "1", "did you mean within?",
         "có phải là within?"},
        {"code,title,max,combine\n1,,,mean dropp lowest 1\n1.1,,5,\n1.2,,5,\n", 2, 5, "1",
         "did you mean drop?", "có phải là drop?"},
        {"code,title,max,combine\n1,,,mean scaled\n1.1,,5,\n", 2, 5, "1", "scaled after sum",
         "scaled sau sum"},
        {"code,title,max,combine\n1,,,maen\n1.1,,5,\n1.2,,5,\n", 2, 5, "1", "did you mean mean?",
         "có phải là mean?"},
    };

    expect_criteria_refused(refusals, COUNT(refusals));
}

Test(other_houses, a_gate_is_refused_where_it_goes_wrong)
{
    static const struct refusal refusals[] = {
        {"code,title,max,gate\n1,,5,bellow 5%: parent at most 5%\n", 2, 6, "1",
         "did you mean below?", "có phải là below?"},
        {"code,title,max,gate\n1,,5,below: parent at most 5%\n", 2, 11, "1", "expected a number",
         "cần một con số"},
        {"code,title,max,gate\n1,,5,below 5%: parents at most 5%\n", 2, 16, "1",
         "did you mean parent?", "có phải là parent?"},
        {"code,title,max,gate\n1,,5,below 5%: parent atmost 5%\n", 2, 23, "1",
         "did you mean at most?", "có phải là at most?"},
        {"code,title,max,gate\n1,,5,below 5%: parent at most bands B\n", 2, 31, "1",
         "did you mean band?", "có phải là band?"},
        {"code,title,max,gate\n1,,5,below 5%: parent at most 5%; abov 9%: parent at most 5%\n", 2,
         35, "1", "did you mean above?", "có phải là above?"},
        {"code,title,max,gate\n1,,5,\"below 5%: parent at most 5%\nabov 9%: parent at most 5%\"\n",
         3, 1, "1", "did you mean above?", "có phải là above?"},
    };

    expect_criteria_refused(refusals, COUNT(refusals));
}

Test(other_houses, what_the_tree_does_not_take_is_told_at_its_cell)
{
    static const struct refusal refusals[] = {
        {"code,title,max,gate\n.,,,below 5%: parent at most 5%\n1,,5,\n", 2, 5, "", "takes no gate",
         "không nhận gate"},
        {"code,title,max,raters\n.,,,mean\n1,,5,\n", 2, 5, "", "takes no raters",
         "không nhận raters"},
        {"code,title,max,gate\n1,,,\n1.1,,5,below 5%: parent at most band B\n", 3, 8, "1.1",
         "main criteria", "tiêu chí chính"},
        {"code,title,max,combine\n1,,,sum drop lowest 2\n1.1,,5,\n1.2,,5,\n", 2, 5, "1", "2 of 2",
         "2 trong 2"},
        {"code,title,max,combine\n1,,5,sum drop lowest 2\n", 2, 6, "1", "no combine",
         "không dùng combine"},
        {"code,title,max,kind,needs\n1,,5,bonus,50%\n2,,5,,\n", 2, 12, "1", "needs nothing",
         "không dùng needs"},
        {"code,title,max,raters\n1,,,mean\n1.1,,5,\n", 2, 5, "1", "no raters", "không dùng raters"},
        {"code,title,max,rule\n1,,,minmax\n1.1,,5,\n", 2, 5, "1", "no rule", "không dùng quy tắc"},
        {"code,title,max,min\n1,,,6\n1.1,,5,\n", 2, 5, "1", "above its max", "lớn hơn điểm tối đa"},
    };

    expect_criteria_refused(refusals, COUNT(refusals));
}

Test(other_houses, weights_of_a_block_are_refused_by_criterion)
{
    static const struct refusal refusals[] = {
        {"code,title,max,weight@a\n1,,5,1\n2,,5,x\n", 3, 6, "2", "weight@a: \"x\"",
         "weight@a: \"x\""},
        {"code,title,max,weight@a\n1,,5,-1\n", 2, 6, "1", "weight@a: -1", "weight@a: -1"},
        {"code,title,max,weight@a\n.,,,1\n1,,5,1\n", 2, 5, "", "takes no weight",
         "không nhận weight"},
        {"code,title,max,weight@\n1,,5,1\n", 1, 16, "", "as in weight@North", "như weight@Huyện"},
        {"code,title,max,wieght@a b\n1,,5,1\n", 1, 16, "", "did you mean \"weight@a b\"?",
         "có phải là \"weight@a b\"?"},
        {"code,title,max,weigth:a\n1,,5,1\n", 1, 16, "", "did you mean \"weight@a\"?",
         "có phải là \"weight@a\"?"},
        {"code,title,max,Trọng sô@a\n1,,5,1\n", 1, 16, "", "did you mean \"weight@a\"?",
         "có phải là \"weight@a\"?"},
        {"code,title,max,notess\n1,,5,1\n", 1, 16, "", "did you mean \"note\"?",
         "có phải là \"note\"?"},
        {"code,title,max,notes:evidence\n1,,5,1\n", 1, 16, "", "did you mean \"note:evidence\"?",
         "có phải là \"note:evidence\"?"},
        {"code,title,max,anything else\n1,,5,1\n", 1, 16, "", "weight@BLOCK", "weight@BLOCK"},
    };
    chiso_tree *tree = support_tree("code,title,max,Trọng số@a\n1,,5,1\n");

    cr_expect_str_eq(chiso_tree_weight_block(tree, 0), "a");
    chiso_tree_free(tree);
    expect_criteria_refused(refusals, COUNT(refusals));
}

Test(other_houses, headings_of_points_are_asked_for)
{
    static const struct refusal refusals[] = {
        {"unit,1,2,nte\nu,1,1,x\n", 1, 10, "", "did you mean \"note\"?", "có phải là \"note\"?"},
        {"unit,1,2,notes:why\nu,1,1,x\n", 1, 10, "", "did you mean \"note:why\"?",
         "có phải là \"note:why\"?"},
        {"unit,1,2,người cham\nu,1,1,x\n", 1, 10, "", "did you mean \"người chấm\"?",
         "có phải là \"người chấm\"?"},
        {"unit,1,2,something\nu,1,1,x\n", 1, 10, "", "rater, note, note:NAME",
         "rater, note, note:TÊN"},
        {"unit,1,2,note:3\nu,1,1,x\n", 1, 10, "3", "the nearest are 1, 2", "gần nhất là 1, 2"},
        {"unit,1,2,note:1.1:why\nu,1,1,x\n", 1, 10, "1.1", "no criterion \"1.1\"",
         "không có tiêu chí \"1.1\""},
        {"unit,criterion,value\nu,3,1\n", 2, 3, "3", "the nearest are 1, 2", "gần nhất là 1, 2"},
        {"unit;1;2;note\nu;1;1;late; by a day\n", 2, 13, "", "holds a ; of its own",
         "trong ô có dấu ;"},
    };

    expect_points_refused("code,title,max\n1,,5\n2,,5\n", refusals, COUNT(refusals));
}

Test(other_houses, a_unit_without_what_is_divided_by_is_told_where_it_stands)
{
    static const struct refusal refusals[] = {
        {"unit,1\na,-\nb,5\n", 3, 1, "1", "no number in column \"POP\"", "cột \"POP\""},
        {"name,unit,POP,1\nA,a,1,1\nB,b,,5\n", 3, 3, "1", "no number", "không có số"},
        {"unit,criterion,value\na,POP,2\na,1,5\nb,1,5\n", 4, 1, "1", "no number", "không có số"},
    };

    expect_points_refused("code,title,max,rule\n1,,5,over column POP | minmax\n", refusals,
                          COUNT(refusals));
}

Test(other_houses, words_for_what_does_not_apply_are_told_how_it_is_written)
{
    static const struct refusal refusals[] = {
        {"unit,1\nu,n.a.\n", 2, 3, "1", "write - where it does not apply", "ghi - nếu"},
        {"unit,1.1\nu,không áp dụng\n", 2, 3, "1.1", "write -", "ghi - nếu không áp dụng"},
        {"unit,2\nu,Not Applicable\n", 2, 3, "2", "write -", "ghi - nếu không áp dụng"},
        {"unit,3\nu,n.a\n", 2, 3, "3", "write -", "ghi - nếu không áp dụng"},
        {"unit,criterion,value,note\nu,1,KAD,x\n", 2, 5, "1", "write -", "ghi - nếu"},
        {"unit,1\nu,nothing\n", 2, 3, "1", "expected digits", "cần các chữ số"},
    };

    expect_points_refused("code,title,max,rule\n1,,,\n1.1,,5,\n2,,5,yesno\n3,,5,survey 100 0\n",
                          refusals, COUNT(refusals));
}

Test(other_houses, a_unit_that_is_in_two_blocks_is_told_with_both)
{
    static const struct refusal refusals[] = {
        {"unit,block,criterion,value\nu,x,1,1\nu,y,2,1\n", 3, 3, "", "\"y\" here and \"x\"",
         "là \"y\", ở dòng trước là \"x\""},
        {"unit,name,criterion,value\nu,A,1,1\nu,B,2,1\n", 3, 3, "", "\"B\" here and \"A\"",
         "là \"B\", ở dòng trước là \"A\""},
        {"unit,ranked,criterion,value\nu,no,1,1\nu,yes,2,1\n", 3, 3, "", "\"yes\" here and \"no\"",
         "là \"yes\", ở dòng trước là \"no\""},
    };

    expect_points_refused("code,title,max\n1,,5\n2,,5\n", refusals, COUNT(refusals));
}

Test(other_houses, results_beside_what_applies_are_told_where_they_stand)
{
    static const struct refusal refusals[] = {
        {"unit,1,1.1,1.2,2,note\na,,5,5,9,\nb,15,5,-,9,why\n", 3, 3, "1",
         "15 is above the max of 10", "15 vượt quá điểm tối đa 10"},
        {"unit,criterion,value,note\na,1.1,5,\na,1.2,-,\na,1,15,why\n", 4, 5, "1",
         "15 is above the max of 10", "15 vượt quá điểm tối đa 10"},
        {"unit,criterion,rater,value,note\na,1,An,5,x\na,1,Ba,6,y\n", 2, 5, "1",
         "set once for all raters", "chỉ đặt một lần"},
    };

    expect_points_refused("code,title,max\n1,,20\n1.1,,10\n1.2,,10\n2,,20\n", refusals,
                          COUNT(refusals));
}

Test(other_houses, a_band_that_a_gate_names_is_told_where_it_stands)
{
    static const char criteria[] =
        "code,title,max,gate\n1,,5,above 90%: parent at most 95%; below 50%: parent at most band "
        "Goood\n2,,5,\n";
    static const char rows[] = "band,from\nGood,80\nFair,50\nPoor,0\n";
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = support_scored(tree, "unit,1,2\na,1,2\n");
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = NULL;
    chiso_bands *bands = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso_report_new(board, NULL, &report, &error), CHISO_E_SHAPE);
    cr_expect(error.line == 2 && error.column == 68, "%u:%u", (unsigned)error.line,
              (unsigned)error.column);
    cr_assert_eq(chiso_bands_read_csv(rows, strlen(rows), NULL, &bands, &error), CHISO_OK);
    options.bands = bands;
    cr_expect_eq(chiso_report_new(board, &options, &report, &error), CHISO_E_SHAPE);
    cr_expect(error.line == 2 && error.column == 68, "%u:%u", (unsigned)error.line,
              (unsigned)error.column);
    cr_expect_str_eq(error.criterion, "1");
    cr_expect_not_null(strstr(error.message, "did you mean \"Good\"? expected one of \"Good\", "
                                             "\"Fair\""),
                       "%s", error.message);
    cr_expect_not_null(strstr(error.message_vi, "có phải là \"Good\"?"), "%s", error.message_vi);
    chiso_bands_free(bands);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(other_houses, a_name_of_notes_that_is_a_number_is_written_as_one)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,5\n2,,5\n");
    chiso_board *board = support_board(tree, "unit,1,2,note:.: 3\na,1,2,third\n");
    chiso_board *again = NULL;
    char *text = NULL;

    cr_expect_str_eq(chiso_board_note(board, 0, CHISO_ROOT, "3"), "third");
    text = support_board_csv(board);
    again = support_board(tree, text);
    cr_expect_str_eq(chiso_board_note(again, 0, CHISO_ROOT, "3"), "third", "%s", text);
    free(text);
    chiso_board_free(again);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(other_houses, notes_of_several_raters_are_kept_with_their_names)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,10\n2,,10\n");
    chiso_board *board = support_board(tree, "unit,criterion,rater,value,note,note:why\n"
                                             "a,1,An,5,late,\na,1,Ba,6,good,x\na,1,,7,so so,\n"
                                             "a,2,An,5,once,\na,2,Ba,5,once,\n");
    const chiso_node first = support_node(tree, "1");
    chiso_board *again = NULL;
    char *text = NULL;
    char *other = NULL;

    cr_expect_str_eq(chiso_board_note(board, 0, first, NULL), "An: late; Ba: good; so so");
    cr_expect_str_eq(chiso_board_note(board, 0, first, "why"), "x");
    cr_expect_str_eq(chiso_board_note(board, 0, support_node(tree, "2"), NULL), "once");
    text = support_board_csv(board);
    again = support_board(tree, text);
    other = support_board_csv(again);
    cr_expect_str_eq(text, other);
    free(text);
    free(other);
    chiso_board_free(again);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Files, and where the only doubt of a kind stands in them, or line 0 where there is none. */
struct doubted {
    const char *criteria;
    const char *points;
    chiso_doubt doubt;
    uint32_t line;
    uint32_t column;
    const char *said;
};

static void expect_doubt(const struct doubted *doubted)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_intake *intake = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    uint32_t found = 0;

    cr_assert_eq(chiso_intake_new(20, NULL, &intake, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_tree(intake, "c.csv", doubted->criteria, strlen(doubted->criteria),
                                   NULL, &tree, &error),
                 CHISO_OK, "%s: %s", doubted->criteria, error.message);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_board(intake, "p.csv", doubted->points, strlen(doubted->points),
                                    board, &error),
                 CHISO_OK, "%s: %s", doubted->points, error.message);
    for (uint32_t i = 0; i < chiso_intake_count(intake); i++) {
        chiso_remark remark;

        cr_assert_eq(chiso_intake_at(intake, i, &remark), CHISO_OK);
        if (remark.doubt == doubted->doubt) {
            found++;
            cr_expect(remark.line == doubted->line && remark.column == doubted->column,
                      "%s: %u:%u %s", doubted->criteria, (unsigned)remark.line,
                      (unsigned)remark.column, remark.message);
            cr_expect_not_null(strstr(remark.message, doubted->said), "%s: %s", doubted->criteria,
                               remark.message);
        }
    }
    cr_expect_eq(found, doubted->line == 0 ? 0u : 1u, "%s%s: %u", doubted->criteria,
                 doubted->points, (unsigned)found);
    chiso_intake_free(intake);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(other_houses, gates_and_shares_are_doubted)
{
    static const char two[] = "unit,1,2\na,1,2\nb,3,2\n";
    static const struct doubted cases[] = {
        {"code,title,max,gate\n1,,10,below 12: parent at most 50%\n2,,5,\n", two,
         CHISO_DOUBT_GATE_BOUND, 2, 7, "always holds, since the criterion has 0 to 10;"},
        {"code,title,max,gate\n1,,10,below 5: parent at most 50%; above 120%: parent at most "
         "5%\n2,,5,\n",
         two, CHISO_DOUBT_GATE_BOUND, 2, 36, "never holds, since the criterion has 0 to 100 %"},
        {"code,title,max,min,gate\n1,,10,-5,below -6: parent at most 50%\n2,,5,,\n", two,
         CHISO_DOUBT_GATE_BOUND, 2, 10, "never holds"},
        {"code,title,max,min,gate\n1,,10,-5,below -4: parent at most 50%\n2,,5,,\n", two,
         CHISO_DOUBT_GATE_BOUND, 0, 0, ""},
        {"code,title,max,rule,gate\n1,,10,range 0..100,below 50: parent at most 50%\n2,,5,,\n", two,
         CHISO_DOUBT_GATE_BOUND, 0, 0, ""},
        {"code,title,max,gate\n1,,10,below 10: parent at most 50%\n2,,5,\n", two,
         CHISO_DOUBT_GATE_BOUND, 0, 0, ""},
        {"code,title,max,gate\n1,,10,below 50%: parent at most 79.999%\n2,,5,\n", two,
         CHISO_DOUBT_LIMIT_DIGITS, 2, 7, "published as 80 %: write a limit of 2 decimals"},
        {"code,title,max,gate,options\n.,,,,digits=1\n1,,10,below 50%: parent at most "
         "79.9%,\n2,,5,,\n",
         two, CHISO_DOUBT_LIMIT_DIGITS, 0, 0, ""},
        {"code,title,max,rule\n1,,10,rate percent\n2,,5,\n", "unit,1,2\na,0,2\nb,0.5,2\nc,1,3\n",
         CHISO_DOUBT_SHARES, 3, 3, "write rate share in place of rate percent"},
        {"code,title,max,rule\n1,,10,rate percent\n2,,5,\n", "unit,1,2\na,0.5,2\nb,1.5,2\n",
         CHISO_DOUBT_SHARES, 0, 0, ""},
        {"code,title,max,rule\n1,,10,rate percent\n2,,5,\n", "unit,1,2\na,0.5%,2\nb,1/200,2\n",
         CHISO_DOUBT_SHARES, 0, 0, ""},
        {"code,title,max,rule\n1,,10,rate percent\n2,,5,\n", "unit,1,2\na,0,2\nb,0,2\n",
         CHISO_DOUBT_SHARES, 0, 0, ""},
        {"code,title,max,rule\n1,,10,rate share\n2,,5,\n", "unit,1,2\na,0.5,2\nb,97.8,2\n",
         CHISO_DOUBT_RATE, 3, 3, "write rate percent in place of rate share"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        expect_doubt(&cases[i]);
    }
}
