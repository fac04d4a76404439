#include "json.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* CSV, split into rows and cells; the buffer is empty afterwards. */
static struct table split(struct buffer *text)
{
    const struct table table = table_split(text->bytes, "report");

    *text = (struct buffer){0};
    return table;
}

static const char *cell(const struct table *table, size_t row, const char *heading)
{
    cr_assert(row < table->row_count, "no row %zu", row);
    return table->rows[row][table_column(table, heading)];
}

static void expect_cell(const struct table *table, size_t row, const char *heading,
                        const char *value)
{
    cr_expect(strcmp(cell(table, row, heading), value) == 0,
              "row %zu, %s is \"%s\", expected \"%s\"", row, heading, cell(table, row, heading),
              value);
}

/* A report: two blocks, a unit that is not ranked, missing and not applicable cells, and texts that
 * need escapes. */

static const char CRITERIA[] = "code,title,max,kind,options\n"
                               ".,\"An \"\"index\"\" \\ with\nlines\",,,digits=2 missing=unknown\n"
                               "1,=Branch,,,\n"
                               "1.1,\"A, b\",10,,\n"
                               "1.2,Tỷ lệ,10,,\n"
                               "2,,80,,\n"
                               "3,Thưởng,2,bonus,\n"
                               "4,Listed,0,,\n";

static const char POINTS[] = "unit,name,block,ranked,1.1,1.2,2,3,4\n"
                             "u1,Unit one,north,yes,7.5,5,70.25,1.5,0\n"
                             "u2,\"=SUM(A1)\",north,yes,10,-,72,,0\n"
                             "u3,\"Say \"\"x\"\", twice\",north,yes,1,2,,0,0\n"
                             "u4,Đơn vị,,no,10,10,80,0,0\n"
                             "u5,\"tab\there\nline\",south,yes,-,-,-,-,-\n"
                             "u6,Six,north,yes,7.5,5,71.75,0,0\n";

static chiso_report *new_report(chiso_rank_options ranking, const char *bands_csv)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_scored(tree, POINTS);
    chiso_bands *bands = NULL;
    chiso_report *report = NULL;
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_error error = CHISO_ERROR_INIT;

    if (bands_csv != NULL) {
        cr_assert_eq(chiso_bands_read_csv(bands_csv, strlen(bands_csv), NULL, &bands, NULL),
                     CHISO_OK);
    }
    ranking.size = sizeof(ranking);
    options.ranking = &ranking;
    options.bands = bands;
    cr_assert_eq(chiso_report_new(board, &options, &report, &error), CHISO_OK, "%s", error.message);
    /* The report keeps all of them. */
    chiso_bands_free(bands);
    chiso_board_free(board);
    chiso_tree_free(tree);
    return report;
}

static struct buffer json_of(const chiso_report *report)
{
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_report_write_json(report, &sink, &error), CHISO_OK, "%s", error.message);
    return text;
}

static chiso_standing standing_of(const chiso_report *report, const char *unit, const char *code)
{
    const chiso_board *board = chiso_report_board(report);
    chiso_standing standing;

    cr_assert_eq(chiso_report_standing(report, support_unit(board, unit),
                                       support_node(chiso_board_tree(board), code), &standing),
                 CHISO_OK);
    return standing;
}

Test(report, a_standing_has_figures_points_lost_place_and_band)
{
    chiso_report *report = new_report((chiso_rank_options){0}, "band,from\nA,85\nB,80\nC,0\n");
    chiso_standing standing = standing_of(report, "u1", "");

    /* 7.5 + 5 + 70.25 + 1.5 = 84.25 of 100; u6 has 84.25 too. */
    cr_expect(standing.result.achieved == decimal("84.25") &&
              standing.result.max == decimal("100"));
    cr_expect(standing.result.percent == decimal("84.25") && standing.lost == decimal("15.75"));
    cr_expect(standing.place.rank == 2 && standing.place.out_of == 3 && standing.place.tied == 2);
    cr_expect(standing.band == 1);
    /* 82 of 90: 91.11 %. */
    standing = standing_of(report, "u2", "");
    cr_expect(standing.result.percent == decimal("91.11") && standing.lost == decimal("8"));
    cr_expect(standing.place.rank == 1 && standing.place.out_of == 3 && standing.place.tied == 1);
    cr_expect(standing.band == 0);
    standing = standing_of(report, "u3", "");
    cr_expect(standing.result.state == CHISO_STATE_MISSING &&
              standing.result.achieved == CHISO_ABSENT && standing.lost == CHISO_ABSENT);
    cr_expect(standing.place.rank == 0 && standing.place.out_of == 0 && standing.place.tied == 0);
    cr_expect(standing.band == CHISO_NO_BAND);
    standing = standing_of(report, "u4", "");
    cr_expect(standing.result.percent == decimal("100") && standing.lost == 0 &&
              standing.place.rank == 0 && standing.band == 0);
    standing = standing_of(report, "u5", "");
    cr_expect(standing.result.state == CHISO_STATE_NOT_APPLICABLE &&
              standing.lost == CHISO_ABSENT && standing.band == CHISO_NO_BAND);
    standing = standing_of(report, "u1", "1.1");
    cr_expect(standing.result.percent == decimal("75") && standing.lost == decimal("2.5"));
    cr_expect(standing.place.rank == 2 && standing.place.out_of == 4 && standing.place.tied == 2);
    standing = standing_of(report, "u1", "4");
    cr_expect(standing.result.max == 0 && standing.result.percent == CHISO_ABSENT &&
              standing.lost == 0 && standing.place.rank == 0);
    standing = standing_of(report, "u1", "3");
    cr_expect(standing.result.achieved == decimal("1.5") && standing.result.max == decimal("2") &&
              standing.lost == CHISO_ABSENT);
    chiso_report_free(report);
    chiso_report_free(NULL);
}

