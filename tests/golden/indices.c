/* The indices of Vietnamese administrations, and the scoring models of other fields, as the files
 * in examples/data: computed, and compared with what was printed. */
#include "golden.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DATA "examples/data/"

static void expect_achieved(const chiso_board *board, const char *unit, const char *const *pairs)
{
    for (; pairs[0] != NULL; pairs += 2) {
        const chiso_result result = support_result(board, unit, pairs[0]);

        cr_expect(result.achieved == decimal(pairs[1]), "%s, \"%s\": %s points, expected %s", unit,
                  pairs[0], decimal_text(result.achieved), pairs[1]);
    }
}

static chiso_decimal rounded(chiso_decimal value, int digits)
{
    chiso_decimal result = 0;

    cr_assert(chiso_decimal_round(value, digits, CHISO_ROUND_HALF_UP, &result) == CHISO_OK);
    return result;
}

Test(golden_indices, dti_of_2022_is_four_times_as_printed_and_once_within_the_last_place)
{
    chiso_board *board = golden_board(DATA "dti/criteria.csv", DATA "dti/points-2022.csv");
    struct table official = table_read(DATA "dti/official-2022.csv");
    const chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;

    cr_assert(official.row_count == 6);
    for (size_t row = 1; row < official.row_count; row++) {
        const char *unit = table_cell(&official, row, "unit");
        const chiso_result result = support_result(board, unit, "");
        const chiso_decimal off =
            rounded(result.achieved, 4) - decimal(table_cell(&official, row, "dti"));

        /* The main indices are printed with four decimals: the index of one of the five was made
         * from longer ones. */
        cr_expect(off == (strcmp(unit, "hochiminh") == 0 ? decimal("0.0001") : 0),
                  "%s is off by %s", unit, decimal_text(off));
        cr_expect(golden_place(board, unit, "", options).rank == row, "%s", unit);
        cr_expect(result.coverage == decimal("100") && result.max == decimal("1"), "%s", unit);
    }
    /* The ninth index is listed, worth nothing, and takes nothing away. */
    cr_expect(support_result(board, "danang", "ninth").max == 0 &&
              support_result(board, "danang", "ninth").percent == CHISO_ABSENT);
    table_clear(&official);
    chiso_board_free(board);
}

Test(golden_indices, ddci_ha_tinh_has_the_classes_that_are_printed)
{
    chiso_board *board = golden_board(DATA "ddci/totals-criteria.csv", DATA "ddci/totals-2021.csv");
    struct table official = table_read(DATA "ddci/official-2021.csv");
    char *text = support_read(DATA "ddci/bands.csv", NULL);
    chiso_bands *bands = NULL;

    cr_assert(chiso_bands_read_csv(text, strlen(text), NULL, &bands, NULL) == CHISO_OK);
    cr_assert(official.row_count == 18);
    for (size_t row = 1; row < official.row_count; row++) {
        const char *unit = table_cell(&official, row, "unit");

        const uint32_t band = chiso_bands_find(bands, support_result(board, unit, "").percent,
                                               100 * CHISO_DECIMAL_ONE);

        cr_expect_str_eq(chiso_bands_name(bands, band), table_cell(&official, row, "class"), "%s",
                         unit);
    }
    chiso_bands_free(bands);
    free(text);
    table_clear(&official);
    chiso_board_free(board);
}

Test(golden_indices, a_sub_index_of_50_where_10_is_the_most_is_refused_by_name)
{
    char *criteria = support_read(DATA "ddci/criteria.csv", NULL);
    char *points = support_read(DATA "ddci/points-2021-as-printed.csv", NULL);
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_board_new(tree, NULL, &board, NULL) == CHISO_OK);
    cr_expect(chiso_board_read_csv(board, points, strlen(points), &error) == CHISO_E_POINTS);
    cr_expect(strstr(error.message, "unit sotaichinh, criterion dynamism: 50") != NULL &&
                  strstr(error.message, "1 to 10") != NULL,
              "%s", error.message);
    cr_expect(error.line == 16 && chiso_board_unit_count(board) == 0);
    chiso_board_free(board);
    chiso_tree_free(tree);
    free(criteria);
    free(points);
}

