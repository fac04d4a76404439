/* Reports that show a comparison. */
#include "json.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Two periods. Criterion 2 has another max, 3 was dropped, 4 is new; g is gone, n and d are new,
 * and d makes a block that was not there. */
static const char OLD_CRITERIA[] =
    "code,title,max,options\n.,Năm 2022,,digits=1\n1,A,10,\n2,B,10,\n3,C,5,\n";
static const char CRITERIA[] =
    "code,title,max,options\n.,Năm 2023,,digits=2\n1,A,10,\n2,B,20,\n4,D,10,\n";
static const char OLD_POINTS[] = "unit,block,1,2,3\na,x,5,5,5\nb,x,5,6,4\nc,x,8,9,3\ng,x,1,1,1\n";
static const char POINTS[] =
    "unit,block,1,2,4\na,x,9,10,5\nb,x,5,18,9\nc,x,7,4,4\nn,x,5,10,9\nd,y,10,20,10\n";
static const char BANDS[] = "band,from\nTốt,70\nKhá,50\nYếu,0\n";

struct pair {
    chiso_board *now;
    chiso_board *before;
    chiso_comparison *comparison;
};

static chiso_board *board_of(const char *criteria, const char *points)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = support_scored(tree, points);

    chiso_tree_free(tree);
    return board;
}

static struct pair pair_with(const char *criteria, const char *points, const char *old_criteria,
                             const char *old_points, const chiso_comparison_options *options)
{
    struct pair pair = {board_of(criteria, points), board_of(old_criteria, old_points), NULL};
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_comparison_new(pair.now, pair.before, options, &pair.comparison, &error) ==
                  CHISO_OK,
              "%s", error.message);
    return pair;
}

static void pair_clear(struct pair *pair)
{
    chiso_comparison_free(pair->comparison);
    chiso_board_free(pair->now);
    chiso_board_free(pair->before);
}

/* A report of the two periods with average ranks; it keeps all that it is made of. */
static chiso_report *new_report(void)
{
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
    chiso_comparison_options comparing = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    struct pair pair;

    ranking.ties = CHISO_TIES_AVERAGE;
    comparing.ranking = &ranking;
    pair = pair_with(CRITERIA, POINTS, OLD_CRITERIA, OLD_POINTS, &comparing);
    cr_assert_eq(chiso_bands_read_csv(BANDS, strlen(BANDS), NULL, &options.bands, NULL), CHISO_OK);
    options.comparison = pair.comparison;
    cr_assert(chiso_report_new(pair.now, &options, &report, &error) == CHISO_OK, "%s",
              error.message);
    cr_expect(chiso_report_comparison(report) == pair.comparison);
    pair_clear(&pair);
    chiso_bands_free(options.bands);
    return report;
}

static struct buffer text_of(const chiso_report *report,
                             chiso_status (*write)(const chiso_report *, const chiso_sink *,
                                                   chiso_error *))
{
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(write(report, &sink, &error), CHISO_OK, "%s", error.message);
    return text;
}

static chiso_status write_points(const chiso_report *report, const chiso_sink *sink,
                                 chiso_error *error)
{
    return chiso_report_write_csv(report, CHISO_CSV_POINT, sink, error);
}

static chiso_status write_commas(const chiso_report *report, const chiso_sink *sink,
                                 chiso_error *error)
{
    return chiso_report_write_csv(report, CHISO_CSV_COMMA, sink, error);
}

static chiso_status write_unit(const chiso_report *report, const chiso_sink *sink,
                               chiso_error *error)
{
    return chiso_report_write_unit_csv(report, 0, CHISO_CSV_POINT, sink, error);
}

static chiso_status write_unit_commas(const chiso_report *report, const chiso_sink *sink,
                                      chiso_error *error)
{
    return chiso_report_write_unit_csv(report, 1, CHISO_CSV_COMMA, sink, error);
}

/* What the document of the report says at each path. */
static void expect_document(const char *const expected[][2], size_t count)
{
    chiso_report *report = new_report();
    struct buffer text = text_of(report, chiso_report_write_json);
    struct buffer lines = json_lines(&text);

    expect_json_all(&lines, expected, count);
    buffer_clear(&lines);
    buffer_clear(&text);
    chiso_report_free(report);
}

