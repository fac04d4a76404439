/* Leaves that take a rank, against the plain way: the same board without them is scored, ranked by
 * chiso_ranking_new(), and the points are worked out from the places; over small boards of every
 * make. And the order of units changes nothing. */
#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 400, MOST_UNITS = 24, LEAVES = 6, RANKS = 4 };

/* Criteria that are ranked: leaves, sums of these, and a mean. */
static const char *const ranked[] = {"1", "2", "1.1", "2.2", "3"};

struct scene {
    struct random random;
    struct buffer criteria; /* with the ranks behind all others */
    struct buffer points;
    const char *rank_of[RANKS];
    bool in_block[RANKS];
    int max[RANKS];
    int min[RANKS];
    uint32_t units;
};

static void make_criteria(struct scene *scene)
{
    static const char *const options[] = {"missing=zero", "missing=skip", "missing=unknown",
                                          "order=lowest", "missing=skip order=lowest"};
    static const char *const combines[] = {"", "mean", "sum scaled", "sum drop lowest 1"};
    struct random *random = &scene->random;

    buffer_print(&scene->criteria,
                 "code,title,max,min,combine,rule,options\n.,,,,,,%s\n"
                 "1,,,,%s,,\n1.1,,3,,,,\n1.2,,2,,,rate,\n2,,,,%s,,\n2.1,,5,,,,\n2.2,,%d,,,,\n"
                 "2.3,,1,,,rate,\n3,,4,,,,\n",
                 options[random_below(random, 5)], combines[random_below(random, 4)],
                 combines[random_below(random, 4)], (int)random_below(random, 3) + 1);
    for (int i = 0; i < RANKS; i++) {
        scene->rank_of[i] = ranked[random_below(random, 5)];
        scene->in_block[i] = random_below(random, 2) == 0;
        scene->max[i] = 1 + (int)random_below(random, 20);
        scene->min[i] = random_below(random, 4) == 0
                            ? (int)random_below(random, (uint64_t)scene->max[i] + 4) - 3
                            : 0;
        buffer_print(&scene->criteria, "r%d,,%d,%d,,rank %s%s,\n", i, scene->max[i], scene->min[i],
                     scene->rank_of[i], scene->in_block[i] ? " block" : "");
    }
}

static void put_cell(struct scene *scene, int leaf)
{
    static const int most[LEAVES] = {3, 7, 5, 1, 7, 4};
    struct random *random = &scene->random;
    const uint64_t gap = random_below(random, 12);
    const int value = (int)random_below(random, (uint64_t)most[leaf] + 1);

    if (gap < 2) {
        buffer_print(&scene->points, gap == 0 ? ",-" : ",");
    } else {
        buffer_print(&scene->points, leaf == 1 || leaf == 4 ? ",%d/7" : ",%d", value);
    }
}

static void make_points(struct scene *scene)
{
    struct random *random = &scene->random;

    scene->units = 1 + (uint32_t)random_below(random, MOST_UNITS);
    buffer_print(&scene->points, "unit,block,ranked,1.1,1.2,2.1,2.2,2.3,3\n");
    for (uint32_t unit = 0; unit < scene->units; unit++) {
        buffer_print(&scene->points, "u%u,b%d,%s", unit, (int)random_below(random, 3),
                     random_below(random, 6) == 0 ? "no" : "yes");
        for (int leaf = 0; leaf < LEAVES; leaf++) {
            put_cell(scene, leaf);
        }
        buffer_print(&scene->points, "\n");
    }
}

static void end(struct scene *scene)
{
    buffer_clear(&scene->criteria);
    buffer_clear(&scene->points);
}

/* The criteria before the ranks. */
static chiso_tree *tree_without_ranks(const struct scene *scene)
{
    struct buffer text = {0};
    chiso_tree *tree = NULL;

    buffer_add(&text, scene->criteria.bytes,
               (size_t)(strstr(scene->criteria.bytes, "r0,,") - scene->criteria.bytes));
    tree = support_tree(text.bytes);
    buffer_clear(&text);
    return tree;
}

/* The points of a place, rounded once as they are shown; CHISO_ABSENT for none. */
static chiso_decimal points_of(const struct scene *scene, int rank_leaf, chiso_place place)
{
    const int64_t n = place.out_of;
    const int64_t above = scene->max[rank_leaf] * CHISO_DECIMAL_ONE * (n - place.rank + 1);
    const chiso_decimal points = place.rank == 0 ? 0 : (2 * above + n) / (2 * n);
    const chiso_decimal min = scene->min[rank_leaf] * CHISO_DECIMAL_ONE;

    return place.rank == 0 ? CHISO_ABSENT : points < min ? min : points;
}

