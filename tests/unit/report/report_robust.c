#include "support.h"

#include <criterion/criterion.h>

#include <string.h>

/* How sure ranks are, as a report tells it. y and z differ by one point of a hundred, x is far
 * above, and w has no rank. */

static const char CRITERIA[] = "code,title,max\n1,Steering,50\n2,Staff,50\n";
static const char POINTS[] =
    "unit,block,ranked,1,2\nx,p,yes,50,50\ny,p,yes,10,20\nz,p,yes,20,9\nw,p,no,1,1\n";

/* What is left of a member after a text, up to an end; "" where it is not there. */
static const char *after(const char *text, const char *what)
{
    const char *found = strstr(text, what);

    return found == NULL ? "" : found + strlen(what);
}

static chiso_board *new_board(void)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_scored(tree, POINTS);

    chiso_tree_free(tree);
    return board;
}

static chiso_robustness *drawn(const chiso_board *board, const char *draws,
                               const chiso_robustness_options *options)
{
    chiso_robustness *robustness = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    /* The robustness keeps what it needs of the text. */
    char text[80];

    strcpy(text, draws);
    cr_assert(chiso_robustness_new(board, text, options, &robustness, &error) == CHISO_OK, "%s",
              error.message);
    memset(text, '?', sizeof(text) - 1);
    return robustness;
}

static chiso_report *report_of(const chiso_board *board, const chiso_robustness *robustness,
                               chiso_language language)
{
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = NULL;

    options.robustness = robustness;
    options.language = language;
    cr_assert_eq(chiso_report_new(board, &options, &report, NULL), CHISO_OK);
    cr_expect_eq(chiso_report_robustness(report), robustness);
    return report;
}

static struct buffer json_of(const chiso_board *board, const char *draws)
{
    chiso_robustness *robustness = drawn(board, draws, NULL);
    chiso_report *report = report_of(board, robustness, CHISO_LANGUAGE_ENGLISH);
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_report_write_json(report, &sink, &error) == CHISO_OK, "%s", error.message);
    chiso_report_free(report);
    chiso_robustness_free(robustness);
    return text;
}

Test(report_robust, a_result_has_what_draws_say_of_it)
{
    chiso_board *board = new_board();
    struct buffer text = json_of(board, "100,weights:0%,first:1");
    const char *x = after(text.bytes, "\"unit\": \"x\"");
    const char *w = after(text.bytes, "\"unit\": \"w\"");
    const char *const expected =
        "\"robustness\": { \"median\": 1, \"mean\": 1.000000, \"least\": 1, \"greatest\": 1, "
        "\"low\": 1, \"high\": 1, \"shift\": 0.000000, \"steady\": true,\n"
        "        \"quantiles\": [ { \"at\": 5, \"rank\": 1 }, { \"at\": 50, \"rank\": 1 }, "
        "{ \"at\": 95, \"rank\": 1 } ],\n"
        "        \"shares\": [ { \"rank\": 1, \"draws\": 100 } ], \"unranked\": 0, "
        "\"first\": 100 } }";

    cr_expect(strstr(x, expected) != NULL, "%s", x);
    cr_expect(strncmp(after(w, "\"robustness\": "), "null }", 6) == 0, "%s", w);
    buffer_clear(&text);
    chiso_board_free(board);
}

Test(report_robust, the_document_says_what_was_drawn_and_what_each_criterion_does)
{
    chiso_board *board = new_board();
    struct buffer text = json_of(board, "100,weights:0%,levels:1,seed:7,from:5,quantiles:2.5+97.5");
    const char *const expected =
        "\n  ],\n  \"robustness\": { \"generator\": \"philox4x32-10\", \"seed\": 7, \"from\": 5, "
        "\"draws\": 100, \"node\": \"\", \"scope\": \"blocks\",\n"
        "    \"varied\": [ { \"source\": \"weights\", \"share\": 0, \"levels\": \"1\", "
        "\"inputs\": 2 } ],\n"
        "    \"quantiles\": [ 2.5, 97.5 ], \"steady\": 3, \"out_of\": 3, \"shift\": 0.000000,\n"
        "    \"without\": [\n"
        "      { \"code\": \"1\", \"shift\": 0.000000, \"ranks\": [ 1, 2, 3, null ] },\n"
        "      { \"code\": \"2\", \"shift\": 0.666667, \"ranks\": [ 1, 3, 2, null ] }\n"
        "    ] } }\n";

    cr_expect(strstr(text.bytes, expected) != NULL, "%s", after(text.bytes, "\"blocks\""));
    buffer_clear(&text);
    chiso_board_free(board);
}

