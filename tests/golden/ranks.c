/* Ranks against those of R and SQLite, and against tables as they were printed. */
#include "golden.h"

#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ROWS 64

struct ties_column {
    const char *heading;
    chiso_ties ties;
};

/* A board with one criterion whose points are a column of a table; what is empty is unknown. */
static chiso_board *board_of_column(const struct table *table, const char *unit, const char *score)
{
    struct buffer points = {0};

    buffer_print(&points, "unit,score\n");
    for (size_t row = 1; row < table->row_count; row++) {
        buffer_print(&points, "%s,%s\n", table_cell(table, row, unit),
                     table_cell(table, row, score));
    }
    chiso_board *board = golden_single(
        "code,title,max,options\n.,Index,,missing=unknown\nscore,Score,100,\n", points.bytes);
    buffer_clear(&points);
    return board;
}

static void expect_column(const struct table *table, const struct ties_column *column)
{
    chiso_decimal scores[MAX_ROWS];
    chiso_place places[MAX_ROWS];
    const size_t count = table->row_count - 1;
    chiso_board *board = board_of_column(table, "unit", "score");
    chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;

    options.ties = column->ties;
    for (size_t i = 0; i < count; i++) {
        const char *score = table_cell(table, i + 1, "score");

        scores[i] = score[0] == '\0' ? CHISO_MISSING : decimal(score);
    }
    cr_assert(chiso_rank_decimals(scores, count, column->ties, NULL, places) == CHISO_OK);
    for (size_t i = 0; i < count; i++) {
        const char *unit = table_cell(table, i + 1, "unit");
        const char *expected = table_cell(table, i + 1, column->heading);
        const chiso_place place = golden_place(board, unit, "", options);
        char plain[16];
        char ranked[16];

        cr_expect(strcmp(golden_place_text(places[i], plain, sizeof(plain)), expected) == 0,
                  "%s of %s is %s, not %s", column->heading, unit, expected, plain);
        cr_expect(strcmp(golden_place_text(place, ranked, sizeof(ranked)), expected) == 0,
                  "%s of %s on a board is %s, not %s", column->heading, unit, expected, ranked);
        cr_expect(place.out_of == places[i].out_of && place.tied == places[i].tied,
                  "%s: the board and the plain numbers differ", unit);
        cr_expect(place.out_of == (expected[0] == '\0' ? 0 : 10), "%s is out of %u", unit,
                  (unsigned)place.out_of);
    }
    chiso_board_free(board);
}

Test(golden_ranks, the_five_ways_with_ties_are_those_of_r)
{
    static const struct ties_column columns[] = {{"average", CHISO_TIES_AVERAGE},
                                                 {"min", CHISO_TIES_COMPETITION},
                                                 {"max", CHISO_TIES_MODIFIED},
                                                 {"dense", CHISO_TIES_DENSE},
                                                 {"first", CHISO_TIES_ORDINAL}};
    struct table table = table_read("tests/golden/cases/r_rank.csv");

    cr_assert(table.row_count == 13, "%zu rows", table.row_count);
    for (size_t c = 0; c < sizeof(columns) / sizeof(columns[0]); c++) {
        expect_column(&table, &columns[c]);
    }
    table_clear(&table);
}

Test(golden_ranks, the_rank_columns_of_sql_are_competition_dense_and_ordinal)
{
    static const struct ties_column columns[] = {{"row_number", CHISO_TIES_ORDINAL},
                                                 {"rank", CHISO_TIES_COMPETITION},
                                                 {"dense_rank", CHISO_TIES_DENSE}};
    struct table table = table_read("tests/golden/cases/sqlite_window.csv");

    cr_assert(table.row_count == 11, "%zu rows", table.row_count);
    for (size_t c = 0; c < sizeof(columns) / sizeof(columns[0]); c++) {
        expect_column(&table, &columns[c]);
    }
    table_clear(&table);
}

Test(golden_ranks, equal_totals_that_binary_numbers_part_are_a_tie)
{
    struct table table = table_read("tests/golden/cases/float_tie_case.csv");
    struct buffer criteria = {0};
    struct buffer points = {0};

    buffer_print(&criteria, "code,title,max\n");
    buffer_print(&points, "unit,criterion,value\n");
    for (size_t row = 1; row < table.row_count; row++) {
        const char *code = table_cell(&table, row, "criterion");

        buffer_print(&criteria, "%s,Criterion,%s\n", code, table_cell(&table, row, "max"));
        buffer_print(&points, "a,%s,%s\nb,%s,%s\n", code, table_cell(&table, row, "unit_a"), code,
                     table_cell(&table, row, "unit_b"));
    }
    chiso_board *board = golden_single(criteria.bytes, points.bytes);
    for (int key = CHISO_KEY_EXACT; key <= CHISO_KEY_PUBLISHED; key++) {
        static const char *const units[] = {"a", "b"};

        for (size_t u = 0; u < 2; u++) {
            chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;

            options.key = (chiso_key)key;
            const chiso_place place = golden_place(board, units[u], "", options);
            const chiso_result result = support_result(board, units[u], "");

            cr_expect(result.achieved == decimal("48.18") && result.max == decimal("100"),
                      "unit %s", units[u]);
            cr_expect(place.rank == 1 && place.tied == 2 && place.out_of == 2, "unit %s", units[u]);
        }
    }
    chiso_board_free(board);
    buffer_clear(&criteria);
    buffer_clear(&points);
    table_clear(&table);
}

