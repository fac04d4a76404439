/* Points with the places that were asked for: the carried figure rounded once, never what was
 * rounded before. */
#include "support.h"

#include <criterion/criterion.h>

#include <string.h>

static const char CRITERIA[] = "code,title,max,kind\n1,,20,\n2,,20,\n3,,1,bonus\n";
/* What is just below a half of the second place, and with six places is that half. */
static const char NOW[] = "unit,1,2,3\n"
                          "a,12.3449999996,12.3450000004,\n"
                          "b,4.1049999996,20,\n"
                          "c,10,12.337,0.007\n";
static const char BEFORE[] = "unit,1,2,3\n"
                             "a,10,14.69,\n"
                             "b,1.0049999996,20,\n"
                             "c,10,12.337,\n";

struct scene {
    chiso_board *now;
    chiso_board *before;
    chiso_comparison *comparison;
    chiso_report *report;
    chiso_ledger *ledger; /* of a */
};

static struct scene scene_make(int places)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_comparison_options comparing = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_report_options reporting = CHISO_REPORT_OPTIONS_INIT;
    chiso_ledger_options booking = CHISO_LEDGER_OPTIONS_INIT;
    struct scene scene = {.now = support_scored(tree, NOW), .before = support_scored(tree, BEFORE)};

    comparing.point_places = places;
    reporting.point_places = places;
    booking.point_places = places;
    cr_assert_eq(chiso_comparison_new(scene.now, scene.before, &comparing, &scene.comparison, NULL),
                 CHISO_OK);
    reporting.comparison = scene.comparison;
    cr_assert_eq(chiso_report_new(scene.now, &reporting, &scene.report, NULL), CHISO_OK);
    cr_assert_eq(chiso_ledger_new(scene.now, 0, CHISO_ROOT, &booking, &scene.ledger, NULL),
                 CHISO_OK);
    chiso_tree_free(tree);
    return scene;
}

static void scene_clear(struct scene *scene)
{
    chiso_ledger_free(scene->ledger);
    chiso_report_free(scene->report);
    chiso_comparison_free(scene->comparison);
    chiso_board_free(scene->before);
    chiso_board_free(scene->now);
}

static void expect_points(const char *what, chiso_decimal found, const char *expected)
{
    cr_expect(found == decimal(expected), "%s: %s, expected %s", what, decimal_text(found),
              expected);
}

/* Each case has the figure with two places, and with six. */
static const int PLACES[] = {2, 6};

Test(point_places, standings)
{
    static const struct {
        chiso_unit unit;
        const char *node;
        const char *achieved[2];
        const char *lost[2];
        const char *max;
    } cases[] = {
        {0, "1", {"12.34", "12.345"}, {"7.66", "7.655"}, "20"},
        {0, "2", {"12.35", "12.345"}, {"7.65", "7.655"}, "20"},
        {0, "", {"24.69", "24.69"}, {"15.31", "15.31"}, "40"},
        {2, "", {"22.34", "22.344"}, {"17.66", "17.656"}, "40"},
    };

    for (int i = 0; i < 2; i++) {
        struct scene scene = scene_make(PLACES[i]);

        for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
            const chiso_node node = support_node(chiso_board_tree(scene.now), cases[j].node);
            chiso_standing standing;

            cr_assert_eq(chiso_report_standing(scene.report, cases[j].unit, node, &standing),
                         CHISO_OK);
            expect_points("achieved", standing.result.achieved, cases[j].achieved[i]);
            expect_points("lost", standing.lost, cases[j].lost[i]);
            expect_points("max", standing.result.max, cases[j].max);
        }
        scene_clear(&scene);
    }
}

/* With any places a standing has what the board tells as text. */
Test(point_places, as_texts)
{
    for (int places = 0; places <= CHISO_DECIMAL_PLACES; places++) {
        struct scene scene = scene_make(places);

        for (chiso_unit unit = 0; unit < 3; unit++) {
            for (chiso_node node = 0; node < chiso_tree_node_count(chiso_board_tree(scene.now));
                 node++) {
                char text[CHISO_FIGURE_TEXT_SIZE];
                chiso_standing standing;

                cr_assert_eq(chiso_report_standing(scene.report, unit, node, &standing), CHISO_OK);
                cr_assert_eq(chiso_board_points_text(scene.now, unit, node, places, '.', text),
                             CHISO_OK);
                if (text[0] == '\0') {
                    cr_expect_eq(standing.result.achieved, CHISO_ABSENT);
                } else {
                    expect_points("achieved", standing.result.achieved, text);
                }
            }
        }
        scene_clear(&scene);
    }
}

