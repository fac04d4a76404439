/* What other cells would make of the figures and ranks. */
#include "detail.h"
#include "items.h"

#include <stdio.h>
#include <stdlib.h>

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

/* What a node of a unit has and would have, both with all places. */
static chiso_status standings(const struct job *job, chiso_unit unit, chiso_node node,
                              chiso_standing *now, chiso_standing *then)
{
    chiso_status status = chiso_report_standing(job->report, unit, node, now);

    if (status == CHISO_OK) {
        status = chiso_board_result(job->board, unit, node, &now->result);
    }
    return status == CHISO_OK ? chiso_what_if_standing(job->what_if, unit, node, job->bands, then)
                              : status;
}

/* Whether both are the same in all that is printed of them. */
static bool is_same_standing(const chiso_standing *a, const chiso_standing *b)
{
    return a->result.achieved == b->result.achieved && a->result.max == b->result.max &&
           a->result.percent == b->result.percent && a->place.rank == b->place.rank &&
           a->place.half == b->place.half && a->place.out_of == b->place.out_of &&
           (a->place.tied > 1) == (b->place.tied > 1);
}

/* What has no points is "-". */
static void put_dash(char *text)
{
    if (text[0] == '\0') {
        snprintf(text, TABLE_CELL_SIZE, "-");
    }
}

/* Puts the points of a node into text, and those that it would have. */
static chiso_status put_points(const struct view *view, const struct job *job, chiso_node node,
                               char *points, char *would)
{
    const char mark = view->language == CHISO_LANGUAGE_VIETNAMESE ? ',' : '.';
    chiso_status status =
        chiso_board_points_text(job->board, job->unit, node, view->point_digits, mark, points);

    if (status == CHISO_OK) {
        status = chiso_what_if_points_text(job->what_if, job->unit, node, view->point_digits, mark,
                                           would);
    }
    if (status != CHISO_OK) {
        return status;
    }
    put_dash(points);
    put_dash(would);
    return CHISO_OK;
}

static chiso_status fill_trial(const struct view *view, const void *items, uint32_t index,
                               struct row *row)
{
    const struct trial *const trial = items;
    const chiso_node node = trial->nodes[index];
    chiso_standing now;
    chiso_standing then;
    chiso_status status = standings(trial->job, trial->job->unit, node, &now, &then);

    if (status == CHISO_OK) {
        status =
            put_points(view, trial->job, node, row->texts[TRIAL_POINTS], row->texts[TRIAL_WOULD]);
    }
    if (status != CHISO_OK) {
        return status;
    }
    name_node(view, node, TRIAL_CODE, TRIAL_TITLE, row);
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

static const char *name_of_band(const struct job *job, uint32_t band)
{
    return band == CHISO_NO_BAND ? "-" : chiso_bands_name(job->bands, band);
}

/* The band that the unit is told, and the one that it would be told; by its percent where a gate
 * would keep it from that one. */
static chiso_status print_band(const struct view *view, const struct job *job,
                               struct printer *printer)
{
    const chiso_language language = view->language;
    chiso_standing now;
    chiso_standing then;
    const chiso_status status = standings(job, job->unit, CHISO_ROOT, &now, &then);

    if (status != CHISO_OK || job->bands == NULL ||
        (now.band == CHISO_NO_BAND && then.band == CHISO_NO_BAND)) {
        return status;
    }
    print_line_end(printer);
    print_text(printer, say(language, "Band: ", "Xếp loại: "));
    print_name(printer, name_of_band(job, now.band));
    if (then.band == now.band) {
        print_text(printer, say(language, ", as it is", ", giữ nguyên"));
    } else {
        print_text(printer, " → ");
        print_name(printer, name_of_band(job, then.band));
    }
    if (then.band != then.band_by_percent) {
        print_text(printer,
                   say(language, "; by its percent it would be ", "; theo tỷ lệ sẽ là loại "));
        print_name(printer, name_of_band(job, then.band_by_percent));
    }
    print_text(printer, ".");
    print_line_end(printer);
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

static void print_node(const struct view *view, chiso_node node, struct printer *printer)
{
    print_name(printer, node == CHISO_ROOT ? say(view->language, "the total", "tổng")
                                           : chiso_node_code(view->tree, node));
}

/* "1.2 may change nothing: the result of 1 is set by hand; 2 is limited by 2.1; 1.2 is dropped." */
static void print_obstacle(const struct view *view, chiso_node leaf, const chiso_obstacle *obstacle,
                           struct printer *printer)
{
    const char *between = say(view->language, " may change nothing: ", " có thể không đổi gì: ");

