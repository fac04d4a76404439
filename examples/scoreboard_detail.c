#include "scoreboard_detail.h"
#include "scoreboard_change.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Puts what a table shows of one of its items into a row. */
typedef chiso_status fill_row(const struct view *view, const void *items, uint32_t index,
                              struct row *row);

static chiso_status print_table(const struct view *view, const void *items, uint32_t count,
                                fill_row *fill, struct table *table, struct printer *printer)
{
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < count; i++) {
            struct row row = {.indent = 0};
            chiso_status status = CHISO_OK;

            for (size_t column = 0; column < TABLE_COLUMNS; column++) {
                row.cells[column] = row.texts[column];
            }
            status = fill(view, items, i, &row);
            if (status != CHISO_OK) {
                return status;
            }
            if (round == 0) {
                table_measure(table, &row);
            } else {
                table_print_row(table, &row, printer);
            }
        }
        if (round == 0) {
            table_fit(table);
            table_print_heading(table, printer);
        }
    }
    return printer->refused ? CHISO_E_SINK : CHISO_OK;
}

static void name_node(const struct view *view, chiso_node node, size_t code, size_t title,
                      struct row *row)
{
    row->cells[code] = node == CHISO_ROOT ? say(view->language, "Total", "Tổng")
                                          : chiso_node_code(view->tree, node);
    row->cells[title] = node == CHISO_ROOT ? "" : chiso_node_title(view->tree, node);
}

static struct column left(const char *heading)
{
    return (struct column){.heading = heading};
}

static struct column right(const char *heading)
{
    return (struct column){.heading = heading, .to_the_right = true};
}

static struct column wrapping(const char *heading)
{
    return (struct column){.heading = heading, .wraps = true};
}

/* The word behind a number of points. */
static const char *points_word(const struct view *view, chiso_decimal points)
{
    return say(view->language, points == CHISO_DECIMAL_ONE ? " point" : " points", " điểm");
}

/* ---- The ledger */

enum {
    LOST_CODE,
    LOST_TITLE,
    LOST_POINTS,
    LOST_MAX,
    LOST_LOST,
    LOST_BEST,
    LOST_WHO,
    LOST_MEAN,
    LOST_MEDIAN,
    LOST_GAIN
};

static chiso_status fill_lost(const struct view *view, const void *items, uint32_t index,
                              struct row *row)
{
    const chiso_ledger_entry *const entry = (const chiso_ledger_entry *)items + index;

    name_node(view, entry->leaf, LOST_CODE, LOST_TITLE, row);
    put_number(view, entry->achieved, view->digits, "", row->texts[LOST_POINTS]);
    put_number(view, entry->max, -1, "", row->texts[LOST_MAX]);
    put_number(view, entry->lost, view->digits, "", row->texts[LOST_LOST]);
    put_number(view, entry->best, view->digits, "", row->texts[LOST_BEST]);
    put_number(view, entry->mean, view->digits, "", row->texts[LOST_MEAN]);
    put_number(view, entry->median, view->digits, "", row->texts[LOST_MEDIAN]);
    put_number(view, entry->to_best, view->digits, "", row->texts[LOST_GAIN]);
    if (entry->best_shared > 1) {
        snprintf(row->texts[LOST_WHO], TABLE_CELL_SIZE, "%" PRIu32 " %s", entry->best_shared,
                 say(view->language, "units", "đơn vị"));
    } else if (entry->best_unit != CHISO_NO_UNIT) {
        row->cells[LOST_WHO] = chiso_unit_name(view->board, entry->best_unit);
    }
    return CHISO_OK;
}

/* What the losses add up to, and why not to what the total lost. */
static void print_lost(const struct view *view, const chiso_ledger_total *total,
                       struct printer *printer)
{
    const enum language language = view->language;

    if (total->lost == CHISO_ABSENT) {
        return;
    }
    print_line_end(printer);
    print_text(printer, say(language, "The total lost ", "Tổng còn thiếu "));
    print_number(view, total->lost, -1, points_word(view, total->lost), printer);
    print_text(printer, say(language, ": its criteria lost ", ": các tiêu chí mất "));
    print_number(view, total->leaves, -1, "", printer);
    if (total->bonuses != 0) {
        print_text(printer, say(language, ", bonuses and penalties gave ",
                                ", điểm thưởng, điểm trừ cộng lại "));
        print_number(view, total->bonuses, -1, "", printer);
    }
    if (total->rest != 0) {
        print_text(printer,
                   say(language, ", and weights, limits and roundings make a difference of ",
                       ", còn trọng số, giới hạn và làm tròn chênh "));
        print_number(view, total->rest, -1, "", printer);
    }
    print_text(printer, ".");
    print_line_end(printer);
}

