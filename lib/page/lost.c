/* Where the points of a unit went: a bar for each leaf by what it cost, the most first; dark what
 * the best unit has got, light what no one has. */
#include "board/board.h"
#include "page/rows_of.h"

#include <chiso/ledger.h>

enum { WIDE_ROW = 320, NARROW_ROW = 480, BAR = 180, MOST_ROWS = 15 };

struct lost {
    struct chiso__canvas *canvas;
    const chiso_report *report;
    const chiso_board *board;
    const chiso_tree *tree;
    chiso_unit unit;
    int digits;
    const chiso_ledger_entry *entries; /* the first of these cost something */
    uint32_t costing;
    uint32_t count; /* so many of them are shown */
    chiso_ledger_total total;
    struct chiso__columns columns;
    struct chiso__axis axis;
};

static const char *points_text(const struct lost *lost, chiso_decimal points)
{
    return chiso__number_label(lost->canvas, points, lost->digits);
}

static const char *best_text(const struct lost *lost, const chiso_ledger_entry *entry)
{
    return entry->best_unit == CHISO_NO_UNIT
               ? ""
               : chiso__phrase(
                     lost->canvas, CHISO__SAY_CHART_BESIDE,
                     CHISO__WORDS(chiso__say_text(chiso_unit_name(lost->board, entry->best_unit)),
                                  chiso__say_text(points_text(lost, entry->best))));
}

static const char *name_of(const struct lost *lost, uint32_t row)
{
    return chiso__criterion_name(lost->tree, lost->entries[row].leaf);
}

/* What stands at the right of rows: the best unit, or its head. */
static chiso__tenth best_width(const struct lost *lost)
{
    const chiso__tenth most = lost->canvas->width * 30 / 100;
    chiso__tenth widest = chiso__text_width(
        chiso__span_of(chiso__phrase(lost->canvas, CHISO__SAY_CHART_HIGHEST, NULL)),
        chiso__muted_letters.face);

    for (uint32_t i = 0; i < lost->count; i++) {
        const chiso__tenth width = chiso__text_width(
            chiso__span_of(best_text(lost, &lost->entries[i])), chiso__muted_letters.face);

        widest = width > widest ? width : widest;
    }
    return widest > most ? most : widest;
}

static void lay_out(struct lost *lost)
{
    struct chiso__canvas *const canvas = lost->canvas;
    const chiso__tenth best = best_width(lost);
    chiso__tenth names = 0;
    chiso__tenth values = 0;

    for (uint32_t i = 0; i < lost->count; i++) {
        const chiso__tenth value =
            chiso__text_width(chiso__span_of(points_text(lost, lost->entries[i].to_max)),
                              (struct chiso__face){13, true});

        names = chiso__widest_name(names, name_of(lost, i));
        values = value > values ? value : values;
    }
    lost->columns = chiso__columns_for(canvas, WIDE_ROW, NARROW_ROW, names,
                                       canvas->wide ? best + values + 60 : values + 60, 0);
    if (!canvas->wide) {
        lost->columns.shelf.name_width = canvas->right - canvas->left - best - 120;
    }
    lost->axis =
        chiso__axis_over(canvas, 0, lost->entries[0].to_max, lost->columns.from, lost->columns.to);
}

static void draw_head(struct lost *lost)
{
    struct chiso__canvas *const canvas = lost->canvas;

    for (uint32_t i = 0; i < lost->count; i++) {
        chiso__describe(
            canvas,
            chiso__phrase(
                canvas, CHISO__SAY_CHART_COST,
                CHISO__WORDS(chiso__say_text(name_of(lost, i)),
                             chiso__say_text(points_text(lost, lost->entries[i].to_max)),
                             chiso__say_text(points_text(lost, lost->entries[i].to_best)))));
    }
    chiso__frame_head(
        canvas,
        chiso__phrase(
            canvas, CHISO__SAY_CHART_LACKS,
            CHISO__WORDS(chiso__say_text(chiso_unit_name(lost->board, lost->unit)),
                         chiso__say_text(points_text(lost, lost->total.lost)),
                         chiso__say_text(chiso__number_label(canvas, lost->total.max, -1)),
                         chiso__say_text(name_of(lost, 0)))),
        chiso__phrase(canvas, CHISO__SAY_CHART_LOST, NULL));
}

static void draw_row(struct lost *lost, uint32_t i, const struct chiso__strip *row)
{
    static const struct chiso__style light = {CHISO__INK_SHALLOW, CHISO__INK_FALL, 12, NULL};
    static const struct chiso__style dark = {CHISO__INK_FALL, CHISO__INK_NONE, 0, NULL};
    static const struct chiso__letters value = {
        CHISO__INK_TEXT, CHISO__ANCHOR_START, {13, true}, false};
    struct chiso__canvas *const canvas = lost->canvas;
    const chiso_ledger_entry *const entry = &lost->entries[i];
    const chiso__tenth zero = chiso__axis_at(&lost->axis, 0);
    const chiso__tenth end = chiso__axis_at(&lost->axis, entry->to_max);
    const chiso__tenth best = chiso__axis_at(
        &lost->axis, entry->to_best > entry->to_max ? entry->to_max : entry->to_best);
    const struct chiso__facts facts = {.unit = chiso_unit_code(lost->board, lost->unit),
                                       .code = chiso_node_code(lost->tree, entry->leaf),
                                       .value = points_text(lost, entry->to_max)};

    chiso__strip_name(canvas, &lost->columns.shelf, row, name_of(lost, i), CHISO__INK_TEXT, false);
    chiso__draw_box(canvas, zero, row->middle - BAR / 2, end - zero, BAR, &light, &facts);
    if (entry->to_best != CHISO_ABSENT && best > zero) {
        chiso__draw_box(canvas, zero, row->middle - BAR / 2, best - zero, BAR, &dark, NULL);
    }
    chiso__draw_text(canvas, end + 60, row->middle, &value, facts.value);
    chiso__draw_cut(canvas, canvas->right, canvas->wide ? row->middle : row->top + 90,
                    &chiso__muted_letters, best_text(lost, entry), best_width(lost));
}

