/* Memory that fails while boards are compared, and while a map and a series are made. */
#include "fault.h"

#include <criterion/criterion.h>

#include <string.h>

static const char CRITERIA[] =
    "code,title,max,combine\n.,,100,mean\n1,,10,\n2,,20,\n3,,30,\n3.1,,10,\n3.2,,20,\n";
static const char OLD_CRITERIA[] = "code,title,max\n1,,10\n2,,10\n3,,30\n3.1,,10\n3.2,,20\n4,,5\n";
static const char POINTS[] =
    "unit,block,1,2,3,3.1,3.2,note\nm,x,5,15,9,1,2,appeal\nb,x,4,10,,-,5,\nc,y,10,20,,10,20,\n"
    "d,y,1,,,1,1,\n";
static const char OLD_POINTS[] = "unit,block,1,2,3.1,3.2,4\na1,x,5,5,1,2,3\na2,x,1,5,1,2,3\nb,x,3,"
                                 "3,3,3,3\nc,y,9,9,9,9,4\nd,y,1,1,1,1,1\n";
static const char UNITS[] = "old,new,share\na1,m,0.4\na2,m,0.6\n";

static chiso_board *board_of(struct fault *fault, const char *criteria, const char *points)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;

    cr_assert_eq(chiso_tree_read_csv(criteria, strlen(criteria), &fault->allocator, &tree, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_board_new(tree, &fault->allocator, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(board, points, strlen(points), NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    chiso_tree_free(tree);
    return board;
}

static bool map_from_csv(struct fault *fault)
{
    chiso_map *map = (chiso_map *)fault;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;

    arm(fault);
    status = chiso_map_read_csv(UNITS, strlen(UNITS), &fault->allocator, &map, &error);
    expect_memory(fault, status, &error);
    cr_expect((map == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    chiso_map_free(map);
    return was_refused(fault);
}

Test(compare_memory, a_map_from_csv)
{
    fail_each("a map", map_from_csv);
}

static bool map_by_calls(struct fault *fault)
{
    chiso_map *map = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    bool refused;

    cr_assert_eq(chiso_map_new(&fault->allocator, &map, NULL), CHISO_OK);
    arm(fault);
    for (int i = 0; i < 40; i++) {
        const uint32_t before = chiso_map_count(map);
        const chiso_status status = chiso_map_add(map, "an old code", "a new code", NULL, &error);

        expect_memory(fault, status, &error);
        cr_expect(chiso_map_count(map) == before + (status == CHISO_OK), "request %zu", fault->nth);
    }
    refused = was_refused(fault);
    disarm(fault);
    chiso_map_free(map);
    return refused;
}

Test(compare_memory, a_map_by_calls)
{
    fail_each("rows of a map", map_by_calls);
}

/* Two boards and a map of units, over memory that does not fail yet. */
struct scene {
    chiso_board *now;
    chiso_board *before;
    chiso_map *units;
    chiso_comparison_options options;
};

static void scene_make(struct fault *fault, struct scene *scene)
{
    scene->now = board_of(fault, CRITERIA, POINTS);
    scene->before = board_of(fault, OLD_CRITERIA, OLD_POINTS);
    cr_assert_eq(chiso_map_read_csv(UNITS, strlen(UNITS), &fault->allocator, &scene->units, NULL),
                 CHISO_OK);
    scene->options = CHISO_COMPARISON_OPTIONS_INIT;
    scene->options.units = scene->units;
}

static void scene_clear(struct scene *scene)
{
    chiso_board_free(scene->now);
    chiso_board_free(scene->before);
    chiso_map_free(scene->units);
}

static bool comparison(struct fault *fault)
{
    static const chiso_node chain[] = {1, 2};
    chiso_comparison *made = (chiso_comparison *)fault;
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    struct scene scene;
    bool refused;

    scene_make(fault, &scene);
    ranking.ties = CHISO_TIES_ORDINAL;
    ranking.tie_break = chain;
    ranking.tie_break_count = 2;
    scene.options.ranking = &ranking;
    arm(fault);
    status = chiso_comparison_new(scene.now, scene.before, &scene.options, &made, &error);
    expect_memory(fault, status, &error);
    cr_expect((made == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    refused = was_refused(fault);
    disarm(fault);
    chiso_comparison_free(made);
    cr_expect(chiso_board_is_scored(scene.now) && chiso_board_is_scored(scene.before));
    scene_clear(&scene);
    return refused;
}

Test(compare_memory, a_comparison)
{
    fail_each("a comparison", comparison);
}

/* Every call that takes memory for a while: what it would write stays as it was. */
static void expect_calls(const struct fault *fault, const chiso_comparison *made)
{
    chiso_change change = {.achieved = 7};
    chiso_bridge bridge = {.change = 7};
    chiso_agreement agreement = {.units = 7};
    chiso_block_change block = {.units = 7};
    chiso_unit units[4] = {7};
    uint32_t count = 7;
    chiso_decimal points[4] = {7, 7, 7, 7};
    chiso_change_count counts = {.rose = 7};
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status = chiso_comparison_change(made, 0, CHISO_ROOT, &change);

    cr_expect(status == CHISO_OK || (status == CHISO_E_MEMORY && was_refused(fault)), "request %zu",
              fault->nth);
    cr_expect((change.achieved == 7) == (status != CHISO_OK), "request %zu", fault->nth);
    status = chiso_comparison_points(made, CHISO_ROOT, 4, points, &counts);
    cr_expect(status == CHISO_OK || (status == CHISO_E_MEMORY && was_refused(fault)), "request %zu",
              fault->nth);
    for (int i = 0; i < 4; i++) {
        cr_expect((points[i] == 7) == (status != CHISO_OK), "request %zu", fault->nth);
    }
    cr_expect((counts.rose == 7) == (status != CHISO_OK), "request %zu", fault->nth);
    status = chiso_comparison_bridge(made, 2, CHISO_ROOT, &bridge, &error);
    expect_memory(fault, status, &error);
    cr_expect((bridge.change == 7) == (status != CHISO_OK), "request %zu", fault->nth);
    status = chiso_comparison_agreement(made, CHISO_ROOT, CHISO_ALL_BLOCKS, &agreement, &error);
    expect_memory(fault, status, &error);
    cr_expect((agreement.units == 7) == (status != CHISO_OK), "request %zu", fault->nth);
    status = chiso_comparison_block(made, CHISO_ROOT, 0, &block, &error);
    expect_memory(fault, status, &error);
    cr_expect((block.units == 7) == (status != CHISO_OK), "request %zu", fault->nth);
    status = chiso_comparison_movers(made, CHISO_ROOT, CHISO_ALL_BLOCKS, CHISO_MOVE_PERCENT, false,
                                     4, units, &count, &error);
    expect_memory(fault, status, &error);
    cr_expect((count == 7) == (status != CHISO_OK) && (units[0] == 7) == (status != CHISO_OK),
              "request %zu", fault->nth);
}

static bool calls(struct fault *fault)
{
    chiso_comparison *made = NULL;
    struct scene scene;
    bool refused;

    scene_make(fault, &scene);
    cr_assert_eq(chiso_comparison_new(scene.now, scene.before, &scene.options, &made, NULL),
                 CHISO_OK);
    arm(fault);
    expect_calls(fault, made);
    refused = was_refused(fault);
    disarm(fault);
    chiso_comparison_free(made);
    scene_clear(&scene);
    return refused;
}

Test(compare_memory, what_a_comparison_is_asked)
{
    fail_each("calls of a comparison", calls);
}

/* Rankings that are made apart and shared, a comparison that takes them, and a report of it. */
static bool shared_ranks(struct fault *fault)
{
    static const chiso_node chain[] = {1, 2};
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
    chiso_comparison *made = NULL;
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = (chiso_report *)fault;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    struct scene scene;
    bool refused;

    scene_make(fault, &scene);
    ranking.ties = CHISO_TIES_ORDINAL;
    ranking.tie_break = chain;
    ranking.tie_break_count = 2;
    arm(fault);
    scene.options.rankings_before = (chiso_rankings *)fault;
    status = chiso_rankings_new(scene.before, &ranking, &scene.options.rankings_before, &error);
    expect_memory(fault, status, &error);
    cr_expect((scene.options.rankings_before == NULL) == (status != CHISO_OK), "request %zu",
              fault->nth);
    scene.options.ranking = &ranking;
    status = chiso_comparison_new(scene.now, scene.before, &scene.options, &made, &error);
    expect_memory(fault, status, &error);
    cr_expect((made == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    options.comparison = made;
    options.ranking = &ranking;
    status = chiso_report_new(scene.now, &options, &report, &error);
    expect_memory(fault, status, &error);
    cr_expect((report == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    refused = was_refused(fault);
    disarm(fault);
    chiso_rankings_free(scene.options.rankings_before);
    chiso_comparison_free(made);
    chiso_report_free(report);
    scene_clear(&scene);
    return refused;
}

Test(compare_memory, shared_ranks_and_a_report_of_them)
{
    fail_each("shared ranks", shared_ranks);
}

/* The change of a merged unit and the means of blocks take memory for a while: a document is whole,
 * or the call says why not. */
static bool report_written(struct fault *fault)
{
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = NULL;
    struct scene scene;
    bool refused = false;

    scene_make(fault, &scene);
    cr_assert_eq(
        chiso_comparison_new(scene.now, scene.before, &scene.options, &options.comparison, NULL),
        CHISO_OK);
    cr_assert_eq(chiso_report_new(scene.now, &options, &report, NULL), CHISO_OK);
    chiso_comparison_free(options.comparison);
    refused = report_is_written(fault, report, 0);
    chiso_report_free(report);
    scene_clear(&scene);
    return refused;
}

Test(compare_memory, reports_that_are_written)
{
    fail_each("a report of a comparison written", report_written);
}

static bool periods(struct fault *fault)
{
    chiso_series *series = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    struct scene scene;
    bool refused;

    scene_make(fault, &scene);
    cr_assert_eq(chiso_series_new(&fault->allocator, &series, NULL), CHISO_OK);
    arm(fault);
    for (int i = 0; i < 2; i++) {
        const uint32_t before = chiso_series_count(series);
        const chiso_status status = chiso_series_add(
            series, i == 0 ? "now" : "before", i == 0 ? scene.now : scene.before, NULL, &error);

        expect_memory(fault, status, &error);
        cr_expect(chiso_series_count(series) == before + (status == CHISO_OK), "request %zu",
                  fault->nth);
    }
    refused = was_refused(fault);
    disarm(fault);
    chiso_series_free(series);
    scene_clear(&scene);
    return refused;
}

Test(compare_memory, a_series)
{
    fail_each("periods", periods);
}