chiso_status print_ledger(const struct view *view, const chiso_ledger *ledger,
                          struct printer *printer)
{
    const enum language language = view->language;
    const chiso_ledger_entry *entries = NULL;
    chiso_ledger_total total;
    struct table table = {
        .columns = {[LOST_CODE] = left(say(language, "Code", "Mã")),
                    [LOST_TITLE] = wrapping(say(language, "Criterion", "Tiêu chí")),
                    [LOST_POINTS] = right(say(language, "Points", "Điểm")),
                    [LOST_MAX] = right(say(language, "Max", "Tối đa")),
                    [LOST_LOST] = right(say(language, "Lost", "Chưa đạt")),
                    [LOST_BEST] = right(say(language, "Best", "Cao nhất")),
                    [LOST_WHO] = left(say(language, "of", "của")),
                    [LOST_MEAN] = right(say(language, "Mean", "TB")),
                    [LOST_MEDIAN] = right(say(language, "Median", "Trung vị")),
                    [LOST_GAIN] = right(say(language, "If best", "Nếu bằng"))}};
    uint32_t count = 0;
    uint32_t losing = 0;
    chiso_status status = chiso_ledger_entries(ledger, &entries, &count);

    if (status == CHISO_OK) {
        status = chiso_ledger_totals(ledger, &total);
    }
    if (status != CHISO_OK) {
        return status;
    }
    /* Those without a loss stand behind the others. */
    while (losing < count && entries[losing].lost != CHISO_ABSENT && entries[losing].lost > 0) {
        losing++;
    }
    if (losing == 0) {
        return CHISO_OK;
    }
    print_line_end(printer);
    print_text(printer,
               say(language,
                   "Where the points went; If best: what the total would gain with the points of "
                   "the best unit",
                   "Điểm mất ở đâu; Nếu bằng: tổng sẽ tăng bao nhiêu nếu bằng đơn vị cao nhất"));
    print_line_end(printer);
    status = print_table(view, entries, losing, fill_lost, &table, printer);
    if (status == CHISO_OK) {
        print_lost(view, &total, printer);
    }
    return status;
}

/* ---- The target */

enum { STEP_CODE, STEP_TITLE, STEP_FROM, STEP_TO, STEP_GAIN };

static chiso_status fill_step(const struct view *view, const void *items, uint32_t index,
                              struct row *row)
{
    const chiso_target_step *const step = (const chiso_target_step *)items + index;

    /* A plan is followed to the digit: points that were rounded down would miss the target. */
    name_node(view, step->leaf, STEP_CODE, STEP_TITLE, row);
    put_number(view, step->from, -1, "", row->texts[STEP_FROM]);
    put_number(view, step->to, -1, "", row->texts[STEP_TO]);
    put_number(view, step->gain, -1, "", row->texts[STEP_GAIN]);
    return CHISO_OK;
}

static void print_points(const struct view *view, chiso_decimal points, chiso_decimal percent,
                         struct printer *printer)
{
    print_number(view, points, -1, points_word(view, points), printer);
    if (percent != CHISO_ABSENT && percent != points) {
        print_text(printer, " (");
        print_number(view, percent, -1,
                     say(view->language, " percentage points)", " điểm phần trăm)"), printer);
    }
}

/* A figure that is above or below 0, without its sign. */
static chiso_decimal size_of(chiso_decimal value)
{
    return value != CHISO_ABSENT && value < 0 ? -value : value;
}

static void print_outcome(const struct view *view, const chiso_target_result *result,
                          struct printer *printer)
{
    const enum language language = view->language;

    switch (result->outcome) {
    case CHISO_OUTCOME_MET:
        print_text(printer, say(language, "met", "đã đạt"));
        if (result->distance != CHISO_ABSENT) {
            print_text(printer, say(language, ", with ", ", dư "));
            print_points(view, result->distance, result->distance_percent, printer);
            print_text(printer, say(language, " to spare", ""));
        }
        break;
    case CHISO_OUTCOME_MISSED:
        print_text(printer, say(language, "missed by ", "còn thiếu "));
        print_points(view, size_of(result->distance), size_of(result->distance_percent), printer);
        print_text(printer, say(language, "; it takes ", "; cần đạt "));
        print_number(view, result->least, -1, points_word(view, result->least), printer);
        break;
    case CHISO_OUTCOME_OUT_OF_REACH:
        print_text(printer,
                   say(language,
                       "out of reach: with every criterion that counts at its max it would have ",
                       "không thể đạt: khi mọi tiêu chí được tính đều đạt tối đa, đơn vị có "));
        print_number(view, result->most, -1, points_word(view, result->most), printer);
        if (result->short_by != CHISO_ABSENT) {
            print_text(printer, say(language, ", and fall short by ", ", vẫn thiếu "));
            print_points(view, result->short_by, result->short_by_percent, printer);
        }
        break;
    }
    print_text(printer, ".");
    print_line_end(printer);
}

