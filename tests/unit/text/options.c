/* Structs that callers fill: of which sizes they may be, by every call that takes one. */
#include "support.h"
#include "text/message.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A board of one unit, and all that is made of it. */
struct scene {
    chiso_tree *tree;
    chiso_board *board;
    chiso_report *report;
};

static bool take_bytes(void *context, const char *bytes, size_t size)
{
    (void)context;
    (void)bytes;
    (void)size;
    return true;
}

static chiso_status add_criterion(struct scene *scene, size_t size, chiso_error *error)
{
    chiso_criterion criterion = CHISO_CRITERION_INIT;
    chiso_tree *tree = NULL;
    chiso_status status = chiso_tree_new(NULL, NULL, &tree, error);

    (void)scene;
    cr_assert_eq(status, CHISO_OK);
    criterion.code = "1";
    criterion.size = size;
    status = chiso_tree_add_criterion(tree, &criterion, NULL, error);
    chiso_tree_free(tree);
    return status;
}

static chiso_status rank(struct scene *scene, size_t size, chiso_error *error)
{
    chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
    chiso_ranking *ranking = NULL;
    chiso_status status = CHISO_OK;

    options.size = size;
    status = chiso_ranking_new(scene->board, CHISO_ROOT, &options, &ranking, error);
    chiso_ranking_free(ranking);
    return status;
}

static chiso_status agree(struct scene *scene, size_t size, chiso_error *error)
{
    chiso_consensus_options options = CHISO_CONSENSUS_OPTIONS_INIT;
    chiso_ranking *ranking = NULL;
    const chiso_ranking *rankings[1];
    chiso_consensus *consensus = NULL;
    chiso_status status = CHISO_OK;

    cr_assert_eq(chiso_ranking_new(scene->board, CHISO_ROOT, NULL, &ranking, NULL), CHISO_OK);
    options.size = size;
    rankings[0] = ranking;
    status = chiso_ranking_combine(rankings, 1, &options, &consensus, error);
    chiso_consensus_free(consensus);
    chiso_ranking_free(ranking);
    return status;
}

static chiso_status copy(struct scene *scene, size_t size, chiso_error *error)
{
    chiso_result_columns columns = CHISO_RESULT_COLUMNS_INIT;

    columns.size = size;
    return chiso_board_copy_results(scene->board, CHISO_ROOT, 1, &columns, error);
}

static chiso_status take(struct scene *scene, size_t size, chiso_error *error)
{
    chiso_intake_options options = CHISO_INTAKE_OPTIONS_INIT;
    chiso_intake *intake = NULL;
    chiso_status status = CHISO_OK;

    (void)scene;
    cr_assert_eq(chiso_intake_new(0, NULL, &intake, NULL), CHISO_OK);
    options.size = size;
    status = chiso_intake_set_options(intake, &options, error);
    chiso_intake_free(intake);
    return status;
}

static chiso_status chart(struct scene *scene, size_t size, chiso_error *error)
{
    const chiso_sink sink = {take_bytes, NULL};
    chiso_chart_options options = CHISO_CHART_OPTIONS_INIT;

    options.size = size;
    return chiso_chart_ranking(scene->report, &options, &sink, error);
}

static chiso_status report(struct scene *scene, size_t size, chiso_error *error)
{
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *made = NULL;
    chiso_status status = CHISO_OK;

    options.size = size;
    status = chiso_report_new(scene->board, &options, &made, error);
    chiso_report_free(made);
    return status;
}

static chiso_status compare(struct scene *scene, size_t size, chiso_error *error)
{
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_comparison *comparison = NULL;
    chiso_status status = CHISO_OK;

    options.size = size;
    status = chiso_comparison_new(scene->board, scene->board, &options, &comparison, error);
    chiso_comparison_free(comparison);
    return status;
}

