#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* One criterion of 100 points, and two more to break ties by that count nothing. */
static const char CRITERIA[] =
    "code,title,max,weight,combine\n.,,100,,mean\n1,,100,1,\n2,,10,0,\n3,,10,0,\n";

static chiso_ranking *rank(const chiso_board *board, chiso_rank_options options)
{
    chiso_ranking *ranking = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    options.size = sizeof(options);
    cr_assert_eq(chiso_ranking_new(board, CHISO_ROOT, &options, &ranking, &error), CHISO_OK, "%s",
                 error.message);
    return ranking;
}

static chiso_place place_of(const chiso_ranking *ranking, chiso_unit unit)
{
    chiso_place place;

    cr_assert_eq(chiso_ranking_place(ranking, unit, &place), CHISO_OK);
    return place;
}

/* All places at once are those that are told one by one. */
static void expect_places(const char *name, const chiso_ranking *ranking, size_t count)
{
    chiso_place *places = calloc(count + 1, sizeof(*places));

    cr_assert_not_null(places);
    places[count].rank = 77;
    cr_expect(chiso_ranking_places(ranking, count, places) == CHISO_OK, "%s", name);
    for (chiso_unit unit = 0; unit < count; unit++) {
        const chiso_place place = place_of(ranking, unit);

        cr_expect(places[unit].rank == place.rank && places[unit].half == place.half &&
                      places[unit].out_of == place.out_of && places[unit].tied == place.tied,
                  "%s, unit %u: rank %u of %u", name, (unsigned)unit, (unsigned)places[unit].rank,
                  (unsigned)places[unit].out_of);
    }
    cr_expect(places[count].rank == 77, "%s", name);
    free(places);
}

static void expect_place(const char *name, size_t unit, chiso_place place, uint32_t rank, bool half,
                         uint32_t out_of, uint32_t tied)
{
    cr_expect(
        place.rank == rank && place.half == half && place.out_of == out_of && place.tied == tied,
        "%s, unit %zu: rank %u%s of %u, %u tied; expected %u%s of %u, %u tied", name, unit,
        (unsigned)place.rank, place.half ? ".5" : "", (unsigned)place.out_of, (unsigned)place.tied,
        (unsigned)rank, half ? ".5" : "", (unsigned)out_of, (unsigned)tied);
}

static void expect_order(const char *name, const chiso_ranking *ranking, const chiso_unit *units,
                         uint32_t count)
{
    const chiso_unit *order = NULL;
    uint32_t ranked = 0;

    cr_assert_eq(chiso_ranking_order(ranking, CHISO_ALL_BLOCKS, &order, &ranked), CHISO_OK);
    cr_expect(ranked == count, "%s: %u ranked", name, (unsigned)ranked);
    for (uint32_t i = 0; i < count && i < ranked; i++) {
        cr_expect(order[i] == units[i], "%s: unit %u in place %u, expected %u", name,
                  (unsigned)order[i], (unsigned)i, (unsigned)units[i]);
    }
}

/* Source: R 4.2.2, base::rank and data.table::frank of the negative scores, with two of twelve that
 * are NA. */
static const struct {
    const char *score; /* NULL: none */
    uint32_t competition, dense, modified, average;
    bool half;
    uint32_t ordinal, tied;
} RANKED[] = {
    {"90.5", 1, 1, 1, 1, false, 1, 1},  {"88.25", 2, 2, 4, 3, false, 2, 3},
    {"88.25", 2, 2, 4, 3, false, 3, 3}, {"88.25", 2, 2, 4, 3, false, 4, 3},
    {"87", 5, 3, 5, 5, false, 5, 1},    {NULL, 0, 0, 0, 0, false, 0, 0},
    {"86.89", 6, 4, 7, 6, true, 6, 2},  {"86.89", 6, 4, 7, 6, true, 7, 2},
    {"75.1", 8, 5, 9, 8, true, 8, 2},   {"75.1", 8, 5, 9, 8, true, 9, 2},
    {NULL, 0, 0, 0, 0, false, 0, 0},    {"60", 10, 6, 10, 10, false, 10, 1},
};

