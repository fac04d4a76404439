/* The competitiveness index of Vietnamese provinces: totals and ranks as they were published. */
#include "golden.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const sub_indices[] = {"entry",    "land", "transparency", "time",
                                          "informal", "bias", "proactivity",  "support",
                                          "labor",    "legal"};

#define SUB_INDEX_COUNT (sizeof(sub_indices) / sizeof(sub_indices[0]))

/* What is printed was computed from sub-indices with more decimals than the page shows, so totals
 * may be off by a little. */
static void expect_official(const char *points_path, const char *official_path,
                            chiso_decimal tolerance)
{
    const chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
    chiso_board *board = golden_board("examples/data/pci/criteria.csv", points_path);
    struct table official = table_read(official_path);
    uint32_t printed_before = 0;

    cr_assert(official.row_count == 22 && chiso_board_unit_count(board) == 21, "%s", official_path);
    for (size_t row = 1; row < official.row_count; row++) {
        const char *unit = table_cell(&official, row, "unit");
        const chiso_decimal printed = decimal(table_cell(&official, row, "total"));
        const uint32_t rank = (uint32_t)atoi(table_cell(&official, row, "rank"));
        const chiso_result result = support_result(board, unit, "");
        const chiso_place place = golden_place(board, unit, "", options);

        cr_expect(result.state == CHISO_STATE_SCORED && result.max == decimal("100"), "%s", unit);
        cr_expect(result.achieved - printed <= tolerance && printed - result.achieved <= tolerance,
                  "%s: %" PRId64 " millionths, printed %s", unit, result.achieved,
                  table_cell(&official, row, "total"));
        /* The page of 2019 leaves one province out, so its ranks have a gap. */
        cr_expect(rank > printed_before, "%s: the printed order", unit);
        cr_expect(place.rank == row && place.out_of == 21 && place.tied == 1,
                  "%s is %" PRIu32 " of %" PRIu32 ", printed %" PRIu32, unit, place.rank,
                  place.out_of, rank);
        printed_before = rank;
    }
    table_clear(&official);
    chiso_board_free(board);
}

Test(golden_pci, the_provinces_of_2021_stand_in_the_official_order)
{
    expect_official("examples/data/pci/points-2021.csv", "examples/data/pci/official-2021.csv",
                    decimal("0.02"));
}

Test(golden_pci, the_provinces_of_2019_stand_in_the_official_order)
{
    expect_official("examples/data/pci/points-2019.csv", "examples/data/pci/official-2019.csv",
                    decimal("0.02"));
}

Test(golden_pci, both_languages_of_the_criteria_are_the_same_tree)
{
    chiso_board *english =
        golden_board("examples/data/pci/criteria.csv", "examples/data/pci/points-2021.csv");
    chiso_board *vietnamese =
        golden_board("examples/data/pci/criteria-vi.csv", "examples/data/pci/points-2021.csv");

    for (chiso_unit unit = 0; unit < chiso_board_unit_count(english); unit++) {
        const char *code = chiso_unit_code(english, unit);
        const chiso_result a = support_result(english, code, "");
        const chiso_result b = support_result(vietnamese, code, "");

        cr_expect(a.achieved == b.achieved && a.max == b.max && a.percent == b.percent, "%s", code);
    }
    chiso_board_free(english);
    chiso_board_free(vietnamese);
}

/* The board of a large table: the ten sub-indices of all provinces with all the digits of the file.
 */
static chiso_board *board_of_table(const struct table *table)
{
    struct buffer points = {0};
    char *criteria = support_read("examples/data/pci/criteria.csv", NULL);

    buffer_print(&points, "unit");
    for (size_t c = 0; c < SUB_INDEX_COUNT; c++) {
        buffer_print(&points, ",%s", sub_indices[c]);
    }
    for (size_t row = 1; row < table->row_count; row++) {
        buffer_print(&points, "\n%s", table_cell(table, row, "key"));
        for (size_t c = 0; c < SUB_INDEX_COUNT; c++) {
            buffer_print(&points, ",%s", table_cell(table, row, sub_indices[c]));
        }
    }
    chiso_board *board = golden_single(criteria, points.bytes);
    free(criteria);
    buffer_clear(&points);
    return board;
}

