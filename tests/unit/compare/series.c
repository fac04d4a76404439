#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static void add(chiso_series *series, const char *label, const char *criteria, const char *points)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = support_scored(tree, points);
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_series_add(series, label, board, NULL, &error) == CHISO_OK, "%s",
              error.message);
    chiso_tree_free(tree);
    chiso_board_free(board);
}

static chiso_series *new_series(void)
{
    chiso_series *series = NULL;

    cr_assert(chiso_series_new(NULL, &series, NULL) == CHISO_OK);
    return series;
}

static bool is(chiso_decimal got, const char *expected)
{
    return got == (expected == NULL ? CHISO_ABSENT : decimal(expected));
}

#define ONE "code,title,max\n1,,10\n"

Test(series, a_unit_has_its_figures_period_by_period_and_none_where_it_was_not)
{
    chiso_series *series = new_series();
    chiso_series_point points[4];
    chiso_error error = CHISO_ERROR_INIT;

    add(series, "2017", ONE, "unit,1\na,7\nb,8\nc,9\n");
    add(series, "2018", "code,title,max\n1,,10\n2,,20\n", "unit,1,2\nb,5,5\na,8,10\n");
    add(series, "2019", ONE, "unit,1\nb,8\n");
    add(series, "2020", ONE, "unit,1\na,-\nb,1\n");
    cr_expect(chiso_series_count(series) == 4 &&
              chiso_board_unit_count(chiso_series_board(series, 1)) == 2);
    cr_expect_str_eq(chiso_series_label(series, 3), "2020");
    cr_assert(chiso_series_points(series, "a", "", 4, points, &error) == CHISO_OK, "%s",
              error.message);
    cr_expect(is(points[0].achieved, "7") && is(points[0].max, "10") &&
              is(points[0].percent, "70"));
    cr_expect(points[0].place.rank == 3 && points[0].place.out_of == 3);
    cr_expect(is(points[1].achieved, "18") && is(points[1].max, "30") &&
              is(points[1].percent, "60"));
    cr_expect(points[1].place.rank == 1 && points[1].place.out_of == 2);
    cr_expect(!points[2].has_unit && points[2].has_node && is(points[2].achieved, NULL) &&
              points[2].place.rank == 0);
    cr_expect(points[3].has_unit && is(points[3].achieved, NULL) && is(points[3].percent, NULL) &&
              points[3].place.rank == 0);
    cr_assert(chiso_series_points(series, "b", "2", 4, points, &error) == CHISO_OK, "%s",
              error.message);
    cr_expect(!points[0].has_node && points[0].has_unit && is(points[0].achieved, NULL) &&
              is(points[1].achieved, "5"));
    cr_assert(chiso_series_at(series, 1, "a", "2", &points[0]) == CHISO_OK &&
              is(points[0].percent, "50"));
    cr_assert(chiso_series_at(series, 1, "c", "1", &points[0]) == CHISO_OK && !points[0].has_unit);
    chiso_series_free(series);
}

/* Bac Kan 2016 to 2020: a department was 13th of 19, 12th of 19, 14th of 19, 8th of 19, 6th of 19;
 * in e-government 14th of 23, then 5th of 23. */
Test(series, the_ranks_of_a_department_over_five_years)
{
    static const char *const labels[] = {"2016", "2017", "2018", "2019", "2020"};
    static const uint32_t ranks[] = {13, 12, 14, 8, 6};
    chiso_series *series = new_series();
    chiso_series_point points[5];

    for (int year = 0; year < 5; year++) {
        struct buffer text = {0};

        buffer_print(&text, "unit,1\nskhcn,5\n");
        for (uint32_t other = 1; other < 19; other++) {
            buffer_print(&text, "u%u,%d\n", (unsigned)other, other < ranks[year] ? 6 : 4);
        }
        add(series, labels[year], ONE, text.bytes);
        buffer_clear(&text);
    }
    cr_assert(chiso_series_points(series, "skhcn", ".", 5, points, NULL) == CHISO_OK);
    for (int year = 0; year < 5; year++) {
        cr_expect(points[year].place.rank == ranks[year] && points[year].place.out_of == 19, "%s",
                  labels[year]);
    }
    chiso_series_free(series);
}

