/* What the change of a unit's percent is made of: a bar for each part, that begins where the one
 * before it ends. The axis is the change, so that small parts of a large percent are seen. */
#include <chiso/bridge.h>

#include "board/board.h"
#include "compare/compare.h"
#include "page/rows_of.h"

enum { WIDE_ROW = 380, NARROW_ROW = 500, BAR = 200, PARTS = 6, ROWS = PARTS + 2 };

struct bridge_figure {
    struct chiso__canvas *canvas;
    const chiso_comparison *comparison;
    chiso_unit unit;
    int digits_now;
    int digits_before;
    int digits;     /* of changes */
    int part_count; /* all parts, or those before the last where nothing was set by hand */
    int row_count;
    chiso_change change;
    chiso_decimal parts[PARTS];   /* as they are carried */
    chiso_decimal printed[PARTS]; /* as they add up in print */
    const char *names[ROWS];
    struct chiso__strip rows[ROWS];
    struct chiso__columns columns;
    struct chiso__axis axis;
};

/* Rounds parts to some digits, and shares out what they miss of their sum: to those that rounding
 * took the most from, or gave the most to. */
static void round_parts(struct bridge_figure *figure)
{
    chiso_decimal unit = 1;
    chiso_decimal rest = figure->change.percent;
    chiso_decimal missing[PARTS] = {0};

    for (int i = figure->digits; i < CHISO_DECIMAL_PLACES; i++) {
        unit *= 10;
    }
    for (int i = 0; i < figure->part_count; i++) {
        const chiso_decimal part = figure->parts[i];

        figure->printed[i] = (part + (part < 0 ? -unit / 2 : unit / 2)) / unit * unit;
        missing[i] = part - figure->printed[i];
        rest -= figure->printed[i];
    }
    while (rest != 0) {
        const chiso_decimal step = rest > 0 ? unit : -unit;
        int most = 0;

        for (int i = 1; i < figure->part_count; i++) {
            if (rest > 0 ? missing[i] > missing[most] : missing[i] < missing[most]) {
                most = i;
            }
        }
        figure->printed[most] += step;
        missing[most] -= step;
        rest -= step;
    }
}

static chiso_status read_parts(struct bridge_figure *figure, chiso_error *error)
{
    const enum chiso__message names[ROWS] = {
        CHISO__SAY_CHART_WAS,         CHISO__SAY_CHART_PERFORMANCE, CHISO__SAY_CHART_MAXIMA,
        CHISO__SAY_CHART_ADDED,       CHISO__SAY_CHART_DROPPED,     CHISO__SAY_CHART_NOT_APPLICABLE,
        CHISO__SAY_CHART_SET_BY_HAND, CHISO__SAY_CHART_IS};
    chiso_bridge bridge;
    chiso_status status =
        chiso_comparison_bridge(figure->comparison, figure->unit, CHISO_ROOT, &bridge, error);

    if (status != CHISO_OK) {
        return status;
    }
    status = chiso_comparison_change(figure->comparison, figure->unit, CHISO_ROOT, &figure->change);
    if (status != CHISO_OK) {
        return chiso__fail(error, status, chiso__status_meaning(status), NULL);
    }
    figure->parts[0] = bridge.performance;
    figure->parts[1] = bridge.maxima;
    figure->parts[2] = bridge.added;
    figure->parts[3] = bridge.dropped;
    figure->parts[4] = bridge.not_applicable;
    figure->parts[5] = bridge.set;
    figure->part_count = bridge.set == 0 ? PARTS - 1 : PARTS;
    figure->row_count = figure->part_count + 2;
    round_parts(figure);
    for (int i = 0; i < figure->row_count; i++) {
        figure->names[i] =
            chiso__phrase(figure->canvas, names[i == figure->row_count - 1 ? ROWS - 1 : i], NULL);
    }
    if (figure->canvas->options.period_before != NULL) {
        figure->names[0] = figure->canvas->options.period_before;
    }
    if (figure->canvas->options.period != NULL) {
        figure->names[figure->row_count - 1] = figure->canvas->options.period;
    }
    return CHISO_OK;
}

/* What stands beside the marks of a row. */
static const char *label_of(const struct bridge_figure *figure, int row)
{
    struct chiso__canvas *const canvas = figure->canvas;

    if (row == 0) {
        return chiso__percent_label(canvas, figure->change.before.percent, figure->digits_before);
    }
    if (row == figure->row_count - 1) {
        return chiso__phrase(
            canvas, CHISO__SAY_CHART_WITH_BESIDE,
            CHISO__WORDS(chiso__say_text(chiso__percent_label(canvas, figure->change.now.percent,
                                                              figure->digits_now)),
                         chiso__say_text(
                             chiso__signed_label(canvas, figure->change.percent, figure->digits))));
    }
    return chiso__signed_label(canvas, figure->printed[row - 1], figure->digits);
}