static struct table report_of(const chiso_board *board)
{
    chiso_report *report = NULL;
    struct buffer buffer = {0};
    const chiso_sink sink = buffer_sink(&buffer);

    cr_assert(chiso_report_new(board, NULL, &report, NULL) == CHISO_OK);
    cr_assert(chiso_report_write_csv(report, CHISO_CSV_POINT, &sink, NULL) == CHISO_OK);
    chiso_report_free(report);
    return table_split(buffer.bytes, "the report");
}

/* What is published: each province in the order of the file, its percent with two decimals and its
 * rank. */
static void expect_report(const char *name, const chiso_board *board, const struct table *table)
{
    struct table report = report_of(board);

    cr_assert(report.row_count == table->row_count, "%s", name);
    for (size_t row = 1; row < table->row_count; row++) {
        const char *percent = table_cell(&report, row, "percent");
        const chiso_decimal off = decimal(percent) - decimal(table_cell(table, row, "pci"));

        cr_expect_str_eq(table_cell(&report, row, "unit"), table_cell(table, row, "key"), "%s",
                         name);
        cr_expect_str_eq(table_cell(&report, row, "rank"), table_cell(table, row, "rank"), "%s",
                         name);
        cr_expect_str_eq(table_cell(&report, row, "out_of"), "63", "%s", name);
        cr_expect_str_eq(table_cell(&report, row, "tied"), "1", "%s", name);
        cr_expect(strlen(strchr(percent, '.')) == 3 && off <= decimal("0.00501") &&
                      off >= -decimal("0.00501"),
                  "%s: %s", name, percent);
        for (size_t c = 0; c < SUB_INDEX_COUNT; c++) {
            /* Points of leaves are exact: the cells of the file with six decimals. */
            cr_expect(decimal(table_cell(&report, row, sub_indices[c])) ==
                          decimal(table_cell(table, row, sub_indices[c])),
                      "%s", name);
        }
    }
    table_clear(&report);
}

/* A cell of these files in units of the fifteenth decimal, to which it is rounded. */
static int64_t at_fifteen(const char *text)
{
    int64_t value = 0;
    int places = -1;

    for (const char *at = text; *at != '\0' && places < 15; at++) {
        if (*at == '.') {
            places = 0;
        } else {
            value = value * 10 + (*at - '0');
            places += places >= 0;
        }
    }
    if (places == 15 && strlen(strchr(text, '.')) > 16) {
        value += strchr(text, '.')[16] >= '5';
    }
    for (places = places < 0 ? 0 : places; places < 15; places++) {
        value *= 10;
    }
    return value;
}

/* Ten times the weighted sum of what a row says, carried as it is and rounded once. */
static chiso_decimal exact_total(const struct table *table, size_t row)
{
    static const int percents[] = {5, 5, 20, 5, 10, 5, 5, 20, 20, 5};
    const int64_t unit = INT64_C(10000000000); /* a millionth, times 100 for percents, over 10 */
    int64_t sum = 0;

    for (size_t c = 0; c < SUB_INDEX_COUNT; c++) {
        sum += percents[c] * at_fifteen(table_cell(table, row, sub_indices[c]));
    }
    return (2 * sum + unit) / (2 * unit);
}

/* Of the cells of the file so many have more decimals than are kept. */
static void expect_table(const char *name, uint32_t rounded)
{
    const chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
    char *path = golden_table_or_skip(name);
    struct table table = table_read(path);
    chiso_board *board = board_of_table(&table);

    cr_assert(table.row_count == 64, "%s has %zu rows", name, table.row_count);
    cr_expect(chiso_board_rounded_count(board) == rounded, "%s: %" PRIu64 " cells are rounded",
              name, (uint64_t)chiso_board_rounded_count(board));
    for (size_t row = 1; row < table.row_count; row++) {
        const char *unit = table_cell(&table, row, "key");
        const chiso_decimal achieved = support_result(board, unit, "").achieved;
        const chiso_decimal off = achieved - decimal(table_cell(&table, row, "pci"));
        const chiso_place place = golden_place(board, unit, "", options);

        /* The total of the file is rounded to six decimals here, so nine millionths make sure of
         * ten. */
        cr_expect(achieved == exact_total(&table, row), "%s %s: %s, not %s", name, unit,
                  decimal_text(achieved), decimal_text(exact_total(&table, row)));
        cr_expect(off <= 9 && off >= -9, "%s %s is off by %" PRId64 " millionths", name, unit, off);
        cr_expect(place.rank == (uint32_t)atoi(table_cell(&table, row, "rank")) &&
                      place.out_of == 63,
                  "%s %s", name, unit);
    }
    expect_report(name, board, &table);
    chiso_board_free(board);
    table_clear(&table);
    free(path);
}