Test(report, rankings_of_all_nodes_are_those_of_the_board)
{
    chiso_report *report = new_report(
        (chiso_rank_options){.ties = CHISO_TIES_AVERAGE, .scope = CHISO_SCOPE_OVERALL}, NULL);
    const chiso_board *board = chiso_report_board(report);
    const chiso_tree *tree = chiso_board_tree(board);
    chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;

    options.ties = CHISO_TIES_AVERAGE;
    options.scope = CHISO_SCOPE_OVERALL;
    cr_expect(chiso_report_bands(report) == NULL);
    for (chiso_node node = 0; node < chiso_tree_node_count(tree); node++) {
        const chiso_ranking *inside = chiso_report_ranking(report, node);
        chiso_ranking *ranking = NULL;
        const chiso_unit *order = NULL;
        uint32_t ranked = 0;
        uint32_t expected = 1;

        cr_assert_not_null(inside);
        cr_assert_eq(chiso_ranking_new(board, node, &options, &ranking, NULL), CHISO_OK);
        cr_expect(chiso_ranking_order(inside, CHISO_ALL_BLOCKS, &order, &ranked) == CHISO_OK &&
                  chiso_ranking_order(ranking, CHISO_ALL_BLOCKS, &order, &expected) == CHISO_OK &&
                  ranked == expected);
        for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
            chiso_place a;
            chiso_place b;
            chiso_standing standing;

            cr_assert_eq(chiso_ranking_place(inside, unit, &a), CHISO_OK);
            cr_assert_eq(chiso_ranking_place(ranking, unit, &b), CHISO_OK);
            cr_assert_eq(chiso_report_standing(report, unit, node, &standing), CHISO_OK);
            cr_expect(a.rank == b.rank && a.half == b.half && a.out_of == b.out_of &&
                          a.tied == b.tied,
                      "node %u, unit %u", (unsigned)node, (unsigned)unit);
            cr_expect(standing.place.rank == b.rank && standing.place.half == b.half &&
                          standing.place.out_of == b.out_of && standing.place.tied == b.tied,
                      "node %u, unit %u", (unsigned)node, (unsigned)unit);
        }
        chiso_ranking_free(ranking);
    }
    cr_expect(chiso_report_ranking(report, 99) == NULL);
    cr_expect(chiso_report_ranking(report, CHISO_NO_NODE) == NULL);
    chiso_report_free(report);
}

