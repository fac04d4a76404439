/* The draws, and what the table of all units says of them. */
#include "robust.h"
#include "tell.h"

#include <inttypes.h>
#include <stdio.h>

/* What cannot be drawn of these criteria; a code that there is not is told of with those that there
 * are. */
static bool cannot_draw(const struct job *job, const chiso_error *error)
{
    chiso_node node = CHISO_ROOT;

    if (error->status == CHISO_E_NODE && error->criterion[0] != '\0' &&
        chiso_tree_find(job->tree, error->criterion, &node) != CHISO_OK) {
        return unknown_criterion(job, "--robustness", error->criterion);
    }
    return complain(job, job->options->criteria, error);
}

bool robust_draw(struct job *job)
{
    const chiso_rank_options ranking = ranking_of(job);
    chiso_robustness_options how = CHISO_ROBUSTNESS_OPTIONS_INIT;
    chiso_error error = CHISO_ERROR_INIT;

    how.ranks = &ranking;
    how.bands = job->bands;
    return job->options->robustness == NULL ||
           chiso_robustness_new(job->board, job->options->robustness, &how, &job->robustness,
                                &error) == CHISO_OK ||
           cannot_draw(job, &error);
}

static chiso_node node_of(const chiso_robustness *robustness)
{
    chiso_robust_summary summary = {.node = CHISO_ROOT};

    return chiso_robustness_summary(robustness, &summary) == CHISO_OK ? summary.node : CHISO_ROOT;
}

void robust_put_reach(const struct view *view, char *text)
{
    const chiso_robustness *const robustness = chiso_report_robustness(view->report);
    chiso_robust_summary summary = {.quantile_count = 0};
    char numbers[2][TABLE_CELL_SIZE] = {"", ""};

    text[0] = '\0';
    if (chiso_robustness_summary(robustness, &summary) != CHISO_OK || summary.quantile_count == 0) {
        return;
    }
    for (uint32_t i = 0; i < 2; i++) {
        const chiso_decimal percent =
            100 * chiso_robustness_quantile_at(robustness, i == 0 ? 0 : summary.quantile_count - 1);

        put_number(view, percent, digits_needed(percent), "", numbers[i]);
    }
    snprintf(text, TABLE_CELL_SIZE, "%.20s%s%.20s %%", numbers[0],
             summary.quantile_count == 1 ? "" : "–", summary.quantile_count == 1 ? "" : numbers[1]);
}

void robust_name_column(struct view *view)
{
    const chiso_robustness *const robustness = chiso_report_robustness(view->report);
    char reach[TABLE_CELL_SIZE];

    view->robust_heading[0] = '\0';
    if (robustness != NULL && node_of(robustness) == CHISO_ROOT) {
        robust_put_reach(view, reach);
        snprintf(view->robust_heading, TABLE_CELL_SIZE, "%s %.50s",
                 say(view->language, "Rank", "Hạng"), reach);
    }
}

void robust_put_ranks(const struct view *view, chiso_decimal low, chiso_decimal high, char *text)
{
    char numbers[2][TABLE_CELL_SIZE];

    put_number(view, low, digits_needed(low), "", numbers[0]);
    put_number(view, high, digits_needed(high), "", numbers[1]);
    snprintf(text, TABLE_CELL_SIZE, "%.24s%s%.24s", numbers[0], low == high ? "" : "–",
             low == high ? "" : numbers[1]);
}

void robust_put(const struct view *view, chiso_unit unit, char *text)
{
    chiso_robust_unit robust = {.low = CHISO_ABSENT, .high = CHISO_ABSENT};

    if (view->robust_heading[0] != '\0' &&
        chiso_robustness_unit(chiso_report_robustness(view->report), unit, &robust) == CHISO_OK) {
        robust_put_ranks(view, robust.low, robust.high, text);
    }
}

chiso_status robust_print(const struct view *view, struct printer *printer)
{
    const chiso_language language = view->language;
    chiso_robust_summary summary;
    char text[TABLE_CELL_SIZE * 2];
    const chiso_status status =
        chiso_robustness_summary(chiso_report_robustness(view->report), &summary);

    if (status != CHISO_OK || summary.unit_count == 0) {
        return status;
    }
    print_line_end(printer);
    if (summary.node != CHISO_ROOT) {
        print_text(printer, say(language, "By criterion ", "Theo tiêu chí "));
        print_name(printer, chiso_node_code(view->tree, summary.node));
        print_text(printer, say(language, ", over ", ", qua "));
    } else {
        print_text(printer, say(language, "Over ", "Qua "));
    }
    snprintf(text, sizeof(text), "%" PRIu64 "%s", summary.draws,
             say(language, summary.draws == 1 ? " draw " : " draws ", " lần rút "));
    print_text(printer, text);
    snprintf(text, sizeof(text), "%" PRIu32 "%s%" PRIu32 "%s", summary.steady,
             say(language, " of ", " trên "), summary.unit_count,
             say(language, " ranks would not move by more than one place;",
                 " thứ hạng không dịch chuyển quá một bậc;"));
    print_text(printer, text);
    print_text(printer, say(language, " mean shift: ", " dịch chuyển trung bình: "));
    print_number(view, summary.shift, 2, ".", printer);
    print_line_end(printer);
    return CHISO_OK;
}
