#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define TREE "code,title,max\n1,A,10\n2,B,20\n"

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

/* Three periods: a unit that comes, one that goes, another max. */
static chiso_series *three_years(void)
{
    chiso_series *series = NULL;

    cr_assert(chiso_series_new(NULL, &series, NULL) == CHISO_OK);
    add(series, "2019", TREE, "unit,name,1,2\na,A old,5,5\nold,Gone,9,9\n");
    add(series, "2020", "code,title,max\n1,A,10\n3,C,15\n", "unit,1,3\na,6,7.5\n");
    add(series, "2021", "code,title,max\n1,A,10\n3,C,15\n",
        "unit,name,block,1,3\nnew,New,x,8,8\na,One,x,7.125,10\n");
    return series;
}

typedef chiso_status write(const chiso_series *series, const chiso_periods_options *options,
                           const chiso_sink *sink, chiso_error *error);

static void expect_text(write *writer, const chiso_series *series, chiso_periods_options options,
                        const char *expected)
{
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(writer(series, &options, &sink, &error) == CHISO_OK, "%s", error.message);
    cr_expect_str_eq(text.bytes, expected);
    buffer_clear(&text);
}

Test(periods, all_units_of_all_periods_come_in_one_call_and_gaps_are_no_figures)
{
    chiso_series *series = three_years();
    chiso_series_unit units[3];
    chiso_series_point points[9];
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_series_unit_count(series) == 3);
    cr_assert(chiso_series_units(series, 3, units, &error) == CHISO_OK, "%s", error.message);
    cr_expect_str_eq(units[0].code, "new");
    cr_expect_str_eq(units[1].code, "a");
    cr_expect_str_eq(units[1].name, "One");
    cr_expect_str_eq(units[1].block, "x");
    cr_expect_str_eq(units[2].code, "old");
    cr_expect_str_eq(units[2].name, "Gone");
    cr_assert(chiso_series_node(series, ".", 9, points, &error) == CHISO_OK, "%s", error.message);
    cr_expect(!points[0].has_unit && points[0].percent == CHISO_ABSENT &&
              points[2].achieved == decimal("16"));
    cr_expect(points[3].achieved == decimal("10") && points[3].max == decimal("30") &&
              points[4].max == decimal("25") && points[5].achieved == decimal("17.125"));
    cr_expect(points[6].achieved == decimal("18") && !points[7].has_unit && !points[8].has_unit);
    cr_assert(chiso_series_node(series, "3", 9, points, NULL) == CHISO_OK);
    cr_expect(points[3].has_unit && !points[3].has_node && points[3].achieved == CHISO_ABSENT);
    chiso_series_free(series);
}

Test(periods, what_was_set_by_hand_is_told_with_the_stage_that_did)
{
    static const char criteria[] = "code,title,max\n1,,\n1.1,,10\n";
    chiso_series *series = NULL;
    chiso_series_point points[2];
    chiso_periods_options options = CHISO_PERIODS_OPTIONS_INIT;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);

    options.code = "1";
    cr_assert(chiso_series_new(NULL, &series, NULL) == CHISO_OK);
    add(series, "self", criteria, "unit,1.1\na,5\n");
    add(series, "final", criteria, "unit,1,1.1,note\na,7,5,why\n");
    cr_assert(chiso_series_points(series, "a", "1", 2, points, NULL) == CHISO_OK);
    cr_expect(!points[0].is_set && points[1].is_set);
    cr_assert(chiso_series_points(series, "a", "1.1", 2, points, NULL) == CHISO_OK);
    cr_expect(!points[0].is_set && !points[1].is_set);
    cr_assert(chiso_stages_write_json(series, NULL, &sink, NULL) == CHISO_OK);
    cr_expect(strstr(text.bytes, "\"code\": \"1\"") != NULL &&
                  strstr(text.bytes, "\"set\": [false, true]") != NULL &&
                  strstr(text.bytes, "\"set\": [false, false]") == NULL,
              "%s", text.bytes);
    buffer_clear(&text);
    cr_assert(chiso_periods_write_json(series, &options, &sink, NULL) == CHISO_OK);
    cr_expect(strstr(text.bytes, "\"set\": true") != NULL, "%s", text.bytes);
    buffer_clear(&text);
    chiso_series_free(series);
}