Test(report_compare, the_document_says_what_the_periods_do_not_have_in_common)
{
    static const char *const expected[][2] = {
        {"comparison.index", "\"Năm 2022\""},         {"comparison.digits", "1"},
        {"comparison.units_new[0]", "\"n\""},         {"comparison.units_new[1]", "\"d\""},
        {"comparison.units_new[2]", "(none)"},        {"comparison.units_gone[0]", "\"g\""},
        {"comparison.units_gone[1]", "(none)"},       {"comparison.nodes_new[0]", "\"4\""},
        {"comparison.nodes_new[1]", "(none)"},        {"comparison.nodes_gone[0]", "\"3\""},
        {"comparison.nodes_gone[1]", "(none)"},       {"comparison.max_changed[0].code", "\"\""},
        {"comparison.max_changed[0].max", "40"},      {"comparison.max_changed[0].previous", "25"},
        {"comparison.max_changed[1].code", "\"2\""},  {"comparison.max_changed[1].max", "20"},
        {"comparison.max_changed[1].previous", "10"}, {"comparison.max_changed[2].code", "(none)"},
    };

    expect_document(expected, COUNT(expected));
}

/* Now a 24, b 32, c 15, n 24 of 40; before a 15, b 15, c 20, g 3 of 25: 177.5 % of three were 200
 * %.
 */
Test(report_compare, each_result_says_how_the_unit_changed)
{
    static const char *const expected[][2] = {
        {"results[0].change.achieved", "9"},
        {"results[0].change.percent", "0.00"},
        {"results[0].change.rank", "0"},
        {"results[0].change.both", "1"},
        {"results[0].change.score_only", "0"},
        {"results[0].change.rank_only", "1"},
        {"results[0].change.neither", "0"},
        {"results[0].change.uncompared", "1"},
        {"results[0].change.max_changed", "1"},
        {"results[0].change.gain.code", "\"1\""},
        {"results[0].change.gain.achieved", "4"},
        {"results[0].change.loss", "null"},
        {"results[0].change.previous.achieved", "15"},
        {"results[0].change.previous.max", "25"},
        {"results[0].change.previous.percent", "60.0"},
        {"results[0].change.previous.rank", "2.5"},
        {"results[0].change.previous.out_of", "4"},
        {"results[0].change.previous.band", "\"Khá\""},
        {"results[0].band", "\"Khá\""},
        {"results[1].change.percent", "20.00"},
        {"results[1].change.rank", "1.5"},
        {"results[1].change.both", "1"},
        {"results[1].change.neither", "1"},
        {"results[1].change.gain", "null"},
        {"results[2].change.achieved", "-5"},
        {"results[2].change.percent", "-42.50"},
        {"results[2].change.rank", "-3"},
        {"results[2].change.neither", "2"},
        {"results[2].change.loss.code", "\"1\""},
        {"results[2].change.loss.achieved", "-1"},
        {"results[2].change.previous.rank", "1"},
        {"results[2].change.previous.band", "\"Tốt\""},
        {"results[3].unit", "\"n\""},
        {"results[3].change", "null"},
        {"results[4].change", "null"},
        {"blocks[0].mean", "59.38"},
        {"blocks[0].change", "-7.50"},
        {"blocks[0].both", "3"},
        {"blocks[1].change", "null"},
        {"blocks[1].both", "0"},
    };

    expect_document(expected, COUNT(expected));
}

Test(report_compare, each_node_of_a_result_says_how_it_changed)
{
    static const char *const expected[][2] = {
        {"results[0].nodes[0].change.achieved", "4"},
        {"results[0].nodes[0].change.percent", "40.00"},
        {"results[0].nodes[0].change.rank", "1.5"},
        {"results[0].nodes[0].change.max", "0"},
        {"results[0].nodes[1].change.achieved", "5"},
        {"results[0].nodes[1].change.percent", "0.00"},
        {"results[0].nodes[1].change.rank", "0.5"},
        {"results[0].nodes[1].change.max", "10"},
        {"results[0].nodes[2].change", "null"},
        {"results[2].nodes[1].change.percent", "-70.00"},
        {"results[2].nodes[1].change.rank", "-3"},
        {"results[3].nodes[0].change", "null"},
    };

    expect_document(expected, COUNT(expected));
}

