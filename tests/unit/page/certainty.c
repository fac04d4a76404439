/* How sure ranks are, as a figure and on the page of a board: what is told is what the calls of
 * robustness.h say, and what was drawn otherwise is refused. */
#include "charts.h"
#include "html.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* b and c are equal, and d takes no part. */
static const char criteria[] = "code,title,max,options\n.,An index,,missing=skip\n"
                               "1,One,10,\n2,Two,10,\n3,Three,10,\n";
static const char points[] = "unit,name,ranked,1,2,3\n"
                             "a,Ahead,,9,9,9\nb,Bee,,5,7,6\nc,Cee,,7,5,6\nd,Dee,no,1,1,1\n";
static const char alone[] = "unit,name,1,2,3\na,Alone,9,9,9\n";

static const char *tree_csv = criteria;
static chiso_board *board;
static chiso_robustness *robustness;
static chiso_report *report;
static chiso_error error;

static void read_board(const char *csv)
{
    chiso_tree *tree = NULL;

    cr_assert_eq(chiso_tree_read_csv(tree_csv, strlen(tree_csv), NULL, &tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(board, csv, strlen(csv), NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    chiso_tree_free(tree);
}

static void make_of(const char *csv, const char *draws, const chiso_robustness_options *options)
{
    error = CHISO_ERROR_INIT;
    read_board(csv);
    cr_assert_eq(chiso_robustness_new(board, draws, options, &robustness, &error), CHISO_OK, "%s",
                 error.message);
    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
}

static void clear(void)
{
    chiso_report_free(report);
    chiso_robustness_free(robustness);
    chiso_board_free(board);
    report = NULL;
    robustness = NULL;
    board = NULL;
}

TestSuite(certainty, .fini = clear);

static struct buffer drawn(const chiso_chart_options *options)
{
    struct buffer buffer = {0};
    const chiso_sink sink = buffer_sink(&buffer);

    cr_assert_eq(chiso_chart_certainty(robustness, options, &sink, &error), CHISO_OK, "%s",
                 error.message);
    return buffer;
}

static void expect_said(const char *text, const char *said)
{
    cr_expect(strstr(text, said) != NULL, "no |%s|", said);
}

static void expect_silent(const char *text, const char *said)
{
    cr_expect(strstr(text, said) == NULL, "|%s|", said);
}

Test(certainty, marks_are_what_the_calls_say)
{
    struct buffer picture;

    make_of(points, "200,weights:40%", NULL);
    picture = drawn(NULL);
    for (chiso_unit unit = 0; unit < 3; unit++) {
        chiso_robust_unit own;
        char mark[120];

        cr_assert_eq(chiso_robustness_unit(robustness, unit, &own), CHISO_OK);
        snprintf(mark, sizeof(mark),
                 "data-unit=\"%s\" data-rank=\"%d\" data-low=\"%d\" data-median=\"%d\" "
                 "data-high=\"%d\"",
                 chiso_unit_code(board, unit), (int)(own.rank / CHISO_DECIMAL_ONE),
                 (int)(own.low / CHISO_DECIMAL_ONE), (int)(own.median / CHISO_DECIMAL_ONE),
                 (int)(own.high / CHISO_DECIMAL_ONE));
        expect_said(picture.bytes, mark);
    }
    /* b and c are equal as the board stands, and above each other in draws. */
    expect_said(picture.bytes, ">=2</text>");
    expect_said(picture.bytes, ">2\xE2\x80\x93"
                               "3</text>");
    expect_said(picture.bytes, "200 draws: each of 3 weights within 40\xC2\xA0% of itself "
                               "(seed\xC2\xA0"
                               "1).");
    expect_said(picture.bytes, "3 of 3 ranks would not move by more than one place");
    expect_said(picture.bytes, "Without a rank: Dee.");
    expect_silent(picture.bytes, "data-unit=\"d\"");
    buffer_clear(&picture);
}

Test(certainty, one_that_is_spoken_of_has_the_title)
{
    static const char *const units[] = {"b"};
    chiso_chart_options options = CHISO_CHART_OPTIONS_INIT;
    struct buffer picture;

    make_of(points, "200,weights:40%", NULL);
    options.units = units;
    options.unit_count = 1;
    picture = drawn(&options);
    expect_said(picture.bytes, "-t\">Bee: rank 2, from 2 to 3 in 90\xC2\xA0% of the draws</title>");
    expect_said(picture.bytes, "3 of 3 ranks would not");
    buffer_clear(&picture);
    options.units = (const char *const[]){"d"};
    picture = drawn(&options);
    expect_said(picture.bytes, "-t\">3 of 3 ranks would not");
    buffer_clear(&picture);
}

Test(certainty, what_varies_is_said)
{
    static const struct {
        const char *draws;
        const char *said;
    } cases[] = {
        {"5,dirichlet:30", "all weights around theirs (Dirichlet, 30)"},
        {"5,combine:.=mean+geometric", "the whole index combined otherwise (mean, geometric)"},
        {"5,without:yes,rounding:1", "one criterion or none left out, points anywhere within their "
                                     "rounding to 1 decimals"},
        {"5,quantiles:10+90", ">10\xE2\x80\x93"
                              "90\xC2\xA0%</text>"},
        {"5,quantiles:50", ">5\xE2\x80\x93"
                           "95\xC2\xA0%</text>"},
        {"5,quantiles:40+60", "line: 20\xC2\xA0% of the draws; tick"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct buffer picture;

        make_of(points, cases[i].draws, NULL);
        picture = drawn(NULL);
        expect_said(picture.bytes, cases[i].said);
        buffer_clear(&picture);
        clear();
    }
}

Test(certainty, rules_that_vary_are_said)
{
    struct buffer picture;

    tree_csv = "code,title,max,rule\n1,A,10,minmax\n2,B,10,\n";
    make_of("unit,1,2\na,1,2\nb,3,2\n", "5,rule:minmax+percentile", NULL);
    tree_csv = criteria;
    picture = drawn(NULL);
    expect_said(picture.bytes, "5 draws: what is compared among units by another rule (minmax, "
                               "percentile) (seed");
    buffer_clear(&picture);
}

Test(certainty, weights_that_were_given_are_said)
{
    const chiso_decimal weights[] = {0, 1, 2, 3, 0, 3, 2, 1};
    chiso_robustness_options options = CHISO_ROBUSTNESS_OPTIONS_INIT;
    struct buffer picture;

    options.weights = weights;
    options.weight_sets = 2;
    make_of(points, "2", &options);
    picture = drawn(NULL);
    expect_said(picture.bytes, "2 draws: sets of weights that were given");
    buffer_clear(&picture);
}

Test(certainty, a_unit_alone_is_drawn)
{
    struct buffer picture;

    make_of(alone, "20", NULL);
    picture = drawn(NULL);
    expect_said(picture.bytes, "data-rank=\"1\" data-low=\"1\" data-median=\"1\" data-high=\"1\"");
    expect_said(picture.bytes, ">rank 1</text>");
    expect_silent(picture.bytes, ">2</text>");
    buffer_clear(&picture);
}

Test(certainty, one_that_loses_its_rank_in_draws_is_named)
{
    static const char needing[] = "code,title,max,needs,options\n"
                                  ".,An index,,50%,missing=skip\n"
                                  "1,One,10,,\n2,Two,10,,\n";
    static const char cells[] = "unit,name,1,2\na,Ahead,9,9\nb,Bee,5,\nc,Cee,7,5\n";
    struct buffer picture;
    chiso_robust_unit own;

    tree_csv = needing;
    make_of(cells, "100", NULL);
    tree_csv = criteria;
    cr_assert_eq(chiso_robustness_unit(robustness, 1, &own), CHISO_OK);
    cr_assert(own.draws > 0 && own.unranked > 0);
    picture = drawn(NULL);
    expect_said(picture.bytes, "Without a rank in some draws: Bee.");
    buffer_clear(&picture);
}

Test(certainty, stands_on_the_page_of_a_board)
{
    chiso_page_options options = CHISO_PAGE_OPTIONS_INIT;
    struct buffer page = {0};
    const chiso_sink sink = buffer_sink(&page);
    struct buffer faults;

    make_of(points, "200,weights:40%", NULL);
    options.robustness = robustness;
    cr_assert_eq(chiso_page_board(report, &options, &sink, &error), CHISO_OK, "%s", error.message);
    expect_said(page.bytes, "Rank 5\xE2\x80\x93"
                            "95\xC2\xA0%");
    expect_said(page.bytes, "data-figure=\"ranks\">1</td>");
    expect_said(page.bytes, "data-figure=\"ranks\">2\xE2\x80\x93"
                            "3</td>");
    expect_said(page.bytes, "data-figure=\"ranks\">\xE2\x80\x93</td>");
    expect_said(page.bytes, "<li>3 of 3 ranks would not move by more than one place in 90\xC2\xA0% "
                            "of the draws. 200 draws: each of 3 weights");
    expect_said(page.bytes, "How sure the ranks are, over 200 draws");
    faults = html_faults(page.bytes);
    cr_expect(faults.size == 0, "%s", faults.bytes);
    buffer_clear(&faults);
    buffer_clear(&page);
}

/* What each kind of page says to draws; nothing is written. */
static void expect_refused(chiso_status expected, const char *what)
{
    chiso_page_options options = CHISO_PAGE_OPTIONS_INIT;
    struct buffer page = {0};
    const chiso_sink sink = buffer_sink(&page);

    options.robustness = robustness;
    cr_expect_eq(chiso_page_board(report, &options, &sink, &error), expected, "%s", what);
    cr_expect_eq(chiso_page_unit(report, 0, &options, &sink, &error), expected, "%s", what);
    cr_expect(page.size == 0 && error.message_vi[0] != '\0', "%s", what);
    buffer_clear(&page);
}

Test(certainty, of_other_rules_or_another_board_is_refused)
{
    const chiso_node chain[] = {1};
    chiso_rank_options rules = CHISO_RANK_OPTIONS_INIT;
    chiso_robustness_options options = CHISO_ROBUSTNESS_OPTIONS_INIT;
    struct charts charts;
    chiso_robustness *own = NULL;

    options.ranks = &rules;
    rules.ties = CHISO_TIES_DENSE;
    make_of(points, "5", &options);
    expect_refused(CHISO_E_SHAPE, "ties");
    clear();
    rules = CHISO_RANK_OPTIONS_INIT;
    rules.scope = rules.scope == CHISO_SCOPE_OVERALL ? CHISO_SCOPE_BLOCKS : CHISO_SCOPE_OVERALL;
    make_of(points, "5", &options);
    expect_refused(CHISO_E_SHAPE, "scope");
    clear();
    rules = CHISO_RANK_OPTIONS_INIT;
    rules.tie_break = chain;
    rules.tie_break_count = 1;
    make_of(points, "5", &options);
    expect_refused(CHISO_E_SHAPE, "chain");
    clear();
    tree_csv = "code,title,max\n1,A,10\n1.1,B,5\n1.2,C,5\n2,D,10\n";
    make_of("unit,1.1,1.2,2\na,1,2,3\nb,3,2,1\n", "5,node:1", NULL);
    tree_csv = criteria;
    expect_refused(CHISO_E_SHAPE, "node");
    clear();
    charts = charts_make(NULL);
    make_of(points, "5", NULL);
    own = robustness;
    robustness = charts.robustness;
    expect_refused(CHISO_E_SHAPE, "board");
    robustness = own;
    charts_clear(&charts);
}

Test(certainty, of_a_board_that_changed_is_refused)
{
    struct buffer page = {0};
    const chiso_sink sink = buffer_sink(&page);
    chiso_report *later = NULL;

    make_of(points, "5", NULL);
    cr_assert_eq(chiso_board_set(board, "a", "1", "3", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_report_new(board, NULL, &later, NULL), CHISO_OK);
    chiso_report_free(report);
    report = later;
    expect_refused(CHISO_E_STATE, "changed");
    cr_expect_eq(chiso_chart_certainty(robustness, NULL, &sink, &error), CHISO_E_STATE);
    cr_expect_eq(page.size, 0);
    buffer_clear(&page);
}
