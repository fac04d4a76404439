/* Where points were lost and what would win them back, on tables as they were published: every
 * expected figure is worked out here from the printed numbers by plain sums and differences. */
#include "golden.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNIT_LIMIT = 64, LEAF_LIMIT = 32 };

#define ONE CHISO_DECIMAL_ONE

static chiso_target_figures result_of(const chiso_board *board, chiso_unit unit, const char *text,
                                      const chiso_bands *bands)
{
    chiso_target_options options = CHISO_TARGET_OPTIONS_INIT;
    chiso_target *target = NULL;
    chiso_target_figures result;
    chiso_goal goal;
    chiso_error error = CHISO_ERROR_INIT;

    options.bands = bands;
    cr_assert(chiso_goal_parse(board, bands, text, CHISO_ABSENT, &goal, &error) == CHISO_OK, "%s",
              error.message);
    cr_assert(chiso_target_new(board, unit, CHISO_ROOT, &goal, &options, &target, &error) ==
                  CHISO_OK,
              "%s", error.message);
    cr_assert(chiso_target_result(target, &result) == CHISO_OK);
    chiso_target_free(target);
    return result;
}

static void expect(const char *unit, const char *what, chiso_decimal found, chiso_decimal expected)
{
    cr_expect(found == expected, "%s: %s is %s, expected %s", unit, what, decimal_text(found),
              decimal_text(expected));
}

static chiso_bands *bands_read(const char *path)
{
    char *text = support_read(path, NULL);
    chiso_bands *bands = NULL;

    cr_assert(chiso_bands_read_csv(text, strlen(text), NULL, &bands, NULL) == CHISO_OK);
    free(text);
    return bands;
}

/* The row that is ranked next above (-1) or below (1), in the same block where there are blocks;
 * the row itself where it is the first or last. */
static size_t neighbour(const struct table *totals, size_t row, int which, bool has_blocks)
{
    const size_t other = row + (size_t)which;

    if (other < 1 || other >= totals->row_count ||
        (has_blocks &&
         strcmp(table_cell(totals, row, "block"), table_cell(totals, other, "block")) != 0)) {
        return row;
    }
    return other;
}

/* A published ranking of totals alone, best first in each block: the next rank up is as far as the
 * two printed totals lie apart, the one to fall to likewise. */
static void expect_ranking(const chiso_board *board, const struct table *totals, bool has_blocks)
{
    for (size_t row = 1; row < totals->row_count; row++) {
        const char *code = table_cell(totals, row, "unit");
        const chiso_unit unit = support_unit(board, code);
        const chiso_decimal own = decimal(table_cell(totals, row, "total"));
        const size_t better = neighbour(totals, row, -1, has_blocks);
        const size_t worse = neighbour(totals, row, 1, has_blocks);
        const chiso_decimal gap = decimal(table_cell(totals, better, "total")) - own;
        /* Whoever is the first is as far above the goal as the second is below. */
        const chiso_decimal distance =
            better != row ? -gap : own - decimal(table_cell(totals, worse, "total"));
        char goal[64];
        chiso_target_figures result = result_of(board, unit, "rank:1", NULL);
        const uint32_t rank = result.place.rank;

        (void)snprintf(goal, sizeof(goal), "rank:%" PRIu32, better != row ? rank - 1 : rank);
        result = result_of(board, unit, goal, NULL);
        expect(code, "achieved", result.achieved, own);
        expect(code, "needed for the next rank", result.needed, gap);
        expect(code, "distance", result.distance, distance);
        expect(code, "distance in percent points", result.distance_percent, distance);
        cr_expect(result.outcome == (better != row ? CHISO_OUTCOME_MISSED : CHISO_OUTCOME_MET),
                  "%s", code);
        cr_expect(result.steps == (better != row ? 1 : 0), "%s has %" PRIu32 " steps", code,
                  result.steps);
        expect(code, "rank margin", result.rank_margin,
               worse != row ? own - decimal(table_cell(totals, worse, "total")) : CHISO_ABSENT);
        if (better != row) {
            (void)snprintf(goal, sizeof(goal), "above:%s", table_cell(totals, better, "unit"));
            expect(code, "needed to be above", result_of(board, unit, goal, NULL).needed, gap + 1);
        }
    }
}

