/* Checks of single figures, totals and means. What is said of a year and the one before is in
 * change.c. */
#include "documents.h"

#include <stdio.h>
#include <string.h>

chiso_status check_statement(struct job *job, chiso_unit row, struct finding *finding)
{
    /* The first whose figure is there. */
    static const struct {
        enum figure figure;
        check_function *check;
    } checks[] = {
        {PERIODS, check_periods},    {BOTH, check_counts},         {GOAL_RANK, check_goal},
        {GOAL_PERCENT, check_goal},  {GOAL_RISE, check_goal},      {GOAL_PLACES, check_goal},
        {LARGEST, check_largest},    {TOTAL, check_total},         {MEAN, check_mean},
        {MAX, check_ratio},          {PREVIOUS, check_difference}, {CHANGE, check_former},
        {RANK_CHANGE, check_former}, {RANK, check_rank},
    };

    *finding = (struct finding){.verdict = VERDICT_UNCHECKED};
    finding->printed.vietnamese = finding->computed.vietnamese = finding->cause.vietnamese =
        job->vietnamese;
    for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
        if (figure_of(job, job->printed, row, checks[i].figure) != CHISO_ABSENT) {
            return checks[i].check(job, row, finding);
        }
    }
    return check_nothing(job, row, finding);
}

chiso_status check_nothing(struct job *job, chiso_unit row, struct finding *finding)
{
    say_lead(&finding->printed, job, row);
    if (finding->printed.bytes[0] == '\0') {
        say(&finding->printed, "no figure", "không có số");
    }
    say(&finding->computed, "nothing to work with", "không có gì để tính");
    return CHISO_OK;
}

chiso_status check_rank(struct job *job, chiso_unit row, struct finding *finding)
{
    const chiso_decimal rank = figure_of(job, job->printed, row, RANK);
    const chiso_decimal out_of = figure_of(job, job->printed, row, OUT_OF);

    say_lead(&finding->printed, job, row);
    say_rank(&finding->printed, job, row);
    if (out_of != CHISO_ABSENT && rank > out_of) {
        say(&finding->computed, "no such rank", "không có thứ hạng ấy");
        say_bytes(&finding->cause, finding->computed.bytes);
        finding->verdict = VERDICT_DIFFERS;
    } else {
        say(&finding->computed, "no rank: the others' figures are not given",
            "không xếp hạng được: không có số của đơn vị khác");
    }
    return CHISO_OK;
}

/* A figure with as many decimals as it needs, or at least so many. */
static chiso_printed as_printed(chiso_decimal value, int decimals)
{
    char text[CHISO_DECIMAL_TEXT_SIZE];
    chiso_printed printed = {value, decimals};

    if (chiso_decimal_format(value, -1, CHISO_ROUND_HALF_UP, '.', text) == CHISO_OK &&
        chiso_printed_parse(text, '.', &printed) == CHISO_OK && printed.decimals < decimals) {
        printed.decimals = decimals;
    }
    return printed;
}

/* What an audit says of a figure that differs. */
static void take_cause(struct finding *finding, chiso_status status, const chiso_finding *audited)
{
    if (status == CHISO_OK && audited->code != CHISO_AUDIT_NONE) {
        say(&finding->cause, audited->message, audited->message_vi);
    }
}

/* The points that are lost, by the ledger of a board of one unit. */
static chiso_status say_lost(struct job *job, const chiso_board *board, struct text *text)
{
    chiso_ledger *ledger = NULL;
    chiso_ledger_total total;
    chiso_status status = chiso_ledger_new(board, 0, CHISO_ROOT, NULL, &ledger, &job->error);

    if (status == CHISO_OK) {
        status = chiso_ledger_totals(ledger, &total);
    }
    if (status == CHISO_OK) {
        say(text, "; lost: ", "; mất: ");
        say_number(text, total.lost, -1);
    }
    chiso_ledger_free(ledger);
    return status;
}

