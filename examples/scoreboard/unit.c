/* One unit as text: every criterion, or what was asked about it. */
#include "change.h"
#include "detail.h"
#include "robust.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

enum { CODE, TITLE, WEIGHT, POINTS, MAX, PERCENT, RANK, LOST, CHANGE, MOVE, NOTE };

enum { DEEPEST_INDENT = 12, TITLE_INDENT = 2 };

/* The decimals of columns of numbers that are never rounded, and which columns tell something. */
struct shape {
    int max;
    int weight;
    bool has_titles;
    bool has_weights;
    bool has_notes;
};

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* What a node is that does not count in its parent's max; "" for a criterion. */
static const char *kind_of(const struct view *view, chiso_node node)
{
    if (chiso_node_kind(view->tree, node) != CHISO_KIND_BONUS) {
        return "";
    }
    return chiso_node_max(view->tree, node) == 0 || chiso_node_min(view->tree, node) < 0
               ? say(view->language, "penalty", "điểm trừ")
               : say(view->language, "bonus", "điểm thưởng");
}

/* What was done to a node beside combining; "" for nothing. */
static const char *step_of(const struct view *view, chiso_unit unit, chiso_node node)
{
    const chiso_language language = view->language;
    chiso_steps steps;

    if (!chiso_board_has_steps(view->board, unit) ||
        chiso_board_steps(view->board, unit, node, &steps, NULL) != CHISO_OK) {
        return "";
    }
    if (steps.is_set != 0) {
        return say(language, "set by hand", "ấn định");
    }
    if (steps.is_dropped != 0) {
        return say(language, "dropped", "không tính");
    }
    if (steps.limited_by != CHISO_NO_NODE) {
        return say(language, "limited", "bị khống chế");
    }
    return steps.is_lifted != 0 ? say(language, "at its floor", "mức sàn") : "";
}

/* What the figures of a node do not say by themselves, put into text. */
static void put_note(const struct view *view, chiso_unit unit, chiso_node node,
                     const chiso_result *result, char *text)
{
    const char *const step = step_of(view, unit, node);
    const chiso_language language = view->language;
    const char *const bonus = kind_of(view, node);
    const char *said = "";
    char share[TABLE_CELL_SIZE] = "";

    if (result->state == CHISO_STATE_NOT_APPLICABLE) {
        said = say(language, "not applicable", "không áp dụng");
    } else if (is_partly_scored(result) && result->coverage > 0) {
        put_number(view, result->coverage, view->digits, " %", share);
        said = say(language, "scored: ", "đã chấm: ");
    } else if (result->state == CHISO_STATE_MISSING) {
        said = say(language, "not scored", "chưa chấm");
    }
    snprintf(text, TABLE_CELL_SIZE, "%.20s%s%.20s%.20s", bonus,
             bonus[0] != '\0' && said[0] != '\0' ? ", " : "", said, share);
    if (step[0] != '\0') {
        const size_t used = strlen(text);

        snprintf(text + used, TABLE_CELL_SIZE - used, "%s%.20s", used > 0 ? ", " : "", step);
    }
}

static chiso_status find_shape(const struct view *view, chiso_unit unit, struct shape *shape)
{
    *shape = (struct shape){.max = 0};
    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE;
         node = chiso_node_next(view->tree, node)) {
        chiso_standing standing;
        char note[TABLE_CELL_SIZE];
        const chiso_status status = chiso_report_standing(view->report, unit, node, &standing);

        if (status != CHISO_OK) {
            return status;
        }
        put_note(view, unit, node, &standing.result, note);
        shape->has_notes = shape->has_notes || note[0] != '\0';
        shape->has_titles = shape->has_titles ||
                            (node != CHISO_ROOT && chiso_node_title(view->tree, node)[0] != '\0');
        shape->has_weights =
            shape->has_weights || chiso_unit_weight(view->board, unit, node) != CHISO_ABSENT;
        shape->max = larger(shape->max, digits_needed(standing.result.max));
        shape->weight =
            larger(shape->weight, digits_needed(chiso_unit_weight(view->board, unit, node)));
    }
    return CHISO_OK;
}

/* How the points and the rank of a node changed; points of another max are not compared. */
static chiso_status put_node_changes(const struct view *view, chiso_unit unit, chiso_node node,
                                     struct row *row)
{
    chiso_change change;
    const chiso_status status = put_changes(view, unit, node, row->texts[CHANGE], row->texts[MOVE]);

    if (status != CHISO_OK || row->texts[MOVE][0] == '\0') {
        return status;
    }
    if (chiso_comparison_change(view->comparison, unit, node, &change) == CHISO_OK &&
        change.max != 0 && change.max != CHISO_ABSENT) {
        snprintf(row->texts[CHANGE], TABLE_CELL_SIZE, "%s",
                 say(view->language, "other max", "tối đa khác"));
    } else {
        put_change(view, change.achieved, view->point_digits, row->texts[CHANGE]);
    }
    return CHISO_OK;
}