/* Quang Binh 2023, Decision 340/QD-UBND: 21 departments and 8 districts. */
Test(golden_plans, the_next_rank_in_quang_binh_is_the_difference_of_two_printed_totals)
{
    chiso_board *board = golden_board("examples/data/par/quangbinh-criteria.csv",
                                      "examples/data/par/quangbinh-2023.csv");
    struct table official = table_read("examples/data/par/quangbinh-official-2023.csv");
    const chiso_unit skhcn = support_unit(board, "skhcn");

    cr_assert(official.row_count == 30);
    expect_ranking(board, &official, true);
    /* Science and technology has 92.71, the office of the committee before it 93.19, information
     * and communications behind it 92.08. */
    expect("skhcn", "needed", result_of(board, skhcn, "rank:5", NULL).needed, decimal("0.48"));
    expect("skhcn", "margin", result_of(board, skhcn, "rank:5", NULL).rank_margin, decimal("0.63"));
    /* The fifth is enough, as is any place before it; the first has 95.23. */
    expect("skhcn", "needed for the first", result_of(board, skhcn, "rank:1", NULL).needed,
           decimal("2.52"));
    cr_expect(result_of(board, skhcn, "rank:6", NULL).outcome == CHISO_OUTCOME_MET);
    table_clear(&official);
    chiso_board_free(board);
}

/* The same with the groups of the index: A from 90 %, B from 80 %. */
Test(golden_plans, the_next_group_in_quang_binh_is_as_far_as_its_bound)
{
    chiso_board *board = golden_board("examples/data/par/quangbinh-criteria.csv",
                                      "examples/data/par/quangbinh-2023.csv");
    chiso_bands *bands = bands_read("examples/data/par/bands.csv");
    struct table official = table_read("examples/data/par/quangbinh-official-2023.csv");
    uint32_t met = 0;

    for (size_t row = 1; row < official.row_count; row++) {
        const char *code = table_cell(&official, row, "unit");
        const chiso_decimal own = decimal(table_cell(&official, row, "total"));
        const bool is_met = own >= 90 * ONE;
        const chiso_target_figures result =
            result_of(board, support_unit(board, code), "band:A", bands);

        expect(code, "needed", result.needed, is_met ? 0 : 90 * ONE - own);
        expect(code, "distance", result.distance, own - 90 * ONE);
        expect(code, "band margin", result.band_margin, own - (is_met ? 90 : 80) * ONE);
        cr_expect(result.band == (is_met ? 0 : 1) &&
                      result.outcome == (is_met ? CHISO_OUTCOME_MET : CHISO_OUTCOME_MISSED),
                  "%s", code);
        met += is_met;
    }
    /* 19 departments and 2 districts. */
    cr_expect(met == 21, "%" PRIu32 " units are in group A", met);
    table_clear(&official);
    chiso_bands_free(bands);
    chiso_board_free(board);
}

