/* What five reports of Vietnamese provinces say of a year and the one before. The figures that they
 * print are theirs; those of other units are made up so that the ranks are the ones that they
 * print. */
#include "golden.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static chiso_comparison *compare(const char *criteria, const char *now, const char *before,
                                 const char *unit_map)
{
    chiso_board *boards[] = {golden_single(criteria, now), golden_single(criteria, before)};
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_comparison *comparison = NULL;
    chiso_map *map = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    if (unit_map != NULL) {
        cr_assert(chiso_map_read_csv(unit_map, strlen(unit_map), NULL, &map, &error) == CHISO_OK,
                  "%s", error.message);
    }
    options.units = map;
    cr_assert(chiso_comparison_new(boards[0], boards[1], &options, &comparison, &error) == CHISO_OK,
              "%s", error.message);
    chiso_map_free(map);
    chiso_board_free(boards[0]);
    chiso_board_free(boards[1]);
    return comparison;
}

/* Quang Tri 2020: of 8 fields 3 rose in score and rank, 2 in score only, 1 in rank only, 2 in
 * neither. */
Test(golden_changes, the_fields_of_quang_tri_are_counted_three_two_one_two)
{
    chiso_comparison *comparison = compare(
        "code,title,max\n1,,10\n2,,10\n3,,14.5\n4,,11\n5,,16\n6,,7\n7,,16\n8,,15.5\n",
        "unit,1,2,3,4,5,6,7,8\nquangtri,9,8,13,9,13,6,12,12\nother,8,7,12,9.5,14,5.5,12,13\n",
        "unit,1,2,3,4,5,6,7,8\nquangtri,8,7,12,8.5,12.5,6.1,13,12.5\nother,8.5,7.5,12.5,9,13,6.2,"
        "12,13\n",
        NULL);
    chiso_change_summary summary;

    cr_assert(chiso_comparison_summarise(comparison, 0, CHISO_ROOT, &summary) == CHISO_OK);
    cr_expect(summary.both == 3 && summary.score_only == 2 && summary.rank_only == 1 &&
                  summary.neither == 2,
              "%" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu32, summary.both, summary.score_only,
              summary.rank_only, summary.neither);
    cr_expect(summary.uncompared == 0 && summary.max_changed == 0);
    chiso_comparison_free(comparison);
}

/* A department of science and technology, 2020 on 2019: 5 criteria up, 2 down; steering from 14.77
 * to 17.24, procedures from 25.27 to 23.56. */
Test(golden_changes, a_department_gained_most_in_steering_and_lost_most_in_procedures)
{
    chiso_comparison *comparison =
        compare("code,title,max\nsteering,,19\nprocedures,,29\norganisation,,12\nofficials,,"
                "16\nmodernisation,,16\ninitiatives,,3\nresults,,5\n",
                "unit,steering,procedures,organisation,officials,modernisation,initiatives,"
                "results\nskhcn,17.24,23.56,11,14,15,2,3\n",
                "unit,steering,procedures,organisation,officials,modernisation,initiatives,"
                "results\nskhcn,14.77,25.27,10.5,13,14,1,3.5\n",
                NULL);
    const chiso_tree *tree = chiso_board_tree(chiso_comparison_now(comparison));
    chiso_change_summary summary;
    uint32_t rose = 0;
    uint32_t fell = 0;

    cr_assert(chiso_comparison_summarise(comparison, 0, CHISO_ROOT, &summary) == CHISO_OK);
    cr_expect(summary.gain == support_node(tree, "steering") && summary.gained == decimal("2.47"));
    cr_expect(summary.loss == support_node(tree, "procedures") && summary.lost == decimal("-1.71"));
    for (chiso_node node = 1; node < chiso_tree_node_count(tree); node++) {
        chiso_change change;

        cr_assert(chiso_comparison_change(comparison, 0, node, &change) == CHISO_OK);
        rose += change.achieved > 0;
        fell += change.achieved < 0;
    }
    cr_expect(rose == 5 && fell == 2 && summary.both + summary.score_only == 5);
    chiso_comparison_free(comparison);
}

/* 63 provinces of which one rose by 2.32 points to 83.64 and fell by 11 places to the 39th: 27 were
 * above it, 7 of them below 83.64, and 11 passed it. */
