/* What stands before a rule: a denominator, treatments, imputation. */
#include "support.h"

#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char CRITERIA[] =
    "code,title,max,rule,weight,combine\n.,,100,,,mean\n"
    "A,,100,over column Population | treat winsor 2 | impute median block | minmax down,1,\n"
    "B,,100,treat log | zscore 50 10,1,\nC,,100,treat iqr 1.5 | impute mean | range 0..100,2,\n"
    "D,,100,impute mean | points,1,\nE,,100,impute mean block | percentile,1,\n";
static const char POINTS[] = "unit,block,A,B,C,D,E,Population\nu1,n,10,1000,50,80,1,1000\n"
                             "u2,n,20,2000,40,,2,1500\nu3,n,,3000,,70,3,\n"
                             "u4,s,5,10000,60,60,,200\nu5,s,500,1500,55,90,5,100\n"
                             "u6,s,7,1700,45,-,6,300\nu7,s,8,1800,47,50,7,900\n"
                             "u8,n,9,1900,200,55,8,700\n";

static chiso_board *scored(const char *criteria, const char *points)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = support_scored(tree, points);

    chiso_tree_free(tree);
    return board;
}

static void expect_seen(const chiso_board *board, const char *unit, const char *code,
                        const char *seen)
{
    char text[CHISO_CELL_TEXT_SIZE] = "";
    const chiso_node leaf = support_node(chiso_board_tree(board), code);

    cr_assert(chiso_board_treated_text(board, support_unit(board, unit), leaf, text) == CHISO_OK);
    cr_expect_str_eq(text, seen, "%s, %s: %s", unit, code, text);
}

Test(treatments, a_value_goes_through_all_that_stands_before_its_rule)
{
    chiso_board *board = scored(CRITERIA, POINTS);

    expect_seen(board, "u1", "A", "0.01");
    expect_seen(board, "u2", "A", "0.013333333333333");
    /* 500 / 100 is moved to the next, 5 / 200. */
    expect_seen(board, "u5", "A", "0.025");
    expect_seen(board, "u4", "A", "0.025");
    /* Half way between 9/700, the second of three of its block, which is one: 1/100, 9/700, 2/150.
     */
    expect_seen(board, "u3", "A", "0.012857142857143");
    expect_seen(board, "u1", "B", "6.907755278982137");
    /* Quartiles 46 and 57.5 of seven: the fence is 57.5 + 1.5 x 11.5. */
    expect_seen(board, "u8", "C", "74.75");
    expect_seen(board, "u3", "C", "53.107142857142857");
    expect_seen(board, "u2", "D", "67.5");
    expect_seen(board, "u6", "D", "");
    expect_seen(board, "u4", "E", "6");
    cr_expect(support_result(board, "u4", "E").achieved == decimal("75"));
    cr_expect(support_result(board, "u8", "C").achieved == decimal("74.75"));
    cr_expect(support_result(board, "u5", "A").achieved == 0);
    chiso_board_free(board);
}

Test(treatments, an_imputed_cell_is_scored_but_not_for_coverage_state_and_bounds)
{
    chiso_board *board = scored(CRITERIA, POINTS);
    const chiso_tree *tree = chiso_board_tree(board);
    const chiso_result leaf = support_result(board, "u2", "D");
    const chiso_result root = support_result(board, "u2", "");

    cr_expect(leaf.state == CHISO_STATE_MISSING && leaf.achieved == decimal("67.5") &&
              leaf.coverage == 0 && leaf.lowest == 0 && leaf.highest == decimal("100"));
    cr_expect(root.state == CHISO_STATE_SCORED && root.coverage == decimal("83.33"));
    cr_expect(root.highest - root.lowest > decimal("16.65") &&
              root.highest - root.lowest < decimal("16.68"));
    cr_expect(chiso_board_is_imputed(board, support_unit(board, "u2"), support_node(tree, "D")));
    cr_expect(!chiso_board_is_imputed(board, support_unit(board, "u1"), support_node(tree, "D")));
    cr_expect(!chiso_board_is_imputed(board, support_unit(board, "u6"), support_node(tree, "D")));
    cr_expect(!chiso_board_is_imputed(board, 99, 1) && !chiso_board_is_imputed(NULL, 0, 1));
    cr_expect(chiso_board_imputed_count(board, CHISO_NO_UNIT) == 4);
    cr_expect(chiso_board_imputed_count(board, support_unit(board, "u3")) == 2);
    cr_expect(chiso_board_imputed_count(board, support_unit(board, "u1")) == 0);
    chiso_board_free(board);
}