    print_node(view, leaf, printer);
    if (obstacle->set != CHISO_NO_NODE) {
        print_text(printer, between);
        print_text(printer, say(view->language, "the result of ", "kết quả của "));
        print_node(view, obstacle->set, printer);
        print_text(printer, say(view->language, " is set by hand", " được ấn định"));
        between = "; ";
    }
    if (obstacle->limited != CHISO_NO_NODE) {
        print_text(printer, between);
        print_node(view, obstacle->limited, printer);
        print_text(printer, say(view->language, " is limited by ", " bị khống chế do "));
        print_node(view, obstacle->limited_by, printer);
        between = "; ";
    }
    if (obstacle->dropped != CHISO_NO_NODE) {
        print_text(printer, between);
        print_node(view, obstacle->dropped, printer);
        print_text(printer, say(view->language, " is dropped", " không được tính"));
    }
    print_text(printer, ".");
    print_line_end(printer);
}

/* Says why cells that are tried change nothing, or less than they might. */
static void print_obstacles(const struct view *view, const struct job *job, struct printer *printer)
{
    for (chiso_node leaf = chiso_node_next_leaf(view->tree, CHISO_ROOT);
         leaf != CHISO_NO_NODE && chiso_board_has_steps(view->board, job->unit);
         leaf = chiso_node_next_leaf(view->tree, leaf)) {
        chiso_cell now;
        chiso_cell then;
        chiso_obstacle obstacle;

        if (chiso_board_cell(view->board, job->unit, leaf, &now) != CHISO_OK ||
            chiso_what_if_cell(job->what_if, job->unit, leaf, &then) != CHISO_OK ||
            (now.state == then.state && now.value == then.value && now.points == then.points) ||
            chiso_what_if_obstacle(job->what_if, job->unit, leaf, &obstacle) != CHISO_OK ||
            (obstacle.set == CHISO_NO_NODE && obstacle.limited == CHISO_NO_NODE &&
             obstacle.dropped == CHISO_NO_NODE)) {
            continue;
        }
        print_obstacle(view, leaf, &obstacle, printer);
    }
}

chiso_status print_what_if(const struct view *view, const struct job *job, struct printer *printer)
{
    const chiso_language language = view->language;
    struct trial trial = {.job = job};
    struct table table = {
        .width = view->options->columns,
        .columns = {[TRIAL_CODE] = column_left(say(language, "Code", "Mã")),
                    [TRIAL_TITLE] = column_wrapping(say(language, "Criterion", "Tiêu chí")),
                    [TRIAL_POINTS] = column_right(say(language, "Points", "Điểm")),
                    [TRIAL_WOULD] = column_right(say(language, "would be", "sẽ là")),
                    [TRIAL_PERCENT] = column_right(say(language, "Percent", "Tỷ lệ")),
                    [TRIAL_PERCENT_WOULD] = column_right(say(language, "would be", "sẽ là")),
                    [TRIAL_RANK] = column_right(say(language, "Rank", "Hạng")),
                    [TRIAL_RANK_WOULD] = column_right(say(language, "would be", "sẽ là"))}};
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
        status = print_items(view, &trial, count, fill_trial, &table, printer);
    }
    free(trial.nodes);
    if (status == CHISO_OK) {
        status = print_band(view, job, printer);
    }
    if (status == CHISO_OK) {
        print_obstacles(view, job, printer);
    }
    return status == CHISO_OK ? print_others(view, job, printer) : status;
}