Test(golden_pci, every_total_and_rank_of_2015_is_that_of_the_file)
{
    expect_table("pci_2015_subindices.csv", 63);
}

Test(golden_pci, every_total_and_rank_of_2016_is_that_of_the_file)
{
    expect_table("pci_2016_subindices.csv", 66);
}

Test(golden_pci, da_nang_is_first_of_2016_with_70_points)
{
    const chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
    char *path = golden_table_or_skip("pci_2016_subindices.csv");
    struct table table = table_read(path);
    chiso_board *board = board_of_table(&table);
    const chiso_result result = support_result(board, "danang", "");
    const chiso_place place = golden_place(board, "danang", "", options);

    cr_expect(result.percent == decimal("70.00"), "%" PRId64, result.percent);
    cr_expect(place.rank == 1 && place.out_of == 63 && place.tied == 1);
    chiso_board_free(board);
    table_clear(&table);
    free(path);
}

Test(golden_pci, every_province_of_2016_changed_by_the_difference_of_both_totals_and_ranks)
{
    char *paths[] = {golden_table_or_skip("pci_2016_subindices.csv"),
                     golden_table_or_skip("pci_2015_subindices.csv")};
    struct table tables[] = {table_read(paths[0]), table_read(paths[1])};
    chiso_board *boards[] = {board_of_table(&tables[0]), board_of_table(&tables[1])};
    chiso_comparison *comparison = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_comparison_new(boards[0], boards[1], NULL, &comparison, &error) == CHISO_OK,
              "%s", error.message);
    for (size_t row = 1; row < tables[0].row_count; row++) {
        size_t old = 1;
        chiso_change change;

        while (strcmp(table_cell(&tables[0], row, "key"), table_cell(&tables[1], old, "key")) !=
               0) {
            old++;
        }
        cr_assert(chiso_comparison_change(
                      comparison, support_unit(boards[0], table_cell(&tables[0], row, "key")),
                      CHISO_ROOT, &change) == CHISO_OK);
        cr_expect(change.rank / CHISO_DECIMAL_ONE == atoi(table_cell(&tables[1], old, "rank")) -
                                                         atoi(table_cell(&tables[0], row, "rank")),
                  "%s", table_cell(&tables[0], row, "key"));
        const chiso_decimal off = change.achieved - (decimal(table_cell(&tables[0], row, "pci")) -
                                                     decimal(table_cell(&tables[1], old, "pci")));

        cr_expect(off <= 18 && off >= -18, "%s is off by %" PRId64 " millionths",
                  table_cell(&tables[0], row, "key"), off);
    }
    chiso_comparison_free(comparison);
    for (int i = 0; i < 2; i++) {
        chiso_board_free(boards[i]);
        table_clear(&tables[i]);
        free(paths[i]);
    }
}

/* The pages of both years show 21 provinces each; 17 stand on both. The differences are those of
 * the totals as the pages print them. */