Test(point_places, changes)
{
    static const struct {
        chiso_unit unit;
        const char *node;
        const char *now[2];
        const char *before[2];
        const char *change[2];
    } cases[] = {
        {0, "1", {"12.34", "12.345"}, {"10", "10"}, {"2.34", "2.345"}},
        {0, "2", {"12.35", "12.345"}, {"14.69", "14.69"}, {"-2.34", "-2.345"}},
        {1, "1", {"4.10", "4.105"}, {"1", "1.005"}, {"3.1", "3.1"}},
    };

    for (int i = 0; i < 2; i++) {
        struct scene scene = scene_make(PLACES[i]);
        chiso_change_summary summary;
        chiso_decimal points[3];
        chiso_change_count count;

        for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
            const chiso_node node = support_node(chiso_board_tree(scene.now), cases[j].node);
            chiso_change change;

            cr_assert_eq(chiso_comparison_change(scene.comparison, cases[j].unit, node, &change),
                         CHISO_OK);
            expect_points("now", change.now.achieved, cases[j].now[i]);
            expect_points("before", change.before.achieved, cases[j].before[i]);
            expect_points("change", change.achieved, cases[j].change[i]);
            cr_assert_eq(chiso_comparison_points(scene.comparison, node, 3, points, &count),
                         CHISO_OK);
            expect_points("column", points[cases[j].unit], cases[j].change[i]);
            cr_expect_eq(count.rose + count.fell + count.same, 3);
        }
        cr_assert_eq(chiso_comparison_summarise(scene.comparison, 0, CHISO_ROOT, &summary),
                     CHISO_OK);
        expect_points("gained", summary.gained, cases[0].change[i]);
        expect_points("lost", summary.lost, cases[1].change[i]);
        scene_clear(&scene);
    }
}

/* Columns without rests are subtracted in another way. */
Test(point_places, changes_of_whole_columns)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,20\n");
    chiso_tree *earlier = support_tree("code,title,max\n1,,20.004\n");
    chiso_board *now = support_scored(tree, "unit,1\na,12.345\nb,1\n");
    chiso_board *before = support_scored(earlier, "unit,1\na,10.001\nb,1\n");
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_comparison *comparison = NULL;
    chiso_decimal points[2];
    chiso_change change;
    chiso_unit mover = CHISO_NO_UNIT;
    uint32_t movers = 0;

    options.point_places = 0;
    cr_assert_eq(chiso_comparison_new(now, before, &options, &comparison, NULL), CHISO_OK);
    cr_assert_eq(chiso_comparison_points(comparison, CHISO_ROOT, 2, points, NULL), CHISO_OK);
    expect_points("column", points[0], "2");
    expect_points("column", points[1], "0");
    cr_assert_eq(chiso_comparison_change(comparison, 0, CHISO_ROOT, &change), CHISO_OK);
    expect_points("change", change.achieved, "2");
    /* Maxima keep their places. */
    expect_points("change of max", change.max, "-0.004");
    expect_points("max before", change.before.max, "20.004");
    cr_assert_eq(chiso_comparison_movers(comparison, CHISO_ROOT, CHISO_ALL_BLOCKS,
                                         CHISO_MOVE_POINTS, false, 1, &mover, &movers, NULL),
                 CHISO_OK);
    cr_expect_eq(mover, 0);
    chiso_comparison_free(comparison);
    chiso_board_free(before);
    chiso_board_free(now);
    chiso_tree_free(earlier);
    chiso_tree_free(tree);
}

static const chiso_ledger_entry *entry_of(const chiso_board *board, const chiso_ledger *ledger,
                                          const char *code)
{
    const chiso_ledger_entry *entries = NULL;
    uint32_t count = 0;

    cr_assert_eq(chiso_ledger_entries(ledger, &entries, &count), CHISO_OK);
    for (uint32_t i = 0; i < count; i++) {
        if (strcmp(chiso_node_code(chiso_board_tree(board), entries[i].leaf), code) == 0) {
            return &entries[i];
        }
    }
    cr_assert_fail("there is no entry %s", code);
    return NULL;
}