Test(report_compare, a_report_without_one_says_nothing_of_changes)
{
    chiso_board *board = board_of(CRITERIA, POINTS);
    chiso_report *report = NULL;
    struct buffer json;
    struct buffer csv;

    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    cr_expect(chiso_report_comparison(report) == NULL && chiso_report_comparison(NULL) == NULL);
    json = text_of(report, chiso_report_write_json);
    csv = text_of(report, write_points);
    cr_expect(strstr(json.bytes, "change") == NULL && strstr(json.bytes, "comparison") == NULL);
    cr_expect(strstr(csv.bytes, "change") == NULL && strstr(csv.bytes, "previous") == NULL);
    buffer_clear(&json);
    buffer_clear(&csv);
    chiso_report_free(report);
    chiso_board_free(board);
}

static void expect_line(const struct buffer *text, const char *line)
{
    cr_expect(strstr(text->bytes, line) != NULL, "no\n%s\nin\n%s", line, text->bytes);
}

Test(report_compare, a_csv_has_what_was_and_what_changed_behind_the_band)
{
    chiso_report *report = new_report();
    struct buffer text = text_of(report, write_points);

    expect_line(&text, ",tied,band,previous_achieved,previous_percent,previous_rank,achieved_"
                       "change,percent_change,rank_change,both,score_only,"
                       "rank_only,neither,1,2,4\n");
    expect_line(&text, "\na,a,x,yes,scored,24,40,60.00,100.00,60.00,60.00,2.5,4,2,Khá,15,60.0,2.5,"
                       "9,0.00,0,1,0,1,0,9,10,5\n");
    expect_line(&text, "\nb,b,x,yes,scored,32,40,80.00,100.00,80.00,80.00,1,4,1,Tốt,15,60.0,2.5,17,"
                       "20.00,1.5,1,0,0,1,5,18,9\n");
    expect_line(&text, "\nc,c,x,yes,scored,15,40,37.50,100.00,37.50,37.50,4,4,1,Yếu,20,80.0,1,-5,-"
                       "42.50,-3,0,0,0,2,7,4,4\n");
    expect_line(&text,
                "\nn,n,x,yes,scored,24,40,60.00,100.00,60.00,60.00,2.5,4,2,Khá,,,,,,,,,,,5,10,9\n");
    buffer_clear(&text);
    chiso_report_free(report);
}

Test(report_compare, a_csv_for_vietnamese_spreadsheets_has_the_same)
{
    chiso_report *report = new_report();
    struct buffer text = text_of(report, write_commas);
    struct buffer unit = text_of(report, write_unit_commas);

    expect_line(&text, ";2,5;4;2;Khá;15;60,0;2,5;9;0,00;0;1;0;1;0;9;10;5\n");
    expect_line(&text, ";4;4;1;Yếu;20;80,0;1;-5;-42,50;-3;0;0;0;2;7;4;4\n");
    expect_line(&unit,
                "\n2;B;scored;18;20;90,00;100,00;90,00;90,00;1;4;1;2;6;60,0;2;12;30,00;1;10\n");
    buffer_clear(&text);
    buffer_clear(&unit);
    chiso_report_free(report);
}

Test(report_compare, a_csv_of_one_unit_has_the_change_of_each_node)
{
    chiso_report *report = new_report();
    struct buffer text = text_of(report, write_unit);

    expect_line(&text, ",tied,lost,previous_achieved,previous_percent,previous_rank,achieved_"
                       "change,percent_change,rank_change,max_change\n");
    expect_line(
        &text,
        "\n.,Năm 2023,scored,24,40,60.00,100.00,60.00,60.00,2.5,4,2,16,15,60.0,2.5,9,0.00,0,15\n");
    expect_line(&text,
                "\n1,A,scored,9,10,90.00,100.00,90.00,90.00,1,4,1,1,5,50.0,2.5,4,40.00,1.5,0\n");
    expect_line(&text,
                "\n2,B,scored,10,20,50.00,100.00,50.00,50.00,2.5,4,2,10,5,50.0,3,5,0.00,0.5,10\n");
    expect_line(&text, "\n4,D,scored,5,10,50.00,100.00,50.00,50.00,3,4,1,5,,,,,,,\n");
    buffer_clear(&text);
    chiso_report_free(report);
}

