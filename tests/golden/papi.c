/* The governance index of Vietnamese provinces: 8 dimensions of 10 points, each the sum of its
 * sub-dimensions. */
#include "golden.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The sub-dimension that was dropped from 2021 on: its columns are empty. */
#define DROPPED "SC52"

/* The rows of a year; what is blank is missing. */
static char *points_of(const struct table *year)
{
    struct buffer points = {0};

    buffer_print(&points, "unit");
    for (size_t row = 0; row < year->row_count; row++) {
        if (row > 0) {
            buffer_print(&points, "\n%s", year->rows[row][0]);
        }
        for (size_t column = 1; column < year->column_count; column++) {
            if (strcmp(year->rows[0][column], DROPPED) != 0) {
                buffer_print(&points, ",%s", year->rows[row][column]);
            } else {
                cr_assert(row == 0 || year->rows[row][column][0] == '\0',
                          DROPPED " has a figure in row %zu", row);
            }
        }
    }
    return points.bytes;
}

struct papi {
    chiso_board *board;
    struct table year;
    struct table names;
};

static struct papi papi_read(const char *year_name)
{
    char *paths[] = {golden_table_or_skip(year_name), golden_table_or_skip("papi_provinces.csv")};
    struct papi papi = {.year = table_read(paths[0]), .names = table_read(paths[1])};
    char *criteria = support_read("examples/data/papi/criteria.csv", NULL);
    char *points = points_of(&papi.year);

    papi.board = golden_single(criteria, points);
    cr_assert(chiso_tree_leaf_count(chiso_board_tree(papi.board)) == 28);
    cr_assert(chiso_board_unit_count(papi.board) == 63);
    free(criteria);
    free(points);
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        free(paths[i]);
    }
    return papi;
}

static void papi_clear(struct papi *papi)
{
    chiso_board_free(papi->board);
    table_clear(&papi->year);
    table_clear(&papi->names);
}

static void expect_province(const struct papi *papi, const char *name, const char *total,
                            uint32_t rank)
{
    const chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;

    for (size_t row = 1; row < papi->names.row_count; row++) {
        if (strcmp(table_cell(&papi->names, row, "Variable_Name"), name) == 0) {
            const char *unit = table_cell(&papi->names, row, "Variable_Code");
            const chiso_result result = support_result(papi->board, unit, "");
            const chiso_place place = golden_place(papi->board, unit, "", options);
            chiso_decimal rounded = 0;

            cr_expect(chiso_decimal_round(result.achieved, 4, CHISO_ROUND_HALF_UP, &rounded) ==
                      CHISO_OK);
            cr_expect(rounded == decimal(total) && result.max == decimal("80"),
                      "%s: %" PRId64 " millionths", name, result.achieved);
            cr_expect(place.rank == rank && place.tied == 1, "%s is %" PRIu32 " of %" PRIu32, name,
                      place.rank, place.out_of);
            return;
        }
    }
    cr_expect(false, "no province %s", name);
}

/* A province with a blank anywhere has no total and no rank; the others have all of it. */
static void expect_blanks(const struct papi *papi, uint32_t with_blanks)
{
    const size_t dropped = table_column(&papi->year, DROPPED);
    uint32_t blanks = 0;

    for (size_t row = 1; row < papi->year.row_count; row++) {
        const char *unit = papi->year.rows[row][0];
        const chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
        const chiso_place place = golden_place(papi->board, unit, "", options);
        const chiso_result result = support_result(papi->board, unit, "");
        bool blank = false;

        for (size_t column = 1; column < papi->year.column_count; column++) {
            blank = blank || (column != dropped && papi->year.rows[row][column][0] == '\0');
        }
        blanks += blank;
        cr_expect(result.state == (blank ? CHISO_STATE_MISSING : CHISO_STATE_SCORED), "%s", unit);
        cr_expect((result.achieved == CHISO_ABSENT) == blank &&
                      (result.percent == CHISO_ABSENT) == blank,
                  "%s", unit);
        cr_expect((place.rank == 0) == blank && place.out_of == (blank ? 0 : 63 - with_blanks),
                  "%s", unit);
    }
    cr_expect(blanks == with_blanks, "%" PRIu32 " provinces have blanks", blanks);
}

Test(golden_papi, the_provinces_of_2023_have_their_totals_and_ranks)
{
    struct papi papi = papi_read("papi_2023_subdimensions.csv");

    expect_province(&papi, "Thua Thien Hue", "46.0415", 1);
    expect_province(&papi, "Thai Nguyen", "45.7875", 2);
    expect_province(&papi, "Ninh Thuan", "45.5054", 6);
    expect_blanks(&papi, 2);
    papi_clear(&papi);
}

Test(golden_papi, ninh_thuan_is_fourth_of_2022)
{
    struct papi papi = papi_read("papi_2022_subdimensions.csv");

    expect_province(&papi, "Ninh Thuan", "46.0002", 4);
    expect_blanks(&papi, 2);
    papi_clear(&papi);
}

