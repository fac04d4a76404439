#include "json.h"

#include <criterion/criterion.h>

#include <string.h>

static const char CRITERIA[] =
    "code,title,max,kind,rule\n.,Index,,,\n1,Steering,20,,\n2,Procedures,30,,\n2.1,Time,10,,\n2.2,"
    "Files,20,,rate\n3,Bonus,5,bonus,\n";
static const char POINTS[] =
    "unit,name,1,2.1,2.2,3\na,Alpha,18,4,80%,1\nb,Beta,16,10,100%,\nc,Gamma,5,2,,0\n";

/* A report of unit a, with all that can be said of it. */
struct scene {
    chiso_board *board;
    chiso_bands *bands;
    chiso_report *report;
    chiso_ledger *ledger;
    chiso_target *target;
    chiso_what_if *what_if;
    chiso_explanation *explanation;
    chiso_detail detail;
};

static chiso_target *target_of(const chiso_board *board, chiso_unit unit, const char *text)
{
    chiso_target *target = NULL;
    chiso_goal goal;

    cr_assert_eq(chiso_goal_parse(board, NULL, text, CHISO_ABSENT, &goal, NULL), CHISO_OK);
    cr_assert_eq(chiso_target_new(board, unit, CHISO_ROOT, &goal, NULL, &target, NULL), CHISO_OK);
    return target;
}

static void scene_make(struct scene *scene, const char *goal)
{
    static const char bands[] = "band,from\nA,90\nB,50\n";
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;

    *scene = (struct scene){.board = support_scored(tree, POINTS), .detail = CHISO_DETAIL_INIT};
    chiso_tree_free(tree);
    cr_assert_eq(chiso_bands_read_csv(bands, strlen(bands), NULL, &scene->bands, NULL), CHISO_OK);
    options.bands = scene->bands;
    cr_assert_eq(chiso_report_new(scene->board, &options, &scene->report, NULL), CHISO_OK);
    cr_assert_eq(chiso_ledger_new(scene->board, 0, CHISO_ROOT, NULL, &scene->ledger, NULL),
                 CHISO_OK);
    scene->target = target_of(scene->board, 0, goal);
    cr_assert_eq(chiso_what_if_new(scene->board, NULL, &scene->what_if, NULL), CHISO_OK);
    cr_assert_eq(
        chiso_explanation_new(scene->board, 0, CHISO_ROOT, UINT32_MAX, &scene->explanation, NULL),
        CHISO_OK);
    scene->detail.ledger = scene->ledger;
    scene->detail.target = scene->target;
    scene->detail.what_if = scene->what_if;
    scene->detail.explanation = scene->explanation;
}

static void scene_clear(struct scene *scene)
{
    chiso_explanation_free(scene->explanation);
    chiso_what_if_free(scene->what_if);
    chiso_target_free(scene->target);
    chiso_ledger_free(scene->ledger);
    chiso_report_free(scene->report);
    chiso_bands_free(scene->bands);
    chiso_board_free(scene->board);
}

static struct buffer document(const struct scene *scene, const chiso_detail *detail)
{
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_report_write_unit_json(scene->report, 0, detail, &sink, &error), CHISO_OK,
                 "%s", error.message);
    return text;
}

static struct buffer lines_of(const struct scene *scene)
{
    struct buffer text = document(scene, &scene->detail);
    const struct buffer lines = json_lines(&text);

    buffer_clear(&text);
    return lines;
}

#define EXPECT(lines, expected)                                                                    \
    expect_json_all(lines, expected, sizeof(expected) / sizeof((expected)[0]))