/* Points of the root of a unit with 6 and one cell missing that 8 was found for, by the policy. */
Test(treatments, an_imputed_cell_counts_under_each_policy)
{
    static const char *const policies[] = {"zero", "skip", "unknown"};

    for (size_t i = 0; i < COUNT(policies); i++) {
        struct buffer criteria = {0};
        chiso_board *board = NULL;

        buffer_print(&criteria,
                     "code,title,max,rule,options\n.,,,,missing=%s\n1,,10,,\n2,,10,impute mean | "
                     "points,\n3,,5,,\n3.1,,5,impute mean | points,\n",
                     policies[i]);
        board = scored(criteria.bytes, "unit,1,2,3.1\na,6,,4\nb,5,8,3\nc,5,8,\n");
        cr_expect(support_result(board, "a", "").achieved == decimal("18"), "%s", policies[i]);
        cr_expect(support_result(board, "a", "").max == decimal("25"), "%s", policies[i]);
        cr_expect(support_result(board, "a", "2").max == decimal("10"), "%s", policies[i]);
        /* Nothing is scored below 3: it is missing, with the figures of what was found. */
        cr_expect(support_result(board, "c", "3").state == CHISO_STATE_MISSING, "%s", policies[i]);
        cr_expect(support_result(board, "c", "3").achieved == decimal("3.5"), "%s", policies[i]);
        cr_expect(support_result(board, "c", "").achieved == decimal("16.5"), "%s", policies[i]);
        chiso_board_free(board);
        buffer_clear(&criteria);
    }
}

Test(treatments, ratios_are_exact)
{
    chiso_board *board =
        scored("code,title,max,rule\n1,,10,over column P | best\n2,,9,over column P | minmax\n"
               "3,,10,over column P | percentile\n4,,10,over column P | range 0..1\n",
               "unit,1,2,3,4,P\na,1,1,1,1,3\nb,2,2,2,2,6\nc,1,1,1,1,1\nd,2,2,2,2,3\n");

    cr_expect(chiso_board_rounded_count(board) == 0);
    for (int i = 0; i < 2; i++) {
        const char *unit = i == 0 ? "a" : "b";

        cr_expect(support_result(board, unit, "1").achieved == decimal("3.333333"));
        cr_expect(support_result(board, unit, "2").achieved == 0);
        cr_expect(support_result(board, unit, "3").achieved == decimal("5"));
    }
    cr_expect(support_result(board, "d", "2").achieved == decimal("4.5"));
    cr_expect(support_result(board, "c", "4").achieved == decimal("10"));
    chiso_board_free(board);
}

/* Rates of one in a million are told apart as well as any. */
Test(treatments, small_quotients_keep_their_digits)
{
    chiso_board *board = scored("code,title,max,rule\n1,,100,over column P | minmax\n",
                                "unit,1,P\na,1,3000000\nb,2,3000000\nc,4,3000000\nd,7,3000000\n");

    cr_expect(support_result(board, "b", "").achieved == decimal("16.666667"));
    cr_expect(support_result(board, "c", "").achieved == decimal("50"));
    chiso_board_free(board);
}

struct bad {
    const char *criteria, *points;
    chiso_status status;
    const char *names[3];
};

