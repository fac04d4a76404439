/* Statistics and weights while memory fails: nothing is written, nothing stays alive. */
#include "fault.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { COLUMNS = 5, UNITS = 40, CELLS = COLUMNS * UNITS };

/* What stands in outputs before a call, and after one that failed. */
static const double UNTOUCHED = -12345;

static void fill(double *values, bool with_gaps)
{
    struct random random = {.state = 7};

    for (size_t i = 0; i < CELLS; i++) {
        values[i] = 1 + (double)random_below(&random, 50);
        if (with_gaps && (i % UNITS == 3 || random_below(&random, 9) == 0)) {
            values[i] = NAN;
        }
    }
}

/* A call on columns; writes at most COLUMNS × COLUMNS numbers. */
typedef chiso_status (*column_call)(const double *values, const chiso_allocator *allocator,
                                    double *out, chiso_error *error);

static chiso_status pearson(const double *values, const chiso_allocator *allocator, double *out,
                            chiso_error *error)
{
    return chiso_correlation_matrix(values, COLUMNS, UNITS, CHISO_CORRELATION_PEARSON, allocator,
                                    out, error);
}

static chiso_status spearman(const double *values, const chiso_allocator *allocator, double *out,
                             chiso_error *error)
{
    return chiso_correlation_matrix(values, COLUMNS, UNITS, CHISO_CORRELATION_SPEARMAN, allocator,
                                    out, error);
}

static chiso_status kendall(const double *values, const chiso_allocator *allocator, double *out,
                            chiso_error *error)
{
    return chiso_correlation_matrix(values, COLUMNS, UNITS, CHISO_CORRELATION_KENDALL, allocator,
                                    out, error);
}

static chiso_status alpha(const double *values, const chiso_allocator *allocator, double *out,
                          chiso_error *error)
{
    return chiso_cronbach_alpha(values, COLUMNS, UNITS, false, allocator, out, error);
}

static chiso_status standardised_alpha(const double *values, const chiso_allocator *allocator,
                                       double *out, chiso_error *error)
{
    return chiso_cronbach_alpha(values, COLUMNS, UNITS, true, allocator, out, error);
}

static chiso_status summary(const double *values, const chiso_allocator *allocator, double *out,
                            chiso_error *error)
{
    chiso_column_summary figures = {.mean = UNTOUCHED};
    const chiso_status status = chiso_column_summarise(values, UNITS, allocator, &figures, error);

    out[0] = figures.mean;
    return status;
}

static chiso_status entropy(const double *values, const chiso_allocator *allocator, double *out,
                            chiso_error *error)
{
    return chiso_weights_entropy(values, COLUMNS, UNITS, allocator, out, error);
}

static chiso_status deviation(const double *values, const chiso_allocator *allocator, double *out,
                              chiso_error *error)
{
    return chiso_weights_deviation(values, COLUMNS, UNITS, allocator, out, error);
}

static chiso_status critic(const double *values, const chiso_allocator *allocator, double *out,
                           chiso_error *error)
{
    return chiso_weights_critic(values, COLUMNS, UNITS, NULL, allocator, out, error);
}

static chiso_status component(const double *values, const chiso_allocator *allocator, double *out,
                              chiso_error *error)
{
    return chiso_weights_component(values, COLUMNS, UNITS, allocator, out, &out[COLUMNS], error);
}

static const column_call calls[] = {pearson, spearman, kendall,   alpha,  standardised_alpha,
                                    summary, entropy,  deviation, critic, component};
static size_t current_call;
static bool current_gaps;