Test(golden_indices, ddci_leaves_out_what_does_not_concern_a_department)
{
    chiso_board *board = golden_board(DATA "ddci/criteria.csv", DATA "ddci/points-2021.csv");
    const chiso_result land = support_result(board, "sotuphap", "land");
    const chiso_result whole = support_result(board, "sotuphap", "");

    cr_expect(land.state == CHISO_STATE_NOT_APPLICABLE && whole.coverage == decimal("100"));
    /* (7.66 + 8.27 + 7.08 + 8.81 + 5.42 + 7.95 + 4.82 + 5.6) / 8 × 10 */
    cr_expect(whole.achieved == decimal("69.5125"), "%s", decimal_text(whole.achieved));
    cr_expect(support_result(board, "sotaichinh", "").coverage == decimal("87.5"));
    chiso_board_free(board);
}

Test(golden_indices, ict_is_the_plain_mean_of_its_components)
{
    chiso_board *board = golden_board(DATA "ict/criteria.csv", DATA "ict/points.csv");

    expect_achieved(board, "danang2023", (const char *const[]){"", "0.8485", NULL});
    expect_achieved(board, "danang2016", (const char *const[]){"", "0.83", NULL});
    chiso_board_free(board);
}

/* The share of those who chose 4 or 5: of 12 who answered 1.1, one left it out and eleven chose 4
 * or 5; of 1.2 it is 9 of 11, and so on. */
Test(golden_indices, sipas_is_the_share_of_the_two_best_answers)
{
    chiso_board *board = golden_board(DATA "sipas/criteria.csv", DATA "sipas/points.csv");

    expect_achieved(
        board, "skhcn",
        (const char *const[]){"1.1", "10",       /* 11 / 11 */
                              "1.2", "8.181818", /* 9 / 11 */
                              "3.1", "7.5",      /* 9 / 12 */
                              "5.2", "6.5",      /* (6 × 100 + 3 × 60 + 3 × 0) / 12 % of 10 */
                              "1", "18.181818", "5", "14.833333", "", "86.954545", NULL});
    expect_achieved(board, "stc",
                    (const char *const[]){"1.2", "5.555556", /* 5 / 9 */
                                          "5.2", "8",        /* (5 × 100 + 5 × 60) / 10 % of 10 */
                                          "", "80.555556", NULL});
    expect_achieved(board, "syt",
                    (const char *const[]){"5.2", "7.333333", "1", "7.777778", "", "46.5", NULL});
    chiso_board_free(board);
}

/* Every rule, its points worked out apart with fractions, and logarithms and roots to 12 digits. */
Test(golden_indices, the_index_of_a_department_uses_every_rule)
{
    chiso_board *board =
        golden_board(DATA "par/department-criteria.csv", DATA "par/department-self.csv");

    expect_achieved(board, "skhcn",
                    (const char *const[]){
                        "1.1",   "4",        "1.2",   "8.8",      "1.3",      "1",     "2.1",
                        "4.75",  "2.2",      "3.8",   "2.3",      "3",        "3.1",   "10",
                        "3.2.1", "5.4",      "3.2.2", "2.315789", "3.3",      "6",     "4.2",
                        "2.4",   "5.1",      "2.25",  "5.2",      "1.44",     "6.1",   "2.833951",
                        "6.2",   "2.676453", "7.1",   "9.146667", "7.2",      "4.375", "T",
                        "3",     "P",        "0",     "",         "89.43786", NULL});
    expect_achieved(board, "stc",
                    (const char *const[]){"1.2",      "8.685",     "3.2.2", "4",        "3.3",
                                          "4",        "5.1",       "1.5",   "6.1",      "4.009068",
                                          "6.2",      "3.054622",  "7.1",   "8.891473", "7.2",
                                          "4.115385", "T",         "1.5",   "P",        "-0.5",
                                          "",         "91.505547", NULL});
    expect_achieved(board, "syt",
                    (const char *const[]){"1.2",   "7.938",     "2.1",   "4.615385", "2.3", "0.75",
                                          "3.2.1", "3.866667",  "3.2.2", "0",        "5.2", "0.9",
                                          "6.1",   "1.68438",   "6.2",   "1.549472", "P",   "-2",
                                          "",      "53.133745", NULL});
    expect_achieved(
        board, "snv",
        (const char *const[]){"6.1", "3.472602", "7.1", "9.273543", "", "90.136426", NULL});
    /* What does not concern a department leaves its max. */
    cr_expect(support_result(board, "snv", "").max == decimal("96"));
    chiso_board_free(board);
}