/* The printed total does not tell what parted two provinces, so the printed ranks of equals are one
 * of the places that they take. */
Test(golden_ranks, the_table_of_pci_2020_stands_in_the_order_of_its_totals)
{
    struct table table = table_read("tests/golden/cases/pci_2020_ranking.csv");
    const size_t count = table.row_count - 1;
    chiso_decimal totals[MAX_ROWS];
    chiso_place best[MAX_ROWS];
    chiso_place last[MAX_ROWS];
    chiso_place each[MAX_ROWS];
    size_t shared = 0;

    cr_assert(count == 63, "%zu provinces", count);
    for (size_t i = 0; i < count; i++) {
        totals[i] = decimal(table_cell(&table, i + 1, "pci"));
    }
    cr_assert(chiso_rank_decimals(totals, count, CHISO_TIES_COMPETITION, NULL, best) == CHISO_OK);
    cr_assert(chiso_rank_decimals(totals, count, CHISO_TIES_MODIFIED, NULL, last) == CHISO_OK);
    cr_assert(chiso_rank_decimals(totals, count, CHISO_TIES_ORDINAL, NULL, each) == CHISO_OK);
    for (size_t i = 0; i < count; i++) {
        const uint32_t printed = (uint32_t)atoi(table_cell(&table, i + 1, "rank"));

        cr_expect(best[i].rank <= printed && printed <= last[i].rank, "%s",
                  table_cell(&table, i + 1, "province"));
        cr_expect(best[i].tied == last[i].rank - best[i].rank + 1, "%s",
                  table_cell(&table, i + 1, "province"));
        cr_expect(each[i].rank == printed, "%s", table_cell(&table, i + 1, "province"));
        shared += best[i].tied > 1;
    }
    cr_expect(shared == 6, "%zu provinces share a printed total", shared);
    table_clear(&table);
}

Test(golden_ranks, the_ties_of_dti_2022_are_competition_ranks)
{
    struct table table = table_read("tests/golden/cases/dti_2022_ranks.csv");
    const size_t count = table.row_count - 1;
    chiso_decimal scores[MAX_ROWS];
    chiso_place places[MAX_ROWS];

    cr_assert(count == 63, "%zu provinces", count);
    for (size_t i = 0; i < count; i++) {
        scores[i] = -CHISO_DECIMAL_ONE * atoi(table_cell(&table, i + 1, "rank"));
    }
    cr_assert(chiso_rank_decimals(scores, count, CHISO_TIES_COMPETITION, NULL, places) == CHISO_OK);
    for (size_t i = 0; i < count; i++) {
        const uint32_t printed = (uint32_t)atoi(table_cell(&table, i + 1, "rank"));

        cr_expect(places[i].rank == printed && places[i].out_of == 63, "%s",
                  table_cell(&table, i + 1, "province"));
        cr_expect(places[i].tied == (printed == 15 ? 2 : 1), "%s",
                  table_cell(&table, i + 1, "province"));
    }
    table_clear(&table);
}

Test(golden_ranks, dti_2022_is_a_mean_with_the_weights_of_the_decision)
{
    static const char *const codes[] = {"awareness", "institution", "infrastructure", "people",
                                        "security",  "gov",         "economy",        "society"};
    struct table table = table_read("tests/golden/cases/dti_2022.csv");
    struct buffer points = {0};
    const chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;

    buffer_print(&points, "unit,criterion,value\n");
    for (size_t row = 1; row < table.row_count; row++) {
        for (size_t c = 0; c < sizeof(codes) / sizeof(codes[0]); c++) {
            buffer_print(&points, "%s,%s,%s\n", table_cell(&table, row, "rank"), codes[c],
                         table_cell(&table, row, codes[c]));
        }
    }
    chiso_board *board = golden_single("code,title,max,weight,combine,options\n.,DTI,1,,mean,"
                                       "digits=4\nawareness,Awareness,1,100,,\n"
                                       "institution,Institutions,1,100,,\ninfrastructure,"
                                       "Infrastructure,1,100,,\npeople,People,1,100,,\n"
                                       "security,Security,1,100,,\ngov,Government,1,200,,\neconomy,"
                                       "Economy,1,150,,\nsociety,Society,1,150,,\n",
                                       points.bytes);
    for (size_t row = 1; row < table.row_count; row++) {
        const char *unit = table_cell(&table, row, "rank");
        const chiso_decimal off =
            support_result(board, unit, "").achieved - decimal(table_cell(&table, row, "dti"));

        /* The main indices are rounded to four decimals, so their mean may be off by as much. */
        cr_expect(off <= 100 && off >= -100, "%s", table_cell(&table, row, "province"));
        cr_expect(golden_place(board, unit, "", options).rank == (uint32_t)atoi(unit), "%s",
                  table_cell(&table, row, "province"));
    }
    chiso_board_free(board);
    buffer_clear(&points);
    table_clear(&table);
}