static bool columns(struct fault *fault)
{
    double values[CELLS];
    double out[COLUMNS * COLUMNS];
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    fill(values, current_gaps);
    for (size_t i = 0; i < COLUMNS * COLUMNS; i++) {
        out[i] = UNTOUCHED;
    }
    arm(fault);
    status = calls[current_call](values, &fault->allocator, out, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect((status == CHISO_OK) == (out[0] > UNTOUCHED), "call %zu, request %zu: %f",
              current_call, fault->nth, out[0]);
    for (size_t i = 0; status != CHISO_OK && i < COLUMNS * COLUMNS; i++) {
        cr_expect(!(out[i] > UNTOUCHED), "call %zu, request %zu: output %zu was written",
                  current_call, fault->nth, i);
    }
    return refused;
}

Test(fault_statistics, calls_on_columns_fail_as_a_whole)
{
    for (current_call = 0; current_call < sizeof(calls) / sizeof(calls[0]); current_call++) {
        for (int gaps = 0; gaps < 2; gaps++) {
            current_gaps = gaps == 1;
            fail_each("columns", columns);
        }
    }
}

/* ---- Boards */

static chiso_board *make_board(const chiso_allocator *allocator)
{
    static const char criteria[] = "code,title,max\n1,A,60\n2,B,60\n3,C,60\n";
    struct buffer points = {0};
    struct random random = {.state = 11};
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;

    buffer_print(&points, "unit,1,2,3\n");
    for (int unit = 0; unit < UNITS; unit++) {
        buffer_print(&points, "u%d,%d,%d,%s\n", unit, (int)random_below(&random, 60),
                     (int)random_below(&random, 60),
                     unit % 9 == 0   ? "NA"
                     : unit % 2 == 0 ? "7"
                                     : "11.5");
    }
    cr_assert(chiso_tree_read_csv(criteria, strlen(criteria), allocator, &tree, NULL) == CHISO_OK);
    cr_assert(chiso_board_new(tree, allocator, &board, NULL) == CHISO_OK);
    cr_assert(chiso_board_read_csv(board, points.bytes, points.size, NULL) == CHISO_OK);
    cr_assert(chiso_board_score(board, NULL) == CHISO_OK);
    chiso_tree_free(tree);
    buffer_clear(&points);
    return board;
}

static bool boards(struct fault *fault)
{
    static const chiso_node nodes[] = {1, 2, 3};
    chiso_weights_options options = CHISO_WEIGHTS_OPTIONS_INIT;
    chiso_board *board = make_board(&fault->allocator);
    double matrix[9] = {UNTOUCHED};
    double out_alpha = UNTOUCHED;
    chiso_decimal weights[3] = {-1, -1, -1};
    chiso_error error = CHISO_ERROR_INIT;
    bool refused = false;

    arm(fault);
    chiso_status status =
        chiso_board_correlation(board, nodes, 3, CHISO_MEASURE_PERCENT, CHISO_ALL_BLOCKS,
                                CHISO_CORRELATION_KENDALL, matrix, &error);
    expect_memory(fault, status, &error);
    cr_expect((status == CHISO_OK) == (matrix[0] > UNTOUCHED), "request %zu", fault->nth);
    refused = was_refused(fault);
    arm(fault);
    status = chiso_board_alpha(board, nodes, 3, CHISO_MEASURE_ACHIEVED, CHISO_ALL_BLOCKS, true,
                               &out_alpha, &error);
    expect_memory(fault, status, &error);
    cr_expect((status == CHISO_OK) == (out_alpha > UNTOUCHED), "request %zu", fault->nth);
    refused = was_refused(fault) || refused;
    for (int method = CHISO_WEIGHTS_EQUAL; method <= CHISO_WEIGHTS_COMPONENT; method++) {
        weights[0] = -1;
        options.method = (chiso_weights_method)method;
        arm(fault);
        status = chiso_board_weights(board, nodes, 3, &options, weights, &error);
        expect_memory(fault, status, &error);
        cr_expect((status == CHISO_OK) == (weights[0] >= 0), "method %d, request %zu", method,
                  fault->nth);
        refused = was_refused(fault) || refused;
    }
    disarm(fault);
    chiso_board_free(board);
    return refused;
}

Test(fault_statistics, calls_on_boards_fail_as_a_whole)
{
    fail_each("boards", boards);
}
