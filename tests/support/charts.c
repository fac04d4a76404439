#include "charts.h"

#include <criterion/criterion.h>
#include <string.h>

const char *const chart_names[CHARTS] = {"ranking", "heat",  "profile", "lost",      "periods",
                                         "bridge",  "years", "bump",    "certainty", "shares"};

const char *const page_names[PAGES] = {"board", "criterion", "unit", "units"};

static const char criteria[] = "code,title,max,rule,options\n"
                               ".,An index,,,missing=zero\n"
                               "1,Steering and planning of all reforms,19,,\n"
                               "2,Procedures,26,,\n2.1,One-stop shops,14,,\n2.2,Online,12,,\n"
                               "3,Satisfaction,10,survey 100 50 0,\n";
static const char criteria_before[] = "code,title,max\n1,Steering,20\n2,Procedures,26\n"
                                      "2.1,One-stop shops,14\n2.2,Online,12\n4,Finance,5\n";
static const char points[] = "unit,name,block,1,2.1,2.2,3\n"
                             "a,Health,x,17.24,14,9.56,1|2|3\nb,Finance,x,15.5,12,10,5|0|1\n"
                             "c,\"A name that is so long that it takes two lines, or more\",y,"
                             "12,7.25,,2|2|2\nd,<Home>,y,12,7.25,3,2|2|2\n";
static const char points_before[] = "unit,name,block,1,2.1,2.2,4\n"
                                    "a,Health,x,18,13,8,4\nb,Finance,x,16,12,11,5\n"
                                    "c,Three,y,11,8,2,1\nd,Four,y,13,7.25,3,2\n";
static const char bands[] = "band,from\nA,80\nB,60\nC,0\n";

static chiso_board *read_board(const chiso_allocator *allocator, const char *tree_csv,
                               const char *points_csv)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;

    cr_assert_eq(chiso_tree_read_csv(tree_csv, strlen(tree_csv), allocator, &tree, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_new(tree, allocator, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(board, points_csv, strlen(points_csv), NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    chiso_tree_free(tree);
    return board;
}

struct charts charts_make(const chiso_allocator *allocator)
{
    struct charts charts = {.now = read_board(allocator, criteria, points),
                            .before = read_board(allocator, criteria_before, points_before)};
    chiso_comparison_options how = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;

    cr_assert_eq(chiso_bands_read_csv(bands, strlen(bands), allocator, &charts.bands, NULL),
                 CHISO_OK);
    how.bands = charts.bands;
    cr_assert_eq(chiso_comparison_new(charts.now, charts.before, &how, &charts.comparison, NULL),
                 CHISO_OK);
    options.comparison = charts.comparison;
    options.bands = charts.bands;
    cr_assert_eq(chiso_report_new(charts.now, &options, &charts.report, NULL), CHISO_OK);
    cr_assert_eq(chiso_series_new(allocator, &charts.series, NULL), CHISO_OK);
    cr_assert_eq(chiso_series_add(charts.series, "2020", charts.before, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_series_add(charts.series, "2023", charts.now, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_new_for_board(charts.now, allocator, &charts.tally, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add(charts.tally, 0, 0, 0, 5, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add(charts.tally, 0, 0, 2, 3, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add(charts.tally, 1, 0, 1, 9, NULL), CHISO_OK);
    cr_assert_eq(chiso_robustness_new(charts.now, "64,answers:yes,weights:25%", NULL,
                                      &charts.robustness, NULL),
                 CHISO_OK);
    return charts;
}

void charts_clear(struct charts *charts)
{
    chiso_robustness_free(charts->robustness);
    chiso_tally_free(charts->tally);
    chiso_series_free(charts->series);
    chiso_report_free(charts->report);
    chiso_comparison_free(charts->comparison);
    chiso_bands_free(charts->bands);
    chiso_board_free(charts->before);
    chiso_board_free(charts->now);
}

chiso_status chart_draw(const struct charts *charts, int chart, const chiso_chart_options *options,
                        const chiso_sink *sink, chiso_error *error)
{
    switch (chart) {
    case 0:
        return chiso_chart_ranking(charts->report, options, sink, error);
    case 1:
        return chiso_chart_heat(charts->report, options, sink, error);
    case 2:
        return chiso_chart_profile(charts->report, 0, options, sink, error);
    case 3:
        return chiso_chart_lost(charts->report, 0, options, sink, error);
    case 4:
        return chiso_chart_periods(charts->comparison, 0, options, sink, error);
    case 5:
        return chiso_chart_bridge(charts->comparison, 0, options, sink, error);
    case 6:
        return chiso_chart_years(charts->series, "", options, sink, error);
    case 7:
        return chiso_chart_bump(charts->series, options, sink, error);
    case 8:
        return chiso_chart_certainty(charts->robustness, options, sink, error);
    default:
        return chiso_chart_shares(charts->tally, 0, 0, 0, charts->now, options, sink, error);
    }
}

chiso_status page_write(const struct charts *charts, int page, const chiso_page_options *options,
                        const chiso_sink *sink, chiso_error *error)
{
    switch (page) {
    case 0:
        return chiso_page_board(charts->report, options, sink, error);
    case 1:
        return chiso_page_criterion(charts->report, 2, options, sink, error);
    case 2:
        return chiso_page_unit(charts->report, 0, options, sink, error);
    default:
        return chiso_page_units(charts->report, 0, 3, options, sink, error);
    }
}