Test(treatments, what_cannot_be_is_refused_by_name)
{
    static const struct bad cases[] = {
        {"1,,10,over column 1 | minmax", NULL, CHISO_E_RULE, {"\"1\"", "criterion"}},
        {"1,,10,over column unit | minmax", NULL, CHISO_E_RULE, {"unit"}},
        {"1,,10,over columns X | minmax", NULL, CHISO_E_RULE, {"column"}},
        {"1,,10,over column | minmax", NULL, CHISO_E_RULE, {"name of a column"}},
        {"1,,10,treat log | best", NULL, CHISO_E_RULE, {"best", "minmax"}},
        {"1,,10,treat log | range 1..2", NULL, CHISO_E_RULE, {"range", "log"}},
        {"1,,10,treat winsor 2 | points", NULL, CHISO_E_RULE, {"points"}},
        {"1,,10,treat winsor 0 | minmax", NULL, CHISO_E_RULE, {"whole number"}},
        {"1,,10,treat winsor 1.5 | minmax", NULL, CHISO_E_RULE, {"whole number"}},
        {"1,,10,treat iqr -1 | minmax", NULL, CHISO_E_RULE, {"fences"}},
        {"1,,10,treat boxcox | minmax", NULL, CHISO_E_RULE, {"log, winsor 2 or iqr 1.5"}},
        {"1,,10,impute mode | minmax", NULL, CHISO_E_RULE, {"mean or median"}},
        {"1,,10,impute mean | rate", NULL, CHISO_E_RULE, {"rate", "points"}},
        {"1,,10,impute mean | yesno", NULL, CHISO_E_RULE, {"yesno"}},
        {"1,,10,impute mean | per 1", NULL, CHISO_E_RULE, {"per"}},
        {"1,,10,impute mean | survey 100 0", NULL, CHISO_E_RULE, {"survey"}},
        {"1,,10,over column X | atleast 1:2", NULL, CHISO_E_RULE, {"atleast"}},
        {"1,,10,impute mean | impute mean | best", NULL, CHISO_E_RULE, {"once"}},
        {"1,,10,impute mean | over column X | best", NULL, CHISO_E_RULE, {"before all"}},
        {"1,,10,impute mean", NULL, CHISO_E_RULE, {"| and the next step"}},
        {"1,,10,over column X | minmax",
         "unit,1,X\na,5,\nb,6,2\n",
         CHISO_E_CELL,
         {"unit a", "criterion 1", "\"X\""}},
        {"1,,10,over column X | minmax", "unit,1,X\na,5,0\n", CHISO_E_RANGE, {"unit a", "\"X\""}},
        {"1,,10,over column X | minmax", "unit,1,X\na,5,-2\n", CHISO_E_RANGE, {"-2"}},
        {"1,,10,over column X | minmax", "unit,1,X\na,5,two\n", CHISO_E_NUMBER, {"two"}},
        {"1,,10,over column X | minmax", "unit,1,X,x y\na,5,1,1\n", CHISO_E_COLUMN, {"x y"}},
        {"1,,10,over column X | minmax", "unit,1,X,X\na,5,1,1\n", CHISO_E_COLUMN, {"X"}},
        {"1,,10,over column X | minmax",
         "unit,1,X\na,5,9000000000000\nb,6,9000000000000\n",
         CHISO_E_RANGE,
         {"larger unit"}},
        {"1,,10,treat log | minmax", "unit,1\na,5\nb,0\n", CHISO_E_CELL, {"above 0"}},
        {"1,,10,treat log | minmax", "unit,1\na,5\nb,5.001\n", CHISO_E_RANGE, {"treat log"}},
        {"1,,10,impute mean | points", "unit,1\na,11\n", CHISO_E_POINTS, {"11"}},
        {"1,,10,over column X | best", "unit,1,X\na,-1,1\n", CHISO_E_CELL, {"below 0"}},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buffer criteria = {0};
        chiso_error error = CHISO_ERROR_INIT;
        chiso_tree *tree = NULL;
        chiso_board *board = NULL;
        chiso_status status = CHISO_OK;

        buffer_print(&criteria, "code,title,max,rule\n%s\n", cases[i].criteria);
        status = chiso_tree_read_csv(criteria.bytes, criteria.size, NULL, &tree, &error);
        if (status == CHISO_OK && cases[i].points != NULL) {
            cr_assert(chiso_board_new(tree, NULL, &board, NULL) == CHISO_OK);
            status = chiso_board_read_csv(board, cases[i].points, strlen(cases[i].points), &error);
            status = status == CHISO_OK ? chiso_board_score(board, &error) : status;
        }
        cr_expect(status == cases[i].status, "%s: %s %s", cases[i].criteria,
                  chiso_status_name(status), error.message);
        for (size_t j = 0; j < 3 && cases[i].names[j] != NULL; j++) {
            cr_expect(strstr(error.message, cases[i].names[j]) != NULL, "%s: %s", cases[i].names[j],
                      error.message);
        }
        chiso_board_free(board);
        chiso_tree_free(tree);
        buffer_clear(&criteria);
    }
}

Test(treatments, a_bonus_is_not_imputed)
{
    chiso_error error = CHISO_ERROR_INIT;
    chiso_tree *tree = NULL;
    const char *criteria = "code,title,max,kind,rule\n1,,10,,\n2,,5,bonus,impute mean | points\n";

    cr_expect(chiso_tree_read_csv(criteria, strlen(criteria), NULL, &tree, &error) == CHISO_E_RULE);
    cr_expect(strstr(error.message, "bonus") != NULL, "%s", error.message);
}