static void lay_out(struct bridge_figure *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;
    chiso_decimal low = 0;
    chiso_decimal high = 0;
    chiso_decimal at = 0;
    chiso__tenth names = 0;
    chiso__tenth labels = 0;

    for (int i = 0; i < figure->row_count; i++) {
        const chiso__tenth label =
            chiso__text_width(chiso__span_of(label_of(figure, i)), (struct chiso__face){13, true});

        names = chiso__widest_name(names, figure->names[i]);
        labels = label > labels ? label : labels;
    }
    for (int i = 0; i < figure->part_count; i++) {
        at += figure->parts[i];
        low = at < low ? at : low;
        high = at > high ? at : high;
    }
    figure->columns = chiso__columns_for(canvas, WIDE_ROW, NARROW_ROW, names, labels, 0);
    if (!canvas->wide) {
        figure->columns.shelf.name_width = canvas->right - canvas->left;
    }
    figure->axis = chiso__axis_over(canvas, low, high, figure->columns.from, figure->columns.to);
    figure->axis.is_signed = true;
}

static void draw_head(struct bridge_figure *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;
    const chiso_decimal change = figure->change.percent;
    const char *const unit = chiso_unit_name(figure->comparison->now, figure->unit);
    const struct chiso__insert words[] = {
        chiso__say_text(unit),
        chiso__say_text(chiso__number_label(canvas, chiso__size_of(change), figure->digits)),
        chiso__say_text(chiso__signed_label(canvas, figure->printed[0], figure->digits))};

    for (int i = 0; i < figure->row_count; i++) {
        chiso__describe(canvas, chiso__phrase(canvas, CHISO__SAY_CHART_PART,
                                              CHISO__WORDS(chiso__say_text(figure->names[i]),
                                                           chiso__say_text(label_of(figure, i)))));
    }
    chiso__frame_head(canvas,
                      change < 0 ? chiso__phrase(canvas, CHISO__SAY_CHART_WENT_DOWN,
                                                 CHISO__WORDS(words[0], words[1], words[2]))
                                 : chiso__phrase(canvas, CHISO__SAY_CHART_WENT_UP,
                                                 CHISO__WORDS(words[0], words[1], words[2])),
                      chiso__phrase(canvas, CHISO__SAY_CHART_BRIDGE, NULL));
}

/* The bar of a part from where the one before ends. */
static void draw_part(struct bridge_figure *figure, int row, chiso_decimal from, chiso_decimal to)
{
    static const struct chiso__style rise = {CHISO__INK_RISE, CHISO__INK_NONE, 0, NULL};
    static const struct chiso__style fall = {CHISO__INK_SHALLOW, CHISO__INK_FALL, 15, NULL};
    static const struct chiso__style none = {CHISO__INK_NONE, CHISO__INK_MUTED, 20, NULL};
    struct chiso__canvas *const canvas = figure->canvas;
    const chiso_decimal part = figure->parts[row - 1];
    const chiso__tenth y = figure->rows[row].middle;
    const chiso__tenth begin = chiso__axis_at(&figure->axis, from);
    const chiso__tenth end = chiso__axis_at(&figure->axis, to);
    const chiso__tenth left = begin < end ? begin : end;
    const chiso__tenth right = begin < end ? end : begin;
    const struct chiso__letters letters = {part > 0   ? CHISO__INK_RISE
                                           : part < 0 ? CHISO__INK_FALL
                                                      : CHISO__INK_MUTED,
                                           CHISO__ANCHOR_START,
                                           {13, true},
                                           false};
    static const char *const codes[PARTS] = {"performance", "maxima",         "added",
                                             "dropped",     "not_applicable", "set"};
    const struct chiso__facts facts = {.unit =
                                           chiso_unit_code(figure->comparison->now, figure->unit),
                                       .code = codes[row - 1],
                                       .value = label_of(figure, row)};

    chiso__draw_box(canvas, left, y - BAR / 2, right - left, BAR, part < 0 ? &fall : &rise, &facts);
    if (part == 0) {
        chiso__draw_rule(canvas, left, y - BAR / 2, left, y + BAR / 2, &none);
    }
    chiso__draw_text(canvas, right + 70, y, &letters, facts.value);
}