Test(golden_papi, a_province_without_some_dimensions_still_has_the_others)
{
    struct papi papi = papi_read("papi_2022_subdimensions.csv");
    const chiso_result whole = support_result(papi.board, "P18", "");
    const chiso_result known = support_result(papi.board, "P18", "C01");
    const chiso_result blank = support_result(papi.board, "P18", "C08");

    cr_expect(whole.state == CHISO_STATE_MISSING && whole.coverage > 0 &&
              whole.coverage < decimal("100"));
    cr_expect(whole.lowest > 0 && whole.highest > whole.lowest);
    cr_expect(known.state == CHISO_STATE_SCORED && known.achieved > 0 &&
              known.coverage == decimal("100"));
    cr_expect(blank.state == CHISO_STATE_MISSING && blank.achieved == CHISO_ABSENT &&
              blank.coverage == 0);
    cr_expect(blank.lowest == 0 && blank.highest == decimal("100"));
    papi_clear(&papi);
}

/* The groups by quartiles against those of sorted doubles: the totals differ by more than a double
 * errs. */
static void expect_quarters(const char *year_name, const uint32_t *sizes)
{
    struct papi papi = papi_read(year_name);
    const uint32_t units = chiso_board_unit_count(papi.board);
    uint8_t quarters[63] = {0};
    double totals[63];
    uint32_t found[5] = {0};
    size_t count = 0;

    cr_assert(units == 63 && chiso_block_quarters(papi.board, CHISO_ROOT, CHISO_ALL_BLOCKS, units,
                                                  quarters, NULL) == CHISO_OK);
    for (chiso_unit unit = 0; unit < units; unit++) {
        const chiso_result result =
            support_result(papi.board, chiso_unit_code(papi.board, unit), "");

        if (result.achieved != CHISO_ABSENT) {
            size_t at = count++;

            for (; at > 0 && totals[at - 1] > (double)result.achieved; at--) {
                totals[at] = totals[at - 1];
            }
            totals[at] = (double)result.achieved;
        }
    }
    for (chiso_unit unit = 0; unit < units; unit++) {
        const chiso_result result =
            support_result(papi.board, chiso_unit_code(papi.board, unit), "");
        uint8_t expected = result.achieved == CHISO_ABSENT ? 0 : 4;

        for (int quarter = 1; quarter < 4 && expected > 0; quarter++) {
            const double place = (double)(count - 1) * quarter / 4;
            const size_t low = (size_t)place;
            const double quartile =
                totals[low] +
                (place - (double)low) * (totals[low + (low + 1 < count)] - totals[low]);

            expected = (double)result.achieved >= quartile ? (uint8_t)(4 - quarter) : expected;
        }
        cr_expect(quarters[unit] == expected, "%s is in group %d, expected %d",
                  chiso_unit_code(papi.board, unit), quarters[unit], expected);
        found[quarters[unit]]++;
    }
    for (int group = 0; group < 5; group++) {
        cr_expect(found[group] == sizes[group],
                  "group %d has %" PRIu32 " provinces, expected %" PRIu32, group, found[group],
                  sizes[group]);
    }
    papi_clear(&papi);
}

Test(golden_papi, the_provinces_fall_into_four_groups_by_quartiles)
{
    expect_quarters("papi_2022_subdimensions.csv", (const uint32_t[]){2, 16, 15, 15, 15});
    expect_quarters("papi_2023_subdimensions.csv", (const uint32_t[]){2, 16, 15, 15, 15});
}

/* A figure of a file in billionths: what these files hold has nine decimals at most. */
static int64_t billionths(const char *text)
{
    int64_t value = 0;
    int places = -1;

    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '.') {
            places = 0;
        } else {
            cr_assert(*at >= '0' && *at <= '9', "%s", text);
            value = value * 10 + (*at - '0');
            places += places >= 0;
        }
    }
    cr_assert(places <= 9, "%s has more decimals", text);
    for (places = places < 0 ? 0 : places; places < 9; places++) {
        value *= 10;
    }
    return value;
}

/* A quotient of billionths as a decimal of so many places, a half away from zero. */
static chiso_decimal shown(int64_t dividend, int64_t divisor, int places)
{
    int64_t last = 1; /* the last place in millionths */

    for (int place = places; place < CHISO_DECIMAL_PLACES; place++) {
        last *= 10;
    }
    const int64_t unit = divisor * 1000 * last;
    const int64_t amount = dividend < 0 ? -dividend : dividend;
    const int64_t count = (2 * amount + unit) / (2 * unit);

    return (dividend < 0 ? -count : count) * last;
}

/* The total of a row over a dimension ("C03"), or over all (""), in billionths by plain sums; -1
 * where a figure is blank. */
