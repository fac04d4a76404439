/* What composite indices do before their rules: figures that COINr, an R package of the JRC's kind
 * of index, prints in its public documentation (github.com/bluefoxr/COINr: the article on
 * imputation, the page and the tests of winsorise). */
#include "golden.h"

#include <criterion/criterion.h>

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static chiso_board *column(const char *rule, const char *const *values, size_t count, size_t group)
{
    struct buffer criteria = {0};
    struct buffer points = {0};
    chiso_board *board = NULL;
    chiso_tree *tree = NULL;

    buffer_print(&criteria, "code,title,max,rule\nx,,100,%s\nrest,,1,\n", rule);
    buffer_print(&points, "unit,block,x,rest\n");
    for (size_t i = 0; i < count; i++) {
        buffer_print(&points, "u%02u,%s,%s,1\n", (unsigned)i, i < group ? "a" : "b", values[i]);
    }
    tree = support_tree(criteria.bytes);
    board = support_scored(tree, points.bytes);
    chiso_tree_free(tree);
    buffer_clear(&criteria);
    buffer_clear(&points);
    return board;
}

/* The value that the rule saw of each unit. */
static void expect_seen(const char *rule, const char *const *values, const char *const *seen,
                        size_t count)
{
    chiso_board *board = column(rule, values, count, count / 2);
    const chiso_node leaf = support_node(chiso_board_tree(board), "x");
    char text[CHISO_CELL_TEXT_SIZE];

    for (chiso_unit unit = 0; unit < count; unit++) {
        cr_assert(chiso_board_treated_text(board, unit, leaf, text) == CHISO_OK);
        /* As many digits as are printed. */
        cr_expect(strncmp(text, seen[unit], strlen(seen[unit])) == 0, "%s: unit %u: %s is not %s",
                  rule, unit, text, seen[unit]);
        cr_expect(chiso_board_is_imputed(board, unit, leaf) == (values[unit][0] == '\0'));
    }
    chiso_board_free(board);
}

/* Patents, trade in cultural services and goods, and tourists, of ten Asian countries. */
static const char *const PATENTS[] = {"23.7", "583.5", "3.6", "249.8", "",
                                      "64.2", "0.3",   "",    "46.5",  "7.2"};
static const char *const SERVICES[] = {"0.13405", "2.20754", "0.0578",  "1.798",   "",
                                       "1.15292", "0.00266", "0.08905", "0.34615", "0.03553"};
static const char *const GOODS[] = {"",      "16.182", "0.985", "",      "",
                                    "7.555", "0.046",  "",      "1.213", "1.256"};

Test(golden_treatments, means_of_all_are_put_where_values_are_missing)
{
    static const char *const patents[] = {"23.7", "583.5", "3.6",    "249.8", "122.35",
                                          "64.2", "0.3",   "122.35", "46.5",  "7.2"};
    static const char *const services[] = {"0.13405", "2.20754", "0.0578",  "1.798",   "0.647077",
                                           "1.15292", "0.00266", "0.08905", "0.34615", "0.03553"};
    static const char *const goods[] = {"4.5395", "16.182", "0.985",  "4.5395", "4.5395",
                                        "7.555",  "0.046",  "4.5395", "1.213",  "1.256"};

    expect_seen("impute mean | minmax", PATENTS, patents, COUNT(patents));
    expect_seen("impute mean | minmax", SERVICES, services, COUNT(services));
    expect_seen("impute mean | minmax", GOODS, goods, COUNT(goods));
}

Test(golden_treatments, medians_of_groups_are_put_where_values_are_missing)
{
    static const char *const patents[] = {"23.7", "583.5", "3.6",   "249.8", "136.75",
                                          "64.2", "0.3",   "26.85", "46.5",  "7.2"};
    static const char *const services[] = {"0.13405", "2.20754", "0.0578",  "1.798",   "0.966025",
                                           "1.15292", "0.00266", "0.08905", "0.34615", "0.03553"};
    static const char *const goods[] = {"8.5835", "16.182", "0.985",  "8.5835", "8.5835",
                                        "7.555",  "0.046",  "1.2345", "1.213",  "1.256"};

    expect_seen("impute median block | minmax", PATENTS, patents, COUNT(patents));
    expect_seen("impute median block | minmax", SERVICES, services, COUNT(services));
    expect_seen("impute median block | minmax", GOODS, goods, COUNT(goods));
}

Test(golden_treatments, the_furthest_values_are_winsorised_until_they_are_within)
{
    static const char *const one[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "100"};
    static const char *const one_is[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "10"};
    static const char *const low[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "-100"};
    static const char *const low_is[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "1"};
    static const char *const two[] = {"1", "2", "3", "4",  "5",  "6",
                                      "7", "8", "9", "10", "30", "100"};
    static const char *const two_is[] = {"1", "2", "3", "4",  "5",  "6",
                                         "7", "8", "9", "10", "30", "30"};

    expect_seen("treat winsor 5 | minmax", one, one_is, COUNT(one));
    expect_seen("treat winsor 2 | minmax", low, low_is, COUNT(low));
    expect_seen("treat winsor 5 | minmax", two, two_is, COUNT(two));
}