Test(periods, a_difference_is_that_of_the_carried_figures)
{
    chiso_series *series = NULL;
    chiso_series_difference difference = {7, 7, 7};
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_series_new(NULL, &series, NULL) == CHISO_OK);
    add(series, "self", "code,title,max,rule\n1,A,1,rate\n", "unit,1\na,2/3\nb,1/1\n");
    add(series, "final", "code,title,max,rule\n1,A,1,rate\n", "unit,1\na,1/3\nc,1/1\n");
    cr_assert(chiso_series_subtract(series, 0, 1, "a", "1", &difference, &error) == CHISO_OK, "%s",
              error.message);
    cr_expect(difference.achieved == decimal("-0.333333") && difference.max == 0 &&
              difference.percent == decimal("-33.33"));
    cr_assert(chiso_series_subtract(series, 0, 1, "b", "", &difference, NULL) == CHISO_OK);
    cr_expect(difference.achieved == CHISO_ABSENT && difference.max == CHISO_ABSENT &&
              difference.percent == CHISO_ABSENT);
    difference.achieved = 7;
    cr_expect(chiso_series_subtract(series, 0, 2, "a", "1", &difference, &error) == CHISO_E_RANGE &&
              strstr(error.message, "2") != NULL && difference.achieved == 7);
    cr_expect(chiso_series_subtract(series, 0, 1, "q", "1", &difference, NULL) == CHISO_E_UNIT);
    cr_expect(chiso_series_subtract(series, 0, 1, "a", "9", &difference, NULL) == CHISO_E_NODE);
    cr_expect(chiso_series_subtract(NULL, 0, 1, "a", "1", &difference, NULL) == CHISO_E_NULL);
    chiso_series_free(series);
}

Test(periods, a_table_of_units_has_gaps_and_names_the_periods_of_another_max)
{
    chiso_series *series = three_years();
    chiso_periods_options options = CHISO_PERIODS_OPTIONS_INIT;

    expect_text(chiso_periods_write_csv, series, options,
                "unit,name,block,achieved 2019,max 2019,percent 2019,rank 2019,out_of 2019,"
                "achieved 2020,max 2020,percent 2020,rank 2020,out_of 2020,"
                "achieved 2021,max 2021,percent 2021,rank 2021,out_of 2021,max_changed\n"
                "new,New,x,,,,,,,,,,,16,25,64.00,2,2,\n"
                "a,One,x,10,30,33.33,2,2,13.5,25,54.00,1,1,17.1250,25,68.50,1,2,2020\n"
                "old,Gone,,18,30,60.00,1,2,,,,,,,,,,,\n");
    options.order = CHISO_ORDER_RANK;
    options.code = "1";
    options.language = CHISO_LANGUAGE_VIETNAMESE;
    options.style = CHISO_CSV_COMMA;
    expect_text(chiso_periods_write_csv, series, options,
                "\xEF\xBB\xBFMã đơn vị;Tên đơn vị;Khối;Điểm đạt 2019;Điểm tối đa 2019;"
                "Tỷ lệ (%) 2019;Hạng 2019;Số đơn vị xếp hạng 2019;Điểm đạt 2020;Điểm tối đa 2020;"
                "Tỷ lệ (%) 2020;Hạng 2020;Số đơn vị xếp hạng 2020;Điểm đạt 2021;Điểm tối đa 2021;"
                "Tỷ lệ (%) 2021;Hạng 2021;Số đơn vị xếp hạng 2021;Kỳ đổi điểm tối đa\n"
                "new;New;x;;;;;;;;;;;8;10;80,00;1;2;\n"
                "a;One;x;5;10;50,00;2;2;6;10;60,00;1;1;7,1250;10;71,25;2;2;\n"
                "old;Gone;;9;10;90,00;1;2;;;;;;;;;;;\n");
    chiso_series_free(series);
}

Test(periods, of_one_unit_all_criteria_of_any_period_are_told)
{
    chiso_series *series = three_years();
    chiso_periods_options options = CHISO_PERIODS_OPTIONS_INIT;

    options.unit = "a";
    expect_text(chiso_periods_write_csv, series, options,
                "code,title,achieved 2019,max 2019,percent 2019,rank 2019,out_of 2019,"
                "achieved 2020,max 2020,percent 2020,rank 2020,out_of 2020,"
                "achieved 2021,max 2021,percent 2021,rank 2021,out_of 2021,max_changed\n"
                ".,,10,30,33.33,2,2,13.5,25,54.00,1,1,17.1250,25,68.50,1,2,2020\n"
                "1,A,5,10,50.00,2,2,6,10,60.00,1,1,7.1250,10,71.25,2,2,\n"
                "3,C,,,,,,7.5,15,50.00,1,1,10,15,66.67,1,2,\n"
                "2,B,5,20,25.00,2,2,,,,,,,,,,,\n");
    options.code = "3";
    expect_text(chiso_periods_write_json, series, options,
                "{ \"format\": \"chiso.series/1\",\n"
                "  \"periods\": [\n"
                "    { \"period\": \"2019\", \"index\": \"\", \"digits\": 2 },\n"
                "    { \"period\": \"2020\", \"index\": \"\", \"digits\": 2 },\n"
                "    { \"period\": \"2021\", \"index\": \"\", \"digits\": 2 }\n"
                "  ],\n"
                "  \"units\": [\n"
                "    { \"unit\": \"a\", \"name\": \"One\", \"block\": \"x\",\n"
                "      \"nodes\": [\n"
                "        { \"code\": \"3\", \"title\": \"C\", \"points\": [\n"
                "            null,\n"
                "            { \"state\": \"scored\", \"achieved\": 7.5, \"max\": 15, \"percent\": "
                "50.00, \"rank\": 1, "
                "\"out_of\": 1, \"tied\": 1, \"max_changed\": false },\n"
                "            { \"state\": \"scored\", \"achieved\": 10, \"max\": 15, \"percent\": "
                "66.67, \"rank\": 1, "
                "\"out_of\": 2, \"tied\": 1, \"max_changed\": false } ] } ] }\n"
                "  ]\n"
                "}\n");
    chiso_series_free(series);
}