static const struct {
    chiso_ties ties;
    const char *word;
} TIES[] = {
    {CHISO_TIES_COMPETITION, "competition"}, {CHISO_TIES_DENSE, "dense"},
    {CHISO_TIES_MODIFIED, "modified"},       {CHISO_TIES_AVERAGE, "average"},
    {CHISO_TIES_ORDINAL, "ordinal"},
};

static void expect_ranked(size_t i, chiso_ties ties, const char *word, chiso_place place)
{
    const uint32_t ranks[] = {RANKED[i].competition, RANKED[i].dense, RANKED[i].modified,
                              RANKED[i].average, RANKED[i].ordinal};
    uint32_t tied = RANKED[i].tied;

    if (ties == CHISO_TIES_ORDINAL && tied > 1) {
        tied = 1;
    }
    expect_place(word, i, place, ranks[ties], ties == CHISO_TIES_AVERAGE && RANKED[i].half,
                 RANKED[i].score == NULL ? 0 : 10, tied);
}

Test(rank, numbers_get_the_ranks_that_r_gives_them)
{
    chiso_decimal scores[COUNT(RANKED)];

    for (size_t i = 0; i < COUNT(RANKED); i++) {
        scores[i] = RANKED[i].score != NULL ? decimal(RANKED[i].score)
                    : i % 2 == 0            ? CHISO_NOT_APPLICABLE
                                            : CHISO_MISSING;
    }
    for (size_t t = 0; t < COUNT(TIES); t++) {
        chiso_place places[COUNT(RANKED)];

        memset(places, 0xFF, sizeof(places));
        cr_assert_eq(chiso_rank_decimals(scores, COUNT(RANKED), TIES[t].ties, NULL, places),
                     CHISO_OK);
        for (size_t i = 0; i < COUNT(RANKED); i++) {
            expect_ranked(i, TIES[t].ties, TIES[t].word, places[i]);
        }
    }
}