static void print_margin(const struct view *view, const char *label, chiso_decimal margin,
                         struct printer *printer)
{
    if (margin == CHISO_ABSENT) {
        return;
    }
    print_text(printer, label);
    print_number(view, margin, -1, points_word(view, margin), printer);
    print_text(printer, ".");
    print_line_end(printer);
}

static chiso_status print_plan(const struct view *view, const chiso_target *target,
                               const chiso_target_result *result, struct printer *printer,
                               chiso_error *error)
{
    const enum language language = view->language;
    const chiso_target_step *steps = NULL;
    struct table table = {
        .columns = {[STEP_CODE] = left(say(language, "Code", "Mã")),
                    [STEP_TITLE] = wrapping(say(language, "Criterion", "Tiêu chí")),
                    [STEP_FROM] = right(say(language, "From", "Từ")),
                    [STEP_TO] = right(say(language, "To", "Lên")),
                    [STEP_GAIN] = right(say(language, "The total gains", "Tổng tăng"))}};
    uint32_t count = 0;
    chiso_status status = chiso_target_plan(target, &steps, &count, error);

    if (status != CHISO_OK) {
        return status;
    }
    print_line_end(printer);
    print_text(printer, result->exactness == CHISO_EXACTNESS_GREEDY
                            ? say(language, "A few criteria that can give it (there may be fewer)",
                                  "Một số tiêu chí có thể bù (có thể ít hơn)")
                            : say(language, "The fewest criteria that can give it",
                                  "Ít tiêu chí nhất có thể bù"));
    print_text(printer, say(language, ", with the other units as they are:",
                            ", khi các đơn vị khác giữ nguyên:"));
    print_line_end(printer);
    return print_table(view, steps, count, fill_step, &table, printer);
}

chiso_status print_target(const struct view *view, const chiso_target *target,
                          struct printer *printer, chiso_error *error)
{
    const enum language language = view->language;
    chiso_target_result result;
    chiso_status status = chiso_target_read(target, &result);

    if (status != CHISO_OK) {
        return status;
    }
    print_text(printer, say(language, "Target ", "Mục tiêu "));
    print_name(printer, view->options->target);
    print_text(printer, ": ");
    print_outcome(view, &result, printer);
    if (result.outcome == CHISO_OUTCOME_MISSED) {
        status = print_plan(view, target, &result, printer, error);
        if (result.rank_margin != CHISO_ABSENT || result.band_margin != CHISO_ABSENT) {
            print_line_end(printer);
        }
    }
    print_margin(view,
                 say(language, "It keeps its rank as long as it loses no more than ",
                     "Giữ được thứ hạng nếu mất không quá "),
                 result.rank_margin, printer);
    print_margin(view,
                 say(language, "It keeps its band as long as it loses no more than ",
                     "Giữ được xếp loại nếu mất không quá "),
                 result.band_margin, printer);
    return status;
}

/* ---- The what-if */

enum {
    TRIAL_CODE,
    TRIAL_TITLE,
    TRIAL_POINTS,
    TRIAL_WOULD,
    TRIAL_PERCENT,
    TRIAL_PERCENT_WOULD,
    TRIAL_RANK,
    TRIAL_RANK_WOULD
};

/* What stands on both sides of a trial. */
struct trial {
    const struct job *job;
    chiso_node *nodes; /* those whose figures would change, the total first */
};

static chiso_status standings(const struct job *job, chiso_unit unit, chiso_node node,
                              chiso_standing *now, chiso_standing *then)
{
    const chiso_status status = chiso_report_standing(job->report, unit, node, now);

    return status == CHISO_OK ? chiso_what_if_standing(job->what_if, unit, node, job->bands, then)
                              : status;
}

static bool is_same_standing(const chiso_standing *a, const chiso_standing *b)
{
    return a->result.achieved == b->result.achieved && a->result.max == b->result.max &&
           a->result.percent == b->result.percent && a->place.rank == b->place.rank &&
           a->place.half == b->place.half && a->place.out_of == b->place.out_of;
}

static chiso_status fill_trial(const struct view *view, const void *items, uint32_t index,
                               struct row *row)
{
    const struct trial *const trial = items;
    const chiso_node node = trial->nodes[index];
    chiso_standing now;
    chiso_standing then;
    const chiso_status status = standings(trial->job, trial->job->unit, node, &now, &then);