/* Points are lost of a max; a bonus is part of none, and neither is what is below it. */
static bool may_lose(const chiso_tree *tree, chiso_node node)
{
    while (node != CHISO_ROOT && chiso_node_kind(tree, node) == CHISO_KIND_CRITERION) {
        node = chiso_node_parent(tree, node);
    }
    return node == CHISO_ROOT;
}

static chiso_status fill_row(const struct view *view, chiso_unit unit, chiso_node node,
                             const struct shape *shape, struct row *row)
{
    chiso_standing standing;
    const uint32_t depth = chiso_node_depth(view->tree, node);
    const chiso_status status = chiso_report_standing(view->report, unit, node, &standing);

    if (status != CHISO_OK) {
        return status;
    }
    for (size_t i = 0; i < TABLE_COLUMNS; i++) {
        row->cells[i] = row->texts[i];
    }
    put_number(view, standing.result.achieved, view->point_digits, "", row->texts[POINTS]);
    put_number(view, standing.result.max, shape->max, "", row->texts[MAX]);
    put_number(view, standing.result.percent, view->digits, " %", row->texts[PERCENT]);
    if (may_lose(view->tree, node)) {
        put_number(view, standing.lost, view->point_digits, "", row->texts[LOST]);
    }
    put_place(view, &standing.place, row->texts[RANK]);
    put_note(view, unit, node, &standing.result, row->texts[NOTE]);
    if (chiso_unit_weight(view->board, unit, node) != CHISO_ABSENT) {
        put_number(view, chiso_unit_weight(view->board, unit, node), shape->weight, "",
                   row->texts[WEIGHT]);
    }
    if (node == CHISO_ROOT) {
        row->cells[CODE] = say(view->language, "Total", "Tổng");
        row->cells[TITLE] = "";
    } else {
        row->indent = depth - 1 > DEEPEST_INDENT / TITLE_INDENT
                          ? DEEPEST_INDENT
                          : (size_t)(depth - 1) * TITLE_INDENT;
        row->cells[CODE] = chiso_node_code(view->tree, node);
        row->cells[TITLE] = chiso_node_title(view->tree, node);
    }
    return view->comparison == NULL ? CHISO_OK : put_node_changes(view, unit, node, row);
}

/* Measures a row, or prints it where there is a printer. */
static chiso_status do_row(const struct view *view, chiso_unit unit, chiso_node node,
                           const struct shape *shape, struct table *table, struct printer *printer)
{
    struct row row = {.indent = 0};
    const chiso_status status = fill_row(view, unit, node, shape, &row);

    if (status != CHISO_OK) {
        return status;
    }
    if (printer == NULL) {
        table_measure(table, &row);
        return CHISO_OK;
    }
    table_print_row(table, &row, printer);
    return printer->refused ? CHISO_E_SINK : CHISO_OK;
}

/* Measures or prints all rows: every criterion in the tree's order, the total at the end. */
static chiso_status do_rows(const struct view *view, chiso_unit unit, const struct shape *shape,
                            struct table *table, struct printer *printer)
{
    chiso_status status = CHISO_OK;

    for (chiso_node node = chiso_node_next(view->tree, CHISO_ROOT);
         node != CHISO_NO_NODE && status == CHISO_OK; node = chiso_node_next(view->tree, node)) {
        status = do_row(view, unit, node, shape, table, printer);
    }
    return status == CHISO_OK ? do_row(view, unit, CHISO_ROOT, shape, table, printer) : status;
}

static void name_columns(const struct view *view, const struct shape *shape, struct table *table)
{
    /* What is left out where there is no room, the last first. */
    static const int leaving[] = {CHANGE, MOVE, LOST, MAX, WEIGHT};
    const chiso_language language = view->language;

    table->columns[CODE] = column_left(say(language, "Code", "Mã"));
    table->columns[TITLE] =
        column_wrapping(shape->has_titles ? say(language, "Criterion", "Tiêu chí") : NULL);
    table->columns[WEIGHT] =
        column_right(shape->has_weights ? say(language, "Weight", "Trọng số") : NULL);
    table->columns[POINTS] = column_right(say(language, "Points", "Điểm"));
    table->columns[MAX] = column_right(say(language, "Max", "Tối đa"));
    table->columns[PERCENT] = column_right(say(language, "Percent", "Tỷ lệ"));
    table->columns[RANK] = column_right(say(language, "Rank", "Hạng"));
    table->columns[LOST] = column_right(say(language, "Lost", "Điểm chưa đạt"));
    if (view->comparison != NULL) {
        name_change_columns(language, &table->columns[CHANGE], &table->columns[MOVE]);
    }
    table->columns[NOTE] = column_left(shape->has_notes ? say(language, "Note", "Ghi chú") : NULL);
    for (int i = 0; i < (int)(sizeof(leaving) / sizeof(leaving[0])); i++) {
        table->columns[leaving[i]].leaves = i + 1;
    }
}