static chiso_status aim(struct scene *scene, size_t size, chiso_error *error)
{
    const chiso_goal goal = {.kind = CHISO_GOAL_RANK, .rank = 1};
    chiso_target_options options = CHISO_TARGET_OPTIONS_INIT;
    chiso_target *target = NULL;
    chiso_status status = CHISO_OK;

    options.size = size;
    status = chiso_target_new(scene->board, 0, CHISO_ROOT, &goal, &options, &target, error);
    chiso_target_free(target);
    return status;
}

static chiso_status book(struct scene *scene, size_t size, chiso_error *error)
{
    chiso_ledger_options options = CHISO_LEDGER_OPTIONS_INIT;
    chiso_ledger *ledger = NULL;
    chiso_status status = CHISO_OK;

    options.size = size;
    status = chiso_ledger_new(scene->board, 0, CHISO_ROOT, &options, &ledger, error);
    chiso_ledger_free(ledger);
    return status;
}

static chiso_status weigh(struct scene *scene, size_t size, chiso_error *error)
{
    const chiso_node node = 1;
    chiso_weights_options options = CHISO_WEIGHTS_OPTIONS_INIT;
    chiso_decimal weight = 0;

    options.size = size;
    return chiso_board_weights(scene->board, &node, 1, &options, &weight, error);
}

static chiso_status detail(struct scene *scene, size_t size, chiso_error *error)
{
    const chiso_sink sink = {.write = take_bytes};
    chiso_detail what = CHISO_DETAIL_INIT;

    what.size = size;
    return chiso_report_write_unit_json(scene->report, 0, &what, &sink, error);
}

static chiso_status audit(struct scene *scene, size_t size, chiso_error *error)
{
    static const char table[] = "what,achieved,max\na,1,2\n";
    chiso_audit_options options = CHISO_AUDIT_OPTIONS_INIT;
    chiso_audit *findings = NULL;
    chiso_status status = CHISO_OK;

    (void)scene;
    options.size = size;
    status = chiso_audit_read_csv(table, sizeof(table) - 1, &options, NULL, &findings, error);
    chiso_audit_free(findings);
    return status;
}

static chiso_status periods(struct scene *scene, size_t size, chiso_error *error)
{
    const chiso_sink sink = {.write = take_bytes};
    chiso_periods_options options = CHISO_PERIODS_OPTIONS_INIT;
    chiso_series *series = NULL;
    chiso_status status = CHISO_OK;

    options.size = size;
    cr_assert_eq(chiso_series_new(NULL, &series, NULL), CHISO_OK);
    cr_assert_eq(chiso_series_add(series, "2019", scene->board, NULL, NULL), CHISO_OK);
    status = chiso_stages_write_csv(series, &options, &sink, error);
    chiso_series_free(series);
    return status;
}

#define FIRST(type, last) offsetof(type, last) + sizeof(((type *)NULL)->last), sizeof(type)

/* Each struct that begins with its size, the last member that the first release had, and a call. */
static const struct {
    const char *name;
    size_t first;
    size_t known;
    chiso_status (*call)(struct scene *scene, size_t size, chiso_error *error);
    const char *init;
} STRUCTS[] = {
    {"chiso_criterion", FIRST(chiso_criterion, round), add_criterion, "CHISO_CRITERION_INIT"},
    {"chiso_result_columns", FIRST(chiso_result_columns, highest), copy,
     "CHISO_RESULT_COLUMNS_INIT"},
    {"chiso_rank_options", FIRST(chiso_rank_options, tie_break_count), rank,
     "CHISO_RANK_OPTIONS_INIT"},
    {"chiso_consensus_options", FIRST(chiso_consensus_options, weights), agree,
     "CHISO_CONSENSUS_OPTIONS_INIT"},
    {"chiso_report_options", FIRST(chiso_report_options, point_places), report,
     "CHISO_REPORT_OPTIONS_INIT"},
    {"chiso_periods_options", FIRST(chiso_periods_options, order), periods,
     "CHISO_PERIODS_OPTIONS_INIT"},
    {"chiso_comparison_options", FIRST(chiso_comparison_options, point_places), compare,
     "CHISO_COMPARISON_OPTIONS_INIT"},
    {"chiso_target_options", FIRST(chiso_target_options, comparison), aim,
     "CHISO_TARGET_OPTIONS_INIT"},
    {"chiso_ledger_options", FIRST(chiso_ledger_options, point_places), book,
     "CHISO_LEDGER_OPTIONS_INIT"},
    {"chiso_weights_options", FIRST(chiso_weights_options, less_is_better), weigh,
     "CHISO_WEIGHTS_OPTIONS_INIT"},
    {"chiso_intake_options", FIRST(chiso_intake_options, context), take,
     "CHISO_INTAKE_OPTIONS_INIT"},
    {"chiso_detail", FIRST(chiso_detail, comparison), detail, "CHISO_DETAIL_INIT"},
    {"chiso_chart_options", FIRST(chiso_chart_options, label_count), chart,
     "CHISO_CHART_OPTIONS_INIT"},
    {"chiso_audit_options", FIRST(chiso_audit_options, rounding), audit,
     "CHISO_AUDIT_OPTIONS_INIT"},
};

