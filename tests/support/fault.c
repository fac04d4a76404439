#include "fault.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

void arm(struct fault *fault)
{
    fault->meter.refuse_from = fault->meter.requests + fault->nth;
}

void disarm(struct fault *fault)
{
    fault->meter.refuse_from = SIZE_MAX;
}

bool was_refused(const struct fault *fault)
{
    return fault->meter.requests > fault->meter.refuse_from;
}

void fail_each(const char *name, bool (*scenario)(struct fault *fault))
{
    bool refused = true;

    for (size_t nth = 0; refused; nth++) {
        struct fault fault = {.meter = {.refuse_from = SIZE_MAX}, .nth = nth};

        cr_assert(nth < 20000, "%s never ends", name);
        fault.allocator = meter_allocator(&fault.meter);
        refused = scenario(&fault);
        cr_expect(fault.meter.alive == 0, "%s, request %zu: %zu blocks are alive", name, nth,
                  fault.meter.alive);
    }
}

void expect_memory(const struct fault *fault, chiso_status status, const chiso_error *error)
{
    cr_expect(status == CHISO_OK || status == CHISO_E_MEMORY, "request %zu: %s, %s", fault->nth,
              chiso_status_name(status), error->message);
    cr_expect(was_refused(fault) || status == CHISO_OK, "request %zu: %s although none was refused",
              fault->nth, chiso_status_name(status));
    if (status != CHISO_OK) {
        cr_expect(error->status == status && error->message[0] != '\0' &&
                      error->message_vi[0] != '\0',
                  "request %zu: no message", fault->nth);
    }
}

bool board_read_into(struct fault *fault, const char *criteria, const char *before,
                     const char *text, bool scored)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;
    char *old;
    char *new;

    cr_assert_eq(chiso_tree_read_csv(criteria, strlen(criteria), &fault->allocator, &tree, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_board_new(tree, &fault->allocator, &board, NULL), CHISO_OK);
    if (before != NULL) {
        cr_assert_eq(chiso_board_read_csv(board, before, strlen(before), &error), CHISO_OK, "%s",
                     error.message);
    }
    if (scored) {
        cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    }
    old = support_board_csv(board);
    arm(fault);
    status = chiso_board_read_csv(board, text, strlen(text), &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    if (status != CHISO_OK) {
        new = support_board_csv(board);
        cr_expect(strcmp(old, new) == 0, "request %zu: the board changed", fault->nth);
        cr_expect(chiso_board_is_scored(board) == scored, "request %zu", fault->nth);
        free(new);
        cr_expect(chiso_board_read_csv(board, text, strlen(text), &error) == CHISO_OK,
                  "request %zu: %s", fault->nth, error.message);
    }
    new = support_board_csv(board);
    cr_expect(strcmp(old, new) != 0, "request %zu", fault->nth);
    cr_expect(chiso_board_score(board, &error) == CHISO_OK, "request %zu: %s", fault->nth,
              error.message);
    free(old);
    free(new);
    chiso_tree_free(tree);
    chiso_board_free(board);
    return refused;
}

static chiso_status write_any(const chiso_report *report, chiso_unit unit, int writer,
                              const chiso_sink *sink, chiso_error *error)
{
    switch (writer) {
    case 0:
        return chiso_report_write_json(report, sink, error);
    case 1:
        return chiso_report_write_unit_json(report, unit, NULL, sink, error);
    case 2:
        return chiso_report_write_csv(report, CHISO_CSV_COMMA, sink, error);
    default:
        return chiso_report_write_unit_csv(report, unit, CHISO_CSV_POINT, sink, error);
    }
}

bool report_is_written(struct fault *fault, const chiso_report *report, chiso_unit unit)
{
    bool refused = false;

    for (int writer = 0; writer < 4; writer++) {
        struct buffer whole = {0};
        struct buffer text = {0};
        chiso_sink sink = buffer_sink(&text);
        size_t alive = 0;
        chiso_error error = CHISO_ERROR_INIT;
        chiso_status status;

        arm(fault);
        status = write_any(report, unit, writer, &sink, &error);
        expect_memory(fault, status, &error);
        refused = was_refused(fault) || refused;
        disarm(fault);
        sink = buffer_sink(&whole);
        cr_expect(write_any(report, unit, writer, &sink, &error) == CHISO_OK,
                  "writer %d, request %zu", writer, fault->nth);
        cr_expect(status != CHISO_OK || strcmp(text.bytes, whole.bytes) == 0,
                  "writer %d, request %zu", writer, fault->nth);
        /* What is ranked is kept, and nothing else. */
        alive = fault->meter.alive;
        buffer_clear(&whole);
        sink = buffer_sink(&whole);
        cr_expect(write_any(report, unit, writer, &sink, &error) == CHISO_OK &&
                      fault->meter.alive == alive,
                  "writer %d, request %zu: memory is kept", writer, fault->nth);
        buffer_clear(&text);
        buffer_clear(&whole);
    }
    return refused;
}