Test(point_places, ledgers)
{
    static const struct {
        const char *leaf;
        const char *achieved[2];
        const char *lost[2];
        const char *best[2];
        const char *mean[2];
        const char *median[2];
        const char *to_best[2];
        const char *to_max[2];
    } cases[] = {
        {"1",
         {"12.34", "12.345"},
         {"7.66", "7.655"},
         {"12.34", "12.345"},
         {"8.82", "8.816667"},
         {"10", "10"},
         {"0", "0"},
         {"7.66", "7.655"}},
        {"2",
         {"12.35", "12.345"},
         {"7.65", "7.655"},
         {"20", "20"},
         {"14.89", "14.894"},
         {"12.35", "12.345"},
         {"7.65", "7.655"},
         {"7.65", "7.655"}},
    };

    for (int i = 0; i < 2; i++) {
        struct scene scene = scene_make(PLACES[i]);

        for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
            const chiso_ledger_entry *entry = entry_of(scene.now, scene.ledger, cases[j].leaf);

            expect_points("achieved", entry->achieved, cases[j].achieved[i]);
            expect_points("lost", entry->lost, cases[j].lost[i]);
            expect_points("best", entry->best, cases[j].best[i]);
            expect_points("mean", entry->mean, cases[j].mean[i]);
            expect_points("median", entry->median, cases[j].median[i]);
            expect_points("to_best", entry->to_best, cases[j].to_best[i]);
            expect_points("to_max", entry->to_max, cases[j].to_max[i]);
            expect_points("max", entry->max, "20");
        }
        scene_clear(&scene);
    }
}

/* The rest is what the totals miss as they are told. */
Test(point_places, totals_of_ledgers)
{
    static const struct {
        int places;
        const char *figures[6]; /* achieved, max, lost, leaves, bonuses, rest */
    } cases[] = {
        {6, {"22.344", "40", "17.656", "17.663", "0.007", "0"}},
        {2, {"22.34", "40", "17.66", "17.66", "0.01", "0.01"}},
        {0, {"22", "40", "18", "18", "0", "0"}},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct scene scene = scene_make(cases[i].places);
        chiso_ledger_options options = CHISO_LEDGER_OPTIONS_INIT;
        const chiso_ledger_entry *bonuses = NULL;
        chiso_ledger *ledger = NULL;
        chiso_ledger_total total;
        uint32_t count = 0;

        options.point_places = cases[i].places;
        cr_assert_eq(chiso_ledger_new(scene.now, 2, CHISO_ROOT, &options, &ledger, NULL), CHISO_OK);
        cr_assert_eq(chiso_ledger_totals(ledger, &total), CHISO_OK);
        expect_points("achieved", total.achieved, cases[i].figures[0]);
        expect_points("max", total.max, cases[i].figures[1]);
        expect_points("lost", total.lost, cases[i].figures[2]);
        expect_points("leaves", total.leaves, cases[i].figures[3]);
        expect_points("bonuses", total.bonuses, cases[i].figures[4]);
        expect_points("rest", total.rest, cases[i].figures[5]);
        cr_assert_eq(chiso_ledger_bonuses(ledger, &bonuses, &count), CHISO_OK);
        cr_assert_eq(count, 1);
        expect_points("bonus", bonuses->achieved, cases[i].figures[4]);
        chiso_ledger_free(ledger);
        scene_clear(&scene);
    }
}

static struct buffer written_with(int places, int kind)
{
    struct scene scene = scene_make(places);
    struct buffer buffer = {.bytes = NULL};
    const chiso_sink sink = buffer_sink(&buffer);
    chiso_detail detail = CHISO_DETAIL_INIT;
    chiso_what_if *what_if = NULL;