static void print_unit_name(const struct view *view, chiso_unit unit, struct printer *printer)
{
    const char *const title = chiso_tree_title(view->tree);
    const char *const name = chiso_unit_name(view->board, unit);
    const char *const code = chiso_unit_code(view->board, unit);

    if (title[0] != '\0') {
        print_name(printer, title);
        print_text(printer, ": ");
    }
    print_name(printer, name);
    if (strcmp(name, code) != 0) {
        print_text(printer, " (");
        print_name(printer, code);
        print_text(printer, ")");
    }
    print_line_end(printer);
}

static void print_rank(const struct view *view, chiso_unit unit, const chiso_place *place,
                       struct printer *printer)
{
    const char *const block = chiso_board_block(view->board, chiso_unit_block(view->board, unit));
    char rank[TABLE_CELL_SIZE];

    put_place(view, place, rank);
    print_text(printer, place->rank == 0 ? say(view->language, "No rank", "Không có hạng")
                                         : say(view->language, "Rank ", "Hạng "));
    print_text(printer, place->rank == 0 ? "" : rank);
    if (place->rank > 0 && view->has_blocks && view->options->scope == CHISO_SCOPE_OVERALL) {
        print_text(printer, say(view->language, " overall", " chung"));
    }
    if (block[0] != '\0') {
        print_text(printer, says_block(block) ? ", " : say(view->language, ", block ", ", khối "));
        print_name(printer, block);
    }
    if (!chiso_unit_is_ranked(view->board, unit)) {
        print_text(printer, say(view->language, ", assessed but not ranked",
                                ", được đánh giá nhưng không xếp hạng"));
    }
    print_line_end(printer);
}

static void print_figures(const struct view *view, const chiso_standing *standing,
                          struct printer *printer)
{
    const chiso_result *const result = &standing->result;
    const chiso_language language = view->language;

    if (is_not_scored(result) && result->achieved != CHISO_ABSENT) {
        print_text(printer, say(language, "No percent, as nothing is scored: ",
                                "Không có tỷ lệ vì chưa chấm tiêu chí nào: "));
    } else if (result->percent != CHISO_ABSENT) {
        print_number(view, result->percent, view->digits, " %: ", printer);
    }
    if (result->achieved != CHISO_ABSENT) {
        print_text(printer, say(language, "", "đạt "));
        print_number(view, result->achieved, view->point_digits, "", printer);
        print_text(printer, say(language, " of ", "/"));
        print_number(view, result->max, -1, say(language, " points", " điểm"), printer);
    } else if (result->state == CHISO_STATE_NOT_APPLICABLE) {
        print_text(printer, say(language, "No criterion applies to this unit",
                                "Không tiêu chí nào áp dụng cho đơn vị này"));
    } else {
        print_text(printer, say(language, "No figures", "Chưa có số liệu"));
    }
    if (standing->band != CHISO_NO_BAND) {
        print_text(printer, say(language, ", band ", ", xếp loại "));
        print_name(printer, chiso_bands_name(chiso_report_bands(view->report), standing->band));
    }
    if (standing->band != standing->band_by_percent) {
        print_text(printer, say(language, " by a gate; by its percent ",
                                " do bị khống chế; theo "
                                "tỷ lệ là "));
        print_name(printer,
                   chiso_bands_name(chiso_report_bands(view->report), standing->band_by_percent));
    }
    print_line_end(printer);
    if (is_partly_scored(result)) {
        print_text(printer, say(language, "", "Đã chấm "));
        print_number(
            view, result->coverage, view->digits,
            say(language, " % is scored; the percent will be ", " %; khi chấm đủ, tỷ lệ sẽ từ "),
            printer);
        print_number(view, result->lowest, view->digits, " %", printer);
        print_text(printer, say(language, " at least, ", " đến "));
        print_number(view, result->highest, view->digits, say(language, " % at most.", " %."),
                     printer);
        print_line_end(printer);
        print_policy(view, printer);
    }
}

