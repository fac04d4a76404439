/* Rounding and percentages against tables of exact results, and against figures that public pages
 * print. */
#include "golden.h"

#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct rounding_column {
    const char *heading;
    chiso_rounding rounding;
};

static const char *percent_text(const char *achieved, const char *max, int digits,
                                chiso_rounding rounding, char *text)
{
    chiso_decimal percent;

    cr_assert(chiso_decimal_percent(decimal(achieved), decimal(max), digits, rounding, &percent) ==
                  CHISO_OK,
              "%s of %s", achieved, max);
    cr_assert(chiso_decimal_format(percent, digits, CHISO_ROUND_HALF_UP, '.', text) == CHISO_OK,
              "%s of %s", achieved, max);
    return text;
}

Test(golden_decimals, every_rounding_case_comes_out_as_exact_decimal_arithmetic_has_it)
{
    static const struct rounding_column columns[] = {{"half_up_away", CHISO_ROUND_HALF_UP},
                                                     {"half_even", CHISO_ROUND_HALF_EVEN},
                                                     {"down", CHISO_ROUND_DOWN}};
    struct table table = table_read("tests/golden/cases/rounding_cases.csv");

    cr_assert(table.row_count == 14, "%zu rows", table.row_count);
    for (size_t row = 1; row < table.row_count; row++) {
        const char *value = table_cell(&table, row, "value");
        const int digits = atoi(table_cell(&table, row, "decimals"));

        for (size_t c = 0; c < sizeof(columns) / sizeof(columns[0]); c++) {
            const char *expected = table_cell(&table, row, columns[c].heading);
            char text[CHISO_DECIMAL_TEXT_SIZE] = "";
            chiso_decimal rounded = 0;

            cr_expect(chiso_decimal_format(decimal(value), digits, columns[c].rounding, '.',
                                           text) == CHISO_OK,
                      "%s", value);
            cr_expect(strcmp(text, expected) == 0, "%s to %d places, %s, is %s, not %s", value,
                      digits, columns[c].heading, expected, text);
            cr_expect(chiso_decimal_round(decimal(value), digits, columns[c].rounding, &rounded) ==
                          CHISO_OK,
                      "%s", value);
            cr_expect(rounded == decimal(expected), "%s to %d places, %s, is %s", value, digits,
                      columns[c].heading, expected);
        }
    }
    table_clear(&table);
}

Test(golden_decimals, every_published_percentage_comes_out_in_three_roundings)
{
    static const struct rounding_column columns[] = {{"half_up", CHISO_ROUND_HALF_UP},
                                                     {"half_even", CHISO_ROUND_HALF_EVEN},
                                                     {"truncated", CHISO_ROUND_DOWN}};
    struct table table = table_read("tests/golden/cases/published_percentages.csv");

    cr_assert(table.row_count == 9, "%zu rows", table.row_count);
    for (size_t row = 1; row < table.row_count; row++) {
        const char *achieved = table_cell(&table, row, "achieved");
        const char *max = table_cell(&table, row, "max");
        char text[CHISO_DECIMAL_TEXT_SIZE];

        for (size_t c = 0; c < sizeof(columns) / sizeof(columns[0]); c++) {
            const char *expected = table_cell(&table, row, columns[c].heading);

            (void)percent_text(achieved, max, 2, columns[c].rounding, text);
            cr_expect(strcmp(text, expected) == 0, "%s of %s, %s, is %s, not %s", achieved, max,
                      columns[c].heading, expected, text);
        }
        (void)percent_text(achieved, max, 6, CHISO_ROUND_HALF_UP, text);
        cr_expect(decimal(text) == decimal(table_cell(&table, row, "exact")),
                  "%s of %s to six places is not %s", achieved, max, text);
    }
    table_clear(&table);
}

/* The sum of numbers with signs between them: "8.23+18.05", "17.24-14.77". */
static chiso_decimal sum_of(const char *terms)
{
    chiso_decimal sum = 0;
    const char *at = terms;

    while (*at != '\0') {
        const size_t length = 1 + strcspn(at + 1, "+-");
        char term[32];

        cr_assert(length < sizeof(term), "%s", terms);
        (void)memcpy(term, at, length);
        term[length] = '\0';
        cr_assert(chiso_decimal_add(sum, decimal(term), &sum) == CHISO_OK, "%s", terms);
        at += length;
    }
    return sum;
}

/* The growth that "(new-old)/old" asks for, in percent. */
static chiso_decimal growth_of(const char *input, int digits)
{
    char difference[64];
    const char *close = strchr(input, ')');
    chiso_decimal percent;

    cr_assert(input[0] == '(' && close != NULL && close[1] == '/', "%s", input);
    (void)snprintf(difference, sizeof(difference), "%.*s", (int)(close - input - 1), input + 1);
    cr_assert(chiso_decimal_percent(sum_of(difference), decimal(close + 2), digits,
                                    CHISO_ROUND_HALF_UP, &percent) == CHISO_OK,
              "%s", input);
    return percent;
}

