/* Changes of a column are those of each unit by itself: of whole points, of thirds and sevenths,
 * and of both. */
#include "support.h"

#include <criterion/criterion.h>

#include <inttypes.h>

enum { CASES = 300, MOST = 40 };

static chiso_board *board_of(chiso_tree *tree, struct random *random, uint32_t units, bool whole)
{
    struct buffer points = {0};
    chiso_board *board = NULL;

    buffer_print(&points, "unit,1,2,3\n");
    for (uint32_t unit = 0; unit < units; unit++) {
        buffer_print(&points, "u%" PRIu32 ",%d,%d/%d,%d\n", unit, (int)random_below(random, 10),
                     (int)random_below(random, 4), whole ? 4 : 3 + 4 * (int)random_below(random, 2),
                     (int)random_below(random, 3));
    }
    board = support_scored(tree, points.bytes);
    buffer_clear(&points);
    return board;
}

static void expect_same(uint64_t seed, const chiso_comparison *comparison, chiso_node node,
                        uint32_t units)
{
    chiso_decimal column[MOST];
    chiso_change_count counted;
    chiso_change_count expected = {0};

    cr_assert_eq(chiso_comparison_points(comparison, node, units, column, &counted), CHISO_OK);
    for (chiso_unit unit = 0; unit < units; unit++) {
        chiso_change change;

        cr_assert_eq(chiso_comparison_change(comparison, unit, node, &change), CHISO_OK);
        cr_assert(column[unit] == change.achieved,
                  "seed %" PRIu64 ", unit %" PRIu32 ", node %" PRIu32 ": %s", seed, unit, node,
                  decimal_text(column[unit]));
        expected.rose += change.achieved > 0;
        expected.fell += change.achieved < 0;
        expected.same += change.achieved == 0;
    }
    cr_assert(counted.rose == expected.rose && counted.fell == expected.fell &&
                  counted.same == expected.same && counted.absent == 0,
              "seed %" PRIu64 ", node %" PRIu32, seed, node);
}

Test(compare_points_quick, columns_change_as_units_do)
{
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        struct random random = {.state = seed};
        const uint32_t units = 1 + (uint32_t)random_below(&random, MOST);
        chiso_tree *tree = support_tree("code,title,max,combine,rule\n1,,10,,\n2,,5,,rate\n"
                                        "3,,7,,range 0..3\n");
        chiso_board *before = board_of(tree, &random, units, seed % 3 == 0);
        chiso_board *now = board_of(tree, &random, units, seed % 4 == 0);
        chiso_comparison *comparison = NULL;

        cr_assert_eq(chiso_comparison_new(now, before, NULL, &comparison, NULL), CHISO_OK);
        for (chiso_node node = 0; node < chiso_tree_node_count(tree); node++) {
            expect_same(seed, comparison, node, units);
        }
        chiso_comparison_free(comparison);
        chiso_board_free(now);
        chiso_board_free(before);
        chiso_tree_free(tree);
    }
}