/* a: 18 of 20, 4 of 10, 80 % of 20 = 16, a bonus of 1: 39 of 50. b: 16 + 10 + 20 = 46. */
Test(detail, tells_where_the_points_went)
{
    static const char *const expected[][2] = {
        {"results[0].ledger.node", "\"\""},
        {"results[0].ledger.achieved", "39"},
        {"results[0].ledger.max", "50"},
        {"results[0].ledger.lost", "11"},
        {"results[0].ledger.leaves", "12"},
        {"results[0].ledger.bonus_points", "1"},
        {"results[0].ledger.rest", "0"},
        {"results[0].ledger.entries[0].leaf", "\"2.1\""},
        {"results[0].ledger.entries[0].state", "\"scored\""},
        {"results[0].ledger.entries[0].lost", "6"},
        {"results[0].ledger.entries[0].best", "10"},
        {"results[0].ledger.entries[0].mean", "5.333333"},
        {"results[0].ledger.entries[0].median", "4"},
        {"results[0].ledger.entries[0].to_best", "6"},
        {"results[0].ledger.entries[0].to_max", "6"},
        {"results[0].ledger.entries[0].units", "3"},
        {"results[0].ledger.entries[0].best_unit", "\"b\""},
        {"results[0].ledger.entries[0].best_shared", "1"},
        {"results[0].ledger.entries[3].leaf", "(none)"},
        {"results[0].ledger.bonuses[0].leaf", "\"3\""},
        {"results[0].ledger.bonuses[0].lost", "null"},
    };
    struct scene scene;
    struct buffer lines;

    scene_make(&scene, "rank:1");
    lines = lines_of(&scene);
    EXPECT(&lines, expected);
    buffer_clear(&lines);
    scene_clear(&scene);
}

/* 46 are needed, 7 more: 6 of them in 2.1, the other in 2.2. */
Test(detail, tells_what_a_target_takes)
{
    static const char *const missed[][2] = {{"results[0].target.goal", "\"rank:1\""},
                                            {"results[0].target.outcome", "\"missed\""},
                                            {"results[0].target.exactness", "\"exact\""},
                                            {"results[0].target.least", "46"},
                                            {"results[0].target.distance", "-7"},
                                            {"results[0].target.distance_percent", "-14"},
                                            {"results[0].target.needed", "7"},
                                            {"results[0].target.most", "55"},
                                            {"results[0].target.short_by", "0"},
                                            {"results[0].target.planned", "46"},
                                            {"results[0].target.effort", "null"},
                                            {"results[0].target.rank", "2"},
                                            {"results[0].target.rank_margin", "32"},
                                            {"results[0].target.plan[0].leaf", "\"2.1\""},
                                            {"results[0].target.plan[0].from", "4"},
                                            {"results[0].target.plan[0].to", "10"},
                                            {"results[0].target.plan[1].leaf", "\"2.2\""},
                                            {"results[0].target.plan[1].gain", "1"},
                                            {"results[0].target.plan[2].leaf", "(none)"}};
    static const char *const beyond[][2] = {{"results[0].target.outcome", "\"out_of_reach\""},
                                            {"results[0].target.short_by", "5"},
                                            {"results[0].target.plan", "null"}};
    struct scene scene;
    struct buffer lines;

    scene_make(&scene, "rank:1");
    lines = lines_of(&scene);
    EXPECT(&lines, missed);
    buffer_clear(&lines);
    scene_clear(&scene);
    scene_make(&scene, "percent:120");
    lines = lines_of(&scene);
    EXPECT(&lines, beyond);
    buffer_clear(&lines);
    scene_clear(&scene);
}