/* Points of a max: the percent, and the points that are lost. */
chiso_status check_ratio(struct job *job, chiso_unit row, struct finding *finding)
{
    const chiso_decimal achieved = figure_of(job, job->printed, row, ACHIEVED);
    const chiso_decimal max = figure_of(job, job->printed, row, MAX);
    const chiso_decimal percent = figure_of(job, job->printed, row, PERCENT);
    const int digits = chiso_tree_digits(job->figures);
    chiso_board *board = NULL;
    chiso_result result;
    chiso_finding audited;
    chiso_status status = board_of_criteria(job, &achieved, &max, 1, &board);

    if (status == CHISO_OK) {
        status = chiso_board_result(board, 0, CHISO_ROOT, &result);
    }
    if (status == CHISO_OK) {
        say_number(&finding->printed, achieved, -1);
        say(&finding->printed, " of ", " trên ");
        say_number(&finding->printed, max, -1);
        say_number(&finding->computed, result.percent, digits);
        say_bytes(&finding->computed, " %");
        status = say_lost(job, board, &finding->computed);
    }
    if (status == CHISO_OK && percent != CHISO_ABSENT) {
        say_bytes(&finding->printed, ", ");
        say_number(&finding->printed, percent, digits);
        say_bytes(&finding->printed, " %");
        finding->verdict = result.percent == percent ? VERDICT_AGREES : VERDICT_DIFFERS;
        take_cause(finding,
                   chiso_audit_ratio(as_printed(achieved, 0), as_printed(max, 0),
                                     as_printed(percent, digits), chiso_tree_rounding(job->figures),
                                     &audited),
                   &audited);
    } else if (status == CHISO_OK) {
        say(&finding->computed, "; no percent printed", "; không in tỷ lệ");
    }
    chiso_board_free(board);
    return status;
}

/* The parts of a row that are given. */
static size_t parts_of(const struct job *job, chiso_unit row, chiso_decimal *parts)
{
    size_t count = 0;

    for (int i = 0; i < PART_COUNT; i++) {
        const chiso_decimal part = figure_of(job, job->printed, row, (enum figure)(PART_1 + i));

        if (part != CHISO_ABSENT) {
            parts[count++] = part;
        }
    }
    return count;
}

static void say_parts(struct text *text, const chiso_decimal *parts, size_t count,
                      const char *between, int digits)
{
    for (size_t i = 0; i < count; i++) {
        say_bytes(text, i > 0 ? between : "");
        say_number(text, parts[i], digits);
    }
}

chiso_status check_total(struct job *job, chiso_unit row, struct finding *finding)
{
    const chiso_decimal total = figure_of(job, job->printed, row, TOTAL);
    chiso_decimal parts[PART_COUNT];
    chiso_printed printed[PART_COUNT];
    const size_t count = parts_of(job, row, parts);
    chiso_board *board = NULL;
    chiso_result result;
    chiso_finding audited;
    chiso_status status = board_of_criteria(job, parts, parts, count, &board);

    if (status == CHISO_OK) {
        status = chiso_board_result(board, 0, CHISO_ROOT, &result);
    }
    if (status == CHISO_OK) {
        say_number(&finding->printed, total, -1);
        say_bytes(&finding->printed, ": ");
        say_parts(&finding->printed, parts, count, ", ", -1);
        say_parts(&finding->computed, parts, count, " + ", -1);
        say_bytes(&finding->computed, " = ");
        say_number(&finding->computed, result.achieved, -1);
        finding->verdict = result.achieved == total ? VERDICT_AGREES : VERDICT_DIFFERS;
        for (size_t i = 0; i < count; i++) {
            printed[i] = as_printed(parts[i], 0);
        }
        take_cause(finding,
                   chiso_audit_sum(printed, count, as_printed(total, 0),
                                   chiso_tree_rounding(job->figures), &audited),
                   &audited);
    }
    chiso_board_free(board);
    return status;
}

/* Parts beside the figure of all: only their plain mean is known. */
chiso_status check_mean(struct job *job, chiso_unit row, struct finding *finding)
{
    const int digits = chiso_tree_digits(job->figures);
    const chiso_decimal mean = figure_of(job, job->printed, row, MEAN);
    chiso_decimal parts[PART_COUNT];
    const size_t count = parts_of(job, row, parts);
    chiso_board *board = NULL;
    chiso_block_summary summary;
    chiso_status status = board_of_units(job, parts, count, 100 * CHISO_DECIMAL_ONE, &board);

    if (status == CHISO_OK) {
        status = chiso_block_summarise(board, CHISO_ROOT, CHISO_ALL_BLOCKS, digits, &summary,
                                       &job->error);
    }
    if (status == CHISO_OK) {
        say_parts(&finding->printed, parts, count, ", ", digits);
        say(&finding->printed, "; all ", "; toàn tỉnh ");
        say_number(&finding->printed, mean, digits);
        say(&finding->computed, "plain mean ", "trung bình cộng ");
        say_number(&finding->computed, summary.mean, digits);
        say(&finding->computed, "; how many answered in each is not given",
            "; không rõ số phiếu của từng khối");
    }
    chiso_board_free(board);
    return status;
}
