/* Pages that go on to others: links to the pages of units, and the stages of a period. */
#include "charts.h"

#include <criterion/criterion.h>
#include <string.h>

static struct charts charts;
static chiso_page_options options;
static chiso_error error;

static void make(void)
{
    charts = charts_make(NULL);
    options = CHISO_PAGE_OPTIONS_INIT;
    error = CHISO_ERROR_INIT;
}

static void clear(void)
{
    charts_clear(&charts);
}

TestSuite(stages, .init = make, .fini = clear);

/* What every page, or each second one, says to the options that are set. */
static void expect_pages(chiso_status expected, int step)
{
    for (int i = 0; i < PAGES; i += step) {
        struct buffer page = {0};
        const chiso_sink sink = buffer_sink(&page);
        const chiso_status status = page_write(&charts, i, &options, &sink, &error);

        cr_expect(status == expected, "%s: %s", page_names[i], chiso_status_name(status));
        cr_expect((page.size == 0) == (status != CHISO_OK), "%s", page_names[i]);
        buffer_clear(&page);
    }
}

/* How often a text stands in another. */
static size_t times(const char *text, const char *part)
{
    size_t count = 0;

    for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part)) {
        count++;
    }
    return count;
}

Test(stages, names_of_units_are_links_to_their_pages)
{
    static const char points[] = "unit,name,1\n\"a b/..?x=1&\"\"'<\",One,1\nđ%{unit},Two,2\n";
    static const char criteria[] = "code,title,max\n1,A,10\n";
    static const char *const said[] = {
        "<a "
        "href=\"u/a%20b%2F..%3Fx%3D1%26%22%27%3C?a&amp;b=a%20b%2F..%3Fx%3D1%26%22%27%3C\">One</a>",
        "<a href=\"u/%C4%91%25%7Bunit%7D?a&amp;b=%C4%91%25%7Bunit%7D\">Two</a>"};
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_report *report = NULL;

    cr_assert_eq(chiso_tree_read_csv(criteria, strlen(criteria), NULL, &tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(board, points, strlen(points), &error), CHISO_OK, "%s",
                 error.message);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
    for (int i = 0; i < 4; i++) {
        struct buffer page = {0};
        const chiso_sink sink = buffer_sink(&page);

        options.unit_page = i < 2 ? "u/{unit}?a&b={unit}" : NULL;
        cr_assert_eq(i % 2 == 0 ? chiso_page_board(report, &options, &sink, &error)
                                : chiso_page_criterion(report, 1, &options, &sink, &error),
                     CHISO_OK);
        for (size_t k = 0; k < sizeof(said) / sizeof(said[0]); k++) {
            cr_expect_eq(times(page.bytes, said[k]), i < 2 ? 1 : 0, "%d: %s", i, said[k]);
        }
        cr_expect(i < 2 || strstr(page.bytes, "<a ") == NULL);
        buffer_clear(&page);
    }
    chiso_report_free(report);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* A series of boards under numbers. */
static chiso_series *series_of(chiso_board *const *boards, size_t count)
{
    static const char *const labels[] = {"1st", "2nd", "3rd"};
    chiso_series *series = NULL;

    cr_assert_eq(chiso_series_new(NULL, &series, NULL), CHISO_OK);
    for (size_t i = 0; i < count; i++) {
        cr_assert_eq(chiso_series_add(series, labels[i], boards[i], NULL, NULL), CHISO_OK);
    }
    return series;
}

Test(stages, end_with_the_board)
{
    chiso_board *const boards[] = {charts.before, charts.before, charts.now};
    chiso_board *const turned[] = {charts.now, charts.before};

    for (size_t count = 0; count < 4; count++) {
        chiso_series *const series = series_of(boards + 3 - count, count);

        options.stages = series;
        expect_pages(count == 0 ? CHISO_E_SHAPE : CHISO_OK, 1);
        for (int i = 0; i < PAGES && count > 0; i++) {
            struct buffer page = {0};
            const chiso_sink sink = buffer_sink(&page);

            cr_assert_eq(page_write(&charts, i, &options, &sink, &error), CHISO_OK);
            cr_expect_eq(strstr(page.bytes, "<h2>Stages</h2>") != NULL,
                         count > 1 && (i == 0 || i == 2), "%s of %zu", page_names[i], count);
            cr_expect_eq(strstr(page.bytes, ">\xC2\xB1</th>") != NULL,
                         count > 2 && (i == 0 || i == 2), "%s of %zu", page_names[i], count);
            buffer_clear(&page);
        }
        chiso_series_free(series);
    }
    {
        chiso_series *const series = series_of(turned, 2);

        options.stages = series;
        expect_pages(CHISO_E_SHAPE, 1);
        chiso_series_free(series);
    }
}

Test(stages, of_boards_that_changed_are_refused)
{
    options.stages = charts.series;
    cr_assert_eq(chiso_board_set(charts.before, "a", "1", "3", &error), CHISO_OK);
    expect_pages(CHISO_E_STATE, 2);
}

/* 1.005 and 1.004 are 1.01 and 1.00, and 0.001 apart: each figure is rounded once. */
Test(stages, points_are_rounded_once)
{
    static const char criteria[] = "code,title,max,options\n.,I,,digits=2\n1,A,10,\n2,B,10,\n";
    static const char *const points[] = {"unit,1,2\na,1.004,1\ngone,1,1\n",
                                         "unit,1,2\na,1.005,1.0049999\n"};
    static const char *const said[] = {
        "data-stage=\"1st\">1.00</td>", "data-stage=\"2nd\">1.01</td>",
        "data-stage=\"2nd\">1.00</td>", "Criteria whose points differ: 2 of 2."};
    chiso_tree *tree = NULL;
    chiso_board *boards[2] = {NULL, NULL};
    chiso_report *report = NULL;
    chiso_series *series = NULL;
    struct buffer page = {0};
    struct buffer all = {0};
    const chiso_sink sink = buffer_sink(&page);
    const chiso_sink of_all = buffer_sink(&all);

    cr_assert_eq(chiso_tree_read_csv(criteria, strlen(criteria), NULL, &tree, NULL), CHISO_OK);
    for (int i = 0; i < 2; i++) {
        cr_assert_eq(chiso_board_new(tree, NULL, &boards[i], NULL), CHISO_OK);
        cr_assert_eq(chiso_board_read_csv(boards[i], points[i], strlen(points[i]), NULL), CHISO_OK);
        cr_assert_eq(chiso_board_score(boards[i], NULL), CHISO_OK);
    }
    series = series_of(boards, 2);
    cr_assert_eq(chiso_report_new(boards[1], NULL, &report, NULL), CHISO_OK);
    options.stages = series;
    cr_assert_eq(chiso_page_unit(report, 0, &options, &sink, &error), CHISO_OK, "%s",
                 error.message);
    for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
        cr_expect(strstr(page.bytes, said[i]) != NULL, "%s", said[i]);
    }
    cr_expect_eq(times(page.bytes, "data-figure=\"difference\">0.00</td>"), 2);
    cr_assert_eq(chiso_page_board(report, &options, &of_all, &error), CHISO_OK);
    cr_expect(strstr(all.bytes, "Only in an earlier stage: gone.") != NULL);
    cr_expect(strstr(all.bytes, "data-figure=\"differing\">2</td>") != NULL);
    buffer_clear(&page);
    buffer_clear(&all);
    chiso_series_free(series);
    chiso_report_free(report);
    chiso_board_free(boards[0]);
    chiso_board_free(boards[1]);
    chiso_tree_free(tree);
}