Test(golden_indices, self_score_and_appraisal_are_two_boards_over_one_tree)
{
    chiso_board *self =
        golden_board(DATA "par/department-criteria.csv", DATA "par/department-self.csv");
    chiso_board *appraisal =
        golden_board(DATA "par/department-criteria.csv", DATA "par/department-appraisal.csv");

    for (chiso_unit unit = 0; unit < chiso_board_unit_count(self); unit++) {
        const char *code = chiso_unit_code(self, unit);

        cr_expect(support_result(appraisal, code, "").achieved <
                      support_result(self, code, "").achieved,
                  "%s", code);
    }
    /* Its disbursement is not known yet, so the others' standard score is without it. */
    cr_expect(support_result(appraisal, "snv", "6.1").state == CHISO_STATE_MISSING);
    cr_expect(support_result(appraisal, "snv", "").lowest <
              support_result(appraisal, "snv", "").highest);
    cr_expect(support_result(appraisal, "skhcn", "6.1").achieved !=
              support_result(self, "skhcn", "6.1").achieved);
    chiso_board_free(self);
    chiso_board_free(appraisal);
}

Test(golden_indices, what_the_appraisal_took_adds_up_from_the_leaves_to_the_total)
{
    static const char *const stages[] = {"self", "appraisal"};
    static const char *const files[] = {DATA "par/department-self.csv",
                                        DATA "par/department-appraisal.csv"};
    chiso_series *series = NULL;
    const chiso_board *board = NULL;

    cr_assert(chiso_series_new(NULL, &series, NULL) == CHISO_OK);
    for (int stage = 0; stage < 2; stage++) {
        chiso_board *added = golden_board(DATA "par/department-criteria.csv", files[stage]);

        cr_assert(chiso_series_add(series, stages[stage], added, NULL, NULL) == CHISO_OK);
        chiso_board_free(added);
    }
    board = chiso_series_board(series, 0);
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        const chiso_tree *tree = chiso_board_tree(board);
        const char *code = chiso_unit_code(board, unit);
        chiso_series_difference total;
        chiso_decimal sum = 0;
        int64_t apart = 0;

        for (chiso_node leaf = chiso_node_next_leaf(tree, CHISO_ROOT); leaf != CHISO_NO_NODE;
             leaf = chiso_node_next_leaf(tree, leaf)) {
            chiso_series_difference difference;

            cr_assert(chiso_series_subtract(series, 0, 1, code, chiso_node_code(tree, leaf),
                                            &difference, NULL) == CHISO_OK);
            sum += difference.achieved == CHISO_ABSENT ? 0 : difference.achieved;
        }
        cr_assert(chiso_series_subtract(series, 0, 1, code, "", &total, NULL) == CHISO_OK);
        /* Each figure is rounded once, to millionths: leaves that rules give points may miss the
         * total by the last one. */
        apart = sum - total.achieved;
        cr_expect(total.achieved < 0 && apart <= 4 && apart >= -4, "%s: %" PRId64, code, apart);
    }
    chiso_series_free(series);
}