Test(treatments, files_write_back_what_they_say)
{
    chiso_board *board = scored(CRITERIA, POINTS);
    char *criteria = support_tree_csv(chiso_board_tree(board));
    char *points = support_board_csv(board);
    chiso_board *again = scored(criteria, points);
    char *points_again = support_board_csv(again);

    cr_expect(strstr(criteria, "over column Population | treat winsor 2 | impute median block | "
                               "minmax down") != NULL);
    cr_expect(strstr(points, ",Population\n") != NULL);
    cr_expect_str_eq(points, points_again);
    cr_expect(chiso_tree_column_count(chiso_board_tree(again)) == 1);
    cr_expect_str_eq(chiso_tree_column(chiso_board_tree(again), 0), "Population");
    cr_expect_str_eq(chiso_tree_column(chiso_board_tree(again), 1), "");
    free(points_again);
    free(points);
    free(criteria);
    chiso_board_free(again);
    chiso_board_free(board);
}

/* Words in capitals, without blanks about the bars, a name with blanks and a long file. */
Test(treatments, a_long_file_has_a_row_for_the_column)
{
    chiso_board *board =
        scored("code,title,max,rule\n1,,10,OVER column Số  dân|Treat Winsor 3|MINMAX\n",
               "unit,criterion,value\na,1,6\na,Số dân,2\nb,Số dân,4\nb,1,8\n");

    cr_expect_str_eq(chiso_node_rule(chiso_board_tree(board), 1),
                     "over column Số  dân | treat winsor 3 | minmax");
    expect_seen(board, "a", "1", "3");
    expect_seen(board, "b", "1", "2");
    chiso_board_free(board);
}

Test(treatments, a_mapping_names_the_column_and_takes_its_marks_off)
{
    chiso_tree *tree = support_tree("code,title,max,rule\n1,,10,over column P | best\n");
    chiso_mapping *mapping = support_mapping("what,value\ncolumn:Dân số (người),P\n"
                                             "column:Ca,1\nthousands,point\n");
    const char *sheet = "Đơn vị,Ca,Dân số (người)\na,3,1.500\nb,4,4.000\n";
    chiso_error error = CHISO_ERROR_INIT;
    chiso_board *board = NULL;

    cr_assert(chiso_board_new(tree, NULL, &board, NULL) == CHISO_OK);
    cr_assert(chiso_board_read_sheet(board, sheet, strlen(sheet), mapping, &error) == CHISO_OK,
              "%s", error.message);
    cr_assert(chiso_board_score(board, &error) == CHISO_OK, "%s", error.message);
    expect_seen(board, "a", "1", "0.002");
    expect_seen(board, "b", "1", "0.001");
    chiso_board_free(board);
    chiso_mapping_free(mapping);
    chiso_tree_free(tree);
}

Test(treatments, a_sheet_of_criteria_downwards_has_a_row_for_the_column)
{
    chiso_tree *tree = support_tree("code,title,max,rule\n1,,10,over column P | best\n");
    chiso_mapping *mapping = support_mapping("what,value\nlayout,down\n");
    const char *sheet = "criterion,a,b\n1,3,4\nP,1,2\n";
    chiso_error error = CHISO_ERROR_INIT;
    chiso_board *board = NULL;

    cr_assert(chiso_board_new(tree, NULL, &board, NULL) == CHISO_OK);
    cr_assert(chiso_board_read_sheet(board, sheet, strlen(sheet), mapping, &error) == CHISO_OK,
              "%s", error.message);
    cr_assert(chiso_board_score(board, &error) == CHISO_OK, "%s", error.message);
    expect_seen(board, "b", "1", "2");
    chiso_board_free(board);
    chiso_mapping_free(mapping);
    chiso_tree_free(tree);
}

Test(treatments, denominators_are_set_and_read_by_call)
{
    chiso_board *board = scored(CRITERIA, POINTS);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_decimal value = 0;

    cr_expect(chiso_board_denominator(board, 0, 0, &value) == CHISO_OK && value == decimal("1000"));
    cr_expect(chiso_board_denominator(board, 2, 0, &value) == CHISO_OK && value == CHISO_ABSENT);
    cr_expect(chiso_board_denominator(board, 0, 1, &value) == CHISO_E_COLUMN);
    cr_expect(chiso_board_denominator(board, 99, 0, &value) == CHISO_E_UNIT);
    cr_expect(chiso_board_denominator(NULL, 0, 0, &value) == CHISO_E_NULL);
    cr_expect(chiso_board_set_denominator(board, 0, "Population", "400", &error) == CHISO_OK);
    cr_expect(!chiso_board_is_scored(board) && chiso_board_score(board, &error) == CHISO_OK);
    expect_seen(board, "u1", "A", "0.025");
    cr_expect(chiso_board_set_denominator(board, 0, "Area", "1", &error) == CHISO_E_COLUMN);
    cr_expect(chiso_board_set_denominator(board, 99, "Population", "1", &error) == CHISO_E_UNIT);
    cr_expect(chiso_board_set_denominator(board, 0, "Population", "-1", &error) == CHISO_E_RANGE);
    cr_expect(chiso_board_set_denominator(board, 0, "Population", NULL, &error) == CHISO_E_NULL);
    cr_expect(chiso_board_set_denominator(board, 0, "Population", "", &error) == CHISO_OK);
    cr_expect(chiso_board_score(board, &error) == CHISO_E_CELL);
    cr_expect(strstr(error.message, "Population") != NULL);
    chiso_board_free(board);
}

