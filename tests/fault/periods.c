/* Memory that fails while series and stages are written, rows are put in order, and the CSV of a
 * report is read in again. */
#include "fault.h"

#include <criterion/criterion.h>
#include <string.h>

#define TREE "code,title,max\n1,A,10\n2,B,20\n"

typedef chiso_status write(const chiso_series *series, const chiso_periods_options *options,
                           const chiso_sink *sink, chiso_error *error);

static write *const writers[] = {chiso_periods_write_json, chiso_periods_write_csv,
                                 chiso_stages_write_json, chiso_stages_write_csv};
static size_t writer;

static chiso_board *new_board(const struct fault *fault, const char *criteria, const char *points)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;

    cr_assert(chiso_tree_read_csv(criteria, strlen(criteria), &fault->allocator, &tree, NULL) ==
              CHISO_OK);
    cr_assert(chiso_board_new(tree, &fault->allocator, &board, NULL) == CHISO_OK);
    cr_assert(chiso_board_read_csv(board, points, strlen(points), NULL) == CHISO_OK);
    cr_assert(chiso_board_score(board, NULL) == CHISO_OK);
    chiso_tree_free(tree);
    return board;
}

static chiso_series *new_series(const struct fault *fault)
{
    chiso_series *series = NULL;
    chiso_board *boards[] = {
        new_board(fault, TREE, "unit,block,1,2\na,x,1,2\nb,y,3,4\n"),
        new_board(fault, "code,title,max\n1,A,12\n", "unit,block,1\nc,y,5\na,x,7.125\nd,x,\n")};

    cr_assert(chiso_series_new(&fault->allocator, &series, NULL) == CHISO_OK);
    cr_assert(chiso_series_add(series, "2019", boards[0], NULL, NULL) == CHISO_OK);
    cr_assert(chiso_series_add(series, "2020", boards[1], NULL, NULL) == CHISO_OK);
    chiso_board_free(boards[0]);
    chiso_board_free(boards[1]);
    return series;
}

static bool is_written(struct fault *fault)
{
    chiso_series *series = new_series(fault);
    chiso_periods_options options = CHISO_PERIODS_OPTIONS_INIT;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status = CHISO_OK;
    bool refused = false;

    options.order = CHISO_ORDER_RANK;
    arm(fault);
    status = writers[writer](series, &options, &sink, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect((text.size == 0) == (status != CHISO_OK), "writer %zu, request %zu: %zu bytes",
              writer, fault->nth, text.size);
    buffer_clear(&text);
    cr_expect(writers[writer](series, NULL, &sink, NULL) == CHISO_OK);
    buffer_clear(&text);
    chiso_series_free(series);
    return refused;
}

Test(periods_memory, each_document_is_written_whole_or_not_at_all)
{
    for (writer = 0; writer < sizeof(writers) / sizeof(writers[0]); writer++) {
        fail_each("a series", is_written);
    }
}

static bool is_ordered(struct fault *fault)
{
    chiso_board *board =
        new_board(fault, TREE, "unit,block,1,2\na,x,1,2\nb,y,3,4\nc,x,5,6\nd,x,,\n");
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = NULL;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_unit units[4] = {77};
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status = CHISO_OK;
    bool refused = false;

    options.order = CHISO_ORDER_RANK;
    cr_assert(chiso_report_new(board, &options, &report, NULL) == CHISO_OK);
    arm(fault);
    status = chiso_report_order(report, CHISO_ORDER_RANK, 4, units, &error);
    expect_memory(fault, status, &error);
    if (status == CHISO_OK) {
        status = chiso_report_write_csv(report, CHISO_CSV_POINT, &sink, &error);
        expect_memory(fault, status, &error);
    }
    if (status == CHISO_OK) {
        status = chiso_report_write_json(report, &sink, &error);
        expect_memory(fault, status, &error);
    }
    refused = was_refused(fault);
    disarm(fault);
    cr_assert(chiso_report_order(report, CHISO_ORDER_RANK, 4, units, NULL) == CHISO_OK);
    cr_expect(units[0] == 2 && units[1] == 0 && units[2] == 3 && units[3] == 1);
    buffer_clear(&text);
    chiso_report_free(report);
    chiso_board_free(board);
    return refused;
}

Test(periods_memory, rows_stand_in_order_or_are_not_written)
{
    fail_each("the order of a report", is_ordered);
}

static bool is_read_again(struct fault *fault)
{
    return board_read_into(fault, TREE, "unit,1,2\na,5,5\n",
                           "unit,state,achieved,max,percent,coverage,lowest,highest,rank,out_of,"
                           "tied,band,1,2\nb,scored,7,30,23.33,100,23.33,23.33,1,2,1,,3,4\n"
                           "c,missing,0,30,0,0,0,100,,,,,0,0\n",
                           true);
}

Test(periods_memory, a_report_is_read_in_again_whole_or_not_at_all)
{
    fail_each("the CSV of a report", is_read_again);
}