Test(periods, stages_stand_side_by_side_with_what_each_gave_or_took)
{
    chiso_series *series = NULL;
    chiso_periods_options options = CHISO_PERIODS_OPTIONS_INIT;

    cr_assert(chiso_series_new(NULL, &series, NULL) == CHISO_OK);
    add(series, "self", TREE, "unit,1,2\na,10,20\n");
    add(series, "appraisal", TREE, "unit,1,2\na,8.5,\n");
    add(series, "final", TREE, "unit,1,2\na,9,18\nb,1,2\n");
    expect_text(chiso_stages_write_csv, series, options,
                "unit,name,block,code,title,max,self,appraisal,final,difference appraisal,"
                "difference final,difference\n"
                "a,a,,.,,30,30,8.5,27,-21.5,18.5,-3\n"
                "a,a,,1,A,10,10,8.5,9,-1.5,0.5,-1\n"
                "a,a,,2,B,20,20,0,18,-20,18,-2\n"
                "b,b,,.,,30,,,3,,,\n"
                "b,b,,1,A,10,,,1,,,\n"
                "b,b,,2,B,20,,,2,,,\n");
    options.unit = "b";
    options.code = "2";
    expect_text(chiso_stages_write_json, series, options,
                "{ \"format\": \"chiso.stages/1\",\n"
                "  \"stages\": [\"self\", \"appraisal\", \"final\"],\n"
                "  \"units\": [\n"
                "    { \"unit\": \"b\", \"name\": \"b\", \"block\": \"\",\n"
                "      \"nodes\": [\n"
                "        { \"code\": \"2\", \"title\": \"B\", \"max\": 20, \"leaf\": true, "
                "\"achieved\": [null, null, 2], \"states\": [\"\", \"\", \"scored\"], "
                "\"differences\": [null, null], "
                "\"difference\": null, \"max_changed\": false } ] }\n"
                "  ]\n"
                "}\n");
    chiso_series_free(series);
}

Test(periods, what_makes_no_sense_is_refused_and_nothing_is_written)
{
    chiso_series *series = three_years();
    chiso_series *empty = NULL;
    chiso_periods_options options = CHISO_PERIODS_OPTIONS_INIT;
    chiso_series_point points[9] = {{.achieved = 7}};
    chiso_series_unit units[3];
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_series_new(NULL, &empty, NULL) == CHISO_OK);
    cr_expect(chiso_periods_write_csv(empty, NULL, &sink, &error) == CHISO_E_EMPTY &&
              strstr(error.message, "no period") != NULL);
    cr_expect(chiso_stages_write_json(NULL, NULL, &sink, NULL) == CHISO_E_NULL);
    cr_expect(chiso_stages_write_csv(series, NULL, NULL, NULL) == CHISO_E_NULL);
    options.unit = "nobody";
    cr_expect(chiso_periods_write_json(series, &options, &sink, &error) == CHISO_E_UNIT &&
              strstr(error.message, "nobody") != NULL);
    options.unit = NULL;
    options.code = "9";
    cr_expect(chiso_stages_write_csv(series, &options, &sink, &error) == CHISO_E_NODE &&
              strstr(error.message, "9") != NULL);
    options.code = NULL;
    options.order = (chiso_row_order)5;
    cr_expect(chiso_periods_write_csv(series, &options, &sink, NULL) == CHISO_E_RANGE);
    options.order = CHISO_ORDER_FILE;
    options.style = (chiso_csv_style)5;
    cr_expect(chiso_periods_write_csv(series, &options, &sink, NULL) == CHISO_E_RANGE);
    cr_expect(text.size == 0);
    buffer_clear(&text);
    cr_expect(chiso_series_units(series, 2, units, &error) == CHISO_E_RANGE &&
              strstr(error.message, "3") != NULL);
    cr_expect(chiso_series_node(series, "1", 8, points, &error) == CHISO_E_RANGE &&
              points[0].achieved == 7);
    cr_expect(chiso_series_node(series, "9", 9, points, NULL) == CHISO_E_NODE);
    cr_expect(chiso_series_node(empty, "", 0, points, NULL) == CHISO_E_NODE);
    cr_expect(chiso_series_unit_count(NULL) == 0 && chiso_series_unit_count(empty) == 0);
    chiso_series_free(empty);
    chiso_series_free(series);
}