/* The ranks of a report with a comparison and no ranking of its own are those of the comparison. */
Test(report_compare, a_report_ranks_as_its_comparison_does)
{
    chiso_report *report = new_report();
    chiso_standing standing;
    chiso_change change;

    for (chiso_unit unit = 0; unit < 5; unit++) {
        for (chiso_node node = 0; node < 4; node++) {
            cr_assert_eq(chiso_report_standing(report, unit, node, &standing), CHISO_OK);
            cr_assert_eq(
                chiso_comparison_change(chiso_report_comparison(report), unit, node, &change),
                CHISO_OK);
            cr_expect(standing.place.rank == change.now.place.rank &&
                      standing.place.half == change.now.place.half &&
                      standing.place.out_of == change.now.place.out_of &&
                      standing.place.tied == change.now.place.tied);
        }
    }
    chiso_report_free(report);
}

static void expect_refused(const char *name, const chiso_board *board,
                           const chiso_report_options *options, chiso_status expected,
                           const char *says)
{
    chiso_report *report = (chiso_report *)&report;
    chiso_error error;
    const chiso_status status = chiso_report_new(board, options, &report, &error);

    cr_expect(status == expected && report == NULL, "%s: %s", name, chiso_status_name(status));
    cr_expect(status != CHISO_OK && strstr(error.message, says) != NULL &&
                  error.message_vi[0] != '\0',
              "%s: %s", name, error.message);
    cr_expect(chiso_report_new(board, options, &report, NULL) == expected, "%s, without an error",
              name);
}

Test(report_compare, a_comparison_that_does_not_fit_is_refused)
{
    static const chiso_node chains[][2] = {{1, 2}, {2, 1}};
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
    chiso_comparison_options comparing = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_comparison *root_only = NULL;
    chiso_comparison *ordinal = NULL;
    chiso_report *report = NULL;
    struct pair pair = pair_with(CRITERIA, POINTS, OLD_CRITERIA, OLD_POINTS, NULL);

    comparing.ranked = CHISO_RANKED_ROOT;
    cr_assert_eq(chiso_comparison_new(pair.now, pair.before, &comparing, &root_only, NULL),
                 CHISO_OK);
    ranking.ties = CHISO_TIES_ORDINAL;
    ranking.tie_break = chains[0];
    ranking.tie_break_count = 2;
    comparing.ranked = CHISO_RANKED_ALL;
    comparing.ranking = &ranking;
    cr_assert_eq(chiso_comparison_new(pair.now, pair.before, &comparing, &ordinal, NULL), CHISO_OK);

    options.comparison = pair.comparison;
    expect_refused("of another board", pair.before, &options, CHISO_E_SHAPE, "another board");
    options.comparison = root_only;
    expect_refused("of the root only", pair.now, &options, CHISO_E_SHAPE, "CHISO_RANKED_ALL");
    options.comparison = ordinal;
    options.ranking = &ranking;
    cr_assert_eq(chiso_report_new(pair.now, &options, &report, NULL), CHISO_OK);
    chiso_report_free(report);
    ranking.tie_break = chains[1];
    expect_refused("another tie-break", pair.now, &options, CHISO_E_SHAPE, "another rule");
    ranking.tie_break = chains[0];
    ranking.tie_break_count = 1;
    expect_refused("a shorter tie-break", pair.now, &options, CHISO_E_SHAPE, "another rule");
    options.comparison = pair.comparison;
    expect_refused("other ties", pair.now, &options, CHISO_E_SHAPE, "another rule");
    ranking = CHISO_RANK_OPTIONS_INIT;
    ranking.key = CHISO_KEY_PUBLISHED;
    expect_refused("another key", pair.now, &options, CHISO_E_SHAPE, "another rule");
    ranking = CHISO_RANK_OPTIONS_INIT;
    ranking.scope = CHISO_SCOPE_OVERALL;
    expect_refused("another scope", pair.now, &options, CHISO_E_SHAPE, "another rule");
    /* Nothing has changed: what fits is taken. A chain breaks ties under every rule. */
    ranking = CHISO_RANK_OPTIONS_INIT;
    ranking.tie_break = chains[0];
    ranking.tie_break_count = 2;
    expect_refused("a tie-break", pair.now, &options, CHISO_E_SHAPE, "another rule");
    options.ranking = NULL;
    cr_assert_eq(chiso_report_new(pair.now, &options, &report, NULL), CHISO_OK);
    chiso_report_free(report);
    chiso_comparison_free(root_only);
    chiso_comparison_free(ordinal);
    pair_clear(&pair);
}