Test(rank, units_of_a_board_get_the_same_ranks_in_the_same_order)
{
    static const chiso_unit order[] = {0, 1, 2, 3, 4, 6, 7, 8, 9, 11};
    struct buffer points = {0};
    chiso_tree *tree = support_tree("code,title,max,options\n.,,,missing=unknown\n1,,100,\n");
    chiso_board *board;

    buffer_print(&points, "unit,1\n");
    for (size_t i = 0; i < COUNT(RANKED); i++) {
        buffer_print(&points, "u%zu,%s\n", i, RANKED[i].score == NULL ? "" : RANKED[i].score);
    }
    board = support_scored(tree, points.bytes);
    for (size_t t = 0; t < COUNT(TIES); t++) {
        for (int key = 0; key < 2; key++) {
            for (int scope = 0; scope < 2; scope++) {
                chiso_ranking *ranking =
                    rank(board, (chiso_rank_options){.ties = TIES[t].ties,
                                                     .key = (chiso_key)key,
                                                     .scope = (chiso_scope)scope});

                for (chiso_unit i = 0; i < COUNT(RANKED); i++) {
                    expect_ranked(i, TIES[t].ties, TIES[t].word, place_of(ranking, i));
                }
                expect_order(TIES[t].word, ranking, order, COUNT(order));
                expect_places(TIES[t].word, ranking, COUNT(RANKED));
                chiso_ranking_free(ranking);
            }
        }
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
    buffer_clear(&points);
}

Test(rank, plain_numbers_that_cannot_be_ranked_are_refused)
{
    const chiso_decimal scores[] = {1, 2, CHISO_DECIMAL_MAX + 1};
    chiso_place places[3] = {{.rank = 77}, {.rank = 77}, {.rank = 77}};

    cr_expect(chiso_rank_decimals(NULL, 3, CHISO_TIES_DENSE, NULL, places) == CHISO_E_NULL);
    cr_expect(chiso_rank_decimals(scores, 3, CHISO_TIES_DENSE, NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_rank_decimals(scores, 3, CHISO_TIES_DENSE, NULL, places) == CHISO_E_RANGE);
    cr_expect(chiso_rank_decimals(scores, 2, (chiso_ties)5, NULL, places) == CHISO_E_RANGE);
    cr_expect(chiso_rank_decimals(scores, 2, (chiso_ties)-1, NULL, places) == CHISO_E_RANGE);
    cr_expect(chiso_rank_decimals(scores, (size_t)UINT32_MAX, CHISO_TIES_DENSE, NULL, places) ==
              CHISO_E_RANGE);
    for (size_t i = 0; i < COUNT(places); i++) {
        cr_expect(places[i].rank == 77, "%zu", i);
    }
    cr_expect(chiso_rank_decimals(scores, 0, CHISO_TIES_DENSE, NULL, places) == CHISO_OK);
    cr_expect(chiso_rank_decimals(scores, 2, CHISO_TIES_DENSE, NULL, places) == CHISO_OK);
    expect_place("two", 0, places[0], 2, false, 2, 1);
    expect_place("two", 1, places[1], 1, false, 2, 1);
}

Test(rank, negative_and_extreme_numbers_are_ordered)
{
    const chiso_decimal scores[] = {0, -CHISO_DECIMAL_MAX,  CHISO_DECIMAL_MAX, -1, 1, CHISO_MISSING,
                                    0, CHISO_NOT_APPLICABLE};
    static const uint32_t ranks[] = {3, 6, 1, 5, 2, 0, 3, 0};
    chiso_place places[COUNT(scores)];

    cr_assert_eq(chiso_rank_decimals(scores, COUNT(scores), CHISO_TIES_COMPETITION, NULL, places),
                 CHISO_OK);
    for (size_t i = 0; i < COUNT(scores); i++) {
        cr_expect(places[i].rank == ranks[i], "%zu: %u", i, (unsigned)places[i].rank);
    }
}

Test(rank, many_numbers_with_many_ties_are_ranked_as_counting_says)
{
    enum { MANY = 3000 };
    static chiso_decimal scores[MANY];
    static chiso_place places[MANY];
    struct random random = {.state = 7};

    for (int round = 0; round < 3; round++) {
        const uint64_t distinct = round == 0 ? 5 : round == 1 ? 500 : UINT64_C(9000000000000000000);

        for (size_t i = 0; i < MANY; i++) {
            scores[i] =
                (chiso_decimal)random_below(&random, distinct) - (chiso_decimal)(distinct / 2);
        }
        cr_assert_eq(chiso_rank_decimals(scores, MANY, CHISO_TIES_COMPETITION, NULL, places),
                     CHISO_OK);
        for (size_t i = 0; i < MANY; i += 13) {
            uint32_t above = 0;
            uint32_t equal = 0;

            for (size_t k = 0; k < MANY; k++) {
                above += scores[k] > scores[i];
                equal += scores[k] == scores[i];
            }
            expect_place("many", i, places[i], above + 1, false, MANY, equal);
        }
    }
}

Test(rank, percents_that_are_published_alike_tie_only_if_the_published_ones_count)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,100\n");
    chiso_board *board = support_scored(tree, "unit,1\na,90.001\nb,90.004\nc,90.005\nd,89.995\n");
    chiso_ranking *exact = rank(board, (chiso_rank_options){.key = CHISO_KEY_EXACT});
    chiso_ranking *published = rank(board, (chiso_rank_options){.key = CHISO_KEY_PUBLISHED});
    static const chiso_unit by_exact[] = {2, 1, 0, 3};
    static const chiso_unit by_published[] = {2, 0, 1, 3};

    expect_place("exact", 0, place_of(exact, 0), 3, false, 4, 1);
    expect_place("exact", 1, place_of(exact, 1), 2, false, 4, 1);
    expect_place("exact", 2, place_of(exact, 2), 1, false, 4, 1);
    expect_place("exact", 3, place_of(exact, 3), 4, false, 4, 1);
    expect_place("published", 0, place_of(published, 0), 2, false, 4, 3);
    expect_place("published", 1, place_of(published, 1), 2, false, 4, 3);
    expect_place("published", 2, place_of(published, 2), 1, false, 4, 1);
    expect_place("published", 3, place_of(published, 3), 2, false, 4, 3);
    expect_order("exact", exact, by_exact, 4);
    expect_order("published", published, by_published, 4);
    chiso_ranking_free(exact);
    chiso_ranking_free(published);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(rank, blocks_are_ranked_each_for_itself)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,100\n");
    chiso_board *board =
        support_scored(tree, "unit,block,1\na,x,50\nb,y,70\nc,x,60\nd,,10\ne,y,70\nf,x,60\n");
    chiso_ranking *blocks = rank(board, (chiso_rank_options){.scope = CHISO_SCOPE_BLOCKS});
    chiso_ranking *overall = rank(board, (chiso_rank_options){.scope = CHISO_SCOPE_OVERALL});
    static const chiso_unit by_block[] = {2, 5, 0, 1, 4, 3};
    static const chiso_unit by_all[] = {1, 4, 2, 5, 0, 3};
    static const struct {
        uint32_t rank, out_of, tied;
    } in_blocks[] = {{3, 3, 1}, {1, 2, 2}, {1, 3, 2}, {1, 1, 1}, {1, 2, 2}, {1, 3, 2}},
      in_all[] = {{5, 6, 1}, {1, 6, 2}, {3, 6, 2}, {6, 6, 1}, {1, 6, 2}, {3, 6, 2}};

    for (chiso_unit i = 0; i < 6; i++) {
        expect_place("blocks", i, place_of(blocks, i), in_blocks[i].rank, false,
                     in_blocks[i].out_of, in_blocks[i].tied);
        expect_place("overall", i, place_of(overall, i), in_all[i].rank, false, in_all[i].out_of,
                     in_all[i].tied);
    }
    expect_order("blocks", blocks, by_block, 6);
    expect_order("overall", overall, by_all, 6);
    expect_places("blocks", blocks, 6);
    expect_places("overall", overall, 6);
    chiso_ranking_free(blocks);
    chiso_ranking_free(overall);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(rank, units_that_are_not_ranked_and_units_without_a_percent_have_no_place)
{
    chiso_tree *tree =
        support_tree("code,title,max,options\n.,,,missing=unknown\n1,,100,\n2,,0,\n");
    chiso_board *board = support_scored(
        tree,
        "unit,ranked,1,2\na,yes,50,0\nb,no,99,0\nc,yes,,0\nd,yes,-,0\ne,yes,60,0\nf,yes,-,-\n");
    chiso_ranking *ranking = rank(board, (chiso_rank_options){0});
    chiso_ranking *by_zero = NULL;
    static const chiso_unit order[] = {4, 0};

    expect_place("ranked", 0, place_of(ranking, 0), 2, false, 2, 1);
    expect_place("not ranked", 1, place_of(ranking, 1), 0, false, 0, 0);
    expect_place("unknown", 2, place_of(ranking, 2), 0, false, 0, 0);
    expect_place("max 0", 3, place_of(ranking, 3), 0, false, 0, 0);
    expect_place("ranked", 4, place_of(ranking, 4), 1, false, 2, 1);
    expect_place("not applicable", 5, place_of(ranking, 5), 0, false, 0, 0);
    expect_order("some", ranking, order, 2);
    expect_places("some", ranking, 6);
    /* The unit that is not ranked has its figures all the same. */
    cr_expect(support_result(board, "b", "").percent == decimal("99"));
    cr_assert_eq(chiso_ranking_new(board, support_node(tree, "2"), NULL, &by_zero, NULL), CHISO_OK);
    expect_order("a node of max 0", by_zero, NULL, 0);
    expect_place("a node of max 0", 0, place_of(by_zero, 0), 0, false, 0, 0);
    chiso_ranking_free(by_zero);
    chiso_ranking_free(ranking);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(rank, maxima_that_differ_are_compared_as_ratios)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,4\n2,,96\n");
    chiso_board *board =
        support_scored(tree, "unit,1,2\na,-,72\nb,3,72\nc,-,72.000001\nd,3,71.999999\ne,4,71\n");
    chiso_ranking *ranking = rank(board, (chiso_rank_options){0});

    expect_place("72 of 96", 0, place_of(ranking, 0), 2, false, 5, 3);
    expect_place("75 of 100", 1, place_of(ranking, 1), 2, false, 5, 3);
    expect_place("a millionth more", 2, place_of(ranking, 2), 1, false, 5, 1);
    expect_place("a millionth less", 3, place_of(ranking, 3), 5, false, 5, 1);
    expect_place("71 and 4 of 100", 4, place_of(ranking, 4), 2, false, 5, 3);
    chiso_ranking_free(ranking);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Source: found by simulation; a package that computes in doubles ranks these two 33 and 34. */
Test(rank, totals_that_are_equal_tie_although_doubles_would_not)
{
    static const char criteria[] =
        "code,title,max\nc1,,8.5\nc2,,5\nc3,,14\nc4,,10.5\nc5,,11\nc6,,5.5\nc7,,12.5\nc8,,33\n";
    static const char points[] =
        "unit,c1,c2,c3,c4,c5,c6,c7,c8\na,2.24,3.03,5.94,8.24,0.66,2.65,6.05,19.37\n"
        "b,0.13,4.98,1.47,0.12,9.2,4.39,2.67,25.22\n";
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = support_scored(tree, points);
    chiso_ranking *ranking = rank(board, (chiso_rank_options){0});

    cr_expect(support_result(board, "a", "").achieved == decimal("48.18"));
    expect_place("a", 0, place_of(ranking, 0), 1, false, 2, 2);
    expect_place("b", 1, place_of(ranking, 1), 1, false, 2, 2);
    chiso_ranking_free(ranking);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(rank, ordinal_ranks_ask_the_tie_breaking_criteria_in_their_order)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board =
        support_scored(tree, "unit,1,2,3\na,50,1,9\nb,50,2,1\nc,60,0,0\nd,50,2,3\ne,50,1,9\n");
    const chiso_node two_three[] = {support_node(tree, "2"), support_node(tree, "3")};
    const chiso_node three[] = {support_node(tree, "3")};
    const struct {
        const char *name;
        chiso_rank_options options;
        chiso_unit order[5];
    } cases[] = {
        {"by nothing", {.ties = CHISO_TIES_ORDINAL}, {2, 0, 1, 3, 4}},
        {"by 2 and 3",
         {.ties = CHISO_TIES_ORDINAL, .tie_break = two_three, .tie_break_count = 2},
         {2, 3, 1, 0, 4}},
        {"by 2",
         {.ties = CHISO_TIES_ORDINAL, .tie_break = two_three, .tie_break_count = 1},
         {2, 1, 3, 0, 4}},
        {"by 3",
         {.ties = CHISO_TIES_ORDINAL, .tie_break = three, .tie_break_count = 1},
         {2, 0, 4, 3, 1}},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_ranking *ranking = rank(board, cases[i].options);

        for (uint32_t k = 0; k < 5; k++) {
            expect_place(cases[i].name, cases[i].order[k], place_of(ranking, cases[i].order[k]),
                         k + 1, false, 5, 1);
        }
        expect_order(cases[i].name, ranking, cases[i].order, 5);
        chiso_ranking_free(ranking);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(rank, an_inner_node_and_a_leaf_are_ranked_like_the_root)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,\n1.1,,10\n1.2,,10\n2,,80\n");
    chiso_board *board = support_scored(tree, "unit,1.1,1.2,2\na,9,1,0\nb,8,3,0\n");
    chiso_ranking *leaf = NULL;
    chiso_ranking *branch = NULL;

    cr_assert_eq(chiso_ranking_new(board, support_node(tree, "1.1"), NULL, &leaf, NULL), CHISO_OK);
    cr_assert_eq(chiso_ranking_new(board, support_node(tree, "1"), NULL, &branch, NULL), CHISO_OK);
    expect_place("leaf", 0, place_of(leaf, 0), 1, false, 2, 1);
    expect_place("branch", 0, place_of(branch, 0), 2, false, 2, 1);
    chiso_ranking_free(leaf);
    chiso_ranking_free(branch);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(rank, a_ranking_that_cannot_be_is_refused)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_board(tree, "unit,1,2,3\na,50,1,9\n");
    const chiso_node wrong_node[] = {99};
    chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
    chiso_ranking *ranking = (chiso_ranking *)tree;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_place place = {.rank = 77};

    cr_expect(chiso_ranking_new(board, CHISO_ROOT, NULL, &ranking, &error) == CHISO_E_STATE &&
              ranking == NULL);
    cr_expect(error.status == CHISO_E_STATE && error.message[0] != '\0' &&
              error.message_vi[0] != '\0');
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_expect(chiso_ranking_new(NULL, CHISO_ROOT, NULL, &ranking, NULL) == CHISO_E_NULL &&
              ranking == NULL);
    cr_expect(chiso_ranking_new(board, CHISO_ROOT, NULL, NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_ranking_new(board, 99, NULL, &ranking, NULL) == CHISO_E_NODE &&
              ranking == NULL);
    options.ties = (chiso_ties)5;
    cr_expect(chiso_ranking_new(board, CHISO_ROOT, &options, &ranking, NULL) == CHISO_E_RANGE &&
              ranking == NULL);
    options = CHISO_RANK_OPTIONS_INIT;
    options.key = (chiso_key)2;
    cr_expect(chiso_ranking_new(board, CHISO_ROOT, &options, &ranking, NULL) == CHISO_E_RANGE &&
              ranking == NULL);
    options = CHISO_RANK_OPTIONS_INIT;
    options.scope = (chiso_scope)2;
    cr_expect(chiso_ranking_new(board, CHISO_ROOT, &options, &ranking, NULL) == CHISO_E_RANGE &&
              ranking == NULL);
    options = CHISO_RANK_OPTIONS_INIT;
    options.ties = CHISO_TIES_ORDINAL;
    options.tie_break = wrong_node;
    options.tie_break_count = 1;
    cr_expect(chiso_ranking_new(board, CHISO_ROOT, &options, &ranking, NULL) == CHISO_E_NODE &&
              ranking == NULL);
    options = CHISO_RANK_OPTIONS_INIT;
    cr_expect(chiso_ranking_new(board, CHISO_ROOT, &options, &ranking, NULL) == CHISO_OK &&
              ranking != NULL);
    cr_expect(chiso_ranking_place(ranking, 1, &place) == CHISO_E_UNIT && place.rank == 77);
    cr_expect(chiso_ranking_place(ranking, CHISO_NO_UNIT, &place) == CHISO_E_UNIT &&
              place.rank == 77);
    cr_expect(chiso_ranking_place(NULL, 0, &place) == CHISO_E_NULL && place.rank == 77);
    cr_expect(chiso_ranking_place(ranking, 0, NULL) == CHISO_E_NULL);
    cr_expect(chiso_ranking_places(ranking, 0, &place) == CHISO_E_RANGE && place.rank == 77);
    cr_expect(chiso_ranking_places(ranking, 2, &place) == CHISO_E_RANGE && place.rank == 77);
    cr_expect(chiso_ranking_places(NULL, 1, &place) == CHISO_E_NULL && place.rank == 77);
    cr_expect(chiso_ranking_places(ranking, 1, NULL) == CHISO_E_NULL);
    chiso_ranking_free(ranking);
    chiso_ranking_free(NULL);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(rank, a_ranking_of_a_board_that_changed_is_refused_rather_than_stale)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,100\n");
    chiso_board *board = support_scored(tree, "unit,1\na,50\nb,70\n");
    chiso_ranking *ranking = rank(board, (chiso_rank_options){0});
    chiso_rankings *rankings = NULL;
    chiso_place place = {.rank = 77};
    const chiso_unit *order = NULL;
    uint32_t count = 77;

    cr_assert_eq(chiso_rankings_new(board, NULL, &rankings, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(board, "a", "1", "80", NULL), CHISO_OK);
    for (int scored = 0; scored < 2; scored++) {
        cr_expect(chiso_ranking_place(ranking, 0, &place) == CHISO_E_STATE && place.rank == 77);
        cr_expect(chiso_ranking_places(ranking, 2, &place) == CHISO_E_STATE && place.rank == 77);
        cr_expect(chiso_ranking_order(ranking, CHISO_ALL_BLOCKS, &order, &count) == CHISO_E_STATE &&
                  order == NULL && count == 77);
        cr_expect(chiso_rankings_at(rankings, 0) == NULL);
        cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    }
    chiso_rankings_free(rankings);
    chiso_ranking_free(ranking);
    ranking = rank(board, (chiso_rank_options){0});
    expect_place("ranked again", 0, place_of(ranking, 0), 1, false, 2, 1);
    chiso_ranking_free(ranking);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(rank, places_on_nodes_go_into_a_matrix_of_any_stride)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,100\n2,,100\n");
    chiso_board *board = support_scored(tree, "unit,1,2\na,50,9\nb,70,1\n");
    const chiso_node nodes[] = {2, 1, 3};
    chiso_rankings *rankings = NULL;
    chiso_place places[6];

    memset(places, 0, sizeof(places));
    cr_assert_eq(chiso_rankings_new(board, NULL, &rankings, NULL), CHISO_OK);
    cr_expect_eq(chiso_rankings_places(NULL, nodes, 2, 2, 2, places), CHISO_E_NULL);
    cr_expect_eq(chiso_rankings_places(rankings, nodes, 2, 2, 2, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_rankings_places(rankings, nodes, 3, 2, 2, places), CHISO_E_NODE);
    cr_expect_eq(chiso_rankings_places(rankings, NULL, 4, 2, 2, places), CHISO_E_NODE);
    cr_expect_eq(chiso_rankings_places(rankings, nodes, 2, 1, 2, places), CHISO_E_RANGE);
    cr_expect_eq(chiso_rankings_places(rankings, nodes, 2, 2, 1, places), CHISO_E_RANGE);
    cr_expect_eq(chiso_rankings_places(rankings, NULL, 2, 2, SIZE_MAX / 2 + 1, places),
                 CHISO_E_RANGE);
    for (int i = 0; i < 6; i++) {
        cr_expect_eq(places[i].rank, 0);
    }
    cr_expect_eq(chiso_rankings_places(rankings, nodes, 2, 2, 3, places), CHISO_OK);
    cr_expect(places[0].rank == 1 && places[1].rank == 2 && places[2].rank == 0 &&
              places[3].rank == 2 && places[4].rank == 1 && places[5].rank == 0);
    cr_expect_eq(chiso_rankings_places(rankings, NULL, 3, 2, 2, places), CHISO_OK);
    cr_expect(places[0].rank == 2 && places[1].rank == 1 && places[1].out_of == 2 &&
              places[4].rank == 1);
    cr_assert_eq(chiso_board_set(board, "a", "1", "80", NULL), CHISO_OK);
    cr_expect_eq(chiso_rankings_places(rankings, NULL, 3, 2, 2, places), CHISO_E_STATE);
    chiso_rankings_free(rankings);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(rank, a_ranking_outlives_its_board_and_keeps_its_places)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,100\n");
    chiso_board *board = support_scored(tree, "unit,1\na,50\nb,70\n");
    chiso_ranking *ranking = rank(board, (chiso_rank_options){0});

    chiso_board_free(board);
    chiso_tree_free(tree);
    expect_place("freed", 0, place_of(ranking, 0), 2, false, 2, 1);
    expect_place("freed", 1, place_of(ranking, 1), 1, false, 2, 1);
    expect_order("freed", ranking, (const chiso_unit[]){1, 0}, 2);
    chiso_ranking_free(ranking);
}

Test(rank, a_block_has_its_own_part_of_the_order)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,100\n");
    chiso_board *board =
        support_scored(tree, "unit,block,ranked,1\na,x,,50\nb,y,,70\nc,x,,60\nd,x,no,90\ne,y,,\n");
    chiso_ranking *blocks = rank(board, (chiso_rank_options){0});
    chiso_ranking *overall = rank(board, (chiso_rank_options){.scope = CHISO_SCOPE_OVERALL});
    const chiso_unit *units = NULL;
    uint32_t count = 77;
    uint32_t block = 77;

    cr_assert_eq(chiso_board_find_block(board, "x", &block), CHISO_OK);
    cr_assert_eq(chiso_ranking_order(blocks, block, &units, &count), CHISO_OK);
    cr_expect(count == 2 && units[0] == 2 && units[1] == 0);
    cr_assert_eq(chiso_board_find_block(board, "y", &block), CHISO_OK);
    cr_assert_eq(chiso_ranking_order(blocks, block, &units, &count), CHISO_OK);
    /* Of e nothing is scored: it has points by the policy, and no rank. */
    cr_expect(count == 1 && units[0] == 1);
    cr_expect(chiso_ranking_order(blocks, 2, &units, &count) == CHISO_E_RANGE && count == 1);
    cr_expect(chiso_ranking_order(overall, 0, &units, &count) == CHISO_E_RANGE && count == 1);
    cr_expect(chiso_ranking_order(NULL, 0, &units, &count) == CHISO_E_NULL);
    cr_expect(chiso_board_find_block(board, "z", &block) == CHISO_E_UNIT && block == 1);
    cr_expect(chiso_board_find_block(board, NULL, &block) == CHISO_E_NULL);
    chiso_ranking_free(blocks);
    chiso_ranking_free(overall);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(rank, one_number_between_the_steps_of_all_others_is_in_its_place)
{
    enum { UNITS = 2000 };
    static const chiso_decimal between[] = {0, 1, 250000, 500000, 333333};
    chiso_decimal *scores = malloc(UNITS * sizeof(*scores));
    chiso_place *places = malloc(UNITS * sizeof(*places));

    cr_assert(scores != NULL && places != NULL);
    for (size_t k = 0; k < COUNT(between); k++) {
        for (size_t i = 0; i < UNITS; i++) {
            scores[i] = (chiso_decimal)(i * 7919 % 101) * CHISO_DECIMAL_ONE;
        }
        /* A place that a look at every few units passes over. */
        scores[1234] += between[k];
        cr_assert_eq(chiso_rank_decimals(scores, UNITS, CHISO_TIES_COMPETITION, NULL, places),
                     CHISO_OK);
        for (size_t i = 0; i < UNITS; i++) {
            uint32_t above = 0;
            uint32_t equal = 0;

            for (size_t j = 0; j < UNITS; j++) {
                above += scores[j] > scores[i];
                equal += scores[j] == scores[i];
            }
            cr_assert(places[i].rank == above + 1 && places[i].tied == equal &&
                          places[i].out_of == UNITS,
                      "%zu, %zu", k, i);
        }
    }
    free(scores);
    free(places);
}