Test(report_robust, a_source_has_what_it_was_given)
{
    static const struct {
        const char *draws;
        const char *varied;
    } cases[] = {
        {"2", "{ \"source\": \"weights\", \"share\": 25, \"levels\": \"all\", \"inputs\": 2 } ]"},
        {"2,weights:12.5%", "{ \"source\": \"weights\", \"share\": 12.5, "},
        {"2,dirichlet:9",
         "{ \"source\": \"dirichlet\", \"parameter\": 9, \"levels\": \"all\", \"inputs\": 1 } ]"},
        {"2,combine:.=mean+geometric",
         "{ \"source\": \"combine\", \"node\": \"\", \"ways\": [ \"mean\", \"geometric\" ], "
         "\"inputs\": 1 } ]"},
        {"2,without:yes,rounding:1",
         "{ \"source\": \"without\", \"inputs\": 1 }, { \"source\": \"rounding\", "
         "\"decimals\": 1, "},
    };
    chiso_board *board = new_board();

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct buffer text = json_of(board, cases[i].draws);

        cr_expect(strstr(text.bytes, cases[i].varied) != NULL, "%s: %s", cases[i].draws,
                  after(text.bytes, "\"varied\""));
        buffer_clear(&text);
    }
    chiso_board_free(board);
}

Test(report_robust, pairs_stand_both_ways_and_in_the_document_of_a_unit_with_it_alone)
{
    chiso_board *board = new_board();
    chiso_robustness *robustness = drawn(board, "10,weights:0%,pairs:yes", NULL);
    chiso_report *report = report_of(board, robustness, CHISO_LANGUAGE_ENGLISH);
    struct buffer all = {0};
    struct buffer one = {0};
    const chiso_sink to_all = buffer_sink(&all);
    const chiso_sink to_one = buffer_sink(&one);

    cr_assert_eq(chiso_report_write_json(report, &to_all, NULL), CHISO_OK);
    cr_expect(
        strstr(all.bytes, "{ \"above\": \"x\", \"below\": \"y\", \"draws\": 10, \"equal\": 0 }") !=
        NULL);
    cr_expect(strstr(all.bytes,
                     "{ \"above\": \"z\", \"below\": \"y\", \"draws\": 0, \"equal\": 0 }") != NULL);
    cr_expect(strstr(all.bytes, "\"above\": \"w\"") == NULL);
    cr_assert_eq(chiso_report_write_unit_json(report, 0, NULL, &to_one, NULL), CHISO_OK);
    cr_expect(strstr(one.bytes, "{ \"above\": \"x\", \"below\": \"y\"") != NULL);
    cr_expect(strstr(one.bytes, "{ \"above\": \"y\", \"below\": \"x\"") != NULL);
    cr_expect(strstr(one.bytes, "{ \"above\": \"y\", \"below\": \"z\"") == NULL);
    cr_expect(strstr(one.bytes, "\"ranks\": [ 1 ] }") != NULL, "%s", one.bytes);
    buffer_clear(&all);
    buffer_clear(&one);
    chiso_report_free(report);
    chiso_robustness_free(robustness);
    chiso_board_free(board);
}

Test(report_robust, bands_are_counted_where_the_report_has_them)
{
    static const char BANDS[] = "band,from\nA,80\nB,0\n";
    chiso_board *board = new_board();
    chiso_robustness_options how = CHISO_ROBUSTNESS_OPTIONS_INIT;
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = NULL;
    chiso_robustness *robustness = NULL;
    chiso_bands *bands = NULL;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_bands_read_csv(BANDS, strlen(BANDS), NULL, &bands, NULL), CHISO_OK);
    how.bands = bands;
    robustness = drawn(board, "10,weights:0%", &how);
    options.robustness = robustness;
    cr_expect_eq(chiso_report_new(board, &options, &report, &error), CHISO_E_SHAPE);
    cr_expect(report == NULL && strstr(error.message, "the robustness has other bands") != NULL);
    options.bands = bands;
    cr_assert_eq(chiso_report_new(board, &options, &report, NULL), CHISO_OK);
    cr_assert_eq(chiso_report_write_json(report, &sink, NULL), CHISO_OK);
    cr_expect(strstr(text.bytes,
                     "\"unranked\": 0, \"bands\": [ { \"band\": \"A\", \"draws\": 10 }, "
                     "{ \"band\": \"B\", \"draws\": 0 } ] }") != NULL,
              "%s", text.bytes);
    buffer_clear(&text);
    chiso_report_free(report);
    chiso_robustness_free(robustness);
    chiso_bands_free(bands);
    chiso_board_free(board);
}