Test(golden_changes, a_rise_of_232_hundredths_is_eleven_places_down)
{
    struct buffer now = {0};
    struct buffer before = {0};
    chiso_comparison *comparison;
    chiso_change change;
    chiso_rank_bridge bridge;

    buffer_print(&now, "unit,1\nquangtri,83.64\n");
    buffer_print(&before, "unit,1\nquangtri,81.32\n");
    for (int i = 0; i < 62; i++) {
        const char *old = i < 20 ? "85" : i < 27 ? "82" : "80";

        buffer_print(&now, "p%d,%s\n", i, i < 38 ? "86" : "81");
        buffer_print(&before, "p%d,%s\n", i, old);
    }
    comparison = compare("code,title,max\n1,,100\n", now.bytes, before.bytes, NULL);
    cr_assert(chiso_comparison_change(comparison, 0, CHISO_ROOT, &change) == CHISO_OK);
    cr_expect(change.achieved == decimal("2.32") && change.percent == decimal("2.32") &&
              change.rank == decimal("-11"));
    cr_expect(change.before.place.rank == 28 && change.now.place.rank == 39 &&
              change.now.place.out_of == 63);
    cr_assert(chiso_comparison_rank_bridge(comparison, 0, CHISO_ROOT, &bridge, NULL) == CHISO_OK);
    cr_expect(bridge.own == decimal("7") && bridge.place == decimal("21") &&
              bridge.others == decimal("-18") && bridge.change == decimal("-11"));
    chiso_comparison_free(comparison);
    buffer_clear(&now);
    buffer_clear(&before);
}

/* 63 provinces of which three became one: it is set against their plain mean, or one weighted by
 * the map's shares. */
Test(golden_changes, three_of_63_provinces_merge_into_one)
{
    static const struct {
        const char *map, *achieved, *percent;
    } cases[] = {{"old,new\np0,m\np1,m\np2,m\n", "8", "8"},                     /* 60, 70 and 80 */
                 {"old,new,share\np0,m,0.5\np1,m,0.3\np2,m,0.2\n", "11", "11"}, /* 30 + 21 + 16 */
                 {"old,new,share\np0,m,0.1\np1,m,0.1\np2,m,0.8\n", "1", "1"}};

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct buffer now = {0};
        struct buffer before = {0};
        chiso_comparison *comparison;
        const uint32_t *ids = NULL;
        uint32_t count = 7;
        chiso_change change;

        buffer_print(&now, "unit,1\nm,78\n");
        buffer_print(&before, "unit,1\np0,60\np1,70\np2,80\n");
        for (int p = 3; p < 63; p++) {
            buffer_print(&now, "p%d,%d\n", p, p + 1);
            buffer_print(&before, "p%d,%d\n", p, p);
        }
        comparison = compare("code,title,max\n1,,100\n", now.bytes, before.bytes, cases[i].map);
        cr_assert(chiso_comparison_change(comparison, 0, CHISO_ROOT, &change) == CHISO_OK);
        cr_expect(change.achieved == decimal(cases[i].achieved) &&
                      change.percent == decimal(cases[i].percent),
                  "case %zu: %s", i, decimal_text(change.achieved));
        cr_expect(change.rank == CHISO_ABSENT && change.now.place.out_of == 61 &&
                  change.now.place.rank == 1);
        cr_expect(chiso_comparison_units_before(comparison, 0, &ids, &count) == CHISO_OK &&
                  count == 3);
        cr_assert(chiso_comparison_change(comparison, 1, CHISO_ROOT, &change) == CHISO_OK);
        cr_expect(change.achieved == decimal("1") && change.before.place.out_of == 63 &&
                      change.rank == decimal("2"),
                  "case %zu: %s", i, decimal_text(change.rank));
        cr_assert(chiso_comparison_difference(comparison, CHISO_DIFFERENCE_UNITS_NEW, &ids,
                                              &count) == CHISO_OK &&
                  count == 0);
        cr_assert(chiso_comparison_difference(comparison, CHISO_DIFFERENCE_UNITS_GONE, &ids,
                                              &count) == CHISO_OK &&
                  count == 0);
        chiso_comparison_free(comparison);
        buffer_clear(&now);
        buffer_clear(&before);
    }
}
