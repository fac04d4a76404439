/* Indices of administrative reform inside provinces: totals, ranks, means and classes as they were
 * printed. */
#include "golden.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static uint32_t block_of(const chiso_board *board, const char *name)
{
    for (uint32_t block = 0; block < chiso_board_block_count(board); block++) {
        if (strcmp(chiso_board_block(board, block), name) == 0) {
            return block;
        }
    }
    cr_assert(false, "no block %s", name);
    return UINT32_MAX;
}

Test(golden_par, the_departments_and_districts_of_quang_binh_have_their_printed_ranks)
{
    const chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
    chiso_board *board = golden_board("examples/data/par/quangbinh-criteria.csv",
                                      "examples/data/par/quangbinh-2023.csv");
    struct table official = table_read("examples/data/par/quangbinh-official-2023.csv");

    cr_assert(official.row_count == 30 && chiso_board_unit_count(board) == 29, "%zu rows",
              official.row_count);
    for (size_t row = 1; row < official.row_count; row++) {
        const char *unit = table_cell(&official, row, "unit");
        const bool department = strcmp(table_cell(&official, row, "block"), "Sở, ban, ngành") == 0;
        const chiso_result result = support_result(board, unit, "");
        const chiso_place place = golden_place(board, unit, "", options);

        cr_expect(result.percent == decimal(table_cell(&official, row, "total")), "%s", unit);
        cr_expect(place.rank == (uint32_t)atoi(table_cell(&official, row, "rank")) &&
                      place.tied == 1,
                  "%s is %" PRIu32, unit, place.rank);
        cr_expect(place.out_of == (department ? 21 : 8), "%s is out of %" PRIu32, unit,
                  place.out_of);
    }
    table_clear(&official);
    chiso_board_free(board);
}

Test(golden_par, the_means_of_quang_binh_are_those_that_were_printed)
{
    chiso_board *board = golden_board("examples/data/par/quangbinh-criteria.csv",
                                      "examples/data/par/quangbinh-2023.csv");
    chiso_block_summary so;
    chiso_block_summary huyen;

    cr_assert(chiso_block_summarise(board, CHISO_ROOT, block_of(board, "Sở, ban, ngành"), -1, &so,
                                    NULL) == CHISO_OK);
    cr_assert(chiso_block_summarise(board, CHISO_ROOT, block_of(board, "UBND cấp huyện"), -1,
                                    &huyen, NULL) == CHISO_OK);
    cr_expect(so.units == 21 && so.mean == decimal("91.65"), "%" PRIu32 " units, mean %" PRId64,
              so.units, so.mean);
    cr_expect(huyen.units == 8 && huyen.mean == decimal("87.80"),
              "%" PRIu32 " units, mean %" PRId64, huyen.units, huyen.mean);
    cr_expect(so.max == decimal("95.23") && so.min == decimal("88.30") &&
              so.median == decimal("91.13"));
    /* Half-way between 88.86 and 87.34. */
    cr_expect(huyen.max == decimal("91.02") && huyen.min == decimal("83.17") &&
              huyen.median == decimal("88.10"));
    chiso_board_free(board);
}

Test(golden_par, the_eight_fields_of_the_provincial_index_add_up_to_100)
{
    static const char *const maxima[] = {"10", "10", "14.5", "11", "16", "7", "16", "15.5"};
    char *text = support_read("examples/data/par/criteria-2948.csv", NULL);
    chiso_tree *tree = support_tree(text);
    chiso_node node = CHISO_ROOT;

    cr_expect(chiso_node_max(tree, CHISO_ROOT) == decimal("100"));
    for (size_t i = 0; i < sizeof(maxima) / sizeof(maxima[0]); i++) {
        node = chiso_node_next_leaf(tree, node);
        cr_expect(chiso_node_max(tree, node) == decimal(maxima[i]), "field %zu", i + 1);
    }
    cr_expect(chiso_node_next_leaf(tree, node) == CHISO_NO_NODE);
    chiso_tree_free(tree);
    free(text);
}

Test(golden_par, the_groups_begin_at_their_bounds)
{
    char *text = support_read("examples/data/par/bands.csv", NULL);
    chiso_bands *bands = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_bands_read_csv(text, strlen(text), NULL, &bands, &error) == CHISO_OK, "%s",
              error.message);
    cr_assert(chiso_bands_count(bands) == 3);
    cr_expect_str_eq(
        chiso_bands_name(bands, chiso_bands_find(bands, decimal("90"), decimal("100"))), "A");
    cr_expect_str_eq(
        chiso_bands_name(bands, chiso_bands_find(bands, decimal("89.999999"), decimal("100"))),
        "B");
    cr_expect_str_eq(
        chiso_bands_name(bands, chiso_bands_find(bands, decimal("80"), decimal("100"))), "B");
    cr_expect_str_eq(
        chiso_bands_name(bands, chiso_bands_find(bands, decimal("79.999999"), decimal("100"))),
        "C");
    cr_expect_str_eq(
        chiso_bands_name(bands, chiso_bands_find(bands, decimal("5.25"), decimal("7.5"))), "C");
    cr_expect(chiso_bands_find(bands, decimal("69.999999"), decimal("100")) == CHISO_NO_BAND);
    chiso_bands_free(bands);
    free(text);
}

Test(golden_par, the_departments_of_hue_have_their_printed_ranks_and_classes)
{
    const chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
    chiso_tree *tree = support_tree("code,title,max\ntotal,PAR index,100\n");
    char *points = support_read("tests/golden/cases/hue_2021.csv", NULL);
    char *bands_text = support_read("tests/golden/cases/hue_bands.csv", NULL);
    chiso_board *board = support_scored(tree, points);
    struct table official = table_read("tests/golden/cases/hue_2021_official.csv");
    chiso_bands *bands = NULL;
    uint32_t counts[3] = {0};

    cr_assert(chiso_bands_read_csv(bands_text, strlen(bands_text), NULL, &bands, NULL) ==
                  CHISO_OK &&
              chiso_bands_count(bands) == 3);
    cr_assert(official.row_count == 22, "%zu rows", official.row_count);
    for (size_t row = 1; row < official.row_count; row++) {
        const char *unit = table_cell(&official, row, "unit");
        const chiso_result result = support_result(board, unit, "");
        const uint32_t band = chiso_bands_find(bands, result.achieved, result.max);
        const chiso_place place = golden_place(board, unit, "", options);

        cr_expect(place.rank == (uint32_t)atoi(table_cell(&official, row, "rank")) &&
                      place.out_of == 21 && place.tied == 1,
                  "%s", unit);
        cr_expect_str_eq(chiso_bands_name(bands, band), table_cell(&official, row, "class"), "%s",
                         unit);
    }
    cr_assert(chiso_block_count_bands(board, CHISO_ROOT, 0, bands, CHISO_KEY_EXACT, counts, NULL) ==
              CHISO_OK);
    cr_expect(counts[0] == 1 && counts[1] == 14 && counts[2] == 6);
    table_clear(&official);
    chiso_bands_free(bands);
    chiso_board_free(board);
    chiso_tree_free(tree);
    free(points);
    free(bands_text);
}
