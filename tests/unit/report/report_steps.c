/* What reports say of steps: members of JSON and columns of CSV that are there only where anything
 * was done, and bands that a gate limits. */
#include "support.h"

#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

static const char CRITERIA[] =
    "code,title,max,min,combine,kind,gate,rule\n"
    ".,,,,,,,\n1,,,,sum drop lowest 1,,,\n1.1,,10,,,,,\n1.2,,10,,,,,\n"
    "2,,10,0,,,,\n2.1,,10,,,,below 50%: parent at most 30%,\n2.2,,0,-20,,bonus,,\n"
    "3,,0,-5,,bonus,above 0: parent at most band B,per -1\n";
static const char POINTS[] = "unit,1.1,1.2,2.1,2.2,3\nan,10,9,4,0,2\nbe,10,8,5,-8,0\n";

struct scene {
    chiso_board *board;
    chiso_bands *bands;
    chiso_report *report;
};

static void begin(struct scene *scene, bool with_set)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_error error = CHISO_ERROR_INIT;

    scene->board = support_board(tree, POINTS);
    chiso_tree_free(tree);
    if (with_set) {
        cr_assert_eq(chiso_board_set_result(scene->board, 0,
                                            support_node(chiso_board_tree(scene->board), "1"), "8",
                                            "appeal", &error),
                     CHISO_OK, "%s", error.message);
    }
    cr_assert_eq(chiso_board_score(scene->board, &error), CHISO_OK, "%s", error.message);
    cr_assert_eq(chiso_bands_new(NULL, &scene->bands, NULL), CHISO_OK);
    cr_assert_eq(chiso_bands_add(scene->bands, "C", "0", NULL), CHISO_OK);
    cr_assert_eq(chiso_bands_add(scene->bands, "A", "40", NULL), CHISO_OK);
    cr_assert_eq(chiso_bands_add(scene->bands, "B", "20", NULL), CHISO_OK);
    options.bands = scene->bands;
    cr_assert_eq(chiso_report_new(scene->board, &options, &scene->report, &error), CHISO_OK, "%s",
                 error.message);
}

static void end(struct scene *scene)
{
    chiso_report_free(scene->report);
    chiso_bands_free(scene->bands);
    chiso_board_free(scene->board);
}

static void expect_in(const char *text, const char *part)
{
    cr_expect(strstr(text, part) != NULL, "no %s in:\n%s", part, text);
}

Test(report_steps, json_has_them_where_they_are)
{
    struct scene scene;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);

    begin(&scene, true);
    cr_assert_eq(chiso_report_write_json(scene.report, &sink, NULL), CHISO_OK);
    /* an: 8 was set of 10 or 9 whose lowest is dropped; 4 of 10 is limited to 3; 11 - 2 of 20. */
    expect_in(text.bytes, "\"achieved\": 9, \"max\": 20, \"percent\": 45.00");
    expect_in(text.bytes,
              "\"band\": \"B\", \"band_by_percent\": \"A\", \"band_limited_by\": \"3\"");
    expect_in(text.bytes, "\"set\": { \"computed\": 10, \"percent\": 100.00, \"note\": "
                          "\"appeal\" }");
    expect_in(text.bytes, "\"limited\": { \"by\": \"2.1\", \"was\": 4 } }");
    expect_in(text.bytes, "\"lost\": null, \"dropped\": true }");
    /* be: 5 less 8 is lifted to 0. */
    expect_in(text.bytes, "\"floor\": -3 }");
    buffer_clear(&text);
    end(&scene);
}