Test(treatments, boards_are_joined_copied_and_read_into_with_their_denominators)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *whole = support_scored(tree, POINTS);
    chiso_board *parts[2] = {
        support_board(tree, "unit,block,A,B,C,D,E,Population\nu1,n,10,1000,50,80,1,1000\n"
                            "u2,n,20,2000,40,,2,1500\nu3,n,,3000,,70,3,\n"),
        support_board(tree, "unit,block,A,B,C,D,E\nu4,s,5,10000,60,60,\nu5,s,500,1500,55,90,5\n"
                            "u6,s,7,1700,45,-,6\nu7,s,8,1800,47,50,7\nu8,n,9,1900,200,55,8\n")};
    const char *more = "unit,Population\nu4,200\nu5,100\nu6,300\nu7,900\nu8,700\n";
    chiso_board *joined = NULL;
    chiso_board *copied = NULL;
    char *expected = support_board_csv(whole);
    char *text = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_board_read_csv(parts[1], more, strlen(more), &error) == CHISO_OK, "%s",
              error.message);
    cr_assert(chiso_board_join((const chiso_board *const *)parts, 2, NULL, &joined, NULL) ==
              CHISO_OK);
    cr_assert(chiso_board_score(joined, &error) == CHISO_OK, "%s", error.message);
    cr_assert(chiso_board_copy(joined, NULL, &copied, NULL) == CHISO_OK);
    cr_expect(chiso_board_is_scored(copied));
    text = support_board_csv(copied);
    cr_expect_str_eq(text, expected);
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(whole); unit++) {
        const char *code = chiso_unit_code(whole, unit);

        cr_expect(support_result(whole, code, "").achieved ==
                  support_result(copied, code, "").achieved);
    }
    cr_expect(chiso_board_imputed_count(copied, CHISO_NO_UNIT) == 4);
    cr_assert(chiso_board_remove_unit(copied, 0, NULL) == CHISO_OK);
    cr_assert(chiso_board_score(copied, NULL) == CHISO_OK);
    expect_seen(copied, "u2", "A", "0.013333333333333");
    free(text);
    free(expected);
    chiso_board_free(copied);
    chiso_board_free(joined);
    chiso_board_free(parts[0]);
    chiso_board_free(parts[1]);
    chiso_board_free(whole);
    chiso_tree_free(tree);
}

Test(treatments, reading_the_same_file_again_changes_nothing)
{
    chiso_board *board = scored(CRITERIA, POINTS);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_intake *intake = NULL;

    cr_assert(chiso_intake_new(0, NULL, &intake, NULL) == CHISO_OK);
    cr_assert(chiso_intake_read_board(intake, "p.csv", POINTS, strlen(POINTS), board, &error) ==
                  CHISO_OK,
              "%s", error.message);
    cr_expect(chiso_intake_edit_count(intake) == 0);
    chiso_intake_free(intake);
    chiso_board_free(board);
}