Test(report, the_key_decides_the_band)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,100\n");
    chiso_board *board = support_scored(tree, "unit,1\na,89.999\n");
    static const char text[] = "band,from\nA,90\nB,0\n";

    for (int key = 0; key < 2; key++) {
        chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
        chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
        chiso_report *report = NULL;
        chiso_standing standing;

        cr_assert_eq(chiso_bands_read_csv(text, strlen(text), NULL, &options.bands, NULL),
                     CHISO_OK);
        ranking.key = (chiso_key)key;
        options.ranking = &ranking;
        cr_assert_eq(chiso_report_new(board, &options, &report, NULL), CHISO_OK);
        cr_assert_eq(chiso_report_standing(report, 0, CHISO_ROOT, &standing), CHISO_OK);
        cr_expect(standing.band == (key == 0 ? 1 : 0), "key %d", key);
        cr_expect(standing.result.percent == decimal("90"), "key %d", key);
        chiso_report_free(report);
        chiso_bands_free(options.bands);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(report, the_json_document_has_the_index_its_nodes_and_its_blocks)
{
    chiso_report *report = new_report((chiso_rank_options){0}, "band,from\nA,85\nB,80\nC,0\n");
    struct buffer text = json_of(report);
    struct buffer lines = json_lines(&text);
    const char *entry;

    expect_json(&lines, "format", "\"chiso.scoreboard/1\"");
    expect_json(&lines, "index", "\"An \"index\" \\ with\nlines\"");
    expect_json(&lines, "digits", "2");
    entry = json_entry(&lines, "nodes", "code", "\"1.1\"");
    expect_member(&lines, entry, "title", "\"A, b\"");
    expect_member(&lines, entry, "parent", "\"1\"");
    expect_member(&lines, entry, "leaf", "true");
    expect_number(&lines, entry, "max", "10");
    entry = json_entry(&lines, "nodes", "code", "\"1\"");
    /* In JSON a formula is only text. */
    expect_member(&lines, entry, "title", "\"=Branch\"");
    expect_member(&lines, entry, "parent", "\"\"");
    expect_member(&lines, entry, "leaf", "false");
    expect_number(&lines, entry, "max", "20");
    entry = json_entry(&lines, "blocks", "block", "\"north\"");
    /* u1 84.25, u2 91.11…, u6 84.25; u3 has no percent. */
    expect_number(&lines, entry, "units", "3");
    expect_number(&lines, entry, "mean", "86.54");
    expect_number(&lines, entry, "median", "84.25");
    expect_number(&lines, entry, "min", "84.25");
    expect_number(&lines, entry, "max", "91.11");
    expect_number(&lines, entry, "stdev", "3.23");
    entry = json_entry(&lines, "blocks", "block", "\"\"");
    expect_number(&lines, entry, "units", "0");
    expect_member(&lines, entry, "mean", "null");
    expect_member(&lines, entry, "stdev", "null");
    entry = json_entry(&lines, "blocks", "block", "\"south\"");
    expect_number(&lines, entry, "units", "0");
    expect_member(&lines, entry, "median", "null");
    buffer_clear(&lines);
    buffer_clear(&text);
    chiso_report_free(report);
}

Test(report, the_json_document_has_a_result_for_each_unit_with_all_its_nodes)
{
    static const char *const units[] = {"\"u1\"", "\"u2\"", "\"u3\"", "\"u4\"", "\"u5\"", "\"u6\""};
    static const char *const codes[] = {"\"1\"", "\"1.1\"", "\"1.2\"", "\"2\"", "\"3\"", "\"4\""};
    chiso_report *report = new_report((chiso_rank_options){0}, "band,from\nA,85\nB,80\nC,0\n");
    struct buffer text = json_of(report);
    struct buffer lines = json_lines(&text);
    char path[64];

    for (size_t i = 0; i < COUNT(units); i++) {
        snprintf(path, sizeof(path), "results[%zu].unit", i);
        expect_json(&lines, path, units[i]);
        for (size_t k = 0; k < COUNT(codes); k++) {
            snprintf(path, sizeof(path), "results[%zu].nodes[%zu].code", i, k);
            expect_json(&lines, path, codes[k]);
        }
        snprintf(path, sizeof(path), "results[%zu].nodes[6].code", i);
        expect_json(&lines, path, "(none)");
        snprintf(path, sizeof(path), "results[%zu].change", i);
        expect_json(&lines, path, "(none)");
    }
    expect_json(&lines, "results[6].unit", "(none)");
    expect_json(&lines, "results[0].name", "\"Unit one\"");
    expect_json(&lines, "results[0].block", "\"north\"");
    expect_json(&lines, "results[0].ranked", "true");
    expect_json(&lines, "results[0].state", "\"scored\"");
    expect_json_number(&lines, "results[0].achieved", "84.25");
    expect_json_number(&lines, "results[0].max", "100");
    expect_json(&lines, "results[0].percent", "84.25");
    expect_json(&lines, "results[0].coverage", "100.00");
    expect_json(&lines, "results[0].lowest", "84.25");
    expect_json(&lines, "results[0].highest", "84.25");
    expect_json(&lines, "results[0].rank", "2");
    expect_json(&lines, "results[0].out_of", "3");
    expect_json(&lines, "results[0].tied", "2");
    expect_json(&lines, "results[0].band", "\"B\"");
    expect_json(&lines, "results[0].nodes[1].state", "\"scored\"");
    expect_json(&lines, "results[0].nodes[1].percent", "75.00");
    expect_json_number(&lines, "results[0].nodes[1].achieved", "7.5");
    expect_json_number(&lines, "results[0].nodes[1].lost", "2.5");
    expect_json(&lines, "results[0].nodes[1].rank", "2");
    expect_json(&lines, "results[0].nodes[1].tied", "2");
    expect_json_number(&lines, "results[0].nodes[4].achieved", "1.5");
    expect_json(&lines, "results[0].nodes[4].lost", "null");
    expect_json(&lines, "results[0].nodes[5].percent", "null");
    expect_json(&lines, "results[0].nodes[5].rank", "null");
    expect_json_number(&lines, "results[0].nodes[5].max", "0");
    /* Not applicable, missing, not ranked. */
    expect_json(&lines, "results[1].name", "\"=SUM(A1)\"");
    expect_json(&lines, "results[1].nodes[2].state", "\"not_applicable\"");
    expect_json(&lines, "results[1].nodes[2].achieved", "null");
    expect_json(&lines, "results[1].nodes[2].max", "null");
    expect_json(&lines, "results[1].nodes[2].lost", "null");
    expect_json(&lines, "results[1].nodes[2].rank", "null");
    expect_json(&lines, "results[1].nodes[2].out_of", "null");
    expect_json(&lines, "results[1].percent", "91.11");
    expect_json(&lines, "results[2].name", "\"Say \"x\", twice\"");
    expect_json(&lines, "results[2].state", "\"missing\"");
    expect_json(&lines, "results[2].achieved", "null");
    expect_json(&lines, "results[2].max", "null");
    expect_json(&lines, "results[2].percent", "null");
    expect_json(&lines, "results[2].coverage", "20.00");
    expect_json(&lines, "results[2].lowest", "3.00");
    expect_json(&lines, "results[2].highest", "83.00");
    expect_json(&lines, "results[2].rank", "null");
    expect_json(&lines, "results[2].out_of", "null");
    expect_json(&lines, "results[2].tied", "null");
    expect_json(&lines, "results[2].band", "null");
    expect_json(&lines, "results[3].name", "\"Đơn vị\"");
    expect_json(&lines, "results[3].block", "\"\"");
    expect_json(&lines, "results[3].ranked", "false");
    expect_json(&lines, "results[3].percent", "100.00");
    expect_json(&lines, "results[3].rank", "null");
    expect_json(&lines, "results[3].band", "\"A\"");
    expect_json(&lines, "results[4].name", "\"tab\there\nline\"");
    expect_json(&lines, "results[4].state", "\"not_applicable\"");
    expect_json(&lines, "results[4].max", "null");
    expect_json(&lines, "results[4].coverage", "null");
    buffer_clear(&lines);
    buffer_clear(&text);
    chiso_report_free(report);
}

Test(report, control_characters_and_every_unicode_plane_survive_json)
{
    struct buffer name = {0};
    chiso_tree *tree = support_tree("code,title,max\n1,,1\n");
    chiso_board *board = NULL;
    chiso_report *report = NULL;
    struct buffer text;
    struct buffer lines;
    struct buffer expected = {0};

    for (char c = 1; c < 0x20; c++) {
        buffer_add(&name, &c, 1);
    }
    buffer_print(&name, "\"\\/\x7F Đơn vị \xE2\x80\xA8\xE2\x80\xA9 \xF0\x9F\x98\x80 </script>");
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_add_unit(board, "u", name.bytes, NULL, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    text = json_of(report);
    lines = json_lines(&text);
    buffer_print(&expected, "\"%s\"", name.bytes);
    expect_json(&lines, "results[0].name", expected.bytes);
    buffer_clear(&expected);
    buffer_clear(&lines);
    buffer_clear(&text);
    buffer_clear(&name);
    chiso_report_free(report);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(report, percents_have_the_digits_that_the_tree_publishes)
{
    static const struct {
        const char *options;
        const char *percent;
    } cases[] = {{"digits=0", "67"},
                 {"digits=1", "66.7"},
                 {"digits=2", "66.67"},
                 {"digits=6", "66.666667"},
                 {"digits=2 rounding=down", "66.66"}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_tree *tree = support_tree("code,title,max\n1,,3\n");
        chiso_board *board;
        chiso_report *report = NULL;
        struct buffer text;
        struct buffer lines;

        cr_assert_eq(chiso_tree_set_options(tree, cases[i].options, NULL), CHISO_OK);
        board = support_scored(tree, "unit,1\nu,2\n");
        cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
        text = json_of(report);
        lines = json_lines(&text);
        expect_json(&lines, "results[0].percent", cases[i].percent);
        expect_json(&lines, "results[0].nodes[0].percent", cases[i].percent);
        expect_json_number(&lines, "blocks[0].mean", cases[i].percent);
        buffer_clear(&lines);
        buffer_clear(&text);
        chiso_report_free(report);
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
}

Test(report, half_places_are_written_as_halves)
{
    chiso_report *report = new_report((chiso_rank_options){.ties = CHISO_TIES_AVERAGE}, NULL);
    struct buffer text = json_of(report);
    struct buffer lines = json_lines(&text);

    expect_json(&lines, "results[0].rank", "2.5");
    expect_json(&lines, "results[0].tied", "2");
    expect_json(&lines, "results[1].rank", "1");
    buffer_clear(&lines);
    buffer_clear(&text);
    chiso_report_free(report);
}

Test(report, one_unit_has_the_result_it_has_among_all)
{
    chiso_report *report = new_report((chiso_rank_options){0}, "band,from\nA,85\nB,80\n");
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    struct buffer lines;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_report_write_unit_json(report, 5, NULL, &sink, NULL), CHISO_OK);
    lines = json_lines(&text);
    expect_json(&lines, "format", "\"chiso.scoreboard/1\"");
    expect_json(&lines, "results[0].unit", "\"u6\"");
    expect_json(&lines, "results[0].rank", "2");
    expect_json(&lines, "results[0].out_of", "3");
    expect_json(&lines, "results[0].band", "\"B\"");
    expect_json(&lines, "results[1].unit", "(none)");
    json_entry(&lines, "nodes", "code", "\"1.1\"");
    json_entry(&lines, "blocks", "block", "\"north\"");
    cr_expect(chiso_report_write_unit_json(report, 6, NULL, &sink, &error) == CHISO_E_UNIT &&
              error.status == CHISO_E_UNIT);
    cr_expect(chiso_report_write_unit_json(report, CHISO_NO_UNIT, NULL, &sink, NULL) ==
              CHISO_E_UNIT);
    cr_expect(chiso_report_write_unit_csv(report, 6, CHISO_CSV_POINT, &sink, NULL) == CHISO_E_UNIT);
    buffer_clear(&lines);
    buffer_clear(&text);
    chiso_report_free(report);
}

Test(report, a_csv_has_a_row_a_unit)
{
    chiso_report *report = new_report((chiso_rank_options){0}, "band,from\nA,85\nB,80\nC,0\n");
    static const char *const headings[] = {
        "unit",    "name",     "block",  "ranked",  "state", "achieved", "max",
        "percent", "coverage", "lowest", "highest", "rank",  "out_of",   "tied",
        "band",    "1",        "1.1",    "1.2",     "2",     "3",        "4"};
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    struct table table;

    cr_assert_eq(chiso_report_write_csv(report, CHISO_CSV_POINT, &sink, NULL), CHISO_OK);
    table = split(&text);
    cr_assert_eq(table.row_count, 7);
    cr_assert_eq(table.column_count, COUNT(headings), "%zu columns", table.column_count);
    for (size_t i = 0; i < COUNT(headings); i++) {
        cr_expect_str_eq(table.rows[0][i], headings[i]);
    }
    expect_cell(&table, 1, "unit", "u1");
    expect_cell(&table, 1, "name", "Unit one");
    expect_cell(&table, 1, "block", "north");
    expect_cell(&table, 1, "state", "scored");
    expect_cell(&table, 1, "achieved", "84.25");
    expect_cell(&table, 1, "max", "100");
    expect_cell(&table, 1, "percent", "84.25");
    expect_cell(&table, 1, "coverage", "100.00");
    expect_cell(&table, 1, "rank", "2");
    expect_cell(&table, 1, "out_of", "3");
    expect_cell(&table, 1, "tied", "2");
    expect_cell(&table, 1, "band", "B");
    expect_cell(&table, 1, "1", "12.5");
    expect_cell(&table, 1, "3", "1.5");
    expect_cell(&table, 1, "4", "0");
    /* Not as a formula. */
    expect_cell(&table, 2, "name", "'=SUM(A1)");
    expect_cell(&table, 2, "1.2", "");
    expect_cell(&table, 2, "percent", "91.11");
    expect_cell(&table, 3, "name", "Say \"x\", twice");
    expect_cell(&table, 3, "state", "missing");
    expect_cell(&table, 3, "achieved", "");
    expect_cell(&table, 3, "max", "");
    expect_cell(&table, 3, "percent", "");
    expect_cell(&table, 3, "lowest", "3.00");
    expect_cell(&table, 3, "rank", "");
    expect_cell(&table, 3, "band", "");
    expect_cell(&table, 4, "block", "");
    expect_cell(&table, 4, "rank", "");
    expect_cell(&table, 4, "band", "A");
    cr_expect(strcmp(cell(&table, 4, "ranked"), cell(&table, 1, "ranked")) != 0);
    expect_cell(&table, 5, "name", "tab\there\nline");
    expect_cell(&table, 5, "state", "not_applicable");
    expect_cell(&table, 5, "max", "");
    table_clear(&table);
    buffer_clear(&text);
    chiso_report_free(report);
}

Test(report, a_csv_for_vietnamese_spreadsheets_has_semicolons_commas_and_a_mark)
{
    chiso_report *report = new_report((chiso_rank_options){0}, NULL);
    struct buffer text = {0};
    struct buffer unit_text = {0};
    chiso_sink sink = buffer_sink(&text);

    cr_assert_eq(chiso_report_write_csv(report, CHISO_CSV_COMMA, &sink, NULL), CHISO_OK);
    cr_expect(strncmp(text.bytes, "\xEF\xBB\xBFunit;name;block;ranked;state;achieved;max;percent;",
                      51) == 0,
              "%s", text.bytes);
    cr_expect(strstr(text.bytes, ";84,25;100;84,25;100,00;84,25;84,25;2;3;2;") != NULL, "%s",
              text.bytes);
    cr_expect(strstr(text.bytes, "84.25") == NULL, "%s", text.bytes);
    cr_expect(strstr(text.bytes, "u2;'=SUM(A1);north;") != NULL, "%s", text.bytes);
    sink = buffer_sink(&unit_text);
    cr_assert_eq(chiso_report_write_unit_csv(report, 0, CHISO_CSV_COMMA, &sink, NULL), CHISO_OK);
    cr_expect(strncmp(unit_text.bytes,
                      "\xEF\xBB\xBF"
                      "code;title;state;achieved;max;percent;coverage;",
                      49) == 0,
              "%s", unit_text.bytes);
    cr_expect(strstr(unit_text.bytes, "'=Branch;") != NULL, "%s", unit_text.bytes);
    cr_expect(strstr(unit_text.bytes, ";7,5;10;75,00;") != NULL, "%s", unit_text.bytes);
    buffer_clear(&text);
    buffer_clear(&unit_text);
    chiso_report_free(report);
}

Test(report, a_csv_of_one_unit_has_a_row_a_node)
{
    static const char *const headings[] = {"code",    "title",    "state",  "achieved", "max",
                                           "percent", "coverage", "lowest", "highest",  "rank",
                                           "out_of",  "tied",     "lost"};
    static const char *const codes[] = {".", "1", "1.1", "1.2", "2", "3", "4"};
    chiso_report *report = new_report((chiso_rank_options){0}, NULL);
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    struct table table;

    cr_assert_eq(chiso_report_write_unit_csv(report, 1, CHISO_CSV_POINT, &sink, NULL), CHISO_OK);
    table = split(&text);
    cr_assert_eq(table.row_count, COUNT(codes) + 1);
    cr_assert_eq(table.column_count, COUNT(headings));
    for (size_t i = 0; i < COUNT(headings); i++) {
        cr_expect_str_eq(table.rows[0][i], headings[i]);
    }
    /* The root as in a criteria file. */
    for (size_t i = 0; i < COUNT(codes); i++) {
        expect_cell(&table, i + 1, "code", codes[i]);
    }
    expect_cell(&table, 1, "title", "An \"index\" \\ with\nlines");
    expect_cell(&table, 1, "achieved", "82");
    expect_cell(&table, 1, "max", "90");
    expect_cell(&table, 1, "percent", "91.11");
    expect_cell(&table, 1, "rank", "1");
    expect_cell(&table, 1, "out_of", "3");
    expect_cell(&table, 1, "tied", "1");
    expect_cell(&table, 1, "lost", "8");
    expect_cell(&table, 2, "title", "'=Branch");
    expect_cell(&table, 3, "title", "A, b");
    expect_cell(&table, 4, "state", "not_applicable");
    expect_cell(&table, 4, "max", "");
    expect_cell(&table, 4, "rank", "");
    expect_cell(&table, 4, "lost", "");
    expect_cell(&table, 6, "state", "missing");
    table_clear(&table);
    buffer_clear(&text);
    chiso_report_free(report);
}

Test(report, negative_points_are_numbers_and_no_formulas)
{
    chiso_tree *tree = support_tree("code,title,max,min\n1,,5,-5\n-2,,5,\n");
    chiso_board *board = support_scored(tree, "unit,1,-2\n-u,-2.5,0\n");
    chiso_report *report = NULL;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    struct table table;

    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    cr_assert_eq(chiso_report_write_csv(report, CHISO_CSV_POINT, &sink, NULL), CHISO_OK);
    table = split(&text);
    expect_cell(&table, 1, "unit", "'-u");
    expect_cell(&table, 1, "achieved", "-2.5");
    expect_cell(&table, 1, "percent", "-25.00");
    expect_cell(&table, 1, "1", "-2.5");
    expect_cell(&table, 1, "'-2", "0");
    table_clear(&table);
    buffer_clear(&text);
    chiso_report_free(report);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(report, a_report_that_cannot_be_is_refused)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,100\n");
    chiso_board *board = support_board(tree, "unit,1\na,90\n");
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = (chiso_report *)tree;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    const chiso_sink broken = {0};
    chiso_error error = CHISO_ERROR_INIT;
    chiso_standing standing = {.band = 77};

    cr_expect(chiso_report_new(board, NULL, &report, &error) == CHISO_E_STATE && report == NULL &&
              error.status == CHISO_E_STATE);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_expect(chiso_report_new(NULL, NULL, &report, NULL) == CHISO_E_NULL && report == NULL);
    cr_expect(chiso_report_new(board, NULL, NULL, NULL) == CHISO_E_NULL);
    ranking.ties = (chiso_ties)9;
    options.ranking = &ranking;
    cr_expect(chiso_report_new(board, &options, &report, NULL) == CHISO_E_RANGE && report == NULL);
    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    cr_expect(chiso_report_standing(report, 1, CHISO_ROOT, &standing) == CHISO_E_UNIT);
    cr_expect(chiso_report_standing(report, 0, 99, &standing) == CHISO_E_NODE);
    cr_expect(chiso_report_standing(NULL, 0, CHISO_ROOT, &standing) == CHISO_E_NULL);
    cr_expect(chiso_report_standing(report, 0, CHISO_ROOT, NULL) == CHISO_E_NULL);
    cr_expect(standing.band == 77);
    cr_expect(chiso_report_write_json(NULL, &sink, NULL) == CHISO_E_NULL);
    cr_expect(chiso_report_write_json(report, NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_report_write_json(report, &broken, NULL) == CHISO_E_NULL);
    cr_expect(chiso_report_write_csv(report, (chiso_csv_style)2, &sink, NULL) == CHISO_E_RANGE);
    cr_expect(chiso_report_write_csv(NULL, CHISO_CSV_POINT, &sink, NULL) == CHISO_E_NULL);
    cr_expect(chiso_report_write_unit_csv(report, 0, CHISO_CSV_POINT, NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_report_board(NULL) == NULL && chiso_report_bands(NULL) == NULL &&
              chiso_report_ranking(NULL, 0) == NULL);
    cr_expect(text.size == 0);
    buffer_clear(&text);
    chiso_report_free(report);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(report, a_board_that_changed_makes_its_report_stale)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,100\n");
    chiso_board *board = support_scored(tree, "unit,1\na,90\n");
    chiso_report *report = NULL;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_standing standing = {.band = 77};
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(board, "a", "1", "80", NULL), CHISO_OK);
    for (int scored = 0; scored < 2; scored++) {
        cr_expect(chiso_report_standing(report, 0, CHISO_ROOT, &standing) == CHISO_E_STATE &&
                      standing.band == 77,
                  "%d", scored);
        cr_expect(chiso_report_ranking(report, CHISO_ROOT) == NULL, "%d", scored);
        cr_expect(chiso_report_write_json(report, &sink, &error) == CHISO_E_STATE &&
                      error.status == CHISO_E_STATE,
                  "%d", scored);
        cr_expect(chiso_report_write_unit_json(report, 0, NULL, &sink, NULL) == CHISO_E_STATE, "%d",
                  scored);
        cr_expect(chiso_report_write_csv(report, CHISO_CSV_POINT, &sink, NULL) == CHISO_E_STATE,
                  "%d", scored);
        cr_expect(chiso_report_write_unit_csv(report, 0, CHISO_CSV_POINT, &sink, NULL) ==
                      CHISO_E_STATE,
                  "%d", scored);
        cr_expect(text.size == 0, "%d", scored);
        /* Scoring it again does not make the old ranks right. */
        cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    }
    buffer_clear(&text);
    chiso_report_free(report);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* A sink that takes so many pieces and then no more. */
struct grudging {
    size_t pieces;
    size_t bytes;
    size_t refusals;
};

static bool take_grudgingly(void *context, const char *bytes, size_t size)
{
    struct grudging *grudging = context;

    (void)bytes;
    if (grudging->pieces == 0) {
        grudging->refusals++;
        return false;
    }
    grudging->pieces--;
    grudging->bytes += size;
    return true;
}

static chiso_status write_any(const chiso_report *report, int writer, const chiso_sink *sink,
                              chiso_error *error)
{
    switch (writer) {
    case 0:
        return chiso_report_write_json(report, sink, error);
    case 1:
        return chiso_report_write_unit_json(report, 1, NULL, sink, error);
    case 2:
        return chiso_report_write_csv(report, CHISO_CSV_POINT, sink, error);
    default:
        return chiso_report_write_unit_csv(report, 1, CHISO_CSV_COMMA, sink, error);
    }
}

Test(report, a_sink_that_refuses_ends_every_writer)
{
    chiso_report *report = new_report((chiso_rank_options){0}, NULL);

    for (int writer = 0; writer < 4; writer++) {
        chiso_status status = CHISO_E_SINK;

        for (size_t pieces = 0; status == CHISO_E_SINK && pieces < 10000; pieces++) {
            struct grudging grudging = {.pieces = pieces};
            const chiso_sink sink = {.write = take_grudgingly, .context = &grudging};
            chiso_error error = CHISO_ERROR_INIT;

            status = write_any(report, writer, &sink, &error);
            cr_expect(status == CHISO_E_SINK || status == CHISO_OK, "writer %d: %s", writer,
                      chiso_status_name(status));
            cr_expect(status == CHISO_OK ||
                          (error.status == CHISO_E_SINK && error.message[0] != '\0'),
                      "writer %d", writer);
            cr_expect(grudging.refusals == (status == CHISO_OK ? 0 : 1),
                      "writer %d asked %zu times more", writer, grudging.refusals);
        }
        cr_expect(status == CHISO_OK, "writer %d never ends", writer);
    }
    chiso_report_free(report);
}

Test(report, a_large_report_is_whole)
{
    enum { UNITS = 700 };
    struct buffer points = {0};
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board;
    chiso_report *report = NULL;
    struct buffer text;
    struct buffer lines;

    buffer_print(&points, "unit,name,block,1.1,1.2,2,3,4\n");
    for (int i = 0; i < UNITS; i++) {
        buffer_print(&points,
                     "unit%d,A name that takes some room in the buffer %d,b%d,%d,5,%d,,0\n", i, i,
                     i % 7, i % 11, i % 80);
    }
    board = support_scored(tree, points.bytes);
    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    text = json_of(report);
    lines = json_lines(&text);
    expect_json(&lines, "results[699].unit", "\"unit699\"");
    expect_json(&lines, "results[700].unit", "(none)");
    expect_json(&lines, "blocks[6].block", "\"b6\"");
    expect_json(&lines, "blocks[7].block", "(none)");
    buffer_clear(&lines);
    buffer_clear(&text);
    buffer_clear(&points);
    chiso_report_free(report);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* The longest code that there may be, of which every byte takes more room in a document. */
Test(report, a_document_of_the_longest_codes_is_whole)
{
    enum { LONGEST = 1000, NODES = 40 };
    char code[LONGEST + 1];
    struct buffer text;
    struct buffer lines;
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_report *report = NULL;

    cr_assert_eq(chiso_tree_new("long", NULL, &tree, NULL), CHISO_OK);
    for (int i = 0; i < NODES; i++) {
        memset(code, i % 2 == 0 ? '"' : '\\', LONGEST);
        snprintf(code, sizeof(code), "%02d", i);
        code[2] = i % 2 == 0 ? '"' : '\\';
        code[LONGEST] = '\0';
        cr_assert_eq(chiso_tree_add(tree, CHISO_ROOT, code, NULL, "10", NULL, NULL), CHISO_OK);
    }
    board = support_scored(tree, "unit\nu1\nu2\nu3\n");
    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    text = json_of(report);
    lines = json_lines(&text);
    for (int i = 0; i < NODES; i++) {
        struct buffer expected = {0};

        memset(code, i % 2 == 0 ? '"' : '\\', LONGEST);
        code[0] = (char)('0' + i / 10);
        code[1] = (char)('0' + i % 10);
        buffer_print(&expected,
                     "\nresults[2].nodes[%d].code\t\"%s\"\nresults[2].nodes[%d].state\t"
                     "\"missing\"\n",
                     i, code, i);
        cr_expect(strstr(lines.bytes, expected.bytes) != NULL, "node %d", i);
        buffer_clear(&expected);
    }
    buffer_clear(&lines);
    buffer_clear(&text);
    chiso_report_free(report);
    chiso_board_free(board);
    chiso_tree_free(tree);
}