/* Thua Thien Hue 2021, Decision 24/QD-UBND of 2022: 21 departments, 15 of them with 80 or more. */
Test(golden_plans, the_next_rank_and_class_in_hue_are_as_far_as_printed)
{
    struct table totals = table_read("tests/golden/cases/hue_2021.csv");
    char *points = support_read("tests/golden/cases/hue_2021.csv", NULL);
    chiso_board *board = golden_single("code,title,max\ntotal,PAR index,100\n", points);
    chiso_bands *bands = bands_read("tests/golden/cases/hue_bands.csv");
    uint32_t met = 0;

    cr_assert(totals.row_count == 22);
    expect_ranking(board, &totals, false);
    for (size_t row = 1; row < totals.row_count; row++) {
        const char *code = table_cell(&totals, row, "unit");
        const chiso_decimal own = decimal(table_cell(&totals, row, "total"));
        const chiso_target_figures result =
            result_of(board, support_unit(board, code), "band:Tốt", bands);

        expect(code, "needed", result.needed, own >= 80 * ONE ? 0 : 80 * ONE - own);
        met += result.outcome == CHISO_OUTCOME_MET;
    }
    cr_expect(met == 15, "%" PRIu32 " departments", met);
    /* Education has 79.455, science and technology 83.038 behind construction's 83.218. */
    expect("d16", "needed", result_of(board, support_unit(board, "d16"), "percent:80", NULL).needed,
           decimal("0.545"));
    expect("d13", "needed", result_of(board, support_unit(board, "d13"), "rank:12", NULL).needed,
           decimal("0.18"));
    table_clear(&totals);
    chiso_bands_free(bands);
    chiso_board_free(board);
    free(points);
}

/* A table of PCI: a row a province, a column a sub-index. */
struct pci {
    chiso_board *board;
    struct table table;
    size_t first;                /* the column of the first sub-index */
    size_t count;                /* how many */
    int64_t weights[LEAF_LIMIT]; /* in hundredths, each of which makes a tenth of a point of the
                                    total */
};

static struct pci pci_read(const char *points_path)
{
    struct table criteria = table_read("examples/data/pci/criteria.csv");
    struct pci pci = {.board = golden_board("examples/data/pci/criteria.csv", points_path),
                      .table = table_read(points_path)};

    pci.first = table_column(&pci.table, "entry");
    pci.count = criteria.row_count - 2;
    cr_assert(pci.count == 10 && pci.first + pci.count == pci.table.column_count &&
              pci.table.row_count == 22);
    for (size_t i = 0; i < pci.count; i++) {
        cr_assert_str_eq(table_cell(&criteria, i + 2, "code"), pci.table.rows[0][pci.first + i]);
        pci.weights[i] = decimal(table_cell(&criteria, i + 2, "weight")) / 10000;
    }
    table_clear(&criteria);
    return pci;
}

static void pci_clear(struct pci *pci)
{
    chiso_board_free(pci->board);
    table_clear(&pci->table);
}

static chiso_decimal pci_cell(const struct pci *pci, size_t row, size_t sub_index)
{
    return decimal(pci->table.rows[row][pci->first + sub_index]);
}

/* 10 × Σ weight × sub-index. */
static chiso_decimal pci_total(const struct pci *pci, size_t row)
{
    chiso_decimal total = 0;

    for (size_t i = 0; i < pci->count; i++) {
        total += pci->weights[i] * pci_cell(pci, row, i) / 10;
    }
    return total;
}

static int by_size(const void *a, const void *b)
{
    const chiso_decimal x = *(const chiso_decimal *)a;
    const chiso_decimal y = *(const chiso_decimal *)b;

    return (x > y) - (x < y);
}

/* The sub-index of all provinces, in order; who is the first with the best; how many share it. */
static size_t pci_column(const struct pci *pci, size_t sub_index, chiso_decimal *column,
                         uint32_t *out_shared)
{
    const size_t units = pci->table.row_count - 1;
    size_t best = 1;

    *out_shared = 0;
    for (size_t row = 1; row <= units; row++) {
        column[row - 1] = pci_cell(pci, row, sub_index);
        best = column[row - 1] > column[best - 1] ? row : best;
    }
    for (size_t row = 1; row <= units; row++) {
        *out_shared += column[row - 1] == column[best - 1];
    }
    qsort(column, units, sizeof(column[0]), by_size);
    return best;
}