static void draw_end(struct bridge_figure *figure, int row, chiso_decimal at)
{
    static const struct chiso__style disc = {CHISO__INK_REFERENCE, CHISO__INK_NONE, 0, NULL};
    static const struct chiso__letters letters = {
        CHISO__INK_TEXT, CHISO__ANCHOR_START, {13, true}, false};
    const chiso__tenth x = chiso__axis_at(&figure->axis, at);
    const chiso_figures *const own = row == 0 ? &figure->change.before : &figure->change.now;
    const struct chiso__facts facts = {
        .unit = chiso_unit_code(figure->comparison->now, figure->unit),
        .period = row == 0 ? "before" : "now",
        .value = chiso__number_label(figure->canvas, own->percent,
                                     row == 0 ? figure->digits_before : figure->digits_now)};

    chiso__draw_disc(figure->canvas, x, figure->rows[row].middle, 55, &disc, &facts);
    chiso__draw_text(figure->canvas, x + 120, figure->rows[row].middle, &letters,
                     label_of(figure, row));
}

static void draw_marks(struct bridge_figure *figure)
{
    static const struct chiso__style dotted = {CHISO__INK_NONE, CHISO__INK_REFERENCE, 10, "2 3"};
    struct chiso__canvas *const canvas = figure->canvas;
    chiso_decimal at = 0;

    for (int i = 0; i < figure->row_count; i++) {
        const bool is_end = i == 0 || i == figure->row_count - 1;

        chiso__strip_name(canvas, &figure->columns.shelf, &figure->rows[i], figure->names[i],
                          CHISO__INK_TEXT, is_end);
        if (i > 0) {
            const chiso__tenth x = chiso__axis_at(&figure->axis, at);

            /* From the mark above to this one; names above marks stay free. */
            chiso__draw_rule(canvas, x, figure->rows[i - 1].middle + (i == 1 ? 55 : BAR / 2), x,
                             figure->columns.shelf.above
                                 ? figure->rows[i].top
                                 : figure->rows[i].middle - (is_end ? 55 : BAR / 2),
                             &dotted);
        }
        if (is_end) {
            draw_end(figure, i, at);
        } else {
            draw_part(figure, i, at, at + figure->parts[i - 1]);
            at += figure->parts[i - 1];
        }
    }
}

static chiso_status draw(struct bridge_figure *figure, chiso_error *error)
{
    static const struct chiso__style zero = {CHISO__INK_NONE, CHISO__INK_REFERENCE, 10, NULL};
    struct chiso__canvas *const canvas = figure->canvas;
    chiso_status status = read_parts(figure, error);
    chiso__tenth top = 0;
    chiso__tenth x = 0;

    if (status != CHISO_OK) {
        return status;
    }
    lay_out(figure);
    draw_head(figure);
    top = canvas->bottom + 260;
    for (int i = 0; i < figure->row_count; i++) {
        figure->rows[i] = chiso__strip_at(&figure->columns.shelf, figure->names[i],
                                          i == 0 || i == figure->row_count - 1, top);
        top += figure->rows[i].height;
    }
    chiso__axis_labels(canvas, &figure->axis, canvas->bottom + 160);
    chiso__rows_grid(canvas, &figure->columns, &figure->axis, figure->rows,
                     (size_t)figure->row_count, BAR / 2 + 20);
    x = chiso__axis_at(&figure->axis, 0);
    if (!figure->columns.shelf.above) {
        chiso__draw_rule(canvas, x, figure->rows[0].top, x, top, &zero);
    }
    draw_marks(figure);
    canvas->bottom = top + 50;
    chiso__frame_source(canvas);
    return CHISO_OK;
}

chiso_status chiso_chart_bridge(const chiso_comparison *comparison, chiso_unit unit,
                                const chiso_chart_options *options, const chiso_sink *sink,
                                chiso_error *error)
{
    struct chiso__canvas canvas;
    struct bridge_figure figure = {.canvas = &canvas, .comparison = comparison, .unit = unit};
    chiso_status status = CHISO_OK;

    if (comparison == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__canvas_begin(&canvas, options, &comparison->allocator, sink, error);
    if (status != CHISO_OK) {
        return status;
    }
    figure.digits_now = chiso_tree_digits(chiso_board_tree(comparison->now));
    figure.digits_before = chiso_tree_digits(chiso_board_tree(comparison->before));
    figure.digits =
        figure.digits_now > figure.digits_before ? figure.digits_now : figure.digits_before;
    return chiso__canvas_end(&canvas, draw(&figure, error), sink, error);
}