/* What those that are not shown cost together. */
static void draw_rest(struct lost *lost)
{
    chiso_decimal rest = lost->total.leaves;

    if (lost->count == lost->costing) {
        return;
    }
    for (uint32_t i = 0; i < lost->count; i++) {
        rest -= lost->entries[i].to_max;
    }
    chiso__frame_note(lost->canvas,
                      chiso__phrase(lost->canvas, CHISO__SAY_CHART_OTHERS_COST,
                                    CHISO__WORDS(chiso__say_count(lost->costing - lost->count),
                                                 chiso__say_text(points_text(lost, rest)))));
}

static void draw_figure(struct lost *lost)
{
    static const struct chiso__style axis = {CHISO__INK_NONE, CHISO__INK_REFERENCE, 10, NULL};
    struct chiso__canvas *const canvas = lost->canvas;
    struct chiso__strip rows[MOST_ROWS] = {{0}};
    const chiso__tenth zero = lost->columns.from;
    chiso__tenth top = 0;

    draw_head(lost);
    top = canvas->bottom + 260;
    for (uint32_t i = 0; i < lost->count; i++) {
        rows[i] = chiso__strip_at(&lost->columns.shelf, name_of(lost, i), false, top);
        top += rows[i].height;
    }
    chiso__axis_labels(canvas, &lost->axis, canvas->bottom + 160);
    if (canvas->wide) {
        chiso__draw_text(canvas, canvas->right, canvas->bottom + 160, &chiso__muted_letters,
                         chiso__phrase(canvas, CHISO__SAY_CHART_HIGHEST, NULL));
    }
    chiso__rows_grid(canvas, &lost->columns, &lost->axis, rows, lost->count, BAR / 2 + 20);
    for (uint32_t i = 0; i < lost->count; i++) {
        draw_row(lost, i, &rows[i]);
    }
    if (canvas->wide) {
        chiso__draw_rule(canvas, zero, rows[0].top, zero, top, &axis);
    }
    canvas->bottom = top + 50;
    draw_rest(lost);
    chiso__frame_source(canvas);
}

static chiso_status draw(struct lost *lost, chiso_error *error)
{
    chiso_ledger_options options = CHISO_LEDGER_OPTIONS_INIT;
    chiso_rank_options rules = CHISO_RANK_OPTIONS_INIT;
    chiso_ledger *ledger = NULL;
    uint32_t all = 0;
    chiso_status status = chiso_report_rules(lost->report, &rules);

    options.scope = rules.scope;
    options.point_places = lost->digits;
    if (status == CHISO_OK) {
        status = chiso_ledger_new(lost->board, lost->unit, CHISO_ROOT, &options, &ledger, error);
    }
    if (status == CHISO_OK) {
        status = chiso_ledger_totals(ledger, &lost->total);
    }
    if (status == CHISO_OK) {
        status = chiso_ledger_entries(ledger, &lost->entries, &all);
    }
    /* The entries stand by what they cost; those without a figure are behind. */
    while (status == CHISO_OK && lost->costing < all &&
           lost->entries[lost->costing].to_max != CHISO_ABSENT &&
           lost->entries[lost->costing].to_max > 0) {
        lost->costing++;
    }
    lost->count = lost->costing > MOST_ROWS ? MOST_ROWS : lost->costing;
    if (status == CHISO_OK && (lost->count == 0 || lost->total.lost == CHISO_ABSENT)) {
        status = chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_CHART_NOTHING_LOST, NULL);
    }
    if (status == CHISO_OK) {
        lay_out(lost);
        draw_figure(lost);
    }
    chiso_ledger_free(ledger);
    return status;
}

chiso_status chiso_chart_lost(const chiso_report *report, chiso_unit unit,
                              const chiso_chart_options *options, const chiso_sink *sink,
                              chiso_error *error)
{
    struct chiso__canvas canvas;
    chiso_status status = chiso__unit_canvas(&canvas, report, unit, options, sink, error);
    struct lost lost = {.canvas = &canvas, .report = report, .unit = unit};

    if (status != CHISO_OK) {
        return status;
    }
    lost.board = chiso_report_board(report);
    lost.tree = chiso_board_tree(lost.board);
    lost.digits = chiso_tree_digits(lost.tree);
    return chiso__canvas_end(&canvas, draw(&lost, error), sink, error);
}