static void expect_entry(const struct pci *pci, size_t row, const chiso_ledger_entry *entry)
{
    const chiso_tree *tree = chiso_board_tree(pci->board);
    const size_t units = pci->table.row_count - 1;
    const size_t sub_index =
        table_column(&pci->table, chiso_node_code(tree, entry->leaf)) - pci->first;
    const char *code = table_cell(&pci->table, row, "unit");
    const chiso_decimal own = pci_cell(pci, row, sub_index);
    chiso_decimal column[UNIT_LIMIT];
    chiso_decimal sum = 0;
    uint32_t shared = 0;
    const size_t best = pci_column(pci, sub_index, column, &shared);

    for (size_t i = 0; i < units; i++) {
        sum += column[i];
    }
    expect(code, "achieved", entry->achieved, own);
    expect(code, "lost", entry->lost, 10 * ONE - own);
    expect(code, "best", entry->best, column[units - 1]);
    expect(code, "median", entry->median, column[units / 2]);
    expect(code, "mean", entry->mean, (2 * sum + (int64_t)units) / (2 * (int64_t)units));
    expect(code, "to the best", entry->to_best,
           pci->weights[sub_index] * (column[units - 1] - own) / 10);
    expect(code, "to the max", entry->to_max, pci->weights[sub_index] * (10 * ONE - own) / 10);
    cr_expect(entry->units == units && entry->best_shared == shared,
              "%s: %" PRIu32 " share the best", code, entry->best_shared);
    cr_expect_str_eq(chiso_unit_code(pci->board, entry->best_unit),
                     table_cell(&pci->table, best, "unit"));
}

static void expect_pci_ledger(const struct pci *pci, size_t row)
{
    const char *code = table_cell(&pci->table, row, "unit");
    chiso_ledger *ledger = NULL;
    const chiso_ledger_entry *entries = NULL;
    uint32_t count = 0;
    chiso_ledger_total total;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_ledger_new(pci->board, support_unit(pci->board, code), CHISO_ROOT, NULL,
                               &ledger, &error) == CHISO_OK,
              "%s", error.message);
    cr_assert(chiso_ledger_entries(ledger, &entries, &count) == CHISO_OK && count == pci->count);
    for (uint32_t i = 0; i < count; i++) {
        expect_entry(pci, row, &entries[i]);
        cr_expect(i == 0 || entries[i].to_max <= entries[i - 1].to_max,
                  "%s: entry %" PRIu32 " cost more than the one before it", code, i);
    }
    cr_assert(chiso_ledger_totals(ledger, &total) == CHISO_OK);
    expect(code, "lost of the total", total.lost, 100 * ONE - pci_total(pci, row));
    expect(code, "lost by all leaves", total.leaves, total.lost);
    expect(code, "left over", total.rest, 0);
    chiso_ledger_free(ledger);
}

/* PCI 2021 and 2019, 21 provinces each: 210 entries a year. */
Test(golden_plans, every_sub_index_of_pci_lost_what_its_column_shows)
{
    static const char *const paths[] = {"examples/data/pci/points-2021.csv",
                                        "examples/data/pci/points-2019.csv"};

    for (int year = 0; year < 2; year++) {
        struct pci pci = pci_read(paths[year]);

        for (size_t row = 1; row < pci.table.row_count; row++) {
            expect_pci_ledger(&pci, row);
        }
        pci_clear(&pci);
    }
}

/* Hai Phong 2021: 7.17 in labour where Ha Noi has the best, 7.64; a fifth of it counts ten times: 2
 * × 0.47. In transparency Binh Duong has 6.98 to its 6.82. */
Test(golden_plans, hai_phong_would_gain_94_hundredths_by_the_best_labour_policy)
{
    struct pci pci = pci_read("examples/data/pci/points-2021.csv");
    chiso_ledger *ledger = NULL;
    const chiso_ledger_entry *entries = NULL;
    uint32_t count = 0;
    uint32_t found = 0;

    cr_assert(chiso_ledger_new(pci.board, support_unit(pci.board, "haiphong"), CHISO_ROOT, NULL,
                               &ledger, NULL) == CHISO_OK);
    cr_assert(chiso_ledger_entries(ledger, &entries, &count) == CHISO_OK);
    for (uint32_t i = 0; i < count; i++) {
        const char *code = chiso_node_code(chiso_board_tree(pci.board), entries[i].leaf);

        if (strcmp(code, "labor") == 0) {
            expect(code, "to the best", entries[i].to_best, decimal("0.94"));
            cr_expect_str_eq(chiso_unit_code(pci.board, entries[i].best_unit), "hanoi");
            found++;
        } else if (strcmp(code, "transparency") == 0) {
            expect(code, "to the best", entries[i].to_best, decimal("0.32"));
            cr_expect_str_eq(chiso_unit_code(pci.board, entries[i].best_unit), "binhduong");
            found++;
        }
    }
    cr_expect(found == 2);
    chiso_ledger_free(ledger);
    pci_clear(&pci);
}