Test(series, what_makes_no_sense_is_refused_by_name_and_changes_nothing)
{
    chiso_series *series = new_series();
    chiso_tree *tree = support_tree(ONE);
    chiso_board *board = support_scored(tree, "unit,1\na,7\n");
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
    chiso_series_point point = {.achieved = 7};
    chiso_series_point points[2];
    chiso_error error = CHISO_ERROR_INIT;

    ranking.size = 0;
    cr_assert(chiso_series_add(series, "2019", board, NULL, NULL) == CHISO_OK);
    cr_expect(chiso_series_add(series, "2019", board, NULL, &error) == CHISO_E_DUPLICATE &&
              strstr(error.message, "2019") != NULL);
    cr_expect(chiso_series_add(series, "", board, NULL, NULL) == CHISO_E_CODE);
    cr_expect(chiso_series_add(series, "\xFF", board, NULL, NULL) == CHISO_E_ENCODING);
    cr_expect(chiso_series_add(series, "2020", board, &ranking, NULL) == CHISO_E_RANGE);
    cr_expect(chiso_series_add(series, NULL, board, NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_series_add(series, "2020", NULL, NULL, NULL) == CHISO_E_NULL &&
              chiso_series_count(series) == 1);
    cr_expect(chiso_series_at(series, 1, "a", "1", &point) == CHISO_E_RANGE);
    cr_expect(chiso_series_at(series, 0, "q", "1", &point) == CHISO_E_UNIT);
    cr_expect(chiso_series_at(series, 0, "a", "9", &point) == CHISO_E_NODE);
    cr_expect(chiso_series_at(series, 0, "a", "1", NULL) == CHISO_E_NULL && point.achieved == 7);
    cr_expect(chiso_series_points(series, "q", "1", 1, points, &error) == CHISO_E_UNIT &&
              strstr(error.message, "q") != NULL);
    cr_expect(chiso_series_points(series, "a", "9", 1, points, &error) == CHISO_E_NODE &&
              strstr(error.message, "9") != NULL);
    cr_expect(chiso_series_points(series, "a", "1", 2, points, &error) == CHISO_E_RANGE &&
              strstr(error.message, "2") != NULL);
    cr_assert(chiso_board_set(board, "a", "1", "8", NULL) == CHISO_OK);
    cr_expect(chiso_series_points(series, "a", "1", 1, points, &error) == CHISO_E_STATE &&
              strstr(error.message, "2019") != NULL);
    cr_expect(chiso_series_at(series, 0, "a", "1", &point) == CHISO_E_STATE && point.achieved == 7);
    cr_expect(chiso_series_add(series, "2020", board, NULL, NULL) == CHISO_E_STATE);
    cr_expect(chiso_series_new(NULL, NULL, NULL) == CHISO_E_NULL && chiso_series_count(NULL) == 0);
    cr_expect(chiso_series_board(series, 1) == NULL && chiso_series_label(series, 1)[0] == '\0');
    chiso_series_free(series);
    chiso_series_free(NULL);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* A unit that a board lost since is none that no period has: nobody knows what the series had. */
Test(series, nothing_is_read_of_boards_that_changed_since)
{
    chiso_series *series = new_series();
    chiso_tree *tree = support_tree(ONE);
    chiso_board *boards[] = {support_scored(tree, "unit,1\na,7\n"),
                             support_scored(tree, "unit,1\na,8\nb,9\n")};
    chiso_series_point point = {.achieved = 7};
    chiso_series_point points[2] = {{.achieved = 7}, {.achieved = 7}};
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_series_add(series, "2019", boards[0], NULL, NULL) == CHISO_OK);
    cr_assert(chiso_series_add(series, "2020", boards[1], NULL, NULL) == CHISO_OK);
    cr_assert(chiso_series_at(series, 0, "b", "1", &point) == CHISO_OK && !point.has_unit);
    point.achieved = 7;
    cr_assert(chiso_board_remove_unit(boards[1], 1, NULL) == CHISO_OK);
    for (int scored = 0; scored < 2; scored++) {
        static const char *const asked[][2] = {{"a", "1"}, {"b", "1"}, {"q", "1"}, {"a", "9"}};

        for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
            cr_expect(chiso_series_points(series, asked[i][0], asked[i][1], 2, points, &error) ==
                              CHISO_E_STATE &&
                          support_names(error.message, "2020") &&
                          support_names(error.message_vi, "2020"),
                      "%zu: %s", i, error.message);
            cr_expect(chiso_series_at(series, 1, asked[i][0], asked[i][1], &point) == CHISO_E_STATE,
                      "%zu", i);
        }
        cr_expect(chiso_series_at(series, 0, "b", "1", &point) == CHISO_E_STATE);
        cr_expect(chiso_series_at(series, 0, "a", "9", &point) == CHISO_E_STATE);
        cr_expect(points[0].achieved == 7 && points[1].achieved == 7 && point.achieved == 7);
        cr_assert(chiso_board_score(boards[1], NULL) == CHISO_OK);
    }
    cr_expect(chiso_series_at(series, 0, "a", "1", &point) == CHISO_OK && is(point.achieved, "7"));
    cr_expect(chiso_series_count(series) == 2 && chiso_series_board(series, 1) == boards[1]);
    cr_expect_str_eq(chiso_series_label(series, 1), "2020");
    chiso_series_free(series);
    chiso_board_free(boards[0]);
    chiso_board_free(boards[1]);
    chiso_tree_free(tree);
}

/* Ranks of several periods stand side by side: they are of one kind. */
Test(series, periods_are_ranked_by_one_rule)
{
    static const chiso_rank_options others[] = {
        {.size = sizeof(chiso_rank_options), .ties = CHISO_TIES_DENSE},
        {.size = sizeof(chiso_rank_options), .key = CHISO_KEY_PUBLISHED},
        {.size = sizeof(chiso_rank_options), .scope = CHISO_SCOPE_OVERALL},
    };
    chiso_tree *tree = support_tree(ONE);
    chiso_board *board = support_scored(tree, "unit,1\na,7\n");
    chiso_error error = CHISO_ERROR_INIT;

    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        chiso_series *series = new_series();

        cr_assert_eq(chiso_series_add(series, "2019", board, &others[i], NULL), CHISO_OK);
        cr_expect(chiso_series_add(series, "2020", board, NULL, &error) == CHISO_E_SHAPE &&
                      strstr(error.message, "2019") != NULL && chiso_series_count(series) == 1,
                  "%zu: %s", i, error.message);
        cr_expect_eq(chiso_series_add(series, "2020", board, &others[i], NULL), CHISO_OK);
        chiso_series_free(series);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}