Test(golden_indices, the_oecd_handbook_normalises_years_of_school_so)
{
    chiso_board *board = golden_board(DATA "oecd/criteria.csv", DATA "oecd/points.csv");
    struct table official = table_read(DATA "oecd/official.csv");
    chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
    chiso_tree *classes =
        support_tree("code,title,max,rule\na,A,100,atleast 95:100 85:80 65:60 35:50 15:40 5:20\n");

    options.ties = CHISO_TIES_MODIFIED;
    cr_assert(official.row_count == 24);
    for (size_t row = 1; row < official.row_count; row++) {
        const char *unit = table_cell(&official, row, "unit");
        const int rank = 24 - (int)golden_place(board, unit, "best", options).rank;
        /* The handbook counts a country in with those that have less: of 23 it is 1 more than have
         * less, and that many less 1 have at least as much. */
        const chiso_decimal below =
            decimal("104.347826") - support_result(board, unit, "percentile").achieved;
        chiso_board *class_board = NULL;

        cr_expect(rounded(support_result(board, unit, "zscore").achieved, 2) ==
                      decimal(table_cell(&official, row, "zscore")),
                  "%s", unit);
        cr_expect(rounded(support_result(board, unit, "minmax").achieved, 2) ==
                      decimal(table_cell(&official, row, "minmax")),
                  "%s", unit);
        cr_expect(rounded(support_result(board, unit, "best").achieved, 2) ==
                      decimal(table_cell(&official, row, "best")),
                  "%s", unit);
        cr_expect(rounded(below, 1) == decimal(table_cell(&official, row, "percentile")), "%s",
                  unit);
        cr_expect(rank == atoi(table_cell(&official, row, "rank")), "%s has the rank %d", unit,
                  rank);
        cr_assert(chiso_board_new(classes, NULL, &class_board, NULL) == CHISO_OK);
        cr_assert(chiso_board_add_unit(class_board, unit, NULL, NULL, NULL, NULL) == CHISO_OK);
        cr_assert(chiso_board_set_value(class_board, 0, support_node(classes, "a"), below, NULL) ==
                  CHISO_OK);
        cr_assert(chiso_board_score(class_board, NULL) == CHISO_OK);
        cr_expect(support_result(class_board, unit, "a").achieved ==
                      decimal(table_cell(&official, row, "class")),
                  "%s", unit);
        chiso_board_free(class_board);
    }
    chiso_tree_free(classes);
    table_clear(&official);
    chiso_board_free(board);
}

/* The bounds of the file stand in the first two rows, in the same order as the criteria. */
static void expect_bounds(const chiso_tree *tree, const struct table *table)
{
    chiso_node leaf = chiso_node_next_leaf(tree, CHISO_ROOT);

    for (size_t column = 1; column <= 5; column++) {
        char rule[64];
        const chiso_decimal scale = column == 5 ? 100 : 1;
        const char *lowest = decimal_text(decimal(table->rows[1][column]) * scale);

        (void)snprintf(rule, sizeof(rule), "range %s..%s unlimited",
                       decimal_text(decimal(table->rows[2][column]) * scale), lowest);
        cr_expect_str_eq(chiso_node_rule(tree, leaf), rule);
        leaf = chiso_node_next_leaf(tree, leaf);
    }
}

Test(golden_indices, pci_of_2005_makes_informal_costs_of_five_indicators)
{
    char *path = golden_table_or_skip("pci_2005_informal_indicators.csv");
    struct table table = table_read(path);
    char *criteria = support_read(DATA "pci/criteria-informal-2005.csv", NULL);
    struct buffer points = {0};

    buffer_print(&points, "unit,obstacle,others,tenth,commission,inspectors\n");
    for (size_t row = 3; row < table.row_count; row++) {
        /* The last one is a share, some of them with an exponent: as a percentage six places hold
         * enough of it. */
        buffer_print(&points, "u%zu,%s,%s,%s,%s,%.6f\n", row, table.rows[row][1],
                     table.rows[row][2], table.rows[row][3], table.rows[row][4],
                     100 * strtod(table.rows[row][5], NULL));
    }
    chiso_board *board = golden_single(criteria, points.bytes);

    expect_bounds(chiso_board_tree(board), &table);
    cr_assert(chiso_board_unit_count(board) == 42);
    for (size_t row = 3; row < table.row_count; row++) {
        const chiso_decimal off =
            support_result(board, chiso_unit_code(board, (chiso_unit)row - 3), "").achieved -
            decimal(table.rows[row][6]);

        cr_expect(off >= -1 && off <= 1, "%s is off by %s", table.rows[row][0], decimal_text(off));
    }
    chiso_board_free(board);
    buffer_clear(&points);
    table_clear(&table);
    free(criteria);
    free(path);
}