Test(detail, tells_what_would_be_and_who_would_move)
{
    static const char *const expected[][2] = {
        {"results[0].percent", "78.00"},
        {"results[0].what_if.changes", "2"},
        {"results[0].what_if.achieved", "49"},
        {"results[0].what_if.percent", "98.00"},
        {"results[0].what_if.rank", "1"},
        {"results[0].what_if.band", "\"A\""},
        {"results[0].what_if.nodes[0].code", "\"2\""},
        {"results[0].what_if.nodes[0].achieved", "30"},
        {"results[0].what_if.nodes[1].code", "\"2.1\""},
        {"results[0].what_if.nodes[2].code", "\"2.2\""},
        {"results[0].what_if.nodes[3].code", "(none)"},
        {"results[0].what_if.moved[0].unit", "\"b\""},
        {"results[0].what_if.moved[0].rank", "2"},
        {"results[0].what_if.moved[1].unit", "(none)"},
    };
    struct scene scene;
    struct buffer lines;

    scene_make(&scene, "rank:1");
    cr_assert_eq(chiso_what_if_set(scene.what_if, "a", "2.1", "10", NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_set(scene.what_if, "a", "2.2", "100%", NULL), CHISO_OK);
    lines = lines_of(&scene);
    EXPECT(&lines, expected);
    buffer_clear(&lines);
    scene_clear(&scene);
}

/* a comes to share the first place with b, which stays there; c stays where it is. */
Test(detail, nobody_moves_whose_rank_is_the_same)
{
    static const char *const expected[][2] = {
        {"results[0].rank", "2"},
        {"results[0].what_if.rank", "1"},
        {"results[0].what_if.tied", "2"},
        {"results[0].what_if.moved[0].unit", "(none)"},
        {"results[0].what_if.nodes[0].code", "\"2\""},
    };
    struct scene scene;
    struct buffer lines;

    scene_make(&scene, "rank:1");
    cr_assert_eq(chiso_what_if_set(scene.what_if, "a", "2.1", "10", NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_set(scene.what_if, "a", "3", "2", NULL), CHISO_OK);
    lines = lines_of(&scene);
    EXPECT(&lines, expected);
    buffer_clear(&lines);
    scene_clear(&scene);
}

/* c has a rank no more, and the others are out of one less: c moved, b did not. */
Test(detail, who_loses_its_rank_has_moved)
{
    static const char *const expected[][2] = {
        {"results[0].what_if.rank", "2"},
        {"results[0].what_if.out_of", "2"},
        {"results[0].what_if.moved[0].unit", "\"c\""},
        {"results[0].what_if.moved[0].rank", "null"},
        {"results[0].what_if.moved[1].unit", "(none)"},
    };
    static const char *const leaves[] = {"1", "2.1", "2.2"};
    struct scene scene;
    struct buffer lines;

    scene_make(&scene, "rank:1");
    for (size_t i = 0; i < 3; i++) {
        cr_assert_eq(chiso_what_if_set(scene.what_if, "c", leaves[i], "-", NULL), CHISO_OK);
    }
    lines = lines_of(&scene);
    EXPECT(&lines, expected);
    buffer_clear(&lines);
    scene_clear(&scene);
}

Test(detail, tells_how_the_number_came_about)
{
    static const char *const expected[][2] = {
        {"results[0].explanation.steps[0].kind", "\"node\""},
        {"results[0].explanation.steps[0].node", "\"\""},
        {"results[0].explanation.steps[0].parent", "null"},
        {"results[0].explanation.steps[0].contribution", "39"},
        {"results[0].explanation.steps[0].percent", "78.00"},
        {"results[0].explanation.steps[1].node", "\"1\""},
        {"results[0].explanation.steps[1].parent", "0"},
        {"results[0].explanation.steps[1].contribution", "18"},
        {"results[0].explanation.steps[1].value", "\"18\""},
        {"results[0].explanation.steps[3].node", "\"3\""},
        {"results[0].explanation.steps[3].bonus", "true"},
        {"results[0].explanation.steps[5].node", "\"2.2\""},
        {"results[0].explanation.steps[5].rule", "\"rate\""},
        {"results[0].explanation.steps[5].value", "\"80%\""},
    };
    struct scene scene;
    struct buffer lines;

    scene_make(&scene, "rank:1");
    lines = lines_of(&scene);
    EXPECT(&lines, expected);
    buffer_clear(&lines);
    scene_clear(&scene);
}

static chiso_comparison *comparison_with(const struct scene *scene, const char *points)
{
    chiso_tree *tree = support_tree("code,title,max,kind,rule\n1,,20,,\n2,,30,,\n2.1,,10,,\n2.2,,"
                                    "20,,rate\n3,,5,bonus,\n4,,50,,\n");
    chiso_board *before = support_scored(tree, points);
    chiso_comparison *comparison = NULL;

    cr_assert_eq(chiso_comparison_new(scene->board, before, NULL, &comparison, NULL), CHISO_OK);
    chiso_board_free(before);
    chiso_tree_free(tree);
    return comparison;
}

/* What a detail says of unit a with a comparison with such earlier points, and nothing else. */
static struct buffer lines_with_earlier(const char *points)
{
    struct scene scene;
    chiso_detail detail = CHISO_DETAIL_INIT;
    chiso_comparison *comparison;
    struct buffer text;
    struct buffer lines;

    scene_make(&scene, "rank:1");
    comparison = comparison_with(&scene, points);
    detail.comparison = comparison;
    text = document(&scene, &detail);
    lines = json_lines(&text);
    buffer_clear(&text);
    chiso_comparison_free(comparison);
    scene_clear(&scene);
    return lines;
}

/* a had 15 + 4 + 16 + 1 + 10 of 100, 36 of 50 without what was dropped, and has 39 of 50. b had 40
 * and has 92, c had less and has. */
Test(detail, tells_what_the_change_is_made_of)
{
    static const char *const expected[][2] = {
        {"results[0].bridge.change", "32"},         {"results[0].bridge.performance", "6"},
        {"results[0].bridge.maxima", "0"},          {"results[0].bridge.added", "0"},
        {"results[0].bridge.dropped", "26"},        {"results[0].bridge.not_applicable", "0"},
        {"results[0].bridge.common", "4"},          {"results[0].bridge.like_leaves", "3"},
        {"results[0].bridge.like_max", "50"},       {"results[0].bridge.like_now", "38"},
        {"results[0].bridge.like_before", "35"},    {"results[0].bridge.like_change", "6"},
        {"results[0].rank_bridge.change", "-1"},    {"results[0].rank_bridge.own", "0"},
        {"results[0].rank_bridge.others", "-1"},    {"results[0].rank_bridge.place", "1"},
        {"results[0].explanation.steps", "(none)"},
    };
    struct buffer lines =
        lines_with_earlier("unit,1,2.1,2.2,3,4\na,15,4,80%,1,10\nb,10,10,50%,0,10\nc,5,2,,0,10\n");

    EXPECT(&lines, expected);
    buffer_clear(&lines);
}

/* What was 11 of 20 and is set to 20 now was 17 of 30, and is 26 of 30. */
Test(detail, tells_what_was_set_by_hand_on_one_side)
{
    static const char criteria[] = "code,title,max\n1,,\n1.1,,10\n1.2,,10\n2,,10\n";
    static const char *const expected[][2] = {
        {"results[0].change.set.now[0]", "\"1\""}, {"results[0].change.set.before[0]", "(none)"},
        {"results[0].bridge.performance", "0"},    {"results[0].bridge.set", "30"},
        {"results[0].bridge.change", "30"},
    };
    chiso_tree *tree = support_tree(criteria);
    chiso_board *now = support_scored(tree, "unit,1,1.1,1.2,2,note\na,20,5,6,6,why\nb,,1,1,1,\n");
    chiso_board *before = support_scored(tree, "unit,1.1,1.2,2\na,5,6,6\nb,1,1,1\n");
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_detail detail = CHISO_DETAIL_INIT;
    chiso_comparison *comparison = NULL;
    chiso_report *report = NULL;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    struct buffer lines;

    cr_assert(chiso_comparison_new(now, before, NULL, &comparison, NULL) == CHISO_OK);
    options.comparison = comparison;
    detail.comparison = comparison;
    cr_assert(chiso_report_new(now, &options, &report, NULL) == CHISO_OK);
    cr_assert(chiso_report_write_unit_json(report, 0, &detail, &sink, NULL) == CHISO_OK);
    lines = json_lines(&text);
    EXPECT(&lines, expected);
    buffer_clear(&lines);
    buffer_clear(&text);
    cr_assert(chiso_report_write_unit_json(report, 1, &detail, &sink, NULL) == CHISO_OK);
    cr_expect(strstr(text.bytes, "\"set\"") == NULL, "%s", text.bytes);
    buffer_clear(&text);
    chiso_report_free(report);
    chiso_comparison_free(comparison);
    chiso_board_free(before);
    chiso_board_free(now);
    chiso_tree_free(tree);
}

Test(detail, a_unit_without_an_earlier_figure_has_no_bridge)
{
    static const char *const expected[][2] = {{"results[0].bridge", "null"},
                                              {"results[0].rank_bridge", "null"}};
    struct buffer lines = lines_with_earlier("unit,1,2.1,2.2,3,4\nb,10,10,50%,0,10\n");

    EXPECT(&lines, expected);
    buffer_clear(&lines);
}

Test(detail, without_parts_is_the_report_of_the_unit)
{
    struct scene scene;
    struct buffer plain = {0};
    const chiso_sink sink = buffer_sink(&plain);
    const chiso_detail none = CHISO_DETAIL_INIT;
    struct buffer without;
    struct buffer empty;

    scene_make(&scene, "rank:1");
    cr_assert_eq(chiso_report_write_unit_json(scene.report, 0, NULL, &sink, NULL), CHISO_OK);
    without = document(&scene, NULL);
    empty = document(&scene, &none);
    cr_expect_str_eq(without.bytes, plain.bytes);
    cr_expect_str_eq(empty.bytes, plain.bytes);
    buffer_clear(&plain);
    buffer_clear(&without);
    buffer_clear(&empty);
    scene_clear(&scene);
}

static void expect_refused(const struct scene *scene, const chiso_detail *detail, chiso_unit unit,
                           chiso_status status, const char *english, const char *vietnamese)
{
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso_report_write_unit_json(scene->report, unit, detail, &sink, &error), status);
    cr_expect_str_eq(error.message, english);
    cr_expect_str_eq(error.message_vi, vietnamese);
    cr_expect_eq(text.size, 0);
    buffer_clear(&text);
}

Test(detail, of_another_unit_or_board_is_refused)
{
    struct scene scene;
    struct scene other;
    chiso_detail detail = CHISO_DETAIL_INIT;
    chiso_comparison *comparison;

    scene_make(&scene, "rank:1");
    scene_make(&other, "rank:1");
    detail.ledger = scene.ledger;
    expect_refused(&scene, &detail, 1, CHISO_E_SHAPE,
                   "the ledger is not of unit b on the board of the report",
                   "bảng điểm mất không phải của đơn vị b trên bảng điểm của báo cáo");
    detail = (chiso_detail){.size = sizeof(detail), .target = other.target};
    expect_refused(&scene, &detail, 0, CHISO_E_SHAPE,
                   "the target is not of unit a on the board of the report",
                   "mục tiêu không phải của đơn vị a trên bảng điểm của báo cáo");
    detail = (chiso_detail){.size = sizeof(detail), .what_if = other.what_if};
    expect_refused(&scene, &detail, 0, CHISO_E_SHAPE,
                   "the what-if is not of unit a on the board of the report",
                   "phương án thử không phải của đơn vị a trên bảng điểm của báo cáo");
    detail = (chiso_detail){.size = sizeof(detail), .explanation = scene.explanation};
    expect_refused(&scene, &detail, 2, CHISO_E_SHAPE,
                   "the explanation is not of unit c on the board of the report",
                   "bản giải thích không phải của đơn vị c trên bảng điểm của báo cáo");
    comparison = comparison_with(&other, "unit,1,2.1,2.2,3,4\nb,10,10,50%,0,10\n");
    detail = (chiso_detail){.size = sizeof(detail), .comparison = comparison};
    expect_refused(&scene, &detail, 0, CHISO_E_SHAPE,
                   "the comparison is not of unit a on the board of the report",
                   "phép so sánh không phải của đơn vị a trên bảng điểm của báo cáo");
    chiso_comparison_free(comparison);
    detail = (chiso_detail){.size = sizeof(detail) + 1};
    expect_refused(&scene, &detail, 0, CHISO_E_RANGE,
                   "the size of a chiso_detail is 49; begin with CHISO_DETAIL_INIT",
                   "kích thước chiso_detail là 49; hãy bắt đầu bằng CHISO_DETAIL_INIT");
    scene_clear(&other);
    scene_clear(&scene);
}

Test(detail, of_a_board_that_changed_is_refused)
{
    struct scene scene;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);

    scene_make(&scene, "rank:1");
    cr_assert_eq(chiso_board_set(scene.board, "a", "1", "19", NULL), CHISO_OK);
    cr_expect_eq(chiso_report_write_unit_json(scene.report, 0, &scene.detail, &sink, NULL),
                 CHISO_E_STATE);
    cr_expect_eq(chiso_report_write_unit_json(NULL, 0, NULL, &sink, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_report_write_unit_json(scene.report, 0, NULL, NULL, NULL), CHISO_E_NULL);
    cr_expect_eq(text.size, 0);
    buffer_clear(&text);
    scene_clear(&scene);
}