/* The mean of the percents of units that have the given percents. */
static chiso_decimal mean_of(const char *input, int digits)
{
    struct buffer points = {0};
    chiso_block_summary summary;
    const char *at = input;
    int unit = 0;

    buffer_print(&points, "unit,total\n");
    while (*at != '\0') {
        const size_t length = strcspn(at, ";");

        buffer_print(&points, "u%d,%.*s\n", ++unit, (int)length, at);
        at += length + (at[length] == ';');
    }
    chiso_board *board = golden_single("code,title,max\ntotal,Total,100\n", points.bytes);
    cr_assert(chiso_block_summarise(board, CHISO_ROOT, 0, digits, &summary, NULL) == CHISO_OK, "%s",
              input);
    cr_assert(summary.units == (uint32_t)unit, "%s", input);
    chiso_board_free(board);
    buffer_clear(&points);
    return summary.mean;
}

/* The mean with weights of "value*weight value*weight ...", by a tree of that many criteria. */
static chiso_decimal weighted_of(const char *input, int digits)
{
    struct buffer criteria = {0};
    struct buffer heading = {0};
    struct buffer row = {0};
    const char *at = input;
    int count = 0;
    chiso_decimal rounded;

    buffer_print(&criteria, "code,title,max,weight,combine\n.,Index,1,,mean\n");
    buffer_print(&heading, "unit");
    buffer_print(&row, "u");
    while (*at != '\0') {
        const size_t value = strcspn(at, "*");
        const size_t weight = strcspn(at + value + 1, " ");

        count++;
        buffer_print(&criteria, "%d,Part,1,%.*s,\n", count, (int)weight, at + value + 1);
        buffer_print(&heading, ",%d", count);
        buffer_print(&row, ",%.*s", (int)value, at);
        at += value + 1 + weight;
        at += *at == ' ';
    }
    buffer_print(&heading, "\n%s\n", row.bytes);
    chiso_board *board = golden_single(criteria.bytes, heading.bytes);
    const chiso_result result = support_result(board, "u", "");
    cr_assert(chiso_decimal_round(result.achieved, digits, CHISO_ROUND_HALF_UP, &rounded) ==
                  CHISO_OK,
              "%s", input);
    chiso_board_free(board);
    buffer_clear(&criteria);
    buffer_clear(&heading);
    buffer_clear(&row);
    return rounded;
}

static chiso_decimal figure_of(const char *kind, const char *input, int digits,
                               chiso_rounding rounding)
{
    chiso_decimal figure = 0;

    if (strcmp(kind, "ratio_pct") == 0) {
        char achieved[32];
        const char *slash = strchr(input, '/');

        cr_assert(slash != NULL, "%s", input);
        (void)snprintf(achieved, sizeof(achieved), "%.*s", (int)(slash - input), input);
        cr_assert(chiso_decimal_percent(decimal(achieved), decimal(slash + 1), digits, rounding,
                                        &figure) == CHISO_OK,
                  "%s", input);
    } else if (strcmp(kind, "growth_pct") == 0) {
        figure = growth_of(input, digits);
    } else if (strcmp(kind, "mean") == 0) {
        figure = mean_of(input, digits);
    } else if (strcmp(kind, "wsum") == 0) {
        figure = weighted_of(input, digits);
    } else {
        cr_assert(strcmp(kind, "sum") == 0 || strcmp(kind, "diff") == 0, "unknown kind %s", kind);
        figure = sum_of(input);
    }
    return figure;
}

Test(golden_decimals, every_figure_of_the_public_pages_comes_out)
{
    struct table table = table_read("tests/golden/cases/published.csv");

    cr_assert(table.row_count > 40, "%zu rows", table.row_count);
    for (size_t row = 1; row < table.row_count; row++) {
        const char *kind = table_cell(&table, row, "kind");
        const char *input = table_cell(&table, row, "input");
        const int digits = atoi(table_cell(&table, row, "decimals"));
        const chiso_decimal figure = figure_of(kind, input, digits, CHISO_ROUND_HALF_UP);

        cr_expect(figure == decimal(table_cell(&table, row, "half_up")), "%s: %s %s",
                  table_cell(&table, row, "id"), kind, input);
    }
    table_clear(&table);
}

Test(golden_decimals, a_page_that_printed_50_77_for_40_62_of_80_cut_the_digits_off)
{
    char text[CHISO_DECIMAL_TEXT_SIZE];

    cr_expect_str_eq(percent_text("40.62", "80", 2, CHISO_ROUND_HALF_UP, text), "50.78");
    cr_expect_str_eq(percent_text("40.62", "80", 2, CHISO_ROUND_DOWN, text), "50.77");
    cr_expect_str_eq(percent_text("17.24", "19", 2, CHISO_ROUND_HALF_UP, text), "90.74");
    cr_expect_str_eq(percent_text("23.56", "26", 2, CHISO_ROUND_HALF_UP, text), "90.62");
    cr_expect_str_eq(percent_text("23.56", "29", 2, CHISO_ROUND_HALF_UP, text), "81.24");
    cr_expect_str_eq(percent_text("0.8", "1", 0, CHISO_ROUND_HALF_UP, text), "80");
}