    if (status != CHISO_OK) {
        return status;
    }
    name_node(view, node, TRIAL_CODE, TRIAL_TITLE, row);
    put_number(view, now.result.achieved, view->digits, "", row->texts[TRIAL_POINTS]);
    put_number(view, then.result.achieved, view->digits, "", row->texts[TRIAL_WOULD]);
    put_number(view, now.result.percent, view->digits, " %", row->texts[TRIAL_PERCENT]);
    put_number(view, then.result.percent, view->digits, " %", row->texts[TRIAL_PERCENT_WOULD]);
    put_place(view, &now.place, row->texts[TRIAL_RANK]);
    put_place(view, &then.place, row->texts[TRIAL_RANK_WOULD]);
    return CHISO_OK;
}

/* Names the other units whose rank would be another. */
static chiso_status print_others(const struct view *view, const struct job *job,
                                 struct printer *printer)
{
    const uint32_t units = chiso_board_unit_count(view->board);
    char text[TABLE_CELL_SIZE];
    bool is_begun = false;

    for (chiso_unit unit = 0; unit < units; unit++) {
        chiso_standing now;
        chiso_standing then;
        const chiso_status status = standings(job, unit, CHISO_ROOT, &now, &then);

        if (status != CHISO_OK) {
            return status;
        }
        if (unit == job->unit ||
            (now.place.rank == then.place.rank && now.place.half == then.place.half)) {
            continue;
        }
        if (!is_begun) {
            print_line_end(printer);
        }
        print_text(printer, is_begun
                                ? "; "
                                : say(view->language,
                                      "Others that would move: ", "Các đơn vị khác sẽ đổi hạng: "));
        print_name(printer, chiso_unit_name(view->board, unit));
        put_place(view, &now.place, text);
        print_text(printer, " ");
        print_text(printer, text);
        put_place(view, &then.place, text);
        print_text(printer, " → ");
        print_text(printer, text);
        is_begun = true;
    }
    if (is_begun) {
        print_text(printer, ".");
        print_line_end(printer);
    }
    return CHISO_OK;
}

static void print_cells(const struct view *view, struct printer *printer)
{
    print_text(printer, say(view->language, "If the cells were ", "Nếu các ô là "));
    for (size_t i = 0; i < view->options->what_if_count; i++) {
        print_text(printer, i == 0 ? "" : ", ");
        print_name(printer, view->options->what_ifs[i]);
    }
    print_text(printer, ":");
    print_line_end(printer);
}

chiso_status print_what_if(const struct view *view, const struct job *job, struct printer *printer)
{
    const enum language language = view->language;
    struct trial trial = {.job = job};
    struct table table = {
        .columns = {[TRIAL_CODE] = left(say(language, "Code", "Mã")),
                    [TRIAL_TITLE] = wrapping(say(language, "Criterion", "Tiêu chí")),
                    [TRIAL_POINTS] = right(say(language, "Points", "Điểm")),
                    [TRIAL_WOULD] = right(say(language, "would be", "sẽ là")),
                    [TRIAL_PERCENT] = right(say(language, "Percent", "Tỷ lệ")),
                    [TRIAL_PERCENT_WOULD] = right(say(language, "would be", "sẽ là")),
                    [TRIAL_RANK] = right(say(language, "Rank", "Hạng")),
                    [TRIAL_RANK_WOULD] = right(say(language, "would be", "sẽ là"))}};
    uint32_t count = 0;
    chiso_status status = CHISO_OK;

    trial.nodes = calloc(chiso_tree_node_count(view->tree), sizeof(*trial.nodes));
    if (trial.nodes == NULL) {
        return CHISO_E_MEMORY;
    }
    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE && status == CHISO_OK;
         node = chiso_node_next(view->tree, node)) {
        chiso_standing now;
        chiso_standing then;

        status = standings(job, job->unit, node, &now, &then);
        if (status == CHISO_OK && (node == CHISO_ROOT || !is_same_standing(&now, &then))) {
            trial.nodes[count++] = node;
        }
    }
    print_cells(view, printer);
    if (status == CHISO_OK) {
        status = print_table(view, &trial, count, fill_trial, &table, printer);
    }
    free(trial.nodes);
    return status == CHISO_OK ? print_others(view, job, printer) : status;
}

/* ---- The explanation */

chiso_status print_explanation(const struct view *view, const chiso_explanation *explanation,
                               struct printer *printer, chiso_error *error)
{
    const bool is_vietnamese = view->language == VIETNAMESE;

    return chiso_explanation_write(
        explanation, is_vietnamese ? CHISO_LANGUAGE_VIETNAMESE : CHISO_LANGUAGE_ENGLISH,
        is_vietnamese ? ',' : '.', printer->sink, error);
}
