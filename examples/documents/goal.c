/* Checks of goals: what the library takes as one, and whether it is met where a figure is given. */
#include "documents.h"

#include <stdio.h>
#include <string.h>

/* The goal as a report prints it. */
static void say_goal(const struct job *job, chiso_unit row, struct text *text)
{
    const chiso_decimal rank = figure_of(job, job->printed, row, GOAL_RANK);
    const chiso_decimal percent = figure_of(job, job->printed, row, GOAL_PERCENT);
    const chiso_decimal rise = figure_of(job, job->printed, row, GOAL_RISE);
    const chiso_decimal places = figure_of(job, job->printed, row, GOAL_PLACES);

    if (rank != CHISO_ABSENT) {
        say(text, "the first ", "trong ");
        say_number(text, rank, -1);
        say(text, "", " đơn vị đầu");
    } else if (percent != CHISO_ABSENT) {
        say_number(text, percent, -1);
        say_bytes(text, " %");
    } else if (rise != CHISO_ABSENT) {
        say(text, "a rise, no figure", "tăng, không có số");
    } else {
        say_number(text, places, -1);
        say(text, " to ", " đến ");
        say_number(text, figure_of(job, job->printed, row, GOAL_PLACES_TO), -1);
        say(text, " places", " bậc");
    }
}

/* The goal as the library reads it; empty where it has no such goal. */
static void write_goal(const struct job *job, chiso_unit row, char *goal, size_t size)
{
    static const struct {
        enum figure figure;
        const char *word;
    } kinds[] = {{GOAL_RANK, "rank"}, {GOAL_PERCENT, "percent"}, {GOAL_RISE, "rise"}};

    goal[0] = '\0';
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        const chiso_decimal figure = figure_of(job, job->printed, row, kinds[i].figure);
        char number[CHISO_DECIMAL_TEXT_SIZE];

        if (figure != CHISO_ABSENT &&
            chiso_decimal_format(figure, -1, CHISO_ROUND_HALF_UP, '.', number) == CHISO_OK) {
            (void)snprintf(goal, size, "%s:%s", kinds[i].word, number);
        }
    }
}

/* Holds a goal against a board that has a figure. */
static chiso_status judge_goal(struct job *job, const chiso_board *board, const chiso_goal *goal,
                               struct finding *finding)
{
    const int digits = chiso_tree_digits(job->figures);
    chiso_target *target = NULL;
    chiso_target_figures result;
    chiso_status status = chiso_target_new(board, 0, CHISO_ROOT, goal, NULL, &target, &job->error);

    if (status == CHISO_OK) {
        status = chiso_target_result(target, &result);
    }
    if (status == CHISO_OK) {
        const bool is_met = result.outcome == CHISO_OUTCOME_MET;

        say(&finding->computed, is_met ? "met by " : "missed by ",
            is_met ? "đạt, vượt " : "không đạt, thiếu ");
        say_number(&finding->computed, is_met ? result.distance_percent : -result.distance_percent,
                   digits);
        say(&finding->computed, " percent points", " điểm phần trăm");
        finding->verdict = is_met ? VERDICT_AGREES : VERDICT_DIFFERS;
        if (!is_met) {
            say_bytes(&finding->cause, finding->computed.bytes);
        }
    }
    chiso_target_free(target);
    return status;
}

chiso_status check_goal(struct job *job, chiso_unit row, struct finding *finding)
{
    const chiso_decimal percent = figure_of(job, job->printed, row, PERCENT);
    char text[2 * CHISO_DECIMAL_TEXT_SIZE];
    chiso_board *board = NULL;
    chiso_goal goal;
    chiso_error unread = CHISO_ERROR_INIT;
    chiso_status status = board_of_units(job, &percent, 1, 100 * CHISO_DECIMAL_ONE, &board);

    say_goal(job, row, &finding->printed);
    write_goal(job, row, text, sizeof(text));
    if (status != CHISO_OK || text[0] == '\0') {
        say(&finding->computed, "a goal rank:N, once last year's rank is given",
            "mục tiêu rank:N, khi biết thứ hạng năm trước");
    } else if (chiso_goal_parse(board, NULL, text, CHISO_ABSENT, &goal, &unread) != CHISO_OK) {
        /* What the library does not take is what was found out, no failure. */
        say_bytes(&finding->computed, text);
        say(&finding->computed, "; no figure is given: ", "; không có số liệu: ");
        say(&finding->computed, unread.message, unread.message_vi);
    } else if (percent == CHISO_ABSENT || goal.kind != CHISO_GOAL_PERCENT) {
        say(&finding->computed, "a goal ", "mục tiêu ");
        say_bytes(&finding->computed, text);
        say(&finding->computed, "; no figure is given", "; không có số liệu");
    } else {
        say_bytes(&finding->printed, "; ");
        say_lead(&finding->printed, job, row);
        status = judge_goal(job, board, &goal, finding);
    }
    chiso_board_free(board);
    return status;
}
