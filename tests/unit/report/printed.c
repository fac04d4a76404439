/* Figures that a sheet prints, held against the computed ones: those that agree are silent, the
 * others are doubts that name the unit and both figures. */
#include "support.h"

#include <criterion/criterion.h>
#include <string.h>

static const char CRITERIA[] = "code,title,max,rule\n"
                               "1,Steering,,\n1.1,Plan,20,\n1.2,Check,20,rate\n2,Rules,60,\n";

/* A sheet that was read and scored, and its report. */
struct checked {
    chiso_tree *tree;
    chiso_mapping *mapping;
    chiso_board *board;
    chiso_bands *bands;
    chiso_intake *intake;
    chiso_report *report;
};

static struct checked read_sheet(const char *mapping, const char *sheet, const char *bands,
                                 chiso_ties ties)
{
    struct checked made = {.tree = support_tree(CRITERIA), .mapping = support_mapping(mapping)};
    chiso_report_options how = CHISO_REPORT_OPTIONS_INIT;
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
    chiso_error error = CHISO_ERROR_INIT;

    ranking.ties = ties;
    cr_assert_eq(chiso_board_new(made.tree, NULL, &made.board, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_new(0, NULL, &made.intake, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_sheet(made.intake, "p.csv", sheet, strlen(sheet), made.mapping,
                                    made.board, &error),
                 CHISO_OK, "%u:%u: %s", error.line, error.column, error.message);
    cr_assert_eq(chiso_board_score(made.board, NULL), CHISO_OK);
    if (bands != NULL) {
        cr_assert_eq(chiso_bands_read_csv(bands, strlen(bands), NULL, &made.bands, NULL), CHISO_OK);
    }
    how.ranking = &ranking;
    how.bands = made.bands;
    cr_assert_eq(chiso_report_new(made.board, &how, &made.report, NULL), CHISO_OK);
    return made;
}

static void free_sheet(struct checked *made)
{
    chiso_report_free(made->report);
    chiso_bands_free(made->bands);
    chiso_intake_free(made->intake);
    chiso_board_free(made->board);
    chiso_mapping_free(made->mapping);
    chiso_tree_free(made->tree);
}

/* What is said of printed figures, line by line: "LINE:COLUMN UNIT CRITERION MESSAGE\n". */
static void expect_said(const char *mapping, const char *sheet, const char *bands, chiso_ties ties,
                        const char *expected)
{
    struct checked made = read_sheet(mapping, sheet, bands, ties);
    struct buffer said = {0};
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso_report_check_printed(made.report, made.intake, "other", &error), CHISO_OK);
    cr_expect_eq(chiso_report_check_printed(made.report, made.intake, "p.csv", &error), CHISO_OK,
                 "%s", error.message);
    /* What was compared is not compared again. */
    cr_expect_eq(chiso_report_check_printed(made.report, made.intake, "p.csv", &error), CHISO_OK);
    buffer_print(&said, "%s", "");
    for (uint32_t i = 0; i < chiso_intake_count(made.intake); i++) {
        chiso_remark remark;

        cr_assert_eq(chiso_intake_at(made.intake, i, &remark), CHISO_OK);
        if (remark.doubt == CHISO_DOUBT_PRINTED) {
            cr_expect(remark.kind == CHISO_REMARK_DOUBT && remark.status == CHISO_OK &&
                      remark.message_vi[0] != '\0' && strcmp(remark.file, "p.csv") == 0);
            buffer_print(&said, "%u:%u [%s] [%s] %s\n", remark.line, remark.column, remark.unit,
                         remark.criterion, remark.message);
        }
    }
    cr_expect_str_eq(said.bytes, expected);
    buffer_clear(&said);
    free_sheet(&made);
}

static const char ALL[] = "what,value\ncolumn:T,total\ncolumn:T1,total 1\ncolumn:P,percent\n"
                          "column:R,rank\ncolumn:B,band\ncolumn:M,max\n";

Test(printed, is_silent_where_figures_agree)
{
    /* With the digits that are printed, marks and signs as they are; what is empty or a dash prints
     * nothing. */
    expect_said(ALL,
                "unit;1.1;1.2;2;T;T1;P;R;B;M\n"
                "a;10,25;1/3;50;66,9;17;66.92%;1;A;100\n"
                "b;10;2/3;43,58;66,913333;23,3;66,91;=2;A;100,00\n"
                "c;5;0/5;;5,0; - ;;3/3;;\n",
                "band,from\nA,60\nB,5\n", CHISO_TIES_COMPETITION, "");
    expect_said("what,value\ncolumn:R,rank\n",
                "unit,1.1,1.2,2,R\na,1,50%,1,1.5\nb,1,50%,1,1\xC2\xBD\n", NULL, CHISO_TIES_AVERAGE,
                "3:11 [b] [] unit b: the rank is printed as \"1\xC2\xBD\", and comes out as 1.5\n");
}

Test(printed, knows_ranks_and_shares_as_people_write_them)
{
    static const char mapping[] = "what,value\ncolumn:P,percent\ncolumn:R,rank\n";

    expect_said(mapping,
                "unit;1.1;1.2;2;P;R\na;20;1/1;60;1;1/4\nb;10;1/1;40;0,7;2=\nc;10;1/1;40;0.700;= 2\n"
                "d;5;1/4;17;0,27;IV\n",
                NULL, CHISO_TIES_COMPETITION, "");
    expect_said(mapping,
                "unit;1.1;1.2;2;P;R\na;20;1/1;60;100%;Nh\xE1\xBA\xA5t\nb;10;1/1;40;70;nh\xC3\xAC\n"
                "c;9;1/1;40;0,69;Third\nd;5;1/4;17;27;4.\n",
                NULL, CHISO_TIES_COMPETITION, "");
    /* A share has the digits of its percentage, at least none; and a sign makes it a percentage. */
    expect_said(
        mapping,
        "unit;1.1;1.2;2;P;R\na;20;1/1;60;1%;II\nb;10;1/1;40;0,705;nh\xE1\xBA\xA5t\n"
        "c;9;1/1;40;0,7;2\nd;5;1/4;17;0.3;IIII\n",
        NULL, CHISO_TIES_COMPETITION,
        "2:13 [a] [] unit a: the percent is printed as \"1%\", and comes out as 100\n"
        "2:16 [a] [] unit a: the rank is printed as \"II\", and comes out as 1\n"
        "3:13 [b] [] unit b: the percent is printed as \"0,705\", and comes out as 70\n"
        "3:19 [b] [] unit b: the rank is printed as \"nh\xE1\xBA\xA5t\", and comes out as 2\n"
        "4:12 [c] [] unit c: the percent is printed as \"0,7\", and comes out as 69\n"
        "4:16 [c] [] unit c: the rank is printed as \"2\", and comes out as 3\n"
        "5:12 [d] [] unit d: the percent is printed as \"0.3\", and comes out as 27\n"
        "5:16 [d] [] unit d: the rank is printed as \"IIII\", and comes out as 4\n");
}

Test(printed, knows_places_that_are_shared)
{
    static const char mapping[] = "what,value\ncolumn:R,rank\n";
    static const char points[] = "unit,1.1,1.2,2,R\na,20,1/1,60,1\nb,10,1/1,40,2-3\n"
                                 "c,10,1/1,40,2 \xE2\x80\x93 3\nd,5,1/4,17,4/4\n";

    expect_said(mapping, points, NULL, CHISO_TIES_COMPETITION, "");
    expect_said(mapping, points, NULL, CHISO_TIES_AVERAGE, "");
    expect_said(mapping,
                "unit,1.1,1.2,2,R\na,20,1/1,60,1\nb,10,1/1,40,2-3\nc,10,1/1,40,=2-3\n"
                "d,5,1/4,17,4\n",
                NULL, CHISO_TIES_MODIFIED, "");
    expect_said(mapping,
                "unit,1.1,1.2,2,R\na,20,1/1,60,1-2\nb,10,1/1,40,2-4\nc,10,1/1,40,3-4\n"
                "d,5,1/4,17,4-\n",
                NULL, CHISO_TIES_COMPETITION,
                "2:13 [a] [] unit a: the rank is printed as \"1-2\", and comes out as 1\n"
                "3:13 [b] [] unit b: the rank is printed as \"2-4\", and comes out as 2\n"
                "4:13 [c] [] unit c: the rank is printed as \"3-4\", and comes out as 2\n"
                "5:12 [d] [] unit d: the rank is printed as \"4-\", and comes out as 4\n");
}

Test(printed, names_both_figures)
{
    expect_said(
        ALL,
        "unit;1.1;1.2;2;T;T1;P;R;B;M\n"
        "a;10,25;1/3;50;66,91;17,1;66,91;2;B;99\n"
        "b;10;2/3;43,58;about 67;23,34;66;2;;-\n",
        "band,from\nA,60\nB,5\n", CHISO_TIES_COMPETITION,
        "2:16 [a] [] unit a: the total is printed as \"66,91\", and comes out as 66.92\n"
        "2:22 [a] [1] unit a, criterion 1: the total is printed as \"17,1\", and comes out as "
        "16.9\n"
        "2:27 [a] [] unit a: the percent is printed as \"66,91\", and comes out as 66.92\n"
        "2:33 [a] [] unit a: the rank is printed as \"2\", and comes out as 1\n"
        "2:35 [a] [] unit a: the band is printed as \"B\", and comes out as A\n"
        "2:37 [a] [] unit a: the max is printed as \"99\", and comes out as 100\n"
        "3:16 [b] [] unit b: the total is printed as \"about 67\", and comes out as 66.91\n"
        "3:25 [b] [1] unit b, criterion 1: the total is printed as \"23,34\", and comes out as "
        "23.33\n"
        "3:31 [b] [] unit b: the percent is printed as \"66\", and comes out as 67\n");
}

Test(printed, says_where_nothing_comes_out)
{
    expect_said("what,value\ncolumn:R,rank\ncolumn:P,percent\ncolumn:B,band\n",
                "unit,ranked,1.1,1.2,2,R,P,B\na,no,1,50%,1,1,12,A\nb,yes,1,50%,1,1,,\n",
                "band,from\nA,60\n", CHISO_TIES_COMPETITION,
                "2:14 [a] [] unit a: the rank is printed as \"1\", and comes out as nothing\n"
                "2:19 [a] [] unit a: the band is printed as \"A\", and comes out as nothing\n");
    /* Bands that nobody asked for are not compared. */
    expect_said("what,value\ncolumn:B,band\n", "unit,1.1,1.2,2,B\na,1,50%,1,A\n", NULL,
                CHISO_TIES_COMPETITION, "");
}

Test(printed, adds_up_rows_of_totals)
{
    static const char mapping[] =
        "what,value\nrows:Sum*,total\nrows:Block *,block\ncolumn:T,total\nthousands,point\n";

    expect_said(mapping,
                "unit;1.1;2;T\nBlock 1;;;\na;10;40;50\nb;5,5;30,25;35,8\nSum 1;15,5;70,25;85,75\n"
                "Block 2;;;\nc;1;2;3\nSum 2;1;2;3\nSum;16,50;72,3;88,75\n",
                NULL, CHISO_TIES_COMPETITION, "");
    expect_said(mapping, "unit;1.1;2;T\na;10;40;50\nSum 1;11;-;50\nc;1;2;3\nSum 2;11,1;2;1.003\n",
                NULL, CHISO_TIES_COMPETITION,
                "3:7 [] [1.1] row \"Sum 1\", criterion 1.1: the sum of the units is printed as "
                "\"11\", and comes out as 10\n"
                "5:7 [] [1.1] row \"Sum 2\", criterion 1.1: the sum of the units is printed as "
                "\"11,1\", and comes out as 1\n"
                "5:14 [] [] row \"Sum 2\": the sum of the units is printed as \"1.003\", and comes "
                "out as 3\n");
}

Test(printed, is_compared_in_a_long_file)
{
    expect_said(
        "what,value\ncolumn:T,total\ncolumn:M,max\nrows:Sum,total\n",
        "unit,criterion,value,T,M\na,1.1,10,12,20\nb,1.1,3,3,20\na,2,2,12,61\n"
        "b,2,0,4,\nSum,1.1,13,,\nSum,2,3,,\n",
        NULL, CHISO_TIES_COMPETITION,
        "4:10 [a] [2] unit a, criterion 2: the max is printed as \"61\", and comes out as 60\n"
        "5:7 [b] [] unit b: the total is printed as \"4\", and comes out as 3\n"
        "7:7 [] [2] row \"Sum\", criterion 2: the sum of the units is printed as \"3\", and "
        "comes out as 2\n");
}

Test(printed, is_of_the_last_sheet_of_a_name)
{
    struct checked made = read_sheet("what,value\ncolumn:T,total\n", "unit,1.1,T\na,1,9\n", NULL,
                                     CHISO_TIES_COMPETITION);
    static const char again[] = "unit,1.1,T\na,1,1\n";
    chiso_error error = CHISO_ERROR_INIT;
    const uint32_t before = chiso_intake_count(made.intake);

    cr_assert_eq(chiso_intake_sheet(made.intake, "p.csv", again, strlen(again), made.mapping,
                                    made.board, &error),
                 CHISO_OK);
    cr_expect_eq(chiso_report_check_printed(made.report, made.intake, "p.csv", &error),
                 CHISO_E_STATE);
    chiso_report_free(made.report);
    cr_assert_eq(chiso_board_score(made.board, NULL), CHISO_OK);
    cr_assert_eq(chiso_report_new(made.board, NULL, &made.report, NULL), CHISO_OK);
    cr_expect_eq(chiso_report_check_printed(made.report, made.intake, "p.csv", &error), CHISO_OK);
    for (uint32_t i = before; i < chiso_intake_count(made.intake); i++) {
        chiso_remark remark;

        cr_assert_eq(chiso_intake_at(made.intake, i, &remark), CHISO_OK);
        cr_expect_neq(remark.doubt, CHISO_DOUBT_PRINTED, "%s", remark.message);
    }
    cr_expect_eq(chiso_report_check_printed(NULL, made.intake, "p.csv", &error), CHISO_E_NULL);
    cr_expect_eq(chiso_report_check_printed(made.report, NULL, "p.csv", &error), CHISO_E_NULL);
    free_sheet(&made);
}