/* How few sub-indices at 10 would give so many points: the largest first. */
static uint32_t pci_fewest(const struct pci *pci, size_t row, chiso_decimal needed)
{
    chiso_decimal gains[LEAF_LIMIT];
    uint32_t steps = 0;

    for (size_t i = 0; i < pci->count; i++) {
        gains[i] = pci->weights[i] * (10 * ONE - pci_cell(pci, row, i)) / 10;
    }
    qsort(gains, pci->count, sizeof(gains[0]), by_size);
    for (size_t i = pci->count; i-- > 0 && needed > 0;) {
        needed -= gains[i];
        steps++;
    }
    return steps;
}

static void expect_pci_goal(const struct pci *pci, size_t row, const char *goal, chiso_decimal to,
                            uint32_t *several)
{
    const char *code = table_cell(&pci->table, row, "unit");
    const chiso_decimal needed = to > pci_total(pci, row) ? to - pci_total(pci, row) : 0;
    const chiso_target_figures result =
        result_of(pci->board, support_unit(pci->board, code), goal, NULL);

    expect(code, "achieved", result.achieved, pci_total(pci, row));
    expect(code, "needed", result.needed, needed);
    expect(code, "planned", result.planned, result.achieved + needed);
    cr_expect(result.steps == pci_fewest(pci, row, needed) &&
                  result.exactness == CHISO_EXACTNESS_EXACT,
              "%s, %s: %" PRIu32 " steps, %s", code, goal, result.steps,
              chiso_word(CHISO_WORDS_EXACTNESS, result.exactness));
    *several += result.steps > 1;
}

/* The provinces stand in the order of their totals; each is held against the first, the next above
 * it, 70 points and 85. */
Test(golden_plans, the_next_rank_of_pci_is_the_difference_of_two_totals_by_the_fewest_sub_indices)
{
    struct pci pci = pci_read("examples/data/pci/points-2021.csv");
    uint32_t several = 0;

    for (size_t row = 1; row < pci.table.row_count; row++) {
        char next[32];

        (void)snprintf(next, sizeof(next), "rank:%zu", row > 1 ? row - 1 : 1);
        expect_pci_goal(&pci, row, next, pci_total(&pci, row > 1 ? row - 1 : 1), &several);
        expect_pci_goal(&pci, row, "rank:1", pci_total(&pci, 1), &several);
        expect_pci_goal(&pci, row, "percent:70", 70 * ONE, &several);
        expect_pci_goal(&pci, row, "percent:85", 85 * ONE, &several);
    }
    cr_expect(several >= 21, "only %" PRIu32 " goals take several sub-indices", several);
    pci_clear(&pci);
}

/* PAPI: the sub-dimensions that are scored, by plain sums of the nine decimals that are published.
 */
struct papi {
    chiso_board *board;
    struct table year;
    int64_t totals[UNIT_LIMIT]; /* by row, in 10^-9; -1 where a figure is blank */
};

enum { THOUSAND = 1000 }; /* 10^-9 in a millionth */

/* A figure with nine decimals or fewer. */
static int64_t billionths(const char *text)
{
    const char *mark = strchr(text, '.');
    int64_t value = 0;
    int places = 9;

    for (const char *at = text; *at != '\0'; at++) {
        if (at != mark) {
            value = value * 10 + (*at - '0');
            places -= mark != NULL && at > mark;
        }
    }
    cr_assert(places >= 0, "%s", text);
    while (places-- > 0) {
        value *= 10;
    }
    return value;
}