    cr_assert_eq(chiso_what_if_new(scene.now, NULL, &what_if, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_set(what_if, "a", "2", "12.3449999999", NULL), CHISO_OK);
    detail.ledger = scene.ledger;
    detail.comparison = scene.comparison;
    detail.what_if = what_if;
    switch (kind) {
    case 0:
        cr_assert_eq(chiso_report_write_json(scene.report, &sink, NULL), CHISO_OK);
        break;
    case 1:
        cr_assert_eq(chiso_report_write_unit_json(scene.report, 0, &detail, &sink, NULL), CHISO_OK);
        break;
    case 2:
        cr_assert_eq(chiso_report_write_csv(scene.report, CHISO_CSV_POINT, &sink, NULL), CHISO_OK);
        break;
    default:
        cr_assert_eq(chiso_report_write_unit_csv(scene.report, 0, CHISO_CSV_POINT, &sink, NULL),
                     CHISO_OK);
    }
    chiso_what_if_free(what_if);
    scene_clear(&scene);
    return buffer;
}

/* What is written has six places, whatever was asked for of what is told. */
Test(point_places, documents)
{
    for (int kind = 0; kind < 4; kind++) {
        struct buffer six = written_with(6, kind);

        for (int places = 0; places < 6; places++) {
            struct buffer fewer = written_with(places, kind);

            cr_expect(fewer.size == six.size && memcmp(fewer.bytes, six.bytes, six.size) == 0,
                      "document %d of %d places differs", kind, places);
            buffer_clear(&fewer);
        }
        buffer_clear(&six);
    }
}

Test(point_places, refused)
{
    static const int beyond[] = {-1, 7, 100};
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_scored(tree, NOW);

    for (size_t i = 0; i < sizeof(beyond) / sizeof(beyond[0]); i++) {
        chiso_comparison_options comparing = CHISO_COMPARISON_OPTIONS_INIT;
        chiso_report_options reporting = CHISO_REPORT_OPTIONS_INIT;
        chiso_ledger_options booking = CHISO_LEDGER_OPTIONS_INIT;
        chiso_comparison *comparison = NULL;
        chiso_report *report = NULL;
        chiso_ledger *ledger = NULL;
        chiso_error errors[3] = {CHISO_ERROR_INIT, CHISO_ERROR_INIT, CHISO_ERROR_INIT};

        comparing.point_places = beyond[i];
        reporting.point_places = beyond[i];
        booking.point_places = beyond[i];
        cr_expect_eq(chiso_comparison_new(board, board, &comparing, &comparison, &errors[0]),
                     CHISO_E_RANGE);
        cr_expect_eq(chiso_report_new(board, &reporting, &report, &errors[1]), CHISO_E_RANGE);
        cr_expect_eq(chiso_ledger_new(board, 0, CHISO_ROOT, &booking, &ledger, &errors[2]),
                     CHISO_E_RANGE);
        cr_expect(comparison == NULL && report == NULL && ledger == NULL);
        for (int j = 0; j < 3; j++) {
            cr_expect(support_names(errors[j].message, "point_places"), "%s", errors[j].message);
        }
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(point_places, texts_of_what_ifs)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_scored(tree, BEFORE);
    const chiso_node leaf = support_node(tree, "1");
    const chiso_node bonus = support_node(tree, "3");
    chiso_what_if *what_if = NULL;
    char text[CHISO_FIGURE_TEXT_SIZE] = "as it was";

    cr_assert_eq(chiso_what_if_new(board, NULL, &what_if, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_set(what_if, "a", "1", "12.3449999996", NULL), CHISO_OK);
    cr_expect_eq(chiso_what_if_points_text(NULL, 0, leaf, 2, '.', text), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_points_text(what_if, 0, leaf, 2, '.', NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_points_text(what_if, 0, leaf, -2, '.', text), CHISO_E_RANGE);
    cr_expect_eq(chiso_what_if_points_text(what_if, 0, leaf, 19, '.', text), CHISO_E_RANGE);
    cr_expect_eq(chiso_what_if_points_text(what_if, 0, leaf, 2, ';', text), CHISO_E_RANGE);
    cr_expect_eq(chiso_what_if_points_text(what_if, 9, leaf, 2, '.', text), CHISO_E_UNIT);
    cr_expect_eq(chiso_what_if_points_text(what_if, 0, 9, 2, '.', text), CHISO_E_NODE);
    cr_expect_str_eq(text, "as it was");
    cr_expect_eq(chiso_what_if_points_text(what_if, 0, leaf, 2, '.', text), CHISO_OK);
    cr_expect_str_eq(text, "12.34");
    cr_expect_eq(chiso_what_if_points_text(what_if, 0, leaf, 6, ',', text), CHISO_OK);
    cr_expect_str_eq(text, "12,345000");
    cr_expect_eq(chiso_what_if_points_text(what_if, 0, CHISO_ROOT, -1, '.', text), CHISO_OK);
    cr_expect_str_eq(text, "27.0349999996");
    /* A unit that nothing was changed of, and what has no points. */
    cr_expect_eq(chiso_what_if_points_text(what_if, 1, leaf, 2, '.', text), CHISO_OK);
    cr_expect_str_eq(text, "1.00");
    cr_expect_eq(chiso_what_if_points_text(what_if, 1, bonus, 2, '.', text), CHISO_OK);
    cr_expect_str_eq(text, "");
    cr_assert_eq(chiso_board_set_value(board, 1, leaf, decimal("2"), NULL), CHISO_OK);
    cr_expect_eq(chiso_what_if_points_text(what_if, 0, leaf, 2, '.', text), CHISO_E_STATE);
    chiso_what_if_free(what_if);
    chiso_board_free(board);
    chiso_tree_free(tree);
}