/* Says below the table why its points do not add up where they are not added. */
static void print_combines(const struct view *view, struct printer *printer)
{
    static const char *const combines[][2] = {
        {"the sum of the points", "tổng điểm"},
        {"a weighted mean of the percents", "trung bình có trọng số của các tỷ lệ"},
        {"a weighted geometric mean of the percents", "trung bình nhân có trọng số của các tỷ lệ"},
        {"a weighted harmonic mean of the percents",
         "trung bình điều hòa có trọng số của các tỷ lệ"},
        {"the lowest of the percents", "tỷ lệ thấp nhất"},
        {"the highest of the percents", "tỷ lệ cao nhất"},
        {"the median of the percents", "trung vị của các tỷ lệ"},
    };
    const chiso_combine root = chiso_node_combine(view->tree, CHISO_ROOT);
    bool below = false;

    for (chiso_node node = chiso_node_next(view->tree, CHISO_ROOT); node != CHISO_NO_NODE;
         node = chiso_node_next(view->tree, node)) {
        below = below || chiso_node_combine(view->tree, node) != CHISO_COMBINE_SUM;
    }
    if (root == CHISO_COMBINE_SUM && !below) {
        return;
    }
    print_line_end(printer);
    if (root == CHISO_COMBINE_SUM) {
        print_text(printer,
                   say(view->language,
                       "Some criteria are made of the percents below them, and are not sums of the "
                       "points.",
                       "Một số tiêu chí được tính từ các tỷ lệ bên dưới, không phải tổng điểm."));
    } else {
        print_text(printer, say(view->language, "The total is ", "Tổng là "));
        print_text(printer, say(view->language, combines[root][0], combines[root][1]));
        print_text(printer,
                   say(view->language, ", not the sum of the points.", ", không phải tổng điểm."));
    }
    print_line_end(printer);
}

/* The table of all nodes, and the leaves by what they cost. */
static chiso_status print_nodes(const struct view *view, const struct job *job,
                                const struct shape *shape, struct printer *printer)
{
    struct table table = {.width = view->options->columns};
    chiso_status status = CHISO_OK;

    name_columns(view, shape, &table);
    status = do_rows(view, job->unit, shape, &table, NULL);
    if (status != CHISO_OK) {
        return status;
    }
    table_fit(&table);
    table_print_heading(&table, printer);
    status = do_rows(view, job->unit, shape, &table, printer);
    if (status != CHISO_OK) {
        return status;
    }
    print_left_out(view, &table, printer);
    print_combines(view, printer);
    return job->ledger == NULL ? CHISO_OK : print_ledger(view, job, printer);
}

/* How a number came about. */
static chiso_status print_explanation(const struct view *view, const chiso_explanation *explanation,
                                      struct printer *printer, chiso_error *error)
{
    const chiso_sink sink = printer_sink(printer);

    return chiso_explanation_write(explanation, view->language,
                                   view->language == CHISO_LANGUAGE_VIETNAMESE ? ',' : '.', &sink,
                                   error);
}

/* A blank line, where something more follows. */
static void print_gap(bool is_followed, struct printer *printer)
{
    if (is_followed) {
        print_line_end(printer);
    }
}

/* Whether something is asked about the unit beside its figures. */
static bool has_question(const struct job *job)
{
    return job->target != NULL || job->what_if != NULL || job->explanation != NULL;
}

chiso_status text_write_unit(const struct job *job, const chiso_sink *sink, chiso_error *error)
{
    struct view view = view_of(job->report, job->options);
    struct printer printer = printer_of(&view, sink);
    struct shape shape;
    chiso_standing standing;
    chiso_status status = chiso_report_standing(job->report, job->unit, CHISO_ROOT, &standing);

    if (status == CHISO_OK) {
        status = find_shape(&view, job->unit, &shape);
    }
    if (status != CHISO_OK) {
        return status;
    }
    view.point_digits = job->point_digits;
    print_unit_name(&view, job->unit, &printer);
    print_rank(&view, job->unit, &standing.place, &printer);
    print_figures(&view, &standing, &printer);
    if (view.comparison != NULL) {
        status = print_unit_change(&view, job->unit, &printer, error);
    }
    print_line_end(&printer);
    if (status != CHISO_OK) {
        return status;
    }
    if (!has_question(job)) {
        status = print_nodes(&view, job, &shape, &printer);
    }
    if (status == CHISO_OK && job->robustness != NULL && !has_question(job)) {
        status = robust_print_unit(&view, job->unit, &printer);
    }
    if (status == CHISO_OK && job->target != NULL) {
        status = print_target(&view, job->target, &printer, error);
        print_gap(job->what_if != NULL || job->explanation != NULL, &printer);
    }
    if (status == CHISO_OK && job->what_if != NULL) {
        status = print_what_if(&view, job, &printer);
        print_gap(job->explanation != NULL, &printer);
    }
    if (status == CHISO_OK && job->explanation != NULL) {
        status = print_explanation(&view, job->explanation, &printer, error);
    }
    return status == CHISO_OK && printer.refused ? CHISO_E_SINK : status;
}