static struct scene scene_make(void)
{
    struct scene scene = {.tree = support_tree("code,title,max\n1,,10\n")};

    scene.board = support_scored(scene.tree, "unit,1\na,5\n");
    cr_assert_eq(chiso_report_new(scene.board, NULL, &scene.report, NULL), CHISO_OK);
    return scene;
}

static void scene_clear(struct scene *scene)
{
    chiso_report_free(scene->report);
    chiso_board_free(scene->board);
    chiso_tree_free(scene->tree);
}

Test(options, are_of_the_first_release_at_least_and_of_this_one_at_most)
{
    struct scene scene = scene_make();

    for (size_t i = 0; i < COUNT(STRUCTS); i++) {
        const size_t wrong[] = {
            0, 1, sizeof(size_t), STRUCTS[i].first - 1, STRUCTS[i].known + 1, SIZE_MAX};

        for (size_t k = 0; k < COUNT(wrong); k++) {
            chiso_error error = CHISO_ERROR_INIT;

            cr_expect(STRUCTS[i].call(&scene, wrong[k], &error) == CHISO_E_RANGE, "%s of %zu",
                      STRUCTS[i].name, wrong[k]);
            cr_expect(strstr(error.message, STRUCTS[i].name) != NULL &&
                          strstr(error.message, STRUCTS[i].init) != NULL &&
                          strstr(error.message_vi, STRUCTS[i].init) != NULL,
                      "%s: %s", STRUCTS[i].name, error.message);
        }
        cr_expect(STRUCTS[i].call(&scene, STRUCTS[i].first, NULL) == CHISO_OK, "%s",
                  STRUCTS[i].name);
        cr_expect(STRUCTS[i].call(&scene, STRUCTS[i].known, NULL) == CHISO_OK, "%s",
                  STRUCTS[i].name);
    }
    scene_clear(&scene);
}

/* No public struct has grown yet: one that did, in three releases. */
struct grown {
    size_t size;
    int32_t first;
    int32_t second;
    const char *third;
};

Test(options, of_an_earlier_release_keep_the_defaults_of_what_they_do_not_have)
{
    const struct grown given = {0, 1, 2, "given"};
    const size_t sizes[] = {offsetof(struct grown, second), offsetof(struct grown, third),
                            sizeof(struct grown)};

    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct grown own = given;
        struct grown taken = {sizeof(taken), 7, 7, "default"};

        own.size = sizes[i];
        cr_expect(CHISO__TAKE(&own, struct grown, first, GROWN_INIT, &taken, NULL) == CHISO_OK);
        cr_expect(taken.first == 1 && taken.second == (i > 0 ? 2 : 7));
        cr_expect_str_eq(taken.third, i > 1 ? "given" : "default");
    }
}

Test(options, that_are_not_given_are_the_defaults)
{
    struct grown taken = {sizeof(taken), 7, 7, "default"};

    cr_expect(CHISO__TAKE(NULL, struct grown, first, GROWN_INIT, &taken, NULL) == CHISO_OK);
    cr_expect(taken.first == 7 && taken.size == sizeof(taken));
}