Test(treatments, an_explanation_tells_each_step)
{
    chiso_board *board = scored(CRITERIA, POINTS);
    const chiso_unit unit = support_unit(board, "u5");
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_explanation *explanation = NULL;
    chiso_step step;

    cr_assert(chiso_explanation_new(board, unit, support_node(chiso_board_tree(board), "A"),
                                    UINT32_MAX, &explanation, NULL) == CHISO_OK);
    cr_assert(chiso_explanation_count(explanation) == 5);
    cr_assert(chiso_explanation_step(explanation, 1, &step) == CHISO_OK);
    cr_expect(step.kind == CHISO_STEP_TREATED && step.from == decimal("500") &&
              step.to == decimal("5") && step.changed == 7 && step.contribution == 0);
    cr_expect_str_eq(step.rule, "over column Population");
    cr_assert(chiso_explanation_step(explanation, 2, &step) == CHISO_OK);
    cr_expect(step.kind == CHISO_STEP_TREATED && step.from == decimal("5") &&
              step.to == decimal("0.025") && step.changed == 1);
    cr_expect_str_eq(step.value, "0.025");
    cr_assert(chiso_explanation_step(explanation, 4, &step) == CHISO_OK);
    cr_expect(step.kind == CHISO_STEP_RULE && step.contribution == 0);
    cr_assert(chiso_explanation_write(explanation, CHISO_LANGUAGE_ENGLISH, '.', &sink, NULL) ==
              CHISO_OK);
    cr_expect(strstr(text.bytes,
                     "; over column Population: 500 -> 5, values changed: 7; treat winsor 2: "
                     "5 -> 0.025, values changed: 1; ") != NULL,
              "%s", text.bytes);
    buffer_clear(&text);
    chiso_explanation_free(explanation);
    chiso_board_free(board);
}

static void expect_finding(chiso_audit *audit, chiso_severity severity, const char *word)
{
    bool found = false;

    for (uint32_t i = 0; i < chiso_audit_count(audit); i++) {
        const chiso_finding *finding = chiso_audit_finding(audit, i);

        found = found || (finding->code == CHISO_AUDIT_TREATMENT && finding->severity == severity &&
                          strstr(finding->message, word) != NULL);
    }
    cr_expect(found, "%s", word);
    chiso_audit_free(audit);
}

Test(treatments, an_audit_says_what_does_nothing)
{
    chiso_tree *tree =
        support_tree("code,title,max,rule\n1,,10,treat log | percentile\n2,,10,impute "
                     "mean block | points\n3,,10,treat winsor 2 | minmax\n");
    chiso_board *board = support_scored(tree, "unit,block,1,2,3\na,x,1,2,3\nb,y,2,,4\n");
    chiso_audit *audit = NULL;

    cr_assert(chiso_audit_new_for_tree(tree, NULL, &audit, NULL) == CHISO_OK);
    expect_finding(audit, CHISO_SEVERITY_NOTE, "treat log");
    cr_assert(chiso_audit_new_for_board(board, NULL, &audit, NULL) == CHISO_OK);
    expect_finding(audit, CHISO_SEVERITY_WARNING, "criterion 2");
    cr_assert(chiso_audit_new_for_board(board, NULL, &audit, NULL) == CHISO_OK);
    expect_finding(audit, CHISO_SEVERITY_NOTE, "criterion 3");
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(treatments, json_marks_and_counts_imputed_cells)
{
    chiso_board *board = scored(CRITERIA, POINTS);
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_report *report = NULL;
    size_t marks = 0;

    cr_assert(chiso_report_new(board, NULL, &report, NULL) == CHISO_OK);
    cr_assert(chiso_report_write_json(report, &sink, NULL) == CHISO_OK);
    for (const char *at = text.bytes; (at = strstr(at, "\"imputed\": true")) != NULL; at++) {
        marks++;
    }
    cr_expect(marks == 4, "%zu", marks);
    cr_expect(strstr(text.bytes, "\"imputed\": 2, \"rank\"") != NULL, "%s", text.bytes);
    buffer_clear(&text);
    chiso_report_free(report);
    chiso_board_free(board);
}

Test(treatments, the_text_of_a_treated_value_is_refused_where_there_is_none)
{
    chiso_board *board =
        scored("code,title,max,rule\n1,,10,\n2,,10,impute mean | points\n", "unit,1,2\na,1,2\n");
    char text[CHISO_CELL_TEXT_SIZE];

    cr_expect(chiso_board_treated_text(board, 0, 1, text) == CHISO_E_NODE);
    cr_expect(chiso_board_treated_text(board, 0, CHISO_ROOT, text) == CHISO_E_NODE);
    cr_expect(chiso_board_treated_text(board, 9, 2, text) == CHISO_E_UNIT);
    cr_expect(chiso_board_treated_text(NULL, 0, 2, text) == CHISO_E_NULL);
    cr_assert(chiso_board_set(board, "a", "2", "3", NULL) == CHISO_OK);
    cr_expect(chiso_board_treated_text(board, 0, 2, text) == CHISO_E_STATE);
    cr_expect(chiso_board_imputed_count(board, CHISO_NO_UNIT) == 0);
    chiso_board_free(board);
}