static void expect_stale(const chiso_report *report)
{
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_standing standing = {.lost = 7};
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(chiso_report_standing(report, 0, CHISO_ROOT, &standing) == CHISO_E_STATE &&
              standing.lost == 7);
    cr_expect(chiso_report_write_json(report, &sink, &error) == CHISO_E_STATE);
    cr_expect(strstr(error.message, "comparison") != NULL, "%s", error.message);
    cr_expect(chiso_report_write_unit_json(report, 0, NULL, &sink, NULL) == CHISO_E_STATE);
    cr_expect(chiso_report_write_csv(report, CHISO_CSV_POINT, &sink, NULL) == CHISO_E_STATE);
    cr_expect(chiso_report_write_unit_csv(report, 0, CHISO_CSV_POINT, &sink, NULL) ==
              CHISO_E_STATE);
    cr_expect_eq(text.size, 0);
    buffer_clear(&text);
}

Test(report_compare, an_earlier_board_that_changed_makes_report_and_comparison_stale)
{
    struct pair pair = pair_with(CRITERIA, POINTS, OLD_CRITERIA, OLD_POINTS, NULL);
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = NULL;

    options.comparison = pair.comparison;
    cr_assert_eq(chiso_report_new(pair.now, &options, &report, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(pair.before, "a", "1", "6", NULL), CHISO_OK);
    expect_stale(report);
    cr_assert_eq(chiso_board_score(pair.before, NULL), CHISO_OK);
    expect_stale(report);
    expect_refused("a stale comparison", pair.now, &options, CHISO_E_STATE,
                   "changed since the comparison");
    chiso_report_free(report);
    pair_clear(&pair);
}

Test(report_compare, boards_with_nothing_in_common_are_refused_by_name)
{
    static const struct {
        const char *criteria, *points, *says[3];
    } cases[] = {
        {"code,title,max\n1,A,10\n", "unit,1\nz,5\n", {"no unit in common", "z", "a"}},
        {"code,title,max\n9,A,10\n", "unit,9\na,5\n", {"no criterion in common", "9", "1"}},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_board *now = board_of(cases[i].criteria, cases[i].points);
        chiso_board *before = board_of(OLD_CRITERIA, OLD_POINTS);
        chiso_comparison *comparison = (chiso_comparison *)now;
        chiso_error error;

        cr_expect_eq(chiso_comparison_new(now, before, NULL, &comparison, &error), CHISO_E_SHAPE);
        cr_expect(comparison == NULL);
        for (size_t j = 0; j < COUNT(cases[i].says); j++) {
            cr_expect(strstr(error.message, cases[i].says[j]) != NULL, "%s", error.message);
        }
        cr_expect(chiso_board_is_scored(now) && chiso_board_is_scored(before));
        chiso_board_free(now);
        chiso_board_free(before);
    }
}

/* Rankings of every node as an object. */

Test(rankings, are_those_of_each_node_and_keep_their_board)
{
    chiso_board *board = board_of(CRITERIA, POINTS);
    chiso_rankings *rankings = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_rankings_new(board, NULL, &rankings, &error) == CHISO_OK, "%s", error.message);
    for (chiso_node node = 0; node < 4; node++) {
        chiso_ranking *alone = NULL;

        cr_assert_eq(chiso_ranking_new(board, node, NULL, &alone, NULL), CHISO_OK);
        for (chiso_unit unit = 0; unit < 5; unit++) {
            chiso_place places[2];

            cr_assert_eq(chiso_ranking_place(alone, unit, &places[0]), CHISO_OK);
            cr_assert_eq(chiso_ranking_place(chiso_rankings_at(rankings, node), unit, &places[1]),
                         CHISO_OK);
            cr_expect(places[0].rank == places[1].rank && places[0].out_of == places[1].out_of &&
                      places[0].tied == places[1].tied);
        }
        chiso_ranking_free(alone);
    }
    cr_expect(chiso_rankings_at(rankings, 4) == NULL && chiso_rankings_at(NULL, 0) == NULL);
    cr_expect(chiso_rankings_board(rankings) == board && chiso_rankings_board(NULL) == NULL);
    chiso_board_free(board);
    cr_expect_eq(chiso_board_unit_count(chiso_rankings_board(rankings)), 5);
    chiso_rankings_free(rankings);
    chiso_rankings_free(NULL);
}