static struct papi papi_read(const char *name)
{
    char *path = golden_table_or_skip(name);
    char *criteria = support_read("examples/data/papi/criteria.csv", NULL);
    struct papi papi = {.year = table_read(path)};
    const size_t dropped = table_column(&papi.year, "SC52");
    struct buffer points = {0};

    cr_assert(papi.year.row_count == 64);
    for (size_t row = 0; row < papi.year.row_count; row++) {
        buffer_print(&points, "%s%s", row > 0 ? "\n" : "",
                     row > 0 ? papi.year.rows[row][0] : "unit");
        for (size_t column = 1; column < papi.year.column_count; column++) {
            const char *cell = papi.year.rows[row][column];

            if (column != dropped) {
                buffer_print(&points, ",%s", cell);
                papi.totals[row] = row == 0 || papi.totals[row] < 0 || cell[0] == '\0'
                                       ? -1
                                       : papi.totals[row] + billionths(cell);
            }
        }
    }
    papi.board = golden_single(criteria, points.bytes);
    buffer_clear(&points);
    free(criteria);
    free(path);
    return papi;
}

static void papi_clear(struct papi *papi)
{
    chiso_board_free(papi->board);
    table_clear(&papi->year);
}

/* The least total above that of a row, and how many are above it. */
static int64_t papi_above(const struct papi *papi, size_t row, uint32_t *out_above)
{
    int64_t least = INT64_MAX;

    *out_above = 0;
    for (size_t other = 1; other < papi->year.row_count; other++) {
        if (papi->totals[other] > papi->totals[row]) {
            least = papi->totals[other] < least ? papi->totals[other] : least;
            (*out_above)++;
        }
    }
    return least;
}

/* Rounded once, half up; all are above 0. */
static chiso_decimal rounded(int64_t figure)
{
    return (figure + THOUSAND / 2) / THOUSAND;
}

static void expect_papi_province(const struct papi *papi, size_t row)
{
    const char *code = papi->year.rows[row][0];
    const chiso_unit unit = support_unit(papi->board, code);
    chiso_ledger *ledger = NULL;
    chiso_ledger_total total;
    uint32_t above = 0;
    const int64_t next = papi_above(papi, row, &above);
    chiso_decimal least = 0;
    char goal[32];

    cr_assert(chiso_ledger_new(papi->board, unit, CHISO_ROOT, NULL, &ledger, NULL) == CHISO_OK);
    cr_assert(chiso_ledger_totals(ledger, &total) == CHISO_OK);
    expect(code, "lost", total.lost, rounded(80 * ONE * THOUSAND - papi->totals[row]));
    expect(code, "lost on all leaves", total.leaves, total.lost);
    expect(code, "rest", total.rest, 0);
    chiso_ledger_free(ledger);
    if (above > 0) {
        (void)snprintf(goal, sizeof(goal), "rank:%" PRIu32, above);
        /* The least millionths that are not below the next. */
        least = (next + THOUSAND - 1) / THOUSAND;
        expect(code, "needed for the next rank", result_of(papi->board, unit, goal, NULL).needed,
               rounded(least * THOUSAND - papi->totals[row]));
    }
}

/* PAPI 2023, https://papi.org.vn: the provinces that have all figures. */
Test(golden_plans,
     every_province_of_papi_lost_80_less_its_total_and_needs_the_difference_to_the_next)
{
    struct papi papi = papi_read("papi_2023_subdimensions.csv");
    uint32_t complete = 0;

    for (size_t row = 1; row < papi.year.row_count; row++) {
        if (papi.totals[row] >= 0) {
            expect_papi_province(&papi, row);
            complete++;
        }
    }
    cr_expect(complete == 61, "%" PRIu32 " provinces have all figures", complete);
    papi_clear(&papi);
}