Test(golden_pci, seventeen_provinces_of_2021_stand_in_2019_too)
{
    chiso_board *now =
        golden_board("examples/data/pci/criteria.csv", "examples/data/pci/points-2021.csv");
    chiso_board *before =
        golden_board("examples/data/pci/criteria.csv", "examples/data/pci/points-2019.csv");
    struct table official[] = {table_read("examples/data/pci/official-2021.csv"),
                               table_read("examples/data/pci/official-2019.csv")};
    chiso_comparison *comparison = NULL;
    const uint32_t *ids = NULL;
    uint32_t count = 0;
    uint32_t compared = 0;

    cr_assert(chiso_comparison_new(now, before, NULL, &comparison, NULL) == CHISO_OK);
    cr_assert(chiso_comparison_difference(comparison, CHISO_DIFFERENCE_UNITS_NEW, &ids, &count) ==
                  CHISO_OK &&
              count == 4);
    cr_assert(chiso_comparison_difference(comparison, CHISO_DIFFERENCE_UNITS_GONE, &ids, &count) ==
                  CHISO_OK &&
              count == 4);
    cr_assert(chiso_comparison_difference(comparison, CHISO_DIFFERENCE_MAX, &ids, &count) ==
                  CHISO_OK &&
              count == 0);
    for (size_t row = 1; row < official[0].row_count; row++) {
        const char *unit = table_cell(&official[0], row, "unit");
        chiso_change change;

        cr_assert(chiso_comparison_change(comparison, support_unit(now, unit), CHISO_ROOT,
                                          &change) == CHISO_OK);
        for (size_t old = 1; old < official[1].row_count; old++) {
            if (strcmp(table_cell(&official[1], old, "unit"), unit) == 0) {
                const chiso_decimal printed = decimal(table_cell(&official[0], row, "total")) -
                                              decimal(table_cell(&official[1], old, "total"));
                const chiso_decimal off = change.percent - printed;

                compared++;
                cr_expect(off <= decimal("0.04") && off >= decimal("-0.04"), "%s: %s", unit,
                          decimal_text(change.percent));
                cr_expect(change.rank == ((int64_t)old - (int64_t)row) * CHISO_DECIMAL_ONE,
                          "%s: %s", unit, decimal_text(change.rank));
            }
        }
    }
    cr_expect(compared == 17, "%" PRIu32 " provinces", compared);
    chiso_comparison_free(comparison);
    chiso_board_free(now);
    chiso_board_free(before);
    table_clear(&official[0]);
    table_clear(&official[1]);
}

/* Both years in one call: each figure and rank as printed, and a gap where a page has no such
 * province. */
Test(golden_pci, a_series_of_both_years_is_what_both_pages_print)
{
    static const char *const years[] = {"2019", "2021"};
    struct table official[2];
    chiso_series *series = NULL;
    chiso_series_unit *units = NULL;
    chiso_series_point *points = NULL;
    uint32_t count = 0;
    uint32_t gaps = 0;

    cr_assert(chiso_series_new(NULL, &series, NULL) == CHISO_OK);
    for (int year = 0; year < 2; year++) {
        char path[80];
        chiso_board *board = NULL;

        (void)snprintf(path, sizeof(path), "examples/data/pci/official-%s.csv", years[year]);
        official[year] = table_read(path);
        (void)snprintf(path, sizeof(path), "examples/data/pci/points-%s.csv", years[year]);
        board = golden_board("examples/data/pci/criteria.csv", path);
        cr_assert(chiso_series_add(series, years[year], board, NULL, NULL) == CHISO_OK);
        chiso_board_free(board);
    }
    count = chiso_series_unit_count(series);
    cr_assert(count == 25);
    units = calloc(count, sizeof(*units));
    points = calloc((size_t)count * 2, sizeof(*points));
    cr_assert(chiso_series_units(series, count, units, NULL) == CHISO_OK);
    cr_assert(chiso_series_node(series, "", (size_t)count * 2, points, NULL) == CHISO_OK);
    for (uint32_t unit = 0; unit < count; unit++) {
        for (int year = 0; year < 2; year++) {
            const chiso_series_point *point = &points[unit * 2 + (uint32_t)year];
            size_t row = 1;

            while (row < official[year].row_count &&
                   strcmp(table_cell(&official[year], row, "unit"), units[unit].code) != 0) {
                row++;
            }
            if (row == official[year].row_count) {
                cr_expect(!point->has_unit && point->percent == CHISO_ABSENT, "%s in %s",
                          units[unit].code, years[year]);
                gaps++;
                continue;
            }
            cr_expect(point->place.rank == row && point->place.out_of == 21 &&
                          llabs(point->percent - decimal(table_cell(&official[year], row,
                                                                    "total"))) <= decimal("0.02"),
                      "%s in %s", units[unit].code, years[year]);
        }
    }
    cr_expect(gaps == 8);
    table_clear(&official[0]);
    table_clear(&official[1]);
    free(points);
    free(units);
    chiso_series_free(series);
}