Test(report_steps, a_table_of_a_unit_has_columns_for_them)
{
    struct scene scene;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);

    begin(&scene, true);
    cr_assert_eq(chiso_report_write_unit_csv(scene.report, 0, CHISO_CSV_POINT, &sink, NULL),
                 CHISO_OK);
    expect_in(text.bytes,
              ",lost,dropped,set_instead_of,set_note,limited_by,limited_from,lifted_from\n");
    expect_in(text.bytes, "\n1,,scored,8,10,80.00,100.00,80.00,80.00,2,2,1,2,,10,appeal,,,\n");
    expect_in(text.bytes, "\n1.2,,scored,9,10,90.00,100.00,90.00,90.00,1,2,1,,yes,,,,,\n");
    expect_in(text.bytes, "\n2,,scored,3,10,30.00,100.00,30.00,30.00,1,2,1,7,,,,2.1,4,\n");
    text.size = 0;
    cr_assert_eq(chiso_report_write_csv(scene.report, CHISO_CSV_POINT, &sink, NULL), CHISO_OK);
    expect_in(text.bytes, ",tied,band,band_by_percent,1,");
    expect_in(text.bytes, ",B,A,8,");
    buffer_clear(&text);
    end(&scene);
}

Test(report_steps, a_gate_limits_the_band_that_is_told)
{
    struct scene scene;
    chiso_standing standing;
    uint32_t band = 9;
    uint32_t counts[3];

    begin(&scene, false);
    /* an: 10 + 3 - 2 of 20 is 55 %. */
    cr_assert_eq(chiso_report_standing(scene.report, 0, CHISO_ROOT, &standing), CHISO_OK);
    cr_expect_eq(standing.band, 1);
    cr_expect_eq(standing.band_by_percent, 0);
    cr_expect_eq(standing.place.rank, 1);
    cr_assert_eq(chiso_report_standing(scene.report, 1, CHISO_ROOT, &standing), CHISO_OK);
    cr_expect(standing.band == 0 && standing.band_by_percent == 0);
    cr_assert_eq(
        chiso_bands_find_unit(scene.bands, scene.board, 0, CHISO_ROOT, CHISO_KEY_EXACT, &band),
        CHISO_OK);
    cr_expect_eq(band, 1);
    cr_assert_eq(chiso_block_count_bands(scene.board, CHISO_ROOT, CHISO_ALL_BLOCKS, scene.bands,
                                         CHISO_KEY_EXACT, counts, NULL),
                 CHISO_OK);
    cr_expect(counts[0] == 1 && counts[1] == 1 && counts[2] == 0);
    end(&scene);
}

Test(report_steps, bands_that_gates_name_must_be_there)
{
    struct scene scene;
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = NULL;
    chiso_bands *others = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    uint32_t band = 0;

    begin(&scene, false);
    cr_expect_eq(chiso_report_new(scene.board, NULL, &report, &error), CHISO_E_SHAPE);
    cr_expect(report == NULL && support_names(error.message, "--bands") &&
                  support_names(error.message_vi, "--bands") && strcmp(error.criterion, "3") == 0,
              "%s", error.message);
    cr_assert_eq(chiso_bands_new(NULL, &others, NULL), CHISO_OK);
    cr_assert_eq(chiso_bands_add(others, "good", "0", NULL), CHISO_OK);
    options.bands = others;
    cr_expect_eq(chiso_report_new(scene.board, &options, &report, &error), CHISO_E_SHAPE);
    cr_expect(support_names(error.message, "\"B\"") && support_names(error.message, "\"good\""),
              "%s", error.message);
    cr_expect_eq(chiso_bands_find_unit(others, scene.board, 0, CHISO_ROOT, CHISO_KEY_EXACT, &band),
                 CHISO_E_SHAPE);
    chiso_bands_free(others);
    end(&scene);
}

Test(report_steps, a_report_without_them_says_nothing_of_them)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,10\n");
    chiso_board *board = support_scored(tree, "unit,1\nan,5\n");
    chiso_report *report = NULL;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);

    cr_expect_not(chiso_board_has_steps(board, 0));
    cr_expect_not(chiso_board_has_steps(NULL, 0));
    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    cr_assert_eq(chiso_report_write_json(report, &sink, NULL), CHISO_OK);
    cr_assert_eq(chiso_report_write_unit_csv(report, 0, CHISO_CSV_POINT, &sink, NULL), CHISO_OK);
    cr_expect(strstr(text.bytes, "dropped") == NULL && strstr(text.bytes, "by_percent") == NULL);
    buffer_clear(&text);
    chiso_report_free(report);
    chiso_board_free(board);
    chiso_tree_free(tree);
}