static void hold_against_plain(const struct scene *scene, const chiso_board *board)
{
    chiso_tree *tree = tree_without_ranks(scene);
    chiso_board *plain = support_scored(tree, scene->points.bytes);

    for (int i = 0; i < RANKS; i++) {
        chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
        chiso_ranking *ranking = NULL;
        char code[4] = {'r', (char)('0' + i), '\0'};

        options.scope = scene->in_block[i] ? CHISO_SCOPE_BLOCKS : CHISO_SCOPE_OVERALL;
        cr_assert_eq(chiso_ranking_new(plain, support_node(tree, scene->rank_of[i]), &options,
                                       &ranking, NULL),
                     CHISO_OK);
        for (chiso_unit unit = 0; unit < scene->units; unit++) {
            chiso_cell cell;
            chiso_place place;
            chiso_decimal expected;

            cr_assert_eq(chiso_ranking_place(ranking, unit, &place), CHISO_OK);
            cr_assert_eq(
                chiso_board_cell(board, unit, support_node(chiso_board_tree(board), code), &cell),
                CHISO_OK);
            expected = points_of(scene, i, place);
            cr_assert(cell.points == expected, "%s of u%u is %s and not %s\n%s%s", code, unit,
                      decimal_text(cell.points), decimal_text(expected), scene->criteria.bytes,
                      scene->points.bytes);
            cr_assert(cell.points == CHISO_ABSENT ||
                      (cell.value == place.rank * CHISO_DECIMAL_ONE &&
                       cell.denominator == place.out_of * CHISO_DECIMAL_ONE));
        }
        chiso_ranking_free(ranking);
    }
    chiso_board_free(plain);
    chiso_tree_free(tree);
}

/* The root that has these points as cells of leaves without a rule. */
static void hold_against_cells(const struct scene *scene, chiso_board *board)
{
    struct buffer criteria = {0};
    chiso_tree *tree = NULL;
    chiso_board *cells = NULL;
    char *rank = NULL;

    buffer_print(&criteria, "%s", scene->criteria.bytes);
    while ((rank = strstr(criteria.bytes, "rank ")) != NULL) {
        /* A rate leaves thirds as they are; no rate is below 0, as no rank is. */
        memcpy(rank, "rate ", 5);
        memset(rank + 5, ' ', strcspn(rank + 5, ","));
    }
    tree = support_tree(criteria.bytes);
    cells = support_board(tree, scene->points.bytes);
    for (chiso_unit unit = 0; unit < scene->units; unit++) {
        for (int i = 0; i < RANKS; i++) {
            char code[4] = {'r', (char)('0' + i), '\0'};
            const chiso_node node = support_node(tree, code);
            chiso_cell cell;

            cr_assert_eq(chiso_board_cell(board, unit, node, &cell), CHISO_OK);
            if (cell.state == CHISO_STATE_SCORED) {
                cr_assert_eq(
                    chiso_board_set_ratio(cells, unit, node,
                                          cell.denominator - cell.value + CHISO_DECIMAL_ONE,
                                          cell.denominator, NULL),
                    CHISO_OK);
            }
        }
    }
    cr_assert_eq(chiso_board_score(cells, NULL), CHISO_OK);
    for (chiso_unit unit = 0; unit < scene->units; unit++) {
        for (chiso_node node = 0; node < chiso_tree_node_count(tree); node++) {
            chiso_result a;
            chiso_result b;

            cr_assert_eq(chiso_board_result(board, unit, node, &a), CHISO_OK);
            cr_assert_eq(chiso_board_result(cells, unit, node, &b), CHISO_OK);
            cr_assert(
                a.state == b.state && a.achieved == b.achieved && a.percent == b.percent &&
                    a.lowest == b.lowest && a.highest == b.highest && a.coverage == b.coverage,
                "node %u of u%u\n%s%s", node, unit, scene->criteria.bytes, scene->points.bytes);
        }
    }
    buffer_clear(&criteria);
    chiso_board_free(cells);
    chiso_tree_free(tree);
}

/* The units of the file from the last to the first. */
static struct buffer turned(const char *points)
{
    const char *header_end = strchr(points, '\n') + 1;
    const char *end = points + strlen(points);
    struct buffer text = {0};

    buffer_add(&text, points, (size_t)(header_end - points));
    while (end > header_end) {
        const char *start = end - 1;

        while (start > header_end && start[-1] != '\n') {
            start--;
        }
        buffer_add(&text, start, (size_t)(end - start));
        end = start;
    }
    return text;
}

static void hold_against_turned(const struct scene *scene, const chiso_board *board)
{
    chiso_tree *tree = support_tree(scene->criteria.bytes);
    struct buffer points = turned(scene->points.bytes);
    chiso_board *other = support_scored(tree, points.bytes);

    for (chiso_unit unit = 0; unit < scene->units; unit++) {
        for (chiso_node node = 0; node < chiso_tree_node_count(tree); node++) {
            chiso_result a;
            chiso_result b;

            cr_assert_eq(chiso_board_result(board, unit, node, &a), CHISO_OK);
            cr_assert_eq(chiso_board_result(other, scene->units - 1 - unit, node, &b), CHISO_OK);
            cr_assert(a.state == b.state && a.achieved == b.achieved && a.percent == b.percent,
                      "node %u of u%u\n%s%s", node, unit, scene->criteria.bytes,
                      scene->points.bytes);
        }
    }
    buffer_clear(&points);
    chiso_board_free(other);
    chiso_tree_free(tree);
}

Test(rank_leaves, are_what_a_ranking_of_the_board_says)
{
    for (uint64_t seed = 0; seed < CASES; seed += SUPPORT_STRIDE) {
        struct scene scene = {.random = {seed}};
        chiso_tree *tree = NULL;
        chiso_board *board = NULL;

        make_criteria(&scene);
        make_points(&scene);
        tree = support_tree(scene.criteria.bytes);
        board = support_scored(tree, scene.points.bytes);
        hold_against_plain(&scene, board);
        hold_against_cells(&scene, board);
        hold_against_turned(&scene, board);
        chiso_board_free(board);
        chiso_tree_free(tree);
        end(&scene);
    }
}