Test(rankings, that_cannot_be_are_refused)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_board(tree, POINTS);
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
    chiso_rankings *rankings = (chiso_rankings *)tree;

    cr_expect_eq(chiso_rankings_new(board, NULL, &rankings, NULL), CHISO_E_STATE);
    cr_expect(rankings == NULL);
    cr_expect_eq(chiso_rankings_new(board, NULL, NULL, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_rankings_new(NULL, NULL, &rankings, NULL), CHISO_E_NULL);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    ranking.size = 0;
    cr_expect_eq(chiso_rankings_new(board, &ranking, &rankings, NULL), CHISO_E_RANGE);
    cr_expect(rankings == NULL);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

static void expect_same_changes(const chiso_comparison *a, const chiso_comparison *b)
{
    for (chiso_unit unit = 0; unit < 5; unit++) {
        for (chiso_node node = 0; node < 4; node++) {
            chiso_change changes[2];

            cr_assert_eq(chiso_comparison_change(a, unit, node, &changes[0]), CHISO_OK);
            cr_assert_eq(chiso_comparison_change(b, unit, node, &changes[1]), CHISO_OK);
            cr_expect(changes[0].rank == changes[1].rank &&
                          changes[0].now.place.rank == changes[1].now.place.rank &&
                          changes[0].before.place.rank == changes[1].before.place.rank,
                      "unit %u, node %u", (unsigned)unit, (unsigned)node);
        }
    }
}

Test(rankings, that_are_there_already_give_the_same_comparison)
{
    static const chiso_node chain[] = {2, 1};
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
    chiso_comparison_options comparing = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_comparison *shared = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    struct pair pair;

    ranking.ties = CHISO_TIES_ORDINAL;
    ranking.tie_break = chain;
    ranking.tie_break_count = 2;
    comparing.ranking = &ranking;
    pair = pair_with(CRITERIA, POINTS, OLD_CRITERIA, OLD_POINTS, &comparing);
    cr_assert_eq(chiso_rankings_new(pair.now, &ranking, &comparing.rankings, NULL), CHISO_OK);
    cr_assert_eq(chiso_rankings_new(pair.before, &ranking, &comparing.rankings_before, NULL),
                 CHISO_OK);
    comparing.ranking = NULL;
    cr_assert(chiso_comparison_new(pair.now, pair.before, &comparing, &shared, &error) == CHISO_OK,
              "%s", error.message);
    chiso_rankings_free(comparing.rankings);
    chiso_rankings_free(comparing.rankings_before);
    expect_same_changes(pair.comparison, shared);
    chiso_comparison_free(shared);
    pair_clear(&pair);
}

static void expect_no_comparison(const char *name, const struct pair *pair,
                                 const chiso_comparison_options *options, chiso_status expected,
                                 const char *says)
{
    chiso_comparison *comparison = (chiso_comparison *)&comparison;
    chiso_error error;
    const chiso_status status =
        chiso_comparison_new(pair->now, pair->before, options, &comparison, &error);

    cr_expect(status == expected && comparison == NULL, "%s: %s", name, chiso_status_name(status));
    cr_expect(status != CHISO_OK && strstr(error.message, says) != NULL &&
                  error.message_vi[0] != '\0',
              "%s: %s", name, error.message);
}

Test(rankings, that_do_not_fit_are_refused)
{
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
    chiso_comparison_options comparing = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_rankings *now = NULL;
    chiso_rankings *before = NULL;
    struct pair pair = pair_with(CRITERIA, POINTS, OLD_CRITERIA, OLD_POINTS, NULL);

    cr_assert_eq(chiso_rankings_new(pair.now, NULL, &now, NULL), CHISO_OK);
    cr_assert_eq(chiso_rankings_new(pair.before, NULL, &before, NULL), CHISO_OK);
    comparing.rankings = before;
    expect_no_comparison("of the earlier board", &pair, &comparing, CHISO_E_SHAPE, "another board");
    comparing.rankings = NULL;
    comparing.rankings_before = now;
    expect_no_comparison("of the later board", &pair, &comparing, CHISO_E_SHAPE, "another board");
    comparing.rankings_before = before;
    ranking.ties = CHISO_TIES_DENSE;
    comparing.ranking = &ranking;
    expect_no_comparison("by another rule", &pair, &comparing, CHISO_E_SHAPE, "another rule");
    comparing.ranking = NULL;
    cr_assert_eq(chiso_board_set(pair.before, "a", "1", "6", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(pair.before, NULL), CHISO_OK);
    expect_no_comparison("of a board that changed", &pair, &comparing, CHISO_E_STATE, "changed");
    chiso_rankings_free(now);
    chiso_rankings_free(before);
    pair_clear(&pair);
}