static int64_t total_of(const struct table *year, size_t row, const char *dimension)
{
    int64_t total = 0;

    for (size_t column = 1; column < year->column_count; column++) {
        const char *heading = year->rows[0][column];

        if (strcmp(heading, DROPPED) == 0 || (*dimension != '\0' && heading[2] != dimension[2])) {
            continue;
        }
        if (year->rows[row][column][0] == '\0') {
            return -1;
        }
        total += billionths(year->rows[row][column]);
    }
    return total;
}

static uint32_t rank_of(const struct table *year, size_t row)
{
    uint32_t rank = 1;

    for (size_t other = 1; other < year->row_count; other++) {
        rank += total_of(year, other, "") > total_of(year, row, "");
    }
    return rank;
}

static size_t row_of(const struct table *year, const char *unit)
{
    for (size_t row = 1; row < year->row_count; row++) {
        if (strcmp(year->rows[row][0], unit) == 0) {
            return row;
        }
    }
    return 0;
}

Test(golden_papi, every_province_of_2023_changed_by_the_difference_of_both_totals_and_ranks)
{
    struct papi now = papi_read("papi_2023_subdimensions.csv");
    struct papi before = papi_read("papi_2022_subdimensions.csv");
    chiso_comparison *comparison = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    uint32_t compared = 0;

    cr_assert(chiso_comparison_new(now.board, before.board, NULL, &comparison, &error) == CHISO_OK,
              "%s", error.message);
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(now.board); unit++) {
        const char *code = chiso_unit_code(now.board, unit);
        const size_t rows[] = {row_of(&now.year, code), row_of(&before.year, code)};
        const int64_t totals[] = {total_of(&now.year, rows[0], ""),
                                  rows[1] == 0 ? -1 : total_of(&before.year, rows[1], "")};
        chiso_change change;

        cr_assert(chiso_comparison_change(comparison, unit, CHISO_ROOT, &change) == CHISO_OK);
        if (totals[0] < 0 || totals[1] < 0) {
            cr_expect(change.achieved == CHISO_ABSENT && change.rank == CHISO_ABSENT &&
                          change.percent == CHISO_ABSENT,
                      "%s", code);
            continue;
        }
        compared++;
        cr_expect(change.achieved == shown(totals[0] - totals[1], 1, 6) && change.max == 0,
                  "%s: %s", code, decimal_text(change.achieved));
        cr_expect(change.rank == ((int64_t)rank_of(&before.year, rows[1]) -
                                  (int64_t)rank_of(&now.year, rows[0])) *
                                     CHISO_DECIMAL_ONE,
                  "%s: %s", code, decimal_text(change.rank));
    }
    cr_expect(compared >= 55, "only %" PRIu32 " provinces have data in both years", compared);
    chiso_comparison_free(comparison);
    papi_clear(&now);
    papi_clear(&before);
}

/* A figure of the board beside the sum of what the file says: with six places, with four, and in
 * percent with the four that the tree publishes. */
static void expect_total(const struct papi *papi, size_t row, const char *dimension)
{
    const char *unit = papi->year.rows[row][0];
    const int64_t total = total_of(&papi->year, row, dimension);
    const int64_t max = *dimension == '\0' ? 80 : 10;
    const chiso_result result = support_result(papi->board, unit, dimension);
    chiso_decimal at_four = 0;

    if (total < 0) {
        cr_expect(result.achieved == CHISO_ABSENT, "%s %s", unit, dimension);
        return;
    }
    cr_assert(chiso_decimal_round(result.achieved, 4, CHISO_ROUND_HALF_UP, &at_four) == CHISO_OK);
    cr_expect(result.achieved == shown(total, 1, 6), "%s %s: %s, not %s", unit, dimension,
              decimal_text(result.achieved), decimal_text(shown(total, 1, 6)));
    /* No total lies so that six places would round it to other four; some dimensions do. */
    cr_expect(*dimension != '\0' || at_four == shown(total, 1, 4), "%s: %s", unit,
              decimal_text(at_four));
    cr_expect(result.percent == shown(total * 100, max, 4), "%s %s: %s %%, not %s", unit, dimension,
              decimal_text(result.percent), decimal_text(shown(total * 100, max, 4)));
    cr_expect(*dimension != '\0' ||
                  golden_place(papi->board, unit, "", CHISO_RANK_OPTIONS_INIT).rank ==
                      rank_of(&papi->year, row),
              "%s", unit);
}

static void expect_totals(const char *year_name)
{
    static const char *const dimensions[] = {"",    "C01", "C02", "C03", "C04",
                                             "C05", "C06", "C07", "C08"};
    struct papi papi = papi_read(year_name);

    for (size_t row = 1; row < papi.year.row_count; row++) {
        for (size_t i = 0; i < sizeof(dimensions) / sizeof(dimensions[0]); i++) {
            expect_total(&papi, row, dimensions[i]);
        }
    }
    papi_clear(&papi);
}

Test(golden_papi, every_total_is_the_exact_sum_of_what_the_file_says)
{
    expect_totals("papi_2022_subdimensions.csv");
    expect_totals("papi_2023_subdimensions.csv");
}