Test(report_robust, of_another_board_or_ranking_is_refused)
{
    chiso_board *board = new_board();
    chiso_board *other = new_board();
    chiso_robustness *robustness = drawn(board, "10", NULL);
    chiso_rank_options overall = CHISO_RANK_OPTIONS_INIT;
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    options.robustness = robustness;
    cr_expect_eq(chiso_report_new(other, &options, &report, &error), CHISO_E_SHAPE);
    cr_expect_str_eq(error.message, "the robustness is of another board");
    cr_expect(error.message_vi[0] != '\0');
    overall.scope = CHISO_SCOPE_OVERALL;
    options.ranking = &overall;
    cr_expect_eq(chiso_report_new(board, &options, &report, &error), CHISO_E_SHAPE);
    cr_expect(strstr(error.message, "the robustness ranks by another rule") != NULL, "%s",
              error.message);
    options.ranking = NULL;
    cr_assert_eq(chiso_board_set(board, "y", "1", "11", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_expect_eq(chiso_report_new(board, &options, &report, &error), CHISO_E_STATE);
    cr_expect(report == NULL);
    chiso_robustness_free(robustness);
    chiso_board_free(board);
    chiso_board_free(other);
}

Test(report_robust, a_table_has_the_ranks_behind_those_as_they_stand_in_either_language)
{
    static const char *const heads[] = {
        "unit,name,block,ranked,state,achieved,max,percent,coverage,lowest,highest,rank,out_of,"
        "tied,band,rank_median,rank_mean,rank_low,rank_high,1,2\n",
        "Hạng trung vị,Hạng trung bình,Hạng cận dưới,Hạng cận trên,1,2\n"};
    chiso_board *board = new_board();
    chiso_robustness *robustness = drawn(board, "10,weights:0%", NULL);

    for (int language = 0; language < 2; language++) {
        chiso_report *report = report_of(board, robustness, (chiso_language)language);
        struct buffer text = {0};
        const chiso_sink sink = buffer_sink(&text);
        chiso_board *again = NULL;
        chiso_tree *tree = support_tree(CRITERIA);
        chiso_result cell;

        cr_assert_eq(chiso_report_write_csv(report, CHISO_CSV_POINT, &sink, NULL), CHISO_OK);
        cr_expect(strstr(text.bytes, heads[language]) != NULL, "%s", text.bytes);
        cr_expect(strstr(text.bytes, ",2,3,1,,2,2.000000,2,2,10,20\n") != NULL, "%s", text.bytes);
        cr_expect(strstr(text.bytes, ",,,,,,,,1,1\n") != NULL, "%s", text.bytes);
        /* It is read in again as points. */
        again = support_scored(tree, text.bytes);
        cr_assert_eq(chiso_board_result(again, 1, 1, &cell), CHISO_OK);
        cr_expect_eq(cell.achieved, 10 * CHISO_DECIMAL_ONE);
        chiso_board_free(again);
        chiso_tree_free(tree);
        buffer_clear(&text);
        chiso_report_free(report);
    }
    chiso_robustness_free(robustness);
    chiso_board_free(board);
}

Test(report_robust, draws_by_a_criterion_are_told_in_the_document_and_not_in_the_table)
{
    static const char DEEP[] = "code,title,max\n1,A,\n1.1,B,10\n1.2,C,10\n2,D,20\n";
    chiso_tree *tree = support_tree(DEEP);
    chiso_board *board = support_scored(tree, "unit,1.1,1.2,2\na,1,2,3\nb,4,5,6\n");
    chiso_robustness *robustness = drawn(board, "10,node:1", NULL);
    chiso_report *report = report_of(board, robustness, CHISO_LANGUAGE_ENGLISH);
    struct buffer text = {0};
    struct buffer table = {0};
    const chiso_sink sink = buffer_sink(&text);
    const chiso_sink to_table = buffer_sink(&table);
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_report_write_json(report, &sink, NULL), CHISO_OK);
    cr_expect(strstr(text.bytes, "\"node\": \"1\", \"scope\"") != NULL);
    cr_expect_eq(chiso_report_write_csv(report, CHISO_CSV_POINT, &to_table, &error), CHISO_E_SHAPE);
    cr_expect(table.size == 0 && strstr(error.message, "node:1") != NULL, "%s", error.message);
    buffer_clear(&text);
    buffer_clear(&table);
    chiso_report_free(report);
    chiso_robustness_free(robustness);
    chiso_board_free(board);
    chiso_tree_free(tree);
}
